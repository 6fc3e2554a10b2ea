#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""Proves on random cases that a trace names everything its number rests on.

trace_proof.py CICLO [--rulebook-json FILE] --n 200 [--seed S] [--keep DIR] [--each K]
Each input value is replaced by another valid one; a printed number that changes must rest on it.
The changed results come from the oracle. Exit 1 when anything is wrong.
"""
import argparse
import collections
import json
import os
import re
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import compare  # noqa: E402
import gen  # noqa: E402
import oracle  # noqa: E402
import replay  # noqa: E402


def numbers(esito):
    return {(p, c): v for p, c, v in replay.printed(esito)}


def traced(binary, args, case, path):
    with open(path, "wb") as f:
        f.write(gen.text(case))
    code, out, err = compare.run(binary, ["score"] + args + [path])
    return json.loads(out) if code == 0 else None


def rests_of(esito, key):
    """The case pointers of a number; none when its trace cannot be followed (told by the replay)."""
    try:
        return replay.ancestors(esito, *key)
    except (replay.Wrong, KeyError, IndexError, TypeError, ValueError, AttributeError):
        return set()


def job(arg):
    binary, seed, k, rulebook, keep, each, args, params = arg
    case = gen.Maker(gen.random.Random("%s/%d" % (seed, k)), params).case()
    problems, changes, moved = [], 0, 0
    with tempfile.TemporaryDirectory() as d:
        path = os.path.join(d, "case.json")
        esito = traced(binary, args, case, path)
        if esito is None:
            problems.append("valid case refused")
        else:
            problems += replay.replay(case, esito, rulebook)
        if esito is not None:
            base, known = numbers(esito), {}
            for place, here, part in [("", "", case)] + list(gen.slices(case)):
                # the options touch every part, so they are changed in the whole case
                under = here or "/scelte"
                for ptr, changed in gen.single_changes(part, "%s/%d%s" % (seed, k, place), each, params, under):
                    changes += 1
                    late = None
                    other = {(place + p[len(here):], c): v for (p, c), v in numbers(oracle.score(changed, params)).items()}
                    ours = {key: v for key, v in base.items() if (key[0] + "/").startswith(place + "/")}
                    for key in set(ours) | set(other):
                        if ours.get(key) == other.get(key):
                            continue
                        moved += 1
                        in_case = ptr if under == "/scelte" else place + ptr[len(here):]
                        if key in ours:
                            if key not in known:
                                known[key] = rests_of(esito, key)
                            rests = replay.rests_on(known[key], in_case)
                        else:        # printed only after the change: the changed trace must name it
                            late = late or traced(binary, args, changed, path)
                            rests = late and replay.rests_on(rests_of(late, (here + key[0][len(place):], key[1])), ptr)
                        if not rests:
                            problems.append("%s%s: %s -> %s when %s changes to %r, on which it does not rest" % (
                                key[0], key[1], ours.get(key), other.get(key), in_case, replay.at(changed, ptr)))
    if problems and keep:
        with open(os.path.join(keep, "trace-%s-%d.json" % (seed, k)), "wb") as f:
            f.write(gen.text(case))
    return k, changes, moved, problems


def main():
    a = argparse.ArgumentParser()
    a.add_argument("binary")
    a.add_argument("--rulebook-json", help="absent: the program is asked, or --sistema read")
    a.add_argument("--n", type=int, default=200)
    a.add_argument("--seed", default="t1")
    a.add_argument("--keep")
    a.add_argument("--each", type=int, default=2)
    a.add_argument("--sistema")
    a.add_argument("--params")
    a.add_argument("--show", type=int, default=60)
    a.add_argument("--jobs", type=int, default=os.cpu_count())
    o = a.parse_args()
    if o.rulebook_json:
        rulebook = json.load(open(o.rulebook_json, encoding="utf-8"))
    else:
        rulebook = compare.rulebook(os.path.abspath(o.binary), o.sistema)
    if o.keep:
        os.makedirs(o.keep, exist_ok=True)
    args = ["--sistema", o.sistema] if o.sistema else []
    params = json.loads(o.params) if o.params else None
    changes = moved = wrong = shown = 0
    kinds = collections.Counter()
    with ProcessPoolExecutor(o.jobs) as pool:
        todo = ((os.path.abspath(o.binary), o.seed, k, rulebook, o.keep, o.each, args, params) for k in range(o.n))
        for k, c, m, problems in pool.map(job, todo, chunksize=2):
            changes, moved, wrong = changes + c, moved + m, wrong + bool(problems)
            for p in problems:
                kinds[re.sub(r"[0-9.]+|: .* when | changes to .*,", "*", p)] += 1
                shown += 1
                if shown <= o.show:
                    print("case %s/%d: %s" % (o.seed, k, p))
    print("%d cases, %d single changes, %d numbers changed; %d cases with problems" % (o.n, changes, moved, wrong))
    for kind, n in kinds.most_common(30):
        print("  %5d %s" % (n, kind))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

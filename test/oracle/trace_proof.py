#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""Proves on random cases that a trace names everything its number rests on.

trace_proof.py CICLO [--rulebook-json FILE] --n 200 [--seed S] [--keep DIR] [--each K]
Each input value is replaced by another valid one; a printed number that changes must rest on it.
The changed results come from the oracle. Exit 1 when anything is wrong.
With --pieno the cases have every option and part, each under a rulebook of its own (gen_pieno.py); with --calcolo the
rulebooks state their own tables and formulas (gen_calcolo.py).
"""
import argparse
import collections
import copy
import datetime
import json
import os
import re
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import compare  # noqa: E402
import gen  # noqa: E402
import gen_calcolo  # noqa: E402
import gen_pieno  # noqa: E402
import oracle  # noqa: E402
import pieno  # noqa: E402
import replay  # noqa: E402
import tavole  # noqa: E402


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


OTHER_WORDS = dict(gen.WORDS, parita=["esclusi", "inclusi", "cr"], regola=["ccnl", "dl95"], resto=["nessuno", "uno", "singolo"],
                   arrotondamento=["difetto", "eccesso", "matematico"], area=["funzionari", "altra"],
                   esito=["raggiunto", "non_raggiunto"], **gen_pieno.WORDS, **gen_pieno.NUMBERS)


def others(ptr, key, value, case, rng):
    """Values that might stand in the place of one, and change something."""
    if key in OTHER_WORDS and (key != "area" or ptr.startswith("/indennita")):
        return [w for w in OTHER_WORDS[key] if w != str(value)]
    if key in ("dal", "al"):
        day = datetime.date.fromisoformat(value)
        return [(day + datetime.timedelta(n)).isoformat() for n in (1, -1, 30, -30)]
    if key in ("settore", "area", "gruppo", "struttura", "unita", "progetto", "padre"):
        return sorted({v for _, _, k, v in gen.walk(case) if k in (key, "id") and isinstance(v, str) and v != value})[:6]
    if key in ("semischeda1", "semischeda2") and isinstance(value, str):
        return [oracle.show(oracle.dec(value) + x, 2) for x in (1, -1, oracle.F(1, 4), 4) if 0 <= oracle.dec(value) + x <= 40]
    if key == "uno_su":
        return [1, 2, 3, 7]
    return gen.candidates(key, value, rng) or []


def of_tables(case, rulebook):
    """The numbers of tables as they are printed."""
    got = tavole.calcola(rulebook, case)
    return {("/tavole/%s/%d" % (t, n), "/" + c): v for t, rows in got.items() for n, row in enumerate(rows)
            for c, v in row.items() if c != "id" and isinstance(v, str) and replay.VALUE.match(v)}


def full_numbers(case, rulebook):
    return numbers(pieno.score(case, rulebook))


def make_calcolo(seed, k):
    rulebook, case = gen_calcolo.make("%s/%d" % (seed, k))
    return json.dumps(rulebook), rulebook, case


def full(arg):
    """One case with every option: replayed, and some of its values changed one at a time. What a changed value is worth
    the oracle says; whether it may stand there the program."""
    binary, seed, k, keep, each, make, values = arg
    text, rulebook, case = make(seed, k)
    rng = gen.random.Random("full/%s/%d" % (seed, k))
    problems, changes, moved = [], 0, 0
    with tempfile.TemporaryDirectory() as d:
        book, path = os.path.join(d, "sistema.yaml"), os.path.join(d, "case.json")
        with open(book, "w", encoding="utf-8") as f:
            f.write(text)
        esito = traced(binary, ["--sistema", book], case, path)
        if esito is None:       # a division by zero of random formulas is rightly refused
            return k, 0, 0, [] if make is make_calcolo else ["valid case refused"]
        problems += replay.replay(case, esito, rulebook)
        base, known = numbers(esito), {}
        leaves = [x for x in gen.walk(case) if not isinstance(x[3], (dict, list)) and "/bloccati/" not in x[0]]
        for ptr, _, key, value in rng.sample(leaves, min(len(leaves), 20 * each)):
            todo = others(ptr, key if isinstance(key, str) else ptr.split("/")[-2], value, case, rng)
            for new in rng.sample(todo, min(each, len(todo))):
                changed = copy.deepcopy(case)
                box = replay.at(changed, ptr.rsplit("/", 1)[0])
                box[key] = new
                try:
                    other = values(changed, rulebook)
                except (tavole.Broken, AssertionError, ArithmeticError, KeyError, LookupError, TypeError, ValueError):
                    continue        # no case that could be taken
                changes += 1
                differ = [x for x in base if x in other and base[x] != other[x]]
                moved += len(differ)
                for x in differ:
                    if x not in known:
                        known[x] = rests_of(esito, x)
                lost = [x for x in differ if not replay.rests_on(known[x], ptr)]
                if lost and traced(binary, ["--sistema", book], changed, path) is not None:
                    problems += ["%s%s: %s -> %s when %s changes to %r, on which it does not rest" % (
                        *x, base[x], other[x], ptr, new) for x in lost]
    if problems and keep:
        with open(os.path.join(keep, "trace-pieno-%s-%d.json" % (seed, k)), "wb") as f:
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
    a.add_argument("--pieno", action="store_true")
    a.add_argument("--calcolo", action="store_true")
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
        rest = (o.keep, o.each, gen_pieno.one, full_numbers) if o.pieno else \
            (o.keep, o.each, make_calcolo, of_tables) if o.calcolo else (rulebook, o.keep, o.each, args, params)
        todo = ((os.path.abspath(o.binary), o.seed, k) + rest for k in range(o.n))
        for k, c, m, problems in pool.map(full if o.pieno or o.calcolo else job, todo, chunksize=2):
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

#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""Runs a ciclo program on random cases and broken variants and tells where it differs from the oracle.

compare.py CICLO --seed S --n N [--keep DIR] [--suggest [--groups MOST]] [--valid-only] [--rulebook-json FILE|-]
                 [--sistema FILE --params JSON] [--files FILE...]
compare.py CICLO --pieno --seed S --n N [--keep DIR]    every option and part, each case under a rulebook of its own
Exit 1 when anything differs.
"""
import argparse
import collections
import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import gen  # noqa: E402
import gen_pieno  # noqa: E402
import oracle  # noqa: E402
import pieno  # noqa: E402
import replay  # noqa: E402
import suggest_oracle  # noqa: E402


def run(binary, args, timeout=60):
    p = subprocess.run([binary] + args, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                       timeout=timeout)
    return p.returncode, p.stdout, p.stderr


def rulebook(binary, sistema=None):
    """The canonical form that traces point into: of a file, or what the program says of the default one."""
    if sistema:
        import canonica
        return json.loads(canonica.canonica(open(sistema, encoding="utf-8").read()))
    return json.loads(run(binary, ["rulebook", "json", "criteri-2018"])[1])


def strip(x, texts):
    """The output without traces and free text; what is wrong with these goes into texts."""
    if isinstance(x, dict):
        out = {}
        for k, v in x.items():
            if k == "traccia":
                continue
            if k == "messaggio":
                if not isinstance(v, str) or not v.strip():
                    texts.append("messaggio %r" % (v,))
                continue
            out[k] = strip(v, texts)
        if "vincolo" in x and "messaggio" not in x or "codice" in x and "messaggio" not in x:
            texts.append("no messaggio in %r" % x)
        return out
    if isinstance(x, list):
        return [strip(v, texts) for v in x]
    return x


def unequal(a, b, ptr=""):
    """Where two values differ; true and 1 are not the same."""
    if type(a) is not type(b):
        yield "%s: %s, oracle %s" % (ptr or "/", json.dumps(a, ensure_ascii=False)[:200],
                                     json.dumps(b, ensure_ascii=False)[:200])
    elif isinstance(a, dict):
        for k in list(b) + [k for k in a if k not in b]:
            if k not in a or k not in b:
                yield "%s/%s: only in the %s" % (ptr, k, "oracle" if k in b else "output")
            else:
                yield from unequal(a[k], b[k], ptr + "/" + k)
    elif isinstance(a, list):
        if len(a) != len(b):
            yield "%s: %d items, oracle %d: %s / %s" % (ptr, len(a), len(b), json.dumps(a)[:200], json.dumps(b)[:200])
        else:
            for n, (x, y) in enumerate(zip(a, b)):
                yield from unequal(x, y, "%s/%d" % (ptr, n))
    elif a != b:
        yield "%s: %r, oracle %r" % (ptr, a, b)


def defects(name, stderr):
    """Pointers or (line, column) of the lines on standard error; None for a line of another form."""
    out = []
    text = stderr.decode("utf-8", "replace")
    for line in text.split("\n")[:-1] if text.endswith("\n") else text.split("\n"):
        m = re.match(r":(\d+):(\d+): \S", line[len(name):]) if line.startswith(name) else None
        if m:
            out.append((int(m.group(1)), int(m.group(2))))
        elif line.startswith(name + ": /") and ": " in line[len(name) + 2:]:
            # control characters of a key are shown as \\u00xx
            shown = line[len(name) + 2:].split(": ", 1)[0]
            out.append(re.sub(r"\\u00([0-9a-f]{2})", lambda m: chr(int(m.group(1), 16)), shown))
        else:
            out.append(None)
    return out


def same_order(want, got):
    """want: [(offset, what)]; those of one offset may come in any order."""
    if len(want) != len(got):
        return False
    i = 0
    while i < len(want):
        j = i
        while j < len(want) and want[j][0] == want[i][0]:
            j += 1
        if sorted(map(str, (w for _, w in want[i:j]))) != sorted(map(str, got[i:j])):
            return False
        i = j
    return True


def one(binary, path, text, opts):
    """Differences for one file."""
    want = oracle.lines(text, opts.get("params"))
    try:
        code, out, err = run(binary, ["score"] + opts.get("args", []) + [path])
    except subprocess.TimeoutExpired:
        return ["no answer within a minute"]
    if code not in (0, 1, 2):
        return ["ended with %d: %s" % (code, err.decode("utf-8", "replace")[-600:])]
    if want:
        got = defects(path, err)
        diff = []
        if code != 2:
            diff.append("exit %d, should be 2" % code)
        if out:
            diff.append("standard output is not empty")
        if not same_order(want, got):
            diff.append("lines %r, oracle %r" % (got, [w for _, w in want]))
        return diff
    if code != 0:
        return ["exit %d, should be 0: %s" % (code, err.decode("utf-8", "replace")[:600])]
    diff = []
    if err:
        diff.append("standard error: %s" % err.decode("utf-8", "replace")[:200])
    try:
        esito = json.loads(out)
    except ValueError as e:
        return diff + ["the output is not JSON: %s" % e]
    case = json.loads(text)
    texts = []
    bare = strip(esito, texts)
    diff += texts[:3]
    if not re.match(r"sha256:[0-9a-f]{64}\Z", str(bare.pop("impronta_sistema", ""))):
        diff.append("impronta_sistema")
    diff += list(unequal(bare, oracle.score(case, opts.get("params"))))[:10]
    if bare.get("scelte") and list(bare["scelte"].items()) != list(case["scelte"].items()):
        diff.append("scelte in another order")
    code, out, err = run(binary, ["score", "--no-trace"] + opts.get("args", []) + [path])
    if code or json.loads(out) != without_trace(esito):
        diff.append("--no-trace changes more than the traces")
    if opts.get("rulebook") is not None:
        diff += replay.replay(case, esito, opts["rulebook"])[:10]
    if opts.get("suggest"):
        code, out, err = run(binary, ["suggest"] + opts.get("args", []) + [path], 600)
        if code:
            diff.append("suggest ended with %d: %s" % (code, err.decode("utf-8", "replace")[:300]))
        else:
            diff += ["suggest: " + p for p in suggest_oracle.check_answer(case, json.loads(out))]
    return diff


def bare_of(out, texts):
    """An output as the oracles give it."""
    bare = strip(json.loads(out), texts)
    bare.pop("impronta_sistema", None)
    return bare


def full(arg):
    """Differences of one case of gen_pieno: results to the last digit, and every proof recomputed."""
    binary, seed, k, keep, _ = arg
    text, rulebook, case = gen_pieno.one(seed, k)
    with tempfile.TemporaryDirectory() as d:
        paths = [os.path.join(d, "sistema.yaml"), os.path.join(d, "case.json")]
        for path, content in zip(paths, (text.encode(), gen.text(case))):
            with open(path, "wb") as f:
                f.write(content)
        code, out, err = run(binary, ["score", "--sistema"] + paths)
    if code:
        diff = ["exit %d: %s" % (code, err.decode("utf-8", "replace")[:600])]
    else:
        diff = []
        diff += list(unequal(bare_of(out, diff), pieno.score(case, rulebook)))[:10]
        diff += replay.replay(case, json.loads(out), rulebook)[:10]
    if diff and keep:
        for name, content in (("yaml", text.encode()), ("json", gen.text(case))):
            with open(os.path.join(keep, "pieno-%s-%d.%s" % (seed, k, name)), "wb") as f:
                f.write(content)
    return 1, [("pieno", "pieno-%s-%d" % (seed, k), diff)] if diff else []


def without_trace(x):
    if isinstance(x, dict):
        return {k: without_trace(v) for k, v in x.items() if k != "traccia"}
    return [without_trace(v) for v in x] if isinstance(x, list) else x


def job(arg):
    binary, seed, k, keep, opts = arg
    if opts.get("groups"):
        case = gen.group_case(seed, k, opts["groups"])
    else:
        case = gen.Maker(gen.random.Random("%s/%d" % (seed, k)), opts.get("params")).case()
    todo = [("valid", gen.text(case)), ("valid", gen.text(case, gen.random.Random("%s-%d" % (seed, k))))]
    if not opts.get("valid_only"):
        todo += gen.mutations(case, "%s/%d" % (seed, k))
    found = []
    with tempfile.TemporaryDirectory() as d:
        path = os.path.join(d, "case.json")
        for n, (kind, text) in enumerate(todo):
            with open(path, "wb") as f:
                f.write(text)
            try:
                diff = one(binary, path, text, dict(opts, suggest=opts.get("suggest") and n == 0))
            except Exception as e:       # the comparison itself failed: shown like a difference
                diff = ["comparison failed: %s: %s" % (type(e).__name__, e)]
            if diff:
                name = "%s-%s-%02d.json" % (seed, k, n)
                if keep:
                    with open(os.path.join(keep, name), "wb") as f:
                        f.write(text)
                found.append((kind, name, diff))
    return len(todo), found


def main():
    a = argparse.ArgumentParser()
    a.add_argument("binary")
    a.add_argument("--seed", default="1")
    a.add_argument("--n", type=int, default=200)
    a.add_argument("--keep")
    a.add_argument("--valid-only", action="store_true")
    a.add_argument("--pieno", action="store_true")
    a.add_argument("--suggest", action="store_true")
    a.add_argument("--groups", type=int, help="one group of up to this many people; with --suggest --valid-only")
    a.add_argument("--rulebook-json", help="- asks the program, or reads --sistema")
    a.add_argument("--sistema", help="passed on as --sistema FILE")
    a.add_argument("--params", help="JSON object of rulebook numbers for the oracle")
    a.add_argument("--show", type=int, default=40)
    a.add_argument("--jobs", type=int, default=os.cpu_count())
    a.add_argument("--files", nargs="*")
    a.add_argument("--reading", action="append", default=[], help="KEY=VALUE of oracle.READINGS")
    o = a.parse_args()
    for r in o.reading:
        k, v = r.split("=", 1)
        if k not in oracle.READINGS:
            a.error("no such reading: " + k)
        oracle.READINGS[k] = {"true": True, "false": False}.get(v.lower(), v)
    binary = os.path.abspath(o.binary)
    opts = {"suggest": o.suggest, "valid_only": o.valid_only, "groups": o.groups, "args": ["--sistema", o.sistema] if o.sistema else []}
    if o.params:
        opts["params"] = json.loads(o.params)
    if o.rulebook_json == "-":
        opts["rulebook"] = rulebook(binary, o.sistema)
    elif o.rulebook_json:
        opts["rulebook"] = json.load(open(o.rulebook_json, encoding="utf-8"))
    if o.keep:
        os.makedirs(o.keep, exist_ok=True)
    total, shown, kinds = 0, 0, collections.Counter()

    def tell(kind, name, diff):
        nonlocal shown
        kinds[kind] += 1
        shown += 1
        if shown <= o.show:
            print("%s [%s]" % (name, kind))
            for d in diff:
                print("    " + d)
            sys.stdout.flush()
    if o.files:
        for path in o.files:
            total += 1
            diff = one(binary, path, open(path, "rb").read(), opts)
            if diff:
                tell("file", path, diff)
    else:
        with ProcessPoolExecutor(o.jobs) as pool:
            for count, found in pool.map(full if o.pieno else job, ((binary, o.seed, k, o.keep, opts) for k in range(o.n)), chunksize=4):
                total += count
                for f in found:
                    tell(*f)
    print("%d texts, %d differ" % (total, sum(kinds.values())))
    for kind, n in kinds.most_common(30):
        print("  %5d %s" % (n, kind))
    return 1 if kinds else 0


if __name__ == "__main__":
    sys.exit(main())

# test_calcolo.py - random rulebooks with their own tables: the program and a second reading of doc/calcolo.md agree.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""
usage: test_calcolo.py CICLO [--seed TEXT] [--n COUNT]

Each rulebook has states, a tree, references, band tables with formulas as edges, rankings, shares to the cent. Results must be
the same to the last digit, and every proof must replay. Ends with one line; exit status 1 when a case differs.
"""
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import gen_calcolo  # noqa: E402
import replay  # noqa: E402
import tavole  # noqa: E402


def option(name, default):
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else default


def compare(ciclo, book, case, folder):
    """What differs, as lines; None: the rulebook or the case was refused, as the second reading refuses it."""
    files = [os.path.join(folder, n) for n in ("sistema.yaml", "caso.json")]
    for path, what in zip(files, (book, case)):
        with open(path, "w", encoding="utf-8") as f:
            json.dump(what, f)  # JSON is YAML
    done = subprocess.run([ciclo, "score", "--sistema", files[0], files[1]], capture_output=True, timeout=60)
    try:
        want = tavole.calcola(book, case)
    except tavole.Broken as b:
        return None if done.returncode == 2 else ["%s, but the program ended with %d" % (b, done.returncode)]
    if done.returncode:
        return [done.stderr.decode()[:1000]]
    esito = json.loads(done.stdout)
    got = tavole.bare(esito)
    lines = ["%s %s: %r, should be %r" % (t, a["id"], {k: b[k] for k in a if a[k] != b.get(k)}, {k: a[k] for k in a if a[k] != b.get(k)})
             for t in want for a, b in zip(want[t], got.get(t, [])) if a != b]
    if not lines and want != got:
        lines = ["other rows"]
    return lines + replay.replay(case, esito, book)


def main():
    ciclo, seed, n = sys.argv[1], option("--seed", "calcolo-1"), int(option("--n", "100"))
    refused = 0
    with tempfile.TemporaryDirectory() as folder:
        for i in range(n):
            book, case = gen_calcolo.make("%s/%d" % (seed, i))
            lines = compare(ciclo, book, case, folder)
            if lines:
                print("case %s/%d" % (seed, i), *lines[:20], sep="\n  ")
                return 1
            refused += lines is None
    if refused > n / 2:
        print("%d of %d cases cannot be computed: the generator proves little" % (refused, n))
        return 1
    print("%d random rulebooks agree, %d of them rightly refused" % (n, refused))
    return 0


if __name__ == "__main__":
    sys.exit(main())

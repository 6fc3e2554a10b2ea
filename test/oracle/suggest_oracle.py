#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""The nearest legal proposal of a group, found in three independent ways.

brute(group, cap)      every pair of half-sheets, up to 4 people
nearest(group, cap)    for every set of marks of A, a table over sums; up to about 12 people
suggest_lp(group, cap) an integer program for cbc, up to 60 people and more
suggest_case(case)     the surest of these for every group of a case
check_answer(...)      what an answer of `ciclo suggest` does wrong
"""
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import oracle  # noqa: E402

INF = 10 ** 9
PLAFOND, POSITIVES, TOP, A_FROM = 32, 2, 40, 37


def sheets(group):
    return [[p["semischeda%d" % h] for p in group["valutati"]] for h in (1, 2)]


def held(group):
    """Two sets of places whose mark must stay."""
    place = {p["id"]: n for n, p in enumerate(group["valutati"])}
    out = (set(), set())
    for b in group.get("bloccati", []):
        who, _, what = b.rpartition(".")
        out[0 if what == "semischeda1" else 1].add(place[who])
    return out


def c4(a1, a2, n, cap):
    """Whether two tuples of truth values (mark in A) respect the one-third rule."""
    k, r = divmod(n, 3)
    if cap == "per_sheet":
        x, y = sum(a1), sum(a2)
        return max(x, y) <= k + (1 if r else 0) and min(x, y) <= k
    s = [n for n in range(len(a1)) if a1[n] or a2[n]]
    if len(s) <= k:
        return True
    return r > 0 and len(s) == k + 1 and any(a1[i] != a2[i] for i in s)


def legal(h1, h2, cap="distinct"):
    n = len(h1)
    for h in (h1, h2):
        if not all(0 <= x <= TOP for x in h):
            return False
        if sum(h) > PLAFOND * n or sum(max(0, x - PLAFOND) for x in h) != POSITIVES * n:
            return False
    return c4(tuple(x >= A_FROM for x in h1), tuple(x >= A_FROM for x in h2), n, cap)


def join(best, n, cap):
    """best: two dicts {tuple of A: (cost, marks)}; the cheapest pair that respects C4."""
    found = None
    for a1, (c1, x1) in best[0].items():
        for a2, (c2, x2) in best[1].items():
            if (found is None or c1 + c2 < found[0]) and c4(a1, a2, n, cap):
                found = (c1 + c2, x1, x2)
    if found is None:
        return {"impossibile": True}
    return {"distanza": found[0], "semischeda1": list(found[1]), "semischeda2": list(found[2])}


def brute(group, cap="distinct"):
    """Every mark of every person in turn; only sums that can no longer be right are cut."""
    marks, locks = sheets(group), held(group)
    n = len(marks[0])
    best = []
    for h in (0, 1):
        table, row = {}, [0] * n

        def walk(i, pos, total, cost):
            if pos > POSITIVES * n or total > PLAFOND * n:
                return
            if i == n:
                if pos == POSITIVES * n:
                    key = tuple(x >= A_FROM for x in row)
                    if key not in table or cost < table[key][0]:
                        table[key] = (cost, tuple(row))
                return
            for x in ([marks[h][i]] if i in locks[h] else range(TOP + 1)):
                row[i] = x
                walk(i + 1, pos + max(0, x - PLAFOND), total + x, cost + abs(x - marks[h][i]))
        walk(0, 0, 0, 0)
        best.append(table)
    return join(best, n, cap)


def nearest(group, cap="distinct"):
    """For every pattern of A the cheapest half-sheet by a table of (positive, negative) sums."""
    marks, locks = sheets(group), held(group)
    n = len(marks[0])
    due = POSITIVES * n
    best = []
    for h in (0, 1):
        # state: (pattern, positive sum, negative sum cut at due) -> (cost, marks)
        table = {((), 0, 0): (0, ())}
        for i in range(n):
            options = {}
            for x in ([marks[h][i]] if i in locks[h] else range(TOP + 1)):
                cost = abs(x - marks[h][i])
                key = (x >= A_FROM, max(0, x - PLAFOND), min(due, max(0, PLAFOND - x)))
                if key not in options or cost < options[key][0]:
                    options[key] = (cost, x)
            new = {}
            for (pat, pos, neg), (c, xs) in table.items():
                for (a, p, m), (oc, x) in options.items():
                    if pos + p > due:
                        continue
                    key = (pat + (a,), pos + p, min(due, neg + m))
                    if key not in new or c + oc < new[key][0]:
                        new[key] = (c + oc, xs + (x,))
            table = new
        best.append({pat: v for (pat, pos, neg), v in table.items() if pos == due and neg == due})
    return join(best, n, cap)


def write_lp(group, cap, out):
    """The integer program in CPLEX LP format; x = 32 + p - m, d >= |x - mark|."""
    marks, locks = sheets(group), held(group)
    n = len(marks[0])
    k, r = divmod(n, 3)
    rows, ints, bins, bounds = [], [], [], []
    for h in (0, 1):
        for i in range(n):
            v = "_%d_%d" % (h, i)
            o = marks[h][i]
            rows.append("p%s - 8 b%s <= 0" % (v, v))
            rows.append("m%s + 32 b%s <= 32" % (v, v))
            rows.append("p%s - 5 a%s >= 0" % (v, v))
            rows.append("p%s - 4 a%s <= 4" % (v, v))
            rows.append("d%s - p%s + m%s >= %d" % (v, v, v, PLAFOND - o))
            rows.append("d%s + p%s - m%s >= %d" % (v, v, v, o - PLAFOND))
            if i in locks[h]:
                rows.append("p%s - m%s = %d" % (v, v, o - PLAFOND))
            ints += ["p" + v, "m" + v]
            bins += ["a" + v, "b" + v]
            bounds += ["0 <= p%s <= 8" % v, "0 <= m%s <= 32" % v, "0 <= d%s <= 40" % v]
        rows.append(" + ".join("p_%d_%d" % (h, i) for i in range(n)) + " = %d" % (POSITIVES * n))
        rows.append(" + ".join("m_%d_%d" % (h, i) for i in range(n)) + " >= %d" % (POSITIVES * n))
    extra = "0 <= %s <= " + ("1" if r else "0")
    if cap == "per_sheet":
        for h in (0, 1):
            rows.append(" + ".join("a_%d_%d" % (h, i) for i in range(n)) + " - t_%d <= %d" % (h, k))
            bounds.append(extra % ("t_%d" % h))
            ints.append("t_%d" % h)
        rows.append("t_0 + t_1 <= 1")
    else:
        for i in range(n):
            rows.append("s_%d - a_0_%d >= 0" % (i, i))
            rows.append("s_%d - a_1_%d >= 0" % (i, i))
            rows.append("g_%d - a_0_%d - a_1_%d <= 0" % (i, i, i))
            rows.append("g_%d + a_0_%d + a_1_%d <= 2" % (i, i, i))
            bins += ["s_%d" % i, "g_%d" % i]
        rows.append(" + ".join("s_%d" % i for i in range(n)) + " - t <= %d" % k)
        rows.append(" + ".join("g_%d" % i for i in range(n)) + " - t >= 0")
        bounds.append(extra % "t")
        ints.append("t")
    goal = ["d_%d_%d" % (h, i) for h in (0, 1) for i in range(n)]
    out.write("Minimize\n obj: ")
    for at in range(0, len(goal), 8):
        out.write((" + " if at else "") + " + ".join(goal[at:at + 8]) + "\n")
    out.write("Subject To\n")
    for c, row in enumerate(rows):
        words = row.split(" ")
        out.write(" c%d: " % c)
        for at in range(0, len(words), 24):
            out.write(" ".join(words[at:at + 24]) + "\n  ")
        out.write("\n")
    out.write("Bounds\n" + "".join(" %s\n" % b for b in bounds))
    out.write("General\n" + "".join(" %s\n" % v for v in ints))
    out.write("Binary\n" + "".join(" %s\n" % v for v in bins) + "End\n")


def suggest_lp(group, cap="distinct", seconds=60, cbc="cbc"):
    """(best, bound, answer): best distance found or None, a proven lower bound, the marks.

    best == bound means proven; (None, None, {"impossibile": True}) means proven infeasible.
    """
    n = len(group["valutati"])
    with tempfile.TemporaryDirectory() as d:
        lp, sol = os.path.join(d, "g.lp"), os.path.join(d, "g.sol")
        with open(lp, "w") as f:
            write_lp(group, cap, f)
        run = subprocess.run([cbc, lp, "ratioGap", "0", "sec", str(seconds), "solve", "solu", sol],
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=seconds * 4 + 60)
        log = run.stdout
        text = ""
        if os.path.exists(sol):
            with open(sol) as f:
                text = f.read()
    first = text.split("\n", 1)[0].lower()
    if "infeasible" in first or "problem is infeasible" in log.lower() or "problem proven infeasible" in log.lower():
        return None, None, {"impossibile": True}
    got = {}
    for line in text.split("\n")[1:]:
        w = line.replace("**", " ").split()
        if len(w) >= 3:
            got[w[1]] = float(w[2])
    rows = [[PLAFOND + round(got.get("p_%d_%d" % (h, i), 0)) - round(got.get("m_%d_%d" % (h, i), 0))
             for i in range(n)] for h in (0, 1)]
    best = None
    if legal(rows[0], rows[1], cap):
        old = sheets(group)
        best = sum(abs(x - y) for h in (0, 1) for x, y in zip(rows[h], old[h]))
    bound = 0
    if first.startswith("optimal"):
        bound = best
    else:
        for m in re.finditer(r"(?:[Ll]ower bound|best possible):?\s+(-?[0-9.]+)", log):
            if float(m.group(1)) < 1e9:
                bound = max(bound, -int(-(float(m.group(1)) - 1e-6) // 1))
    if best is None:
        return None, bound, {}
    return best, bound, {"distanza": best, "semischeda1": rows[0], "semischeda2": rows[1]}


def cap_of(case):
    return case.get("scelte", {}).get("staff.a_cap", "distinct")


def best_known(group, cap="distinct", seconds=60):
    """(best, bound, answer) of a group by the surest way for its size."""
    if "deroga" in group:
        h = sheets(group)
        return 0, 0, {"distanza": 0, "semischeda1": h[0], "semischeda2": h[1]}
    n = len(group["valutati"])
    if n <= 7:
        a = nearest(group, cap)
        return a.get("distanza"), a.get("distanza"), a
    return suggest_lp(group, cap, seconds)


def suggest_case(case, seconds=60):
    """[(id, best, proven bound, answer)] of every group of a case."""
    return [(g["id"],) + best_known(g, cap_of(case), seconds) for g in case.get("gruppi", [])]


def check_answer(case, answer, seconds=60):
    """Problems of the output of `ciclo suggest` (a parsed object) for a valid case."""
    out = []
    groups = case.get("gruppi", [])
    rows = answer.get("gruppi")
    if set(answer) - {"gruppi"} - {"formato", "sistema", "impronta_sistema", "scelte"} or not isinstance(rows, list) \
            or [r.get("id") for r in rows] != [g["id"] for g in groups]:
        return ["unexpected shape"]
    cap = cap_of(case)
    for g, r in zip(groups, rows):
        best, bound, mine = best_known(g, cap, seconds)
        if mine.get("impossibile") or r.get("impossibile"):
            if bool(mine.get("impossibile")) != bool(r.get("impossibile")):
                out.append("%s: possible for one only: %r, here %r" % (g["id"], r, mine))
            elif set(r) != {"id", "impossibile", "motivo"} or r["impossibile"] is not True \
                    or not str(r["motivo"]).strip():
                out.append("%s: wrong keys %r" % (g["id"], r))
            continue
        if set(r) != {"id", "distanza", "semischeda1", "semischeda2"}:
            out.append("%s: wrong keys %r" % (g["id"], r))
            continue
        h1, h2 = r["semischeda1"], r["semischeda2"]
        old = sheets(g)
        dist = sum(abs(x - y) for a, b in ((h1, old[0]), (h2, old[1])) for x, y in zip(a, b))
        if [len(h1), len(h2)] != [len(old[0])] * 2 or not all(type(x) is int for x in h1 + h2):
            out.append("%s: wrong marks" % g["id"])
            continue
        if dist != r["distanza"]:
            out.append("%s: distanza %r, the marks are %d away" % (g["id"], r["distanza"], dist))
        if "deroga" in g:
            if [h1, h2] != old:
                out.append("%s: a group with deroga keeps its marks" % g["id"])
            continue
        if not legal(h1, h2, cap):
            out.append("%s: not legal" % g["id"])
        for h, places in enumerate(held(g)):
            if any((h1, h2)[h][i] != old[h][i] for i in places):
                out.append("%s: a held mark changed" % g["id"])
        if legal(old[0], old[1], cap) and [h1, h2] != old:
            out.append("%s: legal already, yet changed" % g["id"])
        if best is not None and dist > best:
            out.append("%s: distance %d, %d is possible" % (g["id"], dist, best))
        if bound is not None and dist < bound:
            out.append("%s: distance %d below the bound %d" % (g["id"], dist, bound))
    return out

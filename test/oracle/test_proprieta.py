#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""What must hold of every result, on random cases with every option, each under a rulebook of its own.

test_proprieta.py CICLO [--n N] [--seed S]
Each property is also shown a broken program, a copy of the second computation (pieno.py) with one fault: there it must
find something, or it is worth nothing. Amounts are compared in cents. Prints TAP.
"""
import argparse
import copy
import functools
import json
import os
import pathlib
import random
import sys
import tempfile
from fractions import Fraction as F

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "rules"))
import compare  # noqa: E402
import gen  # noqa: E402
import gen_pieno  # noqa: E402
import oracle  # noqa: E402
import pieno  # noqa: E402
import pieno_persone  # noqa: E402
from oracle import dec  # noqa: E402
from prova import EVIDENCE  # noqa: E402


make = functools.lru_cache(None)(gen_pieno.one)     # properties copy what they change


class Refused(Exception):
    """The changed case is none that can be taken: nothing follows from it."""


class Program:
    """ciclo, with one rulebook."""

    def __init__(self, binary, text, folder):
        self.binary, self.files = binary, [os.path.join(folder, n) for n in ("sistema.yaml", "caso.json")]
        with open(self.files[0], "w", encoding="utf-8") as f:
            f.write(text)

    def __call__(self, case):
        with open(self.files[1], "wb") as f:
            f.write(gen.text(case))
        code, out, err = compare.run(self.binary, ["score", "--no-trace", "--sistema"] + self.files)
        if code == 2:
            raise Refused(err.decode("utf-8", "replace"))
        if code:
            raise AssertionError("ended with %d: %s" % (code, err.decode("utf-8", "replace")))
        return compare.bare_of(out, [])


def cents(x):
    return int(F(x) * 100)


def written(x):
    """An exact decimal of at most nine places."""
    return oracle.show(x, 9)


def shuffled(x, rng):
    return rng.sample(x, len(x))


# ---------------------------------------------------------------- the order of what comes in

LISTS = ("dirigenti", "posizioni", "gruppi", "servizio", "quote", "indennita", "unita")


def reordered(case, rng):
    c = copy.deepcopy(case)
    for k in LISTS:
        if k in c:
            c[k] = shuffled(c[k], rng)
    for d in c.get("dirigenti", []):
        d["competenze"] = shuffled(d["competenze"], rng)
    for d in c.get("dirigenti", []) + c.get("posizioni", []):
        d["obiettivi"] = shuffled(d["obiettivi"], rng)
        for o in d["obiettivi"]:
            if "indicatori" in o:
                o["indicatori"] = shuffled(o["indicatori"], rng)
    for g in c.get("gruppi", []):
        g["valutati"] = shuffled(g["valutati"], rng)
    for q in c.get("quote", []):
        q["popolazione"] = shuffled(q["popolazione"], rng)
    for k, lists in (("premi", ("strutture", "persone", "fondi")), ("merito", ("persone",))):
        for x in lists:
            if x in c.get(k, {}):
                c[k][x] = shuffled(c[k][x], rng)
    if "albero" in c:       # a child after its parent
        left, c["albero"], known = shuffled(c["albero"], rng), [], {None}
        while left:
            n = next(x for x in left if x["padre"] in known)
            left.remove(n)
            known.add(n["id"])
            c["albero"].append(dict(n, indicatori=shuffled(n["indicatori"], rng)) if "indicatori" in n else n)
    return c


def by_id(x):
    """The same output whatever the order of its lists."""
    if isinstance(x, dict):
        return {k: by_id(v) for k, v in x.items()}
    if isinstance(x, list):
        return sorted((by_id(v) for v in x), key=lambda v: json.dumps(v, sort_keys=True, ensure_ascii=False))
    return x


def order(score, case, rulebook, rng):
    """C4 under per_sheet lets the first half-sheet that needs it have one more: half-sheets are not exchanged."""
    a, b = by_id(score(case)), by_id(score(reordered(case, rng)))
    return list(compare.unequal(b, a))[:3]


# ---------------------------------------------------------------- a better value

def better(x, rng, most=None):
    up = dec(x) + rng.choice([F(1, 100), F(1), F(10), F(1, 10 ** 9)])
    return written(up if most is None else min(up, F(most)))


def improvements(case, rulebook, rng):
    """(what was improved, changed case, [(pointer of the result, key)]) of values whose direction is known. Left out, because
    the rules themselves turn there: "=" with target 0 (only 0 is right), a value reported where none was (AMB-45: a mean
    can fall), marks where coefficients do not fall from band to band, ranks and constraints of a group (S-N.52-58, F-70,
    F-17: more for one is less for another, and ties may exclude)."""
    def changed(*path):
        c = copy.deepcopy(case)
        x = c
        for k in path[:-1]:
            x = x[k]
        return c, x
    B = pieno.Book(case, rulebook)
    step = dec(B.o["dir.comp_step"])
    for n, node in enumerate(case.get("albero", [])):
        for m, i in enumerate(node.get("indicatori", [])):
            t = dec(i["target"])
            if "valore" not in i or (i["operatore"] == "=" and t == 0):
                continue
            c, x = changed("albero", n, "indicatori", m, "valore")
            x["valore"] = better(i["valore"], rng) if i["operatore"] != "<=" else written(dec(i["valore"]) - rng.choice([F(1), F(1, 10 ** 9)]))
            yield "indicatore " + i["operatore"], c, [("albero", k, "risultato") for k in range(len(case["albero"]))] + [
                ("unita", k, "risultato") for k in range(len(case.get("unita", [])))] + [("ente", None, "risultato")]
    for n, d in enumerate(case.get("dirigenti", [])):
        result = [("dirigenti", n, "totale"), ("dirigenti", n, "retribuzione")]
        for m, o in enumerate(d["obiettivi"]):
            if "punteggio" in o:
                c, x = changed("dirigenti", n, "obiettivi", m, "punteggio")
                x["punteggio"] = better(o["punteggio"], rng, 100)
                yield "punteggio", c, result
            for k, i in enumerate(o.get("indicatori", [])):
                if "valore" in i:
                    c, x = changed("dirigenti", n, "obiettivi", m, "indicatori", k, "valore")
                    x["valore"] = better(i["valore"], rng) if i["verso"] == "crescente" else written(dec(i["valore"]) - rng.choice([F(1), F(1, 100)]))
                    yield "fasce " + i["verso"], c, result
        for key in ["competenze"] * len(d["competenze"]) + ["voto_trasferito"] * ("voto_trasferito" in d):
            c, x = changed("dirigenti", n, key)
            k = rng.randrange(len(d["competenze"]))
            old = d[key][k] if key == "competenze" else d[key]
            new = oracle.show(min(dec(old) + step, B.n("dirigenti", "voto_massimo") // step * step), 2)
            if key == "competenze":
                x["competenze"][k] = new
            else:
                x[key] = new
            yield key, c, result
    for n, p in enumerate(case.get("posizioni", [])):
        result = [("posizioni", n, "indice"), ("posizioni", n, "retribuzione")]
        c, x = changed("posizioni", n, "prestazione")
        x["prestazione"] = better(p["prestazione"], rng, 100)
        yield "prestazione", c, result
        for m, o in enumerate(p["obiettivi"]):
            if "percentuale" in o:
                c, x = changed("posizioni", n, "obiettivi", m, "percentuale")
                x["percentuale"] = better(o["percentuale"], rng)
                yield "percentuale", c, result
    m = case.get("premi", {})
    for n, s in enumerate(m.get("strutture", [])):
        for key in ("livello_collettivo", "cause_esterne", "valutazione_dirigente"):
            if key in s:
                c, x = changed("premi", "strutture", n, key)
                x[key] = better(s[key], rng, None if key == "cause_esterne" else 1)
                yield key, c, [("premi.strutture", n, "c")] + [("premi.persone", k, "cr") for k in range(len(m["persone"]))]
    falling = [dec(m["coefficienti"][f["fascia"]]) for f in rulebook["personale"]["fasce"]] if m else []
    falling = falling == sorted(falling, reverse=True)
    for n, p in enumerate(m.get("persone", [])):
        amount = [("premi.persone", n, "importo")] if "maggiorazione" not in m else []
        for key in ("livello_individuale", "cause_esterne_individuali"):
            if key in p:
                c, x = changed("premi", "persone", n, key)
                x[key] = better(p[key], rng, 1)
                yield key, c, [("premi.persone", n, "cr")] + amount
        if p.get("giorni_assenza", 0):
            c, x = changed("premi", "persone", n, "giorni_assenza")
            x["giorni_assenza"] -= 1
            yield "presenza", c, [("premi.persone", n, "presenza")] + amount
        for key in ("semischeda1", "semischeda2") if falling else ():
            c, x = changed("premi", "persone", n, key)
            x[key] = p[key] + 1 if isinstance(p[key], int) else oracle.show(dec(p[key]) + 1, 2)
            yield "semischeda", c, [("premi.persone", n, "cpc")] + amount
    for n, p in enumerate(case.get("merito", {}).get("persone", [])):
        for key in ("alfa", "beta", "chi", "delta"):
            c, x = changed("merito", "persone", n, key)
            x[key] = better(p[key], rng, 10)
            yield "elemento", c, [("merito.persone", n, "punteggio"), ("merito.persone", n, "importo")]


def found(out, place, n, key):
    for k in place.split("."):
        out = out.get(k, {})
    return (out if n is None else out[n] if out else {}).get(key)


KINDS_SEEN = set()


def monotone(score, case, rulebook, rng):
    base, bad = score(case), []
    every = {}
    for what, c, results in improvements(case, rulebook, rng):
        every.setdefault(what, []).append((c, results))
    for what in every:
        KINDS_SEEN.add(what)
        c, results = rng.choice(every[what])
        try:
            new = score(c)
        except Refused:     # beyond a limit of the case
            continue
        for place, n, key in results:
            a, b = found(base, place, n, key), found(new, place, n, key)
            if a is None or b is None:
                continue
            # the last cent goes by the largest remainder, which another may now have
            if F(b) < F(a) - (F(1, 100) if key == "importo" else 0):
                bad.append("%s better, %s %s %s: %s -> %s" % (what, place, n, key, a, b))
    return bad


# ---------------------------------------------------------------- ranges and sums

def ranges(score, case, rulebook, rng):
    out, B, bad = score(case), pieno.Book(case, rulebook), []

    def held(where, x, low, high):
        if x is not None and not low <= F(x) <= high:
            bad.append("%s: %s is not within %s and %s" % (where, x, low, high))
    low, high = B.n("albero", "minimo"), B.n("albero", "massimo")
    for n in out.get("albero", []) + out.get("unita", []) + ([out["ente"]] if "ente" in out else []):
        held("risultato", n["risultato"], low, high)
        for i in n.get("indicatori", []):
            held("percentuale", i["percentuale"], low, high)
    for d, x in zip(out.get("dirigenti", []), case.get("dirigenti", [])):
        top = B.n("dirigenti", "punti_obiettivi")
        held("quota_trasferita", d["quota_trasferita"], 0, top)
        held("punti_obiettivi", d["punti_obiettivi"], 0, top)
        held("punti_prestazioni", d["punti_prestazioni"], 0, 100)
        held("totale", d["totale"], 0, 100)
        if "retribuzione" in d:
            held("retribuzione", d["retribuzione"], 0, dec(x["retribuzione_massima"]))
    for p, x in zip(out.get("posizioni", []), case.get("posizioni", [])):
        most = F(100) if B.o["po.cap"] != "none" and F(B.o["po.cap"]) <= 100 else F(10) ** 15
        held("raggiungimento", p["raggiungimento"], 0, most)
        held("indice", p["indice"], 0, most)
        held("retribuzione", p["retribuzione"], 0, dec(x["retribuzione_massima"]) * most / 100)
    m = out.get("premi", {})
    for s in m.get("strutture", []):
        held("c", s["c"], 0, 1)
    for p in m.get("persone", []):
        held("cr", p["cr"], 0, 1)
        held("presenza", p["presenza"], 0, 1)
        held("importo", p["importo"], 0, F(10) ** 15)
    for q, x in zip(out.get("quote", []), case.get("quote", [])):
        held("ammessi", q["ammessi"], 0, len(x["popolazione"]) + 1)
        held("eccedenti", q["eccedenti"], 0, len(x["popolazione"]))
    for x in out.get("indennita", []):
        held("giorni", x["giorni"], 0, 366)
    for x, y in zip(out.get("indennita", []), case.get("indennita", [])):
        held("importo", x["importo"], 0, dec(y["importo_annuo"]))
    for x in out.get("merito", {}).get("persone", []):
        held("punteggio", x["punteggio"], 0, 10)
    return bad


def sums(score, case, rulebook, rng):
    """Every fund is given out to the cent; what stays stays because nobody has a claim to it."""
    out, bad = score(case), []
    for part in ("premi", "merito"):
        if part not in case:
            continue
        m, r = case[part], out[part]
        funds = {f["id"]: cents(dec(f["importo"])) for f in m.get("fondi", [])} or {None: cents(dec(m["fondo"]))}
        given = sum(cents(p["importo"]) + cents(p.get("maggiorazione", 0)) for p in r["persone"])
        if given != cents(r["totale"]) or given + cents(r["non_distribuito"]) != sum(funds.values()):
            bad.append("%s: %d given out, %s told, %s left of %d" % (part, given, r["totale"], r["non_distribuito"], sum(funds.values())))
        if "fondi" in r:
            if sum(cents(f["totale"]) for f in r["fondi"]) != given:
                bad.append("the projects' totals are not what was given out")
            for f in r["fondi"]:
                if cents(f["totale"]) not in (0, funds[f["id"]]):
                    bad.append("fund %s is given out in part" % f["id"])
        elif given not in (0, funds.get(None)):
            bad.append("%s: %d of %d given out: neither all nor nothing" % (part, given, funds.get(None)))
    return bad


# ---------------------------------------------------------------- a transferred objective (S-D.34-38, D3-D7)

def transfer(score, case, rulebook, rng):
    """T' = T - 70 w S/100 + 70 w m, with m the share of the marks (rescale), 1 (full award) or the seventh mark; the lost
    score itself counts for nothing; with everything lost only the marks are left."""
    bad, B = [], pieno.Book(case, rulebook)
    how, top, full = B.o["dir.transfer"], B.n("dirigenti", "voto_massimo"), B.n("dirigenti", "punti_obiettivi")
    for n, d in enumerate(case.get("dirigenti", [])):
        ws = [dec(o["peso"]) if "peso" in o else F(1) for o in d["obiettivi"]]
        live = [k for k, o in enumerate(d["obiettivi"]) if o.get("stato") != "non_realizzabile"]
        if not live or B.o["dir.org_recheck"] == "block":
            continue
        alone = {k: v for k, v in case.items() if k in ("formato", "anno", "sistema", "scelte", "pagamento")}
        before = copy.deepcopy(d)
        if how == "separate_mark":
            before.setdefault("voto_trasferito", oracle.show(top, 0))
        k = rng.choice(live)
        after = copy.deepcopy(before)
        after["obiettivi"][k]["stato"] = "non_realizzabile"
        other = copy.deepcopy(after)
        o = other["obiettivi"][k]
        if "punteggio" in o:
            o["punteggio"] = oracle.show(100 - dec(o["punteggio"]), 9)
        gone = copy.deepcopy(after)
        for o in gone["obiettivi"]:
            o["stato"] = "non_realizzabile"
        a, b, c, e = (score(dict(alone, dirigenti=[x]))["dirigenti"][0] for x in (before, after, other, gone))
        if b != c:
            bad.append("%s: the score of a transferred objective is felt" % d["id"])
        share = full * ws[k] / sum(ws)
        s = pieno.goal_score(d["obiettivi"][k], B)
        part = sum((dec(x) for x in d["competenze"]), F(0)) / (top * len(d["competenze"]))
        m = {"rescale": part, "full_award": F(1), "separate_mark": dec(before.get("voto_trasferito", 0)) / top}[how]
        places = int(rulebook["stampa"]["punteggi"]["cifre"])
        unit = F(2, 10 ** places)     # two printed numbers
        if abs(F(b["totale"]) - F(a["totale"]) - share * (m - s / 100)) > unit:
            bad.append("%s: %s -> %s, should change by %s" % (d["id"], a["totale"], b["totale"], float(share * (m - s / 100))))
        if abs(F(b["quota_trasferita"]) - F(a["quota_trasferita"]) - share) > unit:
            bad.append("%s: %s moved" % (d["id"], b["quota_trasferita"]))
        if (a["punti_organizzativi"], a["composizione_conforme"]) != (b["punti_organizzativi"], b["composizione_conforme"]):
            bad.append("%s: the composition is that of the assignment" % d["id"])
        base = B.n("dirigenti", "punti_prestazioni")
        want = {"rescale": part * (base + full), "full_award": part * base + full, "separate_mark": part * base + full * m}[how]
        if F(e["punti_obiettivi"]) or abs(F(e["totale"]) - want) > unit or "tutti_non_realizzabili" not in [x["codice"] for x in e["avvisi"]]:
            bad.append("%s: everything transferred gives %s, not %s" % (d["id"], e["totale"], float(want)))
    return bad


# ---------------------------------------------------------------- the fund

def amounts(out):
    return {p["id"]: cents(p["importo"]) for p in out["premi"]["persone"]}


def nobody(score, case, rulebook, rng):
    """Who has no claim changes nobody's amount. (Under a premium of the best he would count among the evaluated.)"""
    if "premi" not in case or "maggiorazione" in case["premi"]:
        return []
    c = copy.deepcopy(case)
    c.pop("albero", None), c.pop("ente", None), c.pop("unita", None)
    new = {"id": "~nuovo", "struttura": rng.choice(c["premi"]["strutture"])["id"], "semischeda1": 40, "semischeda2": 40,
           "giorni_dovuti": 10, "giorni_assenza": 10}
    if rng.random() < 0.5:
        new.update(semischeda1=0, semischeda2=0, giorni_assenza=0)
    c["premi"]["persone"].insert(rng.randint(0, len(c["premi"]["persone"])), new)
    a, b = amounts(score(case)), amounts(score(c))
    return [] if b == dict(a, **{"~nuovo": 0}) else ["with a person without weight: %s, before: %s" % (b, a)]


def doubled(score, case, rulebook, rng):
    """Twice the fund gives nobody more than twice as much and a cent, nor less than twice as much but a cent."""
    bad = []
    for part in ("premi", "merito"):
        if part not in case or "maggiorazione" in case[part]:
            continue
        c = copy.deepcopy(case)
        for box, key in [(c[part], "fondo")] + [(f, "importo") for f in c[part].get("fondi", [])]:
            if key in box:
                box[key] = oracle.show(2 * dec(box[key]), 2)
        try:
            old, new = score(case)[part], score(c)[part]
        except Refused:
            continue
        for p, q in zip(old["persone"], new["persone"]):
            if abs(cents(q["importo"]) - 2 * cents(p["importo"])) > 1:
                bad.append("%s %s: %s, of twice the fund %s" % (part, p["id"], p["importo"], q["importo"]))
    return bad


def equals(score, case, rulebook, rng):
    """People alike in everything differ by a cent at most."""
    bad = []
    if "premi" in case:
        rows = {}
        for p, r in zip(case["premi"]["persone"], score(case)["premi"]["persone"]):
            if "struttura" in p:
                rows.setdefault(json.dumps({k: v for k, v in p.items() if k != "id"}, sort_keys=True), []).append(cents(r["importo"]))
        bad = ["equal people have %s cents" % v for v in rows.values() if max(v) - min(v) > 1]
    return bad


# ---------------------------------------------------------------- broken copies of the second computation

def by_place(n, ws, ids):
    total = sum(ws, F(0))
    if not total:
        return [0] * len(ws)
    exact = [n * w / total for w in ws]
    out = [e.numerator // e.denominator for e in exact]
    for i in sorted(range(len(ws)), key=lambda i: -(exact[i] - out[i]))[:n - sum(out)]:
        out[i] += 1
    return out


def down(n, ws, ids):
    total = sum(ws, F(0))
    return [int(n * w / total) if total else 0 for w in ws]


def to_first(n, ws, ids):
    out = down(n, ws, ids)
    if sum(ws):
        out[0] += n - sum(out)
    return out


def a_head(n, ws, ids):
    return by_place(n, [w + F(sum(ws), 1000) for w in ws], ids)


def percent_that_falls(ind, B, right=pieno.percent):
    p = right(ind, B)
    return p if p is None or p < 100 else B.n("albero", "massimo") / 2


def percent_unheld(ind, B, right=pieno.percent):
    p = right(ind, B)
    return p if p is None else p * 2


def collective_unheld(s, B, right=pieno_persone.collective):
    c, told = right(s, B)
    return c + dec(s.get("cause_esterne", 0)), told


def felt(d, case, B, right=pieno.dirigente):
    """The lost score still counts."""
    out, total, paid = right(d, case, B)
    lost = [o for o in d["obiettivi"] if o.get("stato") == "non_realizzabile" and "punteggio" in o]
    return dict(out, totale=B.show(total + sum(dec(o["punteggio"]) for o in lost) / 100, "punteggi")), total, paid


def not_moved(d, case, B, right=pieno.dirigente):
    """What is transferred is simply lost."""
    out, total, paid = right(d, case, B)
    return dict(out, totale=B.show(total * (100 - F(out["quota_trasferita"])) / 100, "punteggi")), total, paid


def level_that_falls(v, rows, growing, how, right=pieno.band):
    return 100 - right(v, rows, growing, how)


FAULTS = {   # property: [(module, name, the broken one)]
    order: [(pieno_persone, "share", by_place)],
    monotone: [(pieno, "percent", percent_that_falls), (pieno, "band", level_that_falls)],
    ranges: [(pieno, "percent", percent_unheld), (pieno_persone, "collective", collective_unheld)],
    sums: [(pieno_persone, "share", down)],
    transfer: [(pieno, "dirigente", felt), (pieno, "dirigente", not_moved)],
    nobody: [(pieno_persone, "share", a_head)],
    doubled: [(pieno_persone, "share", to_first)],
    equals: [(pieno_persone, "share", to_first)],
}
NAMES = {
    order: "the_order_of_inputs_changes_nobodys_result", monotone: "a_better_value_never_lowers_a_score",
    ranges: "results_stay_in_range", sums: "shares_add_up_to_the_fund_to_the_cent",
    transfer: "a_transferred_objective_behaves_as_in_D3_to_D7", nobody: "who_has_no_claim_changes_nobodys_amount",
    doubled: "twice_the_fund_at_most_doubles_plus_a_cent", equals: "equal_people_differ_by_a_cent_at_most",
}
EVIDENCE("X-07 S-D.23 S-D.25 S-D.28 S-D.37 S-P.19 S-N.25 S-N.64 S-N.66 AMB-14 AMB-15 AMB-35 AMB-45 AMB-47 AMB-51 F-70")


def check(prop, seed, n, binary):
    """[problems] of n cases; binary None: of the second computation as it stands now."""
    out = []
    with tempfile.TemporaryDirectory() as folder:
        for k in range(n):
            text, rulebook, case = make(seed, k)
            score = Program(binary, text, folder) if binary else lambda c: pieno.score(c, rulebook)
            rng = random.Random("%s/%s/%d" % (prop.__name__, seed, k))
            out += ["%s/%d: %s" % (seed, k, p) for p in prop(score, case, rulebook, rng)]
    return out


def main():
    a = argparse.ArgumentParser()
    a.add_argument("binary")
    a.add_argument("--n", type=int, default=40)
    a.add_argument("--seed", default="proprieta-1")
    o = a.parse_args()
    rows = []
    for prop, name in NAMES.items():
        rows.append((name, lambda prop=prop: check(prop, o.seed, o.n, os.path.abspath(o.binary))))
        for k, fault in enumerate(FAULTS[prop]):
            rows.append(("%s__is_seen_to_fail_%d" % (name, k + 1), lambda prop=prop, fault=fault: broken(prop, fault, o)))
    rows.append(("every_word_of_every_option_is_told_apart_by_a_random_case", lambda: told_apart(o.seed)))
    rows.append(("a_better_value__of_every_kind_was_tried", lambda: sorted(EVERY_KIND - KINDS_SEEN)))
    print("1..%d" % len(rows))
    failed = 0
    for n, (name, run) in enumerate(rows, 1):
        problems = run()
        failed += bool(problems)
        print("%s %d - test_proprieta__%s" % ("not ok" if problems else "ok", n, name))
        for p in problems[:20]:
            print("# " + p)
        sys.stdout.flush()
    return 1 if failed else 0


EVERY_KIND = {"indicatore >=", "indicatore <=", "indicatore =", "punteggio", "fasce crescente", "fasce decrescente", "competenze",
              "voto_trasferito", "prestazione", "percentuale", "livello_collettivo", "cause_esterne", "valutazione_dirigente",
              "livello_individuale", "cause_esterne_individuali", "presenza", "semischeda", "elemento"}


def told_apart(seed):
    """The words of options that no random case tells from the one in force: what the comparison would not see."""
    left = {(k, w) for k, words in gen_pieno.WORDS.items() if k not in NO_NUMBER for w in words}
    for k in range(400):
        if not left:
            break
        _, rulebook, case = make(seed, k)
        try:
            base, now = pieno.score(case, rulebook), pieno.options(case, rulebook)
        except (AssertionError, ArithmeticError, LookupError):
            continue
        for key, word in sorted(left):
            if now.get(key) == word:
                continue
            try:
                other = pieno.score(dict(case, scelte=dict(case.get("scelte", {}), **{key: word})), rulebook)
            except (AssertionError, ArithmeticError, LookupError, TypeError):
                continue        # under this word the case would need other keys
            other.pop("scelte", None)
            if {k: v for k, v in base.items() if k != "scelte"} != other:
                left.discard((key, word))
                for same in [x for x in left if x == (key, now.get(key))]:
                    left.discard(same)
    return ["%s: %s" % x for x in sorted(left)]


# What these change is which cases are taken, or which keys a case must have: test_scelte.py tells them apart.
NO_NUMBER = ("dir.org_recheck", "staff.integrative", "pr.mode", "dir.transfer_unit", "dir.payout", "po.payout", "fund.scope")


def broken(prop, fault, o):
    module, name, wrong = fault
    right = getattr(module, name)
    setattr(module, name, wrong)
    try:
        found_any = any(check(prop, "%s/%d" % (o.seed, k), 10, None) for k in range(20))
    except (AssertionError, ArithmeticError, LookupError) as e:
        found_any = False
        print("# %r" % e)
    finally:
        setattr(module, name, right)
    return [] if found_any else ["nothing was found where %s is %s" % (name, wrong.__name__)]


if __name__ == "__main__":
    sys.exit(main())

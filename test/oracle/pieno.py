#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""Independent computation of every option and part of a case, in exact fractions, from requirements 7, 8, 10 and 12.

score(case, rulebook)    the output object without traces and free text; rulebook in its canonical form
options(case, rulebook)  the words and numbers in force: the rulebook's, then those the case chose
oracle.py computes the options that a case could choose at first and judges refusals; this file knows no refusal: cases
come from gen_pieno.py, which makes only what must be taken. What stands in two readings says so where it is read.
"""
import os
import sys
from fractions import Fraction as F

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import pieno_persone  # noqa: E402
from oracle import dec, notice, rounded, show  # noqa: E402

FIRST = {"dir.org_recheck": "warn", "dir.transfer_unit": "objective", "dir.payout": "linear", "dir.pay_on": "exact",
         "po.payout": "linear", "po.pay_on": "exact", "po.all_nc": "block", "pr.mode": "window", "cr.dev": "ratio",
         "cr.external": "addback", "staff.step": "1", "staff.rater": "majority", "staff.c3": "eq", "staff.n": "evaluated",
         "staff.a_scope": "group", "staff.small": "soft", "ind.band": "step", "tree.round.ente": "none",
         "proj.tie": "origin", "fund.scope": "body", "staff.integrative": "none", "staff.premi_sheet": "none"}


def options(case, rulebook):
    out = dict(FIRST)
    out.update({k: v["valore"] for k, v in rulebook["opzioni"].items()})
    out.update({k: str(v) for k, v in case.get("scelte", {}).items()})
    return out


class Book:
    """A rulebook with the options of a case: its numbers by where they stand, and how numbers are printed."""

    def __init__(self, case, rulebook):
        self.r, self.o, self.anno = rulebook, options(case, rulebook), case["anno"]

    def n(self, *path):
        x = self.r
        for k in path:
            x = x[k]
        return F(x["valore"])

    def show(self, x, kind):
        how = self.r["stampa"][kind]
        return show(x, int(how["cifre"]), how["modo"])

    def held(self, x, kind):
        """x as it is printed, as a number."""
        how = self.r["stampa"][kind]
        return F(rounded(x, int(how["cifre"]), how["modo"]), 10 ** int(how["cifre"]))

    def rounds(self, key, x):
        """x after the rounding that an option tree.round.* asks for."""
        if x is None or self.o[key] == "none":
            return x
        places, mode = self.o[key].split()
        return F(rounded(x, int(places), mode), 10 ** int(places))

    def law(self, rule):
        """The limit of the law in the year of the case: the one that began last."""
        rows = [x for x in self.r.get("norme", []) if x["regola"] == rule and int(x["dal"]) <= self.anno <= int(x.get("al", 9999))]
        return max(rows, key=lambda x: int(x["dal"]))["valore"] if rows else None


# ---------------------------------------------------------------- indicators and the tree (AMB-45, AMB-47)

def percent(ind, B):
    """Of 100, before the rounding of indicators; None when it was not reported."""
    if ind.get("stato", "rilevato") != "rilevato":
        return None
    t, v, op = dec(ind["target"]), dec(ind["valore"]), ind["operatore"]
    if t == 0:
        p = F(100 if {">=": v >= 0, "<=": v <= 0, "=": v == 0}[op] else 0)
    elif op != "<=":
        p = 100 * v / t
    elif v <= t:
        p = F(100)
    else:
        p = {"inverse": 100 * t / v, "linear": max(F(0), 100 * (2 - v / t)), "all_or_nothing": F(0)}[B.o["ind.decreasing"]]
    p = min(max(p, B.n("albero", "minimo")), B.n("albero", "massimo"))
    return B.rounds("tree.round.indicatore", p)


def weights(items, B):
    """Equal where nobody has one, and where the rulebook forgets them."""
    if B.o["tree.mean"] == "simple" or not all("peso" in x for x in items):
        return [F(1)] * len(items)
    return [dec(x["peso"]) for x in items]


def mean(pairs):
    got = [(w, v) for w, v in pairs if v is not None]
    total = sum((w for w, _ in got), F(0))
    return sum((w * v for w, v in got), F(0)) / total if total else None


def indicators_mean(inds, B):
    """What was not reported counts as nothing, or as zero; what is not computable never counts."""
    zero = B.o["tree.unreported"] == "zero"
    values = [F(0) if zero and i.get("stato") == "non_rilevato" else percent(i, B) for i in inds]
    return mean(list(zip(weights(inds, B), values)))


def tree(nodes, B):
    kids, res, counts = {}, {}, {}
    for n in nodes:
        kids.setdefault(n["padre"], []).append(n)
    for n in reversed(nodes):
        own, mine = n.get("indicatori", []), kids.get(n["id"], [])
        states = [i.get("stato", "rilevato") for i in own]
        counts[n["id"]] = (states.count("rilevato") + sum(counts[k["id"]][0] for k in mine),
                           states.count("rilevato") + states.count("non_rilevato") + sum(counts[k["id"]][1] for k in mine))
        ws = weights(mine, B)
        pairs = [(w, res[k["id"]]) for w, k in zip(ws, mine)]
        if own:         # together one more child, of the mean weight
            pairs.append((sum(ws, F(0)) / len(ws) if ws else F(1), indicators_mean(own, B)))
        res[n["id"]] = B.rounds("tree.round.nodo", mean(pairs))
    return res, counts


def tree_out(nodes, res, counts, B):
    out = []
    for n in nodes:
        inds = [(i["id"], percent(i, B)) for i in n.get("indicatori", [])]
        out.append({"id": n["id"], "risultato": None if res[n["id"]] is None else B.show(res[n["id"]], "nodi"),
                    "rilevati": counts[n["id"]][0], "previsti": counts[n["id"]][1],
                    "indicatori": [{"id": i, "percentuale": None if p is None else B.show(p, "percentuali")} for i, p in inds]})
    return out


def summary(name, nodes, res, counts, key, B):
    """The body or a unit: the mean of some nodes, simple where one of them has no weight."""
    r = mean(list(zip(weights(nodes, B), (res[n["id"]] for n in nodes))))
    r = B.rounds(key, r) if key else r
    return {"id": name, "risultato": None if r is None else B.show(r, "nodi"),
            "rilevati": sum(counts[n["id"]][0] for n in nodes), "previsti": sum(counts[n["id"]][1] for n in nodes)}


# ---------------------------------------------------------------- bands and pay

def band(v, rows, growing, how):
    """The level of a value: by steps (the edge belongs to the better band), or on the line between two edges (AMB-35)."""
    before = None
    for row in rows:
        level = dec(row["livello"])
        if "soglia" not in row:
            return level
        s = dec(row["soglia"])
        if v >= s if growing else v <= s:
            if how == "step" or before is None:
                return level
            edge, top = before
            return level + (top - level) * (v - s) / (edge - s)
        before = (s, level)
    raise AssertionError("band table without last row")


def pay(most, exact, printed, who, case, B):
    """Linear, by a table, or nothing below a threshold; on the exact score or on the printed one (AMB-18, 12.7)."""
    key = {"dirigenti": "dir", "posizioni": "po"}[who]
    score = exact if B.o[key + ".pay_on"] == "exact" else printed
    how = B.o[key + ".payout"]
    if how == "linear":
        return most * score / 100
    table = case["pagamento"][who]
    if how == "threshold":
        return most * score / 100 if score >= dec(table["soglia"]) else F(0)
    return most * band(score, table["fasce"], True, "step") / 100


def money(x, amount, B):
    """retribuzione, and what the missed objective on payment times takes from it (F-16)."""
    out = {}
    if "tempi_pagamento" in x:
        t = x["tempi_pagamento"]
        lost = amount * dec(t["quota"]) if t["esito"] == "non_raggiunto" else F(0)
        out["trattenuta"] = B.show(lost, "denaro")
        amount -= lost
    return dict(out, retribuzione=B.show(amount, "denaro")), amount


# ---------------------------------------------------------------- dirigenti and posizioni

def goal_score(o, B):
    if "punteggio" in o:
        return dec(o["punteggio"])
    inds = [i for i in o["indicatori"] if i.get("stato") != "non_realizzabile"]
    ws = [dec(i["peso"]) for i in inds]
    levels = [band(dec(i["valore"]), i["fasce"], i["verso"] == "crescente", B.o["ind.band"]) for i in inds]
    return sum((w * v for w, v in zip(ws, levels)), F(0)) / sum(ws, F(0))


def dirigente(d, case, B):
    share, base = B.n("dirigenti", "punti_obiettivi"), B.n("dirigenti", "punti_prestazioni")
    top, full = B.n("dirigenti", "voto_massimo"), B.n("dirigenti", "punteggio_obiettivo")
    ws = [dec(o["peso"]) if "peso" in o else F(1) for o in d["obiettivi"]]
    points = [share * w / sum(ws, F(0)) for w in ws]
    gone = [o.get("stato") == "non_realizzabile" for o in d["obiettivi"]]
    org = sum((p for p, o in zip(points, d["obiettivi"]) if o["tipo"] == "organizzativo"), F(0))
    left = sum((p for p, o, g in zip(points, d["obiettivi"], gone) if o["tipo"] == "organizzativo" and not g), F(0))
    tau = sum((p for p, g in zip(points, gone) if g), F(0))
    goals = sum((p * goal_score(o, B) / full for p, o, g in zip(points, d["obiettivi"], gone) if not g), F(0))
    part = sum((dec(c) for c in d["competenze"]), F(0)) / (top * len(B.r["dirigenti"]["competenze"]))
    how = B.o["dir.transfer"]
    b = part * (base + tau) if how == "rescale" else part * base + tau
    if how == "separate_mark":
        b = part * base + (tau * dec(d["voto_trasferito"]) / top if any(gone) else 0)
    total = goals + b
    least = F(B.o["dir.org_min"])

    def enough(x):
        return x >= least if B.o["dir.org_cmp"] == "ge" else x > least
    s = lambda x: B.show(x, "punteggi")     # noqa: E731
    out = {"id": d["id"], "punti_organizzativi": s(org), "composizione_conforme": enough(org), "quota_trasferita": s(tau),
           "punti_obiettivi": s(goals), "punti_prestazioni": s(b), "totale": s(total), "avvisi": []}
    paid = None
    if "retribuzione_massima" in d:
        paid = pay(dec(d["retribuzione_massima"]), total, B.held(total, "punteggi"), "dirigenti", case, B)
        more, paid = money(d, paid, B)
        out.update(more)
    if any(gone) and not enough(left):
        out["avvisi"].append(notice("organizzativi_sotto_soglia"))
    if all(gone):
        out["avvisi"].append(notice("tutti_non_realizzabili"))
    return out, total, paid


def posizione(p, case, B):
    pairs = []
    for o in p["obiettivi"]:
        if o.get("stato") == "non_computabile":
            continue
        q = dec(o["percentuale"]) if "percentuale" in o else indicators_mean(o["indicatori"], B)
        q = max(q, F(0))
        if B.o["po.cap"] != "none":
            q = min(q, F(B.o["po.cap"]))
        pairs.append((dec(o["peso"]) if "peso" in o else F(1), q))
    q, s = mean(pairs), dec(p["prestazione"])
    scale = B.n("posizioni", "scala")
    avvisi = []
    if pairs:
        idx = (B.n("posizioni", "quota_obiettivi") * q + B.n("posizioni", "quota_prestazione") * s) / scale
    else:
        avvisi = [notice("tutti_non_computabili")]
        q = F(0)
        idx = s if B.o["po.all_nc"] == "prestazione" else B.n("posizioni", "quota_prestazione") * s / scale
    n = lambda x: B.show(x, "punteggi")     # noqa: E731
    paid = pay(dec(p["retribuzione_massima"]), idx, B.held(idx, "punteggi"), "posizioni", case, B)
    more, _ = money(p, paid, B)
    return dict({"id": p["id"], "raggiungimento": n(q), "prestazione": n(s), "indice": n(idx), "avvisi": avvisi}, **more)


def premium_dirigenti(m, dirigenti, results, B):
    """The best of them have a share of the average pay (F-74); at the edge who is equal is in or out together."""
    k = int(dec(m["quota"]) * len(dirigenti))
    won = winners([t for t, _ in results], k, m["parita"] == "inclusi")
    average = sum((B.held(p, "denaro") for _, p in results), F(0)) / len(results)       # of what is paid, to the cent
    return {"previsti": k, "media": B.show(average, "denaro"), "importo": B.show(average * dec(m["percentuale"]), "denaro"),
            "beneficiari": [d["id"] for n, d in enumerate(dirigenti) if n in won]}


def winners(keys, k, inclusive, among=None):
    """The indexes of the k highest keys; those who are equal at the edge all of them or none."""
    order = sorted(among if among is not None else range(len(keys)), key=lambda i: keys[i], reverse=True)
    won = order[:k]
    if won and k < len(order) and keys[order[k]] == keys[won[-1]]:
        edge = keys[won[-1]]
        won = [i for i in order if keys[i] > edge or (inclusive and keys[i] == edge)]
    return set(won)


def resources(posizioni, B):
    """Of all that is there for positions and results, the result's share (F-71)."""
    result = sum((dec(p["retribuzione_massima"]) for p in posizioni), F(0))
    fixed = sum((dec(p["retribuzione_posizione"]) for p in posizioni), F(0))
    share = result / (result + fixed) if result + fixed else F(0)
    least = B.law("eq_risultato")
    return {"risultato": B.show(result, "denaro"), "posizione": B.show(fixed, "denaro"), "quota": B.show(share, "coefficienti"),
            "minimo": least, "conforme": share >= F(least)}


# ---------------------------------------------------------------- all

def score(case, rulebook):
    B = Book(case, rulebook)
    out = {"formato": "ciclo-esito/1", "sistema": case["sistema"]}
    if case.get("scelte"):
        out["scelte"] = case["scelte"]
    if "albero" in case:
        nodes = case["albero"]
        res, counts = tree(nodes, B)
        out["albero"] = tree_out(nodes, res, counts, B)
        if "ente" in case:
            roots = [n for n in nodes if n["padre"] is None]
            out["ente"] = summary(case["ente"]["id"], roots, res, counts, "tree.round.ente", B)
        if "unita" in case:
            out["unita"] = [summary(u["id"], [n for i in u["nodi"] for n in nodes if n["id"] == i], res, counts, None, B)
                            for u in case["unita"]]
    if "dirigenti" in case:
        got = [dirigente(d, case, B) for d in case["dirigenti"]]
        out["dirigenti"] = [g[0] for g in got]
        if "maggiorazione_dirigenti" in case:
            out["maggiorazione_dirigenti"] = premium_dirigenti(case["maggiorazione_dirigenti"], case["dirigenti"],
                                                               [g[1:] for g in got], B)
    if "posizioni" in case:
        out["posizioni"] = [posizione(p, case, B) for p in case["posizioni"]]
        if "risorse_posizioni" in case:
            out["risorse_posizioni"] = resources(case["posizioni"], B)
    out.update(pieno_persone.score(case, B))
    return out

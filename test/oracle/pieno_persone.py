# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""The half of pieno.py about people: groups, service, premi, quotas, allowances, merit (S-N, F-17, F-70, F-15)."""
import datetime
from fractions import Fraction as F

from oracle import dec, notice, places, rounded, show


# ---------------------------------------------------------------- groups (S-N.52-61, AMB-23, 26-28)

def points(x, B):
    """A number of points as it is printed: whole where marks are, else as text."""
    if B.o["staff.step"] == "1":
        assert x.denominator == 1
        return x.numerator
    n = 0
    while (x * 10 ** n).denominator != 1:
        n += 1
    return show(x, n)


def band_of(mark, B):
    """By lower bound, best first."""
    return next(row["fascia"] for row in B.r["personale"]["fasce"] if "da" not in row or mark >= F(row["da"]))


def best(mark, B):
    return band_of(mark, B) == B.r["personale"]["fasce"][0]["fascia"]


def count_of(g, B):
    return g["addetti"] if B.o["staff.n"] == "assigned" else len(g["valutati"])


def marks(g):
    return [(dec(x["semischeda1"]), dec(x["semischeda2"])) for x in g["valutati"]]


def third(rows, n, B):
    """C4: [(half-sheet or None, how many too many)] for the marks of n people."""
    k, r = divmod(n, int(B.n("personale", "terzo")))
    high = [tuple(best(x, B) for x in row) for row in rows]
    how = B.o["staff.a_cap"]
    if how == "distinct":
        names = [h for h in high if any(h)]
        over = len(names) - k - (1 if r and any(not all(h) for h in names) else 0)
        return [(None, over)] if over > 0 else []
    if how == "slots":
        over = sum(sum(h) for h in high) - 2 * k - (1 if r else 0)
        return [(None, over)] if over > 0 else []
    out, spare = [], 1 if r else 0
    for h in (0, 1):
        c, limit = sum(x[h] for x in high), k
        if c > k and spare:
            limit, spare = k + 1, 0
        if c > limit:
            out.append((h + 1, c - limit))
    return out


def sums(rows, n, h, B):
    base = B.n("personale", "plafond")
    total, up = sum((r[h] for r in rows), F(0)), sum((max(F(0), r[h] - base) for r in rows), F(0))
    return total, base * n, up, B.n("personale", "positivi") * n


def broken(rows, n, B):
    """The constraints of half-sheets: [(name, half-sheet, difference)]."""
    out = []
    for h in (0, 1):
        total, limit, up, due = sums(rows, n, h, B)
        if total > limit:
            out += [("C1", h + 1, total - limit), ("C2", h + 1, total - limit)]
        if {"eq": up != due, "ge": up < due, "le": up > due}[B.o["staff.c3"]]:
            out.append(("C3", h + 1, up - due))
    return out


def groups(case, B):
    gs = case["gruppi"]
    small = int(B.o["staff.small_n"])
    out = []
    for g in gs:
        rows, n = marks(g), count_of(g, B)
        pool = [g]
        if B.o["staff.small"] == "pool" and "area" in g and len(g["valutati"]) < small and "deroga" not in g:
            pool = [x for x in gs if x.get("area") == g["area"] and len(x["valutati"]) < small and "deroga" not in x]
        sector = pool
        if B.o["staff.a_scope"] == "sector" and "settore" in g and len(pool) == 1 and "deroga" not in g:
            # to a waived group C4 is not applied: it neither uses the third of its sector nor adds to it
            sector = [x for x in gs if x.get("settore") == g["settore"] and "deroga" not in x]
        judged, many = [r for x in pool for r in marks(x)], sum(count_of(x, B) for x in pool)
        thirds, people = [r for x in sector for r in marks(x)], sum(count_of(x, B) for x in sector)
        bad = broken(judged, many, B) + [("C4", h, d) for h, d in third(thirds, people, B)]
        one = {"id": g["id"], "n_valutati": len(rows), "esito": "deroga" if "deroga" in g else "non_conforme" if bad else "conforme"}
        for h in (0, 1):
            total, limit, up, due = sums(rows, n, h, B)
            one["semischeda%d" % (h + 1)] = {
                "somma": points(total, B), "plafond": points(limit, B), "scostamenti": points(total - limit, B),
                "positivi": points(up, B), "positivi_dovuti": points(due, B),
                "fascia_A": [x["id"] for x, r in zip(g["valutati"], rows) if best(r[h], B)]}
        one["in_fascia_A"] = [x["id"] for x, r in zip(g["valutati"], rows) if best(r[0], B) or best(r[1], B)]
        one["massimo_A"], one["resto"] = divmod(people, int(B.n("personale", "terzo")))
        one["violazioni"], one["avvisi"] = [], []
        if "deroga" in g:
            if B.o["staff.small"] != "waive":
                one["avvisi"] = [notice("deroga_" + c) for c in sorted({b[0] for b in bad})]
        else:
            for c, h, d in bad:
                row = {"vincolo": c} if h is None else {"vincolo": c, "semischeda": h}
                one["violazioni"].append(dict(row, differenza=d if c == "C4" else points(d, B)))
        out.append(one)
    return out


# ---------------------------------------------------------------- service (S-N.14-15, S-N.48, AMB-25, AMB-37)

def longest(rows, key, tie):
    """(what was served longest, its days): rows [(first, last, row)]; a tie goes to the origin, else to the earliest of
    those, or to the last of the year."""
    days = {}
    for a, b, row in rows:
        days.setdefault(key(row), set()).update(range(a, b + 1))
    most = max(len(d) for d in days.values())
    level = [k for k in days if len(days[k]) == most]
    if tie == "last":
        edge = max(max(days[k]) for k in level)
        level = [k for k in level if max(days[k]) == edge]
    else:           # who began first: that is the origin where it is among them
        edge = min(min(days[k]) for k in level)
        level = [k for k in level if min(days[k]) == edge]
    order = [key(row) for _, _, row in rows]
    return min(level, key=order.index), most


def service(s, B):
    rows = [(datetime.date.fromisoformat(r["dal"]).toordinal(), datetime.date.fromisoformat(r["al"]).toordinal(), r)
            for r in s["assegnazioni"]]
    out = {"id": s["id"]}
    for what, of, tie in (("progetto", "struttura", B.o["proj.tie"]), ("valutatore", "gruppo", "last")):
        def whole(r):
            return (of, r[of]) if of in r else ("unita", r["unita"])
        if what == "valutatore" and B.o["staff.rater"] == "last_unit":
            end = max(b for _, b, _ in rows)
            first = next(r for _, b, r in rows if b == end)
            key = whole(first)
            days = len({d for a, b, r in rows if whole(r) == key for d in range(a, b + 1)})
            unit = first["unita"]
        else:
            key, days = longest(rows, whole, tie)
            unit, _ = longest([x for x in rows if whole(x[2]) == key], lambda r: r["unita"], tie)
        # the chosen row: of the unit, within what it belongs to
        out[what] = {"unita": unit, of: key[1] if key[0] == of else None, "giorni": days}
    return out


# ---------------------------------------------------------------- premi (S-N.23-30, 40-45, 64-68, AMB-20-22, 51)

def cents_of(x):
    x = dec(x) * 100
    assert x.denominator == 1
    return x.numerator


def share(cents, ws, ids):
    """Cents by weight; those left over to the largest remainder, then to the first id in byte order (S-N.66)."""
    total = sum(ws, F(0))
    if not total:
        return [0] * len(ws)
    exact = [cents * w / total for w in ws]
    out = [e.numerator // e.denominator for e in exact]
    order = sorted(range(len(ws)), key=lambda i: (-(exact[i] - out[i]), ids[i].encode("utf-8")))
    for i in order[:cents - sum(out)]:
        out[i] += 1
    return out


def collective(s, B):
    """(C, whether its people are told of the deviation)."""
    g, e = dec(s["livello_collettivo"]), dec(s.get("cause_esterne", 0))
    if B.o["cr.dev"] == "convex":
        lam = F(B.o["cr.dev_lambda"])
        mixed = lam * g + (1 - lam) * dec(s["valutazione_dirigente"]) if "valutazione_dirigente" in s else g
        delta, c = F(0), mixed + e      # held within bounds by lambda alone: nothing to warn of
    else:
        delta = dec(s.get("scostamento_dirigente", 0))
        c = g + e + delta
    c = min(max(c, F(0)), F(1))
    if B.o["cr.external"] == "full" and e > 0:
        c = F(1)
    return c, abs(delta) > F(B.o["cr.dev_warn"])


def presence(x, B):
    pr = F(x["giorni_dovuti"] - x["giorni_assenza"], x["giorni_dovuti"]) if "giorni_dovuti" in x else F(1)
    return pr * dec(x.get("mesi", 12)) / 12 if B.o["pr.mode"] == "scaled" else pr


def premi(case, B):
    p = case["premi"]
    co, q = p["coefficienti"], dec(p.get("quota_individuale", 0))
    worst = B.r["personale"]["fasce"][-1]["fascia"]
    level = {s["id"]: collective(s, B) for s in p["strutture"]}
    served = {s["id"]: service(s, B)["progetto"]["struttura"] for s in case.get("servizio", [])}
    people, ws, where, crs = [], [], [], []
    for x in p["persone"]:
        st = x["struttura"] if "struttura" in x else served[x["id"]]
        bands = [band_of(dec(x[k]), B) for k in ("semischeda1", "semischeda2")]
        cpc, pr = sum((dec(co[b]) for b in bands), F(0)), presence(x, B)
        cr = level[st][0]
        if "livello_individuale" in x:
            cr = (1 - q) * cr + q * min(F(1), dec(x["livello_individuale"]) + dec(x.get("cause_esterne_individuali", 0)))
        w = cr * cpc * pr * dec(x.get("quota_tempo", 1)) * dec(x.get("parametro_integrativo", 1))
        ws.append(F(0) if bands == [worst, worst] else w)
        where.append(st)
        crs.append(cr)
        one = {"id": x["id"]} if "struttura" in x else {"id": x["id"], "struttura": st}
        people.append(dict(one, fascia1=bands[0], fascia2=bands[1], cpc=show(cpc, max([2] + [places(co[b]) for b in co]),
                                                                            B.r["stampa"]["coefficienti"]["modo"]),
                           cr=B.show(cr, "coefficienti"), presenza=B.show(pr, "coefficienti"),
                           avvisi=[notice("scostamento_oltre_soglia")] * level[st][1] +
                           [notice("valutazione_negativa")] * (worst in bands)))
    out = {"strutture": [{"id": s["id"], "c": B.show(level[s["id"]][0], "coefficienti")} for s in p["strutture"]],
           "persone": people}
    ids = [x["id"] for x in p["persone"]]
    if B.o["fund.scope"] == "project":
        projects, paid, out["fondi"] = {s["id"]: s["progetto"] for s in p["strutture"]}, [0] * len(ws), []
        for f in p["fondi"]:
            mine = [i for i in range(len(ws)) if projects[where[i]] == f["id"]]
            for i, c in zip(mine, share(cents_of(f["importo"]), [ws[i] for i in mine], [ids[i] for i in mine])):
                paid[i] = c
            out["fondi"].append({"id": f["id"], "totale": show(F(sum(paid[i] for i in mine), 100), 2)})
        fund = sum(cents_of(f["importo"]) for f in p["fondi"])
    else:
        fund, top = cents_of(p["fondo"]), [0] * len(ws)
        if "maggiorazione" in p:
            out["maggiorazione"], top = premium(p, fund, ws, crs, B)
        paid = share(fund - sum(top), ws, ids)
        if "maggiorazione" in p:
            for x, c in zip(people, top):
                x["maggiorazione"] = show(F(c, 100), 2)
        fund -= sum(top)
        out["totale"] = show(F(sum(paid) + sum(top), 100), 2)
    for x, c in zip(people, paid):
        x["importo"] = show(F(c, 100), 2)
    out.setdefault("totale", show(F(sum(paid), 100), 2))
    out["non_distribuito"] = show(F(fund - sum(paid), 100), 2)
    return out


def premium(p, fund, ws, crs, B):
    """The premium of the best, taken from the fund first (F-70, F-15): with k of them, percentage p and s the part of
    the weights of the n with a positive evaluation, what is left to share is F / (1 + k p s / n)."""
    m, rows = p["maggiorazione"], p["persone"]
    worst = B.r["personale"]["fasce"][-1]["fascia"]
    got = [dec(x["semischeda1"]) + dec(x["semischeda2"]) for x in rows]
    good = [i for i, x in enumerate(rows) if worst not in (band_of(dec(x["semischeda1"]), B), band_of(dec(x["semischeda2"]), B))]
    k = dec(m["quota"]) * len(rows)
    k = -(-k.numerator // k.denominator) if m["regola"] == "dl95" else k.numerator // k.denominator
    keys = [(x, c) for x, c in zip(got, crs)] if m["parita"] == "cr" else [(x,) for x in got]
    order = sorted(good, key=lambda i: keys[i], reverse=True)
    won = order[:k]
    if won and k < len(order) and keys[order[k]] == keys[won[-1]]:
        edge, inside = keys[won[-1]], m["regola"] == "dl95" or m["parita"] == "inclusi"
        won = [i for i in order if keys[i] > edge or (inside and keys[i] == edge)]
    average = each = F(0)
    total = sum(ws, F(0))
    if good and total:
        part = sum((ws[i] for i in good), F(0)) / total / len(good)
        pct = dec(m["percentuale"])
        base = F(fund, 100) / (1 + len(won) * pct * part)
        average, each = base * part, base * part * pct
    cents = cents_of(B.show(each, "denaro"))
    return ({"previsti": k, "media": B.show(average, "denaro"), "importo": show(F(cents, 100), 2),
             "beneficiari": [x["id"] for i, x in enumerate(rows) if i in won]},
            [cents if i in won else 0 for i in range(len(rows))])


# ---------------------------------------------------------------- quotas, allowances, merit (F-17, S-N.69-71)

def quota(q):
    n = len(q["popolazione"])
    exact = F(n, q["uno_su"]) if "uno_su" in q else dec(q["massimo"]) * n
    low, high = exact.numerator // exact.denominator, -(-exact.numerator // exact.denominator)
    k = {"difetto": low, "eccesso": high, "matematico": rounded(exact, 0)}[q["arrotondamento"]]
    reached = [[dec(s) >= dec(q["soglia"]) for s in x["punteggi"]] for x in q["popolazione"]]
    above = [r for r in reached if any(r)]
    if exact > k:       # a remainder is left
        # "one single half-sheet" has a meaning only where somebody has more than one
        k += q["resto"] == "uno" or (q["resto"] == "singolo" and any(sum(r) == 1 and len(r) > 1 for r in above))
    over = max(0, len(above) - k)
    return {"id": q["id"], "ammessi": str(k), "sopra_soglia": str(len(above)), "eccedenti": str(over),
            "esito": "non_conforme" if over else "conforme",
            "elenco": [x["id"] for x, r in zip(q["popolazione"], reached) if any(r)]}


def allowance(x, anno, B):
    day = lambda d: datetime.date.fromisoformat(d).toordinal()      # noqa: E731
    a, b, told = day(x["dal"]), day(x["al"]), []
    if x["area"] == "altra" and "referente" in x:
        a, b = max(a, day(x["referente"]["dal"])), min(b, day(x["referente"]["al"]))
    elif x["area"] == "altra":
        b, told = a - 1, [notice("referente_mancante")]
    n = max(0, b - a + 1)
    year = datetime.date(anno, 12, 31).toordinal() - datetime.date(anno, 1, 1).toordinal() + 1
    return {"id": x["id"], "giorni": str(n), "importo": B.show(dec(x["importo_annuo"]) * n / year, "denaro"), "avvisi": told}


def merit(m, B):
    scores = [sum((dec(x[k]) for k in ("alfa", "beta", "chi", "delta")), F(0)) / 4 for x in m["persone"]]
    fund = cents_of(m["fondo"])
    paid = share(fund, scores, [x["id"] for x in m["persone"]])
    return {"totale": show(F(sum(paid), 100), 2), "non_distribuito": show(F(fund - sum(paid), 100), 2),
            "persone": [{"id": x["id"], "punteggio": B.show(s, "punteggi"), "importo": show(F(c, 100), 2)}
                        for x, s, c in zip(m["persone"], scores, paid)]}


def score(case, B):
    out = {}
    if "gruppi" in case:
        out["gruppi"] = groups(case, B)
    if "servizio" in case:
        out["servizio"] = [service(s, B) for s in case["servizio"]]
    if "premi" in case:
        out["premi"] = premi(case, B)
    if "quote" in case:
        out["quote"] = [quota(q) for q in case["quote"]]
    if "indennita" in case:
        out["indennita"] = [allowance(x, case["anno"], B) for x in case["indennita"]]
    if "merito" in case:
        out["merito"] = merit(case["merito"], B)
    return out

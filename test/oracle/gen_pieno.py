#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""Random rulebooks and, under them, random cases with every option and part; the same seed gives the same ones.

book(rng)                  (text, canonical form as an object) of a rulebook: a released one, or one with other numbers,
                           ways of printing and options
Full(rng, rulebook).case() a case that must be taken under it
"""
import datetime
import os
import pathlib
import random
import re
import sys

import yaml

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import gen  # noqa: E402
import oracle  # noqa: E402
import pieno  # noqa: E402
import pieno_persone  # noqa: E402
from oracle import F, dec  # noqa: E402

SISTEMI = pathlib.Path(__file__).resolve().parents[2] / "sistemi"
ROUND = ["none", "0 half_up", "1 half_down", "2 half_even", "1 troncamento", "0 troncamento"]
WORDS = {   # requirements 12.2
    "dir.org_cmp": ["ge", "gt"], "dir.org_recheck": ["warn", "block"],
    "dir.transfer": ["rescale", "full_award", "separate_mark"], "dir.transfer_unit": ["objective", "indicator"],
    "dir.payout": ["linear", "bands", "threshold"], "dir.pay_on": ["exact", "printed"],
    "po.payout": ["linear", "bands", "threshold"], "po.pay_on": ["exact", "printed"],
    "po.all_nc": ["block", "prestazione", "zero"], "pr.mode": ["window", "scaled"],
    "cr.dev": ["ratio", "convex", "absolute"], "cr.external": ["addback", "full"], "staff.step": ["1", "0.5", "0.25"],
    "staff.rater": ["majority", "last_unit"], "staff.c3": ["eq", "ge", "le"], "staff.n": ["evaluated", "assigned"],
    "staff.a_cap": ["distinct", "per_sheet", "slots"], "staff.a_scope": ["group", "sector"],
    "staff.small": ["soft", "waive", "pool", "strict"], "staff.integrative": ["none", "factor"],
    "ind.band": ["step", "linear"], "ind.decreasing": ["inverse", "linear", "all_or_nothing"],
    "tree.mean": ["weighted", "simple"], "tree.unreported": ["exclude", "zero"],
    "tree.round.indicatore": ROUND, "tree.round.nodo": ROUND, "tree.round.ente": ROUND,
    "proj.tie": ["origin", "last"], "fund.scope": ["body", "project"],
}
NUMBERS = {"dir.org_min": ["50", "0", "100", "33.333", "71.5"], "dir.comp_step": ["0.01", "0.5", "0.25", "1", "0.1"],
           "po.cap": ["none", "100", "120", "80.5", "0"], "cr.dev_max_ratio": ["0.5", "1", "0.25", "2"],
           "cr.dev_warn": ["0.10", "0", "0.3"], "staff.small_n": ["1", "2", "3", "4", "6"]}
BESIDE = {"convex": ("cr.dev_lambda", ["0.6", "1", "0.500000001", "0.75"]), "absolute": ("cr.dev_cap", ["0.2", "0", "1", "0.05"])}


def book(rng):
    name = rng.choice(["criteri-2018", "criteri-2026"])
    text = (SISTEMI / (name + ".yaml")).read_text(encoding="utf-8")
    if rng.random() < 0.5:
        text = changed(text, name, rng)
    return text, read(text)


def read(text):
    """The rulebook as canonica.py reads it, ten times as fast."""
    return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def changed(text, name, rng):
    """The same file with other values: numbers that must fit together do."""
    def put(key, value):
        nonlocal text
        text, n = re.subn(r"^(  %s: \{valore: )[^,]*," % re.escape(key), lambda m: m.group(1) + value + ",", text, flags=re.M)
        assert n == 1, key
    text = text.replace("id: " + name, "id: prova-" + name)
    goals, po, top = rng.choice([70, 65, 50, 100]), rng.choice([60, 45, 0]), rng.choice([40, 50])
    plafond = rng.choice([32, 30, 28])
    for key, value in (("punti_obiettivi", goals), ("punti_prestazioni", 100 - goals), ("voto_massimo", rng.choice([5, 10, 7])),
                       ("quota_obiettivi", po), ("quota_prestazione", 100 - po), ("punti_massimi", top), ("plafond", plafond),
                       ("positivi", rng.choice([2, 3, 1])), ("terzo", rng.choice([3, 2, 5])), ("staff.element_max", F(top, 4))):
        put(key, oracle.show(value, 1) if isinstance(value, F) else str(value))
    for a, b, c in [rng.choice([(37, 27, 20), (39, 30, 12), (35, 34, 33)])]:
        text = text.replace("fascia: A, da: 37", "fascia: A, da: %d" % a).replace("fascia: B, da: 27", "fascia: B, da: %d" % b)
        text = text.replace("fascia: C, da: 20", "fascia: C, da: %d" % c)
    text = re.sub(r"modo: half_up", lambda m: "modo: " + rng.choice(["half_up", "half_down", "half_even", "troncamento"]), text)
    for kind in ("percentuali", "nodi", "punteggi", "coefficienti"):
        text = re.sub(r"(%s: \{cifre: )\d" % kind, lambda m: m.group(1) + str(rng.randint(0, 4)), text)
    for key, values in list(WORDS.items()) + list(NUMBERS.items()):
        if "  %s: {valore: " % key in text and rng.random() < 0.4:
            value = rng.choice(values)
            put(key, '"%s"' % value if " " in value else value)
            if key == "cr.dev" and value in BESIDE:
                other, numbers = BESIDE[value]
                text = text.replace("\n  cr.dev:", "\n  %s: {valore: %s, fonte: AMB-21}\n  cr.dev:" % (other, rng.choice(numbers)))
    return text


def rows(rng, places, most, growing=True):
    """A band table, best first."""
    edges = sorted(rng.sample(range(0, most * 10 ** places), rng.randint(1, 4)), reverse=growing)
    out = [{"soglia": oracle.show(F(e, 10 ** places), places)} for e in edges] + [{}]
    levels = sorted((rng.choice([0, 50, 85, 100, rng.randint(0, 100)]) for _ in out), reverse=True)
    for r, y in zip(out, levels):
        r["livello"] = str(y)
    return out


class Full(gen.Maker):
    def __init__(self, rng, rulebook):
        dirigenti, personale = rulebook["dirigenti"], rulebook["personale"]
        params = {"sistemi": (rulebook["id"],), "competences": len(dirigenti["competenze"]),
                  "max_mark": int(dirigenti["voto_massimo"]["valore"]), "mark_max": int(personale["punti_massimi"]["valore"])}
        super().__init__(rng, params)
        self.book, self.law = rulebook, "norme" in rulebook

    def scelte(self):
        r, out = self.r, {}
        rate = r.choice([0.0, 0.1, 0.3, 0.6])
        for k in r.sample(sorted(WORDS) + sorted(NUMBERS), len(WORDS) + len(NUMBERS)):
            if r.random() < rate:
                out[k] = r.choice(WORDS.get(k) or NUMBERS[k])
        word = out.get("cr.dev")
        if word in BESIDE:
            out[BESIDE[word][0]] = r.choice(BESIDE[word][1])
        if self.law and self.p(0.6):
            out["staff.premi_sheet"] = "four"
        return out

    # -- dirigenti and posizioni

    def mark(self):
        step = dec(self.B.o["dir.comp_step"])
        n = self.r.randint(0, int(self.P["max_mark"] / step))
        return oracle.show(n * step, 2 if self.p(0.5) or (n * step * 10).denominator != 1 else 1)

    def dirigente(self, i):
        r, o = self.r, self.B.o
        d = super().dirigente(i)
        d["competenze"] = [self.mark() for _ in d["competenze"]]
        if o["dir.transfer_unit"] == "indicator":
            for g in d["obiettivi"]:
                inds = g.get("indicatori", [])
                for x in r.sample(inds, r.randint(0, len(inds))):
                    if sum(dec(y["peso"]) for y in inds if y is not x and "stato" not in y) > 0:
                        x["stato"] = "non_realizzabile"
                        if self.p(0.5):
                            del x["valore"]
        gone = any(g.get("stato") == "non_realizzabile" for g in d["obiettivi"])
        if o["dir.transfer"] == "separate_mark" and (gone or self.p(0.2)):
            d["voto_trasferito"] = self.mark()
        if self.p(0.3) and "retribuzione_massima" in d:
            d["tempi_pagamento"] = self.times()
        if o["dir.org_recheck"] == "block":
            least, ws = F(o["dir.org_min"]), [dec(g["peso"]) if "peso" in g else F(1) for g in d["obiettivi"]]
            left = sum(w for w, g in zip(ws, d["obiettivi"]) if g["tipo"] == "organizzativo" and g.get("stato") != "non_realizzabile")
            left = self.B.n("dirigenti", "punti_obiettivi") * left / sum(ws)
            if left < least or (left == least and o["dir.org_cmp"] == "gt"):
                return self.dirigente(i) if least < 50 and o["dir.org_cmp"] == "ge" or self.tries() else None
        return d

    def tries(self):
        self.left = getattr(self, "left", 40) - 1
        return self.left > 0

    def times(self):
        return {"quota": self.r.choice(["0.30", "0.5", "1", "0.333333333"]), "esito": self.r.choice(["raggiunto", "non_raggiunto"])}

    def posizione(self, i):
        p = super().posizione(i)
        if self.B.o["po.all_nc"] != "block" and self.p(0.2):
            for o in p["obiettivi"]:
                o["stato"] = "non_computabile"
                for k in ("percentuale", "indicatori"):
                    o.pop(k, None)
        if self.p(0.3):
            p["tempi_pagamento"] = self.times()
        return p

    def payment(self, c):
        out = {}
        for who, key in (("dirigenti", "dir.payout"), ("posizioni", "po.payout")):
            how = self.B.o[key]
            if how != "linear" and (who in c or self.p(0.2)):
                edge = self.r.choice(["60", "83.63", "0", "90.005"])
                out[who] = {"soglia": edge} if how == "threshold" else {"fasce": rows(self.r, self.r.choice([0, 2]), 101)}
        return out

    # -- groups

    def points(self, top=None):
        r, parts = self.r, {"1": 1, "0.5": 2, "0.25": 4}[self.B.o["staff.step"]]
        x = F(r.randint(0, (top or self.P["mark_max"]) * parts), parts)
        if self.p(0.2):
            x = F(int(r.choice([f["da"] for f in self.book["personale"]["fasce"] if "da" in f]))) - F(r.randint(0, 1), parts)
        return self.written(x)

    def written(self, x):
        if self.B.o["staff.step"] == "1" or (F(x).denominator == 1 and self.p(0.5)):
            return int(x)
        return oracle.show(x, 2 if self.p(0.3) or (x * 2).denominator != 1 else 1)

    def gruppo(self, i, most=12):
        r, o = self.r, self.B.o
        g = super().gruppo(i, most)
        g.pop("deroga", None)
        for v in g["valutati"]:
            for k in ("semischeda1", "semischeda2"):
                x = F(v[k])
                if o["staff.step"] != "1" and self.p(0.3) and x < self.P["mark_max"]:
                    x += F(1, 2) if o["staff.step"] == "0.5" else F(r.randint(1, 3), 4)
                v[k] = self.written(x)
        n = len(g["valutati"])
        if o["staff.n"] == "assigned":
            g["addetti"] = n + r.choice([0, 1, 3])
        if o["staff.a_scope"] == "sector" and self.p(0.8):
            g["settore"] = r.choice(["S", "T"])
        if o["staff.small"] == "pool" and self.p(0.8):
            g["area"] = r.choice(["A", "B"])
        if o["staff.small"] != "strict" and n < int(o["staff.small_n"]) and self.p(0.4):
            g["deroga"] = {"motivo": "prova"}
        return g

    # -- premi

    def structure(self, u):
        r, o = self.r, self.B.o
        g = self.dec(0, 1, 9)
        d = {"id": u, "livello_collettivo": g}
        if self.p(0.4):
            d["cause_esterne"] = r.choice(["0.03", "0", "0.1", "2", "0.123456789"])
        if o["cr.dev"] == "convex":
            if self.p(0.7):
                d["valutazione_dirigente"] = self.dec(0, 1, 9)
        elif self.p(0.5):
            most = dec(o["cr.dev_cap"]) if o["cr.dev"] == "absolute" else dec(o["cr.dev_max_ratio"]) * dec(g)
            u9 = int(most * 10 ** 9)
            x = F(r.choice([0, u9, -u9, r.randint(-u9, u9)]), 10 ** 9)
            d["scostamento_dirigente"] = oracle.show(x, 9) if x else "0"
        return d

    def person(self, i, us):
        r, o = self.r, self.B.o
        top = r.choice([None, None, 25, 19])
        d = {"id": i, "struttura": r.choice(us), "semischeda1": self.points(top), "semischeda2": self.points(top)}
        if self.p(0.5):
            d["livello_individuale"] = self.dec(0, 1, 9)
        if self.p(0.3):
            d["cause_esterne_individuali"] = self.dec(0, 1, 9)
        if self.p(0.5):
            due = r.choice([1, 125, 250, 366, r.randint(1, 366)])
            d.update(giorni_dovuti=due, giorni_assenza=r.choice([0, due, r.randint(0, due)]))
        if o["pr.mode"] == "scaled" and self.p(0.5):
            d["mesi"] = r.choice(["6", "12", 3, "0.5", "7.25"])
        if o["staff.integrative"] == "factor" and self.p(0.5):
            d["parametro_integrativo"] = r.choice(["1.2", "0", 1, "0.95", "2.5"])
        if self.p(0.3):
            d["quota_tempo"] = r.choice(["1", "0.5", "0.8333", "0.000000001", 1])
        return d

    def premi(self, ratio):
        r, o = self.r, self.B.o
        us = self.ids(r.randint(1, 3))
        people = []
        for i in self.ids(r.randint(1, 9)):
            people.append(dict(r.choice(people), id=i) if people and self.p(0.3) else self.person(i, us))
        names = [f["fascia"] for f in self.book["personale"]["fasce"]]
        co = dict(zip(names, ["0.60", "0.50", "0.30", "0"]))
        if self.p(0.4):
            co = {k: self.dec(0, 2, 9) for k in names}
        d = {"coefficienti": co, "strutture": [self.structure(u) for u in us], "persone": people}
        funds = ["10000.00", "100", "0.01", "0", "1.1", 12345, "999999999999.99", self.dec(0, 10 ** 6)]
        if o["fund.scope"] == "project":
            d["fondi"] = [{"id": f, "importo": r.choice(funds)} for f in self.ids(r.randint(1, 3))]
            for s in d["strutture"]:
                s["progetto"] = r.choice(d["fondi"])["id"]
        else:
            d["fondo"] = r.choice(funds)
            if self.p(0.4):
                old = self.p(0.4)
                d["maggiorazione"] = {"regola": "dl95" if old else "ccnl", "quota": r.choice(["0.10", "0.25", "0.5", "1"]),
                                      "percentuale": r.choice(["0.10", "0.2", "0.30"] if old else ["0.30", "0.5", "1.333"]),
                                      "parita": r.choice(["esclusi", "inclusi", "cr"])}
        if self.p(0.6):
            d["quota_individuale"] = self.dec(0, 1, 9)
        return d

    # -- service and the rest

    def rows_of_service(self, year, structures):
        r, out, known = self.r, [], {}
        for _ in range(r.randint(1, 5)):
            a, b = sorted(r.randint(1, 12) for _ in range(2))
            last = datetime.date(year + b // 12, b % 12 + 1, 1) - datetime.timedelta(1)
            row = {"unita": r.choice("XYZ"), "dal": "%04d-%02d-01" % (year, a), "al": last.isoformat()}
            if self.p(0.3):
                row["al"] = "%04d-%02d-%02d" % (year, b, r.randint(1, 28) if b > a else 28)
            if structures or self.p(0.5):
                row["struttura"] = r.choice(structures or ["P/1", "P/2"])
            if self.p(0.5):
                row["gruppo"] = r.choice(["G1", "G2"])
            for k in ("struttura", "gruppo"):       # a unit belongs to one of each
                if (row["unita"], k) in known:
                    row.pop(k, None)
                    if known[row["unita"], k]:
                        row[k] = known[row["unita"], k]
                known[row["unita"], k] = row.get(k)
            out.append(row)
        end = max(x["al"] for x in out)
        for row in [x for x in out if x["al"] == end][1:]:      # nobody ends a year in two units
            row["al"] = max(row["dal"], (datetime.date.fromisoformat(end) - datetime.timedelta(1)).isoformat())
        return out

    def quota(self, i):
        r = self.r
        q = {"id": i, "soglia": r.choice(["37", "90", "0.5"]), "arrotondamento": r.choice(["difetto", "eccesso", "matematico"]),
             "resto": r.choice(["nessuno", "uno", "singolo"]),
             "popolazione": [{"id": n, "punteggi": [r.choice(["36.9", "37", "95", "0", "100", 40]) for _ in range(r.choice([1, 2, 2, 3]))]}
                             for n in self.ids(r.randint(1, 9))]}
        if self.p(0.5):
            q["massimo"] = r.choice(["0.25", "0.3", "1", "0", "0.333333333"])
        else:
            q["uno_su"] = r.choice([3, 1, 2, 10])
        return q

    def period(self, year):
        a, b = sorted(self.r.randint(0, 364) for _ in range(2))
        return {k: (datetime.date(year, 1, 1) + datetime.timedelta(d)).isoformat() for k, d in (("dal", a), ("al", b))}

    def indennita(self, i, year):
        x = dict({"id": i, "area": self.r.choice(["funzionari", "altra"]), "importo_annuo": self.dec(0, 5000)}, **self.period(year))
        if self.p(0.6):
            x["referente"] = self.period(year)
        return x

    def more(self, c):
        r, year = self.r, c["anno"]
        if "albero" in c:
            if self.p(0.6):
                c["ente"] = {"id": "ente"}
            if self.p(0.5):
                ids = [n["id"] for n in c["albero"]]
                c["unita"] = [{"id": u, "nodi": r.sample(ids, r.randint(1, min(3, len(ids))))} for u in self.ids(2)]
        if "dirigenti" in c and all("retribuzione_massima" in d for d in c["dirigenti"]) and self.p(0.6):
            c["maggiorazione_dirigenti"] = {"quota": r.choice(["0.34", "0.5", "1", "0"]), "percentuale": r.choice(["0.30", "0.5"]),
                                            "parita": r.choice(["esclusi", "inclusi"])}
        if "posizioni" in c and self.p(0.4):
            for p in c["posizioni"]:
                p["retribuzione_posizione"] = self.dec(0, 16000)
            if self.B.law("eq_risultato"):
                c["risorse_posizioni"] = {}
        if self.p(0.5):
            people = {i: None for i in self.ids(r.randint(1, 4))}
            if "premi" in c:        # some of them served, and their structure follows from it
                for x in r.sample(c["premi"]["persone"], r.randint(0, len(c["premi"]["persone"]))):
                    people[x["id"]] = [s["id"] for s in c["premi"]["strutture"]]
                    if self.p(0.7):
                        del x["struttura"]
            c["servizio"] = [{"id": i, "assegnazioni": self.rows_of_service(year, s)} for i, s in people.items()]
        if self.p(0.4):
            c["quote"] = [self.quota(i) for i in self.ids(r.randint(1, 3))]
        if self.p(0.4):
            c["indennita"] = [self.indennita(i, year) for i in self.ids(r.randint(1, 3))]
        if self.B.o["staff.premi_sheet"] == "four":
            c["merito"] = {"fondo": r.choice(["1000.00", "0.03", "0", 77]),
                           "persone": [dict({"id": i}, **{k: self.dec(0, 10) for k in ("alfa", "beta", "chi", "delta")})
                                       for i in self.ids(r.randint(1, 5))]}

    def case(self):
        r = self.r
        head = {"formato": "ciclo-caso/1", "anno": r.choice([2018, 2023, 2024, 2025, 2026]), "sistema": self.book["id"]}
        scelte = self.scelte()
        if scelte:
            head["scelte"] = scelte
        self.B = pieno.Book(head, self.book)
        c = dict(head)
        for k in r.sample(["albero", "dirigenti", "posizioni", "gruppi", "premi"], r.choice([1, 2, 3, 5])):
            if k == "albero":
                c[k] = self.tree()
            elif k == "premi":
                c[k] = self.premi(None)
            elif k == "gruppi":
                c[k] = [self.gruppo(i) for i in self.ids(r.randint(1, 4))]
            else:
                got = [self.dirigente(i) if k == "dirigenti" else self.posizione(i) for i in self.ids(r.randint(1, 4))]
                got = [x for x in got if x]
                if got:
                    c[k] = got
        self.more(c)
        pay = self.payment(c)
        if pay:
            c["pagamento"] = pay
        return c


def one(seed, k):
    """(rulebook text, rulebook, case) number k."""
    rng = random.Random("pieno/%s/%d" % (seed, k))
    text, rulebook = book(rng)
    return text, rulebook, Full(rng, rulebook).case()


if __name__ == "__main__":
    sys.stdout.buffer.write(gen.text(one(sys.argv[1] if len(sys.argv) > 1 else "0", 0)[2]))

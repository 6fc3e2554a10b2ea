#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""The worked examples of the requirements (section 10) against the oracle."""
import itertools
import json
import os
import shutil
import sys
import unittest
from fractions import Fraction as F

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import gen  # noqa: E402
import oracle  # noqa: E402
import replay  # noqa: E402
import suggest_oracle  # noqa: E402


def case(**parts):
    return dict({"formato": "ciclo-caso/1", "anno": 2018, "sistema": "criteri-2018"}, **parts)


def goals(scores, org, weights=None, moved=()):
    out = []
    for n, s in enumerate(scores, 1):
        o = {"id": "O%d" % n, "tipo": "organizzativo" if n <= org else "individuale", "punteggio": s}
        if weights:
            o["peso"] = weights[n - 1]
        if n in moved:
            o["stato"] = "non_realizzabile"
        out.append(o)
    return out


D1 = (["78", "100", "90", "85", "60", "100", "75"], 5, None)
D2 = (["95", "80", "100", "60"], 3, ["30", "25", "20", "25"])
M1 = ["4.5", "4.0", "3.8", "4.2", "4.0", "4.5"]
M2 = ["4.25", "3.50", "4.00", "4.75", "4.50", "3.90"]

GROUPS = {   # name: marks 1, marks 2, violations under distinct, violations of C4 under per_sheet
    "N1": ([40, 36, 32, 30, 28, 26], [38, 38, 32, 32, 28, 24], [], []),
    "N2": ([40, 36, 32, 32, 30, 28], [38, 38, 32, 32, 28, 24], [("C1", 1, 6), ("C2", 1, 6)], []),
    "N3": ([38, 34, 32, 32, 30, 26], [38, 38, 32, 32, 28, 24], [("C3", 1, -4)], []),
    "N3b": ([40, 40, 32, 32, 28, 20], [38, 38, 32, 32, 28, 24], [("C3", 1, 4)], []),
    "N4": ([37, 37, 34, 32, 28, 24], [37, 34, 37, 32, 28, 24], [("C4", None, 1)], []),
    "N5": ([38, 37, 35, 32, 30, 28, 24], [37, 36, 37, 32, 30, 28, 24], [], []),
    "N5b": ([37, 37, 37, 33, 32, 29, 27, 24], [37, 37, 37, 33, 32, 29, 27, 24], [("C4", None, 1)],
            [("C4", 2, 1)]),
    "N5c": ([37, 37, 37, 33, 32, 29, 27, 24], [38, 37, 36, 33, 32, 30, 28, 22], [], []),
    "N6a": ([36, 28], [36, 27], [], []),
    "N6b": ([37, 27], [36, 28], [("C3", 1, 1)], []),
    "N7": ([40, 36, 34, 30, 28, 26], [38, 38, 32, 32, 28, 24], [("C1", 1, 2), ("C2", 1, 2), ("C3", 1, 2)], []),
    "N7b": ([40, 34, 34, 30, 28, 26], [38, 38, 32, 32, 28, 24], [], []),
    "N8": ([40, 36, 32, 37, 28, 26], [38, 38, 32, 32, 28, 24],
           [("C1", 1, 7), ("C2", 1, 7), ("C3", 1, 5), ("C4", None, 1)], []),
}


def group(h1, h2, **more):
    return dict({"id": "G", "valutati": [{"id": "E%d" % n, "semischeda1": a, "semischeda2": b}
                                         for n, (a, b) in enumerate(zip(h1, h2), 1)]}, **more)


def bad(g):
    return [(v["vincolo"], v.get("semischeda"), v["differenza"]) for v in g["violazioni"]]


def premi(structure, person, q="0.30"):
    return {"fondo": "10.00", "coefficienti": {"A": "0.60", "B": "0.50", "C": "0.30", "D": "0"},
            "quota_individuale": q, "strutture": [dict({"id": "U"}, **structure)],
            "persone": [dict({"id": "E", "struttura": "U", "semischeda1": 40, "semischeda2": 38}, **person)]}


def accepted(test, c):
    text = json.dumps(c).encode()
    test.assertEqual([], oracle.check(text))
    return oracle.score(c)


class Dirigenti(unittest.TestCase):
    def one(self, base, marks, moved=(), money=None, **scelte):
        d = {"id": "D", "obiettivi": goals(*base, moved=moved), "competenze": marks}
        if money:
            d["retribuzione_massima"] = money
        c = case(dirigenti=[d])
        if scelte:
            c["scelte"] = {"dir." + k: v for k, v in scelte.items()}
        return accepted(self, c)["dirigenti"][0]

    def numbers(self, r):
        return [r[k] for k in ("punti_organizzativi", "composizione_conforme", "quota_trasferita",
                               "punti_obiettivi", "punti_prestazioni", "totale")]

    def codes(self, r):
        return [a["codice"] for a in r["avvisi"]]

    def test_d1(self):
        r = self.one(D1, M1, money="12000.00")
        self.assertEqual(["50.00", True, "0.00", "58.80", "25.00", "83.80"], self.numbers(r))
        self.assertEqual("10056.00", r["retribuzione"])
        self.assertEqual([], r["avvisi"])
        self.assertFalse(self.one(D1, M1, org_cmp="gt")["composizione_conforme"])

    def test_d1_indicators(self):
        d = {"id": "D", "obiettivi": goals(*D1), "competenze": M1}
        o = d["obiettivi"][0]
        del o["punteggio"]
        o["indicatori"] = [
            {"id": "I1", "peso": "60", "verso": "crescente", "valore": "84", "fasce": [
                {"soglia": "90", "livello": "100"}, {"soglia": "80", "livello": "80"},
                {"soglia": "70", "livello": "50"}, {"livello": "0"}]},
            {"id": "I2", "peso": "40", "verso": "decrescente", "valore": "6.2", "fasce": [
                {"soglia": "5", "livello": "100"}, {"soglia": "7", "livello": "75"},
                {"soglia": "10", "livello": "50"}, {"livello": "0"}]}]
        self.assertEqual([80, 75], [oracle.band_level(i) for i in o["indicatori"]])
        r = accepted(self, case(dirigenti=[d]))["dirigenti"][0]
        self.assertEqual(["50.00", True, "0.00", "58.80", "25.00", "83.80"], self.numbers(r))

    def test_d2_d4(self):
        self.assertEqual(["52.50", True, "0.00", "58.45", "24.90", "83.35"], self.numbers(self.one(D2, M2)))
        self.assertEqual(["52.50", True, "17.50", "47.95", "39.43", "87.38"],
                         self.numbers(self.one(D2, M2, (4,))))

    def test_d3(self):
        r = self.one(D1, M1, (4,), "12000.00")
        self.assertEqual(["50.00", True, "10.00", "50.30", "33.33", "83.63"], self.numbers(r))
        self.assertEqual("10036.00", r["retribuzione"])
        self.assertEqual(["organizzativi_sotto_soglia"], self.codes(r))
        self.assertEqual("85.30", self.one(D1, M1, (4,), transfer="full_award")["totale"])

    def test_d5_d6_d7(self):
        self.assertEqual(["20.00", "40.30", "41.67", "81.97"], self.numbers(self.one(D1, M1, (4, 6)))[2:])
        r = self.one((["50"] * 6, 4, None), M1)
        self.assertEqual(["46.67", False], self.numbers(r)[:2])
        for m, org in ((2, 2), (3, 3), (4, 3), (5, 4), (6, 5), (7, 5), (8, 6), (10, 8)):
            self.assertTrue(self.one((["50"] * m, org, None), M1)["composizione_conforme"])
            self.assertFalse(self.one((["50"] * m, org - 1, None), M1)["composizione_conforme"])
        r = self.one(D1, M1, (1, 2, 3, 4, 5, 6, 7))
        self.assertEqual(["70.00", "0.00", "83.33", "83.33"], self.numbers(r)[2:])
        self.assertEqual(["organizzativi_sotto_soglia", "tutti_non_realizzabili"], self.codes(r))

    def test_changed_rulebook(self):
        d = {"id": "D", "obiettivi": goals(["90", "60"], 2), "competenze": ["5", "4", "3", "5", "4", "3", "4"]}
        p = {"goals_share": 65, "prestazioni_share": 35, "competences": 7}
        r = oracle.score(case(dirigenti=[d]), p)["dirigenti"][0]
        self.assertEqual(["65.00", True, "0.00", "48.75", "28.00", "76.75"], self.numbers(r))
        self.assertEqual([], oracle.check(json.dumps(case(dirigenti=[d])).encode(), p))
        self.assertEqual(["/dirigenti/0/competenze"], oracle.check(json.dumps(case(dirigenti=[d])).encode()))
        for mode, want in (("half_up", "87.38"), ("half_down", "87.37"), ("half_even", "87.38")):
            d = {"id": "D", "obiettivi": goals(*D2, moved=(4,)), "competenze": M2}
            r = oracle.score(case(dirigenti=[d]), {"rounding": mode})["dirigenti"][0]
            self.assertEqual(want, r["totale"])


class Posizioni(unittest.TestCase):
    def one(self, qs, s, money, weights=None, nc=(), cap=None):
        obs = []
        for n, q in enumerate(qs, 1):
            o = {"id": "A%d" % n, "percentuale": q}
            if weights:
                o["peso"] = weights[n - 1]
            if n in nc:
                del o["percentuale"]
                o["stato"] = "non_computabile"
            obs.append(o)
        c = case(posizioni=[{"id": "P", "obiettivi": obs, "prestazione": s, "retribuzione_massima": money}])
        if cap:
            c["scelte"] = {"po.cap": cap}
        r = accepted(self, c)["posizioni"][0]
        return r["raggiungimento"], r["indice"], r["retribuzione"]

    def test_examples(self):
        p1, p2 = ["100", "90", "75", "60"], ["100", "80", "50", "100"]
        w = ["40", "30", "20", "10"]
        self.assertEqual(("81.25", "82.75", "3310.00"), self.one(p1, "85", "4000"))
        self.assertEqual(("84.00", "86.40", "3024.00"), self.one(p2, "90", "3500", w))
        self.assertEqual(("88.33", "87.00", "3480.00"), self.one(p1, "85", "4000", nc=(4,)))
        self.assertEqual(("92.50", "91.50", "3202.50"), self.one(p2, "90", "3500", w, (3,)))
        p5 = ["120", "90", "80"]
        self.assertEqual(("90.00", "86.00", "2580.00"), self.one(p5, "80", "3000"))
        self.assertEqual(("96.67", "90.00", "2700.00"), self.one(p5, "80", "3000", cap="none"))
        self.assertEqual(("0.00", "32.00", "960.00"), self.one(["-20"], "80", "3000", cap="none"))

    def test_codes(self):
        for code, ok in (("2[5]B3", 1), ("2 [5] B3", 1), ("[5]2B3", 0), ("2(5)B3", 0), ("2[]B3", 0)):
            c = case(posizioni=[{"id": "P", "obiettivi": [{"id": "A", "codice": code, "percentuale": "1"}],
                                 "prestazione": "1", "retribuzione_massima": "1"}])
            self.assertEqual([] if ok else ["/posizioni/0/obiettivi/0/codice"],
                             oracle.check(json.dumps(c).encode()))

    def test_all_out(self):
        c = case(posizioni=[{"id": "P", "obiettivi": [{"id": "A", "stato": "non_computabile"}],
                             "prestazione": "1", "retribuzione_massima": "1"}])
        self.assertEqual(["/posizioni/0/obiettivi"], oracle.check(json.dumps(c).encode()))


class Gruppi(unittest.TestCase):
    def test_examples(self):
        for name, (h1, h2, distinct, per_sheet) in GROUPS.items():
            with self.subTest(name):
                g = accepted(self, case(gruppi=[group(h1, h2)]))["gruppi"][0]
                self.assertEqual(distinct, bad(g))
                self.assertEqual("non_conforme" if distinct else "conforme", g["esito"])
                g = accepted(self, case(gruppi=[group(h1, h2)], scelte={"staff.a_cap": "per_sheet"}))["gruppi"][0]
                self.assertEqual([v for v in distinct if v[0] != "C4"] + per_sheet, bad(g))

    def test_numbers(self):
        g = accepted(self, case(gruppi=[group(*GROUPS["N3"][:2])]))["gruppi"][0]
        self.assertEqual({"somma": 192, "plafond": 192, "scostamenti": 0, "positivi": 8, "positivi_dovuti": 12,
                          "fascia_A": ["E1"]}, g["semischeda1"])
        self.assertEqual((["E1", "E2"], 2, 0), (g["in_fascia_A"], g["massimo_A"], g["resto"]))

    def test_waiver(self):
        d = {"motivo": "due soli addetti"}
        g = accepted(self, case(gruppi=[group([37, 27], [36, 28], deroga=d)]))["gruppi"][0]
        self.assertEqual(("deroga", [], ["deroga_C3"]),
                         (g["esito"], g["violazioni"], [a["codice"] for a in g["avvisi"]]))
        c = case(gruppi=[group([32] * 3, [32] * 3, deroga=d)])
        self.assertEqual(["/gruppi/0/deroga"], oracle.check(json.dumps(c).encode()))

    def test_bands(self):
        for mark, name in ((40, "A"), (37, "A"), (36, "B"), (27, "B"), (26, "C"), (20, "C"), (19, "D"), (0, "D")):
            self.assertEqual(name, oracle.band(mark, oracle.DEFAULTS))


class Premi(unittest.TestCase):
    def test_cr(self):
        for s, p, q, c, cr in (
                ({"livello_collettivo": "0.92", "cause_esterne": "0.03", "scostamento_dirigente": "0"},
                 {"livello_individuale": "0.80"}, "0.30", "0.9500", "0.9050"),
                ({"livello_collettivo": "0.92", "cause_esterne": "0.03"}, {}, "0.30", "0.9500", "0.9500"),
                ({"livello_collettivo": "0.92", "cause_esterne": "0.50"},
                 {"livello_individuale": "0.80", "cause_esterne_individuali": "1"}, "1", "1.0000", "1.0000")):
            r = accepted(self, case(premi=premi(s, p, q)))["premi"]
            self.assertEqual((c, cr), (r["strutture"][0]["c"], r["persone"][0]["cr"]))

    def test_limit(self):
        s = {"livello_collettivo": "0.92", "scostamento_dirigente": "-0.50"}
        where = "/premi/strutture/0/scostamento_dirigente"
        self.assertEqual([where], oracle.check(json.dumps(case(premi=premi(s, {}))).encode()))
        s["scostamento_dirigente"] = "0.46"
        r = accepted(self, case(premi=premi(s, {})))["premi"]
        self.assertEqual(["scostamento_oltre_soglia"], [a["codice"] for a in r["persone"][0]["avvisi"]])
        s["scostamento_dirigente"] = "0.10"
        self.assertEqual([], accepted(self, case(premi=premi(s, {})))["premi"]["persone"][0]["avvisi"])

    def test_presence(self):
        r = accepted(self, case(premi=premi({"livello_collettivo": "1"},
                                            {"giorni_dovuti": 125, "giorni_assenza": 25})))["premi"]
        self.assertEqual("0.8000", r["persone"][0]["presenza"])

    def test_payout(self):
        marks = {"A": 38, "B": 30, "C": 22, "D": 10}
        people, places = [], []
        for n, (a, b, cr, days) in enumerate((("A", "A", "0.905", 0), ("A", "B", "0.95", 10), ("B", "C", "0.95", 0),
                                              ("D", "C", "0.80", 0), ("D", "D", "0.80", 0)), 1):
            places.append({"id": "U%d" % n, "livello_collettivo": cr})
            people.append({"id": "E%d" % n, "struttura": "U%d" % n, "semischeda1": marks[a],
                           "semischeda2": marks[b], "giorni_dovuti": 100, "giorni_assenza": days})
        p = {"fondo": "10000.00", "coefficienti": {"A": "0.60", "B": "0.50", "C": "0.30", "D": "0"},
             "strutture": places, "persone": people}
        r = accepted(self, case(premi=p))["premi"]
        self.assertEqual(["3588.30", "3107.55", "2511.15", "793.00", "0.00"], [x["importo"] for x in r["persone"]])
        self.assertEqual(["1.20", "1.10", "0.80", "0.30", "0.00"], [x["cpc"] for x in r["persone"]])
        self.assertEqual(("10000.00", "0.00"), (r["totale"], r["non_distribuito"]))
        p["persone"] = people[4:]
        r = accepted(self, case(premi=p))["premi"]
        self.assertEqual(("0.00", "10000.00"), (r["totale"], r["non_distribuito"]))
        self.assertEqual(["valutazione_negativa"], [a["codice"] for a in r["persone"][0]["avvisi"]])

    def test_ties(self):
        p = premi({"livello_collettivo": "1"}, {})
        p["persone"] = [dict(p["persone"][0], id=i) for i in ("b", "a", "B")]
        r = accepted(self, case(premi=p))["premi"]
        self.assertEqual(["3.33", "3.33", "3.34"], [x["importo"] for x in r["persone"]])


class Albero(unittest.TestCase):
    def ind(self, n, op, target, value, **more):
        return dict({"id": "I%d" % n, "operatore": op, "target": target, "valore": value}, **more)

    def test_salerno(self):
        inds = [self.ind(1, ">=", "103", "100", peso="0.20"), self.ind(2, ">=", "10", "11.78", peso="0.20")]
        inds += [self.ind(n, ">=", "10", "10", peso="0.20") for n in (3, 4, 5)]
        r = accepted(self, case(albero=[{"id": "OS1", "padre": None, "indicatori": inds}]))["albero"][0]
        self.assertEqual(("99.42", 5, 5, "97.09"),
                         (r["risultato"], r["rilevati"], r["previsti"], r["indicatori"][0]["percentuale"]))

    def test_both(self):
        nodes = [{"id": "R", "padre": None, "indicatori": [self.ind(1, ">=", "1", "1")]},
                 {"id": "a", "padre": "R", "peso": "1", "indicatori": [self.ind(1, "<=", "5", "10")]},
                 {"id": "b", "padre": "R", "peso": "5", "indicatori": [
                     {"id": "x", "operatore": "=", "target": "0", "stato": "non_rilevato"},
                     {"id": "y", "operatore": "=", "target": "0", "stato": "non_computabile"}]}]
        r = accepted(self, case(albero=nodes))["albero"]
        # (3 * 100 + 1 * 50) / 4
        self.assertEqual(["87.50", "50.00", None], [x["risultato"] for x in r])
        self.assertEqual([(2, 3), (1, 1), (0, 1)], [(x["rilevati"], x["previsti"]) for x in r])

    def test_indicators(self):
        for op, t, v, want in ((">=", "60", "56", "93.33"), ("<=", "0.5", "0", "100.00"), ("<=", "0", "1", "0.00"),
                               ("=", "0", "-0", "100.00"), (">=", "0", "-1", "0.00"), ("<=", "5", "-3", "100.00"),
                               ("=", "4", "5", "100.00"), (">=", "4", "-5", "0.00")):
            p = oracle.indicator_percent(self.ind(1, op, t, v))
            self.assertEqual(want, oracle.show(p, 2))


class Random(unittest.TestCase):
    def test_valid_cases(self):
        for c in gen.cases("t", 60):
            accepted(self, c)

    def test_mutations_are_judged(self):
        for k, c in enumerate(gen.cases("m", 8)):
            for kind, text in gen.mutations(c, k):
                if not oracle.check(text):
                    oracle.score(json.loads(text))

    def test_fund_is_spent(self):
        for c in gen.cases("f", 150):
            if "premi" in c:
                r = oracle.score(c)["premi"]
                self.assertEqual(F(str(c["premi"]["fondo"])), F(r["totale"]) + F(r["non_distribuito"]))
                self.assertEqual(F(r["totale"]), sum(F(x["importo"]) for x in r["persone"]))


class Refusals(unittest.TestCase):
    def test_places(self):
        for text, want in ((b"", (1, 1)), (b"{", (1, 2)), (b"{\n", (2, 1)), (b"\xef\xbb\xbf{}", (1, 1)),
                           (b'{"a":01}', (1, 7)), (b'{"a":"\xc3"}', (1, 8)), (b'["\\ud800"]', (1, 9)),
                           (b'["\\udc00"]', (1, 6)), (b"[1,]", (1, 4)), (b"{} x", (1, 4)), (b"[tru]", (1, 5)),
                           (b"[" * 201, (1, 201)), (b"[" * 200, (1, 201)), (b'["\n"]', (1, 3)), (b"[1.]", (1, 4))):
            self.assertEqual([want], oracle.check(text), text)

    def test_order(self):
        c = ('{"sistema":"criteri-2018","x":1,"gruppi":[{"valutati":[{"id":"a","semischeda1":41,"semischeda1":3,'
             '"semischeda2":"3"}],"id":""}],"formato":"ciclo-caso/1"}').encode()
        self.assertEqual(["/anno", "/x", "/gruppi/0/valutati/0/semischeda1", "/gruppi/0/valutati/0/semischeda2",
                          "/gruppi/0/id"], oracle.check(c))
        self.assertEqual(["/formato"], oracle.check(b'{"sistema":"criteri-2018","x":1}'))
        self.assertEqual(["/"], oracle.check(b"[]"))

    def test_accepted_edges(self):
        for s in ("0", "-0", "007.5", "1.123456789"):
            self.assertTrue(oracle.DECIMAL.match(s))
        for s in ("+1", "1.", ".5", "1e3", "1,5", "1 ", "", "-", "1234567890123456", "1.1234567890", "1\n"):
            self.assertFalse(oracle.DECIMAL.match(s))

    def test_show(self):
        self.assertEqual(["0.00", "-0.01", "0.01", "-0.03", "50.00", "1"],
                         [oracle.show(x, 2) for x in (F(-4, 1000), F(-5, 1000), F(5, 1000), F(-3, 100),
                                                      F("49.9999997"))] + [oracle.show(F(1, 2), 0)])


class Suggest(unittest.TestCase):
    def test_legal_stays(self):
        for name in ("N1", "N5", "N5c", "N6a", "N7b"):
            g = group(*GROUPS[name][:2])
            self.assertEqual(0, suggest_oracle.nearest(g)["distanza"])

    def test_methods_agree(self):
        for h1, h2 in (([37, 27], [36, 28]), ([40, 40, 40], [40, 30, 30]), ([37, 37, 34], [33, 37, 20]),
                       ([32] * 3, [32] * 3), ([40, 10, 40, 33], [39, 39, 39, 39])):
            for cap in ("distinct", "per_sheet"):
                g = group(h1, h2)
                a, b = suggest_oracle.brute(g, cap), suggest_oracle.nearest(g, cap)
                self.assertEqual(a["distanza"], b["distanza"])
        self.assertTrue(suggest_oracle.nearest(group([32], [32])).get("impossibile"))

    def test_integer_program(self):
        self.assertTrue(shutil.which("cbc"), "cbc is not installed: apt-get install coinor-cbc")
        for k in range(12):
            c = gen.group_case("lp", k, 7)
            g, cap = c["gruppi"][0], suggest_oracle.cap_of(c)
            best, bound, got = suggest_oracle.suggest_lp(g, cap)
            self.assertEqual(suggest_oracle.nearest(g, cap).get("distanza"), best)
            self.assertEqual(best, bound)
            if best is not None:
                self.assertTrue(suggest_oracle.legal(got["semischeda1"], got["semischeda2"], cap))

    def test_two_writings_of_the_rules(self):
        for k in range(400):
            g = gen.group_case("two", k, 9)["gruppi"][0]
            h1, h2 = suggest_oracle.sheets(g)
            for cap in ("distinct", "per_sheet"):
                P = oracle.effective({"scelte": {"staff.a_cap": cap}})
                self.assertEqual(not oracle.violations(list(zip(h1, h2)), P), suggest_oracle.legal(h1, h2, cap))

    def test_least_number_to_leave(self):
        P = oracle.effective({})
        for k in range(300):
            g = gen.group_case("leave", k, 9)["gruppi"][0]
            rows = list(zip(*suggest_oracle.sheets(g)))
            a = [tuple(x >= 37 for x in r) for r in rows]
            s = [i for i, x in enumerate(a) if any(x)]
            least = min(len(out) for n in range(len(s) + 1) for out in itertools.combinations(s, n)
                        if suggest_oracle.c4([x[0] and i not in out for i, x in enumerate(a)],
                                             [x[1] and i not in out for i, x in enumerate(a)], len(a), "distinct"))
            self.assertEqual(least, sum(v[2] for v in oracle.violations(rows, P) if v[0] == "C4"))

    def test_answers_are_judged(self):
        g = group([37, 27], [36, 28])
        c = case(gruppi=[g])
        best = suggest_oracle.nearest(g)
        good = dict(best, id="G")
        self.assertEqual([], suggest_oracle.check_answer(c, {"gruppi": [good]}))
        for wrong in (dict(good, distanza=0), dict(good, semischeda1=[37, 27]), dict(good, semischeda1=[36, 20]),
                      {"id": "G", "impossibile": True, "motivo": "x"}, dict(good, altro=1)):
            self.assertTrue(suggest_oracle.check_answer(c, {"gruppi": [wrong]}))


def step(value, op, *da, **more):
    return dict({"regola": "r", "fonte": "S-P.19", "descrizione": "d", "valore": value, "operazione": op,
                 "da": list(da)}, **more)


class Replay(unittest.TestCase):
    """A trace written by hand for P1, with its pay and one indicator band."""

    BOOK = {"po": {"quota": ["0.60", "0.40"]}, "bande": [{"da": "37", "fascia": "A"}, {"da": "0", "fascia": "D"}]}

    def setUp(self):
        obs = [{"id": "A%d" % n, "percentuale": q} for n, q in enumerate(["100", "90", "75", "60"])]
        self.case = case(posizioni=[{"id": "P", "obiettivi": obs, "prestazione": "85", "retribuzione_massima": "4000"}])
        q = ["/posizioni/0/obiettivi/%d/percentuale" % n for n in range(4)]
        self.steps = [
            step("100", "costante", "/scelte/po.cap"),
            step("325", "somma", *q), step("4", "conta", *q), step("81.25", "rapporto", 1, 2),
            step("81.25", "minimo", 3, 0),
            step("81.25", "arrotonda", 4, cifre=2, campo="/raggiungimento"),
            step("85.00", "arrotonda", "/posizioni/0/prestazione", cifre=2, campo="/prestazione"),
            step("48.75", "prodotto", 4, "@/po/quota/0"),
            step("34", "prodotto", "/posizioni/0/prestazione", "@/po/quota/1"),
            step("82.75", "somma", 7, 8), step("82.75", "arrotonda", 9, cifre=2, campo="/indice"),
            step("331000", "prodotto", 9, "/posizioni/0/retribuzione_massima"),
            step("100", "costante"), step("3310", "rapporto", 11, 12),
            step("1", "confronto", 13, 12, segno=">="), step("3310", "scelta", 14, 13, 12),
            step("3310.00", "arrotonda", 15, cifre=2, campo="/retribuzione")]
        self.case["scelte"] = {"po.cap": "100"}
        self.esito = oracle.score(self.case)
        self.esito["posizioni"][0]["traccia"] = self.steps

    def problems(self):
        return replay.replay(self.case, self.esito, self.BOOK)

    def test_good(self):
        self.assertEqual([], self.problems())
        rests = replay.ancestors(self.esito, "/posizioni/0", "/retribuzione")
        self.assertTrue(replay.rests_on(rests, "/scelte/po.cap"))
        self.assertTrue(replay.rests_on(rests, "/posizioni/0/obiettivi/3/percentuale"))
        self.assertFalse(replay.rests_on(rests, "/posizioni/0/id"))
        self.assertTrue(replay.rests_on({"/posizioni/0/obiettivi"}, "/posizioni/0/obiettivi/3/peso"))
        self.assertFalse(replay.rests_on({"/posizioni/0/obiettivi/3"}, "/posizioni/0/obiettivi/33"))

    def test_every_fault_is_seen(self):
        faults = [(n, "valore", "7") for n in (1, 2, 3, 4, 5, 9, 13, 14, 15, 16)]
        faults += [(3, "valore", "325/4"), (3, "valore", "081.25"), (5, "valore", "81.3"), (3, "da", [1, 4]),
                   (3, "da", [1]), (1, "da", ["/posizioni/0/nothing"]), (7, "da", [4, "@/po/quota/1"]),
                   (5, "campo", "/altro"), (9, "campo", "/indice"), (14, "segno", "<"), (4, "operazione", "massima"),
                   (0, "valore", "99"), (5, "fonte", ""), (12, "da", [11])]
        for n, key, value in faults:
            self.setUp()
            self.steps[n][key] = value
            self.assertTrue(self.problems(), (n, key, value))
        self.setUp()
        del self.steps[5]["campo"]
        self.assertTrue(self.problems())

    def test_tables(self):
        c = {"x": {"verso": "decrescente", "fasce": [{"soglia": "5", "livello": "100"}, {"livello": "0"}]}}
        for value, want in (("5", 100), ("5.000000001", 0)):
            s = step(str(want), "fascia", 0, "/x/fasce")
            self.assertEqual(want, replay.compute(s, s["da"], [F(value), c["x"]["fasce"]], F(want), c))
        for value, want in (("37", "A"), ("36", "D")):
            s = step(want, "fascia", 0, "@/bande")
            self.assertEqual(want, replay.compute(s, s["da"], [F(value), self.BOOK["bande"]], want, c))
        s = step("3.34", "riparto", 0)
        self.assertIsNone(replay.compute(s, [0], [F(10, 3)], F("3.34"), c))
        for paid in ("3.35", "3.32", "3.333"):
            self.assertRaises(replay.Wrong, replay.compute, s, [0], [F(10, 3)], F(paid), c)


if __name__ == "__main__":
    unittest.main()

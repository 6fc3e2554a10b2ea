#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""Random cases, broken variants and single changes; the same seed gives the same ones.

cases(seed, n)              valid cases, as dicts
group_case(seed, k, most)   a case with one group
text(case, rng=None)        a case as bytes, laid out in a random way when rng is given
mutations(case, seed, n)    (kind, bytes): mostly invalid variants
single_changes(case, seed)  (pointer, changed case): one input value replaced by another valid one
slices(case)                the case cut where results cannot touch one another
"""
import copy
import json
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import oracle  # noqa: E402

IDS = ["D1", "a", "A", "b", "aa", "Z", "è", "é", "zz", "10", "9", "x.y", "a/b", "t~u", "\U0001F600", "\uFF5E", "E 1",
       "Ω", "q\"r", "s\\t"]


class Pairs(list):
    """An object whose keys may be repeated."""


class Raw(str):
    """Text to be written as it is."""


# ---------------------------------------------------------------- valid cases

class Maker:
    def __init__(self, rng, params=None):
        self.r = rng
        self.params = params
        self.P = dict(oracle.DEFAULTS, **(params or {}))

    def p(self, x):
        return self.r.random() < x

    def ids(self, n):
        r = self.r
        if self.p(0.6):
            pre = r.choice("EPDOIG")
            out = ["%s%d" % (pre, i) for i in range(1, n + 1)]
            if self.p(0.3):
                r.shuffle(out)
            return out
        out = r.sample(IDS, min(n, len(IDS)))
        while len(out) < n:
            out.append("N%d" % len(out))
        return out

    def dec(self, lo, hi, most=2):
        """A decimal between two integers, written in a random way."""
        r = self.r
        k = r.choice([0, 0, 1, 2, 2] + ([3, 5, 9] if most > 2 else []))
        k = min(k, most)
        u = r.randint(lo * 10 ** k, hi * 10 ** k)
        if self.p(0.1):
            u = r.choice([lo, hi]) * 10 ** k
        s = oracle.show(oracle.F(u, 10 ** k), k)
        if k == 0 and self.p(0.3):
            return int(s)
        if k == 0 and self.p(0.05):
            s = "0" + s if s[0] != "-" else s
        if s == "0" and self.p(0.3):
            s = "-0"
        return s

    def weights(self, items, total=None):
        """peso in all or none of the items (always with a total)."""
        r = self.r
        if total is None:
            if self.p(0.4):
                return
            while True:
                ws = [self.dec(0, r.choice([1, 5, 100]), 9) if not self.p(0.1) else "0" for _ in items]
                if any(oracle.dec(w) > 0 for w in ws):
                    break
        else:
            k = r.choice([0, 0, 1, 2])
            cuts = sorted(r.randint(0, total * 10 ** k) for _ in items[1:])
            cuts = [0] + cuts + [total * 10 ** k]
            ws = [oracle.show(oracle.F(b - a, 10 ** k), k) for a, b in zip(cuts, cuts[1:])]
        for i, w in zip(items, ws):
            i["peso"] = w

    def measured(self, n, states=True):
        r = self.r
        out = []
        for i in self.ids(n):
            d = {"id": i, "operatore": r.choice([">=", "<=", "="]), "target": self.dec(0, r.choice([1, 10, 200]), 9)}
            if self.p(0.12):
                d["target"] = r.choice(["0", "0.00", "-0", 0])
            s = "rilevato"
            if states and self.p(0.3):
                s = r.choice(["non_rilevato", "non_computabile"])
            if s != "rilevato" or self.p(0.5):
                d["stato"] = s
            if s == "rilevato":
                d["valore"] = r.choice([self.dec(0, 10, 9), self.dec(-20, 200, 9), self.dec(0, 1, 9), d["target"], "0"])
            out.append(d)
        self.weights(out)
        return out

    def tree(self):
        r = self.r
        n = r.randint(1, 9)
        ids = self.ids(n)
        nodes = []
        for k, i in enumerate(ids):
            padre = None if k == 0 or self.p(0.15) else ids[r.randrange(k)]
            d = {"id": i, "padre": padre}
            if self.p(0.65):
                d["indicatori"] = self.measured(r.randint(1, 4))
            nodes.append(d)
        fam = {}
        for d in nodes:
            fam.setdefault(d["padre"], []).append(d)
        for f in fam.values():
            self.weights(f)
        return nodes

    def banded(self):
        r = self.r
        out = []
        for i in self.ids(r.randint(1, 3)):
            verso = r.choice(["crescente", "decrescente"])
            n = r.randint(0, 4)
            edges = sorted({r.randint(-50, 1000) for _ in range(n)}, reverse=verso == "crescente")
            k = r.choice([0, 1, 2])
            rows = [{"soglia": oracle.show(oracle.F(e, 10 ** k), k)} for e in edges] + [{}]
            levels = sorted((r.choice([0, 25, 50, 75, 80, 100, r.randint(0, 100)]) for _ in rows), reverse=True)
            for row, y in zip(rows, levels):
                row["livello"] = str(y) if self.p(0.8) else y
            v = oracle.show(oracle.F(r.randint(-60, 1100), 10 ** k), k)
            if edges and self.p(0.4):
                v = r.choice(rows[:-1])["soglia"]
                if self.p(0.3):
                    v = oracle.show(oracle.dec(v) + oracle.F(r.choice([-1, 1]), 10 ** 9), 9)
            out.append({"id": i, "verso": verso, "valore": v, "fasce": rows})
        self.weights(out, 100)
        return out

    def dirigente(self, i):
        r = self.r
        obs = []
        moved = 1.0 if self.p(0.1) else r.choice([0, 0.15, 0.4])
        for o in self.ids(r.randint(1, 7)):
            d = {"id": o, "tipo": "organizzativo" if self.p(0.7) else "individuale"}
            gone = self.p(moved)
            if gone:
                d["stato"] = "non_realizzabile"
            elif self.p(0.3):
                d["stato"] = "ordinario"
            kind = r.choice("psb0") if gone else r.choice("pps")
            if kind in "pb":
                d["punteggio"] = self.dec(0, 100, 9)
            if kind in "sb":
                d["indicatori"] = self.banded()
            obs.append(d)
        self.weights(obs)
        if self.p(0.15):   # exactly on the limit
            for k, o in enumerate(obs):
                o.pop("peso", None)
            while len(obs) < 7:
                obs.append({"id": "w%d" % len(obs), "tipo": "individuale", "punteggio": self.dec(0, 100)})
            for k, o in enumerate(obs):
                o["tipo"] = "organizzativo" if k < 5 else "individuale"
        d = {"id": i, "obiettivi": obs, "competenze": [self.dec(0, self.P["max_mark"]) for _ in range(self.P["competences"])]}
        if self.p(0.6):
            d["retribuzione_massima"] = self.dec(0, r.choice([100, 12000, 10 ** 9]))
        return d

    def posizione(self, i):
        r = self.r
        while True:
            obs = []
            for o in self.ids(r.randint(1, 5)):
                d = {"id": o}
                if self.p(0.4):
                    d["codice"] = r.choice(["2[5]B3", "2 [5] B3", "123[1]ABCDEF012345", " 1[2]0"])
                if self.p(0.2):
                    d["stato"] = "non_computabile"
                else:
                    if self.p(0.2):
                        d["stato"] = "ordinario"
                    if self.p(0.6):
                        d["percentuale"] = self.dec(-10, r.choice([100, 100, 150]), 9)
                    else:
                        d["indicatori"] = self.measured(r.randint(1, 3))
                obs.append(d)
            self.weights(obs)
            out = {"id": i, "obiettivi": obs, "prestazione": self.dec(0, 100, 9),
                   "retribuzione_massima": self.dec(0, r.choice([100, 4000, 10 ** 9]))}
            c = {"formato": "ciclo-caso/1", "anno": 2018, "sistema": self.P["sistemi"][0], "posizioni": [out]}
            if oracle.valid(c, self.params):
                return out

    def half_sheet(self, n):
        """Marks that respect C1-C3 when n > 1."""
        r = self.r
        x = [32] * n
        for _ in range(2 * n):
            k = r.choice([k for k in range(n) if 32 <= x[k] < 40] or [0])
            x[k] += 1
        low = [k for k in range(n) if x[k] == 32] or [n - 1]
        if not [k for k in range(n) if x[k] == 32]:
            x = [40 if k < n // 4 else 32 for k in range(n)]
            low = [n - 1]
        due = sum(max(0, v - 32) for v in x)
        for _ in range(due + r.choice([0, 0, 3])):
            k = r.choice(low)
            if x[k] > 0:
                x[k] -= 1
        return x

    def gruppo(self, i, most=12):
        r = self.r
        n = r.choice([1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, most])
        hs = []
        style = r.choice(["legal", "near", "random", "high"])
        for _ in (1, 2):
            if style == "random":
                x = [r.randint(0, 40) for _ in range(n)]
            elif style == "high":
                x = [r.randint(30, 40) for _ in range(n)]
            else:
                x = self.half_sheet(n)
                for _ in range(r.randint(1, 3) if style == "near" else 0):
                    k = r.randrange(n)
                    x[k] = min(40, max(0, x[k] + r.randint(-6, 6)))
            hs.append(x)
        if style in ("legal", "near") and self.p(0.7):   # the same people high in both
            hs[1] = sorted(hs[1], reverse=True)
            order = sorted(range(n), key=lambda k: -hs[0][k])
            y = [0] * n
            for k, v in zip(order, hs[1]):
                y[k] = v
            hs[1] = y
        g = {"id": i, "valutati": [{"id": e, "semischeda1": a, "semischeda2": b}
                                   for e, a, b in zip(self.ids(n), *hs)]}
        if n < 3 and self.p(0.5):
            g["deroga"] = {"motivo": r.choice(["due soli addetti", "…", " x "])}
        if self.p(0.3):
            g["bloccati"] = ["%s.semischeda%d" % (r.choice(g["valutati"])["id"], r.choice([1, 2]))
                             for _ in range(r.randint(0, 3))]
        return g

    def premi(self, ratio):
        r = self.r
        us = self.ids(r.randint(1, 3))
        places = []
        for u in us:
            g = self.dec(0, 1, 9)
            d = {"id": u, "livello_collettivo": g}
            if self.p(0.4):
                d["cause_esterne"] = r.choice(["0.03", "0", "0.1", "2", "0.123456789"])
            if self.p(0.5):
                lim = ratio * oracle.dec(g)
                u9 = int(lim * 10 ** 9)
                x = oracle.F(r.choice([0, u9, -u9, r.randint(-u9, u9)]), 10 ** 9)
                d["scostamento_dirigente"] = oracle.show(x, r.choice([9, 9])) if x else "0"
                if self.p(0.3) and lim >= oracle.F(1, 10):
                    d["scostamento_dirigente"] = r.choice(["0.10", "-0.1", "0.100000000"])
            places.append(d)
        n = r.randint(1, 8)
        people = []
        for i in self.ids(n):
            if people and self.p(0.35):       # ties
                d = dict(r.choice(people), id=i)
            else:
                top = r.choice([40, 40, 40, 25, 19])
                d = {"id": i, "struttura": r.choice(us), "semischeda1": r.randint(0, top),
                     "semischeda2": r.randint(0, top)}
                if self.p(0.2):
                    d["semischeda1"] = r.choice([19, 20, 26, 27, 36, 37])
                if self.p(0.5):
                    d["livello_individuale"] = self.dec(0, 1, 9)
                if self.p(0.3):
                    d["cause_esterne_individuali"] = self.dec(0, 1, 9)
                if self.p(0.5):
                    due = r.choice([1, 125, 250, 366, r.randint(1, 366)])
                    d["giorni_dovuti"] = due
                    d["giorni_assenza"] = r.choice([0, due, r.randint(0, due)])
                if self.p(0.3):
                    d["quota_tempo"] = r.choice(["1", "0.5", "0.8333", "0.000000001", 1])
            people.append(d)
        if self.p(0.1):
            for d in people:
                d["semischeda1"] = d["semischeda2"] = r.randint(0, 19)
        co = {"A": "0.60", "B": "0.50", "C": "0.30", "D": "0"}
        if self.p(0.4):
            co = {k: self.dec(0, 2, 9) for k in "ABCD"}
        d = {"fondo": r.choice(["10000.00", "100", "0.01", "0", "1.1", 12345, "999999999999999.99",
                                self.dec(0, 10 ** 6)]), "coefficienti": co, "strutture": places, "persone": people}
        if self.p(0.6):
            d["quota_individuale"] = self.dec(0, 1, 9)
        return d

    def scelte(self):
        r = self.r
        every = {"dir.org_min": [self.dec(0, 100, 9), "50", 50, "0", "100"], "dir.org_cmp": ["ge", "gt"],
                 "dir.transfer": ["rescale", "full_award"],
                 "po.cap": ["none", "100", "120", "80.5", 0], "cr.dev_max_ratio": ["0.5", "1", "0.25", 2],
                 "cr.dev_warn": ["0.10", "0", "0.3"], "staff.a_cap": ["distinct", "per_sheet"]}
        keys = [k for k in every if self.p(0.35)]
        r.shuffle(keys)
        return {k: r.choice(every[k]) for k in keys}

    def case(self):
        r = self.r
        c = {"formato": "ciclo-caso/1", "anno": r.randint(1900, 2999), "sistema": self.P["sistemi"][0]}
        if self.p(0.5):
            c["scelte"] = self.scelte()
        ratio = oracle.dec(c.get("scelte", {}).get("cr.dev_max_ratio", str(self.P["dev_ratio"])))
        which = r.choice(["all", "one", "some"])
        parts = ["albero", "dirigenti", "posizioni", "gruppi", "premi"]
        if which == "one":
            parts = [r.choice(parts)]
        elif which == "some":
            parts = r.sample(parts, r.randint(0 if self.p(0.1) else 1, 4))
        for k in parts:
            if k == "albero":
                c[k] = self.tree()
            elif k == "dirigenti":
                c[k] = [self.dirigente(i) for i in self.ids(r.randint(1, 3))]
            elif k == "posizioni":
                c[k] = [self.posizione(i) for i in self.ids(r.randint(1, 3))]
            elif k == "gruppi":
                c[k] = [self.gruppo(i) for i in self.ids(r.randint(1, 3))]
            else:
                c[k] = self.premi(ratio)
        return self.shuffled(c) if self.p(0.3) else c

    def shuffled(self, x):
        if isinstance(x, dict):
            keys = list(x)
            self.r.shuffle(keys)
            return {k: self.shuffled(x[k]) for k in keys}
        if isinstance(x, list):
            return [self.shuffled(y) for y in x]
        return x


def cases(seed, n, params=None):
    for k in range(n):
        yield Maker(random.Random("%s/%d" % (seed, k)), params).case()


def group_case(seed, k, most=60):
    """A case with one group, up to most people: for the nearest legal proposal."""
    m = Maker(random.Random("group/%s/%d" % (seed, k)))
    c = {"formato": "ciclo-caso/1", "anno": 2018, "sistema": m.P["sistemi"][0]}
    if m.p(0.5):
        c["scelte"] = {"staff.a_cap": m.r.choice(["distinct", "per_sheet"])}
    c["gruppi"] = [m.gruppo("G", m.r.randint(3, most))]
    return c


# ---------------------------------------------------------------- writing

def text(x, rng=None):
    """The bytes of a case; Pairs and Raw are written as they are."""
    if rng is None:
        gap, sep, ascii_only = "", ", ", False
    else:
        gap = rng.choice(["", "", "\n", "\r\n", "\n  ", "\t"])
        sep = rng.choice([",", ", ", " ,"])
        ascii_only = rng.random() < 0.3

    def out(x):
        if isinstance(x, Raw):
            return str(x)
        if isinstance(x, (dict, Pairs)):
            items = x.items() if isinstance(x, dict) else x
            return "{" + gap + (sep + gap).join(json.dumps(k, ensure_ascii=ascii_only) + ": " + out(v)
                                                for k, v in items) + gap + "}"
        if isinstance(x, list):
            return "[" + gap + (sep + gap).join(out(v) for v in x) + gap + "]"
        return json.dumps(x, ensure_ascii=ascii_only)
    return (out(x) + (gap if rng else "\n")).encode("utf-8", "surrogatepass")


def walk(x, ptr=""):
    """(pointer, container, key, value) of everything below x."""
    if isinstance(x, dict):
        items = list(x.items())
    elif isinstance(x, list):
        items = list(enumerate(x))
    else:
        return
    for k, v in items:
        p = ptr + "/" + oracle.esc(str(k))
        yield p, x, k, v
        yield from walk(v, p)


# ---------------------------------------------------------------- broken variants

WRONG = [5, "x", None, True, [], {}, Raw("4.5"), Raw("1e2"), Raw("-0"), Raw("123456789012345"), Raw("1234567890123456"),
         "", " ", Raw("-1"), [1], {"a": 1}, [[]], Raw("0.0"), "\\u0000", Raw('"\\u0000"'), Raw('"a\\u007fb"'),
         Raw('"\\ud83d\\ude00"')]
RANGE = ["-1", "100.01", "1.5", "0.001", "1e3", "+5", "5.", ".5", "1,5", "-0", "-0.00", "007", " 1", "1 ",
         "1234567890123456", "123456789012345.123456789", "1.1234567890", "10.000", "3.100", "101", "2", "0", "-5",
         "0.0000000001", "5.001", Raw("41"), Raw("-1"), Raw("367"), Raw("0"), Raw("3000"), Raw("1899"), Raw("40.0"),
         "٣", "NaN", "none", "ge"]
KEYS = ["zzz", "a/b", "t~u", "pesoo", "note", "Id", "", "motivo", "peso", "stato", "valore", "id", "indicatori",
        "percentuale", "punteggio", "retribuzione", "giorni_dovuti", "deroga", "bloccati", "soglia"]
BAD_IDS = ["", "x" * 64, "x" * 65, "è" * 64, "è" * 65, "a\u0001", "a\u007f", "a\u0085", "a\u00a0", " ", Raw("1"), None]


class Breaker:
    def __init__(self, rng):
        self.r = rng

    def pick(self, c, test=lambda p, box, k, v: True):
        """A random place; rare kinds of place are as likely as frequent ones."""
        kinds = {}
        for p, box, k, v in walk(c):
            if test(p, box, k, v):
                name = "/".join("*" if s.isdigit() else s for s in p.split("/"))
                kinds.setdefault(name, []).append((p, box, k, v))
        if not kinds:
            return None
        return self.r.choice(kinds[self.r.choice(sorted(kinds))])

    def objects(self, p, box, k, v):
        return isinstance(v, dict)

    def wrong_type(self, c):
        got = self.pick(c)
        if got:
            got[1][got[2]] = self.r.choice(WRONG)

    def out_of_range(self, c):
        got = self.pick(c, lambda p, b, k, v: not isinstance(v, (dict, list)) and k not in ("id", "padre"))
        if got:
            got[1][got[2]] = self.r.choice(RANGE)

    def insert(self, box, key, value):
        items = list(box.items())
        items.insert(self.r.randint(0, len(items)), (key, value))
        box.clear()
        box.update(items)

    def unknown_key(self, c):
        got = self.pick(c, self.objects)
        box = got[3] if got and self.r.random() < 0.85 else c
        key = self.r.choice(KEYS)
        if key not in box:
            self.insert(box, key, self.r.choice(WRONG + ["1", "0", {"zzz": {}}]))

    def missing_key(self, c):
        got = self.pick(c, lambda p, b, k, v: isinstance(b, dict))
        if got:
            del got[1][got[2]]

    def renamed_key(self, c):
        got = self.pick(c, lambda p, b, k, v: isinstance(b, dict))
        if got:
            box = got[1]
            items = [(k + "x" if k == got[2] else k, v) for k, v in box.items()]
            box.clear()
            box.update(items)

    def repeated_id(self, c):
        got = self.pick(c, lambda p, b, k, v: isinstance(v, list) and len(v) > 1 and isinstance(v[0], dict)
                        and "id" in v[0])
        if got:
            a, b = self.r.sample(got[3], 2)
            if isinstance(a, dict) and isinstance(b, dict) and "id" in a:
                b["id"] = a["id"]

    def bad_id(self, c):
        got = self.pick(c, lambda p, b, k, v: k == "id" and isinstance(b, dict))
        if got:
            got[1]["id"] = self.r.choice(BAD_IDS)

    def bad_reference(self, c):
        got = self.pick(c, lambda p, b, k, v: k in ("padre", "struttura") or "/bloccati/" in p)
        if got:
            new = self.r.choice(["nobody", got[1].get("id") if isinstance(got[1], dict) else "x", "", None,
                                 "E1", "E1.semischeda3", ".semischeda1", "a.b.semischeda2", "E1.semischeda1 "])
            got[1][got[2]] = new

    def order(self, c):
        got = self.pick(c, lambda p, b, k, v: isinstance(v, list) and len(v) > 1)
        if got:
            v = got[3]
            i, j = self.r.sample(range(len(v)), 2)
            v[i], v[j] = v[j], v[i]

    def shorten(self, c):
        got = self.pick(c, lambda p, b, k, v: isinstance(v, list) and v)
        if got:
            v = got[3]
            if self.r.random() < 0.3:
                v.clear()
            else:
                del v[self.r.randrange(len(v))]

    def lengthen(self, c):
        got = self.pick(c, lambda p, b, k, v: isinstance(v, list) and v)
        if got:
            v = got[3]
            v.insert(self.r.randint(0, len(v)), copy.deepcopy(self.r.choice(v)))

    def weights(self, c):
        got = self.pick(c, lambda p, b, k, v: isinstance(v, list) and v and isinstance(v[0], dict) and (
            k in ("albero", "obiettivi", "indicatori")))
        if not got:
            return
        rows = [x for x in got[3] if isinstance(x, dict)]
        how = self.r.choice(["one", "zero", "drop", "but_one"])
        for x in rows:
            if how == "zero":
                x["peso"] = self.r.choice(["0", "0.00", 0])
            elif how == "drop":
                x.pop("peso", None)
            elif how == "but_one":
                x["peso"] = "1"
        x = self.r.choice(rows)
        if how == "one":
            if "peso" in x:
                del x["peso"]
            else:
                self.insert(x, "peso", "1")
        elif how == "but_one":
            x["peso"] = self.r.choice(WRONG + RANGE)

    def states(self, c):
        got = self.pick(c, lambda p, b, k, v: isinstance(v, list) and v and isinstance(v[0], dict) and (
            k in ("obiettivi", "indicatori")))
        if not got:
            return
        new = self.r.choice(["non_rilevato", "non_computabile", "non_realizzabile", "ordinario", "rilevato"])
        rows = [x for x in got[3] if isinstance(x, dict)]
        some = rows if self.r.random() < 0.6 else [self.r.choice(rows)]
        for x in some:
            x["stato"] = new
            if self.r.random() < 0.6 and new.startswith("non_"):
                for k in ("valore", "percentuale", "indicatori"):
                    x.pop(k, None)

    def both(self, c):
        got = self.pick(c, lambda p, b, k, v: isinstance(v, dict) and "/obiettivi/" in p and (
            "punteggio" in v or "indicatori" in v or "percentuale" in v or "stato" in v) and k != "stato")
        if not got or "operatore" in got[3] or "verso" in got[3]:
            return
        o = got[3]
        key = "punteggio" if "tipo" in o else "percentuale"
        how = self.r.choice(["both", "none", "both"])
        if how == "none":
            for k in (key, "indicatori"):
                o.pop(k, None)
        elif key not in o:
            self.insert(o, key, self.r.choice(["50", "x"]))
        elif "indicatori" not in o:
            self.insert(o, "indicatori", self.r.choice([[], [{"id": "I", "operatore": "=", "target": "1", "valore": "1"}],
                                                        [{"id": "I", "verso": "crescente", "peso": "100", "valore": "1",
                                                          "fasce": [{"livello": "1"}]}]]))

    def bands(self, c):
        got = self.pick(c, lambda p, b, k, v: k == "fasce" and isinstance(v, list) and v)
        if not got:
            return
        rows = [x for x in got[3] if isinstance(x, dict)]
        how = self.r.choice(["last", "middle", "equal", "rise", "verso", "range"])
        if how == "last":
            rows[-1]["soglia"] = self.r.choice(["0", "1000", "-1000"])
        elif how == "middle":
            self.r.choice(rows).pop("soglia", None)
        elif how == "equal" and len(rows) > 2 and "soglia" in rows[0]:
            rows[1]["soglia"] = rows[0]["soglia"]
        elif how == "rise":
            rows[-1]["livello"] = "100"
        elif how == "range":
            self.r.choice(rows)["livello"] = self.r.choice(["101", "-1"])
        else:
            got[1]["verso"] = self.r.choice(["crescente", "decrescente"])

    def premises(self, c):
        """formato, sistema, anno and the options."""
        r = self.r
        how = r.randrange(4)
        if how == 0:
            c[r.choice(["formato", "sistema"])] = r.choice(["ciclo-caso/2", "criteri-2019", 1, None, "", "criteri-2018 "])
        elif how == 1:
            c["anno"] = r.choice(WRONG + RANGE)
        else:
            s = c.setdefault("scelte", {})
            if isinstance(s, dict):
                s[r.choice(["dir.org_min", "dir.org_cmp", "dir.transfer", "po.cap", "cr.dev_max_ratio", "cr.dev_warn",
                            "staff.a_cap", "staff.c3x", "dir.org_min "])] = r.choice(
                    WRONG + RANGE + ["gt", "full_award", "per_sheet", "none", "0.1"])

    def limits(self, c):
        got = self.pick(c, lambda p, b, k, v: isinstance(v, dict) and ("/persone/" in p or "/strutture/" in p
                                                                      or "/gruppi/" in p and "valutati" in v))
        if not got:
            return
        d, r = got[3], self.r
        if "valutati" in d:
            d["deroga"] = r.choice([{"motivo": "x"}, {"motivo": " \t"}, {}, {"motivo": "x", "y": 1}, {"motivo": 1}])
        elif "livello_collettivo" in d:
            d["scostamento_dirigente"] = r.choice(["0.5", "-0.500000001", "0.46", "1", "-1"])
        else:
            how = r.randrange(3)
            if how == 0:
                d["giorni_dovuti"] = r.choice([0, 366, 367, 1, 100, "100"])
            if how == 1:
                d["giorni_assenza"] = r.choice([0, 366, 367, -1, 100, "100"])
            if how == 2:
                d["quota_tempo"] = r.choice(["0", "1.000000001", "-1", "0.0", "1"])

    KINDS = ("wrong_type", "out_of_range", "unknown_key", "missing_key", "renamed_key", "repeated_id", "bad_id",
             "bad_reference", "order", "shorten", "lengthen", "weights", "states", "both", "bands", "premises", "limits")

    def repeated_key(self, c):
        """Turns one object into Pairs with a key twice or three times."""
        got = self.pick(c, self.objects)
        box, key = (got[1], got[2]) if got and self.r.random() < 0.85 else (None, None)
        d = box[key] if box is not None else c
        if not d:
            return c
        pairs = Pairs(d.items())
        k = self.r.choice(list(d))
        for _ in range(self.r.choice([1, 1, 1, 2])):
            v = d[k] if self.r.random() < 0.5 else self.r.choice(WRONG)
            pairs.insert(self.r.randint(0, len(pairs)), (k, v))
        if box is None:
            return pairs
        box[key] = pairs
        return c

    def bytes(self, t):
        """A text that is mostly no JSON any more."""
        r = self.r
        i = r.randrange(len(t) + 1)
        how = r.randrange(12)
        if how == 0:
            return "truncated", t[:i]
        if how == 1:
            return "deleted", t[:i] + t[i + 1:]
        if how == 2:
            return "inserted", t[:i] + bytes([r.choice(b'{}[],:"0123456789.-+eE\\ \n\t\rnulltrue/x\x00\x1f')]) + t[i:]
        if how == 3:
            return "replaced", t[:i] + bytes([r.randrange(256)]) + t[i + 1:]
        if how == 4:
            return "bom", b"\xef\xbb\xbf" + t
        if how == 5:
            return "trailing", t + r.choice([b"x", b"{}", b"\n\n,", b"\x00", b"\xff", b"\x0b", b"/**/", b" \n "])
        quotes = [k for k, b in enumerate(t) if b == 0x22]
        at = r.choice(quotes) + 1 if quotes else i
        if how in (6, 7):
            return "utf8", t[:at] + r.choice([b"\x80", b"\xc3", b"\xc0\x80", b"\xc1\xbf", b"\xe0\x80\x80", b"\xe0\xa0",
                                              b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xf0\x80\x80\x80", b"\xf0\x90\x80",
                                              b"\xf4\x90\x80\x80", b"\xf5\x80\x80\x80", b"\xff", b"\xfe", b"\xe2\x82",
                                              b"\xef\xbf\xbf", b"\xf4\x8f\xbf\xbf", b"\xc3\xa8"]) + t[at:]
        if how in (8, 9):
            return "escape", t[:at] + r.choice([b"\\ud800", b"\\udc00", b"\\ud83d\\ude00", b"\\ud83dx", b"\\ud83d\\n",
                                                b"\\ud83d\\u0041", b"\\u12", b"\\u12g4", b"\\x", b"\\", b"\\u",
                                                b"\\uDBFF\\uDFFF", b"\\ud83d\\ud83d", b"\\u0000", b"\\/"]) + t[at:]
        if how == 10:
            n = r.choice([199, 200, 201, 500])
            return "deep", b"[" * n + r.choice([b"", b"]" * n, b"1"])
        return "text", r.choice([b"", b" ", b"\n", b"null", b"1", b'"x"', b"[]", b"{}", b"[1,2", b"tru", b"-", b"01", b"1.",
                                 b"1e", b"nul", b"[1 2]", b'{"a"}', b'{"a":}', b"{,}", b"[,]", b'{"a":1,}', b"'a'", b"NaN",
                                 b"{1:2}", b'{"a":1 "b":2}', b"\xff", b"\n\n\r\n x", b"-01", b"+1", b"1.5e+", b"// x\n{}"])


def mutations(case, seed, n=None):
    """(kind, bytes): each kind once, then some of several defects at once, then broken texts."""
    rng = random.Random("mutations/%s" % seed)
    b = Breaker(rng)
    todo = [[k] for k in Breaker.KINDS] + [["repeated_key"]]
    todo += [[rng.choice(Breaker.KINDS) for _ in range(rng.randint(2, 4))] for _ in range(6)]
    if n is not None:
        todo = rng.sample(todo, min(n, len(todo)))
    for kinds in todo:
        c = copy.deepcopy(case)
        for k in kinds:
            if k == "repeated_key":
                c = b.repeated_key(c)
            else:
                getattr(b, k)(c)
        yield "+".join(kinds), text(c, rng)
    for _ in range(8 if n is None else n):
        yield b.bytes(text(case, rng))


# ---------------------------------------------------------------- single changes

WORDS = {"operatore": [">=", "<=", "="], "tipo": ["organizzativo", "individuale"],
         "verso": ["crescente", "decrescente"], "dir.org_cmp": ["ge", "gt"], "dir.transfer": ["rescale", "full_award"],
         "staff.a_cap": ["distinct", "per_sheet"]}


def candidates(key, value, rng):
    if key in WORDS:
        return [w for w in WORDS[key] if w != value]
    if key == "stato":
        return [s for s in ("ordinario", "non_realizzabile", "non_computabile", "rilevato", "non_rilevato") if s != value]
    if isinstance(value, int) and key in ("semischeda1", "semischeda2"):
        return [x for x in rng.sample([0, 19, 20, 26, 27, 31, 32, 33, 36, 37, 40], 4) + [value + 1, value - 1]
                if 0 <= x <= 40 and x != value]
    if isinstance(value, int) and key.startswith("giorni"):
        return [value + 1, value - 1, 366, 0, 1, value // 2]
    if key == "id":
        return ["!", "~~~~", value + "!"]
    if key in ("padre", "struttura"):
        return None
    if key in ("motivo", "codice", "formato", "sistema", "anno") or not isinstance(value, (str, int)):
        return []
    try:
        x = oracle.dec(value)
    except (ValueError, TypeError):
        x = oracle.F(0)
    k = max(oracle.places(value), 2)
    out = [oracle.show(y, k) for y in (x / 2, x * 2, x + 1, x - 1, oracle.F(0), oracle.F(1), oracle.F(100), x + oracle.F(1, 100),
                                       x - oracle.F(1, 100), x * oracle.F(rng.randint(0, 300), 100), -x)]
    if key == "po.cap":
        out.append("none")
    rng.shuffle(out)
    return [y for y in out if oracle.dec(y) != x] if key != "po.cap" else out


def slices(case):
    """(pointer prefix in the case, the same in the slice, slice): the case cut where results cannot touch one another.

    Parts are independent, and so are the elements of three of them; a change is checked and computed on its slice."""
    for part in ("albero", "dirigenti", "posizioni", "gruppi", "premi"):
        if part not in case:
            continue
        head = {k: v for k, v in case.items() if k in ("formato", "anno", "sistema", "scelte")}
        if part in ("albero", "premi"):
            yield "/" + part, "/" + part, dict(head, **{part: case[part]})
            continue
        for n, item in enumerate(case[part]):
            yield "/%s/%d" % (part, n), "/%s/0" % part, dict(head, **{part: [item]})


def single_changes(case, seed, each=2, params=None, under=""):
    """(pointer, changed case) for every leaf below `under` that can be another value by itself."""
    rng = random.Random("changes/%s" % seed)
    for p, box, key, value in list(walk(case)):
        if isinstance(value, (dict, list)) or "/bloccati/" in p or not p.startswith(under + "/"):
            continue
        name = key if isinstance(key, str) else p.split("/")[-2]
        c = copy.deepcopy(case)
        cbox = c
        for s in p.split("/")[1:-1]:
            s = s.replace("~1", "/").replace("~0", "~")
            cbox = cbox[int(s)] if isinstance(cbox, list) else cbox[s]
        options = candidates(name, value, rng)
        if options is None:
            rows = case["albero"] if name == "padre" else case["premi"]["strutture"]
            options = [x["id"] for x in rows if x["id"] != value] + ([None] if name == "padre" and value else [])
            rng.shuffle(options)
        left = each
        for new in options:
            cbox[key] = new
            if oracle.valid(c, params):
                yield p, c      # changed again afterwards: copy it to keep it
                left -= 1
                if not left:
                    break
        cbox[key] = value


if __name__ == "__main__":
    for case in cases(sys.argv[1] if len(sys.argv) > 1 else "0", int(sys.argv[2]) if len(sys.argv) > 2 else 1):
        sys.stdout.buffer.write(text(case))

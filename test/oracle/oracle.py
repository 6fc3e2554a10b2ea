#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""Independent computation of `ciclo score`: results and refusals, in exact arithmetic.

score(case, params=None)   the output object without traces and free text
valid(case)                whether a case in memory has no defect
check(text_bytes)          the pointers of the defects, in the order of their lines
lines(text_bytes)          the same as (byte offset, pointer); equal offsets have no order
"""
import json
import re
import sys
from fractions import Fraction as F

DEFAULTS = {
    "sistemi": ("criteri-2018",),
    "goals_share": 70,
    "prestazioni_share": 30,
    "competences": 6,
    "max_mark": 5,
    "po_goals": 60,
    "po_prestazione": 40,
    "rounding": "half_up",      # half_up, half_down, half_even: how printed numbers are rounded
    "plafond": 32,
    "positives": 2,
    "mark_max": 40,
    "bands": (37, 27, 20),
    "small_n": 3,
    "org_min": 50,
    "org_cmp": "ge",
    "transfer": "rescale",
    "po_cap": 100,              # or None
    "dev_ratio": F(1, 2),
    "dev_warn": F(1, 10),
    "a_cap": "distinct",
}

# Passages that can be read in two ways; the first value of each comment is the one taken.
READINGS = {
    "dup_pos": "second",            # second | first: which value of a repeated key gives its place
    "livello_range": "value",       # value | list: where a level outside 0..100 is refused
    "surrogate": "byte",            # byte | escape: place of a lone surrogate
    "tutti_full_award": True,       # the notice tutti_non_realizzabili also under full_award
}


# ---------------------------------------------------------------- numbers

def dec(x):
    """A decimal of a case (string or integer) as a fraction."""
    if isinstance(x, bool) or not isinstance(x, (int, str)):
        raise TypeError("not a decimal: %r" % (x,))
    return F(x)


def places(x):
    """Decimal places as written."""
    x = str(x)
    return len(x.split(".", 1)[1]) if "." in x else 0


def rounded(x, n, mode="half_up"):
    """x as an integer number of units of 10**-n."""
    x = F(x) * 10 ** n
    a = abs(x)
    lo = a.numerator // a.denominator
    rest = a - lo
    half = F(1, 2)
    if mode == "half_up":
        up = rest >= half
    elif mode == "half_down":
        up = rest > half
    elif mode == "half_even":
        up = rest > half or (rest == half and lo % 2 == 1)
    elif mode == "troncamento":
        up = False
    else:
        raise ValueError(mode)
    a = lo + (1 if up else 0)
    return -a if x < 0 else a


def show(x, n, mode="half_up"):
    """x with n decimal places, never -0."""
    u = rounded(x, n, mode)
    sign = "-" if u < 0 else ""
    s = str(abs(u)).rjust(n + 1, "0")
    return sign + (s if n == 0 else s[:-n] + "." + s[-n:])


# ---------------------------------------------------------------- results

def indicator_percent(ind):
    """Percentage of an indicator of a node or of a PO, or None when it was not reported."""
    if ind.get("stato", "rilevato") != "rilevato":
        return None
    t, v, op = dec(ind["target"]), dec(ind["valore"]), ind["operatore"]
    if t == 0:
        holds = {">=": v >= 0, "<=": v <= 0, "=": v == 0}[op]
        return F(100 if holds else 0)
    if op == "<=":
        p = F(100) if v <= t else 100 * t / v
    else:
        p = 100 * v / t
    return min(max(p, F(0)), F(100))


def weight(x):
    return dec(x["peso"]) if "peso" in x else F(1)


def mean(pairs):
    """Weighted mean of (weight, value or None), or None when nothing of it counts."""
    got = [(w, v) for w, v in pairs if v is not None]
    total = sum((w for w, _ in got), F(0))
    return sum((w * v for w, v in got), F(0)) / total if total else None


def score_tree(nodes, P):
    kids = {}
    for n in nodes:
        kids.setdefault(n["padre"], []).append(n)
    res, counts = {}, {}
    for n in reversed(nodes):
        own = n.get("indicatori", [])
        mine = kids.get(n["id"], [])
        seen = [i.get("stato", "rilevato") for i in own]
        got, due = seen.count("rilevato"), seen.count("rilevato") + seen.count("non_rilevato")
        pairs = [(weight(k), res[k["id"]]) for k in mine]
        if own:
            value = mean([(weight(i), indicator_percent(i)) for i in own])
            w = sum((x for x, _ in pairs), F(0)) / len(pairs) if pairs else F(1)
            pairs.append((w, value))
        res[n["id"]] = mean(pairs)
        for k in mine:
            got, due = got + counts[k["id"]][0], due + counts[k["id"]][1]
        counts[n["id"]] = (got, due)
    out = []
    for n in nodes:
        r = res[n["id"]]
        inds = []
        for i in n.get("indicatori", []):
            p = indicator_percent(i)
            inds.append({"id": i["id"], "percentuale": None if p is None else show(p, 2, P["rounding"])})
        out.append({"id": n["id"], "risultato": None if r is None else show(r, 2, P["rounding"]),
                    "rilevati": counts[n["id"]][0], "previsti": counts[n["id"]][1], "indicatori": inds})
    return out


def band_level(ind):
    v = dec(ind["valore"])
    for row in ind["fasce"]:
        if "soglia" not in row:
            return dec(row["livello"])
        s = dec(row["soglia"])
        if (v >= s) if ind["verso"] == "crescente" else (v <= s):
            return dec(row["livello"])
    raise AssertionError("band table without last row")


def notice(code):
    return {"codice": code}


def score_dirigente(d, P):
    share = F(P["goals_share"])
    obs = d["obiettivi"]
    total = sum((weight(o) for o in obs), F(0))
    org = tau = left = goals = F(0)
    moved = [o.get("stato", "ordinario") == "non_realizzabile" for o in obs]
    for o, gone in zip(obs, moved):
        points = share * weight(o) / total
        if o["tipo"] == "organizzativo":
            org += points
            left += 0 if gone else points
        if gone:
            tau += points
            continue
        if "punteggio" in o:
            s = dec(o["punteggio"])
        else:
            s = sum((dec(i["peso"]) * band_level(i) for i in o["indicatori"]), F(0)) / 100
        goals += points * s / 100
    marks = sum((dec(c) for c in d["competenze"]), F(0)) / (P["competences"] * F(P["max_mark"]))
    base = F(P["prestazioni_share"])
    b = marks * (base + tau) if P["transfer"] == "rescale" else marks * base + tau
    tot = goals + b
    ok = {"ge": lambda x: x >= P["org_min"], "gt": lambda x: x > P["org_min"]}[P["org_cmp"]]
    m = P["rounding"]
    out = {"id": d["id"], "punti_organizzativi": show(org, 2, m), "composizione_conforme": ok(org),
           "quota_trasferita": show(tau, 2, m), "punti_obiettivi": show(goals, 2, m),
           "punti_prestazioni": show(b, 2, m), "totale": show(tot, 2, m)}
    if "retribuzione_massima" in d:
        out["retribuzione"] = show(dec(d["retribuzione_massima"]) * tot / 100, 2, m)
    out["avvisi"] = []
    if any(moved) and not ok(left):
        out["avvisi"].append(notice("organizzativi_sotto_soglia"))
    if all(moved) and (P["transfer"] == "rescale" or READINGS["tutti_full_award"]):
        out["avvisi"].append(notice("tutti_non_realizzabili"))
    return out


def score_po(p, P):
    pairs = []
    for o in p["obiettivi"]:
        if o.get("stato", "ordinario") == "non_computabile":
            continue
        if "percentuale" in o:
            q = dec(o["percentuale"])
        else:
            q = mean([(weight(i), indicator_percent(i)) for i in o["indicatori"]])
        q = max(q, F(0))
        if P["po_cap"] is not None:
            q = min(q, F(P["po_cap"]))
        pairs.append((weight(o), q))
    q = mean(pairs)
    s = dec(p["prestazione"])
    idx = (F(P["po_goals"]) * q + F(P["po_prestazione"]) * s) / 100
    m = P["rounding"]
    return {"id": p["id"], "raggiungimento": show(q, 2, m), "prestazione": show(s, 2, m),
            "indice": show(idx, 2, m),
            "retribuzione": show(dec(p["retribuzione_massima"]) * idx / 100, 2, m), "avvisi": []}


def band(mark, P):
    for limit, name in zip(P["bands"], "ABC"):
        if mark >= limit:
            return name
    return "D"


def violations(rows, P):
    """[(constraint, half-sheet or None, difference)] of rows = [(mark1, mark2)]."""
    n = len(rows)
    out = []
    for h in (0, 1):
        marks = [r[h] for r in rows]
        over = sum(marks) - P["plafond"] * n
        pos = sum(max(0, x - P["plafond"]) for x in marks)
        if over > 0:
            out += [("C1", h + 1, over), ("C2", h + 1, over)]
        if pos != P["positives"] * n:
            out.append(("C3", h + 1, pos - P["positives"] * n))
    k, r = divmod(n, 3)
    isa = [tuple(band(x, P) == "A" for x in row) for row in rows]
    if P["a_cap"] == "distinct":
        s = [a for a in isa if any(a)]
        single = any(a != (True, True) for a in s)
        diff = len(s) - k - (1 if r > 0 and single else 0)
        if diff > 0:
            out.append(("C4", None, diff))
    else:
        spare = 1 if r > 0 else 0
        for h in (0, 1):
            c = sum(a[h] for a in isa)
            limit = k
            if c > k and spare:
                limit, spare = k + 1, 0
            if c > limit:
                out.append(("C4", h + 1, c - limit))
    return out


def score_group(g, P):
    v = g["valutati"]
    n = len(v)
    rows = [(x["semischeda1"], x["semischeda2"]) for x in v]
    bad = violations(rows, P)
    out = {"id": g["id"], "n_valutati": n,
           "esito": "deroga" if "deroga" in g else "non_conforme" if bad else "conforme"}
    for h in (0, 1):
        marks = [r[h] for r in rows]
        out["semischeda%d" % (h + 1)] = {
            "somma": sum(marks), "plafond": P["plafond"] * n,
            "scostamenti": sum(marks) - P["plafond"] * n,
            "positivi": sum(max(0, x - P["plafond"]) for x in marks),
            "positivi_dovuti": P["positives"] * n,
            "fascia_A": [x["id"] for x, r in zip(v, rows) if band(r[h], P) == "A"]}
    out["in_fascia_A"] = [x["id"] for x, r in zip(v, rows) if "A" in (band(r[0], P), band(r[1], P))]
    out["massimo_A"], out["resto"] = divmod(n, 3)
    out["violazioni"], out["avvisi"] = [], []
    if "deroga" in g:
        out["avvisi"] = [notice("deroga_" + c) for c in sorted({b[0] for b in bad})]
    else:
        for c, h, diff in bad:
            one = {"vincolo": c}
            if h is not None:
                one["semischeda"] = h
            one["differenza"] = diff
            out["violazioni"].append(one)
    return out


def score_premi(p, P):
    m = P["rounding"]
    co = p["coefficienti"]
    cpc_places = max([2] + [places(co[b]) for b in "ABCD"])
    q = dec(p.get("quota_individuale", 0))
    strutture, cs, warned = [], {}, {}
    for s in p["strutture"]:
        delta = dec(s.get("scostamento_dirigente", 0))
        c = dec(s["livello_collettivo"]) + dec(s.get("cause_esterne", 0)) + delta
        c = min(max(c, F(0)), F(1))
        cs[s["id"]], warned[s["id"]] = c, abs(delta) > P["dev_warn"]
        strutture.append({"id": s["id"], "c": show(c, 4, m)})
    people, ws = [], []
    for x in p["persone"]:
        b1, b2 = band(x["semischeda1"], P), band(x["semischeda2"], P)
        cpc = dec(co[b1]) + dec(co[b2])
        cr = cs[x["struttura"]]
        if "livello_individuale" in x:
            i = min(F(1), dec(x["livello_individuale"]) + dec(x.get("cause_esterne_individuali", 0)))
            cr = (1 - q) * cr + q * i
        pr = F(1)
        if "giorni_dovuti" in x:
            pr = F(x["giorni_dovuti"] - x["giorni_assenza"], x["giorni_dovuti"])
        w = F(0) if b1 == b2 == "D" else cr * cpc * pr * dec(x.get("quota_tempo", 1))
        ws.append(w)
        av = []
        if warned[x["struttura"]]:
            av.append(notice("scostamento_oltre_soglia"))
        if "D" in (b1, b2):
            av.append(notice("valutazione_negativa"))
        people.append({"id": x["id"], "fascia1": b1, "fascia2": b2, "cpc": show(cpc, cpc_places, m),
                       "cr": show(cr, 4, m), "presenza": show(pr, 4, m), "importo": None, "avvisi": av})
    fund = dec(p["fondo"]) * 100
    assert fund.denominator == 1
    fund = fund.numerator
    total = sum(ws, F(0))
    cents = [0] * len(ws)
    if total:
        exact = [fund * w / total for w in ws]
        cents = [e.numerator // e.denominator for e in exact]
        order = sorted(range(len(ws)),
                       key=lambda i: (-(exact[i] - cents[i]), people[i]["id"].encode("utf-8")))
        for i in order[:fund - sum(cents)]:
            cents[i] += 1
    for x, c in zip(people, cents):
        x["importo"] = show(F(c, 100), 2)
    return {"totale": show(F(sum(cents), 100), 2), "non_distribuito": show(F(fund - sum(cents), 100), 2),
            "strutture": strutture, "persone": people}


def effective(case, params=None):
    """The rulebook's numbers with the options of the case."""
    P = dict(DEFAULTS, **(params or {}))
    s = case.get("scelte", {})
    if "dir.org_min" in s:
        P["org_min"] = dec(s["dir.org_min"])
    P["org_cmp"] = s.get("dir.org_cmp", P["org_cmp"])
    P["transfer"] = s.get("dir.transfer", P["transfer"])
    if "po.cap" in s:
        P["po_cap"] = None if s["po.cap"] == "none" else dec(s["po.cap"])
    if "cr.dev_max_ratio" in s:
        P["dev_ratio"] = dec(s["cr.dev_max_ratio"])
    if "cr.dev_warn" in s:
        P["dev_warn"] = dec(s["cr.dev_warn"])
    P["a_cap"] = s.get("staff.a_cap", P["a_cap"])
    P["bands"] = [F(b) for b in P["bands"]]
    for k in ("goals_share", "prestazioni_share", "org_min", "dev_ratio", "dev_warn", "po_goals", "po_prestazione"):
        P[k] = F(P[k])
    return P


def score(case, params=None):
    P = effective(case, params)
    out = {"formato": "ciclo-esito/1", "sistema": case["sistema"]}
    if case.get("scelte"):
        out["scelte"] = case["scelte"]
    if "albero" in case:
        out["albero"] = score_tree(case["albero"], P)
    if "dirigenti" in case:
        out["dirigenti"] = [score_dirigente(d, P) for d in case["dirigenti"]]
    if "posizioni" in case:
        out["posizioni"] = [score_po(p, P) for p in case["posizioni"]]
    if "gruppi" in case:
        out["gruppi"] = [score_group(g, P) for g in case["gruppi"]]
    if "premi" in case:
        out["premi"] = score_premi(case["premi"], P)
    return out


# ---------------------------------------------------------------- JSON with positions

class JsonError(Exception):
    def __init__(self, offset):
        super().__init__(offset)
        self.offset = offset


class Val:
    __slots__ = ("kind", "pos", "val")

    def __init__(self, kind, pos, val):
        self.kind, self.pos, self.val = kind, pos, val


MAX_DEPTH = 200
WS = frozenset(b" \t\r\n")
HEX = b"0123456789abcdefABCDEF"


class Parser:
    def __init__(self, text):
        self.t, self.i = text, 0

    def peek(self):
        return self.t[self.i] if self.i < len(self.t) else -1

    def fail(self, at=None):
        raise JsonError(self.i if at is None else at)

    def ws(self):
        while self.peek() in WS:
            self.i += 1

    def parse(self):
        self.ws()
        v = self.value(0)
        self.ws()
        if self.i < len(self.t):
            self.fail()
        return v

    def value(self, depth):
        c, pos = self.peek(), self.i
        if c == -1:
            self.fail()
        if c == 0x7B or c == 0x5B:
            if depth + 1 > MAX_DEPTH:
                self.fail()
            return self.object(depth + 1) if c == 0x7B else self.array(depth + 1)
        if c == 0x22:
            return Val("str", pos, self.string())
        if c == 0x2D or 0x30 <= c <= 0x39:
            return self.number()
        for word, kind, val in ((b"true", "bool", True), (b"false", "bool", False), (b"null", "null", None)):
            if c == word[0]:
                for b in word:
                    if self.peek() != b:
                        self.fail()
                    self.i += 1
                return Val(kind, pos, val)
        self.fail()

    def digits(self):
        if not 0x30 <= self.peek() <= 0x39:
            self.fail()
        while 0x30 <= self.peek() <= 0x39:
            self.i += 1

    def number(self):
        pos, kind = self.i, "int"
        if self.peek() == 0x2D:
            self.i += 1
        if self.peek() == 0x30:
            self.i += 1
        else:
            self.digits()
        if self.peek() == 0x2E:
            kind = "real"
            self.i += 1
            self.digits()
        if self.peek() in (0x45, 0x65):
            kind = "real"
            self.i += 1
            if self.peek() in (0x2B, 0x2D):
                self.i += 1
            self.digits()
        return Val(kind, pos, self.t[pos:self.i].decode())

    def hex_digit(self, allowed=HEX):
        if self.peek() == -1 or self.peek() not in allowed:
            self.fail()
        self.i += 1

    def escape(self):
        """The four digits after backslash u; a surrogate needs its other half."""
        start = self.i
        begin = start - 2

        def digit(allowed):
            if self.peek() != -1 and self.peek() in HEX and self.peek() not in allowed \
                    and READINGS["surrogate"] == "escape":
                self.fail(begin)
            self.hex_digit(allowed)
        first = self.peek()
        self.hex_digit()
        digit(b"01234567" + b"89abAB" if first in b"dD" else HEX)
        self.hex_digit()
        self.hex_digit()
        code = int(self.t[start:self.i], 16)
        if not 0xD800 <= code <= 0xDBFF:
            return chr(code)
        for b in b"\\u":
            if self.peek() != b:
                self.fail(begin if READINGS["surrogate"] == "escape" and self.peek() != -1 else None)
            self.i += 1
        low = self.i
        digit(b"dD")
        digit(b"cdefCDEF")
        self.hex_digit()
        self.hex_digit()
        return chr(0x10000 + ((code - 0xD800) << 10) + int(self.t[low:self.i], 16) - 0xDC00)

    def utf8(self):
        """One character of more than one byte."""
        start, c = self.i, self.peek()
        if 0xC2 <= c <= 0xDF:
            rest = [(0x80, 0xBF)]
        elif 0xE0 <= c <= 0xEF:
            lo = 0xA0 if c == 0xE0 else 0x80
            hi = 0x9F if c == 0xED else 0xBF
            rest = [(lo, hi), (0x80, 0xBF)]
        elif 0xF0 <= c <= 0xF4:
            lo = 0x90 if c == 0xF0 else 0x80
            hi = 0x8F if c == 0xF4 else 0xBF
            rest = [(lo, hi), (0x80, 0xBF), (0x80, 0xBF)]
        else:
            self.fail()
        self.i += 1
        for lo, hi in rest:
            if not lo <= self.peek() <= hi:
                self.fail()
            self.i += 1
        return self.t[start:self.i].decode("utf-8")

    def string(self):
        self.i += 1
        out = []
        while True:
            c = self.peek()
            if c == -1 or c < 0x20:
                self.fail()
            if c == 0x22:
                self.i += 1
                return "".join(out)
            if c >= 0x80:
                out.append(self.utf8())
            elif c == 0x5C:
                self.i += 1
                e = self.peek()
                if e == -1 or e not in b'"\\/bfnrtu':
                    self.fail()
                self.i += 1
                if e == 0x75:
                    out.append(self.escape())
                else:
                    out.append({0x62: "\b", 0x66: "\f", 0x6E: "\n", 0x72: "\r", 0x74: "\t"}.get(e, chr(e)))
            else:
                out.append(chr(c))
                self.i += 1

    def array(self, depth):
        pos, items = self.i, []
        self.i += 1
        self.ws()
        if self.peek() == 0x5D:
            self.i += 1
            return Val("arr", pos, items)
        while True:
            self.ws()
            items.append(self.value(depth))
            self.ws()
            if self.peek() == 0x2C:
                self.i += 1
            elif self.peek() == 0x5D:
                self.i += 1
                return Val("arr", pos, items)
            else:
                self.fail()

    def object(self, depth):
        pos, items = self.i, []
        self.i += 1
        self.ws()
        if self.peek() == 0x7D:
            self.i += 1
            return Val("obj", pos, items)
        while True:
            self.ws()
            if self.peek() != 0x22:
                self.fail()
            key = self.string()
            self.ws()
            if self.peek() != 0x3A:
                self.fail()
            self.i += 1
            self.ws()
            items.append((key, self.value(depth)))
            self.ws()
            if self.peek() == 0x2C:
                self.i += 1
            elif self.peek() == 0x7D:
                self.i += 1
                return Val("obj", pos, items)
            else:
                self.fail()


def line_column(text, offset):
    before = text[:offset]
    return before.count(b"\n") + 1, offset - (before.rfind(b"\n") + 1) + 1


# ---------------------------------------------------------------- refusals

class _Bad:
    """A value that is there but refused."""
    def __repr__(self):
        return "BAD"

    def __bool__(self):
        raise AssertionError("a refused value was used")


BAD = _Bad()
DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?\Z")
CODE = re.compile(r"[0-9]{1,3}\[[0-9]{1,3}\][A-Z0-9]{1,12}\Z")
ANY = (None, None)


def esc(key):
    return key.replace("~", "~0").replace("/", "~1")


class Checker:
    def __init__(self, params=None):
        self.P = dict(DEFAULTS, **(params or {}))
        self.found, self.named = [], set()
        self.dev_ratio = F(self.P["dev_ratio"])

    def add(self, ptr, pos, again=False):
        if ptr in self.named and not again:
            return BAD
        self.named.add(ptr)
        self.found.append((pos, len(self.found), ptr))
        return BAD

    # -- values; each gives the value or BAD

    def fields(self, v, ptr, required, optional=()):
        """{key: Val or BAD} of an object, or BAD."""
        if v.kind != "obj":
            return self.add(ptr, v.pos)
        got = {}
        first = {}
        for k, x in v.val:
            p = ptr + "/" + esc(k)
            if k not in required and k not in optional:
                self.add(p, x.pos)
            elif k in got:
                got[k] = BAD
                self.add(p, x.pos if READINGS["dup_pos"] == "second" else first[k].pos)
            else:
                got[k] = first[k] = x
        for k in required:
            if k not in got:
                self.add(ptr + "/" + esc(k), v.pos)
        return got

    def dec(self, v, ptr, lo=None, hi=None, most=None, above=None):
        if v is BAD:
            return BAD
        if v.kind == "str":
            if not DECIMAL.match(v.val):
                return self.add(ptr, v.pos)
        elif v.kind != "int" or len(v.val.lstrip("-")) > 15:
            return self.add(ptr, v.pos)
        x = F(v.val)
        if (lo is not None and x < lo) or (hi is not None and x > hi) or (above is not None and x <= above):
            return self.add(ptr, v.pos)
        if most is not None and places(v.val) > most:
            return self.add(ptr, v.pos)
        return x

    def money(self, v, ptr):
        return self.dec(v, ptr, 0, most=2)

    def int(self, v, ptr, lo, hi=None):
        if v is BAD:
            return BAD
        if v.kind != "int":
            return self.add(ptr, v.pos)
        x = int(v.val)
        if x < lo or (hi is not None and x > hi):
            return self.add(ptr, v.pos)
        return x

    def word(self, v, ptr, words):
        if v is BAD:
            return BAD
        if v.kind != "str" or v.val not in words:
            return self.add(ptr, v.pos)
        return v.val

    def text(self, v, ptr):
        if v is BAD:
            return BAD
        return v.val if v.kind == "str" else self.add(ptr, v.pos)

    def id(self, f, ptr, seen):
        """The id of an element of a list; seen is {id} of the list so far."""
        if f is BAD or "id" not in f or f["id"] is BAD:
            return BAD
        v = f["id"]
        ptr += "/id"
        if v.kind != "str" or not 1 <= len(v.val) <= 64 \
                or any(ord(c) <= 0x1F or 0x7F <= ord(c) <= 0x9F for c in v.val) or v.val in seen:
            return self.add(ptr, v.pos)
        seen.add(v.val)
        return v.val

    def list(self, v, ptr, empty=False):
        """The items of a list, or BAD."""
        if v is BAD:
            return BAD
        if v.kind != "arr" or (not v.val and not empty):
            return self.add(ptr, v.pos)
        return v.val

    def opt(self, f, key, how, ptr, *args, absent=None, **kw):
        if key not in f:
            return absent
        return how(f[key], ptr + "/" + key, *args, **kw)

    def weights(self, ws, ptr, pos, must=False, total=None, again=False):
        """ws: None (absent), BAD or a number; False for an element that is no object."""
        if any(w is False for w in ws):
            return
        there = [w is not None for w in ws]
        if (must and not all(there)) or (any(there) and not all(there)):
            self.add(ptr, pos, again)
            return
        if not all(there) or any(w is BAD for w in ws):
            return
        s = sum(ws, F(0))
        if s == 0 or (total is not None and s != total):
            self.add(ptr, pos, again)

    # -- parts

    def measured(self, v, ptr):
        """Indicators of a node or of a PO objective. [(weight, state)] or BAD."""
        items = self.list(v, ptr)
        if items is BAD:
            return BAD
        seen, out = set(), []
        for n, x in enumerate(items):
            p = "%s/%d" % (ptr, n)
            f = self.fields(x, p, ("id", "operatore", "target"), ("peso", "valore", "stato"))
            if f is BAD:
                out.append((False, BAD))
                continue
            self.id(f, p, seen)
            w = self.opt(f, "peso", self.dec, p, 0)
            self.opt(f, "operatore", self.word, p, (">=", "<=", "="))
            self.opt(f, "target", self.dec, p, 0)
            s = self.opt(f, "stato", self.word, p, ("rilevato", "non_rilevato", "non_computabile"),
                         absent="rilevato")
            if s is BAD or s == "rilevato":
                self.opt(f, "valore", self.dec, p)
                if s is not BAD and "valore" not in f:
                    self.add(p + "/valore", x.pos)
            elif "valore" in f:
                if f["valore"] is not BAD:
                    self.add(p + "/valore", f["valore"].pos)
            out.append((w, s))
        self.weights([w for w, _ in out], ptr, v.pos)
        return out

    def tree(self, v):
        items = self.list(v, "/albero")
        if items is BAD:
            return
        seen, ids, rows = set(), [], []
        for n, x in enumerate(items):
            p = "/albero/%d" % n
            f = self.fields(x, p, ("id", "padre"), ("peso", "indicatori"))
            ids.append(self.id(f, p, seen))
            if f is BAD:
                continue
            w = self.opt(f, "peso", self.dec, p, 0)
            if "indicatori" in f:
                self.measured(f["indicatori"], p + "/indicatori") if f["indicatori"] is not BAD else None
            rows.append((n, x, p, f, w))
        known = all(i is not BAD for i in ids)
        families = {}
        for n, x, p, f, w in rows:
            if "padre" not in f or f["padre"] is BAD:
                continue
            d = f["padre"]
            if d.kind not in ("str", "null"):
                self.add(p + "/padre", d.pos)
                continue
            if d.kind == "str" and known and d.val not in ids[:n]:
                self.add(p + "/padre", d.pos)
                continue
            families.setdefault((d.kind, d.val), []).append((x.pos, w))
        for rows in families.values():
            self.weights([w for _, w in rows], "/albero", rows[0][0], again=True)

    def banded(self, v, ptr):
        """Indicators of a dirigente's objective."""
        items = self.list(v, ptr)
        if items is BAD:
            return
        seen, ws = set(), []
        for n, x in enumerate(items):
            p = "%s/%d" % (ptr, n)
            # a missing weight is told at the list
            f = self.fields(x, p, ("id", "verso", "valore", "fasce"), ("peso",))
            if f is BAD:
                ws.append(False)
                continue
            self.id(f, p, seen)
            ws.append(self.opt(f, "peso", self.dec, p, 0))
            verso = self.opt(f, "verso", self.word, p, ("crescente", "decrescente"))
            self.opt(f, "valore", self.dec, p)
            if "fasce" in f:
                self.bands(f["fasce"], p + "/fasce", verso)
        self.weights(ws, ptr, v.pos, must=True, total=100)

    def bands(self, v, ptr, verso):
        items = self.list(v, ptr)
        if items is BAD:
            return
        edges, levels, wrong = [], [], False
        for n, x in enumerate(items):
            p = "%s/%d" % (ptr, n)
            f = self.fields(x, p, ("livello",), ("soglia",))
            if f is BAD:
                edges.append(BAD)
                levels.append(BAD)
                continue
            last = n == len(items) - 1
            wrong = wrong or ("soglia" in f) == last
            s = self.opt(f, "soglia", self.dec, p)
            if s is not None:
                edges.append(s)
            if READINGS["livello_range"] == "value":
                levels.append(self.opt(f, "livello", self.dec, p, 0, 100, absent=BAD))
            else:
                y = self.opt(f, "livello", self.dec, p, absent=BAD)
                wrong = wrong or (y is not BAD and not 0 <= y <= 100)
                levels.append(y)
        for a, b in zip(levels, levels[1:]):
            wrong = wrong or (a is not BAD and b is not BAD and b > a)
        if verso in ("crescente", "decrescente"):
            for a, b in zip(edges, edges[1:]):
                if a is not BAD and b is not BAD:
                    wrong = wrong or (b >= a if verso == "crescente" else b <= a)
        if wrong:
            self.add(ptr, v.pos)

    def dirigenti(self, v):
        items = self.list(v, "/dirigenti")
        if items is BAD:
            return
        seen = set()
        for n, x in enumerate(items):
            p = "/dirigenti/%d" % n
            f = self.fields(x, p, ("id", "obiettivi", "competenze"), ("retribuzione_massima",))
            self.id(f, p, seen)
            if f is BAD:
                continue
            self.opt(f, "retribuzione_massima", self.money, p)
            marks = self.opt(f, "competenze", self.list, p, absent=BAD)
            if marks is not BAD:
                q = p + "/competenze"
                if len(marks) != self.P["competences"]:
                    self.add(q, f["competenze"].pos)
                for k, m in enumerate(marks):
                    self.dec(m, "%s/%d" % (q, k), 0, self.P["max_mark"], most=2)
            obs = self.opt(f, "obiettivi", self.list, p, absent=BAD)
            if obs is BAD:
                continue
            ids, ws = set(), []
            for k, o in enumerate(obs):
                q = "%s/obiettivi/%d" % (p, k)
                g = self.fields(o, q, ("id", "tipo"), ("peso", "stato", "punteggio", "indicatori"))
                self.id(g, q, ids)
                if g is BAD:
                    ws.append(False)
                    continue
                ws.append(self.opt(g, "peso", self.dec, q, 0))
                self.opt(g, "tipo", self.word, q, ("organizzativo", "individuale"))
                s = self.opt(g, "stato", self.word, q, ("ordinario", "non_realizzabile"), absent="ordinario")
                self.opt(g, "punteggio", self.dec, q, 0, 100)
                if "indicatori" in g:
                    self.banded(g["indicatori"], q + "/indicatori")
                if s is not BAD and s == "ordinario" and ("punteggio" in g) == ("indicatori" in g):
                    self.add(q, o.pos)
            self.weights(ws, p + "/obiettivi", f["obiettivi"].pos)

    def posizioni(self, v):
        items = self.list(v, "/posizioni")
        if items is BAD:
            return
        seen = set()
        for n, x in enumerate(items):
            p = "/posizioni/%d" % n
            f = self.fields(x, p, ("id", "obiettivi", "prestazione", "retribuzione_massima"))
            self.id(f, p, seen)
            if f is BAD:
                continue
            self.opt(f, "prestazione", self.dec, p, 0, 100)
            self.opt(f, "retribuzione_massima", self.money, p)
            obs = self.opt(f, "obiettivi", self.list, p, absent=BAD)
            if obs is BAD:
                continue
            ids, ws, states = set(), [], []
            for k, o in enumerate(obs):
                q = "%s/obiettivi/%d" % (p, k)
                g = self.fields(o, q, ("id",), ("codice", "peso", "stato", "percentuale", "indicatori"))
                self.id(g, q, ids)
                if g is BAD:
                    ws.append(False)
                    states.append(BAD)
                    continue
                ws.append(self.opt(g, "peso", self.dec, q, 0))
                c = self.opt(g, "codice", self.text, q)
                if c is not None and c is not BAD and not CODE.match(c.replace(" ", "")):
                    self.add(q + "/codice", g["codice"].pos)
                s = self.opt(g, "stato", self.word, q, ("ordinario", "non_computabile"), absent="ordinario")
                states.append(s)
                if s is not BAD and s == "non_computabile":
                    for key in ("percentuale", "indicatori"):
                        if key in g and g[key] is not BAD:
                            self.add(q + "/" + key, g[key].pos)
                    continue
                self.opt(g, "percentuale", self.dec, q)
                rows = BAD
                if "indicatori" in g and g["indicatori"] is not BAD:
                    rows = self.measured(g["indicatori"], q + "/indicatori")
                if s is BAD:
                    continue
                if ("percentuale" in g) == ("indicatori" in g):
                    self.add(q, o.pos)
                if rows is not BAD and self.nothing(rows, "rilevato"):
                    self.add(q + "/indicatori", g["indicatori"].pos)
            self.weights(ws, p + "/obiettivi", f["obiettivi"].pos)
            if self.nothing(list(zip(ws, states)), "ordinario"):
                self.add(p + "/obiettivi", f["obiettivi"].pos)

    @staticmethod
    def nothing(rows, state):
        """Whether no row has the state, or those that have it all weigh zero."""
        if any(s is BAD for _, s in rows):
            return False
        ws = [w for w, s in rows if s == state]
        return all(w is not BAD and w is not None and w is not False and w == 0 for w in ws)

    def gruppi(self, v):
        items = self.list(v, "/gruppi")
        if items is BAD:
            return
        seen = set()
        top = self.P["mark_max"]
        for n, x in enumerate(items):
            p = "/gruppi/%d" % n
            f = self.fields(x, p, ("id", "valutati"), ("deroga", "bloccati"))
            self.id(f, p, seen)
            if f is BAD:
                continue
            people = self.opt(f, "valutati", self.list, p, absent=BAD)
            ids, got = set(), []
            if people is not BAD:
                for k, e in enumerate(people):
                    q = "%s/valutati/%d" % (p, k)
                    g = self.fields(e, q, ("id", "semischeda1", "semischeda2"))
                    got.append(self.id(g, q, ids))
                    if g is BAD:
                        continue
                    for key in ("semischeda1", "semischeda2"):
                        self.opt(g, key, self.int, q, 0, top)
            if "deroga" in f and f["deroga"] is not BAD:
                q = p + "/deroga"
                if f["deroga"].kind == "obj" and people is not BAD and len(people) >= self.P["small_n"]:
                    self.add(q, f["deroga"].pos)
                else:
                    g = self.fields(f["deroga"], q, ("motivo",))
                    if g is not BAD:
                        m = self.opt(g, "motivo", self.text, q)
                        if m is not None and m is not BAD and not m.strip():
                            self.add(q + "/motivo", g["motivo"].pos)
            if "bloccati" in f:
                held = self.list(f["bloccati"], p + "/bloccati", empty=True)
                known = people is not BAD and all(i is not BAD for i in got)
                for k, b in enumerate(held if held is not BAD else []):
                    q = "%s/bloccati/%d" % (p, k)
                    if b.kind != "str":
                        self.add(q, b.pos)
                        continue
                    who, dot, what = b.val.rpartition(".")
                    if not dot or what not in ("semischeda1", "semischeda2") or (known and who not in ids):
                        self.add(q, b.pos)

    def premi(self, v):
        f = self.fields(v, "/premi", ("fondo", "coefficienti", "strutture", "persone"), ("quota_individuale",))
        if f is BAD:
            return
        self.opt(f, "fondo", self.money, "/premi")
        self.opt(f, "quota_individuale", self.dec, "/premi", 0, 1)
        if "coefficienti" in f and f["coefficienti"] is not BAD:
            p = "/premi/coefficienti"
            g = self.fields(f["coefficienti"], p, tuple("ABCD"))
            if g is not BAD:
                for k in "ABCD":
                    self.opt(g, k, self.dec, p, 0)
        ids, got, known = set(), [], False
        items = self.opt(f, "strutture", self.list, "/premi", absent=BAD)
        if items is not BAD:
            for n, x in enumerate(items):
                p = "/premi/strutture/%d" % n
                g = self.fields(x, p, ("id", "livello_collettivo"), ("cause_esterne", "scostamento_dirigente"))
                got.append(self.id(g, p, ids))
                if g is BAD:
                    continue
                level = self.opt(g, "livello_collettivo", self.dec, p, 0, 1, absent=BAD)
                self.opt(g, "cause_esterne", self.dec, p, 0)
                delta = self.opt(g, "scostamento_dirigente", self.dec, p, absent=BAD)
                if level is not BAD and delta is not BAD and self.dev_ratio is not BAD \
                        and abs(delta) > self.dev_ratio * level:
                    self.add(p + "/scostamento_dirigente", g["scostamento_dirigente"].pos)
            known = all(i is not BAD for i in got)
        items = self.opt(f, "persone", self.list, "/premi", absent=BAD)
        if items is BAD:
            return
        seen = set()
        for n, x in enumerate(items):
            p = "/premi/persone/%d" % n
            g = self.fields(x, p, ("id", "struttura", "semischeda1", "semischeda2"),
                            ("livello_individuale", "cause_esterne_individuali", "giorni_dovuti",
                             "giorni_assenza", "quota_tempo"))
            self.id(g, p, seen)
            if g is BAD:
                continue
            s = self.opt(g, "struttura", self.text, p, absent=BAD)
            if s is not BAD and known and s not in ids:
                self.add(p + "/struttura", g["struttura"].pos)
            for key in ("semischeda1", "semischeda2"):
                self.opt(g, key, self.int, p, 0, self.P["mark_max"])
            self.opt(g, "livello_individuale", self.dec, p, 0, 1)
            self.opt(g, "cause_esterne_individuali", self.dec, p, 0, 1)
            self.opt(g, "quota_tempo", self.dec, p, None, 1, above=0)
            due = self.opt(g, "giorni_dovuti", self.int, p, 1, 366)
            self.opt(g, "giorni_assenza", self.int, p, 0, None if due is None or due is BAD else due)
            for a, b in (("giorni_dovuti", "giorni_assenza"), ("giorni_assenza", "giorni_dovuti")):
                if a in g and b not in g:
                    self.add(p + "/" + b, x.pos)

    def scelte(self, v):
        number = {"dir.org_min": (0, 100), "po.cap": (0, None), "cr.dev_max_ratio": (0, None),
                  "cr.dev_warn": (0, None)}
        words = {"dir.org_cmp": ("ge", "gt"), "dir.transfer": ("rescale", "full_award"),
                 "staff.a_cap": ("distinct", "per_sheet")}
        f = self.fields(v, "/scelte", (), tuple(number) + tuple(words))
        if f is BAD:
            self.dev_ratio = BAD
            return
        for k, x in f.items():
            p = "/scelte/" + k
            if x is BAD:
                got = BAD
            elif k in words:
                got = self.word(x, p, words[k])
            elif k == "po.cap" and x.kind == "str" and x.val == "none":
                got = None
            else:
                got = self.dec(x, p, *number[k])
            if k == "cr.dev_max_ratio":
                self.dev_ratio = got

    def case(self, v):
        parts = ("albero", "dirigenti", "posizioni", "gruppi", "premi")
        if v.kind != "obj":
            self.add("/", v.pos)
            return
        # the two keys that decide how the rest is read
        f = self.fields(v, "", ("formato", "anno", "sistema"), ("scelte",) + parts)
        ok = True
        for k, words in (("formato", ("ciclo-caso/1",)), ("sistema", self.P["sistemi"])):
            if k not in f or f[k] is BAD or self.word(f[k], "/" + k, words) is BAD:
                ok = False
        if not ok:
            self.found = [x for x in self.found if x[2] in ("/formato", "/sistema")]
            return
        self.opt(f, "anno", self.int, "", 1900, 2999)
        if "scelte" in f:
            if f["scelte"] is BAD:
                self.dev_ratio = BAD
            else:
                self.scelte(f["scelte"])
        for k in parts:
            if k in f and f[k] is not BAD:
                {"albero": self.tree, "dirigenti": self.dirigenti, "posizioni": self.posizioni,
                 "gruppi": self.gruppi, "premi": self.premi}[k](f[k])


def lines(text, params=None):
    """[(byte offset, pointer)] or [(byte offset, (line, column))] for a text that is not JSON."""
    try:
        v = Parser(text).parse()
    except JsonError as e:
        return [(e.offset, line_column(text, e.offset))]
    c = Checker(params)
    c.case(v)
    return [(pos, ptr) for pos, _, ptr in sorted(c.found)]


def check(text, params=None):
    return [what for _, what in lines(text, params)]


def values(x):
    """A case in memory as the parser would give it, without places: no text has to be written and read."""
    if isinstance(x, dict):
        return Val("obj", 0, [(k, values(v)) for k, v in x.items()])
    if isinstance(x, list):
        return Val("arr", 0, [values(v) for v in x])
    if x is None or isinstance(x, bool):
        return Val("null" if x is None else "bool", 0, x)
    return Val("int", 0, str(x)) if isinstance(x, int) else Val("str", 0, x)


def valid(case, params=None):
    """Whether a case in memory would be taken."""
    c = Checker(params)
    c.case(values(case))
    return not c.found


def main(argv):
    if len(argv) != 3 or argv[1] != "score":
        print("usage: oracle.py score FILE", file=sys.stderr)
        return 1
    try:
        text = sys.stdin.buffer.read() if argv[2] == "-" else open(argv[2], "rb").read()
    except OSError as e:
        print(e, file=sys.stderr)
        return 1
    bad = check(text)
    for b in bad:
        print("%s: %s" % (argv[2], b) if isinstance(b, str) else "%s:%d:%d:" % (argv[2], b[0], b[1]),
              file=sys.stderr)
    if bad:
        return 2
    print(json.dumps(score(json.loads(text)), ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))

# tavole.py - a second reading of doc/calcolo.md: computes a rulebook's own tables with exact fractions, apart from the program.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""
calcola(rulebook, case) -> {table: [{id, column: printed text or true/false, ..., violazioni: [names]}]}
State           a cell without a value
"""
import calendar
import datetime
import re
from fractions import Fraction as F

STATES = ("non_rilevato", "non_computabile", "non_realizzabile", "non_applicabile")
TOKEN = re.compile(r'\s*(?:(?P<number>\d+(?:[.,]\d+)?)|(?P<word>"[^"]*")|(?P<name>[A-Za-z][A-Za-z0-9_]*)|'
                   r'(?P<sign><=|>=|<>|[-+*/=<>();:.%]))')
UNITS = ("numero", "euro", "giorni", "giorno", "punti", "punto", "percento")


class State(str):
    """Why there is no value."""


class Broken(Exception):
    """The case cannot be computed."""


def tokens(text):
    at, out = 0, []
    while text[at:].strip():
        m = TOKEN.match(text, at)
        if not m:
            raise Broken("cannot read %r" % text[at:])
        kind = m.lastgroup
        out.append((kind, m.group(kind)))
        at = m.end()
    return out + [("end", "")]


class Parser:
    """Nested tuples: (kind, ...)."""

    def __init__(self, text):
        self.t, self.i = tokens(text), 0

    def peek(self, k=0):
        return self.t[min(self.i + k, len(self.t) - 1)]

    def take(self, value):
        if self.peek()[1] == value and self.peek()[0] in ("sign", "name"):
            self.i += 1
            return True
        return False

    def need(self, value):
        if not self.take(value):
            raise Broken("%r expected, %r found" % (value, self.peek()[1]))

    def all(self):
        e = self.either()
        if self.peek()[0] != "end":
            raise Broken("%r is left" % self.peek()[1])
        return e

    def chain(self, word, part):
        items = [part()]
        while self.take(word):
            items.append(part())
        return items[0] if len(items) == 1 else (word, items)

    def either(self):
        return self.chain("o", lambda: self.chain("e", self.comparison))

    def comparison(self):
        if self.take("non"):
            return ("non", self.comparison())
        left = self.sum()
        for sign in ("<=", ">=", "<>", "<", ">", "="):
            if self.take(sign):
                return ("cmp", sign, left, self.sum())
        return left

    def sum(self):
        e = self.product()
        while self.peek()[1] in ("+", "-") and self.peek()[0] == "sign":
            sign = self.peek()[1]
            self.i += 1
            e = (sign, e, self.product())
        return e

    def product(self):
        e = self.unary()
        while self.peek()[1] in ("*", "/") and self.peek()[0] == "sign":
            sign = self.peek()[1]
            self.i += 1
            e = (sign, e, self.unary())
        return e

    def unary(self):
        return ("-", ("number", F(0)), self.unary()) if self.take("-") else self.primary()

    def primary(self):
        kind, value = self.peek()
        self.i += 1
        if kind == "number":
            if self.peek()[1] == "%" or (self.peek()[0] == "name" and self.peek()[1] in UNITS):
                self.i += 1
            return ("number", F(value.replace(",", ".")))
        if kind == "word":
            return ("word", value[1:-1])
        if kind == "sign" and value == "(":
            e = self.either()
            self.need(")")
            return e
        if kind != "name":
            raise Broken("%r out of place" % value)
        if self.take("."):
            name = self.peek()[1]
            self.i += 1
            return ("name", value, name)
        if not self.take("("):
            return ("name", "", value)
        rows = None
        every = self.peek() == ("name", "tutti")
        ahead = 1 if every else 0
        if value in ("somma", "media", "minimo", "massimo", "conta") and self.peek(ahead)[0] == "name" and \
                (self.peek(ahead + 1)[1] == ":" or (value == "conta" and self.peek(ahead + 1)[1] == ")")):
            rows = ("tutti" if every else "figli", self.peek(ahead)[1])
            self.i += ahead + 1
            self.take(":")
        args = []
        if not self.take(")"):
            args.append(self.either())
            while self.take(";"):
                args.append(self.either())
            self.need(")")
        if rows is None and (value in ("somma", "media", "conta") or (value in ("minimo", "massimo") and len(args) == 1)):
            rows = ("propria", "")
        return ("call", value, rows, args)


def rounded(x, digits, mode):
    scaled = abs(x) * 10 ** digits
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    half = F(rest, scaled.denominator) - F(1, 2)
    up = half > 0 or (half == 0 and (mode == "half_up" or (mode == "half_even" and whole % 2)))
    if mode == "troncamento":
        up = False
    value = F(whole + (1 if up else 0), 10 ** digits)
    return -value if x < 0 else value


def fixed(x, digits):
    n = abs(x) * 10 ** digits
    assert n.denominator == 1
    text = str(n.numerator).rjust(digits + 1, "0")
    text = text[:-digits] + "." + text[-digits:] if digits else text
    return "-" + text if x < 0 and n else text


class Run:
    def __init__(self, rulebook, case):
        self.book = rulebook["calcolo"]
        self.tables = self.book["tavole"]
        self.case = case
        self.rows = {t: case["tavole"].get(t, []) for t in self.tables}
        self.at = {t: {r["id"]: n for n, r in enumerate(rows)} for t, rows in self.rows.items()}
        self.known, self.doing, self.parsed, self.kept = {}, set(), {}, {}

    def parse(self, text):
        if text not in self.parsed:
            self.parsed[text] = Parser(text).all()
        return self.parsed[text]

    def above(self, table):
        d = self.tables[table]
        return table if d.get("padre") == "si" else d.get("appartiene")

    def parent(self, table, n):
        key = "padre" if self.above(table) == table else self.above(table)
        name = self.rows[table][n].get(key)
        return None if name is None else self.at[self.above(table)][name]

    def ancestor(self, table, n, to):
        while table != to:
            n, table = self.parent(table, n), self.above(table)
            if n is None or table is None:
                return None
        return n

    def below(self, table, n, child):
        if child == table:
            return [k for k in range(len(self.rows[child])) if self.parent(child, k) == n]
        return [k for k in range(len(self.rows[child])) if self.ancestor(child, k, table) == n]

    def field(self, kind, x):
        if isinstance(x, str) and x in STATES:
            return State(x)
        if kind in ("parola", "riferimento"):
            return x
        if kind == "si_no":
            return x in (True, "si")
        if kind == "data":
            return F(datetime.date.fromisoformat(x).toordinal())
        return F(str(x).strip("<>= "))

    def cell(self, table, n, column):
        key = (table, n, column)
        if key in self.known:
            return self.known[key]
        d = self.tables[table].get("campi", {}).get(column)
        row = self.rows[table][n]
        if d is not None:
            if column in row:
                value = self.field(d["tipo"], row[column])
            elif "se_manca" in d:
                value = self.field(d["tipo"], d["se_manca"])
            else:
                value = State("non_rilevato")
            self.known[key] = value
            return value
        d = self.tables[table]["formule"][column]
        if column in row.get("forzati", {}):
            value = self.field(d["tipo"], row["forzati"][column]["valore"])
        elif "resti_maggiori" in d.get("tondo", ""):
            self.share(table, n, column, d)
            return self.known[key]
        else:
            if key in self.doing:
                raise Broken("circle at %s %d %s" % key)
            self.doing.add(key)
            value = self.eval(self.parse(d["formula"]), table, n, None, (table, column))
            self.doing.discard(key)
        if "tondo" in d and not isinstance(value, State):
            value = rounded(value, *self.how(d["tondo"]))
        self.known[key] = value
        return value

    @staticmethod
    def how(text):
        digits, _, mode = text.partition(" ")
        return int(digits), mode or "half_up"

    def group(self, table, n, d):
        return self.ancestor(table, n, d["entro"]) if "entro" in d else 0

    def share(self, table, n, column, d):
        mine = [k for k in range(len(self.rows[table])) if self.group(table, k, d) == self.group(table, n, d)]
        exact = {}
        for k in mine:
            x = self.eval(self.parse(d["formula"]), table, k, None, (table, column))
            if isinstance(x, State):
                self.known[table, k, column] = x
            else:
                if x < 0:
                    raise Broken("a negative share")
                exact[k] = x * 100
        floor = {k: x.numerator // x.denominator for k, x in exact.items()}
        total = sum(exact.values(), F(0))
        left = total.numerator // total.denominator - sum(floor.values())
        order = sorted(exact, key=lambda k: (floor[k] - exact[k], self.rows[table][k]["id"].encode()))
        for place, k in enumerate(order):
            self.known[table, k, column] = F(floor[k] + (1 if place < left else 0), 100)

    def name(self, of, name, table, n, x):
        if not of:
            if name == "x" and x is not None:
                return x
            t, k = table, n
            while t is not None:
                if name in self.tables[t].get("campi", {}) or name in self.tables[t].get("formule", {}):
                    return State("non_applicabile") if k is None else self.cell(t, k, name)
                if self.above(t) == t or self.above(t) is None:
                    break
                t, k = self.above(t), None if k is None else self.parent(t, k)
            p = self.book.get("parametri", {}).get(name)
            if p is not None:
                return F(p["valore"]) if "valore" in p else F(self.case["parametri"][name])
            if name == "anno":
                return F(self.case["anno"])
            if name == "giorni_anno":
                return F(366 if calendar.isleap(self.case["anno"]) else 365)
            raise Broken("unknown name %s" % name)
        d = self.tables[table].get("campi", {}).get(of)
        if d is not None and d["tipo"] == "riferimento":
            to = self.cell(table, n, of)
            return to if isinstance(to, State) else self.cell(d["tavola"], self.at[d["tavola"]][to], name)
        k = self.parent(table, n) if of == "padre" else self.ancestor(table, n, of)
        return State("non_applicabile") if k is None else self.cell(table if of == "padre" else of, k, name)

    def over(self, function, rows, args, table, n):
        kind, of = rows
        of = of or table
        which = self.below(table, n, of) if kind == "figli" else range(len(self.rows[of]))
        if not args:
            return F(len(which))
        values, weights = [], []
        for k in which:
            v = self.eval(args[0], of, k, None, None)
            w = self.eval(args[1], of, k, None, None) if len(args) > 1 and not isinstance(v, State) else F(1)
            if not isinstance(v, State) and not isinstance(w, State):
                values.append(v)
                weights.append(w)
        if function == "conta":
            return F(sum(1 for v in values if v))
        if function == "somma":
            return sum(values, F(0))
        if not values or (function == "media" and not sum(weights)):
            return State("non_rilevato")
        if function == "media":
            return sum((v * w for v, w in zip(values, weights)), F(0)) / sum(weights)
        return min(values) if function == "minimo" else max(values)

    def rank(self, args, table, n, where):
        d = self.tables[where[0]]["formule"].get(where[1], {}) if where else {}
        keys = {}
        for k in range(len(self.rows[table])):
            values = []
            for a in args:
                v = self.eval(a, table, k, None, None)
                if isinstance(v, State):
                    break
                values.append(v)
            else:
                keys[k] = tuple(values)
                continue
            if k == n:
                return v
        return F(1 + sum(1 for k, v in keys.items() if v > keys[n] and self.group(table, k, d) == self.group(table, n, d)))

    def look_up(self, table_name, keys, table, n):
        d = self.book["tabelle"][table_name]
        for row in d["righe"]:
            if "quando" in row:
                fits = all(w in ("*", k) for w, k in zip(row["quando"], keys))
            elif "da" in row or "oltre" in row:
                edge = self.eval(self.parse(row.get("da", row.get("oltre"))), table, n, keys[0], None)
                if isinstance(edge, State):
                    return edge
                fits = keys[0] >= edge if "da" in row else keys[0] > edge
            else:
                fits = True
            if fits:
                return self.eval(self.parse(row["valore"]), table, n, keys[0] if "per" not in d else None, None)
        return State("non_applicabile")

    def call(self, e, table, n, x, where):
        _, f, rows, args = e
        if rows:
            key = (id(e), None if rows[0] != "figli" else (table, n))
            if key not in self.kept:
                self.kept[key] = self.over(f, rows, args, table, n)
            return self.kept[key]
        if f == "assente":
            return State(args[0][1])
        if f == "graduatoria":
            return self.rank(args, table, n, where)
        if f in ("fascia", "voce"):
            keys = [self.eval(a, table, n, x, where) for a in args[1:]]
            for k in keys:
                if isinstance(k, State):
                    return k
            return self.look_up(args[0][2], keys, table, n)
        first = self.eval(args[0], table, n, x, where)
        if f == "presente":
            return not isinstance(first, State)
        if f == "stato":
            return isinstance(first, State) and str(first) == args[1][1]
        if f == "se_assente":
            return self.eval(args[1], table, n, x, where) if isinstance(first, State) else first
        if isinstance(first, State):
            return first
        if f == "se":
            return self.eval(args[1 if first else 2], table, n, x, where)
        if f == "arrotonda":
            return rounded(first, int(args[1][1]), args[2][1] if len(args) > 2 else "half_up")
        if f == "intero":
            return F(first.numerator // first.denominator)
        values = [first]
        for a in args[1:]:
            values.append(self.eval(a, table, n, x, where))
            if isinstance(values[-1], State):
                return values[-1]
        if f == "limita":
            if values[1] > values[2]:
                raise Broken("limits crossed")
            return min(max(values[0], values[1]), values[2])
        if f == "data":
            try:
                return F(datetime.date(*(int(v) if v.denominator == 1 else 0 for v in values)).toordinal())
            except ValueError:
                raise Broken("no such day")
        if f == "giorni":
            return values[1] - values[0] + 1
        return min(values) if f == "minimo" else max(values)

    def eval(self, e, table, n, x, where):
        kind = e[0]
        if kind in ("number", "word"):
            return e[1]
        if kind == "name":
            return self.name(e[1], e[2], table, n, x)
        if kind == "call":
            return self.call(e, table, n, x, where)
        if kind == "non":
            v = self.eval(e[1], table, n, x, where)
            return v if isinstance(v, State) else not v
        if kind in ("e", "o"):
            for part in e[1]:
                v = self.eval(part, table, n, x, where)
                if isinstance(v, State):
                    return v
                if bool(v) != (kind == "e"):
                    return kind == "o"
            return kind == "e"
        left = self.eval(e[-2], table, n, x, where)
        if isinstance(left, State):
            return left
        right = self.eval(e[-1], table, n, x, where)
        if isinstance(right, State):
            return right
        if kind == "cmp":
            return {"<": lambda: left < right, "<=": lambda: left <= right, "=": lambda: left == right,
                    "<>": lambda: left != right, ">=": lambda: left >= right, ">": lambda: left > right}[e[1]]()
        if kind == "/" and right == 0:
            raise Broken("division by zero")
        return {"+": lambda: left + right, "-": lambda: left - right, "*": lambda: left * right, "/": lambda: left / right}[kind]()

    def shown(self, d, value):
        if isinstance(value, State):
            return str(value)
        if isinstance(value, bool):
            return value
        kind = d["tipo"]
        if kind == "si_no":
            return bool(value)
        if kind == "parola":
            return value
        if kind == "data":
            return datetime.date.fromordinal(int(value)).isoformat()
        if "stampa" in d:
            digits, mode = self.how(d["stampa"])
        elif "tondo" in d and "resti" not in d["tondo"]:
            digits, mode = self.how(d["tondo"])
        else:
            parts = re.split("[*/]", kind.replace(" ", ""))
            powers = {}
            for sign, word in zip([1] + [1 if c == "*" else -1 for c in re.findall("[*/]", kind)], parts):
                word = {"giorno": "giorni", "punto": "punti"}.get(word, word)
                powers[word] = powers.get(word, 0) + sign
            digits = 2 if any(powers.get(u) for u in ("euro", "percento", "punti")) else 0 if powers.get("giorni") else 4
            mode = "half_up"
        return fixed(rounded(value, digits, mode), digits)

    def result(self):
        out = {}
        for t, d in self.tables.items():
            if not self.rows[t]:
                continue
            out[t] = []
            for n, row in enumerate(self.rows[t]):
                shown = {"id": row["id"]}
                for c, f in d.get("formule", {}).items():
                    shown[c] = self.shown(f, self.cell(t, n, c))
                if d.get("vincoli"):
                    shown["violazioni"] = []
                    for v, rule in d["vincoli"].items():
                        fine = self.eval(self.parse(rule["condizione"]), t, n, None, None)
                        if not isinstance(fine, State) and not fine:
                            shown["violazioni"].append(v)
                out[t].append(shown)
        return out


def calcola(rulebook, case):
    return Run(rulebook, case).result()


def bare(esito):
    """Our output in the same shape: without proofs, violations by name."""
    return {t: [{k: [x["vincolo"] for x in v] if k == "violazioni" else v for k, v in row.items() if k not in ("traccia", "forzati")}
                for row in rows] for t, rows in esito.get("tavole", {}).items()}

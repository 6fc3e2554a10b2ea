#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""Recomputes every step of every trace of an output, from the case and the rulebook alone.

replay(case, esito, rulebook)              list of problems, empty when all is well
ancestors(esito, element_pointer, campo)   case pointers that a printed number rests on
printed(esito)                             (element pointer, campo, text) of every number with a step
rests_on(pointers, pointer)                whether a pointer or a container of it is among them
"""
import datetime
import json
import os
import re
import sys
from fractions import Fraction as F

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import oracle  # noqa: E402

VALUE = re.compile(r"(-?(?:0|[1-9][0-9]*))(?:\.([0-9]{1,9})|/([1-9][0-9]*))?\Z")
CASE_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?\Z")
SIGNS = {"<": lambda a, b: a < b, "<=": lambda a, b: a <= b, "=": lambda a, b: a == b,
         ">=": lambda a, b: a >= b, ">": lambda a, b: a > b}
OPERATIONS = ("costante", "somma", "prodotto", "differenza", "rapporto", "minimo", "massimo", "parte_intera", "conta",
              "confronto", "scelta", "fascia", "arrotonda", "riparto", "giorni", "giorno")
STEP_KEYS = {"regola", "fonte", "descrizione", "valore", "operazione", "da", "campo", "cifre", "segno", "modo"}


class Wrong(Exception):
    pass


def at(root, ptr):
    """The value that a JSON pointer names."""
    x = root
    if ptr == "":
        return x
    if not ptr.startswith("/"):
        raise Wrong("no pointer: %r" % ptr)
    for s in ptr[1:].split("/"):
        s = s.replace("~1", "/").replace("~0", "~")
        if isinstance(x, list) and re.match(r"(0|[1-9][0-9]*)\Z", s) and int(s) < len(x):
            x = x[int(s)]
        elif isinstance(x, dict) and s in x:
            x = x[s]
        else:
            raise Wrong("%r names nothing" % ptr)
    return x


def number(x):
    """A number of a case, a rulebook or a step; otherwise the value itself."""
    if isinstance(x, int) and not isinstance(x, bool):
        return F(x)
    if isinstance(x, str) and CASE_DECIMAL.match(x):
        return F(x)
    return x


def exact(s):
    """The value of a step: a number, or a word (a band, a class such as ">=95"); the way of writing is checked."""
    if not isinstance(s, str):
        raise Wrong("valore is not a string")
    m = VALUE.match(s)
    if not m:
        if s and not re.match(r"[-+]?[0-9.][0-9.,eE/+]*\Z", s):
            return s
        raise Wrong("valore %r is not in plain notation" % s)
    x = F(s)
    if s.startswith("-") and x == 0:
        raise Wrong("valore %r" % s)
    if m.group(3):
        if "%d/%d" % (x.numerator, x.denominator) != s:
            raise Wrong("valore %r is not in lowest terms" % s)
        if 10 ** 9 % x.denominator == 0:
            raise Wrong("valore %r ends within nine places" % s)
    return x


def elements(esito):
    """(pointer, element) of everything that has a trace."""
    for part in ("albero", "unita", "dirigenti", "posizioni", "gruppi", "servizio", "quote", "indennita"):
        for n, e in enumerate(esito.get(part, [])):
            yield "/%s/%d" % (part, n), e
    for part in ("ente", "maggiorazione_dirigenti", "risorse_posizioni"):
        if part in esito:
            yield "/" + part, esito[part]
    for n, e in enumerate(esito.get("merito", {}).get("persone", [])):
        yield "/merito/persone/%d" % n, e
    for table, rows in esito.get("tavole", {}).items():
        for n, e in enumerate(rows):
            yield "/tavole/%s/%d" % (table, n), e
    for part in ("strutture", "persone"):
        for n, e in enumerate(esito.get("premi", {}).get(part, [])):
            yield "/premi/%s/%d" % (part, n), e
    if "maggiorazione" in esito.get("premi", {}):
        yield "/premi/maggiorazione", esito["premi"]["maggiorazione"]


def fields(ptr, e):
    """(campo, text) of the printed numbers of an element that need a step."""
    if ptr.startswith("/tavole"):
        rows = [("/" + k, v) for k, v in e.items() if k != "id" and isinstance(v, str) and VALUE.match(v)]
    elif ptr.startswith("/albero"):
        rows = [("/risultato", e["risultato"])]
        rows += [("/indicatori/%d/percentuale" % n, i["percentuale"]) for n, i in enumerate(e["indicatori"])]
    elif ptr == "/ente" or ptr.startswith("/unita"):
        rows = [("/risultato", e["risultato"])]
    elif ptr.startswith("/servizio"):
        rows = [("/%s/giorni" % k, str(e[k]["giorni"])) for k in ("progetto", "valutatore")]
    elif ptr.startswith("/gruppi"):
        rows = [("/semischeda%d/%s" % (h, k), str(e["semischeda%d" % h][k]))
                for h in (1, 2) for k in ("somma", "scostamenti", "positivi")]
    elif ptr.startswith(("/quote", "/indennita", "/maggiorazione_dirigenti", "/risorse_posizioni", "/merito", "/premi/maggiorazione")):
        names = ("ammessi", "sopra_soglia", "eccedenti", "giorni", "media", "importo", "risultato", "posizione", "quota",
                 "punteggio")
        rows = [("/" + k, e[k]) for k in names if k in e]
    else:
        names = ("punti_organizzativi", "quota_trasferita", "punti_obiettivi", "punti_prestazioni", "totale",
                 "retribuzione", "trattenuta", "maggiorazione", "raggiungimento", "prestazione", "indice", "c", "cpc", "cr",
                 "presenza", "importo")
        rows = [("/" + k, e[k]) for k in names if k in e]
    return [(c, v) for c, v in rows if v is not None and not isinstance(v, dict)]


# What has no step of its own, by the case format: counts and words that the case shows as they are, limits that are a
# plain product, and sums of printed amounts, which replay() adds up itself.
STEPLESS = [re.compile(x + r"\Z") for x in (
    r".*/(id|esito|messaggio|codice|vincolo)", r"/(formato|sistema|impronta_sistema)", r".*/(rilevati|previsti)",
    r".*/(elenco|beneficiari|fascia_A|in_fascia_A)/N", r".*/(composizione_conforme|conforme)",
    r"/gruppi/N/(n_valutati|massimo_A|resto|semischeda[12]/(plafond|positivi_dovuti)|violazioni/N/(differenza|semischeda))",
    r"/(premi|merito)/(totale|non_distribuito)", r"/premi/fondi/N/totale", r"/premi/persone/N/(fascia[12]|struttura)",
    r"/servizio/N/(progetto|valutatore)/(unita|struttura|gruppo)", r"/risorse_posizioni/minimo")]


def stepless(esito):
    """Printed values without a step that are not among those that need none: a new part of the output is found here."""
    covered = {p + c for p, c, _ in printed(esito)}
    todo, out = [("", esito)], []
    while todo:
        p, x = todo.pop()
        if isinstance(x, (dict, list)):
            for k, v in x.items() if isinstance(x, dict) else enumerate(x):
                if k not in ("traccia", "scelte", "avvisi"):
                    todo.append(("%s/%s" % (p, k), v))
        elif p.startswith("/tavole/") and (isinstance(x, bool) or not VALUE.match(str(x)) or p.endswith("/id") or "/violazioni/" in p
                                           or "/forzati/" in p):
            continue        # words, days and states of a rulebook's own tables: their steps carry no campo
        elif x is not None and p not in covered and not any(r.match(re.sub(r"/[0-9]+", "/N", p)) for r in STEPLESS):
            out.append("%s: printed, and no step tells where it comes from" % p)
    return out


def printed(esito):
    for ptr, e in elements(esito):
        for c, v in fields(ptr, e):
            yield ptr, c, v


def refs(step):
    da = step.get("da")
    if not isinstance(da, list):
        raise Wrong("da is not a list")
    return da


def other_step(esito, ref):
    s = at(esito, ref[1:])
    if not re.search(r"/traccia/[0-9]+\Z", ref) or not isinstance(s, dict) or "valore" not in s:
        raise Wrong("%r is not a step" % ref)
    return s


def inequalities(ref, rulebook):
    """Whether the field at /tavole/T/N/FIELD admits ">= 95"."""
    steps = ref.split("/")
    field = at(rulebook, "/calcolo/tavole/%s" % steps[2]).get("campi", {}).get(steps[4], {}) if len(steps) == 5 else {}
    return field.get("disuguaglianze") == "si"


def term(ref, index, steps, case, esito, rulebook):
    if isinstance(ref, bool) or not isinstance(ref, (int, str)):
        raise Wrong("reference %r" % (ref,))
    if isinstance(ref, int):
        if not 0 <= ref < index:
            raise Wrong("reference %d is not an earlier step" % ref)
        return exact(steps[ref]["valore"])
    if ref.startswith("#"):
        return exact(other_step(esito, ref)["valore"])
    if ref.startswith("@"):
        x = at(rulebook, ref[1:])
        if ref.endswith("/se_manca") and at(rulebook, ref[1:].rsplit("/", 1)[0]).get("tipo") == "si_no":
            return F(1 if x == "si" else 0)
        return number(x)
    if ref.startswith("/"):
        x = at(case, ref)
        if ref.startswith("/tavole/") and isinstance(x, str) and x[:1] in ("<", ">") and inequalities(ref, rulebook):
            x = x.lstrip("<>= ")        # its bound counts
        return F(x) if isinstance(x, bool) and ref.startswith("/tavole/") else number(x)     # true is 1 in a formula
    raise Wrong("reference %r" % ref)


def table(value, ref, rows, case):
    if not isinstance(value, F):
        raise Wrong("fascia of no number")
    if not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows):
        raise Wrong("%r is no table" % (ref,))
    if ref.startswith("@"):
        for r in rows:
            if "da" not in r or value >= number(r["da"]):
                return number(r["livello"] if "livello" in r else r["fascia"])
        raise Wrong("no band of %r" % ref)
    verso = at(case, ref.rsplit("/", 1)[0] + "/verso")
    for r in rows:
        if "soglia" not in r:
            return number(r["livello"])
        s = number(r["soglia"])
        if value >= s if verso == "crescente" else value <= s:
            return number(r["livello"])
    raise Wrong("no band of %r" % ref)


PLAIN = {F(x) for x in (0, 1, 2, 3, 10, 12, 100, 365, 366)} | {F(1, 2), F(1, 100)}


def book_numbers(rulebook):
    """Every number of a rulebook."""
    todo, out = [rulebook], set()
    while todo:
        x = todo.pop()
        if isinstance(x, (dict, list)):
            todo += x.values() if isinstance(x, dict) else x
        elif isinstance(number(x), F):
            out.add(number(x))
    return out


LITERAL = re.compile(r'"([^"]*)"|([0-9]+(?:[.,][0-9]+)?)')


def literals(text):
    """The numbers and words written in a formula."""
    return [F(n.replace(",", ".")) if n else w for w, n in LITERAL.findall(text)]


def compute(step, da, terms, value, case):
    """What the operation gives (None: no single right value, checked here)."""
    op = step.get("operazione")
    if op not in OPERATIONS:
        raise Wrong("operazione %r" % (op,))
    if op == "costante":
        if len(da) > 1 or any(not isinstance(r, str) or not (r.startswith("@") or r.startswith("/scelte/")) for r in da):
            raise Wrong("a constant rests on %r" % (da,))
        if da and isinstance(terms[0], F):
            return value if da[0].startswith(("@/calcolo/", "@/formule/")) and value == -terms[0] else terms[0]  # "-3" is minus the literal 3
        if da and da[0].startswith(("@/calcolo/", "@/formule/")) and isinstance(terms[0], str) and value in literals(terms[0]):
            return value
        if da and da[0].startswith("@"):
            raise Wrong("%r is no number" % da[0])
        return None
    if op == "conta":
        return F(len(terms))
    if op == "giorno":      # a date of the case, or year, month and day
        if len(terms) == 3:
            return F(datetime.date(*map(int, terms)).toordinal())
        return F(datetime.date.fromisoformat(terms[0]).toordinal())
    if op == "giorni":
        days = [datetime.date.fromisoformat(t) for t in terms]
        if len(days) % 2 or not days:
            raise Wrong("giorni needs first and last days")
        return F(len({a.toordinal() + k for a, b in zip(days[::2], days[1::2]) for k in range((b - a).days + 1)}))
    if op == "confronto":
        if len(terms) != 2 or step.get("segno") not in SIGNS:
            raise Wrong("confronto needs two terms and a segno")
        if isinstance(terms[0], F) != isinstance(terms[1], F):
            raise Wrong("confronto of different kinds")
        return F(1 if SIGNS[step["segno"]](*terms) else 0)
    if op == "fascia":
        if len(terms) != 2 or not isinstance(da[1], str):
            raise Wrong("fascia needs a value and a table")
        return table(terms[0], da[1], terms[1], case)
    for r, t in zip(da, terms):
        if not isinstance(t, F) and not (op == "scelta" and isinstance(t, str)):
            raise Wrong("%s of %r, which is no number" % (op, r))
    need = {"scelta": 3, "parte_intera": 1, "arrotonda": 1}.get(op)
    if (need and len(terms) != need) or (not terms and op not in ("somma",)):
        raise Wrong("%s of %d terms" % (op, len(terms)))
    if op == "somma":
        return sum(terms, F(0))
    if op == "prodotto":
        x = F(1)
        for t in terms:
            x *= t
        return x
    if op == "differenza":
        return terms[0] - sum(terms[1:], F(0))
    if op == "rapporto":
        x = terms[0]
        for t in terms[1:]:
            if t == 0:
                raise Wrong("division by zero")
            x /= t
        return x
    if op == "minimo":
        return min(terms)
    if op == "massimo":
        return max(terms)
    if op == "parte_intera":
        return F(terms[0].numerator // terms[0].denominator)
    if op == "scelta":
        return terms[1] if terms[0] != 0 else terms[2]
    if op == "arrotonda":
        n = step.get("cifre")
        if isinstance(n, str) and n.isdigit():
            n = int(n)
        if isinstance(n, bool) or not isinstance(n, int) or not 0 <= n <= 9:
            raise Wrong("arrotonda without cifre")
        mode = step.get("modo", "half_up")
        if mode not in ("half_up", "half_down", "half_even", "troncamento"):
            raise Wrong("modo %r" % mode)
        want = oracle.show(terms[0], n, mode)
        if step["valore"] != want:
            raise Wrong("valore %s, should be %s" % (step["valore"], want))
        return None
    # riparto
    if not isinstance(value, F) or abs(value - terms[0]) >= F(1, 100) or (value * 100).denominator != 1:
        raise Wrong("paid %s of the exact share %s" % (value, terms[0]))
    return None


def replay(case, esito, rulebook):
    out = stepless(esito)
    plain = PLAIN | book_numbers(rulebook)
    for ptr, e in elements(esito):
        steps = e.get("traccia")
        if not isinstance(steps, list):
            out.append("%s: no traccia" % ptr)
            continue
        want = dict(fields(ptr, e))
        seen = {}
        for n, s in enumerate(steps):
            where = "%s/traccia/%d" % (ptr, n)
            try:
                if set(s) - STEP_KEYS or not {"regola", "fonte", "descrizione", "valore", "operazione", "da"} <= set(s):
                    raise Wrong("keys %s" % sorted(s))
                if not all(isinstance(s[k], str) and s[k] for k in ("regola", "fonte", "descrizione")):
                    raise Wrong("regola, fonte or descrizione is empty")
                if "campo" in s:
                    seen.setdefault(s["campo"], []).append(s["valore"])
                value = exact(s["valore"])
                terms = [term(r, n, steps, case, esito, rulebook) for r in refs(s)]
                got = compute(s, refs(s), terms, value, case)
                if s["operazione"] == "costante" and not terms and value not in plain:
                    raise Wrong("constant %s stands neither in the rulebook nor among the plain numbers" % s["valore"])
                if got is not None and got != value:
                    raise Wrong("%s gives %s, valore is %s" % (s["operazione"], got, s["valore"]))
            except Wrong as w:
                out.append("%s: %s" % (where, w))
        for c, v in want.items():
            got = seen.pop(c, [])
            if len(got) != 1:
                out.append("%s%s: %d steps have this campo" % (ptr, c, len(got)))
            elif got[0] != v:
                out.append("%s%s: printed %s, traced %s" % (ptr, c, v, got[0]))
        for c in seen:
            out.append("%s: campo %r names no printed number" % (ptr, c))
        if not want and steps and not ptr.startswith("/tavole"):  # there a state may stand instead of every number
            out.append("%s: a trace without any printed number" % ptr)
    if not out:
        out += circles(esito)
        paid = [F(x["importo"]) + F(x.get("maggiorazione", 0)) for x in esito.get("premi", {}).get("persone", [])]
        if "premi" in esito and (sum(paid, F(0)) != F(esito["premi"]["totale"]) or
                                 F(esito["premi"]["totale"]) + F(esito["premi"]["non_distribuito"])
                                 != sum(F(str(x)) for x in [case["premi"].get("fondo", 0)] + [
                                     f["importo"] for f in case["premi"].get("fondi", [])])):
            out.append("/premi: the amounts do not add up")
    return out


def circles(esito):
    """References of traces to one another that lead back to themselves."""
    state = {}

    def follow(ptr, n):
        key = (ptr, n)
        if state.get(key) == 2:
            return False
        if state.get(key) == 1:
            return True
        state[key] = 1
        for r in at(esito, ptr)["traccia"][n]["da"]:
            if isinstance(r, int) and follow(ptr, r):
                return True
            if isinstance(r, str) and r.startswith("#"):
                p, k = r[1:].rsplit("/traccia/", 1)
                if follow(p, int(k)):
                    return True
        state[key] = 2
        return False
    return ["%s/traccia/%d rests on itself" % (ptr, n) for ptr, e in elements(esito)
            for n in range(len(e["traccia"])) if follow(ptr, n)]


def ancestors(esito, element_pointer, campo):
    out, done = set(), set()
    todo = [(element_pointer, n) for n, s in enumerate(at(esito, element_pointer)["traccia"]) if s.get("campo") == campo]
    while todo:
        key = todo.pop()
        if key in done:
            continue
        done.add(key)
        ptr, n = key
        s = at(esito, ptr)["traccia"][n]
        for r in s["da"]:
            if isinstance(r, int):
                todo.append((ptr, r))
            elif r.startswith("#"):
                p, k = r[1:].rsplit("/traccia/", 1)
                todo.append((p, int(k)))
            elif r.startswith("/"):
                out.add(r)
                if s["operazione"] == "fascia" and r == s["da"][-1]:
                    out.add(r.rsplit("/", 1)[0] + "/verso")
    return out


def rests_on(pointers, pointer):
    while True:
        if pointer in pointers:
            return True
        if not pointer:
            return False
        pointer = pointer.rsplit("/", 1)[0]


def main(argv):
    if len(argv) != 4:
        print("usage: replay.py CASE OUTPUT RULEBOOK_JSON", file=sys.stderr)
        return 2
    case, esito, rulebook = (json.load(open(a, encoding="utf-8")) for a in argv[1:])
    bad = replay(case, esito, rulebook)
    print("\n".join(bad) if bad else "ok")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))

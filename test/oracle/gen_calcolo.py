# gen_calcolo.py - random rulebooks with tables of their own, and random cases for them.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""
make(seed) -> (rulebook, case)     every formula is of the kind it declares; states, trees, references, band tables, shares occur
"""
import datetime
import random

UNITS = ("numero", "punti", "euro", "percento", "giorni")
LITERAL = {"numero": "", "punti": " punti", "euro": " euro", "percento": "%", "giorni": " giorni"}
WORDS = ("alta", "media", "bassa")
STATES = ("non_rilevato", "non_computabile", "non_realizzabile", "non_applicabile")
MODES = ("half_up", "half_down", "half_even", "troncamento")


class Maker:
    def __init__(self, seed):
        self.r = random.Random(seed)
        # names by kind, of each table: what a formula of that table may read
        self.names = {"gruppo": {}, "riga": {}, "nodo": {}}
        self.parents = {"gruppo": None, "riga": "gruppo", "nodo": "nodo"}
        self.tables = {t: {"descrizione": t, "campi": {}, "formule": {}, "vincoli": {}} for t in self.names}
        self.tables["riga"]["appartiene"] = "gruppo"
        self.tables["nodo"]["padre"] = "si"

    def number(self):
        return self.r.choice(("1", "2", "3", "10", "0.5", "12.25", "100", "7", "0,75"))

    def field(self, table, name, kind):
        d = {"tipo": kind, "descrizione": name}
        if kind == "parola":
            d["parole"] = list(WORDS)
        elif kind in UNITS and self.r.random() < .5:
            d["stati"] = self.r.sample(STATES, 2) + ["non_rilevato"] if self.r.random() < .5 else ["non_rilevato"]
        elif kind in UNITS and self.r.random() < .4:
            d["se_manca"] = self.r.choice(("1", "0", "2.5"))
        self.tables[table]["campi"][name] = d
        self.names[table].setdefault(kind, []).append(name)

    def pick(self, table, kind):
        """A name of that kind that the table's rows can read."""
        options = list(self.names[table].get(kind, []))
        up = self.parents[table]
        if up and up != table:
            options += ["%s.%s" % (up, n) for n in self.names[up].get(kind, []) if n[0] in "fgb"]  # others read the rows below
        if table == "riga":
            options += ["collega.%s" % n for n in self.names["gruppo"].get(kind, []) if n[0] in "fb"]
        return self.r.choice(options) if options else None

    def literal(self, kind):
        return self.number() + LITERAL[kind]

    def value(self, table, kind, depth, x=None):
        r = self.r
        if x == kind and r.random() < .4:
            return "x"
        if depth <= 0 or r.random() < .15:
            return self.pick(table, kind) or self.literal(kind)
        v = lambda k=kind, d=depth - 1: self.value(table, k, d, x)  # noqa: E731
        choice = r.randrange(15)
        if choice == 0:
            return "(%s + %s)" % (v(), v())
        if choice == 1:
            return "(%s - %s)" % (v(), v())
        if choice == 2:
            return "%s * %s" % (v(), v("numero"))
        if choice == 3:
            k = r.choice(UNITS)
            return "%s * (%s) / (%s)" % (v(), v(k), self.literal(k))
        if choice == 4:
            other = 'assente("%s")' % r.choice(STATES) if r.random() < .3 else v()
            return "se(%s; %s; %s)" % (self.condition(table, depth - 1, x), v(), other)
        if choice == 5:
            return "%s(%s; %s)" % (r.choice(("minimo", "massimo")), v(), v())
        if choice == 6:
            return "limita(%s; 1%s; 50%s)" % (v(), LITERAL[kind], LITERAL[kind])
        if choice == 7:
            return "arrotonda(%s; %d; \"%s\")" % (v(), r.randrange(4), r.choice(MODES))
        if choice == 8:
            return "se_assente(%s; %s)" % (v(), self.literal(kind))
        if choice == 9 and table == "gruppo":
            return "%s(riga: %s)" % (r.choice(("somma", "media", "minimo", "massimo")), self.value("riga", kind, depth - 1))
        if choice == 10 and table == "gruppo":
            return "media(riga: %s; %s)" % (self.value("riga", kind, depth - 1), self.value("riga", "numero", 1))
        if choice == 11:
            return "%s(%s)" % (r.choice(("somma", "media")), self.value(table, kind, depth - 1))
        if choice == 12 and kind == "numero":
            return "conta(tutti nodo: %s)" % self.condition("nodo", 1, None)
        if choice == 13 and kind == "giorni":
            year = r.choice(("giorni(data(anno; 1; 1); fine)", "data(anno; 12; 31) - inizio", "giorni(inizio; fine)"))
            return year if table == "riga" else "giorni_anno"
        if choice == 14 and kind == "numero":
            return "(%s) / (%s)" % (v("euro"), self.literal("euro"))
        return "-%s" % self.literal(kind) if choice == 9 else "intero(%s)" % v()

    def condition(self, table, depth, x):
        r = self.r
        choice = r.randrange(8)
        if choice == 7 and table == "riga":
            return r.choice(("segno", "non segno"))
        if choice == 0 and table == "riga":
            return '%s %s "%s"' % ("livello", r.choice(("=", "<>")), r.choice(WORDS))
        if choice == 1:
            k = r.choice(UNITS)
            return "presente(%s)" % (self.pick(table, k) or self.literal(k))
        if choice == 2 and depth > 0:
            return "(%s %s %s)" % (self.condition(table, depth - 1, x), r.choice("eo"), self.condition(table, depth - 1, x))
        if choice == 3 and depth > 0:
            return "non %s" % self.condition(table, depth - 1, x)
        if choice == 4:
            k = r.choice(UNITS)
            return "stato(%s; \"%s\")" % (self.pick(table, k) or self.literal(k), r.choice(STATES))
        k = r.choice(UNITS)
        return "%s %s %s" % (self.value(table, k, depth - 1, x), r.choice(("<", "<=", "=", ">=", ">", "<>")), self.value(table, k, depth - 1, x))

    def formula(self, table, name, kind, text=None, **more):
        d = {"tipo": kind, "formula": text or self.value(table, kind, 3), "descrizione": name, "fonte": "X-22"}
        if not more and self.r.random() < .3:
            d["tondo"] = "%d %s" % (self.r.randrange(4), self.r.choice(MODES))
        if not more and self.r.random() < .2:
            d["stampa"] = "%d %s" % (self.r.randrange(5), self.r.choice(MODES))
        if self.r.random() < .3 and not more:
            d["forzabile"] = "si"
        d.update(more)
        self.tables[table]["formule"][name] = d
        self.names[table].setdefault(kind, []).append(name)

    def rulebook(self):
        r = self.r
        for t in ("gruppo", "nodo", "riga"):
            for i, k in enumerate(UNITS):
                self.field(t, "f%s" % k, k)
                if i < 2:
                    self.field(t, "g%s" % k, k)
        self.field("riga", "livello", "parola")
        self.tables["riga"]["campi"]["segno"] = {"tipo": "si_no", "se_manca": r.choice(("si", "no")), "descrizione": "segno"}
        self.tables["riga"]["campi"].update({n: {"tipo": "data", "descrizione": n} for n in ("inizio", "fine")})
        self.tables["riga"]["campi"]["collega"] = {"tipo": "riferimento", "tavola": "gruppo", "descrizione": "altro gruppo"}
        bands = {"fasce": {"di": "punti", "tipo": "numero", "fonte": "X-22", "righe": [
            {"da": "80 punti", "valore": "1.2"}, {"oltre": "40 punti", "valore": "x / 80 punti"},
            {"da": "5 punti", "valore": "0.1"}] + ([{"valore": "0"}] if r.random() < .5 else [])},
            "voci": {"per": ["livello"], "tipo": "percento", "fonte": "X-22", "righe": [
                {"quando": ["alta"], "valore": "30%"}, {"quando": [r.choice(("media", "*"))], "valore": "20%"}]}}
        self.formula("gruppo", "base", "punti", "se_assente(fpunti; 3 punti) * 2 + 1 punto")
        for t in ("nodo", "riga", "gruppo"):
            for i in range(r.randrange(1, 4)):
                self.formula(t, "c%d" % i, r.choice(UNITS))
        self.formula("nodo", "albero", "punti", "fpunti + somma(nodo: albero) / 2")
        self.formula("riga", "coefficiente", "numero", "fascia(fasce; %s)" % self.value("riga", "punti", 1))
        self.formula("riga", "voce", "percento", "voce(voci; livello)")
        self.formula("riga", "posto", "numero", "graduatoria(%s; fnumero)" % self.value("riga", "punti", 1),
                     **({"entro": "gruppo"} if r.random() < .5 else {"stampa": "0"}))
        self.formula("riga", "fermo", "numero", "se_assente(massimo(0; fnumero); 1) + 1", stampa="3")
        self.formula("riga", "parte", "euro", "fondo * fermo / somma(fermo)", tondo="2 resti_maggiori")
        self.formula("riga", "esito", "parola", 'se(%s; "alta"; se(segno; assente("non_applicabile"); "80-95"))' % self.condition("riga", 2, None), descrizione="esito")
        self.formula("riga", "scadenza", "data", "inizio + %d giorni" % r.randrange(90), descrizione="scadenza")
        self.formula("gruppo", "totale", "euro", "somma(riga: parte)", descrizione="totale")
        self.formula("gruppo", "vero", "si_no", self.condition("gruppo", 2, None), descrizione="vero")
        self.tables["gruppo"]["vincoli"]["tetto"] = {"condizione": self.condition("gruppo", 2, None), "messaggio": "tetto", "grado": "blocca",
                                                     "fonte": "X-22"}
        return {"id": "prova", "titolo": "Sistema di prova", "fonti": ["Prova"],
                "stampa": {"percentuali": {"cifre": "2", "modo": "half_up", "fonte": "X-07"}},
                "calcolo": {"parametri": {"fondo": {"tipo": "euro", "descrizione": "fondo", "fonte": "X-22"}},
                            "tabelle": bands, "tavole": {t: {k: v for k, v in d.items() if v} for t, d in self.tables.items()}}}

    def input(self, d):
        r = self.r
        kind = d["tipo"]
        if d.get("stati") and r.random() < .2:
            return r.choice(d["stati"])
        if kind == "parola":
            return r.choice(WORDS)
        if kind == "si_no":
            return r.random() < .5
        if kind == "data":
            return (datetime.date(2024, 1, 1) + datetime.timedelta(r.randrange(366))).isoformat()
        return r.choice(("0", "1", "5", "40", "80", "93.5", "12.25", "-3", "7"))

    def case(self, book):
        r = self.r
        out = {}
        for t in ("gruppo", "riga", "nodo"):
            rows = []
            for i in range(r.randrange(1, 7)):
                row = {"id": "%s%d" % (t, i)}
                if t == "riga":
                    row["gruppo"] = r.choice(out["gruppo"])["id"]
                if t == "nodo" and i and r.random() < .8:
                    row["padre"] = r.choice(rows)["id"]
                for name, d in self.tables[t]["campi"].items():
                    missing = "se_manca" in d or "non_rilevato" in d.get("stati", [])
                    if missing and r.random() < .3:
                        continue
                    row[name] = r.choice(out["gruppo"])["id"] if d["tipo"] == "riferimento" else self.input(d)
                forced = {n: {"valore": self.number().replace(",", "."), "motivo": "prova"} for n, d in self.tables[t]["formule"].items()
                          if d.get("forzabile") and d["tipo"] in UNITS and r.random() < .1}
                if forced:
                    row["forzati"] = forced
                rows.append(row)
            out[t] = rows
        r.shuffle(out["nodo"])
        return {"formato": "ciclo-caso/1", "anno": r.choice((2023, 2024)), "sistema": "prova", "parametri": {"fondo": r.choice(("1000.00", "99.99", "0.07"))},
                "tavole": out}


def make(seed):
    m = Maker(seed)
    book = m.rulebook()
    return book, m.case(book)

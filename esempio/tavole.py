# tavole.py - reads entita.def, keeps the rows of every table, checks them all and writes them as canonical CSV.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""The tables of the exchange format, read from the one declaration that the program itself is built from.

Nothing here knows the example: a table that entita.def gains tomorrow is written (empty) without a change, and a
field that it loses makes the generator fail by name.
"""
import datetime
import re
from decimal import Decimal, InvalidOperation
from pathlib import Path

RIGA = re.compile(r'^\s*(KO|[KRO])\((\w+),\s*(\w+)\s*,(.*)$')
TESTA = re.compile(r'^ENTITA\((\w+),\s*(\w+),\s*(\w+),\s*([PN]),')


class Campo:
    def __init__(self, regola, tipo, nome, arg):
        self.regola, self.tipo, self.nome, self.arg = regola, tipo, nome, arg


class Tavola:
    def __init__(self, tipo, nome, personale):
        self.tipo, self.nome, self.personale = tipo, nome, personale
        self.campi, self.righe = [], []

    @property
    def chiave(self):
        return [c for c in self.campi if c.regola in ('K', 'KO')]


def _argomento(resto, macro):
    """The third argument of K/R/O: nothing, a word, or string literals and macros set side by side."""
    pezzi, i = [], 0
    resto = resto.lstrip()
    if resto.startswith(','):
        return ''
    for m in re.finditer(r'"([^"]*)"|(\w+)|(,)', resto):
        if m.group(3):
            break
        pezzi.append(m.group(1) if m.group(1) is not None else macro.get(m.group(2), m.group(2)))
    return ''.join(pezzi)


def leggi_def(percorso):
    """entita.def -> {table name: Tavola}, in the order of the file."""
    testo = Path(percorso).read_text(encoding='utf-8')
    testo = re.sub(r'/\*.*?\*/', '', testo, flags=re.S)
    testo = testo.replace('\\\n', ' ')
    macro = {}
    for m in re.finditer(r'#define\s+(\w+)\s+((?:"[^"]*"\s*)+)', testo):
        macro[m.group(1)] = ''.join(re.findall(r'"([^"]*)"', m.group(2)))
    testo = re.sub(r'"\s*\n\s*"', '', testo)             # one literal over two lines
    tavole, ora = {}, None
    for riga in testo.split('\n'):
        t = TESTA.match(riga)
        if t:
            ora = tavole[t.group(3)] = Tavola(t.group(2), t.group(3), t.group(4) == 'P')
            continue
        r = RIGA.match(riga)
        if r and ora:
            ora.campi.append(Campo(r.group(1), r.group(2), r.group(3), _argomento(r.group(4), macro)))
    if not tavole or any(not t.campi for t in tavole.values()):
        raise SystemExit('entita.def: tavole o campi non riconosciuti')
    return tavole


def decimale(x):
    """Canonical text of a decimal: no exponent, no trailing zeros, no minus zero."""
    t = format(Decimal(str(x)), 'f')
    if '.' in t:
        t = t.rstrip('0').rstrip('.')
    return '0' if t in ('-0', '') else t


class Archivio:
    def __init__(self, definizione):
        self.tavole = leggi_def(definizione)
        self.errori = []

    def metti(self, tavola, **valori):
        """Adds a row; None and '' are the absent value. Unknown fields are refused here, where the line is known."""
        t = self.tavole[tavola]
        nomi = {c.nome: c for c in t.campi}
        riga = {}
        for nome, v in valori.items():
            if nome not in nomi:
                raise SystemExit('%s: campo sconosciuto %s' % (tavola, nome))
            riga[nome] = self._testo(nomi[nome], v)
        for c in t.campi:
            riga.setdefault(c.nome, '')
        t.righe.append(riga)
        return riga

    @staticmethod
    def _testo(campo, v):
        if v is None or v == '':
            return ''
        if campo.tipo == 'DECIMALE':
            return decimale(v)
        if campo.tipo == 'EURO':
            return format(Decimal(str(v)).quantize(Decimal('0.01')), 'f')
        if campo.tipo == 'DATA' and isinstance(v, datetime.date):
            return v.isoformat()
        return str(v)

    def righe(self, tavola, **filtro):
        return [r for r in self.tavole[tavola].righe if all(r[k] == str(v) for k, v in filtro.items())]

    # -- checks ------------------------------------------------------------------------------------------------------
    def errore(self, dove, che):
        self.errori.append('%s: %s' % (dove, che))

    def controlla(self):
        codici = {}
        for t in self.tavole.values():
            codici[t.tipo] = {r[t.chiave[0].nome] for r in t.righe} if len(t.chiave) == 1 else None
        for t in self.tavole.values():
            visti = set()
            for r in t.righe:
                dove = '%s %s' % (t.nome, '/'.join(r[c.nome] for c in t.chiave))
                chiave = tuple(r[c.nome] for c in t.chiave)
                if chiave in visti:
                    self.errore(dove, 'chiave ripetuta')
                visti.add(chiave)
                for c in t.campi:
                    self._campo(dove, c, r[c.nome], codici)

    def _campo(self, dove, c, v, codici):
        if v == '':
            if c.regola in ('K', 'R'):
                self.errore(dove, '%s manca' % c.nome)
            return
        dove = '%s: %s=%s' % (dove, c.nome, v)
        if v != v.strip() or any(ord(k) < 32 and not (k == '\n' and c.tipo == 'LUNGO') for k in v):
            self.errore(dove, 'spazi ai bordi o caratteri di controllo')
        if c.tipo == 'CODICE' and len(v) > 64:
            self.errore(dove, 'codice troppo lungo')
        elif c.tipo == 'TESTO' and len(v) > 500:
            self.errore(dove, 'testo troppo lungo')
        elif c.tipo == 'LUNGO' and len(v) > int(c.arg or 20000):
            self.errore(dove, 'testo troppo lungo')
        elif c.tipo == 'SCELTA' and v not in c.arg.split('|'):
            self.errore(dove, 'non è una scelta di ' + c.arg)
        elif c.tipo == 'DATA':
            try:
                if datetime.date.fromisoformat(v).isoformat() != v:
                    self.errore(dove, 'data non canonica')
            except ValueError:
                self.errore(dove, 'data inesistente')
        elif c.tipo == 'RIF':
            if codici.get(c.arg) is None:
                self.errore(dove, 'riferimento a un tipo senza codice: ' + c.arg)
            elif v not in codici[c.arg]:
                self.errore(dove, 'riferimento sconosciuto a ' + c.arg)
        elif c.tipo in ('INTERO', 'DECIMALE', 'EURO'):
            self._numero(dove, c, v)

    def _numero(self, dove, c, v):
        try:
            n = Decimal(v)
        except InvalidOperation:
            return self.errore(dove, 'non è un numero')
        posti = len(v.partition('.')[2])
        if c.tipo == 'EURO':
            if n < 0 or posti != 2:
                self.errore(dove, 'euro con due decimali, non negativi')
            return None
        limiti, _, massimi = c.arg.partition(':')
        minimo, _, massimo = limiti.partition('..')
        if not Decimal(minimo) <= n <= Decimal(massimo):
            self.errore(dove, 'fuori da ' + limiti)
        if posti > (int(massimi) if massimi else 0):
            self.errore(dove, 'troppi decimali')
        if c.tipo == 'DECIMALE' and decimale(v) != v or c.tipo == 'INTERO' and str(int(n)) != v:
            self.errore(dove, 'forma non canonica')
        return None

    # -- output ------------------------------------------------------------------------------------------------------
    def ordina(self):
        """By key in byte order; the order of the parts and of the joined key (% and / escaped) must be one."""
        for t in self.tavole.values():
            parti = lambda r: tuple(r[c.nome].encode() for c in t.chiave)
            unita = lambda r: '/'.join(r[c.nome].replace('%', '%25').replace('/', '%2F') for c in t.chiave).encode()
            t.righe.sort(key=parti)
            if sorted(t.righe, key=unita) != t.righe:
                self.errore(t.nome, "l'ordine delle parti della chiave non è quello della chiave unita")

    def csv(self, tavola):
        t = self.tavole[tavola]
        righe = [';'.join(c.nome for c in t.campi)]
        righe += [';'.join(_cella(r[c.nome]) for c in t.campi) for r in t.righe]
        return ('\n'.join(righe) + '\n').encode('utf-8')


def _cella(v):
    return '"%s"' % v.replace('"', '""') if re.search('[;,\t"\r\n]', v) else v

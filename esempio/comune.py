# comune.py - what every part of the generator uses: the same random numbers everywhere, working days, rounding.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import datetime
from fractions import Fraction

PATRONO = (9, 29)
GIORNO = datetime.timedelta(days=1)
CHIUSO, IN_CORSO = 2025, 2026


class Caso:
    """splitmix64: Python's own generator may draw differently in another release, this one may not."""

    def __init__(self, seme):
        self.s = seme

    def prossimo(self):
        m = (1 << 64) - 1
        self.s = (self.s + 0x9E3779B97F4A7C15) & m
        z = self.s
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & m
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & m
        return z ^ (z >> 31)

    def fra(self, a, b):
        """An integer from a to b, both included."""
        return a + self.prossimo() % (b - a + 1)

    def uno(self, lista):
        return lista[self.fra(0, len(lista) - 1)]

    def mescola(self, lista):
        lista = list(lista)
        for i in range(len(lista) - 1, 0, -1):
            j = self.fra(0, i)
            lista[i], lista[j] = lista[j], lista[i]
        return lista


def giorno(testo):
    return datetime.date.fromisoformat(testo)


def pasqua(a):
    """Easter Sunday, Gregorian (the anonymous algorithm)."""
    b, c, d = a % 19, a // 100, a % 100
    e, f = c // 4, c % 4
    h = (19 * b + c - e - (c - (c + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * f + 2 * (d // 4) - h - d % 4) % 7
    m = (b + 11 * h + 22 * k) // 451
    n = h + k - 7 * m + 114
    return datetime.date(a, n // 31, n % 31 + 1)


def lavorativo(d):
    if d.weekday() > 4 or (d.month, d.day) == PATRONO:
        return False
    feste = {(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)}
    if d.year >= 2026:
        feste.add((10, 4))                       # a holiday again from 2026
    return (d.month, d.day) not in feste and d != pasqua(d.year) + GIORNO


def lavorativi(dal, al):
    n = 0
    while dal <= al:
        n += lavorativo(dal)
        dal += GIORNO
    return n


def prossimo_lavorativo(d):
    while not lavorativo(d):
        d += GIORNO
    return d


def arrotonda(x, posti):
    """Half up, as the rulebook prints; a decimal text."""
    x = Fraction(x)
    n = (abs(x) * 10 ** posti * 2 + 1) // 2
    intero, resto = divmod(int(n), 10 ** posti)
    segno = '-' if x < 0 and n else ''
    return '%s%d.%0*d' % (segno, intero, posti, resto) if posti else '%s%d' % (segno, intero)

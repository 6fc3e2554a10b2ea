# test_riparto.py - thousands of people share a fund: every printed number against exact fractions, through the real program.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""The program knows remainders to 30 bits first, and remembers what it computed for the same inputs; these cases are made of
what could betray it: remainders that are equal or next to each other, long weights, inputs that never come back."""
import random
import unittest
from fractions import Fraction as F

import prova
from prova import EVIDENCE, score

FASCE = {'A': (37, F(60, 100)), 'B': (27, F(50, 100)), 'C': (20, F(30, 100)), 'D': (0, F(0))}


def places(x, n):
    """Half up, as printed."""
    scaled = int(x * 10**n + F(1, 2))
    return '%d.%0*d' % (scaled // 10**n, n, scaled % 10**n)


def fascia(mark):
    return next(name for name, (edge, _) in FASCE.items() if mark >= edge)


def expected(case):
    """(cpc, cr, presenza, cents) of each person: S-N.23-26, S-N.64, S-N.66 by the letter."""
    premi = case['premi']
    c = {s['id']: F(s['livello_collettivo']) for s in premi['strutture']}
    q = F(premi['quota_individuale'])
    rows, weights = [], []
    for p in premi['persone']:
        cr = c[p['struttura']]
        if 'livello_individuale' in p:
            cr = (1 - q) * cr + q * F(p['livello_individuale'])
        bands = [fascia(p['semischeda%d' % h]) for h in (1, 2)]
        cpc = sum(FASCE[b][1] for b in bands)
        there = F(p['giorni_dovuti'] - p['giorni_assenza'], p['giorni_dovuti']) if 'giorni_dovuti' in p else F(1)
        weights.append(F(0) if bands == ['D', 'D'] else cr * cpc * there * F(p.get('quota_tempo', 1)))
        rows.append([places(cpc, 2), places(cr, 4), places(there, 4)])
    fund, total = int(F(premi['fondo']) * 100), sum(weights)
    shares = [w * fund / total for w in weights]
    cents = [int(s) for s in shares]
    order = sorted(range(len(shares)), key=lambda i: (cents[i] - shares[i], premi['persone'][i]['id'].encode()))
    for i in order[:fund - sum(cents)]:
        cents[i] += 1
    return [tuple(r + ['%d.%02d' % divmod(k, 100)]) for r, k in zip(rows, cents)]


def make(seed, n, fund, person):
    r = random.Random(seed)
    people = []
    for i in range(n):
        p = {'id': 'E%05d' % (i * 7919 % 100003), 'struttura': r.choice('UVW'), 'semischeda1': r.randint(15, 40),
             'semischeda2': r.randint(15, 40)}
        p.update(person(r))
        people.append(p)
    return {'formato': 'ciclo-caso/1', 'anno': 2018, 'sistema': 'criteri-2018', 'premi': {
        'fondo': fund, 'quota_individuale': '0.30', 'coefficienti': {'A': '0.60', 'B': '0.50', 'C': '0.30', 'D': '0'},
        'strutture': [{'id': 'U', 'livello_collettivo': '0.905'}, {'id': 'V', 'livello_collettivo': '0.95'},
                      {'id': 'W', 'livello_collettivo': '0.8'}], 'persone': people}}


def days(r):
    due = r.randint(200, 260)
    return {'giorni_dovuti': due, 'giorni_assenza': r.randint(0, 40)}


def nine(r):
    return '0.%09d' % r.randint(1, 10**9 - 1)


class Riparto(unittest.TestCase):
    def same(self, case):
        out = score(case, '--no-trace')['premi']['persone']
        got = [(p['cpc'], p['cr'], p['presenza'], p['importo']) for p in out]
        for p, mine, theirs in zip(case['premi']['persone'], got, expected(case)):
            self.assertEqual(mine, theirs, p)

    def test_people_of_like_inputs(self):
        EVIDENCE('S-N.66')
        self.same(make('alike', 3000, '1234567.89', lambda r: {**days(r), 'livello_individuale': '0.%d' % r.randint(60, 99)}))

    def test_inputs_that_never_come_back(self):
        EVIDENCE('S-N.66')
        self.same(make('unlike', 12000, '5000000.01', lambda r: {**days(r), 'livello_individuale': nine(r)}))

    def test_weights_too_long_for_the_quick_way(self):
        EVIDENCE('S-N.66')
        self.same(make('long', 1500, '777777.77', lambda r: {
            **days(r), 'livello_individuale': nine(r), **({'quota_tempo': nine(r)} if r.random() < 0.5 else {})}))

    def test_equal_remainders_go_by_identifier(self):
        EVIDENCE('S-N.66')
        self.same(make('equal', 2000, '1000.37', lambda r: {'struttura': 'U', 'semischeda1': 40, 'semischeda2': 40}))

    def test_shares_that_are_whole_cents(self):
        EVIDENCE('S-N.66')
        self.same(make('whole', 1000, '10000.00', lambda r: {'struttura': 'U', 'semischeda1': 30, 'semischeda2': 30}))

    def test_less_than_a_cent_each_and_a_very_large_fund(self):
        EVIDENCE('S-N.66')
        self.same(make('little', 2000, '1.23', days))
        self.same(make('much', 300, '999999999999999.99', lambda r: {**days(r), 'livello_individuale': nine(r)}))


if __name__ == '__main__':
    prova.main()

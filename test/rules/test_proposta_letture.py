# test_proposta_letture.py - suggest under every reading: minima of an oracle of its own, marks that score accepts, reasons.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""The oracle is written from requirements 12.2: for every half-sheet of what is judged together and every set of A the least
cost by a table over sums, then every pair of sets that C4 allows."""
import fractions
import itertools
import json
import random
import unittest

import prova
from prova import EVIDENCE, ciclo, text

INF = 10 ** 9


def marks_of(group, h, parts):
    return [int(fractions.Fraction(str(v[f'semischeda{h + 1}'])) * parts) for v in group['valutati']]


def bounds_of(group, h, parts):
    out = []
    for v, mark in zip(group['valutati'], marks_of(group, h, parts)):
        name, lo, hi = f"{v['id']}.semischeda{h + 1}", 0, 40 * parts
        for limit in group.get('limiti', []):
            if limit['punteggio'] == name:
                lo = max(lo, int(fractions.Fraction(str(limit.get('minimo', 0))) * parts))
                hi = min(hi, int(fractions.Fraction(str(limit.get('massimo', 40))) * parts))
        out.append((mark, mark) if name in group.get('bloccati', []) else (lo, hi))
    return out


def half(marks, bounds, counted, parts, c3):
    """{set of A: least cost} of one half-sheet."""
    due, top = 2 * parts * counted, 32 * parts * counted
    best = {((), 0, 0): 0}
    for mark, (lo, hi) in zip(marks, bounds):
        new = {}
        for (pattern, over, total), cost in best.items():
            for x in range(lo, hi + 1):
                o = over + max(0, x - 32 * parts)
                o = min(o, due) if c3 == 'ge' else o
                if o > due or total + x > top:
                    continue
                key, c = (pattern + (x >= 37 * parts,), o, total + x), cost + abs(x - mark)
                if c < new.get(key, INF):
                    new[key] = c
        best = new
    out = {}
    for (pattern, over, _), cost in best.items():
        if over == due or c3 == 'le':
            out[pattern] = min(cost, out.get(pattern, INF))
    return out


def c4(one, two, counted, cap):
    k, more = divmod(counted, 3)
    more = more > 0
    a, b = sum(one), sum(two)
    if cap == 'slots':
        return a + b <= 2 * k + more
    if cap == 'per_sheet':
        return min(a, b) <= k and max(a, b) <= k + more
    names = sum(x or y for x, y in zip(one, two))
    return names <= k or (more and names == k + 1 and any(x != y for x, y in zip(one, two)))


def least(case):
    """The least distance of all groups of a case together, in parts; None: no way. All of them share one third."""
    s = case['scelte']
    parts = int(1 / fractions.Fraction(s.get('staff.step', '1')))
    groups, c3 = case['gruppi'], s.get('staff.c3', 'eq')
    blocks = [groups] if s.get('staff.small') == 'pool' else [[g] for g in groups]
    counted = [sum(g.get('addetti', len(g['valutati'])) for g in b) for b in blocks]
    sheets = []
    for h in (0, 1):
        tables = [half([m for g in b for m in marks_of(g, h, parts)], [x for g in b for x in bounds_of(g, h, parts)], n, parts, c3)
                  for b, n in zip(blocks, counted)]
        sheets.append({sum((k for k, _ in pick), ()): sum(c for _, c in pick) for pick in itertools.product(*(t.items() for t in tables))})
    found = [a + b for one, a in sheets[0].items() for two, b in sheets[1].items() if c4(one, two, sum(counted), s.get('staff.a_cap', 'distinct'))]
    return min(found) if found else None


def random_case(r, kind):
    s = {'staff.a_cap': r.choice(('distinct', 'per_sheet', 'slots')), 'staff.c3': r.choice(('eq', 'eq', 'ge', 'le'))}
    parts = 1
    groups = r.choice((1, 2, 3)) if kind in ('pool', 'sector') else 1
    if kind == 'step':
        s['staff.step'], parts = '0.5', 2
    if kind == 'assigned':
        s['staff.n'] = 'assigned'
    if kind == 'pool':
        s['staff.small'] = 'pool'
    if kind == 'sector':
        s['staff.a_scope'] = 'sector'
    out = []
    for g in range(groups):
        n = r.randint(1, 2) if groups > 1 or kind == 'pool' else r.randint(1, 3)

        def mark(top=40):
            x = fractions.Fraction(r.randint(22 * parts, top * parts), parts)
            return str(float(x)) if parts > 1 else int(x)
        people = [{'id': f'E{k}', 'semischeda1': mark(), 'semischeda2': mark()} for k in range(n)]
        group = {'id': f'G{g}', 'valutati': people}
        names = [f'E{k}.semischeda{h}' for k in range(n) for h in (1, 2)]
        group['bloccati'] = [x for x in names if r.random() < .15]
        group['limiti'] = [{'punteggio': x, r.choice(('minimo', 'massimo')): '31' if parts > 1 else 31} for x in names if r.random() < .2]
        if kind == 'assigned':
            group['addetti'] = n + r.randint(0, 2)
        if kind == 'pool':
            group['area'] = 'A'
        if kind == 'sector':
            group['settore'] = 'S'
        out.append(group)
    return prova.case(scelte=s, gruppi=out)


class Letture(unittest.TestCase):
    def suggest(self, c):
        code, out, err = ciclo('suggest', '-', stdin=text(c), timeout=600)
        self.assertEqual((0, b''), (code, err))
        return json.loads(out)['gruppi']

    def accepted(self, c, answer, parts):
        """The marks are kept where they must be, and `score` finds nothing against them. Returns the distance in all."""
        total, new = 0, json.loads(json.dumps(c))
        for g, got, mended in zip(c['gruppi'], answer, new['gruppi']):
            own = 0
            for h in (0, 1):
                after = [int(fractions.Fraction(str(x)) * parts) for x in got[f'semischeda{h + 1}']]
                for v, x in zip(mended['valutati'], got[f'semischeda{h + 1}']):
                    v[f'semischeda{h + 1}'] = x
                own += sum(abs(x - y) for x, y in zip(after, marks_of(g, h, parts)))
                for x, (lo, hi) in zip(after, bounds_of(g, h, parts)):
                    self.assertTrue(lo <= x <= hi, (c, answer))
            self.assertEqual(own, fractions.Fraction(str(got['distanza'])) * parts)
            total += own
        for g in prova.score(new, '--no-trace')['gruppi']:
            self.assertEqual(('conforme', []), (g['esito'], g['violazioni']), (c, answer))
        return total

    def against_the_oracle(self, kind, rounds):
        r = random.Random(kind)
        possible = 0
        for _ in range(rounds):
            c = random_case(r, kind)
            parts = 2 if kind == 'step' else 1
            want, answer = least(c), self.suggest(c)
            if want is None:
                self.assertTrue(all(g.get('impossibile') and g['motivo'] for g in answer), (c, answer))
                continue
            possible += 1
            self.assertEqual(want, self.accepted(c, answer, parts), (c, answer))
            together = len(c['gruppi']) > 1
            self.assertEqual([together] * len(answer), ['insieme' in g for g in answer])
            if together:
                self.assertEqual({want}, {g['distanza_insieme'] for g in answer})
        self.assertGreater(possible, rounds // 5)

    def test_suggest__every_ceiling_and_c3_with_limits(self):
        EVIDENCE('X-13 S-N.56 S-N.57 AMB-26 AMB-27')
        self.against_the_oracle('plain', 40)

    def test_suggest__halves_of_a_point(self):
        EVIDENCE('X-13 AMB-23')
        self.against_the_oracle('step', 12)

    def test_suggest__those_assigned_count(self):
        EVIDENCE('X-13 AMB-26')
        self.against_the_oracle('assigned', 30)

    def test_suggest__small_groups_of_an_area_are_one(self):
        EVIDENCE('X-13 S-N.61 AMB-28')
        self.against_the_oracle('pool', 25)

    def test_suggest__a_sector_shares_one_third(self):
        EVIDENCE('X-13 S-N.57 S-N.58 AMB-27')
        self.against_the_oracle('sector', 25)

    def test_suggest__limits_are_read_where_they_stand(self):
        EVIDENCE('X-13')
        c = prova.load('N1')
        for limits, where in (([{'punteggio': 'E1.semischeda3', 'minimo': 1}], '/gruppi/0/limiti/0/punteggio'),
                              ([{'punteggio': 'X.semischeda1', 'minimo': 1}], '/gruppi/0/limiti/0/punteggio'),
                              ([{'punteggio': 'E1.semischeda1'}], '/gruppi/0/limiti/0'),
                              ([{'punteggio': 'E1.semischeda1', 'minimo': 31, 'massimo': 30}], '/gruppi/0/limiti/0'),
                              ([{'punteggio': 'E1.semischeda1', 'minimo': 41}], '/gruppi/0/limiti/0/minimo'),
                              ([{'punteggio': 'E1.semischeda1', 'minimo': 31}, {'punteggio': 'E1.semischeda1', 'massimo': 30}],
                               '/gruppi/0/limiti/1')):
            c['gruppi'][0]['limiti'] = limits
            self.assertEqual([where], [x for x, _ in prova.refused(c, command='suggest')])
        c['gruppi'][0]['limiti'] = [{'punteggio': 'E1.semischeda1', 'massimo': 36}]
        self.assertEqual('conforme', prova.score(c)['gruppi'][0]['esito'])      # score does not look at them

    def reason(self, case):
        g = self.suggest(case)[0]
        self.assertIs(True, g['impossibile'])
        return g['motivo']

    def test_suggest__the_reason_names_the_constraint_and_the_held_marks(self):
        EVIDENCE('X-13')
        three = prova.case(gruppi=[{'id': 'G', 'valutati': [{'id': f'E{k}', 'semischeda1': 37, 'semischeda2': 27} for k in range(3)]}])
        g = three['gruppi'][0]
        g['bloccati'] = ['E0.semischeda1', 'E1.semischeda1']                    # 10 positive points held, 6 due; two A, one allowed
        why = self.reason(three)
        for words in ('semischeda 1', '10 punti', 'al più 6', 'S-N.56', 'E0.semischeda1 (37)', 'E1.semischeda1 (37)'):
            self.assertIn(words, why)
        three['scelte'] = {'staff.c3': 'ge'}
        why = self.reason(three)
        for words in ('2 valutati', 'al più 1', 'S-N.57-58', 'E0.semischeda1 (37)', 'E1.semischeda1 (37)'):
            self.assertIn(words, why)
        del three['scelte']
        g['bloccati'] = []
        g['limiti'] = [{'punteggio': f'E{k}.semischeda2', 'massimo': 33} for k in range(3)]     # at most 3 of 6
        why = self.reason(three)
        for words in ('semischeda 2', 'al più a 3 punti', '6', 'E2.semischeda2 (al più 33)'):
            self.assertIn(words, why)
        g['limiti'] = [{'punteggio': f'E{k}.semischeda2', 'minimo': 31} for k in range(3)]      # nobody can give back six points
        self.assertIn('plafond', self.reason(three))

    def test_suggest__the_table_is_that_of_the_requirements(self):
        EVIDENCE('X-13 S-N.52 S-N.56 S-N.57 S-N.58')
        code, out, _ = ciclo('suggest', '--tavola', '--n', '1-15', '--formato', 'json')
        self.assertEqual(0, code)
        rows = {x['n']: x for x in json.loads(out)['tavola']}
        for n, plafond, positive, by_c3, third, rest in (     # requirements 10.3
                (1, 32, 2, 0, 0, 1), (2, 64, 4, 0, 0, 2), (3, 96, 6, 1, 1, 0), (4, 128, 8, 1, 1, 1), (5, 160, 10, 2, 1, 2),
                (6, 192, 12, 2, 2, 0), (7, 224, 14, 2, 2, 1), (8, 256, 16, 3, 2, 2), (9, 288, 18, 3, 3, 0),
                (10, 320, 20, 4, 3, 1), (12, 384, 24, 4, 4, 0), (15, 480, 30, 6, 5, 0)):
            x = rows[n]
            self.assertEqual((plafond, positive, by_c3, third, rest, n > 1),
                             (x['plafond'], x['positivi'], x['massimo_A_per_C3'], x['terzo'], x['resto'], x['possibile']))
        code, out, _ = ciclo('suggest', '--tavola', '--n', '6')
        self.assertEqual(0, code)
        self.assertEqual(['6', '192', '12', '2', '2', '0', '2', '2', '4'], out.decode().splitlines()[-1].split())
        quarter = prova.case(scelte={'staff.step': '0.25', 'staff.a_cap': 'slots'})
        code, out, _ = ciclo('suggest', '--tavola', '--n', '8', '--formato', 'json', '-', stdin=text(quarter))
        row, = json.loads(out)['tavola']
        self.assertEqual(('256', '16', 3, 5), (row['plafond'], row['positivi'], row['massimo_A_per_C3'], row['massimo_A_in_tutto']))
        for wrong in ('0', '3-2', '1001', 'x', '2-'):
            self.assertEqual(1, min(1, ciclo('suggest', '--tavola', '--n', wrong)[0]), wrong)


if __name__ == '__main__':
    prova.main()

# test_istituti.py - premiums, quotas, allowances, payment times: what law and national agreements add to the criteria.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""The expected values are computed here with fractions, or by hand beside the test; every proof is replayed."""
import json
import random
import unittest
from fractions import Fraction as F

import prova
from prova import EVIDENCE, refused, score

import canonica
import oracle
import replay

LIBRO = {i: json.loads(canonica.canonica((prova.ROOT / f'sistemi/{i}.yaml').read_text(encoding='utf-8')))
         for i in ('criteri-2018', 'criteri-2026')}


def case(anno=2026, sistema='criteri-2026', **parts):
    return {'formato': 'ciclo-caso/1', 'anno': anno, 'sistema': sistema, **parts}


def proved(test, c):
    """The output, whose proof a second program recomputes."""
    esito = score(c)
    test.assertEqual([], replay.replay(c, esito, LIBRO[c['sistema']]))
    return esito


def where(c):
    return [w for w, _ in refused(c)]


def people(marks, **more):
    return {'fondo': '10000.00', 'coefficienti': {'A': '0.60', 'B': '0.50', 'C': '0.30', 'D': '0'},
            'strutture': [{'id': 'U', 'livello_collettivo': '0.90'}],
            'persone': [{'id': f'E{n}', 'struttura': 'U', 'semischeda1': a, 'semischeda2': b}
                        for n, (a, b) in enumerate(marks, 1)], **more}


def premium(**more):
    return {**{'regola': 'ccnl', 'quota': '0.25', 'percentuale': '0.30', 'parita': 'esclusi'}, **more}


def expected(premi):
    """Amounts and premiums in cents, from fractions alone: another program than the one under test."""
    m, par = premi['maggiorazione'], {k: F(v) for k, v in premi['coefficienti'].items()}
    rows = premi['persone']
    bands = [[next(b for b, low in (('A', 37), ('B', 27), ('C', 20), ('D', 0)) if p[k] >= low)
              for k in ('semischeda1', 'semischeda2')] for p in rows]
    level = {s['id']: F(s['livello_collettivo']) for s in premi['strutture']}
    w = [F(0) if b == ['D', 'D'] else level[p['struttura']] * (par[b[0]] + par[b[1]]) for p, b in zip(rows, bands)]
    good = [i for i, b in enumerate(bands) if 'D' not in b]
    rank = sorted(good, key=lambda i: (-(rows[i]['semischeda1'] + rows[i]['semischeda2'])))
    points = lambda i: rows[i]['semischeda1'] + rows[i]['semischeda2']
    share = F(m['quota']) * len(rows)
    k = -(-share.numerator // share.denominator) if m['regola'] == 'dl95' else share.numerator // share.denominator
    won = rank[:k]
    if won and k < len(rank) and points(rank[k]) == points(won[-1]):
        edge = points(won[-1])
        if m['regola'] == 'dl95' or m['parita'] == 'inclusi':
            won = [i for i in rank if points(i) >= edge]
        else:
            won = [i for i in rank if points(i) > edge]
    fund, each = F(premi['fondo']), F(0)
    if good and sum(w):
        part = sum(w[i] for i in good) / sum(w) / len(good)
        each = F(m['percentuale']) * part * fund / (1 + len(won) * F(m['percentuale']) * part)
    cents = oracle.rounded(each, 2)
    left = fund * 100 - cents * len(won)
    exact = [left * x / sum(w) if sum(w) else F(0) for x in w]
    paid = [x.numerator // x.denominator for x in exact]
    order = sorted(range(len(rows)), key=lambda i: (-(exact[i] - paid[i]), rows[i]['id'].encode()))
    for i in order[:int(left) - sum(paid) if sum(w) else 0]:
        paid[i] += 1
    return paid, [cents if i in won else 0 for i in range(len(rows))], k, [rows[i]['id'] for i in sorted(won)]


class Maggiorazione(unittest.TestCase):
    """The premium of the best evaluated, taken from the fund first."""

    def check(self, premi, **more):
        r = proved(self, case(premi=premi, **more))['premi']
        paid, extra, k, won = expected(premi)
        self.assertEqual(paid, [int(F(p['importo']) * 100) for p in r['persone']])
        self.assertEqual(extra, [int(F(p['maggiorazione']) * 100) for p in r['persone']])
        self.assertEqual((k, won), (r['maggiorazione']['previsti'], r['maggiorazione']['beneficiari']))
        self.assertEqual(F(premi['fondo']), F(r['totale']) + F(r['non_distribuito']))
        return r

    def test_maggiorazione__three_equal_people_and_one_premium(self):
        EVIDENCE('F-70')
        premi = people([(40, 36), (36, 36), (30, 36)], maggiorazione=premium(quota='0.34'))
        for p in premi['persone']:
            p['semischeda2'] = 36
        premi['persone'][0]['semischeda1'] = 36
        premi['persone'][2]['semischeda1'] = 30                       # all B: equal weights; the first by points is tied
        premi['persone'][1]['semischeda1'] = 35
        r = self.check(premi)                                         # base 10000 / 1.1 = 9090.909.., average 3030.30..
        self.assertEqual(('909.09', '3030.30', ['E1']), tuple(r['maggiorazione'][k] for k in ('importo', 'media', 'beneficiari')))
        self.assertEqual(['3030.31', '3030.30', '3030.30'], [p['importo'] for p in r['persone']])

    def test_maggiorazione__a_tie_at_the_edge_is_nobodys_or_everybodys(self):
        EVIDENCE('F-70')
        marks = [(40, 40), (38, 38), (38, 38), (30, 30), (30, 30), (30, 30), (19, 40), (10, 10)]
        for parita, want in (('esclusi', ['E1']), ('inclusi', ['E1', 'E2', 'E3']), ('cr', ['E1'])):
            premi = people(marks, maggiorazione=premium(parita=parita))                  # 25 % of 8: two
            if parita != 'cr':
                self.assertEqual(want, self.check(premi)['maggiorazione']['beneficiari'])
            else:
                got = proved(self, case(premi=premi))['premi']['maggiorazione']['beneficiari']
                self.assertEqual(want, got)                                              # CR is equal too: nobody of them
        premi['strutture'].append({'id': 'V', 'livello_collettivo': '1'})
        premi['persone'][2]['struttura'] = 'V'
        self.assertEqual(['E1', 'E3'], proved(self, case(premi=premi))['premi']['maggiorazione']['beneficiari'])

    def test_maggiorazione__several_sheets_of_a_person_count_once_by_the_days_of_each(self):
        EVIDENCE('F-70 AMB-54')
        days = {'giorni_dovuti': 250, 'giorni_assenza': 150}
        for second, want in ((30, 'E3'), (33, 'E1')):              # E1: (72 + 60) / 2 = 66 and (72 + 66) / 2 = 69; E3: 67
            premi = people([(36, 36), (second, second), (34, 33), (32, 32)], maggiorazione=premium(quota='0.34'))
            premi['persone'][0].update(days, persona='P')
            premi['persone'][1].update(days, persona='P')
            r = proved(self, case(premi=premi))['premi']           # one of three people, not of four sheets
            self.assertEqual((1, [want], '909.09', '3030.30'), tuple(r['maggiorazione'][k] for k in ('previsti', 'beneficiari', 'importo', 'media')))
            self.assertEqual(['909.09' if p['id'] == want else '0.00' for p in r['persone']], [p['maggiorazione'] for p in r['persone']])
            left = F('10000') - F('909.09')                        # weights .36 .36 .9 .9 of 2.52
            self.assertTrue(all(abs(left * w / F(252) - F(p['importo'])) < F(1, 100) for p, w in zip(r['persone'], (36, 36, 90, 90))))
        premi['persone'][1]['semischeda1'] = 19                    # one sheet of his is negative: he is not among them
        r = proved(self, case(premi=premi))['premi']
        self.assertEqual(['E3'], r['maggiorazione']['beneficiari'])

    def test_maggiorazione__who_has_a_negative_half_sheet_is_not_among_them(self):
        EVIDENCE('F-70 S-N.44')
        r = self.check(people([(40, 19), (30, 30), (28, 28), (27, 27)], maggiorazione=premium()))
        self.assertEqual(['E2'], r['maggiorazione']['beneficiari'])

    def test_maggiorazione__of_the_decree_of_2012_takes_at_least_a_share(self):
        EVIDENCE('F-15')
        marks = [(40, 40), (39, 39), (30, 30), (30, 29), (28, 28)]
        for regola, quota, n in (('ccnl', '0.30', 1), ('dl95', '0.30', 2)):              # 1.5 people, down and up
            r = self.check(people(marks, maggiorazione=premium(regola=regola, quota=quota)))
            self.assertEqual(n, len(r['maggiorazione']['beneficiari']))

    def test_maggiorazione__mean_and_premium_have_their_proof(self):
        EVIDENCE('F-70 X-08')
        c = case(premi=people([(40, 40), (30, 30), (30, 30), (30, 30)], maggiorazione=premium()))
        esito = proved(self, c)
        self.assertEqual(['/media', '/importo'], [s['campo'] for s in esito['premi']['maggiorazione']['traccia']])
        rests = replay.ancestors(esito, '/premi/maggiorazione', '/importo')
        for what in ('/premi/fondo', '/premi/maggiorazione/percentuale', '/premi/persone/3/semischeda2'):
            self.assertIn(what, rests)

    def test_maggiorazione__the_limits_are_those_of_the_year_in_the_rulebook(self):
        EVIDENCE('F-70 F-15 F-73')
        marks = [(40, 40), (39, 39), (30, 30)]
        pct, quota = ['/premi/maggiorazione/percentuale'], ['/premi/maggiorazione/quota']
        low = people(marks, maggiorazione=premium(percentuale='0.29'))
        self.assertEqual(pct, where(case(premi=low)))
        self.assertEqual(pct, where(case(2018, premi=low)))
        score(case(2017, premi=low))                                                    # no agreement yet
        score(case(2018, 'criteri-2018', premi=low))                                    # no limits in that rulebook
        for percent, share, want in (('0.09', '0.10', pct), ('0.31', '0.10', pct), ('0.30', '0.09', quota), ('0.10', '0.10', [])):
            c = case(premi=people(marks, maggiorazione=premium(regola='dl95', percentuale=percent, quota=share)))
            self.assertEqual(want, where(c)) if want else score(c)

    def test_maggiorazione__random_cases_agree_with_the_fractions(self):
        EVIDENCE('F-70 F-15')
        rng = random.Random('maggiorazione')
        for _ in range(25):
            n = rng.randint(1, 12)
            premi = people([(rng.choice((12, 22, 30, 31, 36, 38, 40)), rng.choice((19, 25, 30, 36, 37))) for _ in range(n)],
                           maggiorazione=premium(regola=rng.choice(('ccnl', 'dl95')), quota=rng.choice(('0.10', '0.25', '0.5', '1')),
                                                 percentuale='0.30', parita=rng.choice(('esclusi', 'inclusi'))))
            premi['fondo'] = rng.choice(('10000.00', '0.01', '777.77', '0'))
            self.check(premi)

    def test_maggiorazione__of_the_dirigenti_is_a_share_of_their_average_pay(self):
        EVIDENCE('F-74')
        d = prova.load('D1')['dirigenti'][0]
        d['retribuzione_massima'] = '12000.00'
        second = json.loads(json.dumps(d))
        second.update(id='D2', competenze=['0'] * 6)                                     # 58.80 instead of 83.80
        third = dict(second, id='D3')
        c = case(dirigenti=[d, second, third], maggiorazione_dirigenti={'quota': '0.34', 'percentuale': '0.30', 'parita': 'esclusi'})
        r = proved(self, c)['maggiorazione_dirigenti']
        mean = F(10056 + 7056 + 7056, 3)
        self.assertEqual((1, ['D1'], oracle.show(mean, 2), oracle.show(mean * F(3, 10), 2)),
                         tuple(r[k] for k in ('previsti', 'beneficiari', 'media', 'importo')))
        c['maggiorazione_dirigenti']['quota'] = '0.67'                                   # two, the second level with the third
        self.assertEqual(['D1'], proved(self, c)['maggiorazione_dirigenti']['beneficiari'])
        c['maggiorazione_dirigenti']['parita'] = 'inclusi'
        self.assertEqual(['D1', 'D2', 'D3'], proved(self, c)['maggiorazione_dirigenti']['beneficiari'])
        c['maggiorazione_dirigenti']['percentuale'] = '0.29'
        self.assertEqual(['/maggiorazione_dirigenti/percentuale'], where(c))


class Quote(unittest.TestCase):
    """At most a share of a population above a threshold."""

    def one(self, scores, **more):
        q = {'id': 'Q', 'soglia': '37', 'arrotondamento': 'difetto', 'resto': 'nessuno',
             'popolazione': [{'id': str(n), 'punteggi': [str(x) for x in s]} for n, s in enumerate(scores)], **more}
        r = proved(self, case(quote=[q]))['quote'][0]
        return int(r['ammessi']), int(r['sopra_soglia']), int(r['eccedenti']), r['esito']

    def test_quote__with_two_scores_and_one_in_three_they_are_the_third_of_the_staff(self):
        EVIDENCE('F-17 S-N.57 S-N.58')
        for name in ('N1', 'N4', 'N5', 'N5b', 'N5c', 'N6a', 'N8'):
            group = prova.load(name)['gruppi'][0]['valutati']
            violated = any(v['vincolo'] == 'C4' for v in score(prova.load(name))['gruppi'][0]['violazioni'])
            got = self.one([(e['semischeda1'], e['semischeda2']) for e in group], uno_su=3, resto='singolo')
            self.assertEqual('non_conforme' if violated else 'conforme', got[3], name)

    def test_quote__share_rounding_and_remainder(self):
        EVIDENCE('F-17')
        ten = [(n,) for n in range(30, 40)]                                              # 37, 38, 39 are above
        for more, want in (({'massimo': '0.25'}, 2), ({'massimo': '0.25', 'arrotondamento': 'eccesso'}, 3),
                           ({'massimo': '0.25', 'arrotondamento': 'matematico'}, 3), ({'massimo': '0.24', 'arrotondamento': 'matematico'}, 2),
                           ({'massimo': '0.25', 'resto': 'uno'}, 3), ({'massimo': '0.20', 'resto': 'uno'}, 2),
                           ({'massimo': '0.30'}, 3), ({'uno_su': 3}, 3)):
            self.assertEqual((want, 3, 3 - want), self.one(ten, **more)[:3], more)

    def test_quote__what_was_rounded_up_leaves_no_remainder(self):
        EVIDENCE('F-17 S-N.58')
        ten = [(n,) for n in range(30, 40)]                                              # a quarter is 2.5
        for more, want in (({'arrotondamento': 'eccesso', 'resto': 'uno'}, 3), ({'arrotondamento': 'matematico', 'resto': 'uno'}, 3),
                           ({'arrotondamento': 'difetto', 'resto': 'uno'}, 3)):
            self.assertEqual(want, self.one(ten, massimo='0.25', **more)[0], more)
        self.assertEqual(3, self.one(ten, massimo='0.24', arrotondamento='matematico', resto='uno')[0])   # 2.4: two, and the rest

    def test_quote__the_highest_marks_of_an_office_and_excellence_among_them(self):
        EVIDENCE('F-17')
        office = [(n,) for n in (100, 100, 100, 95, 90, 90, 85, 80, 80, 70)]
        self.assertEqual((3, 3, 0, 'conforme'), self.one(office, massimo='0.30', soglia='100'))
        self.assertEqual((0, 3, 3, 'non_conforme'), self.one(office[:3], massimo='0.20', soglia='100'))

    def test_quote__one_of_the_two_shares_is_needed(self):
        q = {'id': 'Q', 'soglia': '1', 'arrotondamento': 'difetto', 'resto': 'nessuno', 'popolazione': [{'id': 'a', 'punteggi': ['1']}]}
        self.assertEqual(['/quote/0'], where(case(quote=[q])))
        self.assertEqual(['/quote/0'], where(case(quote=[dict(q, massimo='1', uno_su=3)])))


class Indennita(unittest.TestCase):
    """Allowances for responsibilities, and the act that names a referente."""

    def one(self, anno=2026, **more):
        x = {'id': 'I', 'area': 'funzionari', 'importo_annuo': '3000.00', 'dal': f'{anno}-07-01', 'al': f'{anno}-12-31', **more}
        r = proved(self, case(anno, indennita=[x]))['indennita'][0]
        return r['giorni'], r['importo'], [a['codice'] for a in r['avvisi']]

    def test_indennita__of_an_officer_is_due_for_its_days(self):
        EVIDENCE('S-N.70')
        self.assertEqual(('184', '1512.33', []), self.one())                             # 3000 x 184/365 = 1512.328..
        self.assertEqual(('184', '1508.20', []), self.one(2024))                         # of 366

    def test_indennita__of_the_others_only_while_an_act_names_them_referente(self):
        EVIDENCE('S-N.71')
        self.assertEqual(('0', '0.00', ['referente_mancante']), self.one(area='altra'))
        act = {'dal': '2026-09-01', 'al': '2026-12-31', 'atto': 'atto di gestione 7/2026'}
        self.assertEqual(('122', '1002.74', []), self.one(area='altra', referente=act))
        act = {'dal': '2026-01-01', 'al': '2026-06-30'}
        self.assertEqual(('0', '0.00', []), self.one(area='altra', referente=act))
        self.assertEqual(('184', '1512.33', []), self.one(referente=act))                # an officer needs none


class Merito(unittest.TestCase):
    def test_scelte__staff_premi_sheet_four_shares_a_fund_by_the_four_elements(self):
        EVIDENCE('S-N.69 AMB-30')
        rows = [{'id': i, 'alfa': a, 'beta': b, 'chi': c, 'delta': d}
                for i, a, b, c, d in (('E1', '10', '8', '6', '8'), ('E2', '5', '5', '5', '5'), ('E3', '0', '0', '0', '0'))]
        c = case(merito={'fondo': '1000.00', 'persone': rows}, scelte={'staff.premi_sheet': 'four'})
        r = proved(self, c)['merito']                                                    # 8 and 5 of 13
        self.assertEqual([('8.00', '615.38'), ('5.00', '384.62'), ('0.00', '0.00')],
                         [(p['punteggio'], p['importo']) for p in r['persone']])
        self.assertEqual(('1000.00', '0.00'), (r['totale'], r['non_distribuito']))
        self.assertEqual(['/merito'], where(dict(c, scelte={'staff.premi_sheet': 'none'})))
        rows[0]['alfa'] = '10.5'
        self.assertEqual(['/merito/persone/0/alfa'], where(c))
        self.assertEqual(['/scelte/staff.premi_sheet', '/merito'], sorted(where(dict(c, sistema='criteri-2018')), reverse=True))


class Retribuzione(unittest.TestCase):
    """Result pay of dirigenti and posizioni under the law."""

    def test_tempi_di_pagamento__not_reached_loses_its_share_of_the_pay(self):
        EVIDENCE('F-16')
        d = prova.load('D1')['dirigenti'][0]
        d['retribuzione_massima'] = '12000.00'                                           # 10056.00 by the score
        for esito, paid, lost in (('raggiunto', '10056.00', '0.00'), ('non_raggiunto', '7039.20', '3016.80')):
            d['tempi_pagamento'] = {'quota': '0.30', 'esito': esito}
            r = proved(self, case(dirigenti=[d]))['dirigenti'][0]
            self.assertEqual(('83.80', paid, lost), (r['totale'], r['retribuzione'], r['trattenuta']))
        d['tempi_pagamento']['quota'] = '0.29'
        self.assertEqual(['/dirigenti/0/tempi_pagamento/quota'], where(case(dirigenti=[d])))
        score(case(2022, dirigenti=[d]))                                                 # before the decree
        p = prova.load('P1')['posizioni'][0]
        p['tempi_pagamento'] = {'quota': '0.40', 'esito': 'non_raggiunto'}               # 60 % of 3310
        r = proved(self, case(posizioni=[p]))['posizioni'][0]
        self.assertEqual(('1986.00', '1324.00'), (r['retribuzione'], r['trattenuta']))

    def test_risorse__the_result_of_the_posizioni_is_at_least_its_share(self):
        EVIDENCE('F-71')
        p = dict(prova.load('P1')['posizioni'][0], retribuzione_massima='1500.00', retribuzione_posizione='8500.00')
        for fixed, share, fine in (('8500.00', '0.1500', True), ('8500.01', '0.1500', False), ('6000', '0.2000', True)):
            p['retribuzione_posizione'] = fixed
            r = proved(self, case(posizioni=[p], risorse_posizioni={}))['risorse_posizioni']
            self.assertEqual((share, fine, '0.15'), (r['quota'], r['conforme'], r['minimo']))
        del p['retribuzione_posizione']
        self.assertEqual(['/risorse_posizioni'], where(case(posizioni=[p], risorse_posizioni={})))
        p['retribuzione_posizione'] = '1'
        self.assertEqual(['/risorse_posizioni'], where(case(2017, posizioni=[p], risorse_posizioni={})))


class Norme(unittest.TestCase):
    def test_norme__wrong_ones_are_refused_with_their_place(self):
        text = (prova.ROOT / 'sistemi/criteri-2026.yaml').read_text(encoding='utf-8')
        row = next(line for line in text.splitlines() if 'tempi_pagamento, dal' in line)
        for new in ('  - {regola: tempi, dal: 2023, valore: 0.30, fonte: x}', '  - {regola: tempi_pagamento, dal: 2023, al: 2022, valore: 0.30, fonte: x}',
                    '  - {regola: tempi_pagamento, dal: 2023, valore: alto, fonte: x}', '  - {regola: tempi_pagamento, valore: 0.30, fonte: x}'):
            with prova.written(text.replace(row, new)) as file:
                code, out, err = prova.ciclo('rulebook', 'check', file)
                self.assertEqual(2, code)
                self.assertIn('/norme/6', err.decode())


if __name__ == '__main__':
    prova.main()

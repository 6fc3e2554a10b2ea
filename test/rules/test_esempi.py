# test_esempi.py - the worked examples of the requirements (section 10), through the real program.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""Each example is a case of test/cases; the expected values are those that the text of the requirements prints."""
import json
import unittest

import prova
from prova import EVIDENCE, score

import oracle
import replay

DIRIGENTI = {   # A (or A'), B (or B'), T
    'D1': ('58.80', '25.00', '83.80'),
    'D2': ('58.45', '24.90', '83.35'),
    'D3': ('50.30', '33.33', '83.63'),
    'D3-full_award': ('50.30', '35.00', '85.30'),
    'D4': ('47.95', '39.43', '87.38'),       # B' = 39.425
    'D5': ('40.30', '41.67', '81.97'),
    'D7': ('0.00', '83.33', '83.33'),
}
POSIZIONI = {   # Q, Idx, euros
    'P1': ('81.25', '82.75', '3310.00'),
    'P2': ('84.00', '86.40', '3024.00'),
    'P3': ('88.33', '87.00', '3480.00'),
    'P3-zero': ('66.25', '73.75', '2950.00'),
    'P4': ('92.50', '91.50', '3202.50'),
    'P5': ('90.00', '86.00', '2580.00'),
    'P5-none': ('96.67', '90.00', '2700.00'),
}
# (sum, algebraic, positive) of each half-sheet that the text gives, who is in A in each, violations
GRUPPI = {
    'N1': ((192, 0, 12), (192, 0, 12), [1], [1, 2], []),
    'N2': ((198, 6, 12), None, None, None, [('C1', 1, 6), ('C2', 1, 6)]),
    'N3': ((192, 0, 8), None, None, None, [('C3', 1, -4)]),
    'N3b': ((192, 0, 16), None, None, None, [('C3', 1, 4)]),
    'N4': ((192, 0, 12), (192, 0, 12), [1, 2], [1, 3], [('C4', None, 1)]),
    'N4-per_sheet': ((192, 0, 12), (192, 0, 12), [1, 2], [1, 3], []),
    'N5': ((224, 0, 14), (224, 0, 14), [1, 2], [1, 3], []),
    'N5b': ((256, 0, 16), (256, 0, 16), [1, 2, 3], [1, 2, 3], [('C4', None, 1)]),
    'N5c': ((256, 0, 16), (256, 0, 16), [1, 2, 3], [1, 2], []),
    'N6a': ((64, 0, 4), (63, -1, 4), [], [], []),
    'N6b': ((64, 0, 5), None, [1], [], [('C3', 1, 1)]),
    'N7': ((194, 2, 14), None, None, None, [('C1', 1, 2), ('C2', 1, 2), ('C3', 1, 2)]),
    'N7b': ((192, 0, 12), None, None, None, []),
    # four rows, because C1 and C2 are one inequality; a third of six is two people, S is three
    'N8': ((199, 7, 17), None, [1, 4], None, [('C1', 1, 7), ('C2', 1, 7), ('C3', 1, 5), ('C4', None, 1)]),
}


def example(name):
    return score(prova.CASES / f'{name}.json')


def codes(element):
    return [a['codice'] for a in element['avvisi']]


class Dirigenti(unittest.TestCase):
    def test_esempi__every_dirigente_gets_the_score_of_the_text(self):
        EVIDENCE('S-D.14-16 S-D.19 S-D.22-28 S-D.34-37 AMB-14')
        for name, want in DIRIGENTI.items():
            with self.subTest(name):
                d = example(name)['dirigenti'][0]
                self.assertEqual(want, (d['punti_obiettivi'], d['punti_prestazioni'], d['totale']))

    def test_esempi__pay_is_computed_on_the_exact_score(self):
        EVIDENCE('C-4.10 AMB-18')
        self.assertEqual('10056.00', example('D1')['dirigenti'][0]['retribuzione'])
        self.assertEqual('10036.00', example('D3')['dirigenti'][0]['retribuzione'])

    def test_esempi__the_organisational_share_is_judged_on_the_exact_value(self):
        EVIDENCE('S-D.15 AMB-12')
        for name, points in (('D1', '50.00'), ('D2', '52.50')):
            d = example(name)['dirigenti'][0]
            self.assertEqual((points, True, []), (d['punti_organizzativi'], d['composizione_conforme'], d['avvisi']))
        by_id = {d['id']: d for d in example('D6')['dirigenti']}
        self.assertEqual(('46.67', False), (by_id['m6-4']['punti_organizzativi'], by_id['m6-4']['composizione_conforme']))
        for m, least in ((2, 2), (3, 3), (4, 3), (5, 4), (6, 5), (7, 5), (8, 6), (10, 8)):
            self.assertTrue(by_id[f'm{m}-{least}']['composizione_conforme'])
            self.assertFalse(by_id[f'm{m}-{least - 1}']['composizione_conforme'])

    def test_esempi__transfers_move_points_and_tell_when_the_share_falls(self):
        EVIDENCE('S-D.37 AMB-12 AMB-15')
        for name, moved, told in (('D3', '10.00', ['organizzativi_sotto_soglia']), ('D4', '17.50', []),
                                  ('D5', '20.00', ['organizzativi_sotto_soglia']),
                                  ('D7', '70.00', ['organizzativi_sotto_soglia', 'tutti_non_realizzabili'])):
            with self.subTest(name):
                d = example(name)['dirigenti'][0]
                self.assertEqual((moved, told), (d['quota_trasferita'], codes(d)))


class Posizioni(unittest.TestCase):
    def test_esempi__every_posizione_gets_the_index_and_the_euros_of_the_text(self):
        EVIDENCE('S-P.05-06 S-P.18-19 S-P.23 AMB-16 AMB-18')
        for name, want in POSIZIONI.items():
            with self.subTest(name):
                p = example(name)['posizioni'][0]
                self.assertEqual(want, (p['raggiungimento'], p['indice'], p['retribuzione']))

    def test_esempi__codes_have_three_parts(self):
        EVIDENCE('S-P.12-15 AMB-19')
        example('P6')
        where = [w for w, _ in prova.refused(prova.load('P6-refused'))]
        self.assertEqual([f'/posizioni/0/obiettivi/{n}/codice' for n in range(3)], where)


class Gruppi(unittest.TestCase):
    def check(self, name, g):
        h1, h2, a1, a2, violated = GRUPPI[name]
        for n, want, in_a in ((1, h1, a1), (2, h2, a2)):
            s = g[f'semischeda{n}']
            if want:
                self.assertEqual(want, (s['somma'], s['scostamenti'], s['positivi']))
            if in_a is not None:
                self.assertEqual([f'E{x}' for x in in_a], s['fascia_A'])
        found = [(v['vincolo'], v.get('semischeda'), v['differenza']) for v in g['violazioni']]
        self.assertEqual(violated, found)
        self.assertEqual('non_conforme' if violated else 'conforme', g['esito'])
        self.assertTrue(all(v['messaggio'] for v in g['violazioni']))

    def test_esempi__every_group_is_judged_as_in_the_text(self):
        EVIDENCE('S-N.52-58 AMB-26 AMB-27')
        for name in GRUPPI:
            with self.subTest(name):
                self.check(name, example(name)['gruppi'][0])

    def test_esempi__messages_say_how_many_points(self):
        EVIDENCE('S-N.52 S-N.56')
        words = [example(n)['gruppi'][0]['violazioni'][0]['messaggio'] for n in ('N2', 'N3', 'N3b')]
        self.assertEqual('superato il plafond di 6 punti', words[0])
        self.assertTrue(words[1].startswith('mancano 4 punti di scostamento positivo'))
        self.assertTrue(words[2].startswith('4 punti in eccesso'))

    def test_esempi__small_groups_need_the_faculty_of_the_dirigente(self):
        EVIDENCE('S-N.61 AMB-28')
        g = example('N6b-deroga')['gruppi'][0]
        self.assertEqual(('deroga', [], ['deroga_C3']), (g['esito'], g['violazioni'], codes(g)))
        self.assertEqual('non_conforme', example('N6c')['gruppi'][0]['esito'])
        self.assertEqual('deroga', example('N6c-deroga')['gruppi'][0]['esito'])

    def test_esempi__the_table_of_10_3(self):
        EVIDENCE('S-N.52 S-N.56-58')
        for n, plafond, positive, third, rest in ((1, 32, 2, 0, 1), (2, 64, 4, 0, 2), (3, 96, 6, 1, 0), (4, 128, 8, 1, 1),
                                                  (5, 160, 10, 1, 2), (6, 192, 12, 2, 0), (7, 224, 14, 2, 1),
                                                  (8, 256, 16, 2, 2), (9, 288, 18, 3, 0), (10, 320, 20, 3, 1),
                                                  (12, 384, 24, 4, 0), (15, 480, 30, 5, 0)):
            people = [{'id': str(k), 'semischeda1': 32, 'semischeda2': 32} for k in range(n)]
            g = score(prova.case(gruppi=[{'id': 'G', 'valutati': people}]))['gruppi'][0]
            s = g['semischeda1']
            self.assertEqual((plafond, positive, third, rest),
                             (s['plafond'], s['positivi_dovuti'], g['massimo_A'], g['resto']))


class Premi(unittest.TestCase):
    def test_esempi__bands_and_their_sum(self):
        EVIDENCE('S-N.40-45 S-N.64 AMB-24')
        people = {p['id']: p for p in example('N9')['premi']['persone']}
        for who, bands, cpc in (('E1', 'AA', '1.20'), ('E2', 'BA', '1.10'), ('E3', 'BB', '1.00'), ('E6', 'CC', '0.60'),
                                ('DC', 'DC', '0.30')):
            p = people[who]
            self.assertEqual((bands, cpc), (p['fascia1'] + p['fascia2'], p['cpc']))
        d = people['DD']
        self.assertEqual(('DD', '0.00', ['valutazione_negativa']), (d['fascia1'] + d['fascia2'], d['importo'], codes(d)))

    def test_esempi__cr_with_and_without_individual_objectives(self):
        EVIDENCE('S-N.23-30 AMB-21 AMB-22')
        premi = example('N10')['premi']
        self.assertEqual('0.9500', premi['strutture'][0]['c'])
        self.assertEqual(['0.9050', '0.9500'], [p['cr'] for p in premi['persone']])
        told = [codes(p) for p in example('N10-delta')['premi']['persone']]
        self.assertEqual([['scostamento_oltre_soglia'], []], told)      # 0.46 is allowed, above 0.10 it is told
        where = [w for w, _ in prova.refused(prova.load('N10-refused'))]
        self.assertEqual(['/premi/strutture/0/scostamento_dirigente'], where)

    def test_esempi__presence_over_the_window(self):
        EVIDENCE('S-N.18 AMB-20')
        self.assertEqual('0.8000', example('N11')['premi']['persone'][0]['presenza'])

    def test_esempi__the_fund_is_shared_to_the_cent(self):
        EVIDENCE('S-N.66 X-07')
        premi = example('N13')['premi']
        self.assertEqual(['3588.30', '3107.55', '2511.15', '793.00', '0.00'], [p['importo'] for p in premi['persone']])
        self.assertEqual(('10000.00', '0.00'), (premi['totale'], premi['non_distribuito']))


class Esempio(unittest.TestCase):
    def test_esempi__a_case_with_every_part_agrees_with_the_oracle(self):
        EVIDENCE('X-08')
        case = prova.load('esempio')
        esito = score(case)
        self.assertEqual({'formato', 'sistema', 'impronta_sistema', 'scelte', 'albero', 'dirigenti', 'posizioni', 'gruppi',
                          'premi'}, set(esito))
        bare = json.loads(json.dumps(prova.without_traces(esito)), object_hook=lambda o: {
            k: v for k, v in o.items() if k not in ('messaggio', 'impronta_sistema')})
        self.assertEqual(oracle.score(case), bare)
        book = json.loads(prova.ciclo('rulebook', 'json', 'criteri-2018')[1])
        self.assertEqual([], replay.replay(case, esito, book))

    def test_esempi__every_case_file_is_used(self):
        used = set(DIRIGENTI) | set(POSIZIONI) | set(GRUPPI) | {
            'D6', 'P6', 'P6-refused', 'N6b-deroga', 'N6c', 'N6c-deroga', 'N9', 'N10', 'N10-delta', 'N10-refused', 'N11',
            'N13', 'esempio'}
        self.assertEqual(used, {f.stem for f in prova.CASES.glob('*.json')})

    def test_esempi__every_trace_replays(self):
        EVIDENCE('X-08')
        book = json.loads(prova.ciclo('rulebook', 'json', 'criteri-2018')[1])
        for f in sorted(prova.CASES.glob('*.json')):
            if f.stem.endswith('-refused'):
                continue
            case = json.loads(f.read_text(encoding='utf-8'))
            self.assertEqual([], replay.replay(case, score(f), book), f.name)


if __name__ == '__main__':
    prova.main()

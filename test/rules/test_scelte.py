# test_scelte.py - every reading that a case or a rulebook may choose is told from its default.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""The expected values are of the requirements' examples or worked out by hand beside the test."""
import json
import unittest

import prova
from prova import EVIDENCE, refused, score

import canonica
import replay

CRITERI = (prova.ROOT / 'sistemi/criteri-2018.yaml').read_text(encoding='utf-8')
PROVATE = set()     # the options of the case that a test below has told from their default


def chosen(case, **scelte):
    PROVATE.update(k.replace('__', '.') for k in scelte)
    return dict(case, scelte={k.replace('__', '.'): v for k, v in scelte.items()})


def with_option(case, key, value):
    """The output under a rulebook where one option has another value."""
    old = next(line for line in CRITERI.splitlines() if line.strip().startswith(key + ': {valore: '))
    source = old[old.index(', fonte'):]
    text = CRITERI.replace(old, f'  {key}: {{valore: {value}{source}')
    with prova.written(text) as file:
        esito = score(case, '--sistema', file)
    problems = replay.replay(case, esito, json.loads(canonica.canonica(text)))
    assert not problems, problems
    return esito


def tree(*indicators):
    return prova.case(albero=[{'id': 'N', 'padre': None, 'indicatori': [
        {'id': str(n), 'operatore': o, 'target': t, **({'valore': v} if v else {'stato': 'non_rilevato'})}
        for n, (o, t, v) in enumerate(indicators)]}])


def groups(h1, h2):
    return prova.case(gruppi=[{'id': 'G', 'valutati': [{'id': str(n), 'semischeda1': a, 'semischeda2': b}
                                                      for n, (a, b) in enumerate(zip(h1, h2))]}])


class Caso(unittest.TestCase):
    """The options of "scelte"."""

    def test_scelte__dir_org_min_moves_the_threshold(self):
        EVIDENCE('S-D.15 AMB-12')
        d6 = prova.case(dirigenti=prova.load('D6')['dirigenti'][:1])                   # 46.67 organisational points
        self.assertFalse(score(d6)['dirigenti'][0]['composizione_conforme'])
        self.assertFalse(score(chosen(d6, dir__org_min='46.67'))['dirigenti'][0]['composizione_conforme'])    # 46.666...
        self.assertTrue(score(chosen(d6, dir__org_min='46.66'))['dirigenti'][0]['composizione_conforme'])
        d3 = prova.load('D3')                                                           # 40 are left after the transfer
        self.assertEqual([], score(chosen(d3, dir__org_min=40))['dirigenti'][0]['avvisi'])

    def test_scelte__dir_org_cmp_decides_the_border_case(self):
        EVIDENCE('S-D.15 AMB-12')
        d1 = prova.load('D1')                                                           # exactly 50
        self.assertTrue(score(d1)['dirigenti'][0]['composizione_conforme'])
        self.assertTrue(score(chosen(d1, dir__org_cmp='ge'))['dirigenti'][0]['composizione_conforme'])
        self.assertFalse(score(chosen(d1, dir__org_cmp='gt'))['dirigenti'][0]['composizione_conforme'])

    def test_scelte__dir_transfer_full_award_gives_the_points_moved_in_full(self):
        EVIDENCE('S-D.37 AMB-14')
        d3 = prova.load('D3')
        self.assertEqual('83.63', score(chosen(d3, dir__transfer='rescale'))['dirigenti'][0]['totale'])
        self.assertEqual('85.30', score(chosen(d3, dir__transfer='full_award'))['dirigenti'][0]['totale'])

    def test_scelte__po_cap_holds_or_frees_each_objective(self):
        EVIDENCE('S-P.18 AMB-16')
        p5 = prova.load('P5')                                                           # 120, 90, 80 and P = 80
        for cap, q, euros in ((100, '90.00', '2580.00'), ('none', '96.67', '2700.00'), ('110', '93.33', '2640.00'),
                              ('85', '83.33', '2460.00')):                              # (85 + 85 + 80) / 3
            p = score(chosen(p5, po__cap=cap))['posizioni'][0]
            self.assertEqual((q, euros), (p['raggiungimento'], p['retribuzione']))

    def test_scelte__cr_dev_max_ratio_limits_the_deviation(self):
        EVIDENCE('S-N.29 AMB-21')
        n10 = prova.load('N10-refused')                                                 # delta -0.50 of 0.92
        where = [('/premi/strutture/0/scostamento_dirigente',)]
        self.assertEqual(where, [x[:1] for x in refused(n10)])
        self.assertEqual(where, [x[:1] for x in refused(chosen(n10, cr__dev_max_ratio='0.543478260'))])
        self.assertEqual('0.4500', score(chosen(n10, cr__dev_max_ratio='0.543478261'))['premi']['strutture'][0]['c'])

    def test_scelte__cr_dev_warn_says_from_where_people_are_told(self):
        EVIDENCE('S-N.29 AMB-21')
        n10 = prova.load('N10-delta')                                                   # 0.46 and 0.10
        for warn, told in (('0.10', [1, 0]), ('0.099999999', [1, 1]), ('0.46', [0, 0])):
            people = score(chosen(n10, cr__dev_warn=warn))['premi']['persone']
            self.assertEqual(told, [len(p['avvisi']) for p in people])

    def test_scelte__staff_a_cap_counts_persons_or_marks(self):
        EVIDENCE('S-N.57 S-N.58 AMB-27')
        n4 = prova.load('N4')
        self.assertEqual('non_conforme', score(chosen(n4, staff__a_cap='distinct'))['gruppi'][0]['esito'])
        self.assertEqual('conforme', score(chosen(n4, staff__a_cap='per_sheet'))['gruppi'][0]['esito'])

    def test_scelte__suggest_follows_them(self):
        EVIDENCE('X-13')
        n4 = prova.load('N4')
        for cap, distance in (('distinct', 2), ('per_sheet', 0)):
            out = prova.ciclo('suggest', '-', stdin=prova.text(chosen(n4, staff__a_cap=cap)))[1]
            self.assertEqual(distance, json.loads(out)['gruppi'][0]['distanza'])

    def test_scelte__what_the_case_chose_is_echoed_as_written_and_nothing_else(self):
        n4 = prova.load('N4')
        many = {'po.cap': 0, 'staff.a_cap': 'per_sheet', 'dir.org_min': '50.0', 'cr.dev_warn': '0.10'}
        self.assertEqual(list(many.items()), list(score(dict(n4, scelte=many))['scelte'].items()))
        self.assertNotIn('scelte', score(dict(n4, scelte={})))
        self.assertNotIn('scelte', score(n4))

    def test_scelte__unknown_ones_are_refused_with_the_list_of_those_there_are(self):
        n4 = prova.load('N4')
        for key, value in (('staff.c3', 'ge'), ('po.cap ', 'none'), ('tree.mean', 'simple'), ('', 'x')):
            (where, what), = refused(dict(n4, scelte={key: value}))
            self.assertEqual('/scelte/' + key, where)
            for known in ('dir.org_min', 'dir.org_cmp', 'dir.transfer', 'po.cap', 'cr.dev_max_ratio', 'cr.dev_warn',
                          'staff.a_cap'):
                self.assertIn(known, what)
        for key, value in (('po.cap', '-1'), ('po.cap', 'nessuno'), ('dir.org_min', '100.1'), ('dir.org_cmp', '>='),
                           ('dir.transfer', 'separate_mark'), ('staff.a_cap', 'slots'), ('cr.dev_warn', None),
                           ('cr.dev_max_ratio', ['0.5']), ('staff.a_cap', True)):
            (where, what), = refused(dict(n4, scelte={key: value}))
            self.assertEqual('/scelte/' + key, where)

    def test_scelte_z__every_option_of_the_case_was_told_from_its_default(self):
        words = refused(prova.case(scelte={'?': '1'}))[0][1]
        self.assertEqual(set(words.split(': ', 1)[1].split()), PROVATE)


class Sistema(unittest.TestCase):
    """Options that only a rulebook sets."""

    def test_opzioni__ind_decreasing_beyond_the_target(self):
        EVIDENCE('S-P.17 AMB-47')
        case = tree(('<=', '5', '8'), ('<=', '5', '11'), ('<=', '5', '5'), ('<=', '0', '1'))
        # 100 x 5/8 and 100 x 5/11; 100 (2 - 8/5) and 100 (2 - 11/5) held at 0
        for value, want in (('inverse', ['62.50', '45.45', '100.00', '0.00']), ('linear', ['40.00', '0.00', '100.00', '0.00']),
                            ('all_or_nothing', ['0.00', '0.00', '100.00', '0.00'])):
            node = with_option(case, 'ind.decreasing', value)['albero'][0]
            self.assertEqual(want, [i['percentuale'] for i in node['indicatori']], value)

    def test_opzioni__tree_mean_simple_forgets_the_weights(self):
        EVIDENCE('C-1.17 AMB-45')
        case = tree(('>=', '100', '50'), ('>=', '100', '100'))
        case['albero'][0]['indicatori'][0]['peso'], case['albero'][0]['indicatori'][1]['peso'] = '3', '1'
        case['albero'] = [{'id': 'R', 'padre': None}, dict(case['albero'][0], padre='R', peso='1'),
                          {'id': 'M', 'padre': 'R', 'peso': '3', 'indicatori': [
                              {'id': 'x', 'operatore': '=', 'target': '100', 'valore': '20'}]}]
        # weighted: (150 + 100) / 4 = 62.5 and (62.5 + 60) / 4 = 30.625; simple: 75 and (75 + 20) / 2
        for value, want in (('weighted', ['30.63', '62.50']), ('simple', ['47.50', '75.00'])):
            nodes = with_option(case, 'tree.mean', value)['albero']
            self.assertEqual(want, [n['risultato'] for n in nodes[:2]], value)

    def test_opzioni__tree_unreported_zero_counts_what_was_not_reported(self):
        EVIDENCE('C-3.31 AMB-45')
        case = tree(('>=', '100', '50'), ('>=', '100', None))
        case['albero'] = [{'id': 'R', 'padre': None}, dict(case['albero'][0], padre='R'),
                          {'id': 'V', 'padre': 'R', 'indicatori': [
                              {'id': 'x', 'operatore': '=', 'target': '1', 'stato': 'non_rilevato'}]},
                          {'id': 'C', 'padre': 'R', 'indicatori': [
                              {'id': 'x', 'operatore': '=', 'target': '1', 'stato': 'non_computabile'}]}]
        # exclude: 50 alone; zero: N = (50 + 0) / 2 and R = (25 + 0) / 2, what is not computable stays out
        for value, want in (('exclude', ['50.00', '50.00', None, None]), ('zero', ['12.50', '25.00', '0.00', None])):
            nodes = with_option(case, 'tree.unreported', value)['albero']
            self.assertEqual(want, [n['risultato'] for n in nodes], value)
            self.assertEqual([(1, 3), (1, 2), (0, 1), (0, 0)], [(n['rilevati'], n['previsti']) for n in nodes])
            self.assertIsNone(nodes[1]['indicatori'][1]['percentuale'])

    def test_opzioni__tree_round_rounds_where_it_says_before_what_rests_on_it(self):
        EVIDENCE('AMB-45 X-07')
        case = tree(('>=', '3', '1'), ('>=', '3', '2'), ('>=', '3', '2'))      # 33.33.., 66.66.., 66.66..
        case['albero'] = [{'id': 'R', 'padre': None}, dict(case['albero'][0], padre='R'),
                          {'id': 'Z', 'padre': 'R', 'indicatori': [
                              {'id': 'x', 'operatore': '=', 'target': '1', 'valore': '0'}]}]
        # exact: 500/9 = 55.56 and 27.78; to whole numbers: (33 + 67 + 67) / 3 = 55.67 and 27.83; truncated: 55 and 27.5
        for key, value, want in (('tree.round.indicatore', 'none', ['27.78', '55.56']),
                                 ('tree.round.indicatore', '0 half_up', ['27.83', '55.67']),
                                 ('tree.round.indicatore', '0 troncamento', ['27.50', '55.00']),
                                 ('tree.round.nodo', '0 half_up', ['28.00', '56.00']),        # 55.6 -> 56, 28
                                 ('tree.round.nodo', '0 half_down', ['28.00', '56.00']),
                                 ('tree.round.nodo', '1 troncamento', ['27.70', '55.50'])):   # 55.5, 27.75
            nodes = with_option(case, key, value)['albero']
            self.assertEqual(want, [n['risultato'] for n in nodes[:2]], (key, value))

    def test_opzioni__how_numbers_are_printed(self):
        EVIDENCE('X-07')
        case = tree(('>=', '800', '1'), ('>=', '800', '3'))                    # 0.125 and 0.375
        for modo, want in (('half_up', ['0.13', '0.38']), ('half_down', ['0.12', '0.37']), ('half_even', ['0.12', '0.38']),
                           ('troncamento', ['0.12', '0.37'])):
            text = CRITERI.replace('percentuali: {cifre: 2, modo: half_up', 'percentuali: {cifre: 2, modo: ' + modo)
            with prova.written(text) as file:
                node = score(case, '--sistema', file)['albero'][0]
            self.assertEqual(want, [i['percentuale'] for i in node['indicatori']])

    def test_opzioni__code_pattern_says_what_a_code_is(self):
        EVIDENCE('S-P.13 AMB-19')
        p6 = prova.load('P6')
        with prova.written(CRITERI.replace('"^[0-9]{1,3}\\\\[[0-9]{1,3}\\\\][A-Z0-9]{1,12}$"', '"^[A-Z]-[0-9]+$"')) as file:
            self.assertEqual(3, len(refused(p6, '--sistema', file)))
            for o in p6['posizioni'][0]['obiettivi']:
                o['codice'] = 'B - 12'
            score(p6, '--sistema', file)

    def test_opzioni__staff_small_n_says_who_may_be_waived(self):
        EVIDENCE('S-N.61 AMB-28')
        four = groups([37, 32, 32, 27], [32] * 4)
        four['gruppi'][0]['deroga'] = {'motivo': 'prova'}
        self.assertEqual(['/gruppi/0/deroga'], [w for w, _ in refused(four)])
        self.assertEqual('deroga', with_option(four, 'staff.small_n', '5')['gruppi'][0]['esito'])


if __name__ == '__main__':
    prova.main()

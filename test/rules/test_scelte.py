# test_scelte.py - every reading that a case or a rulebook may choose is told from its default.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""The expected values are of the requirements' examples or worked out by hand beside the test."""
import json
import unittest
from fractions import Fraction as F

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
        for key, value in (('fund.tie', 'id'), ('po.cap ', 'none'), ('rel.approver', 'giunta'), ('', 'x')):
            (where, what), = refused(dict(n4, scelte={key: value}))
            self.assertEqual('/scelte/' + key, where)
            for known in ('dir.org_min', 'dir.org_cmp', 'dir.transfer', 'po.cap', 'cr.dev_max_ratio', 'cr.dev_warn',
                          'staff.a_cap'):
                self.assertIn(known, what)
        for key, value in (('po.cap', '-1'), ('po.cap', 'nessuno'), ('dir.org_min', '100.1'), ('dir.org_cmp', '>='),
                           ('dir.transfer', 'mark'), ('staff.a_cap', 'slot'), ('staff.step', '0.1'), ('cr.dev_lambda', '0.5'),
                           ('staff.small_n', '2.5'), ('tree.round.nodo', 'half_up'), ('cr.dev_warn', None),
                           ('cr.dev_max_ratio', ['0.5']), ('staff.a_cap', True)):
            (where, what), = refused(dict(n4, scelte={key: value}))
            self.assertEqual('/scelte/' + key, where)

    def replayed(self, case, **scelte):
        """The output, its proof recomputed with fractions."""
        case = chosen(case, **scelte)
        esito = score(case)
        problems = replay.replay(case, esito, json.loads(canonica.canonica(CRITERI)))
        self.assertEqual([], problems)
        return esito

    def where(self, case, **scelte):
        return [w for w, _ in refused(chosen(case, **scelte))]

    def test_scelte__dir_org_recheck_blocks_what_the_default_only_tells(self):
        EVIDENCE('S-D.15 AMB-12')
        d3 = prova.load('D3')                                                           # 40 organisational points left
        self.assertEqual(['organizzativi_sotto_soglia'], [a['codice'] for a in score(d3)['dirigenti'][0]['avvisi']])
        self.assertEqual(['/dirigenti/0/obiettivi'], self.where(d3, dir__org_recheck='block'))
        self.replayed(chosen(d3, dir__org_min=40), dir__org_recheck='warn')

    def test_scelte__dir_comp_step_says_which_marks_there_are(self):
        EVIDENCE('S-D.28 AMB-13')
        d1 = prova.load('D1')                                                           # 4.5 4.0 3.8 4.2 4.0 4.5
        self.assertEqual(['/dirigenti/0/competenze/2', '/dirigenti/0/competenze/3'], self.where(d1, dir__comp_step='0.5'))
        self.assertEqual('83.80', self.replayed(d1, dir__comp_step='0.1')['dirigenti'][0]['totale'])

    def test_scelte__dir_transfer_separate_mark_is_a_seventh_mark(self):
        EVIDENCE('S-D.37 AMB-14')
        d3 = prova.load('D3')
        self.assertEqual(['/dirigenti/0/voto_trasferito'], self.where(d3, dir__transfer='separate_mark'))
        d3['dirigenti'][0]['voto_trasferito'] = '3'                                     # 25 + 10 x 3/5 + 50.30
        d = self.replayed(d3, dir__transfer='separate_mark')['dirigenti'][0]
        self.assertEqual(('31.00', '81.30'), (d['punti_prestazioni'], d['totale']))
        self.assertEqual(['/dirigenti/0/voto_trasferito'], self.where(d3, dir__transfer='rescale'))

    def test_scelte__dir_transfer_unit_indicator_keeps_the_weight_inside_the_objective(self):
        EVIDENCE('S-D.34 AMB-15')
        d1 = prova.load('D1')                                                           # I1 60 x 80 %, I2 40 x 75 %: 78
        d1['dirigenti'] = d1['dirigenti'][:1]
        goals = d1['dirigenti'][0]['obiettivi']
        one = next(n for n, o in enumerate(goals) if 'indicatori' in o)
        inds = goals[one]['indicatori']
        inds[1]['stato'] = 'non_realizzabile'
        del inds[1]['valore']
        d = self.replayed(d1, dir__transfer_unit='indicator')['dirigenti'][0]           # 80: (588 + 2) / 7 x 0.7 = 59
        self.assertEqual(('59.00', '84.00'), (d['punti_obiettivi'], d['totale']))
        self.assertIn('/dirigenti/0/obiettivi/%d/indicatori/1/stato' % one, self.where(d1, dir__transfer_unit='objective'))
        inds[0]['stato'] = 'non_realizzabile'
        self.assertEqual(['/dirigenti/0/obiettivi/%d/indicatori' % one], self.where(d1, dir__transfer_unit='indicator'))

    def test_scelte__payout_by_threshold_by_bands_and_on_the_printed_score(self):
        EVIDENCE('C-4.10 S-P.05 AMB-18 12.7')
        d3 = prova.load('D3')                                                           # 83.6333...
        d3['dirigenti'][0]['retribuzione_massima'] = '12000.00'
        pay = lambda **s: self.replayed(d3, **s)['dirigenti'][0]['retribuzione']
        self.assertEqual('10036.00', pay(dir__payout='linear', dir__pay_on='exact'))
        self.assertEqual('10035.60', pay(dir__pay_on='printed'))
        self.assertEqual(['/pagamento/dirigenti/soglia'], self.where(d3, dir__payout='threshold'))
        for edge, want in (('83.63', '10036.00'), ('83.64', '0.00')):
            d3['pagamento'] = {'dirigenti': {'soglia': edge}}
            self.assertEqual(want, pay(dir__payout='threshold'))
        d3['pagamento'] = {'dirigenti': {'fasce': [{'soglia': '90', 'livello': '100'}, {'soglia': '80', 'livello': '85'},
                                                   {'livello': '0'}]}}
        self.assertEqual('10200.00', pay(dir__payout='bands'))                          # 85 %
        self.assertEqual(['/pagamento/dirigenti/fasce'], self.where(d3, dir__payout='linear'))
        p3 = prova.load('P3')                                                           # 87 of 4000: 3480
        p3['posizioni'] = p3['posizioni'][:1]
        pay = lambda **s: self.replayed(p3, **s)['posizioni'][0]['retribuzione']
        self.assertEqual('3480.00', pay(po__payout='linear'))
        p3['pagamento'] = {'posizioni': {'soglia': '87.01'}}
        self.assertEqual('0.00', pay(po__payout='threshold'))
        p3['pagamento'] = {'posizioni': {'fasce': [{'soglia': '87', 'livello': '90'}, {'livello': '50'}]}}
        self.assertEqual('3600.00', pay(po__payout='bands'))

    def test_scelte__po_pay_on_printed_pays_the_index_as_it_is_read(self):
        EVIDENCE('S-P.05 12.7')
        p = prova.case(posizioni=[{'id': 'P', 'prestazione': '85', 'retribuzione_massima': '100000.00', 'obiettivi': [
            {'id': str(n), 'percentuale': q} for n, q in enumerate(('100', '90', '75'))]}])
        p['posizioni'][0]['prestazione'] = '0'                                          # 0.6 x 265/3 = 53
        p['posizioni'][0]['obiettivi'][0]['percentuale'] = '99.99'                      # 0.6 x 264.99/3 = 52.998
        for how, want in (('exact', '52998.00'), ('printed', '53000.00')):
            self.assertEqual(want, self.replayed(p, po__pay_on=how)['posizioni'][0]['retribuzione'])

    def test_scelte__po_all_nc_decides_what_nothing_over_nothing_is(self):
        EVIDENCE('S-P.23 AMB-18b')
        p = prova.case(posizioni=[{'id': 'P', 'prestazione': '85', 'retribuzione_massima': '4000.00', 'obiettivi': [
            {'id': 'A', 'stato': 'non_computabile'}]}])
        self.assertEqual(['/posizioni/0/obiettivi'], self.where(p, po__all_nc='block'))
        for how, index, euros in (('prestazione', '85.00', '3400.00'), ('zero', '34.00', '1360.00')):
            r = self.replayed(p, po__all_nc=how)['posizioni'][0]
            self.assertEqual((index, euros), (r['indice'], r['retribuzione']))
            self.assertEqual(['tutti_non_computabili'], [a['codice'] for a in r['avvisi']])

    def test_scelte__pr_mode_scaled_counts_the_months(self):
        EVIDENCE('S-N.18 AMB-20')
        n11 = prova.load('N11')                                                         # 125 due, 25 away
        self.assertEqual('0.8000', self.replayed(n11, pr__mode='window')['premi']['persone'][0]['presenza'])
        n11['premi']['persone'][0]['mesi'] = '6'
        self.assertEqual('0.4000', self.replayed(n11, pr__mode='scaled')['premi']['persone'][0]['presenza'])
        self.assertIn('/premi/persone/0/mesi', self.where(n11, pr__mode='window'))

    def test_scelte__cr_dev_convex_and_absolute(self):
        EVIDENCE('S-N.29 AMB-21')
        n10 = prova.load('N10')                                                         # G 0.92, e 0.03, delta 0
        first = n10['premi']['strutture'][0]
        del first['scostamento_dirigente']
        self.assertEqual(['/scelte/cr.dev_lambda'], self.where(n10, cr__dev='convex'))
        first['valutazione_dirigente'] = '0.80'                                         # 0.6 x 0.92 + 0.4 x 0.80 + 0.03
        c = self.replayed(n10, cr__dev='convex', cr__dev_lambda='0.6')['premi']['strutture'][0]['c']
        self.assertEqual('0.9020', c)
        self.assertEqual(['/premi/strutture/0/valutazione_dirigente'], self.where(n10, cr__dev='ratio'))
        del first['valutazione_dirigente']
        first['scostamento_dirigente'] = '-0.20'
        where = ['/premi/strutture/0/scostamento_dirigente']
        self.assertEqual('0.7500', self.replayed(n10, cr__dev='absolute', cr__dev_cap='0.20')['premi']['strutture'][0]['c'])
        self.assertEqual(where, self.where(n10, cr__dev='absolute', cr__dev_cap='0.19'))
        self.assertEqual(where, self.where(n10, cr__dev='convex', cr__dev_lambda='0.6'))
        self.assertEqual('0.7500', score(n10)['premi']['strutture'][0]['c'])            # ratio: 0.46 allowed

    def test_scelte__cr_external_full_makes_c_whole(self):
        EVIDENCE('S-N.30 AMB-22')
        n10 = prova.load('N10')
        self.assertEqual('0.9500', self.replayed(n10, cr__external='addback')['premi']['strutture'][0]['c'])
        self.assertEqual('1.0000', self.replayed(n10, cr__external='full')['premi']['strutture'][0]['c'])
        n10['premi']['strutture'][0]['cause_esterne'] = '0'
        self.assertEqual('0.9200', self.replayed(n10, cr__external='full')['premi']['strutture'][0]['c'])

    def test_scelte__staff_c3_equal_at_least_at_most(self):
        EVIDENCE('S-N.56 AMB-26')
        less, more = prova.load('N3'), prova.load('N3b')                                # 8 and 16 of 12
        for how, want in (('eq', (1, 1)), ('ge', (1, 0)), ('le', (0, 1))):
            got = tuple(sum(v['vincolo'] == 'C3' for v in self.replayed(c, staff__c3=how)['gruppi'][0]['violazioni'])
                        for c in (less, more))
            self.assertEqual(want, got, how)
        out = prova.ciclo('suggest', '-', stdin=prova.text(chosen(less, staff__c3='le')))[1]
        self.assertEqual(0, json.loads(out)['gruppi'][0]['distanza'])

    def test_scelte__staff_n_assigned_counts_those_of_the_structure(self):
        EVIDENCE('S-N.56 AMB-26')
        three = groups([40, 32, 26], [32, 36, 28])                                      # 8 and 4 positive, 98 and 96 points
        three['gruppi'][0]['addetti'] = 4                                               # plafond 128, 8 due
        g = self.replayed(three, staff__n='assigned')['gruppi'][0]
        self.assertEqual((128, -30, 8, 8), tuple(g['semischeda1'][k] for k in ('plafond', 'scostamenti', 'positivi', 'positivi_dovuti')))
        self.assertEqual([('C3', 2, -4)], [(v['vincolo'], v['semischeda'], v['differenza']) for v in g['violazioni']])
        self.assertEqual((1, 1), (g['massimo_A'], g['resto']))
        self.assertEqual(['/gruppi/0/addetti'], self.where(three, staff__n='evaluated'))

    def test_scelte__staff_a_cap_slots_counts_both_half_sheets_together(self):
        EVIDENCE('S-N.57 AMB-27')
        n4 = prova.load('N4')                                                           # two marks of A in each: 4 <= 2 x 2
        self.assertEqual([], self.replayed(n4, staff__a_cap='slots')['gruppi'][0]['violazioni'])
        n5b = prova.load('N5b')                                                         # 3 + 3 of n = 8: at most 2 x 2 + 1
        self.assertEqual([('C4', 1)], [(v['vincolo'], v['differenza'])
                                       for v in self.replayed(n5b, staff__a_cap='slots')['gruppi'][0]['violazioni']])

    def test_scelte__staff_a_scope_sector_shares_the_third(self):
        EVIDENCE('S-N.57 S-N.58 AMB-27')
        n1, n4 = prova.load('N1'), prova.load('N4')                                     # 2 and 3 people with an A, 6 each
        both = prova.case(gruppi=[dict(n1['gruppi'][0], id='a', settore='S'), dict(n4['gruppi'][0], id='b', settore='S')])
        for g in self.replayed(both, staff__a_scope='sector')['gruppi']:                # 5 of 12: at most 4
            self.assertEqual([('C4', 1)], [(v['vincolo'], v['differenza']) for v in g['violazioni']])
            self.assertEqual(4, g['massimo_A'])
        n4['gruppi'][0]['valutati'][2]['semischeda2'] = 36
        for other, want in (('S', 0), ('T', 0)):
            both['gruppi'][1] = dict(n4['gruppi'][0], id='b', settore=other)
            found = [v for g in self.replayed(both, staff__a_scope='sector')['gruppi'] for v in g['violazioni'] if v['vincolo'] == 'C4']
            self.assertEqual(want, len(found))
        self.assertEqual(['/gruppi/0/settore', '/gruppi/1/settore'], self.where(both, staff__a_scope='group'))

    def test_scelte__staff_small_soft_waive_pool_strict(self):
        EVIDENCE('S-N.61 AMB-28')
        b = prova.load('N6b-deroga')                                                    # 37 27 / 36 28 with the waiver
        self.assertEqual(['deroga_C3'], [a['codice'] for a in self.replayed(b, staff__small='soft')['gruppi'][0]['avvisi']])
        g = self.replayed(b, staff__small='waive')['gruppi'][0]
        self.assertEqual(('deroga', []), (g['esito'], g['avvisi']))
        self.assertEqual(['/gruppi/0/deroga'], self.where(b, staff__small='strict'))
        two = prova.case(gruppi=[dict(groups(h1, h2)['gruppi'][0], id=i, area='AR') for i, h1, h2 in (
            ('a', [38, 30], [38, 32]), ('b', [28], [26]))])                             # 6 positive and 96 points in each
        self.assertEqual(['conforme', 'conforme'], [g['esito'] for g in self.replayed(two, staff__small='pool')['gruppi']])
        for g in two['gruppi']:
            del g['area']
        self.assertEqual(['non_conforme'] * 2, [g['esito'] for g in self.replayed(two, staff__small='soft')['gruppi']])

    def test_scelte__staff_small_n_of_the_case_says_who_may_be_waived(self):
        EVIDENCE('S-N.61 AMB-28')
        four = groups([37, 32, 32, 27], [32] * 4)
        four['gruppi'][0]['deroga'] = {'motivo': 'prova'}
        self.assertEqual('deroga', self.replayed(four, staff__small_n=5)['gruppi'][0]['esito'])
        self.assertEqual(['/gruppi/0/deroga'], self.where(four, staff__small_n=4))

    def test_scelte__staff_step_takes_parts_of_a_point(self):
        EVIDENCE('S-N.41 AMB-23')
        three = groups(['36.5', '33.5', '26'], ['38', 32, '26'])                        # 4.5 + 1.5 = 6 = 6; 96 points
        self.assertEqual(3, len(self.where(three, staff__step='1')) - 2)                # texts are no integers
        g = self.replayed(three, staff__step='0.5')['gruppi'][0]
        self.assertEqual(('conforme', '96', '6', ['2']), (g['esito'], g['semischeda1']['somma'], g['semischeda1']['positivi'], ['2']))
        self.assertEqual((['0'], []), (g['semischeda2']['fascia_A'], g['semischeda1']['fascia_A']))      # 36.5 is no A
        quarter = groups(['36.25', '33.5', '26'], ['38', '32', '26'])
        self.assertEqual(['/gruppi/0/valutati/0/semischeda1'], self.where(quarter, staff__step='0.5'))
        g = self.replayed(quarter, staff__step='0.25')['gruppi'][0]
        self.assertEqual([('C3', '-0.25')], [(v['vincolo'], v['differenza']) for v in g['violazioni']])
        out = json.loads(prova.ciclo('suggest', '-', stdin=prova.text(chosen(quarter, staff__step='0.25')))[1])['gruppi'][0]
        self.assertEqual('0.25', out['distanza'])
        n10 = prova.load('N10')
        n10['premi']['persone'][0].update(semischeda1='26.5', semischeda2='36.5')       # C and B, by lower bound
        p = self.replayed(n10, staff__step='0.5')['premi']['persone'][0]
        self.assertEqual(('C', 'B', '0.80'), (p['fascia1'], p['fascia2'], p['cpc']))

    def test_scelte__staff_integrative_is_a_factor_of_the_share(self):
        EVIDENCE('S-N.68')
        n13 = prova.load('N13')
        n13['premi']['persone'][1]['parametro_integrativo'] = '1.2'
        # 1.0860, 0.9405 x 1.2, 0.7600, 0.2400: sum 3.2146 of 10 000 euros
        paid = [p['importo'] for p in self.replayed(n13, staff__integrative='factor')['premi']['persone']]
        self.assertEqual(['3378.34', '3510.86', '2364.21', '746.59', '0.00'], paid)
        self.assertEqual(['/premi/persone/1/parametro_integrativo'], self.where(n13, staff__integrative='none'))

    def test_scelte__ind_band_linear_rises_between_the_edges(self):
        EVIDENCE('S-D.23 AMB-35')
        d1 = prova.load('D1')
        d1['dirigenti'] = d1['dirigenti'][:1]
        # 84 of 90/80/70: 80 + 4/10 x 20 = 88; 6.2 of 5/7/10: 75 + 0.8/2 x 25 = 85; 0.6 x 88 + 0.4 x 85 = 86.8
        d = self.replayed(d1, ind__band='linear')['dirigenti'][0]                       # (588 + 8.8) / 7 x 0.7 = 59.68
        if any('indicatori' in o for o in d1['dirigenti'][0]['obiettivi']):
            self.assertEqual('59.68', d['punti_obiettivi'])
        self.assertEqual('58.80', self.replayed(d1, ind__band='step')['dirigenti'][0]['punti_obiettivi'])

    def test_scelte__fund_scope_project_shares_each_fund_among_its_own(self):
        EVIDENCE('S-N.10 AMB-51')
        n13 = prova.load('N13')
        m = n13['premi']
        self.assertEqual('3588.30', score(n13)['premi']['persone'][0]['importo'])
        del m['fondo']
        m['fondi'] = [{'id': 'P1', 'importo': '6000.00'}, {'id': 'P2', 'importo': '4000.00'}, {'id': 'P3', 'importo': '1.00'}]
        for n, s in enumerate(m['strutture']):
            s['progetto'] = 'P1' if s['id'] == m['persone'][0]['struttura'] else 'P2'
        r = self.replayed(n13, fund__scope='project')['premi']
        weights = {'P1': [], 'P2': []}
        for p, w in zip(m['persone'], (F('1.0860'), F('0.9405'), F('0.7600'), F('0.2400'), F(0))):
            weights[next(s['progetto'] for s in m['strutture'] if s['id'] == p['struttura'])].append((p['id'], w))
        paid = {p['id']: F(p['importo']) for p in r['persone']}
        for f, total in (('P1', 6000), ('P2', 4000)):
            self.assertEqual(total, sum(paid[i] for i, _ in weights[f]))
            for i, w in weights[f]:
                self.assertLess(abs(paid[i] - total * w / sum(x for _, x in weights[f])), F(1, 100))
        self.assertEqual(('10000.00', '1.00'), (r['totale'], r['non_distribuito']))
        self.assertEqual(['6000.00', '4000.00', '0.00'], [f['totale'] for f in r['fondi']])
        self.assertIn('/premi/fondi', self.where(n13, fund__scope='body'))

    def test_scelte__those_of_the_tree_are_chosen_by_a_case_too(self):
        EVIDENCE('C-1.17 AMB-45 AMB-47')
        case = tree(('<=', '5', '8'), ('>=', '3', '1'), ('>=', '100', None))            # 62.5, 33.33.., not reported
        for n, i in enumerate(case['albero'][0]['indicatori']):
            i['peso'] = str(n + 1)
        case['ente'] = {'id': 'ente'}
        # (62.5 + 2 x 33.33..) / 3 = 43.0555..
        for scelte, want in (({}, '43.06'), ({'tree__mean': 'simple'}, '47.92'), ({'tree__unreported': 'zero'}, '21.53'),
                             ({'ind__decreasing': 'linear'}, '35.56'), ({'tree__round__indicatore': '0 half_up'}, '43.00'),
                             ({'tree__round__nodo': '0 half_up'}, '43.00'), ({'tree__round__ente': '1 half_up'}, '43.10')):
            got = self.replayed(case, **scelte)
            self.assertEqual(want, (got['ente'] if 'tree__round__ente' in scelte else got['albero'][0])['risultato'], scelte)

    def test_scelte__proj_tie_and_staff_rater_choose_other_units(self):
        EVIDENCE('S-N.15 S-N.48 AMB-25 AMB-37')
        case = dict(prova.case(servizio=[{'id': 'E', 'assegnazioni': [                   # N12: 183 days each
            {'unita': 'X', 'dal': '2024-01-01', 'al': '2024-07-01'}, {'unita': 'Y', 'dal': '2024-07-02', 'al': '2024-12-31'}]}]),
            anno=2024)
        got = lambda **s: tuple(self.replayed(case, **s)['servizio'][0][k]['unita'] for k in ('progetto', 'valutatore'))
        self.assertEqual(('X', 'Y'), got(proj__tie='origin', staff__rater='majority'))
        self.assertEqual(('Y', 'Y'), got(proj__tie='last'))
        case['servizio'][0]['assegnazioni'][0]['al'] = '2024-11-30'
        case['servizio'][0]['assegnazioni'][1]['dal'] = '2024-12-01'
        self.assertEqual(('X', 'X'), got())
        self.assertEqual(('X', 'Y'), got(staff__rater='last_unit'))

    def test_scelte_z__every_option_of_the_case_was_told_from_its_default(self):
        words = refused(prova.case(scelte={'?': '1'}))[0][1]
        self.assertEqual(set(words.split(': ', 1)[1].split()), PROVATE)   # staff.premi_sheet: test_istituti


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

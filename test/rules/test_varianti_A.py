# test_varianti_A.py - the rules of other bodies, rows 1 to 15 of the table of variants, each as a rulebook.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""sistemi/varianti/NN-*.yaml with test/varianti/NN-*.json. What is expected is published, or worked out by hand in the
comment beside it; the criteria of 2018 (rows 2 to 4) must also give what the program's own reading of them gives."""
import copy
import json
import unittest

import yaml

import prova
import replay
import tavole
from prova import EVIDENCE, ciclo, refused, score
from test_esempi import DIRIGENTI, GRUPPI, POSIZIONI
import varianti
from varianti import CASI, SISTEMI

NOMI = sorted(p.stem for p in SISTEMI.glob('*.yaml') if int(p.name[:2]) <= 15)


def the_case(name):
    return json.loads((CASI / f'{name}.json').read_text(encoding='utf-8'))


def changed(name, table, row, **values):
    return varianti.changed(the_case(name), table, row, **values)


class Variante(unittest.TestCase):
    nome = None

    def result(self, case=None):
        return score(case or the_case(self.nome), '--sistema', SISTEMI / f'{self.nome}.yaml')['tavole']

    def gives(self, table, want, case=None):
        """want: {row: {column: printed}}; other rows and columns may be anything."""
        rows = {r['id']: r for r in self.result(case)[table]}
        for row, cells in want.items():
            self.assertEqual(cells, {k: rows[row][k] for k in cells}, row)

    def broken(self, case=None):
        return varianti.broken(self.result(case))

    def refuses(self, where, what, table, row, **values):
        found = refused(changed(self.nome, table, row, **values), '--sistema', SISTEMI / f'{self.nome}.yaml')
        self.assertEqual([where], [w for w, _ in found], found)
        self.assertIn(what, found[0][1])


class Tutte(unittest.TestCase):
    def test_varianti__every_row_has_its_rulebook_its_case_and_its_line(self):
        EVIDENCE('X-22')
        self.assertEqual(set(range(1, 16)), {int(n[:2]) for n in NOMI})
        text = (SISTEMI / 'README.md').read_text(encoding='utf-8')
        for name in NOMI:
            with self.subTest(name):
                code, out, err = ciclo('rulebook', 'check', SISTEMI / f'{name}.yaml')
                self.assertEqual((0, b''), (code, err))
                self.assertIn(f"il sistema {the_case(name)['sistema']} è valido".encode(), out)
                self.assertIn(f'`{name}.yaml`', text)

    def test_varianti__a_second_reading_agrees_and_every_proof_replays(self):
        EVIDENCE('X-08 X-22')
        for name in NOMI:
            with self.subTest(name):
                file, case = SISTEMI / f'{name}.yaml', the_case(name)
                book = yaml.load(file.read_text(encoding='utf-8'), Loader=yaml.BaseLoader)
                esito = score(case, '--sistema', file)
                self.assertEqual(tavole.calcola(book, case), tavole.bare(esito))
                self.assertEqual([], replay.replay(case, esito, book))


class Lucca(Variante):
    nome = '01-lucca-2011'

    def test_lucca__results_go_up_the_cascade(self):
        """J1 = (60 * 72/80 + 40 * 100) / 100 = (54 + 40) = 94; A = mean of 94 and 100. Half-way J1 = (60 * 37,5 + 40 *
        60) / 100."""
        EVIDENCE('C-3.01 C-3.31 AMB-45')
        self.gives('progetto', {'J1': {'risultato': '94.00', 'meta_anno': '46.50'},
                                'J3': {'risultato': '90.00', 'meta_anno': '80.00'}})
        self.gives('priorita', {'A': {'risultato': '97.00'}, 'D': {'risultato': '90.00'}})

    def test_lucca__deadline_explanations_and_pairs_are_watched(self):
        EVIDENCE('C-3.02 C-3.27 C-3.34 C-4.25-27')
        self.gives('modifica', {'M1': {'ultimo_giorno': '2011-09-30'}})
        self.assertEqual([('indicatore', 'I1', 'in_tempo', 'avvisa'),
                          ('indicatore', 'I4', 'scostamento_spiegato', 'blocca'),
                          ('modifica', 'M2', 'entro_settembre', 'blocca'), ('valutazione', 'V4', 'coppia', 'blocca')],
                         self.broken())

    def test_lucca__half_of_the_target_is_enough_by_june(self):
        """40/80 is half."""
        for value, found in (('40', 0), ('39.99', 1)):
            out = self.broken(changed(self.nome, 'indicatore', 'I1', semestre=value))
            self.assertEqual(found, [v for _, _, v, _ in out].count('in_tempo'), value)

    def test_lucca__who_is_not_in_a_pair_is_refused(self):
        self.refuses('/tavole/valutazione/0/valutato', 'parola sconosciuta', 'valutazione', 'V1', valutato='consiglio')


def dirigenti(names):
    """The worked examples of the criteria as rows of the tables."""
    t = {k: [] for k in ('dirigente', 'competenza', 'obiettivo', 'indicatore', 'fascia_di')}
    for name in names:
        d = prova.load(name)['dirigenti'][0]
        t['dirigente'].append({'id': name, **{k: d[k] for k in ('retribuzione_massima',) if k in d}})
        t['competenza'] += [{'id': f'{name}.C{n}', 'dirigente': name, 'voto': v}
                            for n, v in enumerate(d['competenze'], 1)]
        for o in d['obiettivi']:
            row = {'id': f"{name}.{o['id']}", 'dirigente': name,
                   **{k: o[k] for k in ('tipo', 'peso', 'punteggio') if k in o}}
            if o.get('stato') == 'non_realizzabile':
                row.update(realizzabile=False, atto='delibera di Giunta, contestuale alla valutazione')
            t['obiettivo'].append(row)
            for i in o.get('indicatori', []):
                mine = f"{row['id']}.{i['id']}"
                t['indicatore'].append({'id': mine, 'obiettivo': row['id'],
                                        **{k: i[k] for k in ('peso', 'verso', 'valore')}})
                t['fascia_di'] += [{'id': f'{mine}.{n}', 'indicatore': mine,
                                    'soglia': f.get('soglia', 'non_applicabile'),
                                    'livello': f['livello']} for n, f in enumerate(i['fasce'], 1)]
    return t


class Dirigenti(Variante):
    nome = '02-dirigenti-2018'

    def test_dirigenti__the_tables_give_what_the_criteria_give(self):
        EVIDENCE('S-D.14-16 S-D.19 S-D.22-28 S-D.37 AMB-14')
        names = ['D1', 'D2', 'D3', 'D4', 'D5', 'D7']
        self.assertEqual(dirigenti(names), the_case(self.nome)['tavole'])
        for row in self.result()['dirigente']:
            built_in = score(prova.CASES / f"{row['id']}.json")['dirigenti'][0]
            self.assertEqual(DIRIGENTI[row['id']], (row['risultati'], row['prestazioni'], row['totale']))
            self.assertEqual((built_in['quota_trasferita'], built_in['punti_organizzativi'],
                              built_in.get('retribuzione', 'non_rilevato')),
                             (row['trasferiti'], row['organizzativi'], row['retribuzione']))

    def test_dirigenti__a_bound_belongs_to_its_band(self):
        """Bands of D1: 90 80 70 upwards, 5 7 10 downwards."""
        EVIDENCE('S-D.23')
        for i, values in (('I1', (('90', '100.00'), ('89.99', '80.00'), ('70', '50.00'), ('69.99', '0.00'))),
                          ('I2', (('5', '100.00'), ('5.01', '75.00'), ('10', '50.00'), ('10.01', '0.00')))):
            for value, want in values:
                self.gives('indicatore', {f'D1.O1.{i}': {'livello': want}},
                           changed(self.nome, 'indicatore', f'D1.O1.{i}', valore=value))

    def test_dirigenti__what_the_criteria_ask_is_asked(self):
        """Six equal objectives, four of them organisational: 70 * 4 / 6 = 46,67 points, less than 50 (D6)."""
        EVIDENCE('S-D.15 S-D.27 S-D.38')
        self.assertEqual([], self.broken())
        self.assertEqual([('dirigente', 'D1', 'quota_organizzativa', 'blocca')],
                         self.broken(changed(self.nome, 'obiettivo', 'D1.O1', tipo='individuale')))
        self.assertEqual([('obiettivo', 'D3.O4', 'con_atto', 'blocca')],
                         self.broken(changed(self.nome, 'obiettivo', 'D3.O4', atto=None)))
        self.refuses('/tavole/competenza/0/voto', '5', 'competenza', 'D1.C1', voto='5.01')


def posizioni(names):
    t = {'posizione': [], 'obiettivo': []}
    for name in names:
        p = prova.load(name)['posizioni'][0]
        t['posizione'].append({'id': name, 'prestazione': p['prestazione'],
                               'retribuzione_massima': p['retribuzione_massima']})
        t['obiettivo'] += [{'id': f"{name}.{o['id']}", 'posizione': name,
                            'percentuale': o.get('percentuale', o.get('stato')),
                            **{k: o[k] for k in ('peso',) if k in o}} for o in p['obiettivi']]
    return t


class Posizioni(Variante):
    nome = '03-posizioni-2018'

    def test_posizioni__the_tables_give_what_the_criteria_give(self):
        EVIDENCE('S-P.05-06 S-P.19 S-P.23 AMB-16 AMB-18')
        names = ['P1', 'P2', 'P3', 'P4', 'P5']
        self.assertEqual(posizioni(names), the_case(self.nome)['tavole'])
        self.assertEqual({n: POSIZIONI[n] for n in names},
                         {r['id']: (r['raggiungimento'], r['indice'], r['retribuzione'])
                          for r in self.result()['posizione']})
        self.assertEqual([], self.broken())

    def test_posizioni__the_shares_are_of_the_money(self):
        """P3: 60 % of 4.000 is 2.400, times 88,33... % is 2.120; 40 % is 1.600, times 85 % is 1.360."""
        self.gives('posizione', {'P3': {'per_obiettivi': '2120.00', 'per_prestazione': '1360.00'}})

    def test_posizioni__percentages_stay_between_nought_and_a_hundred(self):
        for value, want in (('-5', '0.00'), ('0.5', '0.50'), ('100.01', '100.00')):
            self.gives('obiettivo', {'P1.A1': {'valutata': want}},
                       changed(self.nome, 'obiettivo', 'P1.A1', percentuale=value))

    def test_posizioni__some_weights_and_not_others(self):
        self.assertEqual([('posizione', 'P2', 'pesi_tutti_o_nessuno', 'blocca')],
                         self.broken(changed(self.nome, 'obiettivo', 'P2.A1', peso=None)))
        self.refuses('/tavole/posizione/0/prestazione', '100', 'posizione', 'P1', prestazione='101')


def gruppo(name):
    g = prova.load(name)['gruppi'][0]
    return {'gruppo': [{'id': name, 'livello': '1'}],
            'valutato': [{'id': p['id'], 'gruppo': name, 'semischeda_1': str(p['semischeda1']),
                          'semischeda_2': str(p['semischeda2'])}
                         for p in g['valutati']]}


class Personale(Variante):
    nome = '04-personale-2018'
    vincoli = {('C1', 1): 'plafond_1', ('C2', 1): 'plafond_1', ('C1', 2): 'plafond_2', ('C2', 2): 'plafond_2',
               ('C3', 1): 'positivi_1',
               ('C3', 2): 'positivi_2', ('C4', None): 'terzo_in_A'}

    def test_personale__every_group_is_judged_as_by_the_criteria(self):
        EVIDENCE('S-N.52-58 AMB-26 AMB-27')
        for name, (h1, h2, _, _, found) in GRUPPI.items():
            if name == 'N4-per_sheet':      # the other reading of AMB-27
                continue
            with self.subTest(name):
                case = dict(the_case(self.nome), tavole=gruppo(name))
                want = {self.vincoli[k[:2]] for k in found}
                self.assertEqual(want, {v for t, _, v, _ in self.broken(case) if t == 'gruppo'})
                g = self.result(case)['gruppo'][0]
                for n, h in ((1, h1), (2, h2)):
                    if h:
                        self.assertEqual((str(h[0]), str(h[2])), (g[f'punti_{n}'], g[f'positivi_{n}']))

    def test_personale__the_fund_is_shared_as_by_the_criteria(self):
        EVIDENCE('S-N.23-26 S-N.45 S-N.64-66 AMB-20')
        for name in ('N10', 'N11', 'N13'):
            with self.subTest(name):
                p = prova.load(name)['premi']
                rows = {'gruppo': [{'id': s['id'], 'livello': s['livello_collettivo'],
                                    'cause_esterne': s.get('cause_esterne', '0')} for s in p['strutture']],
                        'valutato': [{'id': x['id'], 'gruppo': x['struttura'], 'semischeda_1': str(x['semischeda1']),
                                      'semischeda_2': str(x['semischeda2']),
                                      'individuale': x.get('livello_individuale', 'non_rilevato'),
                                      **{k: str(x[k]) for k in ('giorni_dovuti', 'giorni_assenza') if k in x}}
                                     for x in p['persone']]}
                values = {f'coefficiente_{k}': v for k, v in p['coefficienti'].items() if k != 'D'}
                values.update(fondo=p['fondo'], quota_individuale=p.get('quota_individuale', '0'))
                want = {x['id']: x['importo'] for x in score(prova.CASES / f'{name}.json')['premi']['persone']}
                got = self.result(dict(the_case(self.nome), tavole=rows, parametri=values))['valutato']
                self.assertEqual(want, {x['id']: x['importo'] for x in got})

    def test_personale__the_case_of_the_file(self):
        """N1 and N6b share 10.000: CPC 1,2 1,1 1,0 1,0 1,0 0,6 and 1,1 1,0; E2 was there half of the days: 0,55. In all
        7,45, and 10.000 / 7,45 = 1.342,28187...; three cents are left, for the remainders of E6, E1 and E2."""
        EVIDENCE('S-N.64-66')
        rows = self.result()['valutato']
        self.assertEqual(['1.2000', '1.1000', '1.0000', '1.0000', '1.0000', '0.6000', '1.1000', '1.0000'],
                         [r['cpc'] for r in rows])
        self.assertEqual(['1610.74', '738.26', '1342.28', '1342.28', '1342.28', '805.37', '1476.51', '1342.28'],
                         [r['importo'] for r in rows])

    def test_personale__bands_of_a_half_sheet(self):
        EVIDENCE('S-N.41-45')
        for points, want in ((40, 'A'), (37, 'A'), (36, 'B'), (27, 'B'), (26, 'C'), (20, 'C'), (19, 'D'), (0, 'D')):
            case = changed(self.nome, 'valutato', 'E1', semischeda_1=str(points))
            self.gives('valutato', {'E1': {'fascia_1': want}}, case)
        self.gives('valutato', {'E6': {'prodotto': '0.3000'}}, changed(self.nome, 'valutato', 'E6', semischeda_1='19'))
        self.gives('valutato', {'E6': {'prodotto': '0.0000', 'importo': '0.00'}},
                   changed(self.nome, 'valutato', 'E6', semischeda_1='19', semischeda_2='19'))

    def test_personale__the_dirigente_moves_the_level_but_does_not_prevail(self):
        """Level 0,6: up or down by 0,3 at the most; 0,6 + 0,5 is not more than 1."""
        EVIDENCE('S-N.28-29 AMB-21')
        for by, want, found in (('0.3', '0.9000', 0), ('-0.3', '0.3000', 0), ('0.301', '0.9010', 1),
                                ('-0.301', '0.2990', 1), ('0.5', '1.0000', 1), ('-0.7', '0.0000', 1)):
            case = changed(self.nome, 'valutato', 'E1', scostamento=by)
            case['tavole']['gruppo'][0]['livello'] = '0.6'
            self.gives('valutato', {'E1': {'collettivo': want}}, case)
            self.assertEqual(found, [v for _, _, v, _ in self.broken(case)].count('non_prevalente'), by)

    def test_personale__the_secretary_general_changes_points_and_the_dirigente_waives(self):
        EVIDENCE('S-N.61-62 AMB-28 AMB-29')
        why = {'motivo': 'determinazione 12, riesame', 'autore': 'il segretario generale'}
        case = changed(self.nome, 'valutato', 'E4', forzati={'punti_1': {'valore': '37', **why}})
        self.gives('valutato', {'E4': {'punti_1': '37', 'fascia_1': 'A', 'forzati': {'punti_1': {'calcolato': '30', **why}}}},
                   case)
        self.assertEqual(['plafond_1', 'positivi_1', 'terzo_in_A'],
                         [v for _, g, v, _ in self.broken(case) if g == 'N1'])
        row = next(g for g in self.result()['gruppo'] if g['id'] == 'N6b')
        self.assertEqual([('positivi_1', 'due soli valutati')],
                         [(v['vincolo'], v['deroga']) for v in row['violazioni']])
        self.refuses('/tavole/valutato/0/semischeda_1', '40', 'valutato', 'E1', semischeda_1='41')
        self.refuses('/tavole/valutato/0/semischeda_1', 'decimali', 'valutato', 'E1', semischeda_1='36.5')


class Salerno(Variante):
    nome = '05-salerno'

    def test_salerno__percentages_as_published(self):
        """0,20 * (97,09 + 400) = 99,418."""
        EVIDENCE('AMB-45 AMB-47')
        d = json.loads((prova.QUI.parent / 'data/salerno.json').read_text(encoding='utf-8'))
        rows = self.result()
        published = [i['pubblicato'] for o in d['obiettivi'] for i in o['indicatori'] if i['pubblicato']]
        self.assertEqual(6, len(published))
        self.assertEqual(published,
                         [i['raggiungimento'] for i in rows['indicatore'] if i['raggiungimento'] != 'non_rilevato'])
        self.gives('nodo', {'1.1 OS1': {'kpi': d['obiettivi'][0]['pubblicato'], 'risultato': '99.42'},
                            'AS1': {'kpi': 'non_rilevato'}})
        self.assertEqual([('indicatore', 'sospensioni RI', 'leggibile', 'avvisa')], self.broken())

    def test_salerno__weights_are_divided_by_their_sum(self):
        """Nine indicators at 0,11 each weigh 0,99: all at 100 make 100, not 99."""
        case = the_case(self.nome)
        case['tavole'] = {'nodo': [{'id': 'N'}],
                          'indicatore': [{'id': str(n), 'nodo': 'N', 'peso': '0.11', 'target': '1', 'valore': '1'}
                                         for n in range(9)]}
        self.gives('nodo', {'N': {'risultato': '100.00'}}, case)

    def test_salerno__own_indicators_count_as_one_child(self):
        """(80 of its own + 2 * 50 + 1 * 100) / 4 = 70; without a KPI of its own (100 + 100) / 3 = 66,67."""
        EVIDENCE('AMB-45')
        case = the_case(self.nome)
        case['tavole'] = {'nodo': [{'id': 'N'}, {'id': 'A', 'padre': 'N', 'peso': '2'}, {'id': 'B', 'padre': 'N'},
                                   {'id': 'C', 'padre': 'N', 'peso': '5'}],
                          'indicatore': [{'id': f'i{n}', 'nodo': n, 'peso': '1', 'target': '100', 'valore': v}
                                         for n, v in (('N', '80'), ('A', '50'), ('B', '130'))]}
        self.gives('nodo', {'N': {'risultato': '70.00'}, 'C': {'risultato': 'non_rilevato'}}, case)
        del case['tavole']['indicatore'][0]
        self.gives('nodo', {'N': {'risultato': '66.67'}}, case)

    def test_salerno__a_weight_below_zero_is_refused(self):
        self.refuses('/tavole/indicatore/0/peso', '0', 'indicatore', 'SUAP', peso='-0.2')


class Pira(Variante):
    nome = '05b-pira'

    def test_pira__sixty_expected_fifty_six_made(self):
        """56/60 = 93,33 (rule-variants 1.2); at most 35 and 40 made: 35/40 = 87,50."""
        self.gives('indicatore', {'1.2': {'raggiungimento': '93.33'}, 'qualita': {'raggiungimento': '87.50'},
                                  'annullamenti': {'raggiungimento': 'non_rilevato'}})
        self.gives('obiettivo', {'anagrafe': {'risultato': '93.75', 'rilevati': '2'}})

    def test_pira__nothing_against_a_greatest_number_is_all_of_it(self):
        case = changed(self.nome, 'indicatore', 'annullamenti', valore='0')
        self.gives('indicatore', {'annullamenti': {'raggiungimento': '100.00'}}, case)
        self.refuses('/tavole/indicatore/0/operatore', '>=, <=', 'indicatore', 'qualita', operatore='>')


class Caserta(Variante):
    nome = '06-caserta'

    def test_caserta__two_thresholds_give_the_state(self):
        """Targets and thresholds of 2012 are published: 58,5/65 = 90, 18/25 = 72, 5/8 = 62,5; a target of zero is
        printed."""
        self.gives('indicatore', {
                                  '1.1.1': {'raggiungimento': '90.00', 'stato_finale': 'raggiunto'},
                                  '1.1.2': {'raggiungimento': '72.00', 'stato_finale': 'parziale'},
                                  '1.1.3': {'raggiungimento': 'non_computabile', 'stato_finale': 'non_computabile'},
                                  '1.1.4': {'raggiungimento': '62.50', 'stato_finale': 'non_raggiunto'},
                                  '1.1.5': {'stato_finale': 'non_rilevato'}})
        self.gives('obiettivo', {'1.1': {'risultato': '74.83', 'raggiunti': '1', 'parziali': '1', 'mancati': '1'}})
        self.assertEqual([('indicatore', '1.1.4', 'note_scritte', 'avvisa')], self.broken())

    def test_caserta__thresholds_are_of_each_indicator(self):
        self.gives('indicatore', {'1.1.2': {'stato_finale': 'parziale'}},
                   changed(self.nome, 'indicatore', '1.1.2', valore='17.5'))
        self.gives('indicatore', {'1.1.2': {'stato_finale': 'raggiunto'}},
                   changed(self.nome, 'indicatore', '1.1.2', soglia_alta='72'))
        self.assertIn(('indicatore', '1.1.2', 'soglie', 'blocca'),
                      self.broken(changed(self.nome, 'indicatore', '1.1.2', soglia_alta='69')))
        self.refuses('/tavole/indicatore/1/soglia_bassa', '100', 'indicatore', '1.1.2', soglia_bassa='170')


class Camera2013(Variante):
    nome = '07-camera-2013'

    def test_camera_2013__lights(self):
        """Over 90 and not at 90; at 70 and not below."""
        self.assertEqual(['raggiunto', 'raggiunto_in_parte', 'raggiunto_in_parte', 'non_raggiunto', 'non_rilevato'],
                         [r['luce'] for r in self.result()['obiettivo']])

    def test_camera_2013__planned_and_used(self):
        """5.600,50 / 5.000 = 112,01 %; nothing planned gives no share."""
        self.gives('obiettivo', {'O1': {'scarto_persone': '0.25', 'uso_persone': '110.00', 'scarto_spesa': '-1000.00',
                                        'uso_spesa': '90.00'},
                                 'O2': {'scarto_spesa': '600.50', 'uso_spesa': '112.01'},
                                 'O3': {'uso_persone': 'non_computabile'}})
        self.assertEqual([('obiettivo', 'O2', 'spesa', 'avvisa')], self.broken())
        self.refuses('/tavole/obiettivo/0/spesa_usata', '0', 'obiettivo', 'O1', spesa_usata='-1.00')


class Roma(Variante):
    nome = '08-roma-2013'

    def test_roma__states_are_counted(self):
        """Published: 67,8 and 25 % of the dirigenti's, 111 of 111, 99,5 % of the staff's. 40/59 = 67,797; 15/59 =
        25,42."""
        self.gives('ruolo', {'dirigenti': {'quota_raggiunti': '67.8', 'quota_in_parte': '25.4', 'quota_mancati': '6.8'},
                             'posizioni': {'raggiunti': '111', 'valutati': '111', 'quota_raggiunti': '100.0'},
                             'personale': {'quota_raggiunti': '99.5', 'valutati': '200'}})

    def test_roma__mean_rewards_of_the_printed_totals(self):
        """171.000/40 = 4.275, printed 4.276; 249.000/7 = 35.571, printed 31.195: the totals are printed rounded."""
        self.gives('ruolo', {'posizioni': {'premio_medio': '4275'}, 'dirigenti': {'premio_medio': '35571'},
                             'personale': {'premio_medio': 'non_rilevato'}})
        self.refuses('/tavole/obiettivo/0/conseguito', 'raggiunto, in_parte, non_raggiunto', 'obiettivo', 'D1',
                     conseguito='quasi')


class Cosenza(Variante):
    nome = '09-cosenza'

    def test_cosenza__shares_at_a_hundred_and_below_ninety(self):
        """Published: 50 and 43 %, the body at 89. 7/14 and 6/14 = 42,86; (700 + 95 + 451) / 14 = 89. One more is not
        measured."""
        self.gives('ente', {'Cosenza': {'al_cento': '50', 'sotto_novanta': '43', 'risultato': '89', 'misurati': '14'}})

    def test_cosenza__from_all_sides(self):
        """E1: 0,2 * 80 + 0,1 * 100 + 0,5 * 90 + 0,2 * 85 = 88. E2 has no users and no self: (50 * 70 + 20 * 90) / 70 =
        75,71."""
        self.gives('persona', {'E1': {'punteggio': '88.00'}, 'E2': {'punteggio': '75.71'}})
        case = the_case(self.nome)
        case['tavole']['obiettivo'][13]['raggiungimento'] = '90'     # 90 is not below 90: 5/14 = 35,7
        self.gives('ente', {'Cosenza': {'sotto_novanta': '36'}}, case)
        case['parametri']['peso_capo'] = '45'
        self.assertEqual([('ente', 'Cosenza', 'pesi_a_cento', 'blocca')], self.broken(case))
        self.refuses('/tavole/giudizio/0/voti', '1', 'giudizio', 'G1', voti='0')


class Palermo(Variante):
    nome = '10-palermo'

    def test_palermo__only_the_version_in_force_counts(self):
        self.gives('valutazione', {'E1': {'con_atto': 'delibera regionale 2', 'valido': '88.50'},
                                   'E2': {'valido': 'non_computabile'},
                                   'E3': {'valido': 'non_rilevato'}})
        self.assertEqual([('valutazione', 'E2', 'versione_giusta', 'blocca')], self.broken())

    def test_palermo__the_last_day_of_the_year_decides(self):
        for row, values, want in (('R2', {'dal': '2013-12-31'}, True), ('R2', {'al': '2013-12-31'}, True),
                                  ('R2', {'dal': '2014-01-01'}, False), ('R1', {'al': '2013-12-31'}, True)):
            self.gives('versione', {row: {'in_vigore': want}}, changed(self.nome, 'versione', row, **values))

    def test_palermo__one_version_and_only_one(self):
        gone = changed(self.nome, 'versione', 'R2', al='2013-12-30')
        self.assertEqual(2, [v for _, _, v, _ in self.broken(gone)].count('una_sola'))
        both = changed(self.nome, 'versione', 'R1', al='2013-12-31')
        self.assertEqual(2, [v for _, _, v, _ in self.broken(both)].count('una_sola'))
        self.refuses('/tavole/valutazione/0/versione', 'versione', 'valutazione', 'E1', versione='R9')


class IzslerIndividuale(Variante):
    nome = '11-izsler-individuale'

    def test_izsler__points_by_role(self):
        """SC: 20 * 83,5 % + 50 * 97,4 % + 15 * 95 % + 15 * 80 % = 16,7 + 48,7 + 14,25 + 12 = 91,65. PR: 4,175 + 65 +
        25,5."""
        self.gives('persona', {'SC': {'a1': '16.70', 'a2': '48.70', 'b1': '14.25', 'b2': '12.00', 'totale': '91.7',
                                      'distanza': '15.0'},
                               'SS': {'b2': 'non_rilevato', 'totale': 'non_rilevato'},
                               'PR': {'b2': 'non_applicabile', 'totale': '94.7'},
                               'CO': {'a1': 'non_applicabile', 'totale': '98.2'}})

    def test_izsler__the_published_counts_add_up(self):
        """31 + 74 = 105 of 622 = 16,9 %; 39 + 148 = 187 of 635 = 29,4 %; the eight classes make 622 and 635."""
        self.gives('esercizio', {'2020': {'valutati': '622', 'pieni': '105', 'quota_pieni': '16.9', 'in_classi': '622'},
                                 '2019': {'valutati': '635', 'pieni': '187', 'quota_pieni': '29.4',
                                          'in_classi': '635'}})
        self.gives('persona', {'SC': {'classe': '<94'}, 'PR': {'classe': '94-94.9'}, 'CO': {'classe': '98-98.9'}})
        best = changed(self.nome, 'persona', 'CO', struttura='100')     # 90 + 10
        self.gives('persona', {'CO': {'totale': '100.0', 'classe': '100'}}, best)
        best = changed(self.nome, 'persona', 'CO', struttura='99.95')   # 99,955, printed 100,0
        self.gives('persona', {'CO': {'totale': '100.0', 'classe': '100'}}, best)
        self.assertIn(('esercizio', '2020', 'quadra', 'blocca'),
                      self.broken(changed(self.nome, 'conteggio', '2020 100', persone='104')))

    def test_izsler__three_to_five_areas(self):
        self.assertEqual([('persona', 'PR', 'aree_scelte', 'blocca')], self.broken())
        case = the_case(self.nome)
        for n, told in ((4, False), (5, False), (6, True)):
            case['tavole']['area'].append({'id': f'b{n}', 'persona': 'SC', 'numero': str(n), 'voto': '95'})
            self.assertEqual(told, ('persona', 'SC', 'aree_scelte', 'blocca') in self.broken(case), n)
        self.refuses('/tavole/area/0/numero', '9', 'area', 'a1', numero='10')


class Izsler2020(Variante):
    nome = '11a-izsler-2020'

    def test_izsler_2020__percentages_as_published(self):
        """All but two, whose inputs are published rounded: 12,21 / 13,06 (93,50 printed) and 0,2919 (29,2)."""
        EVIDENCE('AMB-45 AMB-47')
        d = json.loads((prova.QUI.parent / 'data/izsler-2020.json').read_text(encoding='utf-8'))
        published = {f"{o['codice']}.{n}": r['pubblicato'] for o in d['obiettivi']
                     for n, r in enumerate(o['indicatori'], 1) if r['pubblicato']}
        computed = {r['id']: r['raggiungimento'] for r in self.result()['indicatore']}
        differs = {k: computed[k] for k, v in published.items() if v != computed[k]}
        self.assertEqual({'1.2': '93.49', '2.4': '29.19'}, differs)
        self.gives('obiettivo', {o['codice']: {'risultato': o['pubblicato']} for o in d['obiettivi']})
        self.gives('ente', {'IZSLER': {'risultato': d['ente']['pubblicato'], 'raggiunto': True}})

    def test_izsler_2020__the_result_itself_stays_out_of_its_mean(self):
        """With 83,5 against 83 as one more row objective 4 would be (13 * 87,18 + 100) / 14 = 88,1."""
        self.gives('indicatore', {'4.14': {'raggiungimento': 'non_applicabile'},
                                  '3.5': {'raggiungimento': '100.00', 'misura': '95.0000'}})
        self.gives('obiettivo', {'4': {'risultato': '88.1'}},
                   changed(self.nome, 'indicatore', '4.14', livello_sintetico=False, valore='83.5'))

    def test_izsler_2020__without_the_three_forced_rows(self):
        """The ten printed rows alone: 983,33 / 10 = 98,3, and the body 85,4."""
        case = the_case(self.nome)
        for r in case['tavole']['indicatore']:
            r.pop('forzati', None)
        self.gives('obiettivo', {'4': {'risultato': '98.3'}}, case)
        self.gives('ente', {'IZSLER': {'risultato': '85.4'}}, case)
        self.refuses('/tavole/indicatore/18/forzati/raggiungimento/motivo', 'motivo', 'indicatore', '4.2',
                     forzati={'raggiungimento': {'valore': '50', 'motivo': ' '}})


class Izsler2022(Variante):
    nome = '11b-izsler-2022'

    def test_izsler_2022__progress_is_cut_and_the_report_rounds(self):
        """2/3 = 0,66; 94/95 = 0,98; 89,98/90 = 0,99 (rule-variants 1.4); printed half up 66,67 98,95 99,98."""
        self.gives('obiettivo', {'r1': {'avanzamento': '0.66', 'in_relazione': '66.67'},
                                 'r2': {'avanzamento': '0.98', 'in_relazione': '98.95'},
                                 'r3': {'avanzamento': '0.99', 'in_relazione': '99.98'}, 'r5': {'avanzamento': '1.00'},
                                 'r7': {'avanzamento': 'non_computabile'}})

    def test_izsler_2022__what_is_not_reported_is_not_zero(self):
        """(0,66 + 0,98 + 0,99 + 0,80 + 1) / 5 = 88,6; over seven rows 63,29."""
        self.gives('periodo', {'2022-S2': {'risultato': '88.6', 'con_zeri': '63.3', 'rilevate': '5', 'righe': '7'}})
        self.refuses('/tavole/obiettivo/5/valore', '0', 'obiettivo', 'r6', valore='-1')

    def test_izsler_2022__a_forced_value_keeps_what_it_replaces(self):
        """0 against 1 is 0; the body wrote 0,8."""
        self.gives('obiettivo', {'r4': {'avanzamento': '0.80',
                                        'forzati': {'avanzamento': {'calcolato': '0.00',
                                                                    'motivo': 'decisione della direzione'}}}})


class Performplus(Variante):
    nome = '12-performplus'

    def test_performplus__value_kinds(self):
        """7/3 = 2,333; (110 - 100)/100 = 0,1; (100 - 80)/80 = 0,25; 10 July after 30 June: 10 days."""
        self.gives('indicatore', {'cala': {'misura': '2.3300'},
                                  'variazione': {'misura': '0.1000', 'sullo_storico': '0.0600',
                                                 'sul_riferimento': '-0.0500'},
                                  'risparmio': {'misura': '0.2500', 'raggiungimento': '100.00'},
                                  'ritardo': {'misura': '10.0000'}, 'fatto': {'misura': '1.0000'}})

    def test_performplus__ranges_are_half_open_and_may_be_proportional(self):
        """85 in [50,100) worth 90: 35/50 * 90 = 63. 2,33 in [2,5) worth 80, going down: 2,67/3 * 80 = 71,2. 10 is in
        [10,31)."""
        self.gives('indicatore', {'cresce': {'raggiungimento': '63.00'}, 'cala': {'raggiungimento': '71.20'},
                                  'ritardo': {'raggiungimento': '60.00'}})
        for value, want in (('49.99', '0.00'), ('50', '0.00'), ('99.99', '89.98'), ('100', '100.00'), ('120', '100.00'),
                            ('900', '100.00'), ('-1', '0.00')):
            self.gives('indicatore', {'cresce': {'raggiungimento': want}},
                       changed(self.nome, 'indicatore', 'cresce', a=value))
        for day, want in (('2024-06-01', '100.00'), ('2024-06-30', '100.00'), ('2024-07-09', '100.00'),
                          ('2024-07-30', '60.00'), ('2024-07-31', '0.00')):
            self.gives('indicatore', {'ritardo': {'raggiungimento': want}},
                       changed(self.nome, 'indicatore', 'ritardo', giorno=day))

    def test_performplus__half_goes_down(self):
        """0,125 * 33 = 4,125: 4,12. Three equal weights are 33,33 each: 21,00 (20,9979) + 23,73 (23,73096) + 20,00
        (19,998) = 64,73."""
        self.gives('indicatore', {'meta': {'raggiungimento': '4.12', 'peso_relativo': '33.33'},
                                  'cresce': {'pesato': '21.00'}})
        self.gives('obiettivo', {'O1': {'risultato': '64.73'}})

    def test_performplus__without_ranges_a_share_of_the_target(self):
        """2/3 = 66,67, of weight 66,67: 44,45 (44,448...); (4 - 1)/4 = 75 of 33,33: 25,00 (24,9975). Together 69,45."""
        self.gives('indicatore', {'senza': {'raggiungimento': '66.67', 'pesato': '44.45'},
                                  'senza giu': {'raggiungimento': '75.00', 'pesato': '25.00'}})
        self.gives('obiettivo', {'O2': {'risultato': '69.45'},
                                 'O4': {'risultato': '75.00',
                                        'forzati': {'risultato': {'calcolato': '100.00',
                                                                  'motivo': 'decisione della Giunta'}}}})

    def test_performplus__other_weights_when_something_was_missed(self):
        """E1 0,2*83,5 + 0,4*90 + 0,2*100 + 0,2*95; E2 without objectives 0,2*83,5 + 0,4*90 + 0,4*70; E3 without
        interview 16,7 + 45 + 30."""
        self.gives('persona', {'E1': {'situazione': 'ordinaria', 'punteggio': '91.70'},
                               'E2': {'situazione': 'senza_incarico', 'punteggio': '80.70'},
                               'E3': {'situazione': 'senza_colloquio', 'punteggio': '91.70'}})

    def test_performplus__a_ratio_needs_a_divisor(self):
        """1/8 = 0,125, half down 0,12; (9 - 8)/8 the same, with 8 as B and then as A."""
        for row, a, b, divisor in (('cala', '1', '8', 'b'), ('variazione', '9', '8', 'b'), ('risparmio', '8', '9', 'a')):
            case = changed(self.nome, 'indicatore', row, a=a, b=b)
            self.gives('indicatore', {row: {'misura': '0.1200'}}, case)
            case = changed(self.nome, 'indicatore', row, **{divisor: '0'})
            self.gives('indicatore', {row: {'misura': 'non_computabile'}}, case)

    def test_performplus__weights_of_a_category(self):
        """Comparto, nothing missed: 10 30 20 40. 8,35 + 27 + 20 + 0,4 * 70 = 83,35."""
        case = changed(self.nome, 'persona', 'E2', incarico_mancato=False)
        next(v for v in case['tavole']['voce'] if v['id'] == 'E2-individuale')['valutazione'] = '100'
        self.gives('persona', {'E2': {'situazione': 'ordinaria', 'punteggio': '83.35'}}, case)
        self.assertEqual([], self.broken(case))

    def test_performplus__overlapping_ranges_are_told(self):
        self.assertEqual([], self.broken())
        self.assertEqual([('indicatore', 'cresce', 'una_fascia', 'blocca')],
                         self.broken(changed(self.nome, 'intervallo', 'c3', da='80')))
        self.assertIn(('intervallo', 'c3', 'in_ordine', 'blocca'),
                      self.broken(changed(self.nome, 'intervallo', 'c3', fino_a='100')))
        self.refuses('/tavole/intervallo/2/valore', '100', 'intervallo', 'c3', valore='110')


class AziendaSanitaria(Variante):
    nome = '13-azienda-sanitaria'

    def test_sanitaria__marks_times_weights_over_four(self):
        """E1: (3,3*30 + 3*20 + 2,1*20 + 4*15 + 1*15) / 4 = 276/4 = 69. E2: 20 * 4,6 / 4 = 23."""
        self.gives('persona', {'E1': {'totale': '69.00', 'attribuito': '812.40'},
                               'E2': {'totale': '23.00', 'attribuito': '300.00'}})
        self.gives('fattore', {'E1-1': {'giudizio': 'supera il target', 'punti': '24.75'},
                               'E1-2': {'giudizio': 'migliora sul target'},
                               'E1-3': {'giudizio': 'migliora sul target'},
                               'E2-1': {'giudizio': 'scostamenti non significativi'},
                               'E2-2': {'giudizio': 'raggiunge il target'},
                               'E2-3': {'giudizio': 'raggiunge il target'}})

    def test_sanitaria__one_decimal_from_nought_to_four(self):
        self.refuses('/tavole/fattore/0/voto', '4', 'fattore', 'E1-1', voto='4.1')
        self.refuses('/tavole/fattore/0/voto', 'decimali', 'fattore', 'E1-1', voto='3.35')
        four = the_case(self.nome)
        del four['tavole']['fattore'][0]
        self.assertEqual([('persona', 'E1', 'cinque_fattori', 'blocca')], self.broken(four))


class Universita(Variante):
    nome = '14-universita'

    def test_universita__weights_of_the_profile(self):
        """E1: 15*92,5 + 35*88 + 30*90 + 20*100 = 9.167,5; E2 9,25 + 35,2 + 42 = 86,45; E5 without the last: 7.167,5 /
        80 = 89,59."""
        self.gives('persona', {'E1': {'punteggio': '91.68'}, 'E2': {'punteggio': '86.45'}, 'E4': {'punteggio': '80.00'},
                               'E5': {'punteggio': '89.59'}})

    def test_universita__no_sheet_is_no_score(self):
        self.gives('persona', {'E3': {'punteggio': 'non_applicabile'}, 'E6': {'punteggio': 'non_rilevato'}})
        self.assertEqual([('profilo', 'errato', 'a_cento', 'avvisa')], self.broken())
        self.refuses('/tavole/profilo/0/ateneo', 'decimali', 'profilo', 'responsabile', ateneo='15.125')


class Avvocatura(Variante):
    nome = '15-avvocatura'
    sempre = [('sede', 'S5', 'nell_intervallo', 'blocca'), ('sede', 'S6', 'fascia_nota', 'avvisa'),
              ('sede', 'S7', 'fascia_nota', 'avvisa')]

    def test_avvocatura__points_are_chosen_inside_the_range(self):
        """76 to 90 %: 15 to 18 points; 91 to 100 %: 17 to 20 as adopted. Below 76 the table is not readable."""
        self.gives('sede', {'S1': {'almeno': '15', 'al_massimo': '18'}, 'S3': {'almeno': '17', 'al_massimo': '20'},
                            'S6': {'almeno': 'non_applicabile'},
                            'S7': {'almeno': 'non_rilevato'}})
        self.assertEqual(self.sempre, self.broken())

    def test_avvocatura__percentages_are_whole(self):
        self.refuses('/tavole/sede/1/realizzazione', 'decimali', 'sede', 'S2', realizzazione='90.5')
        self.refuses('/tavole/sede/0/punti', '20', 'sede', 'S1', punti='21')


class AvvocaturaRettificata(Variante):
    nome = '15b-avvocatura-rettificata'

    def test_avvocatura__the_decree_of_2022_changes_the_year_already_open(self):
        """The same sheets: 18 points for 91 % were right before, and are not after (19 to 20)."""
        EVIDENCE('X-22')
        self.gives('sede', {'S3': {'almeno': '19', 'al_massimo': '20'}, 'S1': {'almeno': '15', 'al_massimo': '18'}})
        self.assertEqual(sorted([('sede', 'S3', 'nell_intervallo', 'blocca')] + Avvocatura.sempre),
                         sorted(self.broken()))
        before, after = (copy.deepcopy(the_case(n)) for n in ('15-avvocatura', self.nome))
        self.assertEqual((before['anno'], before['tavole']), (after['anno'], after['tavole']))


if __name__ == '__main__':
    prova.main()

# test_varianti_B.py - the rules of other bodies, rows 16 to 30 of the table of variants, each as a rulebook.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""sistemi/varianti/NN-*.yaml with test/varianti/NN-*.json. What is expected is published, or worked out by hand in the
comment beside it."""
import copy
import json
import unittest

import yaml

import prova
import replay
import tavole
from prova import EVIDENCE, ciclo, refused, score, written
import varianti
from varianti import CASI, SISTEMI

RIGHE = range(16, 31)


def one(folder, row, suffix):
    found = list(folder.glob(f'{row:02}-*{suffix}'))
    assert len(found) == 1, f'{row}: {found}'
    return found[0]


class Variante(unittest.TestCase):
    """A row of the table: what comes out of its case, and of the case changed."""
    riga = None

    def setUp(self):
        if self.riga:
            self.file = one(SISTEMI, self.riga, '.yaml')
            self.case = json.loads(one(CASI, self.riga, '.json').read_text(encoding='utf-8'))

    def result(self, case=None, file=None):
        return score(case or self.case, '--sistema', file or self.file)['tavole']

    def rows(self, table, *columns, **how):
        """Of each row: its columns, or the one column."""
        out = self.result(**how)[table]
        return [r[columns[0]] if len(columns) == 1 else tuple(r[c] for c in columns) for r in out]

    def changed(self, table, row, **values):
        return varianti.changed(self.case, table, row, **values)

    def broken(self, case=None):
        return varianti.broken(self.result(case))

    def refused(self, case):
        return refused(case, '--sistema', self.file)

    def refused_at(self, where, what, case):
        found = self.refused(case)
        self.assertEqual([where], [w for w, _ in found], found)
        self.assertIn(what, found[0][1])

    def with_text(self, *pairs):
        text = self.file.read_text(encoding='utf-8')
        for was, now in pairs:
            self.assertIn(was, text)
            text = text.replace(was, now)
        return written(text)


class Tutte(unittest.TestCase):
    def test_varianti__each_rulebook_is_valid_and_each_case_names_it(self):
        EVIDENCE('X-22')
        for n in RIGHE:
            with self.subTest(n):
                file, case = one(SISTEMI, n, '.yaml'), one(CASI, n, '.json')
                self.assertEqual(file.stem, case.stem)
                code, out, err = ciclo('rulebook', 'check', file)
                self.assertEqual((0, b''), (code, err))
                esito = score(case, '--sistema', file)
                self.assertIn(f"il sistema {esito['sistema']} è valido".encode(), out)

    def test_varianti__the_readme_has_a_line_for_each(self):
        text = (SISTEMI / 'README.md').read_text(encoding='utf-8')
        for n in RIGHE:
            self.assertIn(f'| {n} |', text)
            self.assertIn(f'`{one(SISTEMI, n, ".yaml").name}`', text)

    def test_varianti__a_second_reading_agrees_and_every_proof_replays(self):
        EVIDENCE('X-08')
        for n in RIGHE:
            with self.subTest(n):
                file = one(SISTEMI, n, '.yaml')
                case = json.loads(one(CASI, n, '.json').read_text(encoding='utf-8'))
                book = yaml.load(file.read_text(encoding='utf-8'), Loader=yaml.BaseLoader)
                esito = score(case, '--sistema', file)
                self.assertEqual(tavole.calcola(book, case), tavole.bare(esito))
                self.assertEqual([], replay.replay(case, esito, book))
                bare = score(case, '--sistema', file, '--no-trace')
                self.assertEqual(prova.without_traces(esito), prova.without_traces(bare))


class Giustizia(Variante):
    riga = 16

    def test_giustizia__the_fund_goes_by_coefficients(self):
        """5 * 1,2 + 3 * 1,0 + 2 * 0,8 + 2 * 0,6 + 0,2 + 0 = 12; 116.325,12 / 12 = 9.693,76. Times 1,2 = 11.632,512; times 0,8
        = 7.755,008; times 0,6 = 5.816,256; times 0,2 = 1.938,752. Four cents are left: to the remainders 0,8 and 0,6."""
        EVIDENCE('X-22 S-N.66')
        self.assertEqual([('1.2', '11632.51')] * 5 + [('1.0', '9693.76')] * 3 + [('0.8', '7755.01')] * 2 +
                         [('0.6', '5816.26')] * 2 + [('0.2', '1938.75'), ('0.0', '0.00')],
                         self.rows('dirigente', 'coefficiente', 'risultato'))
        self.assertEqual(11632512, sum(int(x.replace('.', '')) for x in self.rows('dirigente', 'risultato')))

    def test_giustizia__an_unknown_grade_is_refused(self):
        self.refused_at('/tavole/dirigente/0/grado', 'primo, secondo', self.changed('dirigente', 'D01', grado='settimo'))


class Dap(Variante):
    riga = 17

    def test_dap__the_edge_is_the_mean_of_all(self):
        """480 + 430 + 425 + 381 + 380 + 351 + 300 + 293 = 3.040, mean 380: 381 is above, 380 is not. Coefficients 2 * 1,2 +
        2 * 1,0 + 2 * 0,8 + 2 * 0,6 = 7,2; 72.000 / 7,2 = 10.000. Interim: 20 % of 12.345,67 = 2.469,134."""
        EVIDENCE('X-22')
        self.assertEqual([('1.2', '12000.00', '12000.00'), ('1.2', '12000.00', '14469.13'), ('1.0', '10000.00', '10000.00'),
                          ('1.0', '10000.00', '10000.00'), ('0.8', '8000.00', '8000.00'), ('0.8', '8000.00', '8000.00'),
                          ('0.6', '6000.00', '6000.00'), ('0.6', '6000.00', '6000.00')],
                         self.rows('dirigente', 'coefficiente', 'quota', 'totale'))

    def test_dap__one_score_moves_the_edge_for_another(self):
        """With 301 for 300 the mean is 380,125; with 310 it is 381,25 and 381 is no longer above it."""
        for points, coefficient in (('301', '1.0'), ('310', '0.8')):
            case = self.changed('dirigente', 'D7', punteggio=points)
            self.assertEqual(coefficient, self.rows('dirigente', 'coefficiente', case=case)[3])

    def test_dap__a_mean_outside_the_printed_bands_is_told(self):
        """0 points for 430: the mean is 2.610 / 8 = 326,25."""
        self.assertEqual([], self.broken())
        case = self.changed('dirigente', 'D2', punteggio='0')
        self.assertEqual({('dirigente', f'D{n}', 'media_tra_i_limiti', 'avvisa') for n in range(1, 9)}, set(self.broken(case)))

    def test_dap__points_are_whole_and_at_most_500(self):
        for points, what in (('501', '500'), ('380.5', 'decimal')):
            self.refused_at('/tavole/dirigente/4/punteggio', what, self.changed('dirigente', 'D5', punteggio=points))


class Quassolo(Variante):
    riga = 18

    def test_quassolo__step_proportion_nothing_and_the_hole(self):
        """850 * 0,94 = 799; 850 * 0,7125 = 605,625; 850 * 0,60 = 510. Between 94 and 95 nothing is said."""
        EVIDENCE('X-22')
        self.assertEqual([('100.00', '850.00'), ('100.00', '850.00'), ('non_computabile', 'non_computabile'),
                          ('94.00', '799.00'), ('71.25', '605.63'), ('60.00', '510.00'), ('0.00', '0.00'), ('0.00', '0.00')],
                         self.rows('persona', 'quota', 'premio'))
        self.assertEqual([('persona', 'C', 'punteggio_previsto', 'blocca')], self.broken())

    def test_quassolo__the_hole_is_open_at_both_ends(self):
        for points, premium in (('94.01', 'non_computabile'), ('94.99', 'non_computabile'), ('95', '850.00')):
            self.assertEqual(premium, self.rows('persona', 'premio', case=self.changed('persona', 'C', punteggio=points))[2])

    def test_quassolo__discipline_excludes_above_the_verbal_reprimand(self):
        self.assertEqual([False] * 7 + [True], self.rows('persona', 'esclusa'))

    def test_quassolo__more_than_100_points_are_refused(self):
        self.refused_at('/tavole/persona/0/punteggio', '100', self.changed('persona', 'A', punteggio='100.01'))


class Magenta(Variante):
    riga = 19
    COLONNE = ('dirigenti_95', 'dirigenti_80', 'dirigenti_60', 'dipendenti_90', 'dipendenti_70', 'dipendenti_sotto_70')
    # as published: managers from 95, from 80, from 60; staff 100-90, 89-70, <70. Of 2015 only staff is published.
    PUBBLICATI = {2015: (0, 0, 0, 98, 40, 1), 2016: (0, 4, 0, 96, 37, 1), 2017: (0, 3, 1, 102, 35, 1)}

    def people(self, prefix, classes):
        """So many at the upper edge of a class, the others at its lower edge."""
        points = [p for (low, high), n in classes for p in [high] * (n // 2) + [low] * (n - n // 2)]
        return [{'id': f'{prefix}{i}', 'comuni': '20', 'intersettoriali': '10', 'settoriali': '20', 'comportamenti': str(p - 50)}
                for i, p in enumerate(points)]

    def test_magenta__the_classes_as_published(self):
        EVIDENCE('X-22 F-13')
        self.assertEqual([tuple(map(str, self.PUBBLICATI[2017]))], self.rows('ente', *self.COLONNE))
        for year, counts in self.PUBBLICATI.items():
            managers = self.people('D', zip(((95, 100), (80, 94), (60, 79)), counts[:3]))
            staff = self.people('P', zip(((90, 100), (70, 89), (50, 69)), counts[3:]))
            tables = {'ente': [{'id': 'm'}], 'dirigente': managers, 'dipendente': staff}
            case = dict(self.case, anno=year, tavole={k: v for k, v in tables.items() if v})
            self.assertEqual([tuple(map(str, counts))], self.rows('ente', *self.COLONNE, case=case), year)

    def test_magenta__what_no_class_covers_is_not_put_in_one(self):
        case = self.changed('dirigente', 'D1', comportamenti='0')       # 20 + 15 + 30 = 65
        self.assertEqual('60-80', self.rows('dirigente', 'classe', case=case)[0])
        case = self.changed('dirigente', 'D1', settoriali='0', comportamenti='0')
        self.assertEqual('non_applicabile', self.rows('dirigente', 'classe', case=case)[0])
        case = self.changed('dipendente', 'P001', comportamenti='24.5')  # 90 is 20 + 15 + 30 + 25
        self.assertEqual(('89.50', 'non_computabile'), self.rows('dipendente', 'punteggio', 'classe', case=case)[0])

    def test_magenta__a_manager_may_waive(self):
        self.assertEqual(['1'], self.rows('ente', 'dirigenti_rinunce', case=self.changed('dirigente', 'D2', rinuncia=True)))

    def test_magenta__more_than_100_in_all_is_told(self):
        self.assertEqual([], self.broken())
        case = self.changed('dipendente', 'P001', comportamenti='36')
        self.assertEqual([('dipendente', 'P001', 'entro_cento', 'blocca')], self.broken(case))


class Terlizzi(Variante):
    riga = 20

    def test_terlizzi__to_the_cent(self):
        EVIDENCE('X-22 S-D.20')
        self.assertEqual([('3325.49', '177.66', '90.61'), ('3325.49', '3064.69', '3064.69'), ('3912.34', '3912.34', '3912.34'),
                          ('2826.67', '2826.67', '2826.67'), ('3325.49', '1093.31', '557.59')],
                         self.rows('incarico', 'quota', 'importo', 'spettante'))
        self.assertEqual([('5005.65', '6069.02', '10451.90', '888.41', '13996.14')],
                         self.rows('ente', 'titolari', 'interim', 'liquidato', 'irap', 'costo'))

    def test_terlizzi__the_days_of_the_year_are_not_what_the_decree_divides_by(self):
        """2020 has 366 days: 3.912,34 * 365 / 366 = 3.901,65 for who served the whole of the printed year."""
        with self.with_text(('giorni / divisore', 'giorni / giorni_anno')) as file:
            self.assertEqual(['10423.34'], self.rows('ente', 'liquidato', file=file))
            self.assertEqual('3901.65', self.rows('incarico', 'spettante', file=file)[2])

    def test_terlizzi__one_rounding_at_the_end_misses_a_cent(self):
        with self.with_text(('          tondo: 2 half_up\n', '')) as file:
            self.assertEqual(['10451.89'], self.rows('ente', 'liquidato', file=file))

    def test_terlizzi__days_beyond_the_year_are_refused(self):
        self.refused_at('/tavole/incarico/2/giorni', '366', self.changed('incarico', 'tecnici', giorni='367'))
        case = self.changed('incarico', 'tecnici', giorni='366')
        self.assertEqual([('incarico', 'tecnici', 'entro_l_anno', 'blocca')], self.broken(case))


class EnteLocale(Variante):
    riga = 21
    # category: least and most, as published
    PUBBLICATI = {'B1': ('78.43', '223.58'), 'B2': ('95.82', '386.90'), 'B3': ('44.19', '387.07'), 'B4': ('275.57', '390.86'),
                  'B5': ('369.10', '383.28'), 'B6': ('189.75', '386.67'), 'B7': ('365.81', '387.07'), 'C1': ('37.93', '387.07'),
                  'C2': ('372.78', '388.72'), 'C3': ('67.93', '390.86'), 'C4': ('375.93', '387.07'), 'C5': ('168.69', '383.28'),
                  'D1': ('253.00', '390.86'), 'D3': ('255.57', '255.57'), 'D4': ('116.12', '261.95'), 'D5': ('368.13', '368.13'),
                  'PO': ('1265.30', '2400.00')}

    def test_ente_locale__what_is_not_paid_stays(self):
        """27.782,66 - 24.789,51 = 2.993,15 and 11.835,17 - 9.742,31 = 2.092,86; the means are published: 309,87 of 80 and
        1.948,46 of 5; so are the classes: 86,25, 12,5 and 1,25 %."""
        EVIDENCE('X-22')
        columns = ('pagato', 'resto', 'persone', 'premio_medio', 'da_90', 'da_60', 'sotto_60')
        self.assertEqual([('24789.51', '2993.15', '80', '309.87', '86.25', '12.50', '1.25'),
                          ('9742.31', '2092.86', '5', '1948.46', '100.00', '0.00', '0.00')], self.rows('gruppo', *columns))

    def test_ente_locale__least_and_most_of_each_category(self):
        self.assertEqual([(k, *v) for k, v in self.PUBBLICATI.items()], self.rows('categoria', 'id', 'minimo', 'massimo'))

    def test_ente_locale__more_than_the_fund_is_told(self):
        self.assertEqual([], self.broken())
        case = self.changed('gruppo', 'po', stanziato='9742.30')
        self.assertEqual([('gruppo', 'po', 'entro_il_fondo', 'blocca')], self.broken(case))

    def test_ente_locale__a_negative_premium_is_refused(self):
        self.refused_at('/tavole/persona/80/premio', '0', self.changed('persona', 'PO-1', premio='-1.00'))


class Agenzia(Variante):
    riga = 22

    def test_agenzia__each_objective_is_paid_on_its_own(self):
        """1.000.000 at 5,7 % = 57.000, target reached; 14,3 % = 143.000 at 68 / 85 = 80 % = 114.400; 59,9 is under 60:
        nothing of 300.000; 97 of 95: 500.000."""
        EVIDENCE('X-22')
        self.assertEqual([('57000.00', '100.00', '57000.00'), ('143000.00', '80.00', '114400.00'), ('300000.00', '0.00', '0.00'),
                          ('500000.00', '100.00', '500000.00')], self.rows('obiettivo', 'quota', 'livello', 'spettante'))
        self.assertEqual([('100.00', '671400.00')], self.rows('ente', 'somma_dei_pesi', 'spettante'))
        self.assertEqual([], self.broken())

    def test_agenzia__what_is_not_reported_is_not_zero(self):
        out = self.result(self.changed('obiettivo', 'O2', valore=None))
        self.assertEqual(('non_rilevato', 'non_rilevato'), tuple(out['obiettivo'][1][k] for k in ('livello', 'spettante')))
        self.assertEqual('557000.00', out['ente'][0]['spettante'])

    def test_agenzia__weights_and_thresholds_are_checked(self):
        self.assertEqual([('ente', 'agenzia', 'pesi_cento', 'blocca')], self.broken(self.changed('obiettivo', 'O1', peso='5.6')))
        self.assertEqual([('obiettivo', 'O4', 'soglia_sotto_il_target', 'blocca')],
                         self.broken(self.changed('obiettivo', 'O4', soglia='95.5')))
        self.refused_at('/tavole/obiettivo/0/peso', '100', self.changed('obiettivo', 'O1', peso='101'))


class Inail(Variante):
    riga = 23

    def test_inail__weighted_mean_of_the_activities_as_published(self):
        """The four published objectives: 100 against 100. The example: (3 * 60 + 1 * 90) / 4 = 67,5, the third activity is
        not reported; 67,5 / 90 = 75 %."""
        EVIDENCE('X-22 AMB-45')
        self.assertEqual([('100.00', '100.00')] * 4 + [('67.50', '75.00')],
                         self.rows('obiettivo', 'realizzazione', 'raggiungimento'))

    def test_inail__structures_share_an_objective(self):
        """(100 + 75) / 2 = 87,5 and (1 * 100 + 3 * 75) / 4 = 81,25; one activity changes both."""
        self.assertEqual(['87.50', '81.25'], self.rows('struttura', 'risultato'))
        case = self.changed('attivita', 'esempio-1', realizzazione='90')        # 90 / 90
        self.assertEqual(['100.00', '100.00'], self.rows('struttura', 'risultato', case=case))

    def test_inail__an_unknown_objective_is_refused(self):
        self.refused_at('/tavole/condivisione/1/obiettivo', 'obiettivo', self.changed('condivisione', 'c2', obiettivo='nessuno'))
        self.refused_at('/tavole/attivita/0/realizzazione', '100', self.changed('attivita', 'tariffa-1', realizzazione='120'))


class Regione(Variante):
    riga = 24

    def test_regione__weights_of_a_structure_make_100(self):
        """0,6 * 100 + 0,4 * 85 = 94."""
        EVIDENCE('X-22')
        self.assertEqual([('100.00', '94.00'), ('100.00', '92.50')], self.rows('struttura', 'somma_dei_pesi', 'risultato'))
        self.assertEqual([], self.broken())
        self.assertEqual([('struttura', 'S1', 'pesi_cento', 'blocca')], self.broken(self.changed('annuale', 'A2', peso='39.99')))

    def test_regione__each_objective_leads_to_an_indicator_and_a_programme(self):
        self.assertEqual(['12', '13', '13'], self.rows('annuale', 'missione'))
        self.refused_at('/tavole/annuale/0/programma', 'programma', self.changed('annuale', 'A1', programma='99.1'))
        self.refused_at('/tavole/annuale/0/indicatore', 'manca', self.changed('annuale', 'A1', indicatore=None))


class Mae(Variante):
    riga = 25

    def test_mae__each_year_has_its_target(self):
        """90, 90,5 and 91 as published; 90,5 reaches those of 2016 and 2017, not that of 2018; 2019 has none."""
        EVIDENCE('X-22')
        for year, target, reached in ((2016, '90.0', True), (2017, '90.5', True), (2018, '91.0', False),
                                      (2019, 'non_applicabile', 'non_applicabile')):
            case = dict(self.case, anno=year)
            self.assertEqual((target, reached), self.rows('indicatore', 'target', 'raggiunto', case=case)[0])

    def test_mae__an_absent_weight_or_year_before_is_not_zero(self):
        """Weights 3 and none, which counts as 1: (3 * 0 + 1 * 100) / 4 = 25; the third is not reported. 90,4 - 89,2 = 1,2."""
        self.assertEqual(['100.00', '25.00'], self.rows('obiettivo', 'risultato'))
        self.assertEqual([('90.5', True, 'non_rilevato'), ('90.5', False, '1.2'), ('28.0', True, '-3.5'),
                          ('90.5', 'non_rilevato', 'non_rilevato')], self.rows('indicatore', 'target', 'raggiunto', 'variazione'))

    def test_mae__an_unknown_operator_is_refused(self):
        self.refused_at('/tavole/indicatore/0/operatore', '>=, <=', self.changed('indicatore', '149.1', operatore='='))


class BariMetropolitana(Variante):
    riga = 26

    def test_bari__absence_interim_projects(self):
        """73 days are more than 60: (365 - 73) / 365 = 80 %, 1.000 * 85 % * 80 % = 680; 60 days are not more than 60: 900.
        Interim 36.500 * 15 % * 31 / 365 = 465, supply 36.500 * 25 % * 10 / 365 = 250; project 500 * 75 % = 375."""
        EVIDENCE('X-22')
        self.assertEqual([('80.00', '680.00', '0.00', '375.00', '1055.00'), ('100.00', '900.00', '715.00', '0.00', '1615.00'),
                          ('100.00', '700.00', '0.00', '0.00', '700.00')],
                         self.rows('persona', 'presenza', 'premio', 'incarichi', 'progetti', 'totale'))

    def test_bari__a_conciliation_counts_when_it_was_asked_in_time(self):
        """20 February 2024 and 10 days: 1 March (a leap year). 1 March is in time, 2 March is not."""
        self.assertEqual([('2024-03-01', True, '85.00'), ('2024-03-01', False, 'non_applicabile')],
                         self.rows('conciliazione', 'termine', 'ammessa', 'punteggio_accolto'))
        self.assertEqual(['85.00', '90.00', '70.00'], self.rows('persona', 'punteggio_definitivo'))
        self.assertEqual([('conciliazione', 'C2', 'richiesta_in_tempo', 'avvisa')], self.broken())

    def test_bari__terms_are_the_body_s(self):
        case = dict(self.case, parametri=dict(self.case['parametri'], termine_richiesta='11', termine_decisione='29'))
        self.assertEqual([('conciliazione', 'C1', 'decisa_in_tempo', 'avvisa')], self.broken(case))
        self.assertEqual(['85.00', '90.00', '90.00'], self.rows('persona', 'punteggio_definitivo', case=case))

    def test_bari__what_the_index_does_not_say_must_be_given(self):
        case = dict(self.case, parametri={k: v for k, v in self.case['parametri'].items() if k != 'quota_supplenza'})
        self.refused_at('/parametri/quota_supplenza', 'manca', case)
        case = self.changed('incarico', 'I1', al='2023-02-01')
        self.assertIn(('incarico', 'I1', 'date_in_ordine', 'blocca'), self.broken(case))


class Articolo69(Variante):
    riga = 27
    AVVISO = ('accordo', 'soglia', 'soglia_non_contrattata', 'avvisa')      # ARAN, CFL126

    def people(self, agreement, *columns, **how):
        out = self.result(**how)['persona']
        return [tuple(r[c] for c in columns) for r in out if r['id'].startswith(agreement + '-')]

    def test_art_69__both_readings(self):
        """10 people, 20 %: 2 places; 9 positive (the tenth, with 99 points, is not). Scrolling: 98 and 93 are taken;
        m = 10.000 / (9 + 2 * 0,3) = 1.041,6667, top-up 312,50, taken first 625. Threshold 95: only 98;
        m = 10.000 / 9,3 = 1.075,2688, top-up 322,5806."""
        EVIDENCE('X-22 F-70')
        columns = ('posti', 'positivi', 'maggiorati', 'premio_medio', 'maggiorazione', 'tolto_dal_fondo')
        self.assertEqual([('2', '9', '2', '1041.67', '312.50', '625.00'), ('2', '9', '1', '1075.27', '322.58', '322.58')],
                         self.rows('accordo', *columns))
        self.assertEqual([self.AVVISO], self.broken())

    def test_art_69__the_fund_is_paid_to_the_cent(self):
        """Scrolling: 2 * 1.354,16 + 7 * 1.041,66 = 9.999,94, all remainders 2/3: six cents by id. Threshold: 1.397,84 (0,946
        left) + 8 * 1.075,26 (0,882 left) = 9.999,92: eight cents, the last by id gets none."""
        self.assertEqual([(True, '1354.17')] * 2 + [(False, '1041.67')] * 4 + [(False, '1041.66')] * 3 + [(False, '0.00')],
                         self.people('scorrimento', 'maggiorato', 'premio'))
        self.assertEqual([(True, '1397.85')] + [(False, '1075.27')] * 7 + [(False, '1075.26'), (False, '0.00')],
                         self.people('soglia', 'maggiorato', 'premio'))

    def test_art_69__a_tie_at_the_last_place_is_told(self):
        case = self.changed('persona', 'scorrimento-03', punteggio='93')
        self.assertEqual([('accordo', 'scorrimento', 'entro_i_posti', 'blocca'), self.AVVISO], self.broken(case))

    def test_art_69__the_threshold_reading_wants_a_threshold_and_the_top_up_30_percent(self):
        case = self.changed('accordo', 'soglia', soglia=None)
        self.assertEqual([('accordo', 'soglia', 'soglia_scritta', 'blocca'), self.AVVISO], self.broken(case))
        self.refused_at('/tavole/accordo/0/misura', '30', self.changed('accordo', 'scorrimento', misura='29.99'))

    def test_art_69__nobody_positive_pays_nobody(self):
        case = copy.deepcopy(self.case)
        for p in case['tavole']['persona']:
            p['positivo'] = False
        self.assertEqual({'0.00'}, set(self.rows('persona', 'premio', case=case)))


class Contratti(Variante):
    riga = 28

    def person(self, who, *columns, **how):
        return next(tuple(r[c] for c in columns) for r in self.result(**how)['persona'] if r['id'] == who)

    def test_contratti__presence_of_three_years_tells_the_tie(self):
        """5 % of 20 is one place. Both have 97: 200 + 210 + 230 = 640 days against 220 + 215 + 220 = 655. The 250 days of
        2020 are of no account: with them the other one would win."""
        EVIDENCE('X-22')
        columns = ('giorni_triennio', 'posto', 'maggiorato')
        self.assertEqual(('640', '2', False), self.person('A03', *columns))
        self.assertEqual(('655', '1', True), self.person('A07', *columns))
        self.assertEqual(('890', '1', True), self.person('A03', *columns, case=dict(self.case, anno=2022, tavole=dict(
            self.case['tavole'], presenza=[dict(r, esercizio=str(int(r['esercizio']) - 1 + (r['esercizio'] == '2020')))
                                           for r in self.case['tavole']['presenza']]))))

    def test_contratti__parameter_130_in_the_office_s_fund(self):
        """19 * 100 + 130 = 2.030; 20.300 / 2.030 = 10. The office of three has no place: 3.000 / 3."""
        self.assertEqual(('130', '1300.00'), self.person('A07', 'parametro', 'premio'))
        self.assertEqual(('100', '1000.00'), self.person('A03', 'parametro', 'premio'))
        self.assertEqual(('100', '1000.00'), self.person('B3', 'parametro', 'premio'))
        self.assertEqual([('ufficio', 'B', 'ha_posti', 'avvisa')], self.broken())

    def test_contratti__a_tie_to_the_day_is_told(self):
        case = self.changed('presenza', 'A03-2023', giorni='245')       # 655 as well
        self.assertIn(('ufficio', 'A', 'entro_i_posti', 'blocca'), self.broken(case))

    def test_contratti__a_year_has_no_more_than_366_days(self):
        self.refused_at('/tavole/presenza/0/giorni', '366', self.changed('presenza', 'A03-2021', giorni='367'))


class Aran(Variante):
    riga = 29

    def test_aran__absence_does_not_cut_by_itself(self):
        """Incidence 0: 173 days cut nothing; participation at 90 % does; 80 % is written with its reason."""
        EVIDENCE('X-22 AMB-20')
        self.assertEqual([('100.00', '1000.00'), ('100.00', '900.00'), ('80.00', '800.00')],
                         self.rows('persona', 'presenza', 'premio'))
        self.assertEqual({'presenza': {'calcolato': '100.00', 'motivo': 'aspettativa: accordo 3 del 2023'}},
                         self.result()['persona'][2]['forzati'])

    def test_aran__an_agreement_may_give_some_causes_a_weight(self):
        """Incidence 50 %, 73 days of 365 that it chose: 100 - 50 * 73 / 365 = 90 %; illness still counts nothing."""
        case = dict(self.case, parametri={'incidenza': '50'})
        self.assertEqual([('90.00', '900.00'), ('100.00', '900.00'), ('80.00', '800.00')],
                         self.rows('persona', 'presenza', 'premio', case=case))

    def test_aran__without_a_reason_it_does_not_pass(self):
        case = self.changed('persona', 'P3', forzati={'presenza': {'valore': '80'}})
        self.refused_at('/tavole/persona/2/forzati/presenza/motivo', 'manca', case)
        self.refused_at('/tavole/persona/2/forzati/premio', 'forzare',
                        self.changed('persona', 'P3', forzati={'premio': {'valore': '1.00', 'motivo': 'x'}}))
        self.assertEqual([('persona', 'P2', 'motivata', 'blocca')], self.broken(self.changed('persona', 'P2', motivo=None)))


class BariSocieta(Variante):
    riga = 30

    def test_societa__two_levels_and_the_mean_of_three_sectors(self):
        """100 reaches the first level, 80 the second, 79,9 neither. One sector: 1.000 or 500. Three: (100 + 50 + 0) / 3 = 50 %;
        (50 + 0 + 0) / 3 = 16,67 %, 166,67."""
        EVIDENCE('X-22')
        self.assertEqual(['100.00', '50.00', '0.00', '0.00'], self.rows('settore', 'quota'))
        self.assertEqual([('100.00', '1000.00'), ('50.00', '500.00'), ('16.67', '166.67'), ('50.00', '500.00')],
                         self.rows('persona', 'quota', 'premio'))

    def test_societa__one_sector_of_three_at_the_first_level_is_a_third(self):
        case = self.changed('settore', 'y', valore='100')
        self.assertEqual('333.33', self.rows('persona', 'premio', case=case)[2])

    def test_societa__levels_in_order_and_known_sectors(self):
        case = self.changed('settore', 'w', secondo_livello='100')
        self.assertEqual([('settore', 'w', 'livelli_in_ordine', 'blocca')], self.broken(case))
        self.refused_at('/tavole/servizio/0/settore', 'settore', self.changed('servizio', 'Ax', settore='q'))


class Linguaggio(unittest.TestCase):
    """What these rules needed of the language."""
    FORMA = ('id: prova\ntitolo: prova\nfonti: [prova]\ncalcolo:\n  tavole:\n    r:\n      descrizione: righe\n'
             '      campi:\n        n: {tipo: numero, descrizione: numero}\n'
             '        f: {tipo: riferimento, tavola: r, %s descrizione: altra}\n'
             '      formule:\n        y: {tipo: %s, formula: \'%s\', descrizione: y, fonte: X-22}\n')

    def check(self, kind, formula, field='stati: [non_rilevato],'):
        with written(self.FORMA % (field, kind, formula)) as file:
            code, _, err = ciclo('rulebook', 'check', file)
            return code, err.decode()

    def test_linguaggio__no_value_may_stand_in_place_of_any(self):
        EVIDENCE('X-22')
        for kind, formula in (('euro', 'se(n > 1; assente("non_computabile"); 2 euro)'),
                              ('parola', 'se(n > 1; "a"; assente("non_applicabile"))'),
                              ('si_no', 'se(n > 1; n > 2; assente("non_rilevato"))'),
                              ('percento', 'se(n > 1; 0; se(n > 0; assente("non_computabile"); 5%))')):
            self.assertEqual((0, ''), self.check(kind, formula), formula)

    def test_linguaggio__no_value_is_no_number_and_has_a_known_reason(self):
        for formula, what in (('1 + assente("non_computabile")', 'serve un numero'), ('assente("zero")', 'stato sconosciuto'),
                              ('assente(n)', 'stato sconosciuto')):
            code, err = self.check('numero', formula)
            self.assertEqual(2, code)
            self.assertIn(what, err)

    def test_linguaggio__a_row_is_not_named_by_default(self):
        code, err = self.check('numero', 'n', field='se_manca: a,')
        self.assertEqual(2, code)
        self.assertIn('/calcolo/tavole/r/campi/f/se_manca: una riga di un\'altra tavola non si dà per intesa', err)


if __name__ == '__main__':
    prova.main()

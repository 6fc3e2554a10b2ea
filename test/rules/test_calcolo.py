# test_calcolo.py - tables and formulas of a rulebook: what they give, and what is refused, worked out by hand.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import json
import pathlib
import tempfile
import unittest

import prova
from prova import EVIDENCE

HEAD = {'id': 'prova', 'titolo': 'Sistema di prova', 'fonti': ['Prova'],
        'stampa': {'percentuali': {'cifre': '2', 'modo': 'half_up', 'fonte': 'X-07'}}}
N = {'tipo': 'numero', 'descrizione': 'un numero'}
P = {'tipo': 'punti', 'descrizione': 'dei punti'}
MISSING = dict(P, stati=['non_rilevato', 'non_realizzabile'])


def formula(text, kind='numero', **more):
    return dict({'tipo': kind, 'formula': text, 'descrizione': 'prova', 'fonte': 'X-22'}, **more)


def book(tables, **parts):
    return dict(HEAD, calcolo=dict({'tavole': {n: dict({'descrizione': n}, **t) for n, t in tables.items()}}, **parts))


class Calcolo(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def file(self, rulebook):
        path = pathlib.Path(self.folder.name, 'sistema.yaml')
        path.write_text(json.dumps(rulebook, ensure_ascii=False), encoding='utf-8')   # JSON is YAML
        return path

    def esito(self, rulebook, tables, **parts):
        case = dict({'formato': 'ciclo-caso/1', 'anno': 2024, 'sistema': 'prova', 'tavole': tables}, **parts)
        return prova.score(case, '--sistema', self.file(rulebook))['tavole']

    def column(self, rulebook, tables, table, column, **parts):
        return [r[column] for r in self.esito(rulebook, tables, **parts)[table]]

    def check(self, rulebook):
        code, out, err = prova.ciclo('rulebook', 'check', self.file(rulebook))
        return code, [line.split(': ', 1)[1] for line in err.decode().splitlines()]

    def one(self, text, kind='numero', fields=None, row=None, **more):
        b = book({'riga': {'campi': fields or {'a': N, 'b': N}, 'formule': {'c': formula(text, kind, **more)}}})
        return self.column(b, {'riga': [dict({'id': '1'}, **(row or {'a': '7', 'b': '2'}))]}, 'riga', 'c')[0]

    def test_operators_bind_as_on_paper(self):
        EVIDENCE('X-22')
        self.assertEqual(self.one('a - b * 2 - 1'), '2.0000')
        self.assertEqual(self.one('-a + b'), '-5.0000')
        self.assertEqual(self.one('a / b / 2 * 3'), '5.2500')
        self.assertEqual(self.one('(a - b) * 2'), '10.0000')
        self.assertIs(self.one('a > b e non a = 7 o b = 2', 'si_no'), True)
        self.assertEqual(self.one('se(a <> b; 0,5; 1)'), '0.5000')

    def test_rounding_is_where_the_formula_says(self):
        EVIDENCE('X-07 X-22')
        row = {'a': '2', 'b': '3'}
        self.assertEqual(self.one('arrotonda(a / b; 2; "troncamento")', row=row, stampa='3'), '0.660')
        self.assertEqual(self.one('a / b', row=row, tondo='2'), '0.67')
        self.assertEqual(self.one('arrotonda(0.125; 2; "half_down")', stampa='2'), '0.12')
        self.assertEqual(self.one('intero(-a / b)', row=row), '-1.0000')

    def test_units_must_agree(self):
        fields = {'soldi': {'tipo': 'euro', 'descrizione': 'soldi'}, 'q': {'tipo': 'percento', 'descrizione': 'quota'}, 'p': P}
        row = {'soldi': '200.00', 'q': '30', 'p': '10'}
        self.assertEqual(self.one('soldi * q / 100%', 'euro', fields, row), '60.00')
        self.assertEqual(self.one('soldi / p', 'euro/punti', fields, row), '20.00')
        for text, kind, told in (
                ('soldi * q', 'euro', 'la formula dà euro*percento, ma il tipo dichiarato è euro'),
                ('soldi + p', 'euro', 'carattere 9: unità diverse: «soldi» è euro, «p» è punti'),
                ('se(soldi > 1; 1; 2)', 'numero', 'carattere 12: unità diverse: «soldi» è euro, «1» è un numero puro')):
            code, lines = self.check(book({'riga': {'campi': fields, 'formule': {'c': formula(text, kind)}}}))
            self.assertEqual((code, len(lines)), (2, 1), lines)
            self.assertTrue(lines[0].endswith(told), lines[0])

    def test_what_is_missing_is_left_out_and_never_zero(self):
        EVIDENCE('X-22')
        b = book({'sopra': {'formule': {
            'media': formula('media(riga: a)', 'punti'), 'pesata': formula('media(riga: a; p)', 'punti'), 'somma': formula('somma(riga: a)', 'punti'),
            'quanti': formula('conta(riga)'), 'presenti': formula('conta(riga: presente(a))'),
            'zero': formula('media(riga: se_assente(a; 0))', 'punti'),
            'void': formula('conta(riga: stato(a; "non_realizzabile"))')}},
            'riga': {'appartiene': 'sopra', 'campi': {'a': MISSING, 'p': dict(N, se_manca='1')}, 'formule': {'d': formula('a * 2', 'punti')}}})
        rows = [{'id': '1', 'sopra': 'S', 'a': '10', 'p': '3'}, {'id': '2', 'sopra': 'S'}, {'id': '3', 'sopra': 'S', 'a': 'non_realizzabile'},
                {'id': '4', 'sopra': 'S', 'a': '2'}]
        out = self.esito(b, {'sopra': [{'id': 'S'}, {'id': 'T'}], 'riga': rows})
        self.assertEqual(out['sopra'][0], {'id': 'S', 'media': '6.00', 'pesata': '8.00', 'somma': '12.00', 'quanti': '4.0000', 'presenti': '2.0000',
                                           'zero': '3.00', 'void': '1.0000', 'traccia': out['sopra'][0]['traccia']})
        self.assertEqual((out['sopra'][1]['media'], out['sopra'][1]['somma']), ('non_rilevato', '0.00'))
        self.assertEqual([r['d'] for r in out['riga']], ['20.00', 'non_rilevato', 'non_realizzabile', '4.00'])

    def test_a_tree_adds_up_from_its_leaves(self):
        b = book({'nodo': {'padre': 'si', 'campi': {'a': N}, 'formule': {
            'tutto': formula('se(conta(nodo) = 0; a; somma(nodo: tutto))'), 'sopra': formula('padre.a')}}})
        rows = [{'id': 'c', 'padre': 'b', 'a': '3'}, {'id': 'a', 'a': '0'}, {'id': 'b', 'padre': 'a', 'a': '9'}, {'id': 'd', 'padre': 'a', 'a': '4'}]
        out = self.esito(b, {'nodo': rows})['nodo']
        self.assertEqual([r['tutto'] for r in out], ['3.0000', '7.0000', '3.0000', '4.0000'])
        self.assertEqual([r['sopra'] for r in out], ['9.0000', 'non_applicabile', '0.0000', '0.0000'])

    def test_bands_may_come_from_the_population(self):
        b = book({'riga': {'campi': {'p': P}, 'formule': {'k': formula('fascia(fasce; p)', stampa='1')}}},
                 tabelle={'fasce': {'di': 'punti', 'tipo': 'numero', 'fonte': 'X-22', 'righe': [
                     {'da': '426 punti', 'valore': '1.2'}, {'oltre': 'media(p)', 'valore': '1'}, {'da': '100 punti', 'valore': 'x / 1000 punti'}]}})
        rows = [{'id': str(i), 'p': p} for i, p in enumerate(('500', '426', '300', '299', '100', '25'))]
        # the mean is 1650 / 6 = 275
        self.assertEqual(self.column(b, {'riga': rows}, 'riga', 'k'), ['1.2', '1.2', '1.0', '1.0', '0.1', 'non_applicabile'])
        rows[3]['p'] = '149'       # now 250: on the edge nobody is above it
        rows[2]['p'] = '250'
        rows[5]['p'] = '75'
        self.assertEqual(self.column(b, {'riga': rows}, 'riga', 'k'), ['1.2', '1.2', '0.3', '0.1', '0.1', 'non_applicabile'])

    def test_words_choose_a_value(self):
        b = book({'riga': {'campi': {'r': {'tipo': 'parola', 'parole': ['capo', 'altro'], 'descrizione': 'ruolo'}, 'c': {'tipo': 'parola', 'descrizione': 'area'}},
                           'formule': {'k': formula('voce(pesi; r; c)', 'percento')}}},
                 tabelle={'pesi': {'per': ['ruolo', 'area'], 'tipo': 'percento', 'fonte': 'X-22', 'righe': [
                     {'quando': ['capo', 'B'], 'valore': '50%'}, {'quando': ['capo', '*'], 'valore': '40%'}]}})
        rows = [{'id': '1', 'r': 'capo', 'c': 'B'}, {'id': '2', 'r': 'capo', 'c': 'A'}, {'id': '3', 'r': 'altro', 'c': 'B'}]
        self.assertEqual(self.column(b, {'riga': rows}, 'riga', 'k'), ['50.00', '40.00', 'non_applicabile'])

    def test_shares_add_up_to_the_cent(self):
        EVIDENCE('S-N.66 X-22')
        b = book({'gruppo': {'campi': {'f': {'tipo': 'euro', 'descrizione': 'fondo'}}, 'formule': {'dato': formula('somma(riga: parte)', 'euro')}},
                  'riga': {'appartiene': 'gruppo', 'campi': {'w': N}, 'formule': {
                      'parte': formula('gruppo.f * w / gruppo_peso', 'euro', tondo='2 resti_maggiori', entro='gruppo'),
                      'gruppo_peso': formula('w * 0 + 3')}}})
        rows = [{'id': i, 'gruppo': g, 'w': '1'} for i, g in (('c', 'G'), ('a', 'G'), ('b', 'G'), ('z', 'H'), ('y', 'H'), ('x', 'H'))]
        out = self.esito(b, {'gruppo': [{'id': 'G', 'f': '0.05'}, {'id': 'H', 'f': '100.00'}], 'riga': rows})
        # a third of 0.05 is 1.66 cents: two cents are left, for a and b; of 100.00 one, for x
        self.assertEqual([r['parte'] for r in out['riga']], ['0.01', '0.02', '0.02', '33.33', '33.33', '33.34'])
        self.assertEqual([r['dato'] for r in out['gruppo']], ['0.05', '100.00'])

    def test_rankings_share_a_place_when_equal(self):
        fields = {'p': P, 'g': N}
        rows = [{'id': str(i), 'p': p, 'g': g} for i, (p, g) in enumerate((('10', '1'), ('30', '1'), ('30', '2'), ('20', '9'), ('30', '1')))]
        b = book({'riga': {'campi': fields, 'formule': {'uno': formula('graduatoria(p)', stampa='0'), 'due': formula('graduatoria(p; g)', stampa='0')}}})
        self.assertEqual(self.column(b, {'riga': rows}, 'riga', 'uno'), ['5', '1', '1', '4', '1'])
        self.assertEqual(self.column(b, {'riga': rows}, 'riga', 'due'), ['5', '2', '1', '4', '2'])

    def test_days_and_dates(self):
        d = {'tipo': 'data', 'descrizione': 'giorno'}
        row = {'dal': '2024-02-01', 'al': '2024-03-01'}
        self.assertEqual(self.one('giorni(dal; al)', 'giorni', {'dal': d, 'al': d}, row), '30')
        self.assertEqual(self.one('al - dal', 'giorni', {'dal': d, 'al': d}, row), '29')
        self.assertEqual(self.one('dal + 29 giorni', 'data', {'dal': d, 'al': d}, row), '2024-03-01')
        self.assertEqual(self.one('giorni(dal; al) / giorni_anno', 'numero', {'dal': d, 'al': d}, row), '0.0820')
        self.assertEqual(self.one('data(anno; 9; 30)', 'data', {'dal': d, 'al': d}, row), '2024-09-30')
        self.assertEqual(self.one('data(anno; 2; 28) + 1 giorno', 'data', {'dal': d, 'al': d}, row), '2024-02-29')
        self.assertIs(self.one('al <= data(anno; 3; 1)', 'si_no', {'dal': d, 'al': d}, row), True)

    def test_a_forced_value_says_what_it_replaces(self):
        b = book({'riga': {'campi': {'a': N}, 'formule': {'c': formula('a * 2', forzabile='si'), 'd': formula('c + 1')}}})
        out = self.esito(b, {'riga': [{'id': '1', 'a': '3', 'forzati': {'c': {'valore': '9', 'motivo': 'verbale 4'}}}]})['riga'][0]
        self.assertEqual((out['c'], out['d'], out['forzati']), ('9.0000', '10.0000', {'c': {'calcolato': '6.0000', 'motivo': 'verbale 4'}}))

    def test_a_forced_value_may_say_who_decided_it(self):
        b = book({'riga': {'campi': {'a': N}, 'formule': {'c': formula('a * 2', forzabile='si')}}})
        forced = {'valore': '9', 'motivo': 'verbale 4', 'autore': 'il segretario generale'}
        out = self.esito(b, {'riga': [{'id': '1', 'a': '3', 'forzati': {'c': forced}}]})['riga'][0]
        self.assertEqual({'calcolato': '6.0000', 'motivo': 'verbale 4', 'autore': 'il segretario generale'}, out['forzati']['c'])

    def test_a_reason_is_never_empty(self):
        b = book({'riga': {'campi': {'a': N}, 'formule': {'c': formula('a', forzabile='si')},
                           'vincoli': {'v': {'condizione': 'a < 1', 'messaggio': 'troppo', 'grado': 'blocca', 'fonte': 'X-22'}}}})
        for row in ({'deroghe': {'v': ' '}}, {'forzati': {'c': {'valore': '1', 'motivo': ''}}}):
            case = {'formato': 'ciclo-caso/1', 'anno': 2024, 'sistema': 'prova', 'tavole': {'riga': [{'id': 'x', 'a': '3', **row}]}}
            self.assertEqual(['il motivo è vuoto: scriverlo'], [w for _, w in prova.refused(case, '--sistema', self.file(b))])

    def test_constraints_are_told_and_waived_with_a_reason(self):
        b = book({'gruppo': {'vincoli': {'tetto': {'condizione': 'somma(riga: p) <= 32 punti * conta(riga)', 'messaggio': 'oltre 32 a testa',
                                                   'grado': 'blocca', 'fonte': 'S-N.52'}}},
                  'riga': {'appartiene': 'gruppo', 'campi': {'p': P}}})
        rows = [{'id': '1', 'gruppo': 'G', 'p': '40'}, {'id': '2', 'gruppo': 'G', 'p': '25'}, {'id': '3', 'gruppo': 'H', 'p': '32'}]
        out = self.esito(b, {'gruppo': [{'id': 'G', 'deroghe': {'tetto': 'gruppo di due'}}, {'id': 'H'}], 'riga': rows})['gruppo']
        told = {'vincolo': 'tetto', 'grado': 'blocca', 'messaggio': 'oltre 32 a testa', 'fonte': 'S-N.52', 'deroga': 'gruppo di due'}
        self.assertEqual([g['violazioni'] for g in out], [[told], []])

    def test_an_inequality_counts_with_its_bound(self):
        fields = {'a': dict(N, disuguaglianze='si'), 'b': N}
        self.assertEqual(self.one('minimo(1; a / b)', fields=fields, row={'a': '>= 95', 'b': '90'}), '1.0000')

    def test_a_rulebook_is_refused_with_place_and_remedy(self):
        field = {'campi': {'valore': N, 'r': {'tipo': 'parola', 'parole': ['capo', 'altro'], 'descrizione': 'ruolo'}}}
        for text, told in (
                ('valor * 2', 'carattere 1: termine sconosciuto «valor» in «riga» e in ciò a cui appartiene: forse «valore»'),
                ('valore / 0', 'carattere 10: divisione per zero: «0» vale zero'),
                ('valore * (2 + 1', 'carattere 10: manca la parentesi che chiude questa'),
                ('somm(valore)', 'carattere 1: funzione sconosciuta «somm»: forse «somma»'),
                ('minimo(valore, 2)', 'carattere 14: tra gli argomenti va il punto e virgola'),
                ('limita(valore; 1)', 'carattere 1: «limita» vuole 3 argomenti, qui sono 2'),
                ('se(r = "capa"; 1; 2)', 'carattere 8: «capa» non è tra le parole di «r»: capo, altro'),
                ('somma(altra: valore)', 'carattere 1: tavola sconosciuta «altra»'),
                ('somma(riga: valore)', 'carattere 1: le righe di «riga» non appartengono a questa: per averle tutte scrivere «tutti riga:»'),
                ('valore 2', 'carattere 8: «2» qui non ha senso: la formula era già finita'),
                ('valore + "capo"', 'carattere 10: serve un numero, qui è una parola'),
                ('se(r = "capo"; 1; assente("boh"))', 'carattere 27: stato sconosciuto: "non_rilevato", "non_computabile", "non_realizzabile", "non_applicabile"'),
                ('giorni(data(anno; 9); data(anno; 9; 30)) / 1 giorno', 'carattere 8: «data» vuole 3 argomenti, qui sono 2'),
                ('giorni(data(anno; r; 1); data(anno; 9; 30)) / 1 giorno', 'carattere 19: anno, mese e giorno sono numeri puri'),
                ('se(valore; 1; 2)', 'carattere 4: serve una condizione, qui è un numero puro'),
                ('c + 1', '«riga.c» dipende da sé stessa: togliere il giro dalle formule')):
            code, lines = self.check(book({'riga': dict(field, formule={'c': formula(text)})}))
            self.assertEqual((code, len(lines)), (2, 1), (text, lines))
            self.assertTrue(lines[0].endswith(told), (text, lines[0]))

    def test_all_defects_at_once(self):
        b = book({'riga': {'campi': {'a': N, 'e': N}, 'formule': {'b': formula('aa'), 'c': formula('a +'), 'd': formula('a', 'euro')}}})
        code, lines = self.check(b)
        self.assertEqual((code, len(lines)), (2, 4), lines)

    def test_a_division_by_zero_in_the_data_names_the_row(self):
        b = book({'riga': {'campi': {'a': N, 'b': N}, 'formule': {'c': formula('a / b')}}})
        case = {'formato': 'ciclo-caso/1', 'anno': 2024, 'sistema': 'prova', 'tavole': {'riga': [{'id': 'x', 'a': '1', 'b': '1'}, {'id': 'y', 'a': '1', 'b': '0'}]}}
        self.assertEqual(prova.refused(case, '--sistema', self.file(b)), [
            ('/tavole/riga/1', 'y, in «a / b» di riga.c: divisione per zero, «b» vale zero: prevedere il caso con se(...)')])

    def test_a_day_that_is_not_in_the_calendar_names_the_row(self):
        b = book({'riga': {'campi': {'m': N}, 'formule': {'c': formula('data(anno; m; 30)', 'data')}}})
        for month, told in (('2', 1), ('13', 1), ('2.5', 1), ('4', 0)):
            case = {'formato': 'ciclo-caso/1', 'anno': 2024, 'sistema': 'prova', 'tavole': {'riga': [{'id': 'x', 'm': month}]}}
            code, _, err = prova.ciclo('score', '--sistema', self.file(b), '-', stdin=prova.text(case))
            self.assertEqual((2 if told else 0, told), (code, err.count("un giorno che non c'è nel calendario".encode())), month)

    def test_numbers_and_days_have_their_limits(self):
        b = book({'nodo': {'padre': 'si', 'campi': {'a': N}, 'formule': {
            'c': formula('a * se(conta(nodo) = 0; 7; somma(nodo: c) * somma(nodo: c))')}}})
        rows = [dict({'id': str(i), 'a': '7.123456789'}, **({'padre': str(i - 1)} if i else {})) for i in range(50)]
        rows[-1]['a'] = '1'
        case = {'formato': 'ciclo-caso/1', 'anno': 2024, 'sistema': 'prova', 'tavole': {'nodo': rows}}
        told = prova.refused(case, '--sistema', self.file(b))
        self.assertIn('un numero di migliaia di cifre', told[0][1])
        d = {'tipo': 'data', 'descrizione': 'giorno'}
        b = book({'riga': {'campi': {'d': d}, 'formule': {'c': formula('d + 9000000 giorni', 'data')}}})
        case['tavole'] = {'riga': [{'id': '1', 'd': '2024-01-01'}]}
        self.assertIn("un giorno che non c'è nel calendario", prova.refused(case, '--sistema', self.file(b))[0][1])

    def test_bad_rows_are_refused_each_with_its_place(self):
        b = book({'sopra': {}, 'riga': {'appartiene': 'sopra', 'campi': {'a': dict(N, minimo='0', massimo='10'), 'v': {'tipo': 'si_no', 'descrizione': 'sì'}},
                                        'formule': {'c': formula('a')}}})
        rows = [{'id': '1', 'sopra': 'X', 'a': '11', 'v': True}, {'id': '1', 'sopra': 'S', 'a': '1', 'v': 'si'}, {'id': '3', 'a': '1', 'v': False, 'z': 1}]
        case = {'formato': 'ciclo-caso/1', 'anno': 2024, 'sistema': 'prova', 'tavole': {'sopra': [{'id': 'S'}], 'riga': rows}}
        self.assertEqual(prova.refused(case, '--sistema', self.file(b)), [
            ('/tavole/riga/0/sopra', 'non c\'è una riga con questo id in «sopra»'),
            ('/tavole/riga/0/a', '11 non è tra 0 e 10'),
            ('/tavole/riga/1/id', 'identificativo ripetuto: sceglierne un altro'),
            ('/tavole/riga/1/v', 'deve essere true o false'),
            ('/tavole/riga/2/sopra', 'manca: aggiungere questa chiave'),
            ('/tavole/riga/2/z', 'chiave sconosciuta: toglierla o correggerne il nome')])


if __name__ == '__main__':
    prova.main()

# test_servizio_anno.py CICLO-PROVA - ciclo evaluate where project, evaluator or presence of an employee are not told.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
# EVIDENCE("S-N.11, S-N.14, S-N.15, S-N.18, S-N.48, S-N.49, AMB-20, AMB-25, AMB-45, AMB-51, AMB-54, C-3.31, X-08")
"""Expected values: the example's own register of participations, which its generator made without this program, and days
counted here one by one."""
import csv
import datetime
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROVA = None
OGGI = '2026-07-31'


def tabella(name, folder=ROOT / 'esempio'):
    with (folder / f'{name}.csv').open(encoding='utf-8', newline='') as f:
        reader = csv.DictReader(f, delimiter=';')
        return reader.fieldnames, list(reader)


def righe(name, **want):
    return [r for r in tabella(name)[1] if all(r[k] == v for k, v in want.items())]


class Ente:
    """The example body with some tables changed, imported and evaluated for 2025."""
    def __init__(self, folder, db, **changes):
        self.folder, self.db, data = folder, db, folder / 'dati'
        shutil.copytree(ROOT / 'esempio', data)
        for name, change in changes.items():
            head, rows = tabella(name)
            with (data / f'{name}.csv').open('w', encoding='utf-8', newline='') as f:
                writer = csv.DictWriter(f, head, delimiter=';', lineterminator='\n')
                writer.writeheader()
                writer.writerows(r for r in (change(dict(r)) for r in rows) if r)
        self.run('init', '--codice', 'CCIAA', '--nome', 'Camera di Commercio di Esempio', '--esempio')
        self.run('import', str(data))
        out = self.run('evaluate', '--anno', '2025', '--as', 'M001', '--json', '--caso', str(folder / 'caso.json'))
        self.summary = json.loads(out)
        self.note = {}
        for n in self.summary['note']:
            self.note.setdefault(n['dove'], []).append(n['cosa'])
        self.case = json.loads((folder / 'caso.json').read_text(encoding='utf-8'))
        done = subprocess.run([PROVA, 'score', '--no-trace', str(folder / 'caso.json')], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        self.esito = json.loads(done.stdout)
        self.paid = {p['id']: p for p in self.esito['premi']['persone']}

    def run(self, *args, status=0):
        done = subprocess.run([PROVA, *args, '--db', self.db, '--oggi', OGGI], capture_output=True, text=True)
        assert done.returncode == status, f'{args}: {done.returncode}\n{done.stderr}'
        return done.stdout


class Base(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = pathlib.Path(tempfile.mkdtemp(prefix='servizio-'))

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.root)

    @classmethod
    def ente(cls, name, db=None, **changes):
        folder = cls.root / name
        folder.mkdir()
        return Ente(folder, db or str(folder / 'ente.db'), **changes)


def senza_partecipazioni(r):
    return None if r['anno'] == '2025' else r


class NonDetto(Base):
    """Nobody told who takes part in what."""
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.told = cls.ente('detto')
        cls.derived = cls.ente('dedotto', partecipazioni=senza_partecipazioni)

    def test_the_longest_service_gives_what_the_register_said(self):
        register = {r['persona']: f"{r['progetto']}/{r['unita']}" for r in righe('partecipazioni', anno='2025')}
        self.assertEqual({k: p['struttura'] for k, p in self.derived.paid.items()}, register)
        self.assertTrue(all('struttura' not in p for p in self.told.paid.values()))
        self.assertEqual(len(register), 49)

    def test_the_amounts_are_the_same_to_the_cent(self):
        for k, p in self.told.paid.items():
            self.assertEqual({x: v for x, v in self.derived.paid[k].items() if x != 'struttura'}, p)

    def test_agreement_is_silent(self):
        self.assertEqual([n for n in self.told.summary['note'] if 'S-N.14' in n['cosa'] or 'S-N.4' in n['cosa']], [])

    def test_service_is_counted_day_by_day(self):
        e = {s['id']: s for s in self.derived.esito['servizio']}
        first = datetime.date(2025, 1, 1)
        days = [(first + datetime.timedelta(k)).isoformat() for k in range(365)]
        po = [i for i in righe('incarichi') if i['ruolo'] in ('po', 'dirigente', 'sg') and not i['delega_di']]
        people = {p['codice']: p for p in righe('persone')}
        checked = 0
        for who, s in e.items():
            served = {}
            for a in righe('assegnazioni', persona=who):
                for d in days:
                    away = any(i['persona'] == who and i['dal'] <= d and (not i['al'] or d <= i['al']) for i in po)
                    left = people[who]['cessato'] and d > people[who]['cessato']
                    if a['dal'] <= d and (not a['al'] or d <= a['al']) and not away and not left:
                        served.setdefault(a['unita'], set()).add(d)
            self.assertEqual(s['progetto']['giorni'], max(map(len, served.values())), who)
            self.assertEqual(s['valutatore']['giorni'], max(map(len, served.values())), who)
            checked += 1
        self.assertGreater(checked, 45)
        self.assertEqual(e['M011']['progetto']['giorni'], 243)      # PO from 1 September: January to August
        self.assertEqual((e['M050']['progetto']['unita'], e['M050']['valutatore']['unita']), ('S23', 'S31'))

    def test_the_group_is_the_one_of_the_half_sheets(self):
        told = {r['persona']: r['gruppo'] for r in righe('semischede', anno='2025', semischeda='1', livello='determinata')}
        e = {s['id']: s['valutatore']['gruppo'] for s in self.derived.esito['servizio']}
        self.assertEqual({k: e[k] for k in told}, told)
        self.assertEqual(told['M011'], 'G2025-M011')                # the dirigente's, not the PO's of the same unit

    def test_explain_goes_down_to_the_dated_assignments(self):
        out = self.derived.run('explain', '--anno', '2025', '--persona', 'M040', 'importo', '--as', 'M001')
        for words in ('dato: servizio, M040, assegnazioni, 0, dal', '2025-06-30', '2025-07-01', '181', '184', 'S-N.14'):
            self.assertIn(words, out)
        self.assertNotIn('M041', out)
        out = self.derived.run('explain', '--anno', '2025', '--persona', 'M050', 'progetto/giorni', '--as', 'M050')
        self.assertIn('S23, PI-2025-3/S23', out)
        self.assertIn('a parità di giorni vale l\'unità di provenienza (S-N.15)', out)
        out = self.derived.run('explain', '--anno', '2025', '--persona', 'M050', 'valutatore/giorni', '--as', 'M050')
        self.assertIn('S31, gruppo G2025-S31', out)
        page = self.derived.run('report', 'calcolo', '--anno', '2025', '--persona', 'M040', '--as', 'M040', '--out', '-')
        self.assertIn('Servizio, progetto, valutatore', page)

    def test_the_body_and_its_units_are_explained(self):
        out = self.told.run('explain', '--anno', '2025', '--ente', 'risultato', '--as', 'X04')
        self.assertIn('CCIAA, risultato = 97,77', out)
        self.assertIn('explain --nodo A', out)
        self.assertIn('risultato_ente', self.told.summary)
        self.assertIn('risultato = 97,56', self.told.run('explain', '--anno', '2025', '--unita', 'S22', 'risultato', '--as', 'M009'))
        for args in (['--unita', 'S21', '--as', 'M009'], ['--ente', '--as', 'M009'], ['--ente', '--as', 'M012']):
            self.told.run('explain', '--anno', '2025', *args, status=3)

    def test_the_body_is_the_mean_of_its_roots(self):
        tree = {n['id']: n for n in self.told.case['albero']}
        roots = [(float(r['risultato']), float(tree[r['id']]['peso'])) for r in self.told.esito['albero'] if tree[r['id']]['padre'] is None]
        mean = sum(v * w for v, w in roots) / sum(w for _, w in roots)
        self.assertAlmostEqual(float(self.told.esito['ente']['risultato']), mean, delta=0.011)   # of the printed ones

    def test_a_unit_answers_for_its_topmost_objectives(self):
        node = {}
        for r in sorted(righe('nodi_versioni', anno='2025'), key=lambda r: int(r['versione'])):
            node[r['nodo']] = r
        want = {}
        for k, r in node.items():
            up = r['padre']
            while up and node[up]['unita'] != r['unita']:
                up = node[up]['padre']
            if r['unita'] and not up:
                want.setdefault(r['unita'], set()).add(k)
        self.assertEqual({u['id']: set(u['nodi']) for u in self.told.case['unita']}, want)


class NonConcorde(Base):
    """What is told does not agree with the service, or is missing."""
    @classmethod
    def setUpClass(cls):
        super().setUpClass()

        def partecipazioni(r):
            if r['persona'] == 'M012' and r['anno'] == '2025':
                r.update(progetto='PI-2025-2', unita='S12')
            return r

        def semischede(r):
            if r['anno'] == '2025' and r['persona'] == 'M015':
                return None
            if r['anno'] == '2025' and r['persona'] == 'M011':
                r['gruppo'] = 'G2025-S32'
            if r['anno'] == '2025' and r['persona'] == 'M014':
                r['gruppo'] = 'G2025-S12'
            return r
        cls.e = cls.ente('discorde', partecipazioni=partecipazioni, semischede=semischede,
                         presenze=lambda r: None if r['persona'] in ('M013', 'M039') else r)

    def test_what_is_told_prevails_and_the_difference_is_said(self):
        self.assertNotIn('struttura', self.e.paid['M012'])
        row = next(p for p in self.e.case['premi']['persone'] if p['id'] == 'M012')
        self.assertEqual(row['struttura'], 'PI-2025-2/S12')
        note = ' '.join(self.e.note['M012'])
        for words in ('PI-2025-2/S12', 'S11', '365 giorni', 'PI-2025-1/S11', 'vale quanto indicato (S-N.14)'):
            self.assertIn(words, note)

    def test_without_presence_nobody_is_paid_and_the_row_to_add_is_told(self):
        self.assertNotIn('M013', self.e.paid)
        note = ' '.join(self.e.note['M013'])
        for words in ('presenze.csv', 'M013', '2025', 'giorni_dovuti', 'lavorativi sono 250', 'AMB-20'):
            self.assertIn(words, note)
        self.assertNotIn('fuori servizio', note)
        since = righe('assegnazioni', persona='M039')[0]['dal']             # hired in March
        due = [datetime.date(2025, 1, 1) + datetime.timedelta(k) for k in range(365)]
        feste = {(1, 1), (1, 6), (4, 21), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)}
        patron = righe('enti')[0]['patrono']
        feste |= {tuple(map(int, patron.split('-')))} if patron else set()
        due = [d for d in due if d.weekday() < 5 and (d.month, d.day) not in feste]
        self.assertEqual(len(due), 250)
        out = sum(d.isoformat() < since for d in due)
        self.assertIn(f'fuori servizio per {out} di quei giorni', ' '.join(self.e.note['M039']))

    def test_a_group_that_is_not_the_longest_one_is_said(self):
        note = ' '.join(self.e.note['M014'])
        for words in ('G2025-S12', 'S11 (365 giorni)', 'G2025-S11', 'S-N.48'):
            self.assertIn(words, note)

    def test_who_was_po_is_not_rated_by_a_po(self):
        note = ' '.join(self.e.note['M011'])
        self.assertIn('valuta il dirigente', note)
        self.assertIn('G2025-S32', note)
        self.assertIn('S-N.49', note)

    def test_who_has_no_sheet_is_told_who_fills_it(self):
        note = ' '.join(self.e.note['M015'])
        self.assertIn('mancano le semischede: spettano a M005, gruppo G2025-S11', note)


class NonDecidibile(Base):
    """The service alone cannot tell."""
    @classmethod
    def setUpClass(cls):
        super().setUpClass()

        def progetti_unita(r):
            if (r['progetto'], r['unita']) == ('PI-2025-2', 'S12'):
                r['unita'] = 'S11'      # S11 carries two projects, S12 none
            return r
        cls.e = cls.ente('incerto', progetti_unita=progetti_unita, partecipazioni=senza_partecipazioni,
                         atti_oggetti=lambda r: None if r['chiave'] == 'PI-2025-2/S12' else r,
                         persone=lambda r: dict(r, rapporto='determinato') if r['codice'] == 'M048' else r)

    def of(self, unita):
        return [r['persona'] for r in righe('partecipazioni', anno='2025', unita=unita)]

    def test_two_projects_of_one_unit_must_be_told_apart(self):
        for who in self.of('S11'):
            self.assertNotIn(who, self.e.paid)
            self.assertIn('ha più progetti', ' '.join(self.e.note[who]))

    def test_a_unit_without_project_gives_none(self):
        for who in self.of('S12'):
            self.assertNotIn(who, self.e.paid)
            self.assertIn('non ha un progetto in progetti_unita.csv', ' '.join(self.e.note[who]))

    def test_temporary_staff_takes_part_only_when_told(self):
        self.assertNotIn('M048', self.e.paid)
        self.assertIn('S-N.11', ' '.join(self.e.note['M048']))

    def test_the_others_share_the_whole_fund(self):
        self.assertEqual(self.e.summary['totale'], '98500.00')
        self.assertEqual(self.e.summary['persone'], 49 - len(self.of('S11')) - len(self.of('S12')) - 1)


class DueMotori(Base):
    def test_both_engines_give_the_same_case(self):
        url = os.environ.get('CICLO_TEST_PG')
        self.assertTrue(url, 'CICLO_TEST_PG is not set: run this test through script/postgres-private run')
        here, there = self.ente('sqlite', partecipazioni=senza_partecipazioni), self.ente('pg', url, partecipazioni=senza_partecipazioni)
        self.assertEqual((here.folder / 'caso.json').read_bytes(), (there.folder / 'caso.json').read_bytes())
        self.assertEqual(here.summary, there.summary)
        args = ('explain', '--anno', '2025', '--persona', 'M040', 'importo', '--as', 'M001')
        self.assertEqual(here.run(*args), there.run(*args))


if __name__ == '__main__':
    PROVA = sys.argv.pop(1)
    unittest.main(verbosity=1)

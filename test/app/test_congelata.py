# test_congelata.py CICLO-PROVA - what was decided stays: a frozen year, whatever is corrected or erased afterwards.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
# EVIDENCE("9.3, 12.7, S-N.63, S-N.64, S-N.66, S-P.25, C-3.42, AMB-51, X-09")
import csv
import io
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROVA = None
OGGI = '2026-07-31'
CPC = 'AGE-2026-004'            # the example's act on bands and coefficients of 2025


class Ente:
    def __init__(self, folder, db, without=()):
        """The example body evaluated for 2025; without: acts that nobody has adopted."""
        self.folder, self.db = folder, db
        data = folder / 'dati'
        shutil.copytree(ROOT / 'esempio', data)
        for name in ('atti', 'atti_oggetti'):
            lines = (data / f'{name}.csv').read_text(encoding='utf-8').splitlines(keepends=True)
            (data / f'{name}.csv').write_text(''.join(x for x in lines if x.split(';')[0] not in without), encoding='utf-8')
        self.ok('init', '--codice', 'CCIAA', '--nome', 'Camera di Commercio di Esempio', '--esempio')
        self.ok('import', str(data))
        self.ok('evaluate', '--anno', '2025', '--as', 'M056')

    def run(self, *args):
        return subprocess.run([PROVA, *args, '--db', self.db, '--oggi', OGGI], capture_output=True, text=True)

    def ok(self, *args):
        done = self.run(*args)
        assert done.returncode == 0, f'{args}: {done.returncode}\n{done.stderr}'
        return done

    def csv(self, name, *rows):
        path = self.folder / f'{name}.csv'
        path.write_text('\n'.join(rows) + '\n', encoding='utf-8')
        return self.ok('import', str(path))

    def freeze(self):
        return self.ok('evaluate', '--anno', '2025', '--congela', CPC, '--as', 'M001')

    def paid(self):
        out = self.ok('export', 'paghe', '--anno', '2025', '--as', 'M051', '--out', '-').stdout
        return list(csv.DictReader(io.StringIO(out), delimiter=';'))

    def other_value(self):
        """One measured value is changed: another result for everybody of that branch."""
        with (ROOT / 'esempio' / 'valori.csv').open(encoding='utf-8') as f:
            head, row = next(f).strip(), next(x.strip() for x in f if x.startswith('A1I1;2025;finale;'))
        names, cells = head.split(';'), row.split(';')
        cells[names.index('valore')] = '10'
        self.csv('valori', head, ';'.join(cells))


class Base(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = pathlib.Path(tempfile.mkdtemp(prefix='congelata-'))

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.root)

    def ente(self, without=()):
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.root))
        return Ente(folder, str(folder / 'ente.db'), without)


class Congelata(Base):
    def test_documents_payments_and_public_tables_come_from_the_frozen_run(self):
        e = self.ente()
        e.freeze()
        paid, told = e.paid(), e.ok('explain', '--anno', '2025', '--persona', 'M012', '--as', 'M012').stdout
        e.ok('publish', '--anno', '2025', '--as', 'M059')
        public = e.ok('public', '--anno', '2025', '--formato', 'csv', 'risultati').stdout
        e.other_value()
        e.csv('fondi', 'codice;anno;importo', 'FONDO-2025;2025;50000,00')
        self.assertEqual(e.paid(), paid)
        after = e.ok('explain', '--anno', '2025', '--persona', 'M012', '--as', 'M012')
        self.assertEqual(after.stdout, told)
        self.assertIn(f"valgono i risultati congelati con l'atto {CPC}", after.stderr)
        e.ok('publish', '--anno', '2025', '--as', 'M059')
        self.assertEqual(e.ok('public', '--anno', '2025', '--formato', 'csv', 'risultati').stdout, public)

    def test_data_changed_since_a_run_that_nothing_froze_want_a_new_one(self):
        e = self.ente()
        e.other_value()
        for args in (['export', 'paghe', '--anno', '2025', '--as', 'M051', '--out', '-'], ['publish', '--anno', '2025', '--as', 'M059'],
                     ['report', 'relazione', '--anno', '2025', '--as', 'M056', '--out', str(e.folder / 'r.html')],
                     ['evaluate', '--anno', '2025', '--congela', CPC, '--as', 'M001']):
            done = e.run(*args)
            self.assertEqual(done.returncode, 5, done.stderr)
            self.assertIn('valutare di nuovo', done.stderr)
        e.ok('evaluate', '--anno', '2025', '--as', 'M056')
        self.assertIn('provvisoria', e.ok('publish', '--anno', '2025', '--as', 'M059').stderr)

    def test_another_act_may_freeze_a_later_run(self):
        e = self.ente()
        e.freeze()
        done = e.run('evaluate', '--anno', '2025', '--congela', CPC, '--as', 'M001')
        self.assertEqual(done.returncode, 5, done.stderr)
        paid = e.paid()
        e.csv('fondi', 'codice;anno;importo', 'FONDO-2025;2025;50000,00')
        e.ok('evaluate', '--anno', '2025', '--as', 'M056')
        self.assertEqual(e.paid(), paid)
        e.freeze()
        self.assertNotEqual(e.paid(), paid)


class Cancellata(Base):
    def erased(self, e):
        done = e.run('erase', 'M030', '--atto', 'AGE-2026-003', '--in-servizio', '--as', 'M001')
        self.assertEqual(done.returncode, 5, done.stderr)
        self.assertIn('non è ancora decisa', done.stderr)
        e.freeze()
        before = e.paid()
        for who in ('M030', 'M031'):
            e.ok('erase', who, '--atto', 'AGE-2026-003', '--in-servizio', '--as', 'M001')
        after = e.paid()
        self.assertEqual([r['importo'] for r in after], [r['importo'] for r in before])
        gone = [r for r in before if r['codice'] in ('M030', 'M031')]
        self.assertEqual([r for r in before if r not in gone], [r for r in after if r['nome'] != 'cancellata'])
        self.assertEqual(sum(r['nome'] == 'cancellata' for r in after), len(gone))
        e.ok('verify')
        return gone

    def test_the_others_stay_proved_and_of_the_erased_no_byte_is_left(self):
        e = self.ente()
        gone = self.erased(e)
        with sqlite3.connect(e.db) as db:
            dump = '\n'.join(db.iterdump())
        for row in gone:
            self.assertNotIn(row['codice'], dump)
            self.assertNotIn(f"'{row['cognome']}','{row['nome']}'", dump)
        self.assertEqual(len(gone), 2)

    def test_the_same_on_postgresql(self):
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.root))
        self.erased(Ente(folder, os.environ['CICLO_TEST_PG']))


class Paghe(Base):
    def test_what_is_not_decided_is_not_in_the_file(self):
        e = self.ente(without=(CPC,))
        done = e.ok('export', 'paghe', '--anno', '2025', '--as', 'M051', '--out', '-')
        kinds = {r['tipo'] for r in csv.DictReader(io.StringIO(done.stdout), delimiter=';')}
        self.assertEqual(kinds, {'posizione', 'dirigente'})
        self.assertIn('valutazione_personale.cpc', done.stderr)

    def test_amounts_before_the_liquidation_are_said_to_be_for_writing_it(self):
        with (ROOT / 'esempio' / 'atti.csv').open(encoding='utf-8') as f:
            acts = [r['codice'] for r in csv.DictReader(f, delimiter=';') if r['evento'] == 'fondo.liquida' and r['anno'] == '2025']
        done = self.ente(without=acts).ok('export', 'paghe', '--anno', '2025', '--as', 'M051', '--out', '-')
        self.assertIn('non ancora a pagare', done.stderr)

    def test_two_funds_or_a_fund_of_a_project_pay_nobody(self):
        e = self.ente()
        e.csv('fondi', 'codice;anno;importo', 'ZZZ;2025;777,00')
        self.assertIn('i fondi dell\'anno sono due, FONDO-2025 e ZZZ', e.ok('evaluate', '--anno', '2025', '--as', 'M056').stdout)
        e = self.ente()
        e.csv('fondi', 'codice;anno;importo;progetto', 'ZZZ;2025;777,00;PI-2025-1')
        self.assertIn('il fondo ZZZ è di un progetto', e.ok('evaluate', '--anno', '2025', '--as', 'M056').stdout)


class Riservato(Base):
    def test_a_case_is_given_only_to_who_may_export_everything(self):
        e = self.ente()
        case = e.folder / 'caso.json'
        done = e.run('evaluate', '--anno', '2025', '--as', 'M056', '--caso', str(case))
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertFalse(case.exists())
        e.ok('evaluate', '--anno', '2025', '--as', 'M001', '--caso', str(case))
        self.assertTrue(case.exists())

    def test_a_public_file_that_cannot_be_written_is_told_apart_from_the_publication(self):
        e = self.ente()
        done = e.run('publish', '--anno', '2025', '--as', 'M059', '--file', str(e.folder / 'manca' / 'p.db'))
        self.assertNotEqual(done.returncode, 0)
        self.assertIn('Nella base di dati il 2025 è pubblicato, il file no', done.stderr)


if __name__ == '__main__':
    PROVA = sys.argv.pop(1)
    unittest.main(verbosity=1)

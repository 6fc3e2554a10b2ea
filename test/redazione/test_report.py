# test_report.py - ciclo report and export paghe, run as people run them on the example body.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import csv
import decimal
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PROVA, ESEMPIO = sys.argv.pop(1), pathlib.Path(sys.argv.pop(1))


class Report(unittest.TestCase):
    """EVIDENCE("C-5.15 S-N.66 S-N.60 X-08 12.7")"""
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        cls.db = cls.folder / 'ente.db'
        cls.run_('init', '--codice', 'CCIAA', '--nome', 'Camera di Commercio di Esempio', '--esempio')
        cls.run_('import', str(ESEMPIO))
        cls.run_('evaluate', '--anno', '2025', '--as', 'M001')

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    @classmethod
    def run_(cls, *args, status=0, db=None):
        done = subprocess.run([PROVA, *args, '--oggi', '2026-07-31', '--db', str(db or cls.db)], capture_output=True, text=True)
        if done.returncode != status:
            raise AssertionError(f'{args}: {done.returncode}, not {status}\n{done.stderr}')
        return done

    def test_the_relazione_in_two_formats_at_once(self):
        out = self.folder / 'relazione.html'
        done = self.run_('report', 'relazione', '--anno', '2025', '--as', 'M056', '--formato', 'html,odt', '--out', str(out))
        self.assertEqual(done.stdout.split(), [str(out), str(self.folder / 'relazione.odt')])
        page = out.read_text(encoding='utf-8')
        self.assertIn('Relazione sulla performance 2025', page)
        self.assertEqual((self.folder / 'relazione.odt').read_bytes()[:2], b'PK')
        head = self.run_('verify').stdout.split()
        self.assertTrue(any(word in page for word in head if ':' in word and len(word) > 60), 'the journal anchor is not in it')

    def test_the_same_year_gives_the_same_bytes(self):
        pages = [self.run_('report', 'relazione', '--anno', '2025', '--as', 'M056', '--out', '-').stdout for _ in range(2)]
        self.assertEqual(*pages)

    def test_texts_that_people_write_take_their_place(self):
        text = self.folder / 'contesto.txt'
        text.write_text('Un anno di <regole> nuove.', encoding='utf-8')
        page = self.run_('report', 'relazione', '--anno', '2025', '--as', 'M056', '--contesto', str(text), '--out', '-').stdout
        self.assertIn('Un anno di &lt;regole&gt; nuove.', page)
        self.assertEqual(page.count('Parte da scrivere'), 2)

    def test_who_may_not_gets_nothing(self):
        out = self.folder / 'no.html'
        for args in (['report', 'vincoli', '--anno', '2025', '--as', 'M012'], ['report', 'vincoli', '--anno', '2025'],
                     ['report', 'calcolo', '--anno', '2025', '--persona', 'M013', '--as', 'M012'],
                     ['export', 'paghe', '--anno', '2025', '--as', 'M012'], ['report', 'relazione', '--anno', '2025']):
            self.run_(*args, '--out', str(out), status=3)
            self.assertFalse(out.exists(), args)
        self.run_('export', 'paghe', '--anno', '2026', '--as', 'M051', '--out', str(out), status=6)

    def test_who_may_gets_it(self):
        for args in (['report', 'vincoli', '--anno', '2025', '--as', 'X04'],
                     ['report', 'calcolo', '--anno', '2025', '--persona', 'M012', '--as', 'M012']):
            self.assertIn('</html>', self.run_(*args, '--out', '-').stdout)

    def test_payroll_rows_add_up_to_the_fund(self):
        text = self.run_('export', 'paghe', '--anno', '2025', '--as', 'M051').stdout
        rows = list(csv.DictReader(text.splitlines(), delimiter=';'))
        fund = decimal.Decimal(next(csv.DictReader((ESEMPIO / 'fondi.csv').open(encoding='utf-8'), delimiter=';'))['importo'])
        self.assertEqual(sum(decimal.Decimal(r['importo']) for r in rows if r['tipo'] == 'personale'), fund)
        out = self.folder / 'paghe.json'
        done = self.run_('export', 'paghe', '--anno', '2025', '--as', 'M051', '--out', str(out))
        self.assertIn('98.500,00 euro', done.stderr)
        data = json.loads(out.read_text(encoding='utf-8'))
        self.assertEqual([r['importo'] for r in data['righe']], [r['importo'] for r in rows])
        italian = self.folder / 'paghe.csv'
        self.run_('export', '--italiano', 'paghe', '--anno', '2025', '--as', 'M051', '--out', str(italian))
        first = next(csv.DictReader(italian.open(encoding='utf-8-sig'), delimiter=';'))
        self.assertEqual(first['importo'], rows[0]['importo'].replace('.', ','))

    def test_data_changed_since_the_evaluation_want_a_new_one(self):
        db, folder = self.folder / 'copia.db', self.folder / 'cambi'
        shutil.copy(self.db, db)
        folder.mkdir()
        rows = (ESEMPIO / 'presenze.csv').read_text(encoding='utf-8-sig').splitlines()
        changed = next(r for r in rows if r.startswith('M012;2025;')).split(';')
        changed[3] = str(int(changed[3]) + 1)
        (folder / 'presenze.csv').write_text(rows[0] + '\n' + ';'.join(changed) + '\n', encoding='utf-8')
        self.run_('import', str(folder), db=db)
        for args in (['export', 'paghe', '--anno', '2025', '--as', 'M051'],
                     ['report', 'relazione', '--anno', '2025', '--as', 'M056', '--out', str(self.folder / 'x.html')]):
            self.assertIn('valutare di nuovo', self.run_(*args, status=5, db=db).stderr)
        self.run_('evaluate', '--anno', '2025', '--as', 'M001', db=db)
        self.run_('export', 'paghe', '--anno', '2025', '--as', 'M051', db=db)

    def test_what_is_wrong_in_the_command_is_told(self):
        for args in (['report', 'relazione', '--anno', '2025'], ['report', 'altro', '--anno', '2025', '--out', '-'],
                     ['report', 'relazione', '--anno', '2025', '--formato', 'html,xls', '--out', 'x'],
                     ['report', 'relazione', '--anno', '2025', '--soglia', 'tanto', '--out', '-'],
                     ['report', 'calcolo', '--anno', '2025', '--out', '-'], ['export', 'paghe']):
            self.assertIn('uso: ciclo', self.run_(*args, '--as', 'M001', status=1).stderr)


if __name__ == '__main__':
    unittest.main(argv=sys.argv)

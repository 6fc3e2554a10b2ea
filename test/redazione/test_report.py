# test_report.py - ciclo report and export paghe, run as people run them on the example body.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import csv
import decimal
import html
import json
import pathlib
import re
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
        with (ESEMPIO / 'testi_relazione.csv').open(encoding='utf-8', newline='') as f:
            stored = {r['parte']: html.escape(r['testo']).replace('&#x27;', '&#39;') for r in csv.DictReader(f, delimiter=';') if r['anno'] == '2025'}
        self.assertEqual(len(stored), 4)
        for part, words in stored.items():      # what is on record, but where a file was given
            self.assertEqual(words in page, part != 'contesto', part)
        self.assertEqual(page.count('Parte da scrivere'), 0)
        page = self.run_('report', 'relazione', '--anno', '2026', '--as', 'M056', '--out', '-').stdout
        self.assertEqual(page.count('Parte da scrivere'), 3)

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

    def sheet(self, person, year='2025', by=None, status=0, oggi='2026-07-31'):
        done = subprocess.run([PROVA, 'report', 'scheda', '--anno', year, '--persona', person, '--as', by or person, '--out', '-',
                               '--oggi', oggi, '--db', str(self.db)], capture_output=True, text=True)
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stdout

    @staticmethod
    def tables(page):
        """Rows of cells of every table, by its caption."""
        plain = lambda s: html.unescape(re.sub('<[^>]*>', '', s)).replace('\u00a0', ' ').strip()
        return {re.sub(r'^Tabella \d+\. ', '', plain(re.search('<caption.*?</caption>', t, re.S).group())):
                [[plain(c) for c in re.findall('<t[hd].*?</t[hd]>', row, re.S)] for row in re.findall('<tr>.*?</tr>', t, re.S)]
                for t in re.findall('<table.*?</table>', page, re.S)}

    def test_on_a_sheet_the_results_of_objectives_make_the_printed_mean(self):
        """EVIDENCE("S-D.25-26 S-P.19 S-P.23")"""
        number = lambda s: decimal.Decimal(s.replace('.', '').replace(',', '.'))
        for person, name, share in (('M002', 'Punti degli obiettivi', '0.7'), ('M003', 'Punti degli obiettivi', '0.7'),
                                    ('M005', 'Raggiungimento degli obiettivi', '1'), ('M009', 'Raggiungimento degli obiettivi', '1')):
            t = self.tables(self.sheet(person))
            rows = t['Obiettivi assegnati'][1:]
            counted = [(number(r[3]) if r[3] != 'uguale' else 1, number(r[4])) for r in rows if r[4] != 'escluso']
            # a dirigente's objective that could not be achieved moves its points away; a PO's leaves the mean
            weights = sum(number(r[3]) if r[3] != 'uguale' else 1 for r in rows) if share == '0.7' else sum(w for w, _ in counted)
            mean = sum(w * q for w, q in counted) / weights * decimal.Decimal(share)
            printed = number(dict(r[:2] for r in t['Risultati'])[name])
            self.assertLessEqual(abs(mean - printed), decimal.Decimal('0.01'), person)
        self.assertTrue(any(r[4] == 'escluso' for r in self.tables(self.sheet('M003'))['Obiettivi assegnati']))

    def test_on_a_sheet_stand_the_marks_of_every_level_as_they_were_given(self):
        """EVIDENCE("S-N.35-36 S-N.59-63 S-N.65")"""
        given = [r for r in csv.DictReader((ESEMPIO / 'semischede.csv').open(encoding='utf-8'), delimiter=';') if r['anno'] == '2025']
        for person in ('M012', 'M018', 'M048'):
            page = self.sheet(person)
            for half in '12':
                table = next(v for k, v in self.tables(page).items() if k.startswith(f'Semischeda {half}'))
                for level in table[0][1:]:
                    row = next(r for r in given if (r['persona'], r['semischeda'], r['livello']) == (person, half, level.lower()))
                    column = table[0].index(level)
                    self.assertEqual([r[column] for r in table[1:]],
                                     [row[k].replace('.', ',') or '–' for k in ('e1', 'e2', 'e3', 'e4', 'totale')], (person, half, level))
        self.assertIn('Fascia D', self.sheet('M018'))
        self.assertNotRegex(self.sheet('M012'), 'M01[3-9]|M02')

    def test_a_sheet_tells_what_the_year_and_the_reader_allow(self):
        """EVIDENCE("S-N.50 S-N.65 X-18")"""
        early = self.sheet('M012', '2026')
        self.assertIn('Proporre tre controlli automatici sui bilanci', early)
        for word in ('Risultati', 'Semischeda', 'Fascia', 'Livello', 'Presa visione'):
            self.assertNotIn(word, early)
        self.assertIn('Proposta, non ancora decisa', self.sheet('M012', by='M005', oggi='2026-06-01'))
        self.sheet('M012', status=6, oggi='2026-06-01')
        self.sheet('M012', by='M013', status=3)
        self.assertIn('Presa visione', self.sheet('M012'))

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

# test_scheda.py CICLO CICLO-PROVA - the differentiation desk and what is public, from the command line.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
# EVIDENCE("S-N.51, S-N.59, S-N.62, X-12, X-13, X-18, 12.7")
import contextlib
import csv
import hashlib
import io
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CICLO = PROVA = None
CONFRONTATA = '2026-05-15'      # the staff of 2025 is proposed and compared
VERIFICATA = '2026-05-22'


class Scheda(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        shm = os.environ.get('CICLO_TEST_MEMORIA') or '/dev/shm'
        memory = shm if os.access(shm, os.W_OK) else None
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix='scheda-', dir=memory))
        cls.original = cls.folder / 'originale.db'
        for step in (['init', '--codice', 'CCIAA', '--nome', 'Prova', '--esempio'], ['import', ROOT / 'esempio']):
            done = subprocess.run([CICLO, *step, '--db', cls.original], capture_output=True, text=True)
            assert done.returncode == 0, done.stderr

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def setUp(self):
        self.db = self.folder / f'{self._testMethodName}.db'
        shutil.copy(self.original, self.db)

    def run_as(self, who, *args, oggi=CONFRONTATA, program=None, status=0):
        more = ['--as', who] if who else []
        if program is None:
            more += ['--oggi', oggi]
        command = [program or PROVA, *map(str, args), *more, '--db', self.db]
        done = subprocess.run(command, capture_output=True, text=True)
        self.assertEqual(done.returncode, status, done.stderr)
        return done

    def head(self):
        with contextlib.closing(sqlite3.connect(self.db)) as c:
            return c.execute('SELECT seq, hash FROM testa').fetchone()

    def template(self, who, group):
        done = self.run_as(who, 'scheda', 'show', group, '--anno', '2025', '--template', '-')
        return list(csv.DictReader(io.StringIO(done.stdout), delimiter=';'))

    def write(self, rows, encoding='utf-8', end='\n', columns=None):
        out = io.StringIO()
        w = csv.DictWriter(out, columns or list(rows[0]), delimiter=';', lineterminator=end, extrasaction='ignore')
        w.writeheader()
        w.writerows(rows)
        file = self.folder / f'{self._testMethodName}.csv'
        file.write_bytes(out.getvalue().encode(encoding))
        return file

    def test_a_template_goes_out_is_filled_and_comes_back_as_a_spreadsheet_saves_it(self):
        rows = self.template('M008', 'G2025-S21')
        columns = 'persona cognome nome semischeda e1 e2 e3 e4 totale prima motivo riga bozza'
        self.assertEqual(list(rows[0]), columns.split())
        self.assertEqual(len(rows), 12)
        # one point less, where the constraints leave room: the positive sum stays what it is
        row = next(r for r in rows if int(r['totale']) <= 32 and r['semischeda'] == '1' and int(r['e1'] or 0))
        row['e1'], row['totale'], row['motivo'] = f"{int(row['e1']) - 1},0", '', 'Più assenze: «qualità»'
        for encoding in ('utf-8-sig', 'cp1252'):
            file = self.write(rows, encoding, '\r\n')
            before = self.head()
            done = self.run_as('M008', 'scheda', 'propose', 'G2025-S21', '--anno', '2025', '--json', file)
            said = json.loads(done.stdout)
            if encoding == 'utf-8-sig':
                self.assertEqual((said['semischede'], said['voce']), (1, before[0] + 1))
                rows = self.template('M008', 'G2025-S21')
            else:
                self.assertEqual(said['scritto'], False)    # the same again
        self.assertIn('Più assenze: «qualità»', [r['motivo'] for r in rows])
        self.assertEqual(self.run_as(None, 'verify', program=CICLO).returncode, 0)

    def test_a_template_that_somebody_overtook_is_refused_with_both_texts(self):
        rows, again = self.template('M008', 'G2025-S21'), self.template('M008', 'G2025-S21')
        row = next(r for r in again if int(r['totale']) < 32 and r['semischeda'] == '2')
        for e in ('e1', 'e2', 'e3', 'e4'):
            row[e] = ''
        row['totale'] = str(int(row['totale']) - 1)
        self.run_as('M008', 'scheda', 'propose', 'G2025-S21', '--anno', '2025', self.write(again))
        before = self.head()
        done = self.run_as('M008', 'scheda', 'propose', 'G2025-S21', '--anno', '2025', self.write(rows), status=5)
        self.assertRegex(done.stderr, rf"{row['persona']}\n  c'è: .*\[.*\].*\n  offerto: ")
        self.assertEqual(self.head(), before)
        file = self.write(rows, columns=['persona', 'semischeda', 'totale'])    # without versions nothing is compared
        self.run_as('M008', 'scheda', 'propose', 'G2025-S21', '--anno', '2025', file)

    def test_every_defect_is_told_with_its_line_and_column(self):
        rows = self.template('M008', 'G2025-S21')
        for e in ('e1', 'e2', 'e3', 'e4'):
            rows[0][e] = ''
        rows[0]['totale'] = '41'
        rows[3]['e2'] = 'otto'
        rows[4]['persona'] = 'M999'
        file = self.write(rows)
        done = self.run_as('M008', 'scheda', 'propose', 'G2025-S21', '--anno', '2025', file, status=2)
        self.assertIn(f'{file}:2:totale: ', done.stderr)
        self.assertIn(f'{file}:5:e2: ', done.stderr)
        self.assertIn('M999: non è del gruppo', done.stderr)
        file.write_text('persona;voto\nM030;1\n')
        done = self.run_as('M008', 'scheda', 'propose', 'G2025-S21', '--anno', '2025', file, status=2)
        self.assertIn('la colonna «voto» non è di questo foglio', done.stderr)
        self.assertIn('manca la colonna «semischeda»', done.stderr)

    def test_the_desk_in_json_has_what_a_page_needs(self):
        done = self.run_as('M003', 'scheda', 'show', 'G2025-S21', '--anno', '2025', '--json')
        t = json.loads(done.stdout)
        self.assertEqual((t['stato'], t['aperto'], t['livello']), ('PROPOSTA', 'verificata', 'verificata'))
        self.assertEqual(t['passi']['verificata'], {'puo': True, 'chi': ['M003']})
        self.assertEqual(t['regole'], {'massimo': 40, 'plafond': 32, 'positivi': 2, 'soglia_a': 37, 'divisore_a': 3,
                                       'elemento_max': '10', 'passo': '1', 'gruppo_piccolo': 3})
        self.assertEqual([len(s['elementi']) for s in t['semischede']], [4, 4])
        n = len(t['persone'])
        self.assertEqual(t['conto']['semischede'][0]['plafond'], 32 * n)
        self.assertEqual(t['conto']['semischede'][0]['positivi_dovuti'], 2 * n)
        points = sum(int(p['voti'][0]['totale']) for p in t['persone'])
        self.assertEqual(t['conto']['semischede'][0]['punti'], points)
        self.assertEqual(t['conto']['massimo_a'], n // 3)

    def test_the_list_has_the_groups_one_may_open(self):
        def groups(who, status=0):
            done = self.run_as(who, 'scheda', 'list', '--anno', '2025', '--json', status=status)
            return [g['gruppo'] for g in json.loads(done.stdout)] if not status else None
        self.assertEqual(len(groups('M001')), 10)
        self.assertEqual(groups('M005'), ['G2025-S11'])
        self.assertEqual(groups('M003'), ['G2025-S21', 'G2025-S22', 'G2025-S23'])
        groups('M012', 3)

    def test_drafts_come_back_and_are_submitted_without_a_file(self):
        rows = self.template('M008', 'G2025-S21')
        row = next(r for r in rows if int(r['totale']) < 32 and r['semischeda'] == '2')
        for e in ('e1', 'e2', 'e3', 'e4'):
            row[e] = ''
        row['totale'] = str(int(row['totale']) - 1)
        before = self.head()
        group = ['G2025-S21', '--anno', '2025', '--livello', 'proposta']
        self.run_as('M008', 'scheda', 'draft', *group, self.write(rows))
        self.run_as('M008', 'scheda', 'discard', *group, rows[-1]['persona'])
        self.assertEqual(self.head(), before)
        shown = [r for r in self.template('M008', 'G2025-S21') if r['persona'] == row['persona']]
        self.assertEqual(shown[1]['totale'], row['totale'])
        self.assertNotEqual(shown[1]['bozza'], '0')
        self.run_as('M003', 'scheda', 'draft', *group, self.write(rows), status=3)
        done = self.run_as('M008', 'scheda', 'propose', 'G2025-S21', '--anno', '2025', '--json')
        self.assertEqual(json.loads(done.stdout)['semischede'], 1)
        with contextlib.closing(sqlite3.connect(self.db)) as c:
            self.assertEqual(c.execute('SELECT count(*) FROM bozze').fetchone(), (0,))

    def test_a_change_of_the_dirigente_wants_a_motive_and_its_act_is_kept(self):
        rows = self.template('M003', 'G2025-S21')
        row = next(r for r in rows if int(r['totale']) < 32 and r['semischeda'] == '1' and r['totale'] == r['prima'])
        for e in ('e1', 'e2', 'e3', 'e4'):
            row[e] = ''
        row['totale'] = str(int(row['totale']) - 1)
        command = ['scheda', 'verify', 'G2025-S21', '--anno', '2025', '--atto', 'ARB-2026-015']
        done = self.run_as('M003', *command, self.write(rows), status=2)
        self.assertIn('serve il motivo', done.stderr)
        row['motivo'] = 'Meno pratiche di quelle indicate'
        self.run_as('M003', *command, self.write(rows), oggi=VERIFICATA)
        with contextlib.closing(sqlite3.connect(self.db)) as c:
            found = c.execute('SELECT totale, motivo, atto, autore FROM semischede'
                              " WHERE persona = ? AND livello = 'verificata' AND semischeda = 1",
                              (row['persona'],)).fetchone()
            entry = c.execute('SELECT azione, atto FROM giornale ORDER BY seq DESC').fetchone()
        self.assertEqual(found, (row['totale'], row['motivo'], 'ARB-2026-015', 'M003'))
        self.assertEqual(entry, ('SEMISCHEDA_VERIFICA', 'ARB-2026-015'))

    def test_a_suggestion_is_legal_and_keeps_what_is_held(self):
        rows = self.template('M008', 'G2025-S21')
        for r in rows:
            for e in ('e1', 'e2', 'e3', 'e4'):
                r[e] = ''
            r['totale'] = '38'
        before = self.head()
        held = f"{rows[0]['persona']}.semischeda1"
        done = self.run_as('M008', 'scheda', 'suggest', 'G2025-S21', '--anno', '2025', '--blocca', held, '--json',
                           self.write(rows))
        x = json.loads(done.stdout)
        self.assertTrue(x['possibile'])
        self.assertEqual(x['conto']['violazioni'], [])
        self.assertEqual(x['persone'][0]['semischeda1'], 38)
        self.assertEqual(self.head(), before)
        # the same as `ciclo suggest` on the same marks
        case = {'formato': 'ciclo-caso/1', 'anno': 2025, 'sistema': 'criteri-2018', 'gruppi': [{
            'id': 'G', 'bloccati': [held],
            'valutati': [{'id': p['persona'], 'semischeda1': 38, 'semischeda2': 38} for p in x['persone']]}]}
        done = subprocess.run([CICLO, 'suggest', '-'], input=json.dumps(case), capture_output=True, text=True)
        other = json.loads(done.stdout)['gruppi'][0]
        self.assertEqual(x['distanza'], other['distanza'])
        for h in ('semischeda1', 'semischeda2'):
            self.assertEqual([p[h] for p in x['persone']], other[h])
        # a limit of his own
        limit = f"{rows[1]['persona']}.semischeda2:-30"
        done = self.run_as('M008', 'scheda', 'suggest', 'G2025-S21', '--anno', '2025', '--limite', limit, '--json', self.write(rows))
        self.assertLessEqual(json.loads(done.stdout)['persone'][1]['semischeda2'], 30)

    def test_what_is_public_needs_no_person(self):
        self.assertEqual(self.run_as(None, 'public', program=CICLO).stdout, 'niente è pubblico\n')
        self.run_as('M059', 'publish', '--anno', '2025', oggi='2026-07-31')
        listed = json.loads(self.run_as(None, 'public', '--anno', '2025', '--json', program=CICLO).stdout)
        kinds = {(d['tipo'], d['formato']) for d in listed}
        self.assertIn(('relazione', 'html'), kinds)
        text = self.run_as(None, 'public', '--pubblico', 'relazione', program=CICLO).stdout
        self.assertTrue(text.lower().startswith('<!doctype html>'), text[:60])
        for one in listed:
            done = self.run_as(None, 'public', '--formato', one['formato'], one['tipo'], program=CICLO)
            self.assertEqual(hashlib.sha256(done.stdout.encode()).hexdigest(), one['impronta'], one)
        self.run_as(None, 'public', 'nulla', program=CICLO, status=4)


if __name__ == '__main__':
    PROVA, CICLO = (pathlib.Path(sys.argv.pop()).resolve() for _ in range(2))
    unittest.main()

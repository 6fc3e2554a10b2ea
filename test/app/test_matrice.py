# test_matrice.py GOLDEN CICLO CICLO-PROVA [poche] - every cell of the permission matrix, by the real command line; poche: some.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
# EVIDENCE("12.7, X-01, X-02, X-03")
import concurrent.futures
import contextlib
import csv
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import unittest

import matrice_casi as casi

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = CICLO = PROVA = None
POCHE = False
WORKERS = 2
VIETATO = (3, 6)     # not this person; not in this state of the year


def run(program, *args):
    return subprocess.run([program, *map(str, args)], capture_output=True, text=True, timeout=60)


def memory():
    """A folder in memory where there is one: the runs write much, and nothing of it has to last."""
    shm = pathlib.Path(os.environ.get('CICLO_TEST_MEMORIA') or '/dev/shm')
    return shm if shm.is_dir() and os.access(shm, os.W_OK) and shutil.disk_usage(shm).free > 1 << 28 else None


def head(db):
    with contextlib.closing(sqlite3.connect(db)) as c:
        return c.execute('SELECT seq, hash FROM testa').fetchone()


class Banco:
    """One database to run on, with its own folder; a thread has one at a time."""
    def __init__(self, folder, original):
        self.folder = folder
        folder.mkdir()
        self.db = folder / 'ente.db'
        shutil.copy(original, self.db)
        self.runs = 0

    def run(self, ruolo, args, oggi, celle):
        """Exit status, with these cells (lines of a matrix file) replaced. A refusal leaves the journal as it was."""
        args = args(self.folder) if callable(args) else args
        more = ['--oggi', oggi]
        if celle:
            (self.folder / 'matrice').write_text('\n'.join(celle), encoding='utf-8')
            more += ['--matrice', self.folder / 'matrice']
        if '--db' not in args:
            more += ['--db', self.db]
        before = head(self.db)
        done = run(PROVA, *args, *casi.chi(ruolo), *more)
        self.runs += 1
        if done.returncode in VIETATO:
            if head(self.db) != before:
                raise AssertionError(f'{args} as {ruolo} was refused and wrote')
            if not re.match(r'^ciclo: .*non (può|si può|si possono) .*\.?$', done.stderr.strip().splitlines()[-1]):
                raise AssertionError(f'{args} as {ruolo}: a refusal without words: {done.stderr}')
        return done


class Prepared:
    """The example body with the persons of matrice_casi, imported by the program; a copy of it for every thread."""
    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='matrice-', dir=memory()))
        self.db = self.folder / 'originale.db'
        more = self.folder / 'aggiunte'
        more.mkdir()
        for name, lines in casi.aggiunte().items():
            (more / f'{name}.csv').write_text('\n'.join(lines) + '\n', encoding='utf-8')
        steps = (['init', '--codice', 'CCIAA', '--nome', 'Camera di Commercio di Esempio', '--esempio'],
                 ['import', ROOT / 'esempio'], ['import', more],
                 ['evaluate', '--anno', '2025', '--as', 'M001', '--oggi', casi.OGGI])
        for step in steps:
            done = run(PROVA, *step, '--db', self.db)
            if done.returncode:
                raise AssertionError(f'{step}: {done.stderr}')
        done = run(PROVA, 'backup', self.folder / 'copia', '--db', self.db)
        if done.returncode:
            raise AssertionError(done.stderr)
        self.banchi, self.lock = [], threading.Lock()
        self.free = [Banco(self.folder / f'banco{i}', self.db) for i in range(WORKERS)]
        self.banchi = list(self.free)

    def take(self):
        with self.lock:
            return self.free.pop()

    def give(self, banco):
        with self.lock:
            self.free.append(banco)


class Matrice(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.prepared = Prepared()
        cls.righe = {r['azione']: r for r in json.loads(run(CICLO, 'permessi', '--json').stdout)['azioni']}

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.prepared.folder)

    def test_the_page_is_the_one_that_was_reviewed(self):
        self.assertEqual(run(CICLO, 'permessi').stdout, pathlib.Path(GOLDEN).read_text(encoding='utf-8'))

    def test_the_page_and_its_json_say_the_same(self):
        letters = dict(re.findall(r'^  (\w)  ([A-Z_]+): ', run(CICLO, 'permessi').stdout, re.M))
        rows = re.findall(r'^([A-Z_]+) +((?:[A-Z.]+ *){19})$', run(CICLO, 'permessi').stdout, re.M)
        self.assertEqual([name for name, _ in rows], list(self.righe))
        for name, cells in rows:
            read = [[] if c == '.' else [letters[x] for x in c] for c in cells.split()]
            self.assertEqual(read, list(self.righe[name]['celle'].values()), name)

    def test_the_released_program_takes_neither_another_matrix_nor_another_day(self):
        for option in (['--matrice', '/dev/null'], ['--oggi', casi.OGGI]):
            done = run(CICLO, 'act', 'list', '--as', 'M001', '--db', self.prepared.db, *option)
            self.assertEqual(done.returncode, 1, done.stderr)

    def test_every_action_has_its_runs(self):
        source = ''.join(p.read_text(encoding='utf-8') for f in ('app', 'cycle', 'model') for p in (ROOT / 'src' / f).glob('*.c'))
        self.assertEqual(set(self.righe), set(casi.CASI))
        for azione in self.righe:
            self.assertRegex(source, rf'\bAZIONE_{azione}\b', f'{azione}: nothing asks for it')

    def test_before_there_is_a_database_the_operators_own_cell_decides(self):
        banco = self.on_a_copy()
        for azione in casi.SENZA_PERSONE:
            for cell, statuses in (f'{azione} operatore NONE', (3,)), (f'{azione} operatore BODY', (0,)):
                done = banco.run('operatore', casi.CASI[azione].tutti, casi.OGGI, [cell])
                self.assertIn(done.returncode, statuses, f'{cell}: {done.stderr}')

    def test_no_command_makes_a_permission_of_its_own(self):
        for path in (ROOT / 'src').glob('*/*.[ch]'):
            if path.parent.name == 'store':
                continue
            self.assertNotRegex(path.read_text(encoding='utf-8'), r'access_operatore|access_grant\.h', path.name)

    def cell(self, banco, azione, ruolo):
        """Faults of one cell, as text."""
        caso, allowed = casi.CASI[azione], self.righe[azione]['celle'][ruolo]
        base = [f'{p} {ruolo} BODY' for p in caso.prima if not self.righe[p]['celle'][ruolo]]
        base += [f'{p} {ruolo} NONE' for p in caso.senza]
        found, dentro = [], caso.dentro(ruolo)

        def check(args, cells, expected, words):
            done = banco.run(ruolo, args, caso.oggi, base + cells)
            statuses = VIETATO if expected == 'refused' else caso.ammesso
            if done.returncode not in statuses:
                shown = args('') if callable(args) else args
                found.append(f'{azione} {ruolo} {allowed} {words}: expected {expected}, got {done.returncode}: '
                             f'{" ".join(map(str, shown))}: {done.stderr.strip()[:300]}')

        for relation in allowed:
            if relation not in dentro:
                found.append(f'{azione} {ruolo}: no object that stands in {relation}')
                continue
            rest = ' '.join(r for r in allowed if r != relation) or 'NONE'
            check(dentro[relation], [f'{azione} {ruolo} {rest}'], 'refused', f'without {relation}')
            check(dentro[relation], [], 'done', relation)
        if not {'BODY', 'PUBLIC'} & set(allowed):
            person = casi.CHI[ruolo] is not None
            check(caso.fuori(ruolo), [], 'refused', 'outside')
            flipped = 'refused' if person and azione in casi.SENZA_PERSONE else 'done'
            check(caso.fuori(ruolo), [f'{azione} {ruolo} BODY'], flipped, 'outside, with BODY')
        return found

    def cells(self):
        """All; of a build with sanitizers, which is slow and looks for faults that a command has or has not, of every action
        one role in four and the first that has a cell and the first that has none."""
        out = []
        for i, azione in enumerate(self.righe):
            roles, celle = list(casi.CHI), self.righe[azione]['celle']
            first = [next((r for r in roles if bool(celle[r]) == has), None) for has in (True, False)]
            out += [(azione, r) for k, r in enumerate(roles) if not POCHE or r in first or (i + k) % 4 == 0]
        return out

    def test_every_cell_decides_and_decides_alone(self):
        cells = self.cells()

        def one(cell):
            banco = self.prepared.take()
            try:
                return self.cell(banco, *cell)
            finally:
                self.prepared.give(banco)

        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            faults = [f for found in pool.map(one, cells) for f in found]
        self.assertEqual(faults, [], '\n' + '\n'.join(faults[:40]))
        for banco in self.prepared.banchi:
            done = run(CICLO, 'verify', '--db', banco.db)
            self.assertEqual(done.returncode, 0, done.stdout)
        print(f'# {len(cells)} cells, {sum(b.runs for b in self.prepared.banchi)} runs', file=sys.stderr)

    def on_a_copy(self):
        return Banco(self.prepared.folder / f'copia{next(casi.number)}', self.prepared.db)

    def test_an_official_write_names_its_action_and_its_actor_in_the_journal(self):
        banco = self.on_a_copy()
        before = head(banco.db)[0]
        done = banco.run('sg', casi.CASI['ATTO_REGISTRA'].args('sg'), casi.OGGI, [])
        self.assertEqual(done.returncode, 0, done.stderr)
        with contextlib.closing(sqlite3.connect(banco.db)) as c:
            entries = c.execute('SELECT g.seq, g.azione, c.chiave FROM giornale g'
                                ' JOIN giornale_carico c ON c.seq = g.seq AND c.n = 0 WHERE g.seq > ?', (before,))
            entries = entries.fetchall()
        self.assertEqual(entries, [(before + 1, 'ATTO_REGISTRA', 'M001')])

    def test_the_sheet_opens_to_its_person_when_it_is_decided(self):
        banco = self.on_a_copy()
        for day, status in (('2026-05-15', 6), ('2026-06-22', 6), ('2026-06-30', 0)):
            done = banco.run('dipendente', ['explain', '--anno', '2025', '--persona', 'M012'], day, [])
            self.assertEqual(done.returncode, status, f'{day}: {done.stderr}')

    def test_nobody_reads_his_own_proposed_sheet_in_whatever_role(self):
        banco = self.on_a_copy()
        done = banco.run('sg', ['explain', '--anno', '2025', '--persona', 'M001'], casi.PROPOSTE, [])
        self.assertIn(done.returncode, VIETATO)
        done = banco.run('sg', ['explain', '--anno', '2025', '--persona', 'M001'], casi.OGGI, [])
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_the_oiv_reads_sheets_from_the_proposal_on(self):
        banco = self.on_a_copy()
        for year, day, status in ('2026', casi.OGGI, VIETATO), ('2025', casi.PROPOSTE, (0,)), ('2025', casi.OGGI, (0,)):
            done = banco.run('oiv', ['explain', '--anno', year, '--persona', 'M012'], day, [])
            self.assertIn(done.returncode, status, done.stderr)

    def test_nobody_corrects_what_is_about_himself_nor_what_is_decided(self):
        banco = self.on_a_copy()
        rows = {'PV-PC': 'persona;unita;dal;al\nPV-PC;U33;2024-01-01;2026-12-31\n',
                'PV-E1': 'persona;unita;dal;al\nPV-E1;S11;2024-01-01;2026-12-31\n',
                'uguale': 'persona;unita;dal\nPV-PC;U33;2024-01-01\nPV-E2;U33;2024-01-01\n'}
        runs = (('PV-PC', 'pec', 3), ('PV-E1', 'pec', 0), ('uguale', 'pec', 3), ('uguale', 'operatore', 0), ('uguale', 'pec', 0))
        for who, role, status in runs:      # a row of one's own may be in the file when it stays as it is
            (banco.folder / 'assegnazioni.csv').write_text(rows[who], encoding='utf-8')
            done = banco.run(role, ['import', banco.folder / 'assegnazioni.csv'], casi.OGGI, [])
            self.assertEqual(done.returncode, status, f'{who}: {done.stdout}{done.stderr}')
        sheet = 'persona;anno;tipo;dal;valutatore;unita;giudizio\nPV-E1;2026;posizione;2026-01-01;PV-DI;S11;'
        for judgement, status in (('', 0), ('Ottimo', 2)):
            (banco.folder / 'schede.csv').write_text(sheet + judgement + '\n', encoding='utf-8')
            done = banco.run('pec', ['import', banco.folder / 'schede.csv'], casi.OGGI, [])
            self.assertEqual(done.returncode, status, f'{judgement}: {done.stdout}{done.stderr}')
        (banco.folder / 'semischede.csv').write_text('persona;anno;livello;semischeda;gruppo;totale\n', encoding='utf-8')
        done = banco.run('pec', ['import', banco.folder / 'semischede.csv'], casi.OGGI, [])
        self.assertEqual(done.returncode, 3, done.stderr)

    def test_a_recorded_mark_changes_under_an_act_with_a_motive_by_who_may_redetermine_whoever_imports(self):
        banco = self.on_a_copy()
        head_of = 'persona;anno;livello;semischeda;gruppo;e1;e2;e3;e4;totale;motivo;atto\n'
        mark = 'M012;2025;determinata;1;G2025-S11;10;10;10;10;40;'
        file = banco.folder / 'semischede.csv'

        def imports(role, row, status, words, *more):
            file.write_text(head_of + row + '\n', encoding='utf-8')
            done = banco.run(role, ['import', file, *more], casi.OGGI, [])
            self.assertEqual(done.returncode, status, f'{role} {row}: {done.stdout}{done.stderr}')
            self.assertIn(words, done.stderr)

        act = ('--atto', 'SGE-2026-066')
        imports('tecnico', mark + ';', 2, 'è già deciso: cambia solo con un atto (ciclo import --atto)')
        imports('tecnico', mark + 'Errore;SGE-2026-066', 3, 'Può farlo: Segretario generale (tutto l\'ente)', *act)
        imports('operatore', mark + 'Errore;SGE-2026-066', 3, 'Può farlo: Segretario generale (tutto l\'ente)', *act)
        imports('sg', mark + ';SGE-2026-066', 2, 'semischede.csv:2:motivo: è già deciso', *act)
        imports('sg', mark + 'Errore;', 2, 'semischede.csv:2:atto: è già deciso', *act)
        imports('sg', mark + 'Errore;SGE-2026-066', 2, 'cambia solo con un atto')
        # a level above one that is recorded is a decision as well; a first load is not
        imports('tecnico', 'PV-E9;2025;determinata;1;G2025-PV;;;;;40;Prova;SGE-2026-066', 3, 'non può rettificare', *act)
        groups = banco.folder / 'gruppi.csv'
        groups.write_text('codice;anno;valutatore;unita\nG2026-PV;2026;PV-DI;S23\n', encoding='utf-8')
        self.assertEqual(banco.run('operatore', ['import', groups], casi.OGGI, []).returncode, 0)
        imports('tecnico', 'PV-EA;2026;proposta;1;G2026-PV;;;;;32;;', 0, '')
        imports('sg', mark + 'Errore;SGE-2026-066', 0, '', *act)
        with contextlib.closing(sqlite3.connect(banco.db)) as c:
            self.assertEqual(c.execute("SELECT totale, motivo, atto FROM semischede WHERE persona = 'M012' AND livello = 'determinata'"
                                       " AND semischeda = 1 AND anno = 2025").fetchone(), ('40', 'Errore', 'SGE-2026-066'))
            journal = c.execute('SELECT azione, atto FROM giornale ORDER BY seq DESC LIMIT 1').fetchone()
        self.assertEqual(journal, ('SCHEDA_RETTIFICA', 'SGE-2026-066'))

    def test_what_was_decided_in_a_sheet_is_no_datum_to_import(self):
        banco = self.on_a_copy()
        with open(ROOT / 'esempio/schede.csv', encoding='utf-8', newline='') as f:
            rows = list(csv.DictReader(f, delimiter=';'))
        [row] = [r for r in rows if r['persona'] == 'M005' and r['anno'] == '2025']
        self.assertTrue(row['prestazione'])
        row['prestazione'] = '100'
        with open(banco.folder / 'schede.csv', 'w', encoding='utf-8', newline='') as f:
            w = csv.DictWriter(f, list(row), delimiter=';')
            w.writeheader()
            w.writerow(row)
        done = banco.run('tecnico', ['import', banco.folder / 'schede.csv'], casi.OGGI, [])
        self.assertEqual((done.returncode, 'è già deciso' in done.stderr), (2, True), done.stderr)

    def test_a_delegate_has_the_role_while_it_lasts(self):
        banco = self.on_a_copy()                    # M002 acts for the Segretario generale from 3 to 21 August 2026
        for day, status in (('2026-08-02', 3), ('2026-08-03', 0), ('2026-08-21', 0), ('2026-08-22', 3)):
            args = ['meeting', 'list', '--as', 'M002', '--oggi', day, '--db', banco.db]
            shown = run(PROVA, 'verify', *args[2:])
            self.assertEqual(shown.returncode, status, f'{day}: {shown.stderr}')

    def test_who_has_left_may_nothing(self):
        banco = self.on_a_copy()                    # M006 led S12 until 31 August 2026
        for day, status in (('2026-08-31', 0), ('2026-09-01', 3)):
            done = run(PROVA, 'explain', '--anno', '2025', '--gruppo', 'G2025-S12', '--as', 'M006', '--oggi', day,
                       '--db', banco.db)
            self.assertEqual(done.returncode, status, f'{day}: {done.stderr}')

    def test_a_dirigente_does_not_act_on_the_groups_of_another_area(self):
        banco = self.on_a_copy()
        for group, status in (('G2025-S21', 0), ('G2025-S11', 3)):
            add = casi.CASI['ATTO_REGISTRA'].args('dirigente')(None) + ['--collega', f'gruppi/{group}']
            self.assertEqual(banco.run('dirigente', add, casi.OGGI, []).returncode, status, group)

    def test_erasing_a_person_leaves_the_journal_whole(self):
        banco = self.on_a_copy()
        done = banco.run('sg', ['erase', 'PV-E7', '--atto', 'AGE-2026-003'], casi.OGGI, [])
        self.assertEqual(done.returncode, 5, done.stderr)     # still works there
        done = banco.run('sg', ['erase', 'PV-E7', '--atto', 'AGE-2026-003', '--in-servizio'], casi.OGGI, [])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(run(CICLO, 'verify', '--db', banco.db).returncode, 0)


if __name__ == '__main__':
    if sys.argv[-1] == 'poche':
        POCHE = bool(sys.argv.pop())
    PROVA, CICLO, GOLDEN = (pathlib.Path(sys.argv.pop()).resolve() for _ in range(3))
    unittest.main()

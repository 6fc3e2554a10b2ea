# test_ciclo_publish.py PROGRAM ESEMPIO: ciclo cycle and ciclo publish as people and programs meet them.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM, ESEMPIO = sys.argv[1:3]


def EVIDENCE(ids):
    """For script/trace.py."""


class CyclePublish(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.place.name)
        cls.db = cls.folder / 'ente.db'
        cls.made = [cls.run_('init', '--codice', 'CCIAA', '--nome', 'Camera', '--esempio'), cls.run_('import', ESEMPIO)]

    @classmethod
    def tearDownClass(cls):
        cls.place.cleanup()

    @classmethod
    def run_(cls, *args, db=None):
        return subprocess.run([PROGRAM, *map(str, args), '--db', db or cls.db, '--oggi', '2026-11-20'], capture_output=True, text=True, check=False)

    def head(self):
        return self.run_('verify').stdout.strip().rsplit(' ', 1)[-1]

    def test_the_year_told_as_json_is_the_register_of_acts_told_by_tracks(self):
        EVIDENCE('12.3 12.4 X-04')
        year = json.loads(self.run_('cycle', '--as', 'M020', '--anno', '2025', '--json').stdout)
        self.assertEqual((year['fase'], year['irregolarita']), ('conclusa', []))
        tracks = {t['binario']: t for t in year['binari']}
        self.assertTrue(all(t['completo'] and t['regolare'] and not t['manca'] for t in tracks.values()))
        told = {e['atto'] for t in tracks.values() for e in t['eventi']}
        register = [line.split(';') for line in pathlib.Path(ESEMPIO, 'atti.csv').read_text(encoding='utf-8').splitlines()[1:]]
        acts = {row[0] for row in register if len(row) > 7 and row[6] == '2025' and row[7]}
        self.assertEqual(acts - told, set())
        self.assertEqual({e['esito'] for t in tracks.values() for e in t['eventi']}, {'in_tempo', 'senza_termine'})

    def test_of_a_year_under_way_it_says_what_is_missing_who_has_it_and_by_when(self):
        EVIDENCE('12.3 12.4')
        year = json.loads(self.run_('cycle', '--as', 'M020', '--json').stdout)
        self.assertEqual(year['anno'], 2026)
        track = next(t for t in year['binari'] if t['binario'] == 'relazione')
        first = track['manca'][0]
        self.assertEqual((first['evento'], first['chi'], first['entro'], first['attende']),
                         ('relazione.propone', 'sg', '2027-05-31', ['consuntivo.conferma']))

    def test_tracks_and_gates_can_be_drawn_without_data(self):
        drawn = self.run_('cycle', '--dot', db=self.folder / 'non.db')
        self.assertEqual(drawn.returncode, 0)
        self.assertEqual(drawn.stdout.count('{'), drawn.stdout.count('}'))
        known = set(re.findall(r'^ +(\w+) \[label', drawn.stdout, re.M))
        ends = re.findall(r'^ +(\w+) -> (\w+)', drawn.stdout, re.M)
        self.assertGreater(len(ends), 100)
        self.assertEqual({x for pair in ends for x in pair} - known, set())

    def test_publish_names_every_act_that_is_missing_and_writes_nothing(self):
        EVIDENCE('C-5.16 C-5.27 X-02')
        before, out = self.head(), self.folder / 'no.db'
        done = self.run_('publish', '--as', 'M059', '--anno', '2026', '--file', out)
        self.assertEqual(done.returncode, 6)
        for act in ('relazione.approva_giunta', 'relazione.valida', 'relazione.approva', 'fondo.liquida'):
            self.assertIn(f'manca {act} (', done.stderr)
        self.assertFalse(out.exists())
        self.assertEqual(self.head(), before)

    def test_a_negative_validation_publishes_nothing(self):
        EVIDENCE('C-5.16 AMB-32')
        folder, db = self.folder / 'negativo', self.folder / 'negativo.db'
        shutil.copytree(ESEMPIO, folder, ignore=shutil.ignore_patterns('*.py', '*.md', '__pycache__'))
        checks = folder / 'verifiche_oiv.csv'
        text = checks.read_text(encoding='utf-8')
        checks.write_text(text.replace('2025;validazione;positivo', '2025;validazione;negativo'), encoding='utf-8')
        self.run_('init', '--codice', 'CCIAA', '--nome', 'Camera', '--esempio', db=db)
        self.run_('import', folder, db=db)
        year = json.loads(self.run_('cycle', '--as', 'M020', '--anno', '2025', '--json', db=db).stdout)
        self.assertEqual({x['atto'] for x in year['irregolarita']}, {'OIV-2026-008', 'TRA-2026-007', 'SGE-2026-074', 'TRA-2026-009'})
        done = self.run_('publish', '--as', 'M059', '--anno', '2025', db=db)
        self.assertEqual(done.returncode, 6)
        self.assertIn('un esito favorevole della validazione in verifiche_oiv', done.stderr)

    def test_the_plan_of_a_year_can_be_published_before_its_results(self):
        EVIDENCE('C-2.54 C-5.27')
        out = self.folder / 'piano.db'
        done = self.run_('publish', '--as', 'M059', '--anno', '2026', '--parte', 'piano', '--file', out, '--json')
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(done.stdout)['documenti'], 8)
        self.assertTrue(out.exists())
        self.assertEqual(self.run_('verify').returncode, 0)

    def test_what_cannot_be_asked_is_told(self):
        for args, status, words in ((('cycle', '--as', 'M020', '--anno', '2031'), 4, 'non è fra gli anni'), (('publish', '--as', 'M059'), 1, '--anno'),
                                    (('publish', '--as', 'M020', '--anno', '2025'), 3, 'trasparenza'), (('cycle', '--anno', '2025'), 3, '--as')):
            done = self.run_(*args)
            self.assertEqual(done.returncode, status, done.stderr)
            self.assertIn(words, done.stderr)


if __name__ == '__main__':
    del sys.argv[1:3]
    unittest.main()

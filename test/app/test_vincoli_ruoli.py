# test_vincoli_ruoli.py CICLO-PROVA - who sees which groups in ciclo report vincoli, and nothing of the others.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
# EVIDENCE("X-12, X-15, S-N.60, AMB-29, 12.7")
import csv
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROVA = None


def righe(name):
    with (ROOT / 'esempio' / f'{name}.csv').open(encoding='utf-8', newline='') as f:
        return list(csv.DictReader(f, delimiter=';'))


GRUPPI = {g['codice']: g for g in righe('gruppi') if g['anno'] == '2025'}
PADRE = {u['codice']: u['padre'] for u in righe('unita')}
VALUTATI = {c: {s['persona'] for s in righe('semischede') if s['gruppo'] == c} for c in GRUPPI}


def sotto(unita, capo):
    while unita and unita != capo:
        unita = PADRE[unita]
    return unita == capo


# From the matrix's row, by hand: SG and OIV all, a dirigente his area, an evaluator his own group.
CHI = {
    'M001': set(GRUPPI), 'X04': set(GRUPPI),
    'M002': {c for c, g in GRUPPI.items() if sotto(g['unita'], 'AR1')},
    'M003': {c for c, g in GRUPPI.items() if sotto(g['unita'], 'AR2')},
    'M004': {c for c, g in GRUPPI.items() if sotto(g['unita'], 'AR3')},
    'M005': {'G2025-S11'}, 'M010': {'G2025-S31'}, 'M011': {'G2025-S32'},
}
NESSUNO = ('M012', 'M041', 'M055', 'M046', 'M051', 'M056', 'M058', 'M059', 'X02', 'X07', 'X10', 'X11')


class Ruoli(unittest.TestCase):
    url = None

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix='vincoli-'))
        cls.db = cls.url or str(cls.folder / 'ente.db')
        cls.run_('init', '--codice', 'CCIAA', '--nome', 'Camera di Commercio di Esempio', '--esempio')
        cls.run_('import', str(ROOT / 'esempio'))
        cls.run_('evaluate', '--anno', '2025', '--as', 'M001')
        cls.pages = {who: cls.page(who) for who in CHI}

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    @classmethod
    def run_(cls, *args, status=0):
        done = subprocess.run([PROVA, *args, '--oggi', '2026-07-31', '--db', cls.db], capture_output=True, text=True)
        if done.returncode != status:
            raise AssertionError(f'{args}: {done.returncode}, not {status}\n{done.stderr}')
        return done

    @classmethod
    def page(cls, who):
        return cls.run_('report', 'vincoli', '--anno', '2025', '--as', who, '--out', '-').stdout

    def test_everybody_sees_the_groups_that_the_matrix_gives(self):
        self.assertEqual([len(CHI[w]) for w in ('M001', 'M002', 'M003', 'M004')], [10, 3, 3, 4])
        for who, groups in CHI.items():
            self.assertEqual(set(re.findall(r'G2025-[A-Z0-9]+', self.pages[who])), groups, who)

    def test_nobody_of_another_group_is_named(self):
        for who, groups in CHI.items():
            mine = set().union(*(VALUTATI[c] for c in groups)) | {GRUPPI[c]['valutatore'] for c in groups} | {who}
            self.assertFalse(set(re.findall(r'\b[MX][0-9]{2,3}\b', self.pages[who])) - mine, who)
        names = {u['codice']: u['nome'] for u in righe('unita')}
        others = {names[g['unita']] for c, g in GRUPPI.items() if c not in CHI['M005']} - {names['S11']}
        for name in others:
            self.assertNotIn(name.replace("'", '&#39;'), self.pages['M005'])

    def test_totals_are_those_of_the_groups_that_are_seen(self):
        for who, groups in CHI.items():
            n = sum(len(VALUTATI[c]) for c in groups)
            words = re.search(r'riguardano (\d+) valutati in (\d+) grupp', self.pages[who])
            if words is None:
                self.assertRegex(self.pages[who], rf'riguardano {n} valutati in un gruppo' if len(groups) == 1 else 'x', who)
            else:
                self.assertEqual((int(words[1]), int(words[2])), (n, len(groups)), who)

    def test_amounts_of_the_whole_body_are_only_for_who_sees_all(self):
        for who, groups in CHI.items():
            page = self.pages[who]
            for words in ('98.500', 'Gli incentivi', '<th scope="row">Ente'):
                if len(groups) == len(GRUPPI):
                    continue
                self.assertNotIn(words, page, who)
        self.assertIn('98.500', self.pages['X04'])

    def test_who_has_no_group_is_refused(self):
        for who in NESSUNO:
            done = self.run_('report', 'vincoli', '--anno', '2025', '--as', who, '--out', '-', status=3)
            self.assertEqual(done.stdout, '', who)
            self.assertIn('non può vedere vincoli e distribuzione dei gruppi', done.stderr)
            self.assertNotIn('G2025', done.stderr)
        self.run_('report', 'vincoli', '--anno', '2025', '--out', '-', status=3)
        self.run_('report', 'vincoli', '--anno', '2025', '--pubblico', '--out', '-', status=3)

    def test_the_report_agrees_with_explain_on_each_group(self):
        for who, groups in CHI.items():
            for c in GRUPPI:
                done = subprocess.run([PROVA, 'explain', '--anno', '2025', '--gruppo', c, '--as', who, '--oggi', '2026-07-31',
                                       '--db', self.db], capture_output=True, text=True)
                self.assertEqual(done.returncode == 0, c in groups, (who, c))


class RuoliPostgres(Ruoli):
    url = os.environ.get('CICLO_TEST_PG')

    @classmethod
    def setUpClass(cls):
        if not cls.url:
            raise AssertionError('CICLO_TEST_PG is not set: run this test through script/postgres-private run')
        super().setUpClass()


if __name__ == '__main__':
    PROVA = sys.argv.pop(1)
    unittest.main(verbosity=1)

# test_trace.py - script/trace.py finds what implements and what proves each requirement, and citations of none.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import pathlib
import sys
import tempfile
import unittest

import house

sys.path.insert(0, str(house.ROOT / 'script'))
import trace as tracing  # noqa: E402  (the script's own functions)

PROOF = 'EVI' + 'DENCE'  # so that trace.py does not take this file for evidence


class Trace(unittest.TestCase):
    def tree(self, folder, header, test):
        root = pathlib.Path(folder)
        for name, text in (('norme/requisiti.csv', 'id;documento;riga\nS-D.22;S;1\nS-D.23;S;2\nS-D.24;S;3\nX-07;;\n'),
                           ('src/rules/a.h', header), ('test/rules/test_a.c', test)):
            (root / name).parent.mkdir(parents=True)
            (root / name).write_text(text, encoding='utf-8')
        return root

    def test_ids_are_read_as_people_write_them(self):
        for text, want in (('S-D.22, S-D.24 (AMB-35)', 'S-D.22 S-D.24 AMB-35'), ('S-D.34-36', 'S-D.34 S-D.35 S-D.36'),
                           ('S-N.23-25, 40', 'S-N.23 S-N.24 S-N.25 S-N.40'), ('C-2.52 X-07', 'C-2.52 X-07'),
                           ('AMB-18b', 'AMB-18b'), ('S-N.66, 32 points', 'S-N.66'), ('MAX-100 UTC-1.20', '')):
            self.assertEqual(' '.join(i for _, i in tracing.ids(text)), want, text)

    def test_each_requirement_shows_its_code_and_its_test(self):
        with tempfile.TemporaryDirectory() as folder:
            root = self.tree(folder, '/* Implements  S-D.22,\n * S-D.23 */\n',
                             f'static void test_a__holds(void **state)\n{{\n    {PROOF}("S-D.22 X-07");\n}}\n')
            done = house.python('trace.py', root)
            self.assertEqual((done.returncode, done.stderr), (0, ''))
            self.assertIn('S-D.22\n    code  src/rules/a.h:1\n    test  test_a__holds  (test/rules/test_a.c:3)\n',
                          done.stdout)
            self.assertIn('code without a test: 1\n    S-D.23\n', done.stdout)
            self.assertIn('a test without code: 1\n    X-07\n', done.stdout)
            self.assertIn('neither: 1\n    S-D.24\n', done.stdout)
            self.assertIn('trace: 1 of 4 requirements', done.stdout)

    def test_a_citation_of_nothing_fails(self):
        with tempfile.TemporaryDirectory() as folder:
            done = house.python('trace.py', self.tree(folder, '/* S-D.99 */\n', ''), '--check')
            self.assertEqual(done.returncode, 1)
            self.assertIn('src/rules/a.h:1: S-D.99 is not in norme/requisiti.csv', done.stderr)

    def test_every_citation_in_this_repository_exists(self):
        done = house.python('trace.py', house.ROOT, '--check')
        self.assertEqual((done.returncode, done.stderr), (0, ''))

    def test_the_list_is_whole(self):
        ids = tracing.known(house.ROOT)
        self.assertEqual(len(ids), len(set(ids)))
        families = {'C-': 207, 'S-': 140, 'X-': 22}  # requirements section 11
        self.assertEqual({f: sum(i.startswith(f) for i in ids) for f in families}, families)


if __name__ == '__main__':
    unittest.main()

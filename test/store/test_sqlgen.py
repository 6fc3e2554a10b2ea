#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""script/sqlgen.py: what it makes, and what it refuses with file and line."""
import hashlib
import importlib.util
import pathlib
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / 'script' / 'sqlgen.py'
spec = importlib.util.spec_from_file_location('sqlgen', SCRIPT)
sqlgen = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sqlgen)


class SqlGen(unittest.TestCase):
    def compiled(self, **files):
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for name, text in files.items():
                paths.append(pathlib.Path(folder) / f'{name.lstrip("m")}.sql')
                paths[-1].write_text(text, encoding='utf-8')
            return sqlgen.compile_sql(paths)

    def refused(self, words, **files):
        with self.assertRaisesRegex(sqlgen.Fault, words):
            self.compiled(**files)

    def test_a_statement_with_types_and_columns(self):
        sql, _ = self.compiled(a='-- name: uno   -- what for\n-- in: $1 x int, $2 y text\n-- out: a int, b text\n'
                                 'SELECT a,\n  b -- why\nFROM t WHERE x = $1 AND y = $2;\n')
        self.assertEqual(sql, [{'name': 'uno', 'in': 'it', 'out': 2, 'text': 'SELECT a, b FROM t WHERE x = $1 AND y = $2'}])

    def test_what_is_not_one_whole_statement_is_refused(self):
        self.refused('one statement', a='-- name: uno\nSELECT 1')
        self.refused('one statement', a='-- name: uno\nSELECT 1; SELECT 2;')
        self.refused('"-- name:" line', a='SELECT 1;')
        self.refused('already in', a='-- name: uno\nSELECT 1;', b='-- name: uno\nSELECT 1;')
        self.refused('odd quote', a="-- name: uno\nSELECT 'x;")

    def test_parameters_are_declared_in_order_and_all_used(self):
        self.refused(r'uses \[1\] but declares 0', a='-- name: uno\nSELECT $1;')
        self.refused(r'uses \[\] but declares 1', a='-- name: uno\n-- in: $1 x int\nSELECT 1;')
        self.refused('parameter 1', a='-- name: uno\n-- in: $2 x int\nSELECT $2;')
        self.refused('int or text', a='-- name: uno\n-- in: $1 x real\nSELECT $1;')

    def test_migrations_are_numbered_without_gaps_and_carry_their_checksum(self):
        _, migrations = self.compiled(m0002_b='B\n', m0001_a='A\n')
        self.assertEqual([(m['number'], m['name'], m['hash']) for m in migrations],
                         [(1, 'a', hashlib.sha256(b'A\n').hexdigest()), (2, 'b', hashlib.sha256(b'B\n').hexdigest())])
        self.refused('without gaps', m0001_a='A\n', m0003_c='C\n')
        self.refused('ends with a newline', m0001_a='A')


if __name__ == '__main__':
    unittest.main()

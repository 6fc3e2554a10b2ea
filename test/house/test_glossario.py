# test_glossario.py - every record of the model stands in doc/glossario.md, with its table and its source.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import re
import unittest

import house

ROW = re.compile(r'^\| (?P<term>[^|]+) \| (?P<code>[^|]*) \| (?P<meaning>[^|]+) \| (?P<source>[^|]+) \|$', re.M)
RECORD = re.compile(r'^ENTITA\((\w+), \w+, (\w+), [PN], "([^"]+)"', re.M)


class Glossario(unittest.TestCase):
    def setUp(self):
        rows = [m.groupdict() for m in ROW.finditer(house.read('doc/glossario.md'))]
        self.rows = [row for row in rows if row['term'] not in ('Term', '---')]

    def test_every_row_has_a_meaning_and_a_source(self):
        self.assertGreater(len(self.rows), 50)
        for row in self.rows:
            with self.subTest(row['term']):
                self.assertRegex(row['source'], r'^(([CS]-[0-9A-Z]\.\d\d|X-\d\d|AMB-\d\d\w?|\d\d\.\d)(-\d\d)?(, )?)+$')
                self.assertTrue(row['meaning'].strip())

    def test_no_term_and_no_name_in_code_stands_twice(self):
        for column, name in (('term', r'^(.+)$'), ('code', r'`([^`]+)`')):
            names = [n for row in self.rows for n in re.findall(name, row[column])]
            self.assertEqual(sorted({n for n in names if names.count(n) > 1}), [], column)

    def test_every_record_and_table_of_the_model_is_in_it(self):
        path = house.ROOT / 'src/model/entita.def'
        if not path.exists():
            return  # the model is not there yet
        code = ' '.join(row['code'] for row in self.rows)
        missing = [name for record in RECORD.finditer(path.read_text(encoding='utf-8'))
                   for name in record.group(1, 2) if f'`{name}`' not in code]
        self.assertEqual(missing, [], 'add them to doc/glossario.md with their source')


if __name__ == '__main__':
    unittest.main()

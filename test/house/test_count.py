# test_count.py - script/count.py counts every subtest, and nothing that went wrong passes as well.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import json
import sys
import unittest

import house

sys.path.insert(0, str(house.ROOT / 'script'))
from count import count  # noqa: E402


def program(result, stdout, name='ciclo:base / test_a'):
    return json.dumps({'name': name, 'result': result, 'stdout': stdout}) + '\n'


class Count(unittest.TestCase):
    def test_a_tap_program_counts_a_test_a_line_and_any_other_one(self):
        self.assertEqual(count(program('OK', '1..2\nok 1 - a\nok 2 - b\n') + program('OK', 'fine\n')), (3, []))

    def test_a_line_not_ok_is_named(self):
        self.assertEqual(count(program('FAIL', '1..2\nok 1 - a\nnot ok 2 - b\n')), (1, ['ciclo:base / test_a: b']))

    def test_a_skipped_test_has_failed(self):
        self.assertEqual(count(program('OK', '1..1\nok 1 - a # SKIP no server\n'))[0], 0)
        self.assertEqual(len(count(program('OK', '1..1\nok 1 - a # SKIP no server\n'))[1]), 1)
        self.assertEqual(count(program('SKIP', '')), (0, ['ciclo:base / test_a: SKIP']))

    def test_a_crash_counts_though_every_line_was_fine(self):
        self.assertEqual(count(program('ERROR', '1..2\nok 1 - a\n')), (1, ['ciclo:base / test_a: ERROR']))
        self.assertEqual(count(program('TIMEOUT', '')), (0, ['ciclo:base / test_a: TIMEOUT']))


if __name__ == '__main__':
    unittest.main()

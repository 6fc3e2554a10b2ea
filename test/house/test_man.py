# test_man.py BUILD/doc/ciclo.1 - the man page is well formed and says what the program says.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import pathlib
import re
import sys
import unittest

import house

PAGE = None
# What scdoc writes whatever the source: paragraphs before headings, one long line a paragraph, the title as given.
SCDOC = ('skipping paragraph macro', 'input text line longer than 80 bytes', 'lower case character in document title')


class Man(unittest.TestCase):
    def test_mandoc_finds_no_fault(self):
        done = house.run('mandoc', '-T', 'lint', PAGE)
        faults = [line for line in done.stdout.splitlines() if not any(known in line for known in SCDOC)]
        self.assertEqual(faults, [])

    def test_it_lists_every_exit_status_of_the_program_and_no_other(self):
        errors = re.findall(r'^    X\(\w+, +(\d+),', house.read('src/base/err.h'), re.M)
        section = house.read('doc/ciclo.1.scd').split('# EXIT STATUS')[1].split('\n# ')[0]
        self.assertEqual(re.findall(r'^\*(\d+)\*$', section, re.M), sorted(set(errors), key=int))


if __name__ == '__main__':
    PAGE = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()

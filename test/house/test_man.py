# test_man.py BUILD/doc/ciclo.1 - the man page is well formed and says what the program says.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import pathlib
import re
import sys
import unittest

import house
import opzioni

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

    def test_it_lists_every_variable_that_the_program_asks_for_and_no_other(self):
        asked = {name for file in (house.ROOT / 'src').rglob('*.c')
                 for name in re.findall(r'getenv\("(\w+)"\)', file.read_text(encoding='utf-8'))}
        section = house.read('doc/ciclo.1.scd').split('# ENVIRONMENT')[1].split('\n# ')[0]
        self.assertEqual(set(re.findall(r'^\*(\w+)\*$', section, re.M)), asked)


class Comandi(unittest.TestCase):
    """What the program takes, what its help says and what the page says are the same options."""
    @classmethod
    def setUpClass(cls):
        cls.comandi = opzioni.Comandi()
        page = house.read('doc/ciclo.1.scd')
        cls.general = set(re.findall(r'^\*(--[a-z-]+)\*', page.split('# OPTIONS')[1].split('\n# ')[0], re.M))
        cls.page = {}
        for block in page.split('# COMMANDS')[1].split('\n# ')[0].split('\n\n*')[1:]:
            name = re.match(r'\w+', block).group(0)
            cls.page[name] = cls.page.get(name, '') + '*' + block

    def test_the_sources_are_understood(self):
        self.assertGreater(len(self.comandi.uses), 15)
        self.assertEqual(len(self.comandi.uses), len(re.findall(r', cmd_\w+\}', house.read('src/app/main.c'))))
        self.assertEqual(self.comandi.common, {'--db', '--as', '--pubblico', '--json'})
        self.assertEqual(self.comandi.options('score'), {'--sistema', '--no-trace'})
        self.assertLess({'--protocollo', '--collega', '--organo', '--impronta'}, self.comandi.options('act'))

    def test_the_page_has_every_command_and_no_other(self):
        self.assertEqual(set(self.page), set(self.comandi.uses))

    def test_the_page_has_every_option_of_a_command_and_no_other(self):
        for name in self.comandi.uses:
            with self.subTest(name):
                said = set(re.findall(r'--[a-z][a-z-]*', self.page[name]))
                self.assertEqual(said - self.general, self.comandi.options(name) - self.general)

    def test_the_help_has_every_option_of_a_command_and_no_other(self):
        records = {'act': opzioni.fields('ATTO'), 'meeting': opzioni.fields('RIUNIONE')}  # "--CAMPO VALORE"
        for name, use in self.comandi.uses.items():
            with self.subTest(name):
                said = set(re.findall(r'--[a-z][a-z-]*', use)) - self.general
                takes = self.comandi.options(name)
                self.assertEqual(said - takes, set())
                self.assertEqual(takes - said - records.get(name, set()), set())

    def test_the_page_has_the_options_of_all_commands(self):
        alone = set(opzioni.OPTION.findall(self.comandi.bodies['main.c', 'main']))
        self.assertEqual(self.general, self.comandi.common | alone)


if __name__ == '__main__':
    PAGE = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()

# test_doc_dati.py - the page of the exchange format says what entita.def declares.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import csv
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

RADICE = pathlib.Path(__file__).resolve().parents[2]


def verifica(radice):
    return subprocess.run([sys.executable, '-B', radice / 'script/doc_dati.py', '--verifica'], capture_output=True,
                          text=True)


class DocDati(unittest.TestCase):
    def setUp(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix='ciclo-doc.'))
        self.addCleanup(shutil.rmtree, self.dir)
        for f in ('script/doc_dati.py', 'src/model/entita.def', 'src/model/parametri.def', 'src/rules/opzioni_processo.c', 'src/rules/formule_criteri.h',
                  'doc/formato-dati.md', 'doc/sistema.md'):
            (self.dir / f).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(RADICE / f, self.dir / f)

    def cambia(self, file, prima, dopo):
        testo = (self.dir / file).read_text(encoding='utf-8')
        self.assertIn(prima, testo)
        (self.dir / file).write_text(testo.replace(prima, dopo, 1), encoding='utf-8')

    def test_the_page_is_current(self):
        fatto = verifica(RADICE)
        self.assertEqual(fatto.returncode, 0, fatto.stderr)

    def test_every_column_of_the_example_stands_in_the_table_of_its_file(self):
        pagina = (RADICE / 'doc/formato-dati.md').read_text(encoding='utf-8')
        for file in sorted((RADICE / 'esempio').glob('*.csv')):
            with self.subTest(file.stem), open(file, encoding='utf-8', newline='') as f:
                riquadro = pagina.split(f'<!-- {file.stem} -->')[1].split('<!-- / -->')[0]
                self.assertEqual(re.findall(r'^\| `(\w+)` \|', riquadro, re.M), next(csv.reader(f, delimiter=';')))

    def test_a_new_field_makes_the_page_old(self):
        self.cambia('src/model/entita.def', 'O(LUNGO, missione, , "C-0.13")',
                    'O(LUNGO, missione, , "C-0.13")\n    O(DATA, nato, , "X-11")')
        fatto = verifica(self.dir)
        self.assertEqual((fatto.returncode, 'rifarla' in fatto.stderr), (1, True))

    def test_a_new_key_of_parameters_and_a_new_word_of_an_option_make_their_pages_old(self):
        self.cambia('src/model/parametri.def', 'PARAMETRO("cr.q", DECIMALE, "0..1:9"', 'PARAMETRO("cr.q", DECIMALE, "0..2:9"')
        self.assertIn('doc/formato-dati.md non è aggiornata', verifica(self.dir).stderr)
        self.cambia('src/model/parametri.def', '"0..2:9"', '"0..1:9"')
        self.cambia('src/rules/opzioni_processo.c', '"po dirigente"', '"po dirigente sg"')
        self.assertIn('doc/sistema.md non è aggiornata', verifica(self.dir).stderr)

    def test_every_parameter_that_the_program_reads_is_declared_with_its_sentence(self):
        declared = re.findall(r'^PARAMETRO\("([^"]+)"', (RADICE / 'src/model/parametri.def').read_text(encoding='utf-8'), re.M)
        used = set()
        for file in (RADICE / 'src').glob('*/*.c'):
            used |= set(re.findall(r'fatti_parametro\([^;]*?S\("([a-z_]+\.[a-z_.]+)"\)', file.read_text(encoding='utf-8')))
        self.assertLessEqual({'cr.q', 'pubblica.minimo', 'pubblica.classi', 'relazione.soglia_scostamento'}, used)
        self.assertEqual({k for k in used if not any(k == d or (d[-1] == '*' and k.startswith(d[:-1])) for d in declared)}, set())
        pagina = (RADICE / 'doc/formato-dati.md').read_text(encoding='utf-8')
        for key in declared:
            self.assertRegex(pagina, rf'\| `{re.escape(key)}` \| .{{4,}} \| .{{30,}} \| .+ \|')

    def test_a_new_table_wants_its_place(self):
        self.cambia('src/model/entita.def', 'ENTITA(Mandato,',
                    'ENTITA(Cosa, COSA, cose, N, "X",\n    K(CODICE, codice, , "X")\n)\nENTITA(Mandato,')
        fatto = verifica(self.dir)
        self.assertEqual((fatto.returncode, "('mandati', 'cose')" in fatto.stderr), (1, True))


if __name__ == '__main__':
    unittest.main()

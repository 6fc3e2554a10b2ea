# test_impronta.py - the canonical form of a rulebook and its imprint, recomputed by the few lines of canonica.py.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import hashlib
import json
import unittest

import prova
from prova import EVIDENCE

import canonica

SISTEMI = sorted((prova.ROOT / 'sistemi').glob('*.yaml'))
MINIMO = '''id: prova
titolo: %s
stampa: {}
fonti:
  - %s
opzioni: {}
'''


class Impronta(unittest.TestCase):
    def test_impronta__the_canonical_form_is_rfc_8785_of_the_yaml_with_every_scalar_a_string(self):
        EVIDENCE('X-09 C-0.02')
        self.assertGreaterEqual(len(SISTEMI), 3)
        for file in SISTEMI:
            want = canonica.canonica(file.read_text(encoding='utf-8'))
            self.assertEqual((0, want, b''), prova.ciclo('rulebook', 'json', file.stem))
            self.assertFalse(want.endswith(b'\n'))

    def test_impronta__results_carry_the_sha_256_of_the_canonical_form(self):
        EVIDENCE('X-08 X-09')
        for file in SISTEMI:
            form = prova.ciclo('rulebook', 'json', file.stem)[1]
            want = 'sha256:' + hashlib.sha256(form).hexdigest()
            self.assertEqual(want, canonica.impronta(file.read_text(encoding='utf-8')))
            case = dict(prova.case(albero=[{'id': 'A', 'padre': None}]), sistema=file.stem)
            self.assertEqual(want, prova.score(case)['impronta_sistema'])
            self.assertIn(want, prova.ciclo('rulebook', 'list')[1].decode())
            self.assertIn(want, prova.ciclo('rulebook', 'check', file)[1].decode())

    def test_impronta__comments_layout_and_the_order_of_keys_do_not_count_but_every_value_does(self):
        text = (prova.ROOT / 'sistemi/salerno.yaml').read_text(encoding='utf-8')
        first = canonica.impronta(text)
        blocks = [b for b in text.split('\n\n')]
        self.assertEqual(first, self.imprint('\n\n'.join(reversed(blocks)).replace('{cifre: 2, modo', '{ cifre: "2" , modo')))
        self.assertNotEqual(first, self.imprint(text.replace('massimo: {valore: 100', 'massimo: {valore: 100.0')))

    def imprint(self, text):
        with prova.written(text) as file:
            code, out, err = prova.ciclo('rulebook', 'check', file)
        self.assertEqual((0, b''), (code, err))
        self.assertIn(canonica.impronta(text), out.decode())
        return canonica.impronta(text)

    def test_impronta__any_text_is_written_as_the_standard_says(self):
        """Quotes, backslashes, control characters, accents, keys beyond the basic plane and before it."""
        for title, process in (('"à \\" \\\\ \\t \\u0001 \\u007f \\U0001F600"', '{"\\U0001F600": a, "\\uFF5E": b, é: c}'),
                               ('null', '{elenco: [~, yes, 1e3, 0x10, 2018-01-31, "", [], {}]}'),
                               ('>-\n  due righe\n  in una', '|\n    testo\n    su righe\n'),
                               ("'l''apostrofo'", '{b: {c: [{z: 1, a: 2}]}, a: "\\u2028"}')):
            self.imprint(MINIMO % (title, process))

    def test_impronta__a_different_rulebook_under_the_same_id_has_another_imprint(self):
        EVIDENCE('X-09')
        text = (prova.ROOT / 'sistemi/criteri-2018.yaml').read_text(encoding='utf-8')
        with prova.written(text.replace('positivi: {valore: 2,', 'positivi: {valore: 3,')) as file:
            other = prova.score(prova.CASES / 'N1.json', '--sistema', file)
        own = prova.score(prova.CASES / 'N1.json')
        self.assertEqual(own['sistema'], other['sistema'])
        self.assertNotEqual(own['impronta_sistema'], other['impronta_sistema'])

    def test_impronta__pointers_of_traces_find_their_numbers_in_the_canonical_form(self):
        EVIDENCE('X-08')
        book = json.loads(prova.ciclo('rulebook', 'json', 'criteri-2018')[1])
        found = 0
        for name in ('esempio', 'D3-full_award', 'P5-none', 'N13'):
            esito = prova.score(prova.CASES / f'{name}.json')
            todo = [esito]
            while todo:
                x = todo.pop()
                todo += x.values() if isinstance(x, dict) else x if isinstance(x, list) else []
                for ref in x.get('da', []) if isinstance(x, dict) else []:
                    if isinstance(ref, str) and ref.startswith('@'):
                        self.assertIsInstance(prova.at(book, ref[1:]), str)
                        found += 1
        self.assertGreater(found, 50)


if __name__ == '__main__':
    prova.main()

# test_sistema_diverso.py - the engine is not built around one rulebook: another one, never seen, is read and followed;
# a wrong one is refused with all its errors at once.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import json
import unittest

import yaml

import prova
from prova import EVIDENCE

import canonica
import compare
import gen
import oracle

CRITERI = prova.ROOT / 'sistemi/criteri-2018.yaml'
MUST_FAIL = prova.QUI.parent / 'must_fail/sistemi'

# What is changed in the copy, as text: 65/35, seven competences, half down wherever something is printed, and more.
CAMBI = [
    ('id: criteri-2018', 'id: prova-65-35'),
    ('punti_obiettivi: {valore: 70,', 'punti_obiettivi: {valore: 65,'),
    ('punti_prestazioni: {valore: 30,', 'punti_prestazioni: {valore: 35,'),
    ('    - {nome: Leadership, fonte: S-D.27}\n',
     '    - {nome: Leadership, fonte: S-D.27}\n    - {nome: Settima competenza (di prova), fonte: S-D.27}\n'),
    ('modo: half_up', 'modo: half_down'),
]
PARAMS = {'sistemi': ['prova-65-35'], 'goals_share': 65, 'prestazioni_share': 35, 'competences': 7, 'rounding': 'half_down'}
# A second one, far from the first: other marks, bands, shares and options.
ALTRI_CAMBI = [
    ('id: criteri-2018', 'id: prova-lontana'),
    ('voto_massimo: {valore: 5,', 'voto_massimo: {valore: 10,'),
    ('quota_obiettivi: {valore: 60,', 'quota_obiettivi: {valore: 45,'),
    ('quota_prestazione: {valore: 40,', 'quota_prestazione: {valore: 55,'),
    ('punti_massimi: {valore: 40,', 'punti_massimi: {valore: 50,'),
    ('plafond: {valore: 32,', 'plafond: {valore: 30,'),
    ('positivi: {valore: 2,', 'positivi: {valore: 3,'),
    ('staff.element_max: {valore: 10,', 'staff.element_max: {valore: 12.5,'),
    ('fascia: A, da: 37', 'fascia: A, da: 41'), ('fascia: B, da: 27', 'fascia: B, da: 30'),
    ('dir.org_min: {valore: 50,', 'dir.org_min: {valore: 40.5,'), ('dir.org_cmp: {valore: ge,', 'dir.org_cmp: {valore: gt,'),
    ('dir.transfer: {valore: rescale,', 'dir.transfer: {valore: full_award,'),
    ('po.cap: {valore: 100,', 'po.cap: {valore: none,'),
    ('cr.dev_max_ratio: {valore: 0.5,', 'cr.dev_max_ratio: {valore: 0.25,'),
    ('cr.dev_warn: {valore: 0.10,', 'cr.dev_warn: {valore: 0.05,'),
    ('staff.a_cap: {valore: distinct,', 'staff.a_cap: {valore: per_sheet,'),
    ('modo: half_up', 'modo: half_even'),
]
ALTRI_PARAMS = {'sistemi': ['prova-lontana'], 'max_mark': 10, 'po_goals': 45, 'po_prestazione': 55, 'mark_max': 50,
                'plafond': 30, 'positives': 3, 'bands': (41, 30, 20), 'org_min': oracle.F(81, 2), 'org_cmp': 'gt',
                'transfer': 'full_award', 'po_cap': None, 'dev_ratio': oracle.F(1, 4), 'dev_warn': oracle.F(1, 20),
                'a_cap': 'per_sheet', 'rounding': 'half_even'}


def changed(changes):
    text = CRITERI.read_text(encoding='utf-8')
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


class Diverso(prova.Folder):
    def agree(self, changes, params, seed, n):
        book = changed(changes)
        file = self.file('prova.yaml', book)
        opts = {'params': params, 'args': ['--sistema', str(file)], 'rulebook': json.loads(canonica.canonica(book))}
        for k in range(n):
            case = gen.Maker(gen.random.Random(f'{seed}/{k}'), params).case()
            text = gen.text(case)
            path = self.file('caso.json', text)
            self.assertEqual([], compare.one(prova.CICLO, str(path), text, opts), f'{seed}/{k}: {text[:3000]}')

    def test_sistema__a_copy_with_65_35_seven_competences_and_half_down_is_followed(self):
        EVIDENCE('S-D.12 S-D.39 X-09 X-22')
        self.agree(CAMBI, PARAMS, 'diverso', 50)

    def test_sistema__another_one_far_from_the_first_is_followed(self):
        EVIDENCE('X-09 X-22')
        self.agree(ALTRI_CAMBI, ALTRI_PARAMS, 'lontano', 25)

    def test_sistema__the_change_is_felt(self):
        """The same case, with one mark more, gives other numbers: D4 ends in half a cent."""
        file = self.file('prova.yaml', changed(CAMBI))
        case = prova.load('D4')
        case['sistema'] = 'prova-65-35'
        self.assertEqual([('/dirigenti/0/competenze', 'servono 7 voti, uno per competenza')],
                         prova.refused(case, '--sistema', file))
        case['dirigenti'][0]['competenze'].append('4.15')       # 29.05 of 35
        d = prova.score(case, '--sistema', file)['dirigenti'][0]
        # 65 x 0.685 = 44.525 and 29.05/35 x (35 + 16.25) = 42.5375: half down at the third place
        self.assertEqual(('44.52', '42.54', '87.06', '16.25'),
                         (d['punti_obiettivi'], d['punti_prestazioni'], d['totale'], d['quota_trasferita']))

    def test_sistema__its_id_must_be_the_one_the_case_names(self):
        file = self.file('prova.yaml', changed(CAMBI))
        self.assertEqual(['/sistema'], [w for w, _ in prova.refused(prova.load('D4'), '--sistema', file)])
        self.assertEqual(['/sistema'], [w for w, _ in prova.refused(dict(prova.load('D4'), sistema='prova-65-35'))])

    def test_sistema__a_file_that_cannot_be_read_or_is_too_long_ends_with_1(self):
        case = prova.CASES / 'D4.json'
        for file in (self.folder / 'nessuno.yaml', self.folder, self.file('lungo.yaml', b'#' * (1 << 20) + b'\n#')):
            code, out, err = prova.ciclo('score', '--sistema', file, case)
            self.assertEqual((1, b''), (code, out), err)
            self.assertIn(str(file).encode(), err)


class Sbagliati(unittest.TestCase):
    def test_sistemi__every_wrong_rulebook_is_refused_with_all_its_errors(self):
        EVIDENCE('X-09')
        files = sorted(MUST_FAIL.glob('*.yaml'))
        self.assertGreater(len(files), 100)
        for file in files:
            with self.subTest(file.stem):
                want = file.with_suffix('.expected').read_text(encoding='utf-8')
                code, out, err = prova.ciclo('rulebook', 'check', file)
                self.assertEqual((2, b''), (code, out))
                got = err.decode().replace(str(file), file.name)
                self.assertEqual(want, got)
                for command in ('score', 'suggest'):
                    code, out, other = prova.ciclo(command, '--sistema', file, prova.CASES / 'D4.json')
                    self.assertEqual((2, b'', err), (code, out, other))

    def test_sistemi__places_are_those_that_another_reader_of_yaml_finds(self):
        """The place of the value that a pointer names; of what holds it when it is missing."""
        checked = 0
        for file in sorted(MUST_FAIL.glob('*.expected')):
            try:
                root = yaml.compose(file.with_suffix('.yaml').read_text(encoding='utf-8'), Loader=yaml.BaseLoader)
            except (yaml.YAMLError, UnicodeDecodeError):
                continue
            for line in file.read_text(encoding='utf-8').splitlines():
                name, row, column, what = line.split(':', 3)
                if not what.startswith(' /') or root is None:
                    continue
                node = root
                pointer = what.split(':')[0].strip()
                for key in pointer.split('/')[1:] if pointer != '/' else []:
                    if isinstance(node, yaml.MappingNode):
                        below = [v for k, v in node.value if k.value == key]
                    else:
                        below = node.value[int(key):][:1] if isinstance(node, yaml.SequenceNode) else []
                    if not below:
                        break
                    node = below[0]
                checked += 1
                self.assertEqual((node.start_mark.line + 1, node.start_mark.column + 1), (int(row), int(column)), line)
        self.assertGreater(checked, 50)

    def test_sistemi__long_and_deep_ones_end_quickly_and_say_why(self):
        deep = b'titolo: ' + b'[' * 500000
        wide = b'fonti: [' + b'a, ' * 300000 + b'b]\n'
        for text, want, told in ((b'#' * (10 << 20) + b'\n', 1, None), (deep, 2, b':1:58: '), (wide, 2, b':1:1: '), (b'a: &a b\n' * 1000, 2, b':2:1: ')):
            with prova.written(text) as file:
                code, out, err = prova.ciclo('rulebook', 'check', file, timeout=20)
                self.assertEqual((want, b''), (code, out), err[:300])
                self.assertIn(file.encode() + (told or b': '), err)

    def test_sistemi__errors_come_in_the_order_of_the_file(self):
        for file in MUST_FAIL.glob('*.expected'):
            places = [tuple(map(int, line.split(':')[1:3])) for line in file.read_text(encoding='utf-8').splitlines()]
            self.assertEqual(sorted(places), places, file.name)

    def test_sistemi__the_released_one_with_any_one_line_left_out_is_read_or_refused_by_name(self):
        """Whatever line is lost, the program ends well and says where."""
        lines = CRITERI.read_text(encoding='utf-8').splitlines(keepends=True)
        taken = 0
        for n, line in enumerate(lines):
            if line.startswith('#') or not line.strip():
                continue
            with prova.written(''.join(lines[:n] + lines[n + 1:])) as file:
                code, out, err = prova.ciclo('rulebook', 'check', file)
                self.assertIn(code, (0, 2), f'{line!r}: {err.decode()}')
                self.assertEqual(code == 2, bool(err))
                for told in err.decode().splitlines():
                    self.assertRegex(told, rf'^{file}:\d+:\d+: \S')
                taken += code == 0
        self.assertGreater(taken, 30)       # process options are the cycle's, none of them is needed here


if __name__ == '__main__':
    prova.main()

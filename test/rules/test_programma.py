# test_programma.py - score and suggest as a program: input, exit status, sameness, large and hostile cases.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import json
import os
import random
import resource
import subprocess
import time
import unittest

import prova
from prova import EVIDENCE, case, ciclo, refused, score, text, without_traces

import suggest_oracle

ESEMPIO = prova.CASES / 'esempio.json'
SECONDI = 5 * int(os.environ.get('CICLO_LENTEZZA', '1'))


def group(n, mark, **more):
    return case(gruppi=[dict({'id': 'G', 'valutati': [
        {'id': f'E{k}', 'semischeda1': mark(k, 1), 'semischeda2': mark(k, 2)} for k in range(n)]}, **more)])


def staff(n):
    r = random.Random(n)
    return case(premi={
        'fondo': '123456789.01', 'coefficienti': {'A': '0.60', 'B': '0.50', 'C': '0.30', 'D': '0'}, 'quota_individuale': '0.30',
        'strutture': [{'id': f'U{u}', 'livello_collettivo': f'0.9{u % 10}'} for u in range(50)],
        'persone': [{'id': f'E{k}', 'struttura': f'U{k % 50}', 'semischeda1': r.randint(0, 40), 'semischeda2': r.randint(0, 40),
                     'livello_individuale': f'0.{k % 100:02}', 'giorni_dovuti': 250, 'giorni_assenza': k % 100} for k in range(n)]})


def cpu(command, stdin):
    """(exit status, output, seconds of processor time) of a run: of the processor, because others work beside us."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    code, out, err = ciclo(*command, stdin=stdin, timeout=600)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return code, out, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


class Ingresso(prova.Folder):
    def test_score__standard_input_gives_the_same_bytes_as_the_file(self):
        content = ESEMPIO.read_bytes()
        for command in ('score', 'suggest'):
            from_file, from_input = ciclo(command, ESEMPIO), ciclo(command, '-', stdin=content)
            self.assertEqual(0, from_file[0])
            self.assertEqual(from_file, from_input)
        bad = content.replace(b'"fondo": "10000.00"', b'"fondo": "10000.001"')
        self.assertEqual((2, b'', b'-: /premi/fondo: '), tuple(x if i < 2 else x[:17] for i, x in
                                                              enumerate(ciclo('score', '-', stdin=bad))))

    def test_score__what_cannot_be_read_ends_with_1(self):
        secret = self.file('chiuso.json', b'{}')
        for arguments in ((self.folder / 'nessuno.json',), (self.folder,), (), (ESEMPIO, ESEMPIO), ('--boh', ESEMPIO),
                          ('--sistema',), ('--sistema', self.folder / 'nessuno.yaml', ESEMPIO), ('',)):
            for command in ('score', 'suggest'):
                code, out, err = ciclo(command, *arguments, stdin=b'')
                self.assertEqual((1, b''), (code, out), (command, arguments))
                self.assertTrue(err.decode().strip(), arguments)
        secret.chmod(0)
        if os.geteuid():
            self.assertEqual(1, ciclo('score', secret)[0])

    def test_score__an_option_that_there_is_not_is_named(self):
        for command in ('score', 'suggest'):
            for arguments in (['--boh', 'X'], ['--boh'], ['X', '--boh']):
                code, out, err = ciclo(command, *arguments)
                self.assertEqual((code, out), (1, b''))
                self.assertIn(f'ciclo {command}: opzione sconosciuta o senza valore: --boh\n', err.decode())

    def test_score__a_full_disk_is_told_and_ends_with_1(self):
        with open('/dev/full', 'w') as full:
            done = subprocess.run([prova.CICLO, 'score', str(ESEMPIO)], stdout=full, stderr=subprocess.PIPE)
        self.assertEqual(1, done.returncode)
        self.assertIn('disco', done.stderr.decode())

    def test_score__the_name_of_the_file_stands_before_every_defect(self):
        file = self.file('un caso.json', b'{"formato": "ciclo-caso/1"}')
        self.assertEqual((2, b'', f'{file}: /sistema: '), tuple(
            x if i < 2 else x.decode()[:len(f'{file}: /sistema: ')] for i, x in enumerate(ciclo('score', file))))
        file = self.file('altro.json', b'{\n  "a": tru\n}')
        self.assertEqual(f'{file}:2:11: ', ciclo('score', file)[2].decode()[:len(f'{file}:2:11: ')])


class Uscita(unittest.TestCase):
    def test_score__no_trace_leaves_the_traces_out_and_nothing_else(self):
        EVIDENCE('X-08')
        for file in sorted(prova.CASES.glob('*.json')):
            if file.stem.endswith('-refused'):
                continue
            whole, bare = score(file), score(file, '--no-trace')
            self.assertEqual(json.dumps(without_traces(whole)), json.dumps(bare), file.stem)     # order of keys included
            self.assertNotEqual(json.dumps(whole), json.dumps(bare))

    def test_score__the_same_bytes_in_give_the_same_bytes_out(self):
        for command in (('score', ESEMPIO), ('score', '--no-trace', ESEMPIO), ('suggest', ESEMPIO)):
            outputs = {ciclo(*command)[1] for _ in range(3)}
            self.assertEqual(1, len(outputs))
        # neither the place, the hour nor the language of the machine matter
        other = subprocess.run([prova.CICLO, 'score', str(ESEMPIO)], stdout=subprocess.PIPE, cwd='/',
                               env={'LC_ALL': 'it_IT.UTF-8', 'TZ': 'Pacific/Auckland', 'LANG': 'de_DE'})
        self.assertEqual(ciclo('score', ESEMPIO)[1], other.stdout)

    def test_score__a_case_without_any_part_is_computed(self):
        self.assertEqual({'formato', 'sistema', 'impronta_sistema'}, set(score(case())))
        self.assertEqual({'gruppi': []}, json.loads(ciclo('suggest', '-', stdin=text(case()))[1]))


class Grandi(unittest.TestCase):
    def test_score__a_hundred_thousand_people_without_traces(self):
        EVIDENCE('S-N.66')
        code, out, seconds = cpu(('score', '--no-trace', '-'), text(staff(100_000)))
        self.assertEqual(0, code)
        self.assertLess(seconds, SECONDI)
        premi = json.loads(out)['premi']
        cents = sum(int(p['importo'].replace('.', '')) for p in premi['persone'])
        self.assertEqual((100_000, 12345678901, '123456789.01'), (len(premi['persone']), cents, premi['totale']))

    def test_score__a_group_of_any_size(self):
        for n in (1, 2, 1000, 1001, 20_000):
            g = score(group(n, lambda k, h: 32), '--no-trace')['gruppi'][0]
            self.assertEqual((n, 32 * n, -2 * n), (g['n_valutati'], g['semischeda1']['somma'], g['violazioni'][0]['differenza']))

    def test_score__a_wide_tree_and_a_deep_one(self):
        row = {'id': 'I', 'operatore': '>=', 'target': '3', 'valore': '1'}
        wide = [{'id': 'R', 'padre': None}] + [{'id': str(k), 'padre': 'R', 'indicatori': [row]} for k in range(20_000)]
        deep = [{'id': str(k), 'padre': str(k - 1) if k else None} for k in range(20_000)]
        deep[-1]['indicatori'] = [row]
        for nodes in (wide, deep):
            code, out, seconds = cpu(('score', '--no-trace', '-'), text(case(albero=nodes)))
            self.assertEqual(0, code)
            self.assertEqual('33.33', json.loads(out)['albero'][0]['risultato'])
            self.assertLess(seconds, SECONDI)

    def test_score__a_deep_tree_where_nothing_weighs(self):
        row = {'id': 'I', 'operatore': '>=', 'target': '3', 'valore': '1', 'peso': '0'}
        other = {'id': 'J', 'operatore': '>=', 'target': '3', 'stato': 'non_rilevato', 'peso': '1'}
        nodes = [{'id': str(k), 'padre': str(k - 1) if k else None} for k in range(3000)]
        nodes[-1]['indicatori'] = [row, other]
        nodes.append({'id': 'x', 'padre': '0', 'indicatori': [{k: v for k, v in row.items() if k != 'peso'}]})
        code, out, seconds = cpu(('score', '-'), text(case(albero=nodes)))
        self.assertEqual(0, code)
        self.assertEqual('33.33', json.loads(out)['albero'][0]['risultato'])
        self.assertLess(seconds, SECONDI)


class Proposta(unittest.TestCase):
    def suggest(self, c):
        code, out, err = ciclo('suggest', '-', stdin=text(c), timeout=600)
        self.assertEqual((0, b''), (code, err))
        return json.loads(out)['gruppi']

    def test_suggest__groups_of_one_and_two(self):
        EVIDENCE('S-N.61 X-13')
        one, = self.suggest(group(1, lambda k, h: 32))
        self.assertEqual({'id', 'impossibile', 'motivo'}, set(one))
        self.assertIs(True, one['impossibile'])
        two, = self.suggest(prova.load('N6a'))
        self.assertEqual((0, [36, 28], [36, 27]), (two['distanza'], two['semischeda1'], two['semischeda2']))
        two, = self.suggest(prova.load('N6b'))
        want = suggest_oracle.brute(prova.load('N6b')['gruppi'][0], 'distinct')
        self.assertEqual(want['distanza'], two['distanza'])

    def test_suggest__a_waived_group_keeps_its_marks(self):
        EVIDENCE('S-N.61')
        for name in ('N6b-deroga', 'N6c-deroga'):
            c = prova.load(name)
            g, = self.suggest(c)
            marks = [[v[f'semischeda{h}'] for v in c['gruppi'][0]['valutati']] for h in (1, 2)]
            self.assertEqual((0, marks), (g['distanza'], [g['semischeda1'], g['semischeda2']]))

    def test_suggest__marks_held_stay_and_too_many_make_it_impossible(self):
        EVIDENCE('X-13')
        n3 = prova.load('N3')                     # four points of positive deviation are missing
        n3['gruppi'][0]['bloccati'] = ['E1.semischeda1', 'E2.semischeda1', 'E2.semischeda1']
        self.assertEqual([], suggest_oracle.check_answer(n3, {'gruppi': self.suggest(n3)}))
        n3['gruppi'][0]['bloccati'] = [f'E{k}.semischeda1' for k in range(1, 7)]
        self.assertIs(True, self.suggest(n3)[0]['impossibile'])

    def test_suggest__a_thousand_people(self):
        EVIDENCE('X-13')
        started = time.monotonic()
        for mark, distance in ((lambda k, h: 32, 8000), (lambda k, h: 36 if k % 2 else 28, 0)):
            c = group(1000, mark)
            g, = self.suggest(c)
            # 32 everywhere: 2000 points up and 2000 down in each half-sheet; 36 and 28 is legal as it is
            self.assertEqual(distance, g['distanza'])
            self.assertTrue(suggest_oracle.legal(g['semischeda1'], g['semischeda2'], 'distinct'))
        self.assertLess(time.monotonic() - started, 30 * SECONDI)

    def test_suggest__a_search_that_would_not_end_says_what_is_proved(self):
        EVIDENCE('X-13')
        r = random.Random(1000)
        g, = self.suggest(group(1000, lambda k, h: r.randint(20, 40)))
        self.assertTrue(suggest_oracle.legal(g['semischeda1'], g['semischeda2'], 'distinct'))
        self.assertLessEqual(0, g.get('minimo_provato', g['distanza']))
        self.assertLessEqual(g.get('minimo_provato', g['distanza']), g['distanza'])

    def test_suggest__more_than_a_thousand_are_refused_where_they_stand(self):
        c = group(1001, lambda k, h: 32)
        c['gruppi'] += prova.load('N1')['gruppi']
        (where, what), = refused(c, command='suggest')
        self.assertEqual('/gruppi/0/valutati', where)
        self.assertIn('1000', what)
        score(c, '--no-trace')


class Ostili(unittest.TestCase):
    """Sizes and shapes that nobody in good faith writes: told, within the time, and never a crash."""

    def told(self, content):
        code, out, err = ciclo('score', '-', stdin=content, timeout=60)
        self.assertEqual((2, b''), (code, out), err[:300])
        self.assertTrue(err)
        return err.decode().splitlines()

    def test_score__texts_that_are_not_json(self):
        EVIDENCE('X-21')
        for content, place in ((b'', '-:1:1: '), (b'\xef\xbb\xbf{}', '-:1:1: '), (b'[' * 100_000, '-:1:201: '),
                               (b'{"a":' * 201, '-:1:1001: '), (b'"' + b'x' * 3_000_000, '-:1:3000002: '),
                               (b'\n' * 1000 + b'\xff', '-:1001:1: '), (b'{}' + b' ' * 100_000 + b'x', '-:1:100003: '),
                               (b'1' * 1_000_000 + b'x', '-:1:1000001: ')):
            line, = self.told(content)
            self.assertEqual(place, line[:len(place)])

    def test_score__values_out_of_all_proportion(self):
        base = prova.load('P1')
        for value in ('9' * 100_000, '-' * 1000, '0.' + '0' * 100_000 + '1', 'x' * 100_000, '1' * 16, '\u0000', '\n'):
            base['posizioni'][0]['prestazione'] = value
            lines = self.told(text(base))
            self.assertEqual(1, len(lines))
            self.assertTrue(lines[0].startswith('-: /posizioni/0/prestazione: '))
            self.assertLess(len(lines[0]), 400)
        raw = text(prova.load('P1')).replace(b'"85"', b'1' * 100_000)
        self.assertEqual(1, len(self.told(raw)))

    def test_score__keys_out_of_all_proportion(self):
        for key in ('k' * 100_000, '\n\n', '\u001b[31m', 'a/b~c', '\u202e'):
            lines = self.told(text(case(**{key: 1})))
            self.assertEqual(1, len(lines))
            self.assertNotIn('\u001b', lines[0])

    def test_score__a_hundred_thousand_defects_are_all_told_in_time(self):
        people = [{'id': 'x', 'struttura': 'U', 'semischeda1': 41, 'semischeda2': 1} for _ in range(50_000)]
        c = case(premi={'fondo': '1', 'coefficienti': {'A': '1', 'B': '1', 'C': '1', 'D': '1'},
                        'strutture': [{'id': 'U', 'livello_collettivo': '1'}], 'persone': people})
        lines = self.told(text(c))
        self.assertEqual(50_000 + 49_999, len(lines))

    def test_score__a_hundred_thousand_repeated_keys(self):
        lines = self.told(b'{"formato":"ciclo-caso/1","sistema":"criteri-2018","anno":2018,"scelte":{' +
                          b','.join([b'"po.cap":"1"'] * 50_000) + b'}}')
        self.assertEqual(['-: /scelte/po.cap'], [x[:17] for x in lines])

    def test_score__ids_that_share_a_place_in_a_table(self):
        people = [{'id': f'{k:064}', 'semischeda1': 32, 'semischeda2': 32} for k in range(20_000)]
        self.assertEqual(20_000, score(case(gruppi=[{'id': 'G', 'valutati': people}]), '--no-trace')['gruppi'][0]['n_valutati'])

    def test_score__the_largest_numbers_stay_exact(self):
        EVIDENCE('X-07')
        big, small = '999999999999999.999999999', '0.000000001'
        rows = [{'id': str(n), 'peso': big if n % 2 else small, 'operatore': '>=', 'target': big, 'valore': small} for n in range(60)]
        node = score(case(albero=[{'id': 'N', 'padre': None, 'indicatori': rows}]))['albero'][0]
        self.assertEqual('0.00', node['risultato'])
        steps = [s['valore'] for s in node['traccia'] if s['operazione'] == 'rapporto']
        self.assertIn('1/999999999999999999999999', steps)


if __name__ == '__main__':
    prova.main()

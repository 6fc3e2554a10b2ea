# test_soppressione.py PROGRAM HELPER TABLES ESEMPIO: nothing of one person comes out of all that is public at once.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""The attacker has every public file: tables, CSV, JSON, the Relazione, the bytes of the file itself. An integer search
(interi.py, which shares nothing with the program) must find more than one value for each figure left out; and no name,
code or amount of a person may stand in any byte. On the example body through the command line, on both engines, and on
bodies made from it at random."""
import csv
import io
import json
import os
import pathlib
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from fractions import Fraction

from interi import Sistema

PROGRAM, HELPER, TABLES, ESEMPIO = sys.argv[1:5]
DAY = '2026-07-22'
HIDDEN = 'n.p.'
SEEDS = range(12)


def EVIDENCE(ids):
    """For script/trace.py."""


def read(folder, name):
    with open(pathlib.Path(folder, name + '.csv'), encoding='utf-8', newline='') as f:
        return list(csv.DictReader(f, delimiter=';'))


def write(folder, name, rows):
    with open(pathlib.Path(folder, name + '.csv'), 'w', encoding='utf-8', newline='') as f:
        out = csv.DictWriter(f, rows[0].keys(), delimiter=';', lineterminator='\n')
        out.writeheader()
        out.writerows(rows)


class Pubblico:
    """What an attacker reads out of one public file."""

    def __init__(self, path):
        self.bytes = pathlib.Path(path).read_bytes()
        db = sqlite3.connect(path)
        self.documents = {(t, f): c for t, f, c in db.execute('SELECT tipo, formato, contenuto FROM pub_documenti WHERE anno = 2025')}
        self.all = [str(x) for t in ('pub_documenti', 'pub_dati') for row in db.execute(f'SELECT * FROM {t}') for x in row]
        self.sets = {}
        for name, row, column, value in db.execute('SELECT insieme, riga, colonna, valore FROM pub_dati WHERE anno = 2025 ORDER BY 1, 2'):
            self.sets.setdefault(name, {}).setdefault(row, {})[column] = value
        self.sets = {name: list(rows.values()) for name, rows in self.sets.items()}
        db.close()

    def counts(self):
        """[(group, [cells, with the total last])], the row of totals last."""
        rows = self.sets.get('premi_distribuzione', [])
        classes = sorted(k for k in (rows[0] if rows else {}) if k.startswith('classe_'))
        return [(r['gruppo'], [r[k] for k in classes] + [r['totale']]) for r in rows]

    def classes(self):
        return [(Fraction(r['da']), Fraction(r['a'])) for r in self.sets.get('premi_classi', [])]




def population(group):
    return group if group in ('dirigenti', 'posizioni organizzative') else 'personale'


def table_system(rows):
    """A table with totals as unknowns."""
    r, c = len(rows), len(rows[0][1])
    at = lambda i, k: i * c + k
    s = Sistema(r * c, int(rows[-1][1][-1]))
    for i, (_, cells) in enumerate(rows):
        s.add({**{at(i, k): 1 for k in range(c - 1)}, at(i, c - 1): -1}, 0, 0)
        for k, value in enumerate(cells):
            if value != HIDDEN:
                s.add({at(i, k): 1}, int(value), int(value))
    for k in range(c):
        s.add({**{at(i, k): 1 for i in range(r - 1)}, at(r - 1, k): -1}, 0, 0)
    return s, at


def system_of(p):
    """The table as unknowns, with all that its totals and the published means say."""
    rows, bounds = p.counts(), p.classes()
    c = len(rows[0][1])
    s, at = table_system(rows)
    for line in p.sets['premi_statistiche']:
        mine = [i for i, (g, _) in enumerate(rows[:-1]) if population(g) == line['gruppo']]
        if line['media'] != HIDDEN:
            mean = Fraction(line['media'])
            s.add({at(i, k): bounds[k][1] - (mean - Fraction(1, 2)) for i in mine for k in range(c - 1)}, 0, None)
            s.add({at(i, k): bounds[k][0] - (mean + Fraction(1, 2)) for i in mine for k in range(c - 1)}, None, 0)
        for name in ('minimo', 'massimo'):
            if line[name] == HIDDEN:
                continue
            value = Fraction(line[name])
            for i in mine:
                for k, (low, high) in enumerate(bounds):
                    if (high <= value and high < 100) if name == 'minimo' else low > value:
                        s.add({at(i, k): 1}, 0, 0)
    return s, rows


def pinned(p):
    """Cells left out that have one possible value only."""
    s, rows = system_of(p)
    return pinned_in(s, rows)


def pinned_in(s, rows):
    c, found, hidden = len(rows[0][1]), [], 0
    for i, (group, cells) in enumerate(rows):
        for k, value in enumerate(cells):
            if value != HIDDEN:
                continue
            hidden += 1
            possible = s.values(i * c + k)
            if len(possible) < 2:
                found.append((group, k, possible))
    return hidden, found


def people(folder):
    return [(p['codice'], p['cognome'], p['nome']) for p in read(folder, 'persone')]


def amounts(result):
    """Exact amounts of single people, as they could be written."""
    exact = {d['retribuzione'] for part in ('dirigenti', 'posizioni') for d in result.get(part, [])}
    exact |= {x['importo'] for x in result.get('premi', {}).get('persone', [])}
    exact.discard('0.00')
    for x in sorted(exact):
        whole, cents = x.split('.')
        grouped = f'{int(whole):,}'.replace(',', '.')
        yield from {x, f'{whole},{cents}', f'{grouped},{cents}'}


def leaks(p, folder, result):
    """Names, codes and amounts of persons found in what is public."""
    text = ('\0'.join(p.all) + '\0' + p.bytes.decode('utf-8', 'replace')).lower()
    words, numbers = set(re.findall(r'[a-z0-9]+', text)), set(re.findall(r'\d[\d.,]*\d', text))
    found = [amount for amount in amounts(result) if amount in numbers]
    for code, surname, name in people(folder):
        names = (f'{surname} {name}', f'{name} {surname}', f'{surname}, {name}', f'{surname};{name}')
        found += [one for one in names if one.lower() in text]
        found += [code] if code.lower() in words else []
    return sorted(set(found))


def truth(folder, result, bounds):
    """The counts as they are: {group name of one category or population: [per class]}, without the Segretario generale."""
    best = 2 * max(Fraction(r['valore']) for r in read(folder, 'parametri') if r['anno'] == '2025' and r['chiave'].startswith('premi.coefficiente.'))
    category = {p['codice']: p['categoria'] or 'senza categoria' for p in read(folder, 'persone')}
    chiefs = {r['persona'] for r in read(folder, 'incarichi') if r['ruolo'] == 'sg' and not r['delega_di']}
    lows = [low for low, _ in bounds]
    seen, out = set(), {}

    def put(group, kind, ident, share):
        person = ident.split('@')[0]
        if (kind, person) in seen or (kind == 'dirigenti' and person in chiefs):
            return
        seen.add((kind, person))
        out.setdefault(group, [0] * len(lows))[next(i for i, low in enumerate(lows) if share >= low)] += 1

    for d in result.get('dirigenti', []):
        put('dirigenti', 'dirigenti', d['id'], Fraction(d['totale']))
    for d in result.get('posizioni', []):
        put('posizioni organizzative', 'posizioni', d['id'], Fraction(d['indice']))
    for d in result.get('premi', {}).get('persone', []):
        put(category[d['id'].split('@')[0]], 'personale', d['id'], Fraction(d['cpc']) * 100 / best)
    return out


def wrong_cells(p, folder, result, minimum):
    """Published cells that are not the true count, or that should not be there."""
    rows, counts, found = p.counts(), truth(folder, result, p.classes()), []
    sums = None
    for group, cells in rows[:-1]:
        names = [group] if group in counts else group.split(', ')
        true = [sum(x) for x in zip(*(counts[n] for n in names))]
        true.append(sum(true))
        sums = true if sums is None else [a + b for a, b in zip(sums, true)]
        found += check_row(group, cells, true, minimum)
    return found + check_row('totale', rows[-1][1], sums, minimum)


def check_row(group, cells, true, minimum):
    found = []
    for k, (shown, value) in enumerate(zip(cells, true)):
        small = 0 < value < minimum
        uniform = k < len(true) - 1 and value == true[-1]
        if shown != HIDDEN and (int(shown) != value or small or (uniform and value)):
            found.append((group, k, shown, value))
    return found


def vary(seed, folder):
    """Another body out of the example: categories, marks, who was evaluated, how small is small."""
    rnd = random.Random(seed)
    shutil.copytree(ESEMPIO, folder, ignore=shutil.ignore_patterns('*.py', '*.md', '__pycache__'))
    names = rnd.sample(['Area A', 'Area B', 'Area C', 'Area D', 'Area E', 'Area F'], rnd.randint(1, 6))
    weights = [rnd.random() ** 2 + 0.02 for _ in names]
    people_ = read(folder, 'persone')
    for p in people_:
        if p['rapporto'] != 'dirigente' and p['categoria']:
            p['categoria'] = rnd.choices(names, weights)[0]
    write(folder, 'persone', people_)
    level = rnd.choice([(36, 40), (24, 40), (10, 40), (37, 40)])
    gone = {p['codice'] for p in people_ if rnd.random() < rnd.choice([0, 0.2, 0.7])}
    sheets = [s for s in read(folder, 'semischede') if s['persona'] not in gone or s['anno'] != '2025']
    for s in sheets:
        if rnd.random() < 0.8:
            s.update(e1='', e2='', e3='', e4='', totale=str(rnd.randint(*level)))
    write(folder, 'semischede', sheets)
    kept = [s for s in read(folder, 'schede') if s['tipo'] != 'posizione' or s['persona'] not in gone]
    write(folder, 'schede', kept)
    minimum = rnd.choice([3, 5, 5, 8])
    parameters = read(folder, 'parametri')
    extra = {'pubblica.minimo': str(minimum), 'pubblica.classi': rnd.choice(['90 75 50', '95 90 80 60', '80'])}
    parameters += [{**parameters[0], 'chiave': k, 'valore': v} for k, v in extra.items()]
    parameters.sort(key=lambda r: (r['anno'], r['chiave'], r['dal']))
    write(folder, 'parametri', parameters)
    return minimum


class Suppression(unittest.TestCase):
    def setUp(self):
        self.place = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.place.name)

    def tearDown(self):
        self.place.cleanup()

    def run_(self, *args):
        done = subprocess.run([PROGRAM, *map(str, args)], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def publish(self, folder, url):
        out = self.folder / 'pubblico.db'
        self.run_('init', '--db', url, '--codice', 'CCIAA', '--nome', 'Camera', '--esempio')
        self.run_('import', '--db', url, folder)
        self.run_('publish', '--db', url, '--as', 'M059', '--anno', '2025', '--oggi', DAY, '--file', out)
        return Pubblico(out)

    def result(self, url):
        case = self.folder / 'caso.json'
        self.run_('evaluate', '--db', url, '--as', 'M001', '--anno', '2025', '--caso', case)
        return json.loads(self.run_('score', '--no-trace', case))

    def planted(self):
        """The example with names and codes where people type texts."""
        folder = self.folder / 'ente'
        shutil.copytree(ESEMPIO, folder, ignore=shutil.ignore_patterns('*.py', '*.md', '__pycache__'))
        somebody = read(folder, 'persone')
        texts = [f"colpa di {p['nome']} {p['cognome']}" for p in somebody[:20]] + [f"vedi la scheda {p['codice']}" for p in somebody[:20]]
        for name, field in (('valori', 'motivo'), ('gradi', 'motivo')):
            rows = read(folder, name)
            mine = [r for r in rows if r['anno'] == '2025' and r.get('periodo', 'finale') == 'finale']
            for row, text in zip(mine, texts):
                row[field] = text
            write(folder, name, rows)
        return folder

    def test_of_the_example_nothing_of_one_person_is_public(self):
        EVIDENCE('X-18 S-D.40 12.6 AMB-04b')
        folder, url = self.planted(), self.folder / 'ente.db'
        p = self.publish(folder, url)
        result = self.result(url)
        hidden, one = pinned(p)
        self.assertGreater(hidden, 3)
        self.assertEqual(one, [])
        self.assertEqual(wrong_cells(p, folder, result, 5), [])
        self.assertEqual(leaks(p, folder, result), [])
        self.assertIn('testo omesso', p.documents['risultati_indicatori', 'csv'])
        self.assertIn('testo omesso', p.documents['relazione', 'html'])
        self.formats_agree(p)

    def formats_agree(self, p):
        """CSV, JSON and the table in the Relazione show the same cells: nothing left out in one stands in another."""
        rows = p.counts()
        table = list(csv.reader(io.StringIO(p.documents['premi_distribuzione', 'csv']), delimiter=';'))
        self.assertEqual([(r[0], r[1:]) for r in table[1:]], rows)
        data = json.loads(p.documents['premi_distribuzione', 'json'])['righe']
        self.assertEqual([(list(r.values())[0], list(r.values())[1:]) for r in data], rows)
        page = p.documents['relazione', 'html']
        at = page.index('Valutati per gruppo di personale')
        cells = [re.sub('<[^>]*>', '', x).strip() for x in re.findall(r'<t[dh][^>]*>(.*?)</t[dh]>', page[at:page.index('</table>', at)], re.S)]
        flat = [x for group, row in rows for x in [group, *row]]
        self.assertEqual([x.lower() for x in cells[-len(flat):]], [x.lower() for x in flat])

    def test_both_engines_publish_the_same(self):
        EVIDENCE('X-18')
        base = os.environ.get('CICLO_TEST_PG')
        self.assertTrue(base, 'CICLO_TEST_PG is not set: run this test through script/postgres-private run')
        schema = 'pubblica_%d' % os.getpid()
        subprocess.run(['psql', '-qX', base, '-c', f'CREATE SCHEMA {schema}'], check=True)
        try:
            one = self.publish(ESEMPIO, self.folder / 'ente.db')
            two = self.publish(ESEMPIO, f'{base}&options=-csearch_path%3D{schema}')
        finally:
            subprocess.run(['psql', '-qX', base, '-c', f'SET client_min_messages TO error; DROP SCHEMA {schema} CASCADE'], check=True)
        self.assertEqual(one.sets, two.sets)
        for key, text in one.documents.items():
            if key[1] != 'html':     # the page names the journal's head, which has its own salt
                self.assertEqual(text, two.documents[key], key)

    def test_of_bodies_made_at_random_nothing_of_one_person_is_public(self):
        EVIDENCE('X-18 S-D.40 12.6')
        tables = hidden_all = 0
        for seed in SEEDS:
            with self.subTest(seed=seed):
                folder, out, result = self.folder / f's{seed}', self.folder / f's{seed}.db', self.folder / f's{seed}.json'
                minimum = vary(seed, folder)
                done = subprocess.run([HELPER, folder, '2025', DAY, out, result], capture_output=True, text=True, check=False)
                self.assertEqual(done.returncode, 0, done.stderr)
                p, result = Pubblico(out), json.loads(result.read_text(encoding='utf-8'))
                self.assertEqual(leaks(p, folder, result), [])
                self.few_are_paid_together(p, result, minimum)
                self.assertNotIn('dirigenti', [g for g, _ in p.counts()])    # the example has three (12.6)
                if not p.counts():
                    continue
                tables += 1
                hidden, one = pinned(p)
                hidden_all += hidden
                self.assertEqual(one, [])
                self.assertEqual(wrong_cells(p, folder, result, minimum), [])
        self.assertGreater(tables, len(SEEDS) // 2)
        self.assertGreater(hidden_all, 20)

    def few_are_paid_together(self, p, result, minimum):
        """Every published sum is of `minimum` people at least, and sums add up to the total."""
        paid = {'Segretario generale e dirigenti': [d['retribuzione'] for d in result.get('dirigenti', [])],
                'posizioni organizzative': [d['retribuzione'] for d in result.get('posizioni', [])],
                'personale': [d['importo'] for d in result.get('premi', {}).get('persone', [])]}
        rows = p.sets.get('premi_totali', [])
        for row in rows[:-1]:
            given = [Fraction(x) for n in row['gruppo'].split(', ') for x in paid[n]]
            self.assertEqual(sum(given), Fraction(row['distribuito']))
            self.assertGreaterEqual(sum(x > 0 for x in given), minimum)
        if rows:
            self.assertEqual(sum(Fraction(r['distribuito']) for r in rows[:-1]), Fraction(rows[-1]['distribuito']))

    def test_of_tables_made_at_random_no_cell_left_out_can_be_worked_out(self):
        EVIDENCE('X-18 12.6')
        rnd, given = random.Random(20), []
        for _ in range(250):
            r, c, minimum = rnd.randint(1, 7), rnd.randint(2, 6), rnd.choice([3, 5, 10])
            top = rnd.choice([2, 6, 12, 40])
            cells = [rnd.choice([0, 1]) * rnd.randint(0, top) if rnd.random() < 0.4 else rnd.randint(0, top) for _ in range(r * c)]
            given.append((minimum, r, c, cells))
        text = ''.join(f"{m} {r} {c} {' '.join(map(str, x))}\n" for m, r, c, x in given)
        done = subprocess.run([TABLES], input=text, capture_output=True, text=True, check=True)
        refused = 0
        for (minimum, r, c, cells), line in zip(given, done.stdout.splitlines()):
            word, *shown = line.split()
            rows = [(i, shown[i * (c + 1):(i + 1) * (c + 1)]) for i in range(r + 1)]
            true = [cells[i * c:(i + 1) * c] for i in range(r)]
            true.append([sum(x) for x in zip(*true)])
            if word == 'no':
                refused += 1
                continue
            with self.subTest(cells=true, shown=shown):
                found = [x for i in range(r + 1) for x in check_row(i, rows[i][1], [*true[i], sum(true[i])], 0 if i == r and sum(true[i]) == 0 else minimum)]
                self.assertEqual(found, [])
                self.assertEqual(pinned_in(table_system(rows)[0], rows)[1], [])
        self.assertLess(refused, 25)

    def test_the_search_finds_what_can_be_worked_out(self):
        """The attacker is worth something: it finds the cells of tables closed badly."""
        s = Sistema(4, 20)                      # a + b = 7, c + d = 9, a + c = 10; d = 6
        for cells, total in (((0, 1), 7), ((2, 3), 9), ((0, 2), 10), ((3,), 6)):
            s.add({v: 1 for v in cells}, total, total)
        self.assertEqual([s.values(v) for v in range(4)], [[7], [0], [3], [6]])
        s = Sistema(4, 20)
        for cells, total in (((0, 1), 7), ((2, 3), 9), ((0, 2), 10)):
            s.add({v: 1 for v in cells}, total, total)
        self.assertTrue(all(len(s.values(v)) == 2 for v in range(4)))


if __name__ == '__main__':
    del sys.argv[1:5]
    unittest.main()

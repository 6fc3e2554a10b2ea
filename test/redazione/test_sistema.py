# test_sistema.py - ciclo rulebook print and diff: what the documents say, held against the rulebooks and against sums made here.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import csv
import decimal
import html
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from fractions import Fraction as F

import yaml

LOADER = getattr(yaml, 'CBaseLoader', yaml.BaseLoader)     # the same texts, sooner

PROVA, ESEMPIO = sys.argv.pop(1), pathlib.Path(sys.argv.pop(1))
ROOT = ESEMPIO.parent
sys.path.insert(0, str(ROOT / 'test/oracle'))
import canonica  # noqa: E402  (beside the other oracles)

SISTEMI = sorted((ROOT / 'sistemi').rglob('*.yaml'))
DEF = (ROOT / 'src/rules/sistema_voci.def').read_text(encoding='utf-8')
LETTURE = re.findall(r'^LETTURA\("([^"]*)", "([^"]*)", "((?:[^"\\]|\\.)*)"\)', DEF, re.M)


def EVIDENCE(ids):
    """Names the requirement ids a test is evidence for; script/trace.py collects them."""


def plain(text):
    """Words of a piece of HTML, hyphens and blanks as they are typed."""
    return html.unescape(re.sub('<[^>]*>', '', re.sub('<br ?/?>', '\n', text))).replace('\u00a0', ' ').replace('\u2011', '-').strip()


def tables(page):
    """Rows of cells of every table, by its caption."""
    return {re.sub(r'^Tabella \d+\. ', '', plain(re.search('<caption.*?</caption>', t, re.S).group())):
            [[plain(c) for c in re.findall('<t[hd].*?</t[hd]>', row, re.S)] for row in re.findall('<tr>.*?</tr>', t, re.S)]
            for t in re.findall('<table.*?</table>', page, re.S)}


def number(text):
    return F(text.replace('.', '').replace(',', '.').replace('\u2212', '-').replace('+', ''))


class Base(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        cls.db = cls.folder / 'ente.db'

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    @classmethod
    def run_(cls, *args, status=0):
        done = subprocess.run([PROVA, *map(str, args), '--oggi', '2026-07-31', '--db', str(cls.db)], capture_output=True, text=True)
        if done.returncode != status:
            raise AssertionError(f'{args}: {done.returncode}, not {status}\n{done.stderr}')
        return done

    def changed(self, name, *changes, base='criteri-2018'):
        """A rulebook of one's own: the base with pieces of its text replaced, each of which must be there."""
        text = (ROOT / f'sistemi/{base}.yaml').read_text(encoding='utf-8')
        for old, new in ((f'id: {base}', f'id: {name}'), *changes):
            self.assertIn(old, text)
            text = text.replace(old, new)
        file = self.folder / f'{name}.yaml'
        file.write_text(text, encoding='utf-8')
        done = subprocess.run([PROVA, 'rulebook', 'check', str(file)], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return file


class Stampa(Base):
    def page(self, name, *more):
        return self.run_('rulebook', 'print', name, *more).stdout

    def test_print__every_value_of_a_rulebook_and_its_imprint_stand_in_its_document(self):
        EVIDENCE('S-D.10 S-D.12 S-D.40 X-09')
        self.assertGreaterEqual(len(SISTEMI), 4)
        for file in SISTEMI:
            text = file.read_text(encoding='utf-8')
            page = self.page(file if file.parent.name == 'varianti' else file.stem)
            self.assertIn(canonica.impronta(text), plain(page))
            tree, t = yaml.load(text, Loader=LOADER), tables(page)
            words = plain(page)
            listed = {r[3]: r[1] for r in t['Voci del sistema'][1:]}

            def leaves(x, at):
                if isinstance(x, dict):
                    for k, v in x.items():
                        leaves(v, f'{at}/{k}')
                elif isinstance(x, list):
                    for i, v in enumerate(x):
                        leaves(v, f'{at}/{i}')
                elif at.endswith('/fonte'):
                    self.assertIn(x, words, at)
                elif re.fullmatch(r'-?\d+(\.\d+)?', x):
                    self.assertEqual(number(listed[at]), F(x), at)
                elif not at.endswith(('/modo', '/riparto/valore', '/resto/valore')):  # told in words
                    self.assertEqual(listed[at], x, at)
                else:
                    self.assertTrue(listed[at], at)

            for section in set(tree) - {'opzioni', 'processo', 'norme', 'calcolo'}:
                leaves(tree[section], f'/{section}')
            self.assertEqual(len(t.get('Limiti di legge e di contratto nazionale', [0])) - 1, len(tree.get('norme', [])))
            rules = sum(len(rows) - 1 for rows in t.values() if rows[0][:2] == ['Passaggio', 'Chi'])
            self.assertEqual(rules, len(tree.get('processo', [])), file.stem)
            readings = {r[0].split('\n')[1]: r[2] for rows in t.values() if rows[0] == ['Passo', 'Il dubbio', 'La lettura scelta']
                        for r in rows[1:] if '\n' in r[0]}
            for key, o in tree.get('opzioni', {}).items():
                said = [w for k, v, w in LETTURE if k == key and v == o['valore']]
                self.assertTrue(readings.get(key), key)
                if said:
                    self.assertEqual(readings[key], said[0], key)

    def test_print__each_word_of_each_option_is_explained_and_its_example_is_computed(self):
        EVIDENCE('S-D.12 12.2 X-22')
        base = yaml.load((ROOT / 'sistemi/criteri-2026.yaml').read_text(encoding='utf-8'), Loader=LOADER)
        others = {'dir.org_min': '40', 'staff.small_n': '4', 'cr.q': '0.25', 'tree.round.indicatore': '1 half_up', 'tree.round.nodo': '1 half_even',
                  'tree.round.ente': '0 troncamento', 'po.cap': '110', 'dir.comp_step': '0.5', 'cr.dev_lambda': '0.6', 'cr.dev_cap': '0.1'}
        of = {}         # the values of each option, with what the page must say of them
        for key, word, words in LETTURE:
            value = others.get(key) if word == '*' else word
            if value is not None:
                of.setdefault(key, []).append((value, max(words.split('{}'), key=len).strip()))
        told = set()
        for turn in range(max(map(len, of.values()))):      # each page tells one value of every option
            tree = json.loads(json.dumps(base))
            chosen = {key: values[turn % len(values)] for key, values in of.items()}
            for key, (value, _) in chosen.items():
                tree['opzioni'][key] = {'valore': value, 'fonte': 'X-22'}
            file = self.folder / 'parole.yaml'
            file.write_text(json.dumps(tree, ensure_ascii=False), encoding='utf-8')
            page = plain(self.page(file))
            for key, (value, words) in chosen.items():
                self.assertIn(words, page, key)
                told.add((key, value))
            self.assertNotIn('Esempio non calcolabile', page, turn)
            self.assertEqual(page.count('Esempio svolto'), 5, turn)
        self.assertEqual(len(told), sum(map(len, of.values())))
        self.assertGreater(len(told), 100)

    def test_print__the_worked_example_is_right(self):
        EVIDENCE('S-D.12 S-D.15 S-D.22 S-D.26 S-D.37 S-P.05 S-P.19 S-N.55 S-N.66 F-70')
        page = self.page('criteri-2026')
        t, words = tables(page), plain(page)
        rows = [(number(r[2]), number(r[3]), r[1]) for r in t["Obiettivi dell'esempio"][1:]]
        first = [(number(r[1]), r[2], number(r[3])) for r in t["Indicatori e fasce dell'esempio"][1:]]

        def level(bands, x):     # "da 90: 100; ...; oltre: 0", best first
            for edge, value in re.findall(r'(?:da|fino a) ([\d,]+): (\d+)', bands):
                if x >= number(edge) if 'da ' in bands else x <= number(edge):
                    return number(value)
            return number(bands.rsplit(': ', 1)[1])

        self.assertEqual(sum(p * level(b, x) for p, b, x in first) / 100, rows[0][1])
        mean = sum(w * s for w, s, _ in rows) / sum(w for w, _, _ in rows)
        a = F(70) * mean / 100
        b = number(re.search(r'sommano a ([\d,]+): B', words).group(1))     # of six marks of five: B is their sum
        self.assertIn(f'A = 70 × {float(mean):.2f} / 100 = {float(a):.2f}'.replace('.', ','), words)
        self.assertEqual(number(re.search(r'T = [\d,]+ \+ [\d,]+ = ([\d,]+)\.', words).group(1)), round(a + b, 2))
        organised = 70 * sum(w for w, _, k in rows if k == 'organizzativo') / sum(w for w, _, _ in rows)
        self.assertEqual(number(re.search(r'organizzativi valgono ([\d,]+) punti', words).group(1)), organised)
        lost = rows[-1][0] / sum(w for w, _, _ in rows) * 70
        left = F(70) * sum(w * s for w, s, _ in rows[:-1]) / sum(w for w, _, _ in rows) / 100
        moved = re.search(r"τ = ([\d,]+) punti: A' = ([\d,]+), B' = ([\d,]+), T' = ([\d,]+)\.", words).groups()
        self.assertEqual([number(x) for x in moved], [round(lost, 2), round(left, 2), round(b / 30 * (30 + lost), 2), round(left + b / 30 * (30 + lost), 2)])
        po = [(number(r[1]), number(r[2])) for r in t["Obiettivi di azione dell'esempio"][1:-1]]
        q = sum(w * x for w, x in po) / sum(w for w, _ in po)
        self.assertIn(f'/ 100 = {float((60 * q + 40 * 85) / 100):.2f}'.replace('.', ','), words)
        marks = [[int(r[1]), int(r[3])] for r in t['Punti e fasce del gruppo di esempio'][1:-1]]
        for h in (0, 1):
            self.assertLessEqual(sum(m[h] for m in marks), 32 * 6)
            self.assertEqual(sum(max(0, m[h] - 32) for m in marks), 12)
        self.assertLessEqual(sum(max(m) >= 37 for m in marks), 2)
        pay = t["Compensi dell'esempio"]
        weight = [number(r[2]) * number(r[3]) * number(r[4]) for r in pay[1:-1]]
        weight[2] /= 2      # half time
        total, extra = number(pay[-1][5]), number(pay[-1][6])
        self.assertEqual(total + extra, 10000)
        for r, w in zip(pay[1:-1], weight):
            self.assertLess(abs(number(r[5]) - total * w / sum(weight)), F(1, 100))
        good = [w for r, w in zip(pay[1:-1], weight) if 'D' not in r[1]]
        base = F(10000) / (1 + F(3, 10) * sum(good) / sum(weight) / len(good))
        self.assertEqual(extra, round(F(3, 10) * base * sum(good) / sum(weight) / len(good), 2))

    def test_print__the_documento_tecnico_is_about_the_dirigenti_only(self):
        EVIDENCE('S-D.10 S-D.11 S-D.13 S-D.17 S-D.18')
        page = plain(self.page('criteri-2018', '--documento', 'tecnico'))
        for words in ('Documento tecnico di valutazione', 'lettera a), del D.L. 95/2012', 'T = A + B', "B' = somma(v) / (6 × 5) × (30 + τ)",
                      'Gestione risorse e capacità di valutazione dei collaboratori'):
            self.assertIn(words, page)
        for words in ('Il personale: le due semischede', 'CPC', 'retribuzione di risultato intera\nI:'):
            self.assertNotIn(words, page)
        self.assertIn('non regola i dirigenti', self.run_('rulebook', 'print', 'salerno', '--documento', 'tecnico', status=2).stderr)

    def test_print__formulas_follow_the_readings(self):
        EVIDENCE('AMB-14 AMB-18 AMB-21 AMB-26 AMB-47')
        file = self.changed('altre', ('dir.transfer: {valore: rescale', 'dir.transfer: {valore: full_award'), ('po.payout: {valore: linear', 'po.payout: {valore: threshold'),
                            ('staff.c3: {valore: eq', 'staff.c3: {valore: ge'), ('ind.decreasing: {valore: inverse', 'ind.decreasing: {valore: linear'))
        page = plain(self.page(file))
        for words in ("B' = B + τ", 'R = Rmax × I / 100, e nulla sotto la soglia', 'somma(x - 32, dove x > 32) ≥ 2 × n', 'altrimenti 100 × (2 - valore / target)'):
            self.assertIn(words, page.replace('\u2212', '-'))

    def test_print__a_formula_of_the_criteria_stated_otherwise_is_printed_as_it_is_written(self):
        EVIDENCE('X-22 S-D.19')
        file = self.changed('formula', ('dirigenti.totale: {formula: punti_obiettivi + punti_prestazioni, fonte: S-D.19}',
                                        'dirigenti.totale: {formula: "minimo(100 punti; punti_obiettivi * 1.1 + punti_prestazioni)", fonte: S-D.19}'))
        page = plain(self.page(file))
        self.assertIn('minimo(100 punti; punti_obiettivi * 1.1 + punti_prestazioni)', page)
        self.assertIn('punti_prestazioni: B, i punti delle prestazioni', page)
        self.assertNotIn('T = A + B', page)
        self.assertIn('Il punteggio complessivo è T = 87,87.', page)      # 1.1 x 56.70 + 25.50
        self.assertIn('T = A + B', plain(self.page('criteri-2018')))

    def test_print__tables_and_formulas_of_ones_own_are_printed_as_they_are_written(self):
        EVIDENCE('X-22 S-D.12')
        text = re.search(r'```yaml\n(.*?)```', (ROOT / 'doc/calcolo.md').read_text(encoding='utf-8'), re.S).group(1)
        file = self.folder / 'formule.yaml'
        file.write_text('id: formule\ntitolo: Formule di prova\nfonti: [Regolamento 2024]\nstampa: {}\n' + text.replace(
            '    indicatore:\n', '    indicatore:\n      vincoli:\n        pesi_veri: {condizione: "peso > 0", messaggio: un peso è nullo, grado: avvisa, fonte: X-22}\n'), encoding='utf-8')
        page = self.page(file)
        words, t = plain(page), tables(page)
        for said in ('risultato = media(indicatore: raggiungimento; peso)', 'raggiungimento = minimo(tetto; valore / target * 100%)', 'tetto: massimo', 'target: atteso',
                     'pesi_veri. peso > 0. Se non è così: «un peso è nullo» (è segnalato; X-22)', 'Ogni riga appartiene a una riga di «obiettivo»'):
            self.assertIn(said, words)
        self.assertEqual([r[0] for r in t['Tabella «coefficiente»'][1:]], ['da 426 punti', 'oltre media(tutti persona: punti)', 'sotto'])
        self.assertIn(['fondo', "fondo dell'anno", 'euro', "si fissa per l'anno", 'X-22'], t['Parametri'])

    def test_print__the_rulebooks_of_other_bodies_have_an_example_that_computes(self):
        EVIDENCE('X-22 S-D.12')
        files = sorted((ROOT / 'sistemi/varianti').glob('*.yaml'))
        self.assertGreater(len(files), 10)
        for file in files:
            self.assertEqual(plain(self.page(file)).count('Esempio svolto'), 1, file.stem)
        page = self.page(ROOT / 'sistemi/varianti/17-dap-2013.yaml')
        rows = tables(page)['Esempio, dirigente']
        at = {name: i for i, name in enumerate(rows[0])}
        points = [number(r[at['punteggio']]) for r in rows[1:]]
        mean = sum(points) / len(points)                              # the edge that comes from the population
        want = [F(12, 10) if p >= 426 else F(1) if p > mean else F(8, 10) if p >= 351 else F(6, 10) if p >= 251 else F(2, 10) if p >= 151 else 0 for p in points]
        self.assertEqual([number(r[at['coefficiente']]) for r in rows[1:]], want)
        fund = number(re.search(r'fondo: ([\d.,]+)\n?', plain(page[page.index('Righe inventate'):])).group(1))
        self.assertEqual(sum(number(r[at['quota']]) for r in rows[1:]), fund)
        for r, k in zip(rows[1:], want):
            self.assertLess(abs(number(r[at['quota']]) - fund * k / sum(want)), F(1, 100))

    def test_print__what_is_wrong_in_the_command_is_told(self):
        for args in (['print'], ['print', 'criteri-2018', '--formato', 'xls'], ['print', 'criteri-2018', '--documento', 'altro'],
                     ['print', 'criteri-2018', '--formato', 'pdf'], ['diff', 'criteri-2018']):
            self.assertIn('uso: ciclo', self.run_('rulebook', *args, status=1).stderr, args)
        self.run_('rulebook', 'print', self.folder / 'nessuno.yaml', status=1)
        self.assertIn('/dirigenti', self.run_('rulebook', 'print', ROOT / 'test/must_fail/sistemi/somme.yaml', status=2).stderr)


class Anno(Base):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.run_('init', '--codice', 'CCIAA', '--nome', 'Camera di Commercio di Esempio', '--esempio')
        cls.run_('import', ESEMPIO)

    def people(self):
        with (ESEMPIO / 'persone.csv').open(encoding='utf-8', newline='') as f:
            return [(r['codice'], f"{r['cognome']} {r['nome']}") for r in csv.DictReader(f, delimiter=';')]

    def test_print__with_a_year_the_example_is_on_the_bodys_own_objectives_and_names_nobody(self):
        EVIDENCE('S-D.12 C-2.45 X-18')
        for name in ('criteri', 'tecnico'):
            out = self.folder / f'{name}.html'
            self.run_('rulebook', 'print', 'criteri-2018', '--anno', '2025', '--documento', name, '--as', 'M001', '-o', out)
            page = plain(out.read_text(encoding='utf-8'))
            self.assertIn('Camera di Commercio di Esempio', page)
            for code, who in self.people():
                self.assertNotIn(who, page)
                self.assertIsNone(re.search(rf'\b{code}\b', page), code)
            with (ESEMPIO / 'obiettivi_assegnati.csv').open(encoding='utf-8', newline='') as f:
                own = [r['nodo'] for r in csv.DictReader(f, delimiter=';') if (r['persona'], r['anno']) == ('M001', '2025')]
            with (ESEMPIO / 'nodi_versioni.csv').open(encoding='utf-8', newline='') as f:
                titles = {r['nodo']: r['titolo'] for r in csv.DictReader(f, delimiter=';') if r['anno'] == '2025'}
            self.assertGreater(len(own), 5)
            for node in own:
                self.assertIn(titles[node], page)
            self.assertIn('la composizione è conforme', page)      # of all his objectives, as they were assigned
            self.assertRegex(page, r'Ancora del giornale\s*\d+:[0-9a-f]{64}')

    def test_print__parameters_of_the_year_and_choices_of_the_body_are_told_with_their_act(self):
        EVIDENCE('12.4 S-N.40 S-N.23 X-22')
        changes = self.folder / 'cambi'
        changes.mkdir()
        head = (ESEMPIO / 'parametri.csv').read_text(encoding='utf-8-sig').splitlines()[0]
        (changes / 'parametri.csv').write_text(f'{head}\n2026;scelta.dir.transfer;2026-02-01;full_award;GIU-2024-112\n', encoding='utf-8')
        self.run_('import', changes)
        page = self.run_('rulebook', 'print', 'criteri-2018', '--anno', '2026', '--as', 'M001').stdout
        t, words = tables(page), plain(page)
        self.assertIn("B' = B + τ", words)
        reading = next(r for rows in t.values() for r in rows if r[0] == 'AMB-14\ndir.transfer')
        self.assertIn("È la scelta dell'ente per il 2026, deliberazione della Giunta n. 112/2024", reading[2])
        self.assertIn('il sistema direbbe: I punti che passano si aggiungono', reading[2])
        page = self.run_('rulebook', 'print', 'criteri-2018', '--anno', '2025', '--as', 'M001').stdout
        self.assertEqual([r[:2] for r in tables(page)['Coefficienti delle fasce per il 2025'][1:]], [['A', '0,60'], ['B', '0,50'], ['C', '0,30'], ['D', '0']])
        self.assertIn('la quota individuale, 0,3 per il 2025: determinazione del Segretario generale', plain(page))

    def test_print_and_diff__of_a_year_only_for_who_may(self):
        EVIDENCE('12.7 X-18')
        for args in (['print', 'criteri-2018', '--anno', '2025', '--as', 'M012'], ['print', 'criteri-2018', '--anno', '2025'],
                     ['diff', 'criteri-2018', 'criteri-2026', '--anno', '2025', '--as', 'M056'], ['diff', 'criteri-2018', 'criteri-2026', '--anno', '2025']):
            done = self.run_('rulebook', *args, status=3)
            self.assertEqual(done.stdout, '', args)

    def test_print_and_diff__a_version_of_the_body_for_who_may_read_it(self):
        page = self.run_('rulebook', 'print', 'cciaa-2027/1', '--as', 'M001').stdout
        text = self.run_('rulebook', 'export', 'cciaa-2027/1', '--as', 'M001').stdout
        file = self.folder / 'versione.yaml'
        file.write_text(text, encoding='utf-8')
        self.assertEqual(page, self.run_('rulebook', 'print', file).stdout)
        self.assertIn('I due sistemi dicono le stesse cose', self.run_('rulebook', 'diff', 'criteri-2018', 'cciaa-2027/1', '--as', 'M001').stdout)
        self.assertIn('non ancora adottato', self.run_('rulebook', 'print', 'cciaa-2027/1', '--as', 'M012', status=3).stderr)
        self.assertIn('nulla/3', self.run_('rulebook', 'print', 'nulla/3', '--as', 'M001', status=4).stderr)

    def test_diff__who_is_affected_and_by_how_much_is_what_the_engine_computes_with_each(self):
        EVIDENCE('C-0.02 X-09')
        file = self.changed('nuovo', ('punti_obiettivi: {valore: 70', 'punti_obiettivi: {valore: 60'), ('punti_prestazioni: {valore: 30', 'punti_prestazioni: {valore: 40'),
                            ('{fascia: B, da: 27', '{fascia: B, da: 30'), ('quota_obiettivi: {valore: 60', 'quota_obiettivi: {valore: 50'),
                            ('quota_prestazione: {valore: 40', 'quota_prestazione: {valore: 50'))
        case = self.folder / 'caso.json'
        self.run_('evaluate', '--anno', '2025', '--caso', case, '--as', 'M001')
        before = json.loads(self.run_score(case))
        with_new = json.loads(case.read_text(encoding='utf-8'))
        with_new['sistema'] = 'nuovo'
        case.write_text(json.dumps(with_new, ensure_ascii=False), encoding='utf-8')
        after = json.loads(self.run_score(case, '--sistema', file))
        page = self.run_('rulebook', 'diff', 'criteri-2018', file, '--anno', '2025', '--as', 'M001', '--formato', 'html').stdout
        t, words = tables(page), plain(page)
        self.assertIn('Riservato', words)
        for part, of, field, caption in (('dirigenti', lambda e: e['dirigenti'], 'retribuzione', 'Segretario generale e dirigenti: chi cambia'),
                                         ('posizioni', lambda e: e['posizioni'], 'retribuzione', 'Posizioni organizzative: chi cambia'),
                                         ('personale', lambda e: e['premi']['persone'], 'importo', 'Personale: chi cambia')):
            old, new = ({p['id']: F(p[field]) for p in of(e)} for e in (before, after))
            want = {i: (old[i], new[i], new[i] - old[i]) for i in old if old[i] != new[i]}
            got = {re.search(r'\((\S+)\)$', r[0]).group(1): tuple(map(number, r[3:])) for r in t[caption][1:]}
            self.assertEqual(got, want, part)
            self.assertGreater(len(got), 3)
            totals = re.search(r'da ([\d.,]+) a ([\d.,]+) euro \((.*?)\)', words[words.index(caption):]).groups()
            self.assertEqual([number(x) for x in totals], [sum(old.values()), sum(new.values()), sum(new.values()) - sum(old.values())])
        moved = sum(x['fascia1'] != y['fascia1'] or x['fascia2'] != y['fascia2'] for x, y in zip(before['premi']['persone'], after['premi']['persone']))
        self.assertIn(f'Cambiano fascia {moved} persone', words)

    def run_score(self, *args):
        done = subprocess.run([PROVA, 'score', '--no-trace', *map(str, args)], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_diff__what_cannot_be_computed_is_told_and_competences_in_another_order_too(self):
        EVIDENCE('C-0.02')
        file = self.changed('senza', ('    - {nome: Flessibilità, fonte: S-D.27}\n', ''))
        words = self.run_('rulebook', 'diff', 'criteri-2018', file, '--anno', '2025', '--as', 'M001').stdout
        self.assertIn('Competenze diverse', words)
        file = self.changed('stretto', ('voto_massimo: {valore: 5', 'voto_massimo: {valore: 3'))
        words = self.run_('rulebook', 'diff', 'criteri-2018', file, '--anno', '2025', '--as', 'M001').stdout
        self.assertIn('Con «stretto» il 2025 non si calcola', words)
        self.assertIn('competenze', words[words.index('non si calcola'):])
        for command in (['diff', 'criteri-2018', 'criteri-2026'], ['print', 'criteri-2018']):
            self.assertIn('2020', self.run_('rulebook', *command, '--anno', '2020', '--as', 'M001', status=4).stderr)


class Confronto(Base):
    def diff(self, *args):
        return self.run_('rulebook', 'diff', *args).stdout

    def test_diff__a_rulebook_and_itself_say_the_same(self):
        self.assertIn('I due sistemi sono lo stesso file.', self.diff('criteri-2018', 'criteri-2018'))

    def test_diff__of_the_two_criteria_says_the_limits_and_the_sheet_that_were_added(self):
        EVIDENCE('C-0.02 F-70 S-N.69')
        words = ' '.join(self.diff('criteri-2018', 'criteri-2026').replace('\u00a0', ' ').replace('\u2011', '-').split())
        for said in ('5 voci aggiunte o tolte', '8 limiti di legge o di contratto cambiano', 'elemento valutato, «Professionalità acquisita» (S-N.69)',
                     'Aggiunto: parte della retribuzione di risultato legata ai tempi di pagamento: almeno 30 %, dal 2023 (D.L. 13/2023, art. 4-bis, c. 2 (F-16))'):
            self.assertIn(said, words)
        for said in ('Letture', 'Valori cambiati', 'regola di processo'):
            self.assertNotIn(said, words)
        self.assertIn('Tolto: parte del risultato', ' '.join(self.diff('criteri-2026', 'criteri-2018').split()))

    def test_diff__every_kind_of_change_is_told_once(self):
        EVIDENCE('C-0.02 X-09 12.4')
        file = self.changed('tutto', ('plafond: {valore: 32', 'plafond: {valore: 30'), ('dir.transfer: {valore: rescale', 'dir.transfer: {valore: full_award'),
                            ('        - Spirito di iniziativa/autonomia', '        - Spirito di iniziativa'), ('    - {nome: Innovazione, fonte: S-D.27}', '    - {nome: Ascolto, fonte: S-D.27}'),
                            ('evento: approva, chi: giunta, entro: 01-31, atto: delibera_giunta, fonte: "C-1.24, C-2.51"',
                             'evento: approva, chi: consiglio, entro: 02-28, atto: delibera_consiglio, vincolo: avviso, fonte: "C-1.24, C-2.51"'),
                            ('  - {binario: rpp, evento: discute, chi: sg, atto: determinazione_sg|altro|riunione, fonte: C-2.33}\n', ''),
                            ('terzo: {valore: 3, fonte: S-N.57}', 'terzo: {valore: 3, fonte: S-N.58}'), ('  pr.mode: {valore: window, fonte: AMB-20}\n', ''))
        words = ' '.join(self.diff('criteri-2018', file).replace('\u2011', '-').split())
        for said in ('1 valore cambia', '4 voci aggiunte o tolte', '1 passo letto diversamente', '2 regole di processo cambiano', '1 fonte cambia',
                     'Punti del plafond per ogni valutato 32 30 S-N.52', 'Si aggiunge: competenza valutata, «Ascolto» (S-D.27)', 'Si toglie: competenza valutata, «Innovazione» (S-D.27)',
                     'Prima: I punti che passano si aggiungono a quelli delle prestazioni e si ottengono in proporzione ai voti.', 'Dopo: I punti che passano spettano per intero.',
                     'Piano della performance: approvazione della Giunta: chi lo compie: da «Giunta» a «Consiglio»; entro: da «31 gennaio» a «28 febbraio»; con quale atto: '
                     'da «deliberazione della Giunta» a «deliberazione del Consiglio»; se il termine è rigido: da «il termine è rigido» a «il ritardo è solo un avviso»',
                     'prima bozza alla discussione della Giunta: tolto:', '/personale/terzo/fonte: la fonte è S-N.58, era S-N.57',
                     '1 lettura che uno solo dei due scrive'):
            self.assertIn(said, words)

    def test_diff__formulas_of_ones_own_are_compared_by_their_names(self):
        EVIDENCE('X-22 C-0.02')
        text = re.search(r'```yaml\n(.*?)```', (ROOT / 'doc/calcolo.md').read_text(encoding='utf-8'), re.S).group(1)
        files = []
        for name, body in (('uno', text), ('due', text.replace('valore: 1.2}', 'valore: 1.3}').replace('valore / target * 100%', 'valore / target * 90%'))):
            files.append(self.folder / f'{name}.yaml')
            files[-1].write_text(f'id: {name}\ntitolo: Prova\nfonti: [Regolamento 2024]\nstampa: {{}}\n{body}', encoding='utf-8')
        words = ' '.join(self.diff(*files).split())
        self.assertIn('2 valori cambiano', words)
        self.assertIn('Formula: tavole, indicatore, formule, raggiungimento', words)
        self.assertIn('minimo(tetto; valore / target * 90%)', words)

    def test_diff__lines_of_the_terminal_are_not_longer_than_a_hundred_letters(self):
        for line in self.diff('criteri-2018', 'criteri-2026').splitlines():
            self.assertLessEqual(len(line), 100, line)


if __name__ == '__main__':
    unittest.main(argv=sys.argv)

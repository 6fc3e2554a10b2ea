# test_pubblico.py CICLO-PROVA - the public site can read what is public and nothing else, from a file and from PostgreSQL.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
# EVIDENCE("X-18, C-2.54, C-5.24, S-D.40, 12.6")
import contextlib
import csv
import gzip
import html
import http.client
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse

from servizio import ROOT, Servizio, body, memory, run

PROVA = None
ROUTES = re.findall(r'^ROTTA_PUBBLICA\("([^"]+)"', (ROOT / 'src/web/rotte_pubbliche.def').read_text(encoding='utf-8'), re.M)
# What is put among the data to be looked for afterwards; nobody is called so, no published number is so.
COGNOME, NOME, CODICE = 'Zyxwvani', 'Qwertina', 'ZYX-0001'


def ask(port, path, method='GET', **headers):
    c = http.client.HTTPConnection('127.0.0.1', port, timeout=20)
    c.request(method, path, headers={k.replace('_', '-'): v for k, v in headers.items()})
    answer = c.getresponse()
    answer.body = answer.read()
    c.close()
    return answer


def crawl(port, first=('/', '/en')):
    """Every page that links lead to: {path: answer}."""
    seen, todo = {}, list(first)
    while todo:
        path = todo.pop()
        if path in seen:
            continue
        seen[path] = answer = ask(port, path)
        if answer.headers['Content-Type'].startswith('text/html'):
            for link in re.findall(r'(?:href|src)="([^"]+)"', answer.body.decode()):
                link = urllib.parse.urljoin(path, html.unescape(link)).split('#')[0]
                if link and not link.startswith('/risorse/'):
                    todo.append(link)
    return seen


def psql(url, *statements):
    return subprocess.run(['psql', '-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-d', url,
                           *[x for s in statements for x in ('-c', s)]], capture_output=True, text=True, timeout=60)


class Pubblico(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix='pubblico-', dir=memory()))
        cls.db = cls.folder / 'ente.db'
        body(PROVA, cls.db)
        cls.plant(cls.db)
        run(PROVA, 'evaluate', '--anno', '2025', '--as', 'M056', '--db', cls.db)
        cls.file = cls.folder / 'pubblico.db'
        run(PROVA, 'publish', '--anno', '2025', '--as', 'M059', '--file', cls.file, '--db', cls.db)
        cls.s = Servizio(PROVA, cls.file, '--public')

    @classmethod
    def tearDownClass(cls):
        status = cls.s.close()
        shutil.rmtree(cls.folder)
        assert status == 0, cls.s.errors

    @classmethod
    def plant(cls, db):
        """Somebody whose name is like no other, in a text that gets published too."""
        more = cls.folder / 'piante'
        more.mkdir(exist_ok=True)
        tables = {'persone': ['codice;cognome;nome;rapporto', f'{CODICE};{COGNOME};{NOME};ruolo'],
                  'assegnazioni': ['persona;unita;dal', f'{CODICE};S11;2024-01-01']}
        with (ROOT / 'esempio/nodi_versioni.csv').open(encoding='utf-8', newline='') as f:
            rows = list(csv.reader(f, delimiter=';'))
        at, text = rows[0].index('anno'), rows[0].index('descrizione')
        row = next(r for r in rows[1:] if r[at] == '2025' and r[text])
        row[text] = f'Ne risponde {NOME} {COGNOME}.'
        with (more / 'nodi_versioni.csv').open('w', encoding='utf-8', newline='') as f:
            csv.writer(f, delimiter=';').writerows([rows[0], row])
        for name, lines in tables.items():
            (more / f'{name}.csv').write_text('\n'.join(lines) + '\n', encoding='utf-8')
        run(PROVA, 'import', more, '--db', db)

    def secrets(self):
        """Names and codes of all persons, amounts of every one of them: as bytes that no public page may hold."""
        out = {COGNOME, NOME, CODICE}
        with contextlib.closing(sqlite3.connect(self.db)) as c:
            people = c.execute('SELECT codice, cognome, nome FROM persone').fetchall()
        for code, surname, name in people:
            out |= {code, f'{name} {surname}', f'{surname} {name}'}
        pay = run(PROVA, 'export', 'paghe', '--anno', '2025', '--as', 'M051', '--db', self.db).splitlines()
        head = pay[0].split(';')
        amounts = [row[i] for row in csv.reader(pay[1:], delimiter=';') for i, h in enumerate(head) if 'importo' in h or 'retribuzione' in h]
        self.assertGreater(len(amounts), 40)
        for amount in amounts:
            if '.' in amount and float(amount) > 100:
                out |= {amount, f'{float(amount):,.2f}'.replace(',', '_').replace('.', ',').replace('_', '.')}
        return sorted(out)

    def nothing_of_anybody(self, pages):
        found = []
        for secret in self.secrets():
            bare = secret.encode()
            pattern = re.compile(rb'(?<![\w.,-])' + re.escape(bare) + rb'(?![\w]|[.,]\d)')
            found += [(path, secret) for path, answer in pages.items() if bare in answer.body and pattern.search(answer.body)]
        self.assertEqual(found, [])

    def test_every_route_answers_and_a_crawl_meets_all_of_them_with_nobodys_data(self):
        pages = crawl(self.s.port)
        self.assertEqual({p: a.status for p, a in pages.items() if a.status != 200}, {})
        plain = {re.sub(r'^/en(?=/|$)', '', p) or '/' for p in pages} | {'/status'}
        for route in ROUTES:
            pattern = '^' + re.escape(route).replace(r'\{anno\}', r'\d{4}').replace(r'\{file\}', r'[^/]+') + '$'
            self.assertTrue([p for p in plain if re.match(pattern, p)], f'{route}: no page leads there')
        self.assertGreater(len(pages), 40)
        self.nothing_of_anybody(pages)
        with contextlib.closing(sqlite3.connect(self.file)) as c:
            documents = {f'/{a}/dati/{t}.{f}': x.encode() for a, t, f, x in
                         c.execute('SELECT anno, tipo, formato, contenuto FROM pub_documenti')}
        self.assertGreater(len(documents), 15)
        for path, text in documents.items():
            self.assertEqual(pages[path].body, text, path)
        for route in ROUTES:
            path = route.replace('{anno}', '2019').replace('{file}', 'piano.csv')
            if path != route:
                self.assertEqual(ask(self.s.port, path).status, 404, path)

    def test_the_other_sites_addresses_are_not_there(self):
        other = re.findall(r'^ROTTA\((\w+), +"([^"]+)"', (ROOT / 'src/web/rotte.def').read_text(encoding='utf-8'), re.M)
        self.assertGreater(len(other), 10)
        for method, path in other:
            path = re.sub(r'\{anno\}', '2025', re.sub(r'\{(?!anno)\w+\}', 'M012', path))
            if path in ('/', '/status', '/accessibilita', '/licenze'):
                continue
            with self.subTest(path=path, method=method):
                self.assertEqual(ask(self.s.port, path).status, 404)
                c = http.client.HTTPConnection('127.0.0.1', self.s.port, timeout=20)
                c.request('POST', path, 'a=1', {'Content-Type': 'application/x-www-form-urlencoded'})
                self.assertEqual(c.getresponse().status, 404)
                c.close()
        for path in ('/', '/2025/piano'):
            c = http.client.HTTPConnection('127.0.0.1', self.s.port, timeout=20)
            c.request('POST', path, 'a=1', {'Content-Type': 'application/x-www-form-urlencoded'})
            answer = c.getresponse()
            self.assertEqual((answer.status, answer.headers['Allow']), (405, 'GET, HEAD'))
            c.close()

    def test_answers_may_be_kept_and_are_asked_for_again_by_their_mark(self):
        for path in ('/', '/2025/piano', '/2025/dati/piano.csv', '/2025/relazione'):
            first = ask(self.s.port, path)
            self.assertEqual(first.headers['Cache-Control'], 'public, max-age=300')
            self.assertIsNone(first.headers['Set-Cookie'])
            again = ask(self.s.port, path, If_None_Match=first.headers['ETag'])
            self.assertEqual((again.status, again.body), (304, b''))
            small = ask(self.s.port, path, Accept_Encoding='gzip')
            self.assertIn('Accept-Encoding', small.headers['Vary'])
            self.assertEqual(gzip.decompress(small.body), first.body)
            self.assertLess(len(small.body), 30_000)
            self.assertEqual(ask(self.s.port, path, 'HEAD').body, b'')
        self.assertEqual(ask(self.s.port, '/2019').headers['Cache-Control'], 'no-store')
        self.assertEqual(ask(self.s.port, '/2025/dati/piano.csv').headers['Access-Control-Allow-Origin'], '*')
        self.assertIsNone(ask(self.s.port, '/').headers['Access-Control-Allow-Origin'])

    def opened(self):
        found = []
        for f in pathlib.Path(f'/proc/{self.s.pid}/fd').iterdir():
            try:
                found.append(os.readlink(f))
            except FileNotFoundError:       # closed since it was listed
                continue
        return found

    def test_the_file_holds_public_tables_alone_and_is_only_read(self):
        with contextlib.closing(sqlite3.connect(f'file:{self.file}?mode=ro', uri=True)) as c:
            self.assertEqual(sorted(n for n, in c.execute('SELECT name FROM sqlite_schema WHERE type != "index"')),
                             ['pub_dati', 'pub_documenti'])
        raw = self.file.read_bytes()
        for secret in (COGNOME, NOME, CODICE):
            self.assertNotIn(secret.encode(), raw)
        self.assertEqual(self.file.stat().st_mode & 0o777, 0o644)
        before = raw, self.file.stat().st_mtime_ns, sorted(p.name for p in self.folder.iterdir())
        crawl(self.s.port)
        self.assertEqual(before, (self.file.read_bytes(), self.file.stat().st_mtime_ns, sorted(p.name for p in self.folder.iterdir())))
        for _ in range(20):                 # while it looks whether the file is another one, it is open
            opened = self.opened()
            if not any('.db' in f for f in opened):
                break
            time.sleep(0.1)
        self.assertEqual([f for f in opened if '.db' in f], [], 'nothing of the data stays open')

    def test_it_does_not_start_on_anything_that_holds_more(self):
        def refused(db, words, status=3):
            done = subprocess.run([PROVA, 'serve', '--public', '--porta', '0', '--db', str(db)], capture_output=True, text=True, timeout=20)
            self.assertEqual(done.returncode, status, done.stderr)
            self.assertIn(words, done.stderr)
        refused(self.db, 'il sito pubblico vuole un file con i soli dati pubblici')
        refused(self.folder / 'manca.db', 'manca.db', 4)
        more = self.folder / 'altro.db'
        shutil.copy(self.file, more)
        with contextlib.closing(sqlite3.connect(more)) as c:
            c.execute('CREATE VIEW di_piu AS SELECT 1')
            c.commit()
        refused(more, '«di_piu»')
        (self.folder / 'rotto.db').write_bytes(b'niente' * 1000)
        refused(self.folder / 'rotto.db', 'non è una base di dati SQLite', 7)
        for more in (['--as', 'M001'], ['--pubblico']):
            done = subprocess.run([PROVA, 'serve', '--public', *more, '--db', str(self.file)], capture_output=True, text=True, timeout=20)
            self.assertEqual(done.returncode, 1)

    def test_a_new_file_is_shown_and_a_bad_one_leaves_what_was(self):
        place = self.folder / 'nuovo.db'
        run(PROVA, 'publish', '--anno', '2025', '--parte', 'piano', '--as', 'M059', '--file', place, '--db', self.db)
        s = Servizio(PROVA, place, '--public')
        try:
            self.assertEqual(ask(s.port, '/2025/premi').status, 404)
            run(PROVA, 'publish', '--anno', '2025', '--as', 'M059', '--file', place, '--db', self.db)
            self.until(lambda: ask(s.port, '/2025/premi').status == 200)
            shutil.copy(self.db, f'{place}.x')
            os.replace(f'{place}.x', place)     # somebody puts the whole body there
            time.sleep(2.5)
            pages = crawl(s.port)
            self.assertEqual(pages['/2025/premi'].status, 200)
            self.nothing_of_anybody(pages)
            place.unlink()
            time.sleep(2.5)
            self.assertEqual(ask(s.port, '/2025/premi').status, 200)
        finally:
            self.assertEqual(s.close(), 0, s.errors)

    def until(self, condition):
        end = time.monotonic() + 20
        while not condition():
            self.assertLess(time.monotonic(), end)
            time.sleep(0.2)

    # -- PostgreSQL
    def test_its_account_of_postgresql_reads_public_tables_and_is_refused_everything_else(self):
        base = os.environ.get('CICLO_TEST_PG')
        self.assertTrue(base, 'CICLO_TEST_PG is not set: run this test through script/postgres-private run')
        name = f'pubblico_{os.getpid()}'
        account = re.sub(r'//[^@]*@', f'//{name}@', base)
        body(PROVA, base)
        self.plant(base)
        run(PROVA, 'publish', '--anno', '2025', '--as', 'M059', '--db', base)
        try:
            made = subprocess.run(['psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', base], text=True, capture_output=True,
                                  input=run(PROVA, 'publish', '--conto', name), timeout=60)
            self.assertEqual(made.returncode, 0, made.stderr)
            self.assertEqual(psql(account, 'SELECT COUNT(*) > 15 FROM pub_documenti').stdout.strip(), 't')
            tables = psql(base, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'pub%'").stdout.split()
            self.assertGreater(len(tables), 40)
            for table in tables:
                done = psql(account, f'SELECT * FROM {table} LIMIT 1')
                self.assertIn('permission denied', done.stderr, table)
            for statement in ('DELETE FROM pub_documenti', "UPDATE pub_dati SET valore = ''", 'TRUNCATE pub_dati',
                              'CREATE TABLE altro (a int)', 'DROP TABLE pub_dati'):
                for first in ((), ('SET default_transaction_read_only = off',)):
                    done = psql(account, *first, statement)
                    self.assertNotEqual(done.returncode, 0, statement)
            s = Servizio(PROVA, account, '--public')
            try:
                pages = crawl(s.port)
                self.assertGreater(len(pages), 40)
                self.nothing_of_anybody(pages)
                mine = crawl(self.s.port)
                self.assertEqual(sorted(pages), sorted(mine))
                for path, answer in mine.items():
                    if 'relazione' not in path and 'indice' not in path:    # these name the journal's head
                        self.assertEqual(answer.body, pages[path].body, path)
                psql(base, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{name}'")
                time.sleep(2.5)
                self.assertEqual(ask(s.port, '/2025/premi').status, 200, 'a connection that was lost')
                psql(base, f'GRANT SELECT ON persone TO {name}')
                psql(base, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{name}'")
                time.sleep(2.5)
                self.assertEqual(ask(s.port, '/2025/premi').status, 200, 'what was there is shown')
            finally:
                self.assertEqual(s.close(), 0, s.errors)
            for grant, back in (('', f'REVOKE SELECT ON persone FROM {name}'),
                                (f'GRANT SELECT (codice) ON persone TO {name}', f'REVOKE SELECT (codice) ON persone FROM {name}'),
                                (f'GRANT UPDATE ON pub_dati TO {name}', f'REVOKE UPDATE ON pub_dati FROM {name}'),
                                (f'GRANT pg_read_all_data TO {name}', f'REVOKE pg_read_all_data FROM {name}'),
                                (f'ALTER ROLE {name} CREATEROLE', f'ALTER ROLE {name} NOCREATEROLE')):
                if grant:
                    self.assertEqual(psql(base, grant).returncode, 0)
                for db in (account, base):  # base: the body's own account
                    done = subprocess.run([PROVA, 'serve', '--public', '--porta', '0', '--db', db, '--controlla'],
                                          capture_output=True, text=True, timeout=20)
                    self.assertEqual(done.returncode, 3, f'{grant} {done.stdout}{done.stderr}')
                    self.assertIn('il conto di PostgreSQL', done.stderr)
                psql(base, back)
            done = subprocess.run([PROVA, 'serve', '--public', '--porta', '0', '--db', account, '--controlla'], capture_output=True, text=True, timeout=20)
            self.assertEqual(done.returncode, 0, done.stderr)
        finally:
            psql(base, f'DROP OWNED BY {name}')
            psql(base, f'DROP ROLE IF EXISTS {name}')

    def test_the_accounts_name_is_a_plain_one(self):
        for bad in ('', 'a b', 'a"b', "a'b", 'A', '1a', 'pg_x', 'a;b', 'è', 'a' * 64):
            done = subprocess.run([PROVA, 'publish', '--conto', bad], capture_output=True, text=True, timeout=20)
            self.assertEqual((done.returncode, done.stdout), (1, ''), bad)


if __name__ == '__main__':
    PROVA = sys.argv.pop(1)
    unittest.main(verbosity=1)

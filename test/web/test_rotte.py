# test_rotte.py CICLO-PROVA - every route x role x relation by HTTP against the matrix; a crawl that changes nothing.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
# EVIDENCE("12.7, X-01, X-18, S-N.65")
import collections
import contextlib
import csv
import html
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest
import urllib.parse

import rotte_casi
from rotte_casi import RUOLI, casi, rotte
from servizio import ROOT, Persona, Servizio, body, memory, run

PROVA = None
PAGES = 150     # of one role's crawl, at most
# What signing in, looking and counting on may write; everything else stays as it was.
FREE = {'sessioni', 'accessi'}


def nome(ruolo):
    return ruolo.replace('_', '-')


def prepare(db, folder, roles):
    """The example, the persons of the matrix's test, an account for each role."""
    body(PROVA, db)
    more = folder / 'aggiunte'
    more.mkdir(exist_ok=True)
    for name, lines in casi.aggiunte().items():
        (more / f'{name}.csv').write_text('\n'.join(lines) + '\n', encoding='utf-8')
    run(PROVA, 'import', more, '--db', db)
    run(PROVA, 'evaluate', '--anno', '2025', '--as', 'M001', '--oggi', casi.OGGI, '--db', db)
    made = [subprocess.Popen([PROVA, 'user', 'add', nome(r), '--persona', casi.CHI[r], '--parola', '-', '--db', db],
                             stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) for r in roles]
    made.append(subprocess.Popen([PROVA, 'user', 'add', 'altro', '--persona', 'M020', '--parola', '-', '--db', db],
                                 stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True))
    for p in made:
        p.communicate('parola di prova 2026\n', timeout=60)
        assert p.returncode == 0


def tables(db):
    """All of a SQLite file but FREE, as text."""
    with contextlib.closing(sqlite3.connect(db)) as c:
        names = [n for n, in c.execute("SELECT name FROM sqlite_schema WHERE type = 'table'") if n not in FREE]
        return {n: c.execute(f'SELECT * FROM {n} ORDER BY 1, 2').fetchall() if len(c.execute(f'PRAGMA table_info({n})').fetchall()) > 1
                else c.execute(f'SELECT * FROM {n}').fetchall() for n in names}


class Vede:
    """Whose sheet of 2025 each role may see: asked of the command line, which test_matrice has proved, on the body as it was
    before anything was tried; only of whom an amount has turned up."""
    def __init__(self, db, celle):
        self.db, self.celle, self.known = f'{db}.prima', celle, {}
        with contextlib.closing(sqlite3.connect(db)) as now, contextlib.closing(sqlite3.connect(self.db)) as then:
            now.backup(then)

    def may(self, ruolo, persona):
        if (ruolo, persona) not in self.known:
            cells = self.celle[ruolo]
            self.known[ruolo, persona] = 'BODY' in cells or bool(cells) and self.ask(ruolo, persona)
        return self.known[ruolo, persona]

    def ask(self, ruolo, persona):
        done = subprocess.run([PROVA, 'explain', '--anno', '2025', '--persona', persona, '--as', casi.CHI[ruolo], '--oggi', casi.OGGI,
                               '--db', self.db], capture_output=True, timeout=60)
        return done.returncode not in (3, 6)


class Rotte(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix='rotte-', dir=memory()))
        cls.db = cls.folder / 'ente.db'
        cls.rotte = rotte()
        cls.righe = {r['azione']: r for r in json.loads(run(PROVA, 'permessi', '--json'))['azioni']}
        prepare(cls.db, cls.folder, RUOLI)
        cls.vede = Vede(cls.db, cls.righe['SCHEDA_LEGGI']['celle'])
        cls.s = Servizio(PROVA, cls.db, '--oggi', casi.OGGI)
        cls.chi = {r: cls.enter(cls.s, r) for r in RUOLI}
        cls.nessuno = Persona(cls.s)
        cls.secrets()

    @classmethod
    def tearDownClass(cls):
        for p in [*cls.chi.values(), cls.nessuno]:
            p.close()
        status = cls.s.close()
        shutil.rmtree(cls.folder)
        assert status == 0, cls.s.errors

    @staticmethod
    def enter(servizio, ruolo):
        p = Persona(servizio)
        answer = p.enter(nome(ruolo))
        assert answer.status == 303, (ruolo, answer.status)
        return p

    @classmethod
    def secrets(cls):
        """What bodies are searched for: full names of everybody, the amount of each person paid."""
        with contextlib.closing(sqlite3.connect(cls.db)) as c:
            people = {code: (f'{name} {surname}', f'{surname} {name}')
                      for code, surname, name in c.execute('SELECT codice, cognome, nome FROM persone')}
        cls.nomi = {code: tuple(n.encode() for n in names) for code, names in people.items()}
        rows = list(csv.DictReader(run(PROVA, 'export', 'paghe', '--anno', '2025', '--as', 'M001', '--oggi', casi.OGGI, '--db', cls.db).splitlines(),
                                   delimiter=';'))
        amounts = collections.defaultdict(set)
        for row in rows:
            for column, value in row.items():
                if column and re.fullmatch(r'\d{3,}\.\d\d', value or ''):
                    amounts[f'{float(value):,.2f}'.replace(',', '_').replace('.', ',').replace('_', '.')].add(row['persona' if 'persona' in row else 'codice'])
        cls.importi = {a.encode(): next(iter(p)) for a, p in amounts.items() if len(p) == 1}
        assert len(cls.importi) > 20, rows[:2]

    def leaks(self, ruolo, answer):
        """Amounts of persons whose sheet this role may not see."""
        if ruolo in self.paghe:
            return []
        return [f'{a.decode()} of {p}' for a, p in self.importi.items()
                if a in answer.body and re.search(rb'(?<![\d.])' + re.escape(a) + rb'(?!\d)', answer.body)
                and not self.vede.may(ruolo, p)]

    @property
    def paghe(self):
        return {r for r in RUOLI if 'BODY' in self.righe['PAGHE_ESPORTA']['celle'][r]}

    def logged(self):
        with contextlib.closing(sqlite3.connect(self.db)) as c:
            return c.execute('SELECT COUNT(*) FROM accessi').fetchone()[0]

    # -- the table
    def test_the_table_is_whole(self):
        self.assertGreater(len(self.rotte), 20)
        names = re.findall(r'X\(\w+, "(\w+)"\)', (ROOT / 'src/web/rotte.h').read_text(encoding='utf-8'))
        for r in self.rotte:
            with self.subTest(str(r)):
                self.assertEqual([p for p in r.parametri if p not in rotte_casi.PARAMETRI], [], 'say in rotte_casi.py what there is of it')
                self.assertEqual([p for p in r.parametri if p not in names], [])
                self.assertEqual([a for a in r.azioni if a not in self.righe], [])
                self.assertIn(r.csrf, ('SAFE',) if r.method == 'GET' else ('ORIGIN',) if r.chi == 'CHIUNQUE' else ('TOKEN',))
        patterns = [(r.method, re.sub(r'\{\w+\}', '*', r.path)) for r in self.rotte]
        self.assertEqual([p for p, n in collections.Counter(patterns).items() if n > 1], [])
        handlers = collections.Counter(r.handler for r in self.rotte)
        self.assertEqual([h for h, n in handlers.items() if n > 1], [])

    def test_whoever_has_not_signed_in_is_sent_to_do_so_and_sees_nothing(self):
        for r in self.rotte:
            if r.chi == 'CHIUNQUE':
                continue
            for path, _, _ in rotte_casi.istanze(r, 'dipendente'):
                answer = self.nessuno.get(path) if r.method == 'GET' else self.nessuno.post(path, {'a': 'b'})
                with self.subTest(str(r), path=path):
                    self.assertEqual(answer.status, 303 if r.method == 'GET' else 401)
                    if r.method == 'GET':
                        self.assertEqual(answer.headers['Location'], '/entra?verso=' + urllib.parse.quote(path, safe=''))
                    self.assertEqual([c for c, names in self.nomi.items() if any(n in answer.body for n in names)], [])

    # -- every cell by HTTP; first all that only look, then all that write
    def test_every_route_lets_in_whom_the_matrix_lets_in_and_nobody_else(self):
        faults, asked = [], collections.Counter()
        before = tables(self.db)
        for method in ('GET', 'POST'):
            for r in self.rotte:
                if r.chi == 'CHIUNQUE' or r.method != method or r.handler == 'accesso_esce':
                    continue
                for ruolo in RUOLI:
                    for case in rotte_casi.istanze(r, ruolo):
                        asked[method] += 1
                        faults += self.one(r, ruolo, *case)
            if method == 'GET':
                after = tables(self.db)
                self.assertEqual([t for t in before if before[t] != after[t]], [], 'GETs wrote to these tables')
        self.assertEqual(faults, [], f'{len(faults)} faults:\n' + '\n'.join(faults[:60]))
        self.assertEqual(run(PROVA, 'verify', '--db', self.db).count('\n') > 0, True)
        print(f'# {asked["GET"]} GETs, {asked["POST"]} POSTs of {len(self.rotte)} routes for {len(RUOLI)} roles', file=sys.stderr)

    def one(self, r, ruolo, path, values, relations):
        """Faults of one request, as text."""
        p, found = self.chi[ruolo], []
        words = f'{r.method} {path} as {ruolo} ({" ".join(relations) or "no relation"})'
        may = r.chi == 'CHI_ENTRA' or rotte_casi.ammessa(r, self.righe, ruolo, values, relations)
        log = self.logged()
        if r.method == 'GET':
            answer = p.get(path)
        else:
            answer = p.post(path, {'csrf': self.token(p)})
        if answer.status >= 500:
            found.append(f'{words}: {answer.status}')
        elif not may and values.get('tabella') in rotte_casi.TABELLE and values['tabella'] not in rotte_casi.correzioni():
            if answer.status != 404:        # written elsewhere: nobody finds it here
                found.append(f'{words}: {answer.status}, not 404')
        elif may and answer.status in (401, 403):
            found.append(f'{words}: {answer.status}, but the matrix allows it')
        elif not may and answer.status not in (403, 409):
            found.append(f'{words}: {answer.status}, but the matrix refuses it')
        if r.chi in ('MATRICE', 'CORREGGE') and not rotte_casi.ammessa(r, self.righe, ruolo, values, relations, anche=False):
            mine = casi.CHI[ruolo]
            named = [c for c, names in self.nomi.items() if c != mine and any(n in answer.body for n in names)]
            if named:
                found.append(f'{words}: refused, and names {named[:3]}')
        found += [f'{words}: shows {x}' for x in self.leaks(ruolo, answer)]
        if r.method == 'GET' and ('persona' in values or 'gruppo' in values) and r.chi == 'MATRICE':
            noted = may and r.handler not in rotte_casi.SENZA_TRACCIA
            wanted = 1 if noted and 'SELF' not in relations and values.get('persona') != casi.CHI[ruolo] else 0
            if self.logged() - log != wanted:
                found.append(f'{words}: {self.logged() - log} lines in the access log, not {wanted}')
        return found

    def token(self, p):
        if not getattr(p, 'csrf', None):
            p.csrf = p.token()
        return p.csrf

    def test_a_form_without_the_sessions_token_is_refused_by_every_route(self):
        for r in self.rotte:
            if r.method != 'POST' or r.csrf != 'TOKEN':
                continue
            path = rotte_casi.istanze(r, 'sg')[0][0]
            with self.subTest(str(r)):
                self.assertEqual(self.chi['sg'].post(path, {'csrf': self.token(self.chi['tecnico'])}).status, 403)
                self.assertEqual(self.chi['sg'].post(path, {}).status, 403)

    # -- what links lead to
    def test_a_crawl_as_each_role_meets_no_dead_link_and_changes_nothing(self):
        before, faults, seen = tables(self.db), [], 0
        for ruolo in RUOLI:
            found, n = self.crawl(self.chi[ruolo], ruolo)
            faults += found
            seen += n
        after = tables(self.db)
        self.assertEqual([t for t in before if before[t] != after[t]], [], 'looking wrote to these tables')
        self.assertEqual(faults, [], f'{len(faults)} faults:\n' + '\n'.join(faults[:60]))
        print(f'# {seen} pages of {len(RUOLI)} roles', file=sys.stderr)

    def crawl(self, p, ruolo):
        gets = [r for r in self.rotte if r.method == 'GET']
        found, done, todo = [], set(), collections.deque([('/', 'start')])
        kinds = collections.Counter()
        while todo and len(done) < PAGES:
            path, came = todo.popleft()
            if path in done:
                continue
            route = next((r for r in gets if r.matches(path)), None)
            if not route or kinds[route.path] >= 8 or route.handler == 'lingua_cambia':
                continue        # a page that is not made yet; enough of a kind
            done.add(path)
            kinds[route.path] += 1
            answer = p.get(path)
            if answer.status == 403 and route.handler == 'annulla_chiedi':
                continue        # whether an entry may be turned round is known when all its tables are looked at
            if answer.status not in (200, 303):
                found.append(f'{ruolo}: {answer.status} at {path}, from {came}')
            found += [f'{ruolo}: {path} shows {x}' for x in self.leaks(ruolo, answer)]
            if (answer.headers['Content-Type'] or '').startswith('text/html'):
                for link in re.findall(r'href="([^"]+)"', answer.body.decode()):
                    link = urllib.parse.urljoin(path, html.unescape(link)).split('#')[0]
                    if link.startswith('/') and not link.startswith('/risorse/'):
                        todo.append((link, path))
        return found, len(done)


class Postgres(unittest.TestCase):
    """The other engine: the same pages, and looking at them changes nothing but the access log."""
    def test_a_crawl_changes_nothing_and_finds_the_same_pages(self):
        base = os.environ.get('CICLO_TEST_PG')
        self.assertTrue(base, 'CICLO_TEST_PG is not set: run this test through script/postgres-private run')
        folder = pathlib.Path(tempfile.mkdtemp(prefix='rotte-', dir=memory()))
        self.addCleanup(shutil.rmtree, folder)
        roles = ['sg', 'po', 'dipendente']
        prepare(base, folder, roles)

        def state():
            dump = subprocess.run(['pg_dump', '--data-only', *[f'--exclude-table={t}' for t in FREE], base], capture_output=True, text=True, check=True)
            return re.sub(r'^\\(un)?restrict .*$', '', dump.stdout, flags=re.M)
        s = Servizio(PROVA, base, '--oggi', casi.OGGI)
        pages = 0
        try:
            people = {r: Rotte.enter(s, r) for r in roles}
            before = state()
            for ruolo, p in people.items():
                for r in rotte():
                    if r.method == 'GET' and r.chi != 'CHIUNQUE':
                        for path, _, _ in rotte_casi.istanze(r, ruolo):
                            self.assertLess(p.get(path).status, 500, path)
                            pages += 1
                p.close()
        finally:
            self.assertEqual(s.close(), 0, s.errors)
        after = state()
        self.assertEqual([x for x in zip(before.split('\n'), after.split('\n')) if x[0] != x[1]][:3], [], 'looking wrote')
        self.assertEqual(len(before), len(after), 'looking wrote')
        print(f'# PostgreSQL: {pages} pages of {len(roles)} roles', file=sys.stderr)


if __name__ == '__main__':
    PROVA = sys.argv.pop(1)
    unittest.main(verbosity=1)

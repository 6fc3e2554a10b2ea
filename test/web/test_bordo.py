# test_bordo.py CICLO-PROVA - the edge under fire: what is malformed, slow, too much, foreign, expired or repeated.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
# EVIDENCE("X-01, X-04, 12.7")
import base64
import contextlib
import hashlib
import hmac
import os
import pathlib
import resource
import select
import shutil
import signal
import socket
import ssl
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
import time
import unittest

from servizio import (PAROLA, Persona, Servizio, body, memory, read_all, run, sql, status_of, user)

PROVA = None
SLOW = 1        # a sanitizer's build: more time, the same checks
H = b'Host: 127.0.0.1\r\n'
FORM = b'Content-Type: application/x-www-form-urlencoded\r\n'


class Bordo(unittest.TestCase):
    """One server for all that leaves it as it was."""
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix='bordo-', dir=memory()))
        cls.db = cls.folder / 'ente.db'
        body(PROVA, cls.db)
        for nome, persona in (('pec', 'M056'), ('dip', 'M012'), ('tec', 'X11'), ('freno', 'M013')):
            user(PROVA, cls.db, nome, persona)
        cls.s = Servizio(PROVA, cls.db)

    @classmethod
    def tearDownClass(cls):
        status = cls.s.close()
        shutil.rmtree(cls.folder)
        assert status == 0, cls.s.errors

    def person(self, nome=None, **more):
        p = Persona(self.s, **more)
        self.addCleanup(p.close)
        if nome:
            self.assertEqual(p.enter(nome).status, 303)
        return p

    # -- what a request may look like
    def check(self, wanted, cases):
        for what, data in cases.items():
            with self.subTest(what):
                got = self.s.status(data)
                self.assertIn(got, wanted if isinstance(wanted, tuple) else (wanted,))

    def test_a_well_formed_request_is_answered(self):
        self.check(200, {
            'plain': b'GET /status HTTP/1.1\r\n' + H + b'Connection: close\r\n\r\n',
            'port in Host': b'GET /status HTTP/1.1\r\nHost: localhost:80\r\nConnection: close\r\n\r\n',
            'version 6': b'GET /status HTTP/1.1\r\nHost: [::1]:9\r\nConnection: close\r\n\r\n',
            'HTTP/1.0': b'GET /status HTTP/1.0\r\n' + H + b'\r\n',
            'HEAD': b'HEAD /status HTTP/1.1\r\n' + H + b'Connection: close\r\n\r\n'})
        self.assertNotIn(b'{', self.s.raw(b'HEAD /status HTTP/1.1\r\n' + H + b'Connection: close\r\n\r\n'))

    def test_headers_that_mean_two_things_are_refused(self):
        get, post = b'GET /status HTTP/1.1\r\n', b'POST /entra HTTP/1.1\r\n'
        self.check((400, 0), {
            'no Host': get + b'\r\n',
            'no Host, 1.0': b'GET /status HTTP/1.0\r\n\r\n',
            'two Hosts': get + H + H + b'\r\n',
            'obs-fold': get + H + b'X-A: b\r\n c\r\n\r\n',
            'blank before colon': get + b'Host : 127.0.0.1\r\n\r\n',
            'no colon': get + H + b'X-A\r\n\r\n',
            'NUL in a header': get + H + b'X-A: a\0b\r\n\r\n',
            'NUL in a name': get + H + b'X-\0A: b\r\n\r\n',
            'control in a header': get + H + b'X-A: a\x01b\r\n\r\n',
            'two lengths': post + H + FORM + b'Content-Length: 3\r\nContent-Length: 3\r\n\r\na=1',
            'two different lengths': post + H + FORM + b'Content-Length: 3\r\nContent-Length: 4\r\n\r\na=1',
            'negative length': post + H + FORM + b'Content-Length: -1\r\n\r\n',
            'plus length': post + H + FORM + b'Content-Length: +3\r\n\r\na=1',
            'hex length': post + H + FORM + b'Content-Length: 0x3\r\n\r\na=1',
            'list of lengths': post + H + FORM + b'Content-Length: 3, 3\r\n\r\na=1',
            'length and chunked': post + H + FORM + b'Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
            'body of a GET': get + H + b'Content-Length: 3\r\n\r\na=1',
            'chunked GET': get + H + b'Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
            'bad chunk': post + H + FORM + b'Transfer-Encoding: chunked\r\n\r\nzz\r\na=1\r\n0\r\n\r\n',
        })
        self.check((413, 400), {
            'long chunk size': post + H + FORM + b'Transfer-Encoding: chunked\r\n\r\n' + b'f' * 40 + b'\r\n'})
        self.check((413, 400), {'endless length': post + H + FORM + b'Content-Length: 99999999999999999999999\r\n\r\n'})
        self.check((501, 400), {
            'unknown encoding': post + H + FORM + b'Transfer-Encoding: gzip\r\n\r\n',
            'two encodings': post + H + FORM + b'Transfer-Encoding: gzip, chunked\r\n\r\n',
            'encoding twice': post + H + FORM + b'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n',
            'encoding hidden': post + H + FORM + b'Transfer-Encoding: \x0bchunked\r\n\r\n'})
        self.check(421, {
            'another Host': get + b'Host: ciclo.example\r\n\r\n',
            'name before ours': get + b'Host: 127.0.0.1.example\r\n\r\n',
            'rebinding': get + b'Host: x:80@127.0.0.1\r\n\r\n',
            'empty Host': get + b'Host:\r\n\r\n'})

    def test_no_second_request_hides_behind_the_first(self):
        hidden = b'GET /status HTTP/1.1\r\n' + H + b'\r\n'
        for what, head in {
                'length and chunked': b'Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
                'refused host': b'Host: x.example\r\nContent-Length: 0\r\n\r\n',
                'two lengths': b'Content-Length: 0\r\nContent-Length: 60\r\n\r\n',
                'unknown encoding': b'Transfer-Encoding: xchunked\r\n\r\n'}.items():
            with self.subTest(what):
                first = b'POST /entra HTTP/1.1\r\n' + H + FORM + head
                self.assertNotIn(b'HTTP/1.1 200', self.s.raw(first + hidden, 0.3))

    def test_a_request_line_is_one_thing(self):
        self.check((400, 0), {
            'bare LF': b'GET /status HTTP/1.1\nHost: 127.0.0.1\n\n',
            'NUL in the target': b'GET /sta\0tus HTTP/1.1\r\n' + H + b'\r\n',
            'blank in the target': b'GET /a b HTTP/1.1\r\n' + H + b'\r\n',
            'absolute': b'GET http://127.0.0.1/status HTTP/1.1\r\n' + H + b'\r\n',
            'no slash': b'GET status HTTP/1.1\r\n' + H + b'\r\n',
            'byte above 127': b'GET /\xc3\xa8 HTTP/1.1\r\n' + H + b'\r\n',
            'garbage': b'\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03' + os.urandom(64) + b'\r\n\r\n'})
        self.check((400, 505, 0), {'version 9': b'GET /status HTTP/9.9\r\n' + H + b'\r\n',
                                   'no version': b'GET /status\r\n' + H + b'\r\n'})
        self.check(405, {m: m.encode() + b' /status HTTP/1.1\r\n' + H + b'\r\n'
                         for m in ('PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH', 'CONNECT', 'get')})
        for path in ('/%00', '/%', '/%4', '/%zz', '/%0', '/%c0%af', '/%ff', '/%7f', '/%01', '/./entra', '/../entra',
                     '/%2e%2e/entra', '//entra', '/a//b', '/a%5cb', '/a/b/c/d/e/f/g/h/i', '/entra?x=%00', '/entra?x=%c3',
                     '/entra#x', '/' + 'a' * 4200):
            with self.subTest(path):
                self.assertIn(self.s.status(f'GET {path} HTTP/1.1\r\n'.encode() + H + b'\r\n'), (400, 414, 431))
        for path in ('/niente', '/%2f', '/a%2fb', '/risorse/x', '/risorse/..%2fx', '/entra/x'):
            with self.subTest(path):
                self.assertEqual(self.s.status(f'GET {path} HTTP/1.1\r\n'.encode() + H + b'\r\n'), 404)

    def test_too_much_is_refused_before_it_is_kept(self):
        get, post = b'GET /status HTTP/1.1\r\n', b'POST /entra HTTP/1.1\r\n'
        self.check((400, 413, 431, 0), {
            '100 KB in one header': get + H + b'X-A: ' + b'a' * 100_000 + b'\r\n\r\n',
            '100 KB in a name': get + H + b'X-' + b'a' * 100_000 + b': a\r\n\r\n',
            '100 KB in headers': get + H + b''.join(b'X-%d: %s\r\n' % (i, b'a' * 90) for i in range(1000)) + b'\r\n'})
        self.check(431, {'65 headers': get + H + b''.join(b'X-%d: a\r\n' % i for i in range(65)) + b'\r\n'})
        self.check((414, 400, 431, 0), {'100 KB of target': b'GET /' + b'a' * 100_000 + b' HTTP/1.1\r\n' + H + b'\r\n'})
        self.check(413, {
            'length of a form': post + H + FORM + b'Content-Length: 1048577\r\n\r\n',
            'length of files': post + H + b'Content-Type: multipart/form-data; boundary=limite\r\nContent-Length: 67108865\r\n\r\n',
            'chunks of a form': post + H + FORM + b'Transfer-Encoding: chunked\r\n\r\n' +
                b'10000\r\n' * 0 + b''.join(b'10000\r\n' + b'a' * 65536 + b'\r\n' for _ in range(17)) + b'0\r\n\r\n'})
        many = b'&'.join(b'a%d=1' % i for i in range(5001))
        self.check(400, {'5001 fields': post + H + FORM + b'Content-Length: %d\r\n\r\n' % len(many) + many})
        parts = b''.join(b'--limite\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' for _ in range(5001)) + b'--limite--\r\n'
        self.check((413, 400), {'5001 parts': post + H + b'Content-Type: multipart/form-data; boundary=limite\r\n' +
                              b'Content-Length: %d\r\n\r\n' % len(parts) + parts})

    def test_forms_are_of_the_two_known_kinds_and_clean(self):
        post = b'POST /entra HTTP/1.1\r\n' + H

        def form(body, kind=b'application/x-www-form-urlencoded'):
            return post + b'Content-Type: %s\r\nContent-Length: %d\r\n\r\n' % (kind, len(body)) + body

        def part(head, value=b'1'):
            return form(b'--limite\r\nContent-Disposition: form-data; ' + head + b'\r\n\r\n' + value + b'\r\n--limite--\r\n',
                        b'multipart/form-data; boundary=limite')
        self.check(415, {'json': form(b'{}', b'application/json'), 'text': form(b'a=1', b'text/plain'),
                         'none': post + b'Content-Length: 3\r\n\r\na=1',
                         'two': post + FORM + FORM + b'Content-Length: 3\r\n\r\na=1'})
        self.check(400, {'%00': form(b'a=%00'), 'not UTF-8': form(b'a=%ff'), 'raw NUL': form(b'a=\0'),
                         'broken %': form(b'a=%4'), 'control': form(b'a%01=1'),
                         'no boundary': form(b'a=1', b'multipart/form-data'),
                         'NUL in a part': part(b'name="a"', b'\0'), 'part not UTF-8': part(b'name="a"', b'\xff'),
                         'control in a name': part(b'name="a\x01"')})
        # whole forms reach the page, which sees no Origin
        self.check(403, {'form': form(b'a=1'), 'part': part(b'name="a"'), 'file': part(b'name="a"; filename="b"', b'\0\xff'),
                         'nameless': part(b'x="y"'), 'empty': form(b'')})

    def test_every_answer_carries_the_headers_that_hold_a_browser_back(self):
        for path in ('/entra', '/niente', '/status', '/'):
            answer = self.s.raw(f'GET {path} HTTP/1.1\r\n'.encode() + H + b'Connection: close\r\n\r\n')
            for header in (b"Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'",
                           b"frame-ancestors 'none'", b'X-Content-Type-Options: nosniff', b'Cache-Control: no-store',
                           b'Referrer-Policy: same-origin'):
                self.assertIn(header, answer, path)
            self.assertNotIn(b'\nServer:', answer)

    # -- who may send a form
    def test_a_form_without_its_token_or_from_elsewhere_is_refused(self):
        p, other = self.person('dip'), self.person('pec')
        fields = {'vecchia': 'x', 'nuova': 'y'}
        good = p.token()
        self.assertEqual(p.post('/profilo/parola', fields | {'csrf': good}).status, 422)
        self.assertEqual(p.post('/profilo/parola', fields | {'csrf': p.token()}).status, 422, 'a fresh mask')
        self.assertEqual(p.post('/profilo/parola', fields | {'csrf': good}).status, 422, 'an older page of this session')
        for what, csrf in {'absent': None, 'empty': '', 'foreign': other.token(), 'half': good[:64], 'odd': good + '0',
                           'upper': '0' * 128, 'changed': good[:-1] + ('0' if good[-1] != '0' else '1'),
                           'session': p.cookies['__Host-ciclo']}.items():
            with self.subTest(what):
                sent = fields | ({} if csrf is None else {'csrf': csrf})
                self.assertEqual(p.post('/profilo/parola', sent).status, 403)
        for what, headers in {'Origin': {'Origin': 'https://altro.example'}, 'null': {'Origin': 'null'},
                              'cross-site': {'Sec-Fetch-Site': 'cross-site'}, 'same-site': {'Sec-Fetch-Site': 'same-site'},
                              'none': {'Sec-Fetch-Site': 'none'},
                              'port': {'Origin': f'http://127.0.0.1:{self.s.port + 1}'}}.items():
            with self.subTest(what):
                self.assertEqual(p.post('/profilo/parola', fields | {'csrf': good}, headers).status, 403)
        silent = self.person(origin=False)
        silent.cookies = p.cookies
        self.assertEqual(silent.post('/profilo/parola', fields | {'csrf': good}).status, 403)
        self.assertEqual(silent.post('/profilo/parola', fields | {'csrf': good},
                                     {'Sec-Fetch-Site': 'same-origin'}).status, 422)
        self.assertEqual(silent.post('/entra', {'nome': 'dip', 'parola': PAROLA}).status, 403)
        self.assertEqual(p.post('/profilo/parola', fields | {'csrf': good}).status, 422)

    def test_a_session_ends_by_leaving_by_time_and_by_a_new_password(self):
        p = self.person('dip')
        cookie = dict(p.cookies)
        self.assertEqual(p.get('/profilo').status, 200)
        self.assertEqual(p.post('/esci', {'csrf': p.token()}).status, 303)
        p.cookies = cookie
        self.assertEqual(p.get('/profilo').status, 303, 'a session that was left')
        for column, seconds in (('vista', 45 * 60 + 60), ('scade', 13 * 3600)):
            p = self.person('dip')
            self.assertEqual(p.get('/profilo').status, 200)
            sql(self.db, f"UPDATE sessioni SET {column} = {column} - ? WHERE utente = 'dip'", seconds)
            self.until(lambda: p.get('/profilo').status == 303, 10)
            again = p.get('/profilo')
            self.assertIn('scaduta=1', again.headers['Location'], column)
        for bad in ('0' * 64, 'x', '', 'A' * 64, '0' * 63, '0' * 6400):
            p = self.person()
            p.cookies = {'__Host-ciclo': bad}
            self.assertEqual(p.get('/profilo').status, 303)

    def test_a_form_sent_too_late_goes_on_after_signing_in(self):
        p = self.person('dip')
        csrf = p.token()
        sql(self.db, "UPDATE sessioni SET vista = vista - 9999 WHERE utente = 'dip'")
        self.until(lambda: p.get('/profilo').status == 303, 10)
        answer = p.post('/profilo/parola', {'csrf': csrf, 'vecchia': 'sbagliata', 'nuova': 'una parola nuova'})
        self.assertEqual(answer.status, 401)
        self.assertIn(b'name="c.nuova" value="una parola nuova"', answer.body)
        sent = {'__verso': '/profilo/parola', 'c.vecchia': 'sbagliata', 'c.nuova': 'una parola nuova', 'nome': 'dip'}
        self.assertEqual(p.post('/entra/continua', sent | {'parola': 'non è questa'}).status, 401)
        self.assertEqual(p.post('/entra/continua', sent | {'parola': PAROLA}).status, 422)
        self.assertEqual(p.get('/profilo').status, 200)
        for to in ('/entra/continua', '/entra', '/invito/x', 'https://altro.example/', '//altro.example', '/%00', 'x'):
            answer = self.person().post('/entra/continua', {'__verso': to, 'nome': 'dip', 'parola': PAROLA})
            self.assertEqual((answer.status, answer.headers['Location']), (303, '/'), to)
        for to in ('https://altro.example/', '//altro.example', '/\\altro.example', '/a\nb', 'javascript:1'):
            answer = self.person().enter('dip', __verso=to)
            self.assertEqual((answer.status, answer.headers['Location']), (303, '/'), to)

    def until(self, condition, seconds):
        end = time.monotonic() + seconds * SLOW
        while not condition():
            self.assertLess(time.monotonic(), end)
            time.sleep(0.2)

    def test_a_code_that_changes_is_asked_for_and_never_taken_twice(self):
        user(PROVA, self.db, 'codice', 'M014')
        p = self.person('codice')
        page = p.get('/profilo').body.decode()
        secret = page.split('name="segreto" value="')[1].split('"')[0]
        code = {'csrf': p.token(), 'segreto': secret, 'vecchia': PAROLA}
        self.assertEqual(p.post('/profilo/codice', code | {'codice': '000000'}).status, 422)
        now = one_time(secret, 0)
        self.assertEqual(p.post('/profilo/codice', code | {'codice': now}).status, 303)
        self.assertEqual(self.person().enter('codice').status, 401)
        self.assertEqual(self.person().enter('codice', codice=now).status, 401, 'the code of switching it on')
        later = one_time(secret, 1)     # half a minute ahead: clocks differ
        self.assertEqual(self.person().enter('codice', codice=later).status, 303)
        self.assertEqual(self.person().enter('codice', codice=later).status, 401, 'the same code again')
        self.assertEqual(self.person().enter('codice', codice=one_time(secret, 9)).status, 401, 'minutes ahead')
        self.assertEqual(self.person().enter('codice', parola='sbagliata', codice=later).status, 401)

    def test_a_one_time_link_works_once(self):
        run(PROVA, 'user', 'add', 'nuova', '--persona', 'M015', '--db', self.db)
        link = run(PROVA, 'user', 'reset', 'nuova', '--db', self.db).split()[-1]
        first, second = self.person(), self.person()
        self.assertEqual(first.get(link).status, 200)
        self.assertEqual(first.post(link, {'nuova': 'corta'}).status, 422)
        self.assertEqual(first.post(link, {'nuova': 'a' * 12}).status, 422)
        self.assertEqual(first.post(link, {'nuova': PAROLA}, {'Origin': 'https://altro.example'}).status, 403)
        results = []
        both = [threading.Thread(target=lambda q=q: results.append(q.post(link, {'nuova': PAROLA}).status))
                for q in (first, second)]
        for t in both:
            t.start()
        for t in both:
            t.join()
        self.assertEqual(sorted(results), [303, 404])
        self.assertEqual(self.person().get(link).status, 404)
        self.assertEqual(self.person().enter('nuova').status, 303)
        link = run(PROVA, 'user', 'reset', 'nuova', '--db', self.db).split()[-1]
        sql(self.db, "UPDATE inviti SET scade = 1 WHERE utente = 'nuova'")
        self.assertEqual(self.person().post(link, {'nuova': PAROLA}).status, 404, 'too late')
        for other in ('0' * 64, 'x', link[8:-1]):
            self.assertEqual(self.person().get('/invito/' + other).status, 404)

    def test_wrong_passwords_make_one_wait_and_say_nothing_of_names(self):
        unknown, wrong = self.person().enter('nessuno', 'x'), self.person().enter('freno', 'x')
        self.assertEqual(unknown.status, 401)
        self.assertEqual(unknown.body.replace(b'nessuno', b'freno'), wrong.body)
        got = [self.person().enter('freno', 'x').status for _ in range(4)]
        self.assertEqual(got, [401, 401, 401, 429])
        self.assertEqual(self.person().enter('freno').status, 429, 'the right one has to wait as well')
        sql(self.db, "UPDATE utenti SET bloccato_fino = 1 WHERE nome = 'freno'")
        self.assertEqual(self.person().enter('freno').status, 303)


class DaSoli(unittest.TestCase):
    """What needs a server of its own."""
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='bordo-', dir=memory()))
        self.addCleanup(shutil.rmtree, self.folder)
        self.db = self.folder / 'ente.db'
        body(PROVA, self.db)
        user(PROVA, self.db, 'pec', 'M056')

    def serve(self, *more):
        s = Servizio(PROVA, self.db, *more)
        self.addCleanup(lambda: self.assertEqual(s.close(), 0, getattr(s, 'errors', '')))
        return s

    def latencies(self, s, seconds):
        """Milliseconds of a signed-in person's pages, one after the other."""
        p = Persona(s)
        self.assertEqual(p.enter('pec').status, 303)
        taken, end = [], time.monotonic() + seconds
        while time.monotonic() < end:
            begun = time.monotonic()
            self.assertEqual(p.get('/profilo').status, 200)
            taken.append(1000 * (time.monotonic() - begun))
            time.sleep(0.002)
        p.close()
        return taken

    def test_who_is_slow_holds_up_nobody_and_is_hung_up_on(self):
        s = self.serve()
        alone = statistics.median(self.latencies(s, 1))
        slow = [s.connect() for _ in range(500)]
        heads = [b'GET /profilo HTTP/1.1\r\nHo', b'POST /entra HTTP/1.1\r\n' + H + FORM + b'Content-Length: 900\r\n\r\na=']
        for i, c in enumerate(slow):
            c.sendall(heads[i % 2])
        stop = threading.Event()

        def drip():
            while not stop.wait(2):
                for c in slow:
                    with contextlib.suppress(OSError):
                        c.send(b'x')
        thread = threading.Thread(target=drip)
        thread.start()
        try:
            among = self.latencies(s, 5)
            self.assertLess(statistics.median(among), 5 * SLOW + 3 * alone)
            time.sleep(max(0, 7.5 - 1.5))
            closed = 0
            for c in slow[::2]:     # heads have ten seconds, whatever arrives
                c.settimeout(0.01)
                with contextlib.suppress(TimeoutError):
                    try:
                        closed += c.recv(10) == b''
                    except ConnectionError:
                        closed += 1
            self.assertEqual(closed, 250)
        finally:
            stop.set()
            thread.join()
            for c in slow:
                c.close()
        print(f'# 500 slow clients: median {statistics.median(among):.1f} ms, alone {alone:.1f} ms')

    def test_ten_thousand_idle_connections_leave_room(self):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        self.assertGreaterEqual(hard, 10_500, 'the hard limit of open files (ulimit -Hn) forbids this test')
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        s = self.serve()
        idle = []
        try:
            alone = statistics.median(self.latencies(s, 0.5))
            for _ in range(10_000):
                idle.append(s.connect())
            among = self.latencies(s, 2)
            self.assertLess(statistics.median(among), 5 * SLOW + 3 * alone)
            poll = select.poll()
            for c in idle:
                poll.register(c, select.POLLIN)
            self.assertLess(len(poll.poll(0)), 1 + (10_000 if SLOW > 1 else 0), 'hung up on before their time')
            status = pathlib.Path(f'/proc/{s.pid}/status').read_text()
            print(f'# 10,000 idle connections: median {statistics.median(among):.1f} ms,',
                  [l.split(None, 1)[1].strip() for l in status.splitlines() if l.startswith('VmRSS')][0])
        finally:
            for c in idle:
                c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
                c.close()
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

    def test_a_request_under_way_ends_before_the_server_does(self):
        s = self.serve()
        p = Persona(s)
        self.assertEqual(p.enter('pec').status, 303)
        idle = s.connect()
        results = []
        many = [threading.Thread(target=lambda: results.append(Persona(s).enter('pec').status)) for _ in range(6)]
        for t in many:
            t.start()
        time.sleep(0.05 * SLOW)     # they stand in the slow lane
        s.process.send_signal(signal.SIGTERM)
        for t in many:
            t.join()
        begun = time.monotonic()
        self.assertEqual(s.close(), 0, s.errors if hasattr(s, 'errors') else '')
        self.assertLess(time.monotonic() - begun, 5 * SLOW)
        self.assertEqual(results, [303] * 6)
        idle.close()
        with self.assertRaises(ConnectionRefusedError):
            s.connect()

    def test_a_unix_socket_believes_its_proxy_about_the_client(self):
        place = self.folder / 'ciclo.sock'
        s = self.serve('--socket', place, '--nome', 'ciclo.example')
        self.assertEqual(place.stat().st_mode & 0o777, 0o660)

        def ask(data):
            with socket.socket(socket.AF_UNIX) as c:
                c.settimeout(5)
                c.connect(str(place))
                c.sendall(data)
                return status_of(read_all(c))
        self.assertEqual(ask(b'GET /status HTTP/1.1\r\nHost: ciclo.example\r\nConnection: close\r\n\r\n'), 200)
        self.assertEqual(ask(b'GET /status HTTP/1.1\r\nHost: altro.example\r\nConnection: close\r\n\r\n'), 421)
        form = b'nome=nessuno&parola=x'

        def wrong(client):
            return ask(b'POST /entra HTTP/1.1\r\nHost: ciclo.example\r\nOrigin: https://ciclo.example\r\nConnection: close\r\n'
                       + FORM + b'X-Forwarded-For: 198.51.100.9, %s\r\nContent-Length: %d\r\n\r\n' % (client, len(form)) + form)
        got = [wrong(b'192.0.2.1') for _ in range(31)]
        self.assertEqual(got, [401] * 30 + [429])
        self.assertEqual(wrong(b'192.0.2.2'), 401, 'another client')
        other = subprocess.run([PROVA, 'serve', '--db', self.db, '--socket', place], capture_output=True, text=True, timeout=20)
        self.assertIn('un altro programma risponde già a questo socket', other.stderr)
        self.assertNotEqual(other.returncode, 0)
        self.assertEqual(s.close(), 0)
        self.assertFalse(place.exists())

    def certificate(self, name):
        key, cert = self.folder / f'{name}.key', self.folder / f'{name}.pem'
        subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes',
                        '-keyout', key, '-out', cert, '-days', '2', '-subj', '/CN=localhost', '-addext',
                        'subjectAltName=DNS:localhost,IP:127.0.0.1'], check=True, capture_output=True)
        return cert, key

    def test_tls_by_the_program_itself(self):
        cert, key = self.certificate('uno')
        s = self.serve('--certificato', cert, '--chiave', key)
        self.assertTrue(s.line.startswith('ciclo: https://'))
        trust = ssl.create_default_context(cafile=str(cert))
        with trust.wrap_socket(s.connect(), server_hostname='localhost') as c:
            c.sendall(b'GET /entra HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
            answer = read_all(c)
            self.assertEqual(status_of(answer), 200)
            self.assertIn(b'Strict-Transport-Security: max-age=31536000', answer)
            self.assertIn(c.version(), ('TLSv1.2', 'TLSv1.3'))
        self.assertEqual(status_of(s.raw(b'GET /entra HTTP/1.1\r\n' + H + b'\r\n')), 0, 'without TLS')
        old = ssl.create_default_context(cafile=str(cert))
        with contextlib.suppress(ValueError, ssl.SSLError):
            old.minimum_version = ssl.TLSVersion.TLSv1
            old.maximum_version = ssl.TLSVersion.TLSv1_1
            old.set_ciphers('ALL:@SECLEVEL=0')
            with self.assertRaises((ssl.SSLError, OSError)):
                old.wrap_socket(s.connect(), server_hostname='localhost').close()

    def test_what_keeps_it_from_starting_is_told_in_words(self):
        cert, key = self.certificate('uno')
        _, other = self.certificate('due')
        bad = self.folder / 'bad.pem'
        bad.write_text('niente\n')
        taken = socket.create_server(('127.0.0.1', 0))
        self.addCleanup(taken.close)
        port = taken.getsockname()[1]
        for words, args in [
                (f'la porta {port} è già usata', ['--porta', port]),
                ('il certificato o la chiave non vanno bene', ['--porta', 0, '--certificato', bad, '--chiave', key]),
                ('il certificato o la chiave non vanno bene', ['--porta', 0, '--certificato', cert, '--chiave', other]),
                ('--certificato e --chiave vanno insieme', ['--porta', 0, '--certificato', cert]),
                ('non si può leggere', ['--porta', 0, '--certificato', self.folder / 'no', '--chiave', key]),
                ('«80x» non è un numero', ['--porta', '80x']),
                ('non si può aprire', ['--indirizzo', '192.0.2.1', '--porta', 0]),
                ('non si può aprire il socket', ['--socket', self.folder / 'manca' / 's']),
                ('il nome del socket è troppo lungo', ['--socket', '/' + 'a' * 200])]:
            with self.subTest(words=words, args=args):
                done = subprocess.run([PROVA, 'serve', '--db', self.db, *map(str, args)], capture_output=True, text=True,
                                      timeout=20)
                self.assertIn(words, done.stderr)
                self.assertIn(done.returncode, (1, 2, 9), done.stderr)


def one_time(secret, ahead):
    """RFC 6238, from the RFC."""
    step = int(time.time()) // 30 + ahead
    mac = hmac.new(base64.b32decode(secret), struct.pack('>Q', step), hashlib.sha1).digest()
    at = mac[-1] & 15
    return f'{(struct.unpack(">I", mac[at:at + 4])[0] & 0x7fffffff) % 1_000_000:06d}'


if __name__ == '__main__':
    PROVA = sys.argv.pop(1)
    if len(sys.argv) > 1 and sys.argv[1] == 'lento':
        sys.argv.pop(1)
        SLOW = 6
    unittest.main(verbosity=1)

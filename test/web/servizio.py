# servizio.py - for tests of the web floor: a body to serve, a server of one's own, raw sockets, people who sign in.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import contextlib
import http.client
import os
import pathlib
import re
import select
import shutil
import signal
import socket
import sqlite3
import subprocess
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAROLA = 'parola di prova 2026'
ATTESA = 20     # seconds; only a server that hangs gets there


def run(program, *args, status=0, text=True):
    done = subprocess.run([program, *map(str, args)], capture_output=True, text=text, timeout=120)
    assert done.returncode == status, f'{args}: {done.stdout}{done.stderr}'
    return done.stdout


def memory():
    """A folder in memory where there is one: nothing of what tests write has to last."""
    shm = pathlib.Path(os.environ.get('CICLO_TEST_MEMORIA') or '/dev/shm')
    return shm if shm.is_dir() and os.access(shm, os.W_OK) and shutil.disk_usage(shm).free > 1 << 28 else None


def body(program, db):
    """The example body."""
    run(program, 'init', '--codice', 'CCIAA', '--nome', 'Camera di Commercio di Esempio', '--esempio', '--db', db)
    run(program, 'import', ROOT / 'esempio', '--db', db)


def user(program, db, nome, persona, parola=PAROLA):
    file = pathlib.Path(f'{db}.parola')
    file.write_text(parola + '\n', encoding='utf-8')
    run(program, 'user', 'add', nome, '--persona', persona, '--parola', file, '--db', db)
    file.unlink()


def sql(db, statement, *values):
    """Straight into a SQLite file: what no command offers, such as an hour that has passed."""
    with contextlib.closing(sqlite3.connect(db, timeout=10, isolation_level=None)) as c:
        return c.execute(statement, values).fetchall()


class Servizio:
    """ciclo serve on a free port of this machine (or with --socket), until close."""
    def __init__(self, program, db, *more, port='0'):
        place = [] if '--socket' in more else ['--porta', port]
        self.process = subprocess.Popen([program, 'serve', '--db', str(db), *place, *map(str, more)],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.line = self.first_line()
        found = re.search(r':(\d+)/$', self.line)
        self.port = int(found.group(1)) if found else None
        self.pid = self.process.pid

    def first_line(self):
        ready, _, _ = select.select([self.process.stdout], [], [], ATTESA)
        line = self.process.stdout.readline().strip() if ready else ''
        if not line:
            self.process.kill()
            raise AssertionError('serve did not start: ' + self.process.communicate()[1])
        return line

    def connect(self, timeout=ATTESA):
        s = socket.create_connection(('127.0.0.1', self.port), timeout=timeout)
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return s

    def close(self, how=signal.SIGTERM):
        """Its exit status. What a sanitizer found is on its standard error, and its status is not 0 then."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        _, self.errors = self.process.communicate(timeout=60)
        return self.process.returncode

    def raw(self, data, wait=2):
        """Bytes as they are, in one go; the answer until the end, or what there was of it after so many seconds."""
        with self.connect(timeout=wait) as s:
            with contextlib.suppress(ConnectionError):
                s.sendall(data)
            return read_all(s)

    def status(self, data):
        """The status of the first answer; 0: the connection was closed without one."""
        with self.connect() as s:
            with contextlib.suppress(ConnectionError):
                s.sendall(data)
            with contextlib.suppress(TimeoutError, ConnectionError):
                return status_of(s.recv(65536))
        return 0


def read_all(s):
    got = b''
    with contextlib.suppress(TimeoutError, ConnectionError):
        while block := s.recv(65536):
            got += block
    return got


def status_of(answer):
    found = re.match(rb'HTTP/1\.[01] (\d{3}) ', answer)
    return int(found.group(1)) if found else 0


class Persona:
    """A browser, as far as it matters: it keeps cookies, sends its Origin, takes the token out of pages."""
    def __init__(self, servizio, origin=True):
        self.s = servizio
        self.cookies = {}
        self.origin = origin
        self.http = http.client.HTTPConnection('127.0.0.1', servizio.port, timeout=ATTESA)

    def ask(self, method, path, body=None, headers=()):
        given = dict(headers)
        if self.cookies and 'Cookie' not in given:
            given['Cookie'] = '; '.join(f'{k}={v}' for k, v in self.cookies.items())
        try:
            self.http.request(method, path, body, given)
            answer = self.http.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):  # a connection kept too long
            self.http.close()
            self.http.request(method, path, body, given)
            answer = self.http.getresponse()
        answer.body = answer.read()
        for cookie in answer.headers.get_all('Set-Cookie') or []:
            name, _, value = cookie.split(';')[0].partition('=')
            self.cookies.pop(name, None)
            if value:
                self.cookies[name] = value
        return answer

    def get(self, path, **headers):
        return self.ask('GET', path, headers={k.replace('_', '-'): v for k, v in headers.items()})

    def token(self, path='/profilo'):
        found = re.search(rb'name="csrf" value="([0-9a-f]+)"', self.get(path).body)
        return found.group(1).decode() if found else ''

    def post(self, path, fields, headers=()):
        given = {'Content-Type': 'application/x-www-form-urlencoded'} | dict(headers)
        if self.origin and 'Origin' not in given:
            given['Origin'] = f'http://127.0.0.1:{self.s.port}'
        return self.ask('POST', path, urllib.parse.urlencode(fields), given)

    def enter(self, nome, parola=PAROLA, **more):
        return self.post('/entra', {'nome': nome, 'parola': parola, '__verso': '/'} | more)

    def close(self):
        self.http.close()

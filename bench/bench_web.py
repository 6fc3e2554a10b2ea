# bench_web.py BUILD - the site under load: pages of 64 at once beside libmicrohttpd's hello page and nginx with the same bytes.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
# Needs wrk and nginx. Rows: milliseconds of one request when 64 are under way, of the machine as it is at that moment.
import gzip
import http.client
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / 'test/web'))
from servizio import Persona, Servizio, body, memory, run, user  # noqa: E402

BUILD = pathlib.Path(sys.argv[1]).resolve()
CICLO = BUILD / 'ciclo'
SECONDS = int(sys.argv[2]) if len(sys.argv) > 2 else 3
# What is measured; a page that this program does not have is left out.
PAGES = [('home', '/'), ('the year', '/anno/2025'), ('a desk', '/anno/2025/tavolo/G2025-S11'),
         ('an objective', '/anno/2025/nodo/A1P1G1O1Z2'), ('own sheet', '/anno/2025/scheda/M005')]


def say(text):
    print(f'bench_web: {text}', file=sys.stderr)


def wrk(port, path, cookie=''):
    """Requests a second, p99 in ms, errors."""
    more = ['-H', f'Cookie: {cookie}'] if cookie else []
    out = subprocess.run(['wrk', '-t1', '-c64', f'-d{SECONDS}s', '--latency', *more, f'http://127.0.0.1:{port}{path}'],
                         capture_output=True, text=True, check=True).stdout
    value, unit = re.search(r'99%\s+([\d.]+)(us|ms|s)', out).groups()
    bad = re.search(r'Non-2xx or 3xx responses: (\d+)', out)
    return (float(re.search(r'Requests/sec:\s+([\d.]+)', out).group(1)), float(value) * {'us': .001, 'ms': 1, 's': 1000}[unit],
            int(bad.group(1)) if bad else 0)


def nginx(folder, files):
    """The bytes of pages as files, by nginx with two workers; its process and port."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
        (folder / name).chmod(0o644)
    folder.chmod(0o755)
    port = 18080
    (folder / 'nginx.conf').write_text(f'''worker_processes 2; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; types {{ text/html html; }}
client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};
server {{ listen 127.0.0.1:{port}; root {folder}; }} }}''')
    p = subprocess.Popen(['/usr/sbin/nginx', '-c', str(folder / 'nginx.conf'), '-p', str(folder)], stderr=subprocess.DEVNULL)
    for _ in range(100):
        try:
            http.client.HTTPConnection('127.0.0.1', port, timeout=1).connect()
            return p, port
        except OSError:
            time.sleep(.05)
    raise SystemExit('bench_web: nginx did not start')


def row(what, ours, against='', theirs=None):
    ratio = f'{ours / theirs:.2f}' if theirs else ''
    print(f'| {what} | {ours:.2f} | {against} | {"" if theirs is None else f"{theirs:.2f}"} | {ratio} |', flush=True)


def cold(db, cookie):
    """From the start of the process to the whole first page, signed in and not."""
    taken = {'/entra': [], '/': []}
    for path, list_ in taken.items():
        for _ in range(7):
            begun = time.monotonic()
            s = Servizio(CICLO, db)
            c = http.client.HTTPConnection('127.0.0.1', s.port, timeout=20)
            c.request('GET', path, headers={'Cookie': cookie})
            assert c.getresponse().read()
            list_.append(1000 * (time.monotonic() - begun))
            c.close()
            s.close()
    return {k: statistics.median(v) for k, v in taken.items()}


def weight(p, path, seen):
    """Compressed bytes of a page and of what it loads that was not loaded before."""
    answer = p.get(path, Accept_Encoding='gzip')
    total = len(answer.body)
    text = gzip.decompress(answer.body) if answer.headers['Content-Encoding'] == 'gzip' else answer.body
    todo = set(re.findall(rb'(?:href|src)="(/risorse/[^"#]+)', text))
    while todo:
        asset = todo.pop().decode()
        if asset in seen:
            continue
        seen.add(asset)
        got = p.get(asset, Accept_Encoding='gzip')
        total += len(got.body)
        if asset.endswith('.css'):
            css = gzip.decompress(got.body).decode()
            todo |= {('/risorse/' + u).encode() for u in re.findall(r'url\((titillium[^)]+)\)', css)}
    return total


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix='bench-', dir=memory()))
    started = []
    try:
        db = folder / 'ente.db'
        body(CICLO, db)
        run(CICLO, 'evaluate', '--anno', '2025', '--as', 'M056', '--db', db)
        user(CICLO, db, 'po', 'M005')
        s = Servizio(CICLO, db)
        started.append(s)
        p = Persona(s)
        assert p.enter('po').status == 303
        cookie = '; '.join(f'{k}={v}' for k, v in p.cookies.items())
        pages = PAGES
        for name, path in pages:
            assert p.get(path).status == 200, f'{name}: {path} does not answer 200'
        bodies = {f'{i}.html': p.get(path).body for i, (_, path) in enumerate(pages)}
        hello = subprocess.Popen([BUILD / 'bench/hello_mhd'], stdout=subprocess.PIPE, text=True)
        started.append(hello)
        hello_port = int(hello.stdout.readline())
        web, nginx_port = nginx(folder, bodies)
        started.append(web)
        for i, (name, path) in enumerate(pages):
            say(name)
            plain, _, _ = wrk(hello_port, '/')
            same, same_p99, _ = wrk(nginx_port, f'/{i}.html')
            rate, p99, bad = wrk(s.port, path, cookie)
            assert not bad, f'{bad} errors at {path}'
            size = len(bodies[f'{i}.html']) / 1024
            row(f'web: {name} ({size:.0f} KB), 64 at once: {rate:.0f}/s', 1000 / rate, f"libmicrohttpd's hello page: {plain:.0f}/s", 1000 / plain)
            row(f'web: {name}, the same', 1000 / rate, f'nginx, the same bytes from a file: {same:.0f}/s', 1000 / same)
            row(f'web: {name}, 99 of 100 within', p99, 'nginx, the same bytes from a file', same_p99)
        time.sleep(3)
        status = pathlib.Path(f'/proc/{s.pid}/status').read_text()
        row('web: resident memory at rest after that (MB instead of ms)', int(re.search(r'VmRSS:\s+(\d+)', status).group(1)) / 1024, 'aim', 30)
        seen = set()
        first = weight(p, '/', seen)
        row('web: first visit, compressed (KB instead of ms)', first / 1024, 'aim', 150)
        for name, path in pages:
            row(f'web: {name} afterwards, compressed (KB instead of ms)', weight(p, path, seen) / 1024, 'aim', 20)
        s.close()
        started.remove(s)
        taken = cold(db, cookie)
        row('web: from the start of the process to the first page', taken['/entra'], 'aim', 100)
        row('web: from the start to the home page of somebody signed in', taken['/'], 'aim', 100)
    finally:
        for x in started:
            if isinstance(x, Servizio):
                x.close()
            else:
                x.terminate()
                x.wait()
        shutil.rmtree(folder)


main()

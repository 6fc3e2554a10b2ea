#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""Recomputes the journal of a body from the description in src/store/giornale.h, with nothing of ciclo's.

verify_chain.py FILE.db | postgresql://...    prints the head as SEQ:HASH; exit 1 and a reason when something differs."""
import csv
import hashlib
import io
import sqlite3
import subprocess
import sys


def reader(url):
    """A function from SQL to rows of text."""
    if url.startswith('postgresql://'):
        def ask(sql):
            out = subprocess.run(['psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', url, '-c', f'COPY ({sql}) TO STDOUT (FORMAT csv)'],
                                 check=True, capture_output=True).stdout.decode('utf-8')
            return list(csv.reader(io.StringIO(out, newline='')))
        return ask
    db = sqlite3.connect(f'file:{url}?mode=ro', uri=True)
    return lambda sql: [[str(v) for v in row] for row in db.execute(sql)]


def h(*parts):
    whole = b''.join(b'%d:%s,' % (len(p.encode('utf-8')), p.encode('utf-8')) for p in parts)
    return hashlib.sha256(whole).hexdigest()


def check(ask):
    entries = ask('SELECT seq, ora, attore, azione, atto, prec, hash FROM giornale ORDER BY seq')
    objects, payloads, previous = {}, {}, ''
    for seq, n, before, after in ask('SELECT seq, n, prima, dopo FROM giornale_oggetto ORDER BY seq, n'):
        objects.setdefault(seq, []).append((n, before, after))
    for seq, n, *rest in ask('SELECT seq, n, entita, chiave, sale, prima, dopo FROM giornale_carico'):
        payloads[seq, n] = rest
    erased = {(key.split('/')[0], key.split('/')[1]) for kind, key, *_ in payloads.values() if kind == 'giornale_carico'}
    for number, (seq, time, actor, action, act, prec, value) in enumerate(entries, 1):
        assert int(seq) == number and prec == previous, f'entry {seq} does not follow'
        parts = ['ciclo.giornale.1', prec, seq, time, actor, action, act]
        if actor:
            kind, key, salt, _, _ = payloads.pop((seq, '0'), [None] * 5)
            assert (seq, '0') in erased if kind is None else actor == h('ciclo.oggetto.1', salt, 'attore', key, ''), f'actor of {seq}'
        for place, (n, before, after) in enumerate(objects.pop(seq, []), 1):
            assert int(n) == place, f'object {n} of {seq}'
            parts += [before, after]
            if (seq, n) not in payloads:
                assert (seq, n) in erased, f'payload {n} of {seq} is missing'
                continue
            kind, key, salt, was, now = payloads.pop((seq, n))
            for digest, text in ((before, was), (after, now)):
                assert digest == (h('ciclo.oggetto.1', salt, kind, key, text) if text else ''), f'digest {n} of {seq}'
        assert value == h(*parts), f'hash of {seq}'
        previous = value
    assert not objects and not payloads, 'objects of no entry'
    (head, value), = ask('SELECT seq, hash FROM testa')
    assert int(head) == len(entries) and value == previous, 'the head is not the last entry'
    return f'{head}:{value}'


if __name__ == '__main__':
    try:
        print(check(reader(sys.argv[1])))
    except AssertionError as wrong:
        sys.exit(f'verify_chain: {wrong}')

#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""Compiles SQL files into C: a closed set of named statements, and the migrations with their checksums.

sqlgen.py OUT.h OUT.c FILE.sql ... MIGRATION.sql ...

A statement:   -- name: obiettivi_di_scheda    -- what it is for
               -- in:   $1 scheda int, $2 stato text
               -- out:  id int, titolo text          (in: and out: may go on in a second line, after a comma)
               SELECT ...;
A file whose name begins with four digits is a migration. Errors are told as FILE:LINE and end the build."""
import hashlib
import pathlib
import re
import sys

NAME = re.compile(r'^-- name:\s*([a-z][a-z0-9_]*)\s*(?:--.*)?$')
IN = re.compile(r'^-- in:\s*(.*)$')
OUT = re.compile(r'^-- out:\s*(.*)$')
MIGRATION = re.compile(r'^(\d{4})_([a-z0-9_]+)\.sql$')
TYPES = {'int': 'i', 'text': 't'}
HEADER = '/* {} - made by script/sqlgen.py from the SQL files: do not edit. */\n'


class Fault(Exception):
    pass


def fields(text, where, numbered):
    """'$1 a int, b text' as [(name, letter)]."""
    found = []
    for i, part in enumerate([p.strip() for p in text.split(',')] if text.strip() else [], 1):
        words = part.split()
        if numbered and (len(words) != 3 or words[0] != f'${i}'):
            raise Fault(f'{where}: parameter {i} must be written "${i} name type"')
        name, kind = words[-2:] if len(words) >= 2 else ('', '')
        if len(words) != (3 if numbered else 2) or kind not in TYPES:
            raise Fault(f'{where}: "{part}" must end with a name and int or text')
        found.append((name, TYPES[kind]))
    return found


def statement(path, line, name, head, body):
    where = f'{path}:{line}'
    text = re.sub(r'\s+', ' ', ' '.join(re.sub(r'--.*$', '', b) for b in body)).strip()
    if not text.endswith(';') or ';' in text[:-1]:
        raise Fault(f'{where}: {name} must be one statement that ends with ;')
    params = fields(head.get('in', ''), where, True)
    used = {int(n) for n in re.findall(r'\$(\d+)', text)}
    if used != set(range(1, len(params) + 1)):
        raise Fault(f'{where}: {name} uses {sorted(used)} but declares {len(params)} parameters')
    if "'" in re.sub(r"'[^']*'", '', text):
        raise Fault(f'{where}: {name} has an odd quote')
    return {'name': name, 'in': ''.join(k for _, k in params), 'out': len(fields(head.get('out', ''), where, False)),
            'text': text[:-1].strip()}


def statements(path):
    found, name, head, body, begun = [], None, {}, [], 0
    lines = path.read_text(encoding='utf-8').splitlines()
    for n, line in enumerate(lines + ['-- name: end'], 1):
        new = NAME.match(line)
        if new:
            if name:
                found.append(statement(path, begun, name, head, body))
            name, head, body, begun = new.group(1), {}, [], n
        elif name and IN.match(line):
            head['in'] = head.get('in', '') + IN.match(line).group(1)
        elif name and OUT.match(line):
            head['out'] = head.get('out', '') + OUT.match(line).group(1)
        elif name:
            body.append(line)
        elif line.strip() and not line.startswith('--'):
            raise Fault(f'{path}:{n}: a statement needs a "-- name:" line before it')
    return found


def quoted(text):
    out = text.replace('\\', '\\\\').replace('"', '\\"').replace('?', '\\?')
    return '\n'.join(f'    "{line}\\n"' for line in out.split('\n')[:-1])


def migration(path):
    number, name = MIGRATION.match(path.name).groups()
    raw = path.read_bytes()
    if not raw.endswith(b'\n'):
        raise Fault(f'{path}: a migration ends with a newline')
    return {'number': int(number), 'name': name, 'text': raw.decode('utf-8'), 'hash': hashlib.sha256(raw).hexdigest()}


def compile_sql(paths):
    sql, migrations, seen = [], [], {}
    for path in map(pathlib.Path, paths):
        if MIGRATION.match(path.name):
            migrations.append(migration(path))
            continue
        for s in statements(path):
            if s['name'] in seen:
                raise Fault(f'{path}: {s["name"]} is already in {seen[s["name"]]}')
            seen[s['name']] = path
            sql.append(s)
    migrations.sort(key=lambda m: m['number'])
    if [m['number'] for m in migrations] != list(range(1, len(migrations) + 1)):
        raise Fault('migrations must be numbered 0001, 0002 ... without gaps')
    return sql, migrations


def header(name, sql, migrations):
    lines = [HEADER.format(name), '#ifndef CICLO_SQL_GEN_H', '#define CICLO_SQL_GEN_H', '', '#include "store/db.h"', '']
    lines += [f'extern const Sql SQL_{s["name"].upper()};' for s in sql]
    lines += ['', f'enum {{ SQL_N = {len(sql)}, MIGRAZIONI_N = {len(migrations)} }};', 'extern const Sql *const sql_tutte[SQL_N];',
              'typedef struct Migrazione { int numero; const char *nome, *impronta, *testo; } Migrazione;',
              'extern const Migrazione migrazioni[MIGRAZIONI_N];', '', '#endif', '']
    return '\n'.join(lines)


def source(name, sql, migrations):
    lines = [HEADER.format(name), '#include "store/sql_gen.h"', '']
    for s in sql:
        text = s['text'].replace('\\', '\\\\').replace('"', '\\"')
        lines.append(f'const Sql SQL_{s["name"].upper()} = {{"{s["name"]}", "{text}", "{s["in"]}", {s["out"]}}};')
    lines += ['', 'const Sql *const sql_tutte[SQL_N] = {'] + [f'    &SQL_{s["name"].upper()},' for s in sql] + ['};', '']
    lines.append('const Migrazione migrazioni[MIGRAZIONI_N] = {')
    for m in migrations:
        lines.append(f'    {{{m["number"]}, "{m["name"]}", "{m["hash"]}",\n{quoted(m["text"])}}},')
    return '\n'.join(lines + ['};', ''])


def main(out_h, out_c, *paths):
    try:
        sql, migrations = compile_sql(paths)
    except Fault as fault:
        print(fault, file=sys.stderr)
        return 1
    pathlib.Path(out_h).write_text(header(pathlib.Path(out_h).name, sql, migrations), encoding='utf-8')
    pathlib.Path(out_c).write_text(source(pathlib.Path(out_c).name, sql, migrations), encoding='utf-8')
    return 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))

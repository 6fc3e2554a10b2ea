#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""trace.py ROOT [--check]: requirement -> code that implements it -> test that proves it, and what lacks either.

Code implements what it cites in src and sistemi: in a comment ("Implements S-D.22, S-D.24-26"), a table, a rulebook, a
source printed in a trace. Tests say EVIDENCE("S-N.66 X-07"). What exists is listed in norme/requisiti.csv. --check
prints only citations of requirements that do not exist, and fails when there are any."""
import csv
import pathlib
import re
import signal
import sys
from collections import defaultdict

ID = re.compile(r'\b(?P<family>[CS]-[0-9A-Z]\.|X-|AMB-)(?P<first>\d{2,3})(?P<letter>[a-z]?)\b')
MORE = re.compile(r'-(?P<to>\d{2,3})\b(?!\.)|, ?(?P<next>\d{2})(?P<letter>[a-z]?)(?=[-,;)\]"\'\n]|$)')
CODE = ('.c', '.h', '.def', '.sql', '.yaml', '.thtml')
EVIDENCE = re.compile(r'EVIDENCE\((?P<what>[^)]*)\)')
TEST = re.compile(r'\b(?:static void|def)\s+(test_\w+)\s*\(')


def ids(text):
    """(offset, id) of every id named in a text; S-D.34-38 and "S-N.23-30, 40" are read as people write them."""
    found = []
    for m in ID.finditer(text):
        family, last = m['family'], int(m['first'])
        found.append((m.start(), f"{family}{m['first']}{m['letter']}"))
        at = m.end()
        while more := MORE.match(text, at):
            if more['to']:
                found += [(m.start(), f'{family}{n:02d}') for n in range(last + 1, int(more['to']) + 1)]
                last = int(more['to'])
            else:
                last = int(more['next'])
                found.append((m.start(), f"{family}{last:02d}{more['letter']}"))
            at = more.end()
    return found


def line_of(text, at):
    return text.count('\n', 0, at) + 1


def citations(root):
    """(code, tests): id -> ["src/rules/fondo.h:12"], id -> ["test_fondo__..."], with repeats left out."""
    code, tests = defaultdict(dict), defaultdict(dict)
    for file in (f for top in ('src', 'sistemi', 'web') for f in sorted((root / top).rglob('*'))):
        if file.suffix in CODE and file.is_file():
            text = file.read_text(encoding='utf-8')
            where = str(file.relative_to(root))
            for at, i in ids(text):
                code[i].setdefault(where, f'{where}:{line_of(text, at)}')
    for file in sorted((root / 'test').rglob('*')):
        if file.suffix not in ('.c', '.py') or not file.is_file():
            continue
        text = file.read_text(encoding='utf-8')
        names = [(m.start(), m.group(1)) for m in TEST.finditer(text)]
        for m in EVIDENCE.finditer(text):
            name = next((n for at, n in reversed(names) if at < m.start()), file.name)
            for _, i in ids(m['what']):
                tests[i][name] = f'{file.relative_to(root)}:{line_of(text, m.start())}'
    return code, tests


def known(root):
    with open(root / 'norme/requisiti.csv', encoding='utf-8', newline='') as f:
        return [row['id'] for row in csv.DictReader(f, delimiter=';')]


def main():
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `| head` is no error
    root = pathlib.Path(sys.argv[1])
    exist = known(root)
    code, tests = citations(root)
    unknown = sorted((set(code) | set(tests)) - set(exist))
    for i in unknown:
        for where in [*code[i].values(), *tests[i].values()]:
            print(f'{where}: {i} is not in norme/requisiti.csv', file=sys.stderr)
    if '--check' in sys.argv:
        return 1 if unknown else 0

    for i in exist:
        if i not in code and i not in tests:
            continue
        print(i)
        for where in code[i].values():
            print(f'    code  {where}')
        for name, where in tests[i].items():
            print(f'    test  {name}  ({where})')
    lacking = (('code without a test', [i for i in exist if code[i] and not tests[i]]),
               ('a test without code', [i for i in exist if tests[i] and not code[i]]),
               ('neither', [i for i in exist if not tests[i] and not code[i]]))
    for what, which in lacking:
        print(f'\n{what}: {len(which)}')
        for start in range(0, len(which), 12):
            print('    ' + ' '.join(which[start:start + 12]))
    both = sum(1 for i in exist if code[i] and tests[i])
    print(f'\ntrace: {both} of {len(exist)} requirements have code and a test')
    return 1 if unknown else 0


if __name__ == '__main__':
    sys.exit(main())

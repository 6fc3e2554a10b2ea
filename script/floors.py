#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""Fails on an include that goes up or sideways, and on binary floating point anywhere in src.

floors.py ROOT [STAMP]: reads ROOT/floors, checks every .c and .h of ROOT/src and the templates of ROOT/web, writes
STAMP when all is well."""
import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*(?:<%@|%%)?\s*#\s*include\s+"([^"]+)"')  # templates too
FLOAT = re.compile(r'\b(double|float|strtod|atof)\b')
COMMENT = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\])*"', re.S)


def read_floors(path):
    may = {}
    for line in path.read_text(encoding='utf-8').splitlines():
        if line.strip() and not line.startswith('#'):
            name, _, others = line.partition(':')
            may[name.strip()] = set(others.split()) | {name.strip()}
    return may


def problems(root):
    may = read_floors(root / 'floors')
    src = root / 'src'
    for file in sorted(src.rglob('*.[ch]')) + sorted((root / 'web').glob('*.thtml')):
        floor = 'web' if file.suffix == '.thtml' else file.relative_to(src).parts[0]
        shown = file.relative_to(root)
        if floor not in may:
            yield f'{shown}: folder {floor} is not in floors'
            continue
        text = file.read_text(encoding='utf-8')
        for n, line in enumerate(text.splitlines(), 1):
            found = INCLUDE.match(line)
            if not found:
                continue
            target = found.group(1).split('/')[0]
            if '/' not in found.group(1):
                yield f'{shown}:{n}: include "{found.group(1)}" must name its floor'
            elif target not in may[floor]:
                yield f'{shown}:{n}: floor {floor} may not include {found.group(1)}'
        blank = COMMENT.sub(lambda m: '\n' * m.group(0).count('\n'), text)
        for n, line in enumerate(blank.splitlines(), 1):
            if FLOAT.search(line):
                yield f'{shown}:{n}: binary floating point'


def main():
    found = list(problems(pathlib.Path(sys.argv[1])))
    for line in found:
        print(line, file=sys.stderr)
    if not found and len(sys.argv) > 2:
        pathlib.Path(sys.argv[2]).write_text('ok\n', encoding='utf-8')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())

#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""Catalogues of the interface's languages, with gettext's own tools.

lingua.py build OUT.c PO... -- SOURCE...   embeds the catalogues; fails on a text of the sources that lacks its translation
lingua.py update PO... -- SOURCE...        adds new texts to po/ and drops those that are no longer used
The sources are .c files; those made from templates lead back to them by #line."""
import pathlib
import re
import subprocess
import sys
import tempfile

KEYWORDS = ['-k', '-k_', '-kN_', '-ktr:2', '-ktrn:2,3', '-khtml_tr:2', '-khtml_trn:2,3',
            # rows of the tables of lower floors whose words are shown (tr_str)
            '-kBINARIO:5', '-kSTATO:4', '-kVOCE:4', '-kFASE:2', '-kCONDIZIONE:2', '-kFATTO:2', '-kAZIONE:2', '-kX:3']
PLACE = re.compile(r'\{\w*\}')


def run(*command):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, encoding='utf-8')
    if done.returncode:
        sys.exit(f'{done.stdout}{done.stderr}lingua.py: {command[0]} failed')
    return done.stdout


def template(sources, folder):
    pot = folder / 'ciclo.pot'
    run('xgettext', '--language=C', '--from-code=UTF-8', '--force-po', '--package-name=ciclo', *KEYWORDS, '-o', pot, *sources)
    return pot


def entries(po):
    """(msgid, its plural, [translations], where) of a file that msgcat has put in order."""
    found = []
    for block in po.read_text(encoding='utf-8').split('\n\n'):
        where = ' '.join(re.findall(r'^#: (.*)', block, re.M))
        parts = {}
        for key, value in re.findall(r'^(msg\w+(?:\[\d\])?) ((?:"(?:\\.|[^"\\])*"\s*)+)', block, re.M):
            parts[key] = ''.join(re.findall(r'"((?:\\.|[^"\\])*)"', value))
        if parts.get('msgid'):
            words = [v for k, v in parts.items() if k.startswith('msgstr')]
            found.append((parts['msgid'], parts.get('msgid_plural'), words, where, '#, fuzzy' in block))
    return found


def faults(po, merged):
    for msgid, plural, words, where, fuzzy in entries(merged):
        at = where.split(' ')[0] if where else po
        if fuzzy:
            yield f'{at}: the translation of "{msgid}" in {po.name} is marked fuzzy: read it, and take the mark away'
        elif not all(words):
            yield f'{at}: "{msgid}" is not translated in {po.name} ("ninja -C build po" adds it, you fill it in)'
        else:
            allowed = set(PLACE.findall(msgid + (plural or '')))
            for word in words:
                for place in sorted(set(PLACE.findall(word)) - allowed):
                    yield f'{at}: {place} in the translation "{word}" of {po.name} is not in "{msgid}"'
            if not plural and set(PLACE.findall(words[0])) != allowed:
                yield f'{at}: the translation "{words[0]}" of {po.name} lacks a place of "{msgid}"'


def merged(po, pot, out):
    run('msgmerge', '--quiet', '--no-fuzzy-matching', '--no-wrap', '--force-po', po, pot, '-o', out)
    return out


def build(out, pos, sources):
    text = ['/* Made by script/lingua.py from po/. */', '#include "web/lingua.h"', '']
    rows, wrong = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        pot = template(sources, folder)
        for po in pos:
            full = merged(po, pot, folder / po.name)
            run('msgattrib', '--no-obsolete', '--no-wrap', '--force-po', full, '-o', full)
            wrong += faults(po, full)
            mo = folder / (po.stem + '.mo')
            run('msgfmt', '-c', '--endianness=little', full, '-o', mo)
            data = mo.read_bytes()
            lines = [','.join(str(b) for b in data[k:k + 32]) for k in range(0, len(data), 32)]
            text.append(f'static const unsigned char mo_{po.stem}[] = {{\n' + ',\n'.join(lines) + '};')
            rows.append(f'    {{LINGUA_{po.stem.upper()}, mo_{po.stem}, {len(data)}}},')
    if wrong:
        sys.exit('\n'.join(wrong))
    text += ['const Catalogo lingua_cataloghi[] = {', *rows, '};', 'const ptrdiff_t lingua_cataloghi_n = COUNT_OF(lingua_cataloghi);']
    out.write_text('\n'.join(text) + '\n', encoding='utf-8')


def update(pos, sources):
    with tempfile.TemporaryDirectory() as name:
        pot = template(sources, pathlib.Path(name))
        for po in pos:
            full = merged(po, pot, pathlib.Path(name) / po.name)
            run('msgattrib', '--no-obsolete', '--no-location', '--no-wrap', '--sort-output', '--force-po', full, '-o', full)
            lines = full.read_text(encoding='utf-8').split('\n')
            po.write_text('\n'.join(i for i in lines if not i.startswith('"POT-Creation-Date')), encoding='utf-8')
            left = [msgid for msgid, _, words, _, _ in entries(po) if not all(words)]
            print(f'{po}: {len(left)} to translate')


def main():
    command, *rest = sys.argv[1:]
    cut = rest.index('--')
    files, sources = [pathlib.Path(f) for f in rest[:cut]], rest[cut + 1:]
    if command == 'build':
        build(files[0], files[1:], sources)
    else:
        update(files, sources)


if __name__ == '__main__':
    main()

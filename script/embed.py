#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""Embeds rulebooks in the program: embed.py OUT.c FILE.yaml...  (the id is the file's name without .yaml)."""
import pathlib
import sys


def main():
    out, files = pathlib.Path(sys.argv[1]), sorted(pathlib.Path(f) for f in sys.argv[2:])
    text = ['/* Made by script/embed.py from the rulebooks of sistemi. */', '#include "rules/sistema.h"', '']
    for i, file in enumerate(files):
        data = file.read_bytes()
        rows = [', '.join(str(b) for b in data[k:k + 24]) for k in range(0, len(data), 24)]
        text.append(f'static const unsigned char text_{i}[] = {{\n' + ',\n'.join(rows) + '};')
    text.append('static const SistemaIncorporato sistemi[] = {')
    text += [f'    {{"{f.stem}", text_{i}, {f.stat().st_size}}},' for i, f in enumerate(files)]
    text += ['};', '', 'const SistemaIncorporato *sistemi_incorporati(ptrdiff_t *n)', '{', '    *n = COUNT_OF(sistemi);',
             '    return sistemi;', '}', '']
    out.write_text('\n'.join(text), encoding='utf-8')


main()

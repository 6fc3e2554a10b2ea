#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""The canonical form of a rulebook and its imprint: the algorithm of doc/sistema.md.

canonica.py FILE.yaml           prints the canonical form, without a newline
canonica.py --impronta FILE     prints sha256:...
"""
import hashlib
import json
import sys

import yaml


def canonica(text):
    """RFC 8785 of the YAML, every scalar a string. Such a form has no numbers: only keys to sort and texts to write."""
    def sort(x):
        if isinstance(x, dict):     # RFC 8785 sorts keys by their UTF-16 code units
            return {k: sort(x[k]) for k in sorted(x, key=lambda k: k.encode('utf-16-be'))}
        return [sort(v) for v in x] if isinstance(x, list) else x
    tree = yaml.load(text, Loader=yaml.BaseLoader)
    return json.dumps(sort(tree), ensure_ascii=False, separators=(',', ':')).encode('utf-8')


def impronta(text):
    return 'sha256:' + hashlib.sha256(canonica(text)).hexdigest()


if __name__ == '__main__':
    content = open(sys.argv[-1], encoding='utf-8').read()
    if sys.argv[1] == '--impronta':
        print(impronta(content))
    else:
        sys.stdout.buffer.write(canonica(content))

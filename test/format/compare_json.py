#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""compare_json.py PROBE: json_read against Python's json module on generated texts, in TAP.

Compared: accepted or refused; the values; the canonical form of RFC 8785 with numbers as texts. Not compared where Python
departs from RFC 8259 on purpose (NaN and infinities, lone surrogates) and where it stops."""
import json
import random
import subprocess
import sys

WORDS = ['a', 'peso', '', 'è', '€', '\ufb33', '😀', '\x7f', '\u2028', 'a/b', '"', '\\', '\n', '\x00', '\x1f', 'né', '\ue000']
PIECES = [b'{', b'}', b'[', b']', b',', b':', b'"', b'\\', b'\\u', b'\\u00e8', b'\\ud83d', b'\\ude00', b'0', b'1', b'-', b'.',
          b'e', b'E+', b'true', b'false', b'null', b'tru', b' ', b'\n', b'\r', b'\t', b'\x0b', b'\x00', b'\x1f', b'\xc3\xa8',
          b'\xc3', b'\x80', b'\xed\xa0\x80', b'\xf4\x90\x80\x80', b'\xf0\x9f\x98\x80', b'\xc0\x80', b'/', b"'", b'//', b'_']


class Number(str):
    """A number as it was written."""


class Pairs(list):
    """A map with its repeated keys."""


def value(rng, depth):
    kind = rng.randrange(9 if depth else 6)
    if kind == 0:
        return rng.choice(['true', 'false', 'null'])
    if kind <= 2:
        whole = rng.choice(['0', '7', '10', '123456789012345678901234567890'])
        return rng.choice(['', '-']) + whole + rng.choice(['', '', '.5', '.500', 'e3', 'E-2', '.0e+10'])
    if kind <= 5:
        return string(rng)
    blank = rng.choice(['', '', ' ', '\n  ', '\t', '\r\n'])
    items = [value(rng, depth - 1) for _ in range(rng.randrange(5))]
    if kind == 6:
        return '[' + blank + (',' + blank).join(items) + blank + ']'
    return '{' + blank + (blank + ',').join(f'{string(rng)}{blank}:{blank}{i}' for i in items) + blank + '}'


def string(rng):
    text = ''.join(rng.choice(WORDS) for _ in range(rng.randrange(4)))
    return json.dumps(text, ensure_ascii=rng.random() < 0.5)


def mutated(rng, text):
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        at, end = rng.randrange(len(text) + 1), rng.randrange(len(text) + 1)
        how = rng.randrange(5)
        if how == 0:
            text = text[:at] + rng.choice(PIECES) + text[at:]
        elif how == 1:
            text = text[:at] + rng.choice(PIECES) + text[at + 1:]
        elif how == 2:
            text = text[:at] + text[at + 1:]
        elif how == 3:
            text = text[:at]
        else:
            text = text[:at] + text[at:end] + text[at:]
    return text


class Departs(Exception):
    """Python takes here what RFC 8259 does not."""


def constant(_):
    raise Departs


def by_python(text):
    """The value, or None where it is refused."""
    try:
        return (json.loads(text.decode('utf-8'), parse_int=Number, parse_float=Number, parse_constant=constant,
                           object_pairs_hook=Pairs),)
    except (ValueError, Departs):
        return None


def has_surrogate(v):
    if isinstance(v, Pairs):
        return any(has_surrogate(k) or has_surrogate(i) for k, i in v)
    if isinstance(v, list):
        return any(has_surrogate(i) for i in v)
    return isinstance(v, str) and any(0xd800 <= ord(c) < 0xe000 for c in v)


def canonical(v):
    if isinstance(v, Pairs):
        ordered = sorted(v, key=lambda pair: pair[0].encode('utf-16-be'))
        return '{' + ','.join(canonical(k) + ':' + canonical(i) for k, i in ordered) + '}'
    if isinstance(v, list):
        return '[' + ','.join(canonical(i) for i in v) + ']'
    return json.dumps(v, ensure_ascii=False)


def main():
    rng = random.Random(20181121)
    texts = [value(rng, 4).encode('utf-8') for _ in range(300)]
    texts += [mutated(rng, text) for text in texts for _ in range(4)]
    texts += [b''.join(rng.choice(PIECES) for _ in range(rng.randrange(8))) for _ in range(1000)]
    feed = b''.join(b'%d\n%s' % (len(t), t) for t in texts)
    lines = subprocess.run([sys.argv[1]], input=feed, stdout=subprocess.PIPE, check=True).stdout.split(b'\n')[:-1]
    wrong, taken, refused = [], 0, 0
    if len(lines) != len(texts):
        wrong.append(f'{len(lines)} answers to {len(texts)} texts')
    for text, line in zip(texts, lines):
        expected = by_python(text)
        if expected and has_surrogate(expected[0]):
            expected = None
        ours = line.startswith(b'ok ')
        if ours != bool(expected):
            wrong.append(f'{text!r}: {line!r}, Python {expected!r}')
            continue
        taken, refused = taken + ours, refused + (not ours)
        if not ours:
            continue
        written, form = line[3:].split(b'\t')
        if by_python(written) != expected:
            wrong.append(f'{text!r}: written as {written!r}')
        if form.decode('utf-8') != canonical(expected[0]):
            wrong.append(f'{text!r}: canonical {form!r}')
    print('1..1')
    for w in wrong[:20]:
        print('# ' + w)
    print(f'{"not ok" if wrong else "ok"} 1 - json_read and Python agree on {taken} texts and {refused} that are none')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())

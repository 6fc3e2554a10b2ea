#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""Does over, with fractions, what test_num_oracle wrote on standard input; shows what differs, then how many were fine.

exact N D TEXT | round N D PLACES HOW FIXED ITALIAN | term N D | total TEXT (of the terms since the last total)"""
import sys
from fractions import Fraction


def exact(x):
    for places in range(10):
        if (x * 10 ** places).denominator == 1:
            return fixed(x, places)
    return f'{x.numerator}/{x.denominator}'


def rounded(x, places, how):
    scaled = abs(x) * 10 ** places
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    against_half = Fraction(rest, scaled.denominator) - Fraction(1, 2)
    if how == 'half_up':
        whole += against_half >= 0
    elif how == 'half_down':
        whole += against_half > 0
    elif how == 'half_even':
        whole += against_half > 0 or (against_half == 0 and whole % 2)
    elif how != 'troncamento':
        sys.exit(f'what is {how}?')
    return Fraction(whole if x > 0 else -whole, 10 ** places)


def parts(x, places):
    whole, rest = divmod(abs(x.numerator) * 10 ** places // x.denominator, 10 ** places)
    return '-' if x < 0 else '', whole, f'{rest:0{places}d}' if places else ''


def fixed(x, places):
    sign, whole, rest = parts(x, places)
    return f'{sign}{whole}' + ('.' + rest if places else '')


def italian(x, places):
    sign, whole, rest = parts(x, places)
    return sign + f'{whole:,}'.replace(',', '.') + (',' + rest if places else '')


def check(words, terms):
    """Whether the line is right; None where it only adds a term."""
    kind, *rest = words
    if kind == 'term':
        terms.append(Fraction(int(rest[0]), int(rest[1])))
        return None
    if kind == 'total':
        total = sum(terms, Fraction(0))
        terms.clear()
        return exact(total) == rest[0]
    x = Fraction(int(rest[0]), int(rest[1]))
    if kind == 'exact':
        return exact(x) == rest[2]
    places = int(rest[2])
    y = rounded(x, places, rest[3])
    return [fixed(y, places), italian(y, places)] == rest[4:]


def main():
    fine, terms = 0, []
    for line in sys.stdin:
        right = check(line.split(), terms)
        if right:
            fine += 1
        elif right is not None:
            print('differs:', line.rstrip())
    print(fine, 'fine')


if __name__ == '__main__':
    main()

# interi.py - an integer search: given what is published of a table of counts, which tables could it be?
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
"""Knows nothing of how cells were left out. Variables are non-negative integers; constraints are equations and
inequalities with rational coefficients. Bounds are propagated until nothing moves, then one variable is split."""
from fractions import Fraction
from math import lcm


class Sistema:
    def __init__(self, n, most):
        self.n, self.most = n, most
        self.rows = []          # (coefficients {variable: int}, low or None, high or None)
        self.of = [[] for _ in range(n)]

    def add(self, coefficients, low, high):
        coefficients = {v: Fraction(c) for v, c in coefficients.items() if c}
        scale = lcm(*(c.denominator for c in coefficients.values()))
        for v in coefficients:
            self.of[v].append(len(self.rows))
        self.rows.append(({v: int(c * scale) for v, c in coefficients.items()},
                          None if low is None else low * scale, None if high is None else high * scale))

    def tighten(self, low, high, todo):
        """Shrinks low and high in place; False when no value is left somewhere."""
        todo = set(todo)
        while todo:
            coefficients, least, most = self.rows[todo.pop()]
            down = sum(c * (low[v] if c > 0 else high[v]) for v, c in coefficients.items())
            up = sum(c * (high[v] if c > 0 else low[v]) for v, c in coefficients.items())
            if (most is not None and down > most) or (least is not None and up < least):
                return False
            for v, c in coefficients.items():
                rest_down = down - c * (low[v] if c > 0 else high[v])
                rest_up = up - c * (high[v] if c > 0 else low[v])
                new_low, new_high = low[v], high[v]
                bounds = []
                if most is not None:
                    bounds.append((most - rest_down, c > 0))    # from above when c > 0
                if least is not None:
                    bounds.append((least - rest_up, c < 0))
                for value, above in bounds:
                    by, value = abs(c), value if c > 0 else -value
                    if above:
                        new_high = min(new_high, value // by)
                    else:
                        new_low = max(new_low, -(-value // by))
                if new_low > new_high:
                    return False
                if (new_low, new_high) != (low[v], high[v]):
                    down += (new_low - low[v]) * c if c > 0 else (new_high - high[v]) * c
                    up += (new_high - high[v]) * c if c > 0 else (new_low - low[v]) * c
                    low[v], high[v] = new_low, new_high
                    todo.update(self.of[v])
        return True

    def solve(self, low, high, todo, like=None, budget=None):
        """A solution within the bounds, or None. like: values to try first. budget: [splits left]."""
        budget = budget if budget is not None else [200000]
        low, high = list(low), list(high)
        if not self.tighten(low, high, todo):
            return None
        open_ = [v for v in range(self.n) if low[v] < high[v]]
        if not open_:
            return low
        budget[0] -= 1
        if budget[0] < 0:
            raise RuntimeError('search too long')
        v = min(open_, key=lambda k: high[k] - low[k])
        first = min(max(like[v], low[v]), high[v]) if like else low[v]
        for a, b in ((first, first), (low[v], first - 1), (first + 1, high[v])):
            if a <= b:
                below, above = list(low), list(high)
                below[v], above[v] = a, b
                found = self.solve(below, above, self.of[v], like, budget)
                if found:
                    return found
        return None

    def values(self, v):
        """Two values that v can have, or as many as there are (0, 1)."""
        low, high, every = [0] * self.n, [self.most] * self.n, range(len(self.rows))
        one = self.solve(low, high, every)
        if not one:
            return []
        for a, b in ((0, one[v] - 1), (one[v] + 1, self.most)):
            if a <= b:
                below, above = list(low), list(high)
                below[v], above[v] = a, b
                other = self.solve(below, above, every, one)
                if other:
                    return [one[v], other[v]]
        return [one[v]]

# varianti.py - what the two tests of other bodies' rulebooks share: where they stand, a case changed, what it breaks.
# SPDX-FileCopyrightText: 2026 ciclo contributors
# SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import copy

import prova

SISTEMI = prova.ROOT / 'sistemi/varianti'
CASI = prova.QUI.parent / 'varianti'


def changed(case, table, row, **values):
    """The case with other values in one row; None takes the key away."""
    out = copy.deepcopy(case)
    cells = next(r for r in out['tavole'][table] if r['id'] == row)
    for k, v in values.items():
        cells[k] = v
        if v is None:
            del cells[k]
    return out


def broken(tables):
    """(table, row, constraint, grade) of everything broken."""
    return [(t, r['id'], v['vincolo'], v['grado']) for t, rows in tables.items() for r in rows for v in r.get('violazioni', [])]

/* soppressione.h - floor 4: a table of counts with its totals, made safe to publish by leaving cells out. Pure, exact.
 *
 * Left out are: counts from 1 to minimo - 1, wherever they stand, totals included; a whole group found in one class
 * (its members' class would be known); and as many other cells as it takes so that no left-out cell can be worked out
 * from those published: for each of them there is another table of non-negative integers with the same published cells.
 * The proof is constructive: moving one person along a closed path of left-out cells, row and column in turn, changes
 * no sum; the path is found as a shortest path, so that what is left out costs little. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_SOPPRESSIONE_H
#define CICLO_SOPPRESSIONE_H

#include "base/arena.h"

typedef struct Conteggi {
    int righe, colonne;   /* without the totals, which are the last row and the last column */
    int64_t *celle;       /* (righe + 1) * (colonne + 1) */
    bool *taciute;        /* the same places: left out */
} Conteggi;

Conteggi *conteggi_new(Arena *a, int righe, int colonne);
static inline int conteggi_at(const Conteggi *t, int riga, int colonna) { return riga * (t->colonne + 1) + colonna; }
void conteggi_somma(Conteggi *t);   /* fills the totals */

/* Marks what is left out; the grand total is published. False: no choice makes the table safe, publish nothing of it.
 */
bool soppressione(Conteggi *t, int64_t minimo, Arena *a);

/* Another table with the same published cells in which this left-out cell is one more (verso 1) or one less (-1): its
 * cells into altra (as many as celle). False: there is none of that kind. */
bool soppressione_altra(const Conteggi *t, int riga, int colonna, int verso, int64_t *altra, Arena *a);

#endif

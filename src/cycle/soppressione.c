/* soppressione.c - floor 4: leaves out small counts and their complements. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/soppressione.h"

/* Rows and columns, totals included, are the knots of a graph; a cell joins its row and its column. Written with a
 * minus before row and column totals every row and every column sums to zero, so a walk row -> column -> row ... back
 * to its start that adds one to every cell passed forwards (row to column) and takes one from every cell passed
 * backwards keeps all sums. Adding one to a total so written means one less in it: who may be taken from must hold at
 * least one. */
static const int64_t LONTANO = INT64_MAX / 4;

Conteggi *conteggi_new(Arena *a, int righe, int colonne)
{
    Conteggi *t = NEW(a, Conteggi);
    ptrdiff_t n = (ptrdiff_t)(righe + 1) * (colonne + 1);
    *t = (Conteggi){righe, colonne, NEW_N(a, int64_t, n), NEW_N(a, bool, n)};
    return t;
}

void conteggi_somma(Conteggi *t)
{
    int64_t *grand = &t->celle[conteggi_at(t, t->righe, t->colonne)];
    for (int c = 0; c <= t->colonne; c++) t->celle[conteggi_at(t, t->righe, c)] = 0;
    for (int r = 0; r < t->righe; r++) {
        int64_t sum = 0;
        for (int c = 0; c < t->colonne; c++) {
            sum += t->celle[conteggi_at(t, r, c)];
            t->celle[conteggi_at(t, t->righe, c)] += t->celle[conteggi_at(t, r, c)];
        }
        t->celle[conteggi_at(t, r, t->colonne)] = sum;
        *grand += sum;
    }
}

static bool is_total(const Conteggi *t, int r, int c) { return (r == t->righe) != (c == t->colonne); }
static bool is_grand(const Conteggi *t, int r, int c) { return r == t->righe && c == t->colonne; }

/* What it costs to leave a cell out: others' small cells nothing, then counts from the smallest, then empty cells (they
 * hide little), then totals; the grand total is not for sale. */
static int64_t price(const Conteggi *t, int r, int c, bool only_hidden)
{
    if (is_grand(t, r, c)) return LONTANO;
    int at = conteggi_at(t, r, c);
    if (t->taciute[at]) return 1;
    if (only_hidden) return LONTANO;
    int64_t v = t->celle[at], base = v ? v : 1000000;
    return 1000 + base * 100 + (is_total(t, r, c) ? 1000000000 : 0);
}

/* Whether a cell can be passed forwards (row to column) or backwards without going below zero. */
static bool passable(const Conteggi *t, int r, int c, bool forwards)
{
    bool adds = forwards != is_total(t, r, c); /* the count itself grows */
    return adds || t->celle[conteggi_at(t, r, c)] > 0;
}

typedef struct Via { int64_t *costo; int *da; } Via;

/* Cheapest walk between a row and a column, not over the cell that joins them. Knots: rows first, then columns. */
static bool walk(const Conteggi *t, int row, int column, bool to_row, bool only_hidden, Via *v, Arena *a)
{
    int rows = t->righe + 1, columns = t->colonne + 1, n = rows + columns;
    v->costo = NEW_N(a, int64_t, n);
    v->da = NEW_N(a, int, n);
    for (int i = 0; i < n; i++) v->costo[i] = LONTANO, v->da[i] = -1;
    v->costo[to_row ? rows + column : row] = 0;
    for (bool changed = true; changed;) {
        changed = false;
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < columns; c++) {
                if (r == row && c == column) continue;
                int64_t p = price(t, r, c, only_hidden);
                if (p >= LONTANO) continue;
                if (passable(t, r, c, true) && v->costo[r] + p < v->costo[rows + c])
                    v->costo[rows + c] = v->costo[r] + p, v->da[rows + c] = r, changed = true;
                if (passable(t, r, c, false) && v->costo[rows + c] + p < v->costo[r])
                    v->costo[r] = v->costo[rows + c] + p, v->da[r] = rows + c, changed = true;
            }
    }
    return v->costo[to_row ? row : rows + column] < LONTANO;
}

/* A closed walk begins with the cell itself: forwards when that makes its count what is asked. */
static bool closed(const Conteggi *t, int r, int c, int verso, bool only_hidden, Via *v, Arena *a)
{
    bool forwards = (verso > 0) != is_total(t, r, c);
    return passable(t, r, c, forwards) && walk(t, r, c, forwards, only_hidden, v, a);
}

bool soppressione_altra(const Conteggi *t, int riga, int colonna, int verso, int64_t *altra, Arena *a)
{
    Via v;
    int rows = t->righe + 1, n = rows * (t->colonne + 1);
    if (!t->taciute[conteggi_at(t, riga, colonna)] || !closed(t, riga, colonna, verso, true, &v, a)) return false;
    memcpy(altra, t->celle, (size_t)n * sizeof *altra);
    bool forwards = (verso > 0) != is_total(t, riga, colonna);
    altra[conteggi_at(t, riga, colonna)] += verso;
    for (int at = forwards ? riga : rows + colonna; v.da[at] >= 0; at = v.da[at]) {
        bool ahead = at >= rows; /* the last knot is a column: its cell was passed forwards */
        int r = ahead ? v.da[at] : at, c = (ahead ? at : v.da[at]) - rows;
        altra[conteggi_at(t, r, c)] += ahead != is_total(t, r, c) ? 1 : -1;
    }
    return true;
}

static bool uncertain(const Conteggi *t, int r, int c, Arena *a)
{
    Via v;
    return closed(t, r, c, 1, true, &v, a) || closed(t, r, c, -1, true, &v, a);
}

/* Leaves out the cells of the cheaper of the two walks that make a cell uncertain. */
static bool protect(Conteggi *t, int r, int c, Arena *a)
{
    int rows = t->righe + 1, best = 0;
    int64_t cost = LONTANO;
    Via v[2];
    for (int i = 0; i < 2; i++) {
        int verso = i ? -1 : 1;
        if (!closed(t, r, c, verso, false, &v[i], a)) continue;
        bool forwards = (verso > 0) != is_total(t, r, c);
        int64_t p = v[i].costo[forwards ? r : rows + c];
        if (p < cost) cost = p, best = verso;
    }
    if (!best) return false;
    bool forwards = (best > 0) != is_total(t, r, c);
    const Via *w = &v[best < 0];
    for (int at = forwards ? r : rows + c; w->da[at] >= 0; at = w->da[at]) {
        bool ahead = at >= rows;
        t->taciute[conteggi_at(t, ahead ? w->da[at] : at, (ahead ? at : w->da[at]) - rows)] = true;
    }
    return true;
}

static bool all_uncertain(const Conteggi *t, Arena scratch)
{
    bool fine = true;
    for (int r = 0; r <= t->righe && fine; r++)
        for (int c = 0; c <= t->colonne && fine; c++)
            fine = !t->taciute[conteggi_at(t, r, c)] || uncertain(t, r, c, &scratch);
    arena_free(&scratch);
    return fine;
}

static void hide_small(Conteggi *t, int64_t minimo)
{
    for (int r = 0; r <= t->righe; r++) {
        int64_t whole = t->celle[conteggi_at(t, r, t->colonne)];
        for (int c = 0; c <= t->colonne; c++) {
            if (is_grand(t, r, c)) continue;
            int64_t v = t->celle[conteggi_at(t, r, c)];
            if (v > 0 && (v < minimo || (c < t->colonne && v == whole))) t->taciute[conteggi_at(t, r, c)] = true;
        }
    }
}

bool soppressione(Conteggi *t, int64_t minimo, Arena *a)
{
    memset(t->taciute, 0, (size_t)(t->righe + 1) * (size_t)(t->colonne + 1) * sizeof *t->taciute);
    int64_t grand = t->celle[conteggi_at(t, t->righe, t->colonne)];
    if (grand < minimo) return grand == 0;
    hide_small(t, minimo);
    for (int r = 0; r <= t->righe; r++)
        for (int c = 0; c <= t->colonne; c++) {
            ArenaMark m = arena_mark(a);
            bool safe = !t->taciute[conteggi_at(t, r, c)] || uncertain(t, r, c, a) || protect(t, r, c, a);
            arena_rewind(a, m);
            if (!safe) return false;
        }
    /* What was left out later only adds ways: the cells made safe stay safe. Those it added are on a closed walk. */
    return all_uncertain(t, (Arena){0});
}

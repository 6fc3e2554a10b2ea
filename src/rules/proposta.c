/* proposta.c - floor 3: the legal set of marks nearest to the one proposed. Pure, exact.
 *
 * With c = plafond, a half-sheet is legal when P = sum (x-c)+ fits C3 and N = sum (c-x)+ >= P (C1 = C2). Give each
 * person a range on one side of c (and of soglia_a): the nearest marks inside the ranges cost their distance and have
 * some P0 and N0; from there every point of P or N costs one more, wherever it is moved, because a nearest mark that
 * leaves its place only gets farther. So with lo, hi the bounds that ranges and C3 put on P' (hi also <= the N that
 * the ranges can reach), the rest costs |P'-P0| + max(0, P'-N0); the P' of lo..hi nearest to P0 is best, since one
 * point of P spares at most one of N. What is left is the choice of the ranges.
 *
 * A half-sheet alone (A_PER_SHEET, A_SLOTS): cost and constraints see only how many stand in each range, and the
 * distance |x-m| is Monge, so exchanging two free people never beats the order of their marks: the highest go to the
 * highest range. All pairs of counts are tried; the best for each number of A is kept. Where people have bounds of their own
 * they are not alike, and the search of proposta_insieme.c does it, once for each number of A.
 *
 * A_DISTINCT: proposta_insieme.c chooses the ranges of both together, with its own argument.
 *
 * Several groups meet only in the ceiling: proposta_gruppi.c finds what each costs for every number of A that it may have
 * and shares the ceiling out among them; one group is the same with nothing to share.
 *
 * Ties. Alone: fewer A first, then fewer above the plafond, equal marks in the order of the input; between the two
 * half-sheets the first one keeps the fewer A (A_SLOTS) or takes the further one (A_PER_SHEET). Together: the order of
 * proposta_insieme.c. Points that anybody could give or take go round the free people of the range in the order
 * of the input, one each, so that nobody bears them all. No step looks at anything but the input. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/proposta_interna.h"

bool proposta_c4(const PropostaRegole *r, ptrdiff_t contati, const ptrdiff_t a[2], ptrdiff_t persone, ptrdiff_t singole)
{
    ptrdiff_t k = contati / r->divisore_a;
    bool resto = contati % r->divisore_a > 0;
    switch (r->tetto_a) {
    case A_DISTINCT: return persone <= k || (resto && persone == k + 1 && singole > 0);
    case A_PER_SHEET: return a[0] <= k + resto && a[1] <= k + resto && a[0] + a[1] <= 2 * k + resto;
    case A_SLOTS: return a[0] + a[1] <= 2 * k + resto;
    }
    ASSERT(r->tetto_a <= A_SLOTS);
    return false;
}

static bool mezza_legale(const PropostaRegole *r, const PropostaGruppo *g, int h, const int *x)
{
    int64_t p = 0, s = (int64_t)r->plafond * (g->n - g->contati), t = (int64_t)r->positivi * g->contati;
    for (ptrdiff_t i = 0; i < g->n; i++) {
        int d = x[i] - r->plafond;
        s += d;
        p += d > 0 ? d : 0;
        if (x[i] < g->da[h][i] || x[i] > g->a[h][i]) return false;
    }
    return s <= 0 && (p >= t || r->c3 == C3_LE) && (p <= t || r->c3 == C3_GE);
}

bool proposta_legale(const PropostaRegole *r, ptrdiff_t n_gruppi, const PropostaGruppo *g, const int *const x[2])
{
    ptrdiff_t contati = 0, at = 0, a[2] = {0}, persone = 0, singole = 0;
    for (ptrdiff_t b = 0; b < n_gruppi; at += g[b].n, contati += g[b].contati, b++)
        for (int h = 0; h < 2; h++)
            if (!mezza_legale(r, &g[b], h, x[h] + at)) return false;
    for (ptrdiff_t i = 0; i < at; i++) {
        bool uno = x[0][i] >= r->soglia_a, due = x[1][i] >= r->soglia_a;
        a[0] += uno;
        a[1] += due;
        persone += uno || due;
        singole += uno != due;
    }
    return proposta_c4(r, contati, a, persone, singole);
}

static void check(const PropostaRegole *r, ptrdiff_t n_gruppi, const PropostaGruppo *g)
{
    ptrdiff_t n = 0;
    ASSERT(r->massimo >= 1 && r->massimo <= PROPOSTA_PUNTI && r->plafond >= 0 && r->plafond <= r->massimo);
    ASSERT(r->positivi >= 0 && r->positivi <= PROPOSTA_PUNTI && r->soglia_a >= 1 && r->divisore_a >= 1);
    for (ptrdiff_t b = 0; b < n_gruppi; b++) {
        ASSERT(g[b].n >= 1 && g[b].contati >= g[b].n && g[b].contati <= 1000 * 1000 * 1000);
        n += g[b].n;
        for (int h = 0; h < 2; h++)
            for (ptrdiff_t i = 0; i < g[b].n; i++) {
                ASSERT(g[b].marks[h][i] >= 0 && g[b].marks[h][i] <= r->massimo);
                ASSERT(g[b].da[h][i] >= 0 && g[b].da[h][i] <= g[b].a[h][i] && g[b].a[h][i] <= r->massimo);
            }
    }
    ASSERT(n >= 1 && n <= PROPOSTA_MAX);
}

void proposta_gruppi(const PropostaRegole *r, ptrdiff_t n_gruppi, const PropostaGruppo *g, Arena *a, Proposta *out)
{
    check(r, n_gruppi, g);
    *out = (Proposta){0};
    ptrdiff_t n = 0, at = 0;
    for (ptrdiff_t b = 0; b < n_gruppi; b++) n += g[b].n;
    int *x[2] = {NEW_N(a, int, n), NEW_N(a, int, n)};
    for (ptrdiff_t b = 0; b < n_gruppi; at += g[b].n, b++)
        for (int h = 0; h < 2; h++) memcpy(x[h] + at, g[b].marks[h], (size_t)g[b].n * sizeof(int));
    const int *const nuovi[2] = {x[0], x[1]};
    if (proposta_legale(r, n_gruppi, g, nuovi)) {
        *out = (Proposta){.possibile = true, .marks = {x[0], x[1]}};
        return;
    }
    Arena scratch = {0};
    Intervallo *v[2] = {NEW_N(&scratch, Intervallo, n), NEW_N(&scratch, Intervallo, n)};
    Trovato t = gruppi_risolvi(r, n_gruppi, g, &scratch, v);
    out->interrotta = t.interrotta;
    if (t.distanza < IMPOSSIBILE) {
        int64_t vera = 0;
        at = 0;
        for (ptrdiff_t b = 0; b < n_gruppi; at += g[b].n, b++)
            for (int h = 0; h < 2; h++) {
                Mezza m = mezza_new(r, &g[b], h, &scratch);
                vera += mezza_assegna(r, &m, v[h] + at, x[h] + at);
            }
        ASSERT(vera == t.distanza && proposta_legale(r, n_gruppi, g, nuovi));
        *out = (Proposta){.possibile = true, .interrotta = t.interrotta && t.minimo < vera, .distanza = vera,
                          .minimo = t.interrotta ? min64(t.minimo, vera) : vera, .marks = {x[0], x[1]}};
    }
    arena_free(&scratch);
}

void proposta_vicina(const PropostaRegole *r, ptrdiff_t n, const int *const marks[2], const bool *const locked[2],
                     Arena *a, Proposta *out)
{
    Arena scratch = {0};
    PropostaGruppo g = {.n = n, .contati = n, .marks = {marks[0], marks[1]}};
    for (int h = 0; h < 2; h++) {
        int *da = NEW_N(&scratch, int, n), *fino = NEW_N(&scratch, int, n);
        for (ptrdiff_t i = 0; i < n; i++) {
            da[i] = locked[h][i] ? marks[h][i] : 0;
            fino[i] = locked[h][i] ? marks[h][i] : r->massimo;
        }
        g.da[h] = da;
        g.a[h] = fino;
    }
    proposta_gruppi(r, 1, &g, a, out);
    arena_free(&scratch);
}

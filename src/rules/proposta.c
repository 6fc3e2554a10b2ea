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
 * highest range. All pairs of counts are tried; the best for each number of A is kept, and the ceiling joins the two
 * half-sheets by those numbers alone.
 *
 * A_DISTINCT: proposta_insieme.c chooses the ranges of both together, with its own argument.
 *
 * Ties. Alone: fewer A first, then fewer above the plafond, equal marks in the order of the input; between the two
 * half-sheets the first one keeps the fewer A (A_SLOTS) or takes the further one (A_PER_SHEET). Together: the order of
 * proposta_insieme.c. Points that anybody could give or take go round the free people of the range in the order
 * of the input, one each, so that nobody bears them all. No step looks at anything but the input. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/proposta_interna.h"

bool proposta_legale(const PropostaRegole *r, ptrdiff_t n, const int *const marks[2])
{
    ptrdiff_t k = n / r->divisore_a, a[2] = {0}, persone = 0, singole = 0;
    bool resto = n % r->divisore_a > 0;
    for (int h = 0; h < 2; h++) {
        int64_t p = 0, s = 0, t = (int64_t)r->positivi * n;
        for (ptrdiff_t i = 0; i < n; i++) {
            int d = marks[h][i] - r->plafond;
            s += d;
            p += d > 0 ? d : 0;
            a[h] += marks[h][i] >= r->soglia_a;
        }
        if (s > 0 || (p < t && r->c3 != C3_LE) || (p > t && r->c3 != C3_GE)) return false;
    }
    for (ptrdiff_t i = 0; i < n; i++) {
        bool uno = marks[0][i] >= r->soglia_a, due = marks[1][i] >= r->soglia_a;
        persone += uno || due;
        singole += uno != due;
    }
    switch (r->tetto_a) {
    case A_DISTINCT: return persone <= k || (resto && persone == k + 1 && singole > 0);
    case A_PER_SHEET: return a[0] <= k + resto && a[1] <= k + resto && a[0] + a[1] <= 2 * k + resto;
    case A_SLOTS: return a[0] + a[1] <= 2 * k + resto;
    }
    ASSERT(r->tetto_a <= A_SLOTS);
    return false;
}

/* A_PER_SHEET and A_SLOTS: the half-sheets meet only in the numbers of A. */
static bool separate(const PropostaRegole *r, const Mezza mezze[2], Arena *a, Intervallo *v[2], int64_t *distanza)
{
    ptrdiff_t n = mezze[0].n, k = n / r->divisore_a, scelto = 0, tutti = 2 * k + (n % r->divisore_a > 0);
    Sola q[2] = {sola_new(r, &mezze[0], a), sola_new(r, &mezze[1], a)};
    ptrdiff_t da = r->tetto_a == A_SLOTS ? 0 : tutti - k, fino = r->tetto_a == A_SLOTS ? tutti : k;
    int64_t best = IMPOSSIBILE;
    for (ptrdiff_t uno = da;; uno += da <= fino ? 1 : -1) {
        ptrdiff_t primo = uno < n ? uno : n, secondo = tutti - uno < n ? tutti - uno : n;
        int64_t costo = q[0].costo[primo] + q[1].costo[secondo];
        if (costo < best) {
            best = costo;
            scelto = uno;
        }
        if (uno == fino) break;
    }
    if (best >= IMPOSSIBILE) return false;
    sola_ranges(&q[0], &mezze[0], scelto < n ? scelto : n, v[0]);
    sola_ranges(&q[1], &mezze[1], tutti - scelto < n ? tutti - scelto : n, v[1]);
    *distanza = best;
    return true;
}

static void check(const PropostaRegole *r, ptrdiff_t n, const int *const marks[2])
{
    ASSERT(n >= 1 && n <= PROPOSTA_MAX);
    ASSERT(r->massimo >= 1 && r->massimo <= 1000 && r->plafond >= 0 && r->plafond <= r->massimo);
    ASSERT(r->positivi >= 0 && r->positivi <= 1000 && r->soglia_a >= 1 && r->divisore_a >= 1);
    for (int h = 0; h < 2; h++)
        for (ptrdiff_t i = 0; i < n; i++) ASSERT(marks[h][i] >= 0 && marks[h][i] <= r->massimo);
}

void proposta_vicina(const PropostaRegole *r, ptrdiff_t n, const int *const marks[2], const bool *const locked[2],
                     Arena *a, Proposta *out)
{
    check(r, n, marks);
    *out = (Proposta){0};
    int *x[2] = {NEW_N(a, int, n), NEW_N(a, int, n)};
    if (proposta_legale(r, n, marks)) {
        for (int h = 0; h < 2; h++) memcpy(x[h], marks[h], (size_t)n * sizeof(int));
        *out = (Proposta){.possibile = true, .marks = {x[0], x[1]}};
        return;
    }
    Arena scratch = {0};
    Mezza mezze[2] = {mezza_new(r, n, marks[0], locked[0], &scratch), mezza_new(r, n, marks[1], locked[1], &scratch)};
    Intervallo *v[2] = {NEW_N(&scratch, Intervallo, n), NEW_N(&scratch, Intervallo, n)};
    int64_t distanza = 0;
    bool found = mezze[0].sopra_max >= 0 && mezze[1].sopra_max >= 0 &&
                 (r->tetto_a == A_DISTINCT ? insieme_risolvi(r, mezze, v, &distanza, &out->interrotta)
                                           : separate(r, mezze, &scratch, v, &distanza));
    if (found) {
        int64_t vera = mezza_assegna(r, &mezze[0], v[0], x[0]) + mezza_assegna(r, &mezze[1], v[1], x[1]);
        const int *const nuovi[2] = {x[0], x[1]};
        ASSERT(vera == distanza && proposta_legale(r, n, nuovi));
        *out = (Proposta){.possibile = true, .distanza = distanza, .marks = {x[0], x[1]}};
    }
    arena_free(&scratch);
}

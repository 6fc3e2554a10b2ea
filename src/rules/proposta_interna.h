/* proposta_interna.h - floor 3: what proposta.c and proposta_insieme.c share. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PROPOSTA_INTERNA_H
#define CICLO_PROPOSTA_INTERNA_H

#include "rules/proposta.h"

/* One half-sheet. P = sum of (x - plafond)+, N = sum of (plafond - x)+; legal: t_lo <= P <= t_hi and N >= P. */
typedef struct Mezza {
    ptrdiff_t n;
    const int *marks;
    const bool *locked;
    int64_t t, t_lo, t_hi;    /* positivi * n, and the P that C3 admits */
    int64_t p_fissi, n_fissi; /* P and N of the locked marks */
    ptrdiff_t liberi;         /* how many are not locked */
    ptrdiff_t sopra_max;      /* how many of them may stand above the plafond; negative: not even none */
} Mezza;

/* Marks of one person: locked ones are a single value, the others a range on one side of the plafond. */
typedef struct Intervallo { int da, a; } Intervallo;   /* empty when da > a */

/* The range of a person of half-sheet h who stands above the plafond or not and may have an A or not. */
Intervallo mezza_intervallo(const PropostaRegole *r, const Mezza *h, ptrdiff_t i, bool sopra, bool puo_a);

/* What remains to be changed when the ranges' nearest marks give P and N: |P' - P| + max(0, P' - N) with the best
 * admissible P'. Right whenever sopra_max and the room above suffice (proposta_insieme.c). */
int64_t mezza_residuo(const Mezza *h, int64_t p, int64_t n);

/* The joint problem under A_DISTINCT: ranges[h][i] of a best proposal and its distance; false: none is legal. */
bool insieme_risolvi(const PropostaRegole *r, const Mezza mezze[2], Intervallo *ranges[2], int64_t *distanza);

static inline int dist(int a, int b) { return a < b ? b - a : a - b; }
static inline int clampi(int x, Intervallo v) { return x < v.da ? v.da : x > v.a ? v.a : x; }

#endif

/* proposta.h - floor 3: the legal set of marks nearest to the one proposed. Pure, exact. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PROPOSTA_H
#define CICLO_PROPOSTA_H

#include "base/arena.h"

/* How "one third" of the marks of band A is counted (AMB-27) and how the positive deviations compare (AMB-26). */
typedef enum TettoA { A_DISTINCT, A_PER_SHEET, A_SLOTS } TettoA;
typedef enum SegnoC3 { C3_EQ, C3_GE, C3_LE } SegnoC3;

typedef struct PropostaRegole {
    int massimo;      /* 40: marks are 0..massimo, 1..1000 */
    int plafond;      /* 32 a head, 0..massimo; also the mark from which deviations count */
    int positivi;     /* 2 a head, 0..1000 */
    int soglia_a;     /* 37: from here on a mark is an A, 1..1001 */
    int divisore_a;   /* 3: one third, >= 1 */
    TettoA tetto_a;
    SegnoC3 c3;
} PropostaRegole;

typedef struct Proposta {
    bool possibile;     /* false: no set of marks is legal; the rest is 0 */
    bool interrotta;    /* the search grew beyond the limits below: nothing is known, possibile is false; the same input always
                         * ends like this, or never */
    int64_t distanza;   /* sum of |change| over both half-sheets; 0 exactly when the marks were legal */
    int *marks[2];
} Proposta;

/* The nearest legal proposal for the two half-sheets of one group.
 * Implements  S-N.52-58 (C1-C4), X-13; options staff.a_cap and staff.c3 of requirements 12.2
 * In          n in 1..PROPOSTA_MAX people; marks[h][i] in 0..massimo; marks with locked[h][i] stay as they are
 * Out         possibile and marks of least total change: a true minimum. Ties: see the head of proposta.c; the same
 *             input always gives the same marks
 * Example     N4 of requirements 10.3 (37 37 34 32 28 24 / 37 34 37 32 28 24): distanza 2 */
enum { PROPOSTA_MAX = 1000, PROPOSTA_STATI = 8 * 1000 * 1000, PROPOSTA_TAVOLA = 128 * 1000 * 1000 }; /* about half a GB each */
void proposta_vicina(const PropostaRegole *r, ptrdiff_t n, const int *const marks[2], const bool *const locked[2],
                     Arena *a, Proposta *out);

/* C1-C4 together. */
bool proposta_legale(const PropostaRegole *r, ptrdiff_t n, const int *const marks[2]);

#endif

/* proposta.h - floor 3: the legal set of marks nearest to the one proposed. Pure, exact. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PROPOSTA_H
#define CICLO_PROPOSTA_H

#include "base/arena.h"

/* How "one third" of the marks of band A is counted (AMB-27) and how the positive deviations compare (AMB-26). */
typedef enum TettoA { A_DISTINCT, A_PER_SHEET, A_SLOTS } TettoA;
typedef enum SegnoC3 { C3_EQ, C3_GE, C3_LE } SegnoC3;

enum { PROPOSTA_PUNTI = 4000 };   /* a thousand points in quarters */
typedef struct PropostaRegole {
    int massimo;      /* 40: marks are 0..massimo, 1..PROPOSTA_PUNTI */
    int plafond;      /* 32 a head, 0..massimo; also the mark from which deviations count */
    int positivi;     /* 2 a head, 0..PROPOSTA_PUNTI */
    int soglia_a;     /* 37: from here on a mark is an A, 1..PROPOSTA_PUNTI + 1 */
    int divisore_a;   /* 3: one third, >= 1 */
    TettoA tetto_a;
    SegnoC3 c3;
} PropostaRegole;

/* People whose marks C1-C3 count together. */
typedef struct PropostaGruppo {
    ptrdiff_t n, contati;  /* people; how many the constraints count, n or more (staff.n) */
    const int *marks[2];   /* [half-sheet][person], 0..massimo */
    const int *da[2], *a[2];   /* the least and the most that each may get, 0 <= da <= a <= massimo; a held mark: both its own */
} PropostaGruppo;

typedef struct Proposta {
    bool possibile;     /* false: no set of marks is legal, or none was found (interrotta); the rest is 0 */
    bool interrotta;    /* the search grew beyond the limits below: distanza need not be the least; the same input always ends
                         * like this, or never */
    int64_t distanza;   /* sum of |change| over both half-sheets; 0 exactly when the marks were legal */
    int64_t minimo;     /* proved: no legal set is nearer. Equal to distanza unless interrotta */
    int *marks[2];      /* group after group */
} Proposta;

/* The nearest legal proposal for one or more groups: C1-C3 hold in each of them, one third (C4) for all of them together
 * (staff.a_scope). Small groups that are judged together are one group here (staff.small).
 * Implements  S-N.52-58 (C1-C4), X-13; options staff.a_cap, staff.c3, staff.n, staff.a_scope of requirements 12.2
 * In          1..PROPOSTA_MAX people in all, at least one in each group
 * Out         possibile and marks of least total change: a true minimum. Ties: see the head of proposta.c; the same
 *             input always gives the same marks
 * Example     N4 of requirements 10.3 (37 37 34 32 28 24 / 37 34 37 32 28 24): distanza 2 */
enum { PROPOSTA_MAX = 1000, PROPOSTA_STATI = 8 * 1000 * 1000, PROPOSTA_TAVOLA = 128 * 1000 * 1000 }; /* about half a GB each */
void proposta_gruppi(const PropostaRegole *r, ptrdiff_t n_gruppi, const PropostaGruppo *g, Arena *a, Proposta *out);

/* The same for one group, all of it counted; marks with locked[h][i] stay as they are. */
void proposta_vicina(const PropostaRegole *r, ptrdiff_t n, const int *const marks[2], const bool *const locked[2],
                     Arena *a, Proposta *out);

/* Why there is none: the first of these that holds whatever the rest.
 * trovato, dovuto: POCHI, TROPPI: points above the plafond that can be reached, or that are held, and those due;
 * PLAFOND: points below it that can be recovered, and needed; A_TENUTE: A held and allowed; A_SERVONO: A needed for the
 * positive points, and allowed; INSIEME: nothing. gruppo, semischeda: which (0: both half-sheets); gruppo -1: all of them.
 * fermi: bounds and held marks that clash: without any one of them the rest would not; empty: the rules themselves do.
 * False: nothing clashes, or it is not known. */
typedef enum PropostaMotivo {
    MOTIVO_INSIEME, MOTIVO_POCHI, MOTIVO_TROPPI, MOTIVO_PLAFOND, MOTIVO_A_TENUTE, MOTIVO_A_SERVONO
} PropostaMotivo;
typedef struct PropostaConflitto {
    PropostaMotivo motivo;
    ptrdiff_t gruppo;
    int semischeda;
    int64_t trovato, dovuto;
    bool *fermi[2];        /* as marks of Proposta */
    ptrdiff_t n_fermi;
} PropostaConflitto;
bool proposta_conflitto(const PropostaRegole *r, ptrdiff_t n_gruppi, const PropostaGruppo *g, Arena *a, PropostaConflitto *out);

/* What n people can reach (requirements 10.3): a line of the table of help.
 * Implements  X-13, S-N.52, S-N.56-58 under every reading of them
 * Out         max_c3: marks of A in one half-sheet that C1-C3 alone leave; possibile: some set is legal; max_semischeda,
 *             max_nomi, max_segni: most A in one half-sheet, people with an A, marks of A in both, with all constraints
 * Example     n = 8: plafond 256, positivi 16, max_c3 3, terzo 2, resto 2, possibile, 3 names */
typedef struct PropostaRiga {
    ptrdiff_t n;
    int64_t plafond, positivi;
    ptrdiff_t max_c3, terzo, resto;
    bool possibile;
    ptrdiff_t max_semischeda, max_nomi, max_segni;
} PropostaRiga;
void proposta_riga(const PropostaRegole *r, ptrdiff_t n, PropostaRiga *out);

/* C1-C4 together, the bounds too; x: marks, group after group. */
bool proposta_legale(const PropostaRegole *r, ptrdiff_t n_gruppi, const PropostaGruppo *g, const int *const x[2]);
/* C4 for so many counted: marks of A in each half-sheet, people with one or two, people with one. */
bool proposta_c4(const PropostaRegole *r, ptrdiff_t contati, const ptrdiff_t a[2], ptrdiff_t persone, ptrdiff_t singole);

#endif

/* proposta_controllo.h - what the tests of proposta share: cases by chance, an independent checker, an oracle. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PROPOSTA_CONTROLLO_H
#define CICLO_PROPOSTA_CONTROLLO_H

#include "rules/proposta.h"

enum { CASO_MAX = 240, ORACOLO_MAX = 9, GRUPPI_MAX = 8 };

/* limiti: da and a hold for who is not locked. n_gruppi 0: one group, all of it counted; else the people stand group after
 * group, `di` people in each, `contati` counted. */
typedef struct Caso {
    int n;
    int marks[2][CASO_MAX];
    bool locked[2][CASO_MAX];
    bool limiti;
    int da[2][CASO_MAX], a[2][CASO_MAX];
    int n_gruppi, di[GRUPPI_MAX], contati[GRUPPI_MAX];
} Caso;

/* A generator of its own, so that a seed means the same everywhere. */
typedef struct Sorte { uint64_t x; } Sorte;
int sorte(Sorte *s, int n);   /* 0..n-1 */

/* Seven kinds of group: any marks, the upper half, near the plafond, few values, two camps, many locks, some locks. */
Caso caso_sorte(Sorte *s, const PropostaRegole *r, int n, int genere);
/* The same with bounds of their own for some, and more people counted than there are for one group in two. */
Caso caso_largo(Sorte *s, const PropostaRegole *r, int n, int genere, int n_gruppi);
/* What may be: the locked mark, the bounds, 0..massimo. */
int caso_contati(const Caso *c);
int caso_da(const Caso *c, int h, int i);
int caso_a(const PropostaRegole *r, const Caso *c, int h, int i);
/* The case for proposta_gruppi; lives in a. */
ptrdiff_t caso_gruppi(const PropostaRegole *r, const Caso *c, Arena *a, PropostaGruppo **out);
void caso_print(const PropostaRegole *r, const Caso *c);

/* Fails the running test unless the proposal keeps the locks, the range, C1-C4 and has its own distance. */
void controllo_legale(const PropostaRegole *r, const Caso *c, const Proposta *p);

/* What the module finds, checked; -1: none. Through proposta_vicina where it can say it all. A search here is never given up. */
int64_t vicina(const PropostaRegole *r, const Caso *c);

/* Least distance by trying every set of A in each half-sheet, every pair of sets; -1 when nothing is legal. For each
 * set all marks are tried, person by person, keeping the least cost for each sum and each positive sum. */
int64_t oracolo(const PropostaRegole *r, const Caso *c);

#endif

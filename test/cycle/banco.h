/* banco.h - test: a small body with one group to evaluate, on both engines. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_TEST_BANCO_H
#define CICLO_TEST_BANCO_H

#include "cycle/tavolo.h"
#include "prova.h"

/* ENTE above AR and ALTRA; S1 below AR. SG; DIR leads AR, DIR2 ALTRA; PO leads S1 and evaluates group G1 of 2025,
 * people P01..; OIV; TEC. The final results are closed. */
enum { BANCO_MAX = 12 };
extern const char *const banco_persone[BANCO_MAX];
void banco(Prova *p, int n);
void banco_parametro(Prova *p, const char *key, const char *value);
void banco_atto(Prova *p, const char *code, const char *event, const char *when);
void banco_calibrazione(Prova *p);

/* Who acts; always on 10 May 2026, with the program's matrix. */
TavoloChi chi(Prova *p, const char *persona);

/* Marks of one half-sheet, P01 first: V(40, 36, 32). */
typedef struct Voti { int n, v[BANCO_MAX]; } Voti;
#define V(...) ((Voti){(int)(sizeof((int[]){__VA_ARGS__}) / sizeof(int)), {__VA_ARGS__}})

/* Offers of totals, as many as h1 has. */
TavoloOfferta *totali(Prova *p, Voti h1, Voti h2);

void apri(Prova *p, const char *persona, Tavolo *t);
/* Proposes as PO; words of all violations, "C1/1 superato ...; ...". */
Err proponi(Prova *p, Voti h1, Voti h2, TavoloEsito *out);
Str violazioni(Prova *p, const TavoloConto *k);
int64_t testa(Prova *p);

#endif

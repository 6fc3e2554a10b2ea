/* proposta_interna.h - floor 3: what the files of proposta share. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PROPOSTA_INTERNA_H
#define CICLO_PROPOSTA_INTERNA_H

#include "rules/proposta.h"

/* ---- one half-sheet (proposta_mezza.c) ---- */

/* P = sum of (x - plafond)+, N = margine + sum of (plafond - x)+; legal: t_lo <= P <= t_hi and N >= P. Those who are
 * counted but not here (staff.n) bring `margine`. */
typedef struct Mezza {
    ptrdiff_t n;
    const int *marks;
    const int *da, *a;        /* the least and the most that each may get; equal: held */
    bool ristretta;           /* somebody may get more than one mark but not all: the order of marks decides no more */
    int64_t t, t_lo, t_hi;    /* positivi * counted, and the P that C3 admits */
    int64_t margine;
    int64_t p_lo, p_hi, n_hi; /* least and most P of the bounds, most N */
    ptrdiff_t liberi;         /* how many are not held */
    /* Those who may stand on either side weigh something when they stand above: two weights, each with its ceiling
     * (negative: not even with nobody above). So there is room for P from below and for N. */
    int64_t tetto[2];
    bool pesa_n;              /* the second one is looked at */
    SegnoC3 c3;
    int plafond;
    ptrdiff_t *ordine;        /* the free people, highest mark first, then the order of the input */
} Mezza;

/* Marks that a person may get; empty when da > a. */
typedef struct Intervallo { int da, a; } Intervallo;

static const int64_t IMPOSSIBILE = INT64_MAX / 8;

Mezza mezza_new(const PropostaRegole *r, const PropostaGruppo *g, int h, Arena *a);
static inline bool mezza_fermo(const Mezza *h, ptrdiff_t i) { return h->da[i] == h->a[i]; }
/* May he stand on either side of the plafond? */
static inline bool mezza_bivio(const Mezza *h, ptrdiff_t i) { return h->da[i] <= h->plafond && h->a[i] > h->plafond; }
int mezza_peso(const Mezza *h, ptrdiff_t i, int quale);

/* The range of person i standing above the plafond or not, with or without leave to have an A. */
Intervallo mezza_intervallo(const PropostaRegole *r, const Mezza *h, ptrdiff_t i, bool sopra, bool puo_a);

/* What remains to be changed when the ranges' nearest marks give P and N: |P' - P| + max(0, P' - N) with the best
 * P' that C3 admits. Right when the ranges leave room (proposta_insieme.c). */
int64_t mezza_residuo(const Mezza *h, int64_t p, int64_t n);

/* The nearest legal marks inside the ranges; returns their distance. There must be some. */
int64_t mezza_assegna(const PropostaRegole *r, const Mezza *h, const Intervallo *v, int *x);

/* The half-sheet alone, not ristretta: costo[j] = least distance with at most j marks of A, IMPOSSIBILE or more when there is none. */
typedef struct Sola {
    Intervallo fascia[3];
    int64_t *costo;
    ptrdiff_t *alti, *medi;
} Sola;
Sola sola_new(const PropostaRegole *r, const Mezza *h, Arena *a);
void sola_ranges(const Sola *q, const Mezza *h, ptrdiff_t na, Intervallo *v);

/* Least distance when exactly the people with puo_a may have an A, and its ranges; IMPOSSIBILE or more: none. Of a half-sheet
 * that is ristretta a good one only. */
int64_t mezza_data(const PropostaRegole *r, const Mezza *h, const bool *puo_a, Arena *a, Intervallo *v);

/* ---- both together (proposta_insieme.c) ---- */

/* What is known of a problem: distanza of the best found (IMPOSSIBILE: none); none is nearer than minimo. */
typedef struct Trovato { int64_t distanza, minimo; bool interrotta; } Trovato;

/* The joint problem when at most k persons may have A in both half-sheets, `singole` (0, 1) more in one; ranges of the best. */
Trovato insieme_risolvi(const PropostaRegole *r, const Mezza mezze[2], ptrdiff_t k, int singole, Intervallo *ranges[2]);

/* One half-sheet with at most k marks of A, whether ristretta or not. */
Trovato insieme_mezza(const PropostaRegole *r, const Mezza *h, ptrdiff_t k, Intervallo *v);

/* ---- several groups under one ceiling (proposta_gruppi.c) ---- */

/* The best ranges, group after group. */
Trovato gruppi_risolvi(const PropostaRegole *r, ptrdiff_t n_gruppi, const PropostaGruppo *g, Arena *a, Intervallo *v[2]);

/* What one person can be. */
enum { TIPI_MAX = 16 };
typedef struct Tipo {
    int costo, p[2], n[2];    /* distance, P and N of the nearest marks */
    int spazio[2];            /* units of room brought */
    int sopra[2], giu[2];     /* what he weighs above: mezza_peso */
    int ruolo, singola;       /* uses one of the k, uses the single one */
    bool puo_a[2];
    Intervallo v[2];
} Tipo;

typedef struct Persona { ptrdiff_t i; int tipi; Tipo tipo[TIPI_MAX]; } Persona;

typedef struct Problema {
    const PropostaRegole *r;
    const Mezza *h;
    Arena *a;
    ptrdiff_t n;
    Persona *gente;           /* in the order of the search */
    ptrdiff_t k;
    int singole, spazio[2];   /* roles; units of room needed */
    int64_t sopra[2], giu[2];
    int64_t n_max[2];         /* N beyond this makes no difference */
    int64_t *restano[2], *restano_giu[2], *stanza[2];   /* [i]: most that the people from i on may weigh and bring */
    int64_t scala;
    int parita;               /* of every distance, where it is known; else -1 */
    int64_t migliore;         /* best distance found, with its ranges */
    bool interrotta;          /* the search was given up: migliore need not be the least, nothing is below provato */
    int64_t provato;
    Intervallo *scelta[2];
} Problema;

/* ---- bound (proposta_prezzi.c) ---- */

/* Prices, 1 = scala: for each half-sheet those of P and N (l, m), sopra, spazio; for both that of the k roles. */
enum { L = 0, M = 2, SOPRA = 4, SPAZIO = 6, RUOLO = 8, PREZZI = 9 };
typedef struct Prezzi { int64_t v[PREZZI]; } Prezzi;

/* b[((i * S + singole) * (spazio[0] + 1) + s0) * (spazio[1] + 1) + s1]: least price of people i.. */
typedef struct Tavola { Prezzi z; int32_t *b; int64_t valore; bool corta; /* spazio is priced instead */ } Tavola;
enum { INFINITO = 1 << 29 };

Prezzi prezzi_find(const Problema *q, int64_t *valore);
/* Takes away the types with which no proposal can be better than the best one found; true when there were any. */
bool prezzi_togli(Problema *q, const Prezzi *z);
int64_t prezzo(const Problema *q, const Prezzi *z, const Tipo *t);   /* without spazio */
Tavola tavola_new(const Problema *q, const Prezzi *z, bool corta);
const int32_t *tavola_at(const Problema *q, const Tavola *t, ptrdiff_t i, int singole);

/* The part of the bound that does not depend on the people still to come. */
int64_t resto_fisso(const Problema *q, const Prezzi *z, const int64_t p[2], const int64_t n[2], const int64_t sopra[2],
                    ptrdiff_t ruoli);
int64_t prezzo_solo(const Problema *q, const Prezzi *z, const Tipo *t);   /* with spazio */

/* ---- a good proposal by trial (proposta_stima.c) ---- */
void stima(Problema *q, const Prezzi *z, int64_t basta);   /* may stop at a distance 'basta' */

/* The least distance that a bound, 1 = scala, leaves possible. */
static inline int64_t arrotonda(const Problema *q, int64_t bound)
{
    int64_t d = bound / q->scala + (bound % q->scala > 0);
    return d + (q->parita >= 0 && (d & 1) != q->parita);
}

/* ---- search (proposta_cerca.c): lowers migliore to the minimum ---- */
/* larga: without spazio, sopra and giu, which seldom bind; t without their prices, and corta. False: a choice that would be
 * better is not possible for them, so that nothing is proved. */
bool cerca(Problema *q, const Tavola *t, bool larga);

static inline int dist(int a, int b) { return a < b ? b - a : a - b; }
static inline int clampi(int x, Intervallo v) { return x < v.da ? v.da : x > v.a ? v.a : x; }
static inline int64_t min64(int64_t a, int64_t b) { return a < b ? a : b; }
static inline int64_t max64(int64_t a, int64_t b) { return a > b ? a : b; }
static inline int64_t ceil_div(int64_t a, int64_t b) { return a / b + (a % b > 0); }

#endif

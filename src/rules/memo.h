/* memo.h - floor 3: what a rule gave for the same inputs: it runs once for each of them, not once for each person.
 *
 * Only without traces: a proof is everybody's own. A run that has more different inputs than places forgets some and
 * computes them again, so memory for the search stays small and nothing is ever guessed. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_MEMO_H
#define CICLO_MEMO_H

#include "numero/num.h"

/* A result, exact and as printed. */
typedef struct Parziale { Num esatto, stampato; } Parziale;

/* The inputs, whole: results are found by comparing all of it. */
typedef struct MemoChiave { uint64_t v[3]; } MemoChiave;

/* Keys stand in the places themselves: to look for one that is not there must not touch the results. */
typedef struct MemoPosto { MemoChiave chiave; const Parziale *p; } MemoPosto;

/* Zero-initialised with its arenas = empty and ready. */
typedef struct Memo {
    Arena *a;              /* results: they outlive the memo */
    Arena *scratch;        /* places */
    MemoPosto *posti;
    uint64_t cap;          /* a power of two */
} Memo;

/* n and d of a small number in one word. False where they need more. What is absent (not num_is) is 0. */
static inline bool memo_parola(const Num *x, uint64_t *out)
{
    uint64_t n = (uint64_t)x->n, d = (uint64_t)x->d;
    *out = n << 32 | d;
    return !((uint64_t)(x->n >> 64) | (uint64_t)(x->d >> 64) | n >> 32 | d >> 32);
}

static inline uint64_t memo_posto(const Memo *m, const MemoChiave *k)
{
    uint64_t h = ((k->v[0] * 0x9e3779b97f4a7c15u ^ k->v[1]) * 0xff51afd7ed558ccdu ^ k->v[2]) * 0xc4ceb9fe1a85ec53u;
    return h >> 32 & (m->cap - 1);
}

enum { MEMO_GIRI = 4 }; /* places looked at for one key */

static inline const Parziale *memo_cerca(const Memo *m, const MemoChiave *k)
{
    if (!m->cap) return NULL;
    uint64_t at = memo_posto(m, k);
    for (int i = 0; i < MEMO_GIRI; i++) {
        const MemoPosto *p = &m->posti[(at + (uint64_t)i) & (m->cap - 1)];
        if (!p->p) return NULL;
        if (p->chiave.v[0] == k->v[0] && p->chiave.v[1] == k->v[1] && p->chiave.v[2] == k->v[2]) return p->p;
    }
    return NULL;
}

/* Keeps a copy of p and returns it; with k NULL nobody finds it again. */
const Parziale *memo_ricorda(Memo *m, const MemoChiave *k, Parziale p);

#endif

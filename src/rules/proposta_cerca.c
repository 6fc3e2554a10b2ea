/* proposta_cerca.c - floor 3: best-first search over people (proposta_insieme.c). Pure, exact. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/proposta_interna.h"

typedef struct Stato {
    int64_t p[2], n[2];
    int32_t spazio[2], sopra[2], ruoli, singole, persona, costo;
} Stato;

typedef struct Nodo { Stato s; int32_t padre, tipo, next, uguale; } Nodo;

typedef struct Ricerca {
    LIST(Nodo) nodi;
    int32_t *hash;      /* heads of the lists 'uguale', -1 ends */
    ptrdiff_t hash_n;
    int32_t *secchi;    /* by bound, from 'base' on; lists 'next' */
    int64_t base, n_secchi;
} Ricerca;

static uint64_t stato_hash(const Stato *s)
{
    uint64_t w[] = {(uint64_t)s->p[0] << 32 | (uint64_t)s->p[1], (uint64_t)s->n[0] << 32 | (uint64_t)s->n[1],
                    (uint64_t)s->spazio[0] << 32 | (uint32_t)s->spazio[1],
                    (uint64_t)s->sopra[0] << 32 | (uint32_t)s->sopra[1],
                    (uint64_t)s->ruoli << 32 | (uint64_t)s->persona << 1 | (uint64_t)s->singole};
    uint64_t x = 0;
    for (ptrdiff_t j = 0; j < COUNT_OF(w); j++) {
        x = (x ^ w[j]) * 0x9e3779b97f4a7c15u;
        x ^= x >> 29;
    }
    return x;
}

static bool stato_same(const Stato *a, const Stato *b)
{
    return memcmp(a, b, offsetof(Stato, costo)) == 0;
}

static void hash_grow(Problema *q, Ricerca *c)
{
    c->hash_n = c->hash_n ? 4 * c->hash_n : 1 << 12;
    c->hash = NEW_N(q->a, int32_t, c->hash_n);
    memset(c->hash, -1, (size_t)c->hash_n * sizeof *c->hash);
    for (ptrdiff_t j = 0; j < c->nodi.n; j++) {
        int32_t *head = &c->hash[stato_hash(&c->nodi.items[j].s) & (uint64_t)(c->hash_n - 1)];
        c->nodi.items[j].uguale = *head;
        *head = (int32_t)j;
    }
}

/* Adds a state unless the same one was reached as cheaply. */
static void stato_add(Problema *q, Ricerca *c, const Stato *s, int64_t bound, int32_t padre, int32_t tipo)
{
    if (c->nodi.n * 2 >= c->hash_n) hash_grow(q, c);
    int32_t *head = &c->hash[stato_hash(s) & (uint64_t)(c->hash_n - 1)];
    for (int32_t j = *head; j >= 0; j = c->nodi.items[j].uguale)
        if (stato_same(&c->nodi.items[j].s, s) && c->nodi.items[j].s.costo <= s->costo) return;
    ASSERT(c->nodi.n < INT32_MAX / 2);
    int32_t me = (int32_t)c->nodi.n, *secchio = &c->secchi[bound - c->base];
    *PUSH(q->a, &c->nodi) = (Nodo){.s = *s, .padre = padre, .tipo = tipo, .next = *secchio, .uguale = *head};
    *secchio = *head = me;
}

/* A dearer way to the same state may still wait in its bucket. */
static bool superato(const Ricerca *c, int32_t me)
{
    const Stato *s = &c->nodi.items[me].s;
    for (int32_t j = c->hash[stato_hash(s) & (uint64_t)(c->hash_n - 1)]; j >= 0; j = c->nodi.items[j].uguale)
        if (j != me && stato_same(&c->nodi.items[j].s, s) && c->nodi.items[j].s.costo < s->costo) return true;
    return false;
}

/* The state after person s->persona takes type y; false: no complete choice goes through it. */
static bool stato_next(const Problema *q, const Stato *s, const Tipo *y, Stato *to)
{
    *to = *s;
    ptrdiff_t i = ++to->persona;
    to->costo += y->costo;
    to->ruoli -= y->ruolo;
    to->singole -= y->singola;
    if (to->ruoli < 0 || to->singole < 0) return false;
    if (to->ruoli > q->n - i) to->ruoli = (int32_t)(q->n - i);
    for (int h = 0; h < 2; h++) {
        to->p[h] += y->p[h];
        to->n[h] = min64(q->n_max[h], to->n[h] + y->n[h]);
        to->spazio[h] = (int32_t)max64(0, to->spazio[h] - y->spazio[h]);
        to->sopra[h] -= y->sopra[h];
        if (to->sopra[h] < 0) return false;
        if (to->sopra[h] > q->liberi[h][i]) to->sopra[h] = (int32_t)q->liberi[h][i];
    }
    return true;
}

/* Lower bound of the final distance through s, 1 = scala; exact at the end. Negative: no way. */
static int64_t stato_bound(const Problema *q, const Tavola *t, const Stato *s)
{
    int64_t costo = s->costo * q->scala;
    if (s->persona == q->n) {
        if (s->spazio[0] || s->spazio[1]) return -1;
        for (int h = 0; h < 2; h++) costo += q->scala * mezza_residuo(&q->h[h], s->p[h], s->n[h]);
        return costo;
    }
    int32_t b = tavola_at(q, t, s->persona, s->singole)[(ptrdiff_t)s->spazio[0] * (q->spazio[1] + 1) + s->spazio[1]];
    if (b > INFINITO / 2) return -1;
    ptrdiff_t sopra[2] = {s->sopra[0], s->sopra[1]};
    return max64(0, costo + b + resto_fisso(q, &t->z, s->p, s->n, sopra, s->ruoli));
}

static void espandi(Problema *q, const Tavola *t, Ricerca *c, int32_t me, int64_t bound)
{
    Stato s = c->nodi.items[me].s;
    const Persona *g = &q->gente[s.persona];
    struct { Stato s; int64_t b; int32_t tipo; } figli[TIPI_MAX];
    int n = 0;
    for (int j = 0; j < g->tipi; j++) {
        Stato to;
        if (!stato_next(q, &s, &g->tipo[j], &to)) continue;
        int64_t b = stato_bound(q, t, &to);
        if (b < 0 || ceil_div(b, q->scala) >= q->migliore) continue;
        int x = n++;
        for (; x > 0 && figli[x - 1].b < b; x--) figli[x] = figli[x - 1];
        figli[x].s = to;
        figli[x].b = b;
        figli[x].tipo = j;
    }
    /* The best one last: it is opened first. */
    for (int j = 0; j < n; j++)
        stato_add(q, c, &figli[j].s, max64(bound, ceil_div(figli[j].b, q->scala)), me, figli[j].tipo);
}

static void scegli(Problema *q, ptrdiff_t i, int tipo)
{
    const Persona *g = &q->gente[i];
    for (int h = 0; h < 2; h++) q->scelta[h][g->i] = g->tipo[tipo].v[h];
}

void cerca(Problema *q, const Tavola *t)
{
    int64_t tetto = min64(q->migliore, 2 * q->n * q->r->massimo + 1);
    Ricerca c = {.base = max64(0, ceil_div(t->valore, q->scala))};
    if (c.base >= tetto) return;
    c.n_secchi = tetto - c.base;
    c.secchi = NEW_N(q->a, int32_t, c.n_secchi);
    memset(c.secchi, -1, (size_t)c.n_secchi * sizeof *c.secchi);
    Stato s = {.ruoli = (int32_t)q->k, .singole = q->singole, .spazio = {q->spazio[0], q->spazio[1]},
               .sopra = {(int32_t)q->sopra[0], (int32_t)q->sopra[1]}};
    stato_add(q, &c, &s, c.base, -1, 0);
    for (int64_t b = 0; b < c.n_secchi; b++)
        while (c.secchi[b] >= 0) {
            int32_t me = c.secchi[b];
            c.secchi[b] = c.nodi.items[me].next;
            if (superato(&c, me)) continue;
            if (c.nodi.items[me].s.persona < q->n) {
                espandi(q, t, &c, me, c.base + b);
                continue;
            }
            q->migliore = c.base + b;
            for (int32_t j = me; c.nodi.items[j].padre >= 0; j = c.nodi.items[j].padre)
                scegli(q, c.nodi.items[j].s.persona - 1, c.nodi.items[j].tipo);
            return;
        }
}


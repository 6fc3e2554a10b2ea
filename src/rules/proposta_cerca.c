/* proposta_cerca.c - floor 3: best-first search over people (proposta_insieme.c). Pure, exact. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/proposta_interna.h"

/* After the people before 'persona': what must be equal for two states to have the same future, then what may differ. */
typedef struct Chiave { int32_t persona, singole, ruoli, spazio[2], sopra[2], giu[2]; } Chiave;
typedef struct Stato {
    Chiave c;
    int32_t costo, p[2], n[2];
} Stato;

/* next: the bucket's list; uguale: the list of the hash. */
typedef struct Nodo { Stato s; int32_t padre, tipo, next, uguale; bool superato; } Nodo;

/* Nodes lie in blocks: they are many, and growing must not copy them. */
enum { BLOCCO_BIT = 10, BLOCCO = 1 << BLOCCO_BIT };

typedef struct Ricerca {
    LIST(Nodo *) blocchi;
    int32_t n;
    int32_t *hash;      /* heads of lists of states that are not surpassed, -1 ends */
    ptrdiff_t hash_n, vivi;
    int32_t *secchi;    /* by bound from 'base' on, then by persona */
    int64_t base;
    bool larga, fuori;  /* a choice was found that only larga allows */
} Ricerca;

static Nodo *nodo(const Ricerca *c, int32_t j) { return &c->blocchi.items[j >> BLOCCO_BIT][j & (BLOCCO - 1)]; }

static uint64_t chiave_hash(const Chiave *c)
{
    uint64_t w[] = {(uint64_t)c->persona << 32 | (uint32_t)c->ruoli, (uint64_t)c->spazio[0] << 32 | (uint32_t)c->spazio[1],
                    (uint64_t)c->sopra[0] << 32 | (uint32_t)c->sopra[1] << 1 | (uint32_t)c->singole,
                    (uint64_t)c->giu[0] << 32 | (uint32_t)c->giu[1]};
    uint64_t x = 0;
    for (ptrdiff_t j = 0; j < COUNT_OF(w); j++) {
        x = (x ^ w[j]) * 0x9e3779b97f4a7c15u;
        x ^= x >> 29;
    }
    return x;
}

/* With the same key, whatever completes b completes a at no more: mezza_residuo moves by no more than P moves, and by no
 * more than N falls. Not both ways unless they are equal. */
static bool supera(const Stato *a, const Stato *b)
{
    int64_t v = a->costo;
    for (int h = 0; h < 2; h++) v += dist(a->p[h], b->p[h]) + max64(0, b->n[h] - a->n[h]);
    return v <= b->costo;
}

static void hash_grow(Problema *q, Ricerca *c)
{
    c->hash_n = c->hash_n ? 4 * c->hash_n : 1 << 12;
    c->hash = NEW_N(q->a, int32_t, c->hash_n);
    memset(c->hash, -1, (size_t)c->hash_n * sizeof *c->hash);
    for (int32_t j = 0; j < c->n; j++) {
        Nodo *n = nodo(c, j);
        if (n->superato) continue;
        int32_t *head = &c->hash[chiave_hash(&n->s.c) & (uint64_t)(c->hash_n - 1)];
        n->uguale = *head;
        *head = j;
    }
}

/* Adds a state unless another one surpasses it; takes out those that it surpasses. */
static void stato_add(Problema *q, Ricerca *c, const Stato *s, int64_t bound, int32_t padre, int32_t tipo)
{
    if (c->vivi >= c->hash_n) hash_grow(q, c);
    int32_t *head = &c->hash[chiave_hash(&s->c) & (uint64_t)(c->hash_n - 1)];
    for (int32_t j = *head; j >= 0; j = nodo(c, j)->uguale) {
        const Stato *x = &nodo(c, j)->s;
        if (memcmp(&x->c, &s->c, sizeof s->c) == 0 && supera(x, s)) return;
    }
    for (int32_t *at = head; *at >= 0;) {
        Nodo *x = nodo(c, *at);
        if (memcmp(&x->s.c, &s->c, sizeof s->c) == 0 && supera(s, &x->s)) {
            x->superato = true;
            *at = x->uguale;
            c->vivi--;
        } else {
            at = &x->uguale;
        }
    }
    if ((c->n & (BLOCCO - 1)) == 0) *PUSH(q->a, &c->blocchi) = NEW_N(q->a, Nodo, BLOCCO);
    ASSERT(c->n < INT32_MAX);
    int32_t me = c->n++, *secchio = &c->secchi[(bound - c->base) * q->n + s->c.persona];
    *nodo(c, me) = (Nodo){.s = *s, .padre = padre, .tipo = tipo, .next = *secchio, .uguale = *head};
    *secchio = *head = me;
    c->vivi++;
}

/* The state after person s->persona takes type y; false: no complete choice goes through it. */
static bool stato_next(const Problema *q, bool larga, const Stato *s, const Tipo *y, Stato *to)
{
    *to = *s;
    Chiave *c = &to->c;
    ptrdiff_t i = ++c->persona;
    to->costo += y->costo;
    c->ruoli -= y->ruolo;
    c->singole -= y->singola;
    if (c->ruoli < 0 || c->singole < 0) return false;
    if (c->ruoli > q->n - i) c->ruoli = (int32_t)(q->n - i);
    for (int h = 0; h < 2; h++) {
        to->p[h] += y->p[h];
        to->n[h] = (int32_t)min64(q->n_max[h], to->n[h] + y->n[h]);
        if (larga) continue;
        c->spazio[h] = (int32_t)max64(0, c->spazio[h] - y->spazio[h]);
        c->sopra[h] -= y->sopra[h];
        c->giu[h] -= y->giu[h];
        if (c->sopra[h] < 0 || c->giu[h] < 0 || c->spazio[h] > q->stanza[h][i]) return false;
        if (c->sopra[h] > q->restano[h][i]) c->sopra[h] = (int32_t)q->restano[h][i];
        if (c->giu[h] > q->restano_giu[h][i]) c->giu[h] = (int32_t)q->restano_giu[h][i];
    }
    return true;
}

/* Lower bound of the final distance through s, 1 = scala; exact at the end. Negative: no way. */
static int64_t stato_bound(const Problema *q, const Tavola *t, const Stato *s)
{
    const Chiave *c = &s->c;
    int64_t costo = s->costo * q->scala, p[2] = {s->p[0], s->p[1]}, n[2] = {s->n[0], s->n[1]};
    if (c->persona == q->n) {
        if (c->spazio[0] || c->spazio[1]) return -1;
        for (int h = 0; h < 2; h++) costo += q->scala * mezza_residuo(&q->h[h], p[h], n[h]);
        return costo;
    }
    ptrdiff_t at = t->corta ? 0 : (ptrdiff_t)c->spazio[0] * (q->spazio[1] + 1) + c->spazio[1];
    int32_t b = tavola_at(q, t, c->persona, c->singole)[at];
    if (b > INFINITO / 2) return -1;
    for (int h = 0; h < 2 && t->corta; h++) costo += t->z.v[SPAZIO + h] * c->spazio[h];
    int64_t sopra[2] = {c->sopra[0], c->sopra[1]};
    return max64(0, costo + b + resto_fisso(q, &t->z, p, n, sopra, c->ruoli));
}

/* The way that leads to a complete choice through type 'tipo' of the last person; false: it is only possible for a wide search. */
static bool ricorda(Problema *q, const Ricerca *c, int32_t padre, int tipo, int64_t costo)
{
    int64_t sopra[2] = {q->sopra[0], q->sopra[1]}, giu[2] = {q->giu[0], q->giu[1]}, spazio[2] = {q->spazio[0], q->spazio[1]};
    int32_t from = padre;
    int which = tipo;
    for (ptrdiff_t i = q->n; i-- > 0 && c->larga;) {
        for (int h = 0; h < 2; h++) {
            const Tipo *t = &q->gente[i].tipo[which];
            spazio[h] -= t->spazio[h];
            sopra[h] -= t->sopra[h];
            giu[h] -= t->giu[h];
        }
        which = nodo(c, from)->tipo;
        from = nodo(c, from)->padre;
    }
    for (int h = 0; h < 2 && c->larga; h++)
        if (spazio[h] > 0 || sopra[h] < 0 || giu[h] < 0) return false;
    q->migliore = costo;
    for (ptrdiff_t i = q->n; i-- > 0;) {
        const Persona *g = &q->gente[i];
        for (int h = 0; h < 2; h++) q->scelta[h][g->i] = g->tipo[tipo].v[h];
        tipo = nodo(c, padre)->tipo;
        padre = nodo(c, padre)->padre;
    }
    return true;
}

static void espandi(Problema *q, const Tavola *t, Ricerca *c, int32_t me, int64_t bound)
{
    const Stato s = nodo(c, me)->s;
    const Persona *g = &q->gente[s.c.persona];
    for (int j = 0; j < g->tipi; j++) {
        Stato to;
        if (!stato_next(q, c->larga, &s, &g->tipo[j], &to)) continue;
        int64_t b = stato_bound(q, t, &to);
        if (b < 0) continue;
        b = max64(bound, arrotonda(q, b));
        if (b >= q->migliore) continue;
        if (to.c.persona == q->n) c->fuori |= !ricorda(q, c, me, j, b);
        else stato_add(q, c, &to, b, me, j);
    }
}

/* Opens the states of one bucket, at most 'quanti'; returns how many. */
static ptrdiff_t apri(Problema *q, const Tavola *t, Ricerca *c, int64_t bound, ptrdiff_t persona, ptrdiff_t quanti)
{
    int32_t *secchio = &c->secchi[(bound - c->base) * q->n + persona];
    ptrdiff_t aperti = 0;
    while (*secchio >= 0 && aperti < quanti && bound < q->migliore && !c->fuori) {
        if (c->n > (c->larga ? PROPOSTA_STATI / 8 : PROPOSTA_STATI)) {
            q->interrotta = true;
            break;
        }
        int32_t me = *secchio;
        *secchio = nodo(c, me)->next;
        if (nodo(c, me)->superato) continue;
        espandi(q, t, c, me, bound);
        aperti++;
    }
    return aperti;
}

bool cerca(Problema *q, const Tavola *t, bool larga)
{
    enum { FASCIO = 64 };
    int64_t tetto = min64(q->migliore, 2 * q->n * q->r->massimo + 1);
    Ricerca c = {.base = arrotonda(q, max64(0, t->valore)), .larga = larga};
    q->provato = max64(q->provato, c.base);
    if (c.base >= tetto) return true;
    bool nessuna = q->migliore >= IMPOSSIBILE;   /* every legal set is nearer than tetto */
    if (nessuna) q->migliore = tetto;
    int64_t n_secchi = (tetto - c.base) * q->n;
    if (n_secchi > PROPOSTA_TAVOLA) {
        q->interrotta = true;
        if (nessuna) q->migliore = IMPOSSIBILE;
        return true;
    }
    c.secchi = NEW_N(q->a, int32_t, n_secchi);
    memset(c.secchi, -1, (size_t)n_secchi * sizeof *c.secchi);
    Stato s = {{.ruoli = (int32_t)q->k, .singole = q->singole}, 0, {0},
               {(int32_t)min64(q->n_max[0], q->h[0].margine), (int32_t)min64(q->n_max[1], q->h[1].margine)}};
    for (int h = 0; h < 2 && !larga; h++) {
        s.c.spazio[h] = q->spazio[h];
        s.c.sopra[h] = (int32_t)q->sopra[h];
        s.c.giu[h] = (int32_t)q->giu[h];
    }
    stato_add(q, &c, &s, c.base, -1, 0);
    /* First the most promising few at every person, for a good choice soon. */
    for (ptrdiff_t i = 0; i < q->n; i++) {
        ptrdiff_t aperti = 0;
        for (int64_t b = c.base; b < tetto && aperti < FASCIO; b++) aperti += apri(q, t, &c, b, i, FASCIO - aperti);
    }
    /* Then all that may still be better. Within a bound the first people first: what a state surpasses goes before it
     * is opened. Opening adds to this bucket's successors only. */
    for (int64_t b = c.base; b < q->migliore && !q->interrotta && !c.fuori; b++) {
        q->provato = max64(q->provato, b);
        for (ptrdiff_t i = 0; i < q->n; i++) apri(q, t, &c, b, i, PTRDIFF_MAX);
    }
    if (nessuna && q->migliore == tetto) q->migliore = IMPOSSIBILE;
    return !c.fuori;
}

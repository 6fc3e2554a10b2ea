/* riparto.c - floor 3: shares a fund to the cent by largest remainders. Pure.
 *
 * Weights are whole numbers over few denominators, so the share of one is a product: fund / (sum x denominator) is computed
 * once for each denominator, exact to 62 bits. That settles floors and remainders that are clearly apart; where it cannot
 * (a share next to a whole cent, remainders next to each other) the exact rationals decide. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/regole.h"

/* REST_BITS: how finely the remainder of a share is known. RESTI: into how many heaps of like remainders they are counted. */
enum { REST_BITS = 30, RESTI_BITS = 12, RESTI = 1 << RESTI_BITS, FIRST_CAP = 64 };

/* rest: the remainder in 1/2^30 of a cent, rounded down; the true one is within rest .. rest + 2. */
typedef struct Peso {
    int64_t n;            /* the numerator; of a long weight, where it stands among them */
    int32_t classe;       /* its denominator; LUNGO: a weight that does not fit here */
    uint32_t rest;
} Peso;
enum { LUNGO = -1 };

typedef struct Classe {
    int64_t d;
    Int128 somma;         /* of the numerators: fewer than 2^63 of them, each below 2^61 */
    uint64_t k;           /* share of a numerator 1: within k .. k + 1, in 1/2^(shift + REST_BITS) of a cent */
    int shift;
    int64_t n_max;        /* of larger numerators k says too little; -1: of all */
} Classe;

struct Riparto {
    Arena *scratch;
    Peso *pesi;
    ptrdiff_t n, cap;
    LIST(Classe) classi;
    int32_t *posti;       /* open addressing: 1 + index of the class; at most half full */
    ptrdiff_t cap_posti;
    LIST(Num) lunghi;
    Num unit;             /* cents for one unit of weight, exact */
    const CasoPersona *chi;
    EsitoPersona *out;
};

Riparto *riparto_new(Arena *scratch, ptrdiff_t n)
{
    Riparto *r = NEW(scratch, Riparto);
    *r = (Riparto){.scratch = scratch, .pesi = NEW_N(scratch, Peso, n), .cap = n, .cap_posti = FIRST_CAP};
    r->posti = NEW_N(scratch, int32_t, r->cap_posti);
    return r;
}

static int32_t *place(const Riparto *r, int64_t d)
{
    ptrdiff_t i = (ptrdiff_t)((uint64_t)d * 0x9e3779b97f4a7c15u >> 32) & (r->cap_posti - 1);
    while (r->posti[i] && r->classi.items[r->posti[i] - 1].d != d) i = (i + 1) & (r->cap_posti - 1);
    return &r->posti[i];
}

static int32_t new_class(Riparto *r, int64_t d)
{
    if (r->classi.n * 2 >= r->cap_posti) {
        r->cap_posti *= 2;
        r->posti = NEW_N(r->scratch, int32_t, r->cap_posti);
        for (ptrdiff_t i = 0; i < r->classi.n; i++) *place(r, r->classi.items[i].d) = (int32_t)i + 1;
    }
    ASSERT(r->classi.n < INT32_MAX);
    *PUSH(r->scratch, &r->classi) = (Classe){.d = d};
    return *place(r, d) = (int32_t)r->classi.n;
}

void riparto_lungo(Riparto *r, Num w)
{
    ASSERT(r->n < r->cap && num_sign(w) >= 0);
    r->pesi[r->n++] = (Peso){r->lunghi.n, LUNGO, 0};
    *PUSH(r->scratch, &r->lunghi) = num_copy(r->scratch, w);
}

void riparto_corto(Riparto *r, int64_t n, int64_t d)
{
    ASSERT(r->n < r->cap && n >= 0);
    int32_t at = *place(r, d);
    if (!at) at = new_class(r, d);
    Peso *p = &r->pesi[r->n++];
    p->n = n;
    p->classe = at - 1;
    r->classi.items[at - 1].somma += n;
}

static Num peso(const Riparto *r, ptrdiff_t i)
{
    const Peso *p = &r->pesi[i];
    return p->classe == LUNGO ? r->lunghi.items[p->n] : num_pair(p->n, r->classi.items[p->classe].d);
}

static Num total(const Riparto *r, Arena *a)
{
    NumSum *sum = num_sum_new(r->scratch);
    for (ptrdiff_t i = 0; i < r->classi.n; i++) num_sum_add(sum, num_pair(r->classi.items[i].somma, r->classi.items[i].d));
    for (ptrdiff_t i = 0; i < r->lunghi.n; i++) num_sum_add(sum, r->lunghi.items[i]);
    return num_sum_total(sum, a);
}

/* unit as k / 2^s with k of at most 124 bits, rounded down. False: too small or large for a first look. */
static bool first_look(Arena *a, Num unit, UInt128 *k, int *s)
{
    Num limit = num_pair((Int128)1 << 124, 1), two30 = num_int(INT64_C(1) << 30), x = unit;
    *s = 0;
    while (num_cmp(num_mul(a, x, two30), limit) < 0 && *s < 600) x = num_mul(a, x, two30), *s += 30;
    while (num_cmp(num_mul(a, x, num_int(2)), limit) < 0 && *s < 600) x = num_mul(a, x, num_int(2)), ++*s;
    if (*s >= 600 || num_cmp(x, limit) >= 0) return false;
    *k = (UInt128)num_floor(a, x).n;
    return true;
}

/* Rounding down by one denominator, then by a power of two, is rounding down once. */
static void look_at_class(Classe *c, bool look, UInt128 k, int s)
{
    c->n_max = -1;
    if (!look) return;
    k /= (UInt128)c->d;
    while (k >> 62) k >>= 1, s--;
    c->k = (uint64_t)k;
    c->shift = s - REST_BITS;
    /* n x k falls short of n x the true factor by less than n: less than one unit of the rest only if n < 2^shift */
    if (c->shift < 0 || c->shift >= 120) c->shift = 0;
    else c->n_max = c->shift < 62 ? ((int64_t)1 << c->shift) - 1 : INT64_MAX;
}

/* Whole cents and what is known of the rest, from the exact share. */
static int64_t exact_share(const Riparto *r, ptrdiff_t i)
{
    Arena *a = r->scratch;
    ArenaMark m = arena_mark(a);
    Num x = num_mul(a, peso(r, i), r->unit), whole = num_floor(a, x);
    Num fine = num_floor(a, num_mul(a, num_sub(a, x, whole), num_int(1 << REST_BITS)));
    int64_t cents = 0, rest = 0;
    ASSERT(num_to_int(a, whole, &cents) && num_to_int(a, fine, &rest));
    r->pesi[i].rest = (uint32_t)rest;
    arena_rewind(a, m);
    return cents;
}

static int64_t share(const Riparto *r, ptrdiff_t i)
{
    Peso *p = &r->pesi[i];
    if (p->classe == LUNGO) return exact_share(r, i);
    const Classe *c = &r->classi.items[p->classe];
    UInt128 fine = (UInt128)p->n * c->k >> c->shift;
    p->rest = (uint32_t)fine & ((1u << REST_BITS) - 1);
    /* the true share is less than 2 units above: with these the whole cents are sure */
    if (p->n > c->n_max || p->rest >= (1u << REST_BITS) - 2) return exact_share(r, i);
    return (int64_t)(fine >> REST_BITS);
}

/* True when x gets its cent before y. */
static bool before(const Riparto *r, ptrdiff_t x, ptrdiff_t y)
{
    const Peso *p = &r->pesi[x], *q = &r->pesi[y];
    if (p->rest > q->rest + 2) return true;
    if (q->rest > p->rest + 2) return false;
    if (p->n != q->n || p->classe != q->classe) {
        Arena *a = r->scratch;
        ArenaMark m = arena_mark(a);
        Num v = num_sub(a, num_mul(a, peso(r, x), r->unit), num_int(r->out[x].importo_cent));
        int c = num_cmp(v, num_sub(a, num_mul(a, peso(r, y), r->unit), num_int(r->out[y].importo_cent)));
        arena_rewind(a, m);
        if (c) return c > 0;
    }
    int c = str_cmp(r->chi[x].id, r->chi[y].id);
    return c ? c < 0 : x < y;
}

static void swap(ptrdiff_t *x, ptrdiff_t *y)
{
    ptrdiff_t z = *x;
    *x = *y;
    *y = z;
}

/* Brings the k first (by before) to the front: selection by halves, pivots in the middle. */
static void choose(const Riparto *r, ptrdiff_t *q, ptrdiff_t n, ptrdiff_t k)
{
    ptrdiff_t lo = 0, hi = n;
    while (hi - lo > 1 && k > lo && k < hi) {
        ptrdiff_t mid = lo + (hi - lo) / 2, at = lo;
        swap(&q[mid], &q[hi - 1]);
        for (ptrdiff_t i = lo; i < hi - 1; i++)
            if (before(r, q[i], q[hi - 1])) swap(&q[i], &q[at++]);
        swap(&q[at], &q[hi - 1]);
        if (at < k) lo = at + 1;
        else hi = at;
    }
}

/* One cent each to the `left` largest remainders. Heaps of like remainders are counted from the largest down; only the
 * heap where the cents end, with what may be as large or as small, needs to be put in order. */
static void hand_out(const Riparto *r, const uint32_t *heaps, ptrdiff_t left)
{
    if (!left) return;
    int heap = RESTI - 1;
    for (ptrdiff_t above = 0; above + heaps[heap] < left; heap--) above += heaps[heap];
    int64_t low = ((int64_t)heap << (REST_BITS - RESTI_BITS)) - 2, high = ((int64_t)(heap + 1) << (REST_BITS - RESTI_BITS)) + 2;
    LIST(ptrdiff_t) near = {0};
    for (ptrdiff_t i = 0; i < r->n; i++) {
        if (r->pesi[i].rest < low) continue;
        if (r->pesi[i].rest > high) {
            r->out[i].importo_cent++;
            left--;
        } else {
            *PUSH(r->scratch, &near) = i;
        }
    }
    ASSERT(left >= 0 && left <= near.n);
    choose(r, near.items, near.n, left);
    for (ptrdiff_t i = 0; i < left; i++) r->out[near.items[i]].importo_cent++;
}

int64_t rule_riparto(Riparto *r, int64_t fondo_cent, const CasoPersona *chi, EsitoPersona *out, Num *somma, Arena *a)
{
    *somma = total(r, a);
    for (ptrdiff_t i = 0; i < r->n; i++) out[i].importo_cent = 0;
    if (num_sign(*somma) == 0 || !fondo_cent) return 0;
    r->chi = chi;
    r->out = out;
    r->unit = num_div(r->scratch, num_int(fondo_cent), *somma);
    UInt128 k = 0;
    int s = 0;
    bool look = first_look(r->scratch, r->unit, &k, &s);
    for (ptrdiff_t i = 0; i < r->classi.n; i++) look_at_class(&r->classi.items[i], look, k, s);
    uint32_t *heaps = NEW_N(r->scratch, uint32_t, RESTI);
    int64_t given = 0;
    for (ptrdiff_t i = 0; i < r->n; i++) {
        out[i].importo_cent = share(r, i);
        given += out[i].importo_cent;
        heaps[r->pesi[i].rest >> (REST_BITS - RESTI_BITS)]++;
    }
    ptrdiff_t left = (ptrdiff_t)(fondo_cent - given);
    ASSERT(left >= 0 && left < r->n);
    hand_out(r, heaps, left);
    return fondo_cent;
}

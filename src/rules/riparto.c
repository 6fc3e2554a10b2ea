/* riparto.c - floor 3: shares a fund to the cent by largest remainders. Pure.
 *
 * Every share is decided exactly. A first look with 62 bits settles floors and remainders that are clearly apart; where it
 * cannot (a share next to a whole cent, remainders next to each other) the exact rationals decide. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/regole.h"

/* rest: the remainder of the share in 1/2^30 of a cent, as far as it is known: true value within rest-1 .. rest+1. */
typedef struct Quota {
    ptrdiff_t i;
    int64_t rest;
} Quota;

enum { REST_BITS = 30 };

typedef struct Riparto {
    const Num *pesi;
    const Str *ids;
    const int64_t *cents;
    Num unit;      /* cents for one unit of weight, exact */
    Arena *scratch;
} Riparto;

static Num exact_rest(const Riparto *r, ptrdiff_t i)
{
    return num_sub(r->scratch, num_mul(r->scratch, r->pesi[i], r->unit), num_int(r->cents[i]));
}

/* True when x gets its cent before y. */
static bool before(const Riparto *r, const Quota *x, const Quota *y)
{
    if (x->rest > y->rest + 2) return true;
    if (y->rest > x->rest + 2) return false;
    if (num_cmp(r->pesi[x->i], r->pesi[y->i]) != 0) {
        ArenaMark m = arena_mark(r->scratch);
        int c = num_cmp(exact_rest(r, x->i), exact_rest(r, y->i));
        arena_rewind(r->scratch, m);
        if (c) return c > 0;
    }
    int c = str_cmp(r->ids[x->i], r->ids[y->i]);
    return c ? c < 0 : x->i < y->i;
}

static void swap(Quota *x, Quota *y)
{
    Quota q = *x;
    *x = *y;
    *y = q;
}

/* Brings the k first (by before) to the front: selection by halves, pivots in the middle. */
static void choose(const Riparto *r, Quota *q, ptrdiff_t n, ptrdiff_t k)
{
    ptrdiff_t lo = 0, hi = n;
    while (hi - lo > 1 && k > lo && k < hi) {
        ptrdiff_t mid = lo + (hi - lo) / 2, at = lo;
        swap(&q[mid], &q[hi - 1]);
        for (ptrdiff_t i = lo; i < hi - 1; i++)
            if (before(r, &q[i], &q[hi - 1])) swap(&q[i], &q[at++]);
        swap(&q[at], &q[hi - 1]);
        if (at < k) lo = at + 1;
        else hi = at;
    }
}

/* unit as k / 2^s with k of at most 62 bits, rounded down. False: too small or large for a first look. */
static bool first_look(Arena *a, Num unit, int64_t *k, int *s)
{
    Num limit = num_int(INT64_C(1) << 61), two30 = num_int(INT64_C(1) << 30), x = unit;
    int shift = 0;
    while (num_cmp(num_mul(a, x, two30), limit) < 0 && shift < 600) x = num_mul(a, x, two30), shift += 30;
    while (num_cmp(num_mul(a, x, num_int(2)), limit) < 0 && shift < 600) x = num_mul(a, x, num_int(2)), shift++;
    *s = shift;
    return shift < 600 && shift >= REST_BITS && num_cmp(x, limit) < 0 && num_to_int(a, num_floor(a, x), k);
}

/* The share of one weight: its whole cents, and what is known of the rest. */
static int64_t share(const Riparto *r, Num w, bool look, int64_t k, int s, int64_t *rest)
{
    UInt128 max = (UInt128)1 << 64;
    if (look && !w.big && w.n >= 0 && (UInt128)w.n < max && (UInt128)w.d < max && s - REST_BITS < 120) {
        UInt128 q = (UInt128)w.n * (UInt128)k / (UInt128)w.d; /* share x 2^s, too small by less than n/d + 1 */
        UInt128 fine = q >> (s - REST_BITS);
        UInt128 off = ((UInt128)w.n / (UInt128)w.d + 2) >> (s - REST_BITS);
        int64_t part = (int64_t)(fine & ((1 << REST_BITS) - 1));
        if (off == 0 && part < (1 << REST_BITS) - 2 && fine >> REST_BITS < (UInt128)INT64_MAX) {
            *rest = part;
            return (int64_t)(fine >> REST_BITS);
        }
    }
    ArenaMark m = arena_mark(r->scratch);
    Num x = num_mul(r->scratch, w, r->unit), whole = num_floor(r->scratch, x);
    Num fine = num_floor(r->scratch, num_mul(r->scratch, num_sub(r->scratch, x, whole), num_int(1 << REST_BITS)));
    int64_t cents = 0;
    ASSERT(num_to_int(r->scratch, whole, &cents) && num_to_int(r->scratch, fine, rest));
    arena_rewind(r->scratch, m);
    return cents;
}

int64_t rule_riparto(int64_t fondo_cent, ptrdiff_t n, const Num *pesi, const Str *ids, int64_t *cents, Num *somma, Arena *a)
{
    NumSum *sum = num_sum_new(a);
    for (ptrdiff_t i = 0; i < n; i++) num_sum_add(sum, pesi[i]);
    *somma = num_sum_total(sum, a);
    for (ptrdiff_t i = 0; i < n; i++) cents[i] = 0;
    if (num_sign(*somma) == 0 || !fondo_cent) return 0;
    Arena scratch = {0};
    Riparto r = {pesi, ids, cents, num_div(a, num_int(fondo_cent), *somma), &scratch};
    int64_t k = 0, given = 0;
    int s = 0;
    bool look = first_look(&scratch, r.unit, &k, &s);
    Quota *q = NEW_N(&scratch, Quota, n);
    for (ptrdiff_t i = 0; i < n; i++) {
        q[i].i = i;
        cents[i] = share(&r, pesi[i], look, k, s, &q[i].rest);
        given += cents[i];
    }
    ptrdiff_t left = (ptrdiff_t)(fondo_cent - given);
    ASSERT(left >= 0 && left < n);
    choose(&r, q, n, left);
    for (ptrdiff_t i = 0; i < left; i++) cents[q[i].i]++;
    arena_free(&scratch);
    return fondo_cent;
}

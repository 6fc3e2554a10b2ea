/* num_sum.c - floor 1: long sums. One integer sum for each denominator; fractions meet once, at the end. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "numero/num_small.h"

/* The sum of the numerators over d: carries x 2^126 + n. d == 0: free place. */
typedef struct Place {
    Int128 d, n;
    int64_t carries;
} Place;

struct NumSum {
    Arena *a;
    Place *places; /* open addressing, at most half full, so that a search ends soon */
    ptrdiff_t cap, used;
    Place *last; /* terms with one denominator often come in a row */
    LIST(Num) bigs;
};

enum { FIRST_CAP = 64 };

NumSum *num_sum_new(Arena *a)
{
    NumSum *s = NEW(a, NumSum);
    s->a = a;
    s->cap = FIRST_CAP;
    s->places = NEW_N(a, Place, s->cap);
    s->last = s->places;
    return s;
}

/* The place of d, or the free one where it belongs. cap is a power of two. */
static Place *find(Place *places, ptrdiff_t cap, Int128 d)
{
    uint64_t h = ((uint64_t)d ^ (uint64_t)(d >> 64) * 0x9e3779b97f4a7c15u) * 0xff51afd7ed558ccdu;
    ptrdiff_t i = (ptrdiff_t)(h >> 32) & (cap - 1);
    while (places[i].d && places[i].d != d) i = (i + 1) & (cap - 1);
    return &places[i];
}

static void grow(NumSum *s)
{
    ptrdiff_t cap = s->cap * 2;
    Place *places = NEW_N(s->a, Place, cap);
    for (ptrdiff_t i = 0; i < s->cap; i++)
        if (s->places[i].d) *find(places, cap, s->places[i].d) = s->places[i];
    s->places = places;
    s->cap = cap;
}

static Place *place_of(NumSum *s, Int128 d)
{
    Place *p = find(s->places, s->cap, d);
    if (!p->d) {
        if (s->used * 2 >= s->cap) {
            grow(s);
            p = find(s->places, s->cap, d);
        }
        p->d = d;
        s->used++;
    }
    return p;
}

void num_sum_add(NumSum *s, Num x)
{
    ASSERT(num_is(x));
    if (x.big) {
        *PUSH(s->a, &s->bigs) = num_copy(s->a, x);
        return;
    }
    if (s->last->d != x.d) {
        /* Long denominators come from products that nobody reduced: unreduced, each would be a place of its own. */
        if (x.d >> 63) x = num_reduced(x);
        s->last = place_of(s, x.d);
    }
    Place *p = s->last;
    p->n += x.n; /* two below 2^126 */
    if (!fits_small(p->n)) {
        const Int128 one = (Int128)1 << SMALL_BITS;
        int up = p->n < 0 ? -1 : 1;
        p->n -= up * one;
        p->carries += up;
    }
}

static Num place_total(Arena *a, const Place *p)
{
    Num n = {p->n, p->d, NULL};
    if (p->carries) {
        Num root = {(Int128)1 << (SMALL_BITS / 2), 1, NULL}; /* 2^126 itself does not fit */
        Num high = num_mul(a, num_mul(a, num_int(p->carries), root), root);
        n = num_add(a, n, num_div(a, high, (Num){p->d, 1, NULL}));
    }
    return n.big ? n : num_reduced(n);
}

/* Neighbours two by two, then those sums two by two: numbers of like size meet, and each is long only near the end. */
Num num_sum_total(NumSum *s, Arena *a)
{
    Arena scratch = {0};
    ptrdiff_t n = 0;
    Num *t = NEW_N(&scratch, Num, s->used + s->bigs.n + 1);
    t[0] = num_int(0);
    for (ptrdiff_t i = 0; i < s->cap; i++)
        if (s->places[i].d) t[n++] = place_total(&scratch, &s->places[i]);
    for (ptrdiff_t i = 0; i < s->bigs.n; i++) t[n++] = s->bigs.items[i];
    for (; n > 1; n = (n + 1) / 2)
        for (ptrdiff_t i = 0; i < (n + 1) / 2; i++)
            t[i] = 2 * i + 1 < n ? num_add(&scratch, t[2 * i], t[2 * i + 1]) : t[2 * i];
    Num total = num_copy(a, t[0]);
    arena_free(&scratch);
    return total;
}

/* num.h - floor 1: exact numbers. Rationals with a fast path in 128-bit integers, GMP when they grow.
 *
 * A Num is a value: copy it freely. Large ones point to limbs in the arena they were made in and live as long as it.
 * Nothing here rounds, but num_round. No arithmetic allocates while the numbers are small.
 *
 * Small numbers are not kept in lowest terms: a gcd costs more than all the rest, so it is taken only when a result
 * would no longer fit. Two equal numbers may thus differ in n and d: compare with num_cmp, print with num_exact. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_NUM_H
#define CICLO_NUM_H

#include "base/err.h"

typedef struct NumBig NumBig;

/* big == NULL: the number is n/d, d > 0, not necessarily in lowest terms, |n| and d below 2^126.
 * Zero-initialised is NOT a number (d == 0): make numbers with the functions below; computing with it is ASSERTed.
 * big != NULL: a number whose lowest terms do not fit (a result that fits is always small again), and then d is -1. */
typedef struct Num {
    Int128 n, d;
    const NumBig *big;
    uint64_t unused; /* 0. As padding it would be copied together with big, right after big is stored alone: slow */
} Num;

static inline Num num_pair(Int128 n, Int128 d)        /* n/d as it stands; that they fit and d > 0 is not checked */
{
    return (Num){n, d, NULL, 0}; /* with a field left out, gcc clears the whole first and stalls */
}
static inline Num num_int(int64_t i) { return num_pair(i, 1); }
Num num_ratio(Arena *a, int64_t n, int64_t d);        /* d != 0 */
static inline bool num_is(Num x) { return x.d != 0 || x.big != NULL; }
Num num_copy(Arena *a, Num x);                        /* the same number, living in a: to keep one beyond its arena */

static inline Num num_add(Arena *a, Num x, Num y);
static inline Num num_sub(Arena *a, Num x, Num y);
static inline Num num_mul(Arena *a, Num x, Num y);
static inline Num num_div(Arena *a, Num x, Num y);    /* y != 0 is ASSERTed: callers check */
Num num_neg(Arena *a, Num x);
static inline int num_cmp(Num x, Num y);              /* exact: <0, 0, >0 */
int num_sign(Num x);
static inline bool num_eq(Num x, Num y) { return num_cmp(x, y) == 0; }
Num num_min(Num x, Num y);
Num num_max(Num x, Num y);
Num num_clamp(Num x, Num low, Num high);              /* low <= high is ASSERTed */
Num num_floor(Arena *a, Num x);                       /* towards minus infinity */
bool num_is_integer(Arena *a, Num x);
int num_bits(Num x);                                  /* no more than so many in numerator and denominator each */
bool num_to_int(Arena *a, Num x, int64_t *out);       /* false: not an integer of 64 bits */

/* Rounding is named, with its places (0..18). HALF_UP is away from zero at the half, as the rulebooks mean it. */
#define ROUNDINGS(X) \
    X(HALF_UP, "half_up") X(HALF_DOWN, "half_down") X(HALF_EVEN, "half_even") X(TRUNCATE, "troncamento")
typedef enum Rounding {
#define X(name, word) name,
    ROUNDINGS(X)
#undef X
    ROUNDING_COUNT
} Rounding;
Num num_round(Arena *a, Num x, int places, Rounding how);
Str rounding_word(Rounding how);
bool rounding_parse(Str word, Rounding *out);

/* Text. "-12.50": an optional minus, 1 to max_int digits, optionally a point and 1 to max_frac digits; nothing else:
 * no plus, exponent, comma, blank. places (NULL: not wanted) receives how many digits were written after the point.
 * Where the answer is false nothing is stored. */
bool num_parse(Arena *a, Str s, int max_int, int max_frac, Num *out, int *places);
/* The same with Italian habits: comma as decimal sign, points between thousands ("1.234,50"), all of them or none. So
 * "1.234" is one thousand and more; "12.5" and "0.123", which only a foreign habit explains, are refused. */
bool num_parse_italian(Arena *a, Str s, int max_int, int max_frac, Num *out, int *places);

/* Exactly `places` digits after the point; x must need no more (ASSERTed: round first). Never "-0.00". */
Str num_fixed(Arena *a, Num x, int places);
/* "1.234,50" for people. Same rule. */
Str num_italian(Arena *a, Num x, int places);
/* Decimal when it ends within nine places ("84", "0.905"; no idle zeros), else a fraction in lowest terms ("7/3"). */
Str num_exact(Arena *a, Num x);
bool num_parse_exact(Arena *a, Str s, Num *out);      /* reads back what num_exact wrote, of any size, only that */

/* Many terms: kept apart by denominator and brought together once, so that a million shares of a fund stay cheap. The
 * terms may be forgotten once added; the total may be asked more than once, and terms added after it. */
typedef struct NumSum NumSum;
NumSum *num_sum_new(Arena *a);
void num_sum_add(NumSum *s, Num x);
Num num_sum_total(NumSum *s, Arena *a);

/* The fast path, here because a call costs more than the work (bench/bench_num.c): numbers of about 61 bits, whose
 * products fit whatever they are. The rest, and what is not a number, goes to these functions, which take any. */
Num num_add_any(Arena *a, Num x, Num y);
Num num_sub_any(Arena *a, Num x, Num y);
Num num_mul_any(Arena *a, Num x, Num y);
Num num_div_any(Arena *a, Num x, Num y);
int num_cmp_any(Num x, Num y);
Num num_add_short(int64_t xn, int64_t xd, int64_t yn, int64_t yd); /* unlike denominators; in registers */

/* Zero when n is in -2^61..2^61-1 and d in 1..2^62 (so x is neither big nor zero-initialised), else not. All in 64
 * bits: the high words must only repeat the sign, and the low ones lie in their range. */
static inline uint64_t num_excess(Num x)
{
    int64_t n = (int64_t)x.n, d = (int64_t)x.d;
    return (uint64_t)((int64_t)(x.n >> 64) ^ (n >> 63)) | (uint64_t)(x.d >> 64) |
           (((uint64_t)n + ((uint64_t)1 << 61)) | ((uint64_t)d - 1)) >> 62;
}
static inline bool num_both_short(Num x, Num y) { return !(num_excess(x) | num_excess(y)); }

static inline Int128 num_wide(Int128 x, Int128 y) { return (Int128)(int64_t)x * (int64_t)y; }

static inline Num num_add(Arena *a, Num x, Num y)
{
    if (!num_both_short(x, y)) return num_add_any(a, x, y);
    int64_t xn = (int64_t)x.n, yn = (int64_t)y.n, xd = (int64_t)x.d, yd = (int64_t)y.d;
    if (xd == yd) return num_pair(xn + yn, xd);
    return num_add_short(xn, xd, yn, yd);
}

static inline Num num_sub(Arena *a, Num x, Num y)
{
    if (!num_both_short(x, y)) return num_sub_any(a, x, y);
    int64_t xn = (int64_t)x.n, yn = (int64_t)y.n, xd = (int64_t)x.d, yd = (int64_t)y.d;
    return xd == yd ? num_pair(xn - yn, xd) : num_add_short(xn, xd, -yn, yd);
}

static inline Num num_mul(Arena *a, Num x, Num y)
{
    if (num_both_short(x, y)) return num_pair(num_wide(x.n, y.n), num_wide(x.d, y.d));
    return num_mul_any(a, x, y);
}

static inline Num num_div(Arena *a, Num x, Num y)
{
    if (num_both_short(x, y) && y.n > 0) return num_pair(num_wide(x.n, y.d), num_wide(x.d, y.n));
    return num_div_any(a, x, y);
}

static inline int num_cmp(Num x, Num y)
{
    if (!num_both_short(x, y)) return num_cmp_any(x, y);
    Int128 l = x.n, r = y.n;
    if (x.d != y.d) l = num_wide(x.n, y.d), r = num_wide(y.n, x.d);
    return (l > r) - (l < r);
}

#endif

/* num_big.c - floor 1: the adapter of GMP. Limbs live in arenas; no mpz_t outlives the function that made it. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#define LIBRARY_ADAPTER
#include "numero/num_big.h"
#include "numero/num_small.h"

#include <gmp.h>

_Static_assert(sizeof(mp_limb_t) == sizeof(uint64_t) && GMP_NAIL_BITS == 0, "limbs are kept as words of 64 bits");
_Static_assert(sizeof(unsigned long) == sizeof(uint64_t), "powers of ten of 64 bits are handed to GMP in one piece");

/* A number as GMP reads it: nothing is copied but the words of a small one, nothing is to be cleared. */
typedef struct View {
    mpz_t n, d;
    mp_limb_t n_words[2], d_words[2];
} View;

static void split(UInt128 v, mp_limb_t words[2])
{
    words[0] = (mp_limb_t)v;
    words[1] = (mp_limb_t)(v >> 64);
}

static void view(View *v, Num x)
{
    ASSERT(num_is(x));
    if (x.big) {
        mpz_roinit_n(v->n, (const mp_limb_t *)x.big->n, x.big->negative ? -x.big->n_limbs : x.big->n_limbs);
        mpz_roinit_n(v->d, (const mp_limb_t *)x.big->d, x.big->d_limbs);
    } else {
        split(abs128(x.n), v->n_words);
        split((UInt128)x.d, v->d_words);
        mpz_roinit_n(v->n, v->n_words, x.n < 0 ? -2 : 2);
        mpz_roinit_n(v->d, v->d_words, 2);
    }
}

static UInt128 low_words(const mpz_t z)
{
    return (UInt128)mpz_getlimbn(z, 1) << 64 | mpz_getlimbn(z, 0); /* beyond the end GMP gives 0 */
}

static const uint64_t *keep_limbs(Arena *a, const mpz_t z)
{
    size_t n = mpz_size(z);
    uint64_t *limbs = NEW_N(a, uint64_t, (ptrdiff_t)n);
    memcpy(limbs, mpz_limbs_read(z), n * sizeof *limbs);
    return limbs;
}

/* n / d, d > 0, brought to lowest terms here; both are cleared. */
static Num take(Arena *a, mpz_t n, mpz_t d)
{
    if (mpz_cmp_ui(d, 1) != 0) {
        mpz_t g;
        mpz_init(g);
        mpz_gcd(g, n, d);
        if (mpz_cmp_ui(g, 1) != 0) {
            mpz_divexact(n, n, g);
            mpz_divexact(d, d, g);
        }
        mpz_clear(g);
    }
    Num x;
    if (mpz_sizeinbase(n, 2) <= SMALL_BITS && mpz_sizeinbase(d, 2) <= SMALL_BITS) {
        x = num_pair(with_sign(low_words(n), mpz_sgn(n) < 0), (Int128)low_words(d));
    } else {
        NumBig *big = NEW(a, NumBig);
        ASSERT(mpz_size(n) < INT32_MAX && mpz_size(d) < INT32_MAX);
        *big = (NumBig){mpz_sgn(n) < 0, (int)mpz_size(n), (int)mpz_size(d), keep_limbs(a, n), keep_limbs(a, d)};
        x = (Num){0, -1, big};
    }
    mpz_clear(n);
    mpz_clear(d);
    return x;
}

int num_bits(Num x)
{
    if (!x.big) return SMALL_BITS;
    return 64 * (x.big->n_limbs > x.big->d_limbs ? x.big->n_limbs : x.big->d_limbs);
}

Num big_compute(Arena *a, BigOp op, Num x, Num y)
{
    View u, v;
    mpz_t n, d;
    view(&u, x);
    view(&v, y);
    mpz_init(n);
    mpz_init(d);
    switch (op) {
    case BIG_ADD:
    case BIG_SUB:
        if (mpz_cmp(u.d, v.d) == 0) {
            mpz_set(d, u.d);
            (op == BIG_ADD ? mpz_add : mpz_sub)(n, u.n, v.n);
        } else {
            mpz_mul(n, u.n, v.d);
            (op == BIG_ADD ? mpz_addmul : mpz_submul)(n, v.n, u.d);
            mpz_mul(d, u.d, v.d);
        }
        break;
    case BIG_MUL:
        mpz_mul(n, u.n, v.n);
        mpz_mul(d, u.d, v.d);
        break;
    case BIG_DIV:
        mpz_mul(n, u.n, v.d);
        mpz_mul(d, u.d, v.n);
        if (mpz_sgn(d) < 0) {
            mpz_neg(n, n);
            mpz_neg(d, d);
        }
        break;
    }
    return take(a, n, d);
}

int big_cmp(Num x, Num y)
{
    View u, v;
    view(&u, x);
    view(&v, y);
    if (mpz_sgn(u.n) != mpz_sgn(v.n)) return mpz_sgn(u.n) < mpz_sgn(v.n) ? -1 : 1;
    mpz_t l, r;
    mpz_init(l);
    mpz_init(r);
    mpz_mul(l, u.n, v.d);
    mpz_mul(r, v.n, u.d);
    int c = mpz_cmp(l, r);
    mpz_clear(l);
    mpz_clear(r);
    return (c > 0) - (c < 0);
}

Num big_floor(Arena *a, Num x)
{
    View u;
    mpz_t q, one;
    view(&u, x);
    mpz_init(q);
    mpz_init_set_ui(one, 1);
    mpz_fdiv_q(q, u.n, u.d);
    return take(a, q, one);
}

Num big_round(Arena *a, Num x, int places, Rounding how)
{
    View u;
    mpz_t q, rest, scale;
    view(&u, x);
    mpz_init(q);
    mpz_init(rest);
    mpz_init_set_ui(scale, pow10_64(places));
    mpz_mul(q, u.n, scale);
    mpz_tdiv_qr(q, rest, q, u.d);
    if (mpz_sgn(rest)) {
        mpz_mul_2exp(rest, rest, 1);
        if (rounds_away(how, mpz_odd_p(q), mpz_cmpabs(rest, u.d))) {
            if (mpz_sgn(u.n) < 0)
                mpz_sub_ui(q, q, 1);
            else
                mpz_add_ui(q, q, 1);
        }
    }
    mpz_clear(rest);
    return take(a, q, scale);
}

Num big_neg(Arena *a, Num x)
{
    NumBig *big = NEW(a, NumBig);
    *big = *x.big;
    big->negative = !big->negative;
    return (Num){0, -1, big};
}

Num big_copy(Arena *a, Num x)
{
    NumBig *big = NEW(a, NumBig);
    uint64_t *n = NEW_N(a, uint64_t, x.big->n_limbs), *d = NEW_N(a, uint64_t, x.big->d_limbs);
    memcpy(n, x.big->n, (size_t)x.big->n_limbs * sizeof *n);
    memcpy(d, x.big->d, (size_t)x.big->d_limbs * sizeof *d);
    *big = *x.big;
    big->n = n;
    big->d = d;
    return (Num){0, -1, big};
}

static Str digits(Arena *a, const mpz_t z)
{
    char *c = arena_alloc(a, (ptrdiff_t)mpz_sizeinbase(z, 10) + 2);
    mpz_get_str(c, 10, z);
    return str_of(*c == '-' ? c + 1 : c);
}

Str big_digits(Arena *a, Num x, int places)
{
    View u;
    mpz_t z;
    view(&u, x);
    mpz_init(z);
    mpz_ui_pow_ui(z, 10, (unsigned long)places);
    mpz_mul(z, z, u.n);
    ASSERT(mpz_divisible_p(z, u.d));
    mpz_divexact(z, z, u.d);
    Str s = digits(a, z);
    mpz_clear(z);
    return s;
}

Str big_numerator(Arena *a, Num x)
{
    View u;
    view(&u, x);
    return digits(a, u.n);
}

Str big_denominator(Arena *a, Num x)
{
    View u;
    view(&u, x);
    return digits(a, u.d);
}

int big_places(Num x, int max)
{
    if (x.big->d_limbs != 1) return -1; /* 10^18 has one limb, so its divisors have one */
    for (int i = 0; i <= max; i++)
        if (pow10_64(i) % x.big->d[0] == 0) return i;
    return -1;
}

static void read_digits(Arena *a, mpz_t z, Str digits)
{
    ArenaMark m = arena_mark(a);
    int failed = mpz_init_set_str(z, str_c(a, digits), 10);
    arena_rewind(a, m);
    ASSERT(!failed);
}

Num big_from_decimal(Arena *a, bool negative, Str n, ptrdiff_t places)
{
    mpz_t zn, zd;
    read_digits(a, zn, n);
    if (negative) mpz_neg(zn, zn);
    mpz_init(zd);
    mpz_ui_pow_ui(zd, 10, (unsigned long)places);
    return take(a, zn, zd);
}

Num big_from_fraction(Arena *a, bool negative, Str n, Str d)
{
    mpz_t zn, zd;
    read_digits(a, zn, n);
    read_digits(a, zd, d);
    if (!mpz_sgn(zd)) {
        mpz_clear(zn);
        mpz_clear(zd);
        return (Num){0};
    }
    if (negative) mpz_neg(zn, zn);
    return take(a, zn, zd);
}

/* num.c - floor 1: rationals of 128 bits, reduced only when they grow. What does not fit goes to num_big.c. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "numero/num_big.h"
#include "numero/num_small.h"

uint64_t pow10_64(int places)
{
    static const uint64_t power[ROUND_PLACES + 1] = {
        1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000, 100000000000,
        1000000000000, 10000000000000, 100000000000000, 1000000000000000, 10000000000000000, 100000000000000000,
        1000000000000000000,
    };
    ASSERT(places >= 0 && places <= ROUND_PLACES);
    return power[places];
}

static uint64_t gcd64_odd(uint64_t a, uint64_t b)
{
    while (a != b) {
        uint64_t more = a > b ? a - b : b - a;
        if (b > a) b = a;
        a = more >> __builtin_ctzll(more);
        /* now b is the smaller of the two, a their difference without factors 2 */
    }
    return a;
}

static int ctz128(UInt128 v)
{
    uint64_t low = (uint64_t)v;
    return low ? __builtin_ctzll(low) : 64 + __builtin_ctzll((uint64_t)(v >> 64));
}

/* One division brings operands of different length together, then the binary method. */
UInt128 gcd128(UInt128 a, UInt128 b)
{
    if (a < b) {
        UInt128 c = a;
        a = b;
        b = c;
    }
    if (!b) return a;
    a %= b;
    if (!a) return b;
    int twos_a = ctz128(a), twos_b = ctz128(b), twos = twos_a < twos_b ? twos_a : twos_b;
    a >>= twos_a;
    b >>= twos_b;
    while ((a | b) >> 64) {
        if (a == b) return a << twos;
        if (a < b) {
            b -= a;
            b >>= ctz128(b);
        } else {
            a -= b;
            a >>= ctz128(a);
        }
    }
    return (UInt128)gcd64_odd((uint64_t)a, (uint64_t)b) << twos;
}

Num num_reduced(Num x)
{
    UInt128 g = gcd128(abs128(x.n), (UInt128)x.d);
    return g <= 1 ? x : (Num){x.n / (Int128)g, x.d / (Int128)g, NULL};
}

/* Whether a x b certainly stays below 2^limit. */
static bool product_fits(Int128 a, Int128 b, int limit) { return bits128(abs128(a)) + bits128(abs128(b)) <= limit; }

/* Everything but big numbers; stops what is not a number. */
static bool both_small(Num x, Num y)
{
    ASSERT(num_is(x) && num_is(y));
    return !x.big && !y.big;
}

Num num_ratio(Arena *a, int64_t n, int64_t d)
{
    (void)a;
    ASSERT(d != 0);
    return d < 0 ? (Num){-(Int128)n, -(Int128)d, NULL} : (Num){n, d, NULL};
}

Num num_copy(Arena *a, Num x) { return x.big ? big_copy(a, x) : x; }

/* x + y over the product of the denominators, or over the larger where the smaller divides it (powers of ten). */
static bool add_small(Num x, Num y, Num *out)
{
    if (x.d == y.d) {
        *out = (Num){x.n + y.n, x.d, NULL};
    } else {
        if (x.d < y.d) {
            Num z = x;
            x = y;
            y = z;
        }
        bool narrow = !((UInt128)x.d >> 64); /* a division of 128 bits costs several of 64 */
        Int128 times = narrow ? (Int128)((uint64_t)x.d / (uint64_t)y.d) : x.d / y.d;
        if (times * y.d == x.d) {
            if (!product_fits(y.n, times, SMALL_BITS)) return false;
            *out = (Num){x.n + y.n * times, x.d, NULL};
        } else {
            if (!product_fits(x.n, y.d, SMALL_BITS) || !product_fits(y.n, x.d, SMALL_BITS) ||
                !product_fits(x.d, y.d, SMALL_BITS))
                return false;
            *out = (Num){x.n * y.d + y.n * x.d, x.d * y.d, NULL};
        }
    }
    return fits_small(out->n);
}

/* The same for x and y in lowest terms, with the smallest intermediate values there are; the result is in lowest terms.
 * With g the common part of the denominators, only g can share a factor with the new numerator. */
static bool add_reduced(Num x, Num y, Num *out)
{
    Int128 g = (Int128)gcd128((UInt128)x.d, (UInt128)y.d), xd = x.d / g, yd = y.d / g;
    if (!product_fits(x.n, yd, SMALL_BITS) || !product_fits(y.n, xd, SMALL_BITS)) return false;
    Int128 n = x.n * yd + y.n * xd, h = (Int128)gcd128(abs128(n), (UInt128)g);
    if (!product_fits(xd, y.d / h, SMALL_BITS)) return false;
    *out = (Num){n / h, xd * (y.d / h), NULL};
    return fits_small(out->n);
}

Num num_add_any(Arena *a, Num x, Num y)
{
    Num sum;
    if (!both_small(x, y)) return big_compute(a, BIG_ADD, x, y);
    if (add_small(x, y, &sum)) return sum;
    x = num_reduced(x);
    y = num_reduced(y);
    return add_reduced(x, y, &sum) ? sum : big_compute(a, BIG_ADD, x, y);
}

Num num_sub_any(Arena *a, Num x, Num y)
{
    if (!both_small(x, y)) return big_compute(a, BIG_SUB, x, y);
    y.n = -y.n;
    return num_add_any(a, x, y);
}

static bool mul_small(Num x, Num y, Num *out)
{
    if (!product_fits(x.n, y.n, SMALL_BITS) || !product_fits(x.d, y.d, SMALL_BITS)) return false;
    *out = (Num){x.n * y.n, x.d * y.d, NULL};
    return true;
}

Num num_mul_any(Arena *a, Num x, Num y)
{
    Num product;
    if (!both_small(x, y)) return big_compute(a, BIG_MUL, x, y);
    if (mul_small(x, y, &product)) return product;
    x = num_reduced(x);
    y = num_reduced(y);
    /* What is left in common lies across: x.n with y.d, y.n with x.d. */
    Num u = num_reduced((Num){x.n, y.d, NULL}), v = num_reduced((Num){y.n, x.d, NULL});
    return mul_small(u, v, &product) ? product : big_compute(a, BIG_MUL, x, y);
}

Num num_div_any(Arena *a, Num x, Num y)
{
    bool small = both_small(x, y);
    ASSERT(num_sign(y) != 0);
    if (!small) return big_compute(a, BIG_DIV, x, y);
    return num_mul_any(a, x, y.n < 0 ? (Num){-y.d, -y.n, NULL} : (Num){y.d, y.n, NULL});
}

Num num_neg(Arena *a, Num x)
{
    ASSERT(num_is(x));
    return x.big ? big_neg(a, x) : (Num){-x.n, x.d, NULL};
}

int num_sign(Num x)
{
    ASSERT(num_is(x));
    return x.big ? (x.big->negative ? -1 : 1) : (x.n > 0) - (x.n < 0);
}

/* a x b in two words of 128 bits. */
static UInt128 mul_256(UInt128 a, UInt128 b, UInt128 *high)
{
    uint64_t a0 = (uint64_t)a, a1 = (uint64_t)(a >> 64), b0 = (uint64_t)b, b1 = (uint64_t)(b >> 64);
    UInt128 low = (UInt128)a0 * b0, middle = (UInt128)a1 * b0 + (low >> 64), other = (UInt128)a0 * b1 + (uint64_t)middle;
    *high = (UInt128)a1 * b1 + (middle >> 64) + (other >> 64);
    return other << 64 | (uint64_t)low;
}

int num_cmp_any(Num x, Num y)
{
    if (!both_small(x, y)) return big_cmp(x, y);
    if (x.d == y.d) return (x.n > y.n) - (x.n < y.n);
    if ((x.n < 0) != (y.n < 0)) return x.n < 0 ? -1 : 1;
    UInt128 l_high, r_high, l = mul_256(abs128(x.n), (UInt128)y.d, &l_high), r = mul_256(abs128(y.n), (UInt128)x.d, &r_high);
    int c = l_high != r_high ? (l_high > r_high) - (l_high < r_high) : (l > r) - (l < r);
    return x.n < 0 ? -c : c;
}

Num num_min(Num x, Num y) { return num_cmp(y, x) < 0 ? y : x; }
Num num_max(Num x, Num y) { return num_cmp(y, x) > 0 ? y : x; }

Num num_clamp(Num x, Num low, Num high)
{
    ASSERT(num_cmp(low, high) <= 0);
    return num_max(low, num_min(x, high));
}

/* n / d towards zero, and what is left. */
static UInt128 divide(UInt128 n, UInt128 d, UInt128 *rest)
{
    if (!((n | d) >> 64)) {
        *rest = (uint64_t)n % (uint64_t)d;
        return (uint64_t)n / (uint64_t)d;
    }
    UInt128 q = n / d;
    *rest = n - q * d;
    return q;
}

Num num_floor(Arena *a, Num x)
{
    ASSERT(num_is(x));
    if (x.big) return big_floor(a, x);
    UInt128 rest, q = divide(abs128(x.n), (UInt128)x.d, &rest);
    return (Num){with_sign(q, x.n < 0) - (x.n < 0 && rest), 1, NULL};
}

bool num_is_integer(Arena *a, Num x)
{
    (void)a;
    ASSERT(num_is(x));
    if (x.big) return x.big->d_limbs == 1 && x.big->d[0] == 1;
    UInt128 rest;
    return divide(abs128(x.n), (UInt128)x.d, &rest), rest == 0;
}

bool num_to_int(Arena *a, Num x, int64_t *out)
{
    (void)a;
    ASSERT(num_is(x));
    if (x.big) return false; /* an integer of 64 bits would be small */
    UInt128 rest;
    Int128 q = with_sign(divide(abs128(x.n), (UInt128)x.d, &rest), x.n < 0);
    if (rest || q < INT64_MIN || q > INT64_MAX) return false;
    *out = (int64_t)q;
    return true;
}

bool rounds_away(Rounding how, bool quotient_is_odd, int against_half)
{
    switch (how) {
    case HALF_UP: return against_half >= 0;
    case HALF_DOWN: return against_half > 0;
    case HALF_EVEN: return against_half > 0 || (against_half == 0 && quotient_is_odd);
    case TRUNCATE: return false;
    case ROUNDING_COUNT: break;
    }
    ASSERT(!"a way of rounding");
    return false;
}

/* False where the numbers in between do not fit. The integer part is set aside first when it is in the way. */
static bool round_small(Num x, uint64_t scale, Rounding how, Num *out)
{
    UInt128 n = abs128(x.n), d = (UInt128)x.d, whole = 0, rest;
    int scale_bits = bits128(scale);
    if (bits128(n) + scale_bits > SMALL_BITS) {
        whole = divide(n, d, &n);
        if (bits128(n) + scale_bits > SMALL_BITS || bits128(whole) + scale_bits > SMALL_BITS - 1) return false;
    }
    UInt128 q = divide(n * scale, d, &rest);
    q += whole * scale;
    if (rest) q += rounds_away(how, q & 1, (rest > d - rest) - (rest < d - rest));
    *out = (Num){with_sign(q, x.n < 0), scale, NULL};
    return fits_small(out->n);
}

Num num_round(Arena *a, Num x, int places, Rounding how)
{
    uint64_t scale = pow10_64(places);
    Num rounded;
    ASSERT(num_is(x) && (unsigned)how < ROUNDING_COUNT);
    if (x.big) return big_round(a, x, places, how);
    if (x.d == 1 || x.d == scale) return x;
    if (round_small(x, scale, how, &rounded)) return rounded;
    x = num_reduced(x);
    return round_small(x, scale, how, &rounded) ? rounded : big_round(a, x, places, how);
}

static const Str rounding_words[] = {
#define X(name, word) {word, sizeof(word) - 1},
    ROUNDINGS(X)
#undef X
};

Str rounding_word(Rounding how)
{
    ASSERT((unsigned)how < ROUNDING_COUNT);
    return rounding_words[how];
}

bool rounding_parse(Str word, Rounding *out)
{
    for (int i = 0; i < ROUNDING_COUNT; i++)
        if (str_eq(word, rounding_words[i])) {
            *out = (Rounding)i;
            return true;
        }
    return false;
}

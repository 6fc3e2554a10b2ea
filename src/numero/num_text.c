/* num_text.c - floor 1: numbers read and written: decimals, Italian habits, exact text. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "numero/num_big.h"
#include "numero/num_small.h"

enum { EXACT_PLACES = 9, THOUSANDS = 3, LONGEST_SMALL = 40 };

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* How many digits s begins with. */
static ptrdiff_t digits_at(Str s)
{
    ptrdiff_t n = 0;
    while (n < s.n && is_digit(s.p[n])) n++;
    return n;
}

static bool take_minus(Str *s)
{
    bool minus = s->n && s->p[0] == '-';
    if (minus) *s = str_sub(*s, 1, s->n);
    return minus;
}

static Int128 value_of(Int128 before, Str digits)
{
    for (ptrdiff_t i = 0; i < digits.n; i++) before = before * 10 + (digits.p[i] - '0');
    return before;
}

static Str joined(Arena *a, Str x, Str y)
{
    char *c = arena_alloc(a, x.n + y.n);
    if (x.n) memcpy(c, x.p, (size_t)x.n);
    if (y.n) memcpy(c + x.n, y.p, (size_t)y.n);
    return (Str){c, x.n + y.n};
}

/* The number written with these digits before and after the point. */
static Num decimal(Arena *a, bool negative, Str whole, Str fraction)
{
    if (whole.n + fraction.n <= SMALL_DIGITS) {
        Int128 n = value_of(value_of(0, whole), fraction), d = 1;
        for (ptrdiff_t i = 0; i < fraction.n; i++) d *= 10;
        return (Num){negative ? -n : n, d, NULL};
    }
    return big_from_decimal(a, negative, joined(a, whole, fraction), fraction.n);
}

/* What stands after the digits before the point: nothing, or the sign and digits to the end. */
static bool take_fraction(Str s, char point, ptrdiff_t max_frac, Str *fraction)
{
    *fraction = S("");
    if (!s.n) return true;
    if (s.p[0] != point) return false;
    *fraction = str_sub(s, 1, s.n);
    return fraction->n >= 1 && fraction->n <= max_frac && digits_at(*fraction) == fraction->n;
}

bool num_parse(Arena *a, Str s, int max_int, int max_frac, Num *out, int *places)
{
    bool negative = take_minus(&s);
    ptrdiff_t n = digits_at(s);
    Str fraction;
    if (n < 1 || n > max_int || !take_fraction(str_sub(s, n, s.n), '.', max_frac, &fraction)) return false;
    *out = decimal(a, negative, str_sub(s, 0, n), fraction);
    if (places) *places = (int)fraction.n;
    return true;
}

/* Groups of three digits after a first of one to three that does not begin with 0; n receives the length in bytes. */
static Str take_groups(Arena *a, Str s, ptrdiff_t *n)
{
    ptrdiff_t i = digits_at(s);
    Buf b = buf_new(a);
    *n = 0;
    if (i > THOUSANDS || s.p[0] == '0') return S("");
    buf_put(&b, str_sub(s, 0, i));
    while (i < s.n && s.p[i] == '.') {
        Str rest = str_sub(s, i + 1, s.n);
        if (digits_at(rest) != THOUSANDS) return S("");
        buf_put(&b, str_sub(rest, 0, THOUSANDS));
        i += 1 + THOUSANDS;
    }
    *n = i;
    return buf_str(&b);
}

bool num_parse_italian(Arena *a, Str s, int max_int, int max_frac, Num *out, int *places)
{
    bool negative = take_minus(&s);
    ptrdiff_t n = digits_at(s);
    Str fraction;
    if (n < 1) return false;
    Str whole = str_sub(s, 0, n);
    if (n < s.n && s.p[n] == '.') whole = take_groups(a, s, &n);
    if (whole.n < 1 || whole.n > max_int || !take_fraction(str_sub(s, n, s.n), ',', max_frac, &fraction)) return false;
    *out = decimal(a, negative, whole, fraction);
    if (places) *places = (int)fraction.n;
    return true;
}

/* Decimal digits of v, written up to the end of a place of LONGEST_SMALL bytes. */
static Str small_digits(UInt128 v, char place[LONGEST_SMALL])
{
    char *c = place + LONGEST_SMALL;
    while (v >> 64) { /* 19 digits at a time, so that the rest is done in 64 bits */
        const uint64_t step = 10u * pow10_64(ROUND_PLACES);
        UInt128 q = v / step;
        uint64_t low = (uint64_t)(v - q * step);
        for (int i = 0; i < 19; i++, low /= 10) *--c = (char)('0' + low % 10);
        v = q;
    }
    uint64_t w = (uint64_t)v;
    do *--c = (char)('0' + w % 10);
    while (w /= 10);
    return (Str){c, place + LONGEST_SMALL - c};
}

/* digits with the point `places` from the end, zeros in front where they do not reach, `between` (0: none) the thousands. */
static Str laid_out(Arena *a, bool negative, Str digits, int places, char point, char between)
{
    ptrdiff_t whole = digits.n > places ? digits.n - places : 1, zeros = whole + places - digits.n;
    if (digits.n == 1 && digits.p[0] == '0') negative = false;
    ptrdiff_t n = negative + whole + (between ? (whole - 1) / THOUSANDS : 0) + (places ? 1 + (ptrdiff_t)places : 0);
    char *start = arena_alloc(a, n), *c = start;
    if (negative) *c++ = '-';
    for (ptrdiff_t i = 0; i < whole + places; i++) {
        if (i == whole) *c++ = point;
        if (between && i && i < whole && (whole - i) % THOUSANDS == 0) *c++ = between;
        *c++ = i < zeros ? '0' : digits.p[i - zeros];
    }
    ASSERT(c == start + n);
    return (Str){start, n};
}

/* |x| x 10^places, an integer: its digits, in the given place or in the arena. */
static Str scaled(Arena *a, Num x, int places, char place[LONGEST_SMALL])
{
    ASSERT(num_is(x) && places >= 0);
    if (x.big || places > ROUND_PLACES) return big_digits(a, x, places);
    uint64_t scale = pow10_64(places);
    UInt128 n = abs128(x.n), d = (UInt128)x.d;
    if (d == scale) return small_digits(n, place);
    if (bits128(n) + bits128(scale) > 128) return big_digits(a, x, places);
    n *= scale;
    if (!((n | d) >> 64)) {
        ASSERT((uint64_t)n % (uint64_t)d == 0);
        return small_digits((uint64_t)n / (uint64_t)d, place);
    }
    UInt128 q = n / d;
    ASSERT(q * d == n); /* num_round first */
    return small_digits(q, place);
}

Str num_fixed(Arena *a, Num x, int places)
{
    char place[LONGEST_SMALL];
    return laid_out(a, num_sign(x) < 0, scaled(a, x, places, place), places, '.', 0);
}

Str num_italian(Arena *a, Num x, int places)
{
    char place[LONGEST_SMALL];
    return laid_out(a, num_sign(x) < 0, scaled(a, x, places, place), places, ',', '.');
}

/* The fewest places that write x (in lowest terms) whole, -1 beyond EXACT_PLACES. */
static int exact_places(Num x)
{
    if (x.big) return big_places(x, EXACT_PLACES);
    for (int i = 0; i <= EXACT_PLACES; i++)
        if (x.d <= (Int128)pow10_64(i) && pow10_64(i) % (uint64_t)x.d == 0) return i;
    return -1;
}

Str num_exact(Arena *a, Num x)
{
    ASSERT(num_is(x));
    if (!x.big && x.d != 1) x = num_reduced(x);
    int places = exact_places(x);
    if (places >= 0) return num_fixed(a, x, places);
    Str n, d;
    char n_place[LONGEST_SMALL], d_place[LONGEST_SMALL];
    if (x.big) {
        n = big_numerator(a, x);
        d = big_denominator(a, x);
    } else {
        n = small_digits(abs128(x.n), n_place);
        d = small_digits((UInt128)x.d, d_place);
    }
    return str_fmt(a, "%s%.*s/%.*s", num_sign(x) < 0 ? "-" : "", STR_ARG(n), STR_ARG(d));
}

static bool parse_fraction(Arena *a, bool negative, Str n, Str d, Num *out)
{
    if (digits_at(d) != d.n || d.n < 1) return false;
    if (n.n <= SMALL_DIGITS && d.n <= SMALL_DIGITS) {
        Int128 v = value_of(0, n);
        *out = (Num){negative ? -v : v, value_of(0, d), NULL};
    } else {
        *out = big_from_fraction(a, negative, n, d);
    }
    return num_is(*out);
}

bool num_parse_exact(Arena *a, Str s, Num *out)
{
    Str rest = s, fraction;
    bool negative = take_minus(&rest);
    ptrdiff_t n = digits_at(rest);
    Num x;
    if (n < 1) return false;
    if (n < rest.n && rest.p[n] == '/') {
        if (!parse_fraction(a, negative, str_sub(rest, 0, n), str_sub(rest, n + 1, rest.n), &x)) return false;
    } else {
        if (!take_fraction(str_sub(rest, n, rest.n), '.', EXACT_PLACES, &fraction)) return false;
        x = decimal(a, negative, str_sub(rest, 0, n), fraction);
    }
    /* One number, one text: whoever wrote another did not use num_exact. */
    ArenaMark m = arena_mark(a);
    bool same = str_eq(num_exact(a, x), s);
    arena_rewind(a, m);
    if (same) *out = x;
    return same;
}

/* fuzz_num.c - any bytes as a number: what is taken is written back and read again, exactly. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "fuzz.h"

#include "numero/num.h"

/* A number as it was read: written with its places and exactly, it is read as the same number. */
static void check_number(Arena *a, Num x, int max_int, int max_frac, int places)
{
    Num again;
    int n;
    ASSERT(num_is(x) && places >= 0 && places <= max_frac);
    Str fixed = num_fixed(a, x, places), italian = num_italian(a, x, places), exact = num_exact(a, x);
    ASSERT(num_parse(a, fixed, max_int, max_frac, &again, &n) && num_eq(x, again) && n == places);
    ASSERT(num_parse_italian(a, italian, max_int, max_frac, &again, &n) && num_eq(x, again) && n == places);
    ASSERT(num_parse_exact(a, exact, &again) && num_eq(x, again) && str_eq(num_exact(a, again), exact));
    ASSERT(num_sign(x) != 0 || fixed.p[0] != '-');
    for (int how = 0; how < ROUNDING_COUNT; how++) {
        Num r = num_round(a, x, places, (Rounding)how);
        ASSERT(num_eq(r, x));
        if (places == 0) continue;
        r = num_round(a, x, places - 1, (Rounding)how);
        Num off = num_sub(a, r, x), unit = num_int(1);
        for (int i = 1; i < places; i++) unit = num_div(a, unit, num_int(10));
        if (num_sign(off) < 0) off = num_neg(a, off);
        ASSERT(num_cmp(off, unit) < 0); /* less than one unit of the last place kept */
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1) return 0;
    Arena a = {0};
    int max_int = 1 + data[0] % 18, max_frac = 1 + (data[0] >> 4);
    Str text = {(const char *)data + 1, (ptrdiff_t)size - 1};
    Num x = {0};
    int places = -1;
    if (num_parse(&a, text, max_int, max_frac, &x, &places)) {
        check_number(&a, x, max_int, max_frac, places);
        /* the shape that is promised: an optional minus, digits, optionally a point and digits */
        ptrdiff_t point = str_find(text, '.'), start = text.p[0] == '-';
        ptrdiff_t whole = (point < 0 ? text.n : point) - start;
        ASSERT(whole >= 1 && whole <= max_int && places == (point < 0 ? 0 : text.n - point - 1));
    } else {
        ASSERT(!num_is(x) && places == -1); /* nothing is stored */
    }
    if (utf8_invalid_at(text) < 0 && num_parse_italian(&a, text, max_int, max_frac, &x, &places))
        check_number(&a, x, max_int, max_frac, places);
    Num y;
    if (num_parse_exact(&a, text, &y)) {
        ASSERT(str_eq(num_exact(&a, y), text));
        Num two = num_add(&a, y, y);
        ASSERT(num_eq(num_div(&a, two, num_int(2)), y) && num_sign(num_sub(&a, two, y)) == num_sign(y));
    }
    arena_free(&a);
    return 0;
}

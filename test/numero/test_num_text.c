/* test_num_text.c - numbers read and written. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include "numero/num.h"

/* want == NULL: refused. max_int 15, max_frac 9: the limits of a case. */
typedef struct Reading {
    const char *s, *want;
    int places;
} Reading;

typedef bool (*Parser)(Arena *a, Str s, int max_int, int max_frac, Num *out, int *places);

static void check_readings(Parser parse, const Reading *r, ptrdiff_t n)
{
    Arena a = {0};
    for (ptrdiff_t i = 0; i < n; i++) {
        Num x = {0};
        int places = -1;
        if (parse(&a, str_of(r[i].s), 15, 9, &x, &places) != (r[i].want != NULL)) fail_msg("\"%s\"", r[i].s);
        assert_int_equal(num_is(x), r[i].want != NULL);
        assert_int_equal(places, r[i].want ? r[i].places : -1);
        if (!r[i].want) continue;
        assert_str_equal(num_exact(&a, x), str_of(r[i].want));
        assert_true(parse(&a, str_of(r[i].s), 15, 9, &x, NULL));
    }
    arena_free(&a);
}

static void test_parse__a_decimal_is_read_as_written_and_nothing_else_is(void **state)
{
    (void)state;
    static const Reading readings[] = {
        {"0", "0", 0}, {"-0", "0", 0}, {"-0.00", "0", 2}, {"4.50", "4.5", 2}, {"-0.03", "-0.03", 2},
        {"10.000", "10", 3}, {"007", "7", 0}, {"999999999999999.999999999", "999999999999999.999999999", 9},
        {"-999999999999999", "-999999999999999", 0}, {"0.000000001", "0.000000001", 9},
        {"", 0, 0}, {"-", 0, 0}, {".", 0, 0}, {".5", 0, 0}, {"5.", 0, 0}, {"-.5", 0, 0}, {"+1", 0, 0}, {"--1", 0, 0},
        {"1e3", 0, 0}, {"1,5", 0, 0}, {" 1", 0, 0}, {"1 ", 0, 0}, {"1.2.3", 0, 0}, {"1.-2", 0, 0}, {"0x10", 0, 0},
        {"1000000000000000", 0, 0}, {"0000000000000001", 0, 0}, {"1.0000000001", 0, 0}, {"1/3", 0, 0}, {"nan", 0, 0},
        {"\xd9\xa1", 0, 0}, {"1\xc2\xa0", 0, 0}, {"\xe2\x88\x92" "1", 0, 0},
    };
    check_readings(num_parse, readings, COUNT_OF(readings));
}

static void test_parse__limits_are_the_callers(void **state)
{
    (void)state;
    Arena a = {0};
    Num x;
    int places;
    assert_true(num_parse(&a, S("12"), 2, 0, &x, &places));
    assert_false(num_parse(&a, S("123"), 2, 0, &x, &places));
    assert_false(num_parse(&a, S("12.5"), 2, 0, &x, &places));
    assert_true(num_parse(&a, S("-123456789012345678901234567890123456789012345.67"), 50, 20, &x, &places));
    assert_str_equal(num_exact(&a, x), S("-123456789012345678901234567890123456789012345.67"));
    assert_str_equal(num_fixed(&a, x, 4), S("-123456789012345678901234567890123456789012345.6700"));
    assert_true(num_parse(&a, S("0.00000000000000000000000000000000000000000000000000005"), 1, 60, &x, &places));
    assert_int_equal(places, 53);
    assert_str_equal(num_fixed(&a, x, 53), S("0.00000000000000000000000000000000000000000000000000005"));
    assert_true(num_parse(&a, S("0000000000000000000000000000000000000000000000000.500"), 60, 60, &x, &places));
    assert_str_equal(num_exact(&a, x), S("0.5"));
    assert_null(x.big);
    assert_false(num_parse(&a, (Str){NULL, 0}, 5, 5, &x, &places));
    assert_false(num_parse(&a, (Str){"1\0" "2", 3}, 5, 5, &x, &places));
    arena_free(&a);
}

static void test_parse_italian__comma_and_points_between_thousands(void **state)
{
    (void)state;
    static const Reading readings[] = {
        {"1.234,50", "1234.5", 2}, {"1234,50", "1234.5", 2}, {"1.234", "1234", 0}, {"-12.345.678,9", "-12345678.9", 1},
        {"0,5", "0.5", 1}, {"84", "84", 0}, {"-0,00", "0", 2}, {"999.999.999.999.999", "999999999999999", 0},
        {"123.456", "123456", 0}, {"010", "10", 0},
        {"12.5", 0, 0}, {"0.123", 0, 0}, {"1.23", 0, 0}, {"1.2345", 0, 0}, {"1234.567", 0, 0}, {"1.234.56", 0, 0},
        {"1.234567", 0, 0}, {"1,234,567", 0, 0}, {"1,234.50", 0, 0}, {".123", 0, 0}, {"1.", 0, 0}, {"1.,5", 0, 0},
        {",5", 0, 0}, {"5,", 0, 0}, {"1.234,", 0, 0}, {"", 0, 0}, {"-", 0, 0}, {"1 234", 0, 0}, {"1'234", 0, 0},
        {"1.000.000.000.000.000", 0, 0}, {"1,0000000001", 0, 0}, {"01.234", 0, 0}, {"1..234", 0, 0}, {"1.234.", 0, 0},
    };
    check_readings(num_parse_italian, readings, COUNT_OF(readings));
}

static void test_fixed__the_asked_places_and_never_minus_zero(void **state)
{
    (void)state;
    static const struct { const char *x; int places; const char *fixed, *italian; } cases[] = {
        {"0", 0, "0", "0"}, {"0", 2, "0.00", "0,00"}, {"84", 2, "84.00", "84,00"}, {"-0.03", 2, "-0.03", "-0,03"},
        {"1234.5", 2, "1234.50", "1.234,50"}, {"-1234567", 0, "-1234567", "-1.234.567"}, {"999", 0, "999", "999"},
        {"1000", 1, "1000.0", "1.000,0"}, {"-100", 0, "-100", "-100"}, {"0.905", 4, "0.9050", "0,9050"},
        {"123456", 0, "123456", "123.456"}, {"-123456.7", 1, "-123456.7", "-123.456,7"},
        {"0.5", 18, "0.500000000000000000", "0,500000000000000000"},
        {"0.5", 25, "0.5000000000000000000000000", "0,5000000000000000000000000"},
        {"85070591730234615865843651857942052863", 9, "85070591730234615865843651857942052863.000000000",
         "85.070.591.730.234.615.865.843.651.857.942.052.863,000000000"},
        {"-85070591730234615865843651857942052864.25", 2, "-85070591730234615865843651857942052864.25",
         "-85.070.591.730.234.615.865.843.651.857.942.052.864,25"},
    };
    Arena a = {0};
    for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++) {
        Num x;
        assert_true(num_parse_exact(&a, str_of(cases[i].x), &x));
        assert_str_equal(num_fixed(&a, x, cases[i].places), str_of(cases[i].fixed));
        assert_str_equal(num_italian(&a, x, cases[i].places), str_of(cases[i].italian));
    }
    Num minus_nothing = num_round(&a, num_ratio(&a, -1, 1000), 2, HALF_UP);
    assert_str_equal(num_fixed(&a, minus_nothing, 2), S("0.00"));
    assert_str_equal(num_fixed(&a, num_neg(&a, num_int(0)), 2), S("0.00"));
    /* Not in lowest terms, and not a power of ten below. */
    assert_str_equal(num_fixed(&a, num_ratio(&a, 225, 250), 1), S("0.9"));
    assert_str_equal(num_italian(&a, num_ratio(&a, -3750, 3), 2), S("-1.250,00"));
    arena_free(&a);
}

static void test_exact__decimal_within_nine_places_else_lowest_terms(void **state)
{
    (void)state;
    static const struct { int64_t n, d; const char *want; } cases[] = {
        {84, 1, "84"}, {8400, 100, "84"}, {905, 1000, "0.905"}, {7, 5, "1.4"}, {7, 3, "7/3"}, {-14, 6, "-7/3"},
        {1, 512, "0.001953125"}, {1, 1024, "1/1024"}, {1, 1953125, "0.000000512"}, {1, 9765625, "1/9765625"},
        {0, 366, "0"}, {-1, 1000000000, "-0.000000001"}, {1, 10000000000, "1/10000000000"},
        {10, 10000000000, "0.000000001"}, {-9223372036854775807 - 1, 2, "-4611686018427387904"},
        {1, -9223372036854775807 - 1, "-1/9223372036854775808"},
    };
    Arena a = {0};
    for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++)
        assert_str_equal(num_exact(&a, num_ratio(&a, cases[i].n, cases[i].d)), str_of(cases[i].want));
    arena_free(&a);
}

static void test_parse_exact__reads_back_one_text_for_each_number(void **state)
{
    (void)state;
    static const char *const good[] = {
        "0", "84", "-84", "0.905", "-0.000000001", "7/3", "-7/3", "1/1024", "1/85070591730234615865843651857942052864",
        "123456789012345678901234567890123456789012345678901234567890.123456789",
        "-10000000000000000000000000000000000000000000000001/3333333333333333333333333333333333333333333331",
    };
    static const char *const wrong[] = {
        "", "-", "-0", "0.0", "00", "084", "84.0", "84.", ".5", "0.9050", "7/5", "14/6", "7/1", "0/3", "7/0", "7/-3",
        "7/", "/3", "7/3/2", "7 /3", "1e2", "+1", "0.0000000001", "7/03", "-0/1", "1.5/2",
        "1/00000000000000000000000000000000000000000000000000000000",
        "20000000000000000000000000000000000000000000000000000/20000000000000000000000000000000000000000000000000002",
    };
    Arena a = {0};
    Num x;
    for (ptrdiff_t i = 0; i < COUNT_OF(good); i++) {
        if (!num_parse_exact(&a, str_of(good[i]), &x)) fail_msg("refused: %s", good[i]);
        assert_str_equal(num_exact(&a, x), str_of(good[i]));
    }
    x = num_int(5);
    for (ptrdiff_t i = 0; i < COUNT_OF(wrong); i++)
        if (num_parse_exact(&a, str_of(wrong[i]), &x)) fail_msg("accepted: %s", wrong[i]);
    assert_true(num_eq(x, num_int(5)));
    arena_free(&a);
}

static void test_exact__long_numbers_are_written_and_read_back(void **state)
{
    (void)state;
    Arena a = {0};
    Num x = num_ratio(&a, 1000003, 999983), y;
    for (int i = 0; i < 9; i++) x = num_mul(&a, x, x);
    Str s = num_exact(&a, x);
    assert_true(s.n > 6000);
    assert_true(num_parse_exact(&a, s, &y));
    assert_true(num_eq(x, y));
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse__a_decimal_is_read_as_written_and_nothing_else_is),
        cmocka_unit_test(test_parse__limits_are_the_callers),
        cmocka_unit_test(test_parse_italian__comma_and_points_between_thousands),
        cmocka_unit_test(test_fixed__the_asked_places_and_never_minus_zero),
        cmocka_unit_test(test_exact__decimal_within_nine_places_else_lowest_terms),
        cmocka_unit_test(test_parse_exact__reads_back_one_text_for_each_number),
        cmocka_unit_test(test_exact__long_numbers_are_written_and_read_back),
    };
    return cmocka_run_group_tests_name("num_text", tests, NULL, NULL);
}

/* test_num.c - exact numbers: laws, edges, the way from 128 bits to GMP and back, rounding, sums. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include "numero/num.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static Num text(Arena *a, const char *c)
{
    Num x, y = num_int(1);
    Str s = str_of(c);
    ptrdiff_t slash = str_find(s, '/');
    bool ok = num_parse(a, slash < 0 ? s : str_sub(s, 0, slash), 99, 99, &x, NULL);
    if (ok && slash >= 0) ok = num_parse(a, str_sub(s, slash + 1, s.n), 99, 99, &y, NULL);
    if (!ok) fail_msg("not a number: %s", c);
    return num_div(a, x, y);
}

#define assert_num(a, x, want) assert_str_equal(num_exact((a), (x)), str_of(want))

/* Where something changes: signs, the ends of the fast path (2^61, 2^62), of words (2^63, 2^64), of 128 bits. */
static const char *const edges[] = {
    "0", "1", "-1", "2", "0.1", "-0.05", "7/3", "-7/3", "0.905", "0.9", "84", "1/366", "123456789.987654321",
    "2305843009213693951", "-2305843009213693952", "2305843009213693952", "4611686018427387904",
    "1/4611686018427387904", "-1/4611686018427387905", "9223372036854775807", "-9223372036854775808",
    "18446744073709551616", "18446744073709551615/18446744073709551617", "85070591730234615865843651857942052863",
    "-85070591730234615865843651857942052863", "85070591730234615865843651857942052864",
    "-85070591730234615865843651857942052864", "1/85070591730234615865843651857942052863",
    "1/85070591730234615865843651857942052864", "-170141183460469231731687303715884105729/1000000007",
    "9999999999999999999999999999999999999999999999999/7777777777777777777777777777777777777777777777775",
    "3/9999999999999999999999999999999999999999999999998",
};

static void test_num__equal_numbers_are_equal_however_they_were_written(void **state)
{
    (void)state;
    Arena a = {0};
    assert_true(num_eq(num_ratio(&a, 225, 250), num_ratio(&a, 9, 10)));
    assert_true(num_eq(num_ratio(&a, 9050, 10000), num_ratio(&a, -181, -200)));
    assert_true(num_cmp(num_ratio(&a, 1, 3), num_ratio(&a, 333333333, 1000000000)) > 0);
    assert_num(&a, num_ratio(&a, INT64_MIN, -1), "9223372036854775808");
    assert_num(&a, num_ratio(&a, INT64_MIN, INT64_MIN), "1");
    assert_num(&a, num_ratio(&a, 0, -7), "0");
    arena_free(&a);
}

static void test_num__tenths_are_exact(void **state)
{
    (void)state;
    EVIDENCE("X-07");
    Arena a = {0};
    Num sum = num_int(0), tenth = num_ratio(&a, 1, 10);
    for (int i = 0; i < 10; i++) sum = num_add(&a, sum, tenth);
    assert_true(num_eq(sum, num_int(1)));
    /* 1.005 x 100 is 100.5 here, not 100.49999999999999. */
    assert_num(&a, num_mul(&a, text(&a, "1.005"), num_int(100)), "100.5");
    assert_num(&a, num_round(&a, text(&a, "1.005"), 2, HALF_UP), "1.01");
    assert_true(num_cmp(text(&a, "49.9999997"), num_int(50)) < 0);
    arena_free(&a);
}

static void test_num__the_laws_of_fields_hold_at_every_edge(void **state)
{
    (void)state;
    Arena a = {0};
    for (ptrdiff_t i = 0; i < COUNT_OF(edges); i++)
        for (ptrdiff_t j = 0; j < COUNT_OF(edges); j++) {
            ArenaMark m = arena_mark(&a);
            Num x = text(&a, edges[i]), y = text(&a, edges[j]), sum = num_add(&a, x, y), product = num_mul(&a, x, y);
            assert_true(num_eq(sum, num_add(&a, y, x)));
            assert_true(num_eq(product, num_mul(&a, y, x)));
            assert_num(&a, num_sub(&a, sum, y), edges[i]);
            assert_num(&a, num_sub(&a, num_sub(&a, x, y), x), str_c(&a, num_exact(&a, num_neg(&a, y))));
            assert_true(num_eq(num_sub(&a, x, y), num_neg(&a, num_sub(&a, y, x))));
            assert_int_equal(num_cmp(x, y), num_sign(num_sub(&a, x, y)));
            assert_int_equal(num_cmp(x, y), -num_cmp(y, x));
            assert_int_equal(num_eq(x, y), i == j);
            assert_true(num_eq(num_mul(&a, sum, x), num_add(&a, num_mul(&a, x, x), num_mul(&a, y, x))));
            if (num_sign(y)) {
                assert_num(&a, num_div(&a, product, y), edges[i]);
                assert_true(num_eq(num_mul(&a, num_div(&a, x, y), y), x));
            }
            Num low = num_min(x, y), high = num_max(x, y);
            assert_true(num_cmp(low, high) <= 0 && num_eq(num_add(&a, low, high), sum));
            assert_true(num_eq(num_clamp(sum, low, high), num_max(low, num_min(sum, high))));
            arena_rewind(&a, m);
        }
    arena_free(&a);
}

static void test_num__nothing_is_allocated_while_numbers_are_small(void **state)
{
    (void)state;
    Arena a = {0};
    Num acc = num_int(0);
    for (int i = 1; i <= 366; i++) {
        Num share = num_mul(&a, num_ratio(&a, 9050, 10000), num_ratio(&a, i, 366));
        share = num_div(&a, share, num_ratio(&a, 225, 250));
        acc = num_round(&a, num_add(&a, acc, num_sub(&a, share, num_int(1))), 18, HALF_EVEN);
        (void)num_cmp(acc, share);
        (void)num_floor(&a, num_neg(&a, acc));
    }
    assert_null(a.last);
    /* Unreduced growth comes back before it leaves 128 bits. */
    acc = num_int(1);
    Num less = num_ratio(&a, 9999, 10000), more = num_ratio(&a, 10000, 9999);
    for (int i = 0; i < 1000; i++) acc = num_mul(&a, num_mul(&a, acc, less), more);
    assert_true(num_eq(acc, num_int(1)));
    assert_null(a.last);
}

static void test_num__numbers_grow_into_gmp_and_come_back(void **state)
{
    (void)state;
    Arena a = {0};
    Num product = num_int(1), sum = num_int(0);
    bool was_big = false;
    for (int i = 1; i <= 200; i++) {
        product = num_mul(&a, product, num_ratio(&a, 1000003 + 2 * i, 17 + i));
        sum = num_add(&a, sum, num_ratio(&a, i % 2 ? i + 1 : -i, 2 * i + 1));
        was_big = was_big || product.big;
    }
    assert_true(was_big && product.big && sum.big);
    for (int i = 200; i >= 1; i--) {
        product = num_div(&a, product, num_ratio(&a, 1000003 + 2 * i, 17 + i));
        sum = num_sub(&a, sum, num_ratio(&a, i % 2 ? i + 1 : -i, 2 * i + 1));
    }
    assert_null(product.big);
    assert_null(sum.big);
    assert_num(&a, product, "1");
    assert_num(&a, sum, "0");
    /* 30! and back, one factor at a time, through 2^126. */
    Num f = num_int(1);
    for (int i = 1; i <= 40; i++) f = num_mul(&a, f, num_int(i));
    assert_num(&a, f, "815915283247897734345611269596115894272000000000"); /* bc: 40! */
    for (int i = 40; i > 30; i--) f = num_mul(&a, f, num_ratio(&a, 1, i));
    assert_null(f.big);
    assert_num(&a, f, "265252859812191058636308480000000"); /* bc: 30! */
    arena_free(&a);
}

static void test_num__the_last_small_number_and_the_first_big_one(void **state)
{
    (void)state;
    Arena a = {0};
    Num last = text(&a, "85070591730234615865843651857942052863"), one = num_int(1); /* 2^126 - 1 */
    assert_null(last.big);
    Num first = num_add(&a, last, one);
    assert_non_null(first.big);
    assert_num(&a, first, "85070591730234615865843651857942052864");
    assert_null(num_sub(&a, first, one).big);
    assert_non_null(num_sub(&a, num_neg(&a, last), one).big);
    Num tiny = num_div(&a, one, first);
    assert_non_null(tiny.big);
    assert_num(&a, tiny, "1/85070591730234615865843651857942052864");
    assert_num(&a, num_mul(&a, tiny, first), "1");
    assert_num(&a, num_round(&a, tiny, 18, HALF_UP), "0");
    assert_num(&a, num_floor(&a, num_neg(&a, tiny)), "-1");
    assert_true(num_is_integer(&a, first) && !num_is_integer(&a, tiny));
    arena_free(&a);
}

static void test_num__a_copy_survives_the_arena_it_came_from(void **state)
{
    (void)state;
    Arena a = {0}, b = {0};
    Num copy = num_copy(&b, text(&a, "-170141183460469231731687303715884105729/1000000007"));
    Num negated = num_neg(&b, copy);
    memset(arena_alloc(&a, 4096), 0xff, 4096);
    arena_free(&a);
    assert_num(&b, copy, "-170141183460469231731687303715884105729/1000000007");
    assert_num(&b, negated, "170141183460469231731687303715884105729/1000000007");
    arena_free(&b);
}

static void test_num__floor_integer_and_int64(void **state)
{
    (void)state;
    static const struct { const char *x, *floor; bool integer, fits; } cases[] = {
        {"0", "0", 1, 1}, {"7/3", "2", 0, 0}, {"-7/3", "-3", 0, 0}, {"-0.5", "-1", 0, 0}, {"84", "84", 1, 1},
        {"-84", "-84", 1, 1}, {"9223372036854775807", "9223372036854775807", 1, 1},
        {"9223372036854775808", "9223372036854775808", 1, 0}, {"-9223372036854775808", "-9223372036854775808", 1, 1},
        {"-9223372036854775809", "-9223372036854775809", 1, 0},
        {"-99999999999999999999999999999999999999999/2", "-50000000000000000000000000000000000000000", 0, 0},
        {"99999999999999999999999999999999999999999", "99999999999999999999999999999999999999999", 1, 0},
    };
    Arena a = {0};
    for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++) {
        Num x = text(&a, cases[i].x);
        int64_t out = 77;
        assert_num(&a, num_floor(&a, x), cases[i].floor);
        assert_int_equal(num_is_integer(&a, x), cases[i].integer);
        assert_int_equal(num_to_int(&a, x, &out), cases[i].fits);
        if (cases[i].fits)
            assert_true(num_eq(num_int(out), x));
        else
            assert_int_equal(out, 77);
    }
    assert_true(num_is_integer(&a, num_ratio(&a, 500, 250)));
    arena_free(&a);
}

/* Half up is away from zero, for negatives too (case-format.md); the others by their names. Worked out by hand. */
static void test_round__each_way_at_below_and_above_the_half(void **state)
{
    (void)state;
    EVIDENCE("X-07");
    static const struct { const char *x; int places; const char *want[ROUNDING_COUNT]; } cases[] = {
        /*                              half_up     half_down   half_even   troncamento */
        {"2.675", 2,                    {"2.68",    "2.67",     "2.68",     "2.67"}},
        {"-2.675", 2,                   {"-2.68",   "-2.67",    "-2.68",    "-2.67"}},
        {"2.665", 2,                    {"2.67",    "2.66",     "2.66",     "2.66"}},
        {"-2.665", 2,                   {"-2.67",   "-2.66",    "-2.66",    "-2.66"}},
        {"2.6650001", 2,                {"2.67",    "2.67",     "2.67",     "2.66"}},
        {"-2.6649999", 2,               {"-2.66",   "-2.66",    "-2.66",    "-2.66"}},
        {"0.5", 0,                      {"1",       "0",        "0",        "0"}},
        {"-0.5", 0,                     {"-1",      "0",        "0",        "0"}},
        {"1.5", 0,                      {"2",       "1",        "2",        "1"}},
        {"-1.5", 0,                     {"-2",      "-1",       "-2",       "-1"}},
        {"2/3", 4,                      {"0.6667",  "0.6667",   "0.6667",   "0.6666"}},
        {"-2/3", 4,                     {"-0.6667", "-0.6667",  "-0.6667",  "-0.6666"}},
        {"0.004", 2,                    {"0",       "0",        "0",        "0"}},
        {"99.995", 2,                   {"100",     "99.99",    "100",      "99.99"}},
        {"84", 2,                       {"84",      "84",       "84",       "84"}},
        {"85070591730234615865843651857942052863/2", 0,
         {"42535295865117307932921825928971026432", "42535295865117307932921825928971026431",
          "42535295865117307932921825928971026432", "42535295865117307932921825928971026431"}},
        {"-170141183460469231731687303715884105729/2", 0,
         {"-85070591730234615865843651857942052865", "-85070591730234615865843651857942052864",
          "-85070591730234615865843651857942052864", "-85070591730234615865843651857942052864"}},
        {"1000000000000000000000000000000000000000001/2000", 3,
         {"500000000000000000000000000000000000000.001", "500000000000000000000000000000000000000",
          "500000000000000000000000000000000000000", "500000000000000000000000000000000000000"}},
    };
    Arena a = {0};
    for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++)
        for (int how = 0; how < ROUNDING_COUNT; how++) {
            Num got = num_round(&a, text(&a, cases[i].x), cases[i].places, (Rounding)how);
            assert_num(&a, got, cases[i].want[how]);
            assert_true(num_eq(num_round(&a, got, cases[i].places, (Rounding)how), got));
        }
    arena_free(&a);
}

static void test_round__the_words_of_rulebooks(void **state)
{
    (void)state;
    Rounding how = HALF_EVEN;
    assert_true(rounding_parse(S("half_up"), &how) && how == HALF_UP);
    assert_true(rounding_parse(S("troncamento"), &how) && how == TRUNCATE);
    assert_false(rounding_parse(S("half_ups"), &how));
    assert_false(rounding_parse(S(""), &how));
    assert_int_equal(how, TRUNCATE);
    for (int i = 0; i < ROUNDING_COUNT; i++)
        assert_true(rounding_parse(rounding_word((Rounding)i), &how) && how == (Rounding)i);
}

static void test_sum__is_the_sum_whatever_the_denominators_and_sizes(void **state)
{
    (void)state;
    Arena a = {0};
    NumSum *s = num_sum_new(&a);
    assert_num(&a, num_sum_total(s, &a), "0");
    Num plain = num_int(0);
    for (int i = 0; i < 3000; i++) {
        Arena term = {0}; /* the sum must not need it any more */
        Num x = num_ratio(&term, (i * 7919) % 100003 - 50000, i % 366 + 1);
        if (i % 50 == 0) x = num_mul(&term, x, text(&term, edges[(i / 50) % COUNT_OF(edges)]));
        num_sum_add(s, x);
        plain = num_add(&a, plain, x);
        arena_free(&term);
        if (i % 1000 == 0) assert_true(num_eq(num_sum_total(s, &a), plain));
    }
    assert_true(num_eq(num_sum_total(s, &a), plain));
    arena_free(&a);
}

static void test_sum__numerators_beyond_128_bits_are_carried(void **state)
{
    (void)state;
    Arena a = {0};
    NumSum *s = num_sum_new(&a);
    Num most = num_div(&a, text(&a, "85070591730234615865843651857942052863"), num_int(11)); /* (2^126 - 1) / 11 */
    for (int i = 0; i < 1000; i++) num_sum_add(s, most);
    assert_num(&a, num_sum_total(s, &a), "85070591730234615865843651857942052863000/11");
    for (int i = 0; i < 2003; i++) num_sum_add(s, num_neg(&a, most));
    assert_num(&a, num_sum_total(s, &a), "-85325803505425319713441182813515879021589/11"); /* bc: x 1003 */
    for (int i = 0; i < 1003; i++) num_sum_add(s, most);
    assert_num(&a, num_sum_total(s, &a), "0");
    arena_free(&a);
}

static void test_sum__many_thousand_denominators(void **state)
{
    (void)state;
    Arena a = {0};
    NumSum *s = num_sum_new(&a);
    /* 1/(k(k+1)) telescopes: the sum up to n is n/(n+1). */
    for (int k = 1; k <= 5000; k++) num_sum_add(s, num_ratio(&a, 1, (int64_t)k * (k + 1)));
    assert_num(&a, num_sum_total(s, &a), "5000/5001");
    arena_free(&a);
}

/* What must stop the process, each in a child. */
typedef void (*Wrong)(Arena *a);
static Num nothing_; /* zero-initialised: not a number */
static void divide_by_zero(Arena *a) { (void)num_div(a, num_int(1), num_ratio(a, 0, 5)); }
static void divide_big_by_zero(Arena *a) { (void)num_div(a, text(a, edges[25]), num_int(0)); }
static void ratio_over_zero(Arena *a) { (void)num_ratio(a, 1, 0); }
static void add_nothing(Arena *a) { (void)num_add(a, num_int(1), nothing_); }
static void mul_nothing(Arena *a) { (void)num_mul(a, nothing_, num_int(1)); }
static void sub_nothing(Arena *a) { (void)num_sub(a, nothing_, nothing_); }
static void div_nothing(Arena *a) { (void)num_div(a, nothing_, num_int(1)); }
static void cmp_nothing(Arena *a) { (void)a, (void)num_cmp(num_int(0), nothing_); }
static void cmp_big_nothing(Arena *a) { (void)num_cmp(text(a, edges[25]), nothing_); }
static void round_nothing(Arena *a) { (void)num_round(a, nothing_, 2, HALF_UP); }
static void sum_nothing(Arena *a) { num_sum_add(num_sum_new(a), nothing_); }
static void print_nothing(Arena *a) { (void)num_exact(a, nothing_); }
static void too_few_places(Arena *a) { (void)num_fixed(a, text(a, "0.125"), 2); }
static void too_few_places_big(Arena *a) { (void)num_fixed(a, text(a, edges[28]), 2); }
static void round_to_19_places(Arena *a) { (void)num_round(a, num_int(1), 19, HALF_UP); }
static void clamp_upside_down(Arena *a) { (void)a, (void)num_clamp(num_int(1), num_int(3), num_int(2)); }

static bool is_stopped(Wrong wrong)
{
    fflush(NULL);
    pid_t child = fork();
    if (!child) {
        Arena a = {0};
        const struct rlimit none = {0, 0};
        setrlimit(RLIMIT_CORE, &none);
        signal(SIGABRT, SIG_DFL);
        if (!freopen("/dev/null", "w", stderr)) _exit(2);
        wrong(&a);
        _exit(0);
    }
    int status = 0;
    return child > 0 && waitpid(child, &status, 0) == child && WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void test_num__what_is_no_number_stops_the_process(void **state)
{
    (void)state;
    static const struct { const char *name; Wrong wrong; } cases[] = {
#define W(f) {#f, f}
        W(divide_by_zero), W(divide_big_by_zero), W(ratio_over_zero), W(add_nothing), W(mul_nothing), W(sub_nothing),
        W(div_nothing), W(cmp_nothing), W(cmp_big_nothing), W(round_nothing), W(sum_nothing), W(print_nothing),
        W(too_few_places), W(too_few_places_big), W(round_to_19_places), W(clamp_upside_down),
#undef W
    };
    assert_false(num_is(nothing_));
    for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++)
        if (!is_stopped(cases[i].wrong)) fail_msg("%s went on", cases[i].name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_num__equal_numbers_are_equal_however_they_were_written),
        cmocka_unit_test(test_num__tenths_are_exact),
        cmocka_unit_test(test_num__the_laws_of_fields_hold_at_every_edge),
        cmocka_unit_test(test_num__nothing_is_allocated_while_numbers_are_small),
        cmocka_unit_test(test_num__numbers_grow_into_gmp_and_come_back),
        cmocka_unit_test(test_num__the_last_small_number_and_the_first_big_one),
        cmocka_unit_test(test_num__a_copy_survives_the_arena_it_came_from),
        cmocka_unit_test(test_num__floor_integer_and_int64),
        cmocka_unit_test(test_round__each_way_at_below_and_above_the_half),
        cmocka_unit_test(test_round__the_words_of_rulebooks),
        cmocka_unit_test(test_sum__is_the_sum_whatever_the_denominators_and_sizes),
        cmocka_unit_test(test_sum__numerators_beyond_128_bits_are_carried),
        cmocka_unit_test(test_sum__many_thousand_denominators),
        cmocka_unit_test(test_num__what_is_no_number_stops_the_process),
    };
    return cmocka_run_group_tests_name("num", tests, NULL, NULL);
}

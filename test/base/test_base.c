/* test_base.c - arena, text, defects, files. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include "base/hash.h"
#include "base/os.h"

#include <unistd.h>

static void test_arena__lists_grow_and_rewind_gives_back(void **state)
{
    (void)state;
    Arena a = {0};
    LIST(int) l = {0};
    for (int i = 0; i < 10000; i++) *PUSH(&a, &l) = i;
    ArenaMark m = arena_mark(&a);
    memset(arena_alloc(&a, 10 << 20), 1, 10 << 20);
    arena_rewind(&a, m);
    for (int i = 0; i < 10000; i++) assert_int_equal(l.items[i], i);
    arena_free(&a);
    assert_null(a.last);
}

/* Marks at the very end of a chunk, one inside the other, pieces of all sizes: what is given is always zero. */
static void test_arena__what_comes_back_after_a_rewind_is_zero(void **state)
{
    (void)state;
    Arena a = {0};
    uint32_t seed = 1;
    for (int outer = 0; outer < 200; outer++) {
        ArenaMark m = arena_mark(&a), inner = m;
        for (int i = 0; i < 40; i++) {
            seed = seed * 1664525 + 1013904223;
            ptrdiff_t n = seed >> 16 & (seed >> 12 & 7 ? 0xfff : 0x3ffff);
            unsigned char *p = arena_alloc(&a, n);
            for (ptrdiff_t k = 0; k < n; k++) assert_int_equal(p[k], 0);
            memset(p, 0xa5, (size_t)n);
            if (i == 15) inner = arena_mark(&a);
            if (i > 15 && i % 8 == 7) arena_rewind(&a, inner);
        }
        if (outer % 10) arena_rewind(&a, m);
    }
    arena_free(&a);
    assert_null(a.last);
}

static void test_utf8__invalid_bytes_are_found_where_they_stand(void **state)
{
    (void)state;
    static const struct { const char *s; int at; } cases[] = {
        {"perché", -1}, {"\xf0\x9f\x8f\x9b", -1}, {"a\xff", 1}, {"\xc0\xaf", 0}, {"\xed\xa0\x80", 0},
        {"\xe2\x82", 0}, {"x\xf4\x90\x80\x80", 1}, {"\xe0\x80\x80", 0}, {"ab\x80", 2},
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(utf8_invalid_at(str_of(cases[i].s)), cases[i].at);
    assert_int_equal(utf8_count(S("perché")), 6);
    /* Every code point there and back. */
    Arena a = {0};
    for (uint32_t c = 1; c < 0x110000; c += 7) {
        if (c >= 0xd800 && c <= 0xdfff) continue;
        ArenaMark m = arena_mark(&a);
        Buf b = buf_new(&a);
        buf_utf8(&b, c);
        ptrdiff_t i = 0;
        assert_int_equal(utf8_invalid_at(buf_str(&b)), -1);
        assert_int_equal(utf8_next(buf_str(&b), &i), c);
        arena_rewind(&a, m);
    }
    arena_free(&a);
}

static void test_difetti__all_are_kept_in_the_order_of_the_input(void **state)
{
    (void)state;
    Arena a = {0};
    Difetti d = {.a = &a};
    difetto(&d, 30, S("/c"), "terzo");
    difetto(&d, 10, S("/a"), "%s", "primo");
    difetto(&d, 30, S("/d"), "quarto");
    difetto(&d, 20, S("/b"), "secondo");
    difetti_sort(&d);
    assert_int_equal(d.lista.n, 4);
    static const char *const order[] = {"/a", "/b", "/c", "/d"};
    for (int i = 0; i < 4; i++) assert_str_equal(d.lista.items[i].dove, str_of(order[i]));
    arena_free(&a);
}

static void test_os__a_file_is_written_whole_or_not_at_all(void **state)
{
    (void)state;
    Arena a = {0};
    Str got;
    char path[] = "/tmp/ciclo-test-XXXXXX";
    close(mkstemp(path));
    assert_int_equal(os_write_file(str_of(path), S("uno")), OK);
    assert_int_equal(os_read_file(str_of(path), 100, &a, &got), OK);
    assert_str_equal(got, S("uno"));
    assert_int_equal(os_read_file(str_of(path), 2, &a, &got), E_DATI);
    assert_int_equal(os_write_file(S("/nessuna/cartella/x"), S("due")), E_SCRITTURA);
    assert_int_equal(os_read_file(S("/nessuna/cartella/x"), 100, &a, &got), E_LETTURA);
    assert_int_equal(os_read_file(S("/tmp"), 100, &a, &got), E_LETTURA);
    unlink(path);
    arena_free(&a);
}

static void test_os__a_folder_is_made_once_and_its_names_come_in_order(void **state)
{
    (void)state;
    Arena a = {0};
    Str folder = str_fmt(&a, "cartella-%ld", (long)getpid());
    OsNomi names;
    assert_int_equal(os_list_folder(folder, &a, &names), E_LETTURA);
    assert_int_equal(os_make_folder(folder), OK);
    assert_int_equal(os_make_folder(folder), OK);
    static const char *const some[] = {"b", ".nascosto", "à", "B"};
    for (int i = 0; i < COUNT_OF(some); i++)
        assert_int_equal(os_write_file(str_fmt(&a, "%.*s/%s", STR_ARG(folder), some[i]), S("x")), OK);
    Str inside = str_fmt(&a, "%.*s/b", STR_ARG(folder));
    assert_int_equal(os_make_folder(inside), E_SCRITTURA);
    assert_int_equal(os_make_folder(str_fmt(&a, "%.*s/non/c'è", STR_ARG(folder))), E_SCRITTURA);
    assert_int_equal(os_list_folder(folder, &a, &names), OK);
    static const char *const order[] = {".nascosto", "B", "b", "à"};
    assert_int_equal(names.n, COUNT_OF(order));
    for (int i = 0; i < COUNT_OF(order); i++) {
        assert_str_equal(names.items[i], str_of(order[i]));
        unlink(str_c(&a, str_fmt(&a, "%.*s/%s", STR_ARG(folder), order[i])));
    }
    rmdir(str_c(&a, folder));
    arena_free(&a);
}

/* What the C library's printf says. */
static void same(Arena *a, const char *want, Str got)
{
    Buf b = buf_new(a);
    buf_fmt(&b, "%.*s", STR_ARG(got));
    assert_true(str_eq(got, str_of(want)));
    assert_true(str_eq(buf_str(&b), str_of(want)));
}

static void test_str__formats_say_what_printf_says(void **state)
{
    (void)state;
    Arena a = {0};
    static const long long numbers[] = {0, 7, -1, 10, 99999, INT64_MAX, INT64_MIN, -1234567890123};
    for (ptrdiff_t i = 0; i < COUNT_OF(numbers); i++) {
        char want[128];
        snprintf(want, sizeof want, "a%lld%%%d|%td|%s|%c", numbers[i], (int)numbers[i], (ptrdiff_t)numbers[i], "è", 'x');
        same(&a, want, str_fmt(&a, "a%lld%s%d|%td|%.*s|%c", numbers[i], "%", (int)numbers[i], (ptrdiff_t)numbers[i], 2, "èe", 'x'));
        snprintf(want, sizeof want, "%05lld|%-4s|%x|%.3s", numbers[i], "b", (unsigned)numbers[i], "abcdef"); /* the library does these */
        same(&a, want, str_fmt(&a, "%05lld|%-4s|%x|%.3s", numbers[i], "b", (unsigned)numbers[i], "abcdef"));
    }
    const int padded[] = {0, 7, 10, 99, 100, 2025, 12345, -1, -2025, INT32_MAX, INT32_MIN};
    for (int i = 0; i < COUNT_OF(padded); i++) { /* days, hours; the C library says what is right */
        char want[100];
        snprintf(want, sizeof want, "%02d-%04d:%01d|%09d", padded[i], padded[i], padded[i], padded[i]);
        same(&a, want, str_fmt(&a, "%02d-%04d:%01d|%09d", padded[i], padded[i], padded[i], padded[i]));
    }
    same(&a, "", str_fmt(&a, "%s", ""));
    same(&a, "", str_fmt(&a, "%.*s", 0, ""));
    same(&a, "ab", str_fmt(&a, "%.*s", 9, "ab\0cd")); /* a NUL ends it, as it does there */
    Buf b = buf_new(&a);
    for (int i = 0; i < 300; i++) buf_fmt(&b, "%d,%s;", i, "x");
    assert_int_equal(b.n, 300 * 3 + 10 + 2 * 90 + 3 * 200);
    arena_free(&a);
}

static void test_hash__the_published_vector(void **state)
{
    (void)state;
    Arena a = {0};
    /* FIPS 180-4, one-block message. */
    assert_true(str_eq(hash_sha256_base64(&a, S("abc")), S("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")));
    assert_str_equal(hash_sha256_hex(&a, S("abc")),
                     S("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arena__lists_grow_and_rewind_gives_back),
        cmocka_unit_test(test_arena__what_comes_back_after_a_rewind_is_zero),
        cmocka_unit_test(test_utf8__invalid_bytes_are_found_where_they_stand),
        cmocka_unit_test(test_difetti__all_are_kept_in_the_order_of_the_input),
        cmocka_unit_test(test_os__a_file_is_written_whole_or_not_at_all),
        cmocka_unit_test(test_os__a_folder_is_made_once_and_its_names_come_in_order),
        cmocka_unit_test(test_str__formats_say_what_printf_says),
        cmocka_unit_test(test_hash__the_published_vector),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}

/* test_risorse.c - what the program carries for browsers is whole, and named after its content. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include "base/hash.h"
#include "web/risorse.h"
#include "web/vista.h"

static bool holds(Str text, const char *part)
{
    Arena a = {0};
    bool found = strstr(str_c(&a, text), part) != NULL;
    arena_free(&a);
    return found;
}

static void test_risorse__a_name_in_a_url_carries_the_digest_of_the_content(void **state)
{
    (void)state;
    Arena a = {0};
    ptrdiff_t n = 0;
    for (const Asset *s; (s = asset_at(n)); n++) {
        Str digest = str_sub(hash_sha256_hex(&a, s->bytes), 0, 12);
        ptrdiff_t dot = s->name.n - 1;
        while (s->name.p[dot] != '.') dot--;
        Str stem = str_sub(s->name, 0, dot), ending = str_sub(s->name, dot, s->name.n);
        Str want = str_fmt(&a, "%.*s.%.*s%.*s", STR_ARG(stem), STR_ARG(digest), STR_ARG(ending));
        assert_str_equal(s->path, want);
        assert_ptr_equal(asset_find(s->path), s);
        assert_str_equal(asset_url(s->name), str_fmt(&a, "/risorse/%.*s", STR_ARG(want)));
        if (s->gz.n) assert_memory_equal(s->gz.p, "\x1f\x8b\x08", 3);
        else assert_true(str_starts(s->type, S("font/")));
    }
    assert_true(n >= 8);
    assert_null(asset_find(S("ciclo.css")));
    assert_null(asset_find(S("../ciclo.css")));
    assert_null(asset_find(S("")));
    assert_null(asset_at(-1));
    arena_free(&a);
}

static Str bytes_of(Str name)
{
    for (ptrdiff_t i = 0; asset_at(i); i++)
        if (str_eq(asset_at(i)->name, name)) return asset_at(i)->bytes;
    return (Str){0};
}

static void test_risorse__style_asks_nothing_of_other_sites_and_no_data_addresses(void **state)
{
    (void)state;
    Str css = bytes_of(S("ciclo.css"));
    assert_true(css.n > 10000);
    assert_false(holds(css, "data:"));
    assert_false(holds(css, "//"));
    assert_false(holds(css, "@import"));
    assert_true(holds(css, ".it-header-slim-wrapper")); /* from Bootstrap Italia */
    assert_false(holds(css, ".carousel"));              /* no page uses it */
    assert_true(holds(css, "url(titillium-400."));
    assert_true(holds(bytes_of(S("icone.svg")), "id=\"it-check-circle\""));
    assert_false(holds(bytes_of(S("icone.svg")), "it-facebook"));
}

static void test_risorse__the_licences_of_what_others_made_are_told(void **state)
{
    (void)state;
    static const char *const parts[] = {"Bootstrap Italia 2.18.3", "BSD-3-Clause", "The Bootstrap Authors",
        "Permission is hereby granted", "SIL OPEN FONT LICENSE", "Accademia di Belle Arti di Urbino",
        "Neither the name of the copyright holder"};
    for (ptrdiff_t i = 0; i < COUNT_OF(parts); i++)
        if (!holds(asset_licenze(), parts[i])) fail_msg("missing: %s", parts[i]);
}

static void pages(int current, int total, const char *want)
{
    Arena a = {0};
    int out[9], n = ui_pagine_numeri(current, total, out);
    assert_true(n <= 9);
    Buf b = buf_new(&a);
    for (int i = 0; i < n; i++) buf_fmt(&b, out[i] ? " %d" : " ..", out[i]);
    assert_str_equal(buf_str(&b), str_of(want));
    arena_free(&a);
}

static void test_vista__pages_of_a_list_never_hide_a_single_number(void **state)
{
    (void)state;
    pages(1, 1, " 1");
    pages(1, 3, " 1 2 3");
    pages(1, 20, " 1 2 3 .. 20");
    pages(4, 20, " 1 2 3 4 5 6 .. 20");
    pages(5, 20, " 1 2 3 4 5 6 7 .. 20");
    pages(6, 20, " 1 .. 4 5 6 7 8 .. 20");
    pages(20, 20, " 1 .. 18 19 20");
    pages(17, 20, " 1 .. 15 16 17 18 19 20");
    for (int total = 1; total < 40; total++)
        for (int p = 1; p <= total; p++) {
            int out[9];
            assert_true(ui_pagine_numeri(p, total, out) <= 9);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_risorse__a_name_in_a_url_carries_the_digest_of_the_content),
        cmocka_unit_test(test_risorse__style_asks_nothing_of_other_sites_and_no_data_addresses),
        cmocka_unit_test(test_risorse__the_licences_of_what_others_made_are_told),
        cmocka_unit_test(test_vista__pages_of_a_list_never_hide_a_single_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

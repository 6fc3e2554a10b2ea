/* test_html.c - what templates write is escaped for the place where it stands. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include "web/prova.thtml.h"

static Html page(Arena *a) { return html_new(a, LINGUA_IT, S("g&ttone")); }

static void test_html__text_numbers_and_dates_in_italian_form(void **state)
{
    (void)state;
    Arena a = {0};
    Html h = page(&a);
    prova_testo(&h, S("<b>&\"'\x01"), -2025, num_ratio(&a, 169, 2), date_of(2025, 3, 9));
    assert_str_equal(html_pagina(&h), S("<p>&lt;b&gt;&amp;&quot;&#39;\xef\xbf\xbd|-2025|84,5|09/03/2025|7</p>\n"));
    h = page(&a);
    prova_testo(&h, (Str){0}, 0, (Num){0}, (Date){0});
    assert_str_equal(html_pagina(&h), S("<p>|0|||7</p>\n"));
    assert_str_equal(html_decimali(&h, num_ratio(&a, 2469, 2), 2), S("1.234,50"));
    assert_str_equal(html_decimali(&h, num_ratio(&a, -5, 1000), 2), S("-0,01"));
    assert_str_equal(html_euro_cent(&h, 123456789), S("1.234.567,89\xc2\xa0\xe2\x82\xac"));
    assert_str_equal(html_percento(&h, num_ratio(&a, 25, 2), 1), S("12,5\xc2\xa0%"));
    assert_str_equal(html_migliaia(&h, 12345), S("12.345"));
    assert_str_equal(html_decimali(&h, (Num){0}, 2), S(""));
    arena_free(&a);
}

static void one_place(Str s, const char *attribute, const char *whole, const char *part)
{
    Arena a = {0};
    Html h = page(&a);
    prova_luoghi(&h, s);
    Str want = str_fmt(&a, "<p title=\"%s\" data-x='%s'><a href=\"%s\">u</a><a href=\"/ciclo/%s?q=%s#x\">p</a></p>\n"
                           "<textarea name=\"t\">\n%s</textarea>\n", attribute, attribute, whole, part, part, attribute);
    assert_str_equal(html_pagina(&h), want);
    arena_free(&a);
}

static void test_html__each_place_has_its_own_escape(void **state)
{
    (void)state;
    EVIDENCE("X-04");
    one_place(S("/a?b=1&c=2"), "/a?b=1&amp;c=2", "/a?b=1&amp;c=2", "%2Fa%3Fb%3D1%26c%3D2");
    one_place(S("è"), "è", "è", "%C3%A8");
    one_place(S("\"' onx=1"), "&quot;&#39; onx=1", "about:invalid", "%22%27%20onx%3D1");
}

static void test_html__only_addresses_that_run_nothing_and_stay_here_pass(void **state)
{
    (void)state;
    static const char *const refused[] = {"javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:x", "java\nscript:x",
        "data:text/html,x", "vbscript:x", "//altro.example/", "/\\altro.example", "\\\\x", "https:x", "x:y", "a b",
        "ftp://x/"};
    static const char *const allowed[] = {"/", "/a:b", "?a=1", "#x", "a/b", "https://www.normattiva.it/x", "mailto:a@b.it",
        "", "./a"};
    for (int k = 0; k < 2; k++) {
        for (ptrdiff_t i = 0; i < (k ? COUNT_OF(allowed) : COUNT_OF(refused)); i++) {
            Arena a = {0};
            Html h = page(&a);
            const char *url = k ? allowed[i] : refused[i];
            html_url(&h, str_of(url));
            assert_str_equal(html_pagina(&h), str_of(k ? url : "about:invalid"));
            arena_free(&a);
        }
    }
}

static void test_html__branches_loops_and_attributes_on_condition(void **state)
{
    (void)state;
    Arena a = {0};
    Html h = page(&a);
    prova_lista(&h, NULL, 0);
    assert_str_equal(html_pagina(&h), S("<p>Niente da mostrare: è vuoto</p>\n"));
    h = page(&a);
    Str voci[] = {S("\"a\""), S(""), S("b")};
    prova_lista(&h, voci, 3);
    assert_str_equal(html_pagina(&h), S("<ul>\n<li class=\"prima\" aria-label=\"&quot;a&quot;\">&quot;a&quot;</li>\n"
                                        "<li hidden>b</li>\n</ul>\n<p>3 voci</p>\n"));
    h = page(&a);
    prova_lista(&h, voci, 1);
    assert_str_equal(html_pagina(&h), S("<ul>\n<li class=\"prima\" aria-label=\"&quot;a&quot;\">&quot;a&quot;</li>\n</ul>\n"
                                        "<p>1 voce</p>\n"));
    arena_free(&a);
}

static void test_html__a_form_that_posts_carries_the_token_by_itself(void **state)
{
    (void)state;
    Arena a = {0};
    Html h = page(&a);
    prova_modulo(&h, (HtmlSafe){S("<svg></svg>")});
    assert_str_equal(html_pagina(&h), S("<section>\n<h2>Modulo</h2>\n<form method=\"post\" action=\"/x\">"
        "<input type=\"hidden\" name=\"csrf\" value=\"g&amp;ttone\">\n<button type=\"submit\">Salva</button>\n</form>\n<svg></svg>\n"
        "<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></svg>\n<b>&lt;</b>\n</section>\n"));
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_html__text_numbers_and_dates_in_italian_form),
        cmocka_unit_test(test_html__each_place_has_its_own_escape),
        cmocka_unit_test(test_html__only_addresses_that_run_nothing_and_stay_here_pass),
        cmocka_unit_test(test_html__branches_loops_and_attributes_on_condition),
        cmocka_unit_test(test_html__a_form_that_posts_carries_the_token_by_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

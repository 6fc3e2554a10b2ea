/* test_resa.c - the renderers: golden files, hostile text, sameness, speed. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include <time.h>
#include <unistd.h>

#include "base/os.h"
#include "document/html.h"
#include "document/odf.h"
#include "document/terminale.h"
#include "esempio.h"

static bool has(Arena *a, Str s, const char *what)
{
    return strstr(str_c(a, s), what) != NULL;
}

/* Compares line by line. What came out is left in the folder of the test, beside nothing else. */
static void assert_golden(const char *name, Str got)
{
    Arena a = {0};
    const char *root = getenv("CICLO_GOLDEN");
    assert_non_null(root);
    Str want;
    Err e = os_read_file(str_fmt(&a, "%s/%s", root, name), 1 << 24, &a, &want);
    if (e || !str_eq(got, want)) {
        assert_int_equal(os_write_file(str_fmt(&a, "%s.got", name), got), OK);
        fail_msg("%s is not as expected: compare with %s.got in the build folder", name, name);
    }
    arena_free(&a);
}

static void test_resa__every_block_looks_as_reviewed(void **state)
{
    (void)state;
    Arena a = {0};
    Documento *d = esempio_piccolo(&a);
    assert_golden("documento.html", html_render(d, &a));
    assert_golden("documento.fodt", fodt_render(d, &a));
    arena_free(&a);
}

static void test_resa__hostile_text_stays_text(void **state)
{
    (void)state;
    Arena a = {0};
    Documento *d = esempio_ostile(&a);
    Str both[] = {html_render(d, &a), fodt_render(d, &a)};
    for (int i = 0; i < 2; i++) {
        assert_int_equal(utf8_invalid_at(both[i]), -1);
        assert_false(has(&a, both[i], "<script"));
        assert_false(has(&a, both[i], "<img"));
        assert_false(has(&a, both[i], "javascript:"));
        assert_false(has(&a, both[i], "male.example"));
        assert_false(has(&a, both[i], "]]>"));
        assert_false(has(&a, both[i], "<!-- --"));
        assert_false(has(&a, both[i], "\x1b"));
        assert_false(has(&a, both[i], "\xe2\x80\xae"));
        assert_true(has(&a, both[i], "&lt;script&gt;alert(1)&lt;/script&gt; ]]&gt; &quot;&gt;&lt;img src=x"));
        assert_true(has(&a, both[i], "https://a.example/%22onmouseover=%22x"));
        for (ptrdiff_t k = 0; k < both[i].n; k++)
            assert_true((unsigned char)both[i].p[k] >= 0x20 || both[i].p[k] == '\n');
    }
    arena_free(&a);
}

/* Every word of the text must be found again in this order. */
static void assert_words_in_order(Str text, Str want)
{
    ptrdiff_t at = 0;
    while ((want = str_trim(want)).n) {
        ptrdiff_t end = 0;
        while (end < want.n && want.p[end] != ' ' && want.p[end] != '\n') end++;
        Str word = str_sub(want, 0, end);
        while (at + word.n <= text.n && !str_eq(str_sub(text, at, at + word.n), word)) at++;
        if (at + word.n > text.n) fail_msg("lost: %.*s", STR_ARG(word));
        want = str_sub(want, end, want.n);
    }
}

static void test_resa__as_text_no_word_is_lost_and_no_line_is_too_long(void **state)
{
    (void)state;
    Arena a = {0};
    Documento *all[] = {esempio_piccolo(&a), esempio_ostile(&a), esempio_righe(&a)};
    for (int i = 0; i < 3; i++) {
        Str text = terminale_render(all[i], &a);
        assert_int_equal(utf8_invalid_at(text), -1);
        assert_false(has(&a, text, "\x1b"));
        for (ptrdiff_t k = 0; k < all[i]->blocchi.n; k++)
            if (all[i]->blocchi.items[k]->tipo == BLOCCO_CAPOVERSO)
                assert_words_in_order(text, testo_plain(&a, &all[i]->blocchi.items[k]->capoverso));
        for (Str rest = text; rest.n;) {
            ptrdiff_t end = str_find(rest, '\n');
            assert_true(end >= 0);
            Str line = str_sub(rest, 0, end);
            bool one_word = str_find(str_trim(line), ' ') < 0;
            if (utf8_count(line) > TERMINALE_COLONNE && !one_word) fail_msg("too long: %.*s", STR_ARG(line));
            rest = str_sub(rest, end + 1, rest.n);
        }
    }
    arena_free(&a);
}

static void test_resa__page_asks_nothing_of_other_places(void **state)
{
    (void)state;
    Arena a = {0};
    Str page = html_render(esempio_piccolo(&a), &a);
    static const char *const absent[] = {"src=", "@import", "url(", "<link", "<script", " style=", " on"};
    for (ptrdiff_t i = 0; i < COUNT_OF(absent) - 1; i++) assert_false(has(&a, page, absent[i]));
    static const char *const present[] = {
        "<html lang=\"it\">", "<a class=\"salta\" href=\"#_contenuto\">", "<main id=\"_contenuto\" tabindex=\"-1\">",
        "<nav aria-labelledby=\"_indice\">", "<footer>", "scope=\"row\"", "role=\"region\"",
        "<desc id=\"_figura-gradi_0_larghe_d\">", "<desc id=\"_figura-gradi_0_strette_d\">", "Impronta delle regole",
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(present); i++) assert_true(has(&a, page, present[i]));
    arena_free(&a);
}

static void test_resa__same_document_same_bytes(void **state)
{
    (void)state;
    Arena a = {0}, b = {0};
    Str one, two;
    assert_int_equal(odt_render(esempio_piccolo(&a), &a, &one), OK);
    assert_int_equal(setenv("TZ", "Pacific/Auckland", 1), 0);
    tzset();
    assert_int_equal(odt_render(esempio_piccolo(&b), &b, &two), OK);
    assert_true(str_eq(one, two));
    /* ODF 1.3 part 2, 3.3: the media type can be read at byte 38, after the plain name at 30. */
    assert_true(str_starts(str_sub(one, 0, one.n), S("PK\3\4")));
    assert_str_equal(str_sub(one, 30, 77), S("mimetypeapplication/vnd.oasis.opendocument.text"));
    assert_true(str_eq(fodt_render(esempio_lungo(&a), &a), fodt_render(esempio_lungo(&b), &b)));
    arena_free(&a);
    arena_free(&b);
}

static long milliseconds(Str (*render)(const Documento *, Arena *))
{
    long best = 1000000;
    for (int i = 0; i < 5; i++) {
        Arena a = {0};
        Documento *d = esempio_lungo(&a);
        clock_t from = clock();
        assert_true(render(d, &a).n > 100000);
        long ms = (long)((clock() - from) * 1000 / CLOCKS_PER_SEC);
        if (ms < best) best = ms;
        arena_free(&a);
    }
    return best;
}

static void test_resa__sixty_pages_take_less_than_fifty_milliseconds(void **state)
{
    (void)state;
    assert_true(milliseconds(html_render) < 50);
    assert_true(milliseconds(fodt_render) < 50);
}

static void test_resa__bare_document_has_a_title_and_no_empty_parts(void **state)
{
    (void)state;
    Arena a = {0};
    Documento *d = doc_new(&a, &(Testata){0});
    doc_toc(d);
    doc_paragraph(d);
    doc_list(d, false);
    doc_definitions(d);
    doc_table(d, S("senza colonne"), S(""));
    doc_figure(d, S("senza barre"), S(""), S("Voce"), S("Valore"), S(""));
    doc_signature(d, S(""), S(""), S(""), (Date){0});
    Str page = html_render(d, &a);
    assert_true(has(&a, page, "<h1>Documento senza titolo</h1>"));
    assert_false(has(&a, page, "<p></p>"));
    assert_false(has(&a, page, "<ul>"));
    assert_false(has(&a, page, "<dl>"));
    assert_false(has(&a, page, "<nav"));
    assert_false(has(&a, page, "senza colonne"));
    Str odt;
    assert_int_equal(odt_render(d, &a, &odt), OK);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_resa__every_block_looks_as_reviewed),
        cmocka_unit_test(test_resa__hostile_text_stays_text),
        cmocka_unit_test(test_resa__as_text_no_word_is_lost_and_no_line_is_too_long),
        cmocka_unit_test(test_resa__page_asks_nothing_of_other_places),
        cmocka_unit_test(test_resa__same_document_same_bytes),
        cmocka_unit_test(test_resa__sixty_pages_take_less_than_fifty_milliseconds),
        cmocka_unit_test(test_resa__bare_document_has_a_title_and_no_empty_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_documento.c - the builder: what it mends, what it cleans, what it refuses. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include "document/documento.h"
#include "document/misura.h"
#include "document/pdf.h"
#include "document/svg.h"
#include "document/testo.h"

static Documento *empty(Arena *a) { return doc_new(a, &(Testata){.titolo = S("Prova"), .numera_titoli = true}); }

static void test_documento__a_skipped_level_becomes_the_next_one_allowed(void **state)
{
    (void)state;
    Arena a = {0};
    Documento *d = empty(&a);
    static const struct { int asked, got; const char *number; } cases[] = {
        {4, 2, "1"}, {6, 3, "1.1"}, {6, 4, "1.1.1"}, {6, 5, ""}, {9, 6, ""}, {1, 2, "2"}, {-3, 2, "3"}, {3, 3, "3.1"},
        {2, 2, "4"}, {3, 3, "4.1"}, {3, 3, "4.2"},
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++) {
        doc_heading(d, cases[i].asked, S("Titolo"), S(""));
        assert_int_equal(d->blocchi.items[i]->titolo.livello, cases[i].got);
        assert_str_equal(d->blocchi.items[i]->titolo.numero, str_of(cases[i].number));
    }
    arena_free(&a);
}

static void test_testo__controls_and_marks_that_turn_the_reading_are_dropped(void **state)
{
    (void)state;
    Arena a = {0};
    static const struct { const char *in, *lines, *one; } cases[] = {
        {"piano", "piano", "piano"},
        {"a\x01\x1f\x7f" "b\xc2\x80\xc2\x9f" "c", "abc", "abc"},
        {"a\r\nb\rc\nd\xe2\x80\xa8" "e", "a\nb\nc\nd\ne", "a b c d e"},
        {"a\tb", "a b", "a b"},
        {"\xe2\x80\xae" "cod.exe\xe2\x81\xa6", "cod.exe", "cod.exe"},
        {"\xef\xbb\xbfx\xef\xbf\xbe\xef\xbf\xbf\xf0\x9f\xbf\xbf", "x", "x"},
        {"\xff\xc3", "\xef\xbf\xbd\xef\xbf\xbd", "\xef\xbf\xbd\xef\xbf\xbd"},
        {"  perché  ", "  perché  ", "perché"},
        {"\xf0\x9f\x8f\x9b", "\xf0\x9f\x8f\x9b", "\xf0\x9f\x8f\x9b"},
        {"", "", ""},
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++) {
        assert_str_equal(testo_clean(&a, str_of(cases[i].in), true), str_of(cases[i].lines));
        assert_str_equal(testo_clean(&a, str_of(cases[i].in), false), str_of(cases[i].one));
    }
    Str nul = testo_clean(&a, S("a\0b"), true);
    assert_str_equal(nul, S("ab"));
    arena_free(&a);
}

static void test_testo__only_plain_https_addresses_become_links(void **state)
{
    (void)state;
    Arena a = {0};
    static const struct { const char *in, *out; } cases[] = {
        {"https://www.normattiva.it/a?b=c&d=%20e#f", "https://www.normattiva.it/a?b=c&d=%20e#f"},
        {"https://a.example/\"><x", "https://a.example/%22%3E%3Cx"},
        {"https://a.example/perché", "https://a.example/perch%C3%A9"},
        {"javascript:alert(1)", ""}, {"http://a.example/", ""}, {"HTTPS://a.example", ""}, {"https://", ""},
        {"https:///a", ""}, {"https://banca.example@male.example/", ""}, {"https://a.example/a b", ""},
        {"https://a.example/\n", ""}, {"https://\xd0\xb0.example/", ""}, {"https://a.example/\xff", ""},
        {" https://a.example", ""}, {"", ""}, {"data:text/html,x", ""},
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++)
        assert_str_equal(testo_https(&a, str_of(cases[i].in)), str_of(cases[i].out));
    arena_free(&a);
}

static void test_documento__anchors_that_look_alike_stay_apart(void **state)
{
    (void)state;
    Arena a = {0};
    Documento *d = empty(&a);
    doc_heading(d, 2, S("Qualità"), S("ob/1-2"));
    doc_heading(d, 2, S("Qualità"), S("ob-1/2"));
    doc_heading(d, 2, S("Qualità"), S(""));
    doc_heading(d, 2, S("Qualità"), S(""));
    doc_heading(d, 2, S("qualita 2"), S("ob/1-2")); /* given twice: the first one keeps it */
    doc_heading(d, 2, S("***"), S(""));
    static const char *const ids[] = {"ob-1-2", "ob-1-2-2", "qualita", "qualita-2", "ob-1-2-3", "punto"};
    for (ptrdiff_t i = 0; i < COUNT_OF(ids); i++)
        assert_str_equal(d->blocchi.items[i]->titolo.id, str_of(ids[i]));
    assert_str_equal(doc_anchor_id(d, S("ob/1-2")), S("ob-1-2"));
    assert_str_equal(doc_anchor_id(d, S("ob-1/2")), S("ob-1-2-2"));
    assert_str_equal(doc_anchor_id(d, S("altro")), S(""));
    arena_free(&a);
}

static void test_documento__typed_text_parts_paragraphs_at_blank_lines(void **state)
{
    (void)state;
    Arena a = {0};
    Documento *d = empty(&a);
    doc_text(d, S("\n\n uno\ndue \n \t\n\r\n\r\ntre\n\n"));
    assert_int_equal(d->blocchi.n, 2);
    assert_str_equal(testo_plain(&a, &d->blocchi.items[0]->capoverso), S("uno\ndue"));
    assert_str_equal(testo_plain(&a, &d->blocchi.items[1]->capoverso), S("tre"));
    doc_text(d, S("\n \n"));
    assert_int_equal(d->blocchi.n, 2);
    arena_free(&a);
}

static void test_documento__check_tells_all_that_is_left_to_mend(void **state)
{
    (void)state;
    Arena a = {0};
    Documento *d = empty(&a);
    testo_ref(doc_paragraph(d), S("qui"), S("manca"));
    testo_ref(doc_paragraph(d), S("qui"), S("dopo"));
    doc_table(d, S("Vuota"), S("dopo"));
    doc_figure(d, S("Vuota"), S(""), S("Voce"), S("Valore"), S(""));
    char *p = arena_alloc(&a, 1000);
    memset(p, 'x', 1000);
    doc_heading(d, 2, (Str){p, 1000}, S(""));
    assert_int_equal(utf8_count(d->blocchi.items[4]->titolo.testo), DOC_ETICHETTA);
    Difetti out = {.a = &a};
    doc_check(d, &out);
    assert_int_equal(out.lista.n, 4);
    assert_non_null(strstr(str_c(&a, out.lista.items[0].cosa), "oltre 300 lettere"));
    assert_non_null(strstr(str_c(&a, out.lista.items[1].cosa), "«manca»"));
    assert_non_null(strstr(str_c(&a, out.lista.items[2].cosa), "la tabella 1"));
    assert_non_null(strstr(str_c(&a, out.lista.items[3].cosa), "la figura 1"));
    arena_free(&a);
}

static void test_tabella__columns_get_their_longest_word_first(void **state)
{
    (void)state;
    Arena a = {0};
    Documento *d = empty(&a);
    DocTabella *t = doc_table(d, S("t"), S(""));
    tabella_column(t, COLONNA_TESTO, S("Descrizione"));
    tabella_column(t, COLONNA_NUMERO, S("Raggiunto"));
    testo_add(&tabella_row(t)[0], S("Una descrizione molto lunga che da sola riempirebbe più di una riga della tabella, e "
                                    "che va a capo quante volte serve senza rubare spazio ai numeri"));
    int share[2];
    misura_colonne(t, MISURA_PAGINA, share);
    int64_t letters = (int64_t)share[1] * MISURA_PAGINA / (share[0] + share[1]);
    assert_true(letters >= 9); /* "Raggiunto" on one line */
    assert_false(misura_larga(t));
    DocTabella *wide = doc_table(d, S("larga"), S(""));
    for (int i = 0; i < 8; i++) tabella_column(wide, COLONNA_NUMERO, S("Consuntivo 2024"));
    assert_true(misura_larga(wide)); /* eight times "Consuntivo" and room beside it */
    arena_free(&a);
}

static void test_figura__many_bars_are_drawn_in_parts_that_fit_a_page(void **state)
{
    (void)state;
    Arena a = {0};
    Documento *d = empty(&a);
    Figura *f = doc_figure(d, S("Gradi"), S(""), S("Voce"), S("Valore"), S(""));
    assert_int_equal(svg_parts(f), 0);
    for (int i = 0; i < 40; i++)
        figura_bar(f, S("Un'etichetta di più di ottantotto lettere, cioè abbastanza lunga da dover andare a capo una volta"),
                   S("1"), 500);
    assert_int_equal(svg_parts(f), 4);
    for (ptrdiff_t i = 0; i < 4; i++) assert_true(svg_height(f, i, SVG_FOGLIO) < 860); /* 860 of 640 across: 234 mm */
    assert_str_equal(svg_title(&a, f, 1), S("Gradi, parte 2 di 4"));
    assert_int_equal(f->dati->righe.n, 40);
    arena_free(&a);
}

static void test_pdf__slips_of_the_converter_are_mended_without_moving_a_byte(void **state)
{
    (void)state;
    char pdf[] = "%PDF-1.6 &amp;apos; <?xpacket begin=\"\"?><t>dell&amp;apos;anno R&amp;amp;S &amp;lt; &amp; &amp;x;</t>  "
                 "<?xpacket end=\"w\"?> &amp;apos; %%EOF";
    char want[] = "%PDF-1.6 &amp;apos; <?xpacket begin=\"\"?><t>dell&apos;anno R&amp;S &lt; &amp; &amp;x;</t>              "
                  "<?xpacket end=\"w\"?> &amp;apos; %%EOF";
    pdf_mend(pdf, (ptrdiff_t)sizeof pdf - 1);
    assert_string_equal(pdf, want);
    char tabs[] = "%PDF-1.6 ]\n/Tabs(S)\n/StructParents 0 (/Tabs(S)) ]\n/Tabs(S)\n/StructParents 1 %%EOF";
    pdf_mend(tabs, (ptrdiff_t)sizeof tabs - 1);
    assert_string_equal(tabs, "%PDF-1.6 ]\n/Tabs/S \n/StructParents 0 (/Tabs(S)) ]\n/Tabs/S \n/StructParents 1 %%EOF");
    char none[] = "%PDF-1.6 &amp;apos;";
    pdf_mend(none, (ptrdiff_t)sizeof none - 1);
    assert_string_equal(none, "%PDF-1.6 &amp;apos;");
    assert_false(pdf_whole(str_of(none)));
    assert_true(pdf_whole(str_of(pdf)));
    assert_false(pdf_accessible(str_of(pdf)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_documento__a_skipped_level_becomes_the_next_one_allowed),
        cmocka_unit_test(test_testo__controls_and_marks_that_turn_the_reading_are_dropped),
        cmocka_unit_test(test_testo__only_plain_https_addresses_become_links),
        cmocka_unit_test(test_documento__anchors_that_look_alike_stay_apart),
        cmocka_unit_test(test_documento__typed_text_parts_paragraphs_at_blank_lines),
        cmocka_unit_test(test_documento__check_tells_all_that_is_left_to_mend),
        cmocka_unit_test(test_tabella__columns_get_their_longest_word_first),
        cmocka_unit_test(test_figura__many_bars_are_drawn_in_parts_that_fit_a_page),
        cmocka_unit_test(test_pdf__slips_of_the_converter_are_mended_without_moving_a_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

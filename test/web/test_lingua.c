/* test_lingua.c - texts in the reader's language. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include "web/lingua.h"

static void test_lingua__the_header_of_the_browser_chooses_among_ours(void **state)
{
    (void)state;
    static const struct { const char *header; Lingua want; } cases[] = {
        {"", LINGUA_IT}, {"it-IT,it;q=0.9,en;q=0.8", LINGUA_IT}, {"en-GB,en;q=0.9,it;q=0.8", LINGUA_EN},
        {"fr,de;q=0.9,en;q=0.2", LINGUA_EN}, {"fr", LINGUA_IT}, {"it;q=0.5, en;q=0.7", LINGUA_EN}, {"EN", LINGUA_EN},
        {"en;q=0", LINGUA_IT}, {"en;q=0.1,it;q=0.15", LINGUA_IT}, {";;;,,,=,q", LINGUA_IT}, {"*", LINGUA_IT},
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(lingua_preferita(str_of(cases[i].header)), cases[i].want);
}

static void test_lingua__places_are_filled_whatever_their_order(void **state)
{
    (void)state;
    Arena a = {0};
    const TrArg args[] = {{"a", S("{b}")}, {"b", S("2")}};
    assert_str_equal(tr_fill(&a, S("{b} e {a}, {c} {"), args, 2), S("2 e {b}, {c} {"));
    assert_str_equal(tr_fill(&a, S(""), args, 2), S(""));
    arena_free(&a);
}

static void test_lingua__a_text_without_translation_stays_itself(void **state)
{
    (void)state;
    assert_str_equal(tr_str(LINGUA_EN, S("questo testo non \xc3\xa8 in nessun catalogo")),
                     S("questo testo non \xc3\xa8 in nessun catalogo"));
    assert_str_equal(tr_str(LINGUA_EN, S("")), S(""));
    Arena a = {0};
    assert_str_equal(lingua_data(&a, LINGUA_EN, date_of(2018, 1, 31)), S("31 January 2018"));
    assert_str_equal(lingua_data(&a, LINGUA_IT, date_of(2018, 1, 31)), S("31 gennaio 2018"));
    arena_free(&a);
}

static void test_lingua__the_catalogue_of_english_answers(void **state)
{
    (void)state;
    assert_str_equal(tr(LINGUA_EN, "Annulla"), S("Cancel"));
    assert_str_equal(tr(LINGUA_IT, "Annulla"), S("Annulla"));
    assert_str_equal(tr(LINGUA_EN, "Annull"), S("Annull"));
    static const char one[] = "{n} cosa da correggere", many[] = "{n} cose da correggere";
    assert_str_equal(trn(LINGUA_EN, one, many, 1), S("{n} thing to correct"));
    assert_str_equal(trn(LINGUA_EN, one, many, 0), S("{n} things to correct"));
    assert_str_equal(trn(LINGUA_IT, one, many, 1), str_of(one));
    assert_str_equal(trn(LINGUA_IT, one, many, 21), str_of(many));
}

/* Every text of the catalogue is found, by the file's own list of them. */
static void test_lingua__the_hash_table_leads_to_every_text(void **state)
{
    (void)state;
    const Catalogo *c = &lingua_cataloghi[0];
    uint32_t n = (uint32_t)c->mo[8] | (uint32_t)c->mo[9] << 8, at = (uint32_t)c->mo[12] | (uint32_t)c->mo[13] << 8;
    assert_true(n > 20);
    for (uint32_t i = 0; i < n; i++) {
        const unsigned char *e = c->mo + at + 8 * i;
        Str text = str_of((const char *)c->mo + ((uint32_t)e[4] | (uint32_t)e[5] << 8 | (uint32_t)e[6] << 16));
        Str found;
        assert_true(catalogo_find((Str){(const char *)c->mo, c->n}, text, &found));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lingua__the_header_of_the_browser_chooses_among_ours),
        cmocka_unit_test(test_lingua__places_are_filled_whatever_their_order),
        cmocka_unit_test(test_lingua__the_catalogue_of_english_answers),
        cmocka_unit_test(test_lingua__the_hash_table_leads_to_every_text),
        cmocka_unit_test(test_lingua__a_text_without_translation_stays_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

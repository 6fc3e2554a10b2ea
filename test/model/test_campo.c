/* test_campo.c - cells as people write them become values, and values text, in one way only. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include "model/entita.h"

static const CampoInfo *campo(EntitaTipo t, const char *name)
{
    const EntitaInfo *e = entita_info(t);
    for (int i = 0; i < e->n_campi; i++)
        if (!strcmp(e->campi[i].nome, name)) return &e->campi[i];
    fail_msg("no field %s in %s", name, e->nome);
    return NULL;
}

/* The canonical text that a cell becomes, or what is wrong with it. */
static Str read_as(Arena *a, EntitaTipo t, const char *name, const char *cell, bool italian)
{
    const CampoInfo *c = campo(t, name);
    void *record = record_new(a, entita_info(t));
    Str why;
    if (!campo_read(a, c, str_of(cell), italian, record, &why)) {
        assert_true(why.n > 0);
        return str_fmt(a, "! %.*s", STR_ARG(why));
    }
    assert_int_equal(why.n, 0);
    return campo_text(a, c, record);
}

typedef struct Caso { EntitaTipo t; const char *field, *cell, *plain, *italian; } Caso;

static void check(const Caso *casi, ptrdiff_t n)
{
    Arena a = {0};
    for (ptrdiff_t i = 0; i < n; i++) {
        assert_str_equal(read_as(&a, casi[i].t, casi[i].field, casi[i].cell, false), str_of(casi[i].plain));
        assert_str_equal(read_as(&a, casi[i].t, casi[i].field, casi[i].cell, true), str_of(casi[i].italian));
    }
    arena_free(&a);
}
#define CHECK(...) \
    do { \
        const Caso casi_[] = {__VA_ARGS__}; \
        check(casi_, COUNT_OF(casi_)); \
    } while (0)

static void test_euro__as_excel_saves_them_and_always_two_places_out(void **state)
{
    (void)state;
    CHECK({ENTITA_FONDO, "importo", "1234.5", "1234.50", "1234.50"},
          {ENTITA_FONDO, "importo", "1.234,50", "! «1.234,50» non è un numero: scrivere ad esempio 12.50", "1234.50"},
          {ENTITA_FONDO, "importo", "1.234.567", "! «1.234.567» non è un numero: scrivere ad esempio 12.50",
           "1234567.00"},
          {ENTITA_FONDO, "importo", " 10000 ", "10000.00", "10000.00"}, {ENTITA_FONDO, "importo", "0", "0.00", "0.00"},
          {ENTITA_FONDO, "importo", "1.234", "! «1.234» ha troppi decimali: al massimo 2", "1234.00"},
          {ENTITA_FONDO, "importo", "12.50", "12.50", "12.50"},
          {ENTITA_FONDO, "importo", "-1", "! «-1» è fuori dai limiti: da 0 a 999999999999999",
           "! «-1» è fuori dai limiti: da 0 a 999999999999999"},
          {ENTITA_FONDO, "importo", "", "! manca: il campo è obbligatorio", "! manca: il campo è obbligatorio"},
          {ENTITA_RISORSA, "consuntivo", "  ", "", ""});
}

static void test_decimale__exact_without_trailing_zeros(void **state)
{
    (void)state;
    EVIDENCE("X-07");
    CHECK({ENTITA_TARGET, "target", "103", "103", "103"}, {ENTITA_TARGET, "target", "0.500", "0.5", "0.5"},
          {ENTITA_TARGET, "target", "-12.340000000", "-12.34", "-12.34"},
          {ENTITA_TARGET, "target", "0,123456789", "! «0,123456789» non è un numero: scrivere ad esempio 12.50",
           "0.123456789"},
          {ENTITA_TARGET, "target", "0.1234567891", "! «0.1234567891» ha troppi decimali: al massimo 9",
           "! «0.1234567891» ha troppi decimali: al massimo 9"},
          {ENTITA_TARGET, "target", "999999999999999", "999999999999999", "999999999999999"},
          {ENTITA_TARGET, "target", "1000000000000000",
           "! «1000000000000000» è fuori dai limiti: da -999999999999999 a 999999999999999",
           "! «1000000000000000» è fuori dai limiti: da -999999999999999 a 999999999999999"},
          {ENTITA_PROGETTO_UNITA, "scostamento", "-0", "0", "0"},
          {ENTITA_PROGETTO_UNITA, "livello", "1e-1", "! «1e-1» non è un numero: scrivere ad esempio 12.50",
           "! «1e-1» non è un numero: scrivere ad esempio 12,50"});
}

static void test_decimale__a_point_before_three_digits_is_read_by_the_limits_of_the_field_or_refused(void **state)
{
    (void)state;
    CHECK({ENTITA_PROGETTO_UNITA, "livello", "0.905", "0.905", "0.905"},
          {ENTITA_SEMISCHEDA, "e1", "1.234", "! «1.234» ha troppi decimali: al massimo 2",
           "! «1.234» ha troppi decimali: al massimo 2"},
          {ENTITA_TARGET, "target", "1.234", "1.234",
           "! «1.234» si legge in due modi: scrivere 1234 oppure la virgola decimale"},
          {ENTITA_TARGET, "target", "1.234,5", "! «1.234,5» non è un numero: scrivere ad esempio 12.50", "1234.5"},
          {ENTITA_TARGET, "target", "1,234", "! «1,234» non è un numero: scrivere ad esempio 12.50", "1.234"},
          {ENTITA_TARGET, "target", "1.000", "1",
           "! «1.000» si legge in due modi: scrivere 1000 oppure la virgola decimale"});
}

static void test_intero__whole_numbers_within_the_range(void **state)
{
    (void)state;
    CHECK({ENTITA_ANNO, "anno", "2018", "2018", "2018"},
          {ENTITA_ANNO, "anno", "2.018", "! «2.018» deve essere un numero intero", "2018"},
          {ENTITA_ANNO, "anno", "2018,0", "! «2018,0» non è un numero: scrivere ad esempio 12", "2018"},
          {ENTITA_ANNO, "anno", "1899", "! «1899» è fuori dai limiti: da 1900 a 2999",
           "! «1899» è fuori dai limiti: da 1900 a 2999"},
          {ENTITA_ANNO, "anno", "duemila", "! «duemila» non è un numero: scrivere ad esempio 12",
           "! «duemila» non è un numero: scrivere ad esempio 12"},
          {ENTITA_PRESENZA, "giorni_assenza", "0", "0", "0"}, {ENTITA_PRESENZA, "giorni_neutri", "", "", ""},
          {ENTITA_PRESENZA, "giorni_dovuti", "99999999999999999999",
           "! «99999999999999999999» non è un numero: scrivere ad esempio 12",
           "! «99999999999999999999» non è un numero: scrivere ad esempio 12"});
}

static void test_data__iso_or_italian_and_only_days_that_exist(void **state)
{
    (void)state;
    CHECK({ENTITA_ATTO, "data", "2018-01-31", "2018-01-31", "2018-01-31"},
          {ENTITA_ATTO, "data", "31/01/2018",
           "! «31/01/2018» non è una data esistente: scrivere ad esempio 2018-12-31", "2018-01-31"},
          {ENTITA_ATTO, "data", "29.2.2024", "! «29.2.2024» non è una data esistente: scrivere ad esempio 2018-12-31",
           "2024-02-29"},
          {ENTITA_ATTO, "data", "30/02/2018",
           "! «30/02/2018» non è una data esistente: scrivere ad esempio 2018-12-31",
           "! «30/02/2018» non è una data esistente: scrivere ad esempio 31/12/2018 oppure 2018-12-31"});
}

static void test_scelta__one_word_of_the_list_which_the_message_gives(void **state)
{
    (void)state;
    CHECK({ENTITA_RISORSA, "voce", "oneri", "oneri", "oneri"},
          {ENTITA_RISORSA, "voce", "Oneri", "! «Oneri» non è tra le parole ammesse: proventi, oneri, investimenti",
           "oneri"},
          {ENTITA_ATTO, "tipo", "Determinazione SG",
           "! «Determinazione SG» non è tra le parole ammesse: delibera_consiglio, "
           "delibera_giunta, determinazione_sg, determinazione_dirigente, ordine_servizio, atto_gestione, "
           "verbale_oiv, contratto, "
           "verbale, altro",
           "determinazione_sg"},
          {ENTITA_INDICATORE, "operatore", ">=", ">=", ">="}, {ENTITA_VALORE, "periodo", "S1", "S1", "S1"},
          {ENTITA_VALORE, "periodo", "s2", "! «s2» non è tra le parole ammesse: S1, S2, finale", "S2"},
          {ENTITA_RISORSA, "voce", "oner", "! «oner» non è tra le parole ammesse: proventi, oneri, investimenti",
           "! «oner» non è tra le parole ammesse: proventi, oneri, investimenti"},
          {ENTITA_ENTE, "esempio", "", "", ""});
}

static void test_testo__one_line_several_lines_lengths_and_control_characters(void **state)
{
    (void)state;
    CHECK({ENTITA_UNITA, "nome", "  Area «Anagrafica» ", "Area «Anagrafica»", "Area «Anagrafica»"},
          {ENTITA_UNITA, "nome", "due\nrighe", "! deve stare su una riga sola: togliere gli a capo",
           "! deve stare su una riga sola: togliere gli a capo"},
          {ENTITA_ENTE, "missione", "due\r\nrighe\re tre\n", "due\nrighe\ne tre", "due\nrighe\ne tre"},
          {ENTITA_UNITA, "nome", "a\001b", "! contiene un carattere di controllo (U+0001): toglierlo",
           "! contiene un carattere di controllo (U+0001): toglierlo"},
          {ENTITA_UNITA, "nome", "\xc0\xaf", "! il testo non è UTF-8 valido: salvare il file come UTF-8",
           "! il testo non è UTF-8 valido: salvare il file come UTF-8"},
          {ENTITA_UNITA, "codice", "A\tB", "! contiene un carattere di controllo (U+0009): toglierlo",
           "! contiene un carattere di controllo (U+0009): toglierlo"});
    Arena a = {0};
    char long_text[600];
    memset(long_text, 'x', sizeof long_text);
    long_text[64] = 0;
    assert_int_equal(read_as(&a, ENTITA_UNITA, "codice", long_text, true).n, 64);
    long_text[64] = 'x', long_text[65] = 0;
    assert_str_equal(read_as(&a, ENTITA_UNITA, "codice", long_text, true), S("! è lungo 65 caratteri: al massimo 64"));
    long_text[65] = 'x', long_text[500] = 0;
    assert_int_equal(read_as(&a, ENTITA_UNITA, "nome", long_text, true).n, 500);
    long_text[500] = 'x', long_text[501] = 0;
    assert_str_equal(read_as(&a, ENTITA_UNITA, "nome", long_text, true), S("! è lungo 501 caratteri: al massimo 500"));
    arena_free(&a);
}

static void test_descriptions__agree_with_the_structs_and_refer_to_records_with_one_code(void **state)
{
    (void)state;
    assert_int_equal(ENTITA_COUNT, 43);
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) {
        const EntitaInfo *e = entita_info(t);
        assert_int_equal(e->tipo, t);
        assert_ptr_equal(entita_by_name(str_of(e->nome)), e);
        assert_true(e->n_chiave >= 1);
        for (int i = 0; i < e->n_campi; i++) {
            const CampoInfo *c = &e->campi[i];
            assert_int_equal(campo_chiave(c), i < e->n_chiave);
            if (c->regola == CAMPO_CHIAVE_FACOLTATIVA) assert_true(i && i == e->n_chiave - 1 && c->tipo == CAMPO_DATA);
            assert_true(c->offset >= (ptrdiff_t)sizeof(int64_t) && c->offset < e->size);
            if (c->tipo != CAMPO_RIF) continue;
            assert_int_equal(entita_info(c->rif)->n_chiave, 1);
            assert_int_equal(entita_info(c->rif)->campi[0].tipo, CAMPO_CODICE);
        }
    }
    assert_null(entita_by_name(S("nessuna")));
    assert_int_equal(campo(ENTITA_SCHEDA, "valutatore")->offset, offsetof(Scheda, valutatore));
    assert_int_equal(campo(ENTITA_SCHEDA, "valutatore")->rif, ENTITA_PERSONA);
    assert_true(entita_info(ENTITA_SCHEDA)->personale);
    assert_false(entita_info(ENTITA_ATTO)->personale);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_euro__as_excel_saves_them_and_always_two_places_out),
        cmocka_unit_test(test_decimale__exact_without_trailing_zeros),
        cmocka_unit_test(test_decimale__a_point_before_three_digits_is_read_by_the_limits_of_the_field_or_refused),
        cmocka_unit_test(test_intero__whole_numbers_within_the_range),
        cmocka_unit_test(test_data__iso_or_italian_and_only_days_that_exist),
        cmocka_unit_test(test_scelta__one_word_of_the_list_which_the_message_gives),
        cmocka_unit_test(test_testo__one_line_several_lines_lengths_and_control_characters),
        cmocka_unit_test(test_descriptions__agree_with_the_structs_and_refer_to_records_with_one_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

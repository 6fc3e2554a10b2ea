/* test_dati_modulo.c - records as forms, and what is wrong with uploaded files. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include "web/dati_modulo.h"
#include "web/dati_parole.h"
#include "web/importa_errori.h"

static void send(Arena *a, Fields *f, const char *name, const char *value)
{
    *PUSH(a, f) = (Field){.name = str_of(name), .value = str_of(value)};
}

static int index_of(const EntitaInfo *e, const char *name)
{
    for (int i = 0; i < e->n_campi; i++)
        if (!strcmp(e->campi[i].nome, name)) return i;
    fail_msg("%s has no field %s", e->nome, name);
    return 0;
}

static void test_dati__every_table_field_and_choice_has_a_name_for_people(void **state)
{
    (void)state;
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) {
        const EntitaInfo *e = entita_info(t);
        if (!parola_tabella(t)) fail_msg("%s has no name", e->nome);
        for (int i = 0; i < e->n_campi; i++) {
            const CampoInfo *c = &e->campi[i];
            if (!parola_campo(t, c->nome)) fail_msg("%s.%s has no name", e->nome, c->nome);
            Str left = c->tipo == CAMPO_SCELTA ? str_of(c->arg) : S("");
            while (left.n) {
                ptrdiff_t bar = str_find(left, '|');
                Str word = bar < 0 ? left : str_sub(left, 0, bar);
                if (!parola_scelta(word)) fail_msg("%s.%s: %.*s has no words", e->nome, c->nome, STR_ARG(word));
                left = bar < 0 ? S("") : str_sub(left, bar + 1, left.n);
            }
        }
    }
}

static void test_modulo__numbers_days_and_words_are_read_as_people_write_them(void **state)
{
    EVIDENCE("X-11");
    (void)state;
    Arena a = {0};
    Fields f = {0};
    Modulo m;
    send(&a, &f, "indicatore", " I1 ");
    send(&a, &f, "anno", "2026");
    send(&a, &f, "periodo", "finale");
    send(&a, &f, "stato", "rilevato");
    send(&a, &f, "valore", "1.234,50");
    send(&a, &f, "rilevato_il", "31/12/2026");
    send(&a, &f, "motivo", "prima riga\nseconda");
    modulo_leggi(&a, entita_info(ENTITA_VALORE), NULL, &f, &m);
    assert_false(m.difettoso);
    assert_true(m.nuovo);
    const Valore *v = m.record;
    assert_str_equal(v->indicatore, S("I1"));
    assert_int_equal(v->anno, 2026);
    assert_true(num_eq(v->valore, num_ratio(&a, 2469, 2)));
    assert_str_equal(date_iso(&a, v->rilevato_il), S("2026-12-31"));
    assert_str_equal(v->fonte, S(""));
    arena_free(&a);
}

static void test_modulo__what_stands_in_the_form_is_read_back_to_the_same_record(void **state)
{
    (void)state;
    Arena a = {0};
    const EntitaInfo *e = entita_info(ENTITA_RISORSA);
    Risorsa *r = record_new(&a, e);
    r->nodo = S("A1");
    r->anno = 2026;
    r->voce = S("oneri");
    r->previsto = num_int(1234567);
    r->consuntivo = num_ratio(&a, 1, 4);
    Modulo shown, back;
    Fields f = {0};
    modulo_di(&a, e, r, &shown);
    assert_str_equal(shown.scritti[index_of(e, "previsto")], S("1.234.567,00"));
    assert_str_equal(shown.scritti[index_of(e, "consuntivo")], S("0,25"));
    for (int i = 0; i < e->n_campi; i++)
        if (modulo_chiesto(e, i, false)) send(&a, &f, e->campi[i].nome, str_c(&a, shown.scritti[i]));
    modulo_leggi(&a, e, r, &f, &back);
    assert_false(back.difettoso);
    assert_str_equal(record_json(&a, e, back.record), record_json(&a, e, r));
    arena_free(&a);
}

static void test_modulo__a_form_moves_neither_the_key_nor_what_is_decided_elsewhere(void **state)
{
    EVIDENCE("12.7");
    (void)state;
    Arena a = {0};
    const EntitaInfo *e = entita_info(ENTITA_SCHEDA);
    Scheda *s = record_new(&a, e);
    s->persona = S("M012");
    s->anno = 2026;
    s->tipo = S("posizione");
    s->dal = date_of(2026, 1, 1);
    s->valutatore = S("M002");
    s->prestazione = num_int(80);
    s->giudizio = S("Buono");
    Fields f = {0};
    Modulo m;
    send(&a, &f, "persona", "M013");
    send(&a, &f, "prestazione", "100");
    send(&a, &f, "giudizio", "Ottimo");
    send(&a, &f, "valutatore", "M003");
    modulo_leggi(&a, e, s, &f, &m);
    const Scheda *r = m.record;
    assert_false(m.difettoso);
    assert_str_equal(r->persona, S("M012"));
    assert_str_equal(r->valutatore, S("M003"));
    assert_str_equal(r->giudizio, S("Buono"));
    assert_true(num_eq(r->prestazione, num_int(80)));
    arena_free(&a);
}

static void test_modulo__each_wrong_field_has_its_own_error_and_keeps_what_was_typed(void **state)
{
    (void)state;
    Arena a = {0};
    const EntitaInfo *e = entita_info(ENTITA_PERSONA);
    Fields f = {0};
    Modulo m;
    Difetti d = {.a = &a};
    send(&a, &f, "codice", "X1");
    send(&a, &f, "cognome", "");
    send(&a, &f, "nome", "Ugo");
    send(&a, &f, "rapporto", "stagista");
    send(&a, &f, "assunto", "31/02/2026");
    modulo_leggi(&a, e, NULL, &f, &m);
    assert_true(m.difettoso);
    assert_true(m.errori[index_of(e, "cognome")].n > 0);
    assert_true(m.errori[index_of(e, "rapporto")].n > 0);
    assert_true(m.errori[index_of(e, "assunto")].n > 0);
    assert_int_equal(m.errori[index_of(e, "nome")].n, 0);
    assert_str_equal(m.scritti[index_of(e, "assunto")], S("31/02/2026"));
    difetto(&d, 0, S("/persone/0/nome"), "non va");
    difetto(&d, 0, S("/persone/0/nome"), "non va proprio");
    difetto(&d, 0, S("/persone/0"), "di tutta la riga");
    difetto(&d, 0, S("unita S1"), "di un'altra");
    modulo_difetti(&a, &m, &d);
    assert_str_equal(m.errori[index_of(e, "nome")], S("non va; non va proprio"));
    assert_int_equal(m.generali.n, 2);
    assert_str_equal(m.generali.items[1], S("unita S1: di un'altra"));
    arena_free(&a);
}

static void test_importa__a_defect_is_told_by_file_row_column_and_value(void **state)
{
    EVIDENCE("X-11");
    (void)state;
    Arena a = {0};
    Difetti d = {.a = &a};
    const CaricoFile csv[] = {{S("persone.csv"), S("codice;rapporto\nN1;\"stagista\nlungo\"\nN2;ruolo\n")}, {S("unita.csv"), S("codice\nU\n")}};
    difetto(&d, 0, S("persone.csv:2:rapporto"), "no");
    difetto(&d, 0, S("persone.csv:4:codice"), "no");
    difetto(&d, 0, S("persone.csv:1"), "manca una colonna");
    difetto(&d, 0, S("unita.csv"), "vuoto");
    difetto(&d, 0, S("nodi A1"), "di ciò che c'è già");
    ImportaErrore *e = importa_errori(&a, csv, COUNT_OF(csv), &d);
    assert_str_equal(e[0].valore, S("stagista\nlungo"));
    assert_str_equal(e[1].riga, S("4"));
    assert_str_equal(e[1].valore, S("N2"));
    assert_str_equal(e[2].riga, S("1"));
    assert_str_equal(e[2].colonna, S(""));
    assert_str_equal(e[3].file, S("unita.csv"));
    assert_str_equal(e[4].file, S(""));
    const CaricoFile json[] = {{S("dati.json"), S("{\"formato\":\"ciclo-dati/1\",\"persone\":[{\"codice\":\"N1\",\"rapporto\":\"x\"}]}")}};
    d.lista.n = 0;
    difetto(&d, 0, S("/persone/0/rapporto"), "no");
    difetto(&d, 0, S("/persone/0"), "manca");
    e = importa_errori(&a, json, 1, &d);
    assert_str_equal(e[0].riga, S("/persone/0"));
    assert_str_equal(e[0].colonna, S("rapporto"));
    assert_str_equal(e[0].valore, S("x"));
    assert_str_equal(e[1].riga, S("/persone/0"));
    assert_str_equal(e[1].colonna, S(""));
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dati__every_table_field_and_choice_has_a_name_for_people),
        cmocka_unit_test(test_modulo__numbers_days_and_words_are_read_as_people_write_them),
        cmocka_unit_test(test_modulo__what_stands_in_the_form_is_read_back_to_the_same_record),
        cmocka_unit_test(test_modulo__a_form_moves_neither_the_key_nor_what_is_decided_elsewhere),
        cmocka_unit_test(test_modulo__each_wrong_field_has_its_own_error_and_keeps_what_was_typed),
        cmocka_unit_test(test_importa__a_defect_is_told_by_file_row_column_and_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

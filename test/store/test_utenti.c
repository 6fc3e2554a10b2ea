/* test_utenti.c - accounts and the log of views; what a record went through; uploads that wait. On both engines. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "prova.h"

#include "store/carichi.h"
#include "store/utenti.h"
#include "store/voce.h"

static void test_utenti__the_last_sign_in_is_that_of_the_last_session(void **state)
{
    Prova *p = *state;
    EVIDENCE("X-01");
    Utente u = {.nome = S("ugo"), .persona = S("P1"), .attivo = true, .creato = 10}, back;
    prova_body(p);
    prova_ok(p, store_utente_crea(p->st, p->operatore, &u));
    assert_int_equal(store_utente_crea(p->st, p->operatore, &u), E_CONFLITTO);
    prova_ok(p, store_utente_load(p->st, S("ugo"), &p->a, &back));
    assert_int_equal(back.entrato, 0);
    prova_ok(p, store_sessione_crea(p->st, S("aa"), &(Sessione){S("ugo"), S("P1"), 1000, 1000, 9000}));
    prova_ok(p, store_sessione_crea(p->st, S("bb"), &(Sessione){S("ugo"), S("P1"), 2000, 2000, 9000}));
    back.parola = S("x");
    prova_ok(p, store_utente_salva(p->st, &back, false));
    prova_ok(p, store_utente_load(p->st, S("ugo"), &p->a, &back));
    assert_int_equal(back.entrato, 2000);
    assert_str_equal(back.parola, S("x"));
}

static int64_t views(Prova *p, AccessiFiltro f, int64_t skipped, int64_t many, int64_t *all)
{
    Accesso *v;
    ptrdiff_t n;
    prova_ok(p, store_accessi_elenco(p->st, p->operatore, &f, skipped, many, &p->a, &v, &n, all));
    for (ptrdiff_t i = 1; i < n; i++) assert_true(v[i].numero < v[i - 1].numero);
    return n;
}

static void test_accessi__are_found_by_viewer_by_what_was_viewed_and_by_day(void **state)
{
    Prova *p = *state;
    EVIDENCE("X-18");
    int64_t all;
    prova_body(p);
    for (int i = 1; i <= 12; i++)
        prova_raw(p, "INSERT INTO accessi (numero, ora, persona, azione, relazione, oggetto) VALUES (%d, '2026-01-%02dT10:00:00Z', "
                     "'M%d', 'SCHEDA_LEGGI', 'BODY', 'persona M_%d, anno 2025')", i, i, i % 3, i % 4);
    assert_int_equal(views(p, (AccessiFiltro){0}, 0, 5, &all), 5);
    assert_int_equal(all, 12);
    assert_int_equal(views(p, (AccessiFiltro){0}, 10, 5, &all), 2);
    assert_int_equal(views(p, (AccessiFiltro){.persona = S("M1")}, 0, 50, &all), 4);
    assert_int_equal(views(p, (AccessiFiltro){.persona = S("M")}, 0, 50, &all), 0);          /* the whole code */
    assert_int_equal(views(p, (AccessiFiltro){.oggetto = S("persona M_1")}, 0, 50, &all), 3);
    assert_int_equal(views(p, (AccessiFiltro){.oggetto = S("persona M%")}, 0, 50, &all), 0); /* a text, not a pattern */
    assert_int_equal(views(p, (AccessiFiltro){.dal = date_of(2026, 1, 3), .al = date_of(2026, 1, 5)}, 0, 50, &all), 3);
    assert_int_equal(all, 3);
}

static void test_voci__of_a_record_tell_each_state_the_latest_first(void **state)
{
    Prova *p = *state;
    EVIDENCE("X-06");
    VoceDi *v;
    ptrdiff_t n;
    prova_body(p);
    Unita *u = prova_unit(p, "U1");
    int64_t first = prova_put(p, ENTITA_UNITA, u, 0);
    u->nome = S("Altro nome");
    int64_t second = prova_put(p, ENTITA_UNITA, u, first);
    prova_put(p, ENTITA_UNITA, prova_unit(p, "U2"), 0);
    prova_ok(p, store_voci_di(p->st, p->operatore, S("unita"), S("U1"), 10, &p->a, &v, &n));
    assert_int_equal(n, 2);
    assert_int_equal(v[0].seq, second);
    assert_int_equal(v[1].seq, first);
    assert_str_equal(v[0].prima, v[1].dopo);
    assert_str_equal(v[0].dopo, record_json(&p->a, entita_info(ENTITA_UNITA), u));
    assert_int_equal(v[1].prima.n, 0);
    prova_ok(p, store_voci_di(p->st, p->operatore, S("unita"), S("U1"), 1, &p->a, &v, &n));
    assert_int_equal(n, 1);
}

static void test_carichi__are_of_who_uploaded_them_for_a_day(void **state)
{
    Prova *p = *state;
    EVIDENCE("12.7");
    CaricoFile *back;
    ptrdiff_t n;
    Str code;
    const CaricoFile v[] = {{S("a.csv"), S("x\0\xff y")}, {S("b.csv"), S("")}};
    prova_body(p);
    Str who = grant_persona(p->persona);
    prova_ok(p, store_carico_crea(p->st, p->persona, v, COUNT_OF(v), 1000, &p->a, &code));
    prova_ok(p, store_carico_load(p->st, who, code, 1000 + CARICO_DURA - 1, &p->a, &back, &n));
    assert_int_equal(n, 2);
    assert_int_equal(back[0].byte.n, v[0].byte.n);
    assert_memory_equal(back[0].byte.p, v[0].byte.p, (size_t)v[0].byte.n);
    assert_str_equal(back[1].nome, S("b.csv"));
    assert_int_equal(store_carico_load(p->st, S("altri"), code, 1000, &p->a, &back, &n), E_NON_TROVATO);
    assert_int_equal(store_carico_load(p->st, who, code, 1000 + CARICO_DURA, &p->a, &back, &n), E_NON_TROVATO);
    prova_ok(p, store_carico_elimina(p->st, p->persona, code));
    assert_int_equal(store_carico_load(p->st, who, code, 1000, &p->a, &back, &n), E_NON_TROVATO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_utenti__the_last_sign_in_is_that_of_the_last_session),
        BOTH(test_accessi__are_found_by_viewer_by_what_was_viewed_and_by_day),
        BOTH(test_voci__of_a_record_tell_each_state_the_latest_first),
        BOTH(test_carichi__are_of_who_uploaded_them_for_a_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_permessi.c - the permission matrix against the tables that it must agree with. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include "cycle/binari.h"
#include "model/correzioni.h"
#include "model/permessi.h"

static void test_permessi__the_columns_are_the_roles_of_the_data_in_their_order(void **state)
{
    EVIDENCE("X-01, 12.7");
    (void)state;
    Arena a = {0};
    Buf b = buf_new(&a);
    for (Ruolo r = 0; r < RUOLO_OPERATORE; r++) buf_fmt(&b, "%s%s", r ? "|" : "", ruolo_word(r));
    const EntitaInfo *e = entita_info(ENTITA_INCARICO);
    assert_string_equal(e->campi[1].nome, "ruolo");
    assert_str_equal(buf_str(&b), str_of(e->campi[1].arg));
    arena_free(&a);
}

static void test_permessi__somebody_is_competent_for_every_event_of_the_cycle_and_for_no_other(void **state)
{
    EVIDENCE("12.4, 12.7");
    (void)state;
    Arena a = {0};
    int n;
    for (VoceId v = 0; v < VOCE_COUNT; v++)
        if (!permessi_evento(voce_nome(&a, v))) fail_msg("%.*s", STR_ARG(voce_nome(&a, v)));
    const ChiPuo *who = permessi_competenze(&n);
    for (int i = 0; i < n; i++)
        if (voce_by_name(str_of(who[i].evento)) == VOCE_COUNT) fail_msg("%s", who[i].evento);
    arena_free(&a);
}

static void test_permessi__the_points_of_a_track_are_reached_by_its_events(void **state)
{
    EVIDENCE("12.3");
    (void)state;
    int n;
    const CorsoPunto *all = permessi_punti(&n);
    for (int i = 0; i < n; i++) {
        /* the one thing that happens without an act or a meeting: a proposed half-sheet */
        if (!all[i].evento || !strcmp(all[i].evento, "valutazione_personale.propone")) continue;
        VoceId v = voce_by_name(str_of(all[i].evento));
        assert_true(v != VOCE_COUNT);
        if (all[i].punto == PUNTO_PUBBLICATO) continue;
        assert_string_equal(binario_info[voce_info[v].binario].nome, corso_word(all[i].corso));
    }
}

static void test_permessi__a_row_without_a_track_has_no_states_and_no_cell_is_beyond_the_relations(void **state)
{
    (void)state;
    Arena a = {0};
    const Matrice *m = permessi_matrice();
    for (Azione z = 0; z < AZIONE_COUNT; z++) {
        const Permesso *p = &m->righe[z];
        Azione back;
        assert_true((p->corso == CORSO_SEMPRE) == (p->stati == 0));
        assert_true(azione_by_name(str_of(p->nome), &back) && back == z);
        assert_true(*p->fonte && *p->parole);
        for (Ruolo r = 0; r < RUOLO_COUNT; r++) {
            unsigned set;
            assert_true(legami_read(legami_text(&a, p->celle[r]), &set));
            assert_int_equal(set, p->celle[r]);
        }
    }
    arena_free(&a);
}

static void test_permessi__the_operator_without_a_person_reads_nothing_about_anybody(void **state)
{
    EVIDENCE("12.7");
    (void)state;
    static const Azione his[] = {AZIONE_INIZIALIZZA, AZIONE_MIGRA, AZIONE_IMPORTA, AZIONE_SALVA, AZIONE_RIPRISTINA,
                                 AZIONE_VERIFICA_GIORNALE, AZIONE_UTENTI_GESTISCE, AZIONE_SERVI};
    for (Azione z = 0; z < AZIONE_COUNT; z++) {
        bool may = z == AZIONE_PUBBLICO_LEGGI;
        for (int i = 0; i < COUNT_OF(his); i++) may = may || his[i] == z;
        assert_int_equal(permessi_matrice()->righe[z].celle[RUOLO_OPERATORE] != 0, may);
    }
}

static void test_permessi__every_table_is_corrected_by_a_row_of_the_matrix_or_has_a_reason(void **state)
{
    EVIDENCE("12.7, X-11");
    (void)state;
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) {
        const Correzione *c = correzione_di(t);
        const EntitaInfo *e = entita_info(t);
        if (!c->fonte || !*c->fonte) fail_msg("%s", e->nome);
        bool who = false;
        ptrdiff_t decided = 0, words = c->decisi != NULL;
        for (const char *p = c->decisi; p && *p; p++) words += *p == '|';
        for (int i = 0; i < e->n_campi; i++) {
            who = who || (c->persona && !strcmp(c->persona, e->campi[i].nome));
            if (!correzione_deciso(&e->campi[i], t)) continue;
            decided++;
            assert_int_equal(e->campi[i].regola, CAMPO_FACOLTATIVO);
        }
        assert_int_equal(decided, words);
        if (c->altrove) continue;
        /* whoever is spoken of may not write it himself */
        assert_int_equal(who, c->persona != NULL);
        assert_int_equal(who, e->personale);
        assert_int_equal(permessi_matrice()->righe[c->azione].proprio, !e->personale);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_permessi__the_columns_are_the_roles_of_the_data_in_their_order),
        cmocka_unit_test(test_permessi__somebody_is_competent_for_every_event_of_the_cycle_and_for_no_other),
        cmocka_unit_test(test_permessi__the_points_of_a_track_are_reached_by_its_events),
        cmocka_unit_test(test_permessi__a_row_without_a_track_has_no_states_and_no_cell_is_beyond_the_relations),
        cmocka_unit_test(test_permessi__the_operator_without_a_person_reads_nothing_about_anybody),
        cmocka_unit_test(test_permessi__every_table_is_corrected_by_a_row_of_the_matrix_or_has_a_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

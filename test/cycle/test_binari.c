/* test_binari.c - the tracks of a year: their tables, and the example's two years replayed. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include "base/os.h"
#include "carica.h"
#include "cycle/binari.h"

typedef struct Prova { Arena a; Archivio arch; Sistema s; } Prova;

static int setup(void **state)
{
    Prova *x = test_calloc(1, sizeof *x);
    carica(ESEMPIO, &x->a, &x->arch);
    *state = x;
    return sistema_load(S("criteri-2018"), &x->a, &x->s);
}

static int teardown(void **state)
{
    Prova *x = *state;
    arena_free(&x->a);
    test_free(x);
    return 0;
}

static int n_states(BinarioId t)
{
    int n = 0;
    while (stato_info(t, n)) n++;
    return n;
}

static void test_eventi__from_one_state_an_event_leads_to_one_state(void **state)
{
    (void)state;
    EVIDENCE("12.3");
    for (ptrdiff_t i = 0; i < n_passaggi; i++)
        for (ptrdiff_t j = i + 1; j < n_passaggi; j++) {
            const PassaggioInfo *p = &passaggio_info[i], *q = &passaggio_info[j];
            if (p->voce == q->voce) assert_true(p->da >= 0 && q->da >= 0 && p->da != q->da);
        }
}

static bool reach(BinarioId t, bool *at, bool backwards)
{
    bool grown = false;
    for (ptrdiff_t i = 0; i < n_passaggi; i++) {
        const PassaggioInfo *p = &passaggio_info[i];
        if (p->binario != t || p->a < 0) continue;
        for (int from = 0; from < n_states(t); from++) {
            if (p->da >= 0 && p->da != from) continue;
            int a = backwards ? p->a : from, b = backwards ? from : p->a;
            if (at[a] && !at[b]) at[b] = grown = true;
        }
    }
    return grown;
}

static void test_eventi__no_state_is_out_of_reach_and_from_each_the_end_is_reached(void **state)
{
    (void)state;
    EVIDENCE("12.3");
    for (int t = 0; t < BIN_COUNT; t++) {
        bool fore[16] = {true}, back[16] = {false};
        int n = n_states((BinarioId)t), begins = 0;
        assert_true(n > 1 && n <= 16);
        for (int i = 0; i < n; i++) {
            StatoSpecie k = stato_info((BinarioId)t, i)->specie;
            begins += k == STATO_INIZIO || k == STATO_INIZIO_FINE;
            back[i] = stato_completo((BinarioId)t, i);
        }
        assert_int_equal(begins, 1);
        assert_true(stato_info((BinarioId)t, 0)->specie == STATO_INIZIO ||
                    stato_info((BinarioId)t, 0)->specie == STATO_INIZIO_FINE);
        while (reach((BinarioId)t, fore, false)) {}
        while (reach((BinarioId)t, back, true)) {}
        for (int i = 0; i < n; i++)
            if (!fore[i] || !back[i]) fail_msg("%s: %s", binario_info[t].nome, stato_info((BinarioId)t, i)->nome);
    }
}

static void test_eventi__every_event_has_a_step_a_name_of_its_own_and_every_gate_can_open(void **state)
{
    Prova *x = *state;
    EVIDENCE("12.3");
    for (int v = 0; v < VOCE_COUNT; v++) {
        bool step = false;
        for (ptrdiff_t i = 0; i < n_passaggi; i++)
            step |= passaggio_info[i].voce == (VoceId)v && passaggio_info[i].binario == voce_info[v].binario;
        if (!step) fail_msg("%s", voce_info[v].nome);
        assert_int_equal(voce_by_name(voce_nome(&x->a, (VoceId)v)), v);
    }
    /* Gates without a circle: again and again what waits only for what is done already can be done. */
    bool done[VOCE_COUNT] = {false}, grown = true;
    while (grown) {
        grown = false;
        for (int v = 0; v < VOCE_COUNT; v++) {
            bool open = !done[v];
            for (ptrdiff_t i = 0; i < n_attese; i++)
                open &= attesa_info[i].voce != (VoceId)v || attesa_info[i].serve == VOCE_COUNT ||
                        done[attesa_info[i].serve] || attesa_info[i].quando == CONDIZIONE_VALIDA_PRIMA;
            if (open) done[v] = grown = true;
        }
    }
    for (int v = 0; v < VOCE_COUNT; v++) assert_true(done[v]);
}

/* The generator of the example has a vocabulary of its own, checked against its acts in both directions. */
static void test_eventi__every_event_of_the_example_is_known(void **state)
{
    Prova *x = *state;
    EVIDENCE("12.3 X-02 X-03");
    Str text;
    assert_int_equal(os_read_file(S(ESEMPIO "/atti.py"), 1 << 20, &x->a, &text), OK);
    const char *c = str_c(&x->a, text), *at = strstr(c, "EVENTI = '''"), *end = at ? strstr(at + 12, "'''") : NULL;
    assert_non_null(end);
    int n = 0;
    for (at += 12; at < end;) {
        size_t w = strspn(at, " \n"), k = strcspn(at + w, " \n'");
        if (k && at + w < end) {
            Str name = {at + w, (ptrdiff_t)k};
            if (voce_by_name(name) == VOCE_COUNT) fail_msg("%.*s", STR_ARG(name));
            n++;
        }
        at += w + k + !k;
    }
    assert_true(n > 50);
}

static void print_all(const Binari *b, Arena *a)
{
    for (ptrdiff_t i = 0; i < b->irregolarita.n; i++)
        print_error("%.*s: %.*s\n", STR_ARG(b->irregolarita.items[i].codice), STR_ARG(b->irregolarita.items[i].cosa));
    for (int t = 0; t < BIN_COUNT; t++)
        for (ptrdiff_t i = 0; i < b->binario[t].mancanti.n; i++)
            print_error("%s: manca %.*s\n", binario_info[t].nome,
                        STR_ARG(voce_nome(a, b->binario[t].mancanti.items[i].voce)));
}

static void test_binari__the_closed_year_of_the_example_is_green(void **state)
{
    Prova *x = *state;
    EVIDENCE("12.3 C-5.01");
    Binari b;
    binari_stato(&x->arch, &x->s, 2025, NULL, &x->a, &b);
    print_all(&b, &x->a);
    assert_int_equal(b.irregolarita.n, 0);
    for (int t = 0; t < BIN_COUNT; t++) assert_true(b.binario[t].applicabile && binario_verde(&b, (BinarioId)t));
    assert_int_equal(b.fase, FASE_CONCLUSO);
}

static void test_binari__the_year_under_way_is_in_order_and_says_what_comes_next(void **state)
{
    Prova *x = *state;
    EVIDENCE("12.3");
    Binari b;
    binari_stato(&x->arch, &x->s, 2026, NULL, &x->a, &b);
    assert_int_equal(b.irregolarita.n, 0);
    assert_int_equal(b.fase, FASE_GESTIONE);
    assert_true(binario_verde(&b, BIN_PIANO));
    assert_false(b.binario[BIN_RELAZIONE].completo);
    const Mancante *m = b.binario[BIN_CONSUNTIVO].mancanti.items;
    assert_int_equal(m[0].voce, VOCE_CONSUNTIVO_avvia);
    assert_int_equal(m[0].attende.n, 0);
    m = b.binario[BIN_FONDO].mancanti.items;
    assert_int_equal(m[0].voce, VOCE_FONDO_costituisce);
    Impedimento *i;
    assert_int_equal(binari_impedimenti(&b, &x->arch, VOCE_FONDO_liquida, date_of(2026, 11, 20), &x->a, &i), 4);
    assert_str_equal(i[1].cosa, S("relazione.valida"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_eventi__from_one_state_an_event_leads_to_one_state),
        cmocka_unit_test(test_eventi__no_state_is_out_of_reach_and_from_each_the_end_is_reached),
        cmocka_unit_test(test_eventi__every_event_has_a_step_a_name_of_its_own_and_every_gate_can_open),
        cmocka_unit_test(test_eventi__every_event_of_the_example_is_known),
        cmocka_unit_test(test_binari__the_closed_year_of_the_example_is_green),
        cmocka_unit_test(test_binari__the_year_under_way_is_in_order_and_says_what_comes_next),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}

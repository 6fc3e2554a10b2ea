/* test_processo.c - process rules of a rulebook, read and refused. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include "format/yaml.h"
#include "rules/sistema.h"

static RegoleProcesso rules_of(Arena *a, const char *text, Difetti *d)
{
    Tree root;
    RegoleProcesso r;
    assert_int_equal(yaml_read(str_of(text), S("s.yaml"), a, &root, d), OK);
    processo_read(&root, a, S("s.yaml"), &r, d);
    return r;
}

static void test_processo__a_rule_says_who_by_when_and_under_which_act(void **state)
{
    (void)state;
    EVIDENCE("12.4 X-04");
    Arena a = {0};
    Difetti d = {.a = &a};
    RegoleProcesso r = rules_of(&a,
                                "processo:\n"
                                "  - {binario: rpp, evento: approva, chi: consiglio, entro: 10-31 Y-1, atto: "
                                "delibera_consiglio, fonte: C-2.35}\n"
                                "  - {binario: assegnazione, evento: po, chi: sg|dirigente, entro: piano.approva+1M, "
                                "vincolo: avviso, fonte: C-2.53}\n"
                                "  - {binario: pubblicazione, evento: relazione, chi: trasparenza, entro: "
                                "\"relazione.approva, relazione.valida +30D\", fonte: C-5.27}\n",
                                &d);
    assert_int_equal(d.lista.n, 0);
    assert_int_equal(r.regole.n, 3);
    const RegolaProcesso *x = r.regole.items;
    assert_true(x[0].entro.specie == TERMINE_GIORNO && x[0].entro.mese == 10 && x[0].entro.giorno == 31 &&
                x[0].entro.scarto == -1);
    assert_true(!x[0].avviso && processo_has(x[0].chi, S("consiglio")) && !processo_has(x[0].chi, S("giunta")));
    assert_true(x[1].entro.specie == TERMINE_DOPO && x[1].entro.mesi == 1 && x[1].entro.giorni == 0 && x[1].avviso);
    assert_true(processo_has(x[1].chi, S("dirigente")) && processo_has(x[1].chi, S("sg")));
    assert_int_equal(x[2].entro.n_eventi, 2);
    assert_str_equal(x[2].entro.eventi[1], S("relazione.valida"));
    assert_int_equal(x[2].entro.giorni, 30);
    arena_free(&a);
}

static void test_processo__all_that_is_wrong_is_told_with_line_and_column(void **state)
{
    (void)state;
    EVIDENCE("12.4");
    Arena a = {0};
    Difetti d = {.a = &a};
    rules_of(&a, "processo:\n"
        "  - {binario: rpp, evento: approva, chi: sindaco, entro: 02-29, atto: bolla, fonte: x}\n"
        "  - {binario: Rpp, evento: approva, chi: sg, entro: domani, vincolo: forse, colore: blu, fonte: x}\n"
        "  - {evento: approva, chi: operatore}\n"
        "  - parola\n", &d);
    difetti_sort(&d);
    static const struct { const char *where, *what; } want[] = {
        {"s.yaml:2:42", "/processo/0/chi: ruolo sconosciuto «sindaco»"},
        {"s.yaml:2:58", "/processo/0/entro: deve essere un giorno"},
        {"s.yaml:2:71", "/processo/0/atto: tipo di atto sconosciuto «bolla»"},
        {"s.yaml:3:15", "/processo/1/binario: deve essere una parola"},
        {"s.yaml:3:53", "/processo/1/entro: deve essere un giorno"},
        {"s.yaml:3:70", "/processo/1/vincolo: deve essere rigido o avviso"},
        {"s.yaml:3:85", "/processo/1/colore: voce sconosciuta"},
        {"s.yaml:4:5", "/processo/2/binario: manca"},
        {"s.yaml:4:5", "/processo/2/fonte: manca"},
        {"s.yaml:4:28", "/processo/2/chi: ruolo sconosciuto «operatore»"},
        {"s.yaml:5:5", "/processo/3: deve essere un gruppo di voci"}};
    assert_int_equal(d.lista.n, COUNT_OF(want));
    for (ptrdiff_t i = 0; i < d.lista.n; i++) {
        assert_str_equal(d.lista.items[i].dove, str_of(want[i].where));
        if (!str_starts(d.lista.items[i].cosa, str_of(want[i].what))) fail_msg("%.*s", STR_ARG(d.lista.items[i].cosa));
    }
    arena_free(&a);
}

static void test_processo__a_rulebook_with_wrong_process_rules_is_not_loaded(void **state)
{
    (void)state;
    EVIDENCE("12.4 C-0.02");
    Arena a = {0};
    Difetti d = {.a = &a};
    ptrdiff_t n;
    const SistemaIncorporato *all = sistemi_incorporati(&n);
    Sistema s;
    Str good = {(const char *)all[0].text, all[0].n};
    assert_int_equal(sistema_read(good, S("buono"), &a, &s, &d), OK);
    assert_true(s.processo.regole.n > 50);
    Str bad = str_fmt(&a, "%.*s  - {binario: rpp, evento: approva, chi: re, fonte: X-05}\n", STR_ARG(good));
    assert_int_equal(sistema_read(bad, S("cattivo"), &a, &s, &d), E_DATI);
    assert_int_equal(d.lista.n, 1);
    arena_free(&a);
}

static void test_processo__terms_that_are_none(void **state)
{
    (void)state;
    EVIDENCE("X-04");
    Arena a = {0};
    Termine t;
    Str why;
    static const char *const bad[] = {"",
                                      "31-01",
                                      "1-31",
                                      "01-32",
                                      "01-31 Y+2",
                                      "01-31Z",
                                      "piano+1M",
                                      "piano.approva+0D",
                                      "piano.approva+1Y",
                                      "piano.approva+",
                                      "+1M",
                                      "piano.approva",
                                      "a.b,c.d,e.f,g.h,i.l+1D",
                                      "piano.approva+1000D"};
    for (ptrdiff_t i = 0; i < COUNT_OF(bad); i++)
        if (termine_read(str_of(bad[i]), &a, &t, &why)) fail_msg("%s", bad[i]);
    assert_true(termine_read(S("nessuno"), &a, &t, &why) && t.specie == TERMINE_NESSUNO);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_processo__a_rule_says_who_by_when_and_under_which_act),
        cmocka_unit_test(test_processo__all_that_is_wrong_is_told_with_line_and_column),
        cmocka_unit_test(test_processo__a_rulebook_with_wrong_process_rules_is_not_loaded),
        cmocka_unit_test(test_processo__terms_that_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

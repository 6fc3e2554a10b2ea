/* test_esecuzione.c - runs: provisional until a later one or an act; a frozen one never changes. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "prova.h"

#include "store/esecuzione.h"
#include "store/verifica.h"

static const Risultato results[] = {
    {S("premi.persone"), S("P2"), S("importo"), S("10.00"), S("[{\"passo\":1}]")},
    {S("premi.persone"), S("P1"), S("importo"), S("3588.30"), S("")},
    {S("premi"), S(""), S("totale"), S("10000.00"), S("")},
    {S("gruppi"), S("P1"), S("semischeda1"), S("40"), S("")},
};
static const TestoEsecuzione texts[] = {{S("esito"), S("{}\n")}, {S("caso"), S("{\"è\":\"\\u0041\"}")}};

static Esecuzione run(const char *tipo)
{
    return (Esecuzione){.anno = 2018, .tipo = str_of(tipo), .sistema = S("criteri-2018"), .impronta = S("sha256:00"),
                        .risultati = results, .n = COUNT_OF(results), .testi = texts, .n_testi = COUNT_OF(texts)};
}

static int64_t saved(Prova *p, const char *tipo)
{
    int64_t id;
    Esecuzione x = run(tipo);
    prova_ok(p, store_esecuzione_save(p->st, p->persona, ORA, &x, &p->a, &id));
    return id;
}

static void assert_state(Prova *p, int64_t id, const char *stato, const char *atto)
{
    Esecuzione x;
    prova_ok(p, store_esecuzione_load(p->st, p->operatore, id, &p->a, &x));
    assert_str_equal(x.stato, str_of(stato));
    assert_str_equal(x.atto, str_of(atto));
}

static void assert_current(Prova *p, int64_t expected)
{
    int64_t id;
    prova_ok(p, store_esecuzione_corrente(p->st, 2018, S("valutazione"), &id));
    assert_int_equal(id, expected);
}

static void test_esecuzione__comes_back_with_results_in_order_and_texts_to_the_byte(void **state)
{
    Prova *p = *state;
    prova_body(p);
    int64_t id = saved(p, "valutazione");
    Esecuzione x;
    prova_ok(p, store_esecuzione_load(p->st, p->operatore, id, &p->a, &x));
    assert_int_equal(x.id, id);
    assert_int_equal(x.anno, 2018);
    assert_str_equal(x.ora, ORA);
    assert_str_equal(x.autore, S("P9"));
    assert_str_equal(x.sistema, S("criteri-2018"));
    static const int order[] = {2, 3, 1, 0};
    assert_int_equal(x.n, 4);
    for (int i = 0; i < 4; i++) {
        const Risultato *want = &results[order[i]];
        assert_str_equal(x.risultati[i].soggetto, want->soggetto);
        assert_str_equal(x.risultati[i].parte, want->parte);
        assert_str_equal(x.risultati[i].chiave, want->chiave);
        assert_str_equal(x.risultati[i].valore, want->valore);
        assert_str_equal(x.risultati[i].traccia, want->traccia);
    }
    assert_int_equal(x.n_testi, 2);
    assert_str_equal(x.testi[0].testo, texts[1].testo);
    assert_str_equal(x.testi[1].nome, S("esito"));
    assert_int_equal(store_esecuzione_load(p->st, p->operatore, 99, &p->a, &x), E_NON_TROVATO);
}

static void test_esecuzione__is_superseded_by_a_later_one_until_an_act_freezes_it(void **state)
{
    Prova *p = *state;
    EVIDENCE("12.7");
    prova_body(p);
    assert_current(p, 0);
    int64_t one = saved(p, "valutazione"), other = saved(p, "simulazione"), two = saved(p, "valutazione");
    assert_state(p, one, "superata", "");
    assert_state(p, other, "provvisoria", ""); /* another kind */
    assert_state(p, two, "provvisoria", "");
    assert_current(p, two);
    assert_int_equal(store_esecuzione_congela(p->st, p->persona, ORA, two, S("")), E_ATTO);
    assert_int_equal(store_esecuzione_congela(p->st, p->persona, ORA, one, S("D1")), E_CONFLITTO);
    assert_int_equal(store_esecuzione_congela(p->st, p->persona, ORA, 99, S("D1")), E_NON_TROVATO);
    prova_ok(p, store_esecuzione_congela(p->st, p->persona, ORA, two, S("D1")));
    assert_int_equal(store_esecuzione_congela(p->st, p->persona, ORA, two, S("D2")), E_CONFLITTO);
    int64_t three = saved(p, "valutazione"), four = saved(p, "valutazione");
    assert_state(p, two, "congelata", "D1");
    assert_state(p, three, "superata", "");
    assert_state(p, four, "provvisoria", "");
    assert_current(p, two); /* the frozen one counts */
    Esecuzione *v;
    ptrdiff_t n;
    prova_ok(p, store_esecuzioni_elenco(p->st, 2018, S("valutazione"), &p->a, &v, &n));
    assert_int_equal(n, 4);
    assert_int_equal(v[0].id, four);
    Verifica verified;
    prova_ok(p, store_verifica(p->st, p->operatore, S(""), NULL, NULL, &p->a, &verified));
}

static void test_esecuzione__with_a_result_twice_is_refused_and_leaves_nothing(void **state)
{
    Prova *p = *state;
    prova_body(p);
    Risultato twice[] = {results[0], results[1], results[0]};
    Esecuzione x = run("valutazione");
    x.risultati = twice;
    x.n = 3;
    int64_t id;
    assert_int_equal(store_esecuzione_save(p->st, p->persona, ORA, &x, &p->a, &id), E_DATI);
    assert_int_equal(id, 0);
    assert_str_equal(prova_raw(p, "SELECT seq FROM testa"), S("0"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_esecuzione__comes_back_with_results_in_order_and_texts_to_the_byte),
        BOTH(test_esecuzione__is_superseded_by_a_later_one_until_an_act_freezes_it),
        BOTH(test_esecuzione__with_a_result_twice_is_refused_and_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

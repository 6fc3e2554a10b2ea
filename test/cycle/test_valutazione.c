/* test_valutazione.c - the example body's closed year, computed from its records. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include "carica.h"
#include "cycle/spiega.h"

typedef struct Anni { Arena a; Archivio arch; Valutazione chiuso; } Anni;

static int setup(void **state)
{
    Anni *x = test_calloc(1, sizeof *x);
    carica(ESEMPIO, &x->a, &x->arch);
    Difetti d = {.a = &x->a};
    Err e = valutazione_calcola(&x->arch, 2025, S("finale"), S(""), true, &x->a, &x->chiuso, &d);
    for (ptrdiff_t i = 0; i < d.lista.n; i++) print_error("%.*s: %.*s\n", STR_ARG(d.lista.items[i].dove), STR_ARG(d.lista.items[i].cosa));
    *state = x;
    return e;
}

static int teardown(void **state)
{
    Anni *x = *state;
    arena_free(&x->a);
    test_free(x);
    return 0;
}

/* Totals computed from the same files by the Python oracle, which shares nothing with this program. */
static void test_valutazione__scores_of_dirigenti(void **state)
{
    Anni *x = *state;
    EVIDENCE("S-D.14 S-D.15 S-D.19 S-D.37 C-4.11");
    static const struct { const char *who, *total; } want[] = {
        {"M001", "94.70"}, {"M002", "91.30"}, {"M003", "89.81"}, {"M004", "90.30"}};
    const Caso *c = &x->chiuso.caso;
    assert_int_equal(c->n_dirigenti, COUNT_OF(want));
    for (ptrdiff_t i = 0; i < COUNT_OF(want); i++) {
        ptrdiff_t d = caso_dirigente(c, str_of(want[i].who));
        assert_true(d >= 0);
        assert_str_equal(num_fixed(&x->a, x->chiuso.esito.dirigenti[d].totale, 2), str_of(want[i].total));
    }
    ptrdiff_t sg = caso_dirigente(c, S("M001"));
    assert_str_equal(num_fixed(&x->a, x->chiuso.esito.dirigenti[sg].punti_organizzativi, 2), S("50.00"));
}

/* The planning office's degrees in the example were computed by the generator in Python. */
static void test_valutazione__results_of_nodes_are_those_of_the_office(void **state)
{
    Anni *x = *state;
    EVIDENCE("C-3.31 AMB-45 AMB-47");
    ptrdiff_t n, compared = 0;
    const Grado *g = ALL(&x->arch, Grado, GRADO, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (g[i].anno != 2025 || !num_is(g[i].grado_pec)) continue;
        ptrdiff_t k = caso_nodo(&x->chiuso.caso, g[i].nodo);
        assert_true(k >= 0);
        assert_int_equal(num_cmp(x->chiuso.esito.albero[k].risultato, g[i].grado_pec), 0);
        compared++;
    }
    assert_true(compared > 50);
}

static void test_valutazione__the_fund_is_paid_to_the_cent(void **state)
{
    Anni *x = *state;
    EVIDENCE("S-N.66 AMB-51");
    const EsitoPremi *p = &x->chiuso.esito.premi;
    int64_t sum = 0;
    for (ptrdiff_t i = 0; i < x->chiuso.caso.premi.n_persone; i++) sum += p->persone[i].importo_cent;
    assert_int_equal(sum, 9850000);
    assert_int_equal(p->totale_cent, 9850000);
    assert_int_equal(p->non_distribuito_cent, 0);
    ptrdiff_t zero = caso_persona(&x->chiuso.caso, S("M018")); /* D in both half-sheets */
    assert_int_equal(p->persone[zero].importo_cent, 0);
}

static void test_valutazione__groups(void **state)
{
    Anni *x = *state;
    EVIDENCE("S-N.55 S-N.56 S-N.61 S-N.62");
    int count[3] = {0};
    for (ptrdiff_t i = 0; i < x->chiuso.caso.n_gruppi; i++) count[x->chiuso.esito.gruppi[i].esito]++;
    assert_int_equal(count[GRUPPO_CONFORME], 7);
    assert_int_equal(count[GRUPPO_DEROGA], 2);
    assert_int_equal(count[GRUPPO_NON_CONFORME], 1);
    const EsitoGruppo *g = &x->chiuso.esito.gruppi[caso_gruppo(&x->chiuso.caso, S("G2025-S31"))];
    assert_int_equal(g->n_violazioni, 1);
    assert_string_equal(g->violazioni[0].vincolo, "C3");
    assert_int_equal(g->violazioni[0].differenza, 3);
}

static void test_valutazione__the_case_is_the_one_score_reads(void **state)
{
    Anni *x = *state;
    EVIDENCE("X-08");
    Caso again;
    EsitoCaso e;
    Difetti d = {.a = &x->a};
    assert_int_equal(caso_read(x->chiuso.caso_json, NULL, &x->a, &again, &d), OK);
    rule_caso(&again, true, &x->a, &e);
    assert_true(str_eq(esito_json(&e, &x->a), valutazione_esito_json(&x->chiuso, &x->a)));
}

static void *record(Anni *x, EntitaTipo t, const char *key)
{
    void *r = tabella_find(&x->a, &x->arch.tabelle[t], str_of(key));
    if (!r) fail_msg("%s is not in the example", key);
    return r;
}

/* What the year says while a number of a record is as given; then it is as it was. */
static void refused(Anni *x, EntitaTipo t, const char *key, ptrdiff_t offset, Num bad, const char *want)
{
    char *field = (char *)record(x, t, key) + offset;
    Num good;
    Valutazione v;
    Difetti d = {.a = &x->a};
    memcpy(&good, field, sizeof good);
    memcpy(field, &bad, sizeof bad);
    assert_int_equal(valutazione_calcola(&x->arch, 2025, S("finale"), S(""), false, &x->a, &v, &d), E_DATI);
    memcpy(field, &good, sizeof good);
    Buf b = buf_new(&x->a);
    for (ptrdiff_t i = 0; i < d.lista.n; i++)
        buf_fmt(&b, "%s%.*s: %.*s", i ? "\n" : "", STR_ARG(d.lista.items[i].dove), STR_ARG(d.lista.items[i].cosa));
    assert_str_equal(buf_str(&b), str_of(want));
}

static void test_valutazione__what_stops_a_year_is_told_with_the_record_it_stands_in(void **state)
{
    Anni *x = *state;
    EVIDENCE("X-08 X-21");
    refused(x, ENTITA_TARGET, "A1I1/2025/1", offsetof(Target, target), num_int(-5), "target A1I1/2025/1, target: -5 è minore di 0");
    refused(x, ENTITA_COMPETENZA, "M002/2025/decisa/3", offsetof(Competenza, voto), num_int(7),
            "competenze M002/2025/decisa/3: 7 non è tra 0 e 5");
    refused(x, ENTITA_SCHEDA, "M005/2025/posizione/2025-01-01", offsetof(Scheda, prestazione), num_int(101),
            "schede M005/2025/posizione/2025-01-01, prestazione: 101 non è tra 0 e 100");
    refused(x, ENTITA_SEMISCHEDA, "M012/2025/determinata/2", offsetof(Semischeda, totale), num_int(41),
            "semischede M012/2025/determinata/2, semischeda2: 41 non è tra 0 e 40\n"
            "semischede M012/2025/determinata/2, semischeda2: 41 non è tra 0 e 40"); /* of the group, and of the premi */
    Parametro *p = record(x, ENTITA_PARAMETRO, "2025/premi.coefficiente.B/2025-01-01");
    Str good = p->valore;
    Valutazione v;
    Difetti d = {.a = &x->a};
    p->valore = S("0,50");
    assert_int_equal(valutazione_calcola(&x->arch, 2025, S("finale"), S(""), false, &x->a, &v, &d), E_DATI);
    p->valore = good;
    assert_int_equal(d.lista.n, 1);
    assert_str_equal(d.lista.items[0].dove, S("parametri 2025/premi.coefficiente.B/2025-01-01"));
}

static void test_spiega__numbers_are_written_as_people_write_them(void **state)
{
    Anni *x = *state;
    static const struct { const char *value, *shown; } want[] = {
        {"2304.38", "2.304,38"}, {"-0.5", "-0,5"}, {"83.60", "83,60"}, {"98500", "98500"}, {"2025-06-30", "2025-06-30"},
        {"1/3 (circa 0.333333)", "1/3 (circa 0,333333)"}, {"A1.1", "A1.1"}, {"1.2.3", "1.2.3"}, {"1.", "1."}, {"", ""}};
    for (ptrdiff_t i = 0; i < COUNT_OF(want); i++)
        assert_str_equal(spiega_numero(str_of(want[i].value), &x->a), str_of(want[i].shown));
}

static void test_valutazione__a_year_under_way_says_what_is_missing(void **state)
{
    Anni *x = *state;
    EVIDENCE("C-3.01 C-3.48");
    Valutazione v;
    Difetti d = {.a = &x->a};
    assert_int_equal(valutazione_calcola(&x->arch, 2026, S("S1"), S(""), false, &x->a, &v, &d), OK);
    assert_true(v.caso.ha_albero && !v.caso.ha_premi && !v.caso.ha_dirigenti);
    assert_true(v.note.n > 0);
    assert_int_equal(valutazione_calcola(&x->arch, 2031, S("finale"), S(""), false, &x->a, &v, &d), E_NON_TROVATO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_valutazione__scores_of_dirigenti),
        cmocka_unit_test(test_valutazione__results_of_nodes_are_those_of_the_office),
        cmocka_unit_test(test_valutazione__the_fund_is_paid_to_the_cent),
        cmocka_unit_test(test_valutazione__groups),
        cmocka_unit_test(test_valutazione__the_case_is_the_one_score_reads),
        cmocka_unit_test(test_valutazione__what_stops_a_year_is_told_with_the_record_it_stands_in),
        cmocka_unit_test(test_spiega__numbers_are_written_as_people_write_them),
        cmocka_unit_test(test_valutazione__a_year_under_way_says_what_is_missing),
    };
    return cmocka_run_group_tests_name("valutazione", tests, setup, teardown);
}

/* test_vincoli.c - the report of constraints, the amounts for payroll, the scheda di calcolo. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/vincoli.h"

#include "carica.h"
#include "format/csv.h"
#include "redazione/calcolo.h"
#include "redazione/paghe.h"
#include "test.h"
#include "testo_documento.h"

typedef struct Prova {
    Arena a;
    Archivio arch;
    Valutazione v;
    Documento *d;
    Str testo;
} Prova;

static int setup(void **state)
{
    Prova *x = test_calloc(1, sizeof *x);
    Difetti d = {.a = &x->a};
    carica(ESEMPIO, &x->a, &x->arch);
    int failed = valutazione_calcola(&x->arch, 2025, S("finale"), S(""), true, &x->a, &x->v, &d) ||
                 redazione_vincoli(&x->v, &(VincoliDati){.data = date_of(2026, 6, 30)}, &x->a, &x->d, &d);
    if (!failed) x->testo = documento_testo(x->d, &x->a);
    *state = x;
    return failed;
}

static int teardown(void **state)
{
    Prova *x = *state;
    arena_free(&x->a);
    test_free(x);
    return 0;
}

#define assert_says(text, what) \
    do { if (!contiene((text), (what))) fail_msg("not in the document: %.*s", STR_ARG(what)); } while (0)

/* esempio/LEGGIMI.md: two groups by deroga, one redetermined against C3, the others within the constraints. */
static void test_vincoli__ten_groups_with_the_outcomes_of_the_example(void **state)
{
    Prova *x = *state;
    EVIDENCE("S-N.52 S-N.55 S-N.56 S-N.57 S-N.60 S-N.61 S-N.62");
    const DocTabella *t = documento_tabella(x->d, S("Esito di ogni gruppo, livello per livello"));
    assert_non_null(t);
    assert_int_equal(t->righe.n, 10);
    assert_int_equal(t->colonne.n, 7);
    for (ptrdiff_t r = 0; r < 10; r++) {
        Str who = cella_testo(&x->a, t, r, 0), proposed = cella_testo(&x->a, t, r, 3),
            redone = cella_testo(&x->a, t, r, 5), last = cella_testo(&x->a, t, r, 6);
        bool s31 = str_eq(who, S("G2025-S31"));
        Str want = str_eq(who, S("G2025-M011")) || str_eq(who, S("G2025-S13")) ? S("in deroga: C3")
                   : s31                                                       ? S("non conforme: C3")
                                                                               : S("conforme");
        assert_str_equal(last, want);
        assert_str_equal(redone, s31 ? S("non conforme: C3") : S(""));
        assert_str_equal(proposed, s31 ? S("conforme") : want);
    }
}

/* Sums of G2025-S31 added up from esempio/semischede.csv by hand: 191 and 191 of 192, 15 positive points of 12. */
static void test_vincoli__sums_of_a_redetermined_group(void **state)
{
    Prova *x = *state;
    EVIDENCE("S-N.52 S-N.56 S-N.62");
    assert_says(x->testo, S("| Rideterminata | 1 | 191 | 192 | \u22121 | 15 su 12 | 2 | non conforme: C3 |"));
    assert_says(x->testo, S("| Proposta | 1 | 184 | 192 | \u22128 | 12 su 12 | 2 | conforme |"));
    assert_says(x->testo, S("C3, semischeda 1: 3 punti in eccesso di scostamento positivo."));
    assert_says(x->testo, S("| M048 | rideterminata | 1 | 28 | 35 | Segretario generale | determinazione del "
                            "Segretario generale n. 57/2026 del 28 maggio 2026 |"));
}

/* Somebody may be named as evaluator or because a mark was changed: no list of all, no ranking. */
static void test_vincoli__names_only_who_was_changed_or_evaluates(void **state)
{
    Prova *x = *state;
    EVIDENCE("S-N.50");
    ptrdiff_t n, named = 0;
    const Persona *p = ALL(&x->arch, Persona, PERSONA, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        named += contiene_parola(x->testo, p[i].codice);
        assert_false(contiene_parola(x->testo, str_fmt(&x->a, "%.*s %.*s", STR_ARG(p[i].cognome), STR_ARG(p[i].nome))));
    }
    assert_true(named < 25);
    assert_false(contiene_parola(x->testo, S("M052")));
}

/* 0 for equal shares, (n-1)/n when one has all, 1/4 for 1 2 3 4 (sum of |xi-xj| = 20, over 2 n n mean = 80). */
static void test_vincoli__gini_is_exact(void **state)
{
    Prova *x = *state;
    EVIDENCE("S-N.39");
    static const struct { int64_t v[4]; ptrdiff_t n; const char *want;
    } cases[] = {{{7, 7, 7}, 3, "0"},
                 {{0, 0, 10}, 3, "2/3"},
                 {{4, 1, 3, 2}, 4, "0.25"},
                 {{5}, 1, "0"},
                 {{30, 34}, 2, "0.03125"}};
    for (int i = 0; i < COUNT_OF(cases); i++)
        assert_str_equal(num_exact(&x->a, vincoli_gini(&x->a, cases[i].v, cases[i].n)), str_of(cases[i].want));
    assert_false(num_is(vincoli_gini(&x->a, (const int64_t[]){0, 0}, 2)));
    assert_false(num_is(vincoli_gini(&x->a, NULL, 0)));
}

static void test_paghe__rows_of_the_staff_make_the_fund(void **state)
{
    Prova *x = *state;
    EVIDENCE("S-N.66 C-4.13");
    Paghe p;
    Difetti d = {.a = &x->a};
    assert_int_equal(paghe_di(&x->v, PAGHE_TUTTE, &x->a, &p, &d), OK);
    assert_int_equal(p.n_personale, 49);
    assert_int_equal(p.n, 49 + 7 + 4);
    assert_int_equal(p.fondo_cent, 9850000); /* esempio/fondi.csv */
    for (int italian = 0; italian < 2; italian++) {
        Csv csv;
        assert_int_equal(csv_read(paghe_csv(&p, italian, &x->a), S("paghe.csv"), &x->a, &csv, &d), OK);
        assert_int_equal(csv.rows.n, 61);
        Num sum = num_int(0), m002 = num_int(0);
        for (ptrdiff_t i = 1; i < csv.rows.n; i++) {
            Num amount;
            Str cell = csv.rows.items[i].cells[10];
            assert_true(italian ? num_parse_italian(&x->a, cell, 9, 2, &amount, NULL)
                                : num_parse(&x->a, cell, 9, 2, &amount, NULL));
            if (str_eq(csv.rows.items[i].cells[0], S("personale"))) sum = num_add(&x->a, sum, amount);
            if (str_eq(csv.rows.items[i].cells[1], S("M002"))) m002 = amount;
        }
        assert_str_equal(num_fixed(&x->a, sum, 2), S("98500.00"));
        assert_str_equal(num_fixed(&x->a, m002, 2), S("21912.00")); /* 91.30 % of 24,000 */
    }
}

static void test_paghe__amounts_that_do_not_make_the_fund_do_not_leave(void **state)
{
    Prova *x = *state;
    EVIDENCE("S-N.66");
    Valutazione v = x->v;
    EsitoPersona *changed = NEW_N(&x->a, EsitoPersona, v.caso.premi.n_persone);
    memcpy(changed, v.esito.premi.persone, (size_t)v.caso.premi.n_persone * sizeof *changed);
    changed[3].importo_cent++;
    v.esito.premi.persone = changed;
    Paghe p;
    Difetti d = {.a = &x->a};
    assert_int_equal(paghe_di(&v, PAGHE_TUTTE, &x->a, &p, &d), E_DATI);
    assert_int_equal(d.lista.n, 1);
}

static void test_paghe__who_was_posizione_for_part_of_the_year_has_two_rows(void **state)
{
    Prova *x = *state;
    EVIDENCE("AMB-54");
    Paghe p;
    Difetti d = {.a = &x->a};
    assert_int_equal(paghe_di(&x->v, PAGHE_TUTTE, &x->a, &p, &d), OK);
    int rows = 0;
    for (ptrdiff_t i = 0; i < p.n; i++) {
        if (!str_eq(p.righe[i].codice, S("M011"))) continue;
        bool staff = !strcmp(p.righe[i].tipo, "personale");
        assert_str_equal(date_iso(&x->a, p.righe[i].dal), staff ? S("2025-01-01") : S("2025-09-01"));
        rows++;
    }
    assert_int_equal(rows, 2);
}

static void test_calcolo__every_printed_number_of_a_person_and_nothing_of_others(void **state)
{
    Prova *x = *state;
    EVIDENCE("X-08");
    Documento *d;
    Difetti slips = {.a = &x->a};
    assert_int_equal(redazione_calcolo(&x->v, S("M012"), &(CalcoloDati){0}, &x->a, &d, &slips), OK);
    Str text = documento_testo(d, &x->a);
    ptrdiff_t n, k = caso_persona(&x->v.caso, S("M012"));
    const EsitoPersona *e = &x->v.esito.premi.persone[k];
    assert_says(text, str_fmt(&x->a, "| Importo | %.*s |",
                              STR_ARG(num_italian(&x->a, num_ratio(&x->a, e->importo_cent, 100), 2))));
    assert_says(text, str_fmt(&x->a, "| CPC | %.*s |", STR_ARG(num_italian(&x->a, *e->cpc, 2))));
    assert_says(text, S("giorni dovuti (250)"));
    assert_says(text, S("fondo (98.500)"));
    const Persona *p = ALL(&x->arch, Persona, PERSONA, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        assert_int_equal(contiene_parola(text, p[i].codice), str_eq(p[i].codice, S("M012")));
}

/* The first person's trace holds the sum over all: their data are counted, not shown. */
static void test_calcolo__the_first_person_does_not_see_the_others_either(void **state)
{
    Prova *x = *state;
    EVIDENCE("X-08");
    Documento *d;
    Difetti slips = {.a = &x->a};
    Str first = x->v.caso.premi.persone[0].id;
    ptrdiff_t n, at = str_find(first, '@');
    if (at >= 0) first = str_sub(first, 0, at);
    assert_int_equal(redazione_calcolo(&x->v, first, &(CalcoloDati){0}, &x->a, &d, &slips), OK);
    Str text = documento_testo(d, &x->a);
    const Persona *p = ALL(&x->arch, Persona, PERSONA, &n);
    for (ptrdiff_t i = 0; i < n; i++) assert_int_equal(contiene_parola(text, p[i].codice), str_eq(p[i].codice, first));
    assert_says(text, S("dati di altre persone, non mostrati (48)"));
    assert_int_equal(redazione_calcolo(&x->v, S("X01"), &(CalcoloDati){0}, &x->a, &d, &slips), E_NON_TROVATO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vincoli__ten_groups_with_the_outcomes_of_the_example),
        cmocka_unit_test(test_vincoli__sums_of_a_redetermined_group),
        cmocka_unit_test(test_vincoli__names_only_who_was_changed_or_evaluates),
        cmocka_unit_test(test_vincoli__gini_is_exact),
        cmocka_unit_test(test_paghe__rows_of_the_staff_make_the_fund),
        cmocka_unit_test(test_paghe__amounts_that_do_not_make_the_fund_do_not_leave),
        cmocka_unit_test(test_paghe__who_was_posizione_for_part_of_the_year_has_two_rows),
        cmocka_unit_test(test_calcolo__every_printed_number_of_a_person_and_nothing_of_others),
        cmocka_unit_test(test_calcolo__the_first_person_does_not_see_the_others_either),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}

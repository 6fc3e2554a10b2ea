/* test_albero.c - the tree as one person may see it, its poster, the small charts. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/albero.h"

#include "carica.h"
#include "test.h"
#include "web/albero_manifesto.h"
#include "web/grafici.h"

typedef struct Prova { Arena a; Archivio arch; Valutazione v; } Prova;

static int setup(void **state)
{
    Prova *x = test_calloc(1, sizeof *x);
    Difetti d = {.a = &x->a};
    carica(ESEMPIO, &x->a, &x->arch);
    *state = x;
    return valutazione_calcola(&x->arch, 2025, S("finale"), S("albero"), true, &x->a, &x->v, &d);
}

static int teardown(void **state)
{
    Prova *x = *state;
    arena_free(&x->a);
    test_free(x);
    return 0;
}

static bool only(void *who, Str unita) { return str_eq(unita, *(Str *)who); }

static Alberatura seen_by(Prova *x, Str unit)
{
    Alberatura t;
    alberatura(&x->arch, &x->v, 2025, false, (AlberoPuo){only, &unit}, &x->a, &t);
    return t;
}

static Alberatura whole(Prova *x)
{
    Alberatura t;
    alberatura(&x->arch, &x->v, 2025, true, (AlberoPuo){0}, &x->a, &t);
    return t;
}

/* -- who sees what: counted from the CSV files of esempio by a program of its own (nodes by unit and contribution, else as the node
 * above) */
static void test_albero__a_node_is_seen_by_the_units_that_answer_for_it_or_contribute(void **state)
{
    Prova *x = *state;
    EVIDENCE("C-3.24 C-3.25 C-1.23");
    assert_int_equal(whole(x).visibili, 127);
    assert_int_equal(seen_by(x, S("S11")).visibili, 11);
    assert_int_equal(seen_by(x, S("AR1")).visibili, 18);
    assert_int_equal(seen_by(x, S("S23")).visibili, 9);
    assert_int_equal(seen_by(x, S("nessuna")).visibili, 0);
}

static void test_albero__what_leads_to_a_seen_node_is_shown_but_not_counted(void **state)
{
    Prova *x = *state;
    Alberatura t = seen_by(x, S("S11"));
    ptrdiff_t a = alberatura_nodo(&t, S("A")), b = alberatura_nodo(&t, S("B"));
    assert_true(a >= 0 && b >= 0);
    assert_false(t.rami[a].visibile);
    assert_true(t.rami[a].mostrato);
    assert_false(t.rami[b].mostrato);
    ptrdiff_t under = 0;
    for (ptrdiff_t i = 0; i < t.n; i = t.rami[i].fine) under += t.rami[i].sotto + t.rami[i].trovato;
    assert_int_equal(under, t.trovati);
}

static void test_albero__every_subtree_is_in_one_piece_and_parents_come_first(void **state)
{
    Alberatura t = whole(*state);
    static const int levels[] = {9, 14, 15, 26, 22, 41}; /* counted in the CSV files */
    int found[COUNT_OF(levels)] = {0};
    for (ptrdiff_t i = 0; i < t.n; i++) {
        assert_true(t.rami[i].padre < i && t.rami[i].fine > i);
        if (t.rami[i].padre >= 0) assert_true(t.rami[i].fine <= t.rami[t.rami[i].padre].fine);
        found[t.rami[i].profondita]++;
    }
    for (int k = 0; k < COUNT_OF(levels); k++) assert_int_equal(found[k], levels[k]);
}

/* -- how a node stands */
static void test_albero__a_node_is_reached_at_a_hundred_and_nearly_so_within_the_threshold(void **state)
{
    (void)state;
    Arena a = {0};
    EVIDENCE("AMB-45");
    assert_int_equal(nodo_stato(num_int(100), num_int(10)), NODO_RAGGIUNTO);
    assert_int_equal(nodo_stato(num_ratio(&a, 9999999, 100000), num_int(10)), NODO_QUASI);
    assert_int_equal(nodo_stato(num_int(90), num_int(10)), NODO_QUASI);
    assert_int_equal(nodo_stato(num_ratio(&a, 8999999, 100000), num_int(10)), NODO_LONTANO);
    assert_int_equal(nodo_stato((Num){0}, num_int(10)), NODO_NON_RILEVATO);
    arena_free(&a);
}

/* esempio/LEGGIMI.md: A1 has 97.55; the objective set aside on C1P1G3 has nothing that can be computed. */
static void test_albero__a_year_tells_what_is_nearly_reached_and_what_cannot_be_computed(void **state)
{
    Prova *x = *state;
    Alberatura t = whole(x);
    assert_int_equal(t.rami[alberatura_nodo(&t, S("A1"))].stato, NODO_QUASI);
    assert_int_equal(t.rami[alberatura_nodo(&t, S("C1P1G3O1Z1"))].stato, NODO_NON_COMPUTABILE);
    Alberatura later;
    alberatura(&x->arch, NULL, 2026, true, (AlberoPuo){0}, &x->a, &later);
    for (ptrdiff_t i = 0; i < later.n; i++) assert_int_equal(later.rami[i].stato, NODO_NON_RILEVATO);
}

/* -- filters: numbers of the same program of its own */
static void test_albero__a_filter_by_area_takes_the_units_below_it(void **state)
{
    Prova *x = *state;
    Alberatura t = whole(x);
    alberatura_filtra(&t, &x->arch, &(AlberoFiltro){.unita = S("AR1"), .stato = NODO_STATI});
    assert_int_equal(t.trovati, 41);
    alberatura_filtra(&t, &x->arch, &(AlberoFiltro){.unita = S("S22"), .stato = NODO_STATI});
    assert_int_equal(t.trovati, 9);
    alberatura_filtra(&t, &x->arch, &(AlberoFiltro){.priorita = S("A"), .stato = NODO_STATI});
    assert_int_equal(t.trovati, 20);
    alberatura_filtra(&t, &x->arch, &(AlberoFiltro){.unita = S("AR1"), .priorita = S("E"), .stato = NODO_STATI});
    assert_int_equal(t.trovati, 0);
    for (ptrdiff_t i = 0; i < t.n; i++) assert_false(t.rami[i].mostrato);
    alberatura_filtra(&t, &x->arch, &(AlberoFiltro){.stato = NODO_STATI});
    assert_int_equal(t.trovati, 127);
}

static void test_albero__the_states_part_the_tree(void **state)
{
    Prova *x = *state;
    Alberatura t = whole(x);
    ptrdiff_t all = 0;
    for (int s = 0; s < NODO_STATI; s++) {
        alberatura_filtra(&t, &x->arch, &(AlberoFiltro){.stato = (NodoStato)s});
        all += t.trovati;
    }
    assert_int_equal(all, 127);
}

/* -- thousands of nodes */
static Archivio large(Arena *a, ptrdiff_t n)
{
    Archivio arch = {0};
    NodoVersione *rows = NEW_N(a, NodoVersione, n);
    for (int t = 0; t < ENTITA_COUNT; t++) arch.tabelle[t].e = entita_info((EntitaTipo)t);
    for (ptrdiff_t i = 0; i < n; i++) {
        NodoVersione *x = record_new(a, entita_info(ENTITA_NODO_VERSIONE));
        x->nodo = str_fmt(a, "N%05td", i);
        x->padre = i < 10 ? S("") : str_fmt(a, "N%05td", (i - 10) / 8); /* ten roots, eight below each */
        x->titolo =
            str_fmt(a, "Obiettivo %td <con> \"segni\" & parole abbastanza lunghe da andare a capo più volte", i);
        x->sigla = str_fmt(a, "%td", i);
        x->anno = 2025;
        x->versione = 1;
        rows[i] = *x;
    }
    arch.tabelle[ENTITA_NODO_VERSIONE] = (Tabella){entita_info(ENTITA_NODO_VERSIONE), rows, n};
    assert_int_equal(tabella_sort(a, &arch.tabelle[ENTITA_NODO_VERSIONE]), -1);
    return arch;
}

static void test_albero__a_page_goes_down_as_far_as_it_has_room(void **state)
{
    (void)state;
    Arena a = {0};
    Archivio arch = large(&a, 2000);
    Alberatura t;
    alberatura(&arch, NULL, 2025, true, (AlberoPuo){0}, &a, &t);
    assert_int_equal(t.n, 2000);
    assert_int_equal(alberatura_fondo(&t, 0, t.n, 10), 0); /* 10 roots, 80 below them, 640, 1270 */
    assert_int_equal(alberatura_fondo(&t, 0, t.n, 89), 0);
    assert_int_equal(alberatura_fondo(&t, 0, t.n, 90), 1);
    assert_int_equal(alberatura_fondo(&t, 0, t.n, 730), 2);
    assert_int_equal(alberatura_fondo(&t, 0, t.n, 2000), 3);
    assert_int_equal(alberatura_fondo(&t, 0, t.n, 1), 0); /* never less than the first row's brothers */
    arena_free(&a);
}

/* -- the poster */
static ptrdiff_t times(Str text, const char *what)
{
    ptrdiff_t n = 0;
    Str w = str_of(what);
    for (ptrdiff_t i = 0; i + w.n <= text.n; i++) n += str_starts(str_sub(text, i, text.n), w);
    return n;
}

/* Every value of an attribute, as a number. */
static void within(Str svg, const char *attribute, int most)
{
    Str w = str_of(attribute);
    for (ptrdiff_t i = 0; i + w.n < svg.n; i++) {
        int n = 0;
        if (!str_starts(str_sub(svg, i, svg.n), w)) continue;
        for (ptrdiff_t k = i + w.n; k < svg.n && svg.p[k] >= '0' && svg.p[k] <= '9'; k++) n = n * 10 + (svg.p[k] - '0');
        if (n > most || svg.p[i + w.n] == '-') fail_msg("%s%d is beyond %d", attribute, n, most);
    }
}

static void test_manifesto__two_thousand_nodes_are_drawn_inside_a_sheet_of_their_own(void **state)
{
    (void)state;
    Arena a = {0};
    int wide, high;
    Archivio arch = large(&a, 2000);
    Alberatura t;
    alberatura(&arch, NULL, 2025, true, (AlberoPuo){0}, &a, &t);
    ManifestoRiga *rows = NEW_N(&a, ManifestoRiga, t.n);
    for (ptrdiff_t i = 0; i < t.n; i++)
        rows[i] = (ManifestoRiga){.profondita = t.rami[i].profondita,
                                  .codice = t.rami[i].versione->sigla,
                                  .testo = t.rami[i].versione->titolo,
                                  .nota = S("Progetto"),
                                  .valore = S("97,55\u00a0%"),
                                  .stato = S("quasi raggiunto"),
                                  .tono = (Tono)(i % 5)};
    Str svg = manifesto_svg(&a,
                            &(Manifesto){.titolo = S("Albero 2025"),
                                         .sottotitolo = S("Ente"),
                                         .segue = S("segue"),
                                         .righe = rows,
                                         .n = t.n},
                            &wide, &high);
    assert_true(
        str_starts(svg, S("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"")));
    assert_int_equal(times(svg, "quasi raggiunto</text>"), 2000);
    assert_int_equal(times(svg, "<con>"), 0); /* escaped */
    assert_int_equal(times(svg, "&lt;con&gt;"), 2000);
    assert_int_equal(times(svg, "<text"), times(svg, "</text>"));
    assert_int_equal(times(svg, " style="), 0); /* the site's policy would drop it */
    within(svg, " x=\"", wide);
    within(svg, " y=\"", high);
    assert_true(wide > high && wide < 2 * high); /* a sheet that lies */
    arena_free(&a);
}

static void test_manifesto__one_node_and_none_are_drawn_too(void **state)
{
    (void)state;
    Arena a = {0};
    int wide, high;
    ManifestoRiga one = {
        .codice = S("A"),
        .testo = S("parolalunghissimasenzaspazichenonsipuòandareacapodanessunapartemadevestareinpiùrigheperforza")};
    Str svg = manifesto_svg(&a, &(Manifesto){.titolo = S("Uno"), .righe = &one, .n = 1}, &wide, &high);
    assert_true(times(svg, "parolalung") == 1 && times(svg, "</svg>") == 1);
    svg = manifesto_svg(&a, &(Manifesto){.titolo = S("Nessuno")}, &wide, &high);
    assert_true(times(svg, "</svg>") == 1 && wide > 0 && high > 0);
    arena_free(&a);
}

/* -- charts */
static void test_grafici__a_scale_holds_what_is_beyond_its_ends(void **state)
{
    (void)state;
    Arena a = {0};
    assert_int_equal(grafico_scala(num_int(5), num_int(0), num_int(10), 300), 150);
    assert_int_equal(grafico_scala(num_int(-5), num_int(0), num_int(10), 300), 0);
    assert_int_equal(grafico_scala(num_int(50), num_int(0), num_int(10), 300), 300);
    assert_int_equal(grafico_scala(num_ratio(&a, 1, 3), num_int(0), num_int(1), 300), 100);
    assert_int_equal(grafico_scala(num_int(7), num_int(7), num_int(7), 300), 0); /* no length */
    arena_free(&a);
}

static void test_grafici__bands_stand_in_their_order_whichever_way_is_better(void **state)
{
    (void)state;
    Arena a = {0};
    EVIDENCE("S-D.23 AMB-35");
    const GraficoFascia up[] = {{num_int(30), num_int(100)}, {num_int(27), num_int(80)}, {{0}, num_int(0)}};
    const GraficoFascia down[] = {{num_int(12), num_int(100)}, {num_int(13), num_int(80)}, {{0}, num_int(0)}};
    GraficoFasce x = {.g = {S("f"), S("Fasce"), S("tre")},
                      .fasce = up,
                      .n = 3,
                      .valore = num_int(34),
                      .valore_testo = S("34 %")};
    Str svg = grafico_fasce(&a, &x).markup;
    ptrdiff_t zero = -1, best = -1;
    for (ptrdiff_t i = 0; i < svg.n; i++) {
        if (str_starts(str_sub(svg, i, svg.n), S(">0</text>"))) zero = i;
        if (str_starts(str_sub(svg, i, svg.n), S(">100</text>"))) best = i;
    }
    assert_true(zero > 0 && best > zero); /* more is better: the best band is drawn last, at the right */
    assert_int_equal(times(svg, "<rect"), 3);
    assert_int_equal(times(svg, ">34 %</text>"), 1);
    within(svg, " x=\"", 320);
    x.fasce = down;
    x.decrescente = true;
    x.valore = (Num){0};
    svg = grafico_fasce(&a, &x).markup;
    zero = best = -1;
    for (ptrdiff_t i = 0; i < svg.n; i++) {
        if (str_starts(str_sub(svg, i, svg.n), S(">0</text>"))) zero = i;
        if (str_starts(str_sub(svg, i, svg.n), S(">100</text>"))) best = i;
    }
    assert_true(best > 0 && zero > best);
    assert_int_equal(times(svg, ">34 %</text>"), 0);
    arena_free(&a);
}

static void test_grafici__columns_keep_to_their_picture_with_negative_and_missing_values(void **state)
{
    (void)state;
    Arena a = {0};
    GraficoColonna c[12] = {{.nome = S("2014"), .valore = num_int(-40), .valore_testo = S("-40")}, {.nome = S("2015")}};
    for (int i = 2; i < 12; i++)
        c[i] = (GraficoColonna){.nome = S("2020"),
                                .valore = num_int(i * 1000000),
                                .obiettivo = num_int(8000000),
                                .valore_testo = S("10.000.000"),
                                .tono = TONO_BENE};
    GraficoColonne x = {.g = {S("c\"<"), S("Negli anni"), S("dodici")}, .colonne = c, .n = 12};
    Str svg = grafico_colonne(&a, &x).markup;
    assert_int_equal(times(svg, "<rect"), GRAFICO_COLONNE); /* the last ones */
    assert_int_equal(times(svg, "c\"<"), 0);
    within(svg, " x=\"", 320);
    within(svg, " y=\"", 156);
    x.n = 2;
    assert_int_equal(times(grafico_colonne(&a, &x).markup, "<rect"), 1);
    x.n = 0;
    assert_int_equal(times(grafico_colonne(&a, &x).markup, "</svg>"), 1);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_albero__a_node_is_seen_by_the_units_that_answer_for_it_or_contribute),
        cmocka_unit_test(test_albero__what_leads_to_a_seen_node_is_shown_but_not_counted),
        cmocka_unit_test(test_albero__every_subtree_is_in_one_piece_and_parents_come_first),
        cmocka_unit_test(test_albero__a_node_is_reached_at_a_hundred_and_nearly_so_within_the_threshold),
        cmocka_unit_test(test_albero__a_year_tells_what_is_nearly_reached_and_what_cannot_be_computed),
        cmocka_unit_test(test_albero__a_filter_by_area_takes_the_units_below_it),
        cmocka_unit_test(test_albero__the_states_part_the_tree),
        cmocka_unit_test(test_albero__a_page_goes_down_as_far_as_it_has_room),
        cmocka_unit_test(test_manifesto__two_thousand_nodes_are_drawn_inside_a_sheet_of_their_own),
        cmocka_unit_test(test_manifesto__one_node_and_none_are_drawn_too),
        cmocka_unit_test(test_grafici__a_scale_holds_what_is_beyond_its_ends),
        cmocka_unit_test(test_grafici__bands_stand_in_their_order_whichever_way_is_better),
        cmocka_unit_test(test_grafici__columns_keep_to_their_picture_with_negative_and_missing_values),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}

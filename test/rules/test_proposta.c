/* test_proposta.c - the nearest legal proposal against the requirements' examples, complete enumeration and an oracle. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"
#include "proposta_controllo.h"

static const PropostaRegole soliti = {40, 32, 2, 37, 3, A_DISTINCT, C3_EQ};

static PropostaRegole con(TettoA tetto, SegnoC3 c3)
{
    PropostaRegole r = soliti;
    r.tetto_a = tetto;
    r.c3 = c3;
    return r;
}

/* ---- the worked examples of requirements 10.3 ---- */

static void test_proposta__marks_that_are_legal_stay(void **state)
{
    (void)state;
    EVIDENCE("S-N.52 S-N.55 S-N.56 S-N.57 S-N.58 X-13");
    static const Caso legali[] = {
        {6, {{40, 36, 32, 30, 28, 26}, {38, 38, 32, 32, 28, 24}}, {{0}}},                   /* N1 */
        {7, {{38, 37, 35, 32, 30, 28, 24}, {37, 36, 37, 32, 30, 28, 24}}, {{0}}},           /* N5 */
        {8, {{37, 37, 37, 33, 32, 29, 27, 24}, {38, 37, 36, 33, 32, 30, 28, 22}}, {{0}}},   /* N5c */
        {2, {{36, 28}, {36, 27}}, {{0}}},                                                   /* N6a */
        {6, {{40, 34, 34, 30, 28, 26}, {38, 38, 32, 32, 28, 24}}, {{0}}},                   /* N7 compensated */
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(legali); i++) assert_int_equal(vicina(&soliti, &legali[i]), 0);
}

static void test_proposta__the_refused_examples_are_mended_at_least_cost(void **state)
{
    (void)state;
    EVIDENCE("S-N.55 S-N.56 S-N.57 S-N.58 X-13");
    /* Distances counted by hand: each sheet needs what its comment says, and no less. */
    static const struct { Caso c; int distinct, per_sheet; } casi[] = {
        {{6, {{40, 36, 32, 32, 30, 28}, {38, 38, 32, 32, 28, 24}}, {{0}}}, 6, 6},   /* N2: 6 points over the plafond */
        {{6, {{38, 34, 32, 30, 32, 26}, {38, 38, 32, 32, 28, 24}}, {{0}}}, 8, 8},   /* N3: 4 positive more, 4 less below */
        {{6, {{40, 40, 32, 32, 28, 20}, {38, 38, 32, 32, 28, 24}}, {{0}}}, 4, 4},   /* N3b: 4 positive fewer */
        {{6, {{37, 37, 34, 32, 28, 24}, {37, 34, 37, 32, 28, 24}}, {{0}}}, 2, 0},   /* N4: 37 to 36, 34 to 35 */
        {{8, {{37, 37, 37, 33, 32, 29, 27, 24}, {37, 37, 37, 33, 32, 29, 27, 24}}, {{0}}}, 2, 2},   /* N5b */
        {{2, {{37, 27}, {36, 27}}, {{0}}}, 1, 1},                                   /* N6b: 37 to 36 */
        {{1, {{32}, {32}}, {{0}}}, -1, -1},                                         /* N6c: one person, no way */
    };
    PropostaRegole per_sheet = con(A_PER_SHEET, C3_EQ);
    for (ptrdiff_t i = 0; i < COUNT_OF(casi); i++) {
        assert_int_equal(vicina(&soliti, &casi[i].c), casi[i].distinct);
        assert_int_equal(vicina(&per_sheet, &casi[i].c), casi[i].per_sheet);
    }
}

static void test_proposta__what_is_held_can_leave_no_way(void **state)
{
    (void)state;
    EVIDENCE("X-13");
    Caso c = {3, {{40, 40, 20}, {34, 32, 20}}, {{true, true, false}, {0}}};   /* 16 positive points held, 6 due */
    assert_int_equal(vicina(&soliti, &c), -1);
    PropostaRegole ge = con(A_DISTINCT, C3_GE);
    assert_int_equal(vicina(&ge, &c), -1);   /* two persons held in A, one allowed */
    c.marks[0][1] = 36;
    assert_int_equal(vicina(&ge, &c), 4);    /* 12 positive, 12 below: nothing; second sheet 2 to 6 */
}

static void test_proposta__the_same_input_gives_the_same_marks(void **state)
{
    (void)state;
    EVIDENCE("X-13");
    Sorte s = {42};
    for (int g = 0; g < 40; g++) {
        Caso c = caso_sorte(&s, &soliti, 1 + sorte(&s, 24), g % 7);
        const int *const marks[2] = {c.marks[0], c.marks[1]};
        const bool *const locked[2] = {c.locked[0], c.locked[1]};
        Arena a = {0};
        Proposta p, q;
        proposta_vicina(&soliti, c.n, marks, locked, &a, &p);
        proposta_vicina(&soliti, c.n, marks, locked, &a, &q);
        assert_int_equal(p.possibile, q.possibile);
        for (int h = 0; h < 2 && p.possibile; h++)
            assert_memory_equal(p.marks[h], q.marks[h], (size_t)c.n * sizeof(int));
        arena_free(&a);
    }
}

/* ---- against the oracle; CICLO_TEST_GIRI=100 tries a hundred times as many cases, with other seeds ---- */

static int giri(int n, Sorte *s)
{
    int volte = getenv("CICLO_TEST_GIRI") ? atoi(getenv("CICLO_TEST_GIRI")) : 1;
    s->x += (uint64_t)(volte - 1) << 32;
    return n * (volte < 1 ? 1 : volte);
}

static void confronta(const PropostaRegole *r, const Caso *c)
{
    int64_t got = vicina(r, c), want = oracolo(r, c);
    if (got == want) return;
    caso_print(r, c);
    assert_int_equal(got, want);
}

static void test_proposta__every_small_case_is_a_true_minimum(void **state)
{
    (void)state;
    EVIDENCE("X-13 S-N.56 S-N.57 S-N.58");
    /* All marks of 0..4, all locks; above 2, A from 3 or 4 on. */
    for (int n = 1; n <= 2; n++)
        for (int modo = 0; modo < 18; modo++) {
            PropostaRegole r = {4, 2, modo / 9, 3 + modo % 2, 2, (TettoA)(modo % 3), (SegnoC3)(modo / 3 % 3)};
            int tutti = n == 1 ? 25 : 625;
            for (int j = 0; j < tutti << 2 * n; j++) {
                Caso c = {.n = n};
                int x = j >> 2 * n;
                for (int i = 0; i < 2 * n; i++, x /= 5) {
                    c.marks[i / n][i % n] = x % 5;
                    c.locked[i / n][i % n] = j >> i & 1;
                }
                confronta(&r, &c);
            }
        }
}

static void test_proposta__any_small_rules_give_a_true_minimum(void **state)
{
    (void)state;
    EVIDENCE("X-13 S-N.56 S-N.57 S-N.58");
    Sorte s = {7};
    for (int g = 0, n = giri(20000, &s); g < n; g++) {
        PropostaRegole r = {.massimo = 2 + sorte(&s, 5), .divisore_a = 1 + sorte(&s, 4),
                            .tetto_a = (TettoA)(g % 3), .c3 = (SegnoC3)(g / 3 % 3)};
        r.plafond = sorte(&s, r.massimo + 1);
        r.soglia_a = g % 8 ? r.plafond + 1 + sorte(&s, r.massimo - r.plafond + 1) : 1 + sorte(&s, r.massimo);
        r.positivi = sorte(&s, 3);
        Caso c = caso_sorte(&s, &r, 1 + sorte(&s, 4), g % 7);
        confronta(&r, &c);
    }
}

static void test_proposta__the_usual_rules_give_a_true_minimum(void **state)
{
    (void)state;
    EVIDENCE("X-13 S-N.56 S-N.57 S-N.58");
    Sorte s = {11};
    for (int g = 0, n = giri(150, &s); g < n; g++) {
        PropostaRegole r = con(g % 3 ? A_DISTINCT : (TettoA)(g / 3 % 3), (SegnoC3)(g % 5 > 2 ? g % 5 - 2 : 0));
        Caso c = caso_sorte(&s, &r, 2 + sorte(&s, g % 10 ? 5 : 7), g % 7);
        confronta(&r, &c);
    }
}

static void test_proposta__bounds_counts_and_groups_together_give_a_true_minimum(void **state)
{
    (void)state;
    EVIDENCE("X-13 S-N.52 S-N.56 S-N.57 S-N.58 AMB-26 AMB-27 AMB-28");
    Sorte s = {13};
    for (int g = 0, n = giri(12000, &s); g < n; g++) {
        PropostaRegole r = {.massimo = 2 + sorte(&s, 5), .divisore_a = 1 + sorte(&s, 4),
                            .tetto_a = (TettoA)(g % 3), .c3 = (SegnoC3)(g / 3 % 3)};
        r.plafond = sorte(&s, r.massimo + 1);
        r.soglia_a = g % 8 ? r.plafond + 1 + sorte(&s, r.massimo - r.plafond + 1) : 1 + sorte(&s, r.massimo);
        r.positivi = sorte(&s, 3);
        Caso c = caso_largo(&s, &r, 1 + sorte(&s, 5), g % 7, 1 + sorte(&s, 3));
        confronta(&r, &c);
    }
}

static void test_proposta__the_usual_rules_with_bounds_and_sectors_give_a_true_minimum(void **state)
{
    (void)state;
    EVIDENCE("X-13 S-N.56 S-N.57 S-N.58 AMB-26 AMB-27 AMB-28");
    Sorte s = {17};
    for (int g = 0, n = giri(90, &s); g < n; g++) {
        PropostaRegole r = con((TettoA)(g % 3), (SegnoC3)(g % 5 > 2 ? g % 5 - 2 : 0));
        Caso c = caso_largo(&s, &r, 2 + sorte(&s, 5), g % 7, 1 + sorte(&s, 3));
        confronta(&r, &c);
    }
}

static void test_proposta__a_thousand_points_in_quarters_have_room(void **state)
{
    (void)state;
    EVIDENCE("X-13 AMB-23");
    PropostaRegole r = {4000, 3200, 200, 3700, 3, A_DISTINCT, C3_EQ};   /* N4 a hundred times as large: 2 points are 200 */
    Caso c = {6, {{3700, 3700, 3400, 3200, 2800, 2400}, {3700, 3400, 3700, 3200, 2800, 2400}}, {{0}}};
    /* one 37 becomes 36.99 (1) and another mark takes what it gave (1) */
    assert_int_equal(vicina(&r, &c), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_proposta__marks_that_are_legal_stay),
        cmocka_unit_test(test_proposta__the_refused_examples_are_mended_at_least_cost),
        cmocka_unit_test(test_proposta__what_is_held_can_leave_no_way),
        cmocka_unit_test(test_proposta__the_same_input_gives_the_same_marks),
        cmocka_unit_test(test_proposta__every_small_case_is_a_true_minimum),
        cmocka_unit_test(test_proposta__any_small_rules_give_a_true_minimum),
        cmocka_unit_test(test_proposta__the_usual_rules_give_a_true_minimum),
        cmocka_unit_test(test_proposta__a_thousand_points_in_quarters_have_room),
        cmocka_unit_test(test_proposta__bounds_counts_and_groups_together_give_a_true_minimum),
        cmocka_unit_test(test_proposta__the_usual_rules_with_bounds_and_sectors_give_a_true_minimum),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_proposta_aiuto.c - what groups can reach at all, and why there is no proposal, against requirements and enumeration. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"
#include "proposta_controllo.h"

static const PropostaRegole soliti = {40, 32, 2, 37, 3, A_DISTINCT, C3_EQ};

/* The table of requirements 10.3, typed from there: n, plafond, positive sum, max A by C3, a third, remainder. */
static void test_proposta__the_attainability_table_is_that_of_the_requirements(void **state)
{
    (void)state;
    EVIDENCE("X-13 S-N.52 S-N.56 S-N.57 S-N.58");
    static const int righe[][6] = {
        {1, 32, 2, 0, 0, 1},   {2, 64, 4, 0, 0, 2},   {3, 96, 6, 1, 1, 0},   {4, 128, 8, 1, 1, 1},
        {5, 160, 10, 2, 1, 2}, {6, 192, 12, 2, 2, 0}, {7, 224, 14, 2, 2, 1}, {8, 256, 16, 3, 2, 2},
        {9, 288, 18, 3, 3, 0}, {10, 320, 20, 4, 3, 1}, {12, 384, 24, 4, 4, 0}, {15, 480, 30, 6, 5, 0}};
    for (ptrdiff_t i = 0; i < COUNT_OF(righe); i++) {
        PropostaRiga x;
        proposta_riga(&soliti, righe[i][0], &x);
        const int64_t got[] = {x.n, x.plafond, x.positivi, x.max_c3, x.terzo, x.resto};
        for (int k = 0; k < 6; k++) assert_int_equal(got[k], righe[i][k]);
        assert_int_equal(x.possibile, x.n > 1);   /* its notes: n = 1 infeasible, n = 2 feasible without A */
    }
    /* n = 4: "the extra A must be in the other half-sheet": two names, one A in each; n = 7: "only where another A is missing" */
    static const int note[][4] = {{2, 0, 0, 0}, {4, 1, 2, 2}, {7, 2, 3, 4}, {8, 3, 3, 5}};
    for (ptrdiff_t i = 0; i < COUNT_OF(note); i++) {
        PropostaRiga x;
        proposta_riga(&soliti, note[i][0], &x);
        assert_int_equal(x.max_semischeda, note[i][1]);
        assert_int_equal(x.max_nomi, note[i][2]);
        assert_int_equal(x.max_segni, note[i][3]);
    }
}

typedef struct Prova { const PropostaRegole *r; int n; PropostaGruppo g; PropostaRiga found; } Prova;

static void conta_una(Prova *t, const int *const x[2])
{
    PropostaRegole senza = *t->r;
    senza.divisore_a = 1;   /* C4 allows everything */
    ptrdiff_t a[2] = {0}, nomi = 0;
    for (int i = 0; i < t->n; i++) {
        bool uno = x[0][i] >= t->r->soglia_a, due = x[1][i] >= t->r->soglia_a;
        a[0] += uno;
        a[1] += due;
        nomi += uno || due;
    }
    ptrdiff_t most = a[0] > a[1] ? a[0] : a[1];
    if (proposta_legale(&senza, 1, &t->g, x) && most > t->found.max_c3) t->found.max_c3 = most;
    if (!proposta_legale(t->r, 1, &t->g, x)) return;
    t->found.possibile = true;
    if (most > t->found.max_semischeda) t->found.max_semischeda = most;
    if (nomi > t->found.max_nomi) t->found.max_nomi = nomi;
    if (a[0] + a[1] > t->found.max_segni) t->found.max_segni = a[0] + a[1];
}

static void test_proposta__the_attainability_table_is_what_enumeration_finds(void **state)
{
    (void)state;
    EVIDENCE("X-13 AMB-26 AMB-27");
    for (int modo = 0; modo < 162; modo++)
        for (int n = 1; n <= 3; n++) {
            PropostaRegole r = {3, 1 + modo % 2, modo / 2 % 3, 1 + modo / 6 % 3, 2, (TettoA)(modo / 18 % 3), (SegnoC3)(modo / 54)};
            int da[3] = {0}, a[3] = {3, 3, 3}, x[2][3], all = 1;
            Prova t = {&r, n, {.n = n, .contati = n, .da = {da, da}, .a = {a, a}}, {0}};
            for (int i = 0; i < 2 * n; i++) all *= 4;
            for (int j = 0; j < all; j++) {
                for (int i = 0, rest = j; i < 2 * n; i++, rest /= 4) x[i / n][i % n] = rest % 4;
                conta_una(&t, (const int *const[2]){x[0], x[1]});
            }
            PropostaRiga got;
            proposta_riga(&r, n, &got);
            assert_int_equal(got.max_c3, t.found.max_c3);
            assert_int_equal(got.possibile, t.found.possibile);
            assert_int_equal(got.max_semischeda, t.found.max_semischeda);
            assert_int_equal(got.max_nomi, t.found.max_nomi);
            assert_int_equal(got.max_segni, t.found.max_segni);
        }
}

/* ---- why there is none ---- */

/* The case with the bounds in `kept` only. */
static Caso con_i_soli(const PropostaRegole *r, const Caso *c, bool *const kept[2])
{
    Caso out = *c;
    out.limiti = true;
    for (int h = 0; h < 2; h++)
        for (int i = 0; i < c->n; i++) {
            out.locked[h][i] = false;
            out.da[h][i] = kept[h][i] ? caso_da(c, h, i) : 0;
            out.a[h][i] = kept[h][i] ? caso_a(r, c, h, i) : r->massimo;
        }
    return out;
}

/* What it says is so: the bounds it names clash by themselves, and loosening any one of them ends this clash. */
static void test_proposta__the_held_marks_named_clash_and_without_one_they_do_not(void **state)
{
    (void)state;
    EVIDENCE("X-13");
    Sorte s = {77};
    int motivi[6] = {0}, nessuna = 0, ancora = 0, senza_fermi = 0;
    for (int g = 0; g < 4000; g++) {
        PropostaRegole r = {.massimo = 6, .plafond = 4, .positivi = 1, .soglia_a = 5 + g % 2, .divisore_a = 2 + g % 3,
                            .tetto_a = (TettoA)(g % 3), .c3 = (SegnoC3)(g / 3 % 3)};
        Caso c = caso_largo(&s, &r, 1 + sorte(&s, 4), g % 7, 1 + sorte(&s, 2));
        if (oracolo(&r, &c) >= 0) continue;
        Arena a = {0};
        PropostaGruppo *gruppi;
        PropostaConflitto x;
        ptrdiff_t n = caso_gruppi(&r, &c, &a, &gruppi);
        assert_true(proposta_conflitto(&r, n, gruppi, &a, &x));
        Caso only = con_i_soli(&r, &c, x.fermi);
        if (oracolo(&r, &only) >= 0) {
            caso_print(&r, &c);
            caso_print(&r, &only);
            fail_msg("the bounds named do not clash: %d, half-sheet %d, found %ld, due %ld", (int)x.motivo, x.semischeda,
                     (long)x.trovato, (long)x.dovuto);
        }
        nessuna++;
        motivi[x.motivo]++;
        senza_fermi += !x.n_fermi;
        for (int h = 0; h < 2; h++)
            for (int i = 0; i < c.n; i++) {
                if (!x.fermi[h][i]) continue;
                x.fermi[h][i] = false;
                only = con_i_soli(&r, &c, x.fermi);
                ancora += oracolo(&r, &only) < 0;
                x.fermi[h][i] = true;
            }
        arena_free(&a);
    }
    print_message("# %d without a way: together %d, few %d, many %d, plafond %d, A held %d, A needed %d; by the rules alone %d\n",
                  nessuna, motivi[0], motivi[1], motivi[2], motivi[3], motivi[4], motivi[5], senza_fermi);
    for (int k = 0; k < 6; k++) assert_true(motivi[k] > 0);
    print_message("# %d still without a way when one is loosened\n", ancora);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_proposta__the_attainability_table_is_that_of_the_requirements),
        cmocka_unit_test(test_proposta__the_attainability_table_is_what_enumeration_finds),
        cmocka_unit_test(test_proposta__the_held_marks_named_clash_and_without_one_they_do_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_tavolo_letture.c - the differentiation desk under readings that change what counts: step, those assigned, the sector. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "banco.h"

static void choose(Prova *p, const char *key, const char *value)
{
    banco_atto(p, "A1", "", "2025-01-01");
    banco_parametro(p, key, value);
}

/* -- parts of a point */
static void test_tavolo__the_panel_counts_parts_of_a_point(void **state)
{
    EVIDENCE("S-N.52, S-N.56, AMB-23");
    Prova *p = *state;
    Tavolo t;
    TavoloConto k;
    TavoloSuggerimento s;
    Difetti d = {.a = &p->a};
    banco(p, 3);
    choose(p, "scelta.staff.step", "0.25");
    apri(p, "PO", &t);
    assert_int_equal(t.parti, 4);
    assert_int_equal(t.regole.plafond, 32);   /* whole points */
    TavoloOfferta *o = totali(p, V(36, 33, 26), V(38, 32, 26));
    o[0].semischede[0].totale = S("36,25");
    o[1].semischede[0].totale = S("33,5");
    tavolo_conta(&t, o, 3, &p->a, &k, &d);
    assert_int_equal(d.lista.n, 0);
    const TavoloContatore *one = &k.semischede[0];
    assert_int_equal(k.parti, 4);
    assert_int_equal(one->punti, 383);        /* 95.75 */
    assert_int_equal(one->plafond, 384);
    assert_int_equal(one->residui, 1);
    assert_int_equal(one->positivi, 23);      /* 5.75 of 6 */
    assert_int_equal(one->positivi_dovuti, 24);
    assert_true(num_eq(one->media, num_ratio(&p->a, 383, 12)));
    assert_str_equal(violazioni(p, &k), S("C3/1 mancano 0.25 punti di scostamento positivo [S-N.56]"));
    prova_ok(p, tavolo_suggerisci(&t, o, 3, &p->a, &s, &d));
    assert_true(s.possibile);
    assert_int_equal(s.distanza, 1);          /* a quarter of a point */
    assert_int_equal(s.minimo, 1);
    assert_int_equal(s.prima[0][0], 145);
    assert_int_equal(s.conto.n_violazioni, 0);
    assert_int_equal(s.conto.semischede[0].positivi, 24);
    o[0].semischede[0].totale = S("36,1");
    tavolo_conta(&t, o, 3, &p->a, &k, &d);
    assert_int_equal(d.lista.n, 1);
}

static void test_tavolo__a_suggestion_moves_elements_by_the_step(void **state)
{
    EVIDENCE("X-13, AMB-23");
    Prova *p = *state;
    Tavolo t;
    TavoloVoto v = {.motivo = S("")}, next;
    banco(p, 3);
    choose(p, "scelta.staff.step", "0.5");
    apri(p, "PO", &t);
    for (int i = 0; i < TAVOLO_ELEMENTI; i++) v.e[i] = num_int(8);
    v.totale = num_int(32);
    tavolo_accogli(&t, &v, 67, &p->a, &next);   /* 33.5: three half points, each to the lowest */
    assert_true(num_eq(next.totale, num_ratio(&p->a, 67, 2)));
    for (int i = 0; i < TAVOLO_ELEMENTI; i++) assert_true(num_eq(next.e[i], num_ratio(&p->a, i < 3 ? 17 : 16, 2)));
}

/* -- those assigned */
static void test_tavolo__those_assigned_count_at_the_desk_too(void **state)
{
    EVIDENCE("S-N.56, AMB-26");
    Prova *p = *state;
    Tavolo t;
    TavoloConto k;
    TavoloSuggerimento s;
    Difetti d = {.a = &p->a};
    banco(p, 3);
    choose(p, "scelta.staff.n", "assigned");
    banco_parametro(p, "addetti.G1", "4");
    apri(p, "PO", &t);
    TavoloOfferta *o = totali(p, V(40, 32, 26), V(32, 36, 28));
    tavolo_conta(&t, o, 3, &p->a, &k, &d);
    assert_int_equal(k.semischede[0].plafond, 128);
    assert_int_equal(k.semischede[0].positivi_dovuti, 8);
    assert_str_equal(violazioni(p, &k), S("C3/2 mancano 4 punti di scostamento positivo [S-N.56]"));
    prova_ok(p, tavolo_suggerisci(&t, o, 3, &p->a, &s, &d));
    assert_true(s.possibile);
    assert_int_equal(s.distanza, 4);
}

/* -- the sector */
static void other_mark(Prova *p, const char *who, int h, int mark)
{
    Semischeda *s = record_new(&p->a, entita_info(ENTITA_SEMISCHEDA));
    *s = (Semischeda){.persona = str_of(who), .anno = 2025, .livello = S("proposta"), .semischeda = h, .gruppo = S("G2"),
                      .totale = num_int(mark), .motivo = S(""), .atto = S("")};
    prova_put(p, ENTITA_SEMISCHEDA, s, 0);
}

/* A second group in the same sector, of three people: one has A in both half-sheets. */
static void sector(Prova *p)
{
    static const int marks[2][3] = {{38, 32, 26}, {38, 32, 26}};
    Unita *u = prova_unit(p, "SET"), *s = prova_unit(p, "S2");
    u->tipo = S("settore");
    u->padre = S("AR");
    s->padre = S("SET");
    prova_put(p, ENTITA_UNITA, u, 0);
    prova_put(p, ENTITA_UNITA, s, 0);
    Gruppo *g = record_new(&p->a, entita_info(ENTITA_GRUPPO)), *h = record_new(&p->a, entita_info(ENTITA_GRUPPO));
    *g = (Gruppo){.codice = S("G2"), .anno = 2025, .valutatore = S("DIR"), .unita = S("S2"), .deroga_motivo = S(""), .deroga_atto = S("")};
    prova_put(p, ENTITA_GRUPPO, g, 0);
    *h = (Gruppo){.codice = S("G3"), .anno = 2025, .valutatore = S("DIR"), .unita = S("SET"), .deroga_motivo = S(""), .deroga_atto = S("")};
    prova_put(p, ENTITA_GRUPPO, h, 0);
    for (int i = 0; i < 3; i++) {
        const char *who = banco_persone[6 + i];
        prova_put(p, ENTITA_PERSONA, prova_person(p, who), 0);
        for (int k = 0; k < 2; k++) other_mark(p, who, k + 1, marks[k][i]);
    }
    choose(p, "scelta.staff.a_scope", "sector");
}

static void move_below(Prova *p, const char *code, const char *parent)
{
    Tabella t;
    prova_ok(p, store_tabella_load(p->st, p->operatore, ENTITA_UNITA, &p->a, &t));
    Unita *u = prova_unit(p, code);
    const Unita *there = tabella_find(&p->a, &t, record_key(&p->a, t.e, u));
    assert_non_null(there);
    u->padre = str_of(parent);
    prova_put(p, ENTITA_UNITA, u, there->riga);
}

static void test_tavolo__other_groups_of_the_sector_count_and_stay(void **state)
{
    EVIDENCE("S-N.57, S-N.58, AMB-27");
    Prova *p = *state;
    Tavolo t;
    TavoloConto k;
    TavoloSuggerimento s;
    Difetti d = {.a = &p->a};
    Str why;
    banco(p, 3);
    sector(p);
    TavoloChi dir = chi(p, "DIR");
    /* S1 is not below SET: alone */
    apri(p, "PO", &t);
    TavoloOfferta *o = totali(p, V(38, 32, 26), V(32, 38, 26));   /* two people with an A, one allowed of three */
    tavolo_conta(&t, o, 3, &p->a, &k, &d);
    assert_int_equal(k.gruppi, 1);
    assert_int_equal(k.massimo_a, 1);
    assert_str_equal(violazioni(p, &k), S("C4/0 1 valutato in fascia A oltre un terzo dei valutati [S-N.57-58]"));
    move_below(p, "S1", "SET");
    if (tavolo_apri(&dir, 2025, S("G1"), TAVOLO_NESSUNO, &p->a, &t, &why)) fail_msg("%.*s", STR_ARG(why));
    tavolo_conta(&t, o, 3, &p->a, &k, &d);
    assert_int_equal(k.gruppi, 2);
    assert_int_equal(k.massimo_a, 2);         /* of six */
    assert_int_equal(k.in_a, 3);              /* with the one of G2 */
    assert_int_equal(k.n_violazioni, 1);
    apri(p, "PO", &t);
    prova_ok(p, tavolo_suggerisci(&t, o, 3, &p->a, &s, &d));
    assert_true(s.possibile);
    assert_int_equal(s.conto.n_violazioni, 0);
    assert_int_equal(s.conto.in_a, 2);        /* the one of G2 stays: one A is left here */
    assert_true(s.distanza > 0);
}

/* -- limits */
static void test_tavolo__a_suggestion_keeps_within_limits(void **state)
{
    EVIDENCE("X-13");
    Prova *p = *state;
    Tavolo t;
    TavoloSuggerimento s;
    Difetti d = {.a = &p->a};
    banco(p, 6);
    apri(p, "PO", &t);
    TavoloOfferta *o = totali(p, V(40, 36, 32, 30, 28, 26), V(38, 38, 32, 32, 28, 24)); /* N1, legal */
    o[0].massimo[0] = S("36");
    o[5].minimo[0] = S(" 27 ");
    prova_ok(p, tavolo_suggerisci(&t, o, 6, &p->a, &s, &d));
    assert_true(s.possibile);
    assert_int_equal(s.dopo[0][0], 36);
    assert_int_equal(s.dopo[0][5], 27);
    assert_int_equal(s.distanza, 10);   /* 4 down and 4 up above 32, 1 up and 1 down below it */
    o[5].minimo[0] = S("41");
    o[0].minimo[0] = S("37");
    assert_int_equal(tavolo_suggerisci(&t, o, 6, &p->a, &s, &d), E_DATI);
    assert_int_equal(d.lista.n, 2);
    assert_str_equal(d.lista.items[0].dove, S("P01/1/minimo"));
    assert_str_equal(d.lista.items[1].dove, S("P06/1/minimo"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_tavolo__the_panel_counts_parts_of_a_point),
        BOTH(test_tavolo__a_suggestion_moves_elements_by_the_step),
        BOTH(test_tavolo__those_assigned_count_at_the_desk_too),
        BOTH(test_tavolo__a_suggestion_keeps_within_limits),
        BOTH(test_tavolo__other_groups_of_the_sector_count_and_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_access.c - permissions decided from dated roles, delegations, evaluations and the state of the track. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "prova.h"

#include "base/date.h"

/* ENTE above A and B; A1, A2 below A. */
static void unit(Prova *p, const char *code, const char *parent)
{
    Unita *u = prova_unit(p, code);
    u->padre = str_of(parent);
    prova_put(p, ENTITA_UNITA, u, 0);
}

static Date day(const char *iso)
{
    Date d = {0};
    if (*iso) assert_true(date_parse_iso(str_of(iso), &d));
    return d;
}

static void role(Prova *p, const char *who, const char *what, const char *where, const char *from, const char *to,
                 const char *for_whom)
{
    Incarico *i = record_new(&p->a, entita_info(ENTITA_INCARICO));
    i->persona = str_of(who);
    i->ruolo = str_of(what);
    i->unita = str_of(where);
    i->dal = day(from);
    i->al = day(to);
    i->delega_di = str_of(for_whom);
    prova_put(p, ENTITA_INCARICO, i, 0);
}

static void sheet(Prova *p, const char *who, const char *kind, const char *rater, const char *where)
{
    Scheda *s = record_new(&p->a, entita_info(ENTITA_SCHEDA));
    s->persona = str_of(who);
    s->anno = 2018;
    s->tipo = str_of(kind);
    s->dal = day("2018-01-01");
    s->valutatore = str_of(rater);
    s->unita = str_of(where);
    prova_put(p, ENTITA_SCHEDA, s, 0);
}

static void act(Prova *p, const char *code, const char *event, const char *when)
{
    Atto *x = record_new(&p->a, entita_info(ENTITA_ATTO));
    x->codice = str_of(code);
    x->tipo = S("altro");
    x->numero = S("1");
    x->data = day(when);
    x->organo = S("sg");
    x->oggetto = S("Prova");
    x->anno = 2018;
    x->evento = str_of(event);
    prova_put(p, ENTITA_ATTO, x, 0);
}

static void link_to(Prova *p, const char *code, const char *table, const char *key)
{
    AttoOggetto *o = record_new(&p->a, entita_info(ENTITA_ATTO_OGGETTO));
    o->atto = str_of(code);
    o->entita = str_of(table);
    o->chiave = str_of(key);
    prova_put(p, ENTITA_ATTO_OGGETTO, o, 0);
}

/* SG leads all, DIR leads A, PO leads A1 and evaluates DIP there; OUT works in B. */
static void body(Prova *p)
{
    static const char *const people[] = {"SG", "DIR", "PO", "DIP", "OUT", "VICE", "OIV"};
    prova_body(p);
    unit(p, "ENTE", "");
    unit(p, "A", "ENTE");
    unit(p, "B", "ENTE");
    unit(p, "A1", "A");
    unit(p, "A2", "A");
    for (int i = 0; i < COUNT_OF(people); i++) prova_put(p, ENTITA_PERSONA, prova_person(p, people[i]), 0);
    role(p, "SG", "sg", "ENTE", "2018-01-01", "", "");
    role(p, "DIR", "dirigente", "A", "2018-01-01", "", "");
    role(p, "PO", "po", "A1", "2018-01-01", "2018-12-31", "");
    role(p, "DIP", "dipendente", "", "2018-01-01", "", "");
    role(p, "OIV", "oiv", "ENTE", "2018-01-01", "", "");
    sheet(p, "DIP", "personale", "PO", "A1");
    sheet(p, "OUT", "personale", "SG", "B");
    sheet(p, "DIR", "dirigente", "SG", "A");
}

static Err ask(Prova *p, const char *who, Azione z, Ambito su, const char *when, const Grant **g, Str *why)
{
    Richiesta r = {*who ? CHI_PERSONA : CHI_OPERATORE, str_of(who), z, su, day(when)};
    return access_check(p->st, permessi_matrice(), &r, &p->a, g, why);
}

#define SHEET(who) ((Ambito){.anno = 2018, .persona = S(who)})
static void expect(Prova *p, const char *who, Azione z, Ambito su, const char *when, Err wanted, const char *relation)
{
    const Grant *g;
    Str why;
    Err e = ask(p, who, z, su, when, &g, &why);
    if (e != wanted) fail_msg("%s %s %s: %.*s", who, permessi_matrice()->righe[z].nome, when, STR_ARG(why));
    assert_true((g != NULL) == (e == OK));
    assert_true((why.n == 0) == (e == OK));
    if (relation) assert_str_equal(grant_relazione(g), str_of(relation));
}

static void test_access__an_evaluator_in_office_evaluates_and_one_who_left_it_only_reads(void **state)
{
    EVIDENCE("12.7, X-01, S-N.51");
    Prova *p = *state;
    body(p);
    expect(p, "PO", AZIONE_SEMISCHEDA_PROPONI, SHEET("DIP"), "2018-06-01", OK, "EVALUATOR");
    expect(p, "PO", AZIONE_SEMISCHEDA_PROPONI, SHEET("OUT"), "2018-06-01", E_VIETATO, NULL);
    expect(p, "PO", AZIONE_SEMISCHEDA_PROPONI, SHEET("DIP"), "2019-02-01", E_VIETATO, NULL);   /* no office at all */
    role(p, "PO", "po", "A2", "2019-01-01", "", "");                                             /* another office */
    expect(p, "PO", AZIONE_SEMISCHEDA_PROPONI, SHEET("DIP"), "2019-02-01", E_VIETATO, NULL);
    expect(p, "PO", AZIONE_SCHEDA_LEGGI, SHEET("DIP"), "2019-02-01", E_ATTO, NULL);
    act(p, "D1", "valutazione_personale.determina", "2019-01-20");
    expect(p, "PO", AZIONE_SCHEDA_LEGGI, SHEET("DIP"), "2019-02-01", OK, "FORMER_EVALUATOR");
    expect(p, "DIP", AZIONE_SCHEDA_LEGGI, SHEET("DIP"), "2019-02-01", OK, "SELF");
    expect(p, "DIR", AZIONE_SCHEDA_LEGGI, SHEET("DIP"), "2019-02-01", OK, "SUBTREE");
    expect(p, "DIR", AZIONE_SCHEDA_LEGGI, SHEET("OUT"), "2019-02-01", E_VIETATO, NULL);
}

static void test_access__a_delegate_acts_with_the_delegated_role_and_the_delegators_evaluations(void **state)
{
    EVIDENCE("X-01, 12.7");
    Prova *p = *state;
    body(p);
    role(p, "VICE", "po", "A1", "2018-08-01", "2018-08-20", "PO");
    expect(p, "VICE", AZIONE_SEMISCHEDA_PROPONI, SHEET("DIP"), "2018-07-31", E_VIETATO, NULL);
    expect(p, "VICE", AZIONE_SEMISCHEDA_PROPONI, SHEET("DIP"), "2018-08-01", OK, "EVALUATOR");
    expect(p, "VICE", AZIONE_SEMISCHEDA_PROPONI, SHEET("DIP"), "2018-08-20", OK, "EVALUATOR");
    expect(p, "VICE", AZIONE_SEMISCHEDA_PROPONI, SHEET("DIP"), "2018-08-21", E_VIETATO, NULL);
    sheet(p, "PO", "posizione", "SG", "A1");
    /* the delegate is not the delegator himself */
    expect(p, "VICE", AZIONE_SCHEDA_APERTA_LEGGI, SHEET("PO"), "2018-08-10", E_VIETATO, NULL);
    expect(p, "PO", AZIONE_SCHEDA_APERTA_LEGGI, SHEET("PO"), "2018-08-10", OK, "SELF");
}

static void test_access__a_vacant_office_delegates_nothing(void **state)
{
    EVIDENCE("X-01");
    Prova *p = *state;
    body(p);
    role(p, "VICE", "po", "A1", "2018-12-01", "2019-12-31", "PO");
    expect(p, "VICE", AZIONE_VINCOLI_LEGGI, SHEET("DIP"), "2018-12-31", OK, "EVALUATOR");
    expect(p, "VICE", AZIONE_VINCOLI_LEGGI, SHEET("DIP"), "2019-01-01", E_VIETATO, NULL);
}

static void test_access__who_has_ceased_or_is_unknown_has_no_role(void **state)
{
    Prova *p = *state;
    body(p);
    Persona *gone = prova_person(p, "GONE");
    gone->cessato = day("2018-03-31");
    prova_put(p, ENTITA_PERSONA, gone, 0);
    role(p, "GONE", "sg", "ENTE", "2018-01-01", "", "");
    expect(p, "GONE", AZIONE_VALUTA, (Ambito){0}, "2018-03-31", OK, "BODY");
    expect(p, "GONE", AZIONE_VALUTA, (Ambito){0}, "2018-04-01", E_VIETATO, NULL);
    expect(p, "NOBODY", AZIONE_VALUTA, (Ambito){0}, "2018-04-01", E_NON_TROVATO, NULL);
}

static void test_access__nobody_decides_on_himself_in_whatever_role(void **state)
{
    EVIDENCE("AMB-48, AMB-50");
    Prova *p = *state;
    body(p);
    expect(p, "SG", AZIONE_CANCELLA_PERSONA, (Ambito){.persona = S("OUT")}, "2018-06-01", OK, "BODY");
    expect(p, "SG", AZIONE_CANCELLA_PERSONA, (Ambito){.persona = S("SG")}, "2018-06-01", E_VIETATO, NULL);
    role(p, "DIR", "sg", "ENTE", "2018-08-01", "2018-08-31", "SG");
    expect(p, "DIR", AZIONE_CANCELLA_PERSONA, (Ambito){.persona = S("DIR")}, "2018-08-10", E_VIETATO, NULL);
    expect(p, "DIR", AZIONE_CANCELLA_PERSONA, (Ambito){.persona = S("OUT")}, "2018-08-10", OK, "BODY");
}

static void test_access__an_act_is_recorded_by_who_adopts_it_where_he_is_competent(void **state)
{
    EVIDENCE("X-02, 12.7, S-N.59");
    Prova *p = *state;
    body(p);
    Ambito su = {.anno = 2018, .evento = S("valutazione_personale.verifica"), .organo = S("dirigente")};
    expect(p, "DIR", AZIONE_ATTO_REGISTRA, su, "2018-06-01", OK, "COMPETENT");
    expect(p, "SG", AZIONE_ATTO_REGISTRA, su, "2018-06-01", E_VIETATO, NULL);
    su.organo = S("sg");
    expect(p, "DIR", AZIONE_ATTO_REGISTRA, su, "2018-06-01", E_VIETATO, NULL);
    su = (Ambito){.organo = S("dirigente")};
    expect(p, "DIR", AZIONE_ATTO_REGISTRA, su, "2018-06-01", OK, "COMPETENT");
    su.unita = S("A2");
    expect(p, "DIR", AZIONE_ATTO_REGISTRA, su, "2018-06-01", OK, "COMPETENT");
    su.unita = S("B");
    expect(p, "DIR", AZIONE_ATTO_REGISTRA, su, "2018-06-01", E_VIETATO, NULL);
}

static void test_access__an_act_about_one_sheet_moves_that_sheet_only(void **state)
{
    EVIDENCE("12.3, S-N.62");
    Prova *p = *state;
    body(p);
    act(p, "D1", "valutazione_personale.determina", "2019-01-20");
    link_to(p, "D1", "schede", "DIP/2018/personale/2018-01-01");
    expect(p, "SG", AZIONE_SCHEDA_LEGGI, SHEET("DIP"), "2019-01-19", E_ATTO, NULL);
    expect(p, "SG", AZIONE_SCHEDA_LEGGI, SHEET("DIP"), "2019-01-20", OK, "BODY");
    expect(p, "SG", AZIONE_SCHEDA_LEGGI, SHEET("OUT"), "2019-01-20", E_ATTO, NULL);
}

static void test_access__a_refusal_agrees_with_what_it_refuses(void **state)
{
    Prova *p = *state;
    const Grant *g;
    Str why;
    body(p);
    act(p, "D1", "valutazione_personale.determina", "2019-01-20");
    assert_int_equal(ask(p, "SG", AZIONE_SEMISCHEDA_RIDETERMINA, SHEET("DIP"), "2018-12-31", &g, &why), E_ATTO);
    assert_true(str_starts(why, S("non si possono rideterminare i punteggi: per il 2018 ")));
    assert_int_equal(ask(p, "SG", AZIONE_SCHEDA_LEGGI, SHEET("DIP"), "2019-01-19", &g, &why), E_ATTO);
    assert_true(str_starts(why, S("non si può leggere una scheda decisa: per il 2018 ")));
    assert_int_equal(ask(p, "SG", AZIONE_PAGHE_ESPORTA, ((Ambito){.anno = 2018}), "2019-01-19", &g, &why), E_ATTO);
    assert_true(str_starts(why, S("non si possono esportare gli importi per le paghe: per il 2018 ")));
}

static void test_access__the_least_advanced_of_a_persons_evaluations_counts(void **state)
{
    EVIDENCE("AMB-54, 12.3");
    Prova *p = *state;
    body(p);
    act(p, "D1", "valutazione_personale.determina", "2019-01-20");
    expect(p, "DIP", AZIONE_SCHEDA_LEGGI, SHEET("DIP"), "2019-02-01", OK, "SELF");
    sheet(p, "DIP", "posizione", "SG", "A1");
    expect(p, "DIP", AZIONE_SCHEDA_LEGGI, SHEET("DIP"), "2019-02-01", E_ATTO, NULL);
    act(p, "D2", "valutazione_po.decide", "2019-02-10");
    expect(p, "DIP", AZIONE_SCHEDA_LEGGI, SHEET("DIP"), "2019-02-10", OK, "SELF");
}

static void test_access__the_segretario_generale_has_a_track_of_his_own(void **state)
{
    EVIDENCE("12.3, C-3.40");
    Prova *p = *state;
    body(p);
    sheet(p, "SG", "dirigente", "OIV", "ENTE");
    act(p, "D1", "valutazione_dirigenti.approva", "2019-01-20");
    expect(p, "OIV", AZIONE_SCHEDA_LEGGI, SHEET("DIR"), "2019-02-01", OK, "BODY");
    expect(p, "OIV", AZIONE_SCHEDA_LEGGI, SHEET("SG"), "2019-02-01", E_ATTO, NULL);
}

static void test_access__a_ring_of_units_ends(void **state)
{
    Prova *p = *state;
    body(p);
    Unita *a = prova_unit(p, "RING1"), *b = prova_unit(p, "RING2");
    a->padre = S("RING2");
    b->padre = S("RING1");
    prova_put(p, ENTITA_UNITA, a, 0);
    prova_put(p, ENTITA_UNITA, b, 0);
    expect(p, "DIR", AZIONE_VINCOLI_LEGGI, (Ambito){.unita = S("RING1")}, "2018-06-01", E_VIETATO, NULL);
}

static void test_access__a_refusal_says_who_could(void **state)
{
    Prova *p = *state;
    const Grant *g;
    Str why;
    body(p);
    assert_int_equal(ask(p, "DIP", AZIONE_VERIFICA_GIORNALE, (Ambito){0}, "2018-06-01", &g, &why), E_VIETATO);
    assert_str_equal(why, S("DIP (dipendente) non può verificare il giornale. Può farlo: Segretario generale, OIV, "
                            "revisore dei conti, auditor, tecnico, operatore senza persona (tutto l'ente)."));
    assert_int_equal(ask(p, "", AZIONE_SCHEDA_LEGGI, SHEET("DIP"), "2018-06-01", &g, &why), E_VIETATO);
    assert_true(str_starts(why, S("l'operatore senza persona (manca --as) non può leggere una scheda decisa "
                                  "[persona DIP, anno 2018]. ")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_access__an_evaluator_in_office_evaluates_and_one_who_left_it_only_reads),
        BOTH(test_access__a_delegate_acts_with_the_delegated_role_and_the_delegators_evaluations),
        BOTH(test_access__a_vacant_office_delegates_nothing),
        BOTH(test_access__who_has_ceased_or_is_unknown_has_no_role),
        BOTH(test_access__nobody_decides_on_himself_in_whatever_role),
        BOTH(test_access__an_act_is_recorded_by_who_adopts_it_where_he_is_competent),
        BOTH(test_access__an_act_about_one_sheet_moves_that_sheet_only),
        BOTH(test_access__a_refusal_agrees_with_what_it_refuses),
        BOTH(test_access__the_least_advanced_of_a_persons_evaluations_counts),
        BOTH(test_access__the_segretario_generale_has_a_track_of_his_own),
        BOTH(test_access__a_ring_of_units_ends),
        BOTH(test_access__a_refusal_says_who_could),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_sistemi.c - rulebooks of a body's own, on both engines: draft, opinion, act, rectification; and what would be if. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "prova.h"

#include "carica.h"
#include "cycle/correzione.h"
#include "cycle/ipotesi.h"
#include "cycle/sistemi.h"
#include "store/verifica.h"

/* Where the words stand in it, or -1. */
static ptrdiff_t place(Str s, Str words)
{
    for (ptrdiff_t i = 0; i + words.n <= s.n; i++)
        if (str_eq(str_sub(s, i, i + words.n), words)) return i;
    return -1;
}

static Date day(const char *iso)
{
    Date d = {0};
    assert_true(date_parse_iso(str_of(iso), &d));
    return d;
}

typedef struct Scena { Prova *p; Archivio arch; Difetti d; SistemaPasso x; } Scena;

static void reload(Scena *s, const char *oggi)
{
    prova_ok(s->p, store_archivio_load(s->p->st, s->p->operatore, &s->p->a, &s->arch));
    s->d = (Difetti){.a = &s->p->a};
    s->x = (SistemaPasso){.arch = &s->arch, .oggi = day(oggi), .a = &s->p->a, .d = &s->d, .perche = S("")};
}

static void put(Scena *s, const SistemaVersione *v)
{
    SistemaVersione *copy = NEW(&s->p->a, SistemaVersione);
    *copy = *v;
    prova_put(s->p, ENTITA_SISTEMA_VERSIONE, copy, v->riga);
}

static void act(Scena *s, const char *code, const char *organo, const char *when)
{
    Atto *x = record_new(&s->p->a, entita_info(ENTITA_ATTO));
    x->codice = str_of(code);
    x->tipo = S("altro");
    x->numero = S("1");
    x->data = day(when);
    x->organo = str_of(organo);
    x->oggetto = S("Sistema");
    prova_put(s->p, ENTITA_ATTO, x, 0);
}

static Str text_of(Scena *s, const char *id, const char *from, const char *to)
{
    Str t;
    assert_true(sistema_testo(&s->arch, S("criteri-2018"), &t));
    t = sistema_rinomina(&s->p->a, t, str_of(id));
    assert_true(t.n > 0);
    ptrdiff_t at = *from ? place(t, str_of(from)) : 0;
    assert_true(at >= 0);
    if (!*from) return t;
    return str_fmt(&s->p->a, "%.*s%s%.*s", (int)at, t.p, to, STR_ARG(str_sub(t, at + (ptrdiff_t)strlen(from), t.n)));
}

static Str said(const Scena *s)
{
    Buf b = buf_new(&s->p->a);
    for (ptrdiff_t i = 0; i < s->d.lista.n; i++)
        buf_fmt(&b, "%s%.*s: %.*s", i ? "; " : "", STR_ARG(s->d.lista.items[i].dove), STR_ARG(s->d.lista.items[i].cosa));
    return buf_str(&b);
}

/* To the point where the OIV has given its opinion on 2026-02-10. */
static void bring(Scena *s, const char *plafond, const char *parere)
{
    SistemaVersione v, said_of = {.parere = str_of(parere), .parere_data = day("2026-02-10"), .parere_testo = S("Nulla da osservare")};
    prova_body(s->p);
    reload(s, "2026-02-01");
    act(s, "GIU1", "giunta", "2026-02-20");
    act(s, "GIU0", "giunta", "2026-02-09");
    act(s, "CON1", "consiglio", "2026-02-20");
    assert_int_equal(sistema_nuovo(&s->x, text_of(s, "ente", "plafond: {valore: 32", plafond), S("criteri-2018"), 2026, S(""), &v), OK);
    put(s, &v);
    reload(s, "2026-02-02");
    assert_int_equal(sistema_propone(&s->x, sistema_versione(&s->arch, S("ente"), 1), &v), OK);
    put(s, &v);
    reload(s, "2026-02-11");
    assert_int_equal(sistema_parere(&s->x, sistema_versione(&s->arch, S("ente"), 1), &said_of, &v), OK);
    put(s, &v);
    reload(s, "2026-02-21");
}

static const SistemaVersione *first(const Scena *s) { return sistema_versione(&s->arch, S("ente"), 1); }

static void adopt(Scena *s, int64_t versione)
{
    SistemaVersione v;
    Anno y;
    assert_int_equal(sistema_adotta(&s->x, sistema_versione(&s->arch, S("ente"), versione), S("GIU1"), S("giunta"), &v, &y), OK);
    put(s, &v);
    prova_put(s->p, ENTITA_ANNO, &y, y.riga);
    reload(s, "2026-02-22");
}

static void test_sistemi__a_draft_is_submitted_advised_on_adopted_and_holds_for_its_year(void **state)
{
    EVIDENCE("C-0.02 C-0.03 X-09");
    Scena s = {.p = *state};
    Sistema x;
    Str why;
    bring(&s, "plafond: {valore: 30", "positivo");
    assert_int_equal(sistema_stato(&s.arch, first(&s)), SISTEMA_CON_PARERE);
    assert_int_equal(sistema_anno(&s.arch, 2026, &s.p->a, &x, &why), E_NON_TROVATO); /* no such year yet */
    adopt(&s, 1);
    assert_int_equal(sistema_stato(&s.arch, first(&s)), SISTEMA_ADOTTATO);
    assert_int_equal(sistema_anno(&s.arch, 2026, &s.p->a, &x, &why), OK);
    assert_str_equal(x.id, S("ente"));
    assert_true(num_eq(x.plafond.v, num_int(30)));
    assert_str_equal(x.impronta, first(&s)->impronta);
    ptrdiff_t n;
    const Anno *y = ALL(&s.arch, Anno, ANNO, &n);
    assert_int_equal(n, 1);
    assert_str_equal(y[0].atto, S("GIU1"));
    Verifica w;
    prova_ok(s.p, store_verifica(s.p->st, s.p->operatore, S(""), NULL, NULL, &s.p->a, &w));
    assert_int_equal(w.rotture.n, 0);
    assert_int_equal(sistema_di(&s.arch, S("ente"), 2027, &s.p->a, &x), OK); /* until another is adopted */
    assert_int_equal(sistema_di(&s.arch, S("ente"), 2025, &s.p->a, &x), E_NON_TROVATO);
    assert_int_equal(sistema_di(&s.arch, S("criteri-2018"), 2025, &s.p->a, &x), OK);
}

static Err yes(void *ctx, Azione z, Ambito su, const Grant **g, Str *why)
{
    (void)z, (void)su;
    *g = ((Prova *)ctx)->operatore;
    *why = S("");
    return OK;
}

static void test_sistemi__what_is_adopted_changes_by_no_way(void **state)
{
    EVIDENCE("C-0.02 X-09");
    Scena s = {.p = *state};
    SistemaVersione v;
    Anno y;
    bring(&s, "plafond: {valore: 30", "positivo");
    assert_int_equal(sistema_scrive(&s.x, first(&s), first(&s)->testo, &v), E_CONFLITTO); /* submitted already */
    adopt(&s, 1);
    assert_int_equal(sistema_scrive(&s.x, first(&s), first(&s)->testo, &v), E_CONFLITTO);
    assert_str_equal(s.x.perche, S("ente/1 è adottato: non cambia più; farne una nuova versione"));
    assert_int_equal(sistema_riprende(&s.x, first(&s), &v), E_CONFLITTO);
    assert_int_equal(sistema_propone(&s.x, first(&s), &v), E_CONFLITTO);
    assert_int_equal(sistema_parere(&s.x, first(&s), first(&s), &v), E_CONFLITTO);
    assert_int_equal(sistema_adotta(&s.x, first(&s), S("GIU1"), S(""), &v, &y), E_CONFLITTO);
    v = *first(&s);
    v.titolo = S("Altro");
    Modifica m = {ENTITA_SISTEMA_VERSIONE, &v, false, v.riga};
    const Domanda q = {s.p, yes};
    const Grant *g;
    bool all;
    Str why;
    assert_int_equal(correzione_permesso(&q, &m, 1, &s.arch, &s.p->a, &g, &all, &why), E_VIETATO);
    assert_true(place(why, S("ente/1 è adottato e non cambia più")) > 0);
    m.cancella = true;
    assert_int_equal(correzione_permesso(&q, &m, 1, &s.arch, &s.p->a, &g, &all, &why), E_VIETATO);
    sistema_voce_controlla(&s.arch, &s.arch, &v, &s.p->a, &s.d);
    assert_true(place(said(&s), S("questa versione è adottata e non cambia più")) > 0);
}

static void test_sistemi__the_opinion_binds_and_the_act_is_of_who_adopts_and_comes_after_it(void **state)
{
    EVIDENCE("C-0.03 AMB-01");
    Scena s = {.p = *state};
    SistemaVersione v;
    Anno y;
    static const struct { const char *act, *role, *words; } wrong[] = {
        {"", "giunta", "atto: manca: scegliere l'atto che adotta"},
        {"NESSUNO", "giunta", "atto: non è nel registro degli atti: registrarlo prima"},
        {"CON1", "consiglio", "atto: CON1 è di consiglio: questo sistema lo adotta giunta (approval.smvp)"},
        {"GIU0", "giunta", "atto: GIU0 è del 9 febbraio 2026, prima del parere dell'OIV"},
        {"GIU1", "consiglio", "atto: è di un altro organo: lo registra chi ne ha il ruolo"}};
    bring(&s, "plafond: {valore: 30", "con_osservazioni");
    for (int i = 0; i < COUNT_OF(wrong); i++) {
        s.d.lista.n = 0;
        assert_int_equal(sistema_adotta(&s.x, first(&s), str_of(wrong[i].act), str_of(wrong[i].role), &v, &y), E_DATI);
        assert_str_equal(said(&s), str_of(wrong[i].words));
    }
    SistemaVersione no = {.parere = S("negativo"), .parere_data = day("2026-02-12")};
    s.d.lista.n = 0;
    assert_int_equal(sistema_parere(&s.x, first(&s), &no, &v), E_DATI);
    assert_str_equal(said(&s), S("parere_testo: manca: dire le osservazioni o le ragioni"));
    no.parere_testo = S("I pesi non tornano");
    s.d.lista.n = 0;
    assert_int_equal(sistema_parere(&s.x, first(&s), &no, &v), OK);
    put(&s, &v);
    reload(&s, "2026-02-21");
    assert_int_equal(sistema_adotta(&s.x, first(&s), S("GIU1"), S("giunta"), &v, &y), E_DATI);
    assert_true(place(said(&s), S("è negativo, e vincola")) > 0);
    assert_int_equal(sistema_riprende(&s.x, first(&s), &v), OK);
    put(&s, &v);
    reload(&s, "2026-02-22");
    assert_int_equal(sistema_stato(&s.arch, first(&s)), SISTEMA_BOZZA);
    assert_false(first(&s)->parere.n); /* it was about the text as it stood */
    assert_int_equal(sistema_adotta(&s.x, first(&s), S("GIU1"), S("giunta"), &v, &y), E_CONFLITTO);
}

static void test_sistemi__a_rectification_is_a_new_version_and_a_run_finds_the_text_it_was_computed_with(void **state)
{
    EVIDENCE("C-0.02 X-09");
    Scena s = {.p = *state};
    SistemaVersione v, op = {.parere = S("positivo")};
    Sistema x;
    Str why;
    bring(&s, "plafond: {valore: 30", "positivo");
    adopt(&s, 1);
    assert_int_equal(sistema_rettifica(&s.x, first(&s), S(""), &v), E_DATI);
    s.d.lista.n = 0;
    assert_int_equal(sistema_rettifica(&s.x, first(&s), S("Il plafond era sbagliato"), &v), OK);
    put(&s, &v);
    reload(&s, "2026-02-23");
    assert_int_equal(sistema_rettifica(&s.x, first(&s), S("Ancora"), &v), E_CONFLITTO);
    assert_int_equal(sistema_scrive(&s.x, sistema_versione(&s.arch, S("ente"), 2), text_of(&s, "ente", "plafond: {valore: 32", "plafond: {valore: 31"), &v), OK);
    put(&s, &v);
    reload(&s, "2026-02-23");
    assert_int_equal(sistema_anno(&s.arch, 2026, &s.p->a, &x, &why), OK);
    assert_true(num_eq(x.plafond.v, num_int(30))); /* a draft changes nothing */
    assert_int_equal(sistema_propone(&s.x, sistema_versione(&s.arch, S("ente"), 2), &v), OK);
    put(&s, &v);
    reload(&s, "2026-02-23");
    assert_int_equal(sistema_parere(&s.x, sistema_versione(&s.arch, S("ente"), 2), &op, &v), OK);
    put(&s, &v);
    act(&s, "GIU2", "giunta", "2026-02-23");
    reload(&s, "2026-02-23");
    Anno y;
    assert_int_equal(sistema_adotta(&s.x, sistema_versione(&s.arch, S("ente"), 2), S("GIU2"), S("giunta"), &v, &y), OK);
    put(&s, &v);
    prova_put(s.p, ENTITA_ANNO, &y, y.riga);
    reload(&s, "2026-02-24");
    assert_int_equal(sistema_stato(&s.arch, first(&s)), SISTEMA_RETTIFICATO);
    assert_int_equal(sistema_anno(&s.arch, 2026, &s.p->a, &x, &why), OK);
    assert_true(num_eq(x.plafond.v, num_int(31)));
    assert_int_equal(sistema_impronta(&s.arch, S("ente"), 2026, first(&s)->impronta, &s.p->a, &x), OK);
    assert_true(num_eq(x.plafond.v, num_int(30)));
}

static void test_sistemi__a_text_with_defects_is_refused_with_all_of_them_and_their_lines(void **state)
{
    EVIDENCE("C-0.02");
    Scena s = {.p = *state};
    SistemaVersione v;
    prova_body(s.p);
    reload(&s, "2026-02-01");
    Str bad = text_of(&s, "ente", "plafond: {valore: 32", "plafond: {valore: trentadue");
    bad = str_fmt(&s.p->a, "%.*s\nboh: 1\n", STR_ARG(bad));
    assert_int_equal(sistema_nuovo(&s.x, bad, S(""), 2026, S(""), &v), E_DATI);
    assert_int_equal(s.d.lista.n, 2);
    assert_true(place(said(&s), S("/personale/plafond/valore")) > 0);
    assert_true(place(said(&s), S("/boh")) > 0);
    s.d.lista.n = 0;
    assert_int_equal(sistema_nuovo(&s.x, text_of(&s, "criteri-2018", "", ""), S(""), 2026, S(""), &v), E_DATI);
    assert_str_equal(said(&s), S("codice: criteri-2018 è il nome di un sistema del programma: sceglierne un altro"));
}

/* -- what would be if, on the example body (pure: the engines play no part) */
static void test_ipotesi__another_fund_is_given_out_to_the_cent_and_the_records_stay_as_they_are(void **state)
{
    EVIDENCE("12.4 S-N.66");
    (void)state;
    Arena a = {0};
    Archivio arch;
    Valutazione before;
    Confronto k;
    Ipotesi h = {0};
    carica(ESEMPIO, &a, &arch);
    Difetti d = {.a = &a};
    Buf was = buf_new(&a), is = buf_new(&a);
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++)
        for (ptrdiff_t i = 0; i < arch.tabelle[t].n; i++) buf_put(&was, record_json(&a, arch.tabelle[t].e, tabella_at(&arch.tabelle[t], i)));
    assert_int_equal(valutazione_calcola(&arch, 2025, S("finale"), S(""), false, &a, &before, &d), OK);
    ptrdiff_t n;
    const Fondo *f = ALL(&arch, Fondo, FONDO, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (f[i].anno == 2025) *PUSH(&a, &h.fondi) = (IpotesiVoce){f[i].codice, S("120.000,00")};
    assert_int_equal(h.fondi.n, 1);
    assert_int_equal(ipotesi_confronta(&before, &h, &a, &k, &d), OK);
    assert_int_equal(k.dopo.esito.premi.totale_cent, 12000000);
    int64_t sum = 0;
    for (ptrdiff_t i = 0; i < k.dopo.caso.premi.n_persone; i++) sum += persona_cent(&k.dopo.esito.premi.persone[i]);
    assert_int_equal(sum, 12000000);
    assert_true(k.in_su > 0 && k.in_giu == 0); /* the fund was 98.500,00 */
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++)
        for (ptrdiff_t i = 0; i < arch.tabelle[t].n; i++) buf_put(&is, record_json(&a, arch.tabelle[t].e, tabella_at(&arch.tabelle[t], i)));
    assert_true(str_eq(buf_str(&was), buf_str(&is)));
    arena_free(&a);
}

static void test_ipotesi__bands_of_one_weight_make_all_equal_and_bad_assumptions_are_refused(void **state)
{
    EVIDENCE("12.4");
    (void)state;
    Arena a = {0};
    Archivio arch;
    Valutazione before;
    Confronto k;
    Ipotesi h = {0};
    carica(ESEMPIO, &a, &arch);
    Difetti d = {.a = &a};
    assert_int_equal(valutazione_calcola(&arch, 2025, S("finale"), S(""), false, &a, &before, &d), OK);
    /* B is 0.50 already */
    *PUSH(&a, &h.parametri) = (IpotesiVoce){S("premi.coefficiente.A"), S("0,50")};
    *PUSH(&a, &h.parametri) = (IpotesiVoce){S("premi.coefficiente.C"), S("0,50")};
    *PUSH(&a, &h.parametri) = (IpotesiVoce){S("premi.coefficiente.D"), S("0,50")};
    assert_int_equal(ipotesi_confronta(&before, &h, &a, &k, &d), OK);
    for (ptrdiff_t i = 0; i < k.dopo.caso.premi.n_persone; i++)
        assert_true(num_eq(*k.dopo.esito.premi.persone[i].cpc, num_int(1))); /* 0.50 of each half-sheet */
    h.parametri.n = 0;
    *PUSH(&a, &h.parametri) = (IpotesiVoce){S("boh"), S("1")};
    *PUSH(&a, &h.parametri) = (IpotesiVoce){S("cr.q"), S("due")};
    *PUSH(&a, &h.fondi) = (IpotesiVoce){S("NESSUNO"), S("1")};
    assert_int_equal(ipotesi_confronta(&before, &h, &a, &k, &d), E_DATI);
    assert_int_equal(d.lista.n, 3);
    h.parametri.n = h.fondi.n = d.lista.n = 0;
    *PUSH(&a, &h.parametri) = (IpotesiVoce){S("staff.a_cap"), S("tanti")};
    assert_int_equal(ipotesi_confronta(&before, &h, &a, &k, &d), E_DATI);
    assert_str_equal(d.lista.items[0].dove, S("staff.a_cap"));
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_sistemi__a_draft_is_submitted_advised_on_adopted_and_holds_for_its_year),
        BOTH(test_sistemi__what_is_adopted_changes_by_no_way),
        BOTH(test_sistemi__the_opinion_binds_and_the_act_is_of_who_adopts_and_comes_after_it),
        BOTH(test_sistemi__a_rectification_is_a_new_version_and_a_run_finds_the_text_it_was_computed_with),
        BOTH(test_sistemi__a_text_with_defects_is_refused_with_all_of_them_and_their_lines),
        cmocka_unit_test(test_ipotesi__another_fund_is_given_out_to_the_cent_and_the_records_stay_as_they_are),
        cmocka_unit_test(test_ipotesi__bands_of_one_weight_make_all_equal_and_bad_assumptions_are_refused),
    };
    return cmocka_run_group_tests_name("sistemi", tests, NULL, NULL);
}

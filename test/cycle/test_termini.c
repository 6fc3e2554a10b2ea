/* test_termini.c - process rules in force: who, by when, and what two bodies may do differently. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include "carica.h"
#include "cycle/termini.h"
#include "model/permessi.h"

typedef struct Prova { Arena a; Archivio arch; Sistema s; } Prova;

static int setup(void **state)
{
    Prova *x = test_calloc(1, sizeof *x);
    carica(ESEMPIO, &x->a, &x->arch);
    *state = x;
    return sistema_load(S("criteri-2018"), &x->a, &x->s);
}

static int teardown(void **state)
{
    Prova *x = *state;
    arena_free(&x->a);
    test_free(x);
    return 0;
}

/* A copy of the archive in which one table can be changed. */
static void *changed(Prova *x, Archivio *arch, EntitaTipo t, ptrdiff_t more)
{
    *arch = x->arch;
    Tabella *table = &arch->tabelle[t];
    void *items = arena_alloc(&x->a, (table->n + more) * table->e->size);
    memcpy(items, table->items, (size_t)(table->n * table->e->size));
    table->items = items;
    table->n += more;
    return items;
}

static Parametro *parameters(Prova *x, Archivio *arch, const char *const (*pairs)[2], ptrdiff_t n)
{
    Parametro *p = changed(x, arch, ENTITA_PARAMETRO, n);
    for (ptrdiff_t i = 0; i < n; i++)
        p[arch->tabelle[ENTITA_PARAMETRO].n - n + i] = (Parametro){.anno = 2025,
                                                                   .chiave = str_of(pairs[i][0]),
                                                                   .dal = date_of(2025, 1, 1),
                                                                   .valore = str_of(pairs[i][1]),
                                                                   .atto = S("GIU-2024-112")};
    assert_int_equal(tabella_sort(&x->a, &arch->tabelle[ENTITA_PARAMETRO]), -1);
    return p;
}

static void year(Prova *x, const Archivio *arch, int64_t anno, Date oggi, Binari *b, Termini *t)
{
    ProcessoAnno p;
    Difetti d = {.a = &x->a};
    if (processo_anno(arch, &x->s, anno, &x->a, &p, &d))
        fail_msg("%.*s: %.*s", STR_ARG(d.lista.items[0].dove), STR_ARG(d.lista.items[0].cosa));
    binari_stato(arch, &x->s, anno, &p.volte, &x->a, b);
    termini_anno(&p, b, termini_patrono(arch), oggi, &x->a, t);
}

static const Scadenza *term_of(const Termini *t, VoceId v, int time)
{
    for (ptrdiff_t i = 0; i < t->scadenze.n; i++)
        if (t->scadenze.items[i].voce == v && t->scadenze.items[i].volta == time) return &t->scadenze.items[i];
    fail_msg("no term for event %d", v);
    return NULL;
}

static void move_act(Prova *x, Archivio *arch, const char *code, Date day, const char *organ)
{
    Atto *p = changed(x, arch, ENTITA_ATTO, 0);
    for (ptrdiff_t i = 0; i < arch->tabelle[ENTITA_ATTO].n; i++)
        if (str_eq(p[i].codice, str_of(code))) {
            p[i].data = day;
            if (organ) p[i].organo = str_of(organ);
            return;
        }
    fail_msg("no act %s", code);
}

static void test_termini__every_event_of_the_rulebook_is_known_and_every_event_has_who(void **state)
{
    Prova *x = *state;
    EVIDENCE("12.4");
    Difetti d = {.a = &x->a};
    assert_int_equal(processo_controlla(&x->s, S("criteri-2018"), &d), OK);
    ProcessoAnno p;
    assert_int_equal(processo_anno(&x->arch, &x->s, 2025, &x->a, &p, &d), OK);
    for (int v = 0; v < VOCE_COUNT; v++)
        if (!processo_chi(&p, (VoceId)v, &x->a).n) fail_msg("nobody may %s", voce_info[v].nome);
    int n;
    const ChiPuo *c = permessi_competenze(&n); /* the same as the permission matrix assumes */
    for (int i = 0; i < n; i++) {
        VoceId v = voce_by_name(str_of(c[i].evento));
        assert_int_not_equal(v, VOCE_COUNT);
        if (!processo_has(processo_chi(&p, v, &x->a), str_of(ruolo_word(c[i].ruolo))))
            fail_msg("%s: %s", c[i].evento, ruolo_word(c[i].ruolo));
    }
    for (int v = 0; v < VOCE_COUNT; v++)
        for (Ruolo r = 0; r < RUOLO_OPERATORE; r++) {
            Str name = voce_nome(&x->a, (VoceId)v);
            if (permessi_evento(name) && processo_has(processo_chi(&p, (VoceId)v, &x->a), str_of(ruolo_word(r))) &&
                !permessi_competente(name, r))
                fail_msg("%.*s: %s", STR_ARG(name), ruolo_word(r));
        }
}

static void test_termini__the_closed_year_of_the_example_was_in_time_and_by_who_is_competent(void **state)
{
    Prova *x = *state;
    EVIDENCE("12.4 C-2.35 C-2.39 C-2.42 C-2.51 C-3.27 C-3.46 C-5.13 C-5.27 AMB-07");
    Binari b;
    Termini t;
    year(x, &x->arch, 2025, date_of(2026, 11, 20), &b, &t);
    for (int i = 0; i < BIN_COUNT; i++) assert_true(binario_verde(&b, (BinarioId)i));
    for (ptrdiff_t i = 0; i < t.scadenze.n; i++) {
        const Scadenza *s = &t.scadenze.items[i];
        assert_non_null(s->accaduto);
        if (scadenza_irregolare(s) || s->esito == PUNTUALITA_IN_RITARDO || s->esito_legge == PUNTUALITA_IN_RITARDO)
            fail_msg("%.*s: %s %.*s", STR_ARG(s->accaduto->codice), puntualita_parole(s->esito),
                     STR_ARG(s->incompetente));
    }
    static const struct { VoceId v; int time, y, m, d;
    } want[] = {{VOCE_RPP_approva, 1, 2024, 10, 31},
                {VOCE_BUDGET_approva, 1, 2024, 12, 31},
                {VOCE_PIANO_approva, 1, 2025, 1, 31},
                {VOCE_ASSEGNAZIONE_unita, 1, 2025, 2, 28},
                {VOCE_MONITORAGGIO_report, 1, 2025, 7, 31},
                {VOCE_MONITORAGGIO_report, 2, 2026, 1, 31},
                {VOCE_MODIFICHE_approva, 1, 2025, 9, 30},
                {VOCE_BILANCIO_bilancio_approva, 1, 2026, 6, 30},
                {VOCE_PUBBLICAZIONE_piano, 1, 2025, 2, 27},
                {VOCE_PUBBLICAZIONE_piano, 2, 2025, 10, 23},     /* the Plan was updated on 23 September */
                {VOCE_PUBBLICAZIONE_relazione, 1, 2026, 7, 25}}; /* the later of approval and validation: 25 June */
    for (ptrdiff_t i = 0; i < COUNT_OF(want); i++)
        assert_int_equal(term_of(&t, want[i].v, want[i].time)->entro.g, date_of(want[i].y, want[i].m, want[i].d).g);
    assert_int_equal(term_of(&t, VOCE_BILANCIO_bilancio_approva, 1)->legge.g, date_of(2026, 4, 30).g);
    assert_false(date_is(term_of(&t, VOCE_ASSEGNAZIONE_po, 2)->entro)); /* a new officer in September */
}

static void test_termini__a_day_off_moves_the_warning_not_the_term(void **state)
{
    Prova *x = *state;
    EVIDENCE("AMB-04 C-2.53");
    Archivio arch;
    Binari b;
    Termini t;
    move_act(x, &arch, "GIU-2026-005", date_of(2026, 1, 28), NULL); /* one month later: Saturday 28 February 2026 */
    Archivio base = x->arch;
    static const struct {
        int day;
        Puntualita want;
    } days[] = {{27, PUNTUALITA_IN_TEMPO}, {30, PUNTUALITA_FESTIVO}, {31, PUNTUALITA_IN_RITARDO}};
    for (ptrdiff_t i = 0; i < COUNT_OF(days); i++) { /* 30, 31 = Monday 2 and Tuesday 3 March */
        Archivio other;
        x->arch = arch;
        Atto *p = changed(x, &other, ENTITA_ATTO, 0);
        for (ptrdiff_t k = 0; k < other.tabelle[ENTITA_ATTO].n; k++)
            if (p[k].anno == 2026 && str_eq(p[k].evento, S("assegnazione.unita")))
                p[k].data = date_plus_days(date_of(2026, 1, 31), days[i].day);
        year(x, &other, 2026, date_of(2026, 6, 30), &b, &t);
        const Scadenza *s = term_of(&t, VOCE_ASSEGNAZIONE_unita, 1);
        assert_int_equal(s->entro.g, date_of(2026, 2, 28).g);
        assert_int_equal(s->avviso.g, date_of(2026, 3, 2).g);
        assert_int_equal(s->esito, days[i].want);
        x->arch = base;
    }
}

static void test_termini__objectives_are_changed_by_september_then_by_the_giunta_only(void **state)
{
    Prova *x = *state;
    EVIDENCE("C-3.27 AMB-05");
    Archivio arch;
    Binari b;
    Termini t;
    move_act(x, &arch, "SGE-2025-094", date_of(2025, 10, 1), NULL);
    year(x, &arch, 2025, date_of(2026, 11, 20), &b, &t);
    assert_int_equal(term_of(&t, VOCE_MODIFICHE_approva, 1)->esito, PUNTUALITA_IN_RITARDO);
    assert_true(scadenza_irregolare(term_of(&t, VOCE_MODIFICHE_approva, 1)));
    move_act(x, &arch, "SGE-2025-094", date_of(2025, 10, 1), "giunta");
    year(x, &arch, 2025, date_of(2026, 11, 20), &b, &t);
    assert_int_equal(term_of(&t, VOCE_MODIFICHE_approva, 1)->esito, PUNTUALITA_OLTRE);
    assert_false(scadenza_irregolare(term_of(&t, VOCE_MODIFICHE_approva, 1)));
}

static void test_termini__what_is_missing_has_its_day_too(void **state)
{
    Prova *x = *state;
    EVIDENCE("12.3 12.4 X-04");
    Binari b;
    Termini t;
    year(x, &x->arch, 2026, date_of(2027, 7, 2), &b, &t);
    const Scadenza *s = term_of(&t, VOCE_RELAZIONE_approva, 1);
    assert_null(s->accaduto);
    assert_int_equal(s->entro.g, date_of(2027, 6, 30).g);
    assert_int_equal(s->esito, PUNTUALITA_SCADUTO);
    assert_int_equal(term_of(&t, VOCE_FONDO_liquida, 1)->esito, PUNTUALITA_DA_FARE);
    assert_int_equal(term_of(&t, VOCE_MONITORAGGIO_report, 2)->entro.g, date_of(2027, 1, 31).g);
    assert_int_equal(b.binario[BIN_MONITORAGGIO].mancanti.items[0].volte, 1);
}

/* Two bodies with other approvers and days, one process, one rulebook. */
static void test_termini__two_bodies_have_rules_of_their_own(void **state)
{
    Prova *x = *state;
    EVIDENCE("12.4");
    static const char *const other[][2] = {{"processo.piano.approva.chi", "consiglio"},
                                           {"processo.piano.approva.entro", "12-31 Y-1"},
                                           {"processo.piano.approva.atto", "delibera_consiglio"},
                                           {"processo.assegnazione.unita.entro", "piano.approva+20D"},
                                           {"processo.monitoraggio.report.3.entro", "10-31"},
                                           {"processo.monitoraggio.report.3.chi", "pec"}};
    Archivio arch;
    parameters(x, &arch, other, COUNT_OF(other));
    Binari b1, b2;
    Termini t1, t2;
    year(x, &x->arch, 2025, date_of(2026, 11, 20), &b1, &t1);
    year(x, &arch, 2025, date_of(2026, 11, 20), &b2, &t2);
    const Scadenza *s = term_of(&t1, VOCE_PIANO_approva, 1), *r = term_of(&t2, VOCE_PIANO_approva, 1);
    assert_int_equal(s->esito, PUNTUALITA_IN_TEMPO);
    assert_int_equal(s->incompetente.n, 0);
    assert_int_equal(r->entro.g, date_of(2024, 12, 31).g);
    assert_int_equal(r->esito, PUNTUALITA_IN_RITARDO);
    assert_str_equal(r->incompetente, S("adottato da giunta, è competente consiglio"));
    assert_int_equal(term_of(&t2, VOCE_ASSEGNAZIONE_unita, 1)->entro.g, date_of(2025, 2, 17).g);
    assert_true(b1.binario[BIN_MONITORAGGIO].completo);
    assert_false(b2.binario[BIN_MONITORAGGIO].completo); /* three reports a year there */
}

static void test_termini__wrong_parameters_are_told_all_at_once(void **state)
{
    Prova *x = *state;
    EVIDENCE("12.4");
    static const char *const bad[][2] = {
        {"processo.piano.approva", "x"},        {"processo.piano.aprova.chi", "sg"},
        {"processo.piano.approva.chi", "re"},   {"processo.piano.approva.entro", "mai"},
        {"processo.piano.approva.3.chi", "sg"}, {"processo.rpp.approva.entro", "piano.aprova+1M"}};
    Archivio arch;
    parameters(x, &arch, bad, COUNT_OF(bad));
    ProcessoAnno p;
    Difetti d = {.a = &x->a};
    assert_int_equal(processo_anno(&arch, &x->s, 2025, &x->a, &p, &d), E_DATI);
    assert_int_equal(d.lista.n, COUNT_OF(bad));
    assert_str_equal(d.lista.items[0].dove, S("parametri processo.piano.approva.3.chi"));
    assert_str_equal(d.lista.items[0].cosa, S("le regole di questo evento sono 1: la prossima è la 2"));
}

/* Left out, out of turn, not waited for: all of it is told. */
static void test_binari__what_is_not_in_order_is_told(void **state)
{
    Prova *x = *state;
    EVIDENCE("12.3 C-2.40 C-5.16 AMB-31");
    Archivio arch;
    Binari b;
    move_act(x, &arch, "GIU-2024-147", date_of(2024, 12, 10),
             NULL); /* the budget before the preventivo of 17 December */
    binari_stato(&arch, &x->s, 2025, NULL, &x->a, &b);
    assert_int_equal(b.irregolarita.n, 1);
    assert_str_equal(b.irregolarita.items[0].codice, S("GIU-2024-147"));
    assert_str_equal(b.irregolarita.items[0].cosa, S("budget.approva senza attendere: mancava preventivo.approva"));
    assert_str_equal(b.irregolarita.items[0].fonte, S("C-2.40"));
    assert_false(binario_verde(&b, BIN_BUDGET));
    assert_true(b.binario[BIN_BUDGET].completo);
    move_act(x, &arch, "OIV-2026-008", date_of(2026, 8, 1), NULL); /* validation after payment and publication */
    binari_stato(&arch, &x->s, 2025, NULL, &x->a, &b);
    assert_false(binario_verde(&b, BIN_FONDO) || binario_verde(&b, BIN_PUBBLICAZIONE));
    assert_true(binario_verde(&b, BIN_RELAZIONE)); /* the Consiglio may approve before (12.7) */
    VerificaOiv *v = changed(x, &arch, ENTITA_VERIFICA_OIV, 0);
    for (ptrdiff_t i = 0; i < arch.tabelle[ENTITA_VERIFICA_OIV].n; i++)
        if (v[i].anno == 2025 && str_eq(v[i].oggetto, S("validazione"))) v[i].esito = S("negativo");
    binari_stato(&arch, &x->s, 2025, NULL, &x->a, &b);
    static const char *const acts[] = {"OIV-2026-008", "TRA-2026-007", "SGE-2026-074", "TRA-2026-009", "TRA-2026-009"};
    assert_int_equal(b.irregolarita.n, COUNT_OF(acts)); /* neither payment nor publication waited for a validation */
    for (ptrdiff_t i = 0; i < COUNT_OF(acts); i++) assert_str_equal(b.irregolarita.items[i].codice, str_of(acts[i]));
    Impedimento *none;
    assert_int_equal(binari_impedimenti(&b, &arch, VOCE_PUBBLICAZIONE_relazione, date_of(2026, 11, 20), &x->a, &none), 1);
    assert_str_equal(none[0].cosa, S("relazione.valida, che attende un esito favorevole della validazione in verifiche_oiv"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_termini__every_event_of_the_rulebook_is_known_and_every_event_has_who),
        cmocka_unit_test(test_termini__the_closed_year_of_the_example_was_in_time_and_by_who_is_competent),
        cmocka_unit_test(test_termini__a_day_off_moves_the_warning_not_the_term),
        cmocka_unit_test(test_termini__objectives_are_changed_by_september_then_by_the_giunta_only),
        cmocka_unit_test(test_termini__what_is_missing_has_its_day_too),
        cmocka_unit_test(test_termini__two_bodies_have_rules_of_their_own),
        cmocka_unit_test(test_termini__wrong_parameters_are_told_all_at_once),
        cmocka_unit_test(test_binari__what_is_not_in_order_is_told),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}

/* test_tavolo.c - the differentiation desk: worked examples N1-N8, levels, drafts, who may, on both engines. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "banco.h"

#include "store/cancella.h"

#define N1_H1 40, 36, 32, 30, 28, 26
#define N1_H2 38, 38, 32, 32, 28, 24

static Str defects(Prova *p, const TavoloEsito *x)
{
    Buf b = buf_new(&p->a);
    for (ptrdiff_t i = 0; i < x->difetti.lista.n; i++) {
        const Difetto *d = &x->difetti.lista.items[i];
        buf_fmt(&b, "%s%.*s: %.*s", i ? "; " : "", STR_ARG(d->dove), STR_ARG(d->cosa));
    }
    return buf_str(&b);
}

/* N1 proposed by PO and stored. */
static void n1(Prova *p)
{
    TavoloEsito out;
    banco(p, 6);
    prova_ok(p, proponi(p, V(N1_H1), V(N1_H2), &out));
}

static void refused_as(Prova *p, Voti h1, Voti h2, const char *words)
{
    TavoloEsito out;
    int64_t before = testa(p);
    assert_int_equal(proponi(p, h1, h2, &out), E_DATI);
    assert_str_equal(violazioni(p, &out.conto), str_of(words));
    assert_int_equal(testa(p), before);
}

/* -- N1: the desk before, the proposal, the desk afterwards */
static void test_tavolo__a_legal_group_is_one_journal_entry(void **state)
{
    EVIDENCE("S-N.51, S-N.52, S-N.53, S-N.55, S-N.56, S-N.57, X-12");
    Prova *p = *state;
    Tavolo t;
    TavoloEsito out;
    banco(p, 6);
    apri(p, "PO", &t);
    assert_int_equal(t.n, 6);
    assert_str_equal(t.stato, S("APERTA"));
    assert_int_equal(t.livello, TAVOLO_PROPOSTA);
    assert_int_equal(t.conto.semischede[0].plafond, 192);
    assert_int_equal(t.conto.semischede[0].residui, 192);
    assert_int_equal(t.conto.semischede[1].positivi_dovuti, 12);
    assert_int_equal(t.conto.mancano, 12);
    assert_int_equal(t.conto.massimo_a, 2);
    int64_t before = testa(p);
    prova_ok(p, proponi(p, V(N1_H1), V(N1_H2), &out));
    assert_int_equal(out.seq, before + 1);
    assert_int_equal(testa(p), before + 1);
    assert_int_equal(out.scritti, 12);
    apri(p, "DIR", &t);
    const TavoloContatore *k = &t.conto.semischede[0];
    assert_str_equal(t.stato, S("PROPOSTA"));
    assert_int_equal(t.aperto, TAVOLO_VERIFICATA);
    assert_int_equal(k->punti, 192);
    assert_int_equal(k->residui, 0);
    assert_int_equal(k->scostamenti, 0);
    assert_int_equal(k->positivi, 12);
    assert_int_equal(k->in_a, 1);
    assert_int_equal(t.conto.in_a, 2);
    assert_true(num_eq(k->media, num_int(32)));
    assert_int_equal(t.conto.n_violazioni, 0);
    const TavoloCella *cell = &t.persone[1].livelli[TAVOLO_PROPOSTA][1];
    assert_true(cell->presente);
    assert_true(num_eq(cell->voto.totale, num_int(38)));
    assert_str_equal(cell->autore, S("PO"));
    assert_str_equal(cell->ora, S("2026-05-10T09:00:00Z"));
    prova_ok(p, proponi(p, V(N1_H1), V(N1_H2), &out));
    assert_int_equal(out.seq, 0); /* the same again changes nothing */
}

static void test_tavolo__the_refusals_of_n2_to_n4_say_what_and_how_much(void **state)
{
    EVIDENCE("S-N.52, S-N.54, S-N.55, S-N.56, S-N.57, AMB-26, AMB-27");
    Prova *p = *state;
    TavoloEsito out;
    banco(p, 6);
    refused_as(p, V(40, 36, 32, 32, 30, 28), V(N1_H2),
            "C1/1 superato il plafond di 6 punti [S-N.52]; C2/1 la somma degli scostamenti supera lo zero di 6 punti "
            "[S-N.55]");
    refused_as(p, V(38, 34, 32, 32, 30, 26), V(N1_H2), "C3/1 mancano 4 punti di scostamento positivo [S-N.56]");
    refused_as(p, V(40, 40, 32, 32, 28, 20), V(N1_H2), "C3/1 4 punti in eccesso di scostamento positivo [S-N.56]");
    refused_as(p, V(37, 37, 34, 32, 28, 24), V(37, 34, 37, 32, 28, 24),
            "C4/0 1 valutato in fascia A oltre un terzo dei valutati [S-N.57-58]");
    banco_atto(p, "A1", "", "2025-01-01");
    banco_parametro(p, "scelta.staff.a_cap", "per_sheet");
    prova_ok(p, proponi(p, V(37, 37, 34, 32, 28, 24), V(37, 34, 37, 32, 28, 24), &out));
}

static void test_tavolo__the_remainder_allows_one_more_single_a(void **state)
{
    EVIDENCE("S-N.58, AMB-27");
    Prova *p = *state;
    TavoloEsito out;
    banco(p, 7);
    prova_ok(p, proponi(p, V(38, 37, 35, 32, 30, 28, 24), V(37, 36, 37, 32, 30, 28, 24), &out));
}

static void test_tavolo__of_eight_three_with_both_a_are_too_many(void **state)
{
    EVIDENCE("S-N.58, AMB-27");
    Prova *p = *state;
    TavoloEsito out;
    banco(p, 8);
    refused_as(p, V(37, 37, 37, 33, 32, 29, 27, 24), V(37, 37, 37, 33, 32, 29, 27, 24),
            "C4/0 1 valutato in fascia A oltre un terzo dei valutati [S-N.57-58]");
    prova_ok(p, proponi(p, V(37, 37, 37, 33, 32, 29, 27, 24), V(38, 37, 36, 33, 32, 30, 28, 22), &out));
}

/* -- N6 */
static void test_tavolo__a_group_of_two_needs_the_dirigentes_waiver_for_an_a(void **state)
{
    EVIDENCE("S-N.61, AMB-28");
    Prova *p = *state;
    TavoloEsito out;
    TavoloChi dir = chi(p, "DIR"), po = chi(p, "PO"), other = chi(p, "DIR2");
    banco(p, 2);
    dir.st = po.st = other.st = p->st;
    prova_ok(p, proponi(p, V(36, 28), V(36, 27), &out));
    refused_as(p, V(37, 27), V(36, 27), "C3/1 1 punto in eccesso di scostamento positivo [S-N.56]");
    Str motive = S("Due soli valutati con mansioni diverse");
    assert_int_equal(tavolo_deroga(&po, 2025, S("G1"), motive, S(""), TAVOLO_NON_CONTROLLARE, &p->a, &out), E_VIETATO);
    assert_int_equal(tavolo_deroga(&other, 2025, S("G1"), motive, S(""), TAVOLO_NON_CONTROLLARE, &p->a, &out),
                     E_VIETATO);
    assert_int_equal(tavolo_deroga(&dir, 2025, S("G1"), motive, S(""), 1, &p->a, &out), E_CONFLITTO);
    prova_ok(p, tavolo_deroga(&dir, 2025, S("G1"), motive, S(""), TAVOLO_NON_CONTROLLARE, &p->a, &out));
    prova_ok(p, proponi(p, V(37, 27), V(36, 27), &out));
    assert_true(out.conto.deroga);
    assert_int_equal(out.avvisi.n, 1);
    assert_str_equal(out.avvisi.items[0],
                     S("senza la deroga: C3, semischeda 1, 1 punto in eccesso di scostamento positivo (S-N.56)"));
}

static void test_tavolo__one_person_alone_cannot_be_legal_without_waiver(void **state)
{
    EVIDENCE("S-N.61, AMB-28, X-13");
    Prova *p = *state;
    Tavolo t;
    TavoloEsito out;
    TavoloSuggerimento s;
    Difetti d = {.a = &p->a};
    banco(p, 1);
    refused_as(p, V(32), V(32),
               "C3/1 mancano 2 punti di scostamento positivo [S-N.56]; C3/2 mancano 2 punti di scostamento "
               "positivo [S-N.56]");
    apri(p, "PO", &t);
    prova_ok(p, tavolo_suggerisci(&t, NULL, 0, &p->a, &s, &d));
    assert_false(s.possibile);
    TavoloChi dir = chi(p, "DIR");
    prova_ok(p, tavolo_deroga(&dir, 2025, S("G1"), S("Un solo valutato"), S(""), TAVOLO_NON_CONTROLLARE, &p->a, &out));
    prova_ok(p, proponi(p, V(32), V(32), &out));
}

static void test_tavolo__three_people_are_no_small_group(void **state)
{
    EVIDENCE("S-N.61");
    Prova *p = *state;
    TavoloEsito out;
    banco(p, 3);
    TavoloChi dir = chi(p, "DIR");
    assert_int_equal(tavolo_deroga(&dir, 2025, S("G1"), S("Tre"), S(""), TAVOLO_NON_CONTROLLARE, &p->a, &out), E_DATI);
    assert_str_equal(defects(p, &out), S("motivo: la deroga vale solo per meno di 3 valutati: qui sono 3"));
}

/* -- N7: step 2 */
static void test_tavolo__the_dirigente_changes_within_the_constraints_and_with_a_motive(void **state)
{
    EVIDENCE("S-N.59, S-N.60, S-N.47, AMB-39");
    Prova *p = *state;
    TavoloEsito out;
    Tavolo t;
    n1(p);
    TavoloChi dir = chi(p, "DIR");
    TavoloOfferta *o = totali(p, V(40, 36, 34, 30, 28, 26), V(N1_H2));
    assert_int_equal(tavolo_verifica(&dir, 2025, S("G1"), o, 6, S(""), &p->a, &out), E_ATTO);
    assert_str_equal(out.perche, S("prima della verifica manca ancora: confronto della dirigenza nel suo complesso "
                                   "(valutazione_personale.calibrazione, AMB-39). Va registrato fra le riunioni o fra "
                                   "gli atti"));
    apri(p, "DIR", &t);
    assert_false(t.passi[TAVOLO_VERIFICATA].puo);
    banco_calibrazione(p);
    apri(p, "DIR", &t);
    assert_true(t.passi[TAVOLO_VERIFICATA].puo);
    assert_int_equal(t.passi[TAVOLO_VERIFICATA].n_chi, 1);
    assert_str_equal(t.passi[TAVOLO_VERIFICATA].chi[0], S("DIR"));
    int64_t before = testa(p);
    assert_int_equal(tavolo_verifica(&dir, 2025, S("G1"), o, 6, S(""), &p->a, &out), E_DATI);
    assert_str_equal(
        violazioni(p, &out.conto),
        S("C1/1 superato il plafond di 2 punti [S-N.52]; C2/1 la somma degli scostamenti supera lo zero di 2 "
          "punti [S-N.55]; C3/1 2 punti in eccesso di scostamento positivo [S-N.56]"));
    assert_str_equal(defects(p, &out),
                     S("P03/1/motivo: il punteggio cambia rispetto al livello prima: serve il motivo"));
    o = totali(p, V(40, 34, 34, 30, 28, 26), V(N1_H2));
    o[1].semischede[0].motivo = o[2].semischede[0].motivo = S("Stesso carico di lavoro");
    assert_int_equal(testa(p), before);
    prova_ok(p, tavolo_verifica(&dir, 2025, S("G1"), o, 6, S(""), &p->a, &out));
    assert_int_equal(out.seq, before + 1);
    apri(p, "SG", &t);
    const TavoloPersona *second = &t.persone[1];
    assert_true(num_eq(second->livelli[TAVOLO_PROPOSTA][0].voto.totale, num_int(36)));
    assert_true(num_eq(second->livelli[TAVOLO_VERIFICATA][0].voto.totale, num_int(34)));
    assert_str_equal(second->livelli[TAVOLO_VERIFICATA][0].voto.motivo, S("Stesso carico di lavoro"));
    assert_str_equal(second->livelli[TAVOLO_VERIFICATA][0].autore, S("DIR"));
}

static void test_tavolo__without_the_switch_no_calibration_is_waited_for(void **state)
{
    EVIDENCE("AMB-39");
    Prova *p = *state;
    TavoloEsito out;
    n1(p);
    banco_atto(p, "A1", "", "2025-01-01");
    banco_parametro(p, "scelta.staff.calibration", "none");
    TavoloChi dir = chi(p, "DIR");
    TavoloOfferta *o = totali(p, V(N1_H1), V(N1_H2));
    prova_ok(p, tavolo_verifica(&dir, 2025, S("G1"), o, 6, S(""), &p->a, &out));
    assert_int_equal(out.scritti, 12);
}

/* -- N8: step 3 */
static void test_tavolo__the_segretario_generale_is_told_and_not_blocked(void **state)
{
    EVIDENCE("S-N.62, AMB-29");
    Prova *p = *state;
    TavoloEsito out;
    Tavolo t;
    n1(p);
    TavoloChi sg = chi(p, "SG");
    TavoloOfferta *o = totali(p, V(40, 36, 32, 37, 28, 26), V(N1_H2));
    assert_int_equal(tavolo_ridetermina(&sg, 2025, S("G1"), o, 6, S(""), &p->a, &out), E_DATI);
    assert_str_equal(defects(p, &out),
                     S("P04/1/motivo: il punteggio cambia rispetto al livello prima: serve il motivo"));
    o[3].semischede[0].motivo = S("Contributo emerso dopo la proposta");
    prova_ok(p, tavolo_ridetermina(&sg, 2025, S("G1"), &o[3], 1, S(""), &p->a, &out));
    assert_int_equal(out.scritti, 1);
    assert_int_equal(out.conto.vincoli, 3);
    assert_int_equal(out.conto.n_violazioni, 4);
    assert_int_equal(out.conto.semischede[0].punti, 199);
    assert_int_equal(out.conto.semischede[0].positivi, 17);
    assert_int_equal(out.conto.in_a, 3);
    assert_str_equal(out.avvisi.items[0], S("3 vincoli non rispettati: il motivo va nell'atto finale (AMB-29)"));
    apri(p, "SG", &t);
    assert_false(t.persone[0].livelli[TAVOLO_RIDETERMINATA][0].presente);
    assert_false(t.persone[3].livelli[TAVOLO_RIDETERMINATA][1].presente);
    assert_true(num_eq(t.persone[3].livelli[TAVOLO_RIDETERMINATA][0].voto.totale, num_int(37)));
    assert_int_equal(t.conto.vincoli, 3);
}

static void test_tavolo__a_body_may_bind_the_segretario_generale_too(void **state)
{
    EVIDENCE("AMB-29");
    Prova *p = *state;
    TavoloEsito out;
    n1(p);
    banco_atto(p, "A1", "", "2025-01-01");
    banco_parametro(p, "scelta.staff.sg_limits", "block");
    TavoloChi sg = chi(p, "SG");
    TavoloOfferta *o = totali(p, V(40, 36, 32, 37, 28, 26), V(N1_H2));
    o[3].semischede[0].motivo = S("Contributo emerso dopo la proposta");
    assert_int_equal(tavolo_ridetermina(&sg, 2025, S("G1"), &o[3], 1, S(""), &p->a, &out), E_DATI);
    assert_int_equal(out.conto.vincoli, 3);
    assert_str_equal(out.perche, S("non inviato: 3 vincoli non rispettati"));
}

/* -- what is asked of a submission */
static void test_tavolo__a_submission_tells_all_that_is_missing_at_once(void **state)
{
    EVIDENCE("S-N.51, S-N.53, 12.7, AMB-23, X-12");
    Prova *p = *state;
    TavoloEsito out;
    banco(p, 6);
    TavoloOfferta *o = totali(p, V(N1_H1), V(N1_H2));
    o[0].semischede[0].totale = S("41");
    o[1].semischede[0].totale = S("35,5");
    o[2].semischede[1] = (TavoloTesti){.e = {S("8"), S("9"), S("8")}};
    o[3].semischede[1] = (TavoloTesti){.e = {S("8"), S("9"), S("8"), S("7")}, .totale = S("33")};
    o[4].persona = S("P99");
    TavoloChi po = chi(p, "PO");
    assert_int_equal(tavolo_proponi(&po, 2025, S("G1"), o, 5, &p->a, &out), E_DATI);
    assert_str_equal(
        defects(p, &out),
        S("P99: non è del gruppo G1: toglierla; P05: manca: si invia il gruppo intero; P06: manca: si invia il "
          "gruppo intero; P01/1/totale: «41» è fuori dai limiti: da 0 a 40; P02/1/totale: i punti sono numeri "
          "interi; P03/2/totale: manca il punteggio: scrivere i quattro elementi, o il totale; P04/2/totale: i "
          "quattro elementi fanno 32: correggere il totale o gli elementi"));
    assert_int_equal(out.conto.mancano, 8);
}

static void test_tavolo__four_elements_make_the_total_and_three_need_it_typed(void **state)
{
    EVIDENCE("12.7, S-N.35, S-N.36");
    Prova *p = *state;
    TavoloEsito out;
    Tavolo t;
    banco(p, 6);
    TavoloOfferta *o = totali(p, V(N1_H1), V(N1_H2));
    o[0].semischede[0] = (TavoloTesti){.e = {S("10"), S("10"), S("10"), S("10")}};
    o[1].semischede[0] = (TavoloTesti){.e = {S("9"), S("9"), S("9")}, .totale = S("36")};
    TavoloChi po = chi(p, "PO");
    prova_ok(p, tavolo_proponi(&po, 2025, S("G1"), o, 6, &p->a, &out));
    apri(p, "PO", &t);
    assert_true(num_eq(t.persone[0].livelli[0][0].voto.totale, num_int(40)));
    assert_false(num_is(t.persone[1].livelli[0][0].voto.e[3]));
    assert_str_equal(t.elementi[0][0], S("Qualità del lavoro svolto"));
    assert_str_equal(t.elementi[1][3], S("Spirito di iniziativa/autonomia"));
}

/* -- two people on one sheet */
static void test_tavolo__who_comes_late_gets_both_texts(void **state)
{
    EVIDENCE("X-06, S-N.59");
    Prova *p = *state;
    TavoloEsito out;
    Tavolo t;
    n1(p);
    banco_calibrazione(p);
    apri(p, "DIR", &t);
    TavoloOfferta *o = NEW_N(&p->a, TavoloOfferta, t.n);
    for (ptrdiff_t i = 0; i < t.n; i++) o[i] = tavolo_offerta(&p->a, &t.persone[i]);
    TavoloEsito again;
    prova_ok(p, proponi(p, V(40, 36, 32, 30, 28, 25), V(N1_H2), &again));
    TavoloChi dir = chi(p, "DIR");
    int64_t before = testa(p);
    assert_int_equal(tavolo_verifica(&dir, 2025, S("G1"), o, 6, S(""), &p->a, &out), E_CONFLITTO);
    assert_int_equal(out.conflitti.n, 1);
    const TavoloConflitto *x = &out.conflitti.items[0];
    assert_str_equal(x->persona, S("P06"));
    assert_str_equal(x->trovato,
                     S("semischeda 1: - + - + - + - = 25 [proposta]; semischeda 2: - + - + - + - = 24 [proposta]"));
    assert_str_equal(x->offerto, S("semischeda 1: - + - + - + - = 26; semischeda 2: - + - + - + - = 24"));
    assert_str_equal(x->autore, S("PO"));
    assert_int_equal(testa(p), before);
}

/* -- drafts */
static TavoloOfferta draft_of(Prova *p, const char *who, const char *first)
{
    (void)p;
    TavoloOfferta o = {.persona = str_of(who)};
    o.semischede[0].totale = str_of(first);
    return o;
}

static void test_tavolo__a_draft_stays_out_of_the_journal_and_is_its_writers_alone(void **state)
{
    EVIDENCE("X-12");
    Prova *p = *state;
    TavoloEsito out;
    Tavolo t;
    banco(p, 6);
    int64_t before = testa(p);
    TavoloChi po = chi(p, "PO");
    TavoloOfferta o = draft_of(p, "P02", "40");
    o.semischede[1].e[2] = S("7");
    o.semischede[1].motivo = S("Da rivedere");
    prova_ok(p, tavolo_bozza_salva(&po, 2025, S("G1"), TAVOLO_PROPOSTA, &o, &p->a, &out));
    assert_int_equal(testa(p), before);
    assert_true(out.versione > 0);
    apri(p, "PO", &t);
    const TavoloPersona *x = &t.persone[1];
    assert_true(x->bozza.presente);
    assert_false(x->bozza.superata);
    assert_true(num_eq(x->voti[0].totale, num_int(40)));
    assert_true(num_eq(x->voti[1].e[2], num_int(7)));
    assert_str_equal(x->voti[1].motivo, S("Da rivedere"));
    assert_false(x->livelli[TAVOLO_PROPOSTA][0].presente);
    assert_int_equal(t.conto.semischede[0].punti, 40);
    assert_int_equal(t.conto.semischede[0].residui, 152);
    assert_int_equal(t.conto.semischede[0].scostamenti, 8);
    assert_int_equal(t.conto.mancano, 11);
    assert_int_equal(x->fascia[0], 0);
    apri(p, "SG", &t); /* whose step it is not */
    assert_false(t.persone[1].bozza.presente);
    assert_str_equal(t.stato, S("APERTA"));
}

static void test_tavolo__two_people_on_one_draft_get_both_texts(void **state)
{
    EVIDENCE("X-12");
    Prova *p = *state;
    TavoloEsito out;
    banco(p, 6);
    TavoloChi po = chi(p, "PO");
    TavoloOfferta o = draft_of(p, "P02", "40");
    prova_ok(p, tavolo_bozza_salva(&po, 2025, S("G1"), TAVOLO_PROPOSTA, &o, &p->a, &out));
    int64_t first = out.versione;
    o.semischede[0].totale = S("39"); /* still believes that there is none */
    assert_int_equal(tavolo_bozza_salva(&po, 2025, S("G1"), TAVOLO_PROPOSTA, &o, &p->a, &out), E_CONFLITTO);
    assert_int_equal(out.conflitti.n, 1);
    assert_true(out.conflitti.items[0].bozza);
    assert_str_equal(out.conflitti.items[0].trovato,
                     S("semischeda 1: - + - + - + - = 40; semischeda 2: - + - + - + - = -"));
    assert_str_equal(out.conflitti.items[0].offerto,
                     S("semischeda 1: - + - + - + - = 39; semischeda 2: - + - + - + - = -"));
    o.bozza = first;
    prova_ok(p, tavolo_bozza_salva(&po, 2025, S("G1"), TAVOLO_PROPOSTA, &o, &p->a, &out));
    assert_true(out.versione != first);
    int64_t second = out.versione;
    assert_int_equal(tavolo_bozza_butta(&po, 2025, S("G1"), TAVOLO_PROPOSTA, S("P02"), first, &p->a, &out),
                     E_CONFLITTO);
    prova_ok(p, tavolo_bozza_butta(&po, 2025, S("G1"), TAVOLO_PROPOSTA, S("P02"), second, &p->a, &out));
    prova_ok(p, tavolo_bozza_butta(&po, 2025, S("G1"), TAVOLO_PROPOSTA, S("P02"), second, &p->a, &out));
    o.bozza = second; /* thrown away since */
    assert_int_equal(tavolo_bozza_salva(&po, 2025, S("G1"), TAVOLO_PROPOSTA, &o, &p->a, &out), E_CONFLITTO);
}

static void test_tavolo__a_draft_out_of_range_is_refused_field_by_field(void **state)
{
    EVIDENCE("X-12, AMB-23");
    Prova *p = *state;
    TavoloEsito out;
    Tavolo t;
    banco(p, 6);
    TavoloChi po = chi(p, "PO");
    TavoloOfferta o = {.persona = S("P01")};
    o.semischede[0] = (TavoloTesti){.e = {S("11"), S("dieci"), S("-1"), S("2,5")}};
    o.semischede[1] = (TavoloTesti){.e = {S("9")}, .totale = S("8")};
    assert_int_equal(tavolo_bozza_salva(&po, 2025, S("G1"), TAVOLO_PROPOSTA, &o, &p->a, &out), E_DATI);
    assert_int_equal(out.difetti.lista.n, 5);
    assert_str_equal(out.difetti.lista.items[0].dove, S("P01/1/e1"));
    assert_str_equal(out.difetti.lista.items[0].cosa, S("va da 0 a 10"));
    assert_str_equal(out.difetti.lista.items[1].dove, S("P01/1/e2"));
    assert_str_equal(out.difetti.lista.items[3].cosa, S("i punti sono numeri interi"));
    assert_str_equal(out.difetti.lista.items[4].dove, S("P01/2/totale"));
    assert_str_equal(out.difetti.lista.items[4].cosa, S("con gli elementi scritti va da 9 a 39"));
    apri(p, "PO", &t);
    assert_false(t.persone[0].bozza.presente);
}

static void test_tavolo__a_submission_ends_its_drafts_and_outdates_those_of_the_next_level(void **state)
{
    EVIDENCE("X-12");
    Prova *p = *state;
    TavoloEsito out;
    Tavolo t;
    n1(p);
    TavoloChi po = chi(p, "PO"), dir = chi(p, "DIR");
    TavoloOfferta o = draft_of(p, "P06", "25");
    o.riga = TAVOLO_NON_CONTROLLARE;
    prova_ok(p, tavolo_bozza_salva(&po, 2025, S("G1"), TAVOLO_PROPOSTA, &o, &p->a, &out));
    o.bozza = 0;
    prova_ok(p, tavolo_bozza_salva(&dir, 2025, S("G1"), TAVOLO_VERIFICATA, &o, &p->a, &out));
    prova_ok(p, proponi(p, V(40, 36, 32, 30, 28, 25), V(N1_H2), &out));
    apri(p, "PO", &t);
    assert_false(t.persone[5].bozza.presente);
    apri(p, "DIR", &t);
    assert_true(t.persone[5].bozza.presente);
    assert_true(t.persone[5].bozza.superata);
}

static void test_tavolo__who_is_erased_leaves_no_draft(void **state)
{
    EVIDENCE("12.7");
    Prova *p = *state;
    TavoloEsito out;
    Cancellazione gone;
    banco(p, 6);
    TavoloChi po = chi(p, "PO");
    TavoloOfferta one = draft_of(p, "P01", "30"), two = draft_of(p, "P02", "30");
    prova_ok(p, tavolo_bozza_salva(&po, 2025, S("G1"), TAVOLO_PROPOSTA, &one, &p->a, &out));
    prova_ok(p, tavolo_bozza_salva(&po, 2025, S("G1"), TAVOLO_PROPOSTA, &two, &p->a, &out));
    prova_ok(p, store_cancella_persona(p->st, p->operatore, ORA, S(""), S("P01"), NULL, &p->a, &gone));
    assert_str_equal(prova_raw(p, "SELECT count(*) FROM bozze WHERE persona = 'P01'"), S("0"));
    prova_ok(p, store_cancella_persona(p->st, p->operatore, ORA, S(""), S("PO"), NULL, &p->a, &gone));
    assert_str_equal(prova_raw(p, "SELECT autore FROM bozze WHERE persona = 'P02'"), S("cancellato"));
}

/* -- who */
static void test_tavolo__each_step_has_its_people_and_its_turn(void **state)
{
    EVIDENCE("S-N.51, S-N.59, S-N.62, 12.7");
    Prova *p = *state;
    TavoloEsito out;
    banco(p, 6);
    TavoloOfferta *o = totali(p, V(N1_H1), V(N1_H2));
    static const char *const others[] = {"SG", "DIR", "DIR2", "OIV", "TEC", "P01"};
    for (ptrdiff_t i = 0; i < COUNT_OF(others); i++) {
        TavoloChi c = chi(p, others[i]);
        assert_int_equal(tavolo_proponi(&c, 2025, S("G1"), o, 6, &p->a, &out), E_VIETATO);
    }
    TavoloChi dir = chi(p, "DIR"), other = chi(p, "DIR2"), sg = chi(p, "SG"), po = chi(p, "PO");
    assert_int_equal(tavolo_verifica(&dir, 2025, S("G1"), o, 6, S(""), &p->a, &out), E_ATTO); /* nothing proposed yet */
    assert_int_equal(tavolo_ridetermina(&sg, 2025, S("G1"), o, 6, S(""), &p->a, &out), E_ATTO);
    prova_ok(p, tavolo_proponi(&po, 2025, S("G1"), o, 6, &p->a, &out));
    banco_calibrazione(p);
    assert_int_equal(tavolo_verifica(&other, 2025, S("G1"), o, 6, S(""), &p->a, &out), E_VIETATO);
    assert_int_equal(tavolo_verifica(&dir, 2025, S("G1"), o, 6, S("V1"), &p->a, &out), E_DATI); /* no such act */
    banco_atto(p, "V1", "valutazione_personale.verifica", "2026-05-09");
    prova_ok(p, tavolo_verifica(&dir, 2025, S("G1"), o, 6, S("V1"), &p->a, &out));
    assert_int_equal(tavolo_proponi(&po, 2025, S("G1"), o, 6, &p->a, &out), E_ATTO); /* verified by act */
    banco_atto(p, "D1", "valutazione_personale.determina", "2026-05-09");
    assert_int_equal(tavolo_verifica(&dir, 2025, S("G1"), o, 6, S(""), &p->a, &out), E_ATTO);
    assert_int_equal(tavolo_ridetermina(&sg, 2025, S("G1"), o, 6, S(""), &p->a, &out), E_ATTO);
    assert_int_equal(tavolo_deroga(&dir, 2025, S("G1"), S(""), S(""), TAVOLO_NON_CONTROLLARE, &p->a, &out), E_DATI);
}

static void test_tavolo__marks_are_shown_to_whom_the_matrix_says(void **state)
{
    EVIDENCE("S-N.50, X-12, 12.7");
    Prova *p = *state;
    Tavolo t;
    Str why;
    n1(p);
    static const char *const none[] = {"DIR2", "TEC", "P01"};
    for (ptrdiff_t i = 0; i < COUNT_OF(none); i++) {
        TavoloChi c = chi(p, none[i]);
        assert_int_equal(tavolo_apri(&c, 2025, S("G1"), TAVOLO_NESSUNO, &p->a, &t, &why), E_VIETATO);
    }
    apri(p, "OIV", &t);
    assert_true(t.persone[0].visibile);
    assert_int_equal(t.livello, TAVOLO_NESSUNO);
    TavoloChi nobody = chi(p, "");
    nobody.chi = CHI_OPERATORE;
    assert_int_equal(tavolo_apri(&nobody, 2025, S("G1"), TAVOLO_NESSUNO, &p->a, &t, &why), E_VIETATO);
    TavoloVoce *v;
    ptrdiff_t n;
    TavoloChi sg = chi(p, "SG"), other = chi(p, "DIR2");
    prova_ok(p, tavolo_elenco(&sg, 2025, &p->a, &v, &n, &why));
    assert_int_equal(n, 1);
    assert_int_equal(v[0].n, 6);
    assert_int_equal(tavolo_elenco(&other, 2025, &p->a, &v, &n, &why), E_VIETATO);
    assert_int_equal(tavolo_elenco(&sg, 2024, &p->a, &v, &n, &why), E_NON_TROVATO);
}

/* -- suggestion */
static void test_tavolo__the_nearest_legal_set_is_offered_and_not_saved(void **state)
{
    EVIDENCE("X-13, S-N.52, S-N.57");
    Prova *p = *state;
    Tavolo t;
    TavoloSuggerimento s;
    Difetti d = {.a = &p->a};
    banco(p, 6);
    apri(p, "PO", &t);
    int64_t before = testa(p);
    TavoloOfferta *o = totali(p, V(37, 37, 34, 32, 28, 24), V(37, 34, 37, 32, 28, 24)); /* N4 */
    prova_ok(p, tavolo_suggerisci(&t, o, 6, &p->a, &s, &d));
    assert_true(s.possibile);
    assert_int_equal(s.distanza, 2);
    assert_int_equal(s.conto.n_violazioni, 0);
    assert_int_equal(testa(p), before);
    o[2].bloccata[0] = o[2].bloccata[1] = true;
    prova_ok(p, tavolo_suggerisci(&t, o, 6, &p->a, &s, &d));
    assert_int_equal(s.dopo[0][2], 34);
    assert_int_equal(s.dopo[1][2], 37);
    o[0].semischede[0].totale = S("molti");
    assert_int_equal(tavolo_suggerisci(&t, o, 6, &p->a, &s, &d), E_DATI);
    assert_str_equal(d.lista.items[0].dove, S("P01/1/totale"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_tavolo__a_legal_group_is_one_journal_entry),
        BOTH(test_tavolo__the_refusals_of_n2_to_n4_say_what_and_how_much),
        BOTH(test_tavolo__the_remainder_allows_one_more_single_a),
        BOTH(test_tavolo__of_eight_three_with_both_a_are_too_many),
        BOTH(test_tavolo__a_group_of_two_needs_the_dirigentes_waiver_for_an_a),
        BOTH(test_tavolo__one_person_alone_cannot_be_legal_without_waiver),
        BOTH(test_tavolo__three_people_are_no_small_group),
        BOTH(test_tavolo__the_dirigente_changes_within_the_constraints_and_with_a_motive),
        BOTH(test_tavolo__without_the_switch_no_calibration_is_waited_for),
        BOTH(test_tavolo__the_segretario_generale_is_told_and_not_blocked),
        BOTH(test_tavolo__a_body_may_bind_the_segretario_generale_too),
        BOTH(test_tavolo__a_submission_tells_all_that_is_missing_at_once),
        BOTH(test_tavolo__four_elements_make_the_total_and_three_need_it_typed),
        BOTH(test_tavolo__who_comes_late_gets_both_texts),
        BOTH(test_tavolo__a_draft_stays_out_of_the_journal_and_is_its_writers_alone),
        BOTH(test_tavolo__two_people_on_one_draft_get_both_texts),
        BOTH(test_tavolo__a_draft_out_of_range_is_refused_field_by_field),
        BOTH(test_tavolo__a_submission_ends_its_drafts_and_outdates_those_of_the_next_level),
        BOTH(test_tavolo__who_is_erased_leaves_no_draft),
        BOTH(test_tavolo__each_step_has_its_people_and_its_turn),
        BOTH(test_tavolo__marks_are_shown_to_whom_the_matrix_says),
        BOTH(test_tavolo__the_nearest_legal_set_is_offered_and_not_saved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

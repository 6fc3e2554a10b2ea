/* dirigente.c - floor 3: score and pay of Segretario Generale and dirigenti. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/formule_criteri.h"
#include "rules/regole.h"

typedef struct Lavoro {
    const Caso *c;
    const CasoDirigente *d;
    ptrdiff_t i;
    Traccia *t;
    Arena *a;
    Term *pesi;        /* of each objective; equal ones are 1 */
    Term punti, totale_pesi;
} Lavoro;

/* Between two edges the level goes straight from the lower one to the upper one; beyond them it is a step. AMB-35 */
static Term interpolato(Lavoro *l, const CasoBanda *b, ptrdiff_t o, ptrdiff_t k, ptrdiff_t at, Term value)
{
    Term edge[2], level[2];
    for (int e = 0; e < 2; e++) {
        ptrdiff_t row = at - 1 + e;
        edge[e] = INPUT(l->t, b->fasce[row].soglia, "/dirigenti/%td/obiettivi/%td/indicatori/%td/fasce/%td/soglia", l->i, o, k, row);
        level[e] = INPUT(l->t, b->fasce[row].livello, "/dirigenti/%td/obiettivi/%td/indicatori/%td/fasce/%td/livello", l->i, o, k, row);
    }
    Term way = differenza(l->t, l->a, REGOLA("dirigente.tratto", "AMB-35", "dal limite della fascia"), value, edge[1]);
    Term whole = differenza(l->t, l->a, REGOLA("dirigente.tratto", "AMB-35", "tra i due limiti"), edge[0], edge[1]);
    Term rise = differenza(l->t, l->a, REGOLA("dirigente.salita", "AMB-35", "tra i due livelli"), level[0], level[1]);
    Term part = rapporto(l->t, l->a, REGOLA("dirigente.parte", "AMB-35", "parte del tratto"), way, whole);
    Term more = prodotto(l->t, l->a, REGOLA("dirigente.salita", "AMB-35", "parte della salita"), TERMS(part, rise));
    return somma(l->t, l->a, REGOLA("dirigente.interpolato", "AMB-35", "livello interpolato"), TERMS(level[1], more));
}

/* Level of the band that the exact value falls in; the edge belongs to the better band. S-D.23, AMB-35 */
static Term livello(Lavoro *l, const CasoBanda *b, ptrdiff_t o, ptrdiff_t k)
{
    ptrdiff_t at = 0;
    while (at < b->n_fasce - 1) {
        int cmp = num_cmp(b->valore, b->fasce[at].soglia);
        if (b->decrescente ? cmp <= 0 : cmp >= 0) break;
        at++;
    }
    Term value = INPUT(l->t, b->valore, "/dirigenti/%td/obiettivi/%td/indicatori/%td/valore", l->i, o, k);
    Term verso = INPUT(l->t, num_int(0), "/dirigenti/%td/obiettivi/%td/indicatori/%td/verso", l->i, o, k);
    Str table = l->t ? str_fmt(l->a, "/dirigenti/%td/obiettivi/%td/indicatori/%td/fasce", l->i, o, k) : (Str){0};
    Term x = fascia(l->t, REGOLA("dirigente.fascia", "S-D.23", "livello della fascia in cui cade il valore"), value, table, b->fasce[at].livello);
    if (lettura(&l->c->opzioni, LETTURA_BAND) == FASCIA_LINEAR && at > 0 && at < b->n_fasce - 1) {
        Term which = {num_int(0), -1, table};
        x = posto_che(l->t, REGOLA("dirigente.fascia", "AMB-35", "nella fascia in cui cade il valore"), interpolato(l, b, o, k, at, value),
                      &which, 1);
    }
    x = secondo(l->c, l->t, LETTURA_BAND, "AMB-35", x);
    return posto_che(l->t, REGOLA("dirigente.verso", "S-D.23", "nel verso dell'indicatore"), x, &verso, 1);
}

/* S_i: given, or the sum of its indicators' scores. S-D.24 */
static Term punteggio(Lavoro *l, ptrdiff_t o)
{
    const CasoObiettivo *ob = &l->d->obiettivi[o];
    if (num_is(ob->punteggio)) return INPUT(l->t, ob->punteggio, "/dirigenti/%td/obiettivi/%td/punteggio", l->i, o);
    Term *parts = NEW_N(l->a, Term, ob->n_indicatori), *pesi = NEW_N(l->a, Term, ob->n_indicatori);
    Term *states = NEW_N(l->a, Term, ob->n_indicatori);
    ptrdiff_t n = 0, n_states = 0;
    for (ptrdiff_t k = 0; k < ob->n_indicatori; k++) {
        if (ob->indicatori[k].non_realizzabile) {
            states[n_states++] = INPUT(l->t, num_int(0), "/dirigenti/%td/obiettivi/%td/indicatori/%td/stato", l->i, o, k);
            continue;
        }
        Term peso = INPUT(l->t, ob->indicatori[k].peso, "/dirigenti/%td/obiettivi/%td/indicatori/%td/peso", l->i, o, k);
        pesi[n] = peso;
        parts[n++] = prodotto(l->t, l->a, REGOLA("dirigente.indicatore", "S-D.23", "peso dell'indicatore per livello"),
                            TERMS(peso, livello(l, &ob->indicatori[k], o, k)));
    }
    Term s = somma(l->t, l->a, REGOLA("dirigente.somma_indicatori", "S-D.24", "somma degli indicatori"), parts, n);
    if (n_states) { /* the weight of what cannot be realised goes to the others of the same objective (AMB-15) */
        Term left = somma(l->t, l->a, REGOLA("dirigente.pesi_rimasti", "AMB-15", "pesi degli indicatori rimasti"), pesi, n);
        s = rapporto(l->t, l->a, REGOLA("dirigente.punteggio", "AMB-15", "punteggio dell'obiettivo sugli indicatori rimasti"), s, left);
        return posto_che(l->t, REGOLA("dirigente.indicatori", "AMB-15", "senza gli indicatori non realizzabili"), s, states, n_states);
    }
    Term hundred = costante(l->t, REGOLA("dirigente.cento", "S-D.23", "i pesi degli indicatori sommano a 100"), num_int(100), S(""));
    return rapporto(l->t, l->a, REGOLA("dirigente.punteggio", "S-D.24", "punteggio dell'obiettivo"), s, hundred);
}

static void pesi(Lavoro *l)
{
    ptrdiff_t n = l->d->n_obiettivi;
    l->pesi = NEW_N(l->a, Term, n);
    bool given = num_is(l->d->obiettivi[0].peso);
    Term one = given ? (Term){.passo = -1} : costante(l->t, REGOLA("dirigente.peso_uguale", "S-D.25", "senza ponderazione ogni obiettivo pesa uguale"), num_int(1), S(""));
    for (ptrdiff_t o = 0; o < n; o++)
        l->pesi[o] = given ? INPUT(l->t, l->d->obiettivi[o].peso, "/dirigenti/%td/obiettivi/%td/peso", l->i, o) : one;
    l->totale_pesi = somma(l->t, l->a, REGOLA("dirigente.pesi", "S-D.25", "somma dei pesi"), l->pesi, n);
    l->punti = costante(l->t, REGOLA("dirigente.punti_obiettivi", "S-D.14", "punti degli obiettivi"), l->c->sistema->punti_obiettivi.v,
                        l->c->sistema->punti_obiettivi.dove);
}

/* Texts that decide which objectives count: kinds and states. */
static Term secondo_testi(Lavoro *l, Term x, bool kinds, bool states)
{
    if (!l->t) return x;
    LIST(Term) texts = {0};
    for (ptrdiff_t o = 0; o < l->d->n_obiettivi; o++) {
        if (kinds) *PUSH(l->a, &texts) = INPUT(l->t, num_int(0), "/dirigenti/%td/obiettivi/%td/tipo", l->i, o);
        if (states && l->d->obiettivi[o].stato_scritto)
            *PUSH(l->a, &texts) = INPUT(l->t, num_int(0), "/dirigenti/%td/obiettivi/%td/stato", l->i, o);
    }
    return posto_che(l->t, REGOLA("dirigente.tipi_stati", "S-D.34", "secondo tipo e stato degli obiettivi"), x, texts.items, texts.n);
}

/* Points of the objectives chosen by keep: goals' points x their weights / all weights. */
static Term punti_di(Lavoro *l, const Regola *r, const bool *keep)
{
    ptrdiff_t n = 0;
    Term *chosen = NEW_N(l->a, Term, l->d->n_obiettivi);
    for (ptrdiff_t o = 0; o < l->d->n_obiettivi; o++)
        if (keep[o]) chosen[n++] = l->pesi[o];
    Term s = somma(l->t, l->a, REGOLA(r->regola, r->fonte, "somma dei pesi scelti"), chosen, n);
    Term p = prodotto(l->t, l->a, REGOLA(r->regola, r->fonte, "per i punti degli obiettivi"), TERMS(l->punti, s));
    return rapporto(l->t, l->a, r, p, l->totale_pesi);
}

/* A': goals' points x sum of w S / (100 x all weights). S-D.26, S-D.37 */
static Term obiettivi(Lavoro *l, EsitoDirigente *out)
{
    ptrdiff_t n = 0;
    Term *parts = NEW_N(l->a, Term, l->d->n_obiettivi);
    Num weight = num_int(0);
    out->punteggi = NEW_N(l->a, Num, l->d->n_obiettivi);
    for (ptrdiff_t o = 0; o < l->d->n_obiettivi; o++) {
        if (l->d->obiettivi[o].non_realizzabile) continue;
        Term score = punteggio(l, o);
        out->punteggi[o] = score.v;
        parts[n++] = prodotto(l->t, l->a, REGOLA("dirigente.pesato", "S-D.25", "peso per punteggio dell'obiettivo"),
                              TERMS(l->pesi[o], score));
        weight = num_add(l->a, weight, l->pesi[o].v);
    }
    Term s = somma(l->t, l->a, REGOLA("dirigente.somma_pesata", "S-D.25", "somma dei punteggi pesati"), parts, n);
    if (num_sign(weight) > 0) out->media = num_div(l->a, s.v, weight);
    Term full = costante(l->t, REGOLA("dirigente.scala", "S-D.25", "punteggio massimo di un obiettivo"), l->c->sistema->punteggio_obiettivo.v,
                         l->c->sistema->punteggio_obiettivo.dove);
    Term of = prodotto(l->t, l->a, REGOLA("dirigente.base", "S-D.25", "tutti i pesi al punteggio massimo"), TERMS(l->totale_pesi, full));
    Term share = rapporto(l->t, l->a, REGOLA("dirigente.quota", "S-D.25", "parte raggiunta"), s, of);
    Term x = prodotto(l->t, l->a, REGOLA("dirigente.componente_a", "S-D.26", "componente degli obiettivi"), TERMS(l->punti, share));
    return secondo_testi(l, x, false, true);
}

/* B': the marks' share of the points for competences, with what was transferred. S-D.28, S-D.37, AMB-14 */
static Term prestazioni(Lavoro *l, Term tau)
{
    const Sistema *s = l->c->sistema;
    Term *marks = NEW_N(l->a, Term, s->n_competenze);
    for (int v = 0; v < s->n_competenze; v++) marks[v] = INPUT(l->t, l->d->competenze[v], "/dirigenti/%td/competenze/%d", l->i, v);
    Term sum = somma(l->t, l->a, REGOLA("dirigente.voti", "S-D.28", "somma dei voti"), marks, s->n_competenze);
    Term count = conta(l->t, REGOLA("dirigente.numero_voti", "S-D.27", "quanti voti"), marks, s->n_competenze);
    Term top = costante(l->t, REGOLA("dirigente.voto_massimo", "S-D.28", "voto massimo"), s->voto_massimo.v, s->voto_massimo.dove);
    Term full = prodotto(l->t, l->a, REGOLA("dirigente.voti_massimi", "S-D.28", "somma massima dei voti"), TERMS(count, top));
    Term share = rapporto(l->t, l->a, REGOLA("dirigente.quota_voti", "S-D.28", "parte dei voti ottenuta"), sum, full);
    Term points = costante(l->t, REGOLA("dirigente.punti_prestazioni", "S-D.16", "punti delle prestazioni"), s->punti_prestazioni.v, s->punti_prestazioni.dove);
    Term x;
    int transfer = lettura(&l->c->opzioni, LETTURA_TRANSFER);
    if (transfer == TRANSFER_RESCALE) {
        Term more = somma(l->t, l->a, REGOLA("dirigente.punti_aumentati", "S-D.37", "con i punti trasferiti"), TERMS(points, tau));
        x = prodotto(l->t, l->a, REGOLA("dirigente.componente_b", "AMB-14", "in proporzione ai voti"), TERMS(share, more));
    } else {
        Term b = prodotto(l->t, l->a, REGOLA("dirigente.componente_b", "S-D.28", "in proporzione ai voti"), TERMS(share, points));
        Term more = tau;
        if (transfer == TRANSFER_SEPARATE_MARK && num_is(l->d->voto_trasferito)) {
            Term mark = INPUT(l->t, l->d->voto_trasferito, "/dirigenti/%td/voto_trasferito", l->i);
            Term part = rapporto(l->t, l->a, REGOLA("dirigente.quota_trasferita", "AMB-14", "voto della quota trasferita"), mark, top);
            more = prodotto(l->t, l->a, REGOLA("dirigente.trasferito_valutato", "AMB-14", "punti trasferiti per il loro voto"), TERMS(tau, part));
        }
        x = somma(l->t, l->a, REGOLA("dirigente.trasferimento", "AMB-14", "più i punti trasferiti"), TERMS(b, more));
    }
    return secondo(l->c, l->t, LETTURA_TRANSFER, "AMB-14", x);
}

static bool conforms(const Caso *c, Num points)
{
    int cmp = num_cmp(points, c->opzioni.org_min.v);
    return lettura(&c->opzioni, LETTURA_ORG_CMP) == ORG_GE ? cmp >= 0 : cmp > 0;
}

static Num print(Lavoro *l, const char *words, const char *source, Term x, Stampa how, const char *pointer)
{
    return stampa(l->t, l->a, REGOLA("stampa", source, words), x, how.cifre, how.modo, pointer).v;
}

bool rule_composizione(const Caso *c, ptrdiff_t i, Arena *a)
{
    const CasoDirigente *d = &c->dirigenti[i];
    Lavoro l = {.c = c, .d = d, .i = i, .a = a};
    bool *left = NEW_N(a, bool, d->n_obiettivi);
    for (ptrdiff_t o = 0; o < d->n_obiettivi; o++) left[o] = d->obiettivi[o].organizzativo && !d->obiettivi[o].non_realizzabile;
    pesi(&l);
    return conforms(c, punti_di(&l, REGOLA("", "", ""), left).v);
}

void rule_dirigente(const Caso *c, ptrdiff_t i, bool tracce, Arena *a, EsitoDirigente *out)
{
    const CasoDirigente *d = &c->dirigenti[i];
    *out = (EsitoDirigente){0};
    if (tracce) {
        out->traccia = NEW(a, Traccia);
        out->traccia->a = a;
    }
    Lavoro l = {.c = c, .d = d, .i = i, .t = out->traccia, .a = a};
    pesi(&l);
    bool *org = NEW_N(a, bool, d->n_obiettivi), *moved = NEW_N(a, bool, d->n_obiettivi);
    ptrdiff_t n_moved = 0;
    for (ptrdiff_t o = 0; o < d->n_obiettivi; o++) {
        org[o] = d->obiettivi[o].organizzativo;
        moved[o] = d->obiettivi[o].non_realizzabile;
        n_moved += moved[o];
    }
    Stampa how = c->sistema->punteggi;
    Term organised = secondo_testi(&l, punti_di(&l, REGOLA("dirigente.organizzativi", "S-D.15", "punti legati a obiettivi organizzativi"), org), true, false);
    out->punti_organizzativi = print(&l, "punti organizzativi", "S-D.15", organised, how, "/punti_organizzativi");
    out->conforme = conforms(c, organised.v);
    Term tau = secondo_testi(&l, punti_di(&l, REGOLA("dirigente.trasferiti", "S-D.37", "punti che passano alle prestazioni"), moved), false, true);
    out->quota_trasferita = print(&l, "quota trasferita", "S-D.37", tau, how, "/quota_trasferita");
    Term A = obiettivi(&l, out), B = prestazioni(&l, tau);
    out->punti_obiettivi = print(&l, "punti degli obiettivi", "S-D.26", A, how, "/punti_obiettivi");
    out->punti_prestazioni = print(&l, "punti delle prestazioni", "S-D.28", B, how, "/punti_prestazioni");
    const FormuleCriteri *own = c->sistema->formule;
    Term T = own->propria[FORMULA_DIRIGENTE_TOTALE]
                 ? formula_criteri(own, FORMULA_DIRIGENTE_TOTALE, c->anno, l.t, a, (const Term[]){A, B, organised, tau})
                 : somma(l.t, a, REGOLA("dirigente.totale", "S-D.19", "punteggio complessivo"), TERMS(A, B));
    Term printed = stampa(l.t, a, REGOLA("stampa", "S-D.19", "totale"), T, how.cifre, how.modo, "/totale");
    out->totale = printed.v;
    out->esatto = T.v;
    if (num_is(d->retribuzione_massima)) {
        Term max = INPUT(l.t, d->retribuzione_massima, "/dirigenti/%td/retribuzione_massima", i);
        Term full = costante(l.t, REGOLA("dirigente.centesimi", "S-D.19", "il punteggio è in centesimi"), num_int(100), S(""));
        Str base = l.t ? str_fmt(a, "/dirigenti/%td", i) : (Str){0};
        Term lost, pay = rule_pagamento(c, l.t, a, POPOLAZIONE_DIRIGENTI, T, printed, max, full, &d->tempi, base, &lost);
        if (d->tempi.presente) out->trattenuta = print(&l, "non pagato", "F-16", lost, c->sistema->denaro, "/trattenuta");
        Stampa money = c->sistema->denaro;
        pay = stampa(l.t, a, REGOLA("stampa", "C-4.10", "retribuzione di risultato"), pay, money.cifre, money.modo, "/retribuzione");
        out->retribuzione = pay.v;
        out->passo_retribuzione = pay.passo;
    }
    if (n_moved && !rule_composizione(c, i, a)) out->avvisi |= 1u << AVVISO_ORGANIZZATIVI_SOTTO_SOGLIA;
    if (n_moved == d->n_obiettivi) out->avvisi |= 1u << AVVISO_TUTTI_NON_REALIZZABILI;
}

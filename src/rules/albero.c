/* albero.c - floor 3: results of nodes, rolled up from indicators to the body. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/regole.h"

static Term limite(Traccia *t, const char *words, const Cost *c)
{
    return costante(t, REGOLA("albero.limite", "AMB-47", words), c->v, c->dove);
}

/* 100 up to the target, then falling as the rulebook says. */
static Term al_piu(const Caso *c, Traccia *t, Arena *a, Term valore, Term target, Term cento)
{
    Term holds = confronto(t, REGOLA("indicatore.rispettato", "AMB-47", "il valore non supera il target"), valore, "<=", target);
    Term zero = costante(t, REGOLA("indicatore.zero", "AMB-47", "altrimenti"), num_int(0), S(""));
    Term beyond = zero;
    bool over = num_cmp(valore.v, target.v) > 0;
    Decrescente how = (Decrescente)lettura(&c->opzioni, LETTURA_DECREASING);
    if (over && how == DECR_INVERSE) {
        Term r = rapporto(t, a, REGOLA("indicatore.inverso", "AMB-47", "target diviso valore"), target, valore);
        beyond = prodotto(t, a, REGOLA("indicatore.percentuale", "AMB-47", "in percentuale"), TERMS(cento, r));
    } else if (over && how == DECR_LINEAR && num_sign(target.v) > 0) {
        Term two = costante(t, REGOLA("indicatore.lineare", "AMB-47", "due"), num_int(2), S(""));
        Term r = rapporto(t, a, REGOLA("indicatore.rapporto", "AMB-47", "valore diviso target"), valore, target);
        Term left = differenza(t, a, REGOLA("indicatore.lineare", "AMB-47", "due meno il rapporto"), two, r);
        beyond = prodotto(t, a, REGOLA("indicatore.percentuale", "AMB-47", "in percentuale"), TERMS(cento, left));
    }
    Term x = scelta(t, REGOLA("indicatore.al_piu", "AMB-47", "intero se rispettato, altrimenti in proporzione"), holds, cento, beyond);
    return secondo(c, t, LETTURA_DECREASING, "AMB-47", x);
}

static Term almeno(Traccia *t, Arena *a, const CasoIndicatore *k, Term valore, Term target, Term cento)
{
    if (num_sign(target.v) == 0) {
        Term holds = confronto(t, REGOLA("indicatore.rispettato", "AMB-47", "il target zero è rispettato"), valore,
                               k->operatore == UGUALE ? "=" : ">=", target);
        Term zero = costante(t, REGOLA("indicatore.zero", "AMB-47", "altrimenti"), num_int(0), S(""));
        return scelta(t, REGOLA("indicatore.target_zero", "AMB-47", "tutto o niente"), holds, cento, zero);
    }
    Term r = rapporto(t, a, REGOLA("indicatore.rapporto", "AMB-47", "valore diviso target"), valore, target);
    return prodotto(t, a, REGOLA("indicatore.percentuale", "AMB-47", "in percentuale"), TERMS(cento, r));
}

Term rule_indicatore(const Caso *c, Traccia *t, Arena *a, const CasoIndicatore *k, Str base)
{
    const Sistema *s = c->sistema;
    Term valore = INPUT(t, k->valore, "%.*s/valore", STR_ARG(base)), target = INPUT(t, k->target, "%.*s/target", STR_ARG(base));
    Term cento = limite(t, "massimo di un indicatore", &s->albero_massimo), min = limite(t, "minimo di un indicatore", &s->albero_minimo);
    Term p = k->operatore == AL_PIU ? al_piu(c, t, a, valore, target, cento) : almeno(t, a, k, valore, target, cento);
    p = massimo(t, REGOLA("indicatore.minimo", "AMB-47", "mai sotto il minimo"), p, min);
    p = minimo(t, REGOLA("indicatore.massimo", "AMB-47", "mai sopra il massimo"), p, cento);
    if (t) {
        Term given[2] = {INPUT(t, num_int(0), "%.*s/operatore", STR_ARG(base))};
        if (k->stato_scritto) given[1] = INPUT(t, num_int(0), "%.*s/stato", STR_ARG(base));
        p = posto_che(t, REGOLA("indicatore.dati", "AMB-47", "secondo operatore e stato"), p, given, k->stato_scritto ? 2 : 1);
    }
    if (c->opzioni.round_indicatore)
        p = arrotonda(t, a, REGOLA("indicatore.arrotonda", "AMB-45", "arrotondato come vuole il sistema"), p,
                      c->opzioni.tondo_indicatore.cifre, c->opzioni.tondo_indicatore.modo);
    return secondo(c, t, LETTURA_ROUND_INDICATORE, "AMB-45", p);
}

typedef struct Voci { Term *valori, *pesi; ptrdiff_t n; } Voci;

static Voci voci_new(Arena *a, ptrdiff_t n) { return (Voci){NEW_N(a, Term, n), NEW_N(a, Term, n), 0}; }

/* Weighted mean; absent when there is nothing or all of it weighs zero. */
static Term media_di(const Caso *c, Traccia *t, Arena *a, const Voci *v)
{
    bool weighted = lettura(&c->opzioni, LETTURA_TREE_MEAN) == MEDIA_WEIGHTED && v->n && num_is(v->pesi[0].v);
    Num weight = num_int(0);
    for (ptrdiff_t i = 0; weighted && i < v->n; i++) weight = num_add(a, weight, v->pesi[i].v);
    if (!v->n || (weighted && num_sign(weight) == 0)) return (Term){.passo = -1};
    if (!weighted) {
        Term s = somma(t, a, REGOLA("media.somma", "AMB-45", "somma dei risultati"), v->valori, v->n);
        Term n = conta(t, REGOLA("media.conta", "AMB-45", "quanti sono"), v->valori, v->n);
        return rapporto(t, a, REGOLA("media.semplice", "AMB-45", "media semplice"), s, n);
    }
    Term *products = NEW_N(a, Term, v->n);
    for (ptrdiff_t i = 0; i < v->n; i++)
        products[i] = prodotto(t, a, REGOLA("media.prodotto", "AMB-45", "risultato per peso"), TERMS(v->valori[i], v->pesi[i]));
    Term s = somma(t, a, REGOLA("media.somma", "AMB-45", "somma dei risultati pesati"), products, v->n);
    Term w = somma(t, a, REGOLA("media.pesi", "AMB-45", "somma dei pesi di ciò che è rilevato"), v->pesi, v->n);
    return rapporto(t, a, REGOLA("media.pesata", "AMB-45", "media pesata"), s, w);
}

static Term media(const Caso *c, Traccia *t, Arena *a, const Voci *v)
{
    Term x = media_di(c, t, a, v);
    if (!num_is(x.v)) return x;
    return secondo(c, t, LETTURA_UNREPORTED, "AMB-45", secondo(c, t, LETTURA_TREE_MEAN, "AMB-45", x));
}

/* Where what was not reported counts as zero, a mean rests on the state of what is not computable too. */
static Term senza_non_computabili(const Caso *c, Traccia *t, Arena *a, const CasoIndicatore *k, ptrdiff_t n, Str base, Term mean)
{
    Term *states = NEW_N(a, Term, n);
    ptrdiff_t n_states = 0;
    if (lettura(&c->opzioni, LETTURA_UNREPORTED) != NON_RILEVATI_ZERO) return mean;
    for (ptrdiff_t i = 0; i < n; i++)
        if (k[i].stato == NON_COMPUTABILE) states[n_states++] = INPUT(t, num_int(0), "%.*s/indicatori/%td/stato", STR_ARG(base), i);
    return posto_che(t, REGOLA("media.non_computabili", "AMB-45", "senza ciò che non è computabile"), mean, states, n_states);
}

Term rule_media_indicatori(const Caso *c, Traccia *t, Arena *a, const CasoIndicatore *k, ptrdiff_t n, Str base, Num *percentuali)
{
    Voci v = voci_new(a, n);
    for (ptrdiff_t i = 0; i < n; i++) {
        Str at = t ? str_fmt(a, "%.*s/indicatori/%td", STR_ARG(base), i) : (Str){0};
        bool zero = k[i].stato == NON_RILEVATO && lettura(&c->opzioni, LETTURA_UNREPORTED) == NON_RILEVATI_ZERO;
        if (k[i].stato != RILEVATO && !zero) continue;
        Term p = k[i].stato == RILEVATO ? rule_indicatore(c, t, a, &k[i], at)
                                        : posto_che(t, REGOLA("indicatore.non_rilevato", "AMB-45", "non rilevato vale zero"),
                                                    costante(t, REGOLA("indicatore.zero", "AMB-45", "zero"), num_int(0), S("")),
                                                    TERMS(INPUT(t, num_int(0), "%.*s/stato", STR_ARG(at))));
        if (percentuali && k[i].stato == RILEVATO) {
            Stampa f = c->sistema->percentuali;
            Str pointer = t ? str_fmt(a, "/indicatori/%td/percentuale", i) : S("");
            percentuali[i] = stampa(t, a, REGOLA("indicatore.stampa", "X-07", "percentuale dell'indicatore"), p, f.cifre, f.modo,
                                    t ? str_c(a, pointer) : "").v;
        }
        v.valori[v.n] = p;
        v.pesi[v.n] = num_is(k[i].peso) ? INPUT(t, k[i].peso, "%.*s/peso", STR_ARG(at)) : (Term){.passo = -1};
        v.n++;
    }
    Term m = media(c, t, a, &v);
    return t && num_is(m.v) ? senza_non_computabili(c, t, a, k, n, base, m) : m;
}

typedef struct Famiglia { ptrdiff_t first, next; } Famiglia; /* children of a node, in the order of the case */

/* Mean of the weights of all children, for a node's own indicators taken together. */
static Term peso_proprio(const Caso *c, Traccia *t, Arena *a, const Famiglia *f, ptrdiff_t i)
{
    ptrdiff_t n = 0;
    for (ptrdiff_t j = f[i].first; j >= 0; j = f[j].next) n++;
    Term *pesi = NEW_N(a, Term, n);
    ptrdiff_t k = 0;
    for (ptrdiff_t j = f[i].first; j >= 0; j = f[j].next) {
        if (!num_is(c->albero[j].peso)) return (Term){.passo = -1};
        pesi[k++] = INPUT(t, c->albero[j].peso, "/albero/%td/peso", j);
    }
    Term s = somma(t, a, REGOLA("albero.pesi_figli", "AMB-45", "somma dei pesi dei figli"), pesi, n);
    Term count = conta(t, REGOLA("albero.numero_figli", "AMB-45", "quanti figli"), pesi, n);
    return rapporto(t, a, REGOLA("albero.peso_proprio", "AMB-45", "gli indicatori propri pesano come un figlio medio"), s, count);
}

/* What stands below node i is decided by the parents named from i on: one chain of steps, each resting on the next. */
static Term discendenza(Traccia *t, Arena *a, const EsitoNodo *out, ptrdiff_t i, ptrdiff_t n)
{
    LIST(Term) terms = {0};
    for (ptrdiff_t j = i; j < n; j++) {
        if (j > i && out[j].traccia->passi.n) {
            *PUSH(a, &terms) = INPUT(t, num_int(0), "#/albero/%td/traccia/0", j);
            break;
        }
        *PUSH(a, &terms) = INPUT(t, num_int(0), "/albero/%td/padre", j);
    }
    return conta(t, REGOLA("albero.discendenza", "AMB-45", "i nodi da qui in poi, con il padre di ciascuno"), terms.items, terms.n);
}

typedef struct Termini { Term *items; ptrdiff_t n, cap; } Termini;

static void pesi_propri(const Caso *c, Traccia *t, Arena *a, ptrdiff_t i, Termini *out)
{
    const CasoNodo *k = &c->albero[i];
    bool zero = lettura(&c->opzioni, LETTURA_UNREPORTED) == NON_RILEVATI_ZERO;
    for (ptrdiff_t x = 0; x < k->n_indicatori; x++) {
        if (k->indicatori[x].stato != NON_COMPUTABILE) {
            if (num_is(k->indicatori[x].peso)) *PUSH(a, out) = INPUT(t, k->indicatori[x].peso, "/albero/%td/indicatori/%td/peso", i, x);
        } else if (zero) { /* not reported, it would count as zero */
            *PUSH(a, out) = INPUT(t, num_int(0), "/albero/%td/indicatori/%td/stato", i, x);
        }
    }
}

typedef struct Nodi { ptrdiff_t *items; ptrdiff_t n, cap; } Nodi;

/* The weights that may make these nodes, without a result, one with a result. */
static void pesi_sotto(const Caso *c, Traccia *t, Arena *a, const Famiglia *f, const EsitoNodo *esiti, Nodi *todo, Termini *out)
{
    while (todo->n) {
        ptrdiff_t k = todo->items[--todo->n];
        pesi_propri(c, t, a, k, out);
        for (ptrdiff_t j = f[k].first; j >= 0; j = f[j].next) {
            if (!num_is(esiti[j].esatto)) *PUSH(a, todo) = j;
            else if (num_is(c->albero[j].peso)) *PUSH(a, out) = INPUT(t, c->albero[j].peso, "/albero/%td/peso", j);
        }
    }
}

/* A part of node i that was reported but weighs zero counts as not reported: the weights that make it so, of its own
 * indicators and of whatever stands below it. */
static void pesi_nulli(const Caso *c, Traccia *t, Arena *a, const Famiglia *f, const EsitoNodo *esiti, ptrdiff_t i, bool own, Termini *out)
{
    if (!own) pesi_propri(c, t, a, i, out);
    Nodi todo = {0};
    for (ptrdiff_t j = f[i].first; j >= 0; j = f[j].next)
        if (!num_is(esiti[j].esatto)) *PUSH(a, &todo) = j;
    pesi_sotto(c, t, a, f, esiti, &todo, out);
}

static void count(const Caso *c, const Famiglia *f, ptrdiff_t i, EsitoNodo *out)
{
    const CasoNodo *k = &c->albero[i];
    for (ptrdiff_t x = 0; x < k->n_indicatori; x++) {
        out[i].rilevati += k->indicatori[x].stato == RILEVATO;
        out[i].previsti += k->indicatori[x].stato != NON_COMPUTABILE;
    }
    for (ptrdiff_t j = f[i].first; j >= 0; j = f[j].next) {
        out[i].rilevati += out[j].rilevati;
        out[i].previsti += out[j].previsti;
    }
}

static Term nodo(const Caso *c, Traccia *t, Arena *a, const Famiglia *f, const EsitoNodo *out, ptrdiff_t i)
{
    const CasoNodo *k = &c->albero[i];
    ptrdiff_t children = 0;
    for (ptrdiff_t j = f[i].first; j >= 0; j = f[j].next) children++;
    Term own = rule_media_indicatori(c, t, a, k->indicatori, k->n_indicatori,
                                     t ? str_fmt(a, "/albero/%td", i) : (Str){0}, out[i].percentuali);
    Voci v = voci_new(a, children + 1);
    for (ptrdiff_t j = f[i].first; j >= 0; j = f[j].next) {
        if (!num_is(out[j].esatto)) continue;
        v.valori[v.n] = INPUT(t, out[j].esatto, "#/albero/%td/traccia/%" PRId64, j, out[j].passo_esatto);
        v.pesi[v.n] = num_is(c->albero[j].peso) ? INPUT(t, c->albero[j].peso, "/albero/%td/peso", j) : (Term){.passo = -1};
        v.n++;
    }
    if (!children) return own;
    Termini nulli = {0};
    if (t) pesi_nulli(c, t, a, f, out, i, num_is(own.v), &nulli);
    if (num_is(own.v)) {
        v.valori[v.n] = own;
        v.pesi[v.n] = lettura(&c->opzioni, LETTURA_TREE_MEAN) == MEDIA_WEIGHTED ? peso_proprio(c, t, a, f, i) : (Term){.passo = -1};
        v.n++;
    }
    Term r = media(c, t, a, &v);
    if (!num_is(r.v)) return r;
    return posto_che(t, REGOLA("albero.peso_zero", "AMB-45", "senza ciò che pesa zero"), r, nulli.items, nulli.n);
}

static bool something_reported(const Caso *c, const Famiglia *f, const EsitoNodo *out, ptrdiff_t i)
{
    const CasoNodo *k = &c->albero[i];
    for (ptrdiff_t x = 0; x < k->n_indicatori; x++)
        if (k->indicatori[x].stato == RILEVATO ||
            (k->indicatori[x].stato == NON_RILEVATO && lettura(&c->opzioni, LETTURA_UNREPORTED) == NON_RILEVATI_ZERO))
            return true;
    for (ptrdiff_t j = f[i].first; j >= 0; j = f[j].next)
        if (num_is(out[j].esatto)) return true;
    return false;
}

static bool prints(const Traccia *t)
{
    for (ptrdiff_t i = 0; i < t->passi.n; i++)
        if (t->passi.items[i].campo.n) return true;
    return false;
}

static Famiglia *famiglie(const Caso *c, Arena *a)
{
    ptrdiff_t n = c->n_albero;
    Famiglia *f = NEW_N(a, Famiglia, n);
    for (ptrdiff_t i = 0; i < n; i++) f[i] = (Famiglia){-1, -1};
    for (ptrdiff_t i = n - 1; i >= 0; i--) { /* children come after their parents */
        ptrdiff_t p = c->albero[i].padre;
        if (p < 0) continue;
        f[i].next = f[p].first;
        f[p].first = i;
    }
    return f;
}

/* The mean of these nodes, as of brothers: weights divided by the sum of those of what was reported; simple where one of
 * them has none. Not known: the term is absent. */
static Term insieme(const Caso *c, Traccia *t, Arena *a, const Famiglia *f, const EsitoNodo *albero, const Nodi *nodi, EsitoNodo *out)
{
    Voci v = voci_new(a, nodi->n);
    Nodi todo = {0};
    bool weighed = true;
    for (ptrdiff_t i = 0; i < nodi->n; i++) weighed = weighed && num_is(c->albero[nodi->items[i]].peso);
    for (ptrdiff_t i = 0; i < nodi->n; i++) {
        ptrdiff_t j = nodi->items[i];
        out->rilevati += albero[j].rilevati;
        out->previsti += albero[j].previsti;
        if (!num_is(albero[j].esatto)) {
            *PUSH(a, &todo) = j;
            continue;
        }
        v.valori[v.n] = INPUT(t, albero[j].esatto, "#/albero/%td/traccia/%" PRId64, j, albero[j].passo_esatto);
        v.pesi[v.n] = weighed ? INPUT(t, c->albero[j].peso, "/albero/%td/peso", j) : (Term){.passo = -1};
        v.n++;
    }
    Term r = media(c, t, a, &v);
    Termini nulli = {0};
    if (t && num_is(r.v)) pesi_sotto(c, t, a, f, albero, &todo, &nulli);
    return num_is(r.v) ? posto_che(t, REGOLA("albero.peso_zero", "AMB-45", "senza ciò che pesa zero"), r, nulli.items, nulli.n) : r;
}

static Traccia *nuova_traccia(bool tracce, Arena *a)
{
    if (!tracce) return NULL;
    Traccia *t = NEW(a, Traccia);
    t->a = a;
    return t;
}

static void senza_risultato(Traccia *t)
{
    if (t) t->passi.n = 0;
}

void rule_ente(const Caso *c, const EsitoNodo *albero, bool tracce, Arena *a, EsitoNodo *out)
{
    Nodi roots = {0};
    for (ptrdiff_t i = 0; i < c->n_albero; i++)
        if (c->albero[i].padre < 0) *PUSH(a, &roots) = i;
    Traccia *t = nuova_traccia(tracce, a);
    *out = (EsitoNodo){.traccia = t};
    Term which = t ? discendenza(t, a, albero, 0, c->n_albero) : (Term){.passo = -1};
    Term r = insieme(c, t, a, famiglie(c, a), albero, &roots, out);
    if (!num_is(r.v)) {
        senza_risultato(t);
        return;
    }
    r = posto_che(t, REGOLA("ente.radici", "AMB-45", "dei nodi senza padre"), r, &which, 1);
    if (c->opzioni.round_ente)
        r = arrotonda(t, a, REGOLA("ente.arrotonda", "AMB-45", "arrotondato come vuole il sistema"), r,
                      c->opzioni.tondo_ente.cifre, c->opzioni.tondo_ente.modo);
    r = secondo(c, t, LETTURA_ROUND_ENTE, "AMB-45", r);
    out->esatto = r.v;
    out->passo_esatto = r.passo;
    Stampa p = c->sistema->nodi;
    out->risultato = stampa(t, a, REGOLA("ente.stampa", "X-07", "risultato dell'ente"), r, p.cifre, p.modo, "/risultato").v;
}

void rule_unita(const Caso *c, ptrdiff_t i, const EsitoNodo *albero, bool tracce, Arena *a, EsitoNodo *out)
{
    const CasoUnita *u = &c->unita[i];
    Traccia *t = nuova_traccia(tracce, a);
    *out = (EsitoNodo){.traccia = t};
    Term r = insieme(c, t, a, famiglie(c, a), albero, &(Nodi){u->nodi, u->n, u->n}, out);
    if (!num_is(r.v)) {
        senza_risultato(t);
        return;
    }
    Term *given = NEW_N(a, Term, u->n);
    for (ptrdiff_t k = 0; k < u->n; k++) given[k] = INPUT(t, num_int(0), "/unita/%td/nodi/%td", i, k);
    r = posto_che(t, REGOLA("unita.obiettivi", "AMB-45", "degli obiettivi di cui l'unità risponde"), r, given, u->n);
    out->esatto = r.v;
    out->passo_esatto = r.passo;
    Stampa p = c->sistema->nodi;
    out->risultato = stampa(t, a, REGOLA("unita.stampa", "X-07", "risultato dell'unità"), r, p.cifre, p.modo, "/risultato").v;
}

void rule_albero(const Caso *c, bool tracce, Arena *a, EsitoNodo *out)
{
    ptrdiff_t n = c->n_albero;
    Famiglia *f = famiglie(c, a);
    for (ptrdiff_t i = n - 1; i >= 0; i--) {
        Traccia *t = NULL;
        out[i] = (EsitoNodo){.percentuali = NEW_N(a, Num, c->albero[i].n_indicatori)};
        if (tracce) {
            out[i].traccia = t = NEW(a, Traccia);
            t->a = a;
        }
        count(c, f, i, out);
        if (!something_reported(c, f, out, i)) continue;
        Term below = t ? discendenza(t, a, out, i, n) : (Term){.passo = -1};
        Term r = nodo(c, t, a, f, out, i);
        if (!num_is(r.v)) { /* all of it weighs zero: steps that lead to no printed number are no proof */
            if (t && !prints(t)) t->passi.n = 0;
            continue;
        }
        r = posto_che(t, REGOLA("albero.struttura", "C-1.17", "con i figli che il caso gli dà"), r, &below, 1);
        if (c->opzioni.round_nodo)
            r = arrotonda(t, a, REGOLA("albero.arrotonda", "AMB-45", "arrotondato come vuole il sistema"), r,
                          c->opzioni.tondo_nodo.cifre, c->opzioni.tondo_nodo.modo);
        r = secondo(c, t, LETTURA_ROUND_NODO, "AMB-45", r);
        out[i].esatto = r.v;
        out[i].passo_esatto = r.passo;
        Stampa p = c->sistema->nodi;
        out[i].risultato = stampa(t, a, REGOLA("albero.stampa", "X-07", "risultato del nodo"), r, p.cifre, p.modo, "/risultato").v;
    }
}

/* posizione.c - floor 3: index and pay of a posizione organizzativa. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/formule_criteri.h"
#include "rules/regole.h"

/* q_j: given or from indicators, never below zero, held at the cap (AMB-16). */
static Term grado(const Caso *c, Traccia *t, Arena *a, ptrdiff_t i, ptrdiff_t j)
{
    const CasoAzione *o = &c->posizioni[i].obiettivi[j];
    Str base = t ? str_fmt(a, "/posizioni/%td/obiettivi/%td", i, j) : (Str){0};
    Term q = num_is(o->percentuale) ? INPUT(t, o->percentuale, "%.*s/percentuale", STR_ARG(base))
                                    : rule_media_indicatori(c, t, a, o->indicatori, o->n_indicatori, base, NULL);
    ASSERT(num_is(q.v)); /* the reader refuses an objective without any result */
    Term zero = costante(t, REGOLA("posizione.minimo", "AMB-16", "mai sotto zero"), num_int(0), S(""));
    q = massimo(t, REGOLA("posizione.minimo", "AMB-16", "mai sotto zero"), q, zero);
    if (!c->opzioni.cap_none) {
        Term cap = costante(t, REGOLA("posizione.tetto", "AMB-16", "tetto di un obiettivo"), c->opzioni.cap.v, c->opzioni.cap.dove);
        q = minimo(t, REGOLA("posizione.tetto", "AMB-16", "mai oltre il tetto"), q, cap);
    } else if (c->opzioni.cap_da.n) {
        Term chosen = {num_int(0), -1, c->opzioni.cap_da};
        q = posto_che(t, REGOLA("posizione.senza_tetto", "AMB-16", "la scelta del caso toglie il tetto"), q, &chosen, 1);
    }
    return q;
}

/* Q: weighted mean, or in its absence simple mean, of what is computable. S-P.19, S-P.23 */
static Term raggiungimento(const Caso *c, Traccia *t, Arena *a, ptrdiff_t i, Num *gradi)
{
    const CasoPosizione *p = &c->posizioni[i];
    Term *parts = NEW_N(a, Term, p->n_obiettivi), *pesi = NEW_N(a, Term, p->n_obiettivi), *states = NEW_N(a, Term, p->n_obiettivi);
    ptrdiff_t n = 0, n_states = 0;
    bool any = false;
    bool weighted = num_is(p->obiettivi[0].peso);
    for (ptrdiff_t j = 0; j < p->n_obiettivi; j++) {
        const CasoAzione *o = &p->obiettivi[j];
        if (o->stato_scritto) states[n_states++] = INPUT(t, num_int(0), "/posizioni/%td/obiettivi/%td/stato", i, j);
        if (o->non_computabile) continue;
        any = true;
        parts[n] = grado(c, t, a, i, j);
        gradi[j] = parts[n].v;
        if (weighted) {
            pesi[n] = INPUT(t, o->peso, "/posizioni/%td/obiettivi/%td/peso", i, j);
            parts[n] = prodotto(t, a, REGOLA("posizione.pesato", "S-P.19", "peso per percentuale"), TERMS(pesi[n], parts[n]));
        }
        n++;
    }
    if (!any) { /* the reader lets it pass only where po.all_nc says what then */
        Term zero = costante(t, REGOLA("posizione.nessuno", "AMB-18b", "nessun obiettivo computabile"), num_int(0), S(""));
        zero = massimo(t, REGOLA("posizione.nessuno", "AMB-18b", "nessun obiettivo computabile"), zero, zero);
        return posto_che(t, REGOLA("posizione.stati", "AMB-18b", "secondo lo stato degli obiettivi"), zero, states, n_states);
    }
    Term s = somma(t, a, REGOLA("posizione.somma", "S-P.19", "somma delle percentuali"), parts, n);
    Term of = weighted ? somma(t, a, REGOLA("posizione.pesi", "S-P.23", "pesi degli obiettivi computabili"), pesi, n)
                       : conta(t, REGOLA("posizione.conta", "S-P.23", "quanti obiettivi computabili"), parts, n);
    Term q = rapporto(t, a, REGOLA("posizione.media", "S-P.19", "media delle percentuali"), s, of);
    return posto_che(t, REGOLA("posizione.stati", "S-P.23", "secondo lo stato degli obiettivi"), q, states, n_states);
}

static bool computabile(const CasoPosizione *p)
{
    bool any = false;
    for (ptrdiff_t j = 0; j < p->n_obiettivi && !any; j++) any = !p->obiettivi[j].non_computabile;
    return any;
}

void rule_posizione(const Caso *c, ptrdiff_t i, bool tracce, Arena *a, EsitoPosizione *out)
{
    const CasoPosizione *p = &c->posizioni[i];
    const Sistema *s = c->sistema;
    *out = (EsitoPosizione){0};
    if (tracce) {
        out->traccia = NEW(a, Traccia);
        out->traccia->a = a;
    }
    Traccia *t = out->traccia;
    Stampa how = s->punteggi;
    out->gradi = NEW_N(a, Num, p->n_obiettivi);
    Term Q = raggiungimento(c, t, a, i, out->gradi);
    out->esatto = Q.v;
    out->calcolabile = computabile(p);
    out->raggiungimento = stampa(t, a, REGOLA("stampa", "S-P.19", "raggiungimento degli obiettivi"), Q, how.cifre, how.modo, "/raggiungimento").v;
    Term P = INPUT(t, p->prestazione, "/posizioni/%td/prestazione", i);
    out->prestazione = stampa(t, a, REGOLA("stampa", "S-P.06", "prestazione"), P, how.cifre, how.modo, "/prestazione").v;
    Term goals = costante(t, REGOLA("posizione.quota_obiettivi", "S-P.05", "quota degli obiettivi"), s->quota_obiettivi.v, s->quota_obiettivi.dove);
    Term work = costante(t, REGOLA("posizione.quota_prestazione", "S-P.06", "quota della prestazione"), s->quota_prestazione.v, s->quota_prestazione.dove);
    Term scale = costante(t, REGOLA("posizione.scala", "S-P.18", "scala in percentuale"), s->scala.v, s->scala.dove);
    Term x = prodotto(t, a, REGOLA("posizione.parte_obiettivi", "S-P.05", "parte degli obiettivi"), TERMS(goals, Q));
    Term y = prodotto(t, a, REGOLA("posizione.parte_prestazione", "S-P.06", "parte della prestazione"), TERMS(work, P));
    Term sum = somma(t, a, REGOLA("posizione.somma_parti", "S-P.05", "somma delle due parti"), TERMS(x, y));
    Term index = rapporto(t, a, REGOLA("posizione.indice", "S-P.05", "indice"), sum, scale);
    if (s->formule->propria[FORMULA_POSIZIONE_INDICE])
        index = formula_criteri(s->formule, FORMULA_POSIZIONE_INDICE, c->anno, t, a, (const Term[]){Q, P, goals, work, scale});
    bool only_work = !computabile(p) && lettura(&c->opzioni, LETTURA_PO_ALL_NC) == TUTTI_NC_PRESTAZIONE;
    if (only_work) index = posto_che(t, REGOLA("posizione.solo_prestazione", "AMB-18b", "conta solo la prestazione"), P, &Q, 1);
    if (!computabile(p)) index = secondo(c, t, LETTURA_PO_ALL_NC, "AMB-18b", index);
    Term printed = stampa(t, a, REGOLA("stampa", "S-P.05", "indice"), index, how.cifre, how.modo, "/indice");
    out->indice = printed.v;
    Term max = INPUT(t, p->retribuzione_massima, "/posizioni/%td/retribuzione_massima", i);
    Str base = t ? str_fmt(a, "/posizioni/%td", i) : (Str){0};
    Term lost, pay = rule_pagamento(c, t, a, POPOLAZIONE_POSIZIONI, index, printed, max, scale, &p->tempi, base, &lost);
    if (p->tempi.presente)
        out->trattenuta = stampa(t, a, REGOLA("stampa", "F-16", "non pagato"), lost, s->denaro.cifre, s->denaro.modo, "/trattenuta").v;
    out->retribuzione = stampa(t, a, REGOLA("stampa", "S-P.05", "retribuzione di risultato"), pay, s->denaro.cifre, s->denaro.modo, "/retribuzione").v;
}

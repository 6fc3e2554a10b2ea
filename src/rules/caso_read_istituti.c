/* caso_read_istituti.c - floor 3: quotas, allowances, individual premi, from the JSON of a case. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/caso_lettore.h"

static void leggi_quotato(Lettore *l, Voce item, CasoQuotato *p)
{
    Voce list = voce_richiesta(l, item.t, item.dove, "punteggi");
    if (!list.t || !elenco(l, &list)) return;
    p->n = list.t->n;
    p->punteggi = NEW_N(l->a, Num, p->n);
    for (ptrdiff_t k = 0; k < p->n; k++) {
        Voce one = elemento(l, list.t, list.dove, k);
        decimale(l, &one, NULL, NULL, 9, &p->punteggi[k], NULL);
    }
}

static void leggi_quota(Lettore *l, Voce item, CasoQuota *q)
{
    Voce soglia = voce_richiesta(l, item.t, item.dove, "soglia"), massimo = voce(l, item.t, item.dove, "massimo");
    Voce su = voce(l, item.t, item.dove, "uno_su"), tondo = voce_richiesta(l, item.t, item.dove, "arrotondamento");
    Voce resto = voce_richiesta(l, item.t, item.dove, "resto"), list = voce_richiesta(l, item.t, item.dove, "popolazione");
    int word = 0;
    if (soglia.t) decimale(l, &soglia, NULL, NULL, 9, &q->soglia, NULL);
    if ((massimo.t != NULL) == (su.t != NULL)) rifiuta(l, item.t->at, item.dove, "serve massimo, oppure uno_su: una delle due chiavi");
    if (massimo.t) decimale_tra(l, &massimo, 0, 1, &q->massimo);
    if (su.t) intero(l, &su, 1, 1000, &q->uno_su);
    if (tondo.t && parola(l, &tondo, "difetto eccesso matematico", &word)) q->arrotondamento = (QuotaTondo)word;
    if (resto.t && parola(l, &resto, "nessuno uno singolo", &word)) q->resto = (QuotaResto)word;
    if (!list.t || !elenco(l, &list)) return;
    q->n = list.t->n;
    q->popolazione = NEW_N(l->a, CasoQuotato, q->n);
    Indice ids = {0};
    bool all = true;
    for (ptrdiff_t k = 0; k < q->n; k++) {
        Voce who = elemento(l, list.t, list.dove, k);
        if (!oggetto(l, who.t, who.dove, "id punteggi")) continue;
        q->popolazione[k].id = identita(l, who.t, who.dove, &ids, k, &all);
        leggi_quotato(l, who, &q->popolazione[k]);
    }
}

void leggi_quote(Lettore *l, Voce v, Caso *c)
{
    if (!elenco(l, &v)) return;
    c->n_quote = v.t->n;
    c->quote = NEW_N(l->a, CasoQuota, c->n_quote);
    Indice ids = {0};
    bool all = true;
    for (ptrdiff_t i = 0; i < c->n_quote; i++) {
        Voce item = elemento(l, v.t, v.dove, i);
        if (!oggetto(l, item.t, item.dove, "id soglia massimo uno_su arrotondamento resto popolazione")) continue;
        c->quote[i].id = identita(l, item.t, item.dove, &ids, i, &all);
        leggi_quota(l, item, &c->quote[i]);
    }
}

static void leggi_periodo(Lettore *l, Tree *t, Str dove, int anno, Date *dal, Date *al)
{
    Voce from = voce_richiesta(l, t, dove, "dal"), to = voce_richiesta(l, t, dove, "al");
    bool know = from.t && giorno_dell_anno(l, &from, anno, dal);
    if (to.t && giorno_dell_anno(l, &to, anno, al) && know && date_cmp(*al, *dal) < 0)
        rifiuta(l, to.t->at, to.dove, "viene prima di dal: scambiare i due giorni o correggerne uno");
}

void leggi_indennita(Lettore *l, Voce v, Caso *c)
{
    if (!elenco(l, &v)) return;
    c->n_indennita = v.t->n;
    c->indennita = NEW_N(l->a, CasoIndennita, c->n_indennita);
    Indice ids = {0};
    bool all = true;
    for (ptrdiff_t i = 0; i < c->n_indennita; i++) {
        Voce item = elemento(l, v.t, v.dove, i);
        CasoIndennita *x = &c->indennita[i];
        if (!oggetto(l, item.t, item.dove, "id area importo_annuo dal al atto referente")) continue;
        x->id = identita(l, item.t, item.dove, &ids, i, &all);
        Voce area = voce_richiesta(l, item.t, item.dove, "area"), pay = voce_richiesta(l, item.t, item.dove, "importo_annuo");
        Voce act = voce(l, item.t, item.dove, "atto"), named = voce(l, item.t, item.dove, "referente");
        int word = 0;
        if (area.t && parola(l, &area, "funzionari altra", &word)) x->funzionario = word == 0;
        if (pay.t) denaro(l, &pay, &x->importo_annuo);
        if (act.t) testo(l, &act);
        leggi_periodo(l, item.t, item.dove, c->anno, &x->dal, &x->al);
        if (!named.t || !oggetto(l, named.t, named.dove, "dal al atto")) continue;
        leggi_periodo(l, named.t, named.dove, c->anno, &x->referente_dal, &x->referente_al);
        Voce of = voce(l, named.t, named.dove, "atto");
        if (of.t) testo(l, &of);
    }
}

void leggi_merito(Lettore *l, Voce v, Caso *c)
{
    static const char *const elements[MERITO_ELEMENTI] = {"alfa", "beta", "chi", "delta"};
    if (!oggetto(l, v.t, v.dove, "fondo persone")) return;
    if (lettura(&c->opzioni, LETTURA_PREMI_SHEET) == 0)
        rifiuta(l, v.t->at, v.dove, "la scheda dei premi non è attiva: sceglierla con staff.premi_sheet: four (S-N.69)");
    Voce fund = voce_richiesta(l, v.t, v.dove, "fondo"), list = voce_richiesta(l, v.t, v.dove, "persone");
    if (fund.t) denaro(l, &fund, &c->merito.fondo);
    if (!list.t || !elenco(l, &list)) return;
    c->merito.n = list.t->n;
    c->merito.persone = NEW_N(l->a, CasoMeritoPersona, c->merito.n);
    Indice ids = {0};
    bool all = true;
    Num zero = num_int(0);
    for (ptrdiff_t i = 0; i < c->merito.n; i++) {
        Voce item = elemento(l, list.t, list.dove, i);
        if (!oggetto(l, item.t, item.dove, "id alfa beta chi delta")) continue;
        c->merito.persone[i].id = identita(l, item.t, item.dove, &ids, i, &all);
        for (int k = 0; k < MERITO_ELEMENTI; k++) {
            Voce mark = voce_richiesta(l, item.t, item.dove, elements[k]);
            if (mark.t) decimale(l, &mark, &zero, &l->s->scheda_massimo.v, 9, &c->merito.persone[i].elementi[k], NULL);
        }
    }
}

bool sotto_la_norma(Lettore *l, Voce v, const Caso *c, NormaRegola which, Num x, bool most)
{
    const Norma *n = sistema_norma(l->s, which, c->anno);
    int cmp = n ? num_cmp(x, n->valore.v) : 0;
    if (!n || (most ? cmp <= 0 : cmp >= 0)) return false;
    rifiuta(l, v.t->at, v.dove, "nel %d non può essere %s di %.*s (%.*s)", c->anno, most ? "più" : "meno", STR_ARG(num_exact(l->a, n->valore.v)),
            STR_ARG(n->fonte));
    return true;
}

/* The premium of the highest evaluated dirigenti: their pay must be known. */
void leggi_primi(Lettore *l, Voce v, Caso *c)
{
    if (!oggetto(l, v.t, v.dove, "quota percentuale parita")) return;
    Voce quota = voce_richiesta(l, v.t, v.dove, "quota"), percent = voce_richiesta(l, v.t, v.dove, "percentuale");
    Voce parita = voce_richiesta(l, v.t, v.dove, "parita");
    int word = 0;
    c->primi.presente = true;
    if (quota.t) decimale_tra(l, &quota, 0, 1, &c->primi.quota);
    if (percent.t && decimale_tra(l, &percent, 0, 10, &c->primi.percentuale))
        sotto_la_norma(l, percent, c, NORMA_MAGGIORAZIONE_DIRIGENTI, c->primi.percentuale, false);
    if (parita.t && parola(l, &parita, "esclusi inclusi", &word)) c->primi.parita = (ParitaMaggiorazione)word;
    bool paid = c->ha_dirigenti;
    for (ptrdiff_t i = 0; i < c->n_dirigenti; i++) paid = paid && num_is(c->dirigenti[i].retribuzione_massima);
    if (!paid && !l->any) rifiuta(l, v.t->at, v.dove, "serve la retribuzione massima di tutti i dirigenti: la maggiorazione è parte della media (F-74)");
}

/* The share of the result in all resources: asked for by an empty object, where the law of the year has a minimum. */
void leggi_risorse(Lettore *l, Voce v, Caso *c)
{
    if (!oggetto(l, v.t, v.dove, "")) return;
    bool told = c->ha_posizioni;
    for (ptrdiff_t i = 0; i < c->n_posizioni; i++) told = told && num_is(c->posizioni[i].retribuzione_posizione);
    if (!sistema_norma(l->s, NORMA_EQ_RISULTATO, c->anno)) rifiuta(l, v.t->at, v.dove, "il sistema %.*s non ha una regola eq_risultato per il %d", STR_ARG(l->s->id), c->anno);
    else if (!told && !l->any) rifiuta(l, v.t->at, v.dove, "serve la retribuzione_posizione di tutte le posizioni (F-71)");
}

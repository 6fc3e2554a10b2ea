/* esito_json.c - floor 3: results and proofs as the output of `ciclo score`. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/esito_scrivi.h"

static const struct { const char *code, *words; } avvisi[] = {
#define X(name, code, words) [AVVISO_##name] = {code, words},
    AVVISI(X)
#undef X
};
const char *avviso_codice(Avviso a) { return avvisi[a].code; }
const char *avviso_parole(Avviso a) { return avvisi[a].words; }

static const char *const operazioni[] = {
#define X(name, word) [OP_##name] = word,
    OPERAZIONI(X)
#undef X
};

static void key(Scrittore *w, const char *k) { json_key(w->j, str_of(k)); }
static void text(Scrittore *w, const char *k, Str v) { key(w, k), json_text(w->j, v); }
static void integer(Scrittore *w, const char *k, int64_t v) { key(w, k), json_int(w->j, v); }
static void number(Scrittore *w, const char *k, Num v, int cifre) { text(w, k, num_fixed(w->a, v, cifre)); }
/* Points of half-sheets: whole, unless the rulebook counts parts of them. */
static void points(Scrittore *w, const char *k, int64_t v, int parti)
{
    if (parti == 1) integer(w, k, v);
    else text(w, k, num_exact(w->a, num_ratio(w->a, v, parti)));
}
static void cents(Scrittore *w, const char *k, int64_t v) { number(w, k, num_ratio(w->a, v, 100), 2); }

static void write_avvisi(Scrittore *w, Avvisi set)
{
    key(w, "avvisi");
    json_open_list(w->j);
    for (int i = 0; i < AVVISO_COUNT; i++) {
        if (!(set & 1u << i)) continue;
        json_open_map(w->j);
        text(w, "codice", str_of(avvisi[i].code));
        text(w, "messaggio", str_of(avvisi[i].words));
        json_close_map(w->j);
    }
    json_close_list(w->j);
}

static void write_passo(Scrittore *w, const Passo *p)
{
    json_open_map(w->j);
    text(w, "regola", str_of(p->regola->regola));
    text(w, "fonte", str_of(p->regola->fonte));
    text(w, "descrizione", str_of(p->regola->descrizione));
    /* A printed number stands in its step as it is printed. */
    text(w, "valore", p->parola.n ? p->parola : p->op == OP_ARROTONDA ? num_fixed(w->a, p->v, p->cifre)
                      : p->op == OP_RIPARTO ? num_fixed(w->a, p->v, 2) : num_exact(w->a, p->v));
    text(w, "operazione", str_of(operazioni[p->op]));
    key(w, "da");
    json_open_list(w->j);
    for (ptrdiff_t i = 0; i < p->n; i++)
        if (p->da[i].passo >= 0) json_int(w->j, p->da[i].passo);
        else json_text(w->j, p->da[i].dove);
    json_close_list(w->j);
    if (p->op == OP_CONFRONTO) text(w, "segno", str_of(p->segno));
    if (p->op == OP_ARROTONDA) {
        integer(w, "cifre", p->cifre);
        if (p->modo != HALF_UP) text(w, "modo", rounding_word(p->modo));
    }
    if (p->campo.n) text(w, "campo", p->campo);
    json_close_map(w->j);
}

void esito_traccia(Scrittore *w, const Traccia *t)
{
    if (!w->tracce) return;
    key(w, "traccia");
    json_open_list(w->j);
    for (ptrdiff_t i = 0; t && i < t->passi.n; i++) write_passo(w, &t->passi.items[i]);
    json_close_list(w->j);
}

static void write_albero(Scrittore *w, const EsitoCaso *e)
{
    const Sistema *s = w->c->sistema;
    key(w, "albero");
    json_open_list(w->j);
    for (ptrdiff_t i = 0; i < w->c->n_albero; i++) {
        const CasoNodo *k = &w->c->albero[i];
        const EsitoNodo *r = &e->albero[i];
        json_open_map(w->j);
        text(w, "id", k->id);
        if (num_is(r->risultato)) number(w, "risultato", r->risultato, s->nodi.cifre);
        else key(w, "risultato"), json_null(w->j);
        integer(w, "rilevati", r->rilevati);
        integer(w, "previsti", r->previsti);
        key(w, "indicatori");
        json_open_list(w->j);
        for (ptrdiff_t x = 0; x < k->n_indicatori; x++) {
            json_open_map(w->j);
            text(w, "id", k->indicatori[x].id);
            if (num_is(r->percentuali[x])) number(w, "percentuale", r->percentuali[x], s->percentuali.cifre);
            else key(w, "percentuale"), json_null(w->j);
            json_close_map(w->j);
        }
        json_close_list(w->j);
        esito_traccia(w, r->traccia);
        json_close_map(w->j);
    }
    json_close_list(w->j);
}

static void write_sintesi(Scrittore *w, Str id, const EsitoNodo *r)
{
    json_open_map(w->j);
    text(w, "id", id);
    if (num_is(r->risultato)) number(w, "risultato", r->risultato, w->c->sistema->nodi.cifre);
    else key(w, "risultato"), json_null(w->j);
    integer(w, "rilevati", r->rilevati);
    integer(w, "previsti", r->previsti);
    esito_traccia(w, r->traccia);
    json_close_map(w->j);
}

static void write_unita(Scrittore *w, const EsitoCaso *e)
{
    key(w, "unita");
    json_open_list(w->j);
    for (ptrdiff_t i = 0; i < w->c->n_unita; i++) write_sintesi(w, w->c->unita[i].id, &e->unita[i]);
    json_close_list(w->j);
}

static void write_dirigenti(Scrittore *w, const EsitoCaso *e)
{
    int d = w->c->sistema->punteggi.cifre;
    key(w, "dirigenti");
    json_open_list(w->j);
    for (ptrdiff_t i = 0; i < w->c->n_dirigenti; i++) {
        const EsitoDirigente *r = &e->dirigenti[i];
        json_open_map(w->j);
        text(w, "id", w->c->dirigenti[i].id);
        number(w, "punti_organizzativi", r->punti_organizzativi, d);
        key(w, "composizione_conforme"), json_bool(w->j, r->conforme);
        number(w, "quota_trasferita", r->quota_trasferita, d);
        number(w, "punti_obiettivi", r->punti_obiettivi, d);
        number(w, "punti_prestazioni", r->punti_prestazioni, d);
        number(w, "totale", r->totale, d);
        if (num_is(r->retribuzione)) number(w, "retribuzione", r->retribuzione, 2);
        if (num_is(r->trattenuta)) number(w, "trattenuta", r->trattenuta, 2);
        write_avvisi(w, r->avvisi);
        esito_traccia(w, r->traccia);
        json_close_map(w->j);
    }
    json_close_list(w->j);
}

static void write_posizioni(Scrittore *w, const EsitoCaso *e)
{
    int d = w->c->sistema->punteggi.cifre;
    key(w, "posizioni");
    json_open_list(w->j);
    for (ptrdiff_t i = 0; i < w->c->n_posizioni; i++) {
        const EsitoPosizione *r = &e->posizioni[i];
        json_open_map(w->j);
        text(w, "id", w->c->posizioni[i].id);
        number(w, "raggiungimento", r->raggiungimento, d);
        number(w, "prestazione", r->prestazione, d);
        number(w, "indice", r->indice, d);
        number(w, "retribuzione", r->retribuzione, 2);
        if (num_is(r->trattenuta)) number(w, "trattenuta", r->trattenuta, 2);
        write_avvisi(w, r->calcolabile ? 0 : 1u << AVVISO_TUTTI_NON_COMPUTABILI);
        esito_traccia(w, r->traccia);
        json_close_map(w->j);
    }
    json_close_list(w->j);
}

static void write_semischeda(Scrittore *w, const CasoGruppo *g, const EsitoGruppo *r, int h)
{
    const EsitoSemischeda *s = &r->semischede[h];
    key(w, h ? "semischeda2" : "semischeda1");
    json_open_map(w->j);
    int parti = parti_di_punto(&w->c->opzioni);
    points(w, "somma", s->somma, parti);
    points(w, "plafond", s->plafond, parti);
    points(w, "scostamenti", s->scostamenti, parti);
    points(w, "positivi", s->positivi, parti);
    points(w, "positivi_dovuti", s->positivi_dovuti, parti);
    key(w, "fascia_A");
    json_open_list(w->j);
    for (ptrdiff_t i = 0; i < g->n; i++)
        if (r->in_a[h][i]) json_text(w->j, g->valutati[i]);
    json_close_list(w->j);
    json_close_map(w->j);
}

static void write_violazioni(Scrittore *w, const EsitoGruppo *r)
{
    key(w, "violazioni");
    json_open_list(w->j);
    for (int i = 0; r->esito != GRUPPO_DEROGA && i < r->n_violazioni; i++) {
        const Violazione *v = &r->violazioni[i];
        json_open_map(w->j);
        text(w, "vincolo", str_of(v->vincolo));
        if (v->semischeda) integer(w, "semischeda", v->semischeda);
        points(w, "differenza", v->differenza, v->parti);
        text(w, "messaggio", violazione_parole(w->a, v));
        json_close_map(w->j);
    }
    json_close_list(w->j);
}

static void write_gruppi(Scrittore *w, const EsitoCaso *e)
{
    static const char *const esiti[] = {"conforme", "non_conforme", "deroga"};
    key(w, "gruppi");
    json_open_list(w->j);
    for (ptrdiff_t i = 0; i < w->c->n_gruppi; i++) {
        const CasoGruppo *g = &w->c->gruppi[i];
        const EsitoGruppo *r = &e->gruppi[i];
        json_open_map(w->j);
        text(w, "id", g->id);
        integer(w, "n_valutati", g->n);
        text(w, "esito", str_of(esiti[r->esito]));
        for (int h = 0; h < 2; h++) write_semischeda(w, g, r, h);
        key(w, "in_fascia_A");
        json_open_list(w->j);
        for (ptrdiff_t k = 0; k < g->n; k++)
            if (r->in_a[0][k] || r->in_a[1][k]) json_text(w->j, g->valutati[k]);
        json_close_list(w->j);
        integer(w, "massimo_A", r->massimo_a);
        integer(w, "resto", r->resto);
        write_violazioni(w, r);
        write_avvisi(w, r->avvisi);
        esito_traccia(w, r->traccia);
        json_close_map(w->j);
    }
    json_close_list(w->j);
}

static void write_scelta(Scrittore *w, const char *what, Str unita, const char *of, Str belongs, int days)
{
    key(w, what);
    json_open_map(w->j);
    text(w, "unita", unita);
    if (belongs.n) text(w, of, belongs);
    else key(w, of), json_null(w->j);
    integer(w, "giorni", days);
    json_close_map(w->j);
}

static void write_servizio(Scrittore *w, const EsitoCaso *e)
{
    key(w, "servizio");
    json_open_list(w->j);
    for (ptrdiff_t i = 0; i < w->c->n_servizio; i++) {
        const EsitoServizio *r = &e->servizio[i];
        const CasoServizio *s = &w->c->servizio[i];
        const CasoAssegnazione *p = &s->assegnazioni[r->progetto], *v = &s->assegnazioni[r->valutatore];
        json_open_map(w->j);
        text(w, "id", s->id);
        write_scelta(w, "progetto", p->unita, "struttura", p->struttura, r->giorni_progetto);
        write_scelta(w, "valutatore", v->unita, "gruppo", v->gruppo, r->giorni_valutatore);
        esito_traccia(w, r->traccia);
        json_close_map(w->j);
    }
    json_close_list(w->j);
}

/* What was given out of each project's fund. */
static void write_fondi(Scrittore *w, const EsitoPremi *r)
{
    const CasoPremi *m = &w->c->premi;
    if (!m->n_fondi) return;
    key(w, "fondi");
    json_open_list(w->j);
    for (ptrdiff_t i = 0; i < m->n_fondi; i++) {
        json_open_map(w->j);
        text(w, "id", m->fondi[i].id);
        cents(w, "totale", r->fondi_cent[i]);
        json_close_map(w->j);
    }
    json_close_list(w->j);
}

/* How many may have the premium, who has it, how much it is. */
static void write_maggiorazione(Scrittore *w, const EsitoPremi *r)
{
    const CasoPremi *m = &w->c->premi;
    if (!m->maggiorazione.presente) return;
    key(w, "maggiorazione");
    json_open_map(w->j);
    integer(w, "previsti", r->massimo_maggiorati);
    number(w, "media", r->media, 2);
    cents(w, "importo", r->maggiorazione_cent);
    key(w, "beneficiari");
    json_open_list(w->j);
    for (ptrdiff_t i = 0; i < m->n_persone; i++)
        if (r->persone[i].maggiorato) json_text(w->j, m->persone[i].id);
    json_close_list(w->j);
    esito_traccia(w, r->traccia_maggiorazione);
    json_close_map(w->j);
}

static void write_premi(Scrittore *w, const EsitoPremi *r)
{
    const Sistema *s = w->c->sistema;
    const CasoPremi *m = &w->c->premi;
    int d = s->coefficienti.cifre;
    key(w, "premi");
    json_open_map(w->j);
    cents(w, "totale", r->totale_cent);
    cents(w, "non_distribuito", r->non_distribuito_cent);
    write_fondi(w, r);
    write_maggiorazione(w, r);
    key(w, "strutture");
    json_open_list(w->j);
    for (ptrdiff_t i = 0; i < m->n_strutture; i++) {
        json_open_map(w->j);
        text(w, "id", m->strutture[i].id);
        number(w, "c", r->strutture[i].c, d);
        esito_traccia(w, r->strutture[i].traccia);
        json_close_map(w->j);
    }
    json_close_list(w->j);
    key(w, "persone");
    json_open_list(w->j);
    for (ptrdiff_t i = 0; i < m->n_persone; i++) {
        const EsitoPersona *p = &r->persone[i];
        json_open_map(w->j);
        text(w, "id", m->persone[i].id);
        if (m->persone[i].servizio >= 0) text(w, "struttura", m->strutture[m->persone[i].struttura].id);
        text(w, "fascia1", s->fasce[p->fascia[0]].nome);
        text(w, "fascia2", s->fasce[p->fascia[1]].nome);
        number(w, "cpc", *p->cpc, m->cpc_cifre);
        number(w, "cr", *p->cr, d);
        number(w, "presenza", *p->presenza, d);
        cents(w, "importo", p->importo_cent);
        if (m->maggiorazione.presente) cents(w, "maggiorazione", p->maggiorazione_cent);
        write_avvisi(w, p->avvisi);
        esito_traccia(w, p->traccia);
        json_close_map(w->j);
    }
    json_close_list(w->j);
    json_close_map(w->j);
}

static void write_quote(Scrittore *w, const EsitoCaso *e)
{
    key(w, "quote");
    json_open_list(w->j);
    for (ptrdiff_t i = 0; i < w->c->n_quote; i++) {
        const EsitoQuota *r = &e->quote[i];
        json_open_map(w->j);
        text(w, "id", w->c->quote[i].id);
        number(w, "ammessi", r->ammessi, 0);
        number(w, "sopra_soglia", r->sopra_soglia, 0);
        number(w, "eccedenti", r->eccedenti, 0);
        text(w, "esito", num_sign(r->eccedenti) ? S("non_conforme") : S("conforme"));
        key(w, "elenco");
        json_open_list(w->j);
        for (ptrdiff_t k = 0; k < w->c->quote[i].n; k++)
            if (r->sopra[k]) json_text(w->j, w->c->quote[i].popolazione[k].id);
        json_close_list(w->j);
        esito_traccia(w, r->traccia);
        json_close_map(w->j);
    }
    json_close_list(w->j);
}

static void write_indennita(Scrittore *w, const EsitoCaso *e)
{
    key(w, "indennita");
    json_open_list(w->j);
    for (ptrdiff_t i = 0; i < w->c->n_indennita; i++) {
        const EsitoIndennita *r = &e->indennita[i];
        json_open_map(w->j);
        text(w, "id", w->c->indennita[i].id);
        number(w, "giorni", r->giorni, 0);
        number(w, "importo", r->importo, 2);
        write_avvisi(w, r->avvisi);
        esito_traccia(w, r->traccia);
        json_close_map(w->j);
    }
    json_close_list(w->j);
}

static void write_merito(Scrittore *w, const EsitoMerito *r)
{
    key(w, "merito");
    json_open_map(w->j);
    cents(w, "totale", r->totale_cent);
    cents(w, "non_distribuito", r->non_distribuito_cent);
    key(w, "persone");
    json_open_list(w->j);
    for (ptrdiff_t i = 0; i < w->c->merito.n; i++) {
        json_open_map(w->j);
        text(w, "id", w->c->merito.persone[i].id);
        number(w, "punteggio", r->persone[i].punteggio, w->c->sistema->punteggi.cifre);
        cents(w, "importo", r->persone[i].importo_cent);
        esito_traccia(w, r->persone[i].traccia);
        json_close_map(w->j);
    }
    json_close_list(w->j);
    json_close_map(w->j);
}

static void write_primi(Scrittore *w, const EsitoPrimi *r)
{
    key(w, "maggiorazione_dirigenti");
    json_open_map(w->j);
    integer(w, "previsti", r->previsti);
    number(w, "media", r->media, 2);
    number(w, "importo", r->importo, 2);
    key(w, "beneficiari");
    json_open_list(w->j);
    for (ptrdiff_t i = 0; i < w->c->n_dirigenti; i++)
        if (r->presi[i]) json_text(w->j, w->c->dirigenti[i].id);
    json_close_list(w->j);
    esito_traccia(w, r->traccia);
    json_close_map(w->j);
}

static void write_risorse(Scrittore *w, const EsitoRisorse *r)
{
    key(w, "risorse_posizioni");
    json_open_map(w->j);
    number(w, "risultato", r->risultato, 2);
    number(w, "posizione", r->posizione, 2);
    number(w, "quota", r->quota, w->c->sistema->coefficienti.cifre);
    text(w, "minimo", num_exact(w->a, r->minimo));
    key(w, "conforme"), json_bool(w->j, r->conforme);
    esito_traccia(w, r->traccia);
    json_close_map(w->j);
}

/* What stands on the results of the other parts, or on nothing. */
static void altri_istituti(const Caso *c, bool tracce, Arena *a, EsitoCaso *out)
{
    if (c->ha_quote) out->quote = NEW_N(a, EsitoQuota, c->n_quote);
    for (ptrdiff_t i = 0; i < c->n_quote; i++) rule_quota(c, i, tracce, a, &out->quote[i]);
    if (c->ha_indennita) out->indennita = NEW_N(a, EsitoIndennita, c->n_indennita);
    for (ptrdiff_t i = 0; i < c->n_indennita; i++) rule_indennita(c, i, tracce, a, &out->indennita[i]);
    if (c->ha_merito) rule_merito(c, tracce, a, &out->merito);
    if (c->ha_risorse) rule_risorse(c, tracce, a, &out->risorse);
    if (c->ha_primi) rule_primi(c, out->dirigenti, tracce, a, &out->primi);
}

void rule_caso(const Caso *c, bool tracce, Arena *a, EsitoCaso *out)
{
    *out = (EsitoCaso){.caso = c};
    if (c->ha_albero) rule_albero(c, tracce, a, out->albero = NEW_N(a, EsitoNodo, c->n_albero));
    if (c->ha_ente) rule_ente(c, out->albero, tracce, a, &out->ente);
    if (c->ha_unita) out->unita = NEW_N(a, EsitoNodo, c->n_unita);
    for (ptrdiff_t i = 0; i < c->n_unita; i++) rule_unita(c, i, out->albero, tracce, a, &out->unita[i]);
    if (c->ha_dirigenti) out->dirigenti = NEW_N(a, EsitoDirigente, c->n_dirigenti);
    for (ptrdiff_t i = 0; i < c->n_dirigenti; i++) rule_dirigente(c, i, tracce, a, &out->dirigenti[i]);
    if (c->ha_posizioni) out->posizioni = NEW_N(a, EsitoPosizione, c->n_posizioni);
    for (ptrdiff_t i = 0; i < c->n_posizioni; i++) rule_posizione(c, i, tracce, a, &out->posizioni[i]);
    if (c->ha_gruppi) out->gruppi = NEW_N(a, EsitoGruppo, c->n_gruppi);
    for (ptrdiff_t i = 0; i < c->n_gruppi; i++) rule_gruppo(c, i, tracce, a, &out->gruppi[i]);
    if (c->ha_servizio) out->servizio = NEW_N(a, EsitoServizio, c->n_servizio);
    for (ptrdiff_t i = 0; i < c->n_servizio; i++) rule_servizio(c, i, tracce, a, &out->servizio[i]);
    if (c->ha_premi) rule_premi(c, out->servizio, tracce, a, &out->premi);
    altri_istituti(c, tracce, a, out);
    out->tavole = c->esito_tavole;
    if (!c->tavole || !tracce) return;
    out->con_tracce = true;
    Difetti none = {.a = a};
    Err e = tavole_calcola(c->tavole, true, a, out->tavole = NEW(a, EsitoTavole), &none);
    ASSERT(e == OK); /* the reader of the case has computed it */
}

Str esito_json(const EsitoCaso *e, Arena *a)
{
    const Caso *c = e->caso;
    bool tracce = (c->ha_albero && e->albero[0].traccia) || (c->ha_dirigenti && e->dirigenti[0].traccia) ||
                  (c->ha_posizioni && e->posizioni[0].traccia) || (c->ha_gruppi && e->gruppi[0].traccia) ||
                  (c->ha_servizio && e->servizio[0].traccia) || (c->ha_premi && e->premi.persone[0].traccia) ||
                  (c->ha_quote && e->quote[0].traccia) || (c->ha_indennita && e->indennita[0].traccia) ||
                  (c->ha_merito && e->merito.persone[0].traccia) || e->con_tracce;
    Scrittore w = {json_new(a, true), a, c, tracce};
    json_open_map(w.j);
    text(&w, "formato", S("ciclo-esito/1"));
    text(&w, "sistema", c->sistema->id);
    text(&w, "impronta_sistema", c->sistema->impronta);
    if (c->scelte && c->scelte->n) key(&w, "scelte"), json_tree(w.j, c->scelte);
    if (c->ha_albero) write_albero(&w, e);
    if (c->ha_ente) key(&w, "ente"), write_sintesi(&w, c->ente, &e->ente);
    if (c->ha_unita) write_unita(&w, e);
    if (c->ha_dirigenti) write_dirigenti(&w, e);
    if (c->ha_posizioni) write_posizioni(&w, e);
    if (c->ha_gruppi) write_gruppi(&w, e);
    if (c->ha_servizio) write_servizio(&w, e);
    if (c->ha_premi) write_premi(&w, &e->premi);
    if (c->ha_quote) write_quote(&w, e);
    if (c->ha_indennita) write_indennita(&w, e);
    if (c->ha_merito) write_merito(&w, &e->merito);
    if (c->ha_primi) write_primi(&w, &e->primi);
    if (c->ha_risorse) write_risorse(&w, &e->risorse);
    if (c->tavole) esito_tavole(&w, e->tavole);
    json_close_map(w.j);
    return str_fmt(a, "%.*s\n", STR_ARG(json_done(w.j)));
}

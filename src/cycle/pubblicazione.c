/* pubblicazione.c - floor 4: what becomes public of a year: the frozen Plan, its results, acts, criteria, aggregates.
 * Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/pubblica_parti.h"

/* -- the frozen edition of the Plan */
static const void *by_key(Pubblicatore *p, EntitaTipo t, Str key)
{
    return tabella_find(p->a, &p->arch->tabelle[t], key);
}

static const Atto *act(Pubblicatore *p, Str codice)
{
    return codice.n ? by_key(p, ENTITA_ATTO, record_key(p->a, entita_info(ENTITA_ATTO), &(Atto){.codice = codice}))
                    : NULL;
}

/* The latest edition of a document whose act is there and not later than the day of publication. */
static const Edizione *edition(Pubblicatore *p, Str documento)
{
    ptrdiff_t n;
    const Edizione *e = ALL(p->arch, Edizione, EDIZIONE, &n), *best = NULL;
    for (ptrdiff_t i = 0; i < n; i++) {
        if (e[i].anno != p->v->anno || !str_eq(e[i].documento, documento)) continue;
        const Atto *x = act(p, e[i].atto);
        if (x && date_cmp(x->data, p->giorno) <= 0 && (!best || e[i].edizione > best->edizione)) best = &e[i];
    }
    return best;
}

static Str unit_name(Pubblicatore *p, Str codice)
{
    const Unita *u = codice.n ? by_key(p, ENTITA_UNITA,
                                       record_key(p->a, entita_info(ENTITA_UNITA), &(Unita){.codice = codice}))
                              : NULL;
    return pubblica_testo(p, u ? u->nome : S(""));
}

static Str level_of(Pubblicatore *p, Str nodo)
{
    const Nodo *n = by_key(p, ENTITA_NODO, record_key(p->a, entita_info(ENTITA_NODO), &(Nodo){.codice = nodo}));
    return n ? n->livello : S("");
}

typedef struct Congelato {
    const NodoVersione **nodi;
    ptrdiff_t n;
    const Target **target;
    ptrdiff_t n_target;
} Congelato;

/* Versions of the edition, nodes in the order of the tree (fatti_nodi knows it; what is not in the year stands behind).
 */
static Congelato frozen(Pubblicatore *p, const Edizione *e)
{
    ptrdiff_t n, m;
    const EdizioneVoce *v = ALL(p->arch, EdizioneVoce, EDIZIONE_VOCE, &n);
    Congelato c = {NEW_N(p->a, const NodoVersione *, n + 1), 0, NEW_N(p->a, const Target *, n + 1), 0};
    const NodoVersione **found = NEW_N(p->a, const NodoVersione *, n + 1),
                       **order = fatti_nodi(p->arch, p->v->anno, p->a, &m);
    ptrdiff_t n_found = 0;
    for (ptrdiff_t i = 0; i < n; i++) {
        if (v[i].anno != e->anno || v[i].edizione != e->edizione || !str_eq(v[i].documento, e->documento)) continue;
        const void *record = by_key(p, str_eq(v[i].entita, S("target")) ? ENTITA_TARGET : ENTITA_NODO_VERSIONE,
                                    v[i].chiave);
        if (!record)
            difetto(p->d, 0, str_fmt(p->a, "edizioni_voci %.*s", STR_ARG(v[i].chiave)),
                    "il Piano contiene una versione che non c'è: completarla in %.*s", STR_ARG(v[i].entita));
        else if (str_eq(v[i].entita, S("target"))) c.target[c.n_target++] = record;
        else found[n_found++] = record;
    }
    for (ptrdiff_t i = 0; i < m; i++)
        for (ptrdiff_t k = 0; k < n_found; k++)
            if (found[k] && str_eq(found[k]->nodo, order[i]->nodo)) {
                c.nodi[c.n++] = found[k];
                found[k] = NULL;
                break;
            }
    for (ptrdiff_t k = 0; k < n_found; k++)
        if (found[k]) c.nodi[c.n++] = found[k];
    return c;
}

/* Whose data these are: a reader of the public file knows no other place to find it. */
static void publish_body(Pubblicatore *p)
{
    ptrdiff_t n;
    const Ente *e = ALL(p->arch, Ente, ENTE, &n);
    TavolaPubblica *t = pubblica_tavola(p, S("ente"), S("Ente"), "codice nome missione esempio");
    for (ptrdiff_t i = 0; i < n; i++) {
        Str *row = pubblica_riga(p, t);
        row[0] = e[i].codice;
        row[1] = e[i].nome;
        row[2] = pubblica_testo(p, e[i].missione);
        row[3] = e[i].esempio;
    }
    pubblica_insieme(p, t, 1);
}

static void publish_plan(Pubblicatore *p, const Edizione *e, const Congelato *c)
{
    TavolaPubblica *t = pubblica_tavola(p, S("piano"), pubblica_testo(p, e->titolo),
                                        "codice livello padre sigla titolo descrizione peso unita");
    for (ptrdiff_t i = 0; i < c->n; i++) {
        const NodoVersione *n = c->nodi[i];
        Str *row = pubblica_riga(p, t);
        row[0] = n->nodo;
        row[1] = level_of(p, n->nodo);
        row[2] = n->padre;
        row[3] = n->sigla;
        row[4] = pubblica_testo(p, n->titolo);
        row[5] = pubblica_testo(p, n->descrizione);
        row[6] = pubblica_numero(p, n->peso);
        row[7] = unit_name(p, n->unita);
    }
    pubblica_insieme(p, t, e->edizione);
    t = pubblica_tavola(p, S("piano_indicatori"), S("Indicatori e risultati attesi del Piano"),
                   "nodo indicatore nome formula unita_misura fonte verso peso base target target1 target2");
    for (ptrdiff_t i = 0; i < c->n; i++)
        for (ptrdiff_t k = 0; k < c->n_target; k++) {
            const Target *x = c->target[k];
            if (!str_eq(x->nodo, c->nodi[i]->nodo)) continue;
            const Indicatore *ind = by_key(
                p, ENTITA_INDICATORE,
                record_key(p->a, entita_info(ENTITA_INDICATORE), &(Indicatore){.codice = x->indicatore}));
            Str *row = pubblica_riga(p, t);
            row[0] = x->nodo;
            row[1] = x->indicatore;
            row[2] = ind ? pubblica_testo(p, ind->nome) : S("");
            row[3] = ind ? pubblica_testo(p, ind->formula) : S("");
            row[4] = ind ? ind->unita_misura : S("");
            row[5] = ind ? pubblica_testo(p, ind->fonte) : S("");
            row[6] = !ind                              ? S("")
                     : str_eq(ind->operatore, S("<=")) ? S("al più")
                     : str_eq(ind->operatore, S(">=")) ? S("almeno")
                                                       : S("uguale");
            row[7] = pubblica_numero(p, x->peso);
            row[8] = pubblica_numero(p, x->base);
            row[9] = pubblica_numero(p, x->target);
            row[10] = pubblica_numero(p, x->target1);
            row[11] = pubblica_numero(p, x->target2);
        }
    pubblica_insieme(p, t, e->edizione);
}

/* -- results, the mirror of the Plan (C-5.15) */
static const Grado *degree(Pubblicatore *p, Str nodo)
{
    Grado key = {.nodo = nodo, .anno = p->v->anno};
    return by_key(p, ENTITA_GRADO, record_key(p->a, entita_info(ENTITA_GRADO), &key));
}

static void publish_node(Pubblicatore *p, TavolaPubblica *t, const NodoVersione *n)
{
    ptrdiff_t k = p->v->caso.ha_albero ? caso_nodo(&p->v->caso, n->nodo) : -1;
    const EsitoNodo *e = k < 0 ? NULL : &p->v->esito.albero[k];
    const Grado *g = degree(p, n->nodo);
    Str *row = pubblica_riga(p, t);
    row[0] = n->nodo;
    row[1] = level_of(p, n->nodo);
    row[2] = n->sigla;
    row[3] = pubblica_testo(p, n->titolo);
    row[4] = e && num_is(e->risultato) ? num_fixed(p->a, e->risultato, p->v->sistema->nodi.cifre) : S("");
    row[5] = e ? str_fmt(p->a, "%d", e->rilevati) : S("");
    row[6] = e ? str_fmt(p->a, "%d", e->previsti) : S("");
    row[7] = g ? pubblica_numero(p, num_is(g->grado_dirigente) ? g->grado_dirigente : g->grado_pec) : S("");
    row[8] = g ? pubblica_testo(p, g->motivo) : S("");
    row[9] = g ? pubblica_testo(p, g->giudizio) : S("");
}

static void publish_measure(Pubblicatore *p, TavolaPubblica *t, const Target *x)
{
    const Valore *v = fatti_valore(p->arch, x->indicatore, x->anno, S("finale"));
    bool measured = v && str_eq(v->stato, S("rilevato")) && num_is(v->valore);
    ptrdiff_t k = p->v->caso.ha_albero ? caso_nodo(&p->v->caso, x->nodo) : -1;
    Num percent = {0};
    for (ptrdiff_t i = 0; k >= 0 && i < p->v->caso.albero[k].n_indicatori; i++)
        if (str_eq(p->v->caso.albero[k].indicatori[i].id, x->indicatore))
            percent = p->v->esito.albero[k].percentuali[i];
    Str *row = pubblica_riga(p, t);
    row[0] = x->nodo;
    row[1] = x->indicatore;
    row[2] = num_exact(p->a, x->target);
    row[3] = measured ? num_exact(p->a, v->valore) : S("");
    row[4] = v ? v->stato : S("non_rilevato");
    row[5] = num_is(percent) ? num_fixed(p->a, percent, p->v->sistema->percentuali.cifre) : S("");
    row[6] = measured ? num_exact(p->a, num_sub(p->a, v->valore, x->target)) : S("");
    row[7] = v ? pubblica_testo(p, v->motivo) : S("");
}

static void publish_results(Pubblicatore *p, const Edizione *piano, const Congelato *c)
{
    const Edizione *e = edition(p, S("relazione"));
    int64_t number = e ? e->edizione : 1;
    TavolaPubblica *t = pubblica_tavola(
        p, S("risultati"), S("Risultati degli obiettivi del Piano"),
        "codice livello sigla titolo risultato indicatori_rilevati indicatori_previsti grado motivo giudizio");
    for (ptrdiff_t i = 0; i < c->n; i++) publish_node(p, t, c->nodi[i]);
    t->nota = str_fmt(p->a, "rispetto al Piano, edizione %lld", (long long)piano->edizione);
    pubblica_insieme(p, t, number);
    t = pubblica_tavola(p, S("risultati_indicatori"), S("Valori degli indicatori a confronto con i risultati attesi"),
                   "nodo indicatore target valore stato percentuale scostamento motivo");
    for (ptrdiff_t i = 0; i < c->n; i++)
        for (ptrdiff_t k = 0; k < c->n_target; k++)
            if (str_eq(c->target[k]->nodo, c->nodi[i]->nodo)) publish_measure(p, t, c->target[k]);
    pubblica_insieme(p, t, number);
}

/* -- criteria in force and acts behind what is published (S-D.40, C-5.09) */
static void publish_criteria(Pubblicatore *p)
{
    TavolaPubblica *t = pubblica_tavola(p, S("criteri"), S("Criteri per l'assegnazione del trattamento accessorio"),
                                        "voce valore dal atto");
    Str *row = pubblica_riga(p, t);
    row[0] = S("sistema");
    row[1] = p->v->sistema->id;
    row = pubblica_riga(p, t);
    row[0] = S("impronta");
    row[1] = p->v->sistema->impronta;
    ptrdiff_t n;
    const Parametro *x = ALL(p->arch, Parametro, PARAMETRO, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (x[i].anno != p->v->anno || str_starts(x[i].chiave, S("processo."))) continue;
        row = pubblica_riga(p, t);
        row[0] = x[i].chiave;
        row[1] = pubblica_testo(p, x[i].valore);
        row[2] = date_iso(p->a, x[i].dal);
        row[3] = x[i].atto;
    }
    pubblica_insieme(p, t, 1);
}

static void publish_acts(Pubblicatore *p, PubblicaParti parti, const Binari *b)
{
    static const VoceId plan[] = {VOCE_PIANO_verifica_oiv, VOCE_PIANO_approva, VOCE_PIANO_aggiorna};
    static const VoceId all[] = {
        VOCE_PIANO_verifica_oiv,       VOCE_PIANO_approva,    VOCE_PIANO_aggiorna,    VOCE_MODIFICHE_approva,
        VOCE_RELAZIONE_approva_giunta, VOCE_RELAZIONE_valida, VOCE_RELAZIONE_approva, VOCE_FONDO_costituisce,
        VOCE_FONDO_contratta,          VOCE_FONDO_liquida};
    const VoceId *voci = parti == PUBBLICA_PIANO ? plan : all;
    ptrdiff_t n = parti == PUBBLICA_PIANO ? COUNT_OF(plan) : COUNT_OF(all);
    TavolaPubblica *t = pubblica_tavola(p, S("atti"), S("Atti di approvazione e validazione"),
                                        "evento data organo tipo numero oggetto");
    for (ptrdiff_t i = 0; i < n; i++)
        for (ptrdiff_t k = 0; k < b->accaduti.n; k++) {
            const Atto *x = b->accaduti.items[k].atto;
            if (b->accaduti.items[k].voce != voci[i] || !x) continue;
            Str *row = pubblica_riga(p, t);
            row[0] = x->evento;
            row[1] = date_iso(p->a, x->data);
            row[2] = x->organo;
            row[3] = x->tipo;
            row[4] = x->numero;
            row[5] = pubblica_testo(p, x->oggetto);
        }
    pubblica_insieme(p, t, 1);
}

/* -- documents of the floor above; one that names somebody is refused, not mended */
static Err publish_document(Pubblicatore *p, const RedazionePubblica *r, bool plan, int64_t edizione)
{
    Err (*write)(const void *, const Valutazione *, Date, Arena *, Str *, Str *, Difetti *) = !r     ? NULL
                                                                                              : plan ? r->piano
                                                                                                     : r->relazione;
    if (!write) return OK;
    PubDocumento doc = {.tipo = plan ? S("piano") : S("relazione"),
                        .anno = p->v->anno,
                        .edizione = edizione,
                        .formato = S("html"),
                        .pubblicato_il = date_iso(p->a, p->giorno)};
    Err e = write(r->contesto, p->v, p->giorno, p->a, &doc.titolo, &doc.contenuto, p->d);
    if (e) return e;
    if (riservato_in(p->riservato, doc.contenuto)) {
        difetto(p->d, 0, str_fmt(p->a, "documento %.*s", STR_ARG(doc.tipo)),
                "contiene il nome o il codice di una persona: toglierlo dai testi e rifare");
        return E_DATI;
    }
    *PUSH(p->a, &p->documenti) = doc;
    return OK;
}

/* -- gates */
static bool allowed(Pubblicatore *p, const Binari *b, VoceId v)
{
    if (!b->vale[voce_info[v].dovuta]) return true;
    Impedimento *x;
    ptrdiff_t n = binari_impedimenti(b, p->arch, v, p->giorno, p->a, &x);
    for (ptrdiff_t i = 0; i < n; i++) {
        VoceId needed = voce_by_name(x[i].cosa);
        Str words = needed == VOCE_COUNT ? S("") : str_fmt(p->a, " (%s)", voce_info[needed].parole);
        difetto(p->d, v, voce_nome(p->a, v), "manca %.*s%.*s: %s", STR_ARG(x[i].cosa), STR_ARG(words), x[i].fonte);
    }
    return n == 0;
}

Err pubblicazione_prepara(const Valutazione *v, const Binari *b, const RedazionePubblica *r, PubblicaParti parti,
                          Date giorno, Arena *a, PubblicazioneEsito *out, Difetti *d)
{
    *out = (PubblicazioneEsito){0};
    Pubblicatore p = {
        .v = v, .arch = v->arch, .riservato = riservato_new(v->arch, a), .giorno = giorno, .a = a, .d = d, .out = out};
    ptrdiff_t before = d->lista.n;
    bool fine = allowed(&p, b, VOCE_PUBBLICAZIONE_piano);
    if (parti == PUBBLICA_TUTTO) { /* each tells what is missing */
        fine = allowed(&p, b, VOCE_PUBBLICAZIONE_relazione) && fine;
        fine = allowed(&p, b, VOCE_PUBBLICAZIONE_premi) && fine;
    }
    const Edizione *plan = edition(&p, S("piano"));
    if (!plan)
        difetto(
            d, 0, S("edizioni piano"),
            "manca un'edizione del Piano con il suo atto di approvazione: registrarla in edizioni ed edizioni_voci");
    if (!fine || !plan) return E_ATTO;
    Congelato c = frozen(&p, plan);
    publish_body(&p);
    publish_plan(&p, plan, &c);
    publish_acts(&p, parti, b);
    Err e = publish_document(&p, r, true, plan->edizione);
    if (parti == PUBBLICA_TUTTO) {
        publish_results(&p, plan, &c);
        publish_criteria(&p);
        if (!e) e = pubblica_premi(&p);
        const Edizione *report = edition(&p, S("relazione"));
        if (!e) e = publish_document(&p, r, false, report ? report->edizione : 1);
    }
    if (e || d->lista.n > before) return e ? e : E_DATI;
    out->testi_omessi = p.riservato->omessi;
    out->pubblicazione = (Pubblicazione){v->anno, p.documenti.items, p.documenti.n, p.dati.items, p.dati.n};
    return OK;
}

/* paghe.c - floor 6: amounts for payroll, checked against the fund before they leave. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/paghe.h"

#include "format/csv.h"
#include "format/json.h"

/* The sheet that an element of the case stands for: its person's of that kind, from the day after '@' when there is
 * one. */
static const Scheda *scheda_di(const Valutazione *v, Str id, Str tipo)
{
    ptrdiff_t at = str_find(id, '@'), n;
    Str codice = at < 0 ? id : str_sub(id, 0, at);
    Date from = {0};
    if (at >= 0 && !date_parse_iso(str_sub(id, at + 1, id.n), &from)) from = (Date){0};
    const Scheda *s = ALL(v->arch, Scheda, SCHEDA, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (s[i].anno == v->anno && str_eq(s[i].persona, codice) && str_eq(s[i].tipo, tipo) &&
            (!date_is(from) || date_cmp(s[i].dal, from) == 0))
            return &s[i];
    return NULL;
}

/* The unit of the last assignment that touches the year. */
static Str unita_assegnata(const Valutazione *v, Str codice)
{
    ptrdiff_t n;
    const Assegnazione *x = ALL(v->arch, Assegnazione, ASSEGNAZIONE, &n), *best = NULL;
    Date first = date_of((int)v->anno, 1, 1), last = date_of((int)v->anno, 12, 31);
    for (ptrdiff_t i = 0; i < n; i++) {
        bool touches = date_cmp(x[i].dal, last) <= 0 && (!date_is(x[i].al) || date_cmp(x[i].al, first) >= 0);
        if (touches && str_eq(x[i].persona, codice) && (!best || date_cmp(x[i].dal, best->dal) > 0)) best = &x[i];
    }
    return best ? best->unita : S("");
}

static PagheRiga *riga(const Valutazione *v, Arena *a, Paghe *out, const char *tipo, Str id, Difetti *d)
{
    PagheRiga *r = &out->righe[out->n++];
    const Scheda *s = scheda_di(v, id, str_of(tipo));
    ptrdiff_t at = str_find(id, '@');
    *r = (PagheRiga){.tipo = tipo, .codice = at < 0 ? id : str_sub(id, 0, at)};
    Arena scratch = {0};
    const Tabella *t = &v->arch->tabelle[ENTITA_PERSONA];
    const Persona *p =
        t->n ? tabella_find(&scratch, t, record_key(&scratch, t->e, &(Persona){.codice = r->codice})) : NULL;
    arena_free(&scratch);
    if (p) r->cognome = p->cognome, r->nome = p->nome;
    else
        difetto(d, out->n, str_fmt(a, "persone %.*s", STR_ARG(r->codice)),
                "la persona ha un importo ma non è nel registro: aggiungerla");
    r->unita = s && s->unita.n ? s->unita : unita_assegnata(v, r->codice);
    if (s) r->dal = s->dal, r->al = s->al;
    return r;
}

static const struct { unsigned parte; VoceId serve; const char *che; } decisioni[] = {
    {PAGHE_PERSONALE, VOCE_VALUTAZIONE_PERSONALE_cpc, "gli importi del personale"},
    {PAGHE_POSIZIONI, VOCE_VALUTAZIONE_PO_decide, "quelli delle posizioni organizzative"},
    {PAGHE_DIRIGENTI, VOCE_VALUTAZIONE_SG_decide, "quelli dei dirigenti e del Segretario generale"},
    {PAGHE_DIRIGENTI, VOCE_VALUTAZIONE_DIRIGENTI_approva, "quelli dei dirigenti e del Segretario generale"},
};

unsigned paghe_decise(const Binari *b, Arena *a, Difetti *mancano)
{
    unsigned parts = PAGHE_TUTTE;
    for (int i = 0; i < COUNT_OF(decisioni); i++) {
        VoceId v = decisioni[i].serve;
        if (!b->binario[voce_info[v].binario].applicabile || date_is(b->fatto[v])) continue;
        parts &= ~decisioni[i].parte;
        difetto(mancano, i, voce_nome(a, v), "manca: %s (%s); %s non sono nel file", voce_info[v].parole, voce_info[v].fonte, decisioni[i].che);
    }
    return parts;
}

/* What was given of a fund and what was not make it. */
static void quadra(const Valutazione *v, Arena *a, const char *che, int64_t sum, int64_t left, Num fund, int64_t *fund_cent, Difetti *d)
{
    bool whole = num_to_int(a, num_mul(a, num_int(100), fund), fund_cent);
    if (whole && sum + left == *fund_cent) return;
    difetto(d, 0, str_fmt(a, "fondi %lld", (long long)v->anno), "%s (%.*s) e la parte non distribuita (%.*s) non fanno il fondo (%.*s)", che,
            STR_ARG(num_italian(a, num_ratio(a, sum, 100), 2)), STR_ARG(num_italian(a, num_ratio(a, left, 100), 2)),
            STR_ARG(num_italian(a, num_round(a, fund, 2, HALF_UP), 2)));
}

/* Premiums of dirigenti (F-74), allowances (S-N.70), individual premi (S-N.69). */
static void altre(const Valutazione *v, unsigned parti, Arena *a, Paghe *out, Difetti *d)
{
    const Caso *c = &v->caso;
    const EsitoCaso *e = &v->esito;
    ptrdiff_t before = out->n;
    for (ptrdiff_t i = 0; c->ha_primi && i < c->n_dirigenti && parti & PAGHE_DIRIGENTI; i++) {
        if (!e->primi.presi[i]) continue;
        PagheRiga *r = riga(v, a, out, "maggiorazione", c->dirigenti[i].id, d);
        r->importo = e->primi.importo;
    }
    for (ptrdiff_t i = 0; i < c->n_indennita && parti & PAGHE_PERSONALE; i++) {
        PagheRiga *r = riga(v, a, out, "indennita", c->indennita[i].id, d);
        r->dal = c->indennita[i].dal, r->al = c->indennita[i].al;
        r->importo = e->indennita[i].importo;
    }
    int64_t sum = 0, fund = 0;
    for (ptrdiff_t i = 0; c->ha_merito && i < c->merito.n && parti & PAGHE_PERSONALE; i++) {
        riga(v, a, out, "merito", c->merito.persone[i].id, d)->importo = num_ratio(a, e->merito.persone[i].importo_cent, 100);
        sum += e->merito.persone[i].importo_cent;
    }
    if (c->ha_merito && parti & PAGHE_PERSONALE)
        quadra(v, a, "i premi individuali", sum, e->merito.non_distribuito_cent, c->merito.fondo, &fund, d);
    out->n_altre = out->n - before;
}

Err paghe_di(const Valutazione *v, unsigned parti, Arena *a, Paghe *out, Difetti *d)
{
    const Caso *c = &v->caso;
    const EsitoCaso *e = &v->esito;
    ptrdiff_t staff = c->ha_premi && parti & PAGHE_PERSONALE ? c->premi.n_persone : 0;
    *out = (Paghe){.anno = v->anno, .sistema = v->sistema->id, .impronta = v->sistema->impronta, .n_personale = staff,
                   .cifre_coefficienti = v->sistema->coefficienti.cifre, .cifre_cpc = staff ? c->premi.cpc_cifre : 0,
                   .righe = NEW_N(a, PagheRiga, staff + c->n_posizioni + 2 * c->n_dirigenti + c->n_indennita + c->merito.n + 1)};
    int64_t sum = 0;
    for (ptrdiff_t i = 0; i < staff; i++) {
        const EsitoPersona *x = &e->premi.persone[i];
        PagheRiga *r = riga(v, a, out, "personale", c->premi.persone[i].id, d);
        r->cr = *x->cr, r->cpc = *x->cpc, r->presenza = *x->presenza;
        r->importo = num_ratio(a, persona_cent(x), 100);
        sum += persona_cent(x);
    }
    for (ptrdiff_t i = 0; i < c->n_posizioni && parti & PAGHE_POSIZIONI; i++)
        riga(v, a, out, "posizione", c->posizioni[i].id, d)->importo = e->posizioni[i].retribuzione;
    for (ptrdiff_t i = 0; i < c->n_dirigenti && parti & PAGHE_DIRIGENTI; i++)
        riga(v, a, out, "dirigente", c->dirigenti[i].id, d)->importo = e->dirigenti[i].retribuzione;
    out->distribuito_cent = sum;
    if (staff) {
        out->non_distribuito_cent = e->premi.non_distribuito_cent;
        Num fund = c->premi.n_fondi ? num_int(0) : c->premi.fondo;
        for (ptrdiff_t i = 0; i < c->premi.n_fondi; i++) fund = num_add(a, fund, c->premi.fondi[i].importo);
        quadra(v, a, "gli importi", sum, out->non_distribuito_cent, fund, &out->fondo_cent, d);
    }
    altre(v, parti, a, out, d);
    return d->lista.n ? E_DATI : OK;
}

/* ---- text ---- */

static Str cella(Arena *a, Num x, int places, bool italiano)
{
    if (!num_is(x)) return S("");
    Str s = num_fixed(a, num_round(a, x, places, HALF_UP), places);
    ptrdiff_t dot = italiano ? str_find(s, '.') : -1;
    return dot < 0 ? s : str_fmt(a, "%.*s,%.*s", STR_ARG(str_sub(s, 0, dot)), STR_ARG(str_sub(s, dot + 1, s.n)));
}

static const char *const teste[] = {"tipo", "codice", "cognome", "nome",     "unita",  "dal",
                                    "al",   "cr",     "cpc",     "presenza", "importo"};

static void celle(const Paghe *p, const PagheRiga *r, bool italiano, Arena *a, Str out[COUNT_OF(teste)])
{
    int k = p->cifre_coefficienti;
    const Str all[] = {str_of(r->tipo),
                       r->codice,
                       r->cognome,
                       r->nome,
                       r->unita,
                       date_iso(a, r->dal),
                       date_iso(a, r->al),
                       cella(a, r->cr, k, italiano),
                       cella(a, r->cpc, p->cifre_cpc, italiano),
                       cella(a, r->presenza, k, italiano),
                       cella(a, r->importo, 2, italiano)};
    memcpy(out, all, sizeof all);
}

Str paghe_csv(const Paghe *p, bool italiano, Arena *a)
{
    Buf b = buf_new(a);
    if (italiano) buf_put(&b, S("\xef\xbb\xbf"));
    for (ptrdiff_t i = 0; i < COUNT_OF(teste); i++) csv_cell(&b, str_of(teste[i]), i == 0);
    csv_end_row(&b);
    for (ptrdiff_t i = 0; i < p->n; i++) {
        Str cells[COUNT_OF(teste)];
        celle(p, &p->righe[i], italiano, a, cells);
        for (ptrdiff_t k = 0; k < COUNT_OF(teste); k++) csv_cell_for_excel(&b, cells[k], k == 0);
        csv_end_row(&b);
    }
    return buf_str(&b);
}

static void cents(Json *j, Arena *a, const char *key, int64_t x)
{
    json_key(j, str_of(key));
    json_text(j, num_fixed(a, num_ratio(a, x, 100), 2));
}

Str paghe_json(const Paghe *p, Arena *a)
{
    Json *j = json_new(a, true);
    json_open_map(j);
    json_key(j, S("anno"));
    json_int(j, p->anno);
    json_key(j, S("sistema"));
    json_text(j, p->sistema);
    json_key(j, S("impronta_sistema"));
    json_text(j, p->impronta);
    cents(j, a, "fondo", p->fondo_cent);
    cents(j, a, "distribuito", p->distribuito_cent);
    cents(j, a, "non_distribuito", p->non_distribuito_cent);
    json_key(j, S("righe"));
    json_open_list(j);
    for (ptrdiff_t i = 0; i < p->n; i++) {
        Str cells[COUNT_OF(teste)];
        celle(p, &p->righe[i], false, a, cells);
        json_open_map(j);
        for (ptrdiff_t k = 0; k < COUNT_OF(teste); k++) {
            if (!cells[k].n) continue;
            json_key(j, str_of(teste[k]));
            json_text(j, cells[k]);
        }
        json_close_map(j);
    }
    json_close_list(j);
    json_close_map(j);
    return str_fmt(a, "%.*s\n", STR_ARG(json_done(j)));
}

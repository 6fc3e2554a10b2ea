/* scheda_dati.c - floor 6: gathers the sheets of one person from records and from the computed year. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/scheda.h"

#include "cycle/periodo.h"
#include "redazione/parole.h"

static const char *const livelli[SCHEDA_LIVELLI] = {"proposta", "verificata", "rideterminata", "determinata"};

Str scheda_livello(int livello) { return str_of(livelli[livello]); }

bool scheda_vista(Azione z, SchedaVista *out)
{
    *out = z == AZIONE_SCHEDA_LEGGI ? SCHEDA_DECISA : z == AZIONE_SCHEDA_PROPOSTA_LEGGI ? SCHEDA_PROPOSTA : SCHEDA_ASSEGNATA;
    return z == AZIONE_SCHEDA_LEGGI || z == AZIONE_SCHEDA_PROPOSTA_LEGGI || z == AZIONE_SCHEDA_APERTA_LEGGI;
}

/* By a key of one code. */
static const void *find(Arena *a, const Archivio *arch, EntitaTipo t, Str key)
{
    const EntitaInfo *e = entita_info(t);
    void *want = record_new(a, e);
    *(Str *)((char *)want + e->campi[0].offset) = key;
    return key.n ? tabella_find(a, &arch->tabelle[t], record_key(a, e, want)) : NULL;
}

Str scheda_nome_di(Arena *a, const Archivio *arch, Str persona)
{
    const Persona *p = find(a, arch, ENTITA_PERSONA, persona);
    return p ? str_fmt(a, "%.*s %.*s", STR_ARG(p->nome), STR_ARG(p->cognome)) : persona;
}

static bool among(const Str *v, ptrdiff_t n, Str x)
{
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(v[i], x)) return true;
    return false;
}

ptrdiff_t scheda_gruppi(const Archivio *arch, Str persona, int64_t anno, Arena *a, Str **out)
{
    LIST(Str) found = {0};
    ptrdiff_t n;
    const Semischeda *x = ALL(arch, Semischeda, SEMISCHEDA, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (x[i].anno == anno && str_eq(x[i].persona, persona) && !among(found.items, found.n, x[i].gruppo))
            *PUSH(a, &found) = x[i].gruppo;
    *out = found.items;
    return found.n;
}

/* "valutazione_personale.colloquio" and its like: after the decision (C-4.28, S-N.65). */
static bool about_evaluation(Str event)
{
    Str tail = S(".colloquio");
    return str_starts(event, S("valutazione_")) && event.n > tail.n && str_eq(str_sub(event, event.n - tail.n, event.n), tail);
}

ptrdiff_t scheda_colloqui(const Archivio *arch, Str persona, int64_t anno, Arena *a, Str **out)
{
    LIST(Str) found = {0};
    ptrdiff_t n;
    const Partecipante *x = ALL(arch, Partecipante, PARTECIPANTE, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (!str_eq(x[i].persona, persona) || !str_eq(x[i].qualita, S("valutato"))) continue;
        const Riunione *r = find(a, arch, ENTITA_RIUNIONE, x[i].riunione);
        if (r && r->anno == anno && about_evaluation(r->evento)) *PUSH(a, &found) = r->codice;
    }
    *out = found.items;
    return found.n;
}

/* -- one sheet */
typedef struct Raccolta {
    SchedaPersona *s;
    const Numeri *numeri;
    Arena *a;
} Raccolta;

static bool told(const Raccolta *w) { return w->s->dati->vista != SCHEDA_ASSEGNATA; }

/* The place of a sheet among those of the case: by its own id when there are several of a kind. */
static bool of_sheet(Str id, const SchedaFoglio *f, Arena *a)
{
    return str_eq(id, f->id) || str_eq(id, periodo_id(a, f->scheda->persona, f->scheda->dal));
}

static Str printed(Arena *a, Str value, SchedaForma form)
{
    Num x;
    int places = 0;
    if (!num_parse(a, value, 30, 18, &x, &places)) return value;
    return form == SCHEDA_EURO ? str_fmt(a, "%.*s\u00a0€", STR_ARG(euro(a, x))) : num_italian(a, x, places);
}

static void put_numbers(const Raccolta *w, const char *part, SchedaFoglio *f)
{
    static const struct { const char *parte, *campo, *nome; SchedaForma forma; } table[] = {
#define X(parte, campo, nome, forma) {parte, campo, nome, SCHEDA_##forma},
        SCHEDA_NUMERI(X)
#undef X
    };
    SchedaFoglio *whole = NEW(w->a, SchedaFoglio); /* service is of the year, not of a sheet */
    *whole = (SchedaFoglio){.scheda = f->scheda, .id = f->scheda->persona};
    for (ptrdiff_t k = 0; told(w) && w->numeri && k < COUNT_OF(table); k++) {
        if (strcmp(table[k].parte, part) != 0) continue;
        for (ptrdiff_t i = 0; i < w->numeri->n; i++) {
            const Numero *n = &w->numeri->items[i];
            if (!str_eq(n->parte, str_of(part)) || !str_eq(n->campo, str_of(table[k].campo)) || !of_sheet(n->soggetto, strcmp(part, "servizio") ? f : whole, w->a))
                continue;
            *PUSH(w->a, &f->numeri) = (SchedaNumero){
                .nome = str_of(table[k].nome), .valore = printed(w->a, n->valore, table[k].forma),
                .numero = str_fmt(w->a, "%.*s%.*s", STR_ARG(str_sub(n->campo, 1, n->campo.n)),
                                  STR_ARG(str_sub(n->soggetto, f->scheda->persona.n, n->soggetto.n))),
                .cosa = n->cosa,
                .forma = table[k].forma};
        }
    }
}

/* scores: exact, by the ids of the case; NULL: not computed. */
static void put_objectives(const Raccolta *w, SchedaFoglio *f, const Str *ids, const Num *scores, ptrdiff_t n_scores)
{
    ptrdiff_t n;
    const ObiettivoAssegnato *o = ALL(w->s->arch, ObiettivoAssegnato, OBIETTIVO_ASSEGNATO, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (!periodo_obiettivo(&o[i], f->scheda)) continue;
        const NodoVersione *v = fatti_nodo(w->s->arch, o[i].nodo, o[i].anno);
        SchedaObiettivo *x = PUSH(w->a, &f->obiettivi);
        *x = (SchedaObiettivo){.nodo = o[i].nodo, .codice = o[i].codice.n ? o[i].codice : v && v->sigla.n ? v->sigla : o[i].nodo,
                               .titolo = v ? v->titolo : S(""), .tipo = o[i].tipo, .stato = o[i].stato, .motivo = o[i].motivo,
                               .peso = o[i].peso};
        for (ptrdiff_t k = 0; k < n_scores; k++)
            if (str_eq(ids[k], o[i].nodo)) x->punteggio = scores[k];
    }
}

static void put_warnings(const Raccolta *w, SchedaFoglio *f, Avvisi set)
{
    for (int i = 0; i < AVVISO_COUNT; i++)
        if (set & 1u << i) *PUSH(w->a, &f->avvisi) = str_of(avviso_parole((Avviso)i));
}

static void put_competences(const Raccolta *w, SchedaFoglio *f)
{
    for (int v = 1; w->s->sistema && v <= w->s->sistema->n_competenze; v++) {
        SchedaCompetenza *c = PUSH(w->a, &f->competenze);
        const Tree *name = tree_at(&w->s->sistema->tree, str_fmt(w->a, "/dirigenti/competenze/%d/nome", v - 1));
        *c = (SchedaCompetenza){.nome = name && name->kind == TREE_TEXT ? name->text : str_fmt(w->a, "Competenza %d", v)};
        if (!told(w)) continue;
        const Competenza *decided = periodo_voto(w->s->arch, f->scheda, v, S("decisa")), *proposed = periodo_voto(w->s->arch, f->scheda, v, S("proposta"));
        if (decided) c->decisa = decided->voto;
        if (proposed) c->proposta = proposed->voto;
    }
}

static void dirigente(const Raccolta *w, SchedaFoglio *f)
{
    const Valutazione *v = told(w) ? w->s->v : NULL;
    ptrdiff_t n = 0;
    Str *ids = NULL;
    const Num *scores = NULL;
    for (ptrdiff_t i = 0; v && i < v->caso.n_dirigenti; i++) {
        const CasoDirigente *d = &v->caso.dirigenti[i];
        if (!of_sheet(d->id, f, w->a)) continue;
        n = d->n_obiettivi;
        ids = NEW_N(w->a, Str, n);
        for (ptrdiff_t k = 0; k < n; k++) ids[k] = d->obiettivi[k].id;
        scores = v->esito.dirigenti[i].punteggi;
        put_warnings(w, f, v->esito.dirigenti[i].avvisi);
    }
    put_objectives(w, f, ids, scores, n);
    put_competences(w, f);
    put_numbers(w, "dirigenti", f);
}

static void posizione(const Raccolta *w, SchedaFoglio *f)
{
    const Valutazione *v = told(w) ? w->s->v : NULL;
    ptrdiff_t n = 0;
    Str *ids = NULL;
    const Num *scores = NULL;
    for (ptrdiff_t i = 0; v && i < v->caso.n_posizioni; i++) {
        const CasoPosizione *p = &v->caso.posizioni[i];
        if (!of_sheet(p->id, f, w->a)) continue;
        n = p->n_obiettivi;
        ids = NEW_N(w->a, Str, n);
        for (ptrdiff_t k = 0; k < n; k++) ids[k] = p->obiettivi[k].id;
        scores = v->esito.posizioni[i].gradi;
    }
    put_objectives(w, f, ids, scores, n);
    put_numbers(w, "posizioni", f);
}

/* -- staff */
static void put_vote(const Raccolta *w, const Semischeda *x, SchedaMezza *m)
{
    int l = 0;
    while (l < SCHEDA_LIVELLI && !str_eq(x->livello, str_of(livelli[l]))) l++;
    if (l == SCHEDA_LIVELLI) return;
    SchedaVoto *v = &m->livelli[l];
    *v = (SchedaVoto){true, {x->e1, x->e2, x->e3, x->e4}, x->totale, x->motivo, x->atto, S(""), S("")};
    if (l > m->vale) m->vale = l;
    for (ptrdiff_t i = 0; i < w->s->dati->n_autori; i++) {
        const SemischedaAutore *k = &w->s->dati->autori[i];
        if (k->semischeda != x->semischeda || !str_eq(k->livello, x->livello) || !str_eq(k->persona, x->persona) || !str_eq(k->dal, date_iso(w->a, x->dal))) continue;
        v->autore = k->autore;
        v->quando = k->ora;
    }
}

static void put_half_sheets(const Raccolta *w, SchedaFoglio *f)
{
    ptrdiff_t n;
    const Semischeda *x = ALL(w->s->arch, Semischeda, SEMISCHEDA, &n);
    const Sistema *s = w->s->sistema;
    for (int h = 0; h < 2; h++) {
        SchedaMezza *m = &f->mezze[h];
        m->vale = -1;
        const Tree *half = s ? tree_at(&s->tree, str_fmt(w->a, "/personale/semischede/%d", h)) : NULL;
        const Tree *name = half ? tree_get(half, S("nome")) : NULL, *parts = half ? tree_get(half, S("elementi")) : NULL;
        m->nome = name && name->kind == TREE_TEXT ? name->text : S("");
        for (ptrdiff_t i = 0; i < SCHEDA_ELEMENTI; i++)
            m->elementi[i] = parts && parts->kind == TREE_LIST && i < parts->n && parts->items[i].kind == TREE_TEXT
                                 ? parts->items[i].text : str_fmt(w->a, "Elemento %td", i + 1);
        for (ptrdiff_t i = 0; told(w) && i < n; i++) {
            if (x[i].anno != f->scheda->anno || x[i].semischeda != h + 1 || !str_eq(periodo_id(w->a, x[i].persona, x[i].dal), f->id)) continue;
            put_vote(w, &x[i], m);
            f->gruppo = x[i].gruppo;
        }
        if (m->vale >= 0 && s && s->ha_personale) {
            int band = sistema_fascia(s, m->livelli[m->vale].totale);
            m->fascia = s->fasce[band].nome;
            if (w->s->v && w->s->v->caso.ha_premi) m->coefficiente = w->s->v->caso.premi.coefficienti[band];
        }
    }
}

static void put_individual(const Raccolta *w, SchedaFoglio *f)
{
    ptrdiff_t n;
    const ObiettivoIndividuale *o = ALL(w->s->arch, ObiettivoIndividuale, OBIETTIVO_INDIVIDUALE, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (o[i].anno != f->scheda->anno || !str_eq(o[i].persona, f->scheda->persona)) continue;
        SchedaIndividuale *x = PUSH(w->a, &f->individuali);
        *x = (SchedaIndividuale){.numero = o[i].numero, .titolo = o[i].titolo, .indicatore = o[i].indicatore, .peso = o[i].peso,
                                 .condiviso_il = o[i].condiviso_il, .modo = o[i].modo};
        if (!told(w)) continue;
        x->livello = o[i].livello;
        x->cause_esterne = o[i].cause_esterne;
        x->certificato_da = o[i].certificato_da.n ? scheda_nome_di(w->a, w->s->arch, o[i].certificato_da) : S("");
    }
}

static void personale(const Raccolta *w, SchedaFoglio *f)
{
    const Valutazione *v = told(w) ? w->s->v : NULL;
    f->personale = true;
    put_half_sheets(w, f);
    put_individual(w, f);
    for (ptrdiff_t i = 0; v && v->caso.ha_premi && i < v->caso.premi.n_persone; i++) {
        const CasoPersona *p = &v->caso.premi.persone[i];
        if (!of_sheet(p->id, f, w->a)) continue;
        f->progetto = v->caso.premi.strutture[p->struttura].id;
        f->g = v->caso.premi.strutture[p->struttura].g;
        f->c = v->esito.premi.strutture[p->struttura].c;
        f->q = v->caso.premi.q;
        f->giorni_dovuti = p->dovuti;
        f->giorni_assenza = p->assenza;
        put_warnings(w, f, v->esito.premi.persone[i].avvisi);
    }
    put_numbers(w, "premi.persone", f);
    put_numbers(w, "servizio", f);
}

/* -- who decided, and when */
static bool is_sg(const Archivio *arch, const Scheda *x)
{
    ptrdiff_t n;
    const Incarico *v = ALL(arch, Incarico, INCARICO, &n);
    Date from = date_of((int)x->anno, 1, 1), to = date_of((int)x->anno, 12, 31);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(v[i].persona, x->persona) && str_eq(v[i].ruolo, S("sg")) && !v[i].delega_di.n && date_cmp(v[i].dal, to) <= 0 &&
            (!date_is(v[i].al) || date_cmp(v[i].al, from) >= 0))
            return true;
    return false;
}

/* The latest act of the year that performs the event, and names no other sheets or groups than this. */
static void put_decision(const Raccolta *w, SchedaFoglio *f)
{
    const Archivio *arch = w->s->arch;
    const char *event = f->personale ? "valutazione_personale.determina"
                        : str_eq(f->scheda->tipo, S("posizione")) ? "valutazione_po.decide"
                        : is_sg(arch, f->scheda) ? "valutazione_sg.decide" : "valutazione_dirigenti.approva";
    Str mine = str_fmt(w->a, "%.*s/%lld/", STR_ARG(f->scheda->persona), (long long)f->scheda->anno);
    ptrdiff_t n, k;
    const Atto *x = ALL(arch, Atto, ATTO, &n);
    const AttoOggetto *o = ALL(arch, AttoOggetto, ATTO_OGGETTO, &k);
    for (ptrdiff_t i = 0; w->s->dati->vista == SCHEDA_DECISA && i < n; i++) {
        if (x[i].anno != f->scheda->anno || !str_eq(x[i].evento, str_of(event)) || date_cmp(x[i].data, f->deciso_il) < 0) continue;
        bool particular = false, about = false;
        for (ptrdiff_t j = 0; j < k; j++) {
            if (!str_eq(o[j].atto, x[i].codice)) continue;
            bool group = str_eq(o[j].entita, S("gruppi")), sheet = str_eq(o[j].entita, S("schede"));
            particular = particular || group || sheet;
            about = about || (group && str_eq(o[j].chiave, f->gruppo)) || str_starts(o[j].chiave, mine);
        }
        if (particular && !about) continue;
        f->atto = x[i].codice;
        f->deciso_il = x[i].data;
        f->decisore = parola_organo(w->a, x[i].organo);
    }
}

static void put_sheet(const Raccolta *w, const Scheda *x)
{
    Arena *a = w->a;
    SchedaFoglio *f = PUSH(a, &w->s->fogli);
    Str name = scheda_nome_di(a, w->s->arch, x->valutatore);
    Periodi all = periodi_di(w->s->arch, x->persona, x->anno, x->tipo);
    bool later = str_eq(x->tipo, S("personale")) ? all.n && date_cmp(all.items[0].dal, x->dal) : false;
    *f = (SchedaFoglio){.scheda = x, .id = periodo_id(a, x->persona, later ? x->dal : (Date){0}), .valutatore = name, .unita = x->unita.n ? unita_nome(w->s->arch, x->unita) : S(""),
                        .mezze = {{.vale = -1}, {.vale = -1}}};
    if (str_eq(x->tipo, S("dirigente"))) dirigente(w, f);
    else if (str_eq(x->tipo, S("posizione"))) posizione(w, f);
    else personale(w, f);
    put_decision(w, f);
}

static void put_interviews(const Raccolta *w)
{
    const SchedaDati *x = w->s->dati;
    ptrdiff_t n;
    const Partecipante *p = ALL(w->s->arch, Partecipante, PARTECIPANTE, &n);
    for (ptrdiff_t k = 0; k < x->n_colloqui; k++) {
        const Riunione *r = find(w->a, w->s->arch, ENTITA_RIUNIONE, x->colloqui[k]);
        if (!r) continue;
        SchedaColloquio *c = PUSH(w->a, &w->s->colloqui);
        Buf with = buf_new(w->a);
        *c = (SchedaColloquio){.riunione = r};
        for (ptrdiff_t i = 0; i < n; i++) {
            if (!str_eq(p[i].riunione, r->codice)) continue;
            if (str_eq(p[i].persona, x->persona)) {
                c->presa_visione = p[i].presa_visione;
                c->osservazioni = p[i].osservazioni;
                continue;
            }
            Str name = scheda_nome_di(w->a, w->s->arch, p[i].persona);
            buf_fmt(&with, "%s%.*s", with.n ? ", " : "", STR_ARG(name));
        }
        c->con = buf_str(&with);
    }
}

void scheda_di(const Archivio *arch, const Sistema *sistema, const Valutazione *v, const Numeri *numeri, const SchedaDati *x,
               Arena *a, SchedaPersona *out)
{
    ptrdiff_t n;
    *out = (SchedaPersona){.dati = x, .arch = arch, .sistema = sistema, .v = v, .nome = scheda_nome_di(a, arch, x->persona)};
    Raccolta w = {out, numeri, a};
    const Scheda *rows = ALL(arch, Scheda, SCHEDA, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (rows[i].anno == x->anno && str_eq(rows[i].persona, x->persona)) put_sheet(&w, &rows[i]);
    put_interviews(&w);
    for (ptrdiff_t i = 0; v && x->vista != SCHEDA_ASSEGNATA && i < v->note.n; i++)
        if (str_eq(v->note.items[i].dove, x->persona)) *PUSH(a, &out->note) = v->note.items[i].cosa;
}

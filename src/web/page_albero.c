/* page_albero.c - floor 6: the albero della performance of a year: branches, table, CSV, poster. (C-1.16, C-2.44, X-08) */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/page_albero.h"

#include <stdlib.h>

#include "format/csv.h"
#include "redazione/parole.h"
#include "web/albero.thtml.h"
#include "web/albero_manifesto.h"

/* A page holds at most so many rows: about 20 KB on the wire. */
enum { RAMI_PAGINA = 240, RIGHE_PAGINA = 100, RAMI_POCHI = 40 /* so few are open at once */ };

/* -- what is asked for, and the address that asks for it */
typedef enum Colonna {
    C_ALBERO,
    C_LIVELLO,
    C_PESO,
    C_RESPONSABILE,
    C_RISULTATO,
    C_STATO,
    C_RAGGIUNTI,
    COLONNE
} Colonna;
static const char *const colonne[COLONNE] = {"albero",    "livello", "peso",     "responsabile",
                                             "risultato", "stato",   "raggiunti"};

typedef struct Domanda {
    int64_t anno;
    Str periodo, da;             /* da: the branch whose page this is; "" = the whole */
    AlberoFiltro filtro;
    bool tabella, giu;
    Colonna ordina;
    enum { APERTO_SOLITO, APERTO_TUTTO, APERTO_NIENTE } aperto;
    int pagina;
} Domanda;

static Domanda asked(Page *p)
{
    const Fields *q = &p->q->query;
    int64_t page = 1;
    Domanda d = {.anno = p->su.anno,
                 .periodo = albero_periodo(p),
                 .da = field_get(q, S("da")),
                 .filtro = {field_get(q, S("unita")), field_get(q, S("priorita")), NODO_STATI},
                 .tabella = str_eq(field_get(q, S("forma")), S("tabella")),
                 .giu = str_eq(field_get(q, S("verso")), S("giu"))};
    (void)nodo_stato_by_codice(field_get(q, S("stato")), &d.filtro.stato);
    for (int i = 0; i < COLONNE; i++)
        if (str_eq(field_get(q, S("ordina")), str_of(colonne[i]))) d.ordina = (Colonna)i;
    Str open = field_get(q, S("aperto"));
    d.aperto = str_eq(open, S("tutto")) ? APERTO_TUTTO : str_eq(open, S("niente")) ? APERTO_NIENTE : APERTO_SOLITO;
    d.pagina = page_number(field_get(q, S("pagina")), &page) && page >= 1 && page < 100000 ? (int)page : 1;
    return d;
}

static void parameter(Page *p, Buf *b, const char *name, Str value)
{
    if (value.n)
        buf_fmt(b, "%c%s=%.*s", str_find(buf_str(b), '?') < 0 ? '?' : '&', name, STR_ARG(url_encode(p->a, value)));
}

/* path: "", ".csv", ".svg", "/manifesto". The page's number is not in it. */
static Str url_of(Page *p, const Domanda *d, const char *path)
{
    Buf b = buf_new(p->a);
    buf_fmt(&b, "/anno/%lld/albero%s", (long long)d->anno, path);
    parameter(p, &b, "periodo", d->periodo);
    parameter(p, &b, "unita", d->filtro.unita);
    parameter(p, &b, "priorita", d->filtro.priorita);
    if (d->filtro.stato != NODO_STATI) parameter(p, &b, "stato", nodo_stato_codice(d->filtro.stato));
    if (*path) return buf_str(&b);
    parameter(p, &b, "da", d->da);
    if (d->tabella) parameter(p, &b, "forma", S("tabella"));
    if (d->tabella && (d->ordina || d->giu)) parameter(p, &b, "ordina", str_of(colonne[d->ordina]));
    if (d->tabella && d->giu) parameter(p, &b, "verso", S("giu"));
    if (d->aperto) parameter(p, &b, "aperto", d->aperto == APERTO_TUTTO ? S("tutto") : S("niente"));
    return buf_str(&b);
}

/* -- words of a node */
static Str weight(Page *p, const Ramo *r)
{
    return num_is(r->versione->peso) ? numero(p->a, r->versione->peso) : S("");
}
static Str unit_name(Page *p, Str unit) { return unit.n ? unita_nome(immagine_archivio(p->img), unit) : S(""); }

/* "4 su 5": of it and of all below, without those that cannot be computed. */
static Str reached(Page *p, const Ramo *r)
{
    TrArg words[] = {{"n", numero_intero(p->a, r->raggiunti)},
                     {"tutti", numero_intero(p->a, r->esito ? r->esito->previsti : 0)}};
    return r->esito && r->esito->previsti ? tr_fill(p->a, _("{n} su {tutti}"), words, COUNT_OF(words)) : S("");
}

/* The target of an only indicator, else how many there are. */
static Str own_target(Page *p, const Ramo *r)
{
    static const char *const signs[] = {[ALMENO] = ">=", [AL_PIU] = "<=", [UGUALE] = "="};
    if (!r->caso || !r->caso->n_indicatori) return S("");
    const CasoIndicatore *k = &r->caso->indicatori[0];
    const Indicatore *x = indicatore_di(p, k->id);
    if (r->caso->n_indicatori == 1)
        return target_parole(p->a, str_of(signs[k->operatore]), k->target, x ? x->unita_misura : S(""));
    TrArg n = {"n", numero_intero(p->a, r->caso->n_indicatori)};
    return tr_fill(p->a, trn(p->h.lingua, "un indicatore", "{n} indicatori", r->caso->n_indicatori), &n, 1);
}

static Str note(Page *p, const Ramo *r, bool targets)
{
    Buf b = buf_new(p->a);
    buf_put(&b, parola_livello(p->a, r->livello));
    TrArg w = {"peso", weight(p, r)}, k = {"n", reached(p, r)}, t = {"target", own_target(p, r)};
    if (w.valore.n) buf_fmt(&b, " \u00b7 %.*s", STR_ARG(tr_fill(p->a, _("peso {peso}"), &w, 1)));
    if (r->versione->unita.n) buf_fmt(&b, " \u00b7 %.*s", STR_ARG(unit_name(p, r->versione->unita)));
    if (targets && t.valore.n && r->fine && r->caso->n_indicatori == 1)
        buf_fmt(&b, " \u00b7 %.*s", STR_ARG(tr_fill(p->a, _("target {target}"), &t, 1)));
    else if (targets && k.valore.n)
        buf_fmt(&b, " \u00b7 %.*s", STR_ARG(tr_fill(p->a, _("target raggiunti {n}"), &k, 1)));
    return buf_str(&b);
}

/* -- branches */
static AlberoRamo branch(Page *p, const ImmagineEsito *e, const Domanda *d, const Ramo *r, bool open)
{
    Str code = r->versione->nodo;
    AlberoRamo out = {.nodo = {.testo = r->versione->titolo, .codice = r->versione->sigla, .aperto = open}};
    if (!r->visibile) return out;
    out.nodo.url = nodo_url(p, d->anno, code, d->periodo, S(""));
    out.nodo.tono = nodo_tono(r->stato);
    out.nodo.stato = nodo_parola(p->h.lingua, r->stato);
    out.nota = note(p, r, true);
    if (!r->esito) return out;
    out.nodo.valore = risultato_parole(p, e, r->esito->risultato);
    if (out.nodo.valore.n) out.perche = nodo_perche_url(p, d->anno, code, S(""), d->periodo);
    return out;
}

/* Rows from..to-1 down to the depth that the page has room for; a branch left out has a page of its own. */
static void put_branches(Page *p, const ImmagineEsito *e, const Domanda *d, const Alberatura *t, ptrdiff_t from,
                         ptrdiff_t to, AlberoVista *v)
{
    int bottom = alberatura_fondo(t, from, to, RAMI_PAGINA), first = t->rami[from].profondita;
    ptrdiff_t heads = 0, skip = (ptrdiff_t)(d->pagina - 1) * RAMI_PAGINA, n = 0;
    AlberoRamo *rows = NEW_N(p->a, AlberoRamo, to - from);
    ptrdiff_t *open = NEW_N(p->a, ptrdiff_t, bottom + 2),
              depth = 0; /* rows that are not closed yet, as places in rows */
    bool wide = !filtro_vuoto(&d->filtro) || t->trovati <= RAMI_POCHI;
    for (ptrdiff_t i = from; i < to; i++) {
        const Ramo *r = &t->rami[i];
        if (!r->mostrato || r->profondita > bottom) continue;
        if (r->profondita == first) heads++;
        if (bottom == first && (heads <= skip || heads > skip + RAMI_PAGINA)) continue; /* brothers beyond counting */
        while (depth > r->profondita - first) rows[open[--depth]].fine = n;
        open[depth++] = n;
        bool opened =
            d->aperto == APERTO_TUTTO || (d->aperto == APERTO_SOLITO && (wide || (d->da.n && r->profondita == first)));
        AlberoRamo *x = &rows[n++];
        *x = branch(p, e, d, r, opened);
        if (r->profondita < bottom || !r->sotto) continue;
        Domanda below = *d;
        TrArg k = {"n", numero_intero(p->a, r->sotto)};
        below.da = r->versione->nodo;
        x->ramo = (Collegamento){
            tr_fill(p->a, trn(p->h.lingua, "un obiettivo sotto", "{n} obiettivi sotto", r->sotto), &k, 1),
            url_of(p, &below, "")};
    }
    while (depth) rows[open[--depth]].fine = n;
    v->rami = rows;
    v->n = n;
    v->pagine = bottom == first ? (int)((heads + RAMI_PAGINA - 1) / RAMI_PAGINA) : 1;
    bool folds = false;
    for (ptrdiff_t i = 0; i < n && !folds; i++) folds = rows[i].fine > i + 1;
    Domanda all = *d, none = *d;
    all.aperto = APERTO_TUTTO;
    none.aperto = APERTO_NIENTE;
    if (folds) v->apri_url = url_of(p, &all, ""), v->chiudi_url = url_of(p, &none, "");
}

/* -- the table */
typedef struct Riga { const Ramo *r; Str chiave; Num numero; Colonna ordina; bool giu; } Riga;

static int by_column(const void *x, const void *y)
{
    const Riga *a = x, *b = y;
    int c = 0;
    if (a->ordina == C_PESO || a->ordina == C_RISULTATO || a->ordina == C_RAGGIUNTI || a->ordina == C_STATO) {
        if (num_is(a->numero) != num_is(b->numero))
            return num_is(a->numero) ? -1 : 1; /* what is not there stands last */
        if (num_is(a->numero)) c = num_cmp(a->numero, b->numero);
    } else {
        c = str_cmp(a->chiave, b->chiave);
    }
    if (a->giu) c = -c;
    return c ? c : (a->r > b->r) - (a->r < b->r); /* as in the tree */
}

static Riga sortable(Page *p, const Domanda *d, const Ramo *r)
{
    Riga x = {.r = r, .ordina = d->ordina, .giu = d->giu};
    switch (d->ordina) {
    case C_LIVELLO: x.chiave = parola_livello(p->a, r->livello); break;
    case C_RESPONSABILE: x.chiave = unit_name(p, r->versione->unita); break;
    case C_PESO: x.numero = r->versione->peso; break;
    case C_RISULTATO: x.numero = r->esito ? r->esito->risultato : (Num){0}; break;
    case C_STATO: x.numero = num_int(r->stato); break;
    case C_RAGGIUNTI:
        if (r->esito && r->esito->previsti) x.numero = num_ratio(p->a, r->raggiunti, r->esito->previsti);
        break;
    case C_ALBERO:
    case COLONNE: break;
    }
    return x;
}

static Riga *found_rows(Page *p, const Domanda *d, const Alberatura *t, ptrdiff_t *n)
{
    Riga *rows = NEW_N(p->a, Riga, t->trovati + 1);
    *n = 0;
    for (ptrdiff_t i = 0; i < t->n; i++)
        if (t->rami[i].trovato) rows[(*n)++] = sortable(p, d, &t->rami[i]);
    if (*n && (d->ordina != C_ALBERO || d->giu)) qsort(rows, (size_t)*n, sizeof *rows, by_column);
    return rows;
}

static const OrdineVista *order_links(Page *p, const Domanda *d)
{
    OrdineVista *out = NEW_N(p->a, OrdineVista, COLONNE + 1); /* the last column, the target, has no order */
    for (int i = 0; i < COLONNE; i++) {
        Domanda to = *d;
        to.ordina = (Colonna)i;
        to.giu = d->ordina == to.ordina && !d->giu;
        out[i] = (OrdineVista){url_of(p, &to, ""), d->ordina != to.ordina ? ORDINE_NO
                                                   : d->giu               ? ORDINE_GIU
                                                                          : ORDINE_SU};
    }
    return out;
}

static void put_table(Page *p, const ImmagineEsito *e, const Domanda *d, const Alberatura *t, AlberoVista *v)
{
    ptrdiff_t n, from = (ptrdiff_t)(d->pagina - 1) * RIGHE_PAGINA;
    const Riga *rows = found_rows(p, d, t, &n);
    v->come_tabella = true;
    v->tabella =
        TABELLA_VISTA(p->a, S("obiettivi"), _("Obiettivi dell'anno"), "ctntntnt", _("Obiettivo"), _("Livello"),
                      _("Peso"), _("Responsabile"), _("Risultato"), _("Stato"), _("Target raggiunti"), _("Target"));
    v->tabella.ui.csv = url_of(p, d, ".csv");
    v->tabella.ordini = order_links(p, d);
    v->pagine = (int)((n + RIGHE_PAGINA - 1) / RIGHE_PAGINA);
    for (ptrdiff_t i = from; i < n && i < from + RIGHE_PAGINA; i++) {
        const Ramo *r = rows[i].r;
        CellaVista *c = tabella_vista_riga(&v->tabella);
        c[0] = (CellaVista){.testo = nodo_etichetta(p->a, r->versione),
                            .url = nodo_url(p, d->anno, r->versione->nodo, d->periodo, S("")),
                            .rientro = d->ordina == C_ALBERO && !d->giu ? r->profondita : 0};
        c[1].testo = parola_livello(p->a, r->livello);
        c[2].testo = weight(p, r);
        c[3].testo = unit_name(p, r->versione->unita);
        c[4].testo = r->esito ? risultato_parole(p, e, r->esito->risultato) : S("");
        if (c[4].testo.n) c[4].perche = nodo_perche_url(p, d->anno, r->versione->nodo, S(""), d->periodo);
        c[4].perche_di = nodo_etichetta(p->a, r->versione);
        c[5] = (CellaVista){.tono = nodo_tono(r->stato), .stato = nodo_parola(p->h.lingua, r->stato)};
        c[6].testo = reached(p, r);
        c[7].testo = own_target(p, r);
    }
}

/* -- filters */
static void unit_choices(Page *p, const Alberatura *t, Campo *c)
{
    ptrdiff_t n, k = 0;
    const Unita *u = ALL(immagine_archivio(p->img), Unita, UNITA, &n);
    bool *used = NEW_N(p->a, bool, n + 1);
    for (ptrdiff_t i = 0; i < t->n; i++)
        for (ptrdiff_t j = 0; t->rami[i].visibile && j < n; j++)
            used[j] |= str_eq(u[j].codice, t->rami[i].versione->unita);
    for (int level = 0; level < 8; level++) /* and those above them */
        for (ptrdiff_t i = 0; i < n; i++)
            for (ptrdiff_t j = 0; used[i] && j < n; j++) used[j] |= str_eq(u[j].codice, u[i].padre);
    Scelta *out = NEW_N(p->a, Scelta, n + 1);
    out[k++] = (Scelta){.testo = _("Tutte")};
    for (ptrdiff_t i = 0; i < n; i++)
        if (used[i]) out[k++] = (Scelta){.valore = u[i].codice, .testo = u[i].nome};
    c->scelte = out;
    c->n_scelte = k;
}

static void root_choices(Page *p, const Alberatura *t, Campo *c)
{
    ptrdiff_t k = 0;
    Scelta *out = NEW_N(p->a, Scelta, t->n + 1);
    out[k++] = (Scelta){.testo = _("Tutte")};
    for (ptrdiff_t i = 0; i < t->n; i = t->rami[i].fine) {
        bool any = false;
        for (ptrdiff_t j = i; j < t->rami[i].fine && !any; j++) any = t->rami[j].visibile;
        if (any)
            out[k++] =
                (Scelta){.valore = t->rami[i].versione->nodo, .testo = nodo_etichetta(p->a, t->rami[i].versione)};
    }
    c->scelte = out;
    c->n_scelte = k;
}

static void state_choices(Page *p, Campo *c)
{
    Scelta *out = NEW_N(p->a, Scelta, NODO_STATI + 1);
    out[0] = (Scelta){.testo = _("Tutti")};
    for (int s = 0; s < NODO_STATI; s++)
        out[s + 1] =
            (Scelta){.valore = nodo_stato_codice((NodoStato)s), .testo = nodo_parola(p->h.lingua, (NodoStato)s)};
    c->scelte = out;
    c->n_scelte = NODO_STATI + 1;
}

static void put_filters(Page *p, const Domanda *d, const Alberatura *t, AlberoVista *v)
{
    v->filtri[0] =
        (Campo){.nome = S("unita"), .etichetta = _("Area o unità"), .valore = d->filtro.unita, .senza_nota = true};
    v->filtri[1] =
        (Campo){.nome = S("priorita"), .etichetta = _("Priorità"), .valore = d->filtro.priorita, .senza_nota = true};
    v->filtri[2] = (Campo){.nome = S("stato"), .etichetta = _("Stato"), .senza_nota = true,
                           .valore = d->filtro.stato == NODO_STATI ? S("") : nodo_stato_codice(d->filtro.stato)};
    unit_choices(p, t, &v->filtri[0]);
    root_choices(p, t, &v->filtri[1]);
    state_choices(p, &v->filtri[2]);
    v->azione = str_fmt(p->a, "/anno/%lld/albero", (long long)d->anno);
    v->forma = d->tabella ? S("tabella") : S("");
    v->periodo = d->periodo;
    v->ordina = d->tabella && (d->ordina || d->giu) ? str_of(colonne[d->ordina]) : S("");
    v->verso = d->tabella && d->giu ? S("giu") : S("");
    if (filtro_vuoto(&d->filtro)) return;
    Domanda plain = *d;
    plain.filtro = (AlberoFiltro){.stato = NODO_STATI};
    v->togli = url_of(p, &plain, "");
}

/* -- the page */
static void put_counts(Page *p, const ImmagineEsito *e, const Domanda *d, const Alberatura *t, AlberoVista *v)
{
    AlberoConto *out = NEW_N(p->a, AlberoConto, NODO_STATI);
    ptrdiff_t n[NODO_STATI] = {0};
    for (ptrdiff_t i = 0; i < t->n; i++) n[t->rami[i].stato] += t->rami[i].trovato;
    for (int s = 0; s < NODO_STATI; s++)
        if (n[s])
            out[v->n_conti++] = (AlberoConto){nodo_tono((NodoStato)s), nodo_parola(p->h.lingua, (NodoStato)s), n[s]};
    v->conti = out;
    v->trovati = t->trovati;
    if (!t->tutto || !e->v.caso.ha_ente || !filtro_vuoto(&d->filtro)) return;
    v->ente_valore = risultato_parole(p, e, e->v.esito.ente.risultato);
    if (v->ente_valore.n)
        v->ente_url = str_fmt(p->a, "/anno/%lld/perche?periodo=%.*s", (long long)d->anno, STR_ARG(d->periodo));
}

static void put_choices(Page *p, const Domanda *d, AlberoVista *v, VoceMenu periods[PERIODI], VoceMenu shapes[2])
{
    Domanda no_period = *d, other = *d;
    no_period.periodo = S("");
    v->n_periodi = albero_periodi(p, d->periodo, url_of(p, &no_period, ""), periods);
    other.tabella = false;
    shapes[0] = (VoceMenu){.testo = _("Rami"), .url = url_of(p, &other, ""), .corrente = !d->tabella};
    other.tabella = true;
    other.da = S("");
    other.aperto = APERTO_SOLITO;
    shapes[1] = (VoceMenu){.testo = _("Tabella"), .url = url_of(p, &other, ""), .corrente = d->tabella};
    v->periodi = periods;
    v->forme = shapes;
    v->n_forme = 2;
}

static Str year_words(Page *p, Str text, int64_t anno)
{
    TrArg y = {"anno", str_fmt(p->a, "%lld", (long long)anno)};
    return tr_fill(p->a, text, &y, 1);
}

/* The way up to a branch's own page. */
static ptrdiff_t crumbs(Page *p, const Domanda *d, const Alberatura *t, ptrdiff_t at, Collegamento *out, ptrdiff_t max)
{
    ptrdiff_t n = 0, up[64], k = 0;
    out[n++] =
        (Collegamento){year_words(p, _("Ciclo {anno}"), d->anno), str_fmt(p->a, "/anno/%lld", (long long)d->anno)};
    if (at < 0) return n;
    Domanda to = *d;
    to.da = S("");
    out[n++] = (Collegamento){_("Albero della performance"), url_of(p, &to, "")};
    for (ptrdiff_t i = t->rami[at].padre; i >= 0 && k < COUNT_OF(up); i = t->rami[i].padre) up[k++] = i;
    while (k && n < max) {
        const NodoVersione *x = t->rami[up[--k]].versione;
        to.da = x->nodo;
        out[n++] = (Collegamento){x->sigla.n ? x->sigla : x->titolo, url_of(p, &to, "")};
    }
    return n;
}

/* The computed year and its tree, filtered; false: it has answered. */
static bool look(Page *p, Domanda *d, const ImmagineEsito **e, Alberatura *t)
{
    if (!page_anno(p)) return false;
    *d = asked(p);
    *e = immagine_esito(p->img, p->st, d->anno, d->periodo);
    albero_di(p, *e, t);
    return true;
}

void albero_mostra(Page *p)
{
    Domanda d;
    const ImmagineEsito *e;
    Alberatura t;
    VoceMenu periods[PERIODI], shapes[2];
    Collegamento above[8];
    if (!look(p, &d, &e, &t)) return;
    AlberoVista v = {.vuoto = !t.visibili,
                     .pagina = d.pagina,
                     .manifesto_url = url_of(p, &d, "/manifesto"),
                     .csv_url = url_of(p, &d, ".csv")};
    put_filters(p, &d, &t, &v); /* from the whole tree */
    if (!filtro_vuoto(&d.filtro)) alberatura_filtra(&t, immagine_archivio(p->img), &d.filtro);
    put_choices(p, &d, &v, periods, shapes);
    put_counts(p, e, &d, &t, &v);
    ptrdiff_t at = d.da.n ? alberatura_nodo(&t, d.da) : -1;
    if (d.da.n && (at < 0 || !t.rami[at].mostrato)) {
        page_status(p, 404, _("Questo ramo non è fra quelli che si possono vedere."));
        return;
    }
    if (v.vuoto && page_link(p, S("/importa")).n)
        v.vuoto_azione = (Collegamento){_("Porta dentro l'albero"), S("/importa")};
    if (t.trovati && d.tabella) put_table(p, e, &d, &t, &v);
    else if (t.trovati) put_branches(p, e, &d, &t, at < 0 ? 0 : at, at < 0 ? t.n : t.rami[at].fine, &v);
    v.pagina_url = str_fmt(p->a, "%.*s&pagina=", STR_ARG(url_of(p, &d, "")));
    if (!e->v.sistema && e->difetti.lista.n)
        v.avviso = str_fmt(p->a, "%.*s: %.*s", STR_ARG(e->difetti.lista.items[0].dove),
                           STR_ARG(e->difetti.lista.items[0].cosa));
    if (!str_eq(d.periodo, S("finale")))
        v.nota = _("I valori del semestre sono confrontati con il target di tutto l'anno.");
    albero_corpo(&p->h, &v);
    PageFrame f = {.titolo = at < 0 ? year_words(p, _("Albero della performance {anno}"), d.anno)
                                    : nodo_etichetta(p->a, t.rami[at].versione),
                   .sottotitolo = at < 0 ? S("") : _("Un ramo dell'albero della performance."),
                   .corrente = S("albero"),
                   .briciole = above};
    f.n_briciole = crumbs(p, &d, &t, at, above, COUNT_OF(above));
    page_frame(p, &f);
}

/* -- the same for other programs */
void albero_csv(Page *p)
{
    static const char *const heads[] = {"anno",
                                        "periodo",
                                        "codice",
                                        "sigla",
                                        "livello",
                                        "padre",
                                        "titolo",
                                        "peso",
                                        "unita",
                                        "unita_nome",
                                        "contribuiscono",
                                        "risultato",
                                        "stato",
                                        "indicatori_rilevati",
                                        "indicatori_previsti",
                                        "target_raggiunti"};
    Domanda d;
    const ImmagineEsito *e;
    Alberatura t;
    ptrdiff_t n;
    if (!look(p, &d, &e, &t)) return;
    alberatura_filtra(&t, immagine_archivio(p->img), &d.filtro);
    const Riga *rows = found_rows(p, &d, &t, &n);
    Buf b = buf_new(p->a);
    for (ptrdiff_t i = 0; i < COUNT_OF(heads); i++) csv_cell_for_excel(&b, str_of(heads[i]), !i);
    csv_end_row(&b);
    for (ptrdiff_t i = 0; i < n; i++) {
        const Ramo *r = rows[i].r;
        const NodoVersione *x = r->versione;
        Buf with = buf_new(p->a);
        for (ptrdiff_t k = 0; k < r->apporti.n; k++)
            buf_fmt(&with, "%s%.*s", k ? " " : "", STR_ARG(r->apporti.items[k]));
        bool has = r->esito && num_is(r->esito->risultato);
        const Str cells[COUNT_OF(heads)] = {str_fmt(p->a, "%lld", (long long)d.anno),
                                            d.periodo,
                                            x->nodo,
                                            x->sigla,
                                            r->livello,
                                            x->padre,
                                            x->titolo,
                                            weight(p, r),
                                            x->unita,
                                            unit_name(p, x->unita),
                                            buf_str(&with),
                                            has ? html_decimali(&p->h, r->esito->risultato, e->v.sistema->nodi.cifre)
                                                : S(""),
                                            nodo_stato_codice(r->stato),
                                            r->esito ? str_fmt(p->a, "%d", r->esito->rilevati) : S(""),
                                            r->esito ? str_fmt(p->a, "%d", r->esito->previsti) : S(""),
                                            r->esito ? str_fmt(p->a, "%td", r->raggiunti) : S("")};
        for (ptrdiff_t k = 0; k < COUNT_OF(heads); k++) csv_cell_for_excel(&b, cells[k], !k);
        csv_end_row(&b);
    }
    page_bytes(p, S("text/csv; charset=utf-8"),
               str_fmt(p->a, "albero-%lld-%.*s.csv", (long long)d.anno, STR_ARG(d.periodo)), buf_str(&b));
}

/* -- the poster */
static Str poster(Page *p, const Domanda *d, const ImmagineEsito *e, const Alberatura *t, int *largo, int *alto)
{
    ManifestoRiga *rows = NEW_N(p->a, ManifestoRiga, t->n + 1);
    Manifesto m = {.titolo = year_words(p, _("Albero della performance {anno}"), d->anno),
                   .segue = _("segue"),
                   .lingua = p->h.lingua,
                   .righe = rows};
    for (ptrdiff_t i = 0; i < t->n; i++) {
        const Ramo *r = &t->rami[i];
        if (!r->mostrato) continue;
        ManifestoRiga *x = &rows[m.n++];
        *x = (ManifestoRiga){.profondita = r->profondita, .codice = r->versione->sigla, .testo = r->versione->titolo};
        if (!r->visibile) continue;
        x->nota = note(p, r, true);
        x->tono = nodo_tono(r->stato);
        x->stato = nodo_parola(p->h.lingua, r->stato);
        x->valore = r->esito ? risultato_parole(p, e, r->esito->risultato) : S("");
    }
    ptrdiff_t n;
    const Ente *body = ALL(immagine_archivio(p->img), Ente, ENTE, &n);
    m.sottotitolo =
        str_fmt(p->a, "%.*s \u00b7 %.*s \u00b7 %.*s", STR_ARG(n ? body->nome : S("")),
                STR_ARG(albero_periodo_parole(p, d->periodo)), STR_ARG(lingua_data(p->a, p->h.lingua, p->oggi)));
    return manifesto_svg(p->a, &m, largo, alto);
}

void albero_svg(Page *p)
{
    Domanda d;
    const ImmagineEsito *e;
    Alberatura t;
    int largo, alto;
    if (!look(p, &d, &e, &t)) return;
    alberatura_filtra(&t, immagine_archivio(p->img), &d.filtro);
    bool file = field_get(&p->q->query, S("file")).n > 0;
    page_bytes(p, S("image/svg+xml"), file ? str_fmt(p->a, "albero-%lld.svg", (long long)d.anno) : S(""),
               poster(p, &d, e, &t, &largo, &alto));
}

void albero_manifesto(Page *p)
{
    Domanda d;
    const ImmagineEsito *e;
    Alberatura t;
    Collegamento above[2];
    if (!look(p, &d, &e, &t)) return;
    Campo roots = {0};
    root_choices(p, &t, &roots);
    alberatura_filtra(&t, immagine_archivio(p->img), &d.filtro);
    VoceMenu *which = NEW_N(p->a, VoceMenu, roots.n_scelte);
    for (ptrdiff_t i = 0; i < roots.n_scelte; i++) {
        Domanda one = d;
        one.filtro.priorita = roots.scelte[i].valore;
        ptrdiff_t at = alberatura_nodo(&t, roots.scelte[i].valore);
        which[i] = (VoceMenu){.testo = at < 0                         ? _("Tutto l'albero")
                                       : t.rami[at].versione->sigla.n ? t.rami[at].versione->sigla
                                                                      : t.rami[at].versione->titolo,
                              .url = url_of(p, &one, "/manifesto"),
                              .corrente = str_eq(roots.scelte[i].valore, d.filtro.priorita)};
    }
    ManifestoVista v = {.immagine = url_of(p, &d, ".svg"), .priorita = which, .n_priorita = roots.n_scelte};
    (void)poster(p, &d, e, &t, &v.largo, &v.alto);
    v.scarica = str_fmt(p->a, "%.*s&file=1", STR_ARG(v.immagine));
    TrArg n = {"n", numero_intero(p->a, t.trovati)};
    v.testo = tr_fill(
        p->a,
        _("L'albero della performance disegnato: {n} obiettivi, ciascuno con il suo stato. La tabella dice le stesse cose."),
        &n, 1);
    d.tabella = true;
    v.tabella_url = url_of(p, &d, "");
    manifesto_corpo(&p->h, &v);
    above[0] = (Collegamento){year_words(p, _("Ciclo {anno}"), d.anno), str_fmt(p->a, "/anno/%lld", (long long)d.anno)};
    d.tabella = false;
    above[1] = (Collegamento){_("Albero della performance"), url_of(p, &d, "")};
    page_frame(p,
               &(PageFrame){.titolo = _("Manifesto dell'albero"),
                            .sottotitolo = _("Si stampa su un foglio grande, o si scarica e si porta in tipografia."),
                            .corrente = S("albero"),
                            .briciole = above,
                            .n_briciole = 2});
}

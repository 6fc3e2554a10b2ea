/* page_nodo.c - floor 6: one objective: its place, who does what, indicators, resources, years, versions. (C-2.44, X-10) */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/parole.h"
#include "web/compiti.h"
#include "web/grafici.h"
#include "web/nodo.thtml.h"
#include "web/nodo_indicatori.h"

enum { ANNI_STORIA = 16, RISULTATO_CIFRE = 2 };

static void put(Page *p, DatiVista *d, Str nome, Str valore)
{
    if (valore.n) *PUSH(p->a, d) = (DatoVista){.nome = nome, .valore = valore};
}

static Str filled(Page *p, Str text, const char *name, Str value)
{
    TrArg x = {name, value};
    return tr_fill(p->a, text, &x, 1);
}

static Str year_text(Page *p, int64_t y) { return str_fmt(p->a, "%lld", (long long)y); }

/* -- place */
static ptrdiff_t path(Page *p, const Alberatura *t, ptrdiff_t at, Str periodo, Collegamento out[32])
{
    ptrdiff_t up[32], k = 0, n = 0;
    for (ptrdiff_t i = t->rami[at].padre; i >= 0 && k < COUNT_OF(up); i = t->rami[i].padre) up[k++] = i;
    while (k) {
        const Ramo *r = &t->rami[up[--k]];
        out[n++] = (Collegamento){nodo_etichetta(p->a, r->versione),
                                  r->visibile ? nodo_url(p, p->su.anno, r->versione->nodo, periodo, S("")) : S("")};
    }
    return n;
}

static Str place_words(Page *p, const Ramo *r)
{
    Str level = parola_livello(p->a, r->livello);
    return str_fmt(p->a, "%.*s, %lld", STR_ARG(level), (long long)p->su.anno);
}

/* -- who */
/* Who leads a unit today: "Marta Leone (dirigente)". */
static Str leaders(Page *p, Str unita)
{
    static const Ruolo roles[] = {RUOLO_DIRIGENTE, RUOLO_PO, RUOLO_RESPONSABILE_UO};
    const Archivio *arch = immagine_archivio(p->img);
    ptrdiff_t n;
    const Incarico *x = ALL(arch, Incarico, INCARICO, &n);
    Buf b = buf_new(p->a);
    for (ptrdiff_t i = 0; i < n; i++)
        for (int k = 0; k < (int)COUNT_OF(roles); k++) {
            if (!str_eq(x[i].unita, unita) || !incarico_oggi(&x[i], p->oggi) ||
                !str_eq(x[i].ruolo, str_of(ruolo_word(roles[k]))))
                continue;
            const Persona *who = tabella_find(p->a, &arch->tabelle[ENTITA_PERSONA], x[i].persona);
            if (who)
                buf_fmt(&b, "%s%.*s %.*s (%.*s)", b.n ? ", " : "", STR_ARG(who->nome), STR_ARG(who->cognome),
                        STR_ARG(tr_str(p->h.lingua, str_of(ruolo_parole(roles[k])))));
        }
    return buf_str(&b);
}

static void put_unit(Page *p, Str unita, Str what, TabellaVista *t)
{
    CellaVista *c = tabella_vista_riga(t);
    c[0] = (CellaVista){.testo = unita_nome(immagine_archivio(p->img), unita),
                        .url = page_link(p, str_fmt(p->a, "/unita/%.*s", STR_ARG(url_encode(p->a, unita))))};
    c[1].testo = what;
    c[2].testo = leaders(p, unita);
}

static bool may_read_sheet(Page *p, Str persona)
{
    static const Azione any[] = {AZIONE_SCHEDA_LEGGI, AZIONE_SCHEDA_PROPOSTA_LEGGI, AZIONE_SCHEDA_APERTA_LEGGI};
    bool may = false;
    for (ptrdiff_t i = 0; i < COUNT_OF(any) && !may; i++)
        may = page_puo(p, any[i], (Ambito){.anno = p->su.anno, .persona = persona});
    return may;
}

/* A name only to who may read that person's sheet: what was assigned to whom stands in it. No mark ever. */
static void put_person(Page *p, Str persona, Str what, NodoVista *v)
{
    const Persona *x = tabella_find(p->a, &immagine_archivio(p->img)->tabelle[ENTITA_PERSONA], persona);
    if (!x || !may_read_sheet(p, persona)) {
        v->altre_persone++;
        return;
    }
    *PUSH(p->a, &v->persone) =
        (NodoPersona){.nome = str_fmt(p->a, "%.*s %.*s", STR_ARG(x->nome), STR_ARG(x->cognome)),
                      .cosa = what,
                      .url = page_link(p, str_fmt(p->a, "/anno/%lld/scheda/%.*s", (long long)p->su.anno,
                                                  STR_ARG(url_encode(p->a, persona))))};
}

static Str assigned_words(Page *p, const ObiettivoAssegnato *o)
{
    Str kind = str_eq(o->tipo, S("organizzativo")) ? _("obiettivo organizzativo") : _("obiettivo individuale");
    if (str_eq(o->stato, S("ordinario"))) return kind;
    return str_fmt(p->a, "%.*s, %.*s", STR_ARG(kind),
                   STR_ARG(str_eq(o->stato, S("non_realizzabile")) ? _("non realizzabile") : _("non computabile")));
}

static void put_people(Page *p, Str nodo, NodoVista *v)
{
    const Archivio *arch = immagine_archivio(p->img);
    ptrdiff_t n, n_projects, n_parts;
    const ObiettivoAssegnato *o = ALL(arch, ObiettivoAssegnato, OBIETTIVO_ASSEGNATO, &n);
    const Progetto *pr = ALL(arch, Progetto, PROGETTO, &n_projects);
    const Partecipazione *part = ALL(arch, Partecipazione, PARTECIPAZIONE, &n_parts);
    for (ptrdiff_t i = 0; i < n; i++)
        if (o[i].anno == p->su.anno && str_eq(o[i].nodo, nodo))
            put_person(p, o[i].persona, assigned_words(p, &o[i]), v);
    for (ptrdiff_t k = 0; k < n_projects; k++) {
        if (pr[k].anno != p->su.anno || !str_eq(pr[k].nodo, nodo)) continue;
        for (ptrdiff_t i = 0; i < n_parts; i++)
            if (part[i].anno == p->su.anno && str_eq(part[i].progetto, pr[k].codice))
                put_person(p, part[i].persona, filled(p, _("progetto {codice}"), "codice", pr[k].codice), v);
    }
}

static void put_who(Page *p, const Ramo *r, NodoVista *v)
{
    v->unita = TABELLA_VISTA(p->a, S("unita"), _("Unità"), "ctt", _("Unità"), _("Che cosa fa"), _("Chi la guida oggi"));
    if (r->versione->unita.n) put_unit(p, r->versione->unita, _("risponde del risultato"), &v->unita);
    for (ptrdiff_t i = 0; i < r->apporti.n; i++) put_unit(p, r->apporti.items[i], _("contribuisce"), &v->unita);
    put_people(p, r->versione->nodo, v);
}

/* -- numbers of its own */
static void put_result(Page *p, const ImmagineEsito *e, const Ramo *r, Str periodo, NodoVista *v)
{
    v->tono = nodo_tono(r->stato);
    v->stato = nodo_parola(p->h.lingua, r->stato);
    if (!r->esito) return;
    v->risultato = risultato_parole(p, e, r->esito->risultato);
    if (v->risultato.n) v->perche = nodo_perche_url(p, p->su.anno, r->versione->nodo, S(""), periodo);
    TrArg words[] = {{"n", numero_intero(p->a, r->esito->rilevati)},
                     {"tutti", numero_intero(p->a, r->esito->previsti)},
                     {"ok", numero_intero(p->a, r->raggiunti)}};
    if (r->esito->previsti)
        v->rilevati = tr_fill(
            p->a,
            _("Indicatori rilevati, di questo obiettivo e di quelli sotto: {n} su {tutti}; target raggiunti: {ok}."),
            words, COUNT_OF(words));
}

static const Grado *degree(Page *p, Str nodo, int64_t anno)
{
    const Tabella *t = &immagine_archivio(p->img)->tabelle[ENTITA_GRADO];
    return t->n ? tabella_find(p->a, t, record_key(p->a, t->e, &(Grado){.nodo = nodo, .anno = anno})) : NULL;
}

static void put_degree(Page *p, Str nodo, NodoVista *v)
{
    const Grado *g = degree(p, nodo, p->su.anno);
    if (!g) return;
    put(p, &v->grado, _("Proposto da programmazione e controllo"), html_percento(&p->h, g->grado_pec, RISULTATO_CIFRE));
    put(p, &v->grado, _("Definito dal dirigente"), html_percento(&p->h, g->grado_dirigente, RISULTATO_CIFRE));
    put(p, &v->grado, _("Motivo"), g->motivo);
    put(p, &v->grado, _("Giudizio"), g->giudizio);
}

static void put_children(Page *p, const ImmagineEsito *e, const Alberatura *t, ptrdiff_t at, Str periodo, NodoVista *v)
{
    ptrdiff_t hidden = 0;
    v->figli = TABELLA_VISTA(p->a, S("figli"), _("Obiettivi che lo compongono"), "ctntnt", _("Obiettivo"), _("Livello"),
                             _("Peso"), _("Responsabile"), _("Risultato"), _("Stato"));
    for (ptrdiff_t i = at + 1; i < t->rami[at].fine; i = t->rami[i].fine) {
        const Ramo *r = &t->rami[i];
        if (!r->visibile) {
            hidden++;
            continue;
        }
        CellaVista *c = tabella_vista_riga(&v->figli);
        c[0] = (CellaVista){.testo = nodo_etichetta(p->a, r->versione),
                            .url = nodo_url(p, p->su.anno, r->versione->nodo, periodo, S(""))};
        c[1].testo = parola_livello(p->a, r->livello);
        c[2].testo = num_is(r->versione->peso) ? numero(p->a, r->versione->peso) : S("");
        c[3].testo = r->versione->unita.n ? unita_nome(immagine_archivio(p->img), r->versione->unita) : S("");
        c[4].testo = r->esito ? risultato_parole(p, e, r->esito->risultato) : S("");
        if (c[4].testo.n) c[4].perche = nodo_perche_url(p, p->su.anno, r->versione->nodo, S(""), periodo);
        c[4].perche_di = nodo_etichetta(p->a, r->versione);
        c[5] = (CellaVista){.tono = nodo_tono(r->stato), .stato = nodo_parola(p->h.lingua, r->stato)};
    }
    if (hidden)
        v->figli.ui.nota = filled(p,
                                  trn(p->h.lingua, "Un altro obiettivo lo compone, ed è di altre unità.",
                                      "Altri {n} obiettivi lo compongono, e sono di altre unità.", hidden),
                                  "n", numero_intero(p->a, hidden));
}

static void put_resources(Page *p, Str nodo, NodoVista *v)
{
    ptrdiff_t n;
    const Risorsa *r = ALL(immagine_archivio(p->img), Risorsa, RISORSA, &n);
    v->risorse = TABELLA_VISTA(p->a, S("risorse"), _("Risorse dell'obiettivo"), "cnnn", _("Voce"), _("Previsto"),
                               _("Consuntivo"), _("Differenza"));
    for (ptrdiff_t i = 0; i < n; i++) {
        if (r[i].anno != p->su.anno || !str_eq(r[i].nodo, nodo)) continue;
        bool known = num_is(r[i].consuntivo);
        RIGA_VISTA(&v->risorse, parola_codice(p->a, r[i].voce), html_euro(&p->h, r[i].previsto),
                   known ? html_euro(&p->h, r[i].consuntivo) : _("non rendicontato"),
                   known ? str_fmt(p->a, "%.*s\u00a0€",
                                   STR_ARG(numero_segno(p->a, num_sub(p->a, r[i].consuntivo, r[i].previsto), 2)))
                         : S(""));
    }
}

/* -- years and versions */
static void put_year(Page *p, const NodoVersione *x, Str nodo, NodoVista *v, GraficoColonna *c)
{
    const ImmagineEsito *e = immagine_esito(p->img, p->st, x->anno, S("finale"));
    ptrdiff_t i = e && e->v.sistema && e->v.caso.ha_albero ? caso_nodo(&e->v.caso, nodo) : -1;
    Num result = i < 0 ? (Num){0} : e->v.esito.albero[i].risultato;
    NodoStato s = nodo_stato(result, nodo_soglia(immagine_archivio(p->img), x->anno, p->a));
    const Grado *g = degree(p, nodo, x->anno);
    Str year = year_text(p, x->anno);
    CellaVista *k = tabella_vista_riga(&v->storia);
    k[0] = (CellaVista){.testo = year, .url = x->anno == p->su.anno ? S("") : nodo_url(p, x->anno, nodo, S(""), S(""))};
    k[1].testo = nodo_etichetta(p->a, x);
    k[2].testo = e ? risultato_parole(p, e, result) : S("");
    if (k[2].testo.n) k[2].perche = nodo_perche_url(p, x->anno, nodo, S(""), S(""));
    k[2].perche_di = year;
    k[3] = (CellaVista){.tono = nodo_tono(s), .stato = nodo_parola(p->h.lingua, s)};
    k[4].testo = g ? html_percento(&p->h, g->grado_dirigente, RISULTATO_CIFRE) : S("");
    *c = (GraficoColonna){.nome = year, .valore = result, .obiettivo = num_int(100), .valore_testo = k[2].testo, .tono = nodo_tono(s)};
}

/* The same code in every year in which the reader may see it. */
static void put_years(Page *p, Str nodo, NodoVista *v)
{
    int64_t years[ANNI_STORIA];
    int n = page_anni(p, years, ANNI_STORIA);
    GraficoColonna *c = NEW_N(p->a, GraficoColonna, ANNI_STORIA);
    ptrdiff_t k = 0;
    v->storia = TABELLA_VISTA(p->a, S("anni"), _("L'obiettivo negli anni"), "ctntn", _("Anno"), _("Titolo"),
                              _("Risultato finale"), _("Stato"), _("Grado definito dal dirigente"));
    for (int i = n - 1; i >= 0; i--) { /* page_anni gives the latest first */
        const NodoVersione *x = fatti_nodo(immagine_archivio(p->img), nodo, years[i]);
        if (x && (years[i] == p->su.anno || page_puo(p, AZIONE_ALBERO_LEGGI, (Ambito){.anno = years[i], .nodo = nodo})))
            put_year(p, x, nodo, v, &c[k++]);
    }
    if (k < 2) return;
    GraficoColonne x = {.g = {S("anni-figura"), _("Il risultato negli anni"),
                              _("Una colonna per anno; la riga scura è 100. La tabella dice le stesse cose.")},
                        .colonne = c,
                        .n = k};
    v->figura_storia = (NodoFigura){grafico_colonne(p->a, &x), _("Colonne: il risultato finale. Riga scura: 100 %.")};
}

static void put_versions(Page *p, Str nodo, NodoVista *v)
{
    const Archivio *arch = immagine_archivio(p->img);
    ptrdiff_t n;
    const NodoVersione *x = ALL(arch, NodoVersione, NODO_VERSIONE, &n);
    v->versioni = TABELLA_VISTA(p->a, S("versioni"), _("Versioni dell'obiettivo nell'anno"), "ctntt", _("Versione"),
                                _("Titolo"), _("Peso"), _("Atto"), _("Motivo"));
    for (ptrdiff_t i = 0; i < n; i++) {
        if (x[i].anno != p->su.anno || !str_eq(x[i].nodo, nodo)) continue;
        CellaVista *c = tabella_vista_riga(&v->versioni);
        c[0].testo = numero_intero(p->a, x[i].versione);
        c[1].testo = nodo_etichetta(p->a, &x[i]);
        if (x[i].copiato_da != INTERO_ASSENTE)
            c[1].sotto = filled(p, _("copiato dal {anno}"), "anno", year_text(p, x[i].copiato_da));
        c[2].testo = num_is(x[i].peso) ? numero(p->a, x[i].peso) : S("");
        cella_atto(p, x[i].atto, &c[3]);
        c[4].testo = x[i].motivo;
    }
}

/* -- the page */
static void put_facts(Page *p, const Ramo *r, NodoVista *v)
{
    const NodoVersione *x = r->versione;
    put(p, &v->dati, _("Codice"), x->nodo);
    put(p, &v->dati, _("Livello"), parola_livello(p->a, r->livello));
    put(p, &v->dati, _("Peso"), num_is(x->peso) ? numero(p->a, x->peso) : S(""));
    put(p, &v->dati, _("Responsabile"), x->unita.n ? unita_nome(immagine_archivio(p->img), x->unita) : S(""));
}

void nodo_mostra(Page *p)
{
    Str node = p->par[PAR_NODO], period;
    Alberatura t;
    VoceMenu periods[PERIODI];
    Collegamento above[2], up[32];
    if (!page_anno(p)) return;
    period = albero_periodo(p);
    const ImmagineEsito *e = immagine_esito(p->img, p->st, p->su.anno, period);
    albero_di(p, e, &t);
    ptrdiff_t at = alberatura_nodo(&t, node);
    if (at < 0) {
        page_status(p, 404,
                    filled(p, _("Questo obiettivo non è fra quelli del {anno}."), "anno", year_text(p, p->su.anno)));
        return;
    }
    const Ramo *r = &t.rami[at];
    NodoVista v = {.periodi = periods, .percorso = up, .descrizione = r->versione->descrizione};
    v.n_periodi = albero_periodi(p, period, nodo_url(p, p->su.anno, node, S(""), S("")), periods);
    v.n_percorso = path(p, &t, at, period, up);
    put_result(p, e, r, period, &v);
    put_facts(p, r, &v);
    put_degree(p, node, &v);
    v.indicatori = nodo_indicatori(p, node, period, t.soglia, &v.n_indicatori);
    put_children(p, e, &t, at, period, &v);
    put_who(p, r, &v);
    put_resources(p, node, &v);
    put_years(p, node, &v);
    put_versions(p, node, &v);
    v.albero = str_fmt(p->a, "/anno/%lld/albero?da=%.*s", (long long)p->su.anno, STR_ARG(url_encode(p->a, node)));
    v.giornale = page_link(p, str_fmt(p->a, "/giornale?entita=nodi&chiave=%.*s", STR_ARG(url_encode(p->a, node))));
    nodo_corpo(&p->h, &v);
    above[0] = (Collegamento){filled(p, _("Ciclo {anno}"), "anno", year_text(p, p->su.anno)),
                              str_fmt(p->a, "/anno/%lld", (long long)p->su.anno)};
    above[1] = (Collegamento){_("Albero della performance"), str_fmt(p->a, "/anno/%lld/albero", (long long)p->su.anno)};
    page_frame(p, &(PageFrame){.titolo = nodo_etichetta(p->a, r->versione),
                               .sottotitolo = place_words(p, r),
                               .corrente = S("albero"),
                               .briciole = above,
                               .n_briciole = 2});
}

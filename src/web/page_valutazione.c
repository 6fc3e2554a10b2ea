/* page_valutazione.c - floor 6: the evaluation of a year: how it stands, computing it, freezing it. (C-3.31, 9.3, 12.7) */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/comune.h"
#include "web/valutazione.thtml.h"

enum { MANCANO_MASSIMO = 100 };

static Str path(Page *p, const char *more)
{
    return str_fmt(p->a, "/anno/%lld/valutazione%s", (long long)p->su.anno, more);
}

static void put(Page *p, ValutazioneVista *v, Str name, Str value, Collegamento c)
{
    if (value.n || c.testo.n) *PUSH(p->a, &v->dati) = (Dato){name, value, c};
}

static void put_state(Page *p, const ImmagineEsito *e, ValutazioneVista *v)
{
    const AnnoValutato *x = &e->come;
    v->spiega = anno_valutato_parole(x, p->su.anno, p->a);
    switch (x->stato) {
    case ANNO_MAI_VALUTATO: v->tono = TONO_INFO, v->stato = _("Non ancora calcolata"); break;
    case ANNO_PROVVISORIO:
        v->tono = x->cambiati ? TONO_ATTENZIONE : TONO_INFO;
        v->stato = x->cambiati ? _("Da calcolare di nuovo") : _("Provvisoria");
        break;
    case ANNO_CONGELATO: v->tono = TONO_BENE, v->stato = _("Congelata da un atto"); break;
    }
    if (e->errore) {
        v->tono = TONO_MALE, v->stato = _("Non si può calcolare");
        v->spiega = S("");
        for (ptrdiff_t i = 0; i < e->difetti.lista.n; i++)
            *PUSH(p->a, &v->mancano) = (Dato){e->difetti.lista.items[i].dove, e->difetti.lista.items[i].cosa, {.testo = {0}}};
    }
}

/* Counts, as the command line tells them; amounts and marks stand in the sheets. */
static void put_facts(Page *p, const ImmagineEsito *e, ValutazioneVista *v)
{
    const Valutazione *x = &e->v;
    const Collegamento none = {0};
    if (e->come.esecuzione)
        put(p, v, _("Esecuzione"), str_fmt(p->a, "%lld", (long long)e->come.esecuzione), none);
    if (e->come.atto.n) put(p, v, _("Atto"), S(""), via_atto(p, e->come.atto));
    if (e->errore) return;
    put(p, v, _("Sistema"), x->sistema->id, none);
    if (x->caso.ha_ente && num_is(x->esito.ente.risultato))
        put(p, v, _("Risultato dell'ente"), num_italian(p->a, x->esito.ente.risultato, x->sistema->nodi.cifre), none);
    const struct { Str name; ptrdiff_t n; } counts[] = {
        {_("Obiettivi dell'albero"), x->caso.n_albero}, {_("Dirigenti valutati"), x->caso.n_dirigenti},
        {_("Posizioni organizzative valutate"), x->caso.n_posizioni}, {_("Gruppi di personale"), x->caso.n_gruppi},
        {_("Persone con un compenso"), x->caso.ha_premi ? premi_quanti(&x->caso.premi) : 0}};
    for (int i = 0; i < COUNT_OF(counts); i++) put(p, v, counts[i].name, str_fmt(p->a, "%td", counts[i].n), none);
}

/* Acts of the year that decide and that he is competent for. */
static ptrdiff_t deciding_acts(Page *p, Scelta **out)
{
    ptrdiff_t n, k = 0;
    Str why;
    const Atto *x = ALL(immagine_archivio(p->img), Atto, ATTO, &n);
    *out = NEW_N(p->a, Scelta, n + 1);
    for (ptrdiff_t i = 0; i < n; i++) {
        Str event = anno_evento_che_decide(&x[i], x[i].codice, p->su.anno, p->a, &why);
        if (event.n && page_puo(p, AZIONE_ESITO_CONGELA, (Ambito){.anno = p->su.anno, .evento = event}))
            (*out)[k++] = (Scelta){.valore = x[i].codice, .testo = str_fmt(p->a, "%.*s, %.*s", STR_ARG(x[i].codice), STR_ARG(x[i].oggetto))};
    }
    return k;
}

/* refused: why a form was; freezing: which of the two. */
static void show(Page *p, Str refused, bool freezing)
{
    if (!page_anno(p)) return;
    const ImmagineEsito *e = immagine_esito(p->img, p->st, p->su.anno, S("finale"));
    static const ModuloCampo kind[] = {{CAMPO_DA_ELENCO, {0}}};
    ValutazioneVista v = {.vede = page_puo(p, AZIONE_VALUTA, (Ambito){.anno = p->su.anno})};
    Modulo compute = {.azione = path(p, ""), .bottone = _("Calcola la valutazione"), .generali = &refused, .n_generali = refused.n && !freezing,
                      .spiega = _("Il risultato si calcola dai dati di adesso e si conserva con la prova di ogni numero. Resta provvisorio finché un atto non lo congela.")};
    Campo act = {.nome = S("atto"), .etichetta = _("Atto che decide"), .obbligatorio = true, .valore = field_get(&p->q->form, S("atto"))};
    Scelta *acts;
    act.n_scelte = deciding_acts(p, &acts);
    act.scelte = acts;
    Modulo freeze = {.azione = path(p, "/congela"), .bottone = _("Congela"), .campi = &act, .generi = kind, .n = 1, .generali = &refused,
                     .n_generali = refused.n && freezing,
                     .spiega = _("Da allora documenti, pagamenti, prove e dati pubblici di quest'anno vengono da ciò che è congelato, qualunque dato si corregga.")};
    put_state(p, e, &v);
    put_facts(p, e, &v);
    if (v.vede) v.valuta = &compute;
    v.vede = v.vede && e->come.stato != ANNO_CONGELATO; /* what was decided lacks nothing */
    if (act.n_scelte && e->come.esecuzione) v.congela = &freeze;
    for (ptrdiff_t i = 0; v.vede && i < e->v.note.n && i < MANCANO_MASSIMO; i++)
        *PUSH(p->a, &v.mancano) = (Dato){e->v.note.items[i].dove, e->v.note.items[i].cosa, {.testo = {0}}};
    if (refused.n) p->r->status = 422;
    valutazione_corpo(&p->h, &v);
    TrArg year = {"anno", nome_anno(p, p->su.anno)};
    Collegamento up[] = {{tr_fill(p->a, _("Ciclo {anno}"), &year, 1), str_fmt(p->a, "/anno/%lld", (long long)p->su.anno)}};
    page_frame(p, &(PageFrame){.titolo = tr_fill(p->a, _("Calcolo della valutazione {anno}"), &year, 1), .corrente = S("ciclo"), .briciole = up, .n_briciole = 1});
}

void valutazione_mostra(Page *p) { show(p, S(""), false); }

void valutazione_calcola_ora(Page *p)
{
    Valutazione v;
    Difetti d = {.a = p->a};
    int64_t id;
    if (!page_anno(p)) return;
    Err e = valutazione_calcola(immagine_archivio(p->img), p->su.anno, S("finale"), S(""), true, p->a, &v, &d);
    if (e) {
        show(p, d.lista.n ? str_fmt(p->a, "%.*s: %.*s", STR_ARG(d.lista.items[0].dove), STR_ARG(d.lista.items[0].cosa)) : S("-"), false);
        return;
    }
    e = anno_salva(p->st, p->g, p->ora, &v, p->a, &id);
    if (e) page_error(p, e, store_perche(p->st));
    else page_redirect_said(p, path(p, ""), "valutato");
}

void valutazione_congela(Page *p)
{
    const Grant *g;
    Str why, code = field_get(&p->q->form, S("atto"));
    int64_t id;
    if (!page_anno(p)) return;
    const Archivio *arch = immagine_archivio(p->img);
    const Atto *x = tabella_find(p->a, &arch->tabelle[ENTITA_ATTO], record_key(p->a, entita_info(ENTITA_ATTO), &(Atto){.codice = code}));
    Str event = code.n ? anno_evento_che_decide(x, code, p->su.anno, p->a, &why) : S("");
    if (!event.n) {
        show(p, code.n ? why : _("Scegliere l'atto."), true);
        return;
    }
    Err e = page_permesso(p, AZIONE_ESITO_CONGELA, (Ambito){.anno = p->su.anno, .evento = event}, &g, &why);
    if (e) {
        page_error(p, e, why);
        return;
    }
    e = anno_da_congelare(p->st, g, arch, p->su.anno, p->a, &id, &why);
    if (!e && (e = store_esecuzione_congela(p->st, g, p->ora, id, code))) why = store_perche(p->st);
    if (e) show(p, why, true);
    else page_redirect_said(p, path(p, ""), "congelato");
}

/* page_riunioni.c - floor 6: the register of meetings and interviews, one of them, its forms. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/presa_visione.h"
#include "cycle/riunioni.h"
#include "web/comune.h"
#include "web/compiti.h"
#include "web/registri.thtml.h"

#include <stdlib.h>

enum { RIGHE = 50, ANNI_MAX = 64, POSTI = 6 };

static Str year_path(Page *p, int64_t y, const char *rest) { return str_fmt(p->a, "/anno/%lld%s", (long long)y, rest); }

static Str meeting_path(Page *p, Str code, const char *rest)
{
    return str_fmt(p->a, "/riunioni/%.*s%s", STR_ARG(url_encode(p->a, code)), rest);
}

static int64_t year_of(const Riunione *r) { return r->anno == INTERO_ASSENTE ? date_year(r->data) : r->anno; }

/* -- lists */
/* How the reader stands to a meeting: still to be acknowledged by him, done, or only read. */
typedef struct Mia { bool presente, dovuta; Date vista; } Mia;

static Mia mine(Page *p, const Riunione *r)
{
    const Partecipante want = {.riunione = r->codice, .persona = p->persona};
    const EntitaInfo *e = entita_info(ENTITA_PARTECIPANTE);
    const Partecipante *x = tabella_find(p->a, &immagine_archivio(p->img)->tabelle[ENTITA_PARTECIPANTE],
                                         record_key(p->a, e, &want));
    if (!x) return (Mia){0};
    return (Mia){true, !date_is(x->presa_visione) && date_cmp(r->data, p->oggi) <= 0 &&
                           page_puo(p, AZIONE_PRESA_VISIONE, (Ambito){.riunione = r->codice}), x->presa_visione};
}

/* Of an interview, with whom: ten of a day are told apart by that. */
static Str of_whom(Page *p, const Riunione *r)
{
    ptrdiff_t n;
    Buf b = buf_new(p->a);
    const Partecipante *x = ALL(immagine_archivio(p->img), Partecipante, PARTECIPANTE, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(x[i].riunione, r->codice) && str_eq(x[i].qualita, S("valutato")))
            buf_fmt(&b, "%s%.*s", b.n ? ", " : "", STR_ARG(nome_persona(p, x[i].persona)));
    TrArg who = {"chi", buf_str(&b)};
    return b.n ? tr_fill(p->a, _("di {chi}"), &who, 1) : S("");
}

static RiunioneRiga row(Page *p, const Riunione *r)
{
    Mia m = mine(p, r);
    RiunioneRiga out = {.data = r->data, .riunione = {r->oggetto, meeting_path(p, r->codice, "")}, .di_chi = of_whom(p, r), .tipo = nome_scelta(p, r->tipo),
                        .unita = nome_unita(p, r->unita), .evento = nome_evento(p, r->evento), .stato = _("partecipano altri")};
    if (m.dovuta) out.stato = _("da dare"), out.tono = TONO_ATTENZIONE;
    else if (date_is(m.vista)) out.stato = _("già data"), out.tono = TONO_BENE;
    else if (m.presente) out.stato = _("più avanti"), out.tono = TONO_INFO;
    return out;
}

static int by_day(const Riunione *x, const Riunione *y)
{
    int c = date_cmp(y->data, x->data);
    return c ? c : str_cmp(x->codice, y->codice);
}

static bool may_record(Page *p, int64_t year)
{
    ptrdiff_t n;
    const Incarico *x = ALL(immagine_archivio(p->img), Incarico, INCARICO, &n);
    if (page_puo(p, AZIONE_RIUNIONE_REGISTRA, (Ambito){.anno = year})) return true;
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(x[i].persona, p->persona) && incarico_oggi(&x[i], p->oggi) && x[i].unita.n &&
            page_puo(p, AZIONE_RIUNIONE_REGISTRA, (Ambito){.anno = year, .unita = x[i].unita}))
            return true;
    for (int v = 0; v < VOCE_COUNT; v++)
        if (page_puo(p, AZIONE_RIUNIONE_REGISTRA, (Ambito){.anno = year, .evento = voce_nome(p->a, (VoceId)v)})) return true;
    return false;
}

static Campo kind_filter(Page *p, Str value)
{
    Campo c = modulo_campo(p, ENTITA_RIUNIONE, "tipo", NULL, NULL, "");
    Scelta *s = NEW_N(p->a, Scelta, c.n_scelte);
    for (ptrdiff_t i = 0; i < c.n_scelte; i++) s[i] = c.scelte[i];
    s[0].testo = _("tutti");
    c.scelte = s;
    c.valore = value;
    c.aiuto = S("");
    c.obbligatorio = false;
    c.senza_nota = true;
    return c;
}

static ptrdiff_t filters(Page *p, Campo *out, CampoGenere *kinds)
{
    static const struct { const char *valore, *testo; } states[] = {
        {"", N_("tutte")}, {"mie", N_("quelle a cui partecipo")}, {"da-confermare", N_("presa visione da dare")}};
    Scelta *state = NEW_N(p->a, Scelta, COUNT_OF(states));
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < COUNT_OF(states); i++)
        state[i] = (Scelta){.valore = str_of(states[i].valore), .testo = tr_str(p->h.lingua, str_of(states[i].testo))};
    kinds[n] = CAMPO_UNA_RIGA;
    out[n++] = (Campo){.nome = S("testo"), .etichetta = _("Parole"), .valore = field_get(&p->q->query, S("testo")),
                       .senza_nota = true, .tipo = S("search")};
    kinds[n] = CAMPO_DA_ELENCO;
    out[n++] = kind_filter(p, field_get(&p->q->query, S("tipo")));
    kinds[n] = CAMPO_DA_ELENCO;
    out[n++] = (Campo){.nome = S("stato"), .etichetta = _("Quali"), .valore = field_get(&p->q->query, S("stato")), .scelte = state,
                       .n_scelte = COUNT_OF(states), .senza_nota = true};
    return n;
}

static bool wanted(Page *p, const Riunione *r)
{
    const Fields *q = &p->q->query;
    Str kind = field_get(q, S("tipo")), state = field_get(q, S("stato")), words = piega(p->a, field_get(q, S("testo")));
    if (kind.n && !str_eq(kind, r->tipo)) return false;
    if (words.n && !trova(p->a, str_fmt(p->a, "%.*s %.*s", STR_ARG(r->codice), STR_ARG(r->oggetto)), words)) return false;
    if (!page_puo(p, AZIONE_RIUNIONE_LEGGI, (Ambito){.riunione = r->codice})) return false;
    if (str_eq(state, S("mie"))) return mine(p, r).presente;
    if (str_eq(state, S("da-confermare"))) return mine(p, r).dovuta;
    return true;
}

/* year 0: of all years. */
static void list(Page *p, int64_t year)
{
    Collegamento go[ANNI_MAX + 2];
    Campo fields[4];
    CampoGenere kinds[4];
    int64_t years[ANNI_MAX];
    ptrdiff_t n, k = 0;
    const Riunione *all = ALL(immagine_archivio(p->img), Riunione, RIUNIONE, &n);
    const Riunione **some = NEW_N(p->a, const Riunione *, n + 1);
    RiunioniVista v = {.vai = go};
    Str here = year ? year_path(p, year, "/riunioni") : S("/riunioni");
    for (ptrdiff_t i = 0; i < n; i++) {
        if ((year && year_of(&all[i]) != year) || !wanted(p, &all[i])) continue;
        ptrdiff_t at = k++;
        for (; at && by_day(some[at - 1], &all[i]) > 0; at--) some[at] = some[at - 1];
        some[at] = &all[i];
    }
    Pagina page = page_pagina(p, k, RIGHE);
    for (ptrdiff_t i = page.da; i < page.a; i++) *PUSH(p->a, &v.righe) = row(p, some[i]);
    int64_t open_year = year ? year : immagine_anno_corrente(p->img);
    if (may_record(p, open_year)) v.nuova = (Collegamento){_("Registra una riunione"), year_path(p, open_year, "/riunioni/nuova")};
    if (page_puo(p, AZIONE_ATTO_LEGGI, (Ambito){0}))
        go[v.n_vai++] = (Collegamento){_("Registro degli atti"), year_path(p, open_year, "/atti")};
    int n_years = page_anni(p, years, ANNI_MAX);
    for (int i = 0; i < n_years; i++) {
        TrArg word = {"anno", nome_anno(p, years[i])};
        if (years[i] != year) go[v.n_vai++] = (Collegamento){tr_fill(p->a, _("Anno {anno}"), &word, 1), year_path(p, years[i], "/riunioni")};
    }
    bool some_filter = field_get(&p->q->query, S("testo")).n || field_get(&p->q->query, S("tipo")).n ||
                       field_get(&p->q->query, S("stato")).n;
    TrArg many = {"n", str_fmt(p->a, "%td", k)};
    v.filtro = (Filtro){.azione = here, .campi = fields, .generi = kinds, .n = filters(p, fields, kinds), .azzera = some_filter ? here : S(""),
                        .trovati = tr_fill(p->a, trn(p->h.lingua, "Un incontro", "{n} incontri", k), &many, 1)};
    v.pagina = page.pagina;
    v.pagine = page.pagine;
    v.prefisso = page_pagina_url(p);
    riunioni_corpo(&p->h, &v);
    TrArg word = {"anno", nome_anno(p, year)};
    Collegamento up[] = {{year ? tr_fill(p->a, _("Ciclo {anno}"), &word, 1) : S(""), year ? year_path(p, year, "") : S("")}};
    page_frame(p, &(PageFrame){.titolo = year ? tr_fill(p->a, _("Riunioni e colloqui {anno}"), &word, 1) : _("Riunioni e colloqui"),
                               .corrente = S("riunioni"), .briciole = up, .n_briciole = year ? 1 : 0});
}

void riunioni_anno(Page *p)
{
    const ImmagineAnno *y = page_anno(p);
    if (y) list(p, y->anno);
}

void riunioni_tutte(Page *p) { list(p, 0); }

/* -- choices */
static int by_text(const void *a, const void *b) { return str_cmp(((const Scelta *)a)->testo, ((const Scelta *)b)->testo); }

static const Scelta *people(Page *p, ptrdiff_t *out)
{
    ptrdiff_t n, k = 0;
    const Persona *x = ALL(immagine_archivio(p->img), Persona, PERSONA, &n);
    Scelta *s = NEW_N(p->a, Scelta, n + 1);
    s[k++] = (Scelta){.testo = _("(nessuno)")};
    for (ptrdiff_t i = 0; i < n; i++) {
        if (date_is(x[i].cessato) && date_cmp(date_plus_months(x[i].cessato, 24), p->oggi) < 0) continue;
        s[k++] = (Scelta){.valore = x[i].codice, .testo = str_fmt(p->a, "%.*s %.*s (%.*s)", STR_ARG(x[i].cognome), STR_ARG(x[i].nome),
                                                                  STR_ARG(x[i].codice))};
    }
    qsort(s + 1, (size_t)(k - 1), sizeof *s, by_text);
    *out = k;
    return s;
}

static Campo unit_field(Page *p, const Riunione *r, const Difetti *d)
{
    ptrdiff_t n;
    const Unita *u = ALL(immagine_archivio(p->img), Unita, UNITA, &n);
    Campo c = modulo_campo(p, ENTITA_RIUNIONE, "unita", r, d, "");
    Scelta *s = NEW_N(p->a, Scelta, n + 1);
    c.aiuto = _("L'unità che si riunisce; vuoto se è tutto l'ente.");
    s[c.n_scelte++] = (Scelta){.testo = _("(tutto l'ente)")};
    for (ptrdiff_t i = 0; i < n; i++)
        s[c.n_scelte++] = (Scelta){.valore = u[i].codice, .testo = str_fmt(p->a, "%.*s (%.*s)", STR_ARG(u[i].nome), STR_ARG(u[i].codice))};
    c.scelte = s;
    return c;
}

static Campo event_field(Page *p, const ImmagineAnno *y, const Difetti *d)
{
    Campo c = modulo_campo(p, ENTITA_RIUNIONE, "evento", NULL, d, "");
    Scelta *s = NEW_N(p->a, Scelta, VOCE_COUNT + 1);
    if (p->q->method != HTTP_POST) c.valore = field_get(&p->q->query, S("evento"));
    c.aiuto = _("Il passo del ciclo che l'incontro compie. Vuoto: nessuno.");
    s[c.n_scelte++] = (Scelta){.testo = _("(nessun passo del ciclo)")};
    for (int v = 0; v < VOCE_COUNT; v++) {
        Str name = voce_nome(p->a, (VoceId)v);
        bool may = y->sistema_noto && voce_riunione(y, (VoceId)v) &&
                   page_puo(p, AZIONE_RIUNIONE_REGISTRA, (Ambito){.anno = y->anno, .evento = name});
        if (may || str_eq(name, c.valore)) s[c.n_scelte++] = (Scelta){.valore = name, .testo = nome_evento(p, name)};
    }
    qsort(s + 1, (size_t)(c.n_scelte - 1), sizeof *s, by_text);
    c.scelte = s;
    return c;
}

/* Two fields for one who takes part. */
static void place_fields(Page *p, int i, const Scelta *all, ptrdiff_t n_all, Campo *out)
{
    TrArg number = {"n", str_fmt(p->a, "%d", i + 1)};
    Str suffix = str_fmt(p->a, "%d", i);
    out[0] = (Campo){.nome = str_fmt(p->a, "persona%.*s", STR_ARG(suffix)), .etichetta = tr_fill(p->a, _("Persona {n}"), &number, 1),
                     .scelte = all, .n_scelte = n_all};
    out[0].valore = field_get(&p->q->form, out[0].nome);
    out[1] = modulo_campo(p, ENTITA_PARTECIPANTE, "qualita", NULL, NULL, "");
    out[1].nome = str_fmt(p->a, "qualita%.*s", STR_ARG(suffix));
    out[1].etichetta = tr_fill(p->a, _("In qualità di ({n})"), &number, 1);
    out[1].aiuto = S("");
    out[1].obbligatorio = false;
    out[1].valore = field_get(&p->q->form, out[1].nome);
}

static void take_places(Page *p, int n, Str meeting, Riuniti *out, Difetti *d)
{
    for (int i = 0; i < n; i++) {
        Str who = field_get(&p->q->form, str_fmt(p->a, "persona%d", i)), how = field_get(&p->q->form, str_fmt(p->a, "qualita%d", i));
        if (!who.n && !how.n) continue;
        Partecipante *x = record_new(p->a, entita_info(ENTITA_PARTECIPANTE));
        Str why;
        x->riunione = meeting;
        if (!who.n) difetto(d, d->lista.n, S("partecipante"), "manca la persona accanto a «%.*s»", STR_ARG(how));
        x->persona = who;
        const EntitaInfo *e = entita_info(ENTITA_PARTECIPANTE);
        for (int k = 0; k < e->n_campi; k++)
            if (!strcmp(e->campi[k].nome, "qualita") && !campo_read(p->a, &e->campi[k], how, true, x, &why))
                difetto(d, d->lista.n, S("partecipante"), "%.*s: in qualità di che cosa partecipa? %.*s", STR_ARG(who), STR_ARG(why));
        *PUSH(p->a, out) = x;
    }
}

/* -- a new one */
static const char *const campi_riunione[] = {"codice", "tipo", "data", "oggetto", "evento", "unita", "documenti", "atto", "verbale"};

static void form(Page *p, const ImmagineAnno *y, const Difetti *d, Str general)
{
    Campo fields[COUNT_OF(campi_riunione) + 2 * POSTI];
    ModuloCampo kinds[COUNT_OF(fields)] = {0};
    ptrdiff_t n = 0, n_people;
    const Scelta *all = people(p, &n_people);
    for (ptrdiff_t i = 0; i < COUNT_OF(campi_riunione); i++, n++) {
        const char *name = campi_riunione[i];
        fields[n] = !strcmp(name, "evento") ? event_field(p, y, d)
                    : !strcmp(name, "unita") ? unit_field(p, NULL, d) : modulo_campo(p, ENTITA_RIUNIONE, name, NULL, d, "");
        if (fields[n].n_scelte) kinds[n].genere = CAMPO_DA_ELENCO;
        if (!strcmp(name, "data")) kinds[n].genere = CAMPO_UN_GIORNO;
        if (!strcmp(name, "data") || !strcmp(name, "tipo") || !strcmp(name, "oggetto")) fields[n].aiuto = S("");
        if (!strcmp(name, "verbale")) kinds[n].genere = CAMPO_PIU_RIGHE;
        if (!strcmp(name, "codice")) fields[n].aiuto = _("Con cui la si cita qui dentro, ad esempio RIU-2026-020. Poi non cambia.");
        if (!strcmp(name, "atto")) fields[n].aiuto = _("Il codice dell'atto che la convoca o la segue, se c'è.");
    }
    kinds[n].gruppo = _("Chi partecipa");
    for (int i = 0; i < POSTI; i++, n += 2) {
        place_fields(p, i, all, n_people, &fields[n]);
        kinds[n].genere = kinds[n + 1].genere = CAMPO_DA_ELENCO;
        if (!i) fields[n].errore = difetto_di(p, d, S("partecipante"));
    }
    Modulo m = {.azione = year_path(p, y->anno, "/riunioni/nuova"), .bottone = _("Registra l'incontro"),
                .annulla = year_path(p, y->anno, "/riunioni"), .campi = fields, .generi = kinds, .n = n, .generali = &general,
                .n_generali = general.n > 0};
    modulo_corpo(&p->h, &m, NULL, 0);
    TrArg year = {"anno", nome_anno(p, y->anno)};
    Collegamento up[] = {{tr_fill(p->a, _("Riunioni e colloqui {anno}"), &year, 1), year_path(p, y->anno, "/riunioni")}};
    page_frame(p, &(PageFrame){.titolo = tr_fill(p->a, _("Registrare un incontro del {anno}"), &year, 1), .corrente = S("riunioni"),
                               .briciole = up, .n_briciole = 1});
}

void riunione_nuova(Page *p)
{
    const ImmagineAnno *y = page_anno(p);
    if (y) form(p, y, NULL, S(""));
}

void riunione_aggiungi(Page *p)
{
    const ImmagineAnno *y = page_anno(p);
    const Archivio *arch = immagine_archivio(p->img);
    const Domanda q = page_domanda(p);
    Riunione *r = record_new(p->a, entita_info(ENTITA_RIUNIONE));
    Riuniti who = {0};
    Difetti d = {.a = p->a};
    Modifica *m;
    Esito out;
    const Grant *g;
    Str why = S("");
    if (!y) return;
    r->anno = y->anno;
    for (ptrdiff_t i = 0; i < COUNT_OF(campi_riunione); i++) modulo_prendi(p, ENTITA_RIUNIONE, campi_riunione[i], r, &d);
    take_places(p, POSTI, r->codice, &who, &d);
    riunione_controlla(r, p->oggi, &d);
    riuniti_controlla(r, &who, &d);
    riunione_riferimenti(arch, p->a, r, &who, &d);
    if (r->codice.n && riunione_registrata(arch, p->a, r->codice))
        difetto(&d, 0, S("codice"), "è già nel registro: scegliere un altro codice");
    Err e = d.lista.n ? E_DATI : riunione_permesso(&q, r, &who, &g, &why);
    if (!e) {
        ptrdiff_t n = riunione_modifiche(p->a, r, &who, &m);
        e = store_scrivi(p->st, g, &(Scrittura){p->ora, r->atto, m, n}, p->a, &out);
        if (e) why = store_perche(p->st);
    }
    if (e) {
        p->r->status = err_http(e);
        form(p, y, &d, e == E_DATI ? S("") : why.n ? why : err_words(e));
        return;
    }
    /* who recorded it need not be among those who may read it */
    bool may = page_puo(p, AZIONE_RIUNIONE_LEGGI, (Ambito){.riunione = r->codice}) || str_eq(grant_relazione(g), S("BODY"));
    for (ptrdiff_t i = 0; i < who.n; i++) may = may || str_eq(who.items[i]->persona, p->persona);
    page_redirect_said(p, may ? meeting_path(p, r->codice, "") : year_path(p, y->anno, "/riunioni"), "salvato");
}

/* -- one meeting */
static const Riunione *named(Page *p)
{
    const Riunione *r = riunione_registrata(immagine_archivio(p->img), p->a, p->par[PAR_RIUNIONE]);
    if (!r) page_status(p, 404, _("Questa riunione non è nel registro."));
    return r;
}

/* The same for whoever writes in it. */
static const Riunione *written_by_other(Page *p)
{
    const Riunione *r = named(p);
    if (!r || !riunione_su_di(immagine_archivio(p->img), r->codice, p->persona, p->a)) return r;
    page_status(p, 403, _("È un colloquio su di Lei: lo scrive chi valuta. Le Sue osservazioni stanno nella presa visione."));
    return NULL;
}

static void put(Page *p, RiunioneVista *v, Str name, Str value, Collegamento c)
{
    if (value.n || c.testo.n) *PUSH(p->a, &v->dati) = (Dato){name, value, c};
}

static void put_data(Page *p, const Riunione *r, RiunioneVista *v)
{
    const Collegamento none = {0};
    put(p, v, _("Tipo di incontro"), nome_scelta(p, r->tipo), none);
    put(p, v, _("Data"), nome_giorno(p, r->data), none);
    put(p, v, _("Anno"), nome_anno(p, r->anno), none);
    put(p, v, _("Passo del ciclo"), nome_evento(p, r->evento), none);
    if (r->unita.n) put(p, v, _("Unità"), S(""), via_unita(p, r->unita));
    put(p, v, _("Documenti"), r->documenti, none);
    if (r->atto.n) put(p, v, _("Atto"), S(""), via_atto(p, r->atto));
    put(p, v, _("Codice"), r->codice, none);
    v->verbale = r->verbale;
}

typedef struct Moduli {
    Modulo visione, aggiungi, verbale;
    Campo di_visione[2], di_aggiungi[2], di_verbale[3];
    Str generale;
} Moduli;

static Campo note_field(Page *p, const Difetti *d)
{
    Campo c = modulo_campo(p, ENTITA_PARTECIPANTE, "osservazioni", NULL, d, "");
    c.righe = 4;
    c.aiuto = _("Resta scritto accanto alla sua presa visione; chi legge il verbale le legge.");
    return c;
}

static void forms(Page *p, const Riunione *r, const char *which, const Difetti *d, Str general, Moduli *m, RiunioneVista *v)
{
    static const ModuloCampo lines[] = {{CAMPO_UN_GIORNO, {0}}, {CAMPO_PIU_RIGHE, {0}}};
    static const ModuloCampo chosen[] = {{CAMPO_DA_ELENCO, {0}}, {CAMPO_DA_ELENCO, {0}}};
    static const ModuloCampo text[] = {{CAMPO_PIU_RIGHE, {0}}, {CAMPO_UNA_RIGA, {0}}, {CAMPO_UNA_RIGA, {0}}};
    Mia me = mine(p, r);
    if (me.dovuta) {
        m->di_visione[0] = (Campo){.nome = S("data"), .etichetta = _("Giorno"), .valore = date_iso(p->a, p->oggi), .stretto = true,
                                   .min = date_iso(p->a, r->data), .max = date_iso(p->a, p->oggi), .obbligatorio = true,
                                   .errore = difetto_di(p, *which == 'v' ? d : NULL, S("data"))};
        if (*which == 'v' && field_get(&p->q->form, S("data")).n) m->di_visione[0].valore = field_get(&p->q->form, S("data"));
        m->di_visione[1] = note_field(p, *which == 'v' ? d : NULL);
        m->visione = (Modulo){.azione = meeting_path(p, r->codice, "/presa-visione"), .bottone = _("Do atto dell'incontro"),
                              .campi = m->di_visione, .generi = lines, .n = 2,
                              .spiega = _("Dica di aver preso visione di questo incontro. Non vuol dire essere d'accordo: per questo ci sono le osservazioni.")};
        v->presa_visione = &m->visione;
    }
    if (riunione_su_di(immagine_archivio(p->img), r->codice, p->persona, p->a)) return;
    if (!page_puo(p, AZIONE_RIUNIONE_REGISTRA, (Ambito){.riunione = r->codice})) return;
    ptrdiff_t n;
    const Scelta *all = people(p, &n);
    place_fields(p, 0, all, n, m->di_aggiungi);
    m->di_aggiungi[0].etichetta = _("Persona");
    m->di_aggiungi[1].etichetta = _("In qualità di");
    m->di_aggiungi[0].obbligatorio = m->di_aggiungi[1].obbligatorio = true;
    m->di_aggiungi[0].errore = difetto_di(p, *which == 'p' ? d : NULL, S("partecipante"));
    m->aggiungi = (Modulo){.azione = meeting_path(p, r->codice, "/partecipanti"), .bottone = _("Aggiungi"), .campi = m->di_aggiungi,
                           .generi = chosen, .n = 2};
    v->aggiungi = &m->aggiungi;
    const Difetti *mine_only = *which == 'm' ? d : NULL;
    m->di_verbale[0] = modulo_campo(p, ENTITA_RIUNIONE, "verbale", r, mine_only, "");
    m->di_verbale[0].righe = 10;
    m->di_verbale[1] = modulo_campo(p, ENTITA_RIUNIONE, "documenti", r, mine_only, "");
    m->di_verbale[2] = modulo_campo(p, ENTITA_RIUNIONE, "atto", r, mine_only, "");
    m->verbale = (Modulo){.azione = meeting_path(p, r->codice, "/verbale"), .bottone = _("Salva il verbale"), .campi = m->di_verbale,
                          .generi = text, .n = 3, .nascosto = {S("riga"), str_fmt(p->a, "%lld", (long long)r->riga)}};
    v->verbalizza = &m->verbale;
    if (general.n) {
        Modulo *told = *which == 'p' ? &m->aggiungi : *which == 'm' ? &m->verbale : &m->visione;
        m->generale = general;
        told->generali = &m->generale;
        told->n_generali = 1;
    }
}

/* which: "v" presa visione, "p" who takes part, "m" minutes: the form that was refused; "" none. */
static void show(Page *p, const Riunione *r, const char *which, const Difetti *d, Str general)
{
    RiunioneVista v = {0};
    Moduli m = {0};
    Riuniti all = {0};
    Collegamento go[1];
    put_data(p, r, &v);
    riuniti_di(immagine_archivio(p->img), r->codice, p->a, &all);
    for (ptrdiff_t i = 0; i < all.n; i++) {
        const Partecipante *x = all.items[i];
        *PUSH(p->a, &v.presenti) = (Presente){via_persona(p, x->persona), nome_scelta(p, x->qualita), nome_giorno(p, x->presa_visione),
                                              x->osservazioni};
    }
    v.modificato = *which == 'p' || *which == 'm';
    forms(p, r, which, d, general, &m, &v);
    Str history = via_giornale(p, ENTITA_RIUNIONE, record_key(p->a, entita_info(ENTITA_RIUNIONE), r));
    v.vai = go;
    if (history.n) go[v.n_vai++] = (Collegamento){_("Storia nel giornale"), history};
    riunione_corpo(&p->h, &v);
    TrArg year = {"anno", nome_anno(p, year_of(r))};
    Collegamento up[] = {{tr_fill(p->a, _("Riunioni e colloqui {anno}"), &year, 1), year_path(p, year_of(r), "/riunioni")}};
    page_frame(p, &(PageFrame){.titolo = r->oggetto, .corrente = S("riunioni"), .briciole = up, .n_briciole = 1});
}

void riunione_mostra(Page *p)
{
    const Riunione *r = named(p);
    if (r) show(p, r, "", NULL, S(""));
}

/* What was written, or the page again with what is wrong. */
static void done(Page *p, const Riunione *r, const char *which, Err e, const Difetti *d, Str why)
{
    bool reads = page_puo(p, AZIONE_RIUNIONE_LEGGI, (Ambito){.riunione = r->codice});
    if (!e) {
        page_redirect_said(p, reads ? meeting_path(p, r->codice, "") : year_path(p, year_of(r), "/riunioni"), "salvato");
    } else if (e == E_VIETATO || !reads) {
        page_error(p, e, e == E_DATI && d->lista.n ? d->lista.items[0].cosa : why);
    } else {
        p->r->status = err_http(e);
        show(p, r, which, d, e == E_DATI ? S("") : why.n ? why : err_words(e));
    }
}

void riunione_partecipa(Page *p)
{
    const Domanda q = page_domanda(p);
    const Archivio *arch = immagine_archivio(p->img);
    Riuniti all = {0}, added = {0};
    Difetti d = {.a = p->a};
    Esito out;
    const Grant *g;
    Str why = S("");
    const Riunione *r = written_by_other(p);
    if (!r) return;
    riuniti_di(arch, r->codice, p->a, &all);
    take_places(p, 1, r->codice, &added, &d);
    if (!added.n && !d.lista.n) difetto(&d, 0, S("partecipante"), "manca: scegliere chi partecipa");
    if (added.n) *PUSH(p->a, &all) = added.items[0];
    riuniti_controlla(r, &all, &d);
    riunione_riferimenti(arch, p->a, r, &added, &d);
    Err e = d.lista.n ? E_DATI : riunione_permesso(&q, r, &added, &g, &why);
    if (!e) {
        Modifica m = {ENTITA_PARTECIPANTE, added.items[0], false, 0};
        e = store_scrivi(p->st, g, &(Scrittura){p->ora, S(""), &m, 1}, p->a, &out);
        if (e) why = store_perche(p->st);
    }
    done(p, r, "p", e, &d, why);
}

void riunione_verbalizza(Page *p)
{
    static const char *const fields[] = {"verbale", "documenti", "atto"};
    Difetti d = {.a = p->a};
    Riuniti nobody = {0}, people = {0};
    Modifica *m;
    Esito out;
    int64_t version;
    Str why = S("");
    const Riunione *r = written_by_other(p);
    if (!r) return;
    Riunione after = *r;
    riuniti_di(immagine_archivio(p->img), r->codice, p->a, &people);
    for (ptrdiff_t i = 0; i < COUNT_OF(fields); i++) modulo_prendi(p, ENTITA_RIUNIONE, fields[i], &after, &d);
    if (!page_number(field_get(&p->q->form, S("riga")), &version)) version = 0;
    riunione_controlla(&after, p->oggi, &d);
    riunione_riferimenti(immagine_archivio(p->img), p->a, &after, &nobody, &d);
    if (!d.lista.n) riunione_ferma(r, &after, &people, &d);
    Err e = d.lista.n ? E_DATI : OK;
    if (!e) {
        ptrdiff_t n = riunione_riscrive(p->a, &after, version, &people, &m);
        e = store_scrivi(p->st, p->g, &(Scrittura){p->ora, after.atto, m, n}, p->a, &out);
        if (e == E_CONFLITTO) why = _("Qualcuno ha scritto il verbale nel frattempo. Nel modulo c'è il suo testo, sopra quello dell'altro: unirli, poi salvare di nuovo.");
        else if (e) why = store_perche(p->st);
    }
    done(p, r, "m", e, &d, why);
}

void riunione_visione(Page *p)
{
    Difetti d = {.a = p->a};
    Esito out;
    Str why = S(""), day = field_get(&p->q->form, S("data"));
    const Riunione *r = named(p);
    if (!r) return;
    PresaVisione x = {.riunione = r->codice, .osservazioni = field_get(&p->q->form, S("osservazioni")), .oggi = p->oggi, .ora = p->ora};
    if (!date_parse_iso(day, &x.giorno) && !date_parse_italian(day, &x.giorno))
        difetto(&d, 0, S("giorno"), "non è una data esistente: scrivere ad esempio 31/12/2025");
    Err e = d.lista.n ? E_DATI : presa_visione(p->st, p->g, &x, p->a, &out, &d, &why);
    for (ptrdiff_t i = 0; i < d.lista.n; i++) /* as the form calls it */
        if (str_eq(d.lista.items[i].dove, S("giorno"))) d.lista.items[i].dove = S("data");
    if (e == E_NON_TROVATO) page_status(p, 404, _("Non partecipa a questa riunione."));
    else done(p, r, "v", e, &d, why);
}

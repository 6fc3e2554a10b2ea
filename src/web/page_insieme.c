/* page_insieme.c - floor 6: records that only fit together, corrected together: the weights of what stands side by side, the
 * bands of an indicator. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/page_insieme.h"

#include "web/dati.thtml.h"
#include "web/dati_campi.h"

enum { FASCE_VUOTE = 3, FASCE_INIZIO = 6, FASCE_MASSIMO = 50, CAMPI_RIGA = 2 };

/* Weights are written by all that share these fields, or by none (exchange/controlli_gruppi.c). */
static const struct { EntitaTipo tipo; const char *gruppo[4]; } pesati[] = {
    {ENTITA_NODO_VERSIONE, {"anno", "padre"}},
    {ENTITA_TARGET, {"anno", "nodo"}},
    {ENTITA_OBIETTIVO_ASSEGNATO, {"persona", "anno", "tipo", "dal"}},
    {ENTITA_OBIETTIVO_INDIVIDUALE, {"persona", "anno"}},
};

typedef struct Riga {
    void *record;            /* as typed; what does not read is absent */
    int64_t riga;            /* 0: new */
    Str scritti[CAMPI_RIGA], errori[CAMPI_RIGA];
    bool vuota;              /* of bands: to be left out */
} Riga;

typedef struct Insieme {
    const EntitaInfo *e;
    const CampoInfo *campi[CAMPI_RIGA];
    int n_campi;
    LIST(Riga) righe;
    LIST(Str) generali;
    Str indicatore, anno, wrong_ind, wrong_year;   /* of new bands: what they are of */
    bool difettoso, nuovo;
} Insieme;

static const CampoInfo *field(const EntitaInfo *e, const char *name)
{
    for (int i = 0; i < e->n_campi; i++)
        if (!strcmp(e->campi[i].nome, name)) return &e->campi[i];
    ASSERT(name == NULL);
    return NULL;
}

static const char *const *group_of(EntitaTipo t)
{
    for (ptrdiff_t i = 0; i < COUNT_OF(pesati); i++)
        if (pesati[i].tipo == t) return pesati[i].gruppo;
    return NULL;
}

Str insieme_url(Page *p, const EntitaInfo *e, Str chiave)
{
    if (!group_of(e->tipo) && e->tipo != ENTITA_FASCIA) return S("");
    return str_fmt(p->a, "%.*s/insieme", STR_ARG(dati_url_voce(p, e, chiave)));
}

/* -- which records */
static void add(Page *p, Insieme *x, const void *stored)
{
    Riga *r = PUSH(p->a, &x->righe);
    r->record = record_new(p->a, x->e);
    if (!stored) return;
    memcpy(r->record, stored, (size_t)x->e->size);
    r->riga = *(const int64_t *)stored;
    for (int k = 0; k < x->n_campi; k++) r->scritti[k] = modulo_valore(p->a, x->campi[k], stored);
}

static bool same(Page *p, const EntitaInfo *e, const char *const *fields, const void *a, const void *b)
{
    for (int i = 0; i < 4 && fields[i]; i++) {
        const CampoInfo *c = field(e, fields[i]);
        if (!str_eq(campo_text(p->a, c, a), campo_text(p->a, c, b))) return false;
    }
    return true;
}

/* A later version of the same thing stands right after it. */
static bool overtaken(Page *p, const EntitaInfo *e, const void *r, const void *next)
{
    static const char *const version_of[][3] = {{"nodo", "anno"}, {"indicatore", "anno"}};
    if (!next || (e->tipo != ENTITA_NODO_VERSIONE && e->tipo != ENTITA_TARGET)) return false;
    return same(p, e, version_of[e->tipo == ENTITA_TARGET], r, next);
}

static void gather(Page *p, const EntitaInfo *e, const void *one, Insieme *x)
{
    static const char *const bands[3] = {"indicatore", "anno"};
    const Tabella *t = dati_righe(p, e->tipo);
    bool weights = e->tipo != ENTITA_FASCIA;
    *x = (Insieme){.e = e, .campi = {field(e, weights ? "peso" : "soglia"), weights ? NULL : field(e, "livello")},
                   .n_campi = weights ? 1 : 2};
    for (ptrdiff_t i = 0; i < t->n; i++) {
        const void *r = tabella_at(t, i), *next = i + 1 < t->n ? tabella_at(t, i + 1) : NULL;
        if (one && same(p, e, weights ? group_of(e->tipo) : bands, one, r) && !(weights && overtaken(p, e, r, next))) add(p, x, r);
    }
}

static void blank_bands(Page *p, Insieme *x)
{
    ptrdiff_t n = x->righe.n + FASCE_VUOTE;
    if (n < FASCE_INIZIO) n = FASCE_INIZIO;
    while (x->righe.n < n && x->righe.n < FASCE_MASSIMO) add(p, x, NULL);
}

/* -- the page */
static Str row_title(Page *p, const Insieme *x, ptrdiff_t i)
{
    const void *r = x->righe.items[i].record;
    if (x->e->tipo == ENTITA_FASCIA) {
        TrArg n = {"n", str_fmt(p->a, "%td", i + 1)};
        return tr_fill(p->a, _("Fascia {n}"), &n, 1);
    }
    if (x->e->tipo == ENTITA_NODO_VERSIONE) {
        const NodoVersione *v = r;
        return str_fmt(p->a, "%.*s - %.*s", STR_ARG(v->nodo), STR_ARG(v->titolo));
    }
    if (x->e->tipo == ENTITA_OBIETTIVO_INDIVIDUALE) return ((const ObiettivoIndividuale *)r)->titolo;
    const CampoInfo *c = field(x->e, x->e->tipo == ENTITA_TARGET ? "indicatore" : "nodo");
    Str code = campo_text(p->a, c, r);
    const void *other = dati_trova(p, c->rif, code);
    Str name = other ? dati_didascalia(p, c->rif, other) : S("");
    return name.n ? str_fmt(p->a, "%.*s - %.*s", STR_ARG(code), STR_ARG(name)) : code;
}

static Campo row_field(Page *p, const Insieme *x, ptrdiff_t i, int k)
{
    const Riga *r = &x->righe.items[i];
    Str title = row_title(p, x, i), label = dati_etichetta(p, x->e->tipo, x->campi[k]);
    Str name = str_fmt(p->a, "%s-%td", x->campi[k]->nome, i + 1);
    return (Campo){.nome = name, .valore = r->scritti[k], .errore = r->errori[k], .senza_nota = true,
                   .etichetta = str_fmt(p->a, "%.*s: %.*s", STR_ARG(title), STR_ARG(label))};
}

static void show(Page *p, const Insieme *x, Str url)
{
    bool bands = x->e->tipo == ENTITA_FASCIA;
    InsiemeVista v = {.url = url, .indietro = dati_url(p, x->e), .generali = x->generali.items, .n_generali = x->generali.n,
                      .nuovo = x->nuovo, .annulla = dati_annulla(p), .n_campi = x->righe.n * x->n_campi,
                      .aiuto = bands ? _("Dalla fascia migliore in giù: la soglia è il valore da cui vale, il livello il punteggio da 0 a 100. L'ultima fascia è senza soglia: vale per tutto il resto. Una riga vuota non conta.")
                                     : _("I pesi di ciò che sta insieme si scrivono tutti, o nessuno. Di solito la somma è 100.")};
    Campo *all = NEW_N(p->a, Campo, v.n_campi + 1);
    Str *marks = NEW_N(p->a, Str, x->righe.n + 1);
    for (ptrdiff_t i = 0; i < x->righe.n; i++) {
        marks[i] = str_fmt(p->a, "%lld", (long long)x->righe.items[i].riga);
        for (int k = 0; k < x->n_campi; k++) all[i * x->n_campi + k] = row_field(p, x, i, k);
    }
    v.campi = all;
    v.righe = marks;
    v.n_righe = x->righe.n;
    v.per_riga = x->n_campi;
    ptrdiff_t n = 0;
    Scelta *names = x->nuovo ? dati_scelte(p, ENTITA_INDICATORE, &n) : NULL;
    Campo of[] = {{.nome = S("indicatore"), .etichetta = _("Indicatore"), .valore = x->indicatore, .errore = x->wrong_ind,
                   .obbligatorio = true, .stretto = true, .scelte = names, .n_scelte = n},
                  {.nome = S("anno"), .etichetta = _("Anno"), .valore = x->anno, .errore = x->wrong_year, .obbligatorio = true}};
    v.indicatore = of[0];
    v.anno = of[1];
    Campo *summary = NEW_N(p->a, Campo, v.n_campi + 2);
    for (int i = 0; i < 2 && x->nuovo; i++) summary[v.n_errori++] = of[i];
    for (ptrdiff_t i = 0; i < v.n_campi; i++) summary[v.n_errori++] = all[i];
    v.errori = summary;
    insieme_corpo(&p->h, &v);
    if (x->difettoso) p->r->status = 422;
    TrArg what[] = {{"cosa", x->indicatore}, {"anno", x->anno}};
    PageFrame f = {.titolo = !bands ? _("Pesi insieme") : x->nuovo ? _("Fasce di un indicatore")
                                                                  : tr_fill(p->a, _("Fasce di {cosa}, {anno}"), what, COUNT_OF(what))};
    dati_briciole(p, &f, x->e);
    page_frame(p, &f);
}

/* -- reading and writing */
static void read_rows(Page *p, Insieme *x)
{
    const Fields *f = &p->q->form;
    bool bands = x->e->tipo == ENTITA_FASCIA;
    for (ptrdiff_t i = 0; i < x->righe.n; i++) {
        Riga *r = &x->righe.items[i];
        r->vuota = bands;
        for (int k = 0; k < x->n_campi; k++) {
            r->scritti[k] = str_trim(field_get(f, str_fmt(p->a, "%s-%td", x->campi[k]->nome, i + 1)));
            r->vuota = r->vuota && !r->scritti[k].n;
        }
        for (int k = 0; k < x->n_campi && !r->vuota; k++)
            if (!campo_read(p->a, x->campi[k], r->scritti[k], true, r->record, &r->errori[k])) x->difettoso = true;
    }
}

/* Rows that were typed, one after the other; what stood beyond them goes. */
static Modifica *changes(Page *p, Insieme *x, ptrdiff_t *n, ptrdiff_t *row_of)
{
    Modifica *m = NEW_N(p->a, Modifica, x->righe.n + 1);
    *n = 0;
    if (x->e->tipo != ENTITA_FASCIA) {
        for (ptrdiff_t i = 0; i < x->righe.n; i++) {
            row_of[*n] = i;
            m[(*n)++] = (Modifica){x->e->tipo, x->righe.items[i].record, false, x->righe.items[i].riga};
        }
        return m;
    }
    for (ptrdiff_t i = 0; i < x->righe.n; i++) {
        Fascia *f = x->righe.items[i].record;
        if (x->righe.items[i].vuota) continue;
        f->indicatore = x->indicatore;
        if (!campo_read(p->a, field(x->e, "anno"), x->anno, true, f, &x->wrong_year)) x->difettoso = true;
        f->ordine = *n + 1;
        row_of[*n] = i;
        m[*n] = (Modifica){x->e->tipo, f, false, x->righe.items[*n].riga};
        ++*n;
    }
    ptrdiff_t kept = *n;
    for (ptrdiff_t i = kept; i < x->righe.n && x->righe.items[i].riga; i++) {
        Fascia *f = record_new(p->a, x->e);
        const Fascia *first = m[0].record;
        *f = (Fascia){.indicatore = x->indicatore, .anno = kept ? first->anno : ((const Fascia *)x->righe.items[i].record)->anno,
                      .ordine = i + 1};
        m[(*n)++] = (Modifica){x->e->tipo, f, true, x->righe.items[i].riga};
    }
    return m;
}

/* "/fasce/2/soglia" is of the third that was put. */
static void give_back(Page *p, Insieme *x, const Difetti *d, const ptrdiff_t *row_of)
{
    for (ptrdiff_t i = 0; i < d->lista.n; i++) {
        Str lead = str_fmt(p->a, "/%s/", x->e->nome), dove = d->lista.items[i].dove, cosa = d->lista.items[i].cosa;
        int64_t at;
        ptrdiff_t slash = -1;
        bool ours = str_starts(dove, lead), told = false;
        if (ours) dove = str_sub(dove, lead.n, dove.n);
        if (ours) slash = str_find(dove, '/');
        if (slash > 0 && page_number(str_sub(dove, 0, slash), &at))
            for (int k = 0; k < x->n_campi && !told; k++)
                if (str_eq(str_sub(dove, slash + 1, dove.n), str_of(x->campi[k]->nome))) {
                    Str *e = &x->righe.items[row_of[at]].errori[k];
                    *e = e->n ? str_fmt(p->a, "%.*s; %.*s", STR_ARG(*e), STR_ARG(cosa)) : cosa;
                    told = true;
                }
        if (!told) *PUSH(p->a, &x->generali) = cosa;
    }
    x->difettoso = true;
}

static void save(Page *p, Insieme *x, Str url, bool late)
{
    Difetti d = {.a = p->a};
    Esito out = {0};
    Str why = S("");
    ptrdiff_t n, *row_of = NEW_N(p->a, ptrdiff_t, x->righe.n + 1);
    read_rows(p, x);
    Modifica *m = changes(p, x, &n, row_of);
    Err e = late ? E_CONFLITTO : x->difettoso || !n ? E_DATI : dati_scrivi(p, m, n, &d, &out, &why);
    if (!n) *PUSH(p->a, &x->generali) = _("Scrivere almeno una riga.");
    if (e == E_CONFLITTO)
        *PUSH(p->a, &x->generali) = _("Nel frattempo qualcun altro ha cambiato queste righe: riaprire la pagina e scrivere di nuovo.");
    if (e == E_DATI || e == E_CONFLITTO) {
        if (d.lista.n) give_back(p, x, &d, row_of);
        x->difettoso = true;
        show(p, x, url);
    } else if (e) {
        page_error(p, e, why);
    } else {
        Str to = dati_url(p, x->e);
        for (ptrdiff_t i = 0; i < n && to.n; i++) /* back to the first that is still there */
            if (!m[i].cancella) {
                to = insieme_url(p, x->e, record_key(p->a, x->e, m[i].record));
                break;
            }
        if (out.seq) page_redirect_said(p, str_fmt(p->a, "%.*s?voce=%lld", STR_ARG(to), (long long)out.seq), "salvato");
        else page_redirect_said(p, to, "uguale");
    }
}

static bool named(Page *p, Insieme *x)
{
    const EntitaInfo *e = dati_tabella(p);
    const void *one = dati_trova(p, e->tipo, p->par[PAR_CHIAVE]);
    if (!one || !insieme_url(p, e, p->par[PAR_CHIAVE]).n) {
        page_status(p, 404, _("Questa voce non c'è, o è stata tolta."));
        return false;
    }
    gather(p, e, one, x);
    if (e->tipo == ENTITA_FASCIA) {
        x->indicatore = ((const Fascia *)one)->indicatore;
        x->anno = str_fmt(p->a, "%lld", (long long)((const Fascia *)one)->anno);
        blank_bands(p, x);
    }
    return true;
}

void insieme_mostra(Page *p)
{
    Insieme x;
    if (named(p, &x)) show(p, &x, insieme_url(p, x.e, p->par[PAR_CHIAVE]));
}

void insieme_salva(Page *p)
{
    Insieme x;
    bool late = false;
    if (!named(p, &x)) return;
    for (ptrdiff_t i = 0; i < x.righe.n; i++) {
        int64_t seen;
        late = late || !page_number(field_get(&p->q->form, str_fmt(p->a, "riga-%td", i + 1)), &seen) || seen != x.righe.items[i].riga;
    }
    save(p, &x, insieme_url(p, x.e, p->par[PAR_CHIAVE]), late);
}

/* -- bands of an indicator that has none yet */
static void begin_bands(Page *p, Insieme *x, const Fields *f)
{
    gather(p, entita_info(ENTITA_FASCIA), NULL, x);
    blank_bands(p, x);
    x->nuovo = true;
    x->indicatore = str_trim(field_get(f, S("indicatore")));
    x->anno = str_trim(field_get(f, S("anno")));
}

void insieme_nuovo(Page *p)
{
    Insieme x;
    begin_bands(p, &x, &p->q->query);
    int64_t year = immagine_anno_corrente(p->img);
    if (!x.anno.n && year) x.anno = str_fmt(p->a, "%lld", (long long)year);
    show(p, &x, p->q->n_parts ? str_fmt(p->a, "/dati/%s/nuovo", x.e->nome) : S(""));
}

void insieme_crea(Page *p)
{
    Insieme x;
    begin_bands(p, &x, &p->q->form);
    Fascia *probe = record_new(p->a, x.e);
    if (!dati_trova(p, ENTITA_INDICATORE, x.indicatore)) x.wrong_ind = _("Non c'è fra gli indicatori: sceglierlo dall'elenco, o aggiungerlo prima.");
    if (!campo_read(p->a, field(x.e, "anno"), x.anno, true, probe, &x.wrong_year)) x.wrong_year = _("Scrivere un anno, ad esempio 2026.");
    else x.wrong_year = S("");
    probe->indicatore = x.indicatore;
    probe->ordine = 1;
    if (!x.wrong_ind.n && !x.wrong_year.n && dati_trova(p, ENTITA_FASCIA, record_key(p->a, x.e, probe)))
        x.wrong_ind = _("Ha già le sue fasce in quest'anno: aprirle dall'elenco.");
    x.difettoso = x.wrong_ind.n || x.wrong_year.n;
    save(p, &x, str_fmt(p->a, "/dati/%s/nuovo", x.e->nome), false);
}

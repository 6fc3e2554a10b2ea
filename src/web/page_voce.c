/* page_voce.c - floor 6: one record: made, corrected, taken away, what became of it through time. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/dati.thtml.h"
#include "web/dati_campi.h"
#include "web/page_insieme.h"

enum { STORIA_MAX = 10 };

/* -- what became of it */
static Str actor(Page *p, Str persona)
{
    return persona.n ? dati_persona(p, persona) : _("da riga di comando");
}

static void *as_record(Page *p, const EntitaInfo *e, Str text)
{
    void *r = record_new(p->a, e);
    return text.n && correzione_record(text, e, p->a, r) ? r : NULL;
}

/* The entries that touched it; the last one can be taken back as long as the record stands as it left it. */
static DatiStoria *history(Page *p, const EntitaInfo *e, Str key, int64_t riga, ptrdiff_t *n)
{
    VoceDi *v;
    *n = 0;
    const Grant *g;
    Str why;
    if (page_permesso(p, correzione_di(e->tipo)->azione, (Ambito){0}, &g, &why) ||
        store_voci_di(p->st, g, str_of(e->nome), key, STORIA_MAX, p->a, &v, n))
        return NULL;
    DatiStoria *out = NEW_N(p->a, DatiStoria, *n + 1);
    ptrdiff_t k = 0;
    for (ptrdiff_t i = 0; i < *n; i++) {
        void *before = as_record(p, e, v[i].prima), *after = as_record(p, e, v[i].dopo);
        DatiStoria *x = &out[k];
        *x = (DatiStoria){.voce = str_fmt(p->a, "%lld", (long long)v[i].seq), .quando = dati_momento(p, v[i].ora),
                          .chi = actor(p, v[i].persona), .fatto = !before ? _("scritto") : !after ? _("tolto") : _("cambiato")};
        x->campi = dati_differenze(p, e, before, after, &x->n_campi);
        if (before && after && !x->n_campi) continue; /* what changed is not seen here */
        Azione z;
        if (v[i].seq == riga && correzione_annullabile(v[i].azione) && azione_by_name(v[i].azione, &z) && page_puo(p, z, (Ambito){0}))
            x->annulla = str_fmt(p->a, "/annulla/%lld", (long long)v[i].seq);
        k++;
    }
    *n = k;
    return out;
}

/* -- the form */
static const DatiDato *key_facts(Page *p, const EntitaInfo *e, const void *record, ptrdiff_t *n)
{
    DatiDato *v = NEW_N(p->a, DatiDato, e->n_chiave);
    for (*n = 0; *n < e->n_chiave; (*n)++)
        v[*n] = (DatiDato){dati_etichetta(p, e->tipo, &e->campi[*n]), dati_mostra(p, &e->campi[*n], record)};
    return v;
}

static const DatiDato *all_facts(Page *p, const EntitaInfo *e, const void *record, ptrdiff_t *n)
{
    DatiDato *v = NEW_N(p->a, DatiDato, e->n_campi);
    *n = 0;
    for (int i = 0; i < e->n_campi; i++)
        if (!correzione_deciso(&e->campi[i], e->tipo) && !campo_absent(&e->campi[i], record))
            v[(*n)++] = (DatiDato){dati_etichetta(p, e->tipo, &e->campi[i]), dati_mostra(p, &e->campi[i], record)};
    return v;
}

static void form_new(Page *p, const Modulo *m)
{
    Campo *summary;
    DatiModulo v = {.azione = str_fmt(p->a, "/dati/%s/nuovo", m->e->nome), .nuovo = true, .indietro = dati_url(p, m->e),
                    .aiuto = tr_str(p->h.lingua, str_of(parola_tabella(m->e->tipo)->aiuto)),
                    .generali = m->generali.items, .n_generali = m->generali.n, .annulla = dati_annulla(p)};
    v.campi = dati_campi(p, m, &v.n_campi, &summary);
    v.errori = summary;
    voce_corpo(&p->h, &v);
    if (m->difettoso) p->r->status = 422;
    TrArg what = {"cosa", dati_uno(p, m->e->tipo)};
    PageFrame f = {.titolo = tr_fill(p->a, _("Aggiungere: {cosa}"), &what, 1)};
    dati_briciole(p, &f, m->e);
    page_frame(p, &f);
}

static void form_edit(Page *p, const Modulo *m, const void *stored, const DatiDifferenza *late, ptrdiff_t n_late, Str told)
{
    const EntitaInfo *e = m->e;
    Str key = record_key(p->a, e, m->record), url = dati_url_voce(p, e, key);
    int64_t riga = stored ? *(const int64_t *)stored : 0;
    Campo *summary;
    DatiModulo v = {.azione = url, .riga = str_fmt(p->a, "%lld", (long long)riga), .indietro = dati_url(p, e),
                    .generali = m->generali.items, .n_generali = m->generali.n, .superati = late, .n_superati = n_late,
                    .superato = told, .annulla = dati_annulla(p)};
    v.fissi = key_facts(p, e, m->record, &v.n_fissi);
    v.campi = dati_campi(p, m, &v.n_campi, &summary);
    v.errori = summary;
    if (stored) {
        v.elimina = str_fmt(p->a, "%.*s/elimina", STR_ARG(url));
        v.copia = str_fmt(p->a, "/dati/%s/nuovo?da=%.*s", e->nome, STR_ARG(url_encode(p->a, key)));
        v.insieme = insieme_url(p, e, key);
        v.altro = str_fmt(p->a, "/dati/%s/nuovo", e->nome);
        v.storia = history(p, e, key, riga, &v.n_storia);
    }
    voce_corpo(&p->h, &v);
    if (m->difettoso) p->r->status = 422;
    if (told.n) p->r->status = 409;
    PageFrame f = {.titolo = dati_titolo(p, e, m->record)};
    dati_briciole(p, &f, e);
    page_frame(p, &f);
}

/* -- a new one */
static const CampoInfo *field_named(const EntitaInfo *e, const char *name)
{
    for (int i = 0; i < e->n_campi; i++)
        if (!strcmp(e->campi[i].nome, name)) return &e->campi[i];
    return NULL;
}

/* A copy: everything but what is decided elsewhere; of a version, the one after it. */
static void begin_copy(Page *p, const EntitaInfo *e, const void *from, Modulo *m)
{
    void *r = record_new(p->a, e);
    memcpy(r, from, (size_t)e->size);
    for (int i = 0; i < e->n_campi; i++)
        if (correzione_deciso(&e->campi[i], e->tipo)) campo_clear(&e->campi[i], r);
    const CampoInfo *version = field_named(e, "versione");
    if (version) ++*(int64_t *)((char *)r + version->offset);
    modulo_di(p->a, e, r, m);
    m->nuovo = true;
}

void voce_nuova(Page *p)
{
    const EntitaInfo *e = dati_tabella(p);
    const void *from = dati_trova(p, e->tipo, field_get(&p->q->query, S("da")));
    Modulo m;
    if (e->tipo == ENTITA_FASCIA) {
        insieme_nuovo(p);
        return;
    }
    if (from) {
        begin_copy(p, e, from, &m);
    } else {
        modulo_di(p->a, e, NULL, &m);
        int64_t year = immagine_anno_corrente(p->img);
        for (int i = 0; i < e->n_campi; i++) {
            Str given = field_get(&p->q->query, str_of(e->campi[i].nome));
            if (given.n) m.scritti[i] = given;
            else if (!strcmp(e->campi[i].nome, "anno") && e->tipo != ENTITA_ANNO && year) m.scritti[i] = str_fmt(p->a, "%lld", (long long)year);
            else if (!strcmp(e->campi[i].nome, "versione")) m.scritti[i] = S("1");
        }
    }
    form_new(p, &m);
}

/* One that is there already, or whose address would be this page's. */
static void check_key(Page *p, Modulo *m)
{
    for (int i = 0; i < m->e->n_chiave; i++)
        if (m->errori[i].n) return;
    Str key = record_key(p->a, m->e, m->record);
    bool there = dati_trova(p, m->e->tipo, key) != NULL;
    if (!there && !str_eq(key, S("nuovo"))) return;
    m->difettoso = true;
    m->errori[m->e->n_chiave - 1] = there ? _("C'è già: aprirla dall'elenco, o cambiare la chiave.") : _("È una parola riservata: sceglierne un'altra.");
}

/* What every write may answer; true: it is written. */
static bool written(Page *p, Err e, Str why, Modulo *m, const Difetti *d)
{
    if (e == E_DATI) modulo_difetti(p->a, m, d);
    else if (e && e != E_CONFLITTO) page_error(p, e, why);
    return !e;
}

void voce_crea(Page *p)
{
    const EntitaInfo *e = dati_tabella(p);
    Modulo m;
    Difetti d = {.a = p->a};
    Esito out = {0};
    Str why;
    if (e->tipo == ENTITA_FASCIA) {
        insieme_crea(p);
        return;
    }
    modulo_leggi(p->a, e, NULL, &p->q->form, &m);
    check_key(p, &m);
    if (m.difettoso) {
        form_new(p, &m);
        return;
    }
    Modifica change = {e->tipo, m.record, false, 0};
    Err err = dati_scrivi(p, &change, 1, &d, &out, &why);
    if (!written(p, err, why, &m, &d)) {
        if (err == E_CONFLITTO) m.errori[e->n_chiave - 1] = _("C'è già: aprirla dall'elenco, o cambiare la chiave.");
        m.difettoso = true;
        if (err == E_DATI || err == E_CONFLITTO) form_new(p, &m);
        return;
    }
    Str key = record_key(p->a, e, m.record), to = dati_url_voce(p, e, key);
    if (field_get(&p->q->form, S("poi")).n) to = str_fmt(p->a, "/dati/%s/nuovo", e->nome);
    page_redirect_said(p, str_fmt(p->a, "%.*s?voce=%lld", STR_ARG(to), (long long)out.seq), "salvato");
}

/* -- one that is there */
static const void *stored_record(Page *p, const EntitaInfo *e)
{
    const void *r = dati_trova(p, e->tipo, p->par[PAR_CHIAVE]);
    if (!r) page_status(p, 404, _("Questa voce non c'è, o è stata tolta."));
    return r;
}

void voce_mostra(Page *p)
{
    const EntitaInfo *e = dati_tabella(p);
    const void *r = stored_record(p, e);
    Modulo m;
    if (!r) return;
    if (e->tipo == ENTITA_FASCIA) { /* bands are corrected together */
        page_redirect(p, insieme_url(p, e, p->par[PAR_CHIAVE]));
        return;
    }
    modulo_di(p->a, e, r, &m);
    form_edit(p, &m, r, NULL, 0, S(""));
}

/* The key of the path as a record with nothing else; NULL: it is no key. */
static void *only_key(Page *p, const EntitaInfo *e)
{
    Str part[MODULO_CAMPI], why;
    void *r = record_new(p->a, e);
    if (!record_key_split(p->a, e, p->par[PAR_CHIAVE], part)) return NULL;
    for (int i = 0; i < e->n_chiave; i++)
        if (!campo_read(p->a, &e->campi[i], part[i], false, r, &why)) return NULL;
    return r;
}

/* Somebody else came first: both texts, and the form as it was typed, now on top of what is there. */
static void show_late(Page *p, const EntitaInfo *e, const Modulo *typed)
{
    ptrdiff_t n = 0;
    if (!dati_rilegge(p)) return;
    const void *now = dati_trova(p, e->tipo, p->par[PAR_CHIAVE]);
    DatiDifferenza *v = now ? dati_differenze(p, e, now, typed->record, &n) : NULL;
    form_edit(p, typed, now, v, n,
              now ? _("Nel frattempo qualcun altro ha cambiato questa voce. Nulla è stato scritto. Qui sotto ci sono i due testi: correggere e salvare di nuovo.")
                  : _("Nel frattempo qualcun altro ha tolto questa voce. Salvando di nuovo si scrive un'altra volta."));
}

void voce_salva(Page *p)
{
    const EntitaInfo *e = dati_tabella(p);
    Modulo m;
    Difetti d = {.a = p->a};
    Esito out = {0};
    Str why = S("");
    int64_t riga;
    const void *now = dati_trova(p, e->tipo, p->par[PAR_CHIAVE]);
    void *base = now ? NULL : only_key(p, e);
    if (!page_number(field_get(&p->q->form, S("riga")), &riga) || (!now && !base)) {
        page_status(p, 404, S(""));
        return;
    }
    modulo_leggi(p->a, e, now ? now : base, &p->q->form, &m);
    bool late = riga != (now ? *(const int64_t *)now : 0);
    Err err = E_CONFLITTO;
    if (!m.difettoso && !late) err = dati_scrivi(p, &(Modifica){e->tipo, m.record, false, riga}, 1, &d, &out, &why);
    else if (m.difettoso) err = E_DATI;
    if (written(p, err, why, &m, &d)) {
        Str to = dati_url_voce(p, e, p->par[PAR_CHIAVE]);
        if (out.seq) page_redirect_said(p, str_fmt(p->a, "%.*s?voce=%lld", STR_ARG(to), (long long)out.seq), "salvato");
        else page_redirect_said(p, to, "uguale");
    } else if (late || err == E_CONFLITTO) {
        show_late(p, e, &m);
    } else if (err == E_DATI) {
        form_edit(p, &m, now, NULL, 0, S(""));
    }
}

/* -- taken away */
/* "assegnazioni M012/S11/2023-10-02" of a defect; NULL: it is about something else. */
static const EntitaInfo *record_of(const Difetto *x, Str *key)
{
    ptrdiff_t blank = str_find(x->dove, ' ');
    if (blank < 0 || !str_starts(x->cosa, S("nel campo "))) return NULL;
    *key = str_sub(x->dove, blank + 1, x->dove.n);
    return entita_by_name(str_sub(x->dove, 0, blank));
}

/* Records that refer to it: those of tables that he corrects one by one, of the others only how many. */
static Str *obstacles(Page *p, const Difetti *d, ptrdiff_t *n)
{
    ptrdiff_t hidden[ENTITA_COUNT] = {0};
    Str *out = NEW_N(p->a, Str, d->lista.n + ENTITA_COUNT);
    *n = 0;
    for (ptrdiff_t i = 0; i < d->lista.n; i++) {
        Str key, cosa = d->lista.items[i].cosa;
        const EntitaInfo *e = record_of(&d->lista.items[i], &key);
        if (!e) out[(*n)++] = str_fmt(p->a, "%.*s: %.*s", STR_ARG(d->lista.items[i].dove), STR_ARG(cosa));
        else if (!dati_scrive(p, e->tipo)) hidden[e->tipo]++;
        else out[(*n)++] = str_fmt(p->a, "%.*s: %.*s", STR_ARG(dati_nome(p, e->tipo)), STR_ARG(dati_chiave(p, e, key)));
    }
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++)
        if (hidden[t])
            out[(*n)++] = str_fmt(p->a, "%.*s: %.*s", STR_ARG(dati_nome(p, t)),
                                  STR_ARG(dati_conta(p, N_("{n} riga"), N_("{n} righe"), hidden[t])));
    return out;
}

static void confirm(Page *p, const EntitaInfo *e, const void *r, const Difetti *d)
{
    Str key = record_key(p->a, e, r), url = dati_url_voce(p, e, key);
    ptrdiff_t n;
    Str *against = obstacles(p, d, &n);
    DatiConferma v = {.c = {.titolo = _("Togliere questa voce?"), .azione = str_fmt(p->a, "%.*s/elimina", STR_ARG(url)),
                            .testo = _("La voce esce dai dati di adesso. Il giornale ne conserva il testo, e l'operazione si può annullare."),
                            .bottone = _("Togli la voce"), .annulla = url},
                      .riga = str_fmt(p->a, "%lld", (long long)*(const int64_t *)r), .ostacoli = against, .n_ostacoli = n,
                      .ostacolo_titolo = _("Non si può togliere: altri dati la usano")};
    v.fissi = all_facts(p, e, r, &v.n_fissi);
    dati_conferma(&p->h, &v);
    PageFrame f = {.titolo = dati_titolo(p, e, r)};
    dati_briciole(p, &f, e);
    page_frame(p, &f);
}

void voce_elimina_chiedi(Page *p)
{
    const EntitaInfo *e = dati_tabella(p);
    const void *r = stored_record(p, e);
    Difetti d = {.a = p->a};
    if (!r) return;
    dati_controlla(p, &(Modifica){e->tipo, r, true, 0}, 1, false, &d);
    confirm(p, e, r, &d);
}

void voce_elimina(Page *p)
{
    const EntitaInfo *e = dati_tabella(p);
    const void *r = stored_record(p, e);
    Difetti d = {.a = p->a};
    Esito out = {0};
    Str why = S("");
    int64_t riga;
    if (!r) return;
    if (!page_number(field_get(&p->q->form, S("riga")), &riga)) riga = -1;
    Err err = riga == *(const int64_t *)r ? dati_scrivi(p, &(Modifica){e->tipo, r, true, riga}, 1, &d, &out, &why) : E_CONFLITTO;
    if (err == E_DATI) {
        p->r->status = 422;
        confirm(p, e, r, &d);
    } else if (err == E_CONFLITTO) {
        page_error(p, err, _("Nel frattempo qualcun altro ha cambiato questa voce: guardarla di nuovo prima di toglierla."));
    } else if (err) {
        page_error(p, err, why);
    } else {
        page_redirect_said(p, str_fmt(p->a, "%.*s?voce=%lld", STR_ARG(dati_url(p, e)), (long long)out.seq), "tolto");
    }
}

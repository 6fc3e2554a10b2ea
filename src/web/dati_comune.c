/* dati_comune.c - floor 6: what the pages of data share: who sees what, how a field reads, what stands against a change. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include <time.h>

#include "web/comune.h"
#include "web/dispatch.h"
#include "web/page_dati.h"

enum { BESIDE_MAX = 50 };   /* an import that is undone as a whole leaves what was there before it */

/* -- who may */
bool dati_scrive(Page *p, EntitaTipo t)
{
    const Correzione *c = correzione_di(t);
    return !c->altrove && page_puo(p, c->azione, (Ambito){0});
}

bool dati_importa(Page *p, bool *tutto)
{
    bool any = *tutto = page_puo(p, AZIONE_IMPORTA, (Ambito){0});
    for (EntitaTipo t = 0; t < ENTITA_COUNT && !any; t++) any = dati_scrive(p, t);
    return any;
}

bool dati_vede(Page *p, EntitaTipo t)
{
    return !entita_info(t)->personale || dati_scrive(p, t) || page_puo(p, AZIONE_ESPORTA, (Ambito){0});
}

/* -- tables and records */
const EntitaInfo *dati_tabella(const Page *p)
{
    const EntitaInfo *e = entita_by_name(p->par[PAR_TABELLA]);
    ASSERT(e != NULL);
    return e;
}

const Tabella *dati_righe(const Page *p, EntitaTipo t) { return &immagine_archivio(p->img)->tabelle[t]; }
const void *dati_trova(Page *p, EntitaTipo t, Str chiave) { return tabella_find(p->a, dati_righe(p, t), chiave); }

bool dati_rilegge(Page *p)
{
    Immagine *fresh;
    Err e = immagine_prendi(p->srv->immagini, p->st, p->oggi, &fresh);
    if (e) {
        page_error(p, e, store_perche(p->st));
        return false;
    }
    immagine_lascia(p->srv->immagini, p->img);
    p->img = fresh;
    p->g = NULL;
    return true;
}

/* -- words */
Str dati_nome(Page *p, EntitaTipo t) { return tr_str(p->h.lingua, str_of(parola_tabella(t)->nome)); }
Str dati_uno(Page *p, EntitaTipo t) { return tr_str(p->h.lingua, str_of(parola_tabella(t)->uno)); }

Str dati_etichetta(Page *p, EntitaTipo t, const CampoInfo *c)
{
    return tr_str(p->h.lingua, str_of(parola_campo(t, c->nome)->nome));
}

Str dati_conta(Page *p, const char *uno, const char *molti, int64_t n)
{
    TrArg k = {"n", html_migliaia(&p->h, n)};
    return tr_fill(p->a, tr_str(p->h.lingua, str_of(n == 1 ? uno : molti)), &k, 1);
}

/* A node is called by its latest version. */
static Str node_title(Page *p, Str codice)
{
    ptrdiff_t n;
    Str title = S("");
    const NodoVersione *v = ALL(immagine_archivio(p->img), NodoVersione, NODO_VERSIONE, &n);
    ptrdiff_t low = 0, high = n;
    while (low < high) { /* the first of that node: keys begin with it */
        ptrdiff_t mid = low + (high - low) / 2;
        if (str_cmp(v[mid].nodo, codice) < 0) low = mid + 1;
        else high = mid;
    }
    for (; low < n && str_eq(v[low].nodo, codice); low++) title = v[low].titolo;
    return title;
}

Str dati_didascalia(Page *p, EntitaTipo t, const void *record)
{
    const EntitaInfo *e = entita_info(t);
    if (t == ENTITA_PERSONA) {
        const Persona *x = record;
        return str_fmt(p->a, "%.*s %.*s", STR_ARG(x->cognome), STR_ARG(x->nome));
    }
    if (t == ENTITA_NODO) return node_title(p, ((const Nodo *)record)->codice);
    if (t == ENTITA_ATTO) {
        const Atto *x = record;
        return str_fmt(p->a, "%.*s %.*s", STR_ARG(html_str_date(&p->h, x->data)), STR_ARG(x->oggetto));
    }
    for (int i = e->n_chiave; i < e->n_campi; i++)
        if (e->campi[i].tipo == CAMPO_TESTO && e->campi[i].regola == CAMPO_RICHIESTO)
            return *(const Str *)((const char *)record + e->campi[i].offset);
    return S("");
}

Str dati_persona(Page *p, Str codice)
{
    const Persona *x = dati_trova(p, ENTITA_PERSONA, codice);
    return x ? str_fmt(p->a, "%.*s %.*s (%.*s)", STR_ARG(x->cognome), STR_ARG(x->nome), STR_ARG(codice)) : codice;
}

static Str show(Page *p, const CampoInfo *c, const void *record)
{
    const void *at = (const char *)record + c->offset;
    switch (c->tipo) {
    case CAMPO_SCELTA: {
        const char *word = parola_scelta(*(const Str *)at);
        return word ? tr_str(p->h.lingua, str_of(word)) : *(const Str *)at;
    }
    case CAMPO_RIF: return c->rif == ENTITA_PERSONA ? dati_persona(p, *(const Str *)at) : *(const Str *)at;
    case CAMPO_DATA: return html_str_date(&p->h, *(const Date *)at);
    case CAMPO_DECIMALE: return html_str_num(&p->h, *(const Num *)at);
    case CAMPO_EURO: return html_euro(&p->h, *(const Num *)at);
    case CAMPO_CODICE: case CAMPO_TESTO: case CAMPO_LUNGO: case CAMPO_INTERO: break;
    }
    return campo_text(p->a, c, record);
}

Str dati_mostra(Page *p, const CampoInfo *c, const void *record)
{
    return campo_absent(c, record) ? S("") : show(p, c, record);
}

/* "incarico" as the first word of a title. */
static Str capital(Page *p, Str s)
{
    char *t = (char *)str_dup(p->a, s).p;
    if (s.n && t[0] >= 'a' && t[0] <= 'z') t[0] = (char)(t[0] - 'a' + 'A');
    return (Str){t, s.n};
}

Str dati_titolo(Page *p, const EntitaInfo *e, const void *record)
{
    Buf b = buf_new(p->a);
    buf_put(&b, capital(p, dati_uno(p, e->tipo)));
    for (int i = 0; i < e->n_chiave; i++) {
        if (campo_absent(&e->campi[i], record)) continue;
        buf_put(&b, i ? S(", ") : S(": "));
        buf_put(&b, e->tipo == ENTITA_PERSONA ? dati_persona(p, ((const Persona *)record)->codice)
                                              : dati_mostra(p, &e->campi[i], record));
    }
    return buf_str(&b);
}

Str dati_chiave(Page *p, const EntitaInfo *e, Str chiave)
{
    Str part[16];
    Buf b = buf_new(p->a);
    ASSERT(e->n_chiave <= COUNT_OF(part));
    if (e->tipo == ENTITA_PERSONA) return dati_persona(p, chiave);
    if (!record_key_split(p->a, e, chiave, part)) return chiave;
    void *r = record_new(p->a, e);
    for (int i = 0; i < e->n_chiave; i++) {
        Str why;
        bool fine = campo_read(p->a, &e->campi[i], part[i], false, r, &why);
        if (!part[i].n) continue;
        buf_put(&b, i ? S(", ") : S(""));
        buf_put(&b, fine ? dati_mostra(p, &e->campi[i], r) : part[i]);
    }
    return buf_str(&b);
}

/* Hours are of the place where the program runs, as the day of today is. */
Str dati_momento(Page *p, Str ora)
{
    struct tm utc = {0}, here;
    if (sscanf(str_c(p->a, ora), "%4d-%2d-%2dT%2d:%2d:%2d", &utc.tm_year, &utc.tm_mon, &utc.tm_mday, &utc.tm_hour, &utc.tm_min,
               &utc.tm_sec) != 6)
        return ora;
    utc.tm_year -= 1900;
    utc.tm_mon--;
    time_t t = timegm(&utc);
    localtime_r(&t, &here);
    return str_fmt(p->a, "%02d/%02d/%d %02d:%02d", here.tm_mday, here.tm_mon + 1, here.tm_year + 1900, here.tm_hour, here.tm_min);
}

/* -- addresses */
Str dati_url(Page *p, const EntitaInfo *e) { return str_fmt(p->a, "/dati/%s", e->nome); }

Str dati_url_voce(Page *p, const EntitaInfo *e, Str chiave)
{
    return str_fmt(p->a, "/dati/%s/%.*s", e->nome, STR_ARG(url_encode(p->a, chiave)));
}

void dati_briciole(Page *p, PageFrame *f, const EntitaInfo *e)
{
    Collegamento *v = NEW_N(p->a, Collegamento, 2);
    ptrdiff_t n = 0;
    v[n++] = (Collegamento){_("Dati dell'ente"), S("/dati")};
    if (e) v[n++] = (Collegamento){dati_nome(p, e->tipo), dati_url(p, e)};
    f->briciole = v;
    f->n_briciole = n;
    f->corrente = S("dati");
}

DatiAnnulla dati_annulla(Page *p)
{
    int64_t seq;
    Str voce = field_get(&p->q->query, S("voce"));
    if (!page_number(voce, &seq)) return (DatiAnnulla){0};
    TrArg n = {"n", str_fmt(p->a, "%lld", (long long)seq)};
    return (DatiAnnulla){tr_fill(p->a, _("È la voce {n} del giornale."), &n, 1), str_fmt(p->a, "/annulla/%lld", (long long)seq)};
}

/* -- checks and writing */
/* What is left of what stood beside a record that goes is checked as if it had just come: numbers without gaps, bands. */
static void put_beside(Page *p, const Archivio *left, const Modifica *m, ptrdiff_t n, Scambio *s, Difetti *d)
{
    for (ptrdiff_t i = 0; i < n; i++) {
        const EntitaInfo *e = entita_info(m[i].tipo);
        const Tabella *t = &left->tabelle[m[i].tipo], *put = &s->dati.tabelle[m[i].tipo];
        if (!m[i].cancella || e->n_chiave < 2 || n > BESIDE_MAX) continue;
        Str first = campo_text(p->a, &e->campi[0], m[i].record);
        for (ptrdiff_t k = 0; k < t->n; k++) {
            const void *r = tabella_at(t, k);
            if (!str_eq(campo_text(p->a, &e->campi[0], r), first)) continue;
            Str key = record_key(p->a, e, r);
            bool there = false;
            for (ptrdiff_t j = 0; j < put->n && !there; j++) there = str_eq(record_key(p->a, e, tabella_at(put, j)), key);
            if (!there) scambio_metti(s, p->a, e, r, d);
        }
    }
}

void dati_controlla(Page *p, const Modifica *m, ptrdiff_t n, bool tutto, Difetti *d)
{
    Scambio s;
    Differenze diff;
    Archivio left;
    const Archivio *stored = immagine_archivio(p->img);
    Rimosso *gone = NEW_N(p->a, Rimosso, n + 1);
    ptrdiff_t n_gone = 0;
    scambio_init(&s, codici_new(S(""), p->a));
    for (ptrdiff_t i = 0; i < n; i++) {
        const EntitaInfo *e = entita_info(m[i].tipo);
        if (m[i].cancella) gone[n_gone++] = (Rimosso){e, record_key(p->a, e, m[i].record)};
        else scambio_metti(&s, p->a, e, m[i].record, d);
    }
    scambio_rimuovi(stored, gone, n_gone, p->a, &left, d);
    put_beside(p, &left, m, n, &s, d);
    scambio_ordina(&s, p->a, d);
    scambio_differenze(&s, stored, p->a, &diff);
    if (!tutto) scambio_versioni_ferme(&s, &diff, stored, p->a, d);
    if (scambio_controlla(&s, &left, d)) return;
}

/* As they are stored: the value of a parameter by its key. What cannot be read was told by the checks. */
static const Modifica *as_stored(Page *p, const Modifica *m, ptrdiff_t n)
{
    const Codici *k = codici_new(S(""), p->a);
    Modifica *out = NEW_N(p->a, Modifica, n + 1);
    const char *field;
    Str why;
    for (ptrdiff_t i = 0; i < n; i++) {
        const EntitaInfo *e = entita_info(m[i].tipo);
        void *r = arena_alloc(p->a, e->size);
        memcpy(r, m[i].record, (size_t)e->size);
        out[i] = m[i];
        if (!m[i].cancella && k->canonico(k->ctx, e, r, true, p->a, &field, &why)) out[i].record = r;
    }
    return out;
}

Err dati_scrivi(Page *p, const Modifica *m, ptrdiff_t n, Difetti *d, Esito *out, Str *perche)
{
    const Grant *g;
    bool all;
    const Domanda q = page_domanda(p);
    Err e = correzione_permesso(&q, m, n, immagine_archivio(p->img), p->a, &g, &all, perche);
    if (e) return e;
    dati_controlla(p, m, n, all, d);
    if (d->lista.n) return E_DATI;
    e = store_scrivi(p->st, g, &(Scrittura){p->ora, S(""), as_stored(p, m, n), n}, p->a, out);
    if (e) *perche = store_perche(p->st);
    return e;
}

DatiDifferenza *dati_differenze(Page *p, const EntitaInfo *e, const void *prima, const void *dopo, ptrdiff_t *n)
{
    DatiDifferenza *v = NEW_N(p->a, DatiDifferenza, e->n_campi);
    *n = 0;
    for (int i = 0; i < e->n_campi; i++) {
        const CampoInfo *c = &e->campi[i];
        if (correzione_deciso(c, e->tipo) || (prima && dopo && campo_chiave(c))) continue;
        Str before = prima ? dati_mostra(p, c, prima) : S(""), after = dopo ? dati_mostra(p, c, dopo) : S("");
        if (!str_eq(before, after)) v[(*n)++] = (DatiDifferenza){dati_etichetta(p, e->tipo, c), before, after};
    }
    return v;
}

/* pubblico.c - floor 3: the public tables, replaced a year at a time, and the public file. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "store/pubblico.h"

#include "base/hash.h"
#include "store/copia.h"
#include "store/oggetti.h"

/* -- reading */
Err pub_documenti_read(Db *db, int64_t anno, Arena *a, PubDocumento **out, ptrdiff_t *n)
{
    LIST(PubDocumento) list = {0};
    DbRighe r;
    Err e = db_stream(db, &SQL_PUB_DOCUMENTI_ELENCO, (DbVal[]){db_i(anno)}, &r);
    while (!e && db_next(&r, &e))
        *PUSH(a, &list) = (PubDocumento){.anno = db_int(&r, 0),
                                         .tipo = str_dup(a, db_text(&r, 1)),
                                         .edizione = db_int(&r, 2),
                                         .formato = str_dup(a, db_text(&r, 3)),
                                         .titolo = str_dup(a, db_text(&r, 4)),
                                         .contenuto = str_dup(a, db_text(&r, 5)),
                                         .impronta = str_dup(a, db_text(&r, 6)),
                                         .pubblicato_il = str_dup(a, db_text(&r, 7))};
    db_end(&r);
    *out = list.items;
    *n = list.n;
    return e;
}

static Err read_figures(Store *st, int64_t anno, Arena *a, PubDato **out, ptrdiff_t *n)
{
    LIST(PubDato) list = {0};
    DbRighe r;
    Err e = db_stream(st->db, &SQL_PUB_DATI_ELENCO, (DbVal[]){db_i(anno)}, &r);
    while (!e && db_next(&r, &e))
        *PUSH(a, &list) = (PubDato){.anno = db_int(&r, 0), .insieme = str_dup(a, db_text(&r, 1)), .riga = db_int(&r, 2),
                                    .colonna = str_dup(a, db_text(&r, 3)), .valore = str_dup(a, db_text(&r, 4))};
    db_end(&r);
    *out = list.items;
    *n = list.n;
    return e ? store_db_fail(st, e) : OK;
}

static Err read_year(Store *st, int64_t anno, Arena *a, Pubblicazione *out)
{
    PubDocumento *documents;
    PubDato *figures;
    *out = (Pubblicazione){.anno = anno};
    Err e = pub_documenti_read(st->db, anno, a, &documents, &out->n_documenti);
    if (e) return store_db_fail(st, e);
    e = read_figures(st, anno, a, &figures, &out->n_dati);
    if (e) return e;
    out->documenti = documents;
    out->dati = figures;
    return OK;
}

Err store_pubblicazione_load(Store *st, int64_t anno, Arena *a, Pubblicazione *out)
{
    st->perche[0] = 0;
    Err e = db_begin(st->db, DB_LEGGE);
    if (e) return store_db_fail(st, e);
    e = read_year(st, anno, a, out);
    db_rollback(st->db);
    return e;
}

/* -- in the order of their keys */
static int document_cmp(const PubDocumento *x, const PubDocumento *y)
{
    int c = (x->anno > y->anno) - (x->anno < y->anno);
    if (!c) c = str_cmp(x->tipo, y->tipo);
    if (!c) c = (x->edizione > y->edizione) - (x->edizione < y->edizione);
    return c ? c : str_cmp(x->formato, y->formato);
}

static bool same_set(const PubDato *x, const PubDato *y)
{
    return x->anno == y->anno && str_eq(x->insieme, y->insieme);
}

static int figure_cmp(const PubDato *x, const PubDato *y)
{
    int c = (x->anno > y->anno) - (x->anno < y->anno);
    if (!c) c = str_cmp(x->insieme, y->insieme);
    if (!c) c = (x->riga > y->riga) - (x->riga < y->riga);
    return c ? c : str_cmp(x->colonna, y->colonna);
}

static void sort_figures(PubDato *v, PubDato *tmp, ptrdiff_t n)
{
    if (n < 2) return;
    ptrdiff_t h = n / 2, i = 0, j = h, k = 0;
    sort_figures(v, tmp, h);
    sort_figures(v + h, tmp, n - h);
    while (i < h || j < n) tmp[k++] = j == n || (i < h && figure_cmp(&v[i], &v[j]) <= 0) ? v[i++] : v[j++];
    memcpy(v, tmp, (size_t)n * sizeof *v);
}

/* A copy in order, with the missing digests; documents are few. */
static Err ordered(Store *st, const Pubblicazione *p, Arena *a, Pubblicazione *out)
{
    PubDocumento *d = NEW_N(a, PubDocumento, p->n_documenti + 1);
    PubDato *v = NEW_N(a, PubDato, p->n_dati + 1), *tmp = NEW_N(a, PubDato, p->n_dati + 1);
    bool foreign = false, twice = false;
    for (ptrdiff_t i = 0; i < p->n_documenti; i++) {
        ptrdiff_t at = i;
        PubDocumento x = p->documenti[i];
        if (!x.impronta.n) x.impronta = hash_sha256_hex(a, x.contenuto);
        for (; at && document_cmp(&d[at - 1], &x) > 0; at--) d[at] = d[at - 1];
        d[at] = x;
        foreign = foreign || x.anno != p->anno;
    }
    if (p->n_dati) memcpy(v, p->dati, (size_t)p->n_dati * sizeof *v);
    sort_figures(v, tmp, p->n_dati);
    for (ptrdiff_t i = 1; i < p->n_documenti; i++) twice = twice || !document_cmp(&d[i - 1], &d[i]);
    for (ptrdiff_t i = 0; i < p->n_dati; i++) {
        foreign = foreign || v[i].anno != p->anno;
        twice = twice || (i && !figure_cmp(&v[i - 1], &v[i]));
    }
    *out = (Pubblicazione){p->anno, d, p->n_documenti, v, p->n_dati};
    if (foreign || !p->anno) return store_fail(st, E_DATI, "la pubblicazione contiene dati di un altro anno");
    return twice ? store_fail(st, E_DATI, "la pubblicazione contiene due volte lo stesso documento o lo stesso dato")
                 : OK;
}

/* -- objects of the journal: one a document, one a set of figures */
static Str document_key(Arena *a, const PubDocumento *d)
{
    Str tail = oggetto_chiave(a, d->tipo, oggetto_numero(a, d->edizione)),
        format = oggetto_chiave(a, S(""), d->formato);
    return str_fmt(a, "%lld/%.*s%.*s", (long long)d->anno, STR_ARG(tail), STR_ARG(format));
}

static void list_objects(Arena *a, const Pubblicazione *p, Oggetto **out, ptrdiff_t *n)
{
    LIST(Oggetto) list = {0};
    for (ptrdiff_t i = 0; i < p->n_documenti; i++)
        *PUSH(a, &list) = (Oggetto){.entita = S("pub_documenti"), .chiave = document_key(a, &p->documenti[i]),
                                    .testo = oggetto_pub_documento(a, &p->documenti[i])};
    for (ptrdiff_t i = 0, to; i < p->n_dati; i = to) {
        for (to = i; to < p->n_dati && same_set(&p->dati[i], &p->dati[to]);) to++;
        *PUSH(a,
              &list) = (Oggetto){.entita = S("pub_dati"),
                                 .testo = oggetto_pub_dati(a, p->dati + i, to - i),
                                 .chiave = oggetto_chiave(a, oggetto_numero(a, p->dati[i].anno), p->dati[i].insieme)};
    }
    *out = list.items;
    *n = list.n;
}

static const Oggetto *find(const Oggetto *v, ptrdiff_t n, const Oggetto *what)
{
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(v[i].entita, what->entita) && str_eq(v[i].chiave, what->chiave)) return &v[i];
    return NULL;
}

/* Journals what is new, changed or gone; false in *any: nothing is. */
static Err put_objects(Voce *v, const Pubblicazione *before, const Pubblicazione *after, bool *any)
{
    Oggetto *old, *now;
    ptrdiff_t n_old, n_now;
    Err e = OK;
    *any = false;
    list_objects(v->a, before, &old, &n_old);
    list_objects(v->a, after, &now, &n_now);
    for (ptrdiff_t i = 0; i < n_old && !e; i++) {
        if (find(now, n_now, &old[i])) continue;
        e = giornale_oggetto(v, old[i].entita, old[i].chiave, old[i].testo, S(""));
        *any = true;
    }
    for (ptrdiff_t i = 0; i < n_now && !e; i++) {
        const Oggetto *was = find(old, n_old, &now[i]);
        if (was && str_eq(was->testo, now[i].testo)) continue;
        e = giornale_oggetto(v, now[i].entita, now[i].chiave, was ? was->testo : S(""), now[i].testo);
        *any = true;
    }
    return e;
}

static Err put_rows(Store *st, const Pubblicazione *p)
{
    DbVal year[] = {db_i(p->anno)};
    Err e = db_exec_later(st->db, &SQL_PUB_DOCUMENTI_SVUOTA, year, false);
    if (!e) e = db_exec_later(st->db, &SQL_PUB_DATI_SVUOTA, year, false);
    for (ptrdiff_t i = 0; i < p->n_documenti && !e; i++) {
        const PubDocumento *d = &p->documenti[i];
        e = db_exec_later(st->db, &SQL_PUB_DOCUMENTO_INSERISCI,
                          (DbVal[]){db_i(d->anno), db_t(d->tipo), db_i(d->edizione), db_t(d->formato), db_t(d->titolo),
                                    db_t(d->contenuto), db_t(d->impronta), db_t(d->pubblicato_il)},
                          false);
    }
    for (ptrdiff_t i = 0; i < p->n_dati && !e; i++) {
        const PubDato *d = &p->dati[i];
        e = db_exec_later(st->db, &SQL_PUB_DATO_INSERISCI, (DbVal[]){db_i(d->anno), db_t(d->insieme), db_i(d->riga),
                          db_t(d->colonna), db_t(d->valore)}, false);
    }
    return e ? store_db_fail(st, e) : OK;
}

Err store_pubblica(Store *st, const Grant *g, Str ora, Str atto, const Pubblicazione *p, Arena *a, int64_t *seq)
{
    Arena scratch = {0};
    Pubblicazione now, before;
    *seq = 0;
    Err e = ordered(st, p, &scratch, &now);
    for (int t = 0; t < TENTATIVI && !e; t++) {
        Voce v;
        Ricevuta done = {0};
        bool any = false;
        e = giornale_apri(st, g, ora, atto, &scratch, &v);
        if (!e) {
            e = read_year(st, p->anno, &scratch, &before);
            if (!e) e = put_objects(&v, &before, &now, &any);
            if (!e && any) e = put_rows(st, &now);
            if (e || !any) giornale_annulla(&v);
            else e = giornale_chiudi(&v, a, &done);
        }
        *seq = done.seq;
        if (!e) break;
        if (db_ripetere(st->db) && t + 1 < TENTATIVI) e = OK;
    }
    arena_free(&scratch);
    return e;
}

Err pubblico_oggetti(Store *st, OggettoFn fn, void *ctx)
{
    Arena scratch = {0};
    Pubblicazione all;
    Oggetto *v;
    ptrdiff_t n;
    Err e = read_year(st, 0, &scratch, &all);
    if (!e) {
        list_objects(&scratch, &all, &v, &n);
        for (ptrdiff_t i = 0; i < n && !e; i++) e = fn(ctx, &v[i]);
    }
    arena_free(&scratch);
    return e;
}

Err store_pubblico_file(Store *st, Str path)
{
    return copia_file(st, path, COPIA_PUBBLICA);
}

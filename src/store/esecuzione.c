/* esecuzione.c - floor 3: runs of an evaluation. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "store/oggetti.h"

/* -- reading */
static Esecuzione from_row(const DbRighe *r, Arena *a)
{
    return (Esecuzione){.id = db_int(r, 0), .anno = db_int(r, 1), .tipo = str_dup(a, db_text(r, 2)),
                        .ora = str_dup(a, db_text(r, 3)), .sistema = str_dup(a, db_text(r, 4)),
                        .impronta = str_dup(a, db_text(r, 5)), .stato = str_dup(a, db_text(r, 6)),
                        .atto = str_dup(a, db_text(r, 7)), .autore = str_dup(a, db_text(r, 8))};
}

static Err read_runs(Store *st, const Sql *q, const DbVal *in, Arena *a, Esecuzione **out, ptrdiff_t *n)
{
    LIST(Esecuzione) list = {0};
    DbRighe r;
    Err e = db_query(st->db, q, in, &r);
    while (!e && db_next(&r, &e)) *PUSH(a, &list) = from_row(&r, a);
    db_end(&r);
    *out = list.items;
    *n = list.n;
    return e ? store_db_fail(st, e) : OK;
}

Err store_esecuzioni_elenco(Store *st, int64_t anno, Str tipo, Arena *a, Esecuzione **out, ptrdiff_t *n)
{
    return read_runs(st, &SQL_ESECUZIONI_ELENCO, (DbVal[]){db_i(anno), db_t(tipo)}, a, out, n);
}

Err store_esecuzione_corrente(Store *st, int64_t anno, Str tipo, int64_t *id)
{
    Arena scratch = {0};
    Esecuzione *v;
    ptrdiff_t n;
    int64_t frozen = 0, provisional = 0;
    Err e = store_esecuzioni_elenco(st, anno, tipo, &scratch, &v, &n);
    for (ptrdiff_t i = 0; i < n && !e; i++) {
        if (!frozen && str_eq(v[i].stato, S("congelata"))) frozen = v[i].id;
        if (!provisional && str_eq(v[i].stato, S("provvisoria"))) provisional = v[i].id;
    }
    *id = frozen ? frozen : provisional;
    arena_free(&scratch);
    return e;
}

Err risultati_read(Store *st, const Sql *q, const DbVal *in, Arena *a, Risultato **out, ptrdiff_t *n)
{
    LIST(Risultato) list = {0};
    DbRighe r;
    Err e = db_stream(st->db, q, in, &r);
    while (!e && db_next(&r, &e))
        *PUSH(a, &list) = (Risultato){.soggetto = str_dup(a, db_text(&r, 0)), .parte = str_dup(a, db_text(&r, 1)),
                                      .chiave = str_dup(a, db_text(&r, 2)), .valore = str_dup(a, db_text(&r, 3)),
                                      .traccia = str_dup(a, db_text(&r, 4))};
    db_end(&r);
    *out = list.items;
    *n = list.n;
    return e ? store_db_fail(st, e) : OK;
}

static Err read_texts(Store *st, int64_t id, Arena *a, TestoEsecuzione **out, ptrdiff_t *n)
{
    LIST(TestoEsecuzione) list = {0};
    DbRighe r;
    Err e = db_stream(st->db, &SQL_TESTI_DI_ESECUZIONE, (DbVal[]){db_i(id)}, &r);
    while (!e && db_next(&r, &e))
        *PUSH(a, &list) = (TestoEsecuzione){str_dup(a, db_text(&r, 0)), str_dup(a, db_text(&r, 1))};
    db_end(&r);
    *out = list.items;
    *n = list.n;
    return e ? store_db_fail(st, e) : OK;
}

static Err load_one(Store *st, int64_t id, Arena *a, Esecuzione *out)
{
    Esecuzione *found;
    Risultato *results;
    TestoEsecuzione *texts;
    ptrdiff_t n;
    Err e = read_runs(st, &SQL_ESECUZIONE_UNA, (DbVal[]){db_i(id)}, a, &found, &n);
    if (e) return e;
    if (!n) return store_fail(st, E_NON_TROVATO, "l'esecuzione %lld non c'è", (long long)id);
    *out = found[0];
    e = risultati_read(st, &SQL_RISULTATI_DI_ESECUZIONE, (DbVal[]){db_i(id)}, a, &results, &out->n);
    if (!e) e = read_texts(st, id, a, &texts, &out->n_testi);
    if (e) return e;
    out->risultati = results;
    out->testi = texts;
    return OK;
}

Err store_esecuzione_load(Store *st, const Grant *g, int64_t id, Arena *a, Esecuzione *out)
{
    ASSERT(g != NULL);
    st->perche[0] = 0;
    *out = (Esecuzione){0};
    Err e = db_begin(st->db, DB_LEGGE);
    if (e) return store_db_fail(st, e);
    e = load_one(st, id, a, out);
    db_rollback(st->db);
    return e;
}

/* -- writing */
static int compare(const Risultato *x, const Risultato *y)
{
    int c = str_cmp(x->soggetto, y->soggetto);
    if (!c) c = str_cmp(x->parte, y->parte);
    return c ? c : str_cmp(x->chiave, y->chiave);
}

static void sort(Risultato *v, Risultato *tmp, ptrdiff_t n)
{
    if (n < 2) return;
    ptrdiff_t h = n / 2, i = 0, j = h, k = 0;
    sort(v, tmp, h);
    sort(v + h, tmp, n - h);
    while (i < h || j < n) tmp[k++] = j == n || (i < h && compare(&v[i], &v[j]) <= 0) ? v[i++] : v[j++];
    memcpy(v, tmp, (size_t)n * sizeof *v);
}

/* One state of a run gives way to the next, in the run's row and in the journal. */
static Err change_state(Voce *v, const Esecuzione *old, Str stato, Str atto)
{
    Esecuzione now = *old;
    now.stato = stato;
    now.atto = atto;
    Err e = db_exec_later(v->st->db, &SQL_ESECUZIONE_STATO,
                          (DbVal[]){db_i(old->id), db_t(stato), db_t(atto), db_i(v->seq), db_t(v->persona)}, true);
    if (e) return store_db_fail(v->st, e);
    return giornale_oggetto(v, S("esecuzioni"), oggetto_numero(v->a, old->id), oggetto_esecuzione(v->a, old),
                            oggetto_esecuzione(v->a, &now));
}

static Err supersede(Voce *v, const Esecuzione *x)
{
    Esecuzione *old;
    ptrdiff_t n;
    Err e = store_esecuzioni_elenco(v->st, x->anno, x->tipo, v->a, &old, &n);
    for (ptrdiff_t i = n - 1; i >= 0 && !e; i--)
        if (str_eq(old[i].stato, S("provvisoria"))) e = change_state(v, &old[i], S("superata"), S(""));
    return e;
}

Err risultati_insert(Store *st, int64_t id, const Risultato *r)
{
    Err e = db_exec_later(st->db, &SQL_RISULTATO_INSERISCI, (DbVal[]){db_i(id), db_t(r->parte), db_t(r->soggetto),
                          db_t(r->chiave), db_t(r->valore), db_t(r->traccia)}, false);
    return e ? store_db_fail(st, e) : OK;
}

/* Rows of one subject after the other, each subject one object of the journal. */
static Err put_results(Voce *v, const Risultato *sorted, ptrdiff_t n)
{
    Err e = OK;
    for (ptrdiff_t i = 0; i < n && !e;) {
        ptrdiff_t to = i;
        for (; to < n && str_eq(sorted[to].soggetto, sorted[i].soggetto) && !e; to++)
            e = risultati_insert(v->st, v->seq, &sorted[to]);
        ArenaMark m = arena_mark(v->a);
        if (!e)
            e = giornale_oggetto(v, S("risultati"),
                                 oggetto_chiave(v->a, oggetto_numero(v->a, v->seq), sorted[i].soggetto), S(""),
                                 oggetto_risultati(v->a, sorted + i, to - i));
        arena_rewind(v->a, m);
        i = to;
    }
    return e;
}

static Err put_texts(Voce *v, const Esecuzione *x)
{
    Err e = OK;
    for (ptrdiff_t i = 0; i < x->n_testi && !e; i++) {
        e = db_exec_later(v->st->db, &SQL_TESTO_INSERISCI,
                          (DbVal[]){db_i(v->seq), db_t(x->testi[i].nome), db_t(x->testi[i].testo)}, false);
        if (e) return store_db_fail(v->st, e);
        e = giornale_oggetto(v, S("esecuzioni_testi"),
                             oggetto_chiave(v->a, oggetto_numero(v->a, v->seq), x->testi[i].nome), S(""),
                             oggetto_testo(v->a, x->testi[i].testo));
    }
    return e;
}

static Err save(Voce *v, Str ora, const Esecuzione *x, const Risultato *sorted)
{
    Esecuzione now = *x;
    now.id = v->seq;
    now.ora = ora;
    now.stato = S("provvisoria");
    now.atto = S("");
    Err e = supersede(v, x);
    if (e) return e;
    e = db_exec_later(v->st->db, &SQL_ESECUZIONE_INSERISCI,
                      (DbVal[]){db_i(now.id), db_i(now.anno), db_t(now.tipo), db_t(now.ora), db_t(now.sistema),
                                db_t(now.impronta), db_t(now.stato), db_t(now.atto), db_i(v->seq), db_t(v->persona)},
                      false);
    if (e) return store_db_fail(v->st, e);
    e = giornale_oggetto(v, S("esecuzioni"), oggetto_numero(v->a, now.id), S(""), oggetto_esecuzione(v->a, &now));
    if (!e) e = put_results(v, sorted, x->n);
    return e ? e : put_texts(v, x);
}

Err store_esecuzione_save(Store *st, const Grant *g, Str ora, const Esecuzione *x, Arena *a, int64_t *id)
{
    ASSERT(x->tipo.n > 0);
    Arena scratch = {0};
    Risultato *sorted = NEW_N(&scratch, Risultato, x->n + 1), *tmp = NEW_N(&scratch, Risultato, x->n + 1);
    Err e = OK;
    *id = 0;
    if (x->n) memcpy(sorted, x->risultati, (size_t)x->n * sizeof *sorted);
    sort(sorted, tmp, x->n);
    for (ptrdiff_t i = 1; i < x->n && !e; i++)
        if (!compare(&sorted[i - 1], &sorted[i]))
            e = store_fail(st, E_DATI, "un risultato è nell'esecuzione due volte: %.*s %.*s", STR_ARG(sorted[i].parte),
                           STR_ARG(sorted[i].chiave));
    for (int t = 0; t < TENTATIVI && !e; t++) {
        Voce v;
        Ricevuta done;
        ArenaMark m = arena_mark(&scratch);
        e = giornale_apri(st, g, ora, S(""), &scratch, &v);
        if (!e) {
            e = save(&v, ora, x, sorted);
            if (e) giornale_annulla(&v);
            else e = giornale_chiudi(&v, a, &done);
        }
        arena_rewind(&scratch, m);
        if (!e) {
            *id = done.seq;
            break;
        }
        if (db_ripetere(st->db)) e = OK;
    }
    arena_free(&scratch);
    return e || *id ? e : store_db_fail(st, E_DB);
}

static Err freeze(Voce *v, int64_t id, Str atto)
{
    Esecuzione *x;
    ptrdiff_t n;
    Err e = read_runs(v->st, &SQL_ESECUZIONE_UNA, (DbVal[]){db_i(id)}, v->a, &x, &n);
    if (e) return e;
    if (!n) return store_fail(v->st, E_NON_TROVATO, "l'esecuzione %lld non c'è", (long long)id);
    if (!str_eq(x->stato, S("provvisoria")))
        return store_fail(v->st, E_CONFLITTO, "l'esecuzione %lld è %.*s: solo una provvisoria può essere congelata",
                          (long long)id, STR_ARG(x->stato));
    return change_state(v, x, S("congelata"), atto);
}

Err store_esecuzione_congela(Store *st, const Grant *g, Str ora, int64_t id, Str atto)
{
    if (!atto.n) return store_fail(st, E_ATTO, "per congelare un'esecuzione serve l'atto che l'approva");
    Err e = OK;
    for (int t = 0; t < TENTATIVI; t++) {
        Arena scratch = {0};
        Voce v;
        Ricevuta done;
        e = giornale_apri(st, g, ora, atto, &scratch, &v);
        if (!e) {
            e = freeze(&v, id, atto);
            if (e) giornale_annulla(&v);
            else e = giornale_chiudi(&v, &scratch, &done);
        }
        arena_free(&scratch);
        if (!e || !db_ripetere(st->db)) break;
    }
    return e;
}

/* -- for the verification */
static Err tell_results(Store *st, int64_t id, Arena *a, OggettoFn fn, void *ctx)
{
    Risultato *v;
    ptrdiff_t n;
    Err e = risultati_read(st, &SQL_RISULTATI_DI_ESECUZIONE, (DbVal[]){db_i(id)}, a, &v, &n);
    for (ptrdiff_t i = 0, to; i < n && !e; i = to) {
        for (to = i; to < n && str_eq(v[to].soggetto, v[i].soggetto);) to++;
        e = fn(ctx, &(Oggetto){.entita = S("risultati"),
                               .chiave = oggetto_chiave(a, oggetto_numero(a, id), v[i].soggetto),
                               .testo = oggetto_risultati(a, v + i, to - i)});
    }
    return e;
}

static Err tell_texts(Store *st, int64_t id, Arena *a, OggettoFn fn, void *ctx)
{
    TestoEsecuzione *v;
    ptrdiff_t n;
    Err e = read_texts(st, id, a, &v, &n);
    for (ptrdiff_t i = 0; i < n && !e; i++)
        e = fn(ctx, &(Oggetto){.entita = S("esecuzioni_testi"),
                               .chiave = oggetto_chiave(a, oggetto_numero(a, id), v[i].nome),
                               .testo = oggetto_testo(a, v[i].testo)});
    return e;
}

Err esecuzioni_oggetti(Store *st, OggettoFn fn, void *ctx)
{
    Arena runs = {0}, scratch = {0};
    LIST(Oggetto) list = {0};
    LIST(int64_t) ids = {0};
    DbRighe r;
    Err e = db_query(st->db, &SQL_ESECUZIONI_TUTTE, NULL, &r);
    while (!e && db_next(&r, &e)) {
        Esecuzione x = from_row(&r, &runs);
        *PUSH(&runs, &ids) = x.id;
        *PUSH(&runs, &list) = (Oggetto){
            S("esecuzioni"), oggetto_numero(&runs, x.id), oggetto_esecuzione(&runs, &x), true, db_int(&r, 9),
            x.autore};
    }
    db_end(&r);
    if (e) store_db_fail(st, e);
    for (ptrdiff_t i = 0; i < list.n && !e; i++) {
        e = fn(ctx, &list.items[i]);
        if (!e) e = tell_results(st, ids.items[i], &scratch, fn, ctx);
        if (!e) e = tell_texts(st, ids.items[i], &scratch, fn, ctx);
        arena_free(&scratch);
    }
    arena_free(&runs);
    return e;
}

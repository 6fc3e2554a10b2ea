/* lavori.c - floor 3: jobs, each change one statement that looks at the state it changes. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "store/lavori.h"

#include "store/base64.h"
#include "store/store_priv.h"

static const char *const stati[] = {
#define X(NAME, word) word,
    LAVORO_STATI(X)
#undef X
};

static Lavoro from_row(const DbRighe *r, Arena *a)
{
    Lavoro x = {.codice = str_dup(a, db_text(r, 0)), .persona = str_dup(a, db_text(r, 1)), .documento = str_dup(a, db_text(r, 2)),
                .formato = str_dup(a, db_text(r, 3)), .anno = db_int(r, 4), .soggetto = str_dup(a, db_text(r, 5)),
                .gruppi = str_dup(a, db_text(r, 6)), .passo = str_dup(a, db_text(r, 8)), .avanzamento = (int)db_int(r, 9),
                .perche = str_dup(a, db_text(r, 10)), .tentativi = db_int(r, 11), .creato = db_int(r, 12),
                .finito = db_int(r, 13), .nome = str_dup(a, db_text(r, 14)), .chi = str_dup(a, db_text(r, 15)),
                .vivo = db_int(r, 16)};
    for (int i = 0; i < COUNT_OF(stati); i++)
        if (str_eq(db_text(r, 7), str_of(stati[i]))) x.stato = (LavoroStato)i;
    return x;
}

static Err read_all(Store *st, const Sql *q, const DbVal *in, Arena *a, Lavoro **out, ptrdiff_t *n)
{
    LIST(Lavoro) list = {0};
    DbRighe r;
    Err e = db_query(st->db, q, in, &r);
    while (!e && db_next(&r, &e)) *PUSH(a, &list) = from_row(&r, a);
    db_end(&r);
    *out = list.items;
    *n = list.n;
    return e ? store_db_fail(st, e) : OK;
}

/* One statement in a transaction of its own, again when another came between; touched: did it change a row. */
static Err change(Store *st, const Sql *q, const DbVal *in, bool *touched)
{
    Err e = OK;
    st->perche[0] = 0;
    for (int t = 0; t < TENTATIVI; t++) {
        int64_t rows = 0;
        e = db_begin(st->db, DB_SCRIVE);
        if (!e) {
            e = db_exec(st->db, q, in, &rows);
            if (!e) e = db_commit(st->db);
            else db_rollback(st->db);
        }
        *touched = !e && rows > 0;
        if (!e || !db_ripetere(st->db)) break;
    }
    return e ? store_db_fail(st, e) : OK;
}

/* -- for whoever asked */
static Err one_text(Store *st, const Sql *q, const DbVal *in, Arena *a, Str *out)
{
    DbRighe r;
    *out = S("");
    Err e = db_query(st->db, q, in, &r);
    if (!e && db_next(&r, &e)) *out = str_dup(a, db_text(&r, 0));
    db_end(&r);
    return e;
}

static Err count(Store *st, Str persona, int64_t *out)
{
    DbRighe r;
    *out = 0;
    Err e = db_query(st->db, &SQL_LAVORI_APERTI, (DbVal[]){db_t(persona)}, &r);
    if (!e && db_next(&r, &e)) *out = db_int(&r, 0);
    db_end(&r);
    return e;
}

/* *full: too many are open. */
static Err put(Store *st, Str persona, Str fresh, const Lavoro *x, int64_t adesso, Arena *a, Str *codice, bool *full)
{
    int64_t open = 0;
    Err e = db_begin(st->db, DB_SCRIVE);
    if (e) return e;
    e = db_exec(st->db, &SQL_LAVORI_SCADUTI, (DbVal[]){db_i(adesso - LAVORO_DURA)}, NULL);
    DbVal same[] = {db_t(persona), db_t(x->documento), db_t(x->formato), db_i(x->anno), db_t(x->soggetto), db_t(x->gruppi)};
    if (!e) e = one_text(st, &SQL_LAVORO_UGUALE, same, a, codice);
    if (!e) e = count(st, persona, &open);
    *full = !e && !codice->n && open >= LAVORI_MASSIMO;
    if (!e && !codice->n && !*full) {
        DbVal in[] = {db_t(fresh), db_t(persona), db_t(x->documento), db_t(x->formato), db_i(x->anno), db_t(x->soggetto),
                      db_t(x->gruppi), db_i(adesso)};
        *codice = fresh;
        e = db_exec(st->db, &SQL_LAVORO_INSERISCI, in, NULL);
    }
    if (!e) return db_commit(st->db);
    db_rollback(st->db);
    return e;
}

Err store_lavoro_crea(Store *st, const Grant *g, const Lavoro *x, int64_t adesso, Arena *a, Str *codice)
{
    Str one = store_sale(st, a), two = store_sale(st, a), fresh = str_fmt(a, "%.*s%.*s", STR_ARG(one), STR_ARG(two));
    bool full = false;
    Err e = OK;
    ASSERT(grant_persona(g).n > 0);
    st->perche[0] = 0;
    for (int t = 0; t < TENTATIVI; t++) {
        e = put(st, grant_persona(g), fresh, x, adesso, a, codice, &full);
        if (!e || !db_ripetere(st->db)) break;
    }
    if (e) return store_db_fail(st, e);
    return full ? store_fail(st, E_CONFLITTO, "ci sono già %d lavori che aspettano: attendere che finiscano, o annullarne uno",
                             LAVORI_MASSIMO)
                : OK;
}

Err store_lavori_elenco(Store *st, Str persona, int64_t adesso, Arena *a, Lavoro **out, ptrdiff_t *n)
{
    st->perche[0] = 0;
    return read_all(st, &SQL_LAVORI_ELENCO, (DbVal[]){db_t(persona), db_i(adesso - LAVORO_DURA)}, a, out, n);
}

static Err gone(Store *st) { return store_fail(st, E_NON_TROVATO, "questo lavoro non c'è, o il suo file è scaduto: chiederlo di nuovo"); }

Err store_lavoro_load(Store *st, Str persona, Str codice, int64_t adesso, Arena *a, Lavoro *out)
{
    Lavoro *v;
    ptrdiff_t n;
    st->perche[0] = 0;
    Err e = read_all(st, &SQL_LAVORO_UNO, (DbVal[]){db_t(codice), db_t(persona), db_i(adesso - LAVORO_DURA)}, a, &v, &n);
    if (e) return e;
    if (!n) return gone(st);
    *out = v[0];
    return OK;
}

Err store_lavoro_file(Store *st, Str persona, Str codice, int64_t adesso, Arena *a, Str *nome, Str *bytes)
{
    DbRighe r;
    bool there = false;
    st->perche[0] = 0;
    Err e = db_query(st->db, &SQL_LAVORO_FILE, (DbVal[]){db_t(codice), db_t(persona), db_i(adesso - LAVORO_DURA)}, &r);
    if (!e && db_next(&r, &e)) {
        *nome = str_dup(a, db_text(&r, 0));
        there = base64_read(a, db_text(&r, 1), bytes);
    }
    db_end(&r);
    if (e) return store_db_fail(st, e);
    return there ? OK : gone(st);
}

Err store_lavoro_annulla(Store *st, Str persona, Str codice, int64_t adesso, bool *fatto)
{
    return change(st, &SQL_LAVORO_ANNULLA, (DbVal[]){db_t(codice), db_t(persona), db_i(adesso)}, fatto);
}

Err store_lavoro_ripeti(Store *st, Str persona, Str codice, bool *fatto)
{
    return change(st, &SQL_LAVORO_RIPETI, (DbVal[]){db_t(codice), db_t(persona)}, fatto);
}

/* -- for the runner */
static Err finish(Store *st, Str codice, Str chi, LavoroStato to, int64_t adesso, Str perche, Str nome, Str text, bool *mio)
{
    DbVal in[] = {db_t(codice), db_t(chi), db_t(str_of(stati[to])), db_i(adesso), db_t(perche), db_t(nome), db_t(text),
                  db_i(to == LAVORO_FATTO ? 100 : 0)};
    return change(st, &SQL_LAVORO_FINISCI, in, mio);
}

Err store_lavoro_prendi(Store *st, const Grant *g, Str chi, int64_t adesso, Arena *a, Lavoro *out)
{
    ASSERT(g != NULL);
    st->perche[0] = 0;
    for (;;) {
        Lavoro *v;
        ptrdiff_t n;
        bool mine;
        Err e = read_all(st, &SQL_LAVORO_PRIMO, (DbVal[]){db_i(adesso - LAVORO_MUTO)}, a, &v, &n);
        if (e) return e;
        if (!n) return E_NON_TROVATO;
        DbVal in[] = {db_t(v->codice), db_t(chi), db_i(adesso), db_t(str_of(stati[v->stato])), db_t(v->chi), db_i(v->vivo)};
        e = change(st, &SQL_LAVORO_PRENDI, in, &mine);
        if (e) return e;
        if (!mine) continue;
        *out = v[0];
        out->stato = LAVORO_CORSO;
        out->tentativi++;
        if (out->tentativi <= LAVORO_TENTATIVI) return OK;
        e = finish(st, v->codice, chi, LAVORO_FALLITO, adesso,
                   S("il lavoro si è interrotto tre volte insieme al programma: riprovare e, se accade ancora, dirlo a chi lo gestisce"),
                   S(""), S(""), &mine);
        if (e) return e;
    }
}

Err store_lavoro_vivo(Store *st, const Grant *g, Str codice, Str chi, int64_t adesso, Str passo, int avanzamento, bool *mio)
{
    ASSERT(g != NULL);
    return change(st, &SQL_LAVORO_VIVO, (DbVal[]){db_t(codice), db_t(chi), db_i(adesso), db_t(passo), db_i(avanzamento)}, mio);
}

Err store_lavoro_fatto(Store *st, const Grant *g, Str codice, Str chi, int64_t adesso, Str nome, Str bytes, bool *mio)
{
    Arena scratch = {0};
    ASSERT(g != NULL);
    Err e = finish(st, codice, chi, LAVORO_FATTO, adesso, S(""), nome, base64_write(&scratch, bytes), mio);
    arena_free(&scratch);
    return e;
}

Err store_lavoro_fallito(Store *st, const Grant *g, Str codice, Str chi, int64_t adesso, Str perche, bool *mio)
{
    ASSERT(g != NULL);
    return finish(st, codice, chi, LAVORO_FALLITO, adesso, perche, S(""), S(""), mio);
}

Err store_lavori_pulisci(Store *st, const Grant *g, int64_t adesso)
{
    bool any;
    ASSERT(g != NULL);
    return change(st, &SQL_LAVORI_SCADUTI, (DbVal[]){db_i(adesso - LAVORO_DURA)}, &any);
}

Err store_lavoro_rilascia(Store *st, const Grant *g, Str codice, Str chi)
{
    bool mine;
    ASSERT(g != NULL);
    return change(st, &SQL_LAVORO_RILASCIA, (DbVal[]){db_t(codice), db_t(chi)}, &mine);
}

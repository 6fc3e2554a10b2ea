/* carichi.c - floor 3: uploaded files that wait for their confirmation. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "store/carichi.h"

#include "store/base64.h"
#include "store/store_priv.h"

static Err put_all(Store *st, Str codice, Str persona, const CaricoFile *v, const Str *texts, ptrdiff_t n, int64_t adesso)
{
    Err e = db_begin(st->db, DB_SCRIVE);
    if (e) return e;
    e = db_exec(st->db, &SQL_CARICHI_SCADUTI, (DbVal[]){db_i(adesso - CARICO_DURA)}, NULL);
    for (ptrdiff_t i = 0; i < n && !e; i++)
        e = db_exec(st->db, &SQL_CARICO_INSERISCI,
                    (DbVal[]){db_t(codice), db_i(i), db_t(persona), db_i(adesso), db_t(v[i].nome), db_t(texts[i])}, NULL);
    if (!e) return db_commit(st->db);
    db_rollback(st->db);
    return e;
}

Err store_carico_crea(Store *st, const Grant *g, const CaricoFile *v, ptrdiff_t n, int64_t adesso, Arena *a, Str *codice)
{
    Arena scratch = {0};
    Str *texts = NEW_N(&scratch, Str, n + 1), one = store_sale(st, &scratch), two = store_sale(st, &scratch);
    Err e = OK;
    st->perche[0] = 0;
    for (ptrdiff_t i = 0; i < n; i++) texts[i] = base64_write(&scratch, v[i].byte);
    *codice = str_fmt(a, "%.*s%.*s", STR_ARG(one), STR_ARG(two));
    for (int i = 0; i < TENTATIVI; i++) {
        e = put_all(st, *codice, grant_persona(g), v, texts, n, adesso);
        if (!e || !db_ripetere(st->db)) break;
    }
    if (e) e = store_db_fail(st, e);
    arena_free(&scratch);
    return e;
}

Err store_carico_load(Store *st, Str persona, Str codice, int64_t adesso, Arena *a, CaricoFile **out, ptrdiff_t *n)
{
    LIST(CaricoFile) list = {0};
    DbRighe r;
    bool whole = true;
    st->perche[0] = 0;
    Err e = db_query(st->db, &SQL_CARICO_UNO, (DbVal[]){db_t(codice), db_t(persona), db_i(adesso - CARICO_DURA)}, &r);
    while (!e && db_next(&r, &e)) {
        CaricoFile *f = PUSH(a, &list);
        f->nome = str_dup(a, db_text(&r, 0));
        whole = whole && base64_read(a, db_text(&r, 1), &f->byte);
    }
    db_end(&r);
    *out = list.items;
    *n = list.n;
    if (e) return store_db_fail(st, e);
    if (!list.n || !whole)
        return store_fail(st, E_NON_TROVATO, "i file caricati non ci sono più: valgono un giorno, e una volta sola");
    return OK;
}

Err store_carico_elimina(Store *st, const Grant *g, Str codice)
{
    Err e = OK;
    ASSERT(g);
    st->perche[0] = 0;
    for (int i = 0; i < TENTATIVI; i++) {
        e = db_begin(st->db, DB_SCRIVE);
        if (!e) e = db_exec(st->db, &SQL_CARICO_ELIMINA, (DbVal[]){db_t(codice)}, NULL);
        if (!e) e = db_commit(st->db);
        else db_rollback(st->db);
        if (!e || !db_ripetere(st->db)) break;
    }
    return e ? store_db_fail(st, e) : OK;
}

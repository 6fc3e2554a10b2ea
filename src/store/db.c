/* db.c - floor 3: what both engines share: which one, statements prepared once, transactions, words for errors. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "store/db_motore.h"

bool db_url_is_postgres(Str url)
{
    return str_starts(url, S("postgresql://")) || str_starts(url, S("postgres://"));
}

Err db_fail(Db *db, Err e, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    vsnprintf(db->perche, sizeof db->perche, fmt, args);
    va_end(args);
    ptrdiff_t cut = utf8_invalid_at(str_of(db->perche));
    if (cut >= 0) db->perche[cut] = 0;
    return e;
}

Err db_open(Arena *a, Str url, DbModo modo, Db **out, Str *perche)
{
    Db *db = NEW(a, Db);
    db->a = a;
    db->cache.cap = 512;
    db->cache.items = NEW_N(a, Preparata, db->cache.cap);
    Err e = db_url_is_postgres(url) ? db_pg_open(db, url) : db_sqlite_open(db, url, modo);
    *perche = str_dup(a, db_perche(db));
    if (e && db->conn) db->m->close(db);
    *out = e ? NULL : db;
    return e;
}

void db_close(Db *db)
{
    if (!db || !db->conn) return;
    if (db->in_tx) db_rollback(db);
    db->m->close(db);
    db->conn = NULL;
}

DbMotore db_motore(const Db *db) { return db->m->motore; }
Str db_perche(const Db *db) { return str_of(db->perche); }
bool db_ripetere(const Db *db) { return db->ripetere; }

static Err start(Db *db)
{
    ASSERT(!db->streaming);
    db->perche[0] = 0;
    db->ripetere = false;
    return OK;
}

/* The statement prepared for this connection, prepared now if it is the first time. */
static Err prepared(Db *db, const Sql *q, void **stmt)
{
    ptrdiff_t mask = db->cache.cap - 1, i = (ptrdiff_t)(((uintptr_t)q >> 3) * 2654435761u) & mask;
    for (; db->cache.items[i].q; i = (i + 1) & mask)
        if (db->cache.items[i].q == q) {
            *stmt = db->cache.items[i].stmt;
            return OK;
        }
    Err e = db_flush(db); /* an answer is needed now: what was sent before comes first */
    if (!e) e = db->m->prepare(db, q, stmt);
    if (e) return e;
    ASSERT(++db->cache.n < db->cache.cap);
    db->cache.items[i] = (Preparata){q, *stmt};
    return OK;
}

Err db_prepare(Db *db, const Sql *q)
{
    void *stmt;
    Err e = start(db);
    return e ? e : prepared(db, q, &stmt);
}

static void check_types(const Sql *q, const DbVal *in)
{
    for (int i = 0; q->in[i]; i++)
        ASSERT(in[i].tipo == DB_NULL || (in[i].tipo == DB_INT) == (q->in[i] == 'i'));
}

Err db_flush(Db *db)
{
    return db->m->flush(db);
}

static Err ready(Db *db, const Sql *q, const DbVal *in, void **stmt)
{
    check_types(q, in);
    Err e = start(db);
    if (!e) e = db_flush(db);
    return e ? e : prepared(db, q, stmt);
}

Err db_exec(Db *db, const Sql *q, const DbVal *in, int64_t *changed)
{
    void *stmt;
    int64_t ignored;
    Err e = ready(db, q, in, &stmt);
    return e ? e : db->m->exec(db, stmt, q, in, changed ? changed : &ignored);
}

Err db_exec_later(Db *db, const Sql *q, const DbVal *in, bool one)
{
    void *stmt;
    check_types(q, in);
    Err e = start(db);
    if (!e) e = prepared(db, q, &stmt);
    return e ? e : db->m->exec_later(db, stmt, q, in, one);
}

static Err open_rows(Db *db, const Sql *q, const DbVal *in, bool stream, DbRighe *out)
{
    void *stmt;
    *out = (DbRighe){.db = db, .done = true};
    Err e = ready(db, q, in, &stmt);
    if (e) return e;
    out->stream = stream;
    out->done = false;
    e = db->m->query(db, stmt, q, in, out);
    if (e) out->done = true;
    else db->streaming = stream;
    return e;
}

Err db_query(Db *db, const Sql *q, const DbVal *in, DbRighe *out) { return open_rows(db, q, in, false, out); }
Err db_stream(Db *db, const Sql *q, const DbVal *in, DbRighe *out) { return open_rows(db, q, in, true, out); }

bool db_next(DbRighe *r, Err *e)
{
    if (r->done) return false;
    if (r->db->m->next(r, e)) return true;
    db_end(r);
    return false;
}

bool db_null(const DbRighe *r, int col) { return r->db->m->null(r, col); }
int64_t db_int(const DbRighe *r, int col) { return r->db->m->integer(r, col); }
Str db_text(const DbRighe *r, int col) { return r->db->m->text(r, col); }

void db_end(DbRighe *r)
{
    if (r->done) return;
    r->db->m->end(r);
    r->done = true;
    if (r->stream) r->db->streaming = false;
}

Err db_begin(Db *db, DbTx tx)
{
    ASSERT(!db->in_tx);
    Err e = start(db);
    if (!e) e = db->m->plain(db, db->m->begin[tx]);
    db->in_tx = e == OK;
    return e;
}

Err db_commit(Db *db)
{
    ASSERT(db->in_tx);
    Err e = start(db);
    if (!e) e = db_flush(db);
    if (!e) e = db->m->plain(db, "COMMIT");
    if (e) db_rollback(db);
    db->in_tx = false;
    return e;
}

/* Keeps the words of the error that led here. */
void db_rollback(Db *db)
{
    char words[sizeof db->perche];
    bool again = db->ripetere;
    memcpy(words, db->perche, sizeof words);
    if (db_flush(db)) { /* what was under way is thrown away with the rest */ }
    if (db->in_tx && db->m->plain(db, "ROLLBACK")) { /* the engine has done it by itself */ }
    db->in_tx = false;
    memcpy(db->perche, words, sizeof words);
    db->ripetere = again;
}

Err db_script(Db *db, const char *sql)
{
    static const char *const marks[] = {"{i64}", "{text}", "{strict}", "{by_key}"};
    Arena a = {0};
    Buf b = buf_new(&a);
    for (const char *at = sql; *at;) {
        int m = -1;
        for (int i = 0; *at == '{' && i < (int)COUNT_OF(marks); i++)
            if (!strncmp(at, marks[i], strlen(marks[i]))) m = i;
        if (m < 0) {
            buf_char(&b, *at++);
        } else {
            buf_put(&b, str_of(db->m->words[m]));
            at += strlen(marks[m]);
        }
    }
    Err e = start(db);
    if (!e) e = db_flush(db);
    if (!e) e = db->m->plain(db, str_c(&a, buf_str(&b)));
    arena_free(&a);
    return e;
}

static Err one_int(Db *db, const Sql *q, const DbVal *in, int64_t *out)
{
    DbRighe r;
    Err e = db_query(db, q, in, &r);
    *out = 0;
    if (!e && db_next(&r, &e)) *out = db_int(&r, 0);
    db_end(&r);
    return e;
}

Err db_has_table(Db *db, Str name, bool *out)
{
    int64_t n;
    Err e = one_int(db, db->m->has_table, (DbVal[]){db_t(name)}, &n);
    *out = n > 0;
    return e;
}

Err db_n_tables(Db *db, int64_t *out) { return one_int(db, db->m->n_tables, NULL, out); }

Err db_purge(Db *db)
{
    ASSERT(!db->in_tx);
    Err e = start(db);
    return e ? e : db->m->purge(db);
}

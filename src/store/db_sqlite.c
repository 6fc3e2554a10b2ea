/* db_sqlite.c - floor 3: the engine that is linked in. One file, WAL, every commit on the disk before it is told. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#define LIBRARY_ADAPTER
#include "store/db_motore.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

enum { ATTESA_MS = 15000, PARAMETRI = 64, APPLICAZIONE = 0x6369636c /* "cicl" */ };

/* A prepared statement and where its $n stand: SQLite numbers them in the order in which they are written. */
typedef struct Stmt { sqlite3_stmt *s; const Sql *q; int at[PARAMETRI]; } Stmt;

static sqlite3 *conn(const Db *db) { return db->conn; }

static Err fail(Db *db, int rc, const char *where)
{
    switch (rc & 0xff) {
    case SQLITE_FULL:
        return db_fail(db, E_SCRITTURA, "spazio su disco esaurito: niente è stato scritto; liberare spazio e ripetere");
    case SQLITE_IOERR:
        return db_fail(
            db,
            rc == SQLITE_IOERR_WRITE || rc == SQLITE_IOERR_FSYNC || rc == SQLITE_IOERR_TRUNCATE ||
                    rc == SQLITE_IOERR_SHMSIZE
                ? E_SCRITTURA
                : E_DB,
            "il disco non risponde come deve (SQLite %d, %s): niente è stato scritto; controllare spazio e disco", rc,
            where);
    case SQLITE_BUSY: case SQLITE_LOCKED:
        return db_fail(db, E_DB, "la base di dati è occupata da un altro programma: riprovare tra poco");
    case SQLITE_READONLY:
        return db_fail(db, E_SCRITTURA,
                       "la base di dati si può solo leggere: controllare i permessi del file e della cartella");
    case SQLITE_CORRUPT: case SQLITE_NOTADB:
        return db_fail(db, E_DB, "il file non è una base di dati SQLite, o è danneggiato: riprenderlo da una copia");
    default:
        return db_fail(db, E_DB, "errore della base di dati (SQLite %d, istruzione %s)", rc, where);
    }
}

static Err plain(Db *db, const char *sql)
{
    int rc = sqlite3_exec(conn(db), sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? OK : fail(db, sqlite3_extended_errcode(conn(db)), "senza nome");
}

static void close_db(Db *db)
{
    for (ptrdiff_t i = 0; i < db->cache.cap; i++) {
        Stmt *s = db->cache.items[i].stmt;
        if (s) sqlite3_finalize(s->s);
        db->cache.items[i] = (Preparata){0};
    }
    sqlite3_close(conn(db));
    db->conn = NULL;
}

static Err prepare(Db *db, const Sql *q, void **out)
{
    Stmt *s = NEW(db->a, Stmt);
    int rc = sqlite3_prepare_v3(conn(db), q->testo, -1, SQLITE_PREPARE_PERSISTENT, &s->s, NULL);
    if (rc != SQLITE_OK) return fail(db, sqlite3_extended_errcode(conn(db)), q->nome);
    s->q = q;
    for (int i = 0; q->in[i]; i++) {
        ASSERT(i < PARAMETRI);
        char name[16];
        snprintf(name, sizeof name, "$%d", i + 1);
        s->at[i] = sqlite3_bind_parameter_index(s->s, name);
        ASSERT(s->at[i] > 0);
    }
    *out = s;
    return OK;
}

static void bind(Stmt *s, const DbVal *in)
{
    for (int i = 0; s->q->in[i]; i++) {
        int rc = in[i].tipo == DB_NULL  ? sqlite3_bind_null(s->s, s->at[i])
                 : in[i].tipo == DB_INT ? sqlite3_bind_int64(s->s, s->at[i], in[i].i)
                                        : sqlite3_bind_text64(s->s, s->at[i], in[i].t.n ? in[i].t.p : "",
                                                              (sqlite3_uint64)in[i].t.n, SQLITE_STATIC, SQLITE_UTF8);
        ASSERT(rc == SQLITE_OK || rc == SQLITE_TOOBIG);
    }
}

static Err exec(Db *db, void *stmt, const Sql *q, const DbVal *in, int64_t *changed)
{
    Stmt *s = stmt;
    bind(s, in);
    int rc = sqlite3_step(s->s);
    if (rc == SQLITE_ROW) rc = sqlite3_step(s->s);
    *changed = sqlite3_changes64(conn(db));
    Err e = rc == SQLITE_DONE ? OK : fail(db, sqlite3_extended_errcode(conn(db)), q->nome);
    sqlite3_reset(s->s);
    sqlite3_clear_bindings(s->s);
    return e;
}

static Err exec_later(Db *db, void *stmt, const Sql *q, const DbVal *in, bool one)
{
    int64_t changed;
    Err e = exec(db, stmt, q, in, &changed);
    if (!e && one && !changed) return db_fail(db, E_CONFLITTO, "modificato da altri nel frattempo (%s)", q->nome);
    return e;
}

static Err flush(Db *db)
{
    (void)db;
    return OK;
}

static Err query(Db *db, void *stmt, const Sql *q, const DbVal *in, DbRighe *r)
{
    (void)db, (void)q;
    ASSERT(!sqlite3_stmt_busy(((Stmt *)stmt)->s)); /* a statement is not read while it is being read */
    bind(stmt, in);
    r->stmt = stmt;
    return OK;
}

static bool next(DbRighe *r, Err *e)
{
    Stmt *s = r->stmt;
    int rc = sqlite3_step(s->s);
    if (rc == SQLITE_ROW) return true;
    if (rc != SQLITE_DONE) *e = fail(r->db, sqlite3_extended_errcode(conn(r->db)), s->q->nome);
    return false;
}

static bool is_null(const DbRighe *r, int col)
{
    return sqlite3_column_type(((Stmt *)r->stmt)->s, col) == SQLITE_NULL;
}

static int64_t integer(const DbRighe *r, int col) { return sqlite3_column_int64(((Stmt *)r->stmt)->s, col); }

static Str text(const DbRighe *r, int col)
{
    sqlite3_stmt *s = ((Stmt *)r->stmt)->s;
    const char *p = (const char *)sqlite3_column_text(s, col);
    return p ? (Str){p, sqlite3_column_bytes(s, col)} : S("");
}

static void end(DbRighe *r)
{
    Stmt *s = r->stmt;
    sqlite3_reset(s->s);
    sqlite3_clear_bindings(s->s);
}

static Err purge(Db *db)
{
    int rc = sqlite3_wal_checkpoint_v2(conn(db), NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    return rc == SQLITE_OK ? OK : fail(db, rc, "purge");
}

static const Sql has_table = {"ha_tabella", "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = $1",
                              "t", 1};
static const Sql n_tables = {"n_tabelle", "SELECT count(*) FROM sqlite_schema WHERE type = 'table'", "", 1};

static const Motore motore = {
    DB_SQLITE, close_db, prepare, exec, exec_later, flush, query, next, is_null, integer, text, end, plain, purge,
    {"BEGIN", "BEGIN IMMEDIATE"},
    {"INTEGER", "TEXT", "STRICT", "WITHOUT ROWID, STRICT"},
    &has_table, &n_tables,
};

/* The file is made by us, so that it is the owner's alone from its first moment. */
static Err make_file(Db *db, const char *path)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0 && errno == EEXIST) return db_fail(db, E_CONFLITTO, "il file %s c'è già: non viene toccato", path);
    if (fd < 0) return db_fail(db, E_SCRITTURA, "il file %s non si può creare: controllare cartella e permessi", path);
    return close(fd) == 0 ? OK : db_fail(db, E_SCRITTURA, "il file %s non si può scrivere", path);
}

static int64_t pragma(Db *db, const char *sql)
{
    sqlite3_stmt *s = NULL;
    int64_t v = -1;
    if (sqlite3_prepare_v2(conn(db), sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
        v = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return v;
}

static Err settings(Db *db, DbModo modo)
{
    static const int off[] = {SQLITE_DBCONFIG_DQS_DML, SQLITE_DBCONFIG_DQS_DDL, SQLITE_DBCONFIG_TRUSTED_SCHEMA,
                              SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION};
    for (int i = 0; i < (int)COUNT_OF(off); i++)
        if (sqlite3_db_config(conn(db), off[i], 0, NULL)) return fail(db, SQLITE_ERROR, "configurazione");
    if (sqlite3_db_config(conn(db), SQLITE_DBCONFIG_DEFENSIVE, 1, NULL))
        return fail(db, SQLITE_ERROR, "configurazione");
    sqlite3_busy_timeout(conn(db), ATTESA_MS);
    Err e = OK;
    if (modo == DB_CREA) e = plain(db, "PRAGMA application_id = 1667851116");
    if (!e && pragma(db, "PRAGMA application_id") != APPLICAZIONE) {
        int rc = sqlite3_extended_errcode(conn(db));
        if (rc != SQLITE_OK && rc != SQLITE_ROW && rc != SQLITE_DONE) return fail(db, rc, "apertura");
        return db_fail(db, E_VERSIONE, "il file non è una base di dati di ciclo: controllare il nome");
    }
    if (!e && modo != DB_SOLO_LEGGI) e = plain(db, "PRAGMA journal_mode = WAL");
    if (!e) e = plain(db, "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA mmap_size = 0;"
                          "PRAGMA secure_delete = ON; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;"
                          "PRAGMA cache_size = -16000");
    return e;
}

Err db_sqlite_open(Db *db, Str path, DbModo modo)
{
    db->m = &motore;
    if (!path.n || memchr(path.p, 0, (size_t)path.n))
        return db_fail(db, E_NON_TROVATO, "manca il nome della base di dati");
    const char *file = str_c(db->a, path);
    Err e = OK;
    if (modo == DB_CREA) e = make_file(db, file);
    else if (access(file, F_OK))
        e = db_fail(db, E_NON_TROVATO, "la base di dati %s non c'è: crearla con ciclo init", file);
    if (e) return e;
    sqlite3 *c = NULL;
    int rc = sqlite3_open_v2(file, &c,
                             (modo == DB_SOLO_LEGGI ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) |
                                 SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                             NULL);
    db->conn = c;
    return rc == SQLITE_OK ? settings(db, modo) : fail(db, rc, "apertura");
}

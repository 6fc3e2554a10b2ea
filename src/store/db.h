/* db.h - floor 3: one small door to two database engines, SQLite (linked in) and PostgreSQL (libpq).
 *
 * One SQL text runs on both: parameters are $1, $2 ... and are bound by that name; text is UTF-8 in byte order; nothing
 * is rounded or compared without case in SQL. A connection belongs to one thread. No message of the engine reaches a
 * person: it may hold data; db_perche gives our own words and the engine's code. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_DB_H
#define CICLO_DB_H

#include "base/err.h"

typedef struct Db Db;
typedef enum DbMotore { DB_SQLITE, DB_POSTGRES } DbMotore;

/* One statement: its name in messages, its text, and one letter (i integer, t text) for each $n. Compared by address:
 * it must outlive the connection. Those of src/store/sql are generated; those of the records are made in one place. */
typedef struct Sql { const char *nome, *testo, *in; int n_out; } Sql;

typedef struct DbVal { enum { DB_NULL, DB_INT, DB_TEXT } tipo; int64_t i; Str t; } DbVal;
static inline DbVal db_i(int64_t i) { return (DbVal){DB_INT, i, {0}}; }
static inline DbVal db_t(Str t) { return (DbVal){DB_TEXT, 0, t}; }
static inline DbVal db_t_or_null(Str t) { return (DbVal){t.n ? DB_TEXT : DB_NULL, 0, t}; }

/* "postgresql://..." (or postgres://...) or the path of a SQLite file. DB_CREA makes the file, readable by its owner
 * only, and refuses one that is there; PostgreSQL's database must exist. DB_SOLO_LEGGI leaves the file as it is, to
 * the byte. On error perche says what to do. */
typedef enum DbModo { DB_APRI, DB_CREA, DB_SOLO_LEGGI } DbModo;
Err MUST_CHECK db_open(Arena *a, Str url, DbModo modo, Db **out, Str *perche);  /* E_DB, E_NON_TROVATO, E_CONFLITTO */
void db_close(Db *db);
bool db_url_is_postgres(Str url);
DbMotore db_motore(const Db *db);

/* What went wrong last, in words for a person; "" when nothing did. Lives as long as the connection's next call. */
Str db_perche(const Db *db);
/* The last error was a conflict between transactions: run the whole transaction again. */
bool db_ripetere(const Db *db);

/* DB_SCRIVE waits for other writers (SQLite) or for the rows it locks (PostgreSQL); DB_LEGGE sees one moment. */
typedef enum DbTx { DB_LEGGE, DB_SCRIVE } DbTx;
Err MUST_CHECK db_begin(Db *db, DbTx tx);   /* E_DB */
Err MUST_CHECK db_commit(Db *db);           /* E_DB: nothing was written */
void db_rollback(Db *db);

/* Only prepares it: is this SQL that the engine understands. (Everything else prepares by itself, once a connection.)
 */
Err MUST_CHECK db_prepare(Db *db, const Sql *q);

/* A statement without rows; changed (may be NULL) receives the number of rows touched. */
Err MUST_CHECK db_exec(Db *db, const Sql *q, const DbVal *in, int64_t *changed);  /* E_DB, E_SCRITTURA (no space) */

/* The same when the count does not matter: PostgreSQL may run it later, together with others; db_flush, db_commit and
 * any other call wait for all of them and tell their errors. When `one` is set, touching no row is told by db_flush and
 * db_commit as E_CONFLITTO. */
Err MUST_CHECK db_exec_later(Db *db, const Sql *q, const DbVal *in, bool one);
Err MUST_CHECK db_flush(Db *db);

/* Rows of a statement:
 *     DbRighe r;
 *     Err e = db_query(db, &SQL_X, in, &r);
 *     while (!e && db_next(&r, &e)) ... db_int(&r, 0), db_text(&r, 1) ...
 *     db_end(&r);
 * db_stream does not hold the whole result in memory; until db_end no other statement may run on the connection. */
typedef struct DbRighe { Db *db; void *stmt; void *res; int64_t at; bool stream, done; } DbRighe;
Err MUST_CHECK db_query(Db *db, const Sql *q, const DbVal *in, DbRighe *out);
Err MUST_CHECK db_stream(Db *db, const Sql *q, const DbVal *in, DbRighe *out);
bool db_next(DbRighe *r, Err *e);
bool db_null(const DbRighe *r, int col);
int64_t db_int(const DbRighe *r, int col);
Str db_text(const DbRighe *r, int col);   /* "" for NULL; valid until the next db_next or db_end */
void db_end(DbRighe *r);

/* Several statements without parameters, for migrations: {i64} {text} {strict} {by_key} are put into the engine's
 * words. */
Err MUST_CHECK db_script(Db *db, const char *sql);

/* Is there a table of this name; how many tables of anybody are there. */
Err MUST_CHECK db_has_table(Db *db, Str name, bool *out);
Err MUST_CHECK db_n_tables(Db *db, int64_t *out);

/* What was deleted leaves the disk: SQLite folds its log into the file and cuts it, PostgreSQL is told to VACUUM. */
Err MUST_CHECK db_purge(Db *db);

#endif

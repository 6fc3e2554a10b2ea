/* db_motore.h - floor 3: what an engine has to do for db.c. Only db*.c include this. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_DB_MOTORE_H
#define CICLO_DB_MOTORE_H

#include "store/db.h"

typedef struct Preparata { const Sql *q; void *stmt; } Preparata;  /* stmt: the engine's own */

/* Functions give OK, E_DB, E_SCRITTURA or E_CONFLITTO and explain with db_fail. */
typedef struct Motore {
    DbMotore motore;
    void (*close)(Db *db);
    Err (*prepare)(Db *db, const Sql *q, void **stmt);
    Err (*exec)(Db *db, void *stmt, const Sql *q, const DbVal *in, int64_t *changed);
    Err (*exec_later)(Db *db, void *stmt, const Sql *q, const DbVal *in, bool one);
    Err (*flush)(Db *db);
    Err (*query)(Db *db, void *stmt, const Sql *q, const DbVal *in, DbRighe *r);
    bool (*next)(DbRighe *r, Err *e);
    bool (*null)(const DbRighe *r, int col);
    int64_t (*integer)(const DbRighe *r, int col);
    Str (*text)(const DbRighe *r, int col);
    void (*end)(DbRighe *r);
    Err (*plain)(Db *db, const char *sql);      /* SQL without parameters and rows */
    Err (*purge)(Db *db);
    const char *begin[2];                       /* DB_LEGGE, DB_SCRIVE */
    const char *words[4];                       /* {i64} {text} {strict} {by_key} */
    const Sql *has_table, *n_tables;
} Motore;

struct Db {
    const Motore *m;
    Arena *a;                       /* the connection's life */
    void *conn;
    LIST(Preparata) cache;          /* open addressing by address of the Sql; cap is a power of two */
    char perche[512];
    bool ripetere, streaming, in_tx;
    /* PostgreSQL: statements sent and not yet answered */
    int attesi;
    bool pipeline;
    LIST(uint8_t) uno;
};

Err db_sqlite_open(Db *db, Str path, DbModo modo);
Err db_pg_open(Db *db, Str url);

/* Keeps the words for db_perche and gives e back. Never pass text of the engine or of a parameter. */
Err db_fail(Db *db, Err e, const char *fmt, ...) PRINTF_LIKE(3, 4);

#endif

/* store_priv.h - floor 3: what a Store is made of. Only files of src/store include this. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_STORE_PRIV_H
#define CICLO_STORE_PRIV_H

#include "store/db.h"
#include "store/sql_gen.h"
#include "store/store.h"

/* The statements of one table of records, made from its description (record_sql.c). */
typedef struct RecordSql { Sql tutti, uno, inserisci, aggiorna, elimina, ultimo, autore; } RecordSql;

enum { CASUALE_BYTES = 4096, SALE_BYTES = 16, TENTATIVI = 6 };

struct Store {
    Db *db;
    Arena *a;
    Str url;
    RecordSql record[ENTITA_COUNT];
    void (*casuale)(void *p, ptrdiff_t n);
    unsigned char scorta[CASUALE_BYTES];   /* randomness taken a page at a time */
    int scorta_left;
    char perche[512];
};

/* Keeps the words for store_perche; gives e back. */
Err store_fail(Store *st, Err e, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* The same with the connection's words. */
Err store_db_fail(Store *st, Err e);
/* A new salt in hexadecimal. */
Str store_sale(Store *st, Arena *a);

/* A Store on an open connection; what of this program's migrations it has (n; E_VERSIONE: it has others); those
 * from..to-1 run in the transaction that is open. */
Store *store_new(Arena *a, Db *db, Str url);
Err MUST_CHECK store_known(Store *st, int *n);
Err MUST_CHECK store_run_migrations(Store *st, int from, int to, Str ora);

void record_sql_make(Arena *a, RecordSql out[ENTITA_COUNT]);

/* A row as a record; columns as `tutti` gives them: riga, then the fields. E_DB: a value that this program never
 * writes. exact: the raw text must also be the canonical one. */
Err MUST_CHECK record_from_row(const DbRighe *r, Arena *a, const EntitaInfo *e, bool exact, void *record);
/* The fields of a record as parameters, from the first key to the last field; v has room for all. */
void record_values(Arena *a, const EntitaInfo *e, const void *record, int from, int to, DbVal *v);

enum { CAMPI_MAX = 24 };

#endif

/* prova.h - what the store's tests share: each runs on an empty SQLite body and on an empty PostgreSQL body. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PROVA_H
#define CICLO_PROVA_H

#include "test.h"

#include "store/archivio.h"
#include "store/scrittura.h"
#include "store/store.h"

#define ORA S("2018-06-30T12:00:00Z")

typedef struct Prova {
    Arena a;
    bool pg;
    Str folder, url;        /* url of the body; nothing is there yet but the folder, or an empty schema */
    Store *st;              /* made by prova_body */
    const Grant *operatore, *persona;
} Prova;

int prova_sqlite(void **state);
int prova_postgres(void **state);   /* fails when CICLO_TEST_PG is not set: it never skips */
int prova_end(void **state);
#define BOTH(f)                                                                                                       \
    {#f " (sqlite)", f, prova_sqlite, prova_end, NULL},                                                               \
    {                                                                                                                 \
#f " (postgresql)", f, prova_postgres, prova_end, NULL                                                        \
    }
#define ON_SQLITE(f) {#f " (sqlite)", f, prova_sqlite, prova_end, NULL}

/* An empty body, opened; salts are 00.., 01.. so that two bodies can be compared byte for byte. */
Store *prova_body(Prova *p);
/* Another place of the same engine for a second body. */
Str prova_other_url(Prova *p, const char *name);
Store *prova_open(Prova *p, Str url);
void prova_salts_again(void);

/* SQL past the store, as an intruder would run it; the text of the first column of the first row ("" = none). */
Str prova_raw(Prova *p, const char *fmt, ...) PRINTF_LIKE(2, 3);
Str prova_raw_at(Prova *p, Str url, Str sql);

void prova_ok(Prova *p, Err e);
/* Writes one record: version expected; gives the new one. */
int64_t prova_put(Prova *p, EntitaTipo t, void *record, int64_t attesa);
Persona *prova_person(Prova *p, const char *code);
Unita *prova_unit(Prova *p, const char *code);
/* Twelve changes of several kinds in four entries, among them two people with their sheets. */
void prova_fill(Prova *p);

#endif

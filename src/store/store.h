/* store.h - floor 3: the only door to a body's data. Opened here; read and written by the other headers of this floor.
 *
 * A Store is one connection and belongs to one thread. Every function that writes, or returns data of persons, takes a
 * Grant. When a function fails, store_perche says why, in words for a person and without anybody's data. Time and
 * randomness are arguments. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_STORE_H
#define CICLO_STORE_H

#include "model/entita.h"
#include "store/access.h"

typedef struct Store Store;

/* url: the path of a SQLite file, or postgresql://... On error *out is NULL and *perche says what to do. `a` is the
 * Store's life; close it before freeing the arena. `ora` is UTC, "2018-01-31T10:32:05Z". */
Err MUST_CHECK store_open(Arena *a, Str url, Store **out, Str *perche);   /* E_NON_TROVATO, E_VERSIONE, E_DB */
/* A new, empty body: a file that is not there yet, or a PostgreSQL database (schema) without tables. */
Err MUST_CHECK store_crea(Arena *a, Str url, Str ora, Store **out, Str *perche);  /* E_CONFLITTO, E_SCRITTURA, E_DB */
/* Brings an older body forward; fatte: how many migrations were run (0 = it was up to date). */
Err MUST_CHECK store_migra(Str url, Str ora, Arena *a, int *fatte, Str *perche);  /* E_VERSIONE, E_NON_TROVATO, E_DB */
void store_close(Store *st);
/* A body that store_crea made and that could not be made whole: closes it and takes its file away, so that the next try
 * finds the place free. What is in a PostgreSQL database stays. */
void store_scarta(Store *st);

Str store_perche(const Store *st);

/* Salts come from os_random unless a test gives its own source. */
void store_casuale(Store *st, void (*source)(void *p, ptrdiff_t n));

/* The journal's head: the number of its last entry (0 = none) and that entry's hash ("" = none). What is printed on
 * acts and documents, and what verify takes as anchor, is "SEQ:HASH". */
Err MUST_CHECK store_testa(Store *st, Arena *a, int64_t *seq, Str *hash);  /* E_DB */
Str store_ancora(Arena *a, int64_t seq, Str hash);

#endif

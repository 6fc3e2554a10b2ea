/* oggetti.h - floor 3: what the journal calls an object when it is not one record: a run, its results of one subject, a
 * text, a public document, a public set of figures. Their payload is a short JSON with the digest of the rows. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_OGGETTI_H
#define CICLO_OGGETTI_H

#include "store/esecuzione.h"
#include "store/giornale.h"
#include "store/pubblico.h"

Str oggetto_esecuzione(Arena *a, const Esecuzione *x);                       /* esecuzioni, key: id */
Str oggetto_risultati(Arena *a, const Risultato *v, ptrdiff_t n);            /* risultati, key: id/soggetto; sorted */
Str oggetto_testo(Arena *a, Str testo);                                      /* esecuzioni_testi, key: id/nome */
Str oggetto_pub_documento(Arena *a, const PubDocumento *d); /* pub_documenti: anno/tipo/edizione/formato */
Str oggetto_pub_dati(Arena *a, const PubDato *v, ptrdiff_t n);               /* pub_dati: anno/insieme; sorted */
/* Two parts of a key, escaped and joined as record_key does. */
Str oggetto_chiave(Arena *a, Str one, Str two);
Str oggetto_numero(Arena *a, int64_t n);

/* Calls fn for every live object of these tables; no statement is open meanwhile. `riga` and `autore` when the table
 * has them, else 0 and NULL text. */
typedef struct Oggetto { Str entita, chiave, testo; bool versione; int64_t riga; Str autore; } Oggetto;
typedef Err (*OggettoFn)(void *ctx, const Oggetto *o);
Err MUST_CHECK esecuzioni_oggetti(Store *st, OggettoFn fn, void *ctx);
Err MUST_CHECK pubblico_oggetti(Store *st, OggettoFn fn, void *ctx);

/* Reads all rows of risultati of a statement; for esecuzione.c and cancella.c. */
Err MUST_CHECK risultati_read(Store *st, const Sql *q, const DbVal *in, Arena *a, Risultato **out, ptrdiff_t *n);
Err MUST_CHECK risultati_insert(Store *st, int64_t id, const Risultato *r);

/* Documents of the public tables, of one year (0: of every year), for whoever has opened them. */
Err MUST_CHECK pub_documenti_read(Db *db, int64_t anno, Arena *a, PubDocumento **out, ptrdiff_t *n);   /* E_DB */

#endif

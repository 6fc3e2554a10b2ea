/* pubblico.h - floor 3: what everybody may see: documents and figures of a year, in tables and in a file of their own.
 */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PUBBLICO_H
#define CICLO_PUBBLICO_H

#include "store/store.h"

typedef struct PubDocumento {
    Str tipo;                /* piano, relazione ... */
    int64_t anno, edizione;
    Str formato;             /* html, json, csv ... (bytes that are not text: in base64, and the format says so) */
    Str titolo, contenuto;
    Str impronta;            /* SHA-256 of contenuto; filled in by store_pubblica when empty */
    Str pubblicato_il;
} PubDocumento;

/* One cell of a set of figures: row (from 1), column, text. */
typedef struct PubDato { Str insieme; int64_t anno, riga; Str colonna, valore; } PubDato;

typedef struct Pubblicazione {
    int64_t anno;
    const PubDocumento *documenti;
    ptrdiff_t n_documenti;
    const PubDato *dati;
    ptrdiff_t n_dati;
} Pubblicazione;

/* Replaces all that is public of that year, in one transaction with one journal entry; nothing changed: seq 0. */
Err MUST_CHECK store_pubblica(Store *st, const Grant *g, Str ora, Str atto, const Pubblicazione *p, Arena *a,
                              int64_t *seq);
/* E_DATI (another year's row, or one twice), E_SCRITTURA, E_DB */
/* What is public of one year (0 = of all years), in the order of the keys. Nobody's permission is needed. */
Err MUST_CHECK store_pubblicazione_load(Store *st, int64_t anno, Arena *a, Pubblicazione *out);   /* E_DB */

/* A new SQLite file with the public tables and nothing else, made beside and renamed into place. */
Err MUST_CHECK store_pubblico_file(Store *st, Str path);   /* E_SCRITTURA, E_DB */

#endif

/* carichi.h - floor 3: files uploaded to be imported, kept until they are confirmed, a day at most. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_CARICHI_H
#define CICLO_CARICHI_H

#include "store/store.h"

enum { CARICO_DURA = 24 * 3600 };

typedef struct CaricoFile { Str nome, byte; } CaricoFile;   /* byte: as they came, not checked text */

/* Keeps them for the Grant's person under a code that nobody can guess (*codice); what is older than a day goes. */
Err MUST_CHECK store_carico_crea(Store *st, const Grant *g, const CaricoFile *v, ptrdiff_t n, int64_t adesso, Arena *a,
                                 Str *codice);   /* E_DB, E_SCRITTURA */
/* Only the person who uploaded them gets them back. */
Err MUST_CHECK store_carico_load(Store *st, Str persona, Str codice, int64_t adesso, Arena *a, CaricoFile **out,
                                 ptrdiff_t *n);  /* E_NON_TROVATO, E_DB */
Err MUST_CHECK store_carico_elimina(Store *st, const Grant *g, Str codice);   /* E_DB */

#endif

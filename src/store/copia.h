/* copia.h - floor 3: copies of a whole body, while others work on it, and the way back.
 *
 * A copy is one SQLite file with the same tables, whatever engine the body is on: it can be opened as a body, and
 * brought back to either engine. So a body moves from SQLite to PostgreSQL with a copy and a restore. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_COPIA_H
#define CICLO_COPIA_H

#include "store/store.h"

/* Made beside, of one moment, checked (file and journal), synced, renamed into place: the old file or the new one. */
Err MUST_CHECK store_copia(Store *st, const Grant *g,
                           Str file); /* E_SCRITTURA, E_DB, E_CATENA (the copy is not whole) */

/* A copy into a place where there is nothing: a file that is not there, or a PostgreSQL database without tables. A
 * copy of an earlier version is brought forward. Nothing is left there when it fails. */
Err MUST_CHECK store_ripristina(Str file, Str url, Str ora, Arena *a, Str *perche);
    /* E_NON_TROVATO, E_CONFLITTO, E_VERSIONE, E_SCRITTURA, E_DB, E_CATENA */

typedef enum CopiaQuale { COPIA_INTERA, COPIA_PUBBLICA } CopiaQuale;
Err MUST_CHECK copia_file(Store *st, Str path, CopiaQuale which);   /* for this floor */

#endif

/* vetrina.h - floor 3: what is public and nothing else, for a process that must not be able to read more.
 *
 * It knows no Store and takes no Grant: before it reads, it looks at what it could reach, and refuses a file with any
 * table of the body in it, or an account of PostgreSQL that may read or write anything but the public tables. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_VETRINA_H
#define CICLO_VETRINA_H

#include "store/pubblico.h"

typedef struct Vetrina Vetrina;

/* url: a file of `ciclo publish --file`, or postgresql://... of an account made with vetrina_conto. Nothing is opened
 * yet. A Vetrina belongs to one thread at a time. */
Vetrina *vetrina_new(Arena *a, Str url);
void vetrina_close(Vetrina *v);

/* Documents of all years, read anew only when something has changed since the last call (*nuova; else *out is left
 * alone). A file that was replaced is seen by its stamp; a database is asked for its digests. */
Err MUST_CHECK vetrina_leggi(Vetrina *v, Arena *a, bool *nuova, Pubblicazione *out, Str *perche);
    /* E_NON_TROVATO, E_DB, E_VIETATO (it could read more) */

/* SQL for PostgreSQL that makes the account: for its administrator to run in the body's database. False: no such name
 * (letters, digits and _, lower case, at most 63). */
bool vetrina_conto(Str nome, Arena *a, Str *sql);

#endif

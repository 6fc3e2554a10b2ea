/* err.h - floor 0: the one list of errors, and the list of defects that a person has to mend. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_ERR_H
#define CICLO_ERR_H

#include "base/str.h"

/* name, exit status of a command, HTTP status, words for a person. Exit codes are those of ciclo(1). */
#define ERRORS(X) \
    X(OK,             0, 200, "fatto") \
    X(E_USO,          1, 400, "comando non valido") \
    X(E_LETTURA,      1, 500, "file non leggibile") \
    X(E_SCRITTURA,    1, 500, "file non scrivibile") \
    X(E_DATI,         2, 422, "dati da correggere") \
    X(E_VIETATO,      3, 403, "operazione non consentita") \
    X(E_NON_TROVATO,  4, 404, "non trovato") \
    X(E_CONFLITTO,    5, 409, "modificato da altri nel frattempo") \
    X(E_ATTO,         6, 409, "manca un atto o un passaggio precedente") \
    X(E_DB,           7, 500, "base di dati non disponibile") \
    X(E_VERSIONE,     7, 500, "base di dati di un'altra versione") \
    X(E_CATENA,       8, 500, "catena del giornale interrotta") \
    X(E_PROGRAMMA,    9, 500, "programma esterno mancante o interrotto")

typedef enum Err {
#define X(name, exit_status, http, words) name,
    ERRORS(X)
#undef X
    ERR_COUNT
} Err;

int err_exit_status(Err e);
int err_http(Err e);
Str err_words(Err e);

/* One defect: where (file and line, JSON pointer, cell), what and how to mend it. */
typedef struct Difetto {
    Str dove, cosa;
    int64_t ordine; /* place in the input; the list is printed by it */
} Difetto;

/* All defects of an input, never only the first. */
typedef struct Difetti {
    Arena *a;
    LIST(Difetto) lista;
    ptrdiff_t limite;  /* 0 = none; beyond it defects are counted, not kept */
    ptrdiff_t in_piu;
} Difetti;

void difetto(Difetti *d, int64_t ordine, Str dove, const char *fmt, ...) PRINTF_LIKE(4, 5);
void difetti_sort(Difetti *d); /* by ordine; equal ones keep the order in which they were added */

#endif

/* bozza.h - floor 3: half-sheets that somebody is still filling in: beside the official records, not in the journal. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_BOZZA_H
#define CICLO_BOZZA_H

#include "store/store.h"

/* Four elements, total, motive. */
enum { BOZZA_CAMPI = 6, BOZZA_QUALUNQUE = -1 };

/* One a person, year and level; fields are canonical text, "" = empty. riga: the latest official entry it was begun on.
 * versione: a token that every save renews, never 0. */
typedef struct Bozza {
    Str persona;
    int64_t anno;
    Str livello, gruppo;
    Str campi[2][BOZZA_CAMPI];
    int64_t riga, versione;
    Str autore, ora;
} Bozza;

/* Drafts of one group and level, by person. */
Err MUST_CHECK store_bozze_load(Store *st, const Grant *g, int64_t anno, Str gruppo, Str livello, Arena *a, Bozza **out,
                                ptrdiff_t *n);   /* E_DB */
/* b->versione: the one that was seen, 0 = none, BOZZA_QUALUNQUE = whatever is there; the new one is left in it, the
 * author is the Grant's. E_CONFLITTO: nothing was saved, *trovata is what is there now (versione 0: nothing). */
Err MUST_CHECK store_bozza_salva(Store *st, const Grant *g, Bozza *b, Arena *a, Bozza *trovata);
    /* E_CONFLITTO, E_SCRITTURA, E_DB */
/* versione as above; a draft that is not there is gone already. */
Err MUST_CHECK store_bozza_elimina(Store *st, const Grant *g, Str persona, int64_t anno, Str livello, int64_t versione,
                                   Arena *a, Bozza *trovata);
    /* E_CONFLITTO, E_DB */

/* Who wrote each official half-sheet of a group, and when (UTC). */
typedef struct SemischedaAutore { Str persona, livello; int64_t semischeda; Str autore, ora, dal; } SemischedaAutore;   /* dal: as in the record */
Err MUST_CHECK store_semischede_autori(Store *st, const Grant *g, int64_t anno, Str gruppo, Arena *a,
                                       SemischedaAutore **out, ptrdiff_t *n);   /* E_DB */

#endif

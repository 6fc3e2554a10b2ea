/* giornale_elenco.h - floor 3: the journal as a list to read: who did what, when, under which act. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_GIORNALE_ELENCO_H
#define CICLO_GIORNALE_ELENCO_H

#include "store/store.h"

typedef struct GiornaleVoce {
    int64_t seq, oggetti;     /* number, how many objects it touched */
    Str ora, azione, atto, hash;
    Str persona;              /* the actor's code; "" = the operator */
    bool cancellata;          /* the actor was a person whose name was erased */
} GiornaleVoce;

/* At most `quante` entries, the latest first, from entry `da` backwards (0 = from the head). */
Err MUST_CHECK store_giornale_elenco(Store *st, const Grant *g, int64_t da, int64_t quante, Arena *a,
                                     GiornaleVoce **out, ptrdiff_t *n); /* E_DB */

#endif

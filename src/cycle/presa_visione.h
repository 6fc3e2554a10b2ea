/* presa_visione.h - floor 4: a participant says that he has seen a meeting or interview: for himself, once, for good.
 * (X-03, S-N.65) */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PRESA_VISIONE_H
#define CICLO_PRESA_VISIONE_H

#include "store/scrittura.h"

/* giorno: none = today. osservazioni: what the participant wants written beside it, "" = nothing. */
typedef struct PresaVisione { Str riunione, osservazioni; Date giorno, oggi; Str ora; } PresaVisione;

/* g: of PRESA_VISIONE on that meeting; the participant is its person. E_DATI: d says what ("giorno", "osservazioni");
 * E_CONFLITTO: given already, or changed meanwhile. *perche says why, for all errors but E_DATI. */
Err MUST_CHECK presa_visione(Store *st, const Grant *g, const PresaVisione *x, Arena *a, Esito *out, Difetti *d, Str *perche);
    /* E_NON_TROVATO, E_DATI, E_CONFLITTO, E_SCRITTURA, E_DB */

#endif

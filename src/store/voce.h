/* voce.h - floor 3: one entry of the journal with what it touched, before and after. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_VOCE_H
#define CICLO_VOCE_H

#include "store/store.h"

/* prima, dopo: the object's text, "" = it was not there; presente: false when the payload was erased. */
typedef struct VoceOggetto { Str entita, chiave, prima, dopo; bool presente; } VoceOggetto;

typedef struct VoceGiornale {
    int64_t seq;
    Str ora, persona, azione, atto;   /* persona: "" = the operator, or erased */
    LIST(VoceOggetto) oggetti;
} VoceGiornale;

Err MUST_CHECK store_voce_load(Store *st, const Grant *g, int64_t seq, Arena *a, VoceGiornale *out);
    /* E_NON_TROVATO, E_DB */

/* One object through time: what each entry that touched it made of it, the latest first. Erased payloads are not there. */
typedef struct VoceDi { int64_t seq; Str ora, persona, azione, atto, prima, dopo; } VoceDi;
Err MUST_CHECK store_voci_di(Store *st, const Grant *g, Str entita, Str chiave, int64_t quante, Arena *a, VoceDi **out,
                             ptrdiff_t *n);   /* E_DB */

#endif

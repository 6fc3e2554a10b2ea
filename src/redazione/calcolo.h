/* calcolo.h - floor 6: the scheda di calcolo of one person: how each of his numbers came about, to be printed.
 *
 * For the person and for who may read his sheet. Of others it tells only how many they are. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_CALCOLO_H
#define CICLO_CALCOLO_H

#include "redazione/carta.h"

typedef struct CalcoloDati {
    Date data;
    Str ancora;
} CalcoloDati;

/* The year must have been computed with traces. E_NON_TROVATO: nothing was computed for that person. */
Err MUST_CHECK redazione_calcolo(const Valutazione *v, Str persona, const CalcoloDati *extra, Arena *a, Documento **out,
                                 Difetti *d);

#endif

/* valutazione_vista.h - floor 6: what the template of a year's evaluation is told. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_VALUTAZIONE_VISTA_H
#define CICLO_VALUTAZIONE_VISTA_H

#include "web/registri_vista.h"

typedef struct ValutazioneVista {
    Tono tono;
    Str stato, spiega;
    LIST(Dato) dati;
    LIST(Dato) mancano;           /* what is still to be completed: where, what */
    bool vede;                    /* he may evaluate: what is missing is told */
    const Modulo *valuta, *congela;   /* NULL: he may not, or there is nothing to freeze with */
} ValutazioneVista;

#endif

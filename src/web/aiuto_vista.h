/* aiuto_vista.h - floor 6: what the templates of help, matrix and of the site's own pages are told. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_AIUTO_VISTA_H
#define CICLO_AIUTO_VISTA_H

#include "web/registri_vista.h"

/* -- help */
typedef struct AiutoVoce { Collegamento dove; Str breve; bool mia; } AiutoVoce;
typedef struct AiutoIndice { LIST(AiutoVoce) mie, altre; } AiutoIndice;
/* possibile: else there is nothing in the last three. */
typedef struct AiutoRiga { Str n, plafond, positivi, c3, terzo, resto, semischeda, nomi, segni; bool possibile; } AiutoRiga;
typedef struct AiutoVista {
    Str breve, per_chi;
    LIST(Str) passi, note;
    Collegamento vai;             /* where it is done; url "": nowhere for the reader */
    LIST(AiutoRiga) tavola;       /* of the desk: what so many people can reach */
    Str tavola_di;                /* whose rules */
} AiutoVista;

/* -- the matrix */
typedef struct MatriceRiga { Str azione, quando, fonte; const Str *celle; } MatriceRiga;
typedef struct MatriceLettera { Str lettera, parole; } MatriceLettera;
typedef struct MatriceVista {
    Filtro filtro;
    const Collegamento *ruoli;    /* column heads: testo the short one, url the whole name */
    ptrdiff_t n_ruoli;
    bool uno;                     /* one role: cells in words */
    LIST(MatriceRiga) righe;
    const MatriceLettera *lettere;
    ptrdiff_t n_lettere;
} MatriceVista;

#endif

/* lavori_vista.h - floor 6: what the templates of the background jobs are told. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_LAVORI_VISTA_H
#define CICLO_LAVORI_VISTA_H

#include "web/vista.h"

typedef struct LavoroVista {
    Str titolo, formato, chiesto, url;   /* "Relazione sulla performance 2025", "PDF", "21 novembre 2026, 10:32" */
    Tono tono;
    Str stato;                           /* "in preparazione" */
    Str passo;                           /* "Conversione in PDF"; while it is being made */
    int per_cento;
    bool aperto;                         /* it waits or is being made */
    Str file, fino;                      /* address of the file, until when it is kept; "" = none */
    Str perche;                          /* it failed: why, and how to mend it */
    bool ripetibile;
    Collegamento pagina;                 /* where the document stands as a page */
} LavoroVista;

typedef struct LavoriVista {
    const LavoroVista *lavori;
    ptrdiff_t n;
    bool aperti;                         /* some are still under way */
} LavoriVista;

#endif

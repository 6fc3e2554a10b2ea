/* ipotesi_vista.h - floor 6: what the what-if page is told. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_IPOTESI_VISTA_H
#define CICLO_IPOTESI_VISTA_H

#include "web/tabella_vista.h"

/* Fields under a heading; chiuso: folded until something in them is wrong or has been changed. */
typedef struct IpotesiGruppo { Str titolo, spiega; bool chiuso; LIST(Campo) campi; } IpotesiGruppo;
typedef struct IpotesiFigura { Str titolo, nota; HtmlSafe svg; TabellaVista tabella; } IpotesiFigura;

typedef struct IpotesiVista {
    Str azione, ricomincia;
    Str avviso;                       /* the year is frozen; empty: it is not */
    LIST(IpotesiGruppo) gruppi;
    LIST(Str) errori;                 /* with no field in sight */
    LIST(Campo) sbagliati;            /* all that are wrong, for the summary above */
    bool fatto;                       /* it was computed */
    TabellaVista cambiati, totali, persone;
    Str su_giu;                       /* "12 persone avrebbero di più, 3 di meno, 30 lo stesso" */
    LIST(IpotesiFigura) figure;
    Str persone_nota;                 /* why somebody or everybody is not in the list */
} IpotesiVista;

#endif

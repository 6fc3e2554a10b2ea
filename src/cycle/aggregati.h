/* aggregati.h - floor 4: what everybody may know of a year's scores and rewards (art. 20 D.Lgs. 33/2013). Pure.
 *
 * The one place where such figures are made: whoever prints them, tables, report or screen, prints these and no others
 * of the same people, because what one table leaves out another could give back. Implements S-D.40, X-18, 12.6. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_AGGREGATI_H
#define CICLO_AGGREGATI_H

#include "cycle/soppressione.h"
#include "cycle/valutazione.h"

enum { CLASSI_MAX = 6, AGGREGATI_POPOLAZIONI = 3 };

typedef struct Aggregati {
    int64_t minimo;                 /* figures of fewer people are not shown */
    int n_classi;
    Num soglie[CLASSI_MAX]; /* lower bounds in percent of the highest score, best first; the last class has none */
    Str classi[CLASSI_MAX];         /* "dal 75 a meno del 90 %" */
    const Str *gruppi;              /* as many as the rows of conteggi */
    const Conteggi *conteggi;       /* group by class, with totals and what is left out; NULL: no table */
    struct { Str nome, media, minimo, massimo; } popolazioni[AGGREGATI_POPOLAZIONI];
    int n_popolazioni;
    struct { Str nome; int64_t stanziato_cent, distribuito_cent; } importi[AGGREGATI_POPOLAZIONI + 1];
    int n_importi;                  /* the last one is the total; 0: not shown */
    LIST(Str) avvisi;               /* what is not shown at all, and why */
} Aggregati;

/* Parameters of the year: pubblica.minimo (5; at least 3), pubblica.classi ("90 75 50"). */
Err MUST_CHECK aggregati_premi(const Valutazione *v, Arena *a, Aggregati *out, Difetti *d);  /* E_DATI */

/* What a left-out figure shows, and what to say about it below a table. */
#define AGGREGATI_TACIUTO S("n.p.")
Str aggregati_nota(const Aggregati *x, Arena *a);
Str aggregati_cella(const Aggregati *x, int riga, int colonna, Arena *a);   /* "12" or "n.p." */

#endif

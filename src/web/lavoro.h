/* lavoro.h - floor 6: the one runner that makes documents in the background, with its own connection to the data.
 *
 * What is asked for stands in the store (store/lavori.h), so nothing is lost when the process ends: a job that was being
 * made is taken up again by whoever comes next. Before making it the runner asks the matrix again, as the person who
 * wanted it. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_LAVORO_H
#define CICLO_LAVORO_H

#include "store/lavori.h"
#include "web/carte.h"

typedef struct LavoroConfig {
    Str db;
    const Grant *g;          /* of SERVI */
    Immagini *immagini;
    Date oggi;               /* none: the machine's day */
    Str libreoffice;         /* path of the program */
    Str cartella;            /* where it may work: "/tmp" */
    int secondi;             /* for one conversion */
} LavoroConfig;

typedef struct Esecutore Esecutore;
/* NULL: why says why. */
Esecutore *esecutore_start(const LavoroConfig *c, Arena *a, Str *why);
/* There is something to do. */
void esecutore_sveglia(Esecutore *x);
/* What is being made goes back among what waits. */
void esecutore_stop(Esecutore *x);

/* pdf and docx are made in the background; of CARTA_SCHEDA, CALCOLO and VINCOLI only pdf. */
bool lavoro_formato(CartaTipo t, Str formato);
/* The document that a job is about. False: a word of another version of the program. */
bool lavoro_carta(const Lavoro *x, Carta *out);

Date giorno_locale(void);

#endif

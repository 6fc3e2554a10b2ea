/* esito_scrivi.h - floor 3, private to the output of results: small writers that its parts share. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_ESITO_SCRIVI_H
#define CICLO_ESITO_SCRIVI_H

#include "format/json.h"
#include "rules/regole.h"
#include "rules/tavole.h"

typedef struct Scrittore { Json *j; Arena *a; const Caso *c; bool tracce; } Scrittore;

void esito_traccia(Scrittore *w, const Traccia *t);    /* "traccia", where proofs are asked for */
void esito_tavole(Scrittore *w, const EsitoTavole *e); /* "tavole" */

#endif

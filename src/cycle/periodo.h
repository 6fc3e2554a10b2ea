/* periodo.h - floor 4: several sheets of one person in one year, each with its days. (AMB-54) Pure.
 *
 * In cases and at the desk a sheet stands as CODE@FROM. Of the staff's sheets the first of the year stands as CODE alone,
 * and so do its records: their `dal` is empty. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PERIODO_H
#define CICLO_PERIODO_H

#include "model/entita.h"

/* The person's code; dal (or NULL): the day after '@', absent where there is none. */
Str periodo_persona(Str id, Date *dal);
Str periodo_id(Arena *a, Str persona, Date dal);   /* dal absent: the code alone */

/* Sheets of one kind of a person in a year, in the order of their first days. */
typedef struct Periodi { const Scheda *items; ptrdiff_t n; } Periodi;
Periodi periodi_di(const Archivio *arch, Str persona, int64_t anno, Str tipo);
/* The day that records of this sheet of the staff bear: absent for the first of the year. */
Date periodo_giorno(const Periodi *p, ptrdiff_t i);
/* An objective of this sheet: of its day, or of every sheet of the year. */
bool periodo_obiettivo(const ObiettivoAssegnato *o, const Scheda *s);
/* The mark of a competence at a level: the sheet's own, else the year's; NULL: none. */
const Competenza *periodo_voto(const Archivio *arch, const Scheda *s, int64_t voce, Str livello);
/* Days of the year that a sheet covers, both ends included. */
void periodo_giorni(const Scheda *s, Date *from, Date *to);

#endif

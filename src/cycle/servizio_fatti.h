/* servizio_fatti.h - floor 4, private: who served where in a year, and what project and evaluator that gives. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_SERVIZIO_FATTI_H
#define CICLO_SERVIZIO_FATTI_H

#include "cycle/valutazione.h"

/* One employee of the staff in one year. Days as PO, dirigente or Segretario generale are not service of the staff: the
 * sheet is that of the other months (AMB-54). */
typedef struct Servito {
    const Persona *persona;
    CasoServizio servizio;       /* parts of assignments within the year, in the order of their first days */
    bool incaricato;             /* PO for a part of the year: stands outside that PO's group (S-N.49) */
    Str struttura, gruppo;       /* as the rules choose them; "" = the unit has none, or more than one */
    Str unita, unita_gruppo;     /* the units that were chosen */
    int giorni, giorni_gruppo;
    ptrdiff_t strutture;         /* how many structures the chosen unit could stand for */
} Servito;
typedef struct Serviti { Servito *items; ptrdiff_t n, cap; } Serviti;

/* All employees with a day of service in the year, by code. */
Serviti serviti_anno(const Archivio *arch, int64_t anno, const Sistema *sistema, const Opzioni *o, Arena *a);
const Servito *servito(const Serviti *s, Str persona);     /* NULL: none */
/* The group of the longest service within some days of the year; "" = none. */
Str servito_gruppo(const Sistema *sistema, int64_t anno, const Opzioni *o, const Servito *x, Date from, Date to, Arena *a);
/* Whoever fills the sheets of a group holds, in that year, an office of a dirigente. */
bool gruppo_di_dirigente(const Archivio *arch, const Gruppo *g);
const Gruppo *gruppo_di(const Archivio *arch, Str codice); /* NULL */

#endif

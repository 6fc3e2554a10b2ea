/* presenza_fatti.h - floor 4, private: how present somebody was in a project's days, from dated absences.
 *
 * Implements S-N.18-19, S-N.72, AMB-20: the three leaves that the law holds neutral are so whatever the rulebook lists. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PRESENZA_FATTI_H
#define CICLO_PRESENZA_FATTI_H

#include "cycle/valutazione.h"

/* The body keeps dated absences of that year: who has none was never away. */
bool presenza_datata(const Archivio *arch, int64_t anno);

/* Working days of dal..al due and lost. pr.window: project = all of them are due, and those outside service are lost;
 * employment = only those of service are due. */
typedef struct PresenzaContata { int dovuti, assenza; } PresenzaContata;
/* dal..al: of the project. scheda: of one of several sheets, whose days da..a alone are served; the others are lost to it,
 * so that all the sheets together make the year (AMB-54). */
typedef struct PresenzaDove { Date dal, al; bool scheda; Date da, a; } PresenzaDove;
PresenzaContata presenza_conta(const Archivio *arch, const Sistema *s, int64_t anno, Str persona, const CasoServizio *servizio,
                               const PresenzaDove *dove, Arena *a);

#endif

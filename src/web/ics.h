/* ics.h - floor 6: a calendar of whole days as text/calendar (RFC 5545): escaped, folded at 75 bytes, UTC stamps. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_ICS_H
#define CICLO_ICS_H

#include "base/date.h"

typedef struct Ics { Buf b; Str ora; } Ics;

/* ora: UTC, "2018-01-31T10:32:05Z": when the calendar was made. */
Ics ics_new(Arena *a, Str ora);
/* One day. uid: the same thing has the same one in every calendar of this body; ASCII. */
void ics_day(Ics *x, Str uid, Date day, Str title, Str text);
Str ics_done(Ics *x);

#endif

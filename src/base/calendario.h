/* calendario.h - floor 0: working days of Italian public offices. Holidays are dated data, each with its law. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_CALENDARIO_H
#define CICLO_CALENDARIO_H

#include "base/date.h"

/* The local patron's day: month 0 = none. */
typedef struct Patrono { int month, day; } Patrono;

bool calendario_holiday(Date d, Patrono p);      /* a national holiday or the patron's day; Sundays are not asked here */
bool calendario_working_day(Date d, Patrono p);  /* Monday to Friday, no holiday */
int calendario_working_days(Date from, Date to, Patrono p);  /* both included; 0 when from > to */
Date calendario_roll(Date d, Patrono p);         /* d, or the next working day (AMB-04: for warnings only) */

#endif

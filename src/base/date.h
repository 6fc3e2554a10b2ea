/* date.h - floor 0: civil dates of the Gregorian calendar, 0001-01-01 to 9999-12-31. No clock: today is an argument. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_DATE_H
#define CICLO_DATE_H

#include "base/str.h"

/* Days since 0001-01-01 (= 1). Zero-initialised = no date. */
typedef struct Date { int32_t g; } Date;

static inline bool date_is(Date d) { return d.g > 0; }
static inline int date_cmp(Date a, Date b) { return (a.g > b.g) - (a.g < b.g); }
static inline Date date_plus_days(Date d, int days) { return (Date){d.g + days}; }
static inline int date_days_between(Date from, Date to) { return to.g - from.g; }

bool date_exists(int year, int month, int day);
Date date_of(int year, int month, int day);            /* the day must exist */
void date_parts(Date d, int *year, int *month, int *day);
int date_year(Date d);
int date_weekday(Date d);                              /* 1 Monday .. 7 Sunday */
int date_days_in_month(int year, int month);
Date date_plus_months(Date d, int months);             /* same day, or the month's last (AMB-04) */
Date date_easter(int year);                            /* Easter Sunday, 1583..9999 */

/* "2018-01-31" and nothing else; "31/01/2018" (also 31.1.2018, 31-1-2018). False: not such a text, or no such day. */
bool date_parse_iso(Str s, Date *out);
bool date_parse_italian(Str s, Date *out);
Str date_iso(Arena *a, Date d);                        /* "2018-01-31"; no date gives "" */
Str date_italian(Arena *a, Date d);                    /* "31 gennaio 2018"; "1º gennaio 2018" */

#endif

/* calendario.c - floor 0: Italian holidays with the years in which they are in force. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "base/calendario.h"

/* month 0: days after Easter in 'day'. from..to are years, to 0 = still in force. */
static const struct { int month, day, from, to; const char *name, *source; } holidays[] = {
    {1, 1, 1949, 0, "Capodanno", "L. 260/1949 art. 2"},
    {1, 6, 1949, 1977, "Epifania", "L. 260/1949 art. 2"},
    {1, 6, 1986, 0, "Epifania", "DPR 792/1985"},
    {3, 19, 1949, 1976, "San Giuseppe", "L. 260/1949 art. 2; L. 54/1977"},
    {0, 1, 1949, 0, "Lunedì dell'Angelo", "L. 260/1949 art. 2"},
    {0, 39, 1949, 1976, "Ascensione", "L. 260/1949 art. 2; L. 54/1977"},
    {0, 60, 1949, 1976, "Corpus Domini", "L. 260/1949 art. 2; L. 54/1977"},
    {4, 25, 1949, 0, "Liberazione", "L. 260/1949 art. 2"},
    {5, 1, 1949, 0, "Festa del lavoro", "L. 260/1949 art. 2"},
    {6, 2, 1949, 1976, "Festa della Repubblica", "L. 260/1949 art. 1; L. 54/1977"},
    {6, 2, 2001, 0, "Festa della Repubblica", "L. 336/2000"},
    {6, 29, 1949, 1976, "Santi Pietro e Paolo", "L. 260/1949 art. 2; L. 54/1977"},
    {8, 15, 1949, 0, "Assunzione", "L. 260/1949 art. 2"},
    {10, 4, 2026, 0, "San Francesco", "L. 151/2025"},
    {11, 1, 1949, 0, "Ognissanti", "L. 260/1949 art. 2"},
    {11, 4, 1949, 1976, "Unità nazionale", "L. 260/1949 art. 2; L. 54/1977"},
    {12, 8, 1949, 0, "Immacolata Concezione", "L. 260/1949 art. 2"},
    {12, 25, 1949, 0, "Natale", "L. 260/1949 art. 2"},
    {12, 26, 1949, 0, "Santo Stefano", "L. 260/1949 art. 2"},
};

bool calendario_holiday(Date d, Patrono p)
{
    int y, m, g;
    date_parts(d, &y, &m, &g);
    if (p.month && p.month == m && p.day == g) return true;
    for (ptrdiff_t i = 0; i < COUNT_OF(holidays); i++) {
        if (y < holidays[i].from || (holidays[i].to && y > holidays[i].to)) continue;
        if (holidays[i].month ? holidays[i].month == m && holidays[i].day == g
                              : date_easter(y).g + holidays[i].day == d.g)
            return true;
    }
    return false;
}

bool calendario_working_day(Date d, Patrono p) { return date_weekday(d) <= 5 && !calendario_holiday(d, p); }

int calendario_working_days(Date from, Date to, Patrono p)
{
    int n = 0;
    for (Date d = from; d.g <= to.g; d.g++) n += calendario_working_day(d, p);
    return n;
}

Date calendario_roll(Date d, Patrono p)
{
    while (!calendario_working_day(d, p)) d.g++;
    return d;
}

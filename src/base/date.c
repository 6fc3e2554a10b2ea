/* date.c - floor 0: civil dates by counting days. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "base/date.h"

static bool leap(int y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; }

int date_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    ASSERT(month >= 1 && month <= 12);
    return days[month - 1] + (month == 2 && leap(year));
}

bool date_exists(int y, int m, int d)
{
    return y >= 1 && y <= 9999 && m >= 1 && m <= 12 && d >= 1 && d <= date_days_in_month(y, m);
}

/* Days before 1 January of year y. */
static int days_before_year(int y)
{
    int p = y - 1;
    return p * 365 + p / 4 - p / 100 + p / 400;
}

Date date_of(int year, int month, int day)
{
    ASSERT(date_exists(year, month, day));
    int g = days_before_year(year) + day;
    for (int m = 1; m < month; m++) g += date_days_in_month(year, m);
    return (Date){g};
}

void date_parts(Date d, int *year, int *month, int *day)
{
    ASSERT(date_is(d));
    int y = (int)((int64_t)d.g * 400 / 146097) + 1;
    while (days_before_year(y) >= d.g) y--;
    while (days_before_year(y + 1) < d.g) y++;
    int left = d.g - days_before_year(y), m = 1;
    while (left > date_days_in_month(y, m)) left -= date_days_in_month(y, m++);
    *year = y;
    *month = m;
    *day = left;
}

int date_year(Date d)
{
    int y, m, g;
    date_parts(d, &y, &m, &g);
    return y;
}

int date_weekday(Date d) { return (d.g - 1) % 7 + 1; } /* 0001-01-01 was a Monday */

Date date_plus_months(Date d, int months)
{
    int y, m, g;
    date_parts(d, &y, &m, &g);
    int count = y * 12 + m - 1 + months;
    y = count / 12;
    m = count % 12 + 1;
    int last = date_days_in_month(y, m);
    return date_of(y, m, g < last ? g : last);
}

Date date_easter(int y)
{
    /* Gauss's reckoning in the form for the Gregorian calendar. */
    int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
    return date_of(y, n / 31, n % 31 + 1);
}

static bool digits(Str s, ptrdiff_t *i, int at_least, int at_most, int *out)
{
    int n = 0, v = 0;
    while (*i < s.n && n < at_most && s.p[*i] >= '0' && s.p[*i] <= '9') v = v * 10 + (s.p[(*i)++] - '0'), n++;
    *out = v;
    return n >= at_least;
}

bool date_parse_iso(Str s, Date *out)
{
    ptrdiff_t i = 0;
    int y, m, d;
    if (s.n != 10 || !digits(s, &i, 4, 4, &y) || s.p[i++] != '-' || !digits(s, &i, 2, 2, &m) || s.p[i++] != '-' ||
        !digits(s, &i, 2, 2, &d) || !date_exists(y, m, d))
        return false;
    *out = date_of(y, m, d);
    return true;
}

bool date_parse_italian(Str s, Date *out)
{
    ptrdiff_t i = 0;
    int y, m, d;
    if (!digits(s, &i, 1, 2, &d) || i >= s.n) return false;
    char sep = s.p[i++];
    if (sep != '/' && sep != '.' && sep != '-') return false;
    if (!digits(s, &i, 1, 2, &m) || i >= s.n || s.p[i++] != sep || !digits(s, &i, 4, 4, &y)) return false;
    if (i != s.n || !date_exists(y, m, d)) return false;
    *out = date_of(y, m, d);
    return true;
}

Str date_iso(Arena *a, Date d)
{
    if (!date_is(d)) return S("");
    int y, m, g;
    date_parts(d, &y, &m, &g);
    return str_fmt(a, "%04d-%02d-%02d", y, m, g);
}

Str date_italian(Arena *a, Date d)
{
    static const char *const months[] = {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio",
                                         "agosto", "settembre", "ottobre", "novembre", "dicembre"};
    if (!date_is(d)) return S("");
    int y, m, g;
    date_parts(d, &y, &m, &g);
    return str_fmt(a, "%d%s %s %d", g, g == 1 ? "º" : "", months[m - 1], y);
}

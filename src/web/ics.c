/* ics.c - floor 6: writes text/calendar. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/ics.h"

enum { RIGA_MAX = 75 };

/* A line of more than 75 bytes goes on in the next one after a blank, never inside a character. */
static void line(Ics *x, Str text)
{
    ptrdiff_t room = RIGA_MAX, from = 0;
    while (text.n - from > room) {
        ptrdiff_t cut = from + room;
        while (((unsigned char)text.p[cut] & 0xC0) == 0x80) cut--;
        buf_put(&x->b, str_sub(text, from, cut));
        buf_put(&x->b, S("\r\n "));
        from = cut;
        room = RIGA_MAX - 1;
    }
    buf_put(&x->b, str_sub(text, from, text.n));
    buf_put(&x->b, S("\r\n"));
}

static void property(Ics *x, const char *name, Str value)
{
    Buf b = buf_new(x->b.a);
    buf_fmt(&b, "%s:", name);
    for (ptrdiff_t i = 0; i < value.n; i++) {
        char c = value.p[i];
        if (c == '\\' || c == ';' || c == ',') buf_char(&b, '\\');
        if (c == '\n') buf_put(&b, S("\\n"));
        else if ((unsigned char)c >= ' ' && c != 127) buf_char(&b, c);
    }
    line(x, buf_str(&b));
}

static void day(Ics *x, const char *name, Date d)
{
    int y, m, g;
    date_parts(d, &y, &m, &g);
    buf_fmt(&x->b, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, y, m, g);
}

Ics ics_new(Arena *a, Str ora)
{
    Ics x = {buf_new(a), S("")};
    Buf stamp = buf_new(a);
    for (ptrdiff_t i = 0; i < ora.n; i++)
        if (ora.p[i] != '-' && ora.p[i] != ':') buf_char(&stamp, ora.p[i]);
    x.ora = buf_str(&stamp);
    buf_put(&x.b, S("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//ciclo//scadenze//IT\r\nCALSCALE:GREGORIAN\r\n"
                    "METHOD:PUBLISH\r\n"));
    return x;
}

void ics_day(Ics *x, Str uid, Date d, Str title, Str text)
{
    buf_put(&x->b, S("BEGIN:VEVENT\r\n"));
    property(x, "UID", str_fmt(x->b.a, "%.*s@ciclo", STR_ARG(uid)));
    property(x, "DTSTAMP", x->ora);
    day(x, "DTSTART", d);
    day(x, "DTEND", date_plus_days(d, 1));
    property(x, "SUMMARY", title);
    if (text.n) property(x, "DESCRIPTION", text);
    buf_put(&x->b, S("TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"));
}

Str ics_done(Ics *x)
{
    buf_put(&x->b, S("END:VCALENDAR\r\n"));
    return buf_str(&x->b);
}

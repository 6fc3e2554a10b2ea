/* fuzz_date.c - any bytes as a date: what is taken is a day that exists, and is written as it was. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "fuzz.h"

#include "base/calendario.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Str text = {(const char *)data, (ptrdiff_t)size};
    Arena a = {0};
    Date d = {0}, again;
    int y, m, g;
    bool iso = date_parse_iso(text, &d);
    ASSERT(iso || !date_is(d));
    if (iso) ASSERT(str_eq(date_iso(&a, d), text));
    bool italian = !iso && date_parse_italian(text, &d);
    if (iso || italian) {
        date_parts(d, &y, &m, &g);
        ASSERT(date_exists(y, m, g) && date_of(y, m, g).g == d.g && date_year(d) == y);
        ASSERT(date_parse_iso(date_iso(&a, d), &again) && again.g == d.g);
        ASSERT(date_parse_italian(str_fmt(&a, "%d/%d/%04d", g, m, y), &again) && again.g == d.g);
        ASSERT(date_weekday(d) >= 1 && date_weekday(d) <= 7);
        if (y >= 1583 && y < 9999) {
            Date rolled = calendario_roll(d, (Patrono){0});
            ASSERT(rolled.g >= d.g && rolled.g < d.g + 7 && calendario_working_day(rolled, (Patrono){0}));
            ASSERT(date_plus_months(date_plus_months(date_of(y, m, 1), 1), -1).g == date_of(y, m, 1).g);
        }
    }
    arena_free(&a);
    return 0;
}

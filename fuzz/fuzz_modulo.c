/* fuzz_modulo.c - any bytes as a form, and its values as what fields hold: numbers, days, tokens, marks. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "fuzz.h"

#include "web/page.h"

static void check_clean(Str s)
{
    ASSERT(utf8_invalid_at(s) < 0);
    for (ptrdiff_t i = 0; i < s.n; i++)
        ASSERT(((unsigned char)s.p[i] >= ' ' && s.p[i] != 127) || s.p[i] == '\n' || s.p[i] == '\t');
}

/* Whatever stands in a field gets into a page as text: it opens no tag, ends no attribute, leads to no script. */
static void check_escape(Arena *a, Str s)
{
    Html h = html_new(a, LINGUA_IT, S("x"));
    html_esc(&h, s);
    Str out = html_pagina(&h);
    for (ptrdiff_t i = 0; i < out.n; i++) ASSERT(!strchr("<>\"'", out.p[i]) || !out.p[i]);
    h = html_new(a, LINGUA_IT, S("x"));
    html_url(&h, s);
    out = html_pagina(&h);
    ASSERT(!str_starts(out, S("javascript:")) && !str_starts(out, S("data:")));
}

static void check_values(Arena *a, Str s)
{
    int64_t n;
    int places;
    Num x;
    Date d;
    if (page_number(s, &n)) ASSERT(n >= 0 && s.n <= 9);
    if (num_parse_italian(a, s, 12, 4, &x, &places)) ASSERT(num_is(x) && places <= 4);
    if (date_parse_iso(s, &d)) ASSERT(str_eq(date_iso(a, d), s));
    ASSERT(!csrf_check(a, S("gettone"), s) || s.n == 128);
    Str back;
    ASSERT(url_decode(url_encode(a, s), false, a, &back) && str_eq(back, s));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena a = {0};
    Fields f = {0};
    Str bytes = {(const char *)data, (ptrdiff_t)size}, clean;
    if (url_fields(bytes, &a, &f)) {
        ASSERT(f.n <= FIELDS_MAX);
        for (ptrdiff_t i = 0; i < f.n; i++) {
            check_clean(f.items[i].name);
            check_clean(f.items[i].value);
            check_escape(&a, f.items[i].value);
            check_values(&a, f.items[i].value);
            const Field *same = field_find(&f, f.items[i].name);
            ASSERT(same && str_eq(same->name, f.items[i].name));
        }
    }
    if (text_clean(bytes, &a, &clean)) check_clean(clean);
    arena_free(&a);
    return 0;
}

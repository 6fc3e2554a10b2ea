/* http.c - floor 6: targets, queries, forms and cookies read strictly. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/http.h"

const Field *field_find(const Fields *f, Str name)
{
    for (ptrdiff_t i = 0; i < f->n; i++)
        if (str_eq(f->items[i].name, name)) return &f->items[i];
    return NULL;
}

Str field_get(const Fields *f, Str name)
{
    const Field *x = field_find(f, name);
    return x ? x->value : S("");
}

void response_header(Response *r, const char *name, Str value)
{
    *PUSH(r->a, &r->headers) = (Header){name, value};
}

static int hex(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Line ends become line feeds; what else is below the blank, but for the tab, is refused. */
static bool plain_char(Buf *b, char c)
{
    if (((unsigned char)c < ' ' && c != '\n' && c != '\r' && c != '\t') || c == 127) return false;
    if (c != '\r') buf_char(b, c);
    return true;
}

bool text_clean(Str raw, Arena *a, Str *out)
{
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i < raw.n; i++)
        if (!plain_char(&b, raw.p[i])) return false;
    *out = buf_str(&b);
    return utf8_invalid_at(*out) < 0;
}

bool url_decode(Str raw, bool plus, Arena *a, Str *out)
{
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i < raw.n; i++) {
        char c = raw.p[i];
        if (c == '%') {
            int high = i + 2 < raw.n ? hex(raw.p[i + 1]) : -1, low = i + 2 < raw.n ? hex(raw.p[i + 2]) : -1;
            if (high < 0 || low < 0) return false;
            c = (char)(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus) {
            c = ' ';
        }
        if (!plain_char(&b, c)) return false;
    }
    *out = buf_str(&b);
    return utf8_invalid_at(*out) < 0;
}

static bool one_field(Str pair, Arena *a, Fields *out)
{
    if (!pair.n) return true;
    if (out->n == FIELDS_MAX) return false;
    ptrdiff_t eq = str_find(pair, '=');
    Field *f = PUSH(a, out);
    return url_decode(eq < 0 ? pair : str_sub(pair, 0, eq), true, a, &f->name) &&
           url_decode(eq < 0 ? S("") : str_sub(pair, eq + 1, pair.n), true, a, &f->value);
}

bool url_fields(Str raw, Arena *a, Fields *out)
{
    while (raw.n) {
        ptrdiff_t amp = str_find(raw, '&');
        if (!one_field(amp < 0 ? raw : str_sub(raw, 0, amp), a, out)) return false;
        raw = amp < 0 ? S("") : str_sub(raw, amp + 1, raw.n);
    }
    return true;
}

bool url_target(Str raw, Arena *a, Request *r)
{
    if (!raw.n || raw.n > TARGET_MAX || raw.p[0] != '/') return false;
    for (ptrdiff_t i = 0; i < raw.n; i++)
        if ((unsigned char)raw.p[i] <= ' ' || (unsigned char)raw.p[i] >= 127 || raw.p[i] == '#') return false;
    ptrdiff_t mark = str_find(raw, '?');
    Str path = str_sub(raw, 1, mark < 0 ? raw.n : mark);
    r->target = raw;
    r->n_parts = 0;
    while (path.n) {
        ptrdiff_t end = str_find(path, '/');
        Str part;
        if (r->n_parts == PARTS_MAX || !url_decode(end < 0 ? path : str_sub(path, 0, end), false, a, &part)) return false;
        if (!part.n || str_eq(part, S(".")) || str_eq(part, S("..")) || str_find(part, '\\') >= 0) return false;
        r->parts[r->n_parts++] = part;
        path = end < 0 ? S("") : str_sub(path, end + 1, path.n);
    }
    return mark < 0 || url_fields(str_sub(raw, mark + 1, raw.n), a, &r->query);
}

Str url_encode(Arena *a, Str s)
{
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                     c == '_' || c == '.' || c == '~';
        if (plain) buf_char(&b, c);
        else buf_fmt(&b, "%%%02X", (unsigned char)c);
    }
    return buf_str(&b);
}

Str cookie_get(Str header, Str name)
{
    while (header.n) {
        ptrdiff_t end = str_find(header, ';');
        Str one = str_trim(end < 0 ? header : str_sub(header, 0, end));
        if (one.n > name.n && str_starts(one, name) && one.p[name.n] == '=') return str_sub(one, name.n + 1, one.n);
        header = end < 0 ? S("") : str_sub(header, end + 1, header.n);
    }
    return S("");
}

/* -- what the browser takes */
static bool is_word(Str s, const char *word)
{
    ptrdiff_t n = (ptrdiff_t)strlen(word);
    for (ptrdiff_t i = 0; i < s.n && s.n == n; i++)
        if ((s.p[i] | 32) != word[i]) return false;
    return s.n == n;
}

/* "q=0", "q=0.000": not at all. */
static bool refused(Str q)
{
    bool zero = q.n > 2 && (q.p[0] | 32) == 'q' && q.p[1] == '=';
    for (ptrdiff_t i = 2; i < q.n && zero; i++) zero = q.p[i] == '0' || q.p[i] == '.';
    return zero;
}

bool accepts_gzip(Str header)
{
    while (header.n) {
        ptrdiff_t end = str_find(header, ',');
        Str one = end < 0 ? header : str_sub(header, 0, end);
        header = end < 0 ? S("") : str_sub(header, end + 1, header.n);
        ptrdiff_t semi = str_find(one, ';');
        Str name = str_trim(semi < 0 ? one : str_sub(one, 0, semi)), q = semi < 0 ? S("") : str_sub(one, semi + 1, one.n);
        if (is_word(name, "gzip")) return !refused(str_trim(q));
    }
    return false;
}

/* html.c - floor 6: writes HTML, escaped for where it stands. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/html.h"

Html html_new(Arena *a, Lingua lingua, Str csrf)
{
    return (Html){.a = a, .out = buf_new(a), .lingua = lingua, .csrf = csrf};
}

void html_lit(Html *h, const char *p, ptrdiff_t n) { buf_put(&h->out, (Str){p, n}); }

/* Every byte that may not stand as it is, in text or between quotation marks of either kind. Controls that HTML has no
 * room for become U+FFFD. */
static Str entity(unsigned char c)
{
    switch (c) {
    case '&': return S("&amp;");
    case '<': return S("&lt;");
    case '>': return S("&gt;");
    case '"': return S("&quot;");
    case '\'': return S("&#39;");
    case '\t': case '\n': case '\r': return (Str){0};
    default: return c < 32 || c == 127 ? S("\xef\xbf\xbd") : (Str){0};
    }
}

void html_esc(Html *h, Str s)
{
    ptrdiff_t from = 0;
    for (ptrdiff_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c > '>' && c != 127) continue;
        Str e = entity(c);
        if (!e.n) continue;
        buf_put(&h->out, str_sub(s, from, i));
        buf_put(&h->out, e);
        from = i + 1;
    }
    buf_put(&h->out, str_sub(s, from, s.n));
}

/* No scheme (a path, a query, a fragment; never another host, "//"), or one of those that run nothing. */
static bool url_allowed(Str url)
{
    static const char *const schemes[] = {"https://", "http://", "mailto:", "otpauth://"};
    for (ptrdiff_t i = 0; i < url.n; i++)
        if ((unsigned char)url.p[i] <= ' ' || url.p[i] == '\\' || url.p[i] == 127) return false;
    for (ptrdiff_t i = 0; i < COUNT_OF(schemes); i++)
        if (str_starts(url, str_of(schemes[i]))) return true;
    if (str_starts(url, S("//"))) return false;
    for (ptrdiff_t i = 0; i < url.n; i++) {
        if (url.p[i] == '/' || url.p[i] == '?' || url.p[i] == '#') return true;
        if (url.p[i] == ':') return false;
    }
    return true;
}

void html_url(Html *h, Str url) { html_esc(h, url_allowed(url) ? url : S("about:invalid")); }

void html_url_parte(Html *h, Str s)
{
    static const char hex[] = "0123456789ABCDEF";
    for (ptrdiff_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
            c == '~') {
            buf_char(&h->out, (char)c);
            continue;
        }
        buf_char(&h->out, '%');
        buf_char(&h->out, hex[c >> 4]);
        buf_char(&h->out, hex[c & 15]);
    }
}

void html_safe(Html *h, HtmlSafe s) { buf_put(&h->out, s.markup); }

void html_csrf(Html *h)
{
    ASSERT(h->csrf.n); /* a form that would be refused must not be shown */
    buf_put(&h->out, S("<input type=\"hidden\" name=\"csrf\" value=\""));
    html_esc(h, h->csrf);
    buf_put(&h->out, S("\">"));
}

Str html_tr(Html *h, const char *testo, const TrArg *args, ptrdiff_t n_args)
{
    return tr_fill(h->a, tr(h->lingua, testo), args, n_args);
}

Str html_trn(Html *h, const char *uno, const char *molti, int64_t n, const TrArg *args, ptrdiff_t n_args)
{
    return tr_fill(h->a, trn(h->lingua, uno, molti, n), args, n_args);
}

Str html_str_llong(Html *h, long long n) { return str_fmt(h->a, "%lld", n); }

Str html_str_num(Html *h, Num x)
{
    if (!num_is(x)) return (Str){0};
    Str exact = num_exact(h->a, x);
    ptrdiff_t point = str_find(exact, '.');
    if (point < 0) return exact;
    Str out = str_dup(h->a, exact);
    ((char *)out.p)[point] = ','; /* the copy is ours */
    return out;
}

Str html_str_date(Html *h, Date d)
{
    if (!date_is(d)) return (Str){0};
    int year, month, day;
    date_parts(d, &year, &month, &day);
    return str_fmt(h->a, "%02d/%02d/%04d", day, month, year);
}

Str html_decimali(Html *h, Num x, int posti)
{
    return num_is(x) ? num_italian(h->a, num_round(h->a, x, posti, HALF_UP), posti) : (Str){0};
}

static Str with(Html *h, Str number, const char *unit)
{
    return number.n ? str_fmt(h->a, "%.*s\xc2\xa0%s", STR_ARG(number), unit) : number;
}

Str html_euro(Html *h, Num x) { return with(h, html_decimali(h, x, 2), "\xe2\x82\xac"); }
Str html_euro_cent(Html *h, int64_t cent) { return html_euro(h, num_ratio(h->a, cent, 100)); }
Str html_percento(Html *h, Num x, int posti) { return with(h, html_decimali(h, x, posti), "%"); }
Str html_migliaia(Html *h, int64_t n) { return html_decimali(h, num_int(n), 0); }
Str data_estesa(Html *h, Date d) { return lingua_data(h->a, h->lingua, d); }
Str data_iso(Html *h, Date d) { return date_iso(h->a, d); }

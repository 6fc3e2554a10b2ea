/* html.h - floor 6: writes HTML. Templates (web/, script/thtml.py) end here; nothing gets into a page unescaped. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_WEB_HTML_H
#define CICLO_WEB_HTML_H

#include "numero/num.h"
#include "web/lingua.h"

/* One page in the making. Every template takes it first. */
typedef struct Html {
    Arena *a;
    Buf out;
    Lingua lingua;
    Str csrf;      /* the token that every form of this page carries; empty: the page may hold no form that posts */
} Html;

Html html_new(Arena *a, Lingua lingua, Str csrf);
static inline Str html_pagina(const Html *h) { return buf_str(&h->out); }

/* Markup made by a program of ours that escapes on its own (a chart of document/svg.h): {{= x }}. Never text of people. */
typedef struct HtmlSafe { Str markup; } HtmlSafe;

/* What the compiled templates call. */
void html_lit(Html *h, const char *p, ptrdiff_t n); /* a template's own text */
void html_esc(Html *h, Str s);                      /* for text and for quoted attributes */
void html_url(Html *h, Str url);                    /* a whole address; of an unknown scheme: about:invalid */
void html_url_parte(Html *h, Str s);                /* one step of a path, one value of a query */
void html_safe(Html *h, HtmlSafe s);
void html_csrf(Html *h);                            /* the hidden field of a form that posts */
Str html_tr(Html *h, const char *testo, const TrArg *args, ptrdiff_t n_args);
Str html_trn(Html *h, const char *uno, const char *molti, int64_t n, const TrArg *args, ptrdiff_t n_args);
#define _(testo) tr(h->lingua, testo)

/* {{ x }} takes these types and no other: a char * is refused by the compiler, because nobody vouches for its UTF-8.
 * Whole numbers are bare (2025), fractions as num_exact with a comma (84,5), dates 31/12/2025; what is not there is "". */
#define HTML_STR(h, x) \
    _Generic((x), Str: html_str_str, int: html_str_int, long: html_str_long, long long: html_str_llong, \
             Num: html_str_num, Date: html_str_date)((h), (x))
#define HTML_URL(h, x) _Generic((x), Str: html_str_str)((h), (x))
static inline Str html_str_str(Html *h, Str s) { (void)h; return s; }
Str html_str_llong(Html *h, long long n);
static inline Str html_str_int(Html *h, int n) { return html_str_llong(h, n); }
static inline Str html_str_long(Html *h, long n) { return html_str_llong(h, n); }
Str html_str_num(Html *h, Num x);
Str html_str_date(Html *h, Date d);

/* Other forms, to be asked for by name: {{ html_decimali(h, x, 2) }}. They round for the eye only, half away from zero. */
Str html_decimali(Html *h, Num x, int posti);    /* 1.234,50 */
Str html_euro(Html *h, Num x);                   /* 1.234,50 € (the blank does not break) */
Str html_euro_cent(Html *h, int64_t cent);
Str html_percento(Html *h, Num x, int posti);    /* 12,5 % of a number that already is hundredths */
Str html_migliaia(Html *h, int64_t n);           /* 12.345 */
Str data_estesa(Html *h, Date d);           /* 31 gennaio 2018, or in the page's language */
Str data_iso(Html *h, Date d);              /* 2018-01-31: datetime=, <input type="date"> */

#endif

/* str.h - floor 0: text as a view, and a buffer to build text in. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_STR_H
#define CICLO_STR_H

#include "base/arena.h"

#include <stdarg.h>

/* n bytes of valid UTF-8 at p; not NUL-terminated; p may be NULL when n is 0. */
typedef struct Str {
    const char *p;
    ptrdiff_t n;
} Str;

#define S(lit) ((Str){(lit), (ptrdiff_t)sizeof(lit) - 1})
/* For printf: "%.*s", STR_ARG(s) */
#define STR_ARG(s) (int)(s).n, ((s).p ? (s).p : "")

Str str_of(const char *c);                         /* view of a C string; NULL gives the empty text */
const char *str_c(Arena *a, Str s);                /* NUL-terminated copy; s must hold no NUL */
Str str_dup(Arena *a, Str s);
Str str_fmt(Arena *a, const char *fmt, ...) PRINTF_LIKE(2, 3);
bool str_eq(Str a, Str b);
int str_cmp(Str a, Str b);                         /* byte order: <0, 0, >0 */
bool str_starts(Str s, Str with);
ptrdiff_t str_find(Str s, char c);                 /* index of the first c, or -1 */
Str str_sub(Str s, ptrdiff_t from, ptrdiff_t to);  /* bytes from..to-1; bounds are ASSERTed */
Str str_trim(Str s);                               /* without blanks (space, tab, CR, LF) at both ends */
uint64_t str_hash(Str s);                          /* for tables in memory only, never stored */

/* UTF-8. The index of the first byte that is not part of valid UTF-8 (surrogates and overlong forms are not), or -1. */
ptrdiff_t utf8_invalid_at(Str s);
ptrdiff_t utf8_count(Str s);                       /* code points of a valid text */
/* Decodes one code point at *i (which must be < s.n) of a valid text and moves *i past it. */
uint32_t utf8_next(Str s, ptrdiff_t *i);

/* Text in the making. Lives in its arena. */
typedef struct Buf {
    Arena *a;
    char *p;
    ptrdiff_t n, cap;
} Buf;

Buf buf_new(Arena *a);
void buf_put(Buf *b, Str s);
void buf_char(Buf *b, char c);
void buf_fmt(Buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
void buf_utf8(Buf *b, uint32_t code_point);
Str buf_str(const Buf *b);                         /* view of what is there; valid until the next buf_ call */

#endif

/* str.c - floor 0: views of text, UTF-8, text in the making. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "base/str.h"

Str str_of(const char *c) { return (Str){c, c ? (ptrdiff_t)strlen(c) : 0}; }

const char *str_c(Arena *a, Str s)
{
    char *c = arena_alloc(a, s.n + 1);
    if (s.n) memcpy(c, s.p, (size_t)s.n);
    ASSERT(!s.n || !memchr(s.p, 0, (size_t)s.n));
    return c;
}

Str str_dup(Arena *a, Str s)
{
    if (!s.n) return (Str){"", 0};
    char *c = arena_alloc(a, s.n);
    memcpy(c, s.p, (size_t)s.n);
    return (Str){c, s.n};
}

/* -- formats. Nearly all that a page asks for is %.*s, %s and whole numbers: the C library's printf, which knows a hundred
 * other things, took a third of the time of a page. */
static ptrdiff_t put_bytes(char *out, ptrdiff_t n, const char *p, ptrdiff_t more)
{
    if (out && more) memcpy(out + n, p, (size_t)more);
    return n + more;
}

static ptrdiff_t put_number(char *out, ptrdiff_t n, long long x)
{
    char digits[24], *at = digits + sizeof digits;
    unsigned long long u = x < 0 ? 0 - (unsigned long long)x : (unsigned long long)x;
    do *--at = (char)('0' + u % 10);
    while (u /= 10);
    if (x < 0) *--at = '-';
    return put_bytes(out, n, at, digits + sizeof digits - at);
}

/* "%04d" of a number that is not negative: days and hours. */
static ptrdiff_t put_padded(char *out, ptrdiff_t n, int x, int width)
{
    int digits = 1;
    for (int rest = x / 10; rest; rest /= 10) digits++;
    for (; digits < width; digits++) n = put_bytes(out, n, "0", 1);
    return put_number(out, n, x);
}

/* How long the text is; with out, also writes it. -1: the format asks for something else. */
static ptrdiff_t simple(char *out, const char *fmt, va_list args) __attribute__((format(printf, 2, 0)));
static ptrdiff_t simple(char *out, const char *fmt, va_list args)
{
    ptrdiff_t n = 0;
    for (const char *at = fmt, *mark; *at;) {
        for (mark = at; *mark && *mark != '%';) mark++;
        n = put_bytes(out, n, at, mark - at);
        if (!*mark) break;
        at = mark + 1;
        if (!strncmp(at, ".*s", 3)) {
            int most = va_arg(args, int);
            const char *p = va_arg(args, const char *);
            if (most < 0) return -1;
            n = put_bytes(out, n, p, (ptrdiff_t)strnlen(p, (size_t)most));
            at += 3;
        } else if (*at == 's') {
            const char *p = va_arg(args, const char *);
            if (!p) return -1;
            n = put_bytes(out, n, p, (ptrdiff_t)strlen(p));
            at++;
        } else if (*at == 'd') {
            n = put_number(out, n, va_arg(args, int));
            at++;
        } else if (at[0] == '0' && at[1] >= '1' && at[1] <= '9' && at[2] == 'd') {
            int x = va_arg(args, int);
            if (x < 0) return -1;
            n = put_padded(out, n, x, at[1] - '0');
            at += 3;
        } else if (!strncmp(at, "lld", 3)) {
            n = put_number(out, n, va_arg(args, long long));
            at += 3;
        } else if (!strncmp(at, "td", 2)) {
            n = put_number(out, n, va_arg(args, ptrdiff_t));
            at += 2;
        } else if (*at == 'c') {
            char c = (char)va_arg(args, int);
            n = put_bytes(out, n, &c, 1);
            at++;
        } else {
            return -1;
        }
    }
    return n;
}

static Str format(Arena *a, const char *fmt, va_list args) __attribute__((format(printf, 2, 0)));
static Str format(Arena *a, const char *fmt, va_list args)
{
    va_list again;
    va_copy(again, args);
    ptrdiff_t length = simple(NULL, fmt, again);
    va_end(again);
    if (length >= 0) {
        char *out = arena_alloc(a, length + 1);
        simple(out, fmt, args);
        return (Str){out, length};
    }
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, again);
    va_end(again);
    ASSERT(n >= 0);
    char *c = arena_alloc(a, (ptrdiff_t)n + 1);
    vsnprintf(c, (size_t)n + 1, fmt, args);
    return (Str){c, n};
}

Str str_fmt(Arena *a, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    Str s = format(a, fmt, args);
    va_end(args);
    return s;
}

bool str_eq(Str a, Str b) { return a.n == b.n && (!a.n || !memcmp(a.p, b.p, (size_t)a.n)); }

int str_cmp(Str a, Str b)
{
    ptrdiff_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, (size_t)n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(Str s, Str with) { return s.n >= with.n && (!with.n || !memcmp(s.p, with.p, (size_t)with.n)); }

ptrdiff_t str_find(Str s, char c)
{
    const char *at = s.n ? memchr(s.p, c, (size_t)s.n) : NULL;
    return at ? at - s.p : -1;
}

Str str_sub(Str s, ptrdiff_t from, ptrdiff_t to)
{
    ASSERT(0 <= from && from <= to && to <= s.n);
    return (Str){s.p ? s.p + from : "", to - from};
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

Str str_trim(Str s)
{
    while (s.n && is_blank(s.p[0])) s.p++, s.n--;
    while (s.n && is_blank(s.p[s.n - 1])) s.n--;
    return s;
}

uint64_t str_hash(Str s)
{
    uint64_t h = 1469598103934665603u; /* FNV-1a */
    for (ptrdiff_t i = 0; i < s.n; i++) h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
    return h ^ (h >> 32);
}

/* Length of the sequence at p (n bytes left), or 0 where it is not valid. */
static int utf8_length(const unsigned char *p, ptrdiff_t n)
{
    if (p[0] < 0x80) return 1;
    int len = p[0] >= 0xf0 && p[0] <= 0xf4 ? 4 : p[0] >= 0xe0 && p[0] < 0xf0 ? 3 : p[0] >= 0xc2 && p[0] < 0xe0 ? 2 : 0;
    if (!len || len > n) return 0;
    for (int i = 1; i < len; i++)
        if ((p[i] & 0xc0) != 0x80) return 0;
    if (p[0] == 0xe0 && p[1] < 0xa0) return 0; /* overlong */
    if (p[0] == 0xed && p[1] > 0x9f) return 0; /* surrogates */
    if (p[0] == 0xf0 && p[1] < 0x90) return 0; /* overlong */
    if (p[0] == 0xf4 && p[1] > 0x8f) return 0; /* beyond U+10FFFF */
    return len;
}

ptrdiff_t utf8_invalid_at(Str s)
{
    for (ptrdiff_t i = 0; i < s.n;) {
        int len = utf8_length((const unsigned char *)s.p + i, s.n - i);
        if (!len) return i;
        i += len;
    }
    return -1;
}

ptrdiff_t utf8_count(Str s)
{
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < s.n; i++) n += (s.p[i] & 0xc0) != 0x80;
    return n;
}

uint32_t utf8_next(Str s, ptrdiff_t *i)
{
    const unsigned char *p = (const unsigned char *)s.p + *i;
    int len = utf8_length(p, s.n - *i);
    ASSERT(len > 0);
    *i += len;
    if (len == 1) return p[0];
    uint32_t c = p[0] & (0x7fu >> len);
    for (int k = 1; k < len; k++) c = c << 6 | (p[k] & 0x3fu);
    return c;
}

Buf buf_new(Arena *a) { return (Buf){.a = a}; }

static void reserve(Buf *b, ptrdiff_t more)
{
    if (b->n + more <= b->cap) return;
    ptrdiff_t cap = b->cap ? b->cap : 256;
    while (cap < b->n + more) cap *= 2;
    char *p = arena_alloc(b->a, cap);
    if (b->n) memcpy(p, b->p, (size_t)b->n);
    b->p = p;
    b->cap = cap;
}

void buf_put(Buf *b, Str s)
{
    reserve(b, s.n);
    if (s.n) memcpy(b->p + b->n, s.p, (size_t)s.n);
    b->n += s.n;
}

void buf_char(Buf *b, char c)
{
    reserve(b, 1);
    b->p[b->n++] = c;
}

void buf_fmt(Buf *b, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    ptrdiff_t n = simple(NULL, fmt, args);
    va_end(args);
    va_start(args, fmt);
    if (n >= 0) {
        reserve(b, n);
        b->n += simple(b->p + b->n, fmt, args);
    } else {
        buf_put(b, format(b->a, fmt, args));
    }
    va_end(args);
}

void buf_utf8(Buf *b, uint32_t c)
{
    if (c < 0x80) {
        buf_char(b, (char)c);
    } else if (c < 0x800) {
        buf_char(b, (char)(0xc0 | c >> 6));
        buf_char(b, (char)(0x80 | (c & 0x3f)));
    } else if (c < 0x10000) {
        buf_char(b, (char)(0xe0 | c >> 12));
        buf_char(b, (char)(0x80 | (c >> 6 & 0x3f)));
        buf_char(b, (char)(0x80 | (c & 0x3f)));
    } else {
        buf_char(b, (char)(0xf0 | c >> 18));
        buf_char(b, (char)(0x80 | (c >> 12 & 0x3f)));
        buf_char(b, (char)(0x80 | (c >> 6 & 0x3f)));
        buf_char(b, (char)(0x80 | (c & 0x3f)));
    }
}

Str buf_str(const Buf *b) { return (Str){b->p ? b->p : "", b->n}; }

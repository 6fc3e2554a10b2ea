/* testo.c - floor 5: cleaning on the way in, escaping on the way out. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "document/testo.h"

/* Controls; marks that turn the direction of reading (a name could read as another); the byte order mark and the
 * non-characters, which XML forbids in part. */
static bool dropped(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
           c == 0x200e || c == 0x200f || c == 0x061c || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) ||
           (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
}

static Str mend_utf8(Arena *a, Str s)
{
    Buf b = buf_new(a);
    for (ptrdiff_t bad; (bad = utf8_invalid_at(s)) >= 0;) {
        buf_put(&b, str_sub(s, 0, bad));
        buf_put(&b, S("\xef\xbf\xbd"));
        s = str_sub(s, bad + 1, s.n);
    }
    buf_put(&b, s);
    return buf_str(&b);
}

static bool printable_ascii(Str s)
{
    for (ptrdiff_t i = 0; i < s.n; i++)
        if (s.p[i] < 0x20 || s.p[i] > 0x7e) return false;
    return true;
}

Str testo_clean(Arena *a, Str s, bool lines)
{
    if (!lines) s = str_trim(s);
    if (printable_ascii(s)) return str_dup(a, s);
    if (utf8_invalid_at(s) >= 0) s = mend_utf8(a, s);
    char *out = arena_alloc(a, s.n + 1);
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < s.n;) {
        ptrdiff_t from = i;
        uint32_t c = utf8_next(s, &i);
        if (c == '\r' && i < s.n && s.p[i] == '\n') continue;
        if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029) {
            out[n++] = lines ? '\n' : ' ';
        } else if (c == '\t') {
            out[n++] = ' ';
        } else if (!dropped(c)) {
            memcpy(out + n, s.p + from, (size_t)(i - from));
            n += i - from;
        }
    }
    return lines ? (Str){out, n} : str_trim((Str){out, n});
}

/* The plain letter under an accent of Latin-1; other letters are not folded. */
static char folded(uint32_t c)
{
    static const struct { uint32_t from, to; char letter; } ranges[] = {
        {0xc0, 0xc5, 'a'}, {0xc7, 0xc7, 'c'}, {0xc8, 0xcb, 'e'}, {0xcc, 0xcf, 'i'}, {0xd1, 0xd1, 'n'},
        {0xd2, 0xd6, 'o'}, {0xd9, 0xdc, 'u'}, {0xe0, 0xe5, 'a'}, {0xe7, 0xe7, 'c'}, {0xe8, 0xeb, 'e'},
        {0xec, 0xef, 'i'}, {0xf1, 0xf1, 'n'}, {0xf2, 0xf6, 'o'}, {0xf9, 0xfc, 'u'},
    };
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return (char)c;
    if (c >= 'A' && c <= 'Z') return (char)(c - 'A' + 'a');
    for (ptrdiff_t i = 0; i < COUNT_OF(ranges); i++)
        if (c >= ranges[i].from && c <= ranges[i].to) return ranges[i].letter;
    return '-';
}

Str testo_slug(Arena *a, Str s)
{
    enum { LONGEST = 60 };
    Buf b = buf_new(a);
    ptrdiff_t i = 0;
    while (i < s.n && b.n < LONGEST) {
        char c = folded(utf8_next(s, &i));
        if (c != '-' || (b.n && b.p[b.n - 1] != '-')) buf_char(&b, c);
    }
    while (b.n && b.p[b.n - 1] == '-') b.n--;
    if (!b.n) buf_put(&b, S("punto"));
    return buf_str(&b);
}

Str testo_https(Arena *a, Str url)
{
    static const char allowed[] = "-._~:/?#[]@!$&'()*+,;=%";
    static const char hex[] = "0123456789ABCDEF";
    Str head = S("https://");
    if (!str_starts(url, head) || url.n == head.n || utf8_invalid_at(url) >= 0) return S("");
    Str rest = str_sub(url, head.n, url.n);
    ptrdiff_t host = 0;
    while (host < rest.n && !strchr("/?#", rest.p[host])) host++;
    if (!host || str_find(str_sub(rest, 0, host), '@') >= 0 || rest.p[0] == '.' || rest.p[0] == ':') return S("");
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i < url.n; i++) {
        unsigned char c = (unsigned char)url.p[i];
        if (c <= 0x20 || c == 0x7f) return S("");
        bool alnum = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (alnum || strchr(allowed, c)) {
            buf_char(&b, (char)c);
        } else if (i < head.n + host) {
            return S(""); /* a host is written in ASCII: letters that look alike lead elsewhere */
        } else {
            buf_char(&b, '%');
            buf_char(&b, hex[c >> 4]);
            buf_char(&b, hex[c & 15]);
        }
    }
    return buf_str(&b);
}

Str testo_cut(Arena *a, Str s, ptrdiff_t n)
{
    ptrdiff_t i = 0, last = 0;
    for (ptrdiff_t k = 0; k < n; k++) {
        if (i == s.n) return s;
        last = i;
        utf8_next(s, &i);
    }
    if (i == s.n) return s;
    Buf b = buf_new(a);
    buf_put(&b, str_trim(str_sub(s, 0, last)));
    buf_put(&b, S("…"));
    return buf_str(&b);
}

void testo_escape(Buf *b, Str s, Str br)
{
    ptrdiff_t from = 0;
    for (ptrdiff_t i = 0; i < s.n; i++) {
        Str as;
        switch (s.p[i]) {
        case '&': as = S("&amp;"); break;
        case '<': as = S("&lt;"); break;
        case '>': as = S("&gt;"); break;
        case '"': as = S("&quot;"); break;
        case '\'': as = S("&#39;"); break;
        case '\n': as = br; break;
        default: continue;
        }
        buf_put(b, str_sub(s, from, i));
        buf_put(b, as);
        from = i + 1;
    }
    buf_put(b, str_sub(s, from, s.n));
}

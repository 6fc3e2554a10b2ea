/* fuzz_utf8.c - any bytes as UTF-8, against a slow decoder of its own, and as Windows-1252. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "fuzz.h"

#include "base/str.h"
#include "format/windows1252.h"

/* Tries every length with its bit patterns; the shortest form is the one whose value needs that length. */
static int decode(const uint8_t *p, ptrdiff_t n, uint32_t *out)
{
    static const struct { uint8_t mask, value; uint32_t least; } forms[] = {
        {0x80, 0x00, 0}, {0xe0, 0xc0, 0x80}, {0xf0, 0xe0, 0x800}, {0xf8, 0xf0, 0x10000}};
    for (int len = 1; len <= 4 && len <= n; len++) {
        if ((p[0] & forms[len - 1].mask) != forms[len - 1].value) continue;
        uint32_t c = p[0] & (uint8_t)~forms[len - 1].mask;
        for (int i = 1; i < len; i++) {
            if (p[i] >> 6 != 2) return 0;
            c = c * 64 + p[i] % 64;
        }
        *out = c;
        return c >= forms[len - 1].least && c <= 0x10ffff && (c < 0xd800 || c > 0xdfff) ? len : 0;
    }
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Str text = {(const char *)data, (ptrdiff_t)size};
    Arena a = {0};
    Buf b = buf_new(&a);
    ptrdiff_t i = 0, count = 0;
    uint32_t c;
    for (int len; i < text.n && (len = decode(data + i, text.n - i, &c)) > 0; i += len, count++) {
        ptrdiff_t next = i;
        ASSERT(utf8_next(text, &next) == c && next == i + len);
        buf_utf8(&b, c);
    }
    ASSERT(utf8_invalid_at(text) == (i == text.n ? -1 : i));
    ASSERT(str_eq(buf_str(&b), str_sub(text, 0, i)) && utf8_count(str_sub(text, 0, i)) == count);
    Str w = windows1252_to_utf8(&a, text);
    ASSERT(utf8_invalid_at(w) < 0 && utf8_count(w) == text.n);
    arena_free(&a);
    return 0;
}

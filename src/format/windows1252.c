/* windows1252.c - floor 1: the code points of Windows-1252. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "format/windows1252.h"

/* 80..9F; all other bytes are the code points of the same number. */
static const uint16_t differing[32] = {
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d,
    0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
    0x0153, 0x009d, 0x017e, 0x0178,
};

Str windows1252_to_utf8(Arena *a, Str bytes)
{
    Buf b = buf_new(a);
    ptrdiff_t from = 0;
    for (ptrdiff_t i = 0; i < bytes.n; i++) {
        unsigned char c = (unsigned char)bytes.p[i];
        if (c < 0x80) continue;
        buf_put(&b, str_sub(bytes, from, i));
        buf_utf8(&b, c < 0xa0 ? differing[c - 0x80] : c);
        from = i + 1;
    }
    buf_put(&b, str_sub(bytes, from, bytes.n));
    return buf_str(&b);
}

/* base64.c - floor 3: base64 by libsodium. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#define LIBRARY_ADAPTER
#include "store/base64.h"

#include <sodium.h>

Str base64_write(Arena *a, Str bytes)
{
    size_t room = sodium_base64_ENCODED_LEN((size_t)bytes.n, sodium_base64_VARIANT_ORIGINAL);
    char *p = arena_alloc(a, (ptrdiff_t)room);
    sodium_bin2base64(p, room, (const unsigned char *)(bytes.p ? bytes.p : ""), (size_t)bytes.n,
                      sodium_base64_VARIANT_ORIGINAL);
    return str_of(p);
}

bool base64_read(Arena *a, Str text, Str *out)
{
    size_t n = 0;
    unsigned char *p = arena_alloc(a, text.n + 1);
    if (sodium_base642bin(p, (size_t)text.n + 1, text.p, (size_t)text.n, NULL, &n, NULL, sodium_base64_VARIANT_ORIGINAL))
        return false;
    *out = (Str){(const char *)p, (ptrdiff_t)n};
    return true;
}

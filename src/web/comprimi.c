/* comprimi.c - floor 6: gzip by zlib. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#define LIBRARY_ADAPTER
#include "web/comprimi.h"

#include <zlib.h>

/* Below this a packet is a packet; a window as long as a page finds what repeats in it. */
enum { MINIMO = 1400, LIVELLO = 4, FINESTRA_GZIP = 15 + 16, MEMORIA = 8 };

static bool is_text(Str type)
{
    return str_starts(type, S("text/")) || str_starts(type, S("application/json")) || str_starts(type, S("image/svg+xml"));
}

void comprimi(const Request *q, Response *r)
{
    z_stream z = {0};
    if (r->compressed || r->body.n < MINIMO || !is_text(r->type)) return;
    response_header(r, "Vary", S("Accept-Encoding"));
    if (!q->gzip || r->body.n > INT32_MAX ||
        deflateInit2(&z, LIVELLO, Z_DEFLATED, FINESTRA_GZIP, MEMORIA, Z_DEFAULT_STRATEGY) != Z_OK)
        return;
    uLong room = deflateBound(&z, (uLong)r->body.n);
    unsigned char *out = arena_alloc(r->a, (ptrdiff_t)room);
    z.next_in = (Bytef *)(uintptr_t)r->body.p;
    z.avail_in = (uInt)r->body.n;
    z.next_out = out;
    z.avail_out = (uInt)room;
    if (deflate(&z, Z_FINISH) == Z_STREAM_END) {
        r->body = (Str){(const char *)out, (ptrdiff_t)z.total_out};
        r->compressed = true;
    }
    deflateEnd(&z);
}

/* risorse.c - floor 6: finds what script/risorse.mjs put into the program. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/risorse.h"

typedef struct Riga { Asset asset; Str url; } Riga;

/* risorse_byte is one block of all bytes; risorse.inc says which part of it is what. */
extern const char risorse_byte[];
#define RISORSA(name, path, type, at, n, gz_at, gz_n) \
    {{S_(path), S_(name), S_(type), {risorse_byte + (at), (n)}, {risorse_byte + (gz_at), (gz_n)}}, S_("/risorse/" path)},
#define S_(lit) {(lit), (ptrdiff_t)sizeof(lit) - 1}
static const Riga righe[] = {
#include "web/risorse.inc"
};

const Asset *asset_find(Str path)
{
    for (ptrdiff_t i = 0; i < COUNT_OF(righe); i++)
        if (str_eq(righe[i].asset.path, path)) return &righe[i].asset;
    return NULL;
}

static const Riga *by_name(Str name)
{
    for (ptrdiff_t i = 0; i < COUNT_OF(righe); i++)
        if (str_eq(righe[i].asset.name, name)) return &righe[i];
    ASSERT(name.n < 0); /* a page asks for a file that web/ does not have */
    return &righe[0];
}

const Asset *asset_by_name(Str name) { return &by_name(name)->asset; }
Str asset_url(Str name) { return by_name(name)->url; }
Str asset_licenze(void) { return by_name(S("licenze.txt"))->asset.bytes; }

const Asset *asset_at(ptrdiff_t i) { return i >= 0 && i < COUNT_OF(righe) ? &righe[i].asset : NULL; }

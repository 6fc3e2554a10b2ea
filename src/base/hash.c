/* hash.c - floor 0: SHA-256 by libsodium. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#define LIBRARY_ADAPTER
#include "base/hash.h"

#include <sodium.h>

Str hash_sha256_hex(Arena *a, Str bytes)
{
    unsigned char h[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(h, (const unsigned char *)bytes.p, (unsigned long long)bytes.n);
    char *hex = arena_alloc(a, 2 * crypto_hash_sha256_BYTES + 1);
    sodium_bin2hex(hex, 2 * sizeof h + 1, h, sizeof h);
    return (Str){hex, 2 * crypto_hash_sha256_BYTES};
}

Str hash_sha256_base64(Arena *a, Str bytes)
{
    enum { ROOM = sodium_base64_ENCODED_LEN(crypto_hash_sha256_BYTES, sodium_base64_VARIANT_ORIGINAL) };
    unsigned char h[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(h, (const unsigned char *)bytes.p, (unsigned long long)bytes.n);
    char *text = arena_alloc(a, ROOM);
    sodium_bin2base64(text, ROOM, h, sizeof h, sodium_base64_VARIANT_ORIGINAL);
    return (Str){text, ROOM - 1};
}

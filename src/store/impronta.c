/* impronta.c - floor 3: SHA-256 over parts by libsodium, in pieces of any number. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#define LIBRARY_ADAPTER
#include "store/impronta.h"

#include <sodium.h>

_Static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(Impronta), "room for the state");

static crypto_hash_sha256_state *state_of(Impronta *i) { return (crypto_hash_sha256_state *)i; }

void impronta_begin(Impronta *i) { crypto_hash_sha256_init(state_of(i)); }

void impronta_part(Impronta *i, Str part)
{
    char length[24];
    int at = (int)sizeof length;
    length[--at] = ':';
    for (ptrdiff_t n = part.n; n || at == (int)sizeof length - 1; n /= 10) length[--at] = (char)('0' + n % 10);
    crypto_hash_sha256_update(state_of(i), (unsigned char *)length + at, sizeof length - (size_t)at);
    if (part.n) crypto_hash_sha256_update(state_of(i), (const unsigned char *)part.p, (unsigned long long)part.n);
    crypto_hash_sha256_update(state_of(i), (const unsigned char *)",", 1);
}

ImprontaHex impronta_end(Impronta *i)
{
    unsigned char h[crypto_hash_sha256_BYTES];
    char hex[IMPRONTA_HEX + 1];
    ImprontaHex out;
    crypto_hash_sha256_final(state_of(i), h);
    sodium_bin2hex(hex, sizeof hex, h, sizeof h);
    memcpy(out.hex, hex, IMPRONTA_HEX);
    return out;
}

ImprontaHex impronta_of(const Str *parts, ptrdiff_t n)
{
    Impronta i;
    impronta_begin(&i);
    for (ptrdiff_t k = 0; k < n; k++) impronta_part(&i, parts[k]);
    return impronta_end(&i);
}

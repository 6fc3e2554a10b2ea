/* impronta.h - floor 3: SHA-256 over parts, each with its length, so that no two lists of parts give the same bytes.
 *
 * A part is written as a netstring: its length in bytes in decimal, ':', its bytes, ','. In Python:
 *     hashlib.sha256(b''.join(b'%d:%s,' % (len(p), p) for p in parts)).hexdigest() */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_IMPRONTA_H
#define CICLO_IMPRONTA_H

#include "base/str.h"

enum { IMPRONTA_HEX = 64 };
typedef struct Impronta { uint64_t stato[16]; } Impronta;  /* room for the library's own state */
typedef struct ImprontaHex { char hex[IMPRONTA_HEX]; } ImprontaHex;

void impronta_begin(Impronta *i);
void impronta_part(Impronta *i, Str part);
ImprontaHex impronta_end(Impronta *i);
static inline Str impronta_str(const ImprontaHex *h) { return (Str){h->hex, IMPRONTA_HEX}; }
ImprontaHex impronta_of(const Str *parts, ptrdiff_t n);

#endif

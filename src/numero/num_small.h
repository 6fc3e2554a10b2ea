/* num_small.h - floor 1, inside numero only: 128-bit words the fast paths share. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_NUM_SMALL_H
#define CICLO_NUM_SMALL_H

#include "numero/num.h"

enum {
    SMALL_BITS = 126,     /* n and d stay below 2^126, so that the sum of two still fits in an Int128 */
    SMALL_DIGITS = 37,    /* 10^37 < 2^126 */
    ROUND_PLACES = 18     /* 10^18 < 2^60 */
};

static inline int bits128(UInt128 v)
{
    uint64_t high = (uint64_t)(v >> 64), low = (uint64_t)v;
    return high ? 128 - __builtin_clzll(high) : low ? 64 - __builtin_clzll(low) : 0;
}

static inline UInt128 abs128(Int128 v) { return v < 0 ? -(UInt128)v : (UInt128)v; }
static inline bool fits_small(Int128 v) { return !(abs128(v) >> SMALL_BITS); }
static inline Int128 with_sign(UInt128 v, bool negative) { return negative ? -(Int128)v : (Int128)v; }

uint64_t pow10_64(int places);                  /* 0..18 */
UInt128 gcd128(UInt128 a, UInt128 b);
Num num_reduced(Num x);                         /* a small number in lowest terms */
/* Whether a quotient with something left over moves one away from zero; against_half: the rest below 0, at, above half. */
bool rounds_away(Rounding how, bool quotient_is_odd, int against_half);

#endif

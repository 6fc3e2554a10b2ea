/* num_big.h - floor 1, inside numero only: what GMP does. Operands may be big or small; a result that fits is small. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_NUM_BIG_H
#define CICLO_NUM_BIG_H

#include "numero/num.h"

/* Lowest terms, one of them 2^126 or more; limbs of 64 bits, least significant first, the last not zero. Never written
 * to once made: a negation or a reciprocal shares the limbs. */
struct NumBig {
    bool negative;
    int n_limbs, d_limbs;
    const uint64_t *n, *d;
};

typedef enum BigOp { BIG_ADD, BIG_SUB, BIG_MUL, BIG_DIV } BigOp;

Num big_compute(Arena *a, BigOp op, Num x, Num y);
int big_cmp(Num x, Num y);
Num big_floor(Arena *a, Num x);
Num big_round(Arena *a, Num x, int places, Rounding how);
Num big_neg(Arena *a, Num x);                               /* x must be big, here and in the next */
Num big_copy(Arena *a, Num x);
/* Digits of |x| x 10^places, which must be an integer (ASSERTed); of the numerator without sign; of the denominator. */
Str big_digits(Arena *a, Num x, int places);
Str big_numerator(Arena *a, Num x);
Str big_denominator(Arena *a, Num x);
/* The fewest places, up to max, that write x whole; -1: more than max, or none. */
int big_places(Num x, int max);
/* n / 10^places; and n / d, where d may be zero: then the answer is not a number. Both read digits only. */
Num big_from_decimal(Arena *a, bool negative, Str n, ptrdiff_t places);
Num big_from_fraction(Arena *a, bool negative, Str n, Str d);

#endif

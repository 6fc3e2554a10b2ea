/* bench_suggest.c - the nearest legal proposal, exact, for groups of 20 and of 60 people. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "bench.h"

#include "rules/proposta.h"

enum { ROUNDS = 300 };

static uint64_t next(uint64_t *s)
{
    *s ^= *s << 13;
    *s ^= *s >> 7;
    return *s ^= *s << 17;
}

/* Mean and worst of ROUNDS random groups: marks as an evaluator gives them, most near 32, a few locked. */
static void group(ptrdiff_t n, int64_t *mean, int64_t *worst)
{
    const PropostaRegole r = {40, 32, 2, 37, 3, A_DISTINCT, C3_EQ};
    uint64_t s = 88172645463325252u + (uint64_t)n;
    int64_t total = 0;
    *worst = 0;
    for (int round = 0; round < ROUNDS; round++) {
        Arena a = {0};
        int *marks[2];
        bool *locked[2];
        for (int h = 0; h < 2; h++) {
            marks[h] = NEW_N(&a, int, n);
            locked[h] = NEW_N(&a, bool, n);
            for (ptrdiff_t i = 0; i < n; i++) marks[h][i] = 24 + (int)(next(&s) % 17), locked[h][i] = next(&s) % 12 == 0;
        }
        const int *m[2] = {marks[0], marks[1]};
        const bool *l[2] = {locked[0], locked[1]};
        Proposta p;
        int64_t start = bench_now_ns();
        proposta_vicina(&r, n, m, l, &a, &p);
        int64_t took = bench_now_ns() - start;
        total += took;
        if (took > *worst) *worst = took;
        arena_free(&a);
    }
    *mean = total / ROUNDS;
}

int main(void)
{
    int64_t mean20, worst20, mean60, worst60;
    group(20, &mean20, &worst20);
    group(60, &mean60, &worst60);
    bench_row("suggest, 20 people: mean of 300", mean20, "the worst of them", worst20);
    bench_row("suggest, 60 people: mean of 300", mean60, "the worst of them", worst60);
    return 0;
}

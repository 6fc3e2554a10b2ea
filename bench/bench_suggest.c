/* bench_suggest.c - the nearest legal proposal, exact: 20, 60 and 200 people, limits of their own, a sector of ten groups. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "bench.h"

#include "rules/proposta.h"

static uint64_t next(uint64_t *s)
{
    *s ^= *s << 13;
    *s ^= *s >> 7;
    return *s ^= *s << 17;
}

typedef struct Prova {
    const char *what;
    ptrdiff_t n, groups;   /* people in all, groups of equal size that share one third */
    TettoA cap;
    bool bounds;           /* one mark in six may be no less, or no more, than a value near 32 */
    int parts;             /* of a point: staff.step */
    int rounds;
} Prova;

/* Marks as an evaluator gives them, most near 32, a few locked. */
static void fill(PropostaGruppo *g, const Prova *t, uint64_t *s, Arena *a)
{
    *g = (PropostaGruppo){.n = t->n / t->groups, .contati = t->n / t->groups};
    for (int h = 0; h < 2; h++) {
        int *marks = NEW_N(a, int, g->n), *least = NEW_N(a, int, g->n), *most = NEW_N(a, int, g->n);
        for (ptrdiff_t i = 0; i < g->n; i++) {
            marks[i] = 24 * t->parts + (int)(next(s) % (16 * (uint64_t)t->parts + 1));
            bool locked = next(s) % 12 == 0;
            least[i] = locked ? marks[i] : 0;
            most[i] = locked ? marks[i] : 40 * t->parts;
            if (!t->bounds || locked) continue;
            uint64_t how = next(s) % 12;
            if (how == 0) least[i] = (26 + (int)(next(s) % 8)) * t->parts;
            if (how == 1) most[i] = (30 + (int)(next(s) % 8)) * t->parts;
        }
        g->marks[h] = marks;
        g->da[h] = least;
        g->a[h] = most;
    }
}

/* Mean and worst of the rounds; how many were given up. */
static int run(const Prova *t, int64_t *mean, int64_t *worst)
{
    const PropostaRegole r = {40 * t->parts, 32 * t->parts, 2 * t->parts, 37 * t->parts, 3, t->cap, C3_EQ};
    uint64_t s = 88172645463325252u + (uint64_t)t->n;
    int64_t total = 0;
    int open = 0;
    *worst = 0;
    for (int round = 0; round < t->rounds; round++) {
        Arena a = {0};
        PropostaGruppo *g = NEW_N(&a, PropostaGruppo, t->groups);
        for (ptrdiff_t k = 0; k < t->groups; k++) fill(&g[k], t, &s, &a);
        Proposta p;
        int64_t start = bench_now_ns();
        proposta_gruppi(&r, t->groups, g, &a, &p);
        int64_t took = bench_now_ns() - start;
        total += took;
        open += p.interrotta;
        if (took > *worst) *worst = took;
        arena_free(&a);
    }
    *mean = total / t->rounds;
    return open;
}

int main(int argc, char **argv)
{
    static const Prova prove[] = {
        {"suggest, 20 people: mean of 300", 20, 1, A_DISTINCT, false, 1, 300},
        {"suggest, 60 people: mean of 300", 60, 1, A_DISTINCT, false, 1, 300},
        {"suggest, 200 people: mean of 60", 200, 1, A_DISTINCT, false, 1, 60},
        {"suggest, 60 people, some with limits: mean of 100", 60, 1, A_DISTINCT, true, 1, 100},
        {"suggest, 60 people, quarters of a point: mean of 60", 60, 1, A_DISTINCT, false, 4, 60},
        {"suggest, 60 people, staff.a_cap slots, limits: mean of 30", 60, 1, A_SLOTS, true, 1, 30},
        {"suggest, 60 people in a sector of six groups: mean of 30", 60, 6, A_DISTINCT, false, 1, 30},
    };
    int from = argc > 1 ? atoi(argv[1]) : 0, status = 0;
    for (int i = from; i < COUNT_OF(prove); i++) {
        int64_t mean, worst;
        int open = run(&prove[i], &mean, &worst);
        bench_row(prove[i].what, mean, "the worst of them", worst);
        if (!open) continue;
        fprintf(stderr, "%s: %d given up\n", prove[i].what, open);
        status = 1;
    }
    return status;
}

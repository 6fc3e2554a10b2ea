/* bench_num.c - what a Num costs, in ns an operation, beside the same loop on plain 64-bit integers. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "numero/num.h"

#include <time.h>

enum { N = 4096, ROUNDS = 200 };

static int64_t plain[N];
static Num scores[N], days[N], mixed[N], wide[N];

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* Keeps the compiler from leaving out a loop whose result nobody reads, and from merging its rounds. */
static void used(const void *p) { __asm__ volatile("" : : "r"(p) : "memory"); }

/* Runs body for i = 0..N-1, rounds times over, and shows the best of five such runs: the machine has other work too.
 * The arena is given back after each round. */
#define TIME(what, rounds, body) \
    do { \
        int64_t best = INT64_MAX; \
        for (int run = 0; run < 5; run++) { \
            int64_t start = now(); \
            for (int r = 0; r < (rounds); r++) { \
                ArenaMark m = arena_mark(&a); \
                for (int i = 0; i < N; i++) body; \
                used(&acc); \
                used(&sum); \
                used(&count); \
                arena_rewind(&a, m); \
            } \
            int64_t took = now() - start; \
            if (took < best) best = took; \
        } \
        int64_t tenths = best * 10 / ((int64_t)(rounds) * N); \
        printf("%-52s %6d.%d ns\n", what, (int)(tenths / 10), (int)(tenths % 10)); \
    } while (0)

static void fill(Arena *a)
{
    uint64_t seed = 88172645463325252u;
    for (int i = 0; i < N; i++) {
        seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
        plain[i] = (int64_t)(seed % 10000) + 1;
        scores[i] = num_ratio(a, plain[i], 10000);
        days[i] = num_ratio(a, (int64_t)(seed % 250) + 1, 250);
        mixed[i] = num_ratio(a, plain[i], (int64_t)(seed >> 20) % 366 + 1);
        wide[i] = num_mul(a, num_mul(a, num_ratio(a, (int64_t)(seed >> 2), 1000003), num_int((int64_t)(seed >> 3) | 1)),
                          num_ratio(a, 1, (int64_t)(seed >> 5) | 1));
    }
}

/* What the fast path would cost behind a call: Nums travel through memory. */
static __attribute__((noinline)) Num called_mul(Arena *a, Num x, Num y) { return num_mul(a, x, y); }
static __attribute__((noinline)) int called_cmp(Num x, Num y) { return num_cmp(x, y); }

static void time_sums(int rounds)
{
    Arena a = {0};
    int64_t start = now();
    NumSum *s = num_sum_new(&a);
    for (int r = 0; r < rounds; r++)
        for (int i = 0; i < N; i++) num_sum_add(s, mixed[i]);
    int64_t added = now() - start;
    Num total = num_sum_total(s, &a);
    int64_t all = now() - start;
    int64_t tenths = added * 10 / ((int64_t)rounds * N);
    printf("%-52s %6d.%d ns (total: %d us, %d digits)\n", "NumSum, 366 denominators", (int)(tenths / 10),
           (int)(tenths % 10), (int)((all - added) / 1000), (int)num_exact(&a, total).n);
    arena_free(&a);
}

int main(void)
{
    Arena a = {0};
    int64_t sum = 0, count = 0;
    Num acc = num_int(0), one = num_int(1), threshold = num_ratio(&a, 49, 60);
    fill(&a);
    TIME("int64: x + y", ROUNDS, { sum += plain[i]; used(&sum); });
    TIME("int64: x * y / 10000", ROUNDS, { sum = plain[i] * plain[N - 1 - i] / 10000; used(&sum); });
    TIME("int64: x < y", ROUNDS, { count += plain[i] < plain[N - 1 - i]; used(&count); });
    TIME("add, same denominator", ROUNDS, { acc = num_add(&a, scores[i], scores[N - 1 - i]); used(&acc); });
    TIME("add, one denominator divides the other", ROUNDS, { acc = num_add(&a, scores[i], days[i]); used(&acc); });
    TIME("add, unlike denominators", ROUNDS, { acc = num_add(&a, scores[i], mixed[i]); used(&acc); });
    TIME("mul", ROUNDS, { acc = num_mul(&a, scores[i], days[i]); used(&acc); });
    TIME("div", ROUNDS, { acc = num_div(&a, scores[i], days[i]); used(&acc); });
    TIME("cmp, unlike denominators", ROUNDS, { count += num_cmp(scores[i], mixed[i]); used(&count); });
    TIME("cmp with one threshold", ROUNDS, { count += num_cmp(scores[i], threshold); used(&count); });
    TIME("mul, if it were not inline", ROUNDS, { acc = called_mul(&a, scores[i], days[i]); used(&acc); });
    TIME("cmp, if it were not inline", ROUNDS, { count += called_cmp(scores[i], mixed[i]); used(&count); });
    TIME("round half up to 2 places", ROUNDS, { acc = num_round(&a, scores[i], 2, HALF_UP); used(&acc); });
    TIME("round half up to 2 places, from a product", ROUNDS,
         { acc = num_round(&a, num_mul(&a, scores[i], mixed[i]), 2, HALF_UP); used(&acc); });
    TIME("fixed, 4 places", ROUNDS, { count += num_fixed(&a, scores[i], 4).n; used(&count); });
    TIME("exact", ROUNDS, { count += num_exact(&a, mixed[i]).n; used(&count); });
    TIME("parse", ROUNDS, { num_parse(&a, S("90.50"), 15, 9, &acc, NULL); used(&acc); });
    TIME("running sum of 4096 unlike terms", 2, { if (!i) acc = num_int(0); acc = num_add(&a, acc, mixed[i]); });
    TIME("weighted mean of 12", ROUNDS / 5, {
        if (i % 12 == 0) acc = num_int(0);
        acc = num_add(&a, acc, num_mul(&a, scores[i], days[i]));
        if (i % 12 == 11) acc = num_round(&a, num_div(&a, acc, num_int(12)), 2, HALF_UP);
    });
    TIME("operands of 120 bits, results big: mul", 10, { acc = num_mul(&a, wide[i], wide[N - 1 - i]); used(&acc); });
    TIME("operands of 120 bits, results big: add", 10, { acc = num_add(&a, wide[i], wide[N - 1 - i]); used(&acc); });
    TIME("operands of 120 bits: cmp", 10, { count += num_cmp(wide[i], wide[N - 1 - i]); used(&count); });
    used(&one);
    time_sums(245);
    arena_free(&a);
    return 0;
}

/* bench.h - what every benchmark needs: a clock, and the rows of the table that script/bench prints. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_BENCH_H
#define CICLO_BENCH_H

#include <stdint.h>
#include <stdio.h>
#include <time.h>

static inline int64_t bench_now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* Milliseconds with two places, without floating point. */
static inline void bench_ms(char *out, size_t size, int64_t ns)
{
    snprintf(out, size, "%lld.%02lld", (long long)(ns / 1000000), (long long)(ns / 10000 % 100));
}

/* One row: what was done, our time, what it is compared with and its time in the same run (0 = nothing). */
static inline void bench_row(const char *what, int64_t ours_ns, const char *against, int64_t theirs_ns)
{
    char ours[32], theirs[32] = "", ratio[32] = "";
    bench_ms(ours, sizeof ours, ours_ns);
    if (theirs_ns > 0 && ours_ns > 0) {
        bench_ms(theirs, sizeof theirs, theirs_ns);
        int64_t hundredths = ours_ns * 100 / theirs_ns;
        snprintf(ratio, sizeof ratio, "%lld.%02lld", (long long)(hundredths / 100), (long long)(hundredths % 100));
    }
    printf("| %s | %s | %s | %s | %s |\n", what, ours, against, theirs, ratio);
    fflush(stdout);
}

#endif

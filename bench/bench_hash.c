/* bench_hash.c - hashing entries as the journal does, against one hash of the same bytes. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "bench.h"

#include "base/hash.h"

enum { ENTRIES = 200000, ENTRY_BYTES = 300 };

int main(void)
{
    Arena a = {0};
    ptrdiff_t n = (ptrdiff_t)ENTRIES * ENTRY_BYTES;
    char *bytes = arena_alloc(&a, n);
    for (ptrdiff_t i = 0; i < n; i++) bytes[i] = (char)(i * 31 + i / ENTRY_BYTES);

    int64_t start = bench_now_ns();
    for (ptrdiff_t i = 0; i < ENTRIES; i++) {
        ArenaMark mark = arena_mark(&a);
        (void)hash_sha256_hex(&a, (Str){bytes + i * ENTRY_BYTES, ENTRY_BYTES});
        arena_rewind(&a, mark);
    }
    int64_t ours = bench_now_ns() - start;

    start = bench_now_ns();
    (void)hash_sha256_hex(&a, (Str){bytes, n});
    int64_t whole = bench_now_ns() - start;

    bench_row("SHA-256 of 200,000 entries of 300 bytes", ours, "the same bytes at once", whole);
    arena_free(&a);
    return 0;
}

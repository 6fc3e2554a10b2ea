/* arena.c - floor 0: chunks of doubling size, freed together. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#define LIBRARY_ADAPTER
#include "base/arena.h"

#include <sys/mman.h>

struct ArenaChunk {
    ArenaChunk *before;
    ArenaChunk *spare; /* given back by a rewind to this chunk: a loop at its end would get and free one each time round */
    ptrdiff_t size;
    char *used;   /* everything from here on is zero, and perhaps not even in memory yet */
};

enum { ALIGN = 16, FIRST = 16 * 1024, LARGEST = 8 * 1024 * 1024, PAGE = 4096, LONG = 4 * 1024 * 1024,
       SHORT = 512 * 1024 };

_Noreturn void assert_failed(const char *cond, const char *file, int line)
{
    fprintf(stderr, "ciclo: %s:%d: invariante non rispettato: %s\n", file, line, cond);
    abort();
}

static ptrdiff_t header_size(void)
{
    return ((ptrdiff_t)sizeof(ArenaChunk) + ALIGN - 1) & ~(ptrdiff_t)(ALIGN - 1);
}

/* A long chunk is asked for in long pages: thousands of small ones cost more to bring in than the rules to compute. Only
 * advice: where the system does not follow it, nothing changes. */
static void prefer_long_pages(void *p, ptrdiff_t size)
{
#ifdef MADV_HUGEPAGE
    uintptr_t from = ((uintptr_t)p + PAGE - 1) & ~(uintptr_t)(PAGE - 1), to = ((uintptr_t)p + (uintptr_t)size) & ~(uintptr_t)(PAGE - 1);
    if (size >= LONG) (void)madvise((void *)from, to - from, MADV_HUGEPAGE);
#else
    (void)p, (void)size;
#endif
}

static void add_chunk(Arena *a, ptrdiff_t n)
{
    ArenaChunk *spare = a->last ? a->last->spare : NULL;
    if (spare && spare->size >= n + header_size()) {
        a->last->spare = NULL;
        a->last = spare;
        a->at = (char *)spare + header_size();
        a->end = (char *)spare + spare->size;
        return;
    }
    ptrdiff_t size = a->last ? a->last->size * 2 : FIRST;
    if (size > LARGEST) size = LARGEST;
    if (size < n + header_size()) size = n + header_size();
    /* a short one is cleared piece by piece as it is handed out, and stays in the processor's cache */
    bool cleared = size > SHORT;
    ArenaChunk *c = cleared ? calloc(1, (size_t)size) : malloc((size_t)size);
    ASSERT(c != NULL);
    prefer_long_pages(c, size);
    c->before = a->last;
    c->spare = NULL;
    c->size = size;
    a->last = c;
    a->at = (char *)c + header_size();
    a->end = (char *)c + size;
    c->used = cleared ? a->at : a->end;
}

void *arena_alloc(Arena *a, ptrdiff_t n)
{
    ASSERT(n >= 0 && n < PTRDIFF_MAX / 4);
    n = (n + ALIGN - 1) & ~(ptrdiff_t)(ALIGN - 1);
    if (!a->at || n > a->end - a->at) add_chunk(a, n);
    char *p = a->at;
    a->at += n;
    ArenaChunk *c = a->last;
    if (p < c->used) memset(p, 0, (size_t)((a->at < c->used ? a->at : c->used) - p)); /* only what was used before */
    if (a->at > c->used) c->used = a->at;
    return p;
}

void *arena_alloc_n(Arena *a, ptrdiff_t size, ptrdiff_t n)
{
    ASSERT(n >= 0 && size > 0 && n <= PTRDIFF_MAX / 8 / size);
    return arena_alloc(a, size * n);
}

void *arena_grow(Arena *a, void *items, ptrdiff_t size, ptrdiff_t n, ptrdiff_t *cap)
{
    *cap = *cap ? *cap * 2 : 8;
    void *bigger = arena_alloc_n(a, size, *cap);
    if (n) memcpy(bigger, items, (size_t)(n * size));
    return bigger;
}

ArenaMark arena_mark(const Arena *a) { return (ArenaMark){a->last, a->at, a->end}; }

static void drop(ArenaChunk *c)
{
    if (c) free(c->spare);
    free(c);
}

void arena_rewind(Arena *a, ArenaMark m)
{
    ArenaChunk *given_back = NULL; /* the one right after the mark's */
    while (a->last != m.last) {
        ArenaChunk *c = a->last;
        ASSERT(c != NULL);
        a->last = c->before;
        drop(given_back);
        given_back = c;
    }
    if (given_back && m.last && given_back->size <= LARGEST) {
        drop(m.last->spare);
        free(given_back->spare); /* a spare has none itself */
        given_back->spare = NULL;
        m.last->spare = given_back;
    } else {
        drop(given_back);
    }
    a->at = m.at;
    a->end = m.end;
}

void arena_free(Arena *a) { arena_rewind(a, (ArenaMark){0}); }

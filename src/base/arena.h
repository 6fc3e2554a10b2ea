/* arena.h - floor 0: memory that is given back all at once. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_ARENA_H
#define CICLO_ARENA_H

#include "base/base.h"

typedef struct ArenaChunk ArenaChunk;

/* Zero-initialised = empty and ready. Grows without limit; when the machine has no more memory the process ends. */
typedef struct Arena {
    ArenaChunk *last;
    char *at, *end;
} Arena;

/* n >= 0 bytes set to zero, aligned for any type; never NULL. */
void *arena_alloc(Arena *a, ptrdiff_t n) __attribute__((__malloc__, returns_nonnull));

/* Gives everything back; the arena is empty and usable again. */
void arena_free(Arena *a);

/* A mark, and the way back to it: everything allocated since is given back. */
typedef struct ArenaMark { ArenaChunk *last; char *at, *end; } ArenaMark;
ArenaMark arena_mark(const Arena *a);
void arena_rewind(Arena *a, ArenaMark m);

#define NEW(a, T) ((T *)arena_alloc((a), (ptrdiff_t)sizeof(T)))
#define NEW_N(a, T, n) ((T *)arena_alloc_n((a), (ptrdiff_t)sizeof(T), (n)))
void *arena_alloc_n(Arena *a, ptrdiff_t size, ptrdiff_t n) __attribute__((__malloc__, returns_nonnull));

/* Growing list: struct { T *items; ptrdiff_t n, cap; }. PUSH evaluates to a pointer to a new, zeroed item. */
#define LIST(T) struct { T *items; ptrdiff_t n, cap; }
#define PUSH(a, l) \
    ((l)->n == (l)->cap \
         ? (void)((l)->items = arena_grow((a), (l)->items, (ptrdiff_t)sizeof(*(l)->items), (l)->n, &(l)->cap)) \
         : (void)0, \
     &(l)->items[(l)->n++])
void *arena_grow(Arena *a, void *items, ptrdiff_t size, ptrdiff_t n, ptrdiff_t *cap);

#endif

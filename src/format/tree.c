/* tree.c - floor 1: finding values in a tree, by key and by JSON pointer. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "format/tree.h"

Tree *tree_get(const Tree *map, Str key)
{
    if (!map || map->kind != TREE_MAP) return NULL;
    for (ptrdiff_t i = 0; i < map->n; i++)
        if (str_eq(map->keys[i], key)) return &map->items[i];
    return NULL;
}

typedef struct Sorted {
    Str key;
    ptrdiff_t index;
} Sorted;

static int by_key_then_index(const void *pa, const void *pb)
{
    const Sorted *a = pa, *b = pb;
    int c = str_cmp(a->key, b->key);
    return c ? c : (a->index > b->index) - (a->index < b->index);
}

ptrdiff_t tree_mark_repeated(Tree *map)
{
    enum { FEW = 16 };
    ptrdiff_t found = 0;
    if (map->n <= FEW) {
        for (ptrdiff_t i = 1; i < map->n; i++)
            for (ptrdiff_t j = 0; j < i && !map->items[i].repeated; j++)
                if (str_eq(map->keys[i], map->keys[j])) map->items[i].repeated = true, found++;
        return found;
    }
    /* Sorted rather than hashed: nobody can choose keys that make this slow. */
    Arena scratch = {0};
    Sorted *v = NEW_N(&scratch, Sorted, map->n);
    for (ptrdiff_t i = 0; i < map->n; i++) v[i] = (Sorted){map->keys[i], i};
    qsort(v, (size_t)map->n, sizeof *v, by_key_then_index);
    for (ptrdiff_t i = 1; i < map->n; i++)
        if (str_eq(v[i - 1].key, v[i].key)) map->items[v[i].index].repeated = true, found++;
    arena_free(&scratch);
    return found;
}

Str tree_pointer(Arena *a, Str base, Str key)
{
    Buf b = buf_new(a);
    buf_put(&b, base);
    buf_char(&b, '/');
    for (ptrdiff_t i = 0; i < key.n; i++) {
        if (key.p[i] == '~') buf_put(&b, S("~0"));
        else if (key.p[i] == '/') buf_put(&b, S("~1"));
        else buf_char(&b, key.p[i]);
    }
    return buf_str(&b);
}

Str tree_pointer_n(Arena *a, Str base, ptrdiff_t index)
{
    Buf b = buf_new(a);
    buf_put(&b, base); /* not by format: a key may hold NUL */
    buf_fmt(&b, "/%td", index);
    return buf_str(&b);
}

/* Does the escaped token of a pointer name this key? */
static bool token_is(Str token, Str key)
{
    ptrdiff_t k = 0;
    for (ptrdiff_t i = 0; i < token.n; i++, k++) {
        char c = token.p[i];
        if (c == '~') {
            if (++i == token.n || (token.p[i] != '0' && token.p[i] != '1')) return false;
            c = token.p[i] == '0' ? '~' : '/';
        }
        if (k == key.n || key.p[k] != c) return false;
    }
    return k == key.n;
}

/* The index that a token of a pointer is, or -1: digits without a leading zero. */
static ptrdiff_t token_index(Str token)
{
    ptrdiff_t v = 0;
    if (!token.n || token.n > 18 || (token.p[0] == '0' && token.n > 1)) return -1;
    for (ptrdiff_t i = 0; i < token.n; i++) {
        if (token.p[i] < '0' || token.p[i] > '9') return -1;
        v = v * 10 + (token.p[i] - '0');
    }
    return v;
}

static const Tree *child(const Tree *t, Str token)
{
    if (t->kind == TREE_LIST) {
        ptrdiff_t i = token_index(token);
        return i >= 0 && i < t->n ? &t->items[i] : NULL;
    }
    if (t->kind == TREE_MAP)
        for (ptrdiff_t i = 0; i < t->n; i++)
            if (token_is(token, t->keys[i])) return &t->items[i];
    return NULL;
}

const Tree *tree_at(const Tree *root, Str pointer)
{
    const Tree *t = root;
    while (t && pointer.n) {
        if (pointer.p[0] != '/') return NULL;
        Str rest = str_sub(pointer, 1, pointer.n);
        ptrdiff_t end = str_find(rest, '/');
        if (end < 0) end = rest.n;
        t = child(t, str_sub(rest, 0, end));
        pointer = str_sub(rest, end, rest.n);
    }
    return t;
}

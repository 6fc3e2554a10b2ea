/* tree.h - floor 1: what JSON and YAML texts are read into: a tree that remembers where everything stood. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_TREE_H
#define CICLO_TREE_H

#include "base/err.h"

typedef enum TreeKind { TREE_NULL, TREE_BOOL, TREE_INT, TREE_REAL, TREE_TEXT, TREE_LIST, TREE_MAP } TreeKind;

typedef struct Tree Tree;
struct Tree {
    TreeKind kind;
    Str text;           /* TEXT: its value; INT, REAL: the number as written; BOOL: "true" or "false" */
    Tree *items;        /* LIST: its items; MAP: the values */
    Str *keys;          /* MAP: the keys, in the order of the file; repeated keys are all here */
    ptrdiff_t n;        /* items of a LIST or MAP */
    int64_t at;         /* place of its first byte: byte offset; grows along the file */
    int line, column;   /* the same place for people, from 1; the column in bytes */
    bool repeated;      /* as a value of a MAP: the same key stood earlier in it */
};

/* The first value of that key, or NULL (also when map is NULL or no MAP). */
Tree *tree_get(const Tree *map, Str key);

/* Sets repeated on every value of a map whose key stood earlier in it; returns how many. The readers have done it. */
ptrdiff_t tree_mark_repeated(Tree *map);

/* RFC 6901 pointer below base ("" is the root): base + "/" + key with ~ and / escaped. */
Str tree_pointer(Arena *a, Str base, Str key);
Str tree_pointer_n(Arena *a, Str base, ptrdiff_t index);
/* The value a pointer names, or NULL. */
const Tree *tree_at(const Tree *root, Str pointer);

#endif

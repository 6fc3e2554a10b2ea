/* fuzz_yaml.c - any bytes as YAML: defects have places; what is read can go through JSON and come back. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "fuzz.h"

#include "format/json.h"
#include "format/yaml.h"

static bool same(const Tree *a, const Tree *b)
{
    if (a->kind != b->kind || a->n != b->n || !str_eq(a->text, b->text)) return false;
    for (ptrdiff_t i = 0; i < a->n; i++)
        if ((a->kind == TREE_MAP && !str_eq(a->keys[i], b->keys[i])) || !same(&a->items[i], &b->items[i])) return false;
    return true;
}

static void check_tree(Str text, const Tree *t)
{
    ASSERT(t->kind == TREE_TEXT || t->kind == TREE_LIST || t->kind == TREE_MAP);
    ASSERT(!t->repeated && t->line >= 1 && t->column >= 1 && t->at >= 0 && t->at <= text.n);
    ptrdiff_t line_start = t->at - (t->column - 1);
    ASSERT(line_start == 0 ? t->line == 1 : line_start > 0 && text.p[line_start - 1] == '\n');
    ASSERT(utf8_invalid_at(t->text) < 0);
    int64_t before = t->at;
    for (ptrdiff_t i = 0; i < t->n; i++) {
        ASSERT(t->items[i].at >= before);
        before = t->items[i].at;
        check_tree(text, &t->items[i]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Str text = {(const char *)data, (ptrdiff_t)size};
    Arena a = {0};
    Difetti d = {.a = &a};
    Tree t, again;
    JsonError error;
    Err e = yaml_read(text, S("f"), &a, &t, &d);
    ASSERT((e == OK) == (d.lista.n == 0));
    for (ptrdiff_t i = 0; i < d.lista.n; i++) {
        Difetto x = d.lista.items[i];
        ASSERT(x.ordine >= 0 && x.ordine <= text.n && str_starts(x.dove, S("f:")));
        ASSERT(x.cosa.n && utf8_invalid_at(x.cosa) < 0 && str_find(x.cosa, '\n') < 0);
    }
    if (e == OK) {
        check_tree(text, &t);
        Json *j = json_new(&a, true);
        json_tree(j, &t);
        ASSERT(json_read(json_done(j), &a, &again, &error) == OK && same(&t, &again));
    }
    arena_free(&a);
    return 0;
}

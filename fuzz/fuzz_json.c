/* fuzz_json.c - any bytes as JSON: what is read can be written and read again; what is refused is refused at the first
 * byte that cannot continue it. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "fuzz.h"

#include "format/json.h"

static bool same(const Tree *a, const Tree *b)
{
    if (a->kind != b->kind || a->n != b->n || a->repeated != b->repeated || !str_eq(a->text, b->text)) return false;
    for (ptrdiff_t i = 0; i < a->n; i++)
        if ((a->kind == TREE_MAP && !str_eq(a->keys[i], b->keys[i])) || !same(&a->items[i], &b->items[i])) return false;
    return true;
}

/* Every value begins where it says; places grow; pointers find what they name. */
static void check_places(Str text, const Tree *root, const Tree *t, Str pointer, Arena *a, int64_t *before)
{
    static const char *const begin[] = {"n", "tf", "-0123456789", "-0123456789", "\"", "[", "{"};
    ASSERT(t->at > *before && t->at < text.n && text.p[t->at] && strchr(begin[t->kind], text.p[t->at]));
    ptrdiff_t line_start = t->at - (t->column - 1);
    ASSERT(t->column >= 1 && line_start >= 0 && (line_start == 0 || text.p[line_start - 1] == '\n'));
    ASSERT((t->line == 1) == (line_start == 0));
    *before = t->at;
    bool follow = text.n < 300;
    if (follow && !t->repeated) ASSERT(tree_at(root, pointer) == t || str_find(pointer, '!') >= 0);
    for (ptrdiff_t i = 0; i < t->n; i++) {
        Str p = S("");
        if (follow) {
            p = t->kind == TREE_MAP ? tree_pointer(a, pointer, t->keys[i]) : tree_pointer_n(a, pointer, i);
            if (t->items[i].repeated) p = S("!"); /* below a repeated key pointers name the first one */
            if (str_find(pointer, '!') == 0) p = pointer;
        }
        check_places(text, root, &t->items[i], p, a, before);
    }
}

static Str written(Arena *a, const Tree *t, bool spaced)
{
    Json *j = json_new(a, spaced);
    json_tree(j, t);
    return json_done(j);
}

static void check_read(Str text, const Tree *t, Arena *a)
{
    int64_t before = -1;
    check_places(text, t, t, S(""), a, &before);
    for (int spaced = 0; spaced < 2; spaced++) {
        Tree again;
        JsonError error;
        Str out = written(a, t, spaced);
        ASSERT(utf8_invalid_at(out) < 0);
        ASSERT(json_read(out, a, &again, &error) == OK && same(t, &again));
        ASSERT(str_eq(json_canonical(a, t), json_canonical(a, &again)));
    }
    Tree again;
    JsonError error;
    Str canonical = json_canonical(a, t);
    ASSERT(json_read(canonical, a, &again, &error) == OK);
    ASSERT(str_eq(json_canonical(a, &again), canonical) && str_eq(written(a, &again, false), canonical));
}

static ptrdiff_t offset(Str text, JsonError e)
{
    ptrdiff_t at = 0;
    for (int line = 1; line < e.line; line++) {
        ptrdiff_t end = str_find(str_sub(text, at, text.n), '\n');
        ASSERT(end >= 0);
        at += end + 1;
    }
    ASSERT(e.column >= 1 && e.column - 1 <= text.n - at);
    return at + e.column - 1;
}

/* What stands before the refused byte is a text or the beginning of one, and some other byte could have followed it. */
static void check_refused(Str text, JsonError error, Arena *a)
{
    ASSERT(error.what.n > 0 && utf8_invalid_at(error.what) < 0);
    ptrdiff_t at = offset(text, error);
    Str prefix = str_sub(text, 0, at);
    Tree t;
    JsonError e;
    if (at < text.n) ASSERT(json_read(prefix, a, &t, &e) == OK || offset(prefix, e) == prefix.n);
    if (at >= 300) return;
    char *longer = arena_alloc(a, at + 1);
    if (at) memcpy(longer, prefix.p, (size_t)at);
    int could = 0;
    for (int c = 0; c < 256 && !could; c++) {
        longer[at] = (char)c;
        Str l = {longer, at + 1};
        could = json_read(l, a, &t, &e) == OK || offset(l, e) > at;
    }
    ASSERT(could);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Str text = {(const char *)data, (ptrdiff_t)size};
    Arena a = {0};
    Tree t;
    JsonError error;
    if (json_read(text, &a, &t, &error) == OK) check_read(text, &t, &a);
    else check_refused(text, error, &a);
    arena_free(&a);
    return 0;
}

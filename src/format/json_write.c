/* json_write.c - floor 1: JSON out, laid out for people or in the canonical form of RFC 8785. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "format/json.h"

#include <inttypes.h>

/* Not yajl's generator: it stops at 128 levels where the reader takes 200, writes hexadecimal digits of escapes in
 * upper case where RFC 8785 wants lower case, and lays empty containers out over several lines. */

typedef struct Level {
    bool map;
    bool key;        /* a key was written, its value comes next */
    ptrdiff_t n;     /* items so far */
} Level;

struct Json {
    Buf text;
    bool spaced;
    bool done;       /* the one value of the text is there */
    LIST(Level) open;
};

/* The one place where a string is written: quotes and backslashes escaped, control characters as \n or \u001f, all else
 * as it is. Bytes that are not UTF-8 cannot be in a Str; where they are all the same, U+FFFD stands for each. */
static void put_string(Buf *b, Str s)
{
    static const char letters[] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r'};
    buf_char(b, '"');
    ptrdiff_t bad = utf8_invalid_at(s);
    ptrdiff_t from = 0;
    for (ptrdiff_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0x20 && c != '"' && c != '\\' && i != bad) continue;
        buf_put(b, str_sub(s, from, i));
        from = i + 1;
        if (i == bad) {
            buf_utf8(b, 0xfffd);
            ptrdiff_t next = utf8_invalid_at(str_sub(s, from, s.n));
            bad = next < 0 ? -1 : from + next;
        } else if (c == '"' || c == '\\') {
            buf_char(b, '\\');
            buf_char(b, (char)c);
        } else if (c < COUNT_OF(letters) && letters[c]) {
            buf_char(b, '\\');
            buf_char(b, letters[c]);
        } else {
            buf_fmt(b, "\\u%04x", c);
        }
    }
    buf_put(b, str_sub(s, from, s.n));
    buf_char(b, '"');
}

static void new_line(Json *j)
{
    if (!j->spaced) return;
    buf_char(&j->text, '\n');
    for (ptrdiff_t i = 0; i < j->open.n; i++) buf_put(&j->text, S("  "));
}

static Level *level(Json *j) { return j->open.n ? &j->open.items[j->open.n - 1] : NULL; }

/* What stands before a value: the comma and the line end of a list; in a map its key has written them. */
static void before_value(Json *j)
{
    Level *l = level(j);
    ASSERT(l ? l->map == l->key : !j->done);
    if (!l) {
        j->done = true;
    } else if (l->map) {
        l->key = false;
    } else {
        if (l->n++) buf_char(&j->text, ',');
        new_line(j);
    }
}

static void open(Json *j, bool map)
{
    before_value(j);
    buf_char(&j->text, map ? '{' : '[');
    *PUSH(j->text.a, &j->open) = (Level){.map = map};
}

static void close(Json *j, bool map)
{
    Level *l = level(j);
    ASSERT(l && l->map == map && !l->key);
    bool empty = l->n == 0;
    j->open.n--;
    if (!empty) new_line(j);
    buf_char(&j->text, map ? '}' : ']');
}

static void put_raw(Json *j, Str raw)
{
    before_value(j);
    buf_put(&j->text, raw);
}

Json *json_new(Arena *a, bool spaced)
{
    Json *j = NEW(a, Json);
    j->text = buf_new(a);
    j->spaced = spaced;
    return j;
}

void json_open_map(Json *j) { open(j, true); }
void json_close_map(Json *j) { close(j, true); }
void json_open_list(Json *j) { open(j, false); }
void json_close_list(Json *j) { close(j, false); }

void json_key(Json *j, Str key)
{
    Level *l = level(j);
    ASSERT(l && l->map && !l->key);
    if (l->n++) buf_char(&j->text, ',');
    l->key = true;
    new_line(j);
    put_string(&j->text, key);
    buf_put(&j->text, j->spaced ? S(": ") : S(":"));
}

void json_text(Json *j, Str text)
{
    before_value(j);
    put_string(&j->text, text);
}

void json_int(Json *j, int64_t i)
{
    before_value(j);
    buf_fmt(&j->text, "%" PRId64, i);
}

void json_bool(Json *j, bool b) { put_raw(j, b ? S("true") : S("false")); }
void json_null(Json *j) { put_raw(j, S("null")); }

void json_tree(Json *j, const Tree *t)
{
    switch (t->kind) {
    case TREE_NULL: json_null(j); return;
    case TREE_BOOL:
    case TREE_INT:
    case TREE_REAL: put_raw(j, t->text); return;
    case TREE_TEXT: json_text(j, t->text); return;
    case TREE_LIST:
        json_open_list(j);
        for (ptrdiff_t i = 0; i < t->n; i++) json_tree(j, &t->items[i]);
        json_close_list(j);
        return;
    case TREE_MAP:
        json_open_map(j);
        for (ptrdiff_t i = 0; i < t->n; i++) {
            json_key(j, t->keys[i]);
            json_tree(j, &t->items[i]);
        }
        json_close_map(j);
        return;
    }
}

Str json_done(Json *j)
{
    ASSERT(j->done && !j->open.n);
    return buf_str(&j->text);
}

typedef struct Member {
    Str key;
    const Tree *value;
} Member;

/* UTF-16 sorts as UTF-8 does, except that its surrogates (U+10000 and beyond, F0..F4 here) come before U+E000..U+FFFF
 * (EE, EF here). */
static int utf16_rank(char c)
{
    int byte = (unsigned char)c;
    return byte == 0xee || byte == 0xef ? byte + 0x10 : byte;
}

static int by_utf16(const void *pa, const void *pb)
{
    const Member *a = pa, *b = pb;
    ptrdiff_t i = 0, n = a->key.n < b->key.n ? a->key.n : b->key.n;
    while (i < n && a->key.p[i] == b->key.p[i]) i++;
    if (i < n) return utf16_rank(a->key.p[i]) - utf16_rank(b->key.p[i]);
    if (a->key.n != b->key.n) return a->key.n < b->key.n ? -1 : 1;
    return (a->value > b->value) - (a->value < b->value); /* repeated keys: in the order of the file */
}

static void canonical(Buf *b, Arena *scratch, const Tree *t)
{
    switch (t->kind) {
    case TREE_NULL: buf_put(b, S("null")); return;
    case TREE_BOOL: buf_put(b, t->text); return;
    case TREE_INT:
    case TREE_REAL:
    case TREE_TEXT: put_string(b, t->text); return;
    case TREE_LIST:
        buf_char(b, '[');
        for (ptrdiff_t i = 0; i < t->n; i++) {
            if (i) buf_char(b, ',');
            canonical(b, scratch, &t->items[i]);
        }
        buf_char(b, ']');
        return;
    case TREE_MAP: break;
    }
    if (!t->n) {
        buf_put(b, S("{}"));
        return;
    }
    ArenaMark mark = arena_mark(scratch);
    Member *v = NEW_N(scratch, Member, t->n);
    for (ptrdiff_t i = 0; i < t->n; i++) v[i] = (Member){t->keys[i], &t->items[i]};
    qsort(v, (size_t)t->n, sizeof *v, by_utf16);
    buf_char(b, '{');
    for (ptrdiff_t i = 0; i < t->n; i++) {
        if (i) buf_char(b, ',');
        put_string(b, v[i].key);
        buf_char(b, ':');
        canonical(b, scratch, v[i].value);
    }
    buf_char(b, '}');
    arena_rewind(scratch, mark);
}

Str json_canonical(Arena *a, const Tree *t)
{
    Arena scratch = {0};
    Buf b = buf_new(a);
    canonical(&b, &scratch, t);
    arena_free(&scratch);
    return buf_str(&b);
}

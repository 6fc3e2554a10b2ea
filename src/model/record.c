/* record.c - floor 2: whole records: their key, their canonical JSON, tables of them in memory. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "model/entita.h"

void *record_new(Arena *a, const EntitaInfo *e)
{
    void *r = arena_alloc(a, e->size);
    for (int i = 0; i < e->n_campi; i++) campo_clear(&e->campi[i], r);
    return r;
}

static bool plain(Str s)
{
    return str_find(s, '/') < 0 && str_find(s, '%') < 0;
}

static void put_part(Buf *b, Str s)
{
    if (plain(s)) {
        buf_put(b, s);
        return;
    }
    for (ptrdiff_t i = 0; i < s.n; i++) {
        if (s.p[i] == '/') buf_put(b, S("%2F"));
        else if (s.p[i] == '%') buf_put(b, S("%25"));
        else buf_char(b, s.p[i]);
    }
}

Str record_key(Arena *a, const EntitaInfo *e, const void *record)
{
    Str first = campo_text(a, &e->campi[0], record);
    if (e->n_chiave == 1 && plain(first)) return first;
    Buf b = buf_new(a);
    put_part(&b, first);
    for (int i = 1; i < e->n_chiave; i++) {
        if (e->campi[i].regola == CAMPO_CHIAVE_FACOLTATIVA && campo_absent(&e->campi[i], record)) break;
        buf_char(&b, '/');
        put_part(&b, campo_text(a, &e->campi[i], record));
    }
    return buf_str(&b);
}

bool key_split(Arena *a, Str key, Str *parts, int n)
{
    int k = 0;
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i <= key.n; i++) {
        if (i == key.n || key.p[i] == '/') {
            if (k == n) return false;
            parts[k++] = str_dup(a, buf_str(&b));
            b = buf_new(a);
        } else if (key.p[i] != '%') {
            buf_char(&b, key.p[i]);
        } else {
            Str code = i + 2 < key.n ? str_sub(key, i + 1, i + 3) : S("");
            if (!str_eq(code, S("25")) && !str_eq(code, S("2F"))) return false;
            buf_char(&b, str_eq(code, S("25")) ? '%' : '/');
            i += 2;
        }
    }
    return k == n;
}

bool record_key_split(Arena *a, const EntitaInfo *e, Str key, Str *parts)
{
    if (key_split(a, key, parts, e->n_chiave)) return true;
    parts[e->n_chiave - 1] = S("");
    return e->campi[e->n_chiave - 1].regola == CAMPO_CHIAVE_FACOLTATIVA && key_split(a, key, parts, e->n_chiave - 1);
}

static bool needs_escape(char c) { return c == '"' || c == '\\' || (unsigned char)c < 0x20; }

static void put_json_text(Buf *b, Str s)
{
    buf_char(b, '"');
    ptrdiff_t from = 0;
    for (ptrdiff_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!needs_escape(c)) continue;
        buf_put(b, str_sub(s, from, i));
        from = i + 1;
        if (c == '"' || c == '\\') {
            buf_char(b, '\\');
            buf_char(b, c);
        } else if (c == '\n') {
            buf_put(b, S("\\n"));
        } else if (c == '\t') {
            buf_put(b, S("\\t"));
        } else {
            buf_fmt(b, "\\u%04x", (unsigned)(unsigned char)c);
        }
    }
    buf_put(b, str_sub(s, from, s.n));
    buf_char(b, '"');
}

Str record_json(Arena *a, const EntitaInfo *e, const void *record)
{
    Buf b = buf_new(a);
    buf_char(&b, '{');
    for (int i = 0; i < e->n_campi; i++) {
        const CampoInfo *c = &e->campi[i];
        if (campo_absent(c, record)) continue;
        if (b.n > 1) buf_char(&b, ',');
        put_json_text(&b, str_of(c->nome));
        buf_char(&b, ':');
        Str text = campo_text(a, c, record);
        if (c->tipo == CAMPO_INTERO) buf_put(&b, text);
        else put_json_text(&b, text);
    }
    buf_char(&b, '}');
    return buf_str(&b);
}

/* -- tables in memory */
void *tabella_at(const Tabella *t, ptrdiff_t i)
{
    ASSERT(i >= 0 && i < t->n);
    return (char *)t->items + i * t->e->size;
}

/* str_cmp of record_key and key, part by part: a search looks at a dozen keys and needs none of them whole. */
static int key_cmp(Arena *scratch, const EntitaInfo *e, const void *record, Str key)
{
    Str rest = key;
    for (int i = 0; i < e->n_chiave; i++) {
        if (e->campi[i].regola == CAMPO_CHIAVE_FACOLTATIVA && campo_absent(&e->campi[i], record)) break;
        Str part = campo_text(scratch, &e->campi[i], record);
        if (!plain(part)) return str_cmp(record_key(scratch, e, record), key);
        if (i && !rest.n) return 1;
        if (i && rest.p[0] != '/') return '/' < (unsigned char)rest.p[0] ? -1 : 1;
        if (i) rest = str_sub(rest, 1, rest.n);
        int c = str_cmp(part, str_sub(rest, 0, part.n < rest.n ? part.n : rest.n));
        if (c) return c;
        rest = str_sub(rest, part.n, rest.n);
    }
    return rest.n ? -1 : 0;
}

/* The first record whose key is >= key. */
static ptrdiff_t lower_bound(Arena *scratch, const Tabella *t, Str key)
{
    ptrdiff_t low = 0, high = t->n;
    while (low < high) {
        ArenaMark m = arena_mark(scratch);
        ptrdiff_t mid = low + (high - low) / 2;
        if (key_cmp(scratch, t->e, tabella_at(t, mid), key) < 0) low = mid + 1;
        else high = mid;
        arena_rewind(scratch, m);
    }
    return low;
}

void *tabella_find(Arena *scratch, const Tabella *t, Str key)
{
    ptrdiff_t i = lower_bound(scratch, t, key);
    if (i == t->n) return NULL;
    ArenaMark m = arena_mark(scratch);
    bool same = key_cmp(scratch, t->e, tabella_at(t, i), key) == 0;
    arena_rewind(scratch, m);
    return same ? tabella_at(t, i) : NULL;
}

/* Merge sort of indexes by their keys. */
static void sort_keys(const Str *keys, ptrdiff_t *v, ptrdiff_t *tmp, ptrdiff_t n)
{
    if (n < 2) return;
    ptrdiff_t h = n / 2, i = 0, j = h, k = 0;
    sort_keys(keys, v, tmp, h);
    sort_keys(keys, v + h, tmp, n - h);
    if (str_cmp(keys[v[h - 1]], keys[v[h]]) <= 0) return;
    while (i < h || j < n) tmp[k++] = j == n || (i < h && str_cmp(keys[v[i]], keys[v[j]]) <= 0) ? v[i++] : v[j++];
    memcpy(v, tmp, (size_t)n * sizeof *v);
}

ptrdiff_t tabella_sort(Arena *a, Tabella *t)
{
    Arena scratch = {0};
    Str *keys = NEW_N(&scratch, Str, t->n + 1);
    ptrdiff_t *order = NEW_N(&scratch, ptrdiff_t, t->n + 1), *tmp = NEW_N(&scratch, ptrdiff_t, t->n + 1), twice = -1;
    for (ptrdiff_t i = 0; i < t->n; i++) keys[order[i] = i] = record_key(&scratch, t->e, tabella_at(t, i));
    sort_keys(keys, order, tmp, t->n);
    bool moved = false;
    for (ptrdiff_t i = 0; i < t->n; i++) {
        moved = moved || order[i] != i;
        if (twice < 0 && i && str_eq(keys[order[i - 1]], keys[order[i]])) twice = i;
    }
    if (moved) {
        char *items = arena_alloc_n(a, t->e->size, t->n);
        for (ptrdiff_t i = 0; i < t->n; i++)
            memcpy(items + i * t->e->size, tabella_at(t, order[i]), (size_t)t->e->size);
        t->items = items;
    }
    arena_free(&scratch);
    return twice;
}

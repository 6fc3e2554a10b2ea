/* yaml_edit.c - floor 1: a YAML text changed in one place. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "format/yaml_edit.h"

#include "format/json.h"
#include "format/yaml.h"

static bool read(Str text, Arena *a, Tree *out)
{
    Difetti d = {.a = a};
    return !yaml_read(text, S("testo"), a, out, &d);
}

static Tree *clone(const Tree *t, Arena *a)
{
    Tree *c = NEW(a, Tree);
    *c = *t;
    if (!t->n) return c;
    c->items = NEW_N(a, Tree, t->n + 1);
    c->keys = t->keys ? NEW_N(a, Str, t->n + 1) : NULL;
    for (ptrdiff_t i = 0; i < t->n; i++) {
        c->items[i] = *clone(&t->items[i], a);
        if (t->keys) c->keys[i] = t->keys[i];
    }
    return c;
}

/* What must come out is told apart from how it is written: the text is believed only when it reads as that. */
static bool says(Str text, const Tree *wanted, Arena *a)
{
    Tree t;
    return read(text, a, &t) && str_eq(json_canonical(a, &t), json_canonical(a, wanted));
}

/* -- the place */
typedef struct Place { const Tree *node, *parent; ptrdiff_t index; bool flow; Str parent_pointer; } Place;

static Str unescape(Str part, Arena *a)
{
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i < part.n; i++) {
        bool escaped = part.p[i] == '~' && i + 1 < part.n && (part.p[i + 1] == '0' || part.p[i + 1] == '1');
        buf_char(&b, escaped ? (part.p[i + 1] == '0' ? '~' : '/') : part.p[i]);
        i += escaped;
    }
    return buf_str(&b);
}

static ptrdiff_t index_of(const Tree *t, Str key)
{
    if (t->kind == TREE_MAP) {
        for (ptrdiff_t i = 0; i < t->n; i++)
            if (str_eq(t->keys[i], key)) return i;
        return -1;
    }
    if (t->kind != TREE_LIST || !key.n || key.n > 9) return -1;
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < key.n; i++) {
        if (key.p[i] < '0' || key.p[i] > '9') return -1;
        n = n * 10 + (key.p[i] - '0');
    }
    return n < t->n ? n : -1;
}

static bool find(Str text, const Tree *root, Str pointer, Arena *a, Place *out)
{
    *out = (Place){.node = root, .index = -1};
    while (pointer.n) {
        if (pointer.p[0] != '/') return false;
        Str rest = str_sub(pointer, 1, pointer.n);
        ptrdiff_t end = str_find(rest, '/');
        Str key = unescape(end < 0 ? rest : str_sub(rest, 0, end), a);
        pointer = end < 0 ? S("") : str_sub(rest, end, rest.n);
        ptrdiff_t i = index_of(out->node, key);
        if (i < 0) return false;
        char c = out->node->at < text.n ? text.p[out->node->at] : 0;
        out->flow = out->flow || c == '{' || c == '[';
        out->parent = out->node;
        out->node = &out->node->items[i];
        out->index = i;
    }
    return true;
}

/* -- scalars */
/* Where the scalar that begins there ends; -1: it is written over several lines. */
static ptrdiff_t scalar_end(Str text, ptrdiff_t at, bool flow)
{
    ptrdiff_t i = at;
    if (at >= text.n) return -1;
    char q = text.p[at];
    if (q == '|' || q == '>') return -1;
    if (q == '"' || q == '\'') {
        for (i++; i < text.n && text.p[i] != '\n'; i++) {
            if (q == '"' && text.p[i] == '\\') i++;
            else if (text.p[i] == q && q == '\'' && i + 1 < text.n && text.p[i + 1] == q) i++;
            else if (text.p[i] == q) return i + 1;
        }
        return -1;
    }
    for (; i < text.n && text.p[i] != '\n'; i++) {
        char c = text.p[i], before = i > at ? text.p[i - 1] : 0;
        if (c == '#' && (before == ' ' || before == '\t')) break;
        if (flow && (c == ',' || c == ']' || c == '}')) break;
    }
    while (i > at && (text.p[i - 1] == ' ' || text.p[i - 1] == '\t' || text.p[i - 1] == '\r')) i--;
    return i;
}

/* May stand without quotes, also within { }. */
static bool plain(Str v)
{
    static const char first[] = "-?:,[]{}#&*!|>'\"%@` ", never[] = ",[]{}#\"\n\r\t\\";
    if (!v.n || strchr(first, v.p[0]) || v.p[v.n - 1] == ' ') return v.n > 1 && v.p[0] == '-' && v.p[1] >= '0' && v.p[1] <= '9' && v.p[v.n - 1] != ' ';
    for (ptrdiff_t i = 0; i < v.n; i++) {
        if (strchr(never, v.p[i])) return false;
        if (v.p[i] == ':' && (i + 1 == v.n || v.p[i + 1] == ' ')) return false;
    }
    return true;
}

static void put_scalar(Buf *b, Str v, bool quoted)
{
    if (!quoted && plain(v)) {
        buf_put(b, v);
        return;
    }
    buf_char(b, '"');
    for (ptrdiff_t i = 0; i < v.n; i++) {
        char c = v.p[i];
        if (c == '"' || c == '\\') buf_char(b, '\\'), buf_char(b, c);
        else if (c == '\n') buf_put(b, S("\\n"));
        else if (c == '\t') buf_put(b, S("\\t"));
        else if (c != '\r') buf_char(b, c);
    }
    buf_char(b, '"');
}

static Str joined(Arena *a, Str text, ptrdiff_t from, ptrdiff_t to, Str middle)
{
    Buf b = buf_new(a);
    buf_put(&b, str_sub(text, 0, from));
    buf_put(&b, middle);
    buf_put(&b, str_sub(text, to, text.n));
    return buf_str(&b);
}

/* -- whole lines */
static ptrdiff_t line_start(Str text, ptrdiff_t at)
{
    while (at > 0 && text.p[at - 1] != '\n') at--;
    return at;
}

static ptrdiff_t line_end(Str text, ptrdiff_t at)
{
    while (at < text.n && text.p[at] != '\n') at++;
    return at < text.n ? at + 1 : at;
}

static ptrdiff_t indent(Str text, ptrdiff_t start)
{
    ptrdiff_t i = start;
    while (i < text.n && text.p[i] == ' ') i++;
    return i - start;
}

/* The first line after the one at `start` that stands no deeper than it; blank lines and comments before that one are not
 * part of what stands there. */
static ptrdiff_t block_end(Str text, ptrdiff_t start)
{
    ptrdiff_t depth = indent(text, start), end = line_end(text, start), at = end;
    while (at < text.n) {
        ptrdiff_t in = indent(text, at);
        char c = at + in < text.n ? text.p[at + in] : '\n';
        bool empty = c == '\n' || c == '\r' || c == '#';
        if (!empty && in <= depth) break;
        at = line_end(text, at);
        if (!empty) end = at;
    }
    return end;
}

/* A text over several lines, folded or not, gives way to one line of that form; gives where the old one ends. */
static ptrdiff_t put_block(Str text, ptrdiff_t at, Str value, Buf *b)
{
    ptrdiff_t start = line_start(text, at), end = block_end(text, start), in = indent(text, start) + 2;
    if (str_find(value, '\n') >= 0 || !value.n) return -1;
    buf_put(b, S(">-\n"));
    for (ptrdiff_t i = 0; i < in; i++) buf_char(b, ' ');
    buf_put(b, value);
    return end > at && text.p[end - 1] == '\n' ? end - 1 : end;
}

bool yaml_put(Str testo, Str dove, Str valore, Arena *a, Str *out)
{
    Tree root;
    Place p;
    if (!read(testo, a, &root) || !find(testo, &root, dove, a, &p) || p.node->kind != TREE_TEXT) return false;
    char first = testo.p[p.node->at];
    Buf b = buf_new(a);
    bool block = first == '>' || first == '|';
    ptrdiff_t end = block ? put_block(testo, p.node->at, valore, &b) : scalar_end(testo, p.node->at, p.flow);
    if (end < 0) return false;
    if (!block) put_scalar(&b, valore, first == '"' || first == '\'');
    *out = joined(a, testo, p.node->at, end, buf_str(&b));
    Tree *want = clone(&root, a);
    Place w;
    if (!find(testo, want, dove, a, &w)) return false;
    ((Tree *)w.parent)->items[w.index].text = valore; /* the clone is ours */
    return says(*out, want, a);
}

/* The line that an entry begins on: of a list the one with its dash, of a map the one with its key. */
static bool own_line(Str text, const Place *p, ptrdiff_t *start)
{
    ptrdiff_t at = p->node->at;
    *start = line_start(text, at);
    ptrdiff_t in = indent(text, *start);
    if (p->parent->kind == TREE_LIST) return text.p[*start + in] == '-' && *start + in + 1 < at + 1;
    Str key = p->parent->keys[p->index];
    while (!str_starts(str_sub(text, *start + in, text.n), key)) { /* a block stands below its key */
        if (!*start || at - *start > 4096) return false;
        *start = line_start(text, *start - 1);
        in = indent(text, *start);
    }
    return true;
}

bool yaml_remove(Str testo, Str dove, Arena *a, Str *out)
{
    Tree root;
    Place p, w;
    ptrdiff_t start;
    if (!read(testo, a, &root) || !find(testo, &root, dove, a, &p) || !p.parent || p.flow || p.parent->n < 2) return false;
    if (!own_line(testo, &p, &start)) return false;
    *out = joined(a, testo, start, block_end(testo, start), S(""));
    Tree *want = clone(&root, a);
    if (!find(testo, want, dove, a, &w)) return false;
    Tree *t = (Tree *)w.parent;
    for (ptrdiff_t i = w.index; i + 1 < t->n; i++) {
        t->items[i] = t->items[i + 1];
        if (t->keys) t->keys[i] = t->keys[i + 1];
    }
    t->n--;
    return says(*out, want, a);
}

static void put_value(Buf *b, const Str *keys, const Str *values, ptrdiff_t n, Tree *want)
{
    Arena *a = b->a;
    *want = (Tree){.kind = TREE_MAP, .items = NEW_N(a, Tree, n + 1), .keys = NEW_N(a, Str, n + 1)};
    if (n == 1 && !keys[0].n) {
        put_scalar(b, values[0], false);
        *want = (Tree){.kind = TREE_TEXT, .text = values[0]};
        return;
    }
    buf_char(b, '{');
    for (ptrdiff_t i = 0; i < n; i++) {
        if (!values[i].n) continue;
        if (want->n) buf_put(b, S(", "));
        put_scalar(b, keys[i], false);
        buf_put(b, S(": "));
        put_scalar(b, values[i], false);
        want->keys[want->n] = keys[i];
        want->items[want->n++] = (Tree){.kind = TREE_TEXT, .text = values[i]};
    }
    buf_char(b, '}');
}

/* After the last entry of a block, in its column. */
static bool add(Str testo, Str where, Str prefix, const Str *keys, const Str *values, ptrdiff_t n, Str key, Arena *a, Str *out)
{
    Tree root, made;
    Place p, w;
    ptrdiff_t start;
    if (!read(testo, a, &root) || !find(testo, &root, where, a, &p) || !p.node->n || p.flow) return false;
    Place last = {.node = &p.node->items[p.node->n - 1], .parent = p.node, .index = p.node->n - 1};
    char c = testo.p[p.node->at];
    if (p.node->kind != (key.n ? TREE_MAP : TREE_LIST) || c == '{' || c == '[' || !own_line(testo, &last, &start)) return false;
    ptrdiff_t end = block_end(testo, start), in = indent(testo, start);
    Buf b = buf_new(a);
    if (end && testo.p[end - 1] != '\n') buf_char(&b, '\n');
    for (ptrdiff_t i = 0; i < in; i++) buf_char(&b, ' ');
    buf_put(&b, prefix);
    put_value(&b, keys, values, n, &made);
    buf_char(&b, '\n');
    *out = joined(a, testo, end, end, buf_str(&b));
    Tree *want = clone(&root, a);
    if (!find(testo, want, where, a, &w)) return false;
    Tree *t = (Tree *)w.node; /* clone() left room for one more */
    t->items[t->n] = made;
    if (t->keys) t->keys[t->n] = key;
    t->n++;
    return says(*out, want, a);
}

bool yaml_append(Str testo, Str lista, const Str *chiavi, const Str *valori, ptrdiff_t n, Arena *a, Str *out)
{
    return add(testo, lista, S("- "), chiavi, valori, n, S(""), a, out);
}

bool yaml_member(Str testo, Str mappa, Str chiave, const Str *chiavi, const Str *valori, ptrdiff_t n, Arena *a, Str *out)
{
    Buf b = buf_new(a);
    put_scalar(&b, chiave, false);
    buf_put(&b, S(": "));
    return chiave.n > 0 && add(testo, mappa, buf_str(&b), chiavi, valori, n, chiave, a, out);
}

bool yaml_field(Str testo, Str mappa, Str chiave, Str valore, Arena *a, Str *out)
{
    Tree root;
    Place p, w;
    if (!read(testo, a, &root) || !find(testo, &root, mappa, a, &p) || p.node->kind != TREE_MAP || testo.p[p.node->at] != '{') return false;
    ptrdiff_t i = index_of(p.node, chiave), last = p.node->n - 1;
    if (i >= 0 && valore.n) return yaml_put(testo, tree_pointer(a, mappa, chiave), valore, a, out);
    if (last < 0 || i == 0 || (i < 0 && !valore.n)) return false;
    const Tree *before = &p.node->items[i < 0 ? last : i - 1];
    ptrdiff_t from = before->kind == TREE_TEXT ? scalar_end(testo, before->at, true) : -1;
    ptrdiff_t to = i < 0 ? from : p.node->items[i].kind == TREE_TEXT ? scalar_end(testo, p.node->items[i].at, true) : -1;
    if (from < 0 || to < 0) return false;
    Buf b = buf_new(a);
    if (i < 0) {
        buf_put(&b, S(", "));
        put_scalar(&b, chiave, false);
        buf_put(&b, S(": "));
        put_scalar(&b, valore, false);
    }
    *out = joined(a, testo, from, to, buf_str(&b));
    Tree *want = clone(&root, a);
    if (!find(testo, want, mappa, a, &w)) return false;
    Tree *t = (Tree *)w.node;
    if (i < 0) {
        t->keys[t->n] = chiave;
        t->items[t->n++] = (Tree){.kind = TREE_TEXT, .text = valore};
    } else {
        for (ptrdiff_t k = i; k + 1 < t->n; k++) t->items[k] = t->items[k + 1], t->keys[k] = t->keys[k + 1];
        t->n--;
    }
    return says(*out, want, a);
}

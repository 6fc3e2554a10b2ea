/* json_read.c - floor 1: JSON in: where a text stops being JSON is found here, the tree is built from yajl's events. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#define LIBRARY_ADAPTER
#include "format/json.h"

#include <yajl/yajl_parse.h>

/* yajl stops near an error, not at the first byte that cannot continue the text, and takes lone surrogates and some
 * bytes that are not UTF-8. So a scanner of our own goes first and refuses; yajl only sees texts that are JSON. */

enum { DEEPEST = 200, LONGEST = 1 << 30 };

typedef enum Expect { VALUE, ITEM_OR_END, KEY, KEY_OR_END, COLON, COMMA_OR_END, NOTHING } Expect;

typedef struct Scan {
    Arena *a;
    const unsigned char *p;
    ptrdiff_t n, i;
    int line;
    ptrdiff_t line_start;
    JsonError *error;
    LIST(uint32_t) counts;    /* children of each container, in the order in which containers begin */
    struct { bool map; ptrdiff_t count; } open[DEEPEST];
    int depth;
} Scan;

static bool fail(Scan *s, const char *fmt, ...) PRINTF_LIKE(2, 3);
static bool fail(Scan *s, const char *fmt, ...)
{
    char text[256];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    *s->error = (JsonError){s->line, (int)(s->i - s->line_start) + 1, str_dup(s->a, str_of(text))};
    return false;
}

/* The byte at i stands where something else must. */
static bool unexpected(Scan *s, const char *wanted)
{
    if (s->i == s->n) return fail(s, "il testo finisce dove ci vuole %s", wanted);
    unsigned char c = s->p[s->i];
    if (c > ' ' && c < 0x7f) return fail(s, "c'è «%c» dove ci vuole %s", c, wanted);
    return fail(s, "c'è il byte 0x%02X dove ci vuole %s", c, wanted);
}

static const char *wanted(const Scan *s, Expect expect)
{
    switch (expect) {
    case VALUE: return "un valore";
    case ITEM_OR_END: return "un valore o «]»";
    case KEY: return "una chiave tra virgolette doppie";
    case KEY_OR_END: return "una chiave tra virgolette doppie o «}»";
    case COLON: return "«:»";
    case COMMA_OR_END: return s->open[s->depth - 1].map ? "«,» o «}»" : "«,» o «]»";
    case NOTHING: break;
    }
    return "la fine del testo";
}

/* One character of more than one byte, at i. */
static bool scan_utf8(Scan *s)
{
    unsigned char c = s->p[s->i];
    int more = c >= 0xc2 && c <= 0xdf ? 1 : c >= 0xe0 && c <= 0xef ? 2 : c >= 0xf0 && c <= 0xf4 ? 3 : 0;
    if (!more) return fail(s, "il byte 0x%02X non è UTF-8: salvare il testo come UTF-8", c);
    unsigned char low = c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : 0x80; /* below: overlong forms */
    unsigned char high = c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : 0xbf; /* above: surrogates, beyond U+10FFFF */
    for (s->i++; more; more--, s->i++, low = 0x80, high = 0xbf) {
        if (s->i == s->n) return fail(s, "il testo finisce a metà di un carattere UTF-8");
        if (s->p[s->i] < low || s->p[s->i] > high)
            return fail(s, "il byte 0x%02X dopo 0x%02X non è UTF-8: salvare il testo come UTF-8", s->p[s->i],
                        s->p[s->i - 1]);
    }
    return true;
}

static int hex_value(unsigned char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The four digits after \u. second: they must be the second half of a pair. *first: they were the first half. */
static bool scan_hex4(Scan *s, bool second, bool *first)
{
    int high = 0;
    *first = false;
    for (int k = 0; k < 4; k++, s->i++) {
        if (s->i == s->n) return fail(s, "il testo finisce dove ci vuole una cifra esadecimale");
        int v = hex_value(s->p[s->i]);
        if (v < 0) return unexpected(s, "una cifra esadecimale");
        if (k == 0) high = v;
        if (second && ((k == 0 && v != 0xd) || (k == 1 && v < 0xc)))
            return fail(s, "metà di un carattere: dopo \\ud800-\\udbff ci vuole \\udc00-\\udfff");
        if (!second && k == 1 && high == 0xd && v >= 0xc)
            return fail(s, "metà di un carattere: \\udc00-\\udfff va solo dopo \\ud800-\\udbff");
        if (k == 1 && high == 0xd && v >= 8 && v < 0xc) *first = true;
    }
    return true;
}

/* From the backslash on. */
static bool scan_escape(Scan *s)
{
    s->i++;
    if (s->i == s->n) return fail(s, "il testo finisce dopo «\\»");
    unsigned char c = s->p[s->i];
    if (c != 'u') {
        if (!c || !strchr("\"\\/bfnrt", c))
            return unexpected(s, "uno tra \" \\ / b f n r t u (per una barra rovesciata scrivere \\\\)");
        s->i++;
        return true;
    }
    s->i++;
    bool first;
    if (!scan_hex4(s, false, &first)) return false;
    if (!first) return true;
    for (const char *w = "\\u"; *w; w++, s->i++)
        if (s->i == s->n || s->p[s->i] != *w) return unexpected(s, "\\udc00-\\udfff (l'altra metà del carattere)");
    return scan_hex4(s, true, &first);
}

/* From the opening quote on. */
static bool scan_string(Scan *s)
{
    s->i++;
    while (s->i < s->n) {
        unsigned char c = s->p[s->i];
        if (c == '"') {
            s->i++;
            return true;
        }
        if (c < 0x20)
            return fail(s, "carattere di controllo 0x%02X in un testo: manca la virgoletta di chiusura, oppure va "
                        "scritto \\u%04x", c, c);
        if (c == '\\') {
            if (!scan_escape(s)) return false;
        } else if (c < 0x80) {
            s->i++;
        } else if (!scan_utf8(s)) {
            return false;
        }
    }
    return fail(s, "il testo finisce dove ci vuole la virgoletta di chiusura");
}

static bool digit_here(const Scan *s) { return s->i < s->n && s->p[s->i] >= '0' && s->p[s->i] <= '9'; }

static bool scan_digits(Scan *s)
{
    if (!digit_here(s)) return unexpected(s, "una cifra");
    while (digit_here(s)) s->i++;
    return true;
}

static bool scan_number(Scan *s)
{
    if (s->p[s->i] == '-') s->i++;
    if (s->i < s->n && s->p[s->i] == '0') {
        s->i++;
        if (digit_here(s)) return fail(s, "cifra dopo uno zero iniziale: togliere lo zero");
    } else if (!scan_digits(s)) {
        return false;
    }
    if (s->i < s->n && s->p[s->i] == '.') {
        s->i++;
        if (!scan_digits(s)) return false;
    }
    if (s->i < s->n && (s->p[s->i] == 'e' || s->p[s->i] == 'E')) {
        s->i++;
        if (s->i < s->n && (s->p[s->i] == '+' || s->p[s->i] == '-')) s->i++;
        if (!scan_digits(s)) return false;
    }
    return true;
}

static bool scan_word(Scan *s, const char *word)
{
    for (const char *w = word; *w; w++, s->i++)
        if (s->i == s->n || s->p[s->i] != *w) return unexpected(s, word);
    return true;
}

static bool scan_open(Scan *s, bool map)
{
    if (s->depth == DEEPEST) return fail(s, "più di %d livelli uno dentro l'altro", DEEPEST);
    *PUSH(s->a, &s->counts) = 0;
    s->open[s->depth].map = map;
    s->open[s->depth++].count = s->counts.n - 1;
    s->i++;
    return true;
}

static Expect scan_close(Scan *s)
{
    s->depth--;
    s->i++;
    return s->depth ? COMMA_OR_END : NOTHING;
}

/* A value, or the beginning of one. */
static bool scan_value(Scan *s, Expect *expect)
{
    unsigned char c = s->p[s->i];
    Expect now = *expect;
    if (c == ']' && now == VALUE && s->depth && !s->open[s->depth - 1].map)
        return fail(s, "c'è «]» dopo una virgola: togliere la virgola o aggiungere un valore");
    if (!c || !strchr("{[\"-0123456789tfn", c)) return unexpected(s, wanted(s, now));
    if (s->depth) s->counts.items[s->open[s->depth - 1].count]++;
    *expect = s->depth ? COMMA_OR_END : NOTHING;
    if (c == '{' || c == '[') {
        *expect = c == '{' ? KEY_OR_END : ITEM_OR_END;
        return scan_open(s, c == '{');
    }
    if (c == '"') return scan_string(s);
    if (c == 't') return scan_word(s, "true");
    if (c == 'f') return scan_word(s, "false");
    if (c == 'n') return scan_word(s, "null");
    return scan_number(s);
}

static bool scan_step(Scan *s, Expect *expect)
{
    unsigned char c = s->p[s->i];
    bool map = s->depth && s->open[s->depth - 1].map;
    switch (*expect) {
    case ITEM_OR_END:
        if (c == ']') return *expect = scan_close(s), true;
        return scan_value(s, expect);
    case VALUE: return scan_value(s, expect);
    case KEY_OR_END:
    case KEY:
        if (c == '}' && *expect == KEY_OR_END) return *expect = scan_close(s), true;
        if (c == '}') return fail(s, "c'è «}» dopo una virgola: togliere la virgola o aggiungere una chiave");
        if (c != '"') return unexpected(s, wanted(s, *expect));
        *expect = COLON;
        return scan_string(s);
    case COLON:
        if (c != ':') return unexpected(s, wanted(s, *expect));
        s->i++;
        return *expect = VALUE, true;
    case COMMA_OR_END:
        if (c == (map ? '}' : ']')) return *expect = scan_close(s), true;
        if (c != ',') return unexpected(s, wanted(s, *expect));
        s->i++;
        return *expect = map ? KEY : VALUE, true;
    case NOTHING: break;
    }
    return unexpected(s, wanted(s, NOTHING));
}

static bool scan(Scan *s)
{
    if (s->n > LONGEST) return fail(s, "più di 1 GiB: dividere il testo");
    if (s->n >= 3 && !memcmp(s->p, "\xef\xbb\xbf", 3))
        return fail(s, "il testo comincia con un segno d'ordine dei byte (BOM): salvarlo come UTF-8 senza BOM");
    Expect expect = VALUE;
    for (;;) {
        for (; s->i < s->n; s->i++) {
            unsigned char c = s->p[s->i];
            if (c == '\n') {
                s->line++;
                s->line_start = s->i + 1;
            } else if (c != ' ' && c != '\t' && c != '\r') {
                break;
            }
        }
        if (s->i == s->n) return expect == NOTHING ? true : unexpected(s, wanted(s, expect));
        if (!scan_step(s, &expect)) return false;
    }
}

/* The tree, from yajl's events. Every container is made at once with the room that the scanner counted. */

typedef struct Build {
    Arena *a;
    Str text;
    yajl_handle yajl;
    const uint32_t *counts;    /* of the next container */
    ptrdiff_t end;             /* where the last token ended */
    int line;
    ptrdiff_t line_start;
    Tree *root, *open[DEEPEST];
    int depth;
} Build;

/* Between the end of a token and the next one there is only white space, a comma or a colon. */
static void next_token(Build *b)
{
    for (; b->end < b->text.n; b->end++) {
        char c = b->text.p[b->end];
        if (c == '\n') {
            b->line++;
            b->line_start = b->end + 1;
        } else if (c != ' ' && c != '\t' && c != '\r' && c != ',' && c != ':') {
            return;
        }
    }
}

/* The place in the tree for the value whose event this is. */
static Tree *slot(Build *b, TreeKind kind, Str text)
{
    Tree *parent = b->depth ? b->open[b->depth - 1] : NULL;
    Tree *t = parent ? &parent->items[parent->n++] : b->root;
    next_token(b);
    *t = (Tree){.kind = kind, .text = text, .at = b->end, .line = b->line, .column = (int)(b->end - b->line_start) + 1};
    b->end = (ptrdiff_t)yajl_get_bytes_consumed(b->yajl);
    return t;
}

static int on_null(void *ctx) { return slot(ctx, TREE_NULL, S("")), 1; }
static int on_bool(void *ctx, int value) { return slot(ctx, TREE_BOOL, value ? S("true") : S("false")), 1; }

static int on_number(void *ctx, const char *p, size_t n)
{
    Build *b = ctx;
    TreeKind kind = TREE_INT;
    for (size_t i = 0; i < n; i++)
        if (p[i] == '.' || p[i] == 'e' || p[i] == 'E') kind = TREE_REAL;
    slot(b, kind, str_dup(b->a, (Str){p, (ptrdiff_t)n}));
    return 1;
}

static int on_string(void *ctx, const unsigned char *p, size_t n)
{
    Build *b = ctx;
    slot(b, TREE_TEXT, str_dup(b->a, (Str){(const char *)p, (ptrdiff_t)n}));
    return 1;
}

static int on_open(Build *b, TreeKind kind)
{
    Tree *t = slot(b, kind, S(""));
    ptrdiff_t room = *b->counts++;
    if (room) t->items = NEW_N(b->a, Tree, room);
    if (room && kind == TREE_MAP) t->keys = NEW_N(b->a, Str, room);
    b->open[b->depth++] = t;
    return 1;
}

static int on_open_map(void *ctx) { return on_open(ctx, TREE_MAP); }
static int on_open_list(void *ctx) { return on_open(ctx, TREE_LIST); }

static int on_key(void *ctx, const unsigned char *p, size_t n)
{
    Build *b = ctx;
    Tree *map = b->open[b->depth - 1];
    map->keys[map->n] = str_dup(b->a, (Str){(const char *)p, (ptrdiff_t)n});
    next_token(b);
    b->end = (ptrdiff_t)yajl_get_bytes_consumed(b->yajl);
    return 1;
}

static int on_close(void *ctx)
{
    Build *b = ctx;
    Tree *t = b->open[--b->depth];
    if (t->kind == TREE_MAP) tree_mark_repeated(t);
    next_token(b);
    b->end = (ptrdiff_t)yajl_get_bytes_consumed(b->yajl);
    return 1;
}

static void build(Build *b)
{
    static const yajl_callbacks events = {
        .yajl_null = on_null, .yajl_boolean = on_bool, .yajl_number = on_number, .yajl_string = on_string,
        .yajl_start_map = on_open_map, .yajl_map_key = on_key, .yajl_end_map = on_close,
        .yajl_start_array = on_open_list, .yajl_end_array = on_close,
    };
    b->yajl = yajl_alloc(&events, NULL, b);
    ASSERT(b->yajl != NULL);
    yajl_config(b->yajl, yajl_dont_validate_strings, 1); /* done, and more strictly */
    yajl_status status = yajl_parse(b->yajl, (const unsigned char *)b->text.p, (size_t)b->text.n);
    if (status == yajl_status_ok) status = yajl_complete_parse(b->yajl);
    yajl_free(b->yajl);
    ASSERT(status == yajl_status_ok && b->depth == 0);
}

Err json_read(Str text, Arena *a, Tree *out, JsonError *error)
{
    Arena scratch = {0};
    Scan *s = NEW(&scratch, Scan);
    *s = (Scan){.a = &scratch, .p = (const unsigned char *)text.p, .n = text.n, .line = 1, .error = error};
    *error = (JsonError){0};
    *out = (Tree){0};
    bool fine = scan(s);
    if (fine) {
        Build b = {.a = a, .text = text, .counts = s->counts.items, .line = 1, .root = out};
        build(&b);
    } else {
        error->what = str_dup(a, error->what);
    }
    arena_free(&scratch);
    return fine ? OK : E_DATI;
}

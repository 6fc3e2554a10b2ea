/* yaml.c - floor 1: YAML in, from libyaml's events: one plain document of texts, lists and maps. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#define LIBRARY_ADAPTER
#include "format/yaml.h"

#include <yaml.h>

enum { LONGEST = 1024 * 1024, DEEPEST = 50 };

typedef struct Place {
    int64_t at;
    int line, column;
} Place;

typedef struct Reader {
    yaml_parser_t parser;
    Arena *a, scratch;
    Str text, file;
    Difetti *d;
    ptrdiff_t defects;
    ptrdiff_t start;            /* after a byte order mark, which some editors put in front */
    int32_t *byte_of;           /* of each character, and of the end: libyaml counts characters */
    ptrdiff_t characters;
    LIST(int32_t) line_starts;  /* LF ends a line; libyaml knows others, editors do not */
} Reader;

/* One key and its value while its map is being read. */
typedef struct Member {
    Str key;
    Place place;
    Tree value;
} Member;

static void map_places(Reader *r)
{
    r->byte_of = NEW_N(&r->scratch, int32_t, r->text.n + 1);
    *PUSH(&r->scratch, &r->line_starts) = 0;
    for (ptrdiff_t i = r->start; i < r->text.n; i++) {
        if (((unsigned char)r->text.p[i] & 0xc0) != 0x80) r->byte_of[r->characters++] = (int32_t)i;
        if (r->text.p[i] == '\n') *PUSH(&r->scratch, &r->line_starts) = (int32_t)i + 1;
    }
    r->byte_of[r->characters] = (int32_t)r->text.n;
}

static Place place_of_byte(const Reader *r, ptrdiff_t byte)
{
    ptrdiff_t low = 0, high = r->line_starts.n; /* the last line that starts at or before the byte */
    while (high - low > 1) {
        ptrdiff_t middle = (low + high) / 2;
        if (r->line_starts.items[middle] <= byte) low = middle;
        else high = middle;
    }
    return (Place){byte, (int)low + 1, (int)(byte - r->line_starts.items[low]) + 1};
}

static Place place(const Reader *r, yaml_mark_t mark)
{
    ptrdiff_t i = (ptrdiff_t)mark.index;
    return place_of_byte(r, r->byte_of[i < r->characters ? i : r->characters]);
}

static void defect(Reader *r, Place p, const char *fmt, ...) PRINTF_LIKE(3, 4);
static void defect(Reader *r, Place p, const char *fmt, ...)
{
    char text[512];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    Str dove = str_fmt(&r->scratch, "%.*s:%d:%d", STR_ARG(r->file), p.line, p.column);
    difetto(r->d, p.at, dove, "%s", text);
    r->defects++;
}

/* A text for a message: not longer than a line, its line ends as blanks. */
static Str shown(Reader *r, Str s)
{
    enum { MOST = 60 };
    Buf b = buf_new(&r->scratch);
    for (ptrdiff_t i = 0; i < s.n;) {
        uint32_t c = utf8_next(s, &i);
        buf_utf8(&b, c < 0x20 || c == 0x7f ? ' ' : c);
        if (b.n >= MOST && i < s.n) {
            buf_put(&b, S("…"));
            break;
        }
    }
    return buf_str(&b);
}

/* Characters that nobody sees and that YAML takes for letters: a byte order mark that is not at the start, blanks of other
 * kinds before the first word of a line, line ends of old machines. Told one a line; the text is then not read. */
static bool unseen_told(Reader *r)
{
    bool indent = true, told = false, any = false;
    for (ptrdiff_t i = r->start; i < r->text.n;) {
        ptrdiff_t at = i;
        uint32_t c = utf8_next(r->text, &i);
        bool blank = c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200b) || c == 0x202f || c == 0x205f || c == 0x3000;
        bool old_end = c == '\r' && (i == r->text.n || r->text.p[i] != '\n');
        if (!told && (c == 0xfeff || (blank && indent) || old_end)) {
            told = any = true;
            if (old_end) defect(r, place_of_byte(r, at), "fine riga di un altro sistema (CR senza LF): salvare il file con fine riga LF");
            else defect(r, place_of_byte(r, at), "carattere invisibile U+%04X%s: toglierlo%s", (unsigned)c,
                        blank ? " nel rientro" : "", blank ? " e rientrare con spazi" : "");
        }
        if (c == '\n') indent = true, told = false;
        else if (c != ' ' && c != '\t' && !blank) indent = false;
    }
    return any;
}

/* libyaml's words for a syntax error, and ours, which say how to mend it. */
static const struct { const char *problem, *words; } problems[] = {
    {"could not find expected ':'", "dopo la chiave ci vogliono «:» e uno spazio"},
    {"mapping values are not allowed in this context",
     "«:» non può stare qui: controllare il rientro; se fa parte del testo, mettere il testo tra virgolette"},
    {"mapping keys are not allowed in this context", "una chiave non può stare qui: controllare il rientro"},
    {"block sequence entries are not allowed in this context",
     "«-» non può stare qui: le voci di una lista cominciano a riga nuova"},
    {"did not find expected key", "qui ci vuole una chiave: controllare il rientro e le virgolette"},
    {"did not find expected '-' indicator", "qui ci vuole «-»: controllare il rientro"},
    {"did not find expected ',' or ']'", "manca «,» o «]»"},
    {"did not find expected ',' or '}'", "manca «,» o «}»"},
    {"did not find expected node content", "manca un valore"},
    {"did not find expected <document start>", "testo dopo la fine del documento: controllare il rientro"},
    {"found character that cannot start any token",
     "un testo non può cominciare così: usare spazi invece di tabulazioni, o mettere il testo tra virgolette"},
    {"found a tab character where an indentation space is expected", "tabulazione nel rientro: usare spazi"},
    {"found a tab character that violates indentation", "tabulazione nel rientro: usare spazi"},
    {"found unexpected end of stream", "la virgoletta che comincia qui non si chiude: chiuderla"},
    {"found unexpected document indicator", "manca la virgoletta di chiusura"},
    {"found unknown escape character",
     "dopo «\\» un carattere non ammesso tra virgolette doppie: usare le virgolette semplici"},
    {"did not find expected hexdecimal number", "dopo «\\x», «\\u» o «\\U» ci vogliono cifre esadecimali"},
    {"found invalid Unicode character escape code", "«\\u» non indica un carattere"},
    {"did not find expected comment or line break", "dopo «|» o «>» il testo comincia a riga nuova"},
    {"found an indentation indicator equal to 0", "dopo «|» o «>» il rientro va da 1 a 9"},
    {"did not find expected alphabetic or numeric character",
     "«&» e «*» sono riservati: se fanno parte del testo, metterlo tra virgolette"},
    {"control characters are not allowed", "carattere di controllo non ammesso: toglierlo"},
    {"found undefined tag handle", "«!» è riservato: se fa parte del testo, metterlo tra virgolette"},
    {"found unknown directive name", "«%» all'inizio di una riga è riservato: mettere il testo tra virgolette"},
    {"found incompatible YAML document", "versione di YAML non ammessa: togliere la riga %YAML"},
};

static const struct { const char *context, *words; } contexts[] = {
    {"while parsing a block mapping", "nella mappa cominciata alla riga"},
    {"while parsing a flow mapping", "nella mappa { } cominciata alla riga"},
    {"while parsing a block collection", "nella lista cominciata alla riga"},
    {"while parsing a flow sequence", "nella lista [ ] cominciata alla riga"},
    {"while scanning a quoted scalar", "nel testo tra virgolette cominciato alla riga"},
    {"while parsing a quoted scalar", "nel testo tra virgolette cominciato alla riga"},
    {"while scanning a simple key", "nella chiave alla riga"},
    {"while scanning a plain scalar", "nel testo cominciato alla riga"},
    {"while scanning a block scalar", "nel testo cominciato alla riga"},
};

static void syntax_defect(Reader *r)
{
    const yaml_parser_t *p = &r->parser;
    ASSERT(p->error != YAML_MEMORY_ERROR && p->problem);
    bool unread = p->error == YAML_READER_ERROR;
    /* what was begun and not ended is mended where it begins */
    bool begun = !unread && p->context && (!strcmp(p->problem, "found unexpected end of stream") || !strcmp(p->problem, "could not find expected ':'"));
    Place at = unread ? place_of_byte(r, r->start + (ptrdiff_t)p->problem_offset) : place(r, begun ? p->context_mark : p->problem_mark);
    const char *words = NULL;
    for (ptrdiff_t i = 0; i < COUNT_OF(problems) && !words; i++)
        if (!strcmp(p->problem, problems[i].problem)) words = problems[i].words;
    Str what = words ? str_of(words) : str_fmt(&r->scratch, "YAML non valido (%s)", p->problem);
    for (ptrdiff_t i = 0; i < COUNT_OF(contexts) && p->context && !unread && !begun; i++)
        if (!strcmp(p->context, contexts[i].context))
            what = str_fmt(&r->scratch, "%.*s (%s %d)", STR_ARG(what), contexts[i].words,
                           place(r, p->context_mark).line);
    defect(r, at, "%.*s", STR_ARG(what));
}

/* The next event; false where the text stops being YAML. */
static bool next(Reader *r, yaml_event_t *e)
{
    if (yaml_parser_parse(&r->parser, e)) return true;
    syntax_defect(r);
    return false;
}

static Str str_of_yaml(const yaml_char_t *c) { return str_of((const char *)c); }

/* Anchors and tags: told, and read over. True when there was one. */
static bool properties_refused(Reader *r, Place p, const yaml_char_t *anchor, const yaml_char_t *tag)
{
    if (anchor)
        defect(r, p, "l'ancora «&%.*s» non è ammessa: toglierla e scrivere ogni valore dove serve",
               STR_ARG(shown(r, str_of_yaml(anchor))));
    if (tag) {
        Str t = str_of_yaml(tag), core = S("tag:yaml.org,2002:");
        if (str_starts(t, core)) t = str_fmt(&r->scratch, "!!%.*s", STR_ARG(str_sub(t, core.n, t.n)));
        defect(r, p, "l'etichetta «%.*s» non è ammessa: toglierla (un testo che comincia con «!» va tra virgolette)",
               STR_ARG(shown(r, t)));
    }
    return anchor || tag;
}

static bool read_value(Reader *r, yaml_event_t *e, int depth, const Member *of, Tree *out);

static bool empty_scalar(const yaml_event_t *e)
{
    yaml_scalar_style_t style = e->data.scalar.style;
    bool quoted = style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    return !e->data.scalar.length && !quoted;
}

static Str scalar_text(Reader *r, const yaml_event_t *e)
{
    return str_dup(r->a, (Str){(const char *)e->data.scalar.value, (ptrdiff_t)e->data.scalar.length});
}

static void read_scalar(Reader *r, const yaml_event_t *e, Place p, const Member *of, Tree *out)
{
    out->kind = TREE_TEXT;
    out->text = scalar_text(r, e);
    if (properties_refused(r, p, e->data.scalar.anchor, e->data.scalar.tag) || !empty_scalar(e)) return;
    ptrdiff_t colon = of ? str_find(of->key, ':') : -1;
    if (colon > 0 && colon < of->key.n - 1)
        defect(r, (Place){p.at, of->place.line, of->place.column}, "«%.*s»: dopo i due punti ci vuole uno spazio", STR_ARG(shown(r, of->key)));
    else if (of && of->key.n)
        defect(r, p, "manca il valore di «%.*s»: scriverlo dopo i due punti", STR_ARG(shown(r, of->key)));
    else defect(r, p, "manca un valore: scriverlo qui");
}

static bool read_list(Reader *r, const yaml_event_t *start, Place p, int depth, Tree *out)
{
    properties_refused(r, p, start->data.sequence_start.anchor, start->data.sequence_start.tag);
    LIST(Tree) items = {0};
    yaml_event_t e;
    for (;;) {
        if (!next(r, &e)) return false;
        if (e.type == YAML_SEQUENCE_END_EVENT) break;
        Tree item = {0};
        if (!read_value(r, &e, depth + 1, NULL, &item)) return false;
        *PUSH(&r->scratch, &items) = item;
    }
    yaml_event_delete(&e);
    out->kind = TREE_LIST;
    out->n = items.n;
    if (!items.n) return true;
    out->items = NEW_N(r->a, Tree, items.n);
    memcpy(out->items, items.items, (size_t)items.n * sizeof *items.items);
    return true;
}

/* Takes the event over. A key that is no text is told and read over; its name is then empty. */
static bool read_key(Reader *r, yaml_event_t *e, int depth, Member *m)
{
    m->place = place(r, e->start_mark);
    m->key = S("");
    if (e->type != YAML_SCALAR_EVENT) {
        Tree none = {0};
        if (e->type != YAML_ALIAS_EVENT)
            defect(r, m->place, "la chiave è una lista o una mappa: una chiave è un testo su una riga");
        return read_value(r, e, depth + 1, NULL, &none);
    }
    yaml_scalar_style_t style = e->data.scalar.style;
    if (properties_refused(r, m->place, e->data.scalar.anchor, e->data.scalar.tag)) {
        /* told */
    } else if (style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE) {
        defect(r, m->place, "la chiave è un testo su più righe: una chiave è un testo su una riga");
    } else if (!e->data.scalar.length) {
        defect(r, m->place, "manca la chiave: scriverla prima dei due punti");
    } else {
        m->key = scalar_text(r, e);
    }
    yaml_event_delete(e);
    return true;
}

typedef struct Members { LIST(Member) list; } Members;

static bool read_members(Reader *r, int depth, Members *out)
{
    yaml_event_t e;
    for (;;) {
        if (!next(r, &e)) return false;
        if (e.type == YAML_MAPPING_END_EVENT) break;
        Member m = {0};
        if (!read_key(r, &e, depth, &m) || !next(r, &e)) return false;
        bool fine = read_value(r, &e, depth + 1, &m, &m.value);
        if (m.key.n) *PUSH(&r->scratch, &out->list) = m;
        if (!fine) return false;
    }
    yaml_event_delete(&e);
    return true;
}

static bool read_map(Reader *r, const yaml_event_t *start, Place p, int depth, Tree *out)
{
    properties_refused(r, p, start->data.mapping_start.anchor, start->data.mapping_start.tag);
    Members members = {0};
    bool fine = read_members(r, depth, &members);
    out->kind = TREE_MAP;
    out->n = members.list.n;
    if (!out->n) return fine;
    out->items = NEW_N(r->a, Tree, out->n);
    out->keys = NEW_N(r->a, Str, out->n);
    for (ptrdiff_t i = 0; i < out->n; i++) {
        out->items[i] = members.list.items[i].value;
        out->keys[i] = members.list.items[i].key;
    }
    if (tree_mark_repeated(out)) /* told even where a syntax error has ended the map */
        for (ptrdiff_t i = 0; i < out->n; i++)
            if (out->items[i].repeated)
                defect(r, members.list.items[i].place, "la chiave «%.*s» c'è già in questa mappa: toglierne una",
                       STR_ARG(shown(r, out->keys[i])));
    return fine;
}

/* Takes the event over and reads the value that begins with it; of is the member of a map that it is, or NULL. False
 * where reading cannot go on. */
static bool read_value(Reader *r, yaml_event_t *e, int depth, const Member *of, Tree *out)
{
    Place p = place(r, e->start_mark);
    *out = (Tree){.kind = TREE_TEXT, .text = S(""), .at = p.at, .line = p.line, .column = p.column};
    bool fine = true;
    if (e->type == YAML_SCALAR_EVENT) {
        read_scalar(r, e, p, of, out);
    } else if (e->type == YAML_ALIAS_EVENT) {
        defect(r, p, "il rimando «*%.*s» non è ammesso: ripetere il valore (un testo che comincia con «*» va tra "
                     "virgolette)", STR_ARG(shown(r, str_of_yaml(e->data.alias.anchor))));
    } else if (depth > DEEPEST) {
        defect(r, p, "più di %d livelli uno dentro l'altro", DEEPEST);
        fine = false;
    } else {
        ASSERT(e->type == YAML_SEQUENCE_START_EVENT || e->type == YAML_MAPPING_START_EVENT);
        fine = e->type == YAML_SEQUENCE_START_EVENT ? read_list(r, e, p, depth, out) : read_map(r, e, p, depth, out);
    }
    yaml_event_delete(e);
    return fine;
}

/* From the start of a document on. */
static bool read_document(Reader *r, yaml_event_t *e, Tree *out)
{
    if (e->data.document_start.tag_directives.start != e->data.document_start.tag_directives.end)
        defect(r, place(r, e->start_mark), "la riga %%TAG non è ammessa: toglierla");
    yaml_event_delete(e);
    if (!next(r, e)) return false;
    if (e->type == YAML_SCALAR_EVENT && empty_scalar(e) && !e->data.scalar.anchor && !e->data.scalar.tag) {
        defect(r, place(r, e->start_mark), "il documento è vuoto");
        yaml_event_delete(e);
    } else if (!read_value(r, e, 1, NULL, out)) {
        return false;
    }
    if (!next(r, e)) return false;
    ASSERT(e->type == YAML_DOCUMENT_END_EVENT);
    yaml_event_delete(e);
    return true;
}

/* False: the text could not be read to its end. */
static bool read_stream(Reader *r, Tree *out)
{
    yaml_event_t e;
    if (!next(r, &e)) return false;
    yaml_event_delete(&e); /* the start of the stream */
    if (!next(r, &e)) return false;
    if (e.type == YAML_STREAM_END_EVENT) {
        defect(r, (Place){0, 1, 1}, "il documento è vuoto");
    } else {
        if (!read_document(r, &e, out) || !next(r, &e)) return false;
        if (e.type != YAML_STREAM_END_EVENT)
            defect(r, place(r, e.start_mark), "qui comincia un secondo documento: un file ne contiene uno solo");
    }
    yaml_event_delete(&e);
    return true;
}

Err yaml_read(Str text, Str file, Arena *a, Tree *out, Difetti *d)
{
    Reader *r = &(Reader){.a = a, .text = text, .file = file, .d = d};
    *out = (Tree){0};
    ptrdiff_t bad;
    if (str_starts(text, S("\xef\xbb\xbf"))) r->start = 3;
    if (text.n > LONGEST) {
        defect(r, (Place){0, 1, 1}, "più di 1 MiB: dividere il documento");
    } else if ((bad = utf8_invalid_at(text)) >= 0) {
        map_places(r);
        defect(r, place_of_byte(r, bad), "il byte 0x%02X non è UTF-8: salvare il file come UTF-8",
               (unsigned char)text.p[bad]);
    } else if (map_places(r), !unseen_told(r)) {
        ASSERT(yaml_parser_initialize(&r->parser));
        yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING); /* no guessing from marks: we know */
        yaml_parser_set_input_string(&r->parser, (const unsigned char *)text.p + r->start, (size_t)(text.n - r->start));
        if (!read_stream(r, out)) *out = (Tree){0};
        yaml_parser_delete(&r->parser);
    }
    arena_free(&r->scratch);
    return r->defects ? E_DATI : OK;
}

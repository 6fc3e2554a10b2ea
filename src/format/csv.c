/* csv.c - floor 1: CSV in and out, as Italian Excel saves it. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "format/csv.h"
#include "format/windows1252.h"

enum { MOST_BYTES = 64 * 1024 * 1024, MOST_ROWS = 1000000, MOST_COLUMNS = 200, MOST_IN_CELL = 64 * 1024 };

#define SAVE_AS_UTF8 "in Excel salvarlo come «CSV UTF-8 (delimitato dal separatore di elenco)»"

typedef struct Reader {
    Str file;
    Difetti *d;
    ptrdiff_t defects;
    char *p;             /* the text as UTF-8, ours to write in: quotes are undone where they stand */
    ptrdiff_t n, i;
    int line;
    bool windows;
    char separator;
    /* the row that is being read */
    Str cells[MOST_COLUMNS];
    ptrdiff_t columns;   /* may be more than fit */
    bool empty;
    int64_t row_at;
    int row_line;
} Reader;

static void file_defect(Reader *r, const char *what)
{
    Arena a = {0};
    difetto(r->d, 0, str_fmt(&a, "%.*s:1", STR_ARG(r->file)), "%s", what);
    r->defects++;
    arena_free(&a);
}

/* column 0: of the whole row. */
static void defect(Reader *r, int64_t at, int line, ptrdiff_t column, const char *what)
{
    Arena a = {0};
    Str dove = column ? str_fmt(&a, "%.*s:%d:%td", STR_ARG(r->file), line, column)
                      : str_fmt(&a, "%.*s:%d", STR_ARG(r->file), line);
    difetto(r->d, at, dove, "%s", what);
    r->defects++;
    arena_free(&a);
}

/* Text of Latin letters in UTF-16 has a NUL in nearly every second place; no other text has any. */
static bool looks_like_utf16(Str s)
{
    if (s.n >= 2 && (!memcmp(s.p, "\xff\xfe", 2) || !memcmp(s.p, "\xfe\xff", 2))) return true;
    ptrdiff_t pairs = (s.n < 512 ? s.n : 512) / 2, even = 0, odd = 0;
    for (ptrdiff_t i = 0; i < pairs; i++) {
        even += s.p[2 * i] == 0;
        odd += s.p[2 * i + 1] == 0;
    }
    return pairs >= 2 && ((even == 0 && odd * 4 >= pairs * 3) || (odd == 0 && even * 4 >= pairs * 3));
}

/* The bytes as UTF-8 text without a mark, in r->p. False: told, and not to be read. */
static bool decode(Reader *r, Str bytes, Arena *a)
{
    if (bytes.n > MOST_BYTES) return file_defect(r, "il file supera 64 MiB: dividerlo"), false;
    if (looks_like_utf16(bytes)) return file_defect(r, "il file è in UTF-16 («Testo Unicode»): " SAVE_AS_UTF8), false;
    if (str_starts(bytes, S("PK\x03\x04")) || str_starts(bytes, S("\xd0\xcf\x11\xe0")))
        return file_defect(r, "il file è una cartella di lavoro, non un CSV: " SAVE_AS_UTF8), false;
    bool marked = str_starts(bytes, S("\xef\xbb\xbf"));
    Str text = marked ? str_sub(bytes, 3, bytes.n) : bytes;
    r->windows = utf8_invalid_at(text) >= 0;
    if (r->windows && marked)
        return file_defect(r, "il file si dice UTF-8 (BOM) ma ha byte che non lo sono: " SAVE_AS_UTF8), false;
    text = r->windows ? windows1252_to_utf8(a, text) : str_dup(a, text);
    r->p = (char *)text.p;
    r->n = text.n;
    return true;
}

static char peek(const Reader *r, ptrdiff_t ahead) { return r->i + ahead < r->n ? r->p[r->i + ahead] : '\0'; }

static bool line_ends_here(const Reader *r)
{
    return r->i == r->n || r->p[r->i] == '\n' || (r->p[r->i] == '\r' && peek(r, 1) == '\n');
}

/* Excel's own first line, which names the separator: "sep=;". It stands in front of the heading and is no row. */
static bool told_separator(Reader *r)
{
    ptrdiff_t i = r->i;
    Str rest = {r->p + i, r->n - i};
    if (rest.n < 5 || !(str_starts(rest, S("sep=")) || str_starts(rest, S("SEP="))) || !strchr(";,\t", rest.p[4]) || !rest.p[4])
        return false;
    r->i = i + 5;
    if (!line_ends_here(r)) {
        r->i = i;
        return false;
    }
    r->separator = rest.p[4];
    if (r->i < r->n) r->i += r->p[r->i] == '\r' ? 2 : 1;
    r->line++;
    return true;
}

/* Goes to the heading, past lines that are empty whatever the separator is, and finds the separator in it: the most
 * frequent one outside quotes, the semicolon before the tab before the comma when they are as many. */
static void find_separator(Reader *r)
{
    ptrdiff_t start = 0;
    for (ptrdiff_t i = 0; i < r->n && strchr(";,\t\r\n", r->p[i]) && r->p[i]; i++)
        if (r->p[i] == '\n') {
            start = i + 1;
            r->line++;
        }
    static const char separators[] = {';', '\t', ','};
    ptrdiff_t count[COUNT_OF(separators)] = {0};
    bool quoted = false, cell_begins = true;
    for (r->i = start; r->i < r->n && (quoted || !line_ends_here(r)); r->i++) {
        char c = r->p[r->i];
        bool separates = false;
        if (quoted) {
            if (c == '"' && peek(r, 1) == '"') r->i++;
            else if (c == '"') quoted = false;
        } else if (c == '"' && cell_begins) {
            quoted = true;
        } else {
            for (ptrdiff_t k = 0; k < COUNT_OF(separators); k++)
                if (c == separators[k]) count[k]++, separates = true;
        }
        cell_begins = separates;
    }
    ptrdiff_t best = 0;
    for (ptrdiff_t k = 1; k < COUNT_OF(separators); k++)
        if (count[k] > count[best]) best = k;
    r->separator = separators[best];
    r->i = start;
}

static bool cell_ends_here(const Reader *r) { return line_ends_here(r) || r->p[r->i] == r->separator; }

/* From the opening quote to past the closing one; what stood between them is at *from .. *to. */
static bool read_quoted(Reader *r, ptrdiff_t *from, ptrdiff_t *to)
{
    ptrdiff_t w = *from = ++r->i;
    for (; r->i < r->n; r->i++) {
        char c = r->p[r->i];
        if (c == '"') {
            if (peek(r, 1) != '"') {
                r->i++;
                *to = w;
                return true;
            }
            r->i++;
        }
        if (c == '\n') r->line++;
        r->p[w++] = c;
    }
    *to = w;
    return false;
}

static const char *control_character(const Reader *r, Str cell, bool quoted)
{
    for (ptrdiff_t i = 0; i < cell.n; i++) {
        unsigned char c = (unsigned char)cell.p[i];
        if (c == '\r' && !quoted)
            return "un ritorno a capo (CR) da solo: salvare il file con le righe chiuse da CR e LF";
        if (c == 0) return "il byte 0 nella cella: toglierlo";
        if ((c < 0x20 && c != '\t' && c != '\r' && c != '\n') || c == 0x7f)
            return "un carattere di controllo nella cella: toglierlo";
        if (c == 0xc2 && (unsigned char)cell.p[i + 1] < 0xa0)
            return r->windows ? "un byte che in Windows-1252 non indica nessun carattere: " SAVE_AS_UTF8
                              : "un carattere di controllo nella cella: toglierlo";
    }
    return NULL;
}

/* One cell, up to the separator or line end after it. */
static void read_cell(Reader *r)
{
    ptrdiff_t from = r->i, to, at = r->i, column = ++r->columns;
    int line = r->line;
    bool quoted = peek(r, 0) == '"';
    if (quoted) {
        if (!read_quoted(r, &from, &to)) {
            defect(r, at, line, column, "manca la virgoletta di chiusura: aggiungerla, o togliere quella che apre la "
                                        "cella");
            return;
        }
        if (!cell_ends_here(r))
            defect(r, at, line, column, "testo dopo la virgoletta di chiusura: raddoppiare le virgolette che fanno "
                                        "parte del testo");
        while (!cell_ends_here(r)) r->p[to++] = r->p[r->i++];
    } else {
        while (!cell_ends_here(r)) r->i++;
        to = r->i;
    }
    Str cell = {r->p + from, to - from};
    const char *bad = control_character(r, cell, quoted);
    if (bad) defect(r, at, line, column, bad);
    if (cell.n > MOST_IN_CELL)
        defect(r, at, line, column, "la cella supera 64 KiB: accorciarla (o manca una virgoletta di chiusura)");
    if (cell.n) r->empty = false;
    if (column <= MOST_COLUMNS) r->cells[column - 1] = cell;
}

static void read_row(Reader *r)
{
    r->columns = 0;
    r->empty = true;
    r->row_at = r->i;
    r->row_line = r->line;
    for (;;) {
        read_cell(r);
        if (line_ends_here(r)) break;
        r->i++;
    }
    if (r->i == r->n) return;
    r->i += r->p[r->i] == '\r' ? 2 : 1;
    r->line++;
}

/* Keeps the row that was read. False: reading must stop. */
static bool keep_row(Reader *r, Arena *a, Csv *out)
{
    bool heading = out->rows.n == 0;
    Arena text = {0};
    bool go_on = true;
    if (heading && r->columns > MOST_COLUMNS) {
        defect(r, r->row_at, r->row_line, 0, "più di 200 colonne: toglierne, o controllare il separatore");
        go_on = false;
    } else if (out->rows.n > MOST_ROWS) {
        defect(r, r->row_at, r->row_line, 0, "più di 1.000.000 di righe: dividere il file");
        go_on = false;
    } else {
        ptrdiff_t wanted = heading ? r->columns : out->rows.items[0].n;
        if (r->columns > wanted)
            defect(r, r->row_at, r->row_line, 0,
                   str_c(&text, str_fmt(&text, "la riga ha %td celle, l'intestazione %td: toglierne, o mettere tra "
                                               "virgolette il testo che contiene «%s»", r->columns, wanted,
                                        r->separator == '\t' ? "tabulazione" : r->separator == ',' ? "," : ";")));
        CsvRow *row = PUSH(a, &out->rows);
        *row = (CsvRow){.cells = NEW_N(a, Str, wanted), .n = wanted, .line = r->row_line};
        for (ptrdiff_t k = 0; k < wanted; k++) row->cells[k] = k < r->columns ? r->cells[k] : S("");
    }
    arena_free(&text);
    return go_on;
}

Err csv_read(Str bytes, Str file, Arena *a, Csv *out, Difetti *d)
{
    Arena scratch = {0};
    Reader *r = NEW(&scratch, Reader);
    r->file = file;
    r->d = d;
    r->line = 1;
    *out = (Csv){.separator = ';'};
    if (decode(r, bytes, a)) {
        if (!told_separator(r)) find_separator(r);
        out->separator = r->separator;
        out->from_windows = r->windows;
        bool go_on = true;
        while (go_on && r->i < r->n) {
            read_row(r);
            if (!r->empty) go_on = keep_row(r, a, out);
        }
        if (!out->rows.n && !r->defects) file_defect(r, "il file è vuoto: la prima riga è l'intestazione");
    }
    ptrdiff_t defects = r->defects;
    arena_free(&scratch);
    return defects ? E_DATI : OK;
}

/* Also what another separator would be, so that a reader who looks for it in the heading finds the right one; a mark of
 * UTF-8 that belongs to the text must not be taken for the file's, nor a heading "sep=" for Excel's first line. */
static bool needs_quotes(Str cell)
{
    for (ptrdiff_t i = 0; i < cell.n; i++)
        if (cell.p[i] && strchr(";,\t\"\r\n", cell.p[i])) return true;
    return str_starts(cell, S("\xef\xbb\xbf")) || str_starts(cell, S("sep=")) || str_starts(cell, S("SEP="));
}

void csv_cell(Buf *b, Str cell, bool first)
{
    if (!first) buf_char(b, ';');
    if (!needs_quotes(cell)) {
        buf_put(b, cell);
        return;
    }
    buf_char(b, '"');
    for (ptrdiff_t from = 0; from < cell.n;) {
        Str rest = str_sub(cell, from, cell.n);
        ptrdiff_t quote = str_find(rest, '"');
        ptrdiff_t upto = quote < 0 ? rest.n : quote + 1;
        buf_put(b, str_sub(rest, 0, upto));
        if (quote >= 0) buf_char(b, '"');
        from += upto;
    }
    buf_char(b, '"');
}

void csv_end_row(Buf *b) { buf_char(b, '\n'); }

/* -1.234,56 and the like: a sign, digits, points and commas between digits. */
static bool is_number(Str s)
{
    ptrdiff_t i = s.n && (s.p[0] == '+' || s.p[0] == '-');
    bool digit = false;
    for (; i < s.n; i++) {
        bool now = s.p[i] >= '0' && s.p[i] <= '9';
        if (!now && (!digit || (s.p[i] != '.' && s.p[i] != ','))) return false;
        digit = now;
    }
    return digit;
}

void csv_cell_for_excel(Buf *b, Str cell, bool first)
{
    bool risky = cell.n && cell.p[0] && strchr("=+-@\t\r", cell.p[0]) && !is_number(cell);
    if (!risky) {
        csv_cell(b, cell, first);
        return;
    }
    Arena scratch = {0};
    Buf harmless = buf_new(&scratch);
    buf_char(&harmless, '\'');
    buf_put(&harmless, cell);
    csv_cell(b, buf_str(&harmless), first);
    arena_free(&scratch);
}

/* campo.c - floor 2: one field of a record as text, and read from a cell as people write it. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "model/entita.h"

enum { CODICE_MAX = 64, TESTO_MAX = 500, LUNGO_MAX = 20000, INTERO_CIFRE = 18, DECIMALE_CIFRE = 18, EURO_CIFRE = 15 };

static const void *at(const CampoInfo *c, const void *record) { return (const char *)record + c->offset; }

Str campo_text(Arena *a, const CampoInfo *c, const void *record)
{
    const void *p = at(c, record);
    switch (c->tipo) {
    case CAMPO_CODICE: case CAMPO_RIF: case CAMPO_TESTO: case CAMPO_LUNGO: case CAMPO_SCELTA:
        return *(const Str *)p;
    case CAMPO_INTERO: {
        int64_t i = *(const int64_t *)p;
        return i == INTERO_ASSENTE ? S("") : str_fmt(a, "%lld", (long long)i);
    }
    case CAMPO_DECIMALE:
        return num_is(*(const Num *)p) ? num_exact(a, *(const Num *)p) : S("");
    case CAMPO_EURO:
        return num_is(*(const Num *)p) ? num_fixed(a, *(const Num *)p, 2) : S("");
    case CAMPO_DATA:
        return date_iso(a, *(const Date *)p);
    }
    return S("");
}

bool campo_absent(const CampoInfo *c, const void *record)
{
    const void *p = at(c, record);
    switch (c->tipo) {
    case CAMPO_CODICE: case CAMPO_RIF: case CAMPO_TESTO: case CAMPO_LUNGO: case CAMPO_SCELTA:
        return ((const Str *)p)->n == 0;
    case CAMPO_INTERO: return *(const int64_t *)p == INTERO_ASSENTE;
    case CAMPO_DECIMALE: case CAMPO_EURO: return !num_is(*(const Num *)p);
    case CAMPO_DATA: return !date_is(*(const Date *)p);
    }
    return true;
}

void campo_clear(const CampoInfo *c, void *record)
{
    void *p = (char *)record + c->offset;
    switch (c->tipo) {
    case CAMPO_CODICE: case CAMPO_RIF: case CAMPO_TESTO: case CAMPO_LUNGO: case CAMPO_SCELTA:
        *(Str *)p = S("");
        break;
    case CAMPO_INTERO: *(int64_t *)p = INTERO_ASSENTE; break;
    case CAMPO_DECIMALE: case CAMPO_EURO: *(Num *)p = (Num){0}; break;
    case CAMPO_DATA: *(Date *)p = (Date){0}; break;
    }
}

/* -- what is wrong, in words */
static bool wrong(Str *why, Str words)
{
    *why = words;
    return false;
}

/* The cell as it can be shown in a message: not a whole page of it. */
static Str shown(Arena *a, Str cell)
{
    ptrdiff_t i = 0;
    for (int k = 0; k < 40 && i < cell.n; k++) utf8_next(cell, &i);
    return i == cell.n ? cell : str_fmt(a, "%.*s...", (int)i, cell.p);
}

/* -- text */

/* Line ends as one LF; everything else as it is. */
static Str one_newline(Arena *a, Str s)
{
    if (str_find(s, '\r') < 0) return s;
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i < s.n; i++) {
        if (s.p[i] != '\r') buf_char(&b, s.p[i]);
        else if (i + 1 == s.n || s.p[i + 1] != '\n') buf_char(&b, '\n');
    }
    return buf_str(&b);
}

static bool read_text(Arena *a, const CampoInfo *c, Str cell, Str *out, Str *why)
{
    bool lines = c->tipo == CAMPO_LUNGO;
    ptrdiff_t max = lines ? (c->arg && *c->arg ? strtol(c->arg, NULL, 10) : LUNGO_MAX) : c->tipo == CAMPO_TESTO ? TESTO_MAX : CODICE_MAX;
    if (lines) cell = one_newline(a, cell);
    ptrdiff_t bad = utf8_invalid_at(cell);
    if (bad >= 0) return wrong(why, S("il testo non è UTF-8 valido: salvare il file come UTF-8"));
    ptrdiff_t points = 0;
    for (ptrdiff_t i = 0; i < cell.n; points++) {
        uint32_t u = utf8_next(cell, &i);
        if (u == '\n' && lines) continue;
        if (u == '\t' && c->tipo != CAMPO_CODICE && c->tipo != CAMPO_RIF) continue;
        if (u == '\n' || u == '\r') return wrong(why, S("deve stare su una riga sola: togliere gli a capo"));
        if (u < 0x20 || (u >= 0x7f && u < 0xa0))
            return wrong(why, str_fmt(a, "contiene un carattere di controllo (U+%04X): toglierlo", (unsigned)u));
    }
    if (points > max)
        return wrong(why, str_fmt(a, "è lungo %lld caratteri: al massimo %lld", (long long)points, (long long)max));
    *out = str_dup(a, cell);
    return true;
}

static char folded(char x)
{
    return x >= 'A' && x <= 'Z' ? (char)(x - 'A' + 'a') : x == ' ' ? '_' : x;
}

/* "Determina SG" finds determina_sg: only when people write it; a canonical text is the word itself. */
static bool same_word(Str word, Str cell, bool italian)
{
    if (word.n != cell.n) return false;
    for (ptrdiff_t i = 0; i < word.n; i++)
        if (italian ? folded(word.p[i]) != folded(cell.p[i]) : word.p[i] != cell.p[i]) return false;
    return true;
}

static bool read_word(Arena *a, const CampoInfo *c, Str cell, bool italian, Str *out, Str *why)
{
    Str words = str_of(c->arg);
    Buf b = buf_new(a);
    for (Str left = words; left.n;) {
        ptrdiff_t bar = str_find(left, '|');
        Str word = bar < 0 ? left : str_sub(left, 0, bar);
        if (same_word(word, cell, italian)) {
            *out = word;
            return true;
        }
        if (b.n) buf_put(&b, S(", "));
        buf_put(&b, word);
        left = bar < 0 ? S("") : str_sub(left, bar + 1, left.n);
    }
    Str all = buf_str(&b), cut = shown(a, cell);
    return wrong(why, str_fmt(a, "«%.*s» non è tra le parole ammesse: %.*s", STR_ARG(cut), STR_ARG(all)));
}

/* -- numbers */

/* "low..high" or "low..high:places" of entita.def. */
typedef struct Limiti { Num low, high; Str low_text, high_text; int places; } Limiti;

static Limiti limits_of(Arena *a, const CampoInfo *c)
{
    if (c->tipo == CAMPO_EURO) return (Limiti){num_int(0), num_int(999999999999999), S("0"), S("999999999999999"), 2};
    Str s = str_of(c->arg);
    ptrdiff_t dots = 0, colon = str_find(s, ':');
    while (dots + 1 < s.n && !(s.p[dots] == '.' && s.p[dots + 1] == '.')) dots++;
    Limiti l = {.low_text = str_sub(s, 0, dots), .high_text = str_sub(s, dots + 2, colon < 0 ? s.n : colon)};
    int used;
    ASSERT(num_parse(a, l.low_text, DECIMALE_CIFRE, 9, &l.low, &used));
    ASSERT(num_parse(a, l.high_text, DECIMALE_CIFRE, 9, &l.high, &used));
    if (colon >= 0) l.places = s.p[colon + 1] - '0';
    return l;
}

typedef enum Lettura { NON_NUMERO, FUORI_LIMITI, TROPPI_DECIMALI, LETTO } Lettura;

static Lettura fits(bool parsed, Num x, int used, const Limiti *l)
{
    if (!parsed) return NON_NUMERO;
    if (used > l->places) return TROPPI_DECIMALI;
    return num_cmp(x, l->low) < 0 || num_cmp(x, l->high) > 0 ? FUORI_LIMITI : LETTO;
}

/* Zeros at the end of the decimals carry nothing: "12,500" has one place. */
static int places_needed(Str s, char point, int written)
{
    if (!written || str_find(s, point) < 0) return written;
    for (ptrdiff_t i = s.n - 1; written && s.p[i] == '0'; i--) written--;
    return written;
}

/* "1.234" is one thousand two hundred and thirty-four or one and a bit: the field's own limits decide, and when both
 * readings fit, the person has to. */
static bool read_number(Arena *a, const CampoInfo *c, Str cell, bool italian, Num *out, Str *why)
{
    Limiti l = limits_of(a, c);
    Num plain = {0}, local = {0};
    int plain_places = 0, local_places = 0;
    bool is_plain = num_parse(a, cell, DECIMALE_CIFRE, 18, &plain, &plain_places);
    bool is_local = italian && num_parse_italian(a, cell, DECIMALE_CIFRE, 18, &local, &local_places);
    if (is_plain) plain_places = places_needed(cell, '.', plain_places);
    if (is_local) local_places = places_needed(cell, ',', local_places);
    Lettura p = fits(is_plain, plain, plain_places, &l), i = fits(is_local, local, local_places, &l);
    Str cut = shown(a, cell);
    if (p == LETTO && i == LETTO && num_cmp(plain, local) != 0) {
        Str whole = num_exact(a, local);
        return wrong(why, str_fmt(a, "«%.*s» si legge in due modi: scrivere %.*s oppure la virgola decimale",
                                  STR_ARG(cut), STR_ARG(whole)));
    }
    if (p == LETTO || i == LETTO) {
        *out = p == LETTO ? plain : local;
        return true;
    }
    Lettura best = p > i ? p : i;
    if (best == NON_NUMERO)
        return wrong(why, str_fmt(a, "«%.*s» non è un numero: scrivere ad esempio %s", STR_ARG(cut),
                                  c->tipo == CAMPO_INTERO ? "12" : italian ? "12,50" : "12.50"));
    if (best == TROPPI_DECIMALI)
        return wrong(why, c->tipo == CAMPO_INTERO ? str_fmt(a, "«%.*s» deve essere un numero intero", STR_ARG(cut))
                          : str_fmt(a, "«%.*s» ha troppi decimali: al massimo %d", STR_ARG(cut), l.places));
    return wrong(why, str_fmt(a, "«%.*s» è fuori dai limiti: da %.*s a %.*s", STR_ARG(cut), STR_ARG(l.low_text),
                              STR_ARG(l.high_text)));
}

static bool read_integer(Arena *a, const CampoInfo *c, Str cell, bool italian, int64_t *out, Str *why)
{
    Num x;
    if (!read_number(a, c, cell, italian, &x, why)) return false;
    ASSERT(num_to_int(a, x, out));
    return true;
}

/* -- days */
static bool read_date(Arena *a, Str cell, bool italian, Date *out, Str *why)
{
    if (date_parse_iso(cell, out) || (italian && date_parse_italian(cell, out))) return true;
    Str cut = shown(a, cell);
    return wrong(why, str_fmt(a, "«%.*s» non è una data esistente: scrivere ad esempio %s", STR_ARG(cut),
                              italian ? "31/12/2018 oppure 2018-12-31" : "2018-12-31"));
}

bool campo_read(Arena *a, const CampoInfo *c, Str cell, bool italian, void *record, Str *why)
{
    void *p = (char *)record + c->offset;
    Str s = str_trim(cell);
    *why = S("");
    if (!s.n) {
        campo_clear(c, record);
        if (!campo_facoltativo(c)) return wrong(why, S("manca: il campo è obbligatorio"));
        return true;
    }
    switch (c->tipo) {
    case CAMPO_CODICE: case CAMPO_RIF: case CAMPO_TESTO: case CAMPO_LUNGO:
        return read_text(a, c, s, p, why);
    case CAMPO_SCELTA: return read_word(a, c, s, italian, p, why);
    case CAMPO_INTERO: return read_integer(a, c, s, italian, p, why);
    case CAMPO_DECIMALE: case CAMPO_EURO: return read_number(a, c, s, italian, p, why);
    case CAMPO_DATA: return read_date(a, s, italian, p, why);
    }
    return false;
}

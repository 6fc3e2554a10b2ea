/* formula.c - floor 3: expressions of a rulebook: reading, units. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/formula.h"

enum { MOST_CHARACTERS = 2000, MOST_LEVELS = 24, MOST_ARGUMENTS = 64 };

static const struct { const char *word; int least, most; } funzioni[] = {
#define F(symbol, word, least, most) [FUNZIONE_##symbol] = {word, least, most},
    FUNZIONI(F)
#undef F
};
const char *funzione_parola(Funzione f) { return funzioni[f].word; }

/* ---- units ---- */

static const struct { const char *word; Grandezza u; } unita[] = {
    {"numero", {0, 0, 0, 0}}, {"euro", {1, 0, 0, 0}}, {"giorni", {0, 1, 0, 0}}, {"giorno", {0, 1, 0, 0}},
    {"punti", {0, 0, 1, 0}}, {"punto", {0, 0, 1, 0}}, {"percento", {0, 0, 0, 1}}};

static bool one_unit(Str word, Grandezza *out)
{
    for (ptrdiff_t i = 0; i < COUNT_OF(unita); i++)
        if (str_eq(word, str_of(unita[i].word))) return *out = unita[i].u, true;
    return false;
}

static Grandezza times(Grandezza x, Grandezza y, int sign)
{
    return (Grandezza){(int8_t)(x.euro + sign * y.euro), (int8_t)(x.giorni + sign * y.giorni), (int8_t)(x.punti + sign * y.punti),
                   (int8_t)(x.percento + sign * y.percento)};
}

bool grandezza_read(Str text, Grandezza *out)
{
    *out = (Grandezza){0, 0, 0, 0};
    int sign = 1, parts = 0;
    for (ptrdiff_t from = 0, i = 0; i <= text.n; i++) {
        if (i < text.n && text.p[i] != '*' && text.p[i] != '/') continue;
        Grandezza u;
        if (!one_unit(str_trim(str_sub(text, from, i)), &u) || ++parts > 8) return false;
        *out = times(*out, u, sign);
        if (i < text.n) sign = text.p[i] == '*' ? 1 : -1;
        from = i + 1;
    }
    return true;
}

bool grandezza_uguali(Grandezza x, Grandezza y)
{
    return x.euro == y.euro && x.giorni == y.giorni && x.punti == y.punti && x.percento == y.percento;
}

Str grandezza_parole(Arena *a, Grandezza u)
{
    const struct { const char *word; int power; } powers[] = {{"euro", u.euro}, {"giorni", u.giorni}, {"punti", u.punti}, {"percento", u.percento}};
    Buf b = buf_new(a);
    for (int sign = 1; sign >= -1; sign -= 2)
        for (ptrdiff_t i = 0; i < COUNT_OF(powers); i++)
            for (int k = 0; k < powers[i].power * sign; k++) {
                if (sign < 0) buf_fmt(&b, b.n ? "/%s" : "numero/%s", powers[i].word);
                else buf_fmt(&b, b.n ? "*%s" : "%s", powers[i].word);
            }
    return b.n ? buf_str(&b) : S("numero");
}

/* ---- words ---- */

int parola_distanza(Str x, Str y)
{
    enum { MOST = 40 };
    if (x.n > MOST || y.n > MOST) return 4;
    int row[MOST + 1];
    for (ptrdiff_t k = 0; k <= y.n; k++) row[k] = (int)k;
    for (ptrdiff_t i = 0; i < x.n; i++) {
        int corner = row[0];
        row[0] = (int)i + 1;
        for (ptrdiff_t k = 0; k < y.n; k++) {
            int put = row[k] + 1, drop = row[k + 1] + 1, change = corner + (x.p[i] != y.p[k]);
            corner = row[k + 1];
            int best = put < drop ? put : drop;
            row[k + 1] = best < change ? best : change;
        }
    }
    return row[y.n] > 3 ? 4 : row[y.n];
}

/* ---- reading ---- */

typedef struct Lettura { Arena *a; Str s; ptrdiff_t i; int levels; FormulaErrore *err; bool bad; } Lettura;

static int character(const Lettura *r, ptrdiff_t i) { return (int)utf8_count(str_sub(r->s, 0, i)) + 1; }

static Espr *wrong(Lettura *r, ptrdiff_t i, Str what)
{
    if (!r->bad) *r->err = (FormulaErrore){character(r, i), what};
    r->bad = true;
    return NULL;
}

static void blanks(Lettura *r)
{
    while (r->i < r->s.n && (r->s.p[r->i] == ' ' || r->s.p[r->i] == '\n' || r->s.p[r->i] == '\t')) r->i++;
}

static bool name_begins(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool name_goes_on(char c) { return name_begins(c) || (c >= '0' && c <= '9') || c == '_'; }
static char at_char(const Lettura *r, ptrdiff_t i) { return i < r->s.n ? r->s.p[i] : '\0'; }

static Str name_here(const Lettura *r, ptrdiff_t i)
{
    ptrdiff_t to = i;
    if (name_begins(at_char(r, i)))
        while (name_goes_on(at_char(r, to))) to++;
    return str_sub(r->s, i, to);
}

/* A sign of one or two characters, after blanks. */
static bool take(Lettura *r, const char *sign)
{
    blanks(r);
    if (!str_starts(str_sub(r->s, r->i, r->s.n), str_of(sign))) return false;
    r->i += str_of(sign).n;
    return true;
}

static bool take_word(Lettura *r, const char *word)
{
    blanks(r);
    if (!str_eq(name_here(r, r->i), str_of(word))) return false;
    r->i += str_of(word).n;
    return true;
}

static Espr *node(Lettura *r, EsprKind kind, ptrdiff_t from)
{
    Espr *e = NEW(r->a, Espr);
    e->kind = kind;
    e->at = character(r, from);
    e->indice = e->via = -1;
    e->testo = str_trim(str_sub(r->s, from, r->i));
    return e;
}

static Espr *node_of(Lettura *r, EsprKind kind, ptrdiff_t from, Espr **arg, ptrdiff_t n)
{
    Espr *e = node(r, kind, from);
    e->arg = NEW_N(r->a, Espr *, n);
    for (ptrdiff_t i = 0; i < n; i++) e->arg[i] = arg[i];
    e->n = n;
    return e;
}

static Espr *expression(Lettura *r);

/* 12, 0,5 or 0.5, 30%, 32 punti. The comma is a decimal sign only between digits. */
static Espr *number(Lettura *r)
{
    ptrdiff_t from = r->i, to = r->i;
    Buf plain = buf_new(r->a);
    bool point = false;
    for (; to < r->s.n; to++) {
        char c = r->s.p[to], next = at_char(r, to + 1);
        bool digit = c >= '0' && c <= '9', sign = (c == ',' || c == '.') && next >= '0' && next <= '9';
        if (!digit && (!sign || point)) break;
        if (sign) point = true;
        buf_char(&plain, digit ? c : '.');
    }
    Num v;
    if (!num_parse(r->a, buf_str(&plain), 15, 9, &v, NULL)) return wrong(r, from, S("numero di più di 15 cifre o 9 decimali"));
    if (name_goes_on(at_char(r, to))) return wrong(r, to, S("manca un segno tra il numero e il nome"));
    r->i = to;
    Grandezza u = {0, 0, 0, 0};
    blanks(r);
    if (at_char(r, r->i) == '%') {
        u.percento = 1;
        r->i++;
    } else if (one_unit(name_here(r, r->i), &u)) {
        r->i += name_here(r, r->i).n;
    } else {
        r->i = to;
    }
    Espr *e = node(r, ESPR_NUMERO, from);
    e->v = v;
    e->tipo = (Tipo){GENERE_NUMERO, u, num_sign(v) == 0};
    return e;
}

static Espr *word(Lettura *r)
{
    ptrdiff_t from = r->i++, end = r->i;
    while (end < r->s.n && r->s.p[end] != '"') end++;
    if (end == r->s.n) return wrong(r, from, S("manca la virgoletta che chiude la parola"));
    Str text = str_sub(r->s, from + 1, end);
    r->i = end + 1;
    if (!text.n) return wrong(r, from, S("una parola vuota"));
    Espr *e = node(r, ESPR_PAROLA, from);
    e->nome = text;
    e->tipo = (Tipo){.genere = GENERE_PAROLA};
    return e;
}

/* "indicatore:" or "tutti indicatore:" in front of the argument. */
static void over_rows(Lettura *r, Espr *e)
{
    ptrdiff_t start = r->i;
    bool all = take_word(r, "tutti");
    blanks(r);
    Str name = name_here(r, r->i);
    ptrdiff_t after = r->i + name.n;
    r->i = after;
    blanks(r);
    if (name.n && at_char(r, r->i) == ':') {
        r->i++;
        e->di = name;
        e->insieme = all ? INSIEME_TUTTI : INSIEME_FIGLI;
        return;
    }
    /* conta(indicatore) counts the rows themselves */
    if (name.n && at_char(r, r->i) == ')' && e->funzione == FUNZIONE_CONTA) {
        e->di = name;
        e->insieme = all ? INSIEME_TUTTI : INSIEME_FIGLI;
        return;
    }
    r->i = start;
}

static Espr *call(Lettura *r, ptrdiff_t from, Str name)
{
    int found = -1, near = -1;
    for (int i = 0; i < FUNZIONE_COUNT; i++) {
        if (str_eq(name, str_of(funzioni[i].word))) found = i;
        if (near < 0 && parola_distanza(name, str_of(funzioni[i].word)) <= 2) near = i;
    }
    if (found < 0)
        return wrong(r, from, near < 0 ? str_fmt(r->a, "funzione sconosciuta «%.*s»: quelle che ci sono stanno in doc/calcolo.md", STR_ARG(name))
                                       : str_fmt(r->a, "funzione sconosciuta «%.*s»: forse «%s»", STR_ARG(name), funzioni[near].word));
    Espr e = {.funzione = (Funzione)found};
    bool rows = found == FUNZIONE_SOMMA || found == FUNZIONE_MEDIA || found == FUNZIONE_MINIMO || found == FUNZIONE_MASSIMO || found == FUNZIONE_CONTA;
    if (rows) over_rows(r, &e);
    Espr *arg[MOST_ARGUMENTS];
    ptrdiff_t n = 0;
    if (!take(r, ")")) {
        do {
            if (n == MOST_ARGUMENTS) return wrong(r, r->i, S("troppi argomenti"));
            arg[n] = expression(r);
            if (!arg[n++]) return NULL;
        } while (take(r, ";"));
        if (at_char(r, r->i) == ',') return wrong(r, r->i, S("tra gli argomenti va il punto e virgola"));
        if (!take(r, ")")) return wrong(r, r->i, S("manca la parentesi che chiude gli argomenti"));
    }
    if (rows && e.insieme == INSIEME_NESSUNO && (n == 1 || found == FUNZIONE_MEDIA)) e.insieme = INSIEME_PROPRIA;
    bool conta_righe = found == FUNZIONE_CONTA && e.insieme != INSIEME_NESSUNO;
    int least = conta_righe ? 0 : found == FUNZIONE_CONTA ? 1 : funzioni[found].least;
    int most = rows && e.insieme != INSIEME_NESSUNO ? (found == FUNZIONE_MEDIA ? 2 : 1) : funzioni[found].most;
    if (n < least || n > most)
        return wrong(r, from, least == most ? str_fmt(r->a, "«%s» vuole %d argomenti, qui sono %td", funzioni[found].word, least, n)
                                            : str_fmt(r->a, "«%s» vuole da %d a %d argomenti, qui sono %td", funzioni[found].word, least, most, n));
    Espr *out = node_of(r, ESPR_FUNZIONE, from, arg, n);
    out->funzione = e.funzione, out->insieme = e.insieme, out->di = e.di;
    return out;
}

static Espr *name_or_call(Lettura *r)
{
    ptrdiff_t from = r->i;
    Str name = name_here(r, from), of = S("");
    r->i += name.n;
    if (at_char(r, r->i) == '.' && name_begins(at_char(r, r->i + 1))) {
        of = name;
        name = name_here(r, r->i + 1);
        r->i += 1 + name.n;
    } else if (take(r, "(")) {
        if (++r->levels > MOST_LEVELS) return wrong(r, from, S("troppe parentesi una dentro l'altra: dividere la formula in più colonne"));
        Espr *e = call(r, from, name);
        r->levels--;
        return e;
    }
    Espr *e = node(r, ESPR_NOME, from);
    e->nome = name, e->di = of;
    return e;
}

static Espr *primary(Lettura *r)
{
    blanks(r);
    char c = at_char(r, r->i);
    if (c >= '0' && c <= '9') return number(r);
    if (c == '"') return word(r);
    if (name_begins(c)) return name_or_call(r);
    if (c == '(') {
        ptrdiff_t from = r->i++;
        if (++r->levels > MOST_LEVELS) return wrong(r, from, S("troppe parentesi una dentro l'altra: dividere la formula in più colonne"));
        Espr *e = expression(r);
        r->levels--;
        if (!e) return NULL;
        if (!take(r, ")")) return wrong(r, from, S("manca la parentesi che chiude questa"));
        return e;
    }
    if (r->i == r->s.n) return wrong(r, r->i, S("la formula finisce prima del tempo"));
    ptrdiff_t next = r->i;
    utf8_next(r->s, &next);
    return wrong(r, r->i, str_fmt(r->a, "«%.*s» qui non ha senso", STR_ARG(str_sub(r->s, r->i, next))));
}

static Espr *signed_one(Lettura *r)
{
    blanks(r);
    ptrdiff_t from = r->i;
    if (!take(r, "-")) return primary(r);
    if (++r->levels > MOST_LEVELS) return wrong(r, from, S("troppi segni uno dopo l'altro"));
    Espr *e = signed_one(r);
    r->levels--;
    return e ? node_of(r, ESPR_NEGATO, from, &e, 1) : NULL;
}

/* a * b * c is one product; a division ends it. */
static Espr *product(Lettura *r)
{
    blanks(r);
    ptrdiff_t from = r->i, n = 0;
    Espr *list[MOST_ARGUMENTS], *e = signed_one(r);
    if (!e) return NULL;
    list[n++] = e;
    for (;;) {
        bool over = false;
        if (take(r, "*")) over = false;
        else if (take(r, "/")) over = true;
        else break;
        if (over && n > 1) list[0] = node_of(r, ESPR_PRODOTTO, from, list, n), n = 1, list[0]->testo = str_trim(str_sub(r->s, from, r->i - 1));
        Espr *next = signed_one(r);
        if (!next) return NULL;
        if (n == MOST_ARGUMENTS) return wrong(r, from, S("troppi fattori: dividere la formula in più colonne"));
        list[n++] = next;
        if (over) list[0] = node_of(r, ESPR_RAPPORTO, from, list, 2), n = 1;
    }
    return n == 1 ? list[0] : node_of(r, ESPR_PRODOTTO, from, list, n);
}

static Espr *sum(Lettura *r)
{
    blanks(r);
    ptrdiff_t from = r->i, n = 0;
    Espr *list[MOST_ARGUMENTS], *e = product(r);
    if (!e) return NULL;
    list[n++] = e;
    for (;;) {
        bool less = false;
        if (take(r, "+")) less = false;
        else if (take(r, "-")) less = true;
        else break;
        if (less && n > 1) list[0] = node_of(r, ESPR_SOMMA, from, list, n), n = 1, list[0]->testo = str_trim(str_sub(r->s, from, r->i - 1));
        Espr *next = product(r);
        if (!next) return NULL;
        if (n == MOST_ARGUMENTS) return wrong(r, from, S("troppi addendi: dividere la formula in più colonne"));
        list[n++] = next;
        if (less) list[0] = node_of(r, ESPR_DIFFERENZA, from, list, 2), n = 1;
    }
    return n == 1 ? list[0] : node_of(r, ESPR_SOMMA, from, list, n);
}

static Espr *comparison(Lettura *r)
{
    static const char *const signs[] = {"<=", ">=", "<>", "<", ">", "="};
    blanks(r);
    ptrdiff_t from = r->i;
    if (take_word(r, "non")) {
        if (++r->levels > MOST_LEVELS) return wrong(r, from, S("troppi «non» uno dopo l'altro"));
        Espr *e = comparison(r);
        r->levels--;
        return e ? node_of(r, ESPR_NON, from, &e, 1) : NULL;
    }
    Espr *both[2] = {sum(r), NULL};
    if (!both[0]) return NULL;
    for (ptrdiff_t i = 0; i < COUNT_OF(signs); i++) {
        if (!take(r, signs[i])) continue;
        both[1] = sum(r);
        if (!both[1]) return NULL;
        Espr *e = node_of(r, ESPR_CONFRONTO, from, both, 2);
        e->segno = signs[i];
        for (ptrdiff_t k = 0; k < COUNT_OF(signs); k++)
            if (take(r, signs[k])) return wrong(r, r->i - str_of(signs[k]).n, S("due confronti di seguito: unirli con «e»"));
        return e;
    }
    return both[0];
}

static Espr *chain(Lettura *r, const char *word_between, EsprKind kind, Espr *(*part)(Lettura *))
{
    blanks(r);
    ptrdiff_t from = r->i, n = 0;
    Espr *list[MOST_ARGUMENTS];
    do {
        if (n == MOST_ARGUMENTS) return wrong(r, from, S("troppe condizioni: dividere la formula in più colonne"));
        list[n] = part(r);
        if (!list[n++]) return NULL;
    } while (take_word(r, word_between));
    return n == 1 ? list[0] : node_of(r, kind, from, list, n);
}

static Espr *both_true(Lettura *r) { return chain(r, "e", ESPR_E, comparison); }
static Espr *expression(Lettura *r) { return chain(r, "o", ESPR_O, both_true); }

Espr *formula_read(Str text, Arena *a, FormulaErrore *err)
{
    Lettura r = {.a = a, .s = text, .err = err};
    if (utf8_count(text) > MOST_CHARACTERS) return wrong(&r, 0, S("formula di più di 2.000 caratteri: dividerla in più colonne"));
    for (ptrdiff_t i = 0; i < text.n; i++)
        if ((unsigned char)text.p[i] < 0x20 && text.p[i] != '\n' && text.p[i] != '\t') return wrong(&r, i, S("un carattere di controllo: toglierlo"));
    Espr *e = expression(&r);
    if (!e) return NULL;
    blanks(&r);
    if (r.i < r.s.n) {
        ptrdiff_t next = r.i;
        utf8_next(r.s, &next);
        Str sign = str_sub(r.s, r.i, next);
        if (str_eq(sign, S(","))) return wrong(&r, r.i, S("una virgola fuori posto: i decimali vogliono cifre dopo la virgola, gli argomenti il punto e virgola"));
        return wrong(&r, r.i, str_fmt(a, "«%.*s» qui non ha senso: la formula era già finita", STR_ARG(sign)));
    }
    return e;
}

/* terminale.c - floor 5: headings, paragraphs, lists and tables as lines of text. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "document/terminale.h"

typedef struct Foglio { Buf b; Arena *a; } Foglio;

static void spaces(Buf *b, ptrdiff_t n)
{
    for (ptrdiff_t i = 0; i < n; i++) buf_char(b, ' ');
}

static void rule(Buf *b, ptrdiff_t n, char c)
{
    for (ptrdiff_t i = 0; i < n; i++) buf_char(b, c);
    buf_char(b, '\n');
}

/* The next line of at most width letters, broken at a blank or where the text breaks it. */
static Str line_of(Str *rest, ptrdiff_t width)
{
    Str s = *rest;
    ptrdiff_t letters = 0, i = 0, blank = -1;
    while (i < s.n && s.p[i] != '\n' && letters < width + 1) {
        if (s.p[i] == ' ') blank = i;
        utf8_next(s, &i);
        letters++;
    }
    bool whole = i >= s.n || s.p[i] == '\n';
    if (letters > width || !whole) {
        if (blank < 0)
            for (blank = i; blank < s.n && s.p[blank] != ' ' && s.p[blank] != '\n';) blank++;
        i = blank;
    }
    *rest = str_sub(s, i < s.n ? i + 1 : i, s.n);
    return str_sub(s, 0, i);
}

/* A paragraph; first stands before its first line, further lines are indented as far. */
static void paragraph(Foglio *f, Str text, Str first, ptrdiff_t indent)
{
    bool begun = false;
    do {
        Str line = line_of(&text, TERMINALE_COLONNE - indent);
        if (!begun) buf_put(&f->b, first), spaces(&f->b, indent - utf8_count(first));
        else spaces(&f->b, indent);
        buf_put(&f->b, line);
        buf_char(&f->b, '\n');
        begun = true;
    } while (text.n);
}

static void gap(Foglio *f)
{
    Str s = buf_str(&f->b);
    if (s.n && !(s.n > 1 && s.p[s.n - 1] == '\n' && s.p[s.n - 2] == '\n')) buf_char(&f->b, '\n');
}

static void list(Foglio *f, const Elenco *e, ptrdiff_t indent)
{
    for (ptrdiff_t i = 0; i < e->voci.n; i++) {
        Buf mark = buf_new(f->a);
        spaces(&mark, indent);
        if (e->numerato) buf_fmt(&mark, "%td. ", i + 1);
        else buf_put(&mark, S("- "));
        Str first = buf_str(&mark);
        paragraph(f, testo_plain(f->a, &e->voci.items[i]->testo), first, utf8_count(first));
        if (e->voci.items[i]->sotto) list(f, e->voci.items[i]->sotto, indent + 3);
    }
}

/* ---- tables ---- */

static ptrdiff_t widest_line(Str s)
{
    ptrdiff_t best = 0, n = 0;
    for (ptrdiff_t i = 0; i < s.n;) {
        uint32_t c = utf8_next(s, &i);
        n = c == '\n' ? 0 : n + 1;
        if (n > best) best = n;
    }
    return best;
}

static Str cell(Foglio *f, const DocTabella *t, ptrdiff_t row, ptrdiff_t column)
{
    return row < 0 ? t->colonne.items[column].testa : testo_plain(f->a, &t->righe.items[row].celle[column]);
}

/* Widths of the columns; false: they do not fit beside each other. A column of text may be narrowed, to a third at
 * least. */
static bool measure(Foglio *f, const DocTabella *t, ptrdiff_t *width)
{
    ptrdiff_t all = 0, wide = 0, n = t->colonne.n;
    for (ptrdiff_t c = 0; c < n; c++) {
        width[c] = 0;
        for (ptrdiff_t r = -1; r < t->righe.n; r++) {
            ptrdiff_t w = widest_line(cell(f, t, r, c));
            if (w > width[c]) width[c] = w;
        }
        all += width[c] + 2;
        if (t->colonne.items[c].tipo != COLONNA_NUMERO && width[c] > 20) wide++;
    }
    ptrdiff_t over = all - 2 - TERMINALE_COLONNE;
    if (over <= 0) return true;
    if (!wide) return false;
    for (ptrdiff_t round = 0; round < 200 && over > 0; round++) { /* one letter at a time from the widest */
        ptrdiff_t most = -1;
        for (ptrdiff_t c = 0; c < n; c++)
            if (t->colonne.items[c].tipo != COLONNA_NUMERO && (most < 0 || width[c] > width[most])) most = c;
        ptrdiff_t cut = over < width[most] - 20 ? over : width[most] - 20;
        if (cut <= 0) return false;
        ptrdiff_t step = cut > 4 ? 4 : cut;
        width[most] -= step;
        over -= step;
    }
    return over <= 0;
}

static void row_beside(Foglio *f, const DocTabella *t, ptrdiff_t row, const ptrdiff_t *width)
{
    ptrdiff_t n = t->colonne.n;
    Str *rest = NEW_N(f->a, Str, n);
    bool more = true;
    for (ptrdiff_t c = 0; c < n; c++) rest[c] = cell(f, t, row, c);
    while (more) {
        more = false;
        Buf line = buf_new(f->a);
        for (ptrdiff_t c = 0; c < n; c++) {
            Str s = line_of(&rest[c], width[c]);
            ptrdiff_t pad = width[c] - utf8_count(s);
            if (c) buf_put(&line, S("  "));
            if (t->colonne.items[c].tipo == COLONNA_NUMERO) spaces(&line, pad), buf_put(&line, s);
            else buf_put(&line, s), spaces(&line, pad);
            more = more || rest[c].n;
        }
        Str s = buf_str(&line);
        while (s.n && s.p[s.n - 1] == ' ') s.n--;
        buf_put(&f->b, s);
        buf_char(&f->b, '\n');
    }
}

static void row_below(Foglio *f, const DocTabella *t, ptrdiff_t row)
{
    for (ptrdiff_t c = 0; c < t->colonne.n; c++) {
        Str s = cell(f, t, row, c);
        if (!s.n) continue;
        if (!c) paragraph(f, s, S(""), 0);
        else paragraph(f, str_fmt(f->a, "%.*s: %.*s", STR_ARG(t->colonne.items[c].testa), STR_ARG(s)), S("    "), 4);
    }
    buf_char(&f->b, '\n');
}

static void table(Foglio *f, const DocTabella *t)
{
    ptrdiff_t *width = NEW_N(f->a, ptrdiff_t, t->colonne.n + 1), all = -2;
    paragraph(f, t->didascalia, S(""), 0);
    bool beside = measure(f, t, width);
    for (ptrdiff_t c = 0; c < t->colonne.n; c++) all += width[c] + 2;
    if (beside) row_beside(f, t, -1, width), rule(&f->b, all, '-');
    for (ptrdiff_t r = 0; r < t->righe.n; r++) {
        if (beside && t->righe.items[r].totale) rule(&f->b, all, '-');
        if (beside) row_beside(f, t, r, width);
        else row_below(f, t, r);
    }
    if (t->nota.n) paragraph(f, t->nota, S(""), 0);
}

/* ---- blocks ---- */

static void heading(Foglio *f, const Titolo *t)
{
    Str text = t->numero.n ? str_fmt(f->a, "%.*s %.*s", STR_ARG(t->numero), STR_ARG(t->testo)) : t->testo;
    buf_char(&f->b, '\n');
    paragraph(f, text, S(""), 0);
    ptrdiff_t n = utf8_count(text);
    rule(&f->b, n > TERMINALE_COLONNE ? TERMINALE_COLONNE : n, t->livello == 2 ? '=' : '-');
}

static void block(Foglio *f, const Blocco *b)
{
    switch (b->tipo) {
    case BLOCCO_TITOLO: heading(f, &b->titolo); break;
    case BLOCCO_CAPOVERSO: paragraph(f, testo_plain(f->a, &b->capoverso), S(""), 0); break;
    case BLOCCO_ELENCO: list(f, &b->elenco, 0); break;
    case BLOCCO_DEFINIZIONI:
        for (ptrdiff_t i = 0; i < b->definizioni.righe.n; i++) {
            const Definizione *x = b->definizioni.righe.items[i];
            paragraph(f, str_fmt(f->a, "%.*s: %.*s", STR_ARG(x->termine), STR_ARG(testo_plain(f->a, &x->testo))),
                      S("  "), 2);
        }
        break;
    case BLOCCO_TABELLA: table(f, &b->tabella); break;
    case BLOCCO_FIGURA: table(f, b->figura.dati); break;
    case BLOCCO_NOTA:
        paragraph(f, b->nota.titolo, S(""), 0);
        for (ptrdiff_t i = 0; i < b->nota.capoversi.n; i++)
            paragraph(f, testo_plain(f->a, b->nota.capoversi.items[i]), S("    "), 4);
        break;
    case BLOCCO_FIRMA:
    case BLOCCO_INDICE:
    case BLOCCO_SALTO: return;
    }
    gap(f);
}

Str terminale_render(const Documento *d, Arena *a)
{
    Foglio f = {buf_new(a), a};
    const Str heads[] = {d->testata.ente, d->testata.titolo, d->testata.sottotitolo, d->testata.stato};
    for (ptrdiff_t i = 0; i < COUNT_OF(heads); i++)
        if (heads[i].n) paragraph(&f, heads[i], S(""), 0);
    gap(&f);
    for (ptrdiff_t i = 0; i < d->blocchi.n; i++) block(&f, d->blocchi.items[i]);
    DocEstremo end[DOC_ESTREMI];
    for (ptrdiff_t i = 0, n = doc_colophon(d, a, end); i < n; i++)
        paragraph(&f, str_fmt(a, "%.*s: %.*s", STR_ARG(end[i].nome), STR_ARG(end[i].valore)), S(""), 0);
    return buf_str(&f.b);
}

/* albero_manifesto.c - floor 6: lays the tree out in columns and draws it. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/albero_manifesto.h"

enum {
    COLONNA = 560,
    FRA = 40,
    MARGINE = 48,
    TESTA = 128,
    RIENTRO = 26,
    RIENTRI = 8, /* deeper ones stand like these */
    RIGA = 20,
    NOTA = 17,
    BORDO = 7,
    SPAZIO = 8,
    LETTERA = 8,
    LETTERINA = 6,
    ESITO = 130,
    RIGHE = 6,
    SEGUE = 30,
    ALTO_ESITO = 46
};

typedef struct Posto { int colonna, y, alto, n, n_note; Str righe[RIGHE], note[RIGHE]; bool segue; } Posto;
typedef struct Disegno { Html h; const Manifesto *m; Posto *posti; int colonne, alto; } Disegno;

static int indent(const ManifestoRiga *r) { return (r->profondita < RIENTRI ? r->profondita : RIENTRI) * RIENTRO; }

/* -- text in lines: no letter is measured, so a line is taken as wider than it will be */
static ptrdiff_t line_end(Str s, ptrdiff_t letters)
{
    ptrdiff_t i = 0, blank = -1;
    for (ptrdiff_t k = 0; i < s.n && k < letters; k++) {
        if (s.p[i] == ' ' && i) blank = i;
        utf8_next(s, &i);
    }
    return i >= s.n ? s.n : s.p[i] == ' ' ? i : blank > 0 ? blank : i;
}

/* The last line of a text that is too long ends with dots. */
static int lines(Arena *a, Str text, ptrdiff_t letters, Str out[RIGHE])
{
    int n = 0;
    while (text.n && n < RIGHE) {
        ptrdiff_t end = line_end(text, letters);
        bool cut = n == RIGHE - 1 && end < text.n;
        out[n] = cut ? str_fmt(a, "%.*s…", STR_ARG(str_sub(text, 0, end))) : str_sub(text, 0, end);
        text = str_trim(str_sub(text, end, text.n));
        n++;
    }
    return n;
}

static Str heading(Arena *a, const ManifestoRiga *r)
{
    return r->codice.n ? str_fmt(a, "%.*s  %.*s", STR_ARG(r->codice), STR_ARG(r->testo)) : r->testo;
}

static void measure(Disegno *d, ptrdiff_t i)
{
    const ManifestoRiga *r = &d->m->righe[i];
    Posto *at = &d->posti[i];
    int width = COLONNA - indent(r) - 24 - (r->stato.n ? ESITO : 0);
    at->n = lines(d->h.a, heading(d->h.a, r), width / LETTERA, at->righe);
    at->n_note = lines(d->h.a, r->nota, width / LETTERINA, at->note);
    at->alto = at->n * RIGA + at->n_note * NOTA + 2 * BORDO;
    if (r->stato.n && at->alto < ALTO_ESITO) at->alto = ALTO_ESITO;
}

/* As many columns as make the whole about as wide as a sheet that lies; a column ends before a root or what stands right
 * below one, and if need be anywhere. */
static void lay_out(Disegno *d)
{
    int64_t all = 0;
    for (ptrdiff_t i = 0; i < d->m->n; i++) {
        measure(d, i);
        all += d->posti[i].alto + SPAZIO;
    }
    int columns = 1;
    while ((int64_t)columns * columns * (COLONNA + FRA) * 10 < 14 * all) columns++;
    int64_t high = all / columns + 40, y = 0;
    int column = 0;
    for (ptrdiff_t i = 0; i < d->m->n; i++) {
        const ManifestoRiga *r = &d->m->righe[i];
        Posto *at = &d->posti[i];
        int64_t over = y + at->alto - high;
        if (!r->profondita && i + 1 < d->m->n) over += at[1].alto; /* a root does not stay alone at the foot of a column */
        if (y && (over > high / 8 || (over > 0 && r->profondita <= 1))) {
            column++;
            y = r->profondita ? SEGUE : 0;
            at->segue = r->profondita > 0;
        }
        at->colonna = column;
        at->y = (int)y;
        y += at->alto + SPAZIO;
        if (at->y + at->alto > d->alto) d->alto = at->y + at->alto;
    }
    d->colonne = column + 1;
}

/* -- drawing */
static int left(const Disegno *d, ptrdiff_t i)
{
    return MARGINE + d->posti[i].colonna * (COLONNA + FRA) + indent(&d->m->righe[i]);
}
static int top(const Disegno *d, ptrdiff_t i) { return TESTA + d->posti[i].y; }

static void put_text(Disegno *d, int x, int y, const char *how, Str text)
{
    buf_fmt(&d->h.out, "<text x=\"%d\" y=\"%d\"%s>", x, y, how);
    html_esc(&d->h, text);
    buf_put(&d->h.out, S("</text>\n"));
}

static const char *colour(Tono t)
{
    switch (t) {
    case TONO_BENE: return "#00693e";
    case TONO_ATTENZIONE: return "#7a4a00";
    case TONO_MALE: return "#b3213a";
    case TONO_INFO:
    case TONO_NEUTRO: break;
    }
    return "#4a5a6a";
}

/* A disc with a tick, a triangle, a cross, a ring: told apart without colour. */
static void mark(Disegno *d, int x, int y, Tono t)
{
    Buf *b = &d->h.out;
    switch (t) {
    case TONO_BENE:
        buf_fmt(
            b,
            "<circle cx=\"%d\" cy=\"%d\" r=\"8\" fill=\"%s\"/><path d=\"M%d %dl3 4 5-7\" fill=\"none\" stroke=\"#fff\" "
            "stroke-width=\"2\"/>\n",
            x, y, colour(t), x - 4, y);
        break;
    case TONO_ATTENZIONE:
        buf_fmt(
            b,
            "<path d=\"M%d %dl9 15h-18z\" fill=\"%s\"/><path d=\"M%d %dv5m0 2v2\" stroke=\"#fff\" stroke-width=\"2\"/>\n",
            x, y - 9, colour(t), x, y - 4);
        break;
    case TONO_MALE:
        buf_fmt(b, "<path d=\"M%d %dl13 13m0-13l-13 13\" stroke=\"%s\" stroke-width=\"4\"/>\n", x - 6, y - 6,
                colour(t));
        break;
    case TONO_INFO:
    case TONO_NEUTRO:
        buf_fmt(
            b,
            "<circle cx=\"%d\" cy=\"%d\" r=\"7\" fill=\"#fff\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"3 2\"/>\n",
            x, y, colour(t));
        break;
    }
}

/* From the box above down to this one; where that box is in another column, from the top of this one. */
static void branch(Disegno *d, ptrdiff_t i)
{
    ptrdiff_t up = i - 1;
    while (up >= 0 && d->m->righe[up].profondita >= d->m->righe[i].profondita) up--;
    if (up < 0) return;
    bool here = d->posti[up].colonna == d->posti[i].colonna;
    int x = left(d, i) - 14, from = here ? top(d, up) + d->posti[up].alto : TESTA + SEGUE - 8;
    buf_fmt(&d->h.out, "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#5d7083\" stroke-width=\"1.5\"/>\n", x, from,
            top(d, i) + d->posti[i].alto / 2, left(d, i));
}

static Str root_of(const Disegno *d, ptrdiff_t i)
{
    while (i > 0 && d->m->righe[i].profondita) i--;
    return d->m->righe[i].codice.n ? d->m->righe[i].codice : d->m->righe[i].testo;
}

static void box(Disegno *d, ptrdiff_t i)
{
    const ManifestoRiga *r = &d->m->righe[i];
    const Posto *at = &d->posti[i];
    Buf *b = &d->h.out;
    int x = left(d, i), y = top(d, i), width = COLONNA - indent(r), right = x + width;
    bool root = !r->profondita;
    const char *fill = root ? "#003366" : r->profondita == 1 ? "#e8f1fb" : "#fff", *ink = root ? " fill=\"#fff\"" : "";
    if (at->segue) {
        Str code = root_of(d, i);
        int from = MARGINE + at->colonna * (COLONNA + FRA);
        put_text(d, from, TESTA + 16, " font-style=\"italic\"",
                 str_fmt(d->h.a, "%.*s (%.*s)", STR_ARG(code), STR_ARG(d->m->segue)));
    }
    if (!root) branch(d, i);
    buf_fmt(b, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\" fill=\"%s\" stroke=\"#5d7083\"/>\n", x, y,
            width, at->alto, fill);
    if (r->stato.n)
        buf_fmt(b, "<rect x=\"%d\" y=\"%d\" width=\"6\" height=\"%d\" fill=\"%s\"/>\n", x, y, at->alto,
                colour(r->tono));
    for (int k = 0; k < at->n; k++)
        put_text(d, x + 14, y + BORDO + 15 + k * RIGA,
                 str_c(d->h.a, str_fmt(d->h.a, "%s%s", r->profondita < 2 ? " font-weight=\"700\"" : "", ink)),
                 at->righe[k]);
    for (int k = 0; k < at->n_note; k++)
        put_text(d, x + 14, y + BORDO + at->n * RIGA + 12 + k * NOTA,
                 root ? " font-size=\"12\" fill=\"#fff\"" : " font-size=\"12\" fill=\"#4a5a6a\"", at->note[k]);
    if (!r->stato.n) return;
    if (root) /* marks are drawn on white */
        buf_fmt(b, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\" fill=\"#fff\"/>\n", right - ESITO,
                y + 4, ESITO - 4, at->alto - 8);
    mark(d, right - ESITO + 14, y + BORDO + 10, r->tono);
    put_text(d, right - 10, y + BORDO + 15, " text-anchor=\"end\" font-weight=\"700\"", r->valore);
    buf_fmt(b, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" font-size=\"12\" fill=\"%s\">", right - 10,
            y + BORDO + 15 + 15, colour(r->tono));
    html_esc(&d->h, r->stato);
    buf_put(b, S("</text>\n"));
}

Str manifesto_svg(Arena *a, const Manifesto *m, int *largo, int *alto)
{
    Disegno d = {.h = html_new(a, m->lingua, S("")), .m = m, .posti = NEW_N(a, Posto, m->n + 1)};
    lay_out(&d);
    *largo = 2 * MARGINE + d.colonne * (COLONNA + FRA) - FRA;
    *alto = TESTA + d.alto + MARGINE;
    Buf *b = &d.h.out;
    buf_fmt(
        b,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" "
        "height=\"%d\" xml:lang=\"%.*s\" font-family=\"'Titillium Web', Arial, 'Liberation Sans', sans-serif\" font-size=\"15\" "
        "fill=\"#17324d\" xml:space=\"preserve\">\n<title>",
        *largo, *alto, *largo, *alto, STR_ARG(lingua_codice(m->lingua)));
    html_esc(&d.h, m->titolo);
    buf_put(b, S("</title>\n"));
    buf_fmt(b, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", *largo, *alto);
    put_text(&d, MARGINE, 62, " font-size=\"34\" font-weight=\"700\"", m->titolo);
    put_text(&d, MARGINE, 94, " font-size=\"17\" fill=\"#4a5a6a\"", m->sottotitolo);
    for (ptrdiff_t i = 0; i < m->n; i++) box(&d, i);
    buf_put(b, S("</svg>\n"));
    return buf_str(b);
}

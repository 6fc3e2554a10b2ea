/* svg.c - floor 5: bars with their label above and their value at the right, in whole pixels and tenths of percent. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "document/svg.h"

#include "document/testo.h"

enum { BARS_A_PART = 12, LINE = 18, BAR = 14, GAP = 12, TOP = 4, LINES = 4 };

/* Letters of a whole line of a label. */
static ptrdiff_t line_letters(SvgModo m) { return m == SVG_STRETTO ? 38 : m == SVG_LARGO ? 84 : 90; }

/* Letters that fit beside the value, at the narrowest width (320 px less margins) and on the sheet. */
static ptrdiff_t letters(SvgModo m, Str value)
{
    ptrdiff_t left = line_letters(m) - utf8_count(value) - 4;
    return left < 12 ? 12 : left;
}

ptrdiff_t svg_parts(const Figura *f) { return f->barre.n ? (f->barre.n - 1) / BARS_A_PART + 1 : 0; }

static ptrdiff_t first_bar(ptrdiff_t part) { return part * BARS_A_PART; }

static ptrdiff_t last_bar(const Figura *f, ptrdiff_t part)
{
    ptrdiff_t end = first_bar(part) + BARS_A_PART;
    return end < f->barre.n ? end : f->barre.n;
}

/* Where a label of more than n letters is parted: the last blank that leaves the first line short enough; -1 = it fits
 * or has none. */
static ptrdiff_t break_at(Str s, ptrdiff_t n)
{
    ptrdiff_t i = 0, at = -1;
    for (ptrdiff_t k = 0; i < s.n && k <= n; k++) {
        if (s.p[i] == ' ') at = i;
        if (k < n) utf8_next(s, &i);
    }
    return i < s.n ? at : -1;
}

/* The lines of a label: the first stands beside the value. */
static int label_lines(const Barra *x, SvgModo m, Str out[LINES])
{
    Str rest = x->etichetta;
    for (int n = 0;; n++) {
        ptrdiff_t at = n < LINES - 1 ? break_at(rest, n ? line_letters(m) : letters(m, x->valore)) : -1;
        out[n] = at > 0 ? str_sub(rest, 0, at) : rest;
        if (at <= 0) return n + 1;
        rest = str_sub(rest, at + 1, rest.n);
    }
}

static ptrdiff_t bar_height(const Barra *x, SvgModo m)
{
    Str lines[LINES];
    return label_lines(x, m, lines) * LINE + BAR + GAP;
}

ptrdiff_t svg_height(const Figura *f, ptrdiff_t part, SvgModo modo)
{
    ptrdiff_t h = TOP;
    for (ptrdiff_t i = first_bar(part); i < last_bar(f, part); i++) h += bar_height(&f->barre.items[i], modo);
    return h;
}

Str svg_title(Arena *a, const Figura *f, ptrdiff_t part)
{
    if (svg_parts(f) < 2) return f->titolo;
    return str_fmt(a, "%.*s, parte %td di %td", STR_ARG(f->titolo), part + 1, svg_parts(f));
}

/* The longest bar of the whole figure, so that parts share one scale. */
static int scale(const Figura *f)
{
    int most = 1000;
    for (ptrdiff_t i = 0; i < f->barre.n; i++)
        if (f->barre.items[i].per_mille > most) most = f->barre.items[i].per_mille;
    return most;
}

static void put_text(Buf *b, const char *x, ptrdiff_t y, const char *more, Str s)
{
    buf_fmt(b, "<text x=\"%s\" y=\"%td\"%s>", x, y, more);
    testo_escape(b, s, S(" "));
    buf_put(b, S("</text>\n"));
}

static void put_bar(Buf *b, const Barra *x, ptrdiff_t y, int most, SvgModo m)
{
    const char *right = m == SVG_FOGLIO ? "640" : "100%";
    Str lines[LINES];
    int n = label_lines(x, m, lines);
    for (int i = 0; i < n; i++) {
        ptrdiff_t fit = i ? line_letters(m) : letters(m, x->valore);
        put_text(b, "0", y + 13 + i * LINE, "", testo_cut(b->a, lines[i], fit));
    }
    put_text(b, right, y + 13, " text-anchor=\"end\" font-weight=\"bold\"", testo_cut(b->a, x->valore, 24));
    ptrdiff_t below = y + n * LINE;
    buf_fmt(b, "<rect x=\"0\" y=\"%td\" width=\"%s\" height=\"%d\" fill=\"#e3e9ef\"/>\n", below, right, BAR);
    int64_t tenths = (int64_t)x->per_mille * 1000 / most; /* of a percent */
    if (m == SVG_FOGLIO)
        buf_fmt(b, "<rect x=\"0\" y=\"%td\" width=\"%d\" height=\"%d\" fill=\"#0059b3\"/>\n", below,
                (int)(tenths * SVG_LARGHEZZA / 1000), BAR);
    else
        buf_fmt(b, "<rect x=\"0\" y=\"%td\" width=\"%d.%d%%\" height=\"%d\" fill=\"#0059b3\"/>\n", below,
                (int)(tenths / 10), (int)(tenths % 10), BAR);
}

void svg_bars(Buf *b, const Figura *f, ptrdiff_t part, SvgModo modo)
{
    ptrdiff_t h = svg_height(f, part, modo);
    if (modo == SVG_FOGLIO) {
        buf_fmt(b, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%td\" viewBox=\"0 0 %d %td\" ",
                SVG_LARGHEZZA, h, SVG_LARGHEZZA, h);
        buf_put(b, S("font-family=\"Liberation Sans, Arial, sans-serif\" font-size=\"13\" fill=\"#17324d\">\n<title>"));
        testo_escape(b, svg_title(b->a, f, part), S(" "));
        buf_put(b, S("</title>\n<desc>"));
    } else {
        const char *way = modo == SVG_STRETTO ? "strette" : "larghe";
        Str id = str_fmt(b->a, "_%.*s_%td_%s", STR_ARG(f->id), part, way);
        buf_fmt(b, "<svg class=\"%s\" role=\"img\" aria-labelledby=\"%.*s_t %.*s_d\" width=\"100%%\" ", way,
                STR_ARG(id), STR_ARG(id));
        buf_fmt(b, "height=\"%td\" font-size=\"14\" fill=\"#17324d\">\n<title id=\"%.*s_t\">", h, STR_ARG(id));
        testo_escape(b, svg_title(b->a, f, part), S(" "));
        buf_fmt(b, "</title>\n<desc id=\"%.*s_d\">", STR_ARG(id));
    }
    testo_escape(b, f->descrizione, S(" "));
    buf_put(b, S("</desc>\n"));
    ptrdiff_t y = TOP;
    int most = scale(f);
    for (ptrdiff_t i = first_bar(part); i < last_bar(f, part); i++) {
        put_bar(b, &f->barre.items[i], y, most, modo);
        y += bar_height(&f->barre.items[i], modo);
    }
    buf_put(b, S("</svg>\n"));
}

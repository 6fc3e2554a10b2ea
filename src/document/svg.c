/* svg.c - floor 5: bars with their label above and their value at the right, in whole pixels and tenths of percent. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "document/svg.h"

#include "document/testo.h"

enum { BARS_A_PART = 12, LINE = 18, BAR = 14, GAP = 12, TOP = 4 };

/* Letters that fit beside the value, at the narrowest width (320 px less margins) and on the sheet. */
static ptrdiff_t letters(SvgModo m, Str value)
{
    ptrdiff_t all = m == SVG_PAGINA ? 36 : 88, left = all - utf8_count(value) - 2;
    return left < 12 ? 12 : left;
}

ptrdiff_t svg_parts(const Figura *f) { return f->barre.n ? (f->barre.n - 1) / BARS_A_PART + 1 : 0; }

static ptrdiff_t first_bar(ptrdiff_t part) { return part * BARS_A_PART; }

static ptrdiff_t last_bar(const Figura *f, ptrdiff_t part)
{
    ptrdiff_t end = first_bar(part) + BARS_A_PART;
    return end < f->barre.n ? end : f->barre.n;
}

/* Where a label of more than n letters is parted: the last blank that leaves the first line short enough. */
static ptrdiff_t break_at(Str s, ptrdiff_t n)
{
    ptrdiff_t i = 0, at = -1;
    for (ptrdiff_t k = 0; i < s.n && k < n; k++) {
        if (s.p[i] == ' ') at = i;
        utf8_next(s, &i);
    }
    return i < s.n ? at : -1;
}

static bool two_lines(const Barra *x, SvgModo m) { return break_at(x->etichetta, letters(m, x->valore)) > 0; }

static ptrdiff_t bar_height(const Barra *x, SvgModo m) { return LINE + (two_lines(x, m) ? LINE : 0) + BAR + GAP; }

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
    const char *right = m == SVG_PAGINA ? "100%" : "640";
    ptrdiff_t fit = letters(m, x->valore), at = break_at(x->etichetta, fit), below = y + LINE;
    Str label = at > 0 ? str_sub(x->etichetta, 0, at) : testo_cut(b->a, x->etichetta, fit);
    put_text(b, "0", y + 13, "", label);
    put_text(b, right, y + 13, " text-anchor=\"end\" font-weight=\"bold\"", testo_cut(b->a, x->valore, 24));
    if (at > 0) {
        Str rest = str_sub(x->etichetta, at + 1, x->etichetta.n);
        put_text(b, "0", y + 13 + LINE, "", testo_cut(b->a, rest, m == SVG_PAGINA ? 38 : 90));
        below += LINE;
    }
    buf_fmt(b, "<rect x=\"0\" y=\"%td\" width=\"%s\" height=\"%d\" fill=\"#e3e9ef\"/>\n", below, right, BAR);
    int64_t tenths = (int64_t)x->per_mille * 1000 / most; /* of a percent */
    if (m == SVG_PAGINA)
        buf_fmt(b, "<rect x=\"0\" y=\"%td\" width=\"%d.%d%%\" height=\"%d\" fill=\"#0059b3\"/>\n", below,
                (int)(tenths / 10), (int)(tenths % 10), BAR);
    else
        buf_fmt(b, "<rect x=\"0\" y=\"%td\" width=\"%d\" height=\"%d\" fill=\"#0059b3\"/>\n", below,
                (int)(tenths * SVG_LARGHEZZA / 1000), BAR);
}

void svg_bars(Buf *b, const Figura *f, ptrdiff_t part, SvgModo modo)
{
    ptrdiff_t h = svg_height(f, part, modo);
    if (modo == SVG_PAGINA) {
        buf_fmt(b, "<svg role=\"img\" aria-labelledby=\"_%.*s_%td_t _%.*s_%td_d\" width=\"100%%\" height=\"%td\" ",
                STR_ARG(f->id), part, STR_ARG(f->id), part, h);
        buf_fmt(b, "font-size=\"14\" fill=\"#17324d\">\n<title id=\"_%.*s_%td_t\">", STR_ARG(f->id), part);
    } else {
        buf_fmt(b, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%td\" viewBox=\"0 0 %d %td\" ",
                SVG_LARGHEZZA, h, SVG_LARGHEZZA, h);
        buf_put(b, S("font-family=\"Liberation Sans, Arial, sans-serif\" font-size=\"13\" fill=\"#17324d\">\n<title>"));
    }
    testo_escape(b, svg_title(b->a, f, part), S(" "));
    if (modo == SVG_PAGINA)
        buf_fmt(b, "</title>\n<desc id=\"_%.*s_%td_d\">", STR_ARG(f->id), part);
    else
        buf_put(b, S("</title>\n<desc>"));
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

/* linea_anno.c - floor 6: draws the tracks of a year on a line of months. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/linea_anno.h"

enum { LARGO = 1120, NOMI = 356, ALTO = 26, TESTA = 44, FONDO = 14, RAGGIO = 5, PAROLA = 60 };

typedef struct Disegno { Html h; const Linea *l; Date da, a; } Disegno;

static int place(const Disegno *d, Date day)
{
    int all = date_days_between(d->da, d->a), at = date_days_between(d->da, day);
    if (at < 0) at = 0;
    if (at > all) at = all;
    return NOMI + at * (LARGO - NOMI - FONDO) / all;
}

/* From the months before the year, in which it is planned, to those after it, in which it is judged. */
static void span(Disegno *d)
{
    d->da = date_of(d->l->anno - 1, 9, 1);
    d->a = date_of(d->l->anno + 1, 8, 1);
    for (ptrdiff_t i = 0; i < d->l->n; i++)
        for (ptrdiff_t k = 0; k < d->l->righe[i].punti.n; k++) {
            Date day = d->l->righe[i].punti.items[k].data;
            if (date_cmp(day, d->a) >= 0) d->a = date_plus_days(day, FONDO);
        }
}

static void months(Disegno *d, int height)
{
    Buf *b = &d->h.out;
    int y, m, g;
    date_parts(d->da, &y, &m, &g);
    for (Date at = d->da; date_cmp(at, d->a) <= 0; at = date_plus_months(at, 1)) {
        date_parts(at, &y, &m, &g);
        bool year = m == 1;
        buf_fmt(b, "<path d=\"M%d %dV%d\" stroke=\"%s\" stroke-width=\"%d\"/>", place(d, at), year ? 4 : TESTA - 8,
                height - FONDO, year ? "#5d7083" : "#d5dde5", year ? 2 : 1);
        if ((year || m == 4 || m == 7 || m == 10) && place(d, at) + PAROLA < LARGO)
            buf_fmt(b, "<text x=\"%d\" y=\"%d\">%02d/%d</text>", place(d, at) + 5, 18, m, y);
    }
}

static void mark(Disegno *d, int x, int y, LineaSegno s)
{
    Buf *b = &d->h.out;
    switch (s) {
    case LINEA_FATTO: buf_fmt(b, "<circle cx=\"%d\" cy=\"%d\" r=\"%d\" fill=\"#00693e\"/>", x, y, RAGGIO); break;
    case LINEA_FATTO_TARDI:
        buf_fmt(b, "<circle cx=\"%d\" cy=\"%d\" r=\"%d\" fill=\"#fff\" stroke=\"#7a4a00\" stroke-width=\"2\"/>", x, y,
                RAGGIO + 2);
        buf_fmt(b, "<circle cx=\"%d\" cy=\"%d\" r=\"3\" fill=\"#7a4a00\"/>", x, y);
        break;
    case LINEA_DA_FARE:
        buf_fmt(b, "<path d=\"M%d %dl7 7l-7 7l-7-7z\" fill=\"#fff\" stroke=\"#06c\" stroke-width=\"2\"/>", x, y - 7);
        break;
    case LINEA_TARDI:
        buf_fmt(b, "<path d=\"M%d %dl12 12m0-12l-12 12\" stroke=\"#b3213a\" stroke-width=\"4\"/>", x - 6, y - 6);
        break;
    }
}

static void row(Disegno *d, ptrdiff_t i)
{
    const LineaRiga *r = &d->l->righe[i];
    int y = TESTA + (int)i * ALTO + ALTO / 2;
    Buf *b = &d->h.out;
    buf_fmt(b, "<path d=\"M0 %dH%d\" stroke=\"#d5dde5\"/><text x=\"0\" y=\"%d\"%s>", y + ALTO / 2, LARGO, y + 5,
            r->completa ? "" : " font-weight=\"600\"");
    html_esc(&d->h, r->titolo);
    buf_put(b, S("</text>"));
    for (ptrdiff_t k = 0; k < r->punti.n; k++) mark(d, place(d, r->punti.items[k].data), y, r->punti.items[k].segno);
}

HtmlSafe linea_anno(Arena *a, const Linea *l)
{
    Disegno d = {.h = html_new(a, LINGUA_IT, S("")), .l = l};
    int height = TESTA + (int)l->n * ALTO + FONDO;
    Buf *b = &d.h.out;
    span(&d);
    buf_fmt(b, "<svg role=\"img\" aria-labelledby=\"linea-titolo linea-testo\" viewBox=\"0 0 %d %d\" width=\"%d\" "
               "height=\"%d\" font-size=\"15\" fill=\"#17324d\"><title id=\"linea-titolo\">",
            LARGO, height, LARGO, height);
    html_esc(&d.h, l->titolo);
    buf_put(b, S("</title><desc id=\"linea-testo\">"));
    html_esc(&d.h, l->descrizione);
    buf_put(b, S("</desc>"));
    months(&d, height);
    for (ptrdiff_t i = 0; i < l->n; i++) row(&d, i);
    if (date_cmp(l->oggi, d.da) >= 0 && date_cmp(l->oggi, d.a) <= 0) {
        int x = place(&d, l->oggi);
        buf_fmt(b, "<path d=\"M%d %dV%d\" stroke=\"#b3213a\" stroke-width=\"2\" stroke-dasharray=\"5 4\"/>", x, 26,
                height - FONDO);
        buf_fmt(b, "<text x=\"%d\" y=\"%d\" fill=\"#b3213a\" font-weight=\"600\">", x + 5, 36);
        html_esc(&d.h, l->oggi_parola);
        buf_put(b, S("</text>"));
    }
    buf_put(b, S("</svg>"));
    return (HtmlSafe){html_pagina(&d.h)};
}

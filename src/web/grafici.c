/* grafici.c - floor 6: draws bands and columns. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/grafici.h"

#include "redazione/parole.h"

enum { LARGO = 320, BORDO = 12, LETTERA = 7 };

int grafico_scala(Num x, Num from, Num to, int width)
{
    Arena scratch = {0};
    int64_t at = 0;
    Num span = num_sub(&scratch, to, from);
    if (num_sign(span) > 0) {
        Num part =
            num_div(&scratch, num_mul(&scratch, num_sub(&scratch, num_clamp(x, from, to), from), num_int(width)), span);
        if (!num_to_int(&scratch, num_round(&scratch, part, 0, HALF_UP), &at)) at = 0;
    }
    arena_free(&scratch);
    return (int)at;
}

static void open_svg(Html *h, const Grafico *g, int high)
{
    Buf *b = &h->out;
    buf_fmt(
        b,
        "<svg role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" font-size=\"13\" fill=\"#17324d\" aria-labelledby=\"",
        LARGO, high, LARGO, high);
    html_esc(h, g->id);
    buf_put(b, S("-titolo "));
    html_esc(h, g->id);
    buf_put(b, S("-testo\"><title id=\""));
    html_esc(h, g->id);
    buf_put(b, S("-titolo\">"));
    html_esc(h, g->titolo);
    buf_put(b, S("</title><desc id=\""));
    html_esc(h, g->id);
    buf_put(b, S("-testo\">"));
    html_esc(h, g->descrizione);
    buf_put(b, S("</desc>"));
}

static void put_text(Html *h, int x, int y, const char *how, Str text)
{
    buf_fmt(&h->out, "<text x=\"%d\" y=\"%d\"%s>", x, y, how);
    html_esc(h, text);
    buf_put(&h->out, S("</text>"));
}

/* In the middle of x, but wholly inside. */
static void put_centred(Html *h, int x, int y, const char *how, Str text)
{
    int half = (int)utf8_count(text) * LETTERA / 2 + 1;
    if (x < half) x = half;
    if (x > LARGO - half) x = LARGO - half;
    put_text(h, x, y, how, text);
}

/* -- bands */
enum { F_SOPRA = 34, F_ALTO = 34, F_SOTTO = 40 };

static const char *band_fill(Num livello)
{
    return num_cmp(livello, num_int(100)) >= 0 ? "#cfe9da" : num_sign(livello) > 0 ? "#ffe9b8" : "#f8d3d9";
}

/* The stretch of the line that is drawn: all thresholds and the value, with room on both sides. */
static void domain(Arena *a, const GraficoFasce *x, Num *from, Num *to)
{
    Num low = {0}, high = {0};
    for (ptrdiff_t i = 0; i <= x->n; i++) {
        Num at = i < x->n ? x->fasce[i].soglia : x->valore;
        if (!num_is(at)) continue;
        low = num_is(low) ? num_min(low, at) : at;
        high = num_is(high) ? num_max(high, at) : at;
    }
    if (!num_is(low)) low = high = num_int(0);
    Num room = num_div(a, num_sub(a, high, low), num_int(3));
    if (!num_sign(room)) room = num_int(1);
    *from = num_sub(a, low, room);
    *to = num_add(a, high, room);
}

HtmlSafe grafico_fasce(Arena *a, const GraficoFasce *x)
{
    Html h = html_new(a, LINGUA_IT, S(""));
    Buf *b = &h.out;
    Num from, to;
    int right = LARGO - BORDO, width = LARGO - 2 * BORDO, last_label = -LARGO, row = 0;
    domain(a, x, &from, &to);
    open_svg(&h, &x->g, F_SOPRA + F_ALTO + F_SOTTO);
    for (ptrdiff_t k = 0; k < x->n; k++) { /* from the left */
        ptrdiff_t i = x->decrescente ? k : x->n - 1 - k, next = x->decrescente ? i : i - 1;
        ptrdiff_t before = x->decrescente ? i - 1 : i;
        bool first = k == 0, last = k == x->n - 1;
        int l = first ? BORDO : BORDO + grafico_scala(x->fasce[before].soglia, from, to, width);
        int r = last ? right : BORDO + grafico_scala(x->fasce[next].soglia, from, to, width);
        if (r < l) r = l; /* thresholds in disorder */
        buf_fmt(b, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\" stroke=\"#5d7083\"/>", l, F_SOPRA,
                r - l, F_ALTO, band_fill(x->fasce[i].livello));
        Str level = numero(a, x->fasce[i].livello);
        int letters = (int)utf8_count(level) * LETTERA, middle = (l + r) / 2;
        if (num_is(x->valore)) { /* beside the value's line, not under it */
            int at = BORDO + grafico_scala(x->valore, from, to, width), away = middle - at;
            if (away < letters && -away < letters) middle = at - letters > l ? at - letters + 2 : at + letters;
        }
        if (letters < r - l)
            put_text(&h, middle, F_SOPRA + F_ALTO / 2 + 5, " text-anchor=\"middle\" font-weight=\"700\"", level);
        if (last) continue;
        Str edge = numero(a, x->fasce[next].soglia);
        row =
            r - last_label < ((int)utf8_count(edge) + 2) * LETTERA ? !row : 0; /* labels that would touch stand lower */
        last_label = r;
        buf_fmt(b, "<path d=\"M%d %dv%d\" stroke=\"#5d7083\"/>", r, F_SOPRA + F_ALTO, 5 + row * 15);
        put_centred(&h, r, F_SOPRA + F_ALTO + 17 + row * 15, " text-anchor=\"middle\"", edge);
    }
    if (num_is(x->valore)) {
        int at = BORDO + grafico_scala(x->valore, from, to, width);
        buf_fmt(
            b,
            "<path d=\"M%d %dl-6-9h12z\"/><path d=\"M%d %dv%d\" stroke=\"#17324d\" stroke-width=\"2\" stroke-dasharray=\"3 2\"/>",
            at, F_SOPRA, at, F_SOPRA, F_ALTO);
        put_centred(&h, at, F_SOPRA - 13, " text-anchor=\"middle\" font-weight=\"700\"", x->valore_testo);
    }
    buf_put(b, S("</svg>"));
    return (HtmlSafe){html_pagina(&h)};
}

/* -- columns */
enum { C_SOPRA = 24, C_ALTO = 110, C_SOTTO = 22 };

static const char *column_fill(Tono t)
{
    switch (t) {
    case TONO_BENE: return "#00693e";
    case TONO_ATTENZIONE: return "#a66300";
    case TONO_MALE: return "#b3213a";
    case TONO_INFO:
    case TONO_NEUTRO: break;
    }
    return "#5d7083";
}

static void limits(const GraficoColonne *x, ptrdiff_t first, Num *low, Num *high)
{
    *low = *high = num_int(0);
    for (ptrdiff_t i = first; i < x->n; i++) {
        const Num both[] = {x->colonne[i].valore, x->colonne[i].obiettivo};
        for (int k = 0; k < 2; k++) {
            if (!num_is(both[k])) continue;
            *low = num_min(*low, both[k]);
            *high = num_max(*high, both[k]);
        }
    }
    if (!num_sign(*low) && !num_sign(*high)) *high = num_int(1);
}

HtmlSafe grafico_colonne(Arena *a, const GraficoColonne *x)
{
    Html h = html_new(a, LINGUA_IT, S(""));
    Buf *b = &h.out;
    ptrdiff_t first = x->n > GRAFICO_COLONNE ? x->n - GRAFICO_COLONNE : 0;
    int step = (LARGO - 2 * BORDO) / (int)(x->n - first > 0 ? x->n - first : 1),
        wide = step * 6 / 10 > 44 ? 44 : step * 6 / 10, floor_y = C_SOPRA + C_ALTO;
    Num low, high;
    limits(x, first, &low, &high);
    int zero = floor_y - grafico_scala(num_int(0), low, high, C_ALTO);
    open_svg(&h, &x->g, C_SOPRA + C_ALTO + C_SOTTO);
    for (ptrdiff_t i = first; i < x->n; i++) {
        const GraficoColonna *c = &x->colonne[i];
        int middle = BORDO + (int)(i - first) * step + step / 2, left = middle - wide / 2;
        if (num_is(c->valore)) {
            int top = floor_y - grafico_scala(c->valore, low, high, C_ALTO), up = top < zero ? top : zero,
                down = top < zero ? zero : top;
            buf_fmt(b, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>", left, up, wide,
                    down > up ? down - up : 1, column_fill(c->tono));
            int aim = num_is(c->obiettivo) ? floor_y - grafico_scala(c->obiettivo, low, high, C_ALTO) : up;
            put_centred(&h, middle, (aim < up && up - aim < 20 ? aim : up) - 5,
                        " text-anchor=\"middle\" font-weight=\"700\"", c->valore_testo);
        }
        if (num_is(c->obiettivo)) {
            int y = floor_y - grafico_scala(c->obiettivo, low, high, C_ALTO);
            buf_fmt(
                b,
                "<path d=\"M%d %dh%d\" stroke=\"#fff\" stroke-width=\"5\"/><path d=\"M%d %dh%d\" stroke=\"#17324d\" stroke-width=\"3\"/>",
                left - 5, y, wide + 10, left - 5, y, wide + 10);
        }
        put_centred(&h, middle, floor_y + 17, " text-anchor=\"middle\"", c->nome);
    }
    buf_fmt(b, "<path d=\"M%d %dH%d\" stroke=\"#5d7083\"/></svg>", BORDO, zero, LARGO - BORDO);
    return (HtmlSafe){html_pagina(&h)};
}

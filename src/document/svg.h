/* svg.h - floor 5: draws the bars of a figure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_DOCUMENT_SVG_H
#define CICLO_DOCUMENT_SVG_H

#include "document/documento.h"

/* A figure taller than a page could not be printed: it is drawn in parts. */
ptrdiff_t svg_parts(const Figura *f);

/* Height of a part in CSS pixels, at the given way of drawing. */
typedef enum SvgModo {
    SVG_STRETTO, /* inside a web page, from 320 px: as wide as the place it stands in, letters keep their size */
    SVG_LARGO,   /* the same, for a place of SVG_LARGHEZZA pixels; the page shows one of the two */
    SVG_FOGLIO,  /* a picture SVG_LARGHEZZA pixels wide, complete in itself */
} SvgModo;
enum { SVG_LARGHEZZA = 640 };
ptrdiff_t svg_height(const Figura *f, ptrdiff_t part, SvgModo modo);

void svg_bars(Buf *b, const Figura *f, ptrdiff_t part, SvgModo modo);

/* "Grado di raggiungimento, parte 2 di 3" */
Str svg_title(Arena *a, const Figura *f, ptrdiff_t part);

#endif

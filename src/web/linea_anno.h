/* linea_anno.h - floor 6: a year as a picture: a row for each track, marks on a line of months. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_LINEA_ANNO_H
#define CICLO_LINEA_ANNO_H

#include "web/html.h"

/* Shapes differ, not only colours: a disc (done), a disc in a ring (done late), a diamond (to be done), a cross (late). */
typedef enum LineaSegno { LINEA_FATTO, LINEA_FATTO_TARDI, LINEA_DA_FARE, LINEA_TARDI } LineaSegno;
typedef struct LineaPunto { Date data; LineaSegno segno; } LineaPunto;
typedef struct LineaRiga { Str titolo; bool completa; LIST(LineaPunto) punti; } LineaRiga;
typedef struct Linea {
    Str titolo, descrizione, oggi_parola;
    int anno;
    Date oggi;
    const LineaRiga *righe;
    ptrdiff_t n;
} Linea;

/* An <svg> with role, title and description; the table beside it says the same. Colours stand in attributes. */
HtmlSafe linea_anno(Arena *a, const Linea *l);

#endif

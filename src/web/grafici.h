/* grafici.h - floor 6: two small charts, legible on a telephone: bands of an indicator, columns by year. Pure.
 *
 * Each is an <svg> with role, title and description, 320 units wide; the table beside it says the same. Colours stand in
 * attributes, shapes and words say what they say. Any page may use them. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_WEB_GRAFICI_H
#define CICLO_WEB_GRAFICI_H

#include "web/vista.h"

/* What both are told. id: one for each chart of a page. */
typedef struct Grafico { Str id, titolo, descrizione; } Grafico;

/* Bands as stretches of a line, ascending; a threshold belongs to the better band (AMB-35). */
typedef struct GraficoFascia { Num soglia, livello; } GraficoFascia;   /* best first; the last has no soglia */
typedef struct GraficoFasce {
    Grafico g;
    bool decrescente;            /* less is better */
    const GraficoFascia *fasce;
    ptrdiff_t n;
    Num valore;                  /* absent: none yet */
    Str valore_testo;
} GraficoFasce;
HtmlSafe grafico_fasce(Arena *a, const GraficoFasce *x);

/* Columns side by side with a line across for what was aimed at. At most eight are drawn, the last ones. */
enum { GRAFICO_COLONNE = 8 };
typedef struct GraficoColonna {
    Str nome;                    /* "2025" */
    Num valore, obiettivo;       /* absent: none */
    Str valore_testo;            /* above the column */
    Tono tono;
} GraficoColonna;
typedef struct GraficoColonne { Grafico g; const GraficoColonna *colonne; ptrdiff_t n; } GraficoColonne;
HtmlSafe grafico_colonne(Arena *a, const GraficoColonne *x);

/* Where x stands between from and to, in 0..width; held within. For what else is drawn to scale. */
int grafico_scala(Num x, Num from, Num to, int width);

#endif

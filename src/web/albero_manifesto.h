/* albero_manifesto.h - floor 6: the tree as a poster: one SVG file, drawn in columns near the shape of a sheet. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_WEB_ALBERO_MANIFESTO_H
#define CICLO_WEB_ALBERO_MANIFESTO_H

#include "web/vista.h"

typedef struct ManifestoRiga {
    int profondita;              /* 0 = root; a row stands below the last one before it that is less deep */
    Str codice, testo, nota;     /* "1.1", the title, a quiet line: level, unit */
    Str valore, stato;           /* "97,55 %", "quasi raggiunto"; "" = nothing is told of it */
    Tono tono;
} ManifestoRiga;

typedef struct Manifesto {
    Str titolo, sottotitolo;
    Str segue;                   /* "segue": after the code of a root that goes on in another column */
    Lingua lingua;
    const ManifestoRiga *righe;
    ptrdiff_t n;
} Manifesto;

/* A whole SVG document that needs nothing from elsewhere; largo and alto: its size in CSS pixels. Marks differ in shape,
 * not only in colour. */
Str manifesto_svg(Arena *a, const Manifesto *m, int *largo, int *alto);

#endif

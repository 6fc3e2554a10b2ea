/* carta.h - floor 6: the neutral tree of documents, beside the model. Nobody else includes document/documento.h here.
 *
 * Two lower floors both call something a Tabella (of records, of cells) and a Nota (of a computation, of a page).
 * Inside this floor those of the page have names of their own. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_CARTA_H
#define CICLO_CARTA_H

#include "cycle/valutazione.h"

#define Tabella TabellaCarta
#define Nota NotaCarta
#include "document/documento.h"
#undef Tabella
#undef Nota

/* A row of plain cells: ROW(table, x, y, z). */
#define ROW(t, ...) \
    tabella_row_of((t), (const Str[]){__VA_ARGS__}, (ptrdiff_t)(sizeof((const Str[]){__VA_ARGS__}) / sizeof(Str)))

/* Columns in one call: "c" names its row, "t" text, "n" number; then the heads. */
void colonne(TabellaCarta *t, const char *tipi, ...);

/* A paragraph of one plain text. */
void capoverso(Documento *d, Str s);
void capoverso_fmt(Documento *d, const char *fmt, ...) PRINTF_LIKE(2, 3);
void voce_di(Definizioni *r, Str termine, Str s);

#endif

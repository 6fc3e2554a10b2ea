/* carta.h - floor 6: the neutral tree of documents beside the model, and the few calls that make pages shorter. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_CARTA_H
#define CICLO_CARTA_H

#include "cycle/valutazione.h"
#include "document/documento.h"

/* A row of plain cells: ROW(table, x, y, z). */
#define ROW(t, ...) \
    tabella_row_of((t), (const Str[]){__VA_ARGS__}, (ptrdiff_t)(sizeof((const Str[]){__VA_ARGS__}) / sizeof(Str)))

/* Columns in one call: "c" names its row, "t" text, "n" number; then the heads. */
void colonne(DocTabella *t, const char *tipi, ...);

/* A paragraph of one plain text. */
void capoverso(Documento *d, Str s);
void capoverso_fmt(Documento *d, const char *fmt, ...) PRINTF_LIKE(2, 3);
void capoverso_vfmt(Documento *d, const char *fmt, va_list args) __attribute__((__format__(__printf__, 2, 0)));
void voce_di(Definizioni *r, Str termine, Str s);

#endif

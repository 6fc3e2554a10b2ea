/* testo_documento.h - test: what a document says, block by block, without any format. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_TEST_TESTO_DOCUMENTO_H
#define CICLO_TEST_TESTO_DOCUMENTO_H

#include "redazione/carta.h"

/* Headings as "# 1.2 Words", rows as "| a | b |", captions as "= words", paragraphs as they are. */
Str documento_testo(const Documento *d, Arena *a);
/* The first table whose caption ends so; NULL. */
const DocTabella *documento_tabella(const Documento *d, Str end);
Str cella_testo(Arena *a, const DocTabella *t, ptrdiff_t row, ptrdiff_t column);
bool contiene(Str text, Str what);
/* The same with no letter or digit before and after it. */
bool contiene_parola(Str text, Str what);

#endif

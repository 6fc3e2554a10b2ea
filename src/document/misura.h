/* misura.h - floor 5: how wide the columns of a table are, judged from their words. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_DOCUMENT_MISURA_H
#define CICLO_DOCUMENT_MISURA_H

#include "document/documento.h"

enum { MISURA_PAGINA = 92 }; /* letters that a line of a table holds on an upright A4 page */

ptrdiff_t misura_testo(const Testo *t);         /* letters */
ptrdiff_t misura_parola(Str s);                 /* letters of the longest word */
ptrdiff_t misura_parole(const Testo *t);

/* Shares of a width of line letters, one a column, in hundredths of a letter; the sum is never 0. */
void misura_colonne(const DocTabella *t, int line, int *out);

/* More than an upright A4 page can hold with words unbroken: the table goes on a page turned sideways. */
bool misura_larga(const DocTabella *t);

#endif

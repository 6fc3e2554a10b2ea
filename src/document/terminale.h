/* terminale.h - floor 5: a document as plain text for a terminal. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_DOCUMENT_TERMINALE_H
#define CICLO_DOCUMENT_TERMINALE_H

#include "document/documento.h"

enum { TERMINALE_COLONNE = 100 };

/* Lines of at most TERMINALE_COLONNE letters (a longer word stays whole); tables as columns where they fit, else a block of
 * lines for each row. Ends with a newline. No control sequences. */
Str terminale_render(const Documento *d, Arena *a);

#endif

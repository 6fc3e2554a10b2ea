/* opzioni_processo.h - floor 3: what the options that the cycle reads may say. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_OPZIONI_PROCESSO_H
#define CICLO_OPZIONI_PROCESSO_H

#include "base/str.h"

/* False: why says what may stand there. An option that is not in this table may say anything. */
bool opzione_processo_leggi(Str chiave, Str valore, Arena *a, Str *why);
/* Its words, parted by blanks; "" = it is no choice between words. */
const char *opzione_processo_parole(Str chiave);

#endif

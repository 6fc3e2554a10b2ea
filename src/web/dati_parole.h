/* dati_parole.h - floor 6: what people call the tables and fields of model/entita.def. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_DATI_PAROLE_H
#define CICLO_DATI_PAROLE_H

#include "model/entita.h"

/* Texts are in Italian: tr_str. capitolo: 0 body, 1 organisation, 2 tree, 3 measurements, 4 evaluation, 5 registers. */
typedef struct ParolaTabella { EntitaTipo tipo; int capitolo; const char *nome, *uno, *aiuto; } ParolaTabella;
typedef struct ParolaCampo { int tipo; const char *campo, *nome, *aiuto; } ParolaCampo;

const ParolaTabella *parola_tabella(EntitaTipo t);            /* NULL: none, which a test refuses */
const ParolaTabella *parole_tabelle(ptrdiff_t *n);            /* in the order in which they are filled */
const ParolaCampo *parola_campo(EntitaTipo t, const char *campo);
const char *parola_scelta(Str parola);                        /* NULL: none */

#endif

/* nodo_indicatori.h - floor 6: the indicators of an objective: values by period, bands, years. (X-10, S-D.22-23) */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_WEB_NODO_INDICATORI_H
#define CICLO_WEB_NODO_INDICATORI_H

#include "web/nodo_vista.h"
#include "web/page_albero.h"

/* Those of the node in the path's year; periodo: the one whose state is told. */
const NodoIndicatore *nodo_indicatori(Page *p, Str nodo, Str periodo, Num soglia, ptrdiff_t *n);

/* "deliberazione della Giunta n. 6/2025 del 28/1/2025", a link where the reader may open it. */
void cella_atto(Page *p, Str atto, CellaVista *c);
/* "+3,2 (+2,1 %)": a value against its target; "" when one is missing. */
Str scostamento_parole(Page *p, Num valore, Num target);

#endif

/* page_albero.h - floor 6: what the pages of the tree, of one objective and of proofs share. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PAGE_ALBERO_H
#define CICLO_PAGE_ALBERO_H

#include "web/albero.h"
#include "web/page.h"

/* The period asked for (?periodo=), else the latest that has values; "finale" when there are none. */
Str albero_periodo(Page *p);
Str albero_periodo_parole(Page *p, Str periodo);
/* Those that have values in the path's year, and the asked one, each leading to url with ?periodo=. */
enum { PERIODI = 3 };
ptrdiff_t albero_periodi(Page *p, Str periodo, Str url, VoceMenu out[PERIODI]);

/* The tree of a computed year, as whoever has signed in may see it. */
void albero_di(Page *p, const ImmagineEsito *e, Alberatura *out);

/* "/anno/2025/nodo/A1P1", "?periodo=S1" after it unless it is the final one; anchor "" = none. */
Str nodo_url(Page *p, int64_t anno, Str nodo, Str periodo, Str ancora);
/* Proof of a number: "/anno/2025/nodo/A1P1/perche", with ?numero= unless it is "". */
Str nodo_perche_url(Page *p, int64_t anno, Str nodo, Str numero, Str periodo);

/* "97,55 %", with as many places as the rulebook prints; "" when there is none. */
Str risultato_parole(Page *p, const ImmagineEsito *e, Num x);
const Indicatore *indicatore_di(Page *p, Str codice);   /* NULL */
/* Its code as part of an id: "indicatore-" before it is its place on the page of its objective. */
Str indicatore_id(Arena *a, Str codice);

#endif

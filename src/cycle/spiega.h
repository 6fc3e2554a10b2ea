/* spiega.h - floor 4: why a number is what it is, in words, down to its inputs. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_SPIEGA_H
#define CICLO_SPIEGA_H

#include "cycle/prova.h"
#include "store/esecuzione.h"

/* The proof of one number as an indented list: value, words, source, what it rests on, down to inputs and rulebook. */
Str spiega(const Valutazione *v, const Numero *n, Arena *a);

/* Results and texts of a run, for the store; the results alone. */
Risultato *risultati_di(const Numeri *numeri, Arena *a);
void esecuzione_di(const Valutazione *v, const Numeri *numeri, Arena *a, Esecuzione *out);

/* "2304.38" -> "2.304,38", also in "1/3 (circa 0.333333)"; what is no number with decimals stays as it is. */
Str spiega_numero(Str valore, Arena *a);

#endif

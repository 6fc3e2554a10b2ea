/* spiega.h - floor 4: why a number is what it is, in words, down to its inputs. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_SPIEGA_H
#define CICLO_SPIEGA_H

#include "cycle/valutazione.h"
#include "store/esecuzione.h"

/* One printed number of a computed year: the element it belongs to and its field in it. */
typedef struct Numero {
    Str parte;       /* ente, albero, unita, dirigenti, posizioni, gruppi, servizio, premi.strutture, premi.persone */
    Str soggetto;    /* code of the body, node, unit, person, group; "PROGETTO/UNITA" */
    Str elemento;    /* pointer into case and outcome: "/dirigenti/0" */
    Str campo;       /* pointer inside the element: "/totale" */
    Str valore;      /* as printed */
    Str cosa;        /* what the number chose, where it is one that chooses: "S22, PI-2025-3/S22"; "" = nothing */
    const Traccia *traccia;
    int64_t passo;
} Numero;

/* All numbers with a proof, element by element. The year must have been computed with traces. */
typedef struct Numeri { Numero *items; ptrdiff_t n, cap; } Numeri;
Numeri numeri_di(const Valutazione *v, Arena *a);

/* The proof of one number as an indented list: value, words, source, what it rests on, down to inputs and rulebook.
 * Values about other persons are counted, never shown. */
Str spiega(const Valutazione *v, const Numero *n, Arena *a);

/* Results and texts of a run, for the store. */
void esecuzione_di(const Valutazione *v, const Numeri *numeri, Arena *a, Esecuzione *out);

#endif

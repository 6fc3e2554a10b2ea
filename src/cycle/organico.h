/* organico.h - floor 4: the organisation on a day: who works where, who leads what, what stands below what. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_ORGANICO_H
#define CICLO_ORGANICO_H

#include "model/entita.h"

typedef struct Incarichi { const Incarico **items; ptrdiff_t n, cap; } Incarichi;
typedef struct Assegnazioni { const Assegnazione **items; ptrdiff_t n, cap; } Assegnazioni;
typedef struct ListaUnita { const Unita **items; ptrdiff_t n, cap; } ListaUnita;

/* From dal until al, both included; without them from ever, for ever. */
bool vale_il(Date dal, Date al, Date giorno);

/* Roles held on a day, by a person or in a unit ("" = any). */
void incarichi_il(const Archivio *arch, Str persona, Str unita, Date giorno, Arena *a, Incarichi *out);
/* Those who lead a unit: dirigente, posizione organizzativa, head of a unit. */
void unita_capi(const Archivio *arch, Str unita, Date giorno, Arena *a, Incarichi *out);
/* Who works where on a day: of a person or in a unit ("" = any). */
void assegnati_il(const Archivio *arch, Str persona, Str unita, Date giorno, Arena *a, Assegnazioni *out);
/* Units directly below one that are there on a day; padre "": those at the top. */
void unita_sotto(const Archivio *arch, Str padre, Date giorno, Arena *a, ListaUnita *out);

#endif

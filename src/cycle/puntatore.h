/* puntatore.h - floor 4: places in the case of a year told as people know them. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PUNTATORE_H
#define CICLO_PUNTATORE_H

#include "cycle/valutazione.h"

/* "/premi/persone/3/semischeda1" -> "premi, persone, M012, semischeda1": indexes become the ids that stand there. */
Str puntatore_parole(const Tree *caso, Str puntatore, Arena *a);
/* "/albero/1/indicatori/0/target" -> "target A1I1/2025/1, target": the record and the field that the value came from;
 * where no record is behind it, the words above. */
Str puntatore_luogo(const Valutazione *v, const Tree *caso, Str periodo, Str puntatore, Arena *a);
/* The pointers into the year's case, in all defects. */
void puntatori_in_chiaro(const Valutazione *v, Str periodo, Difetti *d, Arena *a);

#endif

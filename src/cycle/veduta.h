/* veduta.h - floor 4: may somebody see what a record says: the journal, the register of acts, the search ask here. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_VEDUTA_H
#define CICLO_VEDUTA_H

#include "cycle/correzione.h"

/* Who looks, and at what: anno is the year that a record without a year is judged by. */
typedef struct Veduta {
    const Domanda *q;
    const Archivio *arch;
    Str persona;
    int64_t anno;
} Veduta;

/* May he keep the records of persons: people, roles, presence. */
bool veduta_tiene_persone(const Veduta *v);
/* May he see the contents of a record, stored or not any more: by the row of the matrix that its own page has. Of marks
 * that nobody has decided yet, never the person whom they are about; of decided ones only the decided level. What is no
 * record of entita.def nobody sees. */
bool veduta_dato(const Veduta *v, EntitaTipo t, Str chiave, Arena *a);

#endif

/* cancella.h - floor 3: erases one person when their time comes, and leaves the journal's chain whole. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_CANCELLA_H
#define CICLO_CANCELLA_H

#include "store/store.h"

typedef struct Cancellazione {
    int64_t seq; /* the entry that says so: it lists the erased payloads by their numbers, never the person */
    int64_t conservate;     /* cases of frozen runs in which the pseudonym stands now */
    int64_t righe;          /* official rows deleted, runs' results and texts included */
    int64_t riscritte;      /* rows about others that named the person */
    int64_t carichi;        /* payloads erased */
    Str pseudonimo;         /* what stands in those rows instead; "" when none did */
} Cancellazione;

/* The same text with `pseudonimo` where persona stood, for a case of a run (cycle/anno_valutato.h). */
typedef Str (*SenzaPersona)(Arena *a, Str testo, Str persona, Str pseudonimo);

/* Records with the person in their key are deleted with all their payloads. Records about others that only name the
 * person (as evaluator, deputy ...) stay, with a pseudonym that leads nowhere, and their earlier payloads are erased;
 * a Persona of that name and nothing else keeps references whole. In runs the person's results go; traces of others and
 * texts that name the person go as well, but for the case of a frozen run, which keeps what others were paid provable:
 * there the pseudonym takes the person's place (and, sorting where the code sorted, no cent moves). A run that counts and
 * that nothing froze is a decision under way: erasing waits for it. The author of entries and rows becomes unknown. Free
 * text is not searched. Copies made before still hold everything. */
Err MUST_CHECK store_cancella_persona(Store *st, const Grant *g, Str ora, Str atto, Str persona, SenzaPersona senza, Arena *a,
                                      Cancellazione *out);
/* E_NON_TROVATO, E_CONFLITTO, E_SCRITTURA, E_DB */

#endif

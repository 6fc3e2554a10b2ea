/* anno_valutato.h - floor 4: a year as it counts: from the text of the run that an act froze, else from the data. (9.3, X-09)
 *
 * What was decided stays as it was decided: documents, payments, proofs and public tables of a frozen year come from the
 * case that was frozen, whatever was corrected or erased since. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_ANNO_VALUTATO_H
#define CICLO_ANNO_VALUTATO_H

#include "cycle/valutazione.h"
#include "store/esecuzione.h"

typedef enum AnnoStato { ANNO_MAI_VALUTATO, ANNO_PROVVISORIO, ANNO_CONGELATO } AnnoStato;

/* cambiati: the data of now give another case or other results than the run that counts. */
typedef struct AnnoValutato { AnnoStato stato; int64_t esecuzione; Str atto; bool cambiati; } AnnoValutato;

/* Computed with traces. periodo other than "finale" is a look at the data: ANNO_MAI_VALUTATO. E_NON_TROVATO, E_DATI: as valutazione_calcola;
 * E_CONFLITTO: this program does not get the frozen results from the frozen case. d says what; E_DB: store_perche. */
Err MUST_CHECK anno_valutato(Store *st, const Grant *g, const Archivio *arch, int64_t anno, Str periodo, Arena *a,
                             Valutazione *out, AnnoValutato *come, Difetti *d);

/* The run that counts of a year, without the long text of its outcome; id 0: none. */
Err MUST_CHECK anno_esecuzione(Store *st, const Grant *g, int64_t anno, Arena *a, Esecuzione *out);   /* E_DB */
/* The same as anno_valutato, from a run that was read before. Pure. */
Err MUST_CHECK anno_valutato_da(const Archivio *arch, const Esecuzione *x, int64_t anno, Str periodo, Arena *a, Valutazione *out,
                                AnnoValutato *come, Difetti *d);

/* What readers must know about it, in words; "" = nothing. */
Str anno_valutato_parole(const AnnoValutato *x, int64_t anno, Arena *a);

/* A computed year becomes the provisional run of that year. */
Err MUST_CHECK anno_salva(Store *st, const Grant *g, Str ora, const Valutazione *v, Arena *a, int64_t *id);   /* E_SCRITTURA, E_DB */

/* Does this act decide an evaluation of that year (9.3, S-N.63): its event, or "" and why not. NULL: not in the register. */
Str anno_evento_che_decide(const Atto *x, Str codice, int64_t anno, Arena *a, Str *perche);

/* The run that an act may freeze: the latest, provisional, and what the data of now still give. E_NON_TROVATO: none;
 * E_CONFLITTO: the latest is frozen, or the data have changed; *perche says what to do; E_DB. */
Err MUST_CHECK anno_da_congelare(Store *st, const Grant *g, const Archivio *arch, int64_t anno, Arena *a, int64_t *id, Str *perche);

/* The text of a case with another id for a person, wherever persons stand in it, and nothing else changed. */
Str caso_senza_persona(Arena *a, Str caso, Str persona, Str pseudonimo);

#endif

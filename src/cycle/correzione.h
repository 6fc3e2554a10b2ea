/* correzione.h - floor 4: may somebody make these changes of records, and what undoing an entry would write. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_CORREZIONE_H
#define CICLO_CORREZIONE_H

#include "model/correzioni.h"
#include "store/scrittura.h"
#include "store/voce.h"

/* How the caller asks the matrix: access_check, or what remembers its answers. */
typedef struct Domanda {
    void *ctx;
    Err (*chiede)(void *ctx, Azione z, Ambito su, const Grant **g, Str *perche);
} Domanda;

/* May records of these tables be imported: by IMPORTA, which goes for all of them and tells so in *tutto, or when each
 * table's own action is allowed. *g is what the write will be done with. */
Err MUST_CHECK correzione_tabelle(const Domanda *q, const bool tabelle[ENTITA_COUNT], Arena *a, const Grant **g,
                                  bool *tutto, Str *perche);   /* E_VIETATO, E_DB */
/* May exactly these changes of what is stored be made: the same, nobody writes about himself, and what was decided about
 * somebody changes by SCHEDA_RETTIFICA alone, whoever may import. */
Err MUST_CHECK correzione_permesso(const Domanda *q, const Modifica *m, ptrdiff_t n, const Archivio *arch, Arena *a,
                                   const Grant **g, bool *tutto, Str *perche);  /* E_VIETATO, E_DB */
/* Would this record (NULL: none) take the place of something decided: also a mark that is new where a lower level of the
 * same sheet is recorded. */
bool correzione_decisa(const Archivio *arch, const EntitaInfo *e, const void *record, bool cancella, Arena *a);

/* What takes an entry of the journal back: each of its records as it was before. Only entries that imported or
 * corrected records, none of which has changed since (else *perche names those that have). *m: the changes, ready for store_scrivi. */
Err MUST_CHECK correzione_annulla(const VoceGiornale *v, const Archivio *arch, Arena *a, Modifica **m, ptrdiff_t *n,
                                  Str *perche);   /* E_VIETATO, E_CONFLITTO, E_NON_TROVATO */

/* Is an entry of this action one that may be taken back. */
bool correzione_annullabile(Str azione);
/* A record out of the text that the journal keeps (record_json). False: it is none. */
bool correzione_record(Str text, const EntitaInfo *e, Arena *a, void *record);

#endif

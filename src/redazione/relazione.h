/* relazione.h - floor 6: the Relazione sulla performance, template B (documents.md 18): the mirror of the Plan. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_RELAZIONE_H
#define CICLO_RELAZIONE_H

#include "redazione/carta.h"

/* What is not among the records of a body, or goes before them. Everything may be absent. */
typedef struct RelazioneDati {
    Date data;              /* of the document */
    Str ancora;             /* head of the journal, "SEQ:HASH" */
    Num soglia;             /* deviations beyond it want a reason, in percent; absent: the body's parameter, else 10 */
    /* texts that a person writes; "" = the record's (testi_relazione); without one the document says that the part is still to
     * be written */
    Str premessa, contesto, pari_opportunita, miglioramento;
} RelazioneDati;

/* A first complete Relazione. Never a person's name or code in it, individual results only as counts (fewer than five
 * are not shown). E_ATTO: the year's Plan has no approved edition. E_DATI: d says what. */
Err MUST_CHECK redazione_relazione(const Valutazione *v, const RelazioneDati *extra, Arena *a, Documento **out,
                                   Difetti *d);

#endif

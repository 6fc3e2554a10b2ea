/* riunioni.h - floor 4: the register of meetings and interviews: what may be recorded, who acknowledges it. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_RIUNIONI_H
#define CICLO_RIUNIONI_H

#include "cycle/atti.h"

/* In defects `dove` is the name of a field of the record, "partecipante" for who takes part. */

typedef struct Riuniti { Partecipante **items; ptrdiff_t n, cap; } Riuniti;

/* The meeting by itself, on a day: minutes come after it. */
void riunione_controlla(const Riunione *r, Date oggi, Difetti *d);
/* Nobody twice; an interview is of one person (C-4.28: one record for each). */
void riuniti_controlla(const Riunione *r, const Riuniti *p, Difetti *d);
/* What somebody has acknowledged stays as he saw it (S-N.65, X-05): day, kind, subject, event, minutes and papers. It is
 * corrected by a new meeting, acknowledged anew; unit and act may still be told. */
void riunione_ferma(const Riunione *prima, const Riunione *dopo, const Riuniti *p, Difetti *d);
/* Unit, act and people are there. */
void riunione_riferimenti(const Archivio *arch, Arena *a, const Riunione *r, const Riuniti *p, Difetti *d);
const Riunione *riunione_registrata(const Archivio *arch, Arena *a, Str codice);   /* NULL: it is not in the register */
void riuniti_di(const Archivio *arch, Str codice, Arena *a, Riuniti *out);         /* copies, to be changed */

/* The meeting itself, and for each person evaluated in it that person: nobody interviews somebody else's people. */
Err MUST_CHECK riunione_permesso(const Domanda *q, const Riunione *r, const Riuniti *p, const Grant **g, Str *perche);
    /* E_VIETATO, E_DB */

/* Is it the interview in which this person is evaluated: whoever writes it, it is not he. */
bool riunione_su_di(const Archivio *arch, Str codice, Str persona, Arena *a);

/* A new meeting and its participants. */
ptrdiff_t riunione_modifiche(Arena *a, const Riunione *r, const Riuniti *p, Modifica **m);
/* Another text of one, decided on version `attesa`, with its participants as they are: who acknowledges it in the meantime
 * comes before. */
ptrdiff_t riunione_riscrive(Arena *a, const Riunione *r, int64_t attesa, const Riuniti *p, Modifica **m);

#endif

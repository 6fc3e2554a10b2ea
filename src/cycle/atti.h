/* atti.h - floor 4: the register of acts: what may be recorded, corrected, annulled, and by whom. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_ATTI_H
#define CICLO_ATTI_H

#include "cycle/correzione.h"

/* In defects `dove` is the name of a field of the record, "collega" for a linked object: command line and pages put
 * their own word for it. */

/* A record that an act is about. */
typedef struct AttoLegato { EntitaTipo tipo; Str chiave; } AttoLegato;
typedef struct AttoLegati { AttoLegato *items; ptrdiff_t n, cap; } AttoLegati;

/* One "TABELLA/CHIAVE"; each once. */
void atto_legato_leggi(Arena *a, Str testo, AttoLegati *out, Difetti *d);
/* The event is known and has its year: of acts and of meetings. */
void evento_controlla(Str evento, int64_t anno, Difetti *d);
/* Kind, body and event of an act fit together, whenever it was adopted. */
void atto_forma_controlla(const Atto *x, Difetti *d);
/* By the two founding documents its body may perform its event; an act without one is anybody's. */
bool atto_competente(const Atto *x);
/* The act by itself, on a day. */
void atto_controlla(const Atto *x, Date oggi, Difetti *d);
/* The digest of the signed file: 'sha256:' and 64 digits, and that of these bytes when there are any (p not NULL). */
void atto_impronta(Arena *a, Atto *x, Str nome, Str byte, Difetti *d);
/* What it is about is there, and is not linked yet. */
void atto_legati_controlla(const Archivio *arch, Arena *a, Str codice, const AttoLegati *l, Difetti *d);
const Atto *atto_registrato(const Archivio *arch, Arena *a, Str codice);   /* NULL: it is not in the register */

/* The act, and each group or evaluated person it touches: a dirigente's act stays in his area. */
Err MUST_CHECK atto_permesso(const Domanda *q, const Atto *x, const AttoLegati *l, Arena *a, const Grant **g, Str *perche);
    /* E_VIETATO, E_DB */

/* What is written; x NULL: only what it is linked to. */
ptrdiff_t atto_modifiche(Arena *a, const Atto *x, Str codice, const AttoLegati *l, Modifica **m);

/* -- what depends on it */
typedef struct AttoUso { const EntitaInfo *e; const CampoInfo *campo; Str chiave; } AttoUso;
typedef struct AttoUsi { AttoUso *items; ptrdiff_t n, cap; } AttoUsi;
/* Records decided under it: those with a field that names it. */
void atto_usi(const Archivio *arch, Str codice, Arena *a, AttoUsi *out);
void atto_legati_di(const Archivio *arch, Str codice, Arena *a, AttoLegati *out);

/* -- mending the register: the journal keeps what stood there */
/* Another text for an act: its code stays, a motive is said, and it was allowed before as it is after. */
void atto_correzione_controlla(const Atto *prima, const Atto *dopo, Date oggi, Difetti *d);
Err MUST_CHECK atto_correzione_permesso(const Domanda *q, const Archivio *arch, const Atto *prima, const Atto *dopo,
                                        Arena *a, const Grant **g, Str *perche);
/* Taken out of the register: nothing was decided under it, no outcome is frozen by it. First the motive is written into
 * it, so that the journal keeps that too. */
void atto_annullo_controlla(Store *st, const Archivio *arch, const Atto *x, Str motivo, Arena *a, Difetti *d);
Err MUST_CHECK atto_annulla(Store *st, const Grant *g, Str ora, const Archivio *arch, const Atto *x, Str motivo, Arena *a,
                            Esito *out);   /* E_CONFLITTO, E_SCRITTURA, E_DB */

#endif

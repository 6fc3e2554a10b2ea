/* interno.h - floor 5: what the files of this floor share. Nobody else includes it. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_SCAMBIO_INTERNO_H
#define CICLO_SCAMBIO_INTERNO_H

#include "exchange/scambio.h"

const CampoInfo *campo_by_name(const EntitaInfo *e, Str name);   /* NULL */
Str campi_elenco(Arena *a, const EntitaInfo *e);                 /* "codice, nome" */
const Luogo *luogo_of(const Scambio *s, const EntitaInfo *e, const void *record);  /* NULL: a stored record */
int64_t ordine_of(const Scambio *s, const EntitaInfo *e, const void *record, const CampoInfo *c);

/* A record that was read, field by field without a defect, into the form in which it is stored; a defect at its place. */
void canonico(Scambio *s, Arena *a, const EntitaInfo *e, void *record, bool italian, Difetti *d);

/* Room for n more records of table e, and the place of the next one; new_record gives it with every field absent. */
void tabella_room(Arena *a, Tabella *t, ptrdiff_t n);
void *tabella_add(Scambio *s, Arena *a, const EntitaInfo *e, Luogo l);

#endif

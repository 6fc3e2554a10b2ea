/* vincoli_parti.h - floor 6: what the files of the report of constraints share. Nobody else includes it. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_VINCOLI_PARTI_H
#define CICLO_VINCOLI_PARTI_H

#include "redazione/parole.h"
#include "redazione/vincoli.h"

typedef struct Controllore {
    const Valutazione *v;                       /* with the groups of this document alone */
    bool solo;                                  /* they are not all: nothing may be said of the whole body */
    Documento *d;
    Arena *a;
    VincoliGruppo (*gruppi)[VINCOLI_LIVELLI];   /* by group, then level */
} Controllore;

Str vincoli_codice(Str id);   /* of the person: what stands before '@' */
Str vincoli_esito(Arena *a, const EsitoGruppo *e);
const Gruppo *vincoli_record(const Archivio *arch, Str codice);  /* NULL */
void vincoli_distribuzione(const Controllore *w);   /* vincoli_distribuzione.c */

#endif

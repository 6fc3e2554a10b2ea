/* unione.h - floor 5: what a body would hold after an import, for the checks. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_UNIONE_H
#define CICLO_UNIONE_H

#include "exchange/interno.h"

/* Stored records with those read in their places; keys beside them. The scratch arena outlives the checks. */
typedef struct Unione {
    const Scambio *s;
    const Archivio *prima;      /* what is stored */
    Archivio arch;
    Str *chiavi[ENTITA_COUNT];
    Arena *a;
    Difetti *d;
} Unione;

void unione_make(Unione *u, const Scambio *s, const Archivio *stored, Arena *a, Difetti *d);

const void *unione_find(const Unione *u, EntitaTipo t, Str key);            /* by record_key; NULL */
const void *unione_rif(const Unione *u, const CampoInfo *c, const void *record);  /* the record a RIF names; NULL */
/* The key a RIF names. */
Str unione_rif_key(const Unione *u, const CampoInfo *c, const void *record);
/* The first record whose key begins with these parts (then '/'), and how many follow it. */
ptrdiff_t unione_prefix(const Unione *u, EntitaTipo t, Str prefix, ptrdiff_t *n);
/* The first n_parti of a key with its '/' at the end. */
Str key_prefix(Str key, int n_parti);

bool unione_letto(const void *record);                                            /* it comes from the input */
bool unione_difettoso(const Unione *u, const EntitaInfo *e, const void *record);
bool unione_incompleta(const Unione *u, EntitaTipo t);

/* A defect at a record (and one of its fields, or NULL). */
void unione_segnala(const Unione *u, const EntitaInfo *e, const void *record, const CampoInfo *c, const char *fmt, ...)
    PRINTF_LIKE(5, 6);

/* Records brought together by a text: sorted by gruppo, then by ordine, then as they came. */
typedef struct Membro { Str gruppo; int64_t ordine; const void *record; } Membro;
void membri_sort(Membro *m, ptrdiff_t n);
/* The members m[i..] of the same group as m[i]: where they end. */
ptrdiff_t membri_end(const Membro *m, ptrdiff_t n, ptrdiff_t i);
/* Of a group: the first that was read (NULL: all are stored, and nobody is to blame now). */
const void *membri_letto(const Membro *m, ptrdiff_t from, ptrdiff_t to);

/* Values of a record by the name of the field, which must be there. */
const CampoInfo *info_campo(const EntitaInfo *e, const char *name);
int64_t intero_of(const CampoInfo *c, const void *record);
Num num_of(const CampoInfo *c, const void *record);
Str str_of_campo(const CampoInfo *c, const void *record);
Date data_of(const CampoInfo *c, const void *record);

/* The families of checks. */
void controlla_record(const Unione *u);     /* controlli.c: one record and what it refers to */
void controlla_gruppi(const Unione *u);     /* controlli_gruppi.c: records that belong together */
void controlla_periodi(const Unione *u);    /* controlli_periodi.c: dated records of a person against one another */
void controlla_alberi(const Unione *u);     /* controlli_albero.c: fathers and children */

#endif

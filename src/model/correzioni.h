/* correzioni.h - floor 2: which records may be corrected directly, by which action of the matrix, and which never. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_CORREZIONI_H
#define CICLO_CORREZIONI_H

#include "model/entita.h"
#include "model/permessi.h"

/* Why a table has no action: where its records are written instead. */
typedef enum Altrove { ALTROVE_NO, ALTROVE_ATTI, ALTROVE_RIUNIONI, ALTROVE_TAVOLO, ALTROVE_EDIZIONI, ALTROVE_SISTEMI } Altrove;

typedef struct Correzione {
    Azione azione;           /* when altrove is ALTROVE_NO */
    Altrove altrove;
    const char *persona;     /* the field that says whom it is about; NULL: nobody */
    const char *decisi;      /* "prestazione|parere": fields that are decided elsewhere, kept as they are; NULL: none */
    bool rettifica;          /* marks: once recorded they change by SCHEDA_RETTIFICA alone, under an act */
    bool versioni;           /* once it is in an edition it does not change any more (12.5) */
    const char *fonte;
} Correzione;

const Correzione *correzione_di(EntitaTipo t);
/* Is the field decided elsewhere: neither shown nor changed here. */
bool correzione_deciso(const CampoInfo *c, EntitaTipo t);
/* Does this text of a record take the place of something decided: a mark, or a decided field that was not empty. */
bool correzione_rettifica(Arena *a, const EntitaInfo *e, const void *prima, const void *dopo);

#endif

/* access.h - floor 3: the permission as a value. Only access.c makes one; whoever writes or reads persons needs one. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_ACCESS_H
#define CICLO_ACCESS_H

#include "base/date.h"
#include "base/err.h"
#include "model/permessi.h"

typedef struct Grant Grant;
typedef struct Store Store;

/* What an action is about; members that say nothing are empty (anno 0). A person, group or node is that of the year. */
typedef struct Ambito {
    int64_t anno;
    Str persona, unita, gruppo, nodo, riunione;
    Str evento;     /* event of a track that the act or meeting performs */
    Str organo;     /* word of the role that adopts an act without event */
} Ambito;

typedef enum Chi { CHI_OPERATORE, CHI_PUBBLICO, CHI_PERSONA } Chi;
typedef struct Richiesta {
    Chi chi;
    Str persona;    /* CHI_PERSONA: who acts */
    Azione azione;
    Ambito su;
    Date oggi;      /* roles are those of this day; events up to this day have happened */
} Richiesta;

/* Allows when, of any role that the person holds on the day (delegated ones while they last), the cell is satisfied and
 * the track stands where the row wants it. Else *perche says, in words for a person, who could do it, or what is
 * missing; *out is NULL then. An object that does not exist stands in no relation to anybody. The one door that takes
 * no Grant. */
Err MUST_CHECK access_check(Store *st, const Matrice *m, const Richiesta *r, Arena *a, const Grant **out, Str *perche);
    /* E_VIETATO, E_ATTO (not in this state of the track), E_NON_TROVATO (no such person), E_DB */

/* The same before there is a database to ask: who a person is cannot be known, so no person passes. */
Err MUST_CHECK access_check_prima(const Matrice *m, const Richiesta *r, Arena *a, const Grant **out, Str *perche);
    /* E_VIETATO */

/* Where a track stands for an object on a day: what access_check compares with the row of an action. Says nothing of
 * persons, so it takes no Grant. */
Err MUST_CHECK access_stato(Store *st, Corso corso, const Ambito *su, Date oggi, Arena *a, Punto *out);   /* E_DB */

/* The program's own work inside this floor (a copy is verified before it is called one). No command may use it. */
const Grant *access_operatore(Arena *a, Str azione);

Str grant_azione(const Grant *g);
Str grant_persona(const Grant *g);    /* "" for the operator and the public */
Str grant_ruolo(const Grant *g);      /* the column: "sg" */
Str grant_relazione(const Grant *g);  /* what was satisfied: "SUBTREE" */
Str grant_oggetto(const Grant *g);    /* what it was asked about: "persona M012, anno 2025"; "" = nothing special */

#endif

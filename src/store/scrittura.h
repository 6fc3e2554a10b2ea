/* scrittura.h - floor 3: official writes: many changes of records, one transaction, one journal entry. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_SCRITTURA_H
#define CICLO_SCRITTURA_H

#include "store/store.h"

/* One change. record: its new state; of one to be deleted only the key is looked at. attesa: the row version (the
 * member `riga` of the record that was read) on which the change was decided; 0 = the record must not be there yet. */
typedef struct Modifica { EntitaTipo tipo; const void *record; bool cancella; int64_t attesa; } Modifica;

typedef struct Scrittura {
    Str ora;                    /* UTC, "2018-01-31T10:32:05Z" */
    Str atto;                   /* code of the act it is done under, or "" */
    const Modifica *modifiche;
    ptrdiff_t n;
} Scrittura;

/* A change that somebody else came before: what is stored now ("" = nothing) and what was offered ("" = its deletion).
 */
typedef struct Conflitto { const EntitaInfo *e; Str chiave, trovato, offerto; int64_t riga; } Conflitto;

typedef struct Esito {
    int64_t seq;                /* journal entry = the new `riga` of all that was written; 0: nothing had changed */
    Str hash;                   /* the journal's new head */
    ptrdiff_t scritti;          /* changes that changed something */
    LIST(Conflitto) conflitti;  /* of E_CONFLITTO, all of them */
} Esito;

/* All of it or nothing, in one transaction with one journal entry; the action and the actor are the Grant's. A change
 * that changes nothing is left out; when none is left nothing is written and seq is 0. On E_CONFLITTO nothing is
 * written and out lists both texts of every change that came late. Fields are taken as campo_read leaves them;
 * references are the caller's to check. */
Err MUST_CHECK store_scrivi(Store *st, const Grant *g, const Scrittura *s, Arena *a, Esito *out);
    /* E_CONFLITTO, E_SCRITTURA, E_DB */

#endif

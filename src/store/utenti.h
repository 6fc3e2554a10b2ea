/* utenti.h - floor 3: accounts of this installation: who may sign in, open sessions, one-time links, the log of views.
 *
 * Nothing here is official: it is in no export and in no journal. Tokens are never stored, only their digests (the
 * caller's); passwords only as argon2id texts (the caller's). Times are seconds since 1970, UTC. The sign-in itself
 * happens before anybody is known, so these functions take no Grant, but for the lists that are read by people. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_UTENTI_H
#define CICLO_UTENTI_H

#include "store/store.h"

typedef struct Utente {
    Str nome;                /* what is typed to sign in */
    Str persona;             /* the person it acts for */
    Str parola;              /* argon2id text; "" = no password yet, a link has been given */
    Str totp;                /* secret in base32; "" = not used */
    int64_t totp_usato;      /* the last time step that was accepted: no code twice */
    int64_t tentativi;       /* failed in a row */
    int64_t bloccato_fino;   /* 0 = not */
    bool attivo;
    int64_t creato;
    int64_t entrato;         /* when he last signed in; 0 = never */
} Utente;

Err MUST_CHECK store_utente_load(Store *st, Str nome, Arena *a, Utente *out);          /* E_NON_TROVATO, E_DB */
Err MUST_CHECK store_utenti_load(Store *st, const Grant *g, Arena *a, Utente **out, ptrdiff_t *n);   /* E_DB */
Err MUST_CHECK store_utente_crea(Store *st, const Grant *g, const Utente *u);          /* E_CONFLITTO, E_DB */
/* All but nome, creato and entrato. chiudi: his sessions and links end with it. */
Err MUST_CHECK store_utente_salva(Store *st, const Utente *u, bool chiudi);            /* E_NON_TROVATO, E_DB */

typedef struct Sessione { Str utente, persona; int64_t creata, vista, scade; } Sessione;
/* E_NON_TROVATO also when the account is not active any more; whether it has expired is for the caller to see. */
Err MUST_CHECK store_sessione_load(Store *st, Str impronta, Arena *a, Sessione *out);  /* E_NON_TROVATO, E_DB */
/* A session begins: that is when he signed in. */
Err MUST_CHECK store_sessione_crea(Store *st, Str impronta, const Sessione *s);        /* E_DB */
Err MUST_CHECK store_sessione_vista(Store *st, Str impronta, int64_t adesso);          /* E_DB */
Err MUST_CHECK store_sessione_chiudi(Store *st, Str impronta);                         /* E_DB */
/* Those past their end, and those not seen since. */
Err MUST_CHECK store_sessioni_pulisci(Store *st, int64_t adesso, int64_t vista);       /* E_DB */

/* A one-time link for setting a password; the account's earlier ones end. */
Err MUST_CHECK store_invito_crea(Store *st, const Grant *g, Str impronta, Str utente, int64_t scade);  /* E_DB */
Err MUST_CHECK store_invito_load(Store *st, Str impronta, Arena *a, Str *utente, int64_t *scade);
                                                                                       /* E_NON_TROVATO, E_DB */

/* Who looked at what, in which relation: written for every view of another's sheet. */
typedef struct Accesso { int64_t numero; Str ora, persona, azione, relazione, oggetto; } Accesso;
Err MUST_CHECK store_accesso_scrivi(Store *st, const Grant *g, Str ora);               /* E_DB */
/* persona: the viewer's code; oggetto: part of what was looked at ("persona M012"); dal, al: days; empty = any. */
typedef struct AccessiFiltro { Str persona, oggetto; Date dal, al; } AccessiFiltro;
/* The latest first, `quanti` of them after `saltati`; *tutti (when wanted): how many there are. */
Err MUST_CHECK store_accessi_elenco(Store *st, const Grant *g, const AccessiFiltro *f, int64_t saltati, int64_t quanti,
                                    Arena *a, Accesso **out, ptrdiff_t *n, int64_t *tutti);   /* E_DB */

#endif

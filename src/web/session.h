/* session.h - floor 6: passwords, one-time codes, tokens: what a person shows to be believed. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_SESSION_H
#define CICLO_SESSION_H

#include "store/utenti.h"

/* -- passwords: argon2id, 19 MiB, two passes: tens of milliseconds, so never on a page worker. */
enum { PAROLA_MIN = 12, PAROLA_MAX = 200 };
Str parola_hash(Arena *a, Str parola);
bool parola_check(Str hash, Str parola);
/* Words for a person when a new password will not do; the empty text when it will. */
Str parola_why_not(Str parola, Str nome);

/* -- one-time codes (RFC 6238: six digits, thirty seconds) */
Str totp_secret(Arena *a);                              /* base32 */
Str totp_uri(Arena *a, Str secret, Str nome, Str ente); /* for an authenticator */
/* The time step of a code that is right now or was right half a minute ago; 0: it is not, or not later than `after`. */
int64_t totp_check(Str secret, Str code, int64_t now, int64_t after);

/* -- tokens */
Str token_new(Arena *a);                    /* 256 bits in hexadecimal */
Str token_digest(Arena *a, Str token);      /* what is stored */
bool token_plausible(Str token);

/* A form's token: the session's, with a new mask on every page so that compression tells nothing. */
Str csrf_make(Arena *a, Str token);
bool csrf_check(Arena *a, Str token, Str offered);

/* -- signing in */
enum {
    SESSIONE_DURA = 12 * 3600,              /* seconds at most */
    SESSIONE_FERMA = 45 * 60,               /* without a request */
    SESSIONE_PASSO = 5 * 60,                /* how often a request is noted */
    INVITO_DURA = 3 * 24 * 3600,
};

typedef enum EntraEsito { ENTRA_SI, ENTRA_NO, ENTRA_ASPETTA, ENTRA_CODICE, ENTRA_DB } EntraEsito;
/* Checks name, password and (when the account has one) code; counts what failed. ENTRA_NO says the same whether the name,
 * the password or the code was wrong. ENTRA_CODICE: all well so far, the code is missing. */
EntraEsito session_enter(Store *st, Str nome, Str parola, Str codice, int64_t now, Arena *a, Utente *out);
Err MUST_CHECK session_open(Store *st, const Utente *u, int64_t now, Arena *a, Str *token);   /* E_DB */

typedef enum SessioneStato { SESSIONE_NESSUNA, SESSIONE_SCADUTA, SESSIONE_VIVA } SessioneStato;
/* The session of a token. An expired one still says whose it was, so that it can be renewed in place. */
SessioneStato session_find(Store *st, Str token, int64_t now, Arena *a, Sessione *out);

#endif

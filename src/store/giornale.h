/* giornale.h - floor 3: the journal. One official write = one transaction = one entry of a chain of hashes.
 *
 * Which bytes are hashed. H(parts) is SHA-256, in lower-case hexadecimal, of the parts written one after the other as
 * netstrings: length in bytes in decimal, ':', the bytes, ','. (impronta.h has it in Python.)
 *
 *   digest of an object   H("ciclo.oggetto.1", sale, entita, chiave, testo)
 *                         entita: the table; chiave: its key (record_key); testo: the object before (prima) or after
 *                         (dopo) the write, for a record its canonical JSON (record_json). When there was nothing
 *                         before, or nothing is left after, the digest is the empty text. sale: 32 hexadecimal digits,
 *                         one for each object of an entry, shared by its two digests.
 *   attore                "" for the operator, else H("ciclo.oggetto.1", sale, "attore", person's code, "")
 *   hash of an entry      H("ciclo.giornale.1", prec, seq in decimal, ora, attore, azione, atto,
 *                           prima of object 1, dopo of object 1, prima of object 2, ...)
 *                         prec: the hash of entry seq - 1, "" for the first.
 *
 * giornale has the entries, giornale_oggetto the digests (n from 1), giornale_carico what the digests were made of (n
 * = 0: the actor's code). Deleting a row of giornale_carico erases what it said and leaves the chain whole; the
 * erasing entry lists it, as an object of entita "giornale_carico" and chiave "seq/n", because a payload that is
 * missing without such an entry is a broken journal. testa has the number and hash of the last entry; it is locked
 * first. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_GIORNALE_H
#define CICLO_GIORNALE_H

#include "store/impronta.h"
#include "store/store_priv.h"

/* An entry in the making. */
typedef struct Voce {
    Store *st;
    Arena *a;              /* scratch that lives as long as the entry */
    Impronta stato;
    int64_t seq, n;        /* n: objects so far */
    Str ora, attore, azione, atto, prec, persona;
} Voce;

/* What a write gives back: its number (0: nothing had changed and nothing was written) and the new head. */
typedef struct Ricevuta { int64_t seq; Str hash; } Ricevuta;

/* Begins the transaction and takes the head. After an error there is no transaction. */
Err MUST_CHECK giornale_apri(Store *st, const Grant *g, Str ora, Str atto, Arena *scratch, Voce *v);  /* E_DB */
/* One object touched, with its payload. */
Err MUST_CHECK giornale_oggetto(Voce *v, Str entita, Str chiave, Str prima, Str dopo);
/* The same, but the payload is erased from the start: only the digests are kept, and the entry itself lists it. */
Err MUST_CHECK giornale_oggetto_senza_carico(Voce *v, Str entita, Str chiave, Str prima, Str dopo);
/* Writes the entry and commits; after an error nothing was written. hash lives in `a`. */
Err MUST_CHECK giornale_chiudi(Voce *v, Arena *a, Ricevuta *out); /* E_DB, E_SCRITTURA, E_CONFLITTO */
/* Gives it up: nothing was written. */
void giornale_annulla(Voce *v);

ImprontaHex giornale_impronta(Str sale, Str entita, Str chiave, Str testo);
/* The hash of an entry up to its objects, which follow as parts. */
void giornale_impronta_voce(Impronta *i, Str prec, int64_t seq, Str ora, Str attore, Str azione, Str atto);

#endif

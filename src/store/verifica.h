/* verifica.h - floor 3: is the journal whole, and are the official rows what it says. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_VERIFICA_H
#define CICLO_VERIFICA_H

#include "store/store.h"

/* Kinds of break, with their words for machines. */
#define ROTTURE(X) \
    X(VOCE_MANCANTE, "voce_mancante")     /* numbers do not follow one another */ \
    X(VOCE_ALTERATA, "voce_alterata")     /* the entry's hash is not that of what it says */ \
    X(TESTA_DIVERSA, "testa_diversa")     /* the head names another last entry: entries were cut off or added */ \
    X(CARICO_ALTERATO, "carico_alterato") /* a payload is not what was digested */ \
    X(CARICO_MANCANTE, "carico_mancante") /* a payload is gone and no erasing entry says so */ \
    X(CARICO_ESTRANEO, "carico_estraneo") /* a payload or a digest of no entry */ \
    X(RIGA_ALTERATA, "riga_alterata")     /* an official row is not its last payload */ \
    X(RIGA_MANCANTE, "riga_mancante")     /* the journal says that it is there */ \
    X(RIGA_SENZA_GIORNALE, "riga_senza_giornale") /* no entry ever wrote it */ \
    X(ANCORA_TRONCATA, "ancora_troncata")         /* the anchor's entry is not there any more */ \
    X(ANCORA_RISCRITTA, "ancora_riscritta")       /* the anchor's entry has another hash: the chain was rebuilt */
typedef enum RotturaTipo {
#define X(name, word) ROTTURA_##name,
    ROTTURE(X)
#undef X
    ROTTURA_COUNT
} RotturaTipo;
Str rottura_word(RotturaTipo t);

/* One break. seq: the entry it is about (0 = none); cosa: in words, without anybody's data. */
typedef struct Rottura { RotturaTipo tipo; int64_t seq, n; Str entita, cosa; } Rottura;

enum { ROTTURE_MASSIMO = 100 };
typedef struct Verifica {
    int64_t voci, oggetti, righe, cancellati;   /* entries, objects digested, official rows compared, payloads erased */
    int64_t seq;                                /* the head */
    Str hash;
    LIST(Rottura) rotture;                      /* by entry; at most ROTTURE_MASSIMO */
} Verifica;

/* Called now and then with the number of entries walked so far. NULL: nobody listens. */
typedef void (*VerificaPasso)(void *ctx, int64_t voci);

/* Walks the whole chain, recomputes every hash and every digest whose payload is there, compares every official row
 * with its last payload and author, and the chain with the anchor: "SEQ:HASH" as store_ancora prints it, or a hash
 * alone, or "". Memory does not grow with the journal. Sees one moment. */
Err MUST_CHECK store_verifica(Store *st, const Grant *g, Str ancora, VerificaPasso passo, void *ctx, Arena *a,
                              Verifica *out);
    /* E_CATENA (out says where), E_DATI (not an anchor), E_DB */

#endif

/* lavori.h - floor 3: documents made in the background: asked for, taken up by one runner, kept until they expire.
 *
 * Nothing here is official. A job and its file are only for the person who asked; whether he still may have it is for the
 * caller to see. Times are seconds since 1970, UTC. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_LAVORI_H
#define CICLO_LAVORI_H

#include "store/store.h"

/* A week; so many wanted by one person at once; so often may its maker vanish; so long may he be silent. */
enum { LAVORO_DURA = 7 * 24 * 3600, LAVORI_MASSIMO = 5, LAVORO_TENTATIVI = 3, LAVORO_MUTO = 15 };

#define LAVORO_STATI(X) X(ATTESA, "attesa") X(CORSO, "corso") X(FATTO, "fatto") X(FALLITO, "fallito") X(ANNULLATO, "annullato")
typedef enum LavoroStato {
#define X(NAME, word) LAVORO_##NAME,
    LAVORO_STATI(X)
#undef X
} LavoroStato;

typedef struct Lavoro {
    Str codice, persona;             /* a code that nobody can guess; who asked */
    Str documento, formato;          /* "relazione", "pdf" */
    int64_t anno;
    Str soggetto, gruppi;            /* person of a sheet; groups, a line feed after each; "" = not of one, all */
    LavoroStato stato;
    Str passo;                       /* what is being done: "calcolo", "redazione", "conversione" */
    int avanzamento;                 /* percent */
    Str perche;                      /* FALLITO: what happened and how to mend it */
    int64_t tentativi, creato, finito;
    Str nome;                        /* of the file */
    Str chi;                         /* who makes it */
    int64_t vivo;                    /* when he last said so */
} Lavoro;

/* x: persona is the Grant's; documento, formato, anno, soggetto, gruppi are read. The same file asked for already is not
 * asked for twice. Old jobs go. E_CONFLITTO: that person has too many open. */
Err MUST_CHECK store_lavoro_crea(Store *st, const Grant *g, const Lavoro *x, int64_t adesso, Arena *a, Str *codice);
    /* E_CONFLITTO, E_SCRITTURA, E_DB */
Err MUST_CHECK store_lavori_elenco(Store *st, Str persona, int64_t adesso, Arena *a, Lavoro **out, ptrdiff_t *n);  /* E_DB */
Err MUST_CHECK store_lavoro_load(Store *st, Str persona, Str codice, int64_t adesso, Arena *a, Lavoro *out);
    /* E_NON_TROVATO, E_DB */
Err MUST_CHECK store_lavoro_file(Store *st, Str persona, Str codice, int64_t adesso, Arena *a, Str *nome, Str *bytes);
    /* E_NON_TROVATO (none, or not made yet), E_DB */
/* One that waits or is being made; one that failed or was called off. *fatto false: it was in another state. */
Err MUST_CHECK store_lavoro_annulla(Store *st, Str persona, Str codice, int64_t adesso, bool *fatto);   /* E_DB */
Err MUST_CHECK store_lavoro_ripeti(Store *st, Str persona, Str codice, bool *fatto);                    /* E_DB */

/* -- for the runner; g: of SERVI. chi: one runner of one process, never used again. */
/* The next one, now the runner's; one whose maker vanished too often fails on the way. E_NON_TROVATO: none. */
Err MUST_CHECK store_lavoro_prendi(Store *st, const Grant *g, Str chi, int64_t adesso, Arena *a, Lavoro *out);
    /* E_NON_TROVATO, E_DB */
/* Still at it. *mio false: it was called off, or somebody else has it. */
Err MUST_CHECK store_lavoro_vivo(Store *st, const Grant *g, Str codice, Str chi, int64_t adesso, Str passo, int avanzamento,
                                 bool *mio);   /* E_DB */
Err MUST_CHECK store_lavoro_fatto(Store *st, const Grant *g, Str codice, Str chi, int64_t adesso, Str nome, Str bytes, bool *mio);
    /* E_SCRITTURA, E_DB */
Err MUST_CHECK store_lavoro_fallito(Store *st, const Grant *g, Str codice, Str chi, int64_t adesso, Str perche, bool *mio);  /* E_DB */
/* Those past their week go, with their files. */
Err MUST_CHECK store_lavori_pulisci(Store *st, const Grant *g, int64_t adesso);   /* E_DB */
/* Back among those that wait, for whoever comes next. */
Err MUST_CHECK store_lavoro_rilascia(Store *st, const Grant *g, Str codice, Str chi);   /* E_DB */

#endif

/* esecuzione.h - floor 3: runs of an evaluation: what was computed, from which text, with which proof. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_ESECUZIONE_H
#define CICLO_ESECUZIONE_H

#include "store/store.h"

/* One printed number: of which part of the outcome ("dirigenti", "premi.persone"), of whom (code of a person, node,
 * group), which ("totale", "importo"), its text and the steps that made it ("" = none). */
typedef struct Risultato { Str parte, soggetto, chiave, valore, traccia; } Risultato;
/* A whole text kept with the run: "caso" and "esito". */
typedef struct TestoEsecuzione { Str nome, testo; } TestoEsecuzione;

typedef struct Esecuzione {
    int64_t id;              /* the journal entry that saved it */
    int64_t anno;
    Str tipo;                /* what was evaluated: "valutazione" ... */
    Str ora, autore;         /* when and by whom it was saved ("" = the operator) */
    Str sistema, impronta;   /* rulebook: id and hash, parameters included (requirements 12.4) */
    Str stato;               /* provvisoria, superata, congelata */
    Str atto;                /* that froze it */
    const Risultato *risultati;
    ptrdiff_t n;
    const TestoEsecuzione *testi;
    ptrdiff_t n_testi;
} Esecuzione;

/* Saves a new provisional run (anno, tipo, sistema, impronta, results, texts are read from x) as one official write,
 * and supersedes the provisional ones of the same year and kind. Frozen ones stay as they are, always. */
Err MUST_CHECK store_esecuzione_save(Store *st, const Grant *g, Str ora, const Esecuzione *x, Arena *a, int64_t *id);
    /* E_DATI (a result twice), E_SCRITTURA, E_DB */
/* An act freezes a provisional run. */
Err MUST_CHECK store_esecuzione_congela(Store *st, const Grant *g, Str ora, int64_t id, Str atto);
    /* E_NON_TROVATO, E_CONFLITTO (superseded or frozen already), E_ATTO (no act), E_SCRITTURA, E_DB */
/* One run with results (sorted by soggetto, parte, chiave) and texts (by nome). */
Err MUST_CHECK store_esecuzione_load(Store *st, const Grant *g, int64_t id, Arena *a,
                                     Esecuzione *out); /* E_NON_TROVATO, E_DB */
/* The runs of a year, the latest first, without results and texts; tipo "" = of every kind. */
Err MUST_CHECK store_esecuzioni_elenco(Store *st, int64_t anno, Str tipo, Arena *a, Esecuzione **out,
                                       ptrdiff_t *n); /* E_DB */
/* The run that counts: the latest frozen one, else the latest provisional one; 0 = none. */
Err MUST_CHECK store_esecuzione_corrente(Store *st, int64_t anno, Str tipo, int64_t *id);  /* E_DB */

#endif

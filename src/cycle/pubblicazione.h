/* pubblicazione.h - floor 4: the public snapshot of a year: Plan, results, aggregates of art. 20 D.Lgs. 33/2013. Pure.
 *
 * What is public is built anew from the records and from the computed year, never edited. Nobody's mark or amount is in
 * it, and no name or code of a person: texts that hold one are left out. Implements C-2.54, C-5.09, C-5.15, C-5.23-24,
 * C-5.27, S-D.40, X-18, 12.6. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PUBBLICAZIONE_H
#define CICLO_PUBBLICAZIONE_H

#include "cycle/binari.h"
#include "cycle/valutazione.h"
#include "store/pubblico.h"

/* Documents are written by a floor above: it fills this in. A function left NULL: that document is not published. */
typedef struct RedazionePubblica {
    /* A whole HTML page and its title. */
    Err (*relazione)(const void *contesto, const Valutazione *v, Date giorno, Arena *a, Str *titolo, Str *html,
                     Difetti *d);
    Err (*piano)(const void *contesto, const Valutazione *v, Date giorno, Arena *a, Str *titolo, Str *html, Difetti *d);
    const void *contesto;
} RedazionePubblica;

typedef enum PubblicaParti { PUBBLICA_TUTTO, PUBBLICA_PIANO } PubblicaParti;

/* What must not be in it can be looked for by the caller: texts left out are counted. */
typedef struct PubblicazioneEsito {
    Pubblicazione pubblicazione;
    ptrdiff_t testi_omessi;      /* texts that held a person's name or code */
    ptrdiff_t celle_taciute;     /* of the distribution */
    LIST(Str) avvisi;            /* what the office must know */
} PubblicazioneEsito;

/* b: the tracks of the same year; giorno: the day of publication. E_ATTO: d names each act or fact that is missing
 * (dove = the event), nothing is built; E_DATI: d says which parameter or record is wrong. */
Err MUST_CHECK pubblicazione_prepara(const Valutazione *v, const Binari *b, const RedazionePubblica *r,
                                     PubblicaParti parti, Date giorno, Arena *a, PubblicazioneEsito *out, Difetti *d);

#endif

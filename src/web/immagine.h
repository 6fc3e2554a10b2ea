/* immagine.h - floor 6: the body's records in memory, as of one journal entry, and each year computed from them once.
 *
 * Pages read from here, so a page costs no more than its bytes. An image never changes: after a write the next request
 * finds the journal's head moved and takes a new one; the old one goes when its last reader lets go. It holds
 * everything: what a page may show of it is decided by the page's Grant. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_IMMAGINE_H
#define CICLO_IMMAGINE_H

#include "cycle/anno_valutato.h"
#include "cycle/spiega.h"
#include "cycle/termini.h"
#include "store/bozza.h"
#include "store/store.h"

/* One year of the body. */
typedef struct ImmagineAnno {
    int64_t anno;
    const Anno *record;
    bool sistema_noto;       /* the program has its rulebook */
    Sistema sistema;
    ProcessoAnno processo;
    Difetti difetti;         /* of the process rules */
    Binari binari;
    Termini termini;
} ImmagineAnno;

/* A year as it counts (cycle/anno_valutato.h), with its numbers; errore: why not, difetti says it. */
typedef struct ImmagineEsito {
    int64_t anno;
    Str periodo;
    Err errore;
    Difetti difetti;
    Valutazione v;
    AnnoValutato come;
    Numeri numeri;
} ImmagineEsito;

typedef struct Immagine Immagine;
typedef struct Immagini Immagini;

/* g: of SERVI; it lives as long as the images. */
Immagini *immagini_new(Arena *a, const Matrice *m, const Grant *g);
void immagini_close(Immagini *x);

/* The image of now; given back with immagine_lascia. E_DB: store_perche. */
Err MUST_CHECK immagine_prendi(Immagini *x, Store *st, Date oggi, Immagine **out);
void immagine_lascia(Immagini *x, Immagine *i);

const Archivio *immagine_archivio(const Immagine *i);
Str immagine_ancora(const Immagine *i);          /* "SEQ:HASH" of the journal's head */
Date immagine_oggi(const Immagine *i);
/* NULL: the body has no such year. */
const ImmagineAnno *immagine_anno(Immagine *i, int64_t anno);
/* Computed when first asked for, with traces; periodo "finale", "S1", "S2". NULL: no such year. */
const ImmagineEsito *immagine_esito(Immagine *i, Store *st, int64_t anno, Str periodo);
/* The year of today, or the latest one; 0: none. */
int64_t immagine_anno_corrente(const Immagine *i);

/* access_check, remembered: the answer depends on nothing but the records, the day and the matrix. */
Err MUST_CHECK immagine_puo(Immagine *i, Store *st, const Richiesta *r, Arena *a, const Grant **out, Str *perche);

/* Of the same kind: where an object stands in a track (access_stato), and who wrote the half-sheets of a group, which stay
 * where they are as long as the image. E_DB: store_perche. */
Err MUST_CHECK immagine_stato(Immagine *i, Store *st, Corso corso, const Ambito *su, Punto *out);
Err MUST_CHECK immagine_autori(Immagine *i, Store *st, const Grant *g, int64_t anno, Str gruppo, const SemischedaAutore **out,
                               ptrdiff_t *n);

#endif

/* pubblica_parti.h - floor 4, private: what the files of the public snapshot share. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PUBBLICA_PARTI_H
#define CICLO_PUBBLICA_PARTI_H

#include "cycle/pubblicazione.h"
#include "cycle/riservato.h"

/* A set of figures in the making. */
typedef struct TavolaPubblica {
    Str nome, titolo, nota;
    Str colonne[16];
    int n_colonne;
    LIST(Str *) righe;
} TavolaPubblica;

typedef struct Pubblicatore {
    const Valutazione *v;
    const Archivio *arch;
    Riservato *riservato;
    Date giorno;
    Arena *a;
    Difetti *d;
    PubblicazioneEsito *out;
    LIST(PubDocumento) documenti;
    LIST(PubDato) dati;
} Pubblicatore;

/* columns: "codice titolo ...", parted by blanks. */
TavolaPubblica *pubblica_tavola(Pubblicatore *p, Str nome, Str titolo, const char *colonne);
Str *pubblica_riga(Pubblicatore *p, TavolaPubblica *t);          /* the cells of a new row, to be filled */
/* Into figures, CSV and JSON, under the number of an edition. */
void pubblica_insieme(Pubblicatore *p, const TavolaPubblica *t, int64_t edizione);

/* A text typed by a person, without what must not be public. */
Str pubblica_testo(Pubblicatore *p, Str s);
/* "" when absent. */
Str pubblica_numero(Pubblicatore *p, Num x);
Err MUST_CHECK pubblica_premi(Pubblicatore *p);   /* E_DATI */

#endif

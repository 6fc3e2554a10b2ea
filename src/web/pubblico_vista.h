/* pubblico_vista.h - floor 6: what the templates of the public site are told. Texts come in the reader's language. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PUBBLICO_VISTA_H
#define CICLO_PUBBLICO_VISTA_H

#include "web/vista.h"

/* A link with a line that says what is behind it. */
typedef struct PubVoce { Str titolo, testo, url; } PubVoce;
typedef struct PubHome {
    Str missione;
    bool esempio;
    Str anno_titolo;         /* "" = this page is one year's: no heading of its own */
    const PubVoce *voci;     /* of one year */
    ptrdiff_t n_voci;
    const Collegamento *anni;
    ptrdiff_t n_anni;
} PubHome;

typedef struct PubTavola {
    UiTabella ui;
    Str id, titolo;          /* heading above it; id: "" = none */
    Str testo;               /* what it is about; may be empty */
    const Str *colonne;
    const bool *numeri;      /* columns of numbers stand to the right */
    int n_colonne;
    const Str *celle;        /* n_righe * n_colonne */
    ptrdiff_t n_righe;
    bool totale;             /* the last row is one */
} PubTavola;
typedef struct PubTavole { Str guida; const PubTavola *tavole; ptrdiff_t n; } PubTavole;

typedef struct PubIndicatore { Str nome, formula, fonte, atteso, valore, percento, motivo; } PubIndicatore;
typedef struct PubNodo {
    Str codice, padre, sigla, titolo, dove, descrizione, valore, motivo, giudizio;
    LIST(PubIndicatore) indicatori;
    LIST(struct PubNodo *) figli;
    bool aperto;
} PubNodo;
typedef struct PubAlbero { Str guida, csv, json, csv_indicatori, json_indicatori; PubNodo *const *radici; ptrdiff_t n; } PubAlbero;

typedef struct PubFile { Str titolo, pubblicato_il, impronta; Collegamento formati[4]; int n_formati; } PubFile;
typedef struct PubDati { const PubFile *file; ptrdiff_t n; Str indice; } PubDati;

#endif

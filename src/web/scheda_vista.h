/* scheda_vista.h - floor 6: what the templates of a sheet, of the Relazione and of the constraints are told. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_SCHEDA_VISTA_H
#define CICLO_SCHEDA_VISTA_H

#include "web/ciclo_vista.h"

typedef struct CifraVista { Str nome, valore, perche; } CifraVista;   /* perche: address of the proof */

/* Rows of one table. numeri: letter by letter, 't' text, 'n' number, for each column after the first. */
typedef struct GrigliaVista {
    UiTabella t;
    const char *numeri;
    const Str *teste;
    ptrdiff_t n_teste;
    LIST(Str) celle;             /* row after row; the first of each names it */
    bool totale;                 /* the last row is one */
} GrigliaVista;

typedef struct TestoVista { Str titolo, testo, perche; } TestoVista;

typedef struct FoglioVista {
    Str titolo, id;
    LIST(TestoVista) dati;
    Collegamento atto;           /* that decided it; "" = none */
    LIST(CifraVista) cifre;
    LIST(GrigliaVista) griglie;
    LIST(TestoVista) testi;
    const Str *avvisi;
    ptrdiff_t n_avvisi;
} FoglioVista;

typedef struct ColloquioVista {
    Str id, quando, con, visione, osservazioni;
    Collegamento verbale;
    const Conferma *conferma;    /* the form, where it is his and still to be given; NULL: none */
} ColloquioVista;

typedef struct SchedaPagina {
    Tono tono;
    Str stato, spiegazione;
    const FoglioVista *fogli;
    ptrdiff_t n;
    const Str *note;
    ptrdiff_t n_note;
    bool colloqui_visibili;      /* the part about interviews is shown at all */
    const ColloquioVista *colloqui;
    ptrdiff_t n_colloqui;
    Campo campi[2];              /* day and observations */
    bool rifiutata;              /* the form came back */
    Str carte, lavoro;           /* addresses of files; "" = none */
    bool calcolo;                /* there are numbers to be told step by step */
    const Collegamento *altri;   /* one's other years, the desk ... */
    ptrdiff_t n_altri;
} SchedaPagina;

/* Not yet, or not at all: in plain words. */
typedef struct AttesaPagina {
    Str titolo, testo;
    const Attesa *attese;
    ptrdiff_t n_attese;
    const Collegamento *altri;
    ptrdiff_t n_altri;
} AttesaPagina;

/* A document inside the frame, with its files. */
typedef struct CartaPagina {
    Tono tono;
    Str stato, spiegazione;      /* "" = nothing to say */
    Str titolo;
    HtmlSafe corpo;
    Str carte, lavoro;           /* "" = files may not be made */
    bool docx;
    Str vuoto;                   /* instead of the document: why there is none */
    Collegamento fare;
} CartaPagina;

#endif

/* dati_vista.h - floor 6: what the templates of data and imports are told. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_DATI_VISTA_H
#define CICLO_DATI_VISTA_H

#include "web/vista.h"

/* -- all tables */
typedef struct DatiVoce { Str nome, aiuto, url, conto, csv, modello; } DatiVoce;
typedef struct DatiCapitolo { Str id, titolo; const DatiVoce *voci; ptrdiff_t n; } DatiCapitolo;
typedef struct DatiPasso { Str testo, aiuto, url, stato; Tono tono; } DatiPasso;
typedef struct DatiIndice {
    const DatiPasso *passi;           /* in which order a new body is filled */
    ptrdiff_t n_passi, mancano;
    bool importa;
    const DatiCapitolo *capitoli;
    ptrdiff_t n_capitoli;
} DatiIndice;

/* What was written a moment ago and can be taken back; testo empty: nothing. */
typedef struct DatiAnnulla { Str testo, url; } DatiAnnulla;

/* -- one table */
typedef struct DatiRiga { Str url; const Str *celle; } DatiRiga;
typedef struct DatiElenco {
    Str titolo, aiuto, url, cerca, anno, trovate, csv, modello, nuovo, prefisso, vuoto;
    bool filtrato, con_anno;
    const Str *colonne;
    int n_colonne, pagina, pagine;
    const DatiRiga *righe;
    ptrdiff_t n_righe;
    DatiAnnulla annulla;
} DatiElenco;

/* -- one record */
typedef enum DatiGenere {
    GENERE_TESTO, GENERE_NUMERO, GENERE_DATA, GENERE_LUNGO, GENERE_SCELTA, GENERE_GRUPPO, GENERE_ELENCO
} DatiGenere;
typedef struct DatiCampo { DatiGenere genere; Campo c; } DatiCampo;
typedef struct DatiDato { Str nome, valore; } DatiDato;
typedef struct DatiDifferenza { Str campo, prima, dopo; } DatiDifferenza;
typedef struct DatiStoria {
    Str voce, quando, chi, fatto, annulla;    /* annulla: address; empty: it cannot be taken back alone */
    const DatiDifferenza *campi;
    ptrdiff_t n_campi;
} DatiStoria;
typedef struct DatiModulo {
    Str azione, riga, aiuto;
    const Str *generali;              /* what is wrong with no field in sight */
    ptrdiff_t n_generali;
    const DatiDifferenza *superati;   /* somebody else came first: prima = what is there now, dopo = what was typed */
    ptrdiff_t n_superati;
    Str superato;                     /* the same in a sentence; empty: nobody did */
    const DatiDato *fissi;            /* what does not change here */
    ptrdiff_t n_fissi;
    const DatiCampo *campi;           /* none: the record is only shown */
    ptrdiff_t n_campi;
    const Campo *errori;              /* the same fields, for the summary */
    bool nuovo;
    Str elimina, copia, altro, insieme;   /* addresses; empty: no link */
    Str indietro;
    const DatiStoria *storia;
    ptrdiff_t n_storia;
    DatiAnnulla annulla;
} DatiModulo;

/* -- records corrected together */
typedef struct InsiemeVista {
    Str url, aiuto, indietro;
    bool nuovo;
    Campo indicatore, anno;           /* of new bands */
    const Str *generali;
    ptrdiff_t n_generali;
    const Campo *campi;               /* per_riga of each row, one row after the other */
    const Campo *errori;              /* the same and the two above, for the summary */
    const Str *righe;                 /* row versions */
    ptrdiff_t n_campi, n_errori, n_righe;
    int per_riga;
    DatiAnnulla annulla;
} InsiemeVista;

/* -- taking away, taking back */
typedef struct DatiGruppo { Str titolo, segno; Tono tono; const DatiDifferenza *campi; ptrdiff_t n; } DatiGruppo;
typedef struct DatiConferma {
    Conferma c;
    Str riga;
    const Str *ostacoli;              /* why it cannot be done; none: it can */
    ptrdiff_t n_ostacoli;
    Str ostacolo_titolo;
    const DatiDato *fissi;
    ptrdiff_t n_fissi;
    const DatiGruppo *gruppi;
    ptrdiff_t n_gruppi;
    Str altri;                        /* "e altre 120 righe"; empty: all are shown */
} DatiConferma;

/* -- imports */
typedef struct ImportaErrore { Str file, riga, colonna, valore, rimedio; } ImportaErrore;
typedef struct ImportaConto { Str tabella, nuovi, modificati, uguali; } ImportaConto;
typedef struct ImportaScritto { Str voce, quando, chi, fatto, righe, annulla; } ImportaScritto;
typedef struct ImportaVista {
    Str avviso;                       /* what happened in the meantime; empty: nothing */
    Campo file;
    const DatiVoce *tabelle;          /* what may be imported, with templates and prefilled files */
    ptrdiff_t n_tabelle;
    bool tutto;
    const ImportaScritto *scritti;
    ptrdiff_t n_scritti;
    DatiAnnulla annulla;
} ImportaVista;
typedef struct ImportaEsame {
    Str url, ancora, titolo;
    const Str *file, *avvisi;
    ptrdiff_t n_file, n_avvisi;
    Str avviso;
    const ImportaErrore *errori;
    ptrdiff_t n_errori;
    Str altri_errori;
    const ImportaConto *conti;
    ptrdiff_t n_conti;
    const DatiGruppo *gruppi;
    ptrdiff_t n_gruppi, n_differenze;
    int pagina, pagine;
    Str prefisso;
    Campo atto;
} ImportaEsame;

#endif

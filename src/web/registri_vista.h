/* registri_vista.h - floor 6: what the templates of the registers of acts and of meetings are told. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_REGISTRI_VISTA_H
#define CICLO_REGISTRI_VISTA_H

#include "web/vista.h"

/* -- forms of any kind: fields in their order */
typedef enum CampoGenere { CAMPO_UNA_RIGA, CAMPO_UN_GIORNO, CAMPO_PIU_RIGHE, CAMPO_DA_ELENCO, CAMPO_DA_FILE } CampoGenere;
typedef struct ModuloCampo { CampoGenere genere; Str gruppo; } ModuloCampo;   /* gruppo: a heading before the field; may be empty */
typedef struct ModuloNascosto { Str nome, valore; } ModuloNascosto;
typedef struct Modulo {
    Str azione, bottone, annulla, spiega;
    bool con_file, grave;
    const Str *generali;          /* what is wrong with no field in sight */
    ptrdiff_t n_generali;
    const Campo *campi;
    const ModuloCampo *generi;    /* one for each field */
    ptrdiff_t n;
    ModuloNascosto nascosto;      /* nome "": none */
} Modulo;

/* A filter above a list. */
typedef struct Filtro {
    Str azione, azzera;           /* azzera: the address without filters; empty: nothing is filtered */
    const Campo *campi;
    const CampoGenere *generi;
    ptrdiff_t n;
    Str trovati;                  /* "12 atti" */
    ModuloNascosto nascosto;
} Filtro;

/* One thing known of a record. */
typedef struct Dato { Str nome, valore; Collegamento via; } Dato;

/* -- acts */
typedef struct AttoRiga { Date data; Collegamento atto; Str tipo, oggetto, organo, evento, stato, nota; Tono tono; } AttoRiga;
typedef struct AttiVista {
    int64_t anno;
    Filtro filtro;
    const Collegamento *vai;      /* add one, other registers, other years */
    ptrdiff_t n_vai;
    Collegamento nuovo;
    LIST(AttoRiga) righe;
    int pagina, pagine;
    Str prefisso;
} AttiVista;

typedef struct AttoVista {
    LIST(Dato) dati;
    Str stato, nota;              /* how it stands in the year's cycle */
    Tono tono;
    LIST(Collegamento) legati, usi;
    ptrdiff_t altri_usi;
    const Collegamento *vai;
    ptrdiff_t n_vai;
    const Modulo *collega;        /* NULL: he may not */
} AttoVista;

/* -- meetings */
typedef struct RiunioneRiga { Date data; Collegamento riunione; Str di_chi, tipo, unita, evento, stato; Tono tono; } RiunioneRiga;
typedef struct RiunioniVista {
    Filtro filtro;
    const Collegamento *vai;
    ptrdiff_t n_vai;
    Collegamento nuova;
    LIST(RiunioneRiga) righe;
    int pagina, pagine;
    Str prefisso;
} RiunioniVista;

typedef struct Presente { Collegamento persona; Str qualita, visto, osservazioni; } Presente;
typedef struct RiunioneVista {
    LIST(Dato) dati;
    Str verbale;
    LIST(Presente) presenti;
    const Collegamento *vai;
    ptrdiff_t n_vai;
    const Modulo *presa_visione, *aggiungi, *verbalizza;   /* NULL: not for the reader, or not now */
    bool modificato;              /* a form was refused: it stands open */
} RiunioneVista;

#endif

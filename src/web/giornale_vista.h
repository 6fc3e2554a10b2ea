/* giornale_vista.h - floor 6: what the templates of the journal and of the search are told. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_GIORNALE_VISTA_H
#define CICLO_GIORNALE_VISTA_H

#include "web/registri_vista.h"

/* A field that an entry changed. */
typedef struct GiornaleCampo { Str nome, prima, dopo; } GiornaleCampo;
/* What an entry did to one record; nascosto: the reader may not see the record, or its text was erased. */
typedef struct GiornaleDato {
    Collegamento dato;
    Str storia;                   /* the journal of it alone; empty: no link */
    Str fatto;                    /* "registrato", "cambiato", "tolto", or why nothing is told */
    LIST(GiornaleCampo) campi;
} GiornaleDato;
typedef struct GiornaleRiga {
    int64_t seq, oggetti;
    Str quando, azione, chi, url;
    Collegamento atto;
    LIST(GiornaleDato) dati;
    int64_t nascosti;             /* records of it that the reader may not see */
} GiornaleRiga;
typedef struct GiornaleVista {
    Str spiega, niente;           /* niente: why there is no entry; empty: the usual words */
    LIST(GiornaleRiga) righe;
    Str avanti, indietro;         /* older and newer entries; empty: none */
    bool una;                     /* one entry, with its records */
    int pagina, pagine;           /* of its records */
    Str prefisso;
    Str impronta;                 /* of the head, as the list shows it */
} GiornaleVista;

/* -- search */
typedef struct CercaRisposta { Collegamento dove; Str nota; } CercaRisposta;
typedef struct CercaGruppo { Str id, titolo; LIST(CercaRisposta) risposte; int64_t altre; } CercaGruppo;
typedef struct CercaVista { Str parole, trovati; bool vuota, corta; const CercaGruppo *gruppi; ptrdiff_t n; } CercaVista;

#endif

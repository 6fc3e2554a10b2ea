/* organizzazione_vista.h - floor 6: what the templates of people and units are told. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_ORGANIZZAZIONE_VISTA_H
#define CICLO_ORGANIZZAZIONE_VISTA_H

#include "web/registri_vista.h"

/* -- people */
typedef struct PersonaRiga { Collegamento persona, unita; Str codice, ruoli; bool cessata; } PersonaRiga;
typedef struct PersoneVista {
    Filtro filtro;
    const Collegamento *vai;
    ptrdiff_t n_vai;
    LIST(PersonaRiga) righe;
    int pagina, pagine;
    Str prefisso;
} PersoneVista;

/* A role or an assignment in time. */
typedef struct Periodo { Str cosa; Collegamento dove, atto; Date dal, al; Str nota; bool adesso; } Periodo;
typedef struct PersonaVista {
    LIST(Dato) dati;
    LIST(Periodo) incarichi, assegnazioni;
    LIST(Collegamento) schede;      /* years whose sheet the reader may see */
    const Collegamento *vai;
    ptrdiff_t n_vai;
} PersonaVista;

/* -- units */
typedef struct UnitaRamo { Str codice, nome, url, capo; int profondita; bool foglia; int64_t persone; } UnitaRamo;
typedef struct UnitaElenco {
    LIST(UnitaRamo) rami;           /* parents before children */
    const Collegamento *vai;
    ptrdiff_t n_vai;
} UnitaElenco;
typedef struct UnitaPersona { Collegamento persona; Str ruolo; Date dal; } UnitaPersona;
typedef struct UnitaVista {
    LIST(Dato) dati;
    LIST(UnitaPersona) persone;
    LIST(Collegamento) sotto, obiettivi;
    int64_t anno;                   /* of the objectives */
    const Collegamento *vai;
    ptrdiff_t n_vai;
} UnitaVista;

#endif

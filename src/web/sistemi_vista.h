/* sistemi_vista.h - floor 6: what the templates of rulebooks are told. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_SISTEMI_VISTA_H
#define CICLO_SISTEMI_VISTA_H

#include "web/registri_vista.h"
#include "web/tabella_vista.h"

typedef struct SistemiVista { TabellaVista propri, programma; const Modulo *nuovo; /* NULL: he may not */ } SistemiVista;

/* One step that the reader may do now. */
typedef struct SistemaPassoVista { Str titolo; Modulo modulo; } SistemaPassoVista;
typedef struct SistemaVista {
    Str stato, spiega;
    Tono tono;
    LIST(Dato) dati;
    LIST(Collegamento) parti, vai;
    bool scrive;                              /* the parts are open for writing */
    Str rifiuto;                              /* why a step was refused; empty: none */
    LIST(SistemaPassoVista) passi;
    Str anteprima, nome;                      /* where another year's computing is tried, and with which rulebook; empty: he may not */
    Str anteprima_bottone;
} SistemaVista;

/* Fields that belong together; togli: the name of the box that takes them out, empty: they stay. */
typedef struct SistemaCampi { Str titolo; LIST(Campo) campi; Campo togli; bool nuovo; } SistemaCampi;
typedef struct SistemaParteVista {
    Str azione, bottone, spiega, annulla;
    bool scrive;
    LIST(Str) generali;                       /* defects of no field in sight, with their lines */
    LIST(Campo) sbagliati;
    LIST(SistemaCampi) gruppi;
    Str riga;                                 /* version of the record that the form was made from */
    Campo testo;                              /* the whole text; nome empty: the page is a part */
    const Collegamento *parti;
    ptrdiff_t n_parti;
} SistemaParteVista;

#endif

/* nodo_vista.h - floor 6: what the template of one objective is told. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_WEB_NODO_VISTA_H
#define CICLO_WEB_NODO_VISTA_H

#include "web/tabella_vista.h"

/* A chart with what it says in a table; markup "": too little to draw. */
typedef struct NodoFigura { HtmlSafe disegno; Str didascalia; } NodoFigura;

typedef struct NodoIndicatore {
    Str codice, nome, formula;
    Tono tono;
    Str stato;
    DatiVista dati;
    TabellaVista valori, fasce, storia, versioni;
    NodoFigura figura_fasce, figura_storia;
} NodoIndicatore;

typedef struct NodoPersona { Str nome, url, cosa; } NodoPersona;   /* "Anna Rossi", her sheet, "obiettivo organizzativo" */

typedef struct NodoVista {
    const VoceMenu *periodi;
    ptrdiff_t n_periodi;
    const Collegamento *percorso;    /* the nodes above; without url where they may not be seen */
    ptrdiff_t n_percorso;
    Tono tono;
    Str stato, risultato, perche, rilevati;
    Str descrizione;
    DatiVista dati;
    DatiVista grado;                  /* of the dirigente; none = not defined */
    const NodoIndicatore *indicatori;
    ptrdiff_t n_indicatori;
    TabellaVista figli, unita, risorse, storia, versioni;
    LIST(NodoPersona) persone;
    ptrdiff_t altre_persone;         /* how many more, whose names the reader may not see here */
    NodoFigura figura_storia;
    Str giornale, albero;            /* addresses: the journal of this objective, its branch of the tree */
} NodoVista;

#endif

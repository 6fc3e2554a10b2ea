/* albero_vista.h - floor 6: what the templates of the tree are told. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_WEB_ALBERO_VISTA_H
#define CICLO_WEB_ALBERO_VISTA_H

#include "web/tabella_vista.h"

typedef struct AlberoRamo {
    UiNodo nodo;                     /* url "": it may not be seen, it only leads to what may */
    Str nota;                        /* "Obiettivo strategico, peso 20, Area 1" */
    Str perche;                      /* proof of its result; "" = none */
    Collegamento ramo;               /* its branch has a page of its own; "" = it is here, or there is none */
    ptrdiff_t fine;
} AlberoRamo;
typedef struct AlberoConto { Tono tono; Str parola; ptrdiff_t quanti; } AlberoConto;

typedef struct AlberoVista {
    const VoceMenu *periodi, *forme;
    ptrdiff_t n_periodi, n_forme;
    Campo filtri[3];                 /* unit, priority, state */
    Str forma, periodo, ordina, verso;   /* kept by the filter's form; "" = as usual */
    Str azione, togli;               /* where the form goes; the same page without filters, "" = there are none */
    const AlberoRamo *rami;          /* parents first */
    ptrdiff_t n;
    bool come_tabella;
    TabellaVista tabella;
    int pagina, pagine;
    Str pagina_url;                  /* up to the number */
    const AlberoConto *conti;
    ptrdiff_t n_conti, trovati;
    Str ente_valore, ente_url;       /* the result of the whole body, its proof; "" = not shown */
    Str nota;                        /* what must be known of this period; "" = nothing */
    Str avviso;                      /* why there are no results; "" = there are */
    Str apri_url, chiudi_url, manifesto_url, csv_url;
    bool vuoto;                      /* there is no tree at all, or none for this reader */
    Collegamento vuoto_azione;
} AlberoVista;

typedef struct ManifestoVista {
    Str immagine, scarica, testo;    /* addresses of the drawing; what it shows, in words */
    Str tabella_url;
    int largo, alto;                 /* of the drawing, in its own units */
    const VoceMenu *priorita;        /* the whole, or one priority */
    ptrdiff_t n_priorita;
} ManifestoVista;

#endif

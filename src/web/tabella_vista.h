/* tabella_vista.h - floor 6: a table prepared by a handler: cells of text, link, state; web/tabelle.thtml draws it. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_WEB_TABELLA_VISTA_H
#define CICLO_WEB_TABELLA_VISTA_H

#include "web/vista.h"

typedef struct CellaVista {
    Str testo, url;            /* url: the text is a link */
    Str sotto;                 /* a quiet line below */
    Str perche;                /* address of the number's proof; "" = none */
    Str perche_di;             /* what the number is, read aloud with the link */
    Tono tono;
    Str stato;                 /* a badge; "" = none */
    int rientro;               /* levels that the text stands in, 0..6 */
} CellaVista;

/* A column that can be sorted by. */
typedef struct OrdineVista { Str url; enum { ORDINE_NO, ORDINE_SU, ORDINE_GIU } verso; } OrdineVista;

typedef struct TabellaVista {
    Arena *a;
    UiTabella ui;
    const char *tipi;          /* one a column: c names its row, t text, n number */
    const Str *teste;
    const OrdineVista *ordini; /* as many; NULL: it cannot be sorted. url "": this column cannot */
    ptrdiff_t n_colonne;
    LIST(CellaVista) celle;    /* row after row */
    bool totale;               /* the last row is one */
} TabellaVista;

/* teste: as many as tipi has letters. */
TabellaVista tabella_vista(Arena *a, Str id, Str didascalia, const char *tipi, const Str *teste);
#define TABELLA_VISTA(a, id, didascalia, tipi, ...) tabella_vista((a), (id), (didascalia), (tipi), (const Str[]){__VA_ARGS__})
/* A new row of empty cells; the pointer holds until the next one. */
CellaVista *tabella_vista_riga(TabellaVista *t);
/* The same with plain texts, as many as columns. */
CellaVista *tabella_vista_testi(TabellaVista *t, const Str *testi);
#define RIGA_VISTA(t, ...) tabella_vista_testi((t), (const Str[]){__VA_ARGS__})
static inline ptrdiff_t tabella_vista_righe(const TabellaVista *t) { return t->n_colonne ? t->celle.n / t->n_colonne : 0; }

/* -- names with their values, for a list; url: the value is a link; sotto: a quiet line below */
typedef struct DatoVista { Str nome, valore, url, sotto; } DatoVista;
typedef struct DatiVista { DatoVista *items; ptrdiff_t n, cap; } DatiVista;

#endif

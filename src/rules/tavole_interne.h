/* tavole_interne.h - floor 3, private to the computing of tables: one run, values with their proof, sets of rows. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_TAVOLE_INTERNE_H
#define CICLO_TAVOLE_INTERNE_H

#include "rules/tavole.h"

/* A row, and the row whose trace is written. */
typedef struct Riga { int t; ptrdiff_t r; } Riga;

enum { CELLA_ERRORE = STATI_CELLA_COUNT };     /* a defect was told about it */
enum { CATENA_MAX = 100 };                     /* values that wait for one another */

/* What an expression gives: passo >= 0 is a step of the trace being written, else dove (empty without traces). */
typedef struct Valore { Num v; Str parola; uint8_t stato; int64_t passo; Str dove; } Valore;

/* The rows of one table that belong to each row of another. */
typedef struct Discendenti { bool c_e, provata; ptrdiff_t *inizio, *righe; int64_t passo; } Discendenti;

/* What is computed once for a whole table: a sum, or everybody's place in a ranking. */
typedef struct Tenuto { uint8_t fase; Valore v; Riga di; Cella *posti; } Tenuto;

typedef struct Calcolatore {
    const CasoTavole *c;
    EsitoTavole *out;
    Arena *a;
    Difetti *d;
    int anno;
    bool tracce, fallito;
    int profondita;
    bool muto;                 /* a trial: defects are not told */
    Tenuto *indici;
    Discendenti *discendenti;  /* by table and table; made when first asked for */
    const Term *termini;       /* formulas of the criteria: their terms; NULL for tables */
    Traccia *traccia;          /* and where their steps go */
} Calcolatore;

static inline const Tavola *tavola_di(const Calcolatore *w, int t) { return &w->c->calcolo->tavole[t]; }

/* tavole_espressioni.c. here: the row that names are of; owner: the row whose trace is written; x: the looked-up value, or NULL. */
Valore valuta(Calcolatore *w, const Espr *e, Riga here, Riga owner, const Valore *x);
/* The value of a column of a row, as a term of owner's trace. */
Valore valore_di(Calcolatore *w, Riga row, int colonna, Riga owner);
/* What the case writes in a field, or the rulebook's se_manca. */
Valore valore_scritto(Calcolatore *w, Riga row, const Colonna *k, Riga owner);
Valore errore_di(Calcolatore *w, Riga row, const Espr *e, Str what);

Traccia *traccia_di(Calcolatore *w, Riga owner);       /* NULL without traces */
Term termine(const Valore *v);
Valore con_passo(Term t);
/* A literal of the formula. */
Term letterale(Calcolatore *w, const Espr *e, Num v, Riga owner);

const Discendenti *discendenti(Calcolatore *w, int figli, int di);
/* v, which rests on these too: what decided that it is this value (n == 0: v itself). */
Valore dato(Calcolatore *w, const Espr *e, Riga owner, Valore v, const Term *on, ptrdiff_t n);
/* Where the case says to which row this one belongs. */
Str luogo_appartenenza(Calcolatore *w, Riga row);
/* Which rows belong to which, as one step for the whole table: false without traces or rows. */
bool appartenenza(Calcolatore *w, int figli, int di, Riga owner, Term *out);
/* The row of table `to` that this one belongs to; -1 none. */
ptrdiff_t antenato(const Calcolatore *w, Riga row, int to);

/* tavole_insiemi.c: functions over rows. */
Valore valuta_insieme(Calcolatore *w, const Espr *e, Riga here, Riga owner);
Valore valuta_graduatoria(Calcolatore *w, const Espr *e, Riga here, Riga owner);
/* The shares of a column with the last cents by the largest remainders, for everybody who shares with this row. */
void riparti(Calcolatore *w, Riga row, int colonna);

#endif

/* formula.h - floor 3: expressions of a rulebook in Italian terms, read and checked for form.
 *
 *   fondo * cr * cpc / somma(cr * cpc)        se(valore >= target; 100%; valore / target * 100%)
 *
 * Numbers (2, 0,5, 32 punti, 30%), words in quotation marks ("dirigente"), names (peso, obiettivo.peso), + - * /,
 * = <> < <= > >=, e, o, non, and functions with ; between arguments. Over rows: somma(indicatore: peso * percentuale) of
 * those that belong to this row, somma(tutti indicatore: x) of all, somma(x) of all rows of the own table. What the names
 * mean is settled by tavole.h. Nothing here has side effects. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_FORMULA_H
#define CICLO_FORMULA_H

#include "rules/traccia.h"

/* A unit of measure as powers: euro per day is {.euro = 1, .giorni = -1}; none at all is a plain number. */
typedef struct Grandezza { int8_t euro, giorni, punti, percento; } Grandezza;

/* GENERE_NESSUNO: no value at all, assente("non_computabile"), which may stand in place of any. */
typedef enum Genere { GENERE_NUMERO, GENERE_LOGICO, GENERE_PAROLA, GENERE_DATA, GENERE_NESSUNO } Genere;
/* libera: the number 0, which agrees with every unit. */
typedef struct Tipo { Genere genere; Grandezza u; bool libera; } Tipo;

typedef enum EsprKind {
    ESPR_NUMERO, ESPR_PAROLA, ESPR_NOME,
    ESPR_SOMMA, ESPR_PRODOTTO,              /* of two and more */
    ESPR_DIFFERENZA, ESPR_RAPPORTO, ESPR_NEGATO,
    ESPR_CONFRONTO, ESPR_E, ESPR_O, ESPR_NON,
    ESPR_FUNZIONE
} EsprKind;

/* F(symbol, word, least arguments, most): fewer or more are told where they stand. */
#define FUNZIONI(F) \
    F(SOMMA, "somma", 1, 1) F(MEDIA, "media", 1, 2) F(MINIMO, "minimo", 1, 16) F(MASSIMO, "massimo", 1, 16) \
    F(CONTA, "conta", 0, 1) F(SE, "se", 3, 3) F(PRESENTE, "presente", 1, 1) F(SE_ASSENTE, "se_assente", 2, 2) \
    F(STATO, "stato", 2, 2) F(ASSENTE, "assente", 1, 1) F(ARROTONDA, "arrotonda", 2, 3) F(INTERO, "intero", 1, 1) F(LIMITA, "limita", 3, 3) \
    F(DATA, "data", 3, 3) F(GIORNI, "giorni", 2, 2) F(FASCIA, "fascia", 2, 2) F(VOCE, "voce", 2, 4) F(GRADUATORIA, "graduatoria", 1, 4)
typedef enum Funzione {
#define F(symbol, word, least, most) FUNZIONE_##symbol,
    FUNZIONI(F)
#undef F
    FUNZIONE_COUNT
} Funzione;

/* Which rows a function goes over. */
typedef enum InsiemeRighe { INSIEME_NESSUNO, INSIEME_PROPRIA, INSIEME_FIGLI, INSIEME_TUTTI } InsiemeRighe;

/* Where a name leads: settled when the rulebook is loaded. */
typedef enum Luogo { LUOGO_IGNOTO, LUOGO_COLONNA, LUOGO_PARAMETRO, LUOGO_ANNO, LUOGO_GIORNI_ANNO, LUOGO_X } Luogo;

typedef struct Espr Espr;
struct Espr {
    EsprKind kind;
    int at;                    /* character of the formula where it begins, from 1 */
    Str testo;                 /* its piece of the formula */
    Num v;                     /* NUMERO */
    Str nome, di;              /* NOME: "peso", "" or "obiettivo"; PAROLA: its text; FUNZIONE over rows: di = the table */
    Espr **arg;
    ptrdiff_t n;
    const char *segno;         /* CONFRONTO: < <= = >= > and <> */
    Funzione funzione;
    InsiemeRighe insieme;
    /* settled by the check */
    Tipo tipo;
    Luogo luogo;
    int passi;                 /* how many steps up: to the row that the name is of */
    int tavola, colonna;       /* COLONNA: of which table; FUNZIONE over rows: its table; FASCIA, VOCE: colonna = the band table */
    int via;                   /* COLONNA: the field of this row that names the other row; -1: upwards by passi */
    int indice;                /* what is kept for the whole run stands there: sums of a population; -1 none */
    Espr **limiti, **valori;   /* FASCIA, VOCE: of each row of the table, as they mean here; limiti NULL where none */
    int n_righe;
    const Regola *regola;      /* how its steps are called */
    Str dove;                  /* "@/calcolo/..." of the text that it is a piece of */
};

/* What is wrong with a formula, and where. */
typedef struct FormulaErrore { int at; Str che; } FormulaErrore;

/* Reads text; NULL: told in *err. At most 2,000 characters and 24 levels of brackets. */
Espr *formula_read(Str text, Arena *a, FormulaErrore *err);

/* "euro/giorni", "punti": a product or quotient of units, "numero" for none. False: no unit. */
bool grandezza_read(Str text, Grandezza *out);
Str grandezza_parole(Arena *a, Grandezza u);
bool grandezza_uguali(Grandezza x, Grandezza y);
const char *funzione_parola(Funzione f);

/* How far two words are: letters to change, at most 3 (then 4). For "did you mean". */
int parola_distanza(Str x, Str y);

#endif

/* prova.h - floor 4: the numbers of a computed year, and the proof of each as a tree of steps, for whoever prints it: as
 * text, as a page. Pure.
 *
 * Values about other persons are counted, never in the tree: those of others in a proof about somebody, those of single
 * persons in a proof about a group. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PROVA_H
#define CICLO_PROVA_H

#include "cycle/valutazione.h"

/* One printed number of a computed year: the element it belongs to and its field in it. */
typedef struct Numero {
    Str parte;       /* ente, albero, unita, dirigenti, posizioni, gruppi, servizio, premi.strutture, premi.persone */
    Str soggetto;    /* code of the body, node, unit, person, group; "PROGETTO/UNITA" */
    Str elemento;    /* pointer into case and outcome: "/dirigenti/0" */
    Str campo;       /* pointer inside the element: "/totale" */
    Str valore;      /* as printed */
    Str cosa;        /* what the number chose, where it is one that chooses: "S22, PI-2025-3/S22"; "" = nothing */
    const Traccia *traccia;
    int64_t passo;
} Numero;

/* All numbers with a proof, element by element. The year must have been computed with traces. */
typedef struct Numeri { Numero *items; ptrdiff_t n, cap; } Numeri;
Numeri numeri_di(const Valutazione *v, Arena *a);

typedef enum ProvaTipo {
    PROVA_PASSO,      /* a step, with what it rests on below it */
    PROVA_VEDI,       /* a step told above: numero says which */
    PROVA_DATO,       /* a fact of the case */
    PROVA_REGOLA,     /* a value of the rulebook */
    PROVA_NODO,       /* the result of a node of the tree, which has a proof of its own */
    PROVA_TOTALE,     /* a total over all persons, which is nobody's own */
    PROVA_TACIUTI     /* data of other persons: only how many */
} ProvaTipo;

typedef struct Prova Prova;
struct Prova {
    ProvaTipo tipo;
    int numero;              /* PASSO, VEDI: steps are counted from 1 in the order of the proof */
    const Passo *passo;      /* PASSO, VEDI, NODO, TOTALE */
    Str valore;              /* as it is told: "95.68", "95582/999 (circa 95.677678)", "PI-2025-1/S11", "tabella" */
    Str dove;                /* DATO: pointer into the case; REGOLA: into the rulebook, without @ */
    Str parole;              /* DATO: the pointer with codes for indexes: "premi, persone, M012, semischeda1" */
    Str nodo;                /* NODO: its code */
    ptrdiff_t quanti;        /* TOTALE: persons; TACIUTI: data */
    LIST(Prova *) figli;
};

/* nodi_a_parte: the results of other nodes are PROVA_NODO, so that a proof stays short (for the body and for units they
 * always are); else their steps are told too. */
Prova *prova_di(const Valutazione *v, const Numero *n, bool nodi_a_parte, Arena *a);

/* Words of the operation between a step and what it rests on: "somma di"; "" = none. */
const char *prova_come(const Passo *p);

#endif

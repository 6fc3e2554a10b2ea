/* traccia.h - floor 3: arithmetic that writes down its own proof.
 *
 * Every rule computes with Term: a number and what it rests on. The operations below compute exactly and, when a Traccia
 * is there, append the step that an auditor can replay. With t == NULL the same calls only compute: there is no second
 * path for speed. Shapes of steps and references: doc/caso.md. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_TRACCIA_H
#define CICLO_TRACCIA_H

#include "numero/num.h"

#define OPERAZIONI(X) \
    X(COSTANTE, "costante") X(SOMMA, "somma") X(PRODOTTO, "prodotto") X(DIFFERENZA, "differenza") \
    X(RAPPORTO, "rapporto") X(MINIMO, "minimo") X(MASSIMO, "massimo") X(PARTE_INTERA, "parte_intera") \
    X(CONTA, "conta") X(CONFRONTO, "confronto") X(SCELTA, "scelta") X(FASCIA, "fascia") \
    X(ARROTONDA, "arrotonda") X(RIPARTO, "riparto")
typedef enum Operazione {
#define X(name, word) OP_##name,
    OPERAZIONI(X)
#undef X
} Operazione;

/* A number and where it stands: a step of this trace (passo >= 0) or a pointer ("/a/b" case, "@/a" rulebook,
 * "#/a/traccia/3" a step of another trace). Without trace both are empty. */
typedef struct Term {
    Num v;
    int32_t passo; /* -1: dove says */
    Str dove;
} Term;

/* What a step is: a name to follow it by, its source, words for people. All literals. */
typedef struct Regola { const char *regola, *fonte, *descrizione; } Regola;
#define REGOLA(regola, fonte, descrizione) (&(const Regola){regola, fonte, descrizione})

typedef struct Da { int32_t passo; Str dove; } Da;
typedef struct Passo {
    const Regola *regola;
    Operazione op;
    Num v;
    Da *da;
    ptrdiff_t n;
    Str campo;           /* pointer inside the element, of a printed number */
    int cifre;           /* ARROTONDA */
    Rounding modo;       /* ARROTONDA */
    const char *segno;   /* CONFRONTO */
} Passo;

typedef struct Traccia {
    Arena *a;
    LIST(Passo) passi;
} Traccia;

/* Inputs. The macro builds the pointer only when somebody writes it down. */
#define INPUT(t, num, ...) ((t) ? term_at((t), (num), __VA_ARGS__) : term_plain(num))
Term term_at(Traccia *t, Num v, const char *fmt, ...) PRINTF_LIKE(3, 4);
static inline Term term_plain(Num v) { return (Term){v, -1, {0}}; }
/* A constant: dove = "" (a plain number of the formula), "@/..." or "/scelte/KEY". */
Term costante(Traccia *t, const Regola *r, Num v, Str dove);

Term somma(Traccia *t, Arena *a, const Regola *r, const Term *x, ptrdiff_t n);      /* n == 0 gives 0 */
Term prodotto(Traccia *t, Arena *a, const Regola *r, const Term *x, ptrdiff_t n);
Term conta(Traccia *t, const Regola *r, const Term *x, ptrdiff_t n);
Term differenza(Traccia *t, Arena *a, const Regola *r, Term x, Term y);
Term rapporto(Traccia *t, Arena *a, const Regola *r, Term x, Term y);               /* y != 0 */
Term minimo(Traccia *t, const Regola *r, Term x, Term y);
Term massimo(Traccia *t, const Regola *r, Term x, Term y);
Term confronto(Traccia *t, const Regola *r, Term x, const char *segno, Term y);     /* < <= = >= > ; 1 or 0 */
Term scelta(Traccia *t, const Regola *r, Term se, Term allora, Term altrimenti);
/* v is what the table at `tabella` gives for x. */
Term fascia(Traccia *t, const Regola *r, Term x, Str tabella, Num v);
/* The paid amount of an exact share; others = what decides the last cent. */
Term riparto(Traccia *t, const Regola *r, Num pagato, const Term *x, ptrdiff_t n);
/* Rounds and marks the step as the printed number `campo`. */
Term stampa(Traccia *t, Arena *a, const Regola *r, Term x, int cifre, Rounding modo, const char *campo);
Term arrotonda(Traccia *t, Arena *a, const Regola *r, Term x, int cifre, Rounding modo);
void campo(Traccia *t, Term x, Str pointer);     /* marks the step of x; x must be a step */

#define TERMS(...) (const Term[]){__VA_ARGS__}, (ptrdiff_t)(sizeof((const Term[]){__VA_ARGS__}) / sizeof(Term))

/* x, given these inputs (texts, ids, choices) as they are: without trace it is x itself. Adds what x also rests on. */
Term posto_che(Traccia *t, const Regola *r, Term x, const Term *inputs, ptrdiff_t n);

#endif

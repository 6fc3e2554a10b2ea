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
    X(ARROTONDA, "arrotonda") X(RIPARTO, "riparto") X(GIORNI, "giorni") X(GIORNO, "giorno")
typedef enum Operazione {
#define X(name, word) OP_##name,
    OPERAZIONI(X)
#undef X
} Operazione;

/* A number and where it stands: a step of this trace (passo >= 0) or a pointer ("/a/b" case, "@/a" rulebook,
 * "#/a/traccia/3" a step of another trace). Without trace both are empty. */
typedef struct Term {
    Num v;
    int64_t passo; /* -1: dove says; as wide as its neighbours, because copying a padded half stalls */
    Str dove;
} Term;

/* What a step is: a name to follow it by, its source, words for people. All literals. */
typedef struct Regola { const char *regola, *fonte, *descrizione; } Regola;
#define REGOLA(regola, fonte, descrizione) (&(const Regola){regola, fonte, descrizione})

typedef struct Da { int64_t passo; Str dove; } Da;
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
    Str parola;          /* a value that is a word */
} Passo;

typedef struct Traccia {
    Arena *a;
    LIST(Passo) passi;
} Traccia;

/* Inputs. The macro builds the pointer only when somebody writes it down. */
#define INPUT(t, num, ...) ((t) ? term_at((t), (num), __VA_ARGS__) : term_plain(num))
Term term_at(Traccia *t, Num v, const char *fmt, ...) PRINTF_LIKE(3, 4);
static inline Term term_plain(Num v) { return (Term){v, -1, {0}}; }
/* Each operation: without trace the bare arithmetic, inline; with one, the same arithmetic and its step. */
Term passo_costante(Traccia *t, const Regola *r, Num v, Str dove);
Term passo_di(Traccia *t, const Regola *r, Operazione op, Num v, const Term *x, ptrdiff_t n);
Term passo_arrotonda(Traccia *t, const Regola *r, Num v, Term x, int cifre, Rounding modo);

/* dove = "" (a plain number of the formula), "@/..." or "/scelte/KEY". */
static inline Term costante(Traccia *t, const Regola *r, Num v, Str dove)
{
    return t ? passo_costante(t, r, v, dove) : term_plain(v);
}

static inline Term somma(Traccia *t, Arena *a, const Regola *r, const Term *x, ptrdiff_t n) /* n == 0 gives 0 */
{
    Num v = n ? x[0].v : num_int(0);
    for (ptrdiff_t i = 1; i < n; i++) v = num_add(a, v, x[i].v);
    return t ? passo_di(t, r, OP_SOMMA, v, x, n) : term_plain(v);
}

static inline Term prodotto(Traccia *t, Arena *a, const Regola *r, const Term *x, ptrdiff_t n)
{
    Num v = x[0].v;
    for (ptrdiff_t i = 1; i < n; i++) v = num_mul(a, v, x[i].v);
    return t ? passo_di(t, r, OP_PRODOTTO, v, x, n) : term_plain(v);
}

static inline Term conta(Traccia *t, const Regola *r, const Term *x, ptrdiff_t n)
{
    return t ? passo_di(t, r, OP_CONTA, num_int(n), x, n) : term_plain(num_int(n));
}

static inline Term passo_due(Traccia *t, const Regola *r, Operazione op, Num v, Term x, Term y)
{
    if (!t) return term_plain(v);
    Term both[2] = {x, y};
    return passo_di(t, r, op, v, both, 2);
}

static inline Term differenza(Traccia *t, Arena *a, const Regola *r, Term x, Term y)
{
    return passo_due(t, r, OP_DIFFERENZA, num_sub(a, x.v, y.v), x, y);
}

static inline Term rapporto(Traccia *t, Arena *a, const Regola *r, Term x, Term y) /* y != 0 */
{
    return passo_due(t, r, OP_RAPPORTO, num_div(a, x.v, y.v), x, y);
}

static inline Term minimo(Traccia *t, const Regola *r, Term x, Term y) { return passo_due(t, r, OP_MINIMO, num_min(x.v, y.v), x, y); }
static inline Term massimo(Traccia *t, const Regola *r, Term x, Term y) { return passo_due(t, r, OP_MASSIMO, num_max(x.v, y.v), x, y); }

Term confronto(Traccia *t, const Regola *r, Term x, const char *segno, Term y);     /* < <= = >= > ; 1 or 0 */

static inline Term scelta(Traccia *t, const Regola *r, Term se, Term allora, Term altrimenti)
{
    Num v = num_sign(se.v) ? allora.v : altrimenti.v;
    if (!t) return term_plain(v);
    Term three[3] = {se, allora, altrimenti};
    return passo_di(t, r, OP_SCELTA, v, three, 3);
}

/* v is what the table at `tabella` gives for x. */
static inline Term fascia(Traccia *t, const Regola *r, Term x, Str tabella, Num v)
{
    return passo_due(t, r, OP_FASCIA, v, x, (Term){v, -1, tabella});
}

/* The paid amount of an exact share; the other terms are what decides the last cent. */
static inline Term riparto(Traccia *t, const Regola *r, Num pagato, const Term *x, ptrdiff_t n)
{
    return t ? passo_di(t, r, OP_RIPARTO, pagato, x, n) : term_plain(pagato);
}

static inline Term arrotonda(Traccia *t, Arena *a, const Regola *r, Term x, int cifre, Rounding modo)
{
    Num v = num_round(a, x.v, cifre, modo);
    return t ? passo_arrotonda(t, r, v, x, cifre, modo) : term_plain(v);
}

static inline Term massimo_di(Traccia *t, const Regola *r, const Term *x, ptrdiff_t n) /* n > 0 */
{
    Num v = x[0].v;
    for (ptrdiff_t i = 1; i < n; i++) v = num_max(v, x[i].v);
    return t ? passo_di(t, r, OP_MASSIMO, v, x, n) : term_plain(v);
}

/* How many days these periods cover together, each day once: terms are first and last days in turn, as pointers. */
static inline Term giorni(Traccia *t, const Regola *r, int n_giorni, const Term *dal_al, ptrdiff_t n)
{
    return t ? passo_di(t, r, OP_GIORNI, num_int(n_giorni), dal_al, n) : term_plain(num_int(n_giorni));
}

void campo(Traccia *t, Term x, Str pointer);     /* marks the step of x; x must be a step */

/* Rounds and marks the step as the printed number `campo`. */
static inline Term stampa(Traccia *t, Arena *a, const Regola *r, Term x, int cifre, Rounding modo, const char *pointer)
{
    Term s = arrotonda(t, a, r, x, cifre, modo);
    if (t) campo(t, s, str_dup(t->a, str_of(pointer)));
    return s;
}

#define TERMS(...) (const Term[]){__VA_ARGS__}, (ptrdiff_t)(sizeof((const Term[]){__VA_ARGS__}) / sizeof(Term))

/* x, given these inputs (texts, ids, choices) as they are: without trace it is x itself. Adds what x also rests on. */
#define POSTO_CHE "gli elementi da cui dipende sono quelli indicati"
Term posto_che(Traccia *t, const Regola *r, Term x, const Term *inputs, ptrdiff_t n);

#endif

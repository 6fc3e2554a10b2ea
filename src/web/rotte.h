/* rotte.h - floor 6: the one table of routes (rotte.def) and how a path finds its row. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_ROTTE_H
#define CICLO_ROTTE_H

#include "model/correzioni.h"
#include "web/http.h"

typedef struct Page Page;
typedef void (*Handler)(Page *p);

/* What a path may name. Those of an Ambito go into the question that the matrix is asked. */
#define PARAMETRI(X) \
    X(ANNO, "anno") X(PERSONA, "persona") X(UNITA, "unita") X(GRUPPO, "gruppo") X(NODO, "nodo") X(RIUNIONE, "riunione") \
    X(ATTO, "atto") X(INDICATORE, "indicatore") X(TABELLA, "tabella") X(CHIAVE, "chiave") X(PARTE, "parte") \
    X(NUMERO, "numero") X(FORMATO, "formato") X(GETTONE, "gettone") X(LAVORO, "lavoro") X(SISTEMA, "sistema")
typedef enum Par {
#define X(NAME, word) PAR_##NAME,
    PARAMETRI(X)
#undef X
    PAR_COUNT
} Par;

/* Who may come: anybody; whoever has signed in; whom the matrix lets do one of the actions; the same, or whom it lets
 * correct the table that the path names (without {tabella}: any table), model/correzioni.h. */
typedef enum Ingresso { LIBERA, ENTRATO, MATRICE, CORREZIONE } Ingresso;
/* SAFE changes nothing; TOKEN needs the session's token; ORIGIN: there is no session yet, so the browser must say that
 * the form was ours. */
typedef enum Csrf { SAFE, TOKEN, ORIGIN } Csrf;
enum { ROTTA_AZIONI = 3 };

typedef struct Rotta {
    HttpMethod method;
    const char *path;
    const char *nome;            /* of its handler */
    Handler handler;
    Ingresso ingresso;
    Azione azioni[ROTTA_AZIONI]; /* the first that is allowed */
    int n_azioni;
    Csrf csrf;
    bool lenta;                  /* passwords are checked or made: never on a page worker */
    const char *fonte;
} Rotta;
extern const Rotta rotte[];
extern const int n_rotte;

/* The actions with which a row of MATRICE or CORREZIONE is open, any of which is enough; 0: its table is not corrected. */
enum { ROTTA_APERTE = ROTTA_AZIONI + ENTITA_COUNT };
int rotta_azioni(const Rotta *x, const Str par[PAR_COUNT], Azione out[ROTTA_APERTE]);

/* The row of a path, with what it names in par. NULL: none; *altra: there is one for another method. */
const Rotta *rotta_find(const Request *q, Str par[PAR_COUNT], bool *altra);

#endif

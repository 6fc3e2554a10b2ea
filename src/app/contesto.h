/* contesto.h - floor 7: the one door of all commands that touch data: who acts, where, on what day, and may he. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_CONTESTO_H
#define CICLO_CONTESTO_H

#include "app/comando.h"
#include "store/store.h"

/* How a command goes:
 *     Contesto c;
 *     int s = contesto_leggi(&c, "act", a, &args);               options of all commands taken out
 *     ... its own options ...
 *     if (!s) s = contesto_resto(&c, &args, 1, 1);               what is left: so many words, no unknown option
 *     if (!s) s = contesto_permesso(&c, AZIONE_ATTO_LEGGI, (Ambito){.anno = 2025}, &g);     opens the store
 *     ... c.st, g ...
 *     return contesto_fine(&c, s);
 * Each int is an exit status, 0 when fine; what was wrong has been told on standard error. */
typedef struct Contesto {
    Arena *a;
    const char *comando;
    Str db;                  /* --db, else CICLO_DB, else ciclo.db */
    Chi chi;                 /* --as CODE: a person; --pubblico: nobody in particular; else the operator */
    Str persona;
    bool json;               /* --json */
    Date oggi;               /* the civil day of this machine (the test build: --oggi) */
    Str ora;                 /* UTC, for the journal */
    const Matrice *matrice;  /* the program's (the test build: --matrice) */
    Store *st;               /* NULL until opened */
} Contesto;

int contesto_leggi(Contesto *c, const char *comando, Arena *a, Argomenti *args);
int contesto_resto(const Contesto *c, const Argomenti *args, int at_least, int at_most);

/* Opens the store unless it is open. */
int contesto_apri(Contesto *c);
/* Opens it and asks for the action; may be called again for other actions and objects. */
int contesto_permesso(Contesto *c, Azione z, Ambito su, const Grant **g);
/* The first of several actions that is allowed; when none is, the refusal of the one that came closest. */
int contesto_permesso_fra(Contesto *c, const Azione *z, int n, Ambito su, const Grant **g);
/* A person's sheet of a year, in whatever state its evaluation is. */
int contesto_scheda(Contesto *c, Str persona, int64_t anno, const Grant **g);
/* Asks without telling: for lists that show only what one may see. */
Err contesto_puo(Contesto *c, Azione z, Ambito su, const Grant **g);
/* The same with the words of the refusal; the store is open. */
Err contesto_chiede(Contesto *c, Azione z, Ambito su, const Grant **g, Str *perche);
/* Before there is a store to ask: init, migrate, restore. */
int contesto_permesso_prima(Contesto *c, Azione z, const Grant **g);

/* Tells what the store says went wrong. */
int contesto_errore(const Contesto *c, Err e);
/* Closes the store; gives the status back. */
int contesto_fine(Contesto *c, int status);

/* An option that is a number of a year or a day; 0 or no date when it is not there. */
int opzione_anno(const Contesto *c, Argomenti *args, const char *name, int64_t *out);
int opzione_data(const Contesto *c, Argomenti *args, const char *name, Date *out);

#endif

/* comando.h - floor 7: what every command gets and gives. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_COMANDO_H
#define CICLO_COMANDO_H

#include "base/os.h"

/* Arguments after the command's name, options taken out. */
typedef struct Argomenti {
    int n;
    char **v;
} Argomenti;

typedef struct Comando {
    const char *nome, *uso, *parole;
    int (*run)(Arena *a, Argomenti args); /* the exit status */
} Comando;
extern const Comando comandi[];
extern const int n_comandi;

/* Takes "--name VALUE" or "--name=VALUE" out of the arguments; NULL when it is not there. */
const char *opzione(Argomenti *args, const char *name);
/* Takes "--name" out; true when it was there. */
bool bandierina(Argomenti *args, const char *name);

/* Says what is wrong with the use of a command; returns its exit status. */
int uso_errato(const char *command, const char *fmt, ...) PRINTF_LIKE(2, 3);
int errore(Err e, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* One line a defect on standard error, FILE: before each; returns the exit status of E_DATI. */
int stampa_difetti(Str file, const Difetti *d);
/* Writes to standard output, all of it. */
int stampa_testo(Str s);

int cmd_score(Arena *a, Argomenti args);
int cmd_suggest(Arena *a, Argomenti args);
int cmd_rulebook(Arena *a, Argomenti args);
/* The words of rulebook that are about a body's own (cmd_sistemi.c); false: another word. */
bool sistemi_dell_ente(Arena *a, Argomenti args, int *status);
int cmd_permessi(Arena *a, Argomenti args);
int cmd_init(Arena *a, Argomenti args);
int cmd_import(Arena *a, Argomenti args);
int cmd_export(Arena *a, Argomenti args);
int cmd_evaluate(Arena *a, Argomenti args);
int cmd_explain(Arena *a, Argomenti args);
int cmd_report(Arena *a, Argomenti args);
int cmd_export_paghe(Arena *a, Argomenti args);   /* the word "paghe" taken out */
int cmd_publish(Arena *a, Argomenti args);
int cmd_public(Arena *a, Argomenti args);
int cmd_scheda(Arena *a, Argomenti args);
int cmd_cycle(Arena *a, Argomenti args);
int cmd_act(Arena *a, Argomenti args);
int cmd_org(Arena *a, Argomenti args);
int cmd_journal(Arena *a, Argomenti args);
int cmd_meeting(Arena *a, Argomenti args);
int cmd_verify(Arena *a, Argomenti args);
int cmd_backup(Arena *a, Argomenti args);
int cmd_restore(Arena *a, Argomenti args);
int cmd_migrate(Arena *a, Argomenti args);
int cmd_erase(Arena *a, Argomenti args);
int cmd_serve(Arena *a, Argomenti args);
int cmd_user(Arena *a, Argomenti args);

#endif

/* cmd_sistema.h - floor 7: a rulebook printed, and compared with another. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_APP_CMD_SISTEMA_H
#define CICLO_APP_CMD_SISTEMA_H

#include "app/comando.h"
#include "app/contesto.h"
#include "rules/sistema.h"

/* A rulebook read from its file. Returns an exit status, 0 when fine (*out NULL when file is). */
int sistema_da_file(Arena *a, const char *file, const Sistema **out);

/* Has the word the form of a recorded version, CODICE/VERSIONE, and is no file. */
bool versione_nominata(const char *word);
/* The text of that version, for who may read it. Returns an exit status (cmd_sistemi.c). */
int versione_testo(Contesto *c, const char *word, Str *out);

/* ciclo rulebook print, ciclo rulebook diff; the word is still the first argument. */
int rulebook_print(Arena *a, Argomenti args);
int rulebook_diff(Arena *a, Argomenti args);

#endif

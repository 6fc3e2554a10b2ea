/* cmd_sistema.h - floor 7: a rulebook printed, and compared with another. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_APP_CMD_SISTEMA_H
#define CICLO_APP_CMD_SISTEMA_H

#include "app/comando.h"
#include "rules/sistema.h"

/* A rulebook read from its file. Returns an exit status, 0 when fine (*out NULL when file is). */
int sistema_da_file(Arena *a, const char *file, const Sistema **out);

/* ciclo rulebook print, ciclo rulebook diff; the word is still the first argument. */
int rulebook_print(Arena *a, Argomenti args);
int rulebook_diff(Arena *a, Argomenti args);

#endif

/* access.h - floor 3: the permission as a value. Only access.c makes one; whoever writes or reads persons needs one. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_ACCESS_H
#define CICLO_ACCESS_H

#include "base/str.h"

typedef struct Grant Grant;

/* The operator without a person: creates, migrates, imports, backs up, restores, verifies (requirements 12.7). */
const Grant *access_operatore(Arena *a, Str azione);

Str grant_azione(const Grant *g);
Str grant_persona(const Grant *g);   /* "" for the operator */

#endif

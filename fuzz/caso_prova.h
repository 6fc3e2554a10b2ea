/* caso_prova.h - what must hold of a case under a rulebook, whatever its bytes are. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_CASO_PROVA_H
#define CICLO_CASO_PROVA_H

#include "fuzz.h"

#include "rules/regole.h"

/* Reads the case and, when it is taken, computes it. True: it was taken. */
bool caso_prova(Str text, const Sistema *s, Arena *a);

#endif

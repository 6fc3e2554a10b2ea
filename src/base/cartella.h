/* cartella.h - floor 0: a working folder of one's own; what a killed process has left is told from what is in use, and removed. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_CARTELLA_H
#define CICLO_CARTELLA_H

#include "base/err.h"

/* It holds people's data while work lasts, so it is the owner's alone (0700) and goes with the work. Its maker holds a lock on
 * it (flock), which the system lets go when the process ends, however it ends: no lock, no owner. */
typedef struct Cartella {
    const char *percorso;    /* whole, without symbolic links */
    int blocco;              /* the lock's descriptor; programs that are started do not inherit it */
} Cartella;

/* dentro/NOME and six letters. */
Err MUST_CHECK cartella_crea(Str dentro, Str nome, Arena *a, Cartella *out); /* E_SCRITTURA */

/* With all that is in it. */
void cartella_togli(const Cartella *c);

/* Those of `dentro` whose name begins with `nome`, that are ours and that nobody holds: removed; how many. */
int cartelle_ripulisci(Str dentro, Str nome);

#endif

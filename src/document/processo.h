/* processo.h - floor 5: runs one program under supervision: own group, own folder, limits, a deadline. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_DOCUMENT_PROCESSO_H
#define CICLO_DOCUMENT_PROCESSO_H

#include "base/base.h"

typedef struct Processo {
    const char *const *argv; /* argv[0] is the path of the program; ends with NULL */
    const char *const *envp; /* its whole environment; ends with NULL */
    const char *cartella;    /* where it stands */
    const char *registro;    /* file that takes what it says */
    bool (*continua)(void *ctx);  /* asked once a second; false: it is to be stopped. NULL: nobody asks */
    void *ctx;
} Processo;

typedef enum ProcessoFine {
    PROCESSO_USCITO,  /* by itself: stato is its exit status */
    PROCESSO_MORTO,   /* by a signal: stato is its number */
    PROCESSO_TEMPO,   /* the time was over: killed with all its children */
    PROCESSO_FERMATO, /* continua said so: killed as well */
    PROCESSO_ASSENTE, /* could not be started: stato is errno */
} ProcessoFine;

/* Milliseconds of a stopwatch that no one can set; it says nothing of the date. */
int64_t processo_watch(void);

/* Returns only when the program and all that stayed in its group are gone. */
ProcessoFine processo_run(const Processo *p, int64_t milliseconds, int *stato);

#endif

/* accesso_vista.h - floor 6: what the templates of signing in are told. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_ACCESSO_VISTA_H
#define CICLO_ACCESSO_VISTA_H

#include "web/http.h"
#include "web/vista.h"

typedef struct AccessoVista {
    Tono tono;
    Str messaggio;           /* above the form; may be empty */
    Str azione, bottone, aiuto;
    Str utente;              /* for the browser's own store of passwords; "" where the name is typed */
    const Field *nascosti;   /* what goes along unseen */
    ptrdiff_t n_nascosti;
    const Campo *campi;
    ptrdiff_t n_campi;
} AccessoVista;

typedef struct ProfiloVista {
    AccessoVista parola, codice;
    bool con_codice;
    Str segreto, indirizzo;  /* to begin with a code */
} ProfiloVista;

#endif

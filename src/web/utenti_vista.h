/* utenti_vista.h - floor 6: what the templates of accounts and of the log of views are told. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_UTENTI_VISTA_H
#define CICLO_UTENTI_VISTA_H

#include "web/vista.h"

typedef struct UtenteRiga { Str nome, url, persona, ruoli, entrato, stato; Tono tono; bool codice; } UtenteRiga;
typedef struct UtentiElenco {
    Str cerca, trovati, prefisso;
    bool filtrato;
    const UtenteRiga *righe;
    ptrdiff_t n;
    int pagina, pagine;
} UtentiElenco;

typedef struct UtenteNuovo { const Campo *campi; ptrdiff_t n; Str persone; } UtenteNuovo;

typedef struct UtenteIncarico { Str ruolo, unita, dal, al, url, stato; Tono tono; } UtenteIncarico;
typedef struct UtenteScheda {
    Str url, persona, persona_url, creato, entrato, stato;
    Tono tono;
    Str collegamento, scade;          /* the one-time link, shown this once; empty: none */
    bool attivo, codice, bloccato, se_stesso, con_parola;
    const UtenteIncarico *incarichi;
    ptrdiff_t n_incarichi;
    Str nuovo_incarico;               /* address; empty: he may not */
} UtenteScheda;

typedef struct AccessoRiga { Str quando, chi, cosa, come, su; } AccessoRiga;
typedef struct AccessiElenco {
    const Campo *filtri;
    ptrdiff_t n_filtri;
    bool filtrato;
    Str trovati, csv, prefisso;
    const AccessoRiga *righe;
    ptrdiff_t n;
    int pagina, pagine;
} AccessiElenco;

#endif

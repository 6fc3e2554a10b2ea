/* vista.h - floor 6: what the frame of a page and its components are told. The templates are web/telaio.thtml,
 * web/moduli.thtml and web/componenti.thtml; texts come in the reader's language already. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_WEB_VISTA_H
#define CICLO_WEB_VISTA_H

#include "web/html.h"

/* How a thing stands: colour, icon and the word that the caller gives, never colour alone. */
typedef enum Tono { TONO_NEUTRO, TONO_INFO, TONO_BENE, TONO_ATTENZIONE, TONO_MALE } Tono;

typedef struct Collegamento { Str testo, url; } Collegamento;

/* -- the frame: %% telaio_apri(h, t); ... the page ... %% telaio_chiudi(h, t); */
typedef struct VoceMenu {
    Str testo, url;
    bool corrente;
    const struct VoceMenu *sotto; /* entries of a group, which has no address of its own; NULL: a plain entry */
    ptrdiff_t n_sotto;
} VoceMenu;

typedef struct Messaggio { Tono tono; Str titolo, testo; } Messaggio;

typedef struct Telaio {
    Str titolo;                /* <h1> and <title> */
    Str sottotitolo;           /* a line under it; may be empty */
    Str ente;                  /* the body's name */
    Str utente, ruoli;         /* who is signed in, "Segretario generale, Dirigente"; empty: nobody */
    const VoceMenu *menu;
    ptrdiff_t n_menu;
    const Collegamento *briciole; /* from the home down to the page above this one */
    ptrdiff_t n_briciole;
    const Messaggio *messaggi;
    ptrdiff_t n_messaggi;
    Str lingua_url;            /* switches to the other language and comes back here; empty: no switch */
    bool pubblico;             /* the public site: nobody signs in */
    Str radice;                /* where its name leads; empty: "/" */
    Str licenze_url;           /* empty: "/licenze" */
    Str accessibilita_url;     /* the body's own declaration; empty: the program's page */
    Str privacy_url;           /* empty: no link */
    int aggiorna;              /* seconds after which a browser without JavaScript asks again; 0: never */
    Str script;                /* of this page alone, beside ciclo.js; empty: none */
    bool con_ricerca;          /* the search box stands in the head */
} Telaio;

/* -- forms */
typedef struct Scelta { Str valore, testo, aiuto; bool scelta; } Scelta;

/* One field. What was typed stays in valore whatever is wrong with it; errore says what is, and how to mend it. */
typedef struct Campo {
    Str nome, etichetta;
    Str id;                    /* empty: as nome; give one when a page has two fields of one name */
    Str valore, aiuto, errore;
    Str tipo;                  /* of a ui_campo: "" is text; email, password, search, tel, url */
    Str autocomplete;          /* "username", "current-password", "one-time-code" ... */
    Str unita;                 /* beside a number: "€", "%" */
    Str accetta;               /* of a file: ".csv,.zip" */
    bool multiplo;             /* of a file: several at once */
    Str min, max;              /* of a date, ISO */
    bool obbligatorio, senza_nota; /* what is not obligatory is marked so, unless senza_nota */
    bool sola_lettura;
    bool stretto;              /* as wide as a number, a date, a code */
    int lunghezza;             /* characters at most; 0: no limit told */
    int righe;                 /* of a long text; 0: five */
    const Scelta *scelte;      /* of select, radio and check groups */
    ptrdiff_t n_scelte;
} Campo;

/* -- the rest */
typedef struct UiTabella {
    Str id, didascalia;        /* id: one for each table of a page */
    Str nota;                  /* a line under it; may be empty */
    Str csv, json;             /* addresses of the same data; empty: no link */
    bool didascalia_nascosta;  /* when the heading above says the same: still read aloud */
} UiTabella;

typedef struct UiNodo {
    Str testo, codice, url;    /* url: the node's own page; may be empty */
    Tono tono;
    Str stato;                 /* the word for how it stands; empty: no badge */
    Str valore;                /* "84,5 %"; may be empty */
    bool aperto;
} UiNodo;

typedef struct Conferma {
    Str titolo, testo;         /* what is about to be done, and what follows from it */
    Str azione;                /* address that the form posts to */
    Str bottone;               /* a verb and its object: "Approva il Piano 2025" */
    Str annulla;               /* address to go back to */
    bool grave;                /* cannot be undone */
} Conferma;

Str ui_id(const Campo *c);
/* "id-aiuto id-errore": what a field is described by; empty when by nothing. */
Str ui_descritto(Html *h, const Campo *c);
Str tono_icona(Tono t);        /* "check-circle" */
Str tono_classe(Tono t);       /* "tono-bene" */
/* "Entra - Camera di commercio" */
Str telaio_titolo(Html *h, const Telaio *t);

/* The numbers of a pagination: first, last, and two on each side of the current one; 0 stands for a gap. At most 9. */
int ui_pagine_numeri(int corrente, int totale, int out[9]);

#endif

/* tavolo_vista.h - floor 6: what the templates of the differentiation desk are told. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_TAVOLO_VISTA_H
#define CICLO_TAVOLO_VISTA_H

#include "cycle/tavolo.h"
#include "web/http.h"
#include "web/vista.h"

enum { TAVOLO_COLONNE = TAVOLO_ELEMENTI + 1 };      /* the elements and the total */
enum { TAVOLO_LIMITI_MAX = 200 };                   /* with more people the fields of the limits would be too many for a form */

/* -- the groups of a year. mossa: the next step and whose it is; manca: what is missing for it */
typedef struct TavoloGruppoVista {
    Str url, gruppo, unita, valutatore, stato, mossa;
    Tono tono;
    int64_t n;
    bool mio, deroga;
    const Str *manca;
    ptrdiff_t n_manca;
} TavoloGruppoVista;

typedef struct TavoloElencoVista {
    int64_t anno;
    const TavoloGruppoVista *gruppi;
    ptrdiff_t n;
    Str perche;                      /* why there is none */
    const Collegamento *anni;        /* other years with groups */
    ptrdiff_t n_anni;
    Str vincoli_url;                 /* the report on constraints; empty: not for this reader */
} TavoloElencoVista;

/* -- the desk. prima: what stands there on the level before; cambiato: this is not that */
typedef struct TavoloCampo { Str id, nome, valore, errore, prima; bool cambiato; } TavoloCampo;

typedef struct TavoloMezzaVista {
    TavoloCampo punti[TAVOLO_COLONNE], motivo;
    bool bloccata;
    Str minimo, massimo;             /* limits of the nearest proposal, as typed */
    Str fascia, prima;               /* prima: "36 (B)"; empty = none */
} TavoloMezzaVista;

typedef struct TavoloLivelloVista { bool presente; Str punti, elementi, motivo, firma; } TavoloLivelloVista;

typedef struct TavoloRigaVista {
    Str codice, chi, categoria, id;
    bool visibile, sporca;           /* sporca: what is shown is not saved */
    Str stato;                       /* of journal and draft, and a digest: what the form began with */
    Str bozza_detta;                 /* "Bozza di Anna Verdi, 10/05/2026 10:32" */
    const Str *errori;
    ptrdiff_t n_errori;
    TavoloMezzaVista mezze[TAVOLO_MEZZE];
    TavoloLivelloVista livelli[TAVOLO_LIVELLI][TAVOLO_MEZZE];
} TavoloRigaVista;

typedef struct TavoloContoVista {
    Str nome, dati, restano, scostamenti, positivi, in_a, media;
    bool oltre, scosta, mal_positivi; /* that constraint does not hold */
} TavoloContoVista;

typedef struct TavoloPassoVista { Str nome, parola, testo; Tono tono; bool mio; } TavoloPassoVista;

typedef struct TavoloMossa { Str valore, chi, dove, da, a, elementi; bool presa; } TavoloMossa;

typedef struct TavoloPropostaVista {
    bool possibile;
    Str titolo, testo, tutte;        /* tutte: all moves, so that those not taken are known */
    const TavoloMossa *mosse;
    ptrdiff_t n;
} TavoloPropostaVista;

typedef struct TavoloVista {
    Str url, livello, chi;           /* chi: code of the reader, so that another's session is not written into */
    Str sottotitolo;
    bool modifica;                   /* a form; else only to be read */
    bool con_prima;                  /* there is a level before: it stands beside, and changes want a motive */
    bool con_livelli;                /* some level has marks */
    const Messaggio *messaggi;
    ptrdiff_t n_messaggi;
    const Collegamento *errori;      /* each leads to its field */
    ptrdiff_t n_errori;
    Str errori_titolo;
    TavoloPassoVista passi[4];
    const Collegamento *altri;       /* other steps that the reader may do */
    ptrdiff_t n_altri;
    Str semischede[TAVOLO_MEZZE], totali[TAVOLO_MEZZE], elementi[TAVOLO_MEZZE][TAVOLO_ELEMENTI];
    TavoloContoVista conti[TAVOLO_MEZZE];
    Str in_a, resto, voce;           /* "2 / 2"; of the remainder; all counters as one sentence */
    bool troppi_a;
    const Collegamento *violazioni;
    ptrdiff_t n_violazioni;
    bool provvisorie, libere;        /* marks are missing; nobody is bound by them here */
    const TavoloRigaVista *righe;
    ptrdiff_t n;
    const TavoloPropostaVista *proposta;
    bool con_limiti;                 /* somebody has some */
    Str raggiunge;                   /* what so many people can reach at all */
    const Scelta *atti;              /* of the register, for this step; NULL: the step has none */
    ptrdiff_t n_atti;
    Str atto_errore;
    const Collegamento *registri;    /* where what closes the step, or what it waits for, is recorded */
    ptrdiff_t n_registri;
    Str bottone;                     /* "Invia la proposta" */
    bool pronto;                     /* the step can be submitted now */
    bool bozze;                      /* there are drafts to throw away */
    Str bozza_detta;                 /* "Bozza salvata il 10/05/2026 alle 10:32" */
    /* the faculty for small groups; url empty: not for this reader */
    struct { Str url, riga; Campo motivo, atto; bool attiva; } deroga;
} TavoloVista;

/* -- two people on one sheet */
typedef struct TavoloConfrontoRiga { Str nome, etichetta, trovato, mio; bool diverso; } TavoloConfrontoRiga;
typedef struct TavoloConfronto {
    Str chi, id, firma;
    const TavoloConfrontoRiga *righe;
    ptrdiff_t n;
} TavoloConfronto;
typedef struct TavoloConfrontoVista {
    Str url, indietro;
    const TavoloConfronto *persone;
    ptrdiff_t n;
    const Field *nascosti;           /* what else was typed, and what the form now begins with */
    ptrdiff_t n_nascosti;
} TavoloConfrontoVista;

#endif

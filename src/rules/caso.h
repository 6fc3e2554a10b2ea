/* caso.h - floor 3: one calculation: the facts that the rules compute with. The shape is that of doc/caso.md. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_CASO_H
#define CICLO_CASO_H

#include "rules/sistema.h"

typedef enum StatoValore { RILEVATO, NON_RILEVATO, NON_COMPUTABILE } StatoValore;
typedef enum Operatore { ALMENO, AL_PIU, UGUALE } Operatore;

/* An indicator measured against a target (nodes of the tree, PO objectives). num_is(x) false = absent. */
typedef struct CasoIndicatore {
    Str id;
    Num peso;
    Operatore operatore;
    Num target, valore;
    StatoValore stato;
    bool stato_scritto;    /* the case names it: traces may point to it */
} CasoIndicatore;

typedef struct CasoNodo {
    Str id;
    ptrdiff_t padre;       /* index, -1 = root; always smaller than its own */
    Num peso;
    CasoIndicatore *indicatori;
    ptrdiff_t n_indicatori;
} CasoNodo;

/* A unit and the nodes that it answers for: asked for, its result is computed (AMB-45). */
typedef struct CasoUnita {
    Str id;
    ptrdiff_t *nodi;       /* indexes in the tree */
    ptrdiff_t n;
} CasoUnita;

/* One row of a band table: best first; the last has no soglia. */
typedef struct CasoFascia { Num soglia, livello; } CasoFascia;
typedef struct CasoBanda {
    Str id;
    Num peso, valore;
    bool decrescente, non_realizzabile;
    CasoFascia *fasce;
    ptrdiff_t n_fasce;
} CasoBanda;

/* From score to pay where it is not linear, by the contract of the year (AMB-18): a threshold, or a table of shares. */
typedef struct CasoPagamento {
    Num soglia;            /* absent = none */
    CasoFascia *fasce;     /* share paid, in hundredths, by score: best first */
    ptrdiff_t n_fasce;
} CasoPagamento;

/* The objective on payment times: a share of the result pay, all or nothing (F-16). */
typedef struct CasoTempi { bool presente, raggiunto; Num quota; } CasoTempi;

typedef struct CasoObiettivo {
    Str id;
    bool organizzativo, non_realizzabile, stato_scritto;
    Num peso, punteggio;   /* punteggio absent: from indicatori */
    CasoBanda *indicatori;
    ptrdiff_t n_indicatori;
} CasoObiettivo;

typedef struct CasoDirigente {
    Str id;
    CasoObiettivo *obiettivi;
    ptrdiff_t n_obiettivi;
    Num *competenze;       /* as many as the rulebook names */
    Num voto_trasferito;   /* the seventh mark, of what was transferred (dir.transfer: separate_mark) */
    Num retribuzione_massima;
    CasoTempi tempi;
} CasoDirigente;

typedef struct CasoAzione {
    Str id, codice;
    Num peso, percentuale;
    bool non_computabile, stato_scritto;
    CasoIndicatore *indicatori;
    ptrdiff_t n_indicatori;
} CasoAzione;

typedef struct CasoPosizione {
    Str id;
    CasoAzione *obiettivi;
    ptrdiff_t n_obiettivi;
    Num prestazione, retribuzione_massima;
    Num retribuzione_posizione;    /* absent = not told; of all or of none */
    CasoTempi tempi;
} CasoPosizione;

typedef struct CasoGruppo {
    Str id;
    Str *valutati;
    int *marks[2];         /* in parts of a point, as many as parti_di_punto says: 1 unless staff.step is smaller */
    bool *bloccati[2];
    int *minimi[2], *massimi[2];   /* in parts of a point; NULL: nobody has limits of his own */
    ptrdiff_t n;
    int addetti;           /* 0 = not told; counted where staff.n says assigned */
    Str settore, area;     /* "" = none: where staff.a_scope or staff.small look beyond the group */
    bool deroga;
    Str motivo;
} CasoGruppo;

/* Where somebody served and when; struttura and gruppo: the project structure (AMB-51) and the evaluator's group that the
 * unit belongs to, "" = none. */
typedef struct CasoAssegnazione { Str unita, struttura, gruppo; Date dal, al; } CasoAssegnazione;
typedef struct CasoServizio {
    Str id;                /* the person */
    CasoAssegnazione *assegnazioni;
    ptrdiff_t n;
} CasoServizio;

/* d: the dirigente's own evaluation (cr.dev: convex); progetto: index of its fund (fund.scope: project), -1 = none. */
typedef struct CasoStruttura { Str id; Num g, e, delta, d; ptrdiff_t progetto; } CasoStruttura;
typedef struct CasoFondo { Str id; Num importo; } CasoFondo;

typedef struct CasoPersona {
    Str id;
    ptrdiff_t struttura;
    ptrdiff_t servizio;                        /* where struttura was derived from; -1: the case states it */
    ptrdiff_t capo;                            /* the first sheet of the same person; itself for most (AMB-54) */
    int marks[2];                              /* in parts of a point */
    Num livello, cause_esterne, quota_tempo, mesi;   /* absent = no individual objectives, 0, 1, 12 */
    Num integrativo;                           /* absent = 1 (S-N.68) */
    int dovuti, assenza;                       /* dovuti 0 = absent */
    bool persona_scritta;                      /* the case names the person of the sheet: traces point to it */
} CasoPersona;

/* The differentiation premium of the best evaluated: by the national agreement (F-70, at most a share of the people) or by
 * D.L. 95/2012 (F-15, at least a share of them). */
typedef enum RegolaMaggiorazione { MAGGIORAZIONE_CCNL, MAGGIORAZIONE_DL95 } RegolaMaggiorazione;
typedef enum ParitaMaggiorazione { PARI_ESCLUSI, PARI_INCLUSI, PARI_CR } ParitaMaggiorazione;
typedef struct CasoMaggiorazione {
    bool presente;
    RegolaMaggiorazione regola;
    ParitaMaggiorazione parita;
    Num quota, percentuale;        /* share of the people; share of the average */
} CasoMaggiorazione;

typedef struct CasoPremi {
    Num fondo;                     /* absent where every project has its own */
    CasoFondo *fondi;              /* fund.scope: project */
    ptrdiff_t n_fondi;
    Num coefficienti[FASCE_MAX];   /* in the order of the rulebook's bands */
    int cpc_cifre;
    Num q;                         /* absent = 0 */
    CasoStruttura *strutture;
    ptrdiff_t n_strutture;
    CasoPersona *persone;
    ptrdiff_t n_persone;
    CasoMaggiorazione maggiorazione;
} CasoPremi;

/* How many people there are: several sheets of one count once (AMB-54). */
static inline ptrdiff_t premi_quanti(const CasoPremi *p)
{
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < p->n_persone; i++) n += p->persone[i].capo == i;
    return n;
}

/* At most a share of a population may stand above a threshold (F-17). */
typedef enum QuotaTondo { QUOTA_DIFETTO, QUOTA_ECCESSO, QUOTA_MATEMATICO } QuotaTondo;
typedef enum QuotaResto { QUOTA_NESSUNO, QUOTA_UNO, QUOTA_SINGOLO } QuotaResto;
typedef struct CasoQuotato { Str id; Num *punteggi; ptrdiff_t n; } CasoQuotato;
typedef struct CasoQuota {
    Str id;
    Num soglia, massimo;   /* massimo absent: one in uno_su */
    int uno_su;
    QuotaTondo arrotondamento;
    QuotaResto resto;
    CasoQuotato *popolazione;
    ptrdiff_t n;
} CasoQuota;

/* An allowance for responsibilities; who is not a funzionario needs the act that names him referente (S-N.70-71). */
typedef struct CasoIndennita {
    Str id;
    bool funzionario;
    Num importo_annuo;
    Date dal, al, referente_dal, referente_al;     /* referente_dal absent: no act */
} CasoIndennita;

enum { MERITO_ELEMENTI = 4 };
typedef struct CasoMeritoPersona { Str id; Num elementi[MERITO_ELEMENTI]; } CasoMeritoPersona;
typedef struct CasoMerito { Num fondo; CasoMeritoPersona *persone; ptrdiff_t n; } CasoMerito;

typedef enum Popolazione { POPOLAZIONE_DIRIGENTI, POPOLAZIONE_POSIZIONI } Popolazione;

typedef struct CasoTavole CasoTavole;     /* rules/tavole.h */
typedef struct EsitoTavole EsitoTavole;

typedef struct Caso {
    int anno;
    const Sistema *sistema;
    const Tree *scelte;            /* as written; NULL or empty when the case sets none */
    Opzioni opzioni;
    bool ha_albero, ha_dirigenti, ha_posizioni, ha_gruppi, ha_premi, ha_pagamento, ha_quote, ha_indennita, ha_merito, ha_primi, ha_risorse, ha_ente, ha_unita, ha_servizio;
    Str ente;              /* id of the body whose result is asked for */
    CasoNodo *albero;
    ptrdiff_t n_albero;
    CasoUnita *unita;
    ptrdiff_t n_unita;
    CasoDirigente *dirigenti;
    ptrdiff_t n_dirigenti;
    CasoPosizione *posizioni;
    ptrdiff_t n_posizioni;
    CasoGruppo *gruppi;
    ptrdiff_t n_gruppi;
    CasoServizio *servizio;
    ptrdiff_t n_servizio;
    CasoPremi premi;
    CasoPagamento pagamento[2];    /* by Popolazione */
    CasoQuota *quote;
    ptrdiff_t n_quote;
    CasoIndennita *indennita;
    ptrdiff_t n_indennita;
    CasoMerito merito;
    CasoMaggiorazione primi;       /* of the highest evaluated dirigenti (F-74) */
    CasoTavole *tavole;            /* rows of the rulebook's own tables; NULL without */
    EsitoTavole *esito_tavole;     /* computed while the case was read: a division by zero is a defect of the case */
} Caso;

/* Finds the rulebook a case names: E_NON_TROVATO when there is none. */
typedef struct Sistemi { const Sistema *proprio; /* --sistema FILE, or NULL */ } Sistemi;

/* Reads and checks a whole case. Defects: dove = JSON pointer, or "LINE:COLUMN" for a text that is not JSON; all of them,
 * sorted as the lines must come. The case keeps views of text. */
Err MUST_CHECK caso_read(Str text, const Sistemi *sistemi, Arena *a, Caso *out, Difetti *d);  /* E_DATI */

#endif

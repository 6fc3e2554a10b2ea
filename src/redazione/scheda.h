/* scheda.h - floor 6: the evaluation sheets of one person in a year: what a page and a printed document both tell.
 *
 * What may be told is the caller's answer to the matrix: `vista` is the one of the three SCHEDA_..._LEGGI that was
 * allowed. Nothing of anybody else is in it but names of who evaluated and codes of acts. Pure. (C-4.33, S-N.65, X-08) */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_REDAZIONE_SCHEDA_H
#define CICLO_REDAZIONE_SCHEDA_H

#include "cycle/prova.h"
#include "redazione/carta.h"
#include "store/bozza.h"

/* ASSEGNATA: what was assigned, no mark and no number. PROPOSTA: marks and numbers, which may still change. */
typedef enum SchedaVista { SCHEDA_ASSEGNATA, SCHEDA_PROPOSTA, SCHEDA_DECISA } SchedaVista;
/* Of the action that was allowed; false: it is none of the three. */
bool scheda_vista(Azione z, SchedaVista *out);

/* part of the outcome, its field, words for people, how it is printed */
#define SCHEDA_NUMERI(X) \
    X("dirigenti", "/totale", "Punteggio complessivo", PUNTI) \
    X("dirigenti", "/punti_obiettivi", "Punti degli obiettivi", PUNTI) \
    X("dirigenti", "/punti_prestazioni", "Punti delle prestazioni", PUNTI) \
    X("dirigenti", "/quota_trasferita", "Punti trasferiti alle prestazioni", PUNTI) \
    X("dirigenti", "/punti_organizzativi", "Punti legati a obiettivi organizzativi", PUNTI) \
    X("dirigenti", "/retribuzione", "Retribuzione di risultato", EURO) \
    X("posizioni", "/indice", "Indice complessivo", PUNTI) \
    X("posizioni", "/raggiungimento", "Raggiungimento degli obiettivi", PUNTI) \
    X("posizioni", "/prestazione", "Prestazione", PUNTI) \
    X("posizioni", "/retribuzione", "Retribuzione di risultato", EURO) \
    X("premi.persone", "/cpc", "Coefficiente parametrico complessivo (CPC)", PUNTI) \
    X("premi.persone", "/cr", "Coefficiente di risultato (CR)", PUNTI) \
    X("premi.persone", "/presenza", "Coefficiente di presenza", PUNTI) \
    X("premi.persone", "/importo", "Compenso", EURO) \
    X("servizio", "/progetto/giorni", "Progetto secondo i giorni di servizio", GIORNI) \
    X("servizio", "/valutatore/giorni", "Gruppo secondo i giorni di servizio", GIORNI)
typedef enum SchedaForma { SCHEDA_PUNTI, SCHEDA_EURO, SCHEDA_GIORNI } SchedaForma;

/* A number that has a proof. numero: which of the person's, as its page is asked for: "cr"; of a second sheet of a kind
 * "indice@2025-09-01". */
typedef struct SchedaNumero { Str nome, valore, numero, cosa; SchedaForma forma; } SchedaNumero;

typedef struct SchedaObiettivo {
    Str nodo, codice, titolo;
    Str tipo, stato, motivo;     /* words of obiettivi_assegnati */
    Num peso, punteggio;         /* absent: not weighted; not computed or not counted */
} SchedaObiettivo;

typedef struct SchedaCompetenza { Str nome; Num proposta, decisa; } SchedaCompetenza;

/* A half-sheet at one level. autore: code of who wrote it, "" = an import; quando: UTC. */
typedef struct SchedaVoto { bool presente; Num e[4], totale; Str motivo, atto, autore, quando; } SchedaVoto;
enum { SCHEDA_LIVELLI = 4, SCHEDA_ELEMENTI = 4 };   /* proposta, verificata, rideterminata, determinata */
Str scheda_livello(int livello);
typedef struct SchedaMezza {
    Str nome, elementi[SCHEDA_ELEMENTI];
    SchedaVoto livelli[SCHEDA_LIVELLI];
    int vale;                    /* level in force; -1: no mark */
    Str fascia;                  /* of that mark; "" = none */
    Num coefficiente;            /* of the band; absent: not set, or nothing was computed */
} SchedaMezza;

typedef struct SchedaIndividuale {
    int64_t numero;
    Str titolo, indicatore, modo, certificato_da;
    Num peso, livello, cause_esterne;
    Date condiviso_il;
} SchedaIndividuale;

/* One sheet: a person-year has several when roles change (AMB-54). */
typedef struct SchedaFoglio {
    const Scheda *scheda;
    Str id;                      /* as it stands in the case: a later sheet of the staff as CODE@FROM */
    Str valutatore, unita;       /* names */
    Str gruppo, progetto;        /* of the staff; "" = none */
    Num g, c, q;                 /* of the staff's project: certified level, collective part, individual share */
    int giorni_dovuti, giorni_assenza;
    LIST(SchedaNumero) numeri;
    LIST(SchedaObiettivo) obiettivi;
    LIST(SchedaCompetenza) competenze;
    LIST(SchedaIndividuale) individuali;
    bool personale;
    SchedaMezza mezze[2];
    LIST(Str) avvisi;
    Str atto, decisore;          /* that decided it, and whose act it is; "" = none yet */
    Date deciso_il;
} SchedaFoglio;

/* An interview about this evaluation. */
typedef struct SchedaColloquio { const Riunione *riunione; Str con; Date presa_visione; Str osservazioni; } SchedaColloquio;

/* Whose sheet, and what of it. autori: of the half-sheets of the person's groups (store_semischede_autori). colloqui:
 * codes of the interviews that the reader may see. */
typedef struct SchedaDati {
    Str persona;
    int64_t anno;
    SchedaVista vista;
    const SemischedaAutore *autori;
    ptrdiff_t n_autori;
    const Str *colloqui;
    ptrdiff_t n_colloqui;
    Date data;
    Str ancora;
} SchedaDati;

typedef struct SchedaPersona {
    const SchedaDati *dati;
    const Archivio *arch;
    const Sistema *sistema;      /* NULL: the program has not the year's rulebook */
    const Valutazione *v;        /* NULL: the year was not computed */
    Str nome;                    /* "Anna Bianchi" */
    LIST(SchedaFoglio) fogli;
    LIST(SchedaColloquio) colloqui;
    LIST(Str) note;              /* what is still missing for the numbers to be there */
} SchedaPersona;

/* v, numeri NULL when the year could not be computed; sistema NULL as above. */
void scheda_di(const Archivio *arch, const Sistema *sistema, const Valutazione *v, const Numeri *numeri, const SchedaDati *x,
               Arena *a, SchedaPersona *out);
/* Groups in which the person has half-sheets in that year. */
ptrdiff_t scheda_gruppi(const Archivio *arch, Str persona, int64_t anno, Arena *a, Str **out);
/* Interviews about the person's evaluation of that year: codes of meetings. */
ptrdiff_t scheda_colloqui(const Archivio *arch, Str persona, int64_t anno, Arena *a, Str **out);
Str scheda_nome_di(Arena *a, const Archivio *arch, Str persona);   /* "Anna Bianchi"; the code when unknown */

/* The same as a document. E_NON_TROVATO: the person has no sheet in that year. */
Err MUST_CHECK redazione_scheda(const SchedaPersona *s, Arena *a, Documento **out, Difetti *d);

#endif

/* permessi.h - floor 2: who may do what: the permission matrix of permessi.def as one constant table. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PERMESSI_H
#define CICLO_PERMESSI_H

#include "base/str.h"

/* The columns: every role of entita.def in its order, then who has none. name, word in the data, words for people. */
#define RUOLI(X) \
    X(CONSIGLIO, consiglio, "Consiglio") \
    X(GIUNTA, giunta, "Giunta") \
    X(SG, sg, "Segretario generale") \
    X(DIRIGENTE, dirigente, "dirigente") \
    X(DIRIGENTE_AMM_CONTABILE, dirigente_amm_contabile, "dirigente amministrativo-contabile") \
    X(PO, po, "posizione organizzativa") \
    X(RESPONSABILE_UO, responsabile_uo, "responsabile di unità organizzativa") \
    X(DIPENDENTE, dipendente, "dipendente") \
    X(PEC, pec, "programmazione e controllo") \
    X(RAGIONERIA, ragioneria, "ragioneria") \
    X(OIV, oiv, "OIV") \
    X(STRUTTURA_TECNICA, struttura_tecnica, "struttura tecnica dell'OIV") \
    X(TRASPARENZA, trasparenza, "responsabile della trasparenza") \
    X(PAGHE, paghe, "paghe") \
    X(REVISORE, revisore, "revisore dei conti") \
    X(AUDITOR, auditor, "auditor") \
    X(TECNICO, tecnico, "tecnico") \
    X(OPERATORE, operatore, "operatore senza persona") \
    X(PUBBLICO, pubblico, "pubblico")

typedef enum Ruolo {
#define X(NAME, word, words) RUOLO_##NAME,
    RUOLI(X)
#undef X
    RUOLO_COUNT
} Ruolo;

/* What a person must be to the object of an action (requirements 12.7). A cell may allow several: one is enough. */
#define LEGAMI(X) \
    X(SELF, 1, "ciò che è suo") \
    X(EVALUATOR, 2, "chi valuta") \
    X(FORMER_EVALUATOR, 4, "chi valutava, per gli anni valutati") \
    X(OWN_UNIT, 8, "la propria unità") \
    X(SUBTREE, 16, "la propria unità e quelle sotto") \
    X(BODY, 32, "tutto l'ente") \
    X(COMPETENT, 64, "chi è competente per l'evento") \
    X(PUBLIC, 128, "chiunque")

typedef enum Legame {
    LEGAME_NONE = 0,
#define X(NAME, bit, words) LEGAME_##NAME = bit,
    LEGAMI(X)
#undef X
} Legame;

/* Tracks of a year and their states (requirements 12.3), as far as a permission looks at them. VALUTAZIONE stands for
 * the track of the population that the object belongs to. */
#define CORSI(X) \
    X(SEMPRE, "sempre") \
    X(VALUTAZIONE, "valutazione") \
    X(VALUTAZIONE_SG, "valutazione_sg") \
    X(VALUTAZIONE_DIRIGENTI, "valutazione_dirigenti") \
    X(VALUTAZIONE_PO, "valutazione_po") \
    X(VALUTAZIONE_PERSONALE, "valutazione_personale") \
    X(RELAZIONE, "relazione")

typedef enum Corso {
#define X(NAME, word) CORSO_##NAME,
    CORSI(X)
#undef X
    CORSO_COUNT
} Corso;

#define PUNTI(X) \
    X(APERTA, 1) X(PROPOSTA, 2) X(VERIFICATA, 4) X(RIDETERMINATA, 8) X(DETERMINATA, 16) X(CPC_ATTRIBUITO, 32) \
    X(DECISA, 64) X(BOZZA, 128) X(ADOTTATO, 256) X(APPROVATO, 512) X(VALIDATO, 1024) X(PUBBLICATO, 2048)

typedef enum Punto {
#define X(NAME, bit) PUNTO_##NAME = bit,
    PUNTI(X)
#undef X
} Punto;

typedef enum Azione {
#define AZIONE(NAME, ...) AZIONE_##NAME,
#define PUNTO(...)
#define CHI(...)
#include "model/permessi.def"
#undef AZIONE
#undef PUNTO
#undef CHI
    AZIONE_COUNT
} Azione;

/* One row. celle: a set of Legame for each role. stati: a set of Punto in which the track must be (0 with SEMPRE).
 * proprio: may be done to oneself; where it is false nobody does it to himself, in whatever role (AMB-48, AMB-50). */
typedef struct Permesso {
    const char *nome, *parole;
    unsigned celle[RUOLO_COUNT];
    Corso corso;
    unsigned stati;
    bool proprio;
    const char *fonte;
} Permesso;

typedef struct Matrice { Permesso righe[AZIONE_COUNT]; } Matrice;

/* The matrix of the program. */
const Matrice *permessi_matrice(void);

/* A track's state: the last one in this order whose event has been recorded. evento NULL: where the track begins. */
typedef struct CorsoPunto { Corso corso; Punto punto; const char *evento; } CorsoPunto;
const CorsoPunto *permessi_punti(int *n);

/* Who is competent for an event: one role a row, some events have several. */
typedef struct ChiPuo { const char *evento; Ruolo ruolo; const char *fonte; } ChiPuo;
const ChiPuo *permessi_competenze(int *n);
bool permessi_competente(Str evento, Ruolo r);
bool permessi_evento(Str evento);            /* is there such an event */

bool ruolo_by_word(Str word, Ruolo *out);
const char *ruolo_word(Ruolo r);             /* as in the data: "sg" */
const char *ruolo_parole(Ruolo r);           /* for people: "Segretario generale" */
const char *corso_word(Corso t);
bool azione_by_name(Str name, Azione *out);
/* "SELF EVALUATOR", "NONE"; and back. */
Str legami_text(Arena *a, unsigned set);
bool legami_read(Str text, unsigned *out);
Str legami_parole(Arena *a, unsigned set);   /* for people, with "oppure" between them */
Str punti_text(Arena *a, unsigned set);         /* "PROPOSTA VERIFICATA" */

#endif

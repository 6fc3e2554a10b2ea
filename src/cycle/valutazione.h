/* valutazione.h - floor 4: stored facts and rules brought together: one year of a body, computed. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_VALUTAZIONE_H
#define CICLO_VALUTAZIONE_H

#include "model/entita.h"
#include "rules/regole.h"

/* Something that whoever reads the results must know: a level not certified, a mark still proposed, a node without values. */
typedef struct Nota { Str dove, cosa; } Nota;

/* A year computed. The case is built as text first and read by the same reader as `ciclo score`: what is stored and
 * printed here can be recomputed by anybody from that text. Ids in it: nodes, indicators, groups and persons by their
 * codes (a person with several sheets of a kind: CODE@FROM, but the first of the staff's, see periodo.h); a struttura is "PROGETTO/UNITA" (AMB-51). */
typedef struct Valutazione {
    int64_t anno;
    const Archivio *arch;
    const Sistema *sistema;
    Str caso_json;
    Caso caso;
    EsitoCaso esito;
    LIST(Nota) note;
} Valutazione;

/* periodo: "finale", "S1" or "S2": which measured values count. parti: what to compute, "" = everything there are facts
 * for, "albero" = the tree alone. E_NON_TROVATO: the year is not among anni, or its rulebook is unknown; E_DATI: d says
 * what is missing or wrong, dove = "table key" as people know it. */
Err MUST_CHECK valutazione_calcola(const Archivio *arch, int64_t anno, Str periodo, Str parti, bool tracce, Arena *a,
                                   Valutazione *out, Difetti *d);

/* The same with another rulebook than the year's: a draft, a what-if. */
Err MUST_CHECK valutazione_con(const Archivio *arch, int64_t anno, const Sistema *s, Str periodo, Str parti, bool tracce, Arena *a,
                               Valutazione *out, Difetti *d);

/* The same from the text of a case that was computed before, with the rulebook of that imprint; arch gives that and names. */
Err MUST_CHECK valutazione_da_caso(const Archivio *arch, int64_t anno, Str sistema, Str impronta, Str caso_json, bool tracce, Arena *a,
                                   Valutazione *out, Difetti *d);

/* The options of a year: the rulebook's, then what the body chose by its acts (parameters "scelta.KEY"). */
Opzioni opzioni_anno(const Archivio *arch, const Sistema *s, int64_t anno, Arena *a);

/* Results and steps as `ciclo score` prints them. Twenty times the case: made when a run is kept, not to be held. */
Str valutazione_esito_json(const Valutazione *v, Arena *a);

/* Places in the case of what has a code; -1 when it is not there. */
ptrdiff_t caso_nodo(const Caso *c, Str codice);
ptrdiff_t caso_dirigente(const Caso *c, Str persona);
ptrdiff_t caso_posizione(const Caso *c, Str persona);
ptrdiff_t caso_gruppo(const Caso *c, Str codice);
ptrdiff_t caso_persona(const Caso *c, Str persona);

/* -- facts of a year, as the other floors above need them too */

/* The version of a node in force at the end of the year (or on the day, when given); NULL: the node is not of that year. */
const NodoVersione *fatti_nodo(const Archivio *arch, Str nodo, int64_t anno);
/* Nodes of the year, parents before children, brothers by sigla then code. */
const NodoVersione **fatti_nodi(const Archivio *arch, int64_t anno, Arena *a, ptrdiff_t *n);
/* Targets in force of a node, by indicator code. */
const Target **fatti_target(const Archivio *arch, Str nodo, int64_t anno, Arena *a, ptrdiff_t *n);
const Valore *fatti_valore(const Archivio *arch, Str indicatore, int64_t anno, Str periodo);
/* A parameter on its latest day of that year; NULL: not set. */
const Parametro *fatti_parametro(const Archivio *arch, int64_t anno, Str chiave);
/* The mark in force: the highest level reached (determinata, rideterminata, verificata, proposta); NULL: none. id: the
 * person, or CODE@FROM for a later sheet of the year (AMB-54). */
const Semischeda *fatti_semischeda(const Archivio *arch, Str id, int64_t anno, int semischeda);
/* The mark of one level, or of the highest level below it. */
const Semischeda *fatti_semischeda_a(const Archivio *arch, Str id, int64_t anno, int semischeda, Str livello);

#endif

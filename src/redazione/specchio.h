/* specchio.h - floor 6: the frozen Plan and what became of it, node by node: nothing of the Plan can be left out.
 *
 * Built from the latest approved edition of the Plan (12.5), never from what happens to have been computed: a node or
 * an indicator without a result stands here all the same, and says so. Implements C-5.15, C-3.31-34. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_SPECCHIO_H
#define CICLO_SPECCHIO_H

#include "cycle/valutazione.h"

typedef enum MisuraEsito {
    MISURA_RAGGIUNTA,       /* 100 % of the target */
    MISURA_NON_RAGGIUNTA,
    MISURA_NON_RILEVATA,    /* no value, or one said to be missing */
    MISURA_NON_COMPUTABILE,
} MisuraEsito;

/* An indicator with its target of the year. */
typedef struct SpecchioMisura {
    const Target *target;
    const Indicatore *indicatore;   /* NULL: the register lacks it */
    const Valore *valore;           /* final; NULL = none */
    Num percentuale;                /* as the rules printed it; absent = not computed */
    Num differenza;                 /* value less target */
    Num scostamento;                /* the same in percent of the target; absent where the target is 0 */
    MisuraEsito esito;
    bool favorevole;                /* better than the target */
    bool oltre;                     /* the deviation is beyond the threshold */
    bool disallineata;              /* the computed year used another target, or none */
} SpecchioMisura;

typedef struct SpecchioNodo {
    const NodoVersione *versione;
    Str livello;                    /* "priorita", ... "" when the register lacks the node */
    ptrdiff_t padre, fine;          /* index of the parent (-1 = root); first index after its subtree */
    int profondita;
    const EsitoNodo *esito;         /* NULL: not in the computed year */
    const Grado *grado;             /* NULL: none */
    SpecchioMisura *misure;
    ptrdiff_t n_misure;
} SpecchioNodo;

/* What the checks of the mirror count (documents.md 18). */
typedef struct SpecchioConti {
    ptrdiff_t nodi, nodi_con_risultato, misure, raggiunte, non_raggiunte, non_rilevate, non_computabili;
    ptrdiff_t oltre_sfavorevoli, sfavorevoli_senza_motivo, oltre_favorevoli, favorevoli_senza_motivo;
    ptrdiff_t senza_valore_senza_motivo;            /* not reported or not computable, and nobody says why */
    ptrdiff_t gradi_diversi, gradi_senza_motivo;    /* the dirigente's degree differs from the computed one */
    ptrdiff_t disallineate;
} SpecchioConti;

typedef struct Specchio {
    const Valutazione *v;
    const Edizione *piano;
    Num soglia;                     /* percent; deviations beyond it want a reason */
    SpecchioNodo *nodi;             /* parents before children, brothers by sigla */
    ptrdiff_t n;
    Num risultato;                  /* of the body, from the rules (AMB-45), exact; absent = nothing reported */
    LIST(Str) radici_diverse;       /* roots of the Plan or of the computed year that the other lacks or weighs otherwise */
    SpecchioConti conti;
    LIST(Str) assenti;              /* entries of the edition whose record is not there: "nodi_versioni A/2025/1" */
    LIST(Str) fuori_piano;          /* nodes of the computed year that the edition does not hold */
} Specchio;

/* soglia absent: the body's parameter relazione.soglia_scostamento of that year, else 10. E_ATTO: no edition of the
 * year's Plan has an act of approval. */
Err MUST_CHECK specchio_build(const Valutazione *v, Num soglia, Arena *a, Specchio *out, Difetti *d);

/* Sums over a node and all below it. */
SpecchioConti specchio_conti(const Specchio *s, ptrdiff_t from, ptrdiff_t to);
bool misura_senza_motivo(const SpecchioMisura *m);
bool grado_diverso(const SpecchioNodo *k);   /* the dirigente defined another degree than the computed one */

#endif

/* vincoli.h - floor 6: constraints and distribution of the groups: of all, for Segretario generale and OIV, or of those
 * that one may see. (S-N.37-39, 52-63)
 *
 * Restricted: it names the codes of persons where a mark was changed, and nothing else of anybody. The single ranking
 * (S-N.50) is not in it. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_VINCOLI_H
#define CICLO_VINCOLI_H

#include "redazione/carta.h"

typedef struct VincoliDati {
    Date data;
    Str ancora;
    bool solo;             /* only the groups named below, and no figure of anybody else */
    const Str *gruppi;
    ptrdiff_t n_gruppi;
} VincoliDati;

/* The levels of an evaluation, in their order. */
enum { VINCOLI_LIVELLI = 4 };
Str vincoli_livello(int livello);   /* "proposta", "verificata", "rideterminata", "determinata" */

/* A group as it stood at one level; presente: some mark of the group was given at that level. */
typedef struct VincoliGruppo {
    bool presente;
    CasoGruppo gruppo;
    EsitoGruppo esito;
} VincoliGruppo;
void vincoli_gruppo(const Valutazione *v, ptrdiff_t gruppo, int livello, Arena *a, VincoliGruppo *out);

/* Gini index of whole numbers that are not all zero: 0 = all equal. Exact. Absent (num_is false): nothing to compare.
 */
Num vincoli_gini(Arena *a, const int64_t *x, ptrdiff_t n);

Err MUST_CHECK redazione_vincoli(const Valutazione *v, const VincoliDati *extra, Arena *a, Documento **out, Difetti *d);
    /* E_NON_TROVATO: the year has no groups with marks, or none of those named */

#endif

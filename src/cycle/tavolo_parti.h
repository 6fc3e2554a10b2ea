/* tavolo_parti.h - floor 4, private: what the files of the desk share. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_TAVOLO_PARTI_H
#define CICLO_TAVOLO_PARTI_H

#include "cycle/tavolo.h"

struct TavoloInterno {
    const Archivio *arch;   /* the caller's, or only the tables that the desk needs */
    const Gruppo *gruppo;
    Caso caso;              /* one group, marks without deviation: what the rules count with */
};

/* A sheet of the year that belongs to a group: whose, of which of his sheets (absent: the first), and as it is called. */
typedef struct Seduto { const Persona *persona; Date dal; Str id; } Seduto;
typedef struct Seduti { Seduto *items; ptrdiff_t n, cap; } Seduti;
Seduti tavolo_seduti(const Archivio *arch, const Gruppo *g, Arena *a);
/* tavolo_regole.c: what the rulebook of the year says, then a case of the group without deviation. E_NON_TROVATO, E_DATI */
Err MUST_CHECK tavolo_carica_regole(const TavoloChi *c, Tavolo *t, Arena *a, Str *perche);
Err MUST_CHECK tavolo_carica_caso(Tavolo *t, Arena *a, Str *perche);

/* The group's desk without permissions, drafts and steps: people, levels, parameters. */
Err MUST_CHECK tavolo_carica(const TavoloChi *c, const Grant *g, int64_t anno, Str gruppo, Arena *a, Tavolo *t,
                             Str *perche);
    /* E_NON_TROVATO, E_DATI, E_DB */
Err MUST_CHECK tavolo_chiedi(const TavoloChi *c, Azione z, const Ambito *su, Arena *a, const Grant **g, Str *perche);
/* May he do this step on this group: the matrix, for the group and for himself if he stands in it. */
Err MUST_CHECK tavolo_puo(const TavoloChi *c, const Tavolo *t, TavoloLivello l, Arena *a, const Grant **g, Str *perche);
/* The same before the desk is loaded, then the desk. */
Err MUST_CHECK tavolo_siedi(const TavoloChi *c, int64_t anno, Str gruppo, TavoloLivello l, Arena *a, Tavolo *t,
                            const Grant **g, Str *perche);
/* What the process wants before a step: false and why. */
bool tavolo_maturo(const TavoloChi *c, const Tavolo *t, TavoloLivello l, Arena *a, Str *perche);
/* Drafts of a level into the people; then `prima`, `voti` and `fascia`. */
Err MUST_CHECK tavolo_livella(const TavoloChi *c, const Grant *g, TavoloLivello l, Arena *a, Tavolo *t, Str *perche);

/* What was typed, read; defects of its fields. */
void tavolo_leggi(const Tavolo *t, const TavoloOfferta *o, Arena *a, TavoloVoto out[TAVOLO_MEZZE], Difetti *d);
/* The rules' count of marks[half-sheet][person]; num_is false = missing. */
void tavolo_conta_voti(const Tavolo *t, Num *const marks[TAVOLO_MEZZE], Arena *a, TavoloConto *out);
/* Another judgement: totals, or elements that both have. */
bool tavolo_diverso(const TavoloVoto *x, const TavoloVoto *y);
const Semischeda *tavolo_record(const Tavolo *t, Str persona, TavoloLivello l, int mezza);

#endif

/* perche_dati.h - floor 6: the inputs at the ends of a proof: what each is, where it stands, who set it. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_WEB_PERCHE_DATI_H
#define CICLO_WEB_PERCHE_DATI_H

#include "web/page_albero.h"

/* "valore dell'indicatore Tempo medio", "14,8 minuti", the page it stands on, "rilevato il 18/02/2026, fonte: ..."; url and
 * nota may be empty. */
typedef struct DatoParole { Str parole, valore, url, nota; } DatoParole;

/* PROVA_DATO and PROVA_REGOLA. */
DatoParole dato_parole(Page *p, const ImmagineEsito *e, const Prova *x);
/* A number as people read it: exact where it ends, else shortened to six places behind "≈". */
Str numero_parole(Arena *a, Num x);
/* The same of a step, with the places it prints: "97,55", "sì". */
Str passo_parole(Page *p, const Passo *x);
/* Italian name of a printed number: "Punteggio complessivo"; the case gives names of indicators. */
Str campo_parole(Page *p, const ImmagineEsito *e, const Numero *n);
/* "Obiettivo 1.1 Titolo" of a code of the year; the code when unknown. */
Str nodo_parole(Page *p, int64_t anno, Str nodo);

#endif

/* parametri.h - floor 2: the keys of a body's parameters and what each may say, made from parametri.def. (12.4) */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PARAMETRI_H
#define CICLO_PARAMETRI_H

#include "model/entita.h"

typedef enum ParametroTipo {
    PARAMETRO_INTERO, PARAMETRO_DECIMALE, PARAMETRO_PERCENTUALI, PARAMETRO_SCELTA, PARAMETRO_PROCESSO
} ParametroTipo;

typedef struct ParametroInfo {
    const char *chiave;      /* a * at its end stands for anything */
    ParametroTipo tipo;
    const char *arg, *unita, *fonte, *parole;
} ParametroInfo;

const ParametroInfo *parametri_info(int *n);
/* The row of a key; NULL: there is no such parameter. *resto: what stands where the row has its *. */
const ParametroInfo *parametro_info(Str chiave, Str *resto);
/* All keys for a message: "cr.q, premi.coefficiente.*, ...". */
Str parametri_elenco(Arena *a);
/* The value in the form in which it is stored; `italian` as in campo_read. False: why says what is wrong. Of a SCELTA or
 * a PROCESSO only the blanks around it go: what it may say is the rulebook's. */
bool parametro_read(Arena *a, const ParametroInfo *p, Str valore, bool italian, Str *out, Str *why);

#endif

/* access_grant.h - floor 3: what a Grant is made of. Only access.c may include this (and tests that need a person). */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_ACCESS_GRANT_H
#define CICLO_ACCESS_GRANT_H

#include "store/access.h"

struct Grant {
    Str persona;    /* who acts; "" = the operator */
    Str azione;     /* what for: the row of the matrix */
    Str ruolo;      /* in which role: the column */
    Str relazione;  /* SELF, EVALUATOR ... as the matrix says */
    Str oggetto;    /* about what */
};

#endif

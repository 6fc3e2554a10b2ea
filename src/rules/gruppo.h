/* gruppo.h - floor 3: which groups the readings judge together; what the files of groups share. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_GRUPPO_H
#define CICLO_GRUPPO_H

#include "rules/regole.h"

/* How many the constraints count: those evaluated, or those assigned to the structure. Implements AMB-26 (staff.n). */
ptrdiff_t gruppo_contati(const Caso *c, const CasoGruppo *g);

/* The small groups of one area are one group for C1-C3. Implements S-N.61, AMB-28 (staff.small: pool). */
bool gruppi_insieme_di_area(const Caso *c, const CasoGruppo *g, const CasoGruppo *other);

/* The groups that share one third with group i, itself included: those of its sector (staff.a_scope: sector), those it is one
 * group with, and theirs. Implements S-N.57-58, AMB-27. with[j]: group j of the case. */
bool *gruppi_del_terzo(const Caso *c, ptrdiff_t i, Arena *a);

#endif

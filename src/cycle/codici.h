/* codici.h - floor 4: the codes and limits of records that rulebooks, the register of acts and the year's process know. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_CYCLE_CODICI_H
#define CICLO_CYCLE_CODICI_H

#include "model/codici.h"

/* For whoever reads records of a body to write them: a year's rulebook, its bands, options and limits of marks
 * (S-N.35, S-D.28), events and who may perform them (12.4), every parameter by its key (model/parametri.def); what was
 * decided or acknowledged and does not change without an act. atto: the act under which it is written, "" = none. Lives
 * in a. */
Codici *codici_new(Str atto, Arena *a);

#endif

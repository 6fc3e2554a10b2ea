/* sistema_controlli.h - floor 3: what only a rulebook as a whole can be held to. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_SISTEMA_CONTROLLI_H
#define CICLO_SISTEMA_CONTROLLI_H

#include "rules/sistema.h"

/* "017" as a number of a rulebook: seventeen for us, fifteen for readers of YAML 1.1. Refused, told by whoever reads it. */
bool sistema_zero_davanti(Str number);
/* Every "fonte" of the file is an anchor of the requirements (S-D.14, C-2.46-50, AMB-18b, 12.6; several with commas),
 * begins with a word of a title in "fonti", or cites an act and its place. FILE:LINE:COLUMN, as all defects of a rulebook. */
void fonti_controlla(const Tree *root, Str file, Difetti *d);
/* Values that say something together: four elements can reach the points of a half-sheet; par(D) is a parameter; a word
 * has the number that it needs; a band can be reached; C3 can be kept; one limit of the law a year. */
void incroci_controlla(const Tree *root, Str file, const Sistema *s, Arena *a, Difetti *d);

#endif

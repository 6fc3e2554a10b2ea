/* sistema_confronto.h - floor 6: what the two files of a comparison of rulebooks share. Nobody else includes it. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_SISTEMA_CONFRONTO_H
#define CICLO_SISTEMA_CONFRONTO_H

#include "redazione/sistema_parti.h"

/* Who would be affected and by how much, on the data of the year. */
void confronto_effetti(const SistemaConfronto *x, Documento *d, Arena *a);

#endif

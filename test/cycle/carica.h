/* carica.h - test: a folder of canonical CSV as an Archivio, without store and exchange. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_TEST_CARICA_H
#define CICLO_TEST_CARICA_H

#include "model/entita.h"

/* Every table of the folder; asserts that all cells are readable. */
void carica(const char *folder, Arena *a, Archivio *out);

#endif

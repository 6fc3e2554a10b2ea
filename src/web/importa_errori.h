/* importa_errori.h - floor 6: defects of uploaded files by file, row, column and value. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_IMPORTA_ERRORI_H
#define CICLO_IMPORTA_ERRORI_H

#include "store/carichi.h"
#include "web/dati_vista.h"

/* The same defects, each with the cell that it is about when there is one. */
ImportaErrore *importa_errori(Arena *a, const CaricoFile *v, ptrdiff_t n, const Difetti *d);

#endif

/* esempio.h - documents that the tests of this folder share. All data are made up and say so. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_TEST_ESEMPIO_H
#define CICLO_TEST_ESEMPIO_H

#include "document/documento.h"

Documento *esempio_piccolo(Arena *a);                 /* every kind of block once; the golden files show it */
Documento *esempio_lungo(Arena *a);                   /* some 60 printed pages */
Documento *esempio_ostile(Arena *a);                  /* text that tries to get out of its place */
Documento *esempio_righe(Arena *a);                   /* rows from one line to several pages, in numbered words */

#endif

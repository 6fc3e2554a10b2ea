/* windows1252.h - floor 1: text of older Windows programs, into UTF-8. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_WINDOWS1252_H
#define CICLO_WINDOWS1252_H

#include "base/str.h"

/* The five bytes that Windows-1252 leaves undefined (81 8D 8F 90 9D) become the control characters U+0081 .. U+009D,
 * which no other byte becomes. */
Str windows1252_to_utf8(Arena *a, Str bytes);

#endif

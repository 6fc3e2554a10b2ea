/* base64.h - floor 3: bytes that need not be text, kept in a column of text. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_BASE64_H
#define CICLO_BASE64_H

#include "base/str.h"

Str base64_write(Arena *a, Str bytes);
bool base64_read(Arena *a, Str text, Str *out);   /* false: it is not base64 */

#endif

/* hash.h - floor 0: SHA-256. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_HASH_H
#define CICLO_HASH_H

#include "base/str.h"

Str hash_sha256_hex(Arena *a, Str bytes); /* 64 lower-case hexadecimal digits */
Str hash_sha256_base64(Arena *a, Str bytes); /* as a content security policy names it */

#endif

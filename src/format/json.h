/* json.h - floor 1: JSON in and out. Numbers keep their text; repeated keys are seen. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_JSON_H
#define CICLO_JSON_H

#include "format/tree.h"

/* Reads one JSON text (RFC 8259). On E_DATI: line and column (from 1, in bytes) of the first byte that cannot continue
 * it, or of the place after the last one when it ends too soon; what says why. A byte order mark, bytes that are not
 * UTF-8, a lone surrogate (\ud800) and nesting deeper than 200 are such errors too. Up to 1 GiB:
 * the caller limits. The tree lives in the arena and does not need the text. A string may hold NUL (\u0000). */
typedef struct JsonError { int line, column; Str what; } JsonError;
Err MUST_CHECK json_read(Str text, Arena *a, Tree *out, JsonError *error);  /* E_DATI */

/* Writer. Layout: two spaces a level, or nothing between tokens; always the same bytes for the same calls. */
typedef struct Json Json;
Json *json_new(Arena *a, bool spaced);
void json_open_map(Json *j);
void json_close_map(Json *j);
void json_open_list(Json *j);
void json_close_list(Json *j);
void json_key(Json *j, Str key);
void json_text(Json *j, Str text);
void json_int(Json *j, int64_t i);
void json_bool(Json *j, bool b);
void json_null(Json *j);
void json_tree(Json *j, const Tree *t);  /* a whole value */
Str json_done(Json *j);                  /* the text, without a newline at its end */

/* RFC 8785 (JCS) with every scalar number as a string: keys in the order of their UTF-16 code units, no blanks. */
Str json_canonical(Arena *a, const Tree *t);

#endif

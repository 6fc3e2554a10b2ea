/* yaml.h - floor 1: YAML in, for rulebooks. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_YAML_H
#define CICLO_YAML_H

#include "format/tree.h"

/* Reads one YAML document of maps, lists and scalars. Every scalar comes as TREE_TEXT (no guessing of types: ~ and null
 * are those texts). Refused, all at once where the reader can go on, with line and column: several documents, aliases,
 * anchors, tags, keys that are lists, maps, empty or block texts, repeated keys, values left out ("" is a text, [] and
 * {} are values), text that is not UTF-8, more than 1 MiB, nesting beyond 50. A syntax error ends
 * the reading. out is the tree all the same, with empty texts in the place of what was refused, so that whoever reads on
 * tells everything at once; where the text could not be read to its end it is a TREE_NULL, which YAML cannot say.
 * dove of a defect is "FILE:LINE:COLUMN", ordine its byte offset; they come unsorted, after those that d already has.
 * file is only used to name the text. */
Err MUST_CHECK yaml_read(Str text, Str file, Arena *a, Tree *out, Difetti *d);  /* E_DATI */

#endif

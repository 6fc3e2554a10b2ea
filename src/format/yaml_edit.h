/* yaml_edit.h - floor 1: a YAML text changed in one place: its comments, its order and everything else stay as they are.
 *
 * Each gives the new text, or false where the place is written in a way that is not changed here (quoted values of several
 * lines, lists within [ ]): then the text is for people to change. What comes out has been read again and says exactly what the text
 * said before, but for that change. Pointers as in tree.h. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_YAML_EDIT_H
#define CICLO_YAML_EDIT_H

#include "format/tree.h"

/* Another value at a scalar. */
bool yaml_put(Str testo, Str dove, Str valore, Arena *a, Str *out);
/* An entry of a list, or a member of a map, that stands on lines of its own. */
bool yaml_remove(Str testo, Str dove, Arena *a, Str *out);
/* A new last entry of a list: {chiavi[0]: valori[0], ...}, values that are "" left out; a single key "" = the bare value. */
bool yaml_append(Str testo, Str lista, const Str *chiavi, const Str *valori, ptrdiff_t n, Arena *a, Str *out);
/* A new last member of a map, of the same form. */
bool yaml_member(Str testo, Str mappa, Str chiave, const Str *chiavi, const Str *valori, ptrdiff_t n, Arena *a, Str *out);
/* A member of a map written within { }: added at its end, changed, or ("") taken out. */
bool yaml_field(Str testo, Str mappa, Str chiave, Str valore, Arena *a, Str *out);

#endif

/* risorse.h - floor 6: style, script, icons and letters of the pages. They are in the program; their names carry their
 * digest, so that a browser may keep them for ever. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_WEB_RISORSE_H
#define CICLO_WEB_RISORSE_H

#include "base/str.h"

typedef struct Asset {
    Str path;       /* "ciclo.0123456789ab.css": what follows /risorse/ */
    Str name;       /* "ciclo.css": what pages ask for */
    Str type;       /* with its charset */
    Str bytes;
    Str gz;         /* the same compressed; empty where that gains nothing (letters) */
} Asset;

/* By what follows /risorse/; NULL: there is none. */
const Asset *asset_find(Str path);
const Asset *asset_by_name(Str name); /* the same, as pages ask for it; ASSERTed */
/* "/risorse/ciclo.0123456789ab.css"; the name is ASSERTed: only literals come here. */
Str asset_url(Str name);
/* The licences of what others made and the program carries, as text. */
Str asset_licenze(void);
/* The i-th, from 0; NULL past the last. */
const Asset *asset_at(ptrdiff_t i);

#endif

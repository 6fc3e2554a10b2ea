/* binari_fatti.h - floor 4, private: what conditions and gates of the tracks find among a body's records. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_BINARI_FATTI_H
#define CICLO_BINARI_FATTI_H

#include "cycle/binari.h"

void condizioni_anno(const Archivio *arch, const Sistema *s, int64_t anno, Arena *a, bool vale[CONDIZIONE_COUNT]);
/* Whether a fact holds on a day. `certificata`: the certification stands among the year's acts. */
bool fatto_vale(const Archivio *arch, int64_t anno, Fatto f, Date giorno, bool certificata);

/* Somebody, or that person, held the role in the year, not by delegation. */
bool fatti_ruolo(const Archivio *arch, int64_t anno, Str ruolo, Str persona);

#endif

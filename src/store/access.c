/* access.c - floor 3: makes permissions. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "store/access_grant.h"

const Grant *access_operatore(Arena *a, Str azione)
{
    Grant *g = NEW(a, Grant);
    *g = (Grant){.persona = S(""), .azione = str_dup(a, azione), .ruolo = S("operatore"), .relazione = S("BODY")};
    return g;
}

Str grant_azione(const Grant *g) { return g->azione; }
Str grant_persona(const Grant *g) { return g->persona; }

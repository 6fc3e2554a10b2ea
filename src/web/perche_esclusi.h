/* perche_esclusi.h - floor 6: objectives and indicators that a number leaves out, and where their weight went. (S-D.34-38,
 * S-P.20-23, AMB-45) */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_WEB_PERCHE_ESCLUSI_H
#define CICLO_WEB_PERCHE_ESCLUSI_H

#include "web/page_albero.h"
#include "web/tabella_vista.h"

/* No rows: nothing was left out. dove: the rule in words. */
void perche_esclusi(Page *p, const ImmagineEsito *e, const Numero *n, TabellaVista *out, Str *dove);

#endif

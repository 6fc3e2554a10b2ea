/* page_insieme.h - floor 6: records corrected together: where their page is; bands are always so. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PAGE_INSIEME_H
#define CICLO_PAGE_INSIEME_H

#include "web/page_dati.h"

/* Where a record is corrected with those beside it; "": it stands alone. */
Str insieme_url(Page *p, const EntitaInfo *e, Str chiave);
/* The form of new bands, and what it sends. */
void insieme_nuovo(Page *p);
void insieme_crea(Page *p);

#endif

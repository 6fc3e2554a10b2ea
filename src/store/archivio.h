/* archivio.h - floor 3: official records read back, as typed structs in the order of their keys. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_ARCHIVIO_H
#define CICLO_ARCHIVIO_H

#include "store/store.h"

/* All records of all tables, as they were at one moment. */
Err MUST_CHECK store_archivio_load(Store *st, const Grant *g, Arena *a, Archivio *out);          /* E_DB */
/* One table. */
Err MUST_CHECK store_tabella_load(Store *st, const Grant *g, EntitaTipo t, Arena *a, Tabella *out);  /* E_DB */

#endif

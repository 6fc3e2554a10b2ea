/* dati_campi.h - floor 6: the fields of a record as the form shows them: kind, label, help, what may be chosen. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_DATI_CAMPI_H
#define CICLO_DATI_CAMPI_H

#include "web/dati_modulo.h"
#include "web/page_dati.h"

/* Everything that the form asks for. errori (when wanted): the same fields, for the summary above. */
DatiCampo *dati_campi(Page *p, const Modulo *m, ptrdiff_t *n, Campo **errori);
/* The records of a table to choose from, "Bianchi Anna (M012)"; persons by name. */
Scelta *dati_scelte(Page *p, EntitaTipo t, ptrdiff_t *n);

#endif

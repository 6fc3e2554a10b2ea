/* anno.h - floor 7: what commands about one year share. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_APP_ANNO_H
#define CICLO_APP_ANNO_H

#include "app/contesto.h"
#include "cycle/anno_valutato.h"

/* Loads the body's records and computes the year as it counts (the frozen run, else the data); says on standard error what
 * is wrong. Returns an exit status. */
int anno_calcola(const Contesto *c, const Grant *g, int64_t anno, Str periodo, Archivio *arch, Valutazione *out, AnnoValutato *come);
/* The same for what leaves the office: says how the year stands, and refuses data changed since the last evaluation. */
int anno_del_documento(const Contesto *c, const Grant *g, int64_t anno, Archivio *arch, Valutazione *out, AnnoValutato *come);

/* The head of the journal, as documents print it ("" = it is empty). Returns an exit status. */
int giornale_ancora(const Contesto *c, Str *out);

#endif

/* page_carte.h - floor 6: what the pages with documents share: who asks, files at once, files by a job. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PAGE_CARTE_H
#define CICLO_PAGE_CARTE_H

#include "web/carte.h"
#include "web/page.h"

CartaChi carta_chi(Page *p);
/* A job for the file, and the way to its page. */
void carta_lavoro(Page *p, const Grant *g, const Carta *x, Str formato);

#endif

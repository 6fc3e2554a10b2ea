/* page_sistemi.h - floor 6: what the pages of rulebooks share: the version that a path names, the parts of a text. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PAGE_SISTEMI_H
#define CICLO_PAGE_SISTEMI_H

#include "cycle/sistemi.h"
#include "web/comune.h"

/* Answers itself (404; 403 of a draft that the reader may not see) when it gives NULL. */
const SistemaVersione *page_sistema(Page *p);
Str page_sistema_via(Page *p, const SistemaVersione *v, const char *more);    /* "/sistemi/X/1/testo" */
Str page_sistema_nome(Page *p, const SistemaVersione *v);                     /* "X/1" */
/* Its parts, each with its address; the last one is the whole text. */
ptrdiff_t page_sistema_parti(Page *p, const SistemaVersione *v, Collegamento **out);
Str page_parte_titolo(Page *p, Str parte);
/* In the frame, under the version it belongs to (NULL: under the list). */
void page_sistema_fine(Page *p, Str titolo, const SistemaVersione *sopra);
/* Written, or why not. */
void page_sistema_scrivi(Page *p, const Modifica *m, ptrdiff_t n, Str atto, Str poi, const char *detto);

#endif

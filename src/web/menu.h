/* menu.h - floor 6: the menu of every page: only what its reader may open. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_MENU_H
#define CICLO_MENU_H

#include "web/page.h"

enum { MENU_MASSIMO = 12 };

/* corrente: the entry of the page that is shown, by the name in menu.c. out: room for MENU_MASSIMO. */
ptrdiff_t menu_di(Page *p, Str corrente, VoceMenu *out);

#endif

/* page_home.c - floor 6: "Le mie scadenze": what one has to do, by urgency. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/page.h"

void home_mostra(Page *p)
{
    page_done(p, _("Le mie scadenze"), S("home"));
}

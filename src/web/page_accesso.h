/* page_accesso.h - floor 6: asking somebody to sign in, now or again. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PAGE_ACCESSO_H
#define CICLO_PAGE_ACCESSO_H

#include "web/page.h"

/* To the sign-in page, and back here afterwards. */
void accesso_chiedi(Page *p, bool scaduta);
/* A form was sent after the session had ended: the password is asked for in place, and what was typed goes on as it was.
 * utente: whose session it was; "" = not known any more. */
void accesso_rinnova(Page *p, Str utente);

#endif

/* comprimi.h - floor 6: pages made smaller on their way: gzip, for browsers that take it. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_COMPRIMI_H
#define CICLO_COMPRIMI_H

#include "web/http.h"

/* Compresses the body when the browser takes it and it is a text long enough to gain by it. A form's token is masked anew
 * on every page (session.h), so that its bytes tell nothing by how long the page became. */
void comprimi(const Request *q, Response *r);

#endif

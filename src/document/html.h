/* html.h - floor 5: a document as one HTML page that asks nothing of any other place. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_DOCUMENT_HTML_H
#define CICLO_DOCUMENT_HTML_H

#include "document/documento.h"

/* The whole file, UTF-8. The same document gives the same bytes. Well formed as XML too, so that it can be checked. */
Str html_render(const Documento *d, Arena *a);

/* The blocks alone, from heading 2 down, to stand inside another page; classes as in html_style. */
Str html_render_body(const Documento *d, Arena *a);

/* The style sheet inside the page; its SHA-256 is what a content security policy has to name. */
Str html_style(void);

#endif

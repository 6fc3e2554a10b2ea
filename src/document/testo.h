/* testo.h - floor 5: the door through which text enters a document, and the escape with which it leaves. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_DOCUMENT_TESTO_H
#define CICLO_DOCUMENT_TESTO_H

#include "base/str.h"

/* A clean copy in a. lines: line feeds are kept; otherwise the text becomes one trimmed line. */
Str testo_clean(Arena *a, Str s, bool lines);

/* "Obiettivo À/12" -> "obiettivo-a-12": lower case letters, digits and hyphens only, at most 80 bytes, never empty. */
Str testo_slug(Arena *a, Str s);

/* The address with what is not ASCII or not allowed percent-encoded; "" when it is not a plain https address (another
 * scheme, no host, a name before @, blanks). */
Str testo_https(Arena *a, Str url);

/* At most n code points; a longer text is cut at n - 1 and closed by an ellipsis. */
Str testo_cut(Arena *a, Str s, ptrdiff_t n);

/* Escaped for the text and for quoted attributes of HTML and of XML alike. br is put where a line feed stands. */
void testo_escape(Buf *b, Str s, Str br);

#endif

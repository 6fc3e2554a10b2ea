/* pdf.h - floor 5: what is asked of a PDF that another program made. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_DOCUMENT_PDF_H
#define CICLO_DOCUMENT_PDF_H

#include "base/str.h"

bool pdf_whole(Str pdf);       /* begins and ends as a PDF does: not cut short */
bool pdf_accessible(Str pdf);  /* declares PDF/A-2b and PDF/UA-1 in its XMP */

/* LibreOffice escapes the XMP twice ("dell&amp;apos;anno", so that readers show "dell&apos;anno"). Mends it in place:
 * what gets shorter is made up by blanks in the packet's own padding, so that no offset moves. */
void pdf_mend_xmp(char *pdf, ptrdiff_t n);

#endif

/* pdf.h - floor 5: what is asked of a PDF that another program made. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_DOCUMENT_PDF_H
#define CICLO_DOCUMENT_PDF_H

#include "base/str.h"

bool pdf_whole(Str pdf);       /* begins and ends as a PDF does: not cut short */
bool pdf_accessible(Str pdf);  /* declares PDF/A-2b and PDF/UA-1 in its XMP */

/* Mends in place two slips of LibreOffice 7.4, without moving a byte: the tab order of pages with links is written as a
 * text, "/Tabs(S)", where PDF/UA wants a name, "/Tabs/S "; and the XMP is escaped twice ("dell&amp;apos;anno"), where
 * what gets shorter is made up by blanks in the packet's own padding. */
void pdf_mend(char *pdf, ptrdiff_t n);

#endif

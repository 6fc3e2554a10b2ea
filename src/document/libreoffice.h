/* libreoffice.h - floor 5: PDF/A-2b + PDF/UA-1 and DOCX by a supervised LibreOffice. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_DOCUMENT_LIBREOFFICE_H
#define CICLO_DOCUMENT_LIBREOFFICE_H

#include "base/err.h"

#define LIBREOFFICE_PROGRAMMA "/usr/bin/soffice" /* where Debian puts it */
#define LIBREOFFICE_CARTELLA "ciclo-documenti-"  /* how its working folders begin (base/cartella.h) */

typedef struct LibreOffice {
    Str programma; /* path */
    Str cartella;  /* where its working folder is made, and taken away at the end; must exist */
    int secondi;   /* for the whole call */
    bool (*continua)(void *ctx);  /* asked once a second; false: stop, nobody wants it any more. NULL: nobody asks */
    void *ctx;
} LibreOffice;

typedef struct Conversione {
    Str nome;      /* for messages: RELAZIONE/2024/1 */
    Str fodt;      /* the bytes that fodt_render made; never a file from outside */
    Str pdf, docx; /* the files to write; "" = not wanted */
    const char *resta; /* for messages, what there is all the same: "la pagina HTML e il file ODT"; NULL or "": nothing */
    bool pdf_fatto, docx_fatto; /* out */
} Conversione;

/* Converts all of them in one run for each format. What could not be made is told in out, a line for each document
 * (one for all when the program is missing), with what is there all the same and how to mend it; the rest is written.
 * Several calls may run at once, each has its own profile.
 * E_PROGRAMMA (something was not made), E_SCRITTURA (no working folder, nothing was made) */
Err MUST_CHECK libreoffice_convert(const LibreOffice *lo, Conversione *v, ptrdiff_t n, Difetti *out);

#endif

/* csv.h - floor 1: CSV in and out, as Italian Excel saves it. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_CSV_H
#define CICLO_CSV_H

#include "base/err.h"

typedef struct CsvRow {
    Str *cells;      /* trimmed of nothing: exactly what stood there, quotes undone */
    ptrdiff_t n;
    int line;        /* where the row begins, from 1 (a quoted cell may hold line ends) */
} CsvRow;

typedef struct Csv {
    LIST(CsvRow) rows;    /* the heading is rows.items[0]; wholly empty rows are left out */
    char separator;       /* found in the heading: ';' ',' or tab */
    bool from_windows;    /* was not UTF-8 and was read as Windows-1252 (the caller tells the user) */
} Csv;

/* RFC 4180 with ; , or tab, CRLF or LF, an optional byte order mark (UTF-8; UTF-16 is refused by name), an optional first
 * line "sep=;" as Excel writes it. Limits: 64 MiB,
 * 1,000,000 rows below the heading, 200 columns, 64 KiB a cell. Every row has as many cells as the heading: missing
 * ones are empty. A quote inside a cell that does not begin with one is a letter like any other. Cells and rows live
 * in the arena and do not need the bytes.
 * Defects: an unclosed quote (which ends the reading), text after a closing quote, a row with more cells than the
 * heading, bytes undefined in Windows-1252, bytes that are not UTF-8 after its mark, nothing at all in the file, NUL
 * and other control characters (U+0001-001F, U+007F-009F; allowed are tab, and CR and LF between quotes): one a cell.
 * dove is "FILE:LINE" or "FILE:LINE:COLUMN": LINE where the row or cell begins, COLUMN the number of the cell, from 1;
 * ordine its place in the text. */
Err MUST_CHECK csv_read(Str bytes, Str file, Arena *a, Csv *out, Difetti *d);   /* E_DATI */

/* Writer: UTF-8 without mark, LF, the separator ';', cells quoted only where they hold a quote, a line end or what
 * could be taken for a separator (; , tab: the reader looks for it in the heading). A cell that begins with = + - @
 * tab or CR is written as it is (exports must come back byte for byte); csv_cell_for_excel below is for files that
 * only people open. Control characters are written too, but will not be read. */
void csv_cell(Buf *b, Str cell, bool first);
void csv_end_row(Buf *b);
/* The same, with an apostrophe before a leading = + - @ tab CR unless the cell is a number (formula injection). */
void csv_cell_for_excel(Buf *b, Str cell, bool first);

#endif

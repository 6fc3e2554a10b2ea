/* fuzz_csv.c - any bytes as CSV: rows are as long as the heading, and what is read and written comes back. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "fuzz.h"

#include "format/csv.h"

static void check_rows(const Csv *csv)
{
    ASSERT(csv->rows.n >= 1 && csv->rows.items[0].n >= 1 && csv->rows.items[0].n <= 200);
    int line = 0;
    for (ptrdiff_t i = 0; i < csv->rows.n; i++) {
        const CsvRow *row = &csv->rows.items[i];
        bool empty = true;
        ASSERT(row->n == csv->rows.items[0].n && row->line > line);
        line = row->line;
        for (ptrdiff_t k = 0; k < row->n; k++) {
            ASSERT(utf8_invalid_at(row->cells[k]) < 0);
            if (row->cells[k].n) empty = false;
        }
        ASSERT(!empty);
    }
}

static void check_round_trip(const Csv *csv, Arena *a)
{
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i < csv->rows.n; i++) {
        for (ptrdiff_t k = 0; k < csv->rows.items[i].n; k++) csv_cell(&b, csv->rows.items[i].cells[k], k == 0);
        csv_end_row(&b);
    }
    Csv again;
    Difetti d = {.a = a};
    ASSERT(csv_read(buf_str(&b), S("f"), a, &again, &d) == OK);
    ASSERT(again.separator == ';' && !again.from_windows && again.rows.n == csv->rows.n);
    for (ptrdiff_t i = 0; i < csv->rows.n; i++) {
        ASSERT(again.rows.items[i].n == csv->rows.items[i].n);
        for (ptrdiff_t k = 0; k < csv->rows.items[i].n; k++)
            ASSERT(str_eq(again.rows.items[i].cells[k], csv->rows.items[i].cells[k]));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Str bytes = {(const char *)data, (ptrdiff_t)size};
    Arena a = {0};
    Difetti d = {.a = &a};
    Csv csv;
    Err e = csv_read(bytes, S("f"), &a, &csv, &d);
    ASSERT((e == OK) == (d.lista.n == 0));
    for (ptrdiff_t i = 0; i < d.lista.n; i++)
        ASSERT(str_starts(d.lista.items[i].dove, S("f:")) && d.lista.items[i].cosa.n);
    if (e == OK) {
        check_rows(&csv);
        check_round_trip(&csv, &a);
        Buf b = buf_new(&a);
        for (ptrdiff_t k = 0; k < csv.rows.items[0].n; k++) csv_cell_for_excel(&b, csv.rows.items[0].cells[k], k == 0);
        ASSERT(!b.n || !strchr("=@", b.p[0]));
    }
    arena_free(&a);
    return 0;
}

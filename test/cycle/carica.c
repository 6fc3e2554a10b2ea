/* carica.c - test: a folder of canonical CSV as an Archivio. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "carica.h"

#include "base/os.h"
#include "format/csv.h"

static void table(const char *folder, EntitaTipo t, Arena *a, Tabella *out)
{
    const EntitaInfo *e = entita_info(t);
    Str text;
    *out = (Tabella){.e = e};
    Str path = str_fmt(a, "%s/%s.csv", folder, e->nome);
    if (os_read_file(path, 1 << 26, a, &text)) return;
    Csv csv;
    Difetti d = {.a = a};
    ASSERT(csv_read(text, path, a, &csv, &d) == OK);
    out->n = csv.rows.n - 1;
    out->items = arena_alloc(a, out->n * e->size + 1);
    for (ptrdiff_t r = 1; r < csv.rows.n; r++) {
        char *record = (char *)out->items + (r - 1) * e->size;
        for (int c = 0; c < e->n_campi; c++) {
            ptrdiff_t column = 0;
            while (!str_eq(csv.rows.items[0].cells[column], str_of(e->campi[c].nome))) column++;
            Str why;
            ASSERT(campo_read(a, &e->campi[c], csv.rows.items[r].cells[column], false, record, &why));
        }
    }
}

void carica(const char *folder, Arena *a, Archivio *out)
{
    for (int t = 0; t < ENTITA_COUNT; t++) table(folder, (EntitaTipo)t, a, &out->tabelle[t]);
}

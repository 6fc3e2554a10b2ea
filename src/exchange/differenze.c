/* differenze.c - floor 5: what was read against what is stored, record by record. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "exchange/interno.h"

/* Both tables are in the order of their keys: one walk. */
static void compare(const Tabella *read, const Tabella *stored, Arena *a, Differenze *out)
{
    const EntitaInfo *e = read->e;
    Conto *n = &out->conti[e->tipo];
    Arena scratch = {0};
    ptrdiff_t j = 0;
    for (ptrdiff_t i = 0; i < read->n; i++) {
        const void *r = tabella_at(read, i);
        Str key = record_key(&scratch, e, r);
        int c = -1;
        while (j < stored->n && (c = str_cmp(record_key(&scratch, e, tabella_at(stored, j)), key)) < 0) j++;
        if (j == stored->n || c > 0) {
            *PUSH(a, &out->lista) = (Differenza){e, r, NULL};
            n->nuovi++;
        } else if (str_eq(record_json(&scratch, e, r), record_json(&scratch, e, tabella_at(stored, j)))) {
            n->uguali++;
        } else {
            *PUSH(a, &out->lista) = (Differenza){e, r, tabella_at(stored, j)};
            n->modificati++;
        }
        if (i % 256 == 255) arena_free(&scratch);
    }
    arena_free(&scratch);
}

void scambio_differenze(const Scambio *s, const Archivio *stored, Arena *a, Differenze *out)
{
    *out = (Differenze){0};
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) compare(&s->dati.tabelle[t], &stored->tabelle[t], a, out);
}

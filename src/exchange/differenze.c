/* differenze.c - floor 5: what was read against what is stored, record by record. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "exchange/interno.h"

/* A column left out by oversight must not empty a field in silence. */
static void say_emptied(const Origine *o, const EntitaInfo *e, const ptrdiff_t *emptied, Arena *a, Differenze *out)
{
    for (int k = 0; k < e->n_campi; k++)
        if (emptied[k])
            *PUSH(a, &out->avvisi) = str_fmt(a, "%.*s: la colonna «%s» non c'è, e il suo valore si svuota in %td "
                                                "%s: per tenerlo aggiungere la colonna",
                                             STR_ARG(o->file), e->campi[k].nome, emptied[k],
                                             emptied[k] == 1 ? "riga già presente" : "righe già presenti");
}

/* Both tables are in the order of their keys: one walk. */
static void compare(const Origine *o, const Tabella *read, const Tabella *stored, Arena *a, Differenze *out)
{
    const EntitaInfo *e = read->e;
    Conto *n = &out->conti[e->tipo];
    Arena scratch = {0};
    ptrdiff_t j = 0, emptied[64] = {0};
    ASSERT(e->n_campi <= COUNT_OF(emptied));
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
            for (int k = 0; k < e->n_campi; k++)
                emptied[k] += (o->mancanti >> k & 1) && !campo_absent(&e->campi[k], tabella_at(stored, j));
        }
        if (i % 256 == 255) arena_free(&scratch);
    }
    arena_free(&scratch);
    say_emptied(o, e, emptied, a, out);
}

void scambio_differenze(const Scambio *s, const Archivio *stored, Arena *a, Differenze *out)
{
    *out = (Differenze){0};
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++)
        compare(&s->origini[t], &s->dati.tabelle[t], &stored->tabelle[t], a, out);
}

/* archivio.c - floor 3: official records read back. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "store/archivio.h"

#include "store/store_priv.h"

enum { PEZZO = 256 };  /* records are read in pieces and joined once */


static Err load(Store *st, EntitaTipo t, Arena *a, Tabella *out)
{
    const EntitaInfo *info = entita_info(t);
    Arena scratch = {0};
    LIST(char *) pieces = {0};
    DbRighe r;
    *out = (Tabella){info, NULL, 0};
    Err e = db_stream(st->db, &st->record[t].tutti, NULL, &r);
    if (e) store_db_fail(st, e);
    while (!e && db_next(&r, &e)) {
        if (out->n % PEZZO == 0) *PUSH(&scratch, &pieces) = arena_alloc_n(&scratch, info->size, PEZZO);
        e = record_from_row(&r, a, info, false, pieces.items[out->n / PEZZO] + (out->n % PEZZO) * info->size);
        out->n++;
        if (e)
            store_fail(st, e, "nella tabella %s c'è una riga che ciclo non ha scritto: controllare con ciclo verify",
                       info->nome);
    }
    db_end(&r);
    if (e && !st->perche[0]) store_db_fail(st, e);
    if (!e) {
        out->items = arena_alloc_n(a, info->size, out->n);
        for (ptrdiff_t i = 0; i < out->n; i += PEZZO) {
            ptrdiff_t n = out->n - i < PEZZO ? out->n - i : PEZZO;
            memcpy((char *)out->items + i * info->size, pieces.items[i / PEZZO], (size_t)(n * info->size));
        }
        if (tabella_sort(a, out) >= 0) e = store_fail(st, E_DB, "nella tabella %s una chiave è ripetuta", info->nome);
    }
    arena_free(&scratch);
    return e;
}

Err store_tabella_load(Store *st, const Grant *g, EntitaTipo t, Arena *a, Tabella *out)
{
    ASSERT(g != NULL);
    st->perche[0] = 0;
    return load(st, t, a, out);
}

Err store_archivio_load(Store *st, const Grant *g, Arena *a, Archivio *out)
{
    ASSERT(g != NULL);
    st->perche[0] = 0;
    Err e = db_begin(st->db, DB_LEGGE);
    if (e) return store_db_fail(st, e);
    for (EntitaTipo t = 0; t < ENTITA_COUNT && !e; t++) e = load(st, t, a, &out->tabelle[t]);
    db_rollback(st->db);
    return e;
}

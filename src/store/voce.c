/* voce.c - floor 3: one entry of the journal, read back. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "store/voce.h"

#include "store/store_priv.h"

Err store_voce_load(Store *st, const Grant *g, int64_t seq, Arena *a, VoceGiornale *out)
{
    DbRighe r;
    ASSERT(g);
    st->perche[0] = 0;
    *out = (VoceGiornale){0};
    Err e = db_query(st->db, &SQL_GIORNALE_UNA, (DbVal[]){db_i(seq)}, &r);
    while (!e && db_next(&r, &e)) {
        out->seq = seq;
        out->ora = str_dup(a, db_text(&r, 0));
        out->persona = str_dup(a, db_text(&r, 1));
        out->azione = str_dup(a, db_text(&r, 2));
        out->atto = str_dup(a, db_text(&r, 3));
    }
    db_end(&r);
    if (e) return store_db_fail(st, e);
    if (!out->seq) return store_fail(st, E_NON_TROVATO, "non c'è una voce del giornale con questo numero");
    e = db_query(st->db, &SQL_GIORNALE_OGGETTI_DI, (DbVal[]){db_i(seq)}, &r);
    while (!e && db_next(&r, &e))
        *PUSH(a, &out->oggetti) = (VoceOggetto){str_dup(a, db_text(&r, 1)), str_dup(a, db_text(&r, 2)),
                                                str_dup(a, db_text(&r, 3)), str_dup(a, db_text(&r, 4)), !db_null(&r, 1)};
    db_end(&r);
    return e ? store_db_fail(st, e) : OK;
}

Err store_voci_di(Store *st, const Grant *g, Str entita, Str chiave, int64_t quante, Arena *a, VoceDi **out, ptrdiff_t *n)
{
    LIST(VoceDi) list = {0};
    DbRighe r;
    ASSERT(g);
    st->perche[0] = 0;
    Err e = db_query(st->db, &SQL_GIORNALE_DI_OGGETTO, (DbVal[]){db_t(entita), db_t(chiave), db_i(quante)}, &r);
    while (!e && db_next(&r, &e))
        *PUSH(a, &list) = (VoceDi){db_int(&r, 0), str_dup(a, db_text(&r, 1)), str_dup(a, db_text(&r, 2)),
                                   str_dup(a, db_text(&r, 3)), str_dup(a, db_text(&r, 4)), str_dup(a, db_text(&r, 5)),
                                   str_dup(a, db_text(&r, 6))};
    db_end(&r);
    *out = list.items;
    *n = list.n;
    return e ? store_db_fail(st, e) : OK;
}

/* giornale_elenco.c - floor 3: the journal as a list to read. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "store/giornale_elenco.h"

#include "store/store_priv.h"

Err store_giornale_elenco(Store *st, const Grant *g, int64_t da, int64_t quante, Arena *a, GiornaleVoce **out,
                          ptrdiff_t *n)
{
    ASSERT(g != NULL);
    LIST(GiornaleVoce) list = {0};
    DbRighe r;
    st->perche[0] = 0;
    Err e = db_query(st->db, &SQL_GIORNALE_ELENCO, (DbVal[]){db_i(da ? da : INT64_MAX), db_i(quante)}, &r);
    while (!e && db_next(&r, &e))
        *PUSH(a, &list) = (GiornaleVoce){.seq = db_int(&r, 0), .ora = str_dup(a, db_text(&r, 1)),
                                         .persona = str_dup(a, db_text(&r, 2)), .azione = str_dup(a, db_text(&r, 3)),
                                         .atto = str_dup(a, db_text(&r, 4)), .hash = str_dup(a, db_text(&r, 5)),
                                         .oggetti = db_int(&r, 6), .cancellata = db_null(&r, 2) && db_text(&r, 7).n};
    db_end(&r);
    *out = list.items;
    *n = list.n;
    return e ? store_db_fail(st, e) : OK;
}

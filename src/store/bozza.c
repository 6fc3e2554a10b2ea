/* bozza.c - floor 3: drafts of half-sheets. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "store/bozza.h"

#include "store/store_priv.h"

enum { PRIMO_CAMPO = 4, PARAMETRI = 21 };

static Bozza from_row(const DbRighe *r, Arena *a, int64_t anno, Str gruppo, Str livello)
{
    Bozza b = {.persona = str_dup(a, db_text(r, 0)), .anno = anno, .livello = livello, .gruppo = gruppo};
    int col = 1;
    for (int h = 0; h < 2; h++)
        for (int i = 0; i < BOZZA_CAMPI; i++) b.campi[h][i] = str_dup(a, db_text(r, col++));
    b.riga = db_int(r, col);
    b.versione = db_int(r, col + 1);
    b.autore = str_dup(a, db_text(r, col + 2));
    b.ora = str_dup(a, db_text(r, col + 3));
    return b;
}

Err store_bozze_load(Store *st, const Grant *g, int64_t anno, Str gruppo, Str livello, Arena *a, Bozza **out,
                     ptrdiff_t *n)
{
    LIST(Bozza) list = {0};
    DbRighe r;
    ASSERT(g);
    Err e = db_query(st->db, &SQL_BOZZE_ELENCO, (DbVal[]){db_i(anno), db_t(gruppo), db_t(livello)}, &r);
    while (!e && db_next(&r, &e)) *PUSH(a, &list) = from_row(&r, a, anno, gruppo, livello);
    db_end(&r);
    *out = list.items;
    *n = list.n;
    return e ? store_db_fail(st, e) : OK;
}

/* The draft that is there now; versione 0: none. */
static Err now(Store *st, const Bozza *b, Arena *a, Bozza *out)
{
    DbRighe r;
    *out = (Bozza){0};
    Err e = db_query(st->db, &SQL_BOZZA_UNA, (DbVal[]){db_t(b->persona), db_i(b->anno), db_t(b->livello)}, &r);
    if (!e && db_next(&r, &e)) *out = from_row(&r, a, b->anno, b->gruppo, b->livello);
    db_end(&r);
    return e ? store_db_fail(st, e) : OK;
}

/* Not a counter: a draft thrown away and begun again must not look like the one that was seen. */
static int64_t token(Store *st, Arena *a)
{
    Str hex = store_sale(st, a);
    int64_t v = 0;
    for (int i = 0; i < 12; i++) {
        char c = hex.p[i];
        v = v * 16 + (c <= '9' ? c - '0' : c - 'a' + 10);
    }
    return v + 1;
}

static Err too_late(Store *st)
{
    return store_fail(st, E_CONFLITTO, "la bozza è stata cambiata da altri nel frattempo: rileggerla e ripetere");
}

static Err put(Store *st, Bozza *b, int64_t attesa, int64_t versione, int64_t *touched)
{
    DbVal in[PARAMETRI] = {db_t(b->persona), db_i(b->anno), db_t(b->livello), db_t(b->gruppo)};
    int k = PRIMO_CAMPO;
    for (int h = 0; h < 2; h++)
        for (int i = 0; i < BOZZA_CAMPI; i++) in[k++] = db_t(b->campi[h][i]);
    in[k++] = db_i(b->riga);
    in[k++] = db_i(versione);
    in[k++] = db_t(b->autore);
    in[k++] = db_t(b->ora);
    in[k++] = db_i(attesa);
    ASSERT(k == PARAMETRI);
    Err e = db_exec(st->db, attesa ? &SQL_BOZZA_AGGIORNA : &SQL_BOZZA_INSERISCI, in, touched);
    return e ? store_db_fail(st, e) : OK;
}

/* One try, in a transaction of its own. */
static Err attempt(Store *st, Bozza *b, Arena *a, Bozza *trovata, int64_t versione)
{
    int64_t touched = 0, attesa = b->versione;
    Err e = db_begin(st->db, DB_SCRIVE);
    if (e) return store_db_fail(st, e);
    e = now(st, b, a, trovata);
    if (!e && attesa == BOZZA_QUALUNQUE) attesa = trovata->versione;
    if (!e && attesa == trovata->versione) e = put(st, b, attesa, versione, &touched);
    if (!e && touched) {
        e = db_commit(st->db);
        return e ? store_db_fail(st, e) : OK;
    }
    db_rollback(st->db);
    return e ? e : too_late(st);
}

Err store_bozza_salva(Store *st, const Grant *g, Bozza *b, Arena *a, Bozza *trovata)
{
    Err e = OK;
    int64_t versione = token(st, a);
    b->autore = grant_persona(g);
    for (int i = 0; i < TENTATIVI; i++) {
        e = attempt(st, b, a, trovata, versione);
        if (!e || e == E_CONFLITTO || !db_ripetere(st->db)) break;
    }
    if (!e) b->versione = versione;
    return e;
}

Err store_bozza_elimina(Store *st, const Grant *g, Str persona, int64_t anno, Str livello, int64_t versione, Arena *a,
                        Bozza *trovata)
{
    const Bozza b = {.persona = persona, .anno = anno, .livello = livello};
    ASSERT(g);
    for (int i = 0; i < TENTATIVI; i++) {
        int64_t touched = 0;
        Err e = now(st, &b, a, trovata);
        if (e || !trovata->versione) return e;
        if (versione != BOZZA_QUALUNQUE && versione != trovata->versione) return too_late(st);
        DbVal in[] = {db_t(persona), db_i(anno), db_t(livello), db_i(trovata->versione)};
        e = db_exec(st->db, &SQL_BOZZA_ELIMINA, in, &touched);
        if (!e && touched) return OK;
        if (e && !db_ripetere(st->db)) return store_db_fail(st, e);
    }
    return too_late(st);
}

Err store_semischede_autori(Store *st, const Grant *g, int64_t anno, Str gruppo, Arena *a, SemischedaAutore **out,
                            ptrdiff_t *n)
{
    LIST(SemischedaAutore) list = {0};
    DbRighe r;
    ASSERT(g);
    Err e = db_query(st->db, &SQL_SEMISCHEDE_AUTORI, (DbVal[]){db_i(anno), db_t(gruppo)}, &r);
    while (!e && db_next(&r, &e))
        *PUSH(a, &list) = (SemischedaAutore){str_dup(a, db_text(&r, 0)), str_dup(a, db_text(&r, 1)), db_int(&r, 2),
                                             str_dup(a, db_text(&r, 3)), str_dup(a, db_text(&r, 4)), str_dup(a, db_text(&r, 5))};
    db_end(&r);
    *out = list.items;
    *n = list.n;
    return e ? store_db_fail(st, e) : OK;
}

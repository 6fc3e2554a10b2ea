/* giornale.c - floor 3: entries of the journal: head locked first, objects digested, everything committed at once. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "store/giornale.h"

ImprontaHex giornale_impronta(Str sale, Str entita, Str chiave, Str testo)
{
    return impronta_of((Str[]){S("ciclo.oggetto.1"), sale, entita, chiave, testo}, 5);
}

static void part_int(Impronta *i, int64_t n)
{
    char text[24];
    int len = snprintf(text, sizeof text, "%lld", (long long)n);
    impronta_part(i, (Str){text, len});
}

void giornale_impronta_voce(Impronta *i, Str prec, int64_t seq, Str ora, Str attore, Str azione, Str atto)
{
    impronta_begin(i);
    impronta_part(i, S("ciclo.giornale.1"));
    impronta_part(i, prec);
    part_int(i, seq);
    impronta_part(i, ora);
    impronta_part(i, attore);
    impronta_part(i, azione);
    impronta_part(i, atto);
}

static Err take_head(Voce *v)
{
    DbRighe r;
    Db *db = v->st->db;
    Err e = db_query(db, &SQL_TESTA_PRENDI, NULL, &r);
    if (!e && db_next(&r, &e)) {
        v->seq = db_int(&r, 0);
        v->prec = str_dup(v->a, db_text(&r, 1));
    } else if (!e) {
        db_end(&r);
        return store_fail(v->st, E_CATENA, "manca la testa del giornale: riprendere la base di dati da una copia");
    }
    while (!e && db_next(&r, &e)) { /* to the end of the statement */ }
    db_end(&r);
    return e ? store_db_fail(v->st, e) : OK;
}

static Err put_payload(Voce *v, int64_t n, Str entita, Str chiave, Str sale, Str prima, Str dopo)
{
    Err e = db_exec_later(
        v->st->db, &SQL_GIORNALE_CARICO_INSERISCI,
        (DbVal[]){db_i(v->seq), db_i(n), db_t(entita), db_t(chiave), db_t(sale), db_t(prima), db_t(dopo)}, false);
    return e ? store_db_fail(v->st, e) : OK;
}

static Err put_actor(Voce *v)
{
    v->attore = S("");
    if (!v->persona.n) return OK;
    Str sale = store_sale(v->st, v->a);
    ImprontaHex h = giornale_impronta(sale, S("attore"), v->persona, S(""));
    v->attore = str_dup(v->a, impronta_str(&h));
    return put_payload(v, 0, S("attore"), v->persona, sale, S(""), S(""));
}

Err giornale_apri(Store *st, const Grant *g, Str ora, Str atto, Arena *scratch, Voce *v)
{
    *v = (Voce){
        .st = st, .a = scratch, .ora = ora, .atto = atto, .azione = grant_azione(g), .persona = grant_persona(g)};
    st->perche[0] = 0;
    Err e = db_begin(st->db, DB_SCRIVE);
    if (e) return store_db_fail(st, e);
    e = take_head(v);
    if (!e) e = put_actor(v);
    if (e) {
        db_rollback(st->db);
        return e;
    }
    giornale_impronta_voce(&v->stato, v->prec, v->seq, ora, v->attore, v->azione, atto);
    return OK;
}

static Err put_object(Voce *v, Str entita, Str chiave, Str prima, Str dopo, bool payload)
{
    ArenaMark m = arena_mark(v->a);
    Str sale = store_sale(v->st, v->a);
    ImprontaHex one = giornale_impronta(sale, entita, chiave, prima),
                two = giornale_impronta(sale, entita, chiave, dopo);
    Str before = prima.n ? impronta_str(&one) : S(""), after = dopo.n ? impronta_str(&two) : S("");
    impronta_part(&v->stato, before);
    impronta_part(&v->stato, after);
    v->n++;
    Err e = db_exec_later(v->st->db, &SQL_GIORNALE_OGGETTO_INSERISCI,
                          (DbVal[]){db_i(v->seq), db_i(v->n), db_t(before), db_t(after)}, false);
    if (e) e = store_db_fail(v->st, e);
    else if (payload) e = put_payload(v, v->n, entita, chiave, sale, prima, dopo);
    arena_rewind(v->a, m);
    return e;
}

Err giornale_oggetto(Voce *v, Str entita, Str chiave, Str prima, Str dopo)
{
    return put_object(v, entita, chiave, prima, dopo, true);
}

Err giornale_oggetto_senza_carico(Voce *v, Str entita, Str chiave, Str prima, Str dopo)
{
    Err e = put_object(v, entita, chiave, prima, dopo, false);
    if (e) return e;
    ArenaMark m = arena_mark(v->a);
    Str which = str_fmt(v->a, "%lld/%lld", (long long)v->seq, (long long)v->n);
    e = put_object(v, S("giornale_carico"), which, S(""), S("cancellato"), true);
    arena_rewind(v->a, m);
    return e;
}

Err giornale_chiudi(Voce *v, Arena *a, Ricevuta *out)
{
    ImprontaHex h = impronta_end(&v->stato);
    Str hash = impronta_str(&h);
    Db *db = v->st->db;
    Err e = db_exec_later(db, &SQL_GIORNALE_INSERISCI,
                          (DbVal[]){db_i(v->seq), db_t(v->ora), db_t(v->attore), db_t(v->azione), db_t(v->atto),
                                    db_t(v->prec), db_t(hash)},
                          false);
    if (!e) e = db_exec_later(db, &SQL_TESTA_POSA, (DbVal[]){db_t(hash)}, true);
    if (e) db_rollback(db);
    else e = db_commit(db);
    if (e) return store_db_fail(v->st, e);
    *out = (Ricevuta){v->seq, str_dup(a, hash)};
    return OK;
}

void giornale_annulla(Voce *v)
{
    db_rollback(v->st->db);
}

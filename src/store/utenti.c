/* utenti.c - floor 3: accounts, sessions, one-time links, the log of views. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "store/utenti.h"

#include "store/store_priv.h"

static Utente from_row(const DbRighe *r, Arena *a)
{
    return (Utente){.nome = str_dup(a, db_text(r, 0)), .persona = str_dup(a, db_text(r, 1)),
                    .parola = str_dup(a, db_text(r, 2)), .totp = str_dup(a, db_text(r, 3)), .totp_usato = db_int(r, 4),
                    .tentativi = db_int(r, 5), .bloccato_fino = db_int(r, 6), .attivo = db_int(r, 7) != 0,
                    .creato = db_int(r, 8), .entrato = db_int(r, 9)};
}

/* One statement in a transaction of its own; a conflict between writers is tried again. */
static Err write_one(Store *st, const Sql *q, const DbVal *in, int64_t *changed)
{
    Err e = OK;
    int64_t touched = 0;
    st->perche[0] = 0;
    for (int i = 0; i < TENTATIVI; i++) {
        e = db_begin(st->db, DB_SCRIVE);
        if (!e) e = db_exec(st->db, q, in, &touched);
        if (!e) e = db_commit(st->db);
        else db_rollback(st->db);
        if (!e || !db_ripetere(st->db)) break;
    }
    if (changed) *changed = touched;
    return e ? store_db_fail(st, e) : OK;
}

/* -- accounts */
Err store_utente_load(Store *st, Str nome, Arena *a, Utente *out)
{
    DbRighe r;
    bool there = false;
    st->perche[0] = 0;
    *out = (Utente){0};
    Err e = db_query(st->db, &SQL_UTENTE_UNO, (DbVal[]){db_t(nome)}, &r);
    while (!e && db_next(&r, &e)) {
        *out = from_row(&r, a);
        there = true;
    }
    db_end(&r);
    if (e) return store_db_fail(st, e);
    return there ? OK : store_fail(st, E_NON_TROVATO, "non c'è un utente con questo nome");
}

Err store_utenti_load(Store *st, const Grant *g, Arena *a, Utente **out, ptrdiff_t *n)
{
    LIST(Utente) list = {0};
    DbRighe r;
    ASSERT(g);
    st->perche[0] = 0;
    Err e = db_query(st->db, &SQL_UTENTI_TUTTI, NULL, &r);
    while (!e && db_next(&r, &e)) *PUSH(a, &list) = from_row(&r, a);
    db_end(&r);
    *out = list.items;
    *n = list.n;
    return e ? store_db_fail(st, e) : OK;
}

Err store_utente_crea(Store *st, const Grant *g, const Utente *u)
{
    Arena scratch = {0};
    Utente there;
    ASSERT(g);
    Err e = store_utente_load(st, u->nome, &scratch, &there);
    arena_free(&scratch);
    if (!e) return store_fail(st, E_CONFLITTO, "c'è già un utente con questo nome");
    if (e != E_NON_TROVATO) return e;
    return write_one(st, &SQL_UTENTE_INSERISCI,
                     (DbVal[]){db_t(u->nome), db_t(u->persona), db_t(u->parola), db_t(u->totp), db_i(u->totp_usato),
                               db_i(u->tentativi), db_i(u->bloccato_fino), db_i(u->attivo), db_i(u->creato)},
                     NULL);
}

Err store_utente_salva(Store *st, const Utente *u, bool chiudi)
{
    int64_t changed;
    Err e = write_one(st, &SQL_UTENTE_AGGIORNA,
                      (DbVal[]){db_t(u->nome), db_t(u->persona), db_t(u->parola), db_t(u->totp), db_i(u->totp_usato),
                                db_i(u->tentativi), db_i(u->bloccato_fino), db_i(u->attivo)},
                      &changed);
    if (!e && !changed) return store_fail(st, E_NON_TROVATO, "non c'è un utente con questo nome");
    if (!e && chiudi) e = write_one(st, &SQL_SESSIONI_ELIMINA_UTENTE, (DbVal[]){db_t(u->nome)}, NULL);
    if (!e && chiudi) e = write_one(st, &SQL_INVITI_ELIMINA_UTENTE, (DbVal[]){db_t(u->nome)}, NULL);
    return e;
}

/* -- sessions */
Err store_sessione_load(Store *st, Str impronta, Arena *a, Sessione *out)
{
    DbRighe r;
    bool there = false;
    st->perche[0] = 0;
    *out = (Sessione){0};
    Err e = db_query(st->db, &SQL_SESSIONE_UNA, (DbVal[]){db_t(impronta)}, &r);
    while (!e && db_next(&r, &e)) {
        *out = (Sessione){.utente = str_dup(a, db_text(&r, 0)), .creata = db_int(&r, 1), .vista = db_int(&r, 2),
                          .scade = db_int(&r, 3), .persona = str_dup(a, db_text(&r, 4))};
        there = true;
    }
    db_end(&r);
    if (e) return store_db_fail(st, e);
    return there ? OK : store_fail(st, E_NON_TROVATO, "la sessione non c'è più");
}

Err store_sessione_crea(Store *st, Str impronta, const Sessione *s)
{
    Err e = write_one(st, &SQL_SESSIONE_INSERISCI,
                      (DbVal[]){db_t(impronta), db_t(s->utente), db_i(s->creata), db_i(s->vista), db_i(s->scade)}, NULL);
    return e ? e : write_one(st, &SQL_UTENTE_ENTRATO, (DbVal[]){db_t(s->utente), db_i(s->creata)}, NULL);
}

Err store_sessione_vista(Store *st, Str impronta, int64_t adesso)
{
    return write_one(st, &SQL_SESSIONE_VISTA, (DbVal[]){db_t(impronta), db_i(adesso)}, NULL);
}

Err store_sessione_chiudi(Store *st, Str impronta)
{
    return write_one(st, &SQL_SESSIONE_ELIMINA, (DbVal[]){db_t(impronta)}, NULL);
}

Err store_sessioni_pulisci(Store *st, int64_t adesso, int64_t vista)
{
    return write_one(st, &SQL_SESSIONI_SCADUTE, (DbVal[]){db_i(adesso), db_i(vista)}, NULL);
}

/* -- one-time links */
Err store_invito_crea(Store *st, const Grant *g, Str impronta, Str utente, int64_t scade)
{
    ASSERT(g);
    Err e = write_one(st, &SQL_INVITI_ELIMINA_UTENTE, (DbVal[]){db_t(utente)}, NULL);
    return e ? e : write_one(st, &SQL_INVITO_INSERISCI, (DbVal[]){db_t(impronta), db_t(utente), db_i(scade)}, NULL);
}

Err store_invito_load(Store *st, Str impronta, Arena *a, Str *utente, int64_t *scade)
{
    DbRighe r;
    bool there = false;
    st->perche[0] = 0;
    Err e = db_query(st->db, &SQL_INVITO_UNO, (DbVal[]){db_t(impronta)}, &r);
    while (!e && db_next(&r, &e)) {
        *utente = str_dup(a, db_text(&r, 0));
        *scade = db_int(&r, 1);
        there = true;
    }
    db_end(&r);
    if (e) return store_db_fail(st, e);
    return there ? OK : store_fail(st, E_NON_TROVATO, "il collegamento è già stato usato, o ne è stato dato un altro");
}

/* -- the log of views */
Err store_accesso_scrivi(Store *st, const Grant *g, Str ora)
{
    Err e = OK;
    st->perche[0] = 0;
    for (int i = 0; i < TENTATIVI; i++) {
        int64_t last = 0;
        DbRighe r;
        e = db_begin(st->db, DB_SCRIVE);
        if (!e) {
            e = db_query(st->db, &SQL_ACCESSO_ULTIMO, NULL, &r);
            while (!e && db_next(&r, &e)) last = db_int(&r, 0);
            db_end(&r);
        }
        if (!e)
            e = db_exec(st->db, &SQL_ACCESSO_INSERISCI,
                        (DbVal[]){db_i(last + 1), db_t(ora), db_t(grant_persona(g)), db_t(grant_azione(g)),
                                  db_t(grant_relazione(g)), db_t(grant_oggetto(g))},
                        NULL);
        if (!e) e = db_commit(st->db);
        else db_rollback(st->db);
        if (!e || !db_ripetere(st->db)) break;
    }
    return e ? store_db_fail(st, e) : OK;
}

/* "%part%", or exactly the text, or anything. */
static Str pattern(Arena *a, Str part, bool whole)
{
    Buf b = buf_new(a);
    if (!part.n) return S("%");
    if (!whole) buf_char(&b, '%');
    for (ptrdiff_t i = 0; i < part.n; i++) {
        if (part.p[i] == '%' || part.p[i] == '_' || part.p[i] == '!') buf_char(&b, '!');
        buf_char(&b, part.p[i]);
    }
    if (!whole) buf_char(&b, '%');
    return buf_str(&b);
}

Err store_accessi_elenco(Store *st, const Grant *g, const AccessiFiltro *f, int64_t saltati, int64_t quanti, Arena *a,
                         Accesso **out, ptrdiff_t *n, int64_t *tutti)
{
    LIST(Accesso) list = {0};
    DbRighe r;
    ASSERT(g);
    st->perche[0] = 0;
    DbVal in[] = {db_t(pattern(a, f->persona, true)), db_t(pattern(a, f->oggetto, false)),
                  db_t(date_is(f->dal) ? date_iso(a, f->dal) : S("0000")),
                  db_t(date_is(f->al) ? date_iso(a, f->al) : S("9999-99-99")), db_i(quanti), db_i(saltati)};
    Err e = db_query(st->db, &SQL_ACCESSI_ELENCO, in, &r);
    while (!e && db_next(&r, &e))
        *PUSH(a, &list) = (Accesso){db_int(&r, 0), str_dup(a, db_text(&r, 1)), str_dup(a, db_text(&r, 2)),
                                    str_dup(a, db_text(&r, 3)), str_dup(a, db_text(&r, 4)), str_dup(a, db_text(&r, 5))};
    db_end(&r);
    if (!e && tutti) {
        e = db_query(st->db, &SQL_ACCESSI_QUANTI, in, &r);
        while (!e && db_next(&r, &e)) *tutti = db_int(&r, 0);
        db_end(&r);
    }
    *out = list.items;
    *n = list.n;
    return e ? store_db_fail(st, e) : OK;
}

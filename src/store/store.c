/* store.c - floor 3: opens a body's data, creates it, brings it forward; refuses what it does not know. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "store/store_priv.h"

#include <unistd.h>

#include "base/os.h"

Err store_fail(Store *st, Err e, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    vsnprintf(st->perche, sizeof st->perche, fmt, args);
    va_end(args);
    ptrdiff_t cut = utf8_invalid_at(str_of(st->perche));
    if (cut >= 0) st->perche[cut] = 0;
    return e;
}

Err store_db_fail(Store *st, Err e)
{
    Str words = db_perche(st->db);
    return store_fail(st, e, "%.*s", STR_ARG(words));
}

Str store_perche(const Store *st) { return str_of(st->perche); }

void store_casuale(Store *st, void (*source)(void *p, ptrdiff_t n))
{
    st->casuale = source;
    st->scorta_left = 0;
}

Str store_sale(Store *st, Arena *a)
{
    static const char digits[] = "0123456789abcdef";
    if (st->scorta_left < SALE_BYTES) {
        st->casuale(st->scorta, CASUALE_BYTES);
        st->scorta_left = CASUALE_BYTES;
    }
    char *hex = arena_alloc(a, 2 * SALE_BYTES);
    for (int i = 0; i < SALE_BYTES; i++) {
        unsigned char *byte = &st->scorta[--st->scorta_left];
        hex[2 * i] = digits[*byte >> 4];
        hex[2 * i + 1] = digits[*byte & 15];
        *byte = 0;
    }
    return (Str){hex, 2 * SALE_BYTES};
}

Store *store_new(Arena *a, Db *db, Str url)
{
    Store *st = NEW(a, Store);
    st->db = db;
    st->a = a;
    st->url = str_dup(a, url);
    st->casuale = os_random;
    record_sql_make(a, st->record);
    return st;
}

/* -- migrations */

/* How many of this program's migrations the database has; E_VERSIONE when it has others. */
Err store_known(Store *st, int *n)
{
    bool there;
    *n = 0;
    Err e = db_has_table(st->db, S("migrazioni"), &there);
    if (e) return store_db_fail(st, e);
    if (!there) return OK;
    DbRighe r;
    e = db_query(st->db, &SQL_MIGRAZIONI_ELENCO, NULL, &r);
    while (!e && db_next(&r, &e)) {
        int64_t numero = db_int(&r, 0);
        if (numero > MIGRAZIONI_N)
            e = store_fail(st, E_VERSIONE,
                           "la base di dati è di una versione successiva di ciclo (migrazione %lld): usare quella "
                           "versione del programma",
                           (long long)numero);
        else if (numero != *n + 1 || !str_eq(db_text(&r, 2), str_of(migrazioni[numero - 1].impronta)))
            e = store_fail(
                st, E_VERSIONE,
                "la migrazione %d della base di dati non è quella di questo programma: la base di dati è di "
                "un'altra edizione di ciclo, o il suo schema è stato cambiato",
                *n + 1);
        else
            ++*n;
    }
    db_end(&r);
    return e && !st->perche[0] ? store_db_fail(st, e) : e;
}

Err store_run_migrations(Store *st, int from, int to, Str ora)
{
    Err e = OK;
    for (int i = from; i < to && !e; i++) {
        const Migrazione *m = &migrazioni[i];
        e = db_script(st->db, m->testo);
        if (!e)
            e = db_exec(st->db, &SQL_MIGRAZIONE_INSERISCI,
                        (DbVal[]){db_i(m->numero), db_t(str_of(m->nome)), db_t(str_of(m->impronta)), db_t(ora)}, NULL);
        if (e) {
            Str words = db_perche(st->db);
            e = store_fail(st, e, "migrazione %d non riuscita: %.*s", m->numero, STR_ARG(words));
        }
    }
    return e;
}

/* One transaction for all: a body is of one version or of the next. */
static Err migrate(Store *st, int from, Str ora)
{
    Err e = db_begin(st->db, DB_SCRIVE);
    if (e) return store_db_fail(st, e);
    e = store_run_migrations(st, from, MIGRAZIONI_N, ora);
    if (e) {
        db_rollback(st->db);
        return e;
    }
    e = db_commit(st->db);
    return e ? store_db_fail(st, e) : OK;
}

/* On error the reason outlives the store. */
static Err finish(Store *st, Err e, Arena *a, Store **out, Str *perche)
{
    *perche = e ? str_dup(a, store_perche(st)) : S("");
    if (e) db_close(st->db);
    *out = e ? NULL : st;
    return e;
}

Err store_open(Arena *a, Str url, Store **out, Str *perche)
{
    Db *db;
    int n;
    *out = NULL;
    Err e = db_open(a, url, DB_APRI, &db, perche);
    if (e) return e;
    Store *st = store_new(a, db, url);
    e = store_known(st, &n);
    if (!e && n == 0) e = store_fail(st, E_NON_TROVATO, "la base di dati è vuota: crearla con ciclo init");
    if (!e && n < MIGRAZIONI_N)
        e = store_fail(st, E_VERSIONE,
                       "la base di dati è di una versione precedente: farne una copia, poi ciclo migrate");
    return finish(st, e, a, out, perche);
}

static void remove_body(Str url)
{
    static const char *const tails[] = {"", "-wal", "-shm", "-journal"};
    Arena a = {0};
    for (ptrdiff_t i = 0; i < COUNT_OF(tails) && !db_url_is_postgres(url); i++)
        unlink(str_c(&a, str_fmt(&a, "%.*s%s", STR_ARG(url), tails[i])));
    arena_free(&a);
}

Err store_crea(Arena *a, Str url, Str ora, Store **out, Str *perche)
{
    Db *db;
    int64_t tables;
    bool there = os_exists(url);
    *out = NULL;
    Err e = db_open(a, url, DB_CREA, &db, perche);
    if (e && !there) remove_body(url);
    if (e) return e;
    Store *st = store_new(a, db, url);
    e = db_n_tables(db, &tables);
    if (e) e = store_db_fail(st, e);
    else if (tables) e = store_fail(st, E_CONFLITTO, "la base di dati contiene già delle tabelle: non viene toccata");
    if (!e) e = migrate(st, 0, ora);
    e = finish(st, e, a, out, perche);
    if (e && !there) remove_body(url);
    return e;
}

void store_scarta(Store *st)
{
    Arena a = {0};
    Str url = str_dup(&a, st->url);
    store_close(st);
    remove_body(url);
    arena_free(&a);
}

Err store_migra(Str url, Str ora, Arena *a, int *fatte, Str *perche)
{
    Arena own = {0};
    Db *db;
    Store *st;
    int n;
    *fatte = 0;
    Err e = db_open(&own, url, DB_APRI, &db, perche);
    if (e) {
        *perche = str_dup(a, *perche);
    } else {
        st = store_new(&own, db, url);
        e = store_known(st, &n);
        if (!e && n == 0) e = store_fail(st, E_NON_TROVATO, "la base di dati è vuota: crearla con ciclo init");
        if (!e) *fatte = MIGRAZIONI_N - n;
        if (!e && *fatte) e = migrate(st, n, ora);
        e = finish(st, e, a, &st, perche);
        store_close(st);
    }
    arena_free(&own);
    return e;
}

void store_close(Store *st)
{
    if (st) db_close(st->db);
}

Err store_testa(Store *st, Arena *a, int64_t *seq, Str *hash)
{
    DbRighe r;
    Err e = db_query(st->db, &SQL_TESTA_LEGGI, NULL, &r);
    *seq = 0;
    *hash = S("");
    if (!e && db_next(&r, &e)) {
        *seq = db_int(&r, 0);
        *hash = str_dup(a, db_text(&r, 1));
    }
    db_end(&r);
    return e ? store_db_fail(st, e) : OK;
}

Str store_ancora(Arena *a, int64_t seq, Str hash)
{
    return str_fmt(a, "%lld:%.*s", (long long)seq, STR_ARG(hash));
}

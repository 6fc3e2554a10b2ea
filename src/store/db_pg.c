/* db_pg.c - floor 3: PostgreSQL through libpq. Prepared statements, text parameters, writes sent in a pipeline. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#define LIBRARY_ADAPTER
#include "store/db_motore.h"

#include <libpq-fe.h>

enum { PARAMETRI = 64, IN_VOLO = 256, VERSIONE_MINIMA = 130000 };

typedef struct Stmt { const Sql *q; char name[24]; } Stmt;

static PGconn *conn(const Db *db) { return db->conn; }

/* What PostgreSQL says of an error may hold data: only the five characters of its code are told. */
static Err fail(Db *db, const PGresult *res, const char *where)
{
    const char *state = res ? PQresultErrorField(res, PG_DIAG_SQLSTATE) : NULL;
    if (PQstatus(conn(db)) != CONNECTION_OK)
        return db_fail(db, E_DB, "il collegamento con PostgreSQL si è interrotto: niente è stato scritto; riprovare");
    if (!state) state = "?????";
    if (!strcmp(state, "40001") || !strcmp(state, "40P01")) {
        db->ripetere = true;
        return db_fail(db, E_DB, "la base di dati è contesa (PostgreSQL %s): riprovare", state);
    }
    if (!strcmp(state, "53100"))
        return db_fail(db, E_SCRITTURA, "spazio su disco esaurito: niente è stato scritto; liberare spazio e ripetere");
    if (!strcmp(state, "55P03"))
        return db_fail(db, E_DB, "la base di dati è occupata da un altro programma: riprovare tra poco");
    if (!strcmp(state, "42501") || !strcmp(state, "25006"))
        return db_fail(db, E_SCRITTURA, "l'utente di PostgreSQL non può eseguire «%s»: controllare i suoi permessi",
                       where);
    return db_fail(db, E_DB, "errore della base di dati (PostgreSQL %s, istruzione %s)", state, where);
}

static Err plain(Db *db, const char *sql)
{
    PGresult *res = PQexec(conn(db), sql);
    ExecStatusType s = PQresultStatus(res);
    bool commit = !strcmp(sql, "COMMIT");
    Err e = s == PGRES_COMMAND_OK || s == PGRES_TUPLES_OK || s == PGRES_EMPTY_QUERY ? OK : fail(db, res, "senza nome");
    if (e && commit && PQstatus(conn(db)) != CONNECTION_OK) /* nobody can know how that ended */
        e = db_fail(db, E_DB, "il collegamento con PostgreSQL si è interrotto durante la conferma: controllare se "
                              "l'operazione risulta fatta prima di ripeterla");
    /* A COMMIT of a transaction that failed is answered with ROLLBACK. */
    if (!e && commit && strcmp(PQcmdStatus(res), "COMMIT") != 0)
        e = db_fail(db, E_DB, "la base di dati ha annullato l'operazione: niente è stato scritto");
    PQclear(res);
    return e;
}

static void close_db(Db *db)
{
    PQfinish(conn(db));
    db->conn = NULL;
}

static Err prepare(Db *db, const Sql *q, void **out)
{
    Stmt *s = NEW(db->a, Stmt);
    s->q = q;
    snprintf(s->name, sizeof s->name, "c%td", db->cache.n);
    PGresult *res = PQprepare(conn(db), s->name, q->testo, 0, NULL);
    Err e = PQresultStatus(res) == PGRES_COMMAND_OK ? OK : fail(db, res, q->nome);
    PQclear(res);
    *out = s;
    return e;
}

typedef struct Args { const char *p[PARAMETRI]; int n; } Args;

static Args args_of(Arena *a, const Sql *q, const DbVal *in)
{
    Args v = {0};
    for (; q->in[v.n]; v.n++) {
        ASSERT(v.n < PARAMETRI);
        const DbVal *x = &in[v.n];
        v.p[v.n] = x->tipo == DB_NULL ? NULL
                   : x->tipo == DB_TEXT ? str_c(a, x->t) : str_c(a, str_fmt(a, "%lld", (long long)x->i));
    }
    return v;
}

static Err exec(Db *db, void *stmt, const Sql *q, const DbVal *in, int64_t *changed)
{
    Arena a = {0};
    Stmt *s = stmt;
    Args v = args_of(&a, q, in);
    PGresult *res = PQexecPrepared(conn(db), s->name, v.n, v.p, NULL, NULL, 0);
    ExecStatusType status = PQresultStatus(res);
    Err e = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ? OK : fail(db, res, q->nome);
    *changed = e ? 0 : strtoll(PQcmdTuples(res), NULL, 10);
    PQclear(res);
    arena_free(&a);
    return e;
}

static Err flush(Db *db)
{
    if (!db->pipeline) return OK;
    Err e = OK;
    if (!PQpipelineSync(conn(db))) e = fail(db, NULL, "invio");
    for (int i = 0; i < db->attesi; i++) {
        PGresult *res = PQgetResult(conn(db));
        ExecStatusType s = PQresultStatus(res);
        if (!e && s != PGRES_COMMAND_OK && s != PGRES_TUPLES_OK) e = fail(db, res, "scrittura");
        if (!e && db->uno.items[i] && !strcmp(PQcmdTuples(res), "0"))
            e = db_fail(db, E_CONFLITTO, "modificato da altri nel frattempo");
        PQclear(res);
        if (res) PQclear(PQgetResult(conn(db))); /* the NULL that ends this statement's answers */
    }
    PQclear(PQgetResult(conn(db))); /* the answer to the sync */
    db->attesi = 0;
    db->uno.n = 0;
    db->pipeline = false;
    if (!PQexitPipelineMode(conn(db)) && !e) e = fail(db, NULL, "invio");
    return e;
}

static Err exec_later(Db *db, void *stmt, const Sql *q, const DbVal *in, bool one)
{
    if (db->attesi == IN_VOLO) {
        Err e = flush(db);
        if (e) return e;
    }
    if (!db->pipeline && !PQenterPipelineMode(conn(db))) return fail(db, NULL, q->nome);
    db->pipeline = true;
    Arena a = {0};
    Stmt *s = stmt;
    Args v = args_of(&a, q, in);
    bool sent = PQsendQueryPrepared(conn(db), s->name, v.n, v.p, NULL, NULL, 0);
    arena_free(&a);
    if (!sent) return fail(db, NULL, q->nome);
    db->attesi++;
    *PUSH(db->a, &db->uno) = one;
    return OK;
}

static Err query(Db *db, void *stmt, const Sql *q, const DbVal *in, DbRighe *r)
{
    Arena a = {0};
    Stmt *s = stmt;
    Args v = args_of(&a, q, in);
    Err e = OK;
    r->stmt = s;
    r->at = -1;
    if (r->stream) {
        bool sent = PQsendQueryPrepared(conn(db), s->name, v.n, v.p, NULL, NULL, 0) && PQsetSingleRowMode(conn(db));
        if (!sent) e = fail(db, NULL, q->nome);
    } else {
        r->res = PQexecPrepared(conn(db), s->name, v.n, v.p, NULL, NULL, 0);
        if (PQresultStatus(r->res) != PGRES_TUPLES_OK) e = fail(db, r->res, q->nome);
        if (e) PQclear(r->res);
    }
    arena_free(&a);
    return e;
}

static bool next_streamed(DbRighe *r, Err *e)
{
    PQclear(r->res);
    r->res = PQgetResult(conn(r->db));
    r->at = 0;
    ExecStatusType s = PQresultStatus(r->res);
    if (s == PGRES_SINGLE_TUPLE) return true;
    if (s != PGRES_TUPLES_OK) *e = fail(r->db, r->res, ((Stmt *)r->stmt)->q->nome);
    return false;
}

static bool next(DbRighe *r, Err *e)
{
    return r->stream ? next_streamed(r, e) : ++r->at < PQntuples(r->res);
}

static bool is_null(const DbRighe *r, int col) { return PQgetisnull(r->res, (int)r->at, col); }
static int64_t integer(const DbRighe *r, int col) { return strtoll(PQgetvalue(r->res, (int)r->at, col), NULL, 10); }

static Str text(const DbRighe *r, int col)
{
    return (Str){PQgetvalue(r->res, (int)r->at, col), PQgetlength(r->res, (int)r->at, col)};
}

static void end(DbRighe *r)
{
    PQclear(r->res);
    r->res = NULL;
    if (!r->stream) return;
    for (PGresult *rest; (rest = PQgetResult(conn(r->db)));) PQclear(rest);
}

static Err purge(Db *db) { return plain(db, "VACUUM"); }

static const Sql has_table = {"ha_tabella",
    "SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = current_schema() AND tablename = $1", "t", 1};
static const Sql n_tables = {"n_tabelle",
    "SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = current_schema()", "", 1};

/* READ COMMITTED is enough: every official write locks the head row first, so writes follow one another, and each
 * statement after the lock sees all that was written before it. */
static const Motore motore = {
    DB_POSTGRES, close_db, prepare, exec, exec_later, flush, query, next, is_null, integer, text, end, plain, purge,
    {"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"},
    {"bigint", "text COLLATE \"C\"", "", ""},
    &has_table, &n_tables,
};

static void no_notice(void *arg, const char *message)
{
    (void)arg, (void)message;
}

static Err settings(Db *db)
{
    if (PQserverVersion(conn(db)) < VERSIONE_MINIMA)
        return db_fail(db, E_VERSIONE, "PostgreSQL è troppo vecchio: serve almeno la versione 13");
    const char *encoding = PQparameterStatus(conn(db), "server_encoding");
    if (!encoding || strcmp(encoding, "UTF8") != 0)
        return db_fail(db, E_VERSIONE, "la base di dati PostgreSQL non è in UTF8: crearla con ENCODING 'UTF8'");
    /* A commit that was told has to be there after a crash, whatever the server's own default. */
    return plain(db, "SET client_encoding TO 'UTF8'; SET lock_timeout TO '15s'; SET standard_conforming_strings TO on;"
                     "SET client_min_messages TO error;"
                     "SELECT pg_catalog.set_config('synchronous_commit', 'on', false)"
                     " WHERE pg_catalog.current_setting('synchronous_commit') = 'off'");
}

Err db_pg_open(Db *db, Str url)
{
    db->m = &motore;
    if (memchr(url.p, 0, (size_t)url.n)) return db_fail(db, E_NON_TROVATO, "indirizzo di PostgreSQL non valido");
    PGconn *c = PQconnectdb(str_c(db->a, url));
    db->conn = c;
    if (!c || PQstatus(c) != CONNECTION_OK)
        return db_fail(db, E_DB,
                       "PostgreSQL non risponde all'indirizzo dato: controllare indirizzo, utente e password, "
                       "e che il servizio sia avviato");
    PQsetNoticeProcessor(c, no_notice, NULL);
    return settings(db);
}

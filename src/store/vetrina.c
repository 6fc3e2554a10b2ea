/* vetrina.c - floor 3: the public tables read alone, after a look at what else could be read. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "store/vetrina.h"

#include <sys/stat.h>

#include "base/hash.h"
#include "store/db.h"
#include "store/oggetti.h"
#include "store/sql_gen.h"

struct Vetrina {
    Str url;
    Arena a;                 /* of the connection; only PostgreSQL's stays open */
    Db *db;
    char segno[65];          /* what the data looked like when they were read last; "" = never */
};

/* Names in a SQLite file that are not ours to show. */
static const Sql file_others = {"altro_nel_file",
                                "SELECT COUNT(*), COALESCE(MIN(name), '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite#_%' ESCAPE '#' "
                                "AND name NOT IN ('pub_documenti', 'pub_dati')",
                                "", 2};
/* Relations of PostgreSQL (those of extensions are everybody's) that this account could read, beyond the public tables,
 * or write at all; and roles and rights that would open others. */
static const Sql account_others = {
    "altro_del_conto",
    "SELECT COUNT(*), COALESCE(MIN(c.relname), '') FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND n.nspname NOT IN ('pg_catalog', 'information_schema') "
    "AND n.nspname NOT LIKE 'pg#_toast%' ESCAPE '#' AND n.nspname NOT LIKE 'pg#_temp%' ESCAPE '#' "
    "AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') "
    "AND CASE WHEN c.relkind = 'S' THEN has_sequence_privilege(c.oid, 'USAGE, SELECT, UPDATE') "
    "WHEN c.relname IN ('pub_documenti', 'pub_dati') THEN has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, "
    "REFERENCES, TRIGGER') OR has_any_column_privilege(c.oid, 'INSERT, UPDATE, REFERENCES') "
    "ELSE has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER') "
    "OR has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE, REFERENCES') END",
    "", 2};
static const Sql account_roles = {
    "ruoli_del_conto",
    "SELECT COUNT(*), COALESCE(MIN(rolname), '') FROM pg_roles WHERE CASE WHEN rolname = session_user "
    "THEN rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls "
    "ELSE pg_has_role(session_user, oid, 'MEMBER') END",
    "", 2};

Vetrina *vetrina_new(Arena *a, Str url)
{
    Vetrina *v = NEW(a, Vetrina);
    v->url = str_dup(a, url);
    return v;
}

void vetrina_close(Vetrina *v)
{
    db_close(v->db);
    v->db = NULL;
    arena_free(&v->a);
}

/* -- what else is within reach */
static Err first_of(Db *db, const Sql *q, Arena *a, Str *name)
{
    DbRighe r;
    Err e = db_query(db, q, NULL, &r);
    *name = S("");
    if (!e && db_next(&r, &e) && db_int(&r, 0)) *name = str_dup(a, db_text(&r, 1));
    db_end(&r);
    return e;
}

static Err alone(Vetrina *v, Arena *a, Str *perche)
{
    Str name;
    bool postgres = db_motore(v->db) == DB_POSTGRES;
    Err e = first_of(v->db, postgres ? &account_others : &file_others, a, &name);
    if (!e && name.n) {
        *perche = postgres ? str_fmt(a, "il conto di PostgreSQL può leggere o scrivere anche «%.*s»: il sito pubblico vuole un "
                                        "conto che legga solo ciò che è pubblico (ciclo publish --conto NOME)", STR_ARG(name))
                           : str_fmt(a, "%.*s contiene anche «%.*s»: il sito pubblico vuole un file con i soli dati pubblici "
                                        "(ciclo publish --file)", STR_ARG(v->url), STR_ARG(name));
        return E_VIETATO;
    }
    if (!e && postgres) e = first_of(v->db, &account_roles, a, &name);
    if (!e && name.n) {
        *perche = str_fmt(a, "il conto di PostgreSQL ha anche i diritti di «%.*s»: il sito pubblico vuole un conto che legga "
                             "solo ciò che è pubblico (ciclo publish --conto NOME)", STR_ARG(name));
        return E_VIETATO;
    }
    return e;
}

static Err connect(Vetrina *v, Arena *a, Str *perche)
{
    if (v->db) return OK;
    Err e = db_open(&v->a, v->url, DB_SOLO_LEGGI, &v->db, perche);
    *perche = str_dup(a, *perche);
    return e ? e : alone(v, a, perche);
}

/* -- has anything changed */
static bool file_mark(Vetrina *v, Arena *a, char out[65])
{
    struct stat s;
    if (stat(str_c(a, v->url), &s)) return false;
    Str h = hash_sha256_hex(a, str_fmt(a, "%llu %llu %lld %lld.%09ld", (unsigned long long)s.st_dev,
                                       (unsigned long long)s.st_ino, (long long)s.st_size, (long long)s.st_mtim.tv_sec,
                                       s.st_mtim.tv_nsec));
    memcpy(out, h.p, 64);
    return true;
}

static Err database_mark(Vetrina *v, Arena *a, char out[65])
{
    DbRighe r;
    Buf b = buf_new(a);
    Err e = db_query(v->db, &SQL_PUB_DOCUMENTI_IMPRONTE, NULL, &r);
    while (!e && db_next(&r, &e))
        for (int i = 0; i < SQL_PUB_DOCUMENTI_IMPRONTE.n_out; i++) buf_fmt(&b, "%.*s\n", STR_ARG(db_text(&r, i)));
    db_end(&r);
    if (!e) memcpy(out, hash_sha256_hex(a, buf_str(&b)).p, 64);
    return e;
}

/* Mark and documents of one moment. */
static Err look(Vetrina *v, Arena *a, bool postgres, char mark[65], bool *nuova, Pubblicazione *out)
{
    Err e = db_begin(v->db, DB_LEGGE);
    if (e) return e;
    if (postgres) e = database_mark(v, a, mark);
    *nuova = strcmp(mark, v->segno) != 0;
    if (!e && *nuova) {
        PubDocumento *documents;
        ptrdiff_t n;
        e = pub_documenti_read(v->db, 0, a, &documents, &n);
        *out = (Pubblicazione){.documenti = documents, .n_documenti = n};
    }
    db_rollback(v->db);
    return e;
}

Err vetrina_leggi(Vetrina *v, Arena *a, bool *nuova, Pubblicazione *out, Str *perche)
{
    bool postgres = db_url_is_postgres(v->url);
    char mark[65] = "";
    *nuova = false;
    *perche = S("");
    if (!postgres && file_mark(v, a, mark) && !strcmp(mark, v->segno)) return OK;
    Err e = connect(v, a, perche);
    if (!e) {
        e = look(v, a, postgres, mark, nuova, out);
        if (e) *perche = str_dup(a, db_perche(v->db));
    }
    if (!e) memcpy(v->segno, mark, sizeof mark);
    if (e || !postgres) vetrina_close(v); /* a file stays open no longer than it is read; a broken connection is made anew */
    return e;
}

bool vetrina_conto(Str nome, Arena *a, Str *sql)
{
    bool good = nome.n > 0 && nome.n < 64 && !(nome.p[0] >= '0' && nome.p[0] <= '9') && !str_starts(nome, S("pg_"));
    for (ptrdiff_t i = 0; i < nome.n; i++) {
        char c = nome.p[i];
        good = good && ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_');
    }
    if (good)
        *sql = str_fmt(a,
                       "CREATE ROLE \"%.*s\" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOREPLICATION NOBYPASSRLS "
                       "CONNECTION LIMIT 20;\n"
                       "ALTER ROLE \"%.*s\" SET default_transaction_read_only = on;\n"
                       "ALTER ROLE \"%.*s\" SET statement_timeout = '30s';\n"
                       "DO $$ BEGIN\n"
                       "  EXECUTE format('GRANT CONNECT ON DATABASE %%I TO \"%.*s\"', current_database());\n"
                       "  EXECUTE format('GRANT USAGE ON SCHEMA %%I TO \"%.*s\"', current_schema());\n"
                       "  EXECUTE format('ALTER ROLE \"%.*s\" IN DATABASE %%I SET search_path = %%I', current_database(), "
                       "current_schema());\n"
                       "END $$;\n"
                       "GRANT SELECT ON pub_documenti, pub_dati TO \"%.*s\";\n",
                       STR_ARG(nome), STR_ARG(nome), STR_ARG(nome), STR_ARG(nome), STR_ARG(nome), STR_ARG(nome),
                       STR_ARG(nome));
    return good;
}

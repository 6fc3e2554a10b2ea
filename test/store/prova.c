/* prova.c - what the store's tests share. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#define LIBRARY_ADAPTER
#include "prova.h"

#include <libpq-fe.h>
#include <signal.h>
#include <sqlite3.h>
#include <unistd.h>

#include "base/os.h"
#include "store/access_grant.h"
#include "store/db.h"

static unsigned char next_salt;

static void counted(void *p, ptrdiff_t n)
{
    for (unsigned char *c = p; n; n--) *c++ = next_salt++;
}

void prova_salts_again(void) { next_salt = 0; }

/* The folder of the test that runs now: it goes also when the test is told to end. */
static char folder[4096];

static void told_to_end(int sig)
{
    (void)sig;
    if (*folder) execl("/bin/rm", "rm", "-rf", folder, (char *)NULL);
    _exit(1);
}

static void new_folder(void)
{
    static const int ends[] = {SIGHUP, SIGINT, SIGTERM};
    const char *tmp = getenv("TMPDIR");
    int n = snprintf(folder, sizeof folder, "%s/ciclo-prova.XXXXXX", tmp && *tmp ? tmp : "/tmp");
    assert_true(n > 0 && n < (int)sizeof folder);
    assert_non_null(mkdtemp(folder));
    for (int i = 0; i < COUNT_OF(ends); i++) signal(ends[i], told_to_end);
}

static Prova *make(void **state)
{
    Prova *p = calloc(1, sizeof *p);
    new_folder();
    p->folder = str_dup(&p->a, str_of(folder));
    p->operatore = access_operatore(&p->a, S("importa"));
    Grant *g = NEW(&p->a, Grant);
    *g = (Grant){S("P9"), S("SCHEDA_VALUTA"), S("dirigente"), S("EVALUATOR")};
    p->persona = g;
    prova_salts_again();
    *state = p;
    return p;
}

int prova_sqlite(void **state)
{
    Prova *p = make(state);
    p->url = str_fmt(&p->a, "%.*s/ente.db", STR_ARG(p->folder));
    return 0;
}

static Str schema_url(Prova *p, const char *name)
{
    const char *base = getenv("CICLO_TEST_PG");
    if (!base) fail_msg("CICLO_TEST_PG is not set: run this test through script/postgres-private run");
    Str schema = str_fmt(&p->a, "%s_%ld_%.*s", name, (long)getpid(), 6, p->folder.p + p->folder.n - 6);
    prova_raw_at(p, str_of(base), str_fmt(&p->a, "CREATE SCHEMA \"%.*s\"", STR_ARG(schema)));
    return str_fmt(&p->a, "%s&options=-csearch_path%%3D%%22%.*s%%22", base, STR_ARG(schema));
}

int prova_postgres(void **state)
{
    Prova *p = make(state);
    p->pg = true;
    p->url = schema_url(p, "ente");
    return 0;
}

int prova_end(void **state)
{
    Prova *p = *state;
    store_close(p->st);
    Str command = str_fmt(&p->a, "rm -rf '%.*s'", STR_ARG(p->folder));
    int status = system(str_c(&p->a, command));
    *folder = 0;
    arena_free(&p->a);
    free(p);
    return status;
}

Str prova_other_url(Prova *p, const char *name)
{
    return p->pg ? schema_url(p, name) : str_fmt(&p->a, "%.*s/%s.db", STR_ARG(p->folder), name);
}

Store *prova_body(Prova *p)
{
    Str why;
    Err e = store_crea(&p->a, p->url, ORA, &p->st, &why);
    if (e) fail_msg("%.*s", STR_ARG(why));
    store_casuale(p->st, counted);
    return p->st;
}

Store *prova_open(Prova *p, Str url)
{
    Str why;
    Store *st;
    Err e = store_open(&p->a, url, &st, &why);
    if (e) fail_msg("%.*s", STR_ARG(why));
    store_casuale(st, counted);
    return st;
}

static Str raw_sqlite(Prova *p, const char *path, const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *s;
    Str out = S("");
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    sqlite3_busy_timeout(db, 10000);
    for (const char *at = sql; *at;) {
        if (sqlite3_prepare_v2(db, at, -1, &s, &at) != SQLITE_OK) fail_msg("%s: %s", sql, sqlite3_errmsg(db));
        if (!s) break;
        int rc = sqlite3_step(s);
        if (rc == SQLITE_ROW && sqlite3_column_text(s, 0))
            out = str_dup(&p->a, str_of((const char *)sqlite3_column_text(s, 0)));
        while (rc == SQLITE_ROW) rc = sqlite3_step(s);
        if (rc != SQLITE_DONE) fail_msg("%s: %s", sql, sqlite3_errmsg(db));
        sqlite3_finalize(s);
    }
    sqlite3_close(db);
    return out;
}

Str prova_raw_at(Prova *p, Str url, Str sql)
{
    if (!db_url_is_postgres(url)) return raw_sqlite(p, str_c(&p->a, url), str_c(&p->a, sql));
    PGconn *c = PQconnectdb(str_c(&p->a, url));
    if (PQstatus(c) != CONNECTION_OK) fail_msg("%s", PQerrorMessage(c));
    PQclear(PQexec(c, "SET client_min_messages TO error"));
    PGresult *res = PQexec(c, str_c(&p->a, sql));
    ExecStatusType s = PQresultStatus(res);
    if (s != PGRES_COMMAND_OK && s != PGRES_TUPLES_OK) fail_msg("%.*s: %s", STR_ARG(sql), PQerrorMessage(c));
    Str out = PQntuples(res) && PQnfields(res) ? str_dup(&p->a, str_of(PQgetvalue(res, 0, 0))) : S("");
    PQclear(res);
    PQfinish(c);
    return out;
}

Str prova_raw(Prova *p, const char *fmt, ...)
{
    char sql[4096];
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(sql, sizeof sql, fmt, args);
    va_end(args);
    assert_true(n >= 0 && n < (int)sizeof sql);
    return prova_raw_at(p, p->url, str_of(sql));
}

void prova_ok(Prova *p, Err e)
{
    if (!e) return;
    Str why = p->st ? store_perche(p->st) : S(""), words = err_words(e);
    fail_msg("%.*s: %.*s", STR_ARG(words), STR_ARG(why));
}

int64_t prova_put(Prova *p, EntitaTipo t, void *record, int64_t attesa)
{
    Esito out;
    prova_ok(p, store_scrivi(p->st, p->operatore, &(Scrittura){ORA, S(""), &(Modifica){t, record, false, attesa}, 1},
                             &p->a, &out));
    return out.seq;
}

Persona *prova_person(Prova *p, const char *code)
{
    Persona *x = record_new(&p->a, entita_info(ENTITA_PERSONA));
    x->codice = str_dup(&p->a, str_of(code));
    x->cognome = str_fmt(&p->a, "Cognome-di-%s", code);
    x->nome = S("Nome");
    x->rapporto = S("ruolo");
    return x;
}

Unita *prova_unit(Prova *p, const char *code)
{
    Unita *u = record_new(&p->a, entita_info(ENTITA_UNITA));
    u->codice = str_dup(&p->a, str_of(code));
    u->nome = str_fmt(&p->a, "Unità %s", code);
    u->tipo = S("ufficio");
    return u;
}

static Scheda *sheet(Prova *p, const char *person, const char *rater)
{
    Scheda *s = record_new(&p->a, entita_info(ENTITA_SCHEDA));
    s->persona = str_of(person);
    s->anno = 2018;
    s->tipo = S("personale");
    s->dal = date_of(2018, 1, 1);
    s->valutatore = str_of(rater);
    s->prestazione = num_ratio(&p->a, 855, 10);
    s->giudizio = S("Lavora bene.\nMolto \"bene\".");
    return s;
}

void prova_fill(Prova *p)
{
    Fondo *f = record_new(&p->a, entita_info(ENTITA_FONDO));
    f->codice = S("F/1");
    f->anno = 2018;
    f->importo = num_ratio(&p->a, 1234567, 100);
    Apporto *x = record_new(&p->a, entita_info(ENTITA_APPORTO));
    *x = (Apporto){0, S("N1"), 2018, S("U1")};
    Modifica one[] = {{ENTITA_UNITA, prova_unit(p, "U1"), false, 0}, {ENTITA_PERSONA, prova_person(p, "P1"), false, 0},
                      {ENTITA_PERSONA, prova_person(p, "P2"), false, 0}, {ENTITA_FONDO, f, false, 0},
                      {ENTITA_APPORTO, x, false, 0}};
    Esito out;
    prova_ok(p, store_scrivi(p->st, p->operatore, &(Scrittura){ORA, S("D1"), one, COUNT_OF(one)}, &p->a, &out));
    Modifica two[] = {{ENTITA_SCHEDA, sheet(p, "P1", "P2"), false, 0}, {ENTITA_SCHEDA, sheet(p, "P2", "P1"), false, 0},
                      {ENTITA_UNITA, prova_unit(p, "U2"), false, 0}};
    prova_ok(p, store_scrivi(p->st, p->persona, &(Scrittura){ORA, S("D2"), two, COUNT_OF(two)}, &p->a, &out));
    Scheda *changed = sheet(p, "P1", "P2");
    changed->prestazione = num_int(90);
    Modifica three[] = {{ENTITA_SCHEDA, changed, false, out.seq}, {ENTITA_UNITA, prova_unit(p, "U2"), true, out.seq}};
    prova_ok(p, store_scrivi(p->st, p->persona, &(Scrittura){ORA, S(""), three, COUNT_OF(three)}, &p->a, &out));
    prova_put(p, ENTITA_UNITA, prova_unit(p, "U3"), 0);
}

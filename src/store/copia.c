/* copia.c - floor 3: copies of a whole body to one SQLite file, and back to either engine. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "store/copia.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/os.h"
#include "store/store_priv.h"
#include "store/verifica.h"

/* These ask SQLite about its own file: a copy always has one on one of its two sides. */
static const Sql table_names = {"tabelle",
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_' ORDER BY name", "", 1};
static const Sql table_columns = {"colonne", "SELECT name, type, pk FROM pragma_table_info($1) ORDER BY cid", "t", 3};
static const Sql integrity = {"integrita", "PRAGMA integrity_check", "", 1};

enum { COLONNE_MAX = 40 };
typedef struct TabellaCopia { Str nome; Sql leggi, scrivi, svuota; bool intera[COLONNE_MAX]; int n; } TabellaCopia;
typedef LIST(TabellaCopia) Tabelle;

static Err read_columns(Db *file, Arena *a, TabellaCopia *t)
{
    Buf names = buf_new(a), values = buf_new(a), types = buf_new(a), order = buf_new(a);
    Str keys[COLONNE_MAX] = {0};
    DbRighe r;
    Err e = db_query(file, &table_columns, (DbVal[]){db_t(t->nome)}, &r);
    while (!e && db_next(&r, &e)) {
        ASSERT(t->n < COLONNE_MAX);
        t->intera[t->n] = str_eq(db_text(&r, 1), S("INTEGER"));
        buf_char(&types, t->intera[t->n++] ? 'i' : 't');
        Str name = db_text(&r, 0);
        buf_fmt(&names, "%s\"%.*s\"", t->n > 1 ? ", " : "", STR_ARG(name));
        buf_fmt(&values, "%s$%d", t->n > 1 ? ", " : "", t->n);
        if (db_int(&r, 2)) keys[db_int(&r, 2) - 1] = str_dup(a, name);
    }
    db_end(&r);
    for (int i = 0; i < COLONNE_MAX && keys[i].n; i++) buf_fmt(&order, "%s\"%.*s\"", i ? ", " : "", STR_ARG(keys[i]));
    Str list = buf_str(&names), marks = buf_str(&values), by = buf_str(&order);
    const char *name = str_c(a, t->nome);
    t->leggi = (Sql){name,
                     str_c(a, str_fmt(a, "SELECT %.*s FROM \"%s\" ORDER BY %.*s", STR_ARG(list), name, STR_ARG(by))),
                     "", t->n};
    t->scrivi = (Sql){
        name, str_c(a, str_fmt(a, "INSERT INTO \"%s\" (%.*s) VALUES (%.*s)", name, STR_ARG(list), STR_ARG(marks))),
        str_c(a, buf_str(&types)), 0};
    t->svuota = (Sql){name, str_c(a, str_fmt(a, "DELETE FROM \"%s\"", name)), "", 0};
    return e;
}

/* The tables of a SQLite body; with `which`, only the public ones. */
static Err read_tables(Db *file, CopiaQuale which, Arena *a, Tabelle *out)
{
    DbRighe r;
    Err e = db_query(file, &table_names, NULL, &r);
    while (!e && db_next(&r, &e))
        if (which == COPIA_INTERA || str_starts(db_text(&r, 0), S("pub_")))
            *PUSH(a, out) = (TabellaCopia){.nome = str_dup(a, db_text(&r, 0))};
    db_end(&r);
    for (ptrdiff_t i = 0; i < out->n && !e; i++) e = read_columns(file, a, &out->items[i]);
    return e;
}

/* Which side failed is told by who explains it. */
static Err copy_table(Store *from, Store *to, const TabellaCopia *t)
{
    DbRighe r;
    DbVal in[COLONNE_MAX];
    Err e = db_exec_later(to->db, &t->svuota, NULL, false);
    if (e) return store_db_fail(to, e);
    Err read = db_stream(from->db, &t->leggi, NULL, &r);
    while (!read && !e && db_next(&r, &read)) {
        for (int i = 0; i < t->n; i++)
            in[i] = db_null(&r, i) ? (DbVal){.tipo = DB_NULL}
                    : t->intera[i] ? db_i(db_int(&r, i))
                                   : db_t(db_text(&r, i));
        e = db_exec_later(to->db, &t->scrivi, in, false);
    }
    db_end(&r);
    if (read) return store_db_fail(from, read);
    return e ? store_db_fail(to, e) : OK;
}

/* All tables, of one moment of `from`, into the transaction that is open on `to`. */
static Err copy_all(Store *from, Store *to, Db *schema, CopiaQuale which)
{
    Arena a = {0};
    Tabelle tables = {0};
    Err e = read_tables(schema, which, &a, &tables);
    if (e) store_fail(to, e, "la copia non riesce a leggere lo schema");
    if (!e) {
        e = db_begin(from->db, DB_LEGGE);
        if (e) store_db_fail(from, e);
        for (ptrdiff_t i = 0; i < tables.n && !e; i++) e = copy_table(from, to, &tables.items[i]);
        db_rollback(from->db);
    }
    if (!e) {
        e = db_flush(to->db);
        if (e) store_db_fail(to, e);
    }
    arena_free(&a);
    return e;
}

/* Whoever has the words gives them to st. */
static Err told(Store *st, Err e, const Store *other)
{
    if (e && other && other->perche[0] && other != st) return store_fail(st, e, "%s", other->perche);
    return e;
}

static Err check_file(Store *copy)
{
    DbRighe r;
    Err e = db_query(copy->db, &integrity, NULL, &r);
    bool fine = !e && db_next(&r, &e) && str_eq(db_text(&r, 0), S("ok"));
    db_end(&r);
    if (e) return store_db_fail(copy, e);
    return fine ? OK : store_fail(copy, E_DB, "la copia non supera il controllo di integrità: controllare il disco");
}

static Err drop_others(Store *copy)
{
    Arena a = {0};
    Tabelle tables = {0};
    Err e = read_tables(copy->db, COPIA_INTERA, &a, &tables);
    for (ptrdiff_t i = 0; i < tables.n && !e; i++)
        if (!str_starts(tables.items[i].nome, S("pub_")))
            e = db_script(copy->db, str_c(&a, str_fmt(&a, "DROP TABLE \"%.*s\"", STR_ARG(tables.items[i].nome))));
    if (!e) e = db_script(copy->db, "VACUUM");
    arena_free(&a);
    return e ? store_db_fail(copy, e) : OK;
}

/* The file is on the disk, and so is its name. */
static bool synced(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool fine = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0) close(fd);
    return fine;
}

/* Gives the file its name, unless somebody else has taken it meanwhile. */
static bool named(const char *from, const char *to)
{
    if (link(from, to) == 0) return true;
    bool no_links = errno == EPERM || errno == ENOTSUP || errno == EOPNOTSUPP || errno == ENOSYS;
    return no_links && access(to, F_OK) != 0 && rename(from, to) == 0;
}

static Str folder_of(Arena *a, Str path)
{
    ptrdiff_t i = path.n;
    while (i && path.p[i - 1] != '/') i--;
    return i > 1 ? str_dup(a, str_sub(path, 0, i - 1)) : i ? S("/") : S(".");
}

static void remove_file(Arena *a, Str beside)
{
    static const char *const tails[] = {"", "-wal", "-shm", "-journal"};
    for (int i = 0; i < (int)COUNT_OF(tails); i++) unlink(str_c(a, str_fmt(a, "%.*s%s", STR_ARG(beside), tails[i])));
}

static Err fill_copy(Store *st, Store *copy, CopiaQuale which)
{
    Err e = db_begin(copy->db, DB_SCRIVE);
    if (e) return store_db_fail(copy, e);
    e = copy_all(st, copy, copy->db, which);
    if (e) db_rollback(copy->db);
    else if (db_commit(copy->db)) e = store_db_fail(copy, E_SCRITTURA);
    return e;
}

static Err check_copy(Store *copy, CopiaQuale which, Arena *a)
{
    Verifica v;
    Err e = check_file(copy);
    if (e || which == COPIA_PUBBLICA) return e;
    return store_verifica(copy, access_operatore(a, S("copia")), S(""), NULL, NULL, a, &v);
}

/* A file that stands alone: without a log beside it. */
static Err settle(Store *copy)
{
    Err e = db_script(copy->db, "PRAGMA journal_mode = DELETE");
    return e ? store_db_fail(copy, e) : OK;
}

Err copia_file(Store *st, Str path, CopiaQuale which)
{
    Arena a = {0};
    Store *copy = NULL;
    Str why = S(""), beside = str_fmt(&a, "%.*s.parziale-%ld", STR_ARG(path), (long)getpid());
    const char *folder = str_c(&a, folder_of(&a, path));
    st->perche[0] = 0;
    if (db_url_is_postgres(path)) return store_fail(st, E_USO, "la copia è un file: dare un percorso");
    remove_file(&a, beside);
    Err e = store_crea(&a, beside, S(""), &copy, &why);
    if (e) store_fail(st, e, "%.*s", STR_ARG(why));
    if (!e) e = told(st, fill_copy(st, copy, which), copy);
    if (!e && which == COPIA_PUBBLICA) e = told(st, drop_others(copy), copy);
    if (!e) e = told(st, check_copy(copy, which, &a), copy);
    if (!e) e = told(st, settle(copy), copy);
    store_close(copy);
    const char *from = str_c(&a, beside), *to = str_c(&a, path);
    if (!e && which == COPIA_PUBBLICA && chmod(from, 0644)) /* another user may serve it: nothing in it is secret */
        e = store_fail(st, E_SCRITTURA, "non si possono dare i permessi di lettura a %s", from);
    if (!e && (!synced(from) || rename(from, to) != 0 || !synced(folder)))
        e = store_fail(st, E_SCRITTURA, "la copia non si può scrivere in %s: controllare cartella, permessi e spazio",
                       to);
    if (e) remove_file(&a, beside);
    arena_free(&a);
    return e;
}

Err store_copia(Store *st, const Grant *g, Str file)
{
    ASSERT(g != NULL);
    return copia_file(st, file, COPIA_INTERA);
}

/* -- the way back */

/* The copy, opened without touching it; n: how many migrations it has. */
static Err open_copy(Arena *a, Str file, Store **out, int *n, Str *perche)
{
    Db *db;
    *out = NULL;
    Err e = db_open(a, file, DB_SOLO_LEGGI, &db, perche);
    if (e) return e;
    Store *st = store_new(a, db, file);
    e = store_known(st, n);
    if (!e && *n == 0) e = store_fail(st, E_VERSIONE, "il file non è una copia di ciclo");
    if (!e) e = check_file(st);
    if (!e && *n == MIGRAZIONI_N) {
        Verifica v;
        e = store_verifica(st, access_operatore(a, S("ripristina")), S(""), NULL, NULL, a, &v);
    }
    *perche = str_dup(a, store_perche(st));
    *out = st;
    return e;
}

/* Schema as old as the copy's, then its rows, then what is newer: one transaction. */
static Err fill_body(Store *copy, Store *body, int n, Str ora)
{
    int64_t tables;
    Err e = db_n_tables(body->db, &tables);
    if (e) return store_db_fail(body, e);
    if (tables) return store_fail(body, E_CONFLITTO, "la base di dati contiene già delle tabelle: non viene toccata");
    e = db_begin(body->db, DB_SCRIVE);
    if (e) return store_db_fail(body, e);
    e = store_run_migrations(body, 0, n, ora);
    if (!e) e = copy_all(copy, body, copy->db, COPIA_INTERA);
    if (!e) e = store_run_migrations(body, n, MIGRAZIONI_N, ora);
    if (e) db_rollback(body->db);
    else if (db_commit(body->db)) e = store_db_fail(body, E_SCRITTURA);
    return e;
}

static Err restore_into(Store *copy, int n, Str place, Str ora, Arena *a, Str *perche)
{
    Db *db;
    Verifica v;
    Err e = db_open(a, place, DB_CREA, &db, perche);
    if (e) return e;
    Store *body = store_new(a, db, place);
    e = fill_body(copy, body, n, ora);
    if (e && !body->perche[0]) store_fail(body, e, "%s", copy->perche);
    if (!e) e = store_verifica(body, access_operatore(a, S("ripristina")), S(""), NULL, NULL, a, &v);
    *perche = str_dup(a, store_perche(body));
    store_close(body);
    return e;
}

Err store_ripristina(Str file, Str url, Str ora, Arena *a, Str *perche)
{
    Arena own = {0};
    Store *copy;
    int n = 0;
    bool postgres = db_url_is_postgres(url);
    Str place = postgres ? url : str_fmt(&own, "%.*s.parziale-%ld", STR_ARG(url), (long)getpid());
    *perche = S("");
    Err e = open_copy(&own, file, &copy, &n, perche);
    if (!e && !postgres && os_exists(url)) {
        e = E_CONFLITTO;
        *perche = str_fmt(&own, "il file %.*s c'è già: non viene toccato", STR_ARG(url));
    }
    if (!e) {
        if (!postgres) remove_file(&own, place);
        e = restore_into(copy, n, place, ora, &own, perche);
        const char *from = str_c(&own, place), *to = str_c(&own, url), *folder = str_c(&own, folder_of(&own, url));
        if (!e && !postgres &&
            (!synced(from) || !named(from, to) || !synced(folder))) {
            e = E_SCRITTURA;
            *perche = str_fmt(&own, "il file %s non si può scrivere", to);
        }
        if (!postgres) remove_file(&own, place);
    }
    store_close(copy);
    *perche = str_dup(a, *perche);
    arena_free(&own);
    return e;
}

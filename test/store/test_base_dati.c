/* test_base_dati.c - the schema is that of entita.def, every statement is understood by both engines, other versions
 * are refused, messages tell nobody's data. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "prova.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/os.h"
#include "store/store_priv.h"
#include "store/verifica.h"

static Db *connection(Prova *p)
{
    Db *db;
    Str why;
    Err e = db_open(&p->a, p->url, DB_APRI, &db, &why);
    if (e) fail_msg("%.*s", STR_ARG(why));
    return db;
}

/* "name type null" of every column in order, as the engine tells them. */
static Str columns_of(Prova *p, Db *db, const char *table)
{
    static const Sql sqlite = {"colonne", "SELECT name, type, CASE WHEN \"notnull\" = 1 THEN '' ELSE ' null' END, pk "
                               "FROM pragma_table_info($1) ORDER BY cid", "t", 4};
    static const Sql pg = {
        "colonne",
        "SELECT a.attname, CASE format_type(a.atttypid, NULL) WHEN 'bigint' THEN 'INTEGER' WHEN 'text' THEN 'TEXT' "
        "ELSE '?' END,"
        " CASE WHEN a.attnotnull THEN '' ELSE ' null' END, coalesce(array_position(i.indkey::int2[], a.attnum) + 1, 0)"
        " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_index i ON i.indrelid = c.oid AND "
        "i.indisprimary"
        " WHERE c.relname = $1 AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) "
        "AND a.attnum > 0 AND NOT a.attisdropped"
        " ORDER BY a.attnum",
        "t", 4};
    Buf b = buf_new(&p->a);
    DbRighe r;
    Err e = db_query(db, p->pg ? &pg : &sqlite, (DbVal[]){db_t(str_of(table))}, &r);
    while (!e && db_next(&r, &e)) {
        Str name = db_text(&r, 0), type = db_text(&r, 1), null = db_text(&r, 2);
        buf_fmt(&b, "%.*s %.*s%.*s %lld\n", STR_ARG(name), STR_ARG(type), STR_ARG(null), (long long)db_int(&r, 3));
    }
    db_end(&r);
    assert_int_equal(e, OK);
    return buf_str(&b);
}

static void test_schema__has_exactly_the_columns_of_entita_def(void **state)
{
    Prova *p = *state;
    prova_body(p);
    Db *db = connection(p);
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) {
        const EntitaInfo *e = entita_info(t);
        Buf b = buf_new(&p->a);
        for (int i = 0; i < e->n_campi; i++) {
            const CampoInfo *c = &e->campi[i];
            buf_fmt(&b, "%s %s%s %d\n", c->nome, c->tipo == CAMPO_INTERO || c->tipo == CAMPO_EURO ? "INTEGER" : "TEXT",
                    c->regola == CAMPO_FACOLTATIVO ? " null" : "", i < e->n_chiave ? i + 1 : 0);
        }
        buf_put(&b, S("riga INTEGER 0\nautore TEXT 0\n"));
        assert_str_equal(columns_of(p, db, e->nome), buf_str(&b));
    }
    db_close(db);
}

static void test_istruzioni__all_are_understood(void **state)
{
    Prova *p = *state;
    prova_body(p);
    Db *db = connection(p);
    for (int i = 0; i < SQL_N; i++)
        if (db_prepare(db, sql_tutte[i])) fail_msg("%s", sql_tutte[i]->nome);
    RecordSql all[ENTITA_COUNT];
    record_sql_make(&p->a, all);
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) {
        const Sql *v[] = {&all[t].tutti,   &all[t].uno,    &all[t].inserisci, &all[t].aggiorna,
                          &all[t].elimina, &all[t].ultimo, &all[t].autore};
        for (int i = 0; i < (int)COUNT_OF(v); i++)
            if (db_prepare(db, v[i])) fail_msg("%s: %s", v[i]->nome, v[i]->testo);
    }
    db_close(db);
}

static void assert_refused(Prova *p, Err expected, const char *words)
{
    Store *st;
    Str why;
    assert_int_equal(store_open(&p->a, p->url, &st, &why), expected);
    assert_null(st);
    if (!strstr(str_c(&p->a, why), words)) fail_msg("%.*s", STR_ARG(why));
}

static void test_migrazioni__checksums_are_recorded_and_other_versions_refused(void **state)
{
    Prova *p = *state;
    Str why;
    int done;
    prova_body(p);
    store_close(p->st);
    for (int i = 0; i < MIGRAZIONI_N; i++) {
        Str sum = hash_sha256_hex(&p->a, str_of(migrazioni[i].testo));
        assert_str_equal(sum, str_of(migrazioni[i].impronta));
        assert_str_equal(prova_raw(p, "SELECT impronta FROM migrazioni WHERE numero = %d", i + 1), sum);
    }
    assert_int_equal(store_migra(p->url, ORA, &p->a, &done, &why), OK);
    assert_int_equal(done, 0);
    prova_raw(p, "INSERT INTO migrazioni VALUES (%d, 'futuro', 'x', 'y')", MIGRAZIONI_N + 1);
    assert_refused(p, E_VERSIONE, "versione successiva");
    assert_int_equal(store_migra(p->url, ORA, &p->a, &done, &why), E_VERSIONE);
    prova_raw(p, "DELETE FROM migrazioni WHERE numero > %d", MIGRAZIONI_N);
    prova_raw(p, "UPDATE migrazioni SET impronta = 'x' WHERE numero = 1");
    assert_refused(p, E_VERSIONE, "non è quella di questo programma");
    prova_raw(p, "DELETE FROM migrazioni");
    assert_refused(p, E_NON_TROVATO, "ciclo init");
}

/* A body of the first version, with an entry in its journal, as a program of that time would have left it. */
static void make_old(Prova *p)
{
    Db *db;
    Str why;
    assert_int_equal(db_open(&p->a, p->url, DB_CREA, &db, &why), OK);
    Store *st = store_new(&p->a, db, p->url);
    assert_int_equal(db_begin(db, DB_SCRIVE), OK);
    assert_int_equal(store_run_migrations(st, 0, 1, ORA), OK);
    assert_int_equal(db_commit(db), OK);
    static const char *const later[] = {"fondi ADD COLUMN scopo", "schede ADD COLUMN voto_trasferito", "schede ADD COLUMN integrativo"};
    for (ptrdiff_t i = 0; i < COUNT_OF(later); i++) prova_raw(p, "ALTER TABLE %s text", later[i]); /* what is written now */
    p->st = st;
    prova_fill(p);
    store_close(st);
    p->st = NULL;
}

static void test_migrazioni__bring_an_older_body_forward_and_keep_what_it_holds(void **state)
{
    Prova *p = *state;
    Str why;
    int done;
    make_old(p);
    assert_refused(p, E_VERSIONE, "ciclo migrate");
    assert_int_equal(store_migra(p->url, ORA, &p->a, &done, &why), OK);
    assert_int_equal(done, MIGRAZIONI_N - 1);
    p->st = prova_open(p, p->url);
    Verifica v;
    prova_ok(p, store_verifica(p->st, p->operatore, S(""), NULL, NULL, &p->a, &v));
    assert_int_equal(v.voci, 4);
    assert_str_equal(prova_raw(p, "SELECT count(*) FROM esecuzioni"), S("0"));
}

static void test_migrazioni__that_fail_leave_the_body_as_it_was(void **state)
{
    Prova *p = *state;
    Str why;
    int done;
    make_old(p);
    prova_raw(p, "CREATE TABLE pub_dati (x bigint)"); /* in the way */
    assert_int_equal(store_migra(p->url, ORA, &p->a, &done, &why), E_DB);
    assert_non_null(strstr(str_c(&p->a, why), "migrazione 2"));
    prova_raw(p, "DROP TABLE pub_dati");
    assert_str_equal(prova_raw(p, "SELECT count(*) FROM migrazioni"), S("1"));
    assert_int_equal(store_migra(p->url, ORA, &p->a, &done, &why), OK);
}

static void test_creazione__touches_nothing_that_is_there(void **state)
{
    Prova *p = *state;
    Store *st;
    Str why;
    assert_int_equal(store_open(&p->a, p->url, &st, &why), E_NON_TROVATO);
    prova_body(p);
    assert_int_equal(store_crea(&p->a, p->url, ORA, &st, &why), E_CONFLITTO);
    assert_true(why.n > 0);
    prova_fill(p);
}

static void test_apertura__what_is_not_a_body_is_refused_in_words(void **state)
{
    Prova *p = *state;
    Store *st;
    Str why, file = str_fmt(&p->a, "%.*s/altro.db", STR_ARG(p->folder));
    assert_int_equal(os_write_file(file, S("testo")), OK);
    assert_true(store_open(&p->a, file, &st, &why) != OK);
    assert_true(why.n > 0);
    prova_raw_at(p, str_fmt(&p->a, "%.*s/vuoto.db", STR_ARG(p->folder)), S("CREATE TABLE t (a)"));
    assert_int_equal(store_open(&p->a, str_fmt(&p->a, "%.*s/vuoto.db", STR_ARG(p->folder)), &st, &why), E_VERSIONE);
    assert_int_equal(store_open(&p->a, S("/nessuna/cartella/x.db"), &st, &why), E_NON_TROVATO);
    assert_int_equal(store_crea(&p->a, S("/nessuna/cartella/x.db"), ORA, &st, &why), E_SCRITTURA);
    assert_int_equal(store_open(&p->a, S("postgresql://utente:segreta@/x?host=/nessuna"), &st, &why), E_DB);
    assert_null(strstr(str_c(&p->a, why), "segreta"));
}

/* A constraint of somebody else's, or a table that is gone, makes a statement fail: the message has the code and no
 * data. */
static void test_errori__of_the_engine_tell_nobody_s_data(void **state)
{
    Prova *p = *state;
    prova_body(p);
    if (p->pg) prova_raw(p, "ALTER TABLE persone ADD CHECK (cognome <> 'Cognome-di-P1')");
    else prova_raw(p, "DROP TABLE persone");
    Modifica m = {ENTITA_PERSONA, prova_person(p, "P1"), false, 0};
    Esito out;
    assert_int_equal(store_scrivi(p->st, p->operatore, &(Scrittura){ORA, S(""), &m, 1}, &p->a, &out), E_DB);
    const char *why = str_c(&p->a, store_perche(p->st));
    assert_true(*why != 0);
    assert_null(strstr(why, "P1"));
    assert_non_null(strstr(why, p->pg ? "23514" : "persone_inserisci"));
    assert_str_equal(prova_raw(p, "SELECT seq FROM testa"), S("0"));
}

static void test_lettura__a_row_that_ciclo_never_writes_is_an_error_and_not_a_crash(void **state)
{
    Prova *p = *state;
    prova_body(p);
    prova_fill(p);
    prova_raw(p, "UPDATE schede SET prestazione = 'molto' WHERE persona = 'P1'");
    Archivio arch;
    assert_int_equal(store_archivio_load(p->st, p->operatore, &p->a, &arch), E_DB);
    assert_non_null(strstr(str_c(&p->a, store_perche(p->st)), "schede"));
}

static void test_verifica__another_program_recomputes_every_hash_from_the_description_alone(void **state)
{
    Prova *p = *state;
    prova_body(p);
    prova_fill(p);
    int64_t seq;
    Str hash, file = str_fmt(&p->a, "%.*s/esito", STR_ARG(p->folder)), said;
    prova_ok(p, store_testa(p->st, &p->a, &seq, &hash));
    const char *script = getenv("CICLO_VERIFY_CHAIN");
    if (!script) fail_msg("CICLO_VERIFY_CHAIN is not set: run this test through meson test");
    Str command = str_fmt(&p->a, "python3 '%s' '%.*s' > '%.*s'", script, STR_ARG(p->url), STR_ARG(file));
    assert_int_equal(system(str_c(&p->a, command)), 0);
    assert_int_equal(os_read_file(file, 1000, &p->a, &said), OK);
    assert_str_equal(str_trim(said), store_ancora(&p->a, seq, hash));
    prova_raw(p, "UPDATE giornale SET atto = 'x' WHERE seq = 3");
    assert_true(system(str_c(&p->a, str_fmt(&p->a, "%.*s 2>/dev/null", STR_ARG(command)))) != 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_schema__has_exactly_the_columns_of_entita_def),
        BOTH(test_istruzioni__all_are_understood),
        BOTH(test_migrazioni__checksums_are_recorded_and_other_versions_refused),
        BOTH(test_migrazioni__bring_an_older_body_forward_and_keep_what_it_holds),
        BOTH(test_migrazioni__that_fail_leave_the_body_as_it_was),
        BOTH(test_creazione__touches_nothing_that_is_there),
        ON_SQLITE(test_apertura__what_is_not_a_body_is_refused_in_words),
        BOTH(test_errori__of_the_engine_tell_nobody_s_data),
        BOTH(test_lettura__a_row_that_ciclo_never_writes_is_an_error_and_not_a_crash),
        BOTH(test_verifica__another_program_recomputes_every_hash_from_the_description_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

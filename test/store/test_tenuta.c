/* test_tenuta.c - what a body survives: two writers at once, kill -9 during writes, a full disk. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "prova.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/os.h"
#include "store/verifica.h"

enum { PARTS = 4, UCCISIONI_SQLITE = 200, UCCISIONI_PG = 40 };

static void verified(Prova *p, Store *st)
{
    Verifica v;
    Err e = store_verifica(st, p->operatore, S(""), NULL, NULL, &p->a, &v);
    Str why = store_perche(st);
    if (e) fail_msg("%.*s", STR_ARG(why));
}

/* -- two writers */

/* Adds one to the number in the unit's name, again and again, as a person would: read, change, write, and when somebody
 * came before read again. Never returns. */
static void add_many(Prova *p, int times)
{
    Str why;
    Store *st;
    Esito out;
    if (store_open(&p->a, p->url, &st, &why)) _exit(1);
    for (int done = 0; done < times;) {
        Arena a = {0};
        Tabella t;
        if (store_tabella_load(st, p->operatore, ENTITA_UNITA, &a, &t) || t.n != 1) _exit(2);
        Unita *u = tabella_at(&t, 0);
        u->nome = str_fmt(&a, "%lld", strtoll(str_c(&a, u->nome), NULL, 10) + 1);
        Err e = store_scrivi(st, p->operatore,
                             &(Scrittura){ORA, S(""), &(Modifica){ENTITA_UNITA, u, false, u->riga}, 1}, &a, &out);
        if (e && e != E_CONFLITTO) _exit(3);
        if (e && out.conflitti.n > 1) _exit(4);
        done += e == OK;
        arena_free(&a);
    }
    store_close(st);
    _exit(0);
}

static void test_scrittori__two_at_once_lose_no_update_and_keep_one_chain(void **state)
{
    Prova *p = *state;
    EVIDENCE("12.7");
    enum { WRITERS = 3, TIMES = 40 };
    prova_body(p);
    Unita *u = prova_unit(p, "U1");
    u->nome = S("0");
    prova_put(p, ENTITA_UNITA, u, 0);
    store_close(p->st);
    p->st = NULL;
    pid_t child[WRITERS];
    for (int i = 0; i < WRITERS; i++)
        if ((child[i] = fork()) == 0) add_many(p, TIMES);
    for (int i = 0; i < WRITERS; i++) {
        int status;
        assert_int_equal(waitpid(child[i], &status, 0), child[i]);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 0);
    }
    assert_str_equal(prova_raw(p, "SELECT nome FROM unita"), S("120"));
    assert_str_equal(prova_raw(p, "SELECT count(*) FROM giornale"), S("121"));
    p->st = prova_open(p, p->url);
    verified(p, p->st);
}

/* -- kill -9 */

/* One write: four units that always say the same. */
static Err write_parts(Store *st, const Grant *g, int64_t riga, int64_t n, Arena *a, Esito *out)
{
    Modifica m[PARTS];
    for (int i = 0; i < PARTS; i++) {
        Unita *u = record_new(a, entita_info(ENTITA_UNITA));
        u->codice = str_fmt(a, "U%d", i);
        u->nome = str_fmt(a, "%lld", (long long)n);
        u->tipo = S("ufficio");
        m[i] = (Modifica){ENTITA_UNITA, u, false, riga};
    }
    return store_scrivi(st, g, &(Scrittura){ORA, S(""), m, PARTS}, a, out);
}

/* Writes until it is killed; after each write its number goes to the pipe. */
static void write_until_killed(Prova *p, int fd, int64_t riga)
{
    Str why;
    Store *st;
    if (store_open(&p->a, p->url, &st, &why)) _exit(1);
    for (int64_t n = riga + 1;; n++) {
        Arena a = {0};
        Esito out;
        if (write_parts(st, p->operatore, riga, n, &a, &out)) _exit(2);
        riga = out.seq;
        if (write(fd, &riga, sizeof riga) != (ssize_t)sizeof riga) _exit(3);
        arena_free(&a);
    }
}

/* The last acknowledged write of a writer that was killed after about `micros`. */
static int64_t kill_one(Prova *p, int64_t riga, long micros)
{
    int ends[2];
    int64_t last = riga, got;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (!child) {
        close(ends[0]);
        write_until_killed(p, ends[1], riga);
    }
    close(ends[1]);
    if (read(ends[0], &got, sizeof got) == (ssize_t)sizeof got) last = got; /* it is at work */
    nanosleep(&(struct timespec){0, micros * 1000}, NULL);
    kill(child, SIGKILL);
    while (read(ends[0], &got, sizeof got) == (ssize_t)sizeof got) last = got;
    close(ends[0]);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status)); /* it did not end by itself */
    return last;
}

/* PostgreSQL goes on with what a dead client had sent: wait for the end of it. */
static void wait_for_server(Prova *p)
{
    while (p->pg && !str_eq(prova_raw(p, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                         " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"), S("0")))
        nanosleep(&(struct timespec){0, 1000000}, NULL);
}

static void test_uccisione__every_acknowledged_write_is_there_and_none_by_half(void **state)
{
    Prova *p = *state;
    EVIDENCE("12.7");
    Esito out;
    prova_body(p);
    prova_ok(p, write_parts(p->st, p->operatore, 0, 1, &p->a, &out));
    store_close(p->st);
    p->st = NULL;
    int64_t riga = out.seq, more = 0;
    int kills = p->pg ? UCCISIONI_PG : UCCISIONI_SQLITE;
    for (int i = 0; i < kills; i++) {
        int64_t acknowledged = kill_one(p, riga, (i * 7919) % 9000);
        wait_for_server(p);
        Store *st = prova_open(p, p->url);
        Tabella t;
        assert_true(acknowledged > riga);
        assert_int_equal(store_tabella_load(st, p->operatore, ENTITA_UNITA, &p->a, &t), OK);
        assert_int_equal(t.n, PARTS);
        Unita *u = t.items;
        for (int k = 1; k < PARTS; k++) {
            assert_str_equal(u[k].nome, u[0].nome);
            assert_int_equal(u[k].riga, u[0].riga);
        }
        int64_t seq;
        Str hash;
        assert_int_equal(store_testa(st, &p->a, &seq, &hash), OK);
        assert_int_equal(seq, u[0].riga);
        assert_true(seq == acknowledged || seq == acknowledged + 1); /* the last may have been done and not yet told */
        more += seq - acknowledged;
        riga = seq;
        if (i % 50 == 49 || i == kills - 1) verified(p, st);
        store_close(st);
    }
    Str count = prova_raw(p, "SELECT count(*) FROM giornale");
    assert_str_equal(count, str_fmt(&p->a, "%lld", (long long)riga));
    print_message("# %d kills, %lld entries, %lld done but not told\n", kills, (long long)riga, (long long)more);
}

/* -- no space */

/* In a process whose files may not grow: the write is refused with words, and the next reader finds all as before. */
static void test_disco_pieno__a_clear_message_and_nothing_lost(void **state)
{
    Prova *p = *state;
    Esito out;
    prova_body(p);
    prova_ok(p, write_parts(p->st, p->operatore, 0, 1, &p->a, &out));
    store_close(p->st);
    p->st = NULL;
    pid_t child = fork();
    if (!child) {
        Str why;
        Store *st;
        signal(SIGXFSZ, SIG_IGN);
        if (store_open(&p->a, p->url, &st, &why)) _exit(1);
        if (setrlimit(RLIMIT_FSIZE, &(struct rlimit){200000, 200000})) _exit(2);
        int64_t riga = out.seq;
        Err e = OK;
        for (int i = 0; i < 2000 && !e; i++) {
            e = write_parts(st, p->operatore, riga, i, &p->a, &out);
            if (!e) riga = out.seq;
        }
        if (e != E_SCRITTURA) _exit(3);
        if (!strstr(str_c(&p->a, store_perche(st)), "niente è stato scritto")) _exit(4);
        _exit((int)(riga % 200)); /* what was acknowledged */
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) > 4);
    p->st = prova_open(p, p->url);
    verified(p, p->st);
    int64_t seq;
    Str hash;
    prova_ok(p, store_testa(p->st, &p->a, &seq, &hash));
    assert_int_equal(seq % 200, WEXITSTATUS(status));
    assert_str_equal(prova_raw(p, "SELECT count(DISTINCT nome) FROM unita"), S("1"));
    prova_ok(p, write_parts(p->st, p->operatore, seq, 5000, &p->a, &out)); /* with space again, it goes on */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_scrittori__two_at_once_lose_no_update_and_keep_one_chain),
        BOTH(test_uccisione__every_acknowledged_write_is_there_and_none_by_half),
        ON_SQLITE(test_disco_pieno__a_clear_message_and_nothing_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_cartella.c - working folders: whose they are, and what a killed process leaves. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/cartella.h"
#include "base/os.h"

static Str test_folder(Arena *a)
{
    const char *tmp = getenv("TMPDIR");
    char *name = (char *)str_c(a, str_fmt(a, "%s/ciclo-prova.XXXXXX", tmp && *tmp ? tmp : "/tmp"));
    assert_non_null(mkdtemp(name));
    return str_of(name);
}

static void put(Arena *a, const char *folder)
{
    assert_int_equal(mkdir(str_c(a, str_fmt(a, "%s/in", folder)), 0700), 0);
    assert_int_equal(os_write_file(str_fmt(a, "%s/in/0.fodt", folder), S("voti di una persona")), OK);
}

/* Another process with a folder of its own, which says so and then waits for its end. */
static pid_t another(Arena *a, Str where, const char **folder)
{
    int tell[2];
    char path[200] = "";
    assert_int_equal(pipe(tell), 0);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (!pid) {
        Cartella c;
        if (cartella_crea(where, S("ciclo-lavoro-"), a, &c)) _exit(1);
        put(a, c.percorso);
        if (write(tell[1], c.percorso, strlen(c.percorso)) < 0) _exit(1);
        for (;;) pause();
    }
    assert_true(read(tell[0], path, sizeof path - 1) > 0);
    close(tell[0]);
    close(tell[1]);
    *folder = str_c(a, str_of(path));
    return pid;
}

static void test_cartella__it_is_the_owners_alone_and_goes_with_all_that_is_in_it(void **state)
{
    (void)state;
    Arena a = {0};
    Cartella c, d;
    struct stat st;
    Str where = test_folder(&a);
    assert_int_equal(cartella_crea(where, S("ciclo-lavoro-"), &a, &c), OK);
    assert_int_equal(cartella_crea(where, S("ciclo-lavoro-"), &a, &d), OK);
    assert_string_not_equal(c.percorso, d.percorso);
    assert_int_equal(stat(c.percorso, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    put(&a, c.percorso);
    cartella_togli(&c);
    assert_false(os_exists(str_of(c.percorso)));
    assert_true(os_exists(str_of(d.percorso)));
    cartella_togli(&d);
    assert_int_equal(rmdir(str_c(&a, where)), 0);
    assert_int_equal(cartella_crea(where, S("ciclo-lavoro-"), &a, &c), E_SCRITTURA);
    assert_int_equal(cartelle_ripulisci(where, S("ciclo-lavoro-")), 0);
    arena_free(&a);
}

static void test_cartella__of_a_killed_process_it_is_removed_and_of_one_that_lives_it_is_not(void **state)
{
    (void)state;
    Arena a = {0};
    Cartella mine;
    const char *killed, *living;
    int status;
    Str where = test_folder(&a), name = S("ciclo-lavoro-");
    assert_int_equal(cartella_crea(where, name, &a, &mine), OK);
    pid_t first = another(&a, where, &killed), second = another(&a, where, &living);
    assert_int_equal(cartelle_ripulisci(where, name), 0);
    kill(first, SIGKILL);
    assert_int_equal(waitpid(first, &status, 0), first);
    assert_true(os_exists(str_of(killed)));
    assert_int_equal(cartelle_ripulisci(where, name), 1);
    assert_false(os_exists(str_of(killed)));
    assert_true(os_exists(str_fmt(&a, "%s/in/0.fodt", living)));
    assert_true(os_exists(str_of(mine.percorso)));
    kill(second, SIGKILL);
    assert_int_equal(waitpid(second, &status, 0), second);
    assert_int_equal(cartelle_ripulisci(where, name), 1);
    cartella_togli(&mine);
    assert_int_equal(rmdir(str_c(&a, where)), 0);
    arena_free(&a);
}

static void test_cartella__what_only_looks_like_one_stays(void **state)
{
    (void)state;
    Arena a = {0};
    Str where = test_folder(&a), name = S("ciclo-lavoro-");
    const char *others[] = {"ciclo-lavoro-", "ciclo-lavoro-lungo-nome", "ciclo-documenti-abcdef", "altro"};
    for (int i = 0; i < COUNT_OF(others); i++)
        assert_int_equal(mkdir(str_c(&a, str_fmt(&a, "%.*s/%s", STR_ARG(where), others[i])), 0700), 0);
    Str file = str_fmt(&a, "%.*s/ciclo-lavoro-abcdef", STR_ARG(where)), link = str_fmt(&a, "%.*s/ciclo-lavoro-ghijkl", STR_ARG(where));
    assert_int_equal(os_write_file(file, S("un file")), OK);
    assert_int_equal(symlink("altro", str_c(&a, link)), 0);
    assert_int_equal(cartelle_ripulisci(where, name), 0);
    for (int i = 0; i < COUNT_OF(others); i++)
        assert_int_equal(rmdir(str_c(&a, str_fmt(&a, "%.*s/%s", STR_ARG(where), others[i]))), 0);
    assert_int_equal(unlink(str_c(&a, file)), 0);
    assert_int_equal(unlink(str_c(&a, link)), 0);
    assert_int_equal(rmdir(str_c(&a, where)), 0);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cartella__it_is_the_owners_alone_and_goes_with_all_that_is_in_it),
        cmocka_unit_test(test_cartella__of_a_killed_process_it_is_removed_and_of_one_that_lives_it_is_not),
        cmocka_unit_test(test_cartella__what_only_looks_like_one_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

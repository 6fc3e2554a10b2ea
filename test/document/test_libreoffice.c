/* test_libreoffice.c - the worker: missing, failing, hanging, lying programs; the real one is in check_pdf.py. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include <dirent.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/os.h"
#include "document/libreoffice.h"
#include "document/processo.h"

/* A folder of its own for each test, with one document to convert and a program that stands in for LibreOffice. */
typedef struct Banco {
    Arena a;
    char folder[32];
    LibreOffice lo;
    Conversione c[3];
    Difetti d;
} Banco;

static void setup(Banco *b, const char *script)
{
    *b = (Banco){0};
    b->d.a = &b->a;
    memcpy(b->folder, "/tmp/ciclo-prova-XXXXXX", 24);
    assert_non_null(mkdtemp(b->folder));
    Str program = str_fmt(&b->a, "%s/finto", b->folder);
    if (script) {
        Str text = str_fmt(&b->a, "#!/bin/sh\nfolder=%s\n%s\n", b->folder, script);
        assert_int_equal(os_write_file(program, text), OK);
        assert_int_equal(chmod(str_c(&b->a, program), 0755), 0);
    }
    assert_int_equal(mkdir(str_c(&b->a, str_fmt(&b->a, "%s/lavoro", b->folder)), 0700), 0);
    b->lo = (LibreOffice){program, str_fmt(&b->a, "%s/lavoro", b->folder), 20};
    for (int i = 0; i < 3; i++) {
        b->c[i].nome = str_fmt(&b->a, "RELAZIONE/2024/%d", i + 1);
        b->c[i].fodt = S("<office:document/>");
        b->c[i].pdf = str_fmt(&b->a, "%s/%d.pdf", b->folder, i);
    }
}

static int entries(const char *folder)
{
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    int n = -2; /* . and .. */
    while (readdir(dir)) n++;
    closedir(dir);
    return n;
}

/* The working folder is gone, whatever happened. */
static void teardown(Banco *b)
{
    assert_int_equal(entries(str_c(&b->a, b->lo.cartella)), 0);
    assert_int_equal(rmdir(str_c(&b->a, b->lo.cartella)), 0);
    static const char *const files[] = {"finto", "0.pdf", "1.pdf", "2.pdf", "0.docx", "pid", "visto"};
    for (ptrdiff_t i = 0; i < COUNT_OF(files); i++)
        unlink(str_c(&b->a, str_fmt(&b->a, "%s/%s", b->folder, files[i])));
    assert_int_equal(rmdir(b->folder), 0);
    arena_free(&b->a);
}

static void assert_told(Banco *b, ptrdiff_t i, const char *words)
{
    assert_true(i < b->d.lista.n);
    const char *cosa = str_c(&b->a, b->d.lista.items[i].cosa);
    if (!strstr(cosa, words)) fail_msg("«%s» does not say «%s»", cosa, words);
}

static void test_libreoffice__missing_program_says_what_is_there_and_what_to_install(void **state)
{
    (void)state;
    Banco b;
    setup(&b, NULL);
    assert_int_equal(libreoffice_convert(&b.lo, b.c, 3, &b.d), E_PROGRAMMA);
    assert_int_equal(b.d.lista.n, 1);
    assert_told(&b, 0, "LibreOffice non c'è in");
    assert_told(&b, 0, "Restano la pagina HTML e il file ODT");
    assert_told(&b, 0, "libreoffice-writer-nogui");
    teardown(&b);
}

static void test_libreoffice__exit_status_and_last_words_are_told(void **state)
{
    (void)state;
    Banco b;
    setup(&b, "echo 'Warning: failed to launch javaldx - x'\necho 'disco pieno' >&2\nexit 1");
    assert_int_equal(libreoffice_convert(&b.lo, b.c, 2, &b.d), E_PROGRAMMA);
    assert_int_equal(b.d.lista.n, 2);
    assert_told(&b, 0, "uscito con lo stato 1 (ha scritto: disco pieno)");
    assert_told(&b, 1, "libreoffice-writer-nogui");
    assert_str_equal(b.d.lista.items[1].dove, S("RELAZIONE/2024/2"));
    teardown(&b);
}

static bool alive(Arena *a, Str pid)
{
    Str stat;
    if (os_read_file(str_fmt(a, "/proc/%.*s/stat", STR_ARG(str_trim(pid))), 4096, a, &stat)) return false;
    const char *state = strrchr(str_c(a, stat), ')');
    return state && state[2] != 'Z' && state[2] != 'X';
}

/* A signal is sent, not waited for: on a busy machine the process goes a moment later. */
static bool dies(Arena *a, Str pid)
{
    for (int i = 0; i < 500 && alive(a, pid); i++) nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
    return !alive(a, pid);
}

static void test_libreoffice__a_program_that_hangs_is_killed_with_its_children(void **state)
{
    (void)state;
    Banco b;
    setup(&b, "trap '' TERM\nsleep 60 &\necho $! > \"$folder/pid\"\nwait");
    b.lo.secondi = 1;
    int64_t from = processo_watch();
    assert_int_equal(libreoffice_convert(&b.lo, b.c, 1, &b.d), E_PROGRAMMA);
    int64_t took = processo_watch() - from;
    assert_true(took >= 900 && took < 15000);
    assert_told(&b, 0, "non ha finito nel tempo dato");
    Str pid;
    assert_int_equal(os_read_file(str_fmt(&b.a, "%s/pid", b.folder), 100, &b.a, &pid), OK);
    assert_true(dies(&b.a, pid));
    teardown(&b);
}

static bool twice(void *asked) { return ++*(int *)asked < 2; }

static void test_libreoffice__stops_with_its_children_when_nobody_wants_it_any_more(void **state)
{
    (void)state;
    Banco b;
    int asked = 0;
    setup(&b, "sleep 60 &\necho $! > \"$folder/pid\"\nwait");
    b.lo.continua = twice;
    b.lo.ctx = &asked;
    int64_t from = processo_watch();
    assert_int_equal(libreoffice_convert(&b.lo, b.c, 3, &b.d), E_PROGRAMMA);
    assert_true(processo_watch() - from < 15000);
    assert_int_equal(asked, 2); /* and no second run for those that lack */
    assert_int_equal(b.d.lista.n, 3);
    assert_told(&b, 0, "fermato su richiesta");
    Str pid;
    assert_int_equal(os_read_file(str_fmt(&b.a, "%s/pid", b.folder), 100, &b.a, &pid), OK);
    assert_true(dies(&b.a, pid));
    teardown(&b);
}

static void test_libreoffice__what_a_program_leaves_behind_is_killed_too(void **state)
{
    (void)state;
    Banco b;
    setup(&b, "sleep 60 >/dev/null 2>&1 &\necho $! > \"$folder/pid\"\nexit 0");
    assert_int_equal(libreoffice_convert(&b.lo, b.c, 1, &b.d), E_PROGRAMMA);
    assert_told(&b, 0, "LibreOffice non ha prodotto il file");
    Str pid;
    assert_int_equal(os_read_file(str_fmt(&b.a, "%s/pid", b.folder), 100, &b.a, &pid), OK);
    assert_true(dies(&b.a, pid));
    teardown(&b);
}

#define XMP "<?xpacket begin?><pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" \
            "<pdfuaid:part>1</pdfuaid:part><?xpacket end?>"

static void test_libreoffice__results_are_looked_at_before_they_are_taken(void **state)
{
    (void)state;
    Banco b;
    setup(&b, "printf '%%PDF-1.6 mozzo' > out/0.pdf\nprintf '%%PDF-1.6 vecchio %%%%EOF' > out/1.pdf\n"
              "printf '%%PDF-1.6 " XMP "%%%%EOF' > out/2.pdf\nprintf '<html>' > out/0.docx");
    b.c[0].docx = str_fmt(&b.a, "%s/0.docx", b.folder);
    assert_int_equal(libreoffice_convert(&b.lo, b.c, 3, &b.d), E_PROGRAMMA);
    assert_int_equal(b.d.lista.n, 3);
    assert_told(&b, 0, "non è un PDF intero");
    assert_told(&b, 1, "non è PDF/A-2b e PDF/UA-1");
    assert_told(&b, 2, "non è un DOCX intero");
    assert_false(b.c[0].pdf_fatto);
    assert_true(b.c[2].pdf_fatto);
    assert_false(os_exists(b.c[0].pdf));
    assert_false(os_exists(b.c[0].docx));
    assert_true(os_exists(b.c[2].pdf));
    teardown(&b);
}

static void test_libreoffice__one_document_that_stops_it_does_not_take_the_others_along(void **state)
{
    (void)state;
    Banco b;
    setup(&b, "for f; do case $f in in/0.fodt) kill -SEGV $$;; in/*) n=${f#in/}\n"
              "printf '%%PDF-1.6 " XMP "%%%%EOF' > out/${n%.fodt}.pdf;; esac; done");
    assert_int_equal(libreoffice_convert(&b.lo, b.c, 3, &b.d), E_PROGRAMMA);
    assert_int_equal(b.d.lista.n, 1);
    assert_str_equal(b.d.lista.items[0].dove, S("RELAZIONE/2024/1"));
    assert_told(&b, 0, "interrotto con il segnale 11");
    assert_true(b.c[1].pdf_fatto && b.c[2].pdf_fatto && os_exists(b.c[1].pdf) && os_exists(b.c[2].pdf));
    teardown(&b);
}

static void test_libreoffice__sees_no_environment_and_no_open_file_of_ours(void **state)
{
    (void)state;
    Banco b;
    assert_int_equal(setenv("CICLO_SEGRETO", "parola", 1), 0);
    int fd = dup(1); /* without close-on-exec */
    assert_true(fd > 2);
    setup(&b, "env > \"$folder/visto\"\nls /proc/$$/fd >> \"$folder/visto\"\npwd >> \"$folder/visto\"\n"
              "echo \"$2\" >> \"$folder/visto\"");
    assert_int_equal(libreoffice_convert(&b.lo, b.c, 1, &b.d), E_PROGRAMMA);
    close(fd);
    Str seen;
    assert_int_equal(os_read_file(str_fmt(&b.a, "%s/visto", b.folder), 10000, &b.a, &seen), OK);
    const char *text = str_c(&b.a, seen);
    assert_null(strstr(text, "CICLO_SEGRETO"));
    assert_null(strstr(text, str_c(&b.a, str_fmt(&b.a, "\n%d\n", fd))));
    assert_non_null(strstr(text, "/lavoro/ciclo-documenti-"));
    assert_non_null(strstr(text, "HOME="));
    teardown(&b);
}

static void test_libreoffice__a_folder_that_cannot_be_written_is_told(void **state)
{
    (void)state;
    Banco b;
    setup(&b, "exit 0");
    LibreOffice lo = b.lo;
    lo.cartella = S("/proc/non-qui");
    assert_int_equal(libreoffice_convert(&lo, b.c, 1, &b.d), E_SCRITTURA);
    assert_told(&b, 0, "non si può scrivere");
    assert_int_equal(libreoffice_convert(&b.lo, NULL, 0, &b.d), OK);
    teardown(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_libreoffice__missing_program_says_what_is_there_and_what_to_install),
        cmocka_unit_test(test_libreoffice__exit_status_and_last_words_are_told),
        cmocka_unit_test(test_libreoffice__a_program_that_hangs_is_killed_with_its_children),
        cmocka_unit_test(test_libreoffice__stops_with_its_children_when_nobody_wants_it_any_more),
        cmocka_unit_test(test_libreoffice__what_a_program_leaves_behind_is_killed_too),
        cmocka_unit_test(test_libreoffice__results_are_looked_at_before_they_are_taken),
        cmocka_unit_test(test_libreoffice__one_document_that_stops_it_does_not_take_the_others_along),
        cmocka_unit_test(test_libreoffice__sees_no_environment_and_no_open_file_of_ours),
        cmocka_unit_test(test_libreoffice__a_folder_that_cannot_be_written_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* cartella.c - floor 0: makes working folders, holds them, removes those without an owner. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#define _XOPEN_SOURCE 700 /* nftw */
#define LIBRARY_ADAPTER
#include "base/cartella.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/os.h"

enum { LETTERE = 6, PROVE = 16 };

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    (void)st, (void)kind, (void)at;
    (void)remove(path);
    return 0;
}

static void remove_all(const char *path) { nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS); }

static int open_folder(const char *path) { return open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC); }

/* Who cleans may have come between the making and the lock: a folder that is gone by then is made anew. A file system
 * that knows no locks gives none to who cleans either. */
static bool hold(int fd)
{
    struct stat st;
    int r;
    do r = flock(fd, LOCK_EX);
    while (r && errno == EINTR);
    return fstat(fd, &st) == 0 && st.st_nlink > 0;
}

Err cartella_crea(Str dentro, Str nome, Arena *a, Cartella *out)
{
    for (int i = 0; i < PROVE; i++) {
        char *name = (char *)str_c(a, str_fmt(a, "%.*s/%.*sXXXXXX", STR_ARG(dentro), STR_ARG(nome)));
        if (!mkdtemp(name)) return E_SCRITTURA;
        int fd = open_folder(name);
        if (fd >= 0 && hold(fd)) {
            char *whole = realpath(name, NULL);
            *out = (Cartella){whole ? str_c(a, str_of(whole)) : name, fd};
            free(whole);
            return OK;
        }
        if (fd < 0) (void)rmdir(name);
        else close(fd);
    }
    return E_SCRITTURA;
}

void cartella_togli(const Cartella *c)
{
    remove_all(c->percorso);
    close(c->blocco);
}

/* Ours, and nobody holds it: it is then held by us, in *fd. */
static bool abandoned(const char *path, int *fd)
{
    struct stat st;
    *fd = open_folder(path);
    return *fd >= 0 && fstat(*fd, &st) == 0 && st.st_uid == geteuid() && flock(*fd, LOCK_EX | LOCK_NB) == 0;
}

int cartelle_ripulisci(Str dentro, Str nome)
{
    Arena a = {0};
    OsNomi names;
    int removed = 0;
    Err e = os_list_folder(dentro, &a, &names);
    for (ptrdiff_t i = 0; !e && i < names.n; i++) {
        int fd;
        if (!str_starts(names.items[i], nome) || names.items[i].n != nome.n + LETTERE) continue;
        const char *path = str_c(&a, str_fmt(&a, "%.*s/%.*s", STR_ARG(dentro), STR_ARG(names.items[i])));
        if (abandoned(path, &fd)) {
            remove_all(path);
            removed++;
        }
        if (fd >= 0) close(fd);
    }
    arena_free(&a);
    return removed;
}

/* os.c - floor 0: files, randomness, the clock. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#define LIBRARY_ADAPTER
#include "base/os.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

Err os_read_file(Str path, ptrdiff_t limit, Arena *a, Str *out)
{
    bool std_in = str_eq(path, S("-"));
    int fd = std_in ? STDIN_FILENO : open(str_c(a, path), O_RDONLY | O_CLOEXEC);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) || S_ISDIR(st.st_mode)) {
        if (fd >= 0 && !std_in) close(fd);
        return E_LETTURA;
    }
    ptrdiff_t cap = S_ISREG(st.st_mode) && st.st_size < limit ? (ptrdiff_t)st.st_size + 1 : 65536, n = 0;
    char *p = arena_alloc(a, cap);
    Err e = OK;
    for (;;) {
        if (n > limit) {
            e = E_DATI;
            break;
        }
        if (n == cap) {
            char *bigger = arena_alloc(a, cap * 2);
            memcpy(bigger, p, (size_t)n);
            p = bigger;
            cap *= 2;
        }
        ssize_t got = read(fd, p + n, (size_t)(cap - n));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) e = E_LETTURA;
        if (got <= 0) break;
        n += got;
    }
    if (!std_in) close(fd);
    *out = (Str){p, n};
    return e;
}

static bool write_all(int fd, Str bytes)
{
    while (bytes.n) {
        ssize_t w = write(fd, bytes.p, (size_t)bytes.n);
        if (w < 0 && errno == EINTR) continue;
        if (w <= 0) return false;
        bytes.p += w;
        bytes.n -= w;
    }
    return true;
}

Err os_write_file(Str path, Str bytes)
{
    Arena a = {0};
    const char *final = str_c(&a, path);
    const char *beside = str_c(&a, str_fmt(&a, "%s.parziale-%ld", final, (long)getpid()));
    int fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    bool fine = fd >= 0 && write_all(fd, bytes) && fsync(fd) == 0;
    if (fd >= 0) fine = close(fd) == 0 && fine;
    fine = fine && rename(beside, final) == 0;
    if (!fine && fd >= 0) unlink(beside);
    arena_free(&a);
    return fine ? OK : E_SCRITTURA;
}

bool os_exists(Str path)
{
    Arena a = {0};
    bool there = access(str_c(&a, path), F_OK) == 0;
    arena_free(&a);
    return there;
}

bool os_is_folder(Str path)
{
    Arena a = {0};
    struct stat st;
    bool folder = stat(str_c(&a, path), &st) == 0 && S_ISDIR(st.st_mode);
    arena_free(&a);
    return folder;
}

Err os_make_folder(Str path)
{
    Arena a = {0};
    bool fine = mkdir(str_c(&a, path), 0777) == 0 || (errno == EEXIST && os_is_folder(path));
    arena_free(&a);
    return fine ? OK : E_SCRITTURA;
}

static int by_bytes(const void *x, const void *y) { return str_cmp(*(const Str *)x, *(const Str *)y); }

Err os_list_folder(Str path, Arena *a, OsNomi *out)
{
    *out = (OsNomi){0};
    DIR *folder = opendir(str_c(a, path));
    if (!folder) return E_LETTURA;
    for (struct dirent *f; errno = 0, (f = readdir(folder)) != NULL;)
        if (strcmp(f->d_name, ".") && strcmp(f->d_name, "..")) *PUSH(a, out) = str_dup(a, str_of(f->d_name));
    Err e = errno ? E_LETTURA : OK;
    closedir(folder);
    if (out->n) qsort(out->items, (size_t)out->n, sizeof *out->items, by_bytes);
    return e;
}

void os_random(void *p, ptrdiff_t n)
{
    ASSERT(sodium_init() >= 0);
    randombytes_buf(p, (size_t)n);
}

Str os_now(Arena *a)
{
    time_t now = time(NULL);
    struct tm t;
    ASSERT(gmtime_r(&now, &t) != NULL);
    return str_fmt(a, "%04d-%02d-%02dT%02d:%02d:%02dZ", t.tm_year + 1900, t.tm_mon + 1, t.tm_mday, t.tm_hour, t.tm_min,
                   t.tm_sec);
}

int64_t os_epoch(void) { return (int64_t)time(NULL); }

/* replay.c - runs a fuzz target on files and on every file of folders: seeds as tests, and crashes again. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "fuzz.h"

#include "base/os.h"

static int run_file(Str path)
{
    Arena a = {0};
    Str bytes;
    Err e = os_read_file(path, 16 * 1024 * 1024, &a, &bytes);
    if (e == OK) LLVMFuzzerTestOneInput((const uint8_t *)bytes.p, (size_t)bytes.n);
    else fprintf(stderr, "%.*s: not readable\n", STR_ARG(path));
    arena_free(&a);
    return e == OK ? 1 : -1;
}

static int run(const char *path)
{
    if (!os_is_folder(str_of(path))) return run_file(str_of(path));
    Arena a = {0};
    OsNomi names;
    int n = os_list_folder(str_of(path), &a, &names) ? -1 : 0;
    for (ptrdiff_t i = 0; n >= 0 && i < names.n; i++) {
        if (names.items[i].p[0] == '.') continue;
        int one = run_file(str_fmt(&a, "%s/%.*s", path, STR_ARG(names.items[i])));
        n = one < 0 ? -1 : n + one;
    }
    arena_free(&a);
    return n;
}

int main(int argc, char **argv)
{
    int n = 0;
    for (int i = 1; i < argc; i++) {
        int some = run(argv[i]);
        if (some < 0) return 1;
        n += some;
    }
    printf("%d files\n", n);
    return n ? 0 : 1;
}

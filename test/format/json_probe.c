/* json_probe.c - for compare_json.py: texts on standard input, what json_read makes of them on standard output.
 * In: for each text its length in decimal, a line end, its bytes. Out: for each text a line: "ok " and the text written
 * again and then a tab and its canonical form (both without line ends), or "no LINE COLUMN". */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "base/os.h"
#include "format/json.h"

int main(void)
{
    Arena all = {0};
    Str in;
    if (os_read_file(S("-"), 64 * 1024 * 1024, &all, &in) != OK) return 1;
    while (in.n) {
        ptrdiff_t end = str_find(in, '\n');
        ASSERT(end > 0);
        ptrdiff_t n = 0;
        for (ptrdiff_t i = 0; i < end; i++) n = n * 10 + (in.p[i] - '0');
        Str text = str_sub(in, end + 1, end + 1 + n);
        in = str_sub(in, end + 1 + n, in.n);
        Arena a = {0};
        Tree t;
        JsonError error;
        if (json_read(text, &a, &t, &error) == OK) {
            Json *j = json_new(&a, false);
            json_tree(j, &t);
            Str written = json_done(j), canonical = json_canonical(&a, &t);
            printf("ok ");
            fwrite(written.p, 1, (size_t)written.n, stdout);
            putchar('\t');
            fwrite(canonical.p, 1, (size_t)canonical.n, stdout);
            putchar('\n');
        } else {
            printf("no %d %d\n", error.line, error.column);
        }
        arena_free(&a);
    }
    arena_free(&all);
    return 0;
}

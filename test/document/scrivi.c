/* scrivi.c - writes the example documents into a folder, for the checks by other programs. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "base/os.h"
#include "document/html.h"
#include "document/odf.h"
#include "esempio.h"

static int failed;

static void write_one(Arena *a, const char *folder, const char *name, const Documento *d)
{
    Str odt;
    if (odt_render(d, a, &odt) || os_write_file(str_fmt(a, "%s/%s.odt", folder, name), odt) ||
        os_write_file(str_fmt(a, "%s/%s.html", folder, name), html_render(d, a)) ||
        os_write_file(str_fmt(a, "%s/%s.fodt", folder, name), fodt_render(d, a)))
        failed = 1;
}

int main(int argc, char **argv)
{
    if (argc != 2) return 2;
    Arena a = {0};
    write_one(&a, argv[1], "piccolo", esempio_piccolo(&a));
    write_one(&a, argv[1], "lungo", esempio_lungo(&a));
    write_one(&a, argv[1], "ostile", esempio_ostile(&a));
    arena_free(&a);
    return failed;
}

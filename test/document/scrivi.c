/* scrivi.c - writes the example documents into a folder, for the checks by other programs.
 * scrivi FOLDER [SOFFICE]: HTML, FODT, ODT; with the path of LibreOffice also PDF and DOCX. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "base/os.h"
#include "document/html.h"
#include "document/libreoffice.h"
#include "document/odf.h"
#include "esempio.h"

static bool write_one(Arena *a, const char *folder, const char *name, const Documento *d, Conversione *c)
{
    Str odt;
    *c = (Conversione){.nome = str_of(name), .fodt = fodt_render(d, a), .pdf = str_fmt(a, "%s/%s.pdf", folder, name),
                       .docx = str_fmt(a, "%s/%s.docx", folder, name)};
    return !odt_render(d, a, &odt) && !os_write_file(str_fmt(a, "%s/%s.odt", folder, name), odt) &&
           !os_write_file(str_fmt(a, "%s/%s.html", folder, name), html_render(d, a)) &&
           !os_write_file(str_fmt(a, "%s/%s.fodt", folder, name), c->fodt);
}

int main(int argc, char **argv)
{
    if (argc < 2 || argc > 3) return 2;
    Arena a = {0};
    Conversione c[4];
    bool fine = write_one(&a, argv[1], "piccolo", esempio_piccolo(&a), &c[0]) &&
                write_one(&a, argv[1], "lungo", esempio_lungo(&a), &c[1]) &&
                write_one(&a, argv[1], "ostile", esempio_ostile(&a), &c[2]) &&
                write_one(&a, argv[1], "righe", esempio_righe(&a), &c[3]);
    if (fine && argc == 3) {
        Difetti d = {.a = &a};
        LibreOffice lo = {str_of(argv[2]), str_of(argv[1]), 100};
        fine = libreoffice_convert(&lo, c, COUNT_OF(c), &d) == OK;
        for (ptrdiff_t i = 0; i < d.lista.n; i++)
            fprintf(stderr, "%.*s: %.*s\n", STR_ARG(d.lista.items[i].dove), STR_ARG(d.lista.items[i].cosa));
    }
    arena_free(&a);
    return fine ? 0 : 1;
}

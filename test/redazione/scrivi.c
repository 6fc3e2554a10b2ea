/* scrivi.c - writes the documents of the example body into a folder, for the eye and for the checks by other programs.
 */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/calcolo.h"
#include "redazione/paghe.h"
#include "redazione/relazione.h"
#include "redazione/vincoli.h"

#include "base/os.h"
#include "carica.h"
#include "document/html.h"
#include "document/odf.h"

static int write_one(Arena *a, const char *folder, const char *name, const Documento *d)
{
    Str odt;
    return odt_render(d, a, &odt) || os_write_file(str_fmt(a, "%s/%s.odt", folder, name), odt) ||
           os_write_file(str_fmt(a, "%s/%s.html", folder, name), html_render(d, a));
}

int main(int argc, char **argv)
{
    if (argc != 3) return 2;
    Arena a = {0};
    Archivio arch;
    carica(argv[1], &a, &arch);
    Valutazione v;
    Difetti d = {.a = &a};
    Documento *doc = NULL;
    int64_t anno = 2025;
    Err e = valutazione_calcola(&arch, anno, S("finale"), S(""), true, &a, &v, &d);
    RelazioneDati extra = {.data = date_of(2026, 6, 25), .ancora = S("0:example")};
    if (!e) e = redazione_relazione(&v, &extra, &a, &doc, &d);
    Documento *limits = NULL;
    if (!e) e = redazione_vincoli(&v, &(VincoliDati){.data = extra.data, .ancora = extra.ancora}, &a, &limits, &d);
    static const char *const people[] = {"M001", "M005", "M011", "M012"};
    Documento *proof[COUNT_OF(people)] = {0};
    for (int i = 0; i < COUNT_OF(people) && !e; i++)
        e = redazione_calcolo(&v, str_of(people[i]), &(CalcoloDati){.data = extra.data}, &a, &proof[i], &d);
    Paghe p;
    if (!e) e = paghe_di(&v, PAGHE_TUTTE, &a, &p, &d);
    for (ptrdiff_t i = 0; i < d.lista.n; i++)
        fprintf(stderr, "%.*s: %.*s\n", STR_ARG(d.lista.items[i].dove), STR_ARG(d.lista.items[i].cosa));
    int status = e || write_one(&a, argv[2], "relazione", doc) || write_one(&a, argv[2], "vincoli", limits);
    for (int i = 0; i < COUNT_OF(people) && !status; i++) status = write_one(&a, argv[2], people[i], proof[i]);
    if (!status)
        status = os_write_file(str_fmt(&a, "%s/paghe.csv", argv[2]), paghe_csv(&p, true, &a)) ||
                 os_write_file(str_fmt(&a, "%s/paghe.json", argv[2]), paghe_json(&p, &a));
    arena_free(&a);
    return status;
}

/* pubblica_cartella.c - test: FOLDER ANNO DAY OUT.db ESITO.json: a folder of CSV made public, past import and
 * permissions. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "base/os.h"
#include "carica.h"
#include "cycle/pubblicazione.h"
#include "store/access_grant.h"

static int tell(const Difetti *d, Str why)
{
    for (ptrdiff_t i = 0; i < d->lista.n; i++)
        fprintf(stderr, "%.*s: %.*s\n", STR_ARG(d->lista.items[i].dove), STR_ARG(d->lista.items[i].cosa));
    fprintf(stderr, "%.*s\n", STR_ARG(why));
    return 1;
}

int main(int argc, char **argv)
{
    if (argc != 6) return 2;
    Arena a = {0};
    Archivio arch;
    Valutazione v;
    Binari b;
    Date day;
    PubblicazioneEsito x;
    Difetti d = {.a = &a};
    int64_t anno = strtol(argv[2], NULL, 10), seq;
    carica(argv[1], &a, &arch);
    if (!date_parse_iso(str_of(argv[3]), &day)) return 2;
    if (valutazione_calcola(&arch, anno, S("finale"), S(""), true, &a, &v, &d)) return tell(&d, S("not computed"));
    binari_stato(&arch, v.sistema, anno, NULL, &a, &b);
    if (pubblicazione_prepara(&v, &b, NULL, PUBBLICA_TUTTO, day, &a, &x, &d)) return tell(&d, S("not public"));
    Store *st;
    Str why, path = str_fmt(&a, "%s.ente", argv[4]), now = S("2026-07-22T10:00:00Z");
    if (store_crea(&a, path, now, &st, &why)) return tell(&d, why);
    const Grant g = {S("P"), S("PUBBLICA"), S("trasparenza"), S("BODY")};
    Err e = store_pubblica(st, &g, now, S(""), &x.pubblicazione, &a, &seq);
    if (!e) e = store_pubblico_file(st, str_of(argv[4]));
    why = e ? store_perche(st) : S("");
    store_close(st);
    if (!e) e = os_write_file(str_of(argv[5]), valutazione_esito_json(&v, &a));
    int status = e ? tell(&d, why) : 0;
    arena_free(&a);
    return status;
}

/* cmd_giornale.c - floor 7: ciclo journal: the history of one record, as far as one may see it. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "app/registro.h"
#include "cycle/veduta.h"
#include "store/voce.h"

enum { VOCI_MAX = 1000 };

static Err asks(void *ctx, Azione z, Ambito su, const Grant **g, Str *why) { return contesto_chiede(ctx, z, su, g, why); }

static void put_json(Json *j, const VoceDi *v)
{
    const struct { const char *key; Str text; } parts[] = {{"ora", v->ora}, {"persona", v->persona}, {"azione", v->azione},
                                                           {"atto", v->atto}, {"prima", v->prima}, {"dopo", v->dopo}};
    json_open_map(j);
    json_key(j, S("voce"));
    json_int(j, v->seq);
    for (ptrdiff_t i = 0; i < COUNT_OF(parts); i++) {
        if (!parts[i].text.n) continue;
        json_key(j, str_of(parts[i].key));
        json_text(j, parts[i].text);
    }
    json_close_map(j);
}

/* TABELLA/CHIAVE, of a record that is there or was. */
static int history(Contesto *c, Str word)
{
    const Domanda q = {c, asks};
    const Grant *g;
    Archivio arch;
    VoceDi *v;
    ptrdiff_t n, slash = str_find(word, '/');
    int y, m, d;
    const EntitaInfo *e = slash > 0 ? entita_by_name(str_sub(word, 0, slash)) : NULL;
    int status = contesto_permesso(c, AZIONE_GIORNALE_LEGGI, (Ambito){0}, &g);
    if (status) return status;
    if (!e) return uso_errato("journal", "«%.*s»: scrivere TABELLA/CHIAVE, ad esempio atti/GIU-2026-005", STR_ARG(word));
    Err bad = store_archivio_load(c->st, g, c->a, &arch);
    if (bad) return contesto_errore(c, bad);
    date_parts(c->oggi, &y, &m, &d);
    const Veduta eye = {&q, &arch, c->persona, y};
    Str key = str_sub(word, slash + 1, word.n);
    if (!veduta_dato(&eye, e->tipo, key, c->a))
        return errore(E_VIETATO, "%.*s non può vedere %.*s: la storia di un dato si apre a chi può vedere il dato",
                      STR_ARG(c->persona), STR_ARG(word));
    bad = store_voci_di(c->st, g, str_of(e->nome), key, VOCI_MAX, c->a, &v, &n);
    if (bad) return contesto_errore(c, bad);
    if (!n) return errore(E_NON_TROVATO, "il giornale non ha voci su %.*s", STR_ARG(word));
    Json *j = json_new(c->a, true);
    Buf b = buf_new(c->a);
    json_open_list(j);
    for (ptrdiff_t i = 0; i < n; i++) {
        put_json(j, &v[i]);
        buf_fmt(&b, "%lld %.*s %.*s %.*s %.*s\n  prima: %.*s\n  dopo:  %.*s\n", (long long)v[i].seq, STR_ARG(v[i].ora),
                STR_ARG(v[i].persona), STR_ARG(v[i].azione), STR_ARG(v[i].atto), STR_ARG(v[i].prima), STR_ARG(v[i].dopo));
    }
    json_close_list(j);
    return c->json ? registro_stampa(c, j) : stampa_testo(buf_str(&b));
}

int cmd_journal(Arena *a, Argomenti args)
{
    Contesto c;
    int status = contesto_leggi(&c, "journal", a, &args);
    if (!status) status = contesto_resto(&c, &args, 1, 1);
    if (status) return status;
    return contesto_fine(&c, history(&c, str_of(args.v[0])));
}

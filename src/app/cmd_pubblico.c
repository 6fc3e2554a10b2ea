/* cmd_pubblico.c - floor 7: ciclo public: what everybody may read. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "app/registro.h"

#include "store/pubblico.h"

/* Figures stand there as documents too, in CSV and JSON. */
static int print_list(const Contesto *c, const Pubblicazione *p)
{
    Buf b = buf_new(c->a);
    Json *j = json_new(c->a, true);
    json_open_list(j);
    if (!p->n_documenti) buf_put(&b, S("niente è pubblico\n"));
    for (ptrdiff_t i = 0; i < p->n_documenti; i++) {
        const PubDocumento *x = &p->documenti[i];
        json_open_map(j);
        json_key(j, S("anno")), json_int(j, x->anno);
        json_key(j, S("tipo")), json_text(j, x->tipo);
        json_key(j, S("edizione")), json_int(j, x->edizione);
        json_key(j, S("formato")), json_text(j, x->formato);
        json_key(j, S("titolo")), json_text(j, x->titolo);
        json_key(j, S("impronta")), json_text(j, x->impronta);
        json_key(j, S("pubblicato_il")), json_text(j, x->pubblicato_il);
        json_close_map(j);
        buf_fmt(&b, "%lld  %-16.*s %lld  %-5.*s %.*s (%.*s)\n", (long long)x->anno, STR_ARG(x->tipo),
                (long long)x->edizione, STR_ARG(x->formato), STR_ARG(x->titolo), STR_ARG(x->pubblicato_il));
    }
    json_close_list(j);
    return c->json ? registro_stampa(c, j) : stampa_testo(buf_str(&b));
}

/* The latest edition of a kind of document, in the format asked for, else in its first. */
static const PubDocumento *find_document(const Pubblicazione *p, Str tipo, Str formato)
{
    const PubDocumento *best = NULL;
    for (ptrdiff_t i = 0; i < p->n_documenti; i++) {
        const PubDocumento *x = &p->documenti[i];
        if (!str_eq(x->tipo, tipo) || (formato.n && !str_eq(x->formato, formato))) continue;
        if (!best || x->anno > best->anno || (x->anno == best->anno && x->edizione > best->edizione)) best = x;
    }
    return best;
}

int cmd_public(Arena *a, Argomenti args)
{
    Contesto c;
    int64_t anno = 0;
    const Grant *g;
    Pubblicazione p;
    int status = contesto_leggi(&c, "public", a, &args);
    Str formato = str_of(opzione(&args, "--formato"));
    if (!status) status = opzione_anno(&c, &args, "--anno", &anno);
    if (!status) status = contesto_resto(&c, &args, 0, 1);
    if (!status) status = contesto_permesso(&c, AZIONE_PUBBLICO_LEGGI, (Ambito){.anno = anno}, &g);
    if (status) return contesto_fine(&c, status);
    Err e = store_pubblicazione_load(c.st, anno, a, &p);
    if (e) return contesto_fine(&c, contesto_errore(&c, e));
    if (!args.n) return contesto_fine(&c, print_list(&c, &p));
    Str name = str_of(args.v[0]);
    if (c.json && !formato.n) formato = S("json");
    const PubDocumento *x = find_document(&p, name, formato);
    if (!x) status = errore(E_NON_TROVATO, "«%s» non è pubblico: l'elenco è in ciclo public", args.v[0]);
    return contesto_fine(&c, x ? stampa_testo(x->contenuto) : status);
}

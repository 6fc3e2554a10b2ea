/* cmd_pubblico.c - floor 7: ciclo public: what everybody may read. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "app/registro.h"

#include "format/csv.h"
#include "store/pubblico.h"

static bool same_set(const PubDato *x, const PubDato *y) { return x->anno == y->anno && str_eq(x->insieme, y->insieme); }

static int print_list(const Contesto *c, const Pubblicazione *p)
{
    Buf b = buf_new(c->a);
    Json *j = json_new(c->a, true);
    json_open_map(j);
    json_key(j, S("documenti"));
    json_open_list(j);
    if (!p->n_documenti && !p->n_dati) buf_put(&b, S("niente è pubblico\n"));
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
    json_key(j, S("insiemi"));
    json_open_list(j);
    for (ptrdiff_t i = 0; i < p->n_dati; i++) {
        if (i && same_set(&p->dati[i - 1], &p->dati[i])) continue;
        json_open_map(j);
        json_key(j, S("anno")), json_int(j, p->dati[i].anno);
        json_key(j, S("insieme")), json_text(j, p->dati[i].insieme);
        json_close_map(j);
        buf_fmt(&b, "%lld  %.*s\n", (long long)p->dati[i].anno, STR_ARG(p->dati[i].insieme));
    }
    json_close_list(j);
    json_close_map(j);
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

typedef LIST(Str) Nomi;

/* Columns of a set, in the order in which they first come. */
static void add_once(Arena *a, Nomi *names, Str column)
{
    for (ptrdiff_t i = 0; i < names->n; i++)
        if (str_eq(names->items[i], column)) return;
    *PUSH(a, names) = column;
}

static void print_row(const PubDato *v, ptrdiff_t n, const Nomi *names, Arena *a, Buf *b, Json *j)
{
    Str *cells = NEW_N(a, Str, names->n + 1);
    for (ptrdiff_t i = 0; i < n; i++) {
        for (ptrdiff_t k = 0; k < names->n; k++)
            if (str_eq(names->items[k], v[i].colonna)) cells[k] = v[i].valore;
    }
    json_open_map(j);
    for (ptrdiff_t k = 0; k < names->n; k++) {
        csv_cell_for_excel(b, cells[k], !k);
        json_key(j, names->items[k]);
        json_text(j, cells[k]);
    }
    json_close_map(j);
    csv_end_row(b);
}

/* One set of figures of its latest year, as CSV or JSON; false: there is none of that name. */
static bool print_set(const Contesto *c, const Pubblicazione *p, Str name, int *status)
{
    ptrdiff_t from = -1, to = 0;
    for (ptrdiff_t i = 0; i < p->n_dati; i++) {
        if (!str_eq(p->dati[i].insieme, name)) continue;
        if (from < 0 || p->dati[i].anno != p->dati[from].anno) from = i;
        to = i + 1;
    }
    if (from < 0) return false;
    Nomi names = {0};
    Buf b = buf_new(c->a);
    Json *j = json_new(c->a, true);
    for (ptrdiff_t i = from; i < to; i++) add_once(c->a, &names, p->dati[i].colonna);
    for (ptrdiff_t k = 0; k < names.n; k++) csv_cell_for_excel(&b, names.items[k], !k);
    csv_end_row(&b);
    json_open_list(j);
    for (ptrdiff_t i = from, end; i < to; i = end) {
        for (end = i + 1; end < to && p->dati[end].riga == p->dati[i].riga;) end++;
        print_row(&p->dati[i], end - i, &names, c->a, &b, j);
    }
    json_close_list(j);
    *status = c->json ? registro_stampa(c, j) : stampa_testo(buf_str(&b));
    return true;
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
    if (x) status = stampa_testo(x->contenuto);
    else if (!print_set(&c, &p, name, &status))
        status = errore(E_NON_TROVATO, "«%s» non è pubblico: l'elenco è in ciclo public", args.v[0]);
    return contesto_fine(&c, status);
}

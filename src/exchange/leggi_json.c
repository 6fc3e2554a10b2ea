/* leggi_json.c - floor 5: one JSON text to the records of its tables. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "exchange/interno.h"

#include "format/json.h"

typedef struct Lettura { Scambio *s; Arena *a; Difetti *d; } Lettura;

/* Text or, for an INTERO, a whole number; null is an absent field. NULL in `wrong` when the value will do. */
static Str cell_of(const Tree *v, const CampoInfo *c, const char **wrong)
{
    *wrong = NULL;
    if (v->kind == TREE_NULL) return S("");
    if (v->kind == TREE_TEXT || (v->kind == TREE_INT && c->tipo == CAMPO_INTERO)) return v->text;
    bool number = v->kind == TREE_INT || v->kind == TREE_REAL;
    if (number && (c->tipo == CAMPO_DECIMALE || c->tipo == CAMPO_EURO))
        *wrong = "un numero con decimali va scritto fra virgolette: \"12.50\"";
    else if (number && c->tipo == CAMPO_INTERO)
        *wrong = "deve essere un numero intero";
    else if (c->tipo == CAMPO_INTERO)
        *wrong = "deve essere un numero intero oppure un testo che lo contiene";
    else
        *wrong = "deve essere un testo fra virgolette";
    return S("");
}

static void read_fields(Lettura *l, const EntitaInfo *e, const Tree *map, Str where, void *r, bool *keyless,
                        bool *flawed)
{
    uint64_t seen = 0;
    for (ptrdiff_t i = 0; i < map->n; i++) {
        const Tree *v = &map->items[i];
        const CampoInfo *c = campo_by_name(e, map->keys[i]);
        Str here = tree_pointer(l->a, where, map->keys[i]), why = S("");
        const char *wrong = NULL;
        if (!c) {
            Str all = campi_elenco(l->a, e);
            difetto(l->d, v->at, here, "il campo non è di questa tabella: toglierlo o correggerne il nome (%.*s)",
                    STR_ARG(all));
            *flawed = true;
            continue;
        }
        seen |= (uint64_t)1 << (c - e->campi);
        if (v->repeated) wrong = "il campo c'è due volte: toglierne uno";
        Str cell = wrong ? S("") : cell_of(v, c, &wrong);
        if (wrong) difetto(l->d, v->at, here, "%s", wrong);
        else if (!campo_read(l->a, c, cell, false, r, &why)) difetto(l->d, v->at, here, "%.*s", STR_ARG(why));
        else continue;
        *flawed = true;
        *keyless = *keyless || campo_chiave(c);
    }
    for (int k = 0; k < e->n_campi; k++) {
        const CampoInfo *c = &e->campi[k];
        if (campo_facoltativo(c) || (seen >> k & 1)) continue;
        difetto(l->d, map->at, where, "manca il campo «%s», che è obbligatorio", c->nome);
        *flawed = true;
        *keyless = *keyless || campo_chiave(c);
    }
}

static void read_table(Lettura *l, const EntitaInfo *e, const Tree *list, Str where)
{
    Origine *o = &l->s->origini[e->tipo];
    Tabella *t = &l->s->dati.tabelle[e->tipo];
    o->presente = true;
    if (list->kind != TREE_LIST) {
        difetto(l->d, list->at, where, "deve essere una lista di oggetti: [{\"%s\": ...}, ...]", e->campi[0].nome);
        o->incompleta = true;
        return;
    }
    tabella_room(l->a, t, list->n);
    for (ptrdiff_t i = 0; i < list->n; i++) {
        const Tree *v = &list->items[i];
        Str here = tree_pointer_n(l->a, where, i);
        bool keyless = false, flawed = false;
        if (v->kind != TREE_MAP) {
            difetto(l->d, v->at, here, "deve essere un oggetto: {\"%s\": ...}", e->campi[0].nome);
            o->incompleta = true;
            continue;
        }
        void *r = tabella_add(l->s, l->a, e, (Luogo){v->at, (int)i, false});
        read_fields(l, e, v, here, r, &keyless, &flawed);
        o->luoghi.items[o->luoghi.n - 1].difettoso = flawed;
        if (!flawed) canonico(l->s, l->a, e, r, false, l->d);
        if (!keyless) continue;
        t->n--;
        o->incompleta = true;
    }
}

static void read_root(Lettura *l, const Tree *root)
{
    if (root->kind != TREE_MAP) {
        difetto(l->d, 0, S("1:1"),
                "il file deve contenere un oggetto: {\"formato\": \"" SCAMBIO_FORMATO "\", \"persone\": [...]}");
        return;
    }
    const Tree *formato = tree_get(root, S("formato"));
    if (!formato || formato->kind != TREE_TEXT || !str_eq(formato->text, S(SCAMBIO_FORMATO)))
        difetto(l->d, formato ? formato->at : 0, S("/formato"), "deve essere \"" SCAMBIO_FORMATO "\"");
    for (ptrdiff_t i = 0; i < root->n; i++) {
        const Tree *v = &root->items[i];
        const EntitaInfo *e = entita_by_name(root->keys[i]);
        Str here = tree_pointer(l->a, S(""), root->keys[i]);
        if (v->repeated) difetto(l->d, v->at, here, "c'è due volte: unire le due parti");
        else if (e) read_table(l, e, v, here);
        else if (!str_eq(root->keys[i], S("formato")))
            difetto(l->d, v->at, here, "non è una tabella: i nomi delle tabelle sono in doc/formato-dati.md");
    }
}

Err scambio_read_json(Str text, Arena *a, Scambio *s, Difetti *d)
{
    Lettura l = {s, a, d};
    ptrdiff_t before = d->lista.n + d->in_piu;
    Tree root;
    JsonError bad;
    if (json_read(text, a, &root, &bad))
        difetto(d, 0, str_fmt(a, "%d:%d", bad.line, bad.column), "%.*s", STR_ARG(bad.what));
    else
        read_root(&l, &root);
    return d->lista.n + d->in_piu > before ? E_DATI : OK;
}

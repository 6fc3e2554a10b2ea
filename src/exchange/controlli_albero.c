/* controlli_albero.c - floor 5: fathers and children: no circles, and each below a level above its own. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "exchange/unione.h"

/* A forest: record i hangs below padre[i] (-1: a root). */
typedef struct Foresta {
    const EntitaInfo *e;
    const void **record;
    ptrdiff_t *padre;
    ptrdiff_t n;
    const CampoInfo *nome;    /* the field that says who it is */
} Foresta;

/* One circle, once: the way round, at the first of its records that was read. */
static void say_circle(const Unione *u, const Foresta *f, ptrdiff_t start)
{
    enum { MOSTRATI = 8 };
    const void *at = NULL;
    Buf b = buf_new(u->a);
    ptrdiff_t i = start, n = 0;
    do {
        const void *r = f->record[i];
        if (unione_letto(r) && (!at || ordine_of(u->s, f->e, r, NULL) < ordine_of(u->s, f->e, at, NULL))) at = r;
        if (n < MOSTRATI) {
            if (n) buf_put(&b, S(" sotto "));
            buf_put(&b, str_of_campo(f->nome, f->record[i]));
        }
        n++;
        i = f->padre[i];
    } while (i != start);
    if (n < MOSTRATI) {
        buf_put(&b, S(" sotto "));
        buf_put(&b, str_of_campo(f->nome, f->record[start]));
    } else {
        buf_put(&b, S("..."));
    }
    Str way = buf_str(&b);
    if (at)
        unione_segnala(u, f->e, at, info_campo(f->e, "padre"),
                       "il padre torna su sé stesso (%.*s): correggere uno dei padri", STR_ARG(way));
}

static void check_circles(const Unione *u, const Foresta *f)
{
    ptrdiff_t *seen = NEW_N(u->a, ptrdiff_t, f->n + 1);   /* 0: not yet; else the walk that came by, counted from 1 */
    for (ptrdiff_t i = 0; i < f->n; i++) {
        ptrdiff_t at = i;
        while (at >= 0 && !seen[at]) {
            seen[at] = i + 1;
            at = f->padre[at];
        }
        if (at >= 0 && seen[at] == i + 1) say_circle(u, f, at);
    }
}

static void check_units(const Unione *u)
{
    const Tabella *t = &u->arch.tabelle[ENTITA_UNITA];
    const CampoInfo *padre = info_campo(t->e, "padre");
    Foresta f = {t->e, NEW_N(u->a, const void *, t->n + 1), NEW_N(u->a, ptrdiff_t, t->n + 1), t->n,
                 info_campo(t->e, "codice")};
    for (ptrdiff_t i = 0; i < t->n; i++) {
        f.record[i] = tabella_at(t, i);
        const char *up = campo_absent(padre, f.record[i]) ? NULL : unione_rif(u, padre, f.record[i]);
        f.padre[i] = up ? (up - (const char *)t->items) / t->e->size : -1;
    }
    check_circles(u, &f);
}

/* -- the tree of each year: the last version of each node */

/* 0 for area_strategica, 1 for priorita...: the order of the words in entita.def; -1: unknown. */
static int rank_of(const Unione *u, const NodoVersione *v, Str *word)
{
    const EntitaInfo *e = entita_info(ENTITA_NODO_VERSIONE);
    const Nodo *n = unione_rif(u, info_campo(e, "nodo"), v);
    *word = n ? n->livello : S("");
    if (!word->n) return -1;
    const char *at = info_campo(entita_info(ENTITA_NODO), "livello")->arg;
    for (int rank = 0; at; rank++) {
        const char *bar = strchr(at, '|');
        Str one = {at, bar ? bar - at : (ptrdiff_t)strlen(at)};
        if (str_eq(one, *word)) return rank;
        at = bar ? bar + 1 : NULL;
    }
    return -1;
}

static void check_level(const Unione *u, const EntitaInfo *e, const NodoVersione *v, const NodoVersione *up)
{
    Str mine, above;
    int rank = rank_of(u, v, &mine), rank_above = rank_of(u, up, &above);
    const void *at = unione_letto(v) ? (const void *)v : unione_letto(up) ? up : NULL;
    if (!at || rank < 0 || rank_above < 0 || rank_above < rank) return;
    unione_segnala(u, e, at, info_campo(e, "padre"),
                   "«%.*s» (%.*s) non può stare sotto «%.*s» (%.*s): il padre è di un livello superiore",
            STR_ARG(v->nodo), STR_ARG(mine), STR_ARG(v->padre), STR_ARG(above));
}

static void check_tree(const Unione *u)
{
    const Tabella *t = &u->arch.tabelle[ENTITA_NODO_VERSIONE];
    const CampoInfo *padre = info_campo(t->e, "padre");
    Foresta f = {t->e, NEW_N(u->a, const void *, t->n + 1), NEW_N(u->a, ptrdiff_t, t->n + 1), 0,
                 info_campo(t->e, "nodo")};
    ptrdiff_t *number = NEW_N(u->a, ptrdiff_t, t->n + 1);   /* of the last version in the forest, for each record */
    for (ptrdiff_t i = 0, n; i < t->n; i += n) {
        unione_prefix(u, t->e->tipo, key_prefix(u->chiavi[t->e->tipo][i], 2), &n);
        const NodoVersione *last = NULL;
        for (ptrdiff_t j = i; j < i + n; j++) {
            const NodoVersione *v = tabella_at(t, j);
            if (!last || v->versione > last->versione) last = v;
            number[j] = f.n;
        }
        f.record[f.n++] = last;
    }
    for (ptrdiff_t i = 0; i < f.n; i++) {
        const NodoVersione *v = f.record[i];
        f.padre[i] = -1;
        if (!v->padre.n) continue;
        Str key = unione_rif_key(u, padre, v);
        Str prefix = str_fmt(u->a, "%.*s/%lld/", STR_ARG(key), (long long)v->anno);
        ptrdiff_t n, at = unione_prefix(u, t->e->tipo, prefix, &n);
        if (!n) continue;
        f.padre[i] = number[at];
        check_level(u, t->e, v, f.record[number[at]]);
    }
    check_circles(u, &f);
}

void controlla_alberi(const Unione *u)
{
    check_units(u);
    check_tree(u);
}

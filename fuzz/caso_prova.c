/* caso_prova.c - a case refused with places in order, or computed twice with the same results. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "caso_prova.h"

#include "format/json.h"
#include "rules/proposta.h"

static void check_refused(Str text, const Difetti *d)
{
    ASSERT(d->lista.n > 0);
    int64_t before = 0;
    for (ptrdiff_t i = 0; i < d->lista.n; i++) {
        Difetto x = d->lista.items[i];
        ASSERT(x.ordine >= before && x.ordine <= text.n);
        before = x.ordine;
        ASSERT(x.dove.n && x.cosa.n && utf8_invalid_at(x.cosa) < 0 && utf8_invalid_at(x.dove) < 0);
        ASSERT(x.dove.p[0] == '/' || (d->lista.n == 1 && str_find(x.dove, ':') > 0));
    }
}

/* The same tree, but for every "traccia". */
static bool same_without_traces(const Tree *whole, const Tree *bare)
{
    if (whole->kind != bare->kind || !str_eq(whole->text, bare->text)) return false;
    if (whole->kind != TREE_MAP && whole->n != bare->n) return false;
    ptrdiff_t k = 0;
    for (ptrdiff_t i = 0; i < whole->n; i++) {
        bool map = whole->kind == TREE_MAP;
        if (map && str_eq(whole->keys[i], S("traccia"))) continue;
        if (k == bare->n || (map && !str_eq(whole->keys[i], bare->keys[k]))) return false;
        if (!same_without_traces(&whole->items[i], &bare->items[k++])) return false;
    }
    return k == bare->n;
}

static void check_suggested(const Caso *c, const CasoGruppo *g, Arena *a)
{
    if (g->n > 12 || g->deroga) return; /* the search has tests of its own */
    PropostaRegole r;
    Proposta p;
    proposta_regole(c, &r);
    const int *marks[2] = {g->marks[0], g->marks[1]};
    const bool *held[2] = {g->bloccati[0], g->bloccati[1]};
    proposta_vicina(&r, g->n, marks, held, a, &p);
    if (!p.possibile) return;
    PropostaGruppo whole = {.n = g->n, .contati = g->n, .marks = {marks[0], marks[1]}};
    for (int h = 0; h < 2; h++) {
        int *least = NEW_N(a, int, g->n), *most = NEW_N(a, int, g->n);
        for (ptrdiff_t i = 0; i < g->n; i++) {
            least[i] = held[h][i] ? marks[h][i] : 0;
            most[i] = held[h][i] ? marks[h][i] : r.massimo;
        }
        whole.da[h] = least, whole.a[h] = most;
    }
    const int *found[2] = {p.marks[0], p.marks[1]};
    ASSERT(proposta_legale(&r, 1, &whole, found));
    int64_t change = 0;
    for (int h = 0; h < 2; h++)
        for (ptrdiff_t i = 0; i < g->n; i++) {
            ASSERT(!held[h][i] || found[h][i] == marks[h][i]);
            change += abs(found[h][i] - marks[h][i]);
        }
    ASSERT(change == p.distanza && (change == 0) == proposta_legale(&r, 1, &whole, marks));
}

bool caso_prova(Str text, const Sistema *s, Arena *a)
{
    Difetti d = {.a = a};
    Caso c;
    if (caso_read(text, &(Sistemi){s}, a, &c, &d)) {
        check_refused(text, &d);
        return false;
    }
    ASSERT(!d.lista.n);
    EsitoCaso proved, bare;
    rule_caso(&c, true, a, &proved);
    rule_caso(&c, false, a, &bare);
    Tree whole, without;
    JsonError error;
    ASSERT(json_read(esito_json(&proved, a), a, &whole, &error) == OK);
    ASSERT(json_read(esito_json(&bare, a), a, &without, &error) == OK);
    ASSERT(same_without_traces(&whole, &without));
    if (c.ha_premi) {
        Num cents = num_mul(a, c.premi.fondo, num_int(100));
        int64_t paid = 0;
        for (ptrdiff_t i = 0; i < c.premi.n_persone; i++) paid += proved.premi.persone[i].importo_cent;
        ASSERT(paid == proved.premi.totale_cent);
        ASSERT(num_eq(cents, num_int(proved.premi.totale_cent + proved.premi.non_distribuito_cent)));
    }
    for (ptrdiff_t i = 0; i < c.n_gruppi; i++) check_suggested(&c, &c.gruppi[i], a);
    return true;
}

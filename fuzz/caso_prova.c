/* caso_prova.c - a case refused with places in order, or computed twice with the same results. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "caso_prova.h"

#include "format/json.h"
#include "rules/regole.h"

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

/* The proposals of all groups together keep what is held and every constraint, as the rules themselves judge. */
static void check_suggested(const Caso *c, Arena *a)
{
    Caso mended = *c;
    Suggerimento *s = NEW_N(a, Suggerimento, c->n_gruppi);
    ptrdiff_t n = 0;
    for (ptrdiff_t g = 0; g < c->n_gruppi; g++) n += c->gruppi[g].n;
    if (n > 12) return; /* the search has tests of its own */
    rule_proposte(c, a, s);
    mended.gruppi = NEW_N(a, CasoGruppo, c->n_gruppi);
    for (ptrdiff_t g = 0; g < c->n_gruppi; g++) {
        CasoGruppo *x = &mended.gruppi[g];
        *x = c->gruppi[g];
        ASSERT(s[g].proposta.possibile || s[g].perche.n);
        int64_t change = 0;
        for (int h = 0; h < 2 && s[g].proposta.possibile; h++) {
            x->marks[h] = s[g].proposta.marks[h];
            for (ptrdiff_t i = 0; i < x->n; i++) {
                ASSERT(!x->bloccati[h][i] || x->marks[h][i] == c->gruppi[g].marks[h][i]);
                change += abs(x->marks[h][i] - c->gruppi[g].marks[h][i]);
            }
        }
        ASSERT(change == s[g].proposta.distanza);
    }
    for (ptrdiff_t g = 0; g < c->n_gruppi; g++) {
        EsitoGruppo e;
        rule_gruppo(&mended, g, false, a, &e);
        ASSERT(!s[g].proposta.possibile || e.esito != GRUPPO_NON_CONFORME);
    }
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
    check_suggested(&c, a);
    return true;
}

/* page_tavolo_conti.c - floor 6: the counters of the desk, as words and figures. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/page_tavolo.h"

#include "web/tavolo.thtml.h"

static Str number(Page *p, int64_t n)
{
    return str_fmt(p->a, "%s%lld", n < 0 ? "\u2212" : "", (long long)(n < 0 ? -n : n));
}

/* Parts of a point: "36", "36,5", "\u22120,25". */
static Str points_of(Page *p, int64_t n, int parti)
{
    int64_t size = n < 0 ? -n : n;
    int places = size % parti == 0 ? 0 : size * 2 % parti == 0 ? 1 : 2;
    return str_fmt(p->a, "%s%.*s", n < 0 ? "\u2212" : "", STR_ARG(num_italian(p->a, num_ratio(p->a, size, parti), places)));
}

static Str of_two(Page *p, int64_t a, int64_t b) { return str_fmt(p->a, "%lld / %lld", (long long)a, (long long)b); }

static bool broken(const TavoloConto *k, int constraint, int half)
{
    for (ptrdiff_t i = 0; i < k->n_violazioni; i++)
        if (k->violazioni[i].vincolo[1] == '0' + constraint && (!half || k->violazioni[i].semischeda == half))
            return true;
    return false;
}

static Str sentence(Page *p, const TavoloContoVista conti[TAVOLO_MEZZE], Str in_a)
{
    Buf b = buf_new(p->a);
    for (int h = 0; h < TAVOLO_MEZZE; h++) {
        const TavoloContoVista *c = &conti[h];
        TrArg args[] = {
            {"s", c->nome}, {"restano", c->restano}, {"scostamenti", c->scostamenti}, {"positivi", c->positivi}};
        buf_put(&b, tr_fill(p->a, _("{s}: restano {restano} punti, scostamenti {scostamenti}, positivi {positivi}. "),
                            args, COUNT_OF(args)));
    }
    TrArg names = {"a", in_a};
    buf_put(&b, tr_fill(p->a, _("Nomi in A {a}."), &names, 1));
    return buf_str(&b);
}

void page_tavolo_contatori(const TavoloPagina *x, TavoloVista *v)
{
    Page *p = x->p;
    const TavoloConto *k = &x->conto;
    for (int h = 0; h < TAVOLO_MEZZE; h++) {
        const TavoloContatore *c = &k->semischede[h];
        v->conti[h] = (TavoloContoVista){
            .nome = str_fmt(p->a, "%.*s %d", STR_ARG(_("Semischeda")), h + 1),
            .dati = of_two(p, c->dati, k->n),
            .restano = points_of(p, c->residui, k->parti),
            .scostamenti = points_of(p, c->scostamenti, k->parti),
            .positivi = str_fmt(p->a, "%.*s / %.*s", STR_ARG(points_of(p, c->positivi, k->parti)),
                                STR_ARG(points_of(p, c->positivi_dovuti, k->parti))),
            .in_a = number(p, c->in_a),
            .media = num_is(c->media) ? html_decimali(&p->h, c->media, 2) : S("-"),
            .oltre = broken(k, 1, h + 1), .scosta = broken(k, 2, h + 1),
            /* too few is no news while marks are missing */
            .mal_positivi = broken(k, 3, h + 1) && (!k->mancano || c->positivi > c->positivi_dovuti)};
    }
    v->in_a = of_two(p, k->in_a, k->massimo_a);
    v->troppi_a = broken(k, 4, 0);
    v->resto = k->resto ? _("e ancora un nome, con la A in una sola semischeda") : S("");
    if (k->gruppi > 1) {
        TrArg with = {"n", str_fmt(p->a, "%td", k->gruppi)};
        Str shared = tr_fill(p->a, _("il terzo è di {n} gruppi insieme"), &with, 1);
        v->resto = str_fmt(p->a, "%.*s (%.*s)", STR_ARG(v->resto), STR_ARG(shared));
    }
    v->voce = sentence(p, v->conti, v->in_a);
    v->provvisorie = k->mancano > 0;
    v->libere = x->t.livello == TAVOLO_RIDETERMINATA && !x->t.limiti_sg;
    Collegamento *list = NEW_N(p->a, Collegamento, k->n_violazioni + k->n_avvisi + 1);
    for (ptrdiff_t i = 0; i < k->n_violazioni; i++)
        list[v->n_violazioni++] = (Collegamento){page_tavolo_vincolo(p, &k->violazioni[i]), S("#conti")};
    for (ptrdiff_t i = 0; i < k->n_avvisi; i++) list[v->n_violazioni++] = (Collegamento){k->avvisi[i], S("#conti")};
    v->violazioni = list;
}

Str page_tavolo_conti(TavoloPagina *x, Str *voce)
{
    Html h = html_new(x->p->a, x->p->h.lingua, S(""));
    TavoloVista v = {.n = x->t.n};
    page_tavolo_contatori(x, &v);
    tavolo_conti(&h, &v);
    *voce = v.voce;
    return html_pagina(&h);
}

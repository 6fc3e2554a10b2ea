/* maggiorazione.c - floor 3: who is among the best evaluated, and the premium that sets them apart. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/regole.h"

#include <stdlib.h>

/* One of those who may be chosen. */
typedef struct Candidato { ptrdiff_t i; Num punti, cr; Str id; } Candidato;

static int by_score(const void *x, const void *y)
{
    const Candidato *a = x, *b = y;
    int c = num_cmp(b->punti, a->punti);
    if (!c) c = num_cmp(b->cr, a->cr);
    return c ? c : str_cmp(a->id, b->id);
}

static bool positivo(const Caso *c, const EsitoPersona *p)
{
    int last = c->sistema->n_fasce - 1;
    return p->fascia[0] != last && p->fascia[1] != last;
}

bool rule_positivo(const Caso *c, const EsitoPersona *p, ptrdiff_t i)
{
    const CasoPersona *who = c->premi.persone;
    if (!who[i].persona_scritta) return positivo(c, &p[i]);
    for (ptrdiff_t k = 0; k < c->premi.n_persone; k++)
        if (who[k].capo == who[i].capo && !positivo(c, &p[k])) return false;
    return true;
}

/* Points and CR of a person; of several sheets their mean, by the days present in each. */
static Candidato candidato(const CasoPremi *m, const EsitoPremi *e, ptrdiff_t i, Arena *a)
{
    const CasoPersona *p = m->persone;
    Candidato x = {i, num_int(p[i].marks[0] + p[i].marks[1]), *e->persone[i].cr, p[i].id};
    if (!p[i].persona_scritta) return x;
    Num points = num_int(0), cr = num_int(0), days = num_int(0);
    for (ptrdiff_t k = i; k < m->n_persone; k++) {
        if (p[k].capo != i) continue;
        Num d = num_int(p[k].dovuti ? p[k].dovuti - p[k].assenza : 1);
        points = num_add(a, points, num_mul(a, d, num_int(p[k].marks[0] + p[k].marks[1])));
        cr = num_add(a, cr, num_mul(a, d, *e->persone[k].cr));
        days = num_add(a, days, d);
    }
    if (!num_sign(days)) return x;
    x.punti = num_div(a, points, days);
    x.cr = num_div(a, cr, days);
    return x;
}

/* Share of all the people, whole: at most (rounded down) or at least (rounded up). */
static ptrdiff_t quanti(const CasoPremi *m, Arena *a)
{
    Num share = num_mul(a, m->maggiorazione.quota, num_int(premi_quanti(m)));
    bool least = m->maggiorazione.regola == MAGGIORAZIONE_DL95;
    int64_t k = 0;
    ASSERT(num_to_int(a, least ? num_neg(a, num_floor(a, num_neg(a, share))) : num_floor(a, share), &k));
    return (ptrdiff_t)k;
}

static bool level(const Candidato *x, const Candidato *y, ParitaMaggiorazione how)
{
    return num_cmp(x->punti, y->punti) == 0 && (how != PARI_CR || num_cmp(x->cr, y->cr) == 0);
}

/* Where the list ends. Among equals at its end nobody is chosen, or everybody: never one of them by name. Only where all
 * ties are told by CR and CR is equal too does the same rule hold again. */
static ptrdiff_t taglio(const Candidato *x, ptrdiff_t n, ptrdiff_t k, const CasoMaggiorazione *m)
{
    if (k >= n || !k) return k < n ? k : n;
    bool all = m->parita == PARI_INCLUSI || m->regola == MAGGIORAZIONE_DL95; /* at least a share: nobody level is left out */
    if (!level(&x[k - 1], &x[k], m->parita)) return k;
    ptrdiff_t end = k;
    if (all) while (end < n && level(&x[end], &x[k - 1], m->parita)) end++;
    else while (end > 0 && level(&x[end - 1], &x[k], m->parita)) end--;
    return end;
}

void rule_maggiorati(const Caso *c, const EsitoPremi *e, const Num *pesi, Num fondo, Arena *a, Maggiorati *out)
{
    const CasoPremi *m = &c->premi;
    ptrdiff_t n = 0;
    Candidato *x = NEW_N(a, Candidato, m->n_persone);
    Num all = num_int(0), good = num_int(0);
    for (ptrdiff_t i = 0; i < m->n_persone; i++) {
        all = num_add(a, all, pesi[i]);
        if (!rule_positivo(c, e->persone, i)) continue;
        good = num_add(a, good, pesi[i]);
        if (m->persone[i].capo == i) x[n++] = candidato(m, e, i, a);
    }
    *out = (Maggiorati){.presi = NEW_N(a, bool, m->n_persone), .massimo = quanti(m, a), .media = num_int(0), .importo = num_int(0)};
    if (n) qsort(x, (size_t)n, sizeof *x, by_score);
    out->n = taglio(x, n, out->massimo, &m->maggiorazione);
    for (ptrdiff_t i = 0; i < out->n; i++) out->presi[x[i].i] = true;
    if (!n || num_sign(all) == 0) return;
    Num part = num_div(a, num_div(a, good, all), num_int(n)); /* of the fund to one of them, on average */
    Num taken = num_mul(a, num_mul(a, num_int(out->n), m->maggiorazione.percentuale), part);
    Num base = num_div(a, fondo, num_add(a, num_int(1), taken));
    out->media = num_mul(a, base, part);
    out->importo = num_mul(a, m->maggiorazione.percentuale, out->media);
}

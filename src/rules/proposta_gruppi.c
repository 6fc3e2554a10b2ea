/* proposta_gruppi.c - floor 3: the ceiling of A shared out among groups. Pure, exact.
 *
 * A group, or one half-sheet of it, that may have j marks of A costs so much for every j: never more for a larger j. The
 * ceiling is a sum over groups, so the best shares come from adding one group after the other: least[j] = the least cost of
 * the first groups with j in all. What could not be searched to the end counts with what is proved of it.
 *
 * Ties: the fewest A to the groups that come first. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/proposta_interna.h"

/* What one part of the problem (a group, or a half-sheet) costs for each number of A, found when asked for. */
typedef struct Parte {
    const PropostaRegole *r;
    Mezza mezze[2];
    int mezza;             /* -1: both together */
    ptrdiff_t n;
    Trovato *visti[2];     /* [single one too][k]; minimo -1: not yet */
    Sola sola;             /* of a half-sheet whose people are alike */
    Arena *a;
} Parte;

static Parte parte_new(const PropostaRegole *r, const PropostaGruppo *g, int mezza, Arena *a)
{
    Parte p = {.r = r, .mezza = mezza, .n = g->n, .a = a};
    for (int h = 0; h < 2; h++) p.mezze[h] = mezza_new(r, g, h, a);
    for (int s = 0; s < 2; s++) {
        p.visti[s] = NEW_N(a, Trovato, g->n + 1);
        for (ptrdiff_t k = 0; k <= g->n; k++) p.visti[s][k].minimo = -1;
    }
    if (mezza >= 0 && p.mezze[mezza].tetto[0] >= 0 && !p.mezze[mezza].ristretta) p.sola = sola_new(r, &p.mezze[mezza], a);
    return p;
}

static Trovato parte_cerca(Parte *p, ptrdiff_t k, int singole, Intervallo *v[2])
{
    if (p->mezza < 0) return insieme_risolvi(p->r, p->mezze, k, singole, v);
    const Mezza *h = &p->mezze[p->mezza];
    if (h->tetto[0] < 0) return (Trovato){IMPOSSIBILE, IMPOSSIBILE, false};
    if (h->ristretta) return insieme_mezza(p->r, h, k, v[p->mezza]);
    int64_t d = min64(IMPOSSIBILE, p->sola.costo[k]);
    if (d < IMPOSSIBILE) sola_ranges(&p->sola, h, k, v[p->mezza]);
    return (Trovato){d, d, false};
}

/* The same cost as with all the A that there can be: then no number in between is searched for. */
static Trovato parte_costo(Parte *p, ptrdiff_t k, int singole)
{
    if (k > p->n) k = p->n;
    Trovato *t = &p->visti[singole][k];
    if (t->minimo >= 0) return *t;
    for (ptrdiff_t j = k; j-- > 0;) {
        const Trovato *less = &p->visti[singole][j], *all = &p->visti[0][p->n];
        if (less->minimo >= 0 && !less->interrotta && all->minimo >= 0 && !all->interrotta && less->distanza == all->distanza)
            return *t = *less;
    }
    Arena scratch = {0};
    Intervallo *v[2] = {NEW_N(&scratch, Intervallo, p->n), NEW_N(&scratch, Intervallo, p->n)};
    *t = parte_cerca(p, k, singole, v);
    arena_free(&scratch);
    return *t;
}

/* Several parts that share a number of A. costo[singole][k]: the least of all parts with k in all, scelta how much of it the
 * last part takes. */
typedef struct Piano { int64_t costo, minimo; int32_t suo; int8_t sua; } Piano;
typedef struct Riparto {
    ptrdiff_t n, tetto;
    int singole;
    Parte *parti;
    Piano **passi;         /* [part][singole * (tetto + 1) + k] */
    bool interrotta;
} Riparto;

static Piano *piano_at(const Riparto *r, ptrdiff_t b, int singole, ptrdiff_t k)
{
    return &r->passi[b][singole * (r->tetto + 1) + k];
}

static void riparto_passo(Riparto *r, ptrdiff_t b)
{
    Parte *p = &r->parti[b];
    parte_costo(p, p->n, 0);
    for (int s = 0; s <= r->singole; s++)
        for (ptrdiff_t k = 0; k <= r->tetto; k++) {
            Piano best = {IMPOSSIBILE, IMPOSSIBILE, 0, 0};
            for (int sua = 0; sua <= s; sua++)
                for (ptrdiff_t suo = b ? 0 : k; suo <= k && (suo <= p->n || !b); suo++) {
                    static const Piano niente;
                    const Piano *prima = b ? piano_at(r, b - 1, s - sua, k - suo) : &niente;
                    if (b == 0 && sua < s) continue;
                    Trovato t = parte_costo(p, suo, sua);
                    r->interrotta |= t.interrotta;
                    best.minimo = min64(best.minimo, prima->minimo + t.minimo);
                    if (prima->costo + t.distanza >= best.costo) continue;
                    best.costo = prima->costo + t.distanza;
                    best.suo = (int32_t)(suo < p->n ? suo : p->n);
                    best.sua = (int8_t)sua;
                }
            *piano_at(r, b, s, k) = best;
        }
}

static Riparto riparto_piano(const PropostaRegole *r, ptrdiff_t n, const PropostaGruppo *g, int mezza, ptrdiff_t tetto, int singole,
                             Arena *a)
{
    Riparto x = {.n = n, .tetto = tetto, .singole = singole, .parti = NEW_N(a, Parte, n), .passi = NEW_N(a, Piano *, n)};
    for (ptrdiff_t b = 0; b < n; b++) {
        x.parti[b] = parte_new(r, &g[b], mezza, a);
        x.passi[b] = NEW_N(a, Piano, (tetto + 1) * (singole + 1));
        riparto_passo(&x, b);
    }
    return x;
}

/* The ranges of the shares that lead to k and singole in all. */
static void riparto_ranges(Riparto *x, const PropostaGruppo *g, ptrdiff_t k, int singole, Intervallo *v[2])
{
    ptrdiff_t at = 0;
    for (ptrdiff_t b = 0; b < x->n; b++) at += g[b].n;
    for (ptrdiff_t b = x->n; b-- > 0;) {
        const Piano *p = piano_at(x, b, singole, k);
        at -= g[b].n;
        Intervallo *qui[2] = {v[0] + at, v[1] + at};
        parte_cerca(&x->parti[b], p->suo, p->sua, qui);
        k -= p->suo;
        singole -= p->sua;
        if (k < 0) k = 0;
    }
}

/* A_PER_SHEET and A_SLOTS: the half-sheets meet only in the numbers of A. */
static Trovato separate(const PropostaRegole *r, ptrdiff_t n, const PropostaGruppo *g, ptrdiff_t k, int resto, Arena *a, Intervallo *v[2])
{
    ptrdiff_t tutti = 2 * k + resto, scelto = 0, da = r->tetto_a == A_SLOTS ? 0 : tutti - k, fino = r->tetto_a == A_SLOTS ? tutti : k;
    ptrdiff_t alto = da > fino ? da : fino;
    Riparto x[2];
    for (int h = 0; h < 2; h++) x[h] = riparto_piano(r, n, g, h, alto, 0, a);
    Trovato best = {IMPOSSIBILE, IMPOSSIBILE, x[0].interrotta || x[1].interrotta};
    for (ptrdiff_t uno = da;; uno += da <= fino ? 1 : -1) {
        const Piano *p = piano_at(&x[0], n - 1, 0, uno), *s = piano_at(&x[1], n - 1, 0, tutti - uno);
        best.minimo = min64(best.minimo, p->minimo + s->minimo);
        if (p->costo + s->costo < best.distanza) {
            best.distanza = p->costo + s->costo;
            scelto = uno;
        }
        if (uno == fino) break;
    }
    if (best.distanza >= IMPOSSIBILE) return best;
    riparto_ranges(&x[0], g, scelto, 0, v);
    riparto_ranges(&x[1], g, tutti - scelto, 0, v);
    return best;
}

Trovato gruppi_risolvi(const PropostaRegole *r, ptrdiff_t n_gruppi, const PropostaGruppo *g, Arena *a, Intervallo *v[2])
{
    ptrdiff_t n = 0, contati = 0;
    for (ptrdiff_t b = 0; b < n_gruppi; b++) {
        n += g[b].n;
        contati += g[b].contati;
    }
    ptrdiff_t k = contati / r->divisore_a;
    int resto = contati % r->divisore_a > 0;
    if (k > n) k = n;   /* nobody has more */
    if (r->tetto_a != A_DISTINCT) return separate(r, n_gruppi, g, k, resto, a, v);
    if (n_gruppi == 1) {
        Mezza mezze[2] = {mezza_new(r, g, 0, a), mezza_new(r, g, 1, a)};
        return insieme_risolvi(r, mezze, k, resto, v);
    }
    Riparto x = riparto_piano(r, n_gruppi, g, -1, k, resto, a);
    const Piano *p = piano_at(&x, n_gruppi - 1, resto, k);
    Trovato out = {p->costo, p->minimo, x.interrotta};
    if (out.distanza < IMPOSSIBILE) riparto_ranges(&x, g, k, resto, v);
    return out;
}

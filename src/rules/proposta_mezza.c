/* proposta_mezza.c - floor 3: one half-sheet: what ranges of marks add up to, and the best ranges. Pure, exact. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/proposta_interna.h"

Intervallo mezza_intervallo(const PropostaRegole *r, const Mezza *h, ptrdiff_t i, bool sopra, bool puo_a)
{
    int alto = puo_a || r->soglia_a > r->massimo ? r->massimo : r->soglia_a - 1;
    Intervallo v = sopra ? (Intervallo){r->plafond + 1, alto} : (Intervallo){0, alto < r->plafond ? alto : r->plafond};
    return (Intervallo){v.da > h->da[i] ? v.da : h->da[i], v.a < h->a[i] ? v.a : h->a[i]};
}

int64_t mezza_residuo(const Mezza *h, int64_t p, int64_t n)
{
    int64_t meta = max64(h->t_lo, min64(h->t_hi, p));
    return (meta > p ? meta - p : p - meta) + max64(0, meta - n);
}

/* What a set of ranges adds up to in a half-sheet, locked marks included. */
typedef struct Somme { int64_t costo, p, n, p_lo, p_hi, n_hi; } Somme;

static void somme_add(const PropostaRegole *r, Somme *s, int mark, Intervallo v)
{
    int x = clampi(mark, v), c = r->plafond;
    s->costo += dist(x, mark);
    s->p += x > c ? x - c : 0;
    s->n += x < c ? c - x : 0;
    s->p_lo += v.da > c ? v.da - c : 0;
    s->p_hi += v.a > c ? v.a - c : 0;
    s->n_hi += v.da < c ? c - v.da : 0;
}

/* The best admissible P' for these sums; false: there is none. */
static bool somme_meta(const Mezza *h, const Somme *s, int64_t *meta)
{
    int64_t lo = max64(h->t_lo, s->p_lo), hi = min64(min64(h->t_hi, s->p_hi), s->n_hi);
    *meta = max64(lo, min64(hi, s->p));
    return lo <= hi;
}

static int64_t somme_totale(const Mezza *h, const Somme *s)
{
    int64_t meta;
    if (!somme_meta(h, s, &meta)) return IMPOSSIBILE;
    return s->costo + (meta > s->p ? meta - s->p : s->p - meta) + max64(0, meta - s->n);
}

static void ordina(const Mezza *h, ptrdiff_t *ordine)
{
    ptrdiff_t k = 0;
    for (ptrdiff_t i = 0; i < h->n; i++) {
        if (mezza_fermo(h, i)) continue;
        ptrdiff_t j = k++;
        for (; j > 0 && h->marks[ordine[j - 1]] < h->marks[i]; j--) ordine[j] = ordine[j - 1];
        ordine[j] = i;
    }
}

/* Legal when max(t_lo, p_lo) <= min(t_hi, n_hi); who goes above adds a point to p_lo and takes from n_hi what he could fall:
 * so much for the ceilings. With all bounds alike both are one: how many may go. */
int mezza_peso(const Mezza *h, ptrdiff_t i, int quale)
{
    if (!mezza_bivio(h, i)) return 0;
    int cade = h->plafond - h->da[i];
    if (!h->ristretta) return quale == 0;
    if (quale) return !h->pesa_n ? 0 : cade + (h->c3 == C3_LE);
    return h->c3 == C3_GE ? 1 + cade : 1;
}

static void tetti(Mezza *h)
{
    if (!h->ristretta) {
        h->tetto[0] = -1;
        while (h->tetto[0] < h->liberi) {
            int64_t w = h->tetto[0] + 1;
            if (max64(h->t_lo, h->p_lo + w) > min64(h->t_hi, h->n_hi - h->plafond * w)) break;
            h->tetto[0]++;
        }
        return;
    }
    int64_t pesi = 0;
    h->tetto[0] = (h->c3 == C3_GE ? h->n_hi : h->t) - h->p_lo;
    h->tetto[1] = h->n_hi - (h->c3 == C3_LE ? h->p_lo : h->t);
    h->pesa_n = true;
    for (ptrdiff_t i = 0; i < h->n; i++) pesi += mezza_peso(h, i, 1);
    h->pesa_n = pesi > h->tetto[1];
    if (h->tetto[1] < 0) h->tetto[0] = -1;
}

Mezza mezza_new(const PropostaRegole *r, const PropostaGruppo *g, int half, Arena *a)
{
    int64_t c = r->plafond, t = (int64_t)r->positivi * g->contati;
    Mezza h = {.n = g->n, .marks = g->marks[half], .da = g->da[half], .a = g->a[half], .t = t, .c3 = r->c3, .plafond = r->plafond,
               .margine = c * (g->contati - g->n)};
    h.t_lo = r->c3 == C3_LE ? 0 : t;
    h.t_hi = r->c3 == C3_GE ? INT64_MAX / 4 : t;
    h.n_hi = h.margine;
    for (ptrdiff_t i = 0; i < h.n; i++) {
        h.liberi += !mezza_fermo(&h, i);
        h.ristretta |= !mezza_fermo(&h, i) && (h.da[i] > 0 || h.a[i] < r->massimo);
        h.p_lo += max64(0, h.da[i] - c);
        h.p_hi += max64(0, h.a[i] - c);
        h.n_hi += max64(0, c - h.da[i]);
    }
    tetti(&h);
    h.ordine = NEW_N(a, ptrdiff_t, h.liberi);
    ordina(&h, h.ordine);
    return h;
}

/* Moves points one at a time round the free people whose range is above (or below) the plafond. */
static void giro(const PropostaRegole *r, const Mezza *h, const Intervallo *v, int *x, bool sopra, int64_t punti)
{
    int passo = punti < 0 ? -1 : 1;
    for (punti *= passo; punti > 0;) {
        int64_t prima = punti;
        for (ptrdiff_t i = 0; i < h->n && punti > 0; i++) {
            if ((v[i].a > r->plafond) != sopra || x[i] + passo < v[i].da || x[i] + passo > v[i].a) continue;
            x[i] += passo;
            punti--;
        }
        ASSERT(punti < prima);
    }
}

int64_t mezza_assegna(const PropostaRegole *r, const Mezza *h, const Intervallo *v, int *x)
{
    Somme s = {.n = h->margine, .n_hi = h->margine};
    int64_t meta, distanza = 0;
    for (ptrdiff_t i = 0; i < h->n; i++) {
        somme_add(r, &s, h->marks[i], v[i]);
        x[i] = clampi(h->marks[i], v[i]);
    }
    ASSERT(somme_meta(h, &s, &meta));
    giro(r, h, v, x, true, meta - s.p);
    if (meta > s.n) giro(r, h, v, x, false, s.n - meta);
    for (ptrdiff_t i = 0; i < h->n; i++) distanza += dist(x[i], h->marks[i]);
    return distanza;
}

static Somme somme_piu(Somme a, const Somme *b, const Somme *meno)
{
    a.costo += b->costo - meno->costo;
    a.p += b->p - meno->p;
    a.n += b->n - meno->n;
    a.p_lo += b->p_lo - meno->p_lo;
    a.p_hi += b->p_hi - meno->p_hi;
    a.n_hi += b->n_hi - meno->n_hi;
    return a;
}

/* Ranges from above: with soglia_a > plafond A, above without A, below; else above, below with A, below without. */
Sola sola_new(const PropostaRegole *r, const Mezza *h, Arena *a)
{
    int c = r->plafond, s = r->soglia_a, m = r->massimo;
    bool usuale = s > c;
    Sola q = {.costo = NEW_N(a, int64_t, h->n + 1),
              .alti = NEW_N(a, ptrdiff_t, h->n + 1), .medi = NEW_N(a, ptrdiff_t, h->n + 1)};
    q.fascia[0] = (Intervallo){usuale ? s : c + 1, m};
    q.fascia[1] = (Intervallo){usuale ? c + 1 : s, usuale ? (s - 1 < m ? s - 1 : m) : c};
    q.fascia[2] = (Intervallo){0, usuale ? c : s - 1};
    Somme *f[3], fissi = {.n = h->margine, .n_hi = h->margine}, zero = {0};
    for (int t = 0; t < 3; t++) {
        f[t] = NEW_N(a, Somme, h->liberi + 1);
        for (ptrdiff_t i = 0; i < h->liberi; i++) {
            f[t][i + 1] = f[t][i];
            somme_add(r, &f[t][i + 1], h->marks[h->ordine[i]], q.fascia[t]);
        }
    }
    ptrdiff_t a_fissi = 0;
    for (ptrdiff_t i = 0; i < h->n; i++) {
        if (!mezza_fermo(h, i)) continue;
        somme_add(r, &fissi, h->marks[i], (Intervallo){h->da[i], h->da[i]});
        a_fissi += h->da[i] >= s;
    }
    for (ptrdiff_t i = 0; i <= h->n; i++) q.costo[i] = IMPOSSIBILE;
    ptrdiff_t x_max = q.fascia[0].da <= q.fascia[0].a ? h->liberi : 0;
    for (ptrdiff_t x = 0; x <= x_max; x++) {
        Somme alti = somme_piu(fissi, &f[0][x], &zero);
        ptrdiff_t y_max = q.fascia[1].da <= q.fascia[1].a ? h->liberi - x : 0;
        for (ptrdiff_t y = 0; y <= y_max; y++) {
            Somme tutti = somme_piu(somme_piu(alti, &f[1][x + y], &f[1][x]), &f[2][h->liberi], &f[2][x + y]);
            int64_t costo = somme_totale(h, &tutti);
            ptrdiff_t na = a_fissi + x + (usuale ? 0 : y);
            if (costo >= q.costo[na]) continue;
            q.costo[na] = costo;
            q.alti[na] = x;
            q.medi[na] = y;
        }
    }
    for (ptrdiff_t i = 1; i <= h->n; i++) {
        if (q.costo[i] < q.costo[i - 1]) continue;
        q.costo[i] = q.costo[i - 1];
        q.alti[i] = q.alti[i - 1];
        q.medi[i] = q.medi[i - 1];
    }
    return q;
}

void sola_ranges(const Sola *q, const Mezza *h, ptrdiff_t na, Intervallo *v)
{
    for (ptrdiff_t i = 0; i < h->n; i++) v[i] = (Intervallo){h->da[i], h->a[i]};
    for (ptrdiff_t i = 0; i < h->liberi; i++)
        v[h->ordine[i]] = q->fascia[i < q->alti[na] ? 0 : i < q->alti[na] + q->medi[na] ? 1 : 2];
}

/* The only side that he can take: false when neither is open to him. */
static bool mezza_lato(const PropostaRegole *r, const Mezza *h, ptrdiff_t i, bool puo_a, Intervallo *v)
{
    *v = mezza_intervallo(r, h, i, true, puo_a);
    if (v->da > v->a) *v = mezza_intervallo(r, h, i, false, puo_a);
    return v->da <= v->a;
}

static bool due_lati(const PropostaRegole *r, const Mezza *h, ptrdiff_t i, bool puo_a)
{
    Intervallo su = mezza_intervallo(r, h, i, true, puo_a), giu = mezza_intervallo(r, h, i, false, puo_a);
    return su.da <= su.a && giu.da <= giu.a;
}

int64_t mezza_data(const PropostaRegole *r, const Mezza *h, const bool *puo_a, Arena *a, Intervallo *v)
{
    /* By the exchange of marks: of those with leave the highest stand above, and so of those without. */
    ArenaMark mark = arena_mark(a);
    ptrdiff_t *chi[2], quanti[2] = {0}, x_best = 0, y_best = 0;
    Somme *su[2], *giu[2], fissi = {.n = h->margine, .n_hi = h->margine}, zero = {0};
    int64_t best = IMPOSSIBILE;
    for (int c = 0; c < 2; c++) {
        chi[c] = NEW_N(a, ptrdiff_t, h->liberi);
        su[c] = NEW_N(a, Somme, h->liberi + 1);
        giu[c] = NEW_N(a, Somme, h->liberi + 1);
    }
    for (ptrdiff_t j = 0; j < h->liberi; j++) {
        ptrdiff_t i = h->ordine[j], c = puo_a[i];
        if (!due_lati(r, h, i, c)) continue;
        ptrdiff_t k = quanti[c]++;
        chi[c][k] = i;
        su[c][k + 1] = su[c][k];
        giu[c][k + 1] = giu[c][k];
        somme_add(r, &su[c][k + 1], h->marks[i], mezza_intervallo(r, h, i, true, c));
        somme_add(r, &giu[c][k + 1], h->marks[i], mezza_intervallo(r, h, i, false, c));
    }
    for (ptrdiff_t i = 0; i < h->n; i++) {
        if (due_lati(r, h, i, puo_a[i])) continue;
        if (!mezza_lato(r, h, i, puo_a[i], &v[i])) {
            arena_rewind(a, mark);
            return IMPOSSIBILE;
        }
        somme_add(r, &fissi, h->marks[i], v[i]);
    }
    for (ptrdiff_t x = 0; x <= quanti[1]; x++) {
        Somme uno = somme_piu(somme_piu(fissi, &su[1][x], &zero), &giu[1][quanti[1]], &giu[1][x]);
        for (ptrdiff_t y = 0; y <= quanti[0]; y++) {
            Somme due = somme_piu(somme_piu(uno, &su[0][y], &zero), &giu[0][quanti[0]], &giu[0][y]);
            int64_t costo = somme_totale(h, &due);
            if (costo >= best) continue;
            best = costo;
            x_best = x;
            y_best = y;
        }
    }
    for (ptrdiff_t j = 0; j < quanti[1]; j++) v[chi[1][j]] = mezza_intervallo(r, h, chi[1][j], j < x_best, true);
    for (ptrdiff_t j = 0; j < quanti[0]; j++) v[chi[0][j]] = mezza_intervallo(r, h, chi[0][j], j < y_best, false);
    arena_rewind(a, mark);
    return best;
}

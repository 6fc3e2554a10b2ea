/* proposta.c - floor 3: the legal set of marks nearest to the one proposed. Pure, exact.
 *
 * With c = plafond, a half-sheet is legal when P = sum (x-c)+ fits C3 and N = sum (c-x)+ >= P (C1 = C2). Give each
 * person a range on one side of c (and of soglia_a): the nearest marks inside the ranges cost their distance and have
 * some P0 and N0; from there every point of P or N costs one more, wherever it is moved, because a nearest mark that
 * leaves its place only gets farther. So with lo, hi the bounds that ranges and C3 put on P' (hi also <= the N that
 * the ranges can reach), the rest costs |P'-P0| + max(0, P'-N0); the P' of lo..hi nearest to P0 is best, since one
 * point of P spares at most one of N. What is left is the choice of the ranges.
 *
 * A half-sheet alone (A_PER_SHEET, A_SLOTS): cost and constraints see only how many stand in each range, and the
 * distance |x-m| is Monge, so exchanging two free people never beats the order of their marks: the highest go to the
 * highest range. All pairs of counts are tried; the best for each number of A is kept, and the ceiling joins the two
 * half-sheets by those numbers alone.
 *
 * A_DISTINCT: proposta_insieme.c chooses the ranges of both together, with its own argument.
 *
 * Ties. Alone: fewer A first, then fewer above the plafond, equal marks in the order of the input; between the two
 * half-sheets the first one keeps the fewer A (A_SLOTS) or takes the further one (A_PER_SHEET). Together: the order of
 * proposta_insieme.c. Points that anybody could give or take go round the free people of the range in the order
 * of the input, one each, so that nobody bears them all. No step looks at anything but the input. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/proposta_interna.h"

static const int64_t IMPOSSIBILE = INT64_MAX / 8;

static int64_t min64(int64_t a, int64_t b) { return a < b ? a : b; }
static int64_t max64(int64_t a, int64_t b) { return a > b ? a : b; }

bool proposta_legale(const PropostaRegole *r, ptrdiff_t n, const int *const marks[2])
{
    ptrdiff_t k = n / r->divisore_a, a[2] = {0}, persone = 0, singole = 0;
    bool resto = n % r->divisore_a > 0;
    for (int h = 0; h < 2; h++) {
        int64_t p = 0, s = 0, t = (int64_t)r->positivi * n;
        for (ptrdiff_t i = 0; i < n; i++) {
            int d = marks[h][i] - r->plafond;
            s += d;
            p += d > 0 ? d : 0;
            a[h] += marks[h][i] >= r->soglia_a;
        }
        if (s > 0 || (p < t && r->c3 != C3_LE) || (p > t && r->c3 != C3_GE)) return false;
    }
    for (ptrdiff_t i = 0; i < n; i++) {
        bool uno = marks[0][i] >= r->soglia_a, due = marks[1][i] >= r->soglia_a;
        persone += uno || due;
        singole += uno != due;
    }
    switch (r->tetto_a) {
    case A_DISTINCT: return persone <= k || (resto && persone == k + 1 && singole > 0);
    case A_PER_SHEET: return a[0] <= k + resto && a[1] <= k + resto && a[0] + a[1] <= 2 * k + resto;
    case A_SLOTS: return a[0] + a[1] <= 2 * k + resto;
    }
    ASSERT(!"tetto_a");
    return false;
}

Intervallo mezza_intervallo(const PropostaRegole *r, const Mezza *h, ptrdiff_t i, bool sopra, bool puo_a)
{
    int m = h->marks[i], alto = puo_a || r->soglia_a > r->massimo ? r->massimo : r->soglia_a - 1;
    if (h->locked[i]) return (m > r->plafond) == sopra && m <= alto ? (Intervallo){m, m} : (Intervallo){1, 0};
    if (sopra) return (Intervallo){r->plafond + 1, alto};
    return (Intervallo){0, alto < r->plafond ? alto : r->plafond};
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

static Mezza mezza_new(const PropostaRegole *r, ptrdiff_t n, const int *marks, const bool *locked)
{
    int64_t c = r->plafond, t = (int64_t)r->positivi * n;
    Mezza h = {.n = n, .marks = marks, .locked = locked, .t = t, .sopra_max = -1};
    h.t_lo = r->c3 == C3_LE ? 0 : t;
    h.t_hi = r->c3 == C3_GE ? INT64_MAX / 4 : t;
    for (ptrdiff_t i = 0; i < n; i++) {
        h.liberi += !locked[i];
        if (!locked[i]) continue;
        h.p_fissi += marks[i] > c ? marks[i] - c : 0;
        h.n_fissi += marks[i] < c ? c - marks[i] : 0;
    }
    while (h.sopra_max < h.liberi) {
        int64_t w = h.sopra_max + 1, n_hi = h.n_fissi + c * (h.liberi - w);
        if (max64(h.t_lo, h.p_fissi + w) > min64(h.t_hi, n_hi)) break;
        h.sopra_max++;
    }
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

/* The nearest legal marks inside the ranges; returns their distance. */
static int64_t assegna(const PropostaRegole *r, const Mezza *h, const Intervallo *v, int *x)
{
    Somme s = {0};
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

/* A half-sheet alone: for each number of A (the locked ones too) the least cost and how many stand in the two upper
 * ranges. Ranges from above: with s > c A, above without A, below; with s <= c above, A below, below without A. */
typedef struct Sola {
    Intervallo fascia[3];
    ptrdiff_t *ordine;         /* the free people, highest mark first */
    int64_t *costo;            /* [0..n]: with at most so many A */
    ptrdiff_t *alti, *medi;
} Sola;

static void ordina(const Mezza *h, ptrdiff_t *ordine)
{
    ptrdiff_t k = 0;
    for (ptrdiff_t i = 0; i < h->n; i++) {
        if (h->locked[i]) continue;
        ptrdiff_t j = k++;
        for (; j > 0 && h->marks[ordine[j - 1]] < h->marks[i]; j--) ordine[j] = ordine[j - 1];
        ordine[j] = i;
    }
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

static Sola sola_new(const PropostaRegole *r, const Mezza *h, Arena *a)
{
    int c = r->plafond, s = r->soglia_a, m = r->massimo;
    bool usuale = s > c;
    Sola q = {.ordine = NEW_N(a, ptrdiff_t, h->n), .costo = NEW_N(a, int64_t, h->n + 1),
              .alti = NEW_N(a, ptrdiff_t, h->n + 1), .medi = NEW_N(a, ptrdiff_t, h->n + 1)};
    q.fascia[0] = (Intervallo){usuale ? s : c + 1, m};
    q.fascia[1] = (Intervallo){usuale ? c + 1 : s, usuale ? (s - 1 < m ? s - 1 : m) : c};
    q.fascia[2] = (Intervallo){0, usuale ? c : s - 1};
    ordina(h, q.ordine);
    Somme *f[3], fissi = {0}, zero = {0};
    for (int t = 0; t < 3; t++) {
        f[t] = NEW_N(a, Somme, h->liberi + 1);
        for (ptrdiff_t i = 0; i < h->liberi; i++) {
            f[t][i + 1] = f[t][i];
            somme_add(r, &f[t][i + 1], h->marks[q.ordine[i]], q.fascia[t]);
        }
    }
    ptrdiff_t a_fissi = 0;
    for (ptrdiff_t i = 0; i < h->n; i++) {
        if (!h->locked[i]) continue;
        somme_add(r, &fissi, h->marks[i], (Intervallo){h->marks[i], h->marks[i]});
        a_fissi += h->marks[i] >= s;
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

static void sola_ranges(const Sola *q, const Mezza *h, ptrdiff_t na, Intervallo *v)
{
    for (ptrdiff_t i = 0; i < h->n; i++) v[i] = (Intervallo){h->marks[i], h->marks[i]};
    for (ptrdiff_t i = 0; i < h->liberi; i++)
        v[q->ordine[i]] = q->fascia[i < q->alti[na] ? 0 : i < q->alti[na] + q->medi[na] ? 1 : 2];
}

/* A_PER_SHEET and A_SLOTS: the half-sheets meet only in the numbers of A. */
static bool separate(const PropostaRegole *r, const Mezza mezze[2], Arena *a, Intervallo *v[2], int64_t *distanza)
{
    ptrdiff_t n = mezze[0].n, k = n / r->divisore_a, scelto = 0, tutti = 2 * k + (n % r->divisore_a > 0);
    Sola q[2] = {sola_new(r, &mezze[0], a), sola_new(r, &mezze[1], a)};
    ptrdiff_t da = r->tetto_a == A_SLOTS ? 0 : tutti - k, fino = r->tetto_a == A_SLOTS ? tutti : k;
    int64_t best = IMPOSSIBILE;
    for (ptrdiff_t uno = da;; uno += da <= fino ? 1 : -1) {
        ptrdiff_t primo = uno < n ? uno : n, secondo = tutti - uno < n ? tutti - uno : n;
        int64_t costo = q[0].costo[primo] + q[1].costo[secondo];
        if (costo < best) {
            best = costo;
            scelto = uno;
        }
        if (uno == fino) break;
    }
    if (best >= IMPOSSIBILE) return false;
    sola_ranges(&q[0], &mezze[0], scelto < n ? scelto : n, v[0]);
    sola_ranges(&q[1], &mezze[1], tutti - scelto < n ? tutti - scelto : n, v[1]);
    *distanza = best;
    return true;
}

static void check(const PropostaRegole *r, ptrdiff_t n, const int *const marks[2])
{
    ASSERT(n >= 1 && n <= PROPOSTA_MAX);
    ASSERT(r->massimo >= 1 && r->massimo <= 1000 && r->plafond >= 0 && r->plafond <= r->massimo);
    ASSERT(r->positivi >= 0 && r->positivi <= 1000 && r->soglia_a >= 1 && r->divisore_a >= 1);
    for (int h = 0; h < 2; h++)
        for (ptrdiff_t i = 0; i < n; i++) ASSERT(marks[h][i] >= 0 && marks[h][i] <= r->massimo);
}

void proposta_vicina(const PropostaRegole *r, ptrdiff_t n, const int *const marks[2], const bool *const locked[2],
                     Arena *a, Proposta *out)
{
    check(r, n, marks);
    *out = (Proposta){0};
    int *x[2] = {NEW_N(a, int, n), NEW_N(a, int, n)};
    if (proposta_legale(r, n, marks)) {
        for (int h = 0; h < 2; h++) memcpy(x[h], marks[h], (size_t)n * sizeof(int));
        *out = (Proposta){.possibile = true, .marks = {x[0], x[1]}};
        return;
    }
    Arena scratch = {0};
    Mezza mezze[2] = {mezza_new(r, n, marks[0], locked[0]), mezza_new(r, n, marks[1], locked[1])};
    Intervallo *v[2] = {NEW_N(&scratch, Intervallo, n), NEW_N(&scratch, Intervallo, n)};
    int64_t distanza = 0;
    bool found = mezze[0].sopra_max >= 0 && mezze[1].sopra_max >= 0 &&
                 (r->tetto_a == A_DISTINCT ? insieme_risolvi(r, mezze, v, &distanza)
                                           : separate(r, mezze, &scratch, v, &distanza));
    if (found) {
        int64_t vera = assegna(r, &mezze[0], v[0], x[0]) + assegna(r, &mezze[1], v[1], x[1]);
        const int *const nuovi[2] = {x[0], x[1]};
        ASSERT(vera == distanza && proposta_legale(r, n, nuovi));
        *out = (Proposta){.possibile = true, .distanza = distanza, .marks = {x[0], x[1]}};
    }
    arena_free(&scratch);
}

/* proposta_insieme.c - floor 3: both half-sheets at once, when one third counts persons. Pure, exact.
 *
 * C4 says: at most k persons may have an A in both half-sheets, and with a remainder one more in one half-sheet only
 * (if that person ends without A, |S| <= k; else they are the single one). So a person takes a role (none, one of the
 * k, the single one in the first or second half-sheet) and a side of the plafond in each half-sheet: a type, at most 16.
 * Given the types, proposta.c gives the rest in closed form. A set of types is possible when in each half-sheet
 *   sopra: no more free people above the plafond than sopra_max (room for P from below and for N), and
 *   spazio: the points that those above can reach make up t_lo; counted in units of their greatest common divisor.
 *
 * Search: people one after the other; a state is what the rest of the choice can still feel: roles left, spazio still
 * missing, sopra left, P, N, all saturated where more makes no difference. Two ways to the same state: the dearer
 * one is dropped. States are opened in the order of a lower bound of the final distance, so the first complete one
 * that is opened is a minimum (A*), whatever the quality of the bound.
 *
 * Bound: mezza_residuo(P, N) >= (l+m) t - l P - m N for |l| <= 1, 0 <= m <= 1 (l+m >= 0 under C3_GE, <= 0 under
 * C3_LE), and prices >= 0 may be put on the k roles and on sopra. What remains is additive over people and is minimised
 * exactly over the rest of them by a table on (person, single one left, spazio missing in each half-sheet): a true
 * bound for any prices, because every complete choice pays it at least. Prices are found by subgradient steps on
 * integers (1 = scala); each step also yields a choice, which when possible is an upper bound. Only speed depends on
 * the prices.
 *
 * Ties: people are taken highest mark first (order below), states in the order of the bound, the latest made first. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/proposta_interna.h"

enum { TIPI_MAX = 16, INFINITO = 1 << 29 };

/* What one person can be. */
typedef struct Tipo {
    int costo, p[2], n[2];    /* distance, P and N of the nearest marks */
    int spazio[2], sopra[2];  /* units of room brought, 1 when free and above */
    int ruolo, singola;       /* uses one of the k, uses the single one */
    bool alto[2], puo_a[2];
} Tipo;

typedef struct Persona { ptrdiff_t i; int tipi; Tipo tipo[TIPI_MAX]; } Persona;

/* Prices, 1 = scala: for each half-sheet l, m (bound), sopra, spazio; for both the k roles. */
enum { L = 0, M = 2, SOPRA = 4, SPAZIO = 6, RUOLO = 8, PREZZI = 9 };
typedef struct Prezzi { int64_t v[PREZZI]; } Prezzi;

/* b[((i * S + singole) * (spazio[0] + 1) + s0) * (spazio[1] + 1) + s1]: least price of people i.. */
typedef struct Tavola { Prezzi z; int32_t *b; int64_t valore; } Tavola;

typedef struct Problema {
    const PropostaRegole *r;
    const Mezza *h;
    Arena *a;
    ptrdiff_t n;
    Persona *gente;
    ptrdiff_t k;
    int singole, spazio[2];   /* roles; units of room needed */
    ptrdiff_t sopra[2];
    int64_t n_max[2];         /* N beyond this makes no difference */
    ptrdiff_t *liberi[2];     /* [i]: free people from i on */
    int64_t scala;
    int64_t migliore;         /* best distance found, with the types that make it */
    int *scelta, *prova;
} Problema;

static int gcd(int a, int b) { return b ? gcd(b, a % b) : a; }
static int64_t min64(int64_t a, int64_t b) { return a < b ? a : b; }
static int64_t max64(int64_t a, int64_t b) { return a > b ? a : b; }
static int64_t ceil_div(int64_t a, int64_t b) { return a / b + (a % b > 0); }

/* ---- types ---- */

/* A role that changes nothing but its own use is left out. */
static bool superfluo(const Persona *p, const Tipo *t)
{
    for (int j = 0; j < p->tipi; j++) {
        const Tipo *u = &p->tipo[j];
        if (u->ruolo > t->ruolo || u->singola > t->singola || u->costo > t->costo) continue;
        bool same = true;
        for (int h = 0; h < 2; h++)
            same &= u->p[h] == t->p[h] && u->n[h] == t->n[h] && u->spazio[h] >= t->spazio[h] &&
                    u->sopra[h] == t->sopra[h];
        if (same) return true;
    }
    return false;
}

static void persona_tipi(const Problema *q, Persona *p, int unit)
{
    static const struct { int ruolo, singola; bool puo_a[2]; } ruoli[] = {
        {0, 0, {false, false}}, {0, 1, {true, false}}, {0, 1, {false, true}}, {1, 0, {true, true}}};
    int c = q->r->plafond;
    for (int j = 0; j < COUNT_OF(ruoli) * 4; j++) {
        Tipo t = {.ruolo = ruoli[j / 4].ruolo, .singola = ruoli[j / 4].singola};
        bool ok = t.singola <= q->singole;
        for (int h = 0; h < 2; h++) {
            const Mezza *m = &q->h[h];
            t.alto[h] = (j >> h & 1) != 0;
            t.puo_a[h] = ruoli[j / 4].puo_a[h];
            Intervallo v = mezza_intervallo(q->r, m, p->i, t.alto[h], t.puo_a[h]);
            if (v.da > v.a) {
                ok = false;
                break;
            }
            int x = clampi(m->marks[p->i], v);
            t.costo += dist(x, m->marks[p->i]);
            t.p[h] = x > c ? x - c : 0;
            t.n[h] = x < c ? c - x : 0;
            t.sopra[h] = t.alto[h] && !m->locked[p->i];
            t.spazio[h] = t.sopra[h] ? (v.a - c) / unit : 0;
        }
        if (ok && !superfluo(p, &t)) p->tipo[p->tipi++] = t;
    }
}

/* Highest marks first, the two sheets together, then the first sheet; equal people stand side by side. */
static bool before(const Problema *q, ptrdiff_t a, ptrdiff_t b)
{
    const int *x = q->h[0].marks, *y = q->h[1].marks;
    if (x[a] + y[a] != x[b] + y[b]) return x[a] + y[a] > x[b] + y[b];
    if (x[a] != x[b]) return x[a] > x[b];
    int la = q->h[0].locked[a] * 2 + q->h[1].locked[a], lb = q->h[0].locked[b] * 2 + q->h[1].locked[b];
    return la != lb ? la > lb : a < b;
}

static Problema problema_new(const PropostaRegole *r, const Mezza *h, Arena *a)
{
    Problema q = {.r = r, .h = h, .a = a, .n = h[0].n, .migliore = INT64_MAX};
    q.k = q.n / r->divisore_a;
    q.singole = q.n % r->divisore_a > 0;
    q.gente = NEW_N(a, Persona, q.n);
    for (ptrdiff_t i = 0; i < q.n; i++) {
        ptrdiff_t j = i;
        for (; j > 0 && before(&q, i, q.gente[j - 1].i); j--) q.gente[j].i = q.gente[j - 1].i;
        q.gente[j].i = i;
    }
    int senza = (r->soglia_a - 1 < r->massimo ? r->soglia_a - 1 : r->massimo) - r->plafond;
    int unit = gcd(r->massimo - r->plafond, senza > 0 ? senza : 0);
    if (unit == 0) unit = 1;
    for (ptrdiff_t i = 0; i < q.n; i++) persona_tipi(&q, &q.gente[i], unit);
    for (int s = 0; s < 2; s++) {
        int64_t p_max = h[s].p_fissi + h[s].liberi * (r->massimo - r->plafond);
        q.spazio[s] = (int)max64(0, ceil_div(h[s].t_lo - h[s].p_fissi, unit));
        q.sopra[s] = h[s].sopra_max;
        q.n_max[s] = min64(h[s].t_hi, p_max);
        q.liberi[s] = NEW_N(a, ptrdiff_t, q.n + 1);
        for (ptrdiff_t i = q.n; i-- > 0;) q.liberi[s][i] = q.liberi[s][i + 1] + !h[s].locked[q.gente[i].i];
    }
    /* A price of one person stays under 16 * massimo, so sums of 32 bits never overflow. */
    for (q.scala = 1024; q.scala > 1 && q.n * 16 * r->massimo * q.scala > 1 << 27;) q.scala /= 2;
    q.scelta = NEW_N(a, int, q.n);
    q.prova = NEW_N(a, int, q.n);
    return q;
}

/* Is there any legal set at all? Roles are given so that each half-sheet gets the A it needs for its room. */
static bool possibile(const Problema *q)
{
    const PropostaRegole *r = q->r;
    int con = r->massimo - r->plafond, senza = (r->soglia_a - 1 < r->massimo ? r->soglia_a - 1 : r->massimo) - r->plafond;
    ptrdiff_t need[2];
    for (int h = 0; h < 2; h++) {
        const Mezza *m = &q->h[h];
        for (need[h] = 0; need[h] <= m->liberi; need[h]++) {
            ptrdiff_t w = m->sopra_max;
            if (senza <= 0 && w > need[h]) w = need[h];
            ptrdiff_t a = need[h] < w ? need[h] : w;
            if (con <= 0) w = a = 0;
            if (m->p_fissi + (w - a) * max64(senza, 0) + a * con >= m->t_lo) break;
        }
        if (need[h] > m->liberi) return false;
    }
    /* most[(role * 2 + single) * (need0 + 1) + a0]: the most A that the second half-sheet can get, -1 for no way. */
    ptrdiff_t w = need[0] + 1, size = (q->k + 1) * 2 * w;
    ptrdiff_t *most = NEW_N(q->a, ptrdiff_t, size), *next = NEW_N(q->a, ptrdiff_t, size);
    for (ptrdiff_t j = 1; j < size; j++) most[j] = -1;
    for (ptrdiff_t i = 0; i < q->n; i++) {
        ptrdiff_t p = q->gente[i].i;
        bool a_fisso[2], libero[2];
        for (int h = 0; h < 2; h++) {
            libero[h] = !q->h[h].locked[p];
            a_fisso[h] = !libero[h] && q->h[h].marks[p] >= r->soglia_a;
        }
        for (ptrdiff_t j = 0; j < size; j++) next[j] = -1;
        for (ptrdiff_t j = 0; j < size; j++) {
            if (most[j] < 0) continue;
            ptrdiff_t a0 = j % w, s = j / w % 2, k = j / w / 2;
            for (int role = 0; role < 4; role++) {
                bool uno = role & 1, due = role & 2;
                ptrdiff_t k2 = k + (uno && due), s2 = s + (uno != due);
                if ((a_fisso[0] && !uno) || (a_fisso[1] && !due) || k2 > q->k || s2 > q->singole) continue;
                ptrdiff_t a2 = a0 + (uno && libero[0]);
                if (a2 > need[0]) a2 = need[0];
                ptrdiff_t *to = &next[(k2 * 2 + s2) * w + a2], v = most[j] + (due && libero[1]);
                if (v > *to) *to = v;
            }
        }
        ptrdiff_t *t = most;
        most = next;
        next = t;
    }
    bool found = false;
    for (ptrdiff_t j = need[0]; j < size; j += w) found |= most[j] >= need[1];
    return found;
}

/* ---- the bound ---- */

static ptrdiff_t piano(const Problema *q) { return (ptrdiff_t)(q->spazio[0] + 1) * (q->spazio[1] + 1); }

static const int32_t *tavola_at(const Problema *q, const Tavola *t, ptrdiff_t i, int singole)
{
    return t->b + (i * (q->singole + 1) + singole) * piano(q);
}

static int32_t prezzo(const Problema *q, const Prezzi *z, const Tipo *t)
{
    int64_t v = t->costo * q->scala + t->ruolo * z->v[RUOLO];
    for (int h = 0; h < 2; h++) v += t->sopra[h] * z->v[SOPRA + h] - t->p[h] * z->v[L + h] - t->n[h] * z->v[M + h];
    return (int32_t)v;
}

static void rilassa(int32_t *to, const int32_t *from, int n, int passo, int32_t v)
{
    int d = passo < n ? passo : n;
    for (int j = 0; j < d; j++)
        if (from[0] + v < to[j]) to[j] = from[0] + v;
    for (int j = d; j < n; j++) {
        int32_t x = from[j - passo] + v;
        to[j] = x < to[j] ? x : to[j];
    }
}

/* The part of the bound that does not depend on the people still to come. */
static int64_t resto_fisso(const Problema *q, const Prezzi *z, const int64_t p[2], const int64_t n[2],
                           const ptrdiff_t sopra[2], ptrdiff_t ruoli)
{
    int64_t v = -z->v[RUOLO] * ruoli;
    for (int h = 0; h < 2; h++) {
        int64_t l = z->v[L + h], m = z->v[M + h];
        v += (l + m) * q->h[h].t - l * p[h] - m * n[h] - z->v[SOPRA + h] * sopra[h];
    }
    return v;
}

static void tavola_fill(const Problema *q, Tavola *t)
{
    ptrdiff_t size = piano(q), strati = q->singole + 1;
    int riga = q->spazio[1] + 1;
    for (ptrdiff_t j = 0; j < strati * size; j++) t->b[q->n * strati * size + j] = j % size ? INFINITO : 0;
    for (ptrdiff_t i = q->n; i-- > 0;) {
        const Persona *g = &q->gente[i];
        int32_t *to = t->b + i * strati * size;
        for (ptrdiff_t j = 0; j < strati * size; j++) to[j] = INFINITO;
        for (int j = 0; j < g->tipi; j++) {
            const Tipo *y = &g->tipo[j];
            int32_t v = prezzo(q, &t->z, y);
            for (int s = y->singola; s <= q->singole; s++)
                for (int s0 = 0; s0 <= q->spazio[0]; s0++) {
                    int f0 = s0 > y->spazio[0] ? s0 - y->spazio[0] : 0;
                    rilassa(to + s * size + (ptrdiff_t)s0 * riga,
                            tavola_at(q, t, i + 1, s - y->singola) + (ptrdiff_t)f0 * riga, riga, y->spazio[1], v);
                }
        }
    }
    static const int64_t zero[2];
    t->valore = tavola_at(q, t, 0, q->singole)[size - 1] + resto_fisso(q, &t->z, zero, zero, q->sopra, q->k);
}

/* Follows the table: the cheapest choice at these prices, the slope of the bound there, and when the choice is
 * possible its distance as an upper bound. */
static void tavola_trace(Problema *q, const Tavola *t, Prezzi *slope)
{
    int s = q->singole, m[2] = {q->spazio[0], q->spazio[1]}, riga = q->spazio[1] + 1;
    int64_t p[2] = {0}, n[2] = {0}, costo = 0;
    ptrdiff_t w[2] = {0}, ruoli = 0;
    for (ptrdiff_t i = 0; i < q->n; i++) {
        const Persona *g = &q->gente[i];
        int32_t v = tavola_at(q, t, i, s)[(ptrdiff_t)m[0] * riga + m[1]];
        int j = 0;
        for (;; j++) {
            ASSERT(j < g->tipi);
            const Tipo *y = &g->tipo[j];
            if (y->singola > s) continue;
            ptrdiff_t f0 = max64(0, m[0] - y->spazio[0]), f1 = max64(0, m[1] - y->spazio[1]);
            if (tavola_at(q, t, i + 1, s - y->singola)[f0 * riga + f1] + prezzo(q, &t->z, y) == v) break;
        }
        const Tipo *y = &g->tipo[j];
        q->prova[i] = j;
        s -= y->singola;
        ruoli += y->ruolo;
        costo += y->costo;
        for (int h = 0; h < 2; h++) {
            m[h] = (int)max64(0, m[h] - y->spazio[h]);
            w[h] += y->sopra[h];
            p[h] += y->p[h];
            n[h] += y->n[h];
        }
    }
    *slope = (Prezzi){.v[RUOLO] = ruoli - q->k};
    bool ok = ruoli <= q->k;
    for (int h = 0; h < 2; h++) {
        slope->v[L + h] = q->h[h].t - p[h];
        slope->v[M + h] = q->h[h].t - n[h];
        slope->v[SOPRA + h] = w[h] - q->sopra[h];
        ok &= w[h] <= q->sopra[h];
        costo += mezza_residuo(&q->h[h], p[h], n[h]);
    }
    if (!ok || costo >= q->migliore) return;
    q->migliore = costo;
    memcpy(q->scelta, q->prova, (size_t)q->n * sizeof(int));
}

/* ---- prices ---- */

static int64_t entro(int64_t x, int64_t lo, int64_t hi) { return x < lo ? lo : x > hi ? hi : x; }

static void prezzi_entro(const Problema *q, Prezzi *z)
{
    int64_t alto = 4 * q->r->massimo * q->scala;
    for (int j = SOPRA; j < PREZZI; j++) z->v[j] = entro(z->v[j], 0, alto);
    for (int h = 0; h < 2; h++) {
        int64_t *l = &z->v[L + h], *m = &z->v[M + h];
        *m = entro(*m, 0, q->scala);
        *l = entro(*l, q->r->c3 == C3_GE ? -*m : -q->scala, q->r->c3 == C3_LE ? -*m : q->scala);
    }
}

static void slope_add(Prezzi *slope, const Tipo *t, int sign)
{
    slope->v[RUOLO] += sign * t->ruolo;
    for (int h = 0; h < 2; h++) {
        slope->v[L + h] -= sign * t->p[h];
        slope->v[M + h] -= sign * t->n[h];
        slope->v[SOPRA + h] += sign * t->sopra[h];
        slope->v[SPAZIO + h] -= sign * t->spazio[h];
    }
}

/* The bound without the table: 'spazio' too has prices, so that each person chooses alone. Gives its slope. */
static int64_t duale(const Problema *q, const Prezzi *z, Prezzi *slope)
{
    static const int64_t zero[2];
    int64_t v = resto_fisso(q, z, zero, zero, q->sopra, q->k), risparmio = 0;
    const Tipo *uno = NULL, *invece = NULL;
    *slope = (Prezzi){.v[RUOLO] = -q->k};
    for (int h = 0; h < 2; h++) {
        v += z->v[SPAZIO + h] * q->spazio[h];
        slope->v[L + h] = slope->v[M + h] = q->h[h].t;
        slope->v[SOPRA + h] = -q->sopra[h];
        slope->v[SPAZIO + h] = q->spazio[h];
    }
    for (ptrdiff_t i = 0; i < q->n; i++) {
        const Persona *g = &q->gente[i];
        int64_t best = INT64_MAX, best_s = INT64_MAX;
        const Tipo *b = NULL, *s = NULL;
        for (int j = 0; j < g->tipi; j++) {
            const Tipo *y = &g->tipo[j];
            int64_t x = prezzo(q, z, y) - z->v[SPAZIO] * y->spazio[0] - z->v[SPAZIO + 1] * y->spazio[1];
            if (x < best_s) {
                best_s = x;
                s = y;
            }
            if (!y->singola && x < best) {
                best = x;
                b = y;
            }
        }
        if (!b) return INT64_MIN;
        v += best;
        slope_add(slope, b, 1);
        if (best - best_s > risparmio) {
            risparmio = best - best_s;
            uno = s;
            invece = b;
        }
    }
    if (uno) {
        slope_add(slope, uno, 1);
        slope_add(slope, invece, -1);
    }
    return v - risparmio;
}

static int64_t radice(int64_t x)
{
    int64_t r = 0;
    for (int64_t bit = (int64_t)1 << 31; bit; bit >>= 1)
        if ((r + bit) * (r + bit) <= x) r += bit;
    return r;
}

/* u to length 1 = UNO; false when it is zero. */
enum { UNO_BIT = 24 };
static bool unitario(int64_t u[PREZZI])
{
    int64_t top = 0, sum = 0;
    for (int c = 0; c < PREZZI; c++) top = max64(top, u[c] < 0 ? -u[c] : u[c]);
    if (top == 0) return false;
    int su = 0, giu = 0;
    while (top >> giu >= 1 << 29) giu++;
    while (top << su < 1 << 28) su++;
    for (int c = 0; c < PREZZI; c++) {
        u[c] = u[c] * ((int64_t)1 << su) / ((int64_t)1 << giu);
        sum += u[c] * u[c];
    }
    int64_t len = radice(sum);
    for (int c = 0; c < PREZZI; c++) u[c] = u[c] * (1 << UNO_BIT) / len;
    return true;
}

/* z held inside its limits; outside the bound falls steeply, so that the search comes back. */
static int64_t duale_limitato(const Problema *q, const Prezzi *z, Prezzi *dentro, Prezzi *slope)
{
    *dentro = *z;
    prezzi_entro(q, dentro);
    int64_t v = duale(q, dentro, slope);
    for (int c = 0; c < PREZZI; c++) {
        int64_t fuori = z->v[c] - dentro->v[c];
        if (!fuori) continue;
        slope->v[c] = fuori > 0 ? -1000 : 1000;
        v -= 1000 * (fuori > 0 ? fuori : -fuori);
    }
    return v;
}

/* Shor's subgradient ascent with space dilation: after every step space is squeezed along the difference of the last
 * two slopes, which straightens the ridges on which a plain subgradient zigzags. Fixed point, MAT_BIT bits. */
static Prezzi sali(const Problema *q, Prezzi z, int passi, int64_t *valore)
{
    enum { MAT_BIT = 30 };
    static const int64_t misura[PREZZI] = {1, 1, 1, 1, 4, 4, 8, 8, 8};   /* how far each price usually moves */
    int64_t b[PREZZI][PREZZI] = {{0}}, h = q->scala / 2;
    for (int c = 0; c < PREZZI; c++) b[c][c] = misura[c] << MAT_BIT;
    Prezzi best, g, dentro;
    int64_t top = duale_limitato(q, &z, &best, &g), last = top;
    for (int j = 0, fermo = 0; j < passi && fermo < 40 && h > 0; fermo++) {
        int64_t e[PREZZI] = {0}, d[PREZZI] = {0}, r[PREZZI] = {0}, gd = 1;
        for (int c = 0; c < PREZZI; c++)
            for (int k = 0; k < PREZZI; k++) e[c] += b[k][c] * g.v[k] >> 4;
        if (!unitario(e)) break;
        for (int c = 0; c < PREZZI; c++) {
            for (int k = 0; k < PREZZI; k++) d[c] += b[c][k] * e[k];
            d[c] >>= UNO_BIT;
        }
        Prezzi prima = g;
        int fatti = 0;
        while (gd > 0 && j++ < passi) {
            for (int c = 0; c < PREZZI; c++) z.v[c] += h * d[c] >> MAT_BIT;
            int64_t v = duale_limitato(q, &z, &dentro, &g);
            if (v > top) {
                if (v > last + q->scala / 64) {
                    fermo = 0;
                    last = v;
                }
                top = v;
                best = dentro;
            }
            gd = 0;
            for (int c = 0; c < PREZZI; c++) gd += g.v[c] * (d[c] >> 16);
            if (++fatti % 3 == 0) h = h * 5 / 4;
        }
        if (fatti == 1) h = h * 9 / 10;
        for (int c = 0; c < PREZZI; c++)
            for (int k = 0; k < PREZZI; k++) r[c] += b[k][c] * (g.v[k] - prima.v[k]) >> 4;
        if (!unitario(r)) continue;
        for (int c = 0; c < PREZZI; c++) {
            int64_t br = 0;
            for (int k = 0; k < PREZZI; k++) br += b[c][k] * r[k];
            br >>= UNO_BIT;
            for (int k = 0; k < PREZZI; k++) b[c][k] -= (br * r[k] >> UNO_BIT) / 2;
        }
    }
    *valore = top;
    return best;
}

static Prezzi prezzi_start(const Problema *q)
{
    Prezzi z = {{0}};
    for (int h = 0; h < 2; h++) {
        const Mezza *m = &q->h[h];
        int64_t p = 0, n = 0;
        for (ptrdiff_t i = 0; i < m->n; i++) {
            int d = m->marks[i] - q->r->plafond, senza = (int)max64(0, q->r->soglia_a - 1 - q->r->plafond);
            p += d > 0 ? (d > senza && !m->locked[i] ? senza : d) : 0;
            n += d < 0 ? -d : 0;
        }
        z.v[L + h] = p < m->t ? q->scala : -q->scala;
        z.v[M + h] = n < m->t ? q->scala : 0;
    }
    prezzi_entro(q, &z);
    return z;
}

/* Looks for good prices. Returns their table. */
static Tavola prezzi_find(Problema *q)
{
    ptrdiff_t cells = (q->n + 1) * (q->singole + 1) * piano(q);
    int64_t debole;
    Prezzi slope;
    Tavola t = {.b = NEW_N(q->a, int32_t, cells), .z = sali(q, prezzi_start(q), 1000, &debole)};
    tavola_fill(q, &t);
    tavola_trace(q, &t, &slope);
    return t;
}

/* ---- the search ---- */

typedef struct Stato {
    int64_t p[2], n[2];
    int32_t spazio[2], sopra[2], ruoli, singole, persona, costo;
} Stato;

typedef struct Nodo { Stato s; int32_t padre, tipo, next, uguale; } Nodo;

typedef struct Ricerca {
    LIST(Nodo) nodi;
    int32_t *hash;      /* heads of the lists 'uguale', -1 ends */
    ptrdiff_t hash_n;
    int32_t *secchi;    /* by bound, from 'base' on; lists 'next' */
    int64_t base, n_secchi;
} Ricerca;

static uint64_t stato_hash(const Stato *s)
{
    uint64_t w[] = {(uint64_t)s->p[0] << 32 | (uint64_t)s->p[1], (uint64_t)s->n[0] << 32 | (uint64_t)s->n[1],
                    (uint64_t)s->spazio[0] << 32 | (uint32_t)s->spazio[1],
                    (uint64_t)s->sopra[0] << 32 | (uint32_t)s->sopra[1],
                    (uint64_t)s->ruoli << 32 | (uint64_t)s->persona << 1 | (uint64_t)s->singole};
    uint64_t x = 0;
    for (ptrdiff_t j = 0; j < COUNT_OF(w); j++) {
        x = (x ^ w[j]) * 0x9e3779b97f4a7c15u;
        x ^= x >> 29;
    }
    return x;
}

static bool stato_same(const Stato *a, const Stato *b)
{
    return memcmp(a, b, offsetof(Stato, costo)) == 0;
}

static void hash_grow(Problema *q, Ricerca *c)
{
    c->hash_n = c->hash_n ? 4 * c->hash_n : 1 << 12;
    c->hash = NEW_N(q->a, int32_t, c->hash_n);
    memset(c->hash, -1, (size_t)c->hash_n * sizeof *c->hash);
    for (ptrdiff_t j = 0; j < c->nodi.n; j++) {
        int32_t *head = &c->hash[stato_hash(&c->nodi.items[j].s) & (uint64_t)(c->hash_n - 1)];
        c->nodi.items[j].uguale = *head;
        *head = (int32_t)j;
    }
}

/* Adds a state unless the same one was reached as cheaply. */
static void stato_add(Problema *q, Ricerca *c, const Stato *s, int64_t bound, int32_t padre, int32_t tipo)
{
    if (c->nodi.n * 2 >= c->hash_n) hash_grow(q, c);
    int32_t *head = &c->hash[stato_hash(s) & (uint64_t)(c->hash_n - 1)];
    for (int32_t j = *head; j >= 0; j = c->nodi.items[j].uguale)
        if (stato_same(&c->nodi.items[j].s, s) && c->nodi.items[j].s.costo <= s->costo) return;
    ASSERT(c->nodi.n < INT32_MAX / 2);
    int32_t me = (int32_t)c->nodi.n, *secchio = &c->secchi[bound - c->base];
    *PUSH(q->a, &c->nodi) = (Nodo){.s = *s, .padre = padre, .tipo = tipo, .next = *secchio, .uguale = *head};
    *secchio = *head = me;
}

/* A dearer way to the same state may still wait in its bucket. */
static bool superato(const Ricerca *c, int32_t me)
{
    const Stato *s = &c->nodi.items[me].s;
    for (int32_t j = c->hash[stato_hash(s) & (uint64_t)(c->hash_n - 1)]; j >= 0; j = c->nodi.items[j].uguale)
        if (j != me && stato_same(&c->nodi.items[j].s, s) && c->nodi.items[j].s.costo < s->costo) return true;
    return false;
}

/* The state after person s->persona takes type y; false: no complete choice goes through it. */
static bool stato_next(const Problema *q, const Stato *s, const Tipo *y, Stato *to)
{
    *to = *s;
    ptrdiff_t i = ++to->persona;
    to->costo += y->costo;
    to->ruoli -= y->ruolo;
    to->singole -= y->singola;
    if (to->ruoli < 0 || to->singole < 0) return false;
    if (to->ruoli > q->n - i) to->ruoli = (int32_t)(q->n - i);
    for (int h = 0; h < 2; h++) {
        to->p[h] += y->p[h];
        to->n[h] = min64(q->n_max[h], to->n[h] + y->n[h]);
        to->spazio[h] = (int32_t)max64(0, to->spazio[h] - y->spazio[h]);
        to->sopra[h] -= y->sopra[h];
        if (to->sopra[h] < 0) return false;
        if (to->sopra[h] > q->liberi[h][i]) to->sopra[h] = (int32_t)q->liberi[h][i];
    }
    return true;
}

/* Lower bound of the final distance through s, 1 = scala; exact at the end. Negative: no way. */
static int64_t stato_bound(const Problema *q, const Tavola *t, const Stato *s)
{
    int64_t costo = s->costo * q->scala;
    if (s->persona == q->n) {
        if (s->spazio[0] || s->spazio[1]) return -1;
        for (int h = 0; h < 2; h++) costo += q->scala * mezza_residuo(&q->h[h], s->p[h], s->n[h]);
        return costo;
    }
    int32_t b = tavola_at(q, t, s->persona, s->singole)[(ptrdiff_t)s->spazio[0] * (q->spazio[1] + 1) + s->spazio[1]];
    if (b > INFINITO / 2) return -1;
    ptrdiff_t sopra[2] = {s->sopra[0], s->sopra[1]};
    return max64(0, costo + b + resto_fisso(q, &t->z, s->p, s->n, sopra, s->ruoli));
}

static void espandi(Problema *q, const Tavola *t, Ricerca *c, int32_t me, int64_t bound)
{
    Stato s = c->nodi.items[me].s;
    const Persona *g = &q->gente[s.persona];
    struct { Stato s; int64_t b; int32_t tipo; } figli[TIPI_MAX];
    int n = 0;
    for (int j = 0; j < g->tipi; j++) {
        Stato to;
        if (!stato_next(q, &s, &g->tipo[j], &to)) continue;
        int64_t b = stato_bound(q, t, &to);
        if (b < 0 || ceil_div(b, q->scala) >= q->migliore) continue;
        int x = n++;
        for (; x > 0 && figli[x - 1].b < b; x--) figli[x] = figli[x - 1];
        figli[x].s = to;
        figli[x].b = b;
        figli[x].tipo = j;
    }
    /* The best one last: it is opened first. */
    for (int j = 0; j < n; j++)
        stato_add(q, c, &figli[j].s, max64(bound, ceil_div(figli[j].b, q->scala)), me, figli[j].tipo);
}

static void cerca(Problema *q, const Tavola *t)
{
    int64_t tetto = min64(q->migliore, 2 * q->n * q->r->massimo + 1);
    Ricerca c = {.base = max64(0, ceil_div(t->valore, q->scala))};
    if (c.base >= tetto) return;
    c.n_secchi = tetto - c.base;
    c.secchi = NEW_N(q->a, int32_t, c.n_secchi);
    memset(c.secchi, -1, (size_t)c.n_secchi * sizeof *c.secchi);
    Stato s = {.ruoli = (int32_t)q->k, .singole = q->singole, .spazio = {q->spazio[0], q->spazio[1]},
               .sopra = {(int32_t)q->sopra[0], (int32_t)q->sopra[1]}};
    stato_add(q, &c, &s, c.base, -1, 0);
    for (int64_t b = 0; b < c.n_secchi; b++)
        while (c.secchi[b] >= 0) {
            int32_t me = c.secchi[b];
            c.secchi[b] = c.nodi.items[me].next;
            if (superato(&c, me)) continue;
            if (c.nodi.items[me].s.persona < q->n) {
                espandi(q, t, &c, me, c.base + b);
                continue;
            }
            q->migliore = c.base + b;
            for (int32_t j = me; c.nodi.items[j].padre >= 0; j = c.nodi.items[j].padre)
                q->scelta[c.nodi.items[j].s.persona - 1] = c.nodi.items[j].tipo;
            return;
        }
}

bool insieme_risolvi(const PropostaRegole *r, const Mezza mezze[2], Intervallo *ranges[2], int64_t *distanza)
{
    Arena a = {0};
    Problema q = problema_new(r, mezze, &a);
    bool found = possibile(&q);
    if (found) {
        Tavola t = prezzi_find(&q);
        cerca(&q, &t);
        ASSERT(q.migliore < INT64_MAX);
        for (ptrdiff_t i = 0; i < q.n; i++) {
            const Persona *g = &q.gente[i];
            const Tipo *y = &g->tipo[q.scelta[i]];
            for (int h = 0; h < 2; h++)
                ranges[h][g->i] = mezza_intervallo(r, &mezze[h], g->i, y->alto[h], y->puo_a[h]);
        }
        *distanza = q.migliore;
    }
    arena_free(&a);
    return found;
}

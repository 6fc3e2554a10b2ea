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

static int gcd(int a, int b) { return b ? gcd(b, a % b) : a; }

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
            bool alto = (j >> h & 1) != 0;
            t.puo_a[h] = ruoli[j / 4].puo_a[h];
            Intervallo v = mezza_intervallo(q->r, m, p->i, alto, t.puo_a[h]);
            if (v.da > v.a) {
                ok = false;
                break;
            }
            t.v[h] = v;
            int x = clampi(m->marks[p->i], v);
            t.costo += dist(x, m->marks[p->i]);
            t.p[h] = x > c ? x - c : 0;
            t.n[h] = x < c ? c - x : 0;
            t.sopra[h] = alto && !m->locked[p->i];
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

/* The parity of the distances still possible. Sum |x-m| has that of sum (x-m) = P' - N' - (P - N) of the marks. Under
 * C3_EQ P' = t. With soglia_a above the plafond N' = max(t, N minus what the marks that rise above it lose): where the
 * marks have N <= t it is t; where nobody can rise any more it is N. */
static int parita(const Problema *q)
{
    const PropostaRegole *r = q->r;
    int64_t d = 0;
    if (r->c3 != C3_EQ || r->soglia_a <= r->plafond) return -1;
    for (int h = 0; h < 2; h++) {
        const Mezza *m = &q->h[h];
        int64_t n = 0, p = 0;
        bool sale = false;
        for (ptrdiff_t i = 0; i < q->n; i++) {
            const Persona *g = &q->gente[i];
            int x = m->marks[g->i] - r->plafond;
            n += x < 0 ? -x : 0;
            p += x > 0 ? x : 0;
            for (int j = 0; j < g->tipi; j++) sale |= x < 0 && g->tipo[j].v[h].da > r->plafond;
        }
        if (sale && n > m->t) return -1;
        d += m->t - p - (max64(m->t, n) - n);
    }
    return (int)(d & 1);
}

static Problema problema_new(const PropostaRegole *r, const Mezza *h, Arena *a)
{
    Problema q = {.r = r, .h = h, .a = a, .n = h[0].n, .migliore = IMPOSSIBILE};
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
    q.parita = parita(&q);
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
    for (int s = 0; s < 2; s++) q.scelta[s] = NEW_N(a, Intervallo, q.n);
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

bool insieme_risolvi(const PropostaRegole *r, const Mezza mezze[2], Intervallo *ranges[2], int64_t *distanza, bool *interrotta)
{
    Arena a = {0};
    Problema q = problema_new(r, mezze, &a);
    bool found = possibile(&q);
    if (found) {
        int64_t valore;
        Prezzi z = prezzi_find(&q, &valore);
        valore = max64(0, valore);
        stima(&q, &z, arrotonda(&q, valore));
        while (q.migliore > arrotonda(&q, valore) && prezzi_togli(&q, &z)) q.parita = parita(&q);
        ptrdiff_t cells = (q.n + 1) * (q.singole + 1) * (q.spazio[0] + 1) * (q.spazio[1] + 1);
        if (q.migliore > arrotonda(&q, valore) && cells > PROPOSTA_TAVOLA) {
            q.interrotta = true;
        } else if (q.migliore > arrotonda(&q, valore)) {
            Tavola t = tavola_new(&q, &z);
            cerca(&q, &t);
        }
        ASSERT(q.migliore < IMPOSSIBILE);
        for (int h = 0; h < 2; h++) memcpy(ranges[h], q.scelta[h], (size_t)q.n * sizeof(Intervallo));
        *distanza = q.migliore;
    }
    *interrotta = q.interrotta;
    arena_free(&a);
    return found && !q.interrotta;
}

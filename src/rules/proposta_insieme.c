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
                    u->sopra[h] == t->sopra[h] && u->giu[h] == t->giu[h];
        if (same) return true;
    }
    return false;
}

static void persona_tipi(const Problema *q, Persona *p)
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
            t.sopra[h] = alto ? mezza_peso(m, p->i, 0) : 0;
            t.giu[h] = alto ? mezza_peso(m, p->i, 1) : 0;
            t.spazio[h] = alto ? v.a - c : 0;
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
    int la = mezza_fermo(&q->h[0], a) * 2 + mezza_fermo(&q->h[1], a), lb = mezza_fermo(&q->h[0], b) * 2 + mezza_fermo(&q->h[1], b);
    return la != lb ? la > lb : a < b;
}

/* The parity of the distances still possible. Sum |x-m| has that of sum (x-m) = P' - (N' - margine) - (P - N) of the marks.
 * Under C3_EQ P' = t and N' = max(t, N0), N0 the nearest marks' in their ranges: t where no choice has more, N0 where all
 * choices have the same. */
static int parita(const Problema *q)
{
    int64_t d = 0;
    if (q->r->c3 != C3_EQ) return -1;
    for (int h = 0; h < 2; h++) {
        const Mezza *m = &q->h[h];
        int64_t least = m->margine, most = m->margine, here = 0;
        for (ptrdiff_t i = 0; i < q->n; i++) {
            const Persona *g = &q->gente[i];
            int lo = g->tipi ? g->tipo[0].n[h] : 0, hi = lo;
            for (int j = 1; j < g->tipi; j++) {
                if (g->tipo[j].n[h] < lo) lo = g->tipo[j].n[h];
                if (g->tipo[j].n[h] > hi) hi = g->tipo[j].n[h];
            }
            least += lo;
            most += hi;
            here += m->marks[g->i] - q->r->plafond;
        }
        if (most > m->t && least < most) return -1;
        d += m->t - (max64(m->t, most) - m->margine) - here;
    }
    return (int)(d & 1);
}

static int somma_spazi(const Problema *q, int h, bool most, ptrdiff_t i)
{
    const Persona *g = &q->gente[i];
    int x = g->tipi ? g->tipo[0].spazio[h] : 0;
    for (int j = 1; j < g->tipi; j++)
        if (most ? g->tipo[j].spazio[h] > x : g->tipo[j].spazio[h] < x) x = g->tipo[j].spazio[h];
    return x;
}

/* Rooms beyond those that are there in any case, in units. */
static void spazi(Problema *q)
{
    int64_t base[2] = {0};
    int unit = 0;
    for (ptrdiff_t i = 0; i < q->n; i++) {
        Persona *g = &q->gente[i];
        for (int h = 0; h < 2; h++) {
            int least = somma_spazi(q, h, false, i);
            base[h] += least;
            for (int j = 0; j < g->tipi; j++) unit = gcd(g->tipo[j].spazio[h] -= least, unit);
        }
    }
    if (unit == 0) unit = 1;
    for (int h = 0; h < 2; h++) {
        /* What the bounds can reach is checked before: the need is never more than that. */
        q->spazio[h] = (int)min64(INT32_MAX / 2, max64(0, ceil_div(max64(0, q->h[h].t_lo - base[h]), unit)));
        q->stanza[h] = NEW_N(q->a, int64_t, q->n + 1);
        for (ptrdiff_t i = 0; i < q->n; i++)
            for (int j = 0; j < q->gente[i].tipi; j++) q->gente[i].tipo[j].spazio[h] /= unit;
        for (ptrdiff_t i = q->n; i-- > 0;) q->stanza[h][i] = q->stanza[h][i + 1] + somma_spazi(q, h, true, i);
    }
}

static Problema problema_new(const PropostaRegole *r, const Mezza *h, ptrdiff_t k, int singole, Arena *a)
{
    Problema q = {.r = r, .h = h, .a = a, .n = h[0].n, .k = k < h[0].n ? k : h[0].n, .singole = singole, .migliore = IMPOSSIBILE};
    q.gente = NEW_N(a, Persona, q.n);
    for (ptrdiff_t i = 0; i < q.n; i++) {
        ptrdiff_t j = i;
        for (; j > 0 && before(&q, i, q.gente[j - 1].i); j--) q.gente[j].i = q.gente[j - 1].i;
        q.gente[j].i = i;
    }
    for (ptrdiff_t i = 0; i < q.n; i++) persona_tipi(&q, &q.gente[i]);
    spazi(&q);
    q.parita = parita(&q);
    for (int s = 0; s < 2; s++) {
        q.sopra[s] = h[s].tetto[0];
        q.giu[s] = h[s].pesa_n ? h[s].tetto[1] : 0;
        q.n_max[s] = min64(h[s].t_hi, h[s].p_hi);
        q.restano[s] = NEW_N(a, int64_t, q.n + 1);
        q.restano_giu[s] = NEW_N(a, int64_t, q.n + 1);
        for (ptrdiff_t i = q.n; i-- > 0;) {
            q.restano[s][i] = q.restano[s][i + 1] + mezza_peso(&h[s], q.gente[i].i, 0);
            q.restano_giu[s][i] = q.restano_giu[s][i + 1] + mezza_peso(&h[s], q.gente[i].i, 1);
        }
        q.sopra[s] = min64(q.sopra[s], q.restano[s][0]);
        q.giu[s] = min64(q.giu[s], q.restano_giu[s][0]);
    }
    /* A price of one person stays under 16 * massimo, so sums of 32 bits never overflow. */
    for (q.scala = 1024; q.scala > 1 && q.n * 16 * r->massimo * q.scala > 1 << 27;) q.scala /= 2;
    for (int s = 0; s < 2; s++) q.scelta[s] = NEW_N(a, Intervallo, q.n);
    return q;
}

/* Is there any legal set at all? Roles are given so that each half-sheet gets the A it needs for its room. With bounds of
 * their own people are not alike: then only what is clear at once. */
static bool possibile(const Problema *q)
{
    for (int h = 0; h < 2; h++)
        if (q->stanza[h][0] < q->spazio[h] || q->h[h].tetto[0] < 0) return false;
    for (ptrdiff_t i = 0; i < q->n; i++)
        if (!q->gente[i].tipi) return false;
    if (q->h[0].ristretta || q->h[1].ristretta) return true;
    const PropostaRegole *r = q->r;
    int con = r->massimo - r->plafond, senza = (r->soglia_a - 1 < r->massimo ? r->soglia_a - 1 : r->massimo) - r->plafond;
    ptrdiff_t need[2];
    for (int h = 0; h < 2; h++) {
        const Mezza *m = &q->h[h];
        for (need[h] = 0; need[h] <= m->liberi; need[h]++) {
            ptrdiff_t w = (ptrdiff_t)m->tetto[0];
            if (senza <= 0 && w > need[h]) w = need[h];
            ptrdiff_t a = need[h] < w ? need[h] : w;
            if (con <= 0) w = a = 0;
            if (m->p_lo + (w - a) * max64(senza, 0) + a * con >= m->t_lo) break;
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
            libero[h] = !mezza_fermo(&q->h[h], p);
            a_fisso[h] = q->h[h].da[p] >= r->soglia_a;
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

static void risolvi(Problema *q)
{
    int64_t valore;
    Prezzi z = prezzi_find(q, &valore);
    valore = max64(0, valore);
    stima(q, &z, arrotonda(q, valore));
    while (q->migliore > arrotonda(q, valore) && prezzi_togli(q, &z)) q->parita = parita(q);
    q->provato = arrotonda(q, valore);
    if (q->migliore <= q->provato) return;
    /* Room and weights seldom bind: without them there are far fewer states. Only if they do, with them. */
    Prezzi libero = z;
    for (int h = 0; h < 2; h++) libero.v[SPAZIO + h] = libero.v[SOPRA + h] = 0;
    Tavola larga = tavola_new(q, &libero, true);
    if (arrotonda(q, max64(0, larga.valore)) >= q->provato && cerca(q, &larga, true)) return;
    int64_t cells = (int64_t)(q->n + 1) * (q->singole + 1) * (q->spazio[0] + 1) * (q->spazio[1] + 1);
    Tavola t = tavola_new(q, &z, cells > PROPOSTA_TAVOLA);
    cerca(q, &t, false);
}

Trovato insieme_risolvi(const PropostaRegole *r, const Mezza mezze[2], ptrdiff_t k, int singole, Intervallo *ranges[2])
{
    Arena a = {0};
    Trovato out = {IMPOSSIBILE, IMPOSSIBILE, false};
    if (mezze[0].tetto[0] < 0 || mezze[1].tetto[0] < 0) return out;
    Problema q = problema_new(r, mezze, k, singole, &a);
    if (possibile(&q)) {
        risolvi(&q);
        for (int h = 0; h < 2; h++) memcpy(ranges[h], q.scelta[h], (size_t)q.n * sizeof(Intervallo));
        out = (Trovato){q.migliore, q.interrotta ? min64(q.provato, q.migliore) : q.migliore, q.interrotta};
    }
    arena_free(&a);
    return out;
}

/* The other half-sheet is one in which nothing can move and nothing is due. */
Trovato insieme_mezza(const PropostaRegole *r, const Mezza *h, ptrdiff_t k, Intervallo *v)
{
    Arena a = {0};
    int *ferme = NEW_N(&a, int, h->n);
    for (ptrdiff_t i = 0; i < h->n; i++) ferme[i] = r->plafond < r->soglia_a ? r->plafond : r->soglia_a - 1;
    PropostaGruppo g = {.n = h->n, .contati = h->n, .marks = {ferme}, .da = {ferme}, .a = {ferme}};
    Mezza mezze[2] = {*h, mezza_new(r, &g, 0, &a)};
    mezze[1].t = mezze[1].t_lo = 0;
    mezze[1].t_hi = INT64_MAX / 4;
    mezze[1].tetto[0] = 0;
    Intervallo *ranges[2] = {v, NEW_N(&a, Intervallo, h->n)};
    Trovato out = insieme_risolvi(r, mezze, k, 0, ranges);
    arena_free(&a);
    return out;
}

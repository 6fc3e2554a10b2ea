/* proposta_prezzi.c - floor 3: the lower bound by prices (proposta_insieme.c). Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/proposta_interna.h"

static ptrdiff_t piano(const Problema *q) { return (ptrdiff_t)(q->spazio[0] + 1) * (q->spazio[1] + 1); }

const int32_t *tavola_at(const Problema *q, const Tavola *t, ptrdiff_t i, int singole)
{
    return t->b + (i * (q->singole + 1) + singole) * (t->corta ? 1 : piano(q));
}

int64_t prezzo(const Problema *q, const Prezzi *z, const Tipo *t)
{
    int64_t v = t->costo * q->scala + t->ruolo * z->v[RUOLO];
    for (int h = 0; h < 2; h++) v += t->sopra[h] * z->v[SOPRA + h] - t->p[h] * z->v[L + h] - t->n[h] * z->v[M + h];
    return v;
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

int64_t resto_fisso(const Problema *q, const Prezzi *z, const int64_t p[2], const int64_t n[2], const int64_t sopra[2],
                    ptrdiff_t ruoli)
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
            int32_t v = (int32_t)prezzo(q, &t->z, y);
            for (int s = y->singola; s <= q->singole; s++)
                for (int s0 = 0; s0 <= q->spazio[0]; s0++) {
                    int f0 = s0 > y->spazio[0] ? s0 - y->spazio[0] : 0;
                    rilassa(to + s * size + (ptrdiff_t)s0 * riga,
                            tavola_at(q, t, i + 1, s - y->singola) + (ptrdiff_t)f0 * riga, riga, y->spazio[1], v);
                }
        }
    }
    int64_t zero[2] = {0}, n[2] = {min64(q->n_max[0], q->h[0].margine), min64(q->n_max[1], q->h[1].margine)};
    t->valore = tavola_at(q, t, 0, q->singole)[size - 1] + resto_fisso(q, &t->z, zero, n, q->sopra, q->k);
}

/* The table without spazio, which has its prices: people one by one. */
static void tavola_fill_corta(const Problema *q, Tavola *t)
{
    int64_t zero[2] = {0}, n[2] = {min64(q->n_max[0], q->h[0].margine), min64(q->n_max[1], q->h[1].margine)};
    for (ptrdiff_t i = q->n; i-- > 0;) {
        const Persona *g = &q->gente[i];
        for (int s = 0; s <= q->singole; s++) {
            int32_t *to = &t->b[i * (q->singole + 1) + s];
            *to = INFINITO;
            for (int j = 0; j < g->tipi; j++) {
                if (g->tipo[j].singola > s) continue;
                int64_t v = tavola_at(q, t, i + 1, s - g->tipo[j].singola)[0] + prezzo_solo(q, &t->z, &g->tipo[j]);
                if (v < *to) *to = (int32_t)v;
            }
        }
    }
    t->valore = tavola_at(q, t, 0, q->singole)[0] + resto_fisso(q, &t->z, zero, n, q->sopra, q->k);
    for (int h = 0; h < 2; h++) t->valore += t->z.v[SPAZIO + h] * q->spazio[h];
}

/* More than any price of one person. */
static const int64_t SENZA = (int64_t)1 << 40;

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

int64_t prezzo_solo(const Problema *q, const Prezzi *z, const Tipo *y)
{
    return prezzo(q, z, y) - z->v[SPAZIO] * y->spazio[0] - z->v[SPAZIO + 1] * y->spazio[1];
}

/* The bound without the table: 'spazio' too has prices, so that each person chooses alone, but for the single one.
 * 'risparmio' gets what that one spares. */
static int64_t duale(const Problema *q, const Prezzi *z, Prezzi *slope, int64_t *risparmio)
{
    int64_t zero[2] = {0}, n[2] = {min64(q->n_max[0], q->h[0].margine), min64(q->n_max[1], q->h[1].margine)};
    int64_t v = resto_fisso(q, z, zero, n, q->sopra, q->k);
    const Tipo *uno = NULL, *invece = NULL;
    *slope = (Prezzi){.v[RUOLO] = -q->k};
    *risparmio = 0;
    for (int h = 0; h < 2; h++) {
        v += z->v[SPAZIO + h] * q->spazio[h];
        slope->v[L + h] = q->h[h].t;
        slope->v[M + h] = q->h[h].t - n[h];
        slope->v[SOPRA + h] = -q->sopra[h];
        slope->v[SPAZIO + h] = q->spazio[h];
    }
    for (ptrdiff_t i = 0; i < q->n; i++) {
        const Persona *g = &q->gente[i];
        int64_t best = SENZA, best_s = SENZA;
        const Tipo *b = NULL, *s = NULL;
        for (int j = 0; j < g->tipi; j++) {
            const Tipo *y = &g->tipo[j];
            int64_t x = prezzo_solo(q, z, y);
            if (x < best_s) {
                best_s = x;
                s = y;
            }
            if (!y->singola && x < best) {
                best = x;
                b = y;
            }
        }
        v += best;
        if (b) slope_add(slope, b, 1);
        if (best - best_s <= *risparmio) continue;
        *risparmio = best - best_s;
        uno = s;
        invece = b;
    }
    if (uno) slope_add(slope, uno, 1);
    if (invece) slope_add(slope, invece, -1);
    return v - *risparmio;
}

bool prezzi_togli(Problema *q, const Prezzi *z)
{
    int64_t risparmio;
    Prezzi slope;
    int64_t v = duale(q, z, &slope, &risparmio);
    bool tolti = false;
    for (ptrdiff_t i = 0; i < q->n; i++) {
        Persona *g = &q->gente[i];
        int64_t best = SENZA;
        int restano = 0;
        for (int j = 0; j < g->tipi; j++)
            if (!g->tipo[j].singola) best = min64(best, prezzo_solo(q, z, &g->tipo[j]));
        for (int j = 0; j < g->tipi; j++) {
            /* The others pay at least v + risparmio - best, and less by risparmio if one of them is the single one. */
            int64_t b = v - best + prezzo_solo(q, z, &g->tipo[j]) + (g->tipo[j].singola ? risparmio : 0);
            if (arrotonda(q, max64(0, b)) < q->migliore) g->tipo[restano++] = g->tipo[j];
        }
        tolti |= restano < g->tipi;
        g->tipi = restano;
    }
    return tolti;
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
    int64_t risparmio, v = duale(q, dentro, slope, &risparmio);
    for (int c = 0; c < PREZZI; c++) {
        int64_t fuori = z->v[c] - dentro->v[c];
        if (!fuori) continue;
        slope->v[c] = fuori > 0 ? -1000 : 1000;
        v -= 1000 * (fuori > 0 ? fuori : -fuori);
    }
    return v;
}

/* Held within what later products can carry. Prices only steer the search: any price gives a true bound. */
static int64_t tenuto(Int128 x)
{
    const Int128 most = (Int128)1 << 46;
    return (int64_t)(x > most ? most : x < -most ? -most : x);
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
    for (int j = 0, fermo = 0; j < passi && fermo < 100 && h > 0; fermo++) {
        int64_t e[PREZZI] = {0}, d[PREZZI] = {0}, r[PREZZI] = {0}, gd = 1;
        for (int c = 0; c < PREZZI; c++)
            for (int k = 0; k < PREZZI; k++) e[c] = tenuto(e[c] + ((Int128)b[k][c] * g.v[k] >> 4));
        if (!unitario(e)) break;
        for (int c = 0; c < PREZZI; c++) {
            Int128 sum = 0;
            for (int k = 0; k < PREZZI; k++) sum += (Int128)b[c][k] * e[k];
            d[c] = tenuto(sum >> UNO_BIT);
        }
        Prezzi prima = g;
        int fatti = 0;
        while (gd > 0 && j++ < passi) {
            for (int c = 0; c < PREZZI; c++) z.v[c] = tenuto(z.v[c] + ((Int128)h * d[c] >> MAT_BIT));
            int64_t v = duale_limitato(q, &z, &dentro, &g);
            if (v > top) {
                if (v > last + q->scala / 64) {
                    fermo = 0;
                    last = v;
                }
                top = v;
                best = dentro;
            }
            Int128 along = 0;
            for (int c = 0; c < PREZZI; c++) along += (Int128)g.v[c] * (d[c] >> 16);
            gd = tenuto(along);
            if (++fatti % 3 == 0) h = tenuto((Int128)h * 5 / 4);
        }
        if (fatti == 1) h = h * 7 / 8;
        for (int c = 0; c < PREZZI; c++)
            for (int k = 0; k < PREZZI; k++) r[c] = tenuto(r[c] + ((Int128)b[k][c] * (g.v[k] - prima.v[k]) >> 4));
        if (!unitario(r)) continue;
        for (int c = 0; c < PREZZI; c++) {
            Int128 br = 0;
            for (int k = 0; k < PREZZI; k++) br += (Int128)b[c][k] * r[k];
            br >>= UNO_BIT;
            for (int k = 0; k < PREZZI; k++) b[c][k] = tenuto(b[c][k] - (br * r[k] >> UNO_BIT) / 2);
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
        int64_t p = 0, n = m->margine;
        for (ptrdiff_t i = 0; i < m->n; i++) {
            int d = m->marks[i] - q->r->plafond, senza = (int)max64(0, q->r->soglia_a - 1 - q->r->plafond);
            p += d > 0 ? (d > senza && !mezza_fermo(m, i) ? senza : d) : 0;
            n += d < 0 ? -d : 0;
        }
        z.v[L + h] = p < m->t ? q->scala : -q->scala;
        z.v[M + h] = n < m->t ? q->scala : 0;
    }
    prezzi_entro(q, &z);
    return z;
}

Prezzi prezzi_find(const Problema *q, int64_t *valore)
{
    return sali(q, prezzi_start(q), 1500, valore);
}

Tavola tavola_new(const Problema *q, const Prezzi *z, bool corta)
{
    Tavola t = {.z = *z, .corta = corta, .b = NEW_N(q->a, int32_t, (q->n + 1) * (q->singole + 1) * (corta ? 1 : piano(q)))};
    if (corta) tavola_fill_corta(q, &t);
    else tavola_fill(q, &t);
    return t;
}

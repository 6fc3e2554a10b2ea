/* proposta_stima.c - floor 3: a good legal proposal, from the prices and by exchanging roles. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/proposta_interna.h"

/* Who may have an A, and what the two half-sheets then cost. */
typedef struct Ruoli { bool *puo_a[2]; int64_t costo; } Ruoli;

static void valuta(Problema *q, Ruoli *r, Intervallo *v[2])
{
    r->costo = 0;
    for (int h = 0; h < 2; h++) r->costo += mezza_data(q->r, &q->h[h], r->puo_a[h], q->a, v[h]);
    if (r->costo >= q->migliore) return;
    q->migliore = r->costo;
    for (int h = 0; h < 2; h++) memcpy(q->scelta[h], v[h], (size_t)q->n * sizeof(Intervallo));
}

/* How much a person would pay less with role 'uno', 'due' (bits of puo_a) than without any. */
static int64_t risparmio(const Problema *q, const Prezzi *z, const Persona *g, int ruolo)
{
    int64_t con = INT64_MAX / 4, senza = INT64_MAX / 4;
    for (int j = 0; j < g->tipi; j++) {
        const Tipo *y = &g->tipo[j];
        int64_t x = prezzo(q, z, y) - z->v[RUOLO] * y->ruolo;
        for (int h = 0; h < 2; h++) x -= z->v[SPAZIO + h] * y->spazio[h];
        int suo = y->puo_a[0] + 2 * y->puo_a[1];
        if (suo == 0 && x < senza) senza = x;
        if ((suo & ~ruolo) == 0 && x < con) con = x;
    }
    return senza - con;
}

/* Exchanges the roles of two people while that helps; at most 'fondo' people on either side of the border. */
static void scambia(Problema *q, Ruoli *r, Intervallo *v[2], const ptrdiff_t *ordine, ptrdiff_t dentro, ptrdiff_t fondo,
                    int64_t basta)
{
    ptrdiff_t da = dentro > fondo ? dentro - fondo : 0, fino = q->n - dentro > fondo ? dentro + fondo : q->n;
    for (bool meglio = true; meglio && q->migliore > basta;) {
        meglio = false;
        for (ptrdiff_t x = da; x < fino && q->migliore > basta; x++)
            for (ptrdiff_t y = x + 1; y < fino; y++) {
                ptrdiff_t i = ordine[x], j = ordine[y];
                if (r->puo_a[0][i] == r->puo_a[0][j] && r->puo_a[1][i] == r->puo_a[1][j]) continue;
                int64_t prima = r->costo;
                for (int h = 0; h < 2; h++) {
                    bool t = r->puo_a[h][i];
                    r->puo_a[h][i] = r->puo_a[h][j];
                    r->puo_a[h][j] = t;
                }
                valuta(q, r, v);
                if (r->costo < prima) {
                    meglio = true;
                    continue;
                }
                for (int h = 0; h < 2; h++) {
                    bool t = r->puo_a[h][i];
                    r->puo_a[h][i] = r->puo_a[h][j];
                    r->puo_a[h][j] = t;
                }
                r->costo = prima;
            }
    }
}

void stima(Problema *q, const Prezzi *z, int64_t basta)
{
    Ruoli r = {.puo_a = {NEW_N(q->a, bool, q->n), NEW_N(q->a, bool, q->n)}};
    Intervallo *v[2] = {NEW_N(q->a, Intervallo, q->n), NEW_N(q->a, Intervallo, q->n)};
    ptrdiff_t *ordine = NEW_N(q->a, ptrdiff_t, q->n), dentro = 0;
    int64_t *quanto = NEW_N(q->a, int64_t, q->n), best = -1;
    for (ptrdiff_t i = 0; i < q->n; i++) {
        int64_t x = quanto[q->gente[i].i] = risparmio(q, z, &q->gente[i], 3);
        ptrdiff_t j = i;
        for (; j > 0 && quanto[ordine[j - 1]] < x; j--) ordine[j] = ordine[j - 1];
        ordine[j] = q->gente[i].i;
    }
    for (; dentro < q->k && dentro < q->n; dentro++) r.puo_a[0][ordine[dentro]] = r.puo_a[1][ordine[dentro]] = true;
    ptrdiff_t chi = -1;
    int quale = 0;
    for (ptrdiff_t i = 0; i < q->n && q->singole; i++) {
        ptrdiff_t p = q->gente[i].i;
        if (r.puo_a[0][p]) continue;
        for (int h = 0; h < 2; h++) {
            int64_t x = risparmio(q, z, &q->gente[i], 1 + h);
            if (x <= best) continue;
            best = x;
            chi = p;
            quale = h;
        }
    }
    if (chi >= 0) r.puo_a[quale][chi] = true;
    valuta(q, &r, v);
    scambia(q, &r, v, ordine, dentro, q->n <= 60 ? 60 : 12, basta);
}

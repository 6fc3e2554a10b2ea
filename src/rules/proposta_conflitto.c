/* proposta_conflitto.c - floor 3: why no legal proposal exists, and which held marks are at odds. Pure.
 *
 * What is looked at are conditions that every legal set fulfils, each with two numbers that anybody can check by hand: points
 * that the bounds let stand above the plafond, points that can be taken back below it, A that are held, A that are needed.
 * Then every bound that can be loosened while there still is such a clash is loosened: those that remain clash together,
 * and without any one of them they would not. Where none of these conditions fails the search itself is asked. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/proposta_interna.h"

/* A copy of the bounds that may be loosened. */
typedef struct Copia {
    const PropostaRegole *r;
    ptrdiff_t n_gruppi, n, contati;
    PropostaGruppo *g;
    int *da[2], *a[2];     /* of all, group after group */
} Copia;

static Copia copia_new(const PropostaRegole *r, ptrdiff_t n_gruppi, const PropostaGruppo *g, Arena *a)
{
    Copia c = {.r = r, .n_gruppi = n_gruppi, .g = NEW_N(a, PropostaGruppo, n_gruppi)};
    for (ptrdiff_t b = 0; b < n_gruppi; b++) {
        c.n += g[b].n;
        c.contati += g[b].contati;
    }
    for (int h = 0; h < 2; h++) {
        c.da[h] = NEW_N(a, int, c.n);
        c.a[h] = NEW_N(a, int, c.n);
    }
    ptrdiff_t at = 0;
    for (ptrdiff_t b = 0; b < n_gruppi; at += g[b].n, b++) {
        c.g[b] = g[b];
        for (int h = 0; h < 2; h++) {
            memcpy(c.da[h] + at, g[b].da[h], (size_t)g[b].n * sizeof(int));
            memcpy(c.a[h] + at, g[b].a[h], (size_t)g[b].n * sizeof(int));
            c.g[b].da[h] = c.da[h] + at;
            c.g[b].a[h] = c.a[h] + at;
        }
    }
    return c;
}

/* ---- one half-sheet, as many A as it likes ---- */

/* The least that the people who go above take from N so that P reaches t_lo: least[p] for p points of room. */
static int64_t perdita(const Mezza *h, Arena *a)
{
    int64_t base = 0, need;
    for (ptrdiff_t i = 0; i < h->n; i++)
        if (h->da[i] > h->plafond) base += h->a[i] - h->plafond;
    need = h->t_lo - base;
    if (need <= 0) return 0;
    ArenaMark mark = arena_mark(a);
    int64_t *least = NEW_N(a, int64_t, need + 1);
    for (int64_t p = 1; p <= need; p++) least[p] = IMPOSSIBILE;
    for (ptrdiff_t i = 0; i < h->n; i++) {
        if (!mezza_bivio(h, i)) continue;
        int64_t room = h->a[i] - h->plafond, cade = h->plafond - h->da[i];
        for (int64_t p = need; p > 0; p--) least[p] = min64(least[p], least[max64(0, p - room)] + cade);
    }
    int64_t out = least[need];
    arena_rewind(a, mark);
    return out;
}

static bool mezza_contrasto(const Mezza *h, Arena *a, PropostaConflitto *out)
{
    if (h->p_hi < h->t_lo) {
        *out = (PropostaConflitto){.motivo = MOTIVO_POCHI, .trovato = h->p_hi, .dovuto = h->t_lo};
        return true;
    }
    if (h->p_lo > h->t_hi) {
        *out = (PropostaConflitto){.motivo = MOTIVO_TROPPI, .trovato = h->p_lo, .dovuto = h->t_hi};
        return true;
    }
    int64_t recupera = h->n_hi - perdita(h, a), serve = max64(h->t_lo, h->p_lo);
    *out = (PropostaConflitto){.motivo = MOTIVO_PLAFOND, .trovato = recupera, .dovuto = serve};
    return recupera < serve;
}

/* ---- A held, A needed ---- */

static bool a_tenute(const Copia *c, PropostaConflitto *out)
{
    ptrdiff_t a[2] = {0}, persone = 0, singole = 0, k = c->contati / c->r->divisore_a, more = c->contati % c->r->divisore_a > 0;
    for (ptrdiff_t i = 0; i < c->n; i++) {
        bool ha[2];
        for (int h = 0; h < 2; h++) {
            ha[h] = c->da[h][i] >= c->r->soglia_a;
            a[h] += ha[h];
        }
        persone += ha[0] || ha[1];
        singole += ha[0] != ha[1];
    }
    *out = (PropostaConflitto){.motivo = MOTIVO_A_TENUTE, .gruppo = -1, .trovato = persone, .dovuto = k + (more && singole)};
    if (c->r->tetto_a == A_SLOTS) {
        out->trovato = a[0] + a[1];
        out->dovuto = 2 * k + more;
    } else if (c->r->tetto_a == A_PER_SHEET) {
        int h = a[1] > a[0];
        out->semischeda = h + 1;
        out->trovato = a[h];
        out->dovuto = k + more;
    }
    return !proposta_c4(c->r, c->contati, a, persone, singole);
}

/* How many A a half-sheet needs so that its room makes up t_lo: those who gain most by an A first. A held counts as well. */
static ptrdiff_t a_servono(const PropostaRegole *r, const Mezza *h)
{
    ptrdiff_t servono = 0;
    int64_t room = 0;
    int64_t gain[PROPOSTA_PUNTI + 1] = {0};   /* how many gain so many points by an A */
    for (ptrdiff_t i = 0; i < h->n; i++) {
        int64_t con = max64(0, h->a[i] - h->plafond), senza = max64(0, min64(h->a[i], r->soglia_a - 1) - h->plafond);
        if (h->da[i] >= r->soglia_a) {
            servono++;
            room += con;
        } else {
            room += senza;
            gain[con - senza]++;
        }
    }
    for (int x = PROPOSTA_PUNTI; x > 0; x--)
        for (int64_t j = gain[x]; j > 0 && room < h->t_lo; j--, servono++) room += x;
    return servono;
}

/* Under any reading both half-sheets together have at most twice the third and one; but for A_SLOTS each its third and one. */
static bool a_troppe(const Copia *c, Arena *a, PropostaConflitto *out)
{
    ptrdiff_t servono[2] = {0}, k = c->contati / c->r->divisore_a, more = c->contati % c->r->divisore_a > 0;
    for (ptrdiff_t b = 0; b < c->n_gruppi; b++)
        for (int h = 0; h < 2; h++) {
            Mezza m = mezza_new(c->r, &c->g[b], h, a);
            servono[h] += a_servono(c->r, &m);
        }
    int piu = servono[1] > servono[0];
    *out = (PropostaConflitto){.motivo = MOTIVO_A_SERVONO, .gruppo = -1, .semischeda = piu + 1, .trovato = servono[piu],
                               .dovuto = k + more};
    if (c->r->tetto_a != A_SLOTS && servono[piu] > k + more) return true;
    if (servono[0] + servono[1] > servono[piu]) {
        out->semischeda = 0;
        out->trovato = servono[0] + servono[1];
    }
    if (c->r->tetto_a == A_SLOTS || !out->semischeda) out->dovuto = 2 * k + more;
    return servono[0] + servono[1] > 2 * k + more;
}

static bool contrasto(const Copia *c, PropostaConflitto *out)
{
    Arena a = {0};
    bool found = false;
    for (ptrdiff_t b = 0; b < c->n_gruppi && !found; b++)
        for (int h = 0; h < 2 && !found; h++) {
            Mezza m = mezza_new(c->r, &c->g[b], h, &a);
            found = mezza_contrasto(&m, &a, out);
            out->gruppo = b;
            out->semischeda = h + 1;
        }
    found = found || a_tenute(c, out) || a_troppe(c, &a, out);
    arena_free(&a);
    return found;
}

/* ---- which bounds ---- */

/* Asked of the search itself: only where that is quick. */
static bool senza_via(const Copia *c)
{
    Arena a = {0};
    Intervallo *v[2] = {NEW_N(&a, Intervallo, c->n), NEW_N(&a, Intervallo, c->n)};
    Trovato t = gruppi_risolvi(c->r, c->n_gruppi, c->g, &a, v);
    arena_free(&a);
    return t.distanza >= IMPOSSIBILE && !t.interrotta;
}

static void allenta(Copia *c, bool cerca, PropostaConflitto *out)
{
    for (ptrdiff_t i = 0; i < c->n; i++)
        for (int h = 0; h < 2; h++) {
            int da = c->da[h][i], a = c->a[h][i];
            if (da == 0 && a == c->r->massimo) continue;
            c->da[h][i] = 0;
            c->a[h][i] = c->r->massimo;
            PropostaConflitto found;
            if (cerca ? senza_via(c) : contrasto(c, &found)) continue;
            c->da[h][i] = da;
            c->a[h][i] = a;
            out->fermi[h][i] = true;
            out->n_fermi++;
        }
}

bool proposta_conflitto(const PropostaRegole *r, ptrdiff_t n_gruppi, const PropostaGruppo *g, Arena *a, PropostaConflitto *out)
{
    enum { CERCA_MAX = 60, PROVE_MAX = 400 };
    Arena scratch = {0};
    Copia c = copia_new(r, n_gruppi, g, &scratch);
    PropostaConflitto found;
    ptrdiff_t limiti = 0;
    for (ptrdiff_t i = 0; i < c.n; i++)
        for (int h = 0; h < 2; h++) limiti += c.da[h][i] > 0 || c.a[h][i] < r->massimo;
    *out = (PropostaConflitto){.motivo = MOTIVO_INSIEME, .gruppo = -1, .fermi = {NEW_N(a, bool, c.n), NEW_N(a, bool, c.n)}};
    bool clear = contrasto(&c, &found), small = c.n <= CERCA_MAX && limiti <= PROVE_MAX, clash = clear || (small && senza_via(&c));
    if (clash) {
        allenta(&c, !clear, out);
        if (contrasto(&c, &found)) {
            found.fermi[0] = out->fermi[0];
            found.fermi[1] = out->fermi[1];
            found.n_fermi = out->n_fermi;
            *out = found;
        }
    } else if (!small) {
        for (ptrdiff_t i = 0; i < c.n; i++)
            for (int h = 0; h < 2; h++) out->n_fermi += out->fermi[h][i] = c.da[h][i] > 0 || c.a[h][i] < r->massimo;
        clash = out->n_fermi > 0;
    }
    arena_free(&scratch);
    return clash;
}

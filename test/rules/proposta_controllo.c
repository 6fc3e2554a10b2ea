/* proposta_controllo.c - cases by chance, checker and oracle, written from the requirements and not from the module. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"
#include "proposta_controllo.h"

int sorte(Sorte *s, int n)
{
    s->x += 0x9e3779b97f4a7c15u;
    uint64_t z = s->x;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (int)(((z ^ z >> 31) >> 11) % (uint64_t)n);
}

Caso caso_sorte(Sorte *s, const PropostaRegole *r, int n, int genere)
{
    Caso c = {.n = n};
    int valori[3] = {sorte(s, r->massimo + 1), sorte(s, r->massimo + 1), sorte(s, r->massimo + 1)};
    for (int h = 0; h < 2; h++)
        for (int i = 0; i < n; i++) {
            int x = sorte(s, r->massimo + 1);
            if (genere == 1) x = r->massimo - x / 2;
            if (genere == 2) x = r->plafond - 4 + sorte(s, 9);
            if (genere == 3) x = valori[sorte(s, 3)];
            if (genere == 4) x = sorte(s, 3) ? x / 2 : r->massimo - sorte(s, 4);
            c.marks[h][i] = x < 0 ? 0 : x > r->massimo ? r->massimo : x;
            c.locked[h][i] = genere == 5 ? sorte(s, 4) > 0 : genere >= 3 && sorte(s, 4) == 0;
        }
    return c;
}

Caso caso_largo(Sorte *s, const PropostaRegole *r, int n, int genere, int n_gruppi)
{
    Caso c = caso_sorte(s, r, n, genere);
    c.limiti = true;
    for (int h = 0; h < 2; h++)
        for (int i = 0; i < n; i++) {
            c.a[h][i] = r->massimo;
            int how = sorte(s, 6);
            if (how > 2) continue;
            if (how != 1) c.da[h][i] = sorte(s, r->massimo + 1);
            if (how) c.a[h][i] = c.da[h][i] + sorte(s, r->massimo - c.da[h][i] + 1);
        }
    c.n_gruppi = n_gruppi < n ? n_gruppi : n;
    for (int b = 0, left = n; b < c.n_gruppi; left -= c.di[b], b++) {
        c.di[b] = b + 1 == c.n_gruppi ? left : 1 + sorte(s, left - (c.n_gruppi - b - 1));
        c.contati[b] = c.di[b] + (sorte(s, 2) ? sorte(s, 3) : 0);
    }
    return c;
}

int caso_da(const Caso *c, int h, int i) { return c->locked[h][i] ? c->marks[h][i] : c->limiti ? c->da[h][i] : 0; }

int caso_a(const PropostaRegole *r, const Caso *c, int h, int i)
{
    return c->locked[h][i] ? c->marks[h][i] : c->limiti ? c->a[h][i] : r->massimo;
}

ptrdiff_t caso_gruppi(const PropostaRegole *r, const Caso *c, Arena *a, PropostaGruppo **out)
{
    int n = c->n_gruppi ? c->n_gruppi : 1, at = 0;
    *out = NEW_N(a, PropostaGruppo, n);
    for (int b = 0; b < n; b++) {
        PropostaGruppo *g = &(*out)[b];
        g->n = c->n_gruppi ? c->di[b] : c->n;
        g->contati = c->n_gruppi ? c->contati[b] : c->n;
        for (int h = 0; h < 2; h++) {
            int *da = NEW_N(a, int, g->n), *fino = NEW_N(a, int, g->n);
            for (int i = 0; i < g->n; i++) {
                da[i] = caso_da(c, h, at + i);
                fino[i] = caso_a(r, c, h, at + i);
            }
            g->marks[h] = c->marks[h] + at;
            g->da[h] = da;
            g->a[h] = fino;
        }
        at += (int)g->n;
    }
    return n;
}

void caso_print(const PropostaRegole *r, const Caso *c)
{
    for (int b = 0; b < c->n_gruppi; b++) print_message("group of %d, %d counted\n", c->di[b], c->contati[b]);
    print_message("massimo %d plafond %d positivi %d soglia_a %d divisore_a %d tetto %d c3 %d\n", r->massimo,
                  r->plafond, r->positivi, r->soglia_a, r->divisore_a, (int)r->tetto_a, (int)r->c3);
    for (int h = 0; h < 2; h++) {
        for (int i = 0; i < c->n; i++)
            print_message("%d(%d-%d) ", c->marks[h][i], caso_da(c, h, i), caso_a(r, c, h, i));
        print_message("\n");
    }
}

static bool c4(const PropostaRegole *r, int n, int counted, unsigned char const *a)
{
    /* a[i]: bit h when person i has an A in half-sheet h. */
    int terzo = counted / r->divisore_a, resto = counted % r->divisore_a, uno = 0, due = 0, insieme = 0, una_sola = 0;
    for (int i = 0; i < n; i++) {
        uno += a[i] & 1;
        due += a[i] >> 1;
        insieme += a[i] != 0;
        una_sola += a[i] == 1 || a[i] == 2;
    }
    if (r->tetto_a == A_SLOTS) return uno + due <= 2 * terzo + (resto > 0);
    if (r->tetto_a == A_PER_SHEET) {
        if (uno > terzo && due > terzo) return false;
        int piu = uno > due ? uno : due;
        return piu <= terzo || (resto > 0 && piu == terzo + 1);
    }
    if (insieme <= terzo) return true;
    return resto > 0 && insieme == terzo + 1 && una_sola > 0;
}

int caso_contati(const Caso *c)
{
    int counted = c->n_gruppi ? 0 : c->n;
    for (int b = 0; b < c->n_gruppi; b++) counted += c->contati[b];
    return counted;
}

void controllo_legale(const PropostaRegole *r, const Caso *c, const Proposta *p)
{
    unsigned char a[CASO_MAX] = {0};
    int64_t distanza = 0;
    for (int h = 0; h < 2; h++) {
        int i = 0;
        for (int b = 0; b < (c->n_gruppi ? c->n_gruppi : 1); b++) {
            int end = c->n_gruppi ? i + c->di[b] : c->n, counted = c->n_gruppi ? c->contati[b] : c->n;
            int64_t somma = 0, positivi = 0, dovuti = (int64_t)r->positivi * counted;
            for (; i < end; i++) {
                int x = p->marks[h][i];
                assert_true(x >= caso_da(c, h, i) && x <= caso_a(r, c, h, i));
                somma += x;
                positivi += x > r->plafond ? x - r->plafond : 0;
                distanza += abs(x - c->marks[h][i]);
                if (x >= r->soglia_a) a[i] |= (unsigned char)(1 << h);
            }
            assert_true(somma <= (int64_t)r->plafond * counted);
            if (r->c3 != C3_LE) assert_true(positivi >= dovuti);
            if (r->c3 != C3_GE) assert_true(positivi <= dovuti);
        }
    }
    assert_true(c4(r, c->n, caso_contati(c), a));
    assert_int_equal(distanza, p->distanza);
}

int64_t vicina(const PropostaRegole *r, const Caso *c)
{
    const int *const marks[2] = {c->marks[0], c->marks[1]};
    const bool *const locked[2] = {c->locked[0], c->locked[1]};
    Arena a = {0};
    Proposta p;
    PropostaGruppo *g;
    ptrdiff_t n = caso_gruppi(r, c, &a, &g);
    if (c->limiti) proposta_gruppi(r, n, g, &a, &p);
    else proposta_vicina(r, c->n, marks, locked, &a, &p);
    int64_t d = p.possibile ? p.distanza : -1;
    assert_false(p.interrotta);
    if (p.possibile) {
        controllo_legale(r, c, &p);
        assert_int_equal(p.minimo, p.distanza);
    }
    arena_free(&a);
    return d;
}

enum { MAI = 1 << 28 };

/* Least cost of half-sheet h of people da.. when exactly those of 'set' have an A; tables are indexed by sum and positive sum. */
static int mezza_oracolo(const PropostaRegole *r, const Caso *c, int h, int da, int n, int set, int *now, int *next, int sw, int pw)
{
    for (int j = 0; j < sw * pw; j++) now[j] = MAI;
    now[0] = 0;
    for (int i = da; i < da + n; i++) {
        for (int j = 0; j < sw * pw; j++) next[j] = MAI;
        for (int x = caso_da(c, h, i); x <= caso_a(r, c, h, i); x++) {
            if ((x >= r->soglia_a) != (set >> (i - da) & 1)) continue;
            int p = x > r->plafond ? x - r->plafond : 0, costo = abs(x - c->marks[h][i]);
            for (int s = 0; s + x < sw; s++)
                for (int j = 0; j < pw; j++) {
                    int v = now[s * pw + j], to = j + p < pw ? j + p : pw - 1;
                    if (v < MAI && (r->c3 == C3_GE || j + p < pw) && v + costo < next[(s + x) * pw + to])
                        next[(s + x) * pw + to] = v + costo;
                }
        }
        int *t = now;
        now = next;
        next = t;
    }
    int best = MAI;
    for (int s = 0; s < sw; s++)
        for (int j = r->c3 == C3_LE ? 0 : pw - 1; j < pw; j++)
            if (now[s * pw + j] < best) best = now[s * pw + j];
    return best;
}

int64_t oracolo(const PropostaRegole *r, const Caso *c)
{
    assert_true(c->n <= ORACOLO_MAX);
    Arena a = {0};
    int *costo[2], best = MAI;
    for (int h = 0; h < 2; h++) {
        costo[h] = NEW_N(&a, int, 1 << c->n);
        for (int b = 0, da = 0; b < (c->n_gruppi ? c->n_gruppi : 1); b++) {
            int n = c->n_gruppi ? c->di[b] : c->n, counted = c->n_gruppi ? c->contati[b] : c->n;
            int sw = r->plafond * counted + 1, pw = r->positivi * counted + 1, *one = NEW_N(&a, int, 1 << n);
            int *now = NEW_N(&a, int, sw * pw), *next = NEW_N(&a, int, sw * pw);
            for (int set = 0; set < 1 << n; set++) one[set] = mezza_oracolo(r, c, h, da, n, set, now, next, sw, pw);
            for (int set = 0; set < 1 << c->n; set++)
                if (costo[h][set] < MAI) costo[h][set] += one[set >> da & ((1 << n) - 1)];
            da += n;
        }
    }
    for (int uno = 0; uno < 1 << c->n; uno++)
        for (int due = 0; due < 1 << c->n; due++) {
            if (costo[0][uno] >= MAI || costo[1][due] >= MAI || costo[0][uno] + costo[1][due] >= best) continue;
            unsigned char chi[ORACOLO_MAX];
            for (int i = 0; i < c->n; i++) chi[i] = (unsigned char)((uno >> i & 1) | (due >> i & 1) << 1);
            if (c4(r, c->n, caso_contati(c), chi)) best = costo[0][uno] + costo[1][due];
        }
    arena_free(&a);
    return best < MAI ? best : -1;
}

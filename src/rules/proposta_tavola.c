/* proposta_tavola.c - floor 3: what a group of n people can reach at all (requirements 10.3). Pure, exact. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/proposta_interna.h"

/* Is some half-sheet legal with exactly a marks of A? Those above the plafond make P between what they must and what they can;
 * those below can take back N. Marks of A may lie below the plafond where the rulebook puts the band there. */
static bool mezza_ammette(const PropostaRegole *r, ptrdiff_t n, ptrdiff_t a)
{
    int64_t c = r->plafond, t = (int64_t)r->positivi * n, su = r->massimo - c;
    int64_t lo = r->c3 == C3_LE ? 0 : t, hi = r->c3 == C3_GE ? INT64_MAX / 4 : t;
    if (a > 0 && r->soglia_a > r->massimo) return false;
    int64_t a_su = max64(r->soglia_a - c, 1), senza_su = min64(su, r->soglia_a - 1 - c);
    if (a > 0 && r->soglia_a > c && su <= 0) return false;
    /* How many of the A stand above, all of them where the band begins there; and how many of the others. */
    for (ptrdiff_t x = r->soglia_a > c ? a : 0; x <= a && (su > 0 || !x); x++)
        for (ptrdiff_t y = 0; y <= n - a && (senza_su > 0 || !y); y++) {
            int64_t p_lo = x * a_su + y, p_hi = x * su + y * max64(0, senza_su);
            int64_t n_hi = (n - a - y) * c + (a - x) * max64(0, c - r->soglia_a);
            if (max64(lo, p_lo) <= min64(min64(hi, p_hi), n_hi)) return true;
        }
    return false;
}

void proposta_riga(const PropostaRegole *r, ptrdiff_t n, PropostaRiga *out)
{
    ASSERT(n >= 1 && n <= PROPOSTA_MAX);
    *out = (PropostaRiga){.n = n, .plafond = (int64_t)r->plafond * n, .positivi = (int64_t)r->positivi * n,
                          .terzo = n / r->divisore_a, .resto = n % r->divisore_a};
    Arena arena = {0};
    bool *ammette = NEW_N(&arena, bool, n + 1);
    for (ptrdiff_t a = 0; a <= n; a++) {
        ammette[a] = mezza_ammette(r, n, a);
        if (ammette[a]) out->max_c3 = a;
    }
    ptrdiff_t most = 2 * out->terzo + (out->resto > 0);   /* marks of A in all, under every reading */
    for (ptrdiff_t uno = 0; uno <= n && uno <= most; uno++)
        for (ptrdiff_t due = 0; due <= uno && uno + due <= most && ammette[uno]; due++) {
            if (!ammette[due]) continue;
            /* Who has both: as many as can be, or fewer, which makes more names. */
            for (ptrdiff_t tutti_e_due = due; tutti_e_due >= 0 && uno + due - tutti_e_due <= n; tutti_e_due--) {
                ptrdiff_t a[2] = {uno, due}, nomi = uno + due - tutti_e_due;
                if (!proposta_c4(r, n, a, nomi, nomi - tutti_e_due)) continue;
                out->possibile = true;
                if (uno > out->max_semischeda) out->max_semischeda = uno;
                if (nomi > out->max_nomi) out->max_nomi = nomi;
                if (uno + due > out->max_segni) out->max_segni = uno + due;
            }
        }
    arena_free(&arena);
}

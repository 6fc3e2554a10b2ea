/* misura.c - floor 5: columns wide enough for their longest word, then by how much text they hold. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "document/misura.h"

enum { PADDING = 2, LONGEST_WORD = 18, WIDEST = 60, PAGE = 96 };

ptrdiff_t misura_testo(const Testo *t)
{
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < t->tratti.n; i++) n += utf8_count(t->tratti.items[i].testo);
    return n;
}

static ptrdiff_t longest_word(Str s)
{
    ptrdiff_t most = 0, n = 0;
    for (ptrdiff_t i = 0; i < s.n; i++) {
        if (s.p[i] == ' ' || s.p[i] == '\n') n = 0;
        else n += (s.p[i] & 0xc0) != 0x80;
        if (n > most) most = n;
    }
    return most;
}

static ptrdiff_t longest_in(const Testo *t)
{
    ptrdiff_t most = 0;
    for (ptrdiff_t i = 0; i < t->tratti.n; i++) {
        ptrdiff_t n = longest_word(t->tratti.items[i].testo);
        if (n > most) most = n;
    }
    return most;
}

/* Letters a column cannot do without: its longest word (a number counts as one word), up to where a break is fair. */
static ptrdiff_t least(const Tabella *t, ptrdiff_t k)
{
    ptrdiff_t most = longest_word(t->colonne.items[k].testa);
    for (ptrdiff_t i = 0; i < t->righe.n; i++) {
        const Testo *x = &t->righe.items[i].celle[k];
        ptrdiff_t n = t->colonne.items[k].tipo == COLONNA_NUMERO ? misura_testo(x) : longest_in(x);
        if (n > most) most = n;
    }
    if (most > LONGEST_WORD) most = LONGEST_WORD;
    return most + PADDING;
}

void misura_colonne(const Tabella *t, int *out)
{
    for (ptrdiff_t k = 0; k < t->colonne.n; k++) {
        ptrdiff_t sum = utf8_count(t->colonne.items[k].testa), need = least(t, k), most = sum;
        if (most > need) most = need; /* a head may break over lines */
        for (ptrdiff_t i = 0; i < t->righe.n; i++) {
            ptrdiff_t n = misura_testo(&t->righe.items[i].celle[k]);
            if (n > most) most = n;
        }
        if (most > WIDEST) most = WIDEST;
        out[k] = (int)(most > need ? most : need);
    }
}

bool misura_larga(const Tabella *t)
{
    ptrdiff_t sum = 0;
    for (ptrdiff_t k = 0; k < t->colonne.n; k++) sum += least(t, k);
    return sum > PAGE;
}

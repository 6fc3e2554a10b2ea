/* misura.c - floor 5: columns wide enough for their longest word, then by how much text they hold. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "document/misura.h"

enum { PADDING = 2, LONGEST_WORD = 18, SHORT_HEAD = 8, WIDEST = 60 };

ptrdiff_t misura_testo(const Testo *t)
{
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < t->tratti.n; i++) n += utf8_count(t->tratti.items[i].testo);
    return n;
}

ptrdiff_t misura_parola(Str s)
{
    ptrdiff_t most = 0, n = 0;
    for (ptrdiff_t i = 0; i < s.n; i++) {
        if (s.p[i] == ' ' || s.p[i] == '\n') n = 0;
        else n += (s.p[i] & 0xc0) != 0x80;
        if (n > most) most = n;
    }
    return most;
}

ptrdiff_t misura_parole(const Testo *t)
{
    ptrdiff_t most = 0;
    for (ptrdiff_t i = 0; i < t->tratti.n; i++) {
        ptrdiff_t n = misura_parola(t->tratti.items[i].testo);
        if (n > most) most = n;
    }
    return most;
}

/* "12,5 %" is read as one word; "non computabile" in a column of numbers is prose. */
static bool has_digit(const Testo *t)
{
    for (ptrdiff_t i = 0; i < t->tratti.n; i++)
        for (ptrdiff_t k = 0; k < t->tratti.items[i].testo.n; k++)
            if (t->tratti.items[i].testo.p[k] >= '0' && t->tratti.items[i].testo.p[k] <= '9') return true;
    return false;
}

/* Letters a column cannot do without: its longest word (a number or a short head counts as one word), up to where a
 * break is fair. */
static ptrdiff_t least(const DocTabella *t, ptrdiff_t k)
{
    Str head = t->colonne.items[k].testa;
    ptrdiff_t most = utf8_count(head) > SHORT_HEAD ? misura_parola(head) : utf8_count(head);
    for (ptrdiff_t i = 0; i < t->righe.n; i++) {
        const Testo *x = &t->righe.items[i].celle[k];
        bool whole = t->colonne.items[k].tipo == COLONNA_NUMERO && has_digit(x);
        ptrdiff_t n = whole ? misura_testo(x) : misura_parole(x);
        if (n > most) most = n;
    }
    if (most > LONGEST_WORD) most = LONGEST_WORD;
    return most + PADDING;
}

/* Letters a column would fill if nothing broke, up to a fair width for prose. A head may break in two. */
static ptrdiff_t wished(const DocTabella *t, ptrdiff_t k, ptrdiff_t need)
{
    ptrdiff_t head = utf8_count(t->colonne.items[k].testa), half = head * 6 / 10;
    if (head > SHORT_HEAD) head = half > SHORT_HEAD ? half : SHORT_HEAD;
    ptrdiff_t most = head + PADDING > need ? head + PADDING : need;
    for (ptrdiff_t i = 0; i < t->righe.n; i++) {
        ptrdiff_t n = misura_testo(&t->righe.items[i].celle[k]) + PADDING;
        if (n > most) most = n;
    }
    return most < WIDEST || need > WIDEST ? most : WIDEST;
}

void misura_colonne(const DocTabella *t, int line, int *out)
{
    int64_t needs = 0, more = 0;
    for (ptrdiff_t k = 0; k < t->colonne.n; k++) {
        ptrdiff_t need = least(t, k);
        needs += need;
        more += wished(t, k, need) - need;
    }
    /* what is left of the line after the needs goes to the wishes; without wishes or room, needs are the shares */
    int64_t left = line > needs ? line - needs : 0;
    for (ptrdiff_t k = 0; k < t->colonne.n; k++) {
        int64_t need = least(t, k), wish = wished(t, k, need) - need;
        out[k] = (int)(need * 100 + (more && left ? wish * 100 * left / more : 0));
    }
}

bool misura_larga(const DocTabella *t)
{
    ptrdiff_t sum = 0;
    for (ptrdiff_t k = 0; k < t->colonne.n; k++) sum += least(t, k);
    return sum > MISURA_PAGINA;
}

/* traccia.c - floor 3: each operation computes, and writes its step when a trace is kept. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/traccia.h"

Term term_at(Traccia *t, Num v, const char *fmt, ...)
{
    char text[512];
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    ASSERT(n >= 0 && n < (int)sizeof text);
    return (Term){v, -1, str_dup(t->a, (Str){text, n})};
}

Term passo_di(Traccia *t, const Regola *r, Operazione op, Num v, const Term *x, ptrdiff_t n)
{
    Da *da = NEW_N(t->a, Da, n);
    for (ptrdiff_t i = 0; i < n; i++) {
        ASSERT(x[i].passo >= 0 || x[i].dove.n);
        da[i] = (Da){x[i].passo, x[i].dove};
    }
    Regola *kept = NEW(t->a, Regola);
    *kept = *r;
    *PUSH(t->a, &t->passi) = (Passo){.regola = kept, .op = op, .v = v, .da = da, .n = n};
    return (Term){v, t->passi.n - 1, {0}};
}

Term passo_costante(Traccia *t, const Regola *r, Num v, Str dove)
{
    Term from = {v, -1, dove};
    return passo_di(t, r, OP_COSTANTE, v, &from, dove.n ? 1 : 0);
}

Term passo_arrotonda(Traccia *t, const Regola *r, Num v, Term x, int cifre, Rounding modo)
{
    Term s = passo_di(t, r, OP_ARROTONDA, v, &x, 1);
    t->passi.items[s.passo].cifre = cifre;
    t->passi.items[s.passo].modo = modo;
    return s;
}

static bool holds(int c, const char *segno)
{
    switch (segno[0]) {
    case '<': return segno[1] ? c <= 0 : c < 0;
    case '>': return segno[1] ? c >= 0 : c > 0;
    default: return c == 0;
    }
}

Term confronto(Traccia *t, const Regola *r, Term x, const char *segno, Term y)
{
    Term s = passo_due(t, r, OP_CONFRONTO, num_int(holds(num_cmp(x.v, y.v), segno)), x, y);
    if (t) t->passi.items[s.passo].segno = segno;
    return s;
}

void campo(Traccia *t, Term x, Str pointer)
{
    if (!t) return;
    ASSERT(x.passo >= 0 && !t->passi.items[x.passo].campo.n);
    t->passi.items[x.passo].campo = pointer;
}

Term posto_che(Traccia *t, const Regola *r, Term x, const Term *inputs, ptrdiff_t n)
{
    if (!t || !n) return x;
    const Regola *words = REGOLA(r->regola, r->fonte, POSTO_CHE);
    Term count = conta(t, words, inputs, n);
    Term one = costante(t, REGOLA(r->regola, r->fonte, "almeno uno"), num_int(1), S(""));
    Term there = confronto(t, words, count, ">=", one);
    Term zero = costante(t, REGOLA(r->regola, r->fonte, "altrimenti"), num_int(0), S(""));
    return scelta(t, r, there, x, zero);
}

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

static Term step(Traccia *t, const Regola *r, Operazione op, Num v, const Term *x, ptrdiff_t n)
{
    if (!t) return term_plain(v);
    Da *da = NEW_N(t->a, Da, n);
    for (ptrdiff_t i = 0; i < n; i++) {
        ASSERT(x[i].passo >= 0 || x[i].dove.n);
        da[i] = (Da){x[i].passo, x[i].dove};
    }
    Regola *kept = NEW(t->a, Regola);
    *kept = *r;
    *PUSH(t->a, &t->passi) = (Passo){.regola = kept, .op = op, .v = v, .da = da, .n = n};
    return (Term){v, (int32_t)(t->passi.n - 1), {0}};
}

Term costante(Traccia *t, const Regola *r, Num v, Str dove)
{
    Term from = {v, -1, dove};
    return step(t, r, OP_COSTANTE, v, &from, dove.n ? 1 : 0);
}

Term somma(Traccia *t, Arena *a, const Regola *r, const Term *x, ptrdiff_t n)
{
    Num v = num_int(0);
    for (ptrdiff_t i = 0; i < n; i++) v = num_add(a, v, x[i].v);
    return step(t, r, OP_SOMMA, v, x, n);
}

Term prodotto(Traccia *t, Arena *a, const Regola *r, const Term *x, ptrdiff_t n)
{
    Num v = x[0].v;
    for (ptrdiff_t i = 1; i < n; i++) v = num_mul(a, v, x[i].v);
    return step(t, r, OP_PRODOTTO, v, x, n);
}

Term conta(Traccia *t, const Regola *r, const Term *x, ptrdiff_t n) { return step(t, r, OP_CONTA, num_int(n), x, n); }

Term differenza(Traccia *t, Arena *a, const Regola *r, Term x, Term y)
{
    return step(t, r, OP_DIFFERENZA, num_sub(a, x.v, y.v), TERMS(x, y));
}

Term rapporto(Traccia *t, Arena *a, const Regola *r, Term x, Term y)
{
    return step(t, r, OP_RAPPORTO, num_div(a, x.v, y.v), TERMS(x, y));
}

Term minimo(Traccia *t, const Regola *r, Term x, Term y)
{
    return step(t, r, OP_MINIMO, num_min(x.v, y.v), TERMS(x, y));
}

Term massimo(Traccia *t, const Regola *r, Term x, Term y)
{
    return step(t, r, OP_MASSIMO, num_max(x.v, y.v), TERMS(x, y));
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
    Term s = step(t, r, OP_CONFRONTO, num_int(holds(num_cmp(x.v, y.v), segno)), TERMS(x, y));
    if (t) t->passi.items[s.passo].segno = segno;
    return s;
}

Term scelta(Traccia *t, const Regola *r, Term se, Term allora, Term altrimenti)
{
    return step(t, r, OP_SCELTA, num_sign(se.v) ? allora.v : altrimenti.v, TERMS(se, allora, altrimenti));
}

Term fascia(Traccia *t, const Regola *r, Term x, Str tabella, Num v)
{
    Term table = {v, -1, tabella};
    return step(t, r, OP_FASCIA, v, TERMS(x, table));
}

Term riparto(Traccia *t, const Regola *r, Num pagato, const Term *x, ptrdiff_t n)
{
    return step(t, r, OP_RIPARTO, pagato, x, n);
}

Term arrotonda(Traccia *t, Arena *a, const Regola *r, Term x, int cifre, Rounding modo)
{
    Term s = step(t, r, OP_ARROTONDA, num_round(a, x.v, cifre, modo), &x, 1);
    if (t) {
        t->passi.items[s.passo].cifre = cifre;
        t->passi.items[s.passo].modo = modo;
    }
    return s;
}

void campo(Traccia *t, Term x, Str pointer)
{
    if (!t) return;
    ASSERT(x.passo >= 0 && !t->passi.items[x.passo].campo.n);
    t->passi.items[x.passo].campo = pointer;
}

Term stampa(Traccia *t, Arena *a, const Regola *r, Term x, int cifre, Rounding modo, const char *pointer)
{
    Term s = arrotonda(t, a, r, x, cifre, modo);
    if (t) campo(t, s, str_dup(t->a, str_of(pointer)));
    return s;
}

Term posto_che(Traccia *t, const Regola *r, Term x, const Term *inputs, ptrdiff_t n)
{
    if (!t || !n) return x;
    const Regola *words = REGOLA(r->regola, r->fonte, "gli elementi da cui dipende sono quelli indicati");
    Term count = conta(t, words, inputs, n);
    Term one = costante(t, REGOLA(r->regola, r->fonte, "almeno uno"), num_int(1), S(""));
    Term there = confronto(t, words, count, ">=", one);
    Term zero = costante(t, REGOLA(r->regola, r->fonte, "altrimenti"), num_int(0), S(""));
    return scelta(t, r, there, x, zero);
}

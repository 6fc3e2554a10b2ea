/* gruppo.c - floor 3: the constraints on the marks that one evaluator proposes. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/regole.h"

static int64_t whole(Arena *a, Num x)
{
    int64_t i = 0;
    ASSERT(num_to_int(a, x, &i)); /* marks are integers, and the rulebook's parameters of groups are too (AMB-23) */
    return i;
}

/* Whole numbers of the rulebook that groups need, looked up once. */
typedef struct Misure { int64_t plafond, positivi, terzo, soglia_a; } Misure;

static Misure misure(const Sistema *s)
{
    Arena a = {0};
    Misure m = {whole(&a, s->plafond.v), whole(&a, s->positivi.v), whole(&a, s->terzo.v), 0};
    m.soglia_a = whole(&a, num_neg(&a, num_floor(&a, num_neg(&a, s->fasce[0].da.v)))); /* the first whole mark in the band */
    arena_free(&a);
    return m;
}

/* Sums of one half-sheet: C1, C2, C3. S-N.52-56. Marks are integers (AMB-23). */
static void semischeda(const Misure *m, const int *marks, ptrdiff_t n, EsitoSemischeda *out)
{
    *out = (EsitoSemischeda){.plafond = m->plafond * n, .positivi_dovuti = m->positivi * n};
    for (ptrdiff_t i = 0; i < n; i++) {
        int64_t over = marks[i] - m->plafond;
        out->somma += marks[i];
        out->positivi += over > 0 ? over : 0;
    }
    out->scostamenti = out->somma - out->plafond;
}

/* The proof of these sums, step by step; that it arrives at the same numbers is checked here. */
static void prova(const Caso *c, Traccia *t, Arena *a, ptrdiff_t g, int h, const EsitoSemischeda *e)
{
    const CasoGruppo *gr = &c->gruppi[g];
    const Sistema *s = c->sistema;
    Term *marks = NEW_N(a, Term, gr->n), *over = NEW_N(a, Term, gr->n);
    Term mean = costante(t, REGOLA("gruppo.media", "S-N.53", "valore da cui si contano gli scostamenti"), s->plafond.v, s->plafond.dove);
    Term zero = costante(t, REGOLA("gruppo.zero", "S-N.56", "contano solo gli scostamenti positivi"), num_int(0), S(""));
    for (ptrdiff_t i = 0; i < gr->n; i++) {
        marks[i] = INPUT(t, num_int(gr->marks[h][i]), "/gruppi/%td/valutati/%td/semischeda%d", g, i, h + 1);
        Term d = differenza(t, a, REGOLA("gruppo.scostamento", "S-N.55", "scostamento dal valore di riferimento"), marks[i], mean);
        over[i] = massimo(t, REGOLA("gruppo.positivo", "S-N.56", "solo se positivo"), d, zero);
    }
    Term sum = somma(t, a, REGOLA("gruppo.somma", "S-N.52", "punti attribuiti"), marks, gr->n);
    Term n = conta(t, REGOLA("gruppo.valutati", "AMB-26", "quanti valutati"), marks, gr->n);
    Term plafond = prodotto(t, a, REGOLA("gruppo.plafond", "S-N.52", "plafond di punti"), TERMS(mean, n));
    Term deviations = differenza(t, a, REGOLA("gruppo.scostamenti", "S-N.55", "somma algebrica degli scostamenti"), sum, plafond);
    Term positive = somma(t, a, REGOLA("gruppo.positivi", "S-N.56", "somma degli scostamenti positivi"), over, gr->n);
    ASSERT(whole(a, sum.v) == e->somma && whole(a, deviations.v) == e->scostamenti && whole(a, positive.v) == e->positivi);
    campo(t, sum, str_fmt(a, "/semischeda%d/somma", h + 1));
    campo(t, deviations, str_fmt(a, "/semischeda%d/scostamenti", h + 1));
    campo(t, positive, str_fmt(a, "/semischeda%d/positivi", h + 1));
}

static void violate(EsitoGruppo *out, const char *vincolo, int h, int64_t by)
{
    ASSERT(out->n_violazioni < VIOLAZIONI_MAX);
    out->violazioni[out->n_violazioni++] = (Violazione){vincolo, h, by};
}

/* At most a third of distinct people, one more with a single A when there is a remainder. S-N.57-58, AMB-27 */
static void tetto_distinct(const CasoGruppo *g, EsitoGruppo *out)
{
    ptrdiff_t set = 0;
    bool single = false;
    for (ptrdiff_t i = 0; i < g->n; i++) {
        set += out->in_a[0][i] || out->in_a[1][i];
        single = single || out->in_a[0][i] != out->in_a[1][i];
    }
    ptrdiff_t allowed = out->massimo_a + (out->resto > 0 && single);
    if (set > allowed) violate(out, "C4", 0, set - allowed);
}

/* Each half-sheet a third, one of the two one more when there is a remainder: the first that needs it. */
static void tetto_per_sheet(const CasoGruppo *g, EsitoGruppo *out)
{
    ptrdiff_t more = out->resto > 0;
    for (int h = 0; h < 2; h++) {
        ptrdiff_t marks = 0;
        for (ptrdiff_t i = 0; i < g->n; i++) marks += out->in_a[h][i];
        ptrdiff_t beyond = marks - out->massimo_a;
        if (beyond > 0 && more) beyond--, more = 0;
        if (beyond > 0) violate(out, "C4", h + 1, beyond);
    }
}

void rule_gruppo(const Caso *c, ptrdiff_t i, bool tracce, Arena *a, EsitoGruppo *out)
{
    const CasoGruppo *g = &c->gruppi[i];
    *out = (EsitoGruppo){0};
    if (tracce) {
        out->traccia = NEW(a, Traccia);
        out->traccia->a = a;
    }
    const Misure m = misure(c->sistema);
    for (int h = 0; h < 2; h++) {
        semischeda(&m, g->marks[h], g->n, &out->semischede[h]);
        if (out->traccia) prova(c, out->traccia, a, i, h, &out->semischede[h]);
        out->in_a[h] = NEW_N(a, bool, g->n);
        for (ptrdiff_t k = 0; k < g->n; k++) out->in_a[h][k] = g->marks[h][k] >= m.soglia_a;
        const EsitoSemischeda *s = &out->semischede[h];
        if (s->somma > s->plafond) violate(out, "C1", h + 1, s->somma - s->plafond);
        if (s->scostamenti > 0) violate(out, "C2", h + 1, s->scostamenti);
        if (s->positivi != s->positivi_dovuti) violate(out, "C3", h + 1, s->positivi - s->positivi_dovuti);
    }
    out->massimo_a = g->n / m.terzo;
    out->resto = g->n % m.terzo;
    if (c->opzioni.tetto_a == A_DISTINCT) tetto_distinct(g, out);
    else tetto_per_sheet(g, out);
    out->esito = g->deroga ? GRUPPO_DEROGA : out->n_violazioni ? GRUPPO_NON_CONFORME : GRUPPO_CONFORME;
    for (int k = 0; g->deroga && k < out->n_violazioni; k++)
        out->avvisi |= 1u << (AVVISO_DEROGA_C1 + (out->violazioni[k].vincolo[1] - '1'));
}

void proposta_regole(const Caso *c, PropostaRegole *out)
{
    const Sistema *s = c->sistema;
    Arena a = {0};
    *out = (PropostaRegole){
        .massimo = (int)whole(&a, s->punti_massimi.v),
        .plafond = (int)whole(&a, s->plafond.v),
        .positivi = (int)whole(&a, s->positivi.v),
        .soglia_a = (int)whole(&a, s->fasce[0].da.v),
        .divisore_a = (int)whole(&a, s->terzo.v),
        .tetto_a = c->opzioni.tetto_a,
        .c3 = C3_EQ,
    };
    arena_free(&a);
}

bool rule_proposta(const Caso *c, ptrdiff_t i, Arena *a, Proposta *out, Str *why)
{
    const CasoGruppo *g = &c->gruppi[i];
    *out = (Proposta){.possibile = true, .marks = {g->marks[0], g->marks[1]}};
    *why = S("");
    if (g->deroga) return true;
    PropostaRegole r;
    proposta_regole(c, &r);
    const int *marks[2] = {g->marks[0], g->marks[1]};
    const bool *locked[2] = {g->bloccati[0], g->bloccati[1]};
    proposta_vicina(&r, g->n, marks, locked, a, out);
    if (out->interrotta) *why = S("la ricerca della proposta più vicina supera la memoria che le è data");
    else if (!out->possibile)
        *why = g->n == 1 ? S("con un solo valutato plafond e scostamenti positivi si contraddicono: serve la deroga (S-N.61)")
                         : S("con i punteggi bloccati nessuna proposta rispetta tutti i vincoli: sbloccarne qualcuno");
    return out->possibile;
}

Str violazione_parole(Arena *a, const Violazione *v)
{
    long long d = (long long)v->differenza;
    const char *points = d == 1 || d == -1 ? "punto" : "punti";
    switch (v->vincolo[1]) {
    case '1': return str_fmt(a, "superato il plafond di %lld %s", d, points);
    case '2': return str_fmt(a, "la somma degli scostamenti supera lo zero di %lld %s", d, points);
    case '3':
        return d < 0 ? str_fmt(a, "%s %lld %s di scostamento positivo", d == -1 ? "manca" : "mancano", -d, points)
                     : str_fmt(a, "%lld %s in eccesso di scostamento positivo", d, points);
    default:
        return v->semischeda ? str_fmt(a, "%lld %s di fascia A oltre un terzo dei valutati", d, d == 1 ? "punteggio" : "punteggi")
                             : str_fmt(a, "%lld %s in fascia A oltre un terzo dei valutati", d, d == 1 ? "valutato" : "valutati");
    }
}

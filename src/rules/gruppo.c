/* gruppo.c - floor 3: the constraints on the marks that one evaluator proposes. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/gruppo.h"

static int64_t whole(Arena *a, Num x)
{
    int64_t i = 0;
    ASSERT(num_to_int(a, x, &i)); /* marks are integers, and the rulebook's parameters of groups are too (AMB-23) */
    return i;
}

/* Whole numbers of the rulebook that groups need, in parts of a point, looked up once. */
typedef struct Misure { int64_t plafond, positivi, terzo, soglia_a; int parti; } Misure;

static Misure misure(const Caso *c)
{
    const Sistema *s = c->sistema;
    Arena a = {0};
    int parti = parti_di_punto(&c->opzioni);
    Misure m = {parti * whole(&a, s->plafond.v), parti * whole(&a, s->positivi.v), whole(&a, s->terzo.v), 0, parti};
    Num edge = num_mul(&a, s->fasce[0].da.v, num_int(parti));
    m.soglia_a = whole(&a, num_neg(&a, num_floor(&a, num_neg(&a, edge)))); /* the first mark in the band */
    arena_free(&a);
    return m;
}

ptrdiff_t gruppo_contati(const Caso *c, const CasoGruppo *g)
{
    return lettura(&c->opzioni, LETTURA_STAFF_N) == N_ASSIGNED && g->addetti ? g->addetti : g->n;
}

/* Sums of one half-sheet: C1, C2, C3. S-N.52-56 */
static void semischeda(const Misure *m, const int *marks, ptrdiff_t n, ptrdiff_t counted, EsitoSemischeda *out)
{
    *out = (EsitoSemischeda){.plafond = m->plafond * counted, .positivi_dovuti = m->positivi * counted};
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
    int parti = parti_di_punto(&c->opzioni);
    Term *marks = NEW_N(a, Term, gr->n), *over = NEW_N(a, Term, gr->n);
    Term mean = costante(t, REGOLA("gruppo.media", "S-N.53", "valore da cui si contano gli scostamenti"), s->plafond.v, s->plafond.dove);
    Term zero = costante(t, REGOLA("gruppo.zero", "S-N.56", "contano solo gli scostamenti positivi"), num_int(0), S(""));
    for (ptrdiff_t i = 0; i < gr->n; i++) {
        marks[i] = INPUT(t, num_ratio(a, gr->marks[h][i], parti), "/gruppi/%td/valutati/%td/semischeda%d", g, i, h + 1);
        Term d = differenza(t, a, REGOLA("gruppo.scostamento", "S-N.55", "scostamento dal valore di riferimento"), marks[i], mean);
        over[i] = massimo(t, REGOLA("gruppo.positivo", "S-N.56", "solo se positivo"), d, zero);
    }
    Term sum = somma(t, a, REGOLA("gruppo.somma", "S-N.52", "punti attribuiti"), marks, gr->n);
    Term n = conta(t, REGOLA("gruppo.valutati", "AMB-26", "quanti valutati"), marks, gr->n);
    if (lettura(&c->opzioni, LETTURA_STAFF_N) == N_ASSIGNED && gr->addetti)
        n = secondo(c, t, LETTURA_STAFF_N, "AMB-26", INPUT(t, num_int(gr->addetti), "/gruppi/%td/addetti", g));
    else
        n = secondo(c, t, LETTURA_STAFF_N, "AMB-26", n);
    Term plafond = prodotto(t, a, REGOLA("gruppo.plafond", "S-N.52", "plafond di punti"), TERMS(mean, n));
    Term deviations = differenza(t, a, REGOLA("gruppo.scostamenti", "S-N.55", "somma algebrica degli scostamenti"), sum, plafond);
    Term positive = somma(t, a, REGOLA("gruppo.positivi", "S-N.56", "somma degli scostamenti positivi"), over, gr->n);
    Num parts = num_int(parti);
    ASSERT(whole(a, num_mul(a, sum.v, parts)) == e->somma && whole(a, num_mul(a, deviations.v, parts)) == e->scostamenti &&
           whole(a, num_mul(a, positive.v, parts)) == e->positivi);
    campo(t, sum, str_fmt(a, "/semischeda%d/somma", h + 1));
    campo(t, deviations, str_fmt(a, "/semischeda%d/scostamenti", h + 1));
    campo(t, positive, str_fmt(a, "/semischeda%d/positivi", h + 1));
}

static void violate(EsitoGruppo *out, const char *vincolo, int h, int64_t by, int parti)
{
    ASSERT(out->n_violazioni < VIOLAZIONI_MAX);
    out->violazioni[out->n_violazioni++] = (Violazione){vincolo, h, by, parti};
}

/* ---- groups that are judged together ---- */

static bool piccolo(const Caso *c, const CasoGruppo *g) { return g->n < c->opzioni.small && !g->deroga && g->area.n; }

bool gruppi_insieme_di_area(const Caso *c, const CasoGruppo *g, const CasoGruppo *other)
{
    return g == other || (lettura(&c->opzioni, LETTURA_SMALL) == PICCOLI_POOL && piccolo(c, g) && piccolo(c, other) &&
                          str_eq(g->area, other->area));
}

static bool insieme_di_settore(const Caso *c, const CasoGruppo *g, const CasoGruppo *other)
{
    return g == other || (lettura(&c->opzioni, LETTURA_A_SCOPE) == AMBITO_SECTOR && g->settore.n && !g->deroga && !other->deroga &&
                          str_eq(g->settore, other->settore));
}

static bool da_solo(const Caso *c)
{
    return lettura(&c->opzioni, LETTURA_SMALL) != PICCOLI_POOL && lettura(&c->opzioni, LETTURA_A_SCOPE) != AMBITO_SECTOR;
}

bool *gruppi_del_terzo(const Caso *c, ptrdiff_t i, Arena *a)
{
    bool *with = NEW_N(a, bool, c->n_gruppi);
    ptrdiff_t *coda = NEW_N(a, ptrdiff_t, c->n_gruppi), n = 0;
    with[i] = true;
    coda[n++] = i;
    for (ptrdiff_t k = 0; k < n && !da_solo(c); k++)
        for (ptrdiff_t j = 0; j < c->n_gruppi; j++) {
            const CasoGruppo *g = &c->gruppi[coda[k]], *other = &c->gruppi[j];
            if (with[j] || (!gruppi_insieme_di_area(c, g, other) && !insieme_di_settore(c, g, other))) continue;
            with[j] = true;
            coda[n++] = j;
        }
    return with;
}

/* The groups of `with`, as one. */
static CasoGruppo unione(const Caso *c, const CasoGruppo *g, const bool *with, Arena *a)
{
    CasoGruppo u = {.id = g->id};
    for (ptrdiff_t i = 0; i < c->n_gruppi; i++)
        if (with[i]) u.n += c->gruppi[i].n, u.addetti += (int)gruppo_contati(c, &c->gruppi[i]);
    if (u.n == g->n) return *g;
    for (int h = 0; h < 2; h++) {
        u.marks[h] = NEW_N(a, int, u.n);
        ptrdiff_t at = 0;
        for (ptrdiff_t i = 0; i < c->n_gruppi; i++)
            for (ptrdiff_t k = 0; with[i] && k < c->gruppi[i].n; k++) u.marks[h][at++] = c->gruppi[i].marks[h][k];
    }
    return u;
}

/* What is judged with this group for C1-C3, and for C4. */
static void insiemi(const Caso *c, const CasoGruppo *g, Arena *a, CasoGruppo *area, CasoGruppo *terzo)
{
    *area = *terzo = *g;
    if (da_solo(c)) return;
    bool *with = NEW_N(a, bool, c->n_gruppi);
    for (ptrdiff_t i = 0; i < c->n_gruppi; i++) with[i] = gruppi_insieme_di_area(c, g, &c->gruppi[i]);
    *area = unione(c, g, with, a);
    *terzo = unione(c, g, gruppi_del_terzo(c, g - c->gruppi, a), a);
}

/* ---- one third in band A ---- */

/* How many marks of A, by half-sheet, how many people, whether somebody has one only. */
typedef struct ContoA { ptrdiff_t marks[2], persone; bool singolo; } ContoA;

static ContoA conta_a(const CasoGruppo *g, int64_t soglia)
{
    ContoA x = {0};
    for (ptrdiff_t i = 0; i < g->n; i++) {
        bool uno = g->marks[0][i] >= soglia, due = g->marks[1][i] >= soglia;
        x.marks[0] += uno;
        x.marks[1] += due;
        x.persone += uno || due;
        x.singolo = x.singolo || uno != due;
    }
    return x;
}

/* At most a third: of distinct people, one more with a single A when there is a remainder; of the marks of each half-sheet,
 * one of the two one more: the first that needs it; or of those of both together. S-N.57-58, AMB-27 */
static void tetto(const Caso *c, const ContoA *x, EsitoGruppo *out)
{
    ptrdiff_t more = out->resto > 0;
    switch ((TettoA)lettura(&c->opzioni, LETTURA_A_CAP)) {
    case A_DISTINCT: {
        ptrdiff_t beyond = x->persone - out->massimo_a - (more && x->singolo);
        if (beyond > 0) violate(out, "C4", 0, beyond, 1);
        return;
    }
    case A_PER_SHEET:
        for (int h = 0; h < 2; h++) {
            ptrdiff_t beyond = x->marks[h] - out->massimo_a;
            if (beyond > 0 && more) beyond--, more = 0;
            if (beyond > 0) violate(out, "C4", h + 1, beyond, 1);
        }
        return;
    case A_SLOTS: {
        ptrdiff_t beyond = x->marks[0] + x->marks[1] - 2 * out->massimo_a - more;
        if (beyond > 0) violate(out, "C4", 0, beyond, 1);
    }
    }
}

/* Positive deviations: exactly those due, at least, or at most (AMB-26). */
static bool c3_violato(const Caso *c, int64_t difference)
{
    SegnoC3 how = (SegnoC3)lettura(&c->opzioni, LETTURA_C3);
    return (difference < 0 && how != C3_LE) || (difference > 0 && how != C3_GE);
}

void rule_gruppo(const Caso *c, ptrdiff_t i, bool tracce, Arena *a, EsitoGruppo *out)
{
    const CasoGruppo *g = &c->gruppi[i];
    *out = (EsitoGruppo){0};
    if (tracce) {
        out->traccia = NEW(a, Traccia);
        out->traccia->a = a;
    }
    const Misure m = misure(c);
    CasoGruppo area, terzo;
    insiemi(c, g, a, &area, &terzo);
    const CasoGruppo *third = &terzo;
    for (int h = 0; h < 2; h++) {
        semischeda(&m, g->marks[h], g->n, gruppo_contati(c, g), &out->semischede[h]);
        if (out->traccia) prova(c, out->traccia, a, i, h, &out->semischede[h]);
        out->in_a[h] = NEW_N(a, bool, g->n);
        for (ptrdiff_t k = 0; k < g->n; k++) out->in_a[h][k] = g->marks[h][k] >= m.soglia_a;
        EsitoSemischeda s;
        semischeda(&m, area.marks[h], area.n, gruppo_contati(c, &area), &s);
        if (s.somma > s.plafond) violate(out, "C1", h + 1, s.somma - s.plafond, m.parti);
        if (s.scostamenti > 0) violate(out, "C2", h + 1, s.scostamenti, m.parti);
        if (c3_violato(c, s.positivi - s.positivi_dovuti)) violate(out, "C3", h + 1, s.positivi - s.positivi_dovuti, m.parti);
    }
    out->massimo_a = gruppo_contati(c, third) / m.terzo;
    out->resto = gruppo_contati(c, third) % m.terzo;
    ContoA count = conta_a(third, m.soglia_a);
    tetto(c, &count, out);
    out->esito = g->deroga ? GRUPPO_DEROGA : out->n_violazioni ? GRUPPO_NON_CONFORME : GRUPPO_CONFORME;
    if (lettura(&c->opzioni, LETTURA_SMALL) == PICCOLI_WAIVE) return; /* none applies: nothing to tell */
    for (int k = 0; g->deroga && k < out->n_violazioni; k++)
        out->avvisi |= 1u << (AVVISO_DEROGA_C1 + (out->violazioni[k].vincolo[1] - '1'));
}

void proposta_regole(const Caso *c, PropostaRegole *out)
{
    const Misure m = misure(c);
    Arena a = {0};
    *out = (PropostaRegole){
        .massimo = m.parti * (int)whole(&a, c->sistema->punti_massimi.v),
        .plafond = (int)m.plafond,
        .positivi = (int)m.positivi,
        .soglia_a = (int)m.soglia_a,
        .divisore_a = (int)m.terzo,
        .tetto_a = (TettoA)lettura(&c->opzioni, LETTURA_A_CAP),
        .c3 = (SegnoC3)lettura(&c->opzioni, LETTURA_C3),
    };
    arena_free(&a);
}

/* A number of points: whole, or with the comma of the parts. */
static Str punti(Arena *a, int64_t n, int parti)
{
    Num x = num_ratio(a, n < 0 ? -n : n, parti);
    return str_fmt(a, "%.*s %s", STR_ARG(num_exact(a, x)), num_cmp(x, num_int(1)) == 0 ? "punto" : "punti");
}

Str violazione_parole(Arena *a, const Violazione *v)
{
    long long d = (long long)v->differenza;
    int parti = v->parti ? v->parti : 1;
    Str points = punti(a, v->differenza, parti);
    switch (v->vincolo[1]) {
    case '1': return str_fmt(a, "superato il plafond di %.*s", STR_ARG(points));
    case '2': return str_fmt(a, "la somma degli scostamenti supera lo zero di %.*s", STR_ARG(points));
    case '3':
        return d < 0 ? str_fmt(a, "%s %.*s di scostamento positivo", -d == parti ? "manca" : "mancano", STR_ARG(points))
                     : str_fmt(a, "%.*s in eccesso di scostamento positivo", STR_ARG(points));
    default:
        return v->semischeda ? str_fmt(a, "%lld %s di fascia A oltre un terzo dei valutati", d, d == 1 ? "punteggio" : "punteggi")
                             : str_fmt(a, "%lld %s in fascia A oltre un terzo dei valutati", d, d == 1 ? "valutato" : "valutati");
    }
}

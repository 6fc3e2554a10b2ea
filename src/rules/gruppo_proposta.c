/* gruppo_proposta.c - floor 3: the nearest legal proposals for the groups of a case, and why there are none. Pure.
 *
 * Groups that the readings judge together are sought together: the small ones of an area are one group (staff.small: pool),
 * those of a sector share one third (staff.a_scope: sector). */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/gruppo.h"

#include "rules/proposta.h"

/* The groups that are sought together, and the people of each one block: [block's first person ...). */
typedef struct Insieme {
    const Caso *c;
    ptrdiff_t *gruppi, n_gruppi;   /* block after block */
    PropostaGruppo *blocchi;
    ptrdiff_t *primo, n_blocchi;   /* the block's first group, index in gruppi */
    ptrdiff_t n;                   /* people */
} Insieme;

static void blocco_fill(Insieme *s, const PropostaRegole *r, PropostaGruppo *b, ptrdiff_t da, ptrdiff_t a, Arena *arena)
{
    for (ptrdiff_t i = da; i < a; i++) {
        const CasoGruppo *g = &s->c->gruppi[s->gruppi[i]];
        b->n += g->n;
        b->contati += gruppo_contati(s->c, g);
    }
    for (int h = 0; h < 2; h++) {
        int *marks = NEW_N(arena, int, b->n), *least = NEW_N(arena, int, b->n), *most = NEW_N(arena, int, b->n);
        ptrdiff_t at = 0;
        for (ptrdiff_t i = da; i < a; i++) {
            const CasoGruppo *g = &s->c->gruppi[s->gruppi[i]];
            for (ptrdiff_t k = 0; k < g->n; k++, at++) {
                bool held = g->bloccati[h] && g->bloccati[h][k];
                marks[at] = g->marks[h][k];
                least[at] = held ? marks[at] : g->minimi[h] ? g->minimi[h][k] : 0;
                most[at] = held ? marks[at] : g->massimi[h] ? g->massimi[h][k] : r->massimo;
            }
        }
        b->marks[h] = marks;
        b->da[h] = least;
        b->a[h] = most;
    }
}

static Insieme insieme_new(const Caso *c, ptrdiff_t i, const PropostaRegole *r, Arena *a)
{
    Insieme s = {.c = c, .gruppi = NEW_N(a, ptrdiff_t, c->n_gruppi), .blocchi = NEW_N(a, PropostaGruppo, c->n_gruppi),
                 .primo = NEW_N(a, ptrdiff_t, c->n_gruppi + 1)};
    bool *with = gruppi_del_terzo(c, i, a), *taken = NEW_N(a, bool, c->n_gruppi);
    for (ptrdiff_t j = 0; j < c->n_gruppi; j++) {
        if (!with[j] || taken[j]) continue;
        ptrdiff_t first = s.n_gruppi;
        s.primo[s.n_blocchi] = first;
        for (ptrdiff_t k = j; k < c->n_gruppi; k++) {
            if (!with[k] || !gruppi_insieme_di_area(c, &c->gruppi[j], &c->gruppi[k])) continue;
            taken[k] = true;
            s.gruppi[s.n_gruppi++] = k;
        }
        PropostaGruppo *b = &s.blocchi[s.n_blocchi++];
        blocco_fill(&s, r, b, first, s.n_gruppi, a);
        s.n += b->n;
    }
    s.primo[s.n_blocchi] = s.n_gruppi;
    return s;
}

/* ---- why there is none ---- */

static Str punti(Arena *a, int64_t n, int parti)
{
    Num x = num_ratio(a, n, parti);
    return str_fmt(a, "%.*s %s", STR_ARG(num_exact(a, x)), num_cmp(x, num_int(1)) == 0 ? "punto" : "punti");
}

static Str numero(Arena *a, int64_t n, int parti) { return num_exact(a, num_ratio(a, n, parti)); }

/* "E1.semischeda1 (40), E2.semischeda1 (da 30 a 36)": as in `bloccati`, with the group where there are several. */
static Str fermi(const Insieme *s, const PropostaRegole *r, const PropostaConflitto *x, Arena *a)
{
    enum { DETTI = 12 };
    Buf b = buf_new(a);
    ptrdiff_t at = 0, told = 0;
    int parti = parti_di_punto(&s->c->opzioni);
    for (ptrdiff_t k = 0; k < s->n_blocchi; k++) {
        const PropostaGruppo *bl = &s->blocchi[k];
        ptrdiff_t i = 0;
        for (ptrdiff_t j = s->primo[k]; j < s->primo[k + 1]; j++) {
            const CasoGruppo *g = &s->c->gruppi[s->gruppi[j]];
            for (ptrdiff_t w = 0; w < g->n; w++, i++, at++)
                for (int h = 0; h < 2; h++) {
                    if (!x->fermi[h][at] || told++ >= DETTI) continue;
                    Str who = s->n_gruppi > 1 ? str_fmt(a, "%.*s/%.*s", STR_ARG(g->id), STR_ARG(g->valutati[w])) : g->valutati[w];
                    Str lo = numero(a, bl->da[h][i], parti), hi = numero(a, bl->a[h][i], parti);
                    buf_fmt(&b, "%s%.*s.semischeda%d ", told > 1 ? ", " : "", STR_ARG(who), h + 1);
                    if (bl->da[h][i] == bl->a[h][i]) buf_fmt(&b, "(%.*s)", STR_ARG(lo));
                    else if (bl->da[h][i] == 0) buf_fmt(&b, "(al più %.*s)", STR_ARG(hi));
                    else if (bl->a[h][i] == r->massimo) buf_fmt(&b, "(almeno %.*s)", STR_ARG(lo));
                    else buf_fmt(&b, "(da %.*s a %.*s)", STR_ARG(lo), STR_ARG(hi));
                }
        }
    }
    if (told > DETTI) buf_fmt(&b, " e altri %td", told - DETTI);
    return buf_str(&b);
}

/* Which half-sheet of which group: "" where it goes without saying. */
static Str dove(const Insieme *s, const PropostaConflitto *x, Arena *a)
{
    Buf b = buf_new(a);
    if (s->n_gruppi > 1 && x->gruppo >= 0) {
        ptrdiff_t da = s->primo[x->gruppo], fino = s->primo[x->gruppo + 1];
        buf_fmt(&b, fino - da > 1 ? "gruppi" : "gruppo");
        for (ptrdiff_t j = da; j < fino; j++) buf_fmt(&b, "%s %.*s", j > da ? "," : "", STR_ARG(s->c->gruppi[s->gruppi[j]].id));
    } else if (s->n_gruppi > 1) {
        buf_fmt(&b, "tutti i gruppi insieme");
    }
    if (x->semischeda) buf_fmt(&b, "%ssemischeda %d", b.n ? ", " : "", x->semischeda);
    return b.n ? str_fmt(a, "%.*s: ", STR_ARG(buf_str(&b))) : S("");
}

static Str contrasto(const Insieme *s, const PropostaRegole *r, const PropostaConflitto *x, Arena *a)
{
    int parti = parti_di_punto(&s->c->opzioni);
    Str trovato = punti(a, x->trovato, parti), dovuto = punti(a, x->dovuto, parti), base = numero(a, r->plafond, parti);
    long long n = (long long)x->trovato, most = (long long)x->dovuto;
    const char *what = r->tetto_a == A_DISTINCT ? "valutati" : "punteggi", *held = x->n_fermi ? "con ciò che è fermo " : "";
    switch (x->motivo) {
    case MOTIVO_POCHI:
        return str_fmt(a, "%sgli scostamenti positivi arrivano al più a %.*s e ne servono %.*s (C3, S-N.56)", held, STR_ARG(trovato),
                       STR_ARG(numero(a, x->dovuto, parti)));
    case MOTIVO_TROPPI:
        return str_fmt(a, "%sgli scostamenti positivi sono almeno %.*s, al più %.*s (C3, S-N.56)", held, STR_ARG(trovato),
                       STR_ARG(numero(a, x->dovuto, parti)));
    case MOTIVO_PLAFOND:
        return str_fmt(a, "%ssopra %.*s servono %.*s (C3, S-N.56), ma chi resta sotto ne recupera al più %.*s e il plafond sarebbe "
                       "superato (C1, S-N.52)", held, STR_ARG(base), STR_ARG(dovuto), STR_ARG(numero(a, x->trovato, parti)));
    case MOTIVO_A_TENUTE:
        return str_fmt(a, "%lld %s sono fermi in fascia A, al più %lld (C4, S-N.57-58)", n, what, most);
    case MOTIVO_A_SERVONO:
        return str_fmt(a, "%sper gli scostamenti positivi servono %lld punteggi in fascia A, al più %lld (C3 e C4, S-N.56-58)", held,
                       n, most);
    case MOTIVO_INSIEME: break;
    }
    return str_fmt(a, "%splafond, scostamenti positivi e terzo in fascia A non si possono rispettare insieme (C1-C4, S-N.52-58)", held);
}

/* The same bounds without those that clash. */
static void senza_fermi(Insieme *s, const PropostaRegole *r, const PropostaConflitto *x, Arena *a)
{
    ptrdiff_t at = 0;
    for (ptrdiff_t k = 0; k < s->n_blocchi; at += s->blocchi[k].n, k++)
        for (int h = 0; h < 2; h++) {
            PropostaGruppo *b = &s->blocchi[k];
            int *least = NEW_N(a, int, b->n), *most = NEW_N(a, int, b->n);
            for (ptrdiff_t i = 0; i < b->n; i++) {
                bool loose = x->fermi[h][at + i];
                least[i] = loose ? 0 : b->da[h][i];
                most[i] = loose ? r->massimo : b->a[h][i];
            }
            b->da[h] = least;
            b->a[h] = most;
        }
}

/* One clash after the other: when that one is mended there may be another. */
static Str perche_nessuna(Insieme *s, const PropostaRegole *r, Arena *a)
{
    enum { CONTRASTI = 4 };
    if (s->n == 1) return S("con un solo valutato plafond e scostamenti positivi si contraddicono: serve la deroga (S-N.61)");
    Buf b = buf_new(a);
    for (int k = 0; k < CONTRASTI; k++) {
        PropostaConflitto x;
        if (!proposta_conflitto(r, s->n_blocchi, s->blocchi, a, &x)) break;
        Str where = dove(s, &x, a), what = contrasto(s, r, &x, a);
        buf_fmt(&b, "%s%.*s%.*s", k ? "; poi, " : "", STR_ARG(where), STR_ARG(what));
        if (!x.n_fermi) break;
        Str who = fermi(s, r, &x, a);
        buf_fmt(&b, ": liberare %s%.*s", x.n_fermi > 1 ? "almeno uno di " : "", STR_ARG(who));
        senza_fermi(s, r, &x, a);
    }
    return buf_str(&b);
}

/* ---- proposals ---- */

static Suggerimento *solo(Suggerimento *out, const CasoGruppo *g)
{
    *out = (Suggerimento){.proposta = {.possibile = true, .marks = {g->marks[0], g->marks[1]}}, .perche = S("")};
    return out;
}

/* Every group of the set gets its part; all share the reason why there is none. */
static void distribuisci(const Insieme *s, const Proposta *p, Str perche, Arena *a, Suggerimento *out)
{
    Str *ids = NEW_N(a, Str, s->n_gruppi);
    ptrdiff_t at = 0;
    for (ptrdiff_t j = 0; j < s->n_gruppi; j++) ids[j] = s->c->gruppi[s->gruppi[j]].id;
    for (ptrdiff_t j = 0; j < s->n_gruppi; j++) {
        const CasoGruppo *g = &s->c->gruppi[s->gruppi[j]];
        Suggerimento *x = &out[s->gruppi[j]];
        *x = (Suggerimento){.proposta = *p, .perche = perche, .insieme = ids, .n_insieme = s->n_gruppi, .distanza_insieme = p->distanza,
                            .minimo_insieme = p->minimo};
        if (s->n_gruppi > 1) x->proposta.distanza = 0;
        for (int h = 0; h < 2 && p->possibile; h++) {
            x->proposta.marks[h] = p->marks[h] + at;
            for (ptrdiff_t k = 0; k < g->n && s->n_gruppi > 1; k++) {
                int d = p->marks[h][at + k] - g->marks[h][k];
                x->proposta.distanza += d < 0 ? -d : d;
            }
        }
        at += g->n;
    }
}

static void cerca(const Caso *c, ptrdiff_t i, Arena *a, Suggerimento *out)
{
    PropostaRegole r;
    proposta_regole(c, &r);
    Insieme s = insieme_new(c, i, &r, a);
    Proposta p = {0};
    Str why = S("");
    if (s.n > PROPOSTA_MAX) {
        p.interrotta = true;
        why = str_fmt(a, "la proposta si cerca fino a %d valutati, e qui sono %td insieme", PROPOSTA_MAX, s.n);
    } else {
        proposta_gruppi(&r, s.n_blocchi, s.blocchi, a, &p);
        if (!p.possibile)
            why = p.interrotta ? S("la ricerca della proposta più vicina supera la memoria che le è data") : perche_nessuna(&s, &r, a);
    }
    distribuisci(&s, &p, why, a, out);
}

void rule_proposte(const Caso *c, Arena *a, Suggerimento *out)
{
    bool *done = NEW_N(a, bool, c->n_gruppi);
    for (ptrdiff_t i = 0; i < c->n_gruppi; i++) {
        if (done[i]) continue;
        if (c->gruppi[i].deroga) {
            solo(&out[i], &c->gruppi[i]);
            continue;
        }
        cerca(c, i, a, out);
        bool *with = gruppi_del_terzo(c, i, a);
        for (ptrdiff_t j = 0; j < c->n_gruppi; j++) done[j] = done[j] || with[j];
    }
}

void rule_proposta(const Caso *c, ptrdiff_t i, Arena *a, Suggerimento *out)
{
    Suggerimento *all = NEW_N(a, Suggerimento, c->n_gruppi);
    if (c->gruppi[i].deroga) solo(out, &c->gruppi[i]);
    else {
        cerca(c, i, a, all);
        *out = all[i];
    }
}

/* servizio.c - floor 3: project and evaluator of an employee, from dated service. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/regole.h"

/* What the days are counted by: the structure, or the group, where the unit belongs to one, else the unit itself. The
 * first letter keeps a structure and a unit of the same name apart. */
static Servizio *chiavi(const CasoServizio *s, bool rater, Arena *a)
{
    Servizio *out = NEW_N(a, Servizio, s->n);
    for (ptrdiff_t k = 0; k < s->n; k++) {
        const CasoAssegnazione *x = &s->assegnazioni[k];
        Str of = rater ? x->gruppo : x->struttura;
        out[k] = (Servizio){of.n ? str_fmt(a, "=%.*s", STR_ARG(of)) : str_fmt(a, ".%.*s", STR_ARG(x->unita)), x->dal, x->al};
    }
    return out;
}

static bool first_of_its_key(const Servizio *s, ptrdiff_t k)
{
    for (ptrdiff_t i = 0; i < k; i++)
        if (str_eq(s[i].unita, s[k].unita)) return false;
    return true;
}

/* The row, among those of the chosen key, of the unit served longest (the same tie). */
static ptrdiff_t riga_scelta(const CasoServizio *s, const Servizio *keys, Str chosen, bool rater, Date dal, Date al, const Opzioni *o, Arena *a)
{
    Servizio *units = NEW_N(a, Servizio, s->n);
    ptrdiff_t n = 0;
    for (ptrdiff_t k = 0; k < s->n; k++)
        if (str_eq(keys[k].unita, chosen)) units[n++] = (Servizio){s->assegnazioni[k].unita, keys[k].dal, keys[k].al};
    Str unit = rater ? rule_unita_valutatore(units, n, dal, al, (SceltaValutatore)lettura(o, LETTURA_RATER)) : rule_unita_progetto(units, n, dal, al, (ParitaProgetto)lettura(o, LETTURA_PROJ_TIE));
    for (ptrdiff_t k = 0; k < s->n; k++)
        if (str_eq(keys[k].unita, chosen) && str_eq(s->assegnazioni[k].unita, unit)) return k;
    return 0;
}

/* Days of one key, resting on its dated rows and on the names in them. */
static Term giorni_di(const Caso *c, Traccia *t, Arena *a, ptrdiff_t i, const Servizio *keys, ptrdiff_t k, bool rater, Date dal, Date al)
{
    const CasoServizio *s = &c->servizio[i];
    int days = rule_giorni_servizio(keys, s->n, keys[k].unita, dal, al);
    if (!t) return term_plain(num_int(days));
    LIST(Term) span = {0}, names = {0};
    for (ptrdiff_t r = 0; r < s->n; r++) {
        if (!str_eq(keys[r].unita, keys[k].unita)) continue;
        const char *belongs = rater ? "gruppo" : "struttura";
        Str of = rater ? s->assegnazioni[r].gruppo : s->assegnazioni[r].struttura;
        *PUSH(a, &span) = INPUT(t, num_int(0), "/servizio/%td/assegnazioni/%td/dal", i, r);
        *PUSH(a, &span) = INPUT(t, num_int(0), "/servizio/%td/assegnazioni/%td/al", i, r);
        *PUSH(a, &names) = INPUT(t, num_int(0), "/servizio/%td/assegnazioni/%td/unita", i, r);
        if (of.n) *PUSH(a, &names) = INPUT(t, num_int(0), "/servizio/%td/assegnazioni/%td/%s", i, r, belongs);
    }
    Term x = giorni(t, rater ? REGOLA("servizio.giorni", "S-N.48", "giorni di servizio presso lo stesso valutatore")
                             : REGOLA("servizio.giorni", "S-N.14", "giorni di servizio nella stessa struttura"),
                    days, span.items, span.n);
    return posto_che(t, REGOLA("servizio.unita", rater ? "S-N.48" : "S-N.14", "unità"), x, names.items, names.n);
}

/* Between equals, or always where the rulebook wants the last unit, the first and last days decide. */
static Term parita(Traccia *t, Arena *a, ptrdiff_t i, const Caso *c, Term best, bool rater)
{
    const CasoServizio *s = &c->servizio[i];
    bool last_unit = rater && lettura(&c->opzioni, LETTURA_RATER) == (int)VALUTATORE_LAST_UNIT;
    bool last = rater || lettura(&c->opzioni, LETTURA_PROJ_TIE) == (int)PARITA_LAST;
    Term *days = NEW_N(a, Term, 3 * s->n);
    ptrdiff_t n = 0;
    for (ptrdiff_t r = 0; r < s->n; r++) {
        days[n++] = INPUT(t, num_int(0), "/servizio/%td/assegnazioni/%td/%s", i, r, last ? "al" : "dal");
        if (!last_unit) continue; /* the other units' days do not stand there: whose group they are does */
        days[n++] = INPUT(t, num_int(0), "/servizio/%td/assegnazioni/%td/unita", i, r);
        if (s->assegnazioni[r].gruppo.n) days[n++] = INPUT(t, num_int(0), "/servizio/%td/assegnazioni/%td/gruppo", i, r);
    }
    const Regola *words = last_unit ? REGOLA("servizio.ultima", "AMB-25", "vale l'ultima unità dell'anno")
                          : rater   ? REGOLA("servizio.parita", "AMB-25", "a parità di giorni vale l'ultima unità dell'anno")
                          : last    ? REGOLA("servizio.parita", "AMB-37", "a parità di giorni vale l'ultima unità")
                                    : REGOLA("servizio.parita", "S-N.15", "a parità di giorni vale l'unità di provenienza");
    return posto_che(t, REGOLA("servizio.date", rater ? "AMB-25" : "S-N.15", "date"), massimo_di(t, words, &best, 1), days, n);
}

/* Chooses the unit and leaves its step; returns the row, and in *days what it was chosen for. */
static ptrdiff_t scegli(const Caso *c, ptrdiff_t i, bool rater, Traccia *t, Arena *a, int *days, int64_t *passo)
{
    const CasoServizio *s = &c->servizio[i];
    Date first = date_of(c->anno, 1, 1), last = date_of(c->anno, 12, 31);
    Servizio *keys = chiavi(s, rater, a);
    Str chosen = rater ? rule_unita_valutatore(keys, s->n, first, last, (SceltaValutatore)lettura(&c->opzioni, LETTURA_RATER))
                       : rule_unita_progetto(keys, s->n, first, last, (ParitaProgetto)lettura(&c->opzioni, LETTURA_PROJ_TIE));
    *days = rule_giorni_servizio(keys, s->n, chosen, first, last);
    if (t) {
        bool last_unit = rater && lettura(&c->opzioni, LETTURA_RATER) == (int)VALUTATORE_LAST_UNIT;
        Term *each = NEW_N(a, Term, s->n), best = {.passo = -1};
        ptrdiff_t n = 0, level = 0;
        for (ptrdiff_t k = 0; k < s->n; k++) {
            if (!first_of_its_key(keys, k)) continue;
            Term x = giorni_di(c, t, a, i, keys, k, rater, first, last);
            level += num_cmp(x.v, num_int(*days)) == 0;
            if (str_eq(keys[k].unita, chosen)) best = x;
            each[n++] = x;
        }
        if (!last_unit)
            best = massimo_di(t, rater ? REGOLA("servizio.valutatore", "S-N.48", "il periodo più lungo")
                                       : REGOLA("servizio.progetto", "S-N.14", "il periodo più lungo"), each, n);
        if (last_unit || level > 1) best = parita(t, a, i, c, best, rater);
        best = secondo(c, t, rater ? LETTURA_RATER : LETTURA_PROJ_TIE, rater ? "AMB-25" : "AMB-37", best);
        Term shown = arrotonda(t, a, rater ? REGOLA("servizio.stampa", "S-N.48", "giorni dell'unità di chi valuta")
                                           : REGOLA("servizio.stampa", "S-N.14", "giorni dell'unità del progetto"), best, 0, HALF_UP);
        campo(t, shown, rater ? S("/valutatore/giorni") : S("/progetto/giorni"));
        *passo = shown.passo;
    }
    return riga_scelta(s, keys, chosen, rater, first, last, &c->opzioni, a);
}

void rule_servizio(const Caso *c, ptrdiff_t i, bool tracce, Arena *a, EsitoServizio *out)
{
    int64_t ignored;
    *out = (EsitoServizio){0};
    if (tracce) {
        out->traccia = NEW(a, Traccia);
        out->traccia->a = a;
    }
    out->progetto = scegli(c, i, false, out->traccia, a, &out->giorni_progetto, &out->passo_progetto);
    out->valutatore = scegli(c, i, true, out->traccia, a, &out->giorni_valutatore, &ignored);
}

/* maggioranza.c - floor 3: the unit of the longest service, its evaluator, presence. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/maggioranza.h"

static bool serves(const Servizio *s, Date d)
{
    return date_is(s->dal) && date_cmp(s->dal, d) <= 0 && (!date_is(s->al) || date_cmp(d, s->al) <= 0);
}

/* Days of a unit within dal..al, each once; its first and last one too. */
typedef struct Conto { int giorni; Date primo, ultimo; } Conto;

static Conto conta_giorni(const Servizio *s, ptrdiff_t n, Str unita, Date dal, Date al)
{
    Conto c = {0};
    const Servizio *only = NULL;
    ptrdiff_t rows = 0;
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(s[i].unita, unita)) only = &s[i], rows++;
    if (rows <= 1) { /* the usual case: nothing can be counted twice */
        if (!only || !date_is(only->dal)) return c;
        Date from = date_cmp(only->dal, dal) > 0 ? only->dal : dal, to = date_is(only->al) && date_cmp(only->al, al) < 0 ? only->al : al;
        return date_cmp(from, to) > 0 ? c : (Conto){date_days_between(from, to) + 1, from, to};
    }
    for (Date d = dal; date_cmp(d, al) <= 0; d = date_plus_days(d, 1)) {
        bool there = false;
        for (ptrdiff_t i = 0; i < n && !there; i++) there = str_eq(s[i].unita, unita) && serves(&s[i], d);
        if (!there) continue;
        if (!c.giorni++) c.primo = d;
        c.ultimo = d;
    }
    return c;
}

/* The unit that is best by days, then by its first day (earliest) or its last one (latest); units that tie in that too
 * rank in the order in which they are told. */
static Str migliore(const Servizio *s, ptrdiff_t n, Date dal, Date al, bool by_days, bool latest)
{
    Str best = S("");
    Conto top = {0};
    for (ptrdiff_t i = 0; i < n; i++) {
        Conto c = conta_giorni(s, n, s[i].unita, dal, al);
        if (!c.giorni) continue;
        int order = top.giorni && by_days ? c.giorni - top.giorni : top.giorni ? 0 : 1;
        if (!order) order = latest ? date_cmp(c.ultimo, top.ultimo) : date_cmp(top.primo, c.primo);
        if (order <= 0) continue;
        best = s[i].unita;
        top = c;
    }
    return best;
}

Str rule_unita_progetto(const Servizio *s, ptrdiff_t n, Date dal, Date al, ParitaProgetto parita)
{
    /* the unit of origin is the one served first: among the tied nobody's first day is earlier */
    return migliore(s, n, dal, al, true, parita == PARITA_LAST);
}

Str rule_unita_valutatore(const Servizio *s, ptrdiff_t n, Date dal, Date al, SceltaValutatore scelta)
{
    return migliore(s, n, dal, al, scelta == VALUTATORE_MAJORITY, true);
}

int rule_giorni_servizio(const Servizio *s, ptrdiff_t n, Str unita, Date dal, Date al)
{
    return conta_giorni(s, n, unita, dal, al).giorni;
}

static bool listed(Str words, Str word)
{
    while (words.n) {
        ptrdiff_t cut = str_find(words, ',');
        if (str_eq(str_trim(str_sub(words, 0, cut < 0 ? words.n : cut)), word)) return true;
        words = str_sub(words, cut < 0 ? words.n : cut + 1, words.n);
    }
    return false;
}

int rule_giorni_assenza(const PeriodoAssenza *x, ptrdiff_t n, Date dal, Date al, Patrono p, Str neutre)
{
    int lost = 0;
    for (Date d = dal; date_cmp(d, al) <= 0; d = date_plus_days(d, 1)) {
        if (!calendario_working_day(d, p)) continue;
        bool away = false, neutral = false;
        for (ptrdiff_t i = 0; i < n; i++) {
            if (date_cmp(x[i].dal, d) > 0 || date_cmp(d, x[i].al) > 0) continue;
            if (listed(neutre, x[i].causale)) neutral = true;
            else away = true;
        }
        lost += away && !neutral;
    }
    return lost;
}

Num rule_mesi(Arena *a, Date dal, Date al)
{
    Num sum = num_int(0);
    for (Date d = dal; date_cmp(d, al) <= 0;) {
        int y, m, g;
        date_parts(d, &y, &m, &g);
        int length = date_days_in_month(y, m);
        Date end = date_of(y, m, length);
        if (date_cmp(end, al) > 0) end = al;
        sum = num_add(a, sum, num_ratio(a, date_days_between(d, end) + 1, length));
        d = date_plus_days(end, 1);
    }
    return sum;
}

Num rule_presenza_finestra(Arena *a, int dovuti, int assenza)
{
    ASSERT(dovuti > 0 && assenza >= 0 && assenza <= dovuti);
    return num_ratio(a, dovuti - assenza, dovuti);
}

Num rule_presenza_scalata(Arena *a, int dovuti, int assenza, Num mesi)
{
    ASSERT(num_sign(mesi) >= 0 && num_cmp(mesi, num_int(12)) <= 0);
    return num_div(a, num_mul(a, rule_presenza_finestra(a, dovuti, assenza), mesi), num_int(12));
}

/* presenza_fatti.c - floor 4: days due and days away of an employee, from dated absences and service. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/presenza_fatti.h"

#include "cycle/binari_fatti.h"
#include "cycle/termini.h"

bool presenza_datata(const Archivio *arch, int64_t anno)
{
    ptrdiff_t n;
    const Assenza *x = ALL(arch, Assenza, ASSENZA, &n);
    Date first = date_of((int)anno, 1, 1), last = date_of((int)anno, 12, 31);
    for (ptrdiff_t i = 0; i < n; i++)
        if (date_cmp(x[i].dal, last) <= 0 && date_cmp(x[i].al, first) >= 0) return true;
    return false;
}

/* Leaves are neutral by law whatever the rulebook lists, holidays where it lists them. */
static Str neutre(const Archivio *arch, const Sistema *s, int64_t anno, Arena *a)
{
    Str listed = binari_opzione(arch, s, anno, "pr.neutral", a), rest = listed;
    bool holidays = false;
    while (rest.n && !holidays) {
        ptrdiff_t cut = str_find(rest, ',');
        holidays = str_eq(str_trim(str_sub(rest, 0, cut < 0 ? rest.n : cut)), S("ferie"));
        rest = str_sub(rest, cut < 0 ? rest.n : cut + 1, rest.n);
    }
    return holidays ? S("congedo,neutra,ferie") : S("congedo,neutra");
}

static bool serves(const CasoServizio *s, Date d)
{
    for (ptrdiff_t k = 0; s && k < s->n; k++)
        if (date_cmp(s->assegnazioni[k].dal, d) <= 0 && date_cmp(d, s->assegnazioni[k].al) <= 0) return true;
    return false;
}

PresenzaContata presenza_conta(const Archivio *arch, const Sistema *s, int64_t anno, Str persona, const CasoServizio *servizio,
                               const PresenzaDove *dove, Arena *a)
{
    bool employment = str_eq(binari_opzione(arch, s, anno, "pr.window", a), S("employment"));
    Patrono patron = termini_patrono(arch);
    Str neutral = neutre(arch, s, anno, a);
    ptrdiff_t n, count = 0;
    const Assenza *x = ALL(arch, Assenza, ASSENZA, &n);
    PeriodoAssenza *away = NEW_N(a, PeriodoAssenza, n + 1);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(x[i].persona, persona)) away[count++] = (PeriodoAssenza){x[i].classe, x[i].dal, x[i].al};
    PresenzaContata p = {0};
    for (Date d = dove->dal; date_cmp(d, dove->al) <= 0; d = date_plus_days(d, 1)) {
        if (!calendario_working_day(d, patron)) continue;
        bool there = serves(servizio, d);
        if (employment && !there) continue;
        p.dovuti++;
        there = there && (!dove->scheda || (date_cmp(dove->da, d) <= 0 && date_cmp(d, dove->a) <= 0));
        /* a day outside service is one of absence, where it is not taken away from those due */
        p.assenza += there ? rule_giorni_assenza(away, count, d, d, patron, neutral) : 1;
    }
    return p;
}

/* periodo.c - floor 4: several sheets of one person in one year, each with its days. (AMB-54) Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/periodo.h"

Str periodo_persona(Str id, Date *dal)
{
    ptrdiff_t at = id.n - 11; /* @2025-07-01 */
    Date d = {0};
    bool several = at > 0 && id.p[at] == '@' && date_parse_iso(str_sub(id, at + 1, id.n), &d);
    if (dal) *dal = several ? d : (Date){0};
    return several ? str_sub(id, 0, at) : id;
}

Str periodo_id(Arena *a, Str persona, Date dal)
{
    return date_is(dal) ? str_fmt(a, "%.*s@%.*s", STR_ARG(persona), STR_ARG(date_iso(a, dal))) : persona;
}

Periodi periodi_di(const Archivio *arch, Str persona, int64_t anno, Str tipo)
{
    ptrdiff_t n, lo = 0;
    const Scheda *s = ALL(arch, Scheda, SCHEDA, &n);
    for (ptrdiff_t hi = n; lo < hi;) { /* the table is in the order of its keys */
        ptrdiff_t mid = lo + (hi - lo) / 2;
        if (str_cmp(s[mid].persona, persona) < 0) lo = mid + 1;
        else hi = mid;
    }
    while (lo < n && str_eq(s[lo].persona, persona) && (s[lo].anno != anno || !str_eq(s[lo].tipo, tipo))) lo++;
    Periodi p = {s ? s + lo : NULL, 0};
    while (lo + p.n < n && str_eq(s[lo + p.n].persona, persona) && s[lo + p.n].anno == anno && str_eq(s[lo + p.n].tipo, tipo)) p.n++;
    return p;
}

Date periodo_giorno(const Periodi *p, ptrdiff_t i) { return i > 0 ? p->items[i].dal : (Date){0}; }

void periodo_giorni(const Scheda *s, Date *from, Date *to)
{
    Date first = date_of((int)s->anno, 1, 1), last = date_of((int)s->anno, 12, 31);
    *from = date_cmp(s->dal, first) > 0 ? s->dal : first;
    *to = date_is(s->al) && date_cmp(s->al, last) < 0 ? s->al : last;
}

bool periodo_obiettivo(const ObiettivoAssegnato *o, const Scheda *s)
{
    return o->anno == s->anno && str_eq(o->persona, s->persona) && (!date_is(o->dal) || !date_cmp(o->dal, s->dal));
}

const Competenza *periodo_voto(const Archivio *arch, const Scheda *s, int64_t voce, Str livello)
{
    Arena scratch = {0};
    const Tabella *t = &arch->tabelle[ENTITA_COMPETENZA];
    Competenza key = {.persona = s->persona, .anno = s->anno, .livello = livello, .voce = voce, .dal = s->dal};
    const Competenza *found = NULL;
    for (int own = 1; own >= 0 && !found && t->n; own--) {
        if (!own) key.dal = (Date){0};
        found = tabella_find(&scratch, t, record_key(&scratch, t->e, &key));
    }
    arena_free(&scratch);
    return found;
}

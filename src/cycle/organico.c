/* organico.c - floor 4: the organisation on a day: who works where, who leads what, what stands below what. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/organico.h"

bool vale_il(Date dal, Date al, Date giorno)
{
    return (!date_is(dal) || date_cmp(dal, giorno) <= 0) && (!date_is(al) || date_cmp(al, giorno) >= 0);
}

void incarichi_il(const Archivio *arch, Str persona, Str unita, Date giorno, Arena *a, Incarichi *out)
{
    ptrdiff_t n;
    const Incarico *x = ALL(arch, Incarico, INCARICO, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (vale_il(x[i].dal, x[i].al, giorno) && (!persona.n || str_eq(x[i].persona, persona)) &&
            (!unita.n || str_eq(x[i].unita, unita)))
            *PUSH(a, out) = &x[i];
}

void unita_capi(const Archivio *arch, Str unita, Date giorno, Arena *a, Incarichi *out)
{
    static const char *const leads[] = {"sg", "dirigente", "po", "responsabile_uo"};
    Incarichi all = {0};
    incarichi_il(arch, S(""), unita, giorno, a, &all);
    for (ptrdiff_t k = 0; k < COUNT_OF(leads); k++)
        for (ptrdiff_t i = 0; i < all.n; i++)
            if (str_eq(all.items[i]->ruolo, str_of(leads[k]))) *PUSH(a, out) = all.items[i];
}

void assegnati_il(const Archivio *arch, Str persona, Str unita, Date giorno, Arena *a, Assegnazioni *out)
{
    ptrdiff_t n;
    const Assegnazione *x = ALL(arch, Assegnazione, ASSEGNAZIONE, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (vale_il(x[i].dal, x[i].al, giorno) && (!persona.n || str_eq(x[i].persona, persona)) &&
            (!unita.n || str_eq(x[i].unita, unita)))
            *PUSH(a, out) = &x[i];
}

void unita_sotto(const Archivio *arch, Str padre, Date giorno, Arena *a, ListaUnita *out)
{
    ptrdiff_t n;
    const Unita *u = ALL(arch, Unita, UNITA, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(u[i].padre, padre) && vale_il(u[i].dal, u[i].al, giorno)) *PUSH(a, out) = &u[i];
}

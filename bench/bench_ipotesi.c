/* bench_ipotesi.c - what would be if, for more than 500 people: an assumption checked, the year computed with it, both put side by side.
 *
 * The example body with its staff eleven times over, in memory, as a page finds it. Computed as the page does it: from the
 * records through the text of the case, the rulebook read from its YAML; beside it the time in which the year as it is was
 * computed, which a page has to do too. The premi given out must be the fund of the assumption, or the benchmark fails. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "bench.h"

#include "carica.h"
#include "cycle/ipotesi.h"

enum { ANNO = 2025, VOLTE = 11, ROUNDS = 9 };

static bool staff(const Archivio *arch, Str person)
{
    ptrdiff_t n;
    const Scheda *s = ALL(arch, Scheda, SCHEDA, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (s[i].anno == ANNO && str_eq(s[i].persona, person)) return str_eq(s[i].tipo, S("personale"));
    return false;
}

/* The k-th copy of a record: the person and the group in it are those of that copy. False: it is about nobody of the staff. */
static bool again(const Archivio *arch, const EntitaInfo *e, char *r, int k, Arena *a)
{
    bool his = false;
    for (int i = 0; i < e->n_campi; i++) {
        const CampoInfo *c = &e->campi[i];
        Str *text = (Str *)(void *)(r + c->offset);
        bool person = (c->tipo == CAMPO_RIF && c->rif == ENTITA_PERSONA && i < e->n_chiave) || (e->tipo == ENTITA_PERSONA && !i);
        bool group = (c->tipo == CAMPO_RIF && c->rif == ENTITA_GRUPPO) || (e->tipo == ENTITA_GRUPPO && !i);
        if (person && staff(arch, *text)) his = true, *text = str_fmt(a, "%.*s-%d", STR_ARG(*text), k);
        else if (group && text->n) his = his || e->tipo == ENTITA_GRUPPO, *text = str_fmt(a, "%.*s-%d", STR_ARG(*text), k);
    }
    return his;
}

static void multiply(const Archivio *arch, Archivio *out, Arena *a)
{
    *out = *arch;
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) {
        const Tabella *from = &arch->tabelle[t];
        Tabella *to = &out->tabelle[t];
        if (!from->n || !from->e->personale) continue;
        char *items = arena_alloc(a, from->n * VOLTE * from->e->size);
        memcpy(items, from->items, (size_t)(from->n * from->e->size));
        to->items = items;
        for (int k = 1; k < VOLTE; k++)
            for (ptrdiff_t i = 0; i < from->n; i++) {
                char *r = items + to->n * from->e->size;
                memcpy(r, tabella_at(from, i), (size_t)from->e->size);
                if (again(arch, from->e, r, k, a)) to->n++;
            }
        ASSERT(tabella_sort(a, to) < 0);
    }
}

int main(void)
{
    Arena base = {0};
    Archivio arch, many;
    Ipotesi h = {0};
    char what[120];
    int64_t best = INT64_MAX, as_it_is = INT64_MAX;
    ptrdiff_t people = 0;
    carica(ESEMPIO, &base, &arch);
    multiply(&arch, &many, &base);
    *PUSH(&base, &h.parametri) = (IpotesiVoce){S("premi.coefficiente.B"), S("0,40")};
    *PUSH(&base, &h.parametri) = (IpotesiVoce){S("staff.a_cap"), S("slots")};
    *PUSH(&base, &h.fondi) = (IpotesiVoce){S("FONDO-2025"), S("1.100.000,00")};
    for (int i = 0; i < ROUNDS; i++) {
        Arena a = {0};
        Difetti d = {.a = &a};
        Valutazione before;
        Confronto k;
        int64_t start = bench_now_ns();
        Err e = valutazione_calcola(&many, ANNO, S("finale"), S(""), false, &a, &before, &d);
        int64_t middle = bench_now_ns();
        if (!e) e = ipotesi_confronta(&before, &h, &a, &k, &d);
        int64_t end = bench_now_ns();
        for (ptrdiff_t w = 0; w < d.lista.n; w++) fprintf(stderr, "%.*s: %.*s\n", STR_ARG(d.lista.items[w].dove), STR_ARG(d.lista.items[w].cosa));
        if (e || k.dopo.esito.premi.totale_cent != 110000000 || k.dopo.caso.premi.n_persone < 500) return 1;
        people = k.dopo.caso.premi.n_persone;
        if (end - middle < best) best = end - middle;
        if (middle - start < as_it_is) as_it_is = middle - start;
        arena_free(&a);
    }
    snprintf(what, sizeof what, "what-if on %td people: checked, computed, side by side (under 50 ms)", people);
    bench_row(what, best, "the year as it is", as_it_is);
    arena_free(&base);
    return 0;
}

/* servizio_fatti.c - floor 4: dated service of the staff from assignments and offices. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/servizio_fatti.h"

typedef struct Lavoro { const Archivio *arch; int64_t anno; Date primo, ultimo; Arena *a; } Lavoro;

static Date not_before(Date d, Date edge) { return !date_is(d) || date_cmp(d, edge) < 0 ? edge : d; }
static Date not_after(Date d, Date edge) { return !date_is(d) || date_cmp(d, edge) > 0 ? edge : d; }

static const Unita *unita(const Archivio *arch, Str codice)
{
    ptrdiff_t n;
    const Unita *u = ALL(arch, Unita, UNITA, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(u[i].codice, codice)) return &u[i];
    return NULL;
}

const Gruppo *gruppo_di(const Archivio *arch, Str codice)
{
    ptrdiff_t n;
    const Gruppo *g = ALL(arch, Gruppo, GRUPPO, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(g[i].codice, codice)) return &g[i];
    return NULL;
}

static bool of_word(Str word, const char *const *words, ptrdiff_t n)
{
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(word, str_of(words[i]))) return true;
    return false;
}

static const char *const dirigenti[] = {"sg", "dirigente"}, *const fuori_organico[] = {"sg", "dirigente", "po"};

/* Somebody holds one of these offices on a day of dal..al; another's delegate does not. */
static bool holds(const Archivio *arch, Str persona, const char *const *ruoli, ptrdiff_t n_ruoli, Date dal, Date al)
{
    ptrdiff_t n;
    const Incarico *x = ALL(arch, Incarico, INCARICO, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(x[i].persona, persona) && !x[i].delega_di.n && of_word(x[i].ruolo, ruoli, n_ruoli) &&
            date_cmp(x[i].dal, al) <= 0 && (!date_is(x[i].al) || date_cmp(x[i].al, dal) >= 0))
            return true;
    return false;
}

bool gruppo_di_dirigente(const Archivio *arch, const Gruppo *g)
{
    return holds(arch, g->valutatore, dirigenti, COUNT_OF(dirigenti), date_of((int)g->anno, 1, 1), date_of((int)g->anno, 12, 31));
}

/* Days of the year, 1 = served outside the staff: an office, or a sheet of another kind. */
static void other_days(const Lavoro *w, Str persona, bool *out)
{
    ptrdiff_t n;
    const Incarico *x = ALL(w->arch, Incarico, INCARICO, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (!str_eq(x[i].persona, persona) || x[i].delega_di.n || !of_word(x[i].ruolo, fuori_organico, COUNT_OF(fuori_organico))) continue;
        Date end = not_after(x[i].al, w->ultimo);
        for (Date d = not_before(x[i].dal, w->primo); date_cmp(d, end) <= 0; d = date_plus_days(d, 1)) out[date_days_between(w->primo, d)] = true;
    }
    const Scheda *s = ALL(w->arch, Scheda, SCHEDA, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (s[i].anno != w->anno || !str_eq(s[i].persona, persona) || str_eq(s[i].tipo, S("personale"))) continue;
        Date end = not_after(s[i].al, w->ultimo);
        for (Date d = not_before(s[i].dal, w->primo); date_cmp(d, end) <= 0; d = date_plus_days(d, 1)) out[date_days_between(w->primo, d)] = true;
    }
}

/* ---- what a unit belongs to: its own, else that of the unit above it ---- */

/* The one structure; how many there are at the nearest unit that has any. */
static Str struttura_di(const Lavoro *w, Str codice, ptrdiff_t *quante)
{
    ptrdiff_t n, n_progetti;
    const ProgettoUnita *rows = ALL(w->arch, ProgettoUnita, PROGETTO_UNITA, &n);
    const Progetto *p = ALL(w->arch, Progetto, PROGETTO, &n_progetti);
    *quante = 0;
    for (int level = 0; codice.n && level < 64; level++) {
        Str found = S("");
        for (ptrdiff_t i = 0; i < n; i++) {
            if (!str_eq(rows[i].unita, codice)) continue;
            for (ptrdiff_t k = 0; k < n_progetti; k++)
                if (p[k].anno == w->anno && str_eq(p[k].codice, rows[i].progetto)) {
                    found = str_fmt(w->a, "%.*s/%.*s", STR_ARG(rows[i].progetto), STR_ARG(codice));
                    ++*quante;
                }
        }
        if (*quante) return *quante == 1 ? found : S("");
        const Unita *u = unita(w->arch, codice);
        codice = u ? u->padre : S("");
    }
    return S("");
}

/* The group whose evaluator is right for the person: the PO's, or for who was PO himself the dirigente's. Where a unit
 * has several that are, none is chosen. */
static Str gruppo_per(const Lavoro *w, Str codice, const Servito *chi)
{
    ptrdiff_t n;
    const Gruppo *g = ALL(w->arch, Gruppo, GRUPPO, &n);
    for (int level = 0; codice.n && level < 64; level++) {
        ptrdiff_t all = 0, by_office = 0;
        Str any = S(""), office = S("");
        for (ptrdiff_t i = 0; i < n; i++) {
            if (g[i].anno != w->anno || !str_eq(g[i].unita, codice) || str_eq(g[i].valutatore, chi->persona->codice)) continue;
            bool dirigente = gruppo_di_dirigente(w->arch, &g[i]);
            if (chi->incaricato && !dirigente) continue;
            all++;
            any = g[i].codice;
            if (!dirigente) by_office++, office = g[i].codice;
        }
        if (by_office) return by_office == 1 ? office : S("");
        if (all) return all == 1 ? any : S("");
        const Unita *u = unita(w->arch, codice);
        codice = u ? u->padre : S("");
    }
    return S("");
}

/* ---- one person ---- */

typedef struct Pezzi { CasoAssegnazione *items; ptrdiff_t n, cap; } Pezzi;

static int by_day(const void *x, const void *y)
{
    const CasoAssegnazione *a = x, *b = y;
    int c = date_cmp(a->dal, b->dal);
    return c ? c : str_cmp(a->unita, b->unita);
}

/* The days of one assignment that are of the staff, as runs. */
static void pezzi_di(const Lavoro *w, const Persona *p, const Assegnazione *x, const bool *other, Pezzi *out)
{
    Date from = not_before(x->dal, not_before(p->assunto, w->primo)), to = not_after(x->al, not_after(p->cessato, w->ultimo));
    CasoAssegnazione *run = NULL;
    for (Date d = from; date_cmp(d, to) <= 0; d = date_plus_days(d, 1)) {
        if (other[date_days_between(w->primo, d)]) {
            run = NULL;
            continue;
        }
        if (!run) {
            run = PUSH(w->a, out);
            *run = (CasoAssegnazione){.unita = x->unita, .dal = d};
        }
        run->al = d;
    }
}

static bool is_staff(const Persona *p)
{
    return str_eq(p->rapporto, S("ruolo")) || str_eq(p->rapporto, S("comandato")) || str_eq(p->rapporto, S("determinato"));
}

static void choose(const Lavoro *w, const Sistema *sistema, const Opzioni *o, Servito *out)
{
    Caso c = {.anno = (int)w->anno, .sistema = sistema, .opzioni = *o, .servizio = &out->servizio, .n_servizio = 1};
    EsitoServizio e;
    rule_servizio(&c, 0, false, w->a, &e);
    const CasoAssegnazione *p = &out->servizio.assegnazioni[e.progetto], *v = &out->servizio.assegnazioni[e.valutatore];
    out->struttura = p->struttura;
    out->unita = p->unita;
    out->giorni = e.giorni_progetto;
    out->gruppo = v->gruppo;
    out->unita_gruppo = v->unita;
    out->giorni_gruppo = e.giorni_valutatore;
    struttura_di(w, p->unita, &out->strutture);
}

Serviti serviti_anno(const Archivio *arch, int64_t anno, const Sistema *sistema, const Opzioni *o, Arena *a)
{
    Lavoro w = {arch, anno, date_of((int)anno, 1, 1), date_of((int)anno, 12, 31), a};
    Serviti out = {0};
    ptrdiff_t n, n_assegnazioni, ignored;
    const Persona *p = ALL(arch, Persona, PERSONA, &n);
    const Assegnazione *x = ALL(arch, Assegnazione, ASSEGNAZIONE, &n_assegnazioni);
    for (ptrdiff_t i = 0, k = 0; i < n; i++) {
        bool other[366] = {0};
        Pezzi pieces = {0};
        while (k < n_assegnazioni && str_cmp(x[k].persona, p[i].codice) < 0) k++; /* both tables are sorted by person */
        if (!is_staff(&p[i]) || k == n_assegnazioni || !str_eq(x[k].persona, p[i].codice)) continue;
        other_days(&w, p[i].codice, other);
        for (ptrdiff_t j = k; j < n_assegnazioni && str_eq(x[j].persona, p[i].codice); j++) pezzi_di(&w, &p[i], &x[j], other, &pieces);
        if (!pieces.n) continue;
        qsort(pieces.items, (size_t)pieces.n, sizeof *pieces.items, by_day);
        Servito *s = PUSH(a, &out);
        *s = (Servito){.persona = &p[i], .servizio = {p[i].codice, pieces.items, pieces.n},
                       .incaricato = holds(arch, p[i].codice, fuori_organico, COUNT_OF(fuori_organico), w.primo, w.ultimo)};
        for (ptrdiff_t r = 0; r < pieces.n; r++) {
            pieces.items[r].struttura = struttura_di(&w, pieces.items[r].unita, &ignored);
            pieces.items[r].gruppo = gruppo_per(&w, pieces.items[r].unita, s);
        }
        choose(&w, sistema, o, s);
    }
    return out;
}

const Servito *servito(const Serviti *s, Str persona)
{
    ptrdiff_t lo = 0, hi = s->n;
    while (lo < hi) {
        ptrdiff_t mid = lo + (hi - lo) / 2;
        int c = str_cmp(s->items[mid].persona->codice, persona);
        if (!c) return &s->items[mid];
        if (c < 0) lo = mid + 1;
        else hi = mid;
    }
    return NULL;
}

Str servito_gruppo(const Sistema *sistema, int64_t anno, const Opzioni *o, const Servito *x, Date from, Date to, Arena *a)
{
    CasoServizio s = {x->servizio.id, NEW_N(a, CasoAssegnazione, x->servizio.n), 0};
    for (ptrdiff_t i = 0; i < x->servizio.n; i++) {
        CasoAssegnazione one = x->servizio.assegnazioni[i];
        one.dal = not_before(one.dal, from);
        one.al = not_after(one.al, to);
        if (date_cmp(one.dal, one.al) <= 0) s.assegnazioni[s.n++] = one;
    }
    if (!s.n) return S("");
    Caso c = {.anno = (int)anno, .sistema = sistema, .opzioni = *o, .servizio = &s, .n_servizio = 1};
    EsitoServizio e;
    rule_servizio(&c, 0, false, a, &e);
    return s.assegnazioni[e.valutatore].gruppo;
}

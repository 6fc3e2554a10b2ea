/* servizio_fatti.c - floor 4: dated service of the staff from assignments and offices. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/servizio_fatti.h"

/* Rows of a table by the person they are about: its own order is that of whole keys, in which M1-2 comes before M1. */
typedef struct DiPersona { Str persona; const void *riga; } DiPersona;
typedef struct Indice { DiPersona *v; ptrdiff_t n; } Indice;

typedef struct Lavoro {
    const Archivio *arch;
    int64_t anno;
    Date primo, ultimo;
    Arena *a;
    Indice incarichi, schede, assegnazioni;
    bool *di_dirigente;      /* by group: its evaluator holds an office of a dirigente */
} Lavoro;

static int by_person(const void *x, const void *y) { return str_cmp(((const DiPersona *)x)->persona, ((const DiPersona *)y)->persona); }

static Indice index_of(const Archivio *arch, EntitaTipo t, ptrdiff_t offset, Arena *a)
{
    const Tabella *from = &arch->tabelle[t];
    Indice x = {NEW_N(a, DiPersona, from->n + 1), from->n};
    for (ptrdiff_t i = 0; i < from->n; i++) {
        const char *row = tabella_at(from, i);
        x.v[i] = (DiPersona){*(const Str *)(const void *)(row + offset), row};
    }
    qsort(x.v, (size_t)x.n, sizeof *x.v, by_person);
    return x;
}

/* The rows of a person are those from here on while they are his. */
static ptrdiff_t first_of(const Indice *x, Str persona)
{
    ptrdiff_t lo = 0, hi = x->n;
    while (lo < hi) {
        ptrdiff_t mid = lo + (hi - lo) / 2;
        if (str_cmp(x->v[mid].persona, persona) < 0) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

#define OF_PERSON(index, person, i) \
    for (ptrdiff_t i = first_of((index), (person)); i < (index)->n && str_eq((index)->v[i].persona, (person)); i++)

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

/* One of these offices on a day of dal..al; another's delegate does not hold it. */
static bool office(const Incarico *x, const char *const *ruoli, ptrdiff_t n_ruoli, Date dal, Date al)
{
    return !x->delega_di.n && of_word(x->ruolo, ruoli, n_ruoli) && date_cmp(x->dal, al) <= 0 && (!date_is(x->al) || date_cmp(x->al, dal) >= 0);
}

bool gruppo_di_dirigente(const Archivio *arch, const Gruppo *g)
{
    ptrdiff_t n;
    const Incarico *x = ALL(arch, Incarico, INCARICO, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(x[i].persona, g->valutatore) &&
            office(&x[i], dirigenti, COUNT_OF(dirigenti), date_of((int)g->anno, 1, 1), date_of((int)g->anno, 12, 31)))
            return true;
    return false;
}

/* Days of the year, 1 = served outside the staff: an office, or a sheet of another kind. */
static void other_days(const Lavoro *w, Str persona, bool *out)
{
    OF_PERSON(&w->incarichi, persona, i) {
        const Incarico *x = w->incarichi.v[i].riga;
        if (x->delega_di.n || !of_word(x->ruolo, fuori_organico, COUNT_OF(fuori_organico))) continue;
        Date end = not_after(x->al, w->ultimo);
        for (Date d = not_before(x->dal, w->primo); date_cmp(d, end) <= 0; d = date_plus_days(d, 1)) out[date_days_between(w->primo, d)] = true;
    }
    OF_PERSON(&w->schede, persona, i) {
        const Scheda *s = w->schede.v[i].riga;
        if (s->anno != w->anno || str_eq(s->tipo, S("personale"))) continue;
        Date end = not_after(s->al, w->ultimo);
        for (Date d = not_before(s->dal, w->primo); date_cmp(d, end) <= 0; d = date_plus_days(d, 1)) out[date_days_between(w->primo, d)] = true;
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
            bool dirigente = w->di_dirigente[i];
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

static Lavoro begin(const Archivio *arch, int64_t anno, Arena *a)
{
    ptrdiff_t n;
    const Gruppo *g = ALL(arch, Gruppo, GRUPPO, &n);
    Lavoro w = {.arch = arch, .anno = anno, .primo = date_of((int)anno, 1, 1), .ultimo = date_of((int)anno, 12, 31), .a = a,
                .incarichi = index_of(arch, ENTITA_INCARICO, offsetof(Incarico, persona), a), .schede = index_of(arch, ENTITA_SCHEDA, offsetof(Scheda, persona), a),
                .assegnazioni = index_of(arch, ENTITA_ASSEGNAZIONE, offsetof(Assegnazione, persona), a), .di_dirigente = NEW_N(a, bool, n + 1)};
    for (ptrdiff_t i = 0; i < n; i++) w.di_dirigente[i] = g[i].anno == anno && gruppo_di_dirigente(arch, &g[i]);
    return w;
}

Serviti serviti_anno(const Archivio *arch, int64_t anno, const Sistema *sistema, const Opzioni *o, Arena *a)
{
    Lavoro w = begin(arch, anno, a);
    Serviti out = {0};
    ptrdiff_t n, ignored;
    const Persona *p = ALL(arch, Persona, PERSONA, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        bool other[366] = {0};
        Pezzi pieces = {0};
        if (!is_staff(&p[i])) continue;
        other_days(&w, p[i].codice, other);
        OF_PERSON(&w.assegnazioni, p[i].codice, j) pezzi_di(&w, &p[i], w.assegnazioni.v[j].riga, other, &pieces);
        if (!pieces.n) continue;
        qsort(pieces.items, (size_t)pieces.n, sizeof *pieces.items, by_day);
        Servito *s = PUSH(a, &out);
        *s = (Servito){.persona = &p[i], .servizio = {p[i].codice, pieces.items, pieces.n}};
        OF_PERSON(&w.incarichi, p[i].codice, j)
            s->incaricato = s->incaricato || office(w.incarichi.v[j].riga, fuori_organico, COUNT_OF(fuori_organico), w.primo, w.ultimo);
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

/* prova.c - floor 4: numbers of a year; the proof of one of them built from its trace. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/prova.h"

#include "cycle/puntatore.h"
#include "format/json.h"

/* As it stands in the trace; a fraction that does not end also gets a decimal to read. */
static Str passo_testo(const Passo *p, Arena *a)
{
    Str exact = num_exact(a, p->v);
    if (str_find(exact, '/') >= 0 && p->op != OP_ARROTONDA)
        return str_fmt(a, "%.*s (circa %.*s)", STR_ARG(exact), STR_ARG(num_fixed(a, num_round(a, p->v, 6, HALF_UP), 6)));
    return p->op == OP_ARROTONDA ? num_fixed(a, p->v, p->cifre) : p->op == OP_RIPARTO ? num_fixed(a, p->v, 2) : num_exact(a, p->v);
}

static void collect(Numeri *out, const char *parte, Str soggetto, Str elemento, const Traccia *t, Arena *a)
{
    for (ptrdiff_t i = 0; t && i < t->passi.n; i++) {
        const Passo *p = &t->passi.items[i];
        if (p->campo.n)
            *PUSH(a, out) = (Numero){str_of(parte), soggetto, elemento, p->campo, passo_testo(p, a), S(""), t, i};
    }
}

/* The trace of an element by its pointer; NULL when it names none. */
typedef struct Elemento { const char *parte; const Traccia *traccia; Str soggetto; } Elemento;

static Elemento elemento(const Valutazione *v, int part, ptrdiff_t i)
{
    const Caso *c = &v->caso;
    const EsitoCaso *e = &v->esito;
    switch (part) {
    case 0: return (Elemento){"albero", e->albero[i].traccia, c->albero[i].id};
    case 6: return (Elemento){"unita", e->unita[i].traccia, c->unita[i].id};
    case 8: return (Elemento){"indennita", e->indennita[i].traccia, c->indennita[i].id};
    case 9: return (Elemento){"merito", e->merito.persone[i].traccia, c->merito.persone[i].id};
    case 10: return (Elemento){"quote", e->quote[i].traccia, c->quote[i].id};
    case 7: return (Elemento){"servizio", e->servizio[i].traccia, c->servizio[i].id};
    case 1: return (Elemento){"dirigenti", e->dirigenti[i].traccia, c->dirigenti[i].id};
    case 2: return (Elemento){"posizioni", e->posizioni[i].traccia, c->posizioni[i].id};
    case 3: return (Elemento){"gruppi", e->gruppi[i].traccia, c->gruppi[i].id};
    case 4: return (Elemento){"premi.strutture", e->premi.strutture[i].traccia, c->premi.strutture[i].id};
    default: return (Elemento){"premi.persone", e->premi.persone[i].traccia, c->premi.persone[i].id};
    }
}

static const char *const bases[] = {"/albero/", "/dirigenti/", "/posizioni/", "/gruppi/", "/premi/strutture/", "/premi/persone/", "/unita/", "/servizio/", "/indennita/", "/merito/persone/", "/quote/"};

static ptrdiff_t count_of(const Valutazione *v, int part)
{
    const Caso *c = &v->caso;
    const ptrdiff_t counts[] = {c->ha_albero ? c->n_albero : 0, c->n_dirigenti, c->n_posizioni, c->n_gruppi, c->premi.n_strutture, c->premi.n_persone, c->n_unita, c->n_servizio, c->n_indennita, c->merito.n, c->n_quote};
    return counts[part];
}

/* "S22, PI-2025-3/S22": the unit that the days of service chose, and what it belongs to. */
static void scelta_di(const Valutazione *v, ptrdiff_t i, Numero *n, Arena *a)
{
    const CasoServizio *s = &v->caso.servizio[i];
    const EsitoServizio *e = &v->esito.servizio[i];
    bool rater = str_starts(n->campo, S("/valutatore/"));
    const CasoAssegnazione *x = &s->assegnazioni[rater ? e->valutatore : e->progetto];
    Str of = rater ? x->gruppo : x->struttura;
    n->cosa = str_fmt(a, "%.*s, %s%.*s", STR_ARG(x->unita), rater ? "gruppo " : of.n ? "" : "nessun progetto",
                      STR_ARG(rater && !of.n ? S("da individuare") : of));
}

Numeri numeri_di(const Valutazione *v, Arena *a)
{
    Numeri out = {0};
    if (v->caso.ha_ente) collect(&out, "ente", v->caso.ente, S("/ente"), v->esito.ente.traccia, a);
    if (v->caso.ha_risorse) collect(&out, "risorse_posizioni", S("ente"), S("/risorse_posizioni"), v->esito.risorse.traccia, a);
    if (v->caso.ha_primi) collect(&out, "maggiorazione_dirigenti", S("ente"), S("/maggiorazione_dirigenti"), v->esito.primi.traccia, a);
    for (int part = 0; part < COUNT_OF(bases); part++)
        for (ptrdiff_t i = 0; i < count_of(v, part); i++) {
            Elemento x = elemento(v, part, i);
            ptrdiff_t before = out.n;
            collect(&out, x.parte, x.soggetto, str_fmt(a, "%s%td", bases[part], i), x.traccia, a);
            for (ptrdiff_t k = before; k < out.n && str_eq(out.items[k].parte, S("servizio")); k++) scelta_di(v, i, &out.items[k], a);
        }
    return out;
}

/* A number at the start of s; -1 when there is none. *rest is what follows. */
static ptrdiff_t leading(Str s, Str *rest)
{
    ptrdiff_t n = 0, i = 0;
    while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && i < 12) n = n * 10 + (s.p[i++] - '0');
    *rest = str_sub(s, i, s.n);
    return i ? n : -1;
}

/* Which element a pointer (without #) lies in. False: none. */
static bool locate(const Valutazione *v, Str pointer, int *part, ptrdiff_t *i, Str *rest)
{
    for (*part = 0; *part < COUNT_OF(bases); (*part)++) {
        Str base = str_of(bases[*part]);
        if (!str_starts(pointer, base)) continue;
        *i = leading(str_sub(pointer, base.n, pointer.n), rest);
        return *i >= 0 && *i < count_of(v, *part);
    }
    return false;
}

const char *prova_come(const Passo *p)
{
    switch (p->op) {
    case OP_SOMMA: return "somma di";
    case OP_PRODOTTO: return "prodotto di";
    case OP_DIFFERENZA: return "il primo meno il secondo";
    case OP_RAPPORTO: return "il primo diviso il secondo";
    case OP_MINIMO: return "il minore tra";
    case OP_MASSIMO: return "il maggiore tra";
    case OP_PARTE_INTERA: return "parte intera di";
    case OP_CONTA: return "quanti sono";
    case OP_GIORNO: return "il giorno come numero d'ordine, il primo è l'1.1.0001";
    case OP_GIORNI: return "giorni, ciascuno una volta, tra i due di ogni periodo";
    case OP_CONFRONTO: return p->segno;
    case OP_SCELTA: return "se il primo vale 1 il secondo, altrimenti il terzo";
    case OP_FASCIA: return "valore e tabella delle fasce";
    case OP_ARROTONDA: return "arrotondato";
    case OP_RIPARTO: return "quota esatta, portata al centesimo";
    case OP_COSTANTE: return "";
    }
    return "";
}

typedef struct Costruttore {
    const Valutazione *v;
    Arena *a;
    Tree caso;
    Str elemento;     /* the subject's own */
    bool nodi_a_parte;
    LIST(Prova *) detti;   /* steps that have been told */
    LIST(const Traccia *) di;   /* and the trace of each */
    int *chi;         /* of a group: by step of its trace, see persona_di */
    int number;
} Costruttore;

static bool altrui(const Costruttore *w, Str pointer)
{
    static const char *const lists[] = {"/premi/persone/", "/merito/persone/"};
    Str bare = pointer.n && pointer.p[0] == '#' ? str_sub(pointer, 1, pointer.n) : pointer, rest;
    for (ptrdiff_t i = 0; i < COUNT_OF(lists); i++) {
        Str persons = str_of(lists[i]);
        if (!str_starts(bare, persons)) continue;
        ptrdiff_t mine = str_starts(w->elemento, persons) ? leading(str_sub(w->elemento, persons.n, w->elemento.n), &rest) : -1;
        return leading(str_sub(bare, persons.n, bare.n), &rest) != mine;
    }
    return false;
}

/* -- a group, a quota: what rests on the marks of one person is that person's */
enum { NESSUNO = -1, MOLTI = -2 };

/* "/gruppi/2/valutati/5/semischeda1" -> 5 */
static int persona_di(const Costruttore *w, const Da *da)
{
    Str rest, rated = str_starts(w->elemento, S("/quote/")) ? S("/popolazione/") : S("/valutati/");
    if (da->passo >= 0) return w->chi[da->passo];
    if (!str_starts(da->dove, w->elemento)) return NESSUNO;
    rest = str_sub(da->dove, w->elemento.n, da->dove.n);
    return str_starts(rest, rated) ? (int)leading(str_sub(rest, rated.n, rest.n), &rest) : NESSUNO;
}

static void segna_persone(Costruttore *w, const Traccia *t)
{
    w->chi = NEW_N(w->a, int, t->passi.n + 1);
    for (ptrdiff_t i = 0; i < t->passi.n; i++) {
        const Passo *p = &t->passi.items[i];
        w->chi[i] = NESSUNO;
        for (ptrdiff_t k = 0; k < p->n; k++) {
            int one = persona_di(w, &p->da[k]);
            if (one != NESSUNO) w->chi[i] = w->chi[i] == NESSUNO || w->chi[i] == one ? one : MOLTI;
        }
    }
}

/* -- inputs */

static Prova *nuova(Costruttore *w, ProvaTipo tipo)
{
    Prova *x = NEW(w->a, Prova);
    x->tipo = tipo;
    return x;
}

static Prova *ingresso(Costruttore *w, Str dove)
{
    bool rule = dove.p[0] == '@';
    Prova *x = nuova(w, rule ? PROVA_REGOLA : PROVA_DATO);
    x->dove = rule ? str_sub(dove, 1, dove.n) : dove;
    const Tree *value = tree_at(rule ? &w->v->sistema->tree : &w->caso, x->dove);
    bool scalar = value && (value->kind == TREE_TEXT || (value->kind == TREE_INT && !rule));
    if (rule) {
        x->valore = scalar ? value->text : S("...");
        return x;
    }
    x->valore = scalar ? value->text : value && value->kind == TREE_NULL ? S("nessuno") : value ? S("tabella") : S("dato");
    x->parole = puntatore_parole(&w->caso, dove, w->a);
    return x;
}

/* -- steps */
static Prova *passo(Costruttore *w, const Traccia *t, int64_t i, int depth);

static const Passo *passo_at(const Traccia *t, Str number)
{
    Str rest;
    ptrdiff_t i = leading(number, &rest);
    ASSERT(t && i >= 0 && i < t->passi.n);
    return &t->passi.items[i];
}

/* NULL: a reference that leads nowhere. */
static Prova *riferimento(Costruttore *w, const Traccia *t, const Da *da, int depth)
{
    int part;
    ptrdiff_t i;
    Str rest, none, step = S("/traccia/");
    if (da->passo >= 0) return passo(w, t, da->passo, depth);
    if (da->dove.p[0] != '#') return ingresso(w, da->dove);
    if (!locate(w->v, str_sub(da->dove, 1, da->dove.n), &part, &i, &rest) || !str_starts(rest, step)) return NULL;
    rest = str_sub(rest, step.n, rest.n);
    const Traccia *other = elemento(w->v, part, i).traccia;
    if (!w->nodi_a_parte || part) return passo(w, other, leading(rest, &none), depth);
    Prova *x = nuova(w, PROVA_NODO);
    x->passo = passo_at(other, rest);
    x->valore = passo_testo(x->passo, w->a);
    x->nodo = w->v->caso.albero[i].id;
    return x;
}

static void appendi(Costruttore *w, Prova *to, Prova *x)
{
    if (x) *PUSH(w->a, &to->figli) = x;
}

/* "x, given these data": the data are listed, the machinery that ties them to x is not told. NULL: it is no such step. */
static Prova *posto_che_di(Costruttore *w, const Traccia *t, const Passo *p, int depth)
{
    if (p->op != OP_SCELTA || p->da[0].passo < 0) return NULL;
    const Passo *holds = &t->passi.items[p->da[0].passo];
    if (strcmp(holds->regola->descrizione, POSTO_CHE)) return NULL;
    const Passo *count = &t->passi.items[holds->da[0].passo];
    Prova *x = riferimento(w, t, &p->da[1], depth);
    for (ptrdiff_t i = 0; x && i < count->n; i++) {
        const Da *da = &count->da[i];
        if (da->passo >= 0) continue;
        if (da->dove.p[0] == '/' && !altrui(w, da->dove) && (!w->chi || persona_di(w, da) < 0)) appendi(w, x, ingresso(w, da->dove));
        else if (str_starts(da->dove, S("#/servizio/"))) appendi(w, x, riferimento(w, t, da, depth + 1));
    }
    return x;
}

/* The totals of all stand in the first person's trace: their value is nobody's own. */
static Prova *totale(Costruttore *w, Str dove)
{
    const Passo *p = passo_at(w->v->esito.premi.persone[0].traccia, str_sub(dove, S("#/premi/persone/0/traccia/").n, dove.n));
    Prova *x = nuova(w, PROVA_TOTALE);
    x->passo = p;
    x->valore = passo_testo(p, w->a);
    x->quanti = p->n;
    return x;
}

static void sotto(Costruttore *w, Prova *x, const Traccia *t, const Passo *p, int depth)
{
    ptrdiff_t hidden = 0;
    for (ptrdiff_t i = 0; i < p->n; i++) {
        const Da *da = &p->da[i];
        bool others = da->passo < 0 && altrui(w, da->dove);
        if (others && p->n <= 3 && str_starts(da->dove, S("#/premi/persone/0/"))) appendi(w, x, totale(w, da->dove));
        else if (others || (w->chi && persona_di(w, da) >= 0)) hidden++;
        else appendi(w, x, riferimento(w, t, da, depth + 1));
    }
    if (!hidden) return;
    Prova *rest = nuova(w, PROVA_TACIUTI);
    rest->quanti = hidden;
    appendi(w, x, rest);
}

static Prova *passo(Costruttore *w, const Traccia *t, int64_t at, int depth)
{
    ASSERT(at >= 0 && at < t->passi.n && depth < 400);
    const Passo *p = &t->passi.items[at];
    Prova *x = posto_che_di(w, t, p, depth);
    if (x) return x;
    x = nuova(w, PROVA_PASSO);
    x->passo = p;
    x->valore = passo_testo(p, w->a);
    for (ptrdiff_t i = 0; i < w->detti.n && !x->numero; i++)
        if (w->detti.items[i]->passo == p && w->di.items[i] == t) x->numero = w->detti.items[i]->numero;
    if (x->numero) {
        if (p->n) x->tipo = PROVA_VEDI;
        return x;
    }
    x->numero = ++w->number;
    *PUSH(w->a, &w->detti) = x;
    *PUSH(w->a, &w->di) = t;
    sotto(w, x, t, p, depth);
    return x;
}

Prova *prova_di(const Valutazione *v, const Numero *n, bool nodi_a_parte, Arena *a)
{
    Costruttore w = {.v = v, .a = a, .elemento = n->elemento, .nodi_a_parte = nodi_a_parte};
    JsonError error;
    ASSERT(!json_read(v->caso_json, a, &w.caso, &error)); /* it was written by this program */
    w.nodi_a_parte |= str_eq(n->elemento, S("/ente")) || str_starts(n->elemento, S("/unita/"));
    if (str_starts(n->elemento, S("/gruppi/")) || str_starts(n->elemento, S("/quote/"))) segna_persone(&w, n->traccia);
    return passo(&w, n->traccia, n->passo, 0);
}

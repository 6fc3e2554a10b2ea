/* spiega.c - floor 4: proofs in words; a computed year as a run for the store. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/spiega.h"

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
    case 7: return (Elemento){"servizio", e->servizio[i].traccia, c->servizio[i].id};
    case 1: return (Elemento){"dirigenti", e->dirigenti[i].traccia, c->dirigenti[i].id};
    case 2: return (Elemento){"posizioni", e->posizioni[i].traccia, c->posizioni[i].id};
    case 3: return (Elemento){"gruppi", e->gruppi[i].traccia, c->gruppi[i].id};
    case 4: return (Elemento){"premi.strutture", e->premi.strutture[i].traccia, c->premi.strutture[i].id};
    default: return (Elemento){"premi.persone", e->premi.persone[i].traccia, c->premi.persone[i].id};
    }
}

static const char *const bases[] = {"/albero/", "/dirigenti/", "/posizioni/", "/gruppi/", "/premi/strutture/", "/premi/persone/", "/unita/", "/servizio/"};

static ptrdiff_t count_of(const Valutazione *v, int part)
{
    const Caso *c = &v->caso;
    const ptrdiff_t counts[] = {c->ha_albero ? c->n_albero : 0, c->n_dirigenti, c->n_posizioni, c->n_gruppi, c->premi.n_strutture, c->premi.n_persone, c->n_unita, c->n_servizio};
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

typedef struct Narratore {
    const Valutazione *v;
    Arena *a;
    Buf b;
    Tree caso;
    Str elemento;     /* the subject's own */
    struct { const Traccia *t; int64_t passo; int number; } *told;
    ptrdiff_t n_told, cap_told;
    int number;
} Narratore;

static bool altrui(const Narratore *w, Str pointer)
{
    Str bare = pointer.n && pointer.p[0] == '#' ? str_sub(pointer, 1, pointer.n) : pointer, persons = S("/premi/persone/"), rest;
    if (!str_starts(bare, persons)) return false;
    ptrdiff_t mine = str_starts(w->elemento, persons) ? leading(str_sub(w->elemento, persons.n, w->elemento.n), &rest) : -1;
    return leading(str_sub(bare, persons.n, bare.n), &rest) != mine;
}

/* "/premi/persone/3/semischeda1" -> "premi, persone, M012, semischeda1": indexes become ids. */
static Str in_parole(Narratore *w, Str pointer)
{
    Buf b = buf_new(w->a);
    const Tree *at = &w->caso;
    ptrdiff_t i = 1;
    while (i <= pointer.n) {
        ptrdiff_t end = i;
        while (end < pointer.n && pointer.p[end] != '/') end++;
        Str word = str_sub(pointer, i, end), rest;
        at = at ? tree_at(at, str_fmt(w->a, "/%.*s", STR_ARG(word))) : NULL;
        const Tree *id = at && at->kind == TREE_MAP ? tree_get(at, S("id")) : NULL;
        if (b.n) buf_put(&b, S(", "));
        if (id && id->kind == TREE_TEXT && leading(word, &rest) >= 0) buf_put(&b, id->text);
        else buf_put(&b, word);
        i = end + 1;
    }
    return buf_str(&b);
}

static void line(Narratore *w, int depth) { for (int i = 0; i < depth; i++) buf_put(&w->b, S("  ")); }

static void tell(Narratore *w, const Traccia *t, int64_t passo, int depth);
static void tell_reference(Narratore *w, const Traccia *t, const Da *da, int depth);

static void tell_input(Narratore *w, Str dove, int depth)
{
    line(w, depth);
    if (dove.p[0] == '@') {
        const Tree *value = tree_at(&w->v->sistema->tree, str_sub(dove, 1, dove.n));
        bool scalar = value && value->kind == TREE_TEXT;
        buf_fmt(&w->b, "- %.*s  sistema %.*s: %.*s\n", scalar ? (int)value->text.n : 3, scalar ? value->text.p : "...",
                STR_ARG(w->v->sistema->id), STR_ARG(str_sub(dove, 2, dove.n)));
        return;
    }
    const Tree *value = tree_at(&w->caso, dove);
    bool scalar = value && (value->kind == TREE_TEXT || value->kind == TREE_INT);
    Str shown = scalar ? value->text : value && value->kind == TREE_NULL ? S("nessuno") : value ? S("tabella") : S("dato");
    buf_fmt(&w->b, "- %.*s  dato: %.*s\n", STR_ARG(shown), STR_ARG(in_parole(w, dove)));
}

static void tell_reference(Narratore *w, const Traccia *t, const Da *da, int depth)
{
    if (da->passo >= 0) {
        tell(w, t, da->passo, depth);
        return;
    }
    if (da->dove.p[0] != '#') {
        tell_input(w, da->dove, depth);
        return;
    }
    int part;
    ptrdiff_t i;
    Str rest, step = S("/traccia/"), none;
    if (!locate(w->v, str_sub(da->dove, 1, da->dove.n), &part, &i, &rest) || !str_starts(rest, step)) return;
    bool sums_up = str_eq(w->elemento, S("/ente")) || str_starts(w->elemento, S("/unita/"));
    if (sums_up && part == 0) { /* each node has its own proof: all of them at once nobody would read */
        const Passo *p = &w->v->esito.albero[i].traccia->passi.items[leading(str_sub(rest, step.n, rest.n), &none)];
        line(w, depth);
        buf_fmt(&w->b, "- %.*s  risultato di %.*s: explain --nodo %.*s\n", STR_ARG(passo_testo(p, w->a)), STR_ARG(w->v->caso.albero[i].id),
                STR_ARG(w->v->caso.albero[i].id));
    } else {
        tell(w, elemento(w->v, part, i).traccia, leading(str_sub(rest, step.n, rest.n), &none), depth);
    }
}

/* Words of the operation between the terms, for the reader. */
static const char *come(const Passo *p)
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

static bool already(Narratore *w, const Traccia *t, int64_t passo, int *number)
{
    for (ptrdiff_t i = 0; i < w->n_told; i++)
        if (w->told[i].t == t && w->told[i].passo == passo) {
            *number = w->told[i].number;
            return true;
        }
    if (w->n_told == w->cap_told)
        w->told = arena_grow(w->a, w->told, (ptrdiff_t)sizeof *w->told, w->n_told, &w->cap_told);
    *number = ++w->number;
    w->told[w->n_told].t = t;
    w->told[w->n_told].passo = passo;
    w->told[w->n_told++].number = *number;
    return false;
}

/* "x, given these data": the data are listed, the machinery that ties them to x is not told. */
static bool tell_given(Narratore *w, const Traccia *t, const Passo *p, int depth)
{
    if (p->op != OP_SCELTA || p->da[0].passo < 0) return false;
    const Passo *holds = &t->passi.items[p->da[0].passo];
    if (strcmp(holds->regola->descrizione, POSTO_CHE)) return false;
    const Passo *count = &t->passi.items[holds->da[0].passo];
    tell_reference(w, t, &p->da[1], depth);
    for (ptrdiff_t i = 0; i < count->n; i++)
        if (count->da[i].passo < 0 && count->da[i].dove.p[0] == '/' && !altrui(w, count->da[i].dove)) tell_input(w, count->da[i].dove, depth + 1);
        else if (count->da[i].passo < 0 && str_starts(count->da[i].dove, S("#/servizio/"))) tell_reference(w, t, &count->da[i], depth + 1);
    return true;
}

static void tell(Narratore *w, const Traccia *t, int64_t passo, int depth)
{
    ASSERT(passo >= 0 && passo < t->passi.n && depth < 400);
    const Passo *p = &t->passi.items[passo];
    if (tell_given(w, t, p, depth)) return;
    int number;
    bool again = already(w, t, passo, &number);
    line(w, depth);
    buf_fmt(&w->b, "%d. %.*s  %s (%s)", number, STR_ARG(passo_testo(p, w->a)), p->regola->descrizione, p->regola->fonte);
    if (again && p->n) {
        buf_fmt(&w->b, ": vedi il passo %d\n", number);
        return;
    }
    if (p->n && *come(p)) buf_fmt(&w->b, ": %s", come(p));
    buf_char(&w->b, '\n');
    ptrdiff_t hidden = 0;
    for (ptrdiff_t i = 0; i < p->n; i++) {
        bool others = p->da[i].passo < 0 && altrui(w, p->da[i].dove);
        /* The totals of all stand in the first person's trace: their value is nobody's own. */
        bool total = others && p->n <= 3 && str_starts(p->da[i].dove, S("#/premi/persone/0/"));
        if (others && !total) {
            hidden++;
        } else if (total) {
            Str rest = str_sub(p->da[i].dove, 26, p->da[i].dove.n), none;
            const Traccia *first = w->v->esito.premi.persone[0].traccia;
            const Passo *q = &first->passi.items[leading(rest, &none)];
            line(w, depth + 1);
            buf_fmt(&w->b, "- %.*s  %s (%s), su %td persone\n", STR_ARG(passo_testo(q, w->a)), q->regola->descrizione, q->regola->fonte, q->n);
        } else {
            tell_reference(w, t, &p->da[i], depth + 1);
        }
    }
    if (!hidden) return;
    line(w, depth + 1);
    buf_fmt(&w->b, "- %td dati di altre persone, non mostrati\n", hidden);
}

Str spiega(const Valutazione *v, const Numero *n, Arena *a)
{
    Narratore w = {.v = v, .a = a, .b = buf_new(a), .elemento = n->elemento};
    JsonError error;
    if (json_read(v->caso_json, a, &w.caso, &error)) return S("");
    tell(&w, n->traccia, n->passo, 0);
    return buf_str(&w.b);
}

void esecuzione_di(const Valutazione *v, const Numeri *numeri, Arena *a, Esecuzione *out)
{
    Risultato *r = NEW_N(a, Risultato, numeri->n);
    for (ptrdiff_t i = 0; i < numeri->n; i++) {
        const Numero *k = &numeri->items[i];
        r[i] = (Risultato){k->parte, k->soggetto, str_sub(k->campo, 1, k->campo.n), k->valore, S("")};
    }
    TestoEsecuzione *t = NEW_N(a, TestoEsecuzione, 2);
    t[0] = (TestoEsecuzione){S("caso"), v->caso_json};
    t[1] = (TestoEsecuzione){S("esito"), v->esito_json};
    *out = (Esecuzione){.anno = v->anno, .tipo = S("valutazione"), .sistema = v->sistema->id, .impronta = v->sistema->impronta,
                        .risultati = r, .n = numeri->n, .testi = t, .n_testi = 2};
}

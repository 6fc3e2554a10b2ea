/* tavole_insiemi.c - floor 3: sums, means, rankings and shares over rows. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/tavole_interne.h"

#include <stdlib.h>

/* The rows a function goes over: items, or all of them where items is NULL. */
typedef struct Righe { const ptrdiff_t *items; ptrdiff_t n; } Righe;
static ptrdiff_t row_at(const Righe *s, ptrdiff_t i) { return s->items ? s->items[i] : i; }

static Righe rows_of(Calcolatore *w, const Espr *e, Riga here)
{
    if (e->insieme != INSIEME_FIGLI) return (Righe){NULL, w->c->tavola[e->tavola].n};
    const Discendenti *x = discendenti(w, e->tavola, here.t);
    return (Righe){x->righe + x->inizio[here.r], x->inizio[here.r + 1] - x->inizio[here.r]};
}

static Valore nothing(StatoCella s) { return (Valore){.v = num_int(0), .stato = (uint8_t)s, .passo = -1}; }

/* The rows themselves, as terms. */
static Valore count_rows(Calcolatore *w, const Espr *e, const Righe *s, Riga here, Riga owner)
{
    Traccia *t = traccia_di(w, owner);
    if (!t) return con_passo(term_plain(num_int(s->n)));
    Term *terms = NEW_N(w->a, Term, s->n ? s->n : 1), whose;
    for (ptrdiff_t i = 0; i < s->n; i++)
        terms[i] = (Term){num_int(1), -1, str_fmt(w->a, "/tavole/%.*s/%td", STR_ARG(w->c->calcolo->tavole[e->tavola].nome), row_at(s, i))};
    bool belongs = e->insieme == INSIEME_FIGLI && appartenenza(w, e->tavola, here.t, owner, &whose);
    return dato(w, e, owner, con_passo(conta(t, e->regola, terms, s->n)), &whose, belongs);
}

/* Sum of many, exact and cheap where no proof is kept. */
static Term sum_of(Calcolatore *w, const Espr *e, Traccia *t, const Term *terms, ptrdiff_t n)
{
    if (n < 64) return somma(t, w->a, e->regola, terms, n);
    NumSum *s = num_sum_new(w->a);
    for (ptrdiff_t i = 0; i < n; i++) num_sum_add(s, terms[i].v);
    Num total = num_sum_total(s, w->a);
    return t ? passo_di(t, e->regola, OP_SOMMA, total, terms, n) : term_plain(total);
}

static Term extreme(const Espr *e, Traccia *t, const Term *terms, ptrdiff_t n)
{
    Num v = terms[0].v;
    for (ptrdiff_t i = 1; i < n; i++) v = e->funzione == FUNZIONE_MINIMO ? num_min(v, terms[i].v) : num_max(v, terms[i].v);
    return t ? passo_di(t, e->regola, e->funzione == FUNZIONE_MINIMO ? OP_MINIMO : OP_MASSIMO, v, terms, n) : term_plain(v);
}

static Valore mean(Calcolatore *w, const Espr *e, Traccia *t, Term *terms, const Term *weights, ptrdiff_t n)
{
    if (!n) return nothing(CELLA_NON_RILEVATO);
    if (!weights) return con_passo(rapporto(t, w->a, e->regola, sum_of(w, e, t, terms, n), conta(t, e->regola, terms, n)));
    Term all = sum_of(w, e, t, weights, n);
    if (!num_sign(all.v)) return nothing(CELLA_NON_RILEVATO);
    for (ptrdiff_t i = 0; i < n; i++) terms[i] = prodotto(t, w->a, e->regola, TERMS(terms[i], weights[i]));
    return con_passo(rapporto(t, w->a, e->regola, sum_of(w, e, t, terms, n), all));
}

/* The function of what the rows gave. */
static Valore result_of(Calcolatore *w, const Espr *e, Riga owner, Term *terms, const Term *weights, ptrdiff_t n)
{
    Traccia *t = traccia_di(w, owner);
    Funzione f = e->funzione;
    if (f == FUNZIONE_CONTA) return con_passo(conta(t, e->regola, terms, n));
    if (f == FUNZIONE_MEDIA) return mean(w, e, t, terms, weights, n);
    if (f == FUNZIONE_SOMMA) return con_passo(sum_of(w, e, t, terms, n));
    return n ? con_passo(extreme(e, t, terms, n)) : nothing(CELLA_NON_RILEVATO);
}

static Valore over_rows(Calcolatore *w, const Espr *e, Riga here, Riga owner)
{
    Righe s = rows_of(w, e, here);
    if (!e->n) return count_rows(w, e, &s, here, owner);
    Term *terms = NEW_N(w->a, Term, s.n ? s.n : 1), *weights = e->n > 1 ? NEW_N(w->a, Term, s.n ? s.n : 1) : NULL;
    LIST(Term) left_out = {0}; /* they too decided the result */
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < s.n; i++) {
        Riga row = {e->tavola, row_at(&s, i)};
        Valore v = valuta(w, e->arg[0], row, owner, NULL), k = {.passo = -1};
        if (!v.stato && weights) k = valuta(w, e->arg[1], row, owner, NULL);
        if (v.stato == CELLA_ERRORE || k.stato == CELLA_ERRORE) return nothing((StatoCella)CELLA_ERRORE);
        bool counts = !v.stato && !k.stato && (e->funzione != FUNZIONE_CONTA || num_sign(v.v));
        if (!counts && w->tracce) {
            Term why = termine(k.stato ? &k : &v);
            if (why.passo >= 0 || why.dove.n) *PUSH(w->a, &left_out) = why;
        }
        if (!counts) continue;
        if (weights) weights[n] = termine(&k);
        terms[n++] = termine(&v);
    }
    Term whose;
    if (e->insieme == INSIEME_FIGLI && appartenenza(w, e->tavola, here.t, owner, &whose)) *PUSH(w->a, &left_out) = whose;
    Valore out = result_of(w, e, owner, terms, weights, n);
    if (!out.stato || !w->tracce) return dato(w, e, owner, out, left_out.items, left_out.n);
    for (ptrdiff_t i = 0; weights && i < n; i++) *PUSH(w->a, &left_out) = weights[i]; /* nothing: because of these */
    if (left_out.n) out.passo = conta(traccia_di(w, owner), e->regola, left_out.items, left_out.n).passo;
    return out;
}

/* The kept value as a term of another row's trace. */
static Valore seen_from(Calcolatore *w, const Tenuto *x, Riga owner)
{
    Valore v = x->v;
    bool own = x->di.t == owner.t && x->di.r == owner.r;
    if (!w->tracce || own || v.passo < 0) return v;
    v.dove = str_fmt(w->a, "#/tavole/%.*s/%td/traccia/%" PRId64, STR_ARG(w->c->calcolo->tavole[x->di.t].nome), x->di.r, v.passo);
    v.passo = -1;
    return v;
}

Valore valuta_insieme(Calcolatore *w, const Espr *e, Riga here, Riga owner)
{
    if (e->indice < 0 || w->muto) return over_rows(w, e, here, owner);
    Tenuto *x = &w->indici[e->indice];
    if (x->fase == 1) return errore_di(w, here, e, S("il valore dipende da sé stesso: togliere il giro dalle formule"));
    if (!x->fase) {
        x->fase = 1;
        x->di = owner;
        x->v = over_rows(w, e, here, owner);
        x->fase = 2;
    }
    return seen_from(w, x, owner);
}

/* ---- rankings ---- */

enum { CHIAVI_GRADUATORIA = 4 };
typedef struct Posto { ptrdiff_t riga, gruppo; Num chiave[CHIAVI_GRADUATORIA]; int n; } Posto;

static int by_place(const void *l, const void *r)
{
    const Posto *x = l, *y = r;
    if (x->gruppo != y->gruppo) return x->gruppo < y->gruppo ? -1 : 1;
    for (int k = 0; k < x->n; k++) {
        int c = num_cmp(y->chiave[k], x->chiave[k]);
        if (c) return c;
    }
    return 0;
}

/* Which rows share a column's ranking or fund with one another: all, or those of the same row above. */
static int within(const Calcolatore *w, const Espr *e, Riga here)
{
    const Tavola *v = &w->c->calcolo->tavole[here.t];
    for (int k = 0; k < v->n_colonne; k++)
        if (v->colonne[k].formula && v->colonne[k].formula->regola && e->regola && !strcmp(v->colonne[k].formula->regola->regola, e->regola->regola)) return v->colonne[k].entro;
    return -1;
}

/* A value of one row as a term of another row's trace. */
static Term from_row(Calcolatore *w, Riga row, const Valore *v, Riga owner)
{
    Term t = termine(v);
    if (t.passo < 0 || (row.t == owner.t && row.r == owner.r)) return t;
    t.dove = str_fmt(w->a, "#/tavole/%.*s/%td/traccia/%" PRId64, STR_ARG(w->c->calcolo->tavole[row.t].nome), row.r, t.passo);
    t.passo = -1;
    return t;
}

/* What decides an order among rows, as one step of the first of them; another row refers to it. */
static Term order_step(Calcolatore *w, Riga first, const Term *on, ptrdiff_t n)
{
    return conta(traccia_di(w, first), REGOLA("ordine", "X-22", "ciò da cui dipende l'ordine"), on, n);
}

/* Everybody's place, best first; those of the same keys share the place of the first of them. The proof goes from one class
 * of equals to the next: its place is that of the class before plus how many that has. */
static void rank_all(Calcolatore *w, const Espr *e, int table, int group, Tenuto *x)
{
    ptrdiff_t n = w->c->tavola[table].n, kept = 0;
    x->posti = NEW_N(w->a, Cella, n ? n : 1);
    Posto *list = NEW_N(w->a, Posto, n ? n : 1);
    LIST(Term) keys = {0};
    Riga top = {table, 0};
    for (ptrdiff_t i = 0; i < n; i++) {
        Riga row = {table, i};
        Posto p = {.riga = i, .gruppo = group < 0 ? 0 : antenato(w, row, group), .n = (int)e->n};
        uint8_t state = 0;
        for (ptrdiff_t k = 0; k < e->n && !state; k++) {
            Valore v = valuta(w, e->arg[k], row, row, NULL);
            state = v.stato;
            p.chiave[k] = v.v;
            Term key = from_row(w, row, &v, top);
            if (w->tracce && (key.passo >= 0 || key.dove.n)) *PUSH(w->a, &keys) = key;
        }
        x->posti[i] = (Cella){.stato = state, .passo = -1, .v = num_int(0)};
        if (!state) list[kept++] = p;
    }
    Term whose, order = {.passo = -1};
    if (w->tracce && n && group >= 0 && appartenenza(w, table, group, top, &whose)) *PUSH(w->a, &keys) = whose;
    if (w->tracce && n) order = order_step(w, top, keys.items, keys.n);
    Valore decided = con_passo(order);
    qsort(list, (size_t)kept, sizeof *list, by_place);
    ptrdiff_t first = 0, class_at = 0, before = -1;
    for (ptrdiff_t i = 0; i < kept; i++) {
        bool new_group = !i || list[i].gruppo != list[i - 1].gruppo;
        if (new_group) first = i, before = -1, class_at = i;
        else if (by_place(&list[i], &list[i - 1])) before = class_at, class_at = i;
        Cella *c = &x->posti[list[i].riga];
        c->v = num_int(class_at - first + 1);
        Riga row = {table, list[i].riga};
        Traccia *t = traccia_di(w, row);
        if (!t) continue;
        Term by = from_row(w, top, &decided, row);
        if (before < 0) {
            Valore one = con_passo(costante(t, REGOLA("graduatoria.primo", "X-22", "primo posto"), num_int(1), S("")));
            c->passo = dato(w, e, row, one, &by, keys.n > 0).passo;
            continue;
        }
        ptrdiff_t size = class_at - before;
        Term *equal = NEW_N(w->a, Term, size);
        const char *nome = str_c(w->a, w->c->calcolo->tavole[table].nome);
        for (ptrdiff_t k = 0; k < size; k++) equal[k] = (Term){num_int(1), -1, str_fmt(w->a, "/tavole/%s/%td", nome, list[before + k].riga)};
        Term how_many = conta(t, REGOLA("graduatoria.prima", "X-22", "quanti stanno al posto prima"), equal, size);
        ptrdiff_t r = list[before].riga;
        Term place = {x->posti[r].v, -1, str_fmt(w->a, "#/tavole/%s/%td/traccia/%" PRId64, nome, r, x->posti[r].passo)};
        c->passo = dato(w, e, row, con_passo(somma(t, w->a, e->regola, TERMS(place, how_many))), &by, 1).passo;
    }
}

Valore valuta_graduatoria(Calcolatore *w, const Espr *e, Riga here, Riga owner)
{
    Tenuto *x = &w->indici[e->indice];
    if (x->fase == 1) return errore_di(w, here, e, S("il valore dipende da sé stesso: togliere il giro dalle formule"));
    if (!x->fase) {
        x->fase = 1;
        rank_all(w, e, here.t, within(w, e, here), x);
        x->fase = 2;
    }
    const Cella *c = &x->posti[here.r];
    Valore v = {.v = c->v, .stato = c->stato, .passo = -1};
    if (!w->tracce || c->stato) return v;
    if (here.t == owner.t && here.r == owner.r) v.passo = c->passo;
    else v.dove = str_fmt(w->a, "#/tavole/%.*s/%td/traccia/%" PRId64, STR_ARG(w->c->calcolo->tavole[here.t].nome), here.r, c->passo);
    return v;
}

/* ---- shares ---- */

typedef struct Parte { ptrdiff_t riga; Num esatta, intera, resto; Valore v; Str id; } Parte;

static int by_remainder(const void *l, const void *r)
{
    const Parte *x = l, *y = r;
    int c = num_cmp(y->resto, x->resto);
    return c ? c : str_cmp(x->id, y->id);
}

/* Shares and ids of all who share, and who they are: each of them may decide a cent. */
static Valore order_of_shares(Calcolatore *w, Riga top, const Colonna *k, const Parte *list, ptrdiff_t n)
{
    if (!w->tracce || !n) return (Valore){.passo = -1};
    Term *on = NEW_N(w->a, Term, 2 * n + 1);
    ptrdiff_t m = 0;
    for (ptrdiff_t i = 0; i < n; i++) {
        Riga row = {top.t, list[i].riga};
        on[m++] = from_row(w, row, &list[i].v, top);
        on[m++] = (Term){num_int(0), -1, str_fmt(w->a, "/tavole/%.*s/%td/id", STR_ARG(w->c->calcolo->tavole[top.t].nome), row.r)};
    }
    if (k->entro >= 0 && appartenenza(w, top.t, k->entro, top, &on[m])) m++;
    return con_passo(order_step(w, top, on, m));
}

void riparti(Calcolatore *w, Riga row, int column)
{
    const Tavola *table = &w->c->calcolo->tavole[row.t];
    const Colonna *k = &table->colonne[column];
    EsitoTavola *out = &w->out->tavola[row.t];
    const CasoTavola *c = &w->c->tavola[row.t];
    ptrdiff_t own = k->entro < 0 ? 0 : antenato(w, row, k->entro), n = 0;
    Parte *list = NEW_N(w->a, Parte, c->n);
    for (ptrdiff_t i = 0; i < c->n; i++) {
        Riga other = {row.t, i};
        Cella *cell = &out->celle[i * table->n_formule + k->posto];
        if ((k->entro >= 0 && antenato(w, other, k->entro) != own) || cell->fase == 2) continue;
        cell->fase = 1;
        Valore v = valuta(w, k->formula, other, other, NULL);
        if (v.stato) *cell = (Cella){.v = num_int(0), .stato = v.stato, .dove = v.dove, .passo = -1, .fase = 2};
        if (v.stato) continue;
        if (num_sign(v.v) < 0) {
            *cell = (Cella){.v = num_int(0), .stato = errore_di(w, other, k->formula, S("una parte negativa non si ripartisce")).stato, .passo = -1, .fase = 2};
            continue;
        }
        Num cents = num_mul(w->a, v.v, num_int(100)), whole = num_floor(w->a, cents);
        list[n++] = (Parte){i, cents, whole, num_sub(w->a, cents, whole), v, c->id[i]};
    }
    NumSum *exact = num_sum_new(w->a), *given = num_sum_new(w->a);
    for (ptrdiff_t i = 0; i < n; i++) num_sum_add(exact, list[i].esatta), num_sum_add(given, list[i].intera);
    Num left = num_sub(w->a, num_floor(w->a, num_sum_total(exact, w->a)), num_sum_total(given, w->a));
    int64_t cents = 0;
    bool fine = num_to_int(w->a, left, &cents);
    ASSERT(fine && cents >= 0 && cents <= n);
    qsort(list, (size_t)n, sizeof *list, by_remainder);
    Riga top = {row.t, n ? list[0].riga : 0};
    Valore decided = order_of_shares(w, top, k, list, n);
    for (ptrdiff_t i = 0; i < n; i++) {
        Num paid = num_div(w->a, i < cents ? num_add(w->a, list[i].intera, num_int(1)) : list[i].intera, num_int(100));
        Traccia *t = traccia_di(w, (Riga){row.t, list[i].riga});
        Term x = term_plain(paid), share[2] = {termine(&list[i].v), from_row(w, top, &decided, (Riga){row.t, list[i].riga})};
        if (t) {
            x = riparto(t, REGOLA("resti_maggiori", "S-N.66", "i centesimi che restano vanno ai resti maggiori, a parità per id"), paid, share, 2);
            campo(t, x, str_fmt(w->a, "/%.*s", STR_ARG(k->nome)));
        }
        out->celle[list[i].riga * table->n_formule + k->posto] = (Cella){.v = paid, .passo = x.passo, .fase = 2};
        out->stampate[list[i].riga * table->n_formule + k->posto] = paid;
    }
}

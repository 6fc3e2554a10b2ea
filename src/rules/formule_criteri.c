/* formule_criteri.c - floor 3: combined scores and money of the criteria, as a rulebook states them. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/formule_criteri.h"

#include "rules/tavole_interne.h"

static const struct { const char *key, *text, *kind, *terms; } tavola[] = {
#define X(symbol, key, text, kind, terms) [FORMULA_##symbol] = {key, text, kind, terms},
    FORMULE_CRITERI(X)
#undef X
};
const char *formula_criteri_chiave(FormulaCriteri f) { return tavola[f].key; }
const char *formula_criteri_testo(FormulaCriteri f) { return tavola[f].text; }

/* The terms of one of them, as parameters of a rulebook without tables. */
static Calcolo *vocabulary(FormulaCriteri f, Arena *a)
{
    Calcolo *c = NEW(a, Calcolo);
    for (Str rest = str_of(tavola[f].terms); rest.n;) {
        ptrdiff_t cut = str_find(rest, ' ');
        Str one = str_sub(rest, 0, cut < 0 ? rest.n : cut);
        ptrdiff_t colon = str_find(one, ':');
        ParametroCalcolo *p = &c->parametri[c->n_parametri++];
        *p = (ParametroCalcolo){.nome = str_sub(one, 0, colon), .dal_caso = true, .tipo = {.genere = GENERE_NUMERO}};
        bool fine = grandezza_read(str_sub(one, colon + 1, one.n), &p->tipo.u);
        ASSERT(fine);
        rest = str_sub(rest, cut < 0 ? rest.n : cut + 1, rest.n);
    }
    return c;
}

static bool same_text(Str x, Str y)
{
    ptrdiff_t i = 0, k = 0;
    for (;;) {
        while (i < x.n && x.p[i] == ' ') i++;
        while (k < y.n && y.p[k] == ' ') k++;
        if (i == x.n || k == y.n) return i == x.n && k == y.n;
        if (x.p[i++] != y.p[k++]) return false;
    }
}

/* fondo * W / somma(W): W, the same in both places, or the shares would not add up to the fund. */
static Espr *weight(Espr *e, FormulaErrore *err)
{
    *err = (FormulaErrore){e->at, S("deve essere fondo * peso / somma(peso), con lo stesso peso nei due posti: altrimenti le parti non fanno il fondo")};
    const Espr *sum = e->kind == ESPR_RAPPORTO ? e->arg[1] : NULL;
    if (!sum || sum->kind != ESPR_FUNZIONE || sum->funzione != FUNZIONE_SOMMA || sum->insieme != INSIEME_PROPRIA) return NULL;
    Espr *top = e->arg[0], *of = sum->arg[0];
    if (top->kind != ESPR_PRODOTTO || top->arg[0]->kind != ESPR_NOME || !str_eq(top->arg[0]->nome, S("fondo"))) return NULL;
    ptrdiff_t n = of->kind == ESPR_PRODOTTO ? of->n : 1;
    Espr *const *factors = of->kind == ESPR_PRODOTTO ? of->arg : &sum->arg[0];
    if (top->n != n + 1) return NULL;
    for (ptrdiff_t i = 0; i < n; i++)
        if (!same_text(top->arg[i + 1]->testo, factors[i]->testo)) return NULL;
    return of;
}

/* What could fail while a case is computed is refused here: a divisor is a written number or the scale. */
static bool safe(const Espr *e, FormulaErrore *err)
{
    const Espr *over = e->kind == ESPR_RAPPORTO ? e->arg[1] : NULL;
    if (over && over->kind != ESPR_NUMERO && !(over->kind == ESPR_NOME && str_eq(over->nome, S("scala")))) {
        *err = (FormulaErrore){over->at, S("qui si divide solo per un numero scritto o per la scala: un altro divisore può essere zero")};
        return false;
    }
    static const Funzione allowed[] = {FUNZIONE_MINIMO, FUNZIONE_MASSIMO, FUNZIONE_SE, FUNZIONE_ARROTONDA, FUNZIONE_INTERO};
    bool fine = e->kind != ESPR_FUNZIONE;
    for (ptrdiff_t i = 0; i < COUNT_OF(allowed); i++) fine = fine || e->funzione == allowed[i];
    if (!fine) {
        *err = (FormulaErrore){e->at, S("qui si usano solo minimo, massimo, se, arrotonda, intero")};
        return false;
    }
    for (ptrdiff_t i = 0; i < e->n; i++)
        if (!safe(e->arg[i], err)) return false;
    return true;
}

static const Espr *read_one(FormulaCriteri f, Str text, Str source, Str where, Arena *a, FormulaErrore *err)
{
    Espr *e = formula_read(text, a, err);
    if (e && f == FORMULA_PREMIO_IMPORTO) e = weight(e, err);
    Calcolo *c = vocabulary(f, a);
    if (!e || !formula_check(c, -1, e, NULL, a, err) || !safe(e, err)) return NULL;
    Tipo kind = {.genere = GENERE_NUMERO};
    bool fine = grandezza_read(str_of(tavola[f].kind), &kind.u);
    ASSERT(fine);
    if (!tipi_uguali(e->tipo, kind)) {
        *err = (FormulaErrore){e->at, str_fmt(a, "la formula dà %.*s, serve %.*s", STR_ARG(tipo_parole(a, e->tipo)), STR_ARG(tipo_parole(a, kind)))};
        return NULL;
    }
    formula_regole(e, str_of(tavola[f].key), source, where, a);
    return e;
}

static void defect(Difetti *d, Str file, const Tree *at, Str pointer, Str what)
{
    difetto(d, at->at, str_fmt(d->a, "%.*s:%d:%d", STR_ARG(file), at->line, at->column), "%.*s: %.*s", STR_ARG(pointer), STR_ARG(what));
}

static void read_entry(Str key, const Tree *t, Str p, Str file, Arena *a, FormuleCriteri *out, Difetti *d)
{
    int which = -1;
    Buf known = buf_new(a);
    for (int i = 0; i < FORMULE_CRITERI_COUNT; i++) {
        if (str_eq(key, str_of(tavola[i].key))) which = i;
        buf_fmt(&known, "%s%s", i ? ", " : "", tavola[i].key);
    }
    if (which < 0) {
        defect(d, file, t, p, str_fmt(a, "formula sconosciuta: quelle dei criteri sono %.*s", STR_ARG(buf_str(&known))));
        return;
    }
    const Tree *text = tree_get(t, S("formula")), *source = tree_get(t, S("fonte"));
    if (t->kind != TREE_MAP || !text || !source || t->n != 2 || text->kind != TREE_TEXT || source->kind != TREE_TEXT) {
        defect(d, file, t, p, S("servono formula e fonte, e nient'altro"));
        return;
    }
    FormulaErrore err = {0};
    Str where = tree_pointer(a, p, S("formula"));
    const Espr *e = read_one((FormulaCriteri)which, text->text, source->text, str_fmt(a, "@%.*s", STR_ARG(where)), a, &err);
    if (!e) defect(d, file, text, where, str_fmt(a, "carattere %d: %.*s", err.at, STR_ARG(err.che)));
    else if (!same_text(text->text, str_of(tavola[which].text))) out->propria[which] = e;
}

void formule_criteri_read(const Tree *root, Str file, Arena *a, FormuleCriteri *out, Difetti *d)
{
    const Tree *t = tree_get(root, S("formule"));
    *out = (FormuleCriteri){0};
    if (t && t->kind != TREE_MAP) defect(d, file, t, S("/formule"), S("deve essere un gruppo di voci"));
    for (ptrdiff_t i = 0; t && t->kind == TREE_MAP && i < t->n; i++)
        if (!t->items[i].repeated) read_entry(t->keys[i], &t->items[i], tree_pointer(a, S("/formule"), t->keys[i]), file, a, out, d);
}

Term formula_criteri(const FormuleCriteri *f, FormulaCriteri which, int anno, Traccia *t, Arena *a, const Term *termini)
{
    Calcolatore w = {.anno = anno, .a = a, .tracce = t != NULL, .termini = termini, .traccia = t};
    Valore v = valuta(&w, f->propria[which], (Riga){-1, -1}, (Riga){-1, -1}, NULL);
    ASSERT(!v.stato);
    Term out = termine(&v);
    if (t && out.passo < 0) out = massimo(t, f->propria[which]->regola, out, out); /* a bare term has its step too */
    return out;
}

/* tavole_calcola.c - floor 3: formulas over the rows of a case, cell by cell, each with its proof. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/tavole_interne.h"

#include "base/date.h"

static const Tavola *tavola(const Calcolatore *w, int t) { return &w->c->calcolo->tavole[t]; }

static Cella *cella(Calcolatore *w, Riga row, const Colonna *k)
{
    const Tavola *v = tavola(w, row.t);
    return k->formula ? &w->out->tavola[row.t].celle[row.r * v->n_formule + k->posto]
                      : &w->c->tavola[row.t].celle[row.r * v->n_campi + k->posto];
}

Traccia *traccia_di(Calcolatore *w, Riga owner)
{
    if (w->termini) return w->traccia;
    if (!w->tracce) return NULL;
    Traccia **t = &w->out->tavola[owner.t].tracce[owner.r];
    if (!*t) {
        *t = NEW(w->a, Traccia);
        (*t)->a = w->a;
    }
    return *t;
}

Term termine(const Valore *v) { return (Term){v->v, v->passo, v->dove}; }
Valore con_passo(Term t) { return (Valore){.v = t.v, .passo = t.passo, .dove = t.dove}; }

Term letterale(Calcolatore *w, const Espr *e, Num v, Riga owner)
{
    Traccia *t = traccia_di(w, owner);
    return t ? passo_costante(t, e->regola, v, e->dove) : term_plain(v);
}

Valore errore_di(Calcolatore *w, Riga row, const Espr *e, Str what)
{
    Valore out = {.v = num_int(0), .stato = CELLA_ERRORE, .passo = -1};
    if (w->muto) return out;
    w->fallito = true;
    const Tavola *v = tavola(w, row.t);
    Str where = str_fmt(w->a, "/tavole/%.*s/%td", STR_ARG(v->nome), row.r);
    for (ptrdiff_t i = 0; i < w->d->lista.n; i++) /* one line a row */
        if (str_eq(w->d->lista.items[i].dove, where)) return out;
    difetto(w->d, (int64_t)row.t * 4000000 + row.r, where, "%.*s, in «%s» di %.*s: %.*s", STR_ARG(w->c->tavola[row.t].id[row.r]), e->regola->descrizione,
            STR_ARG(str_of(e->regola->regola)), STR_ARG(what));
    return out;
}

/* ---- inputs ---- */

static Str input_place(Calcolatore *w, Riga row, const Colonna *k, const Cella *cell)
{
    if (!w->tracce) return (Str){0};
    if (!cell->scritta && cell->stato) return str_fmt(w->a, "/tavole/%.*s/%td", STR_ARG(tavola(w, row.t)->nome), row.r);
    if (!cell->scritta) return str_fmt(w->a, "%.*s/se_manca", STR_ARG(k->dove));
    return str_fmt(w->a, "/tavole/%.*s/%td/%.*s", STR_ARG(tavola(w, row.t)->nome), row.r, STR_ARG(k->nome));
}

static Valore of_input(Calcolatore *w, Riga row, const Colonna *k, Riga owner)
{
    const Cella *cell = cella(w, row, k);
    Valore out = {cell->v, cell->parola, cell->stato, -1, input_place(w, row, k, cell)};
    Traccia *t = k->tipo.genere == GENERE_DATA && !cell->stato ? traccia_di(w, owner) : NULL;
    if (!t) return out;
    Term day = {cell->v, -1, out.dove};
    return con_passo(passo_di(t, REGOLA("giorno", "X-22", "il giorno come numero d'ordine, il primo è l'1.1.0001"), OP_GIORNO, cell->v, &day, 1));
}

ptrdiff_t antenato(const Calcolatore *w, Riga row, int to)
{
    while (row.r >= 0 && row.t != to) {
        row.r = w->c->tavola[row.t].sopra[row.r];
        row.t = w->c->calcolo->tavole[row.t].appartiene;
    }
    return row.r;
}

const Discendenti *discendenti(Calcolatore *w, int figli, int di)
{
    if (!w->discendenti) w->discendenti = NEW_N(w->a, Discendenti, TAVOLE_MAX * TAVOLE_MAX);
    Discendenti *x = &w->discendenti[figli * TAVOLE_MAX + di];
    if (x->c_e) return x;
    const CasoTavola *c = &w->c->tavola[figli];
    ptrdiff_t n = w->c->tavola[di].n;
    x->inizio = NEW_N(w->a, ptrdiff_t, n + 2);
    x->righe = NEW_N(w->a, ptrdiff_t, c->n ? c->n : 1);
    ptrdiff_t *of = NEW_N(w->a, ptrdiff_t, c->n ? c->n : 1);
    for (ptrdiff_t i = 0; i < c->n; i++) {
        of[i] = figli == di ? c->sopra[i] : antenato(w, (Riga){figli, i}, di);
        if (of[i] >= 0) x->inizio[of[i] + 2]++;
    }
    for (ptrdiff_t i = 2; i < n + 2; i++) x->inizio[i] += x->inizio[i - 1];
    for (ptrdiff_t i = 0; i < c->n; i++)
        if (of[i] >= 0) x->righe[x->inizio[of[i] + 1]++] = i;
    x->c_e = true;
    return x;
}

static Str step_place(Calcolatore *w, Riga row, int64_t passo)
{
    return str_fmt(w->a, "#/tavole/%.*s/%td/traccia/%" PRId64, STR_ARG(tavola(w, row.t)->nome), row.r, passo);
}

/* Where the case says to which row this one belongs. */
static Str place_above(Calcolatore *w, Riga row)
{
    int up = tavola(w, row.t)->appartiene;
    return str_fmt(w->a, "/tavole/%.*s/%td/%.*s", STR_ARG(tavola(w, row.t)->nome), row.r, STR_ARG(up == row.t ? S("padre") : tavola(w, up)->nome));
}

bool appartenenza(Calcolatore *w, int figli, int di, Riga owner, Term *out)
{
    (void)discendenti(w, figli, di);
    Discendenti *x = &w->discendenti[figli * TAVOLE_MAX + di];
    if (!w->tracce || !w->c->tavola[figli].n) return false;
    Riga first = {figli, 0};
    if (!x->provata) {
        LIST(Term) all = {0};
        for (int t = figli; t != di || t == figli; t = tavola(w, t)->appartiene) {
            for (ptrdiff_t i = 0; i < w->c->tavola[t].n; i++)
                if (w->c->tavola[t].sopra[i] >= 0) *PUSH(w->a, &all) = (Term){num_int(1), -1, place_above(w, (Riga){t, i})};
            if (tavola(w, t)->appartiene == t) break;
        }
        x->passo = conta(traccia_di(w, first), REGOLA("appartenenza", "X-22", "a quale riga appartiene ciascuna"), all.items, all.n).passo;
        x->provata = true;
    }
    bool own = owner.t == first.t && owner.r == first.r;
    *out = own ? (Term){num_int(1), x->passo, {0}} : (Term){num_int(1), -1, step_place(w, first, x->passo)};
    return true;
}

/* ---- cells ---- */

enum { DATA_MAX = 3652059 };  /* 31.12.9999 */

static void finish(Calcolatore *w, Riga row, const Colonna *k, Cella *cell, Valore v)
{
    Traccia *t = traccia_di(w, row);
    if (!v.stato && k->tondo.c_e && !k->tondo.ai_resti)
        v = con_passo(arrotonda(t, w->a, k->formula->regola, termine(&v), k->tondo.cifre, k->tondo.modo));
    int64_t day = 0;
    if (!v.stato && k->tipo.genere == GENERE_DATA && (!num_to_int(w->a, v.v, &day) || day < 1 || day > DATA_MAX))
        v = errore_di(w, row, k->formula, S("un giorno che non c'è nel calendario"));
    Num *printed = &w->out->tavola[row.t].stampate[row.r * tavola(w, row.t)->n_formule + k->posto];
    if (!v.stato && k->tipo.genere == GENERE_NUMERO) {
        Term x = arrotonda(t, w->a, REGOLA("stampa", "X-07", "come si stampa"), termine(&v), k->stampa.cifre, k->stampa.modo);
        if (t) campo(t, x, str_fmt(w->a, "/%.*s", STR_ARG(k->nome)));
        *printed = x.v;
    }
    *cell = (Cella){.v = v.v, .parola = v.parola, .passo = v.passo, .dove = v.dove, .stato = v.stato, .fase = 2};
}

static const Forzatura *forced(const Calcolatore *w, Riga row, int column)
{
    const CasoTavola *c = &w->c->tavola[row.t];
    for (ptrdiff_t i = 0; i < c->forzate.n; i++)
        if (c->forzate.items[i].riga == row.r && c->forzate.items[i].colonna == column) return &c->forzate.items[i];
    return NULL;
}

static void compute(Calcolatore *w, Riga row, int column)
{
    const Colonna *k = &tavola(w, row.t)->colonne[column];
    Cella *cell = cella(w, row, k);
    cell->fase = 1;
    const Forzatura *f = w->c->tavola[row.t].forzate.n ? forced(w, row, column) : NULL;
    if (f) {
        Valore v = {f->cella.v, f->cella.parola, f->cella.stato, -1, {0}};
        if (w->tracce) v.dove = str_fmt(w->a, "/tavole/%.*s/%td/forzati/%.*s/valore", STR_ARG(tavola(w, row.t)->nome), row.r, STR_ARG(k->nome));
        finish(w, row, k, cell, v);
    } else if (k->tondo.ai_resti) {
        riparti(w, row, column);
    } else {
        finish(w, row, k, cell, valuta(w, k->formula, row, row, NULL));
    }
}

Valore valore_di(Calcolatore *w, Riga row, int column, Riga owner)
{
    const Colonna *k = &tavola(w, row.t)->colonne[column];
    if (!k->formula) return of_input(w, row, k, owner);
    Cella *cell = cella(w, row, k);
    if (cell->fase == 1) return errore_di(w, row, k->formula, S("il valore dipende da sé stesso: togliere il giro dai dati"));
    if (!cell->fase && w->profondita >= CATENA_MAX) return errore_di(w, row, k->formula, S("una catena di più di 100 valori uno sull'altro: accorciarla"));
    if (!cell->fase) {
        w->profondita++;
        compute(w, row, column);
        w->profondita--;
    }
    Valore out = {cell->v, cell->parola, cell->stato, -1, {0}};
    if (!w->tracce) return out;
    if (cell->passo < 0) out.dove = cell->dove;
    else if (row.t == owner.t && row.r == owner.r) out.passo = cell->passo;
    else out.dove = step_place(w, row, cell->passo);
    return out;
}

/* ---- expressions ---- */

enum { FEW = 6 };  /* terms kept on the stack */

static Valore name(Calcolatore *w, const Espr *e, Riga here, Riga owner, const Valore *x)
{
    static const Valore none = {.stato = CELLA_NON_APPLICABILE, .passo = -1};
    Riga row = here;
    switch (e->luogo) {
    case LUOGO_X: return *x;
    case LUOGO_ANNO:
        return (Valore){num_int(w->anno), {0}, 0, -1, S("/anno")};
    case LUOGO_GIORNI_ANNO: {
        int days = date_exists(w->anno, 2, 29) ? 366 : 365;
        Traccia *t = traccia_di(w, owner);
        Term year = {num_int(w->anno), -1, S("/anno")};
        return con_passo(t ? posto_che(t, e->regola, costante(t, e->regola, num_int(days), S("")), &year, 1) : term_plain(num_int(days)));
    }
    case LUOGO_PARAMETRO: {
        if (w->termini) return con_passo(w->termini[e->colonna]);
        const ParametroCalcolo *p = &w->c->calcolo->parametri[e->colonna];
        Str where = !w->tracce ? (Str){0} : p->dal_caso ? str_fmt(w->a, "/parametri/%.*s", STR_ARG(p->nome)) : p->dove;
        return (Valore){w->c->parametri[e->colonna].v, {0}, 0, -1, where};
    }
    case LUOGO_COLONNA: break;
    case LUOGO_IGNOTO: ASSERT(false);
    }
    LIST(Term) links = {0};
    if (e->via >= 0) {
        Valore to = of_input(w, here, &tavola(w, here.t)->colonne[e->via], owner);
        int64_t at = -1;
        if (to.stato) return to;
        if (!num_to_int(w->a, to.v, &at) || at < 0) return none;
        row = (Riga){e->tavola, (ptrdiff_t)at};
        if (w->tracce) *PUSH(w->a, &links) = termine(&to);
    } else {
        for (int i = 0; i < e->passi; i++) {
            if (w->tracce && w->c->tavola[row.t].sopra[row.r] >= 0) *PUSH(w->a, &links) = (Term){num_int(1), -1, place_above(w, row)};
            row.r = w->c->tavola[row.t].sopra[row.r];
            row.t = w->c->calcolo->tavole[row.t].appartiene;
            if (row.r < 0) return none;
        }
    }
    return dato(w, e, owner, valore_di(w, row, e->colonna, owner), links.items, links.n);
}

/* A formula that multiplies what it has multiplied before must not take all memory. */
static bool too_long(const Term *x, ptrdiff_t n)
{
    enum { MOST_BITS = 20000 };
    int64_t bits = 0;
    for (ptrdiff_t i = 0; i < n; i++)
        if (x[i].v.big) bits += num_bits(x[i].v);
    return bits > MOST_BITS;
}

/* a + b + c, a * b * c */
static Valore many(Calcolatore *w, const Espr *e, Riga here, Riga owner, const Valore *x)
{
    Term few[FEW], *terms = e->n <= FEW ? few : NEW_N(w->a, Term, e->n);
    for (ptrdiff_t i = 0; i < e->n; i++) {
        Valore v = valuta(w, e->arg[i], here, owner, x);
        if (v.stato) return v;
        terms[i] = termine(&v);
    }
    if (e->kind == ESPR_PRODOTTO && too_long(terms, e->n)) return errore_di(w, here, e, S("un numero di migliaia di cifre: la formula cresce senza fine"));
    Traccia *t = traccia_di(w, owner);
    return con_passo(e->kind == ESPR_SOMMA ? somma(t, w->a, e->regola, terms, e->n) : prodotto(t, w->a, e->regola, terms, e->n));
}

static Valore two(Calcolatore *w, const Espr *e, Riga here, Riga owner, const Valore *x)
{
    Valore l = valuta(w, e->arg[0], here, owner, x), r = {.passo = -1};
    if (!l.stato) r = valuta(w, e->arg[1], here, owner, x);
    if (l.stato || r.stato) return l.stato ? l : r;
    Traccia *t = traccia_di(w, owner);
    if (e->kind == ESPR_DIFFERENZA) return con_passo(differenza(t, w->a, e->regola, termine(&l), termine(&r)));
    if (!num_sign(r.v)) return errore_di(w, here, e, str_fmt(w->a, "divisione per zero, «%.*s» vale zero: prevedere il caso con se(...)", STR_ARG(e->arg[1]->testo)));
    if (too_long(TERMS(termine(&l), termine(&r)))) return errore_di(w, here, e, S("un numero di migliaia di cifre: la formula cresce senza fine"));
    return con_passo(rapporto(t, w->a, e->regola, termine(&l), termine(&r)));
}

static Term opposite(Calcolatore *w, const Espr *e, Traccia *t, Term yes)
{
    Term one = costante(t, REGOLA("uno", "X-22", "uno"), num_int(1), S(""));
    return differenza(t, w->a, e->regola, one, yes);
}

/* The same word or not: 1 or 0. */
static Term same_word(Traccia *t, const Regola *r, const Valore *x, const Valore *y)
{
    Num same = num_int(str_eq(x->parola, y->parola));
    if (!t) return term_plain(same);
    Term both[2] = {termine(x), termine(y)};
    Term out = passo_di(t, r, OP_CONFRONTO, same, both, 2);
    t->passi.items[out.passo].segno = "=";
    return out;
}

static Valore comparison(Calcolatore *w, const Espr *e, Riga here, Riga owner, const Valore *x)
{
    Valore l = valuta(w, e->arg[0], here, owner, x), r = {.passo = -1};
    if (!l.stato) r = valuta(w, e->arg[1], here, owner, x);
    if (l.stato || r.stato) return l.stato ? l : r;
    Traccia *t = traccia_di(w, owner);
    bool different = !strcmp(e->segno, "<>");
    Term out = e->arg[0]->tipo.genere == GENERE_PAROLA ? same_word(t, e->regola, &l, &r)
                                                       : confronto(t, e->regola, termine(&l), different ? "=" : e->segno, termine(&r));
    return con_passo(different ? opposite(w, e, t, out) : out);
}

/* e, o: what follows the answer is not looked at. */
static Valore chain(Calcolatore *w, const Espr *e, Riga here, Riga owner, const Valore *x)
{
    Term few[FEW], *terms = e->n <= FEW ? few : NEW_N(w->a, Term, e->n);
    ptrdiff_t n = 0;
    bool all = e->kind == ESPR_E;
    while (n < e->n) {
        Valore v = valuta(w, e->arg[n], here, owner, x);
        if (v.stato) return v;
        terms[n++] = termine(&v);
        if ((num_sign(v.v) != 0) != all) break;
    }
    Traccia *t = traccia_di(w, owner);
    return con_passo(all ? prodotto(t, w->a, e->regola, terms, n) : massimo_di(t, e->regola, terms, n));
}

/* The chosen value; the other one is not computed: its place in the rulebook stands for it. */
static Valore chosen(Calcolatore *w, const Regola *r, Riga owner, Term condition, Valore v, Str other)
{
    Traccia *t = traccia_di(w, owner);
    if (!t || v.stato) return v;
    Term rest = {num_int(0), -1, other}, it = termine(&v), three[3] = {condition, it, rest};
    if (!num_sign(condition.v)) three[1] = rest, three[2] = it;
    Valore out = con_passo(passo_di(t, r, OP_SCELTA, v.v, three, 3));
    t->passi.items[out.passo].parola = out.parola = v.parola;
    return out;
}

Valore dato(Calcolatore *w, const Espr *e, Riga owner, Valore v, const Term *on, ptrdiff_t n)
{
    Traccia *t = traccia_di(w, owner);
    if (!t || !n || v.stato) return v;
    return chosen(w, e->regola, owner, conta(t, e->regola, on, n), v, e->dove);
}

static Valore look_up(Calcolatore *w, const Espr *e, Riga here, Riga owner, const Valore *x)
{
    Valore key = valuta(w, e->arg[1], here, owner, x);
    if (key.stato) return key;
    Traccia *t = traccia_di(w, owner);
    Term *above = NEW_N(w->a, Term, e->n_righe);
    for (int i = 0; i < e->n_righe; i++) {
        if (e->limiti[i]) {
            Valore edge = valuta(w, e->limiti[i], here, owner, &key);
            if (edge.stato) return edge;
            bool over = w->c->calcolo->tabelle[e->colonna].righe[i].oltre;
            above[i] = confronto(t, e->limiti[i]->regola, termine(&key), over ? ">" : ">=", termine(&edge));
            if (!num_sign(above[i].v)) continue;
        }
        Valore v = valuta(w, e->valori[i], here, owner, &key);
        if (e->limiti[i]) v = chosen(w, e->regola, owner, above[i], v, e->valori[i]->dove);
        for (int k = i - 1; k >= 0; k--) v = chosen(w, e->regola, owner, above[k], v, e->valori[k]->dove);
        return v;
    }
    return (Valore){.stato = CELLA_NON_APPLICABILE, .passo = -1};
}

static Valore look_up_words(Calcolatore *w, const Espr *e, Riga here, Riga owner, const Valore *x)
{
    Valore key[CHIAVI_MAX];
    const TabellaCalcolo *tab = &w->c->calcolo->tabelle[e->colonna];
    for (ptrdiff_t i = 1; i < e->n; i++) {
        key[i - 1] = valuta(w, e->arg[i], here, owner, x);
        if (key[i - 1].stato) return key[i - 1];
    }
    Traccia *t = traccia_di(w, owner);
    for (int i = 0; i < e->n_righe; i++) {
        bool here_it_is = true;
        for (int k = 0; k < tab->n_chiavi; k++)
            here_it_is = here_it_is && (str_eq(tab->righe[i].chiavi[k], S("*")) || str_eq(tab->righe[i].chiavi[k], key[k].parola));
        if (!here_it_is) continue;
        Valore v = valuta(w, e->valori[i], here, owner, NULL);
        Term keys[CHIAVI_MAX];
        for (int k = 0; k < tab->n_chiavi; k++) keys[k] = termine(&key[k]);
        v = dato(w, e, owner, v, keys, tab->n_chiavi);
        for (int k = 0; t && k < tab->n_chiavi && !v.stato; k++) {
            if (str_eq(tab->righe[i].chiavi[k], S("*"))) continue;
            Valore word = {.v = num_int(0), .parola = tab->righe[i].chiavi[k], .passo = -1, .dove = str_fmt(w->a, "%.*s/righe/%d/quando/%d", STR_ARG(tab->dove), i, k)};
            v = chosen(w, e->regola, owner, same_word(t, e->regola, &key[k], &word), v, e->valori[i]->dove);
        }
        return v;
    }
    return (Valore){.stato = CELLA_NON_APPLICABILE, .passo = -1};
}

static Valore state_is(Calcolatore *w, const Espr *e, Riga here, Riga owner, const Valore *x)
{
    Valore v = valuta(w, e->arg[0], here, owner, x);
    if (v.stato == CELLA_ERRORE) return v;
    bool there = e->funzione == FUNZIONE_PRESENTE ? !v.stato : str_eq(stato_cella_parola((StatoCella)v.stato), e->arg[1]->nome);
    Traccia *t = traccia_di(w, owner);
    if (!t) return con_passo(term_plain(num_int(there)));
    Term it = termine(&v);
    bool place = it.passo >= 0 || it.dove.n;
    if (!place) return con_passo(costante(t, e->regola, num_int(there), S("")));
    Term seen = conta(t, e->regola, &it, 1);
    return con_passo(there ? seen : opposite(w, e, t, seen));
}

/* minimo, massimo, limita of arguments */
static Valore bounded(Calcolatore *w, const Espr *e, Riga here, Riga owner, const Valore *x)
{
    Term few[FEW], *terms = e->n <= FEW ? few : NEW_N(w->a, Term, e->n);
    for (ptrdiff_t i = 0; i < e->n; i++) {
        Valore v = valuta(w, e->arg[i], here, owner, x);
        if (v.stato) return v;
        terms[i] = termine(&v);
    }
    Traccia *t = traccia_di(w, owner);
    if (e->funzione == FUNZIONE_LIMITA) {
        if (num_cmp(terms[1].v, terms[2].v) > 0) return errore_di(w, here, e, S("il minimo di limita(...) supera il massimo"));
        return con_passo(minimo(t, e->regola, massimo(t, e->regola, terms[0], terms[1]), terms[2]));
    }
    Term out = terms[0];
    for (ptrdiff_t i = 1; i < e->n; i++) out = e->funzione == FUNZIONE_MINIMO ? minimo(t, e->regola, out, terms[i]) : massimo(t, e->regola, out, terms[i]);
    return con_passo(out);
}

static Valore rounded(Calcolatore *w, const Espr *e, Riga here, Riga owner, const Valore *x)
{
    Valore v = valuta(w, e->arg[0], here, owner, x);
    if (v.stato) return v;
    Traccia *t = traccia_di(w, owner);
    if (e->funzione == FUNZIONE_INTERO) {
        Term it = termine(&v);
        Num whole = num_floor(w->a, v.v);
        return con_passo(t ? passo_di(t, e->regola, OP_PARTE_INTERA, whole, &it, 1) : term_plain(whole));
    }
    int64_t digits = 0;
    Rounding how = HALF_UP;
    bool fine = num_to_int(w->a, e->arg[1]->v, &digits) && (e->n < 3 || rounding_parse(e->arg[2]->nome, &how));
    ASSERT(fine);
    return con_passo(arrotonda(t, w->a, e->regola, termine(&v), (int)digits, how));
}

static Valore days_between(Calcolatore *w, const Espr *e, Riga here, Riga owner, const Valore *x)
{
    Valore from = valuta(w, e->arg[0], here, owner, x), to = from;
    if (!from.stato) to = valuta(w, e->arg[1], here, owner, x);
    if (to.stato) return to;
    Traccia *t = traccia_di(w, owner);
    Term one = costante(t, REGOLA("uno", "X-22", "il primo giorno conta"), num_int(1), S(""));
    Term apart = differenza(t, w->a, e->regola, termine(&to), termine(&from));
    return con_passo(somma(t, w->a, e->regola, TERMS(apart, one)));
}

/* data(anno; 9; 30): a day that the rulebook names */
static Valore day_of(Calcolatore *w, const Espr *e, Riga here, Riga owner, const Valore *x)
{
    int64_t part[3] = {0};
    Term terms[3];
    bool whole = true;
    for (int i = 0; i < 3; i++) {
        Valore v = valuta(w, e->arg[i], here, owner, x);
        if (v.stato) return v;
        terms[i] = termine(&v);
        whole = whole && num_to_int(w->a, v.v, &part[i]) && part[i] >= 1 && part[i] <= 9999;
    }
    if (!whole || !date_exists((int)part[0], (int)part[1], (int)part[2])) return errore_di(w, here, e, S("un giorno che non c'è nel calendario"));
    Num day = num_int(date_of((int)part[0], (int)part[1], (int)part[2]).g);
    Traccia *t = traccia_di(w, owner);
    return con_passo(t ? passo_di(t, e->regola, OP_GIORNO, day, terms, 3) : term_plain(day));
}

static Valore function(Calcolatore *w, const Espr *e, Riga here, Riga owner, const Valore *x)
{
    if (e->insieme != INSIEME_NESSUNO) return valuta_insieme(w, e, here, owner);
    switch (e->funzione) {
    case FUNZIONE_SE: {
        Valore yes = valuta(w, e->arg[0], here, owner, x);
        if (yes.stato) return yes;
        const Espr *taken = e->arg[num_sign(yes.v) ? 1 : 2];
        return chosen(w, e->regola, owner, termine(&yes), valuta(w, taken, here, owner, x), e->dove);
    }
    case FUNZIONE_SE_ASSENTE: {
        Valore v = valuta(w, e->arg[0], here, owner, x);
        if (!v.stato || v.stato == CELLA_ERRORE) return v;
        Term missing = termine(&v);
        return dato(w, e, owner, valuta(w, e->arg[1], here, owner, x), &missing, missing.dove.n > 0);
    }
    case FUNZIONE_PRESENTE:
    case FUNZIONE_STATO: return state_is(w, e, here, owner, x);
    case FUNZIONE_ASSENTE: {
        StatoCella why = CELLA_NON_COMPUTABILE;
        bool fine = stato_cella_read(e->arg[0]->nome, &why);
        ASSERT(fine);
        return (Valore){.v = num_int(0), .stato = (uint8_t)why, .passo = -1};
    }
    case FUNZIONE_MINIMO:
    case FUNZIONE_MASSIMO:
    case FUNZIONE_LIMITA: return bounded(w, e, here, owner, x);
    case FUNZIONE_ARROTONDA:
    case FUNZIONE_INTERO: return rounded(w, e, here, owner, x);
    case FUNZIONE_DATA: return day_of(w, e, here, owner, x);
    case FUNZIONE_GIORNI: return days_between(w, e, here, owner, x);
    case FUNZIONE_FASCIA: return look_up(w, e, here, owner, x);
    case FUNZIONE_VOCE: return look_up_words(w, e, here, owner, x);
    case FUNZIONE_GRADUATORIA: return valuta_graduatoria(w, e, here, owner);
    case FUNZIONE_SOMMA:
    case FUNZIONE_MEDIA:
    case FUNZIONE_CONTA:
    case FUNZIONE_COUNT: break;
    }
    ASSERT(false);
    return (Valore){.stato = CELLA_ERRORE};
}

Valore valuta(Calcolatore *w, const Espr *e, Riga here, Riga owner, const Valore *x)
{
    switch (e->kind) {
    case ESPR_NUMERO: return con_passo(letterale(w, e, e->v, owner));
    case ESPR_PAROLA: {
        Term t = letterale(w, e, num_int(0), owner);
        Traccia *trace = traccia_di(w, owner);
        if (trace) trace->passi.items[t.passo].parola = e->nome;
        Valore out = con_passo(t);
        out.parola = e->nome;
        return out;
    }
    case ESPR_NOME: return name(w, e, here, owner, x);
    case ESPR_SOMMA:
    case ESPR_PRODOTTO: return many(w, e, here, owner, x);
    case ESPR_DIFFERENZA:
    case ESPR_RAPPORTO: return two(w, e, here, owner, x);
    case ESPR_NEGATO:
    case ESPR_NON: {
        Valore v = valuta(w, e->arg[0], here, owner, x);
        if (v.stato) return v;
        Traccia *t = traccia_di(w, owner);
        if (e->kind == ESPR_NON) return con_passo(opposite(w, e, t, termine(&v)));
        Term zero = costante(t, REGOLA("zero", "X-22", "zero"), num_int(0), S(""));
        return con_passo(differenza(t, w->a, e->regola, zero, termine(&v)));
    }
    case ESPR_CONFRONTO: return comparison(w, e, here, owner, x);
    case ESPR_E:
    case ESPR_O: return chain(w, e, here, owner, x);
    case ESPR_FUNZIONE: return function(w, e, here, owner, x);
    }
    ASSERT(false);
    return (Valore){.stato = CELLA_ERRORE};
}

/* ---- all of it ---- */

static void constraints(Calcolatore *w, Riga row)
{
    const Tavola *v = tavola(w, row.t);
    for (int k = 0; k < v->n_vincoli; k++) {
        Valore fine = valuta(w, v->vincoli[k].condizione, row, row, NULL);
        if (fine.stato || num_sign(fine.v)) continue;
        bool waived = false;
        const CasoTavola *c = &w->c->tavola[row.t];
        for (ptrdiff_t i = 0; i < c->deroghe.n; i++)
            waived = waived || (c->deroghe.items[i].riga == row.r && c->deroghe.items[i].vincolo == k);
        *PUSH(w->a, &w->out->tavola[row.t].violazioni) = (VincoloRotto){row.r, k, waived};
    }
}

/* What the formulas would give where a value was forced: told beside it. */
static void without_force(Calcolatore *w, int t)
{
    const CasoTavola *c = &w->c->tavola[t];
    bool traces = w->tracce;
    w->tracce = false, w->muto = true;
    w->out->tavola[t].calcolate = NEW_N(w->a, Cella, c->forzate.n ? c->forzate.n : 1);
    for (ptrdiff_t i = 0; i < c->forzate.n; i++) {
        const Forzatura *f = &c->forzate.items[i];
        const Colonna *k = &tavola(w, t)->colonne[f->colonna];
        Riga row = {t, f->riga};
        Valore v = k->tondo.ai_resti ? (Valore){.stato = CELLA_ERRORE} : valuta(w, k->formula, row, row, NULL);
        if (!v.stato && k->tipo.genere == GENERE_NUMERO) v.v = num_round(w->a, v.v, k->stampa.cifre, k->stampa.modo);
        w->out->tavola[t].calcolate[i] = (Cella){.v = v.v, .parola = v.parola, .stato = v.stato};
    }
    w->tracce = traces, w->muto = false;
}

Err tavole_calcola(const CasoTavole *c, bool tracce, Arena *a, EsitoTavole *out, Difetti *d)
{
    Calcolatore *w = NEW(a, Calcolatore);
    w->c = c, w->out = out, w->a = a, w->d = d, w->tracce = tracce, w->anno = c->anno;
    w->indici = NEW_N(a, Tenuto, c->calcolo->n_indici ? c->calcolo->n_indici : 1);
    *out = (EsitoTavole){0};
    for (int t = 0; t < c->calcolo->n_tavole; t++) {
        const Tavola *v = &c->calcolo->tavole[t];
        ptrdiff_t cells = c->tavola[t].n * v->n_formule;
        out->tavola[t].celle = NEW_N(a, Cella, cells ? cells : 1);
        out->tavola[t].stampate = NEW_N(a, Num, cells ? cells : 1);
        if (tracce) out->tavola[t].tracce = NEW_N(a, Traccia *, c->tavola[t].n ? c->tavola[t].n : 1);
    }
    for (int t = 0; t < c->calcolo->n_tavole; t++)
        for (ptrdiff_t r = 0; r < c->tavola[t].n; r++) {
            const Tavola *v = &c->calcolo->tavole[t];
            for (int k = 0; k < v->n_colonne; k++)
                if (v->colonne[k].formula) (void)valore_di(w, (Riga){t, r}, k, (Riga){t, r});
        }
    for (int t = 0; t < c->calcolo->n_tavole; t++) {
        for (ptrdiff_t r = 0; r < c->tavola[t].n; r++) constraints(w, (Riga){t, r});
        without_force(w, t);
    }
    return w->fallito ? E_DATI : OK;
}

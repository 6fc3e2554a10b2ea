/* tavole_espressioni.c - floor 3: what an expression gives in a row, with its proof. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/tavole_interne.h"

#include "base/date.h"

Term letterale(Calcolatore *w, const Espr *e, Num v, Riga owner)
{
    Traccia *t = traccia_di(w, owner);
    return t ? passo_costante(t, e->regola, v, e->dove) : term_plain(v);
}

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
        Valore to = valore_scritto(w, here, &tavola_di(w, here.t)->colonne[e->via], owner);
        int64_t at = -1;
        if (to.stato) return to;
        if (!num_to_int(w->a, to.v, &at) || at < 0) return none;
        row = (Riga){e->tavola, (ptrdiff_t)at};
        if (w->tracce) *PUSH(w->a, &links) = termine(&to);
    } else {
        for (int i = 0; i < e->passi; i++) {
            if (w->tracce && w->c->tavola[row.t].sopra[row.r] >= 0) *PUSH(w->a, &links) = (Term){num_int(1), -1, luogo_appartenenza(w, row)};
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

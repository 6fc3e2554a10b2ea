/* tavole_calcola.c - floor 3: formulas over the rows of a case, cell by cell, each with its proof. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/tavole_interne.h"

static Cella *cella(Calcolatore *w, Riga row, const Colonna *k)
{
    const Tavola *v = tavola_di(w, row.t);
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

Valore errore_di(Calcolatore *w, Riga row, const Espr *e, Str what)
{
    Valore out = {.v = num_int(0), .stato = CELLA_ERRORE, .passo = -1};
    if (w->muto) return out;
    w->fallito = true;
    const Tavola *v = tavola_di(w, row.t);
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
    if (!cell->scritta && cell->stato) return str_fmt(w->a, "/tavole/%.*s/%td", STR_ARG(tavola_di(w, row.t)->nome), row.r);
    if (!cell->scritta) return str_fmt(w->a, "%.*s/se_manca", STR_ARG(k->dove));
    return str_fmt(w->a, "/tavole/%.*s/%td/%.*s", STR_ARG(tavola_di(w, row.t)->nome), row.r, STR_ARG(k->nome));
}

Valore valore_scritto(Calcolatore *w, Riga row, const Colonna *k, Riga owner)
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
    return str_fmt(w->a, "#/tavole/%.*s/%td/traccia/%" PRId64, STR_ARG(tavola_di(w, row.t)->nome), row.r, passo);
}

Str luogo_appartenenza(Calcolatore *w, Riga row)
{
    int up = tavola_di(w, row.t)->appartiene;
    return str_fmt(w->a, "/tavole/%.*s/%td/%.*s", STR_ARG(tavola_di(w, row.t)->nome), row.r, STR_ARG(up == row.t ? S("padre") : tavola_di(w, up)->nome));
}

bool appartenenza(Calcolatore *w, int figli, int di, Riga owner, Term *out)
{
    (void)discendenti(w, figli, di);
    Discendenti *x = &w->discendenti[figli * TAVOLE_MAX + di];
    if (!w->tracce || !w->c->tavola[figli].n) return false;
    Riga first = {figli, 0};
    if (!x->provata) {
        LIST(Term) all = {0};
        for (int t = figli; t != di || t == figli; t = tavola_di(w, t)->appartiene) {
            for (ptrdiff_t i = 0; i < w->c->tavola[t].n; i++)
                if (w->c->tavola[t].sopra[i] >= 0) *PUSH(w->a, &all) = (Term){num_int(1), -1, luogo_appartenenza(w, (Riga){t, i})};
            if (tavola_di(w, t)->appartiene == t) break;
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
    Num *printed = &w->out->tavola[row.t].stampate[row.r * tavola_di(w, row.t)->n_formule + k->posto];
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
    const Colonna *k = &tavola_di(w, row.t)->colonne[column];
    Cella *cell = cella(w, row, k);
    cell->fase = 1;
    const Forzatura *f = w->c->tavola[row.t].forzate.n ? forced(w, row, column) : NULL;
    if (f) {
        Valore v = {f->cella.v, f->cella.parola, f->cella.stato, -1, {0}};
        if (w->tracce) v.dove = str_fmt(w->a, "/tavole/%.*s/%td/forzati/%.*s/valore", STR_ARG(tavola_di(w, row.t)->nome), row.r, STR_ARG(k->nome));
        finish(w, row, k, cell, v);
    } else if (k->tondo.ai_resti) {
        riparti(w, row, column);
    } else {
        finish(w, row, k, cell, valuta(w, k->formula, row, row, NULL));
    }
}

Valore valore_di(Calcolatore *w, Riga row, int column, Riga owner)
{
    const Colonna *k = &tavola_di(w, row.t)->colonne[column];
    if (!k->formula) return valore_scritto(w, row, k, owner);
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

/* ---- all of it ---- */

static void constraints(Calcolatore *w, Riga row)
{
    const Tavola *v = tavola_di(w, row.t);
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
        const Colonna *k = &tavola_di(w, t)->colonne[f->colonna];
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

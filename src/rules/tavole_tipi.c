/* tavole_tipi.c - floor 3: what the names of a formula mean, kinds and units, circles. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/tavole.h"

int calcolo_tavola(const Calcolo *c, Str nome)
{
    for (int i = 0; i < c->n_tavole; i++)
        if (str_eq(c->tavole[i].nome, nome)) return i;
    return -1;
}

int calcolo_colonna(const Calcolo *c, int tavola, Str nome)
{
    for (int i = 0; i < c->tavole[tavola].n_colonne; i++)
        if (str_eq(c->tavole[tavola].colonne[i].nome, nome)) return i;
    return -1;
}

int calcolo_passi(const Calcolo *c, int da, int a)
{
    for (int steps = 0; da >= 0 && steps <= TAVOLE_MAX; steps++) {
        if (da == a) return steps;
        da = c->tavole[da].appartiene == da ? -1 : c->tavole[da].appartiene;
    }
    return -1;
}

bool tipi_uguali(Tipo x, Tipo y)
{
    if (x.genere == GENERE_NESSUNO || y.genere == GENERE_NESSUNO) return true;
    return x.genere == y.genere && (x.genere != GENERE_NUMERO || x.libera || y.libera || grandezza_uguali(x.u, y.u));
}

Str tipo_parole(Arena *a, Tipo t)
{
    switch (t.genere) {
    case GENERE_LOGICO: return S("vero o falso");
    case GENERE_PAROLA: return S("una parola");
    case GENERE_DATA: return S("una data");
    case GENERE_NESSUNO: return S("nessun valore");
    case GENERE_NUMERO: break;
    }
    Grandezza none = {0, 0, 0, 0};
    return grandezza_uguali(t.u, none) ? S("un numero puro") : grandezza_parole(a, t.u);
}

typedef struct Controllo { Calcolo *c; Arena *a; FormulaErrore *err; } Controllo;
/* Where a formula is read: rows of which table, and x inside a band table. */
typedef struct Ambito { int tavola; const Tipo *x; } Ambito;

static bool wrong(Controllo *k, const Espr *e, Str what)
{
    *k->err = (FormulaErrore){e->at, what};
    return false;
}

static bool check(Controllo *k, Ambito s, Espr *e);

/* ---- names ---- */

static void nearer(Str name, Str other, int *best, Str *near)
{
    int d = parola_distanza(name, other);
    if (d < *best) *best = d, *near = other;
}

static bool unknown(Controllo *k, Ambito s, const Espr *e)
{
    int best = 3;
    Str near = S("");
    for (int t = s.tavola; t >= 0; t = k->c->tavole[t].appartiene == t ? -1 : k->c->tavole[t].appartiene)
        for (int i = 0; i < k->c->tavole[t].n_colonne; i++) nearer(e->nome, k->c->tavole[t].colonne[i].nome, &best, &near);
    for (int i = 0; i < k->c->n_parametri; i++) nearer(e->nome, k->c->parametri[i].nome, &best, &near);
    Str where = s.tavola < 0 ? S("") : str_fmt(k->a, " in «%.*s» e in ciò a cui appartiene", STR_ARG(k->c->tavole[s.tavola].nome));
    if (near.n) return wrong(k, e, str_fmt(k->a, "termine sconosciuto «%.*s»%.*s: forse «%.*s»", STR_ARG(e->nome), STR_ARG(where), STR_ARG(near)));
    return wrong(k, e, str_fmt(k->a, "termine sconosciuto «%.*s»%.*s: è un campo, una formula o un parametro da dichiarare", STR_ARG(e->nome), STR_ARG(where)));
}

static void settle(Espr *e, const Colonna *c, int tavola, int colonna, int passi)
{
    e->luogo = LUOGO_COLONNA;
    e->tavola = tavola, e->colonna = colonna, e->passi = passi;
    e->tipo = c->tipo;
}

static bool column_of(Controllo *k, Espr *e, int table, int steps)
{
    int at = calcolo_colonna(k->c, table, e->nome);
    if (at < 0) return wrong(k, e, str_fmt(k->a, "«%.*s» non è una colonna di «%.*s»", STR_ARG(e->nome), STR_ARG(k->c->tavole[table].nome)));
    settle(e, &k->c->tavole[table].colonne[at], table, at, steps);
    return true;
}

/* obiettivo.peso: of a table upwards, of the father in a tree, of the row that a field names. */
static bool qualified(Controllo *k, Ambito s, Espr *e)
{
    if (s.tavola >= 0) {
        int at = calcolo_colonna(k->c, s.tavola, e->di), up = calcolo_tavola(k->c, e->di);
        if (at >= 0 && k->c->tavole[s.tavola].colonne[at].riferimento >= 0) {
            e->via = at;
            return column_of(k, e, k->c->tavole[s.tavola].colonne[at].riferimento, 0);
        }
        if (str_eq(e->di, S("padre")) && k->c->tavole[s.tavola].appartiene == s.tavola) return column_of(k, e, s.tavola, 1);
        int steps = up < 0 ? -1 : calcolo_passi(k->c, s.tavola, up);
        if (steps >= 0) return column_of(k, e, up, steps);
    }
    return wrong(k, e, str_fmt(k->a, "«%.*s» non è una tavola a cui la riga appartiene né un suo riferimento", STR_ARG(e->di)));
}

static bool name(Controllo *k, Ambito s, Espr *e)
{
    if (e->di.n) return qualified(k, s, e);
    if (s.x && str_eq(e->nome, S("x"))) {
        e->luogo = LUOGO_X;
        e->tipo = *s.x;
        return true;
    }
    int steps = 0;
    for (int t = s.tavola; t >= 0; steps++) {
        int at = calcolo_colonna(k->c, t, e->nome);
        if (at >= 0) {
            settle(e, &k->c->tavole[t].colonne[at], t, at, steps);
            return true;
        }
        t = k->c->tavole[t].appartiene == t ? -1 : k->c->tavole[t].appartiene;
    }
    for (int i = 0; i < k->c->n_parametri; i++) {
        if (!str_eq(k->c->parametri[i].nome, e->nome)) continue;
        e->luogo = LUOGO_PARAMETRO;
        e->colonna = i;
        e->tipo = k->c->parametri[i].tipo;
        return true;
    }
    bool days = str_eq(e->nome, S("giorni_anno"));
    if (!days && !str_eq(e->nome, S("anno"))) return unknown(k, s, e);
    e->luogo = days ? LUOGO_GIORNI_ANNO : LUOGO_ANNO;
    e->tipo = (Tipo){.genere = GENERE_NUMERO, .u = {.giorni = (int8_t)days}};
    return true;
}

/* ---- kinds and units ---- */

static bool numeric(Controllo *k, const Espr *e)
{
    if (e->tipo.genere == GENERE_NUMERO) return true;
    return wrong(k, e, str_fmt(k->a, "serve un numero, qui è %.*s", STR_ARG(tipo_parole(k->a, e->tipo))));
}

static bool logical(Controllo *k, const Espr *e)
{
    if (e->tipo.genere == GENERE_LOGICO) return true;
    return wrong(k, e, str_fmt(k->a, "serve una condizione, qui è %.*s", STR_ARG(tipo_parole(k->a, e->tipo))));
}

/* 10 and 10%: the one unit between them is mended by a division. */
static bool only_percent_apart(Tipo x, Tipo y)
{
    return x.genere == GENERE_NUMERO && y.genere == GENERE_NUMERO && x.u.percento != y.u.percento && x.u.euro == y.u.euro &&
           x.u.giorni == y.u.giorni && x.u.punti == y.u.punti;
}

/* Arguments that must agree; the kind of all of them. */
static bool alike(Controllo *k, Espr **x, ptrdiff_t n, Tipo *out)
{
    *out = x[0]->tipo;
    for (ptrdiff_t i = 1; i < n; i++) {
        if (!tipi_uguali(*out, x[i]->tipo))
            return wrong(k, x[i], str_fmt(k->a, "unità diverse: «%.*s» è %.*s, «%.*s» è %.*s%s", STR_ARG(x[0]->testo), STR_ARG(tipo_parole(k->a, *out)),
                                          STR_ARG(x[i]->testo), STR_ARG(tipo_parole(k->a, x[i]->tipo)),
                                          only_percent_apart(*out, x[i]->tipo) ? "; per passare da percento a numero si divide per 100%" : ""));
        bool open = out->libera || out->genere == GENERE_NESSUNO;
        if (open && x[i]->tipo.genere != GENERE_NESSUNO) *out = x[i]->tipo;
    }
    return true;
}

static bool fits(int power) { return power >= -9 && power <= 9; }

static bool product(Controllo *k, Espr *e)
{
    Grandezza u = {0, 0, 0, 0};
    bool zero = false;
    for (ptrdiff_t i = 0; i < e->n; i++) {
        if (!numeric(k, e->arg[i])) return false;
        Grandezza y = e->arg[i]->tipo.u;
        int sign = e->kind == ESPR_RAPPORTO && i ? -1 : 1;
        if (!fits(u.euro + sign * y.euro) || !fits(u.giorni + sign * y.giorni) || !fits(u.punti + sign * y.punti) || !fits(u.percento + sign * y.percento))
            return wrong(k, e, S("unità elevate oltre la nona potenza"));
        u = (Grandezza){(int8_t)(u.euro + sign * y.euro), (int8_t)(u.giorni + sign * y.giorni), (int8_t)(u.punti + sign * y.punti), (int8_t)(u.percento + sign * y.percento)};
        zero = zero || e->arg[i]->tipo.libera;
    }
    const Espr *over = e->kind == ESPR_RAPPORTO ? e->arg[1] : NULL;
    bool nothing = over && ((over->kind == ESPR_NUMERO && num_sign(over->v) == 0) ||
                            (over->kind == ESPR_NOME && over->luogo == LUOGO_PARAMETRO && !k->c->parametri[over->colonna].dal_caso &&
                             num_sign(k->c->parametri[over->colonna].v) == 0));
    if (nothing) return wrong(k, over, str_fmt(k->a, "divisione per zero: «%.*s» vale zero", STR_ARG(over->testo)));
    e->tipo = (Tipo){.genere = GENERE_NUMERO, .u = u, .libera = zero && e->kind == ESPR_PRODOTTO};
    return true;
}

static const Colonna *column_read(const Controllo *k, const Espr *e)
{
    return e->kind == ESPR_NOME && e->luogo == LUOGO_COLONNA ? &k->c->tavole[e->tavola].colonne[e->colonna] : NULL;
}

/* A word compared with a field that lists its words must be one of them. */
static bool word_known(Controllo *k, const Espr *field, const Espr *literal)
{
    const Colonna *c = column_read(k, field);
    if (!c || !c->n_parole || literal->kind != ESPR_PAROLA) return true;
    Buf b = buf_new(k->a);
    for (ptrdiff_t i = 0; i < c->n_parole; i++) {
        if (str_eq(c->parole[i], literal->nome)) return true;
        buf_fmt(&b, "%s%.*s", i ? ", " : "", STR_ARG(c->parole[i]));
    }
    return wrong(k, literal, str_fmt(k->a, "«%.*s» non è tra le parole di «%.*s»: %.*s", STR_ARG(literal->nome), STR_ARG(c->nome), STR_ARG(buf_str(&b))));
}

static bool comparison(Controllo *k, Espr *e)
{
    Tipo both;
    if (!alike(k, e->arg, 2, &both) || !word_known(k, e->arg[0], e->arg[1]) || !word_known(k, e->arg[1], e->arg[0])) return false;
    bool ordered = both.genere == GENERE_NUMERO || both.genere == GENERE_DATA;
    if (!ordered && e->segno[0] != '=' && !(e->segno[0] == '<' && e->segno[1] == '>')) return wrong(k, e, S("parole e condizioni si confrontano solo con = e <>"));
    e->tipo = (Tipo){.genere = GENERE_LOGICO};
    return true;
}

/* a + b, a - b: numbers alike; two dates give days, a date and days a date. */
static bool sum(Controllo *k, Espr *e)
{
    Tipo days = {.genere = GENERE_NUMERO, .u = {.giorni = 1}};
    const Tipo *x = &e->arg[0]->tipo, *y = &e->arg[1]->tipo;
    if (e->n == 2 && x->genere == GENERE_DATA) {
        bool apart = e->kind == ESPR_DIFFERENZA && y->genere == GENERE_DATA;
        if (!apart && !tipi_uguali(*y, days)) return wrong(k, e->arg[1], S("a una data si sommano o si tolgono giorni, per esempio 30 giorni"));
        e->tipo = apart ? days : *x;
        return true;
    }
    for (ptrdiff_t i = 0; i < e->n; i++)
        if (!numeric(k, e->arg[i])) return false;
    return alike(k, e->arg, e->n, &e->tipo);
}

/* ---- functions ---- */

static bool whole_literal(const Espr *e, Arena *a, int64_t most)
{
    int64_t i;
    return e->kind == ESPR_NUMERO && num_to_int(a, e->v, &i) && i >= 0 && i <= most;
}

static Espr *formula_again(Controllo *k, Ambito s, Str text, const Espr *call, const char *what)
{
    FormulaErrore inner = {0};
    Controllo sub = {k->c, k->a, &inner};
    Espr *e = formula_read(text, k->a, &inner);
    if (e && check(&sub, s, e)) return e;
    wrong(k, call, str_fmt(k->a, "%s «%.*s» della tabella, carattere %d: %.*s", what, STR_ARG(text), inner.at, STR_ARG(inner.che)));
    return NULL;
}

static void named(Controllo *k, const TabellaCalcolo *t, int i, const char *key, Espr *e)
{
    formula_regole(e, t->nome, t->fonte, str_fmt(k->a, "%.*s/righe/%d/%s", STR_ARG(t->dove), i, key), k->a);
}

static bool table_rows(Controllo *k, Ambito s, Espr *e, const TabellaCalcolo *t)
{
    e->n_righe = t->n_righe;
    e->limiti = NEW_N(k->a, Espr *, t->n_righe);
    e->valori = NEW_N(k->a, Espr *, t->n_righe);
    Ambito inside = {s.tavola, t->per_parole ? NULL : &t->di};
    Num last = {0};
    for (int i = 0; i < t->n_righe; i++) {
        const RigaTabella *r = &t->righe[i];
        e->valori[i] = formula_again(k, inside, r->valore, e, "il valore");
        if (!e->valori[i]) return false;
        if (!tipi_uguali(e->valori[i]->tipo, t->tipo))
            return wrong(k, e, str_fmt(k->a, "il valore «%.*s» della tabella «%.*s» è %.*s, non %.*s", STR_ARG(r->valore), STR_ARG(t->nome), STR_ARG(tipo_parole(k->a, e->valori[i]->tipo)), STR_ARG(tipo_parole(k->a, t->tipo))));
        named(k, t, i, "valore", e->valori[i]);
        if (!r->limite.n) continue;
        Espr *x = e->limiti[i] = formula_again(k, inside, r->limite, e, "il limite");
        if (!x) return false;
        named(k, t, i, r->oltre ? "oltre" : "da", x);
        if (!tipi_uguali(x->tipo, t->di))
            return wrong(k, e, str_fmt(k->a, "il limite «%.*s» della tabella «%.*s» è %.*s, non %.*s", STR_ARG(r->limite), STR_ARG(t->nome), STR_ARG(tipo_parole(k->a, x->tipo)), STR_ARG(tipo_parole(k->a, t->di))));
        if (x->kind == ESPR_NUMERO && num_is(last) && (num_cmp(x->v, last) > 0 || (num_cmp(x->v, last) == 0 && (r->oltre || !t->righe[i - 1].oltre))))
            return wrong(k, e, str_fmt(k->a, "i limiti della tabella «%.*s» devono scendere: «%.*s» viene dopo uno più basso o uguale", STR_ARG(t->nome), STR_ARG(r->limite)));
        last = x->kind == ESPR_NUMERO ? x->v : (Num){0};
    }
    return true;
}

static bool table_call(Controllo *k, Ambito s, Espr *e)
{
    bool words = e->funzione == FUNZIONE_VOCE;
    int at = -1, best = 3;
    Str near = S("");
    for (int i = 0; i < k->c->n_tabelle; i++) {
        if (str_eq(k->c->tabelle[i].nome, e->arg[0]->nome)) at = i;
        nearer(e->arg[0]->nome, k->c->tabelle[i].nome, &best, &near);
    }
    if (e->arg[0]->kind != ESPR_NOME || at < 0)
        return wrong(k, e->arg[0], near.n ? str_fmt(k->a, "tabella sconosciuta «%.*s»: forse «%.*s»", STR_ARG(e->arg[0]->testo), STR_ARG(near))
                                          : str_fmt(k->a, "tabella sconosciuta «%.*s»", STR_ARG(e->arg[0]->testo)));
    const TabellaCalcolo *t = &k->c->tabelle[at];
    e->colonna = at;
    if (t->per_parole != words) return wrong(k, e, words ? S("questa tabella è per limiti: si legge con fascia(...)") : S("questa tabella è per parole: si legge con voce(...)"));
    if (words && e->n - 1 != t->n_chiavi) return wrong(k, e, str_fmt(k->a, "la tabella «%.*s» vuole %d parole", STR_ARG(t->nome), t->n_chiavi));
    for (ptrdiff_t i = 1; i < e->n; i++) {
        if (!check(k, s, e->arg[i])) return false;
        if (words && e->arg[i]->tipo.genere != GENERE_PAROLA) return wrong(k, e->arg[i], S("serve una parola"));
        if (!words && !tipi_uguali(e->arg[i]->tipo, t->di))
            return wrong(k, e->arg[i], str_fmt(k->a, "la tabella «%.*s» è di %.*s, qui è %.*s", STR_ARG(t->nome), STR_ARG(tipo_parole(k->a, t->di)), STR_ARG(tipo_parole(k->a, e->arg[i]->tipo))));
    }
    e->tipo = t->tipo;
    return table_rows(k, s, e, t);
}

/* Over which rows; the arguments are then read in one of them. */
static bool rows_of(Controllo *k, Ambito *s, Espr *e)
{
    if (e->insieme == INSIEME_PROPRIA) {
        if (s->tavola < 0) return wrong(k, e, S("qui non ci sono righe: scrivere di quale tavola, somma(tutti tavola: ...)"));
        e->tavola = s->tavola;
    } else {
        e->tavola = calcolo_tavola(k->c, e->di);
        if (e->tavola < 0) return wrong(k, e, str_fmt(k->a, "tavola sconosciuta «%.*s»", STR_ARG(e->di)));
        bool own_tree = e->tavola == s->tavola && k->c->tavole[e->tavola].appartiene == e->tavola;
        if (e->insieme == INSIEME_FIGLI && !own_tree && (s->tavola < 0 || calcolo_passi(k->c, e->tavola, s->tavola) < 1))
            return wrong(k, e, str_fmt(k->a, "le righe di «%.*s» non appartengono a questa: per averle tutte scrivere «tutti %.*s:»", STR_ARG(e->di), STR_ARG(e->di)));
    }
    *s = (Ambito){e->tavola, NULL};
    if (e->insieme != INSIEME_FIGLI) e->indice = k->c->n_indici++;
    return true;
}

/* assente("non_computabile"): why there is no value, as stato(...) asks it. */
static bool state_word(Controllo *k, const Espr *e)
{
    StatoCella state;
    return (e->kind == ESPR_PAROLA && stato_cella_read(e->nome, &state)) ||
           wrong(k, e, S("stato sconosciuto: \"non_rilevato\", \"non_computabile\", \"non_realizzabile\", \"non_applicabile\""));
}

static bool function(Controllo *k, Ambito s, Espr *e)
{
    Tipo plain = {.genere = GENERE_NUMERO}, yes = {.genere = GENERE_LOGICO};
    if (e->funzione == FUNZIONE_FASCIA || e->funzione == FUNZIONE_VOCE) return table_call(k, s, e);
    Ambito inside = s;
    if (e->insieme != INSIEME_NESSUNO && !rows_of(k, &inside, e)) return false;
    for (ptrdiff_t i = 0; i < e->n; i++)
        if (!check(k, inside, e->arg[i])) return false;
    switch (e->funzione) {
    case FUNZIONE_SOMMA:
    case FUNZIONE_MEDIA:
        for (ptrdiff_t i = 0; i < e->n; i++)
            if (!numeric(k, e->arg[i])) return false;
        e->tipo = e->arg[0]->tipo;
        return true;
    case FUNZIONE_MINIMO:
    case FUNZIONE_MASSIMO:
    case FUNZIONE_LIMITA:
        for (ptrdiff_t i = 0; i < e->n; i++)
            if (!numeric(k, e->arg[i])) return false;
        return alike(k, e->arg, e->n, &e->tipo);
    case FUNZIONE_CONTA: e->tipo = plain; return !e->n || logical(k, e->arg[0]);
    case FUNZIONE_SE:
        if (!logical(k, e->arg[0]) || !alike(k, e->arg + 1, 2, &e->tipo)) return false;
        return true;
    case FUNZIONE_PRESENTE: e->tipo = yes; return true;
    case FUNZIONE_SE_ASSENTE: return alike(k, e->arg, 2, &e->tipo);
    case FUNZIONE_STATO: e->tipo = yes; return state_word(k, e->arg[1]);
    case FUNZIONE_ASSENTE: e->tipo = (Tipo){.genere = GENERE_NESSUNO}; return state_word(k, e->arg[0]);
    case FUNZIONE_ARROTONDA: {
        Rounding how;
        e->tipo = e->arg[0]->tipo;
        if (!numeric(k, e->arg[0])) return false;
        if (!whole_literal(e->arg[1], k->a, 9)) return wrong(k, e->arg[1], S("le cifre sono un numero scritto, da 0 a 9"));
        return e->n < 3 || (e->arg[2]->kind == ESPR_PAROLA && rounding_parse(e->arg[2]->nome, &how)) ||
               wrong(k, e->arg[2], S("modo sconosciuto: \"half_up\", \"half_down\", \"half_even\", \"troncamento\""));
    }
    case FUNZIONE_INTERO: e->tipo = e->arg[0]->tipo; return numeric(k, e->arg[0]);
    case FUNZIONE_DATA:
        for (int i = 0; i < 3; i++)
            if (!tipi_uguali(e->arg[i]->tipo, plain)) return wrong(k, e->arg[i], S("anno, mese e giorno sono numeri puri"));
        e->tipo = (Tipo){.genere = GENERE_DATA};
        return true;
    case FUNZIONE_GIORNI:
        for (int i = 0; i < 2; i++)
            if (e->arg[i]->tipo.genere != GENERE_DATA) return wrong(k, e->arg[i], S("serve una data"));
        e->tipo = (Tipo){.genere = GENERE_NUMERO, .u = {.giorni = 1}};
        return true;
    case FUNZIONE_GRADUATORIA:
        if (s.tavola < 0) return wrong(k, e, S("qui non ci sono righe da mettere in graduatoria"));
        for (ptrdiff_t i = 0; i < e->n; i++)
            if (!numeric(k, e->arg[i])) return false;
        e->tavola = s.tavola;
        e->indice = k->c->n_indici++;
        e->tipo = plain;
        return true;
    case FUNZIONE_FASCIA:
    case FUNZIONE_VOCE:
    case FUNZIONE_COUNT: break;
    }
    return wrong(k, e, S("funzione non ammessa"));
}

static bool check(Controllo *k, Ambito s, Espr *e)
{
    if (e->kind == ESPR_NOME) return name(k, s, e);
    if (e->kind == ESPR_FUNZIONE) return function(k, s, e);
    for (ptrdiff_t i = 0; i < e->n; i++)
        if (!check(k, s, e->arg[i])) return false;
    switch (e->kind) {
    case ESPR_SOMMA:
    case ESPR_DIFFERENZA: return sum(k, e);
    case ESPR_PRODOTTO:
    case ESPR_RAPPORTO: return product(k, e);
    case ESPR_NEGATO: e->tipo = e->arg[0]->tipo; return numeric(k, e->arg[0]);
    case ESPR_CONFRONTO: return comparison(k, e);
    case ESPR_E:
    case ESPR_O:
    case ESPR_NON:
        for (ptrdiff_t i = 0; i < e->n; i++)
            if (!logical(k, e->arg[i])) return false;
        e->tipo = (Tipo){.genere = GENERE_LOGICO};
        return true;
    case ESPR_NUMERO:
    case ESPR_PAROLA:
    case ESPR_NOME:
    case ESPR_FUNZIONE: break;
    }
    return true;
}

bool formula_check(Calcolo *c, int tavola, Espr *e, const Tipo *x, Arena *a, FormulaErrore *err)
{
    Controllo k = {c, a, err};
    return check(&k, (Ambito){tavola, x}, e);
}

/* A text with a NUL is refused elsewhere; until then it must not end the program. */
static const char *plain(Arena *a, Str s) { return memchr(s.p ? s.p : "", 0, (size_t)s.n) ? "?" : str_c(a, s); }

void formula_regole(Espr *e, Str regola, Str fonte, Str dove, Arena *a)
{
    Regola *r = NEW(a, Regola);
    *r = (Regola){plain(a, regola), plain(a, fonte), plain(a, e->testo)};
    e->regola = r;
    e->dove = dove;
    for (ptrdiff_t i = 0; i < e->n; i++) formula_regole(e->arg[i], regola, fonte, dove, a);
}

/* ---- circles ---- */

typedef struct Giri { const Calcolo *c; uint8_t seen[TAVOLE_MAX][COLONNE_MAX]; int tavola, colonna; } Giri;

static bool visit(Giri *g, int table, int column);

/* climbs: the name is read in rows of a tree below or above, so that it may be the column itself. */
static bool reads(Giri *g, const Espr *e, int own, bool climbs)
{
    if (e->kind == ESPR_NOME && e->luogo == LUOGO_COLONNA) {
        bool tree = e->tavola == own && (climbs || (e->passi == 1 && g->c->tavole[own].appartiene == own));
        if (!tree && !visit(g, e->tavola, e->colonna)) return false;
    }
    bool below = e->kind == ESPR_FUNZIONE && e->insieme == INSIEME_FIGLI && e->tavola == own && g->c->tavole[own].appartiene == own;
    for (ptrdiff_t i = 0; i < e->n; i++)
        if (!reads(g, e->arg[i], own, climbs || below)) return false;
    for (int i = 0; i < e->n_righe; i++)
        if ((e->limiti[i] && !reads(g, e->limiti[i], own, climbs)) || !reads(g, e->valori[i], own, climbs)) return false;
    return true;
}

static bool visit(Giri *g, int table, int column)
{
    const Colonna *k = &g->c->tavole[table].colonne[column];
    if (!k->formula || g->seen[table][column] == 2) return true;
    if (g->seen[table][column] == 1) {
        g->tavola = table, g->colonna = column;
        return false;
    }
    g->seen[table][column] = 1;
    if (!reads(g, k->formula, table, false)) return false;
    g->seen[table][column] = 2;
    return true;
}

bool calcolo_senza_giri(const Calcolo *c, int *tavola, int *colonna, Arena *a, Str *che)
{
    Giri *g = NEW(a, Giri);
    g->c = c;
    for (int t = 0; t < c->n_tavole; t++)
        for (int k = 0; k < c->tavole[t].n_colonne; k++)
            if (!visit(g, t, k)) {
                *tavola = g->tavola, *colonna = g->colonna;
                const Tavola *v = &c->tavole[g->tavola];
                *che = str_fmt(a, "«%.*s.%.*s» dipende da sé stessa: togliere il giro dalle formule", STR_ARG(v->nome), STR_ARG(v->colonne[g->colonna].nome));
                return false;
            }
    return true;
}

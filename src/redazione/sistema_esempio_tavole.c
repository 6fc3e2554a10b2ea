/* sistema_esempio_tavole.c - floor 6: a few rows made up for a rulebook's own tables, and what the engine computes of
 * them. Pure.
 *
 * What a field means nobody can know here: numbers are taken within its limits, words among those it allows. Where such
 * rows do not compute, there is no example. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/sistema_parti.h"

#include "format/json.h"
#include "rules/tavole.h"

enum { RIGHE_PRIME = 3, RIGHE_FIGLIE = 2, RIGHE_TUTTE = 6, COLONNE_INSIEME = 7 };

typedef struct Righe { Stesura *w; const Calcolo *c; int n[TAVOLE_MAX], puro; } Righe;

/* Three rows, or two for each row they belong to. */
static int rows_of(Righe *r, int table)
{
    const Tavola *v = &r->c->tavole[table];
    if (r->n[table]) return r->n[table];
    int above = v->appartiene >= 0 && v->appartiene != table ? rows_of(r, v->appartiene) : 0;
    int n = above ? above * RIGHE_FIGLIE : RIGHE_PRIME;
    return r->n[table] = n > RIGHE_TUTTE ? RIGHE_TUTTE : n;
}

static Str row_id(Stesura *w, int i) { return str_fmt(w->a, "Riga %d", i + 1); }

/* 90, 75, 100, ... hundredths of the way between the limits, or of a usual size of its kind: the days in a row are
 * first those due, then those lost. before: how many of its kind the row has already. */
static Num number_for(const Righe *r, Tipo kind, Num least, Num most, int places, int row, int column, int before)
{
    static const int parts[] = {90, 75, 100, 60, 85, 95, 70};
    int usual = kind.u.euro                       ? 1000
                : kind.u.giorni                   ? (before ? 20 : 200)
                : kind.u.percento || kind.u.punti ? 100
                                                  : r->puro;
    Stesura *w = r->w;
    Num low = num_is(least) ? least : num_int(0), high = num_is(most) ? most : num_add(w->a, low, num_int(usual));
    Num part = num_ratio(w->a, parts[(row * 3 + column) % (int)COUNT_OF(parts)], 100);
    Num x = num_add(w->a, low, num_mul(w->a, num_sub(w->a, high, low), part));
    return num_round(w->a, x, places > 2 ? 2 : places, TRUNCATE);
}

static void field(Righe *r, Json *j, const Colonna *k, int row, int before)
{
    Stesura *w = r->w;
    json_key(j, k->nome);
    switch (k->tipo.genere) {
    case GENERE_NUMERO:
        json_text(
            j, num_exact(w->a, number_for(r, k->tipo, k->minimo, k->massimo, k->cifre_massime, row, k->posto, before)));
        break;
    case GENERE_LOGICO: json_bool(j, row % 2 == 0); break;
    case GENERE_NESSUNO: json_text(j, S("esempio")); break;
    case GENERE_DATA:
        json_text(j, str_fmt(w->a, "%d-%s", w->x->anno ? (int)w->x->anno : 2024, before % 2 ? "12-31" : "01-01"));
        break;
    case GENERE_PAROLA:
        if (k->riferimento >= 0) json_text(j, row_id(w, row % rows_of(r, k->riferimento)));
        else json_text(j, k->n_parole ? k->parole[row % k->n_parole] : S("esempio"));
        break;
    }
}

static Str case_text(Righe *r)
{
    Stesura *w = r->w;
    Json *j = json_new(w->a, false);
    json_open_map(j);
    json_key(j, S("formato")), json_text(j, S("ciclo-caso/1"));
    json_key(j, S("anno")), json_int(j, w->x->anno ? w->x->anno : 2024);
    json_key(j, S("sistema")), json_text(j, w->s->id);
    bool open = false;
    for (int i = 0; i < r->c->n_parametri; i++) {
        const ParametroCalcolo *p = &r->c->parametri[i];
        if (!p->dal_caso) continue;
        if (!open) json_key(j, S("parametri")), json_open_map(j), open = true;
        json_key(j, p->nome);
        Num top = num_is(p->massimo) ? p->massimo : p->tipo.u.euro ? num_int(10000) : p->massimo;
        json_text(j, num_exact(w->a, number_for(r, p->tipo, p->minimo, top, p->tipo.u.euro ? 2 : 9, 2, 0, 0)));
    }
    if (open) json_close_map(j);
    json_key(j, S("tavole"));
    json_open_map(j);
    for (int t = 0; t < r->c->n_tavole; t++) {
        const Tavola *v = &r->c->tavole[t];
        json_key(j, v->nome);
        json_open_list(j);
        for (int row = 0; row < rows_of(r, t); row++) {
            int dates = 0, days = 0;
            json_open_map(j);
            json_key(j, S("id")), json_text(j, row_id(w, row));
            if (v->appartiene == t && row) json_key(j, S("padre")), json_text(j, row_id(w, 0));
            else if (v->appartiene >= 0 && v->appartiene != t)
                json_key(j, r->c->tavole[v->appartiene].nome), json_text(j, row_id(w, row / RIGHE_FIGLIE));
            for (int k = 0; k < v->n_colonne; k++) {
                const Colonna *x = &v->colonne[k];
                bool date = x->tipo.genere == GENERE_DATA;
                if (x->formula) continue;
                field(r, j, x, row, date ? dates : days);
                dates += date, days += x->tipo.u.giorni == 1;
            }
            json_close_map(j);
        }
        json_close_list(j);
    }
    json_close_map(j);
    json_close_map(j);
    return json_done(j);
}

/* ---- the page ---- */

static Str cell_words(Stesura *w, const Colonna *k, const Cella *c, Num printed)
{
    int64_t day = 0;
    if (c->stato) return minuscola(w->a, parola_codice(w->a, stato_cella_parola((StatoCella)c->stato)));
    switch (k->tipo.genere) {
    case GENERE_NUMERO: return k->formula ? num_italian(w->a, printed, k->stampa.cifre) : numero(w->a, c->v);
    case GENERE_LOGICO: return num_sign(c->v) ? S("sì") : S("no");
    case GENERE_NESSUNO: return S("");
    case GENERE_DATA: return num_to_int(w->a, c->v, &day) ? date_italian(w->a, (Date){(int32_t)day}) : S("");
    case GENERE_PAROLA: return c->parola;
    }
    return S("");
}

/* Rows of one table, so many columns at a time. */
static void table(Stesura *w, const Calcolo *c, int t, const CasoTavola *in, const EsitoTavola *out)
{
    const Tavola *v = &c->tavole[t];
    for (int from = 0; from < v->n_colonne; from += COLONNE_INSIEME) {
        int to = from + COLONNE_INSIEME < v->n_colonne ? from + COLONNE_INSIEME : v->n_colonne;
        DocTabella *d =
            doc_table(w->d, str_fmt(w->a, "Esempio, %.*s%s", STR_ARG(v->nome), from ? ", segue" : ""), S(""));
        tabella_column(d, COLONNA_CAPO, S("Riga"));
        for (int k = from; k < to; k++)
            tabella_column(d, v->colonne[k].tipo.genere == GENERE_NUMERO ? COLONNA_NUMERO : COLONNA_TESTO,
                           v->colonne[k].nome);
        for (ptrdiff_t r = 0; r < in->n; r++) {
            Testo *cells = tabella_row(d);
            bool below = v->appartiene >= 0 && v->appartiene != t;
            testo_add(&cells[0], below ? str_fmt(w->a, "%.*s (di %.*s %td)", STR_ARG(in->id[r]),
                                                 STR_ARG(c->tavole[v->appartiene].nome), in->sopra[r] + 1)
                                       : in->id[r]);
            for (int k = from; k < to; k++) {
                const Colonna *x = &v->colonne[k];
                if (x->formula)
                    testo_strong(&cells[k - from + 1], cell_words(w, x, &out->celle[r * v->n_formule + x->posto],
                                                                  out->stampate[r * v->n_formule + x->posto]));
                else testo_add(&cells[k - from + 1], cell_words(w, x, &in->celle[r * v->n_campi + x->posto], (Num){0}));
            }
        }
        tabella_note(d, S("In grassetto ciò che le formule danno."));
    }
}

static void violations(Stesura *w, const Calcolo *c, int t, const CasoTavola *in, const EsitoTavola *out)
{
    const Tavola *v = &c->tavole[t];
    Elenco *l = NULL;
    for (ptrdiff_t i = 0; i < out->violazioni.n; i++) {
        const VincoloRotto *x = &out->violazioni.items[i];
        if (!l) prosa(w, "Di queste righe inventate non rispettano le condizioni:"), l = doc_list(w->d, false);
        testo_add(elenco_item(l),
                  str_fmt(w->a, "%.*s: %.*s", STR_ARG(in->id[x->riga]), STR_ARG(v->vincoli[x->vincolo].messaggio)));
    }
}

void esempio_tavole(Stesura *w)
{
    const Calcolo *c = w->s->calcolo;
    Righe r = {.w = w, .c = c};
    Sistemi own = {w->s};
    Caso made;
    EsitoCaso result;
    static const int sizes[] = {10, 1}; /* a number without a unit may be a count, or a share */
    bool fine = false;
    for (ptrdiff_t i = 0; i < COUNT_OF(sizes) && !fine; i++) {
        Difetti ignored = {.a = w->a};
        r.puro = sizes[i];
        fine = !caso_read(case_text(&r), &own, w->a, &made, &ignored) && made.tavole;
    }
    if (!fine) return;
    rule_caso(&made, false, w->a, &result);
    sottoparte(w, "Esempio");
    DocNota *n = doc_note(w->d, NOTA_ESEMPIO, S("Esempio svolto"));
    testo_add(nota_paragraph(n), S("Righe inventate, con valori entro i limiti dei campi; i risultati li ha calcolati "
                                   "il programma con questo sistema."));
    for (int i = 0; i < c->n_parametri; i++)
        if (c->parametri[i].dal_caso)
            termine_di(n, str_c(w->a, c->parametri[i].nome), "%.*s",
                       STR_ARG(numero(w->a, made.tavole->parametri[i].v)));
    for (int t = 0; t < c->n_tavole; t++) {
        table(w, c, t, &made.tavole->tavola[t], &result.tavole->tavola[t]);
        violations(w, c, t, &made.tavole->tavola[t], &result.tavole->tavola[t]);
    }
}

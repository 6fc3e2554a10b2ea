/* esito_tavole.c - floor 3: results of a rulebook's own tables as the output of `ciclo score`. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/esito_scrivi.h"

#include "base/date.h"

static void text(Scrittore *w, const char *k, Str v) { json_key(w->j, str_of(k)), json_text(w->j, v); }

/* A result as it is printed: a number in its digits, a word, a day, true or false; without a value, why not. */
static void write_value(Scrittore *w, const Colonna *k, const Cella *cell, Num printed)
{
    int64_t day = 0;
    if (cell->stato) {
        json_text(w->j, stato_cella_parola((StatoCella)cell->stato));
        return;
    }
    switch (k->tipo.genere) {
    case GENERE_NUMERO: json_text(w->j, num_fixed(w->a, printed, k->stampa.cifre)); break;
    case GENERE_LOGICO: json_bool(w->j, num_sign(cell->v) != 0); break;
    case GENERE_PAROLA: json_text(w->j, cell->parola); break;
    case GENERE_NESSUNO: break; /* of no column */
    case GENERE_DATA: json_text(w->j, num_to_int(w->a, cell->v, &day) ? date_iso(w->a, (Date){(int32_t)day}) : S("")); break;
    }
}

static void write_forced(Scrittore *w, const Tavola *v, const CasoTavola *c, const EsitoTavola *e, ptrdiff_t row)
{
    bool any = false;
    for (ptrdiff_t i = 0; i < c->forzate.n; i++) {
        const Forzatura *f = &c->forzate.items[i];
        if (f->riga != row) continue;
        if (!any) json_key(w->j, S("forzati")), json_open_map(w->j), any = true;
        json_key(w->j, v->colonne[f->colonna].nome);
        json_open_map(w->j);
        json_key(w->j, S("calcolato"));
        const Cella *was = &e->calcolate[i];
        if (was->stato >= STATI_CELLA_COUNT) json_null(w->j);
        else write_value(w, &v->colonne[f->colonna], was, was->v);
        text(w, "motivo", f->motivo);
        if (f->autore.n) text(w, "autore", f->autore);
        json_close_map(w->j);
    }
    if (any) json_close_map(w->j);
}

static void write_violations(Scrittore *w, const Tavola *v, const CasoTavola *c, const EsitoTavola *e, ptrdiff_t row)
{
    if (!v->n_vincoli) return;
    json_key(w->j, S("violazioni"));
    json_open_list(w->j);
    for (ptrdiff_t i = 0; i < e->violazioni.n; i++) {
        const VincoloRotto *x = &e->violazioni.items[i];
        if (x->riga != row) continue;
        const Vincolo *k = &v->vincoli[x->vincolo];
        json_open_map(w->j);
        text(w, "vincolo", k->nome);
        text(w, "grado", k->blocca ? S("blocca") : S("avvisa"));
        text(w, "messaggio", k->messaggio);
        text(w, "fonte", k->fonte);
        for (ptrdiff_t d = 0; x->derogata && d < c->deroghe.n; d++)
            if (c->deroghe.items[d].riga == row && c->deroghe.items[d].vincolo == x->vincolo) text(w, "deroga", c->deroghe.items[d].motivo);
        json_close_map(w->j);
    }
    json_close_list(w->j);
}

void esito_tavole(Scrittore *w, const EsitoTavole *e)
{
    const CasoTavole *c = w->c->tavole;
    json_key(w->j, S("tavole"));
    json_open_map(w->j);
    for (int t = 0; t < c->calcolo->n_tavole; t++) {
        const Tavola *v = &c->calcolo->tavole[t];
        if (!c->tavola[t].n) continue; /* also where nothing follows from the rows: proofs of others may stand there */
        json_key(w->j, v->nome);
        json_open_list(w->j);
        for (ptrdiff_t r = 0; r < c->tavola[t].n; r++) {
            json_open_map(w->j);
            text(w, "id", c->tavola[t].id[r]);
            for (int k = 0; k < v->n_colonne; k++) {
                const Colonna *x = &v->colonne[k];
                if (!x->formula) continue;
                json_key(w->j, x->nome);
                write_value(w, x, &e->tavola[t].celle[r * v->n_formule + x->posto], e->tavola[t].stampate[r * v->n_formule + x->posto]);
            }
            write_forced(w, v, &c->tavola[t], &e->tavola[t], r);
            write_violations(w, v, &c->tavola[t], &e->tavola[t], r);
            if (w->tracce) esito_traccia(w, e->tavola[t].tracce[r]);
            json_close_map(w->j);
        }
        json_close_list(w->j);
    }
    json_close_map(w->j);
}

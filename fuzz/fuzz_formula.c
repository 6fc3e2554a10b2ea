/* fuzz_formula.c - any text as a formula: refused with a place, or computed over rows, with its proof and without, alike. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "fuzz.h"

#include "rules/caso.h"
#include "rules/tavole.h"

#define X22 ", descrizione: d, fonte: X-22}\n"
static const char sistema[] =
    "id: prova\ntitolo: Prova\nfonti: [Prova]\n"
    "stampa: {percentuali: {cifre: 2, modo: half_up, fonte: X-07}}\n"
    "calcolo:\n"
    "  parametri:\n"
    "    fondo: {tipo: euro, valore: 1000" X22
    "  tabelle:\n"
    "    fasce: {di: punti, tipo: numero, fonte: X-22, righe: [{da: 40 punti, valore: x / 40 punti}, {oltre: 3 punti, valore: 1}]}\n"
    "    voci: {per: [p], tipo: percento, fonte: X-22, righe: [{quando: [a], valore: 30%}]}\n"
    "  tavole:\n"
    "    sopra:\n      descrizione: d\n      campi:\n"
    "        tetto: {tipo: punti" X22
    "    riga:\n      descrizione: d\n      appartiene: sopra\n      campi:\n"
    "        punti: {tipo: punti, stati: [non_rilevato]" X22
    "        peso: {tipo: numero" X22
    "        quota: {tipo: percento" X22
    "        parola: {tipo: parola" X22
    "        vero: {tipo: si_no" X22
    "        dal: {tipo: data" X22
    "        altra: {tipo: riferimento, tavola: sopra" X22
    "      formule:\n"
    "        doppio: {tipo: punti, formula: punti * 2, descrizione: d, fonte: X-22}\n"
    "        prova: {tipo: numero, formula: 1, descrizione: d, fonte: X-22}\n";
#define ROW(id, rest) "{\"id\":\"" id "\",\"sopra\":\"s\",\"altra\":\"s\",\"parola\":\"a\",\"dal\":\"2024-02-29\"," rest "}"
static const char caso[] =
    "{\"formato\":\"ciclo-caso/1\",\"anno\":2024,\"sistema\":\"prova\",\"tavole\":{\"sopra\":[{\"id\":\"s\",\"tetto\":\"40\"}],\"riga\":["
    ROW("1", "\"punti\":\"40\",\"peso\":\"0.5\",\"quota\":\"30\",\"vero\":true") ","
    ROW("2", "\"peso\":\"0\",\"quota\":\"0\",\"vero\":false") ","
    ROW("3", "\"punti\":\"-7.25\",\"peso\":\"3\",\"quota\":\"100\",\"vero\":true") "]}}";

static void alike(const CasoTavole *c, int column, Arena *a)
{
    EsitoTavole plain, proved;
    Difetti d1 = {.a = a}, d2 = {.a = a};
    Err e1 = tavole_calcola(c, false, a, &plain, &d1), e2 = tavole_calcola(c, true, a, &proved, &d2);
    ASSERT(e1 == e2 && (e1 != OK) == (d1.lista.n > 0) && d1.lista.n == d2.lista.n);
    const Tavola *t = &c->calcolo->tavole[1];
    for (ptrdiff_t r = 0; e1 == OK && r < c->tavola[1].n; r++) {
        const Cella *x = &plain.tavola[1].celle[r * t->n_formule + t->colonne[column].posto], *y = &proved.tavola[1].celle[r * t->n_formule + t->colonne[column].posto];
        ASSERT(x->stato == y->stato && (x->stato || (num_eq(x->v, y->v) && str_eq(x->parola, y->parola))));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static Arena keep;         /* the rulebook and the rows are the same for all inputs */
    static Sistema *own;
    static Caso *rows;
    if (!own) {
        own = NEW(&keep, Sistema);
        rows = NEW(&keep, Caso);
        Difetti d = {.a = &keep};
        ASSERT(sistema_read(S(sistema), S("prova"), &keep, own, &d) == OK);
        ASSERT(caso_read(S(caso), &(Sistemi){own}, &keep, rows, &d) == OK);
    }
    Str text = {(const char *)data, (ptrdiff_t)size};
    if (utf8_invalid_at(text) >= 0 || size > 3000) return 0; /* the reader of YAML hands over only UTF-8 */
    Arena a = {0};
    FormulaErrore err = {0};
    Espr *e = formula_read(text, &a, &err);
    ASSERT(e || (err.at >= 1 && err.at <= utf8_count(text) + 1 && err.che.n));
    if (e) {
        Calcolo *c = NEW(&a, Calcolo);
        *c = *own->calcolo;
        c->tavole = NEW_N(&a, Tavola, c->n_tavole);
        memcpy(c->tavole, own->calcolo->tavole, (size_t)c->n_tavole * sizeof *c->tavole);
        int column = calcolo_colonna(c, 1, S("prova")), table;
        Str what;
        if (formula_check(c, 1, e, NULL, &a, &err)) {
            formula_regole(e, S("riga.prova"), S("X-22"), S("@/calcolo/tavole/riga/formule/prova/formula"), &a);
            Colonna *k = &c->tavole[1].colonne[column];
            k->formula = e, k->tipo = e->tipo;
            CasoTavole changed = *rows->tavole;
            changed.calcolo = c;
            if (calcolo_senza_giri(c, &table, &column, &a, &what)) alike(&changed, calcolo_colonna(c, 1, S("prova")), &a);
        } else {
            ASSERT(err.at >= 1 && err.che.n);
        }
    }
    arena_free(&a);
    return 0;
}

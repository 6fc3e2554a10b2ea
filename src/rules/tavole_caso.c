/* tavole_caso.c - floor 3: rows and parameters of a case, for a rulebook with its own tables. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/caso_lettore.h"
#include "rules/tavole.h"

enum { RIGHE_CASO_MAX = 2000000, ALBERO_MAX = 60 };

/* One table while it is read. */
typedef struct Lettura {
    Lettore *l;
    CasoTavole *c;
    Indice *ids;               /* of each table, by its place in the rulebook */
} Lettura;

/* ">= 95": the bound counts, on the side where it is certain. */
static Voce without_sign(Lettore *l, Voce v)
{
    Str s = v.t->text;
    if (v.t->kind != TREE_TEXT || !s.n || !strchr("<>", s.p[0])) return v;
    Tree *bare = NEW(l->a, Tree);
    *bare = *v.t;
    bare->text = str_trim(str_sub(s, s.n > 1 && s.p[1] == '=' ? 2 : 1, s.n));
    v.t = bare;
    return v;
}

static void read_value(Lettura *r, Voce v, const Colonna *k, Cella *out)
{
    Lettore *l = r->l;
    StatoCella s;
    out->scritta = true;
    out->passo = -1;
    out->v = num_int(0);
    if (v.t->kind == TREE_TEXT && stato_cella_read(v.t->text, &s) && (k->stati & 1u << s)) {
        out->stato = (uint8_t)s;
        return;
    }
    if (k->tipo.genere == GENERE_NUMERO) {
        Voce bare = k->disuguaglianze ? without_sign(l, v) : v;
        decimale(l, &bare, num_is(k->minimo) ? &k->minimo : NULL, num_is(k->massimo) ? &k->massimo : NULL, k->cifre_massime, &out->v, NULL);
    } else if (k->tipo.genere == GENERE_DATA) {
        Date d = {0};
        if (giorno_dell_anno(l, &v, 0, &d)) out->v = num_int(d.g);
    } else if (k->tipo.genere == GENERE_LOGICO) {
        if (v.t->kind != TREE_BOOL) rifiuta(l, v.t->at, v.dove, "deve essere true o false");
        else out->v = num_int(str_eq(v.t->text, S("true")));
    } else if (testo(l, &v)) {
        out->parola = v.t->text;
        bool known = !k->n_parole;
        Buf b = buf_new(l->a);
        for (ptrdiff_t i = 0; i < k->n_parole; i++) {
            known = known || str_eq(k->parole[i], out->parola);
            buf_fmt(&b, "%s%.*s", i ? ", " : "", STR_ARG(k->parole[i]));
        }
        if (!known) rifiuta(l, v.t->at, v.dove, "parola sconosciuta; quelle ammesse: %.*s", STR_ARG(buf_str(&b)));
    }
}

static void read_field(Lettura *r, Tree *row, Str base, const Colonna *k, Cella *out)
{
    Voce v = voce(r->l, row, base, str_c(r->l->a, k->nome));
    *out = (Cella){.passo = -1, .v = num_int(0)};
    if (v.t) {
        if (v.buona) read_value(r, v, k, out);
        return;
    }
    if (k->ha_se_manca) {
        out->v = k->se_manca;
        out->parola = k->se_manca_parola;
    } else if (k->stati & 1u << CELLA_NON_RILEVATO) {
        out->stato = CELLA_NON_RILEVATO;
    } else {
        rifiuta(r->l, row->at, v.dove, "manca: aggiungere questa chiave");
    }
}

static const char *known_keys(Lettura *r, int table, const char *above)
{
    const Tavola *v = &r->c->calcolo->tavole[table];
    Buf b = buf_new(r->l->a);
    buf_fmt(&b, "id forzati deroghe %s", above);
    for (int k = 0; k < v->n_colonne; k++)
        if (!v->colonne[k].formula) buf_fmt(&b, " %.*s", STR_ARG(v->colonne[k].nome));
    return str_c(r->l->a, buf_str(&b));
}

static void reason(Lettura *r, Voce v, Str *out)
{
    if (!v.t || !testo(r->l, &v)) return;
    *out = v.t->text;
    if (!str_trim(*out).n) rifiuta(r->l, v.t->at, v.dove, "il motivo è vuoto: scriverlo");
}

/* {"percentuale": {"valore": "100", "motivo": "...", "autore": "..."}} */
static void read_forzati(Lettura *r, int table, ptrdiff_t row, Voce v)
{
    const Tavola *t = &r->c->calcolo->tavole[table];
    if (!v.t || !v.buona) return;
    if (v.t->kind != TREE_MAP) {
        rifiuta(r->l, v.t->at, v.dove, "deve essere un oggetto { … }");
        return;
    }
    for (ptrdiff_t i = 0; i < v.t->n; i++) {
        Str p = tree_pointer(r->l->a, v.dove, v.t->keys[i]);
        int k = calcolo_colonna(r->c->calcolo, table, v.t->keys[i]);
        if (k < 0 || !t->colonne[k].forzabile) {
            rifiuta(r->l, v.t->items[i].at, p, "il sistema non ammette di forzare questo valore: toglierlo");
            continue;
        }
        if (!oggetto(r->l, &v.t->items[i], p, "valore motivo autore")) continue;
        Voce value = voce_richiesta(r->l, &v.t->items[i], p, "valore"), who = voce(r->l, &v.t->items[i], p, "autore");
        Forzatura *f = PUSH(r->l->a, &r->c->tavola[table].forzate);
        *f = (Forzatura){.riga = row, .colonna = k};
        if (value.t && value.buona) read_value(r, value, &t->colonne[k], &f->cella);
        reason(r, voce_richiesta(r->l, &v.t->items[i], p, "motivo"), &f->motivo);
        if (who.t && testo(r->l, &who)) f->autore = who.t->text;
    }
}

static void read_deroghe(Lettura *r, int table, ptrdiff_t row, Voce v)
{
    const Tavola *t = &r->c->calcolo->tavole[table];
    if (!v.t || !v.buona) return;
    if (v.t->kind != TREE_MAP) {
        rifiuta(r->l, v.t->at, v.dove, "deve essere un oggetto { … }");
        return;
    }
    for (ptrdiff_t i = 0; i < v.t->n; i++) {
        Voce why = {&v.t->items[i], tree_pointer(r->l->a, v.dove, v.t->keys[i]), !v.t->items[i].repeated};
        int found = -1;
        for (int k = 0; k < t->n_vincoli; k++)
            if (str_eq(t->vincoli[k].nome, v.t->keys[i])) found = k;
        Deroga one = {.riga = row, .vincolo = found};
        if (found < 0) rifiuta(r->l, why.t->at, why.dove, "vincolo sconosciuto: toglierlo o correggerne il nome");
        else reason(r, why, &one.motivo), *PUSH(r->l->a, &r->c->tavola[table].deroghe) = one;
    }
}

static void read_rows(Lettura *r, int table, Voce list)
{
    const Calcolo *c = r->c->calcolo;
    const Tavola *v = &c->tavole[table];
    CasoTavola *out = &r->c->tavola[table];
    bool tree = v->appartiene == table;
    const char *above = v->appartiene < 0 ? "" : tree ? "padre" : str_c(r->l->a, c->tavole[v->appartiene].nome);
    if (!elenco(r->l, &list)) return;
    if (list.t->n > RIGHE_CASO_MAX) {
        rifiuta(r->l, list.t->at, list.dove, "più di 2.000.000 di righe: dividere il caso");
        return;
    }
    out->n = list.t->n;
    out->id = NEW_N(r->l->a, Str, out->n);
    out->sopra = NEW_N(r->l->a, ptrdiff_t, out->n);
    out->celle = NEW_N(r->l->a, Cella, out->n * (v->n_campi ? v->n_campi : 1));
    const char *keys = known_keys(r, table, above);
    bool all = true;
    for (ptrdiff_t i = 0; i < out->n; i++) {
        Voce row = elemento(r->l, list.t, list.dove, i);
        out->sopra[i] = -1;
        if (!oggetto(r->l, row.t, row.dove, keys)) continue;
        out->id[i] = identita(r->l, row.t, row.dove, &r->ids[table], i, &all);
        for (int k = 0; k < v->n_colonne; k++)
            if (!v->colonne[k].formula) read_field(r, row.t, row.dove, &v->colonne[k], &out->celle[i * v->n_campi + v->colonne[k].posto]);
        read_forzati(r, table, i, voce(r->l, row.t, row.dove, "forzati"));
        read_deroghe(r, table, i, voce(r->l, row.t, row.dove, "deroghe"));
    }
    for (ptrdiff_t i = 0; *above && i < out->n; i++) { /* after all ids: a father may stand later */
        Voce row = elemento(r->l, list.t, list.dove, i);
        if (row.t->kind != TREE_MAP) continue;
        Voce up = tree ? voce(r->l, row.t, row.dove, above) : voce_richiesta(r->l, row.t, row.dove, above);
        if (!up.t || !testo(r->l, &up)) continue;
        out->sopra[i] = indice_get(&r->ids[v->appartiene], up.t->text);
        if (out->sopra[i] < 0) rifiuta(r->l, up.t->at, up.dove, "non c'è una riga con questo id in «%s»", tree ? str_c(r->l->a, v->nome) : above);
    }
    for (ptrdiff_t i = 0; tree && i < out->n; i++) {
        ptrdiff_t at = out->sopra[i];
        int steps = 0;
        while (at >= 0 && at != i && steps++ <= ALBERO_MAX) at = out->sopra[at];
        if (at < 0) continue;
        rifiuta(r->l, list.t->items[i].at, tree_pointer_n(r->l->a, list.dove, i),
                at == i ? "la riga discende da sé stessa: correggere padre" : "albero di più di 60 livelli");
        out->sopra[i] = -1;
    }
}

/* Fields that name a row of another table, when all rows are known. */
static void settle_references(Lettura *r, int table, Voce list)
{
    const Tavola *v = &r->c->calcolo->tavole[table];
    CasoTavola *out = &r->c->tavola[table];
    for (int k = 0; k < v->n_colonne; k++) {
        const Colonna *x = &v->colonne[k];
        if (x->formula || x->riferimento < 0) continue;
        for (ptrdiff_t i = 0; i < out->n; i++) {
            Cella *cell = &out->celle[i * v->n_campi + x->posto];
            if (cell->stato || !cell->scritta) continue;
            ptrdiff_t at = indice_get(&r->ids[x->riferimento], cell->parola);
            cell->v = num_int(at);
            if (at < 0)
                rifiuta(r->l, list.t->items[i].at, tree_pointer(r->l->a, tree_pointer_n(r->l->a, list.dove, i), x->nome), "non c'è una riga con questo id in «%.*s»",
                        STR_ARG(r->c->calcolo->tavole[x->riferimento].nome));
        }
    }
}

static void read_parameters(Lettura *r, Tree *root)
{
    const Calcolo *c = r->c->calcolo;
    Voce map = voce(r->l, root, S(""), "parametri");
    Buf keys = buf_new(r->l->a);
    for (int i = 0; i < c->n_parametri; i++)
        if (c->parametri[i].dal_caso) buf_fmt(&keys, "%s%.*s", keys.n ? " " : "", STR_ARG(c->parametri[i].nome));
    bool there = map.t && map.buona && oggetto(r->l, map.t, map.dove, str_c(r->l->a, buf_str(&keys)));
    for (int i = 0; i < c->n_parametri; i++) {
        const ParametroCalcolo *p = &c->parametri[i];
        r->c->parametri[i] = (Cella){.passo = -1, .v = p->v};
        if (!p->dal_caso) continue;
        r->c->parametri[i] = (Cella){.passo = -1, .v = num_int(0), .scritta = true};
        Voce v = there ? voce(r->l, map.t, map.dove, str_c(r->l->a, p->nome)) : (Voce){0};
        if (v.t && v.buona)
            decimale(r->l, &v, num_is(p->minimo) ? &p->minimo : NULL, num_is(p->massimo) ? &p->massimo : NULL, p->cifre_massime, &r->c->parametri[i].v, NULL);
        else if (!v.t && (!map.t || there))
            rifiuta(r->l, map.t ? map.t->at : root->at, tree_pointer(r->l->a, map.dove, p->nome), "manca: il sistema lo chiede (%.*s)", STR_ARG(p->descrizione));
    }
}

void leggi_tavole(Lettore *l, Tree *root, Caso *c)
{
    const Calcolo *k = l->s->calcolo;
    Voce map = voce_richiesta(l, root, S(""), "tavole");
    CasoTavole *out = NEW(l->a, CasoTavole);
    *out = (CasoTavole){.calcolo = k, .anno = c->anno};
    Lettura r = {l, out, NEW_N(l->a, Indice, TAVOLE_MAX)};
    read_parameters(&r, root);
    if (!map.t || !map.buona) return;
    Buf keys = buf_new(l->a);
    for (int i = 0; i < k->n_tavole; i++) buf_fmt(&keys, "%s%.*s", i ? " " : "", STR_ARG(k->tavole[i].nome));
    if (!oggetto(l, map.t, map.dove, str_c(l->a, buf_str(&keys)))) return;
    Voce lists[TAVOLE_MAX];
    bool done[TAVOLE_MAX] = {false};
    for (int i = 0; i < k->n_tavole; i++) lists[i] = voce(l, map.t, map.dove, str_c(l->a, k->tavole[i].nome));
    for (int round = 0; round < k->n_tavole; round++) /* what is above first */
        for (int i = 0; i < k->n_tavole; i++) {
            int up = k->tavole[i].appartiene;
            if (done[i] || (up >= 0 && up != i && !done[up])) continue;
            done[i] = true;
            if (lists[i].t && lists[i].buona) read_rows(&r, i, lists[i]);
        }
    for (int i = 0; i < k->n_tavole; i++)
        if (lists[i].t && lists[i].buona && lists[i].t->kind == TREE_LIST) settle_references(&r, i, lists[i]);
    if (l->any) return;
    c->tavole = out;
    c->esito_tavole = NEW(l->a, EsitoTavole);
    if (tavole_calcola(out, false, l->a, c->esito_tavole, l->d)) l->any = true;
}

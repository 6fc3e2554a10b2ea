/* sistema_calcolo.c - floor 6: a body's own tables and formulas, as they are written, with every term explained. Pure.
 */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/sistema_parti.h"

#include "rules/tavole.h"

static Str said(const Tree *t, const char *key)
{
    const Tree *v = tree_get(t, str_of(key));
    return v && v->kind == TREE_TEXT ? v->text : S("");
}

/* ---- the criteria's own formulas, stated otherwise ---- */

static const struct { const char *nome, *parole;
} termini_criteri[] = {
    {"punti_obiettivi", "A, i punti degli obiettivi"},
    {"punti_prestazioni", "B, i punti delle prestazioni"},
    {"punti_organizzativi", "i punti legati agli obiettivi organizzativi"},
    {"quota_trasferita", "τ, i punti passati alle prestazioni"},
    {"retribuzione_massima", "la retribuzione di risultato intera"},
    {"quota", "la parte che spetta per il punteggio"},
    {"punteggio", "il punteggio che si paga"},
    {"raggiungimento", "Q, il raggiungimento degli obiettivi"},
    {"prestazione", "P, il punteggio della prestazione"},
    {"quota_obiettivi", "la quota legata agli obiettivi"},
    {"quota_prestazione", "la quota legata alla prestazione"},
    {"scala", "la scala dell'indice"},
    {"collettivo", "C, la parte collettiva"},
    {"individuale", "I, il livello degli obiettivi individuali"},
    {"q", "la quota individuale"},
    {"parametro1", "il coefficiente della fascia della prima semischeda"},
    {"parametro2", "il coefficiente di quella della seconda"},
    {"punti1", "i punti della prima semischeda"},
    {"punti2", "i punti della seconda"},
    {"fondo", "il fondo da ripartire"},
    {"cr", "il coefficiente individuale di risultato"},
    {"cpc", "il coefficiente parametrico complessivo"},
    {"presenza", "il coefficiente di presenza"},
    {"quota_tempo", "1 per il tempo pieno, la parte di orario per il tempo parziale"},
    {"parametro_integrativo", "il parametro integrativo, 1 dove non c'è"},
};

bool ha_formula_propria(const Stesura *w, FormulaCriteri f) { return w->s->formule && w->s->formule->propria[f]; }

static bool word_in(Str text, const char *word)
{
    ptrdiff_t n = (ptrdiff_t)strlen(word);
    for (ptrdiff_t i = 0; i + n <= text.n; i++) {
        char before = i ? text.p[i - 1] : ' ', after = i + n < text.n ? text.p[i + n] : ' ';
        bool edge = !strchr("abcdefghijklmnopqrstuvwxyz0123456789_", before) &&
                    !strchr("abcdefghijklmnopqrstuvwxyz0123456789_", after);
        if (edge && !memcmp(text.p + i, word, (size_t)n)) return true;
    }
    return false;
}

bool formula_propria(Stesura *w, FormulaCriteri f, const char *titolo)
{
    const Tree *t = tree_get(tree_get(&w->s->tree, S("formule")), str_of(formula_criteri_chiave(f)));
    if (!ha_formula_propria(w, f) || !said(t, "formula").n) return false;
    DocNota *n = formula(w, titolo, said(t, "formula"), fonte_parole(w->a, said(t, "fonte")));
    for (ptrdiff_t i = 0; i < COUNT_OF(termini_criteri); i++)
        if (word_in(said(t, "formula"), termini_criteri[i].nome))
            termine_di(n, termini_criteri[i].nome, "%s", termini_criteri[i].parole);
    return true;
}

/* ---- parameters and band tables ---- */

static void parameters(Stesura *w, const Calcolo *c)
{
    if (!c->n_parametri) return;
    DocTabella *t = doc_table(w->d, S("Parametri"), S(""));
    colonne(t, "ctttt", "Nome", "Che cos'è", "Tipo", "Valore", "Fonte");
    for (int i = 0; i < c->n_parametri; i++) {
        const ParametroCalcolo *p = &c->parametri[i];
        ROW(t, p->nome, p->descrizione, tipo_parole(w->a, p->tipo),
            p->dal_caso ? S("si fissa per l'anno") : numero(w->a, p->v), fonte_parole(w->a, p->fonte));
    }
}

static void band_table(Stesura *w, const TabellaCalcolo *b)
{
    Str name = said(b->t, "descrizione");
    DocTabella *t = doc_table(
        w->d, str_fmt(w->a, "Tabella «%.*s»%s%.*s%s", STR_ARG(b->nome), name.n ? ", " : "", STR_ARG(name), ""), S(""));
    if (b->per_parole) {
        for (int k = 0; k < b->n_chiavi; k++) tabella_column(t, k ? COLONNA_TESTO : COLONNA_CAPO, b->chiavi[k]);
    } else {
        tabella_column(t, COLONNA_CAPO, tipo_parole(w->a, b->di));
    }
    tabella_column(t, COLONNA_TESTO, str_fmt(w->a, "Valore (%.*s)", STR_ARG(tipo_parole(w->a, b->tipo))));
    for (int i = 0; i < b->n_righe; i++) {
        const RigaTabella *r = &b->righe[i];
        Testo *cells = tabella_row(t);
        int k = 0;
        for (; b->per_parole && k < b->n_chiavi; k++)
            testo_add(&cells[k], str_eq(r->chiavi[k], S("*")) ? S("qualunque") : r->chiavi[k]);
        if (!b->per_parole)
            testo_add(&cells[k++], !r->limite.n
                                       ? S("sotto")
                                       : str_fmt(w->a, "%s %.*s", r->oltre ? "oltre" : "da", STR_ARG(r->limite)));
        testo_add(&cells[k], r->valore);
    }
    tabella_note(t, str_fmt(w->a, "Dalla riga migliore: vale la prima che si raggiunge%s (%.*s).",
                            b->per_parole ? "" : "; x è il valore cercato", STR_ARG(fonte_parole(w->a, b->fonte))));
}

/* ---- fields ---- */

static void sep(Buf *b)
{
    if (b->n) buf_put(b, S("; "));
}

static Str limits(Stesura *w, const Colonna *k)
{
    Buf b = buf_new(w->a);
    if (num_is(k->minimo)) buf_fmt(&b, "almeno %.*s", STR_ARG(numero(w->a, k->minimo)));
    if (num_is(k->massimo)) sep(&b), buf_fmt(&b, "al più %.*s", STR_ARG(numero(w->a, k->massimo)));
    if (said(k->t, "decimali").n)
        sep(&b), buf_fmt(&b, "%.*s", STR_ARG(quanti(w->a, k->cifre_massime, "decimale", "decimali")));
    for (ptrdiff_t i = 0; i < k->n_parole; i++) {
        if (!i) sep(&b);
        buf_fmt(&b, "%s«%.*s»", i ? ", " : "", STR_ARG(k->parole[i]));
    }
    if (k->disuguaglianze) sep(&b), buf_put(&b, S("può essere un limite: «>= 95» vale 95"));
    if (k->ha_se_manca)
        sep(&b), buf_fmt(&b, "se manca: %.*s",
                         STR_ARG(k->tipo.genere == GENERE_NUMERO ? numero(w->a, k->se_manca) : said(k->t, "se_manca")));
    for (int s = 1, first = 1; s < STATI_CELLA_COUNT; s++) {
        if (!(k->stati & 1u << s)) continue;
        if (first) sep(&b), buf_put(&b, S("può essere "));
        buf_fmt(&b, "%s%.*s", first ? "" : ", ",
                STR_ARG(minuscola(w->a, parola_codice(w->a, stato_cella_parola((StatoCella)s)))));
        first = 0;
    }
    return buf_str(&b);
}

static void fields(Stesura *w, const Calcolo *c, const Tavola *v)
{
    if (!v->n_campi) return;
    DocTabella *t = doc_table(w->d, str_fmt(w->a, "Che cosa si rileva: %.*s", STR_ARG(v->nome)), S(""));
    colonne(t, "ctttt", "Nome", "Che cos'è", "Tipo", "Limiti", "Fonte");
    for (int i = 0; i < v->n_colonne; i++) {
        const Colonna *k = &v->colonne[i];
        if (k->formula) continue;
        Str kind = k->riferimento >= 0 ? str_fmt(w->a, "una riga di «%.*s»", STR_ARG(c->tavole[k->riferimento].nome))
                                       : tipo_parole(w->a, k->tipo);
        ROW(t, k->nome, k->descrizione, kind, limits(w, k), fonte_parole(w->a, k->fonte));
    }
}

/* ---- formulas ---- */

typedef struct Termini { Stesura *w; const Calcolo *c; DocNota *n; LIST(Str) detti; } Termini;

static void term(Termini *t, Str name, Str words)
{
    for (ptrdiff_t i = 0; i < t->detti.n; i++)
        if (str_eq(t->detti.items[i], name)) return;
    *PUSH(t->w->a, &t->detti) = name;
    termine_di(t->n, str_c(t->w->a, name), "%.*s", STR_ARG(words));
}

/* Names and tables in the order in which the formula says them. */
static void terms(Termini *t, const Espr *e)
{
    const Calcolo *c = t->c;
    Arena *a = t->w->a;
    if (e->kind == ESPR_NOME) {
        switch (e->luogo) {
        case LUOGO_COLONNA: term(t, e->testo, c->tavole[e->tavola].colonne[e->colonna].descrizione); break;
        case LUOGO_PARAMETRO: term(t, e->testo, c->parametri[e->colonna].descrizione); break;
        case LUOGO_ANNO: term(t, e->testo, S("l'anno del calcolo")); break;
        case LUOGO_GIORNI_ANNO: term(t, e->testo, S("i giorni dell'anno, 365 o 366")); break;
        case LUOGO_X: term(t, e->testo, S("il valore cercato nella tabella")); break;
        case LUOGO_IGNOTO: break;
        }
        return;
    }
    if (e->kind == ESPR_FUNZIONE && e->di.n && e->tavola >= 0 && e->tavola < c->n_tavole)
        term(t, e->di,
             str_fmt(a, "le righe di «%.*s»%s", STR_ARG(c->tavole[e->tavola].descrizione),
                     e->insieme == INSIEME_TUTTI ? ", tutte" : " che appartengono a questa"));
    bool table = e->kind == ESPR_FUNZIONE && (e->funzione == FUNZIONE_FASCIA || e->funzione == FUNZIONE_VOCE);
    for (ptrdiff_t i = 0; i < e->n; i++) {
        if (table && !i) term(t, e->arg[0]->testo, S("la tabella con quel nome, qui sopra"));
        else terms(t, e->arg[i]);
    }
}

static Str rounding(Stesura *w, const Colonna *k)
{
    Str printed = arrotondamento_parole(w->a, k->stampa.cifre, k->stampa.modo);
    if (!k->tondo.c_e)
        return k->tipo.genere == GENERE_NUMERO
                   ? str_fmt(w->a, "si calcola esatto e si stampa arrotondato %.*s", STR_ARG(printed))
                   : S("");
    if (k->tondo.ai_resti)
        return str_fmt(w->a, "a %d decimali; i centesimi che restano vanno ai resti maggiori", k->tondo.cifre);
    return str_fmt(w->a, "si continua a calcolare con il valore arrotondato %.*s",
                   STR_ARG(arrotondamento_parole(w->a, k->tondo.cifre, k->tondo.modo)));
}

static void formulas(Stesura *w, const Calcolo *c, const Tavola *v)
{
    for (int i = 0; i < v->n_colonne; i++) {
        const Colonna *k = &v->colonne[i];
        if (!k->formula) continue;
        DocNota *n =
            formula(w, str_c(w->a, str_fmt(w->a, "%.*s: %.*s", STR_ARG(k->nome), STR_ARG(k->descrizione))),
                    str_fmt(w->a, "%.*s = %.*s", STR_ARG(k->nome), STR_ARG(k->testo)), fonte_parole(w->a, k->fonte));
        Termini t = {.w = w, .c = c, .n = n};
        terms(&t, k->formula);
        Str how = rounding(w, k), kind = tipo_parole(w->a, k->tipo);
        termine_di(n, "tipo", "%.*s%s%.*s", STR_ARG(kind), how.n ? "; " : "", STR_ARG(how));
        if (k->entro >= 0)
            termine_di(n, "posti e resti", "tra le righe della stessa riga di «%.*s»",
                       STR_ARG(c->tavole[k->entro].nome));
        if (k->forzabile) termine_di(n, "forzabile", "una riga può dire un altro valore, con il motivo");
    }
}

static void constraints(Stesura *w, const Tavola *v)
{
    if (!v->n_vincoli) return;
    prosa(w, "Le righe rispettano queste condizioni:");
    Elenco *l = doc_list(w->d, false);
    for (int i = 0; i < v->n_vincoli; i++) {
        const Vincolo *k = &v->vincoli[i];
        Testo *t = elenco_item(l);
        testo_strong(t, str_fmt(w->a, "%.*s.", STR_ARG(k->nome)));
        testo_add(t, str_fmt(w->a, " %.*s. Se non è così: «%.*s» (%s; %.*s)", STR_ARG(k->testo), STR_ARG(k->messaggio),
                             k->blocca ? "il calcolo si ferma, salvo deroga motivata" : "è segnalato",
                             STR_ARG(fonte_parole(w->a, k->fonte))));
    }
}

void sistema_calcolo(Stesura *w)
{
    const Calcolo *c = w->s->calcolo;
    if (!c) return;
    parte(w, PARTE_CALCOLO);
    prosa(w, "Il sistema dice da sé che cosa si rileva e che cosa ne consegue: ogni tavola ha le sue righe, i campi si "
             "rilevano, le formule ne conseguono. "
             "Si calcola con numeri esatti; un valore che manca ha uno stato, e nessuno stato vale zero (X\u201122).");
    parameters(w, c);
    for (int i = 0; i < c->n_tabelle; i++) band_table(w, &c->tabelle[i]);
    for (int i = 0; i < c->n_tavole; i++) {
        const Tavola *v = &c->tavole[i];
        sottoparte(w, str_c(w->a, str_fmt(w->a, "Tavola «%.*s»: %.*s", STR_ARG(v->nome), STR_ARG(v->descrizione))));
        if (v->appartiene == i) prosa(w, "Le righe formano un albero: ciascuna può stare sotto un'altra.");
        else if (v->appartiene >= 0)
            prosa(w, "Ogni riga appartiene a una riga di «%.*s».", STR_ARG(c->tavole[v->appartiene].nome));
        fields(w, c, v);
        formulas(w, c, v);
        constraints(w, v);
    }
    esempio_tavole(w);
}

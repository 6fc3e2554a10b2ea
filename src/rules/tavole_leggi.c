/* tavole_leggi.c - floor 3: the section "calcolo" of a rulebook, from YAML to checked tables. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/tavole.h"

static const char *const stati[] = {
#define X(name, word) [CELLA_##name] = word,
    STATI_CELLA(X)
#undef X
};
Str stato_cella_parola(StatoCella s) { return str_of(stati[s]); }

bool stato_cella_read(Str word, StatoCella *out)
{
    for (int i = 1; i < STATI_CELLA_COUNT; i++)
        if (str_eq(word, str_of(stati[i]))) return *out = (StatoCella)i, true;
    return false;
}

typedef struct Lettore { Arena *a; Str file; Difetti *d; Calcolo *c; } Lettore;

static void defect(Lettore *r, const Tree *at, Str pointer, Str what)
{
    difetto(r->d, at->at, str_fmt(r->a, "%.*s:%d:%d", STR_ARG(r->file), at->line, at->column), "%.*s: %.*s", STR_ARG(pointer), STR_ARG(what));
}

static Str below(Lettore *r, Str base, const char *key) { return tree_pointer(r->a, base, str_of(key)); }

static const Tree *map_of(Lettore *r, const Tree *t, Str pointer)
{
    if (!t || t->kind == TREE_MAP) return t;
    defect(r, t, pointer, S("deve essere un gruppo di voci"));
    return NULL;
}

static void only(Lettore *r, const Tree *map, Str base, const char *keys)
{
    for (ptrdiff_t i = 0; i < map->n; i++) {
        bool known = false;
        for (Str rest = str_of(keys); rest.n && !known;) {
            ptrdiff_t cut = str_find(rest, ' ');
            known = str_eq(str_sub(rest, 0, cut < 0 ? rest.n : cut), map->keys[i]);
            rest = str_sub(rest, cut < 0 ? rest.n : cut + 1, rest.n);
        }
        if (!known && !map->items[i].repeated)
            defect(r, &map->items[i], tree_pointer(r->a, base, map->keys[i]), str_fmt(r->a, "voce sconosciuta: qui possono stare %s", keys));
    }
}

/* A text at map/key; "" when it is not there (told, when needed). */
static Str text(Lettore *r, const Tree *map, Str base, const char *key, bool needed)
{
    const Tree *t = tree_get(map, str_of(key));
    if (!t && needed) defect(r, map, below(r, base, key), S("manca: aggiungere la voce"));
    if (t && t->kind != TREE_TEXT) defect(r, t, below(r, base, key), S("deve essere un valore"));
    return t && t->kind == TREE_TEXT ? t->text : S("");
}

static bool yes(Lettore *r, const Tree *map, Str base, const char *key)
{
    Str word = text(r, map, base, key, false);
    if (word.n && !str_eq(word, S("si")) && !str_eq(word, S("no")))
        defect(r, tree_get(map, str_of(key)), below(r, base, key), S("deve essere si o no"));
    return str_eq(word, S("si"));
}

static Num number(Lettore *r, const Tree *map, Str base, const char *key)
{
    Num v = {0};
    const Tree *t = tree_get(map, str_of(key));
    if (t && (t->kind != TREE_TEXT || !num_parse(r->a, t->text, 15, 9, &v, NULL))) {
        defect(r, t, below(r, base, key), S("deve essere un numero, con il punto, fino a 15 cifre e 9 decimali"));
        v = (Num){0};
    }
    return v;
}

static bool name_fine(Str s)
{
    static const char *const kept[] = {"e", "o", "non", "tutti", "x", "id", "padre", "forzati", "deroghe", "traccia", "violazioni", "anno", "giorni_anno"};
    for (ptrdiff_t i = 0; i < COUNT_OF(kept); i++)
        if (str_eq(s, str_of(kept[i]))) return false;
    for (ptrdiff_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!(c >= 'a' && c <= 'z') && (!i || !((c >= '0' && c <= '9') || c == '_' || (c >= 'A' && c <= 'Z')))) return false;
    }
    return s.n > 0 && s.n <= 40;
}

static void check_name(Lettore *r, const Tree *at, Str pointer, Str name)
{
    if (!name_fine(name))
        defect(r, at, pointer, S("nome non ammesso: una lettera minuscola, poi al massimo 39 tra lettere senza accenti, cifre e _; "
                                 "e, o, non, tutti, x, id, padre, forzati, deroghe, traccia, violazioni, anno, giorni_anno sono del linguaggio"));
}

/* "percento", "si_no", "parola", "data", "euro/giorni" */
static Tipo read_tipo(Lettore *r, const Tree *map, Str base, const char *key)
{
    Tipo t = {.genere = GENERE_NUMERO};
    Str word = text(r, map, base, key, true);
    if (str_eq(word, S("si_no"))) t.genere = GENERE_LOGICO;
    else if (str_eq(word, S("parola"))) t.genere = GENERE_PAROLA;
    else if (str_eq(word, S("data"))) t.genere = GENERE_DATA;
    else if (word.n && !grandezza_read(word, &t.u))
        defect(r, tree_get(map, str_of(key)), below(r, base, key),
               S("tipo sconosciuto: numero, percento, punti, euro, giorni (anche uniti da * e /), data, si_no, parola"));
    return t;
}

/* "2 half_up"; ai resti only for money */
static Tondo read_tondo(Lettore *r, const Tree *map, Str base, const char *key, bool shares)
{
    Tondo out = {0};
    Str s = text(r, map, base, key, false);
    if (!s.n) return out;
    ptrdiff_t cut = str_find(s, ' ');
    Str how = cut < 0 ? S("half_up") : str_sub(s, cut + 1, s.n);
    bool digit = s.p[0] >= '0' && s.p[0] <= '9' && (cut < 0 ? s.n : cut) == 1;
    out = (Tondo){.c_e = true, .cifre = digit ? s.p[0] - '0' : 0, .ai_resti = shares && str_eq(how, S("resti_maggiori"))};
    if (!digit || (!out.ai_resti && !rounding_parse(how, &out.modo)))
        defect(r, tree_get(map, str_of(key)), below(r, base, key),
               shares ? S("deve essere cifre (da 0 a 9) e modo: half_up, half_down, half_even, troncamento o resti_maggiori")
                      : S("deve essere cifre (da 0 a 9) e modo: half_up, half_down, half_even o troncamento"));
    if (out.ai_resti && out.cifre != 2)
        defect(r, tree_get(map, str_of(key)), below(r, base, key), S("i resti maggiori si danno in centesimi: \"2 resti_maggiori\""));
    return out;
}

static Tondo default_stampa(Tipo t)
{
    int cifre = t.u.euro || t.u.percento || t.u.punti ? 2 : t.u.giorni ? 0 : 4;
    return (Tondo){.c_e = true, .cifre = cifre, .modo = HALF_UP};
}

static void read_parole(Lettore *r, const Tree *map, Str base, Colonna *k)
{
    const Tree *list = tree_get(map, S("parole"));
    if (!list) return;
    if (k->tipo.genere != GENERE_PAROLA || list->kind != TREE_LIST || !list->n || list->n > PAROLE_MAX) {
        defect(r, list, below(r, base, "parole"), S("un elenco di parole, al massimo 64, e solo di un campo di tipo parola"));
        return;
    }
    k->parole = NEW_N(r->a, Str, list->n);
    for (ptrdiff_t i = 0; i < list->n; i++) {
        if (list->items[i].kind != TREE_TEXT || !list->items[i].text.n)
            defect(r, &list->items[i], tree_pointer_n(r->a, below(r, base, "parole"), i), S("deve essere una parola"));
        else k->parole[k->n_parole++] = list->items[i].text;
    }
}

static void read_stati(Lettore *r, const Tree *map, Str base, Colonna *k)
{
    const Tree *list = tree_get(map, S("stati"));
    if (!list) return;
    for (ptrdiff_t i = 0; list->kind == TREE_LIST && i < list->n; i++) {
        StatoCella s;
        if (list->items[i].kind == TREE_TEXT && stato_cella_read(list->items[i].text, &s)) k->stati |= 1u << s;
        else defect(r, &list->items[i], tree_pointer_n(r->a, below(r, base, "stati"), i), S("stato sconosciuto: non_rilevato, non_computabile, non_realizzabile, non_applicabile"));
    }
    if (list->kind != TREE_LIST) defect(r, list, below(r, base, "stati"), S("deve essere un elenco"));
}

static void read_se_manca(Lettore *r, const Tree *map, Str base, Colonna *k)
{
    const Tree *t = tree_get(map, S("se_manca"));
    if (!t) return;
    k->ha_se_manca = true;
    if (k->riferimento >= 0) defect(r, t, below(r, base, "se_manca"), S("una riga di un'altra tavola non si dà per intesa: toglierla, o ammettere uno stato"));
    else if (k->tipo.genere == GENERE_NUMERO) k->se_manca = number(r, map, base, "se_manca");
    else if (k->tipo.genere == GENERE_LOGICO) k->se_manca = num_int(yes(r, map, base, "se_manca"));
    else if (k->tipo.genere == GENERE_PAROLA) k->se_manca_parola = text(r, map, base, "se_manca", true);
    else defect(r, t, below(r, base, "se_manca"), S("una data non si dà per intesa: toglierla"));
    if (!num_is(k->se_manca)) k->se_manca = num_int(0);
}

static Colonna *new_column(Lettore *r, Tavola *v, Str name, const Tree *t, Str pointer)
{
    if (v->n_colonne == COLONNE_MAX) {
        defect(r, t, pointer, S("più di 64 colonne: dividere la tavola"));
        return NULL;
    }
    check_name(r, t, pointer, name);
    for (int i = 0; i < v->n_colonne; i++)
        if (str_eq(v->colonne[i].nome, name)) defect(r, t, pointer, S("nome già dato a un'altra colonna della tavola"));
    Colonna *k = &v->colonne[v->n_colonne++];
    *k = (Colonna){.posto = -1, .nome = name, .t = t, .dove = str_fmt(r->a, "@%.*s", STR_ARG(pointer)), .riferimento = -1, .entro = -1, .cifre_massime = 9};
    return k;
}

static void read_campo(Lettore *r, Tavola *v, Str name, const Tree *t, Str p)
{
    if (!map_of(r, t, p)) return;
    only(r, t, p, "tipo descrizione fonte parole stati se_manca minimo massimo decimali disuguaglianze tavola");
    Colonna *k = new_column(r, v, name, t, p);
    if (!k) return;
    k->posto = v->n_campi++;
    k->descrizione = text(r, t, p, "descrizione", true);
    k->fonte = text(r, t, p, "fonte", false);
    if (str_eq(text(r, t, p, "tipo", true), S("riferimento"))) {
        k->tipo = (Tipo){.genere = GENERE_PAROLA};
        Str to = text(r, t, p, "tavola", true);
        k->riferimento = calcolo_tavola(r->c, to);
        if (to.n && k->riferimento < 0) defect(r, tree_get(t, S("tavola")), below(r, p, "tavola"), S("tavola sconosciuta"));
    } else {
        k->tipo = read_tipo(r, t, p, "tipo");
        if (tree_get(t, S("tavola"))) defect(r, tree_get(t, S("tavola")), below(r, p, "tavola"), S("solo di un campo di tipo riferimento: toglierla"));
    }
    read_parole(r, t, p, k);
    read_stati(r, t, p, k);
    read_se_manca(r, t, p, k);
    k->minimo = number(r, t, p, "minimo");
    k->massimo = number(r, t, p, "massimo");
    Num cifre = number(r, t, p, "decimali");
    int64_t n = 9;
    if (num_is(cifre) && (!num_to_int(r->a, cifre, &n) || n < 0 || n > 9))
        defect(r, tree_get(t, S("decimali")), below(r, p, "decimali"), S("da 0 a 9"));
    k->cifre_massime = tree_get(t, S("decimali")) ? (int)n : k->tipo.u.euro ? 2 : 9;
    k->disuguaglianze = yes(r, t, p, "disuguaglianze");
    if (k->tipo.genere != GENERE_NUMERO && (num_is(k->minimo) || num_is(k->massimo) || k->disuguaglianze))
        defect(r, t, p, S("minimo, massimo e disuguaglianze sono dei numeri: toglierli"));
}

static Espr *read_espr(Lettore *r, const Tree *map, Str base, const char *key, Str *out)
{
    Str s = text(r, map, base, key, true);
    *out = s;
    if (!s.n) return NULL;
    FormulaErrore err = {0};
    Espr *e = formula_read(s, r->a, &err);
    if (!e) defect(r, tree_get(map, str_of(key)), below(r, base, key), str_fmt(r->a, "carattere %d: %.*s", err.at, STR_ARG(err.che)));
    return e;
}

static void read_formula(Lettore *r, Tavola *v, Str name, const Tree *t, Str p)
{
    if (!map_of(r, t, p)) return;
    only(r, t, p, "tipo formula descrizione fonte tondo stampa forzabile entro");
    Colonna *k = new_column(r, v, name, t, p);
    if (!k) return;
    k->posto = v->n_formule++;
    k->descrizione = text(r, t, p, "descrizione", true);
    k->fonte = text(r, t, p, "fonte", true);
    k->tipo = read_tipo(r, t, p, "tipo");
    k->formula = read_espr(r, t, p, "formula", &k->testo);
    k->forzabile = yes(r, t, p, "forzabile");
    k->tondo = read_tondo(r, t, p, "tondo", true);
    k->stampa = read_tondo(r, t, p, "stampa", false);
    if ((k->tondo.c_e || k->stampa.c_e) && k->tipo.genere != GENERE_NUMERO) defect(r, t, p, S("si arrotondano solo numeri: togliere tondo e stampa"));
    if (k->forzabile && k->tondo.ai_resti) defect(r, t, p, S("una parte di una somma non si forza: forzare ciò da cui viene"));
    if (!k->stampa.c_e) k->stampa = k->tondo.c_e && !k->tondo.ai_resti ? k->tondo : default_stampa(k->tipo);
    Str within = text(r, t, p, "entro", false);
    k->entro = within.n ? calcolo_tavola(r->c, within) : -1;
    if (within.n && (k->entro < 0 || calcolo_passi(r->c, (int)(v - r->c->tavole), k->entro) < 1))
        defect(r, tree_get(t, S("entro")), below(r, p, "entro"), S("deve essere una tavola a cui la riga appartiene"));
    if (!k->formula) { /* told; a field stands in for it, so that what uses it is not told too */
        k->formula = formula_read(S("0"), r->a, &(FormulaErrore){0});
        k->testo = S("");
    }
}

static void read_vincolo(Lettore *r, Tavola *v, Str name, const Tree *t, Str p)
{
    if (!map_of(r, t, p)) return;
    only(r, t, p, "condizione messaggio grado fonte");
    if (v->n_vincoli == VINCOLI_MAX) {
        defect(r, t, p, S("più di 24 vincoli in una tavola"));
        return;
    }
    check_name(r, t, p, name);
    Vincolo *k = &v->vincoli[v->n_vincoli];
    *k = (Vincolo){.nome = name, .t = t, .dove = str_fmt(r->a, "@%.*s", STR_ARG(p)), .messaggio = text(r, t, p, "messaggio", true),
                   .fonte = text(r, t, p, "fonte", true)};
    k->condizione = read_espr(r, t, p, "condizione", &k->testo);
    Str grado = text(r, t, p, "grado", true);
    k->blocca = str_eq(grado, S("blocca"));
    if (grado.n && !k->blocca && !str_eq(grado, S("avvisa"))) defect(r, tree_get(t, S("grado")), below(r, p, "grado"), S("deve essere blocca o avvisa"));
    if (k->condizione) v->n_vincoli++;
}

static void each(Lettore *r, Tavola *v, const Tree *t, Str base, const char *key, void (*read)(Lettore *, Tavola *, Str, const Tree *, Str))
{
    Str p = below(r, base, key);
    const Tree *map = map_of(r, tree_get(t, str_of(key)), p);
    for (ptrdiff_t i = 0; map && i < map->n; i++)
        if (!map->items[i].repeated) read(r, v, map->keys[i], &map->items[i], tree_pointer(r->a, p, map->keys[i]));
}

static void read_parametro(Lettore *r, Str name, const Tree *t, Str p)
{
    if (!map_of(r, t, p)) return;
    only(r, t, p, "tipo valore descrizione fonte minimo massimo");
    if (r->c->n_parametri == PARAMETRI_MAX) {
        defect(r, t, p, S("più di 64 parametri"));
        return;
    }
    check_name(r, t, p, name);
    ParametroCalcolo *k = &r->c->parametri[r->c->n_parametri++];
    *k = (ParametroCalcolo){.nome = name, .t = t, .descrizione = text(r, t, p, "descrizione", true), .fonte = text(r, t, p, "fonte", true),
                     .tipo = read_tipo(r, t, p, "tipo"), .dal_caso = tree_get(t, S("valore")) == NULL, .v = number(r, t, p, "valore"),
                     .minimo = number(r, t, p, "minimo"), .massimo = number(r, t, p, "massimo")};
    k->dove = str_fmt(r->a, "@%.*s/valore", STR_ARG(p));
    k->cifre_massime = k->tipo.u.euro ? 2 : 9;
    if (k->tipo.genere != GENERE_NUMERO) defect(r, t, p, S("un parametro è un numero"));
    if (!k->dal_caso && !num_is(k->v)) k->v = num_int(1);
}

static void read_righe(Lettore *r, TabellaCalcolo *k, const Tree *t, Str p)
{
    const Tree *list = tree_get(t, S("righe"));
    Str base = below(r, p, "righe");
    if (!list || list->kind != TREE_LIST || !list->n || list->n > RIGHE_MAX) {
        defect(r, list ? list : t, base, S("un elenco da 1 a 64 righe"));
        return;
    }
    for (ptrdiff_t i = 0; i < list->n; i++) {
        const Tree *x = &list->items[i];
        Str q = tree_pointer_n(r->a, base, i);
        if (!map_of(r, x, q)) continue;
        only(r, x, q, k->per_parole ? "quando valore" : "da oltre valore");
        RigaTabella *row = &k->righe[k->n_righe++];
        *row = (RigaTabella){.t = x, .valore = text(r, x, q, "valore", true)};
        const Tree *words = tree_get(x, S("quando"));
        for (int w = 0; w < CHIAVI_MAX; w++) row->chiavi[w] = S("*");
        if (k->per_parole && words) {
            if (words->kind != TREE_LIST || words->n != k->n_chiavi) defect(r, words, below(r, q, "quando"), str_fmt(r->a, "un elenco di %d parole, come «per»", k->n_chiavi));
            for (ptrdiff_t w = 0; words->kind == TREE_LIST && w < words->n && w < CHIAVI_MAX; w++)
                if (words->items[w].kind == TREE_TEXT) row->chiavi[w] = words->items[w].text;
        }
        Str da = k->per_parole ? S("") : text(r, x, q, "da", false), oltre = k->per_parole ? S("") : text(r, x, q, "oltre", false);
        if (da.n && oltre.n) defect(r, x, q, S("da e oltre insieme: lasciarne uno"));
        row->limite = da.n ? da : oltre;
        row->oltre = oltre.n > 0;
        if (!k->per_parole && !row->limite.n && i < list->n - 1) defect(r, x, q, S("solo l'ultima riga può non avere un limite: prende quello che resta"));
    }
}

static void read_tabella(Lettore *r, Str name, const Tree *t, Str p)
{
    if (!map_of(r, t, p)) return;
    only(r, t, p, "di per tipo righe descrizione fonte");
    if (r->c->n_tabelle == TABELLE_MAX) {
        defect(r, t, p, S("più di 48 tabelle"));
        return;
    }
    check_name(r, t, p, name);
    TabellaCalcolo *k = &r->c->tabelle[r->c->n_tabelle++];
    *k = (TabellaCalcolo){.nome = name, .t = t, .dove = str_fmt(r->a, "@%.*s", STR_ARG(p)), .fonte = text(r, t, p, "fonte", true), .tipo = read_tipo(r, t, p, "tipo")};
    const Tree *per = tree_get(t, S("per"));
    k->per_parole = per != NULL;
    if ((per != NULL) == (tree_get(t, S("di")) != NULL)) defect(r, t, p, S("serve «di» (il tipo di ciò che si cerca, per fascia) oppure «per» (le parole, per voce)"));
    if (per && (per->kind != TREE_LIST || !per->n || per->n > CHIAVI_MAX)) defect(r, per, below(r, p, "per"), S("un elenco da 1 a 3 nomi"));
    for (ptrdiff_t i = 0; per && per->kind == TREE_LIST && i < per->n && i < CHIAVI_MAX; i++) k->chiavi[k->n_chiavi++] = per->items[i].text;
    if (tree_get(t, S("di"))) k->di = read_tipo(r, t, p, "di");
    read_righe(r, k, t, p);
}

static void read_names(Lettore *r, const Tree *map, Str base)
{
    for (ptrdiff_t i = 0; map && i < map->n; i++) {
        Str p = tree_pointer(r->a, base, map->keys[i]);
        if (map->items[i].repeated || !map_of(r, &map->items[i], p)) continue;
        if (r->c->n_tavole == TAVOLE_MAX) {
            defect(r, &map->items[i], p, S("più di 24 tavole"));
            return;
        }
        check_name(r, &map->items[i], p, map->keys[i]);
        r->c->tavole[r->c->n_tavole++] = (Tavola){.nome = map->keys[i], .t = &map->items[i], .appartiene = -1};
    }
}

static void read_tavola(Lettore *r, int i, Str base)
{
    Tavola *v = &r->c->tavole[i];
    Str p = tree_pointer(r->a, base, v->nome);
    only(r, v->t, p, "descrizione appartiene padre campi formule vincoli");
    v->descrizione = text(r, v->t, p, "descrizione", true);
    each(r, v, v->t, p, "campi", read_campo);
    each(r, v, v->t, p, "formule", read_formula);
    each(r, v, v->t, p, "vincoli", read_vincolo);
}

/* Who belongs to whom: before anything else is read, because names go upwards. */
static void read_belonging(Lettore *r, Str base)
{
    for (int i = 0; i < r->c->n_tavole; i++) {
        Tavola *v = &r->c->tavole[i];
        Str p = tree_pointer(r->a, base, v->nome), of = text(r, v->t, p, "appartiene", false);
        bool tree = yes(r, v->t, p, "padre");
        v->appartiene = of.n ? calcolo_tavola(r->c, of) : tree ? i : -1;
        if (of.n && v->appartiene < 0) defect(r, tree_get(v->t, S("appartiene")), below(r, p, "appartiene"), S("tavola sconosciuta"));
        if (of.n && (tree || v->appartiene == i)) defect(r, v->t, p, S("una tavola ad albero ha «padre: si» e non appartiene ad altre"));
    }
    for (int i = 0; i < r->c->n_tavole; i++) {
        int at = r->c->tavole[i].appartiene, steps = 0;
        while (at >= 0 && r->c->tavole[at].appartiene != at && steps++ <= TAVOLE_MAX) at = r->c->tavole[at].appartiene;
        if (steps <= TAVOLE_MAX) continue;
        defect(r, r->c->tavole[i].t, tree_pointer(r->a, base, r->c->tavole[i].nome), S("le tavole si appartengono in cerchio: toglierne una"));
        r->c->tavole[i].appartiene = -1;
    }
}

/* ---- names, kinds and units of all formulas ---- */

static void check_formulas(Lettore *r, Str base)
{
    Calcolo *c = r->c;
    for (int i = 0; i < c->n_tavole; i++) {
        Tavola *v = &c->tavole[i];
        Str p = tree_pointer(r->a, base, v->nome);
        for (int k = 0; k < v->n_colonne; k++) {
            Colonna *x = &v->colonne[k];
            FormulaErrore err = {0};
            if (!x->formula || !x->testo.n) continue;
            Str q = tree_pointer(r->a, tree_pointer(r->a, below(r, p, "formule"), x->nome), S("formula"));
            formula_regole(x->formula, str_fmt(r->a, "%.*s.%.*s", STR_ARG(v->nome), STR_ARG(x->nome)), x->fonte, str_fmt(r->a, "@%.*s", STR_ARG(q)), r->a);
            if (!formula_check(c, i, x->formula, NULL, r->a, &err))
                defect(r, tree_get(x->t, S("formula")), q, str_fmt(r->a, "carattere %d: %.*s", err.at, STR_ARG(err.che)));
            else if (!tipi_uguali(x->tipo, x->formula->tipo))
                defect(r, tree_get(x->t, S("formula")), q, str_fmt(r->a, "la formula dà %.*s, ma il tipo dichiarato è %.*s", STR_ARG(tipo_parole(r->a, x->formula->tipo)), STR_ARG(tipo_parole(r->a, x->tipo))));
        }
        for (int k = 0; k < v->n_vincoli; k++) {
            Vincolo *x = &v->vincoli[k];
            FormulaErrore err = {0};
            Str q = tree_pointer(r->a, tree_pointer(r->a, below(r, p, "vincoli"), x->nome), S("condizione"));
            formula_regole(x->condizione, str_fmt(r->a, "%.*s.%.*s", STR_ARG(v->nome), STR_ARG(x->nome)), x->fonte, str_fmt(r->a, "@%.*s", STR_ARG(q)), r->a);
            if (!formula_check(c, i, x->condizione, NULL, r->a, &err))
                defect(r, tree_get(x->t, S("condizione")), q, str_fmt(r->a, "carattere %d: %.*s", err.at, STR_ARG(err.che)));
            else if (x->condizione->tipo.genere != GENERE_LOGICO)
                defect(r, tree_get(x->t, S("condizione")), q, S("una condizione è vera o falsa: serve un confronto"));
        }
    }
}

Calcolo *calcolo_read(const Tree *root, Str file, Arena *a, Difetti *d)
{
    const Tree *t = tree_get(root, S("calcolo"));
    if (!t) return NULL;
    Lettore r = {a, file, d, NEW(a, Calcolo)};
    ptrdiff_t before = d->lista.n;
    Str base = S("/calcolo"), tables = S("/calcolo/tavole");
    if (!map_of(&r, t, base)) return NULL;
    only(&r, t, base, "parametri tabelle tavole");
    const Tree *map = map_of(&r, tree_get(t, S("tavole")), tables);
    if (!map || !map->n) {
        defect(&r, t, tables, S("manca: almeno una tavola"));
        return NULL;
    }
    r.c->tavole = NEW_N(a, Tavola, map->n < TAVOLE_MAX ? map->n : TAVOLE_MAX);
    read_names(&r, map, tables);
    read_belonging(&r, tables);
    const Tree *par = map_of(&r, tree_get(t, S("parametri")), S("/calcolo/parametri"));
    for (ptrdiff_t i = 0; par && i < par->n; i++)
        if (!par->items[i].repeated) read_parametro(&r, par->keys[i], &par->items[i], tree_pointer(a, S("/calcolo/parametri"), par->keys[i]));
    const Tree *tab = map_of(&r, tree_get(t, S("tabelle")), S("/calcolo/tabelle"));
    r.c->tabelle = NEW_N(a, TabellaCalcolo, !tab ? 0 : tab->n < TABELLE_MAX ? tab->n : TABELLE_MAX);
    for (ptrdiff_t i = 0; tab && i < tab->n; i++)
        if (!tab->items[i].repeated) read_tabella(&r, tab->keys[i], &tab->items[i], tree_pointer(a, S("/calcolo/tabelle"), tab->keys[i]));
    for (int i = 0; i < r.c->n_tavole; i++) read_tavola(&r, i, tables);
    check_formulas(&r, tables);
    int table, column;
    Str what;
    if (d->lista.n == before && !calcolo_senza_giri(r.c, &table, &column, a, &what)) {
        const Colonna *k = &r.c->tavole[table].colonne[column];
        defect(&r, k->t, str_sub(k->dove, 1, k->dove.n), what);
    }
    return d->lista.n == before ? r.c : NULL;
}

/* sistema.c - floor 3: from YAML to a checked rulebook. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/sistema.h"

#include "base/hash.h"
#include "format/json.h"
#include "format/yaml.h"
#include "rules/sistema_controlli.h"
#include "rules/formule_criteri.h"
#include "rules/tavole.h"

enum { FONTI_MAX = 200 };

typedef struct Reader {
    Arena *a;
    Str file;
    Difetti *d;
} Reader;

static void defect(Reader *r, const Tree *at, Str pointer, const char *what)
{
    difetto(r->d, at->at, str_fmt(r->a, "%.*s:%d:%d", STR_ARG(r->file), at->line, at->column), "%.*s: %s",
            STR_ARG(pointer), what);
}

static const Tree *get(Reader *r, const Tree *map, Str base, const char *key, TreeKind kind)
{
    Str pointer = tree_pointer(r->a, base, str_of(key));
    const Tree *t = map->kind == TREE_MAP ? tree_get(map, str_of(key)) : NULL;
    if (!t) {
        defect(r, map, pointer, "manca: aggiungere la voce");
        return NULL;
    }
    if (t->kind != kind) {
        defect(r, t, pointer, kind == TREE_TEXT ? "deve essere un valore" : kind == TREE_LIST ? "deve essere un elenco"
                                                                                             : "deve essere un gruppo di voci");
        return NULL;
    }
    return t;
}

/* Keys outside the list are refused by name, so that a typing error cannot pass in silence. */
static void only(Reader *r, const Tree *map, Str base, const char *keys)
{
    if (map->kind != TREE_MAP) return;
    for (ptrdiff_t i = 0; i < map->n; i++) {
        Str key = map->keys[i], rest = str_of(keys);
        bool known = false;
        while (rest.n && !known) {
            ptrdiff_t cut = str_find(rest, ' ');
            Str word = str_sub(rest, 0, cut < 0 ? rest.n : cut);
            known = str_eq(word, key);
            rest = str_sub(rest, cut < 0 ? rest.n : cut + 1, rest.n);
        }
        if (!known && !map->items[i].repeated)
            defect(r, &map->items[i], tree_pointer(r->a, base, key), "voce sconosciuta: toglierla o correggerne il nome");
    }
}

static bool in_range(Num v, int64_t min, int64_t max)
{
    return num_is(v) && num_cmp(v, num_int(min)) >= 0 && num_cmp(v, num_int(max)) <= 0;
}

static bool group(Reader *r, const Tree *t, Str pointer)
{
    if (t->kind != TREE_MAP) defect(r, t, pointer, "deve essere un gruppo di voci");
    return t->kind == TREE_MAP;
}

/* A name in a list: there, text, and not one that an earlier entry has. */
static void only_once(Reader *r, const Tree *list, ptrdiff_t i, const char *key, Str pointer)
{
    const Tree *name = key ? tree_get(&list->items[i], str_of(key)) : &list->items[i];
    if (!name || name->kind != TREE_TEXT) return;
    for (ptrdiff_t k = 0; k < i; k++) {
        const Tree *other = key ? tree_get(&list->items[k], str_of(key)) : &list->items[k];
        if (!other || other->kind != TREE_TEXT || !str_eq(other->text, name->text)) continue;
        defect(r, name, pointer, "nome ripetuto: sceglierne un altro");
        return;
    }
}

/* A list of names, each a text of its own; NULL: told already. */
static void names(Reader *r, const Tree *list, Str pointer)
{
    for (ptrdiff_t i = 0; list && i < list->n; i++) {
        Str at = tree_pointer_n(r->a, pointer, i);
        if (list->items[i].kind != TREE_TEXT) defect(r, &list->items[i], at, "deve essere un valore");
        else if (!str_trim(list->items[i].text).n) defect(r, &list->items[i], at, "manca: scrivere un testo");
        else only_once(r, list, i, NULL, at);
    }
}

/* A number at map/key: its value, range checked. Absent when it is missing or refused: nothing is concluded from it. */
static Cost number(Reader *r, const Tree *map, Str base, const char *key, int64_t min, int64_t max)
{
    Cost c = {.dove = tree_pointer(r->a, base, str_of(key))};
    const Tree *t = get(r, map, base, key, TREE_TEXT);
    int places;
    if (t && sistema_zero_davanti(t->text)) {
        defect(r, t, c.dove, "uno zero davanti al numero: toglierlo (per altri programmi sarebbe in base otto)");
    } else if (t && (!num_parse(r->a, t->text, 15, 9, &c.v, &places) || !in_range(c.v, min, max))) {
        defect(r, t, c.dove, str_c(r->a, str_fmt(r->a, "deve essere un numero, con il punto, tra %lld e %lld", (long long)min, (long long)max)));
        c.v = (Num){0};
    }
    c.dove = str_fmt(r->a, "@%.*s", STR_ARG(c.dove));
    return c;
}

/* {valore: ..., fonte: ...} */
static Cost value(Reader *r, const Tree *map, Str base, const char *key, int64_t min, int64_t max)
{
    const Tree *t = get(r, map, base, key, TREE_MAP);
    if (!t) return (Cost){0};
    Str pointer = tree_pointer(r->a, base, str_of(key));
    only(r, t, pointer, "valore fonte");
    get(r, t, pointer, "fonte", TREE_TEXT);
    return number(r, t, pointer, "valore", min, max);
}

/* The same for a whole number: marks and what is counted with them are integers (AMB-23). */
static Cost whole(Reader *r, const Tree *map, Str base, const char *key, int64_t min, int64_t max)
{
    Cost c = value(r, map, base, key, min, max);
    const Tree *t = tree_get(tree_get(map, str_of(key)), S("valore"));
    if (num_is(c.v) && !num_is_integer(r->a, c.v))
        defect(r, t, tree_pointer(r->a, tree_pointer(r->a, base, str_of(key)), S("valore")), "deve essere un numero intero");
    return c;
}

static int integer(Reader *r, const Tree *map, Str base, const char *key, int min, int max)
{
    Cost c = number(r, map, base, key, min, max);
    int64_t i = min;
    if (num_is(c.v) && !num_to_int(r->a, c.v, &i))
        defect(r, tree_get(map, str_of(key)), tree_pointer(r->a, base, str_of(key)), "deve essere un numero intero");
    return (int)i;
}

static Stampa stampa_of(Reader *r, const Tree *map, Str base, const char *key)
{
    Stampa s = {2, HALF_UP};
    const Tree *t = get(r, map, base, key, TREE_MAP);
    if (!t) return s;
    Str pointer = tree_pointer(r->a, base, str_of(key));
    only(r, t, pointer, "cifre modo fonte");
    s.cifre = integer(r, t, pointer, "cifre", 0, 9);
    const Tree *modo = get(r, t, pointer, "modo", TREE_TEXT);
    get(r, t, pointer, "fonte", TREE_TEXT);
    if (modo && !rounding_parse(modo->text, &s.modo))
        defect(r, modo, tree_pointer(r->a, pointer, S("modo")), "deve essere half_up, half_down, half_even o troncamento");
    return s;
}

/* Each kind of number that the sections print; what they do not print need not be there. Tables of calcolo say it themselves. */
static void read_stampa(Reader *r, const Tree *root, Sistema *s)
{
    bool sections = s->ha_albero || s->ha_dirigenti || s->ha_posizioni || s->ha_personale || s->ha_premi;
    if (!s->ha_stampa && !sections && tree_get(root, S("calcolo"))) return;
    const Tree *t = get(r, root, S(""), "stampa", TREE_MAP);
    if (!t) return;
    bool people = s->ha_dirigenti || s->ha_posizioni;
    struct { const char *key; Stampa *how; bool needed; } kinds[] = {
        {"percentuali", &s->percentuali, s->ha_albero}, {"nodi", &s->nodi, s->ha_albero},
        {"punteggi", &s->punteggi, people}, {"denaro", &s->denaro, people || s->ha_personale},
        {"coefficienti", &s->coefficienti, s->ha_personale},
    };
    only(r, t, S("/stampa"), "percentuali nodi punteggi denaro coefficienti");
    for (ptrdiff_t i = 0; i < COUNT_OF(kinds); i++)
        if (kinds[i].needed || tree_get(t, str_of(kinds[i].key))) *kinds[i].how = stampa_of(r, t, S("/stampa"), kinds[i].key);
    const Tree *cents = tree_get(tree_get(t, S("denaro")), S("cifre"));
    if (cents && s->denaro.cifre != 2) defect(r, cents, S("/stampa/denaro/cifre"), "il denaro ha 2 cifre");
}

static void read_albero(Reader *r, const Tree *root, Sistema *s)
{
    const Tree *t = s->ha_albero ? get(r, root, S(""), "albero", TREE_MAP) : NULL;
    if (!t) return;
    only(r, t, S("/albero"), "massimo minimo");
    s->albero_massimo = value(r, t, S("/albero"), "massimo", 1, 1000);
    s->albero_minimo = value(r, t, S("/albero"), "minimo", 0, 1000);
    if (num_is(s->albero_minimo.v) && num_is(s->albero_massimo.v) && num_cmp(s->albero_minimo.v, s->albero_massimo.v) > 0)
        defect(r, tree_get(t, S("minimo")), S("/albero/minimo"), "supera il massimo: abbassarlo");
}

static void read_dirigenti(Reader *r, const Tree *root, Sistema *s)
{
    const Tree *t = s->ha_dirigenti ? get(r, root, S(""), "dirigenti", TREE_MAP) : NULL;
    if (!t) return;
    Str base = S("/dirigenti");
    only(r, t, base, "punti_obiettivi punti_prestazioni punteggio_obiettivo voto_massimo voto_cifre competenze");
    s->punti_obiettivi = value(r, t, base, "punti_obiettivi", 0, 1000);
    s->punti_prestazioni = value(r, t, base, "punti_prestazioni", 0, 1000);
    if (num_is(s->punti_obiettivi.v) && num_is(s->punti_prestazioni.v) &&
        num_cmp(num_add(r->a, s->punti_obiettivi.v, s->punti_prestazioni.v), num_int(100)) != 0)
        defect(r, t, base, "punti_obiettivi e punti_prestazioni insieme fanno 100: il punteggio è in centesimi (S-D.19)");
    s->punteggio_obiettivo = value(r, t, base, "punteggio_obiettivo", 1, 1000);
    s->voto_massimo = value(r, t, base, "voto_massimo", 1, 1000);
    const Tree *cifre = get(r, t, base, "voto_cifre", TREE_MAP);
    if (cifre) {
        only(r, cifre, S("/dirigenti/voto_cifre"), "valore fonte");
        get(r, cifre, S("/dirigenti/voto_cifre"), "fonte", TREE_TEXT);
        s->voto_cifre = integer(r, cifre, S("/dirigenti/voto_cifre"), "valore", 0, 9);
    }
    const Tree *list = get(r, t, base, "competenze", TREE_LIST);
    for (ptrdiff_t i = 0; list && i < list->n; i++) {
        Str pointer = tree_pointer_n(r->a, S("/dirigenti/competenze"), i);
        if (!group(r, &list->items[i], pointer)) continue;
        only_once(r, list, i, "nome", tree_pointer(r->a, pointer, S("nome")));
        only(r, &list->items[i], pointer, "nome fonte");
        get(r, &list->items[i], pointer, "nome", TREE_TEXT);
        get(r, &list->items[i], pointer, "fonte", TREE_TEXT);
    }
    s->n_competenze = list ? (int)(list->n > COMPETENZE_MAX ? COMPETENZE_MAX : list->n) : 1;
    if (list && (list->n < 1 || list->n > COMPETENZE_MAX))
        defect(r, list, S("/dirigenti/competenze"), "da 1 a 50 competenze");
}

static void read_posizioni(Reader *r, const Tree *root, Sistema *s)
{
    const Tree *t = s->ha_posizioni ? get(r, root, S(""), "posizioni", TREE_MAP) : NULL;
    if (!t) return;
    only(r, t, S("/posizioni"), "quota_obiettivi quota_prestazione scala");
    s->quota_obiettivi = value(r, t, S("/posizioni"), "quota_obiettivi", 0, 100);
    s->quota_prestazione = value(r, t, S("/posizioni"), "quota_prestazione", 0, 100);
    s->scala = value(r, t, S("/posizioni"), "scala", 1, 1000);
    if (num_is(s->quota_obiettivi.v) && num_is(s->quota_prestazione.v) && num_is(s->scala.v) &&
        num_cmp(num_add(r->a, s->quota_obiettivi.v, s->quota_prestazione.v), s->scala.v) != 0)
        defect(r, t, S("/posizioni"), "quota_obiettivi e quota_prestazione insieme fanno la scala");
    if (!s->ha_albero) defect(r, root, S("/albero"), "manca: le posizioni misurano i loro indicatori come l'albero");
}

/* A name that a trace, a pointer and a list of keys can hold as it is. */
static bool is_word(Str s)
{
    for (ptrdiff_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (!letter && (!i || !((c >= '0' && c <= '9') || c == '_' || c == '+'))) return false;
    }
    return s.n > 0 && s.n <= 16;
}

static void read_fascia(Reader *r, const Tree *f, Str pointer, Sistema *s, int i)
{
    only(r, f, pointer, "fascia da fonte");
    const Tree *name = get(r, f, pointer, "fascia", TREE_TEXT);
    s->fasce[i].nome = name ? name->text : S("?");
    if (name && !is_word(name->text))
        defect(r, name, tree_pointer(r->a, pointer, S("fascia")), "al massimo 16 lettere senza accenti e cifre, la prima è una lettera");
    for (int k = 0; name && k < i; k++)
        if (str_eq(s->fasce[k].nome, name->text))
            defect(r, name, tree_pointer(r->a, pointer, S("fascia")), "nome di fascia ripetuto: sceglierne un altro");
    get(r, f, pointer, "fonte", TREE_TEXT);
    const Tree *da = tree_get(f, S("da"));
    if (i == s->n_fasce - 1) {
        if (da) defect(r, da, tree_pointer(r->a, pointer, S("da")), "l'ultima fascia non ha un limite inferiore: toglierlo");
        return;
    }
    s->fasce[i].da = number(r, f, pointer, "da", 0, 1000);
    if (!num_is(s->fasce[i].da.v)) return;
    if (!num_is_integer(r->a, s->fasce[i].da.v))
        defect(r, da, tree_pointer(r->a, pointer, S("da")), "deve essere un numero intero");
    if (i && num_is(s->fasce[i - 1].da.v) && num_cmp(s->fasce[i].da.v, s->fasce[i - 1].da.v) >= 0)
        defect(r, da, tree_pointer(r->a, pointer, S("da")), "i limiti devono scendere dalla fascia migliore alla peggiore");
}

static void read_fasce(Reader *r, const Tree *t, Sistema *s)
{
    const Tree *list = get(r, t, S("/personale"), "fasce", TREE_LIST);
    if (!list) return;
    if (list->n < 2 || list->n > FASCE_MAX) {
        defect(r, list, S("/personale/fasce"), "da 2 a 8 fasce, la migliore per prima");
        return;
    }
    s->n_fasce = (int)list->n;
    for (int i = 0; i < s->n_fasce; i++) {
        Str pointer = tree_pointer_n(r->a, S("/personale/fasce"), i);
        if (list->items[i].kind == TREE_MAP) read_fascia(r, &list->items[i], pointer, s, i);
        else defect(r, &list->items[i], pointer, "deve essere un gruppo di voci");
    }
}

static void read_personale(Reader *r, const Tree *root, Sistema *s)
{
    const Tree *t = s->ha_personale ? get(r, root, S(""), "personale", TREE_MAP) : NULL;
    if (!t) return;
    Str base = S("/personale");
    only(r, t, base, "semischede punti_massimi plafond positivi terzo fasce");
    s->punti_massimi = whole(r, t, base, "punti_massimi", 1, 1000);
    s->plafond = whole(r, t, base, "plafond", 0, 1000);
    s->positivi = whole(r, t, base, "positivi", 0, 1000);
    s->terzo = whole(r, t, base, "terzo", 1, 1000);
    if (num_is(s->plafond.v) && num_is(s->punti_massimi.v) && num_cmp(s->plafond.v, s->punti_massimi.v) > 0)
        defect(r, tree_get(t, S("plafond")), S("/personale/plafond"), "supera punti_massimi: abbassarlo");
    const Tree *sheets = get(r, t, base, "semischede", TREE_LIST);
    if (sheets && sheets->n != 2) defect(r, sheets, S("/personale/semischede"), "le semischede sono due");
    for (ptrdiff_t i = 0; sheets && i < sheets->n; i++) {
        Str pointer = tree_pointer_n(r->a, S("/personale/semischede"), i);
        if (!group(r, &sheets->items[i], pointer)) continue;
        only_once(r, sheets, i, "nome", tree_pointer(r->a, pointer, S("nome")));
        only(r, &sheets->items[i], pointer, "nome fonte elementi");
        get(r, &sheets->items[i], pointer, "nome", TREE_TEXT);
        const Tree *elements = get(r, &sheets->items[i], pointer, "elementi", TREE_LIST);
        if (elements && elements->n != 4) defect(r, elements, tree_pointer(r->a, pointer, S("elementi")), "gli elementi di una semischeda sono quattro");
        names(r, elements, tree_pointer(r->a, pointer, S("elementi")));
    }
    read_fasce(r, t, s);
}

static void read_premi(Reader *r, const Tree *root, Sistema *s)
{
    const Tree *t = tree_get(root, S("premi"));
    if (!t) return;
    static const struct { const char *key, *policy; } policies[] = {{"riparto", "proporzionale"},
                                                                   {"resto", "resti_maggiori"}};
    if (t->kind != TREE_MAP) {
        defect(r, t, S("/premi"), "deve essere un gruppo di voci");
        return;
    }
    if (!s->ha_personale) defect(r, root, S("/personale"), "manca: i premi usano le sue fasce");
    only(r, t, S("/premi"), "riparto resto scheda");
    const Tree *sheet = tree_get(t, S("scheda"));
    if (sheet && sheet->kind == TREE_MAP) {
        only(r, sheet, S("/premi/scheda"), "massimo elementi");
        s->ha_scheda_premi = true;
        s->scheda_massimo = value(r, sheet, S("/premi/scheda"), "massimo", 1, 1000);
        const Tree *list = get(r, sheet, S("/premi/scheda"), "elementi", TREE_LIST);
        if (list && list->n != 4) defect(r, list, S("/premi/scheda/elementi"), "gli elementi della scheda dei premi sono quattro (S-N.69)");
        for (ptrdiff_t i = 0; list && i < list->n; i++) {
            Str pointer = tree_pointer_n(r->a, S("/premi/scheda/elementi"), i);
            if (!group(r, &list->items[i], pointer)) continue;
            only(r, &list->items[i], pointer, "nome fonte");
            get(r, &list->items[i], pointer, "nome", TREE_TEXT);
            get(r, &list->items[i], pointer, "fonte", TREE_TEXT);
            only_once(r, list, i, "nome", tree_pointer(r->a, pointer, S("nome")));
        }
    } else if (sheet) {
        defect(r, sheet, S("/premi/scheda"), "deve essere un gruppo di voci");
    }
    for (ptrdiff_t i = 0; i < COUNT_OF(policies); i++) {
        const Tree *p = get(r, t, S("/premi"), policies[i].key, TREE_MAP);
        Str pointer = tree_pointer(r->a, S("/premi"), str_of(policies[i].key));
        if (!p) continue;
        only(r, p, pointer, "valore fonte");
        get(r, p, pointer, "fonte", TREE_TEXT);
        const Tree *word = get(r, p, pointer, "valore", TREE_TEXT);
        if (word && !str_eq(word->text, str_of(policies[i].policy)))
            defect(r, word, tree_pointer(r->a, pointer, S("valore")), str_c(r->a, str_fmt(r->a, "formula sconosciuta: usare %s", policies[i].policy)));
    }
}

static const char *const norme[] = {
#define X(name, word) [NORMA_##name] = word,
    NORME(X)
#undef X
};

static void read_norma(Reader *r, const Tree *t, Str base, Norma *out)
{
    only(r, t, base, "regola dal al valore fonte");
    const Tree *word = get(r, t, base, "regola", TREE_TEXT), *source = get(r, t, base, "fonte", TREE_TEXT);
    int found = -1;
    for (int i = 0; word && i < NORMA_COUNT; i++)
        if (str_eq(word->text, str_of(norme[i]))) found = i;
    if (word && found < 0) {
        Buf known = buf_new(r->a);
        for (int i = 0; i < NORMA_COUNT; i++) buf_fmt(&known, " %s", norme[i]);
        defect(r, word, tree_pointer(r->a, base, S("regola")), str_c(r->a, str_fmt(r->a, "regola sconosciuta; quelle ammesse:%.*s", STR_ARG(buf_str(&known)))));
    }
    out->regola = (NormaRegola)(found < 0 ? 0 : found);
    out->dal = integer(r, t, base, "dal", 1900, 2999);
    out->al = tree_get(t, S("al")) ? integer(r, t, base, "al", 1900, 2999) : 0;
    if (out->al && out->al < out->dal) defect(r, tree_get(t, S("al")), tree_pointer(r->a, base, S("al")), "viene prima di dal: correggere uno dei due anni");
    out->valore = number(r, t, base, "valore", 0, 1000);
    out->fonte = source ? source->text : S("");
}

static void read_norme(Reader *r, const Tree *root, Sistema *s)
{
    const Tree *t = tree_get(root, S("norme"));
    if (!t) return;
    if (t->kind != TREE_LIST || t->n > NORME_MAX) {
        defect(r, t, S("/norme"), "deve essere un elenco di al massimo 64 regole");
        return;
    }
    for (ptrdiff_t i = 0; i < t->n; i++) {
        Str pointer = tree_pointer_n(r->a, S("/norme"), i);
        if (t->items[i].kind == TREE_MAP) read_norma(r, &t->items[i], pointer, &s->norme[s->n_norme++]);
        else defect(r, &t->items[i], pointer, "deve essere un gruppo di voci");
    }
}

const Norma *sistema_norma(const Sistema *s, NormaRegola regola, int anno)
{
    const Norma *best = NULL;
    for (int i = 0; i < s->n_norme; i++) {
        const Norma *x = &s->norme[i];
        if (x->regola != regola || x->dal > anno || (x->al && anno > x->al)) continue;
        if (!best || x->dal > best->dal) best = x;
    }
    return best;
}

/* Which sections the rulebook has: asked before they are read, because one says what another needs. */
static void look_for_sections(const Tree *root, Sistema *s)
{
    s->ha_stampa = tree_get(root, S("stampa")) != NULL;
    s->ha_albero = tree_get(root, S("albero")) != NULL;
    s->ha_dirigenti = tree_get(root, S("dirigenti")) != NULL;
    s->ha_posizioni = tree_get(root, S("posizioni")) != NULL;
    s->ha_personale = tree_get(root, S("personale")) != NULL;
    s->ha_premi = tree_get(root, S("premi")) != NULL;
}

static void read_sections(Reader *r, const Tree *root, Sistema *out)
{
    only(r, root, S(""), "id titolo fonti stampa albero dirigenti posizioni personale premi norme opzioni processo formule calcolo");
    const Tree *id = get(r, root, S(""), "id", TREE_TEXT), *title = get(r, root, S(""), "titolo", TREE_TEXT);
    if (id) out->id = id->text;
    if (title) out->titolo = title->text;
    if (id && (!id->text.n || utf8_count(id->text) > 64)) defect(r, id, S("/id"), "da 1 a 64 caratteri");
    if (title && !str_trim(title->text).n) defect(r, title, S("/titolo"), "manca: scrivere un testo");
    const Tree *acts = get(r, root, S(""), "fonti", TREE_LIST);
    if (acts && (!acts->n || acts->n > FONTI_MAX)) defect(r, acts, S("/fonti"), acts->n ? "al massimo 200 atti" : "vuoto: indicare almeno un atto");
    else names(r, acts, S("/fonti"));
    look_for_sections(root, out);
    read_stampa(r, root, out);
    read_albero(r, root, out);
    read_dirigenti(r, root, out);
    read_posizioni(r, root, out);
    read_personale(r, root, out);
    read_premi(r, root, out);
    read_norme(r, root, out);
    opzioni_read(root, out, r->a, r->file, r->d);
    out->formule = NEW(r->a, FormuleCriteri);
    formule_criteri_read(root, r->file, r->a, out->formule, r->d);
    out->calcolo = calcolo_read(root, r->file, r->a, r->d);
    processo_read(root, r->a, r->file, &out->processo, r->d);
    incroci_controlla(root, r->file, out, r->a, r->d);
    fonti_controlla(root, r->file, r->d);
}

/* What the reader of YAML has told about a value is not told again. */
static void forget_told(Difetti *d, ptrdiff_t from, ptrdiff_t told)
{
    ptrdiff_t kept = told;
    for (ptrdiff_t i = told; i < d->lista.n; i++) {
        bool again = false;
        for (ptrdiff_t k = from; k < told && !again; k++) again = d->lista.items[k].ordine == d->lista.items[i].ordine;
        if (!again) d->lista.items[kept++] = d->lista.items[i];
    }
    d->lista.n = kept;
}

Err sistema_read(Str text, Str file, Arena *a, Sistema *out, Difetti *d)
{
    *out = (Sistema){0};
    ptrdiff_t before = d->lista.n;
    Err e = yaml_read(text, file, a, &out->tree, d);
    ptrdiff_t told = d->lista.n;
    const Tree *root = &out->tree;
    if (root->kind == TREE_NULL) { /* nothing can be said of what was not read to its end */
        difetti_sort(d);
        return e;
    }
    Reader r = {a, file, d};
    if (root->kind == TREE_MAP) read_sections(&r, root, out);
    else defect(&r, root, S("/"), "un sistema è un gruppo di voci");
    forget_told(d, before, told);
    difetti_sort(d);
    if (d->lista.n > before) return E_DATI;
    out->canonica = json_canonical(a, root);
    out->impronta = str_fmt(a, "sha256:%.*s", STR_ARG(hash_sha256_hex(a, out->canonica)));
    return OK;
}

Err sistema_load(Str id, Arena *a, Sistema *out)
{
    ptrdiff_t n;
    const SistemaIncorporato *s = sistemi_incorporati(&n);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (!str_eq(id, str_of(s[i].id))) continue;
        Difetti d = {.a = a};
        Err e = sistema_read((Str){(const char *)s[i].text, s[i].n}, id, a, out, &d);
        ASSERT(e == OK); /* embedded rulebooks are read by the tests */
        return OK;
    }
    return E_NON_TROVATO;
}

int sistema_fascia(const Sistema *s, Num punti)
{
    int i = 0;
    while (i < s->n_fasce - 1 && num_cmp(punti, s->fasce[i].da.v) < 0) i++;
    return i;
}

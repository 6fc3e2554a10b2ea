/* sistema_controlli.c - floor 3: sources of a rulebook's values, and values that must fit together. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/sistema_controlli.h"

#include <regex.h>

#define ANCORA \
    "^((C-[0-9]|S-[DPN])\\.[0-9]{1,2}[a-z]?|(X|AMB|F)-[0-9]{1,2}[a-z]?|[0-9]{1,2}(\\.[0-9]{1,2}){1,2})(-[0-9]{1,2}[a-z]?)?$"

static void defect(Difetti *d, Str file, const Tree *at, Str pointer, Str what)
{
    difetto(d, at->at, str_fmt(d->a, "%.*s:%d:%d", STR_ARG(file), at->line, at->column), "%.*s: %.*s", STR_ARG(pointer),
            STR_ARG(what));
}

/* -- sources */
typedef struct Fonti { const Tree *titoli; regex_t ancora; Str file; Difetti *d; } Fonti;

/* The next word; signs at its end are no part of it. */
static Str next_word(Str *rest)
{
    *rest = str_trim(*rest);
    ptrdiff_t end = 0;
    while (end < rest->n && rest->p[end] != ' ') end++;
    Str word = str_sub(*rest, 0, end);
    *rest = str_sub(*rest, end, rest->n);
    while (word.n && (word.p[word.n - 1] == ',' || word.p[word.n - 1] == ';' || word.p[word.n - 1] == ':')) word.n--;
    return word;
}

static bool of_a_title(const Fonti *f, Str source)
{
    Str first = next_word(&source);
    for (ptrdiff_t i = 0; first.n && i < f->titoli->n; i++)
        for (Str rest = f->titoli->items[i].kind == TREE_TEXT ? f->titoli->items[i].text : S(""); str_trim(rest).n;)
            if (str_eq(next_word(&rest), first)) return true;
    return false;
}

static bool anchors(const Fonti *f, Str source)
{
    for (bool more = true; more;) {
        ptrdiff_t cut = str_find(source, ',');
        Str one = str_trim(str_sub(source, 0, cut < 0 ? source.n : cut));
        more = cut >= 0;
        if (more) source = str_sub(source, cut + 1, source.n);
        Arena scratch = {0};
        bool fine = str_find(one, 0) < 0 && !regexec(&f->ancora, str_c(&scratch, one), 0, NULL, 0);
        arena_free(&scratch);
        if (!fine) return false;
    }
    return true;
}

/* "CCNL Funzioni locali 21.5.2018, art. 69": an act and its place; not an anchor with something else after it. */
static bool citation(const Fonti *f, Str source)
{
    int words = 0;
    Str rest = source;
    bool figure = false;
    Str first = next_word(&rest);
    static const char *const registers[] = {"AMB", "C", "F", "X", "S-D", "S-N", "S-P"}; /* "AMB 47" is a mistyped anchor */
    for (ptrdiff_t i = 0; i < COUNT_OF(registers); i++)
        if (str_eq(first, str_of(registers[i]))) return false;
    if (anchors(f, first)) return false;
    for (ptrdiff_t i = 0; i < source.n; i++) figure = figure || (source.p[i] >= '0' && source.p[i] <= '9');
    while (next_word(&source).n) words++;
    return words > 1 && figure;
}

static void walk(const Fonti *f, const Tree *t, Str pointer)
{
    for (ptrdiff_t i = 0; i < t->n && (t->kind == TREE_MAP || t->kind == TREE_LIST); i++) {
        const Tree *x = &t->items[i];
        Str here = t->kind == TREE_MAP ? tree_pointer(f->d->a, pointer, t->keys[i]) : tree_pointer_n(f->d->a, pointer, i);
        bool source = t->kind == TREE_MAP && str_eq(t->keys[i], S("fonte")) && x->kind == TREE_TEXT;
        if (!source) walk(f, x, here);
        else if (!anchors(f, x->text) && !of_a_title(f, x->text) && !citation(f, x->text))
            defect(f->d, f->file, x, here, S("deve essere un'ancora dei requisiti (S-D.14, C-2.46-50, AMB-18b, 12.6; più d'una con "
                                             "la virgola), una parola dei titoli in fonti, o un atto con il suo punto "
                                             "(CCNL 21.5.2018, art. 69)"));
    }
}

void fonti_controlla(const Tree *root, Str file, Difetti *d)
{
    Fonti f = {.file = file, .d = d};
    const Tree *titles = tree_get(root, S("fonti"));
    if (!titles || titles->kind != TREE_LIST) return; /* that is told; which words they give is not known */
    f.titoli = titles;
    ASSERT(!regcomp(&f.ancora, ANCORA, REG_EXTENDED | REG_NOSUB));
    walk(&f, root, S(""));
    regfree(&f.ancora);
}

bool sistema_zero_davanti(Str s)
{
    ptrdiff_t i = s.n && s.p[0] == '-' ? 1 : 0;
    return s.n > i + 1 && s.p[i] == '0' && s.p[i + 1] >= '0' && s.p[i + 1] <= '9';
}

/* -- values together */
static const Tree *option(const Tree *root, const char *key, Arena *a, Num *n)
{
    const Tree *v = tree_get(tree_get(tree_get(root, S("opzioni")), str_of(key)), S("valore"));
    int places;
    return v && v->kind == TREE_TEXT && num_parse(a, v->text, 15, 9, n, &places) ? v : NULL;
}

/* What an option says, NULL where it is not there; what one value needs beside it. */
static const Tree *option_word(const Tree *root, const char *key, const char *word)
{
    const Tree *v = tree_get(tree_get(tree_get(root, S("opzioni")), str_of(key)), S("valore"));
    return v && v->kind == TREE_TEXT && str_eq(v->text, str_of(word)) ? v : NULL;
}

static void needs(const Tree *root, Str file, Arena *a, Difetti *d)
{
    static const struct { const char *key, *word, *other; } both[] = {
        {"cr.dev", "convex", "cr.dev_lambda"}, {"cr.dev", "absolute", "cr.dev_cap"}};
    for (ptrdiff_t i = 0; i < COUNT_OF(both); i++) {
        const Tree *v = option_word(root, both[i].key, both[i].word);
        if (v && !tree_get(tree_get(root, S("opzioni")), str_of(both[i].other)))
            defect(d, file, v, str_fmt(a, "/opzioni/%s/valore", both[i].key), str_fmt(a, "con «%s» serve anche l'opzione %s: aggiungerla (AMB-21)", both[i].word, both[i].other));
    }
    const Tree *sheet = option_word(root, "staff.premi_sheet", "four");
    if (sheet && !tree_get(tree_get(root, S("premi")), S("scheda")))
        defect(d, file, sheet, S("/opzioni/staff.premi_sheet/valore"), S("il sistema non ha la scheda dei premi: aggiungere premi/scheda, oppure scegliere none (S-N.69)"));
}

/* Bands that nobody reaches, and positive deviations that no group can have. */
static void reachable(const Tree *root, Str file, const Sistema *s, Arena *a, Difetti *d)
{
    const Tree *people = tree_get(root, S("personale")), *bands = tree_get(people, S("fasce"));
    if (!num_is(s->punti_massimi.v)) return;
    for (int i = 0; i < s->n_fasce; i++)
        if (num_is(s->fasce[i].da.v) && num_cmp(s->fasce[i].da.v, s->punti_massimi.v) > 0)
            defect(d, file, tree_get(&bands->items[i], S("da")), str_fmt(a, "/personale/fasce/%d/da", i), S("supera punti_massimi: nessuno ci arriva, abbassarlo"));
    if (!num_is(s->plafond.v) || !num_is(s->positivi.v) || option_word(root, "staff.c3", "le")) return;
    Num room = num_sub(a, s->punti_massimi.v, s->plafond.v);
    const Tree *due = tree_get(tree_get(people, S("positivi")), S("valore"));
    if (due && num_sign(room) >= 0 && num_cmp(s->positivi.v, room) > 0)
        defect(d, file, due, S("/personale/positivi/valore"), str_fmt(a, "nessun gruppo ci arriva: tra plafond e punti_massimi ci sono %.*s punti, abbassarlo (S-N.56)", STR_ARG(num_exact(a, room))));
}

/* Of one limit two values from the same year on: nobody could say which holds. */
static void one_limit_a_year(const Tree *root, Str file, const Sistema *s, Arena *a, Difetti *d)
{
    const Tree *rows = tree_get(root, S("norme"));
    for (ptrdiff_t i = 1; rows && rows->kind == TREE_LIST && rows->n == s->n_norme && i < rows->n; i++) {
        const Tree *word = tree_get(&rows->items[i], S("regola")), *from = tree_get(&rows->items[i], S("dal"));
        for (ptrdiff_t k = 0; word && from && k < i; k++) {
            const Tree *other = tree_get(&rows->items[k], S("regola"));
            if (!other || other->kind != TREE_TEXT || word->kind != TREE_TEXT || !str_eq(other->text, word->text) || s->norme[i].dal != s->norme[k].dal) continue;
            defect(d, file, from, str_fmt(a, "/norme/%td/dal", i), S("un'altra riga della stessa regola comincia nello stesso anno: toglierne una"));
            break;
        }
    }
}

void incroci_controlla(const Tree *root, Str file, const Sistema *s, Arena *a, Difetti *d)
{
    Num n, punti_massimi = s->punti_massimi.v;
    const Tree *most = option(root, "staff.element_max", a, &n);
    if (most && num_cmp(n, num_int(1)) >= 0 && num_is(punti_massimi) && num_cmp(num_mul(a, num_int(4), n), punti_massimi) < 0)
        defect(d, file, most, S("/opzioni/staff.element_max/valore"),
               str_fmt(a, "quattro elementi da %.*s non arrivano ai %.*s punti_massimi: alzare l'uno o abbassare gli altri",
                       STR_ARG(num_exact(a, n)), STR_ARG(num_exact(a, punti_massimi))));
    const Tree *par = option(root, "staff.par.D", a, &n);
    if (par && num_sign(n) != 0)
        defect(d, file, par, S("/opzioni/staff.par.D/valore"),
               S("solo 0: un altro coefficiente dell'ultima fascia lo dice l'ente con il parametro premi.coefficiente"));
    needs(root, file, a, d);
    reachable(root, file, s, a, d);
    one_limit_a_year(root, file, s, a, d);
}

/* test_voci.c - the table of a rulebook's entries and readings, held against rulebooks, their reader and the registers.
 */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include "base/os.h"
#include "format/json.h"
#include "rules/opzioni_processo.h"
#include "rules/sistema_voci.h"

#include <dirent.h>

static Sistema load(Arena *a, const char *id)
{
    Sistema s;
    assert_int_equal(sistema_load(str_of(id), a, &s), OK);
    return s;
}

/* ---- every leaf ---- */

static int uncovered(const Tree *t, Str pointer, Arena *a)
{
    int n = 0;
    if (t->kind != TREE_MAP && t->kind != TREE_LIST) {
        const VoceSistema *v = voce_sistema(pointer);
        if (!v || !*v->etichetta || !*v->fonte) print_message("# no entry for %.*s\n", STR_ARG(pointer)), n++;
        return n;
    }
    for (ptrdiff_t i = 0; i < t->n; i++)
        n += uncovered(&t->items[i],
                       t->kind == TREE_MAP ? tree_pointer(a, pointer, t->keys[i]) : tree_pointer_n(a, pointer, i), a);
    return n;
}

/* Rulebooks that are not inside the program: files of a folder. */
static int uncovered_files(const char *folder, Arena *a, int *missing)
{
    int n = 0;
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    for (struct dirent *e; (e = readdir(dir));) {
        Str name = str_of(e->d_name), text, end = S(".yaml");
        if (name.n < end.n || !str_eq(str_sub(name, name.n - end.n, name.n), end)) continue;
        Sistema s;
        Difetti d = {.a = a};
        Str file = str_fmt(a, "%s/%s", folder, e->d_name);
        assert_int_equal(os_read_file(file, 1 << 20, a, &text), OK);
        assert_int_equal(sistema_read(text, file, a, &s, &d), OK);
        *missing += uncovered(&s.tree, S(""), a);
        n++;
    }
    closedir(dir);
    return n;
}

static void test_voci__every_leaf_of_every_rulebook_has_its_entry(void **state)
{
    (void)state;
    EVIDENCE("S-D.12 X-09");
    Arena a = {0};
    ptrdiff_t n;
    const SistemaIncorporato *all = sistemi_incorporati(&n);
    assert_true(n >= 4);
    for (ptrdiff_t i = 0; i < n; i++) {
        Sistema s = load(&a, all[i].id);
        assert_int_equal(uncovered(&s.tree, S(""), &a), 0);
    }
    int missing = 0;
    assert_true(uncovered_files(SISTEMI, &a, &missing) >= 4 && uncovered_files(SISTEMI "/varianti", &a, &missing) > 10);
    assert_int_equal(missing, 0);
    assert_null(voce_sistema(S("/dirigenti/punti_obiettivi")));
    assert_null(voce_sistema(S("/dirigenti/colore/valore")));
    assert_string_equal(voce_sistema(S("/personale/fasce/3/fonte"))->posto, "**/fonte");
    assert_string_equal(voce_sistema(S("/personale/fasce/3/da"))->posto, "/personale/fasce/*/da");
    arena_free(&a);
}

/* ---- ranges and words are those that the reader holds a file to ---- */

/* The leaf that a pattern names first; NULL: this rulebook has none. */
static Tree *leaf(Tree *t, Str pattern)
{
    while (t && pattern.n) {
        pattern = str_sub(pattern, 1, pattern.n);
        ptrdiff_t cut = str_find(pattern, '/');
        Str key = str_sub(pattern, 0, cut < 0 ? pattern.n : cut);
        pattern = cut < 0 ? S("") : str_sub(pattern, cut, pattern.n);
        if (str_eq(key, S("*"))) t = t->n ? &t->items[0] : NULL;
        else t = (Tree *)(uintptr_t)tree_get(t, key);
    }
    return t;
}

/* Does the reader refuse the rulebook with this text in this place, and in these words (NULL: in any). */
static bool refused(Sistema *s, Tree *at, Str text, Str words, Arena *a)
{
    Str before = at->text;
    at->text = text;
    Difetti d = {.a = a};
    Sistema ignored;
    Err e = sistema_read(json_canonical(a, &s->tree), S("s"), a, &ignored, &d);
    at->text = before;
    bool told = false;
    for (ptrdiff_t i = 0; i < d.lista.n && words.n; i++)
        for (ptrdiff_t k = 0; k + words.n <= d.lista.items[i].cosa.n; k++)
            told = told || str_starts(str_sub(d.lista.items[i].cosa, k, d.lista.items[i].cosa.n), words);
    return e == E_DATI && (told || !words.n);
}

static void check_range(Sistema *s, Tree *at, const VoceSistema *v, Arena *a)
{
    long long from, to;
    assert_int_equal(sscanf(v->arg, "%lld..%lld", &from, &to), 2);
    bool money = !strcmp(v->posto, "/stampa/denaro/cifre");
    Str words = money ? S("il denaro ha 2 cifre") : str_fmt(a, "tra %lld e %lld", from, to);
    if (!refused(s, at, str_fmt(a, "%lld", to + 1), words, a))
        fail_msg("%s: %s is not the range of the reader", v->posto, v->arg);
}

/* "/norme/[asterisk]/regola" as the messages about the first such entry name it. */
static Str told_as(Arena *a, const char *pattern)
{
    Buf b = buf_new(a);
    for (; *pattern; pattern++) buf_char(&b, *pattern == '*' ? '0' : *pattern);
    buf_put(&b, S(": "));
    return buf_str(&b);
}

static void check_words(Sistema *s, Tree *at, const VoceSistema *v, Arena *a)
{
    Str place = told_as(a, v->posto);
    assert_true(refused(s, at, S("parola_mai_vista"), place, a));
    for (Str rest = str_of(v->arg); rest.n;) {
        ptrdiff_t cut = str_find(rest, '|');
        Str word = str_sub(rest, 0, cut < 0 ? rest.n : cut);
        rest = cut < 0 ? S("") : str_sub(rest, cut + 1, rest.n);
        if (refused(s, at, word, place, a)) fail_msg("%s: the reader refuses %.*s", v->posto, STR_ARG(word));
    }
}

static void test_voci__ranges_and_words_are_those_of_the_reader(void **state)
{
    (void)state;
    EVIDENCE("X-09");
    Arena a = {0};
    Sistema s = load(&a, "criteri-2026");
    ptrdiff_t n, checked = 0;
    const VoceSistema *v = voci_sistema(&n);
    for (ptrdiff_t i = 0; i < n; i++) {
        Tree *at = str_starts(str_of(v[i].posto), S("**")) ? NULL : leaf(&s.tree, str_of(v[i].posto));
        if (!at || at->kind != TREE_TEXT || !*v[i].arg) continue;
        bool number = v[i].specie == SPECIE_NUMERO || v[i].specie == SPECIE_INTERO || v[i].specie == SPECIE_ANNO;
        if (number) check_range(&s, at, &v[i], &a);
        else check_words(&s, at, &v[i], &a);
        checked++;
    }
    assert_true(checked > 30);
    arena_free(&a);
}

/* ---- every option and every word ---- */

static bool has_reading(const char *key, Str word)
{
    ptrdiff_t n;
    const LetturaInfo *x = letture_info(&n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (!strcmp(x[i].chiave, key) && str_eq(str_of(x[i].parola), word)) return true;
    return false;
}

static bool among(const char *words, Str word)
{
    for (Str rest = str_of(words); rest.n;) {
        ptrdiff_t cut = str_find(rest, ' ');
        if (str_eq(str_sub(rest, 0, cut < 0 ? rest.n : cut), word)) return true;
        rest = cut < 0 ? S("") : str_sub(rest, cut + 1, rest.n);
    }
    return false;
}

static void test_voci__every_option_has_its_label_and_each_word_its_explanation(void **state)
{
    (void)state;
    EVIDENCE("12.2 S-D.12");
    int missing = 0;
    ptrdiff_t n, n_register = 0;
    for (const char *key; (key = opzione_chiave(n_register)); n_register++) {
        const OpzioneInfo *o = opzione_info(str_of(key));
        if (!o || !*o->etichetta || !*o->domanda || !*o->passo)
            print_message("# no words for the option %s\n", key), missing++;
        const char *words = opzione_parole(str_of(key));
        bool any = has_reading(key, S("*"));
        if (!*words && !any) print_message("# no words for the values of %s\n", key), missing++;
        for (Str rest = str_of(words); rest.n;) {
            ptrdiff_t cut = str_find(rest, ' ');
            Str word = str_sub(rest, 0, cut < 0 ? rest.n : cut);
            rest = cut < 0 ? S("") : str_sub(rest, cut + 1, rest.n);
            if (!any && !has_reading(key, word))
                print_message("# no explanation of %s = %.*s\n", key, STR_ARG(word)), missing++;
        }
    }
    assert_int_equal(missing, 0);
    opzioni_info(&n);
    assert_int_equal(n, n_register);
    const LetturaInfo *x = letture_info(&n);
    for (ptrdiff_t i = 0; i < n; i++) { /* and none of a word that is no value, none twice, all sentences */
        Str word = str_of(x[i].parola), key = str_of(x[i].chiave), words = str_of(x[i].parole);
        if (!str_eq(word, S("*")) && !str_eq(word, S("none")) && !among(opzione_parole(key), word))
            fail_msg("%s has no word %s", x[i].chiave, x[i].parola);
        for (ptrdiff_t k = 0; k < i; k++)
            assert_false(str_eq(key, str_of(x[k].chiave)) && str_eq(word, str_of(x[k].parola)));
        assert_true(words.n > 2 && (words.p[words.n - 1] == '.' || words.p[words.n - 1] == '}'));
    }
}

static void assert_words(Arena *a, const char *key, const char *value, const char *want)
{
    assert_str_equal(lettura_parole(a, str_of(key), str_of(value)), str_of(want));
}

static void test_voci__values_are_told_as_people_write_them(void **state)
{
    (void)state;
    EVIDENCE("12.2");
    Arena a = {0};
    assert_words(&a, "dir.org_cmp", "ge",
                 "La soglia è rispettata anche quando i punti organizzativi sono esattamente quelli.");
    assert_words(&a, "dir.comp_step", "0.01", "I voti vanno di 0,01 in 0,01.");
    assert_words(&a, "cal.sg_assign", "fixed:01-31;soft", "Entro il 31 gennaio; il ritardo è solo un avviso.");
    assert_words(&a, "cal.dir_assign", "approval+1M", "Entro un mese dall'approvazione.");
    assert_words(&a, "obj.change_deadline", "09-30", "L'atto deve essere del 30 settembre al più tardi.");
    assert_words(&a, "po.cap", "none", "Il raggiungimento di un obiettivo non ha tetto.");
    assert_words(&a, "po.cap", "110",
                 "Il raggiungimento di un obiettivo conta al massimo 110 per cento, e mai meno di zero.");
    assert_words(
        &a, "tree.round.indicatore", "2 half_up",
        "La percentuale si arrotonda prima di entrare nella media: a 2 decimali, la metà si allontana dallo zero.");
    assert_words(&a, "pr.neutral", "ferie, donazione_sangue", "Non riducono la presenza: ferie, donazione sangue.");
    assert_words(&a, "nessuna.opzione", "x", "");
    assert_str_equal(giorno_parole(&a, S("10-31 Y-1")), S("31 ottobre dell'anno prima"));
    Sistema s = load(&a, "salerno");
    bool written;
    assert_str_equal(sistema_lettura(&s, S("tree.mean"), &written), S("weighted"));
    assert_true(written);
    assert_str_equal(sistema_lettura(&s, S("tree.round.ente"), &written), S("none"));
    assert_false(written);
    assert_str_equal(sistema_lettura(&s, S("dir.payout"), &written), S("")); /* it has no dirigenti */
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_voci__every_leaf_of_every_rulebook_has_its_entry),
        cmocka_unit_test(test_voci__ranges_and_words_are_those_of_the_reader),
        cmocka_unit_test(test_voci__every_option_has_its_label_and_each_word_its_explanation),
        cmocka_unit_test(test_voci__values_are_told_as_people_write_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

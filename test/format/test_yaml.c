/* test_yaml.c - YAML in: what trees texts give, and what is refused where. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include "format/yaml.h"

/* kind letter, line:column, value; @ marks stand where the value begins. */
static void show(Buf *b, const Tree *t)
{
    buf_fmt(b, "%c%d:%d", "0bidtLM"[t->kind], t->line, t->column);
    if (t->kind == TREE_TEXT) {
        buf_fmt(b, "'%.*s'", STR_ARG(t->text));
        return;
    }
    buf_char(b, '(');
    for (ptrdiff_t i = 0; i < t->n; i++) {
        if (i) buf_char(b, ' ');
        if (t->kind == TREE_MAP) buf_fmt(b, "%.*s=", STR_ARG(t->keys[i]));
        show(b, &t->items[i]);
    }
    buf_char(b, ')');
}

static void test_yaml__texts_and_their_trees(void **state)
{
    (void)state;
    static const struct { const char *text, *tree; } cases[] = {
        {"a: 1", "M1:1(a=t1:4'1')"},
        {"# nota\n\na: 1   # altra\nb: 'x # y'\n", "M3:1(a=t3:4'1' b=t4:4'x # y')"},
        {"- a\n- - b\n  - c\n-\n  d: e\n", "L1:1(t1:3'a' L2:3(t2:5'b' t3:5'c') M5:3(d=t5:6'e'))"},
        {"{a: [1, 2,], \"b\": {}, 'c': []}", "M1:1(a=L1:5(t1:6'1' t1:9'2') b=M1:19() c=L1:28())"},
        {"a: uno\n  due\n\n  tre\nb: x\n", "M1:1(a=t1:4'uno due\ntre' b=t5:4'x')"},
        {"a: |\n  uno\n   due\nb: >-\n  tre\n  quattro\n", "M1:1(a=t1:4'uno\n due\n' b=t4:4'tre quattro')"},
        {"a: \"\\u00e8\\n\\\"\\t\"\nb: 'l''albero'\n", "M1:1(a=t1:4'\xc3\xa8\n\"\t' b=t2:4'l''albero')"},
        {"a: null\nb: ~\nc: true\nd: 0x1F\ne: 2018-01-31\nf: 01-31\ng: \"\"\nh: no\ni: 1_000\n",
         "M1:1(a=t1:4'null' b=t2:4'~' c=t3:4'true' d=t4:4'0x1F' e=t5:4'2018-01-31' f=t6:4'01-31' g=t7:4'' h=t8:4'no' "
         "i=t9:4'1_000')"},
        {"\xef\xbb\xbf" "a: b\nc: d\n", "M1:4(a=t1:7'b' c=t2:4'd')"},
        {"---\na: b\n...\n", "M2:1(a=t2:4'b')"},
        {"%YAML 1.1\n---\na: b\n", "M3:1(a=t3:4'b')"},
        {"a: b\r\nc:\r\n  - d\r\n", "M1:1(a=t1:4'b' c=L3:3(t3:5'd'))"},
        /* columns in bytes, and libyaml's further line ends are no lines of an editor */
        {"\xc3\xa8: {\xe2\x82\xac: x, y: \xf0\x9f\x98\x80, z: w}\n",
         "M1:1(\xc3\xa8=M1:5(\xe2\x82\xac=t1:11'x' y=t1:17'\xf0\x9f\x98\x80' z=t1:26'w'))"},
        {"a: \"x\xe2\x80\xa8y\"\nb: c\n", "M1:1(a=t1:4'x\xe2\x80\xa8y' b=t2:4'c')"},
        {"http://x: a:b\nc: -1\nd: a - b\n", "M1:1(http://x=t1:11'a:b' c=t2:4'-1' d=t3:4'a - b')"},
        {"solo testo", "t1:1'solo testo'"},
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++) {
        Arena a = {0};
        Difetti d = {.a = &a};
        Tree t;
        assert_int_equal(yaml_read(str_of(cases[i].text), S("f.yaml"), &a, &t, &d), OK);
        assert_int_equal(d.lista.n, 0);
        Buf want = buf_new(&a), got = buf_new(&a);
        for (const char *c = cases[i].tree; *c; c++) {
            buf_char(&want, *c);
            if (c[0] == '\'' && c[1] == '\'' && c[2] >= 'a' && c[2] <= 'z') c++; /* l''albero */
        }
        show(&got, &t);
        assert_str_equal(buf_str(&got), buf_str(&want));
        arena_free(&a);
    }
}

static void check(const char *text, const char *want)
{
    Arena a = {0};
    Difetti d = {.a = &a};
    Tree t;
    assert_int_equal(yaml_read(str_of(text), S("f"), &a, &t, &d), *want ? E_DATI : OK);
    difetti_sort(&d);
    Buf got = buf_new(&a);
    for (ptrdiff_t i = 0; i < d.lista.n; i++)
        buf_fmt(&got, "%.*s: %.*s\n", STR_ARG(d.lista.items[i].dove), STR_ARG(d.lista.items[i].cosa));
    assert_str_equal(buf_str(&got), str_of(want));
    arena_free(&a);
}

static void test_yaml__what_is_refused_comes_all_at_once(void **state)
{
    (void)state;
    check("a: 1\na: 2\nb:\nc: &x 3\nd: *x\ne: !!str 4\n? [1, *y]\n: 2\n'': z\nf:\n- \n- g: {a: 1, a: 2, a: 3}\n",
          "f:2:1: la chiave «a» c'è già in questa mappa: toglierne una\n"
          "f:3:3: manca il valore di «b»: scriverlo dopo i due punti\n"
          "f:4:4: l'ancora «&x» non è ammessa: toglierla e scrivere ogni valore dove serve\n"
          "f:5:4: il rimando «*x» non è ammesso: ripetere il valore (un testo che comincia con «*» va tra virgolette)\n"
          "f:6:4: l'etichetta «!!str» non è ammessa: toglierla (un testo che comincia con «!» va tra virgolette)\n"
          "f:7:3: la chiave è una lista o una mappa: una chiave è un testo su una riga\n"
          "f:7:7: il rimando «*y» non è ammesso: ripetere il valore (un testo che comincia con «*» va tra virgolette)\n"
          "f:9:1: manca la chiave: scriverla prima dei due punti\n"
          "f:11:2: manca un valore: scriverlo qui\n"
          "f:12:13: la chiave «a» c'è già in questa mappa: toglierne una\n"
          "f:12:19: la chiave «a» c'è già in questa mappa: toglierne una\n");
    /* anchors and tags of lists and maps, and of keys */
    check("a: &x [1]\nb: !t {c: 1}\n&k d: 1\n*x : 2\n",
          "f:1:4: l'ancora «&x» non è ammessa: toglierla e scrivere ogni valore dove serve\n"
          "f:2:4: l'etichetta «!t» non è ammessa: toglierla (un testo che comincia con «!» va tra virgolette)\n"
          "f:3:1: l'ancora «&k» non è ammessa: toglierla e scrivere ogni valore dove serve\n"
          "f:4:1: il rimando «*x» non è ammesso: ripetere il valore (un testo che comincia con «*» va tra "
          "virgolette)\n");
    /* a syntax error ends the reading; what was seen before it is told */
    check("a: 1\na: 2\nb: [1, 2\nc: 3\n",
          "f:2:1: la chiave «a» c'è già in questa mappa: toglierne una\n"
          "f:4:2: manca «,» o «]» (nella lista [ ] cominciata alla riga 3)\n");
}

static void test_yaml__one_defect_where_it_stands(void **state)
{
    (void)state;
    static const struct { const char *text, *want; } cases[] = {
        {"", "f:1:1: il documento è vuoto\n"},
        {"# solo una nota\n", "f:1:1: il documento è vuoto\n"},
        {"---\n", "f:2:1: il documento è vuoto\n"},
        {"a: 1\n---\nb: 2\n", "f:2:1: qui comincia un secondo documento: un file ne contiene uno solo\n"},
        {"a: 1\n...\nb: 2\n", "f:3:1: testo dopo la fine del documento: controllare il rientro\n"},
        {"a: b: c\n",
         "f:1:5: «:» non può stare qui: controllare il rientro; se fa parte del testo, mettere il testo tra "
         "virgolette\n"},
        {"a:\n\t- b\n", "f:2:1: un testo non può cominciare così: usare spazi invece di "
                        "tabulazioni, o mettere il testo tra virgolette\n"},
        {"a: - b\n", "f:1:4: «-» non può stare qui: le voci di una lista cominciano a riga nuova\n"},
        {"a:\n - b\n - c\n d: 1\n",
         "f:4:2: qui ci vuole «-»: controllare il rientro (nella lista cominciata alla riga 2)\n"},
        {"{a: 1\nb: 2}\n", "f:2:2: manca «,» o «}» (nella mappa { } cominciata alla riga 1)\n"},
        {"a: \"x\nb: 1\n",
         "f:1:4: la virgoletta che comincia qui non si chiude: chiuderla\n"},
        {"\xc3\xa8\xc3\xa8: [\xc3\xa8, *]\n",
         "f:1:13: «&» e «*» sono riservati: se fanno parte del testo, metterlo tra virgolette\n"},
        {"a: \xc3\xa8\nb: \x01\n", "f:2:4: carattere di controllo non ammesso: toglierlo\n"},
        {"a: \xc3\xa8\nb: \xe8\n", "f:2:4: il byte 0xE8 non è UTF-8: salvare il file come UTF-8\n"},
        {"\xff\xfe" "a", "f:1:1: il byte 0xFF non è UTF-8: salvare il file come UTF-8\n"},
        {"%TAG ! x\n---\na: b\n", "f:1:1: la riga %TAG non è ammessa: toglierla\n"},
        {"? |\n  a\n: b\n", "f:1:3: la chiave è un testo su più righe: una chiave è un testo su una riga\n"},
        {"a: |\n\n", "f:1:4: manca il valore di «a»: scriverlo dopo i due punti\n"},
        {"a: |\nb: 1\n", "f:1:4: manca il valore di «a»: scriverlo dopo i due punti\n"},
        {"a: \"\\ud800\"\n",
         "f:1:7: «\\u» non indica un carattere (nel testo tra virgolette cominciato alla riga 1)\n"},
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++) check(cases[i].text, cases[i].want);
    Arena a = {0};
    Difetti d = {.a = &a};
    Tree t;
    assert_int_equal(yaml_read(S("a: \0"), S("f"), &a, &t, &d), E_DATI);
    assert_str_equal(d.lista.items[0].dove, S("f:1:4"));
    arena_free(&a);
}

static void test_yaml__fifty_levels_and_one_mebibyte(void **state)
{
    (void)state;
    Arena a = {0};
    Difetti d = {.a = &a};
    Tree t;
    for (int levels = 50; levels <= 51; levels++) {
        Buf flow = buf_new(&a), block = buf_new(&a);
        for (int i = 0; i < levels; i++) buf_char(&flow, '[');
        for (int i = 0; i < levels; i++) buf_char(&flow, ']');
        for (int i = 0; i < levels; i++) buf_put(&block, S("- "));
        buf_put(&block, S("x"));
        d.lista.n = 0;
        assert_int_equal(yaml_read(buf_str(&flow), S("f"), &a, &t, &d), levels == 50 ? OK : E_DATI);
        if (levels > 50) assert_str_equal(d.lista.items[0].dove, S("f:1:51"));
        d.lista.n = 0;
        assert_int_equal(yaml_read(buf_str(&block), S("f"), &a, &t, &d), levels == 50 ? OK : E_DATI);
        if (levels > 50) assert_str_equal(d.lista.items[0].dove, S("f:1:101"));
    }
    Buf big = buf_new(&a);
    while (big.n < 1024 * 1024) buf_put(&big, S("- x\n"));
    d.lista.n = 0;
    assert_int_equal(yaml_read(buf_str(&big), S("f"), &a, &t, &d), OK);
    assert_int_equal(t.n, 1024 * 256);
    assert_int_equal(t.items[t.n - 1].line, 1024 * 256);
    buf_char(&big, '\n');
    assert_int_equal(yaml_read(buf_str(&big), S("f"), &a, &t, &d), E_DATI);
    assert_str_equal(d.lista.items[0].dove, S("f:1:1"));
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_yaml__texts_and_their_trees),
        cmocka_unit_test(test_yaml__what_is_refused_comes_all_at_once),
        cmocka_unit_test(test_yaml__one_defect_where_it_stands),
        cmocka_unit_test(test_yaml__fifty_levels_and_one_mebibyte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_json_read.c - JSON in: where a text stops being JSON, and what tree a text gives. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include "format/json.h"

/* The tree in a line: kind letter, @offset:line:column, then the value. Written here so that the reader is not tested
 * with the writer. */
static void show(Buf *b, const Tree *t)
{
    buf_fmt(b, "%c@%lld:%d:%d", "0bidtLM"[t->kind], (long long)t->at, t->line, t->column);
    if (t->repeated) buf_char(b, '!');
    if (t->kind == TREE_LIST || t->kind == TREE_MAP) {
        buf_char(b, '(');
        for (ptrdiff_t i = 0; i < t->n; i++) {
            if (i) buf_char(b, ' ');
            if (t->kind == TREE_MAP) buf_fmt(b, "%.*s=", STR_ARG(t->keys[i]));
            show(b, &t->items[i]);
        }
        buf_char(b, ')');
    } else if (t->kind != TREE_NULL) {
        buf_fmt(b, "'%.*s'", STR_ARG(t->text));
    }
}

static void test_json_read__texts_and_their_trees(void **state)
{
    (void)state;
    static const struct { const char *text, *tree; } cases[] = {
        {"null", "0@0:1:1"},
        {" true ", "b@1:1:2'true'"},
        {"false", "b@0:1:1'false'"},
        {"-0", "i@0:1:1'-0'"},
        {"\n12", "i@1:2:1'12'"},
        {"123456789012345678901234567890", "i@0:1:1'123456789012345678901234567890'"},
        {"1.0", "d@0:1:1'1.0'"},
        {"1e5", "d@0:1:1'1e5'"},
        {"-1.50E+05", "d@0:1:1'-1.50E+05'"},
        {"1E5", "d@0:1:1'1E5'"},
        {"1e400", "d@0:1:1'1e400'"},
        {"\"\"", "t@0:1:1''"},
        {"[]", "L@0:1:1()"},
        {"{}", "M@0:1:1()"},
        {"[ ]\r\n", "L@0:1:1()"},
        {"{\"a\":1,\"b\":[2,\"x\"],\"a\":null}", "M@0:1:1(a=i@5:1:6'1' b=L@11:1:12(i@12:1:13'2' t@14:1:15'x') "
         "a=0@23:1:24!)"},
        {"{\r\n  \"a\" :\n\t{\"b\": [ ] } ,\n\"\": 0}", "M@0:1:1(a=M@12:3:2(b=L@18:3:8()) =i@30:4:5'0')"},
        {"[[],[[]],{}]", "L@0:1:1(L@1:1:2() L@4:1:5(L@5:1:6()) M@9:1:10())"},
        {"[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\",1]", "L@0:1:1(t@1:1:2'\"\\/\b\f\n\r\t' i@20:1:21'1')"},
        {"[\"\\u20ac\\u00E8\\ud83d\\ude00\\uD800\\uDC00\\uDBFF\\uDFFF\"]",
         "L@0:1:1(t@1:1:2'\xe2\x82\xac\xc3\xa8\xf0\x9f\x98\x80\xf0\x90\x80\x80\xf4\x8f\xbf\xbf')"},
        {"[\"\xc3\xa8\", 1]", "L@0:1:1(t@1:1:2'\xc3\xa8' i@7:1:8'1')"}, /* columns are bytes */
        {"[\"\\ufeff\\uffff\xef\xbf\xbf\x7f\"]", "L@0:1:1(t@1:1:2'\xef\xbb\xbf\xef\xbf\xbf\xef\xbf\xbf\x7f')"},
        {"[1,\r2,\n3]", "L@0:1:1(i@1:1:2'1' i@4:1:5'2' i@7:2:1'3')"}, /* only LF ends a line */
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++) {
        Arena a = {0};
        Tree t;
        JsonError error;
        assert_int_equal(json_read(str_of(cases[i].text), &a, &t, &error), OK);
        Buf b = buf_new(&a);
        show(&b, &t);
        assert_str_equal(buf_str(&b), str_of(cases[i].tree));
        arena_free(&a);
    }
}

static void test_json_read__nul_in_a_string_is_kept(void **state)
{
    (void)state;
    Arena a = {0};
    Tree t;
    JsonError error;
    assert_int_equal(json_read(S("{\"a\\u0000b\":\"\\u0000\"}"), &a, &t, &error), OK);
    assert_true(str_eq(t.keys[0], S("a\0b")));
    assert_true(str_eq(t.items[0].text, S("\0")));
    arena_free(&a);
}

static void test_json_read__first_byte_that_cannot_continue(void **state)
{
    (void)state;
    EVIDENCE("case-format:refusals");
    static const struct { const char *text; int line, column; } cases[] = {
        /* too short: the place after the last byte */
        {"", 1, 1}, {" ", 1, 2}, {"\n", 2, 1}, {"[", 1, 2}, {"{\"a\":1", 1, 7}, {"{\"a\":1\n", 2, 1}, {"[1,", 1, 4},
        {"tru", 1, 4}, {"-", 1, 2}, {"1.", 1, 3}, {"1e", 1, 3}, {"1e+", 1, 4}, {"\"", 1, 2}, {"\"abc", 1, 5},
        {"\"\\", 1, 3},
        {"\"\\u12", 1, 6}, {"\"\\ud800", 1, 8}, {"\"\\ud800\\", 1, 9}, {"\"\\ud800\\u", 1, 10}, {"\"\xc3", 1, 3},
        {"\"\xf0\x9f\x98", 1, 5}, {"{", 1, 2}, {"{\"a\"", 1, 5}, {"{\"a\":", 1, 6}, {"{\"a\":1,", 1, 8},
        /* grammar */
        {"{\"a\":tru}", 1, 9}, {"{\"a\" 1}", 1, 6}, {"01", 1, 2}, {"-01", 1, 3}, {"[1,]", 1, 4}, {"[,1]", 1, 2},
        {"[1 2]", 1, 4}, {"[1}", 1, 3}, {"{]", 1, 2}, {"{\"a\":1,}", 1, 8}, {"{\"a\":}", 1, 6}, {"{a:1}", 1, 2},
        {"{'a':1}", 1, 2}, {"{\"a\"::1}", 1, 6}, {"{\"a\",1}", 1, 5}, {"{1:1}", 1, 2}, {"{\"a\":1 \"b\":2}", 1, 8},
        {"]", 1, 1}, {"1 2", 1, 3}, {"{}x", 1, 3}, {"[]]", 1, 3}, {"nullx", 1, 5}, {"nULL", 1, 2}, {"True", 1, 1},
        {"NaN", 1, 1}, {"nan", 1, 2}, {"Infinity", 1, 1}, {"-Infinity", 1, 2}, {"+1", 1, 1}, {".5", 1, 1},
        {"1.e5", 1, 3},
        {"1.5.2", 1, 4}, {"1e5.2", 1, 4}, {"1ee5", 1, 3}, {"0x10", 1, 2}, {"--1", 1, 2}, {"1_000", 1, 2}, {"- 1", 1, 2},
        {"[1,\n 2,\n x]", 3, 2}, {"// a\n1", 1, 1}, {"[1/*c*/]", 1, 3}, {"\f1", 1, 1}, {"[\v1]", 1, 2},
        {"\xc2\xa0" "1", 1, 1}, {"\xe2\x80\xa8" "1", 1, 1},
        /* inside strings */
        {"\"a\nb\"", 1, 3}, {"\"a\tb\"", 1, 3}, {"\"a\x1f\"", 1, 3}, {"\"\\x\"", 1, 3}, {"\"\\'\"", 1, 3},
        {"\"\\u12g4\"", 1, 6},
        {"\"\\u\"", 1, 4}, {"\"\\U0041\"", 1, 3}, {"[\"a\" \"b\"]", 1, 6}, {"'a'", 1, 1}, {"\"a\"b\"", 1, 4},
        /* halves of characters */
        {"\"\\ud800x\"", 1, 8}, {"\"\\ud800\"", 1, 8}, {"\"\\ud800\\n\"", 1, 9}, {"\"\\ud800\\u0041\"", 1, 10},
        {"\"\\ud800\\ud800\"", 1, 11}, {"\"\\uDBFF\\uDBFF\"", 1, 11}, {"\"\\udc00\"", 1, 5}, {"\"\\uDFFF\"", 1, 5},
        {"\"\\ude00\\ud83d\"", 1, 5},
        /* bytes that are not UTF-8 */
        {"\xef\xbb\xbf{}", 1, 1}, {"\xef\xbb\xbf", 1, 1}, {"\xff\xfe[", 1, 1}, {"[\"\xe8\"]", 1, 4},
        {"[\"\x80\"]", 1, 3},
        {"[\"\xc0\xaf\"]", 1, 3}, {"[\"\xc1\xbf\"]", 1, 3}, {"[\"\xe0\x80\x80\"]", 1, 4}, {"[\"\xed\xa0\x80\"]", 1, 4},
        {"[\"\xf0\x80\x80\x80\"]", 1, 4}, {"[\"\xf4\x90\x80\x80\"]", 1, 4}, {"[\"\xf5\x80\x80\x80\"]", 1, 3},
        {"[\"\xe2\x82\"]", 1, 5}, {"[\"\xfe\"]", 1, 3}, {"[\xe8]", 1, 2}, {"{}\n\xff", 2, 1},
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++) {
        Arena a = {0};
        Tree t;
        JsonError error;
        assert_int_equal(json_read(str_of(cases[i].text), &a, &t, &error), E_DATI);
        if (error.line != cases[i].line || error.column != cases[i].column)
            fail_msg("%s: %d:%d instead of %d:%d (%.*s)", cases[i].text, error.line, error.column, cases[i].line,
                     cases[i].column, STR_ARG(error.what));
        assert_true(error.what.n > 0 && utf8_invalid_at(error.what) < 0);
        arena_free(&a);
    }
    Arena a = {0};
    Tree t;
    JsonError error;
    assert_int_equal(json_read(S("[\"\0\"]"), &a, &t, &error), E_DATI);
    assert_int_equal(error.column, 3);
    assert_int_equal(json_read(S("[1]\0"), &a, &t, &error), E_DATI);
    assert_int_equal(error.column, 4);
    assert_int_equal(json_read((Str){0}, &a, &t, &error), E_DATI);
    assert_int_equal(error.column, 1);
    arena_free(&a);
}

static void test_json_read__what_says_why_in_italian(void **state)
{
    (void)state;
    static const struct { const char *text, *what; } cases[] = {
        {"{\"a\":tru}", "c'è «}» dove ci vuole true"},
        {"{\"a\" 1}", "c'è «1» dove ci vuole «:»"},
        {"{\"a\":1", "il testo finisce dove ci vuole «,» o «}»"},
        {"01", "cifra dopo uno zero iniziale: togliere lo zero"},
        {"[1,]", "c'è «]» dopo una virgola: togliere la virgola o aggiungere un valore"},
        {"{\"a\":1,}", "c'è «}» dopo una virgola: togliere la virgola o aggiungere una chiave"},
        {"", "il testo finisce dove ci vuole un valore"},
        {"1 2", "c'è «2» dove ci vuole la fine del testo"},
        {"[\"\xe8\"]", "il byte 0x22 dopo 0xE8 non è UTF-8: salvare il testo come UTF-8"},
        {"\xef\xbb\xbf{}", "il testo comincia con un segno d'ordine dei byte (BOM): salvarlo come UTF-8 senza BOM"},
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++) {
        Arena a = {0};
        Tree t;
        JsonError error;
        assert_int_equal(json_read(str_of(cases[i].text), &a, &t, &error), E_DATI);
        assert_str_equal(error.what, str_of(cases[i].what));
        arena_free(&a);
    }
}

static void nested(Buf *b, int depth, const char *open, const char *close)
{
    for (int i = 0; i < depth; i++) buf_put(b, str_of(open));
    buf_put(b, S("0"));
    for (int i = 0; i < depth; i++) buf_put(b, str_of(close));
}

static void test_json_read__two_hundred_levels_and_no_more(void **state)
{
    (void)state;
    Arena a = {0};
    Tree t;
    JsonError error;
    Buf fine = buf_new(&a), lists = buf_new(&a), maps = buf_new(&a);
    nested(&fine, 200, "[", "]");
    assert_int_equal(json_read(buf_str(&fine), &a, &t, &error), OK);
    nested(&lists, 201, "[", "]");
    assert_int_equal(json_read(buf_str(&lists), &a, &t, &error), E_DATI);
    assert_true(error.line == 1 && error.column == 201);
    nested(&maps, 100000, "{\"\":", "}");
    assert_int_equal(json_read(buf_str(&maps), &a, &t, &error), E_DATI);
    assert_true(error.line == 1 && error.column == 200 * 4 + 1);
    arena_free(&a);
}

static void test_json_read__repeated_keys_are_seen_in_large_maps_too(void **state)
{
    (void)state;
    Arena a = {0};
    Tree t;
    JsonError error;
    Buf b = buf_new(&a);
    buf_char(&b, '{');
    for (int i = 0; i < 1000; i++) buf_fmt(&b, "\"k%d\":%d,", i % 999, i);
    buf_put(&b, S("\"k5\":5}"));
    assert_int_equal(json_read(buf_str(&b), &a, &t, &error), OK);
    assert_int_equal(t.n, 1001);
    for (ptrdiff_t i = 0; i < t.n; i++) assert_int_equal(t.items[i].repeated, i >= 999);
    assert_str_equal(tree_get(&t, S("k5"))->text, S("5"));
    assert_str_equal(tree_get(&t, S("k0"))->text, S("0"));
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json_read__texts_and_their_trees),
        cmocka_unit_test(test_json_read__nul_in_a_string_is_kept),
        cmocka_unit_test(test_json_read__first_byte_that_cannot_continue),
        cmocka_unit_test(test_json_read__what_says_why_in_italian),
        cmocka_unit_test(test_json_read__two_hundred_levels_and_no_more),
        cmocka_unit_test(test_json_read__repeated_keys_are_seen_in_large_maps_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

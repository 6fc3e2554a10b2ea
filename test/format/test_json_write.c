/* test_json_write.c - JSON out: layouts, escapes, RFC 8785; trees and pointers. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include "format/json.h"

static Tree tree(Arena *a, const char *text)
{
    Tree t;
    JsonError error;
    assert_int_equal(json_read(str_of(text), a, &t, &error), OK);
    return t;
}

static Str by_calls(Arena *a, bool spaced)
{
    Json *j = json_new(a, spaced);
    json_open_map(j);
    json_key(j, S("a"));
    json_int(j, -12);
    json_key(j, S("b"));
    json_open_list(j);
    json_text(j, S("x"));
    json_open_map(j);
    json_close_map(j);
    json_open_list(j);
    json_close_list(j);
    json_open_map(j);
    json_key(j, S(""));
    json_null(j);
    json_close_map(j);
    json_close_list(j);
    json_key(j, S("c"));
    json_bool(j, true);
    json_key(j, S("d"));
    json_bool(j, false);
    json_close_map(j);
    return json_done(j);
}

static void test_json_write__two_layouts(void **state)
{
    (void)state;
    Arena a = {0};
    assert_str_equal(by_calls(&a, false), S("{\"a\":-12,\"b\":[\"x\",{},[],{\"\":null}],\"c\":true,\"d\":false}"));
    assert_str_equal(by_calls(&a, true), S("{\n"
                                           "  \"a\": -12,\n"
                                           "  \"b\": [\n"
                                           "    \"x\",\n"
                                           "    {},\n"
                                           "    [],\n"
                                           "    {\n"
                                           "      \"\": null\n"
                                           "    }\n"
                                           "  ],\n"
                                           "  \"c\": true,\n"
                                           "  \"d\": false\n"
                                           "}"));
    arena_free(&a);
}

static Str text_written(Arena *a, Str s)
{
    Json *j = json_new(a, false);
    json_text(j, s);
    return json_done(j);
}

static void test_json_write__escapes(void **state)
{
    (void)state;
    Arena a = {0};
    assert_str_equal(text_written(&a, S("\"\\/\b\f\n\r\t")), S("\"\\\"\\\\/\\b\\f\\n\\r\\t\""));
    assert_str_equal(text_written(&a, S("\0\x01\x0b\x0e\x1f\x20\x7f")),
                     S("\"\\u0000\\u0001\\u000b\\u000e\\u001f \x7f\""));
    assert_str_equal(text_written(&a, S("\xc3\xa8\xe2\x80\xa8\xf0\x9f\x98\x80")),
                     S("\"\xc3\xa8\xe2\x80\xa8\xf0\x9f\x98\x80\""));
    assert_str_equal(text_written(&a, S("")), S("\"\""));
    assert_str_equal(text_written(&a, (Str){0}), S("\"\""));
    /* what should not be in a Str does not make the output invalid */
    assert_str_equal(text_written(&a, S("a\xff" "b\xe2\x82")), S("\"a\xef\xbf\xbd" "b\xef\xbf\xbd\xef\xbf\xbd\""));
    Json *j = json_new(&a, false);
    json_open_list(j);
    json_int(j, INT64_MIN);
    json_int(j, INT64_MAX);
    json_close_list(j);
    assert_str_equal(json_done(j), S("[-9223372036854775808,9223372036854775807]"));
    arena_free(&a);
}

static void test_json_write__a_tree_comes_out_as_it_was_read(void **state)
{
    (void)state;
    static const char *const same[] = {
        "null", "-0", "[]", "{}", "[[[]],{\"a\":{}}]",
        "{\"a\":1.50e+05,\"b\":[true,false,null,\"x\"],\"a\":12345678901234567890}",
        "\"\xc3\xa8\\n\\u0000\"",
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(same); i++) {
        Arena a = {0};
        Tree t = tree(&a, same[i]);
        Json *j = json_new(&a, false);
        json_tree(j, &t);
        assert_str_equal(json_done(j), str_of(same[i]));
        arena_free(&a);
    }
}

static void test_json_canonical__the_published_examples(void **state)
{
    (void)state;
    EVIDENCE("case-format:impronta_sistema");
    Arena a = {0};
    /* RFC 8785, 3.2.3: the order of keys by UTF-16 code units */
    Tree t = tree(&a, "{\"\\u20ac\": \"Euro Sign\", \"\\r\": \"Carriage Return\", \"\\ufb33\": \"Hebrew Letter Dalet "
                      "With Dagesh\", \"1\": \"One\", \"\\ud83d\\ude00\": \"Emoji: Grinning Face\", \"\\u0080\": "
                      "\"Control\", \"\\u00f6\": \"Latin Small Letter O With Diaeresis\"}");
    assert_str_equal(json_canonical(&a, &t),
                     S("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xc2\x80\":\"Control\",\"\xc3\xb6\":\"Latin Small "
                       "Letter O With Diaeresis\",\"\xe2\x82\xac\":\"Euro Sign\",\"\xf0\x9f\x98\x80\":\"Emoji: "
                       "Grinning Face\",\"\xef\xac\xb3\":\"Hebrew Letter Dalet With Dagesh\"}"));
    /* RFC 8785, 3.2.2 and 3.2.3, its strings and literals; numbers are ours: texts as they were written */
    t = tree(&a, "{\n  \"numbers\": [333333333.33333329, 1E30, 4.50, 2e-3],\n"
                 "  \"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\n"
                 "  \"literals\": [null, true, false]\n}");
    assert_str_equal(json_canonical(&a, &t),
                     S("{\"literals\":[null,true,false],"
                       "\"numbers\":[\"333333333.33333329\",\"1E30\",\"4.50\",\"2e-3\"],"
                       "\"string\":\"\xe2\x82\xac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}"));
    t = tree(&a, "{\"b\":{\"d\":{},\"c\":[]},\"aa\":-0,\"a\":\"\\u0000\",\"\":1}");
    assert_str_equal(json_canonical(&a, &t),
                     S("{\"\":\"1\",\"a\":\"\\u0000\",\"aa\":\"-0\",\"b\":{\"c\":[],\"d\":{}}}"));
    arena_free(&a);
}

static void test_tree__pointers(void **state)
{
    (void)state;
    Arena a = {0};
    /* RFC 6901, section 5 */
    Tree t = tree(&a, "{\"foo\":[\"bar\",\"baz\"],\"\":0,\"a/b\":1,\"c%d\":2,\"e^f\":3,\"g|h\":4,\"i\\\\j\":5,"
                      "\"k\\\"l\":6,\" \":7,\"m~n\":8}");
    static const struct { const char *pointer, *text; } cases[] = {
        {"/foo/0", "bar"}, {"/foo/1", "baz"}, {"/", "0"}, {"/a~1b", "1"}, {"/c%d", "2"}, {"/e^f", "3"}, {"/g|h", "4"},
        {"/i\\j", "5"}, {"/k\"l", "6"}, {"/ ", "7"}, {"/m~0n", "8"},
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++)
        assert_str_equal(tree_at(&t, str_of(cases[i].pointer))->text, str_of(cases[i].text));
    assert_ptr_equal(tree_at(&t, S("")), &t);
    assert_int_equal(tree_at(&t, S("/foo"))->kind, TREE_LIST);
    static const char *const nothing[] = {"/foo/2", "/foo/00", "/foo/-", "/foo/", "/foo/0/x", "foo", "/a/b", "/m~n",
                                          "/m~2n", "/x", "//", "/foo/99999999999999999999"};
    for (ptrdiff_t i = 0; i < COUNT_OF(nothing); i++) assert_null(tree_at(&t, str_of(nothing[i])));
    assert_str_equal(tree_pointer(&a, S("/x"), S("a/b~c")), S("/x/a~1b~0c"));
    assert_str_equal(tree_pointer(&a, S(""), S("")), S("/"));
    assert_str_equal(tree_pointer_n(&a, S("/x"), 12), S("/x/12"));
    t = tree(&a, "{\"\\u0000\":[5]}");
    assert_str_equal(tree_at(&t, tree_pointer_n(&a, tree_pointer(&a, S(""), S("\0")), 0))->text, S("5"));
    t = tree(&a, "{\"foo\":[],\"a/b\":1}");
    assert_null(tree_get(NULL, S("x")));
    assert_null(tree_get(tree_get(&t, S("foo")), S("x")));
    assert_null(tree_get(&t, S("fo")));
    assert_str_equal(tree_get(&t, S("a/b"))->text, S("1"));
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json_write__two_layouts),
        cmocka_unit_test(test_json_write__escapes),
        cmocka_unit_test(test_json_write__a_tree_comes_out_as_it_was_read),
        cmocka_unit_test(test_json_canonical__the_published_examples),
        cmocka_unit_test(test_tree__pointers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

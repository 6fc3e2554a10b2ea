/* test_yaml_edit.c - a YAML text changed in one place keeps every other byte. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include "format/yaml_edit.h"

static const char TESTO[] =
    "# in testa\n"
    "id: prova   # qui\n"
    "titolo: Criteri, con una virgola e un # diesis\n"
    "pesi:\n"
    "  a: {valore: 70, fonte: \"S-D.14\"}   # settanta\n"
    "  # prima di b\n"
    "  b: {valore: 30, fonte: S-D.16}\n"
    "voci:\n"
    "  - {nome: Prima, fonte: x}\n"
    "  - {nome: 'L''altra', fonte: x}   # seconda\n"
    "\n"
    "elenco:\n"
    "  - uno\n"
    "  - due: tre\n"
    "    quattro: cinque\n"
    "lungo: >\n"
    "  piu righe\n";

static Str put(Arena *a, const char *dove, const char *valore)
{
    Str out;
    return yaml_put(str_of(TESTO), str_of(dove), str_of(valore), a, &out) ? out : S("no");
}

/* The text with one piece in the place of another. */
static Str with(Arena *a, const char *from, const char *to)
{
    const char *at = strstr(TESTO, from);
    assert_non_null(at);
    return str_fmt(a, "%.*s%s%s", (int)(at - TESTO), TESTO, to, at + strlen(from));
}

static void test_yaml_edit__a_value_changes_where_it_stands_and_nothing_else_does(void **state)
{
    EVIDENCE("C-0.02");
    (void)state;
    Arena a = {0};
    assert_str_equal(put(&a, "/pesi/a/valore", "65.5"), with(&a, "valore: 70", "valore: 65.5"));
    assert_str_equal(put(&a, "/pesi/a/fonte", "di \"qui\""), with(&a, "\"S-D.14\"", "\"di \\\"qui\\\"\""));
    assert_str_equal(put(&a, "/pesi/b/fonte", "art. 5, comma 2"), with(&a, "S-D.16", "\"art. 5, comma 2\""));
    assert_str_equal(put(&a, "/id", "altro"), with(&a, "id: prova ", "id: altro "));
    assert_str_equal(put(&a, "/titolo", "Perché no"), with(&a, "Criteri, con una virgola e un", "Perché no"));
    assert_str_equal(put(&a, "/voci/1/nome", "Un'altra: due"), with(&a, "'L''altra'", "\"Un'altra: due\""));
    assert_str_equal(put(&a, "/elenco/1/quattro", "- sei"), with(&a, "cinque", "\"- sei\""));
    assert_str_equal(put(&a, "/pesi/b/valore", "-3"), with(&a, "30", "-3"));
    assert_str_equal(put(&a, "/elenco/0", "~"), with(&a, "- uno", "- ~"));
    assert_str_equal(put(&a, "/lungo", "a * (b + c)"), with(&a, ">\n  piu righe\n", ">-\n  a * (b + c)\n"));
    assert_str_equal(put(&a, "/pesi", "corto"), S("no"));
    assert_str_equal(put(&a, "/manca", "corto"), S("no"));
    arena_free(&a);
}

static void test_yaml_edit__entries_come_and_go_with_their_lines(void **state)
{
    EVIDENCE("C-0.02");
    (void)state;
    Arena a = {0};
    Str out;
    const Str keys[] = {S("nome"), S("da"), S("fonte")}, values[] = {S("Terza, nuova"), S(""), S("y")};
    assert_true(yaml_append(str_of(TESTO), S("/voci"), keys, values, 3, &a, &out));
    assert_str_equal(out, with(&a, "# seconda\n", "# seconda\n  - {nome: \"Terza, nuova\", fonte: y}\n"));
    assert_true(yaml_member(str_of(TESTO), S("/pesi"), S("c.d"), keys, values, 3, &a, &out));
    assert_str_equal(out, with(&a, "S-D.16}\n", "S-D.16}\n  c.d: {nome: \"Terza, nuova\", fonte: y}\n"));
    assert_true(yaml_append(str_of(TESTO), S("/elenco"), (const Str[]){S("")}, (const Str[]){S("tre")}, 1, &a, &out));
    assert_str_equal(out, with(&a, "cinque\n", "cinque\n  - tre\n"));
    assert_true(yaml_remove(str_of(TESTO), S("/voci/0"), &a, &out));
    assert_str_equal(out, with(&a, "  - {nome: Prima, fonte: x}\n", ""));
    assert_true(yaml_remove(str_of(TESTO), S("/elenco/1"), &a, &out));
    assert_str_equal(out, with(&a, "  - due: tre\n    quattro: cinque\n", ""));
    assert_true(yaml_remove(str_of(TESTO), S("/pesi/a"), &a, &out));
    assert_str_equal(out, with(&a, "  a: {valore: 70, fonte: \"S-D.14\"}   # settanta\n", ""));
    assert_true(yaml_remove(str_of(TESTO), S("/voci"), &a, &out));
    assert_str_equal(out, with(&a, "voci:\n  - {nome: Prima, fonte: x}\n  - {nome: 'L''altra', fonte: x}   # seconda\n", ""));
    assert_true(yaml_field(str_of(TESTO), S("/voci/0"), S("da"), S("20"), &a, &out));
    assert_str_equal(out, with(&a, "Prima, fonte: x}", "Prima, fonte: x, da: 20}"));
    assert_true(yaml_field(str_of(TESTO), S("/voci/1"), S("fonte"), S(""), &a, &out));
    assert_str_equal(out, with(&a, "altra', fonte: x}", "altra'}"));
    assert_false(yaml_field(str_of(TESTO), S("/voci/1"), S("nome"), S(""), &a, &out));
    assert_false(yaml_field(str_of(TESTO), S("/pesi"), S("z"), S("1"), &a, &out));
    assert_false(yaml_remove(str_of(TESTO), S("/pesi/a/valore"), &a, &out));   /* within { } */
    assert_false(yaml_append(str_of(TESTO), S("/pesi"), keys, values, 3, &a, &out));
    assert_false(yaml_append(S("l: [a, b]\n"), S("/l"), (const Str[]){S("")}, values, 1, &a, &out));
    assert_true(yaml_append(S("l:\n- a"), S("/l"), (const Str[]){S("")}, (const Str[]){S("b")}, 1, &a, &out));
    assert_str_equal(out, S("l:\n- a\n- b\n"));
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_yaml_edit__a_value_changes_where_it_stands_and_nothing_else_does),
        cmocka_unit_test(test_yaml_edit__entries_come_and_go_with_their_lines),
    };
    return cmocka_run_group_tests_name("yaml_edit", tests, NULL, NULL);
}

/* test_record.c - keys, canonical JSON (read back by another parser), tables in the order of their keys. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#define LIBRARY_ADAPTER /* the yajl header names malloc */
#include "test.h"

#include <yajl/yajl_tree.h>

#include "model/entita.h"

static void test_key__parts_are_joined_and_what_joins_them_is_escaped(void **state)
{
    (void)state;
    Arena a = {0};
    const EntitaInfo *e = entita_info(ENTITA_ATTO_OGGETTO);
    AttoOggetto o = {.atto = S("D/1 50%"), .entita = S("nodi"), .chiave = S("a/b%2F")};
    Str key = record_key(&a, e, &o), parts[3], two[2];
    assert_str_equal(key, S("D%2F1 50%25/nodi/a%2Fb%252F"));
    assert_true(key_split(&a, key, parts, 3));
    assert_str_equal(parts[0], o.atto);
    assert_str_equal(parts[1], o.entita);
    assert_str_equal(parts[2], o.chiave);
    assert_false(key_split(&a, key, two, 2));
    assert_false(key_split(&a, S("a%2"), two, 1));
    assert_false(key_split(&a, S("a"), two, 2));
    NodoVersione v = {.nodo = S("OS1"), .anno = 2018, .versione = 2};
    assert_str_equal(record_key(&a, entita_info(ENTITA_NODO_VERSIONE), &v), S("OS1/2018/2"));
    Scheda s = {.persona = S("P1"), .anno = 2018, .tipo = S("personale"), .dal = date_of(2018, 1, 1)};
    assert_str_equal(record_key(&a, entita_info(ENTITA_SCHEDA), &s), S("P1/2018/personale/2018-01-01"));
    arena_free(&a);
}

static void test_key__a_last_part_that_may_be_empty_leaves_nothing_behind(void **state)
{
    (void)state;
    Arena a = {0};
    const EntitaInfo *e = entita_info(ENTITA_PRESENZA);
    Presenza rows[] = {{.persona = S("P2"), .anno = 2025}, {.persona = S("P1"), .anno = 2025, .dal = date_of(2025, 7, 1)},
                       {.persona = S("P1"), .anno = 2025}, {.persona = S("P1"), .anno = 2025, .dal = date_of(2025, 3, 1)}};
    static const char *const keys[] = {"P1/2025", "P1/2025/2025-03-01", "P1/2025/2025-07-01", "P2/2025"};
    Tabella t = {e, rows, COUNT_OF(rows)};
    Str parts[8];
    assert_int_equal(tabella_sort(&a, &t), -1);
    for (ptrdiff_t i = 0; i < t.n; i++) {
        assert_str_equal(record_key(&a, e, tabella_at(&t, i)), str_of(keys[i]));
        assert_ptr_equal(tabella_find(&a, &t, str_of(keys[i])), tabella_at(&t, i));
        assert_true(record_key_split(&a, e, str_of(keys[i]), parts));
        assert_int_equal(parts[2].n, i == 1 || i == 2 ? 10 : 0);
    }
    assert_null(tabella_find(&a, &t, S("P1/2025/2025-07-02")));
    assert_null(tabella_find(&a, &t, S("P1/2025/")));
    assert_null(tabella_find(&a, &t, S("P1/20")));
    assert_false(record_key_split(&a, e, S("P1"), parts));
    assert_false(record_key_split(&a, entita_info(ENTITA_SCHEDA), S("P1/2025/personale"), parts));
    arena_free(&a);
}

static void test_json__is_canonical(void **state)
{
    (void)state;
    Arena a = {0};
    Target *t = record_new(&a, entita_info(ENTITA_TARGET));
    t->indicatore = S("I \"1\" \\ è\001");
    t->anno = 2018;
    t->versione = 1;
    t->nodo = S("N1");
    t->target = num_ratio(&a, 41, 4);
    t->motivo = S("una\nriga\te mezza");
    assert_str_equal(record_json(&a, entita_info(ENTITA_TARGET), t),
                     S("{\"indicatore\":\"I \\\"1\\\" \\\\ è\\u0001\",\"anno\":2018,\"versione\":1,\"nodo\":\"N1\","
                       "\"target\":\"10.25\",\"motivo\":\"una\\nriga\\te mezza\"}"));
    Fondo *f = record_new(&a, entita_info(ENTITA_FONDO));
    f->codice = S("F");
    f->anno = 2018;
    f->importo = num_int(0);
    assert_str_equal(record_json(&a, entita_info(ENTITA_FONDO), f),
                     S("{\"codice\":\"F\",\"anno\":2018,\"importo\":\"0.00\"}"));
    arena_free(&a);
}

/* A value for each kind of field, hard on the writers. */
static Str sample(Arena *a, const CampoInfo *c, int seed)
{
    switch (c->tipo) {
    case CAMPO_CODICE: case CAMPO_RIF: return str_fmt(a, "c/%d%%\"\\", seed);
    case CAMPO_TESTO: return str_fmt(a, "perché \"%d\" \\ \t %c", seed, 'a' + seed % 26);
    case CAMPO_LUNGO: return str_fmt(a, "riga\n%d\n\tè €  \xf0\x9f\x8c\xb1.", seed);
    case CAMPO_DATA: return date_iso(a, date_plus_days(date_of(2000, 1, 1), seed));
    case CAMPO_EURO: return str_fmt(a, "%d.%02d", seed * 7919, seed % 100);
    case CAMPO_INTERO: case CAMPO_DECIMALE: case CAMPO_SCELTA: {
        Str s = str_of(c->arg);
        ptrdiff_t n = 0;
        while (n < s.n && s.p[n] != '|' && !(s.p[n] == '.' && s.p[n + 1] == '.')) n++;
        return str_sub(s, 0, n);
    }
    }
    return S("");
}

static void test_json__read_by_another_parser_gives_the_record_back(void **state)
{
    (void)state;
    Arena a = {0};
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) {
        const EntitaInfo *e = entita_info(t);
        for (int seed = 0; seed < 40; seed++) {
            void *one = record_new(&a, e), *two = record_new(&a, e);
            Str why;
            for (int i = 0; i < e->n_campi; i++)
                if (!campo_facoltativo(&e->campi[i]) || (seed + i) % 3)
                    assert_true(campo_read(&a, &e->campi[i], sample(&a, &e->campi[i], seed + i), false, one, &why));
            Str json = record_json(&a, e, one);
            char error[200];
            yajl_val tree = yajl_tree_parse(str_c(&a, json), error, sizeof error);
            assert_non_null(tree);
            for (size_t i = 0; i < tree->u.object.len; i++) {
                int at = 0;
                while (at < e->n_campi && strcmp(e->campi[at].nome, tree->u.object.keys[i])) at++;
                assert_true(at < e->n_campi);
                yajl_val v = tree->u.object.values[i];
                Str text = str_of(YAJL_IS_STRING(v) ? YAJL_GET_STRING(v) : YAJL_GET_NUMBER(v));
                assert_true(campo_read(&a, &e->campi[at], text, false, two, &why));
            }
            assert_str_equal(record_json(&a, e, two), json);
            assert_str_equal(record_key(&a, e, two), record_key(&a, e, one));
            yajl_tree_free(tree);
        }
    }
    arena_free(&a);
}

static void test_tabella__is_sorted_by_whole_keys_and_found_by_them(void **state)
{
    (void)state;
    Arena a = {0};
    const char *codes[] = {"b", "a-b", "a", "a/b", "è", "B"};
    const char *sorted[] = {"B", "a", "a%2Fb", "a-b", "b", "è"};
    Unita *items = NEW_N(&a, Unita, 6);
    for (int i = 0; i < 6; i++) items[i].codice = str_of(codes[i]);
    Tabella t = {entita_info(ENTITA_UNITA), items, 6};
    assert_int_equal(tabella_sort(&a, &t), -1);
    for (int i = 0; i < 6; i++) {
        assert_str_equal(record_key(&a, t.e, tabella_at(&t, i)), str_of(sorted[i]));
        assert_ptr_equal(tabella_find(&a, &t, str_of(sorted[i])), tabella_at(&t, i));
    }
    assert_null(tabella_find(&a, &t, S("a-")));
    assert_null(tabella_find(&a, &t, S("zz")));
    ((Unita *)t.items)[5].codice = S("a");
    assert_int_equal(tabella_sort(&a, &t), 2);
    Tabella none = {entita_info(ENTITA_UNITA), NULL, 0};
    assert_int_equal(tabella_sort(&a, &none), -1);
    assert_null(tabella_find(&a, &none, S("a")));
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_key__parts_are_joined_and_what_joins_them_is_escaped),
        cmocka_unit_test(test_key__a_last_part_that_may_be_empty_leaves_nothing_behind),
        cmocka_unit_test(test_json__is_canonical),
        cmocka_unit_test(test_json__read_by_another_parser_gives_the_record_back),
        cmocka_unit_test(test_tabella__is_sorted_by_whole_keys_and_found_by_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_csv.c - CSV in and out. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include "format/csv.h"

/* What was read, in a line: line number of each row and its cells; or the defects. */
static Str read_shown(Arena *a, Str bytes, Csv *out)
{
    Difetti d = {.a = a};
    Err e = csv_read(bytes, S("f.csv"), a, out, &d);
    assert_int_equal(e, d.lista.n ? E_DATI : OK);
    Buf b = buf_new(a);
    if (e == OK) {
        for (ptrdiff_t i = 0; i < out->rows.n; i++) {
            buf_fmt(&b, "%d", out->rows.items[i].line);
            for (ptrdiff_t k = 0; k < out->rows.items[i].n; k++)
                buf_fmt(&b, "[%.*s]", STR_ARG(out->rows.items[i].cells[k]));
        }
    } else {
        difetti_sort(&d);
        for (ptrdiff_t i = 0; i < d.lista.n; i++)
            buf_fmt(&b, "%.*s: %.*s\n", STR_ARG(d.lista.items[i].dove), STR_ARG(d.lista.items[i].cosa));
    }
    return buf_str(&b);
}

static void test_csv__what_excel_saves_is_read(void **state)
{
    (void)state;
    static const struct { const char *bytes, *rows; char separator; bool windows; } cases[] = {
        {"a;b\n1;2\n", "1[a][b]2[1][2]", ';', false},
        {"a;b\r\n1;2\r\n", "1[a][b]2[1][2]", ';', false},
        {"\xef\xbb\xbf" "a;b\r\n1;2", "1[a][b]2[1][2]", ';', false},
        {"a,b\n1,2\n", "1[a][b]2[1][2]", ',', false},
        {"a\tb\n1\t\"2\"\n", "1[a][b]2[1][2]", '\t', false},
        {"uno\n1\n2\n", "1[uno]2[1]3[2]", ';', false},
        {"\"a;b\";\"c,,,,d\"\n1;2\n", "1[a;b][c,,,,d]2[1][2]", ';', false},
        {"\"x \"\"y;\"\" z\",b,c\n1,2,3\n", "1[x \"y;\" z][b][c]2[1][2][3]", ',', false},
        {"a,x;b\n1,5;2\n", "1[a,x][b]2[1,5][2]", ';', false},       /* as many of both: the semicolon */
        {"a;b\n\"due\r\nrighe\";\"una \"\"parola\"\"\"\n3;\n",
         "1[a][b]2[due\r\nrighe][una \"parola\"]4[3][]", ';', false},
        {"a;b\n\"\";\"x\"\n", "1[a][b]2[][x]", ';', false},
        {"a;b;c\n1\n;2\n1;2;\n", "1[a][b][c]2[1][][]3[][2][]4[1][2][]", ';', false},
        {"\r\n;;;\r\n\n a ; b\n\n;\n1;2\n;;\n\n", "4[ a ][ b]7[1][2]", ';', false},
        {",,\na,b\n1,2\n", "2[a][b]3[1][2]", ',', false},
        {";a\n1;2\n", "1[][a]2[1][2]", ';', false},
        {"a;b\n5\" disco;x\"y\"\n", "1[a][b]2[5\" disco][x\"y\"]", ';', false},
        {"5\",a\n1,2\n", "1[5\"][a]2[1][2]", ',', false},
        {"a;b\n \"1\";2\n", "1[a][b]2[ \"1\"][2]", ';', false},
        {"a;b\n1\t2;3\n", "1[a][b]2[1\t2][3]", ';', false},
        {"a;b\n\"1\r2\";3\n", "1[a][b]2[1\r2][3]", ';', false},
        {"citt\xc3\xa0;\xe2\x82\xac\n\xf0\x9f\x98\x80;\xc2\xa0\n",
         "1[citt\xc3\xa0][\xe2\x82\xac]2[\xf0\x9f\x98\x80][\xc2\xa0]",
         ';', false},
        {"citt\xe0;\x80\n\x91\"\x92;\x9f\xff\xa0\n",
         "1[citt\xc3\xa0][\xe2\x82\xac]2[\xe2\x80\x98\"\xe2\x80\x99][\xc5\xb8\xc3\xbf\xc2\xa0]", ';', true},
        {"sep=;\r\na;b,c\r\n1;2\r\n", "2[a][b,c]3[1][2]", ';', false},          /* Excel's own first line */
        {"\xef\xbb\xbf" "sep=,\na,b;c;d\n1,2\n", "2[a][b;c;d]3[1][2]", ',', false},
        {"sep=\t\na\tb\n", "2[a][b]", '\t', false},
        {"sep=x;b\n1;2\n", "1[sep=x][b]2[1][2]", ';', false},                    /* a heading like any other */
        {"=1+1;+x\n-2;@y\n", "1[=1+1][+x]2[-2][@y]", ';', false},
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++) {
        Arena a = {0};
        Csv csv;
        assert_str_equal(read_shown(&a, str_of(cases[i].bytes), &csv), str_of(cases[i].rows));
        assert_int_equal(csv.separator, cases[i].separator);
        assert_int_equal(csv.from_windows, cases[i].windows);
        arena_free(&a);
    }
}

#define SAVE_AS "in Excel salvarlo come «CSV UTF-8 (delimitato dal separatore di elenco)»\n"

static void test_csv__defects_and_where(void **state)
{
    (void)state;
#define TOO_MANY "toglierne, o mettere tra virgolette il testo che contiene «;»\n"
#define T(text) text, (ptrdiff_t)sizeof(text) - 1
    static const struct { const char *bytes; ptrdiff_t n; const char *defects; } cases[] = {
        {T(""), "f.csv:1: il file è vuoto: la prima riga è l'intestazione\n"},
        {T("\xef\xbb\xbf"), "f.csv:1: il file è vuoto: la prima riga è l'intestazione\n"},
        {T(";;\r\n\n"), "f.csv:1: il file è vuoto: la prima riga è l'intestazione\n"},
        {T("a;b\n1;2;3\n4;5;\n"),
         "f.csv:2: la riga ha 3 celle, l'intestazione 2: " TOO_MANY
         "f.csv:3: la riga ha 3 celle, l'intestazione 2: " TOO_MANY},
        {T("a;b\n\"x\ny\";\"1\n2;3\n"),
         "f.csv:3:2: manca la virgoletta di chiusura: aggiungerla, o togliere quella che apre la cella\n"},
        {T("a;b\n1;\""),
         "f.csv:2:2: manca la virgoletta di chiusura: aggiungerla, o togliere quella che apre la cella\n"},
        {T("a;b\n\"x\"y;1\n\"z\" ;2\n"),
         "f.csv:2:1: testo dopo la virgoletta di chiusura: raddoppiare le virgolette che fanno parte del testo\n"
         "f.csv:3:1: testo dopo la virgoletta di chiusura: raddoppiare le virgolette che fanno parte del testo\n"},
        {T("a;b\n1;\0x\n\x01;\x7f\n\xc2\x85;\"\x1b\"\n"),
         "f.csv:2:2: il byte 0 nella cella: toglierlo\n"
         "f.csv:3:1: un carattere di controllo nella cella: toglierlo\n"
         "f.csv:3:2: un carattere di controllo nella cella: toglierlo\n"
         "f.csv:4:1: un carattere di controllo nella cella: toglierlo\n"
         "f.csv:4:2: un carattere di controllo nella cella: toglierlo\n"},
        {T("a;b\r1;2\r"),
         "f.csv:1:2: un ritorno a capo (CR) da solo: salvare il file con le righe chiuse da CR e LF\n"
         "f.csv:1:3: un ritorno a capo (CR) da solo: salvare il file con le righe chiuse da CR e LF\n"},
        {T("a;b\n\xe0;\x81\n\x8d\x8f;2\n\x90;\x9d\n"),
         "f.csv:2:2: un byte che in Windows-1252 non indica nessun carattere: " SAVE_AS
         "f.csv:3:1: un byte che in Windows-1252 non indica nessun carattere: " SAVE_AS
         "f.csv:4:1: un byte che in Windows-1252 non indica nessun carattere: " SAVE_AS
         "f.csv:4:2: un byte che in Windows-1252 non indica nessun carattere: " SAVE_AS},
        {T("\xef\xbb\xbf" "a;b\n\xe0;1\n"),
         "f.csv:1: il file si dice UTF-8 (BOM) ma ha byte che non lo sono: " SAVE_AS},
        {T("\xff\xfe" "a\0;\0b\0\n\0"), "f.csv:1: il file è in UTF-16 («Testo Unicode»): " SAVE_AS},
        {T("\xfe\xff\0a\0;\0b\0\n"), "f.csv:1: il file è in UTF-16 («Testo Unicode»): " SAVE_AS},
        {T("a\0;\0b\0\n\0"), "f.csv:1: il file è in UTF-16 («Testo Unicode»): " SAVE_AS},
        {T("\0a\0;\0b\0\n"), "f.csv:1: il file è in UTF-16 («Testo Unicode»): " SAVE_AS},
        {T("PK\x03\x04 qualcosa"), "f.csv:1: il file è una cartella di lavoro, non un CSV: " SAVE_AS},
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++) {
        Arena a = {0};
        Csv csv;
        assert_str_equal(read_shown(&a, (Str){cases[i].bytes, cases[i].n}, &csv), str_of(cases[i].defects));
        arena_free(&a);
    }
}

static void times(Buf *b, Str s, int n)
{
    while (n--) buf_put(b, s);
}

static void test_csv__limits(void **state)
{
    (void)state;
    Arena a = {0};
    Csv csv;
    Buf b = buf_new(&a);
    times(&b, S("x;"), 199);
    buf_put(&b, S("x\n"));
    Str columns = str_dup(&a, buf_str(&b));
    assert_int_equal(csv_read(columns, S("f"), &a, &csv, &(Difetti){.a = &a}), OK);
    assert_int_equal(csv.rows.items[0].n, 200);
    b.n = 0;
    times(&b, S("x;"), 200);
    assert_str_equal(read_shown(&a, buf_str(&b), &csv),
                     S("f.csv:1: più di 200 colonne: toglierne, o controllare il separatore\n"));
    b.n = 0;
    buf_put(&b, S("a\n"));
    times(&b, S("x"), 65536);
    assert_int_equal(csv_read(buf_str(&b), S("f"), &a, &csv, &(Difetti){.a = &a}), OK);
    buf_put(&b, S("x"));
    assert_str_equal(read_shown(&a, buf_str(&b), &csv),
                     S("f.csv:2:1: la cella supera 64 KiB: accorciarla (o manca una virgoletta di chiusura)\n"));
    b.n = 0;
    buf_put(&b, S("a;b\n"));
    times(&b, S(";"), 1000000); /* empty, however long */
    assert_int_equal(csv_read(buf_str(&b), S("f"), &a, &csv, &(Difetti){.a = &a}), OK);
    assert_int_equal(csv.rows.n, 1);
    b.n = 0;
    times(&b, S("x\n"), 1000001);
    assert_int_equal(csv_read(buf_str(&b), S("f"), &a, &csv, &(Difetti){.a = &a}), OK);
    buf_put(&b, S("x\n"));
    assert_str_equal(read_shown(&a, buf_str(&b), &csv),
                     S("f.csv:1000002: più di 1.000.000 di righe: dividere il file\n"));
    arena_free(&a);
}

static void test_csv__what_is_written_comes_back(void **state)
{
    (void)state;
    static const char *const cells[] = {
        "", "a", " a ", "a;b", "a,b", "a\tb", "a\"b", "\"", "\"a\"", "a\nb", "a\r\nb", "\r", "=1+1", "-3", "@x",
        "\t=x", "'x", "citt\xc3\xa0 \xe2\x82\xac", "\xef\xbb\xbfx", "x\xc2\xa0", ";", ",,,,,,,,", "\n",
    };
    Arena a = {0};
    for (ptrdiff_t columns = 1; columns <= 3; columns++) {
        Buf b = buf_new(&a);
        for (ptrdiff_t i = 0; i < COUNT_OF(cells); i++) {
            if (columns == 1 && !*cells[i]) continue; /* a row of nothing */
            for (ptrdiff_t k = 0; k < columns; k++)
                csv_cell(&b, str_of(cells[(i + k * 7) % COUNT_OF(cells)]), k == 0);
            csv_end_row(&b);
        }
        Csv csv;
        Difetti d = {.a = &a};
        assert_int_equal(csv_read(buf_str(&b), S("f"), &a, &csv, &d), OK);
        ptrdiff_t row = 0;
        for (ptrdiff_t i = 0; i < COUNT_OF(cells); i++) {
            if (columns == 1 && !*cells[i]) continue;
            assert_int_equal(csv.rows.items[row].n, columns);
            for (ptrdiff_t k = 0; k < columns; k++)
                assert_str_equal(csv.rows.items[row].cells[k], str_of(cells[(i + k * 7) % COUNT_OF(cells)]));
            row++;
        }
        assert_int_equal(csv.rows.n, row);
    }
    arena_free(&a);
}

static void test_csv__the_bytes_that_are_written(void **state)
{
    (void)state;
    Arena a = {0};
    Buf b = buf_new(&a);
    csv_cell(&b, S("nome"), true);
    csv_cell(&b, S("a;b \"c\""), false);
    csv_cell(&b, S(""), false);
    csv_cell(&b, S("=1"), false);
    csv_end_row(&b);
    assert_str_equal(buf_str(&b), S("nome;\"a;b \"\"c\"\"\";;=1\n"));
    b.n = 0;
    csv_cell(&b, S("\xef\xbb\xbfx"), true); /* not the file's mark */
    assert_str_equal(buf_str(&b), S("\"\xef\xbb\xbfx\""));
    b.n = 0;
    csv_cell(&b, S("sep="), true); /* a heading, not Excel's first line */
    csv_cell(&b, S(""), false);
    assert_str_equal(buf_str(&b), S("\"sep=\";"));
    b.n = 0;
    csv_cell(&b, S("a, b\tc"), true);
    assert_str_equal(buf_str(&b), S("\"a, b\tc\""));
    static const struct { const char *cell, *written; } excel[] = {
        {"=1+1", "'=1+1"}, {"+39 0823", "'+39 0823"}, {"-x", "'-x"}, {"@a", "'@a"}, {"\tx", "\"'\tx\""},
        {"\rx", "\"'\rx\""}, {"-3", "-3"}, {"+4,5", "\"+4,5\""}, {"-1.234,56", "\"-1.234,56\""}, {"=", "'="},
        {"-", "'-"}, {"-1.", "'-1."}, {"-.5", "'-.5"},
        {"-1+1", "'-1+1"}, {"--1", "'--1"}, {"=a;b", "\"'=a;b\""}, {"a=b", "a=b"}, {"", ""}, {"1", "1"}, {" =1", " =1"},
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(excel); i++) {
        b.n = 0;
        csv_cell_for_excel(&b, str_of(excel[i].cell), true);
        assert_str_equal(buf_str(&b), str_of(excel[i].written));
    }
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_csv__what_excel_saves_is_read),
        cmocka_unit_test(test_csv__defects_and_where),
        cmocka_unit_test(test_csv__limits),
        cmocka_unit_test(test_csv__what_is_written_comes_back),
        cmocka_unit_test(test_csv__the_bytes_that_are_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

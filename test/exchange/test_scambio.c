/* test_scambio.c - the exchange format: what goes out comes back, on both engines, in both forms. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "prova.h"

#include "base/os.h"
#include "exchange/scambio.h"

static Str esempio(Arena *a)
{
    const char *folder = getenv("CICLO_ESEMPIO");
    if (!folder) fail_msg("CICLO_ESEMPIO is not set: it is the folder of the example body");
    return str_dup(a, str_of(folder));
}

static void no_defects(const Difetti *d)
{
    if (d->lista.n) fail_msg("%.*s: %.*s", STR_ARG(d->lista.items[0].dove), STR_ARG(d->lista.items[0].cosa));
}

/* What was read, checked against an empty body or what is stored. */
static void take_in(Prova *p, Scambio *s, const Archivio *stored, Differenze *diff)
{
    Difetti d = {.a = &p->a};
    scambio_ordina(s, &p->a, &d);
    Err e = scambio_controlla(s, stored, &d);
    no_defects(&d);
    assert_int_equal(e, OK);
    scambio_differenze(s, stored, &p->a, diff);
}

static void write_all(Prova *p, const Differenze *diff)
{
    Modifica *m = NEW_N(&p->a, Modifica, diff->lista.n + 1);
    for (ptrdiff_t i = 0; i < diff->lista.n; i++) {
        const Differenza *x = &diff->lista.items[i];
        m[i] = (Modifica){x->e->tipo, x->nuovo, false, x->vecchio ? *(const int64_t *)x->vecchio : 0};
    }
    Esito out;
    prova_ok(p, store_scrivi(p->st, p->operatore, &(Scrittura){ORA, S(""), m, diff->lista.n}, &p->a, &out));
    assert_int_equal(out.scritti, diff->lista.n);
}

static void load(Prova *p, Archivio *out) { prova_ok(p, store_archivio_load(p->st, p->operatore, &p->a, out)); }

/* A new body with what was read in it. */
static void new_body(Prova *p, Scambio *s, Archivio *out)
{
    Differenze diff;
    prova_body(p);
    load(p, out);
    take_in(p, s, out, &diff);
    write_all(p, &diff);
    load(p, out);
}

static void next_place(Prova *p, const char *name)
{
    store_close(p->st);
    p->st = NULL;
    p->url = prova_other_url(p, name);
}

static void same_archive(Arena *a, const Archivio *x, const Archivio *y)
{
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++)
        assert_str_equal(scambio_csv(&x->tabelle[t], a), scambio_csv(&y->tabelle[t], a));
}

static void test_scambio__the_example_comes_out_as_it_went_in_byte_for_byte(void **state)
{
    EVIDENCE("X-11");
    Prova *p = *state;
    Str folder = esempio(&p->a);
    Scambio s, j, twice;
    Archivio stored, second;
    Difetti d = {.a = &p->a};
    scambio_init(&s, NULL);
    assert_int_equal(scambio_read_path(folder, &p->a, &s, &d), OK);
    no_defects(&d);
    assert_int_equal(s.avvisi.n, 0);
    new_body(p, &s, &stored);
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) {
        Str file, path = str_fmt(&p->a, "%.*s/%s.csv", STR_ARG(folder), entita_info(t)->nome);
        assert_int_equal(os_read_file(path, 1 << 24, &p->a, &file), OK);
        assert_str_equal(scambio_csv(&stored.tabelle[t], &p->a), file);
    }
    /* CSV -> body -> JSON -> another body -> JSON and CSV */
    Str json = scambio_json(&stored, &p->a);
    scambio_init(&j, NULL);
    assert_int_equal(scambio_read_json(json, &p->a, &j, &d), OK);
    next_place(p, "second");
    new_body(p, &j, &second);
    assert_str_equal(scambio_json(&second, &p->a), json);
    same_archive(&p->a, &stored, &second);
    /* once more into the same body: nothing to do */
    Differenze diff;
    scambio_init(&twice, NULL);
    assert_int_equal(scambio_read_path(folder, &p->a, &twice, &d), OK);
    take_in(p, &twice, &second, &diff);
    assert_int_equal(diff.lista.n, 0);
}

static void test_scambio__one_changed_cell_is_one_difference_with_both_values(void **state)
{
    Prova *p = *state;
    Scambio s;
    Archivio stored;
    Difetti d = {.a = &p->a};
    Differenze diff;
    scambio_init(&s, NULL);
    assert_int_equal(scambio_read_csv(entita_info(ENTITA_ENTE), S("codice;nome;missione\nE;Ente;Servire\n"),
                                      S("enti.csv"), &p->a, &s, &d), OK);
    assert_int_equal(scambio_read_csv(entita_info(ENTITA_UNITA), S("codice;nome;tipo\nU1;Uno;area\nU2;Due;area\n"),
                                      S("unita.csv"), &p->a, &s, &d), OK);
    new_body(p, &s, &stored);
    scambio_init(&s, NULL);
    assert_int_equal(scambio_read_csv(entita_info(ENTITA_UNITA), S("codice;nome;tipo\nU3;Tre;area\nU2;DUE;area\n"),
                                      S("unita.csv"), &p->a, &s, &d), OK);
    assert_int_equal(scambio_read_csv(entita_info(ENTITA_ENTE), S("codice;nome\nE;Ente\n"), S("enti.csv"), &p->a, &s,
                                      &d), OK);
    take_in(p, &s, &stored, &diff);
    assert_int_equal(diff.lista.n, 3);
    assert_null(diff.lista.items[2].vecchio);
    assert_str_equal(((const Unita *)diff.lista.items[1].vecchio)->nome, S("Due"));
    assert_str_equal(((const Unita *)diff.lista.items[1].nuovo)->nome, S("DUE"));
    assert_int_equal(diff.conti[ENTITA_UNITA].nuovi, 1);
    assert_int_equal(diff.conti[ENTITA_UNITA].modificati, 1);
    assert_int_equal(diff.conti[ENTITA_UNITA].uguali, 0);
    assert_int_equal(diff.avvisi.n, 1);   /* missione has no column: its value goes, and that is said */
    assert_str_equal(diff.avvisi.items[0], S("enti.csv: la colonna «missione» non c'è, e il suo valore si svuota in 1 "
                                             "riga già presente: per tenerlo aggiungere la colonna"));
    write_all(p, &diff);
    load(p, &stored);
    assert_int_equal(stored.tabelle[ENTITA_UNITA].n, 3);   /* U1 was not in the file and is still there */
}

/* -- what a cell can hold: any value of any field, by a seeded generator */
typedef struct Caso { uint64_t x; } Caso;

static uint64_t next(Caso *c, uint64_t below)
{
    c->x ^= c->x << 13;
    c->x ^= c->x >> 7;
    c->x ^= c->x << 17;
    return c->x % below;
}

static Str random_text(Arena *a, Caso *c, bool lines)
{
    static const char *const bits[] = {"a", "Z", "0", "1.234", ";", ",", "\"", "\"\"", "\t", "à", "€",
                                       "\xf0\x9f\x98\x80", "=1+1", "+", "-", "@", "/", "%",
                                       "%2F", "'", "\\", "\\n", "\xef\xbb\xbf", "\xc2\xa0", "null", "<b>", " ", "\n"};
    Buf b = buf_new(a);
    for (uint64_t n = 1 + next(c, 6); n; n--) buf_put(&b, str_of(bits[next(c, COUNT_OF(bits) - !lines)]));
    Str s = str_trim(buf_str(&b));
    return s.n ? s : S("x");
}

static Str random_number(Arena *a, Caso *c, const char *arg)
{
    Str s = str_of(arg);
    int places = s.p[s.n - 2] == ':' ? s.p[s.n - 1] - '0' : 0;
    long long high = strtoll(strstr(arg, "..") + 2, NULL, 10), low = strtoll(arg, NULL, 10), from = low > 0 ? low : 0;
    /* mostly small ones: there the readings of "1.234" differ */
    long long whole = from + (long long)next(c, (uint64_t)(high - from > 1000 && next(c, 4) ? 1000 : high - from) + 1);
    const char *sign = whole && whole < -low && next(c, 2) ? "-" : "";
    if (!places || whole == high) return str_fmt(a, "%s%lld", sign, whole);
    Buf b = buf_new(a);
    buf_fmt(&b, "%s%lld.", sign, whole);
    for (uint64_t n = 1 + next(c, (uint64_t)places); n; n--) buf_char(&b, (char)('0' + next(c, 10)));
    return buf_str(&b);
}

static Str random_cell(Arena *a, Caso *c, const CampoInfo *f)
{
    switch (f->tipo) {
    case CAMPO_CODICE: case CAMPO_RIF:
        return str_fmt(a, "K%llu%s", (unsigned long long)next(c, 50), next(c, 4) ? "" : "/%;,");
    case CAMPO_TESTO: return random_text(a, c, false);
    case CAMPO_LUNGO: return random_text(a, c, true);
    case CAMPO_INTERO: case CAMPO_DECIMALE: return random_number(a, c, f->arg);
    case CAMPO_EURO: return str_fmt(a, "%llu.%02llu", (unsigned long long)next(c, 3000),
                                    (unsigned long long)next(c, 100));
    case CAMPO_DATA: return date_iso(a, (Date){(int32_t)(700000 + next(c, 40000))});
    case CAMPO_SCELTA: {
        Str words = str_of(f->arg);
        ptrdiff_t bar = str_find(words, '|');
        if (next(c, 2)) return str_sub(words, 0, bar);
        Str rest = str_sub(words, bar + 1, words.n);
        bar = str_find(rest, '|');
        return bar < 0 ? rest : str_sub(rest, 0, bar);
    }
    }
    return S("");
}

static void random_archive(Arena *a, Caso *c, Archivio *out)
{
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) {
        const EntitaInfo *e = entita_info(t);
        Tabella *tab = &out->tabelle[t];
        *tab = (Tabella){e, arena_alloc_n(a, e->size, 30), 0};
        for (int i = 0; i < 30; i++) {
            void *r = (char *)tab->items + tab->n * e->size;
            void *fresh = record_new(a, e);
            for (int k = 0; k < e->n_campi; k++) {
                const CampoInfo *f = &e->campi[k];
                Str why, text = campo_facoltativo(f) && next(c, 2) ? S("") : random_cell(a, c, f);
                if (!campo_read(a, f, text, false, fresh, &why))
                    fail_msg("%s.%s «%.*s»: %.*s", e->nome, f->nome, STR_ARG(text), STR_ARG(why));
            }
            memcpy(r, fresh, (size_t)e->size);
            tab->n++;
            Tabella copy = *tab;
            if (tabella_sort(a, &copy) >= 0) tab->n--;   /* such a key is there already */
        }
        tabella_sort(a, tab);
    }
}

static void test_scambio__whatever_a_field_may_hold_is_read_back_from_csv_and_json(void **state)
{
    EVIDENCE("X-07");
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        Arena a = {0};
        Caso c = {seed * 0x9e3779b97f4a7c15u};
        Archivio arch;
        Scambio s, j;
        Difetti d = {.a = &a};
        random_archive(&a, &c, &arch);
        scambio_init(&s, NULL);
        scambio_init(&j, NULL);
        for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) {
            Err e = scambio_read_csv(entita_info(t), scambio_csv(&arch.tabelle[t], &a), S("x.csv"), &a, &s, &d);
            no_defects(&d);
            assert_int_equal(e, OK);
        }
        Str json = scambio_json(&arch, &a);
        assert_int_equal(scambio_read_json(json, &a, &j, &d), OK);
        scambio_ordina(&s, &a, &d);
        scambio_ordina(&j, &a, &d);
        no_defects(&d);
        assert_str_equal(scambio_json(&s.dati, &a), json);
        assert_str_equal(scambio_json(&j.dati, &a), json);
        same_archive(&a, &arch, &s.dati);
        arena_free(&a);
    }
}

/* -- what the pages of data need */
static Archivio example(Arena *a)
{
    Scambio *s = NEW(a, Scambio);
    Difetti d = {.a = a};
    scambio_init(s, NULL);
    assert_int_equal(scambio_read_path(esempio(a), a, s, &d), OK);
    scambio_ordina(s, a, &d);
    no_defects(&d);
    return s->dati;
}

static void test_scambio__what_a_spreadsheet_gets_has_decimal_commas_and_comes_back_without_a_difference(void **state)
{
    EVIDENCE("X-11");
    (void)state;
    Arena a = {0};
    Archivio arch = example(&a);
    const EntitaTipo tables[] = {ENTITA_VALORE, ENTITA_RISORSA, ENTITA_PERSONA, ENTITA_INDICATORE};
    for (ptrdiff_t i = 0; i < COUNT_OF(tables); i++) {
        Scambio s;
        Difetti d = {.a = &a};
        Differenze diff;
        Str csv = scambio_csv_foglio(&arch.tabelle[tables[i]], &a);
        assert_true(str_starts(csv, S("\xef\xbb\xbf")));
        scambio_init(&s, NULL);
        assert_int_equal(scambio_read_csv(entita_info(tables[i]), csv, S("x.csv"), &a, &s, &d), OK);
        scambio_ordina(&s, &a, &d);
        scambio_differenze(&s, &arch, &a, &diff);
        assert_int_equal(diff.lista.n, 0);
        assert_true(s.dati.tabelle[tables[i]].n > 0);
    }
    Valore v = {.indicatore = S("I1"), .anno = 2025, .periodo = S("finale"), .stato = S("rilevato"),
                .valore = num_ratio(&a, 25, 2), .motivo = S("=1+1")};
    Str text = scambio_csv_foglio(&(Tabella){entita_info(ENTITA_VALORE), &v, 1}, &a);
    assert_str_equal(str_sub(text, str_find(text, '\n') + 1, text.n), S("I1;2025;finale;rilevato;\"12,5\";;;'=1+1\n"));
    arena_free(&a);
}

static ptrdiff_t against(Arena *a, const Archivio *arch, EntitaTipo t, const char *key, Difetti *d)
{
    Archivio left;
    *d = (Difetti){.a = a};
    assert_non_null(tabella_find(a, &arch->tabelle[t], str_of(key)));
    scambio_rimuovi(arch, &(Rimosso){entita_info(t), str_of(key)}, 1, a, &left, d);
    assert_int_equal(left.tabelle[t].n, arch->tabelle[t].n - 1);
    return d->lista.n;
}

static void test_scambio__what_goes_names_what_depends_on_it(void **state)
{
    EVIDENCE("X-11");
    (void)state;
    Arena a = {0};
    Difetti d;
    Archivio arch = example(&a);
    assert_true(against(&a, &arch, ENTITA_PERSONA, "M005", &d) > 0);       /* references */
    assert_true(against(&a, &arch, ENTITA_ANNO, "2025", &d) > 0);          /* a year's records */
    ptrdiff_t n;
    const NodoVersione *v = ALL(&arch, NodoVersione, NODO_VERSIONE, &n);
    for (ptrdiff_t i = 0; i < n; i++) {                                    /* a node's only version of a year */
        if (v[i].padre.n || v[i].versione != 1 || v[i].anno != 2025) continue;
        Str key = record_key(&a, entita_info(ENTITA_NODO_VERSIONE), &v[i]);
        assert_true(against(&a, &arch, ENTITA_NODO_VERSIONE, str_c(&a, key), &d) > 0);
        arena_free(&a);
        return;
    }
    fail_msg("the example has no root in 2025");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_scambio__the_example_comes_out_as_it_went_in_byte_for_byte),
        BOTH(test_scambio__one_changed_cell_is_one_difference_with_both_values),
        cmocka_unit_test(test_scambio__what_a_spreadsheet_gets_has_decimal_commas_and_comes_back_without_a_difference),
        cmocka_unit_test(test_scambio__what_goes_names_what_depends_on_it),
        cmocka_unit_test(test_scambio__whatever_a_field_may_hold_is_read_back_from_csv_and_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

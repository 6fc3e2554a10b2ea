/* test_copia.c - copies, restores, from one engine to the other; the public file; both engines tell the same bytes. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "prova.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/os.h"
#include "store/copia.h"
#include "store/esecuzione.h"
#include "store/pubblico.h"
#include "store/verifica.h"

static void fill_more(Prova *p)
{
    int64_t id, seq;
    prova_fill(p);
    Risultato r[] = {{S("premi.persone"), S("P2"), S("importo"), S("10.00"), S("[]")},
                     {S("premi.persone"), S("P1"), S("importo"), S("20.00"), S("[]")}};
    TestoEsecuzione t = {S("caso"), S("{\"a\":1}\n")};
    Esecuzione x = {.anno = 2018, .tipo = S("valutazione"), .sistema = S("criteri-2018"), .impronta = S("sha256:00"),
                    .risultati = r, .n = 2, .testi = &t, .n_testi = 1};
    prova_ok(p, store_esecuzione_save(p->st, p->persona, ORA, &x, &p->a, &id));
    PubDocumento d = {S("piano"), 2018, 1, S("html"), S("Piano"), S("<p>è</p>"), S(""), S("2018-01-31")};
    PubDato cells[] = {{S("art20"), 2018, 10, S("fascia"), S("A")}, {S("art20"), 2018, 9, S("fascia"), S("B")}};
    prova_ok(p,
             store_pubblica(p->st, p->operatore, ORA, S("D4"), &(Pubblicazione){2018, &d, 1, cells, 2}, &p->a, &seq));
}

static Str bytes_of(Prova *p, Str file)
{
    Str s;
    assert_int_equal(os_read_file(file, 100000000, &p->a, &s), OK);
    return s;
}

static Str path(Prova *p, const char *name) { return str_fmt(&p->a, "%.*s/%s", STR_ARG(p->folder), name); }

static Str all_json(Prova *p, Store *st)
{
    Archivio arch;
    Buf b = buf_new(&p->a);
    prova_ok(p, store_archivio_load(st, p->operatore, &p->a, &arch));
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++)
        for (ptrdiff_t i = 0; i < arch.tabelle[t].n; i++) {
            void *r = tabella_at(&arch.tabelle[t], i);
            Str json = record_json(&p->a, arch.tabelle[t].e, r);
            buf_fmt(&b, "%s %lld %.*s\n", arch.tabelle[t].e->nome, (long long)*(int64_t *)r, STR_ARG(json));
        }
    return buf_str(&b);
}

static void test_copia__is_a_body_of_its_own_and_comes_back_whole(void **state)
{
    Prova *p = *state;
    prova_body(p);
    fill_more(p);
    Str file = path(p, "copia.db"), why, hash, hash2;
    prova_ok(p, store_copia(p->st, p->operatore, file));
    struct stat st;
    assert_int_equal(stat(str_c(&p->a, file), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_false(os_exists(path(p, "copia.db-wal")));
    Str before = bytes_of(p, file), body = all_json(p, p->st);
    int64_t seq, seq2;
    prova_ok(p, store_testa(p->st, &p->a, &seq, &hash));
    prova_put(p, ENTITA_UNITA, prova_unit(p, "dopo"), 0); /* not in the copy */

    Str there = prova_other_url(p, "ripreso");
    Err e = store_ripristina(file, there, ORA, &p->a, &why);
    if (e) fail_msg("%.*s", STR_ARG(why));
    Store *again = prova_open(p, there);
    assert_str_equal(all_json(p, again), body);
    Verifica v;
    prova_ok(p, store_testa(again, &p->a, &seq2, &hash2));
    assert_int_equal(seq, seq2);
    assert_int_equal(store_verifica(again, p->operatore, store_ancora(&p->a, seq, hash), NULL, NULL, &p->a, &v), OK);
    Esecuzione *runs;
    ptrdiff_t n;
    prova_ok(p, store_esecuzioni_elenco(again, 2018, S(""), &p->a, &runs, &n));
    assert_int_equal(n, 1);
    Modifica one = {ENTITA_UNITA, prova_unit(p, "U4"), false, 0};
    Esito out;
    assert_int_equal(store_scrivi(again, p->operatore, &(Scrittura){ORA, S(""), &one, 1}, &p->a, &out), OK);
    assert_int_equal(out.seq, seq + 1);
    store_close(again);
    assert_true(str_eq(bytes_of(p, file), before)); /* restoring reads the copy and leaves it */

    assert_int_equal(store_ripristina(file, there, ORA, &p->a, &why), E_CONFLITTO); /* there is something there */
    assert_int_equal(store_ripristina(path(p, "nessuno.db"), prova_other_url(p, "altro"), ORA, &p->a, &why),
                     E_NON_TROVATO);
}

static void test_copia__goes_from_one_engine_to_the_other(void **state)
{
    Prova *p = *state;
    prova_body(p);
    fill_more(p);
    Str file = path(p, "copia.db"), second = path(p, "seconda.db"), why, place;
    prova_ok(p, store_copia(p->st, p->operatore, file));
    p->pg = !p->pg;
    place = prova_other_url(p, "altrove");
    assert_int_equal(store_ripristina(file, place, ORA, &p->a, &why), OK);
    Store *there = prova_open(p, place);
    assert_str_equal(all_json(p, there), all_json(p, p->st));
    prova_ok(p, store_copia(there, p->operatore, second));
    store_close(there);
    assert_true(str_eq(bytes_of(p, file), bytes_of(p, second)));
}

static void test_copia__of_a_tampered_body_is_refused_and_leaves_no_file(void **state)
{
    Prova *p = *state;
    prova_body(p);
    fill_more(p);
    prova_raw(p, "UPDATE fondi SET importo = 1");
    assert_int_equal(store_copia(p->st, p->operatore, path(p, "copia.db")), E_CATENA);
    assert_false(os_exists(path(p, "copia.db")));
    assert_int_equal(store_copia(p->st, p->operatore, path(p, "non/esiste/copia.db")), E_SCRITTURA);
    assert_true(store_perche(p->st).n > 0);
}

static void test_copia__a_damaged_file_is_not_restored(void **state)
{
    Prova *p = *state;
    prova_body(p);
    fill_more(p);
    Str file = path(p, "copia.db"), why;
    prova_ok(p, store_copia(p->st, p->operatore, file));
    prova_raw_at(p, file, S("UPDATE persone SET nome = 'x'"));
    Str place = prova_other_url(p, "ripreso");
    assert_int_equal(store_ripristina(file, place, ORA, &p->a, &why), E_CATENA);
    if (!p->pg) assert_false(os_exists(place));
    else
        assert_str_equal(
            prova_raw_at(p, place, S("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()")), S("0"));
    Str bytes = bytes_of(p, file);
    assert_int_equal(os_write_file(file, str_sub(bytes, 0, bytes.n / 2)), OK);
    assert_true(store_ripristina(file, place, ORA, &p->a, &why) != OK);
    assert_true(why.n > 0);
    assert_int_equal(os_write_file(file, S("non è una base di dati, ma un testo qualunque che è abbastanza lungo")),
                     OK);
    assert_true(store_ripristina(file, place, ORA, &p->a, &why) != OK);
}

static void test_pubblico__the_file_holds_the_public_tables_and_nothing_else(void **state)
{
    Prova *p = *state;
    prova_body(p);
    fill_more(p);
    Str file = path(p, "pubblico.db");
    prova_ok(p, store_pubblico_file(p->st, file));
    assert_str_equal(
        prova_raw_at(p, file,
                     S("SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema WHERE type = 'table' "
                       "ORDER BY name)")),
        S("pub_dati,pub_documenti"));
    assert_str_equal(prova_raw_at(p, file, S("SELECT contenuto FROM pub_documenti")), S("<p>è</p>"));
    assert_str_equal(prova_raw_at(p, file, S("SELECT count(*) FROM pub_dati")), S("2"));
    Str bytes = bytes_of(p, file);
    for (ptrdiff_t i = 0; i + 7 <= bytes.n; i++) assert_true(memcmp(bytes.p + i, "Cognome", 7) != 0);
    prova_ok(p, store_pubblico_file(p->st, file)); /* made anew, renamed over the old one */
    assert_true(str_eq(bytes_of(p, file), bytes));
}

static void test_pubblico__a_year_is_replaced_whole_and_the_same_again_is_no_entry(void **state)
{
    Prova *p = *state;
    prova_body(p);
    fill_more(p);
    int64_t seq;
    Pubblicazione now;
    prova_ok(p, store_pubblicazione_load(p->st, 2018, &p->a, &now));
    assert_int_equal(now.n_documenti, 1);
    assert_int_equal(now.n_dati, 2);
    assert_int_equal(now.dati[0].riga, 9);
    prova_ok(p, store_pubblica(p->st, p->operatore, ORA, S("D4"), &now, &p->a, &seq));
    assert_int_equal(seq, 0);
    PubDato other = {S("altro"), 2019, 1, S("x"), S("1")};
    prova_ok(
        p, store_pubblica(p->st, p->operatore, ORA, S("D4"), &(Pubblicazione){2019, NULL, 0, &other, 1}, &p->a, &seq));
    assert_true(seq > 0);
    assert_int_equal(
        store_pubblica(p->st, p->operatore, ORA, S("D4"), &(Pubblicazione){2018, NULL, 0, &other, 1}, &p->a, &seq),
        E_DATI);
    prova_ok(p,
             store_pubblica(p->st, p->operatore, ORA, S("D4"), &(Pubblicazione){2018, NULL, 0, NULL, 0}, &p->a, &seq));
    assert_str_equal(prova_raw(p, "SELECT count(*) FROM pub_documenti"), S("0"));
    assert_str_equal(prova_raw(p, "SELECT count(*) FROM pub_dati"), S("1"));
    Verifica v;
    prova_ok(p, store_verifica(p->st, p->operatore, S(""), NULL, NULL, &p->a, &v));
}

static void test_motori__the_same_writes_give_the_same_bytes_on_both(void **state)
{
    Prova *p = *state, *other;
    void *second = NULL;
    prova_body(p);
    fill_more(p);
    prova_ok(p, store_copia(p->st, p->operatore, path(p, "copia.db")));
    assert_int_equal(prova_postgres(&second), 0);
    other = second;
    prova_body(other);
    fill_more(other);
    prova_ok(other, store_copia(other->st, other->operatore, path(other, "copia.db")));
    assert_true(str_eq(bytes_of(p, path(p, "copia.db")), bytes_of(other, path(other, "copia.db"))));
    prova_end(&second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_copia__is_a_body_of_its_own_and_comes_back_whole),
        BOTH(test_copia__goes_from_one_engine_to_the_other),
        BOTH(test_copia__of_a_tampered_body_is_refused_and_leaves_no_file),
        BOTH(test_copia__a_damaged_file_is_not_restored),
        BOTH(test_pubblico__the_file_holds_the_public_tables_and_nothing_else),
        BOTH(test_pubblico__a_year_is_replaced_whole_and_the_same_again_is_no_entry),
        ON_SQLITE(test_motori__the_same_writes_give_the_same_bytes_on_both),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

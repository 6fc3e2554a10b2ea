/* test_lavori.c - jobs: one maker at a time, taken up again when he vanishes, only for who asked, gone after a week. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "prova.h"

#include "store/cancella.h"
#include "store/lavori.h"

enum { ADESSO = 1800000000 };
static const Lavoro sheet = {.documento = S("scheda"), .formato = S("pdf"), .anno = 2018, .soggetto = S("P1")};

static Str asked(Prova *p, const char *documento, int64_t adesso)
{
    Str code;
    Lavoro x = sheet;
    x.documento = str_of(documento);
    prova_ok(p, store_lavoro_crea(p->st, p->persona, &x, adesso, &p->a, &code));
    return code;
}

static Lavoro loaded(Prova *p, Str code)
{
    Lavoro x;
    prova_ok(p, store_lavoro_load(p->st, S("P9"), code, ADESSO, &p->a, &x));
    return x;
}

static void test_lavori__the_file_comes_back_to_the_byte_and_only_to_who_asked(void **state)
{
    Prova *p = *state;
    prova_body(p);
    Str code = asked(p, "scheda", ADESSO), bytes = {"%PDF\0\xff\n", 7}, name, got;
    Lavoro x;
    bool mine;
    assert_int_equal(code.n, 64);
    assert_int_equal(store_lavoro_file(p->st, S("P9"), code, ADESSO, &p->a, &name, &got), E_NON_TROVATO); /* not made yet */
    prova_ok(p, store_lavoro_prendi(p->st, p->operatore, S("uno"), ADESSO, &p->a, &x));
    assert_str_equal(x.persona, S("P9"));
    assert_str_equal(x.soggetto, S("P1"));
    assert_int_equal(x.anno, 2018);
    prova_ok(p, store_lavoro_vivo(p->st, p->operatore, code, S("uno"), ADESSO + 5, S("conversione"), 60, &mine));
    assert_true(mine);
    assert_int_equal(loaded(p, code).stato, LAVORO_CORSO);
    assert_int_equal(loaded(p, code).avanzamento, 60);
    assert_str_equal(loaded(p, code).passo, S("conversione"));
    prova_ok(p, store_lavoro_fatto(p->st, p->operatore, code, S("uno"), ADESSO + 9, S("scheda.pdf"), bytes, &mine));
    assert_true(mine);
    prova_ok(p, store_lavoro_file(p->st, S("P9"), code, ADESSO + 10, &p->a, &name, &got));
    assert_str_equal(name, S("scheda.pdf"));
    assert_true(str_eq(got, bytes));
    assert_int_equal(store_lavoro_file(p->st, S("P1"), code, ADESSO + 10, &p->a, &name, &got), E_NON_TROVATO);
    assert_int_equal(store_lavoro_load(p->st, S("P1"), code, ADESSO + 10, &p->a, &x), E_NON_TROVATO);
    assert_int_equal(store_lavoro_file(p->st, S("P9"), code, ADESSO + LAVORO_DURA, &p->a, &name, &got), E_NON_TROVATO);
}

static void test_lavori__the_same_file_is_not_asked_for_twice_and_not_too_many_at_once(void **state)
{
    static const char *const other[] = {"calcolo", "relazione", "vincoli", "altro"};
    Prova *p = *state;
    prova_body(p);
    Str code = asked(p, "scheda", ADESSO), more;
    Lavoro x = sheet, *all;
    ptrdiff_t n;
    bool done;
    assert_str_equal(asked(p, "scheda", ADESSO + 1), code);
    for (int i = 0; i < COUNT_OF(other); i++) asked(p, other[i], ADESSO + 2 + i);
    x.documento = S("troppo");
    assert_int_equal(store_lavoro_crea(p->st, p->persona, &x, ADESSO + 9, &p->a, &more), E_CONFLITTO);
    prova_ok(p, store_lavori_elenco(p->st, S("P9"), ADESSO, &p->a, &all, &n));
    assert_int_equal(n, LAVORI_MASSIMO);
    assert_str_equal(all[n - 1].codice, code); /* the latest first */
    prova_ok(p, store_lavori_elenco(p->st, S("P1"), ADESSO, &p->a, &all, &n));
    assert_int_equal(n, 0);
    prova_ok(p, store_lavoro_annulla(p->st, S("P9"), code, ADESSO + 10, &done));
    assert_true(done);
    prova_ok(p, store_lavoro_crea(p->st, p->persona, &x, ADESSO + 11, &p->a, &more));
    assert_true(more.n && !str_eq(more, code));
}

static void test_lavori__one_that_its_maker_left_is_taken_up_again_and_fails_after_three_times(void **state)
{
    Prova *p = *state;
    prova_body(p);
    Str code = asked(p, "scheda", ADESSO);
    int64_t now = ADESSO;
    Lavoro x;
    bool mine;
    for (int i = 1; i <= LAVORO_TENTATIVI; i++) {
        Str who = str_fmt(&p->a, "numero %d", i);
        prova_ok(p, store_lavoro_prendi(p->st, p->operatore, who, now, &p->a, &x));
        assert_str_equal(x.codice, code);
        assert_int_equal(x.tentativi, i);
        assert_int_equal(store_lavoro_prendi(p->st, p->operatore, S("altro"), now + LAVORO_MUTO - 1, &p->a, &x), E_NON_TROVATO);
        now += LAVORO_MUTO;
    }
    prova_ok(p, store_lavoro_vivo(p->st, p->operatore, code, S("numero 1"), now, S(""), 1, &mine));
    assert_false(mine); /* the first maker, back from sleep, is told that it is not his any more */
    assert_int_equal(store_lavoro_prendi(p->st, p->operatore, S("ultimo"), now, &p->a, &x), E_NON_TROVATO);
    assert_int_equal(loaded(p, code).stato, LAVORO_FALLITO);
    assert_true(str_find(loaded(p, code).perche, ':') > 0);
    prova_ok(p, store_lavoro_ripeti(p->st, S("P1"), code, &mine));
    assert_false(mine); /* somebody else's */
    prova_ok(p, store_lavoro_ripeti(p->st, S("P9"), code, &mine));
    assert_true(mine);
    prova_ok(p, store_lavoro_prendi(p->st, p->operatore, S("dopo"), now, &p->a, &x));
    assert_int_equal(x.tentativi, 1);
}

static void test_lavori__called_off_or_handed_back_it_is_not_its_makers_any_more(void **state)
{
    Prova *p = *state;
    prova_body(p);
    Str code = asked(p, "scheda", ADESSO);
    Lavoro x;
    bool done;
    prova_ok(p, store_lavoro_prendi(p->st, p->operatore, S("uno"), ADESSO, &p->a, &x));
    prova_ok(p, store_lavoro_rilascia(p->st, p->operatore, code, S("uno")));
    assert_int_equal(loaded(p, code).stato, LAVORO_ATTESA);
    assert_int_equal(loaded(p, code).tentativi, 0);
    prova_ok(p, store_lavoro_prendi(p->st, p->operatore, S("due"), ADESSO, &p->a, &x));
    prova_ok(p, store_lavoro_annulla(p->st, S("P1"), code, ADESSO, &done));
    assert_false(done);
    prova_ok(p, store_lavoro_annulla(p->st, S("P9"), code, ADESSO, &done));
    assert_true(done);
    prova_ok(p, store_lavoro_vivo(p->st, p->operatore, code, S("due"), ADESSO + 1, S(""), 50, &done));
    assert_false(done);
    prova_ok(p, store_lavoro_fatto(p->st, p->operatore, code, S("due"), ADESSO + 2, S("f"), S("x"), &done));
    assert_false(done);
    assert_int_equal(loaded(p, code).stato, LAVORO_ANNULLATO);
    prova_ok(p, store_lavoro_annulla(p->st, S("P9"), code, ADESSO, &done));
    assert_false(done);
}

static void test_lavori__old_ones_go_when_somebody_asks_and_all_go_with_an_erased_person(void **state)
{
    Prova *p = *state;
    prova_body(p);
    prova_fill(p);
    Cancellazione c;
    asked(p, "scheda", ADESSO - LAVORO_DURA);
    asked(p, "calcolo", ADESSO);
    assert_str_equal(prova_raw(p, "SELECT COUNT(*) FROM lavori"), S("1"));
    prova_ok(p, store_lavori_pulisci(p->st, p->operatore, ADESSO + LAVORO_DURA - 1));
    assert_str_equal(prova_raw(p, "SELECT COUNT(*) FROM lavori"), S("1"));
    prova_ok(p, store_lavori_pulisci(p->st, p->operatore, ADESSO + LAVORO_DURA));
    assert_str_equal(prova_raw(p, "SELECT COUNT(*) FROM lavori"), S("0"));
    asked(p, "calcolo", ADESSO);
    prova_ok(p, store_cancella_persona(p->st, p->operatore, ORA, S(""), S("P1"), NULL, &p->a, &c));
    assert_str_equal(prova_raw(p, "SELECT COUNT(*) FROM lavori"), S("0"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_lavori__the_file_comes_back_to_the_byte_and_only_to_who_asked),
        BOTH(test_lavori__the_same_file_is_not_asked_for_twice_and_not_too_many_at_once),
        BOTH(test_lavori__one_that_its_maker_left_is_taken_up_again_and_fails_after_three_times),
        BOTH(test_lavori__called_off_or_handed_back_it_is_not_its_makers_any_more),
        BOTH(test_lavori__old_ones_go_when_somebody_asks_and_all_go_with_an_erased_person),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

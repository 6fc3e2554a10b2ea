/* test_scrittura.c - official writes on both engines: all or nothing, stale ones refused, what is written comes back.
 */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "prova.h"

static Str raw_int(Prova *p, const char *what) { return prova_raw(p, "SELECT %s", what); }

static void test_scrittura__what_is_written_comes_back_the_same_and_sorted(void **state)
{
    Prova *p = *state;
    prova_body(p);
    prova_fill(p);
    Archivio arch;
    prova_ok(p, store_archivio_load(p->st, p->operatore, &p->a, &arch));
    ptrdiff_t n;
    const Persona *people = ALL(&arch, Persona, PERSONA, &n);
    assert_int_equal(n, 2);
    assert_str_equal(people[0].cognome, S("Cognome-di-P1"));
    assert_int_equal(people[0].riga, 1);
    assert_str_equal(people[1].codice, S("P2"));
    const Scheda *sheets = ALL(&arch, Scheda, SCHEDA, &n);
    assert_int_equal(n, 2);
    assert_int_equal(sheets[0].riga, 3);
    assert_int_equal(sheets[1].riga, 2);
    assert_true(num_eq(sheets[0].prestazione, num_int(90)));
    assert_str_equal(sheets[1].giudizio, S("Lavora bene.\nMolto \"bene\"."));
    assert_false(num_is(sheets[0].retribuzione_massima));
    const Fondo *f = tabella_find(&p->a, &arch.tabelle[ENTITA_FONDO], S("F%2F1"));
    assert_non_null(f);
    assert_str_equal(record_json(&p->a, entita_info(ENTITA_FONDO), f),
                     S("{\"codice\":\"F/1\",\"anno\":2018,\"importo\":\"12345.67\"}"));
    const Unita *units = ALL(&arch, Unita, UNITA, &n);
    assert_int_equal(n, 2); /* U2 was deleted */
    assert_str_equal(units[1].codice, S("U3"));
    assert_str_equal(raw_int(p, "importo FROM fondi"), S("1234567"));
    assert_str_equal(raw_int(p, "autore FROM schede WHERE persona = 'P1'"), S("P9"));
    assert_str_equal(raw_int(p, "autore FROM persone WHERE codice = 'P1'"), S(""));
}

static void test_scrittura__many_kinds_of_records_survive_the_way_through_the_database(void **state)
{
    Prova *p = *state;
    prova_body(p);
    Modifica changes[ENTITA_COUNT];
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) {
        const EntitaInfo *e = entita_info(t);
        void *r = record_new(&p->a, e);
        for (int i = 0; i < e->n_campi; i++) {
            const CampoInfo *c = &e->campi[i];
            Str arg = str_of(c->arg), why, cell = S("x/%'\"\\ è");
            if (c->tipo == CAMPO_DATA) cell = S("2018-02-28");
            if (c->tipo == CAMPO_EURO) cell = S("999999999999999.99");
            if (c->tipo == CAMPO_EURO) cell = S("999999999999998.99");
            if (c->tipo == CAMPO_LUNGO) cell = S("due\n\trighe; -- '");
            if (arg.n) {
                ptrdiff_t end = 0;
                while (end < arg.n && arg.p[end] != '|' && !(arg.p[end] == '.' && arg.p[end + 1] == '.')) end++;
                cell = str_sub(arg, 0, end);
            }
            assert_true(campo_read(&p->a, c, cell, false, r, &why));
        }
        changes[t] = (Modifica){t, r, false, 0};
    }
    Esito out;
    prova_ok(p, store_scrivi(p->st, p->operatore, &(Scrittura){ORA, S(""), changes, ENTITA_COUNT}, &p->a, &out));
    assert_int_equal(out.scritti, ENTITA_COUNT);
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) {
        Tabella back;
        prova_ok(p, store_tabella_load(p->st, p->operatore, t, &p->a, &back));
        assert_int_equal(back.n, 1);
        assert_str_equal(record_json(&p->a, back.e, tabella_at(&back, 0)),
                         record_json(&p->a, back.e, changes[t].record));
    }
}

static void test_scrittura__a_stale_one_is_refused_with_both_texts_and_writes_nothing(void **state)
{
    Prova *p = *state;
    EVIDENCE("12.7");
    prova_body(p);
    Unita *u = prova_unit(p, "U1");
    int64_t first = prova_put(p, ENTITA_UNITA, u, 0);
    u->nome = S("cambiata da Anna");
    int64_t second = prova_put(p, ENTITA_UNITA, u, first);
    assert_true(second > first);
    Unita *late = prova_unit(p, "U1"), *other = prova_unit(p, "U2");
    late->nome = S("cambiata da Bruno");
    Modifica changes[] = {{ENTITA_UNITA, other, false, 0}, {ENTITA_UNITA, late, false, first}};
    Esito out;
    assert_int_equal(store_scrivi(p->st, p->operatore, &(Scrittura){ORA, S(""), changes, 2}, &p->a, &out), E_CONFLITTO);
    assert_int_equal(out.conflitti.n, 1);
    assert_str_equal(out.conflitti.items[0].trovato,
                     S("{\"codice\":\"U1\",\"nome\":\"cambiata da Anna\",\"tipo\":\"ufficio\"}"));
    assert_str_equal(out.conflitti.items[0].offerto,
                     S("{\"codice\":\"U1\",\"nome\":\"cambiata da Bruno\",\"tipo\":\"ufficio\"}"));
    assert_str_equal(out.conflitti.items[0].chiave, S("U1"));
    assert_int_equal(out.conflitti.items[0].riga, second);
    assert_int_equal(out.seq, 0);
    assert_str_equal(raw_int(p, "count(*) FROM unita"), S("1"));
    assert_str_equal(raw_int(p, "count(*) FROM giornale"), S("2"));
    assert_str_equal(raw_int(p, "seq FROM testa"), S("2"));

    Modifica again[] = {{ENTITA_UNITA, late, false, 0}};     /* as if it were new */
    assert_int_equal(store_scrivi(p->st, p->operatore, &(Scrittura){ORA, S(""), again, 1}, &p->a, &out), E_CONFLITTO);
    assert_int_equal(out.conflitti.n, 1);
    Modifica gone[] = {{ENTITA_UNITA, other, true, 7}};      /* deleting what is not there */
    assert_int_equal(store_scrivi(p->st, p->operatore, &(Scrittura){ORA, S(""), gone, 1}, &p->a, &out), E_CONFLITTO);
    assert_int_equal(out.conflitti.n, 1);
    assert_str_equal(out.conflitti.items[0].trovato, S(""));
    Modifica twice[] = {{ENTITA_UNITA, other, false, 0}, {ENTITA_UNITA, other, false, 0}};
    assert_int_equal(store_scrivi(p->st, p->operatore, &(Scrittura){ORA, S(""), twice, 2}, &p->a, &out), E_CONFLITTO);
    assert_true(store_perche(p->st).n > 0);
    assert_str_equal(raw_int(p, "count(*) FROM unita"), S("1"));
}

static void test_scrittura__what_changes_nothing_leaves_no_entry(void **state)
{
    Prova *p = *state;
    prova_body(p);
    Unita *u = prova_unit(p, "U1");
    int64_t v = prova_put(p, ENTITA_UNITA, u, 0);
    assert_int_equal(prova_put(p, ENTITA_UNITA, u, v), 0);
    assert_str_equal(raw_int(p, "count(*) FROM giornale"), S("1"));
    Esito out;
    prova_ok(p, store_scrivi(p->st, p->operatore, &(Scrittura){ORA, S(""), NULL, 0}, &p->a, &out));
    assert_int_equal(out.seq, 0);
}

static void test_scrittura__ten_thousand_people_are_one_entry(void **state)
{
    Prova *p = *state;
    prova_body(p);
    enum { MANY = 10000 };
    Modifica *changes = NEW_N(&p->a, Modifica, MANY);
    for (int i = 0; i < MANY; i++)
        changes[i] = (Modifica){ENTITA_PERSONA, prova_person(p, str_c(&p->a, str_fmt(&p->a, "P%d", i))), false, 0};
    Esito out;
    prova_ok(p, store_scrivi(p->st, p->operatore, &(Scrittura){ORA, S(""), changes, MANY}, &p->a, &out));
    assert_int_equal(out.seq, 1);
    assert_int_equal(out.scritti, MANY);
    assert_str_equal(raw_int(p, "count(*) FROM giornale"), S("1"));
    assert_str_equal(raw_int(p, "count(*) FROM giornale_oggetto"), S("10000"));
    Tabella t;
    prova_ok(p, store_tabella_load(p->st, p->operatore, ENTITA_PERSONA, &p->a, &t));
    assert_int_equal(t.n, MANY);
    assert_str_equal(record_key(&p->a, t.e, tabella_at(&t, 2)), S("P10"));
    /* now all of them change, one of them late */
    for (int i = 0; i < MANY; i++) {
        ((Persona *)changes[i].record)->nome = S("Nuovo");
        changes[i].attesa = i == 7777 ? 5 : 1;
    }
    assert_int_equal(store_scrivi(p->st, p->operatore, &(Scrittura){ORA, S(""), changes, MANY}, &p->a, &out),
                     E_CONFLITTO);
    assert_int_equal(out.conflitti.n, 1);
    assert_str_equal(out.conflitti.items[0].chiave, S("P7777"));
    assert_str_equal(raw_int(p, "count(*) FROM persone WHERE nome = 'Nuovo'"), S("0"));
    changes[7777].attesa = 1;
    prova_ok(p, store_scrivi(p->st, p->operatore, &(Scrittura){ORA, S(""), changes, MANY}, &p->a, &out));
    assert_str_equal(raw_int(p, "count(*) FROM persone WHERE nome = 'Nuovo'"), S("10000"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_scrittura__what_is_written_comes_back_the_same_and_sorted),
        BOTH(test_scrittura__many_kinds_of_records_survive_the_way_through_the_database),
        BOTH(test_scrittura__a_stale_one_is_refused_with_both_texts_and_writes_nothing),
        BOTH(test_scrittura__what_changes_nothing_leaves_no_entry),
        BOTH(test_scrittura__ten_thousand_people_are_one_entry),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

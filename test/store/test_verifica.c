/* test_verifica.c - the journal against somebody with raw SQL: each change is found and named; erasing leaves it
 * whole. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "prova.h"

#include "base/os.h"

#include "store/cancella.h"
#include "store/esecuzione.h"
#include "store/giornale_elenco.h"
#include "store/pubblico.h"
#include "store/verifica.h"

#define ORA2 S("2018-07-01T08:00:00Z")

static Esecuzione run_of(Prova *p)
{
    static const Risultato results[] = {
        {S("premi.persone"), S("P1"), S("importo"), S("3588.30"), S("[\"P1 prende\"]")},
        {S("premi.persone"), S("P2"), S("importo"), S("10.00"), S("[\"resto dopo P1\"]")},
        {S("premi"), S("U1"), S("in_fascia_A"), S("[\"P1\",\"P2\"]"), S("")},
        {S("premi.persone"), S("P1"), S("cr"), S("0.9050"), S("")},
    };
    static const TestoEsecuzione texts[] = {{S("caso"), S("{\"persone\":[{\"id\":\"P1\"}]}")},
                                            {S("note"), S("P11 soltanto")}};
    (void)p;
    return (Esecuzione){.anno = 2018,
                        .tipo = S("valutazione"),
                        .sistema = S("criteri-2018"),
                        .impronta = S("sha256:00"),
                        .risultati = results,
                        .n = COUNT_OF(results),
                        .testi = texts,
                        .n_testi = COUNT_OF(texts)};
}

/* A body with records, a frozen run and something public; the run's number. */
static int64_t full_body(Prova *p)
{
    int64_t id, seq;
    prova_body(p);
    prova_fill(p);
    Esecuzione x = run_of(p);
    prova_ok(p, store_esecuzione_save(p->st, p->persona, ORA, &x, &p->a, &id));
    prova_ok(p, store_esecuzione_congela(p->st, p->persona, ORA2, id, S("D3")));
    PubDocumento d = {S("piano"), 2018, 1, S("html"), S("Piano"), S("<p>Piano</p>"), S(""), S("2018-01-31")};
    PubDato cells[] = {{S("art20"), 2018, 1, S("fascia"), S("A")}, {S("art20"), 2018, 1, S("quanti"), S("12")}};
    prova_ok(p,
             store_pubblica(p->st, p->operatore, ORA2, S("D4"), &(Pubblicazione){2018, &d, 1, cells, 2}, &p->a, &seq));
    return id;
}

static Verifica verified(Prova *p, Str anchor, Err expected)
{
    Verifica v;
    Err e = store_verifica(p->st, p->operatore, anchor, NULL, NULL, &p->a, &v);
    if (e != expected) {
        Str why = store_perche(p->st);
        fail_msg("%d instead of %d: %.*s", e, expected, STR_ARG(why));
    }
    return v;
}

/* The first break is of this kind, at this entry, about this table; what it says names nobody. */
static void assert_broken(Prova *p, Str anchor, RotturaTipo t, int64_t seq, const char *table)
{
    Verifica v = verified(p, anchor, E_CATENA);
    assert_true(v.rotture.n > 0);
    const Rottura *r = &v.rotture.items[0];
    assert_str_equal(rottura_word(r->tipo), rottura_word(t));
    assert_int_equal(r->seq, seq);
    assert_str_equal(r->entita, str_of(table));
    for (ptrdiff_t i = 0; i + 2 <= r->cosa.n; i++) assert_true(memcmp(r->cosa.p + i, "P1", 2) != 0);
}

static Str anchor_of(Prova *p)
{
    int64_t seq;
    Str hash;
    prova_ok(p, store_testa(p->st, &p->a, &seq, &hash));
    return store_ancora(&p->a, seq, hash);
}

static void test_verifica__a_whole_journal_is_whole_also_after_more_was_written(void **state)
{
    Prova *p = *state;
    prova_body(p);
    assert_int_equal(verified(p, S(""), OK).voci, 0);
    prova_fill(p);
    Str anchor = anchor_of(p);
    Verifica v = verified(p, anchor, OK);
    assert_int_equal(v.voci, 4);
    assert_int_equal(v.oggetti, 11);
    assert_int_equal(v.righe, 8);
    assert_int_equal(v.seq, 4);
    assert_str_equal(str_sub(anchor, 2, anchor.n), v.hash);
    prova_put(p, ENTITA_UNITA, prova_unit(p, "U9"), 0);
    verified(p, anchor, OK);
    verified(p, v.hash, OK); /* a hash alone */
    verified(p, S("4:nonsense"), E_DATI);
    verified(p, S("nonsense"), E_DATI);
}

static void test_verifica__one_official_row_changed_by_raw_sql_is_named(void **state)
{
    Prova *p = *state;
    EVIDENCE("12.7");
    full_body(p);
    verified(p, S(""), OK);
    prova_raw(p, "UPDATE schede SET prestazione = '100' WHERE persona = 'P1'");
    assert_broken(p, S(""), ROTTURA_RIGA_ALTERATA, 3, "schede");
    prova_raw(p,
              "UPDATE schede SET prestazione = '90.0' WHERE persona = 'P1'"); /* the same number, not the same text */
    assert_broken(p, S(""), ROTTURA_RIGA_ALTERATA, 3, "schede");
    prova_raw(p, "UPDATE schede SET prestazione = 'x' WHERE persona = 'P1'");
    assert_broken(p, S(""), ROTTURA_RIGA_ALTERATA, 3, "schede");
    prova_raw(p, "UPDATE schede SET prestazione = '90', autore = 'P1' WHERE persona = 'P1'");
    assert_broken(p, S(""), ROTTURA_RIGA_ALTERATA, 3, "schede");
    prova_raw(p, "UPDATE schede SET autore = 'P9', riga = 2 WHERE persona = 'P1'");
    assert_broken(p, S(""), ROTTURA_RIGA_ALTERATA, 3, "schede");
    prova_raw(p, "UPDATE schede SET riga = 3 WHERE persona = 'P1'");
    verified(p, S(""), OK);
    prova_raw(p, "UPDATE fondi SET importo = importo + 1");
    assert_broken(p, S(""), ROTTURA_RIGA_ALTERATA, 1, "fondi");
}

static void test_verifica__rows_taken_away_or_put_in_are_named(void **state)
{
    Prova *p = *state;
    full_body(p);
    prova_raw(p, "DELETE FROM persone WHERE codice = 'P2'");
    assert_broken(p, S(""), ROTTURA_RIGA_MANCANTE, 1, "persone");
    prova_raw(p, "INSERT INTO persone (codice, cognome, nome, rapporto, riga, autore) VALUES ('P2', 'Cognome-di-P2', "
                 "'Nome', 'ruolo', 1, '')");
    verified(p, S(""), OK);
    prova_raw(p, "INSERT INTO unita (codice, nome, tipo, riga, autore) VALUES ('U7', 'x', 'ufficio', 4, '')");
    assert_broken(p, S(""), ROTTURA_RIGA_SENZA_GIORNALE, 4, "unita");
    prova_raw(p, "DELETE FROM unita WHERE codice = 'U7'");
    /* deleted by entry 3 */
    prova_raw(p, "INSERT INTO unita (codice, nome, tipo, riga, autore) VALUES ('U2', 'Unità U2', 'ufficio', 2, 'P9')");
    assert_broken(p, S(""), ROTTURA_RIGA_ALTERATA, 3, "unita");
}

static void test_verifica__results_texts_and_public_tables_are_compared_too(void **state)
{
    Prova *p = *state;
    int64_t id = full_body(p);
    prova_raw(p, "UPDATE risultati SET valore = '9999.00' WHERE soggetto = 'P1' AND chiave = 'importo'");
    assert_broken(p, S(""), ROTTURA_RIGA_ALTERATA, id, "risultati");
    prova_raw(p, "UPDATE risultati SET valore = '3588.30' WHERE soggetto = 'P1' AND chiave = 'importo'");
    prova_raw(p, "UPDATE esecuzioni SET stato = 'provvisoria'");
    assert_broken(p, S(""), ROTTURA_RIGA_ALTERATA, id + 1, "esecuzioni");
    prova_raw(p, "UPDATE esecuzioni SET stato = 'congelata'");
    prova_raw(p, "UPDATE esecuzioni_testi SET testo = '{}' WHERE nome = 'caso'");
    assert_broken(p, S(""), ROTTURA_RIGA_ALTERATA, id, "esecuzioni_testi");
    prova_raw(p, "DELETE FROM esecuzioni_testi WHERE nome = 'caso'");
    assert_broken(p, S(""), ROTTURA_RIGA_MANCANTE, 0, "esecuzioni_testi");
    prova_raw(p, "INSERT INTO esecuzioni_testi VALUES (%lld, 'caso', '{\"persone\":[{\"id\":\"P1\"}]}')",
              (long long)id);
    verified(p, S(""), OK);
    prova_raw(p, "UPDATE pub_dati SET valore = '13' WHERE colonna = 'quanti'");
    assert_broken(p, S(""), ROTTURA_RIGA_ALTERATA, id + 2, "pub_dati");
    prova_raw(p, "UPDATE pub_dati SET valore = '12' WHERE colonna = 'quanti'");
    prova_raw(p, "UPDATE pub_documenti SET contenuto = '<p>Altro</p>'");
    assert_broken(p, S(""), ROTTURA_RIGA_ALTERATA, id + 2, "pub_documenti");
}

static void test_verifica__a_changed_entry_or_payload_is_named(void **state)
{
    Prova *p = *state;
    full_body(p);
    prova_raw(p, "UPDATE giornale SET azione = 'altro' WHERE seq = 2");
    assert_broken(p, S(""), ROTTURA_VOCE_ALTERATA, 2, "");
    prova_raw(p, "UPDATE giornale SET azione = 'SCHEDA_VALUTA' WHERE seq = 2");
    verified(p, S(""), OK);
    prova_raw(p, "UPDATE giornale SET ora = '2019-01-01T00:00:00Z' WHERE seq = 4");
    assert_broken(p, S(""), ROTTURA_VOCE_ALTERATA, 4, "");
    prova_raw(p, "UPDATE giornale SET ora = '2018-06-30T12:00:00Z' WHERE seq = 4");
    prova_raw(p, "UPDATE giornale_carico SET dopo = replace(dopo, 'Nome', 'Nomi') WHERE seq = 1 AND n = 2");
    prova_raw(p, "UPDATE persone SET nome = 'Nomi' WHERE codice = 'P1'"); /* row and payload alike */
    assert_broken(p, S(""), ROTTURA_CARICO_ALTERATO, 1, "persone");
    prova_raw(p, "UPDATE giornale_carico SET dopo = replace(dopo, 'Nomi', 'Nome') WHERE seq = 1 AND n = 2");
    prova_raw(p, "UPDATE persone SET nome = 'Nome' WHERE codice = 'P1'");
    prova_raw(p, "UPDATE giornale_carico SET chiave = 'P8' WHERE n = 0 AND seq = 2"); /* somebody else did it */
    assert_broken(p, S(""), ROTTURA_CARICO_ALTERATO, 2, "attore");
    prova_raw(p, "UPDATE giornale_carico SET chiave = 'P9' WHERE n = 0 AND seq = 2");
    /* a payload of no digest, to cover for a changed row */
    prova_raw(p, "UPDATE unita SET nome = 'x' WHERE codice = 'U3'");
    prova_raw(p, "INSERT INTO giornale_carico VALUES (4, 9, 'unita', 'U3', '00', '', "
                 "'{\"codice\":\"U3\",\"nome\":\"x\",\"tipo\":\"ufficio\"}')");
    assert_broken(p, S(""), ROTTURA_CARICO_ESTRANEO, 4, "");
    prova_raw(p, "DELETE FROM giornale_carico WHERE n = 9");
    prova_raw(p, "UPDATE unita SET nome = 'Unità U3' WHERE codice = 'U3'");
    verified(p, S(""), OK);
    /* a payload and its row taken away look like an erasure, but no entry says so */
    prova_raw(p, "DELETE FROM giornale_carico WHERE seq = 1 AND n = 4");
    prova_raw(p, "DELETE FROM fondi");
    assert_broken(p, S(""), ROTTURA_CARICO_MANCANTE, 1, "");
}

static void test_verifica__a_missing_last_entry_is_found_by_the_head_and_by_the_anchor(void **state)
{
    Prova *p = *state;
    EVIDENCE("12.7");
    full_body(p);
    Str anchor = anchor_of(p), last = prova_raw(p, "SELECT max(seq) FROM giornale");
    const char *n = str_c(&p->a, last);
    prova_raw(p, "DELETE FROM giornale WHERE seq = %s", n);
    prova_raw(p, "DELETE FROM giornale_oggetto WHERE seq = %s", n);
    prova_raw(p, "DELETE FROM giornale_carico WHERE seq = %s", n);
    prova_raw(p, "DELETE FROM pub_documenti");
    prova_raw(p, "DELETE FROM pub_dati");
    int64_t seq = strtoll(n, NULL, 10);
    assert_broken(p, S(""), ROTTURA_TESTA_DIVERSA, seq, "");
    /* the head put back as well: now only the anchor knows */
    prova_raw(p, "UPDATE testa SET seq = seq - 1, hash = (SELECT hash FROM giornale WHERE seq = %s - 1)", n);
    verified(p, S(""), OK);
    assert_broken(p, anchor, ROTTURA_ANCORA_TRONCATA, seq, "");
    assert_broken(p, str_sub(anchor, str_find(anchor, ':') + 1, anchor.n), ROTTURA_ANCORA_RISCRITTA, 0, "");
}

/* An intruder who knows everything: the same body made again from the start, with one sheet changed. */
static void test_verifica__a_chain_rebuilt_from_the_start_is_found_by_the_anchor(void **state)
{
    Prova *p = *state;
    EVIDENCE("12.7");
    prova_body(p);
    prova_fill(p);
    Str anchor = anchor_of(p);
    prova_put(p, ENTITA_UNITA, prova_unit(p, "U9"), 0);
    const char *tables[] = {"giornale", "giornale_oggetto", "giornale_carico", "unita",
                            "persone",  "schede",           "fondi",           "apporti"};
    for (int i = 0; i < (int)COUNT_OF(tables); i++) prova_raw(p, "DELETE FROM %s", tables[i]);
    prova_raw(p, "UPDATE testa SET seq = 0, hash = ''");
    prova_salts_again();
    prova_put(p, ENTITA_PERSONA, prova_person(p, "P7"), 0);
    for (int i = 0; i < 5; i++) prova_put(p, ENTITA_UNITA, prova_unit(p, str_c(&p->a, str_fmt(&p->a, "V%d", i))), 0);
    verified(p, S(""), OK);
    assert_broken(p, anchor, ROTTURA_ANCORA_RISCRITTA, 4, "");
}

static void assert_nowhere(Prova *p, const char *what)
{
    static const char *const columns[][2] = {
        {"giornale", "attore"},      {"giornale_carico", "chiave"}, {"giornale_carico", "prima"},
        {"giornale_carico", "dopo"}, {"persone", "codice"},         {"persone", "cognome"},
        {"schede", "persona"},       {"schede", "valutatore"},      {"schede", "autore"},
        {"risultati", "soggetto"},   {"risultati", "valore"},       {"risultati", "traccia"},
        {"esecuzioni", "autore"}};
    for (int i = 0; i < (int)COUNT_OF(columns); i++) {
        Str n = prova_raw(p, "SELECT count(*) FROM %s WHERE replace(%s, '%s', '') <> %s", columns[i][0], columns[i][1],
                          what, columns[i][1]);
        if (!str_eq(n, S("0"))) fail_msg("%s is still in %s.%s", what, columns[i][0], columns[i][1]);
    }
}

/* On SQLite the very bytes are gone from the file and from its log. */
static void assert_no_bytes(Prova *p, Str what)
{
    static const char *const tails[] = {"", "-wal"};
    for (int i = 0; i < 2 && !p->pg; i++) {
        Str bytes, file = str_fmt(&p->a, "%.*s%s", STR_ARG(p->url), tails[i]);
        if (!os_exists(file)) continue;
        assert_int_equal(os_read_file(file, 100000000, &p->a, &bytes), OK);
        for (ptrdiff_t k = 0; k + what.n <= bytes.n; k++) assert_true(memcmp(bytes.p + k, what.p, (size_t)what.n) != 0);
    }
}

static void test_cancella__a_person_is_gone_and_the_chain_is_whole(void **state)
{
    Prova *p = *state;
    EVIDENCE("12.7");
    full_body(p);
    Str anchor = anchor_of(p), testi = prova_raw(p, "SELECT count(*) FROM esecuzioni_testi");
    assert_str_equal(testi, S("2"));
    Cancellazione c;
    prova_ok(p, store_cancella_persona(p->st, p->operatore, ORA2, S("D5"), S("P1"), NULL, &p->a, &c));
    assert_true(c.seq > 0 && c.carichi > 0 && c.pseudonimo.n > 0);
    assert_nowhere(p, "P1");
    assert_nowhere(p, "Cognome-di-P1");
    assert_no_bytes(p, S("Cognome-di-P1"));
    Verifica v = verified(p, anchor, OK);
    assert_int_equal(v.cancellati,
                     c.carichi + 7); /* and those never kept: P1, sheets of P1 and P2, results of P1, P2, U1, text */
    assert_str_equal(prova_raw(p, "SELECT count(*) FROM esecuzioni_testi"), S("1"));
    assert_str_equal(prova_raw(p, "SELECT valutatore FROM schede"), c.pseudonimo);
    assert_str_equal(prova_raw(p, "SELECT count(*) FROM persone"), S("2"));
    assert_str_equal(prova_raw(p, "SELECT count(*) FROM risultati WHERE soggetto = 'P2'"), S("1"));
    int64_t seq;
    Archivio arch;
    prova_ok(p, store_archivio_load(p->st, p->operatore, &p->a, &arch));
    assert_non_null(tabella_find(&p->a, &arch.tabelle[ENTITA_PERSONA], c.pseudonimo));
    prova_ok(p, store_cancella_persona(p->st, p->operatore, ORA2, S("D5"), S("P9"), NULL, &p->a, &c)); /* who only wrote */
    assert_nowhere(p, "P9");
    verified(p, anchor, OK);
    assert_str_equal(prova_raw(p, "SELECT count(*) FROM schede WHERE autore = 'cancellato'"),
                     S("0")); /* rewritten by the operator */
    assert_int_equal(store_cancella_persona(p->st, p->operatore, ORA2, S("D5"), S("P1"), NULL, &p->a, &c), E_NON_TROVATO);
    Str hash;
    prova_ok(p, store_testa(p->st, &p->a, &seq, &hash));
    assert_str_equal(prova_raw(p, "SELECT count(*) FROM giornale"), str_fmt(&p->a, "%lld", (long long)seq));
    /* the same code comes back, and everything goes on */
    prova_put(p, ENTITA_PERSONA, prova_person(p, "P1"), 0);
    verified(p, anchor, OK);
    prova_raw(p, "UPDATE persone SET nome = 'x' WHERE codice = 'P1'");
    assert_broken(p, S(""), ROTTURA_RIGA_ALTERATA, seq + 1, "persone");
}

static void test_giornale__lists_who_did_what_the_latest_first(void **state)
{
    Prova *p = *state;
    prova_body(p);
    prova_fill(p);
    GiornaleVoce *v;
    ptrdiff_t n;
    prova_ok(p, store_giornale_elenco(p->st, p->operatore, 0, 3, &p->a, &v, &n));
    assert_int_equal(n, 3);
    assert_int_equal(v[0].seq, 4);
    assert_str_equal(v[0].persona, S(""));
    assert_str_equal(v[1].persona, S("P9"));
    assert_str_equal(v[2].atto, S("D2"));
    assert_int_equal(v[2].oggetti, 3);
    Cancellazione c;
    prova_ok(p, store_cancella_persona(p->st, p->operatore, ORA2, S(""), S("P9"), NULL, &p->a, &c));
    prova_ok(p, store_giornale_elenco(p->st, p->operatore, 2, 10, &p->a, &v, &n));
    assert_int_equal(n, 2);
    assert_true(v[0].cancellata && !v[0].persona.n);
    assert_false(v[1].cancellata);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_verifica__a_whole_journal_is_whole_also_after_more_was_written),
        BOTH(test_verifica__one_official_row_changed_by_raw_sql_is_named),
        BOTH(test_verifica__rows_taken_away_or_put_in_are_named),
        BOTH(test_verifica__results_texts_and_public_tables_are_compared_too),
        BOTH(test_verifica__a_changed_entry_or_payload_is_named),
        BOTH(test_verifica__a_missing_last_entry_is_found_by_the_head_and_by_the_anchor),
        BOTH(test_verifica__a_chain_rebuilt_from_the_start_is_found_by_the_anchor),
        BOTH(test_giornale__lists_who_did_what_the_latest_first),
        BOTH(test_cancella__a_person_is_gone_and_the_chain_is_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

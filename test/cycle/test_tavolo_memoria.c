/* test_tavolo_memoria.c - the desk on records that a server has in memory; a suggestion taken into the marks. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "banco.h"

typedef struct Server { Prova *p; Archivio arch; Sistema sistema; int asked, stood, wrote; } Server;

static const Sistema *rulebook(void *ctx, int64_t anno)
{
    Server *s = ctx;
    return anno == 2025 ? &s->sistema : NULL;
}

static Err may(void *ctx, const Richiesta *r, Arena *a, const Grant **out, Str *perche)
{
    Server *s = ctx;
    s->asked++;
    return access_check(s->p->st, permessi_matrice(), r, a, out, perche);
}

static Err state(void *ctx, Corso corso, const Ambito *su, Punto *out)
{
    Server *s = ctx;
    s->stood++;
    return access_stato(s->p->st, corso, su, chi(s->p, "PO").oggi, &s->p->a, out);
}

static Err authors(void *ctx, const Grant *g, int64_t anno, Str gruppo, const SemischedaAutore **out, ptrdiff_t *n)
{
    Server *s = ctx;
    SemischedaAutore *read;
    s->wrote++;
    Err e = store_semischede_autori(s->p->st, g, anno, gruppo, &s->p->a, &read, n);
    *out = read;
    return e;
}

static TavoloMemoria remember(Server *s, Prova *p)
{
    s->p = p;
    s->asked = s->stood = s->wrote = 0;
    prova_ok(p, store_archivio_load(p->st, p->operatore, &p->a, &s->arch));
    prova_ok(p, sistema_load(S("criteri-2018"), &p->a, &s->sistema));
    return (TavoloMemoria){&s->arch, rulebook, may, state, authors, s};
}

static void test_tavolo_memoria__the_desk_is_the_same_as_from_the_store(void **state)
{
    Prova *p = *state;
    Tavolo stored, held;
    TavoloEsito out;
    Server s;
    Str why;
    banco(p, 6);
    prova_ok(p, proponi(p, V(40, 36, 32, 30, 28, 26), V(38, 38, 32, 32, 28, 24), &out));
    TavoloMemoria m = remember(&s, p);
    apri(p, "PO", &stored);
    TavoloChi c = chi(p, "PO");
    c.memoria = &m;
    prova_ok(p, tavolo_apri(&c, 2025, S("G1"), TAVOLO_NESSUNO, &p->a, &held, &why));
    assert_true(s.asked > 0 && s.stood == 1 && s.wrote == 1);
    assert_int_equal(held.n, stored.n);
    assert_str_equal(held.stato, stored.stato);
    assert_int_equal(held.conto.in_a, 2);
    for (ptrdiff_t i = 0; i < held.n; i++) {
        assert_str_equal(held.persone[i].codice, stored.persone[i].codice);
        assert_str_equal(held.persone[i].livelli[TAVOLO_PROPOSTA][0].autore, S("PO"));
        for (int h = 0; h < TAVOLO_MEZZE; h++)
            assert_true(num_eq(held.persone[i].voti[h].totale, stored.persone[i].voti[h].totale));
    }
    assert_int_equal(tavolo_apri(&c, 2024, S("G1"), TAVOLO_NESSUNO, &p->a, &held, &why), E_NON_TROVATO);
}

static void test_tavolo_memoria__what_was_overtaken_is_refused_not_overwritten(void **state)
{
    EVIDENCE("X-12");
    Prova *p = *state;
    TavoloEsito out;
    Server s;
    banco(p, 6);
    prova_ok(p, proponi(p, V(40, 36, 32, 30, 28, 26), V(38, 38, 32, 32, 28, 24), &out));
    TavoloMemoria m = remember(&s, p);
    TavoloChi c = chi(p, "PO");
    c.memoria = &m;
    TavoloOfferta *o = totali(p, V(40, 36, 32, 30, 27, 26), V(38, 38, 32, 32, 28, 24));
    prova_ok(p, proponi(p, V(40, 36, 32, 29, 28, 26), V(38, 38, 32, 32, 28, 24), &out)); /* past the memory */
    int64_t before = testa(p);
    assert_int_equal(tavolo_proponi(&c, 2025, S("G1"), o, 6, &p->a, &out), E_CONFLITTO);
    assert_int_equal(testa(p), before);
}

static void test_tavolo_memoria__the_list_says_who_may_do_the_open_step(void **state)
{
    Prova *p = *state;
    TavoloVoce *v;
    ptrdiff_t n;
    Str why;
    Server s;
    banco(p, 3);
    TavoloMemoria m = remember(&s, p);
    TavoloChi c = chi(p, "SG");
    c.memoria = &m;
    prova_ok(p, tavolo_elenco(&c, 2025, &p->a, &v, &n, &why));
    assert_int_equal(n, 1);
    assert_int_equal(v[0].n_chi, 1);
    assert_str_equal(v[0].chi[0], S("PO"));
}

static Num points(const char *text)
{
    Num n = {0};
    int places;
    static Arena a;
    assert_true(num_parse(&a, str_of(text), 2, 2, &n, &places));
    return n;
}

/* The four marks of a suggestion taken, "9 9 8 8"; "-" = left out. */
static Str taken(Prova *p, const char *const e[TAVOLO_ELEMENTI], const char *total, int to)
{
    Tavolo t;
    TavoloVoto v = {.totale = points(total), .motivo = S("resta")}, out;
    apri(p, "PO", &t);
    for (int i = 0; i < TAVOLO_ELEMENTI; i++)
        if (*e[i]) v.e[i] = points(e[i]);
    tavolo_accogli(&t, &v, to, &p->a, &out);
    assert_str_equal(out.motivo, S("resta"));
    assert_true(num_eq(out.totale, num_int(to)));
    Buf b = buf_new(&p->a);
    TavoloTesti x = tavolo_testi(&p->a, &out);
    for (int i = 0; i < TAVOLO_ELEMENTI; i++) {
        if (i) buf_char(&b, ' ');
        buf_put(&b, x.e[i].n ? x.e[i] : S("-"));
    }
    return buf_str(&b);
}

static void test_tavolo_memoria__a_suggestion_taken_moves_elements_a_point_at_a_time(void **state)
{
    EVIDENCE("X-13, 12.7");
    Prova *p = *state;
    banco(p, 3);
    /* the lowest rises, the highest falls, the earlier of two; the sum is the total */
    assert_str_equal(taken(p, (const char *[]){"9", "8", "8", "9"}, "34", 36), S("9 9 9 9"));
    assert_str_equal(taken(p, (const char *[]){"9", "8", "8", "9"}, "34", 33), S("8 8 8 9"));
    assert_str_equal(taken(p, (const char *[]){"10", "10", "10", "9"}, "39", 40), S("10 10 10 10"));
    assert_str_equal(taken(p, (const char *[]){"1", "0", "0", "0"}, "1", 0), S("0 0 0 0"));
    assert_str_equal(taken(p, (const char *[]){"9", "", "", ""}, "34", 36), S("9 - - -"));
    /* what cannot make the total is left out: too much already, or a part of a point over */
    assert_str_equal(taken(p, (const char *[]){"10", "10", "10", ""}, "38", 29), S("- - - -"));
    assert_str_equal(taken(p, (const char *[]){"8.5", "8", "8", "8"}, "32.5", 34), S("- - - -"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_tavolo_memoria__the_desk_is_the_same_as_from_the_store),
        BOTH(test_tavolo_memoria__what_was_overtaken_is_refused_not_overwritten),
        BOTH(test_tavolo_memoria__the_list_says_who_may_do_the_open_step),
        ON_SQLITE(test_tavolo_memoria__a_suggestion_taken_moves_elements_a_point_at_a_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_maggioranza.c - the unit of the longest service, who evaluates, presence: N11 and N12 of the requirements. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include "rules/maggioranza.h"

static Date day(const char *iso)
{
    Date d = {0};
    if (*iso) assert_true(date_parse_iso(str_of(iso), &d));
    return d;
}

static Servizio in(const char *unita, const char *dal, const char *al)
{
    return (Servizio){str_of(unita), day(dal), day(al)};
}

#define PROJECT(year, tie, ...) \
    rule_unita_progetto((const Servizio[]){__VA_ARGS__}, COUNT_OF(((const Servizio[]){__VA_ARGS__})), date_of(year, 1, 1), \
                        date_of(year, 12, 31), tie)
#define RATER(year, how, ...) \
    rule_unita_valutatore((const Servizio[]){__VA_ARGS__}, COUNT_OF(((const Servizio[]){__VA_ARGS__})), \
                          date_of(year, 1, 1), date_of(year, 12, 31), how)

static void test_maggioranza__n12_the_longer_service_takes_the_whole_year(void **state)
{
    (void)state;
    EVIDENCE("S-N.14 S-N.48");
    Servizio x = in("X", "2025-01-01", "2025-06-30"), y = in("Y", "2025-07-01", "2025-12-31"); /* 181 and 184 days */
    assert_str_equal(PROJECT(2025, PARITA_ORIGIN, x, y), S("Y"));
    assert_str_equal(RATER(2025, VALUTATORE_MAJORITY, x, y), S("Y"));
}

static void test_maggioranza__n12_in_a_tie_the_project_is_that_of_origin_and_the_evaluator_the_last(void **state)
{
    (void)state;
    EVIDENCE("S-N.15 AMB-25 AMB-37");
    Servizio x = in("X", "2024-01-01", "2024-07-01"), y = in("Y", "2024-07-02", "2024-12-31"); /* 183 days each */
    assert_str_equal(PROJECT(2024, PARITA_ORIGIN, x, y), S("X"));
    assert_str_equal(PROJECT(2024, PARITA_LAST, x, y), S("Y"));
    assert_str_equal(RATER(2024, VALUTATORE_MAJORITY, x, y), S("Y"));
    assert_str_equal(PROJECT(2024, PARITA_ORIGIN, y, x), S("X")); /* whatever the order in which they are told */
    assert_str_equal(RATER(2024, VALUTATORE_MAJORITY, y, x), S("Y"));
}

static void test_maggioranza__the_earliest_of_the_tied_when_the_origin_is_not_among_them(void **state)
{
    (void)state;
    EVIDENCE("AMB-37");
    Servizio o = in("O", "2025-01-01", "2025-01-31"), b = in("B", "2025-02-01", "2025-05-31"); /* 31 and 120 */
    Servizio a = in("A", "2025-06-01", "2025-09-28"), c = in("C", "2025-09-29", "2025-12-31"); /* 120 and 94 */
    assert_str_equal(PROJECT(2025, PARITA_ORIGIN, c, a, b, o), S("B"));
    assert_str_equal(PROJECT(2025, PARITA_LAST, c, a, b, o), S("A"));
    assert_str_equal(RATER(2025, VALUTATORE_MAJORITY, c, a, b, o), S("A")); /* C, where 31 December finds, has less */
    assert_str_equal(RATER(2025, VALUTATORE_LAST_UNIT, c, a, b, o), S("C"));
}

static void test_maggioranza__service_is_added_up_and_counted_within_the_period_only(void **state)
{
    (void)state;
    EVIDENCE("S-N.14 S-N.48");
    Servizio first = in("X", "2020-05-01", "2025-02-28"), then = in("Y", "2025-03-01", "2025-08-31");
    Servizio back = in("X", "2025-09-01", "");   /* 59 and 122 days of X against 184 of Y */
    assert_str_equal(PROJECT(2025, PARITA_ORIGIN, first, then, back), S("Y"));
    Servizio longer = in("X", "2025-08-25", ""); /* four more, although the other ran on: 59 and 129 */
    assert_str_equal(PROJECT(2025, PARITA_ORIGIN, first, then, longer), S("X"));
    Servizio twice = in("X", "2025-09-01", "2025-12-31"); /* the same days told twice are the same days */
    assert_str_equal(PROJECT(2025, PARITA_ORIGIN, first, then, back, twice), S("Y"));
    assert_str_equal(PROJECT(2026, PARITA_ORIGIN, first, then), S(""));
    /* the period actually worked: hired on 1 October */
    Servizio hired = in("A", "2025-10-01", "2025-10-31"), moved = in("B", "2025-11-01", "");
    assert_str_equal(rule_unita_valutatore((const Servizio[]){hired, moved}, 2, day("2025-10-01"), day("2025-12-31"),
                                           VALUTATORE_MAJORITY), S("B"));
}

static void test_presenza__n11_window_and_scaled(void **state)
{
    (void)state;
    EVIDENCE("S-N.18 S-N.19 AMB-20");
    Arena a = {0};
    Date dal = day("2025-03-01"), al = day("2025-08-31");
    int due = calendario_working_days(dal, al, (Patrono){0});
    assert_int_equal(due, 125);
    assert_str_equal(num_exact(&a, rule_presenza_finestra(&a, due, 25)), S("0.8"));
    assert_str_equal(num_exact(&a, rule_mesi(&a, dal, al)), S("6"));
    assert_str_equal(num_exact(&a, rule_presenza_scalata(&a, due, 25, rule_mesi(&a, dal, al))), S("0.4"));
    assert_str_equal(num_exact(&a, rule_presenza_finestra(&a, 3, 1)), S("2/3")); /* exact, not 0.6667 */
    assert_str_equal(num_exact(&a, rule_mesi(&a, day("2025-02-15"), day("2025-03-31"))), S("1.5"));
    arena_free(&a);
}

static void test_presenza__neutral_absences_are_not_counted(void **state)
{
    (void)state;
    EVIDENCE("S-N.72 AMB-20");
    Str neutral = S("ferie, maternità, paternità, parentale, infortunio");
    Date dal = day("2025-03-01"), al = day("2025-08-31");
    PeriodoAssenza x[] = {
        {S("aspettativa"), day("2025-03-31"), day("2025-04-11")},   /* ten working days */
        {S("maternità"), day("2025-05-01"), day("2025-06-30")},
        {S("aspettativa"), day("2025-04-10"), day("2025-04-15")},   /* two more: the others are counted already */
        {S("aspettativa"), day("2025-06-23"), day("2025-06-27")},   /* within the maternity leave */
        {S("aspettativa"), day("2025-08-29"), day("2025-09-30")},   /* one day within the window */
        {S("ferie"), day("2025-08-01"), day("2025-08-14")},
        {S("malattia"), day("2025-08-15"), day("2025-08-17")},      /* a holiday and a weekend */
    };
    assert_int_equal(rule_giorni_assenza(x, COUNT_OF(x), dal, al, (Patrono){0}, neutral), 13);
    assert_int_equal(rule_giorni_assenza(x + 1, 1, dal, al, (Patrono){0}, neutral), 0);
    assert_int_equal(rule_giorni_assenza(x, COUNT_OF(x), dal, al, (Patrono){0}, S("")), 13 + 41 + 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_maggioranza__n12_the_longer_service_takes_the_whole_year),
        cmocka_unit_test(test_maggioranza__n12_in_a_tie_the_project_is_that_of_origin_and_the_evaluator_the_last),
        cmocka_unit_test(test_maggioranza__the_earliest_of_the_tied_when_the_origin_is_not_among_them),
        cmocka_unit_test(test_maggioranza__service_is_added_up_and_counted_within_the_period_only),
        cmocka_unit_test(test_presenza__n11_window_and_scaled),
        cmocka_unit_test(test_presenza__neutral_absences_are_not_counted),
    };
    return cmocka_run_group_tests_name("maggioranza", tests, NULL, NULL);
}

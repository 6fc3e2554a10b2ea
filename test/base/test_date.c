/* test_date.c - civil dates and working days against the printed calendar. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "test.h"

#include "base/calendario.h"

static Date iso(const char *s)
{
    Date d = {0};
    assert_true(date_parse_iso(str_of(s), &d));
    return d;
}

static void test_date__every_day_of_four_centuries_comes_back(void **state)
{
    (void)state;
    Date before = iso("1799-12-31");
    for (int y = 1800; y < 2200; y++)
        for (int m = 1; m <= 12; m++)
            for (int g = 1; g <= date_days_in_month(y, m); g++) {
                Date d = date_of(y, m, g);
                int y2, m2, g2;
                date_parts(d, &y2, &m2, &g2);
                assert_true(d.g == before.g + 1 && y2 == y && m2 == m && g2 == g);
                before = d;
            }
    assert_int_equal(date_weekday(iso("2026-11-21")), 6); /* a Saturday */
    assert_int_equal(date_weekday(iso("2018-01-31")), 3); /* a Wednesday */
}

static void test_date__days_that_do_not_exist_are_refused(void **state)
{
    (void)state;
    Date d;
    static const char *const bad[] = {"2019-02-29", "2018-13-01", "2018-00-10", "2018-04-31", "18-01-01", "2018-1-01",
                                      "2018-01-01 ", "", "0000-01-01", "2018/01/01"};
    for (ptrdiff_t i = 0; i < COUNT_OF(bad); i++) assert_false(date_parse_iso(str_of(bad[i]), &d));
    static const char *const bad_it[] = {"29/02/2019", "31/04/2018", "1/1/18", "1-1/2018", "/1/2018", "1/1/2018x"};
    for (ptrdiff_t i = 0; i < COUNT_OF(bad_it); i++) assert_false(date_parse_italian(str_of(bad_it[i]), &d));
    assert_true(date_parse_italian(S("31/01/2018"), &d) && d.g == iso("2018-01-31").g);
    assert_true(date_parse_italian(S("1.2.2018"), &d) && d.g == iso("2018-02-01").g);
}

static void test_date__one_month_is_a_calendar_month(void **state)
{
    (void)state;
    EVIDENCE("AMB-04 C-2.53");
    assert_int_equal(date_plus_months(iso("2018-01-31"), 1).g, iso("2018-02-28").g);
    assert_int_equal(date_plus_months(iso("2020-01-31"), 1).g, iso("2020-02-29").g);
    assert_int_equal(date_plus_months(iso("2018-12-15"), 1).g, iso("2019-01-15").g);
    assert_int_equal(date_plus_months(iso("2018-01-31"), -2).g, iso("2017-11-30").g);
}

static void test_calendario__easter_and_holidays(void **state)
{
    (void)state;
    /* Published dates of Easter. */
    static const char *const easter[] = {"1818-03-22", "1943-04-25", "2000-04-23", "2018-04-01", "2019-04-21",
                                         "2024-03-31", "2025-04-20", "2026-04-05"};
    for (ptrdiff_t i = 0; i < COUNT_OF(easter); i++) {
        Date d = iso(easter[i]);
        assert_int_equal(date_easter(date_year(d)).g, d.g);
    }
    Patrono none = {0};
    assert_true(calendario_holiday(iso("2018-04-02"), none));  /* the Monday after Easter */
    assert_false(calendario_holiday(iso("2025-10-04"), none)); /* a holiday again from 2026 */
    assert_true(calendario_holiday(iso("2026-10-04"), none));
    assert_false(calendario_holiday(iso("1985-01-06"), none));
    assert_true(calendario_holiday(iso("1986-01-06"), none));
    assert_true(calendario_holiday(iso("2018-07-12"), (Patrono){7, 12}));
    assert_int_equal(calendario_roll(iso("2018-03-31"), none).g, iso("2018-04-03").g);
}

static void test_calendario__working_days_of_a_project(void **state)
{
    (void)state;
    EVIDENCE("S-N.18 AMB-20");
    /* 1 March to 31 August 2025: 132 weekdays; 21 April, 25 April, 1 May, 2 June, 15 August fall on them. */
    assert_int_equal(calendario_working_days(iso("2025-03-01"), iso("2025-08-31"), (Patrono){0}), 125);
    assert_int_equal(calendario_working_days(iso("2025-08-31"), iso("2025-03-01"), (Patrono){0}), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_date__every_day_of_four_centuries_comes_back),
        cmocka_unit_test(test_date__days_that_do_not_exist_are_refused),
        cmocka_unit_test(test_date__one_month_is_a_calendar_month),
        cmocka_unit_test(test_calendario__easter_and_holidays),
        cmocka_unit_test(test_calendario__working_days_of_a_project),
    };
    return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}

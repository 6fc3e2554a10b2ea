/* test.h - what every cmocka file needs. A test is a sentence, with the requirement it is evidence for. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_TEST_H
#define CICLO_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"

/* Names the requirement ids a test is evidence for; script/trace.py collects them. */
#define EVIDENCE(ids) ((void)sizeof(ids))

#define assert_str_equal(got, want) \
    do { \
        Arena arena_ = {0}; \
        assert_string_equal(str_c(&arena_, (got)), str_c(&arena_, (want))); \
        arena_free(&arena_); \
    } while (0)

#endif

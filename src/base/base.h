/* base.h - floor 0: the few words that every file uses. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_BASE_H
#define CICLO_BASE_H

#include <stdbool.h>
#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))
#define COUNT_OF(a) ((ptrdiff_t)(sizeof(a) / sizeof((a)[0])))

/* 128-bit integers: the one extension the numbers need. */
__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

/* A broken invariant ends the process, in production too: going on would write wrong numbers. */
#define ASSERT(cond) ((cond) ? (void)0 : assert_failed(#cond, __FILE__, __LINE__))
_Noreturn void assert_failed(const char *cond, const char *file, int line);

/* Memory comes from arenas. Only adapters of libraries that hand out memory define LIBRARY_ADAPTER. */
#ifndef LIBRARY_ADAPTER
#pragma GCC poison malloc calloc realloc free
#endif

#endif

/* os.h - floor 0: the few things asked of the machine. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_OS_H
#define CICLO_OS_H

#include "base/err.h"

/* The whole file ("-" = standard input), at most limit bytes. Bytes, not checked text. */
Err MUST_CHECK os_read_file(Str path, ptrdiff_t limit, Arena *a, Str *out);  /* E_LETTURA, E_DATI (too long) */

/* Written beside, synced, renamed into place: the old file or the new one, never a part. */
Err MUST_CHECK os_write_file(Str path, Str bytes);                          /* E_SCRITTURA */

bool os_exists(Str path);
bool os_is_folder(Str path);

/* A folder that is there afterwards; its parent has to be there before. */
Err MUST_CHECK os_make_folder(Str path);                                    /* E_SCRITTURA */

/* The names in a folder but "." and "..", in byte order; a name may be no valid text. */
typedef LIST(Str) OsNomi;
Err MUST_CHECK os_list_folder(Str path, Arena *a, OsNomi *out);             /* E_LETTURA */

void os_random(void *p, ptrdiff_t n);

/* UTC, "2018-01-31T10:32:05Z". Only app/ asks; everybody else gets the time as an argument. */
Str os_now(Arena *a);
int64_t os_epoch(void);   /* seconds since 1970, UTC */

#endif

/* throttle.h - floor 6: how many failed sign-ins an address is let. Kept in memory, forgotten after a while. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_THROTTLE_H
#define CICLO_THROTTLE_H

#include "base/str.h"

/* An office stands behind one address: thirty people may each get it wrong once in ten minutes. */
enum { THROTTLE_FAILURES = 30, THROTTLE_WINDOW = 600 };

typedef struct Throttle Throttle;
Throttle *throttle_new(Arena *a);
bool throttle_open(Throttle *t, Str client, int64_t now);    /* may it try */
void throttle_failed(Throttle *t, Str client, int64_t now);

#endif

/* pool.h - floor 6: workers that answer requests, each with its own connection to the data. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_POOL_H
#define CICLO_POOL_H

#include "base/arena.h"

typedef struct Pool Pool;
typedef struct PoolTask PoolTask;
struct PoolTask { PoolTask *next; };

typedef struct PoolCalls {
    void *ctx;
    void *(*open)(void *ctx);
    void (*close)(void *state);
    void (*run)(void *state, PoolTask *t);
} PoolCalls;

/* NULL: a worker could not open. queue: tasks that may wait. */
Pool *pool_start(int workers, int queue, const PoolCalls *calls, Arena *a);
bool pool_put(Pool *p, PoolTask *t);   /* false: too many are waiting */
/* Waits until nothing waits or runs, at most so long; true: idle. */
bool pool_drain(Pool *p, int seconds);
/* What waits is still run; pool_put says false from now on. */
void pool_stop(Pool *p);

#endif

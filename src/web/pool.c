/* pool.c - floor 6: a bounded queue and its worker threads. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/pool.h"

#include <pthread.h>
#include <time.h>

enum { WORKERS_MAX = 64 };

struct Pool {
    pthread_mutex_t lock;
    pthread_cond_t work, idle;
    PoolTask *first, **last;
    int waiting, running, queue, workers, ready;
    bool stop, failed;
    PoolCalls calls;
    pthread_t thread[WORKERS_MAX];
};

static void *worker(void *arg)
{
    Pool *p = arg;
    void *state = p->calls.open(p->calls.ctx);
    pthread_mutex_lock(&p->lock);
    p->ready++;
    if (!state) p->failed = true;
    pthread_cond_broadcast(&p->idle);
    while (state) {
        while (!p->first && !p->stop) pthread_cond_wait(&p->work, &p->lock);
        if (!p->first) break;
        PoolTask *t = p->first;
        p->first = t->next;
        if (!p->first) p->last = &p->first;
        p->waiting--;
        p->running++;
        pthread_mutex_unlock(&p->lock);
        p->calls.run(state, t);
        pthread_mutex_lock(&p->lock);
        p->running--;
        if (!p->running && !p->waiting) pthread_cond_broadcast(&p->idle);
    }
    pthread_mutex_unlock(&p->lock);
    if (state) p->calls.close(state);
    return NULL;
}

Pool *pool_start(int workers, int queue, const PoolCalls *calls, Arena *a)
{
    Pool *p = NEW(a, Pool);
    ASSERT(workers > 0 && workers <= WORKERS_MAX);
    p->calls = *calls;
    p->queue = queue;
    p->last = &p->first;
    ASSERT(pthread_mutex_init(&p->lock, NULL) == 0 && pthread_cond_init(&p->work, NULL) == 0 &&
           pthread_cond_init(&p->idle, NULL) == 0);
    for (; p->workers < workers; p->workers++)
        if (pthread_create(&p->thread[p->workers], NULL, worker, p)) break;
    pthread_mutex_lock(&p->lock);
    while (p->ready < p->workers) pthread_cond_wait(&p->idle, &p->lock);
    bool failed = p->failed || p->workers < workers;
    pthread_mutex_unlock(&p->lock);
    if (!failed) return p;
    pool_stop(p);
    return NULL;
}

bool pool_put(Pool *p, PoolTask *t)
{
    pthread_mutex_lock(&p->lock);
    bool room = p->waiting < p->queue && !p->stop;
    if (room) {
        t->next = NULL;
        *p->last = t;
        p->last = &t->next;
        p->waiting++;
        pthread_cond_signal(&p->work);
    }
    pthread_mutex_unlock(&p->lock);
    return room;
}

bool pool_drain(Pool *p, int seconds)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += seconds;
    pthread_mutex_lock(&p->lock);
    int late = 0;
    while ((p->waiting || p->running) && !late) late = pthread_cond_timedwait(&p->idle, &p->lock, &until);
    bool idle = !p->waiting && !p->running;
    pthread_mutex_unlock(&p->lock);
    return idle;
}

void pool_stop(Pool *p)
{
    pthread_mutex_lock(&p->lock);
    p->stop = true;
    pthread_cond_broadcast(&p->work);
    pthread_mutex_unlock(&p->lock);
    for (int i = 0; i < p->workers; i++) pthread_join(p->thread[i], NULL);
    /* the lock stays: whoever still holds a request is told that there is no room */
}

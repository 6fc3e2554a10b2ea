/* throttle.c - floor 6: counters of failures, one a bucket of addresses. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/throttle.h"

#include <arpa/inet.h>
#include <pthread.h>

enum { BUCKETS = 4096 };

struct Throttle {
    pthread_mutex_t lock;
    struct { int64_t since; int failed; } bucket[BUCKETS];
};

Throttle *throttle_new(Arena *a)
{
    Throttle *t = NEW(a, Throttle);
    ASSERT(pthread_mutex_init(&t->lock, NULL) == 0);
    return t;
}

/* Of an address of version 6 the first half counts: the rest is the client's to choose. */
static uint64_t bucket_of(Str client)
{
    char text[INET6_ADDRSTRLEN] = "";
    struct in6_addr six;
    if (client.n && client.n < (ptrdiff_t)sizeof text) memcpy(text, client.p, (size_t)client.n);
    if (inet_pton(AF_INET6, text, &six) == 1) {
        const char *bytes = (const char *)six.s6_addr;
        client = IN6_IS_ADDR_V4MAPPED(&six) ? (Str){bytes + 12, 4} : (Str){bytes, 8};
    }
    return str_hash(client) % BUCKETS;
}

bool throttle_open(Throttle *t, Str client, int64_t now)
{
    uint64_t k = bucket_of(client);
    pthread_mutex_lock(&t->lock);
    bool open = t->bucket[k].since + THROTTLE_WINDOW <= now || t->bucket[k].failed < THROTTLE_FAILURES;
    pthread_mutex_unlock(&t->lock);
    return open;
}

void throttle_failed(Throttle *t, Str client, int64_t now)
{
    uint64_t k = bucket_of(client);
    pthread_mutex_lock(&t->lock);
    if (t->bucket[k].since + THROTTLE_WINDOW <= now) {
        t->bucket[k].since = now;
        t->bucket[k].failed = 0;
    }
    t->bucket[k].failed++;
    pthread_mutex_unlock(&t->lock);
}

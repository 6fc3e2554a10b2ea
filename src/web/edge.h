/* edge.h - floor 6: the socket: libmicrohttpd kept strict, patient with nobody, and never blocked.
 *
 * Network threads read requests whole and hand them to workers, so that a slow page or a slow person holds up nobody
 * else. What is refused here never reaches a page: more or less than one Host, lengths that contradict each other,
 * control characters, unknown encodings, too long a body, a header or body that takes too long to arrive. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_EDGE_H
#define CICLO_EDGE_H

#include "web/http.h"

typedef enum EdgeLane { LANE_PAGE, LANE_SLOW, LANE_COUNT } EdgeLane;

typedef struct EdgeConfig {
    Str address;             /* "127.0.0.1", "::1", "0.0.0.0" */
    int port;                /* 0: one that is free */
    Str socket;              /* path of a unix socket instead; its clients are a proxy, believed when it names theirs */
    Str certificate, key;    /* PEM texts: TLS by this process; "" = plain */
    const Str *hosts;        /* names that Host may be, without port; loopback names and the address always are */
    ptrdiff_t n_hosts;
    int workers;             /* page workers; one more does slow work (passwords) */
    int header_seconds, body_seconds, idle_seconds, send_seconds;
    int connections;         /* at once */
    ptrdiff_t body_max, upload_max;   /* bytes of a form, of a form with files */
} EdgeConfig;

typedef struct EdgeCalls {
    void *ctx;
    /* Each worker's own state (its connection to the data); NULL: it cannot work, why has been told. */
    void *(*open)(void *ctx);
    void (*close)(void *state);
    /* On the network thread, before the body: must not block. True: answered. */
    bool (*quick)(void *ctx, Request *q, Response *r);
    EdgeLane (*lane)(void *ctx, const Request *q);
    /* On a worker. */
    void (*answer)(void *state, Request *q, Response *r);
} EdgeCalls;

typedef struct Edge Edge;
/* *out runs until edge_stop; why says what failed. */
Err MUST_CHECK edge_start(const EdgeConfig *c, const EdgeCalls *calls, Arena *a, Edge **out, Str *why);   /* E_PROGRAMMA */
int edge_port(const Edge *e);
/* Takes no new connections, lets what is under way end (at most `seconds`), stops. */
void edge_stop(Edge *e, int seconds);

#endif

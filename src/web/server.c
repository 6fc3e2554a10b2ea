/* server.c - floor 6: workers opened on the data, the edge started before them, all of it stopped in order. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#define LIBRARY_ADAPTER
#include "web/dispatch.h"

#include <malloc.h>

#include "document/libreoffice.h"
#include "web/lavoro.h"

enum { CONVERSIONE_SECONDI = 180 };

static void *worker_open(void *ctx)
{
    const Server *s = ctx;
    Worker *w = calloc(1, sizeof *w);
    Str why;
    if (!w) return NULL;
    w->srv = s;
    if (!store_open(&w->arena, s->c.db, &w->st, &why)) return w;
    fprintf(stderr, "ciclo serve: %.*s\n", STR_ARG(why));
    arena_free(&w->arena);
    free(w);
    return NULL;
}

static void worker_close(void *state)
{
    Worker *w = state;
    store_close(w->st);
    arena_free(&w->arena);
    free(w);
}

static void answer(void *state, Request *q, Response *r) { dispatch(state, q, r); }
static bool quick(void *ctx, Request *q, Response *r) { return dispatch_quick(ctx, q, r); }
static EdgeLane lane(void *ctx, const Request *q)
{
    (void)ctx;
    return dispatch_slow(q) ? LANE_SLOW : LANE_PAGE;
}

/* -- the public site: workers without a connection, because all of it stands in memory */
static void *public_open(void *ctx) { return ((Server *)ctx)->pubblico; }
static void public_close(void *state) { (void)state; }
static void public_answer(void *state, Request *q, Response *r) { pubblico_answer(state, q, r); }
static EdgeLane public_lane(void *ctx, const Request *q)
{
    (void)ctx;
    (void)q;
    return LANE_PAGE;
}

static Err start_public(Server *s, Arena *a, Str *why)
{
    Err e = pubblico_new(a, s->c.db, &s->pubblico, why);
    if (e) return e;
    EdgeCalls calls = {s, public_open, public_close, quick, public_lane, public_answer};
    e = edge_start(&s->c.edge, &calls, a, &s->edge, why);
    if (e) pubblico_close(s->pubblico);
    return e;
}

/* A page's memory goes back at its end and is asked for again by the next one: what is that small stays with the process
 * (by default the C library gives it back to the system each time, and a page costs a hundred page faults). Two heaps
 * for all threads: with one each, as by default, the most that each ever needed would stay. */
static void keep_small_memory(void)
{
    mallopt(M_ARENA_MAX, 2);
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
    mallopt(M_TRIM_THRESHOLD, 2 << 20);
}

Err server_start(const ServerConfig *c, Arena *a, Server **out, Str *why)
{
    Server *s = NEW(a, Server);
    Store *st;
    *out = NULL;
    s->c = *c;
    s->a = a;
    keep_small_memory();
    if (c->pubblico) {
        Err refused = start_public(s, a, why);
        if (!refused) *out = s;
        return refused;
    }
    Err e = store_open(a, c->db, &st, why); /* once before, so that what is wrong is told once */
    if (e) return e;
    store_close(st);
    s->immagini = immagini_new(a, c->matrice, c->g);
    s->throttle = throttle_new(a);
    s->viste = NEW(a, pthread_mutex_t);
    ASSERT(pthread_mutex_init(s->viste, NULL) == 0);
    LavoroConfig jobs = {c->db, c->g, s->immagini, c->oggi, c->libreoffice.n ? c->libreoffice : S(LIBREOFFICE_PROGRAMMA),
                         c->cartella.n ? c->cartella : S("/tmp"), CONVERSIONE_SECONDI};
    s->esecutore = esecutore_start(&jobs, a, why);
    if (!s->esecutore) {
        immagini_close(s->immagini);
        return E_PROGRAMMA;
    }
    EdgeCalls calls = {s, worker_open, worker_close, quick, lane, answer};
    e = edge_start(&c->edge, &calls, a, &s->edge, why);
    if (e) {
        if (s->esecutore) esecutore_stop(s->esecutore);
        immagini_close(s->immagini);
        return e;
    }
    *out = s;
    return OK;
}

int server_port(const Server *s) { return edge_port(s->edge); }

void server_stop(Server *s)
{
    edge_stop(s->edge, 10);
    if (s->esecutore) esecutore_stop(s->esecutore);
    if (s->pubblico) pubblico_close(s->pubblico);
    else immagini_close(s->immagini);
}

/* dispatch.h - floor 6: every request goes through here, in one order: route, session, token, permission, handler. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_DISPATCH_H
#define CICLO_DISPATCH_H

#include <pthread.h>

#include "web/page.h"
#include "web/pubblico.h"
#include "web/server.h"
#include "web/throttle.h"

typedef struct Esecutore Esecutore;   /* lavoro.h */

struct Server {
    ServerConfig c;
    Edge *edge;
    Immagini *immagini;
    Pubblico *pubblico;      /* the public site: this alone, the others are NULL */
    Throttle *throttle;
    Esecutore *esecutore;
    pthread_mutex_t *viste;  /* one worker at a time notes a view: in the database they would wait for each other asleep */
    Arena *a;
};

/* A worker's own things. */
typedef struct Worker { const Server *srv; Arena arena; Store *st; } Worker;

void dispatch(Worker *w, Request *q, Response *r);
/* Assets and the like: answered at once. */
bool dispatch_quick(const Server *s, Request *q, Response *r);
/* A form that was sent without a session goes on after its person has signed in. */
void dispatch_again(Page *p, Str target, const Fields *form, Str token);
bool dispatch_slow(const Request *q);

#endif

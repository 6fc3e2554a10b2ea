/* edge_guard.h - floor 6: what a head of a request must be like before anybody looks at it. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_EDGE_GUARD_H
#define CICLO_EDGE_GUARD_H

#include "web/edge.h"

/* The headers as they came, one call each; then the verdict. */
typedef struct Guard {
    int n, hosts, lengths, encodings, content_types, bad;
    int64_t length;          /* -1: not said */
    ptrdiff_t known;         /* bytes of the head that have been seen, with one ':' and one line end each */
    bool chunked;
    Str host, content_type;
} Guard;

void guard_begin(Guard *g, Str method, Str target, Str version);
void guard_header(Guard *g, Str name, Str value);
/* head: how long the head was as it came. What is hidden from us (behind a NUL, in a folded line) or ends in a bare line
 * feed makes it longer or shorter than what we saw, with at most one blank after each colon: 400. */
/* 0: go on; else the status to answer with: 400, 413, 415, 421 (another name than ours), 431, 501. */
int guard_verdict(const Guard *g, const EdgeConfig *c, HttpMethod m, ptrdiff_t head);
/* Is this Host one of ours: a loopback name, the address listened at, or one of the names given. */
bool guard_host(Str host, const EdgeConfig *c);

#endif

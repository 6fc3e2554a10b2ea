/* edge_guard.c - floor 6: heads of requests that mean one thing only. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/edge_guard.h"

enum { HEADERS_MAX = 64, LENGTH_DIGITS = 15 };

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

static bool same(Str a, Str b)
{
    if (a.n != b.n) return false;
    for (ptrdiff_t i = 0; i < a.n; i++)
        if (lower(a.p[i]) != lower(b.p[i])) return false;
    return true;
}

static bool clean(Str s)
{
    for (ptrdiff_t i = 0; i < s.n; i++)
        if (((unsigned char)s.p[i] < ' ' && s.p[i] != '\t') || s.p[i] == 127) return false;
    return true;
}

static bool token(Str s)
{
    for (ptrdiff_t i = 0; i < s.n; i++) {
        char c = lower(s.p[i]);
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c && strchr("!#$%&'*+-.^_`|~", c)))) return false;
    }
    return s.n > 0;
}

enum { LINE_END = 2, LINE_BLANKS = 2 };

void guard_begin(Guard *g, Str method, Str target, Str version)
{
    *g = (Guard){.length = -1, .known = method.n + target.n + version.n + LINE_BLANKS + 2 * LINE_END};
}

void guard_header(Guard *g, Str name, Str value)
{
    g->n++;
    g->known += name.n + 1 + value.n + LINE_END;
    if (!token(name) || !clean(value)) g->bad++;
    if (same(name, S("host"))) {
        g->hosts++;
        g->host = value;
    } else if (same(name, S("content-length"))) {
        g->lengths++;
        g->length = 0;
        if (!value.n || value.n > LENGTH_DIGITS) g->bad++;
        else
            for (ptrdiff_t i = 0; i < value.n; i++) {
                if (value.p[i] < '0' || value.p[i] > '9') g->bad++;
                else g->length = g->length * 10 + (value.p[i] - '0');
            }
    } else if (same(name, S("transfer-encoding"))) {
        g->encodings++;
        g->chunked = same(value, S("chunked"));
    } else if (same(name, S("content-type"))) {
        g->content_types++;
        g->content_type = value;
    }
}

/* The name without its port; an address of version 6 keeps its brackets. */
static Str without_port(Str host)
{
    if (host.n && host.p[0] == '[') {
        ptrdiff_t end = str_find(host, ']');
        return end < 0 ? host : str_sub(host, 0, end + 1);
    }
    ptrdiff_t colon = str_find(host, ':');
    return colon < 0 ? host : str_sub(host, 0, colon);
}

bool guard_host(Str host, const EdgeConfig *c)
{
    static const char *const loopback[] = {"127.0.0.1", "localhost", "[::1]"};
    Str name = without_port(host), port = str_sub(host, name.n, host.n);
    for (ptrdiff_t i = 0; i < port.n; i++)
        if (i ? port.p[i] < '0' || port.p[i] > '9' : port.p[i] != ':') return false;
    for (ptrdiff_t i = 0; i < COUNT_OF(loopback); i++)
        if (same(name, str_of(loopback[i]))) return true;
    for (ptrdiff_t i = 0; i < c->n_hosts; i++)
        if (same(name, c->hosts[i])) return true;
    return c->address.n && same(name, c->address);
}

int guard_verdict(const Guard *g, const EdgeConfig *c, HttpMethod m, ptrdiff_t head)
{
    bool body = g->encodings || g->length > 0, form = str_starts(g->content_type, S("application/x-www-form-urlencoded")),
         files = str_starts(g->content_type, S("multipart/form-data"));
    if (g->n > HEADERS_MAX) return 431;
    if (g->bad || g->hosts != 1 || g->lengths > 1 || g->encodings > 1 || (g->lengths && g->encodings)) return 400;
    if (head < g->known || head > g->known + g->n) return 400;
    if (g->encodings && !g->chunked) return 501;
    if (!guard_host(g->host, c)) return 421;
    if (m != HTTP_POST) return body ? 400 : 0;
    if (g->content_types > 1 || (body && !form && !files)) return 415;
    return g->length > (files ? c->upload_max : c->body_max) ? 413 : 0;
}

/* fuzz_richiesta.c - any bytes as the head of a request: target, route, headers; what is taken keeps its promises. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "fuzz.h"

#include "web/edge_guard.h"
#include "web/lingua.h"
#include "web/rotte.h"

static void check_clean(Str s)
{
    ASSERT(utf8_invalid_at(s) < 0);
    for (ptrdiff_t i = 0; i < s.n; i++) ASSERT((unsigned char)s.p[i] >= ' ' || s.p[i] == '\n' || s.p[i] == '\t');
    for (ptrdiff_t i = 0; i < s.n; i++) ASSERT(s.p[i] != 127);
}

/* Parts are whole steps: none empty, none that climbs; encoded anew they give the same parts. */
static void check_target(const Request *q, Arena *a)
{
    Buf b = buf_new(a);
    ASSERT(q->n_parts <= PARTS_MAX && q->query.n <= FIELDS_MAX);
    for (int i = 0; i < q->n_parts; i++) {
        Str part = q->parts[i];
        check_clean(part);
        ASSERT(part.n && !str_eq(part, S(".")) && !str_eq(part, S("..")) && str_find(part, '\\') < 0);
        buf_fmt(&b, "/%.*s", STR_ARG(url_encode(a, part)));
    }
    for (ptrdiff_t i = 0; i < q->query.n; i++) {
        check_clean(q->query.items[i].name);
        check_clean(q->query.items[i].value);
    }
    Request again = {.a = a};
    Str path = b.n ? buf_str(&b) : S("/");
    if (path.n > TARGET_MAX) return;
    ASSERT(url_target(path, a, &again) && again.n_parts == q->n_parts);
    for (int i = 0; i < q->n_parts; i++) ASSERT(str_eq(again.parts[i], q->parts[i]));
}

static void check_route(const Request *q)
{
    Str par[PAR_COUNT];
    bool other;
    const Rotta *x = rotta_find(q, par, &other);
    for (int i = 0; x && i < PAR_COUNT; i++) /* what the path names is one of its parts */
        if (par[i].n) {
            bool found = false;
            for (int k = 0; k < q->n_parts; k++) found = found || str_eq(par[i], q->parts[k]);
            ASSERT(found);
        }
}

/* Lines "name: value" as headers: what the guard lets through is one Host of ours and one way to say how long. */
static void check_head(Str text, Arena *a)
{
    static const Str ours[] = {{"ciclo.example", 13}};
    EdgeConfig c = {.address = S("192.0.2.7"), .hosts = ours, .n_hosts = 1, .body_max = 100, .upload_max = 1000};
    Guard g;
    ptrdiff_t head = 3 + 2 + 8 + 2 + 4, hosts = 0, lengths = 0, encodings = 0;
    guard_begin(&g, S("GET"), S("/x"), S("HTTP/1.1"));
    while (text.n) {
        ptrdiff_t end = str_find(text, '\n');
        Str line = end < 0 ? text : str_sub(text, 0, end);
        text = end < 0 ? S("") : str_sub(text, end + 1, text.n);
        ptrdiff_t colon = str_find(line, ':');
        if (colon < 0) continue;
        Str name = str_sub(line, 0, colon), value = str_trim(str_sub(line, colon + 1, line.n));
        head += line.n + 2;
        guard_header(&g, name, value);
        hosts += name.n == 4 && !strncasecmp(name.p, "host", 4);
        lengths += name.n == 14 && !strncasecmp(name.p, "content-length", 14);
        encodings += name.n == 17 && !strncasecmp(name.p, "transfer-encoding", 17);
        accepts_gzip(value);
        lingua_preferita(value);
        Str cookie = cookie_get(value, S("__Host-ciclo"));
        ASSERT(!cookie.n || (cookie.p >= value.p && cookie.p + cookie.n <= value.p + value.n));
    }
    (void)a;
    int verdict = guard_verdict(&g, &c, HTTP_GET, head);
    if (!verdict) ASSERT(hosts == 1 && lengths <= 1 && encodings == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena a = {0};
    Str bytes = {(const char *)data, (ptrdiff_t)size};
    ptrdiff_t end = str_find(bytes, '\n');
    Str target = end < 0 ? bytes : str_sub(bytes, 0, end);
    for (int m = HTTP_GET; m <= HTTP_POST; m++) {
        Request q = {.a = &a, .method = (HttpMethod)m};
        if (!url_target(target, &a, &q)) break;
        check_target(&q, &a);
        check_route(&q);
    }
    if (end >= 0) check_head(str_sub(bytes, end + 1, bytes.n), &a);
    arena_free(&a);
    return 0;
}

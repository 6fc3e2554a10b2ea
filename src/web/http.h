/* http.h - floor 6: a request as it was understood, a response as it will be sent. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_HTTP_H
#define CICLO_HTTP_H

#include "base/err.h"

enum { FIELDS_MAX = 5000, TARGET_MAX = 4096, PARTS_MAX = 8 };

typedef enum HttpMethod { HTTP_GET, HTTP_HEAD, HTTP_POST } HttpMethod;

/* One field of a query or form, decoded; valid UTF-8 without control characters but line feed and tab (an uploaded
 * file: bytes as they came). file: the name an uploaded file had, "" for other fields. */
typedef struct Field { Str name, value, file; bool upload; } Field;
typedef struct Fields { Field *items; ptrdiff_t n, cap; } Fields;

/* The first field of that name; the empty text when it is not there. */
Str field_get(const Fields *f, Str name);
const Field *field_find(const Fields *f, Str name);

typedef struct Request {
    Arena *a;                /* lives as long as the answer is being made; what is sent of it is kept by the edge */
    HttpMethod method;       /* HEAD is answered as GET, without the body */
    Str target;              /* path and query as they came */
    Str parts[PARTS_MAX];    /* of the path, decoded one by one: "/ciclo/2025" gives "ciclo", "2025" */
    int n_parts;
    Fields query, form;
    Str host, origin, site;  /* Host, Origin, Sec-Fetch-Site */
    Str cookie, languages, match;  /* Cookie, Accept-Language, If-None-Match */
    Str client;              /* address, for throttling; never logged with what was asked */
    bool gzip;               /* the browser understands it */
} Request;

typedef struct Header { const char *name; Str value; } Header;

typedef struct Response {
    Arena *a;
    int status;
    Str type;                /* "text/html; charset=utf-8" */
    Str body;                /* lives in its arena, or for ever */
    bool compressed;         /* body is gzip already */
    LIST(Header) headers;    /* beyond those that every answer gets */
} Response;

void response_header(Response *r, const char *name, Str value);

/* -- reading what came: every function refuses rather than guesses. */

/* Percent-decoding; false: %00, broken %, control characters, or not UTF-8. plus: '+' is a blank. */
bool url_decode(Str raw, bool plus, Arena *a, Str *out);
/* The same check for a text that came as it is: line ends become line feeds. */
bool text_clean(Str raw, Arena *a, Str *out);
/* "a=1&b=2" into fields; at most FIELDS_MAX of them. */
bool url_fields(Str raw, Arena *a, Fields *out);
/* A request target "/path?query" into r's parts and query; no empty or dotted parts, one '/' at the end is allowed. */
bool url_target(Str raw, Arena *a, Request *r);
/* What a URL part may hold is left, the rest becomes %XX. */
Str url_encode(Arena *a, Str s);
/* The value of one cookie. */
Str cookie_get(Str header, Str name);
/* Does an Accept-Encoding take gzip. */
bool accepts_gzip(Str header);

#endif

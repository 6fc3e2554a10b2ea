/* edge.c - floor 6: libmicrohttpd's callbacks: a request is gathered, queued, answered, sent. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#define LIBRARY_ADAPTER
#include "web/edge.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netdb.h>
#include <pthread.h>
#include <strings.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "web/comprimi.h"
#include "web/edge_guard.h"
#include "web/pool.h"

enum { NETWORK_THREADS = 2, QUEUE = 512, POOL_MEMORY = 16 * 1024, TURN_MS = 500, BODY_COPIED = 256 * 1024 };

/* One connection, watched by the reaper: libmicrohttpd's own time-out starts anew at every byte. */
typedef struct Conn {
    struct Conn *next, **back;
    int fd;
    int64_t deadline;        /* milliseconds; 0: it is our turn, not theirs */
} Conn;

/* One request with its answer. Its arena ends when the last byte is sent. */
typedef struct Exchange {
    PoolTask task;           /* first: the pool hands this back */
    Arena arena;             /* of what came and of what is sent */
    Arena work;              /* in which a long answer was made */
    Edge *edge;
    struct MHD_Connection *mhd;
    struct MHD_PostProcessor *post;
    Request q;
    Response r;
    Buf body;
    ptrdiff_t limit, taken;
    bool files;              /* its form comes in parts */
    bool begun, answered, refused, queued;
} Exchange;

struct Edge {
    EdgeConfig c;
    EdgeCalls calls;
    struct MHD_Daemon *daemon;
    Pool *lane[LANE_COUNT];
    pthread_mutex_t lock;    /* of the list of connections */
    Conn *conns;
    int under_way;           /* requests given to a worker whose last byte has not left; under lock */
    pthread_t reaper;
    bool stop;
    int port;
};

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* -- connections and their deadlines */
static Conn *conn_of(struct MHD_Connection *m)
{
    const union MHD_ConnectionInfo *i = MHD_get_connection_info(m, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return i ? i->socket_context : NULL;
}

static void deadline(Exchange *x, int seconds)
{
    Conn *c = conn_of(x->mhd);
    if (!c) return;
    pthread_mutex_lock(&x->edge->lock);
    c->deadline = seconds ? now_ms() + (int64_t)seconds * 1000 : 0;
    pthread_mutex_unlock(&x->edge->lock);
}

/* Requests that a stop waits for. */
static void count(Edge *e, int more)
{
    pthread_mutex_lock(&e->lock);
    e->under_way += more;
    pthread_mutex_unlock(&e->lock);
}

static void on_connection(void *cls, struct MHD_Connection *m, void **context, enum MHD_ConnectionNotificationCode code)
{
    Edge *e = cls;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        Conn *c = calloc(1, sizeof *c);
        if (!c) return;
        c->fd = MHD_get_connection_info(m, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
        c->deadline = now_ms() + (int64_t)e->c.header_seconds * 1000;
        pthread_mutex_lock(&e->lock);
        c->next = e->conns;
        c->back = &e->conns;
        if (c->next) c->next->back = &c->next;
        e->conns = c;
        pthread_mutex_unlock(&e->lock);
        *context = c;
    } else if (*context) {
        Conn *c = *context;
        pthread_mutex_lock(&e->lock);
        *c->back = c->next;
        if (c->next) c->next->back = c->back;
        pthread_mutex_unlock(&e->lock);
        free(c);
        *context = NULL;
    }
}

/* Whoever is late is hung up on; libmicrohttpd then sees a closed connection. */
static void *reap(void *arg)
{
    Edge *e = arg;
    for (;;) {
        nanosleep(&(struct timespec){0, TURN_MS * 1000000L}, NULL);
        int64_t now = now_ms();
        pthread_mutex_lock(&e->lock);
        bool stop = e->stop;
        for (Conn *c = e->conns; c; c = c->next)
            if (c->deadline && c->deadline < now) shutdown(c->fd, SHUT_RDWR);
        pthread_mutex_unlock(&e->lock);
        if (stop) return NULL;
    }
}

/* -- a request comes in */
static void *on_target(void *cls, const char *target, struct MHD_Connection *m)
{
    Exchange *x = calloc(1, sizeof *x);
    if (!x) return NULL;
    x->edge = cls;
    x->mhd = m;
    x->q.a = x->r.a = &x->arena;
    x->q.target = str_dup(&x->arena, str_of(target));
    return x;
}

static void on_completed(void *cls, struct MHD_Connection *m, void **con, enum MHD_RequestTerminationCode code)
{
    (void)m;
    (void)code;
    Exchange *x = *con;
    if (!x) return;
    deadline(x, ((Edge *)cls)->c.idle_seconds + ((Edge *)cls)->c.header_seconds);
    if (x->queued) count(cls, -1);
    if (x->post) MHD_destroy_post_processor(x->post);
    arena_free(&x->arena);
    arena_free(&x->work);
    free(x);
    *con = NULL;
}

typedef struct Heads { Exchange *x; Guard g; Str forwarded; } Heads;

static Str kept(Exchange *x, Str value) { return utf8_invalid_at(value) < 0 ? str_dup(&x->arena, value) : S(""); }

static bool is_named(const char *key, const char *name) { return strcasecmp(key, name) == 0; }

static enum MHD_Result on_header(void *cls, enum MHD_ValueKind kind, const char *key, size_t key_n, const char *value,
                                 size_t value_n)
{
    Heads *h = cls;
    Exchange *x = h->x;
    Str v = {value, (ptrdiff_t)value_n};
    (void)kind;
    guard_header(&h->g, (Str){key, (ptrdiff_t)key_n}, v);
    if (is_named(key, "Host")) x->q.host = kept(x, v);
    else if (is_named(key, "Origin")) x->q.origin = kept(x, v);
    else if (is_named(key, "Sec-Fetch-Site")) x->q.site = kept(x, v);
    else if (is_named(key, "Cookie")) x->q.cookie = kept(x, v);
    else if (is_named(key, "Accept-Language")) x->q.languages = kept(x, v);
    else if (is_named(key, "If-None-Match")) x->q.match = kept(x, v);
    else if (is_named(key, "X-Forwarded-For")) h->forwarded = v;
    else if (is_named(key, "Accept-Encoding")) x->q.gzip = accepts_gzip(v);
    return MHD_YES;
}

static Str client_of(Exchange *x, Str forwarded)
{
    if (x->edge->c.socket.n) { /* the proxy's own word is the last one of its list */
        for (ptrdiff_t c; (c = str_find(forwarded, ',')) >= 0;) forwarded = str_sub(forwarded, c + 1, forwarded.n);
        return kept(x, str_trim(forwarded));
    }
    const union MHD_ConnectionInfo *i = MHD_get_connection_info(x->mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    char text[INET6_ADDRSTRLEN] = "";
    if (i && i->client_addr && i->client_addr->sa_family == AF_INET)
        inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)i->client_addr)->sin_addr, text, sizeof text);
    else if (i && i->client_addr && i->client_addr->sa_family == AF_INET6)
        inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)i->client_addr)->sin6_addr, text, sizeof text);
    return str_dup(&x->arena, str_of(text));
}

static enum MHD_Result send_answer(Exchange *x);

/* An answer of the edge itself, before there is a page; the connection ends with it. */
static enum MHD_Result refuse(Exchange *x, int status)
{
    x->refused = true;
    x->r.status = status;
    x->r.type = S("text/plain; charset=utf-8");
    x->r.body = status == 413   ? S("Il contenuto inviato è troppo lungo.\n")
                : status == 503 ? S("Il servizio è occupato: riprovare fra poco.\n")
                                : S("La richiesta non è valida.\n");
    return send_answer(x);
}

/* One piece of one part of a form. */
static enum MHD_Result on_part(void *cls, enum MHD_ValueKind kind, const char *key, const char *filename,
                               const char *type, const char *encoding, const char *data, uint64_t off, size_t size)
{
    Exchange *x = cls;
    Fields *f = &x->q.form;
    (void)kind;
    (void)type;
    (void)encoding;
    if (off == 0) {
        if (f->n == FIELDS_MAX) return MHD_NO;
        Field *new_one = PUSH(&x->arena, f);
        new_one->name = kept(x, str_of(key)); /* a part without a name has the empty one */
        new_one->file = kept(x, str_of(filename));
        new_one->upload = filename != NULL;
        x->body = buf_new(&x->arena);
    }
    ASSERT(f->n > 0);
    buf_put(&x->body, (Str){data, (ptrdiff_t)size});
    f->items[f->n - 1].value = buf_str(&x->body);
    return MHD_YES;
}

static ptrdiff_t head_size(struct MHD_Connection *m)
{
    const union MHD_ConnectionInfo *i = MHD_get_connection_info(m, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    return i ? (ptrdiff_t)i->header_size : 0;
}

static enum MHD_Result first_call(Exchange *x, const char *method, const char *version)
{
    Heads h = {.x = x};
    const EdgeConfig *c = &x->edge->c;
    x->begun = true;
    guard_begin(&h.g, str_of(method), x->q.target, str_of(version));
    MHD_get_connection_values_n(x->mhd, MHD_HEADER_KIND, on_header, &h);
    if (!strcmp(method, "GET")) x->q.method = HTTP_GET;
    else if (!strcmp(method, "HEAD")) x->q.method = HTTP_HEAD;
    else if (!strcmp(method, "POST")) x->q.method = HTTP_POST;
    else return refuse(x, 405);
    int status = guard_verdict(&h.g, c, x->q.method, head_size(x->mhd));
    if (!status && !url_target(x->q.target, &x->arena, &x->q)) status = 400;
    if (status) return refuse(x, status);
    x->q.client = client_of(x, h.forwarded);
    if (x->edge->calls.quick(x->edge->calls.ctx, &x->q, &x->r)) {
        deadline(x, c->send_seconds);
        return send_answer(x);
    }
    deadline(x, c->body_seconds);
    x->files = str_starts(h.g.content_type, S("multipart/form-data"));
    x->limit = x->files ? c->upload_max : c->body_max;
    x->body = buf_new(&x->arena);
    if (x->files && x->q.method == HTTP_POST) {
        x->post = MHD_create_post_processor(x->mhd, 4096, on_part, x);
        if (!x->post) return refuse(x, 400); /* parts without a boundary between them */
    }
    return MHD_YES;
}

/* -- a form's bytes */
static bool take_body(Exchange *x, const char *data, ptrdiff_t n)
{
    x->taken += n;
    if (x->taken > x->limit) return false;
    if (x->post) return MHD_post_process(x->post, data, (size_t)n) == MHD_YES;
    buf_put(&x->body, (Str){data, n});
    return true;
}

/* Text fields of a multipart form are held to what url_decode asks of the others. */
static bool parts_clean(Exchange *x)
{
    Fields *f = &x->q.form;
    for (ptrdiff_t i = 0; i < f->n; i++) {
        Field *one = &f->items[i];
        if (!text_clean(one->name, &x->arena, &one->name) || !text_clean(one->file, &x->arena, &one->file)) return false;
        if (!one->upload && !text_clean(one->value, &x->arena, &one->value)) return false;
    }
    return true;
}

static int form_status(Exchange *x)
{
    if (x->q.method != HTTP_POST) return 0;
    if (x->taken > x->limit) return 413;
    if (x->post) {
        bool whole = MHD_destroy_post_processor(x->post) == MHD_YES;
        x->post = NULL;
        return whole && parts_clean(x) ? 0 : 400;
    }
    return url_fields(buf_str(&x->body), &x->arena, &x->q.form) ? 0 : 400;
}

static enum MHD_Result on_request(void *cls, struct MHD_Connection *m, const char *url, const char *method,
                                  const char *version, const char *data, size_t *size, void **con)
{
    Exchange *x = *con;
    (void)cls;
    (void)m;
    (void)url;
    if (!x) return MHD_NO;
    if (!x->begun) return first_call(x, method, version);
    if (x->refused) {
        *size = 0;
        return MHD_YES;
    }
    if (x->answered) {
        deadline(x, x->edge->c.send_seconds);
        return send_answer(x);
    }
    if (*size) {
        if (!take_body(x, data, (ptrdiff_t)*size)) x->taken = x->limit + 1;
        *size = 0;
        return MHD_YES;
    }
    int status = form_status(x);
    if (status) return refuse(x, status);
    deadline(x, 0);
    EdgeLane lane = x->edge->calls.lane(x->edge->calls.ctx, &x->q);
    MHD_suspend_connection(x->mhd);
    count(x->edge, 1);
    x->queued = pool_put(x->edge->lane[lane], &x->task);
    if (x->queued) return MHD_YES;
    count(x->edge, -1);
    MHD_resume_connection(x->mhd);
    return refuse(x, 503);
}

/* -- the answer goes out */
/* A page that has a policy of its own says so instead of what all say. */
static bool has_header(const Response *r, const char *name)
{
    for (ptrdiff_t i = 0; i < r->headers.n; i++)
        if (is_named(r->headers.items[i].name, name)) return true;
    return false;
}

static enum MHD_Result send_answer(Exchange *x)
{
    static const Header always[] = {
        {"Content-Security-Policy",
         {"default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
          "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          0}},
        {"X-Content-Type-Options", {"nosniff", 0}},
        {"X-Frame-Options", {"DENY", 0}},
        {"Referrer-Policy", {"same-origin", 0}},
        {"Cross-Origin-Opener-Policy", {"same-origin", 0}},
        {"Cross-Origin-Resource-Policy", {"same-origin", 0}},
        {"Permissions-Policy", {"camera=(), microphone=(), geolocation=(), payment=(), usb=()", 0}},
    };
    Response *r = &x->r;
    struct MHD_Response *m =
        MHD_create_response_from_buffer((size_t)r->body.n, (void *)(uintptr_t)r->body.p, MHD_RESPMEM_PERSISTENT);
    if (!m) return MHD_NO;
    for (ptrdiff_t i = 0; i < COUNT_OF(always); i++)
        if (!has_header(r, always[i].name)) MHD_add_response_header(m, always[i].name, always[i].value.p);
    for (ptrdiff_t i = 0; i < r->headers.n; i++)
        MHD_add_response_header(m, r->headers.items[i].name, str_c(&x->arena, r->headers.items[i].value));
    if (!has_header(r, "Cache-Control")) MHD_add_response_header(m, "Cache-Control", "no-store");
    if (r->type.n) MHD_add_response_header(m, "Content-Type", str_c(&x->arena, r->type));
    if (r->compressed) MHD_add_response_header(m, "Content-Encoding", "gzip");
    if (x->edge->c.certificate.n) MHD_add_response_header(m, "Strict-Transport-Security", "max-age=31536000");
    if (x->refused) MHD_add_response_header(m, "Connection", "close");
    enum MHD_Result sent = MHD_queue_response(x->mhd, (unsigned)r->status, m);
    MHD_destroy_response(m);
    return sent;
}

/* What is sent, out of the arena in which it was made: while an answer waits for a slow line, its bytes stay, not all that
 * it took to make them. A long one is not copied: it keeps its arena. */
static void keep_answer(Exchange *x, Arena *work)
{
    Response *r = &x->r;
    if (r->body.n > BODY_COPIED) {
        x->work = *work;
        return;
    }
    r->a = &x->arena;
    r->body = str_dup(r->a, r->body);
    r->type = str_dup(r->a, r->type);
    for (ptrdiff_t i = 0; i < r->headers.n; i++) r->headers.items[i].value = str_dup(r->a, r->headers.items[i].value);
    Header *list = NEW_N(r->a, Header, r->headers.n + 1);
    if (r->headers.n) memcpy(list, r->headers.items, (size_t)r->headers.n * sizeof *list);
    r->headers.items = list;
    r->headers.cap = r->headers.n;
    arena_free(work);
}

static void run_task(void *state, PoolTask *t)
{
    Exchange *x = (Exchange *)(void *)t;
    Arena work = {0}; /* this thread's alone, and as warm as the last page has left it */
    x->q.a = x->r.a = &work;
    x->edge->calls.answer(state, &x->q, &x->r);
    comprimi(&x->q, &x->r);
    keep_answer(x, &work);
    x->q.a = &x->arena;
    x->answered = true;
    MHD_resume_connection(x->mhd);
}

/* -- start and stop */
static int listen_unix(const EdgeConfig *c, Arena *a, Str *why)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    if (c->socket.n >= (ptrdiff_t)sizeof to.sun_path) {
        *why = str_fmt(a, "%.*s: il nome del socket è troppo lungo", STR_ARG(c->socket));
        return -1;
    }
    memcpy(to.sun_path, c->socket.p, (size_t)c->socket.n);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    struct stat st;
    if (fd >= 0 && connect(fd, (struct sockaddr *)(void *)&to, sizeof to) == 0) {
        *why = str_fmt(a, "%.*s: un altro programma risponde già a questo socket", STR_ARG(c->socket));
        close(fd);
        return -1;
    }
    if (lstat(to.sun_path, &st) == 0 && S_ISSOCK(st.st_mode)) unlink(to.sun_path);
    if (fd >= 0 && bind(fd, (struct sockaddr *)(void *)&to, sizeof to) == 0 && chmod(to.sun_path, 0660) == 0 &&
        listen(fd, SOMAXCONN) == 0)
        return fd;
    *why = str_fmt(a, "%.*s: non si può aprire il socket (%s)", STR_ARG(c->socket), strerror(errno));
    if (fd >= 0) close(fd);
    return -1;
}

static int listen_tcp(Edge *e, Arena *a, Str *why)
{
    struct addrinfo want = {.ai_flags = AI_NUMERICHOST | AI_PASSIVE, .ai_socktype = SOCK_STREAM}, *found = NULL;
    struct sockaddr_storage bound;
    socklen_t n = sizeof bound;
    int one = 1, fd = -1;
    const char *port = str_c(a, str_fmt(a, "%d", e->c.port));
    if (getaddrinfo(str_c(a, e->c.address), port, &want, &found) == 0)
        fd = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd >= 0 && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) == 0 &&
        bind(fd, found->ai_addr, found->ai_addrlen) == 0 && listen(fd, SOMAXCONN) == 0 &&
        getsockname(fd, (struct sockaddr *)(void *)&bound, &n) == 0) {
        e->port = ntohs(bound.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)(void *)&bound)->sin6_port
                                                    : ((struct sockaddr_in *)(void *)&bound)->sin_port);
        freeaddrinfo(found);
        return fd;
    }
    *why = errno == EADDRINUSE ? str_fmt(a, "la porta %d è già usata: chiudere l'altro programma, o dare un'altra --porta",
                                         e->c.port)
                               : str_fmt(a, "%.*s porta %d: non si può aprire (%s)", STR_ARG(e->c.address), e->c.port,
                                         strerror(errno));
    if (fd >= 0) close(fd);
    if (found) freeaddrinfo(found);
    return -1;
}

static void log_nothing(void *cls, const char *fmt, va_list args)
{
    (void)cls;
    (void)fmt;
    (void)args;
}

static void room_for_connections(int n)
{
    struct rlimit r;
    if (getrlimit(RLIMIT_NOFILE, &r) == 0 && r.rlim_cur < (rlim_t)n + 256) {
        r.rlim_cur = r.rlim_max < (rlim_t)n + 256 ? r.rlim_max : (rlim_t)n + 256;
        setrlimit(RLIMIT_NOFILE, &r);
    }
}

static struct MHD_Daemon *daemon_start(Edge *e, int fd, Arena *a)
{
    bool tls = e->c.certificate.n > 0;
    struct MHD_OptionItem options[] = {
        {MHD_OPTION_EXTERNAL_LOGGER, (intptr_t)log_nothing, NULL},
        {MHD_OPTION_LISTEN_SOCKET, fd, NULL},
        {MHD_OPTION_THREAD_POOL_SIZE, NETWORK_THREADS, NULL},
        {MHD_OPTION_CONNECTION_LIMIT, e->c.connections, NULL},
        {MHD_OPTION_CONNECTION_TIMEOUT, e->c.idle_seconds, NULL},
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, POOL_MEMORY, NULL},
        {MHD_OPTION_STRICT_FOR_CLIENT, 1, NULL},
        {MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)on_connection, e},
        {MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)on_completed, e},
        {MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)on_target, e},
        {tls ? MHD_OPTION_HTTPS_MEM_CERT : MHD_OPTION_END, 0, (void *)(uintptr_t)(tls ? str_c(a, e->c.certificate) : NULL)},
        {tls ? MHD_OPTION_HTTPS_MEM_KEY : MHD_OPTION_END, 0, (void *)(uintptr_t)(tls ? str_c(a, e->c.key) : NULL)},
        {tls ? MHD_OPTION_HTTPS_PRIORITIES : MHD_OPTION_END, 0,
         (void *)(uintptr_t)"NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:%SERVER_PRECEDENCE"},
        {MHD_OPTION_END, 0, NULL}};
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG |
                     (tls ? MHD_USE_TLS : 0);
    return MHD_start_daemon(flags, 0, NULL, NULL, on_request, e, MHD_OPTION_ARRAY, options, MHD_OPTION_END);
}

Err edge_start(const EdgeConfig *c, const EdgeCalls *calls, Arena *a, Edge **out, Str *why)
{
    Edge *e = NEW(a, Edge);
    PoolCalls work = {calls->ctx, calls->open, calls->close, run_task};
    e->c = *c;
    e->calls = *calls;
    *out = NULL;
    *why = S("");
    room_for_connections(c->connections);
    int fd = c->socket.n ? listen_unix(c, a, why) : listen_tcp(e, a, why);
    if (fd < 0) return E_PROGRAMMA;
    e->lane[LANE_PAGE] = pool_start(c->workers, QUEUE, &work, a);
    if (e->lane[LANE_PAGE]) e->lane[LANE_SLOW] = pool_start(1, QUEUE, &work, a);
    ASSERT(pthread_mutex_init(&e->lock, NULL) == 0);
    if (e->lane[LANE_SLOW]) e->daemon = daemon_start(e, fd, a);
    if (!e->daemon || pthread_create(&e->reaper, NULL, reap, e)) {
        for (int i = 0; i < LANE_COUNT; i++)
            if (e->lane[i]) pool_stop(e->lane[i]);
        if (e->daemon) MHD_stop_daemon(e->daemon);
        else close(fd);
        if (e->lane[LANE_SLOW])
            *why = c->certificate.n ? S("il servizio non può partire: il certificato o la chiave non vanno bene (servono in "
                                        "PEM, e la chiave deve essere quella del certificato)")
                                    : S("il servizio non può partire: mancano memoria o file aperti (ulimit -n)");
        return E_PROGRAMMA;
    }
    *out = e;
    return OK;
}

int edge_port(const Edge *e) { return e->port; }

/* Until nothing that a worker was given is unsent, or the time is up. */
static void wait_for_answers(Edge *e, int64_t until)
{
    for (bool left = true; left && now_ms() < until;) {
        pthread_mutex_lock(&e->lock);
        left = e->under_way > 0;
        pthread_mutex_unlock(&e->lock);
        if (left) nanosleep(&(struct timespec){0, 5 * 1000000L}, NULL);
    }
}

void edge_stop(Edge *e, int seconds)
{
    int64_t until = now_ms() + (int64_t)seconds * 1000;
    int fd = MHD_quiesce_daemon(e->daemon);
    for (int i = 0; i < LANE_COUNT; i++) pool_drain(e->lane[i], (int)((until - now_ms() + 999) / 1000));
    for (int i = 0; i < LANE_COUNT; i++) pool_stop(e->lane[i]);
    wait_for_answers(e, until);
    pthread_mutex_lock(&e->lock);
    e->stop = true;
    pthread_mutex_unlock(&e->lock);
    pthread_join(e->reaper, NULL);
    MHD_stop_daemon(e->daemon); /* nothing is suspended: the pools are empty */
    if (fd >= 0) close(fd);
    if (e->c.socket.n) {
        Arena a = {0};
        unlink(str_c(&a, e->c.socket));
        arena_free(&a);
    }
}

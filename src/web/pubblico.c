/* pubblico.c - floor 6: what is public held in memory, and a request for it answered. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/pubblico.h"

#include <pthread.h>

#include "base/hash.h"
#include "base/os.h"
#include "format/json.h"

enum { RIGUARDA_SECONDI = 2 };

struct Pubblico {
    Vetrina *vetrina;
    pthread_mutex_t lock;    /* of adesso and of lettori */
    pthread_mutex_t guarda;  /* one worker looks whether anything is new, nobody waits for it */
    PubImmagine *adesso;
    int64_t guardato;        /* when; under guarda */
};

/* -- what is public, in memory */
static void end(PubImmagine *i)
{
    Arena a = i->arena;
    arena_free(&a); /* it is in there itself */
}

static void put_year(PubImmagine *i, Arena *a, int64_t anno)
{
    for (ptrdiff_t k = 0; k < i->anni.n; k++)
        if (i->anni.items[k] == anno) return;
    *PUSH(a, &i->anni) = anno;
    for (ptrdiff_t k = i->anni.n - 1; k && i->anni.items[k - 1] < anno; k--) {
        i->anni.items[k] = i->anni.items[k - 1];
        i->anni.items[k - 1] = anno;
    }
}

static Str text_of(const Tree *map, Str key)
{
    const Tree *t = tree_get(map, key);
    return t && t->kind == TREE_TEXT ? t->text : S("");
}

static PubImmagine *make(Arena a, const Pubblicazione *all)
{
    PubImmagine *i = NEW(&a, PubImmagine);
    i->tutto = *all;
    for (ptrdiff_t k = 0; k < all->n_documenti; k++) {
        const PubDocumento *d = &all->documenti[k];
        put_year(i, &a, d->anno);
        JsonError wrong;
        Tree *t = NEW(&a, Tree);
        if (!str_eq(d->formato, S("json")) || json_read(d->contenuto, &a, t, &wrong)) continue;
        const Tree *rows = tree_get(t, S("righe"));
        if (!rows || rows->kind != TREE_LIST) continue;
        *PUSH(&a, &i->insiemi) = (Insieme){d, d->tipo, text_of(t, S("titolo")), text_of(t, S("nota")),
                                           text_of(t, S("pubblicato_il")), rows};
    }
    i->arena = a;
    return i;
}

/* What is new takes the place of what was; what cannot be read leaves it. */
static Err look(Pubblico *x, Str *why, Arena *said)
{
    Arena a = {0};
    Pubblicazione all;
    bool nuova;
    Str perche;
    Err e = vetrina_leggi(x->vetrina, &a, &nuova, &all, &perche);
    if (said) *why = str_dup(said, perche);
    if (e || !nuova) {
        arena_free(&a);
        return e;
    }
    PubImmagine *fresh = make(a, &all);
    pthread_mutex_lock(&x->lock);
    PubImmagine *old = x->adesso;
    x->adesso = fresh;
    bool unread = old && !old->lettori;
    pthread_mutex_unlock(&x->lock);
    if (unread) end(old);
    return OK;
}

static PubImmagine *take(Pubblico *x)
{
    int64_t now = os_epoch();
    if (!pthread_mutex_trylock(&x->guarda)) {
        if (now >= x->guardato + RIGUARDA_SECONDI || now < x->guardato) {
            x->guardato = now;
            if (look(x, NULL, NULL)) { /* what was there is still shown */ }
        }
        pthread_mutex_unlock(&x->guarda);
    }
    pthread_mutex_lock(&x->lock);
    PubImmagine *i = x->adesso;
    i->lettori++;
    pthread_mutex_unlock(&x->lock);
    return i;
}

static void leave(Pubblico *x, PubImmagine *i)
{
    pthread_mutex_lock(&x->lock);
    bool last = --i->lettori == 0 && i != x->adesso;
    pthread_mutex_unlock(&x->lock);
    if (last) end(i);
}

Err pubblico_new(Arena *a, Str url, Pubblico **out, Str *why)
{
    Pubblico *x = NEW(a, Pubblico);
    x->vetrina = vetrina_new(a, url);
    ASSERT(pthread_mutex_init(&x->lock, NULL) == 0 && pthread_mutex_init(&x->guarda, NULL) == 0);
    Err e = look(x, why, a);
    x->guardato = os_epoch();
    if (e) pubblico_close(x);
    *out = e ? NULL : x;
    return e;
}

void pubblico_close(Pubblico *x)
{
    vetrina_close(x->vetrina);
    if (x->adesso) end(x->adesso);
    x->adesso = NULL;
    pthread_mutex_destroy(&x->lock);
    pthread_mutex_destroy(&x->guarda);
}

/* -- looking things up */
const PubDocumento *pubblico_documento(const PubImmagine *i, int64_t anno, Str tipo, Str formato)
{
    const PubDocumento *best = NULL;
    for (ptrdiff_t k = 0; k < i->tutto.n_documenti; k++) {
        const PubDocumento *d = &i->tutto.documenti[k];
        if (d->anno == anno && str_eq(d->tipo, tipo) && str_eq(d->formato, formato) &&
            (!best || d->edizione > best->edizione))
            best = d;
    }
    return best;
}

const Insieme *pubblico_insieme(const PubImmagine *i, int64_t anno, Str nome)
{
    const PubDocumento *d = pubblico_documento(i, anno, nome, S("json"));
    for (ptrdiff_t k = 0; k < i->insiemi.n && d; k++)
        if (i->insiemi.items[k].doc == d) return &i->insiemi.items[k];
    return NULL;
}

Str pubblico_cella(const Tree *riga, Str colonna) { return text_of(riga, colonna); }

/* -- routes */
static const struct { const char *path; void (*handler)(PubPage *p); } rotte_pubbliche[] = {
#define ROTTA_PUBBLICA(path, handler, source) {path, handler},
#include "web/rotte_pubbliche.def"
#undef ROTTA_PUBBLICA
};

static bool year(const PubPage *p, Str word, int64_t *out)
{
    for (ptrdiff_t k = 0; k < p->img->anni.n; k++)
        if (str_eq(word, str_fmt(p->a, "%lld", (long long)p->img->anni.items[k]))) {
            *out = p->img->anni.items[k];
            return true;
        }
    return false;
}

static bool matches(PubPage *p, const char *pattern, const Str *part, int n)
{
    Str rest = str_of(pattern + 1);
    for (int i = 0; i < n; i++) {
        if (!rest.n) return false;
        ptrdiff_t end_of = str_find(rest, '/');
        Str want = end_of < 0 ? rest : str_sub(rest, 0, end_of);
        rest = end_of < 0 ? S("") : str_sub(rest, end_of + 1, rest.n);
        if (str_eq(want, S("{anno}"))) {
            if (!year(p, part[i], &p->anno)) return false;
        } else if (str_eq(want, S("{file}"))) {
            p->file = part[i];
        } else if (!str_eq(want, part[i])) {
            return false;
        }
    }
    return !rest.n;
}

/* A page that the browser has already needs no bytes. */
static void settle(PubPage *p)
{
    if (p->r->status != 200) return;
    Str mark = str_fmt(p->a, "W/\"%.*s\"", STR_ARG(str_sub(hash_sha256_hex(p->a, p->r->body), 0, 20)));
    response_header(p->r, "ETag", mark);
    response_header(p->r, "Cache-Control", S("public, max-age=300"));
    if (!str_eq(p->q->match, mark)) return;
    p->r->status = 304;
    p->r->body = S("");
    p->r->type = S("");
}

void pubblico_answer(Pubblico *x, Request *q, Response *r)
{
    PubImmagine *img = take(x);
    PubPage p = {.a = q->a, .q = q, .r = r, .img = img};
    int skip = q->n_parts && str_eq(q->parts[0], lingua_codice(LINGUA_EN));
    p.h = html_new(q->a, skip ? LINGUA_EN : LINGUA_IT, S(""));
    p.radice = skip ? S("/en") : S("");
    Buf path = buf_new(q->a);
    for (int i = skip; i < q->n_parts; i++) buf_fmt(&path, "/%.*s", STR_ARG(url_encode(q->a, q->parts[i])));
    p.percorso = path.n ? buf_str(&path) : S("/");
    r->status = 200;
    void (*handler)(PubPage *) = NULL;
    for (ptrdiff_t i = 0; i < COUNT_OF(rotte_pubbliche) && !handler; i++)
        if (matches(&p, rotte_pubbliche[i].path, q->parts + skip, q->n_parts - skip)) handler = rotte_pubbliche[i].handler;
    if (q->method == HTTP_POST) pubblico_manca(&p, handler ? 405 : 404);
    else if (handler) handler(&p);
    else pubblico_manca(&p, 404);
    settle(&p);
    leave(x, img);
}

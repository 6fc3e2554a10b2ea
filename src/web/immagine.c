/* immagine.c - floor 6: images of the data, taken when the journal moves, shared by all workers. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/immagine.h"

#include <pthread.h>
#include <stdatomic.h>

#include "cycle/sistemi.h"
#include "store/archivio.h"

enum { RICORDI = 4096, ANNI = 64 };

/* One answer of the store, which the image's records make certain: it never changes once it can be found. */
typedef struct Ricordo {
    Str chiave;
    Err e;                       /* of access_check, with the two that follow */
    const Grant *g;
    Str perche;
    Punto punto;                 /* of access_stato */
    SemischedaAutore *autori;    /* of store_semischede_autori */
    ptrdiff_t n_autori;
    const struct Ricordo *altro; /* with another key in the same place */
} Ricordo;

struct Immagine {
    Arena arena;             /* under lock once it is shared */
    pthread_mutex_t lock;
    int lettori;
    int64_t seq;
    Str ancora;
    Date oggi;
    const Matrice *matrice;
    const Grant *g;
    Archivio arch;
    ImmagineAnno *anni[ANNI];
    int n_anni;
    LIST(ImmagineEsito *) esiti;
    _Atomic(const Ricordo *) ricordi[RICORDI]; /* read without the lock: a page asks for dozens */
    int n_ricordi;
};

struct Immagini {
    pthread_mutex_t lock;    /* of adesso and of lettori */
    pthread_mutex_t prende;  /* one worker reads the body, the others wait for it */
    Immagine *adesso;
    const Matrice *matrice;
    const Grant *g;
};

Immagini *immagini_new(Arena *a, const Matrice *m, const Grant *g)
{
    Immagini *x = NEW(a, Immagini);
    x->matrice = m;
    x->g = g;
    ASSERT(pthread_mutex_init(&x->lock, NULL) == 0 && pthread_mutex_init(&x->prende, NULL) == 0);
    return x;
}

static void end(Immagine *i)
{
    Arena a = i->arena;
    pthread_mutex_destroy(&i->lock);
    arena_free(&a); /* the image itself is in it */
}

void immagini_close(Immagini *x)
{
    if (x->adesso) end(x->adesso);
    x->adesso = NULL;
    pthread_mutex_destroy(&x->lock);
    pthread_mutex_destroy(&x->prende);
}

void immagine_lascia(Immagini *x, Immagine *i)
{
    if (!i) return;
    pthread_mutex_lock(&x->lock);
    bool last = --i->lettori == 0 && i != x->adesso;
    pthread_mutex_unlock(&x->lock);
    if (last) end(i);
}

/* The current image if it is of this head and day. */
static Immagine *current(Immagini *x, int64_t seq, Date oggi)
{
    pthread_mutex_lock(&x->lock);
    Immagine *i = x->adesso && x->adesso->seq >= seq && !date_cmp(x->adesso->oggi, oggi) ? x->adesso : NULL;
    if (i) i->lettori++;
    pthread_mutex_unlock(&x->lock);
    return i;
}

static Err load(Immagini *x, Store *st, Date oggi, Immagine **out)
{
    Arena a = {0};
    Str hash;
    Immagine *i = NEW(&a, Immagine);
    Err e = store_testa(st, &a, &i->seq, &hash); /* first: records may be newer than the head says, never older */
    if (!e) e = store_archivio_load(st, x->g, &a, &i->arch);
    if (e) {
        arena_free(&a);
        return e;
    }
    ASSERT(pthread_mutex_init(&i->lock, NULL) == 0);
    i->ancora = store_ancora(&a, i->seq, hash);
    i->oggi = oggi;
    i->matrice = x->matrice;
    i->g = x->g;
    i->lettori = 1;
    i->arena = a;
    *out = i;
    return OK;
}

Err immagine_prendi(Immagini *x, Store *st, Date oggi, Immagine **out)
{
    Arena scratch = {0};
    int64_t seq;
    Str hash;
    Err e = store_testa(st, &scratch, &seq, &hash);
    arena_free(&scratch);
    *out = NULL;
    if (e) return e;
    if ((*out = current(x, seq, oggi))) return OK;
    pthread_mutex_lock(&x->prende);
    if (!(*out = current(x, seq, oggi))) {
        e = load(x, st, oggi, out);
        if (!e) {
            pthread_mutex_lock(&x->lock);
            Immagine *old = x->adesso;
            x->adesso = *out;
            bool unread = old && !old->lettori;
            pthread_mutex_unlock(&x->lock);
            if (unread) end(old);
        }
    }
    pthread_mutex_unlock(&x->prende);
    return e;
}

const Archivio *immagine_archivio(const Immagine *i) { return &i->arch; }
Str immagine_ancora(const Immagine *i) { return i->ancora; }
Date immagine_oggi(const Immagine *i) { return i->oggi; }

static const Anno *year_record(const Immagine *i, int64_t anno)
{
    ptrdiff_t n;
    const Anno *y = ALL(&i->arch, Anno, ANNO, &n);
    for (ptrdiff_t k = 0; k < n; k++)
        if (y[k].anno == anno) return &y[k];
    return NULL;
}

int64_t immagine_anno_corrente(const Immagine *i)
{
    ptrdiff_t n;
    const Anno *y = ALL(&i->arch, Anno, ANNO, &n);
    int64_t today = date_year(i->oggi), latest = 0;
    for (ptrdiff_t k = 0; k < n; k++)
        if (y[k].anno == today || (latest != today && y[k].anno > latest)) latest = y[k].anno;
    return latest;
}

const ImmagineAnno *immagine_anno(Immagine *i, int64_t anno)
{
    ImmagineAnno *found = NULL;
    const Anno *record = year_record(i, anno);
    if (!record) return NULL;
    pthread_mutex_lock(&i->lock);
    for (int k = 0; k < i->n_anni && !found; k++)
        if (i->anni[k]->anno == anno) found = i->anni[k];
    if (!found && i->n_anni < ANNI) {
        Arena *a = &i->arena;
        found = NEW(a, ImmagineAnno);
        *found = (ImmagineAnno){.anno = anno, .record = record, .difetti = {.a = a}};
        found->sistema_noto = !sistema_di(&i->arch, record->sistema, anno, a, &found->sistema);
        if (found->sistema_noto) {
            /* rules that are wrong are listed; the year is shown with those that are right */
            if (processo_anno(&i->arch, &found->sistema, anno, a, &found->processo, &found->difetti))
                difetti_sort(&found->difetti);
            binari_stato(&i->arch, &found->sistema, anno, &found->processo.volte, a, &found->binari);
            termini_anno(&found->processo, &found->binari, termini_patrono(&i->arch), i->oggi, a, &found->termini);
        }
        i->anni[i->n_anni++] = found;
    }
    pthread_mutex_unlock(&i->lock);
    return found;
}

const ImmagineEsito *immagine_esito(Immagine *i, Store *st, int64_t anno, Str periodo)
{
    ImmagineEsito *found = NULL;
    if (!year_record(i, anno)) return NULL;
    pthread_mutex_lock(&i->lock);
    for (ptrdiff_t k = 0; k < i->esiti.n && !found; k++)
        if (i->esiti.items[k]->anno == anno && str_eq(i->esiti.items[k]->periodo, periodo)) found = i->esiti.items[k];
    if (!found) {
        Arena *a = &i->arena;
        found = NEW(a, ImmagineEsito);
        *found = (ImmagineEsito){.anno = anno, .periodo = str_dup(a, periodo), .difetti = {.a = a}};
        found->errore = anno_valutato(st, i->g, &i->arch, anno, found->periodo, a, &found->v, &found->come, &found->difetti);
        if (found->errore) { /* the tree alone may still be there to be seen */
            Difetti more = {.a = a};
            if (valutazione_calcola(&i->arch, anno, found->periodo, S("albero"), true, a, &found->v, &more))
                found->v = (Valutazione){.anno = anno, .arch = &i->arch};
        }
        if (found->v.sistema) found->numeri = numeri_di(&found->v, a);
        *PUSH(a, &i->esiti) = found;
    }
    pthread_mutex_unlock(&i->lock);
    return found;
}

/* -- answers remembered */
/* What an answer is about; `what` keeps kinds of answers apart. */
static Str memory_key(const char *what, const Richiesta *r, Arena *a)
{
    const Ambito *s = &r->su;
    return str_fmt(a, "%s %d %d %lld %.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s", what, (int)r->chi, (int)r->azione,
                   (long long)s->anno, STR_ARG(r->persona), STR_ARG(s->persona), STR_ARG(s->unita), STR_ARG(s->gruppo),
                   STR_ARG(s->nodo), STR_ARG(s->riunione), STR_ARG(s->evento), STR_ARG(s->organo));
}

static const Ricordo *remembered(Immagine *i, Str key)
{
    const Ricordo *m = atomic_load_explicit(&i->ricordi[str_hash(key) % RICORDI], memory_order_acquire);
    while (m && !str_eq(m->chiave, key)) m = m->altro;
    return m;
}

/* Under the lock. Beyond so many asking again is cheaper than keeping. */
static const Ricordo *remember(Immagine *i, Str key, Ricordo answer)
{
    Ricordo *m = NEW(&i->arena, Ricordo);
    *m = answer;
    m->chiave = str_dup(&i->arena, key);
    if (i->n_ricordi >= 16 * RICORDI) return m;
    _Atomic(const Ricordo *) *place = &i->ricordi[str_hash(key) % RICORDI];
    m->altro = atomic_load_explicit(place, memory_order_relaxed);
    atomic_store_explicit(place, m, memory_order_release);
    i->n_ricordi++;
    return m;
}

/* The answer to a question: asked of the store once, by one worker, the others wait for it. */
typedef Err (*Domanda)(Immagine *i, void *ctx, Ricordo *out);

static Err answer(Immagine *i, Str key, Domanda ask, void *ctx, const Ricordo **out)
{
    *out = remembered(i, key);
    if (*out) return OK;
    pthread_mutex_lock(&i->lock);
    *out = remembered(i, key);
    Ricordo fresh = {0};
    Err e = *out ? OK : ask(i, ctx, &fresh);
    if (!e && !*out) *out = remember(i, key, fresh);
    pthread_mutex_unlock(&i->lock);
    return e;
}

typedef struct DomandaPuo { Store *st; const Richiesta *r; Str *perche; } DomandaPuo;

static Err ask_access(Immagine *i, void *ctx, Ricordo *out)
{
    DomandaPuo *q = ctx;
    out->e = access_check(q->st, i->matrice, q->r, &i->arena, &out->g, &out->perche);
    if (out->e == E_DB) *q->perche = out->perche;
    return out->e == E_DB ? E_DB : OK;
}

Err immagine_puo(Immagine *i, Store *st, const Richiesta *r, Arena *a, const Grant **out, Str *perche)
{
    ASSERT(!date_cmp(r->oggi, i->oggi));
    DomandaPuo q = {st, r, perche};
    const Ricordo *m;
    *out = NULL;
    Err e = answer(i, memory_key("puo", r, a), ask_access, &q, &m);
    if (e) return e;
    *out = m->g;
    *perche = m->perche;
    return m->e;
}

typedef struct DomandaStato { Store *st; Corso corso; const Ambito *su; } DomandaStato;

static Err ask_state(Immagine *i, void *ctx, Ricordo *out)
{
    DomandaStato *q = ctx;
    return access_stato(q->st, q->corso, q->su, i->oggi, &i->arena, &out->punto);
}

Err immagine_stato(Immagine *i, Store *st, Corso corso, const Ambito *su, Punto *out)
{
    Arena scratch = {0};
    DomandaStato q = {st, corso, su};
    const Ricordo *m;
    Err e = answer(i, memory_key("stato", &(Richiesta){.azione = (Azione)corso, .su = *su}, &scratch), ask_state, &q, &m);
    if (!e) *out = m->punto;
    arena_free(&scratch);
    return e;
}

typedef struct DomandaAutori { Store *st; const Grant *g; int64_t anno; Str gruppo; } DomandaAutori;

static Err ask_authors(Immagine *i, void *ctx, Ricordo *out)
{
    DomandaAutori *q = ctx;
    return store_semischede_autori(q->st, q->g, q->anno, q->gruppo, &i->arena, &out->autori, &out->n_autori);
}

Err immagine_autori(Immagine *i, Store *st, const Grant *g, int64_t anno, Str gruppo, const SemischedaAutore **out,
                    ptrdiff_t *n)
{
    Arena scratch = {0};
    DomandaAutori q = {st, g, anno, gruppo};
    const Ricordo *m;
    Err e = answer(i, memory_key("autori", &(Richiesta){.su = {.anno = anno, .gruppo = gruppo}}, &scratch), ask_authors, &q, &m);
    if (!e) *out = m->autori, *n = m->n_autori;
    arena_free(&scratch);
    return e;
}

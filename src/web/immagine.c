/* immagine.c - floor 6: images of the data, taken when the journal moves, shared by all workers. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/immagine.h"

#include <pthread.h>

#include "cycle/sistemi.h"
#include "store/archivio.h"

enum { RICORDI = 4096, ANNI = 64 };

/* One answer of access_check. */
typedef struct Ricordo { Str chiave; Err e; const Grant *g; Str perche; struct Ricordo *altro; } Ricordo;

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
    Ricordo *ricordi[RICORDI];
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

/* -- permissions remembered */
static Str memory_key(const Richiesta *r, Arena *a)
{
    const Ambito *s = &r->su;
    return str_fmt(a, "%d %d %lld %.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s", (int)r->chi, (int)r->azione,
                   (long long)s->anno, STR_ARG(r->persona), STR_ARG(s->persona), STR_ARG(s->unita), STR_ARG(s->gruppo),
                   STR_ARG(s->nodo), STR_ARG(s->riunione), STR_ARG(s->evento), STR_ARG(s->organo));
}

static Ricordo *remembered(Immagine *i, Str key)
{
    Ricordo *m = i->ricordi[str_hash(key) % RICORDI];
    while (m && !str_eq(m->chiave, key)) m = m->altro;
    return m;
}

Err immagine_puo(Immagine *i, Store *st, const Richiesta *r, Arena *a, const Grant **out, Str *perche)
{
    ASSERT(!date_cmp(r->oggi, i->oggi));
    Str key = memory_key(r, a);
    pthread_mutex_lock(&i->lock);
    Ricordo *m = remembered(i, key);
    if (!m) {
        Ricordo new_one = {0};
        new_one.e = access_check(st, i->matrice, r, &i->arena, &new_one.g, &new_one.perche);
        if (new_one.e == E_DB) {
            pthread_mutex_unlock(&i->lock);
            *out = NULL;
            *perche = new_one.perche;
            return E_DB;
        }
        new_one.chiave = str_dup(&i->arena, key);
        m = NEW(&i->arena, Ricordo);
        *m = new_one;
        if (i->n_ricordi < 16 * RICORDI) { /* beyond that asking again is cheaper than keeping */
            Ricordo **place = &i->ricordi[str_hash(key) % RICORDI];
            m->altro = *place;
            *place = m;
            i->n_ricordi++;
        }
    }
    pthread_mutex_unlock(&i->lock);
    *out = m->g;
    *perche = m->perche;
    return m->e;
}

/* lavoro.c - floor 6: a thread that takes one job after the other: computes, writes, converts, keeps the file. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/lavoro.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "base/cartella.h"
#include "base/os.h"
#include "document/libreoffice.h"
#include "document/odf.h"

/* How long it sleeps when nobody wakes it: jobs asked for at another process, or left by one. */
enum { SONNO = 3, PULIZIA = 3600, FILE_MASSIMO = 64 << 20 };
#define CARTELLA "ciclo-lavoro-" /* how its working folders begin */
/* How far the steps bring it; the conversion moves on between its two with the time that it takes. */
enum { AL_CALCOLO = 5, ALLA_REDAZIONE = 25, ALLA_CONVERSIONE = 40, ALLA_FINE = 95 };

struct Esecutore {
    LavoroConfig c;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool work;               /* under lock */
    atomic_bool stop;
    Str chi;                 /* of this runner alone */
    int64_t pulito;          /* seconds: when what is past its week went last */
    Arena life;
    Store *st;
};

/* One job in the making. */
typedef struct Fattura {
    Esecutore *x;
    Arena *a;
    const Lavoro *l;
    const char *passo;
    int avanzamento;
    bool mio;
    int64_t asked;           /* seconds: when the store was told last */
} Fattura;

Date giorno_locale(void)
{
    time_t t = time(NULL);
    struct tm here;
    localtime_r(&t, &here);
    return date_of(here.tm_year + 1900, here.tm_mon + 1, here.tm_mday);
}

bool lavoro_formato(CartaTipo t, Str formato)
{
    return str_eq(formato, S("pdf")) || (t == CARTA_RELAZIONE && str_eq(formato, S("docx")));
}

bool lavoro_carta(const Lavoro *x, Carta *out)
{
    *out = (Carta){.anno = x->anno, .persona = x->soggetto, .gruppi = x->gruppi};
    return carta_by_word(x->documento, &out->tipo) && lavoro_formato(out->tipo, x->formato);
}

/* Says that it is still being made, and how far; false: stop. */
static bool tell(Fattura *f)
{
    if (atomic_load(&f->x->stop) || !f->mio) return false;
    f->asked = os_epoch();
    bool mine = true;
    Err e = store_lavoro_vivo(f->x->st, f->x->c.g, f->l->codice, f->x->chi, f->asked, str_of(f->passo), f->avanzamento, &mine);
    if (!e) f->mio = mine; /* data out of reach for a moment are no reason to stop */
    return f->mio;
}

static bool step(Fattura *f, const char *passo, int avanzamento)
{
    f->passo = passo;
    f->avanzamento = avanzamento;
    return tell(f);
}

/* LibreOffice does not say how far it is: the bar moves on, ever slower. */
static bool still_wanted(void *ctx)
{
    Fattura *f = ctx;
    f->avanzamento += (ALLA_FINE - f->avanzamento + 7) / 8;
    return tell(f);
}

/* -- making */

/* The document as bytes of fodt; its name in messages in *nome. */
static Err compose(Fattura *f, const Carta *x, Str *fodt, Str *nome, Str *why)
{
    const LavoroConfig *c = &f->x->c;
    Immagine *img;
    const Grant *g;
    Documento *d;
    bool others;
    Date today = date_is(c->oggi) ? c->oggi : giorno_locale();
    Err e = immagine_prendi(c->immagini, f->x->st, today, &img);
    if (e) {
        *why = store_perche(f->x->st);
        return e;
    }
    CartaChi who = {img, f->x->st, f->l->persona, today, f->a};
    e = carta_permesso(&who, x, &g, &others, why);
    if (!e) e = carta_documento(&who, g, x, true, &d, why);
    if (!e && step(f, "redazione", ALLA_REDAZIONE)) {
        *fodt = fodt_render(d, f->a);
        *nome = d->testata.identificativo;
    }
    *why = str_dup(f->a, *why); /* it may live in the image */
    immagine_lascia(c->immagini, img);
    return e;
}

static Err convert(Fattura *f, Str fodt, Str nome, Str *bytes, Str *why)
{
    const LavoroConfig *c = &f->x->c;
    Cartella folder;
    if (cartella_crea(c->cartella, S(CARTELLA), f->a, &folder)) {
        *why = str_fmt(f->a, "nella cartella %.*s non si può scrivere: dare il permesso, o liberare spazio, e riprovare",
                       STR_ARG(c->cartella));
        return E_SCRITTURA;
    }
    bool pdf = str_eq(f->l->formato, S("pdf"));
    Str file = str_fmt(f->a, "%s/documento", folder.percorso);
    Conversione k = {.nome = nome, .fodt = fodt, .pdf = pdf ? file : S(""), .docx = pdf ? S("") : file};
    Difetti told = {.a = f->a};
    LibreOffice lo = {c->libreoffice, c->cartella, c->secondi, still_wanted, f};
    Err e = libreoffice_convert(&lo, &k, 1, &told);
    if (!e) e = os_read_file(file, FILE_MASSIMO, f->a, bytes);
    if (e) *why = told.lista.n ? told.lista.items[0].cosa : S("il file preparato non si può leggere: riprovare");
    cartella_togli(&folder);
    return e;
}

static void make(Fattura *f)
{
    Esecutore *x = f->x;
    Carta carta;
    Str fodt = S(""), nome = S(""), bytes = S(""), why = S("");
    Err e = OK;
    bool mine;
    if (!lavoro_carta(f->l, &carta)) {
        e = E_DATI;
        why = S("questa edizione del programma non conosce il documento: chiederlo di nuovo");
    }
    if (!e && step(f, "calcolo", AL_CALCOLO)) e = compose(f, &carta, &fodt, &nome, &why);
    if (!e && fodt.n && step(f, "conversione", ALLA_CONVERSIONE)) e = convert(f, fodt, nome, &bytes, &why);
    if (!f->mio) return; /* called off */
    if (atomic_load(&x->stop)) {
        e = store_lavoro_rilascia(x->st, x->c.g, f->l->codice, x->chi);
    } else if (e) {
        e = store_lavoro_fallito(x->st, x->c.g, f->l->codice, x->chi, os_epoch(), why.n ? why : err_words(e), &mine);
    } else {
        e = store_lavoro_fatto(x->st, x->c.g, f->l->codice, x->chi, os_epoch(), carta_file(f->a, &carta, f->l->formato), bytes,
                               &mine);
    }
    if (e) { /* it stays as it is and is taken up again once its maker has been silent for long enough */
        Str said = store_perche(x->st);
        fprintf(stderr, "ciclo serve: il lavoro %.*s: %.*s\n", STR_ARG(f->l->codice), STR_ARG(said));
    }
}

/* -- the thread */

/* Once an hour: files past their week leave the store. Data out of reach: the next hour will do. */
static void clean(Esecutore *x)
{
    int64_t now = os_epoch();
    if (now < x->pulito + PULIZIA) return;
    if (!store_lavori_pulisci(x->st, x->c.g, now)) x->pulito = now;
}

static bool one(Esecutore *x)
{
    Arena a = {0};
    Lavoro l;
    Err e = store_lavoro_prendi(x->st, x->c.g, x->chi, os_epoch(), &a, &l);
    if (!e) make(&(Fattura){.x = x, .a = &a, .l = &l, .passo = "", .mio = true});
    arena_free(&a);
    return !e;
}

static void sleep_until_woken(Esecutore *x)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += SONNO;
    pthread_mutex_lock(&x->lock);
    int late = 0;
    while (!x->work && !atomic_load(&x->stop) && !late) late = pthread_cond_timedwait(&x->wake, &x->lock, &until);
    x->work = false;
    pthread_mutex_unlock(&x->lock);
}

static void *run(void *arg)
{
    Esecutore *x = arg;
    while (!atomic_load(&x->stop)) {
        clean(x);
        if (!one(x)) sleep_until_woken(x);
    }
    return NULL;
}

Esecutore *esecutore_start(const LavoroConfig *c, Arena *a, Str *why)
{
    Esecutore *x = NEW(a, Esecutore);
    unsigned char random[16];
    Buf name = buf_new(a);
    x->c = *c;
    if (store_open(&x->life, c->db, &x->st, why)) return NULL;
    cartelle_ripulisci(c->cartella, S(CARTELLA)); /* what a killed server was making is about people */
    cartelle_ripulisci(c->cartella, S(LIBREOFFICE_CARTELLA));
    os_random(random, sizeof random);
    for (int i = 0; i < COUNT_OF(random); i++) buf_fmt(&name, "%02x", random[i]);
    x->chi = buf_str(&name);
    ASSERT(pthread_mutex_init(&x->lock, NULL) == 0 && pthread_cond_init(&x->wake, NULL) == 0);
    if (!pthread_create(&x->thread, NULL, run, x)) return x;
    *why = S("il sito non può avviare chi prepara i documenti: il sistema non dà altri processi");
    store_close(x->st);
    arena_free(&x->life);
    return NULL;
}

void esecutore_sveglia(Esecutore *x)
{
    if (!x) return; /* a site of public pages has none */
    pthread_mutex_lock(&x->lock);
    x->work = true;
    pthread_cond_signal(&x->wake);
    pthread_mutex_unlock(&x->lock);
}

void esecutore_stop(Esecutore *x)
{
    atomic_store(&x->stop, true);
    esecutore_sveglia(x);
    pthread_join(x->thread, NULL);
    pthread_mutex_destroy(&x->lock);
    pthread_cond_destroy(&x->wake);
    store_close(x->st);
    arena_free(&x->life);
}

/* dispatch.c - floor 6: route, session, token, permission, handler: in this order, for every request. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/dispatch.h"

#include "base/os.h"
#include "web/lavoro.h"
#include "web/page_accesso.h"
#include "web/risorse.h"

/* The person's own choice, else the browser's. */
static Lingua language(const Request *q)
{
    Lingua l;
    return lingua_by_codice(cookie_get(q->cookie, S("ciclo-lingua")), &l) ? l : lingua_preferita(q->languages);
}

/* -- before the handler; each step answers itself when it ends there */
static bool route(Page *p)
{
    bool other;
    p->rotta = rotta_find(p->q, p->par, &other);
    if (p->rotta) return true;
    page_status(p, other ? 405 : 404, S(""));
    return false;
}

static bool scope(Page *p)
{
    p->su = (Ambito){.persona = p->par[PAR_PERSONA], .unita = p->par[PAR_UNITA], .gruppo = p->par[PAR_GRUPPO],
                     .nodo = p->par[PAR_NODO], .riunione = p->par[PAR_RIUNIONE]};
    if (!p->par[PAR_ANNO].n || (page_number(p->par[PAR_ANNO], &p->su.anno) && p->su.anno > 1900 && p->su.anno < 3000))
        return true;
    page_status(p, 404, S(""));
    return false;
}

/* The browser says where a form came from; one that says nothing is not believed. */
static bool same_origin(const Request *q)
{
    if (q->site.n) return str_eq(q->site, S("same-origin"));
    ptrdiff_t slashes = str_find(q->origin, '/');
    return slashes > 0 && q->origin.n > slashes + 2 &&
           str_eq(str_sub(q->origin, slashes + 2, q->origin.n), q->host);
}

static bool session(Page *p)
{
    Sessione s;
    Str token = cookie_get(p->q->cookie, S("__Host-ciclo"));
    SessioneStato state = token.n ? session_find(p->st, token, p->adesso, p->a, &s) : SESSIONE_NESSUNA;
    if (state == SESSIONE_VIVA) {
        p->token = token;
        p->utente = s.utente;
        p->persona = s.persona;
        p->h.csrf = csrf_make(p->a, token);
        return true;
    }
    if (p->rotta->ingresso == LIBERA) return true;
    if (p->rotta->method == HTTP_POST && same_origin(p->q)) accesso_rinnova(p, state == SESSIONE_SCADUTA ? s.utente : S(""));
    else if (p->rotta->method == HTTP_POST) page_status(p, 403, S(""));
    else accesso_chiedi(p, state == SESSIONE_SCADUTA);
    return false;
}

static bool token(Page *p)
{
    if (p->rotta->csrf == SAFE) return true;
    if (same_origin(p->q) &&
        (p->rotta->csrf == ORIGIN || csrf_check(p->a, p->token, field_get(&p->q->form, S("csrf")))))
        return true;
    page_status(p, 403, S(""));
    return false;
}

/* Somebody else's sheet or group is being looked at: that is noted, in words, before it is shown. */
static bool noted(Page *p)
{
    if (p->rotta->method != HTTP_GET || (!p->su.persona.n && !p->su.gruppo.n)) return true;
    if (p->azione == AZIONE_ORGANIZZAZIONE_LEGGI) return true; /* where somebody works is in no sheet */
    if (str_eq(p->su.persona, p->persona) || str_eq(grant_relazione(p->g), S("SELF"))) return true;
    pthread_mutex_lock(p->srv->viste);
    Err e = store_accesso_scrivi(p->st, p->g, p->ora);
    pthread_mutex_unlock(p->srv->viste);
    if (e) page_error(p, e, store_perche(p->st));
    return !e;
}

static bool permission(Page *p)
{
    Err refused = OK;
    Str told = S(""), why;
    Azione open[ROTTA_APERTE];
    if (p->rotta->ingresso != MATRICE && p->rotta->ingresso != CORREZIONE) return true;
    int n = rotta_azioni(p->rotta, p->par, open);
    if (!n) {
        page_status(p, 404, _("I dati di questa tabella si scrivono nelle loro pagine, non qui."));
        return false;
    }
    for (int i = 0; i < n; i++) {
        Err e = page_permesso(p, open[i], p->su, &p->g, &why);
        if (!e) {
            p->azione = open[i];
            return noted(p);
        }
        if (!refused || (refused == E_VIETATO && e != E_VIETATO)) { /* "not yet" says more than "not you" */
            refused = e;
            told = why;
        }
    }
    page_error(p, refused, told);
    return false;
}

static void answer(Page *p)
{
    if (!route(p) || !scope(p) || !session(p)) return;
    Err e = immagine_prendi(p->srv->immagini, p->st, p->oggi, &p->img);
    if (e && p->rotta->ingresso != LIBERA) {
        page_error(p, e, store_perche(p->st));
        return;
    }
    if (token(p) && permission(p)) p->rotta->handler(p);
}

void dispatch(Worker *w, Request *q, Response *r)
{
    Page p = {.a = q->a, .q = q, .r = r, .srv = w->srv, .st = w->st, .ora = os_now(q->a), .adesso = os_epoch()};
    p.oggi = date_is(w->srv->c.oggi) ? w->srv->c.oggi : giorno_locale();
    p.h = html_new(q->a, language(q), S("origine")); /* until there is a session, forms are held to their origin */
    r->status = 200;
    answer(&p);
    immagine_lascia(w->srv->immagini, p.img);
}

void dispatch_again(Page *p, Str target, const Fields *form, Str token)
{
    Request *q = NEW(p->a, Request);
    *q = *p->q;
    q->query = (Fields){0};
    q->form = (Fields){0};
    q->method = form->n ? HTTP_POST : HTTP_GET;
    q->cookie = str_fmt(p->a, "__Host-ciclo=%.*s", STR_ARG(token));
    for (ptrdiff_t i = 0; i < form->n; i++) *PUSH(p->a, &q->form) = form->items[i];
    *PUSH(p->a, &q->form) = (Field){.name = S("csrf"), .value = csrf_make(p->a, token)};
    Page next = *p;
    next.q = q;
    next.h = html_new(p->a, p->h.lingua, S("origine"));
    immagine_lascia(p->srv->immagini, p->img);
    p->img = next.img = NULL;
    Str par[PAR_COUNT];
    bool other;
    const Rotta *x = url_target(target, p->a, q) ? rotta_find(q, par, &other) : NULL;
    if (x && x->ingresso != LIBERA) { /* never back to signing in: a form could hold another, and that one more */
        answer(&next);
        p->img = next.img;
    } else {
        page_redirect(p, S("/"));
    }
}

/* Their names change with their content, so browsers keep them. */
static bool asset_answer(const Asset *x, bool gzip, const char *keep, Response *r)
{
    r->status = x ? 200 : 404;
    r->type = x ? x->type : S("text/plain; charset=utf-8");
    if (!x) return true;
    r->compressed = gzip && x->gz.n;
    r->body = r->compressed ? x->gz : x->bytes;
    response_header(r, "Cache-Control", str_of(keep));
    response_header(r, "Vary", S("Accept-Encoding"));
    return true;
}

bool dispatch_quick(const Server *s, Request *q, Response *r)
{
    (void)s;
    /* what a browser asks for by itself, for a page that names no sign of its own */
    if (q->n_parts == 1 && str_eq(q->parts[0], S("favicon.ico")) && q->method != HTTP_POST)
        return asset_answer(asset_by_name(S("segno.svg")), q->gzip, "public, max-age=86400", r);
    if (q->n_parts != 2 || !str_eq(q->parts[0], S("risorse")) || q->method == HTTP_POST) return false;
    return asset_answer(asset_find(q->parts[1]), q->gzip, "public, max-age=31536000, immutable", r);
}

bool dispatch_slow(const Request *q)
{
    Str par[PAR_COUNT];
    bool other;
    const Rotta *x = rotta_find(q, par, &other);
    return x && x->lenta;
}

/* page.h - floor 6: what a handler gets, and the few ways in which it may answer. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PAGE_H
#define CICLO_PAGE_H

#include "web/html.h"
#include "web/immagine.h"
#include "web/rotte.h"
#include "web/session.h"
#include "web/vista.h"

typedef struct Server Server;

/* One request being answered. A handler never checks a permission and never sees an unparsed field: whoever comes here
 * may do what the route says, on what the path names. */
struct Page {
    Arena *a;
    const Request *q;
    Response *r;
    const Server *srv;
    Store *st;               /* this worker's */
    Immagine *img;           /* the body as it is now; NULL only on routes of class LIBERA, when the data cannot be reached */
    const Rotta *rotta;
    Str par[PAR_COUNT];      /* what the path names */
    Ambito su;               /* the same, as the matrix was asked */
    const Grant *g;          /* MATRICE: of the action that was allowed */
    Azione azione;           /* which one */
    Str utente, persona;     /* who has signed in */
    Str token;               /* of the session; "" = none */
    Date oggi;
    Str ora;                 /* UTC, for the journal */
    int64_t adesso;          /* seconds since 1970 */
    Html h;                  /* the page in the making */
};

/* Texts of handlers, in the reader's language; a handler's page is called p. */
#undef _
#define _(testo) tr(p->h.lingua, testo)

/* Every handler of the table. */
#define ROTTA(method, path, handler, who, csrf, lane, source) void handler(Page *p);
#include "web/rotte.def"
#undef ROTTA

/* -- asking more than the route did (lists show only what one may see) */
bool page_puo(Page *p, Azione z, Ambito su);
/* With the permission itself, for a store function. */
Err MUST_CHECK page_permesso(Page *p, Azione z, Ambito su, const Grant **g, Str *perche);
/* The address, if a page is there and whoever has signed in may open it; else "": then there is nothing to link to. */
Str page_link(Page *p, Str url);
/* Whoever has signed in; an empty record (no code) when the person has been erased. */
const Persona *page_io(const Page *p);
/* The year that the path names, as computed; answers 404 itself when there is none. */
const ImmagineAnno *page_anno(Page *p);

/* -- answering; after any of these the handler returns */
/* What has been written to p->h, in the frame of every page. corrente: the menu's entry ("ciclo", "albero" ...). */
void page_done(Page *p, Str titolo, Str corrente);
/* The same with a line under the title and the way back up. */
typedef struct PageFrame {
    Str titolo, sottotitolo, corrente;
    Str script;              /* of this page alone, "tavolo.js"; empty: none */
    const Collegamento *briciole;
    ptrdiff_t n_briciole;
    int aggiorna;            /* seconds after which a browser without JavaScript asks again; 0: never */
} PageFrame;
void page_frame(Page *p, const PageFrame *f);
void page_redirect(Page *p, Str to);                          /* 303, after a POST; also shows a message */
void page_redirect_said(Page *p, Str to, const char *detto);  /* a word of `detti` in page.c, shown there */
void page_bytes(Page *p, Str type, Str name, Str bytes);      /* a file to download; name "" = shown in place */
void page_error(Page *p, Err e, Str perche);                  /* a whole page that says what happened, what to do */
void page_status(Page *p, int status, Str perche);

/* A year or number in a form's field; false: it is not one. */
bool page_number(Str text, int64_t *out);

#endif

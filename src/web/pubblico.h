/* pubblico.h - floor 6: the public site: its own process, its own table of addresses, and no way to anything else.
 *
 * It shares with the other site the edge, the templates and nothing more: no Store, no session, no image of the body.
 * What it shows stands in memory, read from the public tables (store/vetrina.h) and read anew when they change. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_WEB_PUBBLICO_H
#define CICLO_WEB_PUBBLICO_H

#include "format/tree.h"
#include "store/vetrina.h"
#include "web/html.h"
#include "web/http.h"

/* One set of figures; righe: a LIST of MAPs of texts. */
typedef struct Insieme { const PubDocumento *doc; Str nome, titolo, nota, pubblicato_il; const Tree *righe; } Insieme;

/* All that is public, as of one moment; shared by the workers, never changed. */
typedef struct PubImmagine {
    Arena arena;
    int lettori;
    Pubblicazione tutto;
    LIST(Insieme) insiemi;
    LIST(int64_t) anni;      /* latest first */
} PubImmagine;

/* One request for the public site. */
typedef struct PubPage {
    Arena *a;
    const Request *q;
    Response *r;
    const PubImmagine *img;
    Html h;
    Str radice;              /* "" or "/en": before every address */
    Str percorso;            /* the address without it */
    int64_t anno;
    Str file;
} PubPage;
#undef _
#define _(testo) tr(p->h.lingua, testo)

#define ROTTA_PUBBLICA(path, handler, source) void handler(PubPage *p);
#include "web/rotte_pubbliche.def"
#undef ROTTA_PUBBLICA
void pubblico_manca(PubPage *p, int status);   /* a page that says what is not there */

typedef struct Pubblico Pubblico;
/* Reads once, so that what is wrong is told at the start. */
Err MUST_CHECK pubblico_new(Arena *a, Str url, Pubblico **out, Str *why);   /* as vetrina_leggi */
void pubblico_close(Pubblico *x);
void pubblico_answer(Pubblico *x, Request *q, Response *r);

/* The latest edition of a document of that year in that format; NULL: there is none. */
const PubDocumento *pubblico_documento(const PubImmagine *i, int64_t anno, Str tipo, Str formato);
const Insieme *pubblico_insieme(const PubImmagine *i, int64_t anno, Str nome);
Str pubblico_cella(const Tree *riga, Str colonna);   /* "" when it is not there */

#endif

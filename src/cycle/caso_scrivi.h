/* caso_scrivi.h - floor 4, private: the case of a year as text. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_CASO_SCRIVI_H
#define CICLO_CASO_SCRIVI_H

#include "cycle/servizio_fatti.h"
#include "format/json.h"

typedef struct Scrivano {
    Json *j;
    Arena *a;
    Valutazione *v;
    Str periodo;
    Opzioni opzioni;            /* those of the year: the rulebook's, then what the body chose by its acts */
    Serviti serviti;            /* the staff's service, for the parts about the staff */
    ptrdiff_t dirigenti, posizioni;   /* how many stand in the case */
    bool paghe_dirigenti, paghe_posizioni;   /* each of them with its pay */
    const Valutazione *prima;   /* the first pass: results of nodes and positions that the second rests on; or NULL */
} Scrivano;

void nota(Scrivano *s, Str dove, const char *fmt, ...) PRINTF_LIKE(3, 4);
void voce_testo(Scrivano *s, const char *key, Str text);
void voce_numero(Scrivano *s, const char *key, Num n);       /* at most nine places: more are rounded half up */
void voce_numero_se(Scrivano *s, const char *key, Num n);    /* left out when absent */
void indicatori_di(Scrivano *s, Str nodo);                   /* "indicatori" of a node, when it has any */

void scrivi_scelte(Scrivano *s);
void scrivi_albero(Scrivano *s);
void scrivi_ente(Scrivano *s);       /* what asks for the result of the body and of its units */
void scrivi_servizio(Scrivano *s);
void scrivi_dirigenti(Scrivano *s);
void scrivi_posizioni(Scrivano *s);
void scrivi_gruppi(Scrivano *s);
void scrivi_premi(Scrivano *s);
/* Both marks of a sheet, in parts of a point; false: not both are there, and that is noted. */
bool punteggi_di(Scrivano *s, Str persona, int64_t marks[2]);
void voce_punti(Scrivano *s, const char *key, int64_t parts);
Str unita_superiore(const Archivio *arch, Str codice, Str tipo);   /* the unit of that kind that it stands in, or itself; "" = none */
/* What staff.n, staff.a_scope and staff.small look at, of one group. */
void scrivi_contorno(Scrivano *s, const Gruppo *g, ptrdiff_t evaluated);
void scrivi_maggiorazione(Scrivano *s);          /* within the premi, when the parameters of the year give it */
const Paga *paga_di(const Archivio *arch, const Scheda *sc);   /* NULL: nothing more is known of its pay */
void scrivi_paga(Scrivano *s, const Scheda *sc); /* within a sheet: position pay, payment times */
void scrivi_pagamento(Scrivano *s);              /* how scores are paid, where it is not linear */
void scrivi_merito(Scrivano *s);
void scrivi_quote(Scrivano *s);
void scrivi_altri(Scrivano *s);                  /* result share, best dirigenti, allowances, individual premi, quotas */
/* The fund of the individual premi (S-N.69), apart from what the staff shares. */
static inline bool fondo_di_merito(const Fondo *f) { return str_eq(f->scopo, S("merito")); }
bool quote_anno(const Archivio *arch, int64_t anno);   /* the body has quotas of that year: they look at the scores of a first pass */

#endif

/* comune.h - floor 6: what registers, organisation, journal and search share: names of things, and the way to them. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_COMUNE_H
#define CICLO_COMUNE_H

#include "cycle/veduta.h"
#include "web/dati_parole.h"
#include "web/page.h"

/* The matrix as it answers whoever has signed in. */
Domanda page_domanda(Page *p);
Veduta page_veduta(Page *p, const Domanda *q);

/* -- names; a code that is not known stays a code */
Str nome_scelta(Page *p, Str parola);                   /* "delibera_giunta" -> "delibera della Giunta" */
Str nome_persona(Page *p, Str codice);                  /* "Anna Bianchi" */
Str nome_unita(Page *p, Str codice);
Str nome_evento(Page *p, Str evento);                   /* "Piano della performance: approvazione" */
Str nome_ruolo(Page *p, Str parola);
Str nome_anno(Page *p, int64_t anno);                   /* "2025"; "" for an absent one */
Str nome_giorno(Page *p, Date d);                       /* "31 gennaio 2026"; "" for none */

/* -- the way to a thing: url "" when the reader may not go there, or there is no page of it */
Collegamento via_atto(Page *p, Str codice);
Collegamento via_riunione(Page *p, Str codice, Str testo);
Collegamento via_persona(Page *p, Str codice);
Collegamento via_unita(Page *p, Str codice);
/* Of any record: "gruppo di valutazione G2025-S11". */
Collegamento via_dato(Page *p, EntitaTipo t, Str chiave);
Str via_giornale(Page *p, EntitaTipo t, Str chiave);    /* the history of it */

/* Text folded for searching: small letters without accents; and: every word of `parole` (folded) is in `testo`. */
Str piega(Arena *a, Str testo);
bool trova(Arena *a, Str testo, Str parole);

/* One page of a list: from, to, pages, and the page that ?pagina= asked for. */
typedef struct Pagina { ptrdiff_t da, a; int pagina, pagine; } Pagina;
Pagina page_pagina(Page *p, ptrdiff_t n, ptrdiff_t quante);
/* The address without its ?pagina=, ready for a number. */
Str page_pagina_url(Page *p);

/* A form's fields from records: the label from dati_parole, the choices of a SCELTA, the value that was typed or stored. */
Campo modulo_campo(Page *p, EntitaTipo t, const char *nome, const void *record, const Difetti *d, const char *prefisso);
/* What was typed for a field of a record goes into it; what is wrong into d, under the field's name. */
void modulo_prendi(Page *p, EntitaTipo t, const char *nome, void *record, Difetti *d);
/* A defect told with the words that pages use; those of no field in sight, for the top of the form. */
Str difetto_di(Page *p, const Difetti *d, Str dove);

#endif

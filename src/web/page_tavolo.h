/* page_tavolo.h - floor 6, private: what the files of the desk's pages share. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PAGE_TAVOLO_H
#define CICLO_PAGE_TAVOLO_H

#include "web/page.h"
#include "web/tavolo_vista.h"

/* The desk of one request. */
typedef struct TavoloPagina {
    Page *p;
    TavoloMemoria memoria;
    TavoloChi chi;
    Tavolo t;
    TavoloOfferta *offerte;         /* of each person of the desk, as shown or as typed */
    bool *offerta, *cambiata;       /* was in the form; is not what the form began with */
    bool *trovata;                  /* both texts were compared, and this is what was chosen */
    Str atto;
    /* what came of it, for the page that shows the form again */
    Difetti difetti;
    TavoloConto conto;
    TavoloPropostaVista *proposta;
    bool rifiutata;                 /* it was submitted, and fields or constraints are in the way */
    Str deroga_motivo, deroga_atto;
    Difetti deroga_difetti;
    bool deroga_digitata;
    LIST(Messaggio) messaggi;
    int status;
} TavoloPagina;

/* The records and the rulebook of the image, the matrix through it: no table is read for a page. */
void page_tavolo_chi(Page *p, TavoloPagina *out);
/* The desk that the path names, at the level of the word; false: answered already. */
bool page_tavolo_apri(Page *p, Str livello, TavoloPagina *out);
Str page_tavolo_url(const TavoloPagina *x);               /* "/anno/2026/tavolo/G1" */
void page_tavolo_detto(TavoloPagina *x, Tono tono, Str titolo, Str testo);

/* Names and hours in words. */
Str page_tavolo_nome(Page *p, Str persona);
Str page_tavolo_stato(Page *p, Str stato, Tono *tono);    /* "PROPOSTA" -> "proposta" */
Str page_tavolo_giorno(Page *p, Str utc);                 /* "10/05/2026", of this place */
Str page_tavolo_ora(Page *p, Str utc);                    /* "11:02" */
Str page_tavolo_orologio(Page *p);                        /* now */
Str page_tavolo_salvato(Page *p);                         /* "Salvato alle 11:02" */
Str page_tavolo_vincolo(Page *p, const TavoloViolazione *v);  /* with its half-sheet and the articles it stands on */

/* Fields: "M012.1.e1" in forms, "p3-1-e1" as ids, "M012/1/e1" in defects. */
extern const char *const page_tavolo_campi[TAVOLO_COLONNE + 1];   /* "e1" .. "totale", "motivo" */
Str *page_tavolo_testo(TavoloTesti *x, int campo);
Str page_tavolo_id(const TavoloPagina *x, Str dove);      /* "" = no field */
Str page_tavolo_etichetta(const TavoloPagina *x, ptrdiff_t i, int h, int k);
Str page_tavolo_impronta(Arena *a, const TavoloOfferta *o);       /* of the texts, to know whether they were touched */
/* What the form carries of a person: the versions shown and the digest. */
Str page_tavolo_versioni(const TavoloPagina *x, ptrdiff_t i);
/* What was typed, read for the eye: marks that cannot be read are absent. */
TavoloVoto page_tavolo_voto(Page *p, const TavoloTesti *x);
Str page_tavolo_fascia(const TavoloPagina *x, ptrdiff_t i, int h);

/* "semischeda 1, Totale: ..." of a defect of a field. */
Str page_tavolo_difetto(const TavoloPagina *x, const Difetto *d);

/* The page: the form with what was typed, or the group to be read. */
void page_tavolo_done(TavoloPagina *x);
/* The counters alone, as markup, and as a sentence. */
void page_tavolo_contatori(const TavoloPagina *x, TavoloVista *v);
Str page_tavolo_conti(TavoloPagina *x, Str *voce);
/* Both texts of every person in question side by side, cell by cell. */
void page_tavolo_confronto(TavoloPagina *x, const TavoloConflitto *c, ptrdiff_t n);
/* The nearest legal set, into x->proposta. */
void page_tavolo_cerca(TavoloPagina *x);

#endif

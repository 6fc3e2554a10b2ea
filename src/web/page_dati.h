/* page_dati.h - floor 6: what the pages of data, of imports and of users share. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PAGE_DATI_H
#define CICLO_PAGE_DATI_H

#include "cycle/correzione.h"
#include "exchange/scambio.h"
#include "web/dati_parole.h"
#include "web/dati_vista.h"
#include "web/page.h"

/* -- who sees what */
bool dati_scrive(Page *p, EntitaTipo t);      /* may he correct it; a table that he may not correct he does not see here */
bool dati_importa(Page *p, bool *tutto);      /* may he import any table; all of them */
/* May he be shown what is stored in a table: what he corrects, and of the rest what is not about persons. */
bool dati_vede(Page *p, EntitaTipo t);

/* -- the table and the record that the path names */
const EntitaInfo *dati_tabella(const Page *p);        /* dispatch has seen to it that there is one */
const Tabella *dati_righe(const Page *p, EntitaTipo t);
const void *dati_trova(Page *p, EntitaTipo t, Str chiave);
/* The pages show again what is there now: p->g and other Grants end with the old image. False: answered already. */
bool dati_rilegge(Page *p);

/* -- words */
Str dati_nome(Page *p, EntitaTipo t);
Str dati_uno(Page *p, EntitaTipo t);
Str dati_etichetta(Page *p, EntitaTipo t, const CampoInfo *c);
Str dati_persona(Page *p, Str codice);                /* "Bianchi Anna (M012)" */
Str dati_didascalia(Page *p, EntitaTipo t, const void *record);   /* "Bianchi Anna", "Ufficio tributi": beside its code */
/* A field of a record for people: words, Italian numbers and dates, the name beside the code of a person. */
Str dati_mostra(Page *p, const CampoInfo *c, const void *record);
Str dati_titolo(Page *p, const EntitaInfo *e, const void *record);   /* "Incarico: Bianchi Anna (M012), dirigente, ..." */
Str dati_chiave(Page *p, const EntitaInfo *e, Str chiave);           /* a key for people: "M012, U33, 01/01/2026" */
Str dati_conta(Page *p, const char *uno, const char *molti, int64_t n);   /* two texts marked N_ */
Str dati_momento(Page *p, Str ora);                   /* "2026-01-31T10:32:05Z" as "31/01/2026 11:32", local time */

/* -- addresses */
Str dati_url(Page *p, const EntitaInfo *e);           /* "/dati/unita" */
Str dati_url_voce(Page *p, const EntitaInfo *e, Str chiave);         /* "/dati/unita/S11" */
void dati_briciole(Page *p, PageFrame *f, const EntitaInfo *e);
/* "Scritto nel giornale, voce 12", from voce=12 of the address. */
DatiAnnulla dati_annulla(Page *p);

/* -- checks and writing */
/* All that stands against changes: defects of what would be there afterwards. */
void dati_controlla(Page *p, const Modifica *m, ptrdiff_t n, bool tutto, Difetti *d);
/* Checked, permitted and written, as one entry. Defects in d; E_DATI when there are any. */
Err dati_scrivi(Page *p, const Modifica *m, ptrdiff_t n, Difetti *d, Esito *out, Str *perche);
    /* E_DATI, E_VIETATO, E_CONFLITTO, E_DB, E_SCRITTURA */

/* What changes between two states of a record (one may be NULL): the fields that differ and that he may see. */
DatiDifferenza *dati_differenze(Page *p, const EntitaInfo *e, const void *prima, const void *dopo, ptrdiff_t *n);

#endif

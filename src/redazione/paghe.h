/* paghe.h - floor 6: what payroll has to pay for a computed year: one row a sheet. (S-N.66, C-4.13)
 *
 * Holds names and amounts: for the payroll office only (action PAGHE_ESPORTA). */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PAGHE_H
#define CICLO_PAGHE_H

#include "cycle/binari.h"
#include "cycle/valutazione.h"

typedef struct PagheRiga {
    const char *tipo;       /* "personale", "posizione", "dirigente", "maggiorazione" (of a dirigente), "indennita", "merito" */
    Str codice, cognome, nome, unita;
    Date dal, al;           /* period of the sheet, or of the allowance; none where it is not written */
    Num cr, cpc, presenza;  /* staff only */
    Num importo;            /* absent: the result cannot be computed yet */
} PagheRiga;

typedef struct Paghe {
    int64_t anno;
    Str sistema, impronta;
    PagheRiga *righe;       /* in the order of the kinds above; each in the order of the case */
    ptrdiff_t n, n_personale, n_altre;   /* altre: neither of staff sheets nor of posizioni and dirigenti */
    int64_t fondo_cent, distribuito_cent, non_distribuito_cent;   /* of the staff */
    int cifre_coefficienti, cifre_cpc;
} Paghe;

/* Parts of the file: each is there once it has been decided. */
enum { PAGHE_PERSONALE = 1, PAGHE_POSIZIONI = 2, PAGHE_DIRIGENTI = 4, PAGHE_TUTTE = 7 };
/* Those decided (S-N.64, S-P.25, C-3.40-42, AMB-49); what is missing for the others, in words. */
unsigned paghe_decise(const Binari *b, Arena *a, Difetti *mancano);

/* Allowances and individual premi go with the staff, the premium of the highest evaluated with the dirigenti (F-74).
 * E_DATI: rows of a fund and what was not shared out do not make it, or a person is not in the register. */
Err MUST_CHECK paghe_di(const Valutazione *v, unsigned parti, Arena *a, Paghe *out, Difetti *d);

/* One table with heading. Canonical: decimal point. italiano: as Italian Excel opens it (decimal comma, byte order
 * mark). */
Str paghe_csv(const Paghe *p, bool italiano, Arena *a);
Str paghe_json(const Paghe *p, Arena *a);

#endif

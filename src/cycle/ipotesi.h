/* ipotesi.h - floor 4: what would be if: a year with other rules, options, coefficients or funds, beside the year as it is. Pure.
 *
 * The records are copied and the copy is changed, so that an assumption goes the way of what is decided: the same checks, the
 * same computation. Nothing of it is stored. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_IPOTESI_H
#define CICLO_IPOTESI_H

#include "cycle/valutazione.h"

/* A parameter by its key (an option of the rulebook also by its bare name), a fund by its code. valore "" = as if it were not
 * set. As people write it: decimal comma. */
typedef struct IpotesiVoce { Str chiave, valore; } IpotesiVoce;
typedef struct Ipotesi {
    Str testo;                                    /* of another rulebook; "" = the year's */
    struct { IpotesiVoce *items; ptrdiff_t n, cap; } parametri, fondi;
} Ipotesi;

/* A copy of the records in which it holds. Defects: dove = the key or fund as given, or FILE:LINE:COLUMN of the rulebook. */
Err MUST_CHECK ipotesi_archivio(const Archivio *arch, int64_t anno, const Ipotesi *h, Arena *a, Archivio *out, Difetti *d);   /* E_DATI */

/* One number of one person, before and after; absent: there is none (a person that the other rules do not evaluate). */
typedef enum ConfrontoCosa { CONFRONTO_DIRIGENTE, CONFRONTO_RETRIBUZIONE_DIRIGENTE, CONFRONTO_POSIZIONE, CONFRONTO_RETRIBUZIONE_POSIZIONE,
                             CONFRONTO_PREMIO, CONFRONTO_COSE } ConfrontoCosa;
const char *confronto_parole(ConfrontoCosa k);        /* "premio" */
bool confronto_denaro(ConfrontoCosa k);
typedef struct ConfrontoRiga { Str persona; ConfrontoCosa cosa; const char *valore; Num prima, dopo; } ConfrontoRiga;
/* One number of the body; text as people read it. */
typedef struct ConfrontoTotale { const char *nome; Str prima, dopo; bool diverso; } ConfrontoTotale;
typedef struct Confronto {
    int64_t anno;
    Valutazione dopo;
    struct { ConfrontoTotale *items; ptrdiff_t n, cap; } totali;
    struct { ConfrontoRiga *items; ptrdiff_t n, cap; } righe;   /* by what it is, then in the order of the case */
    ptrdiff_t in_su, in_giu, uguali;                            /* persons by what they are paid */
} Confronto;

/* prima: the year from the same records, without the assumption. The trace is not computed. */
Err MUST_CHECK ipotesi_confronta(const Valutazione *prima, const Ipotesi *h, Arena *a, Confronto *out, Difetti *d);   /* E_DATI, E_NON_TROVATO */

#endif

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
#define CONFRONTI(X) \
    X(DIRIGENTE, false, "punteggio del dirigente") \
    X(RETRIBUZIONE_DIRIGENTE, true, "retribuzione di risultato del dirigente") \
    X(POSIZIONE, false, "indice della posizione organizzativa") \
    X(RETRIBUZIONE_POSIZIONE, true, "retribuzione di risultato della posizione organizzativa") \
    X(PREMIO, true, "premio")
typedef enum ConfrontoCosa {
#define X(name, money, words) CONFRONTO_##name,
    CONFRONTI(X)
#undef X
    CONFRONTO_COSE
} ConfrontoCosa;
#define CONFRONTO_TOTALI(X) \
    X(SISTEMA, 0, "sistema") X(ENTE, 1, "risultato dell'ente") X(DIRIGENTI, 2, "retribuzioni di risultato dei dirigenti") \
    X(POSIZIONI, 3, "retribuzioni di risultato delle posizioni organizzative") X(GRUPPI, 4, "gruppi che rispettano i vincoli") \
    X(PREMI, 5, "premi del personale") X(RESTO, 6, "fondo non distribuito") X(MAGGIORATI, 7, "premi maggiorati")
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

/* How many persons stand in which class of a number, before and after: classes of one width (1, 2, 5, 10 ...), at most so many. No
 * class holds fewer than `minimo` people, unless nobody; where that cannot be n is 0. */
enum { CONFRONTO_CLASSI = 8 };
typedef struct ConfrontoClassi { int n; Num da, passo; int prima[CONFRONTO_CLASSI], dopo[CONFRONTO_CLASSI]; } ConfrontoClassi;
void confronto_classi(const Confronto *c, ConfrontoCosa k, int minimo, Arena *a, ConfrontoClassi *out);

#endif

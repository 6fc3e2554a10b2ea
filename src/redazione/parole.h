/* parole.h - floor 6: records, numbers and acts as an Italian office writes them. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_PAROLE_H
#define CICLO_PAROLE_H

#include "rules/regole.h"
#include "model/entita.h"

/* "obiettivo_strategico" -> "Obiettivo strategico"; words that nobody taught it come out with blanks and a capital. */
Str parola_codice(Arena *a, Str codice);
Str parola_livello(Arena *a, Str livello);      /* of a node */
Str parola_organo(Arena *a, Str ruolo);         /* who signs: "Giunta", "OIV", "Segretario generale" */
Str parola_tipo_atto(Arena *a, Str tipo);
Str parola_documento(Arena *a, Str documento);  /* "piano" -> "Piano della performance" */
/* "piano.approva" -> "Piano della performance: approvazione". */
Str parola_evento(Arena *a, Str evento);
Str parola_verifica(Arena *a, Str oggetto);     /* of the OIV */
Str parola_esito(Arena *a, Str esito);
Str minuscola(Arena *a, Str s);                 /* first letter small */

/* As it is stored: no idle zeros, decimal comma, points between thousands. A fraction that does not end: 4 places. */
Str numero(Arena *a, Num x);
Str numero_a(Arena *a, Num x, int cifre);       /* rounded half up */
Str numero_segno(Arena *a, Num x, int cifre);   /* with + or - before it; zero has none */
Str percento(Arena *a, Num x, int cifre);       /* "97,51 %" */
Str euro(Arena *a, Num x);
Str euro_cent(Arena *a, int64_t cents);
Str numero_intero(Arena *a, int64_t i);
/* "1 indicatore", "1.204 indicatori" */
Str quanti(Arena *a, int64_t n, const char *uno, const char *molti);

const Atto *atto_di(const Archivio *arch, Str codice);   /* NULL */
/* "deliberazione della Giunta n. 6/2025 del 28 gennaio 2025"; a code that is not in the register stays a code. */
Str atto_estremi(Arena *a, const Archivio *arch, Str codice);
Str unita_nome(const Archivio *arch, Str codice);        /* the code when unknown */
Str societa_o_unita(const Archivio *arch, Str codice);   /* "societa", "area", ... or "" */

#endif

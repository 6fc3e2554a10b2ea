/* lingua.h - floor 6: the languages of the interface. Italian is the source, the others are catalogues in the program. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_WEB_LINGUA_H
#define CICLO_WEB_LINGUA_H

#include "base/date.h"

/* code in URLs and lang=, name in its own language */
#define LINGUE(X) X(IT, "it", "Italiano") X(EN, "en", "English")
typedef enum Lingua {
#define X(NAME, code, name) LINGUA_##NAME,
    LINGUE(X)
#undef X
    LINGUA_COUNT
} Lingua;

Str lingua_codice(Lingua l);
Str lingua_nome(Lingua l);
bool lingua_by_codice(Str codice, Lingua *out);
/* What an Accept-Language header asks for first among ours; Italian when it asks for none. */
Lingua lingua_preferita(Str accept_language);

/* The text in the language, else itself. Only literals, so that xgettext finds them: in a table write N_("testo") and
 * pass it on with tr_str. trn chooses by n: one form for 1, the other for all else (Italian and English agree). */
Str tr(Lingua l, const char *testo);
Str trn(Lingua l, const char *uno, const char *molti, int64_t n);
Str tr_str(Lingua l, Str testo);
#define N_(testo) testo

/* {nome} in a text gives way to the value of that name. */
typedef struct TrArg { const char *nome; Str valore; } TrArg;
Str tr_fill(Arena *a, Str testo, const TrArg *args, ptrdiff_t n);

/* "31 gennaio 2018", "31 January 2018"; no date gives "". */
Str lingua_data(Arena *a, Lingua l, Date d);

/* Catalogues: the bytes of a .mo, made by script/lingua.py from po/. A malformed one is ASSERTed. */
typedef struct Catalogo { Lingua lingua; const unsigned char *mo; ptrdiff_t n; } Catalogo;
extern const Catalogo lingua_cataloghi[];
extern const ptrdiff_t lingua_cataloghi_n;
bool catalogo_find(Str mo, Str testo, Str *out); /* out: all forms, a NUL between them */

#endif

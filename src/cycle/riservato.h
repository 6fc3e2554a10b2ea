/* riservato.h - floor 4: no person's name or code in a text that goes to the public.
 *
 * Motives and judgements are typed by people. A text that holds the code of a person, or a first name beside the
 * surname of the same person, is left out and counted; a surname alone may be a place and stays. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_RISERVATO_H
#define CICLO_RISERVATO_H

#include "model/entita.h"

typedef struct Riservato {
    Arena *a;
    struct RiservatoParola {
        Str parola, nome;
    } * parole; /* folded: a code (nome empty), or the last word of a surname */
    ptrdiff_t n;
    ptrdiff_t omessi;      /* how many texts were left out */
} Riservato;

Riservato *riservato_new(const Archivio *arch, Arena *a);
bool riservato_in(const Riservato *r, Str s);          /* the text names somebody */
Str riservato_testo(Riservato *r, Str s);              /* s, or words that say why it is not there */

#endif

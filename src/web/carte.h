/* carte.h - floor 6: the documents that can be asked for in the browser: who may, what is in them, what the file is
 * called. The same for a page that answers at once and for a job that runs later. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_CARTE_H
#define CICLO_CARTE_H

#include "redazione/scheda.h"
#include "web/immagine.h"
#include "web/lingua.h"

/* constant, word in jobs and addresses, words for people */
#define CARTE(X) \
    X(SCHEDA, "scheda", "Scheda di valutazione") X(CALCOLO, "calcolo", "Scheda di calcolo") \
    X(RELAZIONE, "relazione", "Relazione sulla performance") X(VINCOLI, "vincoli", "Vincoli e distribuzione")
typedef enum CartaTipo {
#define X(NAME, word, words) CARTA_##NAME,
    CARTE(X)
#undef X
    CARTA_COUNT
} CartaTipo;
Str carta_word(CartaTipo t);
Str carta_parole(CartaTipo t);                 /* in Italian; tr_str knows them */
bool carta_by_word(Str word, CartaTipo *out);

/* persona: whose, of SCHEDA and CALCOLO. gruppi: of VINCOLI, "" = all of the year, else codes, a line feed after each. */
typedef struct Carta { CartaTipo tipo; int64_t anno; Str persona, gruppi; } Carta;

/* Who asks, and what he asks about. */
typedef struct CartaChi { Immagine *img; Store *st; Str persona; Date oggi; Arena *a; } CartaChi;

/* May he have it as a file. *su_altri: it is about somebody else, so the view is to be noted. */
Err MUST_CHECK carta_permesso(const CartaChi *c, const Carta *x, const Grant **g, bool *su_altri, Str *perche);
    /* E_VIETATO, E_ATTO, E_NON_TROVATO, E_DB */
/* g: as carta_permesso gave it. controlla: what the run that counts says must be what is printed. */
Err MUST_CHECK carta_documento(const CartaChi *c, const Grant *g, const Carta *x, bool controlla, Documento **out, Str *perche);
    /* E_DATI, E_CONFLITTO, E_NON_TROVATO, E_ATTO, E_DB */
/* "scheda-2025-M012.pdf" */
Str carta_file(Arena *a, const Carta *x, Str suffisso);

/* Sheet of one person as far as vista lets it be told; x lives as long as out. */
Err MUST_CHECK carta_scheda(const CartaChi *c, const Grant *g, Str persona, int64_t anno, SchedaVista vista, SchedaPersona *out);
    /* E_DB: store_perche */
/* The three actions in the order in which they are asked; g of the one that was allowed. */
Err MUST_CHECK carta_vista(const CartaChi *c, Str persona, int64_t anno, const Grant **g, SchedaVista *out, Str *perche);
/* Groups of the year whose constraints may be seen; tutti: of the whole body. "" and not tutti: none. */
Err MUST_CHECK carta_gruppi(const CartaChi *c, int64_t anno, bool *tutti, Str *out, const Grant **g);

#endif

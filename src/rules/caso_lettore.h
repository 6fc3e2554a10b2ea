/* caso_lettore.h - floor 3, private to the reader of cases: fields, numbers, ids, weights, each with its defect. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_CASO_LETTORE_H
#define CICLO_CASO_LETTORE_H

#include "rules/caso.h"

/* Texts already seen, with their index: ids of a list, pointers that have their line. */
typedef struct Indice {
    struct { Str s; ptrdiff_t i; bool used; } *slots;
    ptrdiff_t n, cap;
} Indice;
bool indice_put(Arena *a, Indice *x, Str s, ptrdiff_t i);   /* false: was there */
ptrdiff_t indice_get(const Indice *x, Str s);               /* -1: is not there */

typedef struct Lettore {
    Arena *a;
    Difetti *d;
    const Sistema *s;
    Indice told;      /* pointers that have a line: one line a pointer */
    bool any;         /* a defect was told */
} Lettore;

/* A key of an object: there or not, usable or refused. */
typedef struct Voce {
    Tree *t;          /* NULL: absent */
    Str dove;
    bool buona;       /* there, and nothing refused so far */
} Voce;

void rifiuta(Lettore *l, int64_t ordine, Str dove, const char *fmt, ...) PRINTF_LIKE(4, 5);
/* t is an object (else told); unknown and repeated keys are told. keys: the known ones, parted by blanks. */
bool oggetto(Lettore *l, Tree *t, Str dove, const char *keys);
/* v is a list with at least one item, else told. */
bool elenco(Lettore *l, Voce *v);
Voce voce(Lettore *l, Tree *map, Str base, const char *key);           /* optional */
Voce voce_richiesta(Lettore *l, Tree *map, Str base, const char *key); /* told when absent */
Voce elemento(Lettore *l, Tree *list, Str base, ptrdiff_t i);

bool testo(Lettore *l, Voce *v);
/* A decimal within min..max (NULL = no limit), at most max_places written (9 = all). places may be NULL. */
bool decimale(Lettore *l, Voce *v, const Num *min, const Num *max, int max_places, Num *out, int *places);
bool decimale_tra(Lettore *l, Voce *v, int min, int max, Num *out);
bool non_negativo(Lettore *l, Voce *v, Num *out);
bool denaro(Lettore *l, Voce *v, Num *out);
bool intero(Lettore *l, Voce *v, int min, int64_t max, int *out);
bool giorno_dell_anno(Lettore *l, Voce *v, int anno, Date *out);        /* anno 0: not known, any day */
bool parola(Lettore *l, Voce *v, const char *words, int *out);         /* index in words */

/* The id of an item: checked, unique in ids. Sets *tutti false when refused. */
Str identita(Lettore *l, Tree *item, Str base, Indice *ids, ptrdiff_t i, bool *tutti);

/* Weights of brothers: all or none. */
typedef struct Pesi { ptrdiff_t presenti, assenti, rifiutati, ignoti; Num somma; } Pesi; /* ignoti: elements that are no object */
Pesi pesi_new(void);
void pesi_add(Lettore *l, Pesi *p, Voce v, Num *out);
/* Tells one line at the list when some are missing (or any, when required), or the sum is zero. */
void pesi_check(Lettore *l, const Pesi *p, Voce list, bool required);

void leggi_indicatori(Lettore *l, Voce list, CasoIndicatore **out, ptrdiff_t *n, bool *rilevabile);
/* Rows of a table, best first; the last has no soglia. Bande of an indicator, shares of a pay. */
void leggi_fasce(Lettore *l, Voce v, bool know_verso, bool decrescente, CasoFascia **out, ptrdiff_t *n);
void leggi_pagamento(Lettore *l, Voce v, const Tree *root, Caso *c);  /* before who is paid by it */
/* The objective on payment times of a person; its share is never below what the law of that year says. */
void leggi_tempi(Lettore *l, Voce v, const Caso *c, CasoTempi *out);
/* A mark of a half-sheet, in parts of a point. */
bool leggi_punti(Lettore *l, Voce *v, const Caso *c, int *out);
void leggi_albero(Lettore *l, Voce v, Caso *c);
void leggi_ente(Lettore *l, Voce v, Caso *c);    /* after the tree, like leggi_unita */
void leggi_unita(Lettore *l, Voce v, Caso *c);
void leggi_dirigenti(Lettore *l, Voce v, Caso *c);
void leggi_posizioni(Lettore *l, Voce v, Caso *c);
void leggi_gruppi(Lettore *l, Voce v, Caso *c);
void leggi_servizio(Lettore *l, Voce v, Caso *c);
void leggi_quote(Lettore *l, Voce v, Caso *c);
void leggi_indennita(Lettore *l, Voce v, Caso *c);
void leggi_merito(Lettore *l, Voce v, Caso *c);
void leggi_primi(Lettore *l, Voce v, Caso *c);      /* after the dirigenti */
void leggi_risorse(Lettore *l, Voce v, Caso *c);    /* after the posizioni */
/* Tells it when x is less (or, most, more) than what the law of the year says. */
bool sotto_la_norma(Lettore *l, Voce v, const Caso *c, NormaRegola which, Num x, bool most);
void leggi_premi(Lettore *l, Voce v, Caso *c);
void leggi_tavole(Lettore *l, Tree *root, Caso *c);   /* parametri and tavole, where the rulebook has a calcolo */

#endif

/* dati_modulo.h - floor 6: one record as a form: what stands in each field, what was typed, what is wrong with it. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_DATI_MODULO_H
#define CICLO_DATI_MODULO_H

#include "model/correzioni.h"
#include "web/http.h"

enum { MODULO_CAMPI = 32 };

typedef struct Modulo {
    const EntitaInfo *e;
    void *record;                        /* fields that could not be read are absent */
    Str scritti[MODULO_CAMPI], errori[MODULO_CAMPI];
    LIST(Str) generali;                  /* what is wrong with no field of it */
    bool nuovo, difettoso;
} Modulo;

/* From a record; NULL: an empty form. */
void modulo_di(Arena *a, const EntitaInfo *e, const void *record, Modulo *m);
/* From what was sent. da: the record being corrected, whose key and decided fields stay; NULL: a new one, whose key is read
 * too. Every field that does not read has its error. */
void modulo_leggi(Arena *a, const EntitaInfo *e, const void *da, const Fields *form, Modulo *m);
/* Defects of dati_controlla on that one record to the fields they are about; the others are general ones. */
void modulo_difetti(Arena *a, Modulo *m, const Difetti *d);

/* A field as one would type it: "12,5" "1.250,00" "2026-01-31" (the browser shows days in its own way). */
Str modulo_valore(Arena *a, const CampoInfo *c, const void *record);
/* Is the field asked for in a form: not decided elsewhere, and of the key only in a new record. */
bool modulo_chiesto(const EntitaInfo *e, int i, bool nuovo);

#endif

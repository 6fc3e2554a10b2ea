/* registro.h - floor 7: what the registers of acts and of meetings share: a record from options, a record shown. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_REGISTRO_H
#define CICLO_REGISTRO_H

#include "app/contesto.h"
#include "format/json.h"
#include "store/archivio.h"
#include "store/scrittura.h"

/* Each option with the name of a field ("--delega-di" for delega_di) is taken out and read into the record; what is
 * wrong or missing goes into d. "@FILE" as the value of a LUNGO is the text of that file. */
void registro_campi(Arena *a, Argomenti *args, const EntitaInfo *e, void *record, Difetti *d);
/* One cell by the field's name, with a defect when it is wrong. */
bool registro_campo(Arena *a, const EntitaInfo *e, const char *field, Str cell, void *record, Difetti *d);

/* Options that correct a stored record: taken out into cells, one for each field (NULL: not given); is there a --file. */
enum { REGISTRO_CAMPI = 32 };
bool registro_celle(Arena *a, Argomenti *args, const EntitaInfo *e, const char **cells);
void registro_rileggi(Arena *a, const EntitaInfo *e, const char *const *cells, void *record, Difetti *d);
/* Defects of cycle/, where a field is called by its name, told with the option's. */
int registro_difetti(const Contesto *c, const Difetti *d);

/* Every value of an option that may stand several times. */
typedef LIST(Str) RegistroTesti;
void registro_opzioni(Arena *a, Argomenti *args, const char *name, RegistroTesti *out);

/* "@FILE" gives way to the text of that file; an exit status. */
int registro_da_file(const Contesto *c, const char *where, Str *cell);

/* Is a record of this table and key stored. */
Err registro_esiste(const Contesto *c, const Grant *g, EntitaTipo t, Str key, bool *out);
/* The record of a key, or NULL. */
Err registro_leggi(const Contesto *c, const Grant *g, EntitaTipo t, Str key, void **out);

void registro_json(Json *j, Arena *a, const EntitaInfo *e, const void *record);   /* members, without the braces */
void registro_mostra(Buf *b, Arena *a, const EntitaInfo *e, const void *record);  /* a line a field that is there */
/* Written: both texts of what came late, or the journal entry; gives the exit status. */
int registro_scrivi(const Contesto *c, const Grant *g, const Modifica *m, ptrdiff_t n, Str atto, const char *done,
                    Str code);
int registro_detto(const Contesto *c, Err e, const Esito *out, const char *done, Str code);
/* The same for a write that was done. */
int registro_scritto(const Contesto *c, const Esito *out, const char *done, Str code);
int registro_stampa(const Contesto *c, Json *j);

#endif

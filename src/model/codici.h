/* codici.h - floor 2: what only a floor above knows of the records of a body: codes of rulebooks and events, limits that a
 * year's rulebook sets. Declared here, so that who reads and checks records need not include that floor. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_MODEL_CODICI_H
#define CICLO_MODEL_CODICI_H

#include "base/err.h"
#include "model/entita.h"

typedef struct Codici {
    void *ctx;
    /* A record that was just read, brought into the form in which it is stored; `italian` as in campo_read. False: campo
     * (the name of a field) and why say what is wrong. */
    bool (*canonico)(void *ctx, const EntitaInfo *e, void *record, bool italian, Arena *a, const char **campo, Str *why);
    /* Defects of a record that would be written: `dove` is the name of a field. prima: what is stored, dopo: what would
     * stand afterwards, tables in order. */
    void (*controlla)(void *ctx, const Archivio *prima, const Archivio *dopo, const EntitaInfo *e, const void *record,
                      Difetti *d);
} Codici;

#endif

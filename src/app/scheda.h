/* scheda.h - floor 7: what the files of `ciclo scheda` share. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_APP_SCHEDA_H
#define CICLO_APP_SCHEDA_H

#include "app/contesto.h"
#include "cycle/tavolo.h"
#include "format/json.h"

/* The marks of a group in a CSV file, a row a half-sheet: persona;semischeda;e1;e2;e3;e4;totale;motivo and, where the
 * file came from `--template`, riga and bozza, which tell whether somebody came before. */
typedef struct SchedaFile {
    Str nome;
    LIST(TavoloOfferta) offerte;
    LIST(int) righe;              /* two an offer: the lines of its half-sheets; 0 = not in the file */
} SchedaFile;

int scheda_csv_leggi(const Contesto *c, Str path, SchedaFile *out);   /* an exit status */
Str scheda_csv(const Tavolo *t, Arena *a);
/* "M012/1/e2" as "FILE:LINE:e2". */
Str scheda_dove(const SchedaFile *f, Str dove, Arena *a);

void scheda_testo(const Tavolo *t, Arena *a, Buf *b);
void scheda_conto_testo(const TavoloConto *k, Arena *a, Buf *b);
void scheda_json(const Tavolo *t, Arena *a, Json *j);
void scheda_conto_json(const TavoloConto *k, Arena *a, Json *j);     /* a map */

#endif

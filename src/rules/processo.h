/* processo.h - floor 3: the process rules of a rulebook: who does what, by when, under which act. (12.4)
 *
 * Section "processo" of the YAML file, a list of
 *   {binario: piano, evento: approva, chi: giunta, entro: 01-31, atto: delibera_giunta, fonte: C-2.51}
 * and of the same words in parameters "processo.piano.approva.entro" of one body. An event may stand there more than
 * once: it is due as many times. What events there are is known to the cycle, which checks their names. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_RULES_PROCESSO_H
#define CICLO_RULES_PROCESSO_H

#include "base/date.h"
#include "format/tree.h"

/* A day of the year of performance ("01-31"), of the year before or after ("10-31 Y-1"), or so many days or months
 * after the latest of some events ("piano.approva+1M", "relazione.approva, relazione.valida+30D"). */
typedef enum TermineSpecie { TERMINE_NESSUNO, TERMINE_GIORNO, TERMINE_DOPO } TermineSpecie;
enum { TERMINE_EVENTI = 4 };
typedef struct Termine {
    TermineSpecie specie;
    int mese, giorno, scarto;       /* GIORNO: scarto -1, 0, 1 years from the year of performance */
    Str eventi[TERMINE_EVENTI];     /* DOPO */
    int n_eventi, mesi, giorni;
    Str testo;                      /* as written */
} Termine;

typedef struct RegolaProcesso {
    Str binario, evento;
    Str chi;            /* roles, with | between them; "" = not said */
    Str atto;           /* kinds of acts or meetings, with |; "" = any */
    Termine dal;        /* not before */
    Termine entro;      /* by */
    Termine legge;      /* by law, told apart (AMB-07) */
    Str oltre;          /* who may still do it after the day (AMB-05); "" = nobody */
    bool avviso;        /* late is a warning only: "vincolo: avviso" */
    Str fonte;
    int64_t at;         /* place in the file */
    int riga;           /* line in the file; 0: a parameter of the body */
} RegolaProcesso;

typedef struct RegoleProcesso { LIST(RegolaProcesso) regole; } RegoleProcesso;

/* The section of a rulebook read from `file`; none is no error. All errors, FILE:LINE:COLUMN. */
void processo_read(const Tree *root, Arena *a, Str file, RegoleProcesso *out, Difetti *d);
/* Sets one field ("chi", "dal", "entro", "legge", "oltre", "atto", "vincolo", "fonte") from text; "nessuno" empties it.
 * False: why says what is wrong and how to mend it. */
bool processo_set(RegolaProcesso *r, Str campo, Str valore, Arena *a, Str *why);
bool processo_campo(Str campo);    /* is it one of those fields */
bool termine_read(Str text, Arena *a, Termine *out, Str *why);
/* A word of a list "sg|dirigente". */
bool processo_has(Str words, Str word);

#endif

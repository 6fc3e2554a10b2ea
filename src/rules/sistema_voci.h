/* sistema_voci.h - floor 3: the entries and readings of a rulebook in words, as sistema_voci.def declares them. Pure.
 *
 * Whoever prints, compares or edits a rulebook takes labels, ranges, words and explanations from here, so that no list of
 * them stands twice. What a file may say is checked by sistema_read alone. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_SISTEMA_VOCI_H
#define CICLO_SISTEMA_VOCI_H

#include "rules/sistema.h"

#define PARTE(name, anchor, title) PARTE_##name,
typedef enum ParteSistema {
#include "rules/sistema_voci.def"
    PARTE_COUNT
} ParteSistema;
typedef struct ParteInfo { const char *ancora, *titolo; } ParteInfo;
extern const ParteInfo parte_info[PARTE_COUNT];

typedef enum SpecieVoce {
    SPECIE_TESTO, SPECIE_NUMERO, SPECIE_INTERO, SPECIE_PAROLA, SPECIE_ANNO, SPECIE_FONTE, SPECIE_TERMINE, SPECIE_RUOLI, SPECIE_ATTI
} SpecieVoce;

/* One entry. arg: "1..1000" of numbers, "a|b" of words, "" = no limit or known elsewhere. */
typedef struct VoceSistema {
    const char *posto;
    SpecieVoce specie;
    const char *arg;
    ParteSistema parte;
    const char *etichetta, *fonte;
} VoceSistema;
const VoceSistema *voci_sistema(ptrdiff_t *n);
/* The entry of a pointer into a rulebook: "/dirigenti/competenze/2/nome". NULL: no rulebook has it. */
const VoceSistema *voce_sistema(Str puntatore);

/* An option of the register: the passage it reads, what is asked of it. */
typedef struct OpzioneInfo { const char *chiave; ParteSistema parte; const char *passo, *etichetta, *domanda; } OpzioneInfo;
typedef struct LetturaInfo { const char *chiave, *parola, *parole; } LetturaInfo;
/* A doubt that is read in one way for everybody. */
typedef struct PassoInfo { const char *passo; ParteSistema parte; const char *domanda, *lettura; } PassoInfo;

const OpzioneInfo *opzioni_info(ptrdiff_t *n);
const OpzioneInfo *opzione_info(Str chiave);               /* NULL */
const LetturaInfo *letture_info(ptrdiff_t *n);
const PassoInfo *passi_info(ptrdiff_t *n);

/* What the option says with this value, as a sentence: "Sulle persone effettivamente valutate ...". "" = nobody told. */
Str lettura_parole(Arena *a, Str chiave, Str valore);
/* A value of an option as people read it: "0.5" -> "0,5", "fixed:01-31;soft" -> "Entro il 31 gennaio; ...". */
Str opzione_valore_parole(Arena *a, Str chiave, Str valore);
/* "2 cifre decimali, la metà per eccesso" */
Str arrotondamento_parole(Arena *a, int cifre, Rounding modo);
/* "01-31" -> "31 gennaio"; "10-31 Y-1" -> "31 ottobre dell'anno prima"; not a day: as it is. */
Str giorno_parole(Arena *a, Str giorno);

/* What the rulebook chose, or the word that holds where it is silent (scritta false); "" = neither, or not of its parts. */
Str sistema_lettura(const Sistema *s, Str chiave, bool *scritta);

#endif

/* entita.h - floor 2: official records as C types and as descriptions, both made from entita.def. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_ENTITA_H
#define CICLO_ENTITA_H

#include "base/date.h"
#include "numero/num.h"

/* In the structs: CODICE, RIF, TESTO, LUNGO, SCELTA are Str (empty = absent); INTERO is int64_t (INTERO_ASSENTE);
 * DECIMALE and EURO are Num (num_is false = absent; EURO in euros, not cents); DATA is Date. */
#define INTERO_ASSENTE INT64_MIN

typedef Str CampoC_CODICE, CampoC_RIF, CampoC_TESTO, CampoC_LUNGO, CampoC_SCELTA;
typedef int64_t CampoC_INTERO;
typedef Num CampoC_DECIMALE, CampoC_EURO;
typedef Date CampoC_DATA;

#define ENTITA(Type, TYPE, table, personal, source, ...) \
    typedef struct Type { int64_t riga; /* row version, 0 = not stored yet */ __VA_ARGS__ } Type;
#define K(kind, name, arg, source) CampoC_##kind name;
#define KO K
#define R K
#define O K
#include "model/entita.def"
#undef ENTITA
#undef K
#undef KO
#undef R
#undef O

typedef enum EntitaTipo {
#define ENTITA(Type, TYPE, table, personal, source, ...) ENTITA_##TYPE,
#include "model/entita.def"
#undef ENTITA
    ENTITA_COUNT
} EntitaTipo;

typedef enum CampoTipo {
    CAMPO_CODICE, CAMPO_RIF, CAMPO_TESTO, CAMPO_LUNGO, CAMPO_INTERO, CAMPO_DECIMALE, CAMPO_EURO, CAMPO_DATA,
    CAMPO_SCELTA
} CampoTipo;

typedef struct CampoInfo {
    const char *nome;
    CampoTipo tipo;
    enum { CAMPO_CHIAVE, CAMPO_RICHIESTO, CAMPO_FACOLTATIVO, CAMPO_CHIAVE_FACOLTATIVA } regola;
    EntitaTipo rif;      /* of a RIF */
    const char *arg;     /* of INTERO, DECIMALE, SCELTA, as in entita.def; of LUNGO its length, "" = the usual one */
    ptrdiff_t offset;    /* in the struct */
    const char *fonte;
} CampoInfo;

typedef struct EntitaInfo {
    EntitaTipo tipo;
    const char *nome;    /* table, CSV file and JSON list: "nodi_versioni" */
    bool personale;
    const char *fonte;
    const CampoInfo *campi;
    int n_campi, n_chiave;   /* key fields come first */
    ptrdiff_t size;          /* of the struct */
} EntitaInfo;

static inline bool campo_chiave(const CampoInfo *c) { return c->regola == CAMPO_CHIAVE || c->regola == CAMPO_CHIAVE_FACOLTATIVA; }
static inline bool campo_facoltativo(const CampoInfo *c) { return c->regola == CAMPO_FACOLTATIVO || c->regola == CAMPO_CHIAVE_FACOLTATIVA; }

const EntitaInfo *entita_info(EntitaTipo t);
const EntitaInfo *entita_by_name(Str table);   /* NULL: no such table */

/* A record with every field absent. (Memory set to zero is not one: the integer 0 is a value.) */
void *record_new(Arena *a, const EntitaInfo *e);
bool campo_absent(const CampoInfo *c, const void *record);
void campo_clear(const CampoInfo *c, void *record);

/* Canonical text of one field of a record ("" = absent): decimals without trailing zeros, euros with two places, ISO
 * days. The same in the database, in exports and in digests. */
Str campo_text(Arena *a, const CampoInfo *c, const void *record);

/* Reads a cell into the record: canonical text, and when `italian` also as people write it (decimal comma, points
 * between thousands, Italian dates, words of a SCELTA in capitals or with blanks). Blanks around it are dropped, an
 * empty cell is "absent". False: why says what is wrong and how to mend it, and the field is unchanged or absent.
 * Range, length, places, words are checked; references are not. When italian, "1.234" is what fits the field's range and places; if both
 * readings fit, it is refused: a program that writes files for people writes the decimal comma. */
bool campo_read(Arena *a, const CampoInfo *c, Str cell, bool italian, void *record, Str *why);

/* Key as one text: its parts joined with '/', each with % and / written %25 and %2F. A last part that may be empty, and
 * is, leaves nothing behind: the key is that of the parts before it. */
Str record_key(Arena *a, const EntitaInfo *e, const void *record);
/* The parts of a key of that table, unescaped, as many as n_chiave ("" = left empty); false: it is no key of it. */
bool record_key_split(Arena *a, const EntitaInfo *e, Str key, Str *parts);
bool key_split(Arena *a, Str key, Str *parts, int n);   /* the n parts, unescaped; false: not a key of n parts */
/* Canonical JSON object of a record: all fields in the order of entita.def, absent ones left out, no blanks; integers
 * as numbers, all else as text (campo_text); only ", \ and control characters are escaped (\n, \t, \u00XX). */
Str record_json(Arena *a, const EntitaInfo *e, const void *record);

/* All records of a body in memory, table by table, each table sorted by key in byte order. */
typedef struct Tabella { const EntitaInfo *e; void *items; ptrdiff_t n; } Tabella;
typedef struct Archivio { Tabella tabelle[ENTITA_COUNT]; } Archivio;

void *tabella_at(const Tabella *t, ptrdiff_t i);
void *tabella_find(Arena *scratch, const Tabella *t, Str key);   /* by record_key, binary search; NULL */
/* Puts a table in the order of its keys; gives the index of the first record whose key is there already, or -1. */
ptrdiff_t tabella_sort(Arena *a, Tabella *t);
/* Typed view: const Persona *p = ALL(arch, Persona, PERSONA, &n); */
#define ALL(arch, Type, TYPE, count) \
    (*(count) = (arch)->tabelle[ENTITA_##TYPE].n, (const Type *)(arch)->tabelle[ENTITA_##TYPE].items)

#endif

/* scambio.h - floor 5: a body's data in the exchange format (doc/formato-dati.md): read, checked, compared, written.
 *
 * Read: a folder of CSV files, one a table, or one JSON text; typed records and the place of each. Nothing is written
 * to a body here: the caller has what is stored and does the one official write. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_SCAMBIO_H
#define CICLO_SCAMBIO_H

#include "model/entita.h"

#define SCAMBIO_FORMATO "ciclo-dati/1"

/* Largest inputs: one CSV file, one JSON text. */
static const ptrdiff_t SCAMBIO_CSV_MAX = (ptrdiff_t)64 << 20, SCAMBIO_JSON_MAX = (ptrdiff_t)256 << 20;

/* Where a record stood: line of the CSV file, or index in the JSON list; `difettoso`: some of its fields could not be
 * read and are absent, so that checks between fields leave it alone. */
typedef struct Luogo { int64_t ordine; int riga; bool difettoso; } Luogo;

typedef struct Origine {
    bool presente;          /* the table is in the input */
    bool incompleta;        /* records were left out for their defects: what is not found may be among them */
    Str file;               /* of a CSV file its name; of JSON "" */
    uint64_t mancanti;      /* of a CSV file: optional fields without a column, a bit each; absent in all rows */
    LIST(Luogo) luoghi;
    ptrdiff_t posti;        /* room that scambio_metti has made */
} Origine;

/* What was read. In its records the member `riga` is not a row version: -riga-1 is the place in `luoghi`. */
typedef struct Scambio {
    Archivio dati;          /* each table in the order of its keys; tables not in the input are empty */
    Origine origini[ENTITA_COUNT];
    bool json;              /* one JSON text: the places are pointers into it */
    LIST(Str) avvisi;       /* notices for a person, nothing to mend */
} Scambio;

void scambio_init(Scambio *s);

/* One CSV file of table e; `file` is the name to show. One JSON text, all tables. Defects have FILE:LINE:COLUMN (the
 * column by its name) or a JSON pointer in dove. What could be read is in s all the same. */
Err MUST_CHECK scambio_read_csv(const EntitaInfo *e, Str bytes, Str file, Arena *a, Scambio *s, Difetti *d);
    /* E_DATI */
Err MUST_CHECK scambio_read_json(Str text, Arena *a, Scambio *s, Difetti *d);  /* E_DATI */
/* A folder (its files TABLE.csv) or a file (".csv" named after its table, else JSON; "-" standard input). */
Err MUST_CHECK scambio_read_path(Str path, Arena *a, Scambio *s, Difetti *d);  /* E_LETTURA, E_DATI */

/* The same from a file in memory, by its name: TABLE.csv, else JSON. */
Err MUST_CHECK scambio_read_bytes(Str name, Str bytes, Arena *a, Scambio *s, Difetti *d);   /* E_DATI */
/* One record as if it had been read: its place is /TABLE/0. */
void scambio_metti(Scambio *s, Arena *a, const EntitaInfo *e, const void *record);

/* To be called once when all is read: puts the tables in order; a repeated key is a defect. */
void scambio_ordina(Scambio *s, Arena *a, Difetti *d);

/* Where a record (and a field of it, or NULL) stands, for a message; of a stored one its table and key. */
Str scambio_dove(Arena *a, const Scambio *s, const EntitaInfo *e, const void *record, const CampoInfo *c);

/* All checks on what is stored together with what was read (controlli.c). Both in order. Defects come sorted. */
Err MUST_CHECK scambio_controlla(const Scambio *s, const Archivio *stored, Difetti *d);  /* E_DATI */

/* What an import would change: new records (vecchio NULL) and changed ones. Nothing is ever removed. */
typedef struct Differenza { const EntitaInfo *e; const void *nuovo, *vecchio; } Differenza;
typedef struct Conto { ptrdiff_t nuovi, modificati, uguali; } Conto;
typedef struct Differenze {
    LIST(Differenza) lista;
    Conto conti[ENTITA_COUNT];
    LIST(Str) avvisi;       /* values that are lost because their column is not in the file */
} Differenze;
void scambio_differenze(const Scambio *s, const Archivio *stored, Arena *a, Differenze *out);

/* -- for who corrects some tables and may not import everything (model/correzioni.h); tables in order */
/* Fields that are decided elsewhere stay as they are stored; one that says something else is a defect. */
void scambio_conserva(Scambio *s, const Archivio *stored, Arena *a, Difetti *d);
/* Versions that are in an edition with its act: to change one is a defect. */
void scambio_versioni_ferme(const Scambio *s, const Differenze *diff, const Archivio *stored, Arena *a, Difetti *d);

/* What still refers to records that are to be removed (by table and key): a defect each. without: what is left. */
typedef struct Rimosso { const EntitaInfo *e; Str chiave; } Rimosso;
void scambio_rimuovi(const Archivio *stored, const Rimosso *v, ptrdiff_t n, Arena *a, Archivio *without, Difetti *d);

/* Writing. The same records give the same bytes; what is written is read back to the same records. */
Str scambio_csv(const Tabella *t, Arena *a);              /* heading and rows; an empty table gives the heading */
/* For a spreadsheet, to be mended there and imported again: with a byte order mark and decimal commas, without formulas
 * and without the fields that are decided elsewhere. */
Str scambio_csv_foglio(const Tabella *t, Arena *a);
Str scambio_json(const Archivio *arch, Arena *a);

#endif

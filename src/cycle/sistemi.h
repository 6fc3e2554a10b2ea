/* sistemi.h - floor 4: a body's own rulebooks: which text holds for a year, and the steps by which a version comes to hold.
 *
 * A version is drafted (P&C), submitted (SG), has the OIV's opinion, which binds (F-05), and is adopted by an act of the
 * Giunta, or of the Consiglio where the rulebook itself says so (approval.smvp). Adopted it never changes again: what is to
 * be mended is the next version, with its own act. The state follows from what is recorded; it is stored nowhere. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_SISTEMI_H
#define CICLO_SISTEMI_H

#include "model/entita.h"
#include "rules/sistema.h"
#include "store/scrittura.h"

/* -- which text holds: the one place where a year finds its rulebook */

/* The rulebook of a year: the adopted version that anni names, else the program's of that name. E_NON_TROVATO: the year is not
 * among anni, or names neither; *perche says what to do. */
Err MUST_CHECK sistema_anno(const Archivio *arch, int64_t anno, Arena *a, Sistema *out, Str *perche);
/* A rulebook by its id as it holds in a year. */
Err MUST_CHECK sistema_di(const Archivio *arch, Str id, int64_t anno, Arena *a, Sistema *out);   /* E_NON_TROVATO */
/* The very text that a run was computed with, whatever was adopted since; without such a text as sistema_di. */
Err MUST_CHECK sistema_impronta(const Archivio *arch, Str id, int64_t anno, Str impronta, Arena *a, Sistema *out);

/* -- versions */
#define SISTEMA_STATI(X) \
    X(BOZZA, 0, "bozza") X(PROPOSTO, 1, "proposto") X(CON_PARERE, 2, "con il parere dell'OIV") X(ADOTTATO, 3, "adottato") \
    X(RETTIFICATO, 4, "rettificato")
typedef enum SistemaStato {
#define X(name, number, words) SISTEMA_##name,
    SISTEMA_STATI(X)
#undef X
} SistemaStato;
/* RETTIFICATO: adopted, and a later version took its place for the same year. */
SistemaStato sistema_stato(const Archivio *arch, const SistemaVersione *v);
const char *sistema_stato_parola(SistemaStato s);   /* "bozza" */
const SistemaVersione *sistema_versione(const Archivio *arch, Str codice, int64_t versione);   /* NULL */
/* "CODICE/VERSIONE", or the id of a rulebook of the program: its text; false: there is none. */
bool sistema_testo(const Archivio *arch, Str nome, Str *testo);
/* Reads and checks a whole text, process rules too. All defects, FILE:LINE:COLUMN. */
Err MUST_CHECK sistema_controlla(Str testo, Str file, Arena *a, Sistema *out, Difetti *d);   /* E_DATI */

/* -- the steps. Each gives the new state of the record in *out, or defects whose dove is the name of a field ("" = of none);
 * nothing is written. E_CONFLITTO: the version is past that step; *perche says so. */
typedef struct SistemaPasso { const Archivio *arch; Date oggi; Arena *a; Difetti *d; Str perche; } SistemaPasso;

/* A first draft from a text: its id is the code. anno: the first year that it is for. */
Err MUST_CHECK sistema_nuovo(SistemaPasso *p, Str testo, Str origine, int64_t anno, Str motivo, SistemaVersione *out);
/* A copy of another text under a code of its own. */
Str sistema_rinomina(Arena *a, Str testo, Str id);   /* "" = the text has no line "id:" */
Err MUST_CHECK sistema_scrive(SistemaPasso *p, const SistemaVersione *v, Str testo, SistemaVersione *out);
Err MUST_CHECK sistema_propone(SistemaPasso *p, const SistemaVersione *v, SistemaVersione *out);
/* Back to a draft: what the OIV said of the text as it was is gone with it. */
Err MUST_CHECK sistema_riprende(SistemaPasso *p, const SistemaVersione *v, SistemaVersione *out);
/* said: its fields parere, parere_data, parere_testo, parere_atto. */
Err MUST_CHECK sistema_parere(SistemaPasso *p, const SistemaVersione *v, const SistemaVersione *said, SistemaVersione *out);
/* The act is in the register, is of the body that approval.smvp names, and comes after the opinion; the year is made to name this
 * rulebook. organo: the role in which he who records it acts ("" = is not looked at). */
Err MUST_CHECK sistema_adotta(SistemaPasso *p, const SistemaVersione *v, Str atto, Str organo, SistemaVersione *out, Anno *anno);
/* May this act adopt the version; why not is told in *perche. */
bool sistema_atto_adatto(const SistemaVersione *v, const Sistema *s, const Atto *x, Arena *a, Str *perche);
/* The next version of an adopted one, a draft with the same text. */
Err MUST_CHECK sistema_rettifica(SistemaPasso *p, const SistemaVersione *v, Str motivo, SistemaVersione *out);

/* -- what records of this table may say, when they come from outside (an import) */
void sistema_voce_controlla(const Archivio *prima, const Archivio *dopo, const SistemaVersione *v, Arena *a, Difetti *d);
/* Is the stored record of this key adopted: then it never changes, and does not go. */
bool sistema_fermo(const Archivio *arch, const SistemaVersione *v);

#endif

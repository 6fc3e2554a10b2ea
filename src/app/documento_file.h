/* documento_file.h - floor 7: a document written to files, for every command that makes one. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_APP_DOCUMENTO_FILE_H
#define CICLO_APP_DOCUMENTO_FILE_H

#include "app/comando.h"
#include "document/documento.h"

/* Long work says what it is at: on a terminal, or when asked. */
void passo(const char *what);

/* "html,pdf"; when not said, the file's own ending, else HTML. False: a word that is none. */
enum { FORMATO_HTML = 1 };
bool formati_leggi(Str text, Str file, unsigned *out);
/* Writes out ("-": HTML alone, to standard output), names on standard output what was written. Returns an exit status. */
int scrivi_documento(Arena *a, const Documento *d, unsigned formats, Str out);
/* Tells defects on standard error; the exit status of e. */
int difetti_detti(Err e, const Difetti *d);

#endif

/* sistema_stampa.h - floor 6: a rulebook as the prose that the Giunta approves: the documento tecnico di valutazione
 * (S-D.10-13) and the criteria for the trattamento accessorio (S-D.40), with formulas, readings and a worked example.
 */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_SISTEMA_STAMPA_H
#define CICLO_SISTEMA_STAMPA_H

#include "redazione/carta.h"

typedef enum DocumentoSistema { SISTEMA_CRITERI, SISTEMA_TECNICO } DocumentoSistema;

/* arch NULL: the rulebook alone. With a year: its parameters and what the body chose, and the example on the body's own
 * objectives. Objectives, targets and bands stand in the document, results and persons never: the example's values are
 * made up, and it says so. */
typedef struct SistemaStampa {
    const Sistema *sistema;
    DocumentoSistema quale;
    const Archivio *arch;
    int64_t anno;
    Date data;
    Str ancora;      /* head of the journal */
} SistemaStampa;

Documento *redazione_sistema(const SistemaStampa *x, Arena *a);

/* What changed from one rulebook to another, in prose. */
typedef struct SistemaConfronto {
    const Sistema *prima, *dopo;
    const Archivio *arch;                    /* NULL: nobody is looked at */
    int64_t anno;
    const Valutazione *con_prima, *con_dopo; /* the year computed with each; NULL: it could not be */
    Difetti *perche_prima, *perche_dopo;     /* and why not */
    Date data;
    Str ancora;
} SistemaConfronto;

Documento *redazione_confronto(const SistemaConfronto *x, Arena *a);

#endif

/* ciclo_vista.h - floor 6: what the templates of "Le mie scadenze" and of a year are told. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_CICLO_VISTA_H
#define CICLO_CICLO_VISTA_H

#include "web/vista.h"

/* What is waited for, and who has it: "conferma dei gradi (Risultati finali)", "Segretario generale: Anna Bianchi". */
typedef struct Attesa { Str cosa, chi; } Attesa;

/* -- home */
typedef struct HomeVoce {
    Str cosa, dove, quando, fonte;
    Tono tono;
    Str stato;               /* "scaduto da 12 giorni" */
    const Attesa *attese;
    ptrdiff_t n_attese;
    Collegamento azione;
    bool con_calma;          /* its button is there, but does not call */
} HomeVoce;
typedef struct HomeGruppo { Str id, titolo, aiuto; const HomeVoce *voci; ptrdiff_t n; bool chiuso; } HomeGruppo;
typedef struct HomeVista {
    Str oggi, riassunto, ics;
    const HomeGruppo *gruppi;
    ptrdiff_t n_gruppi;
    bool niente;             /* nothing at all, not even to wait for */
    const Collegamento *anni;
    ptrdiff_t n_anni;
} HomeVista;

/* -- one year */
typedef struct AnnoFase { Str testo; bool fatta, corrente; } AnnoFase;
typedef struct AnnoRiga {
    Str cosa, dove, chi, entro, nota, fonte;
    Date data;               /* of what happened */
    Collegamento atto;
    Tono tono;
    Str stato;
    const Attesa *attese;
    ptrdiff_t n_attese;
} AnnoRiga;
typedef struct AnnoBinario {
    Str id, titolo, stato, fonte;
    Tono tono;
    bool aperto;
    LIST(AnnoRiga) righe;
} AnnoBinario;
typedef struct AnnoIrregolare { Str atto, cosa, fonte; Date data; } AnnoIrregolare;
typedef struct AnnoVista {
    int64_t anno;
    Str riassunto;
    const Collegamento *anni; /* the other years */
    ptrdiff_t n_anni;
    const AnnoFase *fasi;
    ptrdiff_t n_fasi;
    HtmlSafe figura;
    LIST(AnnoRiga) adesso;    /* what can be done now, the late first */
    LIST(AnnoBinario) binari;
    LIST(AnnoIrregolare) irregolari;
    const Collegamento *altro; /* calendar, registers */
    ptrdiff_t n_altro;
    LIST(Str) difetti;        /* of the body's process rules */
} AnnoVista;

/* -- the same by month */
typedef struct CalendarioRiga { Date data; Str giorno, cosa, binario, chi; Tono tono; Str stato; bool mio; } CalendarioRiga;
typedef struct CalendarioMese { Str id, titolo; LIST(CalendarioRiga) righe; } CalendarioMese;
typedef struct CalendarioVista { int64_t anno; LIST(CalendarioMese) mesi; Str ics; } CalendarioVista;

#endif

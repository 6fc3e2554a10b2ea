/* perche_vista.h - floor 6: what the template of "Perché questo punteggio" is told. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_WEB_PERCHE_VISTA_H
#define CICLO_WEB_PERCHE_VISTA_H

#include "web/tabella_vista.h"

/* One line of a proof, parents first. */
typedef struct PercheVoce {
    enum { VOCE_PASSO, VOCE_VEDI, VOCE_DATO, VOCE_REGOLA, VOCE_NOTA } tipo;
    int numero, visti;               /* PASSO, VEDI: of the step; the highest told so far */
    bool primo;                      /* told here for the first time: others lead here */
    Str valore;                      /* "97,55"; "" = none */
    Str esatto;                      /* where valore is shortened: "95582/999" */
    Str parole, fonte;               /* "media pesata", "AMB-45" */
    Str come;                        /* "somma di": what stands below */
    Str url, nota;                   /* of an input: the page it stands on, who set it and when */
    bool di_regole;                  /* parole is a text of the rules, in Italian whatever the page's language */
    bool aperto;
    ptrdiff_t fine;                  /* first line after all that is below */
} PercheVoce;

typedef struct PercheVista {
    const VoceMenu *numeri;          /* the numbers of this subject */
    ptrdiff_t n_numeri;
    const Messaggio *avvisi;         /* what whoever reads must know */
    ptrdiff_t n_avvisi;
    Str nome, valore, cosa;          /* "Punteggio complessivo", "91,30"; "" = choose a number first */
    const PercheVoce *voci;
    ptrdiff_t n;
    TabellaVista esclusi;            /* what was set aside, and where its weight went */
    Str esclusi_dove;                /* the rule that says where */
    DatiVista regole;                /* rulebook, rounding, period, journal */
    Str apri_url, chiudi_url;
    Collegamento vuoto;              /* nothing is computed: what to do */
    Str vuoto_testo;
} PercheVista;

#endif

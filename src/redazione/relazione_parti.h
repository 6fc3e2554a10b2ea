/* relazione_parti.h - floor 6: what the files of the Relazione share. Nobody else includes it. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_RELAZIONE_PARTI_H
#define CICLO_RELAZIONE_PARTI_H

#include "redazione/parole.h"
#include "redazione/relazione.h"
#include "cycle/riservato.h"
#include "redazione/specchio.h"

typedef struct Relatore {
    const Valutazione *v;
    const Archivio *arch;
    const RelazioneDati *extra;
    const Specchio *s;
    Riservato *riservato;
    Documento *d;
    Arena *a;
    bool esempio;
    ptrdiff_t da_scrivere;  /* parts that a person has not written yet */
    ptrdiff_t variazioni;   /* nodes and targets changed during the year */
    ptrdiff_t variazioni_senza_atto;
} Relatore;

/* relazione_sintesi.c */
void relazione_premessa(Relatore *r);
void relazione_risultati(Relatore *r);
void relazione_risorse(Relatore *r);
/* relazione_albero.c */
void relazione_albero(Relatore *r);
/* relazione_processo.c */
void relazione_individuali(Relatore *r);
void relazione_variazioni(Relatore *r);
void relazione_processo(Relatore *r);
void relazione_specchio(Relatore *r);

/* "Priorità A", "Obiettivo strategico 1.1" */
Str nodo_nome(Arena *a, const SpecchioNodo *k);
Str nodo_ancora(Arena *a, const SpecchioNodo *k);
/* The anchor of the heading under which node i is told: its own, or that of whoever stands above it. */
Str nodo_rimando(Arena *a, const Specchio *s, ptrdiff_t i);
Str misura_nome(const SpecchioMisura *m);
/* "97,51", or a dash when nothing was reported. */
Str nodo_risultato(Arena *a, const SpecchioNodo *k);
/* What was typed by somebody, or a note that it is missing. */
void parte_scritta(Relatore *r, Str testo, Str che_cosa);

#endif

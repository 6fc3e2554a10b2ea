/* sistema_parti.h - floor 6: what the files that print a rulebook share. Nobody else includes it. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_SISTEMA_PARTI_H
#define CICLO_SISTEMA_PARTI_H

#include "redazione/parole.h"
#include "redazione/sistema_stampa.h"
#include "rules/formule_criteri.h"
#include "rules/sistema_voci.h"

/* The worked example: a case made up for the document and computed by the engine. */
typedef struct Esempio {
    bool fatto;
    bool proprio;             /* on the body's own objectives */
    Difetti perche;           /* why it could not be computed */
    Caso caso;
    EsitoCaso esito;
} Esempio;

typedef struct Stesura {
    const SistemaStampa *x;
    const Sistema *s;
    Opzioni o;                /* the rulebook's, then those of the year */
    Documento *d;
    Arena *a;
    Esempio esempio;
} Stesura;

/* ---- sistema_parole.c: values of the rulebook in words ---- */

Str voce_valore(const Stesura *w, const char *pointer);     /* "32", "0,3"; the text when it is none; "" = not there */
Str voce_fonte(const Stesura *w, const char *pointer); /* "S-N.52" of the entry at the pointer, without line breaks */
Str fonte_parole(Arena *a, Str fonte);                    /* hyphens that no line end breaks */
/* The value of an option for the year, and where the body chose it ("" = the rulebook's). */
Str opzione_vigente(const Stesura *w, const char *chiave, Str *atto);
Str lettura_vigente(const Stesura *w, const char *chiave);   /* as a sentence; "" = the rulebook has no such option */
const Parametro *parametro(const Stesura *w, const char *chiave);   /* of the year; NULL */

void parte(Stesura *w, ParteSistema p);                   /* heading 2, with its anchor */
void sottoparte(Stesura *w, const char *titolo);
void prosa(Stesura *w, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* A formula in a box of its own, to which its terms are added. */
DocNota *formula(Stesura *w, const char *titolo, Str testo, Str fonte);
void termine_di(DocNota *n, const char *nome, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* The rulebook's own formula of the criteria, as it is written, with its terms; false: it has none, or the usual one.
 */
bool formula_propria(Stesura *w, FormulaCriteri f, const char *titolo);
bool ha_formula_propria(const Stesura *w, FormulaCriteri f);
/* The readings in force of a list of options, parted by blanks, as a list of sentences. */
void letture_di(Stesura *w, const char *chiavi);
/* The rulebook's own name of a limit: "maggiorazione del personale: almeno". */
Str norma_parole(Str regola);
Str norma_valore(Arena *a, Num valore);                   /* "30 %" */
Str evento_nome(Arena *a, Str binario, Str evento);       /* "Piano della performance: approvazione della Giunta" */
Str ruoli_parole(Arena *a, Str ruoli);                    /* "Segretario generale o Dirigenti" */
Str atti_parole(Arena *a, Str atti);
Str termine_parole(Arena *a, Str termine);                /* "entro un mese da: ..." */
/* A leaf of the rulebook as people read it, whatever it is. */
Str foglia_parole(Arena *a, Str puntatore, Str valore);

/* ---- the parts ---- */
void sistema_albero(Stesura *w);                          /* sistema_regole.c */
void sistema_dirigenti(Stesura *w);
void sistema_posizioni(Stesura *w);
void sistema_retribuzione(Stesura *w, Popolazione chi);   /* from a score to the pay */
void sistema_personale(Stesura *w);                       /* sistema_personale.c */
void sistema_premi(Stesura *w);
void sistema_norme(Stesura *w);
void sistema_calcolo(Stesura *w);                         /* sistema_calcolo.c */
void sistema_processo(Stesura *w);                        /* sistema_registri.c */
void sistema_letture(Stesura *w);
void sistema_stampe(Stesura *w);
void sistema_allegato(Stesura *w);
void esempio_calcola(Stesura *w);                         /* sistema_esempio.c */
void esempio_albero(Stesura *w);                          /* sistema_svolto.c */
void esempio_dirigenti(Stesura *w);
void esempio_posizioni(Stesura *w);
void esempio_gruppo(Stesura *w);
void esempio_premi(Stesura *w);
void esempio_tavole(Stesura *w);                          /* sistema_esempio_tavole.c */

#endif

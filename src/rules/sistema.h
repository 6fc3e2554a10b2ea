/* sistema.h - floor 3: a rulebook as the engine uses it, checked whole when loaded, immutable afterwards. (C-0.02, X-09)
 *
 * The YAML file (sistemi/, or one's own) is read into a canonical form: RFC 8785 with every scalar as a string. Its
 * SHA-256 is the rulebook's imprint; "@/..." pointers of traces point into it. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_SISTEMA_H
#define CICLO_SISTEMA_H

#include "format/tree.h"
#include "numero/num.h"
#include "rules/maggioranza.h"
#include "rules/processo.h"
#include "rules/proposta.h"

/* A number of the rulebook and where it stands ("@/dirigenti/punti_obiettivi/valore" or "/scelte/po.cap"). */
typedef struct Cost { Num v; Str dove; } Cost;
/* How a kind of number is printed. */
typedef struct Stampa { int cifre; Rounding modo; } Stampa;

/* Readings that the engine computes with. The words are those of requirements 12.2. */
typedef enum OrgCmp { ORG_GE, ORG_GT } OrgCmp;
typedef enum Transfer { TRANSFER_RESCALE, TRANSFER_FULL_AWARD } Transfer;
typedef enum MediaAlbero { MEDIA_WEIGHTED, MEDIA_SIMPLE } MediaAlbero;
typedef enum NonRilevati { NON_RILEVATI_EXCLUDE, NON_RILEVATI_ZERO } NonRilevati;
typedef enum Decrescente { DECR_INVERSE, DECR_LINEAR, DECR_ALL_OR_NOTHING } Decrescente;

/* The options in force for one calculation: the rulebook's, then the case's "scelte". imposta_da is "/scelte/KEY" where
 * the case chose it, else empty. */
typedef struct Opzioni {
    Cost org_min;
    OrgCmp org_cmp; Str org_cmp_da;
    Transfer transfer; Str transfer_da;
    bool cap_none; Cost cap; Str cap_da;
    Cost dev_max_ratio, dev_warn;
    TettoA tetto_a; Str tetto_a_da;
    MediaAlbero media; NonRilevati non_rilevati; Decrescente decrescente;
    ParitaProgetto parita; SceltaValutatore valutatore; bool presenza_scalata;
    bool round_indicatore, round_nodo, round_ente;
    Stampa tondo_indicatore, tondo_nodo, tondo_ente;
} Opzioni;

enum { FASCE_MAX = 8, COMPETENZE_MAX = 50 };

typedef struct Sistema {
    Str id, titolo;
    Tree tree;              /* as read */
    Str canonica;           /* the canonical form, without newline */
    Str impronta;           /* "sha256:..." */
    Stampa percentuali, nodi, punteggi, denaro, coefficienti;
    bool ha_albero, ha_dirigenti, ha_posizioni, ha_personale, ha_premi;
    Cost albero_massimo, albero_minimo;
    Cost punti_obiettivi, punti_prestazioni, punteggio_obiettivo, voto_massimo;
    int voto_cifre, n_competenze;
    Cost quota_obiettivi, quota_prestazione, scala;
    Cost punti_massimi, plafond, positivi, terzo;
    struct { Str nome; Cost da; } fasce[FASCE_MAX];   /* best first; the last has no da */
    int n_fasce;
    int small_n;            /* groups smaller than this may be waived (AMB-28) */
    Str codice_pattern;
    Opzioni opzioni;
    RegoleProcesso processo;
} Sistema;

/* Reads and checks a rulebook; file names it in messages (FILE:LINE:COLUMN). All errors at once. */
Err MUST_CHECK sistema_read(Str text, Str file, Arena *a, Sistema *out, Difetti *d);  /* E_DATI */

/* Embedded rulebooks. */
typedef struct SistemaIncorporato { const char *id; const unsigned char *text; ptrdiff_t n; } SistemaIncorporato;
const SistemaIncorporato *sistemi_incorporati(ptrdiff_t *n);
Err MUST_CHECK sistema_load(Str id, Arena *a, Sistema *out);    /* E_NON_TROVATO */

/* Reads the section "opzioni" (sistema_read calls it). */
void opzioni_read(const Tree *root, Sistema *s, Arena *a, Str file, Difetti *d);

/* Read by the cycle, not by the arithmetic: a body may choose it for a year, a case has no place for it. */
bool opzione_di_processo(Str chiave);

/* Is there such an option in any rulebook; is its value a number. */
bool opzione_esiste(Str chiave);
bool opzione_numerica(Str chiave);
/* May a body choose this value of it for a year. False: why says what is wrong. */
bool opzione_valida(const Sistema *s, Str chiave, Str valore, Arena *a, Str *why);

/* Sets one option from a case's "scelte"; dove = "/scelte/KEY". False: why says what is wrong. */
bool opzione_imposta(const Sistema *s, Opzioni *o, Str chiave, Str valore, Str dove, Arena *a, Str *why);

/* The band of a mark: index into fasce. Best first, by lower bound (AMB-23). */
int sistema_fascia(const Sistema *s, Num punti);

#endif

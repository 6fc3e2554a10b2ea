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

/* Readings that the engine computes with: each a word among those of its key (requirements 12.2), the first one where the
 * rulebook is silent. */
#define LETTURE(X) \
    X(ORG_CMP, "dir.org_cmp") X(ORG_RECHECK, "dir.org_recheck") X(TRANSFER, "dir.transfer") \
    X(TRANSFER_UNIT, "dir.transfer_unit") X(DIR_PAYOUT, "dir.payout") X(DIR_PAY_ON, "dir.pay_on") \
    X(PO_PAYOUT, "po.payout") X(PO_PAY_ON, "po.pay_on") X(PO_ALL_NC, "po.all_nc") X(PR_MODE, "pr.mode") \
    X(DEV, "cr.dev") X(EXTERNAL, "cr.external") X(CR_G, "cr.g") X(STEP, "staff.step") X(RATER, "staff.rater") \
    X(C3, "staff.c3") X(STAFF_N, "staff.n") X(A_CAP, "staff.a_cap") X(A_SCOPE, "staff.a_scope") X(SMALL, "staff.small") \
    X(PREMI_SHEET, "staff.premi_sheet") X(INTEGRATIVE, "staff.integrative") X(BAND, "ind.band") \
    X(DECREASING, "ind.decreasing") X(TREE_MEAN, "tree.mean") X(UNREPORTED, "tree.unreported") \
    X(ROUND_INDICATORE, "tree.round.indicatore") X(ROUND_NODO, "tree.round.nodo") X(ROUND_ENTE, "tree.round.ente") \
    X(PROJ_TIE, "proj.tie") X(FUND_SCOPE, "fund.scope")
typedef enum ChiaveLettura {
#define X(name, key) LETTURA_##name,
    LETTURE(X)
#undef X
    LETTURA_COUNT
} ChiaveLettura;
typedef struct LetturaScelta { int parola; Str da; } LetturaScelta;   /* da: "/scelte/KEY" where the case chose it */

typedef enum OrgCmp { ORG_GE, ORG_GT } OrgCmp;
typedef enum Ricontrollo { RICONTROLLO_WARN, RICONTROLLO_BLOCK } Ricontrollo;
typedef enum Transfer { TRANSFER_RESCALE, TRANSFER_FULL_AWARD, TRANSFER_SEPARATE_MARK } Transfer;
typedef enum UnitaTrasferita { TRASFERITO_OBIETTIVO, TRASFERITO_INDICATORE } UnitaTrasferita;
typedef enum Pagamento { PAGA_LINEAR, PAGA_BANDS, PAGA_THRESHOLD } Pagamento;
typedef enum PagaSu { PAGA_SU_EXACT, PAGA_SU_PRINTED } PagaSu;
typedef enum TuttiNc { TUTTI_NC_BLOCK, TUTTI_NC_PRESTAZIONE, TUTTI_NC_ZERO } TuttiNc;
typedef enum ModoScostamento { DEV_RATIO, DEV_CONVEX, DEV_ABSOLUTE } ModoScostamento;
typedef enum CauseEsterne { CAUSE_ADDBACK, CAUSE_FULL } CauseEsterne;
typedef enum LivelloProposto { LIVELLO_PO_Q, LIVELLO_DIRIGENTE_M, LIVELLO_TYPED } LivelloProposto;
typedef enum ContoN { N_EVALUATED, N_ASSIGNED } ContoN;
typedef enum AmbitoA { AMBITO_GROUP, AMBITO_SECTOR } AmbitoA;
typedef enum GruppiPiccoli { PICCOLI_SOFT, PICCOLI_WAIVE, PICCOLI_POOL, PICCOLI_STRICT } GruppiPiccoli;
typedef enum FasciaLettura { FASCIA_STEP, FASCIA_LINEAR } FasciaLettura;
typedef enum MediaAlbero { MEDIA_WEIGHTED, MEDIA_SIMPLE } MediaAlbero;
typedef enum NonRilevati { NON_RILEVATI_EXCLUDE, NON_RILEVATI_ZERO } NonRilevati;
typedef enum Decrescente { DECR_INVERSE, DECR_LINEAR, DECR_ALL_OR_NOTHING } Decrescente;
typedef enum AmbitoFondo { FONDO_BODY, FONDO_PROJECT } AmbitoFondo;

/* The options in force for one calculation: the rulebook's, then the case's "scelte". */
typedef struct Opzioni {
    LetturaScelta letture[LETTURA_COUNT];
    Cost org_min, comp_step;
    bool cap_none; Cost cap; Str cap_da;
    Cost dev_max_ratio, dev_warn, dev_lambda, dev_cap;     /* the last two absent (not num_is) where nobody gave them */
    Cost small_n; int small;
    bool round_indicatore, round_nodo, round_ente;
    Stampa tondo_indicatore, tondo_nodo, tondo_ente;
} Opzioni;

/* The word chosen for a reading. */
static inline int lettura(const Opzioni *o, ChiaveLettura l) { return o->letture[l].parola; }
/* Marks of the half-sheets are counted in parts of a point: 1, 2 or 4 of them (staff.step). */
static inline int parti_di_punto(const Opzioni *o) { return 1 << lettura(o, LETTURA_STEP); }

/* Limits that the law or a national agreement sets from a year on: a rulebook lists those it is written under. */
#define NORME(X) \
    X(MAGGIORAZIONE_PERSONALE, "maggiorazione_personale") X(MAGGIORAZIONE_DIRIGENTI, "maggiorazione_dirigenti") \
    X(DL95_QUOTA, "dl95_quota") X(DL95_MINIMO, "dl95_minimo") X(DL95_MASSIMO, "dl95_massimo") \
    X(TEMPI_PAGAMENTO, "tempi_pagamento") X(EQ_RISULTATO, "eq_risultato")
typedef enum NormaRegola {
#define X(name, word) NORMA_##name,
    NORME(X)
#undef X
    NORMA_COUNT
} NormaRegola;
typedef struct Norma { NormaRegola regola; int dal, al; Cost valore; Str fonte; } Norma;   /* al 0: still in force */

enum { NORME_MAX = 64, FASCE_MAX = 8, COMPETENZE_MAX = 50 };

typedef struct Calcolo Calcolo;               /* rules/tavole.h */
typedef struct FormuleCriteri FormuleCriteri;

typedef struct Sistema {
    Str id, titolo;
    Tree tree;              /* as read */
    Str canonica;           /* the canonical form, without newline */
    Str impronta;           /* "sha256:..." */
    Stampa percentuali, nodi, punteggi, denaro, coefficienti;
    bool ha_stampa, ha_albero, ha_dirigenti, ha_posizioni, ha_personale, ha_premi;
    Cost albero_massimo, albero_minimo;
    Cost punti_obiettivi, punti_prestazioni, punteggio_obiettivo, voto_massimo;
    int voto_cifre, n_competenze;
    Cost quota_obiettivi, quota_prestazione, scala;
    Cost punti_massimi, plafond, positivi, terzo;
    struct { Str nome; Cost da; } fasce[FASCE_MAX];   /* best first; the last has no da */
    int n_fasce;
    Str codice_pattern;
    Norma norme[NORME_MAX];
    int n_norme;
    bool ha_scheda_premi;   /* the sheet of the individual premi (S-N.69) */
    Cost scheda_massimo;
    Opzioni opzioni;
    RegoleProcesso processo;
    FormuleCriteri *formule;   /* rules/formule_criteri.h */
    Calcolo *calcolo;       /* tables and formulas of its own; NULL without */
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
/* The i-th option of the register; NULL beyond the last one. */
const char *opzione_chiave(ptrdiff_t i);
/* Its words, parted by blanks; "" = it takes none. */
const char *opzione_parole(Str chiave);
/* Has the rulebook the section that the option belongs to. */
bool opzione_riguarda(const Sistema *s, Str chiave);
/* What holds where a rulebook says nothing; "" = nothing does. */
Str opzione_senza_scelta(Str chiave);
/* May a body choose this value of it for a year. False: why says what is wrong. */
bool opzione_valida(const Sistema *s, Str chiave, Str valore, Arena *a, Str *why);

/* Sets one option from a case's "scelte"; dove = "/scelte/KEY". False: why says what is wrong. */
bool opzione_imposta(const Sistema *s, Opzioni *o, Str chiave, Str valore, Str dove, Arena *a, Str *why);

/* The limit in force in a year: of several the one that began last. NULL: the rulebook has none. */
const Norma *sistema_norma(const Sistema *s, NormaRegola regola, int anno);

/* The band of a mark: index into fasce. Best first, by lower bound (AMB-23). */
int sistema_fascia(const Sistema *s, Num punti);

#endif

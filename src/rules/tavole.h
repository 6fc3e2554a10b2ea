/* tavole.h - floor 3: the section "calcolo" of a rulebook: tables, columns, formulas, band tables, constraints.
 *
 * A body whose Sistema is not that of the criteria says here what it records (campi) and what follows from it (formule):
 * a small typed sheet of exact numbers. Everything about it is checked when the rulebook is loaded: unknown names, units
 * that do not agree, circles, division by nothing. doc/calcolo.md is the reference. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_TAVOLE_H
#define CICLO_TAVOLE_H

#include "format/tree.h"
#include "rules/formula.h"

typedef struct Calcolo Calcolo;
typedef struct CasoTavole CasoTavole;
typedef struct EsitoTavole EsitoTavole;

enum { TAVOLE_MAX = 24, COLONNE_MAX = 64, TABELLE_MAX = 48, RIGHE_MAX = 64, PAROLE_MAX = 64, VINCOLI_MAX = 24, PARAMETRI_MAX = 64, CHIAVI_MAX = 3 };

/* Why a cell has no value. A formula over such a cell has none either, for the same reason; somma, media and the like
 * leave it out (rule-variants 6.1, 6.4). */
#define STATI_CELLA(X) \
    X(VALORE, "") X(NON_RILEVATO, "non_rilevato") X(NON_COMPUTABILE, "non_computabile") \
    X(NON_REALIZZABILE, "non_realizzabile") X(NON_APPLICABILE, "non_applicabile")
typedef enum StatoCella {
#define X(name, word) CELLA_##name,
    STATI_CELLA(X)
#undef X
    STATI_CELLA_COUNT
} StatoCella;
Str stato_cella_parola(StatoCella s);
bool stato_cella_read(Str word, StatoCella *out);      /* not "" */

/* How a column or a printed number is rounded; AI_RESTI: shares of one sum, the last cents by the largest remainders. */
typedef struct Tondo { bool c_e, ai_resti; int cifre; Rounding modo; } Tondo;

typedef struct Colonna {
    Str nome, descrizione, fonte;
    Tipo tipo;
    const Tree *t;             /* where it stands in the rulebook */
    Str dove;                  /* "@/calcolo/tavole/T/campi/C" or ".../formule/C" */
    int posto;                 /* which one among the fields, or among the formulas, of its table */
    /* of a field: what the case writes */
    int riferimento;           /* names a row of that table; -1 no */
    Str *parole;
    ptrdiff_t n_parole;        /* 0: any word */
    unsigned stati;            /* 1 << StatoCella for those that may stand instead of a value */
    bool ha_se_manca;
    Num se_manca;
    Str se_manca_parola;
    Num minimo, massimo;       /* absent = none */
    int cifre_massime;
    bool disuguaglianze;       /* ">= 95" may stand there: its bound counts (rule-variants 1.3) */
    /* of a formula */
    Espr *formula;             /* NULL: a field */
    Str testo;
    bool forzabile;            /* a row may say another value, with its reason (rule-variants 1.4) */
    Tondo tondo, stampa;
    int entro;                 /* rankings and remainders within the rows of one of this table; -1: of all */
} Colonna;

typedef struct Vincolo {
    Str nome, messaggio, fonte, dove;
    bool blocca;               /* else it is only told */
    Espr *condizione;
    Str testo;
    const Tree *t;
} Vincolo;

typedef struct Tavola {
    Str nome, descrizione;
    int appartiene;            /* to a row of that table; -1: to none; to itself: a tree ("padre") */
    Colonna colonne[COLONNE_MAX];
    int n_colonne, n_campi, n_formule;
    Vincolo vincoli[VINCOLI_MAX];
    int n_vincoli;
    const Tree *t;
} Tavola;

/* One row of a band table: from a bound on (da) or above it (oltre), else the last one; or of a table by words. */
typedef struct RigaTabella {
    Str limite;                /* a formula; "" = no bound */
    bool oltre;
    Str chiavi[CHIAVI_MAX];    /* "*": any word */
    Str valore;                /* a formula; may use x, the looked-up value */
    const Tree *t;
} RigaTabella;

typedef struct TabellaCalcolo {
    Str nome, fonte, dove;
    bool per_parole;           /* looked up with voce(); else by bounds, with fascia() */
    Tipo di, tipo;
    int n_chiavi;
    Str chiavi[CHIAVI_MAX];
    RigaTabella righe[RIGHE_MAX];
    int n_righe;
    const Tree *t;
} TabellaCalcolo;

typedef struct ParametroCalcolo {
    Str nome, descrizione, fonte, dove;
    Tipo tipo;
    bool dal_caso;             /* no value in the rulebook: the case says it */
    Num v, minimo, massimo;
    int cifre_massime;
    const Tree *t;
} ParametroCalcolo;

struct Calcolo {
    Tavola *tavole;            /* as many as the rulebook has, at most TAVOLE_MAX: all of them would be megabytes a rulebook */
    int n_tavole;
    TabellaCalcolo *tabelle;   /* likewise, TABELLE_MAX */
    int n_tabelle;
    ParametroCalcolo parametri[PARAMETRI_MAX];
    int n_parametri;
    int n_indici;              /* population sums and the like that one run keeps */
};

/* The section of the rulebook, read and checked; NULL when it has none or when defects were told. */
Calcolo *calcolo_read(const Tree *root, Str file, Arena *a, Difetti *d);

/* Settles names, kinds and units of a formula in the scope of one table (-1: only parameters). False: told in *err.
 * x: the kind of the looked-up value inside a band table, else NULL. */
bool formula_check(Calcolo *c, int tavola, Espr *e, const Tipo *x, Arena *a, FormulaErrore *err);
/* Gives every part of a checked formula the name of its steps and the place of its text ("@/.../formula"). */
void formula_regole(Espr *e, Str regola, Str fonte, Str dove, Arena *a);
bool tipi_uguali(Tipo x, Tipo y);
Str tipo_parole(Arena *a, Tipo t);
/* Circles among formulas: *tavola and *colonna name one of them. False: there is one, told in *che. */
bool calcolo_senza_giri(const Calcolo *c, int *tavola, int *colonna, Arena *a, Str *che);

int calcolo_tavola(const Calcolo *c, Str nome);        /* -1: there is none */
int calcolo_colonna(const Calcolo *c, int tavola, Str nome);
/* How many steps of "appartiene" lead from one table to another; 0 to itself, -1: none. */
int calcolo_passi(const Calcolo *c, int da, int a);

/* ---- one case ---- */

/* A cell: an input (passo -1, where the case or the rulebook writes it) or a result with the step that proves it. */
typedef struct Cella {
    Num v;
    Str parola;                /* of words; of inputs that lead to a row: its id */
    Str dove;                  /* of a result that is another value as it stands: the place of that one */
    int64_t passo;
    uint8_t stato, fase;
    bool scritta;              /* an input that the case writes; else the rulebook's se_manca */
} Cella;

/* The value that a row says instead of a formula's; autore: who decided it, "" unsaid (rule-variants 6.10). */
typedef struct Forzatura { ptrdiff_t riga; int colonna; Cella cella; Str motivo, autore; } Forzatura;
typedef struct Deroga { ptrdiff_t riga; int vincolo; Str motivo; } Deroga;

typedef struct CasoTavola {
    ptrdiff_t n;
    Str *id;
    ptrdiff_t *sopra;          /* the row it belongs to; -1: none (only in a tree) */
    Cella *celle;              /* n x n_campi */
    LIST(Forzatura) forzate;
    LIST(Deroga) deroghe;
} CasoTavola;

struct CasoTavole {
    const Calcolo *calcolo;
    int anno;
    CasoTavola tavola[TAVOLE_MAX];
    Cella parametri[PARAMETRI_MAX];
};

typedef struct VincoloRotto { ptrdiff_t riga; int vincolo; bool derogata; } VincoloRotto;
typedef struct EsitoTavola {
    Cella *celle;              /* n x n_formule: as the following formulas use them */
    Num *stampate;             /* the same as printed; absent where there is no number */
    Cella *calcolate;          /* one a forced cell: what the formula gives */
    Traccia **tracce;          /* one a row; NULL without proof */
    LIST(VincoloRotto) violazioni;
} EsitoTavola;
struct EsitoTavole { EsitoTavola tavola[TAVOLE_MAX]; };

/* Everything that follows from the rows. Defects (a division by zero, a circle among rows) name the row: E_DATI.
 * Example: rule-variants 1.1: 100 of 103 -> 97.09, the objective 99.42 */
Err MUST_CHECK tavole_calcola(const CasoTavole *c, bool tracce, Arena *a, EsitoTavole *out, Difetti *d);

#endif

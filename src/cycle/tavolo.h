/* tavolo.h - floor 4: the desk at which the staff's half-sheets are proposed, verified and redetermined.
 *
 * The one way to do it: command line, pages and whatever comes later call these functions. Each asks the permission
 * matrix itself (with the group, the year and the state of the group's track), so a caller only says who acts. What is
 * typed comes in as text, as people write it; numbers, constraints and words come from the rulebook of the year.
 *
 * Levels, each kept beside the others and never overwritten by a later one:
 *   proposta        by the evaluator            SEMISCHEDA_PROPONI      S-N.51
 *   verificata      by the area's dirigente     SEMISCHEDA_VERIFICA     S-N.59-61; after the calibration (AMB-39)
 *   rideterminata   by the Segretario generale  SEMISCHEDA_RIDETERMINA  S-N.62, AMB-29
 *   determinata     shown only: it follows from the act that determines the bands (S-N.63)
 *
 * Who belongs to a group: whoever has half-sheets in it, and whoever has a sheet (kind "personale") of that year with
 * the group's evaluator and unit and no half-sheets in another group. N is their number (staff.n = evaluated). Who has
 * several sheets of the staff in the year stands with each of them where it belongs: `codice` is then CODE@FROM, but for
 * the first (AMB-54, periodo.h).
 *
 * Two people on one sheet. Every person of the desk has `riga`, the journal entry that wrote the latest of the person's
 * half-sheets of the year (0: none yet), and `bozza.versione`, the version of the draft (0: none). Both go out with the
 * desk and come back with an offer; when either has moved on, nothing is written and both texts are told. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_TAVOLO_H
#define CICLO_TAVOLO_H

#include "cycle/valutazione.h"
#include "store/access.h"
#include "store/bozza.h"

enum { TAVOLO_ELEMENTI = 4, TAVOLO_MEZZE = 2, TAVOLO_NON_CONTROLLARE = -1 };
typedef enum TavoloLivello {
    TAVOLO_PROPOSTA, TAVOLO_VERIFICATA, TAVOLO_RIDETERMINATA, TAVOLO_DETERMINATA,
    TAVOLO_LIVELLI,
    TAVOLO_NESSUNO = TAVOLO_LIVELLI
} TavoloLivello;
const char *tavolo_livello(TavoloLivello l);                /* "proposta": as stored */
bool tavolo_livello_by_word(Str word, TavoloLivello *out);

/* What a server has at hand: the body's records as of one journal entry, the year's rulebook (NULL: the program has
 * none), and remembered with them the answers of the matrix, where a group stands, who wrote its half-sheets. Drafts are always the store's own, and a write compares the versions of
 * records as ever, so an image that is overtaken costs a refusal, never a wrong entry. */
typedef struct TavoloMemoria {
    const Archivio *arch;
    const Sistema *(*sistema)(void *ctx, int64_t anno);
    Err (*puo)(void *ctx, const Richiesta *r, Arena *a, const Grant **out, Str *perche);
    Err (*stato)(void *ctx, Corso corso, const Ambito *su, Punto *out);                       /* access_stato */
    Err (*autori)(void *ctx, const Grant *g, int64_t anno, Str gruppo, const SemischedaAutore **out,
                  ptrdiff_t *n);                                                             /* store_semischede_autori */
    void *ctx;
} TavoloMemoria;

/* Who acts, where, on what day. `ora` is UTC, for the journal and for drafts. memoria NULL: all is read from the
 * store. */
typedef struct TavoloChi {
    Store *st;
    const Matrice *matrice;
    Chi chi;
    Str persona;
    Date oggi;
    Str ora;
    const TavoloMemoria *memoria;
} TavoloChi;

/* -- what is read -- */

/* The marks of one half-sheet; num_is(x) false = not given. totale: the sum when all four elements are there (12.7). */
typedef struct TavoloVoto { Num e[TAVOLO_ELEMENTI], totale; Str motivo; } TavoloVoto;

/* One half-sheet at one level. autore "": written by an import; ora: when, UTC, "2026-05-13T10:00:00Z". */
typedef struct TavoloCella { bool presente; TavoloVoto voto; Str atto, autore, ora; int64_t riga; } TavoloCella;

/* What somebody left half done at the level that the reader may fill in. superata: the official marks changed after
 * the draft was begun. */
typedef struct TavoloBozza {
    bool presente, superata;
    TavoloVoto voti[TAVOLO_MEZZE];
    Str autore, ora;
    int64_t versione;
} TavoloBozza;

typedef struct TavoloPersona {
    Str codice, cognome, nome, categoria;   /* codice: of the sheet, see above */
    bool visibile;                    /* the reader may see the marks; else all that follows is empty */
    TavoloCella livelli[TAVOLO_LIVELLI][TAVOLO_MEZZE];
    TavoloBozza bozza;                /* of Tavolo.livello */
    TavoloVoto voti[TAVOLO_MEZZE];    /* what a form begins with: the draft, else this level, else the one before */
    TavoloVoto prima[TAVOLO_MEZZE];   /* what Tavolo.livello starts from: a mark that differs wants a motive */
    int fascia[TAVOLO_MEZZE];         /* of `voti`, index into sistema->fasce; -1: no mark */
    int64_t riga;
} TavoloPersona;

/* Counters of one half-sheet, over the marks that are there; points in parts of a point, `parti` of TavoloConto to the point
 * (staff.step). media: of those marks, exact, in points; absent without any. */
typedef struct TavoloContatore {
    ptrdiff_t dati;                   /* marks given, of N */
    int64_t punti, plafond, residui;  /* plafond = 32 x N by the rulebook; residui < 0: exceeded (S-N.52) */
    int64_t scostamenti;              /* algebraic sum from 32 of the marks given, at most 0 (S-N.55) */
    int64_t positivi, positivi_dovuti;/* 2 x N by the rulebook (S-N.56) */
    ptrdiff_t in_a;                   /* marks of the first band */
    Num media;
} TavoloContatore;

/* One constraint that does not hold. vincolo "C1".."C4"; semischeda 0: both together; parole: "superato il plafond di 6
 * punti"; requisito "S-N.52". */
typedef struct TavoloViolazione {
    const char *vincolo, *requisito;
    int semischeda;
    int64_t differenza;               /* C1-C3: in parts of a point */
    Str parole;
} TavoloViolazione;

/* A group counted by the rules (the same call as `ciclo score`). A mark that is missing counts as one without
 * deviation; while `mancano` is not 0 the violations are provisional. */
typedef struct TavoloConto {
    TavoloContatore semischede[TAVOLO_MEZZE];
    int parti;
    ptrdiff_t n, mancano;             /* half-sheets without a mark */
    ptrdiff_t in_a, massimo_a, resto; /* people with an A in either half-sheet; a third; the remainder (S-N.57-58) */
    ptrdiff_t gruppi;                 /* that share this third, with this one; in_a counts the people of all (AMB-27) */
    const TavoloViolazione *violazioni;   /* empty when the waiver stands: see avvisi */
    ptrdiff_t n_violazioni;
    int vincoli;                      /* how many constraints they are: C1 and C2 are one inequality (N8) */
    bool deroga;                      /* the small-group faculty is active (S-N.61, AMB-28) */
    const Str *avvisi;                /* what would be violated without the waiver */
    ptrdiff_t n_avvisi;
} TavoloConto;

/* One of the three steps. puo: the reader may submit it now; else perche says why not, in the matrix's own words or in
 * those of the process ("manca la calibrazione"). chi: codes of the persons who may (only of the step that is open). */
typedef struct TavoloPasso { bool puo; Str perche; const Str *chi; ptrdiff_t n_chi; } TavoloPasso;

typedef struct Tavolo {
    int64_t anno;
    Str gruppo, unita, unita_nome, valutatore, deroga_motivo, deroga_atto;
    int64_t riga;                     /* of the group's own record */
    const Sistema *sistema;
    Str semischede[TAVOLO_MEZZE], elementi[TAVOLO_MEZZE][TAVOLO_ELEMENTI];   /* names; "" = the rulebook gives none */
    PropostaRegole regole;            /* 40, 32, 2, 37, a third, how the third is counted: in whole points */
    int parti;                        /* of a point, in which the rules count (staff.step): 1, 2, 4 */
    Num elemento_max, passo;          /* 10 and 1 (AMB-23) */
    int piccolo;                      /* groups of fewer may be waived */
    bool limiti_sg;                   /* staff.sg_limits = block: the Segretario generale is bound too */
    TavoloPersona *persone;           /* by code */
    ptrdiff_t n;
    Str stato;                        /* of the group's track: APERTA, PROPOSTA, VERIFICATA, RIDETERMINATA ... */
    TavoloLivello aperto;             /* the step that the year waits for; TAVOLO_NESSUNO: determined */
    TavoloLivello livello;            /* the step that the reader may do now (the latest of them); TAVOLO_NESSUNO */
    TavoloPasso passi[3];
    TavoloConto conto;                /* of `voti` */
    struct TavoloInterno *interno;
} Tavolo;

/* Permission VINCOLI_LEGGI on the group; whose marks are visible is decided by the three
 * SCHEDA_..._LEGGI; nobody sees his own before they are decided. livello: which step's draft and form are wanted,
 * TAVOLO_NESSUNO = the latest that the reader may do. On error *perche says why. */
Err MUST_CHECK tavolo_apri(const TavoloChi *c, int64_t anno, Str gruppo, TavoloLivello livello, Arena *a, Tavolo *out,
                           Str *perche);
    /* E_VIETATO, E_NON_TROVATO, E_DATI (the rulebook has no staff), E_DB */

/* Place of a person at the desk; -1: not of this group. */
ptrdiff_t tavolo_persona(const Tavolo *t, Str codice);

/* The groups of a year that one may open (CICLO_LEGGI for the list, VINCOLI_LEGGI for each). chi: who may do the step
 * that is open. */
typedef struct TavoloVoce {
    Str gruppo, unita, unita_nome, valutatore, stato;
    ptrdiff_t n;
    TavoloLivello aperto;
    bool deroga;
    const Str *chi;
    ptrdiff_t n_chi;
} TavoloVoce;
Err MUST_CHECK tavolo_elenco(const TavoloChi *c, int64_t anno, Arena *a, TavoloVoce **out, ptrdiff_t *n, Str *perche);
    /* E_VIETATO (none of them), E_NON_TROVATO (no group in that year), E_DB */

/* -- what is offered -- */

/* A half-sheet as it was typed ("" = empty): "8", "37", "36,0". */
typedef struct TavoloTesti { Str e[TAVOLO_ELEMENTI], totale, motivo; } TavoloTesti;

/* One person's half-sheets. riga, bozza: what the desk showed (TAVOLO_NON_CONTROLLARE: whatever is there now). */
typedef struct TavoloOfferta {
    Str persona;
    TavoloTesti semischede[TAVOLO_MEZZE];
    bool bloccata[TAVOLO_MEZZE];      /* tavolo_suggerisci leaves this mark as it is, */
    Str minimo[TAVOLO_MEZZE], massimo[TAVOLO_MEZZE];   /* or within these limits, as typed; "" = none */
    int64_t riga, bozza;
} TavoloOfferta;

/* Texts of marks, as forms and CSV show them (decimal comma); and the offer that a person's form begins with. */
TavoloTesti tavolo_testi(Arena *a, const TavoloVoto *v);
TavoloOfferta tavolo_offerta(Arena *a, const TavoloPersona *p);

/* Somebody came before: what is there now (with who and when), what was offered. bozza: it is about the draft. */
typedef struct TavoloConflitto { Str persona, trovato, offerto, autore, ora; bool bozza; } TavoloConflitto;

/* What came of it. On any error perche is one sentence and the lists say the rest: difetti one a field, dove =
 * "PERSONA/SEMISCHEDA/CAMPO" ("M012/1/e2", "M012/2/motivo") or "PERSONA"; violazioni of E_DATI at submission;
 * conflitti of E_CONFLITTO. avvisi also when it succeeded. */
typedef struct TavoloEsito {
    Str perche;
    Difetti difetti;
    TavoloConto conto;
    LIST(TavoloConflitto) conflitti;
    LIST(Str) avvisi;
    int64_t versione;                 /* a saved draft's */
    int64_t seq;                      /* the journal entry; 0: nothing changed */
    Str hash;
    ptrdiff_t scritti;                /* half-sheets that changed */
} TavoloEsito;

/* Counters and violations of what is typed, nothing saved; persons without an offer count with their `voti`. Defects
 * of fields go into d; such a field counts as missing. Pure. */
void tavolo_conta(const Tavolo *t, const TavoloOfferta *o, ptrdiff_t n, Arena *a, TavoloConto *out, Difetti *d);

/* Saves a draft of one person at a level, outside the journal; seen only by who may do that step. Fields are in range
 * or empty: others are refused, one message a field, and nothing is saved. All empty: the draft stays, empty. */
Err MUST_CHECK tavolo_bozza_salva(const TavoloChi *c, int64_t anno, Str gruppo, TavoloLivello l, const TavoloOfferta *o,
                                  Arena *a, TavoloEsito *out);
    /* E_DATI, E_CONFLITTO, E_VIETATO, E_ATTO, E_NON_TROVATO, E_DB */
/* Throws a draft away (versione as above); none there is fine. */
Err MUST_CHECK tavolo_bozza_butta(const TavoloChi *c, int64_t anno, Str gruppo, TavoloLivello l, Str persona,
                                  int64_t versione, Arena *a, TavoloEsito *out);
    /* E_CONFLITTO, E_VIETATO, E_ATTO, E_NON_TROVATO, E_DB */

/* Submits a whole group at a level: every person of it (tavolo_ridetermina: who is not offered keeps the marks in
 * force), each half-sheet with its total or all four elements, a motive where a mark differs from the level before, all
 * constraints kept (S-N.52-58) or waived (S-N.61). All that is missing or violated is listed at once. One transaction,
 * one journal entry; the drafts of that level are gone afterwards. atto: "" or an act of the register that performs the
 * step's event in that year.
 * tavolo_verifica waits for what the process wants before it: the calibration in the register of meetings when
 * staff.calibration is required, the close of the final results (C-4.24).
 * tavolo_ridetermina is not bound by the constraints unless staff.sg_limits is `block`: what does not hold is told in
 * avvisi and in conto. It stores only the half-sheets that differ from the level before. */
Err MUST_CHECK tavolo_proponi(const TavoloChi *c, int64_t anno, Str gruppo, const TavoloOfferta *o, ptrdiff_t n,
                              Arena *a, TavoloEsito *out);
Err MUST_CHECK tavolo_verifica(const TavoloChi *c, int64_t anno, Str gruppo, const TavoloOfferta *o, ptrdiff_t n,
                               Str atto, Arena *a, TavoloEsito *out);
Err MUST_CHECK tavolo_ridetermina(const TavoloChi *c, int64_t anno, Str gruppo, const TavoloOfferta *o, ptrdiff_t n,
                                  Str atto, Arena *a, TavoloEsito *out);
    /* E_DATI, E_CONFLITTO, E_VIETATO, E_ATTO, E_NON_TROVATO, E_SCRITTURA, E_DB */

/* The faculty for a small group (S-N.61, AMB-28): the dirigente's, by his act of event valutazione_personale.deroga; so
 * the permission is ATTO_REGISTRA for that event on that group. motivo "" takes it back. riga: the group's. */
Err MUST_CHECK tavolo_deroga(const TavoloChi *c, int64_t anno, Str gruppo, Str motivo, Str atto, int64_t riga, Arena *a,
                             TavoloEsito *out);
    /* E_DATI (the group is not small, no motive), E_CONFLITTO, E_VIETATO, E_NON_TROVATO, E_DB */

/* The nearest legal set, as a proposal: nothing is saved. Marks of other groups that count with this one's stay as they are.
 * From what is offered, else from `voti`; a mark that is
 * missing starts without deviation. marks as in Proposta: [half-sheet][person of the desk]. */
typedef struct TavoloSuggerimento {
    bool possibile;
    Str perche;                       /* why it is not possible, and what to do */
    int64_t distanza, minimo;         /* sum of all changes; proved: none is less (equal, unless the search was given up) */
    int parti;                        /* of a point: distanza, prima and dopo count in them */
    const int *prima[TAVOLO_MEZZE], *dopo[TAVOLO_MEZZE];
    const bool *mancava[TAVOLO_MEZZE];
    TavoloConto conto;                /* of `dopo` */
} TavoloSuggerimento;
Err MUST_CHECK tavolo_suggerisci(const Tavolo *t, const TavoloOfferta *o, ptrdiff_t n, Arena *a,
                                 TavoloSuggerimento *out, Difetti *d);
    /* E_DATI (d: fields out of range), E_VIETATO (marks that the reader may not see) */

/* The rules of groups in a year, with what the body chose, for proposta_riga (the table of help); in parts of a point, `parti`
 * to the point. arch NULL: the rulebook's own. */
void tavolo_regole(const Archivio *arch, const Sistema *s, int64_t anno, Arena *a, PropostaRegole *out, int *parti);

/* One mark changed as a suggestion has it: the total (in parts of a point), and the elements that are there, moved a step at a time: the
 * lowest of them rises first, the highest falls first (the earlier of two). Elements that cannot make the total are
 * left out. Pure. */
void tavolo_accogli(const Tavolo *t, const TavoloVoto *v, int totale, Arena *a, TavoloVoto *out);

#endif

/* regole.h - floor 3: the rules themselves: from a case to its results, each number with its proof. Pure.
 *
 * Every function takes the case and returns one result per element, in the order of the case. With traces off the same
 * arithmetic runs and every traccia is NULL. Numbers named as printed are rounded as the rulebook says; "esatto" is not. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_REGOLE_H
#define CICLO_REGOLE_H

#include "rules/caso.h"
#include "rules/traccia.h"

/* x, where the case chose this reading: its proof rests on the choice too. */
static inline Term secondo(const Caso *c, Traccia *t, ChiaveLettura l, const char *fonte, Term x)
{
    if (!t || !c->opzioni.letture[l].da.n) return x;
    Term chosen = {num_int(0), -1, c->opzioni.letture[l].da};
    return posto_che(t, REGOLA("scelta", fonte, "con la lettura scelta"), x, &chosen, 1);
}

/* Notices, in the order in which they must be told. */
#define AVVISI(X) \
    X(ORGANIZZATIVI_SOTTO_SOGLIA, "organizzativi_sotto_soglia", "dopo i trasferimenti la quota degli obiettivi organizzativi è sotto la soglia") \
    X(TUTTI_NON_REALIZZABILI, "tutti_non_realizzabili", "tutti gli obiettivi sono non realizzabili: conta solo la valutazione delle prestazioni") \
    X(SCOSTAMENTO_OLTRE_SOGLIA, "scostamento_oltre_soglia", "lo scostamento del dirigente supera la soglia di attenzione") \
    X(VALUTAZIONE_NEGATIVA, "valutazione_negativa", "almeno una semischeda è nell'ultima fascia") \
    X(REFERENTE_MANCANTE, "referente_mancante", "manca l'atto che nomina referente: l'indennità non spetta (S-N.71)") \
    X(TUTTI_NON_COMPUTABILI, "tutti_non_computabili", "nessun obiettivo è computabile: vale la lettura scelta dal sistema") \
    X(DEROGA_C1, "deroga_C1", "senza deroga il plafond di punti sarebbe superato") \
    X(DEROGA_C2, "deroga_C2", "senza deroga la somma degli scostamenti sarebbe positiva") \
    X(DEROGA_C3, "deroga_C3", "senza deroga gli scostamenti positivi non sarebbero quelli dovuti") \
    X(DEROGA_C4, "deroga_C4", "senza deroga i valutati in fascia A sarebbero troppi")
typedef enum Avviso {
#define X(name, code, words) AVVISO_##name,
    AVVISI(X)
#undef X
    AVVISO_COUNT
} Avviso;
typedef uint32_t Avvisi; /* bit set */
const char *avviso_codice(Avviso a);
const char *avviso_parole(Avviso a);

/* A node of the tree. Implements C-1.17, C-3.31, AMB-45, AMB-47. risultato absent (num_is false): nothing was reported. */
typedef struct EsitoNodo {
    Num risultato, esatto;
    Num *percentuali;            /* of its indicators; absent = not reported */
    int rilevati, previsti;      /* of the node and all below, without those not computable */
    Traccia *traccia;
    int64_t passo_esatto;
} EsitoNodo;
void rule_albero(const Caso *c, bool tracce, Arena *a, EsitoNodo *out);
/* The whole body and one unit, from the results of the tree; percentuali is NULL. Implement C-3.08, C-3.31, AMB-45.
 * In       roots; the nodes that the unit answers for
 * Out      the mean of what was reported among them, exact and as printed; the body's held to tree.round.ente
 * Example  roots 80 (weight 60) and 50 (weight 40) -> 68; without the weight of one of them -> 65 */
void rule_ente(const Caso *c, const EsitoNodo *albero, bool tracce, Arena *a, EsitoNodo *out);
void rule_unita(const Caso *c, ptrdiff_t i, const EsitoNodo *albero, bool tracce, Arena *a, EsitoNodo *out);

/* Dirigenti. Implements S-D.14-16, 19, 22-28, 34-37, AMB-12-15. Pay on the exact score (12.7).
 * Example D1: 78 100 90 85 60 100 75 and marks 25.00 -> 58.80 + 25.00 = 83.80 */
typedef struct EsitoDirigente {
    Num punti_organizzativi, quota_trasferita, punti_obiettivi, punti_prestazioni, totale, retribuzione;
    Num trattenuta;              /* not paid for the objective on payment times; absent where there is none (F-16) */
    Num esatto;                  /* exact total */
    int64_t passo_retribuzione;
    Num media;                   /* exact mean M of what counts, 0..100; absent when all was transferred */
    Num *punteggi;               /* exact, of each objective; absent: transferred */
    bool conforme;
    Avvisi avvisi;
    Traccia *traccia;
} EsitoDirigente;
void rule_dirigente(const Caso *c, ptrdiff_t i, bool tracce, Arena *a, EsitoDirigente *out);

/* Points of organisational objectives that are not transferred: false where they fail dir.org_min (AMB-12). */
bool rule_composizione(const Caso *c, ptrdiff_t i, Arena *a);

/* From a score to the pay. Implements C-4.10, S-P.05-06, AMB-18 (linear, bands, threshold), 12.7 (pay_on), F-16.
 * In       exact and printed score, the full pay, the score that gives it whole; base: pointer of the person in the case
 * Out      what is paid, exact; *trattenuta what is not, for the objective on payment times (absent where there is none)
 * Example  12000.00 x 83.80 / 100 = 10056.00; of it 30 % not paid: 7039.20 */
Term rule_pagamento(const Caso *c, Traccia *t, Arena *a, Popolazione chi, Term esatto, Term stampato, Term massima, Term scala,
                    const CasoTempi *tempi, Str base, Term *trattenuta);

/* Posizioni organizzative. Implements S-P.05, 06, 18, 19, 23, AMB-16, 18. Example P1: 81.25, 85 -> 82.75, 3310.00 */
typedef struct EsitoPosizione {
    Num raggiungimento, prestazione, indice, retribuzione;
    Num trattenuta;              /* as of a dirigente */
    bool calcolabile;            /* something was computable; else raggiungimento is absent (po.all_nc) */
    Num esatto;                  /* exact Q, 0..100 */
    Num *gradi;                  /* exact, of each objective, held at the cap; absent: not computable */
    Traccia *traccia;
} EsitoPosizione;
void rule_posizione(const Caso *c, ptrdiff_t i, bool tracce, Arena *a, EsitoPosizione *out);

/* Constraints of a group. Implements S-N.52-58, 61, AMB-26-28. */
typedef struct Violazione {
    const char *vincolo;
    int semischeda;        /* 0 = both together */
    int64_t differenza;    /* C1-C3: parts of a point, `parti` to the point; C4: people or marks */
    int parti;
} Violazione;
typedef struct EsitoSemischeda {
    int64_t somma, plafond, scostamenti, positivi, positivi_dovuti;   /* in parts of a point (parti_di_punto) */
} EsitoSemischeda;
enum { VIOLAZIONI_MAX = 8 };
typedef struct EsitoGruppo {
    EsitoSemischeda semischede[2];
    bool *in_a[2];               /* who has a mark of band A, by half-sheet */
    ptrdiff_t massimo_a, resto;
    Violazione violazioni[VIOLAZIONI_MAX];   /* as found, deroga or not */
    int n_violazioni;
    enum { GRUPPO_CONFORME, GRUPPO_NON_CONFORME, GRUPPO_DEROGA } esito;
    Avvisi avvisi;
    Traccia *traccia;
} EsitoGruppo;
void rule_gruppo(const Caso *c, ptrdiff_t i, bool tracce, Arena *a, EsitoGruppo *out);
/* The rulebook's parameters of groups, for proposta_vicina. */
void proposta_regole(const Caso *c, PropostaRegole *out);
/* The nearest legal proposal for a group, with those of the groups that the readings judge together with it; with a waiver its
 * marks as they are. Implements X-13, S-N.52-58, AMB-26-28: every reading of staff.a_cap, c3, n, a_scope, small, step. Where
 * there is none perche says which constraints clash and with which held marks.
 * Out      proposta: of this group (distanza too, in parts of a point); insieme: ids of those sought together, n_insieme 0 or 1
 *          for a group by itself; distanza_insieme, minimo_insieme: of all of them; nothing is nearer than minimo_insieme
 * Example  N5b of requirements 10.3: distanza 2 */
typedef struct Suggerimento {
    Proposta proposta;
    Str perche;
    const Str *insieme;
    ptrdiff_t n_insieme;
    int64_t distanza_insieme, minimo_insieme;
} Suggerimento;
void rule_proposta(const Caso *c, ptrdiff_t i, Arena *a, Suggerimento *out);
/* All groups of a case; those sought together once. out: as many as the groups. */
void rule_proposte(const Caso *c, Arena *a, Suggerimento *out);
Str violazione_parole(Arena *a, const Violazione *v);

/* The unit in whose project somebody takes part and the one that evaluates him, from dated service in the year.
 * Implements  S-N.14, S-N.15 (proj.tie), S-N.48 (staff.rater), AMB-25, AMB-37, AMB-38: two answers, kept apart
 * In          assignments of the year; service in units of one structure, or of one group, counts together
 * Out         index of the row whose unit was chosen (the unit of the structure with most days of its own), days served
 * Example N12 X 1 Jan-30 Jun, Y 1 Jul-31 Dec: Y and Y, 184 days; in a leap year X to 1 Jul: X and Y, 183 days each */
typedef struct EsitoServizio {
    ptrdiff_t progetto, valutatore;
    int giorni_progetto, giorni_valutatore;
    Traccia *traccia;
    int64_t passo_progetto;
} EsitoServizio;
void rule_servizio(const Caso *c, ptrdiff_t i, bool tracce, Arena *a, EsitoServizio *out);

/* Premi of the staff. Implements S-N.23-30, 40-45, 64, 66, AMB-20-22, 24. Example N13. */
typedef struct EsitoStruttura {
    Num c, esatto;
    Avvisi avvisi;               /* for everybody who belongs to it */
    Traccia *traccia;
    int64_t passo_esatto;
} EsitoStruttura;
typedef struct EsitoPersona {
    const Num *cpc, *cr, *presenza;   /* people with the same inputs share them */
    int64_t importo_cent;        /* share of the fund; maggiorazione_cent comes on top */
    int64_t maggiorazione_cent;
    Traccia *traccia;
    Avvisi avvisi;
    int8_t fascia[2];            /* index in the rulebook's bands */
    bool maggiorato;
} EsitoPersona;
/* All that a person gets of the fund. */
static inline int64_t persona_cent(const EsitoPersona *p) { return p->importo_cent + p->maggiorazione_cent; }

typedef struct EsitoPremi {
    EsitoStruttura *strutture;
    EsitoPersona *persone;
    int64_t totale_cent, non_distribuito_cent;
    int64_t *fondi_cent;         /* given out of each project's fund */
    ptrdiff_t massimo_maggiorati, maggiorati;
    int64_t maggiorazione_cent;  /* of each of them */
    Num media;                   /* average of the positively evaluated that it is a share of; absent without */
    Traccia *traccia_maggiorazione;   /* of media and amount: steps that point into the first person's */
} EsitoPremi;

/* The best evaluated and their premium. Implements F-70 (CCNL), F-15 (D.L. 95/2012).
 * In       score (both half-sheets) and weight of each; who is positively evaluated; the fund in cents
 * Out      presi[i]; the premium of each of them, exact: a share of the average that the positively evaluated get of
 *          the fund once the premiums are taken out of it: B = F / (1 + k p s / n), s = their part of the weights
 * Example  3 people of equal weight, 1 premium of 30 %: B = F / 1.1, premium 0.3 B / 3 */
typedef struct Maggiorati { bool *presi; ptrdiff_t massimo, n; Num media, importo; } Maggiorati;
/* Positively evaluated: no half-sheet in the last band, in none of the person's sheets. */
bool rule_positivo(const Caso *c, const EsitoPersona *p, ptrdiff_t i);
void rule_maggiorati(const Caso *c, const EsitoPremi *e, const Num *pesi, Num fondo, Arena *a, Maggiorati *out);
/* servizio: the results of that part, for who has no structure of his own in the case; NULL when the case has none. */
void rule_premi(const Caso *c, const EsitoServizio *servizio, bool tracce, Arena *a, EsitoPremi *out);

/* Shares a fund to the cent: amounts proportional to weights, cents left over to the largest remainders, ties to the id
 * that comes first in byte order. Implements S-N.66. The weights (>= 0) are handed over one by one, in the order of chi and
 * out; then out[i].importo_cent is filled. Returns what was given (0 when all weigh zero); somma lives in a. */
typedef struct Riparto Riparto;
Riparto *riparto_new(Arena *scratch, ptrdiff_t n);
void riparto_corto(Riparto *r, int64_t n, int64_t d);   /* n/d, and any number; handed over by riparto_peso */
void riparto_lungo(Riparto *r, Num w);
static inline void riparto_peso(Riparto *r, Num w)
{
    if (num_excess(w)) riparto_lungo(r, w);
    else riparto_corto(r, (int64_t)w.n, (int64_t)w.d);
}
int64_t rule_riparto(Riparto *r, int64_t fondo_cent, const CasoPersona *chi, EsitoPersona *out, Num *somma, Arena *a);

/* How many may stand above the threshold, how many do. Implements F-17; with two scores, uno_su 3, resto singolo S-N.57-58.
 * Example  N5: 7 people, one in 3, 2 allowed and one more because one has a single score above -> 3 of 3 */
typedef struct EsitoQuota { Num ammessi, sopra_soglia, eccedenti; bool *sopra; Traccia *traccia; } EsitoQuota;
void rule_quota(const Caso *c, ptrdiff_t i, bool tracce, Arena *a, EsitoQuota *out);

/* An allowance for the days it is due. Implements S-N.70, S-N.71. Example 3000.00 for 184 of 365 days -> 1512.33 */
typedef struct EsitoIndennita { Num giorni, importo; Avvisi avvisi; Traccia *traccia; } EsitoIndennita;
void rule_indennita(const Caso *c, ptrdiff_t i, bool tracce, Arena *a, EsitoIndennita *out);

/* Individual premi by the mean of four elements, their fund shared in proportion. Implements S-N.69, AMB-30. */
typedef struct EsitoMeritoPersona { Num punteggio; int64_t importo_cent; Traccia *traccia; } EsitoMeritoPersona;
typedef struct EsitoMerito { EsitoMeritoPersona *persone; int64_t totale_cent, non_distribuito_cent; } EsitoMerito;
void rule_merito(const Caso *c, bool tracce, Arena *a, EsitoMerito *out);

/* The share of the result in the resources of the posizioni. Implements F-71. Example 15 of 100 conforms to 15 % */
typedef struct EsitoRisorse { Num risultato, posizione, quota, minimo; bool conforme; Traccia *traccia; } EsitoRisorse;
void rule_risorse(const Caso *c, bool tracce, Arena *a, EsitoRisorse *out);

/* The highest evaluated dirigenti and what they get above the average. Implements F-74. */
typedef struct EsitoPrimi { ptrdiff_t previsti; bool *presi; Num media, importo; Traccia *traccia; } EsitoPrimi;
void rule_primi(const Caso *c, const EsitoDirigente *d, bool tracce, Arena *a, EsitoPrimi *out);

typedef struct EsitoCaso {
    const Caso *caso;
    EsitoNodo *albero, ente, *unita;
    EsitoDirigente *dirigenti;
    EsitoPosizione *posizioni;
    EsitoGruppo *gruppi;
    EsitoServizio *servizio;
    EsitoPremi premi;
    EsitoQuota *quote;
    EsitoIndennita *indennita;
    EsitoMerito merito;
    EsitoRisorse risorse;
    EsitoPrimi primi;
    EsitoTavole *tavole;
    bool con_tracce;
} EsitoCaso;
void rule_caso(const Caso *c, bool tracce, Arena *a, EsitoCaso *out);
/* The output of `ciclo score`: doc/caso.md. Ends with a newline. */
Str esito_json(const EsitoCaso *e, Arena *a);

/* Percentage of an indicator against its target, held within the rulebook's limits; base is its pointer in the case.
 * Implements AMB-47. Example: >= 103, value 100 -> 9708/100... = 10000/103 */
Term rule_indicatore(const Caso *c, Traccia *t, Arena *a, const CasoIndicatore *k, Str base);
/* Weighted mean of the reported indicators; absent (num_is false) when none was reported or all of it weighs zero. */
Term rule_media_indicatori(const Caso *c, Traccia *t, Arena *a, const CasoIndicatore *k, ptrdiff_t n, Str base, Num *percentuali);

#endif

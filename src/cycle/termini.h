/* termini.h - floor 4: the process rules in force for a year, and what they say of what happened: who, by when. (12.4,
 *
 *
 * The rulebook's rules, then the body's parameters of the year "processo.<binario>.<evento>[.<n>].<campo>" (n: which of
 * several rules for the same event). A rule's day binds the event it is due for; the days of an event that may happen
 * but need not bind every time it happens. A day that is no working day moves the warning to the next one, not the term
 * (AMB-04). */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_TERMINI_H
#define CICLO_TERMINI_H

#include "base/calendario.h"
#include "cycle/binari.h"

typedef struct ProcessoAnno {
    LIST(RegolaProcesso) regole[VOCE_COUNT];
    Volte volte;
} ProcessoAnno;

/* Rules of a rulebook whose events the cycle does not know; file names it in messages. E_DATI. */
Err MUST_CHECK processo_controlla(const Sistema *s, Str file, Difetti *d);
/* Whoever is wrong is told in d (dove = "parametri KEY", or the rulebook's line), what is right counts. */
Err MUST_CHECK processo_anno(const Archivio *arch, const Sistema *s, int64_t anno, Arena *a, ProcessoAnno *out,
                             Difetti *d); /* E_DATI */
/* One such parameter by itself. False: what is wrong with its "chiave" or its "valore". */
bool processo_parametro(Str chiave, Str valore, Arena *a, const char **campo, Str *why);
/* Roles that may perform an event, "sg|dirigente"; "" = no rule says. */
Str processo_chi(const ProcessoAnno *p, VoceId v, Arena *a);

#define PUNTUALITA(X) \
    X(SENZA, "senza_termine", "senza termine") \
    X(IN_TEMPO, "in_tempo", "in tempo") \
    X(FESTIVO, "in_tempo_per_festivo", "il primo giorno lavorativo dopo il termine") \
    X(IN_RITARDO, "in_ritardo", "in ritardo") \
    X(OLTRE, "oltre", "dopo il termine, da chi può ancora") \
    X(IN_ANTICIPO, "in_anticipo", "prima del giorno da cui si può") \
    X(DA_FARE, "da_fare", "da fare") \
    X(SCADUTO, "scaduto", "scaduto")
typedef enum Puntualita {
#define X(name, word, words) PUNTUALITA_##name,
    PUNTUALITA(X)
#undef X
} Puntualita;
const char *puntualita_word(Puntualita p);
const char *puntualita_parole(Puntualita p);

typedef struct Scadenza {
    VoceId voce;
    int volta;                      /* which time, from 1 */
    const RegolaProcesso *regola;   /* NULL: no rule */
    const Accaduto *accaduto;       /* NULL: still to be done */
    Date entro, avviso, legge; /* term, the working day from which it is warned, term of the law; none: not known */
    Puntualita esito, esito_legge;
    Str incompetente;               /* who did it or how, when the rule names others; "" = fine */
} Scadenza;

typedef struct Termini { LIST(Scadenza) scadenze; } Termini;

/* Of everything that happened, in order, then of everything still due. oggi: the day that what is missing is looked at.
 */
void termini_anno(const ProcessoAnno *p, const Binari *b, Patrono patrono, Date oggi, Arena *a, Termini *out);
/* The body's patron's day. */
Patrono termini_patrono(const Archivio *arch);
/* Late on a rigid term, or by who was not competent. */
bool scadenza_irregolare(const Scadenza *s);

#endif

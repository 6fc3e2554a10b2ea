/* maggioranza.h - floor 3: which unit a year of dated service gives, who evaluates it, how present somebody was. Pure.
 *
 * What serves where and who is away come as dated facts; days are those of service, not of presence (AMB-25). */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_MAGGIORANZA_H
#define CICLO_MAGGIORANZA_H

#include "base/calendario.h"
#include "numero/num.h"

/* Service in a unit, both days included; al absent = still there. Any order; what overlaps within a unit counts once. */
typedef struct Servizio { Str unita; Date dal, al; } Servizio;

/* proj.tie and staff.rater of requirements 12.2. */
typedef enum ParitaProgetto { PARITA_ORIGIN, PARITA_LAST } ParitaProgetto;
typedef enum SceltaValutatore { VALUTATORE_MAJORITY, VALUTATORE_LAST_UNIT } SceltaValutatore;

/* The unit in whose project an employee takes part for the whole of dal..al: the one of the longest service.
 * Implements  S-N.14, S-N.15 (tie: AMB-37)
 * In          service in any order; dal <= al
 * Out         the unit with most days within dal..al. PARITA_ORIGIN: in a tie the unit of origin (the first one served
 *             within the period) when it is among the tied, else the earliest of the tied; PARITA_LAST: the latest of
 *             them. Empty when there is no day of service
 * Example     X 1 Jan-30 Jun, Y 1 Jul-31 Dec: Y (184 days against 181); in a leap year X to 1 Jul: tie, X */
Str rule_unita_progetto(const Servizio *s, ptrdiff_t n, Date dal, Date al, ParitaProgetto parita);

/* The unit whose PO evaluates an employee.
 * Implements  S-N.48 (AMB-25)
 * In          as above; dal..al = the year, or the part of it actually worked
 * Out         the unit with most days; in a tie the one of the tied that was served last, so that of 31 December.
 *             VALUTATORE_LAST_UNIT: always the unit served last. Empty when there is no day of service
 * Example     the leap year above: Y */
Str rule_unita_valutatore(const Servizio *s, ptrdiff_t n, Date dal, Date al, SceltaValutatore scelta);

/* Days of service in a unit within dal..al, each once. */
int rule_giorni_servizio(const Servizio *s, ptrdiff_t n, Str unita, Date dal, Date al);

/* Time away, both days included. */
typedef struct PeriodoAssenza { Str causale; Date dal, al; } PeriodoAssenza;

/* Working days of dal..al lost to absences that are not neutral; each day once, and a day also covered by a neutral
 * cause is not lost. neutre: words parted by commas, as in the rulebook's pr.neutral. Implements S-N.72, AMB-20.
 * Example: 40 days of maternity in the window of N11 change nothing */
int rule_giorni_assenza(const PeriodoAssenza *x, ptrdiff_t n, Date dal, Date al, Patrono p, Str neutre);

/* Months of dal..al: whole ones count 1, the others the share of their days. */
Num rule_mesi(Arena *a, Date dal, Date al);

/* Presence coefficients: exact, 0..1. Implement S-N.18, S-N.19, AMB-20 (pr.mode window, scaled).
 * In          dovuti > 0 working days due in the window, 0 <= assenza <= dovuti not neutral; mesi 0..12
 * Example     N11: 125 due, 25 away -> 0.80; scaled to six months -> 0.40 */
Num rule_presenza_finestra(Arena *a, int dovuti, int assenza);
Num rule_presenza_scalata(Arena *a, int dovuti, int assenza, Num mesi);

#endif

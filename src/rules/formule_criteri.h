/* formule_criteri.h - floor 3: the combined scores and the money of the criteria, where a rulebook states them itself.
 *
 * Section "formule" of a rulebook. Each has its terms, which are what the rule has computed so far; where the section is
 * silent or says what stands here, the rule itself computes it, with the steps that its proof has always had. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#ifndef CICLO_FORMULE_CRITERI_H
#define CICLO_FORMULE_CRITERI_H

#include "format/tree.h"
#include "rules/formula.h"

/* X(symbol, key, as it stands in the criteria, kind, terms with their kinds in the order in which they are handed over) */
#define FORMULE_CRITERI(X) \
    X(DIRIGENTE_TOTALE, "dirigenti.totale", "punti_obiettivi + punti_prestazioni", "punti", \
      "punti_obiettivi:punti punti_prestazioni:punti punti_organizzativi:punti quota_trasferita:punti") \
    X(DIRIGENTE_RETRIBUZIONE, "dirigenti.retribuzione", "retribuzione_massima * quota", "euro", \
      "retribuzione_massima:euro quota:numero punteggio:punti") \
    X(POSIZIONE_INDICE, "posizioni.indice", "(quota_obiettivi * raggiungimento + quota_prestazione * prestazione) / scala", "percento", \
      "raggiungimento:percento prestazione:percento quota_obiettivi:percento quota_prestazione:percento scala:percento") \
    X(POSIZIONE_RETRIBUZIONE, "posizioni.retribuzione", "retribuzione_massima * quota", "euro", \
      "retribuzione_massima:euro quota:numero punteggio:percento") \
    X(CR, "premi.cr", "(1 - q) * collettivo + q * individuale", "numero", "collettivo:numero individuale:numero q:numero") \
    X(CPC, "premi.cpc", "parametro1 + parametro2", "numero", "parametro1:numero parametro2:numero punti1:punti punti2:punti") \
    X(PREMIO_IMPORTO, "premi.importo", \
      "fondo * cr * cpc * presenza * quota_tempo * parametro_integrativo / somma(cr * cpc * presenza * quota_tempo * parametro_integrativo)", "numero", \
      "cr:numero cpc:numero presenza:numero quota_tempo:numero parametro_integrativo:numero punti1:punti punti2:punti")
typedef enum FormulaCriteri {
#define X(symbol, key, text, kind, terms) FORMULA_##symbol,
    FORMULE_CRITERI(X)
#undef X
    FORMULE_CRITERI_COUNT
} FormulaCriteri;

/* NULL: as it stands in the criteria. Of PREMIO_IMPORTO the weight of the share, which stands in it twice. */
typedef struct FormuleCriteri FormuleCriteri;
struct FormuleCriteri { const Espr *propria[FORMULE_CRITERI_COUNT]; };

const char *formula_criteri_chiave(FormulaCriteri f);
const char *formula_criteri_testo(FormulaCriteri f);

void formule_criteri_read(const Tree *root, Str file, Arena *a, FormuleCriteri *out, Difetti *d);

/* The result, over these terms in the order of the table. anno is that of the case. */
Term formula_criteri(const FormuleCriteri *f, FormulaCriteri which, int anno, Traccia *t, Arena *a, const Term *termini);

#endif

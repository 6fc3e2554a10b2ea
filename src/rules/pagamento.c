/* pagamento.c - floor 3: from a score to the result pay: share of the score, threshold, payment times. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/formule_criteri.h"
#include "rules/regole.h"

static const char *const nomi[] = {"dirigenti", "posizioni"};

/* The share that the table gives for the score, decided edge by edge from the last row up; in hundredths. */
static Term a_fasce(const Caso *c, Traccia *t, Arena *a, Popolazione chi, Term score)
{
    const CasoPagamento *p = &c->pagamento[chi];
    ptrdiff_t last = p->n_fasce - 1;
    Term x = INPUT(t, p->fasce[last].livello, "/pagamento/%s/fasce/%td/livello", nomi[chi], last);
    for (ptrdiff_t k = last - 1; k >= 0; k--) {
        Term edge = INPUT(t, p->fasce[k].soglia, "/pagamento/%s/fasce/%td/soglia", nomi[chi], k);
        Term in = confronto(t, REGOLA("pagamento.fascia", "AMB-18", "il punteggio arriva alla fascia"), score, ">=", edge);
        Term level = INPUT(t, p->fasce[k].livello, "/pagamento/%s/fasce/%td/livello", nomi[chi], k);
        x = scelta(t, REGOLA("pagamento.livello", "AMB-18", "parte pagata della fascia, altrimenti delle inferiori"), in, level, x);
    }
    Term hundred = costante(t, REGOLA("pagamento.cento", "AMB-18", "in centesimi"), num_int(100), S(""));
    return rapporto(t, a, REGOLA("pagamento.quota", "AMB-18", "parte della retribuzione"), x, hundred);
}

/* The part of the full pay that the score gives, before the law's overlays. */
static Term quota(const Caso *c, Traccia *t, Arena *a, Popolazione chi, Term score, Term scala)
{
    ChiaveLettura how = chi == POPOLAZIONE_DIRIGENTI ? LETTURA_DIR_PAYOUT : LETTURA_PO_PAYOUT;
    Term x;
    if (lettura(&c->opzioni, how) == PAGA_BANDS) {
        x = a_fasce(c, t, a, chi, score);
    } else {
        x = rapporto(t, a, REGOLA("pagamento.quota", "AMB-18", "parte della retribuzione"), score, scala);
        if (lettura(&c->opzioni, how) == PAGA_THRESHOLD) {
            Term edge = INPUT(t, c->pagamento[chi].soglia, "/pagamento/%s/soglia", nomi[chi]);
            Term in = confronto(t, REGOLA("pagamento.soglia", "AMB-18", "il punteggio arriva alla soglia"), score, ">=", edge);
            Term zero = costante(t, REGOLA("pagamento.zero", "AMB-18", "sotto la soglia niente"), num_int(0), S(""));
            x = scelta(t, REGOLA("pagamento.da_soglia", "AMB-18", "in proporzione dalla soglia in su"), in, x, zero);
        }
    }
    return secondo(c, t, how, "AMB-18", x);
}

/* The share of the objective on payment times, when it was not reached. F-16 */
static Term perduta(Traccia *t, Arena *a, const CasoTempi *k, Str base, Term pay)
{
    Term share = INPUT(t, k->quota, "%.*s/tempi_pagamento/quota", STR_ARG(base));
    Term part = prodotto(t, a, REGOLA("pagamento.tempi", "F-16", "parte legata ai tempi di pagamento"), TERMS(pay, share));
    Term zero = costante(t, REGOLA("pagamento.zero", "F-16", "niente"), num_int(0), S(""));
    Term lost = k->raggiunto ? massimo(t, REGOLA("pagamento.raggiunto", "F-16", "obiettivo raggiunto: niente da togliere"), zero, zero) : part;
    Term given = INPUT(t, num_int(0), "%.*s/tempi_pagamento/esito", STR_ARG(base));
    return posto_che(t, REGOLA("pagamento.tutto_o_niente", "F-16", "tutto o niente, secondo l'esito"), lost, &given, 1);
}

Term rule_pagamento(const Caso *c, Traccia *t, Arena *a, Popolazione chi, Term esatto, Term stampato, Term massima, Term scala,
                    const CasoTempi *tempi, Str base, Term *trattenuta)
{
    ChiaveLettura on = chi == POPOLAZIONE_DIRIGENTI ? LETTURA_DIR_PAY_ON : LETTURA_PO_PAY_ON;
    Term score = secondo(c, t, on, "12.7", lettura(&c->opzioni, on) == PAGA_SU_PRINTED ? stampato : esatto);
    Term share = quota(c, t, a, chi, score, scala);
    FormulaCriteri own = chi == POPOLAZIONE_DIRIGENTI ? FORMULA_DIRIGENTE_RETRIBUZIONE : FORMULA_POSIZIONE_RETRIBUZIONE;
    Term pay = c->sistema->formule->propria[own] ? formula_criteri(c->sistema->formule, own, c->anno, t, a, (const Term[]){massima, share, score})
             : prodotto(t, a, REGOLA("pagamento.retribuzione", chi == POPOLAZIONE_DIRIGENTI ? "C-4.10" : "S-P.05",
                                     "retribuzione massima per la parte spettante"), TERMS(massima, share));
    *trattenuta = (Term){.passo = -1};
    if (!tempi->presente) return pay;
    *trattenuta = perduta(t, a, tempi, base, pay);
    return differenza(t, a, REGOLA("pagamento.dopo_tempi", "F-16", "senza la parte non pagata"), pay, *trattenuta);
}

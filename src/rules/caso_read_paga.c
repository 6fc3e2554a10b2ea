/* caso_read_paga.c - floor 3: how scores become pay, from the JSON of a case. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/caso_lettore.h"

static void leggi_uno(Lettore *l, Voce v, const Caso *c, ChiaveLettura how, CasoPagamento *out)
{
    if (!v.t || !v.buona || !oggetto(l, v.t, v.dove, "soglia fasce")) return;
    Voce soglia = voce(l, v.t, v.dove, "soglia"), fasce = voce(l, v.t, v.dove, "fasce");
    int word = lettura(&c->opzioni, how);
    if (soglia.t && word != PAGA_THRESHOLD) rifiuta(l, soglia.t->at, soglia.dove, "la lettura scelta non ha una soglia: toglierla (AMB-18)");
    else if (soglia.t) non_negativo(l, &soglia, &out->soglia);
    if (fasce.t && word != PAGA_BANDS) rifiuta(l, fasce.t->at, fasce.dove, "la lettura scelta non ha fasce: toglierle (AMB-18)");
    else if (fasce.t) leggi_fasce(l, fasce, true, false, &out->fasce, &out->n_fasce);
}

/* A reading other than linear needs its table or its threshold. */
static void serve(Lettore *l, Voce v, Str dove, const Caso *c, ChiaveLettura how)
{
    int word = lettura(&c->opzioni, how);
    if (word == PAGA_LINEAR) return;
    const char *key = word == PAGA_BANDS ? "fasce" : "soglia";
    if (v.t && v.t->kind == TREE_MAP && tree_get(v.t, str_of(key))) return;
    if (v.t && v.t->kind != TREE_MAP) return;
    rifiuta(l, v.t ? v.t->at : 0, tree_pointer(l->a, dove, str_of(key)), "manca: la lettura scelta per il pagamento ne ha bisogno (AMB-18)");
}

void leggi_pagamento(Lettore *l, Voce v, const Tree *root, Caso *c)
{
    static const struct { const char *key; ChiaveLettura how; } whom[] = {{"dirigenti", LETTURA_DIR_PAYOUT}, {"posizioni", LETTURA_PO_PAYOUT}};
    c->ha_pagamento = v.t != NULL;
    if (v.t && !oggetto(l, v.t, v.dove, "dirigenti posizioni")) return;
    for (int i = 0; i < COUNT_OF(whom); i++) {
        Voce one = v.t ? voce(l, v.t, v.dove, whom[i].key) : (Voce){.dove = tree_pointer(l->a, v.dove, str_of(whom[i].key))};
        leggi_uno(l, one, c, whom[i].how, &c->pagamento[i]);
        if (tree_get(root, str_of(whom[i].key))) serve(l, one, one.dove, c, whom[i].how);
    }
}

void leggi_tempi(Lettore *l, Voce v, const Caso *c, CasoTempi *out)
{
    if (!v.t || !v.buona || !oggetto(l, v.t, v.dove, "quota esito")) return;
    Voce quota = voce_richiesta(l, v.t, v.dove, "quota"), esito = voce_richiesta(l, v.t, v.dove, "esito");
    int word = 0;
    out->presente = true;
    if (quota.t && decimale_tra(l, &quota, 0, 1, &out->quota)) sotto_la_norma(l, quota, c, NORMA_TEMPI_PAGAMENTO, out->quota, false);
    if (esito.t && parola(l, &esito, "raggiunto non_raggiunto", &word)) out->raggiunto = word == 0;
}

bool leggi_punti(Lettore *l, Voce *v, const Caso *c, int *out)
{
    int parti = parti_di_punto(&c->opzioni);
    int64_t top = 40;
    num_to_int(l->a, l->s->punti_massimi.v, &top);
    if (parti == 1) return intero(l, v, 0, top, out);
    Num zero = num_int(0), x, max = num_int(top);
    int64_t whole;
    if (!decimale(l, v, &zero, &max, 9, &x, NULL)) return false;
    if (num_to_int(l->a, num_mul(l->a, x, num_int(parti)), &whole)) {
        *out = (int)whole;
        return true;
    }
    rifiuta(l, v->t->at, v->dove, "i punti vanno di %s in %s (staff.step)", parti == 2 ? "0.5" : "0.25", parti == 2 ? "0.5" : "0.25");
    return false;
}

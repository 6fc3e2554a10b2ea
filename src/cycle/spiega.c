/* spiega.c - floor 4: proofs in words; a computed year as a run for the store. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/spiega.h"

static void step_text(Buf *b, const Prova *x)
{
    const Regola *r = x->passo->regola;
    buf_fmt(b, "%d. %.*s  %s (%s)", x->numero, STR_ARG(x->valore), r->descrizione, r->fonte);
    if (x->tipo == PROVA_VEDI) buf_fmt(b, ": vedi il passo %d", x->numero);
    else if (x->passo->n && *prova_come(x->passo)) buf_fmt(b, ": %s", prova_come(x->passo));
}

static void tell(Buf *b, const Valutazione *v, const Prova *x, int depth)
{
    for (int i = 0; i < depth; i++) buf_put(b, S("  "));
    switch (x->tipo) {
    case PROVA_PASSO:
    case PROVA_VEDI: step_text(b, x); break;
    case PROVA_DATO: buf_fmt(b, "- %.*s  dato: %.*s", STR_ARG(x->valore), STR_ARG(x->parole)); break;
    case PROVA_REGOLA:
        buf_fmt(b, "- %.*s  sistema %.*s: %.*s", STR_ARG(x->valore), STR_ARG(v->sistema->id), STR_ARG(str_sub(x->dove, 1, x->dove.n)));
        break;
    case PROVA_NODO:
        buf_fmt(b, "- %.*s  risultato di %.*s: explain --nodo %.*s", STR_ARG(x->valore), STR_ARG(x->nodo), STR_ARG(x->nodo));
        break;
    case PROVA_TOTALE:
        buf_fmt(b, "- %.*s  %s (%s), su %td persone", STR_ARG(x->valore), x->passo->regola->descrizione, x->passo->regola->fonte, x->quanti);
        break;
    case PROVA_TACIUTI: buf_fmt(b, "- %td dati di altre persone, non mostrati", x->quanti); break;
    }
    buf_char(b, '\n');
    for (ptrdiff_t i = 0; i < x->figli.n; i++) tell(b, v, x->figli.items[i], depth + 1);
}

Str spiega(const Valutazione *v, const Numero *n, Arena *a)
{
    Buf b = buf_new(a);
    tell(&b, v, prova_di(v, n, false, a), 0);
    return buf_str(&b);
}

void esecuzione_di(const Valutazione *v, const Numeri *numeri, Arena *a, Esecuzione *out)
{
    Risultato *r = NEW_N(a, Risultato, numeri->n);
    for (ptrdiff_t i = 0; i < numeri->n; i++) {
        const Numero *k = &numeri->items[i];
        r[i] = (Risultato){k->parte, k->soggetto, str_sub(k->campo, 1, k->campo.n), k->valore, S("")};
    }
    TestoEsecuzione *t = NEW_N(a, TestoEsecuzione, 2);
    t[0] = (TestoEsecuzione){S("caso"), v->caso_json};
    t[1] = (TestoEsecuzione){S("esito"), v->esito_json};
    *out = (Esecuzione){.anno = v->anno, .tipo = S("valutazione"), .sistema = v->sistema->id, .impronta = v->sistema->impronta,
                        .risultati = r, .n = numeri->n, .testi = t, .n_testi = 2};
}

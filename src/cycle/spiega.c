/* spiega.c - floor 4: proofs in words; a computed year as a run for the store. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/spiega.h"

/* A decimal with its point, from s.p[i] on: where it ends, or i. */
static ptrdiff_t decimal_end(Str s, ptrdiff_t i)
{
    ptrdiff_t from = i, point = -1;
    if (i < s.n && s.p[i] == '-') i++;
    ptrdiff_t first = i;
    for (; i < s.n && ((s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] == '.' && point < 0)); i++)
        if (s.p[i] == '.') point = i;
    bool ends = i == s.n || s.p[i] == ' ' || s.p[i] == ')';
    return point > first && point + 1 < i && ends ? i : from;
}

Str spiega_numero(Str valore, Arena *a)
{
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i < valore.n;) {
        bool begins = !i || valore.p[i - 1] == ' ' || valore.p[i - 1] == '(';
        ptrdiff_t end = begins ? decimal_end(valore, i) : i;
        Num n;
        int places;
        if (end > i && num_parse(a, str_sub(valore, i, end), 30, 30, &n, &places)) {
            buf_put(&b, num_italian(a, n, places));
            i = end;
        } else {
            buf_char(&b, valore.p[i++]);
        }
    }
    return buf_str(&b);
}

static void step_text(Buf *b, const Prova *x)
{
    const Regola *r = x->passo->regola;
    buf_fmt(b, "%d. %.*s  %s (%s)", x->numero, STR_ARG(spiega_numero(x->valore, b->a)), r->descrizione, r->fonte);
    if (x->tipo == PROVA_VEDI) buf_fmt(b, ": vedi il passo %d", x->numero);
    else if (x->passo->n && *prova_come(x->passo)) buf_fmt(b, ": %s", prova_come(x->passo));
}

static void tell(Buf *b, const Valutazione *v, const Prova *x, int depth)
{
    for (int i = 0; i < depth; i++) buf_put(b, S("  "));
    Str value = spiega_numero(x->valore, b->a);
    switch (x->tipo) {
    case PROVA_PASSO:
    case PROVA_VEDI: step_text(b, x); break;
    case PROVA_DATO: buf_fmt(b, "- %.*s  dato: %.*s", STR_ARG(value), STR_ARG(x->parole)); break;
    case PROVA_REGOLA:
        buf_fmt(b, "- %.*s  sistema %.*s: %.*s", STR_ARG(value), STR_ARG(v->sistema->id), STR_ARG(str_sub(x->dove, 1, x->dove.n)));
        break;
    case PROVA_NODO:
        buf_fmt(b, "- %.*s  risultato di %.*s: explain --nodo %.*s", STR_ARG(value), STR_ARG(x->nodo), STR_ARG(x->nodo));
        break;
    case PROVA_TOTALE:
        buf_fmt(b, "- %.*s  %s (%s), su %td persone", STR_ARG(value), x->passo->regola->descrizione, x->passo->regola->fonte, x->quanti);
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

Risultato *risultati_di(const Numeri *numeri, Arena *a)
{
    Risultato *r = NEW_N(a, Risultato, numeri->n);
    for (ptrdiff_t i = 0; i < numeri->n; i++) {
        const Numero *k = &numeri->items[i];
        r[i] = (Risultato){k->parte, k->soggetto, str_sub(k->campo, 1, k->campo.n), k->valore, S("")};
    }
    return r;
}

void esecuzione_di(const Valutazione *v, const Numeri *numeri, Arena *a, Esecuzione *out)
{
    TestoEsecuzione *t = NEW_N(a, TestoEsecuzione, 2);
    t[0] = (TestoEsecuzione){S("caso"), v->caso_json};
    t[1] = (TestoEsecuzione){S("esito"), valutazione_esito_json(v, a)};
    *out = (Esecuzione){.anno = v->anno, .tipo = S("valutazione"), .sistema = v->sistema->id, .impronta = v->sistema->impronta,
                        .risultati = risultati_di(numeri, a), .n = numeri->n, .testi = t, .n_testi = 2};
}

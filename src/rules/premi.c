/* premi.c - floor 3: CR, CPC, presence and amount of each employee. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/memo.h"
#include "rules/regole.h"

/* C = G + e + delta, held within 0 and 1. S-N.28, S-N.30, AMB-21, AMB-22 */
static void struttura(const Caso *c, ptrdiff_t i, bool tracce, Arena *a, EsitoStruttura *out)
{
    const CasoStruttura *s = &c->premi.strutture[i];
    Traccia *t = NULL;
    if (tracce) {
        out->traccia = t = NEW(a, Traccia);
        t->a = a;
    }
    Term terms[3];
    ptrdiff_t n = 0;
    terms[n++] = INPUT(t, s->g, "/premi/strutture/%td/livello_collettivo", i);
    if (num_is(s->e)) terms[n++] = INPUT(t, s->e, "/premi/strutture/%td/cause_esterne", i);
    if (num_is(s->delta)) terms[n++] = INPUT(t, s->delta, "/premi/strutture/%td/scostamento_dirigente", i);
    Term x = somma(t, a, REGOLA("struttura.somma", "S-N.28", "livello certificato, cause esterne, scostamento"), terms, n);
    Term zero = costante(t, REGOLA("struttura.minimo", "S-N.25", "minimo"), num_int(0), S(""));
    Term one = costante(t, REGOLA("struttura.massimo", "S-N.25", "massimo"), num_int(1), S(""));
    x = massimo(t, REGOLA("struttura.minimo", "S-N.25", "mai sotto 0"), x, zero);
    x = minimo(t, REGOLA("struttura.massimo", "S-N.25", "mai sopra 1"), x, one);
    out->esatto = x.v;
    out->passo_esatto = x.passo;
    Stampa how = c->sistema->coefficienti;
    out->c = stampa(t, a, REGOLA("stampa", "S-N.28", "parte collettiva"), x, how.cifre, how.modo, "/c").v;
    if (num_is(s->delta)) {
        Num warn = c->opzioni.dev_warn.v;
        if (num_cmp(s->delta, warn) > 0 || num_cmp(num_neg(a, s->delta), warn) > 0) out->avvisi |= 1u << AVVISO_SCOSTAMENTO_OLTRE_SOGLIA;
    }
}

/* CR = (1-q) C + q I'; without individual objectives CR = C. S-N.23-26, AMB-22b, AMB-51 */
static Term risultato(const Caso *c, Traccia *t, Arena *a, ptrdiff_t i, const EsitoStruttura *s, const EsitoServizio *servizio)
{
    const CasoPremi *m = &c->premi;
    const CasoPersona *p = &m->persone[i];
    Term C = INPUT(t, s->esatto, "#/premi/strutture/%td/traccia/%" PRId64, p->struttura, s->passo_esatto);
    if (t) {
        Term where = p->servizio < 0 ? INPUT(t, num_int(0), "/premi/persone/%td/struttura", i)
                                     : INPUT(t, num_int(0), "#/servizio/%td/traccia/%" PRId64, p->servizio, servizio[p->servizio].passo_progetto);
        C = posto_che(t, REGOLA("cr.struttura", "AMB-51", "parte collettiva della struttura di appartenenza"), C, &where, 1);
    }
    if (!num_is(p->livello) || !num_is(m->q)) return C;
    Term q = INPUT(t, m->q, "/premi/quota_individuale");
    Term one = costante(t, REGOLA("cr.uno", "S-N.25", "uno"), num_int(1), S(""));
    Term I = INPUT(t, p->livello, "/premi/persone/%td/livello_individuale", i);
    if (num_is(p->cause_esterne)) {
        Term e = INPUT(t, p->cause_esterne, "/premi/persone/%td/cause_esterne_individuali", i);
        I = minimo(t, REGOLA("cr.individuale", "AMB-51", "con le cause esterne, al massimo 1"),
                   somma(t, a, REGOLA("cr.individuale", "AMB-51", "livello individuale e cause esterne"), TERMS(I, e)), one);
    }
    Term rest = differenza(t, a, REGOLA("cr.quota_collettiva", "S-N.23", "quota collettiva"), one, q);
    Term x = prodotto(t, a, REGOLA("cr.collettivo", "S-N.24", "parte collettiva per la sua quota"), TERMS(rest, C));
    Term y = prodotto(t, a, REGOLA("cr.individuale", "S-N.23", "parte individuale per la sua quota"), TERMS(q, I));
    return somma(t, a, REGOLA("cr", "S-N.24", "coefficiente individuale di risultato"), TERMS(x, y));
}

/* The coefficient of the band of one mark, decided edge by edge from the last band up. S-N.40-44 */
static Term parametro(const Caso *c, Traccia *t, ptrdiff_t i, int h, int fascia)
{
    const Sistema *s = c->sistema;
    const CasoPremi *m = &c->premi;
    if (!t) return term_plain(m->coefficienti[fascia]);
    Term mark = INPUT(t, num_int(m->persone[i].marks[h]), "/premi/persone/%td/semischeda%d", i, h + 1);
    int last = s->n_fasce - 1;
    Term x = INPUT(t, m->coefficienti[last], "/premi/coefficienti/%.*s", STR_ARG(s->fasce[last].nome));
    for (int f = last - 1; f >= 0; f--) {
        Term edge = costante(t, REGOLA("cpc.limite", "S-N.41", "limite inferiore della fascia"), s->fasce[f].da.v, s->fasce[f].da.dove);
        Term in = confronto(t, REGOLA("cpc.fascia", "S-N.41", "il punteggio arriva alla fascia"), mark, ">=", edge);
        Term k = INPUT(t, m->coefficienti[f], "/premi/coefficienti/%.*s", STR_ARG(s->fasce[f].nome));
        x = scelta(t, REGOLA("cpc.parametro", "S-N.40", "coefficiente della fascia, altrimenti delle fasce inferiori"), in, k, x);
    }
    return x;
}

/* (D - ABS) / D. AMB-20 */
static Term presenza(const Caso *c, Traccia *t, Arena *a, ptrdiff_t i)
{
    const CasoPersona *p = &c->premi.persone[i];
    if (!p->dovuti) return costante(t, REGOLA("presenza.piena", "AMB-20", "senza giorni indicati la presenza è piena"), num_int(1), S(""));
    Term due = INPUT(t, num_int(p->dovuti), "/premi/persone/%td/giorni_dovuti", i);
    Term away = INPUT(t, num_int(p->assenza), "/premi/persone/%td/giorni_assenza", i);
    Term there = differenza(t, a, REGOLA("presenza.giorni", "AMB-20", "giorni di presenza"), due, away);
    Term x = rapporto(t, a, REGOLA("presenza", "AMB-20", "coefficiente di presenza"), there, due);
    if (!c->opzioni.presenza_scalata || !num_is(p->mesi)) return x;
    Term months = INPUT(t, p->mesi, "/premi/persone/%td/mesi", i);
    Term year = costante(t, REGOLA("presenza.anno", "S-N.18", "mesi dell'anno"), num_int(12), S(""));
    Term share = rapporto(t, a, REGOLA("presenza.mesi", "S-N.18", "mesi del progetto su quelli dell'anno"), months, year);
    return prodotto(t, a, REGOLA("presenza.ridotta", "S-N.18", "ridotta in proporzione alla durata del progetto"), TERMS(x, share));
}

/* Nothing for the last band in both half-sheets: the proof of it. S-N.45 */
static Term escluso(const Caso *c, Traccia *t, Arena *a, ptrdiff_t i, Term w)
{
    const Sistema *s = c->sistema;
    Term below[2];
    for (int h = 0; h < 2; h++) {
        Term mark = INPUT(t, num_int(c->premi.persone[i].marks[h]), "/premi/persone/%td/semischeda%d", i, h + 1);
        Term edge = costante(t, REGOLA("premio.limite", "S-N.44", "limite dell'ultima fascia"), s->fasce[s->n_fasce - 2].da.v, s->fasce[s->n_fasce - 2].da.dove);
        below[h] = confronto(t, REGOLA("premio.ultima_fascia", "S-N.44", "semischeda nell'ultima fascia"), mark, "<", edge);
    }
    Term both = prodotto(t, a, REGOLA("premio.ambo", "S-N.45", "in ambo i profili"), below, 2);
    Term zero = costante(t, REGOLA("premio.zero", "S-N.45", "nessun compenso"), num_int(0), S(""));
    return scelta(t, REGOLA("premio.escluso", "S-N.45", "nessun compenso se in ambo i profili"), both, zero, w);
}

enum { MARKS_TABLED = 64 };

/* The three coefficients of a person. */
typedef enum Quale { CR, CPC, PRESENZA, QUALI } Quale;

/* One run: what is the same for many people stands here once. */
typedef struct Giro {
    const Caso *c;
    const EsitoServizio *servizio;
    Arena *a;
    EsitoPremi *out;
    Memo memo[QUALI];
    int8_t fascia[MARKS_TABLED]; /* the band of each mark */
} Giro;

static int8_t fascia_di(const Giro *w, int mark)
{
    return mark >= 0 && mark < MARKS_TABLED ? w->fascia[mark] : (int8_t)sistema_fascia(w->c->sistema, num_int(mark));
}

/* The rule of one coefficient, and how it is printed. */
static Parziale calcola(Giro *w, Quale q, ptrdiff_t i, Traccia *t, Term *x)
{
    const Caso *c = w->c;
    const EsitoPersona *e = &w->out->persone[i];
    Stampa how = c->sistema->coefficienti;
    Term printed, par[2];
    if (q == CR) {
        *x = risultato(c, t, w->a, i, &w->out->strutture[c->premi.persone[i].struttura], w->servizio);
        printed = stampa(t, w->a, REGOLA("stampa", "S-N.24", "CR"), *x, how.cifre, how.modo, "/cr");
    } else if (q == CPC) {
        for (int h = 0; h < 2; h++) par[h] = parametro(c, t, i, h, e->fascia[h]);
        *x = somma(t, w->a, REGOLA("cpc", "S-N.64", "somma dei due coefficienti"), par, 2);
        printed = stampa(t, w->a, REGOLA("stampa", "S-N.64", "CPC"), *x, c->premi.cpc_cifre, how.modo, "/cpc");
    } else {
        *x = presenza(c, t, w->a, i);
        printed = stampa(t, w->a, REGOLA("stampa", "AMB-20", "coefficiente di presenza"), *x, how.cifre, how.modo, "/presenza");
    }
    return (Parziale){x->v, printed.v};
}

/* A proof is everybody's own: with one, the rule runs for each person and x is its term. Without, it runs once for each set
 * of inputs k (NULL: they are too long to be looked for). */
static inline const Parziale *coefficiente(Giro *w, Quale q, const MemoChiave *k, ptrdiff_t i, Traccia *t, Term *x)
{
    const Parziale *found = t || !k ? NULL : memo_cerca(&w->memo[q], k);
    if (found) return found;
    Parziale p = calcola(w, q, i, t, x);
    return memo_ricorda(&w->memo[q], t ? NULL : k, p);
}

/* Everything of one person but the amount; w is the weight of the share, peso its term where there is a proof. */
static Num persona(Giro *w, ptrdiff_t i, Traccia *t, EsitoPersona *out, Term *peso)
{
    const CasoPersona *p = &w->c->premi.persone[i];
    for (int h = 0; h < 2; h++) out->fascia[h] = fascia_di(w, p->marks[h]);
    MemoChiave k_cr = {{(uint64_t)p->struttura}}, k_cpc = {{(uint64_t)out->fascia[0], (uint64_t)out->fascia[1]}};
    MemoChiave k_there = {{(uint64_t)p->dovuti, (uint64_t)p->assenza}};
    bool known = memo_parola(&p->livello, &k_cr.v[1]) && memo_parola(&p->cause_esterne, &k_cr.v[2]);
    bool whole = memo_parola(&p->mesi, &k_there.v[2]);
    Term factors[4]; /* only for the proof: to copy terms costs more than to multiply them */
    ptrdiff_t n = 3;
    const Parziale *cr = coefficiente(w, CR, known ? &k_cr : NULL, i, t, &factors[0]);
    const Parziale *cpc = coefficiente(w, CPC, &k_cpc, i, t, &factors[1]);
    const Parziale *there = coefficiente(w, PRESENZA, whole ? &k_there : NULL, i, t, &factors[2]);
    out->cr = &cr->stampato, out->cpc = &cpc->stampato, out->presenza = &there->stampato;
    int last = w->c->sistema->n_fasce - 1;
    bool d1 = out->fascia[0] == last, d2 = out->fascia[1] == last;
    out->avvisi = w->out->strutture[p->struttura].avvisi | (d1 || d2 ? 1u << AVVISO_VALUTAZIONE_NEGATIVA : 0);
    Num x = num_mul(w->a, num_mul(w->a, cr->esatto, cpc->esatto), there->esatto);
    if (num_is(p->quota_tempo)) {
        x = num_mul(w->a, x, p->quota_tempo);
        if (t) factors[n++] = INPUT(t, p->quota_tempo, "/premi/persone/%td/quota_tempo", i);
    }
    if (t) {
        Term all = passo_di(t, REGOLA("premio.peso", "S-N.66", "CR per CPC per presenza per quota di tempo"), OP_PRODOTTO, x, factors, n);
        *peso = escluso(w->c, t, w->a, i, all);
    }
    return d1 && d2 ? num_int(0) : x;
}

/* The proof of the amounts. Sum of weights and ids stand once, in the first person's trace: everybody rests on them. */
static void prova_importi(const Caso *c, Arena *a, EsitoPremi *out, const Term *pesi, Num sum)
{
    const CasoPremi *m = &c->premi;
    ptrdiff_t n = m->n_persone;
    Traccia *first = out->persone[0].traccia;
    Term *weights = NEW_N(a, Term, n), *ids = NEW_N(a, Term, n);
    for (ptrdiff_t i = 0; i < n; i++) {
        weights[i] = i ? INPUT(first, pesi[i].v, "#/premi/persone/%td/traccia/%" PRId64, i, pesi[i].passo) : pesi[0];
        ids[i] = INPUT(first, num_int(0), "/premi/persone/%td/id", i);
    }
    Term total = somma(first, a, REGOLA("premio.somma_pesi", "S-N.66", "somma dei pesi di tutti"), weights, n);
    Term order = conta(first, REGOLA("premio.ordine", "S-N.66", "a parità di resto decide l'identificativo"), ids, n);
    ASSERT(num_eq(total.v, sum));
    for (ptrdiff_t i = 0; i < n; i++) {
        Traccia *t = out->persone[i].traccia;
        Term all = i ? INPUT(t, sum, "#/premi/persone/0/traccia/%" PRId64, total.passo) : total;
        Term tie = i ? INPUT(t, order.v, "#/premi/persone/0/traccia/%" PRId64, order.passo) : order;
        Term fund = INPUT(t, m->fondo, "/premi/fondo");
        Term part = prodotto(t, a, REGOLA("premio.parte", "S-N.66", "fondo per peso"), TERMS(fund, pesi[i]));
        Term zero = costante(t, REGOLA("premio.zero", "S-N.66", "zero"), num_int(0), S(""));
        Term some = confronto(t, REGOLA("premio.diritto", "S-N.66", "qualcuno ha diritto"), all, ">", zero);
        Term whole = num_sign(sum) ? rapporto(t, a, REGOLA("premio.quota", "S-N.66", "diviso la somma dei pesi"), part, all) : part;
        Term share = scelta(t, REGOLA("premio.importo_esatto", "S-N.66", "importo esatto"), some, whole, zero);
        Term paid = riparto(t, REGOLA("premio.importo", "S-N.66", "al centesimo, per resti maggiori"),
                            num_ratio(a, out->persone[i].importo_cent, 100), TERMS(share, tie));
        campo(t, paid, S("/importo"));
    }
}

void rule_premi(const Caso *c, const EsitoServizio *servizio, bool tracce, Arena *a, EsitoPremi *out)
{
    const CasoPremi *m = &c->premi;
    ptrdiff_t n = m->n_persone;
    *out = (EsitoPremi){.strutture = NEW_N(a, EsitoStruttura, m->n_strutture), .persone = NEW_N(a, EsitoPersona, n)};
    for (ptrdiff_t i = 0; i < m->n_strutture; i++) struttura(c, i, tracce, a, &out->strutture[i]);
    Arena scratch = {0};
    Term *pesi = tracce ? NEW_N(&scratch, Term, n) : NULL;
    Giro w = {.c = c, .servizio = servizio, .a = a, .out = out};
    for (Quale q = CR; q < QUALI; q++) w.memo[q] = (Memo){.a = a, .scratch = &scratch};
    for (int k = 0; k < MARKS_TABLED; k++) w.fascia[k] = (int8_t)sistema_fascia(c->sistema, num_int(k));
    Riparto *r = riparto_new(&scratch, n);
    for (ptrdiff_t i = 0; i < n; i++) {
        Traccia *t = NULL;
        if (tracce) {
            out->persone[i].traccia = t = NEW(a, Traccia);
            t->a = a;
        }
        Num x = persona(&w, i, t, &out->persone[i], pesi ? &pesi[i] : NULL);
        ASSERT(!pesi || num_eq(x, pesi[i].v));
        riparto_peso(r, x);
    }
    int64_t fondo_cent = 0;
    ASSERT(num_to_int(a, num_mul(a, m->fondo, num_int(100)), &fondo_cent));
    Num sum;
    out->totale_cent = rule_riparto(r, fondo_cent, m->persone, out->persone, &sum, a);
    out->non_distribuito_cent = fondo_cent - out->totale_cent;
    if (tracce) prova_importi(c, a, out, pesi, sum);
    arena_free(&scratch);
}

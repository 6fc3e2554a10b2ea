/* premi.c - floor 3: CR, CPC, presence and amount of each employee. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/memo.h"
#include "rules/formule_criteri.h"
#include "rules/regole.h"

/* G + e + delta, or the mean of G and of the dirigente's own evaluation, plus e. S-N.28, AMB-21 */
static Term proporzione(const Caso *c, Traccia *t, Arena *a, ptrdiff_t i)
{
    const CasoStruttura *s = &c->premi.strutture[i];
    Term terms[3];
    ptrdiff_t n = 0;
    terms[n++] = INPUT(t, s->g, "/premi/strutture/%td/livello_collettivo", i);
    if (lettura(&c->opzioni, LETTURA_DEV) == DEV_CONVEX && num_is(s->d)) {
        Term one = costante(t, REGOLA("struttura.uno", "AMB-21", "uno"), num_int(1), S(""));
        Term lambda = costante(t, REGOLA("struttura.lambda", "AMB-21", "parte del livello certificato"), c->opzioni.dev_lambda.v,
                               c->opzioni.dev_lambda.dove);
        Term own = INPUT(t, s->d, "/premi/strutture/%td/valutazione_dirigente", i);
        Term rest = differenza(t, a, REGOLA("struttura.resto", "AMB-21", "parte del dirigente"), one, lambda);
        Term x = prodotto(t, a, REGOLA("struttura.certificato", "AMB-21", "livello certificato per la sua parte"), TERMS(terms[0], lambda));
        Term y = prodotto(t, a, REGOLA("struttura.dirigente", "AMB-21", "valutazione del dirigente per la sua"), TERMS(own, rest));
        terms[0] = somma(t, a, REGOLA("struttura.media", "AMB-21", "le due parti"), TERMS(x, y));
    }
    if (num_is(s->e)) terms[n++] = INPUT(t, s->e, "/premi/strutture/%td/cause_esterne", i);
    if (num_is(s->delta)) terms[n++] = INPUT(t, s->delta, "/premi/strutture/%td/scostamento_dirigente", i);
    Term x = somma(t, a, REGOLA("struttura.somma", "S-N.28", "livello certificato, cause esterne, scostamento"), terms, n);
    return secondo(c, t, LETTURA_DEV, "AMB-21", x);
}

/* C = G + e + delta, held within 0 and 1. S-N.28, S-N.30, AMB-21, AMB-22 */
static void struttura(const Caso *c, ptrdiff_t i, bool tracce, Arena *a, EsitoStruttura *out)
{
    const CasoStruttura *s = &c->premi.strutture[i];
    Traccia *t = NULL;
    if (tracce) {
        out->traccia = t = NEW(a, Traccia);
        t->a = a;
    }
    Term x = proporzione(c, t, a, i);
    Term zero = costante(t, REGOLA("struttura.minimo", "S-N.25", "minimo"), num_int(0), S(""));
    Term one = costante(t, REGOLA("struttura.massimo", "S-N.25", "massimo"), num_int(1), S(""));
    x = massimo(t, REGOLA("struttura.minimo", "S-N.25", "mai sotto 0"), x, zero);
    x = minimo(t, REGOLA("struttura.massimo", "S-N.25", "mai sopra 1"), x, one);
    if (lettura(&c->opzioni, LETTURA_EXTERNAL) == CAUSE_FULL && num_is(s->e)) {
        Term e = INPUT(t, s->e, "/premi/strutture/%td/cause_esterne", i);
        Term some = confronto(t, REGOLA("struttura.cause", "AMB-22", "c'è una causa esterna certificata"), e, ">", zero);
        x = scelta(t, REGOLA("struttura.intero", "AMB-22", "con una causa esterna il coefficiente è intero"), some, one, x);
    }
    x = secondo(c, t, LETTURA_EXTERNAL, "AMB-22", x);
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
    if (c->sistema->formule->propria[FORMULA_CR])
        return formula_criteri(c->sistema->formule, FORMULA_CR, c->anno, t, a, (const Term[]){C, I, q});
    Term rest = differenza(t, a, REGOLA("cr.quota_collettiva", "S-N.23", "quota collettiva"), one, q);
    Term x = prodotto(t, a, REGOLA("cr.collettivo", "S-N.24", "parte collettiva per la sua quota"), TERMS(rest, C));
    Term y = prodotto(t, a, REGOLA("cr.individuale", "S-N.23", "parte individuale per la sua quota"), TERMS(q, I));
    return somma(t, a, REGOLA("cr", "S-N.24", "coefficiente individuale di risultato"), TERMS(x, y));
}

/* A mark as the case writes it. */
static Num punteggio(const Caso *c, Arena *a, ptrdiff_t i, int h)
{
    return num_ratio(a, c->premi.persone[i].marks[h], parti_di_punto(&c->opzioni));
}

/* The coefficient of the band of one mark, decided edge by edge from the last band up. S-N.40-44 */
static Term parametro(const Caso *c, Traccia *t, ptrdiff_t i, int h, int fascia)
{
    const Sistema *s = c->sistema;
    const CasoPremi *m = &c->premi;
    if (!t) return term_plain(m->coefficienti[fascia]);
    Term mark = INPUT(t, punteggio(c, t->a, i, h), "/premi/persone/%td/semischeda%d", i, h + 1);
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
    Term x;
    if (p->dovuti) {
        Term due = INPUT(t, num_int(p->dovuti), "/premi/persone/%td/giorni_dovuti", i);
        Term away = INPUT(t, num_int(p->assenza), "/premi/persone/%td/giorni_assenza", i);
        Term there = differenza(t, a, REGOLA("presenza.giorni", "AMB-20", "giorni di presenza"), due, away);
        x = rapporto(t, a, REGOLA("presenza", "AMB-20", "coefficiente di presenza"), there, due);
    } else {
        x = costante(t, REGOLA("presenza.piena", "AMB-20", "senza giorni indicati la presenza è piena"), num_int(1), S(""));
    }
    if (lettura(&c->opzioni, LETTURA_PR_MODE) == 0) return p->dovuti ? secondo(c, t, LETTURA_PR_MODE, "AMB-20", x) : x;
    if (!num_is(p->mesi)) return x;
    Term months = INPUT(t, p->mesi, "/premi/persone/%td/mesi", i);
    Term year = costante(t, REGOLA("presenza.anno", "S-N.18", "mesi dell'anno"), num_int(12), S(""));
    Term share = rapporto(t, a, REGOLA("presenza.mesi", "S-N.18", "mesi del progetto su quelli dell'anno"), months, year);
    x = prodotto(t, a, REGOLA("presenza.ridotta", "S-N.18", "ridotta in proporzione alla durata del progetto"), TERMS(x, share));
    return secondo(c, t, LETTURA_PR_MODE, "AMB-20", x);
}

/* Nothing for the last band in both half-sheets: the proof of it. S-N.45 */
static Term escluso(const Caso *c, Traccia *t, Arena *a, ptrdiff_t i, Term w)
{
    const Sistema *s = c->sistema;
    Term below[2];
    for (int h = 0; h < 2; h++) {
        Term mark = INPUT(t, punteggio(c, a, i, h), "/premi/persone/%td/semischeda%d", i, h + 1);
        Term edge = costante(t, REGOLA("premio.limite", "S-N.44", "limite dell'ultima fascia"), s->fasce[s->n_fasce - 2].da.v, s->fasce[s->n_fasce - 2].da.dove);
        below[h] = confronto(t, REGOLA("premio.ultima_fascia", "S-N.44", "semischeda nell'ultima fascia"), mark, "<", edge);
    }
    Term both = prodotto(t, a, REGOLA("premio.ambo", "S-N.45", "in ambo i profili"), below, 2);
    Term zero = costante(t, REGOLA("premio.zero", "S-N.45", "nessun compenso"), num_int(0), S(""));
    return scelta(t, REGOLA("premio.escluso", "S-N.45", "nessun compenso se in ambo i profili"), both, zero, w);
}

enum { MARKS_TABLED = 256 };

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
    return mark >= 0 && mark < MARKS_TABLED ? w->fascia[mark] : (int8_t)sistema_fascia(w->c->sistema, num_ratio(w->a, mark, parti_di_punto(&w->c->opzioni)));
}

static Term punti(const Giro *w, ptrdiff_t i, int h, Traccia *t)
{
    return INPUT(t, punteggio(w->c, w->a, i, h), "/premi/persone/%td/semischeda%d", i, h + 1);
}

/* CPC where the rulebook states it: over the coefficients and the marks themselves. */
static Term cpc_proprio(const Giro *w, ptrdiff_t i, Traccia *t, const Term par[2])
{
    const Term terms[] = {par[0], par[1], punti(w, i, 0, t), punti(w, i, 1, t)};
    return formula_criteri(w->c->sistema->formule, FORMULA_CPC, w->c->anno, t, w->a, terms);
}

/* The weight of the share where the rulebook states it; what the case does not say counts one. */
static Term peso_proprio(const Giro *w, ptrdiff_t i, Traccia *t, const Term coefficienti[3])
{
    const CasoPersona *p = &w->c->premi.persone[i];
    Term one = costante(t, REGOLA("premio.intero", "S-N.66", "ciò che non è detto conta uno"), num_int(1), S(""));
    Term time = num_is(p->quota_tempo) ? INPUT(t, p->quota_tempo, "/premi/persone/%td/quota_tempo", i) : one;
    Term more = num_is(p->integrativo) ? INPUT(t, p->integrativo, "/premi/persone/%td/parametro_integrativo", i) : one;
    const Term terms[] = {coefficienti[0], coefficienti[1], coefficienti[2], time, more, punti(w, i, 0, t), punti(w, i, 1, t)};
    return formula_criteri(w->c->sistema->formule, FORMULA_PREMIO_IMPORTO, w->c->anno, t, w->a, terms);
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
        *x = c->sistema->formule->propria[FORMULA_CPC] ? cpc_proprio(w, i, t, par) : somma(t, w->a, REGOLA("cpc", "S-N.64", "somma dei due coefficienti"), par, 2);
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
    bool own = w->c->sistema->formule->propria[FORMULA_CPC] != NULL; /* it may look at the marks, not only at their bands */
    MemoChiave k_cr = {{(uint64_t)p->struttura}}, k_cpc = {{(uint64_t)out->fascia[0], (uint64_t)out->fascia[1], own ? (uint64_t)p->marks[0] << 32 | (uint64_t)p->marks[1] : 0}};
    MemoChiave k_there = {{(uint64_t)p->dovuti, (uint64_t)p->assenza}};
    bool known = memo_parola(&p->livello, &k_cr.v[1]) && memo_parola(&p->cause_esterne, &k_cr.v[2]);
    bool whole = memo_parola(&p->mesi, &k_there.v[2]);
    Term factors[5]; /* only for the proof: to copy terms costs more than to multiply them */
    ptrdiff_t n = 3;
    const Parziale *cr = coefficiente(w, CR, known ? &k_cr : NULL, i, t, &factors[0]);
    const Parziale *cpc = coefficiente(w, CPC, &k_cpc, i, t, &factors[1]);
    const Parziale *there = coefficiente(w, PRESENZA, whole ? &k_there : NULL, i, t, &factors[2]);
    out->cr = &cr->stampato, out->cpc = &cpc->stampato, out->presenza = &there->stampato;
    int last = w->c->sistema->n_fasce - 1;
    bool d1 = out->fascia[0] == last, d2 = out->fascia[1] == last;
    out->avvisi = w->out->strutture[p->struttura].avvisi | (d1 || d2 ? 1u << AVVISO_VALUTAZIONE_NEGATIVA : 0);
    Num x;
    if (w->c->sistema->formule->propria[FORMULA_PREMIO_IMPORTO]) {
        const Term plain[] = {term_plain(cr->esatto), term_plain(cpc->esatto), term_plain(there->esatto)};
        Term own_weight = peso_proprio(w, i, t, t ? factors : plain);
        if (t) *peso = escluso(w->c, t, w->a, i, own_weight);
        return d1 && d2 ? num_int(0) : own_weight.v;
    }
    x = num_mul(w->a, num_mul(w->a, cr->esatto, cpc->esatto), there->esatto);
    if (num_is(p->quota_tempo)) {
        x = num_mul(w->a, x, p->quota_tempo);
        if (t) factors[n++] = INPUT(t, p->quota_tempo, "/premi/persone/%td/quota_tempo", i);
    }
    if (num_is(p->integrativo)) {
        x = num_mul(w->a, x, p->integrativo);
        if (t) factors[n++] = INPUT(t, p->integrativo, "/premi/persone/%td/parametro_integrativo", i);
    }
    if (t) {
        Term all = passo_di(t, REGOLA("premio.peso", "S-N.66", "CR per CPC per presenza per quota di tempo"), OP_PRODOTTO, x, factors, n);
        *peso = escluso(w->c, t, w->a, i, all);
    }
    return d1 && d2 ? num_int(0) : x;
}

/* ---- the fund, or the funds ---- */

/* Those who share one fund: positions in persone, NULL = everybody. base is what is shared, dove its pointer in the case;
 * tolto what premiums leave of it, appartenenza what says who shares which fund (steps of the first person; else passo -1). */
typedef struct Quota { const ptrdiff_t *chi; ptrdiff_t n; Num base; Str dove; Term tolto, appartenenza; } Quota;

static ptrdiff_t chi(const Quota *q, ptrdiff_t k) { return q->chi ? q->chi[k] : k; }

/* The proof of the amounts. Sum of weights and ids stand once, in the first person's trace: everybody rests on them. */
static void prova_importi(const Caso *c, Arena *a, EsitoPremi *out, const Quota *q, const Term *pesi, Num sum)
{
    ptrdiff_t n = q->n, at = chi(q, 0);
    Traccia *first = out->persone[at].traccia;
    Term *weights = NEW_N(a, Term, n), *ids = NEW_N(a, Term, n);
    for (ptrdiff_t k = 0; k < n; k++) {
        ptrdiff_t i = chi(q, k);
        weights[k] = k ? INPUT(first, pesi[i].v, "#/premi/persone/%td/traccia/%" PRId64, i, pesi[i].passo) : pesi[i];
        ids[k] = INPUT(first, num_int(0), "/premi/persone/%td/id", i);
    }
    Term total = somma(first, a, REGOLA("premio.somma_pesi", "S-N.66", "somma dei pesi di tutti"), weights, n);
    Term order = conta(first, REGOLA("premio.ordine", "S-N.66", "a parità di resto decide l'identificativo"), ids, n);
    order = secondo(c, first, LETTURA_FUND_SCOPE, "AMB-51", order);
    if (q->appartenenza.passo >= 0) {
        Term which = at ? INPUT(first, q->appartenenza.v, "#/premi/persone/0/traccia/%" PRId64, q->appartenenza.passo) : q->appartenenza;
        order = posto_che(first, REGOLA("premio.del_fondo", "AMB-51", "tra quelli del suo progetto"), order, &which, 1);
    }
    ASSERT(num_eq(total.v, sum));
    for (ptrdiff_t k = 0; k < n; k++) {
        ptrdiff_t i = chi(q, k);
        Traccia *t = out->persone[i].traccia;
        Term all = k ? INPUT(t, sum, "#/premi/persone/%td/traccia/%" PRId64, at, total.passo) : total;
        Term tie = k ? INPUT(t, order.v, "#/premi/persone/%td/traccia/%" PRId64, at, order.passo) : order;
        Term fund = INPUT(t, q->base, "%.*s", STR_ARG(q->dove));
        if (q->tolto.passo >= 0) fund = k ? INPUT(t, q->tolto.v, "#/premi/persone/%td/traccia/%" PRId64, at, q->tolto.passo) : q->tolto;
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

static int64_t cents_of(Arena *a, Num euros)
{
    int64_t cents = 0;
    ASSERT(num_to_int(a, num_mul(a, euros, num_int(100)), &cents));
    return cents;
}

/* Shares of one project's fund, among its own people. AMB-51 */
static int64_t quota_di_progetto(const Caso *c, const Quota *q, const Num *pesi, Arena *scratch, Arena *a, EsitoPremi *out, Num *sum)
{
    Riparto *r = riparto_new(scratch, q->n);
    CasoPersona *who = NEW_N(scratch, CasoPersona, q->n);
    EsitoPersona *shares = NEW_N(scratch, EsitoPersona, q->n);
    for (ptrdiff_t k = 0; k < q->n; k++) {
        who[k] = c->premi.persone[q->chi[k]];
        riparto_peso(r, pesi[q->chi[k]]);
    }
    int64_t given = rule_riparto(r, cents_of(a, q->base), who, shares, sum, a);
    for (ptrdiff_t k = 0; k < q->n; k++) out->persone[q->chi[k]].importo_cent = shares[k].importo_cent;
    return given;
}

/* The project of every structure and the structure of everybody: who moves to a fund changes what the others have. AMB-51 */
static Term appartenenza(const Caso *c, Arena *a, const EsitoPremi *out, const Term *pesi)
{
    const CasoPremi *m = &c->premi;
    Traccia *t = out->persone[0].traccia;
    Term *x = NEW_N(a, Term, m->n_strutture + m->n_persone);
    for (ptrdiff_t i = 0; i < m->n_strutture; i++) x[i] = INPUT(t, num_int(0), "/premi/strutture/%td/progetto", i);
    for (ptrdiff_t i = 0; i < m->n_persone; i++)
        x[m->n_strutture + i] = i ? INPUT(t, pesi[i].v, "#/premi/persone/%td/traccia/%" PRId64, i, pesi[i].passo) : pesi[0];
    return conta(t, REGOLA("premio.progetti", "AMB-51", "di quale progetto è ciascuno"), x, m->n_strutture + m->n_persone);
}

static void per_progetti(const Caso *c, const Num *pesi, const Term *termini, Arena *scratch, Arena *a, EsitoPremi *out)
{
    const CasoPremi *m = &c->premi;
    out->fondi_cent = NEW_N(a, int64_t, m->n_fondi);
    Term which = termini ? appartenenza(c, a, out, termini) : (Term){.passo = -1};
    for (ptrdiff_t f = 0; f < m->n_fondi; f++) {
        ptrdiff_t *in = NEW_N(scratch, ptrdiff_t, m->n_persone), n = 0;
        for (ptrdiff_t i = 0; i < m->n_persone; i++)
            if (m->strutture[m->persone[i].struttura].progetto == f) in[n++] = i;
        Quota q = {in, n, m->fondi[f].importo, str_fmt(a, "/premi/fondi/%td/importo", f), {.passo = -1}, which};
        Num sum;
        if (n) out->fondi_cent[f] = quota_di_progetto(c, &q, pesi, scratch, a, out, &sum);
        if (n && termini) prova_importi(c, a, out, &q, termini, sum);
        out->totale_cent += out->fondi_cent[f];
        out->non_distribuito_cent += cents_of(a, m->fondi[f].importo) - out->fondi_cent[f];
    }
}

/* Everything that decides who is among the best: marks, results, and how the premium is given. */
static Term in_ordine(const Caso *c, Traccia *t, Arena *a, const Term *pesi, const Maggiorati *x)
{
    ptrdiff_t n = c->premi.n_persone, n_won = 0, n_rank = 0;
    Term *won = NEW_N(a, Term, n), *rank = NEW_N(a, Term, 7 * n + 3);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (x->presi[i]) won[n_won++] = INPUT(t, num_int(0), "/premi/persone/%td/id", i);
        for (int h = 0; h < 2; h++) rank[n_rank++] = INPUT(t, num_int(0), "/premi/persone/%td/semischeda%d", i, h + 1);
        rank[n_rank++] = INPUT(t, num_int(0), "/premi/persone/%td/id", i);
        rank[n_rank++] = i ? INPUT(t, pesi[i].v, "#/premi/persone/%td/traccia/%" PRId64, i, pesi[i].passo) : pesi[0];
        if (!c->premi.persone[i].persona_scritta) continue; /* several sheets count once, by their days */
        rank[n_rank++] = INPUT(t, num_int(0), "/premi/persone/%td/persona", i);
        if (!c->premi.persone[i].dovuti) continue;
        rank[n_rank++] = INPUT(t, num_int(0), "/premi/persone/%td/giorni_dovuti", i);
        rank[n_rank++] = INPUT(t, num_int(0), "/premi/persone/%td/giorni_assenza", i);
    }
    static const char *const words[] = {"quota", "parita", "regola"};
    for (int k = 0; k < COUNT_OF(words); k++) rank[n_rank++] = INPUT(t, num_int(0), "/premi/maggiorazione/%s", words[k]);
    Term count = conta(t, REGOLA("maggiorazione.quanti", "F-70", "quanti ne hanno diritto"), won, n_won);
    return posto_che(t, REGOLA("maggiorazione.ordine", "F-70", "in ordine di punteggio, entro la quota"), count, rank, n_rank);
}

/* The premium of one of them, exact, in the first person's trace; mean: what it is a share of. F-70 */
static Term prova_premio(const Caso *c, Traccia *t, Arena *a, const EsitoPremi *out, const Term *pesi, Term count, Term fund, Term *mean)
{
    ptrdiff_t n = c->premi.n_persone, n_good = 0, n_people = 0;
    Term *all = NEW_N(a, Term, n), *good = NEW_N(a, Term, n), *people = NEW_N(a, Term, n);
    for (ptrdiff_t i = 0; i < n; i++) {
        all[i] = i ? INPUT(t, pesi[i].v, "#/premi/persone/%td/traccia/%" PRId64, i, pesi[i].passo) : pesi[0];
        if (!rule_positivo(c, out->persone, i)) continue;
        good[n_good++] = all[i];
        if (c->premi.persone[i].capo == i) people[n_people++] = all[i];
    }
    Term whole = somma(t, a, REGOLA("maggiorazione.pesi", "F-70", "pesi di tutti"), all, n);
    Term positive = somma(t, a, REGOLA("maggiorazione.positivi", "F-70", "pesi dei valutati positivamente"), good, n_good);
    if (!n_good || num_sign(whole.v) == 0) {
        Term zero = costante(t, REGOLA("maggiorazione.zero", "F-70", "nessuna media"), num_int(0), S(""));
        return *mean = posto_che(t, REGOLA("maggiorazione.nessuno", "F-70", "nessuno che abbia diritto"), zero, TERMS(whole, positive));
    }
    Term how_many = conta(t, REGOLA("maggiorazione.numero", "F-70", "quanti sono"), people, n_people);
    Term part = rapporto(t, a, REGOLA("maggiorazione.parte", "F-70", "la loro parte del fondo"), positive, whole);
    part = rapporto(t, a, REGOLA("maggiorazione.parte", "F-70", "a ciascuno di loro in media"), part, how_many);
    Term percent = INPUT(t, c->premi.maggiorazione.percentuale, "/premi/maggiorazione/percentuale");
    Term one = costante(t, REGOLA("maggiorazione.uno", "F-70", "uno"), num_int(1), S(""));
    Term taken = prodotto(t, a, REGOLA("maggiorazione.tolto", "F-70", "quanto ne costano, per unità di fondo"), TERMS(count, percent, part));
    Term of = somma(t, a, REGOLA("maggiorazione.base", "F-70", "fondo e maggiorazioni, per unità"), TERMS(one, taken));
    Term base = rapporto(t, a, REGOLA("maggiorazione.fondo", "F-70", "fondo senza le maggiorazioni"), fund, of);
    *mean = prodotto(t, a, REGOLA("maggiorazione.media", "F-70", "premio medio dei valutati positivamente"), TERMS(base, part));
    return prodotto(t, a, REGOLA("maggiorazione.importo", "F-70", "parte della media"), TERMS(percent, *mean));
}

/* The premium in everybody's trace; returns what remains of the fund, in the first one. */
static Term prova_maggiorazione(const Caso *c, Arena *a, EsitoPremi *out, const Term *pesi, const Maggiorati *x)
{
    Traccia *first = out->persone[0].traccia;
    Stampa how = c->sistema->denaro;
    Term fund = INPUT(first, c->premi.fondo, "/premi/fondo");
    Term count = in_ordine(c, first, a, pesi, x);
    Term mean, exact = prova_premio(c, first, a, out, pesi, count, fund, &mean);
    ASSERT(num_eq(exact.v, x->importo));
    Traccia *own = out->traccia_maggiorazione = NEW(a, Traccia);
    own->a = a;
    stampa(own, a, REGOLA("stampa", "F-70", "premio medio"), INPUT(own, mean.v, "#/premi/persone/0/traccia/%" PRId64, mean.passo),
           how.cifre, how.modo, "/media");
    stampa(own, a, REGOLA("stampa", "F-70", "maggiorazione"), INPUT(own, exact.v, "#/premi/persone/0/traccia/%" PRId64, exact.passo),
           how.cifre, how.modo, "/importo");
    Term paid = arrotonda(first, a, REGOLA("maggiorazione.centesimo", "F-70", "al centesimo"), exact, how.cifre, how.modo);
    for (ptrdiff_t i = 0; i < c->premi.n_persone; i++) {
        Traccia *t = out->persone[i].traccia;
        Term mine = i ? INPUT(t, paid.v, "#/premi/persone/0/traccia/%" PRId64, paid.passo) : paid;
        Term order = i ? INPUT(t, count.v, "#/premi/persone/0/traccia/%" PRId64, count.passo) : count;
        if (!x->presi[i]) {
            mine = costante(t, REGOLA("maggiorazione.zero", "F-70", "non è tra i migliori"), num_int(0), S(""));
            mine = posto_che(t, REGOLA("maggiorazione.esclusa", "F-70", "secondo l'ordine di tutti"), mine, &order, 1);
        }
        stampa(t, a, REGOLA("stampa", "F-70", "maggiorazione"), mine, how.cifre, how.modo, "/maggiorazione");
    }
    Term cost = prodotto(first, a, REGOLA("maggiorazione.costo", "F-70", "tutte le maggiorazioni"), TERMS(count, paid));
    return differenza(first, a, REGOLA("maggiorazione.resta", "F-70", "resta da ripartire"), fund, cost);
}

/* The one fund of the body, less the premiums of the best where there are any. */
static void per_ente(const Caso *c, Riparto *r, const Num *pesi, const Term *termini, Arena *a, EsitoPremi *out)
{
    const CasoPremi *m = &c->premi;
    Quota q = {NULL, m->n_persone, m->fondo, S("/premi/fondo"), {.passo = -1}, {.passo = -1}};
    int64_t whole = cents_of(a, m->fondo), extra = 0;
    if (m->maggiorazione.presente) {
        Maggiorati x;
        rule_maggiorati(c, out, pesi, m->fondo, a, &x);
        Stampa how = c->sistema->denaro;
        out->maggiorazione_cent = cents_of(a, num_round(a, x.importo, how.cifre, how.modo));
        out->massimo_maggiorati = x.massimo;
        out->maggiorati = x.n;
        out->media = num_round(a, x.media, how.cifre, how.modo);
        for (ptrdiff_t i = 0; i < m->n_persone; i++) {
            out->persone[i].maggiorato = x.presi[i];
            out->persone[i].maggiorazione_cent = x.presi[i] ? out->maggiorazione_cent : 0;
        }
        extra = out->maggiorazione_cent * x.n;
        if (termini) q.tolto = prova_maggiorazione(c, a, out, termini, &x);
    }
    Num sum;
    int64_t given = rule_riparto(r, whole - extra, m->persone, out->persone, &sum, a);
    out->totale_cent = given + extra;
    out->non_distribuito_cent = whole - out->totale_cent;
    if (termini) prova_importi(c, a, out, &q, termini, sum);
}

void rule_premi(const Caso *c, const EsitoServizio *servizio, bool tracce, Arena *a, EsitoPremi *out)
{
    const CasoPremi *m = &c->premi;
    ptrdiff_t n = m->n_persone;
    *out = (EsitoPremi){.strutture = NEW_N(a, EsitoStruttura, m->n_strutture), .persone = NEW_N(a, EsitoPersona, n)};
    for (ptrdiff_t i = 0; i < m->n_strutture; i++) struttura(c, i, tracce, a, &out->strutture[i]);
    Arena scratch = {0};
    bool projects = lettura(&c->opzioni, LETTURA_FUND_SCOPE) == FONDO_PROJECT;
    Term *termini = tracce ? NEW_N(&scratch, Term, n) : NULL;
    Num *pesi = projects || m->maggiorazione.presente ? NEW_N(&scratch, Num, n) : NULL;
    Giro w = {.c = c, .servizio = servizio, .a = a, .out = out};
    for (Quale q = CR; q < QUALI; q++) w.memo[q] = (Memo){.a = a, .scratch = &scratch};
    for (int k = 0; k < MARKS_TABLED; k++) w.fascia[k] = (int8_t)sistema_fascia(c->sistema, num_ratio(&scratch, k, parti_di_punto(&c->opzioni)));
    Riparto *r = projects ? NULL : riparto_new(&scratch, n);
    for (ptrdiff_t i = 0; i < n; i++) {
        Traccia *t = NULL;
        if (tracce) {
            out->persone[i].traccia = t = NEW(a, Traccia);
            t->a = a;
        }
        Num x = persona(&w, i, t, &out->persone[i], termini ? &termini[i] : NULL);
        ASSERT(!termini || num_eq(x, termini[i].v));
        if (r) riparto_peso(r, x);
        if (pesi) pesi[i] = x;
    }
    if (projects) per_progetti(c, pesi, termini, &scratch, a, out);
    else per_ente(c, r, pesi, termini, a, out);
    arena_free(&scratch);
}

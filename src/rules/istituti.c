/* istituti.c - floor 3: quotas, allowances, individual premi, what the law wants of result pay. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/regole.h"

#include <stdlib.h>

static Traccia *nuova(bool tracce, Arena *a)
{
    if (!tracce) return NULL;
    Traccia *t = NEW(a, Traccia);
    t->a = a;
    return t;
}

static Num intero(Traccia *t, Arena *a, const char *fonte, const char *words, Term x, const char *pointer)
{
    return stampa(t, a, REGOLA("stampa", fonte, words), x, 0, HALF_UP, pointer).v;
}

/* ---- quotas: at most a share of a population above a threshold (F-17, S-N.57-58) ---- */

/* Whether somebody counts, and whether by one score alone. */
static void sopra_soglia(const CasoQuota *q, const CasoQuotato *p, bool *counts, bool *single)
{
    int above = 0;
    for (ptrdiff_t k = 0; k < p->n; k++) above += num_cmp(p->punteggi[k], q->soglia) >= 0;
    *counts = above > 0;
    *single = above == 1 && p->n > 1;
}

/* How many people are above: the proof adds up one comparison a score. */
static Term contati(const CasoQuota *q, Traccia *t, Arena *a, ptrdiff_t i, EsitoQuota *out, bool *single)
{
    Term edge = INPUT(t, q->soglia, "/quote/%td/soglia", i);
    Term zero = costante(t, REGOLA("quota.zero", "F-17", "nessuno"), num_int(0), S(""));
    Term *each = NEW_N(a, Term, q->n + 1);
    for (ptrdiff_t k = 0; k < q->n; k++) {
        bool alone;
        sopra_soglia(q, &q->popolazione[k], &out->sopra[k], &alone);
        *single = *single || alone;
        Term *marks = NEW_N(a, Term, q->popolazione[k].n);
        for (ptrdiff_t x = 0; x < q->popolazione[k].n; x++)
            marks[x] = confronto(t, REGOLA("quota.sopra", "F-17", "arriva alla soglia"),
                                 INPUT(t, q->popolazione[k].punteggi[x], "/quote/%td/popolazione/%td/punteggi/%td", i, k, x), ">=", edge);
        each[k] = massimo_di(t, REGOLA("quota.conta", "F-17", "almeno un punteggio"), marks, q->popolazione[k].n);
    }
    if (!q->n) each[0] = zero;
    return somma(t, a, REGOLA("quota.quanti", "F-17", "quanti sopra la soglia"), each, q->n);
}

void rule_quota(const Caso *c, ptrdiff_t i, bool tracce, Arena *a, EsitoQuota *out)
{
    const CasoQuota *q = &c->quote[i];
    *out = (EsitoQuota){.traccia = nuova(tracce, a), .sopra = NEW_N(a, bool, q->n)};
    Traccia *t = out->traccia;
    bool single = false;
    Term above = contati(q, t, a, i, out, &single);
    Term *ids = NEW_N(a, Term, q->n);
    for (ptrdiff_t k = 0; k < q->n; k++) ids[k] = INPUT(t, num_int(0), "/quote/%td/popolazione/%td/id", i, k);
    Term n = conta(t, REGOLA("quota.popolazione", "F-17", "quanti sono"), ids, q->n);
    Term share = num_is(q->massimo) ? prodotto(t, a, REGOLA("quota.parte", "F-17", "parte ammessa"), TERMS(n, INPUT(t, q->massimo, "/quote/%td/massimo", i)))
                                    : rapporto(t, a, REGOLA("quota.parte", "F-17", "uno ogni tanti"), n, INPUT(t, num_int(q->uno_su), "/quote/%td/uno_su", i));
    Term whole = t ? passo_di(t, REGOLA("quota.intera", "F-17", "parte intera"), OP_PARTE_INTERA, num_floor(a, share.v), &share, 1)
                   : term_plain(num_floor(a, share.v));
    Term rest = confronto(t, REGOLA("quota.resto", "F-17", "resta una parte"), share, ">", whole);
    Term allowed = whole, given[2] = {INPUT(t, num_int(0), "/quote/%td/arrotondamento", i), INPUT(t, num_int(0), "/quote/%td/resto", i)};
    if (q->arrotondamento == QUOTA_ECCESSO) allowed = somma(t, a, REGOLA("quota.eccesso", "F-17", "per eccesso"), TERMS(whole, rest));
    if (q->arrotondamento == QUOTA_MATEMATICO) allowed = arrotonda(t, a, REGOLA("quota.vicina", "F-17", "alla più vicina"), share, 0, HALF_UP);
    if (q->resto == QUOTA_UNO || (q->resto == QUOTA_SINGOLO && single)) { /* what was rounded up leaves nothing */
        Term left = confronto(t, REGOLA("quota.avanza", "S-N.58", "dopo l'arrotondamento resta una parte"), share, ">", allowed);
        allowed = somma(t, a, REGOLA("quota.uno_in_piu", "S-N.58", "uno in più per il resto"), TERMS(allowed, left));
    }
    allowed = posto_che(t, REGOLA("quota.regole", "F-17", "secondo arrotondamento e resto"), allowed, given, 2);
    if (q->resto == QUOTA_SINGOLO) allowed = posto_che(t, REGOLA("quota.singolo", "S-N.58", "se qualcuno lo è per un solo punteggio"), allowed, &above, 1);
    out->ammessi = intero(t, a, "F-17", "quanti ne sono ammessi", allowed, "/ammessi");
    out->sopra_soglia = intero(t, a, "F-17", "quanti sono sopra la soglia", above, "/sopra_soglia");
    Term zero = costante(t, REGOLA("quota.zero", "F-17", "nessuno"), num_int(0), S(""));
    Term beyond = differenza(t, a, REGOLA("quota.oltre", "F-17", "oltre quelli ammessi"), above, allowed);
    out->eccedenti = intero(t, a, "F-17", "quanti di troppo", massimo(t, REGOLA("quota.oltre", "F-17", "mai sotto zero"), beyond, zero), "/eccedenti");
}

/* ---- allowances (S-N.70-71) ---- */

void rule_indennita(const Caso *c, ptrdiff_t i, bool tracce, Arena *a, EsitoIndennita *out)
{
    const CasoIndennita *x = &c->indennita[i];
    *out = (EsitoIndennita){.traccia = nuova(tracce, a)};
    Traccia *t = out->traccia;
    Term own[2] = {INPUT(t, num_int(0), "/indennita/%td/dal", i), INPUT(t, num_int(0), "/indennita/%td/al", i)};
    int days = date_days_between(x->dal, x->al) + 1;
    Term g = giorni(t, REGOLA("indennita.giorni", "S-N.70", "giorni dell'indennità"), days, own, 2);
    if (!x->funzionario && date_is(x->referente_dal)) {
        Term act[4] = {INPUT(t, num_int(0), "/indennita/%td/referente/dal", i), INPUT(t, num_int(0), "/indennita/%td/referente/al", i), own[0], own[1]};
        int named = date_days_between(x->referente_dal, x->referente_al) + 1;
        Date from = date_cmp(x->dal, x->referente_dal) > 0 ? x->dal : x->referente_dal;
        Date to = date_cmp(x->al, x->referente_al) < 0 ? x->al : x->referente_al;
        int both = date_cmp(from, to) <= 0 ? date_days_between(from, to) + 1 : 0;
        Term as = giorni(t, REGOLA("indennita.referente", "S-N.71", "giorni in cui l'atto di referente è vigente"), named, act, 2);
        Term any = giorni(t, REGOLA("indennita.insieme", "S-N.71", "giorni dell'una o dell'altro"), days + named - both, act, 4);
        Term sum = somma(t, a, REGOLA("indennita.somma", "S-N.71", "giorni dell'una e dell'altro"), TERMS(g, as));
        g = differenza(t, a, REGOLA("indennita.comuni", "S-N.71", "giorni con l'atto vigente"), sum, any);
    } else if (!x->funzionario) {
        g = costante(t, REGOLA("indennita.senza", "S-N.71", "senza atto di referente nessun giorno"), num_int(0), S(""));
        out->avvisi |= 1u << AVVISO_REFERENTE_MANCANTE;
    }
    Term area = INPUT(t, num_int(0), "/indennita/%td/area", i);
    g = posto_che(t, REGOLA("indennita.area", "S-N.71", "secondo l'area"), g, &area, 1);
    out->giorni = intero(t, a, "S-N.70", "giorni pagati", g, "/giorni");
    bool leap = date_days_in_month(c->anno, 2) == 29;
    Term year = costante(t, REGOLA("indennita.anno", "S-N.70", "giorni dell'anno"), num_int(leap ? 366 : 365), S(""));
    Term part = rapporto(t, a, REGOLA("indennita.parte", "S-N.70", "parte dell'anno"), g, year);
    Term pay = prodotto(t, a, REGOLA("indennita.importo", "S-N.70", "importo annuo per la parte dell'anno"),
                        TERMS(INPUT(t, x->importo_annuo, "/indennita/%td/importo_annuo", i), part));
    Stampa how = c->sistema->denaro;
    out->importo = stampa(t, a, REGOLA("stampa", "S-N.70", "indennità"), pay, how.cifre, how.modo, "/importo").v;
}

/* ---- individual premi by four elements (S-N.69, AMB-30) ---- */

static const char *const elementi[MERITO_ELEMENTI] = {"alfa", "beta", "chi", "delta"};

static Term punti_merito(const Caso *c, Traccia *t, Arena *a, ptrdiff_t i)
{
    Term marks[MERITO_ELEMENTI];
    for (int k = 0; k < MERITO_ELEMENTI; k++) marks[k] = INPUT(t, c->merito.persone[i].elementi[k], "/merito/persone/%td/%s", i, elementi[k]);
    Term sum = somma(t, a, REGOLA("merito.somma", "S-N.69", "somma dei quattro elementi"), marks, MERITO_ELEMENTI);
    Term n = conta(t, REGOLA("merito.conta", "AMB-30", "quanti elementi"), marks, MERITO_ELEMENTI);
    return rapporto(t, a, REGOLA("merito.media", "AMB-30", "media a pesi uguali"), sum, n);
}

void rule_merito(const Caso *c, bool tracce, Arena *a, EsitoMerito *out)
{
    const CasoMerito *m = &c->merito;
    ptrdiff_t n = m->n;
    Arena scratch = {0};
    Riparto *r = riparto_new(&scratch, n);
    CasoPersona *who = NEW_N(&scratch, CasoPersona, n);
    EsitoPersona *shares = NEW_N(&scratch, EsitoPersona, n);
    Term *score = NEW_N(a, Term, n), *ids = NEW_N(a, Term, n);
    out->persone = NEW_N(a, EsitoMeritoPersona, n);
    for (ptrdiff_t i = 0; i < n; i++) {
        Traccia *t = out->persone[i].traccia = nuova(tracce, a);
        Stampa how = c->sistema->punteggi;
        score[i] = punti_merito(c, t, a, i);
        out->persone[i].punteggio = stampa(t, a, REGOLA("stampa", "S-N.69", "punteggio"), score[i], how.cifre, how.modo, "/punteggio").v;
        who[i].id = m->persone[i].id;
        riparto_peso(r, score[i].v);
    }
    int64_t fund = 0;
    Num sum;
    ASSERT(num_to_int(a, num_mul(a, m->fondo, num_int(100)), &fund));
    out->totale_cent = rule_riparto(r, fund, who, shares, &sum, a);
    out->non_distribuito_cent = fund - out->totale_cent;
    for (ptrdiff_t i = 0; i < n; i++) {
        Traccia *t = out->persone[i].traccia;
        out->persone[i].importo_cent = shares[i].importo_cent;
        if (!t) continue;
        for (ptrdiff_t k = 0; k < n; k++) {
            ids[k] = INPUT(t, num_int(0), "/merito/persone/%td/id", k);
        }
        Term *all = NEW_N(a, Term, n);
        for (ptrdiff_t k = 0; k < n; k++) all[k] = k == i ? score[k] : INPUT(t, score[k].v, "#/merito/persone/%td/traccia/%" PRId64, k, score[k].passo);
        Term total = somma(t, a, REGOLA("merito.punteggi", "S-N.69", "punteggi di tutti"), all, n);
        Term order = conta(t, REGOLA("merito.ordine", "S-N.66", "a parità di resto decide l'identificativo"), ids, n);
        Term money = INPUT(t, m->fondo, "/merito/fondo");
        Term part = prodotto(t, a, REGOLA("merito.parte", "S-N.69", "fondo per punteggio"), TERMS(money, score[i]));
        Term share = num_sign(total.v) ? rapporto(t, a, REGOLA("merito.quota", "S-N.69", "diviso i punteggi di tutti"), part, total) : part;
        campo(t, riparto(t, REGOLA("merito.importo", "S-N.69", "al centesimo, per resti maggiori"),
                         num_ratio(a, shares[i].importo_cent, 100), TERMS(share, order)), S("/importo"));
    }
    arena_free(&scratch);
}

/* ---- result pay of the posizioni: at least a share of their resources (F-71) ---- */

void rule_risorse(const Caso *c, bool tracce, Arena *a, EsitoRisorse *out)
{
    const Norma *law = sistema_norma(c->sistema, NORMA_EQ_RISULTATO, c->anno);
    *out = (EsitoRisorse){.traccia = nuova(tracce, a)};
    Traccia *t = out->traccia;
    Term *result = NEW_N(a, Term, c->n_posizioni), *fixed = NEW_N(a, Term, c->n_posizioni);
    for (ptrdiff_t i = 0; i < c->n_posizioni; i++) {
        result[i] = INPUT(t, c->posizioni[i].retribuzione_massima, "/posizioni/%td/retribuzione_massima", i);
        fixed[i] = INPUT(t, c->posizioni[i].retribuzione_posizione, "/posizioni/%td/retribuzione_posizione", i);
    }
    Stampa money = c->sistema->denaro, share = c->sistema->coefficienti;
    Term r = somma(t, a, REGOLA("risorse.risultato", "F-71", "risorse del risultato"), result, c->n_posizioni);
    Term p = somma(t, a, REGOLA("risorse.posizione", "F-71", "risorse della posizione"), fixed, c->n_posizioni);
    out->risultato = stampa(t, a, REGOLA("stampa", "F-71", "risultato"), r, money.cifre, money.modo, "/risultato").v;
    out->posizione = stampa(t, a, REGOLA("stampa", "F-71", "posizione"), p, money.cifre, money.modo, "/posizione").v;
    Term all = somma(t, a, REGOLA("risorse.tutte", "F-71", "tutte le risorse"), TERMS(r, p));
    Term x = num_sign(all.v) ? rapporto(t, a, REGOLA("risorse.quota", "F-71", "parte del risultato"), r, all)
                             : posto_che(t, REGOLA("risorse.quota", "F-71", "senza risorse"), all, &all, 1);
    out->quota = stampa(t, a, REGOLA("stampa", "F-71", "quota del risultato"), x, share.cifre, share.modo, "/quota").v;
    out->minimo = law->valore.v;
    out->conforme = num_cmp(x.v, law->valore.v) >= 0;
}

/* ---- the highest evaluated dirigenti (F-74) ---- */

typedef struct Primo { ptrdiff_t i; Num totale; } Primo;

static int by_total(const void *x, const void *y)
{
    const Primo *a = x, *b = y;
    int c = num_cmp(b->totale, a->totale);
    return c ? c : (a->i > b->i) - (a->i < b->i);
}

void rule_primi(const Caso *c, const EsitoDirigente *d, bool tracce, Arena *a, EsitoPrimi *out)
{
    const CasoMaggiorazione *m = &c->primi;
    ptrdiff_t n = c->n_dirigenti, k;
    *out = (EsitoPrimi){.traccia = nuova(tracce, a), .presi = NEW_N(a, bool, n)};
    Traccia *t = out->traccia;
    Primo *x = NEW_N(a, Primo, n);
    Term *pays = NEW_N(a, Term, n);
    for (ptrdiff_t i = 0; i < n; i++) {
        x[i] = (Primo){i, d[i].esatto};
        pays[i] = INPUT(t, d[i].retribuzione, "#/dirigenti/%td/traccia/%" PRId64, i, d[i].passo_retribuzione);
    }
    qsort(x, (size_t)n, sizeof *x, by_total);
    int64_t most = 0;
    ASSERT(num_to_int(a, num_floor(a, num_mul(a, m->quota, num_int(n))), &most));
    out->previsti = (ptrdiff_t)most;
    k = out->previsti;
    if (k && k < n && num_cmp(x[k - 1].totale, x[k].totale) == 0) { /* level at the edge: nobody of them, or all */
        if (m->parita == PARI_INCLUSI) while (k < n && num_cmp(x[k].totale, x[out->previsti - 1].totale) == 0) k++;
        else while (k > 0 && num_cmp(x[k - 1].totale, x[out->previsti].totale) == 0) k--;
    }
    for (ptrdiff_t i = 0; i < k; i++) out->presi[x[i].i] = true;
    Stampa how = c->sistema->denaro;
    Term sum = somma(t, a, REGOLA("primi.somma", "F-74", "retribuzioni di tutti"), pays, n);
    Term count = conta(t, REGOLA("primi.conta", "F-74", "quanti sono"), pays, n);
    Term mean = rapporto(t, a, REGOLA("primi.media", "F-74", "retribuzione media"), sum, count);
    out->media = stampa(t, a, REGOLA("stampa", "F-74", "media"), mean, how.cifre, how.modo, "/media").v;
    Term more = prodotto(t, a, REGOLA("primi.importo", "F-74", "parte della media"),
                         TERMS(INPUT(t, m->percentuale, "/maggiorazione_dirigenti/percentuale"), mean));
    out->importo = stampa(t, a, REGOLA("stampa", "F-74", "maggiorazione"), more, how.cifre, how.modo, "/importo").v;
}

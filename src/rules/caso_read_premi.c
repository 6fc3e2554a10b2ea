/* caso_read_premi.c - floor 3: funds, structures and people of the premi, from the JSON of a case. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/caso_lettore.h"
#include "rules/regole.h"

static void leggi_coefficienti(Lettore *l, Voce v, CasoPremi *p)
{
    if (!v.t || !v.buona) return;
    Buf keys = buf_new(l->a);
    for (int i = 0; i < l->s->n_fasce; i++) buf_fmt(&keys, "%s%.*s", i ? " " : "", STR_ARG(l->s->fasce[i].nome));
    if (!oggetto(l, v.t, v.dove, str_c(l->a, buf_str(&keys)))) return;
    for (int i = 0; i < l->s->n_fasce; i++) {
        Voce k = voce_richiesta(l, v.t, v.dove, str_c(l->a, l->s->fasce[i].nome));
        int places = 0;
        Num zero = num_int(0);
        if (k.t && decimale(l, &k, &zero, NULL, 9, &p->coefficienti[i], &places) && places > p->cpc_cifre) p->cpc_cifre = places;
    }
}

/* delta within its limit; or, where the dirigente's own evaluation is read, that one (AMB-21). */
static void leggi_scostamento(Lettore *l, Voce item, const Caso *c, bool know_g, CasoStruttura *s)
{
    Voce delta = voce(l, item.t, item.dove, "scostamento_dirigente"), own = voce(l, item.t, item.dove, "valutazione_dirigente");
    int how = lettura(&c->opzioni, LETTURA_DEV);
    if (own.t && how != DEV_CONVEX) rifiuta(l, own.t->at, own.dove, "con questo sistema (cr.dev) conta lo scostamento: togliere la chiave");
    else if (own.t) decimale_tra(l, &own, 0, 1, &s->d);
    if (delta.t && how == DEV_CONVEX) {
        rifiuta(l, delta.t->at, delta.dove, "con questo sistema (cr.dev: convex) conta valutazione_dirigente: togliere lo scostamento");
        return;
    }
    if (!delta.t || !decimale(l, &delta, NULL, NULL, 9, &s->delta, NULL)) return;
    Num limit = how == DEV_ABSOLUTE ? c->opzioni.dev_cap.v : c->opzioni.dev_max_ratio.v;
    if (!num_is(limit) || (how == DEV_RATIO && !know_g)) return;
    if (how == DEV_RATIO) limit = num_mul(l->a, limit, s->g);
    Num size = num_sign(s->delta) < 0 ? num_neg(l->a, s->delta) : s->delta;
    if (num_cmp(size, limit) > 0)
        rifiuta(l, delta.t->at, delta.dove, "lo scostamento supera %.*s: non deve prevalere sul livello certificato (S-N.29)",
                STR_ARG(num_exact(l->a, limit)));
}

/* The project whose fund pays the structure (AMB-51). */
static void leggi_progetto(Lettore *l, Voce item, const Caso *c, const Indice *fondi, CasoStruttura *s)
{
    Voce v = voce(l, item.t, item.dove, "progetto");
    bool read = lettura(&c->opzioni, LETTURA_FUND_SCOPE) == FONDO_PROJECT;
    if (v.t && !read) rifiuta(l, v.t->at, v.dove, "con questo sistema (fund.scope) il fondo è uno per l'ente: togliere la chiave");
    else if (!v.t && read) rifiuta(l, item.t->at, v.dove, "manca: il progetto del cui fondo la struttura partecipa (fund.scope)");
    else if (v.t && testo(l, &v)) {
        s->progetto = indice_get(fondi, v.t->text);
        if (s->progetto < 0 && c->premi.n_fondi) rifiuta(l, v.t->at, v.dove, "progetto sconosciuto: indicare un id dell'elenco fondi");
    }
}

static void leggi_strutture(Lettore *l, Voce v, Caso *c, const Indice *fondi, Indice *ids, bool *all)
{
    CasoPremi *p = &c->premi;
    *all = false;
    if (!v.t || !elenco(l, &v)) return;
    *all = true;
    p->n_strutture = v.t->n;
    p->strutture = NEW_N(l->a, CasoStruttura, p->n_strutture);
    for (ptrdiff_t i = 0; i < p->n_strutture; i++) {
        Voce item = elemento(l, v.t, v.dove, i);
        CasoStruttura *s = &p->strutture[i];
        s->progetto = -1;
        if (!oggetto(l, item.t, item.dove, "id livello_collettivo cause_esterne scostamento_dirigente valutazione_dirigente progetto")) {
            *all = false;
            continue;
        }
        s->id = identita(l, item.t, item.dove, ids, i, all);
        Voce g = voce_richiesta(l, item.t, item.dove, "livello_collettivo"), e = voce(l, item.t, item.dove, "cause_esterne");
        bool know_g = g.t && decimale_tra(l, &g, 0, 1, &s->g);
        if (e.t) non_negativo(l, &e, &s->e);
        leggi_scostamento(l, item, c, know_g, s);
        leggi_progetto(l, item, c, fondi, s);
    }
}

static void leggi_presenza(Lettore *l, Voce item, CasoPersona *p)
{
    Voce due = voce(l, item.t, item.dove, "giorni_dovuti"), away = voce(l, item.t, item.dove, "giorni_assenza");
    if (due.t && !away.t) rifiuta(l, item.t->at, away.dove, "manca: giorni_dovuti e giorni_assenza vanno insieme");
    if (away.t && !due.t) rifiuta(l, item.t->at, due.dove, "manca: giorni_dovuti e giorni_assenza vanno insieme");
    bool know = due.t && intero(l, &due, 1, 366, &p->dovuti);
    /* the limit of the absences are the days due: without these there is nothing to compare with */
    if (away.t && intero(l, &away, 0, INT64_MAX, &p->assenza) && know && p->assenza > p->dovuti)
        rifiuta(l, away.t->at, away.dove, "%d giorni di assenza superano i %d dovuti", p->assenza, p->dovuti);
}

/* Months of the project: only where the presence is reduced by them (S-N.18). */
static void leggi_mesi(Lettore *l, Voce item, const Caso *c, CasoPersona *p)
{
    Voce mesi = voce(l, item.t, item.dove, "mesi");
    if (!mesi.t) return;
    if (lettura(&c->opzioni, LETTURA_PR_MODE) == 0) rifiuta(l, mesi.t->at, mesi.dove, "con questo sistema (pr.mode) i mesi non contano: toglierli");
    else if (decimale_tra(l, &mesi, 0, 12, &p->mesi) && num_sign(p->mesi) == 0)
        rifiuta(l, mesi.t->at, mesi.dove, "deve essere maggiore di 0");
}

/* Not stated: the structure of the longest service, when the case tells where the person served (S-N.14). Service that
 * holds a defect is not judged again. */
static void struttura_da_servizio(Lettore *l, Voce item, const Caso *c, CasoPersona *p, const Indice *strutture, bool all)
{
    Str dove = str_fmt(l->a, "%.*s/struttura", STR_ARG(item.dove));
    for (ptrdiff_t i = 0; i < c->n_servizio && p->servizio < 0; i++)
        if (p->id.n && str_eq(c->servizio[i].id, p->id)) p->servizio = i;
    if (p->servizio < 0) {
        rifiuta(l, item.t->at, dove, "manca: aggiungere questa chiave, oppure il servizio della persona");
        return;
    }
    if (l->any) return;
    EsitoServizio e;
    rule_servizio(c, p->servizio, false, l->a, &e);
    const CasoAssegnazione *x = &c->servizio[p->servizio].assegnazioni[e.progetto];
    p->struttura = x->struttura.n ? indice_get(strutture, x->struttura) : -1;
    if (p->struttura < 0 && all)
        rifiuta(l, item.t->at, dove, "il servizio più lungo è in %.*s, che non ha una struttura dell'elenco: indicarla",
                STR_ARG(x->unita));
}

static void leggi_persona(Lettore *l, Voce item, const Caso *c, CasoPersona *p, const Indice *strutture, bool all)
{
    Voce struttura = voce(l, item.t, item.dove, "struttura");
    p->servizio = -1;
    if (!struttura.t) struttura_da_servizio(l, item, c, p, strutture, all);
    else if (testo(l, &struttura)) {
        p->struttura = indice_get(strutture, struttura.t->text);
        if (p->struttura < 0 && all)
            rifiuta(l, struttura.t->at, struttura.dove, "struttura sconosciuta: indicare un id dell'elenco strutture");
    }
    for (int h = 0; h < 2; h++) {
        Voce mark = voce_richiesta(l, item.t, item.dove, h ? "semischeda2" : "semischeda1");
        if (mark.t) leggi_punti(l, &mark, c, &p->marks[h]);
    }
    Voce livello = voce(l, item.t, item.dove, "livello_individuale");
    Voce cause = voce(l, item.t, item.dove, "cause_esterne_individuali"), quota = voce(l, item.t, item.dove, "quota_tempo");
    if (livello.t) decimale_tra(l, &livello, 0, 1, &p->livello);
    if (cause.t) decimale_tra(l, &cause, 0, 1, &p->cause_esterne);
    leggi_presenza(l, item, p);
    leggi_mesi(l, item, c, p);
    if (quota.t && decimale_tra(l, &quota, 0, 1, &p->quota_tempo) && num_sign(p->quota_tempo) == 0)
        rifiuta(l, quota.t->at, quota.dove, "deve essere maggiore di 0");
    Voce extra = voce(l, item.t, item.dove, "parametro_integrativo");
    if (extra.t && lettura(&c->opzioni, LETTURA_INTEGRATIVE) == 0)
        rifiuta(l, extra.t->at, extra.dove, "con questo sistema (staff.integrative) non c'è un parametro integrativo: toglierlo (S-N.68)");
    else if (extra.t) non_negativo(l, &extra, &p->integrativo);
}

/* Several sheets of one person: each names him, and the first of them stands for all (AMB-54). */
static void leggi_capo(Lettore *l, Voce item, CasoPremi *m, ptrdiff_t i, Indice *people)
{
    Voce who = voce(l, item.t, item.dove, "persona");
    CasoPersona *p = &m->persone[i];
    p->capo = i;
    if (!who.t || !testo(l, &who)) return;
    p->persona_scritta = true;
    ptrdiff_t first = indice_get(people, who.t->text);
    if (first < 0) indice_put(l->a, people, who.t->text, i);
    else p->capo = first;
}

/* One fund for each project, instead of one for the body. */
static void leggi_fondi(Lettore *l, Voce v, CasoPremi *p, Indice *ids)
{
    if (!v.t || !elenco(l, &v)) return;
    bool all = true;
    p->n_fondi = v.t->n;
    p->fondi = NEW_N(l->a, CasoFondo, p->n_fondi);
    for (ptrdiff_t i = 0; i < p->n_fondi; i++) {
        Voce item = elemento(l, v.t, v.dove, i);
        if (!oggetto(l, item.t, item.dove, "id importo")) continue;
        p->fondi[i].id = identita(l, item.t, item.dove, ids, i, &all);
        Voce amount = voce_richiesta(l, item.t, item.dove, "importo");
        if (amount.t) denaro(l, &amount, &p->fondi[i].importo);
    }
}

static void leggi_maggiorazione(Lettore *l, Voce v, const Caso *c, CasoMaggiorazione *m)
{
    if (!v.t || !v.buona) return;
    if (lettura(&c->opzioni, LETTURA_FUND_SCOPE) == FONDO_PROJECT) {
        rifiuta(l, v.t->at, v.dove, "la maggiorazione si calcola sul fondo dell'ente, non per progetti (fund.scope): togliere l'una o l'altra");
        return;
    }
    if (!oggetto(l, v.t, v.dove, "regola quota percentuale parita")) return;
    Voce regola = voce_richiesta(l, v.t, v.dove, "regola"), quota = voce_richiesta(l, v.t, v.dove, "quota");
    Voce percent = voce_richiesta(l, v.t, v.dove, "percentuale"), parita = voce_richiesta(l, v.t, v.dove, "parita");
    int word = 0;
    m->presente = true;
    if (regola.t && parola(l, &regola, "ccnl dl95", &word)) m->regola = (RegolaMaggiorazione)word;
    if (parita.t && parola(l, &parita, "esclusi inclusi cr", &word)) m->parita = (ParitaMaggiorazione)word;
    bool old = m->regola == MAGGIORAZIONE_DL95;
    if (quota.t && decimale_tra(l, &quota, 0, 1, &m->quota) && old) sotto_la_norma(l, quota, c, NORMA_DL95_QUOTA, m->quota, false);
    if (!percent.t || !decimale_tra(l, &percent, 0, 10, &m->percentuale)) return;
    if (!sotto_la_norma(l, percent, c, old ? NORMA_DL95_MINIMO : NORMA_MAGGIORAZIONE_PERSONALE, m->percentuale, false) && old)
        sotto_la_norma(l, percent, c, NORMA_DL95_MASSIMO, m->percentuale, true);
}

void leggi_premi(Lettore *l, Voce v, Caso *c)
{
    if (!oggetto(l, v.t, v.dove, "fondo fondi coefficienti quota_individuale strutture persone maggiorazione")) return;
    CasoPremi *p = &c->premi;
    p->cpc_cifre = 2;
    bool projects = lettura(&c->opzioni, LETTURA_FUND_SCOPE) == FONDO_PROJECT;
    Voce fondo = voce(l, v.t, v.dove, "fondo"), fondi = voce(l, v.t, v.dove, "fondi"), q = voce(l, v.t, v.dove, "quota_individuale");
    Voce *wrong = projects ? &fondo : &fondi;
    Indice funds = {0};
    if (wrong->t) rifiuta(l, wrong->t->at, wrong->dove, "con questo sistema (fund.scope) serve %s: togliere la chiave", projects ? "fondi" : "fondo");
    if (projects) leggi_fondi(l, voce_richiesta(l, v.t, v.dove, "fondi"), p, &funds);
    else fondo = voce_richiesta(l, v.t, v.dove, "fondo");
    if (fondo.t && !projects) denaro(l, &fondo, &p->fondo);
    leggi_coefficienti(l, voce_richiesta(l, v.t, v.dove, "coefficienti"), p);
    if (q.t) decimale_tra(l, &q, 0, 1, &p->q);
    Indice strutture = {0}, ids = {0}, people = {0};
    bool all, all_persons = true;
    leggi_strutture(l, voce_richiesta(l, v.t, v.dove, "strutture"), c, &funds, &strutture, &all);
    leggi_maggiorazione(l, voce(l, v.t, v.dove, "maggiorazione"), c, &p->maggiorazione);
    Voce list = voce_richiesta(l, v.t, v.dove, "persone");
    if (!list.t || !elenco(l, &list)) return;
    p->n_persone = list.t->n;
    p->persone = NEW_N(l->a, CasoPersona, p->n_persone);
    for (ptrdiff_t i = 0; i < p->n_persone; i++) {
        Voce item = elemento(l, list.t, list.dove, i);
        if (!oggetto(l, item.t, item.dove,
                     "id struttura semischeda1 semischeda2 livello_individuale cause_esterne_individuali giorni_dovuti "
                     "giorni_assenza quota_tempo mesi parametro_integrativo persona"))
            continue;
        p->persone[i].id = identita(l, item.t, item.dove, &ids, i, &all_persons);
        leggi_capo(l, item, p, i, &people);
        leggi_persona(l, item, c, &p->persone[i], &strutture, all);
    }
}

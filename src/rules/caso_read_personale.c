/* caso_read_personale.c - floor 3: posizioni organizzative, groups and premi of a case, checked whole. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "rules/caso_lettore.h"

#include "rules/regole.h"

#include <regex.h>

/* The three-part code with blanks (U+0020) taken out, against the rulebook's pattern (S-P.12-15, AMB-19). */
static bool code_fits(Lettore *l, Str code)
{
    Buf b = buf_new(l->a);
    for (ptrdiff_t i = 0; i < code.n; i++) {
        if (code.p[i] == 0) return false;
        if (code.p[i] != ' ') buf_char(&b, code.p[i]);
    }
    regex_t re;
    if (regcomp(&re, str_c(l->a, l->s->codice_pattern), REG_EXTENDED | REG_NOSUB)) return false;
    bool fits = regexec(&re, str_c(l->a, buf_str(&b)), 0, NULL, 0) == 0;
    regfree(&re);
    return fits;
}

/* What an action objective reached: a percentage or indicators; nothing when it is not computable. */
static void leggi_azione(Lettore *l, Voce item, CasoAzione *o, bool *know_stato)
{
    Tree *t = item.t;
    Voce codice = voce(l, t, item.dove, "codice"), stato = voce(l, t, item.dove, "stato");
    Voce percentuale = voce(l, t, item.dove, "percentuale"), indicatori = voce(l, t, item.dove, "indicatori");
    if (codice.t && testo(l, &codice)) {
        o->codice = codice.t->text;
        if (!code_fits(l, o->codice))
            rifiuta(l, codice.t->at, codice.dove, "non è un codice in tre parti, per esempio 2[5]B3");
    }
    int word = 0;
    *know_stato = !stato.t || parola(l, &stato, "ordinario non_computabile", &word);
    o->non_computabile = word == 1;
    o->stato_scritto = stato.t != NULL;
    if (*know_stato && o->non_computabile) {
        Voce *both[] = {&percentuale, &indicatori};
        for (int i = 0; i < 2; i++)
            if (both[i]->t)
                rifiuta(l, both[i]->t->at, both[i]->dove, "un obiettivo non computabile non ha un risultato: togliere la chiave");
        return;
    }
    if (percentuale.t) decimale(l, &percentuale, NULL, NULL, 9, &o->percentuale, NULL);
    bool some = true;
    leggi_indicatori(l, indicatori, &o->indicatori, &o->n_indicatori, &some);
    if (*know_stato && !some)
        rifiuta(l, indicatori.t->at, indicatori.dove, "nessun indicatore rilevato con un peso: non c'è un risultato da calcolare");
    if (*know_stato && (percentuale.t != NULL) == (indicatori.t != NULL))
        rifiuta(l, t->at, item.dove, percentuale.t ? "percentuale e indicatori insieme: lasciarne uno"
                                                   : "serve la percentuale, oppure gli indicatori");
}

static void leggi_azioni(Lettore *l, Voce list, CasoPosizione *p)
{
    if (!list.t || !elenco(l, &list)) return;
    p->n_obiettivi = list.t->n;
    p->obiettivi = NEW_N(l->a, CasoAzione, p->n_obiettivi);
    Indice ids = {0};
    Pesi pesi = pesi_new();
    bool all = true, know_all = true, some = false, weighs = false;
    for (ptrdiff_t i = 0; i < p->n_obiettivi; i++) {
        Voce item = elemento(l, list.t, list.dove, i);
        CasoAzione *o = &p->obiettivi[i];
        if (!oggetto(l, item.t, item.dove, "id codice peso stato percentuale indicatori")) {
            pesi.ignoti++;
            know_all = false;
            continue;
        }
        o->id = identita(l, item.t, item.dove, &ids, i, &all);
        pesi_add(l, &pesi, voce(l, item.t, item.dove, "peso"), &o->peso);
        bool know;
        leggi_azione(l, item, o, &know);
        know_all = know_all && know;
        if (o->non_computabile) continue;
        some = true;
        weighs = weighs || !num_is(o->peso) || num_sign(o->peso) > 0;
    }
    pesi_check(l, &pesi, list, false);
    if (know_all && !some)
        rifiuta(l, list.t->at, list.dove, "tutti gli obiettivi sono non computabili: serve prima un atto che decida (AMB-18b)");
    else if (know_all && !weighs)
        rifiuta(l, list.t->at, list.dove, "gli obiettivi computabili pesano tutti zero");
}

void leggi_posizioni(Lettore *l, Voce v, Caso *c)
{
    if (!elenco(l, &v)) return;
    c->n_posizioni = v.t->n;
    c->posizioni = NEW_N(l->a, CasoPosizione, c->n_posizioni);
    Indice ids = {0};
    bool all = true;
    for (ptrdiff_t i = 0; i < c->n_posizioni; i++) {
        Voce item = elemento(l, v.t, v.dove, i);
        CasoPosizione *p = &c->posizioni[i];
        if (!oggetto(l, item.t, item.dove, "id obiettivi prestazione retribuzione_massima")) continue;
        p->id = identita(l, item.t, item.dove, &ids, i, &all);
        leggi_azioni(l, voce_richiesta(l, item.t, item.dove, "obiettivi"), p);
        Voce prestazione = voce_richiesta(l, item.t, item.dove, "prestazione");
        Voce pay = voce_richiesta(l, item.t, item.dove, "retribuzione_massima");
        Num zero = num_int(0);
        if (prestazione.t) decimale(l, &prestazione, &zero, &l->s->scala.v, 9, &p->prestazione, NULL);
        if (pay.t) denaro(l, &pay, &p->retribuzione_massima);
    }
}

static void leggi_bloccati(Lettore *l, Voce v, CasoGruppo *g, const Indice *ids, bool all)
{
    if (!v.t || !v.buona) return;
    if (v.t->kind != TREE_LIST) {
        rifiuta(l, v.t->at, v.dove, "deve essere un elenco [ … ]");
        return;
    }
    for (ptrdiff_t i = 0; i < v.t->n; i++) {
        Voce item = elemento(l, v.t, v.dove, i);
        if (!testo(l, &item)) continue;
        Str s = item.t->text;
        ptrdiff_t dot = s.n;
        while (dot > 0 && s.p[dot - 1] != '.') dot--;
        Str tail = str_sub(s, dot, s.n);
        int h = str_eq(tail, S("semischeda1")) ? 0 : str_eq(tail, S("semischeda2")) ? 1 : -1;
        if (dot < 1 || h < 0) {
            rifiuta(l, item.t->at, item.dove, "scrivere ID.semischeda1 oppure ID.semischeda2");
            continue;
        }
        ptrdiff_t who = indice_get(ids, str_sub(s, 0, dot - 1));
        if (who >= 0) g->bloccati[h][who] = true;
        else if (all) rifiuta(l, item.t->at, item.dove, "nessun valutato del gruppo ha questo id");
    }
}

static void leggi_deroga(Lettore *l, Voce v, bool know_n, CasoGruppo *g)
{
    if (!v.t || !v.buona) return;
    if (know_n && g->n >= l->s->small_n) {
        rifiuta(l, v.t->at, v.dove, "la deroga vale solo per meno di %d valutati", l->s->small_n);
        return;
    }
    if (!oggetto(l, v.t, v.dove, "motivo")) return;
    Voce motivo = voce_richiesta(l, v.t, v.dove, "motivo");
    if (motivo.t && testo(l, &motivo)) {
        g->motivo = motivo.t->text;
        if (!str_trim(g->motivo).n) rifiuta(l, motivo.t->at, motivo.dove, "il motivo non può essere vuoto");
    }
    g->deroga = true;
}

static void leggi_gruppo(Lettore *l, Voce item, CasoGruppo *g)
{
    int massimo = 40;
    int64_t points;
    if (num_to_int(l->a, l->s->punti_massimi.v, &points)) massimo = (int)points;
    Voce list = voce_richiesta(l, item.t, item.dove, "valutati");
    Indice ids = {0};
    bool all = true, know_n = list.t && elenco(l, &list);
    if (know_n) {
        g->n = list.t->n;
        g->valutati = NEW_N(l->a, Str, g->n);
        for (int h = 0; h < 2; h++) g->marks[h] = NEW_N(l->a, int, g->n), g->bloccati[h] = NEW_N(l->a, bool, g->n);
        for (ptrdiff_t i = 0; i < g->n; i++) {
            Voce who = elemento(l, list.t, list.dove, i);
            if (!oggetto(l, who.t, who.dove, "id semischeda1 semischeda2")) {
                all = false;
                continue;
            }
            g->valutati[i] = identita(l, who.t, who.dove, &ids, i, &all);
            for (int h = 0; h < 2; h++) {
                Voce mark = voce_richiesta(l, who.t, who.dove, h ? "semischeda2" : "semischeda1");
                if (mark.t) intero(l, &mark, 0, massimo, &g->marks[h][i]);
            }
        }
    }
    leggi_deroga(l, voce(l, item.t, item.dove, "deroga"), know_n, g);
    leggi_bloccati(l, voce(l, item.t, item.dove, "bloccati"), g, &ids, all && know_n);
}

void leggi_gruppi(Lettore *l, Voce v, Caso *c)
{
    if (!elenco(l, &v)) return;
    c->n_gruppi = v.t->n;
    c->gruppi = NEW_N(l->a, CasoGruppo, c->n_gruppi);
    Indice ids = {0};
    bool all = true;
    for (ptrdiff_t i = 0; i < c->n_gruppi; i++) {
        Voce item = elemento(l, v.t, v.dove, i);
        if (!oggetto(l, item.t, item.dove, "id valutati deroga bloccati")) continue;
        c->gruppi[i].id = identita(l, item.t, item.dove, &ids, i, &all);
        leggi_gruppo(l, item, &c->gruppi[i]);
    }
}

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

static void leggi_strutture(Lettore *l, Voce v, Caso *c, Indice *ids, bool *all)
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
        if (!oggetto(l, item.t, item.dove, "id livello_collettivo cause_esterne scostamento_dirigente")) {
            *all = false;
            continue;
        }
        s->id = identita(l, item.t, item.dove, ids, i, all);
        Voce g = voce_richiesta(l, item.t, item.dove, "livello_collettivo"), e = voce(l, item.t, item.dove, "cause_esterne");
        Voce delta = voce(l, item.t, item.dove, "scostamento_dirigente");
        bool know_g = g.t && decimale_tra(l, &g, 0, 1, &s->g);
        if (e.t) non_negativo(l, &e, &s->e);
        if (!delta.t || !decimale(l, &delta, NULL, NULL, 9, &s->delta, NULL) || !know_g) continue;
        if (!num_is(c->opzioni.dev_max_ratio.v)) continue;
        Num limit = num_mul(l->a, c->opzioni.dev_max_ratio.v, s->g);
        Num size = num_sign(s->delta) < 0 ? num_neg(l->a, s->delta) : s->delta;
        if (num_cmp(size, limit) > 0)
            rifiuta(l, delta.t->at, delta.dove, "lo scostamento supera %.*s: non deve prevalere sul livello certificato (S-N.29)",
                    STR_ARG(num_exact(l->a, limit)));
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
    if (!c->opzioni.presenza_scalata) rifiuta(l, mesi.t->at, mesi.dove, "con questo sistema (pr.mode) i mesi non contano: toglierli");
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
    int64_t points = 40;
    num_to_int(l->a, l->s->punti_massimi.v, &points);
    for (int h = 0; h < 2; h++) {
        Voce mark = voce_richiesta(l, item.t, item.dove, h ? "semischeda2" : "semischeda1");
        if (mark.t) intero(l, &mark, 0, (int)points, &p->marks[h]);
    }
    Voce livello = voce(l, item.t, item.dove, "livello_individuale");
    Voce cause = voce(l, item.t, item.dove, "cause_esterne_individuali"), quota = voce(l, item.t, item.dove, "quota_tempo");
    if (livello.t) decimale_tra(l, &livello, 0, 1, &p->livello);
    if (cause.t) decimale_tra(l, &cause, 0, 1, &p->cause_esterne);
    leggi_presenza(l, item, p);
    leggi_mesi(l, item, c, p);
    if (quota.t && decimale_tra(l, &quota, 0, 1, &p->quota_tempo) && num_sign(p->quota_tempo) == 0)
        rifiuta(l, quota.t->at, quota.dove, "deve essere maggiore di 0");
}

void leggi_premi(Lettore *l, Voce v, Caso *c)
{
    if (!oggetto(l, v.t, v.dove, "fondo coefficienti quota_individuale strutture persone")) return;
    CasoPremi *p = &c->premi;
    p->cpc_cifre = 2;
    Voce fondo = voce_richiesta(l, v.t, v.dove, "fondo"), q = voce(l, v.t, v.dove, "quota_individuale");
    if (fondo.t) denaro(l, &fondo, &p->fondo);
    leggi_coefficienti(l, voce_richiesta(l, v.t, v.dove, "coefficienti"), p);
    if (q.t) decimale_tra(l, &q, 0, 1, &p->q);
    Indice strutture = {0}, ids = {0};
    bool all, all_persons = true;
    leggi_strutture(l, voce_richiesta(l, v.t, v.dove, "strutture"), c, &strutture, &all);
    Voce list = voce_richiesta(l, v.t, v.dove, "persone");
    if (!list.t || !elenco(l, &list)) return;
    p->n_persone = list.t->n;
    p->persone = NEW_N(l->a, CasoPersona, p->n_persone);
    for (ptrdiff_t i = 0; i < p->n_persone; i++) {
        Voce item = elemento(l, list.t, list.dove, i);
        if (!oggetto(l, item.t, item.dove,
                     "id struttura semischeda1 semischeda2 livello_individuale cause_esterne_individuali giorni_dovuti "
                     "giorni_assenza quota_tempo mesi"))
            continue;
        p->persone[i].id = identita(l, item.t, item.dove, &ids, i, &all_persons);
        leggi_persona(l, item, c, &p->persone[i], &strutture, all);
    }
}

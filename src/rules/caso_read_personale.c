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

static void leggi_azioni(Lettore *l, Voce list, const Caso *c, CasoPosizione *p)
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
    if (know_all && !some && lettura(&c->opzioni, LETTURA_PO_ALL_NC) != TUTTI_NC_BLOCK) return;
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
    ptrdiff_t told = 0;
    for (ptrdiff_t i = 0; i < c->n_posizioni; i++) {
        Voce item = elemento(l, v.t, v.dove, i);
        CasoPosizione *p = &c->posizioni[i];
        if (!oggetto(l, item.t, item.dove, "id obiettivi prestazione retribuzione_massima retribuzione_posizione tempi_pagamento")) continue;
        p->id = identita(l, item.t, item.dove, &ids, i, &all);
        leggi_azioni(l, voce_richiesta(l, item.t, item.dove, "obiettivi"), c, p);
        Voce prestazione = voce_richiesta(l, item.t, item.dove, "prestazione");
        Voce pay = voce_richiesta(l, item.t, item.dove, "retribuzione_massima");
        Num zero = num_int(0);
        if (prestazione.t) decimale(l, &prestazione, &zero, &l->s->scala.v, 9, &p->prestazione, NULL);
        if (pay.t) denaro(l, &pay, &p->retribuzione_massima);
        Voce fixed = voce(l, item.t, item.dove, "retribuzione_posizione");
        if (fixed.t) denaro(l, &fixed, &p->retribuzione_posizione);
        told += fixed.t != NULL;
        leggi_tempi(l, voce(l, item.t, item.dove, "tempi_pagamento"), c, &p->tempi);
    }
    if (told && told < c->n_posizioni)
        rifiuta(l, v.t->at, v.dove, "retribuzione_posizione: di tutte le posizioni o di nessuna");
}

/* "E1.semischeda1": whose mark. */
static bool leggi_punteggio(Lettore *l, Voce item, const Indice *ids, bool all, ptrdiff_t *who, int *h)
{
    if (!testo(l, &item)) return false;
    Str s = item.t->text;
    ptrdiff_t dot = s.n;
    while (dot > 0 && s.p[dot - 1] != '.') dot--;
    Str tail = str_sub(s, dot, s.n);
    *h = str_eq(tail, S("semischeda1")) ? 0 : str_eq(tail, S("semischeda2")) ? 1 : -1;
    if (dot < 1 || *h < 0) {
        rifiuta(l, item.t->at, item.dove, "scrivere ID.semischeda1 oppure ID.semischeda2");
        return false;
    }
    *who = indice_get(ids, str_sub(s, 0, dot - 1));
    if (*who < 0 && all) rifiuta(l, item.t->at, item.dove, "nessun valutato del gruppo ha questo id");
    return *who >= 0;
}

static bool elenco_facoltativo(Lettore *l, Voce v)
{
    if (!v.t || !v.buona) return false;
    if (v.t->kind != TREE_LIST) rifiuta(l, v.t->at, v.dove, "deve essere un elenco [ … ]");
    return v.t->kind == TREE_LIST;
}

static void leggi_bloccati(Lettore *l, Voce v, CasoGruppo *g, const Indice *ids, bool all)
{
    ptrdiff_t who;
    int h;
    for (ptrdiff_t i = 0; elenco_facoltativo(l, v) && i < v.t->n; i++)
        if (leggi_punteggio(l, elemento(l, v.t, v.dove, i), ids, all, &who, &h)) g->bloccati[h][who] = true;
}

/* The least and the most that suggest may give somebody. */
static void leggi_limiti(Lettore *l, Voce v, const Caso *c, CasoGruppo *g, const Indice *ids, bool all)
{
    if (!elenco_facoltativo(l, v) || !g->marks[0]) return;
    PropostaRegole r;
    proposta_regole(c, &r);
    for (int h = 0; h < 2; h++) {
        g->minimi[h] = NEW_N(l->a, int, g->n);
        g->massimi[h] = NEW_N(l->a, int, g->n);
        for (ptrdiff_t i = 0; i < g->n; i++) g->massimi[h][i] = r.massimo;
    }
    for (ptrdiff_t i = 0; i < v.t->n; i++) {
        Voce item = elemento(l, v.t, v.dove, i);
        ptrdiff_t who = -1;
        int h = 0;
        if (!oggetto(l, item.t, item.dove, "punteggio minimo massimo")) continue;
        Voce di = voce_richiesta(l, item.t, item.dove, "punteggio"), least = voce(l, item.t, item.dove, "minimo"),
             most = voce(l, item.t, item.dove, "massimo");
        int lo = 0, hi = r.massimo;
        bool fine = !least.t || leggi_punti(l, &least, c, &lo);
        fine = (!most.t || leggi_punti(l, &most, c, &hi)) && fine;
        if (!least.t && !most.t) rifiuta(l, item.t->at, item.dove, "serve minimo, massimo o tutti e due");
        else if (fine && lo > hi) rifiuta(l, item.t->at, item.dove, "il minimo supera il massimo");
        if (!di.t || !leggi_punteggio(l, di, ids, all, &who, &h)) continue;
        g->minimi[h][who] = lo > g->minimi[h][who] ? lo : g->minimi[h][who];
        g->massimi[h][who] = hi < g->massimi[h][who] ? hi : g->massimi[h][who];
        if (lo <= hi && g->minimi[h][who] > g->massimi[h][who])
            rifiuta(l, item.t->at, item.dove, "con i limiti già scritti per questo punteggio non resta niente");
    }
}

static void leggi_deroga(Lettore *l, Voce v, bool know_n, const Caso *c, CasoGruppo *g)
{
    if (!v.t || !v.buona) return;
    if (lettura(&c->opzioni, LETTURA_SMALL) == PICCOLI_STRICT) {
        rifiuta(l, v.t->at, v.dove, "con questo sistema (staff.small: strict) i vincoli non si derogano: toglierla");
        return;
    }
    if (know_n && g->n >= c->opzioni.small) {
        rifiuta(l, v.t->at, v.dove, "la deroga vale solo per meno di %d valutati", c->opzioni.small);
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

/* What staff.n, staff.a_scope and staff.small look at: each only where it is read. */
static void leggi_contorno(Lettore *l, Voce item, const Caso *c, bool know_n, CasoGruppo *g)
{
    Voce addetti = voce(l, item.t, item.dove, "addetti"), settore = voce(l, item.t, item.dove, "settore"), area = voce(l, item.t, item.dove, "area");
    bool assigned = lettura(&c->opzioni, LETTURA_STAFF_N) == N_ASSIGNED;
    if (addetti.t && !assigned) rifiuta(l, addetti.t->at, addetti.dove, "con questo sistema (staff.n) contano i valutati: togliere la chiave");
    else if (!addetti.t && assigned) rifiuta(l, item.t->at, addetti.dove, "manca: quanti sono gli addetti alla struttura (staff.n)");
    else if (addetti.t) intero(l, &addetti, know_n ? (int)g->n : 1, 1000000, &g->addetti);
    struct { Voce *v; Str *out; bool read; const char *key; } names[] = {
        {&settore, &g->settore, lettura(&c->opzioni, LETTURA_A_SCOPE) == AMBITO_SECTOR, "staff.a_scope"},
        {&area, &g->area, lettura(&c->opzioni, LETTURA_SMALL) == PICCOLI_POOL, "staff.small"},
    };
    for (int i = 0; i < 2; i++) {
        if (!names[i].v->t) continue;
        if (!names[i].read) rifiuta(l, names[i].v->t->at, names[i].v->dove, "con questo sistema (%s) ogni gruppo sta da sé: togliere la chiave", names[i].key);
        else if (testo(l, names[i].v)) *names[i].out = names[i].v->t->text;
    }
}

static void leggi_gruppo(Lettore *l, Voce item, const Caso *c, CasoGruppo *g)
{
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
                if (mark.t) leggi_punti(l, &mark, c, &g->marks[h][i]);
            }
        }
    }
    leggi_contorno(l, item, c, know_n, g);
    leggi_deroga(l, voce(l, item.t, item.dove, "deroga"), know_n, c, g);
    leggi_bloccati(l, voce(l, item.t, item.dove, "bloccati"), g, &ids, all && know_n);
    leggi_limiti(l, voce(l, item.t, item.dove, "limiti"), c, g, &ids, all && know_n);
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
        if (!oggetto(l, item.t, item.dove, "id valutati deroga bloccati limiti addetti settore area")) continue;
        c->gruppi[i].id = identita(l, item.t, item.dove, &ids, i, &all);
        leggi_gruppo(l, item, c, &c->gruppi[i]);
    }
}

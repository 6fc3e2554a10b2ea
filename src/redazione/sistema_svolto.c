/* sistema_svolto.c - floor 6: the worked example of a printed rulebook, step by step, with the engine's own results.
 * Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/sistema_parti.h"

/* False: there is no example to tell, and it has been said why. */
static bool begin(Stesura *w, const char *about, bool goals)
{
    Esempio *e = &w->esempio;
    sottoparte(w, "Esempio");
    DocNota *n = doc_note(w->d, e->fatto ? NOTA_ESEMPIO : NOTA_ATTENZIONE,
                          e->fatto ? S("Esempio svolto") : S("Esempio non calcolabile"));
    if (e->fatto && e->proprio && goals)
        testo_add(nota_paragraph(n),
                  str_fmt(w->a,
                          "%s Obiettivi, indicatori, pesi e fasce sono quelli dell'ente per il %lld; valori, voti e "
                          "importi sono inventati e non "
                          "riguardano nessuno. I risultati li ha calcolati il programma con questo sistema.",
                          about, (long long)w->x->anno));
    else if (e->fatto && w->x->arch)
        testo_add(nota_paragraph(n), str_fmt(w->a,
                                             "%s I parametri e le scelte sono quelli dell'ente per il %lld; persone, "
                                             "punti e importi sono inventati. I risultati li ha "
                                             "calcolati il programma con questo sistema.",
                                             about, (long long)w->x->anno));
    else if (e->fatto)
        testo_add(
            nota_paragraph(n),
            str_fmt(w->a,
                    "%s Tutti i dati sono inventati; i risultati li ha calcolati il programma con questo sistema.",
                    about));
    for (ptrdiff_t i = 0; !e->fatto && i < e->perche.lista.n; i++)
        testo_add(nota_paragraph(n), str_fmt(w->a, "%.*s: %.*s", STR_ARG(e->perche.lista.items[i].dove),
                                             STR_ARG(e->perche.lista.items[i].cosa)));
    return e->fatto;
}

/* "Obiettivo operativo 1.1: titolo" of a node of the body; else the id, which is a title already. */
static Str goal_name(const Stesura *w, Str id)
{
    const NodoVersione *v = w->x->arch ? fatti_nodo(w->x->arch, id, w->x->anno) : NULL;
    if (!v) return id;
    return v->sigla.n ? str_fmt(w->a, "%.*s %.*s", STR_ARG(v->sigla), STR_ARG(v->titolo)) : v->titolo;
}

static Str measure_name(const Stesura *w, Str id)
{
    ptrdiff_t n = 0;
    const Indicatore *k = w->x->arch ? ALL(w->x->arch, Indicatore, INDICATORE, &n) : NULL;
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(k[i].codice, id)) return k[i].nome;
    return id;
}

static Str printed(const Stesura *w, Num x, Stampa how)
{
    return num_italian(w->a, num_round(w->a, x, how.cifre, how.modo), how.cifre);
}
static Str weight(const Stesura *w, Num x) { return num_is(x) ? numero(w->a, x) : S("uguale"); }

/* ---- tree ---- */

void esempio_albero(Stesura *w)
{
    static const char *const words[] = {[ALMENO] = "almeno", [AL_PIU] = "al più", [UGUALE] = "uguale a"};
    if (!begin(w, "Un obiettivo con i suoi indicatori.", true)) return;
    const CasoNodo *k = &w->esempio.caso.albero[0];
    const EsitoNodo *e = &w->esempio.esito.albero[0];
    DocTabella *t = doc_table(w->d, goal_name(w, k->id), S(""));
    colonne(t, "cnnnn", "Indicatore", "Peso", "Target", "Valore", "Percentuale");
    for (ptrdiff_t i = 0; i < k->n_indicatori; i++)
        ROW(t, measure_name(w, k->indicatori[i].id), weight(w, k->indicatori[i].peso),
            str_fmt(w->a, "%s %.*s", words[k->indicatori[i].operatore], STR_ARG(numero(w->a, k->indicatori[i].target))),
            numero(w->a, k->indicatori[i].valore), printed(w, e->percentuali[i], w->s->percentuali));
    Testo *total = tabella_total(t);
    testo_add(&total[0], S("Risultato dell'obiettivo"));
    testo_add(&total[4], num_is(e->risultato) ? printed(w, e->risultato, w->s->nodi) : S("non rilevato"));
}

/* ---- dirigenti ---- */

static Str band_words(const Stesura *w, const CasoBanda *b)
{
    Buf s = buf_new(w->a);
    for (ptrdiff_t f = 0; f < b->n_fasce; f++) {
        Str level = numero(w->a, b->fasce[f].livello);
        if (f == b->n_fasce - 1) buf_fmt(&s, "%soltre: %.*s", f ? "; " : "", STR_ARG(level));
        else
            buf_fmt(&s, "%s%s %.*s: %.*s", f ? "; " : "", b->decrescente ? "fino a" : "da",
                    STR_ARG(numero(w->a, b->fasce[f].soglia)), STR_ARG(level));
    }
    return buf_str(&s);
}

static void goals(Stesura *w, const CasoDirigente *d, const EsitoDirigente *e)
{
    DocTabella *t = doc_table(w->d, S("Obiettivi dell'esempio"), S(""));
    colonne(t, "ctnn", "Obiettivo", "Tipo", "Peso w", "Punteggio S");
    for (ptrdiff_t i = 0; i < d->n_obiettivi; i++) {
        const CasoObiettivo *o = &d->obiettivi[i];
        ROW(t, goal_name(w, o->id), o->organizzativo ? S("organizzativo") : S("individuale"), weight(w, o->peso),
            o->non_realizzabile ? S("non realizzabile") : printed(w, e->punteggi[i], w->s->punteggi));
    }
    DocTabella *b = NULL;
    for (ptrdiff_t i = 0; i < d->n_obiettivi; i++)
        for (ptrdiff_t k = 0; k < d->obiettivi[i].n_indicatori; k++) {
            const CasoBanda *x = &d->obiettivi[i].indicatori[k];
            if (!b)
                b = doc_table(w->d, S("Indicatori e fasce dell'esempio"), S("")),
                colonne(b, "cntn", "Indicatore", "Peso p", "Fasce: livello in percentuale", "Valore");
            ROW(b, measure_name(w, x->id), numero(w->a, x->peso), band_words(w, x), numero(w->a, x->valore));
        }
}

static void steps(Stesura *w, const EsitoDirigente *e, Num sum)
{
    Stampa how = w->s->punteggi;
    Str a = voce_valore(w, "/dirigenti/punti_obiettivi/valore"),
        full = voce_valore(w, "/dirigenti/punteggio_obiettivo/valore");
    Elenco *l = doc_list(w->d, true);
    testo_add(elenco_item(l),
              str_fmt(w->a, "Gli obiettivi organizzativi valgono %.*s punti: la composizione %s.",
                      STR_ARG(printed(w, e->punti_organizzativi, how)), e->conforme ? "è conforme" : "non è conforme"));
    testo_add(elenco_item(l),
              str_fmt(w->a, "La media degli obiettivi è M = %.*s; A = %.*s × %.*s / %.*s = %.*s.",
                      STR_ARG(printed(w, e->media, how)), STR_ARG(a), STR_ARG(printed(w, e->media, how)), STR_ARG(full),
                      STR_ARG(printed(w, e->punti_obiettivi, how))));
    testo_add(elenco_item(l), str_fmt(w->a, "I voti delle %d competenze sommano a %.*s: B = %.*s.", w->s->n_competenze,
                                      STR_ARG(numero(w->a, sum)), STR_ARG(printed(w, e->punti_prestazioni, how))));
    if (ha_formula_propria(w, FORMULA_DIRIGENTE_TOTALE))
        testo_add(elenco_item(l),
                  str_fmt(w->a, "Il punteggio complessivo è T = %.*s.", STR_ARG(printed(w, e->totale, how))));
    else
        testo_add(elenco_item(l),
                  str_fmt(w->a, "T = %.*s + %.*s = %.*s.", STR_ARG(printed(w, e->punti_obiettivi, how)),
                          STR_ARG(printed(w, e->punti_prestazioni, how)), STR_ARG(printed(w, e->totale, how))));
    if (num_is(e->retribuzione))
        testo_add(elenco_item(l), str_fmt(w->a, "Su una retribuzione intera di 10.000,00 euro spettano %.*s euro.",
                                          STR_ARG(euro(w->a, e->retribuzione))));
}

void esempio_dirigenti(Stesura *w)
{
    const Caso *c = &w->esempio.caso;
    if (!begin(w, "Un dirigente, con tutti gli obiettivi realizzabili e poi con uno che non lo è.", true)) return;
    Num sum = num_int(0);
    for (int i = 0; i < w->s->n_competenze; i++) sum = num_add(w->a, sum, c->dirigenti[0].competenze[i]);
    goals(w, &c->dirigenti[0], &w->esempio.esito.dirigenti[0]);
    steps(w, &w->esempio.esito.dirigenti[0], sum);
    if (c->n_dirigenti < 2) return;
    const EsitoDirigente *e = &w->esempio.esito.dirigenti[1];
    Stampa how = w->s->punteggi;
    Str lost = S("");
    for (ptrdiff_t i = 0; i < c->dirigenti[1].n_obiettivi; i++)
        if (c->dirigenti[1].obiettivi[i].non_realizzabile) lost = goal_name(w, c->dirigenti[1].obiettivi[i].id);
    prosa(w, "Se «%.*s» non è realizzabile, passano alle prestazioni τ = %.*s punti: A' = %.*s, B' = %.*s, T' = %.*s.",
          STR_ARG(lost), STR_ARG(printed(w, e->quota_trasferita, how)), STR_ARG(printed(w, e->punti_obiettivi, how)),
          STR_ARG(printed(w, e->punti_prestazioni, how)), STR_ARG(printed(w, e->totale, how)));
    for (int i = 0; i < AVVISO_COUNT; i++)
        if (e->avvisi & 1u << i) prosa(w, "Il programma avverte: %s.", avviso_parole((Avviso)i));
}

/* ---- posizioni ---- */

void esempio_posizioni(Stesura *w)
{
    if (!begin(w, "Una posizione organizzativa.", true)) return;
    const CasoPosizione *p = &w->esempio.caso.posizioni[0];
    const EsitoPosizione *e = &w->esempio.esito.posizioni[0];
    Stampa how = w->s->punteggi;
    DocTabella *t = doc_table(w->d, S("Obiettivi di azione dell'esempio"), S(""));
    colonne(t, "cnn", "Obiettivo", "Peso w", "Raggiungimento q");
    for (ptrdiff_t i = 0; i < p->n_obiettivi; i++)
        ROW(t, goal_name(w, p->obiettivi[i].id), weight(w, p->obiettivi[i].peso), printed(w, e->gradi[i], how));
    Testo *total = tabella_total(t);
    testo_add(&total[0], S("Raggiungimento degli obiettivi, Q")),
        testo_add(&total[2], printed(w, e->raggiungimento, how));
    if (ha_formula_propria(w, FORMULA_POSIZIONE_INDICE)) {
        prosa(w,
              "Con una prestazione P = %.*s l'indice è %.*s; su una retribuzione intera di 4.000,00 euro spettano %.*s "
              "euro.",
              STR_ARG(printed(w, e->prestazione, how)), STR_ARG(printed(w, e->indice, how)),
              STR_ARG(euro(w->a, e->retribuzione)));
        return;
    }
    prosa(w,
          "Con una prestazione P = %.*s l'indice è I = (%.*s × %.*s + %.*s × %.*s) / %.*s = %.*s; su una retribuzione "
          "intera di 4.000,00 euro spettano %.*s euro.",
          STR_ARG(printed(w, e->prestazione, how)), STR_ARG(voce_valore(w, "/posizioni/quota_obiettivi/valore")),
          STR_ARG(printed(w, e->raggiungimento, how)), STR_ARG(voce_valore(w, "/posizioni/quota_prestazione/valore")),
          STR_ARG(printed(w, e->prestazione, how)), STR_ARG(voce_valore(w, "/posizioni/scala/valore")),
          STR_ARG(printed(w, e->indice, how)), STR_ARG(euro(w->a, e->retribuzione)));
}

/* ---- the group ---- */

static Str points(const Stesura *w, int64_t parts)
{
    return numero(w->a, num_ratio(w->a, parts, parti_di_punto(&w->o)));
}

static const char *band_of(const Stesura *w, int parts)
{
    return str_c(w->a, w->s->fasce[sistema_fascia(w->s, num_ratio(w->a, parts, parti_di_punto(&w->o)))].nome);
}

void esempio_gruppo(Stesura *w)
{
    if (!begin(w, "Un gruppo di sei persone.", false)) return;
    const CasoGruppo *g = &w->esempio.caso.gruppi[0];
    const EsitoGruppo *e = &w->esempio.esito.gruppi[0];
    DocTabella *t = doc_table(w->d, S("Punti e fasce del gruppo di esempio"), S(""));
    colonne(t, "cnnnn", "Persona", "Prima semischeda", "Fascia", "Seconda semischeda", "Fascia");
    for (ptrdiff_t i = 0; i < g->n; i++)
        ROW(t, g->valutati[i], points(w, g->marks[0][i]), str_of(band_of(w, g->marks[0][i])), points(w, g->marks[1][i]),
            str_of(band_of(w, g->marks[1][i])));
    Testo *total = tabella_total(t);
    testo_add(&total[0], S("Somma"));
    testo_add(&total[1], points(w, e->semischede[0].somma)), testo_add(&total[3], points(w, e->semischede[1].somma));
    Elenco *l = doc_list(w->d, false);
    testo_add(elenco_item(l), str_fmt(w->a, "C1: le somme non superano il plafond di %.*s punti.",
                                      STR_ARG(points(w, e->semischede[0].plafond))));
    testo_add(elenco_item(l), str_fmt(w->a, "C2: gli scostamenti sommano a %.*s e a %.*s.",
                                      STR_ARG(points(w, e->semischede[0].scostamenti)),
                                      STR_ARG(points(w, e->semischede[1].scostamenti))));
    testo_add(elenco_item(l),
              str_fmt(w->a, "C3: gli scostamenti positivi sommano a %.*s e a %.*s; ne sono dovuti %.*s.",
                      STR_ARG(points(w, e->semischede[0].positivi)), STR_ARG(points(w, e->semischede[1].positivi)),
                      STR_ARG(points(w, e->semischede[0].positivi_dovuti))));
    testo_add(elenco_item(l),
              str_fmt(w->a, "C4: possono essere in fascia %.*s %td persone%s.", STR_ARG(w->s->fasce[0].nome),
                      e->massimo_a, e->resto ? ", più una per il resto" : ""));
    prosa(w,
          e->esito == GRUPPO_CONFORME ? "I punti del gruppo sono conformi." : "I punti del gruppo non sono conformi.");
}

/* ---- the pay ---- */

static void merit(Stesura *w)
{
    const CasoMerito *m = &w->esempio.caso.merito;
    if (!w->esempio.caso.ha_merito) return;
    DocTabella *t = doc_table(w->d, S("Premi individuali dell'esempio"), S(""));
    colonne(t, "cnnnnnn", "Persona", "α", "β", "χ", "δ", "Punteggio", "Euro");
    for (ptrdiff_t i = 0; i < m->n; i++)
        ROW(t, m->persone[i].id, numero(w->a, m->persone[i].elementi[0]), numero(w->a, m->persone[i].elementi[1]),
            numero(w->a, m->persone[i].elementi[2]), numero(w->a, m->persone[i].elementi[3]),
            printed(w, w->esempio.esito.merito.persone[i].punteggio, w->s->punteggi),
            euro_cent(w->a, w->esempio.esito.merito.persone[i].importo_cent));
}

void esempio_premi(Stesura *w)
{
    if (!begin(w,
               "Le sei persone del gruppo e una settima, nell'ultima fascia in tutte e due le semischede; un fondo di "
               "10.000,00 euro.",
               false))
        return;
    const CasoPremi *p = &w->esempio.caso.premi;
    const EsitoPremi *e = &w->esempio.esito.premi;
    Stampa how = w->s->coefficienti;
    int64_t sum = 0;
    prosa(w,
          "La struttura ha un livello certificato G = 0,92 e cause esterne e = 0,03: C = %.*s. La prima persona ha "
          "raggiunto I = 0,80 dei suoi obiettivi individuali, "
          "con q = %.*s; la seconda è stata assente 25 giorni su 250; la terza lavora a metà tempo.",
          STR_ARG(printed(w, e->strutture[0].c, how)), STR_ARG(numero(w->a, p->q)));
    DocTabella *k = doc_table(w->d, S("Coefficienti dell'esempio"), S(""));
    for (int i = 0; i < w->s->n_fasce; i++)
        tabella_column(k, COLONNA_NUMERO, str_fmt(w->a, "Fascia %.*s", STR_ARG(w->s->fasce[i].nome)));
    Testo *row = tabella_row(k);
    for (int i = 0; i < w->s->n_fasce; i++) testo_add(&row[i], numero(w->a, p->coefficienti[i]));
    bool extra = p->maggiorazione.presente;
    DocTabella *t = doc_table(w->d, S("Compensi dell'esempio"), S(""));
    colonne(t, "ctnnnn", "Persona", "Fasce", "CR", "CPC", "PR", "Compenso, euro");
    if (extra) tabella_column(t, COLONNA_NUMERO, S("Maggiorazione, euro"));
    for (ptrdiff_t i = 0; i < p->n_persone; i++) {
        const EsitoPersona *x = &e->persone[i];
        Testo *c = tabella_row(t);
        testo_add(&c[0], p->persone[i].id);
        testo_add(&c[1], str_fmt(w->a, "%.*s e %.*s", STR_ARG(w->s->fasce[x->fascia[0]].nome),
                                 STR_ARG(w->s->fasce[x->fascia[1]].nome)));
        testo_add(&c[2], printed(w, *x->cr, how)), testo_add(&c[3], numero_a(w->a, *x->cpc, p->cpc_cifre)),
            testo_add(&c[4], printed(w, *x->presenza, how));
        testo_add(&c[5], euro_cent(w->a, x->importo_cent));
        if (extra) testo_add(&c[6], euro_cent(w->a, x->maggiorazione_cent));
        sum += x->importo_cent;
    }
    Testo *total = tabella_total(t);
    testo_add(&total[0], S("Totale")), testo_add(&total[5], euro_cent(w->a, sum));
    if (extra) testo_add(&total[6], euro_cent(w->a, e->totale_cent - sum));
    tabella_note(t, extra ? S("Compensi e maggiorazioni fanno il fondo, al centesimo.")
                          : S("I compensi fanno il fondo, al centesimo."));
    merit(w);
}

/* relazione_sintesi.c - floor 6: first chapters of the Relazione: what it is, main results, resources. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/relazione_parti.h"

/* ---- 1 Premessa ---- */

static void estremi(Relatore *r)
{
    Arena *a = r->a;
    const Edizione *p = r->s->piano;
    Definizioni *def = doc_definitions(r->d);
    voce_di(def, S("Anno"), str_fmt(a, "%lld", (long long)r->v->anno));
    voce_di(def, S("Piano di riferimento"),
            str_fmt(a, "%.*s, edizione %lld, approvata con %.*s", STR_ARG(p->titolo), (long long)p->edizione,
                    STR_ARG(atto_estremi(a, r->arch, p->atto))));
    voce_di(def, S("Sistema di valutazione"), r->v->sistema->titolo);
    ptrdiff_t n;
    const VerificaOiv *o = ALL(r->arch, VerificaOiv, VERIFICA_OIV, &n), *found = NULL;
    for (ptrdiff_t i = 0; i < n; i++)
        if (o[i].anno == r->v->anno && str_eq(o[i].oggetto, S("validazione"))) found = &o[i];
    voce_di(def, S("Validazione dell'OIV"),
            found ? str_fmt(a, "esito %.*s, %.*s", STR_ARG(minuscola(a, parola_esito(a, found->esito))),
                            STR_ARG(date_italian(a, found->data)))
                  : S("non ancora avvenuta"));
}

static void come_si_legge(Relatore *r)
{
    Arena *a = r->a;
    doc_heading(r->d, 3, S("Come si legge"), S(""));
    Definizioni *def = doc_definitions(r->d);
    voce_di(def, S("Grado di un indicatore"),
            S("Quanta parte del target è stata raggiunta, da 0 a 100: un valore migliore del target vale 100."));
    voce_di(
        def, S("Risultato di un obiettivo"),
        S("La media dei gradi degli indicatori e dei risultati degli obiettivi che gli stanno sotto, secondo i pesi. "
          "Chi non è stato rilevato non entra nella media; accanto è scritto quanti indicatori sono stati rilevati."));
    voce_di(def, S("Grado del dirigente"),
            S("Il grado di raggiungimento definito dal dirigente competente. Se è diverso dal risultato calcolato, il "
              "motivo è scritto accanto."));
    voce_di(def, S("Scostamento"),
            str_fmt(a,
                    "La differenza tra valore e target, anche in percentuale del target. Oltre il %.*s\u00a0%%, in più "
                    "o in meno, serve un motivo.",
                    STR_ARG(numero(a, r->s->soglia))));
}

void relazione_premessa(Relatore *r)
{
    doc_heading(r->d, 2, S("Premessa"), S(""));
    if (str_trim(r->extra->premessa).n) doc_text(r->d, riservato_testo(r->riservato, r->extra->premessa));
    capoverso_fmt(
        r->d,
        "La Relazione rende conto dei risultati del %lld. Segue il Piano della performance nodo per nodo: gli stessi "
        "obiettivi e gli stessi indicatori, ciascuno con il valore di partenza, quello atteso e quello raggiunto, e "
        "con il motivo degli scostamenti.",
        (long long)r->v->anno);
    estremi(r);
    come_si_legge(r);
}

/* ---- 2 I principali risultati ---- */

static void tabella_priorita(Relatore *r)
{
    Arena *a = r->a;
    DocTabella *t = doc_table(r->d, S("Risultati per priorità"), S("risultati"));
    colonne(t, "cnnnnnn", "Priorità", "Peso", "Risultato", "Indicatori", "Rilevati", "A target", "Sotto target");
    for (ptrdiff_t i = 0; i < r->s->n; i = r->s->nodi[i].fine) {
        const SpecchioNodo *k = &r->s->nodi[i];
        SpecchioConti c = specchio_conti(r->s, i, k->fine);
        Testo *cells = tabella_row(t);
        testo_ref(&cells[0], str_fmt(a, "%.*s. %.*s", STR_ARG(k->versione->sigla), STR_ARG(k->versione->titolo)),
                  nodo_ancora(a, k));
        testo_add(&cells[1], num_is(k->versione->peso) ? numero(a, k->versione->peso) : S(""));
        testo_add(&cells[2], nodo_risultato(a, k));
        testo_add(&cells[3], numero_intero(a, c.misure));
        testo_add(&cells[4], numero_intero(a, c.raggiunte + c.non_raggiunte));
        testo_add(&cells[5], numero_intero(a, c.raggiunte));
        testo_add(&cells[6], numero_intero(a, c.non_raggiunte));
    }
    const SpecchioConti *c = &r->s->conti;
    Testo *total = tabella_total(t);
    testo_add(&total[0], S("Ente"));
    testo_add(&total[2], num_is(r->s->risultato) ? numero_a(a, r->s->risultato, 2) : S("non rilevato"));
    testo_add(&total[3], numero_intero(a, c->misure));
    testo_add(&total[4], numero_intero(a, c->raggiunte + c->non_raggiunte));
    testo_add(&total[5], numero_intero(a, c->raggiunte));
    testo_add(&total[6], numero_intero(a, c->non_raggiunte));
    tabella_note(t, S("Il risultato dell'ente è la media dei risultati delle priorità, secondo i pesi."));
}

static void grafico(Relatore *r)
{
    Arena *a = r->a;
    Figura *f =
        doc_figure(r->d, S("Risultato delle priorità, su 100"), S("Barre orizzontali, una per priorità, da 0 a 100."),
                   S("Priorità"), S("Risultato"), S("grafico"));
    for (ptrdiff_t i = 0; i < r->s->n; i = r->s->nodi[i].fine) {
        const SpecchioNodo *k = &r->s->nodi[i];
        int64_t mille = 0;
        if (k->esito && num_is(k->esito->risultato))
            (void)num_to_int(a, num_round(a, num_mul(a, num_int(10), k->esito->risultato), 0, HALF_UP), &mille);
        figura_bar(f, str_fmt(a, "%.*s. %.*s", STR_ARG(k->versione->sigla), STR_ARG(k->versione->titolo)),
                   nodo_risultato(a, k), (int)mille);
    }
}

typedef struct Lontana { const SpecchioMisura *m; ptrdiff_t nodo, posto; } Lontana;

static int by_shortfall(const void *x, const void *y)
{
    const Lontana *a = x, *b = y;
    int c = num_cmp(a->m->percentuale, b->m->percentuale);
    return c ? c : (a->posto > b->posto) - (a->posto < b->posto);
}

enum { LONTANE_MAX = 10 };

static void lontane(Relatore *r)
{
    Arena *a = r->a;
    Lontana *all = NEW_N(a, Lontana, r->s->conti.misure + 1);
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < r->s->n; i++)
        for (ptrdiff_t j = 0; j < r->s->nodi[i].n_misure; j++) {
            const SpecchioMisura *m = &r->s->nodi[i].misure[j];
            if (m->esito == MISURA_NON_RAGGIUNTA && num_is(m->percentuale)) {
                all[n] = (Lontana){m, i, n};
                n++;
            }
        }
    if (!n) return;
    qsort(all, (size_t)n, sizeof *all, by_shortfall);
    ptrdiff_t shown = n < LONTANE_MAX ? n : LONTANE_MAX;
    DocTabella *t = doc_table(
        r->d, shown < n ? S("Gli indicatori più lontani dal target") : S("Gli indicatori sotto il target"), S(""));
    colonne(t, "ctnnn", "Indicatore", "Obiettivo", "Target", "Valore", "Grado");
    for (ptrdiff_t i = 0; i < shown; i++) {
        const SpecchioMisura *m = all[i].m;
        Testo *cells = tabella_row(t);
        testo_add(&cells[0], misura_nome(m));
        testo_ref(&cells[1], nodo_nome(a, &r->s->nodi[all[i].nodo]), nodo_rimando(a, r->s, all[i].nodo));
        testo_add(&cells[2], numero(a, m->target->target));
        testo_add(&cells[3], numero(a, m->valore->valore));
        testo_add(&cells[4], numero_a(a, m->percentuale, 2));
    }
    if (shown < n)
        tabella_note(
            t, str_fmt(a, "Sono %td su %td indicatori sotto il target; il motivo di ciascuno è accanto all'obiettivo.",
                       shown, n));
}

static void senza_valore(Relatore *r)
{
    const SpecchioConti *c = &r->s->conti;
    if (!c->non_rilevate && !c->non_computabili) return;
    DocTabella *t = doc_table(r->d, S("Indicatori senza un valore"), S("senza-valore"));
    colonne(t, "cttt", "Indicatore", "Obiettivo", "Stato", "Motivo");
    for (ptrdiff_t i = 0; i < r->s->n; i++)
        for (ptrdiff_t j = 0; j < r->s->nodi[i].n_misure; j++) {
            const SpecchioMisura *m = &r->s->nodi[i].misure[j];
            if (m->esito == MISURA_RAGGIUNTA || m->esito == MISURA_NON_RAGGIUNTA) continue;
            Testo *cells = tabella_row(t);
            testo_add(&cells[0], misura_nome(m));
            testo_ref(&cells[1], nodo_nome(r->a, &r->s->nodi[i]), nodo_rimando(r->a, r->s, i));
            testo_add(&cells[2], m->esito == MISURA_NON_COMPUTABILE ? S("non computabile") : S("non rilevato"));
            Str reason = m->valore ? riservato_testo(r->riservato, m->valore->motivo) : S("");
            if (reason.n) testo_add(&cells[3], reason);
            else testo_strong(&cells[3], S("Motivo mancante"));
        }
}

void relazione_risultati(Relatore *r)
{
    Arena *a = r->a;
    const SpecchioConti *c = &r->s->conti;
    doc_heading(r->d, 2, S("I principali risultati"), S(""));
    Testo *p = doc_paragraph(r->d);
    if (num_is(r->s->risultato)) {
        testo_add(p, S("Il risultato complessivo dell'ente è "));
        testo_strong(p, str_fmt(a, "%.*s su 100", STR_ARG(numero_a(a, r->s->risultato, 2))));
        testo_add(p, S(". "));
    } else {
        testo_strong(p, S("Nessun risultato è stato ancora rilevato. "));
    }
    testo_add(
        p, str_fmt(a, "Il Piano ha %.*s e %.*s. Gli indicatori rilevati sono %.*s: %.*s al target o oltre, %.*s sotto.",
                   STR_ARG(quanti(a, c->nodi, "obiettivo, a tutti i livelli", "obiettivi, a tutti i livelli,")),
                   STR_ARG(quanti(a, c->misure, "indicatore", "indicatori")),
                   STR_ARG(numero_intero(a, c->raggiunte + c->non_raggiunte)), STR_ARG(numero_intero(a, c->raggiunte)),
                   STR_ARG(numero_intero(a, c->non_raggiunte))));
    if (c->non_rilevate || c->non_computabili)
        testo_add(p,
                  str_fmt(a, " Senza valore: %.*s, %.*s.", STR_ARG(quanti(a, c->non_rilevate, "non rilevato", "non rilevati")),
                          STR_ARG(quanti(a, c->non_computabili, "non computabile", "non computabili"))));
    tabella_priorita(r);
    grafico(r);
    lontane(r);
    senza_valore(r);
}

/* ---- 3 Contesto e risorse ---- */

static const struct {
    const char *voce, *parole;
} voci[] = {{"proventi", "Proventi"}, {"oneri", "Oneri"}, {"investimenti", "Investimenti"}};

typedef struct Somma { Num previsto, usato; ptrdiff_t righe, mancanti; } Somma;

static ptrdiff_t posto_nodo(const Specchio *s, Str nodo)
{
    for (ptrdiff_t i = 0; i < s->n; i++)
        if (str_eq(s->nodi[i].versione->nodo, nodo)) return i;
    return -1;
}

static void conta_risorsa(Arena *a, Somma *x, const Risorsa *r)
{
    if (!x->righe++) *x = (Somma){num_int(0), num_int(0), 1, 0};
    x->previsto = num_add(a, x->previsto, r->previsto);
    if (num_is(r->consuntivo)) x->usato = num_add(a, x->usato, r->consuntivo);
    else x->mancanti++;
}

static void riga_risorse(Arena *a, Testo *cells, Str nome, Str ancora, Str voce, const Somma *x)
{
    if (ancora.n) testo_ref(&cells[0], nome, ancora);
    else testo_add(&cells[0], nome);
    testo_add(&cells[1], voce);
    testo_add(&cells[2], euro(a, x->previsto));
    if (x->mancanti == x->righe) {
        testo_add(&cells[3], S("non rendicontato"));
        return;
    }
    testo_add(&cells[3], euro(a, x->usato));
    testo_add(&cells[4],
              x->mancanti ? S("in parte non rendicontato") : numero_segno(a, num_sub(a, x->usato, x->previsto), 2));
}

static void tabella_risorse(Relatore *r)
{
    Arena *a = r->a;
    ptrdiff_t n;
    const Risorsa *rows = ALL(r->arch, Risorsa, RISORSA, &n);
    Somma *sums = NEW_N(a, Somma, (r->s->n + 1) * COUNT_OF(voci)), total[COUNT_OF(voci)] = {0};
    bool any = false;
    for (ptrdiff_t i = 0; i < n; i++) {
        ptrdiff_t k = rows[i].anno == r->v->anno ? posto_nodo(r->s, rows[i].nodo) : -1;
        if (k < 0) continue;
        while (r->s->nodi[k].padre >= 0) k = r->s->nodi[k].padre;
        for (int j = 0; j < COUNT_OF(voci); j++) {
            if (!str_eq(rows[i].voce, str_of(voci[j].voce))) continue;
            conta_risorsa(a, &sums[k * COUNT_OF(voci) + j], &rows[i]);
            conta_risorsa(a, &total[j], &rows[i]);
            any = true;
        }
    }
    if (!any) {
        capoverso(r->d, S("Il Piano non assegna risorse agli obiettivi."));
        return;
    }
    DocTabella *t = doc_table(r->d, S("Risorse previste e usate, in euro"), S("risorse"));
    colonne(t, "ctnnn", "Priorità", "Voce", "Previsto", "Consuntivo", "Differenza");
    for (ptrdiff_t i = 0; i < r->s->n; i = r->s->nodi[i].fine)
        for (int j = 0; j < COUNT_OF(voci); j++) {
            const SpecchioNodo *k = &r->s->nodi[i];
            const Somma *x = &sums[i * COUNT_OF(voci) + j];
            if (x->righe)
                riga_risorse(a, tabella_row(t), nodo_nome(a, k), nodo_ancora(a, k), str_of(voci[j].parole), x);
        }
    for (int j = 0; j < COUNT_OF(voci); j++)
        if (total[j].righe) riga_risorse(a, tabella_total(t), S("Ente"), S(""), str_of(voci[j].parole), &total[j]);
    tabella_note(t, S("Il dettaglio per progetto è nel capitolo sulla performance organizzativa."));
}

static void in_cifre(Relatore *r)
{
    Arena *a = r->a;
    ptrdiff_t n;
    const Unita *u = ALL(r->arch, Unita, UNITA, &n);
    static const struct { const char *tipo, *nome;
    } tipi[] = {{"area", "Aree"},
                {"settore", "Settori"},
                {"ufficio", "Uffici"},
                {"societa", "Società che contribuiscono agli obiettivi"}};
    Date end = date_of((int)r->v->anno, 12, 31);
    Definizioni *def = doc_definitions(r->d);
    for (int j = 0; j < COUNT_OF(tipi); j++) {
        Buf names = buf_new(a);
        for (ptrdiff_t i = 0; i < n; i++) {
            bool there = (!date_is(u[i].dal) || date_cmp(u[i].dal, end) <= 0) &&
                         (!date_is(u[i].al) || date_cmp(u[i].al, end) >= 0);
            if (!there || !str_eq(u[i].tipo, str_of(tipi[j].tipo))) continue;
            if (names.n) buf_put(&names, S("; "));
            buf_put(&names, u[i].nome);
        }
        if (names.n) voce_di(def, str_of(tipi[j].nome), buf_str(&names));
    }
    ptrdiff_t people = 0, all;
    const Persona *p = ALL(r->arch, Persona, PERSONA, &all);
    for (ptrdiff_t i = 0; i < all; i++) {
        bool outside = str_eq(p[i].rapporto, S("organo")) || str_eq(p[i].rapporto, S("esterno"));
        bool there = (!date_is(p[i].assunto) || date_cmp(p[i].assunto, end) <= 0) &&
                     (!date_is(p[i].cessato) || date_cmp(p[i].cessato, end) >= 0);
        people += !outside && there;
    }
    if (people >= 5) voce_di(def, S("Persone in servizio al 31 dicembre"), numero_intero(a, people));
}

void relazione_risorse(Relatore *r)
{
    ptrdiff_t n;
    const Ente *e = ALL(r->arch, Ente, ENTE, &n);
    doc_heading(r->d, 2, S("Contesto e risorse"), S(""));
    doc_heading(r->d, 3, S("L'ente"), S(""));
    if (n && e->missione.n) doc_text(r->d, riservato_testo(r->riservato, e->missione));
    in_cifre(r);
    doc_heading(r->d, 3, S("Il contesto dell'anno"), S(""));
    parte_scritta(r, r->extra->contesto, S("che cosa è cambiato, fuori e dentro l'ente, nell'anno della Relazione"));
    doc_heading(r->d, 3, S("Le risorse"), S(""));
    tabella_risorse(r);
}

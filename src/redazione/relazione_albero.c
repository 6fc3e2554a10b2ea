/* relazione_albero.c - floor 6: the chapter on organisational performance: every node, every indicator. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/relazione_parti.h"

static Str con_titolo(Arena *a, const SpecchioNodo *k)
{
    return str_fmt(a, "%.*s. %.*s", STR_ARG(nodo_nome(a, k)), STR_ARG(k->versione->titolo));
}

static Str rilevati(Arena *a, const Specchio *s, ptrdiff_t i)
{
    SpecchioConti c = specchio_conti(s, i, s->nodi[i].fine);
    return str_fmt(a, "%td su %td", c.raggiunte + c.non_raggiunte, c.misure);
}

static Str sigla_di(const SpecchioNodo *k) { return k->versione->sigla.n ? k->versione->sigla : k->versione->nodo; }

/* ---- overview ---- */

static void panoramica(Relatore *r)
{
    Arena *a = r->a;
    doc_heading(r->d, 3, S("L'albero della performance"), S("albero"));
    capoverso(
        r->d,
        S("Priorità e obiettivi che stanno subito sotto, con il risultato su 100. Ogni voce porta al dettaglio."));
    Elenco *e = doc_list(r->d, false);
    for (ptrdiff_t i = 0; i < r->s->n; i = r->s->nodi[i].fine) {
        const SpecchioNodo *root = &r->s->nodi[i];
        Testo *t = elenco_item(e);
        testo_ref(t, con_titolo(a, root), nodo_ancora(a, root));
        testo_add(t, str_fmt(a, ": %.*s", STR_ARG(nodo_risultato(a, root))));
        if (i + 1 == root->fine) continue;
        Elenco *sub = elenco_sub(e, false);
        for (ptrdiff_t j = i + 1; j < root->fine; j = r->s->nodi[j].fine) {
            Testo *u = elenco_item(sub);
            testo_ref(u, con_titolo(a, &r->s->nodi[j]), nodo_ancora(a, &r->s->nodi[j]));
            testo_add(u, str_fmt(a, ": %.*s", STR_ARG(nodo_risultato(a, &r->s->nodi[j]))));
        }
    }
}

/* ---- one node in a few lines ---- */

/* Names of the units that contribute to the node or to what stands below it. */
static Str contributi(Relatore *r, ptrdiff_t from, ptrdiff_t to)
{
    ptrdiff_t n;
    const Apporto *rows = ALL(r->arch, Apporto, APPORTO, &n);
    LIST(Str) units = {0};
    for (ptrdiff_t i = 0; i < n; i++) {
        if (rows[i].anno != r->v->anno) continue;
        bool here = false, known = false;
        for (ptrdiff_t k = from; k < to && !here; k++) here = str_eq(r->s->nodi[k].versione->nodo, rows[i].nodo);
        for (ptrdiff_t k = 0; k < units.n && !known; k++) known = str_eq(units.items[k], rows[i].unita);
        if (here && !known) *PUSH(r->a, &units) = rows[i].unita;
    }
    Buf b = buf_new(r->a);
    for (ptrdiff_t k = 0; k < units.n; k++) {
        if (k) buf_put(&b, S("; "));
        buf_put(&b, unita_nome(r->arch, units.items[k]));
        if (str_eq(societa_o_unita(r->arch, units.items[k]), S("societa"))) buf_put(&b, S(" (società)"));
    }
    return buf_str(&b);
}

static void scheda_nodo(Relatore *r, ptrdiff_t i)
{
    Arena *a = r->a;
    const SpecchioNodo *k = &r->s->nodi[i];
    if (k->versione->descrizione.n) doc_text(r->d, riservato_testo(r->riservato, k->versione->descrizione));
    Definizioni *def = doc_definitions(r->d);
    Testo *t = definizioni_add(def, S("Risultato"));
    testo_strong(t, nodo_risultato(a, k));
    testo_add(t, str_fmt(a, " (indicatori rilevati: %.*s)", STR_ARG(rilevati(a, r->s, i))));
    if (k->grado && num_is(k->grado->grado_dirigente))
        voce_di(def, S("Grado del dirigente"), numero_a(a, k->grado->grado_dirigente, 2));
    if (num_is(k->versione->peso)) voce_di(def, S("Peso"), numero(a, k->versione->peso));
    if (k->versione->unita.n) voce_di(def, S("Responsabile"), unita_nome(r->arch, k->versione->unita));
    Str units = contributi(r, i, k->fine);
    if (units.n) voce_di(def, S("Contribuiscono"), units);
    Str judgement = k->grado ? riservato_testo(r->riservato, k->grado->giudizio) : S("");
    if (judgement.n) voce_di(def, S("Giudizio"), judgement);
}

/* ---- tables of a part of the tree: nodes from..to-1 ---- */

static void tabella_nodi(Relatore *r, ptrdiff_t from, ptrdiff_t to, Str titolo)
{
    Arena *a = r->a;
    if (from >= to) return;
    DocTabella *t = doc_table(r->d, titolo, S(""));
    colonne(t, "cttnnn", "Nodo", "Obiettivo", "Responsabile", "Risultato", "Grado del dirigente", "Rilevati");
    for (ptrdiff_t i = from; i < to; i++) {
        const SpecchioNodo *k = &r->s->nodi[i];
        Testo *cells = tabella_row(t);
        testo_add(&cells[0], sigla_di(k));
        testo_add(&cells[1],
                  str_fmt(a, "%.*s: %.*s", STR_ARG(parola_livello(a, k->livello)), STR_ARG(k->versione->titolo)));
        testo_add(&cells[2], unita_nome(r->arch, k->versione->unita));
        testo_add(&cells[3], nodo_risultato(a, k));
        bool defined = k->grado && num_is(k->grado->grado_dirigente);
        if (grado_diverso(k)) testo_strong(&cells[4], numero_a(a, k->grado->grado_dirigente, 2));
        else testo_add(&cells[4], defined ? numero_a(a, k->grado->grado_dirigente, 2) : S(""));
        testo_add(&cells[5], rilevati(a, r->s, i));
    }
}

static Str con_operatore(Arena *a, const SpecchioMisura *m, Num x)
{
    Str op = m->indicatore ? m->indicatore->operatore : S("");
    const char *sign = str_eq(op, S(">="))   ? "\u2265\u00a0"
                       : str_eq(op, S("<=")) ? "\u2264\u00a0"
                       : str_eq(op, S("="))  ? "=\u00a0"
                                             : "";
    return str_fmt(a, "%s%.*s", sign, STR_ARG(numero(a, x)));
}

static Str scostamento(Arena *a, const SpecchioMisura *m)
{
    if (!num_is(m->differenza)) return S("");
    if (!num_is(m->scostamento)) return numero_segno(a, m->differenza, -1);
    return str_fmt(a, "%.*s (%.*s\u00a0%%)", STR_ARG(numero_segno(a, m->differenza, -1)),
                   STR_ARG(numero_segno(a, m->scostamento, 1)));
}

static Str misura_con_unita(Arena *a, const SpecchioMisura *m)
{
    Str unit = m->indicatore ? m->indicatore->unita_misura : S("");
    return unit.n ? str_fmt(a, "%.*s (%.*s)", STR_ARG(misura_nome(m)), STR_ARG(unit)) : misura_nome(m);
}

static void tabella_misure(Relatore *r, ptrdiff_t from, ptrdiff_t to, Str titolo)
{
    Arena *a = r->a;
    DocTabella *t = NULL;
    for (ptrdiff_t i = from; i < to; i++) {
        const SpecchioNodo *k = &r->s->nodi[i];
        for (ptrdiff_t j = 0; j < k->n_misure; j++) {
            const SpecchioMisura *m = &k->misure[j];
            if (!t) {
                t = doc_table(r->d, titolo, S(""));
                colonne(t, "ctnnnnn", "Indicatore", "Nodo", "Partenza", "Target", "Valore", "Grado", "Scostamento");
            }
            Testo *cells = tabella_row(t);
            testo_add(&cells[0], misura_con_unita(a, m));
            testo_add(&cells[1], sigla_di(k));
            testo_add(&cells[2], num_is(m->target->base) ? numero(a, m->target->base) : S(""));
            testo_add(&cells[3], con_operatore(a, m, m->target->target));
            if (m->esito == MISURA_NON_COMPUTABILE) testo_add(&cells[4], S("non computabile"));
            else if (m->esito == MISURA_NON_RILEVATA) testo_add(&cells[4], S("non rilevato"));
            else testo_add(&cells[4], numero(a, m->valore->valore));
            testo_add(&cells[5], num_is(m->percentuale) ? numero_a(a, m->percentuale, 2) : S(""));
            if (m->oltre) testo_strong(&cells[6], scostamento(a, m));
            else testo_add(&cells[6], scostamento(a, m));
        }
    }
    if (t)
        tabella_note(t, str_fmt(a, "In grassetto gli scostamenti oltre il %.*s\u00a0%% del target.",
                                STR_ARG(numero(a, r->s->soglia))));
}

/* ---- reasons ---- */

static void motivo_misura(Relatore *r, DocTabella **t, Str titolo, const SpecchioNodo *k, const SpecchioMisura *m)
{
    Arena *a = r->a;
    Str reason = m->valore ? riservato_testo(r->riservato, m->valore->motivo) : S("");
    if (!reason.n && !misura_senza_motivo(m)) return;
    if (!*t) {
        *t = doc_table(r->d, titolo, S(""));
        colonne(*t, "cttt", "Indicatore", "Nodo", "Scostamento", "Motivo");
    }
    Testo *cells = tabella_row(*t);
    testo_add(&cells[0], misura_nome(m));
    testo_add(&cells[1], sigla_di(k));
    testo_add(&cells[2], m->esito == MISURA_NON_COMPUTABILE ? S("non computabile")
                         : m->esito == MISURA_NON_RILEVATA  ? S("non rilevato")
                                                            : scostamento(a, m));
    if (reason.n) {
        testo_add(&cells[3], reason);
        return;
    }
    testo_strong(&cells[3], S("Motivo mancante. "));
    testo_add(&cells[3], !m->oltre       ? S("Non è scritto perché il valore non c'è.")
                         : m->favorevole ? S("Il valore è migliore del target oltre la soglia.")
                                         : S("Il valore è peggiore del target oltre la soglia."));
}

static void motivi(Relatore *r, ptrdiff_t from, ptrdiff_t to, Str titolo)
{
    DocTabella *t = NULL;
    for (ptrdiff_t i = from; i < to; i++)
        for (ptrdiff_t j = 0; j < r->s->nodi[i].n_misure; j++)
            motivo_misura(r, &t, titolo, &r->s->nodi[i], &r->s->nodi[i].misure[j]);
}

static void gradi_diversi(Relatore *r, ptrdiff_t from, ptrdiff_t to, Str titolo)
{
    Arena *a = r->a;
    DocTabella *t = NULL;
    for (ptrdiff_t i = from; i < to; i++) {
        const SpecchioNodo *k = &r->s->nodi[i];
        if (!grado_diverso(k)) continue;
        if (!t) {
            t = doc_table(r->d, titolo, S(""));
            colonne(t, "cnnt", "Nodo", "Calcolato", "Definito", "Motivo");
        }
        Testo *cells = tabella_row(t);
        testo_add(&cells[0], nodo_nome(a, k));
        testo_add(&cells[1], nodo_risultato(a, k));
        testo_add(&cells[2], numero_a(a, k->grado->grado_dirigente, 2));
        Str reason = riservato_testo(r->riservato, k->grado->motivo);
        if (reason.n) testo_add(&cells[3], reason);
        else testo_strong(&cells[3], S("Motivo mancante"));
    }
}

static void risorse(Relatore *r, ptrdiff_t from, ptrdiff_t to, Str titolo)
{
    Arena *a = r->a;
    ptrdiff_t n;
    const Risorsa *rows = ALL(r->arch, Risorsa, RISORSA, &n);
    DocTabella *t = NULL;
    for (ptrdiff_t i = from; i < to; i++)
        for (ptrdiff_t j = 0; j < n; j++) {
            const SpecchioNodo *k = &r->s->nodi[i];
            if (rows[j].anno != r->v->anno || !str_eq(rows[j].nodo, k->versione->nodo)) continue;
            if (!t) {
                t = doc_table(r->d, titolo, S(""));
                colonne(t, "ctnnn", "Nodo", "Voce", "Previsto", "Consuntivo", "Differenza");
            }
            bool known = num_is(rows[j].consuntivo);
            ROW(t, k->versione->sigla, parola_codice(a, rows[j].voce), euro(a, rows[j].previsto),
                known ? euro(a, rows[j].consuntivo) : S("non rendicontato"),
                known ? numero_segno(a, num_sub(a, rows[j].consuntivo, rows[j].previsto), 2) : S(""));
        }
}

/* All that is said of nodes from..to-1; those from first_node on stand in a table of nodes too. */
static void parte(Relatore *r, ptrdiff_t from, ptrdiff_t to, ptrdiff_t first_node)
{
    Arena *a = r->a;
    Str sigla = sigla_di(&r->s->nodi[from]);
    tabella_nodi(r, first_node, to, str_fmt(a, "%.*s: obiettivi e risultati", STR_ARG(sigla)));
    tabella_misure(r, from, to, str_fmt(a, "%.*s: indicatori", STR_ARG(sigla)));
    motivi(r, from, to, str_fmt(a, "%.*s: motivi degli scostamenti", STR_ARG(sigla)));
    gradi_diversi(r, from, to,
                  str_fmt(a, "%.*s: gradi che il dirigente ha definito in modo diverso dal calcolo", STR_ARG(sigla)));
    risorse(r, from, to, str_fmt(a, "%.*s: risorse, in euro", STR_ARG(sigla)));
}

void relazione_albero(Relatore *r)
{
    Arena *a = r->a;
    doc_heading(r->d, 2, S("La performance organizzativa"), S("organizzativa"));
    panoramica(r);
    for (ptrdiff_t i = 0; i < r->s->n; i = r->s->nodi[i].fine) {
        const SpecchioNodo *root = &r->s->nodi[i];
        doc_heading(r->d, 3, con_titolo(a, root), nodo_ancora(a, root));
        scheda_nodo(r, i);
        parte(r, i, i + 1, i + 1); /* what stands below has parts of its own */
        for (ptrdiff_t j = i + 1; j < root->fine; j = r->s->nodi[j].fine) {
            doc_heading(r->d, 4, con_titolo(a, &r->s->nodi[j]), nodo_ancora(a, &r->s->nodi[j]));
            scheda_nodo(r, j);
            parte(r, j, r->s->nodi[j].fine, j + 1);
        }
    }
    doc_heading(r->d, 3, S("Pari opportunità e bilancio di genere"), S(""));
    parte_scritta(r, r->extra->pari_opportunita, S("le azioni e i risultati per le pari opportunità"));
}

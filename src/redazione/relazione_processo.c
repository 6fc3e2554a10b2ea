/* relazione_processo.c - floor 6: last chapters of the Relazione: people in aggregate, changes, process, mirror. Pure.
 */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/relazione_parti.h"

#include "cycle/aggregati.h"

/* ---- Obiettivi individuali ---- */

enum { CELLA_MINIMA = 5 };

/* The same figures as in the public tables, and no others of the same people: what one leaves out another would give
 * back. */
static void tabella_classi(Relatore *r, const Aggregati *x)
{
    DocTabella *t =
        doc_table(r->d, S("Valutati per gruppo di personale e classe di punteggio, in percentuale del massimo"), S(""));
    tabella_column(t, COLONNA_CAPO, S("Gruppo"));
    for (int c = 0; c < x->n_classi; c++) tabella_column(t, COLONNA_NUMERO, x->classi[c]);
    tabella_column(t, COLONNA_NUMERO, S("Totale"));
    for (int g = 0; g <= x->conteggi->righe; g++) {
        bool last = g == x->conteggi->righe;
        Testo *cells = last ? tabella_total(t) : tabella_row(t);
        testo_add(&cells[0], last ? S("Totale") : riservato_testo(r->riservato, x->gruppi[g]));
        for (int c = 0; c <= x->conteggi->colonne; c++) testo_add(&cells[c + 1], aggregati_cella(x, g, c, r->a));
    }
    tabella_note(t, aggregati_nota(x, r->a));
}

static void tabella_importi(Relatore *r, const Aggregati *x)
{
    DocTabella *t = doc_table(r->d, S("Premi: stanziato e distribuito, in euro"), S(""));
    colonne(t, "cnn", "Gruppo", "Stanziato", "Distribuito");
    for (int k = 0; k < x->n_importi; k++) {
        Testo *cells = k == x->n_importi - 1 ? tabella_total(t) : tabella_row(t);
        testo_add(&cells[0], x->importi[k].nome);
        testo_add(&cells[1], euro_cent(r->a, x->importi[k].stanziato_cent));
        testo_add(&cells[2], euro_cent(r->a, x->importi[k].distribuito_cent));
    }
}

static void aggregati(Relatore *r)
{
    Aggregati x;
    Difetti d = {.a = r->a};
    if (aggregati_premi(r->v, r->a, &x, &d)) {
        for (ptrdiff_t i = 0; i < d.lista.n; i++) capoverso(r->d, d.lista.items[i].cosa);
        return;
    }
    if (x.conteggi) tabella_classi(r, &x);
    if (x.n_importi) tabella_importi(r, &x);
    for (ptrdiff_t i = 0; i < x.avvisi.n; i++) capoverso(r->d, x.avvisi.items[i]);
}

void relazione_individuali(Relatore *r)
{
    Arena *a = r->a;
    ptrdiff_t n;
    doc_heading(r->d, 2, S("Gli obiettivi individuali"), S("individuali"));
    capoverso(
        r->d,
        S("I risultati delle persone compaiono solo in forma aggregata: nessun dato qui riguarda una persona sola."));
    int64_t assigned = 0, own = 0, interviews = 0;
    const ObiettivoAssegnato *o = ALL(r->arch, ObiettivoAssegnato, OBIETTIVO_ASSEGNATO, &n);
    for (ptrdiff_t i = 0; i < n; i++) assigned += o[i].anno == r->v->anno;
    const ObiettivoIndividuale *p = ALL(r->arch, ObiettivoIndividuale, OBIETTIVO_INDIVIDUALE, &n);
    for (ptrdiff_t i = 0; i < n; i++) own += p[i].anno == r->v->anno;
    const Riunione *m = ALL(r->arch, Riunione, RIUNIONE, &n);
    for (ptrdiff_t i = 0; i < n; i++) interviews += m[i].anno == r->v->anno && str_eq(m[i].tipo, S("colloquio"));
    const struct {
        const char *what;
        int64_t n;
    } rows[] = {{"Obiettivi assegnati a dirigenti e posizioni organizzative", assigned},
                {"Obiettivi individuali del personale", own},
                {"Colloqui registrati", interviews}};
    Definizioni *def = NULL;
    for (int i = 0; i < COUNT_OF(rows); i++) {
        if (!rows[i].n) continue;
        if (!def) def = doc_definitions(r->d);
        voce_di(def, str_of(rows[i].what),
                rows[i].n < CELLA_MINIMA ? S("meno di cinque") : numero_intero(a, rows[i].n));
    }
    aggregati(r);
}

/* ---- Variazioni in corso d'anno ---- */

typedef struct Variazione { Str oggetto, campo, prima, dopo, atto, motivo; } Variazione;
typedef struct Variazioni { Variazione *items; ptrdiff_t n, cap; } Variazioni;

static void varia(Relatore *r, Variazioni *l, Str oggetto, const char *campo, Str prima, Str dopo, Str atto, Str motivo)
{
    if (str_eq(prima, dopo)) return;
    *PUSH(r->a, l) =
        (Variazione){oggetto, str_of(campo), riservato_testo(r->riservato, prima), riservato_testo(r->riservato, dopo),
                     atto,    motivo};
}

static Str num_o_niente(Arena *a, Num x) { return num_is(x) ? numero(a, x) : S("nessuno"); }

static void varia_nodo(Relatore *r, Variazioni *l, const NodoVersione *before, const NodoVersione *now)
{
    Str what = now->sigla.n ? now->sigla : now->nodo;
    varia(r, l, what, "titolo", before->titolo, now->titolo, now->atto, now->motivo);
    varia(r, l, what, "sigla", before->sigla, now->sigla, now->atto, now->motivo);
    varia(r, l, what, "descrizione", before->descrizione, now->descrizione, now->atto, now->motivo);
    varia(r, l, what, "peso", num_o_niente(r->a, before->peso), num_o_niente(r->a, now->peso), now->atto, now->motivo);
    varia(r, l, what, "responsabile", unita_nome(r->arch, before->unita), unita_nome(r->arch, now->unita), now->atto,
          now->motivo);
    varia(r, l, what, "posto nell'albero", before->padre, now->padre, now->atto, now->motivo);
}

static void varia_target(Relatore *r, Variazioni *l, const Target *before, const Target *now)
{
    Arena *a = r->a;
    Str what = now->indicatore;
    for (ptrdiff_t i = 0; i < r->s->n; i++)
        for (ptrdiff_t j = 0; j < r->s->nodi[i].n_misure; j++)
            if (str_eq(r->s->nodi[i].misure[j].target->indicatore, now->indicatore))
                what = misura_nome(&r->s->nodi[i].misure[j]);
    varia(r, l, what, "target", num_o_niente(a, before->target), num_o_niente(a, now->target), now->atto, now->motivo);
    varia(r, l, what, "valore di partenza", num_o_niente(a, before->base), num_o_niente(a, now->base), now->atto,
          now->motivo);
    varia(r, l, what, "peso", num_o_niente(a, before->peso), num_o_niente(a, now->peso), now->atto, now->motivo);
    varia(r, l, what, "nodo", before->nodo, now->nodo, now->atto, now->motivo);
    varia(r, l, what, "target del secondo anno", num_o_niente(a, before->target1), num_o_niente(a, now->target1),
          now->atto, now->motivo);
    varia(r, l, what, "target del terzo anno", num_o_niente(a, before->target2), num_o_niente(a, now->target2),
          now->atto, now->motivo);
}

/* Whether an edition of the Plan holds some version of what the key names (its part before the first '/'). */
static bool edizione_ha(const Relatore *r, int64_t edizione, Str entita, Str identita)
{
    ptrdiff_t n;
    const EdizioneVoce *e = ALL(r->arch, EdizioneVoce, EDIZIONE_VOCE, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (e[i].anno == r->v->anno && e[i].edizione == edizione && str_eq(e[i].documento, S("piano")) &&
            str_eq(e[i].entita, entita) && str_starts(e[i].chiave, identita) && e[i].chiave.n > identita.n &&
            e[i].chiave.p[identita.n] == '/')
            return true;
    return false;
}

/* What came into the Plan or left it between its first edition and the one of reference. */
static void entrate_e_uscite(Relatore *r, Variazioni *l)
{
    const Edizione *p = r->s->piano;
    if (p->edizione <= 1) return;
    ptrdiff_t n;
    const EdizioneVoce *e = ALL(r->arch, EdizioneVoce, EDIZIONE_VOCE, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        bool first = e[i].edizione == 1, last = e[i].edizione == p->edizione;
        if (e[i].anno != r->v->anno || !str_eq(e[i].documento, S("piano")) || (!first && !last)) continue;
        ptrdiff_t slash = str_find(e[i].chiave, '/');
        Str id = slash < 0 ? e[i].chiave : str_sub(e[i].chiave, 0, slash);
        if (edizione_ha(r, first ? p->edizione : 1, e[i].entita, id)) continue;
        Str what = str_fmt(r->a, "%s %.*s", str_eq(e[i].entita, S("target")) ? "indicatore" : "nodo", STR_ARG(id));
        varia(r, l, what, "presenza nel Piano", first ? S("presente") : S("assente"),
              first ? S("assente") : S("presente"), p->atto, S(""));
    }
}

static void motivi_atti(Relatore *r, const Variazioni *l)
{
    Definizioni *def = NULL;
    for (ptrdiff_t i = 0; i < l->n; i++) {
        bool told = !str_trim(l->items[i].motivo).n;
        for (ptrdiff_t j = 0; j < i && !told; j++)
            told = str_eq(l->items[j].motivo, l->items[i].motivo) && str_eq(l->items[j].atto, l->items[i].atto);
        if (told) continue;
        if (!def) {
            doc_heading(r->d, 3, S("I motivi"), S(""));
            def = doc_definitions(r->d);
        }
        Str act = l->items[i].atto.n ? atto_estremi(r->a, r->arch, l->items[i].atto)
                                     : str_fmt(r->a, "Senza atto: %.*s", STR_ARG(l->items[i].oggetto));
        voce_di(def, act, riservato_testo(r->riservato, l->items[i].motivo));
    }
}

void relazione_variazioni(Relatore *r)
{
    Variazioni l = {0};
    ptrdiff_t n;
    const NodoVersione *v = ALL(r->arch, NodoVersione, NODO_VERSIONE, &n);
    for (ptrdiff_t i = 1; i < n; i++)
        if (v[i].anno == r->v->anno && v[i - 1].anno == v[i].anno && str_eq(v[i - 1].nodo, v[i].nodo))
            varia_nodo(r, &l, &v[i - 1], &v[i]);
    const Target *t = ALL(r->arch, Target, TARGET, &n);
    for (ptrdiff_t i = 1; i < n; i++)
        if (t[i].anno == r->v->anno && t[i - 1].anno == t[i].anno && str_eq(t[i - 1].indicatore, t[i].indicatore))
            varia_target(r, &l, &t[i - 1], &t[i]);
    entrate_e_uscite(r, &l);
    r->variazioni = l.n;
    doc_heading(r->d, 2, S("Le variazioni in corso d'anno"), S("variazioni"));
    if (!l.n) {
        capoverso(r->d, S("Nessun obiettivo e nessun target del Piano è cambiato in corso d'anno."));
        return;
    }
    capoverso(r->d, S("Che cosa è cambiato nel Piano dopo la prima approvazione, con quale atto e perché."));
    DocTabella *tab = doc_table(r->d, S("Variazioni del Piano"), S(""));
    colonne(tab, "ctttt", "Che cosa", "Dato", "Prima", "Dopo", "Atto");
    for (ptrdiff_t i = 0; i < l.n; i++) {
        const Variazione *x = &l.items[i];
        Testo *cells = tabella_row(tab);
        const Str plain[] = {x->oggetto, x->campo, x->prima, x->dopo};
        for (int k = 0; k < COUNT_OF(plain); k++) testo_add(&cells[k], plain[k]);
        if (x->atto.n) testo_add(&cells[4], atto_estremi(r->a, r->arch, x->atto));
        else testo_strong(&cells[4], S("Atto mancante")), r->variazioni_senza_atto++;
    }
    motivi_atti(r, &l);
}

/* ---- Il processo ---- */

/* Acts on the results of persons are told by kind and number: their subjects could point at somebody. */
static bool personale(Str evento)
{
    return str_starts(evento, S("valutazione_")) || str_starts(evento, S("modifiche.non_")) ||
           str_starts(evento, S("assegnazione.po"));
}

/* Acts that are about one person or a few: not in a public document. */
static bool di_pochi(Str evento)
{
    return str_eq(evento, S("valutazione_personale.deroga")) || str_eq(evento, S("valutazione_personale.ridetermina"));
}

/* The document knows nothing of what came after its own day. */
static bool dopo(const Relatore *r, Date day)
{
    return date_is(r->d->testata.data) && date_cmp(day, r->d->testata.data) > 0;
}

typedef struct Fatto { Date data, fine; Str cosa, chi, atto; int64_t volte; } Fatto;
typedef struct Fatti { Fatto *items; ptrdiff_t n, cap; } Fatti;

static int by_day(const void *x, const void *y)
{
    const Fatto *a = x, *b = y;
    int c = date_cmp(a->data, b->data);
    return c ? c : str_cmp(a->cosa, b->cosa);
}

static void aggiungi(Arena *a, Fatti *l, Fatto f, bool together)
{
    for (ptrdiff_t i = 0; together && i < l->n; i++) {
        Fatto *x = &l->items[i];
        if (!str_eq(x->cosa, f.cosa) || !str_eq(x->chi, f.chi)) continue;
        if (date_cmp(f.data, x->data) < 0) x->data = f.data;
        if (date_cmp(f.data, x->fine) > 0) x->fine = f.data;
        x->volte++;
        return;
    }
    f.fine = f.data;
    f.volte = 1;
    *PUSH(a, l) = f;
}

static void fasi(Relatore *r)
{
    Arena *a = r->a;
    Fatti l = {0};
    ptrdiff_t n;
    const Atto *x = ALL(r->arch, Atto, ATTO, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (x[i].anno != r->v->anno || !x[i].evento.n || di_pochi(x[i].evento) || dopo(r, x[i].data)) continue;
        bool together = personale(x[i].evento);
        Str act = str_fmt(a, "%.*s n. %.*s", STR_ARG(parola_tipo_atto(a, x[i].tipo)), STR_ARG(x[i].numero));
        aggiungi(a, &l,
                 (Fatto){.data = x[i].data,
                         .cosa = parola_evento(a, x[i].evento),
                         .chi = parola_organo(a, x[i].organo),
                         .atto = act},
                 together);
    }
    const Riunione *m = ALL(r->arch, Riunione, RIUNIONE, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (m[i].anno != r->v->anno || !m[i].evento.n || m[i].atto.n || dopo(r, m[i].data)) continue;
        aggiungi(a, &l,
                 (Fatto){.data = m[i].data,
                         .cosa = parola_evento(a, m[i].evento),
                         .chi = S(""),
                         .atto = S("registro delle riunioni")},
                 true);
    }
    if (!l.n) {
        capoverso(r->d, S("Nessun atto di quest'anno è nel registro."));
        return;
    }
    qsort(l.items, (size_t)l.n, sizeof *l.items, by_day);
    DocTabella *t = doc_table(r->d, S("Fasi, soggetti, tempi"), S("fasi"));
    colonne(t, "tctt", "Quando", "Fase", "Chi", "Atto");
    for (ptrdiff_t i = 0; i < l.n; i++) {
        const Fatto *f = &l.items[i];
        bool span = date_cmp(f->data, f->fine) != 0;
        ROW(t,
            span ? str_fmt(a, "dal %.*s al %.*s", STR_ARG(date_italian(a, f->data)), STR_ARG(date_italian(a, f->fine)))
                 : date_italian(a, f->data),
            f->cosa, f->chi, f->volte == 1 ? f->atto : str_fmt(a, "%lld registrati", (long long)f->volte));
    }
}

static void verifiche(Relatore *r)
{
    Arena *a = r->a;
    ptrdiff_t n;
    const VerificaOiv *v = ALL(r->arch, VerificaOiv, VERIFICA_OIV, &n);
    DocTabella *t = NULL;
    for (ptrdiff_t i = 0; i < n; i++) {
        if (v[i].anno != r->v->anno) continue;
        if (!t) {
            doc_heading(r->d, 3, S("Le verifiche dell'OIV"), S(""));
            t = doc_table(r->d, S("Verifiche dell'OIV"), S(""));
            colonne(t, "cttt", "Oggetto", "Esito", "Data", "Osservazioni");
        }
        ROW(t, parola_verifica(a, v[i].oggetto), parola_esito(a, v[i].esito), date_italian(a, v[i].data),
            riservato_testo(r->riservato, v[i].testo));
    }
}

/* The day on which a document was published: its first such act after the approval. */
static Date pubblicata(const Relatore *r, const Edizione *e, Date approved)
{
    ptrdiff_t n;
    const Atto *x = ALL(r->arch, Atto, ATTO, &n);
    Str event = str_fmt(r->a, "pubblicazione.%.*s", STR_ARG(e->documento));
    Date best = {0};
    for (ptrdiff_t i = 0; i < n; i++)
        if (x[i].anno == e->anno && str_eq(x[i].evento, event) && date_cmp(x[i].data, approved) >= 0 &&
            !dopo(r, x[i].data) && (!date_is(best) || date_cmp(x[i].data, best) < 0))
            best = x[i].data;
    return best;
}

static void documenti(Relatore *r)
{
    Arena *a = r->a;
    ptrdiff_t n;
    const Edizione *e = ALL(r->arch, Edizione, EDIZIONE, &n);
    doc_heading(r->d, 3, S("I documenti del ciclo"), S(""));
    DocTabella *t = doc_table(r->d, S("Documenti del ciclo"), S("documenti"));
    colonne(t, "cttt", "Documento", "Atto", "Approvato il", "Pubblicato il");
    bool own = false;
    for (ptrdiff_t i = 0; i < n; i++) {
        if (e[i].anno != r->v->anno) continue;
        own |= str_eq(e[i].documento, S("relazione"));
        const Atto *act = atto_di(r->arch, e[i].atto);
        Date day = act ? pubblicata(r, &e[i], act->data) : (Date){0};
        ROW(t, e[i].titolo,
            act ? str_fmt(a, "%.*s n. %.*s", STR_ARG(parola_tipo_atto(a, act->tipo)), STR_ARG(act->numero))
                : S("manca"),
            act ? date_italian(a, act->data) : S("non ancora"), date_is(day) ? date_italian(a, day) : S("nessun atto"));
    }
    if (!own)
        ROW(t, str_fmt(a, "Relazione sulla performance %lld", (long long)r->v->anno), S("manca"), S("non ancora"),
            S("nessun atto"));
}

void relazione_processo(Relatore *r)
{
    doc_heading(r->d, 2, S("Il processo di misurazione e valutazione"), S("processo"));
    capoverso(r->d, S("Le fasi del ciclo come risultano dal registro degli atti e da quello delle riunioni."));
    doc_heading(r->d, 3, S("Fasi, soggetti e tempi"), S(""));
    fasi(r);
    verifiche(r);
    documenti(r);
    doc_heading(r->d, 3, S("Punti di forza e di debolezza"), S(""));
    parte_scritta(r, r->extra->miglioramento,
                  S("che cosa ha funzionato nel ciclo di quest'anno e che cosa va migliorato"));
}

/* ---- Verifica dello specchio ---- */

static void verifica(Relatore *r, DocTabella *t, Str cosa, int64_t buone, int64_t tutte, Str se_manca)
{
    Testo *cells = tabella_row(t);
    testo_add(&cells[0], cosa);
    testo_add(&cells[1],
              str_fmt(r->a, "%.*s su %.*s", STR_ARG(numero_intero(r->a, buone)), STR_ARG(numero_intero(r->a, tutte))));
    if (buone == tutte) testo_add(&cells[2], S("sì"));
    else testo_strong(&cells[2], se_manca);
}

static void elenca(Relatore *r, const Str *items, ptrdiff_t n, Str titolo)
{
    if (!n) return;
    DocNota *note = doc_note(r->d, NOTA_ATTENZIONE, titolo);
    Buf b = buf_new(r->a);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (i) buf_put(&b, S("; "));
        buf_put(&b, items[i]);
    }
    testo_add(nota_paragraph(note), buf_str(&b));
}

void relazione_specchio(Relatore *r)
{
    const SpecchioConti *c = &r->s->conti;
    const ptrdiff_t absent = r->s->assenti.n;
    doc_heading(r->d, 2, S("Verifica dello specchio"), S("specchio"));
    capoverso(r->d, S("La Relazione è lo specchio del Piano se nessun obiettivo e nessun indicatore manca e se ogni "
                      "scostamento ha il suo motivo."));
    DocTabella *t = doc_table(r->d, S("Che cosa è stato verificato"), S(""));
    colonne(t, "cnt", "Verifica", "Quanti", "Completa");
    verifica(r, t, S("Voci del Piano approvato che compaiono qui"), c->nodi + c->misure, c->nodi + c->misure + absent,
             S("no: elenco qui sotto"));
    verifica(r, t, S("Nodi con un risultato"), c->nodi_con_risultato, c->nodi, S("no: nodi senza indicatori rilevati"));
    verifica(r, t, S("Indicatori con un valore"), c->raggiunte + c->non_raggiunte, c->misure,
             S("no: elenco nel capitolo 2"));
    verifica(r, t, S("Indicatori senza valore che hanno un motivo"),
             c->non_rilevate + c->non_computabili - c->senza_valore_senza_motivo, c->non_rilevate + c->non_computabili,
             S("no: motivi mancanti"));
    verifica(r, t, S("Scostamenti sfavorevoli oltre la soglia che hanno un motivo"),
             c->oltre_sfavorevoli - c->sfavorevoli_senza_motivo, c->oltre_sfavorevoli, S("no: motivi mancanti"));
    verifica(r, t, S("Scostamenti favorevoli oltre la soglia che hanno un motivo"),
             c->oltre_favorevoli - c->favorevoli_senza_motivo, c->oltre_favorevoli, S("no: motivi mancanti"));
    verifica(r, t, S("Gradi del dirigente diversi dal calcolo che hanno un motivo"),
             c->gradi_diversi - c->gradi_senza_motivo, c->gradi_diversi, S("no: motivi mancanti"));
    verifica(r, t, S("Variazioni che hanno un atto"), r->variazioni - r->variazioni_senza_atto, r->variazioni,
             S("no: atti mancanti"));
    verifica(r, t, S("Indicatori calcolati sul target del Piano approvato"), c->misure - c->disallineate, c->misure,
             S("no: il Piano va aggiornato"));
    verifica(r, t, S("Parti che scrive l'ente"), 3 - r->da_scrivere, 3, S("no: parti da scrivere"));
    tabella_note(t, str_fmt(r->a, "La soglia è il %.*s\u00a0%% del target.", STR_ARG(numero(r->a, r->s->soglia))));
    elenca(r, r->s->assenti.items, absent, S("Voci del Piano senza dati"));
    elenca(r, r->s->radici_diverse.items, r->s->radici_diverse.n,
           S("Il risultato dell'ente è la media dei nodi calcolati senza padre: nel Piano approvato questi non ci sono, o pesano "
             "diversamente"));
    elenca(r, r->s->fuori_piano.items, r->s->fuori_piano.n, S("Nodi calcolati ma non compresi nel Piano approvato"));
    if (r->riservato->omessi) {
        DocNota *note = doc_note(r->d, NOTA_ATTENZIONE, S("Testi omessi"));
        testo_add(nota_paragraph(note), str_fmt(r->a,
                                                "Contengono il nome o il codice di una persona, e perciò non compaiono "
                                                "qui, %.*s: vanno riscritti nei dati.",
                                                STR_ARG(quanti(r->a, r->riservato->omessi, "testo", "testi"))));
    }
}

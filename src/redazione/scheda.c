/* scheda.c - floor 6: the sheets of one person as a document to be printed, signed and kept. Pure. (C-4.33, S-N.65) */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/scheda.h"

#include "redazione/parole.h"

typedef struct Penna { const SchedaPersona *s; Documento *d; Arena *a; } Penna;

static Str dash(Str s) { return s.n ? s : S("\u2013"); }
static Str mark(Arena *a, Num x) { return num_is(x) ? numero(a, x) : S("\u2013"); }
static Str points(Arena *a, Num x, int places) { return num_is(x) ? numero_a(a, x, places) : S("\u2013"); }
static Str day(Arena *a, Date d) { return date_is(d) ? date_italian(a, d) : S("\u2013"); }

static Str when(Arena *a, Str utc)
{
    Date d;
    return utc.n >= 10 && date_parse_iso(str_sub(utc, 0, 10), &d) ? date_italian(a, d) : S("");
}

/* ---- what was assigned ---- */

static void objectives(const Penna *p, const SchedaFoglio *f)
{
    if (!f->obiettivi.n) return;
    bool scored = p->s->dati->vista != SCHEDA_ASSEGNATA;
    DocTabella *t = doc_table(p->d, S("Obiettivi assegnati"), S(""));
    colonne(t, "cttn", "Codice", "Obiettivo", "Tipo", "Peso");
    if (scored) tabella_column(t, COLONNA_NUMERO, S("Risultato"));
    bool left_out = false;
    for (ptrdiff_t i = 0; i < f->obiettivi.n; i++) {
        const SchedaObiettivo *o = &f->obiettivi.items[i];
        bool counts = str_eq(o->stato, S("ordinario"));
        left_out = left_out || !counts;
        Testo *c = tabella_row(t);
        testo_add(&c[0], o->codice);
        testo_add(&c[1], o->titolo);
        if (!counts)
            testo_add(&c[1], str_fmt(p->a, " (%.*s%s%.*s)", STR_ARG(minuscola(p->a, parola_codice(p->a, o->stato))),
                                     o->motivo.n ? ": " : "", STR_ARG(o->motivo)));
        testo_add(&c[2], parola_codice(p->a, o->tipo));
        testo_add(&c[3], num_is(o->peso) ? numero(p->a, o->peso) : S("uguale"));
        if (scored) testo_add(&c[4], counts ? points(p->a, o->punteggio, 2) : S("escluso"));
    }
    tabella_note(t, left_out ? S("Risultato: da 0 a 100. Gli obiettivi esclusi non contano nella media.")
                             : S("Risultato: da 0 a 100."));
}

static void individual(const Penna *p, const SchedaFoglio *f)
{
    if (!f->individuali.n) return;
    bool scored = p->s->dati->vista != SCHEDA_ASSEGNATA;
    DocTabella *t = doc_table(p->d, S("Obiettivi individuali"), S(""));
    colonne(t, "cttnt", "N.", "Obiettivo", "Come si misura", "Peso", "Condiviso");
    if (scored) tabella_column(t, COLONNA_NUMERO, S("Livello")), tabella_column(t, COLONNA_TESTO, S("Certificato da"));
    for (ptrdiff_t i = 0; i < f->individuali.n; i++) {
        const SchedaIndividuale *o = &f->individuali.items[i];
        Testo *c = tabella_row(t);
        testo_add(&c[0], numero_intero(p->a, o->numero));
        testo_add(&c[1], o->titolo);
        testo_add(&c[2], dash(o->indicatore));
        testo_add(&c[3], mark(p->a, o->peso));
        testo_add(&c[4], str_fmt(p->a, "%.*s%s%.*s", STR_ARG(day(p->a, o->condiviso_il)), o->modo.n ? ", " : "",
                                 STR_ARG(o->modo)));
        if (!scored) continue;
        testo_add(&c[5], mark(p->a, o->livello));
        testo_add(&c[6], dash(o->certificato_da));
    }
    if (scored) tabella_note(t, S("Livello: da 0 a 1."));
}

/* ---- marks ---- */

static void half_sheet(const Penna *p, const SchedaFoglio *f, int h)
{
    const SchedaMezza *m = &f->mezze[h];
    Arena *a = p->a;
    Str head = m->nome.n ? str_fmt(a, "Semischeda %d: %.*s", h + 1, STR_ARG(m->nome)) : str_fmt(a, "Semischeda %d", h + 1);
    if (m->vale < 0) {
        capoverso(p->d, str_fmt(a, "%.*s: nessun punteggio.", STR_ARG(head)));
        return;
    }
    DocTabella *t = doc_table(p->d, head, S(""));
    tabella_column(t, COLONNA_CAPO, S("Elemento"));
    for (int l = 0; l < SCHEDA_LIVELLI; l++)
        if (m->livelli[l].presente) tabella_column(t, COLONNA_NUMERO, parola_codice(a, scheda_livello(l)));
    for (int i = 0; i <= SCHEDA_ELEMENTI; i++) {
        Testo *c = i < SCHEDA_ELEMENTI ? tabella_row(t) : tabella_total(t);
        int k = 0;
        testo_add(&c[k++], i < SCHEDA_ELEMENTI ? m->elementi[i] : S("Totale"));
        for (int l = 0; l < SCHEDA_LIVELLI; l++)
            if (m->livelli[l].presente)
                testo_add(&c[k++], mark(a, i < SCHEDA_ELEMENTI ? m->livelli[l].e[i] : m->livelli[l].totale));
    }
    tabella_note(t, str_fmt(a, "Fascia %.*s%.*s.", STR_ARG(m->fascia),
                            STR_ARG(num_is(m->coefficiente) ? str_fmt(a, ", coefficiente %.*s", STR_ARG(numero(a, m->coefficiente)))
                                                            : S(""))));
}

static void who_evaluated(const Penna *p, const SchedaFoglio *f)
{
    Arena *a = p->a;
    DocTabella *t = NULL;
    for (int h = 0; h < 2; h++)
        for (int l = 0; l < SCHEDA_LIVELLI; l++) {
            const SchedaVoto *v = &f->mezze[h].livelli[l];
            if (!v->presente) continue;
            if (!t) {
                t = doc_table(p->d, S("Chi ha valutato, quando, perché"), S(""));
                colonne(t, "cnttt", "Livello", "Semischeda", "Scritto da", "Atto", "Motivo");
            }
            Str who = v->autore.n ? scheda_nome_di(a, p->s->arch, v->autore) : S("dati importati"), on = when(a, v->quando);
            ROW(t, parola_codice(a, scheda_livello(l)), numero_intero(a, h + 1),
                on.n ? str_fmt(a, "%.*s, %.*s", STR_ARG(who), STR_ARG(on)) : who,
                v->atto.n ? atto_estremi(a, p->s->arch, v->atto) : S("\u2013"), dash(v->motivo));
        }
}

static void competences(const Penna *p, const SchedaFoglio *f)
{
    if (!f->competenze.n || p->s->dati->vista == SCHEDA_ASSEGNATA) return;
    DocTabella *t = doc_table(p->d, S("Prestazioni"), S(""));
    colonne(t, "cnn", "Competenza", "Proposta", "Decisa");
    for (ptrdiff_t i = 0; i < f->competenze.n; i++) {
        const SchedaCompetenza *c = &f->competenze.items[i];
        ROW(t, c->nome, mark(p->a, c->proposta), mark(p->a, c->decisa));
    }
}

static void texts(const Penna *p, const SchedaFoglio *f)
{
    const struct { const char *title; Str text; } all[] = {{"Parere", f->scheda->parere}, {"Giudizio", f->scheda->giudizio},
                                                           {"Fattori esterni", f->scheda->fattori_esterni}};
    for (ptrdiff_t i = 0; p->s->dati->vista != SCHEDA_ASSEGNATA && i < COUNT_OF(all); i++) {
        if (!all[i].text.n) continue;
        doc_heading(p->d, 3, str_of(all[i].title), S(""));
        doc_text(p->d, all[i].text);
    }
}

/* ---- numbers ---- */

static void numbers(const Penna *p, const SchedaFoglio *f)
{
    if (!f->numeri.n) return;
    DocTabella *t = doc_table(p->d, S("Risultati"), S(""));
    colonne(t, "cn", "Risultato", "Valore");
    for (ptrdiff_t i = 0; i < f->numeri.n; i++) {
        const SchedaNumero *n = &f->numeri.items[i];
        if (n->forma == SCHEDA_GIORNI) ROW(t, n->nome, str_fmt(p->a, "%.*s (giorni %.*s)", STR_ARG(n->cosa), STR_ARG(n->valore)));
        else ROW(t, n->nome, n->valore);
    }
    tabella_note(t, S("La scheda di calcolo dice, passo per passo, come si arriva a ciascun numero."));
}

static void about(const Penna *p, const SchedaFoglio *f)
{
    Arena *a = p->a;
    const Scheda *x = f->scheda;
    Definizioni *def = doc_definitions(p->d);
    voce_di(def, S("Periodo"), date_is(x->al) ? str_fmt(a, "dal %.*s al %.*s", STR_ARG(date_italian(a, x->dal)),
                                                        STR_ARG(date_italian(a, x->al)))
                                              : str_fmt(a, "dal %.*s", STR_ARG(date_italian(a, x->dal))));
    voce_di(def, S("Valuta"), f->valutatore);
    if (f->unita.n) voce_di(def, S("Unità"), f->unita);
    if (f->gruppo.n) voce_di(def, S("Gruppo"), f->gruppo);
    if (f->progetto.n)
        voce_di(def, S("Progetto incentivante"),
                str_fmt(a, "%.*s: livello certificato %.*s, parte collettiva C %.*s", STR_ARG(f->progetto), STR_ARG(mark(a, f->g)),
                        STR_ARG(points(a, f->c, p->s->sistema->coefficienti.cifre))));
    if (f->giorni_dovuti)
        voce_di(def, S("Presenza"), str_fmt(a, "%.*s dovuti, %.*s di assenza che conta", STR_ARG(quanti(a, f->giorni_dovuti, "giorno", "giorni")),
                                            STR_ARG(quanti(a, f->giorni_assenza, "giorno", "giorni"))));
    if (p->s->dati->vista != SCHEDA_ASSEGNATA && num_is(x->prestazione)) voce_di(def, S("Prestazione"), numero(a, x->prestazione));
    if (num_is(x->retribuzione_massima)) voce_di(def, S("Retribuzione massima"), str_fmt(a, "%.*s\u00a0€", STR_ARG(euro(a, x->retribuzione_massima))));
    if (f->atto.n) voce_di(def, S("Decisa con"), atto_estremi(a, p->s->arch, f->atto));
}

static void sheet(const Penna *p, const SchedaFoglio *f)
{
    static const struct { const char *tipo, *titolo; } kinds[] = {
        {"dirigente", "Scheda di dirigente"}, {"posizione", "Scheda di posizione organizzativa"}, {"personale", "Scheda del personale"}};
    for (ptrdiff_t i = 0; i < COUNT_OF(kinds); i++)
        if (str_eq(f->scheda->tipo, str_of(kinds[i].tipo))) doc_heading(p->d, 2, str_of(kinds[i].titolo), S(""));
    about(p, f);
    numbers(p, f);
    objectives(p, f);
    competences(p, f);
    if (f->personale && p->s->dati->vista != SCHEDA_ASSEGNATA) {
        for (int h = 0; h < 2; h++) half_sheet(p, f, h);
        who_evaluated(p, f);
    }
    individual(p, f);
    texts(p, f);
    for (ptrdiff_t i = 0; i < f->avvisi.n; i++)
        testo_add(nota_paragraph(doc_note(p->d, NOTA_ATTENZIONE, S("Da sapere"))), f->avvisi.items[i]);
}

static void interviews(const Penna *p)
{
    const SchedaPersona *s = p->s;
    if (s->dati->vista != SCHEDA_DECISA) return;
    doc_heading(p->d, 2, S("Colloquio e presa visione"), S(""));
    if (!s->colloqui.n) capoverso(p->d, S("Non c'è un colloquio registrato su questa valutazione, o chi stampa non lo può vedere."));
    for (ptrdiff_t i = 0; i < s->colloqui.n; i++) {
        const SchedaColloquio *c = &s->colloqui.items[i];
        Definizioni *def = doc_definitions(p->d);
        voce_di(def, S("Colloquio"), str_fmt(p->a, "%.*s, %.*s", STR_ARG(date_italian(p->a, c->riunione->data)), STR_ARG(c->riunione->codice)));
        if (c->con.n) voce_di(def, S("Con"), c->con);
        voce_di(def, S("Presa visione"), date_is(c->presa_visione) ? date_italian(p->a, c->presa_visione) : S("non ancora data"));
        if (c->osservazioni.n) voce_di(def, S("Osservazioni"), c->osservazioni);
    }
    doc_signature(p->d, S("Per presa visione"), s->nome, S(""), (Date){0});
}

/* ---- the document ---- */

static Documento *blank(const SchedaPersona *s, Arena *a)
{
    static const char *const states[] = {"Obiettivi assegnati", "Proposta, non ancora decisa", "Riservato"};
    ptrdiff_t n;
    const Ente *e = ALL(s->arch, Ente, ENTE, &n);
    bool example = n && str_eq(e->esempio, S("si"));
    const SchedaDati *x = s->dati;
    Str state = str_of(states[x->vista]);
    Testata t = {.titolo = str_fmt(a, "Scheda di valutazione %lld", (long long)x->anno),
                 .sottotitolo = str_fmt(a, "%.*s (%.*s)", STR_ARG(s->nome), STR_ARG(x->persona)),
                 .ente = n ? e->nome : S(""),
                 .identificativo = str_fmt(a, "SCHEDA/%lld/%.*s", (long long)x->anno, STR_ARG(x->persona)),
                 .oggetto = str_fmt(a, "Scheda di valutazione dell'anno %lld", (long long)x->anno),
                 .stato = example ? str_fmt(a, "%.*s. Dati di esempio", STR_ARG(state)) : state,
                 .impronta_regole = s->sistema ? s->sistema->impronta : S(""),
                 .ancora_giornale = x->ancora,
                 .data = x->data};
    Documento *d = doc_new(a, &t);
    if (example)
        testo_add(nota_paragraph(doc_note(d, NOTA_ESEMPIO, S("Dati di esempio"))),
                  S("Ente, persona e valori di questo documento sono inventati."));
    return d;
}

Err redazione_scheda(const SchedaPersona *s, Arena *a, Documento **out, Difetti *d)
{
    if (!s->fogli.n) {
        difetto(d, 0, str_fmt(a, "persona %.*s", STR_ARG(s->dati->persona)), "nel %lld non ha una scheda", (long long)s->dati->anno);
        return E_NON_TROVATO;
    }
    Penna p = {s, blank(s, a), a};
    for (ptrdiff_t i = 0; i < s->fogli.n; i++) sheet(&p, &s->fogli.items[i]);
    for (ptrdiff_t i = 0; i < s->note.n; i++)
        testo_add(nota_paragraph(doc_note(p.d, NOTA_ATTENZIONE, S("Da completare"))), s->note.items[i]);
    interviews(&p);
    *out = p.d;
    return OK;
}

/* vincoli.c - floor 6: the report of constraints, group by group and level by level. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/vincoli_parti.h"

static const char *const livelli[VINCOLI_LIVELLI] = {"proposta", "verificata", "rideterminata", "determinata"};

Str vincoli_livello(int livello) { return str_of(livelli[livello]); }

Str vincoli_codice(Str id)
{
    ptrdiff_t at = str_find(id, '@');
    return at < 0 ? id : str_sub(id, 0, at);
}

static const Semischeda *esatta(const Valutazione *v, Str persona, int semischeda, Str livello)
{
    const Semischeda *x = fatti_semischeda_a(v->arch, persona, v->anno, semischeda, livello);
    return x && str_eq(x->livello, livello) ? x : NULL;
}

void vincoli_gruppo(const Valutazione *v, ptrdiff_t gruppo, int livello, Arena *a, VincoliGruppo *out)
{
    Caso c = v->caso;
    CasoGruppo *groups = NEW_N(a, CasoGruppo, c.n_gruppi), *g = &groups[gruppo];
    memcpy(groups, c.gruppi, (size_t)c.n_gruppi * sizeof *groups);
    out->presente = false;
    for (int h = 0; h < 2; h++) {
        g->marks[h] = NEW_N(a, int, g->n);
        for (ptrdiff_t i = 0; i < g->n; i++) {
            const Semischeda *x =
                fatti_semischeda_a(v->arch, g->valutati[i], v->anno, h + 1, vincoli_livello(livello));
            int64_t mark = v->caso.gruppi[gruppo].marks[h][i];
            Num points = x ? num_mul(a, x->totale, num_int(parti_di_punto(&v->caso.opzioni))) : (Num){0};
            if (x && !num_to_int(a, points, &mark)) mark = v->caso.gruppi[gruppo].marks[h][i];
            g->marks[h][i] = (int)mark;
            out->presente |= x && str_eq(x->livello, vincoli_livello(livello));
        }
    }
    c.gruppi = groups;
    out->gruppo = *g;
    rule_gruppo(&c, gruppo, false, a, &out->esito);
}

Str vincoli_esito(Arena *a, const EsitoGruppo *e)
{
    if (e->esito == GRUPPO_CONFORME) return S("conforme");
    Buf b = buf_new(a);
    buf_put(&b, e->esito == GRUPPO_DEROGA ? S("in deroga") : S("non conforme"));
    for (int i = 0; i < e->n_violazioni; i++) {
        bool told = false;
        for (int j = 0; j < i; j++) told |= !strcmp(e->violazioni[i].vincolo, e->violazioni[j].vincolo);
        if (!told) buf_fmt(&b, "%s%s", i ? ", " : ": ", e->violazioni[i].vincolo);
    }
    return buf_str(&b);
}

const Gruppo *vincoli_record(const Archivio *arch, Str codice)
{
    ptrdiff_t n;
    const Gruppo *g = ALL(arch, Gruppo, GRUPPO, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(g[i].codice, codice)) return &g[i];
    return NULL;
}

/* ---- summary ---- */

static void regole(const Controllore *w)
{
    Arena *a = w->a;
    PropostaRegole p;
    proposta_regole(&w->v->caso, &p);
    int parti = parti_di_punto(&w->v->caso.opzioni);
    doc_heading(w->d, 3, S("I vincoli"), S(""));
    Definizioni *def = doc_definitions(w->d);
    voce_di(def, S("C1, plafond"),
            str_fmt(a, "in ciascuna semischeda i punti non superano %d per valutato (S-N.52)", p.plafond / parti));
    voce_di(def, S("C2, scostamenti"),
            str_fmt(a, "la somma degli scostamenti da %d non supera zero (S-N.55)", p.plafond / parti));
    voce_di(def, S("C3, scostamenti positivi"),
            str_fmt(a, "la somma dei soli scostamenti positivi è %d punti per valutato (S-N.56)", p.positivi / parti));
    voce_di(def, S("C4, fascia A"),
            str_fmt(a,
                    "chi ha almeno %d punti non supera un terzo dei valutati; se la divisione dà un resto, un altro in "
                    "una sola semischeda (S-N.57-58)",
                    (p.soglia_a + parti - 1) / parti));
    voce_di(def, S("Deroga"),
            S("con meno di tre valutati il dirigente può motivare una valutazione fuori dai vincoli (S-N.61)"));
    voce_di(
        def, S("Rideterminazione"),
        S("il Segretario generale non è tenuto ai vincoli: lo scostamento resta scritto con il suo motivo (S-N.62)"));
}

static void sintesi(const Controllore *w)
{
    Arena *a = w->a;
    const Caso *c = &w->v->caso;
    doc_heading(w->d, 2, S("Sintesi"), S(""));
    int64_t counts[3] = {0}, people = 0;
    bool level_used[VINCOLI_LIVELLI] = {0};
    for (ptrdiff_t i = 0; i < c->n_gruppi; i++) {
        counts[w->v->esito.gruppi[i].esito]++;
        people += c->gruppi[i].n;
        for (int l = 0; l < VINCOLI_LIVELLI; l++) level_used[l] |= w->gruppi[i][l].presente;
    }
    capoverso_fmt(
        w->d,
        "%s del %lld riguardano %.*s in %.*s. All'ultimo livello raggiunto %.*s, %.*s in deroga, %.*s.",
        w->solo ? "Queste valutazioni" : "Le valutazioni", (long long)w->v->anno,
        STR_ARG(quanti(a, people, "valutato", "valutati")),
        STR_ARG(quanti(a, c->n_gruppi, "gruppo", "gruppi")),
        STR_ARG(quanti(a, counts[GRUPPO_CONFORME], "è conforme", "sono conformi")),
        STR_ARG(numero_intero(a, counts[GRUPPO_DEROGA])),
        STR_ARG(quanti(a, counts[GRUPPO_NON_CONFORME], "non è conforme", "non sono conformi")));
    DocTabella *t = doc_table(w->d, S("Esito di ogni gruppo, livello per livello"), S("esiti"));
    colonne(t, "ctn", "Gruppo", "Unità", "Valutati");
    for (int l = 0; l < VINCOLI_LIVELLI; l++)
        if (level_used[l]) tabella_column(t, COLONNA_TESTO, parola_codice(a, vincoli_livello(l)));
    for (ptrdiff_t i = 0; i < c->n_gruppi; i++) {
        const Gruppo *g = vincoli_record(w->v->arch, c->gruppi[i].id);
        Testo *cells = tabella_row(t);
        int k = 0;
        testo_ref(&cells[k++], c->gruppi[i].id, str_fmt(a, "gruppo/%.*s", STR_ARG(c->gruppi[i].id)));
        testo_add(&cells[k++], g ? unita_nome(w->v->arch, g->unita) : S(""));
        testo_add(&cells[k++], numero_intero(a, c->gruppi[i].n));
        for (int l = 0; l < VINCOLI_LIVELLI; l++) {
            if (!level_used[l]) continue;
            const VincoliGruppo *x = &w->gruppi[i][l];
            Str words = x->presente ? vincoli_esito(a, &x->esito) : S("");
            if (x->presente && x->esito.esito == GRUPPO_NON_CONFORME) testo_strong(&cells[k], words);
            else testo_add(&cells[k], words);
            k++;
        }
    }
    tabella_note(t, S("Una casella vuota: nessun punteggio del gruppo è stato dato a quel livello."));
    regole(w);
}

/* ---- one group ---- */

/* Who has a mark of band A in at least one half-sheet. */
static ptrdiff_t in_a(const EsitoGruppo *e, ptrdiff_t n)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < n; i++) count += e->in_a[0][i] || e->in_a[1][i];
    return count;
}

static void livelli_gruppo(const Controllore *w, ptrdiff_t i)
{
    Arena *a = w->a;
    Str id = w->v->caso.gruppi[i].id;
    DocTabella *t = doc_table(w->d, str_fmt(a, "%.*s: vincoli", STR_ARG(id)), S(""));
    colonne(t, "cnnnnnnt", "Livello", "Semischeda", "Punti", "Plafond", "Scostamenti", "Positivi", "In A", "Esito");
    for (int l = 0; l < VINCOLI_LIVELLI; l++) {
        const VincoliGruppo *x = &w->gruppi[i][l];
        for (int h = 0; h < 2 && x->presente; h++) {
            const EsitoSemischeda *s = &x->esito.semischede[h];
            int64_t top = 0;
            for (ptrdiff_t k = 0; k < x->gruppo.n; k++) top += x->esito.in_a[h][k];
            ROW(t, parola_codice(a, vincoli_livello(l)), h ? S("2") : S("1"), numero_intero(a, s->somma),
                numero_intero(a, s->plafond), numero_segno(a, num_int(s->scostamenti), 0),
                str_fmt(a, "%.*s su %.*s", STR_ARG(numero_intero(a, s->positivi)),
                        STR_ARG(numero_intero(a, s->positivi_dovuti))),
                numero_intero(a, top),
                h ? str_fmt(a, "valutati in A: %td", in_a(&x->esito, x->gruppo.n)) : vincoli_esito(a, &x->esito));
        }
    }
    const EsitoGruppo *e = &w->v->esito.gruppi[i];
    tabella_note(t, str_fmt(a, "Positivi: punti di scostamento positivo su quelli dovuti. In fascia A: %.*s.",
                            STR_ARG(!e->massimo_a ? S("un solo valutato, in una sola semischeda")
                                                  : str_fmt(a, "al massimo %td%s", e->massimo_a,
                                                            e->resto ? ", e un altro in una sola semischeda" : ""))));
}

static void violazioni(const Controllore *w, ptrdiff_t i)
{
    const EsitoGruppo *e = &w->v->esito.gruppi[i];
    if (!e->n_violazioni) return;
    DocNota *n = doc_note(w->d, NOTA_ATTENZIONE,
                            e->esito == GRUPPO_DEROGA ? S("Senza la deroga")
                            : w->gruppi[i][2].presente
                                ? S("Vincoli non rispettati dopo la rideterminazione del Segretario generale")
                                : S("Vincoli non rispettati"));
    for (int k = 0; k < e->n_violazioni; k++) {
        const Violazione *x = &e->violazioni[k];
        Str where = x->semischeda ? str_fmt(w->a, "semischeda %d: ", x->semischeda) : S("");
        testo_add(nota_paragraph(n),
                  str_fmt(w->a, "%s, %.*s%.*s.", x->vincolo, STR_ARG(where), STR_ARG(violazione_parole(w->a, x))));
    }
}

static Str chi_cambia(Arena *a, const Archivio *arch, const Semischeda *x, int livello)
{
    const Atto *act = atto_di(arch, x->atto);
    return act ? parola_organo(a, act->organo) : livello < 2 ? S("Dirigenti") : S("Segretario generale");
}

/* The last mark before a level: the one the level found. */
static const Semischeda *precedente(const Valutazione *v, Str persona, int semischeda, int livello)
{
    const Semischeda *x = NULL;
    for (int l = livello - 1; l >= 0 && !x; l--) x = esatta(v, persona, semischeda, vincoli_livello(l));
    return x;
}

static void cambi(const Controllore *w, ptrdiff_t i)
{
    Arena *a = w->a;
    const CasoGruppo *g = &w->v->caso.gruppi[i];
    DocTabella *t = NULL;
    for (ptrdiff_t k = 0; k < g->n; k++)
        for (int h = 1; h <= 2; h++)
            for (int l = 1; l < VINCOLI_LIVELLI; l++) {
                Str who = vincoli_codice(g->valutati[k]);
                const Semischeda *now = esatta(w->v, who, h, vincoli_livello(l)), *before = precedente(w->v, who, h, l);
                if (!now || !before || num_eq(now->totale, before->totale)) continue;
                if (!t) {
                    t = doc_table(w->d, str_fmt(a, "%.*s: punteggi cambiati tra un livello e l'altro", STR_ARG(g->id)),
                                  S(""));
                    colonne(t, "ctnnnttt", "Persona", "Livello", "Semischeda", "Da", "A", "Chi", "Atto", "Motivo");
                }
                Testo *cells = tabella_row(t);
                const Str plain[] = {who,
                                     vincoli_livello(l),
                                     numero_intero(a, h),
                                     numero(a, before->totale),
                                     numero(a, now->totale),
                                     chi_cambia(a, w->v->arch, now, l)};
                for (int c = 0; c < COUNT_OF(plain); c++) testo_add(&cells[c], plain[c]);
                if (now->atto.n) testo_add(&cells[6], atto_estremi(a, w->v->arch, now->atto));
                else testo_strong(&cells[6], S("Atto mancante"));
                if (str_trim(now->motivo).n) testo_add(&cells[7], now->motivo);
                else testo_strong(&cells[7], S("Motivo mancante"));
            }
}

static void gruppo(const Controllore *w, ptrdiff_t i)
{
    Arena *a = w->a;
    const CasoGruppo *g = &w->v->caso.gruppi[i];
    const Gruppo *rec = vincoli_record(w->v->arch, g->id);
    Str unit = rec ? unita_nome(w->v->arch, rec->unita) : S("");
    doc_heading(w->d, 3, str_fmt(a, "%.*s. %.*s", STR_ARG(g->id), STR_ARG(unit)),
                str_fmt(a, "gruppo/%.*s", STR_ARG(g->id)));
    Definizioni *def = doc_definitions(w->d);
    if (rec) voce_di(def, S("Valutatore"), rec->valutatore);
    voce_di(def, S("Valutati"), numero_intero(a, g->n));
    testo_strong(definizioni_add(def, S("Esito")), vincoli_esito(a, &w->v->esito.gruppi[i]));
    if (g->deroga) {
        voce_di(def, S("Motivo della deroga"), g->motivo.n ? g->motivo : rec ? rec->deroga_motivo : S(""));
        Testo *act = definizioni_add(def, S("Atto della deroga"));
        if (rec && rec->deroga_atto.n) testo_add(act, atto_estremi(a, w->v->arch, rec->deroga_atto));
        else testo_strong(act, S("Atto mancante"));
    }
    livelli_gruppo(w, i);
    violazioni(w, i);
    cambi(w, i);
}

/* ---- the document ---- */

static Documento *nuovo(const Valutazione *v, const VincoliDati *extra, Arena *a)
{
    ptrdiff_t n;
    const Ente *e = ALL(v->arch, Ente, ENTE, &n);
    bool example = n && str_eq(e->esempio, S("si"));
    Testata t = {
        .titolo = str_fmt(a, "Vincoli e distribuzione delle valutazioni %lld", (long long)v->anno),
        .sottotitolo = extra->solo ? S("I soli gruppi che chi legge può vedere") : S("Per il Segretario generale e per l'OIV"),
        .ente = n ? e->nome : S(""),
        .identificativo = str_fmt(a, "VINCOLI/%lld", (long long)v->anno),
        .oggetto = str_fmt(a, "Vincoli e distribuzione delle valutazioni del personale, anno %lld", (long long)v->anno),
        .stato = example ? S("Riservato. Dati di esempio") : S("Riservato"),
        .impronta_regole = v->sistema->impronta,
        .ancora_giornale = extra->ancora,
        .data = extra->data,
        .numera_titoli = true,
    };
    Documento *d = doc_new(a, &t);
    if (example)
        testo_add(nota_paragraph(doc_note(d, NOTA_ESEMPIO, S("Dati di esempio"))),
                  S("Ente, persone e punteggi di questo documento sono inventati."));
    return d;
}

static bool fra(const VincoliDati *extra, Str gruppo)
{
    for (ptrdiff_t i = 0; i < extra->n_gruppi; i++)
        if (str_eq(extra->gruppi[i], gruppo)) return true;
    return false;
}

/* The computed year without the groups that are not to be seen: what follows cannot find them. */
static void riduci(const Valutazione *v, const VincoliDati *extra, Arena *a, Valutazione *out)
{
    *out = *v;
    if (!extra->solo) return;
    CasoGruppo *g = NEW_N(a, CasoGruppo, v->caso.n_gruppi + 1);
    EsitoGruppo *e = NEW_N(a, EsitoGruppo, v->caso.n_gruppi + 1);
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < v->caso.n_gruppi; i++) {
        if (!fra(extra, v->caso.gruppi[i].id)) continue;
        g[n] = v->caso.gruppi[i];
        e[n++] = v->esito.gruppi[i];
    }
    out->caso.gruppi = g;
    out->caso.n_gruppi = n;
    out->esito.gruppi = e;
    out->caso.ha_premi = false; /* amounts are of the whole body */
    out->caso.premi = (CasoPremi){0};
    out->esito.premi = (EsitoPremi){0};
}

Err redazione_vincoli(const Valutazione *all, const VincoliDati *extra, Arena *a, Documento **out, Difetti *d)
{
    Valutazione *v = NEW(a, Valutazione);
    riduci(all, extra, a, v);
    if (!v->caso.ha_gruppi || !v->caso.n_gruppi) {
        difetto(d, 0, str_fmt(a, "gruppi %lld", (long long)v->anno),
                "%s", extra->solo ? "nessuno dei gruppi che si possono vedere ha punteggi: proporli prima, o importarli"
                              : "nessun gruppo di quest'anno ha punteggi: importare gruppi e semischede prima");
        return E_NON_TROVATO;
    }
    Controllore w = {.v = v, .solo = extra->solo, .d = nuovo(v, extra, a), .a = a};
    w.gruppi = arena_alloc_n(a, (ptrdiff_t)sizeof *w.gruppi, v->caso.n_gruppi);
    for (ptrdiff_t i = 0; i < v->caso.n_gruppi; i++)
        for (int l = 0; l < VINCOLI_LIVELLI; l++) vincoli_gruppo(v, i, l, a, &w.gruppi[i][l]);
    doc_toc(w.d);
    sintesi(&w);
    doc_heading(w.d, 2, S("I gruppi"), S(""));
    for (ptrdiff_t i = 0; i < v->caso.n_gruppi; i++) gruppo(&w, i);
    vincoli_distribuzione(&w);
    *out = w.d;
    return OK;
}

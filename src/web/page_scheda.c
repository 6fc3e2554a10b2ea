/* page_scheda.c - floor 6: the sheet of one person, one's own above all: marks, bands, numbers each with its proof, the
 * interview and its presa visione. (S-N.65, C-4.33, X-08) */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/page_carte.h"

#include "cycle/presa_visione.h"
#include "redazione/parole.h"
#include "web/compiti.h"
#include "web/scheda.thtml.h"

enum { ANNI_MAX = 64, OSSERVAZIONI_MAX = 4000 };

CartaChi carta_chi(Page *p) { return (CartaChi){p->img, p->st, p->persona, p->oggi, p->a}; }

static Str day(Page *p, Date d) { return lingua_data(p->a, p->h.lingua, d); }

static Str filled(Page *p, Str text, const char *name, Str value)
{
    TrArg one = {name, value};
    return tr_fill(p->a, text, &one, 1);
}

static Str year_of(Page *p, int64_t y) { return str_fmt(p->a, "%lld", (long long)y); }

/* -- words of tables */
static const struct { const char *word, *words; } parole_scheda[] = {
    {"proposta", N_("Proposta")}, {"verificata", N_("Verificata")}, {"rideterminata", N_("Rideterminata")},
    {"determinata", N_("Determinata")}, {"organizzativo", N_("Organizzativo")}, {"individuale", N_("Individuale")},
    {"non_realizzabile", N_("non realizzabile")}, {"non_computabile", N_("non computabile")},
    {"dirigente", N_("Scheda di dirigente")}, {"posizione", N_("Scheda di posizione organizzativa")},
    {"personale", N_("Scheda del personale")}};

static Str said(Page *p, Str word)
{
    for (ptrdiff_t i = 0; i < COUNT_OF(parole_scheda); i++)
        if (str_eq(word, str_of(parole_scheda[i].word))) return tr_str(p->h.lingua, str_of(parole_scheda[i].words));
    return word;
}

/* -- tables */
static GrigliaVista *grid(Page *p, FoglioVista *f, const char *id, Str caption, const char *kinds, const Str *heads)
{
    GrigliaVista *g = PUSH(p->a, &f->griglie);
    ptrdiff_t n = (ptrdiff_t)strlen(kinds);
    Str *own = NEW_N(p->a, Str, n);
    memcpy(own, heads, (size_t)n * sizeof *own);
    *g = (GrigliaVista){.t = {.id = str_fmt(p->a, "%.*s-%s", STR_ARG(f->id), id), .didascalia = caption}, .numeri = kinds,
                        .teste = own, .n_teste = n};
    return g;
}
#define GRID(p, f, id, caption, kinds, ...) grid(p, f, id, caption, kinds, (const Str[]){__VA_ARGS__})

static void put(Page *p, GrigliaVista *g, Str cell) { *PUSH(p->a, &g->celle) = cell; }
static Str number(Page *p, Num x) { return num_is(x) ? html_str_num(&p->h, x) : S("\u2013"); }
static Str points(Page *p, Num x) { return num_is(x) ? html_decimali(&p->h, x, 2) : S("\u2013"); }
static Str text(Str s) { return s.n ? s : S("\u2013"); }

static void put_half_sheet(Page *p, FoglioVista *out, const SchedaFoglio *f, int h)
{
    const SchedaMezza *m = &f->mezze[h];
    Str heads[1 + SCHEDA_LIVELLI] = {_("Elemento")};
    int levels[SCHEDA_LIVELLI], n = 0;
    for (int l = 0; l < SCHEDA_LIVELLI; l++)
        if (m->livelli[l].presente) {
            heads[n + 1] = said(p, scheda_livello(l));
            levels[n++] = l;
        }
    TrArg words[] = {{"n", str_fmt(p->a, "%d", h + 1)}, {"nome", m->nome}};
    Str caption = tr_fill(p->a, m->nome.n ? _("Semischeda {n}: {nome}") : _("Semischeda {n}"), words, m->nome.n ? 2 : 1);
    GrigliaVista *g = grid(p, out, h ? "s2" : "s1", caption, str_c(p->a, str_fmt(p->a, "t%.*s", n, "nnnn")), heads);
    for (int i = 0; i <= SCHEDA_ELEMENTI; i++) {
        put(p, g, i < SCHEDA_ELEMENTI ? m->elementi[i] : _("Totale"));
        for (int k = 0; k < n; k++) {
            const SchedaVoto *v = &m->livelli[levels[k]];
            put(p, g, number(p, i < SCHEDA_ELEMENTI ? v->e[i] : v->totale));
        }
    }
    g->totale = true;
    if (!m->fascia.n) return;
    TrArg band[] = {{"fascia", m->fascia}, {"coefficiente", number(p, m->coefficiente)}};
    g->t.nota = num_is(m->coefficiente) ? tr_fill(p->a, _("Fascia {fascia}, coefficiente {coefficiente}."), band, 2)
                                        : tr_fill(p->a, _("Fascia {fascia}."), band, 1);
}

/* "30 giugno 2026" of an hour in UTC. */
static Str moment(Page *p, Str utc)
{
    Date d;
    return utc.n >= 10 && date_parse_iso(str_sub(utc, 0, 10), &d) ? day(p, d) : S("");
}

static void put_who(Page *p, FoglioVista *out, const SchedaPersona *s, const SchedaFoglio *f)
{
    GrigliaVista *g = NULL;
    for (int h = 0; h < 2; h++)
        for (int l = 0; l < SCHEDA_LIVELLI; l++) {
            const SchedaVoto *v = &f->mezze[h].livelli[l];
            if (!v->presente) continue;
            if (!g)
                g = GRID(p, out, "chi", _("Chi ha valutato, quando, perché"), "tntttt", _("Livello"), _("Semischeda"), _("Scritto da"),
                         _("Quando"), _("Atto"), _("Motivo"));
            put(p, g, said(p, scheda_livello(l)));
            put(p, g, str_fmt(p->a, "%d", h + 1));
            put(p, g, v->autore.n ? scheda_nome_di(p->a, s->arch, v->autore) : _("dati importati"));
            put(p, g, text(moment(p, v->quando)));
            put(p, g, v->atto.n ? atto_estremi(p->a, s->arch, v->atto) : S("\u2013"));
            put(p, g, text(v->motivo));
        }
}

static void put_objectives(Page *p, FoglioVista *out, const SchedaFoglio *f, bool scored)
{
    if (!f->obiettivi.n) return;
    GrigliaVista *g = scored ? GRID(p, out, "obiettivi", _("Obiettivi assegnati"), "tttnn", _("Codice"), _("Obiettivo"), _("Tipo"),
                                    _("Peso"), _("Risultato"))
                             : GRID(p, out, "obiettivi", _("Obiettivi assegnati"), "tttn", _("Codice"), _("Obiettivo"), _("Tipo"),
                                    _("Peso"));
    if (scored) g->t.nota = _("Risultato da 0 a 100. Gli obiettivi esclusi non contano nella media.");
    for (ptrdiff_t i = 0; i < f->obiettivi.n; i++) {
        const SchedaObiettivo *o = &f->obiettivi.items[i];
        bool counts = str_eq(o->stato, S("ordinario"));
        put(p, g, o->codice);
        put(p, g, counts ? o->titolo : str_fmt(p->a, "%.*s (%.*s%s%.*s)", STR_ARG(o->titolo), STR_ARG(said(p, o->stato)),
                                               o->motivo.n ? ": " : "", STR_ARG(o->motivo)));
        put(p, g, said(p, o->tipo));
        put(p, g, num_is(o->peso) ? number(p, o->peso) : _("uguale"));
        if (scored) put(p, g, counts ? points(p, o->punteggio) : _("escluso"));
    }
}

static void put_individual(Page *p, FoglioVista *out, const SchedaFoglio *f, bool scored)
{
    if (!f->individuali.n) return;
    GrigliaVista *g = scored ? GRID(p, out, "individuali", _("Obiettivi individuali"), "tttnntt", _("N."), _("Obiettivo"),
                                    _("Come si misura"), _("Peso"), _("Livello"), _("Certificato da"), _("Condiviso"))
                             : GRID(p, out, "individuali", _("Obiettivi individuali"), "tttnt", _("N."), _("Obiettivo"),
                                    _("Come si misura"), _("Peso"), _("Condiviso"));
    if (scored) g->t.nota = _("Livello da 0 a 1.");
    for (ptrdiff_t i = 0; i < f->individuali.n; i++) {
        const SchedaIndividuale *o = &f->individuali.items[i];
        Str shared = day(p, o->condiviso_il);
        put(p, g, year_of(p, o->numero));
        put(p, g, o->titolo);
        put(p, g, text(o->indicatore));
        put(p, g, number(p, o->peso));
        if (scored) put(p, g, number(p, o->livello)), put(p, g, text(o->certificato_da));
        put(p, g, text(o->modo.n && shared.n ? str_fmt(p->a, "%.*s, %.*s", STR_ARG(shared), STR_ARG(o->modo)) : shared));
    }
}

static void put_competences(Page *p, FoglioVista *out, const SchedaFoglio *f)
{
    if (!f->competenze.n) return;
    GrigliaVista *g = GRID(p, out, "competenze", _("Prestazioni"), "tnn", _("Competenza"), _("Proposta"), _("Decisa"));
    for (ptrdiff_t i = 0; i < f->competenze.n; i++) {
        put(p, g, f->competenze.items[i].nome);
        put(p, g, number(p, f->competenze.items[i].proposta));
        put(p, g, number(p, f->competenze.items[i].decisa));
    }
}

static void put_text(Page *p, FoglioVista *out, Str title, Str words)
{
    if (words.n) *PUSH(p->a, &out->testi) = (TestoVista){title, words, S("")};
}

static void put_datum(Page *p, FoglioVista *out, Str title, Str words)
{
    if (words.n) *PUSH(p->a, &out->dati) = (TestoVista){title, words, S("")};
}

static Str proof(Page *p, Str base, const SchedaNumero *n)
{
    return str_fmt(p->a, "%.*s/perche?numero=%.*s", STR_ARG(base), STR_ARG(url_encode(p->a, n->numero)));
}

static void put_data(Page *p, FoglioVista *out, const SchedaPersona *s, const SchedaFoglio *f, Str base)
{
    const Scheda *x = f->scheda;
    TrArg span[] = {{"dal", day(p, x->dal)}, {"al", day(p, x->al)}};
    put_datum(p, out, _("Periodo"), date_is(x->al) ? tr_fill(p->a, _("dal {dal} al {al}"), span, 2) : tr_fill(p->a, _("dal {dal}"), span, 1));
    put_datum(p, out, _("Valuta"), f->valutatore);
    put_datum(p, out, _("Unità"), f->unita);
    put_datum(p, out, _("Gruppo"), f->gruppo);
    if (f->progetto.n) {
        TrArg of[] = {{"progetto", f->progetto}, {"g", number(p, f->g)},
                      {"c", html_decimali(&p->h, f->c, s->sistema->coefficienti.cifre)}, {"q", number(p, f->q)}};
        put_datum(p, out, _("Progetto incentivante"),
                  tr_fill(p->a, _("{progetto}: livello certificato {g}, parte collettiva C {c}, quota individuale q {q}"), of, 4));
    }
    if (f->giorni_dovuti) {
        TrArg days[] = {{"dovuti", str_fmt(p->a, "%d", f->giorni_dovuti)}, {"assenza", str_fmt(p->a, "%d", f->giorni_assenza)}};
        put_datum(p, out, _("Presenza"), tr_fill(p->a, _("giorni dovuti {dovuti}, di assenza che conta {assenza}"), days, 2));
    }
    for (ptrdiff_t k = 0; k < f->numeri.n; k++) {
        const SchedaNumero *n = &f->numeri.items[k];
        TrArg of[] = {{"cosa", n->cosa}, {"n", n->valore}};
        if (n->forma != SCHEDA_GIORNI) continue;
        *PUSH(p->a, &out->dati) = (TestoVista){
            tr_str(p->h.lingua, n->nome), tr_fill(p->a, _("{cosa} (giorni {n})"), of, 2),
            proof(p, base, n)};
    }
    if (num_is(x->retribuzione_massima)) put_datum(p, out, _("Retribuzione massima"), html_euro(&p->h, x->retribuzione_massima));
    put_datum(p, out, _("Relazione finale"), day(p, x->relazione_finale));
    put_datum(p, out, _("Indagine di feedback"), day(p, x->feedback));
}

static FoglioVista sheet(Page *p, const SchedaPersona *s, const SchedaFoglio *f, Str base, ptrdiff_t i)
{
    bool scored = s->dati->vista != SCHEDA_ASSEGNATA;
    FoglioVista out = {.titolo = said(p, f->scheda->tipo), .id = str_fmt(p->a, "scheda%td", i + 1), .avvisi = f->avvisi.items,
                       .n_avvisi = f->avvisi.n};
    for (ptrdiff_t k = 0; k < f->numeri.n; k++) {
        const SchedaNumero *n = &f->numeri.items[k];
        Str why = proof(p, base, n);
        if (n->forma != SCHEDA_GIORNI)
            *PUSH(p->a, &out.cifre) = (CifraVista){.nome = tr_str(p->h.lingua, n->nome), .valore = n->valore, .perche = why};
    }
    put_data(p, &out, s, f, base);
    if (f->atto.n) {
        Str words = atto_estremi(p->a, s->arch, f->atto);
        bool may = page_puo(p, AZIONE_ATTO_LEGGI, (Ambito){0});
        out.atto = (Collegamento){words, may ? str_fmt(p->a, "/atti/%.*s", STR_ARG(url_encode(p->a, f->atto))) : S("")};
    }
    put_objectives(p, &out, f, scored);
    if (scored) put_competences(p, &out, f);
    for (int h = 0; scored && h < 2; h++)
        if (f->mezze[h].vale >= 0) put_half_sheet(p, &out, f, h);
    if (scored) put_who(p, &out, s, f);
    put_individual(p, &out, f, scored);
    if (scored) {
        put_text(p, &out, _("Parere"), f->scheda->parere);
        put_text(p, &out, _("Giudizio"), f->scheda->giudizio);
        put_text(p, &out, _("Fattori esterni"), f->scheda->fattori_esterni);
    }
    return out;
}

/* -- where it stands */
static void put_state(Page *p, const SchedaPersona *s, SchedaPagina *v)
{
    switch (s->dati->vista) {
    case SCHEDA_ASSEGNATA:
        v->tono = TONO_INFO;
        v->stato = _("La valutazione non è ancora cominciata");
        v->spiegazione = _("Qui c'è ciò che è stato assegnato. I punteggi arrivano dopo la fine dell'anno, e si vedono quando sono decisi.");
        return;
    case SCHEDA_PROPOSTA:
        v->tono = TONO_ATTENZIONE;
        v->stato = _("Punteggi proposti, non ancora decisi");
        v->spiegazione = _("Possono ancora cambiare. La persona valutata non li vede finché non sono decisi.");
        return;
    case SCHEDA_DECISA: break;
    }
    Date last = {0};
    for (ptrdiff_t i = 0; i < s->fogli.n; i++)
        if (date_cmp(s->fogli.items[i].deciso_il, last) > 0) last = s->fogli.items[i].deciso_il;
    v->tono = TONO_BENE;
    v->stato = date_is(last) ? filled(p, _("Valutazione decisa il {data}"), "data", day(p, last)) : _("Valutazione decisa");
    v->spiegazione = _("Accanto a ogni numero c'è il perché: da quali dati e da quali regole viene.");
}

/* -- interviews */
static const Conferma *ask(Page *p, const SchedaPersona *s, const SchedaColloquio *c)
{
    Str code = c->riunione->codice;
    if (date_is(c->presa_visione) || !str_eq(s->dati->persona, p->persona) || date_cmp(c->riunione->data, p->oggi) > 0 ||
        !page_puo(p, AZIONE_PRESA_VISIONE, (Ambito){.riunione = code}))
        return NULL;
    Conferma *k = NEW(p->a, Conferma);
    *k = (Conferma){.titolo = _("Dare atto del colloquio"),
                    .testo = _("Dice che ha visto la valutazione e ne ha parlato; non che è d'accordo. Le osservazioni le legge chi valuta."),
                    .azione = str_fmt(p->a, "/anno/%lld/mia-scheda/presa-visione/%.*s", (long long)s->dati->anno,
                                      STR_ARG(url_encode(p->a, code))),
                    .bottone = _("Do atto della presa visione"), .annulla = str_fmt(p->a, "/anno/%lld/mia-scheda", (long long)s->dati->anno), .grave = true};
    return k;
}

static void put_interviews(Page *p, const SchedaPersona *s, SchedaPagina *v)
{
    ColloquioVista *out = NEW_N(p->a, ColloquioVista, s->colloqui.n + 1);
    v->colloqui_visibili = s->dati->vista == SCHEDA_DECISA;
    v->colloqui = out;
    bool asked = false;
    for (ptrdiff_t i = 0; i < s->colloqui.n; i++) {
        const SchedaColloquio *c = &s->colloqui.items[i];
        Str held = day(p, c->riunione->data);
        out[v->n_colloqui++] = (ColloquioVista){
            .quando = held, .con = c->con, .osservazioni = c->osservazioni,
            .visione = date_is(c->presa_visione) ? filled(p, _("data il {data}"), "data", day(p, c->presa_visione)) : _("non ancora data"),
            .verbale = {held, str_fmt(p->a, "/riunioni/%.*s", STR_ARG(url_encode(p->a, c->riunione->codice)))},
            .conferma = asked ? NULL : ask(p, s, c)}; /* one form a page */
        asked = asked || out[v->n_colloqui - 1].conferma;
    }
}

static ptrdiff_t other_years(Page *p, const SchedaPersona *s, Collegamento *out)
{
    int64_t all[ANNI_MAX];
    ptrdiff_t k = 0, rows;
    int n = page_anni(p, all, ANNI_MAX);
    const Scheda *x = ALL(s->arch, Scheda, SCHEDA, &rows);
    for (int i = 0; i < n; i++) {
        bool has = false;
        for (ptrdiff_t r = 0; r < rows && !has; r++) has = x[r].anno == all[i] && str_eq(x[r].persona, p->persona);
        if (has && all[i] != s->dati->anno && str_eq(s->dati->persona, p->persona))
            out[k++] = (Collegamento){filled(p, _("La mia scheda del {anno}"), "anno", year_of(p, all[i])),
                                      str_fmt(p->a, "/anno/%lld/mia-scheda", (long long)all[i])};
    }
    return k;
}

/* form: what was typed and what is wrong with it, when it came back. */
static void show(Page *p, const Grant *g, Str persona, SchedaVista vista, const Campo form[2])
{
    CartaChi who = carta_chi(p);
    SchedaPersona s;
    Collegamento years[ANNI_MAX];
    Err e = carta_scheda(&who, g, persona, p->su.anno, vista, &s);
    if (e) {
        page_error(p, e, store_perche(p->st));
        return;
    }
    bool mine = str_eq(persona, p->persona);
    Str base = str_fmt(p->a, "/anno/%lld/scheda/%.*s", (long long)p->su.anno, STR_ARG(url_encode(p->a, persona)));
    FoglioVista *sheets = NEW_N(p->a, FoglioVista, s.fogli.n + 1);
    SchedaPagina v = {.fogli = sheets, .n = s.fogli.n, .note = s.note.items, .n_note = s.note.n, .altri = years};
    for (ptrdiff_t i = 0; i < s.fogli.n; i++) {
        sheets[i] = sheet(p, &s, &s.fogli.items[i], base, i);
        v.calcolo = v.calcolo || s.fogli.items[i].numeri.n;
    }
    if (!s.fogli.n) {
        page_status(p, 404, filled(p, _("Nel {anno} non c'è una scheda di questa persona."), "anno", year_of(p, p->su.anno)));
        return;
    }
    put_state(p, &s, &v);
    put_interviews(p, &s, &v);
    v.rifiutata = form != NULL;
    v.campi[0] = form ? form[0] : (Campo){.nome = S("giorno"), .etichetta = _("Giorno"), .valore = date_iso(p->a, p->oggi), .obbligatorio = true,
                                          .max = date_iso(p->a, p->oggi)};
    v.campi[1] = form ? form[1] : (Campo){.nome = S("osservazioni"), .etichetta = _("Osservazioni"), .lunghezza = OSSERVAZIONI_MAX};
    v.carte = str_fmt(p->a, "%.*s/scarica", STR_ARG(base));
    v.lavoro = str_fmt(p->a, "%.*s/lavoro", STR_ARG(base));
    v.n_altri = other_years(p, &s, years);
    scheda_corpo(&p->h, &v);
    TrArg words[] = {{"anno", year_of(p, p->su.anno)}, {"nome", s.nome}};
    Collegamento up[] = {{_("Le mie scadenze"), S("/")},
                         {filled(p, _("Ciclo {anno}"), "anno", year_of(p, p->su.anno)), str_fmt(p->a, "/anno/%lld", (long long)p->su.anno)}};
    page_frame(p, &(PageFrame){.titolo = tr_fill(p->a, mine ? _("La mia scheda {anno}") : _("Scheda {anno} di {nome}"), words, mine ? 1 : 2),
                               .sottotitolo = mine ? s.nome : S(""), .corrente = mine ? S("mia-scheda") : S(""), .briciole = up,
                               .n_briciole = page_puo(p, AZIONE_CICLO_LEGGI, (Ambito){.anno = p->su.anno}) ? 2 : 1});
}

void scheda_mostra(Page *p)
{
    SchedaVista seen;
    if (page_anno(p) && scheda_vista(p->azione, &seen)) show(p, p->g, p->par[PAR_PERSONA], seen, NULL);
}

/* -- one's own */

/* What the tracks of the person's sheets still wait for. */
static void put_waiting(Page *p, const ImmagineAnno *y, AttesaPagina *v)
{
    static const struct { const char *tipo; BinarioId b; } tracks[] = {
        {"personale", BIN_VALUTAZIONE_PERSONALE}, {"posizione", BIN_VALUTAZIONE_PO},
        {"dirigente", BIN_VALUTAZIONE_DIRIGENTI}, {"dirigente", BIN_VALUTAZIONE_SG}};
    ptrdiff_t n;
    const Scheda *x = ALL(immagine_archivio(p->img), Scheda, SCHEDA, &n);
    LIST(Attesa) list = {0};
    for (ptrdiff_t k = 0; k < COUNT_OF(tracks); k++) {
        bool mine = false;
        for (ptrdiff_t i = 0; i < n && !mine; i++)
            mine = x[i].anno == y->anno && str_eq(x[i].persona, p->persona) && str_eq(x[i].tipo, str_of(tracks[k].tipo));
        const BinarioAnno *b = &y->binari.binario[tracks[k].b];
        for (ptrdiff_t i = 0; mine && i < b->mancanti.n; i++)
            *PUSH(p->a, &list) = (Attesa){voce_parole(p, b->mancanti.items[i].voce), voce_chi(p, y, b->mancanti.items[i].voce)};
    }
    v->attese = list.items;
    v->n_attese = list.n;
}

static void wait(Page *p, const ImmagineAnno *y)
{
    Collegamento years[ANNI_MAX];
    ptrdiff_t n;
    SchedaDati mine = {.persona = p->persona, .anno = p->su.anno};
    const SchedaPersona s = {.dati = &mine, .arch = immagine_archivio(p->img)};
    const Scheda *x = ALL(s.arch, Scheda, SCHEDA, &n);
    bool has = false;
    for (ptrdiff_t i = 0; i < n && !has; i++) has = x[i].anno == p->su.anno && str_eq(x[i].persona, p->persona);
    AttesaPagina v = {.altri = years, .n_altri = other_years(p, &s, years)};
    if (has) {
        v.titolo = _("Il suo punteggio è ancora da decidere");
        v.testo = _("Chi valuta ha cominciato a proporre i punteggi. Finché non sono decisi possono cambiare, e chi è valutato non li vede. Quando sono decisi si trovano qui, ciascuno con il suo perché.");
        if (y->sistema_noto) put_waiting(p, y, &v);
    } else {
        v.titolo = filled(p, _("Nel {anno} non c'è una scheda a suo nome"), "anno", year_of(p, p->su.anno));
        v.testo = _("La scheda nasce quando vengono assegnati gli obiettivi. Se dovrebbe esserci, dirlo a programmazione e controllo.");
    }
    attesa_corpo(&p->h, &v);
    Collegamento up[] = {{_("Le mie scadenze"), S("/")}};
    page_frame(p, &(PageFrame){.titolo = filled(p, _("La mia scheda {anno}"), "anno", year_of(p, p->su.anno)), .corrente = S("mia-scheda"),
                               .briciole = up, .n_briciole = 1});
}

void scheda_mia(Page *p)
{
    const ImmagineAnno *y = page_anno(p);
    CartaChi who = carta_chi(p);
    const Grant *g;
    SchedaVista seen;
    Str why;
    if (!y) return;
    Err e = carta_vista(&who, p->persona, p->su.anno, &g, &seen, &why);
    ptrdiff_t n;
    const Scheda *x = ALL(immagine_archivio(p->img), Scheda, SCHEDA, &n);
    bool has = false;
    for (ptrdiff_t i = 0; i < n && !has; i++) has = x[i].anno == p->su.anno && str_eq(x[i].persona, p->persona);
    if (e == E_DB) page_error(p, e, why);
    else if (e || !has) wait(p, y);
    else show(p, g, p->persona, seen, NULL);
}

/* -- presa visione */
static void again(Page *p, Campo form[2], Err e, Str why)
{
    CartaChi who = carta_chi(p);
    const Grant *g;
    SchedaVista seen;
    Str other;
    if (e != E_DATI || carta_vista(&who, p->persona, p->su.anno, &g, &seen, &other)) {
        page_error(p, e, why);
        return;
    }
    p->r->status = 422;
    show(p, g, p->persona, seen, form);
}

void scheda_presa_visione(Page *p)
{
    const Fields *f = &p->q->form;
    Str typed = field_get(f, S("giorno")), why;
    PresaVisione x = {.riunione = p->par[PAR_RIUNIONE], .osservazioni = field_get(f, S("osservazioni")), .oggi = p->oggi, .ora = p->ora};
    Difetti d = {.a = p->a};
    Esito out;
    Campo form[2] = {{.nome = S("giorno"), .etichetta = _("Giorno"), .valore = typed, .obbligatorio = true, .max = date_iso(p->a, p->oggi)},
                     {.nome = S("osservazioni"), .etichetta = _("Osservazioni"), .valore = x.osservazioni, .lunghezza = OSSERVAZIONI_MAX}};
    if (!page_anno(p)) return;
    if (!date_parse_iso(typed, &x.giorno)) form[0].errore = _("Scrivere il giorno, ad esempio 30/6/2026.");
    if (utf8_count(x.osservazioni) > OSSERVAZIONI_MAX) form[1].errore = _("Il testo è troppo lungo: accorciarlo.");
    if (form[0].errore.n || form[1].errore.n) {
        again(p, form, E_DATI, S(""));
        return;
    }
    Err e = presa_visione(p->st, p->g, &x, p->a, &out, &d, &why);
    for (ptrdiff_t i = 0; i < d.lista.n; i++)
        form[str_eq(d.lista.items[i].dove, S("osservazioni"))].errore = d.lista.items[i].cosa;
    if (e) again(p, form, e, why);
    else page_redirect_said(p, str_fmt(p->a, "/anno/%lld/mia-scheda", (long long)p->su.anno), "presa-visione");
}

/* page_pubblico.c - floor 6: the pages of the public site: Plan, results, Relazione, aggregates, acts, files. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/pubblico.h"

#include "base/hash.h"
#include "cycle/binari.h"
#include "format/json.h"
#include "model/permessi.h"
#include "web/pubblico.thtml.h"
#include "web/risorse.h"
#include "web/telaio.thtml.h"

/* -- words */
typedef struct Parola { const char *codice, *parole; } Parola;

static const Parola livelli[] = {
    {"area_strategica", N_("Area strategica")}, {"priorita", N_("Priorità")},
    {"obiettivo_strategico", N_("Obiettivo strategico")}, {"programma", N_("Programma")}, {"progetto", N_("Progetto")},
    {"obiettivo_operativo", N_("Obiettivo operativo")}, {"obiettivo_azione", N_("Obiettivo di azione")},
    {"obiettivo_gruppo", N_("Obiettivo di gruppo")}};
static const Parola tipi[] = {
    {"delibera_consiglio", N_("Deliberazione del Consiglio")}, {"delibera_giunta", N_("Deliberazione della Giunta")},
    {"determinazione_sg", N_("Determinazione del Segretario generale")},
    {"determinazione_dirigente", N_("Determinazione dirigenziale")}, {"ordine_servizio", N_("Ordine di servizio")},
    {"atto_gestione", N_("Atto di gestione")}, {"verbale_oiv", N_("Verbale dell'OIV")},
    {"contratto", N_("Contratto decentrato integrativo")}, {"verbale", N_("Verbale")}};
static const Parola versi[] = {{"almeno", N_("almeno {valore}")}, {"al più", N_("al più {valore}")}, {"uguale", N_("{valore}")}};
static const Parola criteri[] = {
    {"sistema", N_("Sistema di misurazione e valutazione")}, {"impronta", N_("Impronta del Sistema")},
    {"cr.q", N_("Coefficiente di risultato: parte collettiva (cr.q)")},
    {"premi.coefficiente.A", N_("Coefficiente della categoria A")}, {"premi.coefficiente.B", N_("Coefficiente della categoria B")},
    {"premi.coefficiente.C", N_("Coefficiente della categoria C")}, {"premi.coefficiente.D", N_("Coefficiente della categoria D")}};

/* Columns of sets of figures: what stands above them, and what is in them. */
typedef enum Genere { TESTO, MISTO /* a number or words */, NUMERO, EURO, GIORNO, EVENTO, ORGANO, TIPO, CRITERIO } Genere;
static const struct { const char *colonna, *parole; Genere genere; } colonne[] = {
    {"gruppo", N_("Personale"), TESTO}, {"stanziato", N_("Stanziato"), EURO}, {"distribuito", N_("Distribuito"), EURO},
    {"totale", N_("Totale"), NUMERO}, {"media", N_("Media"), NUMERO}, {"minimo", N_("Minimo"), NUMERO},
    {"massimo", N_("Massimo"), NUMERO}, {"voce", N_("Criterio"), CRITERIO}, {"valore", N_("Valore"), MISTO},
    {"dal", N_("Dal"), GIORNO}, {"atto", N_("Atto"), TESTO}, {"evento", N_("Passaggio"), EVENTO},
    {"data", N_("Data"), GIORNO}, {"organo", N_("Di chi"), ORGANO}, {"tipo", N_("Tipo"), TIPO},
    {"numero", N_("Numero"), TESTO}, {"oggetto", N_("Oggetto"), TESTO}};

static Str word(PubPage *p, const Parola *v, ptrdiff_t n, Str code)
{
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(code, str_of(v[i].codice))) return tr_str(p->h.lingua, str_of(v[i].parole));
    return code;
}

static bool read_number(PubPage *p, Str raw, Num *x, int *places)
{
    return raw.n > 0 && num_parse(p->a, raw, 15, 9, x, places);
}

/* "1234.5" as 1.234,5; what is no number stays. */
static Str number(PubPage *p, Str raw)
{
    Num x;
    int places;
    return read_number(p, raw, &x, &places) ? num_italian(p->a, x, places) : raw;
}

static Str day(PubPage *p, Str iso)
{
    Date d;
    return date_parse_iso(iso, &d) ? html_str_date(&p->h, d) : iso;
}

static Str event(PubPage *p, Str code)
{
    VoceId v = voce_by_name(code);
    if (v == VOCE_COUNT) return code;
    Str track = tr_str(p->h.lingua, str_of(binario_info[voce_info[v].binario].parole)),
        what = tr_str(p->h.lingua, str_of(voce_info[v].parole));
    return str_fmt(p->a, "%.*s: %.*s", STR_ARG(track), STR_ARG(what));
}

static Str cell(PubPage *p, Genere g, Str raw)
{
    Ruolo r;
    Num x;
    int places;
    switch (g) {
    case MISTO: case NUMERO: return number(p, raw);
    case EURO: return read_number(p, raw, &x, &places) ? html_euro(&p->h, x) : raw;
    case GIORNO: return day(p, raw);
    case EVENTO: return event(p, raw);
    case ORGANO: return ruolo_by_word(raw, &r) ? tr_str(p->h.lingua, str_of(ruolo_parole(r))) : raw;
    case TIPO: return word(p, tipi, COUNT_OF(tipi), raw);
    case CRITERIO: return word(p, criteri, COUNT_OF(criteri), raw);
    case TESTO: break;
    }
    return raw;
}

/* -- answers */
static Str address(const PubPage *p, const char *tail) { return str_fmt(p->a, "%.*s%s", STR_ARG(p->radice), tail); }
static Str of_year(const PubPage *p, int64_t anno, const char *tail)
{
    return str_fmt(p->a, "%.*s/%lld%s", STR_ARG(p->radice), (long long)anno, tail);
}

static Str with_year(PubPage *p, Str text, int64_t anno)
{
    return tr_fill(p->a, text, &(TrArg){"anno", str_fmt(p->a, "%lld", (long long)anno)}, 1);
}

static Str home(const PubPage *p) { return p->radice.n ? p->radice : S("/"); }

static const Tree *body(const PubPage *p)
{
    for (ptrdiff_t i = 0; i < p->img->anni.n; i++) {
        const Insieme *x = pubblico_insieme(p->img, p->img->anni.items[i], S("ente"));
        if (x && x->righe->n) return &x->righe->items[0];
    }
    return NULL;
}

/* The pages that a year has. */
static const struct { const char *coda, *insieme, *titolo, *testo; } parti[] = {
    {"/piano", "piano", N_("Piano della performance"), N_("Obiettivi, indicatori e risultati attesi")},
    {"/risultati", "risultati", N_("Risultati"), N_("Che cosa è stato raggiunto, obiettivo per obiettivo, e perché se non tutto")},
    {"/relazione", NULL, N_("Relazione sulla performance"), N_("Il documento che l'ente approva a fine ciclo, da leggere o stampare")},
    {"/premi", "premi_totali", N_("Premi"), N_("Ammontare, distribuzione e criteri, come chiede l'articolo 20 del decreto 33 del 2013")},
    {"/atti", "atti", N_("Atti"), N_("Con quali atti è stato deciso e controllato")},
    {"/dati", "", N_("Dati aperti"), N_("Tutto da scaricare, in CSV e JSON")}};

static bool has(const PubPage *p, int64_t anno, ptrdiff_t i)
{
    if (!parti[i].insieme) return pubblico_documento(p->img, anno, S("relazione"), S("html")) != NULL;
    return !parti[i].insieme[0] || pubblico_insieme(p->img, anno, str_of(parti[i].insieme)) != NULL;
}

static ptrdiff_t menu(PubPage *p, int64_t anno, const char *current, VoceMenu *out)
{
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; anno && i < COUNT_OF(parti); i++)
        if (has(p, anno, i))
            out[n++] = (VoceMenu){.testo = tr_str(p->h.lingua, str_of(parti[i].titolo)), .url = of_year(p, anno, parti[i].coda),
                                  .corrente = !strcmp(parti[i].coda, current)};
    return n;
}

/* current: the tail of this page's address; "" = it is none of a year's parts. */
static void done(PubPage *p, Str title, const char *current)
{
    VoceMenu entries[COUNT_OF(parti)];
    Collegamento up[2];
    ptrdiff_t n_up = 0;
    const Tree *who = body(p);
    Html whole = html_new(p->a, p->h.lingua, S(""));
    int64_t anno = p->anno ? p->anno : p->img->anni.n ? p->img->anni.items[0] : 0;
    if (p->anno) up[n_up++] = (Collegamento){_("Tutti gli anni"), home(p)};
    if (p->anno && *current) up[n_up++] = (Collegamento){str_fmt(p->a, "%lld", (long long)p->anno), of_year(p, p->anno, "")};
    Str other = p->radice.n ? p->percorso : str_fmt(p->a, "/en%.*s", STR_ARG(str_eq(p->percorso, S("/")) ? S("") : p->percorso));
    Telaio t = {.titolo = title, .ente = who ? pubblico_cella(who, S("nome")) : S("ciclo"), .pubblico = true, .radice = home(p),
                .menu = entries, .n_menu = menu(p, anno, current, entries), .briciole = up, .n_briciole = n_up,
                .lingua_url = other, .accessibilita_url = address(p, "/accessibilita"), .licenze_url = address(p, "/licenze")};
    telaio_apri(&whole, &t);
    html_safe(&whole, (HtmlSafe){html_pagina(&p->h)});
    telaio_chiudi(&whole, &t);
    p->r->type = S("text/html; charset=utf-8");
    p->r->body = html_pagina(&whole);
}

void pubblico_manca(PubPage *p, int status)
{
    p->r->status = status;
    p->anno = 0;
    p->percorso = S("/");
    if (status == 405) response_header(p->r, "Allow", S("GET, HEAD"));
    pubblico_manca_corpo(&p->h, status == 405 ? _("Questo sito si può solo leggere.")
                                              : _("L'indirizzo non porta a nessuna pagina: l'anno o il documento non è pubblico."), home(p));
    done(p, status == 405 ? _("Non si può") : _("Non c'è"), "");
}

/* -- years */
static ptrdiff_t doors(PubPage *p, int64_t anno, PubVoce *out)
{
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < COUNT_OF(parti); i++) {
        if (!has(p, anno, i)) continue;
        const Insieme *x = parti[i].insieme && parti[i].insieme[0] ? pubblico_insieme(p->img, anno, str_of(parti[i].insieme)) : NULL;
        bool plan = !strcmp(parti[i].coda, "/piano");
        out[n++] = (PubVoce){tr_str(p->h.lingua, str_of(parti[i].titolo)),
                             plan && x && x->titolo.n ? x->titolo : tr_str(p->h.lingua, str_of(parti[i].testo)),
                             of_year(p, anno, parti[i].coda)};
    }
    return n;
}

static void years(PubPage *p, int64_t shown)
{
    PubVoce voices[COUNT_OF(parti)];
    PubHome v = {.voci = voices};
    const Tree *who = body(p);
    LIST(Collegamento) others = {0};
    for (ptrdiff_t i = 0; i < p->img->anni.n; i++)
        if (p->img->anni.items[i] != shown)
            *PUSH(p->a, &others) = (Collegamento){str_fmt(p->a, "%lld", (long long)p->img->anni.items[i]),
                                                  of_year(p, p->img->anni.items[i], "")};
    if (shown) v.n_voci = doors(p, shown, voices);
    v.anni = others.items;
    v.n_anni = others.n;
    v.esempio = who && str_eq(pubblico_cella(who, S("esempio")), S("si"));
    if (who && !p->anno) v.missione = pubblico_cella(who, S("missione"));
    if (!p->anno && shown) v.anno_titolo = with_year(p, _("Anno {anno}"), shown);
    pubblico_home_corpo(&p->h, &v);
    done(p, p->anno ? with_year(p, _("Performance {anno}"), shown) : _("La performance dell'ente"), "");
}

void pubblico_home(PubPage *p) { years(p, p->img->anni.n ? p->img->anni.items[0] : 0); }
void pubblico_anno(PubPage *p) { years(p, p->anno); }

/* -- Plan and results as a tree */
static PubNodo *find_node(PubNodo *v, ptrdiff_t n, Str code)
{
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(v[i].codice, code)) return &v[i];
    return NULL;
}

static Str joined(Arena *a, Str x, Str y)
{
    return !x.n ? y : !y.n ? x : str_fmt(a, "%.*s · %.*s", STR_ARG(x), STR_ARG(y));
}

static Str percent(PubPage *p, Str raw)
{
    Num x;
    int places;
    return read_number(p, raw, &x, &places) ? html_percento(&p->h, x, 1) : S("");
}

static Str with_unit(PubPage *p, Str raw, Str unit)
{
    Str n = number(p, raw);
    return !n.n || !unit.n || str_eq(unit, S("n.")) ? n : str_fmt(p->a, "%.*s %.*s", STR_ARG(n), STR_ARG(unit));
}

static PubNodo *read_nodes(PubPage *p, const Insieme *plan)
{
    ptrdiff_t n = plan->righe->n;
    PubNodo *v = NEW_N(p->a, PubNodo, n + 1);
    for (ptrdiff_t i = 0; i < n; i++) {
        const Tree *r = &plan->righe->items[i];
        Str level = word(p, livelli, COUNT_OF(livelli), pubblico_cella(r, S("livello"))), weight = number(p, pubblico_cella(r, S("peso")));
        if (weight.n) weight = tr_fill(p->a, _("peso {peso} %"), &(TrArg){"peso", weight}, 1);
        v[i] = (PubNodo){.codice = pubblico_cella(r, S("codice")), .padre = pubblico_cella(r, S("padre")),
                         .sigla = pubblico_cella(r, S("sigla")), .titolo = pubblico_cella(r, S("titolo")),
                         .descrizione = pubblico_cella(r, S("descrizione")),
                         .dove = joined(p->a, joined(p->a, level, pubblico_cella(r, S("unita"))), weight)};
    }
    return v;
}

/* The same indicator among the results; NULL: not measured, or results are not asked for. */
static const Tree *measure(const Insieme *m, const Tree *r)
{
    for (ptrdiff_t i = 0; m && i < m->righe->n; i++)
        if (str_eq(pubblico_cella(&m->righe->items[i], S("nodo")), pubblico_cella(r, S("nodo"))) &&
            str_eq(pubblico_cella(&m->righe->items[i], S("indicatore")), pubblico_cella(r, S("indicatore"))))
            return &m->righe->items[i];
    return NULL;
}

static void put_measures(PubPage *p, PubNodo *v, ptrdiff_t n, const Insieme *expected, const Insieme *measured)
{
    for (ptrdiff_t i = 0; expected && i < expected->righe->n; i++) {
        const Tree *r = &expected->righe->items[i], *got = measure(measured, r);
        PubNodo *node = find_node(v, n, pubblico_cella(r, S("nodo")));
        if (!node) continue;
        Str unit = pubblico_cella(r, S("unita_misura")), target = with_unit(p, pubblico_cella(r, S("target")), unit);
        PubIndicatore *x = PUSH(p->a, &node->indicatori);
        *x = (PubIndicatore){.nome = pubblico_cella(r, S("nome")),
                             .atteso = tr_fill(p->a, word(p, versi, COUNT_OF(versi), pubblico_cella(r, S("verso"))),
                                               &(TrArg){"valore", target}, 1)};
        if (!measured) {
            x->formula = pubblico_cella(r, S("formula"));
            if (x->formula.n && x->formula.p[x->formula.n - 1] != '.') x->formula = str_fmt(p->a, "%.*s.", STR_ARG(x->formula));
            x->fonte = pubblico_cella(r, S("fonte"));
        } else {
            Str value = got ? with_unit(p, pubblico_cella(got, S("valore")), unit) : S("");
            x->valore = value.n ? value : _("non rilevato");
            x->percento = got ? percent(p, pubblico_cella(got, S("percentuale"))) : S("");
            x->motivo = got ? pubblico_cella(got, S("motivo")) : S("");
        }
    }
}

static void put_results(PubPage *p, PubNodo *v, ptrdiff_t n, const Insieme *results)
{
    for (ptrdiff_t i = 0; i < results->righe->n; i++) {
        const Tree *r = &results->righe->items[i];
        PubNodo *node = find_node(v, n, pubblico_cella(r, S("codice")));
        if (!node) continue;
        Str degree = pubblico_cella(r, S("grado"));
        node->valore = percent(p, degree.n ? degree : pubblico_cella(r, S("risultato")));
        node->descrizione = S("");
        node->motivo = pubblico_cella(r, S("motivo"));
        node->giudizio = pubblico_cella(r, S("giudizio"));
    }
}

static void tree(PubPage *p, bool results)
{
    const Insieme *plan = pubblico_insieme(p->img, p->anno, S("piano")), *got = pubblico_insieme(p->img, p->anno, S("risultati"));
    if (!plan || (results && !got)) {
        pubblico_manca(p, 404);
        return;
    }
    ptrdiff_t n = plan->righe->n;
    PubNodo *v = read_nodes(p, plan);
    LIST(PubNodo *) roots = {0};
    put_measures(p, v, n, pubblico_insieme(p->img, p->anno, S("piano_indicatori")),
                 results ? pubblico_insieme(p->img, p->anno, S("risultati_indicatori")) : NULL);
    if (results) put_results(p, v, n, got);
    for (ptrdiff_t i = 0; i < n; i++) { /* a parent stands before its children; one that stands behind is none */
        PubNodo *up = find_node(v, i, v[i].padre);
        if (up) *PUSH(p->a, &up->figli) = &v[i];
        else *PUSH(p->a, &roots) = &v[i];
    }
    for (ptrdiff_t i = 0; i < roots.n; i++) roots.items[i]->aperto = true;
    Str guide = results ? _("Quanto è stato raggiunto di ogni obiettivo del Piano. Si apre ogni voce per vedere le misure e i motivi.")
                        : _("Dalle priorità agli obiettivi: si apre ogni voce per vedere che cosa ci si aspetta e come si misura.");
    PubAlbero x = {.guida = guide, .radici = roots.items, .n = roots.n,
                   .csv = of_year(p, p->anno, results ? "/dati/risultati.csv" : "/dati/piano.csv"),
                   .json = of_year(p, p->anno, results ? "/dati/risultati.json" : "/dati/piano.json"),
                   .csv_indicatori = of_year(p, p->anno, results ? "/dati/risultati_indicatori.csv" : "/dati/piano_indicatori.csv"),
                   .json_indicatori = of_year(p, p->anno, results ? "/dati/risultati_indicatori.json" : "/dati/piano_indicatori.json")};
    pubblico_albero_corpo(&p->h, &x);
    done(p, results ? with_year(p, _("Risultati {anno}"), p->anno) : plan->titolo, results ? "/risultati" : "/piano");
}

void pubblico_piano(PubPage *p) { tree(p, false); }
void pubblico_risultati(PubPage *p) { tree(p, true); }

/* -- sets as tables */
static Str heading(PubPage *p, Str column, Genere *g)
{
    *g = TESTO;
    for (ptrdiff_t i = 0; i < COUNT_OF(colonne); i++)
        if (str_eq(column, str_of(colonne[i].colonna))) {
            *g = colonne[i].genere;
            return tr_str(p->h.lingua, str_of(colonne[i].parole));
        }
    const Insieme *classes = pubblico_insieme(p->img, p->anno, S("premi_classi"));
    for (ptrdiff_t i = 0; classes && i < classes->righe->n; i++)
        if (str_eq(column, pubblico_cella(&classes->righe->items[i], S("classe")))) {
            *g = NUMERO;
            return pubblico_cella(&classes->righe->items[i], S("descrizione"));
        }
    return column;
}

static bool table(PubPage *p, const char *name, Str title, Str about, bool total, PubTavola *t)
{
    const Insieme *x = pubblico_insieme(p->img, p->anno, str_of(name));
    if (!x) return false;
    int n = x->righe->n ? (int)x->righe->items[0].n : 0;
    Str *heads = NEW_N(p->a, Str, n + 1), *cells = NEW_N(p->a, Str, n * x->righe->n + 1);
    bool *right = NEW_N(p->a, bool, n + 1);
    for (int c = 0; c < n; c++) {
        Genere g;
        Str column = x->righe->items[0].keys[c];
        heads[c] = heading(p, column, &g);
        right[c] = g == NUMERO || g == EURO;
        for (ptrdiff_t r = 0; r < x->righe->n; r++) cells[r * n + c] = cell(p, g, pubblico_cella(&x->righe->items[r], column));
    }
    Str base = of_year(p, p->anno, "/dati/");
    *t = (PubTavola){.id = title.n ? str_of(name) : S(""), .titolo = title, .testo = about, .colonne = heads, .numeri = right,
                     .n_colonne = n, .celle = cells, .n_righe = x->righe->n, .totale = total,
                     .ui = {.id = str_fmt(p->a, "t-%s", name), .didascalia = x->titolo, .nota = x->nota,
                            .csv = str_fmt(p->a, "%.*s%s.csv", STR_ARG(base), name),
                            .json = str_fmt(p->a, "%.*s%s.json", STR_ARG(base), name), .didascalia_nascosta = true}};
    return true;
}

void pubblico_premi(PubPage *p)
{
    PubTavola t[4];
    PubTavole v = {.guida = _("Quanto è stato dato al personale per i risultati dell'anno, a quante persone, secondo quali criteri. I numeri che riguarderebbero poche persone non ci sono."),
                   .tavole = t};
    v.n += table(p, "premi_totali", _("Ammontare"), _("Quanto era stanziato e quanto è stato distribuito."), true, &t[v.n]);
    v.n += table(p, "premi_distribuzione", _("Distribuzione"), _("Quante persone hanno avuto un punteggio in ogni classe, in percentuale del punteggio massimo."), false, &t[v.n]);
    v.n += table(p, "premi_statistiche", _("Differenziazione"), _("Quanto i punteggi si distinguono, in percentuale del punteggio massimo."), false, &t[v.n]);
    v.n += table(p, "criteri", _("Criteri"), _("Il sistema di valutazione e i parametri decisi per l'anno, ciascuno con il suo atto."), false, &t[v.n]);
    if (!pubblico_insieme(p->img, p->anno, S("premi_totali"))) {
        pubblico_manca(p, 404);
        return;
    }
    pubblico_tavole_corpo(&p->h, &v);
    done(p, with_year(p, _("Premi {anno}"), p->anno), "/premi");
}

void pubblico_atti(PubPage *p)
{
    PubTavola t;
    if (!table(p, "atti", S(""), S(""), false, &t)) {
        pubblico_manca(p, 404);
        return;
    }
    pubblico_tavole_corpo(&p->h, &(PubTavole){.guida = _("Gli atti con cui Piano e Relazione sono stati approvati e controllati, e il fondo dei premi costituito e distribuito."), .tavole = &t, .n = 1});
    done(p, with_year(p, _("Atti {anno}"), p->anno), "/atti");
}

/* -- files */
static Str index_json(PubPage *p)
{
    Json *j = json_new(p->a, true);
    json_open_list(j);
    for (ptrdiff_t i = 0; i < p->img->tutto.n_documenti; i++) {
        const PubDocumento *d = &p->img->tutto.documenti[i];
        if (d != pubblico_documento(p->img, p->anno, d->tipo, d->formato)) continue;
        json_open_map(j);
        json_key(j, S("insieme")), json_text(j, d->tipo);
        json_key(j, S("titolo")), json_text(j, d->titolo);
        json_key(j, S("edizione")), json_int(j, d->edizione);
        json_key(j, S("formato")), json_text(j, d->formato);
        json_key(j, S("indirizzo")), json_text(j, str_fmt(p->a, "/%lld/dati/%.*s.%.*s", (long long)d->anno, STR_ARG(d->tipo), STR_ARG(d->formato)));
        json_key(j, S("sha256")), json_text(j, d->impronta);
        json_key(j, S("pubblicato_il")), json_text(j, d->pubblicato_il);
        json_close_map(j);
    }
    json_close_list(j);
    return str_fmt(p->a, "%.*s\n", STR_ARG(json_done(j)));
}

static PubFile *file_of(PubFile *v, ptrdiff_t *n, Str title)
{
    for (ptrdiff_t i = 0; i < *n; i++)
        if (str_eq(v[i].titolo, title)) return &v[i];
    v[*n] = (PubFile){.titolo = title};
    return &v[(*n)++];
}

void pubblico_dati(PubPage *p)
{
    PubFile *v = NEW_N(p->a, PubFile, p->img->tutto.n_documenti + 1);
    PubDati x = {.file = v, .indice = of_year(p, p->anno, "/dati/indice.json")};
    for (ptrdiff_t i = 0; i < p->img->tutto.n_documenti; i++) {
        const PubDocumento *d = &p->img->tutto.documenti[i];
        if (d != pubblico_documento(p->img, p->anno, d->tipo, d->formato)) continue;
        PubFile *f = file_of(v, &x.n, d->titolo);
        f->pubblicato_il = day(p, d->pubblicato_il);
        if (f->n_formati == COUNT_OF(f->formati)) continue;
        bool page = str_eq(d->formato, S("html"));
        f->formati[f->n_formati++] = (Collegamento){
            page ? _("pagina") : str_eq(d->formato, S("csv")) ? S("CSV") : str_eq(d->formato, S("json")) ? S("JSON") : d->formato,
            str_fmt(p->a, "%.*s/%lld/dati/%.*s.%.*s", STR_ARG(p->radice), (long long)p->anno, STR_ARG(d->tipo), STR_ARG(d->formato))};
    }
    pubblico_dati_corpo(&p->h, &x);
    done(p, with_year(p, _("Dati aperti {anno}"), p->anno), "/dati");
}

/* Where the text stands, from some place on; -1: nowhere. */
static ptrdiff_t place_of(Str in, Str what, ptrdiff_t from)
{
    for (ptrdiff_t i = from; i + what.n <= in.n; i++)
        if (in.p[i] == what.p[0] && !memcmp(in.p + i, what.p, (size_t)what.n)) return i;
    return -1;
}

/* A document has its one style sheet inside: the page's policy allows that one, by its digest, and no script at all. */
static Str policy_of(PubPage *p, Str html)
{
    ptrdiff_t from = place_of(html, S("<style>"), 0) + 7, to = from < 7 ? -1 : place_of(html, S("</style>"), from);
    if (to < 0) return S("default-src 'none'; frame-ancestors 'none'");
    Str digest = hash_sha256_base64(p->a, str_sub(html, from, to));
    return str_fmt(p->a, "default-src 'none'; style-src 'sha256-%.*s'; img-src 'self'; base-uri 'none'; form-action 'none'; "
                         "frame-ancestors 'none'", STR_ARG(digest));
}

static void send(PubPage *p, const PubDocumento *d)
{
    p->r->body = str_dup(p->a, d->contenuto); /* what is public may change while it is being sent */
    if (str_eq(d->formato, S("html"))) {
        p->r->type = S("text/html; charset=utf-8");
        response_header(p->r, "Content-Security-Policy", policy_of(p, p->r->body));
        return;
    }
    bool csv = str_eq(d->formato, S("csv"));
    p->r->type = csv ? S("text/csv; charset=utf-8") : str_eq(d->formato, S("json")) ? S("application/json; charset=utf-8")
                                                                                   : S("application/octet-stream");
    response_header(p->r, "Content-Disposition", str_fmt(p->a, "attachment; filename=\"%.*s-%lld.%.*s\"", STR_ARG(d->tipo),
                                                         (long long)d->anno, STR_ARG(d->formato)));
    response_header(p->r, "Access-Control-Allow-Origin", S("*")); /* everybody's data, in everybody's pages */
    response_header(p->r, "Cross-Origin-Resource-Policy", S("cross-origin"));
}

void pubblico_relazione(PubPage *p)
{
    const PubDocumento *d = pubblico_documento(p->img, p->anno, S("relazione"), S("html"));
    if (d) send(p, d);
    else pubblico_manca(p, 404);
}

void pubblico_file(PubPage *p)
{
    ptrdiff_t dot = str_find(p->file, '.');
    const PubDocumento *d = dot < 0 ? NULL : pubblico_documento(p->img, p->anno, str_sub(p->file, 0, dot), str_sub(p->file, dot + 1, p->file.n));
    if (d) {
        send(p, d);
    } else if (str_eq(p->file, S("indice.json"))) {
        p->r->type = S("application/json; charset=utf-8");
        p->r->body = index_json(p);
        response_header(p->r, "Access-Control-Allow-Origin", S("*"));
        response_header(p->r, "Cross-Origin-Resource-Policy", S("cross-origin"));
    } else {
        pubblico_manca(p, 404);
    }
}

/* -- about the site */
void pubblico_status(PubPage *p)
{
    p->r->type = S("application/json; charset=utf-8");
    p->r->body = str_fmt(p->a, "{\"stato\":\"bene\",\"anni\":%td}\n", p->img->anni.n);
}

void pubblico_accessibilita(PubPage *p)
{
    pubblico_accessibilita_corpo(&p->h);
    done(p, _("Accessibilità"), "");
}

void pubblico_licenze(PubPage *p)
{
    p->r->type = S("text/plain; charset=utf-8");
    p->r->body = asset_licenze();
}

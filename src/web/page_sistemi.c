/* page_sistemi.c - floor 6: rulebooks of the body: the list, one version, its steps up to the act. (C-0.02-03, X-09, F-05) */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/page_sistemi.h"

#include "web/sistemi.thtml.h"

static SistemaPasso step_of(Page *p, Difetti *d)
{
    *d = (Difetti){.a = p->a};
    return (SistemaPasso){.arch = immagine_archivio(p->img), .oggi = p->oggi, .a = p->a, .d = d, .perche = S("")};
}

/* -- what the pages share */
const SistemaVersione *page_sistema(Page *p)
{
    int64_t n;
    const SistemaVersione *v = page_number(p->par[PAR_NUMERO], &n) ? sistema_versione(immagine_archivio(p->img), p->par[PAR_SISTEMA], n) : NULL;
    if (v && (v->atto.n || page_puo(p, AZIONE_SISTEMA_BOZZA_LEGGI, (Ambito){0}))) return v;
    if (v || !page_puo(p, AZIONE_SISTEMA_BOZZA_LEGGI, (Ambito){0}))
        page_status(p, 403, _("Questo sistema non è adottato: lo legge chi lo scrive, chi dà il parere e chi decide."));
    else page_status(p, 404, _("Questa versione non c'è: forse la bozza è stata cancellata."));
    return NULL;
}

Str page_sistema_nome(Page *p, const SistemaVersione *v) { return str_fmt(p->a, "%.*s/%lld", STR_ARG(v->codice), (long long)v->versione); }

Str page_sistema_via(Page *p, const SistemaVersione *v, const char *more)
{
    Html h = html_new(p->a, p->h.lingua, S(""));
    html_url_parte(&h, v->codice);
    return str_fmt(p->a, "/sistemi/%.*s/%lld%s", STR_ARG(html_pagina(&h)), (long long)v->versione, more);
}

static const struct { const char *key, *title; } parti[] = {
    {"oggetto", N_("Nome e fonti")}, {"stampa", N_("Arrotondamenti")}, {"albero", N_("Performance organizzativa")},
    {"dirigenti", N_("Segretario generale e dirigenti")}, {"posizioni", N_("Posizioni organizzative")},
    {"personale", N_("Personale: semischede e fasce")}, {"premi", N_("Personale: il compenso")}, {"formule", N_("Formule dei criteri")}, {"calcolo", N_("Tabelle e formule")},
    {"norme", N_("Limiti di legge e di contratto")}, {"opzioni", N_("Letture e opzioni")}, {"processo", N_("Chi fa che cosa, entro quando")}};

Str page_parte_titolo(Page *p, Str parte)
{
    for (int i = 0; i < COUNT_OF(parti); i++)
        if (str_eq(parte, str_of(parti[i].key))) return tr_str(p->h.lingua, str_of(parti[i].title));
    return S("");
}

ptrdiff_t page_sistema_parti(Page *p, const SistemaVersione *v, Collegamento **out)
{
    Sistema s;
    Difetti d = {.a = p->a};
    ptrdiff_t n = 0;
    *out = NEW_N(p->a, Collegamento, COUNT_OF(parti) + 1);
    bool read = !sistema_read(v->testo, v->codice, p->a, &s, &d);
    for (int i = 0; i < COUNT_OF(parti) && read; i++)
        if (!i || tree_get(&s.tree, str_of(parti[i].key)))
            (*out)[n++] = (Collegamento){page_parte_titolo(p, str_of(parti[i].key)), page_sistema_via(p, v, str_c(p->a, str_fmt(p->a, "/parte/%s", parti[i].key)))};
    (*out)[n++] = (Collegamento){_("Il testo intero"), page_sistema_via(p, v, "/testo")};
    return n;
}

void page_sistema_fine(Page *p, Str titolo, const SistemaVersione *sopra)
{
    Collegamento up[2] = {{_("Sistemi di valutazione"), S("/sistemi")}};
    if (sopra) up[1] = (Collegamento){page_sistema_nome(p, sopra), page_sistema_via(p, sopra, "")};
    page_frame(p, &(PageFrame){.titolo = titolo, .corrente = S("sistemi"), .briciole = up, .n_briciole = sopra ? 2 : 1});
}

void page_sistema_scrivi(Page *p, const Modifica *m, ptrdiff_t n, Str atto, Str poi, const char *detto)
{
    Esito out;
    Err e = store_scrivi(p->st, p->g, &(Scrittura){p->ora, atto, m, n}, p->a, &out);
    if (e) page_error(p, e, store_perche(p->st));
    else page_redirect_said(p, poi, out.seq ? detto : "uguale");
}

/* -- the list */
static Tono tone(SistemaStato s)
{
    static const Tono tones[] = {TONO_NEUTRO, TONO_INFO, TONO_INFO, TONO_BENE, TONO_NEUTRO};
    return tones[s];
}

static Str state_words(Page *p, SistemaStato s) { return tr_str(p->h.lingua, str_of(sistema_stato_parola(s))); }

/* The years that compute with it. */
static Str used_by(Page *p, Str id)
{
    ptrdiff_t n;
    const Anno *y = ALL(immagine_archivio(p->img), Anno, ANNO, &n);
    Buf b = buf_new(p->a);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(y[i].sistema, id)) buf_fmt(&b, "%s%lld", b.n ? ", " : "", (long long)y[i].anno);
    return buf_str(&b);
}

static void list_rows(Page *p, SistemiVista *v)
{
    ptrdiff_t n, own;
    const SistemaIncorporato *all = sistemi_incorporati(&n);
    const SistemaVersione *mine = ALL(immagine_archivio(p->img), SistemaVersione, SISTEMA_VERSIONE, &own);
    bool drafts = page_puo(p, AZIONE_SISTEMA_BOZZA_LEGGI, (Ambito){0});
    v->propri = TABELLA_VISTA(p->a, S("propri"), _("Sistemi dell'ente"), "ctnttt", _("Versione"), _("Titolo"), _("Dal"), _("Stato"), _("Parere dell'OIV"), _("Atto"));
    v->propri.ui.didascalia_nascosta = true;
    for (ptrdiff_t i = own - 1; i >= 0; i--) {
        const SistemaVersione *x = &mine[i];
        if (!x->atto.n && !drafts) continue;
        SistemaStato s = sistema_stato(immagine_archivio(p->img), x);
        CellaVista *c = RIGA_VISTA(&v->propri, page_sistema_nome(p, x), x->titolo, nome_anno(p, x->anno), S(""), x->parere.n ? nome_scelta(p, x->parere) : S("–"), x->atto.n ? x->atto : S("–"));
        c[0].url = page_sistema_via(p, x, "");
        c[1].sotto = x->motivo;
        c[3].tono = tone(s), c[3].stato = state_words(p, s);
        if (x->atto.n) c[5].url = via_atto(p, x->atto).url;
    }
    v->programma = TABELLA_VISTA(p->a, S("programma"), _("Sistemi del programma"), "ctt", _("Nome"), _("Titolo"), _("Anni che lo usano"));
    v->programma.ui.didascalia_nascosta = true;
    for (ptrdiff_t i = 0; i < n; i++) {
        Sistema s;
        if (sistema_load(str_of(all[i].id), p->a, &s)) continue;
        Str years = used_by(p, s.id);
        CellaVista *c = RIGA_VISTA(&v->programma, s.id, s.titolo, years.n ? years : S("–"));
        c[0].url = str_fmt(p->a, "/sistemi/%s", all[i].id);
    }
}

/* What one may begin from. */
static Campo origin_field(Page *p)
{
    ptrdiff_t n, own;
    const SistemaIncorporato *all = sistemi_incorporati(&n);
    const SistemaVersione *mine = ALL(immagine_archivio(p->img), SistemaVersione, SISTEMA_VERSIONE, &own);
    Campo c = {.nome = S("origine"), .etichetta = _("Copiare da"), .senza_nota = true, .valore = field_get(&p->q->form, S("origine"))};
    Scelta *s = NEW_N(p->a, Scelta, n + own + 1);
    for (ptrdiff_t i = own - 1; i >= 0; i--) s[c.n_scelte++] = (Scelta){.valore = page_sistema_nome(p, &mine[i]), .testo = page_sistema_nome(p, &mine[i])};
    for (ptrdiff_t i = 0; i < n; i++) s[c.n_scelte++] = (Scelta){.valore = str_of(all[i].id), .testo = str_of(all[i].id)};
    c.scelte = s;
    return c;
}

static void show_list(Page *p, const Difetti *d)
{
    static const ModuloCampo kinds[] = {{CAMPO_DA_ELENCO, {0}}, {CAMPO_UNA_RIGA, {0}}, {CAMPO_UNA_RIGA, {0}}, {CAMPO_PIU_RIGHE, {0}}, {CAMPO_DA_FILE, {0}}};
    SistemiVista v = {0};
    Str year = field_get(&p->q->form, S("anno")), general[8];
    ptrdiff_t n = 0;
    if (!year.n) year = str_fmt(p->a, "%lld", (long long)immagine_anno_corrente(p->img) + 1);
    Campo fields[] = {
        origin_field(p),
        {.nome = S("codice"), .etichetta = _("Nome breve"), .aiuto = _("Ad esempio ente-2027. È l'id scritto nel testo; poi non cambia."), .stretto = true,
         .valore = field_get(&p->q->form, S("codice")), .errore = difetto_di(p, d, S("codice")), .lunghezza = 64},
        {.nome = S("anno"), .etichetta = _("Primo anno in cui vale"), .stretto = true, .obbligatorio = true, .valore = year, .errore = difetto_di(p, d, S("anno"))},
        {.nome = S("motivo"), .etichetta = _("Che cosa cambia e perché"), .righe = 2, .valore = field_get(&p->q->form, S("motivo"))},
        {.nome = S("file"), .etichetta = _("Oppure da un file"), .aiuto = _("Un testo YAML scritto altrove, con il suo id: prende il posto della copia."), .accetta = S(".yaml,.yml")}};
    for (ptrdiff_t i = 0; d && i < d->lista.n && n < COUNT_OF(general); i++) {
        Str place = d->lista.items[i].dove;
        if (!str_eq(place, S("codice")) && !str_eq(place, S("anno"))) general[n++] = str_fmt(p->a, "%.*s: %.*s", STR_ARG(place), STR_ARG(d->lista.items[i].cosa));
    }
    Modulo m = {.azione = S("/sistemi"), .bottone = _("Comincia la bozza"), .con_file = true, .campi = fields, .generi = kinds, .n = COUNT_OF(fields), .generali = general, .n_generali = n};
    list_rows(p, &v);
    if (page_puo(p, AZIONE_SISTEMA_REDIGE, (Ambito){0})) v.nuovo = &m;
    sistemi_corpo(&p->h, &v);
    page_frame(p, &(PageFrame){.titolo = _("Sistemi di valutazione"), .corrente = S("sistemi"),
                               .sottotitolo = _("Le regole con cui l'ente misura e valuta, anno per anno, con l'atto che le adotta.")});
}

void sistemi_elenco(Page *p) { show_list(p, NULL); }

void sistemi_crea(Page *p)
{
    Difetti d;
    SistemaPasso x = step_of(p, &d);
    SistemaVersione v;
    Str text = field_get(&p->q->form, S("file")), origin = field_get(&p->q->form, S("origine")), code = str_trim(field_get(&p->q->form, S("codice")));
    int64_t year = 0;
    bool file = text.n > 0;
    if (!page_number(field_get(&p->q->form, S("anno")), &year)) difetto(&d, 0, S("anno"), "manca: l'anno della performance, ad esempio 2027");
    if (!file && !sistema_testo(x.arch, origin, &text)) difetto(&d, 0, S("origine"), "scegliere da che cosa cominciare");
    if (!file && !code.n) difetto(&d, 0, S("codice"), "manca: serve un nome breve");
    if (!file && text.n && code.n) text = sistema_rinomina(p->a, text, code);
    Err e = d.lista.n ? E_DATI : sistema_nuovo(&x, text, file ? S("") : origin, year, str_trim(field_get(&p->q->form, S("motivo"))), &v);
    if (!e) {
        Modifica m = {ENTITA_SISTEMA_VERSIONE, &v, false, 0};
        page_sistema_scrivi(p, &m, 1, S(""), page_sistema_via(p, &v, ""), "salvato");
        return;
    }
    p->r->status = 422;
    show_list(p, &d);
}

void sistema_del_programma(Page *p)
{
    Str text;
    if (str_find(p->par[PAR_SISTEMA], '/') >= 0 || !sistema_testo(immagine_archivio(p->img), p->par[PAR_SISTEMA], &text)) {
        page_status(p, 404, _("Il programma non ha un sistema con questo nome."));
        return;
    }
    SistemaParteVista v = {.testo = {.nome = S("testo"), .valore = text}, .spiega = _("È un sistema del programma e non si cambia: per averne uno proprio, copiarlo dall'elenco.")};
    sistema_parte_corpo(&p->h, &v);
    page_sistema_fine(p, p->par[PAR_SISTEMA], NULL);
}

void sistema_scarica(Page *p)
{
    const SistemaVersione *v = page_sistema(p);
    if (v) page_bytes(p, S("application/yaml; charset=utf-8"), str_fmt(p->a, "%.*s-%lld.yaml", STR_ARG(v->codice), (long long)v->versione), str_fmt(p->a, "%.*s\n", STR_ARG(v->testo)));
}

/* -- one version */
static void put(Page *p, SistemaVista *v, Str name, Str value, Collegamento c)
{
    if (value.n || c.testo.n) *PUSH(p->a, &v->dati) = (Dato){name, value, c};
}

static void put_data(Page *p, const SistemaVersione *x, SistemaVista *v)
{
    const Collegamento none = {0};
    put(p, v, _("Primo anno"), nome_anno(p, x->anno), none);
    put(p, v, _("Copiato da"), x->origine, none);
    put(p, v, _("Che cosa cambia e perché"), x->motivo, none);
    put(p, v, _("Proposto il"), nome_giorno(p, x->proposto), none);
    if (x->parere.n) {
        TrArg said[] = {{"esito", nome_scelta(p, x->parere)}, {"giorno", nome_giorno(p, x->parere_data)}};
        put(p, v, _("Parere dell'OIV"), tr_fill(p->a, _("{esito}, {giorno}"), said, 2), none);
    }
    put(p, v, _("Testo del parere"), x->parere_testo, none);
    if (x->parere_atto.n) put(p, v, _("Verbale dell'OIV"), S(""), via_atto(p, x->parere_atto));
    if (x->atto.n) put(p, v, _("Adottato con"), S(""), via_atto(p, x->atto));
    put(p, v, _("Impronta"), x->impronta, none);
}

static void explain(Page *p, SistemaStato s, SistemaVista *v)
{
    v->stato = state_words(p, s);
    v->tono = s == SISTEMA_ADOTTATO ? TONO_BENE : TONO_INFO;
    switch (s) {
    case SISTEMA_BOZZA: v->spiega = _("Si può scrivere. Non cambia nulla finché un atto non lo adotta."); break;
    case SISTEMA_PROPOSTO: v->spiega = _("Aspetta il parere dell'OIV. Per cambiarlo si riprende come bozza."); break;
    case SISTEMA_CON_PARERE: v->spiega = _("L'OIV si è espresso: ora può essere adottato con un atto."); break;
    case SISTEMA_ADOTTATO: v->spiega = _("Non cambia più. Una correzione è una versione nuova, con il suo atto."); break;
    case SISTEMA_RETTIFICATO: v->spiega = _("Un'altra versione ne ha preso il posto. Resta leggibile: ciò che è stato deciso con questa vale com'è."); break;
    }
}

static Str field_of(Page *p, const char *name) { return p->q->method == HTTP_POST ? str_trim(field_get(&p->q->form, str_of(name))) : S(""); }

static SistemaPassoVista *new_step(Page *p, SistemaVista *v, Str title, const SistemaVersione *x, const char *where, Str button, Str words)
{
    SistemaPassoVista *s = PUSH(p->a, &v->passi);
    *s = (SistemaPassoVista){.titolo = title, .modulo = {.azione = page_sistema_via(p, x, where), .bottone = button, .spiega = words}};
    return s;
}

static void with_fields(SistemaPassoVista *s, const Campo *fields, const ModuloCampo *kinds, ptrdiff_t n)
{
    s->modulo.campi = fields;
    s->modulo.generi = kinds;
    s->modulo.n = n;
}

/* Acts of the register that would do; their date and object tell them apart. */
static Campo act_field(Page *p, const char *name, Str label, Str help, bool (*fits)(Page *, const SistemaVersione *, const Atto *), const SistemaVersione *x, const Difetti *d)
{
    ptrdiff_t n;
    const Atto *all = ALL(immagine_archivio(p->img), Atto, ATTO, &n);
    Campo c = {.nome = str_of(name), .etichetta = label, .aiuto = help, .valore = field_of(p, name), .errore = difetto_di(p, d, str_of(name))};
    Scelta *s = NEW_N(p->a, Scelta, n + 1);
    s[c.n_scelte++] = (Scelta){.testo = _("(nessuno)")};
    for (ptrdiff_t i = 0; i < n; i++)
        if (fits(p, x, &all[i]))
            s[c.n_scelte++] = (Scelta){.valore = all[i].codice, .testo = str_fmt(p->a, "%.*s, %.*s: %.*s", STR_ARG(all[i].codice), STR_ARG(nome_giorno(p, all[i].data)), STR_ARG(all[i].oggetto))};
    c.scelte = s;
    return c;
}

static bool of_oiv(Page *p, const SistemaVersione *x, const Atto *act)
{
    (void)p;
    return str_eq(act->organo, S("oiv")) && !act->evento.n && date_cmp(act->data, x->proposto) >= 0;
}

static bool adopts(Page *p, const SistemaVersione *x, const Atto *act)
{
    Sistema s;
    Str why;
    Difetti d = {.a = p->a};
    return !sistema_read(x->testo, x->codice, p->a, &s, &d) && sistema_atto_adatto(x, &s, act, p->a, &why);
}

static void opinion_step(Page *p, const SistemaVersione *x, SistemaVista *v, const Difetti *d)
{
    static const ModuloCampo kinds[] = {{CAMPO_DA_ELENCO, {0}}, {CAMPO_UN_GIORNO, {0}}, {CAMPO_PIU_RIGHE, {0}}, {CAMPO_DA_ELENCO, {0}}};
    static const char *const words[] = {"positivo", "con_osservazioni", "negativo", "non_eseguibile"};
    Campo *f = NEW_N(p->a, Campo, COUNT_OF(kinds));
    Scelta *s = NEW_N(p->a, Scelta, COUNT_OF(words) + 1);
    s[0] = (Scelta){.testo = _("Scegliere")};
    for (int i = 0; i < COUNT_OF(words); i++) s[i + 1] = (Scelta){.valore = str_of(words[i]), .testo = nome_scelta(p, str_of(words[i]))};
    f[0] = (Campo){.nome = S("parere"), .etichetta = _("Esito"), .obbligatorio = true, .scelte = s, .n_scelte = COUNT_OF(words) + 1, .valore = field_of(p, "parere"), .errore = difetto_di(p, d, S("parere"))};
    f[1] = (Campo){.nome = S("parere_data"), .etichetta = _("Giorno"), .valore = field_of(p, "parere_data"), .errore = difetto_di(p, d, S("parere_data")), .max = date_iso(p->a, p->oggi), .aiuto = _("Vuoto: oggi.")};
    f[2] = (Campo){.nome = S("parere_testo"), .etichetta = _("Osservazioni o ragioni"), .valore = field_of(p, "parere_testo"), .errore = difetto_di(p, d, S("parere_testo"))};
    f[3] = act_field(p, "parere_atto", _("Verbale"), S(""), of_oiv, x, d);
    with_fields(new_step(p, v, _("Il parere dell'OIV"), x, "/parere", _("Registra il parere"), _("Il parere è vincolante: con un parere negativo il sistema non si adotta.")), f, kinds, COUNT_OF(kinds));
}

static void adopt_step(Page *p, const SistemaVersione *x, SistemaVista *v, const Difetti *d)
{
    static const ModuloCampo kinds[] = {{CAMPO_DA_ELENCO, {0}}};
    Campo *f = NEW(p->a, Campo);
    *f = act_field(p, "atto", _("Atto che adotta"), _("Registrato prima nel registro degli atti, senza un passo del ciclo."), adopts, x, d);
    f->obbligatorio = true;
    TrArg year = {"anno", nome_anno(p, x->anno)};
    with_fields(new_step(p, v, _("L'atto che adotta"), x, "/adotta", _("Adotta il sistema"), tr_fill(p->a, _("Da quel momento il {anno} si calcola con questo testo, che non cambia più."), &year, 1)), f, kinds, 1);
}

static void rectify_step(Page *p, const SistemaVersione *x, SistemaVista *v, const Difetti *d)
{
    static const ModuloCampo kinds[] = {{CAMPO_PIU_RIGHE, {0}}};
    Campo *f = NEW(p->a, Campo);
    *f = (Campo){.nome = S("motivo"), .etichetta = _("Che cosa cambia e perché"), .righe = 2, .obbligatorio = true, .valore = field_of(p, "motivo"), .errore = difetto_di(p, d, S("motivo"))};
    with_fields(new_step(p, v, _("Rettificare"), x, "/rettifica", _("Comincia la versione nuova"), _("La versione nuova comincia con questo testo, come bozza; avrà il suo parere e il suo atto.")), f, kinds, 1);
}

static void put_steps(Page *p, const SistemaVersione *x, SistemaStato s, SistemaVista *v, const Difetti *d)
{
    bool writes = page_puo(p, AZIONE_SISTEMA_REDIGE, (Ambito){0});
    v->scrive = writes && s == SISTEMA_BOZZA;
    if (v->scrive) {
        new_step(p, v, _("Proporre"), x, "/proponi", _("Proponi all'OIV e alla Giunta"), _("Il testo si ferma, in attesa del parere dell'OIV."));
        new_step(p, v, _("Cancellare"), x, "/cancella", _("Cancella la bozza"), _("Il giornale ne conserva il testo."))->modulo.grave = true;
    }
    if ((s == SISTEMA_PROPOSTO || s == SISTEMA_CON_PARERE) && page_puo(p, AZIONE_SISTEMA_PARERE, (Ambito){0})) opinion_step(p, x, v, d);
    if (s == SISTEMA_CON_PARERE && page_puo(p, AZIONE_SISTEMA_ADOTTA, (Ambito){0})) adopt_step(p, x, v, d);
    if (writes && (s == SISTEMA_PROPOSTO || s == SISTEMA_CON_PARERE))
        new_step(p, v, _("Riprendere"), x, "/riprendi", _("Riprendi come bozza"), _("Per cambiare il testo: il parere che c'era era sul testo di prima e non vale più."));
    if (writes && s == SISTEMA_ADOTTATO) rectify_step(p, x, v, d);
}

/* The latest year that has marks, else any: there a draft shows what it does. */
static int64_t preview_year(Page *p)
{
    ptrdiff_t n;
    int64_t latest = 0;
    const Semischeda *g = ALL(immagine_archivio(p->img), Semischeda, SEMISCHEDA, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (g[i].anno > latest) latest = g[i].anno;
    return latest ? latest : immagine_anno_corrente(p->img);
}

static void show(Page *p, const SistemaVersione *x, const Difetti *d, Str refused)
{
    SistemaVista v = {.rifiuto = refused, .nome = page_sistema_nome(p, x)};
    SistemaStato s = sistema_stato(immagine_archivio(p->img), x);
    Collegamento *parts;
    int64_t year = preview_year(p);
    explain(p, s, &v);
    put_data(p, x, &v);
    put_steps(p, x, s, &v, d);
    ptrdiff_t n = page_sistema_parti(p, x, &parts);
    for (ptrdiff_t i = 0; i < n; i++) *PUSH(p->a, &v.parti) = parts[i];
    if (year && page_puo(p, AZIONE_IPOTESI_PROVA, (Ambito){.anno = year})) {
        TrArg y = {"anno", nome_anno(p, year)};
        v.anteprima = str_fmt(p->a, "/anno/%lld/ipotesi", (long long)year);
        v.anteprima_bottone = tr_fill(p->a, _("Calcola il {anno} con questo testo"), &y, 1);
    }
    *PUSH(p->a, &v.vai) = (Collegamento){_("Scarica il testo"), page_sistema_via(p, x, "/scarica")};
    *PUSH(p->a, &v.vai) = (Collegamento){_("Come documento"), page_sistema_via(p, x, "/documento/html")};
    *PUSH(p->a, &v.vai) = (Collegamento){_("Come documento (ODT)"), page_sistema_via(p, x, "/documento/odt")};
    if (x->versione > 1 || x->origine.n) *PUSH(p->a, &v.vai) = (Collegamento){_("Che cosa cambia"), page_sistema_via(p, x, "/confronto/html")};
    Str history = via_giornale(p, ENTITA_SISTEMA_VERSIONE, record_key(p->a, entita_info(ENTITA_SISTEMA_VERSIONE), x));
    if (history.n) *PUSH(p->a, &v.vai) = (Collegamento){_("Storia nel giornale"), history};
    sistema_corpo(&p->h, &v);
    Collegamento up[] = {{_("Sistemi di valutazione"), S("/sistemi")}};
    page_frame(p, &(PageFrame){.titolo = page_sistema_nome(p, x), .sottotitolo = x->titolo, .corrente = S("sistemi"), .briciole = up, .n_briciole = 1});
}

void sistema_mostra(Page *p)
{
    const SistemaVersione *x = page_sistema(p);
    if (x) show(p, x, NULL, S(""));
}

/* -- steps */
/* A step that could not be done: the page again with the reasons. */
static void again(Page *p, const SistemaVersione *x, const Difetti *d, Err e, Str why)
{
    p->r->status = e == E_CONFLITTO ? 409 : 422;
    for (ptrdiff_t i = 0; i < d->lista.n && !why.n; i++) /* those of fields stand beside them */
        if (!str_starts(d->lista.items[i].dove, S("parere_")) && !str_eq(d->lista.items[i].dove, S("atto")) && !str_eq(d->lista.items[i].dove, S("motivo")))
            why = d->lista.items[i].cosa;
    show(p, x, d, why);
}

static void do_step(Page *p, Err (*step)(SistemaPasso *, const SistemaVersione *, SistemaVersione *))
{
    Difetti d;
    SistemaPasso x = step_of(p, &d);
    SistemaVersione out;
    const SistemaVersione *v = page_sistema(p);
    if (!v) return;
    Err e = step(&x, v, &out);
    Modifica m = {ENTITA_SISTEMA_VERSIONE, &out, false, v->riga};
    if (e) again(p, v, &d, e, x.perche);
    else page_sistema_scrivi(p, &m, 1, S(""), page_sistema_via(p, v, ""), "salvato");
}

void sistema_proponi(Page *p) { do_step(p, sistema_propone); }
void sistema_riprendi(Page *p) { do_step(p, sistema_riprende); }

void sistema_cancella(Page *p)
{
    Difetti d = {.a = p->a};
    const SistemaVersione *v = page_sistema(p);
    if (!v) return;
    Modifica m = {ENTITA_SISTEMA_VERSIONE, v, true, v->riga};
    if (sistema_stato(immagine_archivio(p->img), v) != SISTEMA_BOZZA) again(p, v, &d, E_CONFLITTO, _("Si cancella soltanto una bozza."));
    else page_sistema_scrivi(p, &m, 1, S(""), S("/sistemi"), "tolto");
}

void sistema_dai_parere(Page *p)
{
    static const char *const names[] = {"parere", "parere_data", "parere_testo", "parere_atto"};
    Difetti d;
    SistemaPasso x = step_of(p, &d);
    SistemaVersione *said = record_new(p->a, entita_info(ENTITA_SISTEMA_VERSIONE)), out;
    const SistemaVersione *v = page_sistema(p);
    if (!v) return;
    for (int i = 0; i < COUNT_OF(names); i++) modulo_prendi(p, ENTITA_SISTEMA_VERSIONE, names[i], said, &d);
    Err e = d.lista.n ? E_DATI : sistema_parere(&x, v, said, &out);
    Modifica m = {ENTITA_SISTEMA_VERSIONE, &out, false, v->riga};
    if (e) again(p, v, &d, e, x.perche);
    else page_sistema_scrivi(p, &m, 1, S(""), page_sistema_via(p, v, ""), "salvato");
}

void sistema_adotta_ora(Page *p)
{
    Difetti d;
    SistemaPasso x = step_of(p, &d);
    SistemaVersione out;
    Anno year;
    Str act = field_of(p, "atto");
    const SistemaVersione *v = page_sistema(p);
    if (!v) return;
    Err e = sistema_adotta(&x, v, act, grant_ruolo(p->g), &out, &year);
    const Modifica m[] = {{ENTITA_SISTEMA_VERSIONE, &out, false, v->riga}, {ENTITA_ANNO, &year, false, year.riga}};
    if (e) again(p, v, &d, e, x.perche);
    else page_sistema_scrivi(p, m, 2, act, page_sistema_via(p, v, ""), "salvato");
}

void sistema_rettifica_ora(Page *p)
{
    Difetti d;
    SistemaPasso x = step_of(p, &d);
    SistemaVersione out;
    const SistemaVersione *v = page_sistema(p);
    if (!v) return;
    Err e = sistema_rettifica(&x, v, field_of(p, "motivo"), &out);
    Modifica m = {ENTITA_SISTEMA_VERSIONE, &out, false, 0};
    if (e) again(p, v, &d, e, x.perche);
    else page_sistema_scrivi(p, &m, 1, S(""), page_sistema_via(p, &out, ""), "salvato");
}

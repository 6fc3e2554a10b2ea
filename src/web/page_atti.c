/* page_atti.c - floor 6: the register of acts of a year, one act with what depends on it, its forms. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/atti.h"
#include "web/comune.h"
#include "web/compiti.h"
#include "web/registri.thtml.h"

enum { RIGHE = 50, USI_MOSTRATI = 40, ANNI_MAX = 64, VOCI_MAX = 400 };

static Str year_path(Page *p, int64_t y, const char *rest) { return str_fmt(p->a, "/anno/%lld%s", (long long)y, rest); }

static Str act_path(Page *p, Str code, const char *rest)
{
    return str_fmt(p->a, "/atti/%.*s%s", STR_ARG(url_encode(p->a, code)), rest);
}

static int64_t year_of(const Atto *x) { return x->anno == INTERO_ASSENTE ? date_year(x->data) : x->anno; }

/* -- how an act stands in the cycle */
typedef struct Posto { Tono tono; Str stato, nota; bool irregolare; } Posto;

static Posto place_of(Page *p, const ImmagineAnno *y, const Atto *x)
{
    Posto out = {.tono = TONO_NEUTRO};
    for (ptrdiff_t i = 0; y && y->sistema_noto && x->evento.n && i < y->termini.scadenze.n; i++) {
        const Scadenza *s = &y->termini.scadenze.items[i];
        if (!s->accaduto || s->accaduto->atto != x) continue;
        out.tono = TONO_BENE;
        out.stato = s->esito == PUNTUALITA_SENZA ? _("registrato") : tr_str(p->h.lingua, str_of(puntualita_parole(s->esito)));
        out.irregolare = scadenza_irregolare(s) || s->accaduto->fuori_turno || s->incompetente.n;
        if (s->esito == PUNTUALITA_IN_RITARDO || s->esito == PUNTUALITA_OLTRE || out.irregolare) out.tono = TONO_ATTENZIONE;
        if (s->accaduto->fuori_turno) out.stato = _("fuori turno");
        out.nota = s->incompetente;
        break;
    }
    for (ptrdiff_t i = 0; y && y->sistema_noto && !out.nota.n && i < y->binari.irregolarita.n; i++) {
        const Irregolarita *r = &y->binari.irregolarita.items[i];
        if (!str_eq(r->codice, x->codice)) continue;
        out = (Posto){TONO_ATTENZIONE, _("irregolare"), r->cosa, true};
    }
    if (!out.stato.n && x->evento.n) out.stato = _("registrato");
    return out;
}

/* -- the list */
typedef struct Scelto { Str tipo, organo, binario, stato, testo; Date dal, al; bool qualcosa; } Scelto;

static Scelto wanted(Page *p)
{
    const Fields *q = &p->q->query;
    Scelto s = {.tipo = field_get(q, S("tipo")), .organo = field_get(q, S("organo")), .binario = field_get(q, S("binario")),
                .stato = field_get(q, S("stato")), .testo = piega(p->a, field_get(q, S("testo")))};
    if (!date_parse_iso(field_get(q, S("dal")), &s.dal)) s.dal = (Date){0};
    if (!date_parse_iso(field_get(q, S("al")), &s.al)) s.al = (Date){0};
    s.qualcosa = s.tipo.n || s.organo.n || s.binario.n || s.stato.n || s.testo.n || date_is(s.dal) || date_is(s.al);
    return s;
}

static bool passes(Page *p, const Scelto *s, const Atto *x, const Posto *place)
{
    if (s->tipo.n && !str_eq(s->tipo, x->tipo)) return false;
    if (s->organo.n && !str_eq(s->organo, x->organo)) return false;
    if (s->binario.n) {
        VoceId v = voce_by_name(x->evento);
        if (v == VOCE_COUNT || !str_eq(s->binario, str_of(binario_info[voce_info[v].binario].nome))) return false;
    }
    if (date_is(s->dal) && date_cmp(x->data, s->dal) < 0) return false;
    if (date_is(s->al) && date_cmp(x->data, s->al) > 0) return false;
    if (str_eq(s->stato, S("irregolari")) && !place->irregolare) return false;
    if (str_eq(s->stato, S("ritardo")) && place->tono != TONO_ATTENZIONE) return false;
    if (str_eq(s->stato, S("regolari")) && place->tono != TONO_BENE) return false;
    if (str_eq(s->stato, S("senza")) && x->evento.n) return false;
    return !s->testo.n || trova(p->a, str_fmt(p->a, "%.*s %.*s %.*s %.*s", STR_ARG(x->codice), STR_ARG(x->numero),
                                              STR_ARG(x->oggetto), STR_ARG(x->protocollo)), s->testo);
}

static Campo filter_choice(Page *p, EntitaTipo t, const char *name, Str value)
{
    Campo c = modulo_campo(p, t, name, NULL, NULL, "");
    Scelta *s = NEW_N(p->a, Scelta, c.n_scelte);
    for (ptrdiff_t i = 0; i < c.n_scelte; i++) s[i] = c.scelte[i];
    s[0].testo = _("tutti");
    c.scelte = s;
    c.valore = value;
    c.aiuto = S("");
    c.obbligatorio = false;
    c.senza_nota = true;
    return c;
}

static ptrdiff_t filters(Page *p, const Scelto *s, Campo *out, CampoGenere *kinds)
{
    static const struct { const char *valore, *testo; } states[] = {
        {"", N_("tutti")}, {"regolari", N_("regolari")}, {"ritardo", N_("in ritardo o irregolari")},
        {"irregolari", N_("irregolari")}, {"senza", N_("senza passo del ciclo")}};
    Scelta *tracks = NEW_N(p->a, Scelta, BIN_COUNT + 1), *state = NEW_N(p->a, Scelta, COUNT_OF(states));
    ptrdiff_t n = 0;
    tracks[0] = (Scelta){.testo = _("tutti")};
    for (int t = 0; t < BIN_COUNT; t++)
        tracks[t + 1] = (Scelta){.valore = str_of(binario_info[t].nome), .testo = binario_parole(p, (BinarioId)t)};
    for (ptrdiff_t i = 0; i < COUNT_OF(states); i++)
        state[i] = (Scelta){.valore = str_of(states[i].valore), .testo = tr_str(p->h.lingua, str_of(states[i].testo))};
    kinds[n] = CAMPO_UNA_RIGA;
    out[n++] = (Campo){.nome = S("testo"), .etichetta = _("Parole"), .valore = field_get(&p->q->query, S("testo")),
                       .senza_nota = true, .tipo = S("search")};
    kinds[n] = CAMPO_DA_ELENCO;
    out[n++] = filter_choice(p, ENTITA_ATTO, "tipo", s->tipo);
    kinds[n] = CAMPO_DA_ELENCO;
    out[n++] = filter_choice(p, ENTITA_ATTO, "organo", s->organo);
    kinds[n] = CAMPO_DA_ELENCO;
    out[n++] = (Campo){.nome = S("binario"), .etichetta = _("Parte del ciclo"), .valore = s->binario, .scelte = tracks,
                       .n_scelte = BIN_COUNT + 1, .senza_nota = true};
    kinds[n] = CAMPO_DA_ELENCO;
    out[n++] = (Campo){.nome = S("stato"), .etichetta = _("Stato"), .valore = s->stato, .scelte = state,
                       .n_scelte = COUNT_OF(states), .senza_nota = true};
    kinds[n] = CAMPO_UN_GIORNO;
    out[n++] = (Campo){.nome = S("dal"), .etichetta = _("Dal giorno"), .valore = date_iso(p->a, s->dal), .senza_nota = true};
    kinds[n] = CAMPO_UN_GIORNO;
    out[n++] = (Campo){.nome = S("al"), .etichetta = _("Al giorno"), .valore = date_iso(p->a, s->al), .senza_nota = true};
    return n;
}

/* Some act may be recorded by whoever has signed in, in one of his roles. */
static bool may_record(Page *p)
{
    ptrdiff_t n;
    const Incarico *x = ALL(immagine_archivio(p->img), Incarico, INCARICO, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(x[i].persona, p->persona) && incarico_oggi(&x[i], p->oggi) &&
            page_puo(p, AZIONE_ATTO_REGISTRA, (Ambito){.organo = x[i].ruolo}))
            return true;
    return false;
}

static int by_day(const Atto *x, const Atto *y)
{
    int c = date_cmp(y->data, x->data);
    return c ? c : str_cmp(x->codice, y->codice);
}

static ptrdiff_t year_links(Page *p, int64_t this_one, const char *rest, Collegamento *out)
{
    int64_t all[ANNI_MAX];
    ptrdiff_t k = 0;
    int n = page_anni(p, all, ANNI_MAX);
    for (int i = 0; i < n; i++)
        if (all[i] != this_one) {
            TrArg year = {"anno", nome_anno(p, all[i])};
            out[k++] = (Collegamento){tr_fill(p->a, _("Anno {anno}"), &year, 1), year_path(p, all[i], rest)};
        }
    return k;
}

void atti_elenco(Page *p)
{
    const ImmagineAnno *y = page_anno(p);
    Collegamento go[ANNI_MAX + 2];
    Campo fields[8];
    CampoGenere kinds[8];
    ptrdiff_t n, k = 0;
    if (!y) return;
    const Scelto want = wanted(p);
    const Atto *all = ALL(immagine_archivio(p->img), Atto, ATTO, &n);
    AttiVista v = {.anno = y->anno, .vai = go};
    const Atto **some = NEW_N(p->a, const Atto *, n + 1);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (year_of(&all[i]) != y->anno) continue;
        Posto place = place_of(p, y, &all[i]);
        if (!passes(p, &want, &all[i], &place)) continue;
        ptrdiff_t at = k++;
        for (; at && by_day(some[at - 1], &all[i]) > 0; at--) some[at] = some[at - 1];
        some[at] = &all[i];
    }
    Pagina page = page_pagina(p, k, RIGHE);
    for (ptrdiff_t i = page.da; i < page.a; i++) {
        const Atto *x = some[i];
        Posto place = place_of(p, y, x);
        *PUSH(p->a, &v.righe) = (AttoRiga){x->data, {x->codice, act_path(p, x->codice, "")}, nome_scelta(p, x->tipo), x->oggetto,
                                           nome_ruolo(p, x->organo), nome_evento(p, x->evento), place.stato, place.nota, place.tono};
    }
    if (may_record(p)) v.nuovo = (Collegamento){_("Registra un atto"), year_path(p, y->anno, "/atti/nuovo")};
    go[v.n_vai++] = (Collegamento){_("Riunioni e colloqui"), year_path(p, y->anno, "/riunioni")};
    v.n_vai += year_links(p, y->anno, "/atti", go + v.n_vai);
    TrArg many = {"n", str_fmt(p->a, "%td", k)};
    v.filtro = (Filtro){.azione = year_path(p, y->anno, "/atti"), .campi = fields, .generi = kinds,
                        .n = filters(p, &want, fields, kinds), .azzera = want.qualcosa ? year_path(p, y->anno, "/atti") : S(""),
                        .trovati = tr_fill(p->a, trn(p->h.lingua, "Un atto", "{n} atti", k), &many, 1)};
    v.pagina = page.pagina;
    v.pagine = page.pagine;
    v.prefisso = page_pagina_url(p);
    atti_corpo(&p->h, &v);
    TrArg year = {"anno", nome_anno(p, y->anno)};
    Collegamento up[] = {{tr_fill(p->a, _("Ciclo {anno}"), &year, 1), year_path(p, y->anno, "")}};
    page_frame(p, &(PageFrame){.titolo = tr_fill(p->a, _("Registro degli atti {anno}"), &year, 1), .corrente = S("atti"),
                               .briciole = up, .n_briciole = 1});
}

/* -- one act */
static const Atto *named(Page *p)
{
    const Atto *x = atto_registrato(immagine_archivio(p->img), p->a, p->par[PAR_ATTO]);
    if (!x) page_status(p, 404, _("Questo atto non è nel registro: forse è stato annullato."));
    return x;
}

static bool may_change(Page *p, const Atto *x)
{
    const Domanda q = page_domanda(p);
    const Grant *g;
    Str why;
    return !atto_correzione_permesso(&q, immagine_archivio(p->img), x, x, p->a, &g, &why);
}

static void put(Page *p, AttoVista *v, Str name, Str value)
{
    if (value.n) *PUSH(p->a, &v->dati) = (Dato){.nome = name, .valore = value};
}

static void put_data(Page *p, const Atto *x, AttoVista *v)
{
    put(p, v, _("Tipo"), nome_scelta(p, x->tipo));
    put(p, v, _("Numero"), x->numero);
    put(p, v, _("Data"), nome_giorno(p, x->data));
    put(p, v, _("Organo"), nome_ruolo(p, x->organo));
    put(p, v, _("Anno"), nome_anno(p, x->anno));
    put(p, v, _("Passo del ciclo"), nome_evento(p, x->evento));
    put(p, v, _("Protocollo"), x->protocollo);
    put(p, v, _("File firmato"), x->file);
    put(p, v, _("Impronta del file"), x->impronta);
    put(p, v, _("Motivo"), x->motivo);
}

static void put_uses(Page *p, const Atto *x, AttoVista *v)
{
    const Archivio *arch = immagine_archivio(p->img);
    const Domanda q = page_domanda(p);
    const Veduta eye = page_veduta(p, &q);
    AttoLegati links = {0};
    AttoUsi uses = {0};
    atto_legati_di(arch, x->codice, p->a, &links);
    for (ptrdiff_t i = 0; i < links.n; i++) *PUSH(p->a, &v->legati) = via_dato(p, links.items[i].tipo, links.items[i].chiave);
    atto_usi(arch, x->codice, p->a, &uses);
    for (ptrdiff_t i = 0; i < uses.n; i++) {
        const AttoUso *u = &uses.items[i];
        if (v->usi.n >= USI_MOSTRATI || !veduta_dato(&eye, u->e->tipo, u->chiave, p->a)) v->altri_usi++;
        else *PUSH(p->a, &v->usi) = via_dato(p, u->e->tipo, u->chiave);
    }
}

static Modulo link_form(Page *p, const Atto *x, const Difetti *d, Campo *field)
{
    static const ModuloCampo kind[] = {{CAMPO_PIU_RIGHE, {0}}};
    *field = (Campo){.nome = S("collega"), .etichetta = _("Dati che l'atto riguarda"), .righe = 3, .obbligatorio = true,
                     .aiuto = _("Uno per riga, tabella e codice: gruppi/G2025-S11, nodi/A1."),
                     .valore = field_get(&p->q->form, S("collega"))};
    Buf wrong = buf_new(p->a);
    for (ptrdiff_t i = 0; d && i < d->lista.n; i++) {
        const Difetto *one = &d->lista.items[i];
        buf_fmt(&wrong, "%s%.*s%s%.*s", wrong.n ? "; " : "", STR_ARG(str_eq(one->dove, S("collega")) ? S("") : one->dove),
                str_eq(one->dove, S("collega")) ? "" : ": ", STR_ARG(one->cosa));
    }
    field->errore = buf_str(&wrong);
    return (Modulo){.azione = act_path(p, x->codice, "/collega"), .bottone = _("Collega"), .campi = field, .generi = kind, .n = 1};
}

static void show(Page *p, const Atto *x, const Difetti *d)
{
    Collegamento go[4];
    Campo field;
    AttoVista v = {.vai = go};
    const ImmagineAnno *y = immagine_anno(p->img, year_of(x));
    Posto place = place_of(p, y, x);
    v.stato = place.stato;
    v.nota = place.nota;
    v.tono = place.tono;
    put_data(p, x, &v);
    put_uses(p, x, &v);
    Modulo link = link_form(p, x, d, &field);
    if (may_change(p, x)) {
        v.collega = &link;
        go[v.n_vai++] = (Collegamento){_("Correggi"), act_path(p, x->codice, "/correggi")};
        go[v.n_vai++] = (Collegamento){_("Togli dal registro"), act_path(p, x->codice, "/annulla")};
    }
    Str history = via_giornale(p, ENTITA_ATTO, record_key(p->a, entita_info(ENTITA_ATTO), x));
    if (history.n) go[v.n_vai++] = (Collegamento){_("Storia nel giornale"), history};
    atto_corpo(&p->h, &v);
    TrArg year = {"anno", nome_anno(p, year_of(x))}, code = {"codice", x->codice};
    Collegamento up[] = {{tr_fill(p->a, _("Registro degli atti {anno}"), &year, 1), year_path(p, year_of(x), "/atti")}};
    page_frame(p, &(PageFrame){.titolo = tr_fill(p->a, _("Atto {codice}"), &code, 1), .sottotitolo = x->oggetto,
                               .corrente = S("atti"), .briciole = up, .n_briciole = 1});
}

void atto_mostra(Page *p)
{
    const Atto *x = named(p);
    if (x) show(p, x, NULL);
}

/* Lines of a text field, each an object. */
static void read_links(Page *p, AttoLegati *out, Difetti *d)
{
    for (Str rest = field_get(&p->q->form, S("collega")); rest.n;) {
        ptrdiff_t end = str_find(rest, '\n');
        Str line = str_trim(end < 0 ? rest : str_sub(rest, 0, end));
        rest = end < 0 ? S("") : str_sub(rest, end + 1, rest.n);
        if (line.n) atto_legato_leggi(p->a, line, out, d);
    }
}

void atto_collega(Page *p)
{
    const Domanda q = page_domanda(p);
    AttoLegati links = {0};
    Difetti d = {.a = p->a};
    Modifica *m;
    Esito out;
    const Grant *g;
    Str why = S("");
    const Atto *x = named(p);
    if (!x) return;
    read_links(p, &links, &d);
    if (!links.n && !d.lista.n) difetto(&d, 0, S("collega"), "manca: scrivere che cosa l'atto riguarda");
    Err e = atto_permesso(&q, x, &links, p->a, &g, &why);
    if (e) {
        page_error(p, e, why);
        return;
    }
    atto_legati_controlla(immagine_archivio(p->img), p->a, x->codice, &links, &d);
    if (d.lista.n) {
        p->r->status = 422;
        show(p, x, &d);
        return;
    }
    ptrdiff_t n = atto_modifiche(p->a, NULL, x->codice, &links, &m);
    e = store_scrivi(p->st, g, &(Scrittura){p->ora, x->codice, m, n}, p->a, &out);
    if (e) page_error(p, e, store_perche(p->st));
    else page_redirect_said(p, act_path(p, x->codice, ""), "salvato");
}

/* -- the form of an act: new, or corrected */
static const char *const campi_atto[] = {"evento", "tipo", "organo", "numero", "data", "oggetto", "protocollo", "impronta", "motivo"};

static int by_text(const void *a, const void *b) { return str_cmp(((const Scelta *)a)->testo, ((const Scelta *)b)->testo); }

/* Events that whoever has signed in may perform, and the one that stands there already. */
static Campo event_field(Page *p, const Atto *x, int64_t year, const Difetti *d)
{
    Campo c = modulo_campo(p, ENTITA_ATTO, "evento", x, d, "");
    Scelta *s = NEW_N(p->a, Scelta, VOCI_MAX);
    if (p->q->method != HTTP_POST && !c.valore.n) c.valore = field_get(&p->q->query, S("evento"));
    c.aiuto = _("Il passo del ciclo che l'atto compie. Vuoto: nessuno.");
    s[c.n_scelte++] = (Scelta){.testo = _("(nessun passo del ciclo)")};
    for (int v = 0; v < VOCE_COUNT && c.n_scelte < VOCI_MAX; v++) {
        Str name = voce_nome(p->a, (VoceId)v);
        if (!str_eq(name, c.valore) && !page_puo(p, AZIONE_ATTO_REGISTRA, (Ambito){.anno = year, .evento = name})) continue;
        s[c.n_scelte++] = (Scelta){.valore = name, .testo = nome_evento(p, name)};
    }
    qsort(s + 1, (size_t)(c.n_scelte - 1), sizeof *s, by_text);
    c.scelte = s;
    return c;
}

/* The body that adopts it: of a new act the role in which he who records it may. */
static Str own_body(Page *p, int64_t year, Str event)
{
    ptrdiff_t n;
    const Incarico *x = ALL(immagine_archivio(p->img), Incarico, INCARICO, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(x[i].persona, p->persona) && incarico_oggi(&x[i], p->oggi) &&
            page_puo(p, AZIONE_ATTO_REGISTRA, (Ambito){.anno = year, .organo = x[i].ruolo, .evento = event}))
            return x[i].ruolo;
    return S("");
}

static void form(Page *p, const Atto *x, int64_t year, bool correct, const Difetti *d, Str general)
{
    Campo fields[14];
    ModuloCampo kinds[14] = {0};
    ptrdiff_t n = 0;
    if (!correct) {
        fields[n] = modulo_campo(p, ENTITA_ATTO, "codice", x, d, "");
        fields[n++].aiuto = _("Con cui lo si cita qui dentro, ad esempio SGE-2026-070. Poi non cambia.");
    }
    for (ptrdiff_t i = 0; i < COUNT_OF(campi_atto); i++) {
        const char *name = campi_atto[i];
        Campo *c = &fields[n];
        *c = !strcmp(name, "evento") ? event_field(p, x, year, d) : modulo_campo(p, ENTITA_ATTO, name, x, d, "");
        if (strcmp(name, "evento")) c->aiuto = S(""); /* what the label says already */
        if (c->n_scelte) kinds[n].genere = CAMPO_DA_ELENCO;
        if (!strcmp(name, "data")) kinds[n].genere = CAMPO_UN_GIORNO, c->max = date_iso(p->a, p->oggi);
        if (!strcmp(name, "motivo")) {
            kinds[n].genere = CAMPO_PIU_RIGHE;
            c->righe = 3;
            c->obbligatorio = correct;
            if (correct) c->etichetta = _("Motivo della correzione"), c->aiuto = _("Perché il registro cambia: resta nel giornale.");
        }
        if (!strcmp(name, "organo") && !c->valore.n) c->valore = own_body(p, year, fields[n - 2].valore);
        if (!strcmp(name, "impronta")) {
            c->etichetta = _("Impronta del file firmato"), c->aiuto = _("Solo se il file non è qui: sha256 e cifre esadecimali.");
            kinds[n + 1] = kinds[n];
            fields[n + 1] = *c;
            kinds[n] = (ModuloCampo){CAMPO_DA_FILE, {0}};
            fields[n++] = (Campo){.nome = S("file"), .etichetta = _("File firmato"),
                                  .aiuto = _("Il file non si conserva: restano il nome e l'impronta, per riconoscerlo.")};
        }
        n++;
    }
    if (!correct) {
        kinds[n].genere = CAMPO_PIU_RIGHE;
        fields[n++] = (Campo){.nome = S("collega"), .etichetta = _("Dati che l'atto riguarda"), .righe = 3,
                              .aiuto = _("Uno per riga, tabella e codice: gruppi/G2025-S11, nodi/A1. Vuoto: tutto l'anno."),
                              .valore = p->q->method == HTTP_POST ? field_get(&p->q->form, S("collega"))
                                                                  : field_get(&p->q->query, S("collega")),
                              .errore = difetto_di(p, d, S("collega"))};
    }
    Str wrong[2] = {general, correct ? difetto_di(p, d, S("codice")) : S("")};
    Modulo m = {.azione = correct ? act_path(p, x->codice, "/correggi") : year_path(p, year, "/atti/nuovo"), .con_file = true,
                .bottone = correct ? _("Correggi l'atto") : _("Registra l'atto"), .campi = fields, .generi = kinds, .n = n,
                .annulla = correct ? act_path(p, x->codice, "") : year_path(p, year, "/atti"), .generali = general.n ? wrong : wrong + 1,
                .n_generali = (general.n > 0) + (wrong[1].n > 0)};
    if (correct) m.nascosto = (ModuloNascosto){S("riga"), str_fmt(p->a, "%lld", (long long)x->riga)};
    modulo_corpo(&p->h, &m, NULL, 0);
    TrArg words[] = {{"anno", nome_anno(p, year)}, {"codice", correct ? x->codice : S("")}};
    Collegamento up[] = {{tr_fill(p->a, _("Registro degli atti {anno}"), words, 2), year_path(p, year, "/atti")},
                         {correct ? tr_fill(p->a, _("Atto {codice}"), words, 2) : S(""), correct ? act_path(p, x->codice, "") : S("")}};
    page_frame(p, &(PageFrame){.titolo = tr_fill(p->a, correct ? _("Correggere l'atto {codice}") : _("Registrare un atto del {anno}"), words, 2),
                               .corrente = S("atti"), .briciole = up, .n_briciole = correct ? 2 : 1});
}

static void take_fields(Page *p, Atto *x, Difetti *d)
{
    for (ptrdiff_t i = 0; i < COUNT_OF(campi_atto); i++) modulo_prendi(p, ENTITA_ATTO, campi_atto[i], x, d);
    const Field *f = field_find(&p->q->form, S("file"));
    bool sent = f && f->upload && f->file.n;
    atto_impronta(p->a, x, sent ? f->file : S(""), sent ? (f->value.p ? f->value : S("")) : (Str){0}, d);
}

void atto_nuovo(Page *p)
{
    const ImmagineAnno *y = page_anno(p);
    if (y) form(p, NULL, y->anno, false, NULL, S(""));
}

void atto_aggiungi(Page *p)
{
    const ImmagineAnno *y = page_anno(p);
    const Archivio *arch = immagine_archivio(p->img);
    const Domanda q = page_domanda(p);
    Atto *x = record_new(p->a, entita_info(ENTITA_ATTO));
    AttoLegati links = {0};
    Difetti d = {.a = p->a};
    Modifica *m;
    Esito out;
    const Grant *g;
    Str why = S("");
    if (!y) return;
    x->anno = y->anno;
    modulo_prendi(p, ENTITA_ATTO, "codice", x, &d);
    take_fields(p, x, &d);
    read_links(p, &links, &d);
    atto_controlla(x, p->oggi, &d);
    if (x->codice.n && atto_registrato(arch, p->a, x->codice))
        difetto(&d, 0, S("codice"), "è già nel registro: scegliere un altro codice");
    atto_legati_controlla(arch, p->a, x->codice, &links, &d);
    Err e = d.lista.n ? E_DATI : atto_permesso(&q, x, &links, p->a, &g, &why);
    if (!e) {
        ptrdiff_t n = atto_modifiche(p->a, x, x->codice, &links, &m);
        e = store_scrivi(p->st, g, &(Scrittura){p->ora, x->codice, m, n}, p->a, &out);
        if (e) why = store_perche(p->st);
    }
    if (e) {
        p->r->status = err_http(e);
        form(p, NULL, y->anno, false, &d, e == E_DATI ? S("") : why.n ? why : err_words(e));
        return;
    }
    page_redirect_said(p, act_path(p, x->codice, ""), "salvato");
}

void atto_correggi(Page *p)
{
    const Atto *x = named(p);
    if (x && may_change(p, x)) form(p, x, year_of(x), true, NULL, S(""));
    else if (x) page_status(p, 403, _("Un atto si corregge da chi è competente a registrarlo."));
}

void atto_corretto(Page *p)
{
    const Archivio *arch = immagine_archivio(p->img);
    const Domanda q = page_domanda(p);
    Difetti d = {.a = p->a};
    Esito out;
    const Grant *g;
    int64_t version;
    Str why = S("");
    const Atto *before = named(p);
    if (!before) return;
    Atto after = *before;
    take_fields(p, &after, &d);
    atto_correzione_controlla(before, &after, p->oggi, &d);
    if (!page_number(field_get(&p->q->form, S("riga")), &version)) version = 0;
    Err e = d.lista.n ? E_DATI : atto_correzione_permesso(&q, arch, before, &after, p->a, &g, &why);
    if (!e) {
        Modifica m = {ENTITA_ATTO, &after, false, version};
        e = store_scrivi(p->st, g, &(Scrittura){p->ora, after.codice, &m, 1}, p->a, &out);
        if (e == E_CONFLITTO) why = _("Qualcuno ha corretto questo atto nel frattempo. Qui sotto c'è ciò che ha scritto lei: confrontarlo con la pagina dell'atto, poi salvare di nuovo.");
        else if (e) why = store_perche(p->st);
    }
    if (e) {
        p->r->status = err_http(e);
        form(p, before, year_of(before), true, &d, e == E_DATI ? S("") : why.n ? why : err_words(e));
        return;
    }
    page_redirect_said(p, act_path(p, after.codice, ""), "salvato");
}

/* -- taken out of the register */
static void annul_form(Page *p, const Atto *x, const Difetti *d, Str general)
{
    static const ModuloCampo kind[] = {{CAMPO_PIU_RIGHE, {0}}};
    Campo reason = {.nome = S("motivo"), .etichetta = _("Motivo"), .obbligatorio = true, .righe = 3, .errore = difetto_di(p, d, S("motivo")),
                    .aiuto = _("Perché l'atto esce dal registro: resta nel giornale."), .valore = field_get(&p->q->form, S("motivo"))};
    Str wrong[2] = {general, difetto_di(p, d, S("codice"))};
    Modulo m = {.azione = act_path(p, x->codice, "/annulla"), .bottone = _("Togli l'atto dal registro"), .annulla = act_path(p, x->codice, ""),
                .spiega = _("Serve quando un atto è stato registrato per errore. I dati che riguarda restano; il giornale conserva tutto."),
                .grave = true, .campi = &reason, .generi = kind, .n = 1, .generali = general.n ? wrong : wrong + 1,
                .n_generali = (general.n > 0) + (wrong[1].n > 0)};
    AttoVista v = {0};
    put(p, &v, _("Oggetto"), x->oggetto);
    put_data(p, x, &v);
    modulo_corpo(&p->h, &m, v.dati.items, v.dati.n);
    TrArg words[] = {{"anno", nome_anno(p, year_of(x))}, {"codice", x->codice}};
    Collegamento up[] = {{tr_fill(p->a, _("Registro degli atti {anno}"), words, 2), year_path(p, year_of(x), "/atti")},
                         {tr_fill(p->a, _("Atto {codice}"), words, 2), act_path(p, x->codice, "")}};
    page_frame(p, &(PageFrame){.titolo = tr_fill(p->a, _("Togliere dal registro l'atto {codice}"), words, 2), .corrente = S("atti"),
                               .briciole = up, .n_briciole = 2});
}

void atto_annullo(Page *p)
{
    const Atto *x = named(p);
    if (x && may_change(p, x)) annul_form(p, x, NULL, S(""));
    else if (x) page_status(p, 403, _("Un atto si corregge da chi è competente a registrarlo."));
}

void atto_annullato(Page *p)
{
    const Archivio *arch = immagine_archivio(p->img);
    const Domanda q = page_domanda(p);
    Difetti d = {.a = p->a};
    Esito out;
    const Grant *g;
    Str why = S("");
    const Atto *x = named(p);
    if (!x) return;
    Atto said = *x;
    modulo_prendi(p, ENTITA_ATTO, "motivo", &said, &d);
    Err e = atto_correzione_permesso(&q, arch, x, x, p->a, &g, &why);
    if (!e) {
        if (!d.lista.n) atto_annullo_controlla(p->st, arch, x, said.motivo, p->a, &d);
        if (d.lista.n) e = E_DATI;
        else if ((e = atto_annulla(p->st, g, p->ora, arch, x, said.motivo, p->a, &out))) why = store_perche(p->st);
    }
    if (e) {
        p->r->status = err_http(e);
        annul_form(p, x, &d, e == E_DATI ? S("") : why.n ? why : err_words(e));
        return;
    }
    page_redirect_said(p, year_path(p, year_of(x), "/atti"), "atto-tolto");
}

/* page_organizzazione.c - floor 6: people with their dated roles and units, the tree of units with who leads them.
 * (X-01, X-11) */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/organico.h"
#include "web/comune.h"
#include "web/compiti.h"
#include "web/organizzazione.thtml.h"

#include <stdlib.h>

enum { RIGHE = 50, PROFONDO = 64, ANNI_MAX = 64 };

static Str path(Page *p, const char *root, Str code)
{
    return str_fmt(p->a, "%s%.*s", root, STR_ARG(url_encode(p->a, code)));
}

static Str roles_of(Page *p, Str person, Str unit)
{
    Incarichi all = {0};
    Buf b = buf_new(p->a);
    incarichi_il(immagine_archivio(p->img), person, unit, p->oggi, p->a, &all);
    for (ptrdiff_t i = 0; i < all.n; i++) {
        Str word = nome_ruolo(p, all.items[i]->ruolo);
        TrArg who = {"chi", nome_persona(p, all.items[i]->delega_di)};
        buf_fmt(&b, "%s%.*s", b.n ? ", " : "", STR_ARG(word));
        if (all.items[i]->delega_di.n) buf_fmt(&b, " (%.*s)", STR_ARG(tr_fill(p->a, _("per delega di {chi}"), &who, 1)));
    }
    return buf_str(&b);
}

static Str unit_of(Page *p, Str person)
{
    Assegnazioni all = {0};
    assegnati_il(immagine_archivio(p->img), person, S(""), p->oggi, p->a, &all);
    return all.n ? all.items[0]->unita : S("");
}

/* -- people */
static int by_name(const void *a, const void *b)
{
    const Persona *const *x = a, *const *y = b;
    int c = str_cmp((*x)->cognome, (*y)->cognome);
    if (!c) c = str_cmp((*x)->nome, (*y)->nome);
    return c ? c : str_cmp((*x)->codice, (*y)->codice);
}

static bool gone(const Page *p, const Persona *x) { return date_is(x->cessato) && date_cmp(x->cessato, p->oggi) < 0; }

static bool wanted(Page *p, const Persona *x)
{
    const Fields *q = &p->q->query;
    Str words = piega(p->a, field_get(q, S("testo"))), unit = field_get(q, S("unita")), role = field_get(q, S("ruolo"));
    if (gone(p, x) && !field_get(q, S("cessati")).n) return false;
    if (words.n && !trova(p->a, str_fmt(p->a, "%.*s %.*s %.*s", STR_ARG(x->nome), STR_ARG(x->cognome), STR_ARG(x->codice)), words))
        return false;
    if (unit.n) {
        Assegnazioni at = {0};
        assegnati_il(immagine_archivio(p->img), x->codice, unit, p->oggi, p->a, &at);
        if (!at.n) return false;
    }
    if (!role.n) return true;
    Incarichi all = {0};
    incarichi_il(immagine_archivio(p->img), x->codice, S(""), p->oggi, p->a, &all);
    for (ptrdiff_t i = 0; i < all.n; i++)
        if (str_eq(all.items[i]->ruolo, role)) return true;
    return false;
}

static ptrdiff_t filters(Page *p, Campo *out, CampoGenere *kinds)
{
    ptrdiff_t n_units, n = 0;
    const Unita *u = ALL(immagine_archivio(p->img), Unita, UNITA, &n_units);
    Scelta *units = NEW_N(p->a, Scelta, n_units + 1), *roles = NEW_N(p->a, Scelta, RUOLO_OPERATORE + 1), *left = NEW_N(p->a, Scelta, 2);
    units[0] = roles[0] = (Scelta){.testo = _("tutti")};
    for (ptrdiff_t i = 0; i < n_units; i++) units[i + 1] = (Scelta){.valore = u[i].codice, .testo = u[i].nome};
    for (Ruolo r = 0; r < RUOLO_OPERATORE; r++)
        roles[r + 1] = (Scelta){.valore = str_of(ruolo_word(r)), .testo = tr_str(p->h.lingua, str_of(ruolo_parole(r)))};
    left[0] = (Scelta){.testo = _("in servizio")};
    left[1] = (Scelta){.valore = S("1"), .testo = _("anche chi non lo è più")};
    kinds[n] = CAMPO_UNA_RIGA;
    out[n++] = (Campo){.nome = S("testo"), .etichetta = _("Nome o codice"), .valore = field_get(&p->q->query, S("testo")),
                       .senza_nota = true, .tipo = S("search")};
    kinds[n] = CAMPO_DA_ELENCO;
    out[n++] = (Campo){.nome = S("unita"), .etichetta = _("Unità"), .valore = field_get(&p->q->query, S("unita")), .scelte = units,
                       .n_scelte = n_units + 1, .senza_nota = true};
    kinds[n] = CAMPO_DA_ELENCO;
    out[n++] = (Campo){.nome = S("ruolo"), .etichetta = _("Incarico"), .valore = field_get(&p->q->query, S("ruolo")), .scelte = roles,
                       .n_scelte = RUOLO_OPERATORE + 1, .senza_nota = true};
    kinds[n] = CAMPO_DA_ELENCO;
    out[n++] = (Campo){.nome = S("cessati"), .etichetta = _("Chi"), .valore = field_get(&p->q->query, S("cessati")), .scelte = left,
                       .n_scelte = 2, .senza_nota = true};
    return n;
}

void persone_elenco(Page *p)
{
    Collegamento go[2];
    Campo fields[4];
    CampoGenere kinds[4];
    ptrdiff_t n, k = 0;
    const Persona *all = ALL(immagine_archivio(p->img), Persona, PERSONA, &n);
    const Persona **some = NEW_N(p->a, const Persona *, n + 1);
    PersoneVista v = {.vai = go};
    for (ptrdiff_t i = 0; i < n; i++)
        if (wanted(p, &all[i])) some[k++] = &all[i];
    if (k) qsort(some, (size_t)k, sizeof *some, by_name);
    Pagina page = page_pagina(p, k, RIGHE);
    for (ptrdiff_t i = page.da; i < page.a; i++) {
        const Persona *x = some[i];
        Str unit = unit_of(p, x->codice);
        *PUSH(p->a, &v.righe) = (PersonaRiga){
            .persona = {str_fmt(p->a, "%.*s %.*s", STR_ARG(x->cognome), STR_ARG(x->nome)), path(p, "/persone/", x->codice)},
            .unita = unit.n ? via_unita(p, unit) : (Collegamento){0}, .codice = x->codice, .ruoli = roles_of(p, x->codice, S("")),
            .cessata = gone(p, x)};
    }
    go[v.n_vai++] = (Collegamento){_("Unità organizzative"), S("/unita")};
    if (page_puo(p, AZIONE_PERSONE_CORREGGE, (Ambito){0})) go[v.n_vai++] = (Collegamento){_("Aggiungi o correggi"), S("/dati/persone")};
    bool some_filter = false;
    ptrdiff_t n_filters = filters(p, fields, kinds);
    for (ptrdiff_t i = 0; i < n_filters; i++) some_filter = some_filter || fields[i].valore.n;
    TrArg many = {"n", str_fmt(p->a, "%td", k)};
    v.filtro = (Filtro){.azione = S("/persone"), .campi = fields, .generi = kinds, .n = n_filters, .azzera = some_filter ? S("/persone") : S(""),
                        .trovati = tr_fill(p->a, trn(p->h.lingua, "Una persona", "{n} persone", k), &many, 1)};
    v.pagina = page.pagina;
    v.pagine = page.pagine;
    v.prefisso = page_pagina_url(p);
    persone_corpo(&p->h, &v);
    page_done(p, _("Persone"), S("persone"));
}

static const Persona *named(Page *p)
{
    const Persona want = {.codice = p->par[PAR_PERSONA]};
    const EntitaInfo *e = entita_info(ENTITA_PERSONA);
    const Persona *x = tabella_find(p->a, &immagine_archivio(p->img)->tabelle[ENTITA_PERSONA], record_key(p->a, e, &want));
    if (!x) page_status(p, 404, _("Questa persona non è fra quelle registrate."));
    return x;
}

static void put_roles(Page *p, const Persona *x, PersonaVista *v)
{
    ptrdiff_t n;
    const Incarico *all = ALL(immagine_archivio(p->img), Incarico, INCARICO, &n);
    for (ptrdiff_t i = n - 1; i >= 0; i--) {
        if (!str_eq(all[i].persona, x->codice)) continue;
        TrArg who = {"chi", nome_persona(p, all[i].delega_di)};
        *PUSH(p->a, &v->incarichi) = (Periodo){
            .cosa = nome_ruolo(p, all[i].ruolo), .dove = all[i].unita.n ? via_unita(p, all[i].unita) : (Collegamento){0},
            .atto = all[i].atto.n ? via_atto(p, all[i].atto) : (Collegamento){0}, .dal = all[i].dal, .al = all[i].al,
            .nota = all[i].delega_di.n ? tr_fill(p->a, _("per delega di {chi}"), &who, 1) : S(""), .adesso = incarico_oggi(&all[i], p->oggi)};
    }
}

/* How much of his time somebody works is his and of who keeps the staff. */
static void put_units(Page *p, const Persona *x, bool reserved, PersonaVista *v)
{
    ptrdiff_t n;
    const Assegnazione *all = ALL(immagine_archivio(p->img), Assegnazione, ASSEGNAZIONE, &n);
    for (ptrdiff_t i = n - 1; i >= 0; i--) {
        if (!str_eq(all[i].persona, x->codice)) continue;
        Periodo *one = PUSH(p->a, &v->assegnazioni);
        *one = (Periodo){.dove = via_unita(p, all[i].unita), .dal = all[i].dal, .al = all[i].al,
                         .adesso = vale_il(all[i].dal, all[i].al, p->oggi)};
        if (!reserved || !num_is(all[i].quota_tempo)) continue;
        TrArg share = {"quota", html_str_num(&p->h, all[i].quota_tempo)};
        one->nota = tr_fill(p->a, _("quota di tempo {quota}"), &share, 1);
    }
}

static void put(Page *p, PersonaVista *v, Str name, Str value)
{
    if (value.n) *PUSH(p->a, &v->dati) = (Dato){.nome = name, .valore = value};
}

static void put_sheets(Page *p, const Persona *x, PersonaVista *v)
{
    static const Azione any[] = {AZIONE_SCHEDA_LEGGI, AZIONE_SCHEDA_PROPOSTA_LEGGI, AZIONE_SCHEDA_APERTA_LEGGI};
    int64_t years[ANNI_MAX];
    int n = page_anni(p, years, ANNI_MAX);
    for (int i = 0; i < n; i++) {
        const Ambito su = {.anno = years[i], .persona = x->codice};
        TrArg year = {"anno", nome_anno(p, years[i])};
        ptrdiff_t n_sheets;
        const Scheda *s = ALL(immagine_archivio(p->img), Scheda, SCHEDA, &n_sheets);
        bool has = false, may = false;
        for (ptrdiff_t k = 0; k < n_sheets; k++) has = has || (str_eq(s[k].persona, x->codice) && s[k].anno == years[i]);
        for (ptrdiff_t k = 0; has && k < COUNT_OF(any); k++) may = may || page_puo(p, any[k], su);
        if (!may) continue;
        *PUSH(p->a, &v->schede) = (Collegamento){tr_fill(p->a, _("Scheda {anno}"), &year, 1),
                                                 str_fmt(p->a, "/anno/%lld/scheda/%.*s", (long long)years[i], STR_ARG(url_encode(p->a, x->codice)))};
    }
}

void persona_mostra(Page *p)
{
    const Domanda q = page_domanda(p);
    const Veduta eye = page_veduta(p, &q);
    Collegamento go[3];
    PersonaVista v = {.vai = go};
    const Persona *x = named(p);
    if (!x) return;
    Str key = record_key(p->a, entita_info(ENTITA_PERSONA), x), unit = unit_of(p, x->codice);
    bool reserved = veduta_dato(&eye, ENTITA_PERSONA, key, p->a);
    put(p, &v, _("Codice"), x->codice);
    if (unit.n) *PUSH(p->a, &v.dati) = (Dato){_("Unità"), S(""), via_unita(p, unit)};
    put(p, &v, _("Incarichi"), roles_of(p, x->codice, S("")));
    if (gone(p, x)) put(p, &v, _("In servizio"), _("non più in servizio"));
    if (reserved) {
        put(p, &v, _("Rapporto"), nome_scelta(p, x->rapporto));
        put(p, &v, _("Categoria"), x->categoria);
        put(p, &v, _("Assunto dal"), nome_giorno(p, x->assunto));
        put(p, &v, _("Cessato dal"), nome_giorno(p, x->cessato));
    }
    put_roles(p, x, &v);
    put_units(p, x, reserved, &v);
    put_sheets(p, x, &v);
    if (page_puo(p, AZIONE_PERSONE_CORREGGE, (Ambito){.persona = x->codice}))
        go[v.n_vai++] = (Collegamento){_("Correggi"), path(p, "/dati/persone/", key)};
    if (reserved && via_giornale(p, ENTITA_PERSONA, key).n)
        go[v.n_vai++] = (Collegamento){_("Storia nel giornale"), via_giornale(p, ENTITA_PERSONA, key)};
    persona_corpo(&p->h, &v);
    Collegamento up[] = {{_("Persone"), S("/persone")}};
    page_frame(p, &(PageFrame){.titolo = nome_persona(p, x->codice), .corrente = S("persone"), .briciole = up, .n_briciole = 1});
}

/* -- units */
static Str heads_of(Page *p, Str unit, bool with_role)
{
    Incarichi all = {0};
    Buf b = buf_new(p->a);
    unita_capi(immagine_archivio(p->img), unit, p->oggi, p->a, &all);
    for (ptrdiff_t i = 0; i < all.n; i++) {
        if (all.items[i]->delega_di.n) continue;
        Str name = nome_persona(p, all.items[i]->persona), role = nome_ruolo(p, all.items[i]->ruolo);
        buf_fmt(&b, "%s%.*s", b.n ? ", " : "", STR_ARG(name));
        if (with_role) buf_fmt(&b, " (%.*s)", STR_ARG(role));
    }
    return buf_str(&b);
}

static void put_branch(Page *p, const Unita *u, int depth, UnitaElenco *v)
{
    ListaUnita below = {0};
    if (depth > PROFONDO) return;
    *PUSH(p->a, &v->rami) = (UnitaRamo){.codice = u->codice, .nome = u->nome, .url = path(p, "/unita/", u->codice),
                                        .capo = heads_of(p, u->codice, false), .profondita = depth};
    unita_sotto(immagine_archivio(p->img), u->codice, p->oggi, p->a, &below);
    for (ptrdiff_t i = 0; i < below.n; i++) put_branch(p, below.items[i], depth + 1, v);
}

void unita_elenco(Page *p)
{
    Collegamento go[2];
    ListaUnita top = {0};
    UnitaElenco v = {.vai = go};
    unita_sotto(immagine_archivio(p->img), S(""), p->oggi, p->a, &top);
    for (ptrdiff_t i = 0; i < top.n; i++) put_branch(p, top.items[i], 0, &v);
    go[v.n_vai++] = (Collegamento){_("Persone"), S("/persone")};
    if (page_puo(p, AZIONE_ORGANIZZAZIONE_CORREGGE, (Ambito){0})) go[v.n_vai++] = (Collegamento){_("Aggiungi o correggi"), S("/dati/unita")};
    unita_elenco_corpo(&p->h, &v);
    page_done(p, _("Unità organizzative"), S("unita"));
}

/* Objectives of the current year that it answers for, the latest version of each, as far as the reader sees the tree. */
static void put_objectives(Page *p, const Unita *u, UnitaVista *v)
{
    ptrdiff_t n;
    v->anno = immagine_anno_corrente(p->img);
    const NodoVersione *x = ALL(immagine_archivio(p->img), NodoVersione, NODO_VERSIONE, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        bool last = i + 1 == n || !str_eq(x[i].nodo, x[i + 1].nodo) || x[i].anno != x[i + 1].anno;
        if (x[i].anno != v->anno || !last || !str_eq(x[i].unita, u->codice)) continue;
        if (!page_puo(p, AZIONE_ALBERO_LEGGI, (Ambito){.anno = v->anno, .nodo = x[i].nodo})) continue;
        *PUSH(p->a, &v->obiettivi) = (Collegamento){
            str_fmt(p->a, "%.*s%s%.*s", STR_ARG(x[i].sigla), x[i].sigla.n ? " " : "", STR_ARG(x[i].titolo)),
            str_fmt(p->a, "/anno/%lld/nodo/%.*s", (long long)v->anno, STR_ARG(url_encode(p->a, x[i].nodo)))};
    }
}

static void put_people(Page *p, const Unita *u, UnitaVista *v)
{
    Assegnazioni all = {0};
    Incarichi heads = {0};
    assegnati_il(immagine_archivio(p->img), S(""), u->codice, p->oggi, p->a, &all);
    unita_capi(immagine_archivio(p->img), u->codice, p->oggi, p->a, &heads);
    for (ptrdiff_t i = 0; i < heads.n; i++) {
        const Incarico *x = heads.items[i];
        TrArg who = {"chi", nome_persona(p, x->delega_di)};
        *PUSH(p->a, &v->persone) = (UnitaPersona){via_persona(p, x->persona), nome_ruolo(p, x->ruolo), x->dal};
        if (x->delega_di.n)
            v->persone.items[v->persone.n - 1].ruolo = str_fmt(p->a, "%.*s (%.*s)", STR_ARG(nome_ruolo(p, x->ruolo)),
                                                               STR_ARG(tr_fill(p->a, _("per delega di {chi}"), &who, 1)));
    }
    for (ptrdiff_t i = 0; i < all.n; i++) {
        bool leads = false;
        for (ptrdiff_t k = 0; k < heads.n; k++) leads = leads || str_eq(heads.items[k]->persona, all.items[i]->persona);
        if (!leads) *PUSH(p->a, &v->persone) = (UnitaPersona){via_persona(p, all.items[i]->persona), S(""), all.items[i]->dal};
    }
}

void unita_mostra(Page *p)
{
    const Unita want = {.codice = p->par[PAR_UNITA]};
    const EntitaInfo *e = entita_info(ENTITA_UNITA);
    const Archivio *arch = immagine_archivio(p->img);
    Str key = record_key(p->a, e, &want);
    const Unita *u = tabella_find(p->a, &arch->tabelle[ENTITA_UNITA], key);
    Collegamento go[2];
    ListaUnita below = {0};
    UnitaVista v = {.vai = go};
    if (!u) {
        page_status(p, 404, _("Questa unità non è fra quelle registrate."));
        return;
    }
    *PUSH(p->a, &v.dati) = (Dato){.nome = _("Tipo"), .valore = nome_scelta(p, u->tipo)};
    *PUSH(p->a, &v.dati) = (Dato){.nome = _("Codice"), .valore = u->codice};
    if (u->padre.n) *PUSH(p->a, &v.dati) = (Dato){_("Fa parte di"), S(""), via_unita(p, u->padre)};
    Str heads = heads_of(p, u->codice, true);
    *PUSH(p->a, &v.dati) = (Dato){.nome = _("Chi la dirige"), .valore = heads.n ? heads : _("nessuno")};
    if (date_is(u->dal)) *PUSH(p->a, &v.dati) = (Dato){.nome = _("Dal"), .valore = nome_giorno(p, u->dal)};
    if (date_is(u->al)) *PUSH(p->a, &v.dati) = (Dato){.nome = _("Al"), .valore = nome_giorno(p, u->al)};
    put_people(p, u, &v);
    put_objectives(p, u, &v);
    unita_sotto(arch, u->codice, p->oggi, p->a, &below);
    for (ptrdiff_t i = 0; i < below.n; i++)
        *PUSH(p->a, &v.sotto) = (Collegamento){below.items[i]->nome, path(p, "/unita/", below.items[i]->codice)};
    if (page_puo(p, AZIONE_ORGANIZZAZIONE_CORREGGE, (Ambito){0})) go[v.n_vai++] = (Collegamento){_("Correggi"), path(p, "/dati/unita/", key)};
    Str history = via_giornale(p, ENTITA_UNITA, key);
    if (history.n) go[v.n_vai++] = (Collegamento){_("Storia nel giornale"), history};
    unita_corpo(&p->h, &v);
    Collegamento up[] = {{_("Unità organizzative"), S("/unita")}};
    page_frame(p, &(PageFrame){.titolo = u->nome, .corrente = S("unita"), .briciole = up, .n_briciole = 1});
}

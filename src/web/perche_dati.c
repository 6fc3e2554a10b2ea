/* perche_dati.c - floor 6: pointers into a case told as what they are to people. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/perche_dati.h"

#include "redazione/parole.h"

enum { PEZZI = 12 };

/* A pointer in pieces: "/albero/3/peso" is "albero", "3", "peso". */
typedef struct Via { Page *p; const ImmagineEsito *e; const Archivio *arch; Str pezzi[PEZZI]; int n; } Via;

static Via split(Page *p, const ImmagineEsito *e, Str dove)
{
    Via v = {.p = p, .e = e, .arch = immagine_archivio(p->img)};
    for (ptrdiff_t i = 1; i <= dove.n && v.n < PEZZI;) {
        ptrdiff_t end = i;
        while (end < dove.n && dove.p[end] != '/') end++;
        v.pezzi[v.n++] = str_sub(dove, i, end);
        i = end + 1;
    }
    return v;
}

static Str piece(const Via *v, int i) { return i < v->n ? v->pezzi[i] : S(""); }
static bool is(const Via *v, int i, const char *word) { return str_eq(piece(v, i), str_of(word)); }

/* An index held within a list of n; -1: it is none. */
static ptrdiff_t at(const Via *v, int i, ptrdiff_t n)
{
    int64_t k;
    return page_number(piece(v, i), &k) && k < n ? (ptrdiff_t)k : -1;
}

static Str filled(Page *p, Str text, const char *name, Str value)
{
    TrArg x = {name, value};
    return tr_fill(p->a, text, &x, 1);
}

/* -- numbers and words */
Str numero_parole(Arena *a, Num x)
{
    Str exact = num_exact(a, x);
    return str_find(exact, '/') < 0 ? numero(a, x) : str_fmt(a, "\u2248\u00a0%.*s", STR_ARG(numero_a(a, x, 6)));
}

Str passo_parole(Page *p, const Passo *x)
{
    switch (x->op) {
    case OP_CONFRONTO: return num_sign(x->v) ? _("sì") : _("no");
    case OP_ARROTONDA: return num_italian(p->a, x->v, x->cifre);
    case OP_RIPARTO: return html_euro(&p->h, x->v);
    case OP_SOMMA:
    case OP_PRODOTTO:
    case OP_DIFFERENZA:
    case OP_RAPPORTO:
    case OP_MINIMO:
    case OP_MASSIMO:
    case OP_PARTE_INTERA:
    case OP_CONTA: case OP_SCELTA: case OP_FASCIA: case OP_GIORNI: case OP_GIORNO: case OP_COSTANTE: break;
    }
    return numero_parole(p->a, x->v);
}

Str nodo_parole(Page *p, int64_t anno, Str nodo)
{
    const NodoVersione *x = fatti_nodo(immagine_archivio(p->img), nodo, anno);
    return x ? nodo_etichetta(p->a, x) : nodo;
}

static const struct { const char *campo, *parole;
} campi[] = {
    {"risultato", N_("Risultato")},
    {"punti_organizzativi", N_("Punti da obiettivi organizzativi")},
    {"quota_trasferita", N_("Punti trasferiti alle prestazioni")},
    {"punti_obiettivi", N_("Punti degli obiettivi")},
    {"punti_prestazioni", N_("Punti delle prestazioni")},
    {"totale", N_("Punteggio complessivo")},
    {"retribuzione", N_("Retribuzione di risultato, in euro")},
    {"raggiungimento", N_("Raggiungimento degli obiettivi")},
    {"prestazione", N_("Prestazione")},
    {"indice", N_("Indice complessivo")},
    {"cr", N_("CR, coefficiente di risultato")},
    {"cpc", N_("CPC, coefficiente dei comportamenti, con le fasce")},
    {"presenza", N_("Coefficiente di presenza")},
    {"importo", N_("Compenso, in euro")},
    {"maggiorazione", N_("Maggiorazione, in euro")},
    {"trattenuta", N_("Non pagato, in euro")},
    {"giorni", N_("Giorni pagati")},
    {"progetto/giorni", N_("Giorni nel progetto")},
    {"valutatore/giorni", N_("Giorni presso chi valuta")},
    {"semischeda1/somma", N_("Prima semischeda: punti dati")},
    {"semischeda1/scostamenti", N_("Prima semischeda: scostamenti")},
    {"semischeda1/positivi", N_("Prima semischeda: scostamenti positivi")},
    {"semischeda2/somma", N_("Seconda semischeda: punti dati")},
    {"semischeda2/scostamenti", N_("Seconda semischeda: scostamenti")},
    {"semischeda2/positivi", N_("Seconda semischeda: scostamenti positivi")},
};

Str campo_parole(Page *p, const ImmagineEsito *e, const Numero *n)
{
    Str name = str_sub(n->campo, n->campo.n ? 1 : 0, n->campo.n);
    for (ptrdiff_t i = 0; i < COUNT_OF(campi); i++)
        if (str_eq(name, str_of(campi[i].campo))) return tr_str(p->h.lingua, str_of(campi[i].parole));
    Via v = split(p, e, n->campo);
    ptrdiff_t node = str_eq(n->parte, S("albero")) ? caso_nodo(&e->v.caso, n->soggetto) : -1;
    ptrdiff_t k = node >= 0 && is(&v, 0, "indicatori") ? at(&v, 1, e->v.caso.albero[node].n_indicatori) : -1;
    if (k < 0) return parola_codice(p->a, name);
    const Indicatore *x = indicatore_di(p, e->v.caso.albero[node].indicatori[k].id);
    return filled(p, _("Indicatore: {nome}"), "nome", x ? x->nome : e->v.caso.albero[node].indicatori[k].id);
}

static const struct { const char *chiave, *parole;
} chiavi[] = {
    {"valore", N_("valore rilevato")},
    {"target", N_("target")},
    {"peso", N_("peso")},
    {"operatore", N_("confronto con il target")},
    {"stato", N_("stato")},
    {"verso", N_("verso delle fasce")},
    {"fasce", N_("fasce")},
    {"tipo", N_("tipo")},
    {"punteggio", N_("punteggio")},
    {"percentuale", N_("percentuale raggiunta")},
    {"retribuzione_massima", N_("retribuzione massima")},
    {"prestazione", N_("valutazione della prestazione")},
    {"fondo", N_("fondo da distribuire")},
    {"quota_individuale", N_("quota degli obiettivi individuali (q)")},
    {"livello_collettivo", N_("livello certificato del progetto (G)")},
    {"cause_esterne", N_("cause esterne riconosciute")},
    {"scostamento_dirigente", N_("scostamento del dirigente")},
    {"struttura", N_("progetto e unità")},
    {"semischeda1", N_("punti della prima semischeda")},
    {"semischeda2", N_("punti della seconda semischeda")},
    {"livello_individuale", N_("livello degli obiettivi individuali")},
    {"cause_esterne_individuali", N_("cause esterne sugli obiettivi individuali")},
    {"quota_tempo", N_("quota di tempo parziale")},
    {"mesi", N_("mesi di durata del progetto")},
    {"giorni_dovuti", N_("giorni dovuti")},
    {"giorni_assenza", N_("giorni di assenza")},
    {"dal", N_("in servizio dal")},
    {"al", N_("in servizio fino al")},
    {"unita", N_("unità")},
    {"gruppo", N_("gruppo di valutazione")},
    {"padre", N_("obiettivo che sta sopra")},
    {"id", N_("codice")},
    {"nodi", N_("obiettivi di cui risponde")},
};

static Str key_words(Page *p, Str key)
{
    for (ptrdiff_t i = 0; i < COUNT_OF(chiavi); i++)
        if (str_eq(key, str_of(chiavi[i].chiave))) return tr_str(p->h.lingua, str_of(chiavi[i].parole));
    return minuscola(p->a, parola_codice(p->a, key));
}

/* A scalar of the case as people read it. */
static Str value_words(Page *p, Str key, Str text)
{
    static const char *const codes[] = {"id", "padre", "codice", "unita", "struttura", "gruppo", "nodi"};
    Num x;
    Date d;
    for (ptrdiff_t i = 0; i < COUNT_OF(codes); i++)
        if (str_eq(key, str_of(codes[i]))) return text;
    if (num_parse(p->a, text, 15, 9, &x, NULL)) return numero(p->a, x);
    if (date_parse_iso(text, &d)) return html_str_date(&p->h, d);
    if (str_eq(text, S(">="))) return _("almeno");
    if (str_eq(text, S("<="))) return _("al più");
    if (str_eq(text, S("="))) return _("uguale");
    if (str_eq(text, S("crescente"))) return _("più è meglio");
    if (str_eq(text, S("decrescente"))) return _("meno è meglio");
    return minuscola(p->a, parola_codice(p->a, text));
}

/* -- sources */
static Str act_words(const Via *v, Str atto) { return atto.n ? atto_estremi(v->p->a, v->arch, atto) : S(""); }
static Str act_url(const Via *v, Str atto)
{
    return atto.n ? page_link(v->p, str_fmt(v->p->a, "/atti/%.*s", STR_ARG(url_encode(v->p->a, atto)))) : S("");
}

static void of_parameter(const Via *v, Str chiave, DatoParole *out)
{
    const Parametro *x = fatti_parametro(v->arch, v->e->anno, chiave);
    if (!x) return;
    out->nota = act_words(v, x->atto);
    out->url = act_url(v, x->atto);
}

static Str person_of(Str id)
{
    ptrdiff_t cut = str_find(id, '@');
    return cut < 0 ? id : str_sub(id, 0, cut);
}

static Str sheet_url(const Via *v, Str id)
{
    return page_link(v->p, str_fmt(v->p->a, "/anno/%lld/scheda/%.*s", (long long)v->e->anno,
                                   STR_ARG(url_encode(v->p->a, person_of(id)))));
}

static Str anchor_of(const Via *v, Str indicatore)
{
    return str_fmt(v->p->a, "indicatore-%.*s", STR_ARG(indicatore_id(v->p->a, indicatore)));
}

/* A fact about an indicator; key: what of it. */
static void of_indicator(const Via *v, Str nodo, Str id, Str key, DatoParole *out)
{
    Page *p = v->p;
    const Indicatore *k = indicatore_di(p, id);
    TrArg words[] = {{"che", key_words(p, key)}, {"nome", k ? k->nome : id}};
    out->parole = tr_fill(p->a, _("{che}, indicatore {nome}"), words, COUNT_OF(words));
    out->url = page_link(p, nodo_url(p, v->e->anno, nodo, v->e->periodo, anchor_of(v, id)));
    bool measured = str_eq(key, S("valore")) || str_eq(key, S("stato"));
    if (k && k->unita_misura.n && (str_eq(key, S("valore")) || str_eq(key, S("target"))) &&
        !str_eq(k->unita_misura, S("n.")))
        out->valore = str_fmt(p->a, "%.*s\u00a0%.*s", STR_ARG(out->valore), STR_ARG(k->unita_misura));
    if (measured) {
        const Valore *x = fatti_valore(v->arch, id, v->e->anno, v->e->periodo);
        TrArg from[] = {{"data", x ? html_str_date(&p->h, x->rilevato_il) : S("")}, {"fonte", x ? x->fonte : S("")}};
        if (x && date_is(x->rilevato_il))
            out->nota = tr_fill(p->a, x->fonte.n ? _("rilevato il {data}, fonte: {fonte}") : _("rilevato il {data}"),
                                from, x->fonte.n ? 2 : 1);
        return;
    }
    ptrdiff_t n;
    const Target **t = fatti_target(v->arch, nodo, v->e->anno, p->a, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(t[i]->indicatore, id)) out->nota = act_words(v, t[i]->atto);
}

static void of_node(const Via *v, Str nodo, Str key, DatoParole *out)
{
    Page *p = v->p;
    TrArg words[] = {{"che", key_words(p, key)}, {"nome", nodo_parole(p, v->e->anno, nodo)}};
    const NodoVersione *x = fatti_nodo(v->arch, nodo, v->e->anno);
    out->parole = key.n ? tr_fill(p->a, _("{che}, obiettivo {nome}"), words, COUNT_OF(words)) : words[1].valore;
    out->url = page_link(p, nodo_url(p, v->e->anno, nodo, v->e->periodo, S("")));
    if (x && str_eq(key, S("peso"))) out->nota = act_words(v, x->atto);
}

/* The band table of an indicator: "100 da 30; 80 da 27; 0". */
static Str bands_words(const Via *v, const CasoBanda *k)
{
    Buf b = buf_new(v->p->a);
    for (ptrdiff_t i = 0; i < k->n_fasce; i++) {
        buf_fmt(&b, "%s%.*s", i ? "; " : "", STR_ARG(numero(v->p->a, k->fasce[i].livello)));
        if (num_is(k->fasce[i].soglia))
            buf_fmt(&b, " (%s %.*s)", k->decrescente ? "\u2264" : "\u2265",
                    STR_ARG(numero(v->p->a, k->fasce[i].soglia)));
    }
    return buf_str(&b);
}

/* An objective as it was assigned to a person: weight, kind, state. */
static void of_assigned(const Via *v, Str id, Str nodo, Str key, DatoParole *out)
{
    ptrdiff_t n;
    const ObiettivoAssegnato *o = ALL(v->arch, ObiettivoAssegnato, OBIETTIVO_ASSEGNATO, &n);
    of_node(v, nodo, key, out);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (o[i].anno != v->e->anno || !str_eq(o[i].nodo, nodo) || !str_eq(o[i].persona, person_of(id))) continue;
        Str act = str_eq(key, S("stato")) && o[i].atto_stato.n ? o[i].atto_stato : o[i].atto;
        out->nota = act_words(v, act);
        if (str_eq(key, S("stato")) && o[i].motivo.n)
            out->nota =
                str_fmt(v->p->a, "%.*s%s%.*s", STR_ARG(out->nota), out->nota.n ? "; " : "", STR_ARG(o[i].motivo));
    }
}

static void of_manager(const Via *v, DatoParole *out)
{
    Page *p = v->p;
    const Caso *c = &v->e->v.caso;
    ptrdiff_t i = at(v, 1, c->n_dirigenti);
    if (i < 0) return;
    const CasoDirigente *x = &c->dirigenti[i];
    out->url = sheet_url(v, x->id);
    if (is(v, 2, "obiettivi")) {
        ptrdiff_t k = at(v, 3, x->n_obiettivi), j = k < 0 ? -1 : at(v, 5, x->obiettivi[k].n_indicatori);
        if (k >= 0 && j >= 0 && is(v, 4, "indicatori")) {
            of_indicator(v, x->obiettivi[k].id, x->obiettivi[k].indicatori[j].id, piece(v, 6), out);
            if (is(v, 6, "fasce")) out->valore = bands_words(v, &x->obiettivi[k].indicatori[j]);
        } else if (k >= 0) {
            of_assigned(v, x->id, x->obiettivi[k].id, piece(v, 4), out);
        }
    } else if (is(v, 2, "competenze")) {
        const Tree *name =
            tree_at(&v->e->v.sistema->tree, str_fmt(p->a, "/dirigenti/competenze/%.*s/nome", STR_ARG(piece(v, 3))));
        out->parole = filled(p, _("voto della competenza: {nome}"), "nome", name ? name->text : piece(v, 3));
    } else {
        out->parole = key_words(p, piece(v, 2));
    }
}

static void of_officer(const Via *v, DatoParole *out)
{
    const Caso *c = &v->e->v.caso;
    ptrdiff_t i = at(v, 1, c->n_posizioni);
    if (i < 0) return;
    const CasoPosizione *x = &c->posizioni[i];
    out->url = sheet_url(v, x->id);
    ptrdiff_t k = is(v, 2, "obiettivi") ? at(v, 3, x->n_obiettivi) : -1;
    ptrdiff_t j = k < 0 ? -1 : at(v, 5, x->obiettivi[k].n_indicatori);
    if (j >= 0 && is(v, 4, "indicatori"))
        of_indicator(v, x->obiettivi[k].id, x->obiettivi[k].indicatori[j].id, piece(v, 6), out);
    else if (k >= 0) of_assigned(v, x->id, x->obiettivi[k].id, piece(v, 4), out);
    else out->parole = key_words(v->p, piece(v, 2));
}

/* "Registro in cinque giorni, Settore registro": of "PI-2025-1/S11". */
static Str structure_words(const Via *v, Str id)
{
    ptrdiff_t slash = str_find(id, '/');
    Str code = slash < 0 ? id : str_sub(id, 0, slash), unit = slash < 0 ? S("") : str_sub(id, slash + 1, id.n);
    const Tabella *t = &v->arch->tabelle[ENTITA_PROGETTO];
    const Progetto *x = t->n ? tabella_find(v->p->a, t, record_key(v->p->a, t->e, &(Progetto){.codice = code})) : NULL;
    return str_fmt(v->p->a, "%.*s, %.*s", STR_ARG(x ? x->titolo : code), STR_ARG(unita_nome(v->arch, unit)));
}

static void of_structure(const Via *v, DatoParole *out)
{
    Page *p = v->p;
    const CasoPremi *c = &v->e->v.caso.premi;
    ptrdiff_t i = at(v, 2, c->n_strutture), n;
    if (i < 0) return;
    Str id = c->strutture[i].id;
    TrArg words[] = {{"che", key_words(p, piece(v, 3))}, {"nome", structure_words(v, id)}};
    out->parole = tr_fill(p->a, _("{che}, progetto {nome}"), words, COUNT_OF(words));
    const ProgettoUnita *x = ALL(v->arch, ProgettoUnita, PROGETTO_UNITA, &n);
    for (ptrdiff_t k = 0; k < n; k++) {
        if (!str_eq(id, str_fmt(p->a, "%.*s/%.*s", STR_ARG(x[k].progetto), STR_ARG(x[k].unita)))) continue;
        Str act = is(v, 3, "scostamento_dirigente") && x[k].atto_sg.n ? x[k].atto_sg
                  : x[k].atto_oiv.n                                   ? x[k].atto_oiv
                                                                      : x[k].atto_sg;
        out->nota = act_words(v, act);
        out->url = act_url(v, act);
    }
}

static void of_premi(const Via *v, DatoParole *out)
{
    const CasoPremi *c = &v->e->v.caso.premi;
    Page *p = v->p;
    out->parole = key_words(p, piece(v, 1));
    if (is(v, 1, "strutture")) of_structure(v, out);
    if (is(v, 1, "quota_individuale")) of_parameter(v, S("cr.q"), out);
    if (is(v, 1, "coefficienti")) {
        out->parole = filled(p, _("coefficiente della fascia {fascia}"), "fascia", piece(v, 2));
        of_parameter(v, str_fmt(p->a, "premi.coefficiente.%.*s", STR_ARG(piece(v, 2))), out);
    }
    if (is(v, 1, "fondo")) {
        ptrdiff_t n;
        const Fondo *f = ALL(v->arch, Fondo, FONDO, &n);
        out->valore = html_euro(&p->h, c->fondo);
        for (ptrdiff_t i = 0; i < n; i++)
            if (f[i].anno == v->e->anno && f[i].atto.n)
                out->nota = act_words(v, f[i].atto), out->url = act_url(v, f[i].atto);
    }
    ptrdiff_t i = is(v, 1, "persone") ? at(v, 2, c->n_persone) : -1;
    if (i < 0) return;
    out->parole = key_words(p, piece(v, 3));
    out->url = sheet_url(v, c->persone[i].id);
    if (is(v, 3, "struttura")) out->valore = structure_words(v, c->strutture[c->persone[i].struttura].id);
}

static void of_service(const Via *v, DatoParole *out)
{
    Page *p = v->p;
    const Caso *c = &v->e->v.caso;
    ptrdiff_t i = at(v, 1, c->n_servizio), k = i < 0 ? -1 : at(v, 3, c->servizio[i].n);
    if (k < 0) return;
    const CasoAssegnazione *x = &c->servizio[i].assegnazioni[k];
    TrArg words[] = {{"che", key_words(p, piece(v, 4))}, {"nome", unita_nome(v->arch, x->unita)}};
    out->parole = tr_fill(p->a, _("{che}, presso {nome}"), words, COUNT_OF(words));
    out->url = page_link(p, str_fmt(p->a, "/persone/%.*s", STR_ARG(url_encode(p->a, c->servizio[i].id))));
    if (is(v, 4, "unita")) out->valore = words[1].valore, out->parole = key_words(p, piece(v, 4));
    if (is(v, 4, "struttura")) out->valore = x->struttura.n ? structure_words(v, x->struttura) : _("nessuno");
}

static void of_tree(const Via *v, DatoParole *out)
{
    Page *p = v->p;
    const Caso *c = &v->e->v.caso;
    ptrdiff_t i = at(v, 1, c->n_albero), k = i < 0 ? -1 : at(v, 3, c->albero[i].n_indicatori);
    if (i < 0) out->parole = _("gli obiettivi dell'anno");
    else if (k >= 0 && is(v, 2, "indicatori"))
        of_indicator(v, c->albero[i].id, c->albero[i].indicatori[k].id, piece(v, 4), out);
    else of_node(v, c->albero[i].id, piece(v, 2), out);
    if (i >= 0 && is(v, 2, "padre") && c->albero[i].padre >= 0)
        out->valore = nodo_parole(p, v->e->anno, c->albero[c->albero[i].padre].id);
}

static void of_unit(const Via *v, const Prova *x, DatoParole *out)
{
    Page *p = v->p;
    const Caso *c = &v->e->v.caso;
    ptrdiff_t i = at(v, 1, c->n_unita);
    if (i < 0) return;
    out->parole = filled(p, _("obiettivo di cui risponde {nome}"), "nome", unita_nome(v->arch, c->unita[i].id));
    if (x->valore.n && caso_nodo(c, x->valore) >= 0) {
        out->valore = nodo_parole(p, v->e->anno, x->valore);
        out->url = page_link(p, nodo_url(p, v->e->anno, x->valore, v->e->periodo, S("")));
    }
}

/* A value of the rulebook, with the source that stands beside it there. */
static DatoParole rule_words(Page *p, const ImmagineEsito *e, const Prova *x)
{
    Via v = split(p, e, x->dove);
    DatoParole out = {.valore = str_eq(x->valore, S("...")) ? _("tabella") : value_words(p, S(""), x->valore)};
    Buf b = buf_new(p->a);
    Str above = S("");
    for (int i = 0; i < v.n; i++) {
        Str word = piece(&v, i);
        Num index;
        if (str_eq(word, S("valore"))) continue;
        const Tree *here = tree_at(&e->v.sistema->tree, str_fmt(p->a, "%.*s/%.*s", STR_ARG(above), STR_ARG(word)));
        const Tree *name = here && here->kind == TREE_MAP ? tree_get(here, S("fascia")) : NULL;
        if (here && here->kind == TREE_MAP && !name) name = tree_get(here, S("nome"));
        bool number = num_parse(p->a, word, 6, 0, &index, NULL);
        Str said = name && number ? name->text : minuscola(p->a, parola_codice(p->a, word));
        buf_fmt(&b, "%s%.*s", b.n ? ", " : "", STR_ARG(said));
        above = str_fmt(p->a, "%.*s/%.*s", STR_ARG(above), STR_ARG(word));
    }
    out.parole = buf_str(&b);
    ptrdiff_t cut = x->dove.n;
    while (cut > 0 && x->dove.p[cut - 1] != '/') cut--;
    const Tree *source =
        cut > 1 ? tree_at(&e->v.sistema->tree, str_fmt(p->a, "%.*s/fonte", STR_ARG(str_sub(x->dove, 0, cut - 1))))
                : NULL;
    if (source && source->kind == TREE_TEXT) out.nota = source->text;
    return out;
}

DatoParole dato_parole(Page *p, const ImmagineEsito *e, const Prova *x)
{
    if (x->tipo == PROVA_REGOLA) return rule_words(p, e, x);
    Via v = split(p, e, x->dove);
    Str key = v.n ? v.pezzi[v.n - 1] : S("");
    DatoParole out = {.parole = x->parole,
                      .valore = str_eq(x->valore, S("tabella")) || str_eq(x->valore, S("dato"))
                                    ? S("")
                                    : value_words(p, key, x->valore)};
    if (is(&v, 0, "albero")) of_tree(&v, &out);
    if (is(&v, 0, "dirigenti")) of_manager(&v, &out);
    if (is(&v, 0, "posizioni")) of_officer(&v, &out);
    if (is(&v, 0, "premi")) of_premi(&v, &out);
    if (is(&v, 0, "servizio")) of_service(&v, &out);
    if (is(&v, 0, "unita")) of_unit(&v, x, &out);
    if (is(&v, 0, "scelte")) {
        out.parole = filled(p, _("scelta dell'ente: {nome}"), "nome", piece(&v, 1));
        of_parameter(&v, str_fmt(p->a, "scelta.%.*s", STR_ARG(piece(&v, 1))), &out);
    }
    return out;
}

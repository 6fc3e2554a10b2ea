/* page_perche.c - floor 6: "Perché questo punteggio": the proof of a number of a node, a unit, the body, a group, a person.
 * Other persons' data are never in it: cycle/prova.h counts them. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/parole.h"
#include "web/perche.thtml.h"
#include "web/perche_dati.h"
#include "web/perche_esclusi.h"

/* Steps down to this depth stand open when nobody asked for more. */
enum { APERTI = 3, BRICIOLE = 4 };

typedef struct Soggetto {
    const char *const *parti;    /* of the outcome */
    int n_parti;
    Str codice, nome;
    Str base;                    /* address of this page, without query */
    Str periodo;
    Collegamento briciole[BRICIOLE];
    int n_briciole;
    Str corrente;                /* entry of the menu */
} Soggetto;

static Str filled(Page *p, Str text, const char *name, Str value)
{
    TrArg x = {name, value};
    return tr_fill(p->a, text, &x, 1);
}

static Str year_text(Page *p, int64_t y) { return str_fmt(p->a, "%lld", (long long)y); }

/* -- which numbers */
static bool about(const Soggetto *s, const Numero *n)
{
    bool part = false;
    for (int i = 0; i < s->n_parti && !part; i++) part = str_eq(n->parte, str_of(s->parti[i]));
    Str id = n->soggetto;
    return part &&
           (str_eq(id, s->codice) || (str_starts(id, s->codice) && id.n > s->codice.n && id.p[s->codice.n] == '@'));
}

/* As it stands in an address: "cpc"; of somebody's second sheet "indice@2025-09-01". */
static Str word_of(Page *p, const Soggetto *s, const Numero *n)
{
    Str name = str_sub(n->campo, n->campo.n ? 1 : 0, n->campo.n);
    return n->soggetto.n > s->codice.n
               ? str_fmt(p->a, "%.*s%.*s", STR_ARG(name), STR_ARG(str_sub(n->soggetto, s->codice.n, n->soggetto.n)))
               : name;
}

static Str name_of(Page *p, const ImmagineEsito *e, const Soggetto *s, const Numero *n)
{
    Date from;
    Str name = campo_parole(p, e, n);
    if (n->soggetto.n <= s->codice.n + 1 ||
        !date_parse_iso(str_sub(n->soggetto, s->codice.n + 1, n->soggetto.n), &from))
        return name;
    TrArg words[] = {{"nome", name}, {"data", html_str_date(&p->h, from)}};
    return tr_fill(p->a, _("{nome}, dal {data}"), words, COUNT_OF(words));
}

/* The number asked for, by its word or by its pointer in the outcome ("/premi/persone/3/cpc"); when none is asked for, the
 * most telling one. NULL: there is none. */
static const Numero *choose(Page *p, const ImmagineEsito *e, const Soggetto *s, Str asked)
{
    static const char *const telling[] = {"risultato", "totale", "indice", "cpc"};
    const Numero *first = NULL;
    int best = COUNT_OF(telling);
    if (str_eq(asked, S("fascia"))) asked = S("cpc"); /* the bands of the marks make it */
    for (ptrdiff_t i = 0; i < e->numeri.n; i++) {
        const Numero *n = &e->numeri.items[i];
        if (!about(s, n)) continue;
        Str word = word_of(p, s, n);
        if (asked.n &&
            (str_eq(word, asked) || str_eq(str_fmt(p->a, "%.*s%.*s", STR_ARG(n->elemento), STR_ARG(n->campo)), asked)))
            return n;
        for (int k = 0; k < best; k++)
            if (str_eq(word, str_of(telling[k]))) first = n, best = k;
        if (!first) first = n;
    }
    return asked.n ? NULL : first;
}

static Str query_url(Page *p, const Soggetto *s, Str number, const char *open)
{
    Buf b = buf_new(p->a);
    buf_put(&b, s->base);
    buf_fmt(&b, "?numero=%.*s", STR_ARG(url_encode(p->a, number)));
    if (!str_eq(s->periodo, S("finale"))) buf_fmt(&b, "&periodo=%.*s", STR_ARG(s->periodo));
    if (*open) buf_fmt(&b, "&aperto=%s", open);
    return buf_str(&b);
}

static const VoceMenu *choices(Page *p, const ImmagineEsito *e, const Soggetto *s, const Numero *chosen, ptrdiff_t *n)
{
    LIST(VoceMenu) out = {0};
    for (ptrdiff_t i = 0; i < e->numeri.n; i++) {
        const Numero *x = &e->numeri.items[i];
        if (about(s, x))
            *PUSH(p->a, &out) = (VoceMenu){.testo = name_of(p, e, s, x), .url = query_url(p, s, word_of(p, s, x), ""), .corrente = x == chosen};
    }
    *n = out.n;
    return out.items;
}

/* -- the proof in lines */
typedef LIST(PercheVoce) Voci;

static const struct { Operazione op; const char *parole;
} modi[] = {{OP_SOMMA, N_("somma di")},
            {OP_PRODOTTO, N_("prodotto di")},
            {OP_DIFFERENZA, N_("il primo meno il secondo")},
            {OP_RAPPORTO, N_("il primo diviso il secondo")},
            {OP_MINIMO, N_("il minore tra")},
            {OP_MASSIMO, N_("il maggiore tra")},
            {OP_PARTE_INTERA, N_("parte intera di")},
            {OP_CONTA, N_("quanti sono")},
            {OP_GIORNO, N_("il giorno come numero d'ordine")},
            {OP_GIORNI, N_("giorni, ciascuno una volta, tra i due di ogni periodo")},
            {OP_SCELTA, N_("se il primo è sì il secondo, altrimenti il terzo")},
            {OP_FASCIA, N_("il livello della fascia in cui cade il valore")},
            {OP_RIPARTO, N_("quota esatta, portata al centesimo")},
            {OP_COSTANTE, N_("dalle regole")}};

static Str rounding_words(Page *p, Rounding r)
{
    switch (r) {
    case HALF_UP: return _("il mezzo si arrotonda per eccesso");
    case HALF_DOWN: return _("il mezzo si arrotonda per difetto");
    case HALF_EVEN: return _("il mezzo va alla cifra pari");
    case TRUNCATE: return _("le cifre in più si tolgono");
    case ROUNDING_COUNT: break;
    }
    return S("");
}

static Str rounded_words(Page *p, const Passo *x)
{
    TrArg words[] = {{"n", str_fmt(p->a, "%d", x->cifre)}, {"modo", rounding_words(p, x->modo)}};
    return tr_fill(
        p->a, trn(p->h.lingua, "arrotondato a un decimale ({modo})", "arrotondato a {n} decimali ({modo})", x->cifre),
        words, COUNT_OF(words));
}

static Str how(Page *p, const Passo *x)
{
    if (x->op == OP_ARROTONDA) return rounded_words(p, x);
    if (x->op == OP_CONFRONTO) {
        const char *sign = !strcmp(x->segno, ">=") ? "\u2265" : !strcmp(x->segno, "<=") ? "\u2264" : x->segno;
        return filled(p, _("è vero che il primo è {segno} il secondo?"), "segno", str_of(sign));
    }
    for (ptrdiff_t i = 0; i < COUNT_OF(modi); i++)
        if (modi[i].op == x->op) return tr_str(p->h.lingua, str_of(modi[i].parole));
    return S("");
}

static PercheVoce step(Page *p, const Prova *x)
{
    Str exact = num_exact(p->a, x->passo->v);
    bool cut = x->passo->op != OP_ARROTONDA && x->passo->op != OP_RIPARTO && str_find(exact, '/') >= 0 && exact.n <= 24;
    return (PercheVoce){.tipo = x->tipo == PROVA_VEDI ? VOCE_VEDI : VOCE_PASSO,
                        .numero = x->numero,
                        .valore = passo_parole(p, x->passo),
                        .esatto = cut && x->tipo == PROVA_PASSO ? exact : S(""),
                        .parole = str_of(x->passo->regola->descrizione),
                        .fonte = str_of(x->passo->regola->fonte),
                        .di_regole = true,
                        .come = x->tipo == PROVA_PASSO && x->figli.n && x->passo->n ? how(p, x->passo) : S("")};
}

static PercheVoce line(Page *p, const ImmagineEsito *e, const Prova *x)
{
    switch (x->tipo) {
    case PROVA_PASSO:
    case PROVA_VEDI: return step(p, x);
    case PROVA_DATO: {
        DatoParole d = dato_parole(p, e, x);
        return (PercheVoce){.tipo = VOCE_DATO, .valore = d.valore, .parole = d.parole, .url = d.url, .nota = d.nota};
    }
    case PROVA_REGOLA: {
        DatoParole d = dato_parole(p, e, x);
        return (PercheVoce){.tipo = VOCE_REGOLA,
                            .valore = d.valore,
                            .parole = filled(p, _("regola: {nome}"), "nome", d.parole),
                            .fonte = d.nota};
    }
    case PROVA_NODO:
        return (PercheVoce){.tipo = VOCE_DATO,
                            .valore = passo_parole(p, x->passo),
                            .parole = filled(p, _("risultato di {nome}"), "nome", nodo_parole(p, e->anno, x->nodo)),
                            .url = page_link(p, nodo_perche_url(p, e->anno, x->nodo, S(""), e->periodo))};
    case PROVA_TOTALE:
        return (PercheVoce){.tipo = VOCE_NOTA,
                            .valore = passo_parole(p, x->passo),
                            .parole = str_of(x->passo->regola->descrizione),
                            .di_regole = true,
                            .fonte = str_of(x->passo->regola->fonte),
                            .nota = filled(p, _("su {n} persone"), "n", numero_intero(p->a, x->quanti))};
    case PROVA_TACIUTI: break;
    }
    return (PercheVoce){.tipo = VOCE_NOTA,
                        .parole = filled(p,
                                         trn(p->h.lingua, "un dato di un'altra persona, non mostrato",
                                             "{n} dati di altre persone, non mostrati", x->quanti),
                                         "n", numero_intero(p->a, x->quanti))};
}

/* The same step again, without anything below it. */
static bool again(const Prova *x, const Prova *y)
{
    bool step = x->tipo == PROVA_VEDI || x->tipo == PROVA_PASSO;
    return step && !x->figli.n && !y->figli.n && x->tipo == y->tipo && x->numero == y->numero;
}

static void tell(Page *p, const ImmagineEsito *e, const Prova *x, int depth, int open, Voci *out)
{
    ptrdiff_t at = out->n;
    int seen = at ? out->items[at - 1].visti : 0;
    PercheVoce v = line(p, e, x);
    v.aperto = depth < open;
    v.primo = v.tipo == VOCE_PASSO && v.numero > seen; /* steps are numbered as they are told */
    v.visti = v.primo ? v.numero : seen;
    *PUSH(p->a, out) = v;
    for (ptrdiff_t i = 0; i < x->figli.n; i++) {
        const Prova *y = x->figli.items[i];
        if (x->passo &&
            i == (x->tipo == PROVA_PASSO ? x->passo->n : 0)) { /* beyond what it is made of: what it was chosen by */
            PercheVoce chosen = {.tipo = VOCE_NOTA,
                                 .parole = _("secondo questi dati:"),
                                 .visti = out->items[out->n - 1].visti,
                                 .fine = out->n + 1};
            *PUSH(p->a, out) = chosen;
        }
        ptrdiff_t same = i; /* the same step told over and over is told once, with how often */
        while (same + 1 < x->figli.n && again(y, x->figli.items[same + 1])) same++;
        tell(p, e, y, depth + 1, open, out);
        if (same > i) out->items[out->n - 1].nota = filled(p, _("{n} volte"), "n", numero_intero(p->a, same - i + 1));
        i = same;
    }
    out->items[at].fine = out->n;
}

/* -- what else must be known */
static const Messaggio *notices(Page *p, const ImmagineEsito *e, const Soggetto *s, const Numero *n, ptrdiff_t *count)
{
    LIST(Messaggio) out = {0};
    if (p->azione == AZIONE_SCHEDA_PROPOSTA_LEGGI)
        *PUSH(p->a, &out) = (Messaggio){TONO_ATTENZIONE, _("La valutazione non è ancora decisa"), _("I numeri possono cambiare fino alla decisione.")};
    if (p->azione == AZIONE_SCHEDA_APERTA_LEGGI)
        *PUSH(p->a, &out) = (Messaggio){TONO_INFO, _("Nessun punteggio è ancora stato proposto"), _("Qui si vede solo ciò che è già stabilito.")};
    if (!str_eq(s->periodo, S("finale")))
        *PUSH(p->a, &out) = (Messaggio){TONO_INFO, albero_periodo_parole(p, s->periodo), _("I valori del semestre sono confrontati con il target di tutto l'anno.")};
    for (ptrdiff_t i = 0; n && i < e->v.note.n; i++)
        if (str_eq(e->v.note.items[i].dove, s->codice))
            *PUSH(p->a, &out) = (Messaggio){TONO_ATTENZIONE, _("Da sapere"), e->v.note.items[i].cosa};
    *count = out.n;
    return out.items;
}

static void put(Page *p, DatiVista *d, Str nome, Str valore, Str sotto)
{
    *PUSH(p->a, d) = (DatoVista){.nome = nome, .valore = valore, .sotto = sotto};
}

/* Which run counts, and whether an act froze it. */
static Str run_words(Page *p, const AnnoValutato *x)
{
    TrArg words[] = {{"n", numero_intero(p->a, x->esecuzione)},
                     {"atto", atto_estremi(p->a, immagine_archivio(p->img), x->atto)}};
    switch (x->stato) {
    case ANNO_MAI_VALUTATO: return _("calcolo di adesso, dai dati di adesso: l'anno non è ancora stato valutato");
    case ANNO_PROVVISORIO:
        return tr_fill(p->a,
                       x->cambiati ? _("calcolo di adesso: i dati sono cambiati dopo la valutazione n. {n}")
                                   : _("valutazione n. {n}, provvisoria: nessun atto l'ha ancora congelata"),
                       words, 1);
    case ANNO_CONGELATO: return tr_fill(p->a, _("valutazione n. {n}, congelata con {atto}"), words, COUNT_OF(words));
    }
    return S("");
}

static DatiVista rules(Page *p, const ImmagineEsito *e, const Numero *n)
{
    DatiVista d = {0};
    const Passo *last = &n->traccia->passi.items[n->passo];
    Num value;
    put(p, &d, _("Sistema di misurazione e valutazione"),
        str_fmt(p->a, "%.*s (%.*s)", STR_ARG(e->v.sistema->titolo), STR_ARG(e->v.sistema->id)), S(""));
    put(p, &d, _("Versione delle regole (impronta)"), e->v.sistema->impronta, S(""));
    put(p, &d, _("Valutazione"), run_words(p, &e->come),
        e->come.stato == ANNO_CONGELATO && e->come.cambiati
            ? _("i dati sono cambiati dopo la decisione: vale ciò che è stato deciso")
            : S(""));
    put(p, &d, _("Periodo"), albero_periodo_parole(p, e->periodo), S(""));
    if (last->op == OP_ARROTONDA) put(p, &d, _("Come si stampa"), rounded_words(p, last), S(""));
    for (ptrdiff_t i = 0; e->v.caso.scelte && i < e->v.caso.scelte->n; i++) {
        Str key = e->v.caso.scelte->keys[i], text = e->v.caso.scelte->items[i].text;
        const Parametro *x =
            fatti_parametro(immagine_archivio(p->img), e->anno, str_fmt(p->a, "scelta.%.*s", STR_ARG(key)));
        put(p, &d, filled(p, _("Scelta dell'ente: {nome}"), "nome", key),
            num_parse(p->a, text, 15, 9, &value, NULL) ? numero(p->a, value) : text,
            x && x->atto.n ? atto_estremi(p->a, immagine_archivio(p->img), x->atto) : S(""));
    }
    Str head = immagine_ancora(p->img);
    ptrdiff_t colon = str_find(head, ':');
    put(p, &d, _("Dati letti fino alla voce del giornale"), colon < 0 ? head : str_sub(head, 0, colon), S(""));
    return d;
}

/* -- the page */
static void prove(Page *p, const ImmagineEsito *e, const Soggetto *s)
{
    Str asked = field_get(&p->q->query, S("numero")), open = field_get(&p->q->query, S("aperto"));
    const Numero *n = choose(p, e, s, asked);
    if (asked.n && !n) {
        page_status(p, 404, _("Questo numero non è fra quelli calcolati."));
        return;
    }
    PercheVista v = {
        .vuoto_testo =
            _("Per l'anno non è ancora stato calcolato niente. Succede quando mancano valori, pesi o punteggi.")};
    v.avvisi = notices(p, e, s, n, &v.n_avvisi);
    if (n) {
        Voci lines = {0};
        Str word = word_of(p, s, n);
        bool node = str_eq(n->parte, S("albero"));
        v.numeri = choices(p, e, s, n, &v.n_numeri);
        tell(p, e, prova_di(&e->v, n, node, p->a), 0,
             str_eq(open, S("tutto"))    ? 1000
             : str_eq(open, S("niente")) ? 0
                                         : APERTI,
             &lines);
        v.voci = lines.items;
        v.n = lines.n;
        v.nome = name_of(p, e, s, n);
        v.valore = passo_parole(p, &n->traccia->passi.items[n->passo]);
        v.cosa = n->cosa;
        v.regole = rules(p, e, n);
        if (lines.n > 1) v.apri_url = query_url(p, s, word, "tutto"), v.chiudi_url = query_url(p, s, word, "niente");
        perche_esclusi(p, e, n, &v.esclusi, &v.esclusi_dove);
    }
    perche_corpo(&p->h, &v);
    page_frame(p, &(PageFrame){.titolo = _("Perché questo punteggio"),
                               .sottotitolo = s->nome,
                               .corrente = s->corrente,
                               .briciole = s->briciole,
                               .n_briciole = s->n_briciole});
}

static void crumb(Soggetto *s, Str testo, Str url)
{
    if (url.n && s->n_briciole < BRICIOLE) s->briciole[s->n_briciole++] = (Collegamento){testo, url};
}

/* The year's first crumbs; its computed outcome, or NULL when it has answered. */
static const ImmagineEsito *begin(Page *p, Soggetto *s, bool periods)
{
    if (!page_anno(p)) return NULL;
    s->periodo = periods ? albero_periodo(p) : S("finale");
    s->corrente = S("albero");
    crumb(s, filled(p, _("Ciclo {anno}"), "anno", year_text(p, p->su.anno)),
          str_fmt(p->a, "/anno/%lld", (long long)p->su.anno));
    if (periods) crumb(s, _("Albero della performance"), str_fmt(p->a, "/anno/%lld/albero", (long long)p->su.anno));
    return immagine_esito(p->img, p->st, p->su.anno, s->periodo);
}

void perche_nodo(Page *p)
{
    static const char *const part[] = {"albero"};
    Str node = p->par[PAR_NODO];
    Soggetto s = {.parti = part,
                  .n_parti = 1,
                  .codice = node,
                  .base = nodo_perche_url(p, p->su.anno, node, S(""), S(""))};
    const ImmagineEsito *e = begin(p, &s, true);
    if (!e) return;
    const NodoVersione *x = fatti_nodo(immagine_archivio(p->img), node, p->su.anno);
    if (!x) {
        page_status(p, 404, S(""));
        return;
    }
    s.nome = nodo_etichetta(p->a, x);
    crumb(&s, x->sigla.n ? x->sigla : x->titolo, nodo_url(p, p->su.anno, node, s.periodo, S("")));
    prove(p, e, &s);
}

void perche_ente(Page *p)
{
    static const char *const part[] = {"ente"};
    Soggetto s = {.parti = part,
                  .n_parti = 1,
                  .nome = _("Risultato di tutto l'ente"),
                  .base = str_fmt(p->a, "/anno/%lld/perche", (long long)p->su.anno)};
    const ImmagineEsito *e = begin(p, &s, true);
    if (!e) return;
    s.codice = e->v.caso.ente;
    prove(p, e, &s);
}

void perche_unita(Page *p)
{
    static const char *const part[] = {"unita"};
    Str unit = p->par[PAR_UNITA];
    Soggetto s = {
        .parti = part,
        .n_parti = 1,
        .codice = unit,
        .nome = unita_nome(immagine_archivio(p->img), unit),
        .base = str_fmt(p->a, "/anno/%lld/unita/%.*s/perche", (long long)p->su.anno, STR_ARG(url_encode(p->a, unit)))};
    const ImmagineEsito *e = begin(p, &s, true);
    if (!e) return;
    crumb(&s, s.nome, page_link(p, str_fmt(p->a, "/unita/%.*s", STR_ARG(url_encode(p->a, unit)))));
    prove(p, e, &s);
}

void perche_gruppo(Page *p)
{
    static const char *const part[] = {"gruppi"};
    Str group = p->par[PAR_GRUPPO],
        desk = str_fmt(p->a, "/anno/%lld/tavolo/%.*s", (long long)p->su.anno, STR_ARG(url_encode(p->a, group)));
    Soggetto s = {.parti = part,
                  .n_parti = 1,
                  .codice = group,
                  .nome = filled(p, _("Gruppo {codice}"), "codice", group),
                  .base = str_fmt(p->a, "%.*s/perche", STR_ARG(desk))};
    const ImmagineEsito *e = begin(p, &s, false);
    if (!e) return;
    s.corrente = S("tavolo");
    crumb(&s, group, page_link(p, desk));
    prove(p, e, &s);
}

/* Before marks are proposed a sheet says what was assigned: of the computed numbers those of service alone. */
void perche_scheda(Page *p)
{
    static const char *const parts[] = {"servizio", "dirigenti", "posizioni", "premi.persone"};
    Str person = p->par[PAR_PERSONA],
        sheet = str_fmt(p->a, "/anno/%lld/scheda/%.*s", (long long)p->su.anno, STR_ARG(url_encode(p->a, person)));
    const Persona *x = tabella_find(p->a, &immagine_archivio(p->img)->tabelle[ENTITA_PERSONA], person);
    Soggetto s = {.parti = parts,
                  .n_parti = p->azione == AZIONE_SCHEDA_APERTA_LEGGI ? 1 : COUNT_OF(parts),
                  .codice = person,
                  .base = str_fmt(p->a, "%.*s/perche", STR_ARG(sheet))};
    const ImmagineEsito *e = begin(p, &s, false);
    if (!e) return;
    s.nome = x ? str_fmt(p->a, "%.*s %.*s", STR_ARG(x->nome), STR_ARG(x->cognome)) : person;
    s.corrente = S("scheda");
    crumb(&s, _("Scheda"), page_link(p, sheet));
    prove(p, e, &s);
}

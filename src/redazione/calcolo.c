/* calcolo.c - floor 6: a trace told as numbered steps, with inputs, sources and rounding. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/calcolo.h"

#include "format/json.h"
#include "redazione/parole.h"

typedef struct Calcolo {
    const Valutazione *v;
    Tree caso;
    Documento *d;
    Arena *a;
    const Traccia *t;   /* being told */
    Str elemento;       /* its pointer: "/premi/persone/3" */
    int *posto;         /* by step: its printed number, 0 = not printed on its own */
} Calcolo;

/* ---- which steps are printed ---- */

/* The test that "given these inputs" writes before a choice: conta, then confronto, of one and the same rule. */
static bool posto_che_confronto(const Traccia *t, const Passo *p)
{
    if (p->op != OP_CONFRONTO || p->n != 2 || p->da[0].passo < 0) return false;
    const Passo *count = &t->passi.items[p->da[0].passo];
    return count->op == OP_CONTA && !strcmp(count->regola->regola, p->regola->regola) &&
           !strcmp(count->regola->descrizione, p->regola->descrizione);
}

static const Passo *posto_che_di(const Traccia *t, const Passo *p)
{
    if (p->op != OP_SCELTA || p->n != 3 || p->da[0].passo < 0) return NULL;
    const Passo *test = &t->passi.items[p->da[0].passo];
    return posto_che_confronto(t, test) ? &t->passi.items[test->da[0].passo] : NULL;
}

static bool altrui(const Calcolo *w, Str dove);

/* Constants stand where they are used; the test of "given that" too; sums over other persons are only counted. */
static void numera(Calcolo *w)
{
    ptrdiff_t n = w->t->passi.n;
    int number = 0;
    w->posto = NEW_N(w->a, int, n + 1);
    bool *hidden = NEW_N(w->a, bool, n + 1);
    for (ptrdiff_t i = 0; i < n; i++) {
        const Passo *p = &w->t->passi.items[i];
        hidden[i] |= p->op == OP_COSTANTE || posto_che_confronto(w->t, p);
        if (posto_che_confronto(w->t, p)) hidden[p->da[0].passo] = true;
    }
    for (ptrdiff_t i = 0; i < n; i++)
        if (!hidden[i]) w->posto[i] = ++number;
}

/* ---- inputs in words ---- */

static ptrdiff_t leading(Str s)
{
    ptrdiff_t n = 0, i = 0;
    while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && i < 12) n = n * 10 + (s.p[i++] - '0');
    return i ? n : -1;
}

static bool within(Str pointer, Str base)
{
    return str_starts(pointer, base) && (pointer.n == base.n || pointer.p[base.n] == '/');
}

static bool altrui(const Calcolo *w, Str dove)
{
    Str bare = dove.n && dove.p[0] == '#' ? str_sub(dove, 1, dove.n) : dove;
    return (str_starts(bare, S("/premi/persone/")) || str_starts(bare, S("/merito/persone/"))) && !within(bare, w->elemento);
}

static Str parole_chiave(Arena *a, Str key)
{
    static const struct { const char *key, *words;
    } table[] = {{"semischeda1", "prima semischeda"},
                 {"semischeda2", "seconda semischeda"},
                 {"quota_individuale", "quota individuale q"},
                 {"livello_collettivo", "livello certificato"},
                 {"coefficienti", "coefficiente della fascia"},
                 {"obiettivi", "obiettivo"},
                 {"indicatori", "indicatore"},
                 {"competenze", "competenza"},
                 {"giorni_assenza", "giorni di assenza"},
                 {"retribuzione_massima", "retribuzione massima"}};
    for (ptrdiff_t i = 0; i < COUNT_OF(table); i++)
        if (str_eq(key, str_of(table[i].key))) return str_of(table[i].words);
    return minuscola(a, parola_codice(a, key));
}

/* "/dirigenti/0/obiettivi/2/peso" -> "obiettivi C1, peso": what the element itself is needs no telling. */
static Str etichetta(Calcolo *w, Str dove)
{
    Buf b = buf_new(w->a);
    const Tree *at = &w->caso;
    Str base = within(dove, w->elemento) ? w->elemento : S(""), last = S("");
    for (ptrdiff_t i = 1; i <= dove.n;) {
        ptrdiff_t end = i;
        while (end < dove.n && dove.p[end] != '/') end++;
        Str key = str_sub(dove, i, end);
        at = at ? tree_at(at, str_fmt(w->a, "/%.*s", STR_ARG(key))) : NULL;
        const Tree *id = at && at->kind == TREE_MAP ? tree_get(at, S("id")) : NULL;
        if (end > base.n && !str_eq(key, S("premi"))) {
            bool index = leading(key) >= 0 && str_find(key, '[') < 0;
            Str words = index && id && id->kind == TREE_TEXT ? id->text : S("");
            if (index && str_eq(last, S("competenze"))) {
                const Tree *name =
                    tree_at(&w->v->sistema->tree, str_fmt(w->a, "/dirigenti/competenze/%.*s/nome", STR_ARG(key)));
                if (name) words = name->text;
            }
            if (!words.n) words = str_eq(last, S("coefficienti")) ? key : parole_chiave(w->a, key);
            buf_fmt(&b, "%s%.*s", b.n ? index || str_eq(last, S("coefficienti")) ? " " : ", " : "", STR_ARG(words));
        }
        last = key;
        i = end + 1;
    }
    return buf_str(&b);
}

/* Six places are enough to follow a calculation; what is not exact says so. */
static Str valore(Arena *a, Num x)
{
    Str exact = num_exact(a, x);
    return str_find(exact, '/') < 0 ? numero(a, x) : str_fmt(a, "\u2248\u00a0%.*s", STR_ARG(numero_a(a, x, 6)));
}

static Str di_sistema(Calcolo *w, Str dove)
{
    const Tree *x = tree_at(&w->v->sistema->tree, str_sub(dove, 1, dove.n));
    return x && x->kind == TREE_TEXT ? x->text : S("tabella");
}

static Str dato(Calcolo *w, Str dove)
{
    const Tree *x = tree_at(&w->caso, dove);
    Str label = etichetta(w, dove);
    bool scalar = x && (x->kind == TREE_TEXT || x->kind == TREE_INT);
    Num value;
    if (!scalar) return label;
    Str shown = num_parse(w->a, x->text, 15, 9, &value, NULL) ? numero(w->a, value) : x->text;
    return str_fmt(w->a, "%.*s (%.*s)", STR_ARG(label), STR_ARG(shown));
}

/* A step of another trace. The totals of all persons stand in the first one's: their value is nobody's own. */
static Str altra_traccia(Calcolo *w, Str dove)
{
    Str step = S("/traccia/"), service = S("/servizio/"), shares = S("/premi/strutture/"), first = S("/premi/persone/0"),
        bare = str_sub(dove, 1, dove.n);
    ptrdiff_t at = 0;
    while (at + step.n < bare.n && !str_starts(str_sub(bare, at, bare.n), step)) at++;
    ptrdiff_t k = leading(str_sub(bare, at + step.n, bare.n));
    const Traccia *t = NULL;
    Str name = S("");
    if (str_starts(bare, shares)) {
        ptrdiff_t i = leading(str_sub(bare, shares.n, bare.n));
        t = w->v->esito.premi.strutture[i].traccia;
        name = w->v->caso.premi.strutture[i].id;
    } else if (str_starts(bare, service)) { /* nobody's proof rests on another's service */
        t = w->v->esito.servizio[leading(str_sub(bare, service.n, bare.n))].traccia;
    } else if (within(bare, first)) {
        t = w->v->esito.premi.persone[0].traccia;
    }
    if (!t || k < 0 || k >= t->passi.n) return S("un altro calcolo");
    const Passo *p = &t->passi.items[k];
    if (name.n) return str_fmt(w->a, "parte collettiva di %.*s (%.*s)", STR_ARG(name), STR_ARG(valore(w->a, p->v)));
    return str_fmt(w->a, "%s (%.*s)", p->regola->descrizione, STR_ARG(valore(w->a, p->v)));
}

static Str riferimento(Calcolo *w, const Da *da)
{
    if (da->passo >= 0) {
        const Passo *p = &w->t->passi.items[da->passo];
        if (w->posto[da->passo]) return str_fmt(w->a, "passo %d", w->posto[da->passo]);
        if (p->op == OP_COSTANTE && p->n && p->da[0].passo < 0 && p->da[0].dove.n && p->da[0].dove.p[0] == '@')
            return str_fmt(w->a, "%s (%.*s)", p->regola->descrizione, STR_ARG(numero(w->a, p->v)));
        return valore(w->a, p->v);
    }
    if (da->dove.p[0] == '@') return str_fmt(w->a, "regola (%.*s)", STR_ARG(di_sistema(w, da->dove)));
    return da->dove.p[0] == '#' ? altra_traccia(w, da->dove) : dato(w, da->dove);
}

/* ---- how a step was made ---- */

enum { INGRESSI_MAX = 14 };

static Str elenco(Calcolo *w, const Passo *p, const char *between)
{
    Buf b = buf_new(w->a);
    ptrdiff_t others = 0, shown = 0, left = 0;
    for (ptrdiff_t i = 0; i < p->n; i++) {
        /* The two totals of the first person's trace are told; the data of other persons are counted. */
        bool few = p->n <= 3 && !str_starts(w->elemento, S("/merito/")); /* of individual premi nobody's are told */
        if (!few && p->da[i].passo < 0 && altrui(w, p->da[i].dove)) others++;
        else if (shown == INGRESSI_MAX) left++;
        else buf_fmt(&b, "%s%.*s", shown++ ? between : "", STR_ARG(riferimento(w, &p->da[i])));
    }
    if (left) buf_fmt(&b, "%se altri %td", between, left);
    if (!p->n) buf_put(&b, S("nessuno"));
    if (others) buf_fmt(&b, "%sdati di altre persone, non mostrati (%td)", b.n ? between : "", others);
    return buf_str(&b);
}

static Str come(Calcolo *w, const Passo *p)
{
    Arena *a = w->a;
    const Passo *given = posto_che_di(w->t, p);
    if (given)
        return str_fmt(a, "%.*s, secondo %.*s", STR_ARG(riferimento(w, &p->da[1])), STR_ARG(elenco(w, given, "; ")));
    switch (p->op) {
    case OP_SOMMA: return elenco(w, p, " + ");
    case OP_PRODOTTO: return elenco(w, p, " \u00d7 ");
    case OP_DIFFERENZA: return elenco(w, p, " \u2212 ");
    case OP_RAPPORTO: return elenco(w, p, " : ");
    case OP_MINIMO: return str_fmt(a, "il minore tra %.*s", STR_ARG(elenco(w, p, " e ")));
    case OP_MASSIMO: return str_fmt(a, "il maggiore tra %.*s", STR_ARG(elenco(w, p, " e ")));
    case OP_PARTE_INTERA: return str_fmt(a, "parte intera di %.*s", STR_ARG(elenco(w, p, ", ")));
    case OP_CONTA: return str_fmt(a, "quanti sono: %.*s", STR_ARG(elenco(w, p, "; ")));
    case OP_CONFRONTO:
        return elenco(w, p,
                      !strcmp(p->segno, ">=")   ? " \u2265 "
                      : !strcmp(p->segno, "<=") ? " \u2264 "
                                                : str_c(a, str_fmt(a, " %s ", p->segno)));
    case OP_SCELTA:
        return str_fmt(a, "se %.*s: %.*s; altrimenti: %.*s", STR_ARG(riferimento(w, &p->da[0])),
                       STR_ARG(riferimento(w, &p->da[1])), STR_ARG(riferimento(w, &p->da[2])));
    case OP_FASCIA: return str_fmt(a, "il livello della fascia in cui cade %.*s", STR_ARG(riferimento(w, &p->da[0])));
    case OP_ARROTONDA:
        return str_fmt(a, "%.*s, arrotondato a %d decimali", STR_ARG(elenco(w, p, ", ")), p->cifre);
    case OP_RIPARTO: return str_fmt(a, "%.*s, portato al centesimo", STR_ARG(riferimento(w, &p->da[0])));
    case OP_GIORNO: return str_fmt(a, "il numero d'ordine del giorno %.*s", STR_ARG(elenco(w, p, ", ")));
    case OP_GIORNI: return str_fmt(a, "i giorni, ciascuno una volta, di %.*s", STR_ARG(elenco(w, p, ", ")));
    case OP_COSTANTE: return elenco(w, p, ", ");
    }
    return S("");
}

static Str stampato(Arena *a, const Passo *p)
{
    if (p->op == OP_CONFRONTO) return num_sign(p->v) ? S("sì") : S("no");
    return p->op == OP_ARROTONDA ? num_italian(a, p->v, p->cifre)
           : p->op == OP_RIPARTO ? num_italian(a, p->v, 2)
                                 : valore(a, p->v);
}

/* "S-N.24" that no line end can break. */
static Str fonte(Arena *a, const char *s)
{
    Buf b = buf_new(a);
    for (; *s; s++) {
        if (*s == '-') buf_put(&b, S("\u2011"));
        else buf_char(&b, *s);
    }
    return buf_str(&b);
}

static void racconta(Calcolo *w, const Traccia *t, Str elemento, Str titolo)
{
    Arena *a = w->a;
    w->t = t;
    w->elemento = elemento;
    numera(w);
    DocTabella *r = doc_table(w->d, str_fmt(a, "%.*s: risultati", STR_ARG(titolo)), S(""));
    colonne(r, "cnnt", "Risultato", "Valore", "Passo", "Fonte");
    for (ptrdiff_t i = 0; i < t->passi.n; i++) {
        const Passo *p = &t->passi.items[i];
        if (!p->campo.n || !w->posto[i]) continue;
        Str name = p->campo.p[0] == '/' ? str_sub(p->campo, 1, p->campo.n) : p->campo;
        bool coefficient = str_eq(name, S("cr")) || str_eq(name, S("cpc")) || str_eq(name, S("c"));
        ROW(r,
            coefficient ? str_fmt(a, "%s",
                                  str_eq(name, S("cr"))  ? "CR"
                                  : str_eq(name, S("c")) ? "C, parte collettiva"
                                                         : "CPC")
                        : parola_codice(a, name),
            stampato(a, p), str_fmt(a, "%d", w->posto[i]), fonte(a, p->regola->fonte));
    }
    DocTabella *s = doc_table(w->d, str_fmt(a, "%.*s: i passi del calcolo", STR_ARG(titolo)), S(""));
    colonne(s, "ctttn", "Passo", "Che cosa", "Come si ottiene", "Fonte", "Valore");
    for (ptrdiff_t i = 0; i < t->passi.n; i++) {
        const Passo *p = &t->passi.items[i];
        if (!w->posto[i]) continue;
        Testo *cells = tabella_row(s);
        testo_add(&cells[0], str_fmt(a, "%d", w->posto[i]));
        testo_add(&cells[1], str_of(p->regola->descrizione));
        testo_add(&cells[2], come(w, p));
        testo_add(&cells[3], fonte(a, p->regola->fonte));
        if (p->campo.n) testo_strong(&cells[4], stampato(a, p));
        else testo_add(&cells[4], stampato(a, p));
    }
    tabella_note(s, S("In grassetto i risultati che si stampano. Il calcolo è esatto: il segno \u2248 sta davanti a un "
                      "valore che qui è accorciato."));
}

/* ---- the document ---- */

static bool di_persona(Str id, Str persona)
{
    return str_eq(id, persona) || (str_starts(id, persona) && id.n > persona.n && id.p[persona.n] == '@');
}

static Str intestazione(Arena *a, Str what, Str id)
{
    ptrdiff_t at = str_find(id, '@');
    Date from;
    if (at < 0 || !date_parse_iso(str_sub(id, at + 1, id.n), &from)) return what;
    return str_fmt(a, "%.*s dal %.*s", STR_ARG(what), STR_ARG(date_italian(a, from)));
}

/* Where the person served, and the project and the evaluator that this gives (S-N.14, S-N.48). */
static void servizio(Calcolo *w, Str persona)
{
    const Caso *c = &w->v->caso;
    Arena *a = w->a;
    for (ptrdiff_t i = 0; i < c->n_servizio; i++) {
        const CasoServizio *s = &c->servizio[i];
        const EsitoServizio *e = &w->v->esito.servizio[i];
        if (!str_eq(s->id, persona) || !e->traccia) continue;
        doc_heading(w->d, 2, S("Servizio, progetto, valutatore"), S(""));
        DocTabella *t = doc_table(w->d, S("Assegnazioni nell'anno"), S(""));
        colonne(t, "cttt", "Unità", "Dal", "Al", "Progetto e struttura");
        for (ptrdiff_t k = 0; k < s->n; k++) {
            const CasoAssegnazione *x = &s->assegnazioni[k];
            ROW(t, x->unita, date_italian(a, x->dal), date_italian(a, x->al), x->struttura.n ? x->struttura : S("nessuno"));
        }
        const CasoAssegnazione *p = &s->assegnazioni[e->progetto], *v = &s->assegnazioni[e->valutatore];
        Definizioni *def = doc_definitions(w->d);
        voce_di(def, S("Progetto secondo il servizio"), p->struttura.n ? p->struttura : S("nessuno"));
        voce_di(def, S("Gruppo di valutazione secondo il servizio"), v->gruppo.n ? v->gruppo : S("da individuare"));
        racconta(w, e->traccia, str_fmt(a, "/servizio/%td", i), S("Servizio"));
    }
}

static ptrdiff_t capitoli(Calcolo *w, Str persona)
{
    const Caso *c = &w->v->caso;
    const EsitoCaso *e = &w->v->esito;
    Arena *a = w->a;
    ptrdiff_t told = 0;
    for (ptrdiff_t i = 0; i < c->n_dirigenti; i++) {
        if (!di_persona(c->dirigenti[i].id, persona) || !e->dirigenti[i].traccia) continue;
        Str head = intestazione(a, S("Dirigente"), c->dirigenti[i].id);
        doc_heading(w->d, 2, head, S(""));
        racconta(w, e->dirigenti[i].traccia, str_fmt(a, "/dirigenti/%td", i), head);
        told++;
    }
    for (ptrdiff_t i = 0; i < c->n_posizioni; i++) {
        if (!di_persona(c->posizioni[i].id, persona) || !e->posizioni[i].traccia) continue;
        Str head = intestazione(a, S("Posizione organizzativa"), c->posizioni[i].id);
        doc_heading(w->d, 2, head, S(""));
        racconta(w, e->posizioni[i].traccia, str_fmt(a, "/posizioni/%td", i), head);
        told++;
    }
    for (ptrdiff_t i = 0; c->ha_premi && i < c->premi.n_persone; i++) {
        if (!di_persona(c->premi.persone[i].id, persona) || !e->premi.persone[i].traccia) continue;
        Str head = intestazione(a, S("Premio del personale"), c->premi.persone[i].id);
        ptrdiff_t s = c->premi.persone[i].struttura;
        doc_heading(w->d, 2, head, S(""));
        racconta(w, e->premi.persone[i].traccia, str_fmt(a, "/premi/persone/%td", i), head);
        doc_heading(w->d, 2, str_fmt(a, "Parte collettiva: %.*s", STR_ARG(c->premi.strutture[s].id)), S(""));
        racconta(w, e->premi.strutture[s].traccia, str_fmt(a, "/premi/strutture/%td", s), S("Parte collettiva"));
        told++;
    }
    for (ptrdiff_t i = 0; i < c->n_indennita; i++) {
        if (!di_persona(c->indennita[i].id, persona) || !e->indennita[i].traccia) continue;
        Str head = intestazione(a, S("Indennità"), c->indennita[i].id);
        doc_heading(w->d, 2, head, S(""));
        racconta(w, e->indennita[i].traccia, str_fmt(a, "/indennita/%td", i), head);
        told++;
    }
    for (ptrdiff_t i = 0; c->ha_merito && i < c->merito.n; i++) {
        if (!di_persona(c->merito.persone[i].id, persona) || !e->merito.persone[i].traccia) continue;
        doc_heading(w->d, 2, S("Premio individuale"), S(""));
        racconta(w, e->merito.persone[i].traccia, str_fmt(a, "/merito/persone/%td", i), S("Premio individuale"));
        told++;
    }
    if (told) servizio(w, persona);
    return told;
}

static Documento *nuovo(const Valutazione *v, Str persona, const CalcoloDati *extra, Arena *a)
{
    ptrdiff_t n;
    const Ente *e = ALL(v->arch, Ente, ENTE, &n);
    bool example = n && str_eq(e->esempio, S("si"));
    const Tabella *people = &v->arch->tabelle[ENTITA_PERSONA];
    Arena scratch = {0};
    const Persona *p =
        people->n ? tabella_find(&scratch, people, record_key(&scratch, people->e, &(Persona){.codice = persona}))
                  : NULL;
    arena_free(&scratch);
    Testata t = {
        .titolo = str_fmt(a, "Scheda di calcolo %lld", (long long)v->anno),
        .sottotitolo =
            p ? str_fmt(a, "%.*s %.*s (%.*s)", STR_ARG(p->cognome), STR_ARG(p->nome), STR_ARG(persona)) : persona,
        .ente = n ? e->nome : S(""),
        .identificativo = str_fmt(a, "CALCOLO/%lld/%.*s", (long long)v->anno, STR_ARG(persona)),
        .oggetto = str_fmt(a, "Scheda di calcolo dell'anno %lld", (long long)v->anno),
        .stato = example ? S("Riservato. Dati di esempio") : S("Riservato"),
        .impronta_regole = v->sistema->impronta,
        .ancora_giornale = extra->ancora,
        .data = extra->data,
    };
    Documento *d = doc_new(a, &t);
    if (example)
        testo_add(nota_paragraph(doc_note(d, NOTA_ESEMPIO, S("Dati di esempio"))),
                  S("Ente, persona e valori di questo documento sono inventati."));
    capoverso_fmt(d,
                  "Come si è arrivati a ciascun numero del %lld: ogni passo dice da quali dati o da quali altri passi "
                  "viene e quale "
                  "punto delle regole lo vuole. Sistema: %.*s.",
                  (long long)v->anno, STR_ARG(v->sistema->titolo));
    return d;
}

Err redazione_calcolo(const Valutazione *v, Str persona, const CalcoloDati *extra, Arena *a, Documento **out,
                      Difetti *d)
{
    Calcolo w = {.v = v, .a = a};
    JsonError error;
    if (json_read(v->caso_json, a, &w.caso, &error)) return E_DATI; /* it was written by this program */
    w.d = nuovo(v, persona, extra, a);
    if (!capitoli(&w, persona)) {
        difetto(d, 0, str_fmt(a, "persona %.*s", STR_ARG(persona)),
                "nel %lld nulla è stato calcolato per questa persona", (long long)v->anno);
        return E_NON_TROVATO;
    }
    *out = w.d;
    return OK;
}

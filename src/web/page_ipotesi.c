/* page_ipotesi.c - floor 6: what would be if: rules, coefficients and funds of a year changed, and nothing stored. (12.4, X-18) */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/comune.h"
#include "web/grafici.h"
#include "web/ipotesi.thtml.h"

#include "cycle/ipotesi.h"
#include "cycle/sistemi.h"
#include "format/csv.h"
#include "model/parametri.h"
#include "rules/sistema_voci.h"
#include "store/utenti.h"

enum { RIGHE_MOSTRATE = 100, MINIMO_ALTRUI = 3 };

/* One field of the form: the parameter or fund that it stands for, and what holds now. */
typedef struct Voce { Str nome, chiave, etichetta, adesso; bool fondo; } Voce;
typedef struct IpotesiPagina {
    Page *p;
    const ImmagineAnno *y;
    LIST(Voce) voci;
    Ipotesi h;
    IpotesiVista v;
    bool chiesto, intero;        /* the form was sent; with all its fields, not only another rulebook to try */
} IpotesiPagina;

static Str path(Page *p) { return str_fmt(p->a, "/anno/%lld/ipotesi", (long long)p->su.anno); }

/* -- the form */
static IpotesiGruppo *group(IpotesiPagina *x, Str title, Str words, bool closed)
{
    IpotesiGruppo *g = PUSH(x->p->a, &x->v.gruppi);
    *g = (IpotesiGruppo){.titolo = title, .spiega = words, .chiuso = closed};
    return g;
}

/* What stands there now is shown with its comma; sent back as it was shown it is no assumption. */
static Str shown(Page *p, Str value)
{
    Str s = str_dup(p->a, value);
    for (ptrdiff_t i = 0; i < s.n; i++)
        if (s.p[i] == '.') ((char *)s.p)[i] = ',';
    return s;
}

static Campo *field(IpotesiPagina *x, IpotesiGruppo *g, const char *prefix, Str key, Str label, Str now)
{
    Page *p = x->p;
    Campo *c = PUSH(p->a, &g->campi);
    *c = (Campo){.nome = str_fmt(p->a, "%s%.*s", prefix, STR_ARG(key)), .etichetta = label, .valore = now, .stretto = true, .senza_nota = true};
    c->id = str_fmt(p->a, "c%td", x->voci.n);
    if (x->intero) c->valore = str_trim(field_get(&p->q->form, c->nome));
    *PUSH(p->a, &x->voci) = (Voce){c->nome, key, label, now, *prefix == 'f'};
    return c;
}

static Str parameter_now(IpotesiPagina *x, Str key)
{
    const Parametro *r = fatti_parametro(immagine_archivio(x->p->img), x->p->su.anno, key);
    return r ? shown(x->p, r->valore) : S("");
}

static const struct { const char *key, *label; } parametri[] = {
    {"cr.q", N_("Quota individuale (q)")},
    {"maggiorazione.regola", N_("Maggiorazione del personale: regola")},
    {"maggiorazione.quota", N_("Maggiorazione del personale: quota di persone")},
    {"maggiorazione.percentuale", N_("Maggiorazione del personale: quanto vale")},
    {"maggiorazione.parita", N_("Maggiorazione del personale: a pari merito")},
    {"maggiorazione_dirigenti.quota", N_("Maggiorazione dei dirigenti: quota di persone")},
    {"maggiorazione_dirigenti.percentuale", N_("Maggiorazione dei dirigenti: quanto vale")},
    {"maggiorazione_dirigenti.parita", N_("Maggiorazione dei dirigenti: a pari merito")},
    {"dir.payout.fasce", N_("Retribuzione dei dirigenti a fasce")},
    {"dir.payout.soglia", N_("Retribuzione dei dirigenti: soglia")},
    {"po.payout.fasce", N_("Retribuzione delle posizioni a fasce")},
    {"po.payout.soglia", N_("Retribuzione delle posizioni: soglia")},
};

/* A menu of words parted by `by`, after one that says what holds now; the words told by the register where it knows them. */
static void menu(IpotesiPagina *x, Campo *c, Str option, const char *words, char by, Str now)
{
    Page *p = x->p;
    Scelta *s = NEW_N(p->a, Scelta, 16);
    TrArg is = {"valore", now.n ? now : _("non stabilito")};
    s[c->n_scelte++] = (Scelta){.valore = S(""), .testo = tr_fill(p->a, _("come adesso ({valore})"), &is, 1), .scelta = !c->valore.n};
    for (Str rest = str_of(words); rest.n && c->n_scelte < 16;) {
        ptrdiff_t cut = str_find(rest, by);
        Str word = str_sub(rest, 0, cut < 0 ? rest.n : cut), told = option.n ? lettura_parole(p->a, option, word) : S("");
        rest = str_sub(rest, cut < 0 ? rest.n : cut + 1, rest.n);
        if (str_eq(word, now)) continue;
        s[c->n_scelte++] = (Scelta){.valore = word, .testo = told.n ? str_fmt(p->a, "%.*s: %.*s", STR_ARG(word), STR_ARG(told)) : word};
    }
    c->scelte = s;
    c->stretto = false;
}

static void put_parameters(IpotesiPagina *x)
{
    Page *p = x->p;
    const Sistema *s = &x->y->sistema;
    IpotesiGruppo *g = group(x, _("Coefficienti e parametri"), _("Vuoto: come se non fosse stabilito."), false);
    for (int i = 0; s->ha_premi && i < s->n_fasce; i++) {
        TrArg band = {"fascia", s->fasce[i].nome};
        Str key = str_fmt(p->a, "premi.coefficiente.%.*s", STR_ARG(s->fasce[i].nome));
        field(x, g, "p.", key, tr_fill(p->a, _("Coefficiente della fascia {fascia}"), &band, 1), parameter_now(x, key));
    }
    for (int i = 0; i < COUNT_OF(parametri); i++) {
        Str key = str_of(parametri[i].key), rest, now = parameter_now(x, key);
        const ParametroInfo *info = parametro_info(key, &rest);
        ASSERT(info);
        Campo *c = field(x, g, "p.", key, tr_str(p->h.lingua, str_of(parametri[i].label)), now);
        if (info->tipo == PARAMETRO_PAROLA) menu(x, c, S(""), info->arg, '|', now);
        if (info->tipo == PARAMETRO_PAROLA) x->voci.items[x->voci.n - 1].adesso = S(""), c->valore = x->intero ? c->valore : S("");
    }
}

static void put_funds(IpotesiPagina *x)
{
    Page *p = x->p;
    ptrdiff_t n;
    IpotesiGruppo *g = NULL;
    const Fondo *f = ALL(immagine_archivio(p->img), Fondo, FONDO, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (f[i].anno != p->su.anno) continue;
        if (!g) g = group(x, _("Fondi"), S(""), false);
        TrArg code = {"codice", f[i].codice};
        field(x, g, "f.", f[i].codice, tr_fill(p->a, _("Fondo {codice}"), &code, 1), num_italian(p->a, f[i].importo, 2))->unita = S("€");
    }
}

/* Options that a case may choose; the parameters that belong to them have their own fields. */
static void put_options(IpotesiPagina *x)
{
    Page *p = x->p;
    const Sistema *s = &x->y->sistema;
    IpotesiGruppo *g = group(x, _("Letture e opzioni del sistema"), _("Vuoto, o «come adesso»: quella dell'anno."), true);
    for (ptrdiff_t i = 0; opzione_chiave(i); i++) {
        Str key = str_of(opzione_chiave(i)), why;
        bool written;
        Opzioni o = s->opzioni;
        const Parametro *r = fatti_parametro(immagine_archivio(p->img), p->su.anno, str_fmt(p->a, "scelta.%.*s", STR_ARG(key)));
        Str now = r ? r->valore : sistema_lettura(s, key, &written);
        bool process = opzione_di_processo(key) && !str_eq(key, S("cr.g"));
        if (process || !opzione_riguarda(s, key) || (now.n && !str_eq(key, S("cr.g")) && !opzione_imposta(s, &o, key, now, S(""), p->a, &why))) continue;
        const OpzioneInfo *info = opzione_info(key);
        Campo *c = field(x, g, "o.", key, info ? str_of(info->etichetta) : key, S(""));
        c->aiuto = key;
        if (*opzione_parole(key)) {
            menu(x, c, key, opzione_parole(key), ' ', now);
        } else {
            TrArg is = {"valore", now.n ? opzione_valore_parole(p->a, key, now) : _("non stabilito")};
            c->aiuto = str_fmt(p->a, "%.*s; %.*s", STR_ARG(key), STR_ARG(tr_fill(p->a, _("adesso {valore}"), &is, 1)));
        }
        if (c->valore.n) g->chiuso = false;
    }
}

static Campo *put_rulebook(IpotesiPagina *x)
{
    Page *p = x->p;
    ptrdiff_t n, own;
    const SistemaIncorporato *all = sistemi_incorporati(&n);
    const SistemaVersione *mine = ALL(immagine_archivio(p->img), SistemaVersione, SISTEMA_VERSIONE, &own);
    bool drafts = page_puo(p, AZIONE_SISTEMA_BOZZA_LEGGI, (Ambito){0});
    IpotesiGruppo *g = group(x, _("Sistema di valutazione"), S(""), false);
    Campo *c = PUSH(p->a, &g->campi);
    *c = (Campo){.nome = S("sistema"), .etichetta = _("Sistema con cui calcolare"), .senza_nota = true, .valore = field_get(&p->q->form, S("sistema"))};
    if (!x->chiesto) c->valore = field_get(&p->q->query, S("sistema"));
    Scelta *s = NEW_N(p->a, Scelta, n + own + 1);
    TrArg is = {"valore", x->y->record->sistema};
    s[c->n_scelte++] = (Scelta){.valore = S(""), .testo = tr_fill(p->a, _("come adesso ({valore})"), &is, 1)};
    for (ptrdiff_t i = 0; i < own; i++) {
        if (!mine[i].atto.n && !drafts) continue;
        Str name = str_fmt(p->a, "%.*s/%lld", STR_ARG(mine[i].codice), (long long)mine[i].versione);
        Str state = tr_str(p->h.lingua, str_of(sistema_stato_parola(sistema_stato(immagine_archivio(p->img), &mine[i]))));
        s[c->n_scelte++] = (Scelta){.valore = name, .testo = str_fmt(p->a, "%.*s (%.*s)", STR_ARG(name), STR_ARG(state))};
    }
    for (ptrdiff_t i = 0; i < n; i++) s[c->n_scelte++] = (Scelta){.valore = str_of(all[i].id), .testo = str_of(all[i].id)};
    c->scelte = s;
    return c;
}

/* What differs from what holds now. */
static void take(IpotesiPagina *x)
{
    Page *p = x->p;
    Str book = field_get(&p->q->form, S("sistema"));
    if (book.n && !sistema_testo(immagine_archivio(p->img), book, &x->h.testo)) *PUSH(p->a, &x->v.errori) = _("Questo sistema non c'è più: sceglierne un altro.");
    for (ptrdiff_t i = 0; i < x->voci.n && x->intero; i++) {
        const Voce *v = &x->voci.items[i];
        Str typed = str_trim(field_get(&p->q->form, v->nome));
        if (str_eq(typed, v->adesso)) continue;
        IpotesiVoce one = {v->chiave, typed};
        if (v->fondo) *PUSH(p->a, &x->h.fondi) = one;
        else *PUSH(p->a, &x->h.parametri) = one;
    }
}

static void build(IpotesiPagina *x)
{
    put_funds(x);
    put_parameters(x);
    put_options(x);
    put_rulebook(x);
    if (x->chiesto) take(x);
}

/* Each defect beside its field, those of none above. */
static void blame(IpotesiPagina *x, const Difetti *d)
{
    Page *p = x->p;
    for (ptrdiff_t i = 0; i < d->lista.n; i++) {
        const Difetto *one = &d->lista.items[i];
        bool told = false;
        for (ptrdiff_t g = 0; g < x->v.gruppi.n; g++)
            for (ptrdiff_t k = 0; k < x->v.gruppi.items[g].campi.n; k++) {
                Campo *c = &x->v.gruppi.items[g].campi.items[k];
                if (c->nome.n < 3 || !str_eq(str_sub(c->nome, 2, c->nome.n), one->dove)) continue;
                c->errore = one->cosa;
                x->v.gruppi.items[g].chiuso = false;
                *PUSH(p->a, &x->v.sbagliati) = *c;
                told = true;
            }
        if (!told) *PUSH(p->a, &x->v.errori) = str_fmt(p->a, "%.*s: %.*s", STR_ARG(one->dove), STR_ARG(one->cosa));
    }
}

/* -- the outcome */
static bool sees(Page *p, Str person)
{
    static const Azione any[] = {AZIONE_SCHEDA_LEGGI, AZIONE_SCHEDA_PROPOSTA_LEGGI, AZIONE_SCHEDA_APERTA_LEGGI};
    for (int i = 0; i < COUNT_OF(any); i++)
        if (page_puo(p, any[i], (Ambito){.anno = p->su.anno, .persona = person})) return true;
    return false;
}

static Str number(Page *p, Num x, bool money)
{
    return !num_is(x) ? S("–") : money ? str_fmt(p->a, "%.*s €", STR_ARG(num_italian(p->a, num_round(p->a, x, 2, HALF_UP), 2)))
                                         : num_italian(p->a, num_round(p->a, x, 2, HALF_UP), 2);
}

static Num difference(Page *p, const ConfrontoRiga *r)
{
    return num_is(r->prima) && num_is(r->dopo) ? num_sub(p->a, r->dopo, r->prima) : (Num){0};
}

static Str signed_number(Page *p, Num x, bool money)
{
    Str s = number(p, x, money);
    return num_is(x) && num_sign(x) > 0 ? str_fmt(p->a, "+%.*s", STR_ARG(s)) : s;
}

/* The rows that he may see, the greatest difference first: insertion keeps those of one size in the order of the year. */
static ptrdiff_t visible(Page *p, const Confronto *k, const ConfrontoRiga ***out)
{
    ptrdiff_t n = 0;
    *out = NEW_N(p->a, const ConfrontoRiga *, k->righe.n + 1);
    for (ptrdiff_t i = 0; i < k->righe.n; i++)
        if (sees(p, k->righe.items[i].persona)) (*out)[n++] = &k->righe.items[i];
    return n;
}

typedef struct Ordinata { const ConfrontoRiga *r; Num quanto; ptrdiff_t posto; } Ordinata;

static int by_size(const void *a, const void *b)
{
    const Ordinata *x = a, *y = b;
    bool p = num_is(x->quanto), q = num_is(y->quanto);
    int c = p && q ? -num_cmp(x->quanto, y->quanto) : (int)p - (int)q; /* who has no number on one side comes first */
    return c ? c : (x->posto > y->posto) - (x->posto < y->posto);
}

static void sort_rows(Page *p, const ConfrontoRiga **rows, ptrdiff_t n)
{
    Ordinata *o = NEW_N(p->a, Ordinata, n + 1);
    for (ptrdiff_t i = 0; i < n; i++) {
        Num d = difference(p, rows[i]);
        o[i] = (Ordinata){rows[i], num_is(d) && num_sign(d) < 0 ? num_sub(p->a, num_int(0), d) : d, i};
    }
    qsort(o, (size_t)n, sizeof *o, by_size);
    for (ptrdiff_t i = 0; i < n; i++) rows[i] = o[i].r;
}

/* Gives whether every row is one that he may see: who does not see all of them sees no class of few either. */
static bool put_people(IpotesiPagina *x, const Confronto *k)
{
    Page *p = x->p;
    const ConfrontoRiga **rows;
    ptrdiff_t n = visible(p, k, &rows);
    x->v.persone = TABELLA_VISTA(p->a, S("persone"), _("Prima e dopo, dalla differenza più grande"), "ctnnn", _("Persona"), _("Che cosa"),
                                 _("Adesso"), _("Con le ipotesi"), _("Differenza"));
    sort_rows(p, rows, n);
    for (ptrdiff_t i = 0; i < n && i < RIGHE_MOSTRATE; i++) {
        const ConfrontoRiga *r = rows[i];
        bool money = confronto_denaro(r->cosa);
        CellaVista *c = RIGA_VISTA(&x->v.persone, nome_persona(p, r->persona), tr_str(p->h.lingua, str_of(r->valore)), number(p, r->prima, money),
                                   number(p, r->dopo, money), signed_number(p, difference(p, r), money));
        c[0].sotto = r->persona;
    }
    TrArg left = {"n", str_fmt(p->a, "%td", n - RIGHE_MOSTRATE)};
    if (!n) x->v.persone_nota = _("Chi prepara le regole vede qui soltanto i totali: i numeri di ciascuno li vede chi può leggere tutte le schede.");
    else if (n > RIGHE_MOSTRATE) x->v.persone_nota = tr_fill(p->a, trn(p->h.lingua, "Un altro numero è nel CSV.", "Altri {n} numeri sono nel CSV.", n - RIGHE_MOSTRATE), &left, 1);
    else if (n < k->righe.n) x->v.persone_nota = _("Mancano le persone di cui chi legge non può vedere la scheda: sono però nei totali.");
    return n == k->righe.n;
}

static void put_figure(IpotesiPagina *x, const Confronto *k, ConfrontoCosa what, int least)
{
    Page *p = x->p;
    ConfrontoClassi w;
    IpotesiFigura f = {0};
    confronto_classi(k, what, least, p->a, &w);
    if (w.n < 2) return;
    bool money = confronto_denaro(what);
    GraficoColonna *c = NEW_N(p->a, GraficoColonna, w.n);
    Str name = tr_str(p->h.lingua, str_of(confronto_parole(what)));
    TrArg of = {"cosa", name};
    f.titolo = tr_fill(p->a, _("Quante persone, per {cosa}"), &of, 1);
    f.nota = _("Colonne: con le ipotesi. Riga scura: adesso. Sotto ogni colonna, da dove comincia la classe.");
    f.tabella = TABELLA_VISTA(p->a, str_fmt(p->a, "classi%d", (int)what), f.titolo, "cnn", _("Classe"), _("Adesso"), _("Con le ipotesi"));
    for (int i = 0; i < w.n; i++) {
        Num from = num_add(p->a, w.da, num_mul(p->a, num_int(i), w.passo)), to = num_add(p->a, from, w.passo);
        TrArg edges[] = {{"da", number(p, from, money)}, {"a", number(p, to, money)}};
        c[i] = (GraficoColonna){.nome = num_italian(p->a, from, 0), .valore = num_int(w.dopo[i]), .obiettivo = num_int(w.prima[i]),
                                .valore_testo = str_fmt(p->a, "%d", w.dopo[i]), .tono = TONO_INFO};
        RIGA_VISTA(&f.tabella, tr_fill(p->a, _("da {da} a meno di {a}"), edges, 2), str_fmt(p->a, "%d", w.prima[i]), str_fmt(p->a, "%d", w.dopo[i]));
    }
    const GraficoColonne g = {{str_fmt(p->a, "grafico%d", (int)what), f.titolo, f.nota}, c, w.n};
    f.svg = grafico_colonne(p->a, &g);
    *PUSH(p->a, &x->v.figure) = f;
}

static Str few(Page *p, ptrdiff_t n, bool all) { return all || !n || n >= MINIMO_ALTRUI ? str_fmt(p->a, "%td", n) : _("meno di 3"); }

static void put_outcome(IpotesiPagina *x, const Confronto *k)
{
    Page *p = x->p;
    IpotesiVista *v = &x->v;
    v->fatto = true;
    bool all = put_people(x, k);
    v->cambiati = TABELLA_VISTA(p->a, S("cambiati"), _("Le ipotesi"), "ctt", _("Che cosa"), _("Adesso"), _("Ipotesi"));
    for (ptrdiff_t i = 0; i < x->voci.n && x->intero; i++) {
        const Voce *w = &x->voci.items[i];
        Str typed = str_trim(field_get(&p->q->form, w->nome));
        if (!str_eq(typed, w->adesso)) RIGA_VISTA(&v->cambiati, w->etichetta, w->adesso.n ? w->adesso : S("–"), typed.n ? typed : _("non stabilito"));
    }
    Str book = field_get(&p->q->form, S("sistema"));
    if (book.n) RIGA_VISTA(&v->cambiati, _("Sistema di valutazione"), x->y->record->sistema, book);
    v->totali = TABELLA_VISTA(p->a, S("totali"), _("Totali"), "cnn", _("Che cosa"), _("Adesso"), _("Con le ipotesi"));
    for (ptrdiff_t i = 0; i < k->totali.n; i++) {
        const ConfrontoTotale *t = &k->totali.items[i];
        CellaVista *c = RIGA_VISTA(&v->totali, tr_str(p->h.lingua, str_of(t->nome)), t->prima.n ? t->prima : S("–"), t->dopo.n ? t->dopo : S("–"));
        if (t->diverso) c[2].tono = TONO_INFO, c[2].stato = _("diverso");
    }
    TrArg n[] = {{"su", few(p, k->in_su, all)}, {"giu", few(p, k->in_giu, all)}, {"uguali", few(p, k->uguali, all)}};
    v->su_giu = tr_fill(p->a, _("Compensi: {su} più alti, {giu} più bassi, {uguali} uguali."), n, 3);
    for (ConfrontoCosa w = 0; w < CONFRONTO_COSE; w++)
        if (w != CONFRONTO_DIRIGENTE && w != CONFRONTO_RETRIBUZIONE_DIRIGENTE) put_figure(x, k, w, all ? 1 : MINIMO_ALTRUI);
}

static void csv_row(Buf *b, const Str *cells, int n)
{
    for (int i = 0; i < n; i++) csv_cell_for_excel(b, cells[i], i == 0);
    csv_end_row(b);
}

static void csv(Page *p, const Confronto *k)
{
    Buf b = buf_new(p->a);
    const ConfrontoRiga **rows;
    ptrdiff_t n = visible(p, k, &rows);
    buf_put(&b, S("\xef\xbb\xbf"));
    csv_row(&b, (const Str[]){S("che_cosa"), S("persona"), S("nome"), S("adesso"), S("ipotesi")}, 5);
    for (ptrdiff_t i = 0; i < k->totali.n; i++)
        csv_row(&b, (const Str[]){str_of(k->totali.items[i].nome), S(""), S(""), k->totali.items[i].prima, k->totali.items[i].dopo}, 5);
    for (ptrdiff_t i = 0; i < n; i++) {
        Num v[2] = {rows[i]->prima, rows[i]->dopo};
        Str text[2];
        for (int s = 0; s < 2; s++) text[s] = num_is(v[s]) ? num_italian(p->a, num_round(p->a, v[s], 2, HALF_UP), 2) : S("");
        csv_row(&b, (const Str[]){str_of(rows[i]->valore), rows[i]->persona, nome_persona(p, rows[i]->persona), text[0], text[1]}, 5);
    }
    page_bytes(p, S("text/csv; charset=utf-8"), str_fmt(p->a, "ipotesi-%lld.csv", (long long)p->su.anno), buf_str(&b));
}

static void show(IpotesiPagina *x)
{
    Page *p = x->p;
    const ImmagineEsito *e = immagine_esito(p->img, p->st, p->su.anno, S("finale"));
    x->v.azione = x->v.ricomincia = path(p);
    if (e && e->come.stato == ANNO_CONGELATO)
        x->v.avviso = _("«Adesso» è ciò che i dati di oggi darebbero: i risultati decisi restano quelli congelati dall'atto.");
    ipotesi_corpo(&p->h, &x->v);
    TrArg year = {"anno", nome_anno(p, p->su.anno)};
    Collegamento up[] = {{tr_fill(p->a, _("Ciclo {anno}"), &year, 1), str_fmt(p->a, "/anno/%lld", (long long)p->su.anno)}};
    page_frame(p, &(PageFrame){.titolo = tr_fill(p->a, _("Che cosa accadrebbe se: ipotesi sul {anno}"), &year, 1), .corrente = S("ipotesi"),
                               .briciole = up, .n_briciole = 1});
}

static bool ready(IpotesiPagina *x)
{
    Page *p = x->p;
    x->y = page_anno(p);
    if (!x->y) return false;
    if (x->y->sistema_noto) return true;
    page_status(p, 409, _("Il sistema di valutazione di quest'anno non si conosce: adottarne uno."));
    return false;
}

void ipotesi_mostra(Page *p)
{
    IpotesiPagina x = {.p = p};
    if (!ready(&x)) return;
    build(&x);
    show(&x);
}

void ipotesi_calcola(Page *p)
{
    IpotesiPagina x = {.p = p, .chiesto = true, .intero = field_get(&p->q->form, S("modulo")).n > 0};
    Valutazione before;
    Confronto k;
    Difetti d = {.a = p->a};
    if (!ready(&x)) return;
    build(&x);
    Err e = x.v.errori.n ? E_DATI : valutazione_calcola(immagine_archivio(p->img), p->su.anno, S("finale"), S(""), false, p->a, &before, &d);
    if (!e) e = ipotesi_confronta(&before, &x.h, p->a, &k, &d);
    if (e) {
        blame(&x, &d);
        p->r->status = 422;
        show(&x);
        return;
    }
    e = store_accesso_scrivi(p->st, p->g, p->ora); /* it may show everybody's: that is noted, as a look at a sheet is */
    if (e) {
        page_error(p, e, store_perche(p->st));
        return;
    }
    if (str_eq(field_get(&p->q->form, S("formato")), S("csv"))) {
        csv(p, &k);
        return;
    }
    put_outcome(&x, &k);
    show(&x);
}

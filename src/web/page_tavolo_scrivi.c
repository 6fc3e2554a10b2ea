/* page_tavolo_scrivi.c - floor 6: what is done at the desk: counted, kept as a draft, brought near the rules, submitted.
 */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/page_tavolo.h"

#include "format/json.h"

/* -- what a form posted. "M012.v" carries the versions; "M012.1.e1" is a cell, "M012.1.b" holds a mark fixed; after two
 * texts were compared "M012.1.te1" is the other one's and "M012.1.se1" says which was chosen. */
static bool version(Str text, int64_t *out)
{
    *out = 0;
    for (ptrdiff_t i = 0; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9' || i > 17) return false;
        *out = *out * 10 + (text.p[i] - '0');
    }
    return text.n > 0;
}

static ptrdiff_t last_dot(Str s)
{
    ptrdiff_t i = s.n - 1;
    while (i >= 0 && s.p[i] != '.') i--;
    return i;
}

typedef struct Modulo { TavoloPagina *x; Str *versioni; ptrdiff_t vicino; } Modulo;

/* Fields of a person stand together: the last one found is the first one tried. */
static ptrdiff_t person_of(Modulo *m, Str codice)
{
    const Tavolo *t = &m->x->t;
    if (m->vicino >= 0 && str_eq(t->persone[m->vicino].codice, codice)) return m->vicino;
    ptrdiff_t i = tavolo_persona(t, codice);
    if (i >= 0) m->vicino = i;
    return i;
}

static int column_of(Str name)
{
    for (int k = 0; k <= TAVOLO_COLONNE; k++)
        if (str_eq(name, str_of(page_tavolo_campi[k]))) return k;
    return -1;
}

static void put_cell(Modulo *m, ptrdiff_t i, int h, Str key, Str value)
{
    TavoloPagina *x = m->x;
    TavoloOfferta *o = &x->offerte[i];
    int k = column_of(key);
    if (str_eq(key, S("b"))) o->bloccata[h] = true;
    else if (str_eq(key, S("min"))) o->minimo[h] = value;
    else if (str_eq(key, S("max"))) o->massimo[h] = value;
    else if (k >= 0) *page_tavolo_testo(&o->semischede[h], k) = value;
    else if (key.n > 1 && key.p[0] == 's' && str_eq(value, S("t")) && (k = column_of(str_sub(key, 1, key.n))) >= 0) {
        Str other = str_fmt(x->p->a, "%.*s.%d.t%s", STR_ARG(o->persona), h + 1, page_tavolo_campi[k]);
        *page_tavolo_testo(&o->semischede[h], k) = field_get(&x->p->q->form, other);
        x->trovata[i] = true;
    }
}

static void put_field(Modulo *m, const Field *f)
{
    ptrdiff_t dot = last_dot(f->name);
    if (dot <= 0) return;
    Str key = str_sub(f->name, dot + 1, f->name.n), rest = str_sub(f->name, 0, dot);
    if (str_eq(key, S("v"))) {
        ptrdiff_t i = person_of(m, rest);
        if (i < 0 || !m->x->t.persone[i].visibile) return;
        m->versioni[i] = f->value;
        m->x->offerta[i] = true;
        return;
    }
    ptrdiff_t before = last_dot(rest);
    if (before <= 0 || rest.n != before + 2 || (rest.p[before + 1] != '1' && rest.p[before + 1] != '2')) return;
    ptrdiff_t i = person_of(m, str_sub(rest, 0, before));
    if (i >= 0 && m->x->t.persone[i].visibile) put_cell(m, i, rest.p[before + 1] - '1', key, f->value);
}

/* Without a script the total of old elements is still there when they have been changed: then it is their sum again. */
static void renew_total(const TavoloPagina *x, ptrdiff_t i)
{
    TavoloOfferta begun = tavolo_offerta(x->p->a, &x->t.persone[i]);
    for (int h = 0; h < TAVOLO_MEZZE; h++) {
        TavoloTesti *now = &x->offerte[i].semischede[h], *was = &begun.semischede[h];
        bool all = true, other = false;
        for (int k = 0; k < TAVOLO_ELEMENTI; k++) {
            all = all && str_trim(now->e[k]).n;
            other = other || !str_eq(str_trim(now->e[k]), was->e[k]);
        }
        if (all && other && str_eq(str_trim(now->totale), was->totale)) now->totale = S("");
    }
}

static void read_form(TavoloPagina *x)
{
    const Fields *f = &x->p->q->form;
    Modulo m = {x, NEW_N(x->p->a, Str, x->t.n + 1), -1};
    x->atto = field_get(f, S("atto"));
    for (ptrdiff_t i = 0; i < f->n; i++)
        if (!f->items[i].upload) put_field(&m, &f->items[i]);
    for (ptrdiff_t i = 0; i < x->t.n; i++) {
        TavoloOfferta *o = &x->offerte[i];
        Str v = m.versioni[i], digest = S("");
        if (!x->offerta[i]) continue;
        ptrdiff_t one = str_find(v, '.'), two = last_dot(v);
        o->riga = o->bozza = 0;
        if (one > 0 && two > one) {
            if (!version(str_sub(v, 0, one), &o->riga) || !version(str_sub(v, one + 1, two), &o->bozza))
                o->riga = o->bozza = 0;
            digest = str_sub(v, two + 1, v.n);
        }
        x->cambiata[i] = x->trovata[i] || !str_eq(page_tavolo_impronta(x->p->a, o), digest);
        if (x->cambiata[i]) renew_total(x, i);
    }
}

/* -- the answer that web/tavolo.js reads */
static bool wants_json(const Page *p) { return str_eq(field_get(&p->q->form, S("formato")), S("json")); }

static void text_at(Json *j, const char *key, Str text)
{
    json_key(j, str_of(key));
    json_text(j, text);
}

static void answer_json(Page *p, Json *j, int status)
{
    json_close_map(j);
    p->r->status = status;
    p->r->type = S("application/json");
    p->r->body = json_done(j);
}

static Json *begin_json(Page *p)
{
    Json *j = json_new(p->a, false);
    json_open_map(j);
    text_at(j, "csrf", csrf_make(p->a, p->token));
    return j;
}

/* Refused as a whole, in words. */
static void refuse(Page *p, Err e, Str why)
{
    if (!wants_json(p)) {
        page_error(p, e, why);
        return;
    }
    Json *j = begin_json(p);
    text_at(j, "no", why.n ? why : err_words(e));
    answer_json(p, j, err_http(e));
}

/* The desk and the form; false: answered already. */
static bool begin(Page *p, TavoloPagina *x)
{
    Str who = field_get(&p->q->form, S("chi"));
    if (who.n && !str_eq(who, p->persona)) {
        refuse(p, E_CONFLITTO,
               _("Questi punteggi li stava scrivendo un'altra persona, che non è più entrata: aprire di nuovo "
                 "il tavolo."));
        return false;
    }
    if (!page_tavolo_apri(p, field_get(&p->q->form, S("livello")), x)) {
        if (wants_json(p))
            refuse(p, p->r->status == 403 ? E_VIETATO : E_CONFLITTO,
                   _("Il gruppo è andato avanti: aprire di nuovo il tavolo."));
        return false;
    }
    if (x->t.livello == TAVOLO_NESSUNO) {
        refuse(p, E_ATTO, x->t.aperto == TAVOLO_NESSUNO ? S("") : x->t.passi[x->t.aperto].perche);
        return false;
    }
    read_form(x);
    return true;
}

/* Those that were in the form, one after the other; and the count with them. */
static const TavoloOfferta *offered(const TavoloPagina *x, ptrdiff_t *n)
{
    TavoloOfferta *list = NEW_N(x->p->a, TavoloOfferta, x->t.n + 1);
    *n = 0;
    for (ptrdiff_t i = 0; i < x->t.n; i++)
        if (x->offerta[i]) list[(*n)++] = x->offerte[i];
    return list;
}

static void count(TavoloPagina *x, Difetti *d)
{
    ptrdiff_t n;
    const TavoloOfferta *o = offered(x, &n);
    tavolo_conta(&x->t, o, n, x->p->a, &x->conto, d);
}

/* -- drafts */
typedef struct Salvataggio {
    LIST(TavoloConflitto) conflitti;
    ptrdiff_t n;
} Salvataggio;

/* The draft that is there is what we want there: ours, whose answer was lost on its way. */
static bool ours_already(const TavoloPagina *x, ptrdiff_t i)
{
    const TavoloBozza *b = &x->t.persone[i].bozza;
    if (!b->presente || b->superata || !str_eq(b->autore, x->p->persona)) return false;
    for (int h = 0; h < TAVOLO_MEZZE; h++) {
        TavoloTesti there = tavolo_testi(x->p->a, &b->voti[h]), here = x->offerte[i].semischede[h];
        for (int k = 0; k <= TAVOLO_COLONNE; k++) {
            Str a = *page_tavolo_testo(&there, k), c = str_trim(*page_tavolo_testo(&here, k));
            if (!str_eq(a, c) && (k != TAVOLO_ELEMENTI || c.n)) return false;
        }
    }
    return true;
}

static Err save_one(TavoloPagina *x, ptrdiff_t i, Salvataggio *s, Str *why)
{
    const Tavolo *t = &x->t;
    TavoloEsito out;
    Err e = tavolo_bozza_salva(&x->chi, t->anno, t->gruppo, t->livello, &x->offerte[i], x->p->a, &out);
    if (e == E_CONFLITTO && ours_already(x, i)) {
        out.versione = t->persone[i].bozza.versione;
        e = OK;
    }
    if (e == E_DATI) return OK; /* its fields are told where all are counted */
    for (ptrdiff_t k = 0; e == E_CONFLITTO && k < out.conflitti.n; k++)
        *PUSH(x->p->a, &s->conflitti) = out.conflitti.items[k];
    *why = out.perche;
    if (e) return e == E_CONFLITTO ? OK : e;
    s->n++;
    x->offerte[i].bozza = out.versione;
    x->cambiata[i] = false;
    return OK;
}

/* Every person whose fields are not what the form began with. */
static Err save(TavoloPagina *x, Salvataggio *s, Str *why)
{
    Err e = OK;
    *s = (Salvataggio){0};
    *why = S("");
    for (ptrdiff_t i = 0; !e && i < x->t.n; i++)
        if (x->offerta[i] && x->cambiata[i]) e = save_one(x, i, s, why);
    return e;
}

static void json_person(TavoloPagina *x, Json *j, ptrdiff_t i, const Salvataggio *s)
{
    Page *p = x->p;
    const TavoloPersona *who = &x->t.persone[i];
    json_open_map(j);
    text_at(j, "id", str_fmt(p->a, "p%td", i));
    if (s && !x->cambiata[i]) text_at(j, "v", page_tavolo_versioni(x, i));
    for (ptrdiff_t k = 0; s && k < s->conflitti.n; k++) {
        const TavoloConflitto *c = &s->conflitti.items[k];
        if (!str_eq(c->persona, who->codice)) continue;
        TrArg args[] = {{"chi", c->autore.n ? page_tavolo_nome(p, c->autore) : _("un altro")},
                        {"ora", page_tavolo_ora(p, c->ora)},
                        {"nome", str_fmt(p->a, "%.*s %.*s", STR_ARG(who->cognome), STR_ARG(who->nome))}};
        text_at(j, "altro", tr_fill(p->a, _("{nome}: {chi} ha scritto altro alle {ora}"), args, COUNT_OF(args)));
        break;
    }
    json_key(j, S("fasce"));
    json_open_list(j);
    for (int h = 0; h < TAVOLO_MEZZE; h++) json_text(j, page_tavolo_fascia(x, i, h));
    json_close_list(j);
    json_key(j, S("errori"));
    json_open_list(j);
    for (ptrdiff_t k = 0; k < x->difetti.lista.n; k++) {
        const Difetto *d = &x->difetti.lista.items[k];
        Str id = page_tavolo_id(x, d->dove);
        if (!str_starts(id, str_fmt(p->a, "p%td-", i))) continue;
        json_open_list(j);
        json_text(j, id);
        json_text(j, page_tavolo_difetto(x, d));
        json_close_list(j);
    }
    json_close_list(j);
    json_close_map(j);
}

/* s NULL: only counted. */
static void tell_json(TavoloPagina *x, const Salvataggio *s)
{
    Page *p = x->p;
    Json *j = begin_json(p);
    Str voce;
    count(x, &x->difetti);
    text_at(j, "conto", page_tavolo_conti(x, &voce));
    text_at(j, "voce", voce);
    if (s) text_at(j, "detto", page_tavolo_salvato(p));
    json_key(j, S("persone"));
    json_open_list(j);
    for (ptrdiff_t i = 0; i < x->t.n; i++)
        if (x->offerta[i]) json_person(x, j, i, s);
    json_close_list(j);
    answer_json(p, j, 200);
}

void tavolo_form_conta(Page *p)
{
    TavoloPagina x;
    if (!begin(p, &x)) return;
    if (wants_json(p)) {
        tell_json(&x, NULL);
        return;
    }
    count(&x, &x.difetti);
    page_tavolo_detto(&x, TONO_INFO, _("Vincoli ricalcolati"), _("Ciò che è scritto non è ancora salvato."));
    page_tavolo_done(&x);
}

/* Back to the step one was at, which need not be the latest that one may do. */
static void back(TavoloPagina *x, const char *detto)
{
    Str url = str_fmt(x->p->a, "%.*s?livello=%s", STR_ARG(page_tavolo_url(x)), tavolo_livello(x->t.livello));
    page_redirect_said(x->p, url, detto);
}

/* After a draft was saved: back to the desk, or what is left to mend. */
static void draft_done(TavoloPagina *x, const Salvataggio *s, const char *detto)
{
    Page *p = x->p;
    if (s->conflitti.n) {
        page_tavolo_confronto(x, s->conflitti.items, s->conflitti.n);
        return;
    }
    count(x, &x->difetti);
    if (!x->difetti.lista.n) {
        back(x, detto);
        return;
    }
    page_tavolo_detto(x, TONO_ATTENZIONE, _("Alcune righe non sono salvate"),
                      _("Correggere i campi segnalati. Le altre righe sono nella bozza."));
    x->status = 422;
    page_tavolo_done(x);
}

void tavolo_form_bozza(Page *p)
{
    TavoloPagina x;
    Salvataggio s;
    Str why;
    if (!begin(p, &x)) return;
    Err e = save(&x, &s, &why);
    if (e) refuse(p, e, why);
    else if (wants_json(p)) tell_json(&x, &s);
    else draft_done(&x, &s, "bozza");
}

void tavolo_form_annulla(Page *p)
{
    TavoloPagina x;
    if (!begin(p, &x)) return;
    for (ptrdiff_t i = 0; i < x.t.n; i++) {
        const TavoloPersona *who = &x.t.persone[i];
        TavoloEsito out;
        if (!who->visibile || !who->bozza.presente) continue;
        Err e = tavolo_bozza_butta(&x.chi, x.t.anno, x.t.gruppo, x.t.livello, who->codice, who->bozza.versione, p->a,
                                   &out);
        if (e) {
            refuse(p, e, out.perche);
            return;
        }
    }
    back(&x, "bozze-tolte");
}

/* -- the nearest legal set */
/* "M012.1.36" */
static bool move_of(const TavoloPagina *x, Str word, ptrdiff_t *i, int *h, int64_t *total)
{
    ptrdiff_t dot = last_dot(word);
    if (dot < 3 || word.p[dot - 2] != '.' || (word.p[dot - 1] != '1' && word.p[dot - 1] != '2')) return false;
    *h = word.p[dot - 1] - '1';
    *i = tavolo_persona(&x->t, str_sub(word, 0, dot - 2));
    return *i >= 0 && x->offerta[*i] && page_number(str_sub(word, dot + 1, word.n), total) &&
           *total <= (int64_t)x->t.regole.massimo * x->t.parti;
}

static bool taken(const Page *p, Str word)
{
    return field_find(&p->q->form, str_fmt(p->a, "mossa.%.*s", STR_ARG(word))) != NULL;
}

/* A proposal was there, and some of its moves were not wanted: these marks stay as they are. */
static void hold_refused(TavoloPagina *x)
{
    Str all = field_get(&x->p->q->form, S("mosse"));
    while (all.n) {
        ptrdiff_t end = str_find(all, ' '), i;
        int h;
        int64_t total;
        Str word = end < 0 ? all : str_sub(all, 0, end);
        all = end < 0 ? S("") : str_sub(all, end + 1, all.n);
        if (!taken(x->p, word) && move_of(x, word, &i, &h, &total)) x->offerte[i].bloccata[h] = true;
    }
}

static TavoloMossa one_move(const TavoloPagina *x, const TavoloSuggerimento *s, ptrdiff_t i, int h)
{
    Page *p = x->p;
    const TavoloPersona *who = &x->t.persone[i];
    TavoloVoto now = page_tavolo_voto(p, &x->offerte[i].semischede[h]), next;
    tavolo_accogli(&x->t, &now, s->dopo[h][i], p->a, &next);
    TavoloTesti a = tavolo_testi(p->a, &now), b = tavolo_testi(p->a, &next);
    Buf marks = buf_new(p->a);
    for (int k = 0; k < TAVOLO_ELEMENTI && b.e[0].n; k++) buf_fmt(&marks, "%s%.*s", k ? " + " : "", STR_ARG(b.e[k]));
    return (TavoloMossa){.valore = str_fmt(p->a, "%.*s.%d.%d", STR_ARG(who->codice), h + 1, s->dopo[h][i]),
                         .chi = str_fmt(p->a, "%.*s %.*s", STR_ARG(who->cognome), STR_ARG(who->nome)),
                         .dove = str_fmt(p->a, "%.*s %d", STR_ARG(_("semischeda")), h + 1),
                         .da = a.totale.n ? a.totale : S("-"),
                         .a = b.totale,
                         .elementi = buf_str(&marks),
                         .presa = true};
}

void page_tavolo_cerca(TavoloPagina *x)
{
    Page *p = x->p;
    TavoloSuggerimento s;
    Difetti d = {.a = p->a};
    ptrdiff_t n;
    const TavoloOfferta *o = offered(x, &n);
    TavoloPropostaVista *v = x->proposta = NEW(p->a, TavoloPropostaVista);
    Err e = tavolo_suggerisci(&x->t, o, n, p->a, &s, &d);
    v->possibile = !e && s.possibile;
    if (!v->possibile) {
        v->titolo = _("Nessuna proposta");
        v->testo = s.perche;
        if (d.lista.n && !x->difetti.lista.n) x->difetti = d;
        return;
    }
    TavoloMossa *list = NEW_N(p->a, TavoloMossa, TAVOLO_MEZZE * x->t.n + 1);
    Buf all = buf_new(p->a);
    for (ptrdiff_t i = 0; i < x->t.n; i++)
        for (int h = 0; h < TAVOLO_MEZZE; h++) {
            if (s.dopo[h][i] == s.prima[h][i] && !s.mancava[h][i]) continue;
            list[v->n] = one_move(x, &s, i, h);
            buf_fmt(&all, "%s%.*s", v->n ? " " : "", STR_ARG(list[v->n].valore));
            v->n++;
        }
    for (ptrdiff_t i = 1; i < v->n; i++) { /* by name, as the rows stand */
        TavoloMossa one = list[i];
        ptrdiff_t k = i;
        for (; k && str_cmp(one.chi, list[k - 1].chi) < 0; k--) list[k] = list[k - 1];
        list[k] = one;
    }
    v->mosse = list;
    v->tutte = buf_str(&all);
    int places = s.distanza % s.parti == 0 ? 0 : s.distanza * 2 % s.parti == 0 ? 1 : 2;
    TrArg args[] = {{"n", str_fmt(p->a, "%td", v->n)},
                    {"punti", html_decimali(&p->h, num_ratio(p->a, s.distanza, s.parti), places)}};
    v->titolo = v->n ? tr_fill(p->a,
                               trn(p->h.lingua, "Una proposta: {n} punteggio cambia",
                                   "Una proposta: {n} punteggi cambiano", v->n),
                               args, 1)
                     : _("Nulla da cambiare: i vincoli sono rispettati");
    if (v->n)
        v->testo = tr_fill(p->a,
                           _("È la più vicina a ciò che è scritto: {punti} punti spostati in tutto. È il programma a "
                             "proporla; decide chi valuta."),
                           &args[1], 1);
    if (v->n && s.minimo < s.distanza)
        v->testo = _("È regolare e vicina a ciò che è scritto; che sia la più vicina non è provato, il gruppo è troppo grande.");
}

void tavolo_form_vicina(Page *p)
{
    TavoloPagina x;
    if (!begin(p, &x)) return;
    hold_refused(&x);
    count(&x, &x.difetti);
    page_tavolo_cerca(&x);
    page_tavolo_done(&x);
}

void tavolo_form_accogli(Page *p)
{
    TavoloPagina x;
    Salvataggio s;
    Str why;
    if (!begin(p, &x)) return;
    for (ptrdiff_t k = 0; k < p->q->form.n; k++) {
        ptrdiff_t i;
        int h;
        int64_t total;
        TavoloVoto next;
        Str name = p->q->form.items[k].name;
        if (!str_starts(name, S("mossa.")) || !move_of(&x, str_sub(name, 6, name.n), &i, &h, &total)) continue;
        TavoloTesti *texts = &x.offerte[i].semischede[h];
        TavoloVoto now = page_tavolo_voto(p, texts);
        tavolo_accogli(&x.t, &now, (int)total, p->a, &next);
        *texts = tavolo_testi(p->a, &next);
        x.cambiata[i] = true;
    }
    Err e = save(&x, &s, &why);
    if (e) refuse(p, e, why);
    else draft_done(&x, &s, "proposta-presa");
}

/* -- submission */
static Err submit(TavoloPagina *x, TavoloEsito *out)
{
    const Tavolo *t = &x->t;
    Page *p = x->p;
    ptrdiff_t n;
    const TavoloOfferta *o = offered(x, &n);
    switch (t->livello) {
    case TAVOLO_VERIFICATA: return tavolo_verifica(&x->chi, t->anno, t->gruppo, o, n, x->atto, p->a, out);
    case TAVOLO_RIDETERMINATA: return tavolo_ridetermina(&x->chi, t->anno, t->gruppo, o, n, x->atto, p->a, out);
    case TAVOLO_PROPOSTA:
    case TAVOLO_DETERMINATA:
    case TAVOLO_LIVELLI: break;
    }
    return tavolo_proponi(&x->chi, t->anno, t->gruppo, o, n, p->a, out);
}

/* Refused: everything typed stays, also as a draft; what is missing is told, and how near the rules are. */
static void refused(TavoloPagina *x, Err e, const TavoloEsito *out)
{
    Page *p = x->p;
    Salvataggio s;
    Str why;
    Err kept = save(x, &s, &why);
    x->status = err_http(e);
    x->difetti = out->difetti;
    x->difetti.a = p->a;
    count(x, &(Difetti){.a = p->a});
    x->rifiutata = e == E_DATI && (out->difetti.lista.n || x->conto.n_violazioni);
    if (!x->rifiutata) page_tavolo_detto(x, TONO_MALE, _("Non inviato"), out->perche);
    if (!kept && s.n) page_tavolo_detto(x, TONO_INFO, _("Ciò che è scritto è salvato nella bozza."), S(""));
    if (e == E_DATI && x->conto.n_violazioni) page_tavolo_cerca(x);
    page_tavolo_done(x);
}

void tavolo_form_invia(Page *p)
{
    TavoloPagina x;
    TavoloEsito out;
    if (!begin(p, &x)) return;
    Err e = submit(&x, &out);
    if (!e) page_redirect_said(p, page_tavolo_url(&x), "inviata");
    else if (e == E_CONFLITTO && out.conflitti.n) page_tavolo_confronto(&x, out.conflitti.items, out.conflitti.n);
    else if (e == E_DATI || e == E_ATTO || e == E_CONFLITTO) refused(&x, e, &out);
    else page_error(p, e, out.perche);
}

/* -- the faculty for small groups (S-N.61) */
void tavolo_form_deroga(Page *p)
{
    TavoloPagina x;
    TavoloEsito out;
    int64_t riga;
    if (!page_tavolo_apri(p, S(""), &x)) return;
    x.deroga_digitata = true;
    x.deroga_motivo = field_get(&p->q->form, S("motivo"));
    x.deroga_atto = field_get(&p->q->form, S("atto"));
    if (!version(field_get(&p->q->form, S("riga")), &riga)) riga = 0;
    Err e = tavolo_deroga(&x.chi, x.t.anno, x.t.gruppo, x.deroga_motivo, x.deroga_atto, riga, p->a, &out);
    if (!e) {
        page_redirect_said(p, page_tavolo_url(&x), str_trim(x.deroga_motivo).n ? "deroga" : "deroga-tolta");
        return;
    }
    x.deroga_difetti = out.difetti;
    x.status = err_http(e);
    page_tavolo_detto(&x, TONO_MALE, _("La deroga non è registrata"), out.perche);
    page_tavolo_done(&x);
}

/* page.c - floor 6: answers: a page in its frame, a file, a redirection, an error with its remedy. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/page.h"

#include "web/dispatch.h"
#include "web/errore.thtml.h"
#include "web/menu.h"
#include "web/telaio.thtml.h"

/* -- asking */
Err page_permesso(Page *p, Azione z, Ambito su, const Grant **g, Str *perche)
{
    Richiesta r = {CHI_PERSONA, p->persona, z, su, p->oggi};
    return immagine_puo(p->img, p->st, &r, p->a, g, perche);
}

bool page_puo(Page *p, Azione z, Ambito su)
{
    const Grant *g;
    Str why;
    return p->img && p->token.n && !page_permesso(p, z, su, &g, &why);
}

Str page_link(Page *p, Str url)
{
    Request q = {.a = p->a, .method = HTTP_GET};
    Str par[PAR_COUNT];
    bool other, may = false;
    ptrdiff_t hash = str_find(url, '#');
    const Rotta *x = url_target(hash < 0 ? url : str_sub(url, 0, hash), p->a, &q) ? rotta_find(&q, par, &other) : NULL;
    Azione open[ROTTA_APERTE];
    if (!x || (x->ingresso != MATRICE && x->ingresso != CORREZIONE)) return x ? url : S("");
    Ambito su = {.persona = par[PAR_PERSONA], .unita = par[PAR_UNITA], .gruppo = par[PAR_GRUPPO], .nodo = par[PAR_NODO],
                 .riunione = par[PAR_RIUNIONE]};
    if (par[PAR_ANNO].n && !page_number(par[PAR_ANNO], &su.anno)) return S("");
    int n = rotta_azioni(x, par, open);
    for (int i = 0; i < n && !may; i++) may = page_puo(p, open[i], su);
    return may ? url : S("");
}

const Persona *page_io(const Page *p)
{
    static const Persona nobody = {0};
    const Persona *x = tabella_find(p->a, &immagine_archivio(p->img)->tabelle[ENTITA_PERSONA], p->persona);
    return x ? x : &nobody;
}

const ImmagineAnno *page_anno(Page *p)
{
    const ImmagineAnno *y = immagine_anno(p->img, p->su.anno);
    if (!y) page_status(p, 404, _("Questo anno non è fra quelli dell'ente."));
    return y;
}

bool page_number(Str text, int64_t *out)
{
    int64_t n = 0;
    for (ptrdiff_t i = 0; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9' || i > 8) return false;
        n = n * 10 + (text.p[i] - '0');
    }
    *out = n;
    return text.n > 0;
}

/* -- the frame */
/* What was done, told on the page that comes after: the address carries a word of this table, never a text. */
static const struct { const char *parola, *testo; } detti[] = {
    {"salvato", N_("Salvato.")},
    {"parola", N_("La parola d'ordine è cambiata. Le altre sessioni sono state chiuse.")},
    {"scelta", N_("La parola d'ordine è scelta: entrare con quella e con il codice.")},
    {"codice", N_("Da ora all'accesso serve anche il codice.")},
    {"senza-codice", N_("All'accesso non serve più il codice.")},
    {"presa-visione", N_("La presa visione è registrata.")},
    {"atto-tolto", N_("L'atto non è più nel registro. Il giornale conserva ciò che c'era.")},
    {"bozza", N_("Bozza salvata.")},
    {"proposta-presa", N_("I cambiamenti scelti sono nella bozza: non sono ancora inviati.")},
    {"bozze-tolte", N_("Le modifiche sono state tolte: questi sono i punteggi ufficiali.")},
    {"inviata", N_("Inviato: i punteggi di questo livello sono registrati.")},
    {"deroga", N_("La deroga del gruppo è registrata.")},
    {"deroga-tolta", N_("La deroga del gruppo è tolta: i vincoli valgono.")},
    {"valutato", N_("La valutazione è calcolata e conservata.")},
    {"congelato", N_("La valutazione è congelata: da ora l'anno resta com'è stato deciso.")},
    {"uscito", N_("La sessione è chiusa.")},
    {"senza-codice-suo", N_("All'accesso non gli si chiede più il codice.")},
    {"disattivato", N_("L'utente è disattivato e le sue sessioni sono chiuse.")},
    {"riattivato", N_("L'utente può entrare di nuovo.")},
    {"tolto", N_("Tolto.")},
    {"uguale", N_("Nulla era cambiato: non c'era niente da scrivere.")},
    {"importato", N_("I dati sono stati importati.")},
    {"annullato", N_("Annullato: i dati sono tornati com'erano prima.")},
    {"lasciato", N_("I file caricati sono stati lasciati da parte: nulla è stato scritto.")},
};

static ptrdiff_t said(const Page *p, Messaggio *out)
{
    Str word = field_get(&p->q->query, S("detto"));
    for (ptrdiff_t i = 0; i < COUNT_OF(detti); i++)
        if (str_eq(word, str_of(detti[i].parola))) {
            *out = (Messaggio){TONO_BENE, tr_str(p->h.lingua, str_of(detti[i].testo)), S("")};
            return 1;
        }
    return 0;
}

static Str body_name(Page *p)
{
    ptrdiff_t n;
    const Ente *e = p->img ? ALL(immagine_archivio(p->img), Ente, ENTE, &n) : NULL;
    return e && n ? e->nome : S("ciclo");
}

/* Roles held today, in words. */
static Str roles(Page *p)
{
    ptrdiff_t n;
    const Incarico *v = ALL(immagine_archivio(p->img), Incarico, INCARICO, &n);
    Buf b = buf_new(p->a);
    for (ptrdiff_t i = 0; i < n; i++) {
        Ruolo r;
        if (!str_eq(v[i].persona, p->persona) || date_cmp(v[i].dal, p->oggi) > 0 ||
            (date_is(v[i].al) && date_cmp(v[i].al, p->oggi) < 0) || !ruolo_by_word(v[i].ruolo, &r))
            continue;
        if (b.n) buf_put(&b, S(", "));
        buf_put(&b, tr_str(p->h.lingua, str_of(ruolo_parole(r))));
    }
    return buf_str(&b);
}

/* This page in the other language. */
static Str other_language(Page *p)
{
    Lingua l = p->h.lingua == LINGUA_IT ? LINGUA_EN : LINGUA_IT;
    Str back = p->q->method == HTTP_POST ? S("/") : p->q->target;
    return str_fmt(p->a, "/lingua?lingua=%.*s&verso=%.*s", STR_ARG(lingua_codice(l)), STR_ARG(url_encode(p->a, back)));
}

void page_frame(Page *p, const PageFrame *f)
{
    VoceMenu entries[MENU_MASSIMO];
    Messaggio message[1];
    Html whole = html_new(p->a, p->h.lingua, p->h.csrf);
    Telaio t = {.titolo = f->titolo, .sottotitolo = f->sottotitolo, .ente = body_name(p), .briciole = f->briciole,
                .n_briciole = f->n_briciole, .messaggi = message, .n_messaggi = said(p, message),
                .lingua_url = other_language(p), .menu = entries, .aggiorna = f->aggiorna,
                .script = f->script};
    if (p->token.n && p->img) {
        const Persona *me = page_io(p);
        t.utente = me->codice.n ? str_fmt(p->a, "%.*s %.*s", STR_ARG(me->nome), STR_ARG(me->cognome)) : p->utente;
        t.ruoli = roles(p);
        t.n_menu = menu_di(p, f->corrente, entries);
        t.con_ricerca = true;
    }
    telaio_apri(&whole, &t);
    html_safe(&whole, (HtmlSafe){html_pagina(&p->h)});
    telaio_chiudi(&whole, &t);
    p->r->type = S("text/html; charset=utf-8");
    p->r->body = html_pagina(&whole);
    response_header(p->r, "Vary", S("Cookie, Accept-Language"));
}

void page_done(Page *p, Str titolo, Str corrente)
{
    page_frame(p, &(PageFrame){.titolo = titolo, .corrente = corrente});
}

/* -- other answers */
void page_redirect(Page *p, Str to)
{
    p->r->status = 303;
    p->r->type = S("text/plain; charset=utf-8");
    p->r->body = S("");
    /* one place of this site, whatever a field said */
    bool ours = to.n && to.p[0] == '/' && !(to.n > 1 && (to.p[1] == '/' || to.p[1] == '\\'));
    for (ptrdiff_t i = 0; i < to.n; i++) ours = ours && (unsigned char)to.p[i] > ' ' && (unsigned char)to.p[i] < 127;
    response_header(p->r, "Location", ours ? to : S("/"));
}

void page_redirect_said(Page *p, Str to, const char *detto)
{
    page_redirect(p, str_fmt(p->a, "%.*s%cdetto=%s", STR_ARG(to), str_find(to, '?') < 0 ? '?' : '&', detto));
}

void page_bytes(Page *p, Str type, Str name, Str bytes)
{
    p->r->type = type;
    p->r->body = bytes;
    if (name.n) response_header(p->r, "Content-Disposition", str_fmt(p->a, "attachment; filename=\"%.*s\"", STR_ARG(name)));
}

static const struct { int status; const char *titolo, *testo; } stati[] = {
    {403, N_("Non è consentito"), N_("Questa pagina o questa operazione non è fra quelle che il suo ruolo permette.")},
    {404, N_("Non c'è"), N_("L'indirizzo non porta a nessuna pagina, o ciò che indica non c'è più.")},
    {405, N_("Non si può"), N_("Questo indirizzo non risponde a questa operazione.")},
    {409, N_("Non ancora, o non più"), N_("Manca un passaggio precedente, o qualcuno è arrivato prima.")},
    {422, N_("Da correggere"), N_("Qualcosa di ciò che è stato scritto è da correggere.")},
    {500, N_("Qualcosa non ha funzionato"), N_("Nulla è stato cambiato. Riprovare fra poco; se succede ancora, dirlo a chi gestisce il programma.")},
};

void page_status(Page *p, int status, Str perche)
{
    ptrdiff_t i = 0;
    while (i < COUNT_OF(stati) - 1 && stati[i].status != status) i++;
    p->r->status = status;
    p->h = html_new(p->a, p->h.lingua, p->h.csrf);
    errore_corpo(&p->h, perche.n ? perche : tr_str(p->h.lingua, str_of(stati[i].testo)));
    page_done(p, tr_str(p->h.lingua, str_of(stati[i].titolo)), S(""));
}

void page_error(Page *p, Err e, Str perche)
{
    page_status(p, err_http(e), perche.n ? perche : err_words(e));
}

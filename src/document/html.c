/* html.c - floor 5: writes the page, block after block, into one buffer. Pure; all text goes through testo_escape. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "document/html.h"

#include "document/misura.h"
#include "document/svg.h"
#include "document/testo.h"

static void put(Buf *b, const char *literal) { buf_put(b, str_of(literal)); }
static void text(Buf *b, Str s) { testo_escape(b, s, S("<br/>")); }

/* <p class="...">s</p>, or nothing for an empty text. */
static void line(Buf *b, const char *kind, Str s)
{
    if (!s.n) return;
    buf_fmt(b, "<p class=\"%s\">", kind);
    text(b, s);
    put(b, "</p>\n");
}

static void run(Buf *b, const Documento *d, const Tratto *t)
{
    static const struct { const char *open, *close; } tags[] = {
        [TRATTO_NORMALE] = {"", ""},
        [TRATTO_FORTE] = {"<strong>", "</strong>"},
        [TRATTO_ENFASI] = {"<em>", "</em>"},
    };
    Str to = t->meta;
    if (t->tipo == TRATTO_RIMANDO) to = doc_anchor_id(d, t->meta);
    bool link = (t->tipo == TRATTO_RIMANDO || t->tipo == TRATTO_LINK) && to.n;
    if (link) {
        put(b, t->tipo == TRATTO_RIMANDO ? "<a href=\"#" : "<a rel=\"noreferrer\" href=\"");
        text(b, to);
        put(b, "\">");
    }
    int k = link || t->tipo > TRATTO_ENFASI ? TRATTO_NORMALE : t->tipo;
    put(b, tags[k].open);
    text(b, t->testo);
    put(b, tags[k].close);
    if (link) put(b, "</a>");
}

static void runs(Buf *b, const Testo *t)
{
    for (ptrdiff_t i = 0; i < t->tratti.n; i++) run(b, t->d, &t->tratti.items[i]);
}

static void heading(Buf *b, const Titolo *t)
{
    buf_fmt(b, "<h%d id=\"%.*s\">", t->livello, STR_ARG(t->id));
    if (t->numero.n) buf_fmt(b, "%.*s ", STR_ARG(t->numero));
    text(b, t->testo);
    buf_fmt(b, "</h%d>\n", t->livello);
}

static void list(Buf *b, const Elenco *e)
{
    put(b, e->numerato ? "<ol>\n" : "<ul>\n");
    for (ptrdiff_t i = 0; i < e->voci.n; i++) {
        put(b, "<li>");
        runs(b, &e->voci.items[i]->testo);
        if (e->voci.items[i]->sotto) list(b, e->voci.items[i]->sotto); /* at most four deep */
        put(b, "</li>\n");
    }
    put(b, e->numerato ? "</ol>\n" : "</ul>\n");
}

static void term(Buf *b, Str termine)
{
    put(b, "<dt>");
    text(b, termine);
    put(b, "</dt><dd>");
}

static void definitions(Buf *b, const Definizioni *r)
{
    if (!r->righe.n) return;
    put(b, "<dl>\n");
    for (ptrdiff_t i = 0; i < r->righe.n; i++) {
        term(b, r->righe.items[i]->termine);
        runs(b, &r->righe.items[i]->testo);
        put(b, "</dd>\n");
    }
    put(b, "</dl>\n");
}

/* A word that no column can hold may be broken anywhere; the others never are. */
enum { LONGEST_WORD = 32, LONGEST_NUMBER = 24 };

static void cell(Buf *b, const DocColonna *c, const Testo *t)
{
    bool head = c->tipo == COLONNA_CAPO && !testo_empty(t), number = c->tipo == COLONNA_NUMERO;
    bool broken = number ? misura_testo(t) > LONGEST_NUMBER : misura_parole(t) > LONGEST_WORD;
    put(b, head ? "<th scope=\"row\"" : "<td");
    put(b, number ? broken ? " class=\"n lungo\">" : " class=\"n\">" : broken ? " class=\"lungo\">" : ">");
    runs(b, t);
    put(b, head ? "</th>" : "</td>");
}

static void column_head(Buf *b, const DocColonna *c)
{
    bool number = c->tipo == COLONNA_NUMERO, broken = misura_parola(c->testa) > LONGEST_WORD;
    put(b, "<th scope=\"col\"");
    put(b, number ? broken ? " class=\"n lungo\">" : " class=\"n\">" : broken ? " class=\"lungo\">" : ">");
    text(b, c->testa);
    put(b, "</th>");
}

/* The rows that are totals, or those that are not. */
static void rows(Buf *b, const DocTabella *t, bool totals)
{
    bool any = false;
    for (ptrdiff_t i = 0; i < t->righe.n; i++) {
        if (t->righe.items[i].totale != totals) continue;
        if (!any) put(b, totals ? "<tfoot>\n" : "<tbody>\n");
        any = true;
        put(b, "<tr>");
        for (ptrdiff_t k = 0; k < t->colonne.n; k++) cell(b, &t->colonne.items[k], &t->righe.items[i].celle[k]);
        put(b, "</tr>\n");
    }
    if (any) put(b, totals ? "</tfoot>\n" : "</tbody>\n");
}

static void table(Buf *b, const DocTabella *t)
{
    if (!t->colonne.n) return;
    buf_fmt(b, "<div class=\"%s\" role=\"region\" aria-labelledby=\"_%.*s\" tabindex=\"0\">\n<table id=\"%.*s\">\n",
            misura_larga(t) ? "scorri largo" : "scorri", STR_ARG(t->id), STR_ARG(t->id));
    buf_fmt(b, "<caption id=\"_%.*s\"><b>", STR_ARG(t->id));
    if (t->numero) buf_fmt(b, "<span>Tabella %d.</span> ", t->numero);
    text(b, t->didascalia);
    put(b, "</b></caption>\n<thead>\n<tr>");
    for (ptrdiff_t k = 0; k < t->colonne.n; k++) column_head(b, &t->colonne.items[k]);
    put(b, "</tr>\n</thead>\n");
    rows(b, t, false);
    rows(b, t, true);
    put(b, "</table>\n</div>\n");
    line(b, "quieto dopo", t->nota);
}

static void figure(Buf *b, const Figura *f)
{
    buf_fmt(b, "<figure id=\"%.*s\">\n<figcaption><span>Figura %d.</span> ", STR_ARG(f->id), f->numero);
    text(b, f->titolo);
    put(b, "</figcaption>\n");
    for (SvgModo m = SVG_STRETTO; m <= SVG_LARGO; m++)
        for (ptrdiff_t i = 0; i < svg_parts(f); i++) svg_bars(b, f, i, m);
    table(b, f->dati);
    put(b, "</figure>\n");
}

static void note(Buf *b, const DocNota *n)
{
    static const char *const kinds[] = {"nota", "nota esempio", "nota attenzione"};
    buf_fmt(b, "<div class=\"%s\" role=\"note\">\n<p><strong>", kinds[n->tipo]);
    text(b, n->titolo);
    put(b, "</strong></p>\n");
    for (ptrdiff_t i = 0; i < n->capoversi.n; i++) {
        put(b, "<p>");
        runs(b, n->capoversi.items[i]);
        put(b, "</p>\n");
    }
    put(b, "</div>\n");
}

static void signature(Buf *b, const Firma *f)
{
    put(b, "<div class=\"firma\">\n");
    line(b, "luogo", firma_place_date(b->a, f));
    line(b, "ruolo", f->ruolo);
    put(b, "<div class=\"riga\"></div>\n");
    line(b, "nome", f->nome);
    put(b, "</div>\n");
}

/* Headings 2 to 4, each level a list inside the item above it. */
static void toc(Buf *b, const Documento *d)
{
    int level = 1;
    for (ptrdiff_t i = 0; i < d->blocchi.n; i++) {
        const Blocco *x = d->blocchi.items[i];
        if (x->tipo != BLOCCO_TITOLO || x->titolo.livello > 4) continue;
        if (level == 1) put(b, "<nav aria-labelledby=\"_indice\">\n<h2 id=\"_indice\">Indice</h2>");
        if (x->titolo.livello > level) put(b, "\n<ol>\n"); /* one level at a time: the builder skips none */
        else put(b, "</li>\n");
        for (; level > x->titolo.livello; level--) put(b, "</ol></li>\n");
        level = x->titolo.livello;
        buf_fmt(b, "<li><a href=\"#%.*s\">", STR_ARG(x->titolo.id));
        if (x->titolo.numero.n) buf_fmt(b, "%.*s ", STR_ARG(x->titolo.numero));
        text(b, x->titolo.testo);
        put(b, "</a>");
    }
    if (level == 1) return;
    for (; level > 2; level--) put(b, "</li>\n</ol>");
    put(b, "</li>\n</ol>\n</nav>\n");
}

/* After a table turned sideways the next page begins by itself. */
static void page_break(Buf *b, const Documento *d, ptrdiff_t i)
{
    const Blocco *before = i ? d->blocchi.items[i - 1] : NULL;
    if (before && before->tipo == BLOCCO_TABELLA && misura_larga(&before->tabella)) return;
    put(b, "<div class=\"salto\"></div>\n");
}

static void block(Buf *b, const Documento *d, ptrdiff_t i)
{
    const Blocco *x = d->blocchi.items[i];
    switch (x->tipo) {
    case BLOCCO_TITOLO: heading(b, &x->titolo); break;
    case BLOCCO_CAPOVERSO:
        if (testo_empty(&x->capoverso)) break;
        put(b, "<p>");
        runs(b, &x->capoverso);
        put(b, "</p>\n");
        break;
    case BLOCCO_ELENCO:
        if (x->elenco.voci.n) list(b, &x->elenco);
        break;
    case BLOCCO_DEFINIZIONI: definitions(b, &x->definizioni); break;
    case BLOCCO_TABELLA: table(b, &x->tabella); break;
    case BLOCCO_FIGURA: figure(b, &x->figura); break;
    case BLOCCO_NOTA: note(b, &x->nota); break;
    case BLOCCO_FIRMA: signature(b, &x->firma); break;
    case BLOCCO_INDICE: toc(b, d); break;
    case BLOCCO_SALTO: page_break(b, d, i); break;
    }
}

static void head(Buf *b, const Testata *t)
{
    put(b, "<!DOCTYPE html>\n<html lang=\"");
    text(b, t->lingua);
    put(b, "\">\n<head>\n<meta charset=\"utf-8\"/>\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>");
    text(b, t->titolo);
    if (t->ente.n) put(b, " – ");
    text(b, t->ente);
    put(b, "</title>\n");
    const struct { const char *name; Str value; } metas[] = {
        {"author", t->ente}, {"description", t->oggetto}, {"dcterms.identifier", t->identificativo},
        {"dcterms.date", date_iso(b->a, t->data)}, {"generator", S("ciclo")},
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(metas); i++) {
        if (!metas[i].value.n) continue;
        buf_fmt(b, "<meta name=\"%s\" content=\"", metas[i].name);
        text(b, metas[i].value);
        put(b, "\"/>\n");
    }
    put(b, "<style>\n");
    buf_put(b, html_style());
    put(b, "</style>\n</head>\n");
}

static void top(Buf *b, const Testata *t)
{
    put(b, "<body>\n<a class=\"salta\" href=\"#_contenuto\">Vai al contenuto</a>\n<header>\n");
    line(b, "ente", t->ente);
    put(b, "<h1>");
    text(b, t->titolo);
    put(b, "</h1>\n");
    line(b, "sottotitolo", t->sottotitolo);
    Str when = date_italian(b->a, t->data);
    line(b, "estremi", t->identificativo.n && when.n
                           ? str_fmt(b->a, "%.*s · %.*s", STR_ARG(t->identificativo), STR_ARG(when))
                       : when.n ? when
                                : t->identificativo);
    line(b, "stato", t->stato);
    put(b, "</header>\n<main id=\"_contenuto\" tabindex=\"-1\">\n");
}

static void colophon(Buf *b, const Documento *d)
{
    put(b, "</main>\n");
    DocEstremo e[DOC_ESTREMI];
    ptrdiff_t n = doc_colophon(d, b->a, e);
    if (n) put(b, "<footer>\n<h2>Estremi del documento</h2>\n<dl>\n");
    for (ptrdiff_t i = 0; i < n; i++) {
        term(b, e[i].nome);
        text(b, e[i].valore);
        put(b, "</dd>\n");
    }
    if (n) put(b, "</dl>\n</footer>\n");
    put(b, "</body>\n</html>\n");
}

Str html_render(const Documento *d, Arena *a)
{
    Buf b = buf_new(a);
    head(&b, &d->testata);
    top(&b, &d->testata);
    for (ptrdiff_t i = 0; i < d->blocchi.n; i++) block(&b, d, i);
    colophon(&b, d);
    return buf_str(&b);
}

Str html_render_body(const Documento *d, Arena *a)
{
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i < d->blocchi.n; i++) block(&b, d, i);
    return buf_str(&b);
}

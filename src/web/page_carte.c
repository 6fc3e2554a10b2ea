/* page_carte.c - floor 6: the Relazione and the report of constraints as pages, and every document as a file: at once, or
 * by a job. (C-3.36, C-5.13, X-12, S-N.60) */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/page_carte.h"

#include "document/html.h"
#include "document/odf.h"
#include "store/utenti.h"
#include "web/scheda.thtml.h"

static Str with_year(Page *p, Str text)
{
    TrArg year = {"anno", str_fmt(p->a, "%lld", (long long)p->su.anno)};
    return tr_fill(p->a, text, &year, 1);
}

/* -- files at once */
static void send(Page *p, const Grant *g, const Carta *x, Str format)
{
    CartaChi who = carta_chi(p);
    Documento *d;
    Str why, bytes;
    bool odt = str_eq(format, S("odt"));
    if (!odt && !str_eq(format, S("html"))) {
        page_status(p, 404, S(""));
        return;
    }
    Err e = carta_documento(&who, g, x, true, &d, &why);
    if (!e && odt) e = odt_render(d, p->a, &bytes);
    if (e) page_error(p, e, why);
    else if (odt) page_bytes(p, S("application/vnd.oasis.opendocument.text"), carta_file(p->a, x, S("odt")), bytes);
    else page_bytes(p, S("text/html; charset=utf-8"), carta_file(p->a, x, S("html")), html_render(d, p->a));
}

/* -- which document a route speaks of */
static bool of_person(Page *p, const Fields *f, Carta *x)
{
    *x = (Carta){.anno = p->su.anno, .persona = p->par[PAR_PERSONA]};
    if (page_anno(p) && carta_by_word(field_get(f, S("documento")), &x->tipo) && (x->tipo == CARTA_SCHEDA || x->tipo == CARTA_CALCOLO))
        return true;
    if (!p->r->body.n) page_status(p, 404, S(""));
    return false;
}

void scheda_scarica(Page *p)
{
    Carta x;
    if (of_person(p, &p->q->query, &x)) send(p, p->g, &x, p->par[PAR_FORMATO]);
}

void relazione_scarica(Page *p)
{
    if (page_anno(p)) send(p, p->g, &(Carta){.tipo = CARTA_RELAZIONE, .anno = p->su.anno}, p->par[PAR_FORMATO]);
}

/* The groups that may be seen; a view of others' marks is noted. False: answered, or there is nothing to see. */
static bool constraints(Page *p, Carta *x, const Grant **g)
{
    CartaChi who = carta_chi(p);
    bool all;
    *x = (Carta){.tipo = CARTA_VINCOLI, .anno = p->su.anno};
    if (!page_anno(p)) return false;
    Err e = carta_gruppi(&who, p->su.anno, &all, &x->gruppi, g);
    if (!e && *g) e = store_accesso_scrivi(p->st, *g, p->ora);
    if (e) page_error(p, e, store_perche(p->st));
    return !e && *g;
}

void vincoli_scarica(Page *p)
{
    Carta x;
    const Grant *g = NULL;
    if (constraints(p, &x, &g)) send(p, g, &x, p->par[PAR_FORMATO]);
    else if (!p->r->body.n) page_status(p, 404, S(""));
}

/* -- files by a job; of others' sheets the view is noted already here */
void scheda_lavoro(Page *p)
{
    Carta x;
    Err e = OK;
    if (!of_person(p, &p->q->form, &x)) return;
    if (!str_eq(x.persona, p->persona)) e = store_accesso_scrivi(p->st, p->g, p->ora);
    if (e) page_error(p, e, store_perche(p->st));
    else carta_lavoro(p, p->g, &x, field_get(&p->q->form, S("formato")));
}

void relazione_lavoro(Page *p)
{
    if (page_anno(p))
        carta_lavoro(p, p->g, &(Carta){.tipo = CARTA_RELAZIONE, .anno = p->su.anno}, field_get(&p->q->form, S("formato")));
}

void vincoli_lavoro(Page *p)
{
    Carta x;
    const Grant *g = NULL;
    if (constraints(p, &x, &g)) carta_lavoro(p, g, &x, field_get(&p->q->form, S("formato")));
    else if (!p->r->body.n) page_status(p, 404, S(""));
}

/* -- pages */
static void show(Page *p, const CartaPagina *v, const char *word, Str title, Str current)
{
    Collegamento up[] = {{_("Le mie scadenze"), S("/")},
                         {with_year(p, _("Ciclo {anno}")), str_fmt(p->a, "/anno/%lld", (long long)p->su.anno)}};
    carta_corpo(&p->h, v, str_of(word));
    page_frame(p, &(PageFrame){.titolo = title, .corrente = current, .briciole = up,
                               .n_briciole = page_puo(p, AZIONE_CICLO_LEGGI, (Ambito){.anno = p->su.anno}) ? 2 : 1});
}

void relazione_mostra(Page *p)
{
    CartaChi who = carta_chi(p);
    Carta x = {.tipo = CARTA_RELAZIONE, .anno = p->su.anno};
    Documento *d;
    Str why;
    if (!page_anno(p)) return;
    CartaPagina v = {.titolo = _("Relazione sulla performance"), .docx = true};
    Err e = carta_documento(&who, p->g, &x, false, &d, &why);
    if (e == E_DB) {
        page_error(p, e, why);
        return;
    }
    if (e) {
        v.vuoto = why;
        v.fare = (Collegamento){with_year(p, _("Ciclo {anno}")), str_fmt(p->a, "/anno/%lld", (long long)p->su.anno)};
    } else {
        v.corpo = (HtmlSafe){html_render_body(d, p->a)};
        if (str_starts(d->testata.stato, S("Bozza"))) {
            v.tono = TONO_ATTENZIONE;
            v.stato = _("Bozza");
            v.spiegazione = _("La Relazione non è ancora approvata: segue i dati come sono ora.");
        }
        if (page_puo(p, AZIONE_RELAZIONE_GENERA, (Ambito){.anno = p->su.anno})) {
            v.carte = str_fmt(p->a, "/anno/%lld/relazione/scarica", (long long)p->su.anno);
            v.lavoro = str_fmt(p->a, "/anno/%lld/relazione/lavoro", (long long)p->su.anno);
        }
    }
    show(p, &v, "relazione", with_year(p, _("Relazione sulla performance {anno}")), S("relazione"));
}

void vincoli_mostra(Page *p)
{
    CartaChi who = carta_chi(p);
    Carta x;
    const Grant *g = NULL;
    Documento *d;
    Str why;
    CartaPagina v = {.titolo = _("Vincoli e distribuzione")};
    bool any = constraints(p, &x, &g);
    if (!any && (p->r->body.n || g)) return;
    Err e = any ? carta_documento(&who, g, &x, false, &d, &why) : OK;
    if (e == E_DB) {
        page_error(p, e, why);
        return;
    }
    if (!any) {
        v.vuoto = _("Qui stanno i vincoli dei gruppi che lei valuta o di cui risponde. In questo anno non ce ne sono.");
    } else if (e) {
        v.vuoto = why;
    } else {
        v.corpo = (HtmlSafe){html_render_body(d, p->a)};
        v.tono = TONO_INFO;
        v.stato = x.gruppi.n ? _("Riservato: i gruppi che può vedere") : _("Riservato: tutti i gruppi dell'ente");
        v.spiegazione = _("Chi apre questa pagina è annotato fra gli accessi.");
        v.carte = str_fmt(p->a, "/anno/%lld/vincoli/scarica", (long long)p->su.anno);
        v.lavoro = str_fmt(p->a, "/anno/%lld/vincoli/lavoro", (long long)p->su.anno);
    }
    show(p, &v, "vincoli", with_year(p, _("Vincoli e distribuzione {anno}")), S("vincoli"));
}

/* page_sistema_documento.c - floor 6: a rulebook of the body as the document that is adopted, and what it changes. (S-D.10-13, X-09) */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/page_sistemi.h"

#include "document/html.h"
#include "document/odf.h"
#include "redazione/sistema_stampa.h"

/* A text that the store holds was read before it was stored. */
static const Sistema *read_again(Page *p, Str text, Str name)
{
    Sistema *s = NEW(p->a, Sistema);
    Difetti d = {.a = p->a};
    if (!sistema_read(text, name, p->a, s, &d)) return s;
    page_status(p, 404, _("Il testo di questo sistema non si legge più con il programma di oggi."));
    return NULL;
}

static void send(Page *p, const Documento *d, Str name)
{
    Str format = p->par[PAR_FORMATO], bytes;
    if (str_eq(format, S("odt"))) {
        Err e = odt_render(d, p->a, &bytes);
        if (e) page_error(p, e, S(""));
        else page_bytes(p, S("application/vnd.oasis.opendocument.text"), str_fmt(p->a, "%.*s.odt", STR_ARG(name)), bytes);
    } else if (str_eq(format, S("html"))) {
        page_bytes(p, S("text/html; charset=utf-8"), str_fmt(p->a, "%.*s.html", STR_ARG(name)), html_render(d, p->a));
    } else {
        page_status(p, 404, S(""));
    }
}

void sistema_documento(Page *p)
{
    const SistemaVersione *v = page_sistema(p);
    const Sistema *s = v ? read_again(p, v->testo, v->codice) : NULL;
    if (s) send(p, redazione_sistema(&(SistemaStampa){.sistema = s, .data = p->oggi}, p->a), str_fmt(p->a, "%.*s-%lld", STR_ARG(v->codice), (long long)v->versione));
}

/* Against the version before, else against what it was copied from. */
void sistema_confronto(Page *p)
{
    const SistemaVersione *v = page_sistema(p);
    if (!v) return;
    const SistemaVersione *before = v->versione > 1 ? sistema_versione(immagine_archivio(p->img), v->codice, v->versione - 1) : NULL;
    Str text = before ? before->testo : S("");
    if (!before && !sistema_testo(immagine_archivio(p->img), v->origine, &text)) {
        page_status(p, 404, _("Questo sistema non viene da un altro: non c'è con che cosa confrontarlo."));
        return;
    }
    const Sistema *was = read_again(p, text, before ? v->codice : v->origine), *is = was ? read_again(p, v->testo, v->codice) : NULL;
    if (is) send(p, redazione_confronto(&(SistemaConfronto){.prima = was, .dopo = is, .data = p->oggi}, p->a), str_fmt(p->a, "%.*s-%lld-che-cosa-cambia", STR_ARG(v->codice), (long long)v->versione));
}

/* sistema_documento.c - floor 6: the documento tecnico and the criteria, put together from their parts. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "redazione/sistema_parti.h"

#include "cycle/valutazione.h"

static const Ente *body(const Archivio *arch)
{
    ptrdiff_t n = 0;
    const Ente *e = arch ? ALL(arch, Ente, ENTE, &n) : NULL;
    return n ? e : NULL;
}

/* "per il Segretario generale e i dirigenti, per il personale"; "" = it is about no group of people. */
static Str groups(const Sistema *s, Arena *a)
{
    const struct {
        bool there;
        const char *words;
    } all[] = {{s->ha_dirigenti, "per il Segretario generale e i dirigenti"},
               {s->ha_posizioni, "per le posizioni organizzative"},
               {s->ha_personale, "per il personale"}};
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i < COUNT_OF(all); i++)
        if (all[i].there) buf_fmt(&b, "%s%s", b.n ? ", " : "", all[i].words);
    return buf_str(&b);
}

static const char *title_of(const SistemaStampa *x, Arena *a)
{
    if (x->quale == SISTEMA_TECNICO) return "Documento tecnico di valutazione";
    return groups(x->sistema, a).n ? "Criteri per l'assegnazione del trattamento accessorio"
                                   : "Come si misura e si valuta la performance";
}

static Documento *begin(const SistemaStampa *x, Arena *a)
{
    const Ente *e = body(x->arch);
    bool technical = x->quale == SISTEMA_TECNICO, example = e && str_eq(e->esempio, S("si"));
    Str year = x->anno ? str_fmt(a, ", anno %lld", (long long)x->anno) : S("");
    Testata t = {
        .titolo = str_fmt(a, "%s%.*s", title_of(x, a), STR_ARG(year)),
        .sottotitolo = str_fmt(a, "Dal sistema «%.*s»", STR_ARG(x->sistema->id)),
        .ente = e ? e->nome : S(""),
        .identificativo =
            x->anno ? str_fmt(a, "%s/%.*s/%lld", technical ? "DOCUMENTO-TECNICO" : "CRITERI", STR_ARG(x->sistema->id),
                              (long long)x->anno)
                    : str_fmt(a, "%s/%.*s", technical ? "DOCUMENTO-TECNICO" : "CRITERI", STR_ARG(x->sistema->id)),
        .oggetto = x->sistema->titolo,
        .stato = example ? S("Dati di esempio") : S(""),
        .impronta_regole = x->sistema->impronta,
        .ancora_giornale = x->ancora,
        .data = x->data,
        .numera_titoli = true,
    };
    return doc_new(a, &t);
}

static const Anno *year_of(const SistemaStampa *x)
{
    ptrdiff_t n = 0;
    const Anno *y = x->arch ? ALL(x->arch, Anno, ANNO, &n) : NULL;
    for (ptrdiff_t i = 0; i < n; i++)
        if (y[i].anno == x->anno) return &y[i];
    return NULL;
}

static void object(Stesura *w)
{
    const SistemaStampa *x = w->x;
    bool technical = x->quale == SISTEMA_TECNICO;
    parte(w, PARTE_OGGETTO);
    if (technical)
        prosa(w, "Questo documento dice in dettaglio come si determinano il punteggio per il raggiungimento degli "
                 "obiettivi del Segretario generale e dei "
                 "dirigenti e quello delle loro prestazioni (S\u2011D.10\u201113). Per il Segretario generale lo "
                 "approva la Giunta, per i dirigenti lo "
                 "formalizza il Segretario generale con determinazione.");
    else if (groups(w->s, w->a).n)
        prosa(w,
              "Questo documento dice come il sistema di misurazione e valutazione della performance diventa "
              "trattamento accessorio, %.*s. È a sé stante "
              "e si pubblica (S\u2011D.40).",
              STR_ARG(groups(w->s, w->a)));
    else
        prosa(w, "Questo documento dice come il sistema misura e valuta la performance.");
    prosa(w,
          "Il testo è scritto dal programma a partire dal sistema «%.*s», lo stesso con cui il programma calcola: "
          "l'impronta in fondo al documento è "
          "quella del sistema, e quella che ogni calcolo riporta. Chi ha il file può ritrovarla con: ciclo rulebook "
          "json %.*s | sha256sum.",
          STR_ARG(w->s->id), STR_ARG(w->s->id));
    const Anno *y = year_of(x);
    if (x->anno && y && !str_eq(y->sistema, w->s->id))
        prosa(w, "Nel %lld l'ente calcola con un altro sistema, «%.*s».", (long long)x->anno, STR_ARG(y->sistema));
    prosa(w, "Il sistema ha per titolo «%.*s» e viene da questi atti e testi:", STR_ARG(w->s->titolo));
    const Tree *list = tree_get(&w->s->tree, S("fonti"));
    Elenco *e = doc_list(w->d, false);
    for (ptrdiff_t i = 0; list && i < list->n; i++) testo_add(elenco_item(e), list->items[i].text);
    if (!w->s->ha_albero && !w->s->ha_dirigenti && !w->s->ha_personale) return;
    prosa(w, "Accanto a ogni regola sta la sua fonte. S\u2011D, S\u2011P e S\u2011N sono i punti dei criteri "
             "(dirigenti, posizioni, personale), C quelli del "
             "ciclo della performance, AMB i passi dubbi, F le regole di legge e di contratto, X e i numeri da 12.1 "
             "quelli che ne discendono.");
}

static void example_notice(Stesura *w)
{
    const Ente *e = body(w->x->arch);
    if (!e || !str_eq(e->esempio, S("si"))) return;
    testo_add(nota_paragraph(doc_note(w->d, NOTA_ESEMPIO, S("Dati di esempio"))),
              S("Ente, obiettivi e atti di questo documento sono un esempio: servono a provare e a far vedere il "
                "programma."));
}

Documento *redazione_sistema(const SistemaStampa *x, Arena *a)
{
    Stesura w = {.x = x, .s = x->sistema, .a = a, .d = begin(x, a)};
    w.o = x->arch ? opzioni_anno(x->arch, x->sistema, x->anno, a) : x->sistema->opzioni;
    esempio_calcola(&w);
    example_notice(&w);
    doc_toc(w.d);
    object(&w);
    if (x->quale == SISTEMA_CRITERI) sistema_albero(&w);
    sistema_dirigenti(&w);
    if (x->quale == SISTEMA_CRITERI) {
        sistema_posizioni(&w);
        sistema_personale(&w);
        sistema_premi(&w);
        sistema_calcolo(&w);
    }
    sistema_norme(&w);
    sistema_processo(&w);
    sistema_letture(&w);
    sistema_stampe(&w);
    sistema_allegato(&w);
    doc_signature(w.d, S("Il Segretario generale"), S(""), S(""), w.d->testata.data);
    return w.d;
}

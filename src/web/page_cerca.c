/* page_cerca.c - floor 6: the search over objectives, indicators, acts, people and units, each as far as the reader may
 * see it. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/organico.h"
#include "web/comune.h"
#include "web/giornale.thtml.h"

enum { MOSTRATE = 20, CORTA = 2 };

static void put(Page *p, CercaGruppo *g, Collegamento where, Str note)
{
    if (g->risposte.n < MOSTRATE) *PUSH(p->a, &g->risposte) = (CercaRisposta){where, note};
    else g->altre++;
}

static bool sees(Page *p, Str node, int64_t year)
{
    return page_puo(p, AZIONE_ALBERO_LEGGI, (Ambito){.anno = year, .nodo = node});
}

static Str node_path(Page *p, Str node, int64_t year)
{
    return str_fmt(p->a, "/anno/%lld/nodo/%.*s", (long long)year, STR_ARG(url_encode(p->a, node)));
}

/* The last version of each node in each year, the latest year first. */
static void nodes(Page *p, Str words, CercaGruppo *g)
{
    ptrdiff_t n;
    const NodoVersione *x = ALL(immagine_archivio(p->img), NodoVersione, NODO_VERSIONE, &n);
    for (ptrdiff_t i = n - 1; i >= 0; i--) {
        bool last = i + 1 == n || !str_eq(x[i].nodo, x[i + 1].nodo) || x[i].anno != x[i + 1].anno;
        if (!last || !trova(p->a, str_fmt(p->a, "%.*s %.*s %.*s %lld", STR_ARG(x[i].nodo), STR_ARG(x[i].sigla), STR_ARG(x[i].titolo),
                                          (long long)x[i].anno), words))
            continue;
        if (!sees(p, x[i].nodo, x[i].anno)) continue;
        put(p, g, (Collegamento){str_fmt(p->a, "%.*s%s%.*s", STR_ARG(x[i].sigla), x[i].sigla.n ? " " : "", STR_ARG(x[i].titolo)),
                                 node_path(p, x[i].nodo, x[i].anno)}, nome_anno(p, x[i].anno));
    }
}

/* An indicator opens at the objective that it measures, in the latest year that the reader may see. */
static void indicators(Page *p, Str words, CercaGruppo *g)
{
    const Archivio *arch = immagine_archivio(p->img);
    ptrdiff_t n, n_targets;
    const Indicatore *x = ALL(arch, Indicatore, INDICATORE, &n);
    const Target *t = ALL(arch, Target, TARGET, &n_targets);
    for (ptrdiff_t i = 0; i < n; i++) {
        const Target *at = NULL;
        if (!trova(p->a, str_fmt(p->a, "%.*s %.*s", STR_ARG(x[i].codice), STR_ARG(x[i].nome)), words)) continue;
        for (ptrdiff_t k = 0; k < n_targets; k++)
            if (str_eq(t[k].indicatore, x[i].codice) && (!at || t[k].anno >= at->anno) && sees(p, t[k].nodo, t[k].anno)) at = &t[k];
        if (at) put(p, g, (Collegamento){x[i].nome, node_path(p, at->nodo, at->anno)},
                    str_fmt(p->a, "%.*s, %.*s", STR_ARG(x[i].codice), STR_ARG(nome_anno(p, at->anno))));
    }
}

static void acts(Page *p, Str words, CercaGruppo *g)
{
    ptrdiff_t n;
    const Atto *x = ALL(immagine_archivio(p->img), Atto, ATTO, &n);
    if (!page_puo(p, AZIONE_ATTO_LEGGI, (Ambito){0})) return;
    for (ptrdiff_t i = n - 1; i >= 0; i--)
        if (trova(p->a, str_fmt(p->a, "%.*s %.*s %.*s %.*s", STR_ARG(x[i].codice), STR_ARG(x[i].numero), STR_ARG(x[i].oggetto),
                                STR_ARG(x[i].protocollo)), words))
            put(p, g, (Collegamento){x[i].oggetto, via_atto(p, x[i].codice).url},
                str_fmt(p->a, "%.*s, %.*s", STR_ARG(x[i].codice), STR_ARG(nome_giorno(p, x[i].data))));
}

static void people(Page *p, Str words, CercaGruppo *g)
{
    ptrdiff_t n;
    const Persona *x = ALL(immagine_archivio(p->img), Persona, PERSONA, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        Assegnazioni at = {0};
        if (!trova(p->a, str_fmt(p->a, "%.*s %.*s %.*s", STR_ARG(x[i].nome), STR_ARG(x[i].cognome), STR_ARG(x[i].codice)), words)) continue;
        assegnati_il(immagine_archivio(p->img), x[i].codice, S(""), p->oggi, p->a, &at);
        put(p, g, via_persona(p, x[i].codice), at.n ? nome_unita(p, at.items[0]->unita) : S(""));
    }
}

static void units(Page *p, Str words, CercaGruppo *g)
{
    ptrdiff_t n;
    const Unita *x = ALL(immagine_archivio(p->img), Unita, UNITA, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (trova(p->a, str_fmt(p->a, "%.*s %.*s", STR_ARG(x[i].codice), STR_ARG(x[i].nome)), words))
            put(p, g, via_unita(p, x[i].codice), x[i].codice);
}

void cerca_mostra(Page *p)
{
    Str typed = str_trim(field_get(&p->q->query, S("q"))), words = piega(p->a, typed);
    CercaGruppo g[5] = {{.id = S("obiettivi"), .titolo = _("Obiettivi")}, {.id = S("indicatori"), .titolo = _("Indicatori")},
                        {.id = S("atti"), .titolo = _("Atti")}, {.id = S("persone"), .titolo = _("Persone")},
                        {.id = S("unita"), .titolo = _("Unità organizzative")}};
    CercaVista v = {.parole = typed, .gruppi = g, .n = COUNT_OF(g)};
    int64_t found = 0;
    if (utf8_count(words) >= CORTA) {
        nodes(p, words, &g[0]);
        indicators(p, words, &g[1]);
        acts(p, words, &g[2]);
        if (page_puo(p, AZIONE_ORGANIZZAZIONE_LEGGI, (Ambito){0})) {
            people(p, words, &g[3]);
            units(p, words, &g[4]);
        }
        for (ptrdiff_t i = 0; i < v.n; i++) found += g[i].risposte.n + g[i].altre;
        TrArg many[] = {{"n", str_fmt(p->a, "%lld", (long long)found)}, {"parole", typed}};
        v.trovati = found ? tr_fill(p->a, trn(p->h.lingua, "Un risultato per «{parole}»", "{n} risultati per «{parole}»", found), many, 2)
                          : tr_fill(p->a, _("Niente per «{parole}», fra ciò che può vedere. Provare con meno parole, o con un codice."), many, 2);
    } else if (typed.n) {
        v.trovati = _("Scrivere almeno due lettere.");
    }
    cerca_corpo(&p->h, &v);
    page_done(p, _("Cerca"), S(""));
}

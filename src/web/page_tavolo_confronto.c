/* page_tavolo_confronto.c - floor 6: two people on one sheet: both texts, cell by cell, with a choice for each. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/page_tavolo.h"
#include "web/tavolo.thtml.h"

/* What is there now: the draft, or the official marks when it is these that moved on. */
static void found(const TavoloPagina *x, ptrdiff_t i, bool draft, TavoloTesti out[TAVOLO_MEZZE])
{
    const TavoloPersona *who = &x->t.persone[i];
    for (int h = 0; h < TAVOLO_MEZZE; h++) {
        const TavoloVoto *v = &who->voti[h];
        for (TavoloLivello l = 0; l < TAVOLO_LIVELLI && !draft; l++)
            if (who->livelli[l][h].presente) v = &who->livelli[l][h].voto;
        out[h] = tavolo_testi(x->p->a, v);
    }
}

static void hide(Page *p, Fields *f, Str name, Str value) { *PUSH(p->a, f) = (Field){.name = name, .value = value}; }

static Str cell_name(const TavoloPagina *x, ptrdiff_t i, int h, const char *prefix, int k)
{
    return str_fmt(x->p->a, "%.*s.%d.%s%s", STR_ARG(x->t.persone[i].codice), h + 1, prefix, page_tavolo_campi[k]);
}

/* The person's fields as they were typed, and as they are now: for the form that comes back. */
static void hide_person(TavoloPagina *x, ptrdiff_t i, const TavoloTesti *there, Fields *f)
{
    Page *p = x->p;
    TavoloOfferta *o = &x->offerte[i];
    if (there) { /* from here on one writes over what one has seen */
        o->riga = x->t.persone[i].riga;
        o->bozza = x->t.persone[i].bozza.versione;
    }
    hide(p, f, str_fmt(p->a, "%.*s.v", STR_ARG(o->persona)), page_tavolo_versioni(x, i));
    for (int h = 0; h < TAVOLO_MEZZE; h++)
        for (int k = 0; k <= TAVOLO_COLONNE; k++) {
            TavoloTesti mine = o->semischede[h], other = there ? there[h] : (TavoloTesti){0};
            hide(p, f, cell_name(x, i, h, "", k), *page_tavolo_testo(&mine, k));
            if (there) hide(p, f, cell_name(x, i, h, "t", k), *page_tavolo_testo(&other, k));
        }
}

static void compare(TavoloPagina *x, ptrdiff_t i, const TavoloConflitto *c, const TavoloTesti *there,
                    TavoloConfronto *out)
{
    Page *p = x->p;
    const TavoloPersona *who = &x->t.persone[i];
    TavoloConfrontoRiga *rows = NEW_N(p->a, TavoloConfrontoRiga, TAVOLO_MEZZE * (TAVOLO_COLONNE + 1));
    *out = (TavoloConfronto){.chi = str_fmt(p->a, "%.*s %.*s", STR_ARG(who->cognome), STR_ARG(who->nome)),
                             .id = str_fmt(p->a, "p%td", i), .righe = rows};
    TrArg args[] = {{"chi", c->autore.n ? page_tavolo_nome(p, c->autore) : _("un altro")},
                    {"giorno", page_tavolo_giorno(p, c->ora)}, {"ora", page_tavolo_ora(p, c->ora)}};
    out->firma = tr_fill(
        p->a, c->bozza ? _("Bozza di {chi}, {giorno} alle {ora}") : _("Inviato da {chi}, {giorno} alle {ora}"), args,
        COUNT_OF(args));
    for (int h = 0; h < TAVOLO_MEZZE; h++)
        for (int k = 0; k <= TAVOLO_COLONNE; k++) {
            TavoloTesti mine = x->offerte[i].semischede[h], other = there[h];
            TavoloConfrontoRiga r = {.nome = cell_name(x, i, h, "s", k),
                                     .etichetta = page_tavolo_etichetta(x, i, h, k),
                                     .trovato = *page_tavolo_testo(&other, k),
                                     .mio = str_trim(*page_tavolo_testo(&mine, k))};
            r.diverso = !str_eq(r.trovato, r.mio);
            r.etichetta = str_sub(r.etichetta, out->chi.n + 2, r.etichetta.n);
            if (r.diverso || r.mio.n) rows[out->n++] = r;
        }
}

void page_tavolo_confronto(TavoloPagina *x, const TavoloConflitto *c, ptrdiff_t n)
{
    Page *p = x->p;
    TavoloConfrontoVista v = {.indietro = page_tavolo_url(x)};
    TavoloConfronto *list = NEW_N(p->a, TavoloConfronto, n + 1);
    Fields keep = {0};
    bool *told = NEW_N(p->a, bool, x->t.n + 1);
    v.url = str_fmt(p->a, "%.*s/bozza", STR_ARG(v.indietro));
    hide(p, &keep, S("chi"), p->persona);
    hide(p, &keep, S("livello"), str_of(tavolo_livello(x->t.livello)));
    for (ptrdiff_t k = 0; k < n; k++) {
        TavoloTesti there[TAVOLO_MEZZE];
        ptrdiff_t i = tavolo_persona(&x->t, c[k].persona);
        if (i < 0 || told[i] || !x->t.persone[i].visibile) continue;
        bool draft = c[k].bozza || x->t.persone[i].bozza.presente;
        told[i] = true;
        found(x, i, draft, there);
        compare(x, i, &c[k], there, &list[v.n++]);
        hide_person(x, i, there, &keep);
    }
    for (ptrdiff_t i = 0; i < x->t.n; i++)
        if (x->offerta[i] && x->cambiata[i] && !told[i]) hide_person(x, i, NULL, &keep);
    if (!v.n) { /* the group itself moved, or a person left it */
        page_error(p, E_CONFLITTO, _("Il gruppo è cambiato nel frattempo: aprire di nuovo il tavolo."));
        return;
    }
    v.persone = list;
    v.nascosti = keep.items;
    v.n_nascosti = keep.n;
    tavolo_confronto(&p->h, &v);
    p->r->status = 409;
    Collegamento up[] = {{x->t.unita_nome.n ? x->t.unita_nome : x->t.gruppo, v.indietro}};
    page_frame(p, &(PageFrame){.titolo = _("Due testi della stessa scheda"),
                               .corrente = S("tavolo"),
                               .briciole = up,
                               .n_briciole = 1,
                               .sottotitolo = _(
                                   "Mentre lei scriveva, un altro ha salvato le stesse righe. Nulla è andato perso: "
                                   "scegliere casella per casella.")});
}

/* perche_esclusi.c - floor 6: what was set aside in a computed number. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/perche_esclusi.h"

#include "redazione/parole.h"
#include "web/perche_dati.h"

typedef struct Esclusi { Page *p; const ImmagineEsito *e; TabellaVista *t; } Esclusi;

static Str weight(const Esclusi *x, Num w) { return num_is(w) ? numero(x->p->a, w) : S(""); }

/* -- of a node: indicators and objectives below it without a value */
static void put_indicator(const Esclusi *x, Str nodo, const CasoIndicatore *k)
{
    Page *p = x->p;
    const Indicatore *i = indicatore_di(p, k->id);
    const Valore *v = fatti_valore(immagine_archivio(p->img), k->id, x->e->anno, x->e->periodo);
    NodoStato s = k->stato == NON_COMPUTABILE ? NODO_NON_COMPUTABILE : NODO_NON_RILEVATO;
    CellaVista *c = tabella_vista_riga(x->t);
    c[0] = (CellaVista){
        .testo = i ? i->nome : k->id,
        .url = page_link(p, nodo_url(p, x->e->anno, nodo, x->e->periodo,
                                     str_fmt(p->a, "indicatore-%.*s", STR_ARG(indicatore_id(p->a, k->id)))))};
    c[1] = (CellaVista){.tono = TONO_NEUTRO, .stato = nodo_parola(p->h.lingua, s)};
    c[2].testo = weight(x, k->peso);
    c[3].testo = v && v->motivo.n ? v->motivo : _("non è scritto");
}

static bool missing(const CasoIndicatore *k)
{
    return k->stato == NON_COMPUTABILE || k->stato == NON_RILEVATO || !num_is(k->valore);
}

/* The node itself and what stands right below it; what is missing further down is in the proof of those. */
static void of_node(const Esclusi *x, ptrdiff_t at)
{
    Page *p = x->p;
    const Caso *c = &x->e->v.caso;
    for (ptrdiff_t k = 0; k < c->albero[at].n_indicatori; k++)
        if (missing(&c->albero[at].indicatori[k])) put_indicator(x, c->albero[at].id, &c->albero[at].indicatori[k]);
    for (ptrdiff_t i = at + 1; i < c->n_albero; i++) {
        if (c->albero[i].padre != at || num_is(x->e->v.esito.albero[i].risultato)) continue;
        CellaVista *r = tabella_vista_riga(x->t);
        r[0] = (CellaVista){.testo = nodo_parole(p, x->e->anno, c->albero[i].id),
                            .url = page_link(p, nodo_url(p, x->e->anno, c->albero[i].id, x->e->periodo, S("")))};
        r[1] = (CellaVista){.tono = TONO_NEUTRO, .stato = _("senza risultato")};
        r[2].testo = weight(x, c->albero[i].peso);
    }
}

static Str tree_rule(Page *p, const ImmagineEsito *e)
{
    return lettura(&e->v.caso.opzioni, LETTURA_UNREPORTED) == NON_RILEVATI_ZERO
               ? _("Ciò che non è rilevato vale zero e tiene il suo peso; ciò che non è computabile esce, e il suo peso si divide fra gli altri in proporzione (AMB-45).")
               : _("Ciò che non è rilevato o non è computabile esce dal calcolo: il suo peso si divide fra gli altri in proporzione (AMB-45).");
}

/* -- of a person: objectives that an act set aside */
static void put_objective(const Esclusi *x, Str id, Str nodo, Num peso, Str stato)
{
    Page *p = x->p;
    const Archivio *arch = immagine_archivio(p->img);
    ptrdiff_t n, cut = str_find(id, '@');
    Str person = cut < 0 ? id : str_sub(id, 0, cut);
    const ObiettivoAssegnato *o = ALL(arch, ObiettivoAssegnato, OBIETTIVO_ASSEGNATO, &n);
    CellaVista *c = tabella_vista_riga(x->t);
    c[0] = (CellaVista){.testo = nodo_parole(p, x->e->anno, nodo),
                        .url = page_link(p, nodo_url(p, x->e->anno, nodo, S(""), S("")))};
    c[1] = (CellaVista){.tono = TONO_NEUTRO, .stato = stato};
    c[2].testo = weight(x, peso);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (o[i].anno != x->e->anno || !str_eq(o[i].persona, person) || !str_eq(o[i].nodo, nodo)) continue;
        c[3].testo = o[i].motivo;
        if (o[i].atto_stato.n) c[3].sotto = atto_estremi(p->a, arch, o[i].atto_stato);
    }
}

static Str of_manager(const Esclusi *x, ptrdiff_t at)
{
    Page *p = x->p;
    const CasoDirigente *d = &x->e->v.caso.dirigenti[at];
    const EsitoDirigente *r = &x->e->v.esito.dirigenti[at];
    for (ptrdiff_t i = 0; i < d->n_obiettivi; i++)
        if (d->obiettivi[i].non_realizzabile)
            put_objective(x, d->id, d->obiettivi[i].id, d->obiettivi[i].peso, _("non realizzabile"));
    TrArg n = {"punti",
               num_is(r->quota_trasferita) ? numero(p->a, num_round(p->a, r->quota_trasferita, 2, HALF_UP)) : S("0")};
    return tr_fill(p->a, _("I {punti} punti che questi obiettivi potevano dare passano alle prestazioni (S-D.37)."), &n,
                   1);
}

static Str of_officer(const Esclusi *x, ptrdiff_t at)
{
    Page *p = x->p;
    const CasoPosizione *d = &x->e->v.caso.posizioni[at];
    for (ptrdiff_t i = 0; i < d->n_obiettivi; i++)
        if (d->obiettivi[i].non_computabile)
            put_objective(x, d->id, d->obiettivi[i].id, d->obiettivi[i].peso, _("non computabile"));
    return _(
        "Gli obiettivi non computabili escono dal calcolo: il loro peso si divide fra gli altri in proporzione, e niente passa alla prestazione (S-P.23).");
}

static ptrdiff_t place(const Numero *n)
{
    ptrdiff_t i = n->elemento.n, at = 0, ten = 1;
    while (i > 0 && n->elemento.p[i - 1] >= '0' && n->elemento.p[i - 1] <= '9' && ten < 1000000000) {
        at += ten * (n->elemento.p[--i] - '0');
        ten *= 10;
    }
    return at;
}

void perche_esclusi(Page *p, const ImmagineEsito *e, const Numero *n, TabellaVista *out, Str *dove)
{
    *out = TABELLA_VISTA(p->a, S("esclusi"), _("Che cosa non è contato"), "ctnt", _("Che cosa"), _("Stato"), _("Peso"), _("Motivo"));
    out->ui.didascalia_nascosta = true;
    Esclusi x = {p, e, out};
    if (str_eq(n->parte, S("albero")) && str_eq(n->campo, S("/risultato"))) {
        of_node(&x, place(n));
        *dove = tree_rule(p, e);
    } else if (str_eq(n->parte, S("ente"))) {
        for (ptrdiff_t i = 0; i < e->v.caso.n_albero; i++) {
            if (e->v.caso.albero[i].padre >= 0 || num_is(e->v.esito.albero[i].risultato)) continue;
            CellaVista *c = tabella_vista_riga(out);
            c[0] = (CellaVista){.testo = nodo_parole(p, e->anno, e->v.caso.albero[i].id)};
            c[1] = (CellaVista){.tono = TONO_NEUTRO, .stato = _("senza risultato")};
            c[2].testo = weight(&x, e->v.caso.albero[i].peso);
        }
        *dove = tree_rule(p, e);
    } else if (str_eq(n->parte, S("dirigenti"))) {
        *dove = of_manager(&x, place(n));
    } else if (str_eq(n->parte, S("posizioni"))) {
        *dove = of_officer(&x, place(n));
    }
    if (!tabella_vista_righe(out)) *dove = S("");
}

/* riunioni.c - floor 4: the register of meetings and interviews: what may be recorded, who acknowledges it. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/riunioni.h"

void riunione_controlla(const Riunione *r, Date oggi, Difetti *d)
{
    evento_controlla(r->evento, r->anno, d);
    if (r->verbale.n && date_is(r->data) && date_cmp(r->data, oggi) > 0)
        difetto(d, d->lista.n, S("verbale"), "la riunione non si è ancora tenuta: il verbale si scrive dopo");
}

void riuniti_controlla(const Riunione *r, const Riuniti *p, Difetti *d)
{
    int rated = 0;
    for (ptrdiff_t i = 0; i < p->n; i++) {
        const Partecipante *x = p->items[i];
        rated += str_eq(x->qualita, S("valutato"));
        for (ptrdiff_t k = 0; k < i; k++)
            if (str_eq(x->persona, p->items[k]->persona))
                difetto(d, d->lista.n, S("partecipante"), "%.*s è indicato due volte", STR_ARG(x->persona));
    }
    if (str_eq(r->tipo, S("colloquio")) && rated > 1)
        difetto(d, d->lista.n, S("partecipante"),
                "un colloquio è di una sola persona valutata: registrarne uno per ciascuna");
}

void riunione_ferma(const Riunione *prima, const Riunione *dopo, const Riuniti *p, Difetti *d)
{
    static const char *const still[] = {"tipo", "data", "oggetto", "anno", "evento", "verbale", "documenti"};
    const EntitaInfo *e = entita_info(ENTITA_RIUNIONE);
    const Partecipante *who = NULL;
    for (ptrdiff_t i = 0; i < p->n && !who; i++)
        if (date_is(p->items[i]->presa_visione)) who = p->items[i];
    for (int i = 0; who && i < e->n_campi; i++)
        for (ptrdiff_t k = 0; k < COUNT_OF(still); k++) {
            if (strcmp(e->campi[i].nome, still[k])) continue;
            if (str_eq(campo_text(d->a, &e->campi[i], prima), campo_text(d->a, &e->campi[i], dopo))) continue;
            Str day = date_italian(d->a, who->presa_visione);
            difetto(d, d->lista.n, str_of(still[k]),
                    "%.*s ne ha preso visione il %.*s, e ciò che ha visto non cambia: registrare un nuovo incontro che lo "
                    "corregge, e chiederne presa visione", STR_ARG(who->persona), STR_ARG(day));
        }
}

static void reference(const Archivio *arch, Arena *a, EntitaTipo t, Str key, const char *where, Difetti *d)
{
    if (key.n && !tabella_find(a, &arch->tabelle[t], key))
        difetto(d, d->lista.n, str_of(where), "«%.*s» non c'è fra %s: correggere il codice, o registrarlo prima",
                STR_ARG(key), entita_info(t)->nome);
}

/* Codes may hold a '/': what is looked up is the key. */
static Str key_of(Arena *a, EntitaTipo t, Str code)
{
    char *record = record_new(a, entita_info(t));
    *(Str *)(record + entita_info(t)->campi[0].offset) = code;
    return code.n ? record_key(a, entita_info(t), record) : code;
}

void riunione_riferimenti(const Archivio *arch, Arena *a, const Riunione *r, const Riuniti *p, Difetti *d)
{
    reference(arch, a, ENTITA_UNITA, key_of(a, ENTITA_UNITA, r->unita), "unita", d);
    reference(arch, a, ENTITA_ATTO, key_of(a, ENTITA_ATTO, r->atto), "atto", d);
    for (ptrdiff_t i = 0; i < p->n; i++)
        if (!tabella_find(a, &arch->tabelle[ENTITA_PERSONA], key_of(a, ENTITA_PERSONA, p->items[i]->persona)))
            difetto(d, d->lista.n, S("partecipante"), "la persona %.*s non c'è", STR_ARG(p->items[i]->persona));
}

const Riunione *riunione_registrata(const Archivio *arch, Arena *a, Str codice)
{
    return tabella_find(a, &arch->tabelle[ENTITA_RIUNIONE], key_of(a, ENTITA_RIUNIONE, codice));
}

void riuniti_di(const Archivio *arch, Str codice, Arena *a, Riuniti *out)
{
    ptrdiff_t n;
    const Partecipante *all = ALL(arch, Partecipante, PARTECIPANTE, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (!str_eq(all[i].riunione, codice)) continue;
        Partecipante *x = NEW(a, Partecipante);
        *x = all[i];
        *PUSH(a, out) = x;
    }
}

Err riunione_permesso(const Domanda *q, const Riunione *r, const Riuniti *p, const Grant **g, Str *perche)
{
    Ambito su = {.anno = r->anno == INTERO_ASSENTE ? 0 : r->anno, .unita = r->unita, .evento = r->evento};
    Err e = q->chiede(q->ctx, AZIONE_RIUNIONE_REGISTRA, su, g, perche);
    for (ptrdiff_t i = 0; i < p->n && !e; i++) {
        const Grant *also;
        if (!str_eq(p->items[i]->qualita, S("valutato"))) continue;
        Ambito one = {.anno = su.anno, .persona = p->items[i]->persona, .evento = su.evento};
        e = q->chiede(q->ctx, AZIONE_RIUNIONE_REGISTRA, one, &also, perche);
    }
    return e;
}

bool riunione_su_di(const Archivio *arch, Str codice, Str persona, Arena *a)
{
    Riuniti all = {0};
    riuniti_di(arch, codice, a, &all);
    for (ptrdiff_t i = 0; i < all.n; i++)
        if (str_eq(all.items[i]->persona, persona) && str_eq(all.items[i]->qualita, S("valutato"))) return true;
    return false;
}

ptrdiff_t riunione_modifiche(Arena *a, const Riunione *r, const Riuniti *p, Modifica **m)
{
    *m = NEW_N(a, Modifica, p->n + 1);
    (*m)[0] = (Modifica){ENTITA_RIUNIONE, r, false, 0};
    for (ptrdiff_t i = 0; i < p->n; i++) (*m)[i + 1] = (Modifica){ENTITA_PARTECIPANTE, p->items[i], false, 0};
    return p->n + 1;
}

ptrdiff_t riunione_riscrive(Arena *a, const Riunione *r, int64_t attesa, const Riuniti *p, Modifica **m)
{
    ptrdiff_t n = riunione_modifiche(a, r, p, m);
    for (ptrdiff_t i = 1; i < n; i++) (*m)[i].attesa = p->items[i - 1]->riga;
    (*m)[0].attesa = attesa;
    return n;
}

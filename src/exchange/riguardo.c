/* riguardo.c - floor 5: what a change must leave alone: decided fields, frozen versions, records that others refer to. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "exchange/unione.h"

#include "model/correzioni.h"

/* -- decided fields */
static void keep_field(Scambio *s, const EntitaInfo *e, const CampoInfo *c, void *r, const void *old, Arena *a, Difetti *d)
{
    Str why, now = campo_text(a, c, r), before = old ? campo_text(a, c, old) : S("");
    if (!now.n && before.n) ASSERT(campo_read(a, c, before, false, r, &why));
    if (!now.n || str_eq(now, before)) return;
    difetto(d, ordine_of(s, e, r, c), scambio_dove(d->a, s, e, r, c),
            "si decide altrove e qui non cambia: togliere la colonna, o lasciare la cella vuota");
}

void scambio_conserva(Scambio *s, const Archivio *stored, Arena *a, Difetti *d)
{
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) {
        const EntitaInfo *e = entita_info(t);
        for (int i = 0; i < e->n_campi; i++) {
            if (!correzione_deciso(&e->campi[i], t)) continue;
            s->origini[t].mancanti &= ~((uint64_t)1 << i);
            for (ptrdiff_t r = 0; r < s->dati.tabelle[t].n; r++) {
                void *x = tabella_at(&s->dati.tabelle[t], r);
                keep_field(s, e, &e->campi[i], x, tabella_find(a, &stored->tabelle[t], record_key(a, e, x)), a, d);
            }
        }
    }
}

/* -- frozen versions */
static bool frozen(const Archivio *stored, Str table, Str key, Arena *a)
{
    ptrdiff_t n;
    const EdizioneVoce *v = ALL(stored, EdizioneVoce, EDIZIONE_VOCE, &n);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (!str_eq(v[i].chiave, key) || !str_eq(v[i].entita, table)) continue;
        Edizione *x = record_new(a, entita_info(ENTITA_EDIZIONE));
        x->documento = v[i].documento;
        x->anno = v[i].anno;
        x->edizione = v[i].edizione;
        x = tabella_find(a, &stored->tabelle[ENTITA_EDIZIONE], record_key(a, entita_info(ENTITA_EDIZIONE), x));
        if (x && (x->atto.n || x->impronta.n)) return true;
    }
    return false;
}

void scambio_versioni_ferme(const Scambio *s, const Differenze *diff, const Archivio *stored, Arena *a, Difetti *d)
{
    for (ptrdiff_t i = 0; i < diff->lista.n; i++) {
        const Differenza *x = &diff->lista.items[i];
        if (!x->vecchio || !correzione_di(x->e->tipo)->versioni ||
            !frozen(stored, str_of(x->e->nome), record_key(a, x->e, x->nuovo), a))
            continue;
        difetto(d, ordine_of(s, x->e, x->nuovo, NULL), scambio_dove(d->a, s, x->e, x->nuovo, NULL),
                "questa versione è in un documento approvato e non cambia più: farne una nuova, con il numero seguente");
    }
}

/* -- records that go */
typedef struct Tolti { const Rimosso **posti; ptrdiff_t n; } Tolti;   /* a table of hashes, half empty */

static ptrdiff_t place_of(const Tolti *x, EntitaTipo t, Str key)
{
    ptrdiff_t i = (ptrdiff_t)((str_hash(key) + (uint64_t)t) % (uint64_t)x->n);
    while (x->posti[i] && (x->posti[i]->e->tipo != t || !str_eq(x->posti[i]->chiave, key))) i = (i + 1) % x->n;
    return i;
}

static Tolti index_of(const Rimosso *v, ptrdiff_t n, Arena *a)
{
    Tolti x = {NEW_N(a, const Rimosso *, 2 * n + 1), 2 * n + 1};
    for (ptrdiff_t i = 0; i < n; i++) x.posti[place_of(&x, v[i].e->tipo, v[i].chiave)] = &v[i];
    return x;
}

static bool gone(const Tolti *x, EntitaTipo t, Str key) { return x->posti[place_of(x, t, key)] != NULL; }

static void leave_out(const Tabella *t, const Tolti *x, Arena *a, Tabella *out)
{
    *out = *t;
    char *items = arena_alloc_n(a, t->e->size, t->n + 1);
    out->items = items;
    out->n = 0;
    for (ptrdiff_t i = 0; i < t->n; i++)
        if (!gone(x, t->e->tipo, record_key(a, t->e, tabella_at(t, i))))
            memcpy(items + out->n++ * t->e->size, tabella_at(t, i), (size_t)t->e->size);
}

static void say_dangling(const Unione *u, const EntitaInfo *e, const void *r, const Tolti *x, Difetti *d)
{
    for (int k = 0; k < e->n_campi; k++) {
        const CampoInfo *c = &e->campi[k];
        if (c->tipo != CAMPO_RIF || campo_absent(c, r) || !gone(x, c->rif, unione_rif_key(u, c, r))) continue;
        Str here = record_key(d->a, e, r), code = str_of_campo(c, r);
        difetto(d, 0, str_fmt(d->a, "%s %.*s", e->nome, STR_ARG(here)),
                "nel campo %s indica «%.*s», che andrebbe tolto: correggerlo o toglierlo prima", c->nome, STR_ARG(code));
    }
}

/* Acts and editions name records by table and key. */
static void say_named(const Archivio *without, const Tolti *x, Difetti *d)
{
    ptrdiff_t n_acts, n_items;
    const AttoOggetto *acts = ALL(without, AttoOggetto, ATTO_OGGETTO, &n_acts);
    const EdizioneVoce *items = ALL(without, EdizioneVoce, EDIZIONE_VOCE, &n_items);
    for (ptrdiff_t i = 0; i < n_acts + n_items; i++) {
        const EdizioneVoce *v = i < n_acts ? NULL : &items[i - n_acts];
        Str key = v ? v->chiave : acts[i].chiave;
        const EntitaInfo *e = entita_by_name(v ? v->entita : acts[i].entita);
        if (!e || !gone(x, e->tipo, key)) continue;
        if (v)
            difetto(d, 0, str_fmt(d->a, "%s %.*s", e->nome, STR_ARG(key)), "è nell'edizione %lld di «%.*s» del %lld: non si toglie",
                    (long long)v->edizione, STR_ARG(v->documento), (long long)v->anno);
        else
            difetto(d, 0, str_fmt(d->a, "%s %.*s", e->nome, STR_ARG(key)), "è fra gli oggetti dell'atto «%.*s»: toglierlo prima da lì",
                    STR_ARG(acts[i].atto));
    }
}

/* A node's last version of a year goes: what says something of the node in that year would say it of nothing. */
static bool about_node(const Unione *u, const EntitaInfo *e, const void *r, Str year, Str node)
{
    for (int k = 0; k < e->n_campi; k++) {
        const CampoInfo *c = &e->campi[k];
        if (!strcmp(c->nome, "anno") && !str_eq(campo_text(u->a, c, r), year)) return false;
    }
    for (int k = 0; k < e->n_campi; k++) {
        const CampoInfo *c = &e->campi[k];
        if (c->tipo == CAMPO_RIF && c->rif == ENTITA_NODO && str_eq(str_of_campo(c, r), node)) return true;
    }
    return false;
}

static void say_nodeless(const Unione *u, const Archivio *without, Str node, Str year, Difetti *d)
{
    ptrdiff_t n;
    const NodoVersione *v = ALL(without, NodoVersione, NODO_VERSIONE, &n);
    for (ptrdiff_t i = 0; i < n; i++)
        if (str_eq(v[i].nodo, node) && str_eq(str_fmt(u->a, "%lld", (long long)v[i].anno), year)) return;
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) {
        const EntitaInfo *e = entita_info(t);
        bool yearly = false;
        for (int k = 0; k < e->n_campi; k++) yearly = yearly || !strcmp(e->campi[k].nome, "anno");
        for (ptrdiff_t i = 0; yearly && i < without->tabelle[t].n; i++) {
            const void *r = tabella_at(&without->tabelle[t], i);
            if (!about_node(u, e, r, year, node)) continue;
            Str here = record_key(d->a, e, r);
            difetto(d, 0, str_fmt(d->a, "%s %.*s", e->nome, STR_ARG(here)),
                    "parla del nodo «%.*s» nel %.*s, che resterebbe senza versione: toglierlo prima", STR_ARG(node), STR_ARG(year));
        }
    }
}

/* A year goes: how many records of it would be left in each table. */
static void say_yearless(const Unione *u, const Archivio *without, Str year, Difetti *d)
{
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) {
        const EntitaInfo *e = entita_info(t);
        ptrdiff_t n = 0;
        const CampoInfo *c = campo_by_name(e, S("anno"));
        for (ptrdiff_t i = 0; c && i < without->tabelle[t].n; i++)
            n += str_eq(campo_text(u->a, c, tabella_at(&without->tabelle[t], i)), year);
        if (n)
            difetto(d, 0, str_of(e->nome), "ci sono ancora %td righe del %.*s: toglierle prima", n, STR_ARG(year));
    }
}

void scambio_rimuovi(const Archivio *stored, const Rimosso *v, ptrdiff_t n, Arena *a, Archivio *without, Difetti *d)
{
    Unione u = {.a = a, .d = d}; /* only its way to make keys is used */
    Tolti x = index_of(v, n, a);
    *without = *stored;
    if (!n) return;
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) leave_out(&stored->tabelle[t], &x, a, &without->tabelle[t]);
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++)
        for (ptrdiff_t i = 0; i < without->tabelle[t].n; i++)
            say_dangling(&u, without->tabelle[t].e, tabella_at(&without->tabelle[t], i), &x, d);
    say_named(without, &x, d);
    for (ptrdiff_t i = 0; i < n; i++) {
        Str part[3];
        if (v[i].e->tipo == ENTITA_NODO_VERSIONE && key_split(a, v[i].chiave, part, COUNT_OF(part)) &&
            tabella_find(a, &stored->tabelle[ENTITA_NODO_VERSIONE], v[i].chiave))
            say_nodeless(&u, without, part[0], part[1], d);
        else if (v[i].e->tipo == ENTITA_ANNO) say_yearless(&u, without, v[i].chiave, d);
    }
}

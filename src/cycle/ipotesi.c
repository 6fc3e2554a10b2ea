/* ipotesi.c - floor 4: what would be if. Pure: the records are copied, nothing is written. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/ipotesi.h"

#include "cycle/codici.h"
#include "cycle/sistemi.h"
#include "model/parametri.h"

/* -- the copy of the records */
static void *copy_table(Tabella *t, ptrdiff_t more, Arena *a)
{
    char *items = arena_alloc(a, (t->n + more) * t->e->size);
    if (t->n) memcpy(items, t->items, (size_t)(t->n * t->e->size));
    t->items = items;
    return items;
}

/* Another rulebook stands there as an adopted version, so that the year finds it where it looks. */
static void put_rulebook(Archivio *x, int64_t anno, const Sistema *s, Str testo, Arena *a)
{
    Tabella *t = &x->tabelle[ENTITA_SISTEMA_VERSIONE], *years = &x->tabelle[ENTITA_ANNO];
    SistemaVersione *v = copy_table(t, 1, a), *mine = &v[t->n++];
    *mine = *(SistemaVersione *)record_new(a, t->e);
    mine->codice = s->id;
    mine->versione = 100;
    mine->anno = anno;
    mine->testo = testo;
    mine->impronta = s->impronta;
    mine->atto = S("ipotesi");
    Anno *y = copy_table(years, 0, a);
    for (ptrdiff_t i = 0; i < years->n; i++)
        if (y[i].anno == anno) y[i].sistema = s->id;
}

static Str key_of(Str key, Arena *a)
{
    Str rest;
    return !parametro_info(key, &rest) && opzione_esiste(key) ? str_fmt(a, "scelta.%.*s", STR_ARG(key)) : key;
}

static void put_parameters(Archivio *x, int64_t anno, const Ipotesi *h, const Codici *k, Arena *a, Difetti *d)
{
    Tabella *t = &x->tabelle[ENTITA_PARAMETRO];
    Parametro *rows = copy_table(t, h->parametri.n, a);
    for (ptrdiff_t i = 0; i < h->parametri.n; i++) {
        const IpotesiVoce *v = &h->parametri.items[i];
        const char *field = "";
        Str why, key = key_of(v->chiave, a);
        ptrdiff_t kept = 0;
        for (ptrdiff_t r = 0; r < t->n; r++)
            if (rows[r].anno != anno || !str_eq(rows[r].chiave, key)) rows[kept++] = rows[r];
        t->n = kept;
        if (!str_trim(v->valore).n) continue;
        Parametro *p = &rows[t->n];
        *p = *(Parametro *)record_new(a, t->e);
        p->anno = anno;
        p->chiave = key;
        p->dal = date_of((int)anno, 1, 1);
        p->valore = str_trim(v->valore);
        p->atto = S("ipotesi");
        if (k->canonico(k->ctx, t->e, p, true, a, &field, &why)) t->n++;
        else difetto(d, i, v->chiave, "%.*s", STR_ARG(why));
    }
    tabella_sort(a, t);
}

static void put_funds(Archivio *x, int64_t anno, const Ipotesi *h, Arena *a, Difetti *d)
{
    Tabella *t = &x->tabelle[ENTITA_FONDO];
    Fondo *rows = copy_table(t, 0, a);
    const CampoInfo *amount = NULL;
    for (int i = 0; i < t->e->n_campi; i++)
        if (!strcmp(t->e->campi[i].nome, "importo")) amount = &t->e->campi[i];
    for (ptrdiff_t i = 0; i < h->fondi.n; i++) {
        const IpotesiVoce *v = &h->fondi.items[i];
        Str why;
        bool found = false;
        for (ptrdiff_t r = 0; r < t->n; r++) {
            if (rows[r].anno != anno || !str_eq(rows[r].codice, v->chiave)) continue;
            found = true;
            if (!campo_read(a, amount, v->valore, true, &rows[r], &why)) difetto(d, h->parametri.n + i, v->chiave, "%.*s", STR_ARG(why));
        }
        if (!found) difetto(d, h->parametri.n + i, v->chiave, "nel %lld non c'è un fondo con questo codice", (long long)anno);
    }
}

/* What the parameters may say is asked of the rulebook that holds in the copy. */
static void check_parameters(const Archivio *arch, const Archivio *x, int64_t anno, const Ipotesi *h, const Codici *k, Arena *a, Difetti *d)
{
    ptrdiff_t n;
    const Parametro *rows = ALL(x, Parametro, PARAMETRO, &n);
    for (ptrdiff_t i = 0; i < h->parametri.n; i++) {
        Str key = key_of(h->parametri.items[i].chiave, a);
        for (ptrdiff_t r = 0; r < n; r++) {
            Difetti one = {.a = a};
            if (rows[r].anno != anno || !str_eq(rows[r].chiave, key)) continue;
            k->controlla(k->ctx, arch, x, entita_info(ENTITA_PARAMETRO), &rows[r], &one);
            for (ptrdiff_t w = 0; w < one.lista.n; w++) difetto(d, i, h->parametri.items[i].chiave, "%.*s", STR_ARG(one.lista.items[w].cosa));
        }
    }
}

Err ipotesi_archivio(const Archivio *arch, int64_t anno, const Ipotesi *h, Arena *a, Archivio *out, Difetti *d)
{
    const Codici *k = codici_new(S(""), a);
    Sistema s;
    *out = *arch;
    if (h->testo.n) {
        Err e = sistema_controlla(h->testo, S("sistema"), a, &s, d);
        if (e) return e;
        put_rulebook(out, anno, &s, h->testo, a);
    }
    if (h->parametri.n) put_parameters(out, anno, h, k, a, d);
    if (h->fondi.n) put_funds(out, anno, h, a, d);
    if (!d->lista.n && h->parametri.n) check_parameters(arch, out, anno, h, k, a, d);
    return d->lista.n ? E_DATI : OK;
}

/* -- side by side */
static const struct { const char *words; bool money; } cose[CONFRONTO_COSE] = {
    {"punteggio del dirigente", false}, {"retribuzione di risultato del dirigente", true},
    {"indice della posizione organizzativa", false}, {"retribuzione di risultato della posizione organizzativa", true},
    {"premio", true}};
const char *confronto_parole(ConfrontoCosa k) { return cose[k].words; }
bool confronto_denaro(ConfrontoCosa k) { return cose[k].money; }

static ptrdiff_t people(const Valutazione *v, ConfrontoCosa k)
{
    return k <= CONFRONTO_RETRIBUZIONE_DIRIGENTE ? v->caso.n_dirigenti : k <= CONFRONTO_RETRIBUZIONE_POSIZIONE ? v->caso.n_posizioni
         : v->caso.ha_premi ? v->caso.premi.n_persone : 0;
}

static Str who(const Valutazione *v, ConfrontoCosa k, ptrdiff_t i)
{
    return k <= CONFRONTO_RETRIBUZIONE_DIRIGENTE ? v->caso.dirigenti[i].id
         : k <= CONFRONTO_RETRIBUZIONE_POSIZIONE ? v->caso.posizioni[i].id : v->caso.premi.persone[i].id;
}

static Num value(const Valutazione *v, ConfrontoCosa k, ptrdiff_t i, Arena *a)
{
    switch (k) {
    case CONFRONTO_DIRIGENTE: return v->esito.dirigenti[i].totale;
    case CONFRONTO_RETRIBUZIONE_DIRIGENTE: return v->esito.dirigenti[i].retribuzione;
    case CONFRONTO_POSIZIONE: return v->esito.posizioni[i].indice;
    case CONFRONTO_RETRIBUZIONE_POSIZIONE: return v->esito.posizioni[i].retribuzione;
    case CONFRONTO_PREMIO: return num_ratio(a, persona_cent(&v->esito.premi.persone[i]), 100);
    case CONFRONTO_COSE: break;
    }
    return (Num){0};
}

/* Where somebody stands in the other: at the same place unless the other rules evaluate other people. */
static ptrdiff_t place(const Valutazione *v, ConfrontoCosa k, Str id, ptrdiff_t i)
{
    ptrdiff_t n = people(v, k);
    if (i < n && str_eq(who(v, k, i), id)) return i;
    for (ptrdiff_t j = 0; j < n; j++)
        if (str_eq(who(v, k, j), id)) return j;
    return -1;
}

/* CODE@FROM is that person's sheet from a day on. */
static Str person_of(Str id)
{
    ptrdiff_t at = str_find(id, '@');
    return at < 0 ? id : str_sub(id, 0, at);
}

static void put_row(Confronto *c, Str id, ConfrontoCosa k, Num before, Num after, Arena *a)
{
    if (!num_is(before) && !num_is(after)) return;
    *PUSH(a, &c->righe) = (ConfrontoRiga){person_of(id), k, cose[k].words, before, after};
    if (!cose[k].money) return;
    int way = !num_is(before) ? 1 : !num_is(after) ? -1 : num_cmp(after, before);
    if (way > 0) c->in_su++;
    else if (way < 0) c->in_giu++;
    else c->uguali++;
}

static void put_rows(const Valutazione *before, Confronto *c, Arena *a)
{
    const Valutazione *after = &c->dopo;
    for (ConfrontoCosa k = 0; k < CONFRONTO_COSE; k++) {
        for (ptrdiff_t i = 0; i < people(before, k); i++) {
            ptrdiff_t j = place(after, k, who(before, k, i), i);
            put_row(c, who(before, k, i), k, value(before, k, i, a), j < 0 ? (Num){0} : value(after, k, j, a), a);
        }
        for (ptrdiff_t i = 0; i < people(after, k); i++)
            if (place(before, k, who(after, k, i), i) < 0) put_row(c, who(after, k, i), k, (Num){0}, value(after, k, i, a), a);
    }
}

static void total(Confronto *c, const char *name, Str before, Str after, Arena *a)
{
    *PUSH(a, &c->totali) = (ConfrontoTotale){name, before, after, !str_eq(before, after)};
}

static Str cents(Arena *a, int64_t n) { return str_fmt(a, "%.*s €", STR_ARG(num_italian(a, num_ratio(a, n, 100), 2))); }

static Num sum(const Valutazione *v, ConfrontoCosa k, Arena *a)
{
    Num s = num_int(0);
    for (ptrdiff_t i = 0; i < people(v, k); i++) {
        Num x = value(v, k, i, a);
        if (num_is(x)) s = num_add(a, s, x);
    }
    return s;
}

static ptrdiff_t conforming(const Valutazione *v)
{
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < v->caso.n_gruppi; i++) n += v->esito.gruppi[i].esito == GRUPPO_CONFORME;
    return n;
}

static void put_totals(const Valutazione *before, Confronto *c, Arena *a)
{
    const Valutazione *v[2] = {before, &c->dopo};
    static const struct { ConfrontoCosa k; const char *words; } sums[] = {
        {CONFRONTO_RETRIBUZIONE_DIRIGENTE, "retribuzioni di risultato dei dirigenti"},
        {CONFRONTO_RETRIBUZIONE_POSIZIONE, "retribuzioni di risultato delle posizioni organizzative"}};
    Str text[2];
    total(c, "sistema", before->sistema->id, c->dopo.sistema->id, a);
    for (int i = 0; i < 2; i++)
        text[i] = v[i]->caso.ha_ente && num_is(v[i]->esito.ente.risultato) ? num_italian(a, v[i]->esito.ente.risultato, v[i]->sistema->nodi.cifre) : S("");
    total(c, "risultato dell'ente", text[0], text[1], a);
    for (int s = 0; s < COUNT_OF(sums); s++) {
        if (!people(before, sums[s].k) && !people(&c->dopo, sums[s].k)) continue;
        for (int i = 0; i < 2; i++) text[i] = str_fmt(a, "%.*s €", STR_ARG(num_italian(a, num_round(a, sum(v[i], sums[s].k, a), 2, HALF_UP), 2)));
        total(c, sums[s].words, text[0], text[1], a);
    }
    if (before->caso.n_gruppi || c->dopo.caso.n_gruppi) {
        for (int i = 0; i < 2; i++) text[i] = str_fmt(a, "%td su %td", conforming(v[i]), v[i]->caso.n_gruppi);
        total(c, "gruppi che rispettano i vincoli", text[0], text[1], a);
    }
    if (!before->caso.ha_premi && !c->dopo.caso.ha_premi) return;
    for (int i = 0; i < 2; i++) text[i] = v[i]->caso.ha_premi ? cents(a, v[i]->esito.premi.totale_cent) : S("");
    total(c, "premi del personale", text[0], text[1], a);
    for (int i = 0; i < 2; i++) text[i] = v[i]->caso.ha_premi ? cents(a, v[i]->esito.premi.non_distribuito_cent) : S("");
    total(c, "fondo non distribuito", text[0], text[1], a);
    for (int i = 0; i < 2; i++) text[i] = v[i]->caso.ha_premi ? str_fmt(a, "%td", v[i]->esito.premi.maggiorati) : S("");
    if (before->caso.premi.maggiorazione.presente || c->dopo.caso.premi.maggiorazione.presente) total(c, "premi maggiorati", text[0], text[1], a);
}

Err ipotesi_confronta(const Valutazione *prima, const Ipotesi *h, Arena *a, Confronto *out, Difetti *d)
{
    Archivio *x = NEW(a, Archivio);
    *out = (Confronto){.anno = prima->anno};
    Err e = ipotesi_archivio(prima->arch, prima->anno, h, a, x, d);
    if (!e) e = valutazione_calcola(x, prima->anno, S("finale"), S(""), false, a, &out->dopo, d);
    if (e) return e;
    put_rows(prima, out, a);
    put_totals(prima, out, a);
    return OK;
}

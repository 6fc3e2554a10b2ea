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
#define X(name, money, words) {words, money},
    CONFRONTI(X)
#undef X
};
static const char *const totali[] = {
#define X(name, number, words) words,
    CONFRONTO_TOTALI(X)
#undef X
};
enum {
#define X(name, number, words) TOTALE_##name,
    CONFRONTO_TOTALI(X)
#undef X
};
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

static void total(Confronto *c, int which, Str before, Str after, Arena *a)
{
    *PUSH(a, &c->totali) = (ConfrontoTotale){totali[which], before, after, !str_eq(before, after)};
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
    static const struct { ConfrontoCosa k; int which; } sums[] = {
        {CONFRONTO_RETRIBUZIONE_DIRIGENTE, TOTALE_DIRIGENTI}, {CONFRONTO_RETRIBUZIONE_POSIZIONE, TOTALE_POSIZIONI}};
    Str text[2];
    total(c, TOTALE_SISTEMA, before->sistema->id, c->dopo.sistema->id, a);
    for (int i = 0; i < 2; i++)
        text[i] = v[i]->caso.ha_ente && num_is(v[i]->esito.ente.risultato) ? num_italian(a, v[i]->esito.ente.risultato, v[i]->sistema->nodi.cifre) : S("");
    total(c, TOTALE_ENTE, text[0], text[1], a);
    for (int s = 0; s < COUNT_OF(sums); s++) {
        if (!people(before, sums[s].k) && !people(&c->dopo, sums[s].k)) continue;
        for (int i = 0; i < 2; i++) text[i] = str_fmt(a, "%.*s €", STR_ARG(num_italian(a, num_round(a, sum(v[i], sums[s].k, a), 2, HALF_UP), 2)));
        total(c, sums[s].which, text[0], text[1], a);
    }
    if (before->caso.n_gruppi || c->dopo.caso.n_gruppi) {
        for (int i = 0; i < 2; i++) text[i] = str_fmt(a, "%td su %td", conforming(v[i]), v[i]->caso.n_gruppi);
        total(c, TOTALE_GRUPPI, text[0], text[1], a);
    }
    if (!before->caso.ha_premi && !c->dopo.caso.ha_premi) return;
    for (int i = 0; i < 2; i++) text[i] = v[i]->caso.ha_premi ? cents(a, v[i]->esito.premi.totale_cent) : S("");
    total(c, TOTALE_PREMI, text[0], text[1], a);
    for (int i = 0; i < 2; i++) text[i] = v[i]->caso.ha_premi ? cents(a, v[i]->esito.premi.non_distribuito_cent) : S("");
    total(c, TOTALE_RESTO, text[0], text[1], a);
    for (int i = 0; i < 2; i++) text[i] = v[i]->caso.ha_premi ? str_fmt(a, "%td", v[i]->esito.premi.maggiorati) : S("");
    if (before->caso.premi.maggiorazione.presente || c->dopo.caso.premi.maggiorazione.presente) total(c, TOTALE_MAGGIORATI, text[0], text[1], a);
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

/* -- distribution */
/* Counts of one side by class of that width. */
static void count_side(const Confronto *c, ConfrontoCosa k, bool after, const ConfrontoClassi *w, int *out, Arena *a)
{
    for (int i = 0; i < CONFRONTO_CLASSI; i++) out[i] = 0;
    for (ptrdiff_t i = 0; i < c->righe.n; i++) {
        const ConfrontoRiga *r = &c->righe.items[i];
        Num x = after ? r->dopo : r->prima;
        int64_t at = 0;
        if (r->cosa != k || !num_is(x)) continue;
        Num place = num_floor(a, num_div(a, num_sub(a, x, w->da), w->passo));
        if (num_to_int(a, place, &at)) out[at < w->n ? at : w->n - 1]++;
    }
}

static bool too_few(const ConfrontoClassi *w, int minimo)
{
    for (int i = 0; i < w->n; i++)
        if ((w->prima[i] && w->prima[i] < minimo) || (w->dopo[i] && w->dopo[i] < minimo)) return true;
    return false;
}

/* 1, 2, 5, 10, 20, 50 ... */
static Num wider(Num step, int *turn, Arena *a)
{
    *turn = (*turn + 1) % 3;
    return num_mul(a, step, *turn == 2 ? num_ratio(a, 5, 2) : num_int(2));
}

void confronto_classi(const Confronto *c, ConfrontoCosa k, int minimo, Arena *a, ConfrontoClassi *out)
{
    Num low = {0}, high = {0};
    ptrdiff_t people = 0;
    *out = (ConfrontoClassi){0};
    for (ptrdiff_t i = 0; i < c->righe.n; i++) {
        const Num both[] = {c->righe.items[i].prima, c->righe.items[i].dopo};
        if (c->righe.items[i].cosa != k) continue;
        people++;
        for (int s = 0; s < 2; s++) {
            if (!num_is(both[s])) continue;
            low = num_is(low) ? num_min(low, both[s]) : both[s];
            high = num_is(high) ? num_max(high, both[s]) : both[s];
        }
    }
    if (people < minimo || !num_is(low)) return;
    int turn = 0;
    Num step = num_int(1);
    for (int tries = 0; tries < 60; tries++, step = wider(step, &turn, a)) {
        int64_t n = 0;
        out->passo = step;
        out->da = num_mul(a, num_floor(a, num_div(a, low, step)), step);
        Num span = num_floor(a, num_div(a, num_sub(a, high, out->da), step));
        if (!num_to_int(a, span, &n) || n >= CONFRONTO_CLASSI) continue;
        out->n = (int)n + 1;
        count_side(c, k, false, out, out->prima, a);
        count_side(c, k, true, out, out->dopo, a);
        if (out->n == 1 || !too_few(out, minimo)) return;
    }
    out->n = 0;
}

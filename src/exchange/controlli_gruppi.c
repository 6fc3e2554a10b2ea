/* controlli_gruppi.c - floor 5: records that must fit together: versions, weights, bands, assignments. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "exchange/unione.h"

/* The last part of these keys counts from 1 without gaps, within the parts before it. */
static const struct { EntitaTipo tipo; int n_parti; const char *campo; } numerati[] = {
    {ENTITA_NODO_VERSIONE, 2, "versione"}, {ENTITA_TARGET, 2, "versione"}, {ENTITA_EDIZIONE, 2, "edizione"},
    {ENTITA_FASCIA, 2, "ordine"},
};

/* Weights of what stands side by side: all or none, and not all zero. Of records with versions only the last of each
 * (n_parti of the key before the version; 0: no versions). */
static const struct { EntitaTipo tipo; int n_parti; const char *gruppo[4]; const char *chi; } pesati[] = {
    {ENTITA_NODO_VERSIONE, 2, {"anno", "padre"}, "dei nodi con lo stesso padre"},
    {ENTITA_TARGET, 2, {"anno", "nodo"}, "degli indicatori dello stesso nodo"},
    {ENTITA_OBIETTIVO_ASSEGNATO, 0, {"persona", "anno", "tipo", "dal"},
     "degli obiettivi della stessa persona e dello stesso tipo"},
    {ENTITA_OBIETTIVO_INDIVIDUALE, 0, {"persona", "anno"}, "degli obiettivi della stessa persona"},
};

/* All records of a table brought together by the first parts of their keys, in the order of an integer or a day. */
static Membro *by_prefix(const Unione *u, EntitaTipo k, int n_parti, const char *order)
{
    const Tabella *t = &u->arch.tabelle[k];
    const CampoInfo *c = info_campo(t->e, order);
    Membro *m = NEW_N(u->a, Membro, t->n + 1);
    for (ptrdiff_t i = 0; i < t->n; i++) {
        const void *r = tabella_at(t, i);
        int64_t place = c->tipo == CAMPO_DATA ? data_of(c, r).g : intero_of(c, r);
        m[i] = (Membro){key_prefix(u->chiavi[k][i], n_parti), place, r};
    }
    membri_sort(m, t->n);
    return m;
}

static Str shown(Str prefix) { return prefix.n ? str_sub(prefix, 0, prefix.n - 1) : prefix; }

static void check_numbers(const Unione *u)
{
    for (ptrdiff_t k = 0; k < COUNT_OF(numerati); k++) {
        const Tabella *t = &u->arch.tabelle[numerati[k].tipo];
        const CampoInfo *c = info_campo(t->e, numerati[k].campo);
        if (unione_incompleta(u, t->e->tipo)) continue;
        Membro *m = by_prefix(u, t->e->tipo, numerati[k].n_parti, numerati[k].campo);
        for (ptrdiff_t i = 0, to; i < t->n; i = to) {
            to = membri_end(m, t->n, i);
            int64_t want = 1;
            for (ptrdiff_t j = i; j < to; j++) {
                if (j > i && m[j].ordine == m[j - 1].ordine) continue;   /* a repeated key, said already */
                const void *r = unione_letto(m[j].record) ? m[j].record : membri_letto(m, i, to);
                if (m[j].ordine != want && r) {
                    Str who = shown(m[i].gruppo);
                    unione_segnala(u, t->e, r, c, "di «%.*s» manca %s %lld: si conta da 1 senza salti", STR_ARG(who),
                                   c->nome, (long long)want);
                    break;
                }
                want++;
            }
        }
    }
}

/* -- weights */

/* Only the last version of each counts: it is the one that stands. */
static ptrdiff_t last_versions(const Unione *u, const Tabella *t, int n_parti, const void **out)
{
    ptrdiff_t n = 0;
    if (!n_parti) {
        for (ptrdiff_t i = 0; i < t->n; i++) out[n++] = tabella_at(t, i);
        return n;
    }
    Membro *m = by_prefix(u, t->e->tipo, n_parti, "versione");
    for (ptrdiff_t i = 0, to; i < t->n; i = to) {
        to = membri_end(m, t->n, i);
        out[n++] = m[to - 1].record;
    }
    return n;
}

static void check_weights_of(const Unione *u, const EntitaInfo *e, const Membro *m, ptrdiff_t from, ptrdiff_t to,
                             const char *who)
{
    const CampoInfo *c = info_campo(e, "peso");
    ptrdiff_t with = 0;
    bool positive = false, flawed = false;
    const void *without = NULL, *at = membri_letto(m, from, to);
    for (ptrdiff_t i = from; i < to; i++) {
        const void *r = m[i].record;
        flawed = flawed || unione_difettoso(u, e, r);
        if (campo_absent(c, r)) {
            if (!without || (unione_letto(r) && !unione_letto(without))) without = r;
        } else {
            with++;
            positive = positive || num_sign(num_of(c, r)) > 0;
        }
    }
    if (!at || flawed || !with) return;
    if (without)
        unione_segnala(u, e, unione_letto(without) ? without : at, c,
                       "i pesi %s ci sono solo in parte (%td su %td): scriverli tutti, o nessuno",
                         who, with, to - from);
    else if (!positive)
        unione_segnala(u, e, at, c, "i pesi %s sono tutti zero: almeno uno dev'essere maggiore di zero", who);
}

static void check_weights(const Unione *u)
{
    for (ptrdiff_t k = 0; k < COUNT_OF(pesati); k++) {
        const Tabella *t = &u->arch.tabelle[pesati[k].tipo];
        if (unione_incompleta(u, t->e->tipo)) continue;
        const void **last = NEW_N(u->a, const void *, t->n + 1);
        ptrdiff_t n = last_versions(u, t, pesati[k].n_parti, last);
        Membro *m = NEW_N(u->a, Membro, n + 1);
        for (ptrdiff_t i = 0; i < n; i++) {
            Buf b = buf_new(u->a);
            for (int g = 0; g < 4 && pesati[k].gruppo[g]; g++) {
                buf_put(&b, campo_text(u->a, info_campo(t->e, pesati[k].gruppo[g]), last[i]));
                buf_char(&b, '\n');
            }
            m[i] = (Membro){buf_str(&b), 0, last[i]};
        }
        membri_sort(m, n);
        for (ptrdiff_t i = 0, to; i < n; i = to) {
            to = membri_end(m, n, i);
            check_weights_of(u, t->e, m, i, to, pesati[k].chi);
        }
    }
}

/* -- bands (S-D.23): best first, only the last without threshold */
static void check_band(const Unione *u, const EntitaInfo *e, const Membro *m, ptrdiff_t j, ptrdiff_t to, int falling)
{
    const Fascia *f = m[j].record;
    const CampoInfo *soglia = info_campo(e, "soglia");
    bool last = j + 1 == to;
    if (!last && !num_is(f->soglia)) unione_segnala(u, e, f, soglia, "manca: solo l'ultima fascia è senza soglia");
    if (last && num_is(f->soglia))
        unione_segnala(u, e, f, soglia, "nell'ultima fascia si lascia vuota: vale per tutto il resto");
    if (last) return;
    const Fascia *next = m[j + 1].record;
    const Fascia *at = unione_letto(next) ? next : f;
    if (falling && num_is(f->soglia) && num_is(next->soglia) && num_cmp(f->soglia, next->soglia) * falling <= 0)
        unione_segnala(u, e, at, soglia,
                       "le soglie di un indicatore con %s dalla prima fascia all'ultima: metterle in ordine",
                       falling > 0 ? ">= scendono" : "<= salgono");
    if (num_cmp(f->livello, next->livello) < 0)
        unione_segnala(u, e, at, info_campo(e, "livello"),
                       "i livelli non possono salire: la fascia migliore viene per prima");
}

static void check_bands(const Unione *u)
{
    const Tabella *t = &u->arch.tabelle[ENTITA_FASCIA];
    if (unione_incompleta(u, ENTITA_FASCIA) || unione_incompleta(u, ENTITA_INDICATORE)) return;
    Membro *m = by_prefix(u, ENTITA_FASCIA, 2, "ordine");
    for (ptrdiff_t i = 0, to; i < t->n; i = to) {
        to = membri_end(m, t->n, i);
        bool flawed = !membri_letto(m, i, to);
        for (ptrdiff_t j = i; j < to; j++) flawed = flawed || unione_difettoso(u, t->e, m[j].record);
        const Indicatore *x = unione_rif(u, info_campo(t->e, "indicatore"), m[i].record);
        if (flawed || !x) continue;
        int falling = str_eq(x->operatore, S(">=")) ? 1 : str_eq(x->operatore, S("<=")) ? -1 : 0;
        for (ptrdiff_t j = i; j < to; j++) check_band(u, t->e, m, j, to, falling);
    }
}

/* -- assignments of a person: on no day more than full time */
static bool on_day(const Assegnazione *x, Date d)
{
    return date_cmp(x->dal, d) <= 0 && (!date_is(x->al) || date_cmp(x->al, d) >= 0);
}

static void check_day(const Unione *u, const EntitaInfo *e, const Membro *m, ptrdiff_t from, ptrdiff_t to,
                      const Assegnazione *one)
{
    Num sum = num_int(0);
    const Assegnazione *at = NULL;
    for (ptrdiff_t i = from; i < to; i++) {
        const Assegnazione *x = m[i].record;
        if (!on_day(x, one->dal)) continue;
        sum = num_add(u->a, sum, num_is(x->quota_tempo) ? x->quota_tempo : num_int(1));
        if (unione_letto(x) && (!at || x == one)) at = x;
    }
    if (!at || num_cmp(sum, num_int(1)) <= 0) return;
    Str day = date_iso(u->a, one->dal), total = num_exact(u->a, sum);
    unione_segnala(u, e, at, info_campo(e, "dal"),
                   "il %.*s le assegnazioni di questa persona fanno %.*s volte il tempo pieno: chiuderne una (al), "
            "o scrivere le quote", STR_ARG(day), STR_ARG(total));
}

static void check_assignments(const Unione *u)
{
    const Tabella *t = &u->arch.tabelle[ENTITA_ASSEGNAZIONE];
    Membro *m = by_prefix(u, ENTITA_ASSEGNAZIONE, 1, "dal");
    for (ptrdiff_t i = 0, to; i < t->n; i = to) {
        to = membri_end(m, t->n, i);
        bool flawed = !membri_letto(m, i, to);
        for (ptrdiff_t j = i; j < to; j++) flawed = flawed || unione_difettoso(u, t->e, m[j].record);
        for (ptrdiff_t j = i; j < to && !flawed; j++) {
            const Assegnazione *x = m[j].record, *before = j > i ? m[j - 1].record : NULL;
            if (!before || date_cmp(before->dal, x->dal) != 0) check_day(u, t->e, m, i, to, x);
        }
    }
}

void controlla_gruppi(const Unione *u)
{
    check_numbers(u);
    check_weights(u);
    check_bands(u);
    check_assignments(u);
}

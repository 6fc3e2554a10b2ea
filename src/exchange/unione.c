/* unione.c - floor 5: what a body would hold after an import, for the checks. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "exchange/unione.h"

static Str *keys_of(Arena *a, const Tabella *t)
{
    Str *keys = NEW_N(a, Str, t->n + 1);
    for (ptrdiff_t i = 0; i < t->n; i++) keys[i] = record_key(a, t->e, tabella_at(t, i));
    return keys;
}

static void merge(Unione *u, const Tabella *read, const Tabella *stored)
{
    Tabella *out = &u->arch.tabelle[read->e->tipo];
    ptrdiff_t size = read->e->size, n = 0;
    char *items = arena_alloc_n(u->a, size, read->n + stored->n);
    Str *keys = NEW_N(u->a, Str, read->n + stored->n + 1), *rk = keys_of(u->a, read), *sk = keys_of(u->a, stored);
    for (ptrdiff_t i = 0, j = 0; i < read->n || j < stored->n; n++) {
        int c = i == read->n ? 1 : j == stored->n ? -1 : str_cmp(rk[i], sk[j]);
        keys[n] = c <= 0 ? rk[i] : sk[j];
        memcpy(items + n * size, c <= 0 ? tabella_at(read, i) : tabella_at(stored, j), (size_t)size);
        if (c == 0) j++;
        if (c <= 0) i++;
        else j++;
    }
    *out = (Tabella){read->e, items, n};
    u->chiavi[read->e->tipo] = keys;
}

void unione_make(Unione *u, const Scambio *s, const Archivio *stored, Arena *a, Difetti *d)
{
    *u = (Unione){.s = s, .prima = stored, .a = a, .d = d};
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) merge(u, &s->dati.tabelle[t], &stored->tabelle[t]);
}

static ptrdiff_t lower_bound(const Str *keys, ptrdiff_t n, Str key)
{
    ptrdiff_t low = 0, high = n;
    while (low < high) {
        ptrdiff_t mid = low + (high - low) / 2;
        if (str_cmp(keys[mid], key) < 0) low = mid + 1;
        else high = mid;
    }
    return low;
}

const void *unione_find(const Unione *u, EntitaTipo t, Str key)
{
    const Tabella *tab = &u->arch.tabelle[t];
    ptrdiff_t i = lower_bound(u->chiavi[t], tab->n, key);
    return i < tab->n && str_eq(u->chiavi[t][i], key) ? tabella_at(tab, i) : NULL;
}

Str unione_rif_key(const Unione *u, const CampoInfo *c, const void *record)
{
    Str code = str_of_campo(c, record);
    if (str_find(code, '/') < 0 && str_find(code, '%') < 0) return code;
    const EntitaInfo *e = entita_info(c->rif);
    void *r = record_new(u->a, e);
    *(Str *)((char *)r + e->campi[0].offset) = code;
    return record_key(u->a, e, r);
}

const void *unione_rif(const Unione *u, const CampoInfo *c, const void *record)
{
    return unione_find(u, c->rif, unione_rif_key(u, c, record));
}

ptrdiff_t unione_prefix(const Unione *u, EntitaTipo t, Str prefix, ptrdiff_t *n)
{
    const Str *keys = u->chiavi[t];
    ptrdiff_t total = u->arch.tabelle[t].n, from = lower_bound(keys, total, prefix), to = from;
    while (to < total && str_starts(keys[to], prefix)) to++;
    *n = to - from;
    return from;
}

Str key_prefix(Str key, int n_parti)
{
    ptrdiff_t i = 0;
    for (; i < key.n && n_parti; i++) n_parti -= key.p[i] == '/';
    return str_sub(key, 0, i);
}

bool unione_letto(const void *record) { return *(const int64_t *)record < 0; }

bool unione_difettoso(const Unione *u, const EntitaInfo *e, const void *record)
{
    const Luogo *l = luogo_of(u->s, e, record);
    return l && l->difettoso;
}

bool unione_incompleta(const Unione *u, EntitaTipo t) { return u->s->origini[t].incompleta; }

void unione_segnala(const Unione *u, const EntitaInfo *e, const void *record, const CampoInfo *c, const char *fmt, ...)
{
    char words[2048];
    va_list args;
    va_start(args, fmt);
    vsnprintf(words, sizeof words, fmt, args);
    va_end(args);
    ptrdiff_t cut = utf8_invalid_at(str_of(words));
    if (cut >= 0) words[cut] = 0;
    difetto(u->d, ordine_of(u->s, e, record, c), scambio_dove(u->d->a, u->s, e, record, c), "%s", words);
}

static int membro_cmp(const Membro *x, const Membro *y)
{
    int c = str_cmp(x->gruppo, y->gruppo);
    return c ? c : (x->ordine > y->ordine) - (x->ordine < y->ordine);
}

static void merge_sort(Membro *m, Membro *tmp, ptrdiff_t n)
{
    if (n < 2) return;
    ptrdiff_t h = n / 2, i = 0, j = h, k = 0;
    merge_sort(m, tmp, h);
    merge_sort(m + h, tmp, n - h);
    while (i < h || j < n) tmp[k++] = j == n || (i < h && membro_cmp(&m[i], &m[j]) <= 0) ? m[i++] : m[j++];
    memcpy(m, tmp, (size_t)n * sizeof *m);
}

void membri_sort(Membro *m, ptrdiff_t n)
{
    Arena scratch = {0};
    merge_sort(m, NEW_N(&scratch, Membro, n + 1), n);
    arena_free(&scratch);
}

ptrdiff_t membri_end(const Membro *m, ptrdiff_t n, ptrdiff_t i)
{
    ptrdiff_t to = i + 1;
    while (to < n && str_eq(m[to].gruppo, m[i].gruppo)) to++;
    return to;
}

const void *membri_letto(const Membro *m, ptrdiff_t from, ptrdiff_t to)
{
    for (ptrdiff_t i = from; i < to; i++)
        if (unione_letto(m[i].record)) return m[i].record;
    return NULL;
}

const CampoInfo *info_campo(const EntitaInfo *e, const char *name)
{
    const CampoInfo *c = campo_by_name(e, str_of(name));
    ASSERT(c != NULL);
    return c;
}

static const void *at(const CampoInfo *c, const void *record) { return (const char *)record + c->offset; }

int64_t intero_of(const CampoInfo *c, const void *record) { return *(const int64_t *)at(c, record); }
Num num_of(const CampoInfo *c, const void *record) { return *(const Num *)at(c, record); }
Str str_of_campo(const CampoInfo *c, const void *record) { return *(const Str *)at(c, record); }
Date data_of(const CampoInfo *c, const void *record) { return *(const Date *)at(c, record); }

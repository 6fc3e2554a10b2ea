/* importa_errori.c - floor 6: defects of uploaded files by file, row, column and value. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/importa_errori.h"

#include "format/csv.h"
#include "format/json.h"

enum { VALORE_MAX = 60 };

/* A file read once more, to find what stands in a cell; only when a defect is in it. */
typedef struct Letto { bool letto, json; Csv csv; Tree tree; } Letto;

static void read_again(Arena *a, const CaricoFile *f, Letto *x)
{
    Difetti none = {.a = a, .limite = 1};
    JsonError bad;
    if (x->letto) return;
    x->letto = true;
    Err e = x->json ? json_read(f->byte, a, &x->tree, &bad) : csv_read(f->byte, f->nome, a, &x->csv, &none);
    if (e && x->json) x->tree = (Tree){0};
}

/* "unita_misura" is the column headed "Unita di misura" too, but then nothing is found: better than the wrong cell. */
static Str csv_value(const Csv *csv, int line, Str column)
{
    ptrdiff_t low = 1, high = csv->rows.n;
    while (low < high) {
        ptrdiff_t mid = low + (high - low) / 2;
        if (csv->rows.items[mid].line < line) low = mid + 1;
        else high = mid;
    }
    if (low >= csv->rows.n || csv->rows.items[low].line != line) return S("");
    const CsvRow *head = &csv->rows.items[0], *row = &csv->rows.items[low];
    for (ptrdiff_t i = 0; i < head->n && i < row->n; i++)
        if (str_eq(str_trim(head->cells[i]), column)) return row->cells[i];
    return S("");
}

static Str cut(Arena *a, Str s)
{
    ptrdiff_t i = 0;
    if (utf8_invalid_at(s) >= 0) return S("");
    for (int k = 0; k < VALORE_MAX && i < s.n; k++) utf8_next(s, &i);
    return i == s.n ? s : str_fmt(a, "%.*s...", (int)i, s.p);
}

static int number(Str s)
{
    int n = 0;
    for (ptrdiff_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9' || n > 100000000) return 0;
        n = n * 10 + (s.p[i] - '0');
    }
    return n;
}

/* FILE:LINE:COLUMN, where the last two may be missing. */
static bool of_csv(Arena *a, const CaricoFile *f, Letto *x, Str dove, ImportaErrore *out)
{
    if (!f->nome.n || !str_starts(dove, f->nome) || (dove.n > f->nome.n && dove.p[f->nome.n] != ':')) return false;
    out->file = f->nome;
    if (dove.n == f->nome.n) return true;
    Str rest = str_sub(dove, f->nome.n + 1, dove.n);
    ptrdiff_t colon = str_find(rest, ':');
    out->riga = colon < 0 ? rest : str_sub(rest, 0, colon);
    if (colon < 0) return true;
    out->colonna = str_sub(rest, colon + 1, rest.n);
    read_again(a, f, x);
    if (x->csv.rows.n) out->valore = cut(a, csv_value(&x->csv, number(out->riga), out->colonna));
    return true;
}

/* "/persone/3/rapporto": the fourth of its list. */
static void of_json(Arena *a, const CaricoFile *f, Letto *x, Str dove, ImportaErrore *out)
{
    out->file = f->nome;
    if (!str_starts(dove, S("/"))) {
        out->riga = dove;
        return;
    }
    read_again(a, f, x);
    const Tree *v = tree_at(&x->tree, dove);
    if (v && v->kind != TREE_MAP && v->kind != TREE_LIST) out->valore = cut(a, v->text);
    ptrdiff_t last = dove.n;
    while (last > 0 && dove.p[last - 1] != '/') last--;
    bool field = v && v->kind != TREE_MAP && v->kind != TREE_LIST;
    out->riga = field ? str_sub(dove, 0, last - 1) : dove;
    if (field) out->colonna = str_sub(dove, last, dove.n);
}

ImportaErrore *importa_errori(Arena *a, const CaricoFile *v, ptrdiff_t n, const Difetti *d)
{
    Letto *read = NEW_N(a, Letto, n + 1);
    ImportaErrore *out = NEW_N(a, ImportaErrore, d->lista.n + 1);
    for (ptrdiff_t i = 0; i < n; i++)
        read[i].json = v[i].nome.n < 4 || !str_eq(str_sub(v[i].nome, v[i].nome.n - 4, v[i].nome.n), S(".csv"));
    for (ptrdiff_t k = 0; k < d->lista.n; k++) {
        const Difetto *x = &d->lista.items[k];
        bool done = false;
        out[k].rimedio = x->cosa;
        for (ptrdiff_t i = 0; i < n && !done; i++) done = of_csv(a, &v[i], &read[i], x->dove, &out[k]);
        if (!done && n == 1 && read[0].json) of_json(a, &v[0], &read[0], x->dove, &out[k]);
        else if (!done) out[k].riga = x->dove;
    }
    return out;
}

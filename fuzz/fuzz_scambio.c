/* fuzz_scambio.c - any bytes as the data of a body, and more bytes as what comes after: refused with places, or good
 * enough to come out and go in again as they were. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "fuzz.h"

#include "exchange/scambio.h"

/* An input is one import, or two with a line "===" between them: the second one comes upon the first. An import is a JSON
 * text when it begins like one; else files, each under a line "--- TABLE". */
typedef struct Entrata { Scambio s; Difetti d; Differenze diff; Err esito; } Entrata;

static Str take_line(Str *rest)
{
    ptrdiff_t end = str_find(*rest, '\n');
    Str line = end < 0 ? *rest : str_sub(*rest, 0, end);
    *rest = end < 0 ? S("") : str_sub(*rest, end + 1, rest->n);
    return line;
}

/* What stands before the next line that begins with mark. */
static Str take_until(Str *rest, Str mark)
{
    Str all = *rest, left = *rest;
    while (left.n) {
        Str line = left;
        if (str_starts(line, mark)) break;
        take_line(&left);
    }
    *rest = left;
    return str_sub(all, 0, all.n - left.n);
}

static void read_files(Str text, Arena *a, Scambio *s, Difetti *d)
{
    take_until(&text, S("--- "));
    while (text.n) {
        Str line = take_line(&text), bytes = take_until(&text, S("--- "));
        const EntitaInfo *e = entita_by_name(str_sub(line, 4, line.n));
        if (!e || s->origini[e->tipo].presente) continue; /* leggi.c tells of files that are none, or twice */
        ptrdiff_t before = d->lista.n;
        Err err = scambio_read_csv(e, bytes, str_fmt(a, "%s.csv", e->nome), a, s, d);
        ASSERT((err == OK) == (d->lista.n == before));
    }
}

static void check_words(const Difetti *d)
{
    for (ptrdiff_t i = 0; i < d->lista.n; i++) {
        Difetto x = d->lista.items[i];
        ASSERT(x.dove.n && x.cosa.n && utf8_invalid_at(x.dove) < 0 && utf8_invalid_at(x.cosa) < 0);
        ASSERT(i == 0 || d->lista.items[i - 1].ordine <= x.ordine);
    }
}

static void read_any(Str text, Arena *a, Scambio *s, Difetti *d)
{
    bool json = text.n && (text.p[0] == '{' || text.p[0] == '[');
    scambio_init(s, NULL);
    if (!json) {
        read_files(text, a, s, d);
        return;
    }
    s->json = true;
    Err err = scambio_read_json(text, a, s, d);
    ASSERT((err == OK) == (d->lista.n == 0));
}

/* What ciclo import does, but for the database. */
static void take_in(Str text, const Archivio *stored, Arena *a, Entrata *x)
{
    *x = (Entrata){.d = {.a = a}};
    read_any(text, a, &x->s, &x->d);
    scambio_ordina(&x->s, a, &x->d);
    x->esito = scambio_controlla(&x->s, stored, &x->d);
    ASSERT((x->esito == OK) == (x->d.lista.n == 0));
    check_words(&x->d);
    if (!x->esito) scambio_differenze(&x->s, stored, a, &x->diff);
    for (ptrdiff_t i = 0; i < x->s.avvisi.n; i++) ASSERT(utf8_invalid_at(x->s.avvisi.items[i]) < 0);
    for (ptrdiff_t i = 0; i < x->diff.avvisi.n; i++) ASSERT(utf8_invalid_at(x->diff.avvisi.items[i]) < 0);
}

/* Records as the store would give them back: with the number of a row. */
static void store(const Archivio *read, Archivio *out)
{
    *out = *read;
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++)
        for (ptrdiff_t i = 0; i < out->tabelle[t].n; i++) *(int64_t *)tabella_at(&out->tabelle[t], i) = i + 1;
}

/* What was taken is the same after it went out and came in again, in both forms; and then there is nothing to write. */
static void goes_round(const Archivio *arch, Arena *a)
{
    static const Archivio none;
    Str text = scambio_json(arch, a);
    Entrata j;
    Archivio empty = none;
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) empty.tabelle[t].e = entita_info(t);
    take_in(text, &empty, a, &j);
    ASSERT(j.esito == OK && str_eq(scambio_json(&j.s.dati, a), text));
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) {
        if (!arch->tabelle[t].n) continue;
        Scambio s;
        Difetti d = {.a = a};
        Str csv = scambio_csv(&arch->tabelle[t], a);
        scambio_init(&s, NULL);
        ASSERT(scambio_read_csv(entita_info(t), csv, S("f"), a, &s, &d) == OK);
        scambio_ordina(&s, a, &d);
        ASSERT(d.lista.n == 0 && str_eq(scambio_csv(&s.dati.tabelle[t], a), csv));
        ASSERT(str_eq(csv, scambio_csv(&j.s.dati.tabelle[t], a)));
    }
    Differenze diff;
    scambio_differenze(&j.s, arch, a, &diff);
    ASSERT(diff.lista.n == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Str text = {(const char *)data, (ptrdiff_t)size};
    Arena a = {0};
    Entrata first, second;
    Archivio stored = {0};
    for (EntitaTipo t = 0; t < ENTITA_COUNT; t++) stored.tabelle[t].e = entita_info(t);
    Str one = take_until(&text, S("==="));
    take_in(one, &stored, &a, &first);
    if (first.esito == OK) {
        store(&first.s.dati, &stored);
        goes_round(&stored, &a);
    }
    if (text.n) {
        take_line(&text);
        take_in(text, &stored, &a, &second);
    }
    arena_free(&a);
    return 0;
}

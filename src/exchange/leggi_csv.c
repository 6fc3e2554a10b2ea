/* leggi_csv.c - floor 5: one CSV file to the records of its table. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "exchange/interno.h"

#include "format/csv.h"

enum { COLONNE_MAX = 200 };

/* A file being read. */
typedef struct Foglio {
    Scambio *s;
    const EntitaInfo *e;
    Str file;
    Arena *a;
    Difetti *d;
    const CampoInfo *colonne[COLONNE_MAX];   /* NULL: a column without a heading */
    ptrdiff_t n_colonne;
    int64_t base;                            /* of this file's places */
    LIST(int) guaste;                        /* lines with defects of the CSV itself, as they come */
    ptrdiff_t guasta;                        /* the next of them */
} Foglio;

static int64_t ordine(const Foglio *f, int line, const CampoInfo *c)
{
    return f->base + ((int64_t)line << 8) + (c ? c - f->e->campi + 1 : 0);
}

void tabella_room(Arena *a, Tabella *t, ptrdiff_t n)
{
    char *items = arena_alloc_n(a, t->e->size, t->n + n);
    if (t->n) memcpy(items, t->items, (size_t)(t->n * t->e->size));
    t->items = items;
}

void *tabella_add(Scambio *s, Arena *a, const EntitaInfo *e, Luogo l)
{
    Tabella *t = &s->dati.tabelle[e->tipo];
    Origine *o = &s->origini[e->tipo];
    void *r = (char *)t->items + t->n++ * e->size;
    for (int i = 0; i < e->n_campi; i++) campo_clear(&e->campi[i], r);
    *PUSH(a, &o->luoghi) = l;
    *(int64_t *)r = -o->luoghi.n;
    return r;
}

/* " Unita di misura " finds unita_di_misura. */
static Str folded(Arena *a, Str s)
{
    s = str_trim(s);
    Buf b = buf_new(a);
    for (ptrdiff_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        buf_char(&b, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c == ' ' ? '_' : c);
    }
    return buf_str(&b);
}

/* Defects of the CSV itself say the column by number: the heading knows its name. */
static void take_over(Foglio *f, const Csv *csv, const Difetti *own)
{
    for (ptrdiff_t i = 0; i < own->lista.n; i++) {
        const Difetto *x = &own->lista.items[i];
        int part[2] = {0, 0}, k = -1;
        for (ptrdiff_t j = f->file.n; j < x->dove.n; j++) {
            char c = x->dove.p[j];
            if (c == ':' && k < 1) k++;
            else if (k >= 0 && c >= '0' && c <= '9') part[k] = part[k] * 10 + (c - '0');
        }
        Str where = x->dove;
        if (part[1] > 0 && csv->rows.n && part[1] <= csv->rows.items[0].n && part[0] != csv->rows.items[0].line) {
            Str name = folded(f->a, csv->rows.items[0].cells[part[1] - 1]);
            if (campo_by_name(f->e, name))
                where = str_fmt(f->a, "%.*s:%d:%.*s", STR_ARG(f->file), part[0], STR_ARG(name));
        }
        difetto(f->d, ordine(f, part[0], NULL) + part[1], where, "%.*s", STR_ARG(x->cosa));
        *PUSH(f->a, &f->guaste) = part[0];
        f->s->origini[f->e->tipo].incompleta = true;
    }
}

/* Rows are asked for in order. */
static bool damaged(Foglio *f, int line)
{
    while (f->guasta < f->guaste.n && f->guaste.items[f->guasta] < line) f->guasta++;
    return f->guasta < f->guaste.n && f->guaste.items[f->guasta] == line;
}

/* Which field each column holds. False: rows cannot be read. */
static bool read_heading(Foglio *f, const CsvRow *head)
{
    bool fine = true;
    Str all = campi_elenco(f->a, f->e), where = str_fmt(f->a, "%.*s:%d", STR_ARG(f->file), head->line);
    f->n_colonne = head->n;
    for (ptrdiff_t i = 0; i < head->n; i++) {
        Str name = folded(f->a, head->cells[i]);
        const CampoInfo *c = f->colonne[i] = campo_by_name(f->e, name);
        if (!name.n) continue;
        bool twice = false;
        for (ptrdiff_t j = 0; c && j < i; j++) twice = twice || f->colonne[j] == c;
        if (c && !twice) continue;
        fine = false;
        if (twice)
            difetto(f->d, ordine(f, head->line, NULL), where, "la colonna «%s» c'è due volte: toglierne una", c->nome);
        else
            difetto(f->d, ordine(f, head->line, NULL), where,
                    "la colonna «%.*s» non è di questa tabella: toglierla o correggerne il nome (%.*s)",
                     STR_ARG(name), STR_ARG(all));
    }
    for (int k = 0; k < f->e->n_campi; k++) {
        bool there = false;
        for (ptrdiff_t i = 0; i < head->n; i++) there = there || f->colonne[i] == &f->e->campi[k];
        if (there) continue;
        if (campo_facoltativo(&f->e->campi[k])) {
            f->s->origini[f->e->tipo].mancanti |= (uint64_t)1 << k;
            continue;
        }
        fine = false;
        difetto(f->d, ordine(f, head->line, NULL), where, "manca la colonna «%s», che è obbligatoria: aggiungerla",
                f->e->campi[k].nome);
    }
    return fine;
}

static void read_row(Foglio *f, const CsvRow *row)
{
    Origine *o = &f->s->origini[f->e->tipo];
    void *r = tabella_add(f->s, f->a, f->e, (Luogo){ordine(f, row->line, NULL), row->line, false});
    bool keyless = false, flawed = false;
    for (ptrdiff_t i = 0; i < row->n && i < f->n_colonne; i++) {
        const CampoInfo *c = f->colonne[i];
        Str why = S("");
        if (!c && !str_trim(row->cells[i]).n) continue;
        if (!c) {
            flawed = true;
            difetto(f->d, ordine(f, row->line, NULL) + 99,
                    str_fmt(f->a, "%.*s:%d:%td", STR_ARG(f->file), row->line, i + 1),
                    "c'è qualcosa in una colonna senza intestazione: toglierlo o dare un nome alla colonna");
        } else if (!campo_read(f->a, c, row->cells[i], true, r, &why)) {
            flawed = true;
            keyless = keyless || campo_chiave(c);
            difetto(f->d, ordine(f, row->line, c), str_fmt(f->a, "%.*s:%d:%s", STR_ARG(f->file), row->line, c->nome),
                    "%.*s", STR_ARG(why));
        }
    }
    o->luoghi.items[o->luoghi.n - 1].difettoso = flawed;
    if (!flawed) canonico(f->s, f->a, f->e, r, true, f->d);
    if (!keyless) return;
    f->s->dati.tabelle[f->e->tipo].n--;   /* nothing can be said about it but this */
    o->incompleta = true;
}

Err scambio_read_csv(const EntitaInfo *e, Str bytes, Str file, Arena *a, Scambio *s, Difetti *d)
{
    Foglio f = {.s = s, .e = e, .file = file, .a = a, .d = d, .base = ((int64_t)e->tipo + 1) << 40};
    ptrdiff_t before = d->lista.n + d->in_piu;
    Difetti own = {.a = a};
    Csv csv = {0};
    Origine *o = &s->origini[e->tipo];
    o->presente = true;
    o->file = file;
    if (csv_read(bytes, file, a, &csv, &own)) take_over(&f, &csv, &own);
    if (csv.from_windows)
        *PUSH(a, &s->avvisi) = str_fmt(a, "%.*s: non era in UTF-8 ed è stato letto come Windows-1252: controllare le "
                                          "lettere accentate",
                                       STR_ARG(file));
    if (csv.rows.n && read_heading(&f, &csv.rows.items[0])) {
        tabella_room(a, &s->dati.tabelle[e->tipo], csv.rows.n);
        for (ptrdiff_t i = 1; i < csv.rows.n; i++)
            if (!damaged(&f, csv.rows.items[i].line)) read_row(&f, &csv.rows.items[i]);
    } else {
        o->incompleta = true;
    }
    return d->lista.n + d->in_piu > before ? E_DATI : OK;
}

/* scheda_csv.c - floor 7: the half-sheets of a group as a CSV file to fill in, and back. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "app/scheda.h"

#include "format/csv.h"

enum { FILE_MAX = 1 << 24, COLONNE_MAX = 40 };

enum { PERSONA, COGNOME, NOME, SEMISCHEDA, E1, E2, E3, E4, TOTALE, PRIMA, MOTIVO, RIGA, BOZZA, COLONNE };
static const char *const colonne[COLONNE] = {"persona", "cognome", "nome", "semischeda", "e1", "e2", "e3", "e4",
                                             "totale", "prima", "motivo", "riga", "bozza"};

/* -- out */
static void cells(const TavoloPersona *p, int h, Arena *a, Buf *b)
{
    TavoloTesti x = tavolo_testi(a, &p->voti[h]), before = tavolo_testi(a, &p->prima[h]);
    csv_cell(b, p->codice, true);
    csv_cell_for_excel(b, p->cognome, false);
    csv_cell_for_excel(b, p->nome, false);
    csv_cell(b, h ? S("2") : S("1"), false);
    for (int i = 0; i < TAVOLO_ELEMENTI; i++) csv_cell(b, x.e[i], false);
    csv_cell(b, x.totale, false);
    csv_cell(b, before.totale, false);
    csv_cell_for_excel(b, x.motivo, false);
    csv_cell(b, str_fmt(a, "%lld", (long long)p->riga), false);
    csv_cell(b, str_fmt(a, "%lld", (long long)p->bozza.versione), false);
    csv_end_row(b);
}

Str scheda_csv(const Tavolo *t, Arena *a)
{
    Buf b = buf_new(a);
    for (int i = 0; i < COLONNE; i++) csv_cell(&b, str_of(colonne[i]), !i);
    csv_end_row(&b);
    for (ptrdiff_t i = 0; i < t->n; i++)
        for (int h = 0; h < TAVOLO_MEZZE && t->persone[i].visibile; h++) cells(&t->persone[i], h, a, &b);
    return buf_str(&b);
}

/* -- in */
typedef struct Foglio {
    const Contesto *c;
    SchedaFile *out;
    Difetti d;
    int colonna[COLONNE_MAX];     /* which of colonne each column is; -1 = none */
    bool c_e[COLONNE];
} Foglio;

static int column(Str name)
{
    name = str_trim(name);
    for (int i = 0; i < COLONNE; i++) {
        ptrdiff_t k = 0;
        const char *w = colonne[i];
        while (k < name.n && w[k] && (name.p[k] | 0x20) == w[k]) k++;
        if ((k == name.n && !w[k]) || str_eq(name, str_of(w))) return i;
    }
    return -1;
}

static void heading(Foglio *f, const CsvRow *head)
{
    static const int needed[] = {PERSONA, SEMISCHEDA};
    Str where = str_fmt(f->c->a, "%.*s:%d", STR_ARG(f->out->nome), head->line);
    for (ptrdiff_t i = 0; i < head->n && i < COLONNE_MAX; i++) {
        int k = f->colonna[i] = column(head->cells[i]);
        if (k < 0 && str_trim(head->cells[i]).n)
            difetto(&f->d, head->line, where,
                    "la colonna «%.*s» non è di questo foglio: toglierla o correggerne il nome",
                    STR_ARG(head->cells[i]));
        if (k >= 0 && f->c_e[k])
            difetto(&f->d, head->line, where, "la colonna «%s» c'è due volte: toglierne una", colonne[k]);
        if (k >= 0) f->c_e[k] = true;
    }
    if (head->n > COLONNE_MAX) difetto(&f->d, head->line, where, "troppe colonne: al massimo %d", COLONNE_MAX);
    for (ptrdiff_t i = 0; i < COUNT_OF(needed); i++)
        if (!f->c_e[needed[i]]) difetto(&f->d, head->line, where, "manca la colonna «%s»", colonne[needed[i]]);
}

/* The apostrophe that keeps a spreadsheet from calculating the cell. */
static Str plain(Str x)
{
    return x.n > 1 && x.p[0] == '\'' && strchr("=+-@", x.p[1]) ? str_sub(x, 1, x.n) : x;
}

static int64_t version(Foglio *f, const CsvRow *row, int k, Str text)
{
    Num n;
    int places;
    int64_t v = TAVOLO_NON_CONTROLLARE;
    text = str_trim(text);
    if (!text.n) return v;
    if (!num_parse(f->c->a, text, 18, 1, &n, &places) || !num_to_int(f->c->a, n, &v) || v < 0)
        difetto(&f->d, row->line, str_fmt(f->c->a, "%.*s:%d:%s", STR_ARG(f->out->nome), row->line, colonne[k]),
                "si lascia com'era nel modello, oppure vuota");
    return v;
}

static TavoloOfferta *offer(Foglio *f, Str persona, ptrdiff_t *at)
{
    for (*at = 0; *at < f->out->offerte.n; ++*at)
        if (str_eq(f->out->offerte.items[*at].persona, persona)) return &f->out->offerte.items[*at];
    TavoloOfferta *o = PUSH(f->c->a, &f->out->offerte);
    *o = (TavoloOfferta){.persona = persona, .riga = TAVOLO_NON_CONTROLLARE, .bozza = TAVOLO_NON_CONTROLLARE};
    for (int h = 0; h < TAVOLO_MEZZE; h++) *PUSH(f->c->a, &f->out->righe) = 0;
    return o;
}

static void read_row(Foglio *f, const CsvRow *row)
{
    Str x[COLONNE] = {{0}};
    ptrdiff_t at;
    for (ptrdiff_t i = 0; i < row->n && i < COLONNE_MAX; i++)
        if (f->colonna[i] >= 0) x[f->colonna[i]] = row->cells[i];
    Str who = str_trim(x[PERSONA]), which = str_trim(x[SEMISCHEDA]);
    int h = str_eq(which, S("1")) ? 0 : str_eq(which, S("2")) ? 1 : -1;
    Str where = str_fmt(f->c->a, "%.*s:%d", STR_ARG(f->out->nome), row->line);
    if (!who.n) difetto(&f->d, row->line, where, "manca il codice della persona");
    if (h < 0) difetto(&f->d, row->line, where, "semischeda: 1 o 2");
    if (!who.n || h < 0) return;
    TavoloOfferta *o = offer(f, who, &at);
    int *line = &f->out->righe.items[at * TAVOLO_MEZZE + h];
    if (*line)
        difetto(&f->d, row->line, where, "%.*s, semischeda %d: è già alla riga %d", STR_ARG(who), h + 1, *line);
    *line = row->line;
    for (int i = 0; i < TAVOLO_ELEMENTI; i++) o->semischede[h].e[i] = x[E1 + i];
    o->semischede[h].totale = x[TOTALE];
    o->semischede[h].motivo = plain(x[MOTIVO]);
    if (f->c_e[RIGA]) o->riga = version(f, row, RIGA, x[RIGA]);
    if (f->c_e[BOZZA]) o->bozza = version(f, row, BOZZA, x[BOZZA]);
}

int scheda_csv_leggi(const Contesto *c, Str path, SchedaFile *out)
{
    Foglio f = {.c = c, .out = out, .d = {.a = c->a, .limite = 1000}};
    Str bytes;
    Csv csv;
    *out = (SchedaFile){.nome = path};
    Err e = os_read_file(path, FILE_MAX, c->a, &bytes);
    if (e) return errore(E_LETTURA, "%.*s: non si può leggere", STR_ARG(path));
    e = csv_read(bytes, out->nome, c->a, &csv, &f.d);
    if (csv.from_windows)
        fprintf(stderr, "ciclo: %.*s non era in UTF-8 ed è stato letto come Windows-1252\n", STR_ARG(out->nome));
    if (!e && csv.rows.n) heading(&f, &csv.rows.items[0]);
    bool readable = !f.d.lista.n;
    for (ptrdiff_t i = 1; readable && i < csv.rows.n; i++) read_row(&f, &csv.rows.items[i]);
    difetti_sort(&f.d);
    return f.d.lista.n ? stampa_difetti(S(""), &f.d) : 0;
}

Str scheda_dove(const SchedaFile *f, Str dove, Arena *a)
{
    for (ptrdiff_t i = 0; i < f->offerte.n; i++) {
        Str who = f->offerte.items[i].persona;
        if (!str_starts(dove, who) || dove.n < who.n + 3 || dove.p[who.n] != '/') continue;
        int h = dove.p[who.n + 1] - '1';
        if (h < 0 || h >= TAVOLO_MEZZE || dove.p[who.n + 2] != '/') continue;
        int line = f->righe.items[i * TAVOLO_MEZZE + h];
        Str campo = str_sub(dove, who.n + 3, dove.n);
        if (!line)
            return str_fmt(a, "%.*s: manca la riga di %.*s, semischeda %d", STR_ARG(f->nome), STR_ARG(who), h + 1);
        return str_fmt(a, "%.*s:%d:%.*s", STR_ARG(f->nome), line, STR_ARG(campo));
    }
    return f->nome.n ? str_fmt(a, "%.*s: %.*s", STR_ARG(f->nome), STR_ARG(dove)) : dove;
}

/* dati_campi.c - floor 6: the fields of a record as the form shows them. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "web/dati_campi.h"

#include <stdlib.h>

#include "rules/sistema.h"

/* A short list is a menu, a long one a field with suggestions, where one types to search. */
enum { MENU_MAX = 30, SUGGERIMENTI_MAX = 3000, GRUPPO_MAX = 3, PRECEDENTI_MAX = 60 };

/* -- what may be chosen */
static int by_text(const void *a, const void *b)
{
    return str_cmp(((const Scelta *)a)->testo, ((const Scelta *)b)->testo);
}

Scelta *dati_scelte(Page *p, EntitaTipo t, ptrdiff_t *n)
{
    const Tabella *rows = dati_righe(p, t);
    Scelta *v = NEW_N(p->a, Scelta, rows->n + 2);
    *n = 0;
    for (ptrdiff_t i = 0; i < rows->n && *n < SUGGERIMENTI_MAX; i++) {
        const void *r = tabella_at(rows, i);
        Str code = campo_text(p->a, &rows->e->campi[0], r), name = dati_didascalia(p, t, r);
        Str both = t == ENTITA_PERSONA ? str_fmt(p->a, "%.*s (%.*s)", STR_ARG(name), STR_ARG(code))
                   : name.n            ? str_fmt(p->a, "%.*s - %.*s", STR_ARG(code), STR_ARG(name))
                                       : code;
        v[(*n)++] = (Scelta){.valore = code, .testo = both};
    }
    if (t == ENTITA_PERSONA && *n) qsort(v, (size_t)*n, sizeof *v, by_text);
    return v;
}

static Scelta *rulebooks(Page *p, ptrdiff_t *n)
{
    ptrdiff_t all;
    const SistemaIncorporato *s = sistemi_incorporati(&all);
    Scelta *v = NEW_N(p->a, Scelta, all + 2);
    for (*n = 0; *n < all; (*n)++) v[*n] = (Scelta){.valore = str_of(s[*n].id), .testo = str_of(s[*n].id)};
    return v;
}

static Scelta *words(Page *p, const CampoInfo *c, ptrdiff_t *n)
{
    Str left = str_of(c->arg);
    ptrdiff_t max = 3;
    for (ptrdiff_t i = 0; i < left.n; i++) max += left.p[i] == '|';
    Scelta *v = NEW_N(p->a, Scelta, max);
    for (*n = 0; left.n;) {
        ptrdiff_t bar = str_find(left, '|');
        Str word = bar < 0 ? left : str_sub(left, 0, bar);
        const char *text = parola_scelta(word);
        v[(*n)++] = (Scelta){.valore = word, .testo = text ? tr_str(p->h.lingua, str_of(text)) : word};
        left = bar < 0 ? S("") : str_sub(left, bar + 1, left.n);
    }
    return v;
}

/* What the same field says elsewhere: units of measure, sources, names of parameters. */
static bool repeats(const CampoInfo *c)
{
    static const char *const names[] = {"categoria", "unita_misura", "fonte", "chiave"};
    for (ptrdiff_t i = 0; i < COUNT_OF(names); i++)
        if (c->tipo == CAMPO_TESTO && !strcmp(c->nome, names[i])) return true;
    return false;
}

static Scelta *earlier(Page *p, const EntitaInfo *e, const CampoInfo *c, ptrdiff_t *n)
{
    const Tabella *rows = dati_righe(p, e->tipo);
    Scelta *v = NEW_N(p->a, Scelta, PRECEDENTI_MAX + 2);
    *n = 0;
    for (ptrdiff_t i = 0; i < rows->n && *n < PRECEDENTI_MAX; i++) {
        Str text = campo_text(p->a, c, tabella_at(rows, i));
        bool told = !text.n;
        for (ptrdiff_t k = 0; k < *n && !told; k++) told = str_eq(v[k].valore, text);
        if (!told) v[(*n)++] = (Scelta){.valore = text, .testo = text};
    }
    return v;
}

/* -- one field */
static DatiGenere kind(const CampoInfo *c, Campo *f)
{
    switch (c->tipo) {
    case CAMPO_CODICE: f->stretto = true; f->lunghezza = 64; return GENERE_TESTO;
    case CAMPO_TESTO: f->lunghezza = 500; return GENERE_TESTO;
    case CAMPO_LUNGO: f->righe = 4; f->lunghezza = 20000; return GENERE_LUNGO;
    case CAMPO_INTERO: case CAMPO_DECIMALE: return GENERE_NUMERO;
    case CAMPO_EURO: f->unita = S("€"); return GENERE_NUMERO;
    case CAMPO_DATA: return GENERE_DATA;
    case CAMPO_RIF: case CAMPO_SCELTA: break;
    }
    return GENERE_SCELTA;
}

/* A menu offers nothing first, and what stands in the record even when it is offered no more. */
static void menu_of(Page *p, Campo *f, Scelta *v, ptrdiff_t n)
{
    bool there = !f->valore.n;
    for (ptrdiff_t i = 0; i < n; i++) there = there || str_eq(v[i].valore, f->valore);
    Scelta *all = NEW_N(p->a, Scelta, n + 2);
    ptrdiff_t k = 0;
    all[k++] = (Scelta){.valore = S(""), .testo = f->obbligatorio ? _("Scegliere") : _("Nessuno"), .scelta = !f->valore.n};
    if (!there) all[k++] = (Scelta){.valore = f->valore, .testo = f->valore};
    for (ptrdiff_t i = 0; i < n; i++) all[k++] = v[i];
    f->scelte = all;
    f->n_scelte = k;
}

static DatiGenere choices(Page *p, const EntitaInfo *e, const CampoInfo *c, DatiGenere g, Campo *f)
{
    ptrdiff_t n;
    Scelta *v = NULL;
    if (c->tipo == CAMPO_RIF) v = dati_scelte(p, c->rif, &n);
    else if (c->tipo == CAMPO_SCELTA) v = words(p, c, &n);
    else if (e->tipo == ENTITA_ANNO && !strcmp(c->nome, "sistema")) v = rulebooks(p, &n);
    else if (repeats(c)) v = earlier(p, e, c, &n);
    if (!v) return g;
    if (repeats(c) || n > MENU_MAX) {
        f->scelte = v;
        f->n_scelte = n;
        f->stretto = f->stretto || c->tipo == CAMPO_RIF;
        return n ? GENERE_ELENCO : GENERE_TESTO;
    }
    bool plain = str_find(str_of(c->arg), '=') < 0; /* each button's id has its word */
    if (c->tipo == CAMPO_SCELTA && n <= GRUPPO_MAX && f->obbligatorio && plain) {
        f->scelte = v;
        f->n_scelte = n;
        return GENERE_GRUPPO;
    }
    menu_of(p, f, v, n);
    return GENERE_SCELTA;
}

static DatiCampo field(Page *p, const Modulo *m, int i)
{
    const EntitaInfo *e = m->e;
    const CampoInfo *c = &e->campi[i];
    const ParolaCampo *w = parola_campo(e->tipo, c->nome);
    DatiCampo out = {.c = {.nome = str_of(c->nome), .etichetta = tr_str(p->h.lingua, str_of(w->nome)), .valore = m->scritti[i],
                           .errore = m->errori[i], .obbligatorio = !campo_facoltativo(c), .autocomplete = S("off"),
                           .aiuto = tr_str(p->h.lingua, str_of(w->aiuto))}};
    out.genere = choices(p, e, c, kind(c, &out.c), &out.c);
    Date day;
    if (out.genere == GENERE_DATA && out.c.valore.n && !date_parse_iso(out.c.valore, &day)) {
        if (date_parse_italian(out.c.valore, &day)) out.c.valore = date_iso(p->a, day);
        else out.genere = GENERE_TESTO; /* a browser would not show what it does not take for a day */
    }
    if (out.genere == GENERE_ELENCO && c->tipo == CAMPO_RIF)
        out.c.aiuto = str_fmt(p->a, "%.*s %.*s", STR_ARG(out.c.aiuto), STR_ARG(_("Scrivere l'inizio del nome o del codice.")));
    const void *named = out.genere == GENERE_ELENCO && c->tipo == CAMPO_RIF ? dati_trova(p, c->rif, out.c.valore) : NULL;
    if (named) out.c.unita = dati_didascalia(p, c->rif, named);
    return out;
}

DatiCampo *dati_campi(Page *p, const Modulo *m, ptrdiff_t *n, Campo **errori)
{
    DatiCampo *v = NEW_N(p->a, DatiCampo, m->e->n_campi);
    *n = 0;
    for (int i = 0; i < m->e->n_campi; i++)
        if (modulo_chiesto(m->e, i, m->nuovo)) v[(*n)++] = field(p, m, i);
    Campo *e = NEW_N(p->a, Campo, *n + 1);
    for (ptrdiff_t i = 0; i < *n; i++) e[i] = v[i].c;
    if (errori) *errori = e;
    return v;
}

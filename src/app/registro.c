/* registro.c - floor 7: records from options, records shown, official writes told. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "app/registro.h"

enum { TESTO_MAX = 1 << 20 };

static const char *option_of(Arena *a, const CampoInfo *c)
{
    char *p = (char *)str_c(a, str_fmt(a, "--%s", c->nome));
    for (char *q = p; *q; q++)
        if (*q == '_') *q = '-';
    return p;
}

static bool from_file(Arena *a, const CampoInfo *c, Str *cell, Str *why)
{
    if (c->tipo != CAMPO_LUNGO || cell->n < 2 || cell->p[0] != '@') return true;
    Str path = str_sub(*cell, 1, cell->n);
    if (os_read_file(path, TESTO_MAX, a, cell) == OK) return true;
    *why = str_fmt(a, "il file %.*s non si può leggere", STR_ARG(path));
    return false;
}

int registro_da_file(const Contesto *c, const char *where, Str *cell)
{
    static const CampoInfo text = {.tipo = CAMPO_LUNGO};
    Str why;
    return from_file(c->a, &text, cell, &why) ? 0 : errore(E_LETTURA, "%s: %.*s", where, STR_ARG(why));
}

static void read_field(Arena *a, const CampoInfo *c, const char *where, Str cell, void *record, Difetti *d)
{
    Str why;
    bool fine = from_file(a, c, &cell, &why);
    if (fine && utf8_invalid_at(cell) >= 0) {
        fine = false;
        why = S("non è testo UTF-8 valido");
    }
    if (fine) fine = campo_read(a, c, cell, true, record, &why);
    if (!fine) difetto(d, d->lista.n, str_of(where), "%.*s", STR_ARG(why));
}

void registro_campi(Arena *a, Argomenti *args, const EntitaInfo *e, void *record, Difetti *d)
{
    for (int i = 0; i < e->n_campi; i++) {
        const char *name = option_of(a, &e->campi[i]), *value = opzione(args, name);
        if (value || !campo_facoltativo(&e->campi[i]))
            read_field(a, &e->campi[i], name, str_of(value), record, d);
    }
}

bool registro_celle(Arena *a, Argomenti *args, const EntitaInfo *e, const char **cells)
{
    bool file = false;
    ASSERT(e->n_campi <= REGISTRO_CAMPI);
    for (int i = 0; i < e->n_campi; i++) {
        cells[i] = opzione(args, option_of(a, &e->campi[i]));
        file = file || (cells[i] && !strcmp(e->campi[i].nome, "file"));
    }
    return file;
}

void registro_rileggi(Arena *a, const EntitaInfo *e, const char *const *cells, void *record, Difetti *d)
{
    for (int i = 0; i < e->n_campi; i++) {
        const CampoInfo *f = &e->campi[i];
        if (!cells[i]) continue;
        if (campo_chiave(f)) difetto(d, d->lista.n, str_of(option_of(a, f)), "non si corregge: annullare e registrare di nuovo");
        else read_field(a, f, option_of(a, f), str_of(cells[i]), record, d);
    }
}

int registro_difetti(const Contesto *c, const Difetti *d)
{
    static const char *const others[] = {"collega", "partecipante"};
    Difetti told = {.a = c->a};
    for (ptrdiff_t i = 0; i < d->lista.n; i++) {
        const Difetto *x = &d->lista.items[i];
        bool option = false;
        for (ptrdiff_t k = 0; k < COUNT_OF(others); k++) option = option || str_eq(x->dove, str_of(others[k]));
        for (EntitaTipo t = 0; t < ENTITA_COUNT && !option; t++)
            for (int f = 0; (t == ENTITA_ATTO || t == ENTITA_RIUNIONE) && f < entita_info(t)->n_campi; f++)
                option = option || str_eq(x->dove, str_of(entita_info(t)->campi[f].nome));
        difetto(&told, i, option ? str_fmt(c->a, "--%.*s", STR_ARG(x->dove)) : x->dove, "%.*s", STR_ARG(x->cosa));
    }
    return stampa_difetti(S(""), &told);
}

bool registro_campo(Arena *a, const EntitaInfo *e, const char *field, Str cell, void *record, Difetti *d)
{
    ptrdiff_t before = d->lista.n;
    for (int i = 0; i < e->n_campi; i++)
        if (!strcmp(e->campi[i].nome, field)) read_field(a, &e->campi[i], field, cell, record, d);
    return d->lista.n == before;
}

void registro_opzioni(Arena *a, Argomenti *args, const char *name, RegistroTesti *out)
{
    for (const char *v; (v = opzione(args, name));) *PUSH(a, out) = str_of(v);
}

Err registro_leggi(const Contesto *c, const Grant *g, EntitaTipo t, Str key, void **out)
{
    Tabella all;
    *out = NULL;
    Err e = store_tabella_load(c->st, g, t, c->a, &all);
    if (!e) *out = tabella_find(c->a, &all, key);
    return e;
}

Err registro_esiste(const Contesto *c, const Grant *g, EntitaTipo t, Str key, bool *out)
{
    void *record;
    Err e = registro_leggi(c, g, t, key, &record);
    *out = record != NULL;
    return e;
}

void registro_json(Json *j, Arena *a, const EntitaInfo *e, const void *record)
{
    for (int i = 0; i < e->n_campi; i++) {
        const CampoInfo *c = &e->campi[i];
        if (campo_absent(c, record)) continue;
        json_key(j, str_of(c->nome));
        if (c->tipo == CAMPO_INTERO) json_int(j, *(const int64_t *)((const char *)record + c->offset));
        else json_text(j, campo_text(a, c, record));
    }
}

void registro_mostra(Buf *b, Arena *a, const EntitaInfo *e, const void *record)
{
    for (int i = 0; i < e->n_campi; i++) {
        const CampoInfo *c = &e->campi[i];
        if (campo_absent(c, record)) continue;
        Str text = campo_text(a, c, record);
        buf_fmt(b, "%-14s", c->nome);
        for (ptrdiff_t k = 0; k < text.n; k++) {
            buf_char(b, text.p[k]);
            if (text.p[k] == '\n') buf_fmt(b, "%14s", "");
        }
        buf_char(b, '\n');
    }
}

int registro_stampa(const Contesto *c, Json *j)
{
    Str text = json_done(j);
    return stampa_testo(str_fmt(c->a, "%.*s\n", STR_ARG(text)));
}

int registro_scrivi(const Contesto *c, const Grant *g, const Modifica *m, ptrdiff_t n, Str atto, const char *done,
                    Str code)
{
    Esito out;
    Err e = store_scrivi(c->st, g, &(Scrittura){c->ora, atto, m, n}, c->a, &out);
    return registro_detto(c, e, &out, done, code);
}

int registro_detto(const Contesto *c, Err e, const Esito *out, const char *done, Str code)
{
    if (e == E_CONFLITTO) {
        for (ptrdiff_t i = 0; i < out->conflitti.n; i++) {
            const Conflitto *x = &out->conflitti.items[i];
            fprintf(stderr, "%s %.*s\n  c'è:    %.*s\n  offerto: %.*s\n", x->e->nome, STR_ARG(x->chiave),
                    STR_ARG(x->trovato),
                    STR_ARG(x->offerto));
        }
    }
    return e ? contesto_errore(c, e) : registro_scritto(c, out, done, code);
}

int registro_scritto(const Contesto *c, const Esito *out, const char *done, Str code)
{
    Str anchor = store_ancora(c->a, out->seq, out->hash);
    if (!c->json) {
        if (!out->seq) return stampa_testo(str_fmt(c->a, "%.*s: nulla è cambiato\n", STR_ARG(code)));
        return stampa_testo(str_fmt(c->a, "%s %.*s: voce %lld del giornale, ancora %.*s\n", done, STR_ARG(code),
                                    (long long)out->seq, STR_ARG(anchor)));
    }
    Json *j = json_new(c->a, true);
    json_open_map(j);
    json_key(j, S("codice"));
    json_text(j, code);
    json_key(j, S("scritto"));
    json_bool(j, out->seq > 0);
    if (out->seq) {
        json_key(j, S("voce"));
        json_int(j, out->seq);
        json_key(j, S("ancora"));
        json_text(j, anchor);
    }
    json_close_map(j);
    return registro_stampa(c, j);
}

/* scrivi.c - floor 5: tables as CSV and as JSON, the same bytes for the same records. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "exchange/interno.h"

#include "format/csv.h"
#include "format/json.h"
#include "model/correzioni.h"

/* Decimals go out with a point, but where the reader would find two readings ("1.234": see campo_read) with a comma,
 * which has only one. */
static Str cell(Arena *a, const CampoInfo *c, const void *record)
{
    Str text = campo_text(a, c, record);
    if (c->tipo != CAMPO_DECIMALE) return text;
    Num x;
    if (!num_parse_italian(a, text, 18, 9, &x, NULL) || str_find(text, '.') < 0) return text;
    char *p = (char *)str_dup(a, text).p;
    p[str_find(text, '.')] = ',';
    return (Str){p, text.n};
}

static Str write_csv(const Tabella *t, Arena *a)
{
    Buf b = buf_new(a);
    for (int i = 0; i < t->e->n_campi; i++) csv_cell(&b, str_of(t->e->campi[i].nome), i == 0);
    csv_end_row(&b);
    Arena scratch = {0};
    for (ptrdiff_t r = 0; r < t->n; r++) {
        for (int i = 0; i < t->e->n_campi; i++) csv_cell(&b, cell(&scratch, &t->e->campi[i], tabella_at(t, r)), i == 0);
        csv_end_row(&b);
        if (r % 1024 == 1023) arena_free(&scratch);
    }
    arena_free(&scratch);
    return buf_str(&b);
}

Str scambio_csv(const Tabella *t, Arena *a) { return write_csv(t, a); }

/* A number with the decimal comma, or an Italian Excel takes 12.5 for a day; a text that begins like a formula with an
 * apostrophe before it, which comes back as a difference that the person sees. */
static void sheet_cell(Buf *b, Arena *a, const CampoInfo *c, const void *record, bool first)
{
    Str text = campo_text(a, c, record);
    bool number = c->tipo == CAMPO_DECIMALE || c->tipo == CAMPO_EURO;
    ptrdiff_t point = number ? str_find(text, '.') : -1;
    if (point >= 0) {
        char *p = (char *)str_dup(a, text).p;
        p[point] = ',';
        text.p = p;
    }
    if (c->tipo == CAMPO_TESTO || c->tipo == CAMPO_LUNGO || c->tipo == CAMPO_CODICE) csv_cell_for_excel(b, text, first);
    else csv_cell(b, text, first);
}

Str scambio_csv_foglio(const Tabella *t, Arena *a)
{
    Buf b = buf_new(a);
    const CampoInfo *c = t->e->campi; /* the first is of the key and never left out */
    buf_put(&b, S("\xef\xbb\xbf"));
    for (int i = 0; i < t->e->n_campi; i++)
        if (!correzione_deciso(&c[i], t->e->tipo)) csv_cell(&b, str_of(c[i].nome), i == 0);
    csv_end_row(&b);
    for (ptrdiff_t r = 0; r < t->n; r++) {
        for (int i = 0; i < t->e->n_campi; i++)
            if (!correzione_deciso(&c[i], t->e->tipo)) sheet_cell(&b, a, &c[i], tabella_at(t, r), i == 0);
        csv_end_row(&b);
    }
    return buf_str(&b);
}

/* One record a line: a person finds it, and a difference between two exports is a line. */
Str scambio_json(const Archivio *arch, Arena *a)
{
    Buf b = buf_new(a);
    buf_put(&b, S("{\n\"formato\": \"" SCAMBIO_FORMATO "\""));
    for (EntitaTipo k = 0; k < ENTITA_COUNT; k++) {
        const Tabella *t = &arch->tabelle[k];
        buf_fmt(&b, ",\n\"%s\": [", t->e->nome);
        Arena scratch = {0};
        for (ptrdiff_t r = 0; r < t->n; r++) {
            buf_put(&b, r ? S(",\n") : S("\n"));
            buf_put(&b, record_json(&scratch, t->e, tabella_at(t, r)));
            if (r % 1024 == 1023) arena_free(&scratch);
        }
        arena_free(&scratch);
        buf_put(&b, t->n ? S("\n]") : S("]"));
    }
    buf_put(&b, S("\n}\n"));
    return buf_str(&b);
}

/* pubblica_tavole.c - floor 4: sets of public figures as rows, CSV and JSON. Pure. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#include "cycle/pubblica_parti.h"

#include "format/csv.h"
#include "format/json.h"

TavolaPubblica *pubblica_tavola(Pubblicatore *p, Str nome, Str titolo, const char *colonne)
{
    TavolaPubblica *t = NEW(p->a, TavolaPubblica);
    *t = (TavolaPubblica){.nome = nome, .titolo = titolo};
    for (Str rest = str_of(colonne); rest.n;) {
        ptrdiff_t cut = str_find(rest, ' ');
        ASSERT(t->n_colonne < COUNT_OF(t->colonne));
        t->colonne[t->n_colonne++] = str_sub(rest, 0, cut < 0 ? rest.n : cut);
        rest = str_sub(rest, cut < 0 ? rest.n : cut + 1, rest.n);
    }
    return t;
}

Str *pubblica_riga(Pubblicatore *p, TavolaPubblica *t)
{
    return *PUSH(p->a, &t->righe) = NEW_N(p->a, Str, t->n_colonne);
}

static Str as_csv(Pubblicatore *p, const TavolaPubblica *t)
{
    Buf b = buf_new(p->a);
    for (int c = 0; c < t->n_colonne; c++) csv_cell(&b, t->colonne[c], c == 0);
    csv_end_row(&b);
    for (ptrdiff_t r = 0; r < t->righe.n; r++) {
        for (int c = 0; c < t->n_colonne; c++) csv_cell_for_excel(&b, t->righe.items[r][c], c == 0);
        csv_end_row(&b);
    }
    return buf_str(&b);
}

static Str as_json(Pubblicatore *p, const TavolaPubblica *t)
{
    Json *j = json_new(p->a, true);
    json_open_map(j);
    json_key(j, S("insieme")), json_text(j, t->nome);
    json_key(j, S("titolo")), json_text(j, t->titolo);
    json_key(j, S("anno")), json_int(j, p->v->anno);
    json_key(j, S("pubblicato_il")), json_text(j, date_iso(p->a, p->giorno));
    if (t->nota.n) json_key(j, S("nota")), json_text(j, t->nota);
    json_key(j, S("righe"));
    json_open_list(j);
    for (ptrdiff_t r = 0; r < t->righe.n; r++) {
        json_open_map(j);
        for (int c = 0; c < t->n_colonne; c++) json_key(j, t->colonne[c]), json_text(j, t->righe.items[r][c]);
        json_close_map(j);
    }
    json_close_list(j);
    json_close_map(j);
    return str_fmt(p->a, "%.*s\n", STR_ARG(json_done(j)));
}

void pubblica_insieme(Pubblicatore *p, const TavolaPubblica *t, int64_t edizione)
{
    int64_t anno = p->v->anno;
    PubDocumento doc = {.tipo = t->nome,
                        .anno = anno,
                        .edizione = edizione,
                        .titolo = t->titolo,
                        .pubblicato_il = date_iso(p->a, p->giorno)};
    doc.formato = S("csv");
    doc.contenuto = as_csv(p, t);
    *PUSH(p->a, &p->documenti) = doc;
    doc.formato = S("json");
    doc.contenuto = as_json(p, t);
    *PUSH(p->a, &p->documenti) = doc;
    for (ptrdiff_t r = 0; r < t->righe.n; r++)
        for (int c = 0; c < t->n_colonne; c++)
            *PUSH(p->a, &p->dati) = (PubDato){t->nome, anno, r + 1, t->colonne[c], t->righe.items[r][c]};
}

Str pubblica_testo(Pubblicatore *p, Str s)
{
    return riservato_testo(p->riservato, s);
}

Str pubblica_numero(Pubblicatore *p, Num x)
{
    return num_is(x) ? num_exact(p->a, x) : S("");
}
